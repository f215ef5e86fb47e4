//! The hours of an office and the outages of a month as typed, read into a schedule and spans or into what is wrong.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::hadir::{Hours, Moment, Outage, Schedule, Week};
use domain::hari_kerja::PolaKerja;
use serde::{Deserialize, Serialize};

use crate::pages::meja::hr::import::cells;

/// Most outages of one month.
pub const MOST_OUTAGES: usize = 30;
/// Most minutes by which the hours may be flexible.
const MOST_FLEX: u16 = 180;

/// Rows of hours with what is proposed: 37.5 hours a week without breaks, 32.5 in the fasting month (Perpres 21/2023
/// Pasal 4); the clock times are common practice and each office changes them.
pub const TIMES: [(&str, &str, &str); 6] = [
    ("biasa", "07:30", "16:00"),
    ("jumat", "07:30", "16:30"),
    ("sabtu", "07:30", "12:30"),
    ("puasa-biasa", "08:00", "15:00"),
    ("puasa-jumat", "08:00", "15:30"),
    ("puasa-sabtu", "08:00", "12:00"),
];

/// The hours as typed; kept on the device for the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursForm {
    /// Five or six days.
    pub pola: PolaKerja,
    /// Flexible minutes.
    pub flex: String,
    /// Start and end by row of [`TIMES`].
    pub times: BTreeMap<String, (String, String)>,
}

/// One outage as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutageForm {
    /// Names it among the others.
    pub id: u32,
    /// Code of the office it concerns with those below it; empty for all.
    pub office: String,
    /// First day.
    pub from_day: String,
    /// First minute.
    pub from_time: String,
    /// Last day.
    pub until_day: String,
    /// Last minute.
    pub until_time: String,
    /// What happened.
    pub words: String,
}

/// An outage with the office it concerns; empty for all.
pub type Concerning = (String, Outage);

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No time of the day.
    Time,
    /// The end does not lie after the start.
    EndsBefore,
    /// Not whole minutes inside the bounds; the most.
    Minutes(u16),
    /// No day.
    Date,
    /// The outage does not touch the month.
    OtherMonth,
    /// Nothing typed.
    Required,
}

/// What is wrong, by the id of the field.
pub type Wrong = BTreeMap<String, Fault>;

/// Writes the id of a field of an outage.
#[must_use]
pub fn outage_field(id: u32, part: &str) -> String {
    format!("gangguan-{id}-{part}")
}

/// Writes the id of a field of the hours.
#[must_use]
pub fn hours_field(row: &str, part: &str) -> String {
    format!("jam-{row}-{part}")
}

impl Default for HoursForm {
    fn default() -> Self {
        let times = TIMES.iter().map(|(row, start, end)| ((*row).to_owned(), ((*start).into(), (*end).into())));
        Self { pola: PolaKerja::LimaHari, flex: "0".into(), times: times.collect() }
    }
}

impl HoursForm {
    /// Reads the schedule.
    ///
    /// # Errors
    /// Each field that cannot be read. Saturdays of a five-day office are not looked at.
    pub fn read(&self) -> Result<Schedule, Wrong> {
        let mut wrong = Wrong::new();
        let flex_min = self.flex.trim().parse().ok().filter(|flex| *flex <= MOST_FLEX);
        if flex_min.is_none() {
            wrong.insert("jam-luwes".into(), Fault::Minutes(MOST_FLEX));
        }
        let mut week = |of: [&str; 3]| {
            let [usual, friday, saturday] = of.map(|row| self.hours(row, &mut wrong));
            let saturday = saturday.or(usual);
            usual
                .zip(friday)
                .zip(saturday)
                .map(|((usual, friday), sat)| Week([usual, usual, usual, usual, friday, sat]))
        };
        let (usual, ramadan) = (week(["biasa", "jumat", "sabtu"]), week(["puasa-biasa", "puasa-jumat", "puasa-sabtu"]));
        match (usual, ramadan, flex_min) {
            (Some(week), Some(ramadan), Some(flex_min)) if wrong.is_empty() => {
                Ok(Schedule { pola: self.pola, week, ramadan, flex_min })
            }
            _ => Err(wrong),
        }
    }

    fn hours(&self, row: &str, wrong: &mut Wrong) -> Option<Hours> {
        if row.ends_with("sabtu") && self.pola == PolaKerja::LimaHari {
            return None;
        }
        let (start, end) = self.times.get(row).cloned().unwrap_or_default();
        let mut minute = |part: &str, text: &str| {
            let read = text.trim().parse().ok();
            if read.is_none() {
                wrong.insert(hours_field(row, part), Fault::Time);
            }
            read
        };
        let (start, end) = (minute("mulai", &start), minute("selesai", &end));
        let (start, end) = start.zip(end)?;
        let hours = Hours::new(start, end);
        if hours.is_none() {
            wrong.insert(hours_field(row, "selesai"), Fault::EndsBefore);
        }
        hours
    }
}

