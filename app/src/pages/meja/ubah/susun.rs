//! `/aturan/ubah`: moves values of the policy, sees at once what is wrong, what differs and what it would cost, and
//! proposes it for a second person to sign. What was moved stays as a draft.

use std::sync::Arc;

use domain::calendar::Month;
use domain::tpp::{self, Policy};
use ledger::facts::profile;
use ledger::kind::Kind;
use ledger::payload::{Policy as Said, PolicySource, PolicyStep};
use ledger::policy::{self, Hand};
use ledger::subject;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::dampak::Dampak;
use super::keputusan::{blocks, closed_since};
use super::konfirmasi::{self, Konfirmasi};
use super::model::{Edits, Made};
use super::nilai::Values;
use super::sah::{Officer, Progress};
use super::{closed, lends, takes_part};
use crate::components::{
    Button, ButtonKind, Card, Choice, DateField, Dialog, FilePicker, Glyph, Leave, Notice, Page, Section, SelectField,
    TextArea, TextField, Toasts, Tone,
};
use crate::desk::{self, Desk, Statement, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::derive::label;
use crate::words::format;
use crate::words::policy as words;

/// Most bytes of a policy file.
const MOST_BYTES: u32 = 2 * 1024 * 1024;
/// The choice of a file of one's own.
const FILE: &str = "berkas";

/// The month a change begins with when nothing was typed: the next one.
fn first_month(desk: Desk) -> Month {
    desk.this_month().next()
}

/// What a change starts from.
fn source(desk: Desk, base: &str, month: Month, file: Option<&String>) -> Option<PolicySource> {
    match base {
        "" => {
            let day = desk.book.with(|book| {
                let days = policy::days(book).filter(|day| *day <= month.first());
                days.filter(|day| policy::change(book, *day).holds.len() == 1).max()
            })?;
            desk.book.with(|book| policy::change(book, day).holds.first().map(|held| held.source.clone()))
        }
        FILE => file.cloned().map(PolicySource::File),
        key => Some(PolicySource::Shipped(key.to_owned())),
    }
}

#[component]
pub fn Susun() -> impl IntoView {
    let desk = use_desk();
    if !takes_part(desk) {
        return closed(say!(ubah.judul_susun));
    }
    let draft = desk.draft("kebijakan");
    let kept = draft.load::<Edits>().unwrap_or_default();
    let edits = RwSignal::new(kept);
    let stored = RwSignal::new(true);
    let file = RwSignal::new(None::<String>);
    Effect::new(move |first: Option<()>| {
        let edits = edits.get();
        if first.is_some() {
            stored.set(desk.draft("kebijakan").save(&edits).is_ok());
        }
    });
    let month = Memo::new(move |_| {
        let typed = edits.with(|edits| edits.from.clone());
        if typed.is_empty() { Some(first_month(desk)) } else { typed.parse::<Month>().ok() }
    });
    let base = Memo::new(move |_| {
        let chosen = edits.with(|edits| edits.base.clone());
        file.with(|file| source(desk, &chosen, month.get()?, file.as_ref()))
    });
    let policy = Memo::new(move |_| {
        let (source, month) = (base.get()?, month.get()?);
        source.policy(month).or_else(|| readable(&source)).map(|policy| Arc::new(policy.clone()))
    });
    let officer = StoredValue::new(officer(desk));
    let made = Memo::new(move |_| {
        let (Some(source), Some(month)) = (base.get(), month.get()) else { return Made::Same };
        let in_force = edits.with(|edits| edits.base.is_empty());
        officer.with_value(|officer| edits.with(|edits| edits.made(&source, month, in_force, officer)))
    });
    let progress = Memo::new(move |_| {
        let progress = |policy: &Policy| officer.with_value(|of| edits.with(|edits| edits.progress(policy, of)));
        policy.with(|policy| policy.as_ref().map(|policy| progress(policy)).unwrap_or_default())
    });
    let opened = RwSignal::new(None);
    let tried: Signal<Option<Arc<Policy>>> = Signal::derive(move || match made.get() {
        Made::Sound(_, policy) => Some(policy),
        Made::Same | Made::Refused(_) => None,
    });
    view! {
        <Page title=say!(ubah.judul_susun) leave=Leave::Back("/aturan/perubahan") leave_label=say!(umum.kembali)>
            <p class="sub">{say!(ubah.susun_jelas)}</p>
            {kit::draft_line(stored)}
            <Start edits=edits month=month file=file />
            {move || {
                policy
                    .with(Option::is_none)
                    .then(|| view! { <Notice tone=Tone::Sogan text=say!(ubah.tanpa_dasar) /> })
            }}
            <Konfirmasi base=policy edits=edits officer=officer progress=progress opened=opened />
            <Values base=policy edits=edits />
            <Check made=made policy=policy />
            <Dampak policy=tried edits=edits />
            <Propose edits=edits made=made month=month policy=policy progress=progress opened=opened />
        </Page>
    }
    .into_any()
}

/// Who confirms on this device: the person of the account, by name.
fn officer(desk: Desk) -> Officer {
    let account = desk.account.with_untracked(Clone::clone);
    let person = account.as_ref().and_then(|account| account.person);
    let name = person.and_then(|person| desk.book.with_untracked(|book| profile(book, person, desk.today()).name));
    Officer { name: name.or_else(|| Some(account?.name)).unwrap_or_default(), today: desk.today() }
}

/// A file that begins on another day is still a policy to start from.
fn readable(source: &PolicySource) -> Option<&'static Policy> {
    match source {
        PolicySource::File(text) => tpp::written(text),
        PolicySource::Shipped(key) => tpp::by_key(key),
    }
}

