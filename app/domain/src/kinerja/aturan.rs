//! The dated data of performance rules, read once: windows, terms of working days, and the words of the values.
//!
//! A day without a value is an error that names the parameter; nothing is filled in.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Nilai, Period};
use crate::calendar::{Day, Span};
use crate::cite::{Cite, NoValue, Series};
use crate::hari_kerja::{KalenderKerja, PolaKerja};
use crate::rules;

/// A day of the year.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct MonthDay {
    month: u8,
    day: u8,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Jendela {
    opens: MonthDay,
    closes: MonthDay,
}

/// A step of the evaluation document with a term (PermenPANRB 6/2022 Lampiran Bab V).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Langkah {
    /// The assessor hands the signed document over.
    DokumenDiserahkan,
    /// The employee signs and returns it.
    PegawaiMenandatangani,
    /// The document is reported to the authorised official.
    DilaporkanKePyb,
    /// The assessor's superior signs because the assessor did not.
    AtasanPenilaiMenandatangani,
    /// The superior hands the document over, in that case.
    AtasanMenyerahkan,
    /// The employee signs and returns it, in that case.
    PegawaiMenandatanganiDariAtasan,
    /// The employee objects.
    KeberatanDiajukan,
    /// The objection is decided.
    KeberatanDiputus,
}

/// The event a term counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Peristiwa {
    /// Signature.
    TandaTangan,
    /// Receipt of the document.
    Diterima,
    /// End of the evaluation window.
    JendelaDitutup,
    /// Receipt of the objection.
    KeberatanDiterima,
}

/// One term of working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tenggat {
    /// What must be done.
    pub step: Langkah,
    /// Within how many working days.
    pub working_days: u32,
    /// After which event.
    pub after: Peristiwa,
}

/// The words of the regulation on one value; Indonesian, as enacted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Panduan {
    /// The value.
    pub value: Nilai,
    /// Its name.
    pub name: String,
    /// Its three guides of behaviour.
    pub guides: [String; 3],
}

struct Aturan {
    batas_penetapan: Series<MonthDay>,
    jendela: Series<Jendela>,
    tenggat: Series<Vec<Tenggat>>,
    panduan: Series<Vec<Panduan>>,
}

fn read() -> Result<Aturan, String> {
    Ok(Aturan {
        batas_penetapan: rules::series("skp.batas_penetapan")?,
        jendela: rules::series("evaluasi.jendela_tahunan")?,
        tenggat: rules::series("evaluasi.tenggat")?,
        panduan: rules::series("berakhlak.panduan")?,
    })
}

static ATURAN: LazyLock<Aturan> = LazyLock::new(|| read().expect("embedded data, read by the tests of this module"));

fn in_year(year: i32, at: MonthDay, param: &str) -> Result<Day, NoValue> {
    let none = || NoValue { param: param.to_owned(), on: Day::from_unix_days(0), before: None, after: None };
    Day::new(year, at.month, at.day).ok_or_else(none)
}

/// Returns the last day on which the plan of a year is set, with its source.
pub fn skp_deadline(year: i32) -> Result<(Day, &'static Cite), NoValue> {
    const PARAM: &str = "skp.batas_penetapan";
    let first = in_year(year, MonthDay { month: 1, day: 1 }, PARAM)?;
    // A plan of 2022 was set under the regulation enacted that February.
    let (at, cite) = ATURAN.batas_penetapan.on(PARAM, first.plus_days(364))?;
    Ok((in_year(year, *at, PARAM)?, cite))
}

/// Returns the days in which a period is evaluated, with their source.
///
/// # Errors
/// Periodic evaluation has no window in the regulation: each agency sets its own.
pub fn evaluation_window(period: Period) -> Result<(Span, &'static Cite), NoValue> {
    let Period::Tahun { year } = period else {
        let param = "evaluasi.jendela_periodik".to_owned();
        return Err(NoValue { param, on: period.last(), before: None, after: None });
    };
    const PARAM: &str = "evaluasi.jendela_tahunan";
    let (window, cite) = ATURAN.jendela.on(PARAM, period.last())?;
    let from = in_year(year, window.opens, PARAM)?;
    let until = in_year(year + 1, window.closes, PARAM)?.plus_days(1);
    Ok((Span { from, until: Some(until) }, cite))
}

/// Returns the term of a step in force on a day, with its source.
pub fn tenggat(step: Langkah, on: Day) -> Result<(Tenggat, &'static Cite), NoValue> {
    const PARAM: &str = "evaluasi.tenggat";
    let (terms, cite) = ATURAN.tenggat.on(PARAM, on)?;
    let none = || NoValue { param: PARAM.to_owned(), on, before: None, after: None };
    terms.iter().find(|term| term.step == step).map(|term| (*term, cite)).ok_or_else(none)
}

/// Returns the last day of a step whose event fell on `event`, with the source of the term.
pub fn deadline(
    step: Langkah,
    event: Day,
    calendar: &KalenderKerja,
    pola: PolaKerja,
) -> Result<(Day, &'static Cite), NoValue> {
    let (term, cite) = tenggat(step, event)?;
    Ok((calendar.deadline(event, term.working_days, pola)?, cite))
}

/// Returns the words of the seven values in force on a day, with their source.
pub fn panduan(on: Day) -> Result<(&'static [Panduan], &'static Cite), NoValue> {
    ATURAN.panduan.on("berakhlak.panduan", on).map(|(values, cite)| (values.as_slice(), cite))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn seven_values_have_three_guides_each_in_their_order() {
        let (values, cite) = panduan(day("2026-11-21")).unwrap();
        assert_eq!(values.iter().map(|one| one.value).collect::<Vec<_>>(), Nilai::ALL);
        assert!(values.iter().flat_map(|one| &one.guides).all(|guide| !guide.trim().is_empty()));
        assert_eq!(cite.act, "PermenPANRB 6/2022");
        assert_eq!(panduan(day("2022-02-06")).unwrap_err().after, Some(day("2022-02-07")));
    }

    #[test]
    fn the_year_is_evaluated_from_december_to_january_and_a_quarter_by_the_agency() {
        let (window, _) = evaluation_window("2026".parse().unwrap()).unwrap();
        assert_eq!(window, Span { from: day("2026-12-31"), until: Some(day("2027-02-01")) });
        let gap = evaluation_window("2026-T4".parse().unwrap()).unwrap_err();
        assert_eq!(gap.param, "evaluasi.jendela_periodik");
        assert_eq!(skp_deadline(2022).unwrap().0, day("2022-01-31"));
        assert!(skp_deadline(2021).is_err());
    }

    #[test]
    fn an_objection_of_january_is_counted_around_the_holidays_of_its_year() {
        let calendar = KalenderKerja::resmi();
        let (last, cite) =
            deadline(Langkah::KeberatanDiajukan, day("2026-02-10"), calendar, PolaKerja::LimaHari).unwrap();
        // 16 and 17 February 2026 are off: cuti bersama and Imlek.
        assert_eq!((last, cite.article.as_str()), (day("2026-03-04"), "Lampiran Bab V"));
    }
}
