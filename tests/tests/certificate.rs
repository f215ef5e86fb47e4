//! The yearly tax certificate agrees to the rupiah with the recompute of the last month, and its parts with its gross.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::derive::{Derivation, Step, Value};
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::outcome::Gap;
use domain::pay::{LineCode, TaxPlan};
use domain::tax::TaxStep;
use ledger::book::Book;
use ledger::certificate::{Certificate, Certificates, Certified, One, Outcome, Row};
use ledger::document::{Choice, Group, Head, Kind, Lack, Source, make};
use ledger::facts::{offices, people};
use ledger::hash::Id;
use ledger::month::{Case, Frame};
use ledger::run::Run;
use serde_json::json;
use sync_server::accounts::Cost;
use sync_server::demo;
use takar_tests::device::{Device, Server};
use takar_tests::shelf::{Shelf, WHO};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn one(shelf: &Shelf) -> One {
    let certificates = Certificates::of(&shelf.book, month("2025-12")).unwrap();
    certificates.person(&shelf.book, WHO, Rulebook::national())
}

fn made(shelf: &Shelf) -> Certificate {
    match one(shelf).outcome {
        Outcome::Made(certificate) => *certificate,
        other => panic!("{other:?}"),
    }
}

fn amount(of: &Certificate, row: Row) -> i64 {
    of.amount(row).unwrap_or_else(|| panic!("{row:?}")).get()
}

/// Every figure of the year that a slip's explanation holds, by the name of its step.
fn explained(case: &Case) -> BTreeMap<&'static str, i64> {
    fn walk(steps: &[Derivation], into: &mut BTreeMap<&'static str, i64>) {
        for step in steps {
            let name = match &step.step {
                Step::Tax(TaxStep::YearGross { .. }) => Some("gross"),
                Step::Tax(TaxStep::Cost { .. }) => Some("cost"),
                Step::Tax(TaxStep::Contributions) => Some("contributions"),
                Step::Tax(TaxStep::Net) => Some("net"),
                Step::Tax(TaxStep::PtkpYear(_)) => Some("ptkp"),
                Step::Tax(TaxStep::Pkp { .. }) => Some("pkp"),
                Step::Tax(TaxStep::Scale) => Some("scale"),
                Step::Tax(TaxStep::Withheld) => Some("withheld"),
                Step::Tax(TaxStep::LastMonth) => Some("last"),
                _ => None,
            };
            if let (Some(name), Some(Value::Rupiah(amount))) = (name, &step.value) {
                into.insert(name, amount.get());
            }
            walk(&step.parts, into);
        }
    }
    let mut found = BTreeMap::new();
    walk(&case.explained(Rulebook::national()).1, &mut found);
    found
}

/// Holds a certificate against the last month's explanation and against itself; for months without arrears of their own.
fn agrees(of: &Certificate, case: &Case) {
    let told = explained(case);
    let year = |name| told.get(name).copied().unwrap_or_default();
    for (row, name) in [
        (Row::Bruto, "gross"),
        (Row::BiayaJabatan, "cost"),
        (Row::Iuran, "contributions"),
        (Row::Neto, "net"),
        (Row::NetoSetahun, "net"),
        (Row::Ptkp, "ptkp"),
        (Row::Pkp, "pkp"),
        (Row::PphPkp, "scale"),
    ] {
        assert_eq!(amount(of, row), year(name), "{row:?} of {:?}", case.pay.golongan);
    }
    assert_eq!(amount(of, Row::PphTerutang), year("withheld") + year("last"));
    let slip = case.slip(Rulebook::national()).unwrap();
    let TaxPlan::LastMonth(opening) = &case.pay.tax else { panic!("{:?}", case.pay.tax) };
    assert_eq!(amount(of, Row::PphTerutang), opening.tax.plus(slip.tax.tax).unwrap().get());
    adds_up(of);
}

fn adds_up(of: &Certificate) {
    let sum = |rows: &[Row]| rows.iter().filter_map(|row| of.amount(*row)).map(Rupiah::get).sum::<i64>();
    assert_eq!(sum(&Row::GROSS), amount(of, Row::Bruto));
    assert_eq!(sum(&Row::GROSS[..3]), amount(of, Row::GajiKeluarga));
    assert_eq!(amount(of, Row::Bruto) - amount(of, Row::Pengurangan), amount(of, Row::Neto));
    let settled = amount(of, Row::PphDipotong);
    assert_eq!(sum(&[Row::PphGaji, Row::PphTerpisah, Row::PphBelumTerinci]), settled);
    assert_eq!(sum(&[Row::PphPemerintah, Row::PphPegawai, Row::PphBelumTerinci]), settled);
}

