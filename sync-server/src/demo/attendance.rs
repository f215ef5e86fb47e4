//! Hours of the invented offices, an outage of this month, and what the machine says of a few people up to yesterday.

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::hadir::{Clock, Entry, Hours, Minute, Moment, Schedule, Week};
use domain::hari_kerja::{KalenderKerja, PolaKerja};
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::payload::{Attendance, Gangguan, OfficeHours};
use ledger::subject::{self, EVERY_OFFICE};

use super::people::DemoOffice;
use crate::pen::{Draft, NotWritten};

/// Ordinary days, Fridays and Saturdays: 37.5 hours a week without breaks, as Perpres 21/2023 has them; Saturdays as
/// offices of six days commonly divide them.
const WEEK: [(&str, &str); 3] = [("07:30", "16:00"), ("07:30", "16:30"), ("07:30", "12:30")];
/// The same in the fasting month: 32.5 hours.
const FASTING: [(&str, &str); 3] = [("08:00", "15:00"), ("08:00", "15:30"), ("08:00", "12:00")];

/// What HR writes: hours from the first month on, and the lists of some people of offices with these days.
pub fn drafts(offices: &[DemoOffice], people: &[(Id, &str)], since: Day, today: Day) -> Result<Vec<Draft>, NotWritten> {
    let Some((five, six)) = schedule(PolaKerja::LimaHari).zip(schedule(PolaKerja::EnamHari)) else {
        return Ok(Vec::new());
    };
    let hours = |schedule| OfficeHours { schedule, devices: false };
    let since = since.month();
    let mut drafts = vec![Draft::new(Kind::Hours, subject::hours(EVERY_OFFICE, since), &hours(five))?];
    for office in offices.iter().filter(|office| office.pola == PolaKerja::EnamHari) {
        drafts.push(Draft::new(Kind::Hours, subject::hours(&office.code, since), &hours(six))?);
    }
    let month = today.month();
    let worked = |schedule: &Schedule| -> Vec<Day> {
        let works = |day: &Day| matches!(schedule.hours(*day, KalenderKerja::resmi()), Ok(Some(_)));
        month.days().filter(|day| *day < today).filter(works).collect()
    };
    let Some(out) = worked(&five).last().copied() else { return Ok(drafts) };
    if let Some((from, until)) = minute("06:00").zip(minute("10:00")) {
        let outage = Gangguan {
            until: Moment { day: out, minute: until },
            words: "Server presensi tidak dapat dihubungi".into(),
            paper: "Berita acara Diskominfo".into(),
            closed: false,
        };
        let about = subject::outage(EVERY_OFFICE, Moment { day: out, minute: from });
        drafts.push(Draft::new(Kind::Outage, about, &outage)?);
    }
    for (nth, (person, office)) in people.iter().enumerate() {
        let is_six = offices.iter().any(|one| one.code == *office && one.pola == PolaKerja::EnamHari);
        let days = worked(if is_six { &six } else { &five });
        let (Some(first), Some(last)) = (days.first(), days.last()) else { continue };
        let list = Attendance {
            from: *first,
            last: *last,
            days: days.iter().enumerate().map(|(at, day)| (*day, entry(nth, at, *day == out))).collect(),
            source: "mesin presensi kantor".into(),
        };
        drafts.push(Draft::new(Kind::Attendance, subject::attendance(*person, month), &list)?);
    }
    Ok(drafts)
}

/// One day: in time, but for the third, which is late, and the eighth, which lacks the clock-out.
fn entry(nth: usize, at: usize, out: bool) -> Entry {
    let come = if (at + nth) % 9 == 2 { "07:49" } else { "07:21" };
    let left = (at + nth) % 9 != 7;
    let clock =
        Clock { masuk: minute(come).filter(|_| !out), pulang: minute("16:42").filter(|_| left), ..Clock::default() };
    Entry { clock, code: None }
}

fn minute(text: &str) -> Option<Minute> {
    text.parse().ok()
}

fn schedule(pola: PolaKerja) -> Option<Schedule> {
    let week = |rows: [(&str, &str); 3]| {
        let read: BTreeMap<usize, Hours> = (0..)
            .zip(rows)
            .filter_map(|(at, (start, end))| Some((at, Hours::new(minute(start)?, minute(end)?)?)))
            .collect();
        let [usual, friday, saturday] = [0, 1, 2].map(|at| read.get(&at).copied());
        Some(Week([usual?, usual?, usual?, usual?, friday?, saturday?]))
    };
    Some(Schedule { pola, week: week(WEEK)?, ramadan: week(FASTING)?, flex_min: 0 })
}
