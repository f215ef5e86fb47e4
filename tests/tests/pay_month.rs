//! The way of a month's pay over the server: submitted, approved by somebody else, locked, paid; and what is refused.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::law::Rulebook;
use domain::outcome::Gap;
use ledger::hash::{Hash, Id};
use ledger::judge::{Reason, Verdict};
use ledger::kind::Kind;
use ledger::pay_month;
use ledger::payload::{PayMonth, PayStep, RunSeal, Slip};
use ledger::sealed;
use ledger::settle::Paid;
use ledger::subject;
use takar_tests::device::Device;
use takar_tests::town::{OFFICE_APPROVER, OFFICE_TREASURER, Town, plain_slip};

const OFFICE: &str = "pkm";

/// Nobody was paid anything before.
fn nothing(_: &Id) -> Result<Paid, Vec<Gap>> {
    Ok(Paid::new())
}

struct Course {
    town: Town,
    month: Month,
    employee: Id,
    seal: RunSeal,
    treasurer: Device,
    approver: Device,
}

impl Course {
    /// The treasurer of the house has written the employee's slip and nothing else.
    fn begin() -> Self {
        let town = Town::found();
        let (month, employee): (Month, Id) = ("2026-10".parse().unwrap(), town.id("pegawai"));
        let slip = plain_slip("2026-10");
        let seal = sealed::name(month, &BTreeMap::from([(employee, slip.clone())]), 0);
        let (mut treasurer, mut approver) = (town.device(OFFICE_TREASURER), town.device(OFFICE_APPROVER));
        for device in [&mut treasurer, &mut approver] {
            device.sync(&town.server);
        }
        let now = town.server.now().0;
        let hash = treasurer.write(Kind::Slip, subject::slip(employee, month, seal.run()), &slip, now);
        treasurer.sync(&town.server);
        assert_eq!(treasurer.verdict(hash), Some(Verdict::Accepted));
        Self { town, month, employee, seal, treasurer, approver }
    }

    fn step(&mut self, of: &str, step: PayStep, seal: &RunSeal) -> Verdict {
        let device = if of == OFFICE_APPROVER { &mut self.approver } else { &mut self.treasurer };
        device.sync(&self.town.server);
        let pay = PayMonth { step, seal: seal.clone() };
        let now = self.town.server.now().0;
        let hash = device.write(Kind::PayMonth, subject::pay_month(OFFICE, self.month), &pay, now);
        device.sync(&self.town.server);
        device.verdict(hash).unwrap()
    }

    fn take(&mut self, of: &str, step: PayStep) -> Verdict {
        let seal = self.seal.clone();
        self.step(of, step, &seal)
    }
}

fn submitted() -> PayStep {
    PayStep::Submitted { note: String::new() }
}

fn paid() -> PayStep {
    PayStep::Paid { day: "2026-10-01".parse().unwrap(), number: "00123/LS".into() }
}

#[test]
fn a_month_is_submitted_approved_by_another_locked_and_paid() {
    let mut course = Course::begin();
    let yes = Verdict::Accepted;
    assert_eq!(course.take(OFFICE_TREASURER, submitted()), yes);
    assert_eq!(course.take(OFFICE_APPROVER, PayStep::Approved), yes);
    assert_eq!(course.take(OFFICE_TREASURER, PayStep::Locked), yes);
    assert_eq!(course.take(OFFICE_TREASURER, paid()), yes);

    // The employee holds the slip, works it out again and reaches what was sealed.
    let mut phone = course.town.device("pegawai");
    phone.sync(&course.town.server);
    let stands = pay_month::standing(&phone.book, OFFICE, course.month).one().unwrap().value;
    assert_eq!(stands.step, paid());
    let slips = sealed::slips(&phone.book, course.month, &stands.seal);
    assert_eq!(slips.keys().collect::<Vec<_>>(), [&course.employee]);
    assert!(slips[&course.employee].again(|| Ok(Paid::new()), Rulebook::national()).unwrap().is_some());
    assert!(sealed::again(course.month, &stands.seal, slips, nothing, Rulebook::national()).is_proven());

    // A superior sees how far the month is, and no slip.
    let mut superior = course.town.device("atasan");
    superior.sync(&course.town.server);
    assert!(pay_month::standing(&superior.book, OFFICE, course.month).one().is_some());
    assert!(superior.book.subjects("slip/").next().is_none());
}

#[test]
fn no_step_is_taken_out_of_order_by_another_hand_or_for_another_run() {
    let mut course = Course::begin();
    let no = |reason| Verdict::Refused(reason);
    assert_eq!(course.take(OFFICE_TREASURER, PayStep::Locked), no(Reason::OutOfOrder));
    assert_eq!(course.take(OFFICE_APPROVER, submitted()), no(Reason::NotInRole));
    assert_eq!(course.take(OFFICE_TREASURER, submitted()), Verdict::Accepted);
    assert_eq!(course.take(OFFICE_TREASURER, PayStep::Approved), no(Reason::NotInRole));
    let other = RunSeal { inputs: Hash([9; 32]), ..course.seal.clone() };
    assert_eq!(course.step(OFFICE_APPROVER, PayStep::Approved, &other), no(Reason::OtherRun));
    assert_eq!(course.take(OFFICE_TREASURER, paid()), no(Reason::OutOfOrder));
    let back = PayStep::Returned { reason: "Jabatan salah".into() };
    assert_eq!(course.take(OFFICE_APPROVER, back.clone()), Verdict::Accepted);
    assert_eq!(course.step(OFFICE_TREASURER, submitted(), &other), Verdict::Accepted);
    assert_eq!(course.step(OFFICE_APPROVER, PayStep::Approved, &other), Verdict::Accepted);
    assert_eq!(course.step(OFFICE_TREASURER, PayStep::Locked, &other), Verdict::Accepted);
    assert_eq!(course.step(OFFICE_APPROVER, back, &other), no(Reason::OutOfOrder));
    assert_eq!(course.take(OFFICE_TREASURER, submitted()), no(Reason::OutOfOrder));
}

#[test]
fn a_slip_with_a_changed_byte_is_named() {
    let slip = plain_slip("2026-10");
    let month: Month = "2026-10".parse().unwrap();
    let (a, b) = (Id([1; 16]), Id([2; 16]));
    let slips = BTreeMap::from([(a, slip.clone()), (b, slip.clone())]);
    let seal = sealed::name(month, &slips, 0);
    let mut forged: Slip = slip;
    forged.month.pay.rice_heads = 4;
    let again = sealed::again(
        month,
        &seal,
        BTreeMap::from([(a, forged), (b, slips[&b].clone())]),
        nothing,
        Rulebook::national(),
    );
    assert_eq!((again.differs, again.whole), (vec![a], false));
    let missing = sealed::again(month, &seal, BTreeMap::from([(b, slips[&b].clone())]), nothing, Rulebook::national());
    assert!(!missing.whole && !missing.is_proven());
}
