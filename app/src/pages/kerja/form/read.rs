//! Reads the typed plan into a plan, or says what keeps it from being one and at which field.

use domain::kinerja::{
    Arah, Aspek, HasilRef, Indikator, JenisHasil, KelompokJabatan, Pendekatan, Period, Perspektif, PlanProblem,
    RencanaHasil, Skp, Target, check,
};
use rust_decimal::Decimal;

use super::{At, Field, IndicatorForm, PlanForm, ResultForm, from_code};
use crate::words::format::read_decimal;

/// One thing that keeps the form from being a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// What the rules say.
    Plan(PlanProblem),
    /// A number that must be there is not.
    NoNumber {
        /// The field.
        path: String,
    },
    /// A text that is no number.
    NotANumber {
        /// The field.
        path: String,
    },
}

impl PlanForm {
    /// Reads the form into the plan of a year.
    ///
    /// # Errors
    /// Everything that keeps it from being one, in the order of the form.
    pub fn read(&self, period: Period) -> Result<Skp, Vec<Fault>> {
        let mut faults = Vec::new();
        let results = self.results.iter().enumerate().map(|(at, result)| self.read_result(at, result, &mut faults));
        let plan = Skp {
            period,
            approach: self.approach,
            group: self.group,
            results: results.collect(),
            behaviour: self.behaviour.clone(),
            annex: self.annex.clone(),
        };
        // Where no number could be read a stand-in was put only so that the other fields can be judged.
        let unread: Vec<String> = faults.iter().filter_map(|fault| fault.path().map(str::to_owned)).collect();
        let hidden = |problem: &PlanProblem| match problem {
            PlanProblem::WeightSum { .. } => unread.iter().any(|path| path.ends_with(".weight")),
            PlanProblem::RangeUpsideDown { path, .. } => {
                unread.iter().any(|one| one == path || one.strip_suffix("high") == path.strip_suffix("target"))
            }
            _ => problem_path(problem).is_some_and(|path| unread.iter().any(|one| one == path)),
        };
        faults.extend(check(&plan).into_iter().filter(|problem| !hidden(problem)).map(Fault::Plan));
        if faults.is_empty() { Ok(plan) } else { Err(faults) }
    }

    fn read_result(&self, at: usize, result: &ResultForm, faults: &mut Vec<Fault>) -> RencanaHasil {
        let path = format!("results[{at}]");
        let weight = (self.weighted && !result.weight.trim().is_empty())
            .then(|| number(&result.weight, format!("{path}.weight"), faults));
        let missing = self.weighted && result.weight.trim().is_empty();
        if missing {
            faults.push(Fault::NoNumber { path: format!("{path}.weight") });
        }
        let perspective = match self.group {
            KelompokJabatan::Jpt => from_code::<Perspektif>(&result.perspective),
            KelompokJabatan::JaJf => None,
        };
        let read = |(index, indicator): (usize, &IndicatorForm)| {
            indicator.read(self.approach, &format!("{path}.indicators[{index}]"), faults)
        };
        RencanaHasil {
            id: result.id.clone(),
            text: result.text.trim().to_owned(),
            superior_result: result
                .superior
                .split_once('#')
                .map(|(plan, id)| HasilRef { plan: plan.to_owned(), result: id.to_owned() }),
            kind: from_code(&result.kind).unwrap_or(JenisHasil::Tambahan),
            weight,
            perspective,
            indicators: result.indicators.iter().enumerate().map(read).collect(),
        }
    }

    /// Returns the id of the field in the page where a fault stands.
    #[must_use]
    pub fn place(&self, fault: &Fault) -> String {
        fault.path().and_then(|path| self.at(path)).map_or_else(|| "rencana".to_owned(), |at| at.id())
    }

    fn at(&self, path: &str) -> Option<At> {
        let rest = path.strip_prefix("results[")?;
        let (index, rest) = rest.split_once(']')?;
        let result = self.results.get(index.parse::<usize>().ok()?)?;
        if let Some((index, rest)) = rest.strip_prefix(".indicators[").and_then(|rest| rest.split_once(']')) {
            let indicator = result.indicators.get(index.parse::<usize>().ok()?)?;
            let field = match rest {
                ".unit" => Field::Unit,
                ".high" => Field::High,
                ".target" if self.approach == Pendekatan::Kualitatif => Field::Narrative,
                ".target" | ".low" => Field::Low,
                _ => Field::Text,
            };
            return Some(At::of_indicator(&result.id, &indicator.id, field));
        }
        let field = if rest == ".weight" { Field::Weight } else { Field::Text };
        Some(At::of_result(&result.id, field))
    }
}

impl IndicatorForm {
    fn read(&self, approach: Pendekatan, path: &str, faults: &mut Vec<Fault>) -> Indikator {
        let target = match approach {
            Pendekatan::Kualitatif => Target::Narrative { text: self.narrative.trim().to_owned() },
            Pendekatan::Kuantitatif => {
                let low = number(&self.low, format!("{path}.target"), faults);
                match self.target.as_str() {
                    "range" => Target::Range { min: low, max: number(&self.high, format!("{path}.high"), faults) },
                    "at_most" => Target::AtMost { max: low },
                    _ => Target::Value { value: low },
                }
            }
        };
        let direction = match target {
            Target::AtMost { .. } => Arah::Turun,
            _ => from_code(&self.direction).unwrap_or(Arah::Naik),
        };
        let unit = match approach {
            Pendekatan::Kualitatif => String::new(),
            Pendekatan::Kuantitatif => self.unit.trim().to_owned(),
        };
        Indikator {
            id: self.id.clone(),
            text: self.text.trim().to_owned(),
            aspect: from_code(&self.aspect).unwrap_or(Aspek::Kuantitas),
            unit,
            target,
            direction,
            counting: from_code(&self.counting).unwrap_or_default(),
        }
    }
}

fn number(typed: &str, path: String, faults: &mut Vec<Fault>) -> Decimal {
    if typed.trim().is_empty() {
        faults.push(Fault::NoNumber { path });
        return Decimal::ONE;
    }
    read_decimal(typed).unwrap_or_else(|| {
        faults.push(Fault::NotANumber { path });
        Decimal::ONE
    })
}

impl Fault {
    fn path(&self) -> Option<&str> {
        match self {
            Self::Plan(problem) => problem_path(problem),
            Self::NoNumber { path } | Self::NotANumber { path } => Some(path),
        }
    }
}

fn problem_path(problem: &PlanProblem) -> Option<&str> {
    match problem {
        PlanProblem::TooMany { path, .. }
        | PlanProblem::EmptyText { path }
        | PlanProblem::TextTooLong { path, .. }
        | PlanProblem::DuplicateId { path, .. }
        | PlanProblem::NoIndicators { path }
        | PlanProblem::WeightMissing { path }
        | PlanProblem::WeightOutOfRange { path, .. }
        | PlanProblem::UnitMissing { path }
        | PlanProblem::TargetNegative { path, .. }
        | PlanProblem::RangeUpsideDown { path, .. }
        | PlanProblem::NarrativeInQuantitative { path }
        | PlanProblem::FigureInQualitative { path } => Some(path),
        PlanProblem::PeriodNotYear { .. }
        | PlanProblem::NoResults
        | PlanProblem::NoUtama
        | PlanProblem::WeightSum { .. }
        | PlanProblem::BudgetPerspectiveMissing
        | PlanProblem::UnknownIndicator { .. }
        | PlanProblem::RealisationUnit { .. }
        | PlanProblem::RealisationNegative { .. } => None,
    }
}
