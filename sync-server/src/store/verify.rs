//! Looks at everything again: the links of the log, the links and signatures of every chain, payload digests, and
//! whether what stands is the fold of what was accepted. Changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use ledger::chain::{Fit, Head, fit};
use ledger::hash::{Hash, Id};
use ledger::judge::Verdict;
use ledger::kind::{Kind, Mode};
use rusqlite::Connection;

use super::Store;
use super::code::{self, uint};
use super::error::StoreError;
use super::intake::parse;
use super::log::{Entry, entry_hash};
use crate::key;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where.
    pub place: String,
    /// What.
    pub what: &'static str,
}

/// How much was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// Entries of the log.
    pub entries: u64,
    /// Records.
    pub records: u64,
    /// Chains.
    pub chains: u64,
}

impl Store {
    /// Looks at everything and returns what is wrong.
    pub fn verify_now(&self) -> Result<(Seen, Vec<Finding>), StoreError> {
        self.read_now(|conn| {
            let mut check = Check { conn, seen: Seen::default(), findings: Vec::new() };
            let verdicts = check.log()?;
            let fold = check.chains(&verdicts)?;
            check.heads(fold)?;
            Ok((check.seen, check.findings))
        })
    }
}

impl Store {
    /// Returns how often each record is stored, and which are kept aside: the count that every record written must pass.
    pub fn places_now(&self) -> Result<(BTreeMap<Hash, u64>, BTreeSet<Hash>), StoreError> {
        self.read_now(|conn| {
            let mut stored = BTreeMap::new();
            let mut query = conn.prepare("SELECT hash FROM records")?;
            for hash in query.query_map([], |row| code::hash(row, 0))? {
                *stored.entry(hash?).or_insert(0) += 1;
            }
            let mut query = conn.prepare("SELECT hash FROM quarantine")?;
            let aside = query.query_map([], |row| code::hash(row, 0))?.collect::<Result<_, _>>()?;
            Ok((stored, aside))
        })
    }
}

type Verdicts = BTreeMap<Hash, Verdict>;
type Fold = BTreeSet<(String, Hash)>;

struct Check<'c> {
    conn: &'c Connection,
    seen: Seen,
    findings: Vec<Finding>,
}

impl Check<'_> {
    fn wrong(&mut self, place: impl Into<String>, what: &'static str) {
        self.findings.push(Finding { place: place.into(), what });
    }

    /// Follows the log and returns the verdict in force of every record.
    fn log(&mut self) -> Result<Verdicts, StoreError> {
        let mut query = self.conn.prepare(
            "SELECT seq, at, prev, hash, entry, record, verdict, reason, again, author, prefix FROM log ORDER BY seq",
        )?;
        let mut rows = query.query([])?;
        let (mut place, mut before) = (0, Hash::NONE);
        let mut verdicts = Verdicts::new();
        while let Some(row) = rows.next()? {
            let (seq, at) = (uint(row.get(0)?), row.get(1)?);
            let (prev, hash) = (code::hash(row, 2)?, code::hash(row, 3)?);
            let entry = Entry::read(row, 4)?;
            if seq != place + 1 {
                self.wrong(format!("log {seq}"), "an entry before it is missing");
            }
            if prev != before {
                self.wrong(format!("log {seq}"), "does not follow the entry before");
            }
            if entry_hash(prev, seq, at, &entry) != hash {
                self.wrong(format!("log {seq}"), "was changed: its hash does not fit");
            }
            if let Entry::Decided { record, verdict, .. } = entry {
                verdicts.insert(record, verdict);
            }
            (place, before) = (seq, hash);
            self.seen.entries += 1;
        }
        Ok(verdicts)
    }

    /// Follows every chain and returns the heads that follow from the accepted records.
    fn chains(&mut self, verdicts: &Verdicts) -> Result<Fold, StoreError> {
        let (mut stands, mut replaced) = (Fold::new(), Fold::new());
        let chains = self
            .conn
            .prepare("SELECT chain_id, public_key, head_seq, head_hash FROM chains ORDER BY chain_id")?
            .query_map([], |row| {
                let head = Head { seq: uint(row.get(2)?), hash: code::hash(row, 3)? };
                Ok((code::id(row, 0)?, row.get(1)?, head))
            })?
            .collect::<Result<Vec<(Id, Vec<u8>, Head)>, _>>()?;
        for (chain_id, public_key, head) in chains {
            self.seen.chains += 1;
            if ledger::chain::chain_id(&public_key) != chain_id {
                self.wrong(format!("chain {chain_id}"), "its key is not the one it is named after");
            }
            let reached = self.one_chain(chain_id, &public_key, verdicts, &mut stands, &mut replaced)?;
            if reached != Some(head) {
                self.wrong(format!("chain {chain_id}"), "does not end at its head");
            }
        }
        Ok(stands.difference(&replaced).cloned().collect())
    }

    fn one_chain(
        &mut self,
        chain_id: Id,
        public_key: &[u8],
        verdicts: &Verdicts,
        stands: &mut Fold,
        replaced: &mut Fold,
    ) -> Result<Option<Head>, StoreError> {
        let mut query = self
            .conn
            .prepare_cached("SELECT body, verdict, reason, hash FROM records WHERE chain_id = ?1 ORDER BY chain_seq")?;
        let mut rows = query.query([chain_id.0])?;
        let mut head = None;
        while let Some(row) = rows.next()? {
            self.seen.records += 1;
            let Ok(record) = parse(&row.get::<_, Vec<u8>>(0)?) else {
                self.wrong(format!("chain {chain_id} record {}", code::hash(row, 3)?), "cannot be read");
                continue;
            };
            let verdict = code::verdict(row.get(1)?, row.get(2)?)?;
            let envelope = &record.envelope;
            let place = format!("chain {chain_id} record {}", envelope.seq);
            if fit(head, envelope) != Fit::Next {
                self.wrong(&place, "does not follow the record before");
            }
            if record.hash != Hash::of(&record.bytes) || code::hash(row, 3)? != record.hash {
                self.wrong(&place, "was changed: its hash does not fit");
            }
            if record.sealed.as_ref().is_some_and(|sealed| sealed.digest() != envelope.payload_digest) {
                self.wrong(&place, "payload was changed: its digest does not fit");
            }
            if !key::verify(public_key, &record.bytes, &record.signature) {
                self.wrong(&place, "signature does not fit the chain's key");
            }
            if verdicts.get(&record.hash) != Some(&verdict) {
                self.wrong(&place, "verdict is not the one of the log");
            }
            if verdict == Verdict::Accepted {
                stands.insert((envelope.subject.clone(), record.hash));
                if Kind::from_code(&envelope.kind).map(Kind::mode) == Some(Mode::Exclusive) {
                    replaced.extend(envelope.based_on.iter().map(|base| (envelope.subject.clone(), *base)));
                }
            }
            head = Some(Head { seq: envelope.seq, hash: record.hash });
        }
        Ok(head)
    }

    fn heads(&mut self, fold: Fold) -> Result<(), StoreError> {
        let held = self
            .conn
            .prepare("SELECT subject, hash FROM heads")?
            .query_map([], |row| Ok((row.get(0)?, code::hash(row, 1)?)))?
            .collect::<Result<Fold, _>>()?;
        for (_, hash) in held.difference(&fold) {
            self.wrong(format!("record {hash}"), "stands although it was replaced or not accepted");
        }
        for (_, hash) in fold.difference(&held) {
            self.wrong(format!("record {hash}"), "was accepted and does not stand");
        }
        Ok(())
    }
}
