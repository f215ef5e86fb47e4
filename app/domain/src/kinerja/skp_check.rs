//! What is wrong with a work plan, each finding a code with its place and values.
//!
//! Finds, never repairs. An empty list means the plan can be submitted, not that it is a good one.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Indikator, JenisHasil, KelompokJabatan, Pendekatan, Perspektif, RencanaHasil, Skp, Target, angka};

/// Upper bounds of a plan; a record holds at most 64 KiB.
pub mod limits {
    /// Planned results in one plan.
    pub const RESULTS: usize = 30;
    /// Indicators under one result.
    pub const INDICATORS: usize = 10;
    /// Characters of a result or indicator.
    pub const TEXT: usize = 500;
    /// Characters of a narrative target, an expectation or a note.
    pub const NOTE: usize = 1_000;
    /// Characters of a unit or an id.
    pub const WORD: usize = 64;
    /// Most of any unit in one entry of realisation.
    pub const AMOUNT: i64 = 1_000_000_000_000;
    /// Lines in one part of the annex.
    pub const ANNEX_LINES: usize = 20;
}

/// One thing that keeps a plan from being submitted; `path` is the place (`results[0].indicators[1].target`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum PlanProblem {
    /// The plan covers no whole year.
    PeriodNotYear {
        /// The period found.
        period: String,
    },
    /// No planned result at all.
    NoResults,
    /// No result of high priority.
    NoUtama,
    /// More entries than a list may hold.
    TooMany {
        /// The list.
        path: String,
        /// Entries found.
        count: usize,
        /// Entries allowed.
        max: usize,
    },
    /// A text that must be there is blank.
    EmptyText {
        /// The field.
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
    /// Two results or two indicators carry one id.
    DuplicateId {
        /// The second of them.
        path: String,
        /// The id.
        id: String,
    },
    /// A result has no indicator.
    NoIndicators {
        /// The result.
        path: String,
    },
    /// Other results carry a weight, this one does not.
    WeightMissing {
        /// The weight.
        path: String,
    },
    /// A weight is not above 0 and at most 100.
    WeightOutOfRange {
        /// The weight.
        path: String,
        /// The value found.
        #[serde(with = "angka")]
        weight: Decimal,
    },
    /// Weights are used and do not add up to 100.
    WeightSum {
        /// The sum found.
        #[serde(with = "angka")]
        sum: Decimal,
    },
    /// A figure without a unit in a quantitative plan.
    UnitMissing {
        /// The unit.
        path: String,
    },
    /// A target below zero.
    TargetNegative {
        /// The target.
        path: String,
        /// The value found.
        #[serde(with = "angka")]
        value: Decimal,
    },
    /// The lower bound of a range lies above the upper one.
    RangeUpsideDown {
        /// The target.
        path: String,
        /// Lower bound found.
        #[serde(with = "angka")]
        min: Decimal,
        /// Upper bound found.
        #[serde(with = "angka")]
        max: Decimal,
    },
    /// A narrative target in a quantitative plan.
    NarrativeInQuantitative {
        /// The target.
        path: String,
    },
    /// A figure as target in a qualitative plan.
    FigureInQualitative {
        /// The target.
        path: String,
    },
    /// A high leader's plan without a result in the budget perspective.
    BudgetPerspectiveMissing,
    /// A log entry speaks of an indicator the plan does not have.
    UnknownIndicator {
        /// The id.
        indicator: String,
    },
    /// A realisation in a unit that cannot be turned into the target's.
    RealisationUnit {
        /// The indicator.
        indicator: String,
        /// Unit of the target.
        expected: String,
        /// Unit of the realisation.
        found: String,
    },
    /// A realisation below zero.
    RealisationNegative {
        /// The indicator.
        indicator: String,
        /// The value found.
        #[serde(with = "angka")]
        value: Decimal,
    },
}

/// Finds everything that keeps the plan from being submitted, in the order of the form.
#[must_use]
pub fn check(plan: &Skp) -> Vec<PlanProblem> {
    let mut found = Vec::new();
    if !matches!(plan.period, super::Period::Tahun { .. }) {
        found.push(PlanProblem::PeriodNotYear { period: plan.period.to_string() });
    }
    if plan.results.is_empty() {
        found.push(PlanProblem::NoResults);
        return found;
    }
    if !plan.results.iter().any(|result| result.kind == JenisHasil::Utama) {
        found.push(PlanProblem::NoUtama);
    }
    too_many("results", plan.results.len(), limits::RESULTS, &mut found);
    let mut result_ids = BTreeSet::new();
    let mut indicator_ids = BTreeSet::new();
    for (at, result) in plan.results.iter().enumerate() {
        let path = format!("results[{at}]");
        unique(&mut result_ids, &result.id, &path, &mut found);
        check_result(plan.approach, result, &path, &mut indicator_ids, &mut found);
    }
    check_weights(plan, &mut found);
    if plan.group == KelompokJabatan::Jpt
        && !plan.results.iter().any(|result| result.perspective == Some(Perspektif::Anggaran))
    {
        found.push(PlanProblem::BudgetPerspectiveMissing);
    }
    for (at, expectation) in plan.behaviour.iter().enumerate() {
        text(&expectation.text, limits::NOTE, format!("behaviour[{at}].text"), &mut found);
    }
    let annex = &plan.annex;
    for (name, lines) in [
        ("resources", &annex.resources),
        ("accountability", &annex.accountability),
        ("consequences", &annex.consequences),
    ] {
        too_many(&format!("annex.{name}"), lines.len(), limits::ANNEX_LINES, &mut found);
        for (at, line) in lines.iter().enumerate() {
            text(line, limits::NOTE, format!("annex.{name}[{at}]"), &mut found);
        }
    }
    found
}

