//! The lines and steps of a yearly payment.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::asn::Status;
use crate::calendar::Month;
use crate::law::{Excluded, YearlyKind};
use crate::pay::{LineCode, LineKind, Payment};

/// A line of a yearly payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThrCode {
    /// A line that a monthly slip has as well.
    Slip(LineCode),
    /// Tunjangan profesi of teachers and lecturers.
    TunjanganProfesi,
}

impl ThrCode {
    /// Returns the stable text code.
    #[must_use]
    pub fn text(self) -> Cow<'static, str> {
        match self {
            Self::Slip(code) => code.text(),
            Self::TunjanganProfesi => Cow::Borrowed("tunjangan_profesi"),
        }
    }

    /// Says whether the line is added or taken off.
    #[must_use]
    pub const fn kind(self) -> LineKind {
        match self {
            Self::Slip(code) => code.kind(),
            Self::TunjanganProfesi => LineKind::Earning,
        }
    }

    /// Says whether the line belongs to the salary part or to TPP.
    #[must_use]
    pub const fn payment(self) -> Payment {
        match self {
            Self::Slip(code) => code.payment(),
            Self::TunjanganProfesi => Payment::Salary,
        }
    }
}

/// Names a step of a yearly payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThrStep {
    /// Whether this kind of civil servant receives it.
    Receives {
        /// Which payment.
        kind: YearlyKind,
        /// Its year.
        year: i32,
        /// Kind of civil servant.
        status: Status,
    },
    /// Whether a standing takes the right away.
    Excludes(Excluded),
    /// Whether a PPPK served long enough before the feast.
    LongEnough {
        /// Fewest full calendar months.
        least: u8,
        /// Full calendar months served before the feast.
        served: i32,
    },
    /// The month whose pay is the measure.
    BaseMonth(Month),
    /// One line: the root of its derivation; the value is its amount.
    Line(YearlyKind, ThrCode),
    /// The amount of one month.
    MonthAmount(ThrCode),
    /// The share of a month's TPP that is paid.
    Share {
        /// Share in basis points.
        share_bp: u32,
        /// Decree of the region; nothing where the act itself decides.
        source: Option<String>,
    },
    /// Months of a month's allowance that are paid.
    Months(u32),
    /// Months served up to the base month, of those a whole payment needs.
    Served {
        /// Months served.
        served: u8,
        /// Months of a whole payment.
        full: u8,
    },
}
