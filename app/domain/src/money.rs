//! Whole rupiah, and the only places where a fraction of one may disappear.
//!
//! Every rounding is named; overflow is an error value; there is no operator that panics.

use core::fmt;

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

/// Counts whole rupiah; never holds a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rupiah(i64);

/// Says that an amount left the range the product accepts (about ±9.2 · 10¹⁸ rupiah).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overflow;

impl fmt::Display for Overflow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("amount out of range")
    }
}

impl core::error::Error for Overflow {}

/// Names how a quotient becomes whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Towards minus infinity: the central payroll system (GPP) drops fractions.
    Floor,
    /// To the nearest, a half away from zero: regional payroll systems.
    HalfUp,
    /// Towards plus infinity: `pembulatan` of net pay.
    Ceil,
}

/// Products and divisors up to this size are divided in 64 bits.
const SMALL: u64 = 1 << 61;
/// Powers of ten up to the largest that is small.
const TEN_TO: [i64; 15] = {
    let mut powers = [1; 15];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

impl Rupiah {
    /// Nothing, as a known amount. Unknown amounts are never zero.
    pub const ZERO: Self = Self(0);

    /// Wraps an amount in whole rupiah.
    #[must_use]
    pub const fn new(amount_rp: i64) -> Self {
        Self(amount_rp)
    }

    /// Returns the amount in whole rupiah.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Adds, or says that the sum left the range.
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_add(other.0).map(Self).ok_or(Overflow)
    }

    /// Subtracts, or says that the difference left the range.
    pub fn minus(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_sub(other.0).map(Self).ok_or(Overflow)
    }

    /// Multiplies by a whole count.
    pub fn times(self, count: u32) -> Result<Self, Overflow> {
        self.0.checked_mul(i64::from(count)).map(Self).ok_or(Overflow)
    }

    /// Takes `rate_bp` basis points (1 bp = 0.01 %) of the amount, rounded once as named.
    pub fn share_bp(self, rate_bp: u32, rounding: Rounding) -> Result<Self, Overflow> {
        self.mul_div(i64::from(rate_bp), 10_000, rounding)
    }

    /// Computes `self · multiplier / divisor` exactly and rounds once as named.
    ///
    /// The quotient is never kept as an intermediate value. A divisor of zero is an overflow.
    pub fn mul_div(self, multiplier: i64, divisor: i64, rounding: Rounding) -> Result<Self, Overflow> {
        // Amounts of pay fit 64 bits, whose division is many times faster than that of 128.
        if let Some(product) = self.0.checked_mul(multiplier)
            && product.unsigned_abs() <= SMALL
            && divisor > 0
            && divisor.unsigned_abs() <= SMALL
        {
            let floor = product.div_euclid(divisor);
            let rest = product - floor * divisor;
            return Ok(Self(match rounding {
                Rounding::Floor => floor,
                Rounding::Ceil => floor + i64::from(rest != 0),
                Rounding::HalfUp => {
                    let away = if product < 0 { rest * 2 > divisor } else { rest * 2 >= divisor };
                    floor + i64::from(away)
                }
            }));
        }
        self.mul_div_wide(multiplier, divisor, rounding)
    }

    fn mul_div_wide(self, multiplier: i64, divisor: i64, rounding: Rounding) -> Result<Self, Overflow> {
        let product = i128::from(self.0) * i128::from(multiplier);
        let divisor = i128::from(divisor);
        if divisor == 0 {
            return Err(Overflow);
        }
        let floor = product.div_euclid(divisor) - i128::from(divisor < 0 && product.rem_euclid(divisor) != 0);
        let rest = product - floor * divisor;
        let whole = match rounding {
            Rounding::Floor => floor,
            Rounding::Ceil => floor + i128::from(rest != 0),
            Rounding::HalfUp => {
                let twice = rest.abs() * 2;
                let away = if (product < 0) != (divisor < 0) { twice > divisor.abs() } else { twice >= divisor.abs() };
                floor + i128::from(away)
            }
        };
        i64::try_from(whole).map(Self).map_err(|_| Overflow)
    }

    /// Turns an exact decimal amount into whole rupiah, rounded once as named.
    pub fn from_decimal(amount: Decimal, rounding: Rounding) -> Result<Self, Overflow> {
        // Amounts of pay fit 64 bits, and so do the powers of ten they are written with.
        let unit = usize::try_from(amount.scale()).ok().and_then(|scale| TEN_TO.get(scale));
        if let (Some(unit), Ok(digits)) = (unit, i64::try_from(amount.mantissa())) {
            return Self(digits).mul_div(1, *unit, rounding);
        }
        let strategy = match rounding {
            Rounding::Floor => RoundingStrategy::ToNegativeInfinity,
            Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Rounding::Ceil => RoundingStrategy::ToPositiveInfinity,
        };
        amount.round_dp_with_strategy(0, strategy).to_i64().map(Self).ok_or(Overflow)
    }

    /// Returns the amount as an exact decimal.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::from(self.0)
    }

    /// Sums amounts, or says that the sum left the range.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, Overflow> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// Returns zero when the amount is negative, else the amount.
    #[must_use]
    pub fn at_least_zero(self) -> Self {
        Self(self.0.max(0))
    }
}

