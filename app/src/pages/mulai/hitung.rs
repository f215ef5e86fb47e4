//! The slip worked out alone: a long form that is kept at each change, with the result in view while it is typed.

use domain::calendar::Month;
use ledger::book::Standing;
use ledger::kind::Kind;
use ledger::payload::Trial;
use ledger::subject;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::entries::{DRAFT, Entries};
use super::{form, salah, sections, tpp_section};
use crate::components::{
    Amount, Button, ButtonKind, Dialog, ErrorSummary, FieldError, FigureState, Leave, Notice, Page, Tag, Tone,
};
use crate::desk::{Desk, Fields, Phase, Statement, use_desk};
use crate::pages::gaji::{ahead, gap_rows, source, state};
use crate::pages::kit;
use crate::say;
use crate::words::format::{month, rupiah, spoken};

/// `/hitung`; `?bulan=2024-05` opens a saved month, `?tpp` opens the part about TPP.
#[component]
pub fn Hitung() -> impl IntoView {
    let desk = use_desk();
    let opening = Memo::new(move |_| desk.phase.get() == Phase::Opening);
    move || {
        if opening.get() {
            view! {
                <Page title=say!(mulai.hitung_judul)>
                    <p role="status">{say!(umum.memuat)}</p>
                </Page>
            }
            .into_any()
        } else {
            view! { <Sheet /> }.into_any()
        }
    }
}

/// Returns what the form begins with: the saved month asked for, else the draft, else what lasts of the newest saved
/// month, and of which month that is.
fn begin(desk: Desk, asked: Option<Month>) -> (Fields, Option<Month>) {
    let draft = desk.draft(DRAFT).load::<Fields>();
    let fits = |draft: &Fields| asked.is_none_or(|month| form::text(draft, "bulan") == month.to_string());
    if let Some(draft) = draft.filter(fits) {
        return (draft, None);
    }
    if let Some(fields) = asked.and_then(|month| saved(desk, month)) {
        return (fields, None);
    }
    let months = desk.book.with_untracked(|book| source::trials(book, desk.me()));
    let this = desk.this_month();
    let month = asked.unwrap_or_else(|| if months.contains(&this) { months[0].next() } else { this });
    let newest = months.iter().find(|one| **one < month).or(months.first()).copied();
    match newest.and_then(|newest| Some((saved(desk, newest)?, newest))) {
        Some((before, newest)) => (form::follow(&before, month), Some(newest)),
        None => (form::fresh(month), None),
    }
}

/// Returns the entries that were saved for a month.
fn saved(desk: Desk, month: Month) -> Option<Fields> {
    let subject = subject::trial(desk.me(), month);
    match desk.book.with_untracked(|book| book.standing::<Trial>(&subject)) {
        Standing::One(stated) => Some(stated.value.fields),
        _ => None,
    }
}

#[component]
fn Sheet() -> impl IntoView {
    let desk = use_desk();
    let query = use_query_map();
    let asked = query.with_untracked(|query| query.get("bulan").and_then(|text| text.parse().ok()));
    let (first, from) = begin(desk, asked);
    let from = RwSignal::new(from);
    let e = Entries::new(desk, first);
    let wants_tpp = query.with_untracked(|query| query.get("tpp").is_some());
    if wants_tpp && e.fields.with_untracked(|fields| matches!(form::text(fields, "tpp"), "" | "tidak")) {
        e.set("tpp", "aturan".to_owned());
    }
    if wants_tpp {
        crate::components::dom::focus_soon("tpp".to_owned());
    }
    let errors = Signal::derive(move || {
        if e.attempt.get() == 0 {
            return Vec::new();
        }
        e.read.with(|read| {
            let found = read.as_ref().err().map(Vec::as_slice).unwrap_or_default();
            e.fields.with(|fields| {
                let error = |one: &form::FieldProblem| FieldError {
                    id: one.field.clone(),
                    text: salah::sentence(&one.problem, &salah::name(&one.field, fields)),
                };
                found.iter().map(error).collect::<Vec<_>>()
            })
        })
    });
    let count = move || say!(umum.ada_perbaikan, jumlah = errors.with(Vec::len));
    let unsafe_device = (desk.phase.get_untracked() == Phase::Unsafe).then(|| {
        view! { <Notice tone=Tone::Sogan text=say!(galat.penyimpanan_ditolak) /> }
    });
    let footer = ViewFn::from(move || foot(e, desk, asked));
    let asks_clear = RwSignal::new(false);
    let clear = Callback::new(move |()| {
        asks_clear.set(false);
        e.forget();
        e.attempt.set(0);
        from.set(None);
        e.fields.set(form::fresh(desk.this_month()));
    });
    let taken_over = move || {
        from.get().map(|from| {
            view! {
                <Notice tone=Tone::Action text=say!(mulai.dari_bulan, bulan = month(from))>
                    <div class="line">
                        <Button label=say!(mulai.mulai_kosong) kind=ButtonKind::Text on_press=clear />
                    </div>
                </Notice>
            }
        })
    };
    let back = if desk.is_solo() { "/" } else { "/gaji" };
    view! {
        <Page title=say!(mulai.hitung_judul) leave=Leave::Back(back) leave_label=say!(umum.kembali) footer=footer>
            <ErrorSummary title=count errors=errors attempt=e.attempt />
            {unsafe_device}
            {taken_over}
            {sections::month_and_status(e)}
            {sections::rank(e)}
            {sections::family(e)}
            {sections::post(e)}
            {sections::tax(e)}
            {sections::balances(e)}
            {tpp_section::tpp(e, desk)}
            {sections::other(e)}
            {move || lacking(e)}
            <div class="line">
                <Button
                    label=say!(mulai.mulai_ulang)
                    kind=ButtonKind::Text
                    on_press=Callback::new(move |()| asks_clear.set(true))
                />
            </div>
            <Dialog
                open=asks_clear
                on_close=Callback::new(move |()| asks_clear.set(false))
                title=say!(mulai.kosongkan_tanya)
                confirm=say!(mulai.mulai_ulang)
                on_confirm=clear
                cancel=say!(umum.batalkan)
                kind=ButtonKind::Danger
            >
                <p>{say!(mulai.kosongkan_isi)}</p>
            </Dialog>
        </Page>
    }
}

