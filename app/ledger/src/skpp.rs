//! The statement that pay stops here (surat keterangan penghentian pembayaran, SKPP): for who moved, retired, died or was
//! dismissed, so that the next office or the pension fund goes on from it.
//!
//! Works nothing out anew: the last month is its sealed slip, or today's facts while it is open, and then a draft; what is
//! still owed either way is that of the solver; the year's sums are those of the tax certificate.
//!
//! What it states follows PMK 178/PMK.05/2022 for central offices: who, the paper, the last pay, debts to the state, family
//! (confidence: verified by pages of several treasury offices, which agree; the annex itself was not read), and before it
//! PER-37/PB/2009 annex IV, forms 23 and 24 (confidence: single). No act was found that gives regional offices a form of
//! their own.

use std::collections::BTreeMap;

use domain::calendar::{Day, Month};
use domain::derive::Silent;
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::outcome::Gap;
use domain::pay::InService;

use crate::book::Book;
use crate::certificate::{Certificates, earlier, settled};
use crate::facts::{History, Profile, fact_on};
use crate::hash::Id;
use crate::month::Frame;
use crate::payload::Fact;
use crate::settle::{PaidMonth, YearPart, settle};
use crate::subject::Field;

/// The statement about one person.
#[derive(Debug, Clone)]
pub struct Skpp {
    /// How the person left, and since when.
    pub service: InService,
    /// The paper that says so.
    pub paper: String,
    /// First month that pays nothing by law.
    pub stops: Month,
    /// The last month that paid: with what it rests on, its rank, family and tax status are the statement's.
    pub last: PaidMonth,
    /// What the year paid up to it.
    pub year: YearSoFar,
    /// What is owed still, or everything that keeps it from being known.
    pub left: Result<Left, Vec<Gap>>,
    /// How what was paid too much was agreed to come back: from which day, in how many instalments.
    pub plan: Option<(Day, u8)>,
}

/// What a year paid up to the last month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearSoFar {
    /// Months that paid.
    pub months: u8,
    /// Months of them that were paid before Takar.
    pub before: u8,
    /// Months of them that no closed run has paid yet: while there are any, the statement is a draft.
    pub open: Vec<Month>,
    /// Gross, contributions, and the tax that was withheld and settled.
    pub part: YearPart,
}

/// What closed months leave behind; neither amount is below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Left {
    /// Owed to the person, before the tax of the month that pays it.
    pub short: Rupiah,
    /// Paid too much and not returned.
    pub over: Rupiah,
}

impl Skpp {
    /// Says whether it is not ready to be handed out: a month is still open, or what is owed is not known.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        !self.year.open.is_empty() || self.left.is_err()
    }

    /// Returns the month that paid last.
    #[must_use]
    pub fn last_month(&self) -> Month {
        self.last.paying.slip.month
    }
}

/// What comes of one person who left.
#[derive(Debug, Clone)]
pub struct One {
    /// Facts of the last month that paid, or that should have.
    pub facts: Profile,
    /// The statement, or everything that keeps it from being made.
    pub outcome: Result<Box<Skpp>, Vec<Gap>>,
}

/// Everyone who left, with the last pay in one year.
#[derive(Debug, Clone)]
pub struct Stopped {
    /// The year's last month.
    pub december: Month,
    /// Everyone who left.
    pub people: BTreeMap<Id, One>,
}

/// The statements of a year, made ready for everyone.
#[derive(Debug, Clone)]
pub struct Statements {
    year: Certificates,
    /// What people share in each closed month.
    closed: BTreeMap<Month, Result<Frame, Vec<Gap>>>,
}

impl Statements {
    /// Gathers what all people share.
    ///
    /// # Errors
    /// A policy that is contested or unknown.
    pub fn of(book: &Book, december: Month) -> Result<Self, Vec<Gap>> {
        let year = Certificates::of(book, december)?;
        let closed = year.december().closed().months().map(|month| (month, Frame::of(book, month))).collect();
        Ok(Self { year, closed })
    }

    /// Makes the statement about a person, or says what keeps it from being made; nothing where nobody left whose last pay
    /// was in the year.
    #[must_use]
    pub fn person(&self, book: &Book, person: Id, law: &Rulebook) -> Option<One> {
        let history = History::of(book, person);
        let december = self.year.december().month;
        let (service, paper) = match fact_on(book, person, Field::Keadaan, december.next().first()) {
            Ok(Some((since, Fact::Keadaan { keadaan, paper }))) if keadaan.has_left() => {
                (InService { keadaan, since }, paper)
            }
            Ok(_) => return None,
            Err(subject) => {
                let outcome = Err(vec![Gap::Contested { subject }]);
                return Some(One { facts: history.on(december.first()), outcome });
            }
        };
        let last = self.year.last(book, &history, law)?;
        let outcome = last.paid.and_then(|(frame, paid)| {
            let stops = law.salary_ends(service.keadaan, service.since).map_err(|gap| vec![gap])?.0;
            let year = so_far(&frame, book, &history, &last.facts, &paid, law)?;
            let left = self.left(book, &history, law);
            let plan = history.on(december.next().first()).pengembalian;
            Ok(Box::new(Skpp { service, paper, stops, last: paid, year, left, plan }))
        });
        Some(One { facts: last.facts, outcome })
    }

    /// Settles every closed month with nothing to be paid any more.
    fn left(&self, book: &Book, history: &History<'_>, law: &Rulebook) -> Result<Left, Vec<Gap>> {
        let Some(newest) = self.closed.keys().next_back() else { return Ok(Left::default()) };
        let closed = self.year.december().closed();
        let frame = |month| self.closed.get(&month).cloned().unwrap_or_else(|| Frame::of(book, month));
        let settled = settle(book, closed, history, Err(newest.next()), frame, law, &mut Silent)?;
        let Some(settled) = settled else { return Ok(Left::default()) };
        let over = Rupiah::ZERO.minus(settled.overpaid()).map_err(|over| vec![Gap::from(over)])?;
        Ok(Left { short: settled.short()?, over })
    }
}

/// Adds up what the year paid up to a month.
fn so_far(
    frame: &Frame,
    book: &Book,
    history: &History<'_>,
    facts: &Profile,
    last: &PaidMonth,
    law: &Rulebook,
) -> Result<YearSoFar, Vec<Gap>> {
    let before = facts.saldo.map_or(0, |saldo| saldo.months);
    let months = earlier(frame, book, history, facts, law)?;
    let paid = || months.iter().chain([last]);
    let part = settled(facts.saldo, paid()).map_err(|over| vec![Gap::from(over)])?;
    Ok(YearSoFar {
        months: before + u8::try_from(paid().count()).unwrap_or(u8::MAX),
        before,
        open: paid().filter(|month| !month.closed).map(|month| month.paying.slip.month).collect(),
        part,
    })
}
