//! The steps of a back-pay derivation: one code with the values its sentence needs.

use crate::calendar::Month;
use crate::pay::{LineCode, Payment};

/// Names a step of back pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RapelStep {
    /// A month of the table: the value is its net difference over both payments; lines that differ follow.
    Month(Month),
    /// A month that cannot be worked out; the value counts its gaps.
    Blocked(Month),
    /// A line of the month that differs: the value is due less paid.
    Line(LineCode),
    /// What the month owes of the line under today's facts.
    Due(LineCode),
    /// What was paid of the line.
    Paid(LineCode),
    /// Net of the months that paid too little, before tax.
    Arrears(Payment),
    /// Net of the months that paid too much, below zero.
    Overpaid(Payment),
    /// A plan to take an overpayment back: the value is the whole of it.
    Recovery {
        /// How many instalments.
        instalments: u8,
    },
    /// One instalment before the last: the whole divided by their number.
    Instalment,
    /// The last instalment, with what the division left over.
    LastInstalment {
        /// How many instalments come before it.
        before: u8,
    },
}
