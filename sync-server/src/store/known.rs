//! The keyed rows as the judge may look at them, inside the transaction that writes.
//!
//! The judge asks without room for an error, so the first one is kept here and fails the whole batch.

use std::cell::RefCell;

use domain::calendar::Day;
use ledger::hash::{Hash, Id};
use ledger::judge::{Known, Posting, Receipt, SAME_TIME, SERVER};
use ledger::kind::Kind;
use ledger::role::Role;
use rusqlite::{Connection, OptionalExtension, params};

use super::code::{self, int};
use super::error::StoreError;
use super::intake::parse;

/// Looks rows up and remembers the first failure.
pub struct Rows<'c> {
    conn: &'c Connection,
    now: i64,
    failure: RefCell<Option<StoreError>>,
}

impl<'c> Rows<'c> {
    /// Begins to look; `now` is when a record came that has no row yet.
    pub fn new(conn: &'c Connection, now: i64) -> Self {
        Self { conn, now, failure: RefCell::new(None) }
    }

    /// Returns what was decided with these rows, unless one of them could not be read.
    pub fn finish<T>(self, decided: T) -> Result<T, StoreError> {
        self.failure.into_inner().map_or(Ok(decided), Err)
    }

    fn look<T: Default>(&self, result: Result<T, StoreError>) -> T {
        result.unwrap_or_else(|error| {
            self.failure.borrow_mut().get_or_insert(error);
            T::default()
        })
    }

    fn exists(&self, sql: &str, params: impl rusqlite::Params) -> bool {
        let found = || -> Result<bool, StoreError> { Ok(self.conn.prepare_cached(sql)?.exists(params)?) };
        self.look(found())
    }
}

impl Known for Rows<'_> {
    fn roles(&self, author: &str) -> Option<Vec<Role>> {
        if author == SERVER {
            return Some(Vec::new());
        }
        self.look(roles(self.conn, author))
    }

    fn has_person(&self, person: Id) -> bool {
        self.exists("SELECT 1 FROM persons WHERE person = ?1", [person.0])
    }

    fn posting(&self, person: Id, on: Day) -> Option<Posting> {
        self.look(posting(self.conn, person, on))
    }

    fn office_within(&self, office: &str, above: &str) -> bool {
        self.exists(
            "WITH RECURSIVE up (code) AS (
                 SELECT ?1 UNION SELECT o.parent FROM offices o JOIN up ON o.code = up.code WHERE o.parent IS NOT NULL
             ) SELECT 1 FROM up WHERE code = ?2",
            params![office, above],
        )
    }

    fn has_record(&self, hash: Hash) -> bool {
        self.exists("SELECT 1 FROM records WHERE hash = ?1", [hash.0])
    }

    fn asked(&self, peer: Id, period: &str, person: Id) -> bool {
        self.exists(
            "SELECT 1 FROM peer_requests WHERE peer = ?1 AND period = ?2 AND person = ?3 AND stands = 1",
            params![peer.0, period, person.0],
        )
    }

    fn receipt(&self, chain: Id, seq: u64) -> Receipt {
        self.look(receipt(self.conn, self.now, chain, seq))
    }

    fn stands(&self, subject: &str) -> bool {
        self.exists("SELECT 1 FROM records WHERE subject = ?1 AND verdict = 0", [subject])
    }

    fn accepted(&self, hash: Hash, kind: Kind) -> Option<(String, Vec<u8>)> {
        self.look(accepted(self.conn, hash, kind))
    }
}

/// Reads when a record of a chain came, else that it comes now, and when something before it last did.
fn receipt(conn: &Connection, now: i64, chain: Id, seq: u64) -> Result<Receipt, StoreError> {
    let at: Option<i64> = conn
        .prepare_cached("SELECT received_at FROM records WHERE chain_id = ?1 AND chain_seq = ?2")?
        .query_row(params![chain.0, int(seq)], |row| row.get(0))
        .optional()?;
    let at = at.unwrap_or(now);
    let before = conn
        .prepare_cached(
            "SELECT MAX(received_at) FROM records WHERE chain_id = ?1 AND chain_seq < ?2 AND received_at < ?3",
        )?
        .query_row(params![chain.0, int(seq), at - SAME_TIME], |row| row.get(0))?;
    Ok(Receipt { at, before })
}

/// Reads the author and the payload of an accepted record of a kind.
fn accepted(conn: &Connection, hash: Hash, kind: Kind) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    let body: Option<Vec<u8>> = conn
        .prepare_cached("SELECT body FROM records WHERE hash = ?1 AND kind = ?2 AND verdict = 0")?
        .query_row(params![hash.0, kind.code()], |row| row.get(0))
        .optional()?;
    let Some(body) = body else { return Ok(None) };
    let record = parse(&body)?;
    Ok(record.sealed.map(|sealed| (record.envelope.author, sealed.payload)))
}

/// Reads the roles of an account, or nothing when there is no such account.
pub fn roles(conn: &Connection, author: &str) -> Result<Option<Vec<Role>>, StoreError> {
    if !conn.prepare_cached("SELECT 1 FROM accounts WHERE author = ?1")?.exists([author])? {
        return Ok(None);
    }
    let mut query = conn.prepare_cached("SELECT role FROM roles WHERE author = ?1 ORDER BY role")?;
    let texts = query.query_map([author], |row| row.get::<_, String>(0))?;
    let roles = texts.map(|text| {
        let text = text?;
        serde_json::from_str(&text).map_err(|_| StoreError::Row(format!("role {text}")))
    });
    roles.collect::<Result<_, StoreError>>().map(Some)
}

/// Reads the posting in force on a day, else the earliest one after it.
///
/// Two statements about the same first day contest each other: then nobody is the superior, and the office is the
/// one that was stated first.
pub fn posting(conn: &Connection, person: Id, on: Day) -> Result<Option<Posting>, StoreError> {
    let since: Option<String> = conn
        .prepare_cached(
            "SELECT coalesce(
                 (SELECT max(since) FROM postings WHERE person = ?1 AND since <= ?2),
                 (SELECT min(since) FROM postings WHERE person = ?1))",
        )?
        .query_row(params![person.0, on.to_string()], |row| row.get(0))
        .optional()?
        .flatten();
    let Some(since) = since else { return Ok(None) };
    let mut query = conn.prepare_cached(
        "SELECT office, superior FROM postings WHERE person = ?1 AND since = ?2 ORDER BY received_seq",
    )?;
    let stated = query
        .query_map(params![person.0, since], |row| {
            Ok(Posting { office: row.get(0)?, superior: code::id_or_none(row, 1)? })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let same_superior = stated.windows(2).all(|pair| pair[0].superior == pair[1].superior);
    Ok(stated.into_iter().next().map(|first| Posting { superior: first.superior.filter(|_| same_superior), ..first }))
}
