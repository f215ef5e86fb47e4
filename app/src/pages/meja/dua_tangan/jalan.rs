//! The way of a month's pay and of whatever goes the same way: where it stands, whose turn it is, what may follow. Knows no
//! words and no Leptos.

use std::collections::BTreeMap;

use domain::calendar::Day;
use ledger::book::{Book, Standing, Stated};
use ledger::pay_month::Hand;
use ledger::payload::{Office, PayMonth, PayStep, YearlyPay};
use ledger::role::Role;

use super::view::{Taken, reaches};
use super::{Answer, Deed};

/// What is submitted, approved, locked and paid.
pub trait OnItsWay {
    /// The step taken, and the run it is taken for.
    fn at(&self) -> &PayMonth;
}

impl OnItsWay for PayMonth {
    fn at(&self) -> &PayMonth {
        self
    }
}

impl OnItsWay for YearlyPay {
    fn at(&self) -> &PayMonth {
        &self.at
    }
}

/// Where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stand<T> {
    /// Nothing was submitted.
    Open,
    /// The last step.
    At(Taken<T>),
    /// Steps that cannot hold together.
    Apart(Vec<Taken<T>>),
}

impl<T: OnItsWay> Stand<T> {
    /// Reads where it stands, with who took the last step.
    #[must_use]
    pub fn of(book: &Book, standing: Standing<Stated<T>>, today: Day) -> Self {
        match standing {
            Standing::Nothing => Self::Open,
            Standing::One(stated) => Self::At(Taken::of(book, stated, today)),
            Standing::Contested(all) => Self::Apart(all.into_iter().map(|one| Taken::of(book, one, today)).collect()),
        }
    }

    /// Returns the step that stands.
    #[must_use]
    pub fn step(&self) -> Option<&PayStep> {
        match self {
            Self::At(taken) => Some(&taken.said.at().step),
            Self::Open | Self::Apart(_) => None,
        }
    }

    /// Says whose turn it is.
    #[must_use]
    pub fn turn(&self) -> Option<Hand> {
        match self {
            Self::Open => Some(Hand::Treasurer),
            Self::At(taken) => taken.said.at().step.next_hand(),
            Self::Apart(_) => None,
        }
    }

    /// Returns what the next step speaks of: what is closed, else what was said first.
    #[must_use]
    pub fn said(&self) -> Option<&T> {
        match self {
            Self::Open => None,
            Self::At(taken) => Some(&taken.said),
            Self::Apart(taken) => {
                let closed = taken.iter().find(|one| one.said.at().step.is_closed());
                closed.or(taken.first()).map(|one| &one.said)
            }
        }
    }

    /// Says whether the treasurer may submit it, for the first time or anew.
    #[must_use]
    pub fn may_submit(&self) -> bool {
        match self {
            Self::Open => true,
            Self::At(taken) => {
                matches!(taken.said.at().step, PayStep::Submitted { .. } | PayStep::Returned { .. })
            }
            Self::Apart(taken) => taken.iter().all(|one| !one.said.at().step.is_closed()),
        }
    }

    /// Says whether an account took the last step.
    #[must_use]
    pub fn is_of(&self, author: &str) -> bool {
        matches!(self, Self::At(taken) if taken.author == author)
    }

    /// The deeds that may follow, whoever's they are.
    #[must_use]
    pub fn after(&self) -> &'static [Deed] {
        match self {
            Self::Open => &[],
            Self::Apart(taken) if taken.iter().any(|one| one.said.at().step.is_closed()) => &[Deed::Lock],
            Self::Apart(_) => &[Deed::Return],
            Self::At(taken) => match taken.said.at().step {
                PayStep::Submitted { .. } => &[Deed::Approve, Deed::Return],
                PayStep::Approved => &[Deed::Lock, Deed::Return],
                PayStep::Locked => &[Deed::Pay],
                PayStep::Returned { .. } | PayStep::Paid { .. } => &[],
            },
        }
    }

    /// Says whether the next step is this account's to take.
    #[must_use]
    pub fn waits_for(&self, office: &str, roles: &[Role], author: &str, houses: &BTreeMap<String, Office>) -> bool {
        let Some(hand) = self.turn() else {
            return matches!(self, Self::Apart(_));
        };
        let own = hand == Hand::Approver && self.is_of(author);
        reaches(roles, hand, office, houses) && !own
    }
}

/// The step of an answer.
#[must_use]
pub fn step(answer: Answer) -> PayStep {
    match answer {
        Answer::Approved => PayStep::Approved,
        Answer::Returned { reason } => PayStep::Returned { reason },
        Answer::Locked => PayStep::Locked,
        Answer::Paid { day, number } => PayStep::Paid { day, number },
    }
}
