//! What a device gets after its cursor: a page of records, later verdicts and revocations of the granted dossiers.
//!
//! Each item has one position in the stream of an account. A record stands where it was received, or where its
//! dossier was granted when that came later; the cursor inside a grant's place counts the records already given.
//! Others than the author get only what counts or needs review, and never a single peer's answer.

use std::collections::{BTreeMap, BTreeSet};

use ledger::dossier::{Class, covers};
use ledger::hash::Id;
use ledger::judge::Verdict;
use ledger::record::Record;
use ledger::wire::{Cursor, Item, Page};
use rusqlite::{Connection, OptionalExtension, params};

use super::code::{self, int, uint};
use super::error::StoreError;
use super::intake::{parse, read_record};
use super::log::LogEnd;
use super::{Store, meta};

/// A page ends when its records reach this size.
const PAGE_BYTES: usize = 2 * 1024 * 1024;
/// Most items of a page, whatever is asked for.
pub const MAX_PAGE: usize = 2_000;

impl Store {
    /// Returns the page after a cursor. An unknown epoch begins anew.
    pub async fn pull(&self, author: String, cursor: Cursor, limit: usize, now: i64) -> Result<Page, StoreError> {
        self.read(move |conn| page(conn, &author, &cursor, limit.clamp(1, MAX_PAGE), now)).await
    }
}

impl Store {
    /// Returns the first records of chains, which carry their keys; a chain that is not known has none.
    pub async fn openings(&self, chains: Vec<Id>) -> Result<Vec<Record>, StoreError> {
        self.read(move |conn| {
            let mut query = conn.prepare_cached("SELECT body FROM records WHERE chain_id = ?1 AND chain_seq = 0")?;
            let bodies =
                chains.iter().map(|chain| query.query_row([chain.0], |row| row.get::<_, Vec<u8>>(0)).optional());
            let bodies: Vec<Vec<u8>> = bodies.filter_map(Result::transpose).collect::<Result<_, _>>()?;
            bodies.iter().map(|body| parse(body)).collect()
        })
        .await
    }
}

struct Grant {
    prefix: String,
    granted_seq: u64,
}

struct Stream<'c> {
    conn: &'c Connection,
    author: &'c str,
    /// Active grants by place.
    grants: Vec<Grant>,
    items: Vec<Item>,
    bytes: usize,
    limit: usize,
}

fn page(conn: &Connection, author: &str, cursor: &Cursor, limit: usize, now: i64) -> Result<Page, StoreError> {
    let epoch = meta::text(conn, "epoch")?.unwrap_or_default();
    let end = LogEnd::load(conn)?;
    let (mut after, mut within) = if cursor.epoch == epoch { (cursor.after, cursor.within) } else { (0, 0) };
    let mut stream = Stream { conn, author, grants: grants(conn, author)?, items: Vec::new(), bytes: 0, limit };
    while !stream.is_full() {
        if let Some(reached) = stream.granted_at(after, within)? {
            within = reached;
            continue;
        }
        let next_grant = stream.grants.iter().map(|grant| grant.granted_seq).find(|seq| *seq > after);
        let until = next_grant.map_or(end.seq, |seq| seq - 1);
        match stream.between(after, until)? {
            Some(reached) => (after, within) = (reached, reached),
            None => match next_grant {
                Some(seq) => (after, within) = (seq, 0),
                None => {
                    (after, within) = (end.seq, end.seq);
                    break;
                }
            },
        }
    }
    let more = (after, within) != (end.seq, end.seq);
    Ok(Page {
        cursor: Cursor { epoch, after, within },
        more,
        log_head: (end.seq, end.hash),
        server_time: now,
        items: stream.items,
    })
}

/// Reads the active grants of an account, oldest first.
fn grants(conn: &Connection, author: &str) -> Result<Vec<Grant>, StoreError> {
    let mut query = conn.prepare_cached(
        "SELECT prefix, granted_seq FROM grants WHERE author = ?1 AND revoked_seq IS NULL ORDER BY granted_seq",
    )?;
    let grants = query
        .query_map([author], |row| Ok(Grant { prefix: row.get(0)?, granted_seq: uint(row.get(1)?) }))?
        .collect::<Result<_, _>>()?;
    Ok(grants)
}

/// Returns the active prefixes of an account.
pub fn prefixes(conn: &Connection, author: &str) -> Result<Vec<String>, StoreError> {
    Ok(grants(conn, author)?.into_iter().map(|grant| grant.prefix).collect())
}

