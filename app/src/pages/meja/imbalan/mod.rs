//! Rewards: lists of what people, teams and offices receive by a decree; proposed, approved by another, paid.

mod baru;
mod daftar;
mod form;
mod langkah;
mod view;

pub use baru::{ImbalanBaru, ImbalanUbah};
pub use daftar::{DaftarImbalan, ImbalanOrang};

use domain::calendar::Day;
use ledger::hash::Id;
use ledger::reward::Place;
use ledger::role::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::view::{One, Stand};
use super::dua_tangan::{Daftar, closed, takes_part};
use crate::components::{ButtonKind, Empty, Glyph, Leave, LinkButton, Page, Row, StepState, Tone};
use crate::desk::{Desk, use_desk};
use crate::say;
use crate::words::{format, reward};

fn is_treasurer(desk: Desk) -> bool {
    desk.has_role(|role| matches!(role, Role::Treasurer(_)))
}

/// The page of a list.
fn address(of: &Place) -> String {
    format!("/imbalan/{}/{}/{}", of.office, of.decreed, of.list)
}

/// Office, day and list of the address.
fn asked() -> Option<Place> {
    use_params_map().with_untracked(|params| {
        let decreed = params.get("day")?.parse::<Day>().ok()?;
        Some(Place { office: params.get("office")?, decreed, list: params.get("list")?.parse::<Id>().ok()? })
    })
}

/// The word of where a list stands, with its colour.
fn state(of: &Stand) -> (String, Tone) {
    match of {
        Stand::Apart(..) => (say!(masa.dua_keputusan), Tone::Mengkudu),
        Stand::At(taken) => reward::state(&taken.said.step),
    }
}

fn way(of: &Stand) -> Vec<(String, StepState)> {
    reward::way(match of {
        Stand::At(taken) => Some(&taken.said.step),
        Stand::Apart(..) => None,
    })
}

/// Counts the lists that wait for the account.
#[must_use]
pub fn waiting(desk: Desk) -> usize {
    desk.book.with(|book| view::waiting(book, &desk.roles(), &desk.author(), desk.today()))
}

/// `/imbalan`: every list that the account reaches.
#[component]
pub fn Imbalan() -> impl IntoView {
    let desk = use_desk();
    if !takes_part(desk) {
        return closed(say!(imbalan.judul));
    }
    let all = Memo::new(move |_| desk.book.with(|book| view::all(book, &desk.roles(), desk.today())));
    let split = Memo::new(move |_| {
        let (roles, author) = (desk.roles(), desk.author());
        let houses = desk.book.with(ledger::facts::offices);
        all.get().into_iter().partition::<Vec<One>, _>(|one| view::waits_for(one, &roles, &author, &houses))
    });
    view! {
        <Page title=say!(imbalan.judul) leave=Leave::Back("/beranda") leave_label=say!(umum.kembali)>
            <p class="sub">{say!(imbalan.jelas)}</p>
            {is_treasurer(desk)
                .then(|| {
                    view! {
                        <div class="line">
                            <LinkButton label=say!(imbalan.baru) href="/imbalan/baru" kind=ButtonKind::Outline />
                        </div>
                    }
                })}
            {move || {
                if all.with(Vec::is_empty) {
                    return view! { <Empty text=say!(imbalan.belum_ada) glyph=Glyph::Award /> }.into_any();
                }
                view! {
                    <Daftar
                        split=split
                        text=One::text
                        row=row
                        id="cari-imbalan"
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

fn row(of: One) -> AnyView {
    let (tag, tone) = state(&of.stand);
    let list = of.stand.list();
    let decree = say!(imbalan.keputusan, nomor = list.decree.clone(), hari = format::day(of.place.decreed));
    let sub = format!("{decree} · {}", of.office);
    view! {
        <Row title=list.title.clone() sub=sub glyph=Glyph::Award tag=tag tag_tone=tone href=address(&of.place) />
    }
    .into_any()
}