/// What it starts from and from when it shall hold.
#[component]
fn Start(edits: RwSignal<Edits>, month: Memo<Option<Month>>, file: RwSignal<Option<String>>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let options = Memo::new(move |_| {
        let shipped = tpp::shipped().iter().map(|policy| Choice::new(policy.key(), label(policy.label())));
        let own = file.with(Option::is_some).then(|| Choice::new(FILE, say!(ubah.berkas_sendiri)));
        [Choice::new("", say!(ubah.yang_berlaku))].into_iter().chain(own).chain(shipped).collect::<Vec<_>>()
    });
    let pick = Callback::new(move |event: leptos::ev::Event| {
        let chosen = desk::chosen(&event);
        leptos::task::spawn_local(async move {
            let Ok((_, bytes)) = desk::read_chosen(chosen, MOST_BYTES).await else {
                return toasts.say(say!(kebijakan.tak_terbaca));
            };
            match Policy::from_file(&bytes) {
                Ok(_) => {
                    file.set(Some(String::from_utf8_lossy(&bytes).into_owned()));
                    edits.update(|edits| edits.base = FILE.to_owned());
                }
                Err(_) => toasts.say(say!(ubah.berkas_salah)),
            }
        });
    });
    let wrong = move || if month.get().is_none() { say!(meja.bulan_salah) } else { String::new() };
    let closed =
        Memo::new(move |_| month.get().map_or(0, |month| desk.book.with(|book| closed_since(book, month.first()))));
    view! {
        <Card>
            <div class="fields">
                <SelectField
                    id="dasar"
                    label=say!(ubah.mulai_dari)
                    options=options
                    value=Signal::derive(move || Some(edits.with(|edits| edits.base.clone())))
                    on_change=move |key| edits.update(|edits| edits.base = key)
                />
                <DateField
                    id="mulai"
                    label=say!(ubah.mulai_bulan)
                    month=true
                    value=Signal::derive(move || {
                        let typed = edits.with(|edits| edits.from.clone());
                        if typed.is_empty() { first_month(desk).to_string() } else { typed }
                    })
                    on_input=move |text| edits.update(|edits| edits.from = text)
                    error=Signal::derive(wrong)
                />
            </div>
            <FilePicker
                id="berkas-dasar"
                label=say!(ubah.dari_berkas)
                accept=".json,application/json"
                hint=say!(ubah.dari_berkas_jelas)
                on_pick=pick
            />
            {move || {
                (closed.get() > 0)
                    .then(|| view! { <Notice tone=Tone::Sogan text=say!(ubah.bulan_terkunci, jumlah = closed.get()) /> })
            }}
        </Card>
    }
}

