//! Several devices and one server from one seed: lost and repeated messages, cuts at every step, reordering, crashes,
//! cloned profiles, a restored server, wrong clocks, changed posts and roles.
//!
//! Held at the end: every record ever written is on the server exactly once or kept aside; devices with equal grants
//! have equal digests, and theirs is the server's; `verify` finds nothing. The same records in another order end with
//! the same verdicts. A failure prints its seed.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ledger::hash::Hash;
use ledger::judge::{Reason, Verdict};
use ledger::kind::Kind;
use ledger::role::{Role, Scope};
use ledger::subject::{self, Field};
use serde_json::json;
use takar_tests::device::{Cut, Device};
use takar_tests::town::{PERIOD, TODAY, Town};

/// Seeds of every run; `TAKAR_SEEDS=from..until` adds others.
const SEEDS: std::ops::Range<u64> = 0..4;
const STEPS: usize = 160;
const LOGINS: [&str; 6] = ["atasan", "pegawai", "rekan", "rekan2", "hr", "kadis"];

/// A small generator: the same seed gives the same world.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        // splitmix64
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % (bound as u64)).unwrap()
    }

    fn one_in(&mut self, bound: usize) -> bool {
        self.below(bound) == 0
    }

    fn cut(&mut self) -> Cut {
        [Cut::Nowhere, Cut::Nowhere, Cut::Before, Cut::After][self.below(4)]
    }
}

