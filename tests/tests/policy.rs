//! A change of policy over the server: proposed by one person, signed by another, in force from its day; and what is
//! refused on the way.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use domain::calendar::{Day, Month};
use domain::outcome::Gap;
use domain::tpp;
use ledger::judge::{Reason, Verdict};
use ledger::kind::Kind;
use ledger::payload::{Policy, PolicySource, PolicyStep};
use ledger::policy;
use ledger::subject;
use rust_decimal::Decimal;
use serde_json::json;
use takar_tests::device::Device;
use takar_tests::golden::tpp::trial::paper_of_officer;
use takar_tests::shelf::{Shelf, WHO, best};
use takar_tests::town::{REGION_APPROVER, Town};

const FROM: &str = "2026-12-01";

struct Course {
    town: Town,
    treasurer: Device,
    approver: Device,
    hr: Device,
}

impl Course {
    fn begin() -> Self {
        let town = Town::found();
        let (treasurer, approver, hr) = (town.device("bendahara"), town.device(REGION_APPROVER), town.device("hr"));
        Self { town, treasurer, approver, hr }
    }

    fn take(&mut self, of: &str, day: &str, step: PolicyStep) -> Verdict {
        let device = match of {
            REGION_APPROVER => &mut self.approver,
            "hr" => &mut self.hr,
            _ => &mut self.treasurer,
        };
        device.sync(&self.town.server);
        let now = self.town.server.now().0;
        let hash = device.write(Kind::Policy, subject::policy(day.parse().unwrap()), &Policy::Step(step), now);
        device.sync(&self.town.server);
        device.verdict(hash).unwrap()
    }

    /// What a phone of an employee holds for the policy of a month.
    fn in_force(&self, month: &str) -> Option<String> {
        let mut phone = self.town.device("pegawai");
        phone.sync(&self.town.server);
        policy::in_force(&phone.book, month.parse::<Month>().unwrap()).unwrap().map(tpp::Policy::name)
    }
}

fn shipped(key: &str) -> PolicySource {
    PolicySource::Shipped(key.to_owned())
}

/// The demonstration policy as a region would write it, from a day on.
fn file(from: &str) -> PolicySource {
    let text = tpp::shipped_file(tpp::by_key("contoh").unwrap()).unwrap();
    PolicySource::File(text.replace("\"from\": \"2024-01-01\"", &format!("\"from\": \"{from}\"")))
}

fn proposed(policy: PolicySource) -> PolicyStep {
    PolicyStep::Proposed { policy, note: "Perkada baru".into() }
}

fn signed(policy: &PolicySource) -> PolicyStep {
    PolicyStep::Signed { policy: policy.digest() }
}

const YES: Verdict = Verdict::Accepted;

fn no(reason: Reason) -> Verdict {
    Verdict::Refused(reason)
}

#[test]
fn a_change_holds_from_its_day_once_a_second_person_signed_it() {
    let mut course = Course::begin();
    assert_eq!(course.in_force("2026-12"), None);
    let policy = file(FROM);
    assert_eq!(course.take("bendahara", FROM, proposed(policy.clone())), YES);
    assert_eq!(course.in_force("2026-12"), None);
    assert_eq!(course.take(REGION_APPROVER, FROM, signed(&policy)), YES);
    assert_eq!(course.in_force("2026-11"), None);
    assert_eq!(course.in_force("2026-12").unwrap(), policy.name());
    assert_eq!(course.in_force("2027-05").unwrap(), policy.name());

    // A change that is under way leaves what was signed in force, until it is signed too; a later day goes before.
    let other = shipped("nasional");
    assert_eq!(course.take("hr", FROM, proposed(other.clone())), YES);
    assert_eq!(course.in_force("2026-12").unwrap(), policy.name());
    assert_eq!(course.take(REGION_APPROVER, FROM, signed(&other)), YES);
    assert_eq!(course.in_force("2026-12").unwrap(), "nasional");
    assert_eq!(course.take("hr", "2027-01-01", proposed(shipped("contoh"))), YES);
    assert_eq!(course.in_force("2027-05").unwrap(), "nasional");
    assert_eq!(course.take(REGION_APPROVER, "2027-01-01", signed(&shipped("contoh"))), YES);
    assert_eq!(course.in_force("2027-05").unwrap(), "contoh");
    assert_eq!(course.in_force("2026-12").unwrap(), "nasional");
}

