//! One person's day: present, absent, excused or unknown, with the reason.

use super::clock::{Code, Entry, Minute};
use super::outage::{Outage, minutes_outside};
use super::schedule::{Hours, Schedule};
use crate::calendar::{Day, Span};
use crate::cite::NoValue;
use crate::hari_kerja::KalenderKerja;

/// How long before the start and after the end somebody may be at the machine.
const AROUND_MIN: u16 = 120;

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
pub(super) struct Known {
    pub(super) covered: Span,
    pub(super) today: Day,
}

/// Judges one day.
pub(super) fn judge(
    day: Day,
    entry: &Entry,
    schedule: &Schedule,
    calendar: &KalenderKerja,
    outages: &[Outage],
    known: Known,
) -> Result<Verdict, NoValue> {
    let Some(hours) = schedule.hours(day, calendar)? else { return Ok(Verdict::Off) };
    if let Some(code) = entry.code.filter(|code| *code != Code::TanpaKeterangan) {
        return Ok(Verdict::Excused(code));
    }
    // The day is not over: what is missing may still come.
    if day >= known.today {
        return Ok(Verdict::Unknown(Unknown::Ahead));
    }
    let (masuk, pulang) = entry.clock.settled(hours.middle());
    let masuk = arrival(masuk, hours, schedule.flex_min, day, outages);
    let pulang = leaving(pulang, due_end(hours, masuk, schedule.flex_min), hours, day, outages);
    Ok(match (masuk, pulang) {
        (Side::Outage(first), Side::Outage(_)) => Verdict::Outage(first),
        // Nothing is said of the day: an outage for half of it makes the other half no mark left out.
        _ if *entry == Entry::default() && !known.covered.contains(day) => Verdict::Unknown(Unknown::NotInFile),
        (Side::Missing, Side::Missing) => Verdict::Absent,
        (masuk, pulang) => Verdict::Present(Present { masuk, pulang }),
    })
}

fn arrival(mark: Option<Minute>, hours: Hours, flex_min: u16, day: Day, outages: &[Outage]) -> Side {
    let Some(at) = mark else { return missing(outages, day, hours.start().minus(AROUND_MIN), hours.middle()) };
    Side::Made(at, short(outages, day, hours.start().plus(flex_min), at))
}

fn leaving(mark: Option<Minute>, due: Minute, hours: Hours, day: Day, outages: &[Outage]) -> Side {
    let Some(at) = mark else { return missing(outages, day, hours.middle(), due.plus(AROUND_MIN)) };
    Side::Made(at, short(outages, day, at, due))
}

/// Returns when somebody who came at a minute may leave: as much later as the hours let him come later.
fn due_end(hours: Hours, masuk: Side, flex_min: u16) -> Minute {
    let Side::Made(at, _) = masuk else { return hours.end() };
    hours.end().plus(at.of_day().saturating_sub(hours.start().of_day()).min(flex_min))
}

fn missing(outages: &[Outage], day: Day, first: Minute, end: Minute) -> Side {
    outages.iter().position(|outage| outage.touches(day, first, end)).map_or(Side::Missing, Side::Outage)
}

fn short(outages: &[Outage], day: Day, first: Minute, end: Minute) -> Short {
    let all = end.of_day().saturating_sub(first.of_day());
    let min = if all == 0 { 0 } else { minutes_outside(outages, day, first, end) };
    Short { min, spared_min: all - min }
}
