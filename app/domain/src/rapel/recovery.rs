//! How an overpayment comes back: instalments over months, the last one named.
//!
//! No act that was read fixes the number of instalments: it is a decision of a person, with its paper.

use super::RapelStep;
use crate::calendar::Month;
use crate::derive::{Recorder, Step, Value};
use crate::money::{Rounding, Rupiah};
use crate::outcome::Gap;
use crate::pay::PayStep;
use crate::tax::Round;

/// One instalment, in whole rupiah.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instalment {
    /// The month whose pay it is taken from.
    pub month: Month,
    /// Amount taken.
    pub amount: Rupiah,
    /// What is still owed afterwards.
    pub left: Rupiah,
}

/// A plan to take an overpayment back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    /// What comes back in all.
    pub whole: Rupiah,
    /// The instalments, in order; they sum to the overpayment.
    pub instalments: Vec<Instalment>,
    /// How every instalment but the last was made whole.
    pub rounding: Rounding,
    /// What the last one carries beyond the others: less than one rupiah for each instalment.
    pub last_more: Rupiah,
}

/// Divides an overpayment into monthly instalments: each dropped to whole rupiah, the last takes what is left over.
///
/// `overpaid` is the net of [`super::Side::sums`], below zero. Errors: nothing was overpaid (`kelebihan_bayar`), no
/// instalment, or more of them than rupiah (`angsuran`).
pub fn recovery<R: Recorder>(overpaid: Rupiah, instalments: u8, first: Month, rec: &mut R) -> Result<Recovery, Gap> {
    let bad = |field: &str| Gap::OutOfRange { field: field.to_owned() };
    let rapel = |step| Step::Pay(PayStep::Rapel(step));
    let whole = Rupiah::ZERO.minus(overpaid)?;
    if whole <= Rupiah::ZERO {
        return Err(bad("kelebihan_bayar"));
    }
    let before = instalments.checked_sub(1).ok_or_else(|| bad("angsuran"))?;
    rec.open(|| rapel(RapelStep::Recovery { instalments }));
    let each = whole.mul_div(1, i64::from(instalments), Rounding::Floor)?;
    if each == Rupiah::ZERO {
        return Err(bad("angsuran"));
    }
    let last = whole.minus(each.times(u32::from(before))?)?;
    if before > 0 {
        rec.open(|| rapel(RapelStep::Instalment));
        Round::of(Rounding::Floor).tell(rec, each);
        rec.close(|| Value::Rupiah(each));
        rec.leaf(|| rapel(RapelStep::LastInstalment { before }), || Value::Rupiah(last));
    }
    rec.close(|| Value::Rupiah(whole));
    let mut left = whole;
    let mut made = Vec::with_capacity(usize::from(instalments));
    for at in 0..instalments {
        let amount = if at == before { last } else { each };
        left = left.minus(amount)?;
        made.push(Instalment { month: first.plus(i32::from(at)), amount, left });
    }
    Ok(Recovery { whole, instalments: made, rounding: Rounding::Floor, last_more: last.minus(each)? })
}
