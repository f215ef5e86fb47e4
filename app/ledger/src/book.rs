//! The book: the fold of records into subjects, heads and contests. The same code in browser and server tests.
//!
//! Accepted records are folded in order of acceptance; the author's own undecided records lie on top.
//! Only that order is kept; what stands follows from it at each read. A payload is read once, when it is first asked
//! for. The book computes no figures; it says what stands, what is contested and what is not filed yet.

use std::any::Any;
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;

use crate::hash::{Digesting, Hash};
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

    fn values(&self) -> &[T] {
        match self {
            Self::Nothing => &[],
            Self::One(value) => std::slice::from_ref(value),
            Self::Contested(values) => values,
        }
    }

    fn and(self, value: T) -> Self {
        match self {
            Self::Nothing => Self::One(value),
            Self::One(first) => Self::Contested(vec![first, value]),
            Self::Contested(mut values) => {
                values.push(value);
                Self::Contested(values)
            }
        }
    }

    fn map<U>(self, change: impl Fn(T) -> U) -> Standing<U> {
        match self {
            Self::Nothing => Standing::Nothing,
            Self::One(value) => Standing::One(change(value)),
            Self::Contested(values) => Standing::Contested(values.into_iter().map(change).collect()),
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

impl<T: Clone> Stated<Arc<T>> {
    fn owned(self) -> Stated<T> {
        Stated { value: T::clone(&self.value), record: self.record }
    }
}

/// A form that a payload can be read in and kept.
pub trait Form: DeserializeOwned + Send + Sync + 'static {}

impl<T: DeserializeOwned + Send + Sync + 'static> Form for T {}

/// A record with its payload, as it was first read.
#[derive(Debug)]
struct Leaf {
    record: Arc<Record>,
    mode: Option<Mode>,
    read: OnceLock<Arc<dyn Any + Send + Sync>>,
}

impl Leaf {
    fn new(record: Arc<Record>) -> Arc<Self> {
        let mode = Kind::from_code(&record.envelope.kind).map(Kind::mode);
        Arc::new(Self { record, mode, read: OnceLock::new() })
    }

    /// Reads the payload; the first form in which that is possible is the one that is kept.
    fn read<T: Form>(&self) -> Option<Arc<T>> {
        if let Some(kept) = self.read.get().and_then(|kept| kept.clone().downcast().ok()) {
            return Some(kept);
        }
        let value: Arc<T> = Arc::new(self.record.payload().and_then(Result::ok)?);
        self.read.get_or_init(|| value.clone());
        Some(value)
    }

    fn stated<T: Form>(&self) -> Option<Stated<Arc<T>>> {
        Some(Stated { value: self.read()?, record: self.record.clone() })
    }
}

/// What was written about one subject; never empty.
#[derive(Debug, Clone, Default)]
struct Rows {
    /// In order of acceptance.
    accepted: Vec<Arc<Leaf>>,
    /// Own records that are not decided, oldest first.
    pending: Vec<Arc<Leaf>>,
}

impl Rows {
    fn all(&self) -> impl Iterator<Item = &Arc<Leaf>> + Clone {
        self.accepted.iter().chain(&self.pending)
    }

    fn standing<T: Form>(&self) -> Standing<Stated<Arc<T>>> {
        heads(self.all()).fold(Standing::Nothing, |standing, leaf| {
            let is_told = |told: &Stated<_>| payload(&told.record) == payload(&leaf.record);
            match leaf.stated() {
                Some(stated) if !standing.values().iter().any(is_told) => standing.and(stated),
                _ => standing,
            }
        })
    }
}

/// Returns the exclusive records that none of them replaces.
///
/// A base may be accepted after what was built on it, so the order makes no difference.
fn heads<'a>(rows: impl Iterator<Item = &'a Arc<Leaf>> + Clone) -> impl Iterator<Item = &'a Arc<Leaf>> {
    let exclusive = rows.filter(|leaf| leaf.mode == Some(Mode::Exclusive));
    let replaces = |leaf: &Leaf, hash: Hash| leaf.record.envelope.based_on.contains(&hash);
    exclusive.clone().filter(move |leaf| {
        !exclusive.clone().any(|other| !Arc::ptr_eq(other, leaf) && replaces(other, leaf.record.hash))
    })
}

fn items<'a>(rows: impl Iterator<Item = &'a Arc<Leaf>>) -> impl Iterator<Item = &'a Arc<Leaf>> {
    rows.filter(|leaf| leaf.mode == Some(Mode::Additive))
}

#[derive(Debug, Clone)]
struct Held {
    leaf: Arc<Leaf>,
    filing: Filing,
    /// Counts up with each change; orders those that are pending.
    turn: u64,
}

impl Held {
    fn filed(&self) -> (&Arc<Record>, Filing) {
        (&self.leaf.record, self.filing)
    }
}

