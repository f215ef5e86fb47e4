//! Who has a right to a yearly payment, and what of the base month it is made of, before tax.

use super::{Ask, Performance, Share, ThrCode, ThrLine, ThrStep};
use crate::asn::{Keadaan, Status};
use crate::calendar::{Day, Month};
use crate::cite::Cite;
use crate::derive::{Recorder, Step, Value};
use crate::law::{Component, Excluded, Rulebook, YearRules, YearlyKind};
use crate::money::{Rounding, Rupiah};
use crate::outcome::Gap;
use crate::pay::{Given, LIMIT, LineCode, PayStep, part_year};
use crate::tax::{Round, percent};

/// Why there is no right: a known nothing, never a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoRight {
    /// The act does not name this kind of civil servant.
    NotNamed(Status),
    /// The standing excludes.
    Excluded(Excluded),
    /// No salary was due in the base month, which is the measure.
    NoSalary {
        /// How the person stood.
        keadaan: Keadaan,
        /// Since when.
        since: Day,
    },
    /// A PPPK who served too short before the feast.
    TooShort {
        /// Fewest full calendar months.
        least: u8,
    },
}

/// What a right is worth before tax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earned {
    /// THR or gaji ke-13.
    pub kind: YearlyKind,
    /// Its year.
    pub year: i32,
    /// The month whose pay is the measure.
    pub base_month: Month,
    /// Months served of the months of a whole payment; nothing for PNS and CPNS, who are paid whole.
    pub served: Option<(u8, u8)>,
    /// Earnings in slip order, tunjangan profesi last; no pembulatan and no tax yet.
    pub lines: Vec<ThrLine>,
}

/// Whether there is a right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Right {
    /// There is.
    Earned(Earned),
    /// There is none.
    None {
        /// Why.
        why: NoRight,
        /// Source of the rule.
        cite: Cite,
    },
}

fn thr(step: ThrStep) -> Step {
    Step::Pay(PayStep::Thr(step))
}

/// Says whether there is a right and what it is worth before tax. Contributions (iuran wajib, BPJS) are not taken.
///
/// Errors, all at once where they can be: a year or part of it that the rule book lacks, named with the year
/// (`gaji13.bulan_dasar.2026`); a slip of another month (`bulan_dasar`); a share above what the act allows
/// (`bagian_tpp`); for PPPK no first day of service (`tmt`) or no feast (`hari_raya`) where it decides.
pub fn right<R: Recorder>(ask: &Ask<'_>, law: &Rulebook, rec: &mut R) -> Result<Right, Vec<Gap>> {
    let rules = law.yearly(ask.kind, ask.year);
    let mut gaps = Vec::new();
    let mut keep = |gap| gaps.push(gap);
    let receives = rules.receives(ask.status).map_err(&mut keep).ok();
    let base = rules.base_month().map_err(&mut keep).ok();
    let components = rules.components().map_err(&mut keep).ok();
    let (Some(receives), Some((base_month, base_cite)), Some(components)) = (receives, base, components) else {
        return Err(gaps);
    };
    let one = |gap: Gap| vec![gap];
    if let Some(none) = no_right(ask, rules, receives, base_month, rec).map_err(one)? {
        return Ok(none);
    }
    if ask.base.month != base_month {
        return Err(one(Gap::OutOfRange { field: "bulan_dasar".to_owned() }));
    }
    rec.cited(|| thr(ThrStep::BaseMonth(base_month)), base_cite, || Value::Month(base_month));
    let served = served(ask, base_month, law).map_err(one)?;
    let mut run = Run { ask, served, lines: Vec::new(), rec };
    for line in &ask.base.lines {
        let belongs = |component| components.0.contains(component) && component != Component::Tpp;
        if line.amount != Rupiah::ZERO && line.code.component().is_some_and(belongs) {
            run.line(ThrCode::Slip(line.code), line.amount, Of::Whole(components.1)).map_err(one)?;
        }
    }
    run.performance(rules).map_err(one)?;
    let lines = run.lines;
    let served = served.map(|(served, full, _)| (served, full));
    Ok(Right::Earned(Earned { kind: ask.kind, year: ask.year, base_month, served, lines }))
}

fn no_right<R: Recorder>(
    ask: &Ask<'_>,
    rules: YearRules<'_>,
    (receives, cite): (bool, &Cite),
    base_month: Month,
    rec: &mut R,
) -> Result<Option<Right>, Gap> {
    let Ask { kind, year, status, .. } = *ask;
    let none = |why, cite: &Cite| Ok(Some(Right::None { why, cite: cite.clone() }));
    rec.cited(|| thr(ThrStep::Receives { kind, year, status }), cite, || Value::Held(receives));
    if !receives {
        return none(NoRight::NotNamed(status), cite);
    }
    if let Some(why) = ask.excluded {
        let (excludes, cite) = rules.excludes(why)?;
        rec.cited(|| thr(ThrStep::Excludes(why)), cite, || Value::Held(excludes));
        if excludes {
            return none(NoRight::Excluded(why), cite);
        }
    }
    if status != Status::Pppk {
        return Ok(None);
    }
    let missing = |field: &str| Gap::NoFact { field: field.to_owned() };
    let since = ask.since.ok_or_else(|| missing("tmt"))?;
    // The feast comes after the base month: who began before that month has served a month in any case.
    let (Some((least, cite)), true) = (rules.least_months()?, since.month() >= base_month) else { return Ok(None) };
    let served = full_months(since, ask.feast.ok_or_else(|| missing("hari_raya"))?);
    let enough = served >= i32::from(least);
    rec.cited(|| thr(ThrStep::LongEnough { least, served }), cite, || Value::Held(enough));
    if enough { Ok(None) } else { none(NoRight::TooShort { least }, cite) }
}

