//! Working days: which days an office works, how many there are, and when a term of working days ends.
//!
//! Holidays are data with their decrees. A year without a list is an error, never a year without holidays.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::calendar::{Day, Month, Span};
use crate::cite::{Cite, Confidence, NoValue, Series};
use crate::rules;

/// A day off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Libur {
    /// Why it is off.
    pub kind: JenisLibur,
    /// Its name in the decree.
    pub name: String,
    /// The decree.
    pub cite: Cite,
}

/// Why a day is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JenisLibur {
    /// National holiday.
    LiburNasional,
    /// Election day.
    LiburPemilu,
    /// Collective leave of civil servants; not taken from annual leave.
    CutiBersama,
}

/// Which days of the week an office works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolaKerja {
    /// Monday to Friday (Perpres 21/2023).
    #[default]
    LimaHari,
    /// Monday to Saturday: schools, puskesmas.
    EnamHari,
}

/// The days off of the years it covers.
#[derive(Debug, Clone)]
pub struct KalenderKerja {
    days: BTreeMap<Day, Libur>,
    /// Years with a list; nothing when the list is meant for every year.
    years: Option<BTreeSet<i32>>,
    ramadan: Vec<(Day, Day)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDay {
    date: Day,
    kind: JenisLibur,
    name: String,
    act: Option<String>,
    confidence: Option<Confidence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRamadan {
    first: Day,
    last: Day,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MenitSeminggu {
    biasa: u32,
    ramadan: u32,
}

fn read() -> Result<KalenderKerja, String> {
    let years: Series<Vec<WrittenDay>> = rules::series("hari_libur")?;
    let ramadan: Series<Vec<WrittenRamadan>> = rules::series("ramadan")?;
    let mut calendar = KalenderKerja { days: BTreeMap::new(), years: None, ramadan: Vec::new() };
    let mut covered = BTreeSet::new();
    for entry in years.entries() {
        let year = entry.from.month().year();
        for day in entry.value.iter().flatten() {
            if day.date.month().year() != year {
                return Err(format!("{} does not lie in {year}", day.date));
            }
            let act = day.act.as_ref().unwrap_or(&entry.cite.act);
            let cite = Cite::new(act, "", day.confidence.unwrap_or(entry.cite.confidence));
            let off = Libur { kind: day.kind, name: day.name.clone(), cite };
            if calendar.days.insert(day.date, off).is_some_and(|before| before.kind == day.kind) {
                return Err(format!("{} stands twice", day.date));
            }
        }
        if entry.value.is_some() {
            covered.insert(year);
        }
    }
    calendar.years = Some(covered);
    for entry in ramadan.entries() {
        calendar.ramadan.extend(entry.value.iter().flatten().map(|month| (month.first, month.last)));
    }
    Ok(calendar)
}

impl KalenderKerja {
    /// Returns the official calendar embedded in the product.
    #[must_use]
    pub fn resmi() -> &'static Self {
        static CALENDAR: LazyLock<KalenderKerja> =
            LazyLock::new(|| read().expect("embedded data, read by the tests of this module"));
        &CALENDAR
    }

    /// Builds a calendar from days off that are taken to be complete for every year.
    #[must_use]
    pub fn given(days: impl IntoIterator<Item = Day>, cite: &Cite) -> Self {
        let off = |day| (day, Libur { kind: JenisLibur::LiburNasional, name: String::new(), cite: cite.clone() });
        Self { days: days.into_iter().map(off).collect(), years: None, ramadan: Vec::new() }
    }

    /// Returns the day off, when it is one.
    #[must_use]
    pub fn libur(&self, day: Day) -> Option<&Libur> {
        self.days.get(&day)
    }

    /// Says whether the office works on the day; an error in a year without a list.
    pub fn is_working(&self, day: Day, pola: PolaKerja) -> Result<bool, NoValue> {
        self.covers(day)?;
        let rest = match pola {
            PolaKerja::LimaHari => day.is_weekend(),
            PolaKerja::EnamHari => day.weekday() == 7,
        };
        Ok(!rest && !self.days.contains_key(&day))
    }

    fn covers(&self, day: Day) -> Result<(), NoValue> {
        let Some(years) = &self.years else { return Ok(()) };
        let year = day.month().year();
        if years.contains(&year) {
            return Ok(());
        }
        let first = |year: &i32| Day::new(*year, 1, 1);
        Err(NoValue {
            param: "hari_libur".into(),
            on: day,
            before: years.range(..year).next_back().and_then(first),
            after: years.range(year..).next().and_then(first),
        })
    }

    /// Counts the working days of a month.
    pub fn working_days(&self, month: Month, pola: PolaKerja) -> Result<u32, NoValue> {
        month.days().try_fold(0, |count, day| Ok(count + u32::from(self.is_working(day, pola)?)))
    }

    /// Counts the working days of a span that has an end.
    pub fn working_days_in(&self, span: Span, pola: PolaKerja) -> Result<u32, NoValue> {
        let until = span.until.unwrap_or(span.from);
        let count = until.days_since(span.from).max(0);
        (0..count).try_fold(0, |sum, n| Ok(sum + u32::from(self.is_working(span.from.plus_days(n), pola)?)))
    }

    /// Returns the last day of a term of `working_days` after an event; the day after the event is day 1.
    ///
    /// The law says `hari kerja` and not how to count; this is our reading. A term of zero ends on the event's day.
    pub fn deadline(&self, event: Day, working_days: u32, pola: PolaKerja) -> Result<Day, NoValue> {
        let mut day = event;
        let mut left = working_days;
        while left > 0 {
            let next = day.plus_days(1);
            if next == day {
                return Err(NoValue { param: "hari_libur".into(), on: day, before: None, after: None });
            }
            day = next;
            left -= u32::from(self.is_working(day, pola)?);
        }
        Ok(day)
    }

    /// Returns the longest run of absent working days; days off in between neither count nor break it.
    pub fn longest_run(&self, absent: &BTreeSet<Day>, pola: PolaKerja) -> Result<u32, NoValue> {
        let (mut longest, mut run) = (0, 0);
        let (Some(first), Some(last)) = (absent.first(), absent.last()) else { return Ok(0) };
        for n in 0..=last.days_since(*first) {
            let day = first.plus_days(n);
            if self.is_working(day, pola)? {
                run = if absent.contains(&day) { run + 1 } else { 0 };
                longest = longest.max(run);
            }
        }
        Ok(longest)
    }

    /// Says whether the day lies in a fasting month, when hours are shorter.
    #[must_use]
    pub fn is_ramadan(&self, day: Day) -> bool {
        self.ramadan.iter().any(|(first, last)| (*first..=*last).contains(&day))
    }

    /// Returns the working minutes of a five-day office's day, without the break (Perpres 21/2023 Pasal 4).
    pub fn minutes(&self, day: Day) -> Result<(u32, Cite), NoValue> {
        static MINUTES: LazyLock<Series<MenitSeminggu>> = LazyLock::new(|| {
            rules::series("jam_kerja.menit_seminggu").expect("embedded data, read by the tests of this module")
        });
        let (week, cite) = MINUTES.on("jam_kerja.menit_seminggu", day)?;
        let week_min = if self.is_ramadan(day) { week.ramadan } else { week.biasa };
        Ok((week_min / 5, cite.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_official_calendar_counts_every_month_as_worked_out_by_hand() {
        let five = [
            (2023, [21, 20, 21, 14, 21, 17, 20, 22, 20, 22, 22, 19]),
            (2024, [22, 18, 18, 16, 18, 18, 23, 22, 20, 23, 20, 20]),
            (2025, [19, 20, 19, 16, 17, 18, 23, 20, 21, 23, 20, 21]),
            (2026, [20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21]),
            (2027, [19, 19, 15, 22, 16, 21, 22, 21, 22, 21, 22, 22]),
        ];
        let six = [
            (2023, [25, 23, 25, 18, 25, 21, 25, 26, 25, 26, 26, 24]),
            (2024, [26, 21, 23, 20, 22, 22, 27, 26, 24, 27, 25, 24]),
            (2025, [23, 24, 23, 20, 22, 22, 27, 25, 25, 27, 25, 25]),
            (2026, [25, 22, 20, 25, 21, 24, 27, 24, 26, 27, 25, 25]),
            (2027, [24, 22, 19, 26, 20, 25, 27, 25, 26, 26, 26, 25]),
        ];
        for (pola, years) in [(PolaKerja::LimaHari, five), (PolaKerja::EnamHari, six)] {
            for (year, months) in years {
                for (number, expected) in (1..).zip(months) {
                    let month = Month::new(year, number).unwrap();
                    assert_eq!(KalenderKerja::resmi().working_days(month, pola), Ok(expected), "{month} {pola:?}");
                }
            }
        }
    }

    #[test]
    fn a_year_without_a_list_is_an_error_that_names_its_neighbours() {
        let gap = KalenderKerja::resmi().deadline(day("2027-12-30"), 3, PolaKerja::LimaHari).unwrap_err();
        assert_eq!((gap.on, gap.before, gap.after), (day("2028-01-01"), Some(day("2027-01-01")), None));
        let gap = KalenderKerja::resmi().is_working(day("2022-12-30"), PolaKerja::LimaHari).unwrap_err();
        assert_eq!(gap.after, Some(day("2023-01-01")));
    }

    #[test]
    fn each_day_off_names_its_decree() {
        let off = KalenderKerja::resmi().libur(day("2023-06-30")).unwrap();
        assert_eq!((off.kind, off.cite.act.as_str()), (JenisLibur::CutiBersama, "Keppres 16/2023"));
        let off = KalenderKerja::resmi().libur(day("2024-02-14")).unwrap();
        assert_eq!((off.kind, off.cite.act.as_str()), (JenisLibur::LiburPemilu, "Keppres 10/2024"));
        assert_eq!(KalenderKerja::resmi().libur(day("2026-01-02")), None);
    }

    #[test]
    fn hours_are_shorter_in_the_fasting_month() {
        let minutes = |text| KalenderKerja::resmi().minutes(day(text)).map(|(minutes, _)| minutes);
        assert_eq!((minutes("2026-03-02"), minutes("2026-04-01")), (Ok(390), Ok(450)));
        assert!(minutes("2023-04-11").is_err());
    }
}
