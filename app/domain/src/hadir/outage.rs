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
    /// Returns the first and last minute of the outage, counted from midnight of a day.
    fn counted_from(&self, day: Day) -> (i64, i64) {
        let count = |at: Moment| at.day.days_since(day) * MINUTES_OF_DAY + i64::from(at.minute.of_day());
        (count(self.from), count(self.until))
    }

    /// Says whether it touches the minutes from `first` up to and not with `end`, counted from midnight of a day.
    #[must_use]
    pub(super) fn touches(&self, day: Day, first: i64, end: i64) -> bool {
        let (from, until) = self.counted_from(day);
        from <= until && from < end && until >= first
    }
}

/// Minutes of a day.
pub(super) const MINUTES_OF_DAY: i64 = 24 * 60;

/// Counts the minutes from `first` up to and not with `end`, counted from midnight of a day, that lie in none of the outages.
#[must_use]
pub(super) fn minutes_outside(outages: &[Outage], day: Day, first: i64, end: i64) -> i64 {
    let spans: Vec<(i64, i64)> = outages.iter().map(|outage| outage.counted_from(day)).collect();
    let outside = |minute: &i64| !spans.iter().any(|(from, until)| (*from..=*until).contains(minute));
    (first..end).filter(outside).map(|_| 1).sum()
}