#[test]
fn a_year_of_open_months_is_a_draft_that_agrees_with_december() {
    let shelf = Shelf::with_person();
    let certificate = made(&shelf);
    agrees(&certificate, &shelf.case(month("2025-12")).unwrap());
    assert_eq!((certificate.first, certificate.last, certificate.months), (month("2025-01"), month("2025-12"), 12));
    assert_eq!(certificate.open.len(), 12);
    assert!(certificate.is_draft() && !certificate.is_undivided());
    let slips: Vec<_> = (1..=12)
        .map(|n| shelf.case(Month::new(2025, n).unwrap()).unwrap().slip(Rulebook::national()).unwrap())
        .collect();
    let line = |code| slips.iter().filter_map(|slip| slip.amount(code)).map(Rupiah::get).sum::<i64>();
    for (row, code) in [
        (Row::GajiPokok, LineCode::GajiPokok),
        (Row::TunjanganIstri, LineCode::TunjanganIstriSuami),
        (Row::Perbaikan, LineCode::TunjanganUmum),
        (Row::Beras, LineCode::TunjanganBeras),
    ] {
        assert!(line(code) > 0, "{code:?}");
        assert_eq!(amount(&certificate, row), line(code), "{row:?}");
    }
    // Nobody recorded a certificate of another office, so nothing is said of one.
    assert_eq!(certificate.amount(Row::NetoSebelumnya), None);
}

#[test]
fn closed_months_count_as_they_were_paid_and_their_arrears_too() {
    let mut shelf = Shelf::with_person();
    for n in 1..=12 {
        // Known in May, from January on: four months are paid late.
        if n == 5 {
            shelf.promote("III/c");
        }
        shelf.close(&format!("2025-{n:02}"));
    }
    let late = made(&shelf);
    assert_eq!((late.open.len(), late.is_draft()), (0, false));
    agrees(&late, &shelf.case(month("2025-12")).unwrap());
    let mut prompt = Shelf::with_person();
    prompt.promote("III/c");
    let prompt = made(&prompt);
    for row in Row::GROSS.into_iter().chain([Row::Bruto, Row::Neto, Row::PphTerutang]) {
        assert_eq!(late.amount(row), prompt.amount(row), "{row:?}: paid late or at once is one year");
    }
    // What is known only after the year was closed changes nothing in it.
    shelf.promote("III/d");
    assert_eq!(made(&shelf), late);
}

#[test]
fn arrears_that_go_out_with_december_enter_its_recompute() {
    let mut shelf = Shelf::with_person();
    for n in 1..=11 {
        shelf.close(&format!("2025-{n:02}"));
    }
    shelf.promote("III/c");
    let back = shelf.settled(month("2025-12")).unwrap().back.unwrap();
    shelf.close("2025-12");
    let certificate = made(&shelf);
    let alone = shelf.case(month("2025-12")).unwrap();
    let told = explained(&alone);
    let more: i64 = back.arrears.taxed.iter().map(|part| part.gross.get()).sum();
    assert_eq!(back.arrears.lines.iter().map(|line| line.amount.get()).sum::<i64>(), more);
    assert!(more > 0);
    assert_eq!(amount(&certificate, Row::Bruto), told["gross"] + more);
    adds_up(&certificate);
    let taxes: i64 = back.arrears.tax.iter().map(|part| part.tax.get()).sum();
    assert_eq!(amount(&certificate, Row::PphTerutang), (told["withheld"] + told["last"]).max(0) + taxes);
}

#[test]
fn who_left_in_june_has_a_certificate_of_six_months() {
    let mut shelf = Shelf::with_person();
    shelf.stands("pensiun", "2025-07-01");
    let certificate = made(&shelf);
    assert_eq!((certificate.first, certificate.last, certificate.months), (month("2025-01"), month("2025-06"), 6));
    agrees(&certificate, &shelf.case(month("2025-06")).unwrap());
    assert_eq!(certificate.open.last(), Some(&month("2025-06")));
}

#[test]
fn months_before_takar_are_one_sum_and_make_a_draft() {
    let mut shelf = Shelf::with_person();
    let saldo = json!({ "field": "saldo", "gross_rp": 20_000_000, "tax_rp": 300_000, "iwp_rp": 900_000, "months": 5 });
    shelf.fact("2025-01-01", &saldo);
    for n in 6..=12 {
        shelf.close(&format!("2025-{n:02}"));
    }
    let certificate = made(&shelf);
    agrees(&certificate, &shelf.case(month("2025-12")).unwrap());
    assert_eq!((certificate.before, certificate.months, certificate.first), (5, 12, month("2025-01")));
    assert_eq!(certificate.amount(Row::BelumTerinci), Some(Rupiah::new(20_000_000)));
    assert_eq!(certificate.amount(Row::PphBelumTerinci), Some(Rupiah::new(300_000)));
    assert!(certificate.open.is_empty() && certificate.is_draft() && certificate.is_undivided());
}

