//! The rule book as a list to read: one row per parameter, day and column of a table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::Written;
use crate::calendar::Day;
use crate::cite::Cite;

/// One row of the rule book for reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleEntry {
    /// Stable name of the parameter; a column of a table is appended (`gaji_pokok.pns III/b`).
    pub param: String,
    /// First day in force.
    pub from: Day,
    /// First day of the entry that follows, when there is one.
    pub until: Option<Day>,
    /// The value as text; empty when the entry ends what was before.
    pub value_text: String,
    /// Source and confidence.
    pub cite: Cite,
}

pub(super) fn list(params: &BTreeMap<String, Vec<Written>>) -> Vec<RuleEntry> {
    let mut rows = Vec::new();
    for (param, entries) in params {
        for (at, entry) in entries.iter().enumerate() {
            let until = entries.get(at + 1).map(|next| next.from);
            let cite = Cite { act: entry.act.clone(), article: entry.article.clone(), confidence: entry.confidence };
            let mut push = |name: String, value_text: String| {
                rows.push(RuleEntry { param: name, from: entry.from, until, value_text, cite: cite.clone() });
            };
            match entry.value.as_ref().and_then(|value| value.get("rows")).and_then(Value::as_object) {
                Some(columns) => {
                    columns.iter().for_each(|(column, cells)| push(format!("{param} {column}"), pairs(cells)))
                }
                None => push(param.clone(), entry.value.as_ref().map(text).unwrap_or_default()),
            }
        }
    }
    rows
}

/// Writes `[[0, 100], [2, 200]]` as `0: 100; 2: 200`.
fn pairs(cells: &Value) -> String {
    let cells = cells.as_array().map(Vec::as_slice).unwrap_or_default();
    cells.iter().map(|pair| format!("{}: {}", pair[0], pair[1])).collect::<Vec<_>>().join("; ")
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        Value::Object(table) => {
            match (table.get("upto").and_then(Value::as_array), table.get("rate_bp").and_then(Value::as_array)) {
                (Some(upto), Some(rates)) => scale(upto, rates),
                _ => table.iter().map(|(key, value)| format!("{key}: {}", text(value))).collect::<Vec<_>>().join("; "),
            }
        }
        other => other.to_string(),
    }
}

/// Writes a scale as `≤ 5400000: 0; …; > 1400000000: 3400`.
fn scale(upto: &[Value], rates: &[Value]) -> String {
    let mut made = String::new();
    for (at, rate) in rates.iter().enumerate() {
        let part = if at == 0 { "" } else { "; " };
        let _ = match (upto.get(at), upto.last()) {
            (Some(bound), _) => write!(made, "{part}≤ {bound}: {rate}"),
            (None, Some(last)) => write!(made, "{part}> {last}: {rate}"),
            (None, None) => write!(made, "{part}{rate}"),
        };
    }
    made
}
