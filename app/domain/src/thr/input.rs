//! What the caller brings about one person and one yearly payment.

use crate::asn::Status;
use crate::calendar::Day;
use crate::law::{Excluded, YearlyKind};
use crate::money::Rounding;
use crate::pay::{Given, Slip, TppTaxMode};
use crate::tpp::Bearer;

/// Everything one yearly payment of one person rests on.
#[derive(Debug, Clone)]
pub struct Ask<'a> {
    /// THR or gaji ke-13.
    pub kind: YearlyKind,
    /// The year whose act rules it.
    pub year: i32,
    /// Kind of civil servant in the base month.
    pub status: Status,
    /// The slip of the base month, worked out by [`crate::pay::month`]; a candidate's share is already in it.
    pub base: &'a Slip,
    /// First day of service; needed for PPPK.
    pub since: Option<Day>,
    /// The feast; needed for the THR of a PPPK who began in the base month or later.
    pub feast: Option<Day>,
    /// A standing that receives nothing, when there is one.
    pub excluded: Option<Excluded>,
    /// What is paid for performance or profession.
    pub performance: Performance,
}

/// What is added for performance or profession: at most one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Performance {
    /// Nothing.
    None,
    /// TPP or tunjangan kinerja.
    Tpp {
        /// One month of it, gross.
        month: Given,
        /// How much of the month is paid.
        share: Share,
        /// How it is taxed.
        tax: TppTaxMode,
        /// Who bears that tax.
        borne_by: Bearer,
        /// Rounding of the share and of a final tax.
        rounding: Rounding,
    },
    /// Tunjangan profesi, for teachers and lecturers without the former.
    Profesi {
        /// One month of it.
        month: Given,
    },
}

/// How much of a month's TPP is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Share {
    /// What the act names for the state budget.
    Apbn,
    /// What the region decided by its fiscal capacity; at most what the act allows.
    Apbd {
        /// Share in basis points.
        share_bp: u32,
        /// Decree that says so.
        source: String,
    },
}
