//! The guide that turns a grade point average into a class for study leave (PermenPANRB 6/2022 Lampiran Bab IV).
//!
//! A guide for setting expectations: what was agreed goes first.

use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::angka;
use crate::calendar::Day;
use crate::cite::{Cite, NoValue, Series};
use crate::growth::Tempat;
use crate::rules;

/// Level of study.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Studi {
    /// Bachelor.
    S1,
    /// Profession, master, doctor.
    Lanjut,
}

/// Class of a grade point average, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KelasIpk {
    /// Below the lowest bound.
    Kurang,
    /// Needs improvement.
    ButuhPerbaikan,
    /// Good.
    Baik,
    /// Very good.
    SangatBaik,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    level: Studi,
    place: Tempat,
    university: Option<String>,
    #[serde(with = "angka")]
    sangat_baik: Decimal,
    #[serde(with = "angka")]
    baik: Decimal,
    #[serde(with = "angka")]
    butuh_perbaikan: Decimal,
}

static TABLE: LazyLock<Series<Vec<Row>>> =
    LazyLock::new(|| rules::series("tugas_belajar.ipk").expect("embedded data, read by the tests of this module"));

/// Returns the class of a grade point average; `university` is the accreditation at home (`A`, `B`, `C`).
pub fn kelas_ipk(
    level: Studi,
    place: Tempat,
    university: Option<&str>,
    ipk: Decimal,
    on: Day,
) -> Result<(KelasIpk, &'static Cite), NoValue> {
    let (rows, cite) = TABLE.on("tugas_belajar.ipk", on)?;
    let fits = |row: &&Row| {
        row.level == level
            && row.place == place
            && (place == Tempat::LuarNegeri || row.university.as_deref() == university)
    };
    let none = || NoValue { param: "tugas_belajar.ipk".into(), on, before: None, after: None };
    let row = rows.iter().find(fits).ok_or_else(none)?;
    let class = match ipk {
        ipk if ipk >= row.sangat_baik => KelasIpk::SangatBaik,
        ipk if ipk >= row.baik => KelasIpk::Baik,
        ipk if ipk >= row.butuh_perbaikan => KelasIpk::ButuhPerbaikan,
        _ => KelasIpk::Kurang,
    };
    Ok((class, cite))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_falls_and_an_unknown_accreditation_is_an_error() {
        let on = "2026-12-31".parse().unwrap();
        let (rows, _) = TABLE.on("x", on).unwrap();
        assert!(rows.iter().all(|row| row.sangat_baik > row.baik && row.baik > row.butuh_perbaikan));
        let ipk = Decimal::new(351, 2);
        let class = |university| kelas_ipk(Studi::S1, Tempat::DalamNegeri, university, ipk, on).map(|(class, _)| class);
        assert_eq!((class(Some("A")), class(Some("B"))), (Ok(KelasIpk::SangatBaik), Ok(KelasIpk::Baik)));
        assert!(class(None).is_err());
    }
}
