//! A change that is under way: who proposed it, what differs, what it would cost, and the deed of whose turn it is.

use std::sync::Arc;

use domain::calendar::Day;
use domain::tpp::Policy;
use ledger::book::Stated;
use ledger::kind::Kind;
use ledger::payload::{Policy as Said, PolicySource, PolicyStep};
use ledger::policy::{self, Hand};
use ledger::subject;
use leptos::prelude::*;

use super::dampak::Dampak;
use super::{lends, perubahan, sah};
use crate::components::{Button, ButtonKind, Card, Dialog, Glyph, IconLine, Notice, Tag, TextArea, Tone};
use crate::desk::{Shown, Statement, use_desk};
use crate::pages::gaji::rules;
use crate::pages::kit;
use crate::say;
use crate::words::derive::label;
use crate::words::format::{day as write_day, long_day};
use crate::words::gaps::value_name;
use crate::words::policy::changes;

/// What a dialog asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Sign,
    Return,
    Withdraw,
}

impl Deed {
    fn word(self) -> String {
        match self {
            Self::Sign => say!(ubah.tandai),
            Self::Return => say!(ubah.kembalikan),
            Self::Withdraw => say!(ubah.tarik),
        }
    }

    fn question(self, day: Day) -> String {
        match self {
            Self::Sign => say!(ubah.tandai_tanya, hari = write_day(day)),
            Self::Return => say!(ubah.kembalikan_tanya),
            Self::Withdraw => say!(ubah.tarik_tanya),
        }
    }
}

/// One step under way.
#[component]
pub fn Usulan(day: Day, of: Stated<Said>, alone: bool) -> impl IntoView {
    let desk = use_desk();
    let Said::Step(step) = of.value.clone() else { return ().into_any() };
    let (by, at) = desk.book.with_untracked(|book| perubahan::hand_of(book, &of.record, desk.today()));
    let named = desk.book.with_untracked(|book| perubahan::name_of(book, &of.record, desk.today()));
    let own = of.record.envelope.author == desk.author();
    match step {
        PolicyStep::Proposed { policy, note } => {
            let deeds: Vec<Deed> = match (own, alone) {
                (true, true) => vec![Deed::Withdraw],
                (false, true) if lends(desk, Hand::Signer) => vec![Deed::Sign, Deed::Return],
                _ => Vec::new(),
            };
            let about = say!(ubah.diusulkan_oleh, nama = by, hari = long_day(at));
            view! {
                <Card title=say!(ubah.mulai, hari = write_day(day)) tag=say!(ubah.menunggu) tag_tone=Tone::Sogan>
                    <p class="sub">{about}</p>
                    {(!note.is_empty()).then(|| view! { <p>{note.clone()}</p> })}
                    <Proposal day=day source=policy.clone() proposer=named />
                    {own.then(|| view! { <IconLine glyph=Glyph::Info text=say!(ubah.orang_lain_menandai) /> })}
                    {(!alone).then(|| view! { <Notice tone=Tone::Mengkudu text=say!(ubah.dua_usul) /> })}
                    <Deeds day=day policy=policy deeds=deeds />
                </Card>
            }
            .into_any()
        }
        PolicyStep::Returned { reason } => view! {
            <Card title=say!(ubah.mulai, hari = write_day(day)) tag=say!(ubah.dikembalikan) tag_tone=Tone::Mengkudu>
                <p class="sub">{say!(ubah.dikembalikan_oleh, nama = by, hari = long_day(at))}</p>
                <p>{reason}</p>
            </Card>
        }
        .into_any(),
        PolicyStep::Withdrawn | PolicyStep::Signed { .. } => ().into_any(),
    }
}

