//! What holds for every month: outages never cost anybody anything, and the order of rows never matters.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::tests::schedule;
use super::*;
use crate::calendar::{Day, Month, Span};

fn month_of() -> Month {
    "2026-10".parse().unwrap()
}

fn minutes() -> impl Strategy<Value = Minute> {
    (0u16..24, 0u16..60).prop_map(|(hour, minute)| Minute::new(hour, minute).unwrap())
}

fn days() -> impl Strategy<Value = Day> {
    (1u8..=31).prop_map(|day| Day::new(2026, 10, day).unwrap())
}

prop_compose! {
    fn rows()(
        rows in prop::collection::vec(
            (days(), prop::option::of(minutes()), prop::option::of(minutes()), prop::collection::btree_set(minutes(), 0..3)),
            0..60,
        ),
        codes in prop::collection::btree_map(days(), prop::sample::select(&Code::ALL[..]), 0..4),
    ) -> Vec<(Day, Entry)> {
        let marked = rows.into_iter().map(|(day, masuk, pulang, scans): (_, _, _, BTreeSet<Minute>)| {
            (day, Entry { clock: Clock { masuk, pulang, scans }, code: None })
        });
        let coded = codes.into_iter().map(|(day, code)| (day, Entry { code: Some(code), ..Entry::default() }));
        marked.chain(coded).collect()
    }
}

prop_compose! {
    fn outages()(spans in prop::collection::vec((days(), minutes(), 0i64..3, minutes()), 0..5)) -> Vec<Outage> {
        let outage = |(day, from, more, until): (Day, Minute, i64, Minute)| Outage {
            from: Moment { day, minute: from },
            until: Moment { day: day.plus_days(more), minute: until },
            words: String::new(),
        };
        spans.into_iter().map(outage).collect()
    }
}

fn joined(rows: &[(Day, Entry)]) -> BTreeMap<Day, Entry> {
    let mut all: BTreeMap<Day, Entry> = BTreeMap::new();
    for (day, entry) in rows {
        all.entry(*day).or_default().join(entry.clone());
    }
    all
}

fn judged(rows: &[(Day, Entry)], outages: &[Outage], flex_min: u16) -> MonthResult {
    let covered = Span { from: month_of().first(), until: Some(month_of().next().first()) };
    let known = Known { covered, today: "2026-11-20".parse().unwrap() };
    super::tests::judged(&joined(rows), &schedule(flex_min), None, outages, known)
}

/// What can be held against a person: absent days, marks missing, minutes.
fn against(verdict: &Verdict) -> [u16; 4] {
    match verdict {
        Verdict::Absent => [1, 2, 0, 0],
        Verdict::Present(of) => {
            let missing = [of.masuk, of.pulang].into_iter().filter(|side| *side == Side::Missing).count();
            [0, u16::try_from(missing).unwrap(), of.late_min(), of.early_min()]
        }
        Verdict::Off | Verdict::Excused(_) | Verdict::Outage(_) | Verdict::Unknown(_) => [0; 4],
    }
}

proptest! {
    /// The guard: whatever is recorded as an outage, no day ever costs more than without it.
    #[test]
    fn more_outages_never_count_more_against_anybody(
        rows in rows(), some in outages(), more in outages(), flex_min in 0u16..90,
    ) {
        let all: Vec<Outage> = some.iter().chain(&more).cloned().collect();
        let (before, after) = (judged(&rows, &some, flex_min), judged(&rows, &all, flex_min));
        for (before, after) in before.days.iter().zip(&after.days) {
            for (before, after) in against(&before.verdict).into_iter().zip(against(&after.verdict)) {
                prop_assert!(after <= before);
            }
        }
        let present = |month: &MonthResult| month.count(Count::PresencePercent).value;
        prop_assert!(present(&after) >= present(&before));
    }

    #[test]
    fn the_order_of_rows_never_matters(
        (rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        outages in outages(),
    ) {
        prop_assert_eq!(judged(&rows, &outages, 30), judged(&shuffled, &outages, 30));
    }

    /// Every working day is counted once: present here or elsewhere, away with a reason, or absent.
    #[test]
    fn a_month_is_whole(rows in rows(), outages in outages()) {
        let month = judged(&rows, &outages, 0);
        let count = |what| month.count(what).days.len();
        let away = count(Count::SickDays) + count(Count::PermitDays) + count(Count::LeaveDays);
        prop_assert_eq!(count(Count::WorkingDays), count(Count::PresentDays) + away + count(Count::Absent));
    }

    /// An outage over the whole month leaves nothing that could be cut.
    #[test]
    fn nothing_is_cut_in_a_month_without_a_machine(rows in rows()) {
        let at = |day: Day, minute| Moment { day, minute };
        let (from, until) = (at(month_of().first(), Minute::FIRST), at(month_of().last(), Minute::LAST));
        let month = judged(&rows, &[Outage { from, until, words: String::new() }], 0);
        prop_assert!(month.days.iter().all(|one| against(&one.verdict) == [0; 4]));
    }
}