fn check_result<'a>(
    approach: Pendekatan,
    result: &'a RencanaHasil,
    path: &str,
    ids: &mut BTreeSet<&'a str>,
    found: &mut Vec<PlanProblem>,
) {
    text(&result.text, limits::TEXT, format!("{path}.text"), found);
    if result.indicators.is_empty() {
        found.push(PlanProblem::NoIndicators { path: path.to_owned() });
    }
    too_many(&format!("{path}.indicators"), result.indicators.len(), limits::INDICATORS, found);
    for (at, indicator) in result.indicators.iter().enumerate() {
        let path = format!("{path}.indicators[{at}]");
        unique(ids, &indicator.id, &path, found);
        check_indicator(approach, indicator, &path, found);
    }
}

fn check_indicator(approach: Pendekatan, indicator: &Indikator, path: &str, found: &mut Vec<PlanProblem>) {
    text(&indicator.text, limits::TEXT, format!("{path}.text"), found);
    let target = format!("{path}.target");
    let figures: &[Decimal] = match &indicator.target {
        Target::Narrative { text: narrative } => {
            if approach == Pendekatan::Kuantitatif {
                found.push(PlanProblem::NarrativeInQuantitative { path: target });
            } else {
                text(narrative, limits::NOTE, target, found);
            }
            return;
        }
        Target::Value { value } | Target::AtMost { max: value } => &[*value],
        Target::Range { min, max } => &[*min, *max],
    };
    if approach == Pendekatan::Kualitatif {
        found.push(PlanProblem::FigureInQualitative { path: target });
        return;
    }
    if indicator.unit.trim().is_empty() {
        found.push(PlanProblem::UnitMissing { path: format!("{path}.unit") });
    }
    too_long(&indicator.unit, limits::WORD, format!("{path}.unit"), found);
    if let Some(value) = figures.iter().find(|value| **value < Decimal::ZERO) {
        found.push(PlanProblem::TargetNegative { path: target.clone(), value: *value });
    }
    if let Target::Range { min, max } = indicator.target
        && min > max
    {
        found.push(PlanProblem::RangeUpsideDown { path: target, min, max });
    }
}

fn check_weights(plan: &Skp, found: &mut Vec<PlanProblem>) {
    if plan.results.iter().all(|result| result.weight.is_none()) {
        return;
    }
    let mut sum = Decimal::ZERO;
    let mut summable = true;
    for (at, result) in plan.results.iter().enumerate() {
        let path = format!("results[{at}].weight");
        match result.weight {
            None => {
                summable = false;
                found.push(PlanProblem::WeightMissing { path });
            }
            Some(weight) if weight <= Decimal::ZERO || weight > Decimal::ONE_HUNDRED => {
                summable = false;
                found.push(PlanProblem::WeightOutOfRange { path, weight });
            }
            // At most 30 weights of at most 100 each: the sum cannot leave the range.
            Some(weight) => sum += weight,
        }
    }
    if summable && plan.results.len() <= limits::RESULTS && sum != Decimal::ONE_HUNDRED {
        found.push(PlanProblem::WeightSum { sum });
    }
}

fn unique<'a>(seen: &mut BTreeSet<&'a str>, id: &'a str, path: &str, found: &mut Vec<PlanProblem>) {
    text(id, limits::WORD, format!("{path}.id"), found);
    if !seen.insert(id) {
        found.push(PlanProblem::DuplicateId { path: path.to_owned(), id: id.to_owned() });
    }
}

fn too_many(path: &str, count: usize, max: usize, found: &mut Vec<PlanProblem>) {
    if count > max {
        found.push(PlanProblem::TooMany { path: path.to_owned(), count, max });
    }
}

fn text(value: &str, max: usize, path: String, found: &mut Vec<PlanProblem>) {
    if value.trim().is_empty() {
        found.push(PlanProblem::EmptyText { path });
    } else {
        too_long(value, max, path, found);
    }
}

