//! The work plan of one employee (sasaran kinerja pegawai), as the payload of plan records.
//!
//! Field names are part of the record form and never change. Whether a plan is complete is `check`'s question;
//! here a plan only has a shape.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Nilai, Period, angka};

/// A work plan (PermenPANRB 6/2022 Pasal 7-15, forms A.1.1 to A.1.8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skp {
    /// The year planned for.
    pub period: Period,
    /// Numbers with units, or one narrative per indicator.
    pub approach: Pendekatan,
    /// Which of the two form families applies.
    pub group: KelompokJabatan,
    /// Planned results, in the order of the form.
    pub results: Vec<RencanaHasil>,
    /// Special expectations of the leader for single values of behaviour.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub behaviour: Vec<EkspektasiKhusus>,
    /// The annex: resources, accountability, consequences.
    #[serde(default, skip_serializing_if = "LampiranSkp::is_empty")]
    pub annex: LampiranSkp,
}

/// How indicators are worded (PermenPANRB 6/2022 Lampiran Bab II).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pendekatan {
    /// Indicator text and target are separate, a unit is required.
    Kuantitatif,
    /// Indicator and target form one narrative, no unit.
    Kualitatif,
}

/// The two families of forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KelompokJabatan {
    /// High leaders and heads of independent units.
    Jpt,
    /// Administrators and functional officials.
    JaJf,
}

/// One planned result: an achievement, not an activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RencanaHasil {
    /// Id inside the plan; log entries and ratings name it.
    pub id: String,
    /// The achievement in words.
    pub text: String,
    /// The result of the superior this one serves, when it serves one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superior_result: Option<HasilRef>,
    /// High or low priority.
    pub kind: JenisHasil,
    /// Share in percent, when the agency weighs results; all results carry one, or none.
    #[serde(default, with = "angka::option", skip_serializing_if = "Option::is_none")]
    pub weight: Option<Decimal>,
    /// Perspective, for high leaders only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub perspective: Option<Perspektif>,
    /// What shows that the result is there.
    pub indicators: Vec<Indikator>,
}

/// Names a result in another plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HasilRef {
    /// Subject of the plan.
    pub plan: String,
    /// Id of the result in it.
    pub result: String,
}

/// Priority of a planned result, set by the assessor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JenisHasil {
    /// High priority.
    Utama,
    /// Low priority, optional.
    Tambahan,
}

/// Perspective of a result of a high leader; `anggaran` is mandatory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Perspektif {
    /// Those who receive the service.
    PenerimaLayanan,
    /// Business process.
    ProsesBisnis,
    /// Internal strengthening.
    PenguatanInternal,
    /// Budget.
    Anggaran,
}

/// One measure of a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indikator {
    /// Id inside the plan; log entries name it.
    pub id: String,
    /// The measure in words.
    pub text: String,
    /// What it measures.
    pub aspect: Aspek,
    /// Unit of target and realisation; empty in a qualitative plan.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// What is expected.
    pub target: Target,
    /// Which side of the target is the better one.
    pub direction: Arah,
    /// How log entries add up to the realisation.
    #[serde(default)]
    pub counting: Hitung,
}

/// The four aspects of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aspek {
    /// Quantity.
    Kuantitas,
    /// Quality.
    Kualitas,
    /// Time.
    Waktu,
    /// Cost.
    Biaya,
}

/// What is expected of an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Target {
    /// One figure.
    Value {
        /// The figure.
        #[serde(with = "angka")]
        value: Decimal,
    },
    /// Anything from `min` to `max` meets the expectation.
    Range {
        /// Lower bound, inside.
        #[serde(with = "angka")]
        min: Decimal,
        /// Upper bound, inside.
        #[serde(with = "angka")]
        max: Decimal,
    },
    /// A limit not to be passed; lower is better whatever `direction` says.
    AtMost {
        /// The limit, inside.
        #[serde(with = "angka")]
        max: Decimal,
    },
    /// A description, in a qualitative plan.
    Narrative {
        /// What will be seen when the result is there.
        text: String,
    },
}

/// Which side of a target is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arah {
    /// More is better.
    Naik,
    /// Less is better.
    Turun,
}

/// How log entries of an indicator become one realisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hitung {
    /// Amounts are added.
    #[default]
    Jumlah,
    /// The latest amount counts.
    Terakhir,
    /// The mean of all amounts counts.
    RataRata,
}

/// What the leader expects beyond the common standard of a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EkspektasiKhusus {
    /// The value meant.
    pub value: Nilai,
    /// The expectation in words.
    pub text: String,
}

/// The annex of a plan (form A.1.8).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LampiranSkp {
    /// Resources agreed (`dukungan sumber daya`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<String>,
    /// Reporting rhythm and evidence agreed (`skema pertanggungjawaban`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accountability: Vec<String>,
    /// Consequences agreed (`konsekuensi`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consequences: Vec<String>,
}

impl LampiranSkp {
    /// Says whether nothing was agreed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty() && self.accountability.is_empty() && self.consequences.is_empty()
    }
}

impl Skp {
    /// Returns every indicator with the result it belongs to.
    pub fn indicators(&self) -> impl Iterator<Item = (&RencanaHasil, &Indikator)> {
        self.results.iter().flat_map(|result| result.indicators.iter().map(move |indicator| (result, indicator)))
    }

    /// Returns the indicator of that id.
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<&Indikator> {
        self.indicators().map(|(_, indicator)| indicator).find(|indicator| indicator.id == id)
    }

    /// Returns the result of that id.
    #[must_use]
    pub fn result(&self, id: &str) -> Option<&RencanaHasil> {
        self.results.iter().find(|result| result.id == id)
    }
}
