//! THR and gaji ke-13 from the book to the year's tax: sealed, worked out again by anybody, paid once, and counted.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::derive::Silent;
use domain::law::{Rulebook, YearlyKind};
use domain::money::Rupiah;
use domain::pay::TaxPlan;
use domain::thr::Payout;
use ledger::certificate::{Certificate, Certificates, Outcome as Certified, Row};
use ledger::hash::Hash;
use ledger::judge::{Reason, Verdict};
use ledger::kind::Kind;
use ledger::pay_month::Closed;
use ledger::payload::{Decided, PayMonth, PayStep, TppShare, YearlyPay, YearlySlip};
use ledger::subject;
use ledger::yearly::{self, Outcome, Paying, Place, Yearly, again, of_person, seal};
use serde_json::json;
use takar_tests::hands::{Hands, submitted, whole_way};
use takar_tests::shelf::{OFFICE, Shelf, WHO};
use takar_tests::town::{OFFICE_APPROVER, OFFICE_TREASURER, Town};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn place(kind: YearlyKind, payday: &str) -> Place {
    Place { office: OFFICE.into(), kind, year: 2025, payday: month(payday) }
}

/// TPP in full, as a decree says.
fn decided() -> Decided {
    Decided { feast: None, tpp: Some(TppShare { share_bp: 10_000, decree: "Perwali 9/2025".into() }) }
}

fn outcome(shelf: &Shelf, place: &Place) -> Outcome {
    let law = Rulebook::national();
    let yearly = Yearly::of(&shelf.book, place.order(&decided()), law).unwrap();
    yearly.person(&shelf.book, WHO, law, &mut Silent).outcome.unwrap()
}

fn worked(shelf: &Shelf, place: &Place) -> Paying {
    match outcome(shelf, place) {
        Outcome::Paid(paying) => *paying,
        other => panic!("{other:?}"),
    }
}

/// Seals the payment of the one person and writes it with its step.
fn give(shelf: &mut Shelf, place: &Place, step: PayStep) -> Payout {
    let Paying { slip, pay } = worked(shelf, place);
    let sealed = seal(&place.order(&decided()), &BTreeMap::from([(WHO, slip.clone())]), 0);
    shelf.write(Kind::YearlySlip, place.slip(WHO, sealed.run()), &slip);
    shelf.write(Kind::Yearly, place.subject(), &YearlyPay { decided: decided(), at: PayMonth { step, seal: sealed } });
    pay
}

fn tax(of: &Payout) -> i64 {
    of.taxed.iter().map(|part| of.payday.tax(part.kind).get()).sum()
}

fn gross(of: &Payout) -> i64 {
    of.taxed.iter().map(|part| part.gross.get()).sum()
}

#[test]
fn who_holds_the_list_reaches_the_same_figures_and_a_changed_byte_is_named() {
    let law = Rulebook::national();
    let (mut shelf, thr) = (Shelf::with_tpp(), place(YearlyKind::Thr, "2025-03"));
    let pay = give(&mut shelf, &thr, PayStep::Submitted { note: String::new() });
    let list = yearly::standing(&shelf.book, &thr).one().unwrap().value;
    let order = thr.order(&list.decided);
    let proven = again(&shelf.book, &thr, &order, &list.at.seal, law);
    assert!(proven.is_proven());
    assert_eq!(proven.paid[&WHO].pay, pay);
    // Another share, another amount, another sum: each is found.
    let half = Decided { tpp: Some(TppShare { share_bp: 5_000, decree: "x".into() }), ..Decided::default() };
    assert!(!again(&shelf.book, &thr, &thr.order(&half), &list.at.seal, law).is_proven());
    let mut forged = proven.paid[&WHO].slip.clone();
    forged.base.pay.golongan = "IV/a".parse().unwrap();
    let mut other = Shelf::with_tpp();
    other.write(Kind::YearlySlip, thr.slip(WHO, list.at.seal.run()), &forged);
    let found = again(&other.book, &thr, &order, &list.at.seal, law);
    assert_eq!((found.differs, found.whole), (vec![WHO], false));
    // Written later, it changes nothing.
    shelf.write(Kind::YearlySlip, thr.slip(WHO, list.at.seal.run()), &forged);
    assert!(again(&shelf.book, &thr, &order, &list.at.seal, law).is_proven());
}