/// Counts full calendar months from a day to another.
fn full_months(since: Day, until: Day) -> i32 {
    until.month().months_since(since.month()) - i32::from(until.parts().2 < since.parts().2)
}

type Served<'l> = Option<(u8, u8, &'l Cite)>;

/// Months served of a PPPK; a whole payment for everybody else.
fn served<'l>(ask: &Ask<'_>, base_month: Month, law: &'l Rulebook) -> Result<Served<'l>, Gap> {
    let (Status::Pppk, Some(since)) = (ask.status, ask.since) else { return Ok(None) };
    let (months, _) = part_year(since, base_month, &[], law)?;
    let (full, cite) = law.thr_full_months.on(base_month.first())?;
    Ok(Some((months, *full, cite)))
}

/// What of a month's amount is paid, before months served.
enum Of<'a> {
    Whole(&'a Cite),
    Share { share_bp: u32, source: Option<String>, rounding: Rounding, cite: &'a Cite },
    Months(u32, &'a Cite),
}

struct Run<'a, R> {
    ask: &'a Ask<'a>,
    served: Served<'a>,
    lines: Vec<ThrLine>,
    rec: &'a mut R,
}

impl<R: Recorder> Run<'_, R> {
    /// Adds a line: the month's amount, times its share, times months served over months of a whole payment.
    fn line(&mut self, code: ThrCode, month: Rupiah, of: Of<'_>) -> Result<(), Gap> {
        let kind = self.ask.kind;
        if month < Rupiah::ZERO || month > LIMIT {
            return Err(Gap::OutOfRange { field: code.text().into_owned() });
        }
        self.rec.open(|| thr(ThrStep::Line(kind, code)));
        let told = || Value::Rupiah(month);
        let (up, down, rounding) = match of {
            Of::Whole(cite) => {
                self.rec.cited(|| thr(ThrStep::MonthAmount(code)), cite, told);
                (1, 1, Rounding::Floor)
            }
            Of::Share { share_bp, source, rounding, cite } => {
                self.rec.leaf(|| thr(ThrStep::MonthAmount(code)), told);
                self.rec.cited(|| thr(ThrStep::Share { share_bp, source }), cite, || percent(share_bp));
                (i64::from(share_bp), 10_000, rounding)
            }
            Of::Months(months, cite) => {
                self.rec.leaf(|| thr(ThrStep::MonthAmount(code)), told);
                self.rec.cited(|| thr(ThrStep::Months(months)), cite, || Value::Count(i64::from(months)));
                (i64::from(months), 1, Rounding::Floor)
            }
        };
        let (up, down, round) = match self.served {
            Some((served, full, cite)) if served < full => {
                let step = || thr(ThrStep::Served { served, full });
                self.rec.cited(step, cite, || Value::Count(i64::from(served)));
                (up * i64::from(served), down * i64::from(full), Round { rounding: Rounding::Floor, cite: Some(cite) })
            }
            _ => (up, down, Round::of(rounding)),
        };
        let amount = month.mul_div(up, down, round.rounding)?;
        if month.to_decimal() * rust_decimal::Decimal::from(up)
            != amount.to_decimal() * rust_decimal::Decimal::from(down)
        {
            round.tell(self.rec, amount);
        }
        self.rec.close(|| Value::Rupiah(amount));
        self.lines.push(ThrLine { code, amount, zero: None });
        Ok(())
    }

    fn performance(&mut self, rules: YearRules<'_>) -> Result<(), Gap> {
        match &self.ask.performance {
            Performance::None => Ok(()),
            Performance::Tpp { month, share, rounding, .. } => {
                let (most, cite) = rules.tpp_bp()?;
                let (share_bp, source) = match share {
                    Share::Apbn => (most, None),
                    Share::Apbd { share_bp, .. } if *share_bp > most => {
                        return Err(Gap::OutOfRange { field: "bagian_tpp".to_owned() });
                    }
                    Share::Apbd { share_bp, source } => (*share_bp, Some(source.clone())),
                };
                self.given(LineCode::Tpp(0).into(), month, Of::Share { share_bp, source, rounding: *rounding, cite })
            }
            Performance::Profesi { month } => {
                let (months, cite) = rules.profession_months()?;
                self.given(ThrCode::TunjanganProfesi, month, Of::Months(months, cite))
            }
        }
    }

    fn given(&mut self, code: ThrCode, month: &Given, of: Of<'_>) -> Result<(), Gap> {
        self.line(code, month.amount, of)
    }
}

impl From<LineCode> for ThrCode {
    fn from(code: LineCode) -> Self {
        Self::Slip(code)
    }
}
