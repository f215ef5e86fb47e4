//! What the solver is told: months that are due, months that cannot be worked out, and what was paid.

use serde::{Deserialize, Serialize};

use crate::calendar::Month;
use crate::money::Rupiah;
use crate::outcome::Gap;
use crate::pay::{Line, LineCode, Slip, TppTaxMode};

/// One line that was paid for a month, in whole rupiah; negative when it was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaidLine {
    /// Which line.
    pub code: LineCode,
    /// Amount paid, withheld or contributed.
    pub amount: Rupiah,
}

impl From<&Line> for PaidLine {
    fn from(line: &Line) -> Self {
        Self { code: line.code, amount: line.amount }
    }
}

/// One statement about one month. Their order has no meaning.
#[derive(Debug, Clone, Copy)]
pub enum Entry<'a> {
    /// The month's slip under today's facts. Equal slips of one month count as one; different ones are contested.
    Due(&'a Slip),
    /// Nothing is due for the month under today's facts, and that is known.
    NotDue {
        /// The month.
        month: Month,
    },
    /// The month cannot be worked out under today's facts.
    Blocked {
        /// The month.
        month: Month,
        /// Why; never empty.
        gaps: &'a [Gap],
    },
    /// Lines that were paid for the month: its slip, an earlier back payment, a recovery. Payments add up.
    ///
    /// No lines say that nothing was paid; a month of which nothing is said is unknown.
    Paid {
        /// The month paid for.
        month: Month,
        /// The lines.
        lines: &'a [PaidLine],
    },
    /// The month is not closed yet: a run of its own pays it, and nothing is settled here.
    Open {
        /// The month.
        month: Month,
    },
}

impl Entry<'_> {
    /// Returns the month spoken of.
    #[must_use]
    pub fn month(&self) -> Month {
        match self {
            Self::Due(slip) => slip.month,
            Self::NotDue { month } | Self::Blocked { month, .. } | Self::Paid { month, .. } | Self::Open { month } => {
                *month
            }
        }
    }
}

/// The months that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First month.
    pub from: Month,
    /// Last month, which belongs to the span.
    pub last: Month,
    /// How TPP is taxed: a final tax belongs to its month, a joint one to the month of payment (PMK 168/2023 Pasal 5).
    pub tpp_tax: TppTaxMode,
}

impl Span {
    /// Most months a table may have: forty years of service.
    pub const MOST: i32 = 480;

    /// Returns the months in order, or a gap when the span runs backwards or is longer than a working life.
    pub fn months(&self) -> Result<impl Iterator<Item = Month> + use<>, Gap> {
        let from = self.from;
        let count = self.last.months_since(from) + 1;
        if (1..=Self::MOST).contains(&count) {
            Ok((0..count).map(move |at| from.plus(at)))
        } else {
            Err(Gap::OutOfRange { field: "rentang".to_owned() })
        }
    }

    /// Says whether a line is settled month by month.
    ///
    /// Pembulatan and the tax that one look-up finds belong to the month of payment, not to the month owed.
    #[must_use]
    pub fn settles(&self, code: LineCode) -> bool {
        match code {
            LineCode::Pembulatan | LineCode::Pph21 | LineCode::TunjanganPph | LineCode::PengembalianPph => false,
            // What is taken back belongs to the months it was paid too much in.
            LineCode::KelebihanGaji | LineCode::TppKelebihan => false,
            LineCode::TppPph21 | LineCode::TppTunjanganPph | LineCode::TppPengembalianPph => {
                self.tpp_tax == TppTaxMode::Final
            }
            _ => true,
        }
    }
}
