//! Rewards in words: where a list stands, whom it is for, and how a figure came about.

use domain::reward::RewardStep as Figure;
use ledger::payload::{RewardBasis, RewardStep};

use crate::components::{StepState, Tone};
use crate::say;
use crate::words::format::grouped;
use crate::words::masa::steps;

/// Returns the word of a step with its colour.
#[must_use]
pub fn state(of: &RewardStep) -> (String, Tone) {
    match of {
        RewardStep::Proposed => (say!(masa.diajukan), Tone::Action),
        RewardStep::Returned { .. } => (say!(masa.dikembalikan), Tone::Mengkudu),
        RewardStep::Approved => (say!(masa.disetujui), Tone::Action),
        RewardStep::Paid { .. } => (say!(masa.dibayar), Tone::Daun),
    }
}

/// Returns the way of a list with what is behind it and what is ahead.
#[must_use]
pub fn way(of: Option<&RewardStep>) -> Vec<(String, StepState)> {
    // A list that was given back is to be proposed again.
    let done = match of {
        None | Some(RewardStep::Returned { .. }) => 0,
        Some(RewardStep::Proposed) => 1,
        Some(RewardStep::Approved) => 2,
        Some(RewardStep::Paid { .. }) => 3,
    };
    steps([say!(masa.diajukan), say!(masa.disetujui), say!(masa.dibayar)], done)
}

/// Says whom a list rewards.
#[must_use]
pub fn basis(of: RewardBasis) -> String {
    match of {
        RewardBasis::Person => say!(imbalan.b_person),
        RewardBasis::Team => say!(imbalan.b_team),
        RewardBasis::Office => say!(imbalan.b_office),
        RewardBasis::Project => say!(imbalan.b_project),
    }
}

/// Returns the sentence of a step of a reward's figure.
#[must_use]
pub fn step(of: Figure) -> String {
    match of {
        Figure::Gross => say!(imbalan.l_kotor),
        Figure::Given => say!(imbalan.l_ditetapkan),
        Figure::Pool => say!(imbalan.l_bersama),
        Figure::Part { weight, weights } => {
            let sum = i64::try_from(weights).map_or_else(|_| weights.to_string(), grouped);
            say!(imbalan.l_bagian, bobot = grouped(i64::from(weight)), semua = sum)
        }
        Figure::Rest => say!(imbalan.l_sisa),
        Figure::Tax => say!(imbalan.l_pajak),
        Figure::Net => say!(imbalan.l_bersih),
    }
}
