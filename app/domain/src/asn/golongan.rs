//! Rank of a civil servant: golongan ruang of PNS (PP 99/2000) and golongan of PPPK (Perpres 98/2020).

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// A rank of either kind, written `III/b` (PNS) or `IX` (PPPK).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Golongan {
    /// Golongan and ruang of a PNS or CPNS.
    Pns(PnsGolongan),
    /// Golongan of a PPPK.
    Pppk(PppkGolongan),
}

/// The seventeen ranks of PNS; `index` counts from I/a = 0 to IV/e = 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PnsGolongan {
    index: u8,
}

/// The seventeen ranks of PPPK, I to XVII; `number` counts from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PppkGolongan {
    number: u8,
}

/// The four groups of PNS ranks that general allowance and final tax tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum GolonganGroup {
    /// I/a to I/d.
    I,
    /// II/a to II/d.
    II,
    /// III/a to III/d.
    III,
    /// IV/a to IV/e.
    IV,
}

/// Says that a text is no rank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAGolongan(pub String);

const PNS: [&str; 17] = [
    "I/a", "I/b", "I/c", "I/d", "II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c", "III/d", "IV/a", "IV/b",
    "IV/c", "IV/d", "IV/e",
];
const PPPK: [&str; 17] =
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII"];

impl PnsGolongan {
    /// Every rank from I/a to IV/e.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..17).map(|index| Self { index })
    }

    /// Returns the place in the order, I/a = 0 to IV/e = 16.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.index)
    }

    /// Returns the group I to IV.
    #[must_use]
    pub fn group(self) -> GolonganGroup {
        match self.index {
            0..=3 => GolonganGroup::I,
            4..=7 => GolonganGroup::II,
            8..=11 => GolonganGroup::III,
            _ => GolonganGroup::IV,
        }
    }
}

impl PppkGolongan {
    /// Every rank from I to XVII.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=17).map(|number| Self { number })
    }

    /// Returns the number 1 to 17.
    #[must_use]
    pub fn number(self) -> u8 {
        self.number
    }
}

impl Golongan {
    /// Every rank of PNS, then every rank of PPPK.
    pub fn all() -> impl Iterator<Item = Self> {
        PnsGolongan::all().map(Self::Pns).chain(PppkGolongan::all().map(Self::Pppk))
    }
}

impl fmt::Display for PnsGolongan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PNS[self.index()])
    }
}

impl fmt::Display for PppkGolongan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PPPK[usize::from(self.number) - 1])
    }
}

impl fmt::Display for Golongan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pns(golongan) => golongan.fmt(f),
            Self::Pppk(golongan) => golongan.fmt(f),
        }
    }
}

impl fmt::Display for NotAGolongan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a golongan: {}", self.0)
    }
}

impl FromStr for Golongan {
    type Err = NotAGolongan;

    /// Reads `III/b` or `IX`; case and blanks do not matter.
    fn from_str(text: &str) -> Result<Self, NotAGolongan> {
        let same = |name: &&str| text.trim().eq_ignore_ascii_case(name);
        let place = |names: &[&str]| names.iter().position(same).and_then(|at| u8::try_from(at).ok());
        if let Some(index) = place(&PNS) {
            return Ok(Self::Pns(PnsGolongan { index }));
        }
        place(&PPPK)
            .map(|at| Self::Pppk(PppkGolongan { number: at + 1 }))
            .ok_or_else(|| NotAGolongan(text.trim().to_owned()))
    }
}

impl TryFrom<String> for Golongan {
    type Error = NotAGolongan;

    fn try_from(text: String) -> Result<Self, NotAGolongan> {
        text.parse()
    }
}

impl From<Golongan> for String {
    fn from(golongan: Golongan) -> Self {
        golongan.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rank_reads_back_as_it_was_written() {
        assert_eq!(Golongan::all().count(), 34);
        for golongan in Golongan::all() {
            assert_eq!(golongan.to_string().parse(), Ok(golongan));
        }
        assert_eq!("III/e".parse::<Golongan>(), Err(NotAGolongan("III/e".into())));
    }
}