/// Adds an empty outage of the whole first day of a month; returns its name.
pub fn add_outage(all: &mut Vec<OutageForm>, month: Month) -> u32 {
    let id = all.iter().map(|one| one.id).max().map_or(1, |last| last + 1);
    let day = month.first().to_string();
    all.push(OutageForm {
        id,
        from_day: day.clone(),
        from_time: "00:00".into(),
        until_day: day,
        until_time: "23:59".into(),
        ..OutageForm::default()
    });
    id
}

/// Reads the outages of a month.
///
/// # Errors
/// Each field that cannot be read.
pub fn read_outages(all: &[OutageForm], month: Month) -> Result<Vec<Concerning>, Wrong> {
    let mut wrong = Wrong::new();
    let read = all.iter().filter_map(|one| Some((one.office.clone(), read_outage(one, month, &mut wrong)?)));
    let read: Vec<Concerning> = read.collect();
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}

fn read_outage(one: &OutageForm, month: Month, wrong: &mut Wrong) -> Option<Outage> {
    let before = wrong.len();
    let name = |part: &str| outage_field(one.id, part);
    let mut moment = |day: &str, time: &str, ends: [&str; 2]| {
        let read_day = cells::day(day.trim()).map_err(|_| wrong.insert(name(ends[0]), Fault::Date)).ok();
        let minute = time.trim().parse().map_err(|_| wrong.insert(name(ends[1]), Fault::Time)).ok();
        read_day.zip(minute).map(|(day, minute)| Moment { day, minute })
    };
    let from = moment(&one.from_day, &one.from_time, ["dari", "dari-jam"]);
    let until = moment(&one.until_day, &one.until_time, ["sampai", "sampai-jam"]);
    let words = one.words.trim().to_owned();
    if words.is_empty() {
        wrong.insert(name("sebab"), Fault::Required);
    }
    let (from, until) = from.zip(until)?;
    if until < from {
        wrong.insert(name("sampai"), Fault::EndsBefore);
    } else if until.day < month.first() || from.day > month.last() {
        wrong.insert(name("dari"), Fault::OtherMonth);
    }
    (wrong.len() == before).then_some(Outage { from, until, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month() -> Month {
        "2026-10".parse().unwrap()
    }

    #[test]
    fn the_proposed_hours_are_a_week_of_the_law() {
        let schedule = HoursForm::default().read().unwrap();
        assert_eq!(schedule.flex_min, 0);
        // Breaks: an hour, on Fridays an hour and a half; in the fasting month half an hour and an hour.
        let minutes = |week: &Week, rest: [u16; 2]| -> u16 {
            let day = |at: usize| week.0[at].end().of_day() - week.0[at].start().of_day();
            (0..4).map(|at| day(at) - rest[0]).sum::<u16>() + day(4) - rest[1]
        };
        assert_eq!([minutes(&schedule.week, [60, 90]), minutes(&schedule.ramadan, [30, 60])], [2250, 1950]);
    }

    #[test]
    fn hours_that_end_before_they_start_and_no_times_are_named_at_their_fields() {
        let mut form = HoursForm { flex: "x".into(), ..HoursForm::default() };
        form.times.insert("jumat".into(), ("08:00".into(), "07:00".into()));
        form.times.insert("sabtu".into(), ("x".into(), "y".into()));
        let expected = [("jam-jumat-selesai", Fault::EndsBefore), ("jam-luwes", Fault::Minutes(180))];
        let named = |form: &HoursForm| form.read().unwrap_err().into_iter().collect::<Vec<_>>();
        assert_eq!(named(&form), expected.map(|(id, fault)| (id.to_owned(), fault)));
        form.pola = PolaKerja::EnamHari;
        assert!(named(&form).contains(&("jam-sabtu-mulai".to_owned(), Fault::Time)));
    }

    #[test]
    fn an_outage_needs_words_a_span_and_the_month() {
        let mut all = Vec::new();
        let id = add_outage(&mut all, month());
        assert_eq!(read_outages(&all, month()), Err(Wrong::from([(outage_field(id, "sebab"), Fault::Required)])));
        all[0].words = " Listrik padam ".into();
        let read = read_outages(&all, month()).unwrap();
        assert_eq!((read[0].0.as_str(), read[0].1.words.as_str()), ("", "Listrik padam"));
        let faulty = |change: fn(&mut OutageForm)| {
            let mut all = all.clone();
            change(&mut all[0]);
            read_outages(&all, month()).unwrap_err().into_values().collect::<Vec<_>>()
        };
        assert_eq!(faulty(|one| one.until_day = "2026-09-30".into()), [Fault::EndsBefore]);
        assert_eq!(faulty(|one| one.until_time = "25:00".into()), [Fault::Time]);
        assert_eq!(faulty(|one| one.from_day = String::new()), [Fault::Date]);
        assert_eq!(
            faulty(|one| (one.from_day, one.until_day) = ("2026-11-02".into(), "2026-11-03".into())),
            [Fault::OtherMonth]
        );
    }
}
