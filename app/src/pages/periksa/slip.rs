//! One slip of a pack, worked out again, and where each of its figures comes from.

use std::sync::Arc;

use ledger::facts::profile;
use ledger::hash::Id;
use ledger::sealed;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Check, Found, kode};
use crate::components::{Card, Empty, Facts, Glyph, Leave, LinkButton, Page};
use crate::pages::gaji::{AsalView, SlipView, Worked, eye, print};
use crate::say;
use crate::words::format;

/// The pack and the person of the address, when the pack that was checked proves that person's slip.
fn asked() -> Option<(Arc<Found>, Id, Worked)> {
    let person: Id = use_params_map().with_untracked(|params| params.get("person")?.parse().ok())?;
    let found = expect_context::<Check>().found()?;
    let book = &found.report.book;
    let seal = found.report.seal.as_ref().filter(|_| found.report.proven.contains(&person))?;
    let slip = sealed::slips(book, found.pack.month, seal).remove(&person)?;
    let worked = Worked::sealed(book, person, &slip);
    Some((found, person, worked))
}

fn nothing() -> AnyView {
    view! {
        <Page title=say!(periksa.judul) leave=Leave::Back("/periksa") leave_label=say!(umum.kembali)>
            <Empty text=say!(periksa.pilih_dulu) glyph=Glyph::FileText>
                <LinkButton label=say!(periksa.judul) href="/periksa" />
            </Empty>
        </Page>
    }
    .into_any()
}

/// `/periksa/:person`.
#[component]
pub fn SlipBerkas() -> impl IntoView {
    let Some((found, person, worked)) = asked() else { return nothing() };
    let facts = profile(&found.report.book, person, found.pack.month.first());
    let known = |value: Option<String>| value.unwrap_or_else(|| say!(umum.belum_diketahui));
    let lines = vec![
        (say!(meja.nip), known(facts.nip.map(|nip| nip.grouped()))),
        (say!(meja.jabatan), known(facts.title().map(str::to_owned))),
        (say!(meja.bulan), format::month(found.pack.month)),
    ];
    view! {
        <Page
            title=facts.call()
            leave=Leave::Back("/periksa")
            leave_label=say!(umum.kembali)
            actions=move || view! { {eye()} {print()} }
        >
            <Card>
                <Facts facts=Signal::stored(lines) />
            </Card>
            <SlipView worked=worked prefix=format!("/periksa/{person}") />
        </Page>
    }
    .into_any()
}

/// `/periksa/:person/:line`, of a pack; `/periksa/kode/:line`, of the slip whose code was read.
#[component]
pub fn AsalBerkas() -> impl IntoView {
    let line = use_params_map().with_untracked(|params| params.get("line").unwrap_or_default());
    let of_code = use_params_map().with_untracked(|params| params.get("person").as_deref() == Some(kode::PLACE));
    let worked = if of_code {
        expect_context::<Check>().read().map(|read| read.worked())
    } else {
        asked().map(|(_, _, worked)| worked)
    };
    let Some(worked) = worked else { return nothing() };
    let leave = Callback::new(|()| {
        let _ = window().history().map(|history| history.back());
    });
    view! {
        <Page
            title=say!(meja.asal_angka)
            leave=Leave::Call(Glyph::ChevronLeft, leave)
            leave_label=say!(umum.kembali)
        >
            <AsalView worked=worked line=line />
        </Page>
    }
    .into_any()
}
