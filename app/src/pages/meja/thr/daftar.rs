//! `/thr/:office/:kind/:year/:payday`: one list, worked out again here before anybody decides.

use std::sync::Arc;

use domain::calendar::Day;
use ledger::facts::{offices, profile};
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::payload::{Decided, PayStep, YearlyPay};
use ledger::yearly::Place;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::hasil::{People, Sums};
use super::view::{self, Stand};
use crate::components::{Empty, Facts, Glyph, Leave, Page};
use crate::desk::{Statement, use_desk};
use crate::pages::gaji::{YearlyView, eye, print};
use crate::pages::meja::dokumen::{Kertas, Paid, Pays};
use crate::pages::meja::dua_tangan::view::Taken;
use crate::pages::meja::dua_tangan::{
    Closing, LangkahJalan, closed, head, proven, reaches, steps_taken, takes_part, told,
};
use crate::say;
use crate::words::beside::yearly;
use crate::words::derive::rate;
use crate::words::format;

/// The list of the address.
fn asked() -> Option<Place> {
    let parts = ["office", "kind", "year", "payday"];
    let text = use_params_map()
        .with_untracked(|params| parts.iter().map(|part| params.get(part)).collect::<Option<Vec<String>>>())?;
    Place::of(&text.join("/"))
}

#[component]
pub fn DaftarThr() -> impl IntoView {
    let desk = use_desk();
    if !takes_part(desk) {
        return closed(say!(thr.judul));
    }
    let place = asked().filter(|place| reaches(desk, &place.office));
    let of = place.clone();
    let stand = Memo::new(move |_| {
        let place = of.as_ref()?;
        Some(desk.book.with(|book| view::stand(book, place, desk.today()))).filter(|stand| *stand != Stand::Open)
    });
    let there = Memo::new(move |_| stand.with(Option::is_some));
    let title = place.as_ref().map(|place| format!("{} {}", yearly(place.kind), place.year));
    view! {
        <Page
            title=title.unwrap_or_else(|| say!(thr.judul))
            leave=Leave::Back("/thr")
            leave_label=say!(umum.kembali)
            actions=move || view! { {eye()} {print()} }
        >
            {move || match place.clone().filter(|_| there.get()) {
                Some(place) => view! { <OneList place=place /> }.into_any(),
                None => view! { <Empty text=say!(thr.tak_dikenal) glyph=Glyph::Wallet /> }.into_any(),
            }}
        </Page>
    }
    .into_any()
}

/// What was decided for everyone, as rows.
fn decided(place: &Place, of: &Decided) -> Vec<(String, String)> {
    let mut told = vec![(say!(thr.dibayar), format::month(place.payday))];
    told.push(match &of.tpp {
        Some(share) => {
            (say!(thr.bagian), say!(thr.bagian_menurut, bagian = rate(share.share_bp), dasar = share.decree.clone()))
        }
        None => (say!(thr.bagian), say!(thr.tanpa_tpp)),
    });
    told.extend(of.feast.map(|day| (say!(thr.hari_raya), format::long_day(day))));
    told
}

/// The day of which names and accounts are told: where the money went is what stood on the day it went out.
fn day_of(step: &PayStep, today: Day) -> Day {
    match step {
        PayStep::Paid { day, .. } => *day,
        _ => today,
    }
}

#[component]
fn OneList(place: Place) -> impl IntoView {
    let desk = use_desk();
    let of = StoredValue::new(place.clone());
    let stand = Memo::new(move |_| desk.book.with(|book| of.with_value(|of| view::stand(book, of, desk.today()))));
    let shown = Memo::new(move |_| {
        stand.with(|stand| {
            let list = stand.said()?;
            let on = day_of(&list.at.step, desk.today());
            Some(desk.book.with(|book| of.with_value(|of| view::shown(book, of, list, on))))
        })
    });
    let steps = place.subject();
    let about = steps.clone();
    let history =
        Memo::new(move |_| desk.book.with(|book| Taken::all(book, book.history::<YearlyPay>(&steps), desk.today())));
    let holds = Signal::derive(move || shown.with(|shown| shown.as_ref().is_some_and(view::Shown::is_proven)));
    let lines = Memo::new(move |_| shown.with(|s| s.as_ref().map(|shown| shown.lines.clone()).unwrap_or_default()));
    let heading = move || {
        let house = desk
            .book
            .with(|book| of.with_value(|of| ledger::facts::office_name(&offices(book), &of.office).to_owned()));
        stand.with(|stand| {
            let told = stand.said().map(|list| of.with_value(|of| decided(of, &list.decided)));
            let facts = told.map(|told| view! { <Facts facts=Signal::stored(told) /> }.into_any());
            head(house, stand, facts)
        })
    };
    let proof = move || {
        let shown = shown.get()?;
        stand.with(|stand| {
            let twice = (!shown.twice.is_empty())
                .then(|| say!(thr.dua_kali, jumlah = shown.twice.len(), nama = shown.twice.join(", ")));
            Some(proven(&stand.said()?.at.seal, &shown.proof, twice))
        })
    };
    let one = Callback::new(move |person| {
        let found = shown.with_untracked(|shown| Some(shown.as_ref()?.paid.get(&person)?.slip.clone()));
        let order = stand.with_untracked(|stand| {
            let decided = &stand.said()?.decided;
            Some(of.with_value(|of| of.order(decided)))
        });
        match found.zip(order) {
            Some((slip, order)) => view! { <YearlyView order=order slip=slip /> }.into_any(),
            None => ().into_any(),
        }
    });
    let paid = Signal::derive(move || {
        let on = stand.with(|stand| Some(day_of(&stand.said()?.at.step, desk.today())))?;
        shown.with(|shown| {
            let facts = |person: &Id| desk.book.with_untracked(|book| profile(book, *person, on));
            let people = shown.as_ref()?.paid.iter().map(|(id, paying)| (facts(id), paying.clone())).collect();
            let Place { office, kind, year, payday } = of.get_value();
            Some(Arc::new(Paid { office: Some(office), pays: Pays::Yearly { kind, year, payday, people } }))
        })
    });
    view! {
        {heading}
        <Sums lines=lines sealed=true />
        {proof}
        <LangkahJalan
            office=place.office
            subject=about.clone()
            stand=stand
            proven=holds
            closing=Closing { word: || say!(thr.kunci), question: || say!(thr.kunci_tanya) }
            statement=move |list: &YearlyPay, at| {
                let decided = list.decided.clone();
                Statement::new(Kind::Yearly, about.clone(), &YearlyPay { decided, at })
            }
            submit_at="/thr/baru"
        />
        <Kertas paid=paid />
        <People lines=lines one=one />
        {move || steps_taken(history.get(), told)}
    }
}
