//! Objections to figures of a person's pay, each with its answers.

use domain::calendar::{Day, Month};
use domain::money::Rupiah;

use crate::book::{Book, Filing};
use crate::hash::{Hash, Id};
use crate::payload::Objection;
use crate::subject;

/// One objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raised {
    /// The record that states it.
    pub hash: Hash,
    /// Who objects.
    pub person: Id,
    /// The month whose pay it is about.
    pub month: Month,
    /// Code of the line.
    pub line: String,
    /// The figure as it was shown.
    pub amount: Rupiah,
    /// Why it should be another.
    pub reason: String,
    /// The day, as the device said.
    pub on: Day,
    /// How far the record has come.
    pub filing: Filing,
    /// What was answered, the latest last.
    pub answers: Vec<Answer>,
}

/// An answer to an objection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whether the person is right.
    pub upheld: bool,
    /// Why.
    pub reason: String,
    /// Account that answered.
    pub author: String,
    /// The day, as the device said.
    pub on: Day,
}

impl Raised {
    /// Returns the answer that holds: the latest.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        self.answers.last()
    }
}

/// Returns the objections to a person's pay of a month, oldest first.
#[must_use]
pub fn of(book: &Book, person: Id, month: Month) -> Vec<Raised> {
    let items = book.items::<Objection>(&subject::objection(person, month));
    let day = |at: i64| Day::from_unix_days(at.div_euclid(86_400));
    let mut raised: Vec<Raised> = Vec::new();
    for one in &items {
        let envelope = &one.record.envelope;
        if let Objection::Raised { line, amount_rp, reason } = &one.value {
            raised.push(Raised {
                hash: one.record.hash,
                person,
                month,
                line: line.clone(),
                amount: *amount_rp,
                reason: reason.clone(),
                on: day(envelope.recorded_at),
                filing: book.get(one.record.hash).map_or(Filing::Unsent, |(_, filing)| filing),
                answers: Vec::new(),
            });
        }
    }
    for one in items {
        let envelope = &one.record.envelope;
        if let Objection::Answered { to, upheld, reason } = one.value
            && let Some(raised) = raised.iter_mut().find(|raised| raised.hash == to)
        {
            let (author, on) = (envelope.author.clone(), day(envelope.recorded_at));
            raised.answers.push(Answer { upheld, reason, author, on });
        }
    }
    raised
}

/// Returns every objection the book holds, those without an answer first, then the newest month first.
#[must_use]
pub fn all(book: &Book) -> Vec<Raised> {
    let place = |subject: &str| {
        let (person, month) = subject.strip_prefix("objection/")?.split_once('/')?;
        Some((person.parse().ok()?, month.parse().ok()?))
    };
    let mut all: Vec<Raised> =
        book.subjects("objection/").filter_map(place).flat_map(|(person, month)| of(book, person, month)).collect();
    all.sort_by(|a, b| {
        (a.answer().is_some(), core::cmp::Reverse(a.month), a.on).cmp(&(
            b.answer().is_some(),
            core::cmp::Reverse(b.month),
            b.on,
        ))
    });
    all
}
