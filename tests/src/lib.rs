//! Shared helpers of the tests.

pub mod device;
pub mod golden;
pub mod hands;
pub mod http;
pub mod large;
pub mod shelf;
pub mod town;
