//! What a policy measures: the columns of the monthly recap, and how some are computed from others.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::rule::MeasureRef;
use super::step::Label;
use super::value::{Valued, decimal_text};
use crate::asn::Keadaan;
use crate::hadir::Count;

/// What a measure counts in; decides what values are accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// 0 to 100, fractions allowed.
    Percent,
    /// Whole events.
    Events,
    /// Whole minutes.
    Minutes,
    /// Whole days.
    Days,
    /// Day of the month, 1 to 31.
    DayOfMonth,
    /// A number of zero or more.
    Number,
    /// Whole rupiah.
    Rupiah,
    /// 0 for no, 1 for yes.
    Flag,
}

/// Who delivers a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureSource {
    /// The monthly attendance recap.
    #[default]
    Recap,
    /// The performance application or the superior.
    Performance,
    /// A recorded decision about the person (punishment, hold).
    Decision,
    /// A figure of the whole unit.
    Unit,
    /// An earlier sealed month of the same person.
    Earlier,
}

/// Which direction is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
}

/// One thing a policy measures.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Key inside the policy; the column of the recap.
    pub key: String,
    /// Name.
    pub label: Label,
    /// What it counts in.
    pub kind: MeasureKind,
    /// Who delivers it.
    #[serde(default)]
    pub source: MeasureSource,
    /// Which direction is the better one.
    pub better: Better,
    /// The band of minutes the events of this measure lie in, for the app that counts them.
    #[serde(default)]
    pub band: Option<MinuteBand>,
    /// What attendance counts for it; none: people enter it, or its band says it.
    #[serde(default)]
    pub counts: Option<Count>,
    /// Highest value that makes sense, when there is one.
    #[serde(default, deserialize_with = "decimal_text")]
    pub max: Option<Decimal>,
    /// The value when no record says otherwise; only for decisions and flags.
    #[serde(default, deserialize_with = "decimal_text")]
    pub when_none: Option<Decimal>,
    /// Standings in service that raise it by themselves; only for flags that a decision delivers.
    #[serde(default)]
    pub standings: Vec<Keadaan>,
    /// Whether the figure stands without it (the predikat stands in).
    #[serde(skip)]
    pub optional: bool,
    /// Measures that do not count on a day or at an event that this one counts, for whoever counts them.
    #[serde(default)]
    pub(super) instead_of: Vec<MeasureRef>,
    /// How it is computed from other measures; such a measure is not delivered.
    #[serde(default)]
    pub(super) derived: Option<Derived>,
}

/// Minutes of one event; bands of one family adjoin and the last is open.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinuteBand {
    /// Family: what the minutes are of (`late`, `early`).
    pub of: String,
    /// First minute of the band.
    pub from_min: u32,
    /// Last minute of the band; none: open.
    #[serde(default)]
    pub upto_min: Option<u32>,
}

/// A measure computed from others: a weighted sum, less others but never below zero, in percent of another where `over`
/// is given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Derived {
    pub(super) sum: Vec<Addend>,
    #[serde(default)]
    pub(super) less: Vec<Addend>,
    #[serde(default)]
    pub(super) over: Option<MeasureRef>,
    #[serde(default)]
    pub(super) cap: Option<Valued>,
}

/// One addend of a computed measure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addend {
    pub(super) measure: MeasureRef,
    #[serde(default)]
    pub(super) times: Option<Valued>,
}

impl Measure {
    /// Says whether somebody delivers the measure (else the policy computes it).
    #[must_use]
    pub fn delivered(&self) -> bool {
        self.derived.is_none()
    }

    /// Returns the keys of the measures that do not count where this one counts.
    pub fn stands_in_for(&self) -> impl Iterator<Item = &str> {
        self.instead_of.iter().map(|other| other.key.as_str())
    }

    /// Says whether a value can be one of this measure.
    #[must_use]
    pub fn accepts(&self, value: Decimal) -> bool {
        let whole = !matches!(self.kind, MeasureKind::Percent | MeasureKind::Number);
        let (least, most) = self.range();
        (least..=most).contains(&value) && (!whole || value.fract().is_zero())
    }

    /// Returns the least and the most a value of this measure can be.
    #[must_use]
    pub fn range(&self) -> (Decimal, Decimal) {
        let most = match self.kind {
            MeasureKind::Percent => Decimal::ONE_HUNDRED,
            MeasureKind::DayOfMonth | MeasureKind::Days => Decimal::from(31),
            MeasureKind::Minutes => Decimal::from(31 * 24 * 60),
            MeasureKind::Flag => Decimal::ONE,
            MeasureKind::Events | MeasureKind::Number => Decimal::from(100_000),
            MeasureKind::Rupiah => Decimal::from(1_000_000_000_000_i64),
        };
        let least = if self.kind == MeasureKind::DayOfMonth { Decimal::ONE } else { Decimal::ZERO };
        (least, self.max.unwrap_or(most))
    }
}
