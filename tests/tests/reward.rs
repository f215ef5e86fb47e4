//! Lists of rewards: what they give whom, that they add up, and their way over the server by two people.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::outcome::Gap;
use domain::reward::RewardGross;
use ledger::book::Standing;
use ledger::hash::Id;
use ledger::judge::{Reason, Verdict};
use ledger::kind::Kind;
use ledger::payload::{Reward, RewardBasis, RewardList, RewardSlip, RewardStep};
use ledger::reward::{self, Division, Gathered, Place, again, gather, of_person, seal, totals};
use ledger::subject::{self, Field};
use serde_json::json;
use sync_server::pen::Draft;
use takar_tests::hands::Hands;
use takar_tests::shelf::Shelf;
use takar_tests::town::{OFFICE_APPROVER, OFFICE_TREASURER, REGION_APPROVER, Town};

const DECREED: &str = "2026-11-02";
const DECREE: &str = "800/12/SK/2026";

fn decreed() -> Day {
    DECREED.parse().unwrap()
}

fn id(number: u8) -> Id {
    Id([number; 16])
}

/// Three of a team: the third has the smallest number, the second no rank when `ranked` is left out.
fn team(second: Option<&str>) -> Shelf {
    let mut shelf = Shelf::default();
    let people = [
        (1, "198704152011042901", Some("III/b")),
        (2, "198704152011042902", second),
        (3, "197001011995031001", Some("IV/a")),
    ];
    for (number, nip, rank) in people {
        let fact = |field| subject::fact(id(number), field, "2020-01-01".parse().unwrap());
        let identity = json!({ "field": "identitas", "nip": nip, "name": format!("Orang {number}") });
        shelf.write(Kind::Fact, fact(Field::Identitas), &identity);
        if let Some(rank) = rank {
            let rank = json!({ "field": "golongan", "golongan": rank, "mkg": [8, 0] });
            shelf.write(Kind::Fact, fact(Field::Golongan), &rank);
        }
    }
    shelf
}

fn pool(amount: i64, weights: [u32; 3]) -> Division {
    Division::Pool { pool: Rupiah::new(amount), weights: [1, 2, 3].map(id).into_iter().zip(weights).collect() }
}

fn worked(shelf: &Shelf, division: &Division) -> Gathered {
    gather(&shelf.book, decreed(), division, &BTreeMap::new(), Rulebook::national())
}

fn amounts(of: &Gathered) -> Vec<[i64; 3]> {
    of.slips.values().map(|(_, pay)| [pay.gross, pay.tax, pay.net].map(Rupiah::get)).collect()
}

#[test]
fn a_pool_is_shared_to_the_last_rupiah_and_each_rank_is_taxed_for_itself() {
    let shelf = team(Some("II/c"));
    let equal = worked(&shelf, &pool(10_000_000, [1, 1, 1]));
    // The rupiah left over goes to the smallest number.
    let third = [3_333_334, 500_000, 2_833_334];
    assert_eq!(amounts(&equal), [[3_333_333, 166_667, 3_166_666], [3_333_333, 0, 3_333_333], third]);
    let sums = totals(equal.slips.values().map(|(_, pay)| pay)).unwrap();
    assert_eq!((sums.gross.get(), sums.tax.get(), sums.net.get()), (10_000_000, 666_667, 9_333_333));
    let weighted = worked(&shelf, &pool(10_000_000, [3, 2, 2]));
    let gross: Vec<i64> = amounts(&weighted).iter().map(|[gross, ..]| *gross).collect();
    assert_eq!((gross.clone(), gross.iter().sum()), (vec![4_285_714, 2_857_143, 2_857_143], 10_000_000_i64));
    let each = Division::Each([(id(1), Rupiah::new(1_000_000)), (id(3), Rupiah::new(1_000_000))].into());
    assert_eq!(amounts(&worked(&shelf, &each)), [[1_000_000, 50_000, 950_000], [1_000_000, 150_000, 850_000]]);
}

#[test]
fn who_has_no_rank_is_blocked_and_changes_nobody_elses_part() {
    let whole = worked(&team(Some("II/c")), &pool(10_000_000, [1, 1, 1]));
    let lacking = worked(&team(None), &pool(10_000_000, [1, 1, 1]));
    assert_eq!(lacking.blocked, BTreeMap::from([(id(2), vec![Gap::NoFact { field: "golongan".into() }])]));
    assert_eq!(lacking.slips.len(), 2);
    assert!(lacking.slips.iter().all(|(person, slip)| whole.slips[person] == *slip));
    // A rank of which nobody knows the rate, and an amount of nothing, are named too.
    let unknown = worked(&team(Some("I")), &pool(10_000_000, [1, 1, 1]));
    assert!(matches!(unknown.blocked[&id(2)][..], [Gap::NoValue(_)]), "{:?}", unknown.blocked);
    let nothing = worked(&team(Some("II/c")), &pool(2, [1, 1, 1]));
    assert_eq!(nothing.blocked[&id(2)], [Gap::OutOfRange { field: "imbalan".into() }]);
}

