//! Claims about the way of a record between devices and the server.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use ledger::book::Standing;
use ledger::hash::Hash;
use ledger::item;
use ledger::judge::{Reason, Verdict};
use ledger::kind::{Kind, VERSION};
use ledger::payload::{Feedback, Log, PeerSummary, Seat};
use ledger::record::{Envelope, Record, Sealed};
use ledger::subject;
use ledger::wire::{self, Page, PushOutcome, Pushed};
use serde_json::{Value, json};
use sync_server::pen::{Draft, Pen};
use sync_server::region::Secrets;
use takar_tests::device::{Cut, Device, PASSWORD, request};
use takar_tests::town::{OPERATOR, PERIOD, TODAY, Town};

fn log_entry(note: &str) -> Value {
    json!({ "date": TODAY, "note": note })
}

fn write_log(device: &mut Device, town: &Town, login: &str, note: &str) -> Hash {
    device.write(Kind::Log, subject::log(town.id(login), 2026), &log_entry(note), town.server.now().0)
}

fn pushed(answer: &takar_tests::device::Answer) -> Pushed {
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&answer.body)))
}

#[test]
fn what_one_device_writes_another_of_the_account_and_the_superior_read() {
    let town = Town::found();
    let mut phone = town.device_with("pegawai", 1);
    let mut laptop = town.device_with("pegawai", 2);
    let mut superior = town.device("atasan");
    let hash = write_log(&mut phone, &town, "pegawai", "melayani 12 warga");
    phone.sync(&town.server);
    laptop.sync(&town.server);
    superior.sync(&town.server);
    for device in [&phone, &laptop, &superior] {
        assert_eq!(device.verdict(hash), Some(Verdict::Accepted));
        assert_eq!(device.book.items::<Value>(&subject::log(town.id("pegawai"), 2026)).len(), 1);
        // The other two pulled before the superior's chain was opened.
    }
    for device in [&mut phone, &mut laptop, &mut superior] {
        device.sync(&town.server);
        assert_eq!(device.book.digest(), device.server_digest(&town.server));
    }
    assert_eq!(phone.book.digest(), laptop.book.digest());
}

#[test]
fn sending_again_changes_nothing() {
    let town = Town::found();
    let mut device = town.device("pegawai");
    write_log(&mut device, &town, "pegawai", "satu");
    device.sync(&town.server);
    let before = town.server.store().status_now().unwrap();
    let again = pushed(&device.send(&town.server, &device.own));
    assert_eq!(again.outcome, PushOutcome::Stored);
    assert_eq!(again.head, device.head);
    assert!(again.verdicts.iter().all(|(_, verdict)| *verdict == Verdict::Accepted));
    assert_eq!(town.server.store().status_now().unwrap(), before);
}

#[test]
fn a_gap_is_answered_with_the_place_to_send_from() {
    let town = Town::found();
    let mut device = town.device("pegawai");
    device.sync(&town.server);
    for n in 0..3 {
        write_log(&mut device, &town, "pegawai", &n.to_string());
    }
    let answer = pushed(&device.send(&town.server, &device.own[2..]));
    assert_eq!(answer.outcome, PushOutcome::Gap { send_from: 1 });
    let unknown = town.device_with("pegawai", 7);
    let mut later = unknown.clone();
    write_log(&mut later, &town, "pegawai", "tanpa pembuka");
    let answer = pushed(&later.send(&town.server, &later.own[1..]));
    assert_eq!(answer.outcome, PushOutcome::Gap { send_from: 0 });
    device.sync(&town.server);
    assert!(device.unsent().is_empty());
}

#[test]
fn a_cloned_profile_is_kept_aside_and_nothing_is_lost() {
    let town = Town::found();
    let mut device = town.device("pegawai");
    device.sync(&town.server);
    let mut clone = device.clone();
    write_log(&mut device, &town, "pegawai", "asli");
    write_log(&mut clone, &town, "pegawai", "salinan");
    device.sync(&town.server);
    clone.sync(&town.server);
    assert!(clone.broken);
    let status = town.server.store().status_now().unwrap();
    assert_eq!(status.quarantined, 1);
    // Offering the same again keeps it once.
    assert_eq!(pushed(&clone.send(&town.server, &clone.own)).outcome, PushOutcome::Quarantined);
    assert_eq!(town.server.store().status_now().unwrap().quarantined, 1);
    assert_eq!(town.server.store().verify_now().unwrap().1, vec![]);
}

