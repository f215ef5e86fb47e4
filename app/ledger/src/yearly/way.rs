//! The way of a list of THR or gaji ke-13, that of a month's pay: submitted → approved → locked → paid; and what closed lists
//! gave.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::derive::Silent;
use domain::law::{Rulebook, YearlyKind};
use domain::outcome::Gap;
use domain::pay::Beside;
use domain::thr::Payout;

use super::Order;
use crate::book::{Book, Standing, Stated};
use crate::hash::Id;
use crate::payload::{Decided, PayStep, YearlyPay, YearlySlip};
use crate::subject;

/// Which list: everything its subject holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Code of the office.
    pub office: String,
    /// Which payment.
    pub kind: YearlyKind,
    /// The year whose act rules it.
    pub year: i32,
    /// The month in which it goes out.
    pub payday: Month,
}

impl Place {
    /// Returns the subject of the list.
    #[must_use]
    pub fn subject(&self) -> String {
        subject::yearly(&self.office, self.kind, self.year, self.payday)
    }

    /// Reads the list off the parts of its subject or address: office, kind, year, month of payment.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let (office, kind) = (parts.next()?.to_owned(), YearlyKind::of_code(parts.next()?)?);
        let (year, payday) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        parts.next().is_none().then_some(Self { office, kind, year, payday })
    }

    /// Returns what is paid by the list where this was decided.
    #[must_use]
    pub fn order(&self, decided: &Decided) -> Order {
        Order { kind: self.kind, year: self.year, payday: self.payday, decided: decided.clone() }
    }

    /// Returns what one of its runs pays a person.
    #[must_use]
    pub fn slip(&self, person: Id, run: Id) -> String {
        subject::yearly_slip(person, self.kind, self.year, self.payday, run)
    }

    /// Returns the payments of a run that the book holds, by person.
    pub(super) fn slips(&self, book: &Book, run: Id) -> BTreeMap<Id, YearlySlip> {
        let end = format!("/{}/{}/{}/{run}", self.kind.code(), self.year, self.payday);
        let person = |subject: &str| subject.strip_prefix("yearly_slip/")?.strip_suffix(&end)?.parse::<Id>().ok();
        let found = book.subjects("yearly_slip/").filter_map(|subject| Some((person(subject)?, subject)));
        found.filter_map(|(person, subject)| Some((person, given(book, subject)?))).collect()
    }
}

/// Returns what a run pays a person: what was accepted first. Nothing is written over it.
fn given(book: &Book, subject: &str) -> Option<YearlySlip> {
    book.history::<YearlySlip>(subject).into_iter().next().map(|stated| stated.value)
}

/// Returns where a list stands.
#[must_use]
pub fn standing(book: &Book, place: &Place) -> Standing<Stated<YearlyPay>> {
    book.standing(&place.subject())
}

/// Returns every list of which a step was written.
pub fn all(book: &Book) -> impl Iterator<Item = Place> {
    book.subjects("yearly/").filter_map(|subject| Place::of(subject.strip_prefix("yearly/")?))
}

/// Lists that are closed: what they gave was paid or is about to be.
#[derive(Debug, Clone, Default)]
pub struct Closed {
    /// By the run that each speaks of.
    runs: BTreeMap<Id, (Place, Stated<YearlyPay>)>,
}

impl Closed {
    /// Finds the closed lists of the book.
    #[must_use]
    pub fn of(book: &Book) -> Self {
        let closed = all(book).filter_map(|place| {
            let stated = standing(book, &place).one().filter(|stated| stated.value.at.step.is_closed())?;
            Some((stated.value.at.seal.run(), (place, stated)))
        });
        Self { runs: closed.collect() }
    }

    /// Returns what closed lists gave a person.
    fn given<'b>(
        &'b self,
        book: &'b Book,
        person: Id,
    ) -> impl Iterator<Item = (&'b Place, &'b Stated<YearlyPay>, YearlySlip)> {
        let prefix = (!self.runs.is_empty()).then(|| format!("yearly_slip/{person}/"));
        let subjects = prefix.into_iter().flat_map(|prefix| book.subjects(&prefix).collect::<Vec<_>>());
        subjects.filter_map(move |subject| {
            let (place, stated) = self.runs.get(&subject.rsplit('/').next()?.parse().ok()?)?;
            Some((place, stated, given(book, subject)?))
        })
    }

    /// Works out again what went out to a person in a month.
    pub(crate) fn payouts(
        &self,
        book: &Book,
        person: Id,
        payday: Month,
        law: &Rulebook,
    ) -> Result<Vec<Payout>, Vec<Gap>> {
        let mut made = Vec::new();
        for (place, stated, slip) in self.given(book, person).filter(|(place, ..)| place.payday == payday) {
            made.extend(slip.again(&place.order(&stated.value.decided), law, &mut Silent)?);
        }
        Ok(made)
    }

    /// Returns what went out to a person in a month before its TPP was measured.
    pub(crate) fn before(
        &self,
        book: &Book,
        person: Id,
        payday: Month,
        law: &Rulebook,
    ) -> Result<Vec<Beside>, Vec<Gap>> {
        let mut made = Vec::new();
        let early = |(place, _, slip): &(&Place, _, YearlySlip)| place.payday == payday && slip.payday.tpp.is_none();
        for (place, stated, slip) in self.given(book, person).filter(early) {
            let paid = slip.again(&place.order(&stated.value.decided), law, &mut Silent)?;
            made.extend(paid.into_iter().flat_map(|paid| paid.taxed));
        }
        Ok(made)
    }

    /// Returns the month in which a payment of a year went out to a person.
    pub(crate) fn gave(&self, book: &Book, person: Id, kind: YearlyKind, year: i32) -> Option<Month> {
        let mut given = self.given(book, person);
        given.find(|(place, ..)| place.kind == kind && place.year == year).map(|(place, ..)| place.payday)
    }

    /// Says whether another list gave a person the payment of this one.
    pub(super) fn gave_elsewhere(&self, book: &Book, person: Id, than: &Place) -> bool {
        self.given(book, person).any(|(place, ..)| (place.kind, place.year) == (than.kind, than.year) && place != than)
    }
}

/// THR or gaji ke-13 of one person, with the list that gives it.
#[derive(Debug, Clone)]
pub struct Own {
    /// Which list.
    pub place: Place,
    /// Where it stands.
    pub list: Stated<YearlyPay>,
    /// What it rests on.
    pub slip: YearlySlip,
}

/// Returns what a person received or is to receive, the newest first; what was given back to the treasurer is not among it.
#[must_use]
pub fn of_person(book: &Book, person: Id) -> Vec<Own> {
    crate::policy::learn(book);
    let stands = |list: &Stated<YearlyPay>| !matches!(list.value.at.step, PayStep::Returned { .. });
    let lists = all(book).filter_map(|place| Some((standing(book, &place).one().filter(stands)?, place)));
    let own = lists.filter_map(|(list, place)| {
        let slip = given(book, &place.slip(person, list.value.at.seal.run()))?;
        Some(Own { place, list, slip })
    });
    let mut own: Vec<Own> = own.collect();
    own.sort_by(|a, b| (b.place.payday, b.place.kind, &b.place).cmp(&(a.place.payday, a.place.kind, &a.place)));
    own
}