#[test]
fn nobody_receives_it_twice() {
    let law = Rulebook::national();
    let (mut shelf, thr) = (Shelf::with_tpp(), place(YearlyKind::Thr, "2025-03"));
    let later = place(YearlyKind::Thr, "2025-04");
    give(&mut shelf, &thr, PayStep::Approved);
    assert!(matches!(outcome(&shelf, &later), Outcome::Paid(_)), "a list that is not closed gave nothing yet");
    give(&mut shelf, &later, PayStep::Approved);
    give_step(&mut shelf, &thr, PayStep::Locked);
    assert_eq!(outcome(&shelf, &later), Outcome::Earlier(month("2025-03")));
    let list = yearly::standing(&shelf.book, &later).one().unwrap().value;
    let found = again(&shelf.book, &later, &later.order(&list.decided), &list.at.seal, law);
    assert_eq!((found.twice.clone(), found.is_proven()), (vec![WHO], false));
    // The first list stays proven after it is closed, and gaji ke-13 is another payment.
    let first = yearly::standing(&shelf.book, &thr).one().unwrap().value;
    assert!(again(&shelf.book, &thr, &thr.order(&first.decided), &first.at.seal, law).is_proven());
    assert!(matches!(outcome(&shelf, &place(YearlyKind::Gaji13, "2025-06")), Outcome::Paid(_)));
}

/// Takes the next step of a list as it stands.
fn give_step(shelf: &mut Shelf, place: &Place, step: PayStep) {
    let list = yearly::standing(&shelf.book, place).one().unwrap().value;
    let at = PayMonth { step, seal: list.at.seal };
    shelf.write(Kind::Yearly, place.subject(), &YearlyPay { at, ..list });
}