#[test]
fn a_new_chain_that_continues_a_broken_one_closes_it() {
    let town = Town::found();
    let mut old = town.device("pegawai");
    write_log(&mut old, &town, "pegawai", "sebelum");
    old.sync(&town.server);
    let mut fresh = town.device_with("pegawai", 5);
    let mut pen = Pen::new(&Secrets::from_seed(5).part("lanjutan"), &fresh.author, None);
    let closed = ledger::payload::ClosedChain { chain: old.pen.chain(), head: old.head };
    let open = pen.open("uji", Some(closed), town.server.now().0).unwrap();
    assert_eq!(pushed(&fresh.send(&town.server, &[open])).outcome, PushOutcome::Stored);
    write_log(&mut old, &town, "pegawai", "sesudah");
    old.sync(&town.server);
    assert!(old.broken);
    fresh.sync(&town.server);
    assert_eq!(fresh.book.items::<Value>(&subject::log(town.id("pegawai"), 2026)).len(), 1);
}

#[test]
fn a_record_waits_for_what_it_is_based_on() {
    let town = Town::found();
    let (mut first, mut second) = (town.device_with("pegawai", 1), town.device_with("pegawai", 2));
    let plan = subject::plan(town.id("pegawai"), 2026);
    let now = town.server.now().0;
    let form = |text: &str| {
        json!({ "period": "2026", "approach": "kuantitatif", "group": "ja_jf",
                "results": [{ "id": "h1", "text": text, "kind": "utama", "indicators": [] }] })
    };
    let base = first.write(Kind::Plan, plan.clone(), &form("awal"), now);
    // The second device got the first plan by another way than the server.
    second.book.add_own(std::sync::Arc::new(first.own[1].clone()), ledger::book::Filing::Unsent);
    let next = second.write(Kind::Plan, plan.clone(), &form("diubah"), now);
    let answer = pushed(&second.send(&town.server, &second.own));
    assert_eq!(answer.verdicts[1], (next, Verdict::Deferred(Reason::UnknownBase)));
    second.sync(&town.server);
    assert_eq!(second.verdict(next), Some(Verdict::Deferred(Reason::UnknownBase)));
    first.sync(&town.server);
    for device in [&mut first, &mut second] {
        device.sync(&town.server);
        assert_eq!(device.verdict(next), Some(Verdict::Accepted));
        assert_eq!(device.book.heads(&plan), vec![next]);
        assert_ne!(device.book.heads(&plan), vec![base]);
        assert_eq!(device.book.digest(), device.server_digest(&town.server));
    }
    assert_eq!(town.server.store().verify_now().unwrap().1, vec![]);
}

