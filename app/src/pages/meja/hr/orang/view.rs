//! A person's facts read off the book: every date of every field, what stands there, and how far its record has come.

use domain::calendar::Day;
use ledger::book::{Book, Filing, Standing, Stated};
use ledger::facts::taken_apart;
use ledger::hash::{Hash, Id};
use ledger::judge::{Reason, Verdict};
use ledger::payload::Fact;
use ledger::subject::{self, Field};

/// The dated facts of one field, newest first.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    /// The field.
    pub field: Field,
    /// Its dates.
    pub entries: Vec<Entry>,
}

/// What is stated from a day on.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// First day.
    pub from: Day,
    /// The values that stand: one, or two and more when contested.
    pub values: Vec<Value>,
}

/// One value with its record.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The fact.
    pub fact: Fact,
    /// Its record.
    pub hash: Hash,
    /// Who wrote it.
    pub author: String,
    /// When it was written, as the writer's device says, in seconds.
    pub recorded_at: i64,
    /// How far it has come.
    pub filing: Filing,
}

impl Entry {
    /// Returns the value when exactly one stands.
    #[must_use]
    pub fn one(&self) -> Option<&Value> {
        match &self.values[..] {
            [one] => Some(one),
            _ => None,
        }
    }
}

/// Reads every field of a person; a field without facts has no entries.
#[must_use]
pub fn histories(book: &Book, person: Id) -> Vec<History> {
    let all = Field::ALL.iter().map(|(field, code)| {
        let prefix = format!("fact/{person}/{code}/");
        let mut entries: Vec<Entry> = book
            .subjects(&prefix)
            .filter_map(|subject| {
                let (_, _, from) = taken_apart(subject)?;
                let values: Vec<Value> = match book.standing::<Fact>(subject) {
                    Standing::Nothing => Vec::new(),
                    Standing::One(stated) => vec![value(book, stated)],
                    Standing::Contested(all) => all.into_iter().map(|stated| value(book, stated)).collect(),
                };
                (!values.is_empty()).then_some(Entry { from, values })
            })
            .collect();
        entries.sort_by_key(|entry| core::cmp::Reverse(entry.from));
        History { field: *field, entries }
    });
    all.collect()
}

fn value(book: &Book, stated: Stated<Fact>) -> Value {
    let hash = stated.record.hash;
    Value {
        fact: stated.value,
        hash,
        author: stated.record.envelope.author.clone(),
        recorded_at: stated.record.envelope.recorded_at,
        filing: book.get(hash).map_or(Filing::Unsent, |(_, filing)| filing),
    }
}

/// A fact that was written and does not count.
#[derive(Debug, Clone, PartialEq)]
pub struct Troubled {
    /// The field.
    pub field: Field,
    /// First day.
    pub from: Day,
    /// What was decided.
    pub verdict: Verdict,
    /// Why.
    pub reason: Option<Reason>,
}

/// Returns the facts about a person that were written and do not count.
#[must_use]
pub fn troubled(book: &Book, person: Id) -> Vec<Troubled> {
    let all = book.troubled().filter_map(|(record, verdict)| {
        let (of, field, from) = taken_apart(&record.envelope.subject)?;
        let reason = match verdict {
            Verdict::Accepted => None,
            Verdict::Refused(reason) | Verdict::NeedsReview(reason) | Verdict::Deferred(reason) => Some(reason),
        };
        (of == person).then_some(Troubled { field, from, verdict, reason })
    });
    all.collect()
}

/// Returns the entry of a field in force on a day.
#[must_use]
pub fn in_force(history: &History, on: Day) -> Option<&Entry> {
    history.entries.iter().find(|entry| entry.from <= on)
}

/// Returns what the subjects of all facts about a person begin with.
#[must_use]
pub fn subjects_of(person: Id) -> String {
    format!("fact/{person}/")
}

/// Returns the subject of a field from a day on.
#[must_use]
pub fn subject_of(person: Id, field: Field, from: Day) -> String {
    subject::fact(person, field, from)
}
