//! Days and months as an office knows them, one claim each.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::*;
use crate::calendar::{Day, Span};
use crate::hari_kerja::{KalenderKerja, PolaKerja};
use crate::tpp;

/// October 2026: 22 working days of a five-day office, none of them a holiday or a fasting day.
const MONTH: &str = "2026-10";

fn minute(text: &str) -> Minute {
    text.parse().unwrap()
}

fn day(number: u8) -> Day {
    Day::new(2026, 10, number).unwrap()
}

pub(super) fn schedule(flex_min: u16) -> Schedule {
    let hours = |start, end| Hours::new(minute(start), minute(end)).unwrap();
    let (long, friday) = (hours("07:30", "16:00"), hours("07:30", "16:30"));
    let short = hours("08:00", "15:00");
    Schedule {
        pola: PolaKerja::LimaHari,
        week: Week([long, long, long, long, friday, long]),
        ramadan: Week([short; 6]),
        flex_min,
    }
}

fn marks(masuk: &str, pulang: &str) -> Entry {
    let read = |text: &str| text.parse().ok();
    Entry { clock: Clock { masuk: read(masuk), pulang: read(pulang), ..Clock::default() }, code: None }
}

fn outage(number: u8, from: &str, until: &str) -> Outage {
    let at = |text| Moment { day: day(number), minute: minute(text) };
    Outage { from: at(from), until: at(until), words: "listrik padam".into() }
}

/// Everybody in time on every day, apart from what is given.
fn month(changed: &[(u8, Entry)], outages: &[Outage], flex_min: u16) -> MonthResult {
    let mut entries: BTreeMap<Day, Entry> = (1..=31).map(|n| (day(n), marks("07:20", "16:40"))).collect();
    entries.extend(changed.iter().map(|(n, entry)| (day(*n), entry.clone())));
    of(&entries, outages, flex_min, "2026-11-20")
}

fn of(entries: &BTreeMap<Day, Entry>, outages: &[Outage], flex_min: u16, today: &str) -> MonthResult {
    let covered = Span { from: day(1), until: Some("2026-11-01".parse().unwrap()) };
    let known = Known { covered, today: today.parse().unwrap() };
    judged(entries, &schedule(flex_min), None, outages, known)
}

/// Judges by the official calendar.
pub(super) fn judged(
    entries: &BTreeMap<Day, Entry>,
    schedule: &Schedule,
    roster: Option<&Shifts>,
    outages: &[Outage],
    known: Known,
) -> MonthResult {
    let by = Grounds { schedule, roster, calendar: KalenderKerja::resmi(), outages, known };
    MonthResult::of(MONTH.parse().unwrap(), entries, by).unwrap()
}

#[test]
fn an_outage_touches_the_minutes_it_shares_with_a_span() {
    let power = outage(29, "08:00", "09:00");
    let touches = |first, end| power.touches(day(29), first, end);
    // It begins where the span is over; it ends in the first minute of the span.
    assert_eq!(
        [touches(450, 480), touches(450, 481), touches(540, 600), touches(541, 600)],
        [false, true, true, false]
    );
    assert!(!power.touches(day(28), 450, 600) && power.touches(day(28), 450 + 1_440, 600 + 1_440));
}

fn on(month: &MonthResult, number: u8) -> Verdict {
    month.days.iter().find(|one| one.day == day(number)).unwrap().verdict.clone()
}

fn value(month: &MonthResult, what: Count) -> u32 {
    month.count(what).value.try_into().unwrap()
}

#[test]
fn a_full_month_counts_its_working_days_and_nothing_against_anybody() {
    let month = month(&[], &[], 0);
    assert_eq!([value(&month, Count::WorkingDays), value(&month, Count::PresentDays)], [22, 22]);
    for what in [Count::Absent, Count::NoClockIn, Count::NoClockOut, Count::LateMinutes, Count::EarlyMinutes] {
        assert_eq!(value(&month, what), 0, "{what:?}");
    }
    assert_eq!(month.count(Count::PresencePercent).value, Decimal::ONE_HUNDRED);
    assert_eq!(on(&month, 3), Verdict::Off);
}