#[test]
fn an_entry_that_is_changed_stands_once_and_two_changes_are_a_contest() {
    let town = Town::found();
    let (mut first, mut second) = (town.device_with("pegawai", 1), town.device_with("pegawai", 2));
    let mut superior = town.device("atasan");
    let log = subject::log(town.id("pegawai"), 2026);
    let now = town.server.now().0;
    let draft = |payload: &Value, over: Vec<Hash>| Draft::new(Kind::Log, log.clone(), payload).unwrap().replacing(over);
    let entry = write_log(&mut first, &town, "pegawai", "lima");
    let change = first.write_draft(draft(&log_entry("enam"), vec![entry]), now);
    first.sync(&town.server);
    second.sync(&town.server);
    // Offline, the one takes back what the other says anew.
    first.write_draft(draft(&json!({ "state": "withdrawn" }), vec![change]), now);
    second.write_draft(draft(&log_entry("tujuh"), vec![change]), now);
    let counts: Vec<usize> = (0..2)
        .map(|_| {
            for device in [&mut first, &mut second, &mut superior] {
                device.sync(&town.server);
            }
            let items = item::items::<Log>(&superior.book, &log);
            assert_eq!((items.len(), items[0].name()), (1, Some(entry)));
            match items[0].standing() {
                Standing::Contested(values) => values.len(),
                Standing::One(_) | Standing::Nothing => 0,
            }
        })
        .collect();
    assert_eq!(counts, [2, 2]);
    let heads = item::heads(&first.book, &log, &[entry]);
    assert_eq!(heads.len(), 2);
    first.write_draft(draft(&log_entry("tujuh"), heads), now);
    for _ in 0..2 {
        for device in [&mut first, &mut second, &mut superior] {
            device.sync(&town.server);
            assert_eq!(device.book.digest(), device.server_digest(&town.server));
        }
    }
    let items = item::items::<Log>(&superior.book, &log);
    let stated = items[0].standing().one().and_then(|one| one.value.entry().map(|entry| entry.note.clone()));
    assert_eq!((stated.as_deref(), items[0].replaced().count()), (Some("tujuh"), 4));
    assert_eq!(town.server.store().verify_now().unwrap().1, vec![]);
}

#[test]
fn a_record_about_somebody_unknown_counts_once_the_person_is_entered() {
    let mut town = Town::found();
    let mut hr = town.device("hr");
    let stranger = ledger::hash::Id([77; 16]);
    let now = town.server.now().0;
    let from = "2024-01-01".parse().unwrap();
    let status = json!({ "field": "status", "status": "pns" });
    let early = hr.write(Kind::Fact, subject::fact(stranger, subject::Field::Status, from), &status, now);
    hr.sync(&town.server);
    assert_eq!(hr.verdict(early), Some(Verdict::Deferred(Reason::UnknownPerson)));
    let identity = json!({ "field": "identitas", "nip": "198001012005011099", "name": "Baru" });
    let subject = subject::fact(stranger, subject::Field::Identitas, from);
    let draft = sync_server::pen::Draft::new(Kind::Fact, subject, &identity).unwrap();
    town.write(vec![draft]);
    hr.sync(&town.server);
    assert_eq!(hr.verdict(early), Some(Verdict::Accepted));
}

#[test]
fn a_kind_of_a_newer_version_is_kept_and_waits() {
    let town = Town::found();
    let mut device = town.device("pegawai");
    device.sync(&town.server);
    let secret = Secrets::from_seed(1).part(&device.author);
    let key = sync_server::key::Key::from_secret(&secret);
    let sealed = Sealed { salt: [3; 16], payload: b"{}".to_vec() };
    let last = device.own.last().unwrap();
    let envelope = Envelope {
        seq: last.envelope.seq + 1,
        prev_hash: last.hash,
        kind: "pengabdian".into(),
        subject: "pengabdian/x".into(),
        version: VERSION + 1,
        payload_digest: sealed.digest(),
        ..last.envelope.clone()
    };
    let signature = key.sign(&envelope.to_bytes());
    let record = Record::seal(envelope, signature, sealed).unwrap();
    let answer = pushed(&device.send(&town.server, std::slice::from_ref(&record)));
    assert_eq!(answer.verdicts, vec![(record.hash, Verdict::Deferred(Reason::UnknownKind))]);
    let (now, today) = town.server.now();
    town.server.store().judge_unknown_kinds_now(now, today).unwrap();
    assert_eq!(town.server.store().status_now().unwrap().deferred, 1);
}

#[test]
fn a_bad_signature_is_kept_aside() {
    let town = Town::found();
    let mut device = town.device("pegawai");
    device.sync(&town.server);
    write_log(&mut device, &town, "pegawai", "x");
    let mut record = device.own.last().unwrap().clone();
    record.signature[5] ^= 1;
    assert_eq!(pushed(&device.send(&town.server, &[record])).outcome, PushOutcome::Quarantined);
    device.sync(&town.server);
    assert!(device.unsent().is_empty(), "the good one is taken in all the same");
}

