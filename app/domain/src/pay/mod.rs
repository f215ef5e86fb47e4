//! Placeholder.
/// Names a step of the monthly salary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayStep {}