#[test]
fn minutes_are_counted_from_the_hours_of_the_weekday_and_seconds_are_not() {
    let month = month(&[(1, marks("07:31", "15:55")), (2, marks("07:30:59", "16:00"))], &[], 0);
    let Verdict::Present(thursday) = on(&month, 1) else { panic!() };
    assert_eq!((thursday.late_min(), thursday.early_min()), (1, 5));
    let Verdict::Present(friday) = on(&month, 2) else { panic!() };
    assert_eq!((friday.late_min(), friday.early_min()), (0, 30));
}

#[test]
fn who_comes_later_within_the_flexible_minutes_leaves_as_much_later() {
    let month = month(&[(1, marks("07:50", "16:15")), (5, marks("08:10", "16:30"))], &[], 30);
    let Verdict::Present(first) = on(&month, 1) else { panic!() };
    assert_eq!((first.late_min(), first.early_min()), (0, 5));
    let Verdict::Present(second) = on(&month, 5) else { panic!() };
    assert_eq!((second.late_min(), second.early_min()), (10, 0));
}

#[test]
fn a_day_without_mark_or_word_is_absent_and_a_word_excuses_it() {
    let coded = |code| Entry { code: Some(code), ..Entry::default() };
    let changed = [
        (1, Entry::default()),
        (2, coded(Code::Sakit)),
        (5, coded(Code::DinasLuar)),
        (6, coded(Code::TanpaKeterangan)),
        (7, coded(Code::CutiAlasanPenting)),
        (8, marks("07:20", "")),
        (9, marks("", "16:40")),
    ];
    let month = month(&changed, &[], 0);
    assert_eq!(month.count(Count::Absent).days, [day(1), day(6)]);
    assert_eq!([Count::SickDays, Count::LeaveDays, Count::CreditedDays].map(|what| value(&month, what)), [1, 1, 2]);
    assert_eq!((month.count(Count::NoClockOut).days, month.count(Count::NoClockIn).days), (vec![day(8)], vec![day(9)]));
    assert_eq!(value(&month, Count::OneClockMissing), 2);
    assert_eq!(value(&month, Count::PresentDays), 22 - 4);
    assert_eq!(month.count(Count::PresencePercent).value.to_string(), "90.91");
}

#[test]
fn a_mark_missing_in_an_outage_is_held_against_nobody() {
    let changed = [(1, Entry::default()), (2, marks("", "16:40")), (5, Entry::default()), (6, marks("07:20", ""))];
    let outages = [
        outage(1, "00:00", "23:59"),
        outage(2, "06:00", "09:00"),
        outage(5, "07:00", "10:00"),
        outage(6, "07:00", "09:00"),
    ];
    let month = month(&changed, &outages, 0);
    assert_eq!(on(&month, 1), Verdict::Outage(0));
    assert_eq!(
        on(&month, 2),
        Verdict::Present(Present { masuk: Side::Outage(1), pulang: Side::Made(minute("16:40"), Short::default()) })
    );
    assert_eq!(on(&month, 5), Verdict::Present(Present { masuk: Side::Outage(2), pulang: Side::Missing }));
    assert!(
        matches!(on(&month, 6), Verdict::Present(Present { pulang: Side::Missing, .. })),
        "the machine worked again"
    );
    assert_eq!(value(&month, Count::Absent), 0);
}

#[test]
fn minutes_in_an_outage_do_not_make_anybody_late() {
    let month = month(&[(1, marks("08:40", "15:00"))], &[outage(1, "07:25", "08:29"), outage(1, "15:30", "15:39")], 0);
    let Verdict::Present(Present { masuk: Side::Made(_, late), pulang: Side::Made(_, early) }) = on(&month, 1) else {
        panic!()
    };
    assert_eq!(late, Short { min: 10, spared_min: 60 });
    assert_eq!(early, Short { min: 50, spared_min: 10 });
}

#[test]
fn a_word_of_the_machine_for_no_mark_does_not_outweigh_an_outage() {
    let stated = Entry { code: Some(Code::TanpaKeterangan), ..Entry::default() };
    assert_eq!(on(&month(&[(1, stated)], &[outage(1, "05:00", "20:00")], 0), 1), Verdict::Outage(0));
}

