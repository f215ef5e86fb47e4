//! The statement that pay stops: its last slip is the sealed one, its year is that of the tax certificate, and what is owed
//! is that of the solver.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::outcome::Gap;
use domain::pay::LineCode;
use ledger::certificate::{Certificates, Outcome, Row};
use ledger::document::{Choice, Head, Kind, Lack, Source, make};
use ledger::facts::offices;
use ledger::run::Run;
use ledger::skpp::{Left, One, Skpp, Statements, Stopped};
use serde_json::json;
use takar_tests::shelf::{Shelf, WHO};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn one(shelf: &Shelf, year: &str) -> Option<One> {
    let statements = Statements::of(&shelf.book, month(&format!("{year}-12"))).unwrap();
    statements.person(&shelf.book, WHO, Rulebook::national())
}

fn made(shelf: &Shelf) -> Skpp {
    *one(shelf, "2025").unwrap().outcome.unwrap()
}

fn close(shelf: &mut Shelf, months: core::ops::RangeInclusive<u8>) {
    for n in months {
        shelf.close(&format!("2025-{n:02}"));
    }
}

/// Holds the year of a statement against the tax certificate of the same year.
fn agrees(shelf: &Shelf, of: &Skpp) {
    let certificates = Certificates::of(&shelf.book, month("2025-12")).unwrap();
    let Outcome::Made(certificate) = certificates.person(&shelf.book, WHO, Rulebook::national()).outcome else {
        panic!()
    };
    let amount = |row| certificate.amount(row).unwrap();
    assert_eq!(of.year.part.gross, amount(Row::Bruto));
    assert_eq!(of.year.part.contributions, amount(Row::Iuran));
    assert_eq!(of.year.part.tax, amount(Row::PphDipotong));
    assert_eq!((of.year.months, &of.year.open), (certificate.months, &certificate.open));
    assert_eq!((of.last_month(), of.year.before), (certificate.last, certificate.before));
}

#[test]
fn who_retired_after_closed_months_has_a_statement_of_the_sealed_slip_and_nothing_left() {
    let mut shelf = Shelf::with_person();
    shelf.stands("pensiun", "2025-07-01");
    close(&mut shelf, 1..=6);
    let due = shelf.case(month("2025-06")).unwrap().slip(Rulebook::national()).unwrap();
    // What becomes known later about a closed month does not change what it paid.
    shelf.promote("III/c");
    let statement = made(&shelf);
    assert_eq!((statement.stops, statement.last_month()), (month("2025-07"), month("2025-06")));
    assert_eq!((statement.last.paying.slip.digest(), statement.last.closed), (due.digest(), true));
    assert_eq!(statement.paper, "SK 1/2025");
    assert_eq!(statement.last.case.pay.golongan.to_string(), "III/b");
    assert!(!statement.is_draft());
    agrees(&shelf, &statement);
    // Six months at III/c instead: 139,000 and the spouse's tenth, less iuran 8 % and health 1 % of both.
    let short = Rupiah::new(6 * (139_000 + 13_900 - 12_232 - 1_529));
    assert_eq!(statement.left, Ok(Left { short, over: Rupiah::ZERO }));
    shelf.promote("III/b");
    assert_eq!(made(&shelf).left, Ok(Left::default()));
}

#[test]
fn an_open_last_month_makes_a_draft_that_says_which() {
    let mut shelf = Shelf::with_person();
    shelf.stands("pindah", "2025-07-01");
    close(&mut shelf, 1..=5);
    let statement = made(&shelf);
    assert_eq!((statement.is_draft(), &statement.year.open[..]), (true, &[month("2025-06")][..]));
    agrees(&shelf, &statement);
    close(&mut shelf, 6..=6);
    assert!(!made(&shelf).is_draft());
}

