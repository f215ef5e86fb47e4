//! The digest over everything that stands in an account's dossiers: equal to `ledger::book::Book::digest` of a
//! device that holds them.
//!
//! What an account wrote belongs to it even where its dossier is not granted; there only its own records are folded.

use std::collections::{BTreeMap, BTreeSet};

use ledger::dossier::covers;
use ledger::hash::Hash;
use ledger::kind::{Kind, Mode};
use rusqlite::Connection;

use super::Store;
use super::code;
use super::error::StoreError;
use super::intake::parse;
use super::log::LogEnd;
use super::meta;
use super::pull::prefixes;

/// The digest and the place of the log for which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// Digest over what stands.
    pub digest: Hash,
    /// Place of the log's last entry.
    pub log_head: u64,
    /// Epoch of the log.
    pub epoch: String,
}

impl Store {
    /// Returns the digest of what an account may hold.
    pub async fn digest(&self, author: String) -> Result<Digest, StoreError> {
        self.read(move |conn| {
            let epoch = meta::text(conn, "epoch")?.unwrap_or_default();
            Ok(Digest { digest: digest(conn, &author)?, log_head: LogEnd::load(conn)?.seq, epoch })
        })
        .await
    }
}

fn digest(conn: &Connection, author: &str) -> Result<Hash, StoreError> {
    let prefixes = prefixes(conn, author)?;
    let mut standing = BTreeMap::new();
    for prefix in &prefixes {
        add_dossiers(conn, prefix, &mut standing)?;
    }
    add_own(conn, author, &prefixes, &mut standing)?;
    let mut bytes = Vec::new();
    for (subject, hashes) in &standing {
        bytes.extend_from_slice(subject.as_bytes());
        hashes.iter().for_each(|hash| bytes.extend_from_slice(&hash.0));
    }
    Ok(Hash::of(&bytes))
}

type Standing = BTreeMap<String, BTreeSet<Hash>>;

fn add_dossiers(conn: &Connection, prefix: &str, standing: &mut Standing) -> Result<(), StoreError> {
    let (sql, key) = match prefix.strip_prefix("*/") {
        Some(class) => (
            "SELECT r.subject, r.hash FROM records r JOIN heads h ON h.subject = r.subject AND h.hash = r.hash
             WHERE r.class = ?1",
            class.trim_end_matches('/'),
        ),
        None => (
            "SELECT r.subject, r.hash FROM records r JOIN heads h ON h.subject = r.subject AND h.hash = r.hash
             WHERE r.prefix = ?1",
            prefix,
        ),
    };
    let mut query = conn.prepare_cached(sql)?;
    for row in query.query_map([key], |row| Ok((row.get(0)?, code::hash(row, 1)?)))? {
        let (subject, hash): (String, Hash) = row?;
        standing.entry(subject).or_default().insert(hash);
    }
    Ok(())
}

fn add_own(conn: &Connection, author: &str, prefixes: &[String], standing: &mut Standing) -> Result<(), StoreError> {
    let mut query = conn.prepare_cached("SELECT prefix, body FROM records WHERE author = ?1 AND verdict = 0")?;
    let mut rows = query.query([author])?;
    let mut replaced: BTreeSet<(String, Hash)> = BTreeSet::new();
    let mut own: Vec<(String, Hash)> = Vec::new();
    while let Some(row) = rows.next()? {
        let prefix: String = row.get(0)?;
        if prefixes.iter().any(|granted| covers(granted, &prefix)) {
            continue;
        }
        let record = parse(&row.get::<_, Vec<u8>>(1)?)?;
        let envelope = record.envelope;
        if Kind::from_code(&envelope.kind).map(Kind::mode) == Some(Mode::Exclusive) {
            replaced.extend(envelope.based_on.iter().map(|base| (envelope.subject.clone(), *base)));
        }
        own.push((envelope.subject, record.hash));
    }
    for (subject, hash) in own {
        if !replaced.contains(&(subject.clone(), hash)) {
            standing.entry(subject).or_default().insert(hash);
        }
    }
    Ok(())
}
