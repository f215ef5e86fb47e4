//! A judgement of one period, by the employee or by the assessor: the payload of rating records.
//!
//! Holds what people said, per result and per value, and the two judgements; never the predikat that follows.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::skp_check::limits;
use super::{Ekspektasi, Nilai, Position, Rating, Skp};

/// A judgement; a self-assessment and an assessor's rating have one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Penilaian {
    /// What was said about single results.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<PenilaianHasil>,
    /// What was said about single values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub behaviours: Vec<PenilaianPerilaku>,
    /// The judgement of results as a whole.
    pub hasil: Ekspektasi,
    /// The one judgement of behaviour as a whole.
    pub perilaku: Ekspektasi,
    /// Feedback, or what the employee wants to add.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Recommendation for the next period.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub recommendation: String,
}

/// What was said about one planned result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PenilaianHasil {
    /// Id of the result in the plan.
    pub result: String,
    /// The judgement, when one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ekspektasi: Option<Ekspektasi>,
    /// The reason or feedback.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What was said about one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PenilaianPerilaku {
    /// The value.
    pub value: Nilai,
    /// The judgement, when one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ekspektasi: Option<Ekspektasi>,
    /// The reason or example.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One thing that keeps a judgement from being filed; `path` is the place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum RatingProblem {
    /// A result the plan does not have.
    UnknownResult {
        /// The entry.
        path: String,
        /// The id.
        result: String,
    },
    /// A result or value judged twice.
    Twice {
        /// The second entry.
        path: String,
    },
    /// A text is longer than allowed.
    TextTooLong {
        /// The field.
        path: String,
        /// Characters found.
        length: usize,
        /// Characters allowed.
        max: usize,
    },
    /// Figures lie on the worse side, the result is judged as meeting or above, and no reason is given.
    ///
    /// PermenPANRB 6/2022 Anak Lampiran 4, note ****: allowed with a reasoned note.
    ReasonMissing {
        /// The entry.
        path: String,
        /// The id of the result.
        result: String,
    },
}

impl Penilaian {
    /// Returns the two judgements the matrix needs.
    #[must_use]
    pub const fn rating(&self) -> Rating {
        Rating { hasil: self.hasil, perilaku: self.perilaku }
    }
}

/// Finds what keeps a judgement from being filed; `position` tells where the figures of an indicator stand.
pub fn check_penilaian(
    judged: &Penilaian,
    plan: &Skp,
    position: impl Fn(&super::Indikator) -> Position,
) -> Vec<RatingProblem> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, entry) in judged.results.iter().enumerate() {
        let path = format!("results[{at}]");
        if !seen.insert(entry.result.as_str()) {
            found.push(RatingProblem::Twice { path: path.clone() });
        }
        too_long(&entry.note, format!("{path}.note"), &mut found);
        let Some(result) = plan.result(&entry.result) else {
            found.push(RatingProblem::UnknownResult { path, result: entry.result.clone() });
            continue;
        };
        let meets = entry.ekspektasi.is_some_and(|one| one >= Ekspektasi::Sesuai);
        let worse = result.indicators.iter().any(|indicator| position(indicator) == Position::Worse);
        if meets && worse && entry.note.trim().is_empty() {
            found.push(RatingProblem::ReasonMissing { path, result: entry.result.clone() });
        }
    }
    let mut seen = BTreeSet::new();
    for (at, entry) in judged.behaviours.iter().enumerate() {
        let path = format!("behaviours[{at}]");
        too_long(&entry.note, format!("{path}.note"), &mut found);
        if !seen.insert(entry.value) {
            found.push(RatingProblem::Twice { path });
        }
    }
    too_long(&judged.note, "note".into(), &mut found);
    too_long(&judged.recommendation, "recommendation".into(), &mut found);
    found
}

fn too_long(text: &str, path: String, found: &mut Vec<RatingProblem>) {
    let length = text.chars().count();
    if length > limits::NOTE {
        found.push(RatingProblem::TextTooLong { path, length, max: limits::NOTE });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meeting_expectation_below_target_needs_a_reason_and_only_that() {
        let plan: Skp = serde_json::from_str(
            r#"{"period": "2026", "approach": "kuantitatif", "group": "ja_jf", "results": [
                {"id": "h1", "text": "a", "kind": "utama", "indicators": [{"id": "i1", "text": "b", "unit": "%",
                 "aspect": "kuantitas", "direction": "naik", "target": {"kind": "value", "value": "61.95"}}]}]}"#,
        )
        .unwrap();
        let mut judged: Penilaian = serde_json::from_str(
            r#"{"results": [{"result": "h1", "ekspektasi": "sesuai"}], "hasil": "sesuai", "perilaku": "di_atas"}"#,
        )
        .unwrap();
        let missing = RatingProblem::ReasonMissing { path: "results[0]".into(), result: "h1".into() };
        assert_eq!(check_penilaian(&judged, &plan, |_| Position::Worse), vec![missing]);
        assert_eq!(check_penilaian(&judged, &plan, |_| Position::Inside), vec![]);
        judged.results[0].note = "pandemi".into();
        assert_eq!(check_penilaian(&judged, &plan, |_| Position::Worse), vec![]);
        judged.results.push(PenilaianHasil { result: "h9".into(), ekspektasi: None, note: String::new() });
        let unknown = RatingProblem::UnknownResult { path: "results[1]".into(), result: "h9".into() };
        assert_eq!(check_penilaian(&judged, &plan, |_| Position::Inside), vec![unknown]);
    }
}
