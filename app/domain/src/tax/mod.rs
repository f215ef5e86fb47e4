//! Income tax of employees (PPh 21): the month, the year, and what is taxed apart.
//!
//! Takes gross amounts as they are; which parts of pay enter them is decided by the caller.

mod month;
mod other;
mod step;
mod year;

pub use month::{MonthTax, annualised_month, ter_category, ter_month};
pub use other::{DailyTax, daily, final_honorarium, half_gross, whole_gross};
pub use step::TaxStep;
pub use year::{Deduction, LastMonth, Liability, Previous, Year, YearTax, last_month, year};

use crate::cite::Cite;
use crate::derive::{Recorder, Step, Value};
use crate::money::{Rounding, Rupiah};
use crate::outcome::Gap;

/// A rounding together with the source that orders it.
#[derive(Debug, Clone, Copy)]
pub struct Round<'l> {
    /// How a fraction of a rupiah is dropped.
    pub rounding: Rounding,
    /// Source, when the practice is a known one.
    pub cite: Option<&'l Cite>,
}

impl Round<'_> {
    /// Rounds without a source.
    #[must_use]
    pub const fn of(rounding: Rounding) -> Self {
        Self { rounding, cite: None }
    }

    /// Tells the rounding as a step of its own.
    pub(crate) fn tell<R: Recorder>(&self, rec: &mut R, amount: Rupiah) {
        rec.open(|| Step::Rounded(self.rounding));
        if let Some(cite) = self.cite {
            rec.cite(cite);
        }
        rec.close(|| Value::Rupiah(amount));
    }
}

pub(crate) fn out_of_range(field: &'static str) -> impl Fn(crate::money::Overflow) -> Gap {
    move |_| Gap::OutOfRange { field: field.to_owned() }
}

/// Returns a rate in basis points as percent.
pub(crate) fn percent(rate_bp: u32) -> Value {
    Value::Percent(rust_decimal::Decimal::new(i64::from(rate_bp), 2).normalize())
}

/// Returns `amount · rate` before any rounding.
pub(crate) fn exact(amount: Rupiah, rate_bp: u32) -> Value {
    let product = amount.to_decimal() * rust_decimal::Decimal::new(i64::from(rate_bp), 4);
    Value::Exact(product.normalize())
}

#[cfg(test)]
mod tests;
