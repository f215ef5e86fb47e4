//! Attendance from the record to the figure: hours of the nearest office, lists and marks of devices judged together, what
//! each day does to TPP, and which claimed minutes the server lets count.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use domain::calendar::{Day, Month};
use domain::hadir::{Minute, Moment, Verdict as Came};
use domain::law::Rulebook;
use domain::money::Rupiah;
use ledger::attendance::{Kept, Missing, Register, running};
use ledger::judge::{Reason, SAME_TIME, Verdict};
use ledger::kind::Kind;
use ledger::month::Frame;
use ledger::subject::{self, EVERY_OFFICE};
use serde_json::{Value, json};
use takar_tests::shelf::{OFFICE, Shelf, WHO, best};
use takar_tests::town::Town;

fn october() -> Month {
    "2025-10".parse().unwrap()
}

fn day(number: u8) -> Day {
    Day::new(2025, 10, number).unwrap()
}

fn hours(start: &str, devices: bool) -> Value {
    let week = [[start, "16:00"]; 6];
    json!({ "schedule": { "pola": "lima_hari", "week": week, "ramadan": week, "flex_min": 0 }, "devices": devices })
}

/// A list of October in time on every working day, but for the days that are told otherwise.
fn list(changed: &[(u8, Value)]) -> Value {
    let mut days = serde_json::Map::new();
    for number in (1..=31).filter(|number| !day(*number).is_weekend()) {
        let told = changed.iter().find(|(one, _)| *one == number).map(|(_, told)| told.clone());
        let told = told.unwrap_or_else(|| json!({ "clock": { "masuk": "07:20", "pulang": "16:05" } }));
        days.insert(day(number).to_string(), told);
    }
    json!({ "from": "2025-10-01", "last": "2025-10-31", "days": days, "source": "mesin" })
}

fn kept(shelf: &Shelf, today: Day) -> Result<Kept, Missing> {
    Register::of(&shelf.book, october()).kept(&shelf.book, WHO, OFFICE, None, today)
}

fn came(shelf: &Shelf, number: u8) -> Came {
    let kept = kept(shelf, "2025-11-10".parse().unwrap()).unwrap();
    kept.month.days[usize::from(number) - 1].verdict.clone()
}

#[test]
fn the_nearest_office_gives_the_hours_and_the_newest_month_counts() {
    let mut shelf = Shelf::with_person();
    shelf.write(Kind::Office, subject::office("pemda"), &json!({ "name": "Pemda" }));
    shelf.write(Kind::Office, subject::office(OFFICE), &json!({ "name": "Dinas", "parent": "pemda" }));
    assert_eq!(kept(&shelf, day(31)), Err(Missing::Hours));
    let start = |shelf: &Shelf| {
        let found = Register::of(&shelf.book, october()).hours(OFFICE).unwrap();
        (found.office, found.hours.schedule.week.0[0].start().to_string())
    };
    let month = |text: &str| text.parse::<Month>().unwrap();
    shelf.write(Kind::Hours, subject::hours(EVERY_OFFICE, month("2025-01")), &hours("08:00", false));
    assert_eq!(start(&shelf), (None, "08:00".into()));
    shelf.write(Kind::Hours, subject::hours("pemda", month("2025-01")), &hours("07:45", false));
    shelf.write(Kind::Hours, subject::hours("pemda", month("2025-09")), &hours("07:30", false));
    shelf.write(Kind::Hours, subject::hours("pemda", month("2025-11")), &hours("09:00", false));
    assert_eq!(start(&shelf), (Some("pemda".into()), "07:30".into()));
    shelf.write(Kind::Hours, subject::hours(OFFICE, month("2025-02")), &hours("07:15", false));
    assert_eq!(start(&shelf), (Some(OFFICE.into()), "07:15".into()));
}

