//! Home: what is due, what my last figure is (a card of the pay room), then the desks of other roles.

mod due;

use ledger::role::Role;
use leptos::prelude::*;

use crate::components::{Empty, Glyph, Heading, Notice, Page, PrivacyEye, Row, Rows, Section, Tone};
use crate::desk::device::clock;
use crate::desk::{Desk, use_desk};
use crate::pages::parts::{card, desk_month};
use crate::say;
use crate::words::format;
use due::Due;

#[component]
pub fn Beranda() -> impl IntoView {
    let desk = use_desk();
    let has_person = desk.is_solo() || desk.account.with(|a| a.as_ref().is_some_and(|a| a.person.is_some()));
    let due =
        Memo::new(
            move |_| {
                if has_person { desk.book.with(|book| due::due(book, desk.me(), desk.today())) } else { Vec::new() }
            },
        );
    let eye = use_context::<PrivacyEye>();
    view! {
        <Page
            title=say!(umum.takar)
            name=say!(umum.beranda)
            own_heading=true
            actions=move || {
                eye.map(|eye| {
                    view! { <crate::pages::kit::Eye eye=eye /> }
                })
            }
        >
            <Heading text=move || greeting(desk) sub=format::long_day(desk.today()) />
            {has_person
                .then(|| {
                    view! {
                        <Section
                            title=say!(umum.perlu_dikerjakan)
                            aside=Signal::derive(move || due.with(Vec::len).to_string())
                        >
                            {move || due_rows(due.get())}
                        </Section>
                    }
                })}
            {(has_person && !desk.is_solo())
                .then(|| {
                    view! {
                        <Section title=say!(umum.angka_saya)>
                            {card::Page::SlipTerakhir.show_within()}
                            <Rows>
                                <Row
                                    title=say!(umum.kehadiran)
                                    sub=say!(umum.kehadiran_jelas)
                                    glyph=Glyph::Clock
                                    href="/kehadiran"
                                />
                            </Rows>
                        </Section>
                    }
                })}
            {desk
                .is_solo()
                .then(|| {
                    view! {
                        <Section title=say!(umum.angka_saya)>
                            <Rows>
                                <Row
                                    title=say!(umum.hitung_slip)
                                    sub=say!(umum.hitung_slip_jelas)
                                    glyph=Glyph::Calculator
                                    href="/hitung"
                                />
                                <Row
                                    title=say!(umum.data_perangkat)
                                    sub=say!(umum.data_perangkat_jelas)
                                    glyph=Glyph::Smartphone
                                    href="/data"
                                />
                            </Rows>
                        </Section>
                    }
                })}
            <Desks />
            {(!has_person && desk.has_role(|role| *role == Role::Operator))
                .then(|| view! { <Notice tone=Tone::Action text=say!(umum.operator_jelas) /> })}
        </Page>
    }
}

fn greeting(desk: Desk) -> String {
    let name = desk.account.with(|account| account.as_ref().map(|account| account.name.clone()));
    let first = name.as_deref().and_then(|name| name.split(',').next()).unwrap_or_default().to_owned();
    let hello = match clock::minutes() / 60 {
        4..=10 => say!(umum.pagi),
        11..=14 => say!(umum.siang),
        15..=17 => say!(umum.sore),
        _ => say!(umum.malam),
    };
    if first.is_empty() { hello } else { format!("{hello}, {first}") }
}

fn due_rows(due: Vec<Due>) -> AnyView {
    if due.is_empty() {
        return view! { <Empty text=say!(umum.tidak_ada_tugas) glyph=Glyph::CircleCheck /> }.into_any();
    }
    let rows = due.into_iter().map(|due| match due {
        Due::Expectation { year, from } => view! {
            <Row
                title=say!(umum.tugas_harapan, tahun = year)
                sub=say!(umum.tugas_harapan_jelas, nama = from)
                glyph=Glyph::MessageSquare
                href="/kerja"
            />
        }
        .into_any(),
        Due::Plan { year } => view! {
            <Row
                title=say!(umum.tugas_rencana, tahun = year)
                sub=say!(umum.tugas_rencana_jelas)
                glyph=Glyph::ClipboardList
                href="/kerja/rencana"
            />
        }
        .into_any(),
        Due::Log => view! {
            <Row
                title=say!(umum.tugas_catat)
                sub=say!(umum.tugas_catat_jelas)
                glyph=Glyph::Pencil
                tag=say!(umum.hari_ini)
                tag_tone=Tone::Sogan
                href="/kerja/catat"
            />
        }
        .into_any(),
        Due::SelfAssessment { period } => view! {
            <Row
                title=say!(umum.tugas_diri, periode = format::period(period))
                sub=say!(umum.tugas_diri_jelas)
                glyph=Glyph::Scale
                href=format!("/penilaian/diri/{period}")
            />
        }
        .into_any(),
        Due::Peer { person, name, period } => view! {
            <Row
                title=say!(umum.tugas_rekan, nama = name)
                sub=say!(umum.tugas_rekan_jelas)
                glyph=Glyph::MessageSquare
                href=format!("/penilaian/rekan/{person}/{period}")
            />
        }
        .into_any(),
        Due::Rate { people, period } => view! {
            <Row
                title=say!(umum.tugas_nilai, jumlah = people)
                sub=format::period(period)
                glyph=Glyph::Users
                href="/penilaian"
            />
        }
        .into_any(),
    });
    view! { <Rows>{rows.collect_view()}</Rows> }.into_any()
}

#[component]
fn Desks() -> impl IntoView {
    let desk = use_desk();
    let hr = desk.has_role(|role| matches!(role, Role::Hr(_)));
    let treasurer = desk.has_role(|role| matches!(role, Role::Treasurer(_)));
    let month = desk.has_role(|role| matches!(role, Role::Treasurer(_) | Role::Approver(_)));
    (hr || treasurer || month).then(|| {
        view! {
            <Section title=say!(umum.meja_kerja)>
                <Rows>
                    {hr
                        .then(|| {
                            view! {
                                <Row title=say!(umum.pegawai) sub=say!(umum.meja_pegawai) glyph=Glyph::Users href="/pegawai" />
                                <Row title=say!(umum.rekap) sub=say!(umum.meja_rekap) glyph=Glyph::Calendar href="/rekap" />
                                <Row title=say!(umum.program) sub=say!(umum.meja_program) glyph=Glyph::GraduationCap href="/program" />
                            }
                        })}
                    {treasurer
                        .then(|| {
                            view! {
                                <Row title=say!(umum.proses_gaji) sub=say!(umum.meja_proses) glyph=Glyph::Calculator href="/proses" />
                            }
                        })}
                    <Row title=say!(bayar.jaga) sub=say!(bayar.jaga_baris) glyph=Glyph::Clock href="/akan-berubah" />
                </Rows>
                {month.then(|| desk_month::Page::Giliran.show_within())}
            </Section>
        }
    })
}
