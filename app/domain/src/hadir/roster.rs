//! Days of who works by a roster: marks are points in time, and each belongs to the shift whose start or end it is nearest to.

use std::collections::BTreeMap;

use super::clock::Entry;
use super::day::{Duty, Known, Marks, Verdict, judge};
use super::outage::{MINUTES_OF_DAY, Outage};
use super::schedule::Shifts;
use crate::calendar::Day;

/// Judges a day by the shifts around it; `entries` may hold the days around it too.
pub(super) fn judge_by(
    day: Day,
    shifts: &Shifts,
    entries: &BTreeMap<Day, Entry>,
    outages: &[Outage],
    known: Known,
) -> Verdict {
    let Some(shift) = shifts.get(&day) else { return Verdict::Off };
    let duty = Duty::of_shift(*shift);
    let code = entries.get(&day).and_then(|entry| entry.code);
    let marks = marks(day, duty, shifts, entries);
    let silent = code.is_none() && marks == (None, None);
    judge(day, duty, marks, (code, silent), outages, known)
}

/// Finds clock-in and clock-out of a shift: the first of its marks before its middle, and the last from then on.
fn marks(day: Day, duty: Duty, shifts: &Shifts, entries: &BTreeMap<Day, Entry>) -> Marks {
    let others = [-1, 1].into_iter().filter_map(|days| {
        let other = day.plus_days(days);
        Some((Duty::of_shift(*shifts.get(&other)?), days * MINUTES_OF_DAY))
    });
    let others: Vec<(Duty, i64)> = others.collect();
    let nearest = |at: &i64| {
        let Some(own) = duty.distance(*at) else { return false };
        // Of two that are as near, it is the later one's clock-in: nobody clocks out before he has come.
        !others
            .iter()
            .any(|(other, from)| other.distance(*at - from).is_some_and(|far| far < own || far == own && *from > 0))
    };
    let own: Vec<i64> = points(day, entries).into_iter().filter(nearest).collect();
    let masuk = own.iter().copied().filter(|at| *at < duty.middle()).min();
    let pulang = own.iter().copied().filter(|at| *at >= duty.middle()).max();
    (masuk, pulang)
}

