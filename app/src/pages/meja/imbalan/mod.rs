//! Rewards: lists of what people, teams and offices receive by a decree; proposed, approved by another, paid.

mod baru;
mod csv;
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
use crate::components::{
    ButtonKind, Empty, Glyph, Leave, LinkButton, Page, Row, Rows, SearchField, Section, StepState, Tone,
};
use crate::desk::{Desk, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::{format, reward};

/// Rows of earlier lists shown at first.
const SHOWN: usize = 40;

fn roles(desk: Desk) -> Vec<Role> {
    desk.account.with(|account| account.as_ref().map(|account| account.roles.clone()).unwrap_or_default())
}

fn takes_part(desk: Desk) -> bool {
    desk.has_role(|role| matches!(role, Role::Treasurer(_) | Role::Approver(_)))
}

fn is_treasurer(desk: Desk) -> bool {
    desk.has_role(|role| matches!(role, Role::Treasurer(_)))
}

fn closed() -> AnyView {
    view! {
        <Page title=say!(imbalan.judul)>
            <Empty text=say!(masa.bukan_peran) glyph=Glyph::Lock />
        </Page>
    }
    .into_any()
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
        Stand::At(taken) => reward::state(&taken.reward.step),
    }
}

fn way(of: &Stand) -> Vec<(String, StepState)> {
    reward::way(match of {
        Stand::At(taken) => Some(&taken.reward.step),
        Stand::Apart(..) => None,
    })
}

/// Counts the lists that wait for the account.
#[must_use]
pub fn waiting(desk: Desk) -> usize {
    desk.book.with(|book| view::waiting(book, &roles(desk), &desk.author(), desk.today()))
}

/// `/imbalan`: every list that the account reaches.
#[component]
pub fn Imbalan() -> impl IntoView {
    let desk = use_desk();
    if !takes_part(desk) {
        return closed();
    }
    let sought = RwSignal::new(String::new());
    let shown = RwSignal::new(SHOWN);
    let all = Memo::new(move |_| desk.book.with(|book| view::all(book, &roles(desk), desk.today())));
    let split = Memo::new(move |_| {
        let (roles, author) = (roles(desk), desk.author());
        let houses = desk.book.with(ledger::facts::offices);
        all.get().into_iter().partition::<Vec<One>, _>(|one| view::waits_for(one, &roles, &author, &houses))
    });
    let found = Memo::new(move |_| {
        let words: Vec<String> = sought.get().to_lowercase().split_whitespace().map(str::to_owned).collect();
        split.with(|(_, rest)| rest.iter().filter(|one| one.matches(&words)).cloned().collect::<Vec<_>>())
    });
    let waiting = move || {
        let mine = split.with(|(mine, _)| mine.clone());
        if mine.is_empty() {
            return view! { <Empty text=say!(masa.tidak_menunggu) glyph=Glyph::CircleCheck /> }.into_any();
        }
        view! { <Rows label=say!(masa.menunggu_anda)>{mine.into_iter().map(row).collect_view()}</Rows> }.into_any()
    };
    let rest = move || {
        let found = found.get();
        let more = kit::more(found.len(), shown);
        let rows = found.into_iter().take(shown.get()).map(row).collect_view();
        view! {
            <Rows label=say!(imbalan.lainnya)>{rows}</Rows>
            {more}
        }
    };
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
                    <Section title=say!(masa.menunggu_anda)>{waiting}</Section>
                    {split
                        .with(|(_, rest)| !rest.is_empty())
                        .then(|| {
                            view! {
                                <Section title=say!(imbalan.lainnya)>
                                    <SearchField
                                        id="cari-imbalan"
                                        label=say!(imbalan.cari)
                                        value=sought
                                        on_input=move |text| sought.set(text)
                                        found=move || say!(imbalan.ditemukan, jumlah = found.with(Vec::len))
                                    />
                                    {rest}
                                </Section>
                            }
                        })}
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
