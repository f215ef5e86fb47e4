//! Rewards: the list by its decree, its steps, and what it gives one person.

use domain::asn::{Golongan, Nip};
use domain::calendar::Day;
use serde::{Deserialize, Serialize};

use super::pay::RunSeal;

/// Where a list of rewards stands, and what it is about. Holds no amount: everyone in the region may know for what
/// rewards are given and how far they have come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reward {
    /// The step taken.
    pub step: RewardStep,
    /// The list it is taken for.
    pub list: RewardList,
}

/// A step on the way of a list of rewards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum RewardStep {
    /// The treasurer asks for approval.
    Proposed,
    /// The checker gives it back.
    Returned {
        /// Why.
        reason: String,
    },
    /// The checker agrees.
    Approved,
    /// The money went out: nothing follows.
    Paid {
        /// Day of the order to pay.
        day: Day,
        /// Its number.
        number: String,
    },
}

/// What a list of rewards is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RewardList {
    /// Name for people.
    pub title: String,
    /// Number of the decree; its day stands in the subject.
    pub decree: String,
    /// Whom it rewards.
    pub basis: RewardBasis,
    /// What was proven or contributed.
    pub reason: String,
    /// Names what it gives to whom. Nobody is left out of a list: who is blocked blocks it.
    pub seal: RunSeal,
}

/// Whom a list rewards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RewardBasis {
    /// Single people, each for the own result.
    Person,
    /// A team.
    Team,
    /// All of an office that has beaten its target.
    Office,
    /// People who contributed to a project beside their duties.
    Project,
}

/// What one list gives a person, with everything its figures rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RewardSlip {
    /// Number on the day of the decree: it orders whom a rupiah goes to that is left over.
    pub nip: Nip,
    /// Rank on the day of the decree: it decides the final tax.
    pub golongan: Golongan,
    /// Before tax.
    pub gross: domain::reward::RewardGross,
    /// What the person did; may be empty where the list says it for everyone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}
