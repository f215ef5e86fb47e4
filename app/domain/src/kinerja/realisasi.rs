//! What was done against what was planned: log entries, their aggregate, and the hint it gives.
//!
//! A hint is never a rating. A unit that cannot be turned into the target's gives `Unknown`, never a number.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::skp_check::limits;
use super::{Arah, Hitung, Indikator, PlanProblem, Skp, Target, angka};
use crate::calendar::Day;

/// One line of the work log, the payload of log records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatatanKinerja {
    /// The day of the work.
    pub date: Day,
    /// Indicator of the plan it counts for, when it counts for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// How much was done, when it can be counted.
    #[serde(default, with = "angka::option", skip_serializing_if = "Option::is_none")]
    pub amount: Option<Decimal>,
    /// Unit of the amount, when it is not the target's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What was done, in words.
    pub note: String,
}

/// A realised amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Realisasi {
    /// How much.
    pub amount: Decimal,
    /// Unit of the amount, when it is not the target's.
    pub unit: Option<String>,
}

/// What the log entries of one indicator add up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Agregat {
    /// No entry with an amount.
    None,
    /// All amounts in the unit of the target.
    Known {
        /// Sum, last or mean, as the indicator says; a mean is rounded half up to six decimals.
        amount: Decimal,
        /// Entries counted.
        entries: u32,
    },
    /// An entry in a unit that cannot be turned into the target's.
    Unit {
        /// The unit found.
        found: String,
    },
    /// Amounts too large to add.
    OutOfRange,
}

/// Where a realisation stands to its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// On the target, in the range, within the limit.
    Inside,
    /// On the better side.
    Better,
    /// On the worse side.
    Worse,
    /// Cannot be said.
    Unknown,
}

/// Why a hint lacks its position or its percentage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum HintGap {
    /// Nothing was logged.
    NoRealisation,
    /// The target is a narrative.
    Narrative,
    /// The units differ and no exact conversion exists.
    Unit {
        /// Unit of the target.
        expected: String,
        /// Unit of the realisation.
        found: String,
    },
    /// A target of zero has no percentage.
    ZeroTarget,
    /// The figures are too large.
    OutOfRange,
}

/// What the figures suggest; the judgement stays with people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Realisation in percent of the target, half up to six decimals; 100 inside a range.
    pub percent: Option<Decimal>,
    /// Where it stands.
    pub position: Position,
    /// The realisation in the unit of the target, when it was converted.
    pub converted: Option<Decimal>,
    /// Why something is missing.
    pub gap: Option<HintGap>,
}

/// Turns an amount into another unit of time, or nothing when no exact relation holds.
///
/// Calendar units relate among themselves, months among themselves, and a week is five working days of a
/// five-day office (PermenPANRB 6/2022 Anak Lampiran 4 Tabel 4). A working day is no calendar day.
#[must_use]
pub fn convert(amount: Decimal, from: &str, to: &str) -> Option<Decimal> {
    let tidy = |unit: &str| unit.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let (from, to) = (tidy(from), tidy(to));
    if from == to {
        return Some(amount);
    }
    const FAMILIES: [&[(&str, i64)]; 3] = [
        &[("menit", 1), ("jam", 60), ("hari", 1_440), ("minggu", 10_080)],
        &[("bulan", 1), ("triwulan", 3), ("semester", 6), ("tahun", 12)],
        &[("hari kerja", 1), ("minggu", 5)],
    ];
    FAMILIES.iter().find_map(|family| {
        let size = |unit: &str| family.iter().find(|(name, _)| *name == unit).map(|(_, size)| Decimal::from(*size));
        amount.checked_mul(size(&from)?)?.checked_div(size(&to)?)
    })
}

