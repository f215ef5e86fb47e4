//! The lists of a whole region's month agree with its run to the rupiah, however they are split.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::pay::{LineKind, Payment};
use ledger::book::Book;
use ledger::document::{Choice, Document, Group, Head, Kind, Lack, Paying, Source, make};
use ledger::facts::{offices, people};
use ledger::hash::Id;
use ledger::month::{Frame, Gathered};
use ledger::payload::Office;
use ledger::run::Run;
use sync_server::accounts::Cost;
use sync_server::demo;
use takar_tests::device::{Device, Server};

struct Region {
    run: Run,
    people: BTreeMap<Id, Gathered>,
    offices: BTreeMap<String, Office>,
}

fn computed(book: &Book, month: Month) -> Region {
    let law = Rulebook::national();
    let frame = Frame::of(book, month).unwrap();
    let people: BTreeMap<Id, Gathered> =
        people(book).into_iter().map(|person| (person, frame.gather(book, person, law))).collect();
    let mut run = Run::new(month);
    for (id, one) in &people {
        run.add(*id, one.case.as_ref().map_err(Clone::clone).and_then(|case| case.slip(law)));
    }
    Region { run, people, offices: offices(book) }
}

fn region() -> Region {
    let server = Server::start("2026-11-20");
    let (now, today) = server.now();
    demo::found(server.store(), demo::SEED, demo::Size::default(), Cost::TEST, now, today).unwrap();
    let accounts = server.store().accounts_now().unwrap();
    let author = accounts.iter().find(|account| account.login == "bendahara").unwrap().author.clone();
    let mut treasurer = Device::with_password(&server, "bendahara", &author, 5, demo::PASSWORD);
    treasurer.sync(&server);
    computed(&treasurer.book, "2026-10".parse().unwrap())
}

impl Region {
    fn make(&self, kind: Kind, choice: &Choice) -> Document {
        let source =
            Source { run: &self.run, people: &self.people, offices: &self.offices, certified: None, stopped: None };
        make(kind, &source, choice).unwrap()
    }

    fn total(&self, kind: Kind, choice: Choice, head: Head) -> Rupiah {
        self.make(kind, &choice).total(head).unwrap()
    }
}

#[test]
fn lists_of_a_region_add_up_to_its_run_whole_and_split() {
    let region = region();
    let sums = region.run.totals().unwrap();
    assert!(sums.people > 500 && sums.tpp.net > Rupiah::ZERO);
    let all = Choice::default;
    assert_eq!(region.total(Kind::Gaji, all(), Head::GajiBersih), sums.salary.net);
    assert_eq!(region.total(Kind::TppPerhitungan, all(), Head::TppBersih), sums.tpp.net);
    assert_eq!(region.total(Kind::RekapKantor, all(), Head::Dibayar), sums.paid_out);
    assert_eq!(region.total(Kind::RekapRekening, all(), Head::Jumlah), sums.tpp.gross);
    assert_eq!(region.total(Kind::Sipd, all(), Head::Fixed("Jumlah Ditransfer")), sums.tpp.net);
    assert_eq!(region.total(Kind::Bank, all(), Head::Dibayar), sums.paid_out);
    for (code, sum) in sums.lines.iter().filter(|(code, _)| code.kind() != LineKind::Employer) {
        let kind = if code.payment() == Payment::Tpp { Kind::TppPerhitungan } else { Kind::Gaji };
        assert_eq!(region.total(kind, all(), Head::Line(*code)), *sum, "{code:?}");
    }

    let of = |choice: Choice| region.total(Kind::Bank, choice, Head::Dibayar);
    let group = |group| of(Choice { group, ..all() });
    assert_eq!(group(Group::Pns).plus(group(Group::Pppk)), Ok(sums.paid_out));
    let paying = |paying| of(Choice { paying, ..all() });
    assert_eq!(paying(Paying::Salary).plus(paying(Paying::Tpp)), Ok(sums.total.net));
    let tops = region.offices.iter().filter(|(_, office)| office.parent.is_none()).map(|(code, _)| code.clone());
    let by_office = Rupiah::sum(tops.map(|code| of(Choice { office: Some(code), ..all() })));
    assert_eq!(by_office, Ok(sums.paid_out), "every office lies below one without parent");

    let whole = region.make(Kind::Bank, &all());
    let without = whole.lacks.iter().filter(|(_, _, lacks)| lacks.contains(&Lack::Rekening)).count();
    assert!((1..40).contains(&without), "{without}");
    assert_eq!(whole.left_out, region.run.blocked.len());
    let source =
        Source { run: &region.run, people: &region.people, offices: &region.offices, certified: None, stopped: None };
    let listed: usize = source
        .banks()
        .into_keys()
        .map(|bank| region.make(Kind::Bank, &Choice { bank: Some(bank), ..all() }).rows.len())
        .sum();
    assert_eq!(listed + without, whole.rows.len());

    // The numbers of the region are invented, and in form: the days and sexes of NIK and NIP agree.
    let sipd = region.make(Kind::Sipd, &all());
    let differing = sipd.lacks.iter().filter(|(_, _, lacks)| lacks.contains(&Lack::NikDiffers)).count();
    assert_eq!(differing, 0);
    assert!(sipd.lacks.iter().all(|(_, _, lacks)| !lacks.contains(&Lack::Account)));
}
