//! What a person can grow in: a core value, a competence of the national standard, or a technical field.
//!
//! PermenPANRB 38/2017 lists the nine managerial and socio-cultural competences; technical ones are the region's.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::kinerja::Nilai;

/// A managerial or socio-cultural competence (PermenPANRB 38/2017).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kompetensi {
    /// Integrity.
    Integritas,
    /// Working together.
    KerjaSama,
    /// Communication.
    Komunikasi,
    /// Orientation towards results.
    OrientasiPadaHasil,
    /// Public service.
    PelayananPublik,
    /// Developing oneself and others.
    PengembanganDiriDanOrangLain,
    /// Managing change.
    MengelolaPerubahan,
    /// Taking decisions.
    PengambilanKeputusan,
    /// Holding the nation together (socio-cultural).
    PerekatBangsa,
}

impl Kompetensi {
    /// All nine, in the order of the standard.
    pub const ALL: [Self; 9] = [
        Self::Integritas,
        Self::KerjaSama,
        Self::Komunikasi,
        Self::OrientasiPadaHasil,
        Self::PelayananPublik,
        Self::PengembanganDiriDanOrangLain,
        Self::MengelolaPerubahan,
        Self::PengambilanKeputusan,
        Self::PerekatBangsa,
    ];

    /// Returns the stable code (`kerja_sama`).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Integritas => "integritas",
            Self::KerjaSama => "kerja_sama",
            Self::Komunikasi => "komunikasi",
            Self::OrientasiPadaHasil => "orientasi_pada_hasil",
            Self::PelayananPublik => "pelayanan_publik",
            Self::PengembanganDiriDanOrangLain => "pengembangan_diri_dan_orang_lain",
            Self::MengelolaPerubahan => "mengelola_perubahan",
            Self::PengambilanKeputusan => "pengambilan_keputusan",
            Self::PerekatBangsa => "perekat_bangsa",
        }
    }
}

impl fmt::Display for Kompetensi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Something a person can grow in, written `nilai/harmonis`, `kompetensi/komunikasi` or `teknis/imunisasi`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Area {
    /// A core value BerAKHLAK.
    Nilai(Nilai),
    /// A competence of the national standard.
    Kompetensi(Kompetensi),
    /// A technical field of the region's own list: small letters, digits and `_`.
    Teknis(String),
}

/// Says that a text names no area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnArea(pub String);

impl fmt::Display for NotAnArea {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an area: {}", self.0)
    }
}

impl core::error::Error for NotAnArea {}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nilai(nilai) => write!(f, "nilai/{nilai}"),
            Self::Kompetensi(kompetensi) => write!(f, "kompetensi/{kompetensi}"),
            Self::Teknis(field) => write!(f, "teknis/{field}"),
        }
    }
}

impl FromStr for Area {
    type Err = NotAnArea;

    fn from_str(text: &str) -> Result<Self, NotAnArea> {
        let slug = |field: &str| {
            (1..=40).contains(&field.len())
                && field.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        };
        let area = match text.split_once('/') {
            Some(("nilai", code)) => code.parse().ok().map(Self::Nilai),
            Some(("kompetensi", code)) => {
                Kompetensi::ALL.into_iter().find(|one| one.code() == code).map(Self::Kompetensi)
            }
            Some(("teknis", field)) if slug(field) => Some(Self::Teknis(field.to_owned())),
            _ => None,
        };
        area.ok_or_else(|| NotAnArea(text.to_owned()))
    }
}

impl TryFrom<String> for Area {
    type Error = NotAnArea;

    fn try_from(text: String) -> Result<Self, NotAnArea> {
        text.parse()
    }
}

impl From<Area> for String {
    fn from(area: Area) -> Self {
        area.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_area_reads_back_as_written() {
        let all = Nilai::ALL.map(Area::Nilai).into_iter().chain(Kompetensi::ALL.map(Area::Kompetensi));
        for area in all.chain([Area::Teknis("rantai_dingin".into())]) {
            assert_eq!(area.to_string().parse(), Ok(area));
        }
        for text in ["", "harmonis", "nilai/x", "kompetensi/harmonis", "teknis/", "teknis/A B", "lain/x"] {
            assert!(text.parse::<Area>().is_err(), "{text}");
        }
    }
}
