//! The way of a month's pay over the server: submitted, approved by somebody else, locked, paid; and what is refused.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::law::Rulebook;
use domain::outcome::Gap;
use ledger::hash::{Hash, Id};
use ledger::judge::{Reason, Verdict};
use ledger::kind::Kind;
use ledger::pack::{Finding, NotAPack, Opened, Pack, Report};
use ledger::pay_month;
use ledger::payload::{PayMonth, PayStep, RunSeal, Slip};
use ledger::record::Record;
use ledger::sealed;
use ledger::settle::Paid;
use ledger::subject;
use ledger::wire::read_push;
use takar_tests::device::Device;
use takar_tests::hands::{Hands, submitted, whole_way};
use takar_tests::town::{OFFICE_APPROVER, OFFICE_TREASURER, Town, plain_slip};

const OFFICE: &str = "pkm";

/// Nobody was paid anything before.
fn nothing(_: &Id) -> Result<Paid, Vec<Gap>> {
    Ok(Paid::new())
}

struct Course {
    hands: Hands,
    month: Month,
    employee: Id,
    seal: RunSeal,
}

impl Course {
    /// The treasurer of the house has written the employee's slip and nothing else.
    fn begin() -> Self {
        let mut hands = Hands::join(Town::found());
        let (month, employee): (Month, Id) = ("2026-10".parse().unwrap(), hands.town.id("pegawai"));
        let slip = plain_slip("2026-10");
        let seal = sealed::name(month, &BTreeMap::from([(employee, slip.clone())]), 0);
        let subject = subject::slip(employee, month, seal.run());
        assert_eq!(hands.prepare(Kind::Slip, subject, &slip), Verdict::Accepted);
        Self { hands, month, employee, seal }
    }

    fn step(&mut self, of: &str, step: PayStep, seal: &RunSeal) -> Verdict {
        let pay = PayMonth { step, seal: seal.clone() };
        self.hands.write(of, Kind::PayMonth, subject::pay_month(OFFICE, self.month), &pay)
    }

    fn take(&mut self, of: &str, step: PayStep) -> Verdict {
        let seal = self.seal.clone();
        self.step(of, step, &seal)
    }

    fn phone(&self, of: &str) -> Device {
        let mut phone = self.hands.town.device(of);
        phone.sync(&self.hands.town.server);
        phone
    }
}

fn paid() -> PayStep {
    PayStep::Paid { day: "2026-10-01".parse().unwrap(), number: "00123/LS".into() }
}

