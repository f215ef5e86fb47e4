//! Placeholder.
/// Names a step of a regional policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TppStep {}