/// All records a device or test holds, folded.
#[derive(Debug, Clone, Default)]
pub struct Book {
    records: BTreeMap<Hash, Held>,
    subjects: BTreeMap<String, Rows>,
    /// Own records that are not decided, by turn.
    pending: BTreeMap<u64, Hash>,
    unsent: usize,
    turns: u64,
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

    /// Returns a number that grows with every change of what stands.
    #[must_use]
    pub fn edition(&self) -> u64 {
        self.turns
    }

    /// Adds an own record that is not decided yet; holding it already changes nothing.
    pub fn add_own(&mut self, record: Arc<Record>, filing: Filing) {
        if !self.records.contains_key(&record.hash) {
            self.put(Leaf::new(record), filing);
        }
    }

    /// Adds a record with its verdict, or gives a held one its new verdict.
    pub fn add_decided(&mut self, record: Arc<Record>, verdict: Verdict) {
        let filing = Filing::Decided(verdict);
        if self.records.get(&record.hash).is_none_or(|held| held.filing != filing) {
            self.put(Leaf::new(record), filing);
        }
    }

    /// Marks an own record as received by the server.
    pub fn mark_received(&mut self, hash: Hash) {
        if let Some(held) = self.records.get_mut(&hash)
            && held.filing == Filing::Unsent
        {
            held.filing = Filing::Received;
            self.unsent -= 1;
        }
    }

    /// Gives a held record a verdict; says whether it was held.
    pub fn decide(&mut self, hash: Hash, verdict: Verdict) -> bool {
        let Some(held) = self.records.get(&hash) else { return false };
        let filing = Filing::Decided(verdict);
        if held.filing != filing {
            self.put(held.leaf.clone(), filing);
        }
        true
    }

    /// Removes every decided record of the dossiers that are no longer granted, except what `author` wrote.
    pub fn forget(&mut self, author: &str, revoked: impl Fn(&str) -> bool) {
        let goes = |(record, filing): &(&Arc<Record>, Filing)| {
            let envelope = &record.envelope;
            matches!(filing, Filing::Decided(_)) && envelope.author != author && revoked(&envelope.dossier)
        };
        let gone: Vec<Hash> =
            self.records.values().map(Held::filed).filter(goes).map(|(record, _)| record.hash).collect();
        gone.into_iter().for_each(|hash| self.take_out(hash));
    }

    /// Puts a record where its filing says, last of all there and out of where it lay before.
    fn put(&mut self, leaf: Arc<Leaf>, filing: Filing) {
        let hash = leaf.record.hash;
        self.take_out(hash);
        self.turns += 1;
        match filing {
            Filing::Unsent | Filing::Received => {
                self.rows_of(&leaf).pending.push(leaf.clone());
                self.pending.insert(self.turns, hash);
                self.unsent += usize::from(filing == Filing::Unsent);
            }
            Filing::Decided(Verdict::Accepted) => self.rows_of(&leaf).accepted.push(leaf.clone()),
            Filing::Decided(_) => {}
        }
        self.records.insert(hash, Held { leaf, filing, turn: self.turns });
    }

    fn take_out(&mut self, hash: Hash) {
        let Some(held) = self.records.remove(&hash) else { return };
        self.turns += 1;
        let subject = &held.leaf.record.envelope.subject;
        self.pending.remove(&held.turn);
        self.unsent -= usize::from(held.filing == Filing::Unsent);
        let Some(rows) = self.subjects.get_mut(subject) else { return };
        for layer in [&mut rows.accepted, &mut rows.pending] {
            if let Some(at) = layer.iter().position(|leaf| leaf.record.hash == hash) {
                layer.remove(at);
            }
        }
        if rows.all().next().is_none() {
            self.subjects.remove(subject);
        }
    }

    fn rows_of(&mut self, leaf: &Leaf) -> &mut Rows {
        self.subjects.entry(leaf.record.envelope.subject.clone()).or_default()
    }

    /// Returns the record with this hash and how far it has come.
    #[must_use]
    pub fn get(&self, hash: Hash) -> Option<(&Arc<Record>, Filing)> {
        self.records.get(&hash).map(Held::filed)
    }

    /// Returns own records that are not decided, oldest first.
    pub fn pending(&self) -> impl Iterator<Item = (&Arc<Record>, Filing)> {
        self.pending.values().filter_map(|hash| self.get(*hash))
    }

    /// Counts own records that the server does not have.
    #[must_use]
    pub fn unsent(&self) -> usize {
        self.unsent
    }

    /// Returns every record of an author, in the order of hashes.
    pub fn by_author(&self, author: &str) -> impl Iterator<Item = (&Arc<Record>, Filing)> {
        self.records.values().map(Held::filed).filter(move |(record, _)| record.envelope.author == author)
    }

