//! Every route × every role × own, subordinate's and foreign record. The table of what may be seen stands here a
//! second time, written by hand, so that a change of the server's own table is noticed.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use domain::calendar::Day;
use domain::hadir::{Minute, Moment};
use domain::law::YearlyKind;
use ledger::book::Filing;
use ledger::dossier::{Class, Dossier, Owner};
use ledger::hash::{Hash, Id};
use ledger::judge::{Reason, Verdict};
use ledger::kind::Kind;
use ledger::payload::{Feedback, RewardBasis, RewardList, RunSeal};
use ledger::record::Record;
use ledger::reward::Place;
use ledger::sealed;
use ledger::subject::{self, Field};
use ledger::wire::{Account, PROTOCOL};
use serde_json::{Value, json};
use sync_server::http::routes::{Access, ROUTES};
use takar_tests::device::{Device, Server, request};
use takar_tests::town::{OFFICE_APPROVER, OFFICE_HR, OFFICE_TREASURER, OPERATOR, PERIOD, TODAY, Town, plain_slip};

const ACCOUNTS: [&str; 10] =
    ["kadis", "atasan", "pegawai", "rekan", "hr", "bendahara", OFFICE_HR, OFFICE_TREASURER, OFFICE_APPROVER, OPERATOR];

/// Writes at least one record of every class about the employee, by whoever may.
fn busy_town() -> (Town, BTreeMap<Hash, Record>) {
    let mut town = Town::found();
    let (employee, now) = (town.id("pegawai"), town.server.now().0);
    let family = json!({ "field": "pajak", "ptkp": "K/1" });
    let from = "2026-01-01".parse().unwrap();
    let tax = sync_server::pen::Draft::new(Kind::Fact, subject::fact(employee, Field::Pajak, from), &family).unwrap();
    town.write(vec![tax]);

    let mut devices: BTreeMap<&str, Device> = BTreeMap::new();
    for login in ["pegawai", "atasan", "rekan", "rekan2", "rekan3", "hr", "kadis", "bendahara"] {
        let mut device = town.device(login);
        device.sync(&town.server);
        devices.insert(login, device);
    }
    let mut write = |login: &str, kind: Kind, subject: String, payload: Value| {
        let Some(device) = devices.get_mut(login) else { panic!("{login}") };
        let hash = device.write(kind, subject, &payload, now);
        device.sync(&town.server);
        assert_eq!(device.verdict(hash), Some(Verdict::Accepted), "{login} {kind:?}");
    };
    let plan = json!({ "period": "2026", "approach": "kuantitatif", "group": "ja_jf", "results": [] });
    let rating = json!({ "hasil": "sesuai", "perilaku": "sesuai" });
    let person = |login: &str| town.id(login);
    for login in ["pegawai", "atasan", "kadis"] {
        write(login, Kind::Plan, subject::plan(person(login), 2026), plan.clone());
        write(login, Kind::Rating, subject::rating(person(login), PERIOD, person(login)), rating.clone());
    }
    write("pegawai", Kind::Log, subject::log(employee, 2026), json!({ "date": TODAY, "note": "kerja" }));
    write(
        "pegawai",
        Kind::Trial,
        subject::trial(employee, "2026-11".parse().unwrap()),
        json!({ "month": "2026-11", "fields": {} }),
    );
    write(
        "atasan",
        Kind::Expectation,
        subject::expectation(employee, 2026),
        json!({ "from": "atasan", "text": "lebih cepat" }),
    );
    write("atasan", Kind::Rating, subject::rating(employee, PERIOD, person("atasan")), rating);
    for peer in ["rekan", "rekan2", "rekan3"] {
        let ask = json!({ "name": "pegawai", "title": "Jabatan", "stands": true });
        write("atasan", Kind::PeerRequest, subject::peer_request(person(peer), PERIOD, employee), ask);
    }
    for peer in ["rekan", "rekan2", "rekan3"] {
        let answer = json!({ "values": [{ "value": "harmonis", "seen": "sesuai" }] });
        write(peer, Kind::Peer, subject::peer(employee, PERIOD, person(peer)), answer);
    }
    let recap = json!({ "predikat": "baik", "measures": { "hadir": "22" } });
    write("hr", Kind::Recap, subject::recap(employee, "2026-10".parse().unwrap()), recap);
    let saldo = json!({ "field": "saldo", "gross_rp": 1, "tax_rp": 0, "iwp_rp": 0, "months": 1 });
    write("bendahara", Kind::Fact, subject::fact(employee, Field::Saldo, from), saldo);
    let account =
        json!({ "field": "rekening", "bank_code": "900", "bank": "Bank", "account": "0012345", "holder": "x" });
    write("bendahara", Kind::Fact, subject::fact(employee, Field::Rekening, from), account);
    let numbers = json!({ "field": "diri", "nik": "9901015504870001" });
    write("hr", Kind::Fact, subject::fact(employee, Field::Diri, from), numbers);
    let (slip, month) = (plain_slip("2026-10"), "2026-10".parse().unwrap());
    let seal = sealed::name(month, &BTreeMap::from([(employee, slip.clone())]), 0);
    write("bendahara", Kind::Slip, subject::slip(employee, month, seal.run()), json!(slip));
    let step = json!({ "step": { "step": "submitted", "note": "" }, "seal": seal });
    write("bendahara", Kind::PayMonth, subject::pay_month("pkm", month), step);
    let (day, list) = ("2026-11-02".parse().unwrap(), reward_list());
    let run = list.seal.run();
    write("bendahara", Kind::RewardSlip, subject::reward_slip(employee, day, run), reward_slip());
    let yearly = subject::yearly_slip(employee, YearlyKind::Thr, 2026, month, run);
    let payment = json!({ "base": slip.month, "payday": slip.month, "digest": Hash([5; 32]) });
    write("bendahara", Kind::YearlySlip, yearly, payment);
    let yearly = json!({ "decided": {}, "at": { "step": { "step": "submitted", "note": "" }, "seal": seal } });
    write("bendahara", Kind::Yearly, subject::yearly("pkm", YearlyKind::Thr, 2026, month), yearly);
    let at = Place::new("pkm", day, &list.decree);
    write("bendahara", Kind::Reward, at.subject(), json!({ "step": { "step": "proposed" }, "list": list }));
    town.server.work();

    // Everything there is, as the accounts together wrote it.
    let mut all: BTreeMap<Hash, Record> = BTreeMap::new();
    for login in ["hr", "bendahara", "pegawai", "rekan", "rekan2", "rekan3", "atasan", "kadis"] {
        let mut device = town.device_with(login, 99);
        device.sync(&town.server);
        all.extend(held(&device));
    }
    (town, all)
}