/// Adds up the log entries of one indicator as its way of counting says.
pub fn aggregate<'a>(indicator: &Indikator, entries: impl IntoIterator<Item = &'a CatatanKinerja>) -> Agregat {
    let mut amounts: Vec<(Day, Decimal)> = Vec::new();
    for entry in entries {
        let Some(amount) = entry.amount.filter(|_| entry.indicator.as_deref() == Some(indicator.id.as_str())) else {
            continue;
        };
        let unit = entry.unit.as_deref().unwrap_or(&indicator.unit);
        match convert(amount, unit, &indicator.unit) {
            Some(amount) => amounts.push((entry.date, amount)),
            None => return Agregat::Unit { found: unit.to_owned() },
        }
    }
    let Ok(entries) = u32::try_from(amounts.len()) else { return Agregat::OutOfRange };
    // A stable sort: of two entries on one day the later in the list is the last.
    amounts.sort_by_key(|(day, _)| *day);
    let sum = || amounts.iter().try_fold(Decimal::ZERO, |sum, (_, amount)| sum.checked_add(*amount));
    let amount = match indicator.counting {
        _ if entries == 0 => return Agregat::None,
        Hitung::Jumlah => sum(),
        Hitung::Terakhir => amounts.last().map(|(_, amount)| *amount),
        Hitung::RataRata => sum().and_then(|sum| sum.checked_div(Decimal::from(entries))).map(six),
    };
    amount.map_or(Agregat::OutOfRange, |amount| Agregat::Known { amount, entries })
}

