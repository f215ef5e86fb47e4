//! The year's work at a glance: what is expected, what was planned, how far it has come, the latest entries.

use leptos::prelude::*;

use super::view::{self, PlanState, Work};
use super::{harapan, log, parts};
use crate::components::{ButtonKind, Empty, Glyph, LinkButton, More, Notice, Page, Rows, Section, Tag, Tone};
use crate::desk::use_desk;
use crate::pages::kit;
use crate::say;

/// Entries shown below the plan.
const LATEST: usize = 5;

#[component]
pub fn Kerja() -> impl IntoView {
    let desk = use_desk();
    let today = desk.today();
    let year = today.month().year();
    let work = Memo::new(move |_| desk.book.with(|book| view::work(book, desk.me(), year)));
    view! {
        <Page title=say!(umum.kerja)>
            {move || work.with(actions)}
            {harapan::section(desk, year)}
            {move || work.with(|work| plan(work, today))}
            {move || work.with(entries)}
        </Page>
    }
}

fn actions(work: &Work) -> AnyView {
    if matches!(work.plan, PlanState::Nothing) && work.entries.is_empty() {
        return ().into_any();
    }
    view! {
        <div class="line">
            <LinkButton
                label=say!(kerja.catat_hari_ini)
                href="/kerja/catat".to_owned()
                glyph=Glyph::Pencil
            />
            {match work.plan {
                PlanState::One(..) => {
                    Some(
                        view! {
                            <LinkButton
                                label=say!(kerja.ubah_rencana)
                                href="/kerja/rencana".to_owned()
                                kind=ButtonKind::Outline
                            />
                        },
                    )
                }
                PlanState::Nothing | PlanState::Contested => None,
            }}
        </div>
    }
    .into_any()
}

fn plan(work: &Work, today: domain::calendar::Day) -> AnyView {
    let year = work.year;
    match &work.plan {
        PlanState::Nothing => view! {
            <Empty text=say!(kerja.belum_rencana, tahun = year)>
                <LinkButton label=say!(kerja.susun) href="/kerja/rencana".to_owned() />
            </Empty>
        }
        .into_any(),
        PlanState::Contested => view! {
            <Notice
                title=say!(umum.dua_nilai)
                text=say!(kerja.dua_rencana)
                tone=Tone::Sogan
            >
                <a href="/kerja/rencana">{say!(kerja.pilih_rencana)}</a>
            </Notice>
        }
        .into_any(),
        PlanState::One(plan, filing) => {
            let (word, tone) = kit::filing_tag(*filing);
            let results = plan.results.iter().map(|result| parts::result(result, work, today)).collect_view();
            let tag = move || view! { <Tag text=word.clone() tone=tone /> };
            view! {
                <Section title=say!(kerja.rencana_tahun, tahun = year) action=tag>
                    <p class="sub">{say!(kerja.petunjuk_saja)}</p>
                    {results}
                </Section>
            }
            .into_any()
        }
    }
}

fn entries(work: &Work) -> AnyView {
    if work.entries.is_empty() {
        return match work.plan {
            PlanState::One(..) => view! {
                <Section title=say!(kerja.catatan_terakhir)>
                    <Empty text=say!(kerja.belum_catatan) glyph=Glyph::Pencil />
                </Section>
            }
            .into_any(),
            PlanState::Nothing | PlanState::Contested => ().into_any(),
        };
    }
    let total = work.entries.len();
    let dated = work.entries.iter().map(|entry| (entry.log.date, entry.clone())).collect();
    let latest: Vec<_> = log::by_day(dated).into_iter().flat_map(|(_, entries)| entries).take(LATEST).collect();
    let rows = latest
        .iter()
        .map(|entry| parts::entry(entry, work.plan(), parts::Own::Mine, Some(entry.log.date)))
        .collect_view();
    view! {
        <Section title=say!(kerja.catatan_terakhir)>
            <Rows>{rows}</Rows>
            <More label=say!(kerja.semua_catatan, jumlah = total) href="/kerja/catat".to_owned() />
        </Section>
    }
    .into_any()
}
