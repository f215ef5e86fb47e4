//! What people write about work: logs, expectations, feedback, requests to peers, places in training.

use domain::calendar::Day;
use domain::kinerja::CatatanKinerja;
use serde::{Deserialize, Serialize};

use crate::hash::Hash;

use super::Withdrawal;

/// One record of the work log. What it takes the place of stands in its `based_on` ([`crate::item`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Log {
    /// One entry of realisation, or what an earlier one should say.
    Entry(CatatanKinerja),
    /// An entry counts no longer.
    Withdrawal(Withdrawal),
}

impl Log {
    /// Takes an entry back.
    pub const WITHDRAWN: Self = Self::Withdrawal(Withdrawal::WITHDRAWN);

    /// Returns the entry, when it is one.
    #[must_use]
    pub fn entry(&self) -> Option<&CatatanKinerja> {
        match self {
            Self::Entry(entry) => Some(entry),
            Self::Withdrawal(_) => None,
        }
    }
}

/// What the superior expects of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// Name of the superior, as the person sees it.
    pub from: String,
    /// Results of the superior's own plan that the person's results may hang on.
    #[serde(default)]
    pub results: Vec<SuperiorResult>,
    /// The expectation in words.
    pub text: String,
}

/// One result of the superior's plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuperiorResult {
    /// Subject of the superior's plan.
    pub plan: String,
    /// Id inside the superior's plan.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// One piece of feedback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// Name of who gives it.
    pub from: String,
    /// The words.
    pub text: String,
    /// Day it speaks of.
    pub day: Day,
    /// What it answers, when the person answers an expectation; the reason stands in the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// A person's answer to what the superior expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The record of the expectation that was read.
    pub to: Hash,
    /// What the person says to it.
    pub stance: Stance,
}

/// What a person says to an expectation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Read and agreed.
    Agreed,
    /// Read; the person wants to talk about it first.
    ToDiscuss,
}

/// A request to a peer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeerRequest {
    /// Name of the person to be assessed.
    pub name: String,
    /// Post of that person.
    pub title: String,
    /// Whether the request still stands.
    pub stands: bool,
}

/// An enrolment in a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    /// Whether the person takes part or withdrew.
    pub state: EnrolmentState,
    /// Name and post at the time, for the list of participants.
    pub name: String,
}

/// Takes part or withdrew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnrolmentState {
    /// Wants to take part.
    Enrolled,
    /// No longer wants to.
    Withdrawn,
}

/// A seat as it follows from the order of enrolments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case", deny_unknown_fields)]
pub enum Seat {
    /// A seat is there.
    Confirmed,
    /// No seat yet.
    Waiting {
        /// Place in the queue, from 1.
        place: u32,
    },
    /// The enrolment was withdrawn.
    Released,
}
