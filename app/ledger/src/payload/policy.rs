//! The policy of the region: founded with it, or changed by two people.

use serde::{Deserialize, Serialize};

use crate::hash::Hash;

/// The regional policy from the day of the subject: as the region was founded with it, or a step of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Policy {
    /// In force since the founding.
    Founded(FoundedPolicy),
    /// A step of a change.
    Step(PolicyStep),
}

/// A policy that a region begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundedPolicy {
    /// Key of a policy that ships with the program.
    pub key: String,
}

/// A step on the way of a change of policy: one person proposes it, another one signs it or gives it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum PolicyStep {
    /// This shall hold from the day of the subject.
    Proposed {
        /// What is proposed.
        policy: PolicySource,
        /// Why, and the act it rests on.
        note: String,
    },
    /// The second person gives it back.
    Returned {
        /// Why.
        reason: String,
    },
    /// Who proposed it takes it back.
    Withdrawn,
    /// The second person agrees: it holds.
    Signed {
        /// Digest of what is signed.
        policy: Hash,
    },
}

/// Where the text of a policy is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicySource {
    /// A policy that ships with the program, by its key.
    Shipped(String),
    /// The whole file as text.
    File(String),
}
