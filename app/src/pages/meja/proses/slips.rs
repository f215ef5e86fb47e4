//! Slips of a run: one person's, where its figures come from, and all of them on paper.

use domain::calendar::Month;
use ledger::hash::Id;
use ledger::month::Gathered;
use ledger::role::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::RunDesk;
use crate::components::{Button, ButtonKind, Card, Empty, Facts, Glyph, Leave, Page};
use crate::desk::{device::clock, use_desk};
use crate::pages::gaji::{AsalView, SlipView, Worked, eye, print};
use crate::say;
use crate::words::format;

/// Person and month of the address.
fn asked() -> Option<(Id, Month)> {
    let params = use_params_map();
    let (person, month) = params.with(|params| (params.get("person"), params.get("month")));
    Some((person?.parse().ok()?, month?.parse().ok()?))
}

fn may_see() -> bool {
    use_desk().has_role(|role| matches!(role, Role::Treasurer(_)))
}

#[component]
pub fn SlipOrang() -> impl IntoView {
    let desk = use_desk();
    let Some((person, month)) = asked().filter(|_| may_see()) else {
        return view! {
            <Page title=say!(umum.gaji)>
                <Empty text=say!(meja.bukan_bendahara) glyph=Glyph::Lock />
            </Page>
        }
        .into_any();
    };
    let worked = Memo::new(move |_| desk.book.with(|book| Worked::recorded(book, person, month)));
    let facts = Memo::new(move |_| desk.book.with(|book| ledger::facts::profile(book, person, month.first())));
    let lines = move || {
        let facts = facts.get();
        let known = |value: Option<String>| value.unwrap_or_else(|| say!(umum.belum_diketahui));
        vec![
            (say!(meja.nip), known(facts.nip.map(|nip| nip.grouped()))),
            (say!(meja.golongan), known(facts.golongan.map(|golongan| golongan.to_string()))),
            (say!(meja.jabatan), known(facts.title().map(str::to_owned))),
        ]
    };
    view! {
        <Page
            title=move || facts.with(|facts| facts.call())
            leave=Leave::Back("/proses")
            leave_label=say!(umum.kembali)
            actions=move || view! { {eye()} {print()} }
        >
            <Card>
                <Facts facts=Signal::derive(lines) />
            </Card>
            {move || view! { <SlipView worked=worked.get() prefix=format!("/proses/{month}/{person}") /> }}
        </Page>
    }
    .into_any()
}

#[component]
pub fn AsalOrang() -> impl IntoView {
    let desk = use_desk();
    let params = use_params_map();
    let line = params.with_untracked(|params| params.get("line").unwrap_or_default());
    let Some((person, month)) = asked().filter(|_| may_see()) else {
        return view! {
            <Page title=say!(umum.gaji)>
                <Empty text=say!(meja.bukan_bendahara) glyph=Glyph::Lock />
            </Page>
        }
        .into_any();
    };
    let worked = desk.book.with(|book| Worked::recorded(book, person, month));
    let back = Callback::new(|()| {
        let _ = window().history().map(|history| history.back());
    });
    view! {
        <Page
            title=say!(meja.asal_angka)
            leave=Leave::Call(Glyph::ChevronLeft, back)
            leave_label=say!(umum.kembali)
        >
            <AsalView worked=worked line=line />
        </Page>
    }
    .into_any()
}

/// Draws every slip of the run, one on each sheet, and prints them.
#[component]
pub fn PrintAll() -> impl IntoView {
    let desk_run = expect_context::<RunDesk>();
    let sheets = RwSignal::new(Vec::<(String, Worked)>::new());
    let busy = RwSignal::new(false);
    let start = move |()| {
        let Some(month) = desk_run.month.get_untracked() else { return };
        let ids: Vec<Id> =
            desk_run.run.with_untracked(|run| run.iter().flat_map(|run| run.slips.keys().copied()).collect());
        let sheet = move |one: &Gathered| {
            let nip = one.facts.nip.map(|nip| nip.grouped()).unwrap_or_default();
            (format!("{} {nip}", one.facts.call()), Worked::gathered(month, &one.case))
        };
        busy.set(true);
        leptos::task::spawn_local(async move {
            let mut drawn = Vec::with_capacity(ids.len());
            for (at, id) in ids.into_iter().enumerate() {
                drawn.extend(desk_run.people.with_untracked(|people| people.get(&id).map(sheet)));
                if at % 20 == 0 {
                    clock::pause(0).await;
                }
            }
            sheets.set(drawn);
            clock::pause(50).await;
            let _ = window().print();
            sheets.set(Vec::new());
            busy.set(false);
        });
    };
    view! {
        <Button label=say!(meja.cetak_slip) kind=ButtonKind::Outline glyph=Glyph::Printer busy=busy on_press=start />
        <div class="sheets">
            {move || {
                sheets
                    .get()
                    .into_iter()
                    .map(|(name, worked)| {
                        let month = format::month(worked.month);
                        view! {
                            <section class="sheet">
                                <h2>{name}</h2>
                                <p>{month}</p>
                                <SlipView worked=worked prefix="" />
                            </section>
                        }
                    })
                    .collect_view()
            }}
        </div>
    }
}