#[test]
fn the_rank_is_that_of_the_day_of_the_decree() {
    let mut shelf = team(Some("II/d"));
    for (day, tax) in [("2026-11-03", 0), ("2026-11-02", 50_000)] {
        let rank = json!({ "field": "golongan", "golongan": "III/a", "mkg": [0, 0] });
        shelf.write(Kind::Fact, subject::fact(id(2), Field::Golongan, day.parse().unwrap()), &rank);
        let each = Division::Each([(id(2), Rupiah::new(1_000_000))].into());
        assert_eq!(amounts(&worked(&shelf, &each))[0][1], tax, "promoted on {day}");
    }
    let other = json!({ "field": "golongan", "golongan": "IV/a", "mkg": [0, 0] });
    let later = subject::fact(id(2), Field::Golongan, decreed());
    shelf.write(Kind::Fact, later, &other);
    let each = Division::Each([(id(2), Rupiah::new(1_000_000))].into());
    assert_eq!(amounts(&worked(&shelf, &each))[0][1], 150_000);
}

fn place() -> Place {
    Place::new("pkm", decreed(), DECREE)
}

fn put(shelf: &mut Shelf, run: Id, slips: &BTreeMap<Id, (RewardSlip, domain::reward::RewardPay)>) {
    for (person, (slip, _)) in slips {
        shelf.write(Kind::RewardSlip, subject::reward_slip(*person, decreed(), run), slip);
    }
}

#[test]
fn a_changed_amount_a_missing_person_and_an_unfair_part_are_found() {
    let law = Rulebook::national();
    let mut shelf = team(Some("II/c"));
    let slips = worked(&shelf, &pool(10_000_000, [1, 1, 1])).slips;
    let sealed = seal(&place(), &slips);
    put(&mut shelf, sealed.run(), &slips);
    let proven = again(&shelf.book, &place(), &sealed, law);
    assert!(proven.is_proven() && proven.slips == slips, "{proven:?}");

    // What is written beside it later changes nothing; what was there instead is found.
    let mut forged = slips[&id(1)].0.clone();
    forged.golongan = "II/a".parse().unwrap();
    let subject = subject::reward_slip(id(1), decreed(), sealed.run());
    shelf.write(Kind::RewardSlip, subject.clone(), &forged);
    assert_eq!(again(&shelf.book, &place(), &sealed, law), proven);
    let mut shelf = team(Some("II/c"));
    shelf.write(Kind::RewardSlip, subject, &forged);
    put(&mut shelf, sealed.run(), &slips);
    let found = again(&shelf.book, &place(), &sealed, law);
    assert!(!found.whole && found.adds_up && !found.is_proven());

    let mut missing = team(Some("II/c"));
    let two: BTreeMap<_, _> = slips.iter().take(2).map(|(person, slip)| (*person, slip.clone())).collect();
    put(&mut missing, sealed.run(), &two);
    let found = again(&missing.book, &place(), &sealed, law);
    assert!(!found.whole && !found.adds_up);

    // Somebody who seals what the weights do not say is found out by the sum.
    let mut unfair = slips;
    for (slip, _) in unfair.values_mut() {
        let RewardGross::Part { rest, .. } = &mut slip.gross else { panic!() };
        *rest = true;
    }
    let unfair: BTreeMap<_, _> = unfair
        .into_iter()
        .map(|(person, (slip, _))| {
            let pay = slip.pay(decreed(), law, &mut domain::derive::Silent).unwrap();
            (person, (slip, pay))
        })
        .collect();
    let sealed = seal(&place(), &unfair);
    let mut shelf = team(Some("II/c"));
    put(&mut shelf, sealed.run(), &unfair);
    let found = again(&shelf.book, &place(), &sealed, law);
    assert!(found.whole && !found.adds_up && !found.is_proven());
}

