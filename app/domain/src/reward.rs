//! Rewards charged to the regional budget: a person's part of a pool, the final tax by rank, and what is paid out.
//!
//! Knows no list, no person and no day but the decree's. A reward is taxed apart (PP 80/2010 Pasal 4): it touches neither
//! the month's tax nor the year's.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::asn::Golongan;
use crate::calendar::Day;
use crate::derive::{Recorder, Step, Value};
use crate::law::{PracticePreset, Rulebook};
use crate::money::{Overflow, Rounding, Rupiah};
use crate::outcome::Gap;
use crate::tax::{Round, final_honorarium, out_of_range};

/// Name of the amount in gaps.
const FIELD: &str = "imbalan";

/// Where a person's gross reward comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case", deny_unknown_fields)]
pub enum RewardGross {
    /// The decree names it.
    Given {
        /// Before tax.
        amount_rp: Rupiah,
    },
    /// A part of what the decree gives all of them together.
    Part {
        /// What all of them receive together, before tax.
        pool_rp: Rupiah,
        /// The person's weight.
        weight: u32,
        /// The weights of all of them.
        weights: u64,
        /// Whether one rupiah that was left over is added.
        rest: bool,
    },
}

/// One step of a reward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RewardStep {
    /// The gross reward.
    Gross,
    /// The amount that the decree names for the person.
    Given,
    /// What the decree gives all of them together.
    Pool,
    /// The person's part, without fractions.
    Part {
        /// The person's weight.
        weight: u32,
        /// The weights of all of them.
        weights: u64,
    },
    /// One rupiah that was left over.
    Rest,
    /// The final tax.
    Tax,
    /// What is paid out.
    Net,
}

/// A reward before and after tax.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RewardPay {
    /// Before tax.
    pub gross: Rupiah,
    /// Final tax.
    pub tax: Rupiah,
    /// Paid out.
    pub net: Rupiah,
}

impl RewardGross {
    /// Returns the amount.
    ///
    /// # Errors
    /// An amount that leaves the range, or weights that add up to nothing.
    pub fn amount(&self) -> Result<Rupiah, Overflow> {
        match *self {
            Self::Given { amount_rp } => Ok(amount_rp),
            Self::Part { pool_rp, weight, weights, rest } => {
                whole(pool_rp, weight, weights)?.plus(Rupiah::new(i64::from(rest)))
            }
        }
    }
}

fn whole(pool: Rupiah, weight: u32, weights: u64) -> Result<Rupiah, Overflow> {
    pool.mul_div(i64::from(weight), i64::try_from(weights).map_err(|_| Overflow)?, Rounding::Floor)
}

/// Shares a pool by weights, so that the parts add up to it exactly.
///
/// Everyone has the whole rupiah of `pool · weight / weights`; what is left over goes out one rupiah each, to the largest
/// fractions first and among equal ones in the order of the keys.
///
/// # Errors
/// A pool below zero, weights that add up to nothing, or an amount that leaves the range.
pub fn share<K: Ord + Clone>(pool: Rupiah, weights: &BTreeMap<K, u32>) -> Result<BTreeMap<K, RewardGross>, Overflow> {
    let sum: u64 = weights.values().map(|weight| u64::from(*weight)).sum();
    if pool < Rupiah::ZERO || sum == 0 {
        return Err(Overflow);
    }
    let mut given = Rupiah::ZERO;
    for weight in weights.values() {
        given = given.plus(whole(pool, *weight, sum)?)?;
    }
    let left = usize::try_from(pool.minus(given)?.get()).map_err(|_| Overflow)?;
    let fraction = |weight: u32| (i128::from(pool.get()) * i128::from(weight)).rem_euclid(i128::from(sum));
    let mut order: Vec<(&K, u32)> = weights.iter().map(|(key, weight)| (key, *weight)).collect();
    // A stable sort: among equal fractions the order of the keys stays.
    order.sort_by_key(|(_, weight)| Reverse(fraction(*weight)));
    let part = |(at, (key, weight)): (usize, (&K, u32))| {
        (key.clone(), RewardGross::Part { pool_rp: pool, weight, weights: sum, rest: at < left })
    };
    Ok(order.into_iter().enumerate().map(part).collect())
}

