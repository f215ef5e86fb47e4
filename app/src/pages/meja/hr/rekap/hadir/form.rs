//! The hours of an office and an outage as typed, read into what is recorded or into what is wrong.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::hadir::{Hours, Moment, Schedule, Week};
use domain::hari_kerja::PolaKerja;
use ledger::payload::{Gangguan, OfficeHours};
use ledger::subject::{self, EVERY_OFFICE};
use serde::{Deserialize, Serialize};

use crate::pages::meja::hr::import::cells;

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

/// First and last minute of a day.
const WHOLE_DAY: [&str; 2] = ["00:00", "23:59"];

/// The hours as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursForm {
    /// Five or six days.
    pub pola: PolaKerja,
    /// Flexible minutes.
    pub flex: String,
    /// Whether people mark on their own devices.
    pub devices: bool,
    /// Start and end by row of [`TIMES`].
    pub times: BTreeMap<String, (String, String)>,
}

/// One outage as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutageForm {
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
    /// What proves it.
    pub paper: String,
    /// Whether the office does not work on these days at all.
    #[serde(default)]
    pub closed: bool,
}

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
    /// The office has a record that begins in the same minute.
    Taken,
}

/// What is wrong, by the id of the field.
pub type Wrong = BTreeMap<String, Fault>;

/// Writes the id of a field of an outage.
#[must_use]
pub fn outage_field(part: &str) -> String {
    format!("gangguan-{part}")
}

/// Writes the id of a field of the hours.
#[must_use]
pub fn hours_field(row: &str, part: &str) -> String {
    format!("jam-{row}-{part}")
}

impl Default for HoursForm {
    fn default() -> Self {
        let times = TIMES.iter().map(|(row, start, end)| ((*row).to_owned(), ((*start).into(), (*end).into())));
        Self { pola: PolaKerja::LimaHari, flex: "0".into(), devices: false, times: times.collect() }
    }
}

impl HoursForm {
    /// Fills the form with what is recorded.
    #[must_use]
    pub fn of(recorded: &OfficeHours) -> Self {
        let Schedule { pola, week, ramadan, flex_min } = recorded.schedule;
        // Monday stands for the days up to Thursday, as the form asks.
        let rows = [week.0[0], week.0[4], week.0[5], ramadan.0[0], ramadan.0[4], ramadan.0[5]];
        let times = TIMES.iter().zip(rows);
        let times = times.map(|((row, ..), of)| ((*row).to_owned(), (of.start().to_string(), of.end().to_string())));
        Self { pola, flex: flex_min.to_string(), devices: recorded.devices, times: times.collect() }
    }

