//! Items of additive subjects, and what later records made of them.
//!
//! An item is its own exclusive subject: a record that names earlier ones of the same subject in `based_on` takes their
//! place. What was replaced stays in the history of the item, and two replacements of the same record are a contest. A
//! record that names nothing begins an item of its own.

use std::collections::BTreeMap;

use crate::book::{Book, Form, Standing, Stated};
use crate::hash::Hash;
use crate::record::Record;

/// One item: everything that was written about it, in the order of the book.
#[derive(Debug, Clone)]
pub struct Item<T> {
    records: Vec<Stated<T>>,
}

/// Returns the items of an additive subject, each at the place where it began.
#[must_use]
pub fn items<T: Form + Clone>(book: &Book, subject: &str) -> Vec<Item<T>> {
    let records = book.items::<T>(subject);
    let at: BTreeMap<Hash, usize> = records.iter().enumerate().map(|(at, one)| (one.record.hash, at)).collect();
    // Each record points to the item it belongs to; a base may come later in the book than what was built on it.
    let mut item: Vec<usize> = (0..records.len()).collect();
    for (own, one) in records.iter().enumerate() {
        for base in one.record.envelope.based_on.iter().filter_map(|base| at.get(base)) {
            let (a, b) = (item[own], item[*base]);
            item.iter_mut().filter(|of| **of == a.max(b)).for_each(|of| *of = a.min(b));
        }
    }
    let mut found: BTreeMap<usize, Vec<Stated<T>>> = BTreeMap::new();
    for (of, one) in item.into_iter().zip(records) {
        found.entry(of).or_default().push(one);
    }
    found.into_values().map(|records| Item { records }).collect()
}

/// Returns what a change of the items that hold these records takes the place of.
#[must_use]
pub fn heads(book: &Book, subject: &str, of: &[Hash]) -> Vec<Hash> {
    let items = items::<serde_json::Value>(book, subject).into_iter();
    items.filter(|item| item.records.iter().any(|one| of.contains(&one.record.hash))).flat_map(|i| i.heads()).collect()
}

impl<T> Item<T> {
    /// Returns the record that names the item through all its changes: the one that replaces nothing, or the first.
    #[must_use]
    pub fn name(&self) -> Option<Hash> {
        let begins =
            |record: &Record| !self.records.iter().any(|one| record.envelope.based_on.contains(&one.record.hash));
        self.records.iter().map(|one| &one.record).find(|record| begins(record)).map(|record| record.hash)
    }

    /// Returns the records that nothing replaces.
    #[must_use]
    pub fn heads(&self) -> Vec<Hash> {
        self.standing_records().map(|one| one.record.hash).collect()
    }

    /// Returns what stands; equal values count as one.
    #[must_use]
    pub fn standing(&self) -> Standing<&Stated<T>> {
        let mut values: Vec<&Stated<T>> = Vec::new();
        for one in self.standing_records() {
            if !values.iter().any(|held| payload(&held.record) == payload(&one.record)) {
                values.push(one);
            }
        }
        match values[..] {
            [] => Standing::Nothing,
            [one] => Standing::One(one),
            _ => Standing::Contested(values),
        }
    }

    /// Returns what was replaced, the latest first.
    pub fn replaced(&self) -> impl Iterator<Item = &Stated<T>> {
        self.records.iter().rev().filter(|one| self.is_replaced(one.record.hash))
    }

    fn standing_records(&self) -> impl Iterator<Item = &Stated<T>> {
        self.records.iter().filter(|one| !self.is_replaced(one.record.hash))
    }

    fn is_replaced(&self, hash: Hash) -> bool {
        self.records.iter().any(|one| one.record.envelope.based_on.contains(&hash))
    }
}

