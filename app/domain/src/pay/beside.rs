//! The tax of what is paid beside the salary of a month: arrears, THR, gaji ke-13.
//!
//! All income of one calendar month is added before the rate is looked up, and each part owes what it adds
//! (PMK 168/2023 Pasal 5 ayat (3), lampiran C).

use serde::{Deserialize, Serialize};

use super::resolve::LIMIT;
use super::{PayInput, PayStep, Slip, TaxBearer, TaxPlan};
use crate::derive::{Recorder, Step, Value};
use crate::law::{Rulebook, TerCategory};
use crate::money::Rupiah;
use crate::outcome::Gap;
use crate::tax::{self, Round};

/// Kinds of pay beside salary, in the order in which they add to the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BesideKind {
    /// Arrears of salary.
    RapelGaji,
    /// Arrears of TPP taxed together with salary.
    RapelTpp,
    /// THR: its salary part.
    Thr,
    /// THR: its TPP, taxed together with salary.
    ThrTpp,
    /// Gaji ke-13: its salary part.
    Gaji13,
    /// Gaji ke-13: its TPP, taxed together with salary.
    Gaji13Tpp,
}

impl BesideKind {
    /// Says whether it is TPP, whose tax a region may bear; the state bears none of it.
    #[must_use]
    pub const fn is_tpp(self) -> bool {
        matches!(self, Self::RapelTpp | Self::ThrTpp | Self::Gaji13Tpp)
    }
}

/// One payment beside the salary of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// What it is.
    pub kind: BesideKind,
    /// Taxable gross, whole rupiah, never below zero.
    pub gross: Rupiah,
    /// Pension and old-age contributions taken from it; they count in the last month of the year only.
    pub contributions: Rupiah,
    /// Who bears its tax; the region counts as the state: in and out in equal amounts.
    pub bearer: TaxBearer,
}

/// What one payment adds to the tax of the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BesideTax {
    /// What it is.
    pub kind: BesideKind,
    /// Tax it adds.
    pub tax: Rupiah,
    /// Who bears it.
    pub bearer: TaxBearer,
}

/// The tax of a month with everything paid in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaydayTax {
    /// Gross of the month, salary included.
    pub gross: Rupiah,
    /// Tax of the month, salary included; the parts and the tax on salary sum to it.
    pub tax: Rupiah,
    /// Table of effective rates, where one was read.
    pub category: Option<TerCategory>,
    /// Effective rate of the whole month in basis points, where one was read.
    pub rate_bp: Option<u32>,
    /// What each payment adds: those before, then the others in the order of [`BesideKind`].
    pub parts: Vec<BesideTax>,
}

impl PaydayTax {
    /// Returns what a payment adds; nothing where it is not among them.
    #[must_use]
    pub fn tax(&self, kind: BesideKind) -> Rupiah {
        self.parts.iter().find(|part| part.kind == kind).map_or(Rupiah::ZERO, |part| part.tax)
    }
}

