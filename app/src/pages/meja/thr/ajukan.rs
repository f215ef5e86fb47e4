//! Submitting what was worked out: each office on its own, every payment with what it rests on, then the step of its list.

use std::collections::BTreeMap;

use domain::money::Rupiah;
use ledger::book::{Book, Standing};
use ledger::facts::{office_name, offices};
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::pay_month::Hand;
use ledger::payload::{PayMonth, PayStep, YearlyPay, YearlySlip};
use ledger::yearly::{Order, Outcome, Place, seal};
use leptos::prelude::*;

use super::view;
use super::work::{Work, Worked};
use crate::desk::{Desk, Statement, use_desk};
use crate::pages::meja::dua_tangan::view::reaches;
use crate::pages::meja::dua_tangan::{Ajukan, Ready, Spoken, Written};
use crate::say;

/// What was worked out for the people of one office.
#[derive(Debug, Clone, Default)]
struct Part {
    slips: BTreeMap<Id, YearlySlip>,
    left_out: usize,
    nets: Vec<Rupiah>,
}

/// Splits what was worked out by the office of each person's post.
fn by_office(worked: &Worked) -> BTreeMap<String, Part> {
    let mut houses: BTreeMap<String, Part> = BTreeMap::new();
    for (person, one) in &worked.people {
        let Some(jabatan) = &one.facts.jabatan else { continue };
        let part = houses.entry(jabatan.office.clone()).or_default();
        match &one.outcome {
            Ok(Outcome::Paid(paying)) => {
                part.slips.insert(*person, paying.slip.clone());
                part.nets.push(paying.pay.total.net);
            }
            Ok(Outcome::Nothing(..) | Outcome::Earlier(_)) => {}
            Err(_) => part.left_out += 1,
        }
    }
    houses
}

/// The list of an office.
fn place(order: &Order, office: &str) -> Place {
    Place { office: office.to_owned(), kind: order.kind, year: order.year, payday: order.payday }
}

/// Returns the offices whose list may be submitted now.
fn ready(desk: Desk, worked: &Worked) -> Vec<Ready> {
    let (roles, houses) = (desk.roles(), desk.book.with(offices));
    let parts = by_office(worked).into_iter().filter(|(_, part)| !part.slips.is_empty());
    let ready = parts.filter_map(|(office, Part { slips, left_out, nets })| {
        let stand = desk.book.with(|book| view::stand(book, &place(&worked.order, &office), desk.today()));
        let mine = stand.may_submit() && reaches(&roles, Hand::Treasurer, &office, &houses);
        let name = office_name(&houses, &office).to_owned();
        let net = Rupiah::sum(nets).ok().filter(|_| mine)?;
        Some(Ready { office, name, people: slips.len(), left_out, net })
    });
    ready.collect()
}

/// What is ready to be submitted of what was worked out.
#[component]
pub fn Pengajuan(work: Work) -> impl IntoView {
    let desk = use_desk();
    let of = move || work.worked.with(|worked| worked.as_ref()?.as_ref().ok().cloned());
    let all = Memo::new(move |_| of().map(|worked| ready(desk, &worked)).unwrap_or_default());
    let edition = move || work.worked.with(|worked| Some(worked.as_ref()?.as_ref().ok()?.edition));
    let worked = Signal::derive(move || edition().is_some());
    let stale = Signal::derive(move || edition().is_some_and(|edition| desk.book.with(Book::edition) != edition));
    let prepare = Callback::new(move |note: String| {
        let worked = untrack(of)?;
        let (parts, order) = (by_office(&worked), worked.order);
        Some(Box::new(move |office: &str| {
            parts.get(office).map(|part| statements(desk, &order, office, part, &note)).unwrap_or_default()
        }) as Written)
    });
    let spoken = Spoken {
        question: |orang, kantor, bersih| say!(thr.ajukan_tanya, orang = orang, kantor = kantor, bersih = bersih),
        left_out: |jumlah| say!(thr.ajukan_tertahan, jumlah = jumlah),
        nothing: || say!(thr.ajukan_tidak_ada),
        lists: (|| say!(thr.lihat_daftar), "/thr"),
    };
    let on_written = Callback::new(move |()| work.keep_up(desk));
    view! {
        <Ajukan worked=worked stale=stale ready=all spoken=spoken prepare=prepare on_written=on_written />
    }
}

/// What each person receives, where it does not stand already, and the step of the list.
fn statements(desk: Desk, order: &Order, office: &str, part: &Part, note: &str) -> Vec<Statement> {
    let place = place(order, office);
    let seal = seal(order, &part.slips, part.left_out);
    let run = seal.run();
    let is_new =
        |subject: &str| desk.book.with_untracked(|book| matches!(book.peek::<YearlySlip>(subject), Standing::Nothing));
    let slips = part.slips.iter().map(|(person, slip)| (place.slip(*person, run), slip));
    let mut statements: Vec<Statement> = slips
        .filter(|(subject, _)| is_new(subject))
        .map(|(subject, slip)| Statement::new(Kind::YearlySlip, subject, slip))
        .collect();
    let subject = place.subject();
    let shown = desk.shown(&subject);
    let at = PayMonth { step: PayStep::Submitted { note: note.to_owned() }, seal };
    let list = YearlyPay { decided: order.decided.clone(), at };
    statements.push(Statement::new(Kind::Yearly, subject, &list).over(&shown));
    statements
}