#[test]
fn nobody_sends_in_the_name_or_chain_of_another() {
    let town = Town::found();
    let (mut mine, theirs) = (town.device("pegawai"), town.device("rekan"));
    mine.sync(&town.server);
    let answer = mine.send(&town.server, &theirs.own);
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::FORBIDDEN, "other_author"));
    let mut both = mine.own.clone();
    both.extend(theirs.own.clone());
    assert_eq!(mine.send(&town.server, &both).status, StatusCode::FORBIDDEN);
    assert_eq!(mine.send(&town.server, &[]).code(), "empty_batch");
    let garbage =
        town.server.post("/api/push", Some(mine.cookie()), "application/octet-stream", b"\x01\x00abc".to_vec());
    assert_eq!((garbage.status, garbage.code().as_str()), (StatusCode::BAD_REQUEST, "malformed"));
    let other = town.server.post("/api/push", Some(mine.cookie()), "application/octet-stream", b"\x09\x00".to_vec());
    assert_eq!((other.status, other.code().as_str()), (StatusCode::UPGRADE_REQUIRED, "protocol"));
}

#[test]
fn who_is_no_longer_the_superior_forgets_and_the_new_one_gets_everything() {
    let mut town = Town::found();
    let mut employee = town.device("pegawai");
    let mut superior = town.device("atasan");
    let mut new = town.device("kadis");
    let log = write_log(&mut employee, &town, "pegawai", "lama");
    employee.sync(&town.server);
    superior.sync(&town.server);
    new.sync(&town.server);
    let feedback = Feedback { from: "atasan".into(), text: "baik".into(), day: TODAY.parse().unwrap(), answer: None };
    let about = subject::feedback(town.id("pegawai"), PERIOD);
    let mine = superior.write(Kind::Feedback, about, &feedback, town.server.now().0);
    superior.sync(&town.server);
    assert!(superior.book.get(log).is_some() && new.book.get(log).is_none());

    // The change holds from tomorrow: today nothing moves.
    town.post("pegawai", "2026-11-21", "pkm", Some("kadis"));
    superior.sync(&town.server);
    assert!(superior.revoked.is_empty());
    town.server.pass(24 * 3600);
    town.server.work();
    superior.sync(&town.server);
    new.sync(&town.server);
    let prefix = format!("p-{}/kinerja/", town.id("pegawai"));
    assert!(superior.revoked.contains(&prefix));
    assert!(superior.book.get(log).is_none() && superior.book.get(mine).is_some());
    assert!(new.book.get(log).is_some());
    for device in [&mut superior, &mut new] {
        assert_eq!(device.book.digest(), device.server_digest(&town.server));
    }
    // A new device of the old superior ends with the same.
    let mut other = town.device_with("atasan", 9);
    other.sync(&town.server);
    superior.sync(&town.server);
    assert_eq!(other.book.digest(), superior.book.digest());
    assert!(other.book.get(log).is_none() && other.book.get(mine).is_some());
}

#[test]
fn a_role_over_the_whole_region_comes_and_goes() {
    let town = Town::found();
    let mut employee = town.device("pegawai");
    write_log(&mut employee, &town, "pegawai", "x");
    employee.sync(&town.server);
    let mut device = town.device("rekan");
    device.sync(&town.server);
    let before = device.book.len();
    let (now, today) = town.server.now();
    let role = |roles| town.server.store().set_roles_now(&town.author("rekan"), roles, now, today).unwrap();
    role(vec![ledger::role::Role::Hr(ledger::role::Scope::Region)]);
    device.sync(&town.server);
    assert!(device.book.len() > before);
    assert_eq!(device.book.digest(), device.server_digest(&town.server));
    role(vec![]);
    device.sync(&town.server);
    assert_eq!(device.book.len(), before);
    assert_eq!(device.book.digest(), device.server_digest(&town.server));
    assert!(device.revoked.contains(&"*/kinerja/".to_owned()));
}

