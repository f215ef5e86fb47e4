//! Answers while they are given: self-assessment, the superior's rating, a peer's view. Drafts of these forms
//! survive a reload.
//!
//! Reads answers into payloads or says what is missing. Knows no Leptos, no book, no sentences.

use std::collections::BTreeMap;

use domain::kinerja::{
    Ekspektasi, Indikator, Nilai, PeerAnswer, PeerValue, Penilaian, PenilaianHasil, PenilaianPerilaku, Position,
    Rating, RatingProblem, RekanNilai, Skp, check_penilaian, limits,
};
use serde::{Deserialize, Serialize};

/// A judgement of one thing, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Answer {
    /// The judgement, when one was given.
    pub choice: Option<Ekspektasi>,
    /// The reason.
    pub note: String,
}

/// A self-assessment as answered so far.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DiriForm {
    /// By result.
    pub results: BTreeMap<String, Answer>,
    /// By value.
    pub values: BTreeMap<Nilai, Answer>,
    /// Results as a whole.
    pub hasil: Option<Ekspektasi>,
    /// Behaviour as a whole.
    pub perilaku: Option<Ekspektasi>,
    /// What to improve.
    pub improve: String,
}

/// One page of the self-assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// One planned result, by id.
    Result(String),
    /// One value.
    Value(Nilai),
    /// Results as a whole.
    Hasil,
    /// Behaviour as a whole.
    Perilaku,
    /// What to improve.
    Improve,
}

/// What keeps an answer from standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was chosen.
    NoChoice,
    /// Figures are below target and no reason is given.
    NoReason,
    /// A text is too long.
    TooLong,
}

/// Returns the questions in their order: results of the plan, seven values, both as a whole, what to improve.
#[must_use]
pub fn questions(plan: Option<&Skp>) -> Vec<Question> {
    let results = plan.into_iter().flat_map(|plan| &plan.results).map(|result| Question::Result(result.id.clone()));
    results
        .chain(Nilai::ALL.map(Question::Value))
        .chain([Question::Hasil, Question::Perilaku, Question::Improve])
        .collect()
}

impl DiriForm {
    /// Takes a self-assessment up again.
    #[must_use]
    pub fn of(judged: &Penilaian) -> Self {
        let answer = |choice: Option<Ekspektasi>, note: &str| Answer { choice, note: note.to_owned() };
        Self {
            results: judged.results.iter().map(|one| (one.result.clone(), answer(one.ekspektasi, &one.note))).collect(),
            values: judged.behaviours.iter().map(|one| (one.value, answer(one.ekspektasi, &one.note))).collect(),
            hasil: Some(judged.hasil),
            perilaku: Some(judged.perilaku),
            improve: judged.recommendation.clone(),
        }
    }

    /// Returns what was answered.
    #[must_use]
    pub fn get(&self, question: &Question) -> Answer {
        let whole = |choice| Answer { choice, note: String::new() };
        match question {
            Question::Result(id) => self.results.get(id).cloned().unwrap_or_default(),
            Question::Value(value) => self.values.get(value).cloned().unwrap_or_default(),
            Question::Hasil => whole(self.hasil),
            Question::Perilaku => whole(self.perilaku),
            Question::Improve => Answer { choice: None, note: self.improve.clone() },
        }
    }

    /// Takes a choice.
    pub fn choose(&mut self, question: &Question, choice: Option<Ekspektasi>) {
        match question {
            Question::Result(id) => self.results.entry(id.clone()).or_default().choice = choice,
            Question::Value(value) => self.values.entry(*value).or_default().choice = choice,
            Question::Hasil => self.hasil = choice,
            Question::Perilaku => self.perilaku = choice,
            Question::Improve => {}
        }
    }

    /// Takes a reason, or what to improve.
    pub fn note(&mut self, question: &Question, note: String) {
        match question {
            Question::Result(id) => self.results.entry(id.clone()).or_default().note = note,
            Question::Value(value) => self.values.entry(*value).or_default().note = note,
            Question::Improve => self.improve = note,
            Question::Hasil | Question::Perilaku => {}
        }
    }