/// Returns every mark of a day and of those around it, in minutes from its midnight.
fn points(day: Day, entries: &BTreeMap<Day, Entry>) -> Vec<i64> {
    let around = [-1, 0, 1].into_iter().filter_map(|days| Some((days, entries.get(&day.plus_days(days))?)));
    let all = around.flat_map(|(days, Entry { clock, .. })| {
        let marks = clock.scans.iter().chain(&clock.masuk).chain(&clock.pulang);
        marks.map(move |at| i64::from(at.of_day()) + days * MINUTES_OF_DAY)
    });
    all.collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{judged, schedule};
    use super::super::*;
    use super::*;
    use crate::calendar::{Month, Span};

    fn day(number: u8) -> Day {
        Day::new(2026, 10, number).unwrap()
    }

    fn minute(text: &str) -> Minute {
        text.parse().unwrap()
    }

    fn shifts(of: &[(u8, &str, &str)]) -> Shifts {
        of.iter().map(|(on, start, end)| (day(*on), Shift::new(minute(start), minute(end)))).collect()
    }

    fn scans(of: &[(u8, &[&str])]) -> BTreeMap<Day, Entry> {
        let entry = |marks: &[&str]| Entry {
            clock: Clock { scans: marks.iter().map(|text| minute(text)).collect(), ..Clock::default() },
            code: None,
        };
        of.iter().map(|(on, marks)| (day(*on), entry(marks))).collect()
    }

    fn verdict(shifts: &Shifts, entries: &BTreeMap<Day, Entry>, outages: &[Outage], of: u8) -> Verdict {
        let month: Month = "2026-10".parse().unwrap();
        let covered = Span { from: day(1), until: Some(month.next().first()) };
        let known = Known { covered, today: "2026-11-20".parse().unwrap() };
        judged(entries, &schedule(0), Some(shifts), outages, known).days[usize::from(of) - 1].verdict.clone()
    }

    fn minutes(of: Verdict) -> [u16; 2] {
        let Verdict::Present(present) = of else { panic!("{of:?}") };
        [present.late_min(), present.early_min()]
    }

    #[test]
    fn a_night_ends_on_the_day_after_and_each_mark_belongs_to_one_shift() {
        let roster = shifts(&[(5, "21:00", "07:00"), (6, "14:00", "21:00"), (8, "07:00", "14:00")]);
        let entries = scans(&[(5, &["20:50"]), (6, &["07:05", "14:10", "20:55"]), (8, &["06:55", "14:02"])]);
        assert_eq!(minutes(verdict(&roster, &entries, &[], 5)), [0, 0]);
        assert_eq!(minutes(verdict(&roster, &entries, &[], 6)), [10, 5]);
        assert_eq!(minutes(verdict(&roster, &entries, &[], 8)), [0, 0]);
        assert_eq!(verdict(&roster, &entries, &[], 7), Verdict::Off);
        // A Sunday with a shift is worked; a weekday without one is off.
        let sunday = shifts(&[(4, "07:00", "14:00")]);
        assert_eq!(verdict(&sunday, &BTreeMap::new(), &[], 4), Verdict::Absent);
        assert_eq!(verdict(&sunday, &BTreeMap::new(), &[], 5), Verdict::Off);
    }

    #[test]
    fn an_outage_past_midnight_spares_both_ends_and_a_lone_mark_is_one_side() {
        let roster = shifts(&[(5, "21:00", "07:00")]);
        let at = |on: u8, text: &str| Moment { day: day(on), minute: minute(text) };
        let outage = Outage { from: at(6, "05:00"), until: at(6, "09:00"), words: String::new() };
        let entries = scans(&[(5, &["20:58"])]);
        let Verdict::Present(present) = verdict(&roster, &entries, &[outage], 5) else { panic!() };
        assert!(matches!((present.masuk, present.pulang), (Side::Made(..), Side::Outage(0))));
        let Verdict::Present(present) = verdict(&roster, &entries, &[], 5) else { panic!() };
        assert_eq!(present.pulang, Side::Missing);
        assert_eq!(verdict(&roster, &BTreeMap::new(), &[], 5), Verdict::Absent);
    }

    #[test]
    fn two_shifts_one_after_the_other_share_no_mark() {
        let roster =
            shifts(&[(5, "07:00", "14:00"), (6, "07:00", "14:00"), (7, "21:00", "07:00"), (8, "21:00", "07:00")]);
        let entries = scans(&[
            (5, &["07:00", "14:00"]),
            (6, &["06:58"]),
            (7, &["21:00"]),
            (8, &["07:00", "21:01"]),
            (9, &["07:02"]),
        ]);
        assert_eq!([5, 7, 8].map(|of| minutes(verdict(&roster, &entries, &[], of))), [[0, 0], [0, 0], [1, 0]]);
        let Verdict::Present(present) = verdict(&roster, &entries, &[], 6) else { panic!() };
        assert!(matches!((present.masuk, present.pulang), (Side::Made(..), Side::Missing)));
    }

    #[test]
    fn the_night_before_the_list_ends_is_unknown_until_it_says_how_it_ended() {
        let roster = shifts(&[(31, "21:00", "07:00")]);
        assert_eq!(verdict(&roster, &scans(&[(31, &["20:55"])]), &[], 31), Verdict::Unknown(Unknown::NotInFile));
        let mut entries = scans(&[(31, &["20:55"])]);
        let scans = [minute("07:01")].into();
        entries.insert("2026-11-01".parse().unwrap(), Entry { clock: Clock { scans, ..Clock::default() }, code: None });
        assert_eq!(minutes(verdict(&roster, &entries, &[], 31)), [0, 0]);
    }
}