#[test]
fn small_pages_deliver_the_same_as_large_ones() {
    let mut town = Town::found();
    let mut writer = town.device("pegawai");
    for n in 0..9 {
        write_log(&mut writer, &town, "pegawai", &n.to_string());
    }
    writer.sync(&town.server);
    town.post("rekan", "2026-11-01", "pkm", Some("kadis"));
    for login in ["pegawai", "atasan", "kadis", "hr", "bendahara", OPERATOR] {
        let (mut small, mut large) = (town.device_with(login, 21), town.device_with(login, 22));
        small.push(&town.server, 10, Cut::Nowhere);
        large.push(&town.server, 10, Cut::Nowhere);
        while small.pull(&town.server, 1, Cut::Nowhere) {}
        while large.pull(&town.server, 1000, Cut::Nowhere) {}
        assert_eq!((small.book.len(), small.book.digest()), (large.book.len(), large.book.digest()), "{login}");
        assert_eq!(small.book.digest(), small.server_digest(&town.server), "{login}");
    }
}

#[test]
fn a_restored_server_gets_back_what_it_lost() {
    let mut town = Town::found();
    let mut device = town.device("pegawai");
    write_log(&mut device, &town, "pegawai", "sebelum cadangan");
    device.sync(&town.server);
    let copy = town.server.folder().join("cadangan.sqlite");
    sync_server::store::backup(town.server.folder(), &copy).unwrap();
    let after = write_log(&mut device, &town, "pegawai", "sesudah cadangan");
    device.sync(&town.server);
    let epoch = device.cursor.epoch.clone();
    town.server.restore(&copy, "epoch-baru");
    assert_eq!(town.server.get("/api/me", Some(device.cookie())).status, StatusCode::UNAUTHORIZED);
    device.sign_in(&town.server, "pegawai");
    device.sync(&town.server);
    device.sync(&town.server);
    assert_ne!(device.cursor.epoch, epoch);
    assert_eq!(device.verdict(after), Some(Verdict::Accepted));
    assert_eq!(device.book.digest(), device.server_digest(&town.server));
    assert_eq!(town.server.store().verify_now().unwrap().1, vec![]);
}

#[test]
fn an_unknown_epoch_begins_from_the_start() {
    let town = Town::found();
    let mut device = town.device("pegawai");
    device.sync(&town.server);
    let answer = town.server.get("/api/pull?epoch=lain&after=999999&within=5", Some(device.cookie()));
    let page = Page::from_bytes(&answer.body).unwrap();
    assert_eq!(page.cursor.epoch, device.cursor.epoch);
    assert!(page.items.len() >= device.own.len());
    assert_eq!(town.server.get("/api/pull?after=minus", Some(device.cookie())).code(), "bad_request");
}

#[test]
fn what_was_answered_survives_a_restart() {
    let mut town = Town::found();
    let mut device = town.device("pegawai");
    let hash = write_log(&mut device, &town, "pegawai", "tahan");
    let answer = pushed(&device.send(&town.server, &device.own));
    let head = town.server.store().log_head_now().unwrap();
    town.server.restart();
    assert_eq!(town.server.store().log_head_now().unwrap(), head);
    device.sync(&town.server);
    assert_eq!(device.head, answer.head);
    assert_eq!(device.verdict(hash), Some(Verdict::Accepted));
}

#[test]
fn verify_notices_every_kind_of_tampering() {
    let spoil = [
        ("UPDATE log SET at = at + 1 WHERE seq = 5", "was changed: its hash does not fit"),
        ("DELETE FROM log WHERE seq = 5", "an entry before it is missing"),
        ("UPDATE records SET verdict = 0, reason = NULL WHERE verdict = 1", "verdict is not the one of the log"),
        ("DELETE FROM heads WHERE subject LIKE 'log/%'", "was accepted and does not stand"),
        ("UPDATE chains SET head_seq = head_seq + 1", "does not end at its head"),
        (
            "UPDATE records SET body = CAST(substr(body, 1, length(body) - 2) || x'7878' AS BLOB) WHERE kind = 'log'",
            "payload was changed: its digest does not fit",
        ),
        ("UPDATE records SET body = substr(body, 9) WHERE kind = 'log'", "cannot be read"),
    ];
    for (sql, what) in spoil {
        let mut town = Town::found();
        let mut device = town.device("pegawai");
        write_log(&mut device, &town, "pegawai", "melayani");
        let foreign = subject::log(town.id("rekan"), 2026);
        device.write(Kind::Log, foreign, &log_entry("bukan milik"), 0);
        device.sync(&town.server);
        assert_eq!(town.server.store().verify_now().unwrap().1, vec![]);
        let path = town.server.store().path().to_owned();
        town.server.store().stop();
        takar_tests::device::tamper(&path, sql);
        town.server.restart();
        let (_, findings) = town.server.store().verify_now().unwrap();
        assert!(findings.iter().any(|finding| finding.what == what), "{sql}: {findings:?}");
    }
}