/// What is proposed: what differs from what would hold without it, its rules, and what it would change.
#[component]
fn Proposal(
    day: Day,
    source: PolicySource,
    /// The name of who proposes it, where it is known.
    proposer: Option<String>,
) -> impl IntoView {
    let desk = use_desk();
    let Some(new) = source.policy(day.month()) else {
        return view! { <Notice tone=Tone::Mengkudu text=say!(ubah.tak_terbaca) /> }.into_any();
    };
    let old = desk.book.with_untracked(|book| policy::in_force(book, day.month())).ok().flatten();
    let said = old.map(|old| changes(old, new)).unwrap_or_default();
    let differences = match old {
        None => view! { <p class="sub">{say!(ubah.belum_ada_aturan)}</p> }.into_any(),
        Some(_) if said.is_empty() => view! { <p class="sub">{say!(kebijakan.beda_sama)}</p> }.into_any(),
        Some(_) => {
            let lines = said.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
            view! { <ul class="marks">{lines}</ul> }.into_any()
        }
    };
    let others = proposer.map(|proposer| sah::others(old, new, &proposer)).unwrap_or_default();
    let closed = desk.book.with_untracked(|book| closed_since(book, day));
    let drawn = RwSignal::new(false);
    let tried: Signal<Option<Arc<Policy>>> = Signal::stored(Some(Arc::new(new.clone())));
    let opened = RwSignal::new(false);
    view! {
        <h3>{say!(ubah.yang_beda, nama = label(new.label()))}</h3>
        <div class="beda">{differences}</div>
        {(!others.is_empty())
            .then(|| {
                view! { <Notice tone=Tone::Sogan text=say!(ubah.sah_orang_lain, nama = others.join(", ")) /> }
            })}
        {blocks(new.unconfirmed().count())}
        {left(new)}
        {(closed > 0)
            .then(|| view! { <Notice tone=Tone::Sogan text=say!(ubah.bulan_terkunci, jumlah = closed) /> })}
        <details class="fine" on:toggle=move |_| drawn.set(true)>
            <summary class="more">{say!(ubah.seluruh_aturan)}</summary>
            {move || drawn.get().then(|| rules(new))}
        </details>
        <details class="fine" on:toggle=move |_| opened.set(true)>
            <summary class="more">{say!(ubah.dampak)}</summary>
            {move || opened.get().then(|| view! { <Dampak policy=tried /> })}
        </details>
    }
    .into_any()
}

/// Warns plainly that values without a confirmation keep pay back.
pub fn blocks(waiting: usize) -> Option<AnyView> {
    let text = (waiting > 0).then(|| say!(ubah.sah_sisa, jumlah = waiting))?;
    Some(view! { <Notice tone=Tone::Sogan text=text /> }.into_any())
}

/// Names the values that still wait.
fn left(of: &'static Policy) -> Option<AnyView> {
    of.unconfirmed().next()?;
    let drawn = RwSignal::new(false);
    let names = move || {
        let lines = of.unconfirmed().map(|entry| view! { <li>{value_name(entry, Some(of))}</li> }).collect_view();
        view! { <ul class="marks">{lines}</ul> }
    };
    let unfold = view! {
        <details class="fine" on:toggle=move |_| drawn.set(true)>
            <summary class="more">{say!(ubah.sah_daftar_sisa)}</summary>
            {move || drawn.get().then(names)}
        </details>
    };
    Some(unfold.into_any())
}

/// Counts the closed months that a change from a day would reach: their difference becomes back pay.
pub fn closed_since(book: &ledger::book::Book, day: Day) -> usize {
    ledger::pay_month::Closed::of(book).months().filter(|month| *month >= day.month()).count()
}