fn certificate(shelf: &Shelf) -> Certificate {
    let certificates = Certificates::of(&shelf.book, month("2025-12")).unwrap();
    match certificates.person(&shelf.book, WHO, Rulebook::national()).outcome {
        Certified::Made(made) => *made,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_years_tax_counts_what_closed_lists_paid_and_the_certificate_names_it() {
    let mut shelf = Shelf::with_tpp();
    let before = certificate(&shelf);
    let thr = give(&mut shelf, &place(YearlyKind::Thr, "2025-03"), PayStep::Approved);
    assert_eq!(certificate(&shelf), before, "what is not closed was not paid");
    give_step(&mut shelf, &place(YearlyKind::Thr, "2025-03"), PayStep::Locked);
    let extra = give(&mut shelf, &place(YearlyKind::Gaji13, "2025-06"), PayStep::Locked);
    let after = certificate(&shelf);
    let rose = |row| after.amount(row).unwrap().minus(before.amount(row).unwrap()).unwrap().get();
    assert_eq!(rose(Row::Bruto), gross(&thr) + gross(&extra));
    let pokok = |of: &Payout| of.amount(domain::pay::LineCode::GajiPokok).unwrap().get();
    assert_eq!(rose(Row::GajiPokok), pokok(&thr) + pokok(&extra));
    assert!(rose(Row::Terpisah) > 0, "the TPP of both lies with what is paid apart");
    // What was withheld too much of tax that the state bears is lost, never less than what is due.
    assert!(after.amount(Row::PphDipotong) >= after.amount(Row::PphTerutang));
    assert_eq!(rose(Row::PphPkp), rose(Row::PphTerutang));
    let TaxPlan::LastMonth(opening) = shelf.case(month("2025-12")).unwrap().pay.tax else { panic!() };
    let TaxPlan::LastMonth(plain) = Shelf::with_tpp().case(month("2025-12")).unwrap().pay.tax else { panic!() };
    assert_eq!(opening.tax.get() - plain.tax.get(), tax(&thr) + tax(&extra));
    assert_eq!(opening.months, plain.months);
}

#[test]
fn arrears_of_the_month_are_taxed_after_what_went_out_before_them_in_one_look_up() {
    let mut shelf = Shelf::with_tpp();
    let law = Rulebook::national();
    shelf.close("2025-01");
    shelf.close("2025-02");
    let thr = give(&mut shelf, &place(YearlyKind::Thr, "2025-03"), PayStep::Locked);
    shelf.promote("IV/a");
    // Sealed and worked out again inside.
    assert!(shelf.close("2025-03") > Rupiah::ZERO);
    let (slip, _) = Closed::of(&shelf.book).slip(&shelf.book, WHO, month("2025-03")).unwrap();
    assert_eq!(slip.before, thr.taxed);
    let history = ledger::facts::History::of(&shelf.book, WHO);
    let closed = Closed::of(&shelf.book);
    let march = ledger::settle::closed_month(&shelf.book, &closed, &history, month("2025-03"), law).unwrap().unwrap();
    let part = march.year_part().unwrap();
    let back = march.paying.back.as_ref().unwrap();
    let arrears: i64 = back.arrears.tax.iter().map(|one| one.tax.get()).sum();
    assert!(arrears > 0);
    // THR was taxed on the rank of its day; what the month adds up to is one look-up but for that.
    let look_up =
        domain::pay::beside(&march.case.pay, &march.paying.slip, &slip.before, &back.arrears.taxed, law, &mut Silent);
    let whole = look_up.unwrap();
    let parts: i64 = whole.parts.iter().map(|one| one.tax.get()).sum();
    assert_eq!(whole.tax.get(), march.paying.slip.tax.tax.get() + parts);
    assert_eq!(arrears, parts - slip.before.iter().map(|one| whole.tax(one.kind).get()).sum::<i64>());
    assert_eq!(part.tax.get(), march.paying.slip.tax.tax.get() + arrears + tax(&thr));
}

#[test]
fn before_the_month_is_recapped_it_is_taxed_with_the_salary_and_tpp_after_it_in_one_look_up() {
    let (mut shelf, law, april) = (Shelf::with_tpp(), Rulebook::national(), month("2025-04"));
    let recap = shelf.book.standing::<ledger::payload::Recap>(&subject::recap(WHO, april)).one().unwrap().value;
    let whole = {
        let case = shelf.case(april).unwrap();
        let slip = case.slip(law).unwrap();
        let late = worked(&shelf, &place(YearlyKind::Thr, "2025-04")).pay;
        slip.tax.tax.get() + tax(&late)
    };
    shelf.write(Kind::Recap, subject::recap(WHO, april), &json!({ "state": "withdrawn" }));
    let thr = give(&mut shelf, &place(YearlyKind::Thr, "2025-04"), PayStep::Approved);
    shelf.write(Kind::Recap, subject::recap(WHO, april), &recap);
    assert_eq!(shelf.case(april).unwrap().pay.before, [], "what is not closed was not paid");
    give_step(&mut shelf, &place(YearlyKind::Thr, "2025-04"), PayStep::Locked);
    let case = shelf.case(april).unwrap();
    assert_eq!(case.pay.before, thr.taxed);
    let (slip, told) = case.explained(law);
    let slip = slip.unwrap();
    assert_eq!(told.len(), slip.lines.len());
    // Whichever went out first, the month owes the tax of one look-up over everything.
    assert_eq!(slip.tax.tax.get() + tax(&thr), whole);
    assert_ne!(Shelf::with_tpp().case(april).unwrap().slip(law).unwrap().tax.tax, slip.tax.tax);
    shelf.close("2025-04");
    let list = yearly::standing(&shelf.book, &place(YearlyKind::Thr, "2025-04")).one().unwrap().value;
    let order = place(YearlyKind::Thr, "2025-04").order(&list.decided);
    assert!(again(&shelf.book, &place(YearlyKind::Thr, "2025-04"), &order, &list.at.seal, law).is_proven());
    // The year counts both once.
    assert!(matches!(certificate(&shelf), Certificate { months: 12, .. }));
    // In the last month everything is worked out together: nothing goes out before its recap.
    let december = place(YearlyKind::Gaji13, "2025-12");
    shelf.write(Kind::Recap, subject::recap(WHO, month("2025-12")), &json!({ "state": "withdrawn" }));
    let yearly = Yearly::of(&shelf.book, december.order(&decided()), law).unwrap();
    let gaps = yearly.person(&shelf.book, WHO, law, &mut Silent).outcome.unwrap_err();
    assert_eq!(gaps, [domain::outcome::Gap::NoRecap { month: month("2025-12") }]);
}

struct Course {
    hands: Hands,
    place: Place,
    slip: YearlySlip,
}

impl Course {
    /// The treasurer of the house has written what the list pays the employee.
    fn begin() -> Self {
        let hands = Hands::join(Town::found());
        let place = Place { office: "pkm".into(), ..place(YearlyKind::Thr, "2025-03") };
        let slip = worked(&Shelf::with_tpp(), &place).slip;
        let mut course = Self { hands, place, slip };
        assert_eq!(course.pay(), Verdict::Accepted);
        course
    }

    fn list(&self, step: PayStep) -> YearlyPay {
        let slips = BTreeMap::from([(self.hands.town.id("pegawai"), self.slip.clone())]);
        let seal = seal(&self.place.order(&decided()), &slips, 0);
        YearlyPay { decided: decided(), at: PayMonth { step, seal } }
    }

    /// Writes what the list pays the employee.
    fn pay(&mut self) -> Verdict {
        let run = self.list(PayStep::Approved).at.seal.run();
        let subject = self.place.slip(self.hands.town.id("pegawai"), run);
        self.hands.prepare(Kind::YearlySlip, subject, &self.slip)
    }

    fn write(&mut self, of: &str, list: &YearlyPay) -> Verdict {
        self.hands.write(of, Kind::Yearly, self.place.subject(), list)
    }

    fn take(&mut self, of: &str, step: PayStep) -> Verdict {
        let list = self.list(step);
        self.write(of, &list)
    }
}

fn paid() -> PayStep {
    PayStep::Paid { day: "2025-03-17".parse().unwrap(), number: "00451/LS".into() }
}

#[test]
fn it_goes_the_way_of_a_months_pay_over_the_server_and_the_employee_works_it_out_again() {
    let mut course = Course::begin();
    for (of, step) in whole_way(paid()) {
        assert_eq!(course.take(of, step.clone()), Verdict::Accepted, "{step:?}");
    }
    let mut phone = course.hands.town.device("pegawai");
    phone.sync(&course.hands.town.server);
    let own = of_person(&phone.book, course.hands.town.id("pegawai"));
    assert_eq!((own.len(), &own[0].place, &own[0].list.value.at.step), (1, &course.place, &paid()));
    let order = own[0].place.order(&own[0].list.value.decided);
    assert!(own[0].slip.again(&order, Rulebook::national(), &mut Silent).unwrap().is_some());
    // A superior, HR and a peer know how far it is, and no amount.
    for login in ["atasan", "hr", "rekan"] {
        let mut device = course.hands.town.device(login);
        device.sync(&course.hands.town.server);
        assert!(yearly::standing(&device.book, &course.place).one().is_some(), "{login}");
        assert_eq!(device.book.subjects("yearly_slip/").count(), 0, "{login}");
    }
}

#[test]
fn no_step_is_taken_out_of_order_by_another_hand_or_for_what_was_not_submitted() {
    let mut course = Course::begin();
    let no = Verdict::Refused;
    assert_eq!(course.take(OFFICE_TREASURER, PayStep::Locked), no(Reason::OutOfOrder));
    assert_eq!(course.take(OFFICE_APPROVER, submitted()), no(Reason::NotInRole));
    assert_eq!(course.take(OFFICE_TREASURER, submitted()), Verdict::Accepted);
    assert_eq!(course.take(OFFICE_TREASURER, PayStep::Approved), no(Reason::NotInRole));
    // What was decided is part of what is approved.
    let other = YearlyPay { decided: Decided::default(), ..course.list(PayStep::Approved) };
    assert_eq!(course.write(OFFICE_APPROVER, &other), no(Reason::OtherRun));
    let mut run = course.list(PayStep::Approved);
    run.at.seal.inputs = Hash([9; 32]);
    assert_eq!(course.write(OFFICE_APPROVER, &run), no(Reason::OtherRun));
    assert_eq!(course.take(OFFICE_APPROVER, PayStep::Approved), Verdict::Accepted);
    // What it pays is never written over.
    course.slip.digest = Hash([1; 32]);
    let subject = course.hands.treasurer.book.subjects("yearly_slip/").next().unwrap().to_owned();
    assert_eq!(course.hands.prepare(Kind::YearlySlip, subject, &course.slip), no(Reason::OutOfOrder));
}

#[test]
fn the_forms_have_their_bytes() {
    let hash = "07".repeat(32);
    let seal = format!(r#"{{"rules":"{hash}","people":3,"left_out":1,"inputs":"{hash}","slips":"{hash}"}}"#);
    for decided in ["{}", r#"{"feast":"2026-03-20","tpp":{"share_bp":5000,"decree":"Perwali 9/2026"}}"#] {
        let written = format!(r#"{{"decided":{decided},"at":{{"step":{{"step":"approved"}},"seal":{seal}}}}}"#);
        let read: YearlyPay = serde_json::from_str(&written).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), written);
    }
    let slip = worked(&Shelf::with_tpp(), &place(YearlyKind::Thr, "2025-03")).slip;
    let text = serde_json::to_value(&slip).unwrap();
    let keys: Vec<&String> = text.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["base", "digest", "payday", "since"]);
    let part = json!({ "kind": "rapel_gaji", "gross": 5, "contributions": 0, "bearer": "state" });
    let mut with = text;
    with["before"] = json!([part]);
    let read: YearlySlip = serde_json::from_value(with.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), with);
    assert_eq!(subject::yearly("pkm", YearlyKind::Gaji13, 2026, month("2026-06")), "yearly/pkm/gaji13/2026/2026-06");
}
