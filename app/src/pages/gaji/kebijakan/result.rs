//! What the check of files found: under the name of each file its problems as sentences, or its rules when it is sound.

use std::sync::Arc;

use domain::tpp::{Places, Policy, PolicyError};
use leptos::prelude::*;

use super::check::{Before, File, Found, Looked, MOST_BYTES, Series};
use super::rules::{fold, rules};
use crate::components::{Button, ButtonKind, Tag, Tone};
use crate::desk::NotTaken;
use crate::say;
use crate::words::derive::label;
use crate::words::format::{day, grouped};
use crate::words::policy;

/// Most sentences of one file; whoever repairs them checks again.
const MOST_SENTENCES: usize = 50;

/// Everything that was found; `close` takes it away.
pub fn result(looked: &Looked, close: Callback<()>) -> AnyView {
    let (semua, sehat) = (looked.files.len(), looked.sound());
    let dates = looked.series.iter().any(|series| !series.errors.is_empty());
    let dates = dates.then(|| format!("{} ", say!(kebijakan.ringkas_tanggal)));
    let files = looked.files.iter().map(file).collect_view();
    let series = looked.series.iter().map(versions).collect_view();
    view! {
        <p role="status">
            {say!(kebijakan.ringkas, semua = semua, sehat = sehat, salah = semua - sehat)} " " {dates}
            {say!(kebijakan.tidak_berubah)}
        </p>
        {series}
        {files}
        <div class="line">
            <Button label=say!(kebijakan.tutup_hasil) kind=ButtonKind::Text on_press=close />
        </div>
    }
    .into_any()
}

fn frame(name: String, sound: bool, inside: AnyView) -> AnyView {
    let (word, tone) =
        if sound { (say!(kebijakan.tag_sehat), Tone::Daun) } else { (say!(kebijakan.tag_salah), Tone::Mengkudu) };
    view! {
        <div class="card">
            <div class="card-head">
                <h3>{name}</h3>
                <Tag text=word tone=tone />
            </div>
            {inside}
        </div>
    }
    .into_any()
}

fn file(of: &File) -> AnyView {
    let (sound, inside) = match &of.found {
        Found::NotRead(problem) => (false, view! { <p>{not_read(*problem)}</p> }.into_any()),
        Found::Refused(refused) => (false, problems(&refused.errors, &refused.places)),
        Found::Sound(policy, before) => (true, sound(policy, before.as_ref())),
    };
    frame(of.name.clone(), sound, inside)
}

fn not_read(of: NotTaken) -> String {
    match of {
        NotTaken::TooLarge => say!(kebijakan.besar, batas = grouped(i64::from(MOST_BYTES / 1024))),
        NotTaken::Nothing | NotTaken::Unreadable | NotTaken::Not(_) => say!(kebijakan.tak_terbaca),
    }
}

/// Each problem in a sentence, with its path in the file for who repairs it there.
fn problems(errors: &[PolicyError], places: &Places) -> AnyView {
    let count = match errors.len() {
        1 => say!(kebijakan.satu_salah),
        jumlah => say!(kebijakan.ada_salah, jumlah = jumlah),
    };
    let lines = errors.iter().take(MOST_SENTENCES).map(|error| {
        let path = policy::path(error).map(|path| {
            let jalur = say!(kebijakan.t_di_berkas, jalur = path.to_owned());
            view! { <code class="quiet">{jalur}</code> }
        });
        view! { <li>{policy::problem(error, places)} <br /> {path}</li> }
    });
    let left = errors.len().saturating_sub(MOST_SENTENCES);
    view! {
        <p>
            <b>{count}</b>
        </p>
        <ul class="marks">{lines.collect_view()}</ul>
        {(left > 0).then(|| view! { <p>{say!(kebijakan.sisa_salah, jumlah = left)}</p> })}
    }
    .into_any()
}

fn sound(of: &Arc<Policy>, before: Option<&Before>) -> AnyView {
    let waiting = of.unconfirmed().count();
    let what = format!("{} · {}", label(of.label()), policy::span(of.span()));
    view! {
        <p class="sub">{what}</p>
        {of.notice().map(label).map(|text| view! { <p class="sub">{text}</p> })}
        <p>{say!(kebijakan.sehat)}</p>
        {(waiting > 0).then(|| view! { <p>{say!(kebijakan.sehat_belum, jumlah = waiting)}</p> })}
        {before.map(|before| differences(of, before))}
        {rules(of)}
    }
    .into_any()
}

/// What differs from the version before, unfolding.
fn differences(of: &Policy, before: &Before) -> AnyView {
    let lama = match before {
        Before::Shipped(_) => say!(kebijakan.beda_bawaan),
        Before::Chosen(policy) => say!(kebijakan.beda_versi, dari = day(policy.span().from)),
    };
    let said = policy::changes(before.policy(), of);
    let inside = if said.is_empty() {
        view! { <p class="sub">{say!(kebijakan.beda_sama)}</p> }.into_any()
    } else {
        let lines = said.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
        view! { <ul class="marks">{lines}</ul> }.into_any()
    };
    view! {
        <details class="fine">
            {fold(say!(kebijakan.beda, lama = lama))}
            {inside}
        </details>
    }
    .into_any()
}

/// Whether the versions of one policy adjoin, with the days of each.
fn versions(of: &Series) -> AnyView {
    let rows = of.versions.iter().map(|(name, span)| view! { <li>{format!("{name}: {}", policy::span(*span))}</li> });
    let rows = view! { <ul class="marks sub">{rows.collect_view()}</ul> };
    let sound = of.errors.is_empty();
    let said = if sound {
        let (nama, jumlah) = (label(&of.label), of.versions.len());
        view! { <p>{say!(kebijakan.versi_menyambung, nama = nama, jumlah = jumlah)}</p> }.into_any()
    } else {
        problems(&of.errors, &Places::of_policies([(of.key.as_str(), &of.label)]))
    };
    frame(say!(kebijakan.antar_versi), sound, view! { {said} {rows} }.into_any())
}