/// The buttons of the account whose turn it is, each asked once more.
#[component]
fn Deeds(day: Day, policy: PolicySource, deeds: Vec<Deed>) -> impl IntoView {
    let desk = use_desk();
    let busy = RwSignal::new(false);
    let asked = RwSignal::new(None::<(Deed, Shown)>);
    let reason = RwSignal::new(String::new());
    let missing = RwSignal::new(false);
    let digest = policy.digest();
    let waiting = policy.policy(day.month()).map_or(0, |policy| policy.unconfirmed().count());
    let subject = subject::policy(day);
    let about = StoredValue::new(subject);
    let write = move |()| {
        let Some((deed, shown)) = asked.get_untracked() else { return };
        let words = reason.with_untracked(|text| text.trim().to_owned());
        let step = match deed {
            Deed::Sign => PolicyStep::Signed { policy: digest },
            Deed::Withdraw => PolicyStep::Withdrawn,
            Deed::Return if words.is_empty() => return missing.set(true),
            Deed::Return => PolicyStep::Returned { reason: words },
        };
        let payload = Said::Step(step);
        let statement =
            about.with_value(|subject| Statement::new(Kind::Policy, subject.clone(), &payload).over(&shown));
        kit::save(desk, vec![statement], busy, move || asked.set(None));
    };
    let ask = move |deed: Deed| {
        missing.set(false);
        asked.set(Some((deed, about.with_value(|subject| desk.shown(subject)))));
    };
    let deed = Memo::new(move |_| asked.with(|asked| asked.as_ref().map(|(deed, _)| *deed)));
    let button = move |of: Deed| {
        let kind = if of == Deed::Sign { ButtonKind::default() } else { ButtonKind::Outline };
        view! { <Button label=of.word() kind=kind busy=busy on_press=move |()| ask(of) /> }
    };
    let said = Signal::derive(move || if missing.get() { say!(masa.alasan_kosong) } else { String::new() });
    view! {
        <div class="line">{deeds.into_iter().map(button).collect_view()}</div>
        <Dialog
            open=Signal::derive(move || deed.get().is_some())
            on_close=move |()| asked.set(None)
            title=move || deed.get().map(Deed::word).unwrap_or_default()
            confirm=move || deed.get().map(Deed::word).unwrap_or_default()
            cancel=say!(umum.kembali)
            busy=busy
            on_confirm=write
        >
            <p>{move || deed.get().map(|deed| deed.question(day))}</p>
            {move || (deed.get() == Some(Deed::Sign)).then(|| blocks(waiting))}
            {move || {
                (deed.get() == Some(Deed::Return))
                    .then(|| {
                        view! {
                            <TextArea
                                id="alasan"
                                label=say!(masa.alasan)
                                value=reason
                                on_input=move |text| reason.set(text)
                                error=said
                                maxlength=1000
                            />
                        }
                    })
            }}
        </Dialog>
    }
}

/// What holds from a day, and who made it hold.
#[component]
pub fn Berlaku(day: Day, held: Vec<policy::Held>) -> impl IntoView {
    let desk = use_desk();
    let several = held.len() > 1;
    let rows = held.into_iter().map(|held| {
        let policy = held.source.policy(day.month());
        let name = policy.map_or_else(|| say!(ubah.tak_terbaca), |of| label(of.label()));
        let waiting = policy.map_or(0, |of| of.unconfirmed().count());
        let tag = (waiting > 0).then(|| say!(kebijakan.belum_pasti, jumlah = waiting));
        let href = (waiting > 0 && lends(desk, Hand::Proposer)).then_some("/aturan/ubah");
        let by = match &held.by.value {
            Said::Founded(_) => say!(ubah.sejak_awal),
            Said::Step(_) => {
                let (by, at) = desk.book.with_untracked(|book| perubahan::hand_of(book, &held.by.record, desk.today()));
                say!(ubah.ditandai_oleh, nama = by, hari = long_day(at))
            }
        };
        let title = say!(ubah.mulai, hari = write_day(day));
        let sub = format!("{name} · {by}");
        view! {
            <crate::components::Row
                title=title
                sub=sub
                tag=tag
                tag_tone=Tone::Sogan
                glyph=Glyph::FileText
                href=href.map(str::to_owned)
            />
        }
    });
    view! {
        {rows.collect_view()}
        {several.then(|| view! { <Tag text=say!(masa.dua_keputusan) tone=Tone::Mengkudu /> })}
    }
    .into_any()
}
