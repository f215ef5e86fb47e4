//! One person's month: its days judged, and the measures of a policy that attendance can count.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::clock::{Code, Entry, Minute};
use super::day::{DayResult, Duty, Known, Present, Short, Side, Verdict, judge};
use super::outage::Outage;
use super::roster::judge_by;
use super::schedule::{Schedule, Shifts};
use crate::calendar::{Day, Month};
use crate::cite::NoValue;
use crate::hari_kerja::KalenderKerja;
use crate::money::{Rounding, Rupiah};
use crate::tpp::{Measure, MeasureKind, MeasureSource, MinuteBand, Policy};

/// What attendance counts for a measure, as a policy names it. Events by minutes say it with their band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Days with neither mark nor reason.
    Absent,
    /// Days whose clock-in is missing.
    NoClockIn,
    /// Days whose clock-out is missing.
    NoClockOut,
    /// Days on which one of both is missing.
    OneClockMissing,
    /// Minutes late.
    LateMinutes,
    /// Minutes left early.
    EarlyMinutes,
    /// Days the office works.
    WorkingDays,
    /// Days at work, here or elsewhere, outages among them.
    PresentDays,
    /// Working days that are not absent, in percent of the working days, half up to two places.
    PresencePercent,
    /// Days sick.
    SickDays,
    /// Days with a permit.
    PermitDays,
    /// Days of leave, for an important reason among them.
    LeaveDays,
    /// Days of leave for an important reason.
    ImportantLeaveDays,
    /// Days of leave, outside duty and training.
    CreditedDays,
}

impl Count {
    /// Says whether a measure of a kind can hold it.
    #[must_use]
    pub fn fits(self, kind: MeasureKind) -> bool {
        match self {
            Self::LateMinutes | Self::EarlyMinutes => kind == MeasureKind::Minutes,
            Self::PresencePercent => kind == MeasureKind::Percent,
            _ => matches!(kind, MeasureKind::Days | MeasureKind::Events),
        }
    }
}

/// One person's month, day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthResult {
    /// Its days in order.
    pub days: Vec<DayResult>,
}

/// What a measure comes to, with the days it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// The value.
    pub value: Decimal,
    /// The days that make it.
    pub days: Vec<Day>,
}

/// What the days of one person are judged by.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    /// Hours of the office.
    pub schedule: &'a Schedule,
    /// The person's shifts. Who has a roster is judged by it, whatever the hours and the calendar say.
    pub roster: Option<&'a Shifts>,
    /// Working days.
    pub calendar: &'a KalenderKerja,
    /// Outages that excuse a missing mark.
    pub outages: &'a [Outage],
    /// The days of which a missing mark says something.
    pub known: Known,
}

impl MonthResult {
    /// Judges every day of a month. A day without an entry has no mark.
    ///
    /// # Errors
    /// A year without a list of holidays.
    pub fn of(month: Month, entries: &BTreeMap<Day, Entry>, by: Grounds<'_>) -> Result<Self, NoValue> {
        let Grounds { schedule, roster, calendar, outages, known } = by;
        let nothing = Entry::default();
        let days = month.days().map(|day| {
            if let Some(shifts) = roster {
                return Ok(DayResult { day, verdict: judge_by(day, shifts, entries, outages, known) });
            }
            let Some(hours) = schedule.hours(day, calendar)? else {
                return Ok(DayResult { day, verdict: Verdict::Off });
            };
            let entry = entries.get(&day).unwrap_or(&nothing);
            let duty = Duty::of_hours(hours, schedule.flex_min);
            let (masuk, pulang) = entry.clock.settled(duty.middle());
            let marks = [masuk, pulang].map(|mark| mark.map(|at| i64::from(at.of_day())));
            let said = (entry.code, *entry == nothing);
            let verdict = judge(day, duty, marks.into(), said, outages, known);
            Ok(DayResult { day, verdict })
        });
        Ok(Self { days: days.collect::<Result<_, _>>()? })
    }

