use proptest::prelude::*;

use super::*;
use crate::asn::{Child, Family, Keadaan, MasaKerja, Spouse, Status};
use crate::calendar::Day;
use crate::cite::Confidence;
use crate::derive::{Explaining, Silent, Value};
use crate::pay::{Given, InService, Post};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn teacher() -> Person {
    Person {
        born: Some(day("1967-08-14")),
        status: Some(Status::Pns),
        golongan: Some("IV/a".parse().unwrap()),
        mkg: Some((month("2025-01"), MasaKerja::new(21, 3).unwrap())),
        post: Some(Post::Fungsional { family: "guru".into(), level: "ahli_madya".into() }),
        family: Some(Family::default()),
        cpns_since: None,
        contract_until: None,
        service: None,
        acting: None,
        decided_until: Vec::new(),
    }
}

fn seen(person: &Person, from: &str, last: &str) -> Report {
    watch(person, month(from), month(last), Rulebook::national(), &mut Silent).unwrap()
}

fn lines(report: &Report) -> Vec<(String, String, Change)> {
    report.notices.iter().map(|n| (n.day.to_string(), n.month.to_string(), n.change.clone())).collect()
}

fn child(born: &str, student_until: Option<&str>) -> Child {
    Child { born: day(born), student_until: student_until.map(day), until: None }
}

#[test]
fn a_teacher_reaches_the_next_rows_and_then_the_age_of_sixty() {
    let report = seen(&teacher(), "2025-02", "2028-12");
    let shown = lines(&report);
    let days: Vec<&str> = shown.iter().map(|(day, ..)| day.as_str()).collect();
    assert_eq!(days, ["2025-10-01", "2027-09-01"], "the increment of October 2027 comes after retirement");
    assert_eq!(shown[1].2, Change::Retirement { age: 60 });
    assert!(matches!(shown[0].2, Change::Increment { years: 22, .. }));
    assert!(report.unknown.is_empty());
    assert_eq!(report.notices[0].cites[0].act, "PP 7/1977");
    assert_eq!(report.notices[1].cites[0].confidence, Confidence::Recalled);
}

#[test]
fn the_first_increment_of_ii_a_comes_after_one_year_and_none_after_the_last_row() {
    let rows = |rank: &str, years: u8| {
        let person = Person {
            golongan: Some(rank.parse().unwrap()),
            mkg: Some((month("2025-01"), MasaKerja::new(years, 0).unwrap())),
            ..teacher()
        };
        let report = seen(&person, "2025-01", "2029-01");
        let of = |notice: &Notice| match notice.change {
            Change::Increment { years, .. } => Some((notice.day.to_string(), years)),
            _ => None,
        };
        report.notices.iter().filter_map(of).map(|(day, years)| format!("{day} {years}")).collect::<Vec<_>>()
    };
    assert_eq!(rows("II/a", 0), ["2026-01-01 1"]);
    assert_eq!(rows("III/d", 32), [""; 0]);
    // Nobody is told of a row that was reached before the years were stated.
    assert_eq!(rows("III/a", 0), ["2027-01-01 2"]);
}

#[test]
fn children_stop_at_21_or_with_their_letter_or_at_25() {
    let family = Family {
        spouse: None,
        children: vec![
            child("2004-05-20", None),
            child("2001-03-01", Some("2030-06-30")),
            child("2003-02-10", Some("2025-08-31")),
            child("2010-01-01", None),
            Child { until: Some(day("2025-01-15")), ..child("2004-07-01", None) },
        ],
    };
    let report = seen(&Person { family: Some(family), mkg: None, ..teacher() }, "2025-02", "2026-12");
    let of_age = |child, age, with_proof, counted| Change::ChildOfAge { child, age, with_proof, counted };
    let expected = [
        ("2025-05-20", "2025-06", of_age(0, 21, Some(25), (2, 2))),
        ("2025-09-01", "2025-09", Change::ProofEnds { child: 2, counted: (2, 2) }),
        ("2026-03-01", "2026-03", of_age(1, 25, None, (2, 1))),
    ];
    assert_eq!(lines(&report), expected.map(|(day, month, change)| (day.into(), month.into(), change)));
    assert!(report.notices.iter().all(|notice| !notice.cites.is_empty() && !notice.late));
    let unknown: Vec<(Subject, Vec<Gap>)> = report.unknown.into_iter().map(|u| (u.subject, u.missing)).collect();
    assert_eq!(unknown, [(Subject::Increment, vec![Gap::NoFact { field: "mkg".into() }])]);
}

