//! A book that is written by hand, of one person whose year is recapped: months are closed, and facts come late.
#![allow(clippy::unwrap_used)] // A helper of tests may stop at once, like tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::Month;
use domain::derive::Silent;
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::outcome::Gap;
use domain::tpp::{Better, Measure, Policy};
use ledger::book::Book;
use ledger::facts::History;
use ledger::hash::{Hash, Id};
use ledger::judge::Verdict;
use ledger::kind::Kind;
use ledger::month::{Case, Frame};
use ledger::pay_month::Closed;
use ledger::payload::{PayMonth, PayStep};
use ledger::record::{Envelope, Record, Sealed};
use ledger::run::{Run, RunTotals};
use ledger::settle::{Settlement, paid, settle};
use ledger::{sealed, subject};
use serde::Serialize;
use serde_json::{Value, json};

/// The person.
pub const WHO: Id = Id([7; 16]);
/// The person's office.
pub const OFFICE: &str = "dinas";

/// A book that is written by hand; each statement replaces what stands.
#[derive(Clone, Default)]
pub struct Shelf {
    /// The book as it stands.
    pub book: Book,
    seq: u64,
}

/// What a policy asks of somebody who keeps every day and reaches everything.
#[must_use]
pub fn best(policy: &Policy) -> BTreeMap<&str, &'static str> {
    let value = |measure: &Measure| if measure.better == Better::Higher { "100" } else { "0" };
    let asked = policy.measures().filter(|measure| measure.when_none.is_none());
    asked.map(|one| (one.key.as_str(), value(one))).collect()
}

impl Shelf {
    /// Writes an accepted record in the place of what stands.
    pub fn write(&mut self, kind: Kind, subject: String, payload: &impl Serialize) {
        let over = self.book.heads(&subject);
        self.put(kind, subject, payload, over);
    }

    /// Writes an accepted record beside what stands.
    pub fn beside(&mut self, kind: Kind, subject: String, payload: &impl Serialize) {
        self.put(kind, subject, payload, Vec::new());
    }

    fn put(&mut self, kind: Kind, subject: String, payload: &impl Serialize, based_on: Vec<Hash>) {
        let sealed = Sealed { salt: [3; 16], payload: serde_json::to_vec(payload).unwrap() };
        let place = kind.place(&subject).unwrap();
        let envelope = Envelope {
            chain_id: Id([1; 16]),
            seq: self.seq,
            prev_hash: Hash::NONE,
            author: "p-x".into(),
            dossier: kind.dossier(&place).to_string(),
            based_on,
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

    /// Runs a month with what closed ones come to, writes its slip and locks it; returns what back pay went out.
    pub fn close(&mut self, month: &str) -> Rupiah {
        self.run(month).back
    }

    /// Runs a month as [`Self::close`] does; returns what it adds up to.
    pub fn run(&mut self, month: &str) -> RunTotals {
        let month: Month = month.parse().unwrap();
        let law = Rulebook::national();
        let mut case = self.case(month).unwrap();
        let mut run = Run::new(month);
        run.add(WHO, case.slip(law));
        if let Some(settled) = self.settled(month) {
            run.settle(WHO, Some(&mut case), &settled, law);
        }
        let (seal, slips) = sealed::seal(&run, |_| Some(&case));
        for (person, slip) in &slips {
            // What is sealed is worked out again without any facts.
            let paid = || paid(&self.book, &Closed::of(&self.book), &History::of(&self.book, WHO), month, law);
            assert!(slip.again(paid, law).unwrap().is_some());
            self.write(Kind::Slip, subject::slip(*person, month, seal.run()), slip);
        }
        let step = PayMonth { step: PayStep::Locked, seal };
        self.write(Kind::PayMonth, subject::pay_month(OFFICE, month), &step);
        run.totals().unwrap()
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

    /// States a suspension from a day on, with what its decree names.
    pub fn suspended(&mut self, since: &str, amount_rp: Option<i64>) {
        self.fact(since, &json!({ "field": "keadaan", "keadaan": "berhenti_sementara", "paper": "SK 5/2025" }));
        if let Some(amount) = amount_rp {
            self.fact(since, &json!({ "field": "penghasilan", "amount_rp": amount, "paper": "SK 5/2025" }));
        }
    }

    /// Settles with the open month of somebody to whom nothing is due in it.
    #[must_use]
    pub fn settled_without_slip(&self, month: &str) -> Settlement {
        let (closed, history) = (Closed::of(&self.book), History::of(&self.book, WHO));
        let frame = |month| Frame::of(&self.book, month);
        let open = Err(month.parse().unwrap());
        settle(&self.book, &closed, &history, open, frame, Rulebook::national(), &mut Silent).unwrap().unwrap()
    }

    /// The same person in a region that pays TPP: class 7, nothing but presence every month.
    #[must_use]
    pub fn with_tpp() -> Self {
        let mut shelf = Self::with_person();
        let since = "2025-01-01".parse().unwrap();
        shelf.write(Kind::Policy, subject::policy(since), &json!({ "key": "contoh" }));
        shelf.post_of_class(7);
        let policy = domain::tpp::named("contoh", since.month()).unwrap();
        let measures = best(policy);
        for month in 1..=12 {
            let month: Month = format!("2025-{month:02}").parse().unwrap();
            shelf.write(Kind::Recap, subject::recap(WHO, month), &json!({ "measures": measures }));
        }
        shelf
    }

    /// States the class of the post from the first day on.
    pub fn post_of_class(&mut self, kelas: u8) {
        let post = json!({ "kind": "umum" });
        let fact = json!({ "field": "jabatan", "title": "Analis", "post": post, "kelas": kelas, "office": OFFICE });
        self.fact("2025-01-01", &fact);
    }

    /// Measures TPP of a month before contribution and tax.
    #[must_use]
    pub fn tpp(&self, month: &str) -> i64 {
        let case = self.case(month.parse().unwrap()).unwrap();
        case.tpp_gross().unwrap().unwrap().total.get()
    }

    /// States a medium punishment from a month on.
    pub fn decides(&mut self, from: &str, until: Option<&str>) {
        let one = json!({ "measure": "hukdis_sedang", "value": "1", "until": until, "paper": "SK 9/2025" });
        self.fact(from, &json!({ "field": "putusan", "decided": [one] }));
    }
}
