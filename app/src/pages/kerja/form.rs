//! The annual plan while it is written: every field as typed text, so a half-filled form survives a reload.
//!
//! Reads the text into a plan or says what keeps it from being one. Knows no Leptos, no book, no sentences.

mod read;

pub use read::Fault;

use domain::kinerja::{
    Arah, Aspek, EkspektasiKhusus, Hitung, Indikator, JenisHasil, KelompokJabatan, LampiranSkp, Pendekatan,
    RencanaHasil, Skp, Target,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::words::format::read_decimal;

/// A plan as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanForm {
    /// Figures or narratives.
    pub approach: Pendekatan,
    /// Which family of forms.
    pub group: KelompokJabatan,
    /// Whether results carry a weight.
    pub weighted: bool,
    /// The planned results in their order.
    pub results: Vec<ResultForm>,
    /// Kept from the plan that is changed.
    pub behaviour: Vec<EkspektasiKhusus>,
    /// Kept from the plan that is changed.
    pub annex: LampiranSkp,
    /// Number of the next id; a number once used is never given again.
    next: u32,
}

/// One planned result as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultForm {
    /// Id inside the plan.
    pub id: String,
    text: String,
    kind: String,
    /// Subject and id of the superior's result with `#` between, or empty.
    superior: String,
    weight: String,
    perspective: String,
    /// The indicators in their order.
    pub indicators: Vec<IndicatorForm>,
}

/// One indicator as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorForm {
    /// Id inside the plan.
    pub id: String,
    text: String,
    aspect: String,
    target: String,
    low: String,
    high: String,
    narrative: String,
    unit: String,
    direction: String,
    counting: String,
}

/// Fields of a result or an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Words of a result or indicator.
    Text,
    /// Priority of a result.
    Kind,
    /// The superior's result it hangs on.
    Superior,
    /// Weight of a result.
    Weight,
    /// Perspective of a leader's result.
    Perspective,
    /// What an indicator measures.
    Aspect,
    /// Kind of target: `value`, `range`, `at_most`.
    Target,
    /// The figure, or the lower bound.
    Low,
    /// The upper bound.
    High,
    /// The narrative target.
    Narrative,
    /// The unit.
    Unit,
    /// Which side is better.
    Direction,
    /// How entries add up.
    Counting,
}

/// Names one field of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// Id of the result.
    pub result: String,
    /// Id of the indicator, when it is a field of one.
    pub indicator: Option<String>,
    /// The field.
    pub field: Field,
}

/// Returns the stable code of a value of the rules.
pub fn code<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        _ => String::new(),
    }
}

/// Reads a stable code back.
pub fn from_code<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

impl At {
    /// Names a field of a result.
    pub fn of_result(result: &str, field: Field) -> Self {
        Self { result: result.to_owned(), indicator: None, field }
    }

    /// Names a field of an indicator.
    pub fn of_indicator(result: &str, indicator: &str, field: Field) -> Self {
        Self { result: result.to_owned(), indicator: Some(indicator.to_owned()), field }
    }

    /// Returns the id of the field in the page.
    #[must_use]
    pub fn id(&self) -> String {
        let field = format!("{:?}", self.field).to_lowercase();
        match &self.indicator {
            Some(indicator) => format!("{}-{indicator}-{field}", self.result),
            None => format!("{}-{field}", self.result),
        }
    }
}

impl PlanForm {
    /// Starts with one empty result and one indicator.
    #[must_use]
    pub fn new() -> Self {
        let mut form = Self {
            approach: Pendekatan::Kuantitatif,
            group: KelompokJabatan::JaJf,
            weighted: false,
            results: Vec::new(),
            behaviour: Vec::new(),
            annex: LampiranSkp::default(),
            next: 1,
        };
        form.add_result();
        form
    }