#[test]
fn marks_of_devices_count_where_the_office_says_so_and_a_day_without_one_is_absent_only_there() {
    let mut shelf = Shelf::with_person();
    let about = subject::mark(WHO, october());
    for minute in ["07:28", "16:01"] {
        let at = Moment { day: day(6), minute: minute.parse().unwrap() };
        shelf.write(Kind::Mark, about.clone(), &json!({ "at": at }));
    }
    shelf.write(Kind::Hours, subject::hours(OFFICE, october()), &hours("07:30", false));
    assert!(matches!(came(&shelf, 6), Came::Unknown(_)) && matches!(came(&shelf, 7), Came::Unknown(_)));
    shelf.write(Kind::Hours, subject::hours(OFFICE, october()), &hours("07:30", true));
    assert!(matches!(came(&shelf, 6), Came::Present(of) if of.late_min() + of.early_min() == 0));
    assert_eq!(came(&shelf, 7), Came::Absent);
    let outage = json!({ "until": { "day": "2025-10-07", "minute": "23:59" }, "words": "padam" });
    let from = Moment { day: day(7), minute: Minute::FIRST };
    shelf.write(Kind::Outage, subject::outage(EVERY_OFFICE, from), &outage);
    assert!(matches!(came(&shelf, 7), Came::Outage(_)));
    shelf.write(Kind::Outage, subject::outage(EVERY_OFFICE, from), &json!({ "state": "withdrawn" }));
    assert_eq!(came(&shelf, 7), Came::Absent);
}

#[test]
fn a_day_on_which_the_office_is_closed_is_a_day_off_whatever_was_marked() {
    let mut shelf = Shelf::with_person();
    shelf.write(Kind::Hours, subject::hours(OFFICE, october()), &hours("07:30", false));
    shelf.write(Kind::Attendance, subject::attendance(WHO, october()), &list(&[(8, json!({})), (9, json!({}))]));
    assert_eq!([came(&shelf, 7), came(&shelf, 8)].map(|one| one == Came::Absent), [false, true]);
    let closed = json!({ "until": { "day": "2025-10-08", "minute": "23:59" }, "words": "Banjir", "closed": true });
    let from = Moment { day: day(7), minute: Minute::FIRST };
    shelf.write(Kind::Outage, subject::outage(EVERY_OFFICE, from), &closed);
    assert_eq!([came(&shelf, 7), came(&shelf, 8), came(&shelf, 9)], [Came::Off, Came::Off, Came::Absent]);
    let kept = kept(&shelf, "2025-11-10".parse().unwrap()).unwrap();
    assert_eq!(kept.month.count(domain::hadir::Count::WorkingDays).days.len(), 21);
}

#[test]
fn who_works_by_a_roster_is_judged_by_it_and_a_night_past_the_month_ends_in_the_next_list() {
    let mut shelf = Shelf::with_person();
    shelf.write(Kind::Hours, subject::hours(OFFICE, october()), &hours("07:30", false));
    let night = |masuk: &str| json!({ "clock": { "scans": [masuk] } });
    let mut list = list(&[]);
    list["days"] = json!({ "2025-10-04": night("20:55"), "2025-10-05": night("07:03"), "2025-10-31": night("21:00") });
    shelf.write(Kind::Attendance, subject::attendance(WHO, october()), &list);
    let shifts =
        json!({ "2025-10-04": ["21:00", "07:00"], "2025-10-07": ["14:00", "21:00"], "2025-10-31": ["21:00", "07:00"] });
    let roster = json!({ "shifts": shifts, "source": "jadwal.csv" });
    assert_eq!(came(&shelf, 4), Came::Off, "a Saturday of the office");
    shelf.write(Kind::Roster, subject::roster(WHO, october()), &roster);
    assert!(matches!(came(&shelf, 4), Came::Present(of) if of.late_min() + of.early_min() == 0));
    assert_eq!([came(&shelf, 6), came(&shelf, 7)], [Came::Off, Came::Absent]);
    assert!(matches!(came(&shelf, 31), Came::Unknown(_)), "nobody knows yet how the last night ended");
    let next = json!({ "from": "2025-11-01", "last": "2025-11-01", "days": { "2025-11-01": night("06:40") }, "source": "mesin" });
    shelf.write(Kind::Attendance, subject::attendance(WHO, "2025-11".parse().unwrap()), &next);
    assert!(matches!(came(&shelf, 31), Came::Present(of) if of.early_min() == 20));
    shelf.beside(Kind::Roster, subject::roster(WHO, october()), &json!({ "shifts": {}, "source": "lain" }));
    assert_eq!(kept(&shelf, day(31)), Err(Missing::Contested(subject::roster(WHO, october()))));
    shelf.write(Kind::Roster, subject::roster(WHO, october()), &json!({ "state": "withdrawn" }));
    assert_eq!(came(&shelf, 4), Came::Off);
}