/// Computes a person's reward: gross, final tax of the rank, net. `on` is the day of the decree.
///
/// # Errors
/// A rank or day for which the rule book has no rate, or an amount that leaves the range.
pub fn pay<R: Recorder>(
    of: &RewardGross,
    golongan: Golongan,
    on: Day,
    law: &Rulebook,
    rec: &mut R,
) -> Result<RewardPay, Gap> {
    let over = out_of_range(FIELD);
    let step = |step: RewardStep| move || Step::Reward(step);
    let gross = of.amount().map_err(&over)?;
    rec.open(step(RewardStep::Gross));
    match *of {
        RewardGross::Given { amount_rp } => rec.leaf(step(RewardStep::Given), || Value::Rupiah(amount_rp)),
        RewardGross::Part { pool_rp, weight, weights, rest } => {
            let part = whole(pool_rp, weight, weights).map_err(&over)?;
            rec.leaf(step(RewardStep::Pool), || Value::Rupiah(pool_rp));
            rec.leaf(step(RewardStep::Part { weight, weights }), || Value::Rupiah(part));
            if rest {
                rec.leaf(step(RewardStep::Rest), || Value::Rupiah(Rupiah::new(1)));
            }
        }
    }
    rec.close(|| Value::Rupiah(gross));
    let (practice, cite) = law.practice(PracticePreset::Daerah, on)?;
    let round = Round { rounding: practice.tax, cite: Some(cite) };
    rec.open(step(RewardStep::Tax));
    let tax = final_honorarium(gross, golongan, on, round, law, rec)?;
    rec.close(|| Value::Rupiah(tax));
    let net = gross.minus(tax).map_err(&over)?;
    rec.leaf(step(RewardStep::Net), || Value::Rupiah(net));
    Ok(RewardPay { gross, tax, net })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::{Explaining, Silent};
    use proptest::prelude::*;

    fn day() -> Day {
        "2026-11-02".parse().unwrap()
    }

    fn given(amount: i64) -> RewardGross {
        RewardGross::Given { amount_rp: Rupiah::new(amount) }
    }

    fn parts(pool: i64, weights: &[(u32, u32)]) -> Vec<i64> {
        let weights = weights.iter().copied().collect();
        let parts = share(Rupiah::new(pool), &weights).unwrap();
        parts.values().map(|part| part.amount().unwrap().get()).collect()
    }

    #[test]
    fn what_is_left_over_goes_to_the_largest_fraction_then_to_the_first() {
        assert_eq!(parts(10_000_000, &[(1, 1), (2, 1), (3, 1)]), [3_333_334, 3_333_333, 3_333_333]);
        assert_eq!(parts(11, &[(1, 1), (2, 1), (3, 1)]), [4, 4, 3]);
        // 1.25, 2.5 and 6.25 of ten.
        assert_eq!(parts(10, &[(1, 1), (2, 2), (3, 5)]), [1, 3, 6]);
        assert_eq!(parts(2, &[(1, 1), (2, 1), (3, 1)]), [1, 1, 0]);
    }

    #[test]
    fn nothing_is_shared_among_nobody_and_nothing_below_zero() {
        assert_eq!(share::<u32>(Rupiah::new(10), &BTreeMap::new()), Err(Overflow));
        assert_eq!(share(Rupiah::new(10), &BTreeMap::from([(1, 0)])), Err(Overflow));
        assert_eq!(share(Rupiah::new(-10), &BTreeMap::from([(1, 1)])), Err(Overflow));
    }

    #[test]
    fn the_final_tax_is_that_of_the_rank_on_the_day_of_the_decree() {
        let law = Rulebook::national();
        for (rank, gross, tax) in [
            ("I/d", 1_000_001, 0),
            ("II/d", 1_000_001, 0),
            ("III/a", 1_000_000, 50_000),
            ("III/d", 3_333_334, 166_667),
            ("IV/a", 1_000_000, 150_000),
            ("IV/e", 3_333_333, 500_000),
            ("IX", 1_000_000, 50_000),
        ] {
            let paid = pay(&given(gross), rank.parse().unwrap(), day(), law, &mut Silent).unwrap();
            assert_eq!((paid.tax.get(), paid.net.get()), (tax, gross - tax), "{rank}");
        }
        // A rank of which nobody knows the rate is no rate of zero.
        let none = pay(&given(1_000_000), "I".parse().unwrap(), day(), law, &mut Silent);
        assert!(matches!(none, Err(Gap::NoValue(_))), "{none:?}");
    }

    #[test]
    fn the_explanation_ends_in_the_same_figures_and_names_the_act() {
        let law = Rulebook::national();
        let of = RewardGross::Part { pool_rp: Rupiah::new(10_000_000), weight: 1, weights: 3, rest: true };
        let mut told = Explaining::default();
        let paid = pay(&of, "III/b".parse().unwrap(), day(), law, &mut told).unwrap();
        assert_eq!(paid, pay(&of, "III/b".parse().unwrap(), day(), law, &mut Silent).unwrap());
        let told = told.finish();
        let values: Vec<_> = told.iter().map(|one| one.value.clone().unwrap()).collect();
        assert_eq!(values, [paid.gross, paid.tax, paid.net].map(Value::Rupiah));
        let gross: i64 = told[0].parts[1..]
            .iter()
            .map(|part| match part.value {
                Some(Value::Rupiah(amount)) => amount.get(),
                _ => 0,
            })
            .sum();
        assert_eq!(gross, paid.gross.get());
        let cites = |of: &crate::derive::Derivation| of.cites.iter().any(|cite| cite.act == "PP 80/2010");
        assert!(told[1].parts.iter().any(cites), "{told:?}");
    }

    proptest! {
        #[test]
        fn parts_add_up_to_the_pool_and_the_order_of_people_makes_no_difference(
            pool in 0_i64..2_000_000_000_000,
            weights in prop::collection::vec((any::<u32>(), 1_u32..1_000), 1..60),
        ) {
            let forward: BTreeMap<u32, u32> = weights.iter().copied().collect();
            let mut turned = BTreeMap::new();
            for (key, weight) in forward.iter().rev() {
                turned.insert(*key, *weight);
            }
            let parts = share(Rupiah::new(pool), &forward).unwrap();
            prop_assert_eq!(&parts, &share(Rupiah::new(pool), &turned).unwrap());
            let amounts: Vec<i64> = parts.values().map(|part| part.amount().unwrap().get()).collect();
            prop_assert_eq!(amounts.iter().sum::<i64>(), pool);
            // Nobody is more than one rupiah away from the exact part, and a larger weight never has less.
            let sum: i128 = forward.values().map(|weight| i128::from(*weight)).sum();
            for (amount, weight) in amounts.iter().zip(forward.values()) {
                let off = i128::from(*amount) * sum - i128::from(pool) * i128::from(*weight);
                prop_assert!(off.abs() < sum);
            }
            for (a, b) in parts.values().zip(parts.values().skip(1)) {
                let (RewardGross::Part { weight: wa, .. }, RewardGross::Part { weight: wb, .. }) = (a, b) else { panic!() };
                let (a, b) = (a.amount().unwrap(), b.amount().unwrap());
                prop_assert!(wa <= wb || a >= b);
                prop_assert!(wb <= wa || b >= a);
            }
        }
    }
}
