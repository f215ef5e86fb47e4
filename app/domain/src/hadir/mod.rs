//! Attendance: from the clock marks of a day to what a month delivers to the recap.
//!
//! Cuts nothing and knows no rupiah: a policy's measures are counted, each with the days it counts. A missing mark is
//! held against nobody while a recorded outage kept the machine from taking it; a day of which nothing can be known yet
//! is unknown, never absent. Who works by a roster is judged by its shifts: a mark belongs to the shift it lies nearest to,
//! so that a night ends on the day after it began.

mod clock;
mod day;
mod month;
mod outage;
mod roster;
mod schedule;

pub use clock::{Clock, Code, Entry, Joined, Minute};
pub use day::{DayResult, Known, Present, Short, Side, Unknown, Verdict};
pub use month::{Count, Delivered, Grounds, MonthResult};
pub use outage::{Moment, Outage};
pub use schedule::{Hours, Schedule, Shift, Shifts, Week};

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
