//! The TPP dialect: `[inputs]` / `[steps]` / `[result]`; steps, traps and notes are prose.
//!
//! `meta.legal_source` names the fact file whose rules the case follows, which names the policy. What a case does
//! not mention is an undisturbed month: no events, no decisions.

mod published;
mod regional;
pub mod trial;

use std::collections::BTreeMap;

use super::fields::{Expected, Fields};
use super::value::Value;
use super::{Case, Dialect, Verdict};

/// Cases of regional policies.
#[derive(Debug)]
pub struct Tpp;

/// Works one kind of case out.
type Work = fn(&mut Fields<'_>, &mut Expected<'_>) -> Result<(), String>;

/// Policies by the fact file a case names.
const BY_FACTS: [(&str, Work); 7] = [
    ("kepmendagri-900-4700.toml", regional::national),
    ("kota-manado.toml", regional::manado),
    ("kota-banjarmasin.toml", regional::banjarmasin),
    ("kab-pakpak-bharat.toml", regional::pakpak_bharat),
    ("kab-pesisir-barat.toml", regional::pesisir_barat),
    ("prov-sumatera-utara.toml", regional::sumatera_utara),
    ("kab-tapanuli-tengah.toml", regional::tapanuli_tengah),
];

/// Published cases by an input only they have.
const BY_INPUT: [(&str, Work); 2] =
    [("index_printed", published::basic_tpp), ("worker_percent_on_tpp", published::bpjs_ceiling)];

/// Shapes outside the regional pay engine, by an input only they have, with the reason.
const OPEN: [(&str, &str); 7] = [
    ("performance_months", "award score of one office of a central agency; awards stay outside TPP"),
    ("case", "award scaling of one office of a central agency; awards stay outside TPP"),
    ("rows", "the government index comes into a policy as one confirmed value; its rows are not computed here"),
    ("months_pns", "a yearly budget of salary, not TPP"),
    ("meal", "a salary without golongan and years of service, with a rice price of its own; not TPP"),
    ("bpjs_4_percent", "sums of a salary slip, not TPP"),
    ("program_bpjs_employer", "a check of the salary base of one slip, not TPP"),
];

impl Dialect for Tpp {
    fn name(&self) -> &'static str {
        "tpp"
    }

    fn recognises(&self, doc: &BTreeMap<String, Value>) -> bool {
        doc.contains_key("inputs") && doc.contains_key("steps") && doc.contains_key("result")
    }

    fn run(&self, _: &Case, doc: &BTreeMap<String, Value>) -> Verdict {
        let table = |key: &str| doc.get(key).and_then(Value::table);
        let (Some(inputs), Some(result)) = (table("inputs"), table("result")) else {
            return Verdict::Wrong(vec!["inputs or result is no table".into()]);
        };
        if let Some((_, reason)) = OPEN.iter().find(|(key, _)| inputs.contains_key(*key)) {
            return Verdict::NotCovered((*reason).to_owned());
        }
        let source = table("meta").and_then(|meta| meta.get("legal_source")).and_then(Value::text).unwrap_or_default();
        let work = (BY_FACTS.iter().find(|(file, _)| source.contains(file)))
            .or_else(|| BY_INPUT.iter().find(|(key, _)| inputs.contains_key(*key)));
        let Some((_, work)) = work else {
            return Verdict::Wrong(vec![format!("no policy for the rules of: {source}")]);
        };
        let mut fields = Fields::new(inputs);
        let mut expected = Expected::new(result);
        if let Err(error) = work(&mut fields, &mut expected) {
            return Verdict::Wrong(vec![error]);
        }
        expected.finish(&fields)
    }
}
