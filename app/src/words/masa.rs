//! Where a month's pay stands, in words.

use ledger::payload::PayStep;

use crate::components::{StepState, Tone};
use crate::say;

/// Returns the word of a step with its colour; no step means open.
#[must_use]
pub fn state(of: Option<&PayStep>) -> (String, Tone) {
    match of {
        None => (say!(masa.buka), Tone::Neutral),
        Some(PayStep::Submitted { .. }) => (say!(masa.diajukan), Tone::Action),
        Some(PayStep::Returned { .. }) => (say!(masa.dikembalikan), Tone::Mengkudu),
        Some(PayStep::Approved) => (say!(masa.disetujui), Tone::Action),
        Some(PayStep::Locked) => (say!(masa.dikunci), Tone::Sogan),
        Some(PayStep::Paid { .. }) => (say!(masa.dibayar), Tone::Daun),
    }
}

/// Returns the way of a month with what is behind it and what is ahead.
#[must_use]
pub fn way(of: Option<&PayStep>) -> Vec<(String, StepState)> {
    // A month that was returned is open again.
    let done = match of {
        None | Some(PayStep::Returned { .. }) => 0,
        Some(PayStep::Submitted { .. }) => 1,
        Some(PayStep::Approved) => 2,
        Some(PayStep::Locked) => 3,
        Some(PayStep::Paid { .. }) => 4,
    };
    let names = [say!(masa.diajukan), say!(masa.disetujui), say!(masa.dikunci), say!(masa.dibayar)];
    let state = |at: usize| match at.cmp(&done) {
        core::cmp::Ordering::Less => StepState::Done,
        core::cmp::Ordering::Equal => StepState::Current,
        core::cmp::Ordering::Greater => StepState::Ahead,
    };
    names.into_iter().enumerate().map(|(at, name)| (name, state(at))).collect()
}