impl Stream<'_> {
    fn is_full(&self) -> bool {
        self.items.len() >= self.limit || self.bytes >= PAGE_BYTES
    }

    fn room(&self) -> i64 {
        i64::try_from(self.limit.saturating_sub(self.items.len())).unwrap_or(i64::MAX)
    }

    /// Delivers older records of the dossiers granted at this place; returns how far it came, nothing when it is done.
    fn granted_at(&mut self, place: u64, within: u64) -> Result<Option<u64>, StoreError> {
        let Some(grant) = self.grants.iter().find(|grant| grant.granted_seq == place) else { return Ok(None) };
        let keys = self.keys(&grant.prefix, within, place.saturating_sub(1))?;
        let mut reached = None;
        for key in keys {
            self.deliver(key)?;
            reached = Some(uint(key));
            if self.is_full() {
                break;
            }
        }
        Ok(reached)
    }

    /// Delivers what came in between two places, no grant lying between them; returns how far it came, nothing
    /// when nothing is there.
    fn between(&mut self, after: u64, until: u64) -> Result<Option<u64>, StoreError> {
        if after >= until {
            return Ok(None);
        }
        let mut received: BTreeSet<i64> = self.own_keys(after, until)?.into_iter().collect();
        for grant in self.grants.iter().filter(|grant| grant.granted_seq <= after) {
            received.extend(self.keys(&grant.prefix, after, until)?);
        }
        let mut entries: BTreeMap<i64, Entry> = received.into_iter().map(|key| (key, Entry::Received)).collect();
        entries.extend(self.decided_again(after, until)?);
        entries.extend(self.revoked(after, until)?);
        // Each source gave at most as many places as there is room, so only so many are surely the next ones.
        let room = self.limit.saturating_sub(self.items.len());
        let mut reached = None;
        for (seq, entry) in entries.into_iter().take(room) {
            match entry {
                Entry::Received => self.deliver(seq)?,
                Entry::Decided(received_seq) => self.deliver_again(received_seq)?,
                Entry::Revoked(prefix) => self.items.push(Item::Revoked { prefix }),
            }
            reached = Some(uint(seq));
            if self.is_full() {
                break;
            }
        }
        Ok(reached)
    }

    /// Returns places of records under a prefix, after one place and up to another, in order.
    fn keys(&self, prefix: &str, after: u64, until: u64) -> Result<Vec<i64>, StoreError> {
        let (sql, key) = match prefix.strip_prefix("*/") {
            Some(class) => (
                "SELECT received_seq FROM records WHERE class = ?1 AND received_seq > ?2 AND received_seq <= ?3
                 ORDER BY received_seq LIMIT ?4",
                class.trim_end_matches('/'),
            ),
            None => (
                "SELECT received_seq FROM records WHERE prefix = ?1 AND received_seq > ?2 AND received_seq <= ?3
                 ORDER BY received_seq LIMIT ?4",
                prefix,
            ),
        };
        let mut query = self.conn.prepare_cached(sql)?;
        let keys = query
            .query_map(params![key, int(after), int(until), self.room()], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(keys)
    }

    fn own_keys(&self, after: u64, until: u64) -> Result<Vec<i64>, StoreError> {
        let mut query = self.conn.prepare_cached(
            "SELECT received_seq FROM records WHERE author = ?1 AND received_seq > ?2 AND received_seq <= ?3
             ORDER BY received_seq LIMIT ?4",
        )?;
        let keys = query
            .query_map(params![self.author, int(after), int(until), self.room()], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        Ok(keys)
    }

    fn decided_again(&self, after: u64, until: u64) -> Result<Vec<(i64, Entry)>, StoreError> {
        let mut query = self.conn.prepare_cached(
            "SELECT l.seq, r.received_seq, r.author, r.prefix FROM log l JOIN records r ON r.hash = l.record
             WHERE l.again = 1 AND l.seq > ?1 AND l.seq <= ?2 ORDER BY l.seq",
        )?;
        let mut rows = query.query(params![int(after), int(until)])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let (author, prefix): (String, String) = (row.get(2)?, row.get(3)?);
            let seen = |grant: &Grant| grant.granted_seq <= after && covers(&grant.prefix, &prefix);
            if author == self.author || self.grants.iter().any(seen) {
                entries.push((row.get(0)?, Entry::Decided(row.get(1)?)));
            }
            if i64::try_from(entries.len()).unwrap_or(i64::MAX) >= self.room() {
                break;
            }
        }
        Ok(entries)
    }

    fn revoked(&self, after: u64, until: u64) -> Result<Vec<(i64, Entry)>, StoreError> {
        let mut query = self.conn.prepare_cached(
            "SELECT seq, prefix FROM log WHERE author = ?1 AND entry = 'revoked' AND seq > ?2 AND seq <= ?3
             ORDER BY seq LIMIT ?4",
        )?;
        let entries = query
            .query_map(params![self.author, int(after), int(until), self.room()], |row| {
                Ok((row.get(0)?, Entry::Revoked(row.get(1)?)))
            })?
            .collect::<Result<_, _>>()?;
        Ok(entries)
    }

    fn deliver(&mut self, received_seq: i64) -> Result<(), StoreError> {
        let mut query = self.conn.prepare_cached(
            "SELECT received_at, verdict, reason, body, author, class FROM records WHERE received_seq = ?1",
        )?;
        let found = query
            .query_row([received_seq], |row| {
                let verdict: (i64, Option<String>) = (row.get(1)?, row.get(2)?);
                Ok((
                    row.get(0)?,
                    verdict,
                    row.get::<_, Vec<u8>>(3)?,
                    row.get::<_, String>(4)?,
                    row.get::<_, String>(5)?,
                ))
            })
            .optional()?;
        let Some((received_at, (number, reason), body, author, class)) = found else { return Ok(()) };
        let verdict = code::verdict(number, reason)?;
        let for_others = matches!(verdict, Verdict::Accepted | Verdict::NeedsReview(_)) && class != Class::Rekan.code();
        if author == self.author || for_others {
            self.bytes += body.len();
            self.items.push(Item::Record { seq: uint(received_seq), received_at, verdict, record: parse(&body)? });
        }
        Ok(())
    }

    /// The author holds the record and needs the verdict; so do others of what counted and does not any more. What
    /// counts now they may never have got.
    fn deliver_again(&mut self, received_seq: i64) -> Result<(), StoreError> {
        let (record, verdict) = read_record(self.conn, received_seq)?;
        let counts = matches!(verdict, Verdict::Accepted | Verdict::NeedsReview(_));
        if counts && record.envelope.author != self.author {
            return self.deliver(received_seq);
        }
        self.items.push(Item::Decided { hash: record.hash, verdict });
        Ok(())
    }
}

enum Entry {
    Received,
    Decided(i64),
    Revoked(String),
}