    /// Returns every record with a verdict other than accepted, for the list of what needs attention.
    pub fn troubled(&self) -> impl Iterator<Item = (&Arc<Record>, Verdict)> {
        self.records.values().map(Held::filed).filter_map(|(record, filing)| match filing {
            Filing::Decided(verdict) if verdict != Verdict::Accepted => Some((record, verdict)),
            _ => None,
        })
    }

    /// Returns the hashes that a new record about the subject must name in `based_on`.
    #[must_use]
    pub fn heads(&self, subject: &str) -> Vec<Hash> {
        let heads = |rows: &Rows| heads(rows.all()).map(|leaf| leaf.record.hash).collect();
        self.subjects.get(subject).map(heads).unwrap_or_default()
    }

    /// Returns what stands under an exclusive subject, read in its form and shared with the book.
    ///
    /// A payload that was dropped or has another form does not stand.
    #[must_use]
    pub fn peek<T: Form>(&self, subject: &str) -> Standing<Stated<Arc<T>>> {
        self.subjects.get(subject).map_or(Standing::Nothing, Rows::standing)
    }

    /// Does the same for every subject that begins with `prefix`, in order of its text.
    pub fn peek_all<'b, T: Form>(&'b self, prefix: &str) -> impl Iterator<Item = (&'b str, Standing<Stated<Arc<T>>>)> {
        self.range(prefix).map(|(subject, rows)| (subject, rows.standing()))
    }

    /// Returns a copy of what stands under an exclusive subject, as [`Self::peek`] does.
    #[must_use]
    pub fn standing<T: Form + Clone>(&self, subject: &str) -> Standing<Stated<T>> {
        self.peek(subject).map(Stated::owned)
    }

    /// Returns the items of an additive subject in order of acceptance, own undecided ones last.
    #[must_use]
    pub fn items<T: Form + Clone>(&self, subject: &str) -> Vec<Stated<T>> {
        let rows = self.subjects.get(subject).into_iter().flat_map(Rows::all);
        items(rows).filter_map(|leaf| leaf.stated()).map(Stated::owned).collect()
    }

    /// Returns the records of a subject in order of acceptance, own undecided ones last.
    pub fn records_of(&self, subject: &str) -> impl Iterator<Item = &Arc<Record>> {
        self.subjects.get(subject).into_iter().flat_map(Rows::all).map(|leaf| &leaf.record)
    }

    /// Returns everything that was ever stated under a subject in order of acceptance, own undecided ones last.
    #[must_use]
    pub fn history<T: Form + Clone>(&self, subject: &str) -> Vec<Stated<T>> {
        let rows = self.subjects.get(subject).into_iter().flat_map(Rows::all);
        rows.filter_map(|leaf| leaf.stated()).map(Stated::owned).collect()
    }

    /// Returns every subject that begins with `prefix`, in order of its text.
    pub fn subjects<'b>(&'b self, prefix: &str) -> impl Iterator<Item = &'b str> {
        self.range(prefix).map(|(subject, _)| subject)
    }

    fn range<'b>(&'b self, prefix: &str) -> impl Iterator<Item = (&'b str, &'b Rows)> {
        let from = self.subjects.range::<str, _>((Bound::Included(prefix), Bound::Unbounded));
        from.map(|(subject, rows)| (subject.as_str(), rows)).take_while(move |(subject, _)| subject.starts_with(prefix))
    }

    /// Returns every subject with two or more different heads.
    #[must_use]
    pub fn contested(&self) -> Vec<String> {
        let are_apart = |rows: &Rows| {
            let mut payloads = heads(rows.all()).filter_map(|leaf| payload(&leaf.record));
            payloads.next().is_some_and(|first| payloads.any(|other| other != first))
        };
        self.subjects.iter().filter(|(_, rows)| are_apart(rows)).map(|(subject, _)| subject.clone()).collect()
    }

    /// Digests the accepted heads and items of all dossiers held, for the comparison at the end of a sync.
    #[must_use]
    pub fn digest(&self) -> Hash {
        let mut digest = Digesting::default();
        for (subject, rows) in self.subjects.iter().filter(|(_, rows)| !rows.accepted.is_empty()) {
            let accepted = rows.accepted.iter();
            let mut hashes: Vec<Hash> =
                heads(accepted.clone()).chain(items(accepted)).map(|leaf| leaf.record.hash).collect();
            hashes.sort_unstable();
            digest.add(subject.as_bytes());
            hashes.iter().for_each(|hash| digest.add(&hash.0));
        }
        digest.finish()
    }
}

fn payload(record: &Record) -> Option<&[u8]> {
    record.sealed.as_ref().map(|sealed| sealed.payload.as_slice())
}

#[cfg(test)]
mod tests;