#[test]
fn no_child_changes_where_the_spouse_takes_the_allowance() {
    let spouse = Spouse { since: day("2000-01-01"), until: None, takes_allowance: true, nip: None };
    let family = Family { spouse: Some(spouse), children: vec![child("2004-05-20", None)] };
    let report = seen(&Person { family: Some(family), mkg: None, ..teacher() }, "2025-02", "2026-12");
    assert!(report.notices.is_empty());
}

#[test]
fn retirement_follows_the_post_and_what_is_not_known_is_said() {
    let age = |post: Post| {
        let report = seen(&Person { post: Some(post), mkg: None, ..teacher() }, "2020-01", "2040-01");
        let age = report.notices.iter().find_map(|notice| match notice.change {
            Change::Retirement { age } => Some(age),
            _ => None,
        });
        age.ok_or_else(|| report.unknown[1].missing.clone())
    };
    let functional = |family: &str, level: &str| Post::Fungsional { family: family.into(), level: level.into() };
    assert_eq!(age(Post::Umum), Ok(58));
    assert_eq!(age(Post::Struktural { eselon: "IIb".into() }), Ok(60));
    assert_eq!(age(Post::Struktural { eselon: "IIIa".into() }), Ok(58));
    assert_eq!(age(functional("perawat", "penyelia")), Ok(58));
    assert_eq!(age(functional("pranata_komputer", "ahli_madya")), Ok(60));
    assert_eq!(age(functional("guru", "ahli_pertama")), Ok(60));
    assert!(matches!(age(functional("dokter", "ahli_utama")).unwrap_err()[0], Gap::Contested { .. }));
    let paper = Given { amount: crate::money::Rupiah::new(1), source: "SK".into() };
    let by_paper = age(Post::Given { amount_rp: paper.amount, source: paper.source });
    assert_eq!(by_paper, Err(vec![Gap::NoFact { field: "jabatan".into() }]));
    assert_eq!(age(functional("bidan", "")), Err(vec![Gap::NoFact { field: "jenjang_jabatan".into() }]));
}

#[test]
fn the_typed_date_of_four_retired_people_is_caught_in_the_first_month() {
    // Dompu, accounts 2023: retirement typed as 1 December 2024 instead of 1 January 2024.
    let person = Person { born: Some(day("1965-12-11")), post: Some(Post::Umum), mkg: None, ..teacher() };
    let report = seen(&person, "2024-01", "2024-12");
    assert_eq!(lines(&report), [("2024-01-01".into(), "2024-01".into(), Change::Retirement { age: 58 })]);
    assert!(!report.notices[0].late);
    assert!(seen(&person, "2024-02", "2024-12").notices[0].late);
}

#[test]
fn a_candidate_and_a_contract_end_and_the_missing_day_is_named() {
    let cpns = Person { status: Some(Status::Cpns), cpns_since: Some(day("2024-03-01")), mkg: None, ..teacher() };
    assert_eq!(
        lines(&seen(&cpns, "2025-01", "2025-06")),
        [("2025-03-01".into(), "2025-03".into(), Change::CandidacyEnds { months: 12 })]
    );
    assert!(seen(&cpns, "2025-04", "2025-06").notices[0].late);
    let unsaid = |person: &Person| seen(person, "2025-01", "2025-06").unknown.into_iter().last().unwrap();
    assert_eq!(
        unsaid(&Person { cpns_since: None, ..cpns }),
        Unknown { subject: Subject::Candidacy, missing: vec![Gap::NoFact { field: "tmt_cpns".into() }] }
    );
    let pppk = Person {
        status: Some(Status::Pppk),
        golongan: Some("IX".parse().unwrap()),
        contract_until: Some(day("2028-01-31")),
        mkg: None,
        ..teacher()
    };
    let report = seen(&pppk, "2025-01", "2028-12");
    let expected = [
        ("2027-09-01", "2027-09", Change::ContractAge { age: 60, contract_longer: true }),
        ("2028-02-01", "2028-02", Change::ContractEnds),
    ];
    assert_eq!(lines(&report), expected.map(|(day, month, change)| (day.into(), month.into(), change)));
    let unsaid = unsaid(&Person { contract_until: None, ..pppk });
    assert_eq!(unsaid.missing, [Gap::NoFact { field: "kontrak_sampai".into() }]);
}

