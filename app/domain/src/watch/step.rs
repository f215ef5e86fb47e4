//! The steps of a notice: what is known, what the law says, and the change itself.

use super::Change;
use crate::calendar::Day;

/// Names a step of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchStep {
    /// The change: the root; the value is its day, its sources are those of the notice.
    Change(Change),
    /// A dated fact the change rests on.
    Since(Day),
    /// First month of pay that the change touches.
    FirstMonth,
}
