//! The way in: a batch is received, judged, numbered and projected in one transaction. Nothing that arrives is dropped.

use domain::calendar::Day;
use ledger::bytes::Reader;
use ledger::chain::{self, Fit, Head};
use ledger::dossier::Dossier;
use ledger::hash::{Hash, Id};
use ledger::judge::{Ground, Reason, Verdict, ground, judge};
use ledger::kind::Kind;
use ledger::record::{Envelope, Record};
use ledger::wire::{PushOutcome, Pushed};
use rusqlite::{Connection, OptionalExtension, params};

use super::code::{self, int, uint};
use super::error::StoreError;
use super::known::Rows;
use super::log::{Entry, LogEnd};
use super::row::{Effects, accept, retract};
use super::{Store, grant};
use crate::key;
use crate::receive::{BadBatch, check_batch, opening_key};

/// Why a push was not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PushRefusal {
    /// The batch is none.
    Batch(BadBatch),
    /// The chain belongs to another account.
    OtherChain,
}

/// Why records are kept aside; the text in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aside {
    Fork,
    Closed,
    NoKey,
    Signature,
}

impl Aside {
    fn text(self) -> &'static str {
        match self {
            Self::Fork => "fork",
            Self::Closed => "closed",
            Self::NoKey => "no_key",
            Self::Signature => "signature",
        }
    }
}

struct ChainRow {
    author: String,
    public_key: Vec<u8>,
    head: Head,
    closed: bool,
}

impl Store {
    /// Takes in a batch of one chain as it came from `author`.
    pub async fn push(
        &self,
        author: String,
        records: Vec<Record>,
        now: i64,
        today: Day,
    ) -> Result<Result<Pushed, PushRefusal>, StoreError> {
        self.write(move |conn| push(conn, &author, &records, now, today)).await
    }

    /// Does the same for callers without an async runtime.
    pub fn push_now(
        &self,
        author: &str,
        records: Vec<Record>,
        now: i64,
        today: Day,
    ) -> Result<Result<Pushed, PushRefusal>, StoreError> {
        let author = author.to_owned();
        self.write_now(move |conn| push(conn, &author, &records, now, today))
    }

    /// Takes in batches of several chains, in order and in one transaction, for what is made in bulk on this machine.
    pub fn push_all_now(
        &self,
        batches: Vec<(String, Vec<Record>)>,
        now: i64,
        today: Day,
    ) -> Result<Vec<Result<Pushed, PushRefusal>>, StoreError> {
        self.write_now(move |conn| {
            batches.iter().map(|(author, records)| push(conn, author, records, now, today)).collect()
        })
    }

    /// Returns the head of a chain, when there is one.
    pub fn chain_head_now(&self, chain_id: Id) -> Result<Option<Head>, StoreError> {
        self.read_now(|conn| chain_head(conn, chain_id))
    }

    /// Moves to the day, when it is another one than the last.
    pub async fn turn_day(&self, now: i64, today: Day) -> Result<(), StoreError> {
        self.write(move |conn| grant::turn_day(conn, &mut LogEnd::load(conn)?, now, today)).await
    }

    /// Judges records anew that this program may know by now although an older one did not.
    pub fn judge_unknown_kinds_now(&self, now: i64, today: Day) -> Result<(), StoreError> {
        self.write_now(move |conn| {
            let mut intake = Intake::begin(conn, now, today)?;
            intake.woken.push("kind".into());
            intake.finish()
        })
    }
}

/// Receives, judges, numbers and projects.
pub fn push(
    conn: &Connection,
    author: &str,
    records: &[Record],
    now: i64,
    today: Day,
) -> Result<Result<Pushed, PushRefusal>, StoreError> {
    if let Err(bad) = check_batch(author, records) {
        return Ok(Err(PushRefusal::Batch(bad)));
    }
    let chain_id = records[0].envelope.chain_id;
    let chain = chain_row(conn, chain_id)?;
    if chain.as_ref().is_some_and(|chain| chain.author != author) {
        return Ok(Err(PushRefusal::OtherChain));
    }
    let mut intake = Intake::begin(conn, now, today)?;
    let outcome = intake.take_in(chain_id, chain, records)?;
    intake.finish()?;
    let mut verdicts = Vec::new();
    for record in records {
        if let Some(verdict) = verdict_of(conn, record.hash)? {
            verdicts.push((record.hash, verdict));
        }
    }
    let head = chain_row(conn, chain_id)?.map(|chain| chain.head);
    Ok(Ok(Pushed { outcome, head, verdicts, received_at: now }))
}

