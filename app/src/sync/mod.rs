//! The way to the server and back: requests, and the loop that pushes, pulls and compares.
//!
//! Sync never changes what was written; it only carries, and says where things stand.

pub mod engine;
pub mod http;

pub use http::{Answer, ServerProblem};
