//! THR and gaji ke-13: worked out, submitted by office, approved by another, locked and paid.

mod ajukan;
mod daftar;
mod hasil;
mod hitung;
mod view;
mod work;

pub use daftar::DaftarThr;
pub use hitung::HitungThr;

use ledger::role::Role;
use leptos::prelude::*;

use self::view::One;
use super::dua_tangan::{Daftar, closed, people, state, takes_part};
use crate::components::{Empty, Glyph, Leave, LinkButton, Page, Row};
use crate::desk::{Desk, use_desk};
use crate::say;
use crate::words::beside::yearly;
use crate::words::format;

/// Counts the lists that wait for the account.
#[must_use]
pub fn waiting(desk: Desk) -> usize {
    desk.book.with(|book| view::waiting(book, &desk.roles(), &desk.author(), desk.today()))
}

/// `/thr`: every list that the account reaches.
#[component]
pub fn Thr() -> impl IntoView {
    let desk = use_desk();
    if !takes_part(desk) {
        return closed(say!(thr.judul));
    }
    let all = Memo::new(move |_| desk.book.with(|book| view::all(book, &desk.roles(), desk.today())));
    let split = Memo::new(move |_| {
        let (roles, author) = (desk.roles(), desk.author());
        let houses = desk.book.with(ledger::facts::offices);
        let mine = |one: &One| one.stand.waits_for(&one.place.office, &roles, &author, &houses);
        all.get().into_iter().partition::<Vec<One>, _>(mine)
    });
    view! {
        <Page title=say!(thr.judul) leave=Leave::Back("/beranda") leave_label=say!(umum.kembali)>
            <p class="sub">{say!(thr.jelas)}</p>
            {desk
                .has_role(|role| matches!(role, Role::Treasurer(_)))
                .then(|| {
                    view! {
                        <div class="line">
                            <LinkButton label=say!(thr.hitung) href="/thr/baru" glyph=Glyph::Calculator />
                        </div>
                    }
                })}
            {move || {
                if all.with(Vec::is_empty) {
                    return view! { <Empty text=say!(thr.belum_ada) glyph=Glyph::Wallet /> }.into_any();
                }
                view! {
                    <Daftar
                        split=split
                        text=|one| format!("{} {}", name(one), one.office)
                        row=row
                        id="cari-daftar-thr"
                        title=say!(imbalan.lainnya)
                        search=say!(imbalan.cari)
                        found=|jumlah| say!(imbalan.ditemukan, jumlah = jumlah)
                    />
                }
                    .into_any()
            }}
        </Page>
    }
    .into_any()
}

fn name(of: &One) -> String {
    format!("{} {}", yearly(of.place.kind), of.place.year)
}

fn row(of: One) -> AnyView {
    let (tag, tone) = state(&of.stand);
    let people = people(&of.stand).map(|people| format!(" · {people}"));
    let with = say!(thr.bersama, bulan = format::month(of.place.payday));
    let sub = format!("{} · {with}{}", of.office, people.unwrap_or_default());
    view! {
        <Row title=name(&of) sub=sub glyph=Glyph::Wallet tag=tag tag_tone=tone href=view::address(&of.place) />
    }
    .into_any()
}
