//! Cases of one payment: a month, a day, a fee, a prize.

use domain::calendar::Day;
use domain::derive::Silent;
use domain::law::Rulebook;
use domain::money::{Rounding, Rupiah};
use domain::tax::{self, Round};

use super::{Work, gap};

/// Regulation examples drop fractions.
pub(super) const FLOOR: Round<'static> = Round::of(Rounding::Floor);

pub(super) fn on() -> Result<Day, String> {
    "2024-12-01".parse().map_err(|_| "no day".into())
}

impl Work<'_> {
    pub(super) fn one_month(&mut self) -> Result<(), String> {
        let ptkp = self.parsed("ptkp")?;
        let gross = if self.inputs.has("usd") {
            let (usd, rate) = (self.rupiah("usd")?, self.rupiah("rate_idr")?);
            usd.mul_div(rate.get(), 1, Rounding::Floor).map_err(|error| error.to_string())?
        } else if self.inputs.has("salary") {
            // What the employee pays into a pension lowers no gross of a month.
            self.inputs.int("pension_contribution")?;
            let allowance = self.inputs.int("tax_allowance")?.unwrap_or(0);
            self.rupiah("salary")?.plus(Rupiah::new(allowance)).map_err(|error| error.to_string())?
        } else {
            self.rupiah("gross")?
        };
        let month = tax::ter_month(gross, ptkp, on()?, FLOOR, Rulebook::national(), &mut Silent).map_err(gap)?;
        let (category, bracket) = (month.category.ok_or("no category")?, month.bracket.ok_or("no bracket")?);
        self.expected.check("gross", gross.get());
        self.expected.check("ter_category", category.to_string());
        self.expected.check("ter_rate_bp", i64::from(bracket.rate_bp));
        self.expected.check("tax", month.tax.get());
        Ok(())
    }

    pub(super) fn daily(&mut self) -> Result<(), String> {
        let days = self.inputs.int("days")?;
        let each = match self.inputs.int("gross_per_day")? {
            Some(each) => Rupiah::new(each),
            None => {
                let days = self.need("days", days)?;
                self.rupiah("gross_total")?.mul_div(1, days, Rounding::Floor).map_err(|error| error.to_string())?
            }
        };
        let found = tax::daily(each, on()?, FLOOR, Rulebook::national(), &mut Silent).map_err(gap)?;
        self.expected.check("gross_per_day", each.get());
        if let Some(bracket) = found.bracket {
            self.expected.check("ter_daily_bp", i64::from(bracket.rate_bp));
        }
        self.expected.check("tax_per_day", found.tax.get());
        if let Some(days) = days {
            self.expected.check("tax_total", found.tax.get() * days);
        }
        Ok(())
    }

    /// An honorarium by rank, taxed finally.
    pub(super) fn honorarium(&mut self) -> Result<(), String> {
        let (gross, rank) = (self.rupiah("honorarium")?, self.parsed("golongan")?);
        let due = tax::final_honorarium(gross, rank, on()?, FLOOR, Rulebook::national(), &mut Silent).map_err(gap)?;
        self.expected.check("tax", due.get());
        self.expected.check("net", gross.get() - due.get());
        Ok(())
    }

    /// Fees of several months, each taxed on its own (PMK 168/2023: not added up over the year).
    pub(super) fn fees(&mut self) -> Result<(), String> {
        let gross = self.inputs.ints("gross_by_month")?.unwrap_or_default();
        let mut bases = Vec::new();
        let mut taxes = Vec::new();
        for month in gross {
            let law = Rulebook::national();
            let found = tax::half_gross(Rupiah::new(month), Rupiah::ZERO, on()?, FLOOR, law, &mut Silent);
            let (base, due) = found.map_err(gap)?;
            bases.push(base.get());
            taxes.push(due.get());
        }
        self.expected.check("taxable_base_by_month", bases);
        self.expected.check("tax_by_month", taxes.clone());
        self.expected.check("tax_year", taxes.iter().sum::<i64>());
        Ok(())
    }

    /// Half of a fee is taxed, the whole of a prize; only the title tells them apart.
    pub(super) fn fee(&mut self) -> Result<(), String> {
        let gross = self.rupiah("gross")?;
        let wages = self.inputs.int("proven_wages")?.unwrap_or(0);
        let parts = self.inputs.int("proven_parts")?.unwrap_or(0);
        let law = Rulebook::national();
        let (base, due) = if self.title.to_lowercase().contains("fee") {
            tax::half_gross(gross, Rupiah::new(wages + parts), on()?, FLOOR, law, &mut Silent).map_err(gap)?
        } else {
            (gross, tax::whole_gross(gross, on()?, FLOOR, law, &mut Silent).map_err(gap)?)
        };
        self.expected.check("taxable_base", base.get());
        self.expected.check("tax", due.get());
        Ok(())
    }
}
