//! Back pay (rapel): what months owe under today's facts, less what they paid.
//!
//! One table month by month, by line and in total. Works with slips and paid lines; knows no person, no storage and no
//! pairs of decrees: late or corrected facts change the slips that are due, and the table follows.

mod entry;
mod payday;
mod recovery;
mod solve;
mod step;
mod table;

pub use entry::{Entry, PaidLine, Span};
pub use payday::{Arrears, taxed};
pub use recovery::{Instalment, Recovery, recovery};
pub use solve::solve;
pub use step::RapelStep;
pub use table::{LineRow, LineSum, MonthRow, Side, Sides, Table, Total};

#[cfg(test)]
mod tests;
