//! The typed steps of a policy file. The order of a list is the rule; nothing here computes.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize};

use super::step::{Cutoff, Label};
use super::value::{Valued, decimal_text};

/// Names a measure by its key; knows its place once the policy is loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureRef {
    pub(super) key: String,
    pub(super) index: usize,
}

impl<'de> Deserialize<'de> for MeasureRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { key: String::deserialize(deserializer)?, index: usize::MAX })
    }
}

/// One step on the way from the ceiling to the amount.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Measures parts and yields a percent, or an amount.
    Test(Test),
    /// Multiplies by the factor of the band a measure lies in.
    Gate(Gate),
    /// Leaves all or nothing.
    Threshold(Threshold),
    /// Leaves nothing of a result that is too low.
    AtLeast(AtLeast),
    /// Reduces by a percent that recorded decisions order.
    Reduce(Reduce),
    /// Takes rupiah for each event.
    Deduct(Deduct),
    /// Multiplies by the factor of the kind of unit.
    UnitFactor(UnitFactor),
    /// Keeps the value between limits.
    Clamp(Clamp),
    /// Drops a fraction, here and nowhere else.
    Round(Round),
    /// Turns the percent into an amount.
    Pay {},
    /// Goes on separately for each criterion account.
    Split(Split),
    /// Keeps a share back until a condition holds.
    Defer(Defer),
}

/// What a test yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Yield {
    /// A percent of the amount, paid by a later `pay`.
    Percent,
    /// An amount, part by part.
    Money,
}

/// Weighted parts, with cuts from each part and from the whole.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    pub(super) key: String,
    pub(super) label: Label,
    #[serde(rename = "yields")]
    pub(super) yields: Yield,
    pub(super) parts: Vec<Part>,
    #[serde(default)]
    pub(super) cuts: Vec<Cut>,
    /// Other parts and cuts for some posts; the first row that names the post stands in for the usual ones.
    #[serde(default)]
    pub(super) for_posts: Vec<ForPosts>,
}

/// How the posts of one group are tested instead.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForPosts {
    pub(super) key: String,
    pub(super) label: Label,
    pub(super) posts: Vec<String>,
    pub(super) parts: Vec<Part>,
    #[serde(default)]
    pub(super) cuts: Vec<Cut>,
}

/// One part of a test. The weights of the parts of a test sum to 100, of nested parts to their parent's weight.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub(super) key: String,
    pub(super) label: Label,
    pub(super) weight: Valued,
    pub(super) score: Score,
    #[serde(default)]
    pub(super) cuts: Vec<Cut>,
    #[serde(default)]
    pub(super) steps: Vec<Step>,
}

/// How much of a part's weight is earned before its cuts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Score {
    /// All of it.
    Full,
    /// As many percent as a measure says.
    Measure(MeasureRef),
    /// A measured percent where the recap has one, else by predikat.
    MeasureOrPredikat(MeasureOrPredikat),
    /// By bands of a measure.
    Bands(Bands),
    /// By the predikat in force.
    Predikat(PredikatRows),
    /// By parts of its own.
    Parts(Vec<Part>),
}

/// A measure that may be missing, and the predikat that stands in for it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureOrPredikat {
    pub(super) measure: MeasureRef,
    pub(super) predikat: PredikatRows,
}

/// Percent of the weight for each predikat; without a row for none, a missing predikat blocks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PredikatRows {
    pub(super) sangat_baik: Valued,
    pub(super) baik: Valued,
    pub(super) butuh_perbaikan: Valued,
    pub(super) kurang_misconduct: Valued,
    pub(super) sangat_kurang: Valued,
    #[serde(default)]
    pub(super) none: Option<Valued>,
}

/// Adjoining bands of one measure, lowest first; the last one is open.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bands {
    pub(super) measure: MeasureRef,
    pub(super) rows: Vec<Band>,
}

/// One band. `from` repeats the neighbour's edge and is checked, `upto` belongs to the band, `below` does not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    #[serde(default, deserialize_with = "decimal_text")]
    pub(super) from: Option<Decimal>,
    #[serde(default, deserialize_with = "decimal_text")]
    pub(super) upto: Option<Decimal>,
    #[serde(default, deserialize_with = "decimal_text")]
    pub(super) below: Option<Decimal>,
    pub(super) gives: Gives,
}

