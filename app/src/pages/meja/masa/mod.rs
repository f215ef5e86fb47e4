//! Pay months: where each office stands on the way from submission to payment, and whose turn it is.

mod berkas;
mod bulan;
mod kunci;
mod orang;
mod semua;
pub mod view;

pub use bulan::BulanKantor;
pub use orang::{AsalTerkunci, SlipTerkunci};

use ledger::facts::offices;
use ledger::role::Role;
use leptos::prelude::*;

use super::dua_tangan::{Daftar, closed, people, state, takes_part};
use crate::components::{ButtonKind, Empty, Glyph, LinkButton, Page, Row, Rows, Tone};
use crate::desk::use_desk;
use crate::say;
use crate::words::format;
use view::One;

/// `/masa`: every office and month that the account reaches.
#[component]
pub fn Masa() -> impl IntoView {
    let desk = use_desk();
    if !takes_part(desk) {
        return closed(say!(masa.judul));
    }
    let all = Memo::new(move |_| desk.book.with(|book| view::all(book, &desk.roles(), desk.today())));
    let split = Memo::new(move |_| {
        let (roles, author) = (desk.roles(), desk.author());
        let houses = desk.book.with(offices);
        all.get().into_iter().partition::<Vec<One>, _>(|one| view::waits_for(one, &roles, &author, &houses))
    });
    view! {
        <Page title=say!(masa.judul)>
            <p class="sub">{say!(masa.jelas)}</p>
            {move || {
                if all.with(Vec::is_empty) {
                    return view! {
                        <Empty text=say!(masa.belum_ada) glyph=Glyph::Calendar>
                            {desk
                                .has_role(|role| matches!(role, Role::Treasurer(_)))
                                .then(|| {
                                    view! {
                                        <LinkButton label=say!(umum.proses_gaji) href="/proses" kind=ButtonKind::Outline />
                                    }
                                })}
                        </Empty>
                    }
                        .into_any();
                }
                view! {
                    <Daftar
                        split=split
                        text=|one| format!("{} {}", one.name, format::month(one.month))
                        row=row
                        id="cari-masa"
                        title=say!(masa.lainnya)
                        search=say!(masa.cari)
                        found=|jumlah| say!(masa.ditemukan, jumlah = jumlah)
                    >
                        <semua::Semua waiting=Signal::derive(move || split.with(|(mine, _)| mine.clone())) />
                    </Daftar>
                }
                    .into_any()
            }}
        </Page>
    }
    .into_any()
}

/// The row of a start page that leads here, with how many months wait for the account.
#[component]
pub fn Giliran() -> impl IntoView {
    let desk = use_desk();
    let waiting =
        Memo::new(move |_| desk.book.with(|book| view::waiting(book, &desk.roles(), &desk.author(), desk.today())));
    let turn = move || match waiting.get() {
        0 => String::new(),
        jumlah => say!(masa.menunggu, jumlah = jumlah),
    };
    let objections = Memo::new(move |_| {
        desk.book.with(|book| ledger::objection::all(book).iter().filter(|one| one.answer().is_none()).count())
    });
    let unanswered = move || match objections.get() {
        0 => String::new(),
        jumlah => say!(bayar.keberatan_menunggu, jumlah = jumlah),
    };
    let told = |waiting: Memo<usize>| {
        move || match waiting.get() {
            0 => String::new(),
            jumlah => say!(masa.menunggu, jumlah = jumlah),
        }
    };
    let rewards = told(Memo::new(move |_| super::imbalan::waiting(desk)));
    let yearly = told(Memo::new(move |_| super::thr::waiting(desk)));
    view! {
        <Rows>
            <Row
                title=say!(masa.judul)
                sub=say!(umum.meja_masa)
                tag=turn
                tag_tone=Tone::Sogan
                glyph=Glyph::Calendar
                href="/masa"
            />
            <Row
                title=say!(bayar.keberatan)
                sub=say!(bayar.keberatan_meja)
                tag=unanswered
                tag_tone=Tone::Sogan
                glyph=Glyph::MessageSquare
                href="/keberatan"
            />
            <Row
                title=say!(imbalan.judul)
                sub=say!(imbalan.baris)
                tag=rewards
                tag_tone=Tone::Sogan
                glyph=Glyph::Award
                href="/imbalan"
            />
            <Row
                title=say!(thr.judul)
                sub=say!(thr.baris)
                tag=yearly
                tag_tone=Tone::Sogan
                glyph=Glyph::Wallet
                href="/thr"
            />
            <super::ubah::MenungguTanda />
        </Rows>
    }
}

fn row(one: One) -> AnyView {
    let (tag, tone) = state(&one.stand);
    let people = people(&one.stand).map(|people| format!(" · {people}"));
    view! {
        <Row
            title=one.name.clone()
            sub=format!("{}{}", format::month(one.month), people.unwrap_or_default())
            glyph=Glyph::Calendar
            tag=tag
            tag_tone=tone
            href=format!("/masa/{}/{}", one.month, one.office)
        />
    }
    .into_any()
}