#[test]
fn nobody_signs_the_own_change_another_text_or_what_was_given_back() {
    let mut course = Course::begin();
    let (policy, other) = (shipped("contoh"), shipped("nasional"));
    assert_eq!(course.take(REGION_APPROVER, FROM, signed(&policy)), no(Reason::OutOfOrder));
    assert_eq!(course.take(REGION_APPROVER, FROM, proposed(policy.clone())), no(Reason::NotInRole));
    assert_eq!(course.take("bendahara", FROM, proposed(policy.clone())), YES);
    assert_eq!(course.take("bendahara", FROM, signed(&policy)), no(Reason::NotInRole));
    assert_eq!(course.take("hr", FROM, PolicyStep::Withdrawn), no(Reason::SamePerson));
    assert_eq!(course.take(REGION_APPROVER, FROM, signed(&other)), no(Reason::OtherRun));
    let reason = "Bobot disiplin belum ada dasarnya".to_owned();
    assert_eq!(course.take(REGION_APPROVER, FROM, PolicyStep::Returned { reason }), YES);
    assert_eq!(course.take(REGION_APPROVER, FROM, signed(&policy)), no(Reason::OutOfOrder));
    assert_eq!(course.take("bendahara", FROM, proposed(policy.clone())), YES);
    assert_eq!(course.take("bendahara", FROM, PolicyStep::Withdrawn), YES);
    assert_eq!(course.in_force("2026-12"), None);
}

#[test]
fn a_file_that_is_unsound_or_speaks_of_other_days_is_no_proposal() {
    let mut course = Course::begin();
    let wrong = |policy| no(Reason::BadPayload) == policy;
    assert!(wrong(course.take("hr", FROM, proposed(PolicySource::File("{}".into())))));
    assert!(wrong(course.take("hr", FROM, proposed(file("2026-11-01")))));
    assert!(wrong(course.take("hr", "2026-12-15", proposed(file("2026-12-15")))));
    assert!(wrong(course.take("hr", FROM, proposed(shipped("entah")))));
}

/// A draft that ships, from a day on, with what an officer confirms of it; `fill` gives what nobody published.
fn confirmed(key: &str, from: &str, fill: &[(&str, &str)]) -> PolicySource {
    let draft = tpp::by_key(key).unwrap();
    let one = |entry: &tpp::ValueEntry| {
        let given = fill.iter().find(|(path, _)| *path == entry.path).map(|(_, value)| (*value).to_owned());
        let value = given.or_else(|| Some(entry.value?.to_string()))?;
        Some((entry.path.clone(), tpp::Revised { value, cite: Some(paper_of_officer()) }))
    };
    let values = draft.unconfirmed().filter_map(one).collect();
    let revision = tpp::Revision { from: from.parse().unwrap(), values };
    PolicySource::File(tpp::Policy::revised(&tpp::shipped_file(draft).unwrap(), &revision).unwrap())
}

/// What `kota-serang` leaves open without a value.
const OPEN: [(&str, &str); 6] = [
    ("pagu.index", "0.5"),
    ("accounts.prestasi_kerja.1", "100"),
    ("accounts.beban_kerja.1", "0"),
    ("accounts.tempat_bertugas.1", "0"),
    ("accounts.kondisi_kerja.1", "0"),
    ("accounts.kelangkaan_profesi.1", "0"),
];

