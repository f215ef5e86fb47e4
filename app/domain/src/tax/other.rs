//! What is taxed apart from salary: daily pay, fees of non-employees, prizes, and honoraria with final tax.

use super::{Round, TaxStep, exact, out_of_range, percent};
use crate::asn::Golongan;
use crate::calendar::Day;
use crate::derive::{Recorder, Step, Value};
use crate::law::{Bracket, Rulebook};
use crate::money::Rupiah;
use crate::outcome::Gap;

/// The tax of a day of casual work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DailyTax {
    /// Bracket of the daily scale; nothing above it, where half of the gross is taxed.
    pub bracket: Option<Bracket>,
    /// Tax of the day.
    pub tax: Rupiah,
}

/// Computes the tax on a day's gross (PP 58/2023 lampiran D; above its end PMK 168/2023 Pasal 16).
pub fn daily<R: Recorder>(
    gross: Rupiah,
    on: Day,
    round: Round<'_>,
    law: &Rulebook,
    rec: &mut R,
) -> Result<DailyTax, Gap> {
    let (scale, cite) = law.ter_daily.on(on)?;
    let Some(bracket) = scale.bracket(gross) else {
        let tax = half_gross(gross, Rupiah::ZERO, on, round, law, rec)?.1;
        return Ok(DailyTax { bracket: None, tax });
    };
    rec.cited(|| Step::Tax(TaxStep::DailyRate { bracket }), cite, || percent(bracket.rate_bp));
    let tax = gross.share_bp(bracket.rate_bp, round.rounding).map_err(out_of_range("pph21"))?;
    if bracket.rate_bp != 0 {
        rec.leaf(|| Step::Tax(TaxStep::Share { rate_bp: bracket.rate_bp }), || exact(gross, bracket.rate_bp));
        round.tell(rec, tax);
    }
    Ok(DailyTax { bracket: Some(bracket), tax })
}

/// Computes the tax on a fee of a non-employee: half of the gross, less what is proven to be others', by Pasal 17.
///
/// Returns the taxable base and the tax.
pub fn half_gross<R: Recorder>(
    gross: Rupiah,
    proven: Rupiah,
    on: Day,
    round: Round<'_>,
    law: &Rulebook,
    rec: &mut R,
) -> Result<(Rupiah, Rupiah), Gap> {
    let over = out_of_range("pph21");
    rec.leaf(|| Step::Tax(TaxStep::Gross), || Value::Rupiah(gross));
    if proven != Rupiah::ZERO {
        rec.leaf(|| Step::Tax(TaxStep::Proven), || Value::Rupiah(proven));
    }
    let (share_bp, cite) = law.half_gross.on(on)?;
    let own = gross.minus(proven).map_err(&over)?.at_least_zero();
    let base = own.share_bp(*share_bp, round.rounding).map_err(&over)?;
    rec.cited(|| Step::Tax(TaxStep::HalfGross { share_bp: *share_bp }), cite, || Value::Rupiah(base));
    Ok((base, super::year::scale(base, on, round, law, rec)?))
}

/// Computes the tax on a prize or a fee of which the whole gross is taxed by Pasal 17.
pub fn whole_gross<R: Recorder>(
    gross: Rupiah,
    on: Day,
    round: Round<'_>,
    law: &Rulebook,
    rec: &mut R,
) -> Result<Rupiah, Gap> {
    rec.leaf(|| Step::Tax(TaxStep::Gross), || Value::Rupiah(gross));
    super::year::scale(gross, on, round, law, rec)
}

/// Computes the final tax on an honorarium charged to a state or regional budget (PP 80/2010 Pasal 4).
pub fn final_honorarium<R: Recorder>(
    gross: Rupiah,
    golongan: Golongan,
    on: Day,
    round: Round<'_>,
    law: &Rulebook,
    rec: &mut R,
) -> Result<Rupiah, Gap> {
    let (rate_bp, cite) = law.final_bp(golongan, on)?;
    rec.leaf(|| Step::Tax(TaxStep::FinalGross), || Value::Rupiah(gross));
    rec.cited(|| Step::Tax(TaxStep::FinalRate { golongan, rate_bp }), cite, || percent(rate_bp));
    if rate_bp == 0 {
        return Ok(Rupiah::ZERO);
    }
    rec.leaf(|| Step::Tax(TaxStep::Share { rate_bp }), || exact(gross, rate_bp));
    let tax = gross.share_bp(rate_bp, round.rounding).map_err(out_of_range("pph21"))?;
    round.tell(rec, tax);
    Ok(tax)
}
