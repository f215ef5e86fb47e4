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

/// The rows of a start page that lead to what two hands do, each with how many wait for the account.
#[component]
pub fn Giliran() -> impl IntoView {
    let desk = use_desk();
    let waiting = |count: usize| if count > 0 { say!(masa.menunggu, jumlah = count) } else { String::new() };
    let unanswered =
        |count: usize| if count > 0 { say!(bayar.keberatan_menunggu, jumlah = count) } else { String::new() };
    let months = move || desk.book.with(|book| view::waiting(book, &desk.roles(), &desk.author(), desk.today()));
    let objections =
        move || desk.book.with(|book| ledger::objection::all(book).iter().filter(|one| one.answer().is_none()).count());
    let tags: [Memo<String>; 5] = [
        Memo::new(move |_| waiting(months())),
        Memo::new(move |_| unanswered(objections())),
        Memo::new(move |_| waiting(super::imbalan::waiting(desk))),
        Memo::new(move |_| waiting(super::thr::waiting(desk))),
        Memo::new(move |_| waiting(super::ubah::waiting(desk))),
    ];
    let rows = [
        (say!(masa.judul), say!(umum.meja_masa), Glyph::Calendar, "/masa"),
        (say!(bayar.keberatan), say!(bayar.keberatan_meja), Glyph::MessageSquare, "/keberatan"),
        (say!(imbalan.judul), say!(imbalan.baris), Glyph::Award, "/imbalan"),
        (say!(thr.judul), say!(thr.baris), Glyph::Wallet, "/thr"),
        (say!(ubah.judul), say!(ubah.baris), Glyph::FileText, "/aturan/perubahan"),
    ];
    let rows = rows.into_iter().zip(tags).map(|((title, sub, glyph, href), tag)| {
        view! { <Row title=title sub=sub tag=tag tag_tone=Tone::Sogan glyph=glyph href=href /> }
    });
    view! { <Rows>{rows.collect_view()}</Rows> }
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