#[test]
fn the_superior_reads_the_summary_of_peers_once_there_are_enough() {
    let town = Town::found();
    let (employee, now) = (town.id("pegawai"), town.server.now().0);
    let mut superior = town.device("atasan");
    superior.sync(&town.server);
    let peers = ["rekan", "rekan2", "rekan3"];
    for login in peers {
        let ask = json!({ "name": "pegawai", "title": "Jabatan", "stands": true });
        superior.write(Kind::PeerRequest, subject::peer_request(town.id(login), PERIOD, employee), &ask, now);
    }
    superior.sync(&town.server);
    let summary = subject::peer_summary(employee, PERIOD);
    for (at, login) in peers.into_iter().enumerate() {
        let mut peer = town.device(login);
        peer.sync(&town.server);
        assert!(matches!(
            peer.book.standing::<Value>(&subject::peer_request(town.id(login), PERIOD, employee)),
            Standing::One(_)
        ));
        let answer = json!({ "values": [{ "value": "kolaboratif", "seen": "di_atas" }], "strength": "ramah" });
        let hash = peer.write(Kind::Peer, subject::peer(employee, PERIOD, town.id(login)), &answer, now);
        peer.sync(&town.server);
        assert_eq!(peer.verdict(hash), Some(Verdict::Accepted));
        town.server.work();
        superior.sync(&town.server);
        let standing = superior.book.standing::<PeerSummary>(&summary);
        assert_eq!(matches!(standing, Standing::One(_)), at == 2, "after {} answers", at + 1);
        assert!(superior.book.get(hash).is_none());
    }
    let Some(stated) = superior.book.standing::<PeerSummary>(&summary).one() else { panic!("a summary") };
    assert!(matches!(stated.value, PeerSummary::Summary { answers: 3, .. }));
    assert_eq!(stated.record.envelope.author, "server");
    let head = town.server.store().log_head_now().unwrap();
    town.server.work();
    assert_eq!(town.server.store().log_head_now().unwrap(), head, "nothing is derived twice");
    assert_eq!(superior.book.digest(), superior.server_digest(&town.server));
}

#[test]
fn seats_follow_the_order_of_enrolments_and_move_up() {
    let town = Town::found();
    let now = town.server.now().0;
    let mut hr = town.device("hr");
    let programme = json!({
        "id": "etika", "title": "Etika Pelayanan", "topic": "layanan", "provider": "BKPSDM", "form": "klasikal",
        "jp": "10", "jp_confidence": "single", "areas": [],
        "sessions": [{ "id": "s1", "from": "2026-12-01", "until": "2026-12-02", "place": "Aula", "quota": 1 }]
    });
    let catalogue = hr.write(Kind::Programme, subject::programme("etika"), &programme, now);
    hr.sync(&town.server);
    assert_eq!(hr.verdict(catalogue), Some(Verdict::Accepted));
    let mut people: Vec<Device> = ["pegawai", "rekan", "rekan2"].map(|login| town.device(login)).into();
    let say = |device: &mut Device, login: &str, state: &str| {
        let words = json!({ "state": state, "name": login });
        device.write(Kind::Enrolment, subject::enrolment(town.id(login), "etika", "s1"), &words, now);
        device.sync(&town.server);
        town.server.work();
        device.sync(&town.server);
    };
    for (device, login) in people.iter_mut().zip(["pegawai", "rekan", "rekan2"]) {
        say(device, login, "enrolled");
    }
    let seat = |device: &mut Device, login: &str| {
        device.sync(&town.server);
        device.book.standing::<Seat>(&subject::seat(town.id(login), "etika", "s1")).one().map(|stated| stated.value)
    };
    assert_eq!(seat(&mut people[0], "pegawai"), Some(Seat::Confirmed));
    assert_eq!(seat(&mut people[1], "rekan"), Some(Seat::Waiting { place: 1 }));
    say(&mut people[0], "pegawai", "withdrawn");
    assert_eq!(seat(&mut people[0], "pegawai"), Some(Seat::Released));
    assert_eq!(seat(&mut people[1], "rekan"), Some(Seat::Confirmed));
    assert_eq!(seat(&mut people[2], "rekan2"), Some(Seat::Waiting { place: 1 }));
    assert_eq!(town.server.store().verify_now().unwrap().1, vec![]);
}

