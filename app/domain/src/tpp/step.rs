//! The words of a derivation: fixed steps as codes, a region's own steps with the label of its policy file.

use serde::{Deserialize, Serialize};

use super::input::ActingMode;

/// Bilingual text from a policy file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

/// Names how a fraction disappears at a stated number of decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cutoff {
    /// Towards minus infinity.
    Floor,
    /// Digits beyond the scale are dropped (towards zero).
    Truncate,
    /// To the nearest, a half away from zero.
    HalfUp,
}

/// Names a step of a regional policy. Values: see each case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TppStep {
    /// The whole gross amount (rupiah).
    Gross {
        /// Name of the policy.
        label: Label,
    },
    /// The ceiling of the month (rupiah).
    Pagu,
    /// Ceiling of one post, own or acting (exact rupiah).
    PaguOfPost {
        /// Whether it is the acting post.
        acting: bool,
    },
    /// Amount of a class (rupiah).
    ClassAmount {
        /// The class.
        kelas: u8,
    },
    /// Regional index on the class amount (number).
    Index,
    /// Class amount times index, rounded (rupiah).
    BasicTpp,
    /// Percent of a criterion account (percent), or its amount where the policy states rupiah.
    Criterion {
        /// Name of the account.
        label: Label,
    },
    /// Points of a post (number).
    Points,
    /// Price of a point (rupiah).
    PointPrice,
    /// Share of the ceiling a kind of civil servant receives (percent).
    Receiver,
    /// How an acting post is paid (exact rupiah after it).
    Acting {
        /// The way.
        mode: ActingMode,
    },
    /// Share of the acting post (percent).
    ActingShare,
    /// A delivered or computed measure (number).
    Measure {
        /// Its name.
        label: Label,
    },
    /// The predikat in force (word) or its score (percent).
    Predikat,
    /// A tested result (percent or exact rupiah).
    Test {
        /// Its name.
        label: Label,
    },
    /// One part of a test (percent, points or exact rupiah).
    Part {
        /// Its name.
        label: Label,
    },
    /// Weight of the part (percent).
    Weight,
    /// The band or row that applied (percent, points or factor).
    Band,
    /// A cut that hit (percent or exact rupiah).
    Cut {
        /// Its name.
        label: Label,
    },
    /// Size of one event of a cut (percent).
    CutSize,
    /// The sum of the cuts of a part (percent).
    Cuts,
    /// A gate after the test (number: the factor).
    Gate {
        /// Its name.
        label: Label,
    },
    /// A threshold that decides all or nothing (held or not).
    Threshold {
        /// Its name.
        label: Label,
    },
    /// The limit of a threshold (number).
    Limit,
    /// A reduction by a recorded decision (percent).
    Reduce {
        /// Its name.
        label: Label,
    },
    /// Factor of the kind of unit (number).
    UnitFactor {
        /// Its name.
        label: Label,
    },
    /// A limit that was hit (percent or exact rupiah).
    Clamp,
    /// Percent times amount (exact rupiah).
    Pay,
    /// A rounding at its place (percent or exact rupiah).
    Round {
        /// Decimals kept.
        scale: u32,
        /// The way.
        cutoff: Cutoff,
    },
    /// One criterion account (rupiah).
    Account {
        /// Name of the account.
        label: Label,
    },
    /// A share paid later (exact rupiah).
    Defer {
        /// Its name.
        label: Label,
    },
    /// What waited in earlier months and is paid now (exact rupiah).
    Release {
        /// Name of the rule it waited by.
        label: Label,
    },
    /// What waited, this month's share included, and is lost (exact rupiah).
    Lost {
        /// Name of the rule it waited by.
        label: Label,
    },
    /// A hold of the whole payment (held).
    Hold {
        /// Its name.
        label: Label,
    },
    /// What remains after contribution, tax and zakat (rupiah).
    Net {
        /// Name of the policy.
        label: Label,
    },
    /// The contribution base left under the ceiling (rupiah).
    BpjsBase,
    /// Health contribution of the worker (rupiah).
    BpjsWorker,
    /// Health contribution of the employer (rupiah).
    BpjsEmployer,
    /// Final tax by rank (rupiah).
    TaxFinal,
    /// Tax computed jointly with salary (held).
    TaxJoint,
    /// Who pays the tax: 100 the region, 0 the employee (percent).
    BorneByRegion,
    /// Zakat (rupiah).
    Zakat,
    /// A rate in percent (percent).
    Rate,
}
