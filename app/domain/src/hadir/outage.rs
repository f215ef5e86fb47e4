//! Recorded outages: spans in which marks could not be taken. Whom one concerns is for the caller to say.

use serde::{Deserialize, Serialize};

use super::clock::Minute;
use crate::calendar::Day;

/// A minute of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// The minute.
    pub minute: Minute,
}

/// A span in which marks could not be taken: from a minute to another, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outage {
    /// First minute.
    pub from: Moment,
    /// Last minute.
    pub until: Moment,
    /// What happened.
    pub words: String,
}

impl Outage {
    /// Returns the first and last minute of the outage on a day.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<(Minute, Minute)> {
        if day < self.from.day || day > self.until.day {
            return None;
        }
        let first = if day == self.from.day { self.from.minute } else { Minute::FIRST };
        let last = if day == self.until.day { self.until.minute } else { Minute::LAST };
        (first <= last).then_some((first, last))
    }

    /// Says whether it touches the minutes from `first` up to and not with `end` of a day.
    #[must_use]
    pub(super) fn touches(&self, day: Day, first: Minute, end: Minute) -> bool {
        self.on(day).is_some_and(|(from, until)| from < end && until >= first)
    }
}

/// Counts the minutes from `first` up to and not with `end` that lie in none of the outages.
#[must_use]
pub(super) fn minutes_outside(outages: &[Outage], day: Day, first: Minute, end: Minute) -> u16 {
    let spans: Vec<(Minute, Minute)> = outages.iter().filter_map(|outage| outage.on(day)).collect();
    let outside = |minute: &u16| !spans.iter().any(|(from, until)| (from.of_day()..=until.of_day()).contains(minute));
    (first.of_day()..end.of_day()).filter(outside).map(|_| 1).sum()
}
