//! Keeps the projected rows in step with the accepted records: heads, persons, postings, offices, requests, lists.

use std::collections::BTreeSet;

use domain::calendar::Day;
use ledger::hash::Id;
use ledger::judge::Ground;
use ledger::kind::{Kind, Mode};
use ledger::record::{Envelope, Record};
use rusqlite::{Connection, OptionalExtension, params};

use super::code::{self, int};
use super::error::StoreError;
use super::intake::parse;
use super::known;
use crate::derive::Work;
use crate::project::{Row, project};

/// What a batch changed, to be followed up before it is committed.
#[derive(Debug, Default)]
pub struct Effects {
    /// People who became known.
    pub arrived: BTreeSet<Id>,
    /// Grounds of authority that changed.
    pub stirred: BTreeSet<Ground>,
    /// People whose postings changed.
    pub moved: BTreeSet<Id>,
    /// Whether an office came or changed its place.
    pub offices: bool,
}

/// Adds an accepted record; the order in which records are accepted makes no difference to what stands.
pub fn accept(
    conn: &Connection,
    record: &Record,
    received_seq: u64,
    accepted_seq: u64,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let envelope = &record.envelope;
    let subject = envelope.subject.as_str();
    let mut is_replaced = false;
    if is_exclusive(envelope) {
        for base in &envelope.based_on {
            conn.prepare_cached("INSERT OR IGNORE INTO replaced (subject, hash) VALUES (?1, ?2)")?
                .execute(params![subject, base.0])?;
            let fallen: Option<i64> = conn
                .prepare_cached("DELETE FROM heads WHERE subject = ?1 AND hash = ?2 RETURNING received_seq")?
                .query_row(params![subject, base.0], |row| row.get(0))
                .optional()?;
            if let Some(fallen) = fallen {
                withdraw(conn, &envelope.kind, fallen, effects)?;
            }
        }
        is_replaced = conn
            .prepare_cached("SELECT 1 FROM replaced WHERE subject = ?1 AND hash = ?2")?
            .exists(params![subject, record.hash.0])?;
    }
    if !is_replaced {
        conn.prepare_cached("INSERT OR IGNORE INTO heads (subject, received_seq, hash) VALUES (?1, ?2, ?3)")?
            .execute(params![subject, int(received_seq), record.hash.0])?;
    }
    // A record that was replaced before it was accepted states nothing, but what happened still happened.
    let rows = rows_of(record).into_iter().filter(|row| !is_replaced || happened(row));
    for row in rows {
        insert(conn, &row, &envelope.author, received_seq, accepted_seq, effects)?;
    }
    Ok(())
}

/// Takes back a record that was accepted and is not any more: its subject is folded again without it.
pub fn retract(
    conn: &Connection,
    record: &Record,
    prefix: &str,
    received_seq: u64,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    for row in rows_of(record) {
        match row {
            Row::PeerRequest { peer, period, person, .. } => {
                conn.prepare_cached("DELETE FROM peer_requests WHERE received_seq = ?1")?
                    .execute([int(received_seq)])?;
                effects.stirred.insert(Ground::Request { peer, period, person });
            }
            Row::Derive(work) => derive(conn, &work)?,
            // Only what rests on a ground is judged anew, and that states nothing else.
            _ => {}
        }
    }
    fold_again(conn, prefix, &record.envelope.subject)
}

