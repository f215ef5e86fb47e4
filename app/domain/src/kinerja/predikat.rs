//! The two judgements and the predikat their cell of the matrix gives (PermenPANRB 6/2022 Lampiran Bab IV).
//!
//! Nothing here turns a number into a judgement, and nothing moves a cell afterwards.

use core::fmt;
use core::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{KinerjaStep, Period};
use crate::calendar::Day;
use crate::cite::{Cite, Confidence, NoValue};
use crate::derive::{Recorder, Step, Value};

/// A judgement against what was agreed; the greater the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ekspektasi {
    /// Below expectation.
    #[serde(alias = "di_bawah_ekspektasi")]
    DiBawah,
    /// Meets expectation.
    #[serde(alias = "sesuai_ekspektasi")]
    Sesuai,
    /// Above expectation.
    #[serde(alias = "di_atas_ekspektasi")]
    DiAtas,
}

/// The predikat of a period; the greater the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Predikat {
    /// Both judgements below expectation.
    SangatKurang,
    /// Behaviour below expectation, results not (`Kurang/Misconduct`).
    KurangMisconduct,
    /// Results below expectation, behaviour not.
    ButuhPerbaikan,
    /// Neither below, not both above.
    Baik,
    /// Both above expectation.
    SangatBaik,
}

/// The two judgements an assessor fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// Judgement of results (`hasil kerja`).
    pub hasil: Ekspektasi,
    /// One judgement of the whole behaviour (`perilaku kerja`).
    pub perilaku: Ekspektasi,
}

/// Says that a text is none of the codes of its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotACode(pub String);

impl fmt::Display for NotACode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown code: {}", self.0)
    }
}

impl core::error::Error for NotACode {}

impl Ekspektasi {
    /// All three, worst first.
    pub const ALL: [Self; 3] = [Self::DiBawah, Self::Sesuai, Self::DiAtas];

    /// Returns the stable code (`di_bawah`, `sesuai`, `di_atas`).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DiBawah => "di_bawah",
            Self::Sesuai => "sesuai",
            Self::DiAtas => "di_atas",
        }
    }
}

impl Predikat {
    /// All five, worst first.
    pub const ALL: [Self; 5] =
        [Self::SangatKurang, Self::KurangMisconduct, Self::ButuhPerbaikan, Self::Baik, Self::SangatBaik];

    /// Returns the stable code (`sangat_baik`).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SangatKurang => "sangat_kurang",
            Self::KurangMisconduct => "kurang_misconduct",
            Self::ButuhPerbaikan => "butuh_perbaikan",
            Self::Baik => "baik",
            Self::SangatBaik => "sangat_baik",
        }
    }
}

impl Predikat {
    /// Says whether a year with this predikat counts towards the next rank: baik or better.
    ///
    /// PermenPANRB 1/2023 and Peraturan BKN 3/2023 (recalled: the last two years).
    #[must_use]
    pub fn counts_for_rank(self) -> bool {
        self >= Self::Baik
    }
}

impl fmt::Display for Ekspektasi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Predikat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Ekspektasi {
    type Err = NotACode;

    /// Reads the code, with or without the tail `_ekspektasi`.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let short = text.strip_suffix("_ekspektasi").unwrap_or(text);
        Self::ALL.into_iter().find(|one| one.code() == short).ok_or_else(|| NotACode(text.to_owned()))
    }
}

impl FromStr for Predikat {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<Self, NotACode> {
        Self::ALL.into_iter().find(|one| one.code() == text).ok_or_else(|| NotACode(text.to_owned()))
    }
}

/// Returns the cell of the 3×3 matrix (PermenPANRB 6/2022 Lampiran Bab IV).
#[must_use]
pub const fn matrix(hasil: Ekspektasi, perilaku: Ekspektasi) -> Predikat {
    use Ekspektasi::{DiAtas, DiBawah, Sesuai};
    match (hasil, perilaku) {
        (DiAtas, DiAtas) => Predikat::SangatBaik,
        (DiAtas, Sesuai) | (Sesuai, DiAtas | Sesuai) => Predikat::Baik,
        (DiBawah, DiAtas | Sesuai) => Predikat::ButuhPerbaikan,
        (DiAtas | Sesuai, DiBawah) => Predikat::KurangMisconduct,
        (DiBawah, DiBawah) => Predikat::SangatKurang,
    }
}

