//! Native figures, one line each: name, value, unit. Medians of several runs; nothing here is a test.

#![allow(clippy::print_stdout, clippy::float_arithmetic)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use domain::asn::{Counted, Golongan, MasaKerja, Ptkp, Status};
use domain::calendar::Month;
use domain::derive::{Explaining, Silent};
use domain::law::{Practice, Rulebook};
use domain::pay::{self, PayInput, Post, TaxPlan};
use ledger::book::Book;
use ledger::hash::{Hash, Id};
use ledger::judge::Verdict;
use ledger::kind::{Kind, VERSION};
use ledger::record::{Envelope, Record, Sealed};
use ledger::subject;

fn main() {
    let law = Rulebook::national();
    let people = people(10_000);
    say("pay.native.silent.10000", median(7, || silent(&people, law)), "ms");
    say("pay.native.explaining.10000", median(3, || explaining(&people, law)), "ms");
    let records = recaps(200_000);
    say("ledger.fold.200000", median(3, || fold(&records)), "ms");
}

fn say(name: &str, value: f64, unit: &str) {
    println!("{name} {value:.2} {unit}");
}

fn median(runs: usize, mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// People of every rank with every family, all with a table row.
fn people(count: usize) -> Vec<PayInput> {
    let month: Month = "2026-10".parse().unwrap_or_else(|error| panic!("{error}"));
    let ranks: Vec<Golongan> = Golongan::all().collect();
    let statuses: Vec<Ptkp> = Ptkp::all().collect();
    (0..count)
        .map(|at| {
            let golongan = ranks[at % ranks.len()];
            let family = Counted { spouse: at % 3 != 0, children: (at % 4).min(2) as u8 };
            PayInput {
                month,
                status: if matches!(golongan, Golongan::Pns(_)) { Status::Pns } else { Status::Pppk },
                golongan,
                mkg: MasaKerja::new(4 + (at % 20) as u8, 0).unwrap_or_default(),
                family,
                rice_heads: 1 + u8::from(family.spouse) + family.children,
                post: Post::Umum,
                extra_bpjs_members: 0,
                ptkp: statuses[at % statuses.len()],
                practice: Practice::regional(),
                tax: TaxPlan::Ordinary,
                gaji_pokok_given: None,
                tpp: None,
            }
        })
        .collect()
}

fn silent(people: &[PayInput], law: &Rulebook) {
    for person in people {
        let slip = pay::month(person, law, &mut Silent);
        assert!(black_box(slip).is_ok());
    }
}

fn explaining(people: &[PayInput], law: &Rulebook) {
    for person in people {
        let mut rec = Explaining::default();
        let slip = pay::month(person, law, &mut rec);
        assert!(black_box(slip).is_ok());
        black_box(rec.finish());
    }
}

/// Unsigned records of the shape a treasurer holds most of.
fn recaps(count: usize) -> Vec<Arc<Record>> {
    let first: Month = "2025-01".parse().unwrap_or_else(|error| panic!("{error}"));
    (0..count)
        .map(|at| {
            let person = Hash::of(&(at / 24).to_le_bytes()).short();
            let subject = subject::recap(person, first.plus((at % 24) as i32));
            let payload = br#"{"predikat":"baik","measures":{"productivity":"100","absent_days":"0","presence_percent":"100"},"source":""}"#;
            let sealed = Sealed { salt: [0; 16], payload: payload.to_vec() };
            let place = Kind::Recap.place(&subject).unwrap_or_else(|| panic!("{subject}"));
            let envelope = Envelope {
                chain_id: Id([7; 16]),
                seq: at as u64,
                prev_hash: Hash::NONE,
                author: "p-00".into(),
                dossier: Kind::Recap.dossier(&place).to_string(),
                subject,
                kind: Kind::Recap.code().into(),
                version: VERSION,
                based_on: Vec::new(),
                seen: Vec::new(),
                rules_hash: Hash::NONE,
                recorded_at: at as i64,
                payload_digest: sealed.digest(),
            };
            Arc::new(Record::seal(envelope, [0; 64], sealed).unwrap_or_else(|error| panic!("{error}")))
        })
        .collect()
}

fn fold(records: &[Arc<Record>]) {
    let mut book = Book::new();
    for record in records {
        book.add_decided(record.clone(), Verdict::Accepted);
    }
    black_box(book.len());
}
