//! Retirement and candidacy in the rule book.

use serde::{Deserialize, Serialize};

use super::{Rulebook, find, unknown, value};
use crate::asn::Status;
use crate::calendar::Day;
use crate::cite::Cite;
use crate::outcome::Gap;

/// Kinds of post that retirement tells apart (PP 11/2017 Pasal 239).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// Pelaksana.
    Pelaksana,
    /// Pejabat pengawas.
    Pengawas,
    /// Pejabat administrator.
    Administrator,
    /// Pejabat pimpinan tinggi.
    Jpt,
    /// Functional, category of skill.
    Keterampilan,
    /// Functional, ahli pertama.
    AhliPertama,
    /// Functional, ahli muda.
    AhliMuda,
    /// Functional, ahli madya.
    AhliMadya,
    /// Functional, ahli utama.
    AhliUtama,
}

impl PostKind {
    /// Returns the name in the rule book.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pelaksana => "pelaksana",
            Self::Pengawas => "pengawas",
            Self::Administrator => "administrator",
            Self::Jpt => "jpt",
            Self::Keterampilan => "keterampilan",
            Self::AhliPertama => "ahli_pertama",
            Self::AhliMuda => "ahli_muda",
            Self::AhliMadya => "ahli_madya",
            Self::AhliUtama => "ahli_utama",
        }
    }
}

impl Rulebook {
    /// Returns the retirement age of a kind of post on a day, in years.
    pub fn retirement_age(&self, kind: PostKind, on: Day) -> Result<(u8, &Cite), Gap> {
        match find(&self.retirement, kind.code()) {
            Some(param) => value(param, on),
            None => Err(unknown(format!("pensiun.bup.{}", kind.code()), on)),
        }
    }

    /// Returns the retirement age of a family of functional posts that has one of its own, in years.
    pub fn retirement_age_of_family(&self, family: &str, on: Day) -> Option<(u8, &Cite)> {
        value(find(&self.retirement_family, family)?, on).ok()
    }

    /// Returns the kind of post an eselon is.
    pub fn kind_of_eselon(&self, eselon: &str, on: Day) -> Result<(PostKind, &Cite), Gap> {
        match find(&self.eselon_kind, eselon) {
            Some(param) => value(param, on),
            None => Err(unknown(format!("pensiun.eselon.{eselon}"), on)),
        }
    }

    /// Returns the months from the month of the birthday to the first month of pension.
    pub fn pension_starts(&self, on: Day) -> Result<(u8, &Cite), Gap> {
        value(&self.pension_starts, on)
    }

    /// Says whether the contract of a PPPK ends at the latest at the age of the post.
    pub fn contract_ends_at_age(&self, on: Day) -> Result<(bool, &Cite), Gap> {
        value(&self.contract_ends_at_age, on)
    }

    /// Returns the months of candidacy of a CPNS.
    pub fn candidacy_months(&self, on: Day) -> Result<(u8, &Cite), Gap> {
        value(&self.candidacy_months, on)
    }

    /// Returns the years between two increments of base pay (KGB) of a kind of civil servant.
    pub fn increment_years_of(&self, status: Status, on: Day) -> Result<(u8, &Cite), Gap> {
        match status {
            Status::Pns | Status::Cpns => self.increment_years(on),
            Status::Pppk => value(&self.increment_years_pppk, on),
        }
    }

    /// Returns the source of the age below which a child counts, without and with a school letter.
    pub(crate) fn child_age_cites(&self, on: Day) -> Result<[&Cite; 2], Gap> {
        Ok([self.child_age.on(on)?.1, self.student_age.on(on)?.1])
    }
}