#[test]
fn one_decree_gives_nobody_twice_through_two_offices() {
    let law = Rulebook::national();
    let mut shelf = team(Some("II/c"));
    let write = |shelf: &mut Shelf, place: &Place, people: &[u8], step: RewardStep| {
        let each = Division::Each(people.iter().map(|one| (id(*one), Rupiah::new(1_000_000))).collect());
        let slips = worked(shelf, &each).slips;
        let sealed = seal(place, &slips);
        put(shelf, sealed.run(), &slips);
        let list = RewardList {
            title: "Tim".into(),
            decree: DECREE.into(),
            basis: RewardBasis::Team,
            reason: "Cakupan".into(),
            seal: sealed.clone(),
        };
        shelf.write(Kind::Reward, place.subject(), &Reward { step, list });
        sealed
    };
    let other = Place::new("dinkes", decreed(), DECREE);
    let here = write(&mut shelf, &place(), &[1, 2], RewardStep::Proposed);
    assert!(again(&shelf.book, &place(), &here, law).is_proven());
    let there = write(&mut shelf, &other, &[2, 3], RewardStep::Proposed);
    for (place, seal) in [(&place(), &here), (&other, &there)] {
        let found = again(&shelf.book, place, seal, law);
        assert!(found.whole && !found.is_proven());
        assert_eq!(found.twice, [id(2)]);
    }
    // Given back, it stands in nobody's way.
    write(&mut shelf, &other, &[2, 3], RewardStep::Returned { reason: "Ada di daftar lain".into() });
    assert!(again(&shelf.book, &place(), &here, law).is_proven());
    // Another decree of the same day is another reward.
    write(&mut shelf, &Place::new("dinkes", decreed(), "800/13"), &[2], RewardStep::Proposed);
    assert!(again(&shelf.book, &place(), &here, law).is_proven());
}

struct Course {
    hands: Hands,
    employee: Id,
    list: RewardList,
}

impl Course {
    /// The treasurer of the house has written what the list gives the employee and a peer, and nothing else.
    fn begin() -> Self {
        let mut town = Town::found();
        let people = ["pegawai", "rekan"].map(|login| town.id(login));
        let ranks = people.map(|person| {
            let rank = json!({ "field": "golongan", "golongan": "III/b", "mkg": [8, 0] });
            let from = "2024-01-01".parse().unwrap();
            Draft::new(Kind::Fact, subject::fact(person, Field::Golongan, from), &rank).unwrap()
        });
        town.write(ranks.into());
        let mut hands = Hands::join(town);
        let division =
            Division::Pool { pool: Rupiah::new(5_000_001), weights: people.map(|person| (person, 1)).into() };
        let gathered = gather(&hands.treasurer.book, decreed(), &division, &BTreeMap::new(), Rulebook::national());
        assert_eq!(gathered.blocked, BTreeMap::new());
        let sealed = seal(&place(), &gathered.slips);
        for (person, (slip, _)) in &gathered.slips {
            let subject = subject::reward_slip(*person, decreed(), sealed.run());
            assert_eq!(hands.prepare(Kind::RewardSlip, subject, slip), Verdict::Accepted);
        }
        let list = RewardList {
            title: "Tim Posyandu".into(),
            decree: DECREE.into(),
            basis: RewardBasis::Team,
            reason: "Cakupan imunisasi 105% dari target".into(),
            seal: sealed,
        };
        Self { hands, employee: people[0], list }
    }

    fn step(&mut self, of: &str, step: RewardStep, list: &RewardList) -> Verdict {
        self.hands.write(of, Kind::Reward, place().subject(), &Reward { step, list: list.clone() })
    }

    fn take(&mut self, of: &str, step: RewardStep) -> Verdict {
        let list = self.list.clone();
        self.step(of, step, &list)
    }
}

fn paid() -> RewardStep {
    RewardStep::Paid { day: "2026-11-20".parse().unwrap(), number: "00123/LS".into() }
}

#[test]
fn a_list_is_proposed_approved_by_another_and_paid_and_the_employee_works_it_out_again() {
    let mut course = Course::begin();
    for (of, step) in
        [(OFFICE_TREASURER, RewardStep::Proposed), (OFFICE_APPROVER, RewardStep::Approved), (OFFICE_TREASURER, paid())]
    {
        assert_eq!(course.take(of, step), Verdict::Accepted);
    }
    let law = Rulebook::national();
    assert!(again(&course.hands.approver.book, &place(), &course.list.seal, law).is_proven());

    let mut phone = course.hands.town.device("pegawai");
    phone.sync(&course.hands.town.server);
    let own = of_person(&phone.book, course.employee);
    assert_eq!(own.len(), 1);
    assert_eq!((&own[0].reward.value.step, &own[0].reward.value.list), (&paid(), &course.list));
    let pay = own[0].slip.pay(decreed(), law, &mut domain::derive::Silent).unwrap();
    assert_eq!((pay.gross.get(), pay.tax.get(), pay.net.get()), (2_500_001, 125_000, 2_375_001));

    // A superior and a peer know of the list and see nobody's amount but their own.
    for (login, slips) in [("atasan", 0), ("kadis", 0), ("hr", 0), ("rekan", 1)] {
        let mut device = course.hands.town.device(login);
        device.sync(&course.hands.town.server);
        assert!(matches!(reward::standing(&device.book, &place()), Standing::One(_)), "{login}");
        assert_eq!(device.book.subjects("reward_slip/").count(), slips, "{login}");
    }
}

