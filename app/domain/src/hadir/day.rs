//! One person's day: present, absent, excused or unknown, with the reason.

use super::clock::{Code, Minute};
use super::outage::{MINUTES_OF_DAY, Outage, minutes_outside};
use super::schedule::{Hours, Shift};
use crate::calendar::{Day, Span};

/// How long before the start and after the end somebody may be at the machine.
const AROUND_MIN: i64 = 120;

/// What a day comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayResult {
    /// The day.
    pub day: Day,
    /// What it comes to.
    pub verdict: Verdict,
}

/// What a day comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The office does not work.
    Off,
    /// At work, perhaps late or without one of the marks.
    Present(Present),
    /// A word of the list excuses the day, or says where the person worked.
    Excused(Code),
    /// No mark could be taken; the index of the outage.
    Outage(usize),
    /// Neither mark nor reason.
    Absent,
    /// Nothing can be known of the day.
    Unknown(Unknown),
}

/// Why nothing is known of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// It is not over.
    Ahead,
    /// It lies before the first or after the last day of the file.
    NotInFile,
}

/// A day at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Present {
    /// Clock-in.
    pub masuk: Side,
    /// Clock-out.
    pub pulang: Side,
}

/// One of the two marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// It was made; what is short of the hours.
    Made(Minute, Short),
    /// It is missing and could have been made.
    Missing,
    /// It is missing and an outage may have kept it from being made; the index of the outage.
    Outage(usize),
}

/// Minutes short of the hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Short {
    /// Minutes that count.
    pub min: u16,
    /// Minutes that do not count, since they lie in an outage.
    pub spared_min: u16,
}

impl Present {
    /// Returns the minutes late that count.
    #[must_use]
    pub fn late_min(&self) -> u16 {
        self.masuk.short_min()
    }

    /// Returns the minutes left early that count.
    #[must_use]
    pub fn early_min(&self) -> u16 {
        self.pulang.short_min()
    }
}

impl Side {
    fn short_min(self) -> u16 {
        if let Self::Made(_, short) = self { short.min } else { 0 }
    }
}

/// What a file covers, and what day it is.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// Days that it speaks of.
    pub covered: Span,
    /// The day of the judgement; what lies after it is still to come.
    pub today: Day,
}

/// When somebody works on a day, in minutes from its midnight; what passes midnight ends beyond the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Duty {
    start: i64,
    end: i64,
    /// Minutes by which somebody may come later and then leaves as much later.
    flex: i64,
}

impl Duty {
    /// The hours of an office.
    pub(super) fn of_hours(hours: Hours, flex_min: u16) -> Self {
        let (start, end) = (hours.start().of_day(), hours.end().of_day());
        Self { start: start.into(), end: end.into(), flex: flex_min.into() }
    }

    /// One shift of a roster.
    pub(super) fn of_shift(shift: Shift) -> Self {
        let later = if shift.passes_midnight() { MINUTES_OF_DAY } else { 0 };
        Self { start: shift.start().of_day().into(), end: i64::from(shift.end().of_day()) + later, flex: 0 }
    }

    /// Halfway: before it a missing mark is the clock-in, from then on the clock-out.
    pub(super) const fn middle(self) -> i64 {
        self.start + (self.end - self.start) / 2
    }

    /// Says how far a minute lies from its start or end; nothing where it lies too far out to belong to it.
    pub(super) fn distance(self, at: i64) -> Option<i64> {
        let near = self.start - AROUND_MIN <= at && at <= self.end + AROUND_MIN;
        near.then(|| (at - self.start).abs().min((at - self.end).abs()))
    }

    /// Returns the last day on which it runs.
    fn last(self, day: Day) -> Day {
        if self.end > MINUTES_OF_DAY { day.plus_days(1) } else { day }
    }
}

/// Clock-in and clock-out of a day, in minutes from its midnight.
pub(super) type Marks = (Option<i64>, Option<i64>);

/// Judges one day on which somebody works. `silent` says that the list tells nothing of it.
pub(super) fn judge(
    day: Day,
    duty: Duty,
    (masuk, pulang): Marks,
    (code, silent): (Option<Code>, bool),
    outages: &[Outage],
    known: Known,
) -> Verdict {
    if let Some(code) = code.filter(|code| *code != Code::TanpaKeterangan) {
        return Verdict::Excused(code);
    }
    // The day is not over: what is missing may still come.
    if duty.last(day) >= known.today {
        return Verdict::Unknown(Unknown::Ahead);
    }
    let masuk_side = arrival(masuk, duty, day, outages);
    let pulang_side = leaving(pulang, due_end(duty, masuk), duty, day, outages);
    // What ends on a day of which the list tells nothing yet may still be marked there.
    let open = pulang.is_none() && duty.last(day) != day && !known.covered.contains(duty.last(day));
    match (masuk_side, pulang_side) {
        (Side::Outage(first), Side::Outage(_)) => Verdict::Outage(first),
        // Nothing is said of the day: an outage for half of it makes the other half no mark left out.
        _ if silent && !known.covered.contains(day) => Verdict::Unknown(Unknown::NotInFile),
        (_, Side::Missing) if open => Verdict::Unknown(Unknown::NotInFile),
        (Side::Missing, Side::Missing) => Verdict::Absent,
        (masuk, pulang) => Verdict::Present(Present { masuk, pulang }),
    }
}

fn arrival(mark: Option<i64>, duty: Duty, day: Day, outages: &[Outage]) -> Side {
    let Some(at) = mark else { return missing(outages, day, duty.start - AROUND_MIN, duty.middle()) };
    Side::Made(shown(at), short(outages, day, duty.start + duty.flex, at))
}

fn leaving(mark: Option<i64>, due: i64, duty: Duty, day: Day, outages: &[Outage]) -> Side {
    let Some(at) = mark else { return missing(outages, day, duty.middle(), due + AROUND_MIN) };
    Side::Made(shown(at), short(outages, day, at, due))
}

/// What the clock shows.
fn shown(at: i64) -> Minute {
    let minute = u16::try_from(at.rem_euclid(MINUTES_OF_DAY)).unwrap_or_default();
    Minute::new(minute / 60, minute % 60).unwrap_or(Minute::LAST)
}

/// Returns when somebody who came at a minute may leave: as much later as the hours let him come later.
fn due_end(duty: Duty, masuk: Option<i64>) -> i64 {
    duty.end + masuk.map_or(0, |at| (at - duty.start).clamp(0, duty.flex))
}

fn missing(outages: &[Outage], day: Day, first: i64, end: i64) -> Side {
    outages.iter().position(|outage| outage.touches(day, first, end)).map_or(Side::Missing, Side::Outage)
}

fn short(outages: &[Outage], day: Day, first: i64, end: i64) -> Short {
    let all = (end - first).max(0);
    let min = minutes_outside(outages, day, first, end);
    let fits = |minutes: i64| u16::try_from(minutes).unwrap_or(u16::MAX);
    Short { min: fits(min), spared_min: fits(all - min) }
}
