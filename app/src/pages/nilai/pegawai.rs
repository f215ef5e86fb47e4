//! One of the superior's people: expectation, plan with hints, log, peers, feedback, assessments. Never pay.

use domain::kinerja::Period;
use ledger::facts::{self, Profile};
use ledger::hash::Id;
use ledger::payload::Fact;
use ledger::subject::Field;
use leptos::prelude::*;

use super::view::{self, Judged};
use super::{harapan, minta, parts, umpan};
use crate::components::{
    Avatar, ButtonKind, Card, CardLook, Choice, Empty, Glyph, Leave, LinkButton, Notice, Page, Rows, Section,
    SelectField, Tone,
};
use crate::desk::{Desk, use_desk};
use crate::pages::kerja::parts::fold;
use crate::pages::kerja::view::{PlanState, Work, work};
use crate::pages::kerja::{log, parts as work_parts};
use crate::say;
use crate::words::{format, kinerja as words};

/// Log entries shown.
const LATEST: usize = 10;

#[component]
pub fn Pegawai() -> impl IntoView {
    let desk = use_desk();
    let person = parts::person_param();
    let mine = Memo::new(move |_| person.get().filter(|person| is_mine(desk, *person)));
    move || match mine.get() {
        Some(person) => page(desk, person),
        None => parts::nothing_here(say!(nilai.bukan_pegawai_anda)),
    }
}

/// Says whether the reader is the superior of a person today.
pub fn is_mine(desk: Desk, person: Id) -> bool {
    let post = desk.book.with(|book| facts::fact_on(book, person, Field::Jabatan, desk.today()));
    matches!(post, Ok(Some((_, Fact::Jabatan(post)))) if post.superior == Some(desk.me()))
}

/// Shows who it is.
pub fn head(profile: &Profile, extra: Option<String>) -> AnyView {
    let name = profile.call();
    let nip = profile.nip.filter(|_| extra.is_none()).map(|nip| say!(nilai.nip, nip = nip.grouped()));
    let sub = [profile.title().map(str::to_owned), extra, nip].into_iter().flatten().collect::<Vec<_>>().join(", ");
    view! {
        <div class="line person">
            <Avatar initials=work_parts::initials(&name) />
            <div>
                <h1>{name}</h1>
                <p class="sub">{sub}</p>
            </div>
        </div>
    }
    .into_any()
}

fn page(desk: Desk, person: Id) -> AnyView {
    let today = desk.today();
    let due = view::due(today);
    let period = RwSignal::new(due[0]);
    let profile = desk.book.with_untracked(|book| facts::profile(book, person, today));
    let year = Memo::new(move |_| period.get().year());
    let work = Memo::new(move |_| desk.book.with(|book| work(book, person, year.get())));
    let options: Vec<Choice> = due.iter().map(|one| Choice::new(one.to_string(), format::period(*one))).collect();
    let choose = move |code: String| {
        if let Ok(chosen) = code.parse() {
            period.set(chosen);
        }
    };
    view! {
        <Page
            title=say!(nilai.pegawai)
            own_heading=true
            leave=Leave::Back("/penilaian")
            leave_label=say!(umum.kembali)
        >
            {head(&profile, None)}
            <SelectField
                id="periode"
                label=say!(nilai.periode)
                options=options
                value=Signal::derive(move || Some(period.get().to_string()))
                on_change=choose
            />
            {move || rate(desk, person, period.get())}
            <div class="two">
                <div class="stack loose">
                    {move || harapan::section(desk, person, year.get())} {plan(work, desk)} {entries(work)}
                </div>
                <div class="stack loose">
                    {move || self_assessment(desk, person, period.get(), work)}
                    {move || minta::section(desk, person, period.get())}
                    {umpan::section(desk, person, period.into())} {history(desk, person)}
                </div>
            </div>
        </Page>
    }
    .into_any()
}

fn rate(desk: Desk, person: Id, period: Period) -> AnyView {
    let judged = Memo::new(move |_| desk.book.with(|book| view::judged(book, person, period, desk.me())));
    let href = format!("/penilaian/pegawai/{person}/{period}");
    let body = move || {
        let href = href.clone();
        match judged.get() {
            Judged::One(judged, _) => {
                let predikat = view::cell(judged.rating());
                view! {
                    <Notice
                        title=words::predikat(predikat)
                        text=say!(nilai.sudah_dinilai, periode = format::period(period))
                        tone=Tone::Daun
                    >
                        <a href=href>{say!(nilai.ubah_penilaian)}</a>
                    </Notice>
                }
                .into_any()
            }
            Judged::Nothing | Judged::Contested(_) => view! {
                <div class="line">
                    <LinkButton
                        label=say!(nilai.nilai_periode, periode = format::period(period))
                        href=href
                        kind=ButtonKind::Primary
                        glyph=Glyph::Scale
                    />
                </div>
            }
            .into_any(),
        }
    };
    body.into_any()
}