#[test]
fn nobody_approves_what_a_list_gives_the_own_person() {
    let mut course = Course::begin();
    assert_eq!(course.take(OFFICE_TREASURER, RewardStep::Proposed), Verdict::Accepted);
    // The approver of the house is written into the list, too.
    let own = course.hands.town.id(OFFICE_APPROVER);
    let mut slip = course.hands.treasurer.book.subjects("reward_slip/").next().map(str::to_owned).unwrap();
    let given = course.hands.treasurer.book.standing::<RewardSlip>(&slip).one().unwrap().value;
    slip = subject::reward_slip(own, decreed(), course.list.seal.run());
    let mut region = course.hands.town.device("bendahara");
    assert_eq!(region.hand_in(&course.hands.town.server, Kind::RewardSlip, slip, &given), Verdict::Accepted);
    assert_eq!(course.take(OFFICE_APPROVER, RewardStep::Approved), Verdict::Refused(Reason::SamePerson));
}

#[test]
fn no_step_is_taken_out_of_order_by_another_hand_or_for_another_list() {
    let mut course = Course::begin();
    let no = Verdict::Refused;
    assert_eq!(course.take(OFFICE_TREASURER, paid()), no(Reason::OutOfOrder));
    assert_eq!(course.take(OFFICE_APPROVER, RewardStep::Proposed), no(Reason::NotInRole));
    assert_eq!(course.take(OFFICE_TREASURER, RewardStep::Proposed), Verdict::Accepted);
    assert_eq!(course.take(OFFICE_TREASURER, RewardStep::Approved), no(Reason::NotInRole));
    let other = RewardList { title: "Tim lain".into(), ..course.list.clone() };
    assert_eq!(course.step(OFFICE_APPROVER, RewardStep::Approved, &other), no(Reason::OtherRun));
    assert_eq!(course.take(OFFICE_TREASURER, paid()), no(Reason::OutOfOrder));
    // The number of the decree names the list: another one does not fit under it.
    let renamed = RewardList { decree: "800/99".into(), ..course.list.clone() };
    assert_eq!(course.step(OFFICE_TREASURER, RewardStep::Proposed, &renamed), no(Reason::BadSubject));
    let back = RewardStep::Returned { reason: "Bobot salah".into() };
    assert_eq!(course.take(OFFICE_APPROVER, back.clone()), Verdict::Accepted);
    let mut phone = course.hands.town.device("pegawai");
    phone.sync(&course.hands.town.server);
    assert!(of_person(&phone.book, course.employee).is_empty(), "what was given back is nobody's to expect");
    assert_eq!(course.step(OFFICE_TREASURER, RewardStep::Proposed, &other), Verdict::Accepted);
    assert_eq!(course.step(OFFICE_APPROVER, RewardStep::Approved, &other), Verdict::Accepted);
    assert_eq!(course.step(OFFICE_TREASURER, paid(), &other), Verdict::Accepted);
    assert_eq!(course.step(OFFICE_APPROVER, back, &other), no(Reason::OutOfOrder));
    assert_eq!(course.step(OFFICE_TREASURER, RewardStep::Proposed, &other), no(Reason::OutOfOrder));
}

#[test]
fn who_proposed_a_list_does_not_approve_it_and_what_it_gives_is_never_written_over() {
    let mut course = Course::begin();
    assert_eq!(course.take(OFFICE_TREASURER, RewardStep::Proposed), Verdict::Accepted);
    let run = course.list.seal.run();
    let subject = subject::reward_slip(course.employee, decreed(), run);
    let mut more = course.hands.treasurer.book.standing::<RewardSlip>(&subject).one().unwrap().value;
    more.gross = RewardGross::Given { amount_rp: Rupiah::new(9_000_000) };
    assert_eq!(course.hands.prepare(Kind::RewardSlip, subject, &more), Verdict::Refused(Reason::OutOfOrder));
    // An approver of the region reaches the house too; one of another house would not.
    let mut region = course.hands.town.device(REGION_APPROVER);
    let approved = Reward { step: RewardStep::Approved, list: course.list.clone() };
    let foreign = Place::new("bkpsdm", decreed(), DECREE);
    let refused = course.hands.write(OFFICE_APPROVER, Kind::Reward, foreign.subject(), &approved);
    assert_eq!(refused, Verdict::Refused(Reason::NotInRole));
    let by_region = region.hand_in(&course.hands.town.server, Kind::Reward, place().subject(), &approved);
    assert_eq!(by_region, Verdict::Accepted);
}
