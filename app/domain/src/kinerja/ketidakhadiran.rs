//! Which punishment absence without valid reason points to (PP 94/2021 Pasal 9-11 and 15).
//!
//! Points, never punishes: a punishment needs an examination and a decision.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::calendar::Day;
use crate::cite::{Cite, NoValue, Series};
use crate::rules;

/// Kinds of punishment, the lightest first (PP 94/2021 Pasal 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Hukuman {
    /// Spoken reprimand.
    R1,
    /// Written reprimand.
    R2,
    /// Written statement of dissatisfaction.
    R3,
    /// Allowance cut by 25 % for six months.
    S1,
    /// Allowance cut by 25 % for nine months.
    S2,
    /// Allowance cut by 25 % for twelve months.
    S3,
    /// A lower post for twelve months.
    B1,
    /// Release from post into an executing post for twelve months.
    B2,
    /// Dismissal with honour, not at own request.
    B3,
}

/// What a year's absence points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// The heavier of the two tests, or nothing.
    pub points_to: Option<Hukuman>,
    /// Whether the test of consecutive days is met, which also stops salary from the next month.
    pub consecutive: bool,
    /// Source of the bands.
    pub cite: &'static Cite,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    consecutive_days: u32,
    consecutive_kind: Hukuman,
    bands: Vec<Band>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Band {
    min_days: u32,
    kind: Hukuman,
}

static RULE: LazyLock<Series<Rule>> =
    LazyLock::new(|| rules::series("disiplin.tidak_masuk").expect("embedded data, read by the tests of this module"));

/// Says what absence points to: working days summed within one calendar year, and the longest run of them.
///
/// The run has no limit of year in the text; that a run over New Year counts whole is our reading.
pub fn absence(days_in_year: u32, longest_run: u32, on: Day) -> Result<Absence, NoValue> {
    let (rule, cite) = RULE.on("disiplin.tidak_masuk", on)?;
    let cumulative = rule.bands.iter().rev().find(|band| days_in_year >= band.min_days).map(|band| band.kind);
    let consecutive = longest_run >= rule.consecutive_days;
    let points_to = cumulative.max(consecutive.then_some(rule.consecutive_kind));
    Ok(Absence { points_to, consecutive, cite })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_tests_run_side_by_side_and_bands_rise() {
        let on = "2025-06-30".parse().unwrap();
        let points = |days, run| absence(days, run, on).unwrap().points_to;
        assert_eq!([points(10, 9), points(10, 10), points(2, 2)], [Some(Hukuman::R3), Some(Hukuman::B3), None]);
        let (rule, _) = RULE.on("disiplin.tidak_masuk", on).unwrap();
        assert!(rule.bands.is_sorted_by(|a, b| a.min_days < b.min_days && a.kind < b.kind));
    }
}
