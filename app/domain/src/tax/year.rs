//! The tax of a year or part of one, and what is left for its last month (PMK 168/2023 Pasal 15 to 18).

use serde::{Deserialize, Serialize};

use super::{Round, TaxStep, exact, out_of_range};
use crate::asn::Ptkp;
use crate::calendar::Day;
use crate::derive::{Recorder, Step, Value};
use crate::law::{Bracket, Rulebook};
use crate::money::{Rounding, Rupiah};
use crate::outcome::Gap;

/// Which yearly cost is taken from the gross.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deduction {
    /// Biaya jabatan, for people at work.
    BiayaJabatan,
    /// Biaya pensiun, for pensioners.
    BiayaPensiun,
}

/// Whether tax liability lasted the whole year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Liability {
    /// Resident all year: months as they are, whole PTKP.
    WholeYear,
    /// Liability began or ended inside the year: the period is made a year and the tax brought back.
    PartOfYear,
}

/// What a previous employer or another office certified for the same year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Previous {
    /// Net income there.
    pub net: Rupiah,
    /// Tax that was due there.
    pub tax: Rupiah,
}

/// The income of a year or of the part of it spent here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// Gross of all months here.
    pub gross: Rupiah,
    /// Months with pay here, 1 to 12.
    pub months: u8,
    /// Yearly cost that is taken off.
    pub deduction: Deduction,
    /// Pension and old-age contributions the employee paid.
    pub contributions: Rupiah,
    /// Zakat or obligatory religious contributions paid through the employer.
    pub zakat: Rupiah,
    /// Certificate of a previous employer or office.
    pub previous: Option<Previous>,
    /// Whether the period stands for itself or is made a year.
    pub liability: Liability,
    /// Status at the first day of the year.
    pub ptkp: Ptkp,
}

/// The tax of a year, with every figure the certificate shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearTax {
    /// Biaya jabatan or biaya pensiun.
    pub cost: Rupiah,
    /// Net income here.
    pub net: Rupiah,
    /// Net income here and before, made a year where liability was shorter.
    pub net_year: Rupiah,
    /// Income that stays free of tax.
    pub ptkp: Rupiah,
    /// Taxable income before it is dropped to the unit; not below zero.
    pub pkp_exact: Rupiah,
    /// Taxable income.
    pub pkp: Rupiah,
    /// Tax of a whole year on it.
    pub scale: Rupiah,
    /// Tax of the year or period, previous employers included.
    pub tax: Rupiah,
    /// Tax that is due here.
    pub due: Rupiah,
}

/// What is left for the last month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastMonth {
    /// What the year owes less what was withheld; negative when too much was withheld.
    pub difference: Rupiah,
    /// Tax to withhold in the last month; not below zero.
    pub tax: Rupiah,
    /// What the employee gets back; always zero where the state bore the tax.
    pub refund: Rupiah,
}

/// Computes the tax of a year by the scale of Pasal 17.
pub fn year<R: Recorder>(facts: &Year, on: Day, round: Round<'_>, law: &Rulebook, rec: &mut R) -> Result<YearTax, Gap> {
    let over = out_of_range("pph21");
    if !(1..=12).contains(&facts.months) {
        return Err(Gap::OutOfRange { field: "bulan".to_owned() });
    }
    rec.leaf(|| Step::Tax(TaxStep::YearGross { months: facts.months }), || Value::Rupiah(facts.gross));
    let cost = cost(facts, on, round, law, rec)?;
    let mut net = facts.gross.minus(cost).map_err(&over)?;
    for (amount, step) in [(facts.contributions, TaxStep::Contributions), (facts.zakat, TaxStep::Zakat)] {
        if amount != Rupiah::ZERO {
            rec.leaf(|| Step::Tax(step), || Value::Rupiah(amount));
            net = net.minus(amount).map_err(&over)?;
        }
    }
    rec.leaf(|| Step::Tax(TaxStep::Net), || Value::Rupiah(net));
    let mut net_year = net;
    if let Some(previous) = facts.previous {
        rec.leaf(|| Step::Tax(TaxStep::PreviousNet), || Value::Rupiah(previous.net));
        net_year = net_year.plus(previous.net).map_err(&over)?;
    }
    let months = i64::from(facts.months);
    if facts.liability == Liability::PartOfYear {
        net_year = net_year.mul_div(12, months, Rounding::Floor).map_err(&over)?;
        rec.leaf(|| Step::Tax(TaxStep::Annualised { months: facts.months }), || Value::Rupiah(net_year));
    }
    let ptkp = ptkp(facts.ptkp, on, law, rec)?;
    let pkp_exact = net_year.minus(ptkp).map_err(&over)?.at_least_zero();
    let (unit, unit_cite) = law.pkp_unit.on(on)?;
    let pkp = Rupiah::new(pkp_exact.get() - pkp_exact.get().rem_euclid(unit.get().max(1)));
    rec.cited(|| Step::Tax(TaxStep::Pkp { unit: *unit }), unit_cite, || Value::Rupiah(pkp));
    let scale = scale(pkp, on, round, law, rec)?;
    let mut tax = scale;
    if facts.liability == Liability::PartOfYear && scale != Rupiah::ZERO {
        tax = scale.mul_div(months, 12, round.rounding).map_err(&over)?;
        rec.leaf(|| Step::Tax(TaxStep::PartOfYear { months: facts.months }), || Value::Rupiah(tax));
    }
    let mut due = tax;
    if let Some(previous) = facts.previous {
        rec.leaf(|| Step::Tax(TaxStep::PreviousTax), || Value::Rupiah(previous.tax));
        due = tax.minus(previous.tax).map_err(&over)?;
    }
    Ok(YearTax { cost, net, net_year, ptkp, pkp_exact, pkp, scale, tax, due })
}