#[test]
fn repeated_wrong_passwords_lock_the_name_for_a_time_that_is_named() {
    let town = Town::found();
    for login in ["pegawai", "siapa-saja"] {
        for _ in 0..4 {
            let answer = town.server.sign_in(login, "salah sekali");
            assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNAUTHORIZED, "wrong_password"));
        }
        let answer = town.server.sign_in(login, "salah sekali");
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::TOO_MANY_REQUESTS, "locked"));
        let json: Value = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(json["detail"], json!(30));
        // Even the right password is not looked at, and a restart does not open the door.
        assert_eq!(town.server.sign_in(login, PASSWORD).code(), "locked");
    }
    let mut town = town;
    town.server.restart();
    assert_eq!(town.server.sign_in("pegawai", PASSWORD).code(), "locked");
    town.server.pass(31);
    assert_eq!(town.server.sign_in("pegawai", PASSWORD).status, StatusCode::OK);
    assert_eq!(town.server.sign_in("pegawai", "salah sekali").code(), "wrong_password");
}

#[test]
fn too_many_tries_are_slowed_down() {
    let town = Town::found();
    let codes: Vec<String> =
        (0..70).map(|n| town.server.sign_in(&format!("nama-{n}"), "salah sekali").code()).collect();
    assert!(codes[..60].iter().all(|code| code == "wrong_password"));
    assert!(codes[60..].iter().all(|code| code == "too_many"));
}

#[test]
fn a_session_can_be_left_and_ends_with_a_new_password_or_a_disabled_account() {
    let town = Town::found();
    let (first, second) = (town.server.cookie("pegawai"), town.server.cookie("pegawai"));
    let me = |cookie: &str| town.server.get("/api/me", Some(cookie)).status;
    let change = |old: &str, new: &str| {
        let body = json!({ "old": old, "new": new }).to_string().into_bytes();
        town.server.post("/api/password", Some(&first), "application/json", body)
    };
    assert_eq!(change("bukan itu", "yang baru sekali").code(), "wrong_password");
    assert_eq!(change(PASSWORD, "pendek").code(), "weak_password");
    assert_eq!(change(PASSWORD, "yang baru sekali").status, StatusCode::NO_CONTENT);
    assert_eq!((me(&first), me(&second)), (StatusCode::OK, StatusCode::UNAUTHORIZED));
    let gone = town.server.post("/api/sign-out", Some(&first), "application/json", Vec::new());
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(me(&first), StatusCode::UNAUTHORIZED);
    let third = town.server.cookie("rekan");
    let (now, today) = town.server.now();
    town.server.store().set_disabled_now(&town.author("rekan"), true, now, today).unwrap();
    assert_eq!(me(&third), StatusCode::UNAUTHORIZED);
    assert_eq!(town.server.sign_in("rekan", PASSWORD).code(), "wrong_password");
    let fourth = town.server.cookie("rekan2");
    town.server.pass(31 * 24 * 3600);
    assert_eq!(me(&fourth), StatusCode::UNAUTHORIZED, "a session ends");
}

