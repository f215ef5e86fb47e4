//! The performance dialect: `[meta] kind` names the shape, one function per shape.
//!
//! Keys of prose are listed in [`PROSE`] and never compared; every other key is compared or fails its case.

mod pay;
mod ratings;
mod services;

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};

use super::fields::Fields;
use super::value::Value;
use super::{Case, Dialect, Verdict};

/// Cases of plans, ratings, training and what follows from them.
#[derive(Debug)]
pub struct Performance;

type Doc = BTreeMap<String, Value>;

/// Keys that explain a case to people.
const PROSE: [&str; 15] = [
    "ak_example",
    "check",
    "codes",
    "counting",
    "feedback_tone",
    "final_rating",
    "formula",
    "limits",
    "name",
    "note",
    "origin",
    "reason",
    "rounding",
    "trap",
    "why",
];

/// Shapes the product has no rule for, with the reason.
const OPEN: [(&str, &str); 11] = [
    ("angka_kredit_appointment", "first credit at a transfer is recorded by decision, not worked out"),
    ("best_employee", "a scheme of one office; its own file warns against feeding it into anything"),
    ("failure_path", "the path after a failed year is a procedure of decisions, not a figure of this issue"),
    ("legacy_pp30", "scoring of 2019 to 2021 has no period in the product; history is entered as predikat"),
    ("legacy_pp46", "scoring until 2021 has no period in the product; history is entered as predikat"),
    ("organisation_periodic", "the organisation predikat comes in as a fact; its computation is left to other rules"),
    ("rating_360", "weights between givers are a local scheme; national feedback has none"),
    ("sample_size", "surveys of public satisfaction come with a later issue"),
    ("skm", "surveys of public satisfaction come with a later issue"),
    ("skm_class", "surveys of public satisfaction come with a later issue"),
    ("study_leave", "says which document is kept, in words; no figure follows"),
];

impl Dialect for Performance {
    fn name(&self) -> &'static str {
        "performance"
    }

    fn recognises(&self, doc: &Doc) -> bool {
        doc.get("meta").and_then(Value::table).is_some_and(|meta| meta.contains_key("kind"))
    }

    fn run(&self, _: &Case, doc: &Doc) -> Verdict {
        let kind = doc.get("meta").and_then(Value::table).and_then(|meta| meta.get("kind")).and_then(Value::text);
        let mut out = Out::default();
        let shape = match kind.unwrap_or_default() {
            "skp_evaluation" => ratings::skp_evaluation,
            "matrix" => ratings::matrix,
            "distribution" => ratings::distribution,
            "absence" => ratings::absence,
            "deadline" => services::deadline,
            "angka_kredit" => services::angka_kredit,
            "study_leave_ipk" => services::study_leave_ipk,
            "training_jp" => services::training_jp,
            "performance_pay" => pay::performance_pay,
            "end_to_end" => pay::end_to_end,
            "legacy_8_2021" => return ratings::legacy_8_2021(doc, out),
            kind => {
                return match OPEN.iter().find(|(name, _)| *name == kind) {
                    Some((_, reason)) => Verdict::NotCovered((*reason).to_owned()),
                    None => Verdict::Wrong(vec![format!("kind not understood: {kind}")]),
                };
            }
        };
        if let Err(error) = shape(doc, &mut out) {
            out.wrong.push(error);
        }
        out.verdict()
    }
}

/// What was compared so far.
#[derive(Debug, Default)]
struct Out {
    figures: usize,
    wrong: Vec<String>,
}

impl Out {
    fn verdict(self) -> Verdict {
        match self {
            Self { wrong, .. } if !wrong.is_empty() => Verdict::Wrong(wrong),
            Self { figures: 0, .. } => Verdict::Wrong(vec!["nothing was compared".into()]),
            Self { figures, .. } => Verdict::Exact { figures },
        }
    }

    fn same(&mut self, place: &str, expected: &Value, found: impl Into<Value>) {
        let found = found.into();
        self.figures += 1;
        if !expected.same(&found) {
            self.wrong.push(format!("{place}: expected {expected:?}, found {found:?}"));
        }
    }

