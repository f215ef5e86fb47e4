//! Slips of a run: one person's, where its figures come from, and all of them on paper.

use domain::calendar::Month;
use ledger::hash::Id;
use ledger::month::Gathered;
use ledger::pay_month::Closed;
use ledger::role::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::kembali::Kembali;
use super::people::{lines, sorted};
use super::surat::MenurutSurat;
use super::{Line, RunDesk};
use crate::components::{Button, ButtonKind, Card, Empty, Facts, Glyph, Leave, Page, ProgressBar, SortWay};
use crate::desk::{device::clock, use_desk};
use crate::pages::gaji::kode::{self, Lack, Ready};
use crate::pages::gaji::{AsalView, SlipView, Worked, eye, print};
use crate::say;

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
    let worked = Memo::new(move |_| desk.book.with(|book| Worked::by_facts(book, person, month)));
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
            <MenurutSurat person=person month=month />
            <Kembali person=person month=month worked=worked />
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
    let worked = desk.book.with(|book| Worked::by_facts(book, person, month));
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

/// One slip on paper, with its code where its month is closed.
#[derive(Clone)]
struct Sheet {
    line: Line,
    post: String,
    worked: Worked,
    code: Result<Ready, Lack>,
}

/// Draws every slip of the run, one on each sheet, and prints them.
#[component]
pub fn PrintAll() -> impl IntoView {
    let desk_run = expect_context::<RunDesk>();
    let desk = use_desk();
    let sheets = RwSignal::new(Vec::<Sheet>::new());
    let busy = RwSignal::new(false);
    let (done, total) = (RwSignal::new(0_u64), RwSignal::new(0_u64));
    let start = move |()| {
        let Some(month) = desk_run.month.get_untracked() else { return };
        // In the order of the list.
        let mut listed = lines(desk, desk_run);
        sorted(&mut listed, Some((0, SortWay::Up)));
        let closed = desk.book.with_untracked(Closed::of);
        let of = move |id: Id| {
            desk.book.with_untracked(|book| {
                let code = kode::gather(book, &closed, id, month);
                // What a closed month paid is what was sealed, whatever the facts say today.
                let paid = closed.slip(book, id, month).is_some().then(|| Worked::recorded(book, id, month));
                let of = |one: &Gathered| {
                    let worked = paid.unwrap_or_else(|| Worked::gathered(month, &one.case));
                    (worked, one.facts.title().map(str::to_owned).unwrap_or_default())
                };
                desk_run
                    .people
                    .with_untracked(|people| people.get(&id).map(of))
                    .map(|(worked, post)| (worked, post, code))
            })
        };
        done.set(0);
        total.set(listed.len() as u64);
        busy.set(true);
        leptos::task::spawn_local(async move {
            let mut drawn = Vec::with_capacity(listed.len());
            let mut reached = true;
            for (at, line) in listed.into_iter().enumerate() {
                if let Some((worked, post, code)) = of(line.id) {
                    let code = match code {
                        Ok(code) if reached => kode::ready(code).await,
                        Ok(_) => Err(Lack::Keys),
                        Err(lack) => Err(lack),
                    };
                    // A server that did not give one key is not asked for each of the others.
                    reached &= code != Err(Lack::Keys);
                    drawn.push(Sheet { line, post, worked, code });
                }
                if at % 20 == 0 {
                    done.set(at as u64);
                    clock::pause(0).await;
                }
                if !busy.try_get_untracked().unwrap_or_default() {
                    return;
                }
            }
            done.set(total.get_untracked());
            sheets.set(drawn);
            clock::pause(50).await;
            // Some browsers print while the page goes on: the sheets stay until they say that they are done.
            let _ = window().print();
            busy.set(false);
        });
    };
    let printed = window_event_listener(leptos::ev::afterprint, move |_| sheets.set(Vec::new()));
    on_cleanup(move || printed.remove());
    view! {
        <Button label=say!(meja.cetak_slip) kind=ButtonKind::Outline glyph=Glyph::Printer busy=busy on_press=start />
        {move || {
            busy.get()
                .then(|| {
                    view! {
                        <ProgressBar
                            label=say!(meja.mencetak)
                            done=done
                            total=Signal::derive(move || total.get().max(1))
                            count=move || say!(meja.dari, jumlah = done.get(), semua = total.get())
                            cancel=say!(umum.batalkan)
                            on_cancel=move |()| busy.set(false)
                        />
                    }
                })
        }}
        <div class="sheets">
            {move || {
                sheets
                    .get()
                    .into_iter()
                    .map(|sheet| {
                        view! {
                            <section class="sheet">
                                <h2>{sheet.line.name}</h2>
                                <p>{sheet.line.nip} " · " {sheet.post} " · " {sheet.line.office}</p>
                                <SlipView worked=sheet.worked prefix="" />
                                {kode::shown(&sheet.code)}
                            </section>
                        }
                    })
                    .collect_view()
            }}
        </div>
    }
}
