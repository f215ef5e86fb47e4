//! Submitting what was computed: each office on its own, every slip with what it rests on, then the step of the month.

use std::collections::BTreeMap;

use ledger::book::Book;
use ledger::facts::{office_name, offices};
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::pay_month::Hand;
use ledger::payload::{PayMonth, PayStep, RunSeal, Slip};
use ledger::run::Run;
use ledger::sealed;
use ledger::subject;
use leptos::prelude::*;

use super::{RunDesk, Stage};
use crate::desk::{Desk, Statement, use_desk};
use crate::pages::meja::dua_tangan::view::reaches;
use crate::pages::meja::dua_tangan::{Ajukan, Ready, Spoken, Written};
use crate::pages::meja::masa::view;
use crate::say;

/// Splits the run by the office of each person's post.
fn by_office(desk_run: RunDesk) -> BTreeMap<String, Run> {
    let mut offices: BTreeMap<String, Run> = BTreeMap::new();
    desk_run.people.with(|people| {
        desk_run.run.with(|run| {
            let Some(run) = run else { return };
            let office = |id: &Id| people.get(id)?.facts.jabatan.as_ref().map(|jabatan| jabatan.office.clone());
            let mut part = |id: &Id, result| {
                if let Some(office) = office(id) {
                    offices.entry(office).or_insert_with(|| Run::new(run.month)).add(*id, result);
                }
            };
            run.slips.iter().for_each(|(id, slip)| part(id, Ok(slip.clone())));
            run.blocked.iter().for_each(|(id, gaps)| part(id, Err(gaps.clone())));
            for (id, back) in &run.back {
                if let Some(part) = office(id).and_then(|office| offices.get_mut(&office)) {
                    part.back.insert(*id, back.clone());
                }
            }
        });
    });
    offices
}

/// Returns the offices whose month may be submitted now.
fn ready(desk: Desk, desk_run: RunDesk) -> Vec<Ready> {
    let Some(month) = desk_run.month.get() else { return Vec::new() };
    let roles = desk.roles();
    let houses = desk.book.with(offices);
    let open = |office: &str| {
        let stand = desk.book.with(|book| view::stand(book, office, month, desk.today()));
        stand.may_submit() && reaches(&roles, Hand::Treasurer, office, &houses)
    };
    let parts = by_office(desk_run).into_iter().filter(|(office, run)| !run.slips.is_empty() && open(office));
    parts
        .filter_map(|(office, run)| {
            Some(Ready {
                name: office_name(&houses, &office).to_owned(),
                people: run.slips.len(),
                left_out: run.blocked.len(),
                net: run.totals().ok()?.paid_out,
                office,
            })
        })
        .collect()
}

/// What is ready to be submitted of the run.
#[component]
pub fn Pengajuan() -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let all = Memo::new(move |_| if desk_run.stage.get() == Stage::Done { ready(desk, desk_run) } else { Vec::new() });
    let worked = Signal::derive(move || desk_run.stage.get() == Stage::Done && desk_run.run.with(Option::is_some));
    let stale =
        Signal::derive(move || desk_run.edition().is_some_and(|edition| desk.book.with(Book::edition) != edition));
    let prepare = Callback::new(move |note: String| {
        let parts = untrack(|| by_office(desk_run));
        Some(Box::new(move |office: &str| {
            parts.get(office).map(|run| statements(desk, desk_run, office, run, &note)).unwrap_or_default()
        }) as Written)
    });
    let spoken = Spoken {
        question: |orang, kantor, bersih| say!(masa.ajukan_tanya, orang = orang, kantor = kantor, bersih = bersih),
        left_out: |jumlah| say!(masa.ajukan_tertahan, jumlah = jumlah),
        nothing: || say!(masa.ajukan_tidak_ada),
        lists: (|| say!(masa.lihat_masa), "/masa"),
    };
    let on_written = Callback::new(move |()| desk_run.keep_up(desk));
    view! {
        <Ajukan worked=worked stale=stale ready=all spoken=spoken prepare=prepare on_written=on_written />
    }
}

fn statements(desk: Desk, desk_run: RunDesk, office: &str, run: &Run, note: &str) -> Vec<Statement> {
    let (seal, slips): (RunSeal, BTreeMap<Id, Slip>) =
        desk_run.people.with_untracked(|people| sealed::seal(run, |person| people.get(person)?.case.as_ref().ok()));
    let month = run.month;
    let mut statements: Vec<Statement> = slips
        .iter()
        .map(|(person, slip)| Statement::new(Kind::Slip, subject::slip(*person, month, seal.run()), slip))
        .collect();
    let subject = subject::pay_month(office, month);
    let shown = desk.shown(&subject);
    let step = PayMonth { step: PayStep::Submitted { note: note.to_owned() }, seal };
    statements.push(Statement::new(Kind::PayMonth, subject, &step).over(&shown));
    statements
}