/// What keeps the whole or TPP from being known, with what to do.
fn lacking(e: Entries) -> Option<AnyView> {
    let worked = e.worked.get()?;
    let found = worked.outcome.gaps();
    let gaps = (!found.is_empty()).then(|| {
        let title = if worked.tpp_open() { say!(gaji.tpp_tertahan) } else { say!(gaji.yang_kurang) };
        let rows = gap_rows(found, &worked);
        view! { <crate::components::Section title=title>{rows}</crate::components::Section> }
    });
    Some(view! { {ahead(&worked)} {gaps} }.into_any())
}

/// The result while it is typed, and the way to keep it. A saved month that was not opened to be changed is not
/// overwritten unasked.
fn foot(e: Entries, desk: Desk, asked: Option<Month>) -> AnyView {
    let busy = RwSignal::new(false);
    let shown = StoredValue::new(desk.shown(&format!("trial/{}/", desk.me())));
    let navigate = use_navigate();
    let nobody = move || {
        let account = desk.account.with(|account| account.as_ref().is_some_and(|account| account.person.is_none()));
        account.then(|| say!(mulai.akun_tanpa_pegawai))
    };
    let replaces = RwSignal::new(None::<Month>);
    let write = Callback::new(move |at: Month| {
        replaces.set(None);
        let fields = e.fields.get_untracked();
        let payload = Trial { month: Some(at), fields };
        let statement = Statement::new(Kind::Trial, subject::trial(desk.me(), at), &payload).over(&shown.get_value());
        let navigate = navigate.clone();
        let address = source::trial_address(desk, at);
        kit::save_form(desk, vec![statement], busy, e.draft(), move || {
            navigate(&address, leptos_router::NavigateOptions::default());
        });
    });
    let save = Callback::new(move |()| {
        e.attempt.update(|tries| *tries += 1);
        let Some(at) = e.read.with_untracked(|read| read.as_ref().ok().map(|ask| ask.pay.month)) else { return };
        if asked != Some(at) && saved(desk, at).is_some() {
            replaces.set(Some(at));
        } else {
            write.run(at);
        }
    });
    let replace = move |()| {
        if let Some(at) = replaces.get_untracked() {
            write.run(at);
        }
    };
    let question = move || replaces.get().map(|at| say!(mulai.ganti_tanya, bulan = month(at)));
    let kept = move || if e.kept.get() { say!(mulai.tersimpan) } else { say!(mulai.tidak_tersimpan) };
    view! {
        <div class="line apart" role="status">
            {move || result(e)}
        </div>
        <Button label=say!(mulai.lihat_slip) busy=busy why_not=nobody on_press=save />
        <p class="note">{kept}</p>
        <Dialog
            open=Signal::derive(move || replaces.get().is_some())
            on_close=move |()| replaces.set(None)
            title=question
            confirm=say!(mulai.ganti_ya)
            on_confirm=replace
            cancel=say!(umum.batalkan)
        >
            <p>{say!(mulai.ganti_isi)}</p>
        </Dialog>
    }
    .into_any()
}

fn result(e: Entries) -> AnyView {
    let Some(worked) = e.worked.get() else {
        let words = match e.open() {
            (_, wrong) if wrong > 0 => say!(mulai.ada_salah),
            (empty, _) => say!(mulai.kosong_berapa, jumlah = empty),
        };
        return view! { <span class="sub">{words}</span> }.into_any();
    };
    let (figure, word) = state(&worked);
    let label = match figure {
        FigureState::Blocked => say!(mulai.hasil_tertahan),
        _ if worked.tpp_open() => say!(mulai.hasil_tanpa_tpp, bulan = month(worked.month)),
        _ => say!(mulai.hasil, bulan = month(worked.month)),
    };
    let net = worked.slip().map(|slip| slip.total.net);
    let amount = net.map(|net| view! { <b class="result"><Amount text=rupiah(net) spoken=spoken(net) /></b> });
    view! {
        <span class="sub">{label}</span>
        <span class="line">
            {amount}
            <Tag text=word tone=figure.tone() />
        </span>
    }
    .into_any()
}