#[test]
fn days_ahead_and_days_the_file_does_not_cover_are_unknown_and_deliver_nothing() {
    let entries: BTreeMap<Day, Entry> = (1..=31).map(|n| (day(n), marks("07:20", "16:40"))).collect();
    let early = of(&entries, &[], 0, "2026-10-30");
    assert_eq!(on(&early, 30), Verdict::Unknown(Unknown::Ahead));
    assert!(early.deliver(tpp::by_key("contoh").unwrap(), &BTreeMap::new()).is_empty());

    let covered = Span { from: day(1), until: Some(day(29)) };
    let some = entries.range(..day(29)).map(|(day, entry)| (*day, entry.clone())).collect();
    let known = Known { covered, today: "2026-11-20".parse().unwrap() };
    let read = judged(&some, &schedule(0), None, &[outage(29, "07:00", "09:00")], known);
    assert_eq!(read.unknown().collect::<Vec<_>>(), [day(29), day(30)]);
}

#[test]
fn a_lone_scan_is_the_clock_in_of_the_morning_and_the_clock_out_of_the_afternoon() {
    let scans = |texts: &[&str]| Clock { scans: texts.iter().map(|text| minute(text)).collect(), ..Clock::default() };
    let middle = i64::from(minute("11:45").of_day());
    assert_eq!(scans(&["07:31"]).settled(middle), (Some(minute("07:31")), None));
    assert_eq!(scans(&["11:45"]).settled(middle), (None, Some(minute("11:45"))));
    assert_eq!(scans(&["16:02", "07:31", "12:00"]).settled(middle), (Some(minute("07:31")), Some(minute("16:02"))));
}

#[test]
fn a_policy_gets_what_it_asks_with_the_days_that_make_it() {
    let month = month(&[(1, marks("07:45", "16:00")), (2, marks("08:05", "16:30")), (5, Entry::default())], &[], 0);
    let found = month.deliver(tpp::by_key("contoh").unwrap(), &BTreeMap::new());
    let value = |key: &str| found[key].value.to_string();
    assert_eq!([value("tl1"), value("tl2"), value("tl3"), value("absent_days")], ["1", "1", "0", "1"]);
    assert_eq!(found["tl2"].days, [day(2)]);
    assert_eq!(value("presence_percent"), "95.45");
    assert!(!found.contains_key("productivity") && !found.contains_key("hukdis_sedang"));
}

#[test]
fn late_and_early_minutes_of_a_day_are_one_event_where_the_policy_says_so() {
    let policy = tpp::shipped().iter().find(|policy| policy.measures().any(|one| one.key == "kurang60")).unwrap();
    let month = month(&[(1, marks("07:50", "15:45"))], &[], 0);
    let found = month.deliver(policy, &BTreeMap::new());
    assert_eq!((found["kurang60"].value, found["kurang30"].value), (Decimal::ONE, Decimal::ZERO));
    // A punishment on single days takes those days out, and only people know which.
    let punished = BTreeMap::from([("day_punishment".to_owned(), Decimal::from(5))]);
    let found = month.deliver(policy, &punished);
    assert!(!found.contains_key("kurang60") && found.contains_key("sick_days"));
}

#[test]
fn every_shipped_count_fits_its_measure() {
    for policy in tpp::shipped() {
        for measure in policy.measures() {
            assert!(measure.counts.is_none_or(|count| count.fits(measure.kind)), "{} {}", policy.key(), measure.key);
            assert!(measure.counts.is_none() || measure.band.is_none(), "{} {}", policy.key(), measure.key);
        }
    }
}

#[test]
fn rows_of_one_day_are_joined_first_in_last_out_and_two_words_are_told() {
    let mut entry = marks("07:31", "12:00");
    assert_eq!(entry.join(marks("07:20", "16:02")), Joined::Both);
    assert_eq!(entry, marks("07:20", "16:02"));
    let coded = |code| Entry { code: Some(code), ..Entry::default() };
    assert_eq!(entry.join(coded(Code::Sakit)), Joined::Both);
    assert_eq!(entry.join(coded(Code::Izin)), Joined::TwoCodes);
    assert_eq!(entry.code, Some(Code::Sakit));
}

#[test]
fn minutes_are_read_as_machines_write_them() {
    for (text, read) in [("7:30", "07:30"), ("07.30", "07:30"), ("07:30:59", "07:30"), ("23:59", "23:59")] {
        assert_eq!(minute(text).to_string(), read);
    }
    for text in ["", "24:00", "7", "07:60", "07:30:60", "-7:30", "07:3", "007:30", "07:30:00:00"] {
        assert!(text.parse::<Minute>().is_err(), "{text}");
    }
}
