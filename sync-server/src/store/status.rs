//! Counts for the operator; nothing personal.

use rusqlite::Connection;
use serde::Serialize;

use super::Store;
use super::error::StoreError;
use super::log::LogEnd;

/// How much lies here and what needs a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Place of the log's last entry.
    pub log_seq: u64,
    /// Its hash, hexadecimal.
    pub log_hash: String,
    /// Records held.
    pub records: i64,
    /// Chains held.
    pub chains: i64,
    /// Records that wait for something.
    pub deferred: i64,
    /// Records a person must look at.
    pub needs_review: i64,
    /// Records that do not count.
    pub refused: i64,
    /// Records kept aside.
    pub quarantined: i64,
    /// Accounts that can be used.
    pub accounts: i64,
    /// Derivations not made yet.
    pub to_derive: i64,
}

impl Store {
    /// Counts.
    pub async fn status(&self) -> Result<Status, StoreError> {
        self.read(status).await
    }

    /// Counts, for callers without an async runtime.
    pub fn status_now(&self) -> Result<Status, StoreError> {
        self.read_now(status)
    }
}

fn status(conn: &Connection) -> Result<Status, StoreError> {
    let count = |sql: &str| -> Result<i64, StoreError> { Ok(conn.query_row(sql, [], |row| row.get(0))?) };
    let end = LogEnd::load(conn)?;
    Ok(Status {
        log_seq: end.seq,
        log_hash: end.hash.to_string(),
        records: count("SELECT count(*) FROM records")?,
        chains: count("SELECT count(*) FROM chains")?,
        deferred: count("SELECT count(*) FROM records WHERE verdict = 3")?,
        needs_review: count("SELECT count(*) FROM records WHERE verdict = 2")?,
        refused: count("SELECT count(*) FROM records WHERE verdict = 1")?,
        quarantined: count("SELECT count(*) FROM quarantine")?,
        accounts: count("SELECT count(*) FROM accounts WHERE disabled = 0")?,
        to_derive: count("SELECT count(*) FROM derive_queue")?,
    })
}