    /// Says what keeps an answer from standing. Single results and values may be left out, the two judgements not.
    pub fn fault(
        &self,
        question: &Question,
        plan: Option<&Skp>,
        position: impl Fn(&Indikator) -> Position,
    ) -> Option<Fault> {
        let answer = self.get(question);
        if answer.note.chars().count() > limits::NOTE {
            return Some(Fault::TooLong);
        }
        match question {
            Question::Hasil | Question::Perilaku => answer.choice.is_none().then_some(Fault::NoChoice),
            Question::Result(id) => {
                let judged = self.one_result(id);
                let missing = plan.is_some_and(|plan| {
                    let found = check_penilaian(&judged, plan, position);
                    found.iter().any(|problem| matches!(problem, RatingProblem::ReasonMissing { .. }))
                });
                missing.then_some(Fault::NoReason)
            }
            Question::Value(_) | Question::Improve => None,
        }
    }

    fn one_result(&self, id: &str) -> Penilaian {
        let answer = self.results.get(id).cloned().unwrap_or_default();
        let entry = PenilaianHasil { result: id.to_owned(), ekspektasi: answer.choice, note: answer.note };
        Penilaian {
            results: vec![entry],
            behaviours: Vec::new(),
            hasil: Ekspektasi::Sesuai,
            perilaku: Ekspektasi::Sesuai,
            note: String::new(),
            recommendation: String::new(),
        }
    }

    /// Counts the questions that hold an answer.
    #[must_use]
    pub fn answered(&self, questions: &[Question]) -> usize {
        let given = |question: &&Question| {
            let answer = self.get(question);
            answer.choice.is_some() || !answer.note.trim().is_empty()
        };
        questions.iter().filter(given).count()
    }

    /// Says whether nothing was answered.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the two judgements when both were given.
    #[must_use]
    pub fn rating(&self) -> Option<Rating> {
        Some(Rating { hasil: self.hasil?, perilaku: self.perilaku? })
    }

    /// Reads the answers into a self-assessment; answers about results that left the plan are left out.
    ///
    /// # Errors
    /// Every question whose answer does not stand.
    pub fn read(
        &self,
        plan: Option<&Skp>,
        position: impl Fn(&Indikator) -> Position + Copy,
    ) -> Result<Penilaian, Vec<(usize, Fault)>> {
        let questions = questions(plan);
        let faults: Vec<(usize, Fault)> = questions
            .iter()
            .enumerate()
            .filter_map(|(at, question)| Some((at, self.fault(question, plan, position)?)))
            .collect();
        let (Some(rating), true) = (self.rating(), faults.is_empty()) else { return Err(faults) };
        Ok(Penilaian {
            results: results_of(&self.results, plan),
            behaviours: values_of(&self.values),
            hasil: rating.hasil,
            perilaku: rating.perilaku,
            note: String::new(),
            recommendation: self.improve.trim().to_owned(),
        })
    }
}

fn given(answer: &&Answer) -> bool {
    answer.choice.is_some() || !answer.note.trim().is_empty()
}

fn results_of(answers: &BTreeMap<String, Answer>, plan: Option<&Skp>) -> Vec<PenilaianHasil> {
    let planned = plan.into_iter().flat_map(|plan| &plan.results);
    planned
        .filter_map(|result| {
            let answer = answers.get(&result.id).filter(given)?;
            let note = answer.note.trim().to_owned();
            Some(PenilaianHasil { result: result.id.clone(), ekspektasi: answer.choice, note })
        })
        .collect()
}

fn values_of(answers: &BTreeMap<Nilai, Answer>) -> Vec<PenilaianPerilaku> {
    let answered = answers.iter().filter(|(_, answer)| given(answer));
    answered
        .map(|(value, answer)| PenilaianPerilaku {
            value: *value,
            ekspektasi: answer.choice,
            note: answer.note.trim().to_owned(),
        })
        .collect()
}

/// A superior's rating as given so far.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RatingForm {
    /// By result; may stay empty.
    pub results: BTreeMap<String, Answer>,
    /// By value; may stay empty. Training answers what is below expectation here.
    #[serde(default)]
    pub values: BTreeMap<Nilai, Answer>,
    /// The box of the matrix.
    pub rating: Option<Rating>,
    /// What is good.
    pub good: String,
    /// What to improve.
    pub improve: String,
}