fn plan(work: Memo<Work>, desk: Desk) -> AnyView {
    let today = desk.today();
    let body = move || {
        let work = work.get();
        match &work.plan {
            PlanState::Nothing => {
                view! { <Empty text=say!(nilai.pegawai_tanpa_rencana) glyph=Glyph::ClipboardList /> }.into_any()
            }
            PlanState::Contested => {
                view! { <Notice title=say!(umum.dua_nilai) text=say!(nilai.pegawai_dua_rencana) tone=Tone::Sogan /> }
                    .into_any()
            }
            PlanState::One(plan, _) => {
                let results = plan.results.iter().map(|one| work_parts::result(one, &work, today)).collect_view();
                view! {
                    <p class="sub">{say!(kerja.petunjuk_saja)}</p>
                    {results}
                }
                .into_any()
            }
        }
    };
    let title = move || say!(kerja.rencana_tahun, tahun = work.with(|work| work.year));
    view! { <Section title=title>{body}</Section> }.into_any()
}

fn entries(work: Memo<Work>) -> AnyView {
    let body = move || {
        let work = work.get();
        let aside = work_parts::set_aside(&work);
        if work.entries.is_empty() {
            return view! {
                <p class="sub">{say!(nilai.pegawai_tanpa_catatan)}</p>
                {aside}
            }
            .into_any();
        }
        let dated = work.entries.iter().map(|entry| (entry.log.date, entry.clone())).collect();
        let latest = log::by_day(dated).into_iter().flat_map(|(_, entries)| entries).take(LATEST);
        let rows = latest
            .map(|entry| work_parts::entry(&entry, work.plan(), work_parts::Own::Theirs, Some(entry.log.date)))
            .collect_view();
        view! {
            <Rows label=say!(kerja.catatan_harian)>{rows}</Rows>
            {aside}
        }
        .into_any()
    };
    let count = move || {
        work.with(|work| (!work.entries.is_empty()).then(|| say!(kerja.jumlah_catatan, jumlah = work.entries.len())))
    };
    view! { <Section title=say!(kerja.catatan_harian) aside=count>{body}</Section> }.into_any()
}

fn self_assessment(desk: Desk, person: Id, period: Period, work: Memo<Work>) -> AnyView {
    let judged = Memo::new(move |_| desk.book.with(|book| view::judged(book, person, period, person)));
    let body = move || match judged.get() {
        Judged::Nothing => view! { <p class="sub">{say!(nilai.diri_belum)}</p> }.into_any(),
        Judged::Contested(_) => view! { <Notice text=say!(nilai.diri_dua) tone=Tone::Sogan /> }.into_any(),
        // Closed at first: the own judgement comes before the person's.
        Judged::One(judged, _) => {
            let said = work.with(|work| parts::said(&judged, work.plan()));
            let line = parts::both(judged.rating());
            view! {
                <details class="card">
                    {fold(say!(nilai.lihat_diri))}
                    <p>{line}</p>
                    {said}
                </details>
            }
            .into_any()
        }
    };
    view! { <Section title=say!(nilai.penilaian_diri) aside=format::period(period)>{body}</Section> }.into_any()
}

fn history(desk: Desk, person: Id) -> AnyView {
    let rated = Memo::new(move |_| {
        desk.book.with(|book| {
            let periods = view::periods(book, person).into_iter();
            let rated = periods.map(|period| (period, view::official(book, person, period)));
            rated.filter(|(_, judged)| !matches!(judged, Judged::Nothing)).collect::<Vec<_>>()
        })
    });
    let body = move || {
        let all = rated.get();
        (!all.is_empty()).then(|| {
            let rows = all
                .into_iter()
                .map(|(period, judged)| {
                    let (tag, tone) = match judged.predikat() {
                        Some(predikat) => (words::predikat(predikat), words::predikat_tone(predikat)),
                        None => (say!(umum.dua_nilai), Tone::Sogan),
                    };
                    let href = format!("/penilaian/pegawai/{person}/{period}");
                    view! { <crate::components::Row title=format::period(period) tag=tag tag_tone=tone href=href /> }
                })
                .collect_view();
            view! {
                <Section title=say!(nilai.riwayat)>
                    <Card look=CardLook::Flush>
                        <Rows>{rows}</Rows>
                    </Card>
                </Section>
            }
        })
    };
    body.into_any()
}
