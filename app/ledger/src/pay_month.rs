//! The way of a month's pay: open → submitted → approved → locked → paid, for each office.
//!
//! What arrives after a month is locked changes nothing in it: it is settled in the next open month.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Month;
use domain::law::{Rulebook, YearlyKind};
use domain::outcome::Gap;
use domain::pay::Beside;
use domain::thr::Payout;

use crate::book::{Book, Standing, Stated};
use crate::hash::Id;
use crate::payload::{PayMonth, PayStep, Slip};
use crate::policy;
use crate::role::Role;
use crate::subject;
use crate::yearly;

/// Returns where the pay of an office and month stands; nothing written means open.
#[must_use]
pub fn standing(book: &Book, office: &str, month: Month) -> Standing<Stated<PayMonth>> {
    book.standing(&subject::pay_month(office, month))
}

/// Runs whose month is closed: their slips are what is paid.
#[derive(Debug, Clone, Default)]
pub struct Closed {
    runs: BTreeMap<(Month, Id), Stated<PayMonth>>,
    offices: BTreeSet<(Month, String)>,
    yearly: yearly::Closed,
}

impl Closed {
    /// Finds the closed runs of the book.
    #[must_use]
    pub fn of(book: &Book) -> Self {
        // What closed runs paid by is opened with them.
        policy::learn(book);
        let mut closed = Self::default();
        for (office, month) in all(book) {
            if let Some(stated) = standing(book, &office, month).one()
                && stated.value.step.is_closed()
            {
                closed.runs.insert((month, stated.value.seal.run()), stated);
                closed.offices.insert((month, office));
            }
        }
        closed.yearly = yearly::Closed::of(book);
        closed
    }

    /// Works THR and gaji ke-13 of closed lists out again that went out to a person in a month.
    ///
    /// # Errors
    /// Everything that keeps one of them from being worked out again.
    pub fn payouts(&self, book: &Book, person: Id, payday: Month, law: &Rulebook) -> Result<Vec<Payout>, Vec<Gap>> {
        self.yearly.payouts(book, person, payday, law)
    }

    /// Returns what closed lists paid a person in a month before its TPP was measured: the tax on TPP comes after it.
    ///
    /// # Errors
    /// Everything that keeps one of them from being worked out again.
    pub fn before(&self, book: &Book, person: Id, payday: Month, law: &Rulebook) -> Result<Vec<Beside>, Vec<Gap>> {
        self.yearly.before(book, person, payday, law)
    }

    /// Returns the month of payment of a closed list that gave a person THR or gaji ke-13 of a year.
    #[must_use]
    pub fn gave(&self, book: &Book, person: Id, kind: YearlyKind, year: i32) -> Option<Month> {
        self.yearly.gave(book, person, kind, year)
    }

    /// Returns the months of which any office is closed, in order.
    pub fn months(&self) -> impl Iterator<Item = Month> {
        let months: BTreeSet<Month> = self.offices.iter().map(|(month, _)| *month).collect();
        months.into_iter()
    }

    /// Says whether an office's month is closed.
    #[must_use]
    pub fn holds(&self, office: &str, month: Month) -> bool {
        self.offices.contains(&(month, office.to_owned()))
    }

    /// Returns the slip that a closed run pays the person for a month, with the last step of that month.
    #[must_use]
    pub fn slip(&self, book: &Book, person: Id, month: Month) -> Option<(Slip, &Stated<PayMonth>)> {
        let prefix = format!("slip/{person}/{month}/");
        book.subjects(&prefix).find_map(|subject| {
            let step = self.runs.get(&(month, subject.strip_prefix(&prefix)?.parse().ok()?))?;
            Some((book.standing(subject).one()?.value, step))
        })
    }
}

/// Returns every office and month of which a step was written, in the order of offices.
pub fn all(book: &Book) -> impl Iterator<Item = (String, Month)> {
    book.subjects("pay_month/").filter_map(|subject| {
        let (office, month) = subject.strip_prefix("pay_month/")?.split_once('/')?;
        Some((office.to_owned(), month.parse().ok()?))
    })
}

/// Who moves a month on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// Bendahara.
    Treasurer,
    /// Pejabat penatausahaan keuangan.
    Approver,
}

impl Hand {
    /// Says whether a role lends this hand, whatever its scope.
    #[must_use]
    pub const fn is_of(self, role: &Role) -> bool {
        match self {
            Self::Treasurer => matches!(role, Role::Treasurer(_)),
            Self::Approver => matches!(role, Role::Approver(_)),
        }
    }
}

impl PayStep {
    /// Says whose step it is.
    #[must_use]
    pub const fn hand(&self) -> Hand {
        match self {
            Self::Submitted { .. } | Self::Locked | Self::Paid { .. } => Hand::Treasurer,
            Self::Returned { .. } | Self::Approved => Hand::Approver,
        }
    }

    /// Says whose turn is next; nobody's once it is paid.
    #[must_use]
    pub const fn next_hand(&self) -> Option<Hand> {
        match self {
            Self::Submitted { .. } => Some(Hand::Approver),
            Self::Returned { .. } | Self::Approved | Self::Locked => Some(Hand::Treasurer),
            Self::Paid { .. } => None,
        }
    }

    /// Says whether a month that was closed stays closed: its slips are paid or about to be.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        matches!(self, Self::Locked | Self::Paid { .. })
    }
}

/// Why a step may not follow another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misstep {
    /// The month does not stand where the step begins.
    OutOfOrder,
    /// The step speaks of another run than the one before it.
    OtherRun,
    /// Who submitted a month does not check it.
    SamePerson,
}

