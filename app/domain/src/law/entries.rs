//! The rule book as a list to read: one row per parameter, day and column of a table.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;

use super::load::Written;
use crate::calendar::Day;
use crate::cite::{Cite, Confidence};

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
            let cite = Cite::new(&entry.act, &entry.article, entry.confidence);
            let mut push = |name: String, value_text: String, confidence: Confidence| {
                let cite = Cite { confidence, ..cite.clone() };
                rows.push(RuleEntry { param: name, from: entry.from, until, value_text, cite });
            };
            let sure = entry.confidence;
            let value = entry.value.as_ref();
            let Some(columns) = value.and_then(|value| value.get("rows")).and_then(Value::as_object) else {
                push(param.clone(), value.map(text).unwrap_or_default(), sure);
                continue;
            };
            for (column, cells) in columns {
                push(format!("{param} {column}"), pairs(cells), sure);
            }
            // Cells that were confirmed less well than their table, or better, stand once more on their own.
            for cell in value.and_then(|value| value.get("single")).and_then(Value::as_array).into_iter().flatten() {
                let (column, years) = (cell[0].as_str().unwrap_or_default(), &cell[1]);
                let amount = columns.get(column).and_then(Value::as_array).into_iter().flatten();
                let amount = amount.filter(|pair| &pair[0] == years).map(|pair| pair[1].to_string()).collect();
                push(format!("{param} {column} {years}"), amount, Confidence::Single);
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
