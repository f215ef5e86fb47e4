use super::*;
use crate::calendar::Day;
use crate::derive::{Explaining, Silent};
use crate::law::Rulebook;

const FLOOR: Round<'static> = Round::of(Rounding::Floor);

fn on() -> Day {
    "2024-05-01".parse().unwrap()
}

#[test]
fn a_zero_rate_says_which_bracket_it_comes_from() {
    let mut rec = Explaining::default();
    let month =
        ter_month(Rupiah::new(6_200_000), "K/2".parse().unwrap(), on(), FLOOR, Rulebook::national(), &mut rec).unwrap();
    assert_eq!(month.tax, Rupiah::ZERO);
    assert_eq!(month.bracket.unwrap().upto, Some(Rupiah::new(6_200_000)));
    assert_eq!(rec.finish().len(), 2);
}

#[test]
fn income_before_2022_above_ptkp_has_no_scale_and_says_so() {
    let before: Day = "2019-01-01".parse().unwrap();
    let ptkp = "TK/0".parse().unwrap();
    let tax = |gross| {
        annualised_month(Rupiah::new(gross), Rupiah::ZERO, ptkp, before, FLOOR, Rulebook::national(), &mut Silent)
            .map(|m| m.tax)
    };
    assert_eq!(tax(4_000_000), Ok(Rupiah::ZERO));
    assert!(matches!(tax(9_000_000), Err(Gap::NoValue(missing)) if missing.param == "pph21.pasal17"));
}

#[test]
fn a_surplus_of_tax_borne_by_the_state_is_never_given_back() {
    let owed = |borne| last_month(Rupiah::new(100), Rupiah::new(300), borne, &mut Silent).unwrap();
    assert_eq!((owed(false).refund, owed(true).refund), (Rupiah::new(200), Rupiah::ZERO));
    assert_eq!(owed(true).difference, Rupiah::new(-200));
}

#[test]
fn above_the_daily_scale_half_of_the_gross_is_taxed() {
    let tax = |gross| daily(Rupiah::new(gross), on(), FLOOR, Rulebook::national(), &mut Silent).unwrap().tax.get();
    assert_eq!([tax(450_000), tax(450_001), tax(2_500_000), tax(3_000_000)], [0, 2_250, 12_500, 75_000]);
}

#[test]
fn a_rupiah_that_costs_more_than_itself_is_told_and_only_that() {
    // Category A: above 5,400,000 a quarter percent of everything, above 5,650,000 a half.
    let told = |gross| {
        let mut rec = Explaining::default();
        let round = FLOOR;
        let ptkp = "TK/0".parse().unwrap();
        ter_month(Rupiah::new(gross), ptkp, on(), round, Rulebook::national(), &mut rec).unwrap();
        rec.finish().into_iter().find_map(|told| match (told.step, told.value) {
            (crate::derive::Step::Tax(TaxStep::Edge { bound, tax }), Some(crate::derive::Value::Rupiah(less))) => {
                Some((bound.get(), tax.get(), less.get()))
            }
            _ => None,
        })
    };
    assert_eq!(told(5_650_000), None);
    // At the bound 14,125 is due and 5,635,875 is left; a rupiah more owes 28,250 and leaves 5,621,751.
    assert_eq!(told(5_650_001), Some((5_650_000, 14_125, 14_124)));
    assert_eq!(told(5_664_194), Some((5_650_000, 14_125, 1)));
    assert_eq!(told(5_664_195), None);
}