    /// Compares a found figure with an expected one at the decimals the case prints, half up.
    fn rounded(&mut self, place: &str, expected: &Value, found: Decimal) {
        let scale = expected.decimal().map_or(0, |expected| expected.scale());
        self.same(place, expected, half_up(found, scale));
    }

    /// Compares with the key when the case has it.
    fn expect(&mut self, place: &str, fields: &mut Fields<'_>, key: &str, found: impl Into<Value>) {
        if let Some(expected) = fields.get(key) {
            self.same(&format!("{place}.{key}"), expected, found);
        }
    }

    fn expect_rounded(&mut self, place: &str, fields: &mut Fields<'_>, key: &str, found: Decimal) {
        if let Some(expected) = fields.get(key) {
            self.rounded(&format!("{place}.{key}"), expected, found);
        }
    }

    /// A figure a wrong program would give: the product must give another one.
    fn differs(&mut self, place: &str, fields: &mut Fields<'_>, key: &str, found: impl Into<Value>) {
        if let Some(trap) = fields.get(key) {
            self.figures += 1;
            if trap.same(&found.into()) {
                self.wrong.push(format!("{place}.{key}: the product gives the wrong figure of the trap"));
            }
        }
    }

    fn close(&mut self, place: &str, fields: &Fields<'_>) {
        let unknown = fields.unread().into_iter().filter(|key| !PROSE.contains(key));
        self.wrong.extend(unknown.map(|key| format!("{place}: key not understood: {key}")));
    }
}

fn half_up(value: Decimal, scale: u32) -> Decimal {
    value.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero)
}

fn need<T>(value: Option<T>, key: &str) -> Result<T, String> {
    value.ok_or_else(|| format!("{key}: missing or of another shape"))
}

/// Runs a function over every table of a list; unknown keys of each table are complaints.
fn each(
    doc: &Doc,
    list: &str,
    out: &mut Out,
    mut one: impl FnMut(&str, &mut Fields<'_>, &mut Out) -> Result<(), String>,
) -> Result<usize, String> {
    let Some(items) = doc.get(list) else { return Ok(0) };
    let items = need(items.list(), list)?;
    for (at, item) in items.iter().enumerate() {
        let place = format!("{list}[{at}]");
        let mut fields = Fields::new(need(item.table(), &place)?);
        if let Err(error) = one(&place, &mut fields, out) {
            out.wrong.push(format!("{place}: {error}"));
        }
        out.close(&place, &fields);
    }
    Ok(items.len())
}

/// Runs a function over one table of the case, and complains of unknown keys.
fn table(
    doc: &Doc,
    name: &str,
    out: &mut Out,
    one: impl FnOnce(&mut Fields<'_>, &mut Out) -> Result<(), String>,
) -> Result<(), String> {
    let Some(value) = doc.get(name) else { return Ok(()) };
    let mut fields = Fields::new(need(value.table(), name)?);
    one(&mut fields, out)?;
    out.close(name, &fields);
    Ok(())
}

/// Complains of top-level keys that a shape does not know.
fn known(doc: &Doc, keys: &[&str], out: &mut Out) {
    let strange = doc.keys().filter(|key| !keys.contains(&key.as_str()) && *key != "meta" && *key != "note");
    out.wrong.extend(strange.map(|key| format!("key not understood: {key}")));
}

fn parsed<T: std::str::FromStr>(fields: &mut Fields<'_>, key: &str) -> Result<T, String> {
    let text = need(fields.text(key)?, key)?;
    text.parse().map_err(|_| format!("{key}: {text} is not understood"))
}

fn decimal(fields: &mut Fields<'_>, key: &str) -> Result<Decimal, String> {
    need(fields.get(key).and_then(Value::decimal), key)
}

fn count(fields: &mut Fields<'_>, key: &str) -> Result<u32, String> {
    let number = need(fields.int(key)?, key)?;
    u32::try_from(number).map_err(|_| format!("{key}: {number} is no count"))
}
