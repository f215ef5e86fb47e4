//! One person's slip as it was sealed, and where its figures come from.

use domain::calendar::Month;
use ledger::book::Book;
use ledger::facts::profile;
use ledger::hash::Id;
use ledger::payload::Slip;
use ledger::subject;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::view::{self, Stand};
use crate::components::{Card, Empty, Facts, Glyph, Leave, Page};
use crate::desk::use_desk;
use crate::pages::gaji::kode::KodeSlip;
use crate::pages::gaji::{AsalView, SlipView, Worked, eye, print};
use crate::pages::meja::dua_tangan::{closed, reaches, takes_part};
use crate::say;
use crate::words::format;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    month: Month,
    office: String,
    person: Id,
}

/// Month, office and person of the address, where the account reaches the office.
fn asked() -> Option<Place> {
    let desk = use_desk();
    let params = use_params_map();
    let place = params.with(|params| {
        let (month, person) = (params.get("month")?.parse().ok()?, params.get("person")?.parse().ok()?);
        Some(Place { month, office: params.get("office")?, person })
    })?;
    reaches(desk, &place.office).then_some(place)
}

fn sealed(book: &Book, place: &Place, today: domain::calendar::Day) -> Option<Slip> {
    let Stand::At(taken) = view::stand(book, &place.office, place.month, today) else { return None };
    let subject = subject::slip(place.person, place.month, taken.said.seal.run());
    Some(book.standing::<Slip>(&subject).one()?.value)
}

/// `/masa/:month/:office/:person`.
#[component]
pub fn SlipTerkunci() -> impl IntoView {
    let desk = use_desk();
    if !takes_part(desk) {
        return closed(say!(masa.judul));
    }
    let Some(place) = asked() else { return closed(say!(masa.judul)) };
    let back = format!("/masa/{}/{}", place.month, place.office);
    let prefix = format!("{back}/{}", place.person);
    let (month, person) = (place.month, place.person);
    let found = Memo::new(move |_| desk.book.with(|book| sealed(book, &place, desk.today())));
    let facts = Memo::new(move |_| desk.book.with(|book| profile(book, person, month.first())));
    let lines = move || {
        let facts = facts.get();
        let known = |value: Option<String>| value.unwrap_or_else(|| say!(umum.belum_diketahui));
        vec![
            (say!(meja.nip), known(facts.nip.map(|nip| nip.grouped()))),
            (say!(meja.golongan), known(facts.golongan.map(|golongan| golongan.to_string()))),
            (say!(meja.jabatan), known(facts.title().map(str::to_owned))),
            (say!(meja.bulan), format::month(month)),
        ]
    };
    let leave = Callback::new(move |()| {
        let _ = window().history().map(|history| history.back());
    });
    view! {
        <Page
            title=move || facts.with(|facts| facts.call())
            leave=Leave::Call(Glyph::ChevronLeft, leave)
            leave_label=say!(umum.kembali)
            actions=move || view! { {eye()} {print()} }
        >
            <Card>
                <Facts facts=Signal::derive(lines) />
            </Card>
            {move || match found.get() {
                Some(slip) => {
                    let worked = desk.book.with(|book| Worked::sealed(book, person, &slip));
                    view! {
                        <SlipView worked=worked prefix=prefix.clone() />
                        <KodeSlip person=person month=month />
                    }
                        .into_any()
                }
                None => view! { <Empty text=say!(masa.kantor_tak_dikenal) glyph=Glyph::Wallet /> }.into_any(),
            }}
        </Page>
    }
    .into_any()
}

/// `/masa/:month/:office/:person/:line`.
#[component]
pub fn AsalTerkunci() -> impl IntoView {
    let desk = use_desk();
    if !takes_part(desk) {
        return closed(say!(masa.judul));
    }
    let Some(place) = asked() else { return closed(say!(masa.judul)) };
    let line = use_params_map().with_untracked(|params| params.get("line").unwrap_or_default());
    let found = desk.book.with(|book| sealed(book, &place, desk.today()));
    let leave = Callback::new(|()| {
        let _ = window().history().map(|history| history.back());
    });
    view! {
        <Page
            title=say!(meja.asal_angka)
            leave=Leave::Call(Glyph::ChevronLeft, leave)
            leave_label=say!(umum.kembali)
        >
            {match found {
                Some(slip) => {
                    let worked = desk.book.with(|book| Worked::sealed(book, place.person, &slip));
                    view! { <AsalView worked=worked line=line /> }.into_any()
                }
                None => view! { <Empty text=say!(masa.kantor_tak_dikenal) glyph=Glyph::Wallet /> }.into_any(),
            }}
        </Page>
    }
    .into_any()
}