/// One transaction's worth of taking in.
pub struct Intake<'c> {
    conn: &'c Connection,
    log: LogEnd,
    now: i64,
    today: Day,
    effects: Effects,
    woken: Vec<String>,
}

impl<'c> Intake<'c> {
    /// Begins on the day given.
    pub fn begin(conn: &'c Connection, now: i64, today: Day) -> Result<Self, StoreError> {
        let mut log = LogEnd::load(conn)?;
        grant::turn_day(conn, &mut log, now, today)?;
        Ok(Self { conn, log, now, today, effects: Effects::default(), woken: Vec::new() })
    }

    /// Judges what waited for what came in, then brings the grants in step.
    pub fn finish(mut self) -> Result<(), StoreError> {
        loop {
            let arrived = core::mem::take(&mut self.effects.arrived);
            self.woken.extend(arrived.into_iter().map(|person| format!("person {person}")));
            let stirred = core::mem::take(&mut self.effects.stirred);
            self.woken.extend(stirred.iter().map(ground_key));
            let Some(key) = self.woken.pop() else { break };
            self.wake(&key)?;
        }
        grant::follow(self.conn, &mut self.log, self.now, self.today, &self.effects)
    }

    /// Judges what waited for an account.
    pub fn wake_author(&mut self, author: &str) {
        self.woken.push(format!("author {author}"));
    }

    /// Brings the grants of one account in step.
    pub fn settle(&mut self, author: &str) -> Result<(), StoreError> {
        grant::settle(self.conn, &mut self.log, self.now, author)
    }

    fn take_in(
        &mut self,
        chain_id: Id,
        chain: Option<ChainRow>,
        records: &[Record],
    ) -> Result<PushOutcome, StoreError> {
        let mut head = chain.as_ref().map(|chain| chain.head);
        let mut fresh: &[Record] = &[];
        for (at, record) in records.iter().enumerate() {
            match chain::fit(head, &record.envelope) {
                Fit::Held if self.holds(record)? => {}
                Fit::Held | Fit::Fork => return self.put_aside(&records[at..], Aside::Fork),
                Fit::Gap { send_from } => return Ok(PushOutcome::Gap { send_from }),
                Fit::Next => {
                    fresh = &records[at..];
                    break;
                }
            }
        }
        for record in fresh {
            if chain::fit(head, &record.envelope) != Fit::Next {
                return self.put_aside(fresh, Aside::Fork);
            }
            head = Some(Head { seq: record.envelope.seq, hash: record.hash });
        }
        let (Some(first), Some(last)) = (fresh.first(), fresh.last()) else { return Ok(PushOutcome::Stored) };
        if chain.as_ref().is_some_and(|chain| chain.closed) {
            return self.put_aside(fresh, Aside::Closed);
        }
        let Some(public_key) = chain.map(|chain| chain.public_key).or_else(|| opening_key(first)) else {
            return self.put_aside(fresh, Aside::NoKey);
        };
        if !key::verify(&public_key, &last.bytes, &last.signature) {
            return self.put_aside(fresh, Aside::Signature);
        }
        self.conn
            .prepare_cached(
                "INSERT INTO chains (chain_id, author, public_key, head_seq, head_hash) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (chain_id) DO UPDATE SET head_seq = ?4, head_hash = ?5",
            )?
            .execute(params![chain_id.0, first.envelope.author, public_key, int(last.envelope.seq), last.hash.0])?;
        fresh.iter().try_for_each(|record| self.receive(record))?;
        Ok(PushOutcome::Stored)
    }

    fn holds(&self, record: &Record) -> Result<bool, StoreError> {
        let envelope = &record.envelope;
        let held = self
            .conn
            .prepare_cached("SELECT 1 FROM records WHERE chain_id = ?1 AND chain_seq = ?2 AND hash = ?3")?
            .exists(params![envelope.chain_id.0, int(envelope.seq), record.hash.0])?;
        Ok(held)
    }

