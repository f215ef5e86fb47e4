//! Claims about the demonstration region as it is founded: everything counts, everyone named can sign in, and the
//! month can be run.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use std::collections::BTreeMap;

use domain::law::Rulebook;
use ledger::book::Standing;
use ledger::kind::Kind;
use ledger::month::Frame;
use ledger::payload::{PeerRequest, PeerSummary, Rating, Seat};
use ledger::subject::{self, Field};
use serde_json::Value;
use sync_server::accounts::Cost;
use sync_server::demo;
use takar_tests::device::{Device, Server};

const DAY: &str = "2026-11-20";

fn founded() -> (Server, demo::Demo) {
    let server = Server::start(DAY);
    let (now, today) = server.now();
    let made = demo::found(server.store(), demo::SEED, demo::Size::default(), Cost::TEST, now, today).unwrap();
    (server, made)
}

#[test]
fn the_demonstration_region_is_the_same_each_time_and_every_story_has_its_beginning() {
    let again = std::thread::spawn(|| founded().0.store().log_head_now().unwrap());
    let (server, made) = founded();
    assert_eq!(server.store().log_head_now().unwrap(), again.join().unwrap(), "the same seed gives the same region");
    let today = server.now().1;
    let status = server.store().status_now().unwrap();
    assert_eq!(
        (status.refused, status.deferred, status.needs_review, status.quarantined, status.to_derive),
        (0, 0, 0, 0, 0)
    );
    assert!(status.records > 6_000, "{}", status.records);
    assert_eq!(server.store().verify_now().unwrap().1, vec![]);

    let accounts = server.store().accounts_now().unwrap();
    let author = |login: &str| accounts.iter().find(|account| account.login == login).unwrap().author.clone();
    let person = |login: &str| subject_person(&author(login));
    let mut devices: BTreeMap<&str, Device> = BTreeMap::new();
    for login in ["pegawai", "rekan", "atasan", "hr", "bendahara"] {
        assert!(made.accounts.iter().any(|(name, _)| name == login));
        let mut device = Device::with_password(&server, login, &author(login), 5, demo::PASSWORD);
        device.sync(&server);
        assert_eq!(device.book.digest(), device.server_digest(&server), "{login}");
        assert_eq!(device.book.contested(), Vec::<String>::new(), "{login}");
        devices.insert(login, device);
    }
    let quarter = "2026-T3";
    let employee = person("pegawai");

    // The employee sees both judgements and what peers said in sum.
    let own = &devices["pegawai"].book;
    for rater in [employee, person("atasan")] {
        assert!(matches!(own.standing::<Rating>(&subject::rating(employee, quarter, rater)), Standing::One(_)));
    }
    let summary = own.standing::<PeerSummary>(&subject::peer_summary(employee, quarter)).one().unwrap();
    assert!(matches!(summary.value, PeerSummary::Summary { .. }));
    assert!(own.items::<Value>(&subject::log(employee, 2026)).len() >= 5);

    // The peer was asked and has not answered; the superior still has people to rate.
    let theirs = &devices["rekan"].book;
    let prefix = format!("peer_request/{}/{quarter}/", person("rekan"));
    let asked: Vec<&str> = theirs.subjects(&prefix).collect();
    assert!(!asked.is_empty());
    for asked in asked {
        assert!(theirs.standing::<PeerRequest>(asked).one().is_some_and(|stated| stated.value.stands));
        let about = asked.rsplit('/').next().unwrap().parse().unwrap();
        assert!(about != employee);
        assert_eq!(theirs.standing::<Value>(&subject::peer(about, quarter, person("rekan"))).one().map(|_| ()), None);
    }
    let team = ledger::facts::subordinates(&devices["atasan"].book, person("atasan"), today);
    let rated = |one: &ledger::hash::Id| {
        let subject = subject::rating(*one, quarter, person("atasan"));
        matches!(devices["atasan"].book.standing::<Rating>(&subject), Standing::One(_))
    };
    assert!(team.len() >= 6 && team.iter().filter(|one| !rated(&one.id)).count() == 2);

    // The treasurer runs the last finished month: nearly everybody has a slip, each other one has a reason.
    let book = &devices["bendahara"].book;
    let law = Rulebook::national();
    let frame = Frame::of(book, "2026-10".parse().unwrap()).unwrap();
    let people = ledger::facts::people(book);
    let gaps: Vec<_> =
        people.iter().filter_map(|one| frame.case(book, *one, law).and_then(|case| case.slip(law)).err()).collect();
    assert_eq!(people.len(), 600);
    assert!((2..=20).contains(&gaps.len()), "{}: {:?}", gaps.len(), gaps.first());

    // HR reads families, which it enters, and of balances only its own; the treasurer reads both.
    let held = |login: &str, field: Field| {
        let of_field = |subject: &str| ledger::facts::taken_apart(subject).is_some_and(|(_, one, _)| one == field);
        devices[login].book.subjects("fact/").filter(|subject| of_field(subject)).count()
    };
    assert_eq!((held("hr", Field::Keluarga), held("hr", Field::Saldo)), (600, 1));
    assert!(held("bendahara", Field::Keluarga) == 600 && held("bendahara", Field::Saldo) > 500);

    // HR sees who enrolled and which seats follow.
    let seats = || devices["hr"].book.subjects(Kind::Seat.code());
    assert!(seats().count() >= 20);
    let confirmed = |subject: &str| {
        devices["hr"].book.standing::<Seat>(subject).one().is_some_and(|stated| stated.value == Seat::Confirmed)
    };
    assert!(seats().any(confirmed));
}

fn subject_person(author: &str) -> ledger::hash::Id {
    subject::author_person(author).unwrap()
}