    /// Takes a plan up again; `used` are ids that log entries name, so that none is given twice.
    pub fn from_plan<'a>(plan: &'a Skp, used: impl IntoIterator<Item = &'a str>) -> Self {
        let digits = |id: &str| id.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).max();
        let number = |id: &str| digits(id).unwrap_or(0_u32);
        let held = plan.results.iter().flat_map(|result| {
            core::iter::once(result.id.as_str()).chain(result.indicators.iter().map(|indicator| indicator.id.as_str()))
        });
        let next = held.chain(used).map(number).max().unwrap_or(0).min(u32::MAX - 1) + 1;
        Self {
            approach: plan.approach,
            group: plan.group,
            weighted: plan.results.iter().any(|result| result.weight.is_some()),
            results: plan.results.iter().map(result_form).collect(),
            behaviour: plan.behaviour.clone(),
            annex: plan.annex.clone(),
            next,
        }
    }

    fn number(&mut self) -> u32 {
        let number = self.next;
        self.next = self.next.saturating_add(1);
        number
    }

    /// Adds an empty result with one indicator and returns its id.
    pub fn add_result(&mut self) -> String {
        let id = format!("h{}", self.number());
        let kind = if self.results.is_empty() { JenisHasil::Utama } else { JenisHasil::Tambahan };
        self.results.push(ResultForm {
            id: id.clone(),
            text: String::new(),
            kind: code(&kind),
            superior: String::new(),
            weight: String::new(),
            perspective: String::new(),
            indicators: Vec::new(),
        });
        self.add_indicator(&id);
        id
    }

    /// Adds an empty indicator to a result and returns its id.
    pub fn add_indicator(&mut self, result: &str) -> Option<String> {
        let id = format!("i{}", self.number());
        let result = self.results.iter_mut().find(|one| one.id == result)?;
        result.indicators.push(IndicatorForm {
            id: id.clone(),
            text: String::new(),
            aspect: code(&Aspek::Kuantitas),
            target: "value".into(),
            low: String::new(),
            high: String::new(),
            narrative: String::new(),
            unit: String::new(),
            direction: code(&Arah::Naik),
            counting: code(&Hitung::Jumlah),
        });
        Some(id)
    }

    /// Takes a result out and returns it with its place.
    pub fn take_result(&mut self, id: &str) -> Option<(usize, ResultForm)> {
        let at = self.results.iter().position(|result| result.id == id)?;
        Some((at, self.results.remove(at)))
    }

    /// Puts a result back to its place.
    pub fn put_result(&mut self, at: usize, result: ResultForm) {
        self.results.insert(at.min(self.results.len()), result);
    }

    /// Takes an indicator out and returns it with its place.
    pub fn take_indicator(&mut self, result: &str, id: &str) -> Option<(usize, IndicatorForm)> {
        let result = self.results.iter_mut().find(|one| one.id == result)?;
        let at = result.indicators.iter().position(|indicator| indicator.id == id)?;
        Some((at, result.indicators.remove(at)))
    }

    /// Puts an indicator back to its place; without its result nothing happens.
    pub fn put_indicator(&mut self, result: &str, at: usize, indicator: IndicatorForm) {
        if let Some(result) = self.results.iter_mut().find(|one| one.id == result) {
            result.indicators.insert(at.min(result.indicators.len()), indicator);
        }
    }

    /// Moves a result one place up (`-1`) or down (`1`); the ends stop.
    pub fn move_result(&mut self, id: &str, by: isize) {
        let Some(at) = self.results.iter().position(|result| result.id == id) else { return };
        if let Some(to) = at.checked_add_signed(by).filter(|to| *to < self.results.len()) {
            self.results.swap(at, to);
        }
    }

    /// Moves an indicator one place up (`-1`) or down (`1`) inside its result.
    pub fn move_indicator(&mut self, result: &str, id: &str, by: isize) {
        let Some(result) = self.results.iter_mut().find(|one| one.id == result) else { return };
        let Some(at) = result.indicators.iter().position(|indicator| indicator.id == id) else { return };
        if let Some(to) = at.checked_add_signed(by).filter(|to| *to < result.indicators.len()) {
            result.indicators.swap(at, to);
        }
    }

    /// Returns what was typed; empty where the field is gone.
    #[must_use]
    pub fn get(&self, at: &At) -> String {
        let Some(result) = self.results.iter().find(|result| result.id == at.result) else { return String::new() };
        let text = match &at.indicator {
            None => result.field(at.field),
            Some(id) => result.indicators.iter().find(|one| one.id == *id).and_then(|one| one.field(at.field)),
        };
        text.cloned().unwrap_or_default()
    }

    /// Takes what was typed.
    pub fn set(&mut self, at: &At, typed: String) {
        let Some(result) = self.results.iter_mut().find(|result| result.id == at.result) else { return };
        let field = match &at.indicator {
            None => result.field_mut(at.field),
            Some(id) => result.indicators.iter_mut().find(|one| one.id == *id).and_then(|one| one.field_mut(at.field)),
        };
        if let Some(field) = field {
            *field = typed;
        }
    }

    /// Says whether nothing was typed yet.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.results.iter().all(|result| {
            let blank = |one: &IndicatorForm| {
                [&one.text, &one.low, &one.high, &one.narrative, &one.unit].iter().all(|text| text.trim().is_empty())
            };
            result.text.trim().is_empty() && result.indicators.iter().all(blank)
        })
    }

    /// Adds up the weights that are numbers; nothing when one is not.
    #[must_use]
    pub fn weight_sum(&self) -> Option<Decimal> {
        self.results.iter().try_fold(Decimal::ZERO, |sum, result| {
            if result.weight.trim().is_empty() {
                return Some(sum);
            }
            sum.checked_add(read_decimal(&result.weight)?)
        })
    }
}