struct World {
    chance: Chance,
    town: Town,
    devices: Vec<(&'static str, Device)>,
    written: BTreeSet<Hash>,
    moves: u32,
    backup: Option<std::path::PathBuf>,
}

impl World {
    fn begin(seed: u64) -> Self {
        let town = Town::found();
        let mut devices: Vec<(&'static str, Device)> = LOGINS.map(|login| (login, town.device(login))).into();
        devices.push(("pegawai", town.device_with("pegawai", 2)));
        devices.push(("atasan", town.device_with("atasan", 2)));
        let mut world = Self { chance: Chance(seed), town, devices, written: BTreeSet::new(), moves: 0, backup: None };
        world.note();
        world
    }

    /// Remembers what was written so far, whatever becomes of the device.
    fn note(&mut self) {
        self.written.extend(self.devices.iter().flat_map(|(_, device)| device.own.iter().map(|record| record.hash)));
    }

    fn step(&mut self) {
        let at = self.chance.below(self.devices.len());
        match self.chance.below(20) {
            0..=6 => self.write(at),
            7..=9 => {
                let (most, cut) = (1 + self.chance.below(4), self.chance.cut());
                self.devices[at].1.push(&self.town.server, most, cut);
            }
            10..=12 => {
                let (limit, cut) = (1 + self.chance.below(30), self.chance.cut());
                self.devices[at].1.pull(&self.town.server, limit, cut);
            }
            13 => self.send_something_again(at),
            14 => self.move_somebody(),
            15 => self.change_a_role(),
            16 => self.town.server.work(),
            17 => self.town.server.pass(i64::try_from(self.chance.below(50_000)).unwrap()),
            18 if self.chance.one_in(3) => self.town.server.restart(),
            19 if self.chance.one_in(6) => self.clone_a_profile(at),
            _ => self.copy_or_restore(),
        }
    }

    fn write(&mut self, at: usize) {
        let wrong_clock = i64::try_from(self.chance.below(4_000_000)).unwrap() - 2_000_000;
        let now = self.town.server.now().0 + wrong_clock;
        let (employee, other) = (self.town.id("pegawai"), self.town.id("rekan"));
        let about = if self.chance.one_in(3) { other } else { employee };
        let number = self.chance.below(1_000_000);
        let what = self.chance.below(8);
        let (login, device) = &mut self.devices[at];
        let writer = self.town.people.iter().find(|person| person.login == *login).unwrap().id;
        let rating = json!({ "hasil": "sesuai", "perilaku": "sesuai", "note": number.to_string() });
        match what {
            0 | 1 => {
                let plan = json!({ "period": "2026", "approach": "kuantitatif", "group": "ja_jf",
                    "results": [{ "id": "h1", "text": number.to_string(), "kind": "utama", "indicators": [] }] });
                device.write(Kind::Plan, subject::plan(about, 2026), &plan, now)
            }
            2 => device.write(Kind::Rating, subject::rating(about, PERIOD, writer), &rating, now),
            3 => {
                let recap = json!({ "measures": { "hadir": number.to_string() } });
                device.write(Kind::Recap, subject::recap(about, "2026-10".parse().unwrap()), &recap, now)
            }
            4 => {
                let ask = json!({ "name": "x", "title": "x", "stands": !number.is_multiple_of(3) });
                device.write(Kind::PeerRequest, subject::peer_request(other, PERIOD, employee), &ask, now)
            }
            5 => {
                let answer =
                    json!({ "values": [{ "value": "loyal", "seen": "sesuai" }], "strength": number.to_string() });
                device.write(Kind::Peer, subject::peer(employee, PERIOD, writer), &answer, now)
            }
            6 => {
                let state = if number.is_multiple_of(3) { "withdrawn" } else { "enrolled" };
                let words = json!({ "state": state, "name": "x" });
                device.write(Kind::Enrolment, subject::enrolment(about, "etika", "s1"), &words, now)
            }
            _ => {
                let entry = json!({ "date": TODAY, "note": number.to_string() });
                device.write(Kind::Log, subject::log(about, 2026), &entry, now)
            }
        };
        self.note();
    }

    /// A courier brings an old batch once more, or one from the middle.
    fn send_something_again(&mut self, at: usize) {
        let device = &self.devices[at].1;
        let from = self.chance.below(device.own.len());
        let until = from + 1 + self.chance.below(device.own.len() - from);
        let _ = device.send(&self.town.server, &device.own[from..until]);
    }

    fn move_somebody(&mut self) {
        self.moves += 1;
        let (_, today) = self.town.server.now();
        // Some are entered late: they speak of the period that was rated already.
        let begun = if self.chance.one_in(2) { 0 } else { -160 };
        let from = today.plus_days(begun + i64::try_from(self.chance.below(4)).unwrap() + i64::from(self.moves) * 5);
        let superior = ["atasan", "kadis", "rekan2"][self.chance.below(3)];
        let office = ["pkm", "dinkes", "bkpsdm"][self.chance.below(3)];
        let login = ["pegawai", "rekan"][self.chance.below(2)];
        self.town.post(login, &from.to_string(), office, Some(superior));
    }

    fn change_a_role(&mut self) {
        let roles = match self.chance.below(4) {
            0 => vec![Role::Hr(Scope::Region)],
            1 => vec![Role::Hr(Scope::Office("dinkes".into()))],
            2 => vec![Role::Treasurer(Scope::Office("pkm".into())), Role::Hr(Scope::Region)],
            _ => vec![],
        };
        let (now, today) = self.town.server.now();
        let login = ["rekan2", "hr", "kadis"][self.chance.below(3)];
        self.town.server.store().set_roles_now(&self.town.author(login), roles, now, today).unwrap();
    }

    /// A profile copied to a second phone: both go on writing the same chain.
    fn clone_a_profile(&mut self, at: usize) {
        if self.devices.len() < 11 {
            let clone = self.devices[at].clone();
            self.devices.push(clone);
        }
    }

    fn copy_or_restore(&mut self) {
        let Some(backup) = self.backup.take() else {
            let path = self.town.server.folder().join(format!("cadangan-{}.sqlite", self.moves));
            let _ = std::fs::remove_file(&path);
            sync_server::store::backup(self.town.server.folder(), &path).unwrap();
            self.backup = Some(path);
            return;
        };
        if !self.chance.one_in(3) {
            self.backup = Some(backup);
            return;
        }
        let epoch = format!("e{}", self.chance.next());
        self.town.server.restore(&backup, &epoch);
        // What the founder wrote after the backup is gone with it: the town goes on from what the server has.
        self.town.take_up_founder();
        for (login, device) in &mut self.devices {
            self.town.server.pass(60);
            device.sign_in(&self.town.server, login);
        }
    }

    /// Says where a record stands on the devices, for the failure.
    fn tell(&self, hash: Hash) -> String {
        let mut told = hash.to_string();
        for (at, (login, device)) in self.devices.iter().enumerate() {
            if let Some(record) = device.own.iter().find(|record| record.hash == hash) {
                let (seq, head) = (record.envelope.seq, device.head.map(|head| head.seq));
                let _ = write!(told, "; device {at} of {login}: place {seq}, head {head:?}, broken {}", device.broken);
            }
        }
        told
    }

    fn end(&mut self) {
        for _ in 0..3 {
            for (_, device) in &mut self.devices {
                device.sync(&self.town.server);
            }
            self.town.server.work();
        }
        for (_, device) in &mut self.devices {
            device.sync(&self.town.server);
        }
        // A device whose chain was kept aside goes on only with a person's help; what it wrote is offered all the same.
        for (_, device) in self.devices.iter().filter(|(_, device)| device.broken) {
            assert_eq!(device.send(&self.town.server, &device.own).status, axum::http::StatusCode::OK);
        }
        let (places, aside) = self.town.server.store().places_now().unwrap();
        for hash in &self.written {
            let stored = places.get(hash).copied().unwrap_or(0);
            assert!(stored <= 1, "{hash} is stored {stored} times");
            assert!(stored == 1 || aside.contains(hash), "{} is nowhere", self.tell(*hash));
        }
        assert_eq!(self.town.server.store().verify_now().unwrap().1, vec![]);
        let mut by_account: BTreeMap<&str, Hash> = BTreeMap::new();
        for (login, device) in &self.devices {
            let digest = device.book.digest();
            assert_eq!(digest, device.server_digest(&self.town.server), "{login} differs from the server");
            assert_eq!(*by_account.entry(login).or_insert(digest), digest, "two devices of {login} differ");
        }
    }
}

/// What several people write without hearing of one another: posts and requests among it, on which the rest hangs.
fn write_apart(town: &Town, devices: &mut BTreeMap<&'static str, Device>) {
    let (employee, peer) = (town.id("pegawai"), town.id("rekan"));
    let now = town.server.now().0;
    let mut write = |login: &str, kind: Kind, subject: String, payload: serde_json::Value| {
        devices.get_mut(login).unwrap().write(kind, subject, &payload, now);
    };
    let post = |superior: &str| {
        json!({ "field": "jabatan", "title": "Perawat", "post": { "kind": "umum" }, "office": "pkm",
            "superior": town.id(superior) })
    };
    let rating = json!({ "hasil": "sesuai", "perilaku": "sesuai" });
    let ask = |stands: bool| json!({ "name": "x", "title": "x", "stands": stands });
    for (from, superior) in [("2026-07-01", "kadis"), ("2026-08-10", "rekan2"), ("2026-09-20", "kadis")] {
        write("hr", Kind::Fact, subject::fact(employee, Field::Jabatan, from.parse().unwrap()), post(superior));
    }
    // Stated twice: the second statement replaces the first.
    for superior in ["atasan", "rekan3"] {
        write("hr", Kind::Fact, subject::fact(peer, Field::Jabatan, "2026-06-01".parse().unwrap()), post(superior));
    }
    for login in ["atasan", "kadis", "rekan2", "rekan3"] {
        for about in [employee, peer] {
            let words = json!({ "from": login, "text": "lebih cepat" });
            write(login, Kind::Expectation, subject::expectation(about, 2026), words);
            for period in [PERIOD, "2026-T2"] {
                write(login, Kind::Rating, subject::rating(about, period, town.id(login)), rating.clone());
                let said = json!({ "from": login, "text": "baik", "day": TODAY });
                write(login, Kind::Feedback, subject::feedback(about, period), said);
            }
        }
        // Asked and taken back, both before anyone hears of it.
        for stands in [true, login == "kadis"] {
            write(login, Kind::PeerRequest, subject::peer_request(peer, PERIOD, employee), ask(stands));
        }
    }
    for (login, about) in [("rekan", employee), ("rekan2", employee), ("pegawai", peer)] {
        let answer = json!({ "values": [{ "value": "loyal", "seen": "sesuai" }] });
        write(login, Kind::Peer, subject::peer(about, PERIOD, town.id(login)), answer);
    }
}

/// Sends everything in an order of the seed and returns what was decided in the end.
fn verdicts_of_one_order(seed: u64) -> BTreeMap<Hash, Verdict> {
    let town = Town::found();
    let logins = ["hr", "atasan", "kadis", "pegawai", "rekan", "rekan2", "rekan3"];
    let mut devices: BTreeMap<&'static str, Device> = logins.map(|login| (login, town.device(login))).into();
    write_apart(&town, &mut devices);
    let mut chance = Chance(seed);
    while devices.values().any(|device| !device.unsent().is_empty()) {
        let device = devices.get_mut(logins[chance.below(logins.len())]).unwrap();
        device.push(&town.server, 1 + chance.below(6), Cut::Nowhere);
        if chance.one_in(4) {
            town.server.work();
        }
        device.pull(&town.server, 1 + chance.below(30), Cut::Nowhere);
    }
    town.server.work();
    let mut verdicts = BTreeMap::new();
    for (login, device) in &mut devices {
        device.sync(&town.server);
        assert_eq!(device.book.digest(), device.server_digest(&town.server), "{login} differs from the server");
        let fresh = &mut town.device_with(login, 9);
        fresh.sync(&town.server);
        device.sync(&town.server);
        assert_eq!(fresh.server_digest(&town.server), device.book.digest(), "{login} differs on a new device");
        verdicts.extend(device.own.iter().filter_map(|record| Some((record.hash, device.verdict(record.hash)?))));
    }
    assert_eq!(town.server.store().verify_now().unwrap().1, vec![]);
    verdicts
}

#[test]
fn the_order_in_which_things_arrive_makes_no_difference_to_what_counts() {
    let first = verdicts_of_one_order(0);
    for some in [Verdict::Accepted, Verdict::NeedsReview(Reason::SuperiorMoved), Verdict::Deferred(Reason::NotSuperior)]
    {
        assert!(first.values().any(|verdict| *verdict == some), "nothing is {some:?}");
    }
    for seed in 1..12 {
        let other = verdicts_of_one_order(seed);
        assert_eq!(other.keys().collect::<Vec<_>>(), first.keys().collect::<Vec<_>>(), "the same records");
        assert_eq!(other, first, "seed {seed}");
    }
}

#[test]
fn whatever_happens_on_the_way_nothing_is_lost_and_all_agree() {
    let extra = std::env::var("TAKAR_SEEDS").ok().and_then(|text| {
        let (from, until) = text.split_once("..")?;
        Some(from.parse().ok()?..until.parse().ok()?)
    });
    for seed in SEEDS.chain(extra.unwrap_or(0..0)) {
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            let mut world = World::begin(seed);
            for _ in 0..STEPS {
                world.step();
            }
            world.end();
        }));
        assert!(outcome.is_ok(), "seed {seed}: TAKAR_SEEDS={seed}..{} repeats it", seed + 1);
    }
}