    /// Makes days off of those on which the office does not work.
    #[must_use]
    pub fn closed_on(self, closed: impl Fn(Day) -> bool) -> Self {
        let off = |one: DayResult| if closed(one.day) { DayResult { verdict: Verdict::Off, ..one } } else { one };
        Self { days: self.days.into_iter().map(off).collect() }
    }

    /// Supposes that every day after `last`, and every day of which nothing is known, is kept in full: what a month comes
    /// to when nothing more is missed. A word that excuses a day to come stays.
    #[must_use]
    pub fn kept_after(&self, last: Option<Day>) -> Self {
        let in_time = Side::Made(Minute::FIRST, Short::default());
        let kept = Verdict::Present(Present { masuk: in_time, pulang: in_time });
        let days = self.days.iter().map(|one| {
            let stays = match &one.verdict {
                Verdict::Off | Verdict::Excused(_) => true,
                Verdict::Unknown(_) => false,
                Verdict::Present(_) | Verdict::Outage(_) | Verdict::Absent => last.is_some_and(|last| one.day <= last),
            };
            if stays { one.clone() } else { DayResult { day: one.day, verdict: kept.clone() } }
        });
        Self { days: days.collect() }
    }

    /// Returns the days of which nothing is known; a month with one of them delivers nothing.
    pub fn unknown(&self) -> impl Iterator<Item = Day> {
        self.days.iter().filter(|one| matches!(one.verdict, Verdict::Unknown(_))).map(|one| one.day)
    }

    /// Returns what attendance delivers of a policy's measures, by key; nothing while a day is unknown.
    ///
    /// `stands` is the recap as it stands: a measure whose days somebody else's measure takes over (`instead_of`) is
    /// left to people, unless that other one is known to be zero.
    #[must_use]
    pub fn deliver(&self, policy: &Policy, stands: &BTreeMap<String, Decimal>) -> BTreeMap<String, Delivered> {
        if self.unknown().next().is_some() {
            return BTreeMap::new();
        }
        let counted = |key: &str| policy.measures().any(|one| one.key == key && self.value(one).is_some());
        let zero =
            |other: &Measure| stands.get(&other.key).copied().or(other.when_none).is_some_and(|value| value.is_zero());
        let taken = |key: &str| {
            let mut others = policy.measures().filter(|other| other.stands_in_for().any(|one| one == key));
            others.any(|other| !counted(&other.key) && !zero(other))
        };
        let free = policy.measures().filter(|measure| !taken(&measure.key));
        let mut found: BTreeMap<String, Delivered> =
            free.filter_map(|measure| Some((measure.key.clone(), self.value(measure)?))).collect();
        self.leave_out_replaced(policy, &mut found);
        found
    }

    /// Takes the days that one counted measure stands in for out of the others.
    fn leave_out_replaced(&self, policy: &Policy, found: &mut BTreeMap<String, Delivered>) {
        for measure in policy.measures() {
            let Some(days) = found.get(&measure.key).map(|one| one.days.clone()) else { continue };
            for other in measure.stands_in_for() {
                let Some(replaced) = policy.measures().find(|one| one.key == other) else { continue };
                let rest = Self { days: self.days.iter().filter(|one| !days.contains(&one.day)).cloned().collect() };
                if let (Some(kept), Some(value)) = (found.get_mut(other), rest.value(replaced)) {
                    kept.days.retain(|day| value.days.contains(day));
                    kept.value = value.value;
                }
            }
        }
    }

    /// Counts one measure; nothing when attendance does not count it.
    fn value(&self, measure: &Measure) -> Option<Delivered> {
        if measure.source != MeasureSource::Recap || !measure.delivered() {
            return None;
        }
        let delivered = match (&measure.band, measure.counts) {
            (Some(band), _) => self.in_band(band)?,
            (None, Some(count)) if count.fits(measure.kind) => self.count(count),
            (None, _) => return None,
        };
        measure.accepts(delivered.value).then_some(delivered)
    }

