//! Whose a step is and who took which, read off the book. Knows no words and no Leptos.

use std::collections::BTreeMap;

use domain::calendar::Day;
use ledger::book::{Book, Stated};
use ledger::facts::{profile, within};
use ledger::pay_month::Hand;
use ledger::payload::Office;
use ledger::role::Role;
use ledger::subject::author_person;

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken<T> {
    /// The step and what it is about.
    pub said: T,
    /// Account that took it.
    pub author: String,
    /// Name of who took it.
    pub by: String,
    /// The day, as the device said.
    pub at: Day,
}

impl<T> Taken<T> {
    /// Reads a step with who took it.
    #[must_use]
    pub fn of(book: &Book, stated: Stated<T>, today: Day) -> Self {
        let envelope = &stated.record.envelope;
        let by = author_person(&envelope.author).map(|person| profile(book, person, today).call());
        Self {
            by: by.unwrap_or_else(|| envelope.author.clone()),
            author: envelope.author.clone(),
            at: Day::from_unix_days(envelope.recorded_at.div_euclid(86_400)),
            said: stated.value,
        }
    }

    /// Orders the steps of a history, the latest first.
    #[must_use]
    pub fn all(book: &Book, history: Vec<Stated<T>>, today: Day) -> Vec<Self> {
        history.into_iter().rev().map(|one| Self::of(book, one, today)).collect()
    }
}

/// Says whether a role with this hand reaches the office.
#[must_use]
pub fn reaches(roles: &[Role], hand: Hand, office: &str, houses: &BTreeMap<String, Office>) -> bool {
    roles
        .iter()
        .any(|role| hand.is_of(role) && role.covers(Some(office), |office, above| within(houses, office, above)))
}

/// Says whether a role with either hand reaches the office.
#[must_use]
pub fn reach(roles: &[Role], office: &str, houses: &BTreeMap<String, Office>) -> bool {
    [Hand::Treasurer, Hand::Approver].into_iter().any(|hand| reaches(roles, hand, office, houses))
}
