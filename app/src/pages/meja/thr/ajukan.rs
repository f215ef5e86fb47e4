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
use crate::components::{Button, Dialog, Glyph, IconLine, More, Notice, ProgressBar, Section, TextArea, Toasts, Tone};
use crate::desk::{Desk, Statement, use_desk};
use crate::pages::kit;
use crate::pages::meja::dua_tangan::view::reaches;
use crate::say;
use crate::words::format;

/// One office, ready to be submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Ready {
    place: Place,
    name: String,
    slips: BTreeMap<Id, YearlySlip>,
    left_out: usize,
    net: Rupiah,
}

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

/// Returns the offices whose list may be submitted now.
fn ready(desk: Desk, worked: &Worked) -> Vec<Ready> {
    let (roles, houses) = (desk.roles(), desk.book.with(offices));
    let Order { kind, year, payday, .. } = worked.order;
    let parts = by_office(worked).into_iter().filter(|(_, part)| !part.slips.is_empty());
    let ready = parts.filter_map(|(office, Part { slips, left_out, nets })| {
        let place = Place { office, kind, year, payday };
        let stand = desk.book.with(|book| view::stand(book, &place, desk.today()));
        let mine = stand.may_submit() && reaches(&roles, Hand::Treasurer, &place.office, &houses);
        let name = office_name(&houses, &place.office).to_owned();
        let net = Rupiah::sum(nets).ok().filter(|_| mine)?;
        Some(Ready { name, slips, left_out, net, place })
    });
    ready.collect()
}

#[component]
pub fn Ajukan(work: Work) -> impl IntoView {
    let desk = use_desk();
    let all = Memo::new(move |_| {
        work.worked.with(|worked| match worked {
            Some(Ok(worked)) => ready(desk, worked),
            _ => Vec::new(),
        })
    });
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let (note, done) = (RwSignal::new(String::new()), RwSignal::new(0_u64));
    let edition = move || work.worked.with(|worked| Some(worked.as_ref()?.as_ref().ok()?.edition));
    let stale = move || edition().is_some_and(|edition| desk.book.with(Book::edition) != edition) && !busy.get();
    let submit = Callback::new(move |()| submit(desk, work, all.get_untracked(), note, busy, done, open));
    let label = move || match &all.get()[..] {
        [one] => say!(masa.ajukan_satu, nama = one.name.clone()),
        many => say!(masa.ajukan_tombol, jumlah = many.len()),
    };
    let question = move || {
        let all = all.get();
        let net = all.iter().try_fold(Rupiah::ZERO, |sum, one| sum.plus(one.net));
        say!(
            thr.ajukan_tanya,
            orang = format::grouped(all.iter().map(|one| one.slips.len() as i64).sum()),
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
        if stale() {
            return view! { <Notice tone=Tone::Sogan text=say!(masa.ajukan_lama) /> }.into_any();
        }
        if all.with(Vec::is_empty) {
            return view! { <IconLine glyph=Glyph::Info text=say!(thr.ajukan_tidak_ada) /> }.into_any();
        }
        view! {
            <p class="sub">{say!(masa.ajukan_jelas)}</p>
            <div class="line">
                <Button label=label on_press=move |()| open.set(true) />
            </div>
        }
        .into_any()
    };
    move || {
        edition().map(|_| {
            view! {
                <Section title=say!(masa.ajukan)>
                    {body} <More label=say!(thr.lihat_daftar) href="/thr" />
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
                            .then(|| view! { <Notice tone=Tone::Sogan text=say!(thr.ajukan_tertahan, jumlah = left_out) /> })
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

/// Writes payments and step of one office after the other. What is written stays when a later one fails.
fn submit(
    desk: Desk,
    work: Work,
    all: Vec<Ready>,
    note: RwSignal<String>,
    busy: RwSignal<bool>,
    done: RwSignal<u64>,
    open: RwSignal<bool>,
) {
    let order = work.worked.with_untracked(|worked| Some(worked.as_ref()?.as_ref().ok()?.order.clone()));
    let (Some(order), false) = (order, busy.get_untracked()) else { return };
    let toasts = expect_context::<Toasts>();
    open.set(false);
    done.set(0);
    busy.set(true);
    let words = note.get_untracked().trim().to_owned();
    leptos::task::spawn_local(async move {
        let mut written = 0_u64;
        let mut failed = None;
        for one in &all {
            if let Err(problem) = desk.write(statements(desk, &order, one, &words)).await {
                failed = Some(problem);
                break;
            }
            written += 1;
            let _ = done.try_set(written);
        }
        if written > 0 {
            work.keep_up(desk);
        }
        let _ = busy.try_set(false);
        match failed {
            Some(problem) => toasts.say(kit::write_problem(&problem)),
            None => {
                let _ = note.try_set(String::new());
                toasts.say(say!(masa.diajukan_pesan, jumlah = written));
            }
        }
    });
}

/// What each person receives, where it does not stand already, and the step of the list.
fn statements(desk: Desk, order: &Order, one: &Ready, note: &str) -> Vec<Statement> {
    let seal = seal(order, &one.slips, one.left_out);
    let run = seal.run();
    let is_new =
        |subject: &str| desk.book.with_untracked(|book| matches!(book.peek::<YearlySlip>(subject), Standing::Nothing));
    let slips = one.slips.iter().map(|(person, slip)| (one.place.slip(*person, run), slip));
    let mut statements: Vec<Statement> = slips
        .filter(|(subject, _)| is_new(subject))
        .map(|(subject, slip)| Statement::new(Kind::YearlySlip, subject, slip))
        .collect();
    let subject = one.place.subject();
    let shown = desk.shown(&subject);
    let at = PayMonth { step: PayStep::Submitted { note: note.to_owned() }, seal };
    let list = YearlyPay { decided: order.decided.clone(), at };
    statements.push(Statement::new(Kind::Yearly, subject, &list).over(&shown));
    statements
}