    /// Reads what is to be recorded.
    ///
    /// # Errors
    /// Each field that cannot be read. Saturdays of a five-day office are not looked at.
    pub fn read(&self) -> Result<OfficeHours, Wrong> {
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
                let schedule = Schedule { pola: self.pola, week, ramadan, flex_min };
                Ok(OfficeHours { schedule, devices: self.devices })
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

impl OutageForm {
    /// Begins with the whole first day of a month for an office.
    #[must_use]
    pub fn of(month: Month, office: &str) -> Self {
        let day = month.first().to_string();
        Self {
            office: office.to_owned(),
            from_day: day.clone(),
            from_time: WHOLE_DAY[0].into(),
            until_day: day,
            until_time: WHOLE_DAY[1].into(),
            ..Self::default()
        }
    }

    /// Reads what is to be recorded, with the subject under which it is.
    ///
    /// # Errors
    /// Each field that cannot be read.
    pub fn read(&self, month: Month) -> Result<(String, Gangguan), Wrong> {
        let mut wrong = Wrong::new();
        let mut moment = |day: &str, time: &str, ends: [&str; 2]| {
            let read_day = cells::day(day.trim()).map_err(|_| wrong.insert(outage_field(ends[0]), Fault::Date)).ok();
            let minute = time.trim().parse().map_err(|_| wrong.insert(outage_field(ends[1]), Fault::Time)).ok();
            read_day.zip(minute).map(|(day, minute)| Moment { day, minute })
        };
        // Days off are whole days, whatever hours were typed before.
        let times = if self.closed { WHOLE_DAY } else { [self.from_time.as_str(), self.until_time.as_str()] };
        let from = moment(&self.from_day, times[0], ["dari", "dari-jam"]);
        let until = moment(&self.until_day, times[1], ["sampai", "sampai-jam"]);
        let [words, paper] = [&self.words, &self.paper].map(|text| text.trim().to_owned());
        if words.is_empty() {
            wrong.insert(outage_field("sebab"), Fault::Required);
        }
        if let Some((from, until)) = from.zip(until) {
            if until < from {
                wrong.insert(outage_field("sampai"), Fault::EndsBefore);
            } else if until.day < month.first() || from.day > month.last() {
                wrong.insert(outage_field("dari"), Fault::OtherMonth);
            }
        }
        match (from, until) {
            (Some(from), Some(until)) if wrong.is_empty() => {
                let office = if self.office.is_empty() { EVERY_OFFICE } else { &self.office };
                Ok((subject::outage(office, from), Gangguan { until, words, paper, closed: self.closed }))
            }
            _ => Err(wrong),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month() -> Month {
        "2026-10".parse().unwrap()
    }

    #[test]
    fn the_proposed_hours_are_a_week_of_the_law() {
        let OfficeHours { schedule, devices } = HoursForm::default().read().unwrap();
        assert_eq!((schedule.flex_min, devices), (0, false));
        // Breaks: an hour, on Fridays an hour and a half; in the fasting month half an hour and an hour.
        let minutes = |week: &Week, rest: [u16; 2]| -> u16 {
            let day = |at: usize| week.0[at].end().of_day() - week.0[at].start().of_day();
            (0..4).map(|at| day(at) - rest[0]).sum::<u16>() + day(4) - rest[1]
        };
        assert_eq!([minutes(&schedule.week, [60, 90]), minutes(&schedule.ramadan, [30, 60])], [2250, 1950]);
    }

    #[test]
    fn what_is_recorded_fills_the_form_again() {
        let six = HoursForm { pola: PolaKerja::EnamHari, flex: "30".into(), devices: true, ..HoursForm::default() };
        assert_eq!(HoursForm::of(&six.read().unwrap()), six);
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
        let mut form = OutageForm::of(month(), "dinkes");
        assert_eq!(form.read(month()), Err(Wrong::from([(outage_field("sebab"), Fault::Required)])));
        form.words = " Listrik padam ".into();
        let (subject, read) = form.read(month()).unwrap();
        assert_eq!((subject.as_str(), read.words.as_str()), ("outage/dinkes/2026-10-01/0", "Listrik padam"));
        let all = OutageForm { office: String::new(), ..form.clone() };
        assert_eq!(all.read(month()).unwrap().0, "outage/*/2026-10-01/0");
        let faulty = |change: fn(&mut OutageForm)| {
            let mut form = form.clone();
            change(&mut form);
            form.read(month()).unwrap_err().into_values().collect::<Vec<_>>()
        };
        assert_eq!(faulty(|one| one.until_day = "2026-09-30".into()), [Fault::EndsBefore]);
        assert_eq!(faulty(|one| one.until_time = "25:00".into()), [Fault::Time]);
        assert_eq!(faulty(|one| one.from_day = String::new()), [Fault::Date]);
        // Days off ask for no hours.
        let off = OutageForm { closed: true, from_time: "x".into(), until_time: "06:00".into(), ..form.clone() };
        let (subject, read) = off.read(month()).unwrap();
        assert_eq!((subject.as_str(), read.closed), ("outage/dinkes/2026-10-01/0", true));
        assert_eq!(read.until.minute.to_string(), "23:59");
        assert_eq!(
            faulty(|one| (one.from_day, one.until_day) = ("2026-11-02".into(), "2026-11-03".into())),
            [Fault::OtherMonth]
        );
    }
}