/// Says whether a step may follow what it is based on; each base with its author.
///
/// Open → submitted → approved → locked → paid. Until it is locked the checker may give a month back and the treasurer may
/// submit it anew, with another run if need be; so two steps that were taken at the same time are settled by a third.
///
/// # Errors
/// The first rule that is broken.
pub fn may_follow(bases: &[(String, PayMonth)], author: &str, after: &PayMonth) -> Result<(), Misstep> {
    let closed = bases.iter().filter(|(_, before)| before.step.is_closed());
    if let Some((_, before)) = closed.clone().find(|(_, before)| before.seal != after.seal) {
        return Err(if after.step.is_closed() && before.step.is_closed() {
            Misstep::OtherRun
        } else {
            Misstep::OutOfOrder
        });
    }
    if closed.count() > 0 && !after.step.is_closed() {
        return Err(Misstep::OutOfOrder);
    }
    if bases.is_empty() && matches!(after.step, PayStep::Submitted { .. }) {
        return Ok(());
    }
    let tried = bases.iter().map(|(submitter, before)| may_follow_one(submitter, before, author, after));
    tried.reduce(|first, next| first.or_else(|fault| next.map_err(|_| fault))).unwrap_or(Err(Misstep::OutOfOrder))
}

fn may_follow_one(submitter: &str, before: &PayMonth, author: &str, after: &PayMonth) -> Result<(), Misstep> {
    let same_run = if before.seal == after.seal { Ok(()) } else { Err(Misstep::OtherRun) };
    match (&before.step, &after.step) {
        (PayStep::Submitted { .. } | PayStep::Returned { .. } | PayStep::Approved, PayStep::Submitted { .. }) => Ok(()),
        (PayStep::Submitted { .. }, PayStep::Approved) if submitter == author => Err(Misstep::SamePerson),
        (PayStep::Submitted { .. }, PayStep::Approved)
        | (PayStep::Submitted { .. } | PayStep::Returned { .. } | PayStep::Approved, PayStep::Returned { .. })
        | (PayStep::Approved | PayStep::Locked, PayStep::Locked)
        | (PayStep::Locked, PayStep::Paid { .. }) => same_run,
        _ => Err(Misstep::OutOfOrder),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::Hash;
    use crate::payload::RunSeal;

    fn seal(number: u8) -> RunSeal {
        let inputs = Hash([number; 32]);
        RunSeal { rules: Hash::NONE, people: 1, left_out: 0, inputs, slips: inputs }
    }

    fn at(step: PayStep, run: u8) -> PayMonth {
        PayMonth { step, seal: seal(run) }
    }

    fn submitted() -> PayStep {
        PayStep::Submitted { note: String::new() }
    }

    fn returned() -> PayStep {
        PayStep::Returned { reason: "x".into() }
    }

    fn paid() -> PayStep {
        PayStep::Paid { day: "2026-10-01".parse().unwrap(), number: "1".into() }
    }

    fn after(bases: &[(&str, PayMonth)], author: &str, step: PayStep, run: u8) -> Result<(), Misstep> {
        let bases: Vec<(String, PayMonth)> = bases.iter().map(|(who, one)| ((*who).to_owned(), one.clone())).collect();
        may_follow(&bases, author, &at(step, run))
    }

    #[test]
    fn a_month_goes_its_way_and_no_other() {
        let all = [submitted(), returned(), PayStep::Approved, PayStep::Locked, paid()];
        let allowed = |before: Option<&PayStep>| -> Vec<usize> {
            let bases: Vec<(&str, PayMonth)> = before.iter().map(|step| ("a", at((*step).clone(), 1))).collect();
            (0..all.len()).filter(|step| after(&bases, "b", all[*step].clone(), 1).is_ok()).collect()
        };
        assert_eq!(allowed(None), [0]);
        assert_eq!(allowed(Some(&submitted())), [0, 1, 2]);
        assert_eq!(allowed(Some(&returned())), [0, 1]);
        assert_eq!(allowed(Some(&PayStep::Approved)), [0, 1, 3]);
        assert_eq!(allowed(Some(&PayStep::Locked)), [3, 4]);
        assert_eq!(allowed(Some(&paid())), Vec::<usize>::new());
    }

    #[test]
    fn who_submitted_does_not_approve_and_no_other_run_slips_in() {
        let base = [("a", at(submitted(), 1))];
        assert_eq!(after(&base, "a", PayStep::Approved, 1), Err(Misstep::SamePerson));
        assert_eq!(after(&base, "b", PayStep::Approved, 2), Err(Misstep::OtherRun));
        assert_eq!(after(&base, "a", submitted(), 2), Ok(()));
        let approved = [("b", at(PayStep::Approved, 1))];
        assert_eq!(after(&approved, "a", PayStep::Locked, 2), Err(Misstep::OtherRun));
        assert_eq!(after(&[("a", at(PayStep::Locked, 1))], "a", paid(), 2), Err(Misstep::OtherRun));
    }

    #[test]
    fn steps_taken_at_the_same_time_are_settled_by_a_third() {
        let (approved, back) = (("b", at(PayStep::Approved, 1)), ("c", at(returned(), 1)));
        let both = [approved, back.clone()];
        assert_eq!(after(&both, "a", submitted(), 2), Ok(()));
        assert_eq!(after(&both, "b", returned(), 1), Ok(()));
        let closed = [("a", at(PayStep::Locked, 1)), back];
        assert_eq!(after(&closed, "c", returned(), 1), Err(Misstep::OutOfOrder));
        assert_eq!(after(&closed, "a", submitted(), 2), Err(Misstep::OutOfOrder));
        assert_eq!(after(&closed, "a", PayStep::Locked, 1), Ok(()));
    }
}