    fn in_band(&self, band: &MinuteBand) -> Option<Delivered> {
        let minutes = match band.of.as_str() {
            "late" => |of: &Present| of.late_min(),
            "early" => |of: &Present| of.early_min(),
            "late_and_early" => |of: &Present| of.late_min() + of.early_min(),
            _ => return None,
        };
        let inside = |min: u32| band.from_min <= min && band.upto_min.is_none_or(|upto| min <= upto) && min > 0;
        Some(self.days_where(|verdict| matches!(verdict, Verdict::Present(of) if inside(u32::from(minutes(of))))))
    }

    /// Counts what a policy names.
    #[must_use]
    pub fn count(&self, what: Count) -> Delivered {
        let present = |fits: fn(&Present) -> bool| {
            self.days_where(move |verdict| matches!(verdict, Verdict::Present(of) if fits(of)))
        };
        let coded = |fits: fn(Code) -> bool| {
            self.days_where(move |verdict| matches!(verdict, Verdict::Excused(code) if fits(*code)))
        };
        match what {
            Count::Absent => self.days_where(|verdict| *verdict == Verdict::Absent),
            Count::NoClockIn => present(|of| of.masuk == Side::Missing),
            Count::NoClockOut => present(|of| of.pulang == Side::Missing),
            Count::OneClockMissing => present(|of| of.masuk == Side::Missing || of.pulang == Side::Missing),
            Count::LateMinutes => self.minutes(Present::late_min),
            Count::EarlyMinutes => self.minutes(Present::early_min),
            Count::WorkingDays => self.days_where(|verdict| *verdict != Verdict::Off),
            Count::PresentDays => self.days_where(|verdict| match verdict {
                Verdict::Present(_) | Verdict::Outage(_) => true,
                Verdict::Excused(code) => code.is_duty(),
                Verdict::Off | Verdict::Absent | Verdict::Unknown(_) => false,
            }),
            Count::PresencePercent => self.presence(),
            Count::SickDays => coded(|code| code == Code::Sakit),
            Count::PermitDays => coded(|code| code == Code::Izin),
            Count::LeaveDays => coded(|code| matches!(code, Code::Cuti | Code::CutiAlasanPenting)),
            Count::ImportantLeaveDays => coded(|code| code == Code::CutiAlasanPenting),
            Count::CreditedDays => coded(|code| code.is_duty() || matches!(code, Code::Cuti | Code::CutiAlasanPenting)),
        }
    }

    fn days_where(&self, fits: impl Fn(&Verdict) -> bool) -> Delivered {
        let days: Vec<Day> = self.days.iter().filter(|one| fits(&one.verdict)).map(|one| one.day).collect();
        Delivered { value: Decimal::from(days.len()), days }
    }

    fn minutes(&self, of: fn(&Present) -> u16) -> Delivered {
        let short = self.days.iter().filter_map(|one| match &one.verdict {
            Verdict::Present(present) => Some((one.day, of(present))).filter(|(_, min)| *min > 0),
            _ => None,
        });
        let (days, minutes): (Vec<Day>, Vec<u16>) = short.unzip();
        Delivered { value: Decimal::from(minutes.into_iter().map(u32::from).sum::<u32>()), days }
    }

    fn presence(&self) -> Delivered {
        let there = self.days_where(|verdict| !matches!(verdict, Verdict::Off | Verdict::Absent | Verdict::Unknown(_)));
        let working = self.count(Count::WorkingDays).days.len() as i64;
        // Hundredths of a percent; a month without a working day misses none.
        let hundredths = Rupiah::new(there.days.len() as i64).mul_div(10_000, working, Rounding::HalfUp);
        let hundredths = hundredths.map_or(10_000, Rupiah::get);
        Delivered { value: Decimal::new(hundredths, 2).normalize(), days: there.days }
    }
}