/// What is wrong with it, or what differs.
#[component]
fn Check(made: Memo<Made>, policy: Memo<Option<Arc<Policy>>>) -> impl IntoView {
    let inside = move || match made.get() {
        Made::Same => view! { <p class="sub">{say!(ubah.belum_berubah)}</p> }.into_any(),
        Made::Refused(refused) => {
            let lines = refused.errors.iter().map(|error| {
                let text = words::problem(error, &refused.places);
                view! { <li>{text}</li> }
            });
            let lines = lines.collect_view();
            view! {
                <Notice tone=Tone::Mengkudu live=true text=say!(ubah.tidak_sehat) />
                <ul class="marks">{lines}</ul>
            }
            .into_any()
        }
        Made::Sound(_, new) => {
            let old = policy.get();
            let said = old.map(|old| words::changes(&old, &new)).unwrap_or_default();
            let lines = said.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
            view! {
                <ul class="marks">{lines}</ul>
                {blocks(new.unconfirmed().count())}
            }
            .into_any()
        }
    };
    view! {
        <Section title=say!(ubah.yang_berubah_aturan)>
            <div id="beda">{inside}</div>
        </Section>
    }
}

/// The act it rests on, the words for who signs, and the deeds.
#[component]
fn Propose(
    edits: RwSignal<Edits>,
    made: Memo<Made>,
    month: Memo<Option<Month>>,
    policy: Memo<Option<Arc<Policy>>>,
    progress: Memo<Progress>,
    opened: RwSignal<Option<String>>,
) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let navigate = use_navigate();
    let busy = RwSignal::new(false);
    let asked = RwSignal::new(None);
    let clearing = RwSignal::new(false);
    let tried = RwSignal::new(false);
    let field = move |of: fn(&Edits) -> &String| Signal::derive(move || edits.with(|edits| of(edits).clone()));
    let proposes = lends(desk, Hand::Proposer);
    let sound = Memo::new(move |_| matches!(made.get(), Made::Sound(..)));
    // A confirmation names its own act.
    let only_confirms = Memo::new(move |_| {
        let moved = |policy: &Policy| edits.with(|edits| edits.moved(policy).next().is_some());
        progress.with(|progress| progress.done > 0)
            && !policy.with(|policy| policy.as_ref().is_some_and(|policy| moved(policy)))
    });
    let needs_act = Memo::new(move |_| {
        made.with(|made| matches!(made, Made::Sound(PolicySource::File(_), _)))
            && !only_confirms.get()
            && edits.with(|edits| edits.cite().is_none())
    });
    let half = Memo::new(move |_| progress.with(|progress| progress.half.clone()));
    let unfinished = move || {
        let jumlah = half.with(Vec::len);
        (tried.get() && jumlah > 0).then(|| {
            view! { <Notice tone=Tone::Mengkudu live=true text=say!(ubah.sah_gantung, jumlah = jumlah) /> }
        })
    };
    let no_act =
        Signal::derive(move || if tried.get() && needs_act.get() { say!(ubah.dasar_kosong) } else { String::new() });
    let no_note = Signal::derive(move || {
        let empty = edits.with(|edits| edits.note.trim().is_empty());
        if tried.get() && empty { say!(ubah.alasan_kosong) } else { String::new() }
    });
    let why_not = Signal::derive(move || if sound.get() { String::new() } else { say!(ubah.belum_dapat) });
    let ask = move |()| {
        tried.set(true);
        if let Some(path) = half.with_untracked(|half| half.first().cloned()) {
            return konfirmasi::show(opened, Some(path));
        }
        if needs_act.get_untracked() || edits.with_untracked(|edits| edits.note.trim().is_empty()) {
            return;
        }
        if let Some(month) = month.get_untracked() {
            asked.set(Some((month, desk.shown(&subject::policy(month.first())))));
        }
    };
    let write = move |()| {
        let (Some((month, shown)), Made::Sound(policy, _)) = (asked.get_untracked(), made.get_untracked()) else {
            return;
        };
        let note = edits.with_untracked(|edits| edits.note.trim().to_owned());
        let step = Said::Step(PolicyStep::Proposed { policy, note });
        let statement = Statement::new(Kind::Policy, subject::policy(month.first()), &step).over(&shown);
        let navigate = navigate.clone();
        kit::save_form(desk, vec![statement], busy, desk.draft("kebijakan"), move || {
            asked.set(None);
            navigate("/aturan/perubahan", leptos_router::NavigateOptions::default());
        });
    };
    let download = move |()| {
        let Made::Sound(source, policy) = made.get_untracked() else { return };
        let Some(text) = source.file(policy.span().from.month()) else { return };
        let name = format!("kebijakan-{}-{}.json", policy.key(), policy.span().from);
        match desk::download(&name, "application/json", text.as_bytes()) {
            Ok(()) => toasts.say(say!(kebijakan.tersimpan_berkas, nama = name)),
            Err(problem) => toasts.say(kit::storage_problem(problem)),
        }
    };
    let question = move || {
        asked.with(|asked| {
            let bulan = asked.as_ref().map(|(month, _)| format::month(*month)).unwrap_or_default();
            say!(ubah.ajukan_tanya, bulan = bulan)
        })
    };
    view! {
        <Section title=say!(ubah.ajukan)>
            <Card>
                <TextField
                    id="dasar-hukum"
                    label=say!(ubah.dasar_hukum)
                    value=field(|edits| &edits.act)
                    on_input=move |text| edits.update(|edits| edits.act = text)
                    hint=say!(ubah.dasar_hukum_jelas)
                    error=no_act
                    maxlength=200
                />
                <TextField
                    id="pasal"
                    label=say!(ubah.pasal)
                    value=field(|edits| &edits.article)
                    on_input=move |text| edits.update(|edits| edits.article = text)
                    maxlength=200
                />
                <TextArea
                    id="alasan-usul"
                    label=say!(ubah.alasan)
                    value=field(|edits| &edits.note)
                    on_input=move |text| edits.update(|edits| edits.note = text)
                    error=no_note
                    maxlength=1000
                />
                {unfinished}
                <div class="line">
                    {proposes
                        .then(|| view! { <Button label=say!(ubah.ajukan) on_press=ask why_not=why_not busy=busy /> })}
                    <Button
                        label=say!(kebijakan.simpan_berkas)
                        kind=ButtonKind::Outline
                        glyph=Glyph::Download
                        on_press=download
                        why_not=why_not
                    />
                    <Button
                        label=say!(ubah.mulai_ulang)
                        kind=ButtonKind::Text
                        on_press=move |()| clearing.set(true)
                    />
                </div>
            </Card>
        </Section>
        <Dialog
            open=Signal::derive(move || asked.with(Option::is_some))
            on_close=move |()| asked.set(None)
            title=say!(ubah.ajukan)
            confirm=say!(ubah.ajukan)
            cancel=say!(umum.kembali)
            busy=busy
            on_confirm=write
        >
            <p>{question}</p>
            {move || {
                let waiting = made
                    .with(|made| if let Made::Sound(_, policy) = made { policy.unconfirmed().count() } else { 0 });
                blocks(waiting)
            }}
        </Dialog>
        <Dialog
            open=clearing
            on_close=move |()| clearing.set(false)
            title=say!(ubah.mulai_ulang)
            confirm=say!(ubah.mulai_ulang)
            cancel=say!(umum.kembali)
            on_confirm=move |()| {
                edits.set(Edits::default());
                clearing.set(false);
            }
        >
            <p>{say!(ubah.mulai_ulang_tanya)}</p>
        </Dialog>
    }
}
