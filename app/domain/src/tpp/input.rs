//! What the caller brings about one person and one month. Parsed here, never guessed.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::asn::{Golongan, Status};
use crate::calendar::Month;
use crate::cite::Cite;
use crate::kinerja::Predikat;
use crate::money::Rupiah;

/// Says how an acting post (Plt, Plh, Pj) meets the own one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActingMode {
    /// The acting post's pagu instead of the own one.
    Replace,
    /// A share of the acting post's pagu and nothing of the own one.
    Share,
    /// The own pagu and a share of the acting post's.
    Add,
    /// The higher of the two pagu.
    Higher,
}

/// An acting post held in the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acting<'a> {
    /// Class of the acting post.
    pub kelas: Option<u8>,
    /// Key of the acting post in the policy, where the policy pays by post.
    pub post: Option<&'a str>,
    /// The mode the assignment states, where the policy leaves it to the assignment.
    pub mode: Option<ActingMode>,
    /// Share in percent the assignment states, where the policy leaves it to the assignment.
    pub share_percent: Option<Decimal>,
    /// Full months the assignment has lasted at the end of the month paid.
    pub full_months: u32,
}

/// Everything a policy may ask about one person and one month.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The month paid for.
    pub month: Month,
    /// Class of the post, when a post is recorded.
    pub kelas: Option<u8>,
    /// Key of the post in the policy, where the policy pays by post.
    pub post: Option<&'a str>,
    /// Kind of civil servant.
    pub status: Status,
    /// Kind of unit, as the policy's unit factors name it.
    pub unit_kind: Option<&'a str>,
    /// What the monthly recap delivered, made by [`super::Policy::read_measures`].
    pub measures: &'a Measures,
    /// The predikat in force for the month.
    pub predikat: Option<Predikat>,
    /// The acting post, when there is one.
    pub acting: Option<Acting<'a>>,
}

/// Delivered measures of one person and month, in the order of the policy they were read for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measures(pub(super) Vec<Option<Decimal>>);

/// Says what is wrong with a delivered measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeasureError {
    /// The policy has no measure of this key, or computes it itself.
    Unknown {
        /// The key.
        measure: String,
    },
    /// Negative, above its limit, or a fraction where only whole counts exist.
    OutOfRange {
        /// The key.
        measure: String,
        /// The value delivered.
        value: Decimal,
    },
}

/// The national health contribution as the law of the month states it (Perpres 82/2018, changed by 64/2020).
#[derive(Debug, Clone, Copy)]
pub struct Bpjs<'a> {
    /// The worker's part in percent.
    pub worker_percent: Decimal,
    /// The employer's part in percent.
    pub employer_percent: Decimal,
    /// Highest monthly base over salary and TPP together.
    pub ceiling: Rupiah,
    /// Source of the three.
    pub cite: &'a Cite,
}

/// What contribution and tax need beside the gross amount.
#[derive(Debug, Clone, Copy)]
pub struct NetContext<'a> {
    /// Rank, for the final tax by rank.
    pub golongan: Golongan,
    /// Whether the person asked for zakat to be withheld.
    pub zakat: bool,
    /// The part of the contribution base that the salary already used up.
    pub salary_bpjs_base: Rupiah,
    /// National rates and ceiling.
    pub bpjs: Bpjs<'a>,
    /// What the monthly recap delivered; the same as for the gross amount.
    pub measures: &'a Measures,
}
