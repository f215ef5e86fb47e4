//! Lesson hours (JP) of a year: what each activity counts for, and whether the entitlement is met.
//!
//! A form of training without a row in the conversion stays unknown. It is never guessed and never zero.

use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Tempat;
use crate::asn::Status;
use crate::calendar::Day;
use crate::cite::{Cite, NoValue, Series};
use crate::kinerja::angka;
use crate::rules;

/// Something a person took part in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kegiatan {
    /// Form, in the words of the conversion (`seminar`, `pelatihan teknis`).
    pub form: String,
    /// Lesson hours on the certificate.
    #[serde(default, with = "angka::option", skip_serializing_if = "Option::is_none")]
    pub jp: Option<Decimal>,
    /// Days, for forms that count by the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Where it took place.
    #[serde(default)]
    pub place: Tempat,
}

/// Why an activity's lesson hours are not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum JpGap {
    /// No conversion is in force for the form and place.
    NoConversion {
        /// The form.
        form: String,
    },
    /// The certificate's hours are needed and missing.
    NoHours,
    /// The days are needed and missing.
    NoDays,
    /// No conversion is in force on the day.
    NoValue(NoValue),
}

/// The lesson hours of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JpYear {
    /// Hours of the activities that are known.
    pub known: Decimal,
    /// Activities that are not, by their place in the list.
    pub unknown: Vec<(usize, JpGap)>,
    /// Hours a year gives a right to.
    pub need: u32,
    /// Whether the right was met; nothing when it depends on unknown activities.
    pub met: Option<bool>,
    /// Above what a contract year of PPPK usually allows (recalled rule), when it is.
    pub above_ceiling: Option<u32>,
    /// Source of the entitlement.
    pub cite: &'static Cite,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    forms: Vec<String>,
    national: Way,
    abroad: Option<Way>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Way {
    jp_pct: Option<u32>,
    per_day: Option<u32>,
}

static NEED: LazyLock<Series<u32>> = LazyLock::new(|| {
    rules::series("pengembangan.jp_setahun").expect("embedded data, read by the tests of this module")
});
static CEILING: LazyLock<Series<u32>> = LazyLock::new(|| {
    rules::series("pengembangan.jp_pppk_paling_banyak").expect("embedded data, read by the tests of this module")
});
static CONVERSION: LazyLock<Series<Vec<Row>>> = LazyLock::new(|| {
    rules::series("pengembangan.konversi_jp").expect("embedded data, read by the tests of this module")
});

/// Returns what an activity counts for, with the source of the conversion.
pub fn jp(activity: &Kegiatan, on: Day) -> Result<(Decimal, &'static Cite), JpGap> {
    let (rows, cite) = CONVERSION.on("pengembangan.konversi_jp", on).map_err(JpGap::NoValue)?;
    let row = rows.iter().find(|row| row.forms.iter().any(|form| form.eq_ignore_ascii_case(activity.form.trim())));
    let way = row.and_then(|row| match activity.place {
        Tempat::DalamNegeri => Some(row.national),
        Tempat::LuarNegeri => row.abroad,
    });
    let none = || JpGap::NoConversion { form: activity.form.clone() };
    match way {
        Some(Way { jp_pct: Some(percent), .. }) => {
            let hours = activity.jp.ok_or(JpGap::NoHours)?.checked_mul(Decimal::from(percent));
            Ok((hours.and_then(|hours| hours.checked_div(Decimal::ONE_HUNDRED)).ok_or_else(none)?, cite))
        }
        Some(Way { per_day: Some(hours), .. }) => {
            let days = activity.days.ok_or(JpGap::NoDays)?;
            Ok((Decimal::from(u64::from(days) * u64::from(hours)), cite))
        }
        _ => Err(none()),
    }
}

/// Adds up the lesson hours of one year.
///
/// # Errors
/// No entitlement is in force on the day.
pub fn jp_year(activities: &[Kegiatan], status: Status, on: Day) -> Result<JpYear, NoValue> {
    let (need, cite) = NEED.on("pengembangan.jp_setahun", on)?;
    let mut known = Decimal::ZERO;
    let mut unknown = Vec::new();
    for (at, activity) in activities.iter().enumerate() {
        match jp(activity, on) {
            Ok((hours, _)) => known = known.saturating_add(hours),
            Err(gap) => unknown.push((at, gap)),
        }
    }
    let reached = known >= Decimal::from(*need);
    let ceiling = match status {
        Status::Pppk => CEILING.on("pengembangan.jp_pppk_paling_banyak", on).ok().map(|(hours, _)| *hours),
        Status::Pns | Status::Cpns => None,
    };
    Ok(JpYear {
        known,
        met: (reached || unknown.is_empty()).then_some(reached),
        unknown,
        need: *need,
        above_ceiling: ceiling.filter(|hours| known > Decimal::from(*hours)),
        cite,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_form_stays_unknown_and_leaves_the_entitlement_open() {
        let on = "2026-12-31".parse().unwrap();
        let activity = |form: &str, days| Kegiatan { form: form.into(), jp: None, days, place: Tempat::DalamNegeri };
        let year = jp_year(&[activity("Seminar", Some(4)), activity("coaching", Some(3))], Status::Pns, on).unwrap();
        assert_eq!((year.known, year.met, year.unknown.len()), (Decimal::from(16), None, 1));
        let year = jp_year(&[activity("workshop", Some(4)), activity("coaching", None)], Status::Pns, on).unwrap();
        assert_eq!((year.known, year.met), (Decimal::from(20), Some(true)));
        let abroad = Kegiatan { place: Tempat::LuarNegeri, ..activity("pelatihan struktural kepemimpinan", None) };
        assert!(matches!(jp(&abroad, on), Err(JpGap::NoConversion { .. })));
        assert!(matches!(jp(&activity("seminar", None), on), Err(JpGap::NoDays)));
        assert_eq!(year.cite.article, "Pasal 203");
    }
}