impl Default for PlanForm {
    fn default() -> Self {
        Self::new()
    }
}

fn result_form(result: &RencanaHasil) -> ResultForm {
    let superior = result.superior_result.as_ref().map(|one| format!("{}#{}", one.plan, one.result));
    ResultForm {
        id: result.id.clone(),
        text: result.text.clone(),
        kind: code(&result.kind),
        superior: superior.unwrap_or_default(),
        weight: result.weight.map(crate::words::format::decimal).unwrap_or_default(),
        perspective: result.perspective.as_ref().map(code).unwrap_or_default(),
        indicators: result.indicators.iter().map(indicator_form).collect(),
    }
}

fn indicator_form(indicator: &Indikator) -> IndicatorForm {
    let written = crate::words::format::decimal;
    let (target, low, high, narrative) = match &indicator.target {
        Target::Value { value } => ("value", written(*value), String::new(), String::new()),
        Target::Range { min, max } => ("range", written(*min), written(*max), String::new()),
        Target::AtMost { max } => ("at_most", written(*max), String::new(), String::new()),
        Target::Narrative { text } => ("value", String::new(), String::new(), text.clone()),
    };
    IndicatorForm {
        id: indicator.id.clone(),
        text: indicator.text.clone(),
        aspect: code(&indicator.aspect),
        target: target.into(),
        low,
        high,
        narrative,
        unit: indicator.unit.clone(),
        direction: code(&indicator.direction),
        counting: code(&indicator.counting),
    }
}

impl ResultForm {
    fn field(&self, field: Field) -> Option<&String> {
        Some(match field {
            Field::Text => &self.text,
            Field::Kind => &self.kind,
            Field::Superior => &self.superior,
            Field::Weight => &self.weight,
            Field::Perspective => &self.perspective,
            _ => return None,
        })
    }

    fn field_mut(&mut self, field: Field) -> Option<&mut String> {
        Some(match field {
            Field::Text => &mut self.text,
            Field::Kind => &mut self.kind,
            Field::Superior => &mut self.superior,
            Field::Weight => &mut self.weight,
            Field::Perspective => &mut self.perspective,
            _ => return None,
        })
    }
}

impl IndicatorForm {
    fn field(&self, field: Field) -> Option<&String> {
        Some(match field {
            Field::Text => &self.text,
            Field::Aspect => &self.aspect,
            Field::Target => &self.target,
            Field::Low => &self.low,
            Field::High => &self.high,
            Field::Narrative => &self.narrative,
            Field::Unit => &self.unit,
            Field::Direction => &self.direction,
            Field::Counting => &self.counting,
            _ => return None,
        })
    }

    fn field_mut(&mut self, field: Field) -> Option<&mut String> {
        Some(match field {
            Field::Text => &mut self.text,
            Field::Aspect => &mut self.aspect,
            Field::Target => &mut self.target,
            Field::Low => &mut self.low,
            Field::High => &mut self.high,
            Field::Narrative => &mut self.narrative,
            Field::Unit => &mut self.unit,
            Field::Direction => &mut self.direction,
            Field::Counting => &mut self.counting,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests;
