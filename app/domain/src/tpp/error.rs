//! Why a policy file, or a confirmation of one of its values, is refused. Every case names the place.

use rust_decimal::Decimal;

use super::form::FormFault;
use super::measure::MeasureKind;
use super::value::ValueUnit;
use crate::calendar::Day;
use crate::cite::ConfirmLack;

/// One reason to refuse a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyError {
    /// The text is no policy: broken JSON, an unknown or missing key, a number without quotes.
    Form {
        /// Line, counted from one.
        line: usize,
        /// Column, counted from one.
        column: usize,
        /// What is wrong there.
        fault: FormFault,
    },
    /// Two things share one path.
    Duplicate {
        /// The path.
        path: String,
    },
    /// A value names a source the policy does not list.
    UnknownCite {
        /// Path of the value.
        path: String,
        /// The source's key.
        cite: String,
    },
    /// A listed source that nothing names.
    UnusedCite {
        /// The source's key.
        cite: String,
    },
    /// A source names an officer who confirms, but not all that goes with it.
    HalfConfirmed {
        /// The source's key.
        cite: String,
        /// What is not there, or wrong.
        lacks: ConfirmLack,
    },
    /// A value rests on an officer's confirmation and is missing, or still called a draft.
    ConfirmsNothing {
        /// Path of the value.
        path: String,
    },
    /// A step names a measure the policy does not list.
    UnknownMeasure {
        /// Path of the step.
        path: String,
        /// The measure's key; empty where a row of cuts names none at all.
        measure: String,
    },
    /// A listed measure that no step reads.
    UnusedMeasure {
        /// The measure's key.
        measure: String,
    },
    /// A measure of a kind that does not fit its use.
    MeasureKind {
        /// Path of the use.
        path: String,
        /// The measure's key.
        measure: String,
        /// The kind that fits.
        needs: MeasureKind,
    },
    /// A computed measure that needs itself.
    Cycle {
        /// The measure's key.
        measure: String,
    },
    /// A name of an account the policy does not list, or an account that lacks its percent or has one too many.
    Account {
        /// Path of the use.
        path: String,
        /// The account's key; empty where there is no account at all.
        account: String,
        /// What is wrong with it.
        fault: AccountFault,
    },
    /// Weights that do not sum to what they must.
    Weights {
        /// Path of the parts.
        path: String,
        /// Their sum.
        sum: Decimal,
        /// What they must sum to.
        must: Decimal,
    },
    /// Bands that leave a gap, overlap, do not ascend, or do not end open.
    Bands {
        /// Path of the band.
        path: String,
        /// The edge in question, when there is one.
        at: Option<Decimal>,
        /// What is wrong with it.
        fault: BandFault,
    },
    /// A value outside its range.
    Value {
        /// Path of the value.
        path: String,
        /// The value.
        value: Decimal,
        /// What fits there.
        fits: ValueRange,
    },
    /// A step that cannot stand where it stands (`pay` without a percent, an amount left unrounded at the end).
    Order {
        /// Path of the list of steps: `steps`, `split.each`, `split.{account}`, or a part.
        path: String,
        /// Which step of the list, counted from one; none: the end of the list.
        step: Option<usize>,
        /// Why it cannot stand there.
        fault: OrderFault,
    },
    /// The last day does not come after the first.
    Dates {
        /// First day.
        from: Day,
        /// First day after.
        until: Day,
    },
    /// Two versions of a policy leave days without one.
    VersionGap {
        /// Key of the policy.
        policy: String,
        /// First day without a version.
        from: Day,
        /// First day of the next version.
        until: Day,
    },
    /// Two versions of a policy hold on the same day.
    VersionOverlap {
        /// Key of the policy.
        policy: String,
        /// First day that has two.
        from: Day,
    },
    /// A confirmation names a path that holds no value.
    UnknownPath {
        /// The path.
        path: String,
    },
    /// A confirmation of a value that already stands.
    NothingToConfirm {
        /// The path.
        path: String,
    },
    /// A confirmation without a value where the file has none, or whose value is no decimal.
    NoValueGiven {
        /// The path.
        path: String,
    },
}

/// What is wrong with the naming of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountFault {
    /// The policy lists none.
    None,
    /// The policy does not list it.
    Unknown,
    /// It states no percent, and the ceiling is one amount for all accounts.
    NoPercent,
    /// It states a percent, and the ceiling already states rupiah for each account.
    PercentToo,
    /// A row of it ends at a lower class than it begins.
    Classes,
}

/// What is wrong with a band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BandFault {
    /// There is no band at all.
    NoBand,
    /// It begins after the one before ends.
    Gap,
    /// It begins before the one before ends.
    Overlap,
    /// Its end does not lie above the end of the one before.
    NotAscending,
    /// It is not the last one and says not where it ends, or says it twice.
    NoEnd,
    /// It is the last one and ends.
    NotOpen,
    /// What it gives does not fit its place: a factor outside a gate, a divisor of zero.
    Gives,
}

/// Which values fit at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueRange {
    /// Whole rupiah from 0 to a trillion.
    Rupiah,
    /// 0 to 100.
    Percent,
    /// 0 to 1000: criteria of small classes reach a few hundred percent of a small basic amount.
    Criterion,
    /// 0 to a billion.
    Number,
    /// All or nothing: 0 or 100.
    AllOrNothing,
    /// A month of the year, 1 to 12.
    MonthOfYear,
    /// What the measure itself accepts, and only for decisions and flags.
    WhenNone,
}

impl ValueRange {
    /// Returns what a unit lets in at a path.
    pub(super) fn of(path: &str, unit: ValueUnit) -> Self {
        match unit {
            ValueUnit::Rupiah => Self::Rupiah,
            ValueUnit::Percent if path.starts_with("accounts.") => Self::Criterion,
            ValueUnit::Percent => Self::Percent,
            ValueUnit::Number => Self::Number,
        }
    }

    /// Says whether a number lies in it.
    pub(super) fn holds(self, number: Decimal) -> bool {
        let most = match self {
            Self::Rupiah => Decimal::from(1_000_000_000_000_i64),
            Self::Criterion => Decimal::from(1000),
            Self::Percent | Self::AllOrNothing => Decimal::ONE_HUNDRED,
            Self::Number | Self::WhenNone => Decimal::from(1_000_000_000),
            Self::MonthOfYear => Decimal::from(12),
        };
        (Decimal::ZERO..=most).contains(&number) && (self != Self::Rupiah || number.fract().is_zero())
    }
}

/// Why a step cannot stand where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderFault {
    /// A test while the percent of the one before was not paid yet.
    TestBeforePay,
    /// A `pay` with no percent before it.
    NothingToPay,
    /// A rounding to more than six decimals.
    TooFine,
    /// A split while a percent was not paid yet.
    SplitBeforePay,
    /// Rupiah taken off while a percent was not paid yet.
    DeductBeforePay,
    /// A split with steps after it.
    SplitNotLast,
    /// A split inside a split.
    SplitTwice,
    /// The list ends and its percent was never paid.
    NeverPaid,
    /// The list ends with an amount that may have a fraction.
    NotWhole,
    /// Inside a part only steps may stand that change its value in place.
    NotInAPart,
}
