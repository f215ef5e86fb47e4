//! A book that is written by hand, of one person whose year is recapped: months are closed, and facts come late.
#![allow(clippy::unwrap_used)] // A helper of tests may stop at once, like tests.

use std::sync::Arc;

use domain::calendar::Month;
use domain::derive::Silent;
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::outcome::Gap;
use ledger::book::Book;
use ledger::facts::History;
use ledger::hash::{Hash, Id};
use ledger::judge::Verdict;
use ledger::kind::Kind;
use ledger::month::{Case, Frame};
use ledger::pay_month::Closed;
use ledger::payload::{PayMonth, PayStep};
use ledger::record::{Envelope, Record, Sealed};
use ledger::run::Run;
use ledger::settle::{Settlement, settle};
use ledger::{sealed, subject};
use serde::Serialize;
use serde_json::{Value, json};

/// The person.
pub const WHO: Id = Id([7; 16]);
/// The person's office.
pub const OFFICE: &str = "dinas";

/// A book that is written by hand; each statement replaces what stands.
#[derive(Default)]
pub struct Shelf {
    /// The book as it stands.
    pub book: Book,
    seq: u64,
}

impl Shelf {
    /// Writes an accepted record in the place of what stands.
    pub fn write(&mut self, kind: Kind, subject: String, payload: &impl Serialize) {
        let sealed = Sealed { salt: [3; 16], payload: serde_json::to_vec(payload).unwrap() };
        let place = kind.place(&subject).unwrap();
        let envelope = Envelope {
            chain_id: Id([1; 16]),
            seq: self.seq,
            prev_hash: Hash::NONE,
            author: "p-x".into(),
            dossier: kind.dossier(&place).to_string(),
            based_on: self.book.heads(&subject),
            subject,
            kind: kind.code().into(),
            version: 1,
            seen: Vec::new(),
            rules_hash: Hash::NONE,
            recorded_at: 0,
            payload_digest: sealed.digest(),
        };
        self.seq += 1;
        self.book.add_decided(Arc::new(Record::seal(envelope, [0; 64], sealed).unwrap()), Verdict::Accepted);
    }

    /// States a fact from a day on.
    pub fn fact(&mut self, from: &str, payload: &Value) {
        let code = payload["field"].as_str().unwrap();
        self.write(Kind::Fact, format!("fact/{WHO}/{code}/{from}"), payload);
    }

    /// A person of III/b with a spouse, whose months of the year are recapped.
    #[must_use]
    pub fn with_person() -> Self {
        let mut shelf = Self::default();
        let from = "2025-01-01";
        shelf.fact(from, &json!({ "field": "identitas", "nip": "198704152011042901", "name": "Sri" }));
        shelf.fact(from, &json!({ "field": "status", "status": "pns" }));
        shelf.fact(from, &json!({ "field": "golongan", "golongan": "III/b", "mkg": [8, 0] }));
        let post = json!({ "field": "jabatan", "title": "Analis", "post": { "kind": "umum" }, "office": OFFICE });
        shelf.fact(from, &post);
        let spouse = json!({ "since": "2015-01-01" });
        shelf.fact(from, &json!({ "field": "keluarga", "spouse": spouse, "children": [] }));
        shelf.fact(from, &json!({ "field": "pajak", "ptkp": "K/0" }));
        for month in 1..=12 {
            let month: Month = format!("2025-{month:02}").parse().unwrap();
            shelf.write(Kind::Recap, subject::recap(WHO, month), &json!({ "measures": {} }));
        }
        shelf
    }

    /// Gathers the person's month.
    ///
    /// # Errors
    /// Everything that is missing.
    pub fn case(&self, month: Month) -> Result<Case, Vec<Gap>> {
        Frame::of(&self.book, month)?.case(&self.book, WHO, Rulebook::national())
    }

    /// Settles the closed months with an open one.
    #[must_use]
    pub fn settled(&self, month: Month) -> Option<Settlement> {
        let law = Rulebook::national();
        let case = self.case(month).unwrap();
        let slip = case.slip(law).unwrap();
        let (closed, history) = (Closed::of(&self.book), History::of(&self.book, WHO));
        let frame = |month| Frame::of(&self.book, month);
        settle(&self.book, &closed, &history, Ok((&case, &slip)), frame, law, &mut Silent).unwrap()
    }

    /// Runs a month, writes its slip with its back pay and locks it; returns what back pay went out.
    pub fn close(&mut self, month: &str) -> Rupiah {
        let month: Month = month.parse().unwrap();
        let case = self.case(month).unwrap();
        let mut run = Run::new(month);
        run.add(WHO, case.slip(Rulebook::national()));
        run.back.extend(self.settled(month).and_then(|settled| settled.back).map(|back| (WHO, back)));
        let (seal, slips) = sealed::seal(&run, |_| Some(&case));
        for (person, slip) in &slips {
            self.write(Kind::Slip, subject::slip(*person, month, seal.run()), slip);
        }
        let step = PayMonth { step: PayStep::Locked, seal };
        self.write(Kind::PayMonth, subject::pay_month(OFFICE, month), &step);
        run.totals().unwrap().back
    }

    /// States a rank from the first day on.
    pub fn promote(&mut self, golongan: &str) {
        let mkg = json!([8, 0]);
        self.fact("2025-01-01", &json!({ "field": "golongan", "golongan": golongan, "mkg": mkg }));
    }

    /// States how the person stands in service from a day on.
    pub fn stands(&mut self, keadaan: &str, since: &str) {
        self.fact(since, &json!({ "field": "keadaan", "keadaan": keadaan, "paper": "SK 1/2025" }));
    }

    /// Settles with the open month of somebody to whom nothing is due in it.
    #[must_use]
    pub fn settled_without_slip(&self, month: &str) -> Settlement {
        let (closed, history) = (Closed::of(&self.book), History::of(&self.book, WHO));
        let frame = |month| Frame::of(&self.book, month);
        let open = Err(month.parse().unwrap());
        settle(&self.book, &closed, &history, open, frame, Rulebook::national(), &mut Silent).unwrap().unwrap()
    }
}
