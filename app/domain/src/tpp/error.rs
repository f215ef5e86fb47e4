//! Why a policy file, or a confirmation of one of its values, is refused. Every case names the place.

use rust_decimal::Decimal;

use crate::calendar::Day;

/// One reason to refuse a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyError {
    /// The text is no policy: broken JSON, an unknown or missing key, a number without quotes.
    Form {
        /// What the reader said, with line and column.
        text: String,
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
    /// A step names a measure the policy does not list.
    UnknownMeasure {
        /// Path of the step.
        path: String,
        /// The measure's key.
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
        /// The account's key.
        account: String,
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
    },
    /// A value outside its range.
    Value {
        /// Path of the value.
        path: String,
        /// The value.
        value: Decimal,
    },
    /// A step that cannot stand where it stands (`pay` without a percent, an amount left unrounded at the end).
    Order {
        /// Path of the step.
        path: String,
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