#[test]
fn of_nobody_nothing_is_guessed() {
    let report = seen(&Person::default(), "2025-01", "2026-01");
    assert!(report.notices.is_empty());
    let subjects: Vec<Subject> = report.unknown.iter().map(|unknown| unknown.subject).collect();
    use Subject::{Candidacy, Children, Contract, Increment, Retirement};
    assert_eq!(subjects, [Increment, Children, Retirement, Candidacy, Contract]);
    assert!(watch(&teacher(), month("2025-02"), month("2025-01"), Rulebook::national(), &mut Silent).is_err());
}

proptest! {
    #[test]
    fn a_long_watch_sees_what_its_months_see(
        rank in 0usize..17, years in 3u8..20, months in 0u8..12, births in proptest::collection::vec((0i64..9000, 0i64..12_000), 0..4),
        length in 1i32..60, start in 0i32..48,
    ) {
        let law = Rulebook::national();
        let from = month("2024-06").plus(start);
        let children = births.iter().map(|(age, proof)| Child {
            born: day("2024-06-15").plus_days(-age),
            student_until: (proof % 2 == 0).then(|| day("2024-06-15").plus_days(proof / 2)),
            until: None,
        });
        let person = Person {
            golongan: crate::asn::Golongan::all().nth(rank),
            mkg: Some((month("2024-06"), MasaKerja::new(years, months).unwrap())),
            family: Some(Family { spouse: None, children: children.collect() }),
            ..teacher()
        };
        let last = from.plus(length - 1);
        let mut rec = Explaining::default();
        let whole = watch(&person, from, last, law, &mut rec).unwrap();
        prop_assert_eq!(&watch(&person, from, last, law, &mut Silent).unwrap(), &whole);
        let told = rec.finish();
        prop_assert_eq!(told.len(), whole.notices.len());
        for (root, notice) in told.iter().zip(&whole.notices) {
            prop_assert_eq!(&root.value, &Some(Value::Day(notice.day)));
            prop_assert_eq!(&root.cites, &notice.cites);
        }
        let mut days = Vec::new();
        for at in 0..length {
            let one = watch(&person, from.plus(at), from.plus(at), law, &mut Silent).unwrap();
            days.extend(one.notices.iter().filter(|notice| !notice.late).map(|notice| notice.day));
        }
        let expected: Vec<Day> = whole.notices.iter().filter(|notice| !notice.late).map(|notice| notice.day).collect();
        let late_end = whole.notices.iter().find(|n| matches!(n.change, Change::Retirement { .. })).map(|n| n.day);
        days.retain(|day| late_end.is_none_or(|end| *day <= end) || expected.contains(day));
        days.sort_unstable();
        prop_assert_eq!(days, expected);
        for notice in &whole.notices {
            if let Change::Increment { years, amount } = notice.change {
                let row = law.base_pay(person.golongan.unwrap(), years, notice.day).unwrap();
                prop_assert_eq!((row.amount, row.row_years), (amount, years));
            }
        }
    }
}

#[test]
fn study_is_foretold_to_its_seventh_month_and_who_has_left_is_watched_no_more() {
    let study = InService { keadaan: Keadaan::TugasBelajar, since: day("2025-02-01") };
    let report = seen(&Person { service: Some(study), ..teacher() }, "2025-03", "2025-12");
    let found = report.notices.iter().find(|notice| matches!(notice.change, Change::Keadaan { .. })).unwrap();
    assert_eq!((found.month, found.since), (month("2025-08"), day("2025-02-01")));
    let left = InService { keadaan: Keadaan::Pindah, since: day("2025-02-01") };
    assert_eq!(seen(&Person { service: Some(left), ..teacher() }, "2025-03", "2030-12"), Report::default());
}
