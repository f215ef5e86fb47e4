//! The overpayments that auditors published, entered as data: each is caught in the first month it concerns, before it is
//! paid. Lombok Tengah and Lombok Barat (accounts of 2022), Kabupaten Tangerang (2024), Bima (2019).
//!
//! Their neighbours stand elsewhere: retirement dates typed wrong in Dompu in `settle.rs` and with the watch, couples paid
//! twice in Sinjai with `ledger::couples`, the two lists of Banjarnegara with `ledger::reconcile`.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use domain::law::Rulebook;
use domain::outcome::Gap;
use domain::pay::LineCode;
use ledger::facts::profile;
use serde_json::json;
use takar_tests::shelf::{Shelf, WHO};

fn amounts(shelf: &Shelf, code: LineCode, months: [&str; 2]) -> [Option<i64>; 2] {
    months.map(|month| {
        let slip = shelf.case(month.parse().unwrap()).unwrap().slip(Rulebook::national()).unwrap();
        slip.amount(code).map(domain::money::Rupiah::get)
    })
}

/// What the watch said two months before of the month it comes in.
fn foretold(shelf: &Shelf, from: &str, month: &str) -> bool {
    let (from, month) = (from.parse::<domain::calendar::Month>().unwrap(), month.parse().unwrap());
    let seen = ledger::ahead::ahead(&profile(&shelf.book, WHO, from.first()), from, from.plus(6), Rulebook::national());
    seen.unwrap().notices.iter().any(|notice| notice.month == month)
}

#[test]
fn study_ends_the_allowance_of_the_post_in_its_seventh_month() {
    let mut shelf = Shelf::with_person();
    shelf.stands("tugas_belajar", "2025-02-01");
    assert!(foretold(&shelf, "2025-06", "2025-08"));
    assert_eq!(amounts(&shelf, LineCode::TunjanganUmum, ["2025-07", "2025-08"]), [Some(185_000), Some(0)]);
}

#[test]
fn long_leave_ends_the_allowance_of_the_post_at_once() {
    let mut shelf = Shelf::with_person();
    shelf.stands("cuti_besar", "2025-03-01");
    assert_eq!(amounts(&shelf, LineCode::TunjanganUmum, ["2025-02", "2025-03"]), [Some(185_000), Some(0)]);
}

#[test]
fn a_divorce_ends_the_allowance_of_the_spouse_and_the_rice_in_the_next_month() {
    let mut shelf = Shelf::with_person();
    let spouse = json!({ "since": "2015-01-01", "until": "2025-03-14" });
    shelf.fact("2025-01-01", &json!({ "field": "keluarga", "spouse": spouse, "children": [] }));
    let months = ["2025-03", "2025-04"];
    assert!(matches!(amounts(&shelf, LineCode::TunjanganIstriSuami, months), [Some(1..), None]));
    let [before, after] = amounts(&shelf, LineCode::TunjanganBeras, months);
    assert_eq!(before, after.map(|one| one * 2));
}

#[test]
fn a_child_of_twenty_one_without_a_school_letter_ends_its_allowance_and_rice() {
    let mut shelf = Shelf::with_person();
    let months = ["2025-05", "2025-06"];
    let family = |until: serde_json::Value| {
        let child = json!({ "born": "2004-05-10", "student_until": until });
        json!({ "field": "keluarga", "spouse": { "since": "2003-01-01" }, "children": [child] })
    };
    shelf.fact("2025-01-01", &family(serde_json::Value::Null));
    assert!(foretold(&shelf, "2025-04", "2025-06"));
    assert!(matches!(amounts(&shelf, LineCode::TunjanganAnak, months), [Some(1..), None]));
    let [before, after] = amounts(&shelf, LineCode::TunjanganBeras, months);
    assert_eq!(before.map(|one| one * 2), after.map(|one| one * 3));
    // With its letter it counts on until the letter runs out, and the watch asks for the next one.
    shelf.fact("2025-01-01", &family("2025-08-31".into()));
    assert!(matches!(amounts(&shelf, LineCode::TunjanganAnak, ["2025-08", "2025-09"]), [Some(1..), None]));
    assert!(foretold(&shelf, "2025-06", "2025-09"));
}

#[test]
fn a_punishment_cuts_from_the_month_of_its_paper() {
    let mut shelf = Shelf::with_tpp();
    let own = shelf.tpp("2025-04");
    shelf.decides("2025-05-01", Some("2025-10"));
    assert_eq!(shelf.tpp("2025-04"), own);
    assert!((shelf.tpp("2025-05") - own * 3 / 4).abs() <= 1);
}

#[test]
fn who_moves_away_is_paid_nothing_from_the_day_of_the_paper() {
    let mut shelf = Shelf::with_person();
    shelf.stands("pindah", "2025-05-01");
    assert!(shelf.case("2025-04".parse().unwrap()).is_ok());
    let gaps = shelf.case("2025-05".parse().unwrap()).unwrap_err();
    assert!(Gap::not_due(&gaps).is_some(), "{gaps:?}");
}
