//! Dossiers: what an account may see is granted per owner, class and year, and a subject lies in exactly one.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::hash::Id;

/// Who a dossier is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// One person.
    Person(Id),
    /// One office, by its code.
    Office(String),
    /// The whole region.
    Region,
    /// Everyone.
    Public,
}

/// What a dossier is about; decides which roles may be granted it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Plans, results, ratings, feedback.
    Kinerja,
    /// Single peers' answers: delivered to nobody.
    Rekan,
    /// Identity, rank, post, monthly recap, training.
    Kepegawaian,
    /// Family, tax status, NIK and address: what HR enters and pay reads; never granted to a superior.
    Keluarga,
    /// Balances, holds, bank, deductions, own trials: what pay alone is about; never granted to a superior or HR.
    Gaji,
    /// What everyone in the region may read: catalogue, policies, offices.
    Publik,
}

/// A dossier, written `{owner}/{class}/{year}`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Dossier {
    /// Who it is about.
    pub owner: Owner,
    /// What it is about.
    pub class: Class,
    /// Calendar year of what it speaks of.
    pub year: u16,
}

/// Says that a text is no dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADossier(pub String);

impl Class {
    /// Every class with its text.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Kinerja, "kinerja"),
        (Self::Rekan, "rekan"),
        (Self::Kepegawaian, "kepegawaian"),
        (Self::Keluarga, "keluarga"),
        (Self::Gaji, "gaji"),
        (Self::Publik, "publik"),
    ];

    /// Returns the text of the class.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(class, _)| *class == self).map_or("", |(_, code)| code)
    }
}

impl Dossier {
    /// Returns the dossiers of owner and class of every year, written `{owner}/{class}/`: what a grant names.
    #[must_use]
    pub fn prefix(&self) -> String {
        format!("{}/{}/", self.owner, self.class.code())
    }
}

/// Says whether a granted or revoked prefix covers a dossier; `*` as owner stands for every owner.
#[must_use]
pub fn covers(prefix: &str, dossier: &str) -> bool {
    match prefix.strip_prefix("*/") {
        Some(class) => dossier.split_once('/').is_some_and(|(_, rest)| rest.starts_with(class)),
        None => dossier.starts_with(prefix),
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => write!(f, "p-{id}"),
            Self::Office(code) => write!(f, "o-{code}"),
            Self::Region => f.write_str("region"),
            Self::Public => f.write_str("public"),
        }
    }
}

impl fmt::Display for Dossier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.owner, self.class.code(), self.year)
    }
}

impl fmt::Display for NotADossier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a dossier: {}", self.0)
    }
}

impl FromStr for Dossier {
    type Err = NotADossier;

    fn from_str(text: &str) -> Result<Self, NotADossier> {
        let mut parts = text.split('/');
        let read = (|| {
            let owner = match parts.next()? {
                "region" => Owner::Region,
                "public" => Owner::Public,
                owner => match owner.split_at_checked(2)? {
                    ("p-", id) => Owner::Person(id.parse().ok()?),
                    ("o-", code) => Owner::Office(code.to_owned()),
                    _ => return None,
                },
            };
            let class = parts.next()?;
            let class = Class::ALL.iter().find(|(_, code)| *code == class)?.0;
            let year = parts.next()?.parse().ok()?;
            parts.next().is_none().then_some(Self { owner, class, year })
        })();
        read.ok_or_else(|| NotADossier(text.to_owned()))
    }
}

impl TryFrom<String> for Dossier {
    type Error = NotADossier;

    fn try_from(text: String) -> Result<Self, NotADossier> {
        text.parse()
    }
}

impl From<Dossier> for String {
    fn from(dossier: Dossier) -> Self {
        dossier.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_covers_its_years_and_a_star_covers_every_owner() {
        let dossier = Dossier { owner: Owner::Person(Id([1; 16])), class: Class::Gaji, year: 2026 };
        let text = dossier.to_string();
        assert!(covers(&dossier.prefix(), &text) && covers("*/gaji/", &text));
        assert!(!covers("*/kinerja/", &text) && !covers("region/publik/", &text) && !covers("*/ga/", &text));
    }
}
