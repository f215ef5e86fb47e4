//! Attendance: from the clock marks of a day to what a month delivers to the recap.
//!
//! Cuts nothing and knows no rupiah: a policy's measures are counted, each with the days it counts. A missing mark is
//! held against nobody while a recorded outage kept the machine from taking it; a day of which nothing can be known yet
//! is unknown, never absent. Shifts and nights are left out: a mark belongs to the day on which it was made.

mod clock;
mod day;
mod month;
mod outage;
mod schedule;

pub use clock::{Clock, Code, Entry, Joined, Minute};
pub use day::{DayResult, Present, Short, Side, Unknown, Verdict};
pub use month::{Count, Delivered, MonthResult};
pub use outage::{Moment, Outage};
pub use schedule::{Hours, Schedule, Week};

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
