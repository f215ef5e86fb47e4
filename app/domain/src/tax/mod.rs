//! Placeholder.
/// Names a step of income tax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaxStep {}
