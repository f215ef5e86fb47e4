//! Regional policies: what comes with the product, in words and as files, and the check of files of one's own.

mod check;
mod result;
mod rules;

use domain::tpp::{self, Policy};
use ledger::payload::PolicySource;
use ledger::role::Role;
use leptos::prelude::*;

use self::check::{Looked, MOST_BYTES, MOST_FILES};
use self::result::result;
use self::rules::once;
pub use self::rules::rules;
use crate::components::{
    Button, ButtonKind, FilePicker, Glyph, Icon, Leave, More, Notice, Page, Section, Tag, Toasts, Tone,
};
use crate::desk::{self, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::derive::{cite, confidence, label};
use crate::words::policy;

/// Where the check stands.
#[derive(Clone)]
enum Stage {
    Idle,
    Reading,
    /// So many files were chosen that none was read.
    TooMany(usize),
    Done(Looked),
}

/// `/aturan/kebijakan`: policies in words, and their check.
#[component]
pub fn Kebijakan() -> impl IntoView {
    let stage = RwSignal::new(Stage::Idle);
    let changes = use_desk().has_role(|role| matches!(role, Role::Hr(_) | Role::Treasurer(_) | Role::Approver(_)));
    view! {
        <Page title=say!(kebijakan.judul) leave=Leave::Back("/aturan") leave_label=say!(umum.kembali)>
            <p class="sub">{say!(kebijakan.penjelasan)}</p>
            {changes.then(|| view! { <More label=say!(ubah.buka) href="/aturan/perubahan" /> })}
            {own()}
            {checking(stage)}
            {shipped()}
        </Page>
    }
}

fn checking(stage: RwSignal<Stage>) -> AnyView {
    let turn = RwSignal::new(0_u32);
    let pick = Callback::new(move |event: leptos::ev::Event| {
        let files = desk::all_chosen(&event);
        if files.is_empty() {
            return;
        }
        turn.update(|turn| *turn += 1);
        let mine = turn.get_untracked();
        if files.len() > MOST_FILES {
            stage.set(Stage::TooMany(files.len()));
            return;
        }
        stage.set(Stage::Reading);
        leptos::task::spawn_local(async move {
            let read = desk::read_each(files, MOST_BYTES).await;
            // Other files were chosen meanwhile, or the page was left.
            if turn.try_get_untracked() == Some(mine) {
                stage.set(Stage::Done(Looked::at(read)));
            }
        });
    });
    let close = Callback::new(move |()| stage.set(Stage::Idle));
    let outcome = move || match stage.get() {
        Stage::Idle => ().into_any(),
        Stage::Reading => view! { <p role="status">{say!(kebijakan.memeriksa)}</p> }.into_any(),
        Stage::TooMany(jumlah) => {
            let text = say!(kebijakan.terlalu_banyak, batas = MOST_FILES, jumlah = jumlah);
            view! { <Notice tone=Tone::Mengkudu text=text live=true /> }.into_any()
        }
        Stage::Done(looked) => result(&looked, close),
    };
    view! {
        <Section title=say!(kebijakan.periksa)>
            <p class="sub">{say!(kebijakan.periksa_jelas)}</p>
            <FilePicker
                id="berkas-kebijakan"
                label=say!(kebijakan.pilih)
                accept=".json,application/json"
                multiple=true
                on_pick=pick
            />
            <div id="hasil" class="stack">
                {outcome}
            </div>
        </Section>
    }
    .into_any()
}

/// The policy that holds in the region, in words, with the way to what still waits there.
fn own() -> Option<AnyView> {
    let desk = use_desk();
    let month = desk.this_month();
    let source = desk.book.with_untracked(|book| ledger::policy::holding(book, month)).ok().flatten()?;
    let of = source.policy(month)?;
    let toasts = expect_context::<Toasts>();
    let waiting = of.unconfirmed().count();
    let at = (waiting > 0).then(|| kit::confirms_at(desk)).flatten();
    let part = view! {
        <Section title=say!(kebijakan.daerah_ini)>
            <div id="daerah-ini" class="stack">
                {one(of, source, toasts)}
                {at.map(|at| view! { <More label=say!(ubah.sah_buka) href=at /> })}
            </div>
        </Section>
    };
    Some(part.into_any())
}

fn shipped() -> AnyView {
    let toasts = expect_context::<Toasts>();
    let all = tpp::shipped().iter().map(|of| one(of, PolicySource::Shipped(of.key().to_owned()), toasts));
    let all = all.collect_view();
    view! {
        <Section title=say!(kebijakan.bawaan)>
            <div id="bawaan" class="stack">
                {all}
            </div>
        </Section>
    }
    .into_any()
}

/// A policy: what it is, unfolding to its rules and the way to its file.
fn one(of: &'static Policy, source: PolicySource, toasts: Toasts) -> AnyView {
    let drawn = RwSignal::new(false);
    let waiting = of.unconfirmed().count();
    let (word, tone) = match waiting {
        0 => (None, Tone::Neutral),
        jumlah => (Some(say!(kebijakan.belum_pasti, jumlah = jumlah)), Tone::Sogan),
    };
    let sure = of.cite().map(|cite| cite.confidence);
    let act = of.cite().map(cite);
    view! {
        <details class="card" data-kunci=of.key() on:toggle=move |_| once(drawn)>
            <summary>
                <h3>{label(of.label())} <Icon glyph=Glyph::ChevronDown class="icon fold" /></h3>
                <span class="sub">{policy::span(of.span())} {act.map(|act| format!(" · {act}"))}</span>
                <span class="line">
                    {sure.map(|sure| view! { <Tag text=confidence(sure) tone=policy::certainty(sure) /> })}
                    <Tag text=word tone=tone />
                </span>
            </summary>
            {move || drawn.get().then(|| body(of, source.clone(), toasts))}
        </details>
    }
    .into_any()
}

fn body(of: &'static Policy, source: PolicySource, toasts: Toasts) -> AnyView {
    let notice = of.notice().map(label);
    let href = format!("/aturan?buku={}", of.name());
    view! {
        {notice.map(|text| view! { <Notice tone=Tone::Sogan text=text /> })}
        {rules(of)}
        <div class="line">
            <Button
                label=say!(kebijakan.simpan_berkas)
                kind=ButtonKind::Outline
                glyph=Glyph::Download
                on_press=move |()| save(of, &source, toasts)
            />
            <More label=say!(kebijakan.lihat_nilai) href=href />
        </div>
    }
    .into_any()
}

fn save(of: &'static Policy, source: &PolicySource, toasts: Toasts) {
    let name = format!("kebijakan-{}-{}.json", of.key(), of.span().from);
    let Some(text) = source.file(of.span().from.month()) else { return };
    match desk::download(&name, "application/json", text.as_bytes()) {
        Ok(()) => toasts.say(say!(kebijakan.tersimpan_berkas, nama = name)),
        Err(problem) => toasts.say(kit::storage_problem(problem)),
    }
}
