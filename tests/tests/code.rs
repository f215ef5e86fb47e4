//! The code on a slip: what the employee's device holds is enough to prove the slip anywhere, and nothing else passes.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::Month;
use domain::law::Rulebook;
use ledger::code::{Code, Fault, NoCode, NotACode, Report, Signed};
use ledger::facts::profile;
use ledger::hash::{Hash, Id};
use ledger::kind::Kind;
use ledger::month::{Case, Frame};
use ledger::pay_month::Closed;
use ledger::payload::{PayMonth, PayStep, Slip};
use ledger::record::Record;
use ledger::run::Run;
use ledger::wire::read_push;
use ledger::{chain, sealed, subject};
use sync_server::accounts::Cost;
use sync_server::demo;
use takar_tests::device::{Device, Server};

const DAY: &str = "2026-11-20";

/// The demonstration region with every office's month locked, and what was sealed.
struct Region {
    server: Server,
    treasurer: Device,
    approver: Device,
    month: Month,
    slips: BTreeMap<Id, (String, Slip)>,
}

impl Region {
    fn closed() -> Self {
        let server = Server::start(DAY);
        let (now, today) = server.now();
        demo::found(server.store(), demo::SEED, demo::Size::default(), Cost::TEST, now, today).unwrap();
        let (treasurer, approver) = (device(&server, "bendahara"), device(&server, "ppk"));
        let month = "2026-10".parse().unwrap();
        let mut region = Self { server, treasurer, approver, month, slips: BTreeMap::new() };
        region.run();
        region
    }

    fn run(&mut self) {
        let (law, month, now) = (Rulebook::national(), self.month, self.server.now().0);
        let book = &self.treasurer.book;
        let frame = Frame::of(book, month).unwrap();
        let mut offices: BTreeMap<String, (Run, BTreeMap<Id, Case>)> = BTreeMap::new();
        for person in ledger::facts::people(book) {
            let Some(post) = profile(book, person, month.first()).jabatan else { continue };
            let (run, cases) = offices.entry(post.office).or_insert_with(|| (Run::new(month), BTreeMap::new()));
            let case = frame.case(book, person, law);
            run.add(person, case.as_ref().map_err(Clone::clone).and_then(|case| case.slip(law)));
            cases.extend(case.ok().map(|case| (person, case)));
        }
        let mut seals = BTreeMap::new();
        for (office, (run, cases)) in offices {
            let (seal, slips) = sealed::seal(&run, |person| cases.get(person));
            for (person, slip) in slips {
                self.treasurer.write(Kind::Slip, subject::slip(person, month, seal.run()), &slip, now);
                self.slips.insert(person, (office.clone(), slip));
            }
            seals.insert(office, seal);
        }
        for step in [PayStep::Submitted { note: String::new() }, PayStep::Approved, PayStep::Locked] {
            let hand = if step == PayStep::Approved { &mut self.approver } else { &mut self.treasurer };
            hand.sync(&self.server);
            for (office, seal) in &seals {
                let pay = PayMonth { step: step.clone(), seal: seal.clone() };
                hand.write(Kind::PayMonth, subject::pay_month(office, month), &pay, now);
            }
            hand.sync(&self.server);
        }
    }

    /// Asks the server for the keys of a code, as the device that shows it does.
    fn add_keys(&self, code: &mut Code, device: &Device) {
        let chains: Vec<String> = code.chains().iter().map(ToString::to_string).collect();
        let answer = self.server.get(&format!("/api/keys?chains={}", chains.join(",")), Some(device.cookie()));
        assert!(answer.status.is_success(), "{}", String::from_utf8_lossy(&answer.body));
        let openings = read_push(&answer.body).unwrap();
        code.keys = openings.iter().map(|one| (one.envelope.chain_id, chain::key(one).unwrap())).collect();
    }
}

fn device(server: &Server, login: &str) -> Device {
    let accounts = server.store().accounts_now().unwrap();
    let author = accounts.into_iter().find(|account| account.login == login).unwrap().author;
    let mut device = Device::with_password(server, login, &author, 5, demo::PASSWORD);
    device.sync(server);
    device
}

/// Checks signatures as the browser does.
fn signed(code: &Code) -> Vec<Option<bool>> {
    let check = |record: &Arc<Record>| {
        let key = code.keys.get(&record.envelope.chain_id)?;
        Some(sync_server::key::verify(key, &record.bytes, &record.signature))
    };
    code.records.iter().map(check).collect()
}

fn examined(digits: &str) -> Result<Report, NotACode> {
    let code = Code::read(digits)?;
    let signed = signed(&code);
    code.examine(&signed, Rulebook::national())
}

