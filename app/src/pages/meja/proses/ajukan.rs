//! Submitting what was computed: each office on its own, every slip with what it rests on, then the step of the month.

use std::collections::BTreeMap;

use domain::money::Rupiah;
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
use crate::components::{Button, Dialog, Glyph, IconLine, More, Notice, ProgressBar, Section, TextArea, Toasts, Tone};
use crate::desk::{Desk, Statement, use_desk};
use crate::pages::kit;
use crate::pages::meja::dua_tangan::view::reaches;
use crate::pages::meja::masa::view;
use crate::say;
use crate::words::format;

/// One office of the run, ready to be submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Ready {
    office: String,
    name: String,
    people: usize,
    left_out: usize,
    net: Rupiah,
}

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

#[component]
pub fn Ajukan() -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let all = Memo::new(move |_| if desk_run.stage.get() == Stage::Done { ready(desk, desk_run) } else { Vec::new() });
    let open = RwSignal::new(false);
    let note = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let done = RwSignal::new(0_u64);
    let stale = move || desk.book.with(Book::edition) != desk_run.edition().unwrap_or_default() && !busy.get();
    let submit = Callback::new(move |()| submit(desk, desk_run, all.get_untracked(), note, busy, done, open));
    let label = move || match &all.get()[..] {
        [one] => say!(masa.ajukan_satu, nama = one.name.clone()),
        many => say!(masa.ajukan_tombol, jumlah = many.len()),
    };
    let question = move || {
        let all = all.get();
        let net = all.iter().try_fold(Rupiah::ZERO, |sum, one| sum.plus(one.net));
        say!(
            masa.ajukan_tanya,
            orang = format::grouped(all.iter().map(|one| one.people as i64).sum()),
            kantor = all.len(),
            bersih = net.map(format::rupiah).unwrap_or_default()
        )
    };
    let left_out = move || all.get().iter().map(|one| one.left_out).sum::<usize>();
    let body = move || {
        if busy.get() {
            return view! {
                <ProgressBar
                    label=say!(masa.mengajukan)
                    done=done
                    total=Signal::derive(move || all.with(Vec::len).max(1) as u64)
                    count=move || say!(meja.dari, jumlah = done.get(), semua = all.with(Vec::len))
                />
            }
            .into_any();
        }
        if all.with(Vec::is_empty) {
            return view! { <IconLine glyph=Glyph::Info text=say!(masa.ajukan_tidak_ada) /> }.into_any();
        }
        if stale() {
            return view! { <Notice tone=Tone::Sogan text=say!(masa.ajukan_lama) /> }.into_any();
        }
        view! {
            <p class="sub">{say!(masa.ajukan_jelas)}</p>
            <div class="line">
                <Button label=label on_press=move |()| open.set(true) />
            </div>
        }
        .into_any()
    };
    let computed = move || desk_run.stage.get() == Stage::Done && desk_run.run.with(Option::is_some);
    move || {
        computed().then(|| {
            view! {
                <Section title=say!(masa.ajukan)>
                    {body} <More label=say!(masa.lihat_masa) href="/masa" />
                </Section>
                <Dialog
                    open=open
                    on_close=move |()| open.set(false)
                    title=say!(masa.ajukan)
                    confirm=say!(masa.ajukan)
                    cancel=say!(umum.kembali)
                    on_confirm=submit
                >
                    <p>{question}</p>
                    {move || {
                        let left_out = left_out();
                        (left_out > 0)
                            .then(|| view! { <Notice tone=Tone::Sogan text=say!(masa.ajukan_tertahan, jumlah = left_out) /> })
                    }}
                    <TextArea
                        id="catatan-pengajuan"
                        label=say!(masa.catatan)
                        hint=say!(masa.catatan_petunjuk)
                        value=note
                        on_input=move |text| note.set(text)
                        maxlength=1000
                    />
                </Dialog>
            }
        })
    }
}

/// Writes the slips and the step of one office after the other. What is written stays when a later one fails.
fn submit(
    desk: Desk,
    desk_run: RunDesk,
    all: Vec<Ready>,
    note: RwSignal<String>,
    busy: RwSignal<bool>,
    done: RwSignal<u64>,
    open: RwSignal<bool>,
) {
    if busy.get_untracked() {
        return;
    }
    let toasts = expect_context::<Toasts>();
    open.set(false);
    done.set(0);
    busy.set(true);
    let parts = by_office(desk_run);
    let words = note.get_untracked().trim().to_owned();
    leptos::task::spawn_local(async move {
        let mut written = 0_u64;
        let mut failed = None;
        for one in &all {
            let Some(run) = parts.get(&one.office) else { continue };
            let statements = statements(desk, desk_run, &one.office, run, &words);
            if let Err(problem) = desk.write(statements).await {
                failed = Some(problem);
                break;
            }
            written += 1;
            let _ = done.try_set(written);
        }
        let _ = busy.try_set(false);
        match failed {
            Some(problem) => toasts.say(kit::write_problem(&problem)),
            None => {
                let _ = note.try_set(String::new());
                desk_run.keep_up(desk);
                toasts.say(say!(masa.diajukan_pesan, jumlah = written));
            }
        }
    });
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