    fn put_aside(&self, records: &[Record], why: Aside) -> Result<PushOutcome, StoreError> {
        for record in records {
            let envelope = &record.envelope;
            self.conn
                .prepare_cached(
                    "INSERT OR IGNORE INTO quarantine (why, hash, chain_id, chain_seq, author, received_at, body)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute(params![
                    why.text(),
                    record.hash.0,
                    envelope.chain_id.0,
                    int(envelope.seq),
                    envelope.author,
                    self.now,
                    record.to_bytes()
                ])?;
        }
        Ok(PushOutcome::Quarantined)
    }

    fn receive(&mut self, record: &Record) -> Result<(), StoreError> {
        let received_seq = self.log.append(self.conn, self.now, &Entry::Received(record.hash))?;
        let verdict = self.judge(record)?;
        let envelope = &record.envelope;
        let (prefix, class) = place(envelope);
        let (number, reason) = code::verdict_columns(verdict);
        self.conn
            .prepare_cached(
                "INSERT INTO records (received_seq, hash, chain_id, chain_seq, author, kind, subject, prefix, class,
                                      received_at, verdict, reason, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                int(received_seq),
                record.hash.0,
                envelope.chain_id.0,
                int(envelope.seq),
                envelope.author,
                envelope.kind,
                envelope.subject,
                prefix,
                class,
                self.now,
                number,
                reason,
                record.to_bytes()
            ])?;
        self.decide(record, received_seq, verdict, None)?;
        let key = format!("record {}", record.hash);
        if self.is_awaited(&key)? {
            self.woken.push(key);
        }
        Ok(())
    }

    fn judge(&self, record: &Record) -> Result<Verdict, StoreError> {
        let rows = Rows::new(self.conn, self.now);
        let verdict = judge(&record.envelope, record.sealed.as_ref().map(|sealed| sealed.payload.as_slice()), &rows);
        rows.finish(verdict)
    }

    fn decide(
        &mut self,
        record: &Record,
        received_seq: u64,
        verdict: Verdict,
        before: Option<Verdict>,
    ) -> Result<(), StoreError> {
        let entry = Entry::Decided { record: record.hash, verdict, again: before.is_some() };
        let decided_seq = self.log.append(self.conn, self.now, &entry)?;
        if before == Some(Verdict::Accepted) {
            let (prefix, _) = place(&record.envelope);
            retract(self.conn, record, &prefix, received_seq, &mut self.effects)?;
        }
        if verdict == Verdict::Accepted {
            accept(self.conn, record, received_seq, decided_seq, &mut self.effects)?;
        }
        self.let_wait(record, received_seq, verdict)
    }

    /// Notes what must come or change for the record to be judged anew.
    fn let_wait(&self, record: &Record, received_seq: u64, verdict: Verdict) -> Result<(), StoreError> {
        for key in awaited(&record.envelope, verdict) {
            self.conn
                .prepare_cached("INSERT OR IGNORE INTO waiting (key, received_seq) VALUES (?1, ?2)")?
                .execute(params![key, int(received_seq)])?;
        }
        Ok(())
    }

    fn is_awaited(&self, key: &str) -> Result<bool, StoreError> {
        Ok(self.conn.prepare_cached("SELECT 1 FROM waiting WHERE key = ?1")?.exists([key])?)
    }

    /// Judges anew everything that waits for the key; what still waits is written down again.
    fn wake(&mut self, key: &str) -> Result<(), StoreError> {
        let waiting: Vec<i64> = self
            .conn
            .prepare_cached("SELECT received_seq FROM waiting WHERE key = ?1 ORDER BY received_seq")?
            .query_map([key], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for received_seq in waiting {
            self.conn.prepare_cached("DELETE FROM waiting WHERE received_seq = ?1")?.execute([received_seq])?;
            let (record, before) = read_record(self.conn, received_seq)?;
            let verdict = self.judge(&record)?;
            if verdict == before {
                self.let_wait(&record, uint(received_seq), verdict)?;
                continue;
            }
            let (number, reason) = code::verdict_columns(verdict);
            self.conn
                .prepare_cached("UPDATE records SET verdict = ?2, reason = ?3 WHERE received_seq = ?1")?
                .execute(params![received_seq, number, reason])?;
            self.decide(&record, uint(received_seq), verdict, Some(before))?;
        }
        Ok(())
    }
}

