//! The table: months with their lines, totals by line, and arrears kept apart from overpayment.

use crate::calendar::Month;
use crate::money::{Overflow, Rupiah};
use crate::outcome::{Gap, Outcome};
use crate::pay::{LineCode, LineKind, Payment, Totals};

/// One line of one month. Amounts in whole rupiah.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineRow {
    /// Which line.
    pub code: LineCode,
    /// What the month owes under today's facts.
    pub due: Rupiah,
    /// What was paid for it, all payments together.
    pub paid: Rupiah,
    /// Due less paid, both already rounded.
    pub difference: Rupiah,
}

/// One month of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthRow {
    /// The month.
    pub month: Month,
    /// Its lines in slip order, those without a difference included; or why it cannot be worked out.
    pub lines: Result<Vec<LineRow>, Vec<Gap>>,
}

/// A line over the whole span. What is owed and what was overpaid are never set off against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineSum {
    /// Which line.
    pub code: LineCode,
    /// Sum due.
    pub due: Rupiah,
    /// Sum paid.
    pub paid: Rupiah,
    /// Sum of the months whose difference is positive.
    pub more: Rupiah,
    /// Sum of the months whose difference is negative; zero or below.
    pub less: Rupiah,
}

/// Months of one payment that differ in one direction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// The months, in order.
    pub months: Vec<Month>,
    /// Sums of their differences before the tax of the month of payment; below zero for an overpayment.
    pub sums: Totals,
}

/// One payment (salary or TPP) over the span: a month whose net is owed lies in arrears, one whose net was too much in
/// overpaid. Months without a net difference lie in neither.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sides {
    /// Months that paid too little.
    pub arrears: Side,
    /// Months that paid too much.
    pub overpaid: Side,
}

/// Everything summed. There is none while a month is blocked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Each line over the span, in slip order.
    pub lines: Vec<LineSum>,
    /// The salary list.
    pub salary: Sides,
    /// The TPP list.
    pub tpp: Sides,
}

/// Due, paid and difference of every month of the span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The months, in order, none left out.
    pub months: Vec<MonthRow>,
    /// Final when every month was worked out, else blocked by the gaps of those that were not.
    pub total: Outcome<Total>,
}

/// Which column of a row is summed.
pub(super) type Column = fn(&LineRow) -> Rupiah;

/// Sums a column of one payment: earnings, deductions, and earnings less deductions.
pub(super) fn totals(lines: &[LineRow], payment: Payment, column: Column) -> Result<Totals, Overflow> {
    let mut made = Totals::default();
    for row in lines.iter().filter(|row| row.code.payment() == payment) {
        match row.code.kind() {
            LineKind::Earning => made.gross = made.gross.plus(column(row))?,
            LineKind::Deduction => made.deductions = made.deductions.plus(column(row))?,
            LineKind::Employer => {}
        }
    }
    made.net = made.gross.minus(made.deductions)?;
    Ok(made)
}

impl MonthRow {
    /// Returns what the month owes of a payment less what was paid, before the tax of the month of payment.
    ///
    /// Errors: the gaps that block the month.
    pub fn difference(&self, payment: Payment) -> Result<Totals, Vec<Gap>> {
        let lines = self.lines.as_ref().map_err(Clone::clone)?;
        totals(lines, payment, |row| row.difference).map_err(|over| vec![over.into()])
    }
}

impl Total {
    /// Returns the sides of a payment.
    #[must_use]
    pub const fn of(&self, payment: Payment) -> &Sides {
        match payment {
            Payment::Salary => &self.salary,
            Payment::Tpp => &self.tpp,
        }
    }

    /// Returns a line over the span, or nothing when no month has it.
    #[must_use]
    pub fn line(&self, code: LineCode) -> Option<&LineSum> {
        self.lines.iter().find(|line| line.code == code)
    }
}

impl Table {
    /// Returns the gaps of every blocked month, in order of month.
    #[must_use]
    pub fn gaps(&self) -> Vec<Gap> {
        self.months.iter().filter_map(|row| row.lines.as_ref().err()).flatten().cloned().collect()
    }
}
