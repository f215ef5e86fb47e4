//! Late facts about closed months: found by the solver, paid once with the next slip, worked out again by anybody.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::Month;
use domain::derive::Silent;
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::outcome::Gap;
use ledger::book::Book;
use ledger::code::{Code, Fault, NoCode};
use ledger::facts::History;
use ledger::hash::{Hash, Id};
use ledger::judge::Verdict;
use ledger::kind::Kind;
use ledger::month::{Case, Frame};
use ledger::pay_month::Closed;
use ledger::payload::{PayMonth, PayStep, Slip};
use ledger::record::{Envelope, Record, Sealed};
use ledger::run::Run;
use ledger::settle::{Settlement, paid, settle};
use ledger::{sealed, subject};
use serde::Serialize;
use serde_json::{Value, json};

const WHO: Id = Id([7; 16]);
const OFFICE: &str = "dinas";

/// A book that is written by hand; each statement replaces what stands.
#[derive(Default)]
struct Shelf {
    book: Book,
    seq: u64,
}

impl Shelf {
    fn write(&mut self, kind: Kind, subject: String, payload: &impl Serialize) {
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

    fn fact(&mut self, from: &str, payload: &Value) {
        let code = payload["field"].as_str().unwrap();
        self.write(Kind::Fact, format!("fact/{WHO}/{code}/{from}"), payload);
    }

    /// A person of III/b with a spouse, whose months of the year are recapped.
    fn with_person() -> Self {
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

    fn case(&self, month: Month) -> Result<Case, Vec<Gap>> {
        Frame::of(&self.book, month)?.case(&self.book, WHO, Rulebook::national())
    }

    fn settled(&self, month: Month) -> Option<Settlement> {
        let law = Rulebook::national();
        let case = self.case(month).unwrap();
        let slip = case.slip(law).unwrap();
        let (closed, history) = (Closed::of(&self.book), History::of(&self.book, WHO));
        let frame = |month| Frame::of(&self.book, month);
        settle(&self.book, &closed, &history, Ok((&case, &slip)), frame, law, &mut Silent).unwrap()
    }

    /// Runs a month, writes its slip with its back pay and locks it; returns what back pay went out.
    fn close(&mut self, month: &str) -> Rupiah {
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

    fn promote(&mut self, golongan: &str) {
        let mkg = json!([8, 0]);
        self.fact("2025-01-01", &json!({ "field": "golongan", "golongan": golongan, "mkg": mkg }));
    }
}

fn months(settled: &Settlement) -> Vec<String> {
    settled.back.iter().flat_map(|back| &back.due).map(|due| due.pay.month.to_string()).collect()
}

#[test]
fn a_late_promotion_is_paid_once_with_the_next_slip() {
    let mut shelf = Shelf::with_person();
    assert_eq!(shelf.close("2025-01"), Rupiah::ZERO);
    assert_eq!(shelf.close("2025-02"), Rupiah::ZERO);
    assert!(shelf.settled("2025-03".parse().unwrap()).unwrap().is_level());

    shelf.promote("III/c");
    let settled = shelf.settled("2025-03".parse().unwrap()).unwrap();
    assert_eq!(months(&settled), ["2025-01", "2025-02"]);
    // III/c less III/b at eight years is 139,000; the spouse's tenth 13,900; iuran 8 % of both 12,232, health 1 % 1,529.
    let back = settled.back.as_ref().unwrap();
    assert_eq!(back.arrears.salary, Rupiah::new(2 * (139_000 + 13_900 - 12_232 - 1_529)));
    assert_eq!(shelf.close("2025-03"), back.arrears.net);

    let after = shelf.settled("2025-04".parse().unwrap()).unwrap();
    assert!(after.is_level(), "{:?}", after.table);
    assert_eq!(shelf.close("2025-04"), Rupiah::ZERO);
}

#[test]
fn a_second_correction_is_settled_on_top_of_the_first_in_either_direction() {
    let mut shelf = Shelf::with_person();
    shelf.close("2025-01");
    shelf.promote("III/c");
    shelf.close("2025-02");
    shelf.promote("III/d");
    let settled = shelf.settled("2025-03".parse().unwrap()).unwrap();
    assert_eq!(months(&settled), ["2025-01", "2025-02"]);
    shelf.promote("III/b");
    let settled = shelf.settled("2025-03".parse().unwrap()).unwrap();
    assert_eq!((settled.back.is_none(), settled.overpaid() < Rupiah::ZERO), (true, true));
    // What was paid too much is never taken back by itself.
    assert_eq!(shelf.close("2025-03"), Rupiah::ZERO);
}

#[test]
fn the_order_in_which_facts_arrive_makes_no_difference() {
    let child =
        json!({ "field": "keluarga", "spouse": { "since": "2015-01-01" }, "children": [{ "born": "2020-03-01" }] });
    let net = |family_first: bool| {
        let mut shelf = Shelf::with_person();
        shelf.close("2025-01");
        if family_first {
            shelf.fact("2025-01-01", &child);
            shelf.promote("III/c");
        } else {
            shelf.promote("III/c");
            shelf.fact("2025-01-01", &child);
        }
        shelf.close("2025-02")
    };
    assert_eq!(net(true), net(false));
    assert!(net(true) > Rupiah::ZERO);
}

#[test]
fn back_pay_is_worked_out_again_from_what_was_sealed_and_a_changed_byte_is_named() {
    let law = Rulebook::national();
    let mut shelf = Shelf::with_person();
    shelf.close("2025-01");
    shelf.promote("III/c");
    shelf.close("2025-02");
    let month: Month = "2025-02".parse().unwrap();
    let seal = ledger::pay_month::standing(&shelf.book, OFFICE, month).one().unwrap().value.seal;
    let slips = sealed::slips(&shelf.book, month, &seal);
    let before = |_: &Id| paid(&shelf.book, &Closed::of(&shelf.book), &History::of(&shelf.book, WHO), month, law);
    let again = |slips: BTreeMap<Id, Slip>| sealed::again(month, &seal, slips, before, law);
    let proven = again(slips.clone());
    assert!(proven.is_proven() && proven.run.back.contains_key(&WHO));
    let mut forged = slips;
    forged.get_mut(&WHO).unwrap().back[0].pay.rice_heads = 5;
    let named = again(forged);
    assert_eq!((named.differs, named.whole), (vec![WHO], false));
}

#[test]
fn who_was_left_out_of_a_closed_month_is_owed_all_of_it() {
    let mut shelf = Shelf::with_person();
    let month: Month = "2025-01".parse().unwrap();
    let mut run = Run::new(month);
    run.add(WHO, Err(vec![Gap::NoPredikat]));
    let (seal, slips) = sealed::seal(&run, |_| None);
    assert!(slips.is_empty());
    shelf.write(Kind::PayMonth, subject::pay_month(OFFICE, month), &PayMonth { step: PayStep::Locked, seal });
    let settled = shelf.settled("2025-02".parse().unwrap()).unwrap();
    let due = shelf.case(month).unwrap().slip(Rulebook::national()).unwrap();
    let round = due.amount(domain::pay::LineCode::Pembulatan).unwrap_or_default();
    // Pembulatan and tax belong to the month of payment.
    assert_eq!(settled.back.unwrap().arrears.salary, due.salary.net.minus(round).unwrap());
}

#[test]
fn the_tax_of_the_year_is_the_same_whenever_the_promotion_became_known() {
    // Golongan IV/e at 30 years: enough to be taxed in every month.
    let high = |shelf: &mut Shelf, golongan: &str| {
        shelf.fact("2025-01-01", &json!({ "field": "golongan", "golongan": golongan, "mkg": [30, 0] }));
    };
    let year_tax = |late: bool| {
        let mut shelf = Shelf::with_person();
        high(&mut shelf, if late { "IV/a" } else { "IV/e" });
        let mut tax = Rupiah::ZERO;
        for month in 1..=12 {
            if month == 6 {
                high(&mut shelf, "IV/e");
            }
            let month: Month = format!("2025-{month:02}").parse().unwrap();
            let back = shelf.settled(month).and_then(|settled| settled.back);
            for part in back.iter().flat_map(|back| &back.arrears.tax) {
                tax = tax.plus(part.tax).unwrap();
            }
            tax = tax.plus(shelf.case(month).unwrap().slip(Rulebook::national()).unwrap().tax.tax).unwrap();
            shelf.close(&month.to_string());
        }
        tax
    };
    assert_eq!(year_tax(true), year_tax(false));
    assert!(year_tax(false) > Rupiah::ZERO);
}

impl Shelf {
    fn stands(&mut self, keadaan: &str, since: &str) {
        self.fact(since, &json!({ "field": "keadaan", "keadaan": keadaan, "paper": "SK 1/2025" }));
    }

    /// Settles with the open month of somebody to whom nothing is due in it.
    fn settled_without_slip(&self, month: &str) -> Settlement {
        let (closed, history) = (Closed::of(&self.book), History::of(&self.book, WHO));
        let frame = |month| Frame::of(&self.book, month);
        let open = Err(month.parse().unwrap());
        settle(&self.book, &closed, &history, open, frame, Rulebook::national(), &mut Silent).unwrap().unwrap()
    }
}

#[test]
fn a_death_told_late_stops_pay_at_once_and_names_what_was_paid_too_much() {
    let mut shelf = Shelf::with_person();
    for month in ["2025-01", "2025-02", "2025-03"] {
        shelf.close(month);
    }
    let paid = shelf.case("2025-03".parse().unwrap()).unwrap().slip(Rulebook::national()).unwrap();
    shelf.stands("meninggal", "2025-01-20");
    let gaps = shelf.case("2025-04".parse().unwrap()).unwrap_err();
    assert!(Gap::not_due(&gaps).is_some(), "{gaps:?}");
    // January was due; February and March were not.
    let settled = shelf.settled_without_slip("2025-04");
    assert!(settled.back.is_none());
    let rounding = paid.amount(domain::pay::LineCode::Pembulatan).unwrap_or_default().get();
    assert_eq!(settled.overpaid().get(), -2 * (paid.total.net.get() - rounding));
}

#[test]
fn study_told_late_takes_back_the_allowance_of_the_post_from_its_seventh_month_only() {
    let mut shelf = Shelf::with_person();
    for month in 1..=9 {
        shelf.close(&format!("2025-{month:02}"));
    }
    shelf.stands("tugas_belajar", "2025-01-01");
    let settled = shelf.settled("2025-10".parse().unwrap()).unwrap();
    // III/b: 185,000 in July, August and September; the health contribution of the employee falls with it.
    let differs: Vec<(String, i64)> = settled
        .table
        .months
        .iter()
        .flat_map(|row| row.lines.iter().flatten().map(move |line| (row.month, line)))
        .filter(|(_, line)| line.code == domain::pay::LineCode::TunjanganUmum && line.difference != Rupiah::ZERO)
        .map(|(month, line)| (month.to_string(), line.difference.get()))
        .collect();
    let expected = ["2025-07", "2025-08", "2025-09"].map(|month| (month.to_owned(), -185_000));
    assert_eq!(differs, expected);
}

#[test]
fn the_age_of_retirement_blocks_until_a_paper_says_how_service_goes_on() {
    let mut shelf = Shelf::with_person();
    // Born 15 April 1987: pelaksana until 58, so this one is made older.
    shelf.fact("2025-01-01", &json!({ "field": "identitas", "nip": "196704152000042901", "name": "Sri" }));
    assert!(shelf.case("2025-04".parse().unwrap()).is_ok());
    let since: Month = "2025-05".parse().unwrap();
    for month in ["2025-05", "2025-12"] {
        let gaps = shelf.case(month.parse().unwrap()).unwrap_err();
        assert!(gaps.contains(&Gap::PastRetirement { since }), "{month} {gaps:?}");
    }
    // The date of pension typed a year late does not pay on.
    shelf.stands("pensiun", "2026-05-01");
    assert!(shelf.case(since).is_err());
    shelf.stands("pensiun", "2025-05-01");
    assert!(Gap::not_due(&shelf.case(since).unwrap_err()).is_some());
}

#[test]
fn the_last_month_of_service_works_out_the_tax_of_the_year_so_far() {
    let mut shelf = Shelf::with_person();
    shelf.stands("pensiun", "2025-07-01");
    let last = shelf.case("2025-06".parse().unwrap()).unwrap();
    let domain::pay::TaxPlan::LastMonth(opening) = &last.pay.tax else { panic!("{:?}", last.pay.tax) };
    assert_eq!((opening.months, opening.liability), (5, domain::tax::Liability::WholeYear));
    let before = shelf.case("2025-05".parse().unwrap()).unwrap();
    assert_eq!(before.pay.tax, domain::pay::TaxPlan::Ordinary);
}

#[test]
fn who_left_and_came_back_has_two_last_months_and_december_counts_what_each_withheld() {
    let mut shelf = Shelf::with_person();
    let post = json!({ "field": "jabatan", "title": "Kepala", "post": { "kind": "struktural", "eselon": "IIa" }, "office": OFFICE });
    shelf.fact("2025-01-01", &post);
    shelf.stands("pindah", "2025-03-01");
    shelf.stands("aktif", "2025-06-01");
    let slip = |month: &str| shelf.case(month.parse().unwrap()).unwrap().slip(Rulebook::national()).unwrap();
    // February ends a first stretch of service: what January withheld comes back, because two months owe nothing.
    assert_eq!(slip("2025-02").tax.tax.get(), -slip("2025-01").tax.tax.get());
    assert!(slip("2025-01").tax.tax > Rupiah::ZERO);
    let december = shelf.case("2025-12".parse().unwrap()).unwrap();
    let domain::pay::TaxPlan::LastMonth(opening) = &december.pay.tax else { panic!("{:?}", december.pay.tax) };
    let paid = ["2025-01", "2025-02", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10", "2025-11"];
    assert_eq!(usize::from(opening.months), paid.len());
    let withheld: i64 = paid.iter().map(|month| slip(month).tax.tax.get()).sum();
    assert_eq!(opening.tax.get(), withheld);
}

#[test]
fn the_code_of_a_slip_with_back_pay_holds_what_was_paid_before() {
    let mut shelf = Shelf::with_person();
    for month in ["2025-01", "2025-02", "2025-03"] {
        shelf.close(month);
    }
    shelf.promote("III/c");
    assert!(shelf.close("2025-04") > Rupiah::ZERO);
    let code = |shelf: &Shelf, month: &str| {
        let closed = Closed::of(&shelf.book);
        let mut code = Code::of(&shelf.book, &closed, WHO, month.parse().unwrap()).unwrap();
        code.keys.insert(Id([1; 16]), [&[4][..], &[1; 64]].concat());
        code
    };
    let fault = |code: &Code| {
        let read = Code::read(&code.digits().unwrap()).unwrap();
        let signed = vec![Some(true); read.records.len()];
        read.examine(&signed, Rulebook::national()).unwrap().fault
    };
    let whole = code(&shelf, "2025-04");
    // Slip, step and name; slip and step of the three months before.
    assert_eq!(whole.records.len(), 9);
    let digits = [code(&shelf, "2025-01"), whole.clone()].map(|code| code.digits().unwrap().len());
    assert!(digits[0] < 1_800 && digits[1] < 4_300, "{digits:?}");
    assert_eq!(fault(&whole), None);
    // What was paid in one of them is left out: the back pay comes out differently.
    let mut less = whole.clone();
    less.records.remove(3);
    assert_eq!(fault(&less), Some(Fault::Differs));
    assert_eq!(code(&shelf, "2025-01").records.len(), 3);

    // Back pay of most of a year does not fit, and says so.
    for month in 5..=11 {
        shelf.close(&format!("2025-{month:02}"));
    }
    shelf.promote("III/d");
    assert!(shelf.close("2025-12") > Rupiah::ZERO);
    assert_eq!(code(&shelf, "2025-12").digits(), Err(NoCode::TooLarge));
}