#[test]
fn a_change_from_another_site_is_refused() {
    let town = Town::found();
    let cookie = town.server.cookie("pegawai");
    let build = |headers: &[(&str, &str)]| {
        let mut request = Request::builder().method("POST").uri("/api/sign-out").header(header::COOKIE, &cookie);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::empty()).unwrap()
    };
    let refused: [&[(&str, &str)]; 5] = [
        &[],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site"), ("origin", "https://takar.example"), ("host", "takar.example")],
        &[("origin", "https://jahat.example"), ("host", "takar.example")],
        &[("origin", "null"), ("host", "takar.example")],
    ];
    for headers in refused {
        let answer = town.server.call(build(headers));
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::FORBIDDEN, "cross_site"), "{headers:?}");
    }
    let good = town.server.call(build(&[("origin", "https://takar.example"), ("host", "takar.example")]));
    assert_eq!(good.status, StatusCode::NO_CONTENT);
}

#[test]
fn bodies_beyond_the_limit_are_refused() {
    let town = Town::found();
    let cookie = town.server.cookie("pegawai");
    let octets = "application/octet-stream";
    let mut body = wire::PROTOCOL.to_le_bytes().to_vec();
    body.resize(8 * 1024 * 1024 + 1, 0);
    let answer = town.server.post("/api/push", Some(&cookie), octets, body);
    assert_eq!((answer.status, answer.code().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "body_too_large"));
    let answer = town.server.post("/api/sign-in", None, "application/json", vec![b' '; 17 * 1024]);
    assert_eq!(answer.code(), "body_too_large");
    let answer = town.server.post("/api/sign-in", None, "text/plain", b"{}".to_vec());
    assert_eq!(answer.code(), "wrong_type");
    assert_eq!(town.server.post("/api/sign-in", None, "application/json", b"{".to_vec()).code(), "bad_request");
}

#[test]
fn every_answer_carries_the_strict_headers_and_unknown_addresses_start_the_app() {
    let town = Town::found();
    let dist = town.server.folder().join("dist");
    std::fs::create_dir_all(&dist).unwrap();
    std::fs::write(dist.join("index.html"), "<!doctype html>awal").unwrap();
    std::fs::write(dist.join("app.js"), "lama").unwrap();
    std::fs::write(dist.join("app.js.br"), "padat").unwrap();
    for path in ["/", "/kerja/rencana", "/app.js", "/api/health", "/api/tidak-ada", "/tidak-ada.js"] {
        let answer = town.server.get(path, None);
        let header =
            |name: &str| answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("").to_owned();
        assert!(header("content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert_eq!(
            (header("x-content-type-options"), header("referrer-policy")),
            ("nosniff".into(), "no-referrer".into())
        );
        assert_eq!(header("cache-control"), "no-cache", "{path}");
    }
    let page = town.server.get("/kerja/rencana", None);
    assert_eq!((page.status, page.body.as_slice()), (StatusCode::OK, b"<!doctype html>awal".as_slice()));
    assert_eq!(town.server.get("/tidak-ada.js", None).status, StatusCode::NOT_FOUND);
    assert_eq!(town.server.get("/api/tidak-ada", None).code(), "not_found");
    let mut packed = request("GET", "/app.js", None, None, Vec::new());
    packed.headers_mut().insert(header::ACCEPT_ENCODING, "gzip, br".parse().unwrap());
    let packed = town.server.call(packed);
    assert_eq!(packed.body, b"padat");
    let tag = packed.headers[header::ETAG].clone();
    let mut again = request("GET", "/app.js", None, None, Vec::new());
    again.headers_mut().insert(header::ACCEPT_ENCODING, "br".parse().unwrap());
    again.headers_mut().insert(header::IF_NONE_MATCH, tag);
    assert_eq!(town.server.call(again).status, StatusCode::NOT_MODIFIED);
    assert_eq!(town.server.get("/../takar.sqlite", None).status, StatusCode::NOT_FOUND);
}