fn payload(record: &Record) -> Option<&[u8]> {
    record.sealed.as_ref().map(|sealed| sealed.payload.as_slice())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::book::Filing;
    use crate::hash::Id;
    use crate::judge::{Reason, Verdict};
    use crate::kind::{Kind, VERSION};
    use crate::payload::Log;
    use crate::record::{Envelope, Sealed};
    use crate::subject;

    fn log(seq: u64, payload: &str, based_on: &[&Arc<Record>]) -> Arc<Record> {
        let subject = subject::log(Id([9; 16]), 2026);
        let sealed = Sealed { salt: [7; 16], payload: payload.as_bytes().to_vec() };
        assert!(Kind::Log.accepts(&sealed.payload), "{payload}");
        let envelope = Envelope {
            chain_id: Id([1; 16]),
            seq,
            prev_hash: Hash::NONE,
            author: "p-a".into(),
            dossier: Kind::Log.dossier(&Kind::Log.place(&subject).unwrap()).to_string(),
            subject,
            kind: Kind::Log.code().into(),
            version: VERSION,
            based_on: based_on.iter().map(|record| record.hash).collect(),
            seen: Vec::new(),
            rules_hash: Hash::NONE,
            recorded_at: 0,
            payload_digest: sealed.digest(),
        };
        Arc::new(Record::seal(envelope, [0; 64], sealed).unwrap())
    }

    fn entry(seq: u64, note: &str, based_on: &[&Arc<Record>]) -> Arc<Record> {
        log(seq, &format!(r#"{{"date":"2026-11-21","note":"{note}"}}"#), based_on)
    }

    fn withdrawn(seq: u64, based_on: &[&Arc<Record>]) -> Arc<Record> {
        log(seq, r#"{"state":"withdrawn"}"#, based_on)
    }

    fn book(records: &[&Arc<Record>]) -> Book {
        let mut book = Book::new();
        records.iter().for_each(|record| book.add_decided(Arc::clone(record), Verdict::Accepted));
        book
    }

    fn of(book: &Book) -> Vec<Item<Log>> {
        items(book, &subject::log(Id([9; 16]), 2026))
    }

    /// What each item says, contested values side by side.
    fn said(book: &Book) -> Vec<Vec<String>> {
        let words = |one: &&Stated<Log>| one.value.entry().map_or("-", |entry| entry.note.as_str()).to_owned();
        let told = |item: &Item<Log>| match item.standing() {
            Standing::Nothing => Vec::new(),
            Standing::One(one) => vec![words(&one)],
            Standing::Contested(all) => all.iter().map(words).collect(),
        };
        of(book).iter().map(told).collect()
    }

    #[test]
    fn a_correction_takes_the_place_of_its_entry_and_keeps_it() {
        let (first, other) = (entry(1, "lima", &[]), entry(2, "lain", &[]));
        let (second, third) = (entry(3, "enam", &[&first]), withdrawn(4, &[&other]));
        let book = book(&[&first, &other, &second, &third]);
        assert_eq!(said(&book), [["enam"], ["-"]]);
        let items = of(&book);
        assert_eq!((items[0].name(), items[0].heads()), (Some(first.hash), vec![second.hash]));
        assert_eq!(items[0].replaced().map(|one| one.record.hash).collect::<Vec<_>>(), [first.hash]);
        assert_eq!(heads(&book, &subject::log(Id([9; 16]), 2026), &[other.hash]), [third.hash]);
        // Brought back by one more record.
        let again = entry(5, "lain", &[&third]);
        let mut book = book;
        book.add_own(again, Filing::Unsent);
        assert_eq!(said(&book), [["enam"], ["lain"]]);
    }

    #[test]
    fn two_corrections_of_the_same_entry_are_a_contest_until_one_names_both() {
        let first = entry(1, "lima", &[]);
        let (here, there) = (entry(2, "enam", &[&first]), entry(3, "tujuh", &[&first]));
        let contest = book(&[&first, &here, &there]);
        assert_eq!(said(&contest), [["enam", "tujuh"]]);
        let choice = entry(4, "enam", &[&here, &there]);
        assert_eq!(said(&book(&[&first, &here, &there, &choice])), [["enam"]]);
        // Who wrote the same twice wrote it once.
        let same = entry(5, "enam", &[&first]);
        assert_eq!(said(&book(&[&first, &here, &same])), [["enam"]]);
        assert_eq!(of(&book(&[&first, &here, &same]))[0].heads(), [here.hash, same.hash]);
    }

    #[test]
    fn the_order_of_arrival_makes_no_difference() {
        let (first, other) = (entry(1, "lima", &[]), entry(2, "lain", &[]));
        let (second, third) = (entry(3, "enam", &[&first]), entry(4, "tujuh", &[&first]));
        let choice = entry(5, "delapan", &[&third, &second]);
        let late = book(&[&choice, &third, &other, &second, &first]);
        assert_eq!(said(&late), [["delapan"], ["lain"]]);
        assert_eq!(of(&late)[0].name(), Some(first.hash));
    }

    #[test]
    fn a_refused_correction_leaves_its_entry_as_it_was() {
        let first = entry(1, "lima", &[]);
        let second = withdrawn(2, &[&first]);
        let mut book = book(&[&first, &second]);
        book.decide(second.hash, Verdict::Refused(Reason::NotOwn));
        assert_eq!(said(&book), [["lima"]]);
        // A correction whose entry is not held stands by itself.
        let stray = entry(3, "sendiri", &[&second]);
        book.add_own(stray, Filing::Unsent);
        assert_eq!(said(&book), [["lima"], ["sendiri"]]);
    }
}