/// Names what a record waits for: its ground as long as it may change, and what a deferred one lacks.
fn awaited(envelope: &Envelope, verdict: Verdict) -> Vec<String> {
    let kind = Kind::from_code(&envelope.kind);
    let place = kind.and_then(|kind| kind.place(&envelope.subject));
    let ground = kind.zip(place.as_ref()).and_then(|(kind, place)| ground(kind, place));
    let mut keys: Vec<String> = ground.iter().map(ground_key).collect();
    match verdict {
        Verdict::Deferred(Reason::UnknownBase) => {
            keys.extend(envelope.based_on.iter().map(|base| format!("record {base}")));
        }
        Verdict::Deferred(Reason::UnknownAuthor) => keys.push(format!("author {}", envelope.author)),
        Verdict::Deferred(Reason::UnknownPerson) => {
            keys.extend(place.and_then(|place| place.person).map(|person| format!("person {person}")));
        }
        Verdict::Deferred(Reason::UnknownKind) => keys.push("kind".to_owned()),
        Verdict::Deferred(_) | Verdict::Accepted | Verdict::Refused(_) | Verdict::NeedsReview(_) => {}
    }
    keys
}

fn ground_key(ground: &Ground) -> String {
    match ground {
        Ground::Posting(person) => format!("posting {person}"),
        Ground::Request { peer, period, person } => format!("request {peer}/{period}/{person}"),
    }
}

/// Returns prefix and class under which a record is delivered; a dossier that is none is nobody's.
///
/// Neither is a chain's opening: the server checks keys, and thousands of them would be every device's first load.
fn place(envelope: &Envelope) -> (String, &'static str) {
    if envelope.kind == Kind::ChainOpen.code() {
        return (String::new(), "");
    }
    match envelope.dossier.parse::<Dossier>() {
        Ok(dossier) => (dossier.prefix(), dossier.class.code()),
        Err(_) => (String::new(), ""),
    }
}

/// Reads a stored record with its verdict.
pub fn read_record(conn: &Connection, received_seq: i64) -> Result<(Record, Verdict), StoreError> {
    let mut query = conn.prepare_cached("SELECT body, verdict, reason FROM records WHERE received_seq = ?1")?;
    let (body, number, reason): (Vec<u8>, i64, Option<String>) =
        query.query_row([received_seq], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok((parse(&body)?, code::verdict(number, reason)?))
}

/// Reads a record from its stored form.
pub fn parse(body: &[u8]) -> Result<Record, StoreError> {
    let mut reader = Reader::new(body);
    let record = Record::read(&mut reader).map_err(|error| StoreError::Row(format!("record: {error}")))?;
    reader.done().map_err(|error| StoreError::Row(format!("record: {error}")))?;
    Ok(record)
}

fn verdict_of(conn: &Connection, hash: Hash) -> Result<Option<Verdict>, StoreError> {
    let found: Option<(i64, Option<String>)> = conn
        .prepare_cached("SELECT verdict, reason FROM records WHERE hash = ?1")?
        .query_row([hash.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found.map(|(number, reason)| code::verdict(number, reason)).transpose()
}

fn chain_row(conn: &Connection, chain_id: Id) -> Result<Option<ChainRow>, StoreError> {
    let found = conn
        .prepare_cached("SELECT author, public_key, head_seq, head_hash, closed FROM chains WHERE chain_id = ?1")?
        .query_row([chain_id.0], |row| {
            Ok(ChainRow {
                author: row.get(0)?,
                public_key: row.get(1)?,
                head: Head { seq: uint(row.get(2)?), hash: code::hash(row, 3)? },
                closed: row.get(4)?,
            })
        });
    Ok(found.optional()?)
}

/// Returns the head of a chain, when there is one.
pub fn chain_head(conn: &Connection, chain_id: Id) -> Result<Option<Head>, StoreError> {
    Ok(chain_row(conn, chain_id)?.map(|chain| chain.head))
}
