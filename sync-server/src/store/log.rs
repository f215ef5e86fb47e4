//! The append-only log: each entry is numbered, dated and linked to the one before by its hash.

use ledger::bytes::Writer;
use ledger::hash::Hash;
use ledger::judge::Verdict;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::code::{self, int, uint};
use super::error::StoreError;

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A record came in.
    Received(Hash),
    /// A record was judged; `again` when it had a verdict before.
    Decided { record: Hash, verdict: Verdict, again: bool },
    /// An account may see a prefix of dossiers.
    Granted { author: String, prefix: String },
    /// An account may no longer see it.
    Revoked { author: String, prefix: String },
}

/// Where the log ends, kept while one transaction writes.
#[derive(Debug, Clone, Copy)]
pub struct LogEnd {
    /// Place of the last entry, 0 when there is none.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
}

impl LogEnd {
    /// Looks up the end.
    pub fn load(conn: &Connection) -> Result<Self, StoreError> {
        let last = conn
            .prepare_cached("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")?
            .query_row([], |row| Ok(Self { seq: uint(row.get(0)?), hash: code::hash(row, 1)? }))
            .optional()?;
        Ok(last.unwrap_or(Self { seq: 0, hash: Hash::NONE }))
    }

    /// Appends an entry and returns its place.
    pub fn append(&mut self, conn: &Connection, at: i64, entry: &Entry) -> Result<u64, StoreError> {
        let seq = self.seq + 1;
        let hash = entry_hash(self.hash, seq, at, entry);
        let (record, verdict, again, grant) = match entry {
            Entry::Received(record) => (Some(record), None, false, None),
            Entry::Decided { record, verdict, again } => (Some(record), Some(*verdict), *again, None),
            Entry::Granted { author, prefix } | Entry::Revoked { author, prefix } => {
                (None, None, false, Some((author, prefix)))
            }
        };
        let (number, reason) = verdict.map(code::verdict_columns).map_or((None, None), |(n, reason)| (Some(n), reason));
        conn.prepare_cached(
            "INSERT INTO log (seq, entry, at, record, verdict, reason, again, author, prefix, prev, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            int(seq),
            entry.name(),
            at,
            record.map(|hash| hash.0),
            number,
            reason,
            again,
            grant.map(|(author, _)| author),
            grant.map(|(_, prefix)| prefix),
            self.hash.0,
            hash.0
        ])?;
        *self = Self { seq, hash };
        Ok(seq)
    }
}

impl Entry {
    fn name(&self) -> &'static str {
        match self {
            Self::Received(_) => "received",
            Self::Decided { .. } => "decided",
            Self::Granted { .. } => "granted",
            Self::Revoked { .. } => "revoked",
        }
    }

    /// Reads an entry from the columns entry, record, verdict, reason, again, author, prefix, beginning at `from`.
    pub fn read(row: &Row<'_>, from: usize) -> Result<Self, StoreError> {
        let name: String = row.get(from)?;
        let grant = || -> Result<(String, String), StoreError> { Ok((row.get(from + 5)?, row.get(from + 6)?)) };
        Ok(match name.as_str() {
            "received" => Self::Received(code::hash(row, from + 1)?),
            "decided" => Self::Decided {
                record: code::hash(row, from + 1)?,
                verdict: code::verdict(row.get(from + 2)?, row.get(from + 3)?)?,
                again: row.get(from + 4)?,
            },
            "granted" => grant().map(|(author, prefix)| Self::Granted { author, prefix })?,
            "revoked" => grant().map(|(author, prefix)| Self::Revoked { author, prefix })?,
            other => return Err(StoreError::Row(format!("log entry {other}"))),
        })
    }
}

/// Digests an entry together with the hash of the one before.
pub fn entry_hash(prev: Hash, seq: u64, at: i64, entry: &Entry) -> Hash {
    let mut w = Writer::new();
    w.fixed(&prev.0).u64(seq).i64(at).text(entry.name());
    match entry {
        Entry::Received(record) => w.fixed(&record.0),
        Entry::Decided { record, verdict, again } => {
            let (number, reason) = code::verdict_columns(*verdict);
            w.fixed(&record.0).i64(number).text(reason.as_deref().unwrap_or("")).u8(u8::from(*again))
        }
        Entry::Granted { author, prefix } | Entry::Revoked { author, prefix } => w.text(author).text(prefix),
    };
    Hash::of(&w.finish())
}