/// What a clock on the wall of Greenwich shows.
fn wall(now: i64) -> Moment {
    let minute = u16::try_from(now.rem_euclid(86_400) / 60).unwrap();
    Moment { day: Day::from_unix_days(now.div_euclid(86_400)), minute: Minute::new(minute / 60, minute % 60).unwrap() }
}

fn reward_slip() -> Value {
    json!({ "nip": "198001012005011003", "golongan": "III/b", "gross": { "from": "given", "amount_rp": 1_000_000 } })
}

fn reward_list() -> RewardList {
    let seal = sealed::name("2026-11".parse().unwrap(), &BTreeMap::new(), 0);
    RewardList {
        title: "Tim".into(),
        decree: "800/1".into(),
        basis: RewardBasis::Team,
        reason: "x".into(),
        seal: RunSeal { people: 1, ..seal },
    }
}

fn held(device: &Device) -> BTreeMap<Hash, Record> {
    // Every subject of every kind, items and heads, through the doors that the app uses.
    let mut held = BTreeMap::new();
    for kind in Kind::ALL {
        let prefix = if *kind == Kind::ChainOpen { "chain/" } else { kind.code() };
        for subject in device.book.subjects(prefix) {
            let items = device.book.items::<Value>(subject).into_iter().map(|stated| stated.record.hash);
            for hash in device.book.heads(subject).into_iter().chain(items) {
                if let Some((record, Filing::Decided(_))) = device.book.get(hash) {
                    held.insert(hash, Record::clone(record));
                }
            }
        }
    }
    assert!(held.len() <= device.book.len());
    held
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Relation {
    Own,
    Subordinate,
    SameOfficeTree,
    Foreign,
}

fn relation(town: &Town, login: &str, owner: Id) -> Relation {
    if login == OPERATOR {
        return Relation::Foreign;
    }
    let who = town.people.iter().find(|person| person.id == owner);
    match who {
        Some(person) if person.login == login => Relation::Own,
        Some(person) if person.superior == Some(login) => Relation::Subordinate,
        Some(person) if ["dinkes", "pkm"].contains(&person.office) => Relation::SameOfficeTree,
        _ => Relation::Foreign,
    }
}

/// The table, by hand.
fn may_see(town: &Town, login: &str, record: &Record) -> bool {
    use Class::{Gaji, Keluarga, Kepegawaian, Kinerja, Publik, Rekan};
    if record.envelope.author == town.author(login) {
        return true;
    }
    if record.envelope.kind == Kind::ChainOpen.code() {
        return false;
    }
    let Ok(dossier) = record.envelope.dossier.parse::<Dossier>() else { return false };
    let Owner::Person(owner) = dossier.owner else { return dossier.class == Publik };
    let relation = relation(town, login, owner);
    match dossier.class {
        Rekan => false,
        Publik => true,
        Kinerja => match login {
            "hr" => true,
            OFFICE_HR => relation != Relation::Foreign,
            _ => matches!(relation, Relation::Own | Relation::Subordinate),
        },
        Kepegawaian => match login {
            "hr" | "bendahara" => true,
            OFFICE_HR | OFFICE_TREASURER | OFFICE_APPROVER => relation != Relation::Foreign,
            _ => matches!(relation, Relation::Own | Relation::Subordinate),
        },
        Keluarga => match login {
            "hr" | "bendahara" => true,
            OFFICE_HR | OFFICE_TREASURER | OFFICE_APPROVER => relation != Relation::Foreign,
            _ => relation == Relation::Own,
        },
        Gaji => match login {
            "bendahara" => true,
            OFFICE_TREASURER | OFFICE_APPROVER => relation != Relation::Foreign,
            _ => relation == Relation::Own,
        },
    }
}

#[test]
fn every_account_gets_exactly_what_the_table_says() {
    let (town, all) = busy_town();
    let classes: Vec<Class> = Class::ALL.into_iter().map(|(class, _)| class).collect();
    for class in classes {
        let some =
            all.values().any(|record| record.envelope.dossier.parse::<Dossier>().is_ok_and(|d| d.class == class));
        assert!(some, "the town has no record of class {class:?}");
    }
    for login in ACCOUNTS {
        let mut device = town.device_with(login, 500);
        device.sync(&town.server);
        let held = held(&device);
        for (hash, record) in &all {
            let envelope = &record.envelope;
            assert_eq!(
                held.contains_key(hash),
                may_see(&town, login, record),
                "{login} and {} by {}",
                envelope.subject,
                envelope.author
            );
        }
        assert!(held.values().all(|record| may_see(&town, login, record)), "{login} got something that is in no table");
        assert_eq!(device.book.digest(), device.server_digest(&town.server), "{login}");
    }
}

#[test]
fn a_superior_never_receives_pay_or_a_single_peers_answer() {
    let (town, _) = busy_town();
    for login in ["atasan", "kadis"] {
        let mut device = town.device_with(login, 7);
        device.sync(&town.server);
        for record in held(&device).values() {
            let dossier: Dossier = record.envelope.dossier.parse().unwrap();
            let own = dossier.owner == Owner::Person(town.id(login));
            assert!(dossier.class != Class::Rekan, "{}", record.envelope.subject);
            assert!(![Class::Gaji, Class::Keluarga].contains(&dossier.class) || own, "{}", record.envelope.subject);
        }
    }
}

#[test]
fn hr_reads_the_family_it_changes_and_nothing_else_of_pay() {
    let (town, _) = busy_town();
    let (employee, now) = (town.id("pegawai"), town.server.now().0);
    let tax = subject::fact(employee, Field::Pajak, "2026-01-01".parse().unwrap());
    for login in ["hr", OFFICE_HR] {
        let mut hr = town.device_with(login, 21);
        hr.sync(&town.server);
        let changed = hr.write(Kind::Fact, tax.clone(), &json!({ "field": "pajak", "ptkp": "K/2" }), now);
        hr.sync(&town.server);
        assert_eq!(hr.verdict(changed), Some(Verdict::Accepted));
        for other in ["hr", OFFICE_HR, "bendahara", OFFICE_TREASURER, "pegawai"] {
            let mut device = town.device_with(other, 22);
            device.sync(&town.server);
            assert_eq!(device.book.heads(&tax), vec![changed], "{other} after {login}");
        }
        let class = |record: &Record| record.envelope.dossier.parse::<Dossier>().unwrap().class;
        assert!(held(&hr).values().all(|record| class(record) != Class::Gaji), "{login}");
    }
}

#[test]
fn nobody_but_its_author_ever_receives_a_peers_answer() {
    let (town, all) = busy_town();
    let answers: Vec<&Record> = all.values().filter(|record| record.envelope.kind == Kind::Peer.code()).collect();
    assert_eq!(answers.len(), 3);
    for login in ACCOUNTS {
        let mut device = town.device_with(login, 8);
        device.sync(&town.server);
        for answer in &answers {
            let mine = answer.envelope.author == town.author(login);
            assert_eq!(device.book.get(answer.hash).is_some(), mine, "{login}");
        }
    }
}

#[test]
fn junk_in_a_foreign_dossier_reaches_nobody_else() {
    let (town, _) = busy_town();
    let employee = town.id("pegawai");
    let mut peer = town.device_with("rekan", 3);
    peer.sync(&town.server);
    let now = town.server.now().0;
    let hash = peer.write(Kind::Log, subject::log(employee, 2026), &json!({ "date": TODAY, "note": "palsu" }), now);
    peer.sync(&town.server);
    assert_eq!(peer.verdict(hash), Some(Verdict::Refused(Reason::NotOwn)));
    for login in ["pegawai", "atasan", "hr"] {
        let mut device = town.device_with(login, 4);
        device.sync(&town.server);
        assert!(device.book.get(hash).is_none(), "{login}");
    }
}

/// A request that is well formed for the route, so that only the access decides.
fn call(server: &Server, method: &str, path: &str, cookie: Option<&str>) -> StatusCode {
    let (kind, body) = match path {
        "/api/push" => (Some("application/octet-stream"), PROTOCOL.to_le_bytes().to_vec()),
        "/api/sign-in" => (Some("application/json"), br#"{"name":"siapa","password":"bukan siapa"}"#.to_vec()),
        "/api/password" => (Some("application/json"), br#"{"old":"bukan itu","new":"pendek"}"#.to_vec()),
        _ => (None, Vec::new()),
    };
    server.call(request(method, path, cookie, kind, body)).status
}

#[test]
fn every_route_is_open_to_those_of_its_row_and_to_nobody_else() {
    let town = Town::found();
    for route in ROUTES {
        let signed_out = call(&town.server, route.method, route.path, None);
        let forged = call(&town.server, route.method, route.path, Some("takar=00000000000000000000"));
        for status in [signed_out, forged] {
            let refused = status == StatusCode::UNAUTHORIZED && route.path != "/api/sign-in";
            assert_eq!(refused, route.access != Access::Public, "{} {} signed out", route.method, route.path);
        }
        for login in ACCOUNTS {
            // Signing in is slowed down by address; time helps.
            town.server.pass(30);
            let cookie = town.server.cookie(login);
            let status = call(&town.server, route.method, route.path, Some(&cookie));
            let allowed = match route.access {
                Access::Public | Access::SignedIn => true,
                Access::Operator => login == OPERATOR,
            };
            assert_eq!(status == StatusCode::FORBIDDEN, !allowed, "{login} {} {}", route.method, route.path);
            assert!(!status.is_server_error(), "{login} {} {}", route.method, route.path);
        }
        let other = if route.method == "GET" { "DELETE" } else { "GET" };
        let status = call(&town.server, other, route.path, None);
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED, "{other} {}", route.path);
    }
    let paths: std::collections::BTreeSet<_> = ROUTES.iter().map(|route| (route.path, route.method)).collect();
    assert_eq!(paths.len(), ROUTES.len());
}

#[test]
fn a_signed_out_caller_gets_no_record_and_no_word_about_people() {
    let (town, _) = busy_town();
    for path in ["/api/pull", "/api/digest", "/api/me", "/api/status"] {
        let answer = town.server.get(path, None);
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNAUTHORIZED, "not_signed_in"));
    }
    let health = String::from_utf8(town.server.get("/api/health", None).body).unwrap();
    assert!(!health.contains("Kota"), "{health}");
}

