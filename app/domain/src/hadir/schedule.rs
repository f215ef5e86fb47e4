//! The hours of an office: five or six days, a start and an end per weekday, shorter ones in the fasting month; and the shifts
//! of who works by a roster.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::clock::Minute;
use crate::calendar::Day;
use crate::cite::NoValue;
use crate::hari_kerja::{KalenderKerja, PolaKerja};

/// Start and end of a working day; the end lies after the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(Minute, Minute)", into = "(Minute, Minute)")]
pub struct Hours {
    start: Minute,
    end: Minute,
}

impl Hours {
    /// Returns the hours, or nothing when they end before they start.
    #[must_use]
    pub fn new(start: Minute, end: Minute) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// Returns the start.
    #[must_use]
    pub fn start(self) -> Minute {
        self.start
    }

    /// Returns the end.
    #[must_use]
    pub fn end(self) -> Minute {
        self.end
    }
}

impl TryFrom<(Minute, Minute)> for Hours {
    type Error = String;

    fn try_from((start, end): (Minute, Minute)) -> Result<Self, String> {
        Self::new(start, end).ok_or_else(|| format!("{start} to {end}"))
    }
}

impl From<Hours> for (Minute, Minute) {
    fn from(hours: Hours) -> Self {
        (hours.start, hours.end)
    }
}

/// Hours from Monday to Saturday; a five-day office does not use the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Week(pub [Hours; 6]);

/// When an office works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Five or six days.
    pub pola: PolaKerja,
    /// Ordinary hours.
    pub week: Week,
    /// Hours of the fasting month.
    pub ramadan: Week,
    /// Minutes by which somebody may come later and then leaves as much later.
    pub flex_min: u16,
}

impl Schedule {
    /// Returns the hours of a day; nothing on a day off, an error in a year without a list of holidays.
    pub fn hours(&self, day: Day, calendar: &KalenderKerja) -> Result<Option<Hours>, NoValue> {
        if !calendar.is_working(day, self.pola)? {
            return Ok(None);
        }
        let week = if calendar.is_ramadan(day) { &self.ramadan } else { &self.week };
        Ok(week.0.get(usize::from(day.weekday()) - 1).copied())
    }
}

/// One shift: one that does not end after its start passes midnight and ends on the next day; at its own start, a day later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(Minute, Minute)", into = "(Minute, Minute)")]
pub struct Shift {
    start: Minute,
    end: Minute,
}

impl Shift {
    /// Returns the shift from a minute of its day to the next time the clock shows the other.
    #[must_use]
    pub const fn new(start: Minute, end: Minute) -> Self {
        Self { start, end }
    }

    /// Returns the start.
    #[must_use]
    pub const fn start(self) -> Minute {
        self.start
    }

    /// Returns what the clock shows at its end.
    #[must_use]
    pub const fn end(self) -> Minute {
        self.end
    }

    /// Says whether it ends on the next day.
    #[must_use]
    pub fn passes_midnight(self) -> bool {
        self.end <= self.start
    }
}

impl From<(Minute, Minute)> for Shift {
    fn from((start, end): (Minute, Minute)) -> Self {
        Self::new(start, end)
    }
}

impl From<Shift> for (Minute, Minute) {
    fn from(shift: Shift) -> Self {
        (shift.start, shift.end)
    }
}

/// The shifts of one person; a day without one is off, holidays or not.
pub type Shifts = BTreeMap<Day, Shift>;
