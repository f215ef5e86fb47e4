//! Native figures, one line each: name, value, unit. Medians of several runs; nothing here is a test.
//!
//! `bench sync` gives the figures of the server alone, `bench pay` those of a device.

#![allow(clippy::print_stdout, clippy::float_arithmetic)]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use domain::calendar::{Day, Month};
use domain::law::Rulebook;
use ledger::book::Book;
use ledger::effect::Baseline;
use ledger::facts;
use ledger::hash::Id;
use ledger::judge::Verdict;
use ledger::kind::Kind;
use ledger::month::{Case, Frame};
use ledger::payload::Recap;
use ledger::record::Record;
use ledger::subject;
use ledger::wire::{self, Cursor, Item, Page, PushOutcome, Pushed};
use sync_server::pen::Draft;
use takar_tests::http::Connection;
use takar_tests::large;
use takar_tests::town::Town;

const PEOPLE: usize = 10_000;
const RECORDS: usize = 200_000;
const PUSHED: usize = 20_000;

fn main() {
    let wanted = std::env::args().nth(1);
    let runs = |part: &str| wanted.as_deref().is_none_or(|wanted| wanted == part);
    if runs("pay") {
        let today: Day = "2027-01-02".parse().expect("a day");
        let before = resident_mb();
        let records = large::records(PEOPLE, 14, today).expect("records");
        say("ledger.records.memory", resident_mb() - before, "MB");
        fold_and_gather(&records);
    }
    if runs("sync") {
        sync(&Town::found());
    }
}

fn say(name: &str, value: f64, unit: &str) {
    println!("{name} {value:.1} {unit}");
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn median_ms(runs: usize, mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..runs).map(|_| seconds(&mut work) * 1000.0).collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Memory of this process that is in use; zero where the system does not tell.
fn resident_mb() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib: Option<f64> = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    kib.unwrap_or(0.0) / 1024.0
}

/// What a treasurer's device does with a region of 10,000 people.
fn fold_and_gather(all: &[Arc<Record>]) {
    let (law, records) = (Rulebook::national(), &all[..RECORDS]);
    let before = resident_mb();
    let book = fold(records);
    say("ledger.fold.200000.memory", resident_mb() - before, "MB");
    say("ledger.fold.200000", median_ms(3, || drop(black_box(fold(records)))), "ms");
    let pages: Vec<Vec<u8>> = records.chunks(500).map(page).collect();
    say("ledger.open.200000", median_ms(3, || drop(black_box(open(&pages)))), "ms");
    drop(pages);
    let digest = || {
        black_box(book.digest());
    };
    say("ledger.digest.200000", median_ms(3, digest), "ms");
    for (name, month) in [("month", "2026-11"), ("december", "2026-12")] {
        let month: Month = month.parse().expect("a month");
        let book = fold(all);
        let mut cases = Vec::new();
        say(&format!("ledger.gather.{name}.first.10000"), median_ms(1, || cases = gather(&book, month, law)), "ms");
        say(&format!("ledger.gather.{name}.again.10000"), median_ms(3, || cases = gather(&book, month, law)), "ms");
        say(&format!("pay.native.{name}.ready"), cases.len() as f64, "people");
        say(&format!("pay.native.{name}.silent"), median_ms(7, || silent(&cases, law)), "ms");
        say(&format!("pay.native.{name}.explaining"), median_ms(3, || explaining(&cases, law)), "ms");
        if name == "month" {
            growth(&cases, law);
            what_if(&cases);
        }
    }
}

fn fold(records: &[Arc<Record>]) -> Book {
    let mut book = Book::new();
    for record in records {
        book.add_decided(record.clone(), Verdict::Accepted);
    }
    book
}

/// A page of pulled records as a device keeps it.
fn page(records: &[Arc<Record>]) -> Vec<u8> {
    let item = |record: &Arc<Record>| Item::Record {
        seq: record.envelope.seq,
        received_at: 0,
        verdict: Verdict::Accepted,
        record: Record::clone(record),
    };
    Page { items: records.iter().map(item).collect(), ..Page::default() }.to_bytes()
}

/// What a device does at every start: kept pages become the book.
fn open(pages: &[Vec<u8>]) -> Book {
    let mut book = Book::new();
    for bytes in pages {
        take_in(&mut book, Page::from_bytes(bytes).expect("a page").items);
    }
    book
}