fn six(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// Says where a realisation stands to its target.
///
/// Percentages: realisation over target; where less is better, 1 + (1 - realisation / target); of a range the
/// nearest bound is the target and inside is 100 (the rule of PermenPANRB 8/2021 Lampiran Bab VI, kept as a hint).
#[must_use]
pub fn hint(indicator: &Indikator, realisation: Option<&Realisasi>) -> Hint {
    let unknown = |gap| Hint { percent: None, position: Position::Unknown, converted: None, gap: Some(gap) };
    if matches!(indicator.target, Target::Narrative { .. }) {
        return unknown(HintGap::Narrative);
    }
    let Some(realisation) = realisation else { return unknown(HintGap::NoRealisation) };
    let found = realisation.unit.as_deref().unwrap_or(&indicator.unit);
    let Some(amount) = convert(realisation.amount, found, &indicator.unit) else {
        return unknown(HintGap::Unit { expected: indicator.unit.clone(), found: found.to_owned() });
    };
    let (low, high, direction) = match &indicator.target {
        Target::Value { value } => (*value, *value, indicator.direction),
        Target::Range { min, max } => (*min, *max, indicator.direction),
        Target::AtMost { max } => (Decimal::ZERO, *max, Arah::Turun),
        Target::Narrative { .. } => return unknown(HintGap::Narrative),
    };
    let position = match direction {
        _ if amount >= low && amount <= high => Position::Inside,
        Arah::Naik if amount > high => Position::Better,
        Arah::Turun if amount < low => Position::Better,
        Arah::Naik | Arah::Turun => Position::Worse,
    };
    // Of a limit the limit itself is the target, on both sides of it.
    let bound = if amount > high || matches!(indicator.target, Target::AtMost { .. }) { high } else { low };
    let inside_range = matches!(indicator.target, Target::Range { .. }) && position == Position::Inside;
    let percent = if inside_range { Ok(Decimal::ONE_HUNDRED) } else { percent(amount, bound, direction) };
    Hint {
        percent: percent.as_ref().ok().copied(),
        position,
        converted: (amount != realisation.amount).then(|| amount.normalize()),
        gap: percent.err(),
    }
}

fn percent(amount: Decimal, target: Decimal, direction: Arah) -> Result<Decimal, HintGap> {
    if target.is_zero() {
        return Err(HintGap::ZeroTarget);
    }
    let share = amount.checked_mul(Decimal::ONE_HUNDRED).and_then(|product| product.checked_div(target));
    let percent = match direction {
        Arah::Naik => share,
        Arah::Turun => share.and_then(|share| Decimal::from(200).checked_sub(share)),
    };
    percent.map(six).ok_or(HintGap::OutOfRange)
}

impl CatatanKinerja {
    /// Finds what keeps the entry from being saved against the plan.
    #[must_use]
    pub fn check(&self, plan: &Skp) -> Vec<PlanProblem> {
        let mut found = Vec::new();
        if self.note.trim().is_empty() && self.amount.is_none() {
            found.push(PlanProblem::EmptyText { path: "note".into() });
        }
        let length = self.note.chars().count();
        if length > limits::NOTE {
            found.push(PlanProblem::TextTooLong { path: "note".into(), length, max: limits::NOTE });
        }
        let Some(id) = &self.indicator else { return found };
        let Some(indicator) = plan.indicator(id) else {
            found.push(PlanProblem::UnknownIndicator { indicator: id.clone() });
            return found;
        };
        let Some(amount) = self.amount else { return found };
        if amount < Decimal::ZERO {
            found.push(PlanProblem::RealisationNegative { indicator: id.clone(), value: amount });
        }
        if let Some(unit) = &self.unit
            && convert(amount, unit, &indicator.unit).is_none()
        {
            found.push(PlanProblem::RealisationUnit {
                indicator: id.clone(),
                expected: indicator.unit.clone(),
                found: unit.clone(),
            });
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinerja::Aspek;

    fn indicator(target: Target, direction: Arah, unit: &str, counting: Hitung) -> Indikator {
        Indikator {
            id: "i".into(),
            text: "x".into(),
            aspect: Aspek::Waktu,
            unit: unit.into(),
            target,
            direction,
            counting,
        }
    }

    fn entry(date: &str, amount: &str, unit: Option<&str>) -> CatatanKinerja {
        CatatanKinerja {
            date: date.parse().unwrap(),
            indicator: Some("i".into()),
            amount: angka::parse(amount),
            unit: unit.map(Into::into),
            note: String::new(),
        }
    }

    #[test]
    fn entries_add_up_as_the_indicator_says() {
        let entries = [entry("2026-02-03", "4", None), entry("2026-01-05", "1", None), entry("2026-02-03", "5", None)];
        let value = Target::Value { value: Decimal::TEN };
        for (counting, amount) in [(Hitung::Jumlah, "10"), (Hitung::Terakhir, "5"), (Hitung::RataRata, "3.333333")] {
            let indicator = indicator(value.clone(), Arah::Naik, "berkas", counting);
            let amount = angka::parse(amount).unwrap();
            assert_eq!(aggregate(&indicator, &entries), Agregat::Known { amount, entries: 3 });
            assert_eq!(aggregate(&indicator, &[]), Agregat::None);
        }
    }

    #[test]
    fn a_unit_without_exact_relation_is_unknown_and_never_a_number() {
        let months = indicator(Target::Value { value: Decimal::TWO }, Arah::Turun, "bulan", Hitung::Terakhir);
        assert_eq!(
            aggregate(&months, &[entry("2026-01-05", "20", Some("hari"))]),
            Agregat::Unit { found: "hari".into() }
        );
        let days = Realisasi { amount: Decimal::from(20), unit: Some("hari".into()) };
        let told = hint(&months, Some(&days));
        assert_eq!((told.position, told.percent), (Position::Unknown, None));
        for (from, to) in [("hari", "hari kerja"), ("hari kerja", "hari"), ("jam", "hari kerja"), ("minggu", "bulan")] {
            assert_eq!(convert(Decimal::ONE, from, to), None, "{from} {to}");
        }
        assert_eq!(convert(Decimal::TEN, "Hari  Kerja", "minggu"), Some(Decimal::TWO));
    }

    #[test]
    fn a_limit_of_zero_has_a_position_but_no_percentage() {
        let deaths = indicator(Target::AtMost { max: Decimal::ZERO }, Arah::Turun, "kasus", Hitung::Jumlah);
        let told = |amount| hint(&deaths, Some(&Realisasi { amount, unit: None }));
        assert_eq!(told(Decimal::ZERO).position, Position::Inside);
        assert_eq!(told(Decimal::ZERO).gap, Some(HintGap::ZeroTarget));
        assert_eq!(told(Decimal::ONE).position, Position::Worse);
    }

    #[test]
    fn huge_figures_end_in_a_gap_and_not_in_a_panic() {
        let tiny = indicator(Target::Value { value: Decimal::new(1, 28) }, Arah::Naik, "x", Hitung::Jumlah);
        let told = hint(&tiny, Some(&Realisasi { amount: Decimal::MAX, unit: None }));
        assert_eq!((told.position, told.gap), (Position::Better, Some(HintGap::OutOfRange)));
        let max = CatatanKinerja { amount: Some(Decimal::MAX), ..entry("2026-01-05", "1", None) };
        assert_eq!(aggregate(&tiny, &[max.clone(), max]), Agregat::OutOfRange);
    }
}
