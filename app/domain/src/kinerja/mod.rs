//! Placeholder.
/// Names a step of the rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KinerjaStep {}