#[test]
fn what_an_officer_confirmed_stands_once_a_second_person_signed_it() {
    let mut course = Course::begin();
    let some = confirmed("kota-serang", FROM, &[]);
    let month: Month = FROM[..7].parse().unwrap();
    assert!(some.policy(month).unwrap().unconfirmed().next().is_some());
    // With values that still wait it may hold too: they block only what needs them.
    assert_eq!(course.take("hr", FROM, proposed(some.clone())), YES);
    assert_eq!(course.take("hr", FROM, signed(&some)), no(Reason::NotInRole));
    assert_eq!(course.take(REGION_APPROVER, FROM, signed(&some)), YES);
    let all = confirmed("kota-serang", FROM, &OPEN);
    assert_eq!(course.take("hr", FROM, proposed(all.clone())), YES);
    assert_eq!(course.in_force("2026-12").unwrap(), some.name());
    assert_eq!(course.take(REGION_APPROVER, FROM, signed(&all)), YES);
    let policy = tpp::named(&course.in_force("2026-12").unwrap(), month).unwrap();
    assert_eq!(policy.unconfirmed().count(), 0);
    let officers = policy.values().iter().filter(|entry| entry.confirmed_by.as_deref() == Some("an officer"));
    assert_eq!(officers.count(), tpp::by_key("kota-serang").unwrap().unconfirmed().count());
    // Half a confirmation is no policy, and goes no further than the desk that made it.
    let PolicySource::File(text) = all else { unreachable!() };
    let half = PolicySource::File(text.replace("\"by\": \"an officer\"", "\"by\": \"\""));
    assert_eq!(course.take("hr", FROM, proposed(half)), no(Reason::BadPayload));
}

#[test]
fn a_month_that_a_draft_blocked_is_paid_from_the_day_its_values_were_confirmed() {
    let mut shelf = Shelf::with_tpp();
    shelf.write(Kind::Policy, subject::policy("2025-01-01".parse().unwrap()), &json!({ "key": "kota-serang" }));
    let draft = tpp::by_key("kota-serang").unwrap();
    let measures = best(draft);
    for month in ["2025-05", "2025-06"] {
        shelf.write(Kind::Recap, subject::recap(WHO, month.parse().unwrap()), &json!({ "measures": measures }));
    }
    let gross = |shelf: &Shelf, month: &str| shelf.case(month.parse().unwrap()).unwrap().tpp_gross().unwrap();
    let blocked = |found: Result<_, Vec<Gap>>| {
        let gaps = found.unwrap_err();
        assert!(!gaps.is_empty() && gaps.iter().all(|gap| matches!(gap, Gap::Unconfirmed { .. })), "{gaps:?}");
    };
    blocked(gross(&shelf, "2025-05"));
    blocked(gross(&shelf, "2025-06"));
    let from = "2025-06-01";
    let policy = confirmed("kota-serang", from, &OPEN);
    let day = subject::policy(from.parse().unwrap());
    shelf.write(Kind::Policy, day.clone(), &Policy::Step(proposed(policy.clone())));
    // Proposed is not signed: nothing is paid by it.
    blocked(gross(&shelf, "2025-06"));
    shelf.write(Kind::Policy, day, &Policy::Step(signed(&policy)));
    let paid = gross(&shelf, "2025-06").unwrap();
    let class = policy.policy("2025-06".parse().unwrap()).unwrap();
    let class = class.values().iter().find(|entry| entry.path == "pagu.class.7").unwrap();
    // Half of the amount of the class, everything earned and nothing cut.
    assert_eq!(paid.total.to_decimal() * Decimal::TWO, class.value.unwrap());
    blocked(gross(&shelf, "2025-05"));
}

#[test]
fn two_proposals_of_the_same_day_are_settled_by_a_third() {
    let mut course = Course::begin();
    // The second one is written before it knows of the first.
    for device in [&mut course.hr, &mut course.treasurer] {
        device.sync(&course.town.server);
    }
    let now = course.town.server.now().0;
    let day: Day = FROM.parse().unwrap();
    for (device, key) in [(&mut course.hr, "contoh"), (&mut course.treasurer, "nasional")] {
        device.write(Kind::Policy, subject::policy(day), &Policy::Step(proposed(shipped(key))), now);
        device.sync(&course.town.server);
    }
    course.approver.sync(&course.town.server);
    assert_eq!(policy::change(&course.approver.book, day).open.len(), 2);
    assert_eq!(course.take(REGION_APPROVER, FROM, signed(&shipped("contoh"))), no(Reason::OutOfOrder));
    assert_eq!(course.take("hr", FROM, proposed(shipped("contoh"))), YES);
    assert_eq!(course.take(REGION_APPROVER, FROM, signed(&shipped("contoh"))), YES);
    assert_eq!(course.in_force("2026-12").unwrap(), "contoh");
}
