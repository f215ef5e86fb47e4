//! THR and gaji ke-13: payments of their own, measured by one month's pay, under the act of their year.
//!
//! Takes the slip of the base month and the slip of the month of payment; knows no person and no history. Pensioners,
//! state officials, TNI and POLRI are not paid from here.

mod earned;
mod input;
mod paid;
mod step;

pub use crate::law::{Excluded, YearlyKind};
pub use earned::{Earned, NoRight, Right, right};
pub use input::{Ask, Performance, Share};
pub use paid::{Payout, ThrLine, paid};
pub use step::{ThrCode, ThrStep};

#[cfg(test)]
mod tests;