/// What a band gives.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gives {
    /// Percent of the part's weight, or of a cut's base.
    Percent(Valued),
    /// Points out of the hundred of the whole test.
    Points(Valued),
    /// The measure divided by this many, of the part's weight.
    LinearOver(Valued),
    /// A factor, for gates.
    Factor(Valued),
}

/// A cut: rows of measures with the size of one event, and the base the percent is taken of.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cut {
    pub(super) key: String,
    pub(super) label: Label,
    #[serde(default)]
    pub(super) base: CutBase,
    pub(super) rows: Vec<CutRow>,
}

/// What the percent of a cut is taken of.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CutBase {
    /// The part the cut stands in (the whole, for a cut of the test itself).
    #[default]
    Part,
    /// The whole of the test.
    Whole,
    /// A share of the amount of one working day.
    Day(DayBase),
}

/// The base of a cut by day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayBase {
    pub(super) working_days: MeasureRef,
    pub(super) share: Valued,
}

/// Measures that cut alike.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutRow {
    pub(super) on: Vec<MeasureRef>,
    pub(super) size: Size,
}

/// How much a row cuts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// Percent for each event.
    Each(Valued),
    /// The measure itself is the percent (a recorded decision).
    Own,
    /// By bands of the measure (minutes of a month).
    Bands(Vec<Band>),
}

/// A factor by bands, after whatever stands before it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    pub(super) key: String,
    pub(super) label: Label,
    pub(super) bands: Bands,
}

/// All or nothing at a limit, which single months of the year may change.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    pub(super) key: String,
    pub(super) label: Label,
    pub(super) measure: MeasureRef,
    pub(super) at: Valued,
    #[serde(default)]
    pub(super) in_month: BTreeMap<u8, Valued>,
}

/// Nothing is left of a result below the limit, in percent (of the ceiling, where the result is an amount).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtLeast {
    pub(super) key: String,
    pub(super) label: Label,
    pub(super) at: Valued,
}

/// How a reduction meets what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Times (100 - percent).
    Multiply,
    /// Minus percent of the ceiling.
    Subtract,
}

/// A reduction by recorded decisions.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reduce {
    pub(super) key: String,
    pub(super) label: Label,
    pub(super) how: How,
    pub(super) rows: Vec<CutRow>,
}

/// Rupiah for each event, by group of posts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deduct {
    pub(super) key: String,
    pub(super) label: Label,
    pub(super) on: MeasureRef,
    pub(super) rows: Vec<DeductRow>,
}

/// What one event takes of these posts; without posts, of all that no row before names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeductRow {
    pub(super) key: String,
    #[serde(default)]
    pub(super) posts: Vec<String>,
    pub(super) each: Valued,
}

/// Factors by kind of unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitFactor {
    pub(super) key: String,
    pub(super) label: Label,
    pub(super) kinds: BTreeMap<String, Valued>,
    #[serde(default)]
    pub(super) other: Option<Valued>,
}

/// Limits of the value at this place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clamp {
    pub(super) key: String,
    #[serde(default)]
    pub(super) min: Option<Valued>,
    #[serde(default)]
    pub(super) max: Option<Valued>,
}

/// A rounding at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    pub(super) scale: u32,
    pub(super) cutoff: Cutoff,
}

/// Steps for each account; accounts named in `own` have their own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    #[serde(default)]
    pub(super) each: Vec<Step>,
    #[serde(default)]
    pub(super) own: BTreeMap<String, Vec<Step>>,
}

/// A share that is paid later, when a measure reaches its limit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defer {
    pub(super) key: String,
    pub(super) label: Label,
    pub(super) share: Valued,
    pub(super) measure: MeasureRef,
    pub(super) at: Valued,
    /// What becomes of it in later months; without it another rule decides.
    #[serde(default)]
    pub(super) memory: Option<Box<Memory>>,
}

/// What a deferred share becomes: paid in the month that reaches the limit, lost after too many that do not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memory {
    /// Rupiah of sealed months that still wait.
    pub(super) owed: MeasureRef,
    /// Months in a row before this one that missed the limit.
    pub(super) missed: MeasureRef,
    /// Months in a row, this one included, after which everything that waits is lost.
    pub(super) lost_after: Valued,
}
