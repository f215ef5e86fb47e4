//! The pay dialect: `[inputs]` and `[expected]`, amounts in rupiah, rates in basis points.
//!
//! The shape of the inputs says what is worked out; `tests/golden/README.md` lists every key.

mod payday;
mod service;
mod slip;
mod tax;
mod thr;
mod watch;
mod year;

use std::collections::BTreeMap;

use super::fields::{Expected, Fields};
use super::value::Value;
use super::{Case, Dialect, Verdict};

use domain::money::{Rounding, Rupiah};
use domain::outcome::Gap;

/// Cases of salary, contributions and income tax.
#[derive(Debug)]
pub struct Pay;

/// Keys beside the two tables; all of them are prose, except where a shape reads `title`.
const PROSE: [&str; 6] = ["id", "kind", "title", "source", "confidence", "note"];

/// A case under way: what it gives, what it expects, and what it calls itself.
pub(super) struct Work<'c> {
    inputs: Fields<'c>,
    expected: Expected<'c>,
    id: &'c str,
    title: &'c str,
}

impl Dialect for Pay {
    fn name(&self) -> &'static str {
        "pay"
    }

    fn recognises(&self, doc: &BTreeMap<String, Value>) -> bool {
        doc.contains_key("inputs") && doc.contains_key("expected") && !doc.contains_key("steps")
    }

    fn run(&self, case: &Case, doc: &BTreeMap<String, Value>) -> Verdict {
        let tables = (doc.get("inputs").and_then(Value::table), doc.get("expected").and_then(Value::table));
        let (Some(inputs), Some(expected)) = tables else {
            return Verdict::Wrong(vec!["`inputs` and `expected` must be tables".into()]);
        };
        let text = |key: &str| doc.get(key).and_then(Value::text);
        let mut work = Work {
            inputs: Fields::new(inputs),
            expected: Expected::new(expected),
            id: text("id").unwrap_or(&case.name),
            title: text("title").unwrap_or_default(),
        };
        let known = |key: &&String| *key == "inputs" || *key == "expected" || PROSE.contains(&key.as_str());
        let strangers: Vec<String> =
            doc.keys().filter(|key| !known(key)).map(|key| format!("key not understood: {key}")).collect();
        if !strangers.is_empty() {
            return Verdict::Wrong(strangers);
        }
        match work.run() {
            Ok(()) => work.expected.finish(&work.inputs),
            Err(error) => Verdict::Wrong(vec![error]),
        }
    }
}

impl Work<'_> {
    fn run(&mut self) -> Result<(), String> {
        let has = |key: &str| self.inputs.has(key);
        if has("golongan_from") {
            self.promotion()
        } else if has("added_years") || has("added_months") {
            self.recognised()
        } else if has("watch_from") {
            self.watch()
        } else if has("paid_in") {
            self.yearly()
        } else if has("tmt") {
            self.part_year()
        } else if has("old_gaji_pokok") {
            self.back_pay()
        } else if has("salary_gross") {
            self.payday()
        } else if has("salary_part_of_base") {
            self.ceiling()
        } else if has("tpp_gross") {
            self.final_tax()
        } else if has("A") || has("B") || has("C") {
            self.brackets()
        } else if has("office_a_gross_by_month") {
            self.two_offices()
        } else if has("pension_jun_dec") {
            self.retires()
        } else if has("honorarium") {
            self.honorarium()
        } else if has("gross_by_month") && !has("ptkp") {
            self.fees()
        } else if has("gross_by_month") || has("gross_per_month") || has("pension_per_month") {
            self.year()
        } else if has("tunjangan_kinerja_by_month") {
            self.year_of_pns()
        } else if has("golongan") || has("golongan_group") || has("gaji_pokok_given") {
            self.slip()
        } else if has("gross_total") || has("gross_per_day") {
            self.daily()
        } else if has("ptkp") {
            self.one_month()
        } else if has("gross") {
            self.fee()
        } else {
            Err(format!("no shape of inputs is known with the keys {:?}", self.inputs.unread()))
        }
    }

    fn rounding(&mut self) -> Result<Option<Rounding>, String> {
        match self.inputs.text("rounding")? {
            None => Ok(None),
            Some("floor") => Ok(Some(Rounding::Floor)),
            Some("nearest") => Ok(Some(Rounding::HalfUp)),
            Some("ceil" | "up") => Ok(Some(Rounding::Ceil)),
            Some(other) => Err(format!("rounding: {other} is none")),
        }
    }

    fn need<T>(&self, key: &str, found: Option<T>) -> Result<T, String> {
        found.ok_or_else(|| format!("input missing: {key}"))
    }

    fn rupiah(&mut self, key: &str) -> Result<Rupiah, String> {
        let found = self.inputs.int(key)?;
        self.need(key, found).map(Rupiah::new)
    }

    fn parsed<T: std::str::FromStr>(&mut self, key: &str) -> Result<T, String> {
        let found = self.inputs.text(key)?;
        let text = self.need(key, found)?;
        text.parse().map_err(|_| format!("{key}: {text} cannot be read"))
    }
}

/// Writes gaps as the reason why a case has no figure.
fn gaps(gaps: impl IntoIterator<Item = Gap>) -> String {
    gaps.into_iter().map(|gap| format!("{gap:?}")).collect::<Vec<_>>().join("; ")
}

fn gap(found: Gap) -> String {
    gaps([found])
}

/// Writes amounts as a list of figures.
fn figures(amounts: &[Rupiah]) -> Vec<i64> {
    amounts.iter().map(|amount| amount.get()).collect()
}