/// Folds a subject from its accepted records; `prefix` is that of its dossier.
fn fold_again(conn: &Connection, prefix: &str, subject: &str) -> Result<(), StoreError> {
    for sql in ["DELETE FROM heads WHERE subject = ?1", "DELETE FROM replaced WHERE subject = ?1"] {
        conn.prepare_cached(sql)?.execute([subject])?;
    }
    let mut query = conn
        .prepare_cached("SELECT received_seq, body FROM records WHERE prefix = ?1 AND subject = ?2 AND verdict = 0")?;
    let accepted = query
        .query_map([prefix, subject], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<Vec<(i64, Vec<u8>)>, _>>()?;
    let accepted = accepted.into_iter().map(|(seq, body)| Ok((seq, parse(&body)?)));
    let accepted = accepted.collect::<Result<Vec<(i64, Record)>, StoreError>>()?;
    for base in
        accepted.iter().filter(|(_, one)| is_exclusive(&one.envelope)).flat_map(|(_, one)| &one.envelope.based_on)
    {
        conn.prepare_cached("INSERT OR IGNORE INTO replaced (subject, hash) VALUES (?1, ?2)")?
            .execute(params![subject, base.0])?;
    }
    for (received_seq, record) in &accepted {
        conn.prepare_cached(
            "INSERT INTO heads (subject, received_seq, hash) SELECT ?1, ?2, ?3
             WHERE NOT EXISTS (SELECT 1 FROM replaced WHERE subject = ?1 AND hash = ?3)",
        )?
        .execute(params![subject, received_seq, record.hash.0])?;
    }
    Ok(())
}

fn is_exclusive(envelope: &Envelope) -> bool {
    Kind::from_code(&envelope.kind).map(Kind::mode) == Some(Mode::Exclusive)
}

fn rows_of(record: &Record) -> Vec<Row> {
    project(&record.envelope, record.sealed.as_ref().map(|sealed| sealed.payload.as_slice()))
}

/// Says whether a row tells of something that happened and not of what stands.
fn happened(row: &Row) -> bool {
    matches!(row, Row::PeerRequest { .. } | Row::Enrolment { .. } | Row::Derive(_) | Row::ClosesChain(_))
}

fn derive(conn: &Connection, work: &Work) -> Result<(), StoreError> {
    let (what, key) = work.columns();
    conn.prepare_cached("INSERT OR IGNORE INTO derive_queue (what, key) VALUES (?1, ?2)")?.execute([what, &key])?;
    Ok(())
}

fn insert(
    conn: &Connection,
    row: &Row,
    author: &str,
    received_seq: u64,
    accepted_seq: u64,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    match row {
        Row::Person(person) => {
            conn.prepare_cached("INSERT OR IGNORE INTO persons (person, received_seq) VALUES (?1, ?2)")?
                .execute(params![person.0, int(received_seq)])?;
            effects.arrived.insert(*person);
        }
        Row::Posting { person, since, office, superior } => {
            conn.prepare_cached(
                "INSERT OR IGNORE INTO postings (person, since, received_seq, office, superior) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![person.0, since.to_string(), int(received_seq), office, superior.map(|id| id.0)])?;
            effects.moved.insert(*person);
            effects.stirred.insert(Ground::Posting(*person));
        }
        Row::Office { code, parent } => {
            conn.prepare_cached("INSERT OR IGNORE INTO offices (code, received_seq, parent) VALUES (?1, ?2, ?3)")?
                .execute(params![code, int(received_seq), parent])?;
            effects.offices = true;
        }
        Row::PeerRequest { peer, period, person, stands } => {
            conn.prepare_cached(
                "INSERT OR IGNORE INTO peer_requests (peer, period, person, received_seq, stands) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![peer.0, period, person.0, int(received_seq), stands])?;
            effects.stirred.insert(Ground::Request { peer: *peer, period: period.clone(), person: *person });
        }
        Row::ClosesChain(chain) => {
            conn.prepare_cached("UPDATE chains SET closed = 1 WHERE chain_id = ?1 AND author = ?2")?
                .execute(params![chain.0, author])?;
        }
        Row::Enrolment { programme, session, person, enrolled } => {
            conn.prepare_cached(
                "INSERT OR IGNORE INTO enrolments (programme, session, accepted_seq, person, enrolled) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![programme, session, int(accepted_seq), person.0, enrolled])?;
        }
        Row::Derive(work) => derive(conn, work)?,
    }
    Ok(())
}

/// Takes away what a replaced record stated.
fn withdraw(conn: &Connection, kind: &str, received_seq: i64, effects: &mut Effects) -> Result<(), StoreError> {
    match Kind::from_code(kind) {
        Some(Kind::Fact) => {
            conn.prepare_cached("DELETE FROM persons WHERE received_seq = ?1")?.execute([received_seq])?;
            let moved: Option<[u8; 16]> = conn
                .prepare_cached("DELETE FROM postings WHERE received_seq = ?1 RETURNING person")?
                .query_row([received_seq], |row| row.get(0))
                .optional()?;
            effects.moved.extend(moved.map(Id));
            effects.stirred.extend(moved.map(|person| Ground::Posting(Id(person))));
        }
        Some(Kind::Office) => {
            conn.prepare_cached("DELETE FROM offices WHERE received_seq = ?1")?.execute([received_seq])?;
            effects.offices = true;
        }
        _ => {}
    }
    Ok(())
}

/// Sets the present posting of a person; returns the superiors before and after when anything changed.
pub fn refresh_present(conn: &Connection, person: Id, today: Day) -> Result<Option<Vec<Id>>, StoreError> {
    let before: Option<(String, Option<Id>)> = conn
        .prepare_cached("SELECT office, superior FROM present WHERE person = ?1")?
        .query_row([person.0], |row| Ok((row.get(0)?, code::id_or_none(row, 1)?)))
        .optional()?;
    let after = known::posting(conn, person, today)?.map(|posting| (posting.office, posting.superior));
    if before == after {
        return Ok(None);
    }
    match &after {
        Some((office, superior)) => conn
            .prepare_cached(
                "INSERT INTO present (person, office, superior) VALUES (?1, ?2, ?3)
                 ON CONFLICT (person) DO UPDATE SET office = ?2, superior = ?3",
            )?
            .execute(params![person.0, office, superior.map(|id| id.0)])?,
        None => conn.prepare_cached("DELETE FROM present WHERE person = ?1")?.execute([person.0])?,
    };
    Ok(Some([before, after].into_iter().flatten().filter_map(|(_, superior)| superior).collect()))
}
