//! What an evaluated policy ends with.

use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

use crate::money::{Overflow, Rounding, Rupiah};

/// TPP of a month before contribution and tax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gross {
    /// Amount per criterion account, in the order of [`super::Policy::accounts`]; sums to `total`.
    pub accounts: Vec<Rupiah>,
    /// The amount earned.
    pub total: Rupiah,
    /// The ceiling the amount was measured against, after receiver factor and acting post.
    pub pagu: Rupiah,
    /// The percent of the pagu that was earned, two decimals.
    pub percent: Decimal,
    /// Part of the earned amount that is paid only when a later condition holds; not in `total`.
    pub deferred: Rupiah,
    /// Keys of the holds that keep the whole payment back this month; a hold is never a cut.
    pub held: Vec<String>,
}

/// Says who pays the tax on TPP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bearer {
    /// Deducted from the employee's TPP.
    Employee,
    /// Booked in and out by the region.
    Region,
}

/// The tax on TPP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TppTax {
    /// Final tax by rank, computed here (PP 80/2010).
    Final(Rupiah),
    /// Taxed together with salary by TER: the caller computes it (PMK 168/2023).
    JointTer,
}

/// TPP of a month after contribution, tax and zakat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Net {
    /// The worker's health contribution, deducted.
    pub bpjs: Rupiah,
    /// The employer's health contribution, not part of take-home.
    pub bpjs_employer: Rupiah,
    /// The tax, or that it is computed jointly.
    pub tax: TppTax,
    /// Who pays the tax; a joint tax of the employee is not yet in `net`.
    pub borne_by: Bearer,
    /// Zakat withheld.
    pub zakat: Rupiah,
    /// What is left.
    pub net: Rupiah,
}

impl Gross {
    /// Shares another amount (tax, contribution) over the accounts in the proportion of what each pays.
    ///
    /// Each lies within a rupiah of its part and they sum to the amount.
    pub fn split(&self, amount: Rupiah) -> Result<Vec<Rupiah>, Overflow> {
        let shares: Vec<Decimal> = self.accounts.iter().map(|account| account.to_decimal()).collect();
        in_parts(amount, &shares)
    }
}

/// Shares a whole amount in proportion; sums to the amount, or to nothing when there are no shares.
pub(super) fn in_parts(amount: Rupiah, shares: &[Decimal]) -> Result<Vec<Rupiah>, Overflow> {
    let sum: Decimal = shares.iter().sum();
    let mut before = Rupiah::ZERO;
    let mut until = Decimal::ZERO;
    let mut parts = Vec::with_capacity(shares.len());
    for share in shares {
        until += share;
        let upto = if sum.is_zero() {
            Rupiah::ZERO
        } else if until == sum {
            amount
        } else {
            part(amount, until, sum)?
        };
        parts.push(upto.minus(before)?);
        before = upto;
    }
    Ok(parts)
}

/// Takes `until / sum` of the amount, half up.
fn part(amount: Rupiah, until: Decimal, sum: Decimal) -> Result<Rupiah, Overflow> {
    // Ceilings are almost always whole rupiah, and whole numbers divide without a long quotient.
    if until.scale() == 0
        && sum.scale() == 0
        && let (Some(until), Some(sum)) = (until.to_i64(), sum.to_i64())
    {
        return amount.mul_div(until, sum, Rounding::HalfUp);
    }
    let product = amount.to_decimal().checked_mul(until).ok_or(Overflow)?;
    Rupiah::from_decimal(product / sum, Rounding::HalfUp)
}
