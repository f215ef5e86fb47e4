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
    /// What accepted records replace, held or not: a base may be accepted after what was built on it.
    replaced: BTreeSet<Hash>,
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
        } else if before == Some(Filing::Decided(Verdict::Accepted)) {
            self.fold_again(&BTreeSet::from([record.envelope.subject.clone()]));
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

    /// Removes every decided record of the dossiers that are no longer granted, except what `author` wrote.
    pub fn forget(&mut self, author: &str, revoked: impl Fn(&str) -> bool) {
        let mut subjects = BTreeSet::new();
        self.records.retain(|_, (record, filing)| {
            let envelope = &record.envelope;
            let kept =
                !matches!(filing, Filing::Decided(_)) || envelope.author == author || !revoked(&envelope.dossier);
            if !kept {
                subjects.insert(envelope.subject.clone());
            }
            kept
        });
        self.fold_again(&subjects);
    }

    /// Folds the subjects from the accepted records that are held; items keep their order.
    fn fold_again(&mut self, subjects: &BTreeSet<String>) {
        let before: BTreeMap<&String, SubjectRows> =
            subjects.iter().filter_map(|subject| Some((subject, self.accepted.remove(subject)?))).collect();
        let held = self.records.values().filter(|(_, filing)| *filing == Filing::Decided(Verdict::Accepted));
        for (record, _) in held {
            if let Some(subject) = subjects.get(&record.envelope.subject) {
                place(self.accepted.entry(subject.clone()).or_default(), record);
            }
        }
        for (subject, old) in before {
            if let Some(rows) = self.accepted.get_mut(subject) {
                let at = |hash: &Hash| old.items.iter().position(|item| item == hash);
                rows.items.sort_by_key(at);
            }
        }
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

    /// Returns every record of an author, in the order of hashes.
    pub fn by_author(&self, author: &str) -> impl Iterator<Item = (&Arc<Record>, Filing)> {
        let own = self.records.values().filter(move |(record, _)| record.envelope.author == author);
        own.map(|(record, filing)| (record, *filing))
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
            rows.replaced.extend(&record.envelope.based_on);
            if !rows.replaced.contains(&record.hash) {
                rows.heads.push(record.hash);
            }
        }
        Some(Mode::Additive) => rows.items.push(record.hash),
        None => {}
    }
}

fn stated<T: DeserializeOwned>(record: &Arc<Record>) -> Option<Stated<T>> {
    let value = record.payload().and_then(Result::ok)?;
    Some(Stated { value, record: record.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Id;
    use crate::judge::Reason;
    use crate::record::{Envelope, Sealed};

    fn record(author: &str, kind: Kind, subject: &str, seq: u64, based_on: &[&Arc<Record>]) -> Arc<Record> {
        let place = kind.place(subject).unwrap();
        let sealed = Sealed { salt: [7; 16], payload: seq.to_string().into_bytes() };
        let envelope = Envelope {
            chain_id: Id([1; 16]),
            seq,
            prev_hash: Hash::NONE,
            author: author.into(),
            dossier: kind.dossier(&place).to_string(),
            subject: subject.into(),
            kind: kind.code().into(),
            version: 1,
            based_on: based_on.iter().map(|record| record.hash).collect(),
            seen: Vec::new(),
            rules_hash: Hash::NONE,
            recorded_at: 0,
            payload_digest: sealed.digest(),
        };
        Arc::new(Record::seal(envelope, [0; 64], sealed).unwrap())
    }

    #[test]
    fn a_base_that_is_accepted_late_does_not_stand_again() {
        let subject = crate::subject::plan(Id([9; 16]), 2026);
        let base = record("p-a", Kind::Plan, &subject, 1, &[]);
        let next = record("p-a", Kind::Plan, &subject, 2, &[&base]);
        let (mut in_order, mut late) = (Book::new(), Book::new());
        in_order.add_decided(base.clone(), Verdict::Accepted);
        in_order.add_decided(next.clone(), Verdict::Accepted);
        late.add_decided(base.clone(), Verdict::Deferred(Reason::UnknownAuthor));
        late.add_decided(next.clone(), Verdict::Accepted);
        late.decide(base.hash, Verdict::Accepted);
        assert_eq!(late.heads(&subject), vec![next.hash]);
        assert_eq!(late.digest(), in_order.digest());
        late.decide(next.hash, Verdict::Refused(Reason::NotOwn));
        assert_eq!(late.heads(&subject), vec![base.hash]);
    }

    #[test]
    fn a_revoked_dossier_goes_except_for_what_one_wrote() {
        let (person, other) = (Id([9; 16]), Id([8; 16]));
        let subject = crate::subject::log(person, 2026);
        let mine = record("p-me", Kind::Log, &subject, 1, &[]);
        let theirs = record("p-other", Kind::Log, &subject, 2, &[]);
        let unsent = record("p-me", Kind::Log, &subject, 3, &[]);
        let elsewhere = record("p-other", Kind::Log, &crate::subject::log(other, 2026), 4, &[]);
        let mut book = Book::new();
        for record in [&theirs, &mine, &elsewhere] {
            book.add_decided(record.clone(), Verdict::Accepted);
        }
        book.add_own(unsent.clone(), Filing::Unsent);
        let prefix = format!("p-{person}/kinerja/");
        book.forget("p-me", |dossier| crate::dossier::covers(&prefix, dossier));
        assert_eq!(book.len(), 3);
        assert!(book.get(theirs.hash).is_none());
        let mut kept = Book::new();
        kept.add_decided(elsewhere, Verdict::Accepted);
        kept.add_decided(mine, Verdict::Accepted);
        assert_eq!(book.digest(), kept.digest());
        assert_eq!(book.unsent(), 1);
    }
}
