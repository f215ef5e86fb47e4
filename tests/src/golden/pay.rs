//! The pay dialect: `[inputs]` and `[expected]`, amounts in rupiah, rates in basis points.

use std::collections::BTreeMap;

use super::value::Value;
use super::{Case, Dialect, Verdict};

/// Cases of salary, contributions and income tax.
#[derive(Debug)]
pub struct Pay;

impl Dialect for Pay {
    fn name(&self) -> &'static str {
        "pay"
    }

    fn recognises(&self, doc: &BTreeMap<String, Value>) -> bool {
        doc.contains_key("inputs") && doc.contains_key("expected") && !doc.contains_key("steps")
    }

    fn run(&self, _: &Case, _: &BTreeMap<String, Value>) -> Verdict {
        Verdict::NotCovered("being built".into())
    }
}