#[test]
fn the_salt_of_person_ids_goes_only_to_roles_that_enter_people() {
    let town = Town::found();
    for login in ACCOUNTS {
        let answer = town.server.get("/api/me", Some(&town.server.cookie(login)));
        let account: Account = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(account.region_salt.is_some(), login.starts_with("hr"), "{login}");
        assert_eq!(account.author, town.author(login));
        assert_eq!(answer.headers["cache-control"], "no-store");
    }
}

/// What each account may write about the employee; everything else is refused with the reason, or deferred where a
/// fact that may still come would allow it.
#[test]
fn every_role_writes_only_what_its_authority_reaches() {
    let town = Town::found();
    let (employee, other) = (town.id("pegawai"), town.id("hr"));
    let from = "2026-01-01".parse().unwrap();
    let rating = json!({ "hasil": "sesuai", "perilaku": "sesuai" });
    let recap = json!({ "measures": {} });
    let feedback = Feedback { from: "x".into(), text: "x".into(), day: TODAY.parse().unwrap(), answer: None };
    let not = Verdict::Refused;
    let yes = Verdict::Accepted;
    for login in ACCOUNTS {
        let mut device = town.device(login);
        device.sync(&town.server);
        let own = town.people.iter().find(|person| person.login == login).map_or(Id([1; 16]), |person| person.id);
        let is = |logins: &[&str]| logins.contains(&login);
        let not_superior =
            if login == OPERATOR { not(Reason::NotSuperior) } else { Verdict::Deferred(Reason::NotSuperior) };
        let superior_only = if is(&["atasan"]) { yes } else { not_superior };
        let entering = if is(&["hr", OFFICE_HR]) { yes } else { not(Reason::NotInRole) };
        let paying = if is(&["hr", OFFICE_HR, "bendahara", OFFICE_TREASURER]) { yes } else { not(Reason::NotInRole) };
        let paid = if is(&["bendahara", OFFICE_TREASURER]) { yes } else { not(Reason::NotInRole) };
        let (slip, month) = (plain_slip("2026-10"), "2026-10".parse().unwrap());
        let seal = sealed::name(month, &BTreeMap::from([(employee, slip.clone())]), 0);
        let submitted = json!({ "step": { "step": "submitted", "note": "" }, "seal": seal });
        let approved = json!({ "step": { "step": "approved" }, "seal": seal });
        let region_paid = if is(&["bendahara"]) { yes } else { not(Reason::NotInRole) };
        // Who may approve is told that there is nothing to approve.
        let approving = if is(&[OFFICE_APPROVER]) { not(Reason::OutOfOrder) } else { not(Reason::NotInRole) };
        let (day, list) = ("2026-11-02".parse().unwrap(), reward_list());
        // Each account has a list of its own, so that none stands on what another wrote.
        let run = Hash::of(login.as_bytes()).short();
        let rewarding = |office: &str| Place::new(office, day, &list.decree).subject();
        let reward = |step: &str| json!({ "step": { "step": step }, "list": list });
        let reward_paid = json!({ "step": { "step": "paid", "day": "2026-11-20", "number": "1" }, "list": list });
        // Who may pay is told that nothing was approved.
        let paying_reward =
            if is(&["bendahara", OFFICE_TREASURER]) { not(Reason::OutOfOrder) } else { not(Reason::NotInRole) };
        let yearly_slip = json!({ "base": slip.month, "payday": slip.month, "digest": Hash([5; 32]) });
        let yearly_to = |person| subject::yearly_slip(person, YearlyKind::Thr, 2026, month, run);
        let yearly_of = |office: &str| subject::yearly(office, YearlyKind::Thr, 2026, month);
        let region_hr = if is(&["hr"]) { yes } else { not(Reason::NotInRole) };
        let proposed = json!({ "step": "proposed", "policy": { "shipped": "nasional" }, "note": "x" });
        let proposing = if is(&["hr", "bendahara"]) { yes } else { not(Reason::NotInRole) };
        let signature = json!({ "step": "signed", "policy": Hash([5; 32]) });
        let own_only = if is(&["pegawai"]) { yes } else { not(Reason::NotOwn) };
        let (at, since) = (wall(town.server.now().0), Moment { day, minute: "07:00".parse().unwrap() });
        let attendance = json!({ "from": "2026-10-01", "last": "2026-10-31", "days": {}, "source": "x" });
        let week = [["07:30", "16:00"]; 6];
        let schedule = json!({ "pola": "lima_hari", "week": week, "ramadan": week, "flex_min": 0 });
        let hours = json!({ "schedule": schedule, "devices": true });
        let outage = json!({ "until": { "day": "2026-11-02", "minute": "09:00" }, "words": "padam" });
        let tries: Vec<(Kind, String, Value, Verdict)> = vec![
            (Kind::Log, subject::log(employee, 2026), json!({ "date": TODAY, "note": "x" }), own_only),
            (
                Kind::Enrolment,
                subject::enrolment(employee, "e", "s"),
                json!({ "state": "enrolled", "name": "x" }),
                own_only,
            ),
            (
                Kind::Expectation,
                subject::expectation(employee, 2026),
                json!({ "from": "x", "text": "x" }),
                superior_only,
            ),
            (
                Kind::Rating,
                subject::rating(employee, PERIOD, own),
                rating.clone(),
                if is(&["pegawai", "atasan"]) {
                    yes
                } else if login == OPERATOR {
                    not(Reason::NotOwn)
                } else {
                    not_superior
                },
            ),
            (
                Kind::Feedback,
                subject::feedback(employee, PERIOD),
                json!(feedback),
                if is(&["pegawai"]) { yes } else { superior_only },
            ),
            (
                Kind::PeerRequest,
                subject::peer_request(town.id("rekan2"), PERIOD, employee),
                json!({ "name": "x", "title": "x", "stands": true }),
                superior_only,
            ),
            (
                Kind::Fact,
                subject::fact(employee, Field::Status, from),
                json!({ "field": "status", "status": "pns" }),
                entering,
            ),
            (
                Kind::Fact,
                subject::fact(employee, Field::Pajak, from),
                json!({ "field": "pajak", "ptkp": "K/0" }),
                paying,
            ),
            (
                Kind::Fact,
                subject::fact(employee, Field::Keluarga, from),
                json!({ "field": "keluarga", "children": [] }),
                paying,
            ),
            (
                Kind::Fact,
                subject::fact(employee, Field::Saldo, from),
                json!({ "field": "saldo", "gross_rp": 1, "tax_rp": 0, "iwp_rp": 0, "months": 1 }),
                paid,
            ),
            (
                Kind::Fact,
                subject::fact(employee, Field::Penghasilan, from),
                json!({ "field": "penghasilan", "amount_rp": 1, "paper": "x" }),
                paid,
            ),
            (
                Kind::Fact,
                subject::fact(employee, Field::Rekening, from),
                json!({ "field": "rekening", "bank_code": "900", "bank": "Bank", "account": "0012345", "holder": "x" }),
                paid,
            ),
            (
                Kind::Fact,
                subject::fact(employee, Field::Diri, from),
                json!({ "field": "diri", "npwp": "092542943407000", "address": "Jalan Contoh 1" }),
                paying,
            ),
            (
                Kind::Objection,
                subject::objection(employee, month),
                json!({ "say": "raised", "line": "gaji_pokok", "amount_rp": 1, "reason": "x" }),
                if is(&["bendahara", OFFICE_TREASURER, OFFICE_APPROVER]) {
                    not(Reason::NotOwn)
                } else if is(&["pegawai"]) {
                    yes
                } else {
                    not(Reason::NotInRole)
                },
            ),
            (
                Kind::Objection,
                subject::objection(employee, month),
                json!({ "say": "answered", "to": Hash([5; 32]), "upheld": false, "reason": "x" }),
                if is(&["bendahara", OFFICE_TREASURER, OFFICE_APPROVER]) {
                    yes
                } else if is(&["pegawai"]) {
                    not(Reason::SamePerson)
                } else {
                    not(Reason::NotInRole)
                },
            ),
            (Kind::Slip, subject::slip(employee, month, seal.run()), json!(slip), paid),
            (Kind::Slip, subject::slip(other, month, seal.run()), json!(slip), region_paid),
            (Kind::PayMonth, subject::pay_month(&format!("kosong-{login}"), month), submitted.clone(), region_paid),
            (Kind::PayMonth, subject::pay_month("dinkes", "2026-08".parse().unwrap()), approved.clone(), approving),
            (Kind::RewardSlip, subject::reward_slip(employee, day, run), reward_slip(), paid),
            (Kind::RewardSlip, subject::reward_slip(other, day, run), reward_slip(), region_paid),
            (
                Kind::RewardSlip,
                subject::reward_slip(own, day, run),
                reward_slip(),
                if login == OPERATOR { Verdict::Deferred(Reason::UnknownPerson) } else { region_paid },
            ),
            (Kind::Reward, rewarding(&format!("kosong-{login}")), reward("proposed"), region_paid),
            (Kind::Reward, rewarding("dinkes"), reward("approved"), approving),
            (Kind::Reward, rewarding("dinkes"), reward_paid, paying_reward),
            (Kind::YearlySlip, yearly_to(employee), yearly_slip.clone(), paid),
            (Kind::YearlySlip, yearly_to(other), yearly_slip, region_paid),
            (
                Kind::Yearly,
                yearly_of(&format!("kosong-{login}")),
                json!({ "decided": {}, "at": submitted }),
                region_paid,
            ),
            (Kind::Yearly, yearly_of("dinkes"), json!({ "decided": {}, "at": approved }), approving),
            (Kind::Recap, subject::recap(employee, "2026-10".parse().unwrap()), recap.clone(), entering),
            (Kind::Recap, subject::recap(other, "2026-10".parse().unwrap()), recap.clone(), region_hr),
            (Kind::Attendance, subject::attendance(employee, month), attendance.clone(), entering),
            (Kind::Attendance, subject::attendance(other, month), attendance, region_hr),
            (Kind::Roster, subject::roster(employee, month), json!({ "shifts": {}, "source": "x" }), entering),
            (Kind::Roster, subject::roster(other, month), json!({ "shifts": {}, "source": "x" }), region_hr),
            (Kind::Hours, subject::hours("pkm", month), hours.clone(), entering),
            (Kind::Hours, subject::hours(subject::EVERY_OFFICE, month), hours, region_hr),
            (Kind::Outage, subject::outage("pkm", since), outage.clone(), entering),
            (Kind::Outage, subject::outage("bkpsdm", since), outage.clone(), region_hr),
            (Kind::Outage, subject::outage(subject::EVERY_OFFICE, since), outage, region_hr),
            (Kind::Mark, subject::mark(employee, at.day.month()), json!({ "at": at }), own_only),
            (Kind::Office, subject::office("baru"), json!({ "name": "x" }), region_hr),
            (Kind::Policy, subject::policy(from), json!({ "key": "nasional" }), not(Reason::NotInRole)),
            (Kind::Policy, subject::policy(from), proposed, proposing),
            (Kind::Policy, subject::policy(from), signature, not(Reason::NotInRole)),
            (
                Kind::PeerSummary,
                subject::peer_summary(employee, PERIOD),
                json!({ "kind": "too_few", "minimum": 3 }),
                not(Reason::ServerOnly),
            ),
            (Kind::Seat, subject::seat(employee, "e", "s"), json!({ "state": "confirmed" }), not(Reason::ServerOnly)),
            (
                Kind::Peer,
                subject::peer(employee, PERIOD, own),
                json!({ "values": [] }),
                if login == OPERATOR { not(Reason::NotOwn) } else { Verdict::Deferred(Reason::NotAsked) },
            ),
        ];
        for (kind, subject, payload, expected) in tries {
            let hash = device.write(kind, subject.clone(), &payload, town.server.now().0);
            device.sync(&town.server);
            assert_eq!(device.verdict(hash), Some(expected), "{login} {subject}");
        }
    }
    assert_eq!(town.server.store().verify_now().unwrap().1, vec![]);
}