#[test]
fn nothing_is_guessed_where_months_are_missing_or_the_year_was_never_worked_out() {
    let mut shelf = Shelf::with_person();
    let asked = Certificates::of(&shelf.book, month("2026-12")).unwrap();
    let Outcome::Missing(gaps) = asked.person(&shelf.book, WHO, Rulebook::national()).outcome else { panic!() };
    for n in 1..=12 {
        let month = Month::new(2026, n).unwrap();
        assert!(gaps.contains(&Gap::NoRecap { month }), "{month} {gaps:?}");
    }
    let asked = Certificates::of(&shelf.book, month("2024-12")).unwrap();
    assert_eq!(asked.person(&shelf.book, WHO, Rulebook::national()).outcome, Outcome::Nothing);

    // Leave without pay to the end of the year: service goes on, and no month worked the year out.
    shelf.stands("cuti_luar_tanggungan", "2025-10-01");
    assert_eq!(one(&shelf).outcome, Outcome::Unfinished(month("2025-09")));

    // December was sealed over open months, and one of them changed before it was closed.
    let mut shelf = Shelf::with_person();
    shelf.close("2025-12");
    shelf.promote("III/c");
    assert_eq!(one(&shelf).outcome, Outcome::Differs(month("2025-12")));
}

struct Region {
    book: Book,
    certified: Certified,
}

/// A region after the turn of the year, whose last three months are recapped; those before are opening balances.
fn region() -> Region {
    let server = Server::start("2027-01-20");
    let (now, today) = server.now();
    demo::found(server.store(), demo::SEED, demo::Size::default(), Cost::TEST, now, today).unwrap();
    let accounts = server.store().accounts_now().unwrap();
    let author = accounts.iter().find(|account| account.login == "bendahara").unwrap().author.clone();
    let mut treasurer = Device::with_password(&server, "bendahara", &author, 5, demo::PASSWORD);
    treasurer.sync(&server);
    let book = treasurer.book;
    let december = month("2026-12");
    let certificates = Certificates::of(&book, december).unwrap();
    let law = Rulebook::national();
    let everyone = people(&book).into_iter().map(|person| (person, certificates.person(&book, person, law))).collect();
    Region { certified: Certified { december, people: everyone }, book }
}

#[test]
fn a_region_has_certificates_that_agree_with_december_and_a_list_that_adds_up() {
    let Region { book, certified } = region();
    let law = Rulebook::national();
    let frame = Frame::of(&book, certified.december).unwrap();
    let mut count = 0;
    let mut undivided = 0;
    let mut gross = Rupiah::ZERO;
    for (person, one) in &certified.people {
        let case = frame.case(&book, *person, law);
        let Outcome::Made(certificate) = &one.outcome else {
            assert!(case.is_err(), "{:?}", one.outcome);
            continue;
        };
        count += 1;
        undivided += usize::from(certificate.is_undivided());
        gross = gross.plus(certificate.amount(Row::Bruto).unwrap()).unwrap();
        assert!(amount(certificate, Row::Terpisah) > 0, "TPP is paid and taxed with salary");
        agrees(certificate, &case.unwrap());
    }
    assert!(count > 500 && undivided > 500, "{count} {undivided}");

    let run = Run::new(month("2027-01"));
    let (none, houses) = (BTreeMap::new(), offices(&book));
    let source = Source { run: &run, people: &none, offices: &houses, certified: Some(&certified), stopped: None };
    let list = |choice: &Choice| make(Kind::BuktiPotong, &source, choice).unwrap();
    let whole = list(&Choice::default());
    assert_eq!((whole.rows.len(), whole.month), (count, certified.december));
    let nobody = certified.people.values().filter(|one| one.outcome == Outcome::Nothing).count();
    assert_eq!(whole.rows.len() + whole.left_out + nobody, certified.people.len());
    assert_eq!(whole.total(Head::Baris(Row::Bruto)), Some(gross));
    let of = |group| list(&Choice { group, ..Choice::default() }).rows.len();
    assert_eq!(of(Group::Pns) + of(Group::Pppk), count);
    let lacking = |lack: Lack| whole.lacks.iter().filter(|(_, _, lacks)| lacks.contains(&lack)).count();
    assert_eq!((lacking(Lack::BelumTerinci), lacking(Lack::BulanTerbuka)), (undivided, count));
    let named: Vec<Id> = whole.lacks.iter().map(|(id, _, _)| *id).collect();
    assert!(named.iter().all(|id| certified.people.contains_key(id)));
}