#[test]
fn pay_that_went_on_after_the_end_is_stated_as_paid_too_much_with_its_plan() {
    let mut shelf = Shelf::with_person();
    close(&mut shelf, 1..=3);
    let paid = shelf.case(month("2025-03")).unwrap().slip(Rulebook::national()).unwrap();
    shelf.stands("berhenti", "2025-02-01");
    let statement = made(&shelf);
    // March was sealed before anybody knew: it is the last month that paid, though none was due from February on.
    assert_eq!((statement.stops, statement.last_month()), (month("2025-02"), month("2025-03")));
    let rounding = paid.amount(LineCode::Pembulatan).unwrap_or_default().get();
    let over = Rupiah::new(2 * (paid.total.net.get() - rounding));
    assert_eq!(statement.left, Ok(Left { short: Rupiah::ZERO, over }));
    assert_eq!((statement.plan, statement.year.months), (None, 3));
    // No month worked the year out, so there is no certificate; what was withheld is stated all the same.
    assert_eq!(statement.year.part.gross.get(), 3 * paid.tax.gross.get());
    shelf.fact("2025-05-01", &json!({ "field": "pengembalian", "instalments": 4, "paper": "SKTJM 1/2025" }));
    assert_eq!(made(&shelf).plan, Some(("2025-05-01".parse().unwrap(), 4)));
}

#[test]
fn months_paid_before_takar_count_in_the_year() {
    let mut shelf = Shelf::with_person();
    let saldo = json!({ "field": "saldo", "gross_rp": 9_000_000, "tax_rp": 100_000, "iwp_rp": 400_000, "months": 3 });
    shelf.fact("2025-01-01", &saldo);
    shelf.stands("pensiun", "2025-07-01");
    close(&mut shelf, 4..=6);
    let statement = made(&shelf);
    assert_eq!((statement.year.before, statement.year.months), (3, 6));
    agrees(&shelf, &statement);
}

#[test]
fn who_is_at_work_came_back_or_left_in_another_year_is_not_asked_for_and_gaps_are_named() {
    let mut shelf = Shelf::with_person();
    assert!(one(&shelf, "2025").is_none());
    shelf.stands("pindah", "2025-03-01");
    assert!(one(&shelf, "2025").is_some());
    assert!(one(&shelf, "2024").is_none() && one(&shelf, "2026").is_none());
    shelf.stands("aktif", "2025-06-01");
    assert!(one(&shelf, "2025").is_none());
    // Pay goes on into months nobody has recapped.
    shelf.stands("pensiun", "2026-04-01");
    let Err(gaps) = one(&shelf, "2026").unwrap().outcome else { panic!() };
    for n in 1..=3 {
        let month = Month::new(2026, n).unwrap();
        assert!(gaps.contains(&Gap::NoRecap { month }), "{gaps:?}");
    }
}

#[test]
fn the_list_holds_what_the_sheets_say_and_names_drafts_and_missing_accounts() {
    let mut shelf = Shelf::with_person();
    shelf.stands("pensiun", "2025-07-01");
    close(&mut shelf, 1..=5);
    let statement = one(&shelf, "2025").unwrap();
    let skpp = made(&shelf);
    let stopped = Stopped { december: month("2025-12"), people: BTreeMap::from([(WHO, statement)]) };
    let (run, none, houses) = (Run::new(month("2025-06")), BTreeMap::new(), offices(&shelf.book));
    let source = Source { run: &run, people: &none, offices: &houses, certified: None, stopped: Some(&stopped) };
    let list = make(Kind::Skpp, &source, &Choice::default()).unwrap();
    assert_eq!((list.rows.len(), list.left_out, list.month), (1, 0, month("2025-12")));
    assert_eq!(list.total(Head::GajiBersih), Some(skpp.last.paying.slip.salary.net));
    assert_eq!(list.total(Head::BrutoTahun), Some(skpp.year.part.gross));
    let lacks = &list.lacks[0].2;
    assert!([Lack::BulanTerbuka, Lack::Rekening].iter().all(|lack| lacks.contains(lack)), "{lacks:?}");
    assert!(!lacks.contains(&Lack::Selisih));
}
