//! The book: the fold of records into subjects, heads and contests. The same code in browser and server tests.
//!
//! Accepted records are folded in order of acceptance; the author's own undecided records lie on top.
//! The book computes no figures; it says what stands, what is contested and what is not filed yet.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::hash::Hash;
use crate::judge::Verdict;
use crate::kind::{Kind, Mode};
use crate::record::Record;

/// How far a record has come on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filing {
    /// On this device only.
    Unsent,
    /// Received by the server, not decided.
    Received,
    /// Decided.
    Decided(Verdict),
}

/// What stands under an exclusive subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing<T> {
    /// Nothing was written.
    Nothing,
    /// One value, with the record that states it.
    One(T),
    /// Two or more heads with different payloads.
    Contested(Vec<T>),
}

impl<T> Standing<T> {
    /// Returns the value when exactly one stands.
    pub fn one(self) -> Option<T> {
        match self {
            Self::One(value) => Some(value),
            Self::Nothing | Self::Contested(_) => None,
        }
    }
}

/// A payload read in its form, with the record it stands in.
#[derive(Debug, Clone)]
pub struct Stated<T> {
    /// The statement.
    pub value: T,
    /// Who, when, where in which chain.
    pub record: Arc<Record>,
}

#[derive(Debug, Clone, Default)]
struct SubjectRows {
    heads: Vec<Hash>,
    items: Vec<Hash>,
}

/// All records a device or test holds, folded.
#[derive(Debug, Clone, Default)]
pub struct Book {
    records: BTreeMap<Hash, (Arc<Record>, Filing)>,
    accepted: BTreeMap<String, SubjectRows>,
    /// Own records that are not decided, oldest first.
    pending: Vec<Hash>,
}

impl Book {
    /// Starts empty.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts the records held.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Says whether nothing is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Adds an own record that is not decided yet; holding it already changes nothing.
    pub fn add_own(&mut self, record: Arc<Record>, filing: Filing) {
        let hash = record.hash;
        if self.records.contains_key(&hash) {
            return;
        }
        if let Filing::Decided(verdict) = filing {
            self.add_decided(record, verdict);
        } else {
            self.records.insert(hash, (record, filing));
            self.pending.push(hash);
        }
    }

    /// Adds a record with its verdict, or gives a held one its new verdict.
    pub fn add_decided(&mut self, record: Arc<Record>, verdict: Verdict) {
        let hash = record.hash;
        let before = self.records.get(&hash).map(|(_, filing)| *filing);
        if before == Some(Filing::Decided(verdict)) {
            return;
        }
        self.pending.retain(|held| *held != hash);
        self.records.insert(hash, (record.clone(), Filing::Decided(verdict)));
        if verdict == Verdict::Accepted {
            self.accept(&record);
        }
    }

    /// Marks an own record as received by the server.
    pub fn mark_received(&mut self, hash: Hash) {
        if let Some((_, filing @ Filing::Unsent)) = self.records.get_mut(&hash) {
            *filing = Filing::Received;
        }
    }

    /// Gives a held record a verdict; says whether it was held.
    pub fn decide(&mut self, hash: Hash, verdict: Verdict) -> bool {
        let Some((record, _)) = self.records.get(&hash) else { return false };
        let record = record.clone();
        self.add_decided(record, verdict);
        true
    }

    /// Removes every decided record of the dossiers that are no longer granted.
    pub fn forget(&mut self, revoked: impl Fn(&str) -> bool) {
        let keep: Vec<(Arc<Record>, Filing)> = core::mem::take(&mut self.records)
            .into_values()
            .filter(|(record, filing)| !matches!(filing, Filing::Decided(_)) || !revoked(&record.envelope.dossier))
            .collect();
        let accepted = core::mem::take(&mut self.accepted);
        for (subject, rows) in accepted {
            let dossier_kept =
                rows.heads.iter().chain(&rows.items).any(|hash| keep.iter().any(|(record, _)| record.hash == *hash));
            if dossier_kept {
                self.accepted.insert(subject, rows);
            }
        }
        self.records = keep.into_iter().map(|(record, filing)| (record.hash, (record, filing))).collect();
    }

    fn accept(&mut self, record: &Arc<Record>) {
        let rows = self.accepted.entry(record.envelope.subject.clone()).or_default();
        place(rows, record);
    }

    /// Returns the record with this hash and how far it has come.
    #[must_use]
    pub fn get(&self, hash: Hash) -> Option<(&Arc<Record>, Filing)> {
        self.records.get(&hash).map(|(record, filing)| (record, *filing))
    }

