//! Placeholder.
mod post;
pub use post::Post;
/// Names a step of the monthly salary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayStep {}