#[test]
fn a_month_is_submitted_approved_by_another_locked_and_paid() {
    let mut course = Course::begin();
    for (of, step) in whole_way(paid()) {
        assert_eq!(course.take(of, step), Verdict::Accepted);
    }

    // The employee holds the slip, works it out again and reaches what was sealed.
    let phone = course.phone("pegawai");
    let stands = pay_month::standing(&phone.book, OFFICE, course.month).one().unwrap().value;
    assert_eq!(stands.step, paid());
    let slips = sealed::slips(&phone.book, course.month, &stands.seal);
    assert_eq!(slips.keys().collect::<Vec<_>>(), [&course.employee]);
    assert!(slips[&course.employee].again(|| Ok(Paid::new()), Rulebook::national()).unwrap().is_some());
    assert!(sealed::again(course.month, &stands.seal, slips, nothing, Rulebook::national()).is_proven());

    // A superior sees how far the month is, and no slip.
    let superior = course.phone("atasan");
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

/// Checks the signatures of a pack as the browser does.
fn signed(opened: &Opened) -> Vec<Option<bool>> {
    let keys = opened.keys();
    let check = |record: &std::sync::Arc<Record>| {
        let key = keys.get(&record.envelope.chain_id)?;
        Some(sync_server::key::verify(key, &record.bytes, &record.signature))
    };
    opened.records.iter().map(check).collect()
}

impl Course {
    /// Makes a pack on the treasurer's device, with the keys that the server gives.
    fn pack(&self, sample: Option<usize>) -> Pack {
        let made = "2026-11-21".parse().unwrap();
        let mut pack = Pack::of(&self.hands.treasurer.book, OFFICE, self.month, sample, made).unwrap();
        let chains: Vec<String> = pack.chains().iter().map(ToString::to_string).collect();
        let server = &self.hands.town.server;
        // Signing in is slowed down by address; time helps.
        server.pass(30);
        let cookie = server.cookie(OFFICE_TREASURER);
        let answer = server.get(&format!("/api/keys?chains={}", chains.join(",")), Some(&cookie));
        assert!(answer.status.is_success(), "{} {}", answer.status, String::from_utf8_lossy(&answer.body));
        pack.add_keys(&read_push(&answer.body).unwrap());
        pack
    }
}

fn examined(pack: Pack) -> Report {
    let opened = pack.open();
    let signed = signed(&opened);
    opened.examine(&signed, Rulebook::national())
}

#[test]
fn a_pack_proves_a_month_without_an_account_and_a_changed_byte_is_named() {
    let mut course = Course::begin();
    for (of, step) in whole_way(paid()) {
        assert_eq!(course.take(of, step), Verdict::Accepted);
    }
    let made = "2026-11-21".parse().unwrap();
    let pack = course.pack(None);
    let read = Pack::read(pack.write().as_bytes()).unwrap();
    assert_eq!(read, pack);
    let report = examined(read.clone());
    assert_eq!(report.findings, []);
    assert_eq!(report.proven, [course.employee]);
    assert_eq!(report.seal.unwrap(), course.seal);
    assert!(ledger::facts::profile(&report.book, course.employee, made).nip.is_some());

    // Every record that is changed anywhere is named, and nothing else holds because of it.
    for number in 0..read.records.len() {
        let mut changed = read.clone();
        let digits = &mut changed.records[number];
        let last = digits.len() - 3;
        let other = if digits.as_bytes()[last] == b'0' { "1" } else { "0" };
        digits.replace_range(last..=last, other);
        let report = examined(changed);
        let named =
            report.findings.iter().any(|one| matches!(one, Finding::Changed { number: at, .. } if *at == number + 1));
        assert!(named, "{number}: {:?}", report.findings);
    }

    // A slip that was signed by nobody's key, or taken out of the run, is named too.
    let opened = read.clone().open();
    let wrong: Vec<Option<bool>> = opened.records.iter().map(|_| Some(false)).collect();
    let report = opened.examine(&wrong, Rulebook::national());
    assert!(report.proven.is_empty() && report.findings.contains(&Finding::NoRun));
    let mut other = read.clone();
    other.run[0].2 = Hash([9; 32]);
    let report = examined(other);
    assert!(report.findings.contains(&Finding::Run));
    assert!(report.findings.contains(&Finding::NotInRun { person: course.employee }));
}

#[test]
fn a_sample_follows_from_the_run_and_still_proves_it_whole() {
    let mut course = Course::begin();
    assert_eq!(course.take(OFFICE_TREASURER, submitted()), Verdict::Accepted);
    let made = "2026-11-21".parse().unwrap();
    let none = course.pack(Some(0));
    let report = examined(none.clone());
    assert_eq!((report.findings, report.proven), (vec![], vec![]));
    assert!(none.write().len() < course.pack(None).write().len());
    // Who holds no slips makes no pack.
    let superior = course.phone("atasan");
    assert_eq!(Pack::of(&superior.book, OFFICE, course.month, None, made), None);
}

#[test]
fn a_file_that_is_no_pack_is_refused_with_the_reason() {
    assert_eq!(Pack::read(b"NIP;nama"), Err(NotAPack::Foreign));
    assert_eq!(Pack::read(br#"{"takar_pack":1,"made":"2026-"#), Err(NotAPack::Damaged));
    let newer = br#"{"takar_pack":2,"made":"2026-11-21","month":"2026-10","office":"x","run":[],"records":[]}"#;
    assert_eq!(Pack::read(newer), Err(NotAPack::Newer));
}
