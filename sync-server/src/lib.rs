//! The thin server: it receives signed records, judges and numbers them, answers pulls, derives a closed list
//! and serves the built app.
//!
//! SQL lives only in `store`. Rules of judging live in the ledger; nothing here decides about pay or performance.

pub mod accounts;
pub mod clock;
pub mod demo;
pub mod derive;
pub mod http;
pub mod key;
pub mod pen;
pub mod project;
pub mod receive;
pub mod region;
pub mod store;
pub mod worker;
