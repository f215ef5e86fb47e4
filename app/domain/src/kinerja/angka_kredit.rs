//! Credit of functional posts from the predikat (PermenPANRB 1/2023, Peraturan BKN 3/2023).
//!
//! Exact until shown: nothing is rounded here except where a name says so.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Predikat, angka};
use crate::calendar::Day;
use crate::cite::{Cite, NoValue, Series};
use crate::rules;

/// A level of a functional post.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jenjang {
    /// Name (`Ahli Muda`).
    pub name: String,
    /// Credit of a year with predikat baik.
    #[serde(with = "angka")]
    pub koefisien: Decimal,
    /// Credit needed for the next rank inside the level.
    pub rank: u32,
    /// Credit needed for the next level; nothing at the top.
    pub next: Option<u32>,
}

static JENJANG: LazyLock<Series<Vec<Jenjang>>> =
    LazyLock::new(|| rules::series("angka_kredit.jenjang").expect("embedded data, read by the tests of this module"));

static PERSEN: LazyLock<Series<BTreeMap<Predikat, u32>>> =
    LazyLock::new(|| rules::series("angka_kredit.persen").expect("embedded data, read by the tests of this module"));

/// Returns the level of that name in force on a day, with its source.
pub fn jenjang(name: &str, on: Day) -> Result<(&'static Jenjang, &'static Cite), NoValue> {
    let (all, cite) = JENJANG.on("angka_kredit.jenjang", on)?;
    let none = || NoValue { param: format!("angka_kredit.jenjang.{name}"), on, before: None, after: None };
    all.iter().find(|one| one.name == name).map(|one| (one, cite)).ok_or_else(none)
}

/// Returns the credit of some months with one predikat, exact to 28 digits.
pub fn angka_kredit(jenjang: &Jenjang, predikat: Predikat, months: u32, on: Day) -> Result<Decimal, NoValue> {
    let (percent, _) = PERSEN.on("angka_kredit.persen", on)?;
    let none = || NoValue { param: format!("angka_kredit.persen.{predikat}"), on, before: None, after: None };
    let percent = percent.get(&predikat).ok_or_else(none)?;
    // One division: months / 12 and percent / 100 are never intermediate values.
    let product = Decimal::from(u64::from(months) * u64::from(*percent)).checked_mul(jenjang.koefisien);
    product.and_then(|product| product.checked_div(Decimal::from(1_200))).ok_or_else(none)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_predikat_has_a_percentage_and_every_level_a_coefficient() {
        let on = "2026-12-31".parse().unwrap();
        assert_eq!(PERSEN.on("x", on).unwrap().0.len(), 5);
        let (all, _) = JENJANG.on("x", on).unwrap();
        assert!(all.len() == 8 && all.iter().all(|one| one.koefisien > Decimal::ZERO));
        let (pertama, _) = jenjang("Ahli Pertama", on).unwrap();
        let year = angka_kredit(pertama, Predikat::SangatBaik, 12, on);
        assert_eq!(year, Ok(Decimal::new(1875, 2)));
        assert!(jenjang("Ahli Pratama", on).is_err());
    }
}
