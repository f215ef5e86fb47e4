//! The start page: one example worked out live (a card of the pay room), and the three things anyone can do without an account.

use domain::calendar::Month;
use leptos::prelude::*;

use super::entries::DRAFT;
use super::form;
use crate::components::{ButtonKind, Glyph, Hero, IconLine, LinkButton, Row, Rows};
use crate::desk::{Desk, Fields, Phase, use_desk};
use crate::pages::{gaji::source, parts::card, shell};
use crate::say;
use crate::words::format::month;
use crate::words::{Locale, locale};

/// `/`: the start page.
#[component]
pub fn Mulai() -> impl IntoView {
    let desk = use_desk();
    view! {
        <Hero
            product=say!(umum.takar)
            title=say!(mulai.judul)
            sub=say!(mulai.sub)
            right=ViewFn::from(languages)
        />
        <main id="isi" tabindex="-1" class="start">
            {move || match resume(desk) {
                Some(begun) => {
                    view! {
                        <div class="hero-next">{begun}</div>
                        <div class="card">{card::Page::Contoh.show_within()}</div>
                    }
                        .into_any()
                }
                None => view! { <div class="card hero-next">{card::Page::Contoh.show_within()}</div> }.into_any(),
            }}
            <Rows label=say!(mulai.sub)>
                <Row
                    title=say!(mulai.baris_hitung)
                    sub=say!(mulai.baris_hitung_sub)
                    glyph=Glyph::Calculator
                    tile=true
                    href="/hitung"
                />
                <Row
                    title=say!(mulai.baris_nilai)
                    sub=say!(mulai.baris_nilai_sub)
                    glyph=Glyph::Scale
                    tile=true
                    href="/penilaian"
                />
                <Row
                    title=say!(mulai.baris_tpp)
                    sub=say!(mulai.baris_tpp_sub)
                    glyph=Glyph::SlidersHorizontal
                    tile=true
                    href="/hitung?tpp=1"
                />
                {move || bring(desk)}
                <Row
                    title=say!(periksa.judul)
                    sub=say!(periksa.baris)
                    glyph=Glyph::ShieldCheck
                    tile=true
                    href="/periksa"
                />
            </Rows>
            {move || way_in(desk)}
        </main>
    }
}

fn languages() -> AnyView {
    let one = |code: Locale, words: &'static str, lang: &'static str| {
        if locale() == code {
            view! { <b lang=lang aria-current="true">{words}</b> }.into_any()
        } else {
            view! {
                <button type="button" class="lang" lang=lang on:click=move |_| shell::choose_language(code)>
                    {words}
                </button>
            }
            .into_any()
        }
    };
    view! {
        {one(Locale::id, "Indonesia", "id")}
        {one(Locale::en, "English", "en")}
    }
    .into_any()
}

/// What was begun on this device comes first.
fn resume(desk: Desk) -> Option<AnyView> {
    if desk.phase.get() == Phase::Opening {
        return None;
    }
    let draft = desk.draft(DRAFT).load::<Fields>().filter(|fields| !form::text(fields, "golongan").is_empty());
    let saved: Option<Month> = desk.book.with(|book| source::trials(book, desk.me()).first().copied());
    let (title, sub, href) = match (draft, saved) {
        (Some(fields), _) => {
            let at: Option<Month> = form::text(&fields, "bulan").parse().ok();
            let title = at.map_or_else(|| say!(mulai.lanjutkan_draf), |at| say!(mulai.lanjutkan, bulan = month(at)));
            (title, say!(mulai.lanjutkan_draf_sub), "/hitung".to_owned())
        }
        (None, Some(at)) => {
            let title = say!(mulai.lanjutkan, bulan = month(at));
            (title, say!(mulai.lanjutkan_sub), source::trial_address(desk, at))
        }
        (None, None) => return None,
    };
    Some(
        view! {
            <Rows label=title.clone()>
                <Row title=title.clone() sub=sub glyph=Glyph::History tile=true href=href />
                <Row title=say!(mulai.data_judul) sub=say!(mulai.data_baris) glyph=Glyph::Smartphone tile=true href="/data" />
            </Rows>
        }
        .into_any(),
    )
}

/// On a device where nothing was begun, the way to bring work along from another one.
fn bring(desk: Desk) -> Option<AnyView> {
    let ready = desk.phase.get() != Phase::Opening;
    (ready && desk.is_solo() && resume(desk).is_none()).then(|| {
        view! {
            <Row
                title=say!(mulai.baris_bawa)
                sub=say!(mulai.baris_bawa_sub)
                glyph=Glyph::Smartphone
                tile=true
                href="/data"
            />
        }
        .into_any()
    })
}

fn way_in(desk: Desk) -> AnyView {
    if desk.is_solo() {
        view! {
            <IconLine glyph=Glyph::ShieldCheck text=say!(mulai.tidak_keluar) />
            <LinkButton label=say!(mulai.masuk_kantor) href="/masuk" wide=true kind=ButtonKind::Primary />
        }
        .into_any()
    } else {
        view! { <LinkButton label=say!(umum.ke_beranda) href="/beranda" wide=true kind=ButtonKind::Primary /> }
            .into_any()
    }
}
