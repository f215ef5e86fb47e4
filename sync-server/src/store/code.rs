//! How ledger values lie in columns.

use ledger::hash::{Hash, Id};
use ledger::judge::{Reason, Verdict};
use rusqlite::Row;

use super::error::StoreError;

/// Writes a place of the log or a chain.
pub fn int(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// Reads a place of the log or a chain.
pub fn uint(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

/// Reads a hash.
pub fn hash(row: &Row<'_>, column: usize) -> rusqlite::Result<Hash> {
    row.get(column).map(Hash)
}

/// Reads an id.
pub fn id(row: &Row<'_>, column: usize) -> rusqlite::Result<Id> {
    row.get(column).map(Id)
}

/// Reads an id that may be missing.
pub fn id_or_none(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Id>> {
    row.get::<_, Option<[u8; 16]>>(column).map(|id| id.map(Id))
}

/// Splits a verdict into its number and the text of its reason.
pub fn verdict_columns(verdict: Verdict) -> (i64, Option<String>) {
    match verdict {
        Verdict::Accepted => (0, None),
        Verdict::Refused(reason) => (1, Some(reason_text(reason))),
        Verdict::NeedsReview(reason) => (2, Some(reason_text(reason))),
        Verdict::Deferred(reason) => (3, Some(reason_text(reason))),
    }
}

fn reason_text(reason: Reason) -> String {
    match serde_json::to_value(reason) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

/// Joins number and reason into a verdict.
pub fn verdict(number: i64, reason: Option<String>) -> Result<Verdict, StoreError> {
    let unknown = || StoreError::Row(format!("verdict {number} {}", reason.as_deref().unwrap_or("")));
    let reason_of =
        || serde_json::from_value(serde_json::Value::String(reason.clone().unwrap_or_default())).map_err(|_| unknown());
    match number {
        0 => Ok(Verdict::Accepted),
        1 => Ok(Verdict::Refused(reason_of()?)),
        2 => Ok(Verdict::NeedsReview(reason_of()?)),
        3 => Ok(Verdict::Deferred(reason_of()?)),
        _ => Err(unknown()),
    }
}
