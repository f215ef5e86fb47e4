//! The seven core values BerAKHLAK that behaviour is judged by (PermenPANRB 6/2022 Pasal 10).
//!
//! One standard for all posts, no levels, no numbers, no score per value: the values guide one judgement.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// A core value of civil servants, in the order of the acronym.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nilai {
    /// Oriented to service.
    BerorientasiPelayanan,
    /// Accountable.
    Akuntabel,
    /// Competent.
    Kompeten,
    /// Harmonious.
    Harmonis,
    /// Loyal.
    Loyal,
    /// Adaptive.
    Adaptif,
    /// Collaborative.
    Kolaboratif,
}

/// Says that a text is no core value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotANilai(pub String);

impl fmt::Display for NotANilai {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a core value: {}", self.0)
    }
}

impl core::error::Error for NotANilai {}

impl Nilai {
    /// All seven.
    pub const ALL: [Self; 7] = [
        Self::BerorientasiPelayanan,
        Self::Akuntabel,
        Self::Kompeten,
        Self::Harmonis,
        Self::Loyal,
        Self::Adaptif,
        Self::Kolaboratif,
    ];

    /// Returns the stable code (`berorientasi_pelayanan`).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::BerorientasiPelayanan => "berorientasi_pelayanan",
            Self::Akuntabel => "akuntabel",
            Self::Kompeten => "kompeten",
            Self::Harmonis => "harmonis",
            Self::Loyal => "loyal",
            Self::Adaptif => "adaptif",
            Self::Kolaboratif => "kolaboratif",
        }
    }
}

impl fmt::Display for Nilai {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Nilai {
    type Err = NotANilai;

    fn from_str(text: &str) -> Result<Self, NotANilai> {
        Self::ALL.into_iter().find(|one| one.code() == text).ok_or_else(|| NotANilai(text.to_owned()))
    }
}