#[test]
fn two_lists_that_contradict_judge_nobody() {
    let mut shelf = Shelf::with_person();
    shelf.write(Kind::Hours, subject::hours(OFFICE, october()), &hours("07:30", false));
    shelf.write(Kind::Attendance, subject::attendance(WHO, october()), &list(&[]));
    assert!(kept(&shelf, day(31)).is_ok());
    shelf.beside(Kind::Attendance, subject::attendance(WHO, october()), &list(&[(6, json!({ "code": "sakit" }))]));
    assert_eq!(kept(&shelf, day(31)), Err(Missing::Contested(subject::attendance(WHO, october()))));
}

/// Late by 25 minutes on the 6th, absent on the 8th and the 9th, no clock-out on the 14th.
fn missed() -> Vec<(u8, Value)> {
    let late = json!({ "clock": { "masuk": "07:55", "pulang": "16:05" } });
    let half = json!({ "clock": { "masuk": "07:20" } });
    vec![(6, late), (8, json!({})), (9, json!({})), (14, half)]
}

#[test]
fn what_each_day_takes_adds_up_to_what_the_month_lacks_under_every_policy() {
    let law = Rulebook::national();
    let mut found = 0;
    for policy in domain::tpp::shipped() {
        let mut shelf = Shelf::with_person();
        shelf.post_of_class(7);
        shelf.write(Kind::Policy, subject::policy("2025-01-01".parse().unwrap()), &json!({ "key": policy.key() }));
        shelf.write(Kind::Hours, subject::hours(OFFICE, october()), &hours("07:30", false));
        shelf.write(Kind::Attendance, subject::attendance(WHO, october()), &list(&missed()));
        let before: Month = "2025-09".parse().unwrap();
        let recap = json!({ "predikat": "baik", "measures": best(policy) });
        shelf.write(Kind::Recap, subject::recap(WHO, before), &recap);
        shelf.write(Kind::Recap, subject::recap(WHO, october()), &json!({ "state": "withdrawn" }));
        // A policy of later years is in force in none of these months.
        let Ok(frame) = Frame::of(&shelf.book, october()) else { continue };
        let today = "2025-11-10".parse().unwrap();
        let kept = kept(&shelf, today).unwrap();
        // A policy whose values wait for confirmation pays nothing yet.
        let Ok(Some(of)) = running(&shelf.book, &frame, WHO, &kept, today, law) else { continue };
        let sum = Rupiah::sum(of.days.iter().map(|(_, taken)| *taken)).unwrap();
        assert_eq!(sum, of.total, "{}", policy.key());
        assert_eq!(of.like, Some(before));
        assert!(of.total >= Rupiah::ZERO && of.total <= of.full, "{}", policy.key());
        found += 1;
    }
    assert!(found >= 3, "{found}");
}

#[test]
fn a_claimed_minute_counts_between_what_was_heard_before_and_the_receipt() {
    let mut town = Town::found();
    let me = town.id("pegawai");
    let mut device = town.device("pegawai");
    device.sync(&town.server);
    let began = town.server.now().0;
    let wall = |at: i64| {
        let minute = u16::try_from(at.rem_euclid(86_400) / 60).unwrap();
        let day = Day::from_unix_days(at.div_euclid(86_400));
        Moment { day, minute: Minute::new(minute / 60, minute % 60).unwrap() }
    };
    let mut mark = |town: &mut Town, shown: i64, claimed: i64| {
        let at = wall(shown);
        let hash = device.write(Kind::Mark, subject::mark(me, at.day.month()), &json!({ "at": at }), claimed);
        device.sync(&town.server);
        device.verdict(hash).unwrap()
    };
    // In Jayapura the wall is nine hours ahead.
    assert_eq!(mark(&mut town, began + 9 * 3600, began), Verdict::Accepted);
    let outside = Verdict::NeedsReview(Reason::ClockOutside);
    assert_eq!(mark(&mut town, began - 20 * 3600, began), outside);
    // Written without a signal, sent two hours later: what lies between counts, what lies before does not.
    town.server.pass(2 * 3600 + SAME_TIME);
    assert_eq!(mark(&mut town, began + 3600, began + 3600), Verdict::Accepted);
    town.server.pass(2 * 3600 + SAME_TIME);
    assert_eq!(mark(&mut town, began, began), outside);
    let ahead = town.server.now().0 + 3600;
    assert_eq!(mark(&mut town, ahead, ahead), outside);
    assert_eq!(town.server.store().verify_now().unwrap().1, vec![]);
}