/// Adds payments to a month whose slip is known and finds what each adds to its tax.
///
/// `slip` is the slip worked out from `input`; `before` is what went out earlier in that month, in its order. A part owes
/// the tax of the month with it less the tax without it, so that the sum is that of one look-up over everything. In the
/// last month of the year the whole year is worked out again.
/// Errors: a month before effective rates (2024), whose method for such income is not in the rule book; a tax given by
/// paper (`pph21`); a slip of another month (`bulan`); one kind twice or an amount out of range (`bruto`).
pub fn beside<R: Recorder>(
    input: &PayInput,
    slip: &Slip,
    before: &[Beside],
    payments: &[Beside],
    law: &Rulebook,
    rec: &mut R,
) -> Result<PaydayTax, Gap> {
    let bad = |field: &str| Gap::OutOfRange { field: field.to_owned() };
    if slip.month != input.month {
        return Err(bad("bulan"));
    }
    let mut payments = payments.to_vec();
    payments.sort_unstable_by_key(|payment| payment.kind);
    let payments: Vec<Beside> = before.iter().chain(&payments).copied().collect();
    let twice = |at: usize| payments[..at].iter().any(|earlier| earlier.kind == payments[at].kind);
    if (0..payments.len()).any(twice)
        || payments.iter().any(|payment| payment.gross < Rupiah::ZERO || payment.gross > LIMIT)
    {
        return Err(bad("bruto"));
    }
    let mut run = Payday { input, law, round: Round::of(input.practice.tax), category: None, rate_bp: None };
    let mut made = PaydayTax {
        gross: slip.tax.gross,
        tax: slip.tax.tax,
        category: slip.tax.category,
        rate_bp: slip.tax.rate_bp,
        parts: Vec::with_capacity(payments.len()),
    };
    let mut contributions = slip.tax.contributions;
    for Beside { kind, gross, contributions: own, bearer } in payments {
        rec.open(|| Step::Pay(PayStep::BesideTax(kind)));
        rec.leaf(|| Step::Pay(PayStep::MonthGross), || Value::Rupiah(made.gross));
        rec.leaf(|| Step::Pay(PayStep::BesideGross(kind)), || Value::Rupiah(gross));
        run.round = run.rounding(kind)?;
        made.gross = made.gross.plus(gross)?;
        contributions = contributions.plus(own)?;
        let (_, cite) = law.gross_components.on(input.month.first())?;
        rec.cite(cite);
        let with = run.tax(made.gross, contributions, rec)?.max(made.tax);
        rec.leaf(|| Step::Pay(PayStep::TaxBefore), || Value::Rupiah(made.tax));
        // A surplus borne by the state is lost to the employee, one of the employee's own is set off.
        let (before, after) = match bearer {
            TaxBearer::State => (made.tax.at_least_zero(), with.at_least_zero()),
            TaxBearer::Employee => (made.tax, with),
        };
        let tax = after.minus(before)?;
        if bearer == TaxBearer::State && !kind.is_tpp() {
            let (_, cite) = law.borne_by_state.on(input.month.first())?;
            rec.cite(cite);
        }
        rec.close(|| Value::Rupiah(tax));
        made.tax = with;
        made.parts.push(BesideTax { kind, tax, bearer });
    }
    if !made.parts.is_empty() {
        (made.category, made.rate_bp) = (run.category, run.rate_bp);
    }
    Ok(made)
}

struct Payday<'a> {
    input: &'a PayInput,
    law: &'a Rulebook,
    round: Round<'a>,
    category: Option<TerCategory>,
    rate_bp: Option<u32>,
}

impl<'a> Payday<'a> {
    /// Arrears are rounded as salary; one system that rounds the tax of salary up rounds that of THR to the nearest.
    fn rounding(&self, kind: BesideKind) -> Result<Round<'a>, Gap> {
        let (on, salary) = (self.input.month.first(), self.input.practice.tax);
        if matches!(kind, BesideKind::RapelGaji | BesideKind::RapelTpp) {
            return Ok(Round { rounding: salary, cite: self.law.practice_cite(&self.input.practice, on) });
        }
        let (roundings, cite) = self.law.thr_rounding.on(on)?;
        Ok(Round { rounding: roundings.of(salary), cite: Some(cite) })
    }

    fn tax<R: Recorder>(&mut self, gross: Rupiah, contributions: Rupiah, rec: &mut R) -> Result<Rupiah, Gap> {
        let on = self.input.month.first();
        match &self.input.tax {
            TaxPlan::Given(_) => Err(Gap::NoFact { field: "pph21".to_owned() }),
            TaxPlan::Ordinary => {
                let month = tax::ter_month(gross, self.input.ptkp, on, self.round, self.law, rec)?;
                self.category = month.category;
                self.rate_bp = month.bracket.map(|bracket| bracket.rate_bp);
                Ok(month.tax)
            }
            TaxPlan::LastMonth(opening) => {
                let facts = opening.year(gross, contributions, self.input.ptkp)?;
                let year = tax::year(&facts, on, self.round, self.law, rec)?;
                Ok(year.due.minus(opening.tax)?)
            }
        }
    }
}
