//! The tax of one ordinary month.

use super::{Deduction, Liability, Round, TaxStep, Year, exact, out_of_range, percent, year};
use crate::asn::Ptkp;
use crate::calendar::Day;
use crate::cite::Cite;
use crate::derive::{Recorder, Step, Value};
use crate::law::{Bracket, Rulebook, Scale, TerCategory};
use crate::money::Rupiah;
use crate::outcome::Gap;

/// The tax of a month with what decided it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthTax {
    /// Gross the rate was looked up with.
    pub gross: Rupiah,
    /// Table of effective rates; nothing under the method before 2024.
    pub category: Option<TerCategory>,
    /// Bracket of the table; nothing under the method before 2024.
    pub bracket: Option<Bracket>,
    /// Tax of the month.
    pub tax: Rupiah,
}

/// Returns the category of effective rates of a family status (PP 58/2023 Pasal 2 ayat (4)).
pub fn ter_category(ptkp: Ptkp, on: Day, law: &Rulebook) -> Result<(TerCategory, &Cite), Gap> {
    let (categories, cite) = law.ter_category.on(on)?;
    Ok((categories.of(ptkp), cite))
}

/// Computes the tax of a month by the average effective rate (PP 58/2023, PMK 168/2023): the rate applies to the whole
/// gross. The caller has told the gross.
pub fn ter_month<R: Recorder>(
    gross: Rupiah,
    ptkp: Ptkp,
    on: Day,
    round: Round<'_>,
    law: &Rulebook,
    rec: &mut R,
) -> Result<MonthTax, Gap> {
    let (category, category_cite) = ter_category(ptkp, on, law)?;
    rec.cited(|| Step::Tax(TaxStep::Category { ptkp, category }), category_cite, || Value::Word(category.to_string()));
    let (scale, scale_cite) = law.ter[category as usize].on(on)?;
    let bracket = scale.bracket(gross).ok_or_else(|| Gap::OutOfRange { field: "bruto".to_owned() })?;
    rec.cited(|| Step::Tax(TaxStep::TerRate { category, bracket }), scale_cite, || percent(bracket.rate_bp));
    let tax = if bracket.rate_bp == 0 {
        Rupiah::ZERO
    } else {
        rec.leaf(|| Step::Tax(TaxStep::Share { rate_bp: bracket.rate_bp }), || exact(gross, bracket.rate_bp));
        let tax = gross.share_bp(bracket.rate_bp, round.rounding).map_err(out_of_range("pph21"))?;
        round.tell(rec, tax);
        if R::TELLS {
            edge(scale, bracket, gross, tax, round, rec)?;
        }
        tax
    };
    Ok(MonthTax { gross, category: Some(category), bracket: Some(bracket), tax })
}

/// Tells where a rupiah more cost more than a rupiah: the gross is just above a bound and less is left than at the bound.
fn edge<R: Recorder>(
    scale: &Scale,
    bracket: Bracket,
    gross: Rupiah,
    tax: Rupiah,
    round: Round<'_>,
    rec: &mut R,
) -> Result<(), Gap> {
    let over = out_of_range("pph21");
    let bound = bracket.above;
    let Some(below) = scale.bracket(bound).filter(|below| below.rate_bp < bracket.rate_bp) else { return Ok(()) };
    let tax_at = bound.share_bp(below.rate_bp, round.rounding).map_err(&over)?;
    let less = bound.minus(tax_at).and_then(|left| left.minus(gross)?.plus(tax)).map_err(&over)?;
    if less > Rupiah::ZERO {
        rec.leaf(|| Step::Tax(TaxStep::Edge { bound, tax: tax_at }), || Value::Rupiah(less));
    }
    Ok(())
}

/// Computes the tax of a month by the method before 2024: the month is made a year, taxed, and divided by twelve.
pub fn annualised_month<R: Recorder>(
    gross: Rupiah,
    contributions: Rupiah,
    ptkp: Ptkp,
    on: Day,
    round: Round<'_>,
    law: &Rulebook,
    rec: &mut R,
) -> Result<MonthTax, Gap> {
    let facts = Year {
        gross,
        months: 1,
        deduction: Deduction::BiayaJabatan,
        contributions,
        zakat: Rupiah::ZERO,
        previous: None,
        liability: Liability::PartOfYear,
        ptkp,
    };
    let tax = year(&facts, on, round, law, rec)?.tax;
    Ok(MonthTax { gross, category: None, bracket: None, tax })
}
