//! Takes what waits to be derived, reads the accepted records it rests on, and writes the result as records of the
//! server's own chain through the ordinary way in.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Day;
use ledger::hash::{Hash, Id};
use ledger::judge::SERVER;
use ledger::kind::Kind;
use ledger::payload::{Peer, PeerRequest, PeerSummary, Programme, Seat};
use ledger::subject;
use rusqlite::{Connection, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::code::{self, int, uint};
use super::error::StoreError;
use super::intake::{chain_head, parse, push};
use super::{Store, meta};
use crate::derive::{Events, Work, changed_seats, summary};
use crate::pen::{Draft, Pen};

/// Most pieces of work in one transaction.
const AT_ONCE: usize = 16;

impl Store {
    /// Derives some of what waits; says whether more may wait.
    pub async fn derive_some(&self, now: i64, today: Day) -> Result<bool, StoreError> {
        self.write(move |conn| derive_some(conn, now, today)).await
    }

    /// Derives everything that waits.
    pub fn derive_all_now(&self, now: i64, today: Day) -> Result<(), StoreError> {
        while self.write_now(move |conn| derive_some(conn, now, today))? {}
        Ok(())
    }
}

fn derive_some(conn: &Connection, now: i64, today: Day) -> Result<bool, StoreError> {
    let waiting: Vec<(String, String)> = conn
        .prepare_cached("SELECT what, key FROM derive_queue ORDER BY what, key LIMIT ?1")?
        .query_map([int(AT_ONCE as u64)], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    if waiting.is_empty() {
        return Ok(false);
    }
    let mut drafts = Vec::new();
    for (what, key) in &waiting {
        conn.prepare_cached("DELETE FROM derive_queue WHERE what = ?1 AND key = ?2")?.execute([what, key])?;
        match Work::from_columns(what, key) {
            Some(Work::PeerSummary { person, period }) => drafts.extend(peers(conn, person, &period)?),
            Some(Work::Seats { programme, session }) => drafts.extend(seats(conn, &programme, &session)?),
            None => return Err(StoreError::Row(format!("work {what}"))),
        }
    }
    write(conn, drafts, now, today)?;
    Ok(waiting.len() == AT_ONCE)
}

/// Writes drafts on the server's chain, opening it when this is the first time.
fn write(conn: &Connection, drafts: Vec<Draft>, now: i64, today: Day) -> Result<(), StoreError> {
    if drafts.is_empty() {
        return Ok(());
    }
    let secret = meta::secret(conn, "server_secret")?;
    let mut pen = Pen::new(&secret, SERVER, None);
    let head = chain_head(conn, pen.chain())?;
    let broken = |error: crate::pen::NotWritten| StoreError::Row(format!("derived record: {error}"));
    let mut records = Vec::new();
    match head {
        Some(_) => pen = Pen::new(&secret, SERVER, head),
        None => records.push(pen.open("server", None, now).map_err(broken)?),
    }
    for draft in drafts {
        records.push(pen.write(draft, now).map_err(broken)?);
    }
    for batch in records.chunks(ledger::wire::MAX_PUSH) {
        push(conn, SERVER, batch, now, today)?
            .map_err(|refusal| StoreError::Row(format!("derived records: {refusal:?}")))?;
    }
    Ok(())
}

fn peers(conn: &Connection, person: Id, period: &str) -> Result<Option<Draft>, StoreError> {
    let mut answers = Vec::new();
    let mut answered = BTreeSet::new();
    for (subject, mut stated) in standing::<Peer>(conn, &format!("peer/{person}/{period}/"))? {
        answered.extend(subject.rsplit('/').next().and_then(|peer| peer.parse::<Id>().ok()));
        // Two different answers of one peer contest each other: neither counts until the peer has settled it.
        if stated.len() == 1 {
            answers.extend(stated.pop());
        }
    }
    let asked: Vec<Id> = conn
        .prepare_cached("SELECT DISTINCT peer FROM peer_requests WHERE period = ?1 AND person = ?2 AND stands = 1")?
        .query_map(params![period, person.0], |row| code::id(row, 0))?
        .collect::<Result<_, _>>()?;
    let mut open = 0;
    for peer in asked.iter().filter(|peer| !answered.contains(*peer)) {
        let request = subject::peer_request(*peer, period, person);
        let stated = standing::<PeerRequest>(conn, &request)?.remove(&request).unwrap_or_default();
        open += usize::from(stated.iter().any(|request| request.stands));
    }
    let subject = subject::peer_summary(person, period);
    let said = standing::<PeerSummary>(conn, &subject)?.remove(&subject).and_then(|mut stated| stated.pop());
    match summary(&answers, open, said.as_ref()) {
        Some(summary) => draft(conn, Kind::PeerSummary, subject, &summary),
        None => Ok(None),
    }
}

fn seats(conn: &Connection, programme: &str, session: &str) -> Result<Vec<Draft>, StoreError> {
    let key = subject::programme(programme);
    let stated = standing::<Programme>(conn, &key)?.remove(&key).unwrap_or_default();
    let [one] = stated.as_slice() else { return Ok(Vec::new()) };
    let Some(quota) = one.sessions.iter().find(|one| one.id == session).map(|one| one.quota) else {
        return Ok(Vec::new());
    };
    let events: Events = conn
        .prepare_cached(
            "SELECT person, enrolled FROM enrolments WHERE programme = ?1 AND session = ?2 ORDER BY accepted_seq",
        )?
        .query_map([programme, session], |row| Ok((code::id(row, 0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut now = BTreeMap::new();
    for (person, _) in &events {
        let key = subject::seat(*person, programme, session);
        let seat = standing::<Seat>(conn, &key)?.remove(&key).and_then(|mut stated| stated.pop());
        now.extend(seat.map(|seat| (*person, seat)));
    }
    let changed = changed_seats(events, quota, &now);
    let drafts = changed.into_iter().filter_map(|(person, seat)| {
        draft(conn, Kind::Seat, subject::seat(person, programme, session), &seat).transpose()
    });
    drafts.collect()
}

/// Drafts a statement, unless it stands already.
fn draft(
    conn: &Connection,
    kind: Kind,
    subject: String,
    payload: &impl Serialize,
) -> Result<Option<Draft>, StoreError> {
    let heads = heads(conn, &subject)?;
    let draft = Draft::new(kind, subject, payload).map_err(|error| StoreError::Row(error.to_string()))?;
    let mut stands = false;
    for (_, received_seq) in &heads {
        stands |= body(conn, *received_seq)?.as_deref() == Some(draft.payload.as_slice());
    }
    if stands && heads.len() == 1 {
        return Ok(None);
    }
    Ok(Some(draft.replacing(heads.into_iter().map(|(hash, _)| hash).collect())))
}

fn heads(conn: &Connection, subject: &str) -> Result<Vec<(Hash, u64)>, StoreError> {
    let heads = conn
        .prepare_cached("SELECT hash, received_seq FROM heads WHERE subject = ?1 ORDER BY received_seq")?
        .query_map([subject], |row| Ok((code::hash(row, 0)?, uint(row.get(1)?))))?
        .collect::<Result<_, _>>()?;
    Ok(heads)
}

/// Reads the different payloads that stand under each subject that begins with `prefix`.
fn standing<T: DeserializeOwned>(conn: &Connection, prefix: &str) -> Result<BTreeMap<String, Vec<T>>, StoreError> {
    // U+10FFFF sorts behind every character of a subject.
    let behind = format!("{prefix}\u{10ffff}");
    let heads: Vec<(String, u64)> = conn
        .prepare_cached("SELECT subject, received_seq FROM heads WHERE subject >= ?1 AND subject < ?2 ORDER BY subject, received_seq")?
        .query_map(params![prefix, behind], |row| Ok((row.get(0)?, uint(row.get(1)?))))?
        .collect::<Result<_, _>>()?;
    let mut payloads: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    for (subject, received_seq) in heads {
        let stated = payloads.entry(subject).or_default();
        if let Some(payload) = body(conn, received_seq)?
            && !stated.contains(&payload)
        {
            stated.push(payload);
        }
    }
    let read = |payload: Vec<u8>| serde_json::from_slice(&payload).ok();
    Ok(payloads.into_iter().map(|(subject, stated)| (subject, stated.into_iter().filter_map(read).collect())).collect())
}

fn body(conn: &Connection, received_seq: u64) -> Result<Option<Vec<u8>>, StoreError> {
    let body: Vec<u8> = conn
        .prepare_cached("SELECT body FROM records WHERE received_seq = ?1")?
        .query_row([int(received_seq)], |row| row.get(0))?;
    Ok(parse(&body)?.sealed.map(|sealed| sealed.payload))
}
