//! One policy tried on one month: confirmed values, measures, gross and net, silent and explaining at once; of a shipped
//! policy also by the file in which an officer of the region has confirmed the same values.

use std::collections::BTreeMap;

use domain::asn::{Golongan, Status};
use domain::calendar::{Day, Month};
use domain::cite::{Cite, Confidence, Confirmed};
use domain::derive::{Derivation, Explaining, Silent, Step, Value};
use domain::kinerja::Predikat;
use domain::money::Rupiah;
use domain::outcome::Gap;
use domain::tpp::{
    self, Acting, Better, Bpjs, Confirmation, Gross, Input, Label, Measures, Net, NetContext, Policy, PolicyError,
    Revised, Revision, TppStep,
};
use rust_decimal::Decimal;

/// A policy, what is confirmed of it, and a month.
#[derive(Debug, Clone)]
pub struct Trial {
    policy: Policy,
    /// The file of the policy, when it ships.
    file: Option<String>,
    /// What was confirmed, as an officer writes it into the file.
    written: BTreeMap<String, Revised>,
    measures: BTreeMap<String, Decimal>,
    /// Class of the post.
    pub kelas: Option<u8>,
    /// Key of the post.
    pub post: Option<&'static str>,
    /// Kind of civil servant.
    pub status: Status,
    /// Kind of unit.
    pub unit_kind: Option<String>,
    /// Predikat in force.
    pub predikat: Option<Predikat>,
    /// Acting post.
    pub acting: Option<Acting<'static>>,
    /// The month paid.
    pub month: Month,
}

/// The gross amount with its explanation.
#[derive(Debug)]
pub struct Explained {
    /// The result.
    pub gross: Gross,
    /// How it came about.
    pub steps: Vec<Derivation>,
}

/// Turns the text of a policy file into its JSON form.
pub fn json(toml: &str) -> Result<serde_json::Value, String> {
    let table: toml::Table = toml.parse().map_err(|error: toml::de::Error| error.to_string())?;
    serde_json::to_value(table).map_err(|error| error.to_string())
}

/// Reads a policy the product ships.
pub fn shipped(key: &str) -> Result<Policy, String> {
    tpp::by_key(key).cloned().ok_or_else(|| format!("no shipped policy {key}"))
}

fn paper() -> Cite {
    Cite { act: "the case".into(), article: String::new(), confidence: Confidence::Single, confirmed: None }
}

/// The same paper, confirmed by an officer.
#[must_use]
pub fn paper_of_officer() -> Cite {
    let day: Day = Day::from_unix_days(20_600);
    let officer = Confirmed { by: "an officer".into(), on: day, signed: Some(day), letter: None };
    Cite { confirmed: Some(Box::new(officer)), ..paper() }
}

impl Trial {
    /// Begins with an undisturbed first month of the policy: nothing counted, nothing decided.
    #[must_use]
    pub fn new(policy: Policy) -> Self {
        let quiet = policy.measures().filter(|measure| measure.better == Better::Lower);
        let least = |kind| if kind == tpp::MeasureKind::DayOfMonth { Decimal::ONE } else { Decimal::ZERO };
        let measures = quiet.map(|measure| (measure.key.clone(), least(measure.kind))).collect();
        let month = policy.span().from.month();
        let file = tpp::shipped().iter().find(|one| **one == policy).and_then(tpp::shipped_file);
        Self {
            policy,
            file,
            written: BTreeMap::new(),
            measures,
            kelas: None,
            post: None,
            status: Status::Pns,
            unit_kind: None,
            predikat: None,
            acting: None,
            month,
        }
    }

    /// Returns the policy as it stands.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Confirms a value.
    pub fn confirm(&mut self, path: &str, value: impl ToString) -> Result<(), String> {
        let value = value.to_string();
        let cite = Some(paper_of_officer());
        self.written.insert(path.to_owned(), Revised { value: value.clone(), cite });
        let value = Some(value);
        let confirmation = Confirmation { path: path.to_owned(), value, by: "the case".into(), cite: paper() };
        self.policy =
            self.policy.confirmed(&[confirmation]).map_err(|errors: Vec<PolicyError>| format!("{path}: {errors:?}"))?;
        Ok(())
    }

    /// Delivers a measure.
    pub fn set(&mut self, measure: &str, value: impl Into<Decimal>) {
        self.measures.insert(measure.to_owned(), value.into());
    }

    /// Takes a delivered measure away.
    pub fn withhold(&mut self, measure: &str) {
        self.measures.remove(measure);
    }

    /// Reads the measures against the policy.
    pub fn measures(&self) -> Result<Measures, String> {
        let delivered = self.measures.iter().map(|(key, value)| (key.as_str(), *value));
        self.policy.read_measures(delivered).map_err(|errors| format!("{errors:?}"))
    }

