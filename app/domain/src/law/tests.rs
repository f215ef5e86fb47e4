use super::*;
use crate::asn::{Keadaan, Status};
use crate::cite::Confidence;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn golongan(text: &str) -> Golongan {
    text.parse().unwrap()
}

#[test]
fn the_embedded_rule_book_is_whole() {
    let book = Rulebook::parse(TEXT).unwrap();
    assert_eq!(rules_hash().len(), 64);
    assert!(book.entries().iter().all(|entry| !entry.cite.act.is_empty() && !entry.value_text.is_empty()));
    // Two tables of seventeen columns each for two kinds, and six cells that stand on their own.
    let base_pay = |entry: &&RuleEntry| entry.param.starts_with("gaji_pokok.");
    assert_eq!(book.entries().iter().filter(base_pay).count(), 74);
}

#[test]
fn a_row_is_carried_on_until_the_next_printed_one() {
    let book = Rulebook::national();
    let read = |rank: &str, years| book.base_pay(golongan(rank), years, day("2024-05-01")).unwrap();
    assert_eq!(read("III/b", 8).amount, Rupiah::new(3_287_000));
    assert_eq!((read("III/b", 9).amount, read("III/b", 9).row_years), (Rupiah::new(3_287_000), 8));
    assert_eq!(read("II/a", 1).amount, read("II/a", 2).amount);
    assert_eq!(read("IV/e", 32).cite.confidence, Confidence::Verified);
    assert_eq!(read("IV/e", 35).cite.confidence, Confidence::Single);
    assert_eq!(read("X", 30).cite.confidence, Confidence::Single);
    assert_eq!(read("X", 28).cite.confidence, Confidence::Verified);
}

#[test]
fn years_before_the_first_printed_row_have_no_row() {
    let gap = Rulebook::national().base_pay(golongan("II/c"), 2, day("2024-05-01")).unwrap_err();
    assert_eq!(gap, Gap::NoRow { golongan: "II/c".into(), mkg_years: 2 });
}

#[test]
fn a_cell_of_2019_that_was_not_found_is_missing_by_name() {
    let book = Rulebook::national();
    assert_eq!(book.base_pay(golongan("III/a"), 0, day("2023-12-01")).unwrap().amount, Rupiah::new(2_579_400));
    let Gap::NoValue(missing) = book.base_pay(golongan("III/a"), 2, day("2023-12-01")).unwrap_err() else {
        panic!("not a missing value")
    };
    assert_eq!(missing.param, "gaji_pokok.pns III/a 2");
    assert_eq!((missing.before, missing.after), (Some(day("2019-01-01")), Some(day("2024-01-01"))));
}

#[test]
fn the_teacher_allowance_follows_the_golongan() {
    let book = Rulebook::national();
    let read = |level: &str, rank: &str| book.fungsional("guru", level, golongan(rank), day("2024-05-01")).map(|v| v.0);
    assert_eq!(read("", "IV/a"), Ok(Rupiah::new(389_000)));
    assert_eq!(read("III", "II/a"), Ok(Rupiah::new(327_000)));
    assert_eq!(read("", "IX"), Ok(Rupiah::new(327_000)));
    assert!(read("", "X").is_err());
}

#[test]
fn the_upper_bound_belongs_to_its_own_rate() {
    let book = Rulebook::national();
    let (scale, _) = book.ter[0].on(day("2024-01-01")).unwrap();
    let rate = |amount| scale.bracket(Rupiah::new(amount)).unwrap().rate_bp;
    assert_eq!([rate(5_400_000), rate(5_400_001), rate(1_400_000_000), rate(1_400_000_001)], [0, 25, 3300, 3400]);
    assert_eq!([0, 1, 2].map(|at| book.ter[at].on(day("2024-01-01")).unwrap().0.brackets().count()), [44, 40, 41]);
}

#[test]
fn the_state_bears_the_tax_of_pns_and_not_of_pppk() {
    let (borne, _) = Rulebook::national().borne_by_state.on(day("2024-05-01")).unwrap();
    assert!(borne.contains(&Status::Pns) && !borne.contains(&Status::Pppk));
}

#[test]
fn the_heirs_of_who_died_have_the_last_salary_for_the_four_months_after_it_and_nobody_else_has() {
    let book = Rulebook::national();
    let (first, last, cite) = book.heirs_months(Keadaan::Meninggal, day("2025-10-13")).unwrap().unwrap();
    assert_eq!((first.to_string(), last.to_string()), ("2025-11".to_owned(), "2026-02".to_owned()));
    assert!(cite.act.starts_with("PP 49/1980"));
    // The list of the office has nothing for them: it is a list of its own.
    let (ends, _) = book.salary_ends(Keadaan::Meninggal, day("2025-10-13")).unwrap();
    assert_eq!(ends, first);
    for (keadaan, _) in Keadaan::ALL.iter().filter(|(one, _)| *one != Keadaan::Meninggal) {
        assert_eq!(book.heirs_months(*keadaan, day("2025-10-13")), Ok(None), "{keadaan:?}");
    }
}

#[test]
fn a_set_of_components_holds_what_was_put_in_and_nothing_else() {
    let set: Components = [Component::ALL[0], Component::ALL[2]].into_iter().collect();
    let held: Vec<bool> = Component::ALL.iter().map(|one| set.contains(*one)).collect();
    assert_eq!((held[0], held[1], held[2], held[3..].contains(&true)), (true, false, true, false));
    assert_eq!(set.without(Component::ALL[0]).iter().collect::<Vec<_>>(), [Component::ALL[2]]);
}

#[test]
fn categories_of_effective_rates_are_written_as_the_act_writes_them() {
    let written = [TerCategory::A, TerCategory::B, TerCategory::C].map(|one| one.to_string());
    assert_eq!(written, ["A", "B", "C"]);
}

#[test]
fn every_eselon_of_the_table_has_an_allowance() {
    let book = Rulebook::national();
    let all: Vec<&str> = book.eselons().collect();
    assert!(all.contains(&"IIa") && all.len() >= 8, "{all:?}");
}