fn too_long(value: &str, max: usize, path: String, found: &mut Vec<PlanProblem>) {
    let length = value.chars().count();
    if length > max {
        found.push(PlanProblem::TextTooLong { path, length, max });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(json: &str) -> Skp {
        serde_json::from_str(json).unwrap()
    }

    const GOOD: &str = r#"{
        "period": "2026", "approach": "kuantitatif", "group": "ja_jf",
        "results": [
            {"id": "h1", "text": "KTP-el terbit tepat waktu", "kind": "utama", "weight": "60",
             "superior_result": {"plan": "plan/x/2026", "result": "h1"},
             "indicators": [
                {"id": "i1", "text": "KTP-el terbit", "aspect": "kuantitas", "unit": "keping",
                 "target": {"kind": "range", "min": "80", "max": "90.50"}, "direction": "naik"},
                {"id": "i2", "text": "lama terbit", "aspect": "waktu", "unit": "hari", "counting": "rata_rata",
                 "target": {"kind": "at_most", "max": "1"}, "direction": "turun"}]},
            {"id": "h2", "text": "Arsip rapi", "kind": "tambahan", "weight": "40",
             "indicators": [{"id": "i3", "text": "berkas", "aspect": "kualitas", "unit": "%",
                 "target": {"kind": "value", "value": "100"}, "direction": "naik"}]}]}"#;

    #[test]
    fn a_complete_plan_has_no_findings_and_reads_back_as_written() {
        let good = plan(GOOD);
        assert_eq!(check(&good), vec![]);
        let written = serde_json::to_string(&good).unwrap();
        assert!(written.contains(r#""max":"90.5""#), "{written}");
        assert_eq!(plan(&written), good);
    }

    #[test]
    fn a_field_nobody_knows_is_refused_at_every_depth() {
        for (from, to) in [
            (r#""approach""#, r#""x": 1, "approach""#),
            (r#""kind": "utama""#, r#""kind": "utama", "x": 1"#),
            (r#""min": "80""#, r#""min": "80", "x": 1"#),
            (r#""min": "80""#, r#""min": 80"#),
            (r#""result": "h1""#, r#""result": "h1", "x": 1"#),
        ] {
            let text = GOOD.replacen(from, to, 1);
            assert!(serde_json::from_str::<Skp>(&text).is_err(), "{to}");
        }
    }

    #[test]
    fn each_fault_is_named_with_its_place_and_values() {
        let cases: [(&str, &str, PlanProblem); 10] = [
            (r#""weight": "40""#, r#""weight": "45""#, PlanProblem::WeightSum { sum: Decimal::from(105) }),
            (r#""weight": "40","#, "", PlanProblem::WeightMissing { path: "results[1].weight".into() }),
            (
                r#""weight": "40""#,
                r#""weight": "-1""#,
                PlanProblem::WeightOutOfRange { path: "results[1].weight".into(), weight: Decimal::from(-1) },
            ),
            (r#""unit": "%","#, "", PlanProblem::UnitMissing { path: "results[1].indicators[0].unit".into() }),
            (
                r#""min": "80""#,
                r#""min": "95""#,
                PlanProblem::RangeUpsideDown {
                    path: "results[0].indicators[0].target".into(),
                    min: Decimal::from(95),
                    max: Decimal::new(905, 1),
                },
            ),
            (
                r#""max": "1""#,
                r#""max": "-1""#,
                PlanProblem::TargetNegative {
                    path: "results[0].indicators[1].target".into(),
                    value: Decimal::from(-1),
                },
            ),
            (
                r#""id": "i3""#,
                r#""id": "i1""#,
                PlanProblem::DuplicateId { path: "results[1].indicators[0]".into(), id: "i1".into() },
            ),
            (r#""text": "Arsip rapi""#, r#""text": " ""#, PlanProblem::EmptyText { path: "results[1].text".into() }),
            (r#""group": "ja_jf""#, r#""group": "jpt""#, PlanProblem::BudgetPerspectiveMissing),
            (r#""period": "2026""#, r#""period": "2026-T1""#, PlanProblem::PeriodNotYear { period: "2026-T1".into() }),
        ];
        for (from, to, expected) in cases {
            assert_eq!(check(&plan(&GOOD.replacen(from, to, 1))), vec![expected], "{to}");
        }
        let empty = Skp { results: Vec::new(), ..plan(GOOD) };
        assert_eq!(check(&empty), vec![PlanProblem::NoResults]);
        let long = GOOD.replacen("Arsip rapi", &"x".repeat(501), 1);
        let expected = PlanProblem::TextTooLong { path: "results[1].text".into(), length: 501, max: 500 };
        assert_eq!(check(&plan(&long)), vec![expected]);
    }
}