/// The frame of a code, written here once more: a sum, then digits by sevens, then their number.
fn framed(body: &[u8]) -> String {
    let whole = [&Hash::of(body).0[..4], body].concat();
    let digits = |some: &[u8]| {
        let number = some.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        format!("{number:0width$}", width = [0, 3, 5, 8, 10, 13, 15, 17][some.len()])
    };
    let digits: String = whole.chunks(7).map(digits).collect();
    format!("{:04}{digits}", digits.len())
}

/// The bytes under a frame, without its sum.
fn body(digits: &str) -> Vec<u8> {
    let bytes = digits.as_bytes()[4..].chunks(17).flat_map(|some| {
        let len = [0, 3, 5, 8, 10, 13, 15, 17].iter().position(|many| *many == some.len()).unwrap();
        let number: u64 = std::str::from_utf8(some).unwrap().parse().unwrap();
        number.to_be_bytes()[8 - len..].to_vec()
    });
    bytes.skip(4).collect()
}

#[test]
fn every_slip_of_a_region_is_proven_by_its_code_alone() {
    let region = Region::closed();
    assert!(region.slips.len() > 550, "{}", region.slips.len());
    let (book, today) = (&region.treasurer.book, DAY.parse().unwrap());
    let closed = Closed::of(book);
    let mut sizes = Vec::new();
    let mut keys = BTreeMap::new();
    for (person, (office, slip)) in &region.slips {
        let mut code = Code::of(book, &closed, *person, region.month).unwrap();
        if !code.chains().iter().all(|chain| keys.contains_key(chain)) {
            region.add_keys(&mut code, &region.treasurer);
            keys.append(&mut code.keys);
        }
        code.keys = keys.clone().into_iter().filter(|(chain, _)| code.chains().contains(chain)).collect();
        let digits = code.digits().unwrap();
        sizes.push(digits.len());
        let report = examined(&digits).unwrap();
        assert_eq!(report.fault, None);
        assert_eq!((report.person, report.month), (*person, region.month));
        assert_eq!(report.office.as_ref(), Some(office));
        let read = Closed::of(&report.book).slip(&report.book, *person, region.month).unwrap().0;
        assert_eq!(read, *slip, "the slip of the code is the slip of the run");
        let (told, own) = (profile(&report.book, *person, today), profile(book, *person, today));
        assert_eq!((told.name, told.nip), (own.name, own.nip));
    }
    // Half have up to 2 390 digits. A QR code of version 25 with the weakest correction takes 3 057, its address included.
    assert!(
        sizes.iter().all(|digits| (2_000..2_700).contains(digits)),
        "{:?} {:?}",
        sizes.iter().min(),
        sizes.iter().max()
    );

    // The employee's own device makes the same code, with the keys that the server gives it; a colleague's makes none.
    let phone = device(&region.server, "pegawai");
    let employee = subject::author_person(&phone.author).unwrap();
    let mut code = Code::of(&phone.book, &Closed::of(&phone.book), employee, region.month).unwrap();
    region.add_keys(&mut code, &phone);
    let report = examined(&code.digits().unwrap()).unwrap();
    assert_eq!(report.fault, None);
    let signs: Vec<Vec<Signed>> = report.keys.values().map(|(_, signs)| signs.iter().copied().collect()).collect();
    assert!(signs.contains(&vec![Signed::Slip, Signed::Month]) && signs.contains(&vec![Signed::Name]), "{signs:?}");
    let colleague = device(&region.server, "rekan");
    let none = Code::of(&colleague.book, &Closed::of(&colleague.book), employee, region.month);
    assert_eq!(none, Err(NoCode::Open));

    // Somebody who knows the form changes a byte and mends the sum: it is refused, or a signature no longer fits.
    let whole = code.digits().unwrap();
    let bytes = body(&whole);
    assert_eq!(framed(&bytes), whole);
    let mut named = 0;
    for at in 0..bytes.len() {
        let mut forged = bytes.clone();
        forged[at] ^= 1 << (at % 8);
        let digits = framed(&forged);
        match Code::read(&digits) {
            // A bit that fills up the last byte holds nothing.
            Ok(read) if read == code => assert_eq!(at, bytes.len() - 1),
            Ok(_) => {
                let fault = examined(&digits).map(|report| report.fault);
                assert!(matches!(fault, Ok(Some(Fault::Signature)) | Err(NotACode::Foreign)), "byte {at}: {fault:?}");
                named += 1;
            }
            Err(refused) => assert!(matches!(refused, NotACode::Foreign | NotACode::Newer), "byte {at}: {refused:?}"),
        }
    }
    assert!(named > bytes.len() / 2, "{named} of {}", bytes.len());
}
