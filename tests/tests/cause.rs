//! What a person's pay differs by from month to month is told apart into causes that add up.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use domain::law::Rulebook;
use domain::money::Rupiah;
use ledger::cause::{Cause, split};
use ledger::month::Case;
use proptest::prelude::*;
use takar_tests::town::plain_slip;

fn case(month: &str, golongan: &str, years: u8, children: u8, ptkp: &str) -> Case {
    let mut sealed = plain_slip(month).month;
    let pay = &mut sealed.pay;
    pay.golongan = golongan.parse().unwrap();
    pay.mkg = domain::asn::MasaKerja::new(years, 0).unwrap();
    pay.family = domain::asn::Counted { spouse: children > 0, children };
    pay.rice_heads = 1 + u8::from(children > 0) + children;
    pay.ptkp = ptkp.parse().unwrap();
    sealed.open().unwrap()
}

fn net(of: &Case) -> Rupiah {
    of.slip(Rulebook::national()).unwrap().total.net
}

#[test]
fn a_promotion_and_a_birth_in_one_month_are_told_apart() {
    let (before, after) = (case("2025-03", "III/b", 8, 1, "K/1"), case("2025-04", "III/c", 8, 2, "K/1"));
    let causes = split(&before, &after, Rulebook::national()).unwrap();
    let names: Vec<Cause> = causes.iter().map(|(cause, _)| *cause).collect();
    assert_eq!(names, [Cause::Rank, Cause::Family]);
    let sum = causes.iter().try_fold(Rupiah::ZERO, |sum, (_, part)| sum.plus(*part)).unwrap();
    assert_eq!(sum, net(&after).minus(net(&before)).unwrap());
}

#[test]
fn a_month_like_the_one_before_has_no_cause() {
    let (before, after) = (case("2025-03", "III/b", 8, 1, "K/1"), case("2025-04", "III/b", 8, 1, "K/1"));
    assert_eq!(split(&before, &after, Rulebook::national()).unwrap(), []);
}

proptest! {
    #[test]
    fn causes_add_up_whatever_changed(
        ranks in (0_usize..4, 0_usize..4),
        years in (0_u8..24, 0_u8..24),
        children in (0_u8..3, 0_u8..3),
        status in (0_usize..3, 0_usize..3),
    ) {
        const RANKS: [&str; 4] = ["III/a", "III/b", "III/d", "IV/a"];
        const STATUS: [&str; 3] = ["TK/0", "K/0", "K/2"];
        let before = case("2025-03", RANKS[ranks.0], years.0, children.0, STATUS[status.0]);
        let after = case("2025-04", RANKS[ranks.1], years.1, children.1, STATUS[status.1]);
        let causes = split(&before, &after, Rulebook::national()).unwrap();
        let sum = causes.iter().try_fold(Rupiah::ZERO, |sum, (_, part)| sum.plus(*part)).unwrap();
        prop_assert_eq!(sum, net(&after).minus(net(&before)).unwrap());
        prop_assert!(causes.iter().all(|(_, part)| *part != Rupiah::ZERO));
    }
}
