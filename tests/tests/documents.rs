//! The lists of a whole region's month agree with its run to the rupiah, however they are split.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use std::collections::BTreeMap;

use domain::calendar::{Day, Month};
use domain::derive::Silent;
use domain::law::{Rulebook, YearlyKind};
use domain::money::Rupiah;
use domain::pay::{LineKind, Payment};
use ledger::book::Book;
use ledger::document::{self, Cell, Choice, Document, Group, Head, Kind, Lack, Paying, Source, make};
use ledger::facts::{Profile, offices, people};
use ledger::hash::Id;
use ledger::month::{Frame, Gathered};
use ledger::payload::{Decided, Office};
use ledger::reward::{Division, gather};
use ledger::run::Run;
use ledger::yearly::{self, Order, Outcome, Yearly};
use sync_server::accounts::Cost;
use sync_server::demo;
use takar_tests::device::{Device, Server};

struct Region {
    book: Book,
    run: Run,
    people: BTreeMap<Id, Gathered>,
    offices: BTreeMap<String, Office>,
}

fn computed(book: Book, month: Month) -> Region {
    let law = Rulebook::national();
    let frame = Frame::of(&book, month).unwrap();
    let people: BTreeMap<Id, Gathered> =
        people(&book).into_iter().map(|person| (person, frame.gather(&book, person, law))).collect();
    let mut run = Run::new(month);
    for (id, one) in &people {
        run.add(*id, one.case.as_ref().map_err(Clone::clone).and_then(|case| case.slip(law)));
    }
    Region { run, people, offices: offices(&book), book }
}

fn region() -> Region {
    let server = Server::start("2026-11-20");
    let (now, today) = server.now();
    demo::found(server.store(), demo::SEED, demo::Size::default(), Cost::TEST, now, today).unwrap();
    let accounts = server.store().accounts_now().unwrap();
    let author = accounts.iter().find(|account| account.login == "bendahara").unwrap().author.clone();
    let mut treasurer = Device::with_password(&server, "bendahara", &author, 5, demo::PASSWORD);
    treasurer.sync(&server);
    computed(treasurer.book, "2026-10".parse().unwrap())
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

#[test]
fn lists_of_thr_and_of_rewards_add_up_whole_and_split() {
    let (region, law) = (region(), Rulebook::national());
    let payday: Month = "2026-10".parse().unwrap();
    let order = Order { kind: YearlyKind::Thr, year: 2026, payday, decided: Decided::default() };
    let thr = Yearly::of(&region.book, order, law).unwrap();
    let paid = region.people.keys().filter_map(|person| {
        let one = thr.person(&region.book, *person, law, &mut Silent);
        match one.outcome {
            Ok(Outcome::Paid(paying)) => Some((one.facts, *paying)),
            _ => None,
        }
    });
    let paid: Vec<(Profile, yearly::Paying)> = paid.collect();
    let net = Rupiah::sum(paid.iter().map(|(_, of)| of.pay.total.net)).unwrap();
    let list = |group| document::yearly(YearlyKind::Thr, payday, &paid, &region.offices, group).unwrap();
    let groups = [Group::All, Group::Pns, Group::Pppk].map(list);
    let sums = groups.each_ref().map(|list| list.total(Head::Dibayar).unwrap());
    assert!(paid.len() > 400 && groups[2].rows.len() > 20, "{} {}", paid.len(), groups[2].rows.len());
    assert_eq!((groups[0].rows.len(), groups[1].rows.len() + groups[2].rows.len()), (paid.len(), paid.len()));
    assert_eq!((sums[0], sums[1].plus(sums[2]).unwrap()), (net, net));
    // Every line has its column, and the columns of what is earned are the gross.
    for list in &groups {
        let of = |kind| {
            let heads = list.columns.iter().map(|column| column.head);
            let lines = heads.filter(move |head| matches!(head, Head::Thr(code) if code.kind() == kind));
            Rupiah::sum(lines.map(|head| list.total(head).unwrap())).unwrap()
        };
        assert_eq!(of(LineKind::Earning), list.total(Head::Kotor).unwrap());
        assert_eq!(of(LineKind::Deduction), list.total(Head::Potongan).unwrap());
    }
    // Who has no account is named, and stands in the list without one.
    let lacking = groups[0].lacks.iter().filter(|(_, _, lacks)| lacks.contains(&Lack::Rekening)).count();
    let account = groups[0].columns.iter().position(|column| column.head == Head::NomorRekening).unwrap();
    assert_eq!(groups[0].rows.iter().filter(|row| row[account] == Cell::Unknown).count(), lacking);

    let decreed: Day = "2026-10-05".parse().unwrap();
    let each = Division::Each(paid.iter().take(40).map(|(facts, _)| (facts.id, Rupiah::new(1_000_001))).collect());
    let gathered = gather(&region.book, decreed, &each, &BTreeMap::new(), law);
    let facts = |person: &Id| ledger::facts::profile(&region.book, *person, decreed);
    let given: Vec<_> = gathered.slips.iter().map(|(person, of)| (facts(person), of.clone())).collect();
    let list = |group| document::reward(decreed.month(), &given, &region.offices, group).unwrap();
    let [all, pns, pppk] = [Group::All, Group::Pns, Group::Pppk].map(list);
    // Who lacks a rank is in no list.
    assert!(given.len() > 30 && given.len() + gathered.blocked.len() == 40);
    assert_eq!(all.total(Head::Kotor), Some(Rupiah::new(given.len() as i64 * 1_000_001)));
    let net = |list: &Document| list.total(Head::Dibayar).unwrap();
    let tax = all.total(Head::Potongan).unwrap();
    assert_eq!(net(&all).plus(tax).ok(), all.total(Head::Kotor));
    assert_eq!(net(&pns).plus(net(&pppk)).unwrap(), net(&all));
}