/// Returns the source of the matrix.
#[must_use]
pub fn predikat_cite() -> &'static Cite {
    static CITE: LazyLock<Cite> =
        LazyLock::new(|| Cite::new("PermenPANRB 6/2022", "Pasal 23-26, Lampiran Bab IV", Confidence::Verified));
    &CITE
}

/// Derives the predikat of a period and says why.
///
/// # Errors
/// The matrix came into force on 7 February 2022; a period that ended before has no predikat of this kind.
pub fn predikat<R: Recorder>(period: Period, rating: Rating, recorder: &mut R) -> Result<Predikat, NoValue> {
    let Rating { hasil, perilaku } = rating;
    recorder.open(|| Step::Kinerja(KinerjaStep::Predikat { period }));
    recorder.leaf(|| Step::Kinerja(KinerjaStep::HasilKerja), || Value::Word(hasil.code().into()));
    recorder.leaf(|| Step::Kinerja(KinerjaStep::PerilakuKerja), || Value::Word(perilaku.code().into()));
    let last = period.last();
    let in_force = Day::new(2022, 2, 7);
    if in_force.is_some_and(|from| last < from) {
        return Err(NoValue { param: "predikat.matrix".into(), on: last, before: None, after: in_force });
    }
    let cell = matrix(hasil, perilaku);
    recorder.cited(
        || Step::Kinerja(KinerjaStep::Matrix { hasil, perilaku }),
        predikat_cite(),
        || Value::Word(cell.code().into()),
    );
    recorder.close(|| Value::Word(cell.code().into()));
    Ok(cell)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::{Explaining, Silent};

    #[test]
    fn no_cell_gets_worse_when_one_judgement_rises() {
        for hasil in Ekspektasi::ALL {
            for perilaku in Ekspektasi::ALL {
                for better in Ekspektasi::ALL.into_iter().filter(|one| *one >= hasil) {
                    assert!(matrix(better, perilaku) >= matrix(hasil, perilaku));
                }
                for better in Ekspektasi::ALL.into_iter().filter(|one| *one >= perilaku) {
                    assert!(matrix(hasil, better) >= matrix(hasil, perilaku));
                }
            }
        }
    }

    #[test]
    fn the_derivation_ends_in_the_cited_cell() {
        let rating = Rating { hasil: Ekspektasi::DiAtas, perilaku: Ekspektasi::DiBawah };
        let period: Period = "2026-T4".parse().unwrap();
        let mut explaining = Explaining::default();
        assert_eq!(predikat(period, rating, &mut explaining), Ok(Predikat::KurangMisconduct));
        assert_eq!(predikat(period, rating, &mut Silent), Ok(Predikat::KurangMisconduct));
        let tree = explaining.finish();
        assert_eq!(tree.len(), 1);
        assert_eq!(tree[0].parts[2].cites, vec![predikat_cite().clone()]);
        assert_eq!(tree[0].value, Some(Value::Word("kurang_misconduct".into())));
    }

    #[test]
    fn a_period_before_the_regulation_has_no_predikat_of_this_kind() {
        let rating = Rating { hasil: Ekspektasi::Sesuai, perilaku: Ekspektasi::Sesuai };
        let gap = predikat("2021".parse().unwrap(), rating, &mut Silent).unwrap_err();
        assert_eq!((gap.param.as_str(), gap.after.unwrap().to_string()), ("predikat.matrix", "2022-02-07".into()));
        assert!(predikat("2022-T1".parse().unwrap(), rating, &mut Silent).is_ok());
    }

    #[test]
    fn codes_read_back_with_and_without_the_tail() {
        for one in Ekspektasi::ALL {
            assert_eq!(one.code().parse(), Ok(one));
            assert_eq!(format!("{one}_ekspektasi").parse(), Ok(one));
            assert_eq!(serde_json::to_string(&one).unwrap(), format!("\"{one}\""));
        }
        for one in Predikat::ALL {
            assert_eq!(one.code().parse(), Ok(one));
            assert_eq!(serde_json::to_string(&one).unwrap(), format!("\"{one}\""));
        }
        assert!("cukup".parse::<Predikat>().is_err());
    }
}