impl fmt::Display for Rupiah {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_goes_away_from_zero() {
        let half = |n| Rupiah::new(n).mul_div(1, 2, Rounding::HalfUp).unwrap().get();
        assert_eq!([half(1), half(-1), half(3), half(-3)], [1, -1, 2, -2]);
    }

    #[test]
    fn bpjs_line_of_a_central_slip_is_floored() {
        // slip-gpp-2024-05-06: 1 % of 7,442,580 is 74,425.80.
        assert_eq!(Rupiah::new(7_442_580).share_bp(100, Rounding::Floor), Ok(Rupiah::new(74_425)));
        assert_eq!(Rupiah::new(7_442_580).share_bp(100, Rounding::HalfUp), Ok(Rupiah::new(74_426)));
    }

    proptest! {
        #[test]
        fn the_short_division_agrees_with_the_long_one(
            a in any::<i64>(), b in any::<i64>(), c in any::<i64>(), shift in 0u32..63,
        ) {
            let (a, b, c) = (Rupiah::new(a >> shift), b >> (63 - shift), c >> (63 - shift));
            for rounding in [Rounding::Floor, Rounding::HalfUp, Rounding::Ceil] {
                prop_assert_eq!(a.mul_div(b, c, rounding), a.mul_div_wide(b, c, rounding));
            }
        }

        #[test]
        fn an_exact_amount_is_rounded_as_its_decimal_is(digits in any::<i64>(), scale in 0u32..20) {
            let exact = Decimal::from_i128_with_scale(i128::from(digits), scale);
            for (rounding, strategy) in [
                (Rounding::Floor, RoundingStrategy::ToNegativeInfinity),
                (Rounding::HalfUp, RoundingStrategy::MidpointAwayFromZero),
                (Rounding::Ceil, RoundingStrategy::ToPositiveInfinity),
            ] {
                let whole = Rupiah::from_decimal(exact, rounding).unwrap().to_decimal();
                prop_assert_eq!(whole, exact.round_dp_with_strategy(0, strategy));
            }
        }

        #[test]
        fn mul_div_agrees_with_decimal(a in -1_000_000_000_000i64..1_000_000_000_000, b in 0i64..20_000, c in 1i64..20_000) {
            let exact = Decimal::from(a) * Decimal::from(b);
            for rounding in [Rounding::Floor, Rounding::HalfUp, Rounding::Ceil] {
                let whole = Rupiah::new(a).mul_div(b, c, rounding).unwrap().to_decimal();
                let rest = exact - whole * Decimal::from(c);
                match rounding {
                    Rounding::Floor => prop_assert!(rest >= Decimal::ZERO && rest < Decimal::from(c)),
                    Rounding::Ceil => prop_assert!(rest <= Decimal::ZERO && rest > -Decimal::from(c)),
                    Rounding::HalfUp => prop_assert!((rest * Decimal::TWO).abs() <= Decimal::from(c)),
                }
            }
        }
    }
}