/// What keeps a rating from standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RateFault {
    /// No box was chosen.
    NoBox,
    /// A judgement is below expectation and nothing says what to improve.
    NoImprovement,
    /// Figures of a result are below target, it is judged as meeting or above, and no reason is given.
    NoReason {
        /// Id of the result.
        result: String,
    },
    /// What the rules say else.
    Rule(RatingProblem),
}

impl RatingForm {
    /// Takes a rating up again.
    #[must_use]
    pub fn of(judged: &Penilaian) -> Self {
        let DiriForm { results, values, .. } = DiriForm::of(judged);
        Self {
            results,
            values,
            rating: Some(judged.rating()),
            good: judged.note.clone(),
            improve: judged.recommendation.clone(),
        }
    }

    /// Says whether nothing was given.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// Reads what was given into a rating.
    ///
    /// # Errors
    /// Everything that keeps it from standing.
    pub fn read(
        &self,
        plan: Option<&Skp>,
        position: impl Fn(&Indikator) -> Position,
    ) -> Result<Penilaian, Vec<RateFault>> {
        let rating = self.rating.unwrap_or(Rating { hasil: Ekspektasi::Sesuai, perilaku: Ekspektasi::Sesuai });
        let judged = Penilaian {
            results: results_of(&self.results, plan),
            behaviours: values_of(&self.values),
            hasil: rating.hasil,
            perilaku: rating.perilaku,
            note: self.good.trim().to_owned(),
            recommendation: self.improve.trim().to_owned(),
        };
        let mut faults = Vec::new();
        if let Some(plan) = plan {
            faults.extend(check_penilaian(&judged, plan, position).into_iter().map(|problem| match problem {
                RatingProblem::ReasonMissing { result, .. } => RateFault::NoReason { result },
                problem => RateFault::Rule(problem),
            }));
        }
        if self.rating.is_none() {
            faults.push(RateFault::NoBox);
        }
        let below = rating.hasil == Ekspektasi::DiBawah || rating.perilaku == Ekspektasi::DiBawah;
        if below && judged.recommendation.is_empty() {
            faults.push(RateFault::NoImprovement);
        }
        if faults.is_empty() { Ok(judged) } else { Err(faults) }
    }
}

/// Returns the judgements of a box: rows from above to below, columns from below to above.
#[must_use]
pub fn rating_at((row, column): (usize, usize)) -> Option<Rating> {
    let hasil = Ekspektasi::ALL.iter().rev().nth(row)?;
    Some(Rating { hasil: *hasil, perilaku: *Ekspektasi::ALL.get(column)? })
}

/// Returns the box of two judgements.
#[must_use]
pub fn box_of(rating: Rating) -> (usize, usize) {
    let at = |one: Ekspektasi| Ekspektasi::ALL.iter().position(|other| *other == one).unwrap_or(0);
    (Ekspektasi::ALL.len() - 1 - at(rating.hasil), at(rating.perilaku))
}

/// A peer's view as given so far.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PeerForm {
    /// By value; one left out counts as not seen.
    pub values: BTreeMap<Nilai, RekanNilai>,
    /// One strength.
    pub strength: String,
    /// One suggestion.
    pub suggestion: String,
}

impl PeerForm {
    /// Takes an answer up again.
    #[must_use]
    pub fn of(answer: &PeerAnswer) -> Self {
        Self {
            values: answer.values.iter().map(|one| (one.value, one.seen)).collect(),
            strength: answer.strength.clone(),
            suggestion: answer.suggestion.clone(),
        }
    }

    /// Says whether nothing was given.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }

    /// Reads what was given into an answer; nothing while no value was answered.
    #[must_use]
    pub fn read(&self) -> Option<PeerAnswer> {
        let answer = PeerAnswer {
            values: self.values.iter().map(|(value, seen)| PeerValue { value: *value, seen: *seen }).collect(),
            strength: self.strength.trim().to_owned(),
            suggestion: self.suggestion.trim().to_owned(),
        };
        (!answer.values.is_empty() && answer.too_long().is_empty()).then_some(answer)
    }
}

#[cfg(test)]
mod tests;
