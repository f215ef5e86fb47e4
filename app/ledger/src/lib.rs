//! The book of Takar: immutable signed records, their chains and subjects, how they are judged and folded.
//!
//! Pure: no browser, no storage, no clock, no randomness, no floats. Keys sign outside; bytes are made once here
//! and never re-serialised.

pub mod ahead;
pub mod attendance;
pub mod book;
pub mod bytes;
pub mod cause;
pub mod certificate;
pub mod chain;
pub mod code;
pub mod couples;
pub mod document;
pub mod dossier;
pub mod effect;
pub mod facts;
pub mod hash;
pub mod item;
pub mod judge;
pub mod kind;
pub mod month;
pub mod objection;
pub mod pack;
pub mod pay_month;
pub mod payload;
pub mod policy;
pub mod reconcile;
pub mod record;
pub mod reward;
pub mod role;
pub mod run;
pub mod sealed;
pub mod settle;
pub mod skpp;
pub mod subject;
pub mod wire;
pub mod yearly;