fn take_in(book: &mut Book, items: Vec<Item>) {
    for item in items {
        if let Item::Record { verdict, record, .. } = item {
            book.add_decided(Arc::new(record), verdict);
        }
    }
}

fn gather(book: &Book, month: Month, law: &Rulebook) -> Vec<Case> {
    let frame = Frame::of(book, month).expect("a frame");
    facts::people(book).into_iter().filter_map(|person| frame.case(book, person, law).ok()).collect()
}

fn silent(cases: &[Case], law: &Rulebook) {
    for case in cases {
        let _ = black_box(case.slip(law));
    }
}

fn explaining(cases: &[Case], law: &Rulebook) {
    for case in cases {
        let _ = black_box(case.explained(law));
    }
}

/// One core, from a thousand to a million people.
fn growth(cases: &[Case], law: &Rulebook) {
    for people in [1_000, 10_000, 100_000, 1_000_000] {
        let all = || cases.iter().cycle().take(people);
        let took = median_ms(3, || all().for_each(|case| drop(black_box(case.slip(law)))));
        say(&format!("pay.native.people.{people}"), took, "ms");
    }
}

/// One step of a slider: everyone's TPP under another policy, beside what it is now.
fn what_if(cases: &[Case]) {
    let policy = cases.iter().find_map(Case::policy).expect("a policy");
    let text = domain::tpp::shipped_file(policy).expect("its file");
    let other = domain::tpp::Policy::from_file(text.as_bytes()).expect("a policy");
    let people: BTreeMap<Id, &Case> = (0_u128..).map(|number| Id(number.to_be_bytes())).zip(cases).collect();
    let base = Baseline::of(people.iter().map(|(person, case)| (*person, "x", Some(*case))));
    let step = || drop(black_box(base.under(&other, |person| people.get(person).copied())));
    say("whatif.native.step.10000", median_ms(7, step), "ms");
    let revised = || drop(black_box(domain::tpp::Policy::from_file(text.as_bytes())));
    say("whatif.native.read", median_ms(7, revised), "ms");
}

/// One device sends, a second one fetches: through HTTP, judged and with SQLite's durable settings.
fn sync(town: &Town) {
    let mut hr = town.device("hr");
    hr.sync(&town.server);
    let people: Vec<Id> = town.people.iter().map(|person| person.id).collect();
    let first: Month = "1960-01".parse().expect("a month");
    for at in 0..PUSHED {
        let month = first.plus((at / people.len()) as i32);
        let recap =
            Recap { predikat: None, measures: [("absent_days".to_owned(), 0.into())].into(), source: String::new() };
        let draft = Draft::new(Kind::Recap, subject::recap(people[at % people.len()], month), &recap);
        hr.write_draft(draft.expect("a draft"), town.server.now().0);
    }
    let address = town.server.listen();
    let batches: Vec<Vec<u8>> = hr.unsent().chunks(wire::MAX_PUSH).map(wire::write_push).collect();
    let mut line = Connection::open(address, hr.cookie()).expect("a connection");
    let took = seconds(|| {
        for batch in &batches {
            let answer = line.post("/api/push", batch).expect("an answer");
            let pushed: Pushed = serde_json::from_slice(&answer).expect("an answer to a push");
            assert_eq!(pushed.outcome, PushOutcome::Stored);
            assert!(pushed.verdicts.iter().all(|(_, verdict)| *verdict == Verdict::Accepted));
        }
    });
    say("server.push.20000", PUSHED as f64 / took, "records/s");
    let treasurer = town.device("bendahara");
    let mut line = Connection::open(address, treasurer.cookie()).expect("a connection");
    let (mut book, mut cursor) = (Book::new(), Cursor::default());
    let took = seconds(|| while pull(&mut line, &mut cursor, &mut book) {});
    assert!(book.len() > PUSHED);
    say("server.pull.20000", book.len() as f64 / took, "records/s");
}

/// Fetches and folds one page; says whether more waits.
fn pull(line: &mut Connection, cursor: &mut Cursor, book: &mut Book) -> bool {
    let Cursor { epoch, after, within } = cursor;
    let answer = line.get(&format!("/api/pull?epoch={epoch}&after={after}&within={within}"));
    let page = Page::from_bytes(&answer.expect("an answer")).expect("a page");
    *cursor = page.cursor;
    take_in(book, page.items);
    page.more
}
