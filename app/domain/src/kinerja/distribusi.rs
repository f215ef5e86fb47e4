//! Whether the predikat of a unit are spread as the guide for its organisation's predikat suggests.
//!
//! A warning to the assessor before ratings are fixed (SE MenPANRB 3/2023); it never changes a predikat.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::Predikat;
use crate::calendar::Day;
use crate::cite::{Cite, NoValue, Series};
use crate::rules;

/// Predikat of the organisation a unit belongs to; the greater the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PredikatOrganisasi {
    /// Far below.
    SangatKurang,
    /// Below.
    Kurang,
    /// Needs improvement.
    ButuhPerbaikan,
    /// Good.
    Baik,
    /// Outstanding.
    Istimewa,
}

/// One thing about a spread that lies outside the guide; percentages of all people counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum SpreadWarning {
    /// More than the largest share.
    Above {
        /// The predikat.
        predikat: Predikat,
        /// People found.
        count: u32,
        /// People in all.
        total: u32,
        /// Largest share in percent.
        max_pct: u32,
    },
    /// Less than the smallest share.
    Below {
        /// The predikat meant, any of them.
        any_of: Vec<Predikat>,
        /// People found.
        count: u32,
        /// People in all.
        total: u32,
        /// Smallest share in percent.
        min_pct: u32,
    },
    /// Fewer people than asked for.
    Missing {
        /// The predikat meant, any of them.
        any_of: Vec<Predikat>,
        /// People found.
        count: u32,
        /// People asked for.
        min_count: u32,
    },
}

/// What can be said about a spread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spread {
    /// Inside the guide.
    Ok,
    /// Outside, with the source of the guide.
    Warn(Vec<SpreadWarning>, &'static Cite),
    /// Too few people for percentages.
    SmallGroup {
        /// People needed.
        minimum: u32,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pattern {
    organisasi: PredikatOrganisasi,
    limits: Vec<Limit>,
    required: Vec<Required>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Limit {
    predikat: Predikat,
    min_pct: Option<u32>,
    max_pct: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Required {
    any_of: Vec<Predikat>,
    min_pct: Option<u32>,
    min_count: Option<u32>,
}

static PATTERNS: LazyLock<Series<Vec<Pattern>>> =
    LazyLock::new(|| rules::series("distribusi.pola").expect("embedded data, read by the tests of this module"));

static SMALLEST: LazyLock<Series<u32>> = LazyLock::new(|| {
    rules::series("distribusi.kelompok_terkecil").expect("embedded data, read by the tests of this module")
});

/// Compares a spread with the guide in force on a day.
pub fn spread(organisasi: PredikatOrganisasi, counts: &BTreeMap<Predikat, u32>, on: Day) -> Result<Spread, NoValue> {
    let (minimum, _) = SMALLEST.on("distribusi.kelompok_terkecil", on)?;
    let (patterns, cite) = PATTERNS.on("distribusi.pola", on)?;
    let total: u32 = counts.values().sum();
    if total < *minimum {
        return Ok(Spread::SmallGroup { minimum: *minimum });
    }
    let count = |predikat: &[Predikat]| -> u32 { predikat.iter().filter_map(|one| counts.get(one)).sum() };
    let above = |count: u32, pct: u32| u64::from(count) * 100 > u64::from(total) * u64::from(pct);
    let below = |count: u32, pct: u32| u64::from(count) * 100 < u64::from(total) * u64::from(pct);
    let mut warnings = Vec::new();
    for pattern in patterns.iter().filter(|pattern| pattern.organisasi == organisasi) {
        for Limit { predikat, min_pct, max_pct } in &pattern.limits {
            let found = count(&[*predikat]);
            if let Some(max_pct) = max_pct.filter(|pct| above(found, *pct)) {
                warnings.push(SpreadWarning::Above { predikat: *predikat, count: found, total, max_pct });
            }
            if let Some(min_pct) = min_pct.filter(|pct| below(found, *pct)) {
                warnings.push(SpreadWarning::Below { any_of: vec![*predikat], count: found, total, min_pct });
            }
        }
        for Required { any_of, min_pct, min_count } in &pattern.required {
            let found = count(any_of);
            if let Some(min_pct) = min_pct.filter(|pct| below(found, *pct)) {
                warnings.push(SpreadWarning::Below { any_of: any_of.clone(), count: found, total, min_pct });
            }
            if let Some(min_count) = min_count.filter(|least| found < *least) {
                warnings.push(SpreadWarning::Missing { any_of: any_of.clone(), count: found, min_count });
            }
        }
    }
    Ok(if warnings.is_empty() { Spread::Ok } else { Spread::Warn(warnings, cite) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_largest_share_is_inside_and_every_organisation_has_a_pattern() {
        let on = "2026-12-31".parse().unwrap();
        let counts = BTreeMap::from([(Predikat::SangatBaik, 7), (Predikat::Baik, 3)]);
        assert_eq!(spread(PredikatOrganisasi::Istimewa, &counts, on), Ok(Spread::Ok));
        let patterns = PATTERNS.on("distribusi.pola", on).unwrap().0;
        assert_eq!(patterns.len(), 5);
        let gap = spread(PredikatOrganisasi::Baik, &counts, "2022-12-31".parse().unwrap()).unwrap_err();
        assert_eq!(gap.after.unwrap().to_string(), "2023-02-01");
    }
}
