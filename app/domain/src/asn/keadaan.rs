//! How a person stands in service: at work, away, suspended, or gone. What each means for pay is the law's to say.

use serde::{Deserialize, Serialize};

/// A standing in service, held from the day of its paper until another one follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keadaan {
    /// At work, or back at work.
    Aktif,
    /// Cuti besar.
    CutiBesar,
    /// Cuti di luar tanggungan negara.
    CutiLuarTanggungan,
    /// Tugas belajar.
    TugasBelajar,
    /// Away as a state official or commissioner.
    PejabatNegara,
    /// Held as a suspect: suspended.
    BerhentiSementara,
    /// Retired.
    Pensiun,
    /// Dead.
    Meninggal,
    /// Moved to another employer.
    Pindah,
    /// Left or dismissed.
    Berhenti,
}

impl Keadaan {
    /// Every standing with its code in records and in the rule book.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Aktif, "aktif"),
        (Self::CutiBesar, "cuti_besar"),
        (Self::CutiLuarTanggungan, "cuti_luar_tanggungan"),
        (Self::TugasBelajar, "tugas_belajar"),
        (Self::PejabatNegara, "pejabat_negara"),
        (Self::BerhentiSementara, "berhenti_sementara"),
        (Self::Pensiun, "pensiun"),
        (Self::Meninggal, "meninggal"),
        (Self::Pindah, "pindah"),
        (Self::Berhenti, "berhenti"),
    ];

    /// Returns the code in records and in the rule book.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(one, _)| *one == self).map_or("", |(_, code)| code)
    }

    /// Reads a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, text)| *text == code).map(|(one, _)| *one)
    }

    /// Says whether service has ended.
    #[must_use]
    pub const fn has_left(self) -> bool {
        matches!(self, Self::Pensiun | Self::Meninggal | Self::Pindah | Self::Berhenti)
    }
}
