//! A change of policy over the server: proposed by one person, signed by another, in force from its day; and what is
//! refused on the way.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use domain::calendar::{Day, Month};
use domain::tpp;
use ledger::judge::{Reason, Verdict};
use ledger::kind::Kind;
use ledger::payload::{Policy, PolicySource, PolicyStep};
use ledger::policy;
use ledger::subject;
use takar_tests::device::Device;
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