    fn input<'a>(&'a self, measures: &'a Measures) -> Input<'a> {
        Input {
            month: self.month,
            kelas: self.kelas,
            post: self.post,
            status: self.status,
            unit_kind: self.unit_kind.as_deref(),
            measures,
            predikat: self.predikat,
            acting: self.acting,
        }
    }

    /// Runs silently.
    pub fn silent(&self) -> Result<Result<Gross, Vec<Gap>>, String> {
        let measures = self.measures()?;
        Ok(tpp::gross(&self.policy, &self.input(&measures), &mut Silent))
    }

    /// Returns the shipped policy with what was confirmed written into its file.
    ///
    /// # Errors
    /// Why the file is refused.
    pub fn by_file(&self) -> Result<Option<Policy>, String> {
        let Some(file) = &self.file else { return Ok(None) };
        let revision = Revision { from: self.policy.span().from, values: self.written.clone() };
        let made = Policy::revised(file, &revision).and_then(|text| Policy::from_file(text.as_bytes()));
        made.map(Some).map_err(|refused| format!("{:?}", refused.errors))
    }

    /// Runs twice, silent and explaining, and once more by the file; all must agree.
    pub fn gross(&self) -> Result<Explained, String> {
        let measures = self.measures()?;
        let mut explaining = Explaining::default();
        let explained = tpp::gross(&self.policy, &self.input(&measures), &mut explaining);
        let silent = tpp::gross(&self.policy, &self.input(&measures), &mut Silent);
        if silent != explained {
            return Err(format!("silent {silent:?}, explaining {explained:?}"));
        }
        if let Some(policy) = self.by_file()? {
            let written = tpp::gross(&policy, &self.input(&measures), &mut Silent);
            if written != silent {
                return Err(format!("silent {silent:?}, by the confirmed file {written:?}"));
            }
        }
        let gross = explained.map_err(|gaps| format!("blocked: {gaps:?}"))?;
        Ok(Explained { gross, steps: explaining.finish() })
    }

    /// Takes contribution and tax from a gross amount, silent and explaining.
    pub fn net(
        &self,
        gross: &Gross,
        golongan: &str,
        zakat: bool,
        bpjs: &Terms,
    ) -> Result<(Net, Vec<Derivation>), String> {
        let measures = self.measures()?;
        let golongan: Golongan = golongan.parse().map_err(|_| format!("no golongan: {golongan}"))?;
        let cite = paper();
        let context = NetContext {
            golongan,
            zakat,
            salary_bpjs_base: bpjs.salary,
            bpjs: Bpjs {
                worker_percent: bpjs.worker,
                employer_percent: bpjs.employer,
                ceiling: bpjs.ceiling,
                cite: &cite,
            },
            measures: &measures,
        };
        let mut explaining = Explaining::default();
        let explained = tpp::net(&self.policy, gross, &context, &mut explaining);
        let silent = tpp::net(&self.policy, gross, &context, &mut Silent);
        if silent != explained {
            return Err(format!("silent {silent:?}, explaining {explained:?}"));
        }
        Ok((explained.map_err(|gaps| format!("blocked: {gaps:?}"))?, explaining.finish()))
    }
}

/// Terms of the health contribution a case states.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// Base the salary used up.
    pub salary: Rupiah,
    /// Ceiling.
    pub ceiling: Rupiah,
    /// Worker's percent.
    pub worker: Decimal,
    /// Employer's percent.
    pub employer: Decimal,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            salary: Rupiah::ZERO,
            ceiling: Rupiah::new(12_000_000),
            worker: Decimal::ONE,
            employer: Decimal::from(4),
        }
    }
}

/// Finds the value of the first step that fits, depth first.
pub fn find(steps: &[Derivation], fits: &dyn Fn(&TppStep) -> bool) -> Option<Value> {
    steps.iter().find_map(|step| match &step.step {
        Step::Tpp(tpp) if fits(tpp) => step.value.clone(),
        _ => find(&step.parts, fits),
    })
}

/// Finds the value of a part or cut by its Indonesian label.
#[must_use]
pub fn labelled(steps: &[Derivation], id: &str) -> Option<Decimal> {
    let named = |label: &Label| label.id == id;
    let fits = |step: &TppStep| match step {
        TppStep::Part { label } | TppStep::Cut { label } | TppStep::Test { label } => named(label),
        _ => false,
    };
    match find(steps, &fits)? {
        Value::Exact(number) | Value::Percent(number) | Value::Number(number) => Some(number),
        Value::Rupiah(amount) => Some(amount.to_decimal()),
        _ => None,
    }
}