/// Takes what was withheld in the earlier months from what is due.
///
/// A surplus goes back to the employee, unless the state bore the tax (PMK 168/2023 Pasal 21).
pub fn last_month<R: Recorder>(
    due: Rupiah,
    withheld: Rupiah,
    borne_by_state: bool,
    rec: &mut R,
) -> Result<LastMonth, Gap> {
    rec.leaf(|| Step::Tax(TaxStep::Withheld), || Value::Rupiah(withheld));
    let difference = due.minus(withheld).map_err(out_of_range("pph21"))?;
    rec.leaf(|| Step::Tax(TaxStep::LastMonth), || Value::Rupiah(difference));
    let tax = difference.at_least_zero();
    let surplus = tax.minus(difference).map_err(out_of_range("pph21"))?;
    let refund = if borne_by_state { Rupiah::ZERO } else { surplus };
    if surplus != Rupiah::ZERO {
        let step = if borne_by_state { TaxStep::SurplusOfState } else { TaxStep::Refund };
        rec.leaf(|| Step::Tax(step), || Value::Rupiah(surplus));
    }
    Ok(LastMonth { difference, tax, refund })
}

fn cost<R: Recorder>(facts: &Year, on: Day, round: Round<'_>, law: &Rulebook, rec: &mut R) -> Result<Rupiah, Gap> {
    let param = match facts.deduction {
        Deduction::BiayaJabatan => &law.biaya_jabatan,
        Deduction::BiayaPensiun => &law.biaya_pensiun,
    };
    let (share, cite) = param.on(on)?;
    let cap = share.bulan.times(u32::from(facts.months)).map_err(out_of_range("pph21"))?.min(share.tahun);
    let cost = facts.gross.share_bp(share.bp, round.rounding).map_err(out_of_range("pph21"))?.min(cap).at_least_zero();
    rec.cited(
        || Step::Tax(TaxStep::Cost { deduction: facts.deduction, rate_bp: share.bp, cap }),
        cite,
        || Value::Rupiah(cost),
    );
    Ok(cost)
}

fn ptkp<R: Recorder>(status: Ptkp, on: Day, law: &Rulebook, rec: &mut R) -> Result<Rupiah, Gap> {
    let over = out_of_range("ptkp");
    rec.open(|| Step::Tax(TaxStep::PtkpYear(status)));
    let (own, own_cite) = law.ptkp_self.on(on)?;
    rec.cited(|| Step::Tax(TaxStep::PtkpSelf), own_cite, || Value::Rupiah(*own));
    let mut sum = *own;
    if status.married {
        let (married, cite) = law.ptkp_married.on(on)?;
        rec.cited(|| Step::Tax(TaxStep::PtkpMarried), cite, || Value::Rupiah(*married));
        sum = sum.plus(*married).map_err(&over)?;
    }
    let count = status.dependants();
    if count > 0 {
        let (each, cite) = law.ptkp_dependant.on(on)?;
        let amount = each.times(u32::from(count)).map_err(&over)?;
        rec.cited(|| Step::Tax(TaxStep::PtkpDependants { count, each: *each }), cite, || Value::Rupiah(amount));
        sum = sum.plus(amount).map_err(&over)?;
    }
    rec.close(|| Value::Rupiah(sum));
    Ok(sum)
}

/// Applies the yearly scale slice by slice and rounds once at the end. Nothing taxable owes nothing, whatever the scale.
pub(super) fn scale<R: Recorder>(
    amount: Rupiah,
    on: Day,
    round: Round<'_>,
    law: &Rulebook,
    rec: &mut R,
) -> Result<Rupiah, Gap> {
    if amount.get() <= 0 {
        return Ok(Rupiah::ZERO);
    }
    let over = out_of_range("pph21");
    let (scale, cite) = law.pasal17.on(on)?;
    rec.open(|| Step::Tax(TaxStep::Scale));
    rec.cite(cite);
    let mut ten_thousandths = Rupiah::ZERO;
    for bracket in scale.brackets().take_while(|bracket| bracket.above < amount) {
        let Bracket { above, upto, rate_bp } = bracket;
        let inside = upto.map_or(amount, |upto| upto.min(amount)).minus(above).map_err(&over)?;
        rec.leaf(|| Step::Tax(TaxStep::Slice { bracket, amount: inside }), || exact(inside, rate_bp));
        ten_thousandths = ten_thousandths.plus(inside.times(rate_bp).map_err(&over)?).map_err(&over)?;
    }
    let tax = ten_thousandths.mul_div(1, 10_000, round.rounding).map_err(&over)?;
    if ten_thousandths.get() % 10_000 != 0 {
        round.tell(rec, tax);
    }
    rec.close(|| Value::Rupiah(tax));
    Ok(tax)
}
