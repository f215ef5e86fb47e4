//! The rules of Takar: law as dated data, scoring, pay and growth.
//!
//! Pure: no browser, no storage, no clock, no randomness, no floats, no hash-map order.
//! Dates, ids and roles come in as arguments; codes and values go out, never sentences.

pub mod asn;
pub mod calendar;
pub mod cite;
pub mod derive;
pub mod growth;
pub mod hadir;
pub mod hari_kerja;
pub mod kinerja;
pub mod law;
pub mod lever;
pub mod money;
pub mod outcome;
pub mod pay;
pub mod rapel;
pub mod reward;
pub mod rules;
pub mod tax;
pub mod thr;
pub mod tpp;
pub mod watch;