    /// Returns own records that are not decided, oldest first.
    pub fn pending(&self) -> impl Iterator<Item = (&Arc<Record>, Filing)> {
        self.pending.iter().filter_map(|hash| self.get(*hash))
    }

    /// Counts own records that the server does not have.
    #[must_use]
    pub fn unsent(&self) -> usize {
        self.pending().filter(|(_, filing)| *filing == Filing::Unsent).count()
    }

    /// Returns every record with a verdict other than accepted, for the list of what needs attention.
    pub fn troubled(&self) -> impl Iterator<Item = (&Arc<Record>, Verdict)> {
        self.records.values().filter_map(|(record, filing)| match filing {
            Filing::Decided(verdict) if *verdict != Verdict::Accepted => Some((record, *verdict)),
            _ => None,
        })
    }

    fn rows(&self, subject: &str) -> SubjectRows {
        let mut rows = self.accepted.get(subject).cloned().unwrap_or_default();
        for hash in &self.pending {
            if let Some((record, _)) = self.records.get(hash)
                && record.envelope.subject == subject
            {
                place(&mut rows, record);
            }
        }
        rows
    }

    /// Returns the hashes that a new record about the subject must name in `based_on`.
    #[must_use]
    pub fn heads(&self, subject: &str) -> Vec<Hash> {
        self.rows(subject).heads
    }

    /// Returns what stands under an exclusive subject, read in its form. A payload that was dropped or has another form does not stand.
    #[must_use]
    pub fn standing<T: DeserializeOwned>(&self, subject: &str) -> Standing<Stated<T>> {
        let mut seen = BTreeSet::new();
        let mut values: Vec<Stated<T>> = self
            .rows(subject)
            .heads
            .iter()
            .filter_map(|hash| self.records.get(hash))
            .filter(|(record, _)| record.sealed.as_ref().is_some_and(|sealed| seen.insert(sealed.payload.clone())))
            .filter_map(|(record, _)| stated(record))
            .collect();
        match values.len() {
            0 => Standing::Nothing,
            1 => Standing::One(values.remove(0)),
            _ => Standing::Contested(values),
        }
    }

    /// Returns the items of an additive subject in order of acceptance, own undecided ones last.
    #[must_use]
    pub fn items<T: DeserializeOwned>(&self, subject: &str) -> Vec<Stated<T>> {
        self.rows(subject)
            .items
            .iter()
            .filter_map(|hash| self.records.get(hash))
            .filter_map(|(record, _)| stated(record))
            .collect()
    }

    /// Returns every subject that begins with `prefix`, in order of its text.
    #[must_use]
    pub fn subjects(&self, prefix: &str) -> Vec<String> {
        let held = self.accepted.range(prefix.to_owned()..).map(|(subject, _)| subject);
        let mut subjects: BTreeSet<String> = held.take_while(|subject| subject.starts_with(prefix)).cloned().collect();
        subjects.extend(
            self.pending().map(|(record, _)| record.envelope.subject.clone()).filter(|s| s.starts_with(prefix)),
        );
        subjects.into_iter().collect()
    }

    /// Returns every subject with two or more different heads.
    #[must_use]
    pub fn contested(&self) -> Vec<String> {
        let twice = self.accepted.iter().filter(|(_, rows)| rows.heads.len() > 1).map(|(subject, _)| subject.clone());
        twice.filter(|s| matches!(self.standing::<serde_json::Value>(s), Standing::Contested(_))).collect()
    }

    /// Digests the accepted heads and items of all dossiers held, for the comparison at the end of a sync.
    #[must_use]
    pub fn digest(&self) -> Hash {
        let mut bytes = Vec::new();
        for (subject, rows) in &self.accepted {
            let mut hashes: Vec<&Hash> = rows.heads.iter().chain(&rows.items).collect();
            hashes.sort_unstable();
            bytes.extend_from_slice(subject.as_bytes());
            hashes.iter().for_each(|hash| bytes.extend_from_slice(&hash.0));
        }
        Hash::of(&bytes)
    }
}

fn place(rows: &mut SubjectRows, record: &Record) {
    match Kind::from_code(&record.envelope.kind).map(Kind::mode) {
        Some(Mode::Exclusive) => {
            rows.heads.retain(|head| !record.envelope.based_on.contains(head));
            rows.heads.push(record.hash);
        }
        Some(Mode::Additive) => rows.items.push(record.hash),
        None => {}
    }
}

fn stated<T: DeserializeOwned>(record: &Arc<Record>) -> Option<Stated<T>> {
    let value = record.payload().and_then(Result::ok)?;
    Some(Stated { value, record: record.clone() })
}
