//! HR's list held against the list that payroll pays by: a file is chosen, every difference gets its cause and the paper
//! that settles it. Nothing is written; the file stays on the device.

mod file;
mod words;

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::law::Rulebook;
use ledger::reconcile::{Difference, Report, known, reconcile};
use ledger::role::Role;
use leptos::prelude::*;

use super::hr::import::sheet;
use super::hr::words as hr_words;
use crate::components::{
    Button, ButtonKind, DateField, Empty, FilePicker, Glyph, IconLine, Notice, Page, Row, Rows, Section, Stat, Toasts,
    Tone,
};
use crate::desk::{self, Desk, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::format;

const MOST_BYTES: u32 = 8 * 1024 * 1024;
/// Rows of one cause shown at first.
const SHOWN: usize = 40;

#[derive(Clone)]
enum Stage {
    Idle,
    Refused(String),
    Done(Month, Report),
}

#[component]
pub fn Cocok() -> impl IntoView {
    let desk = use_desk();
    if !desk.has_role(|role| matches!(role, Role::Hr(_) | Role::Treasurer(_))) {
        return view! {
            <Page title=say!(cocok.judul)>
                <Empty text=say!(cocok.bukan) glyph=Glyph::Lock />
            </Page>
        }
        .into_any();
    }
    let stage = RwSignal::new(Stage::Idle);
    let typed = RwSignal::new(desk.this_month().to_string());
    let wrong = RwSignal::new(None::<String>);
    let check = move |event| {
        let Ok(month) = typed.get_untracked().parse::<Month>() else {
            return wrong.set(Some(say!(meja.bulan_salah)));
        };
        wrong.set(None);
        let file = desk::chosen(&event);
        leptos::task::spawn_local(async move {
            let read = match desk::read_chosen(file, MOST_BYTES).await {
                Ok((_, bytes)) => file::read(&bytes).map_err(|problem| hr_words::file_problem(&problem)),
                Err(problem) => match hr_words::not_taken(problem) {
                    Some(why) => Err(why),
                    None => return,
                },
            };
            let next = match read {
                Err(why) => Stage::Refused(why),
                Ok(listed) => {
                    let known = desk.book.with_untracked(|book| known(book, month, Rulebook::national()));
                    Stage::Done(month, reconcile(&known, &listed, month))
                }
            };
            let _ = stage.try_set(next);
        });
    };
    let body = move || match stage.get() {
        Stage::Idle => ().into_any(),
        Stage::Refused(why) => view! { <Notice tone=Tone::Mengkudu live=true text=why /> }.into_any(),
        Stage::Done(month, report) => told(desk, month, &report),
    };
    view! {
        <Page title=say!(cocok.judul)>
            <p class="sub">{say!(cocok.jelas)}</p>
            <DateField
                id="bulan-cocok"
                label=say!(cocok.bulan)
                month=true
                value=typed
                on_input=move |text| typed.set(text)
                error=Signal::derive(move || wrong.get())
            />
            <FilePicker id="berkas-gaji" label=say!(cocok.pilih) accept=sheet::SHEETS on_pick=check />
            <div id="hasil-cocok" class="stack" aria-live="polite">
                {body}
            </div>
        </Page>
    }
    .into_any()
}

fn told(desk: Desk, month: Month, report: &Report) -> AnyView {
    let toasts = expect_context::<Toasts>();
    let count = |many: usize| format::grouped(many as i64);
    let differ = report.differences.len();
    let mut causes: BTreeMap<(usize, String), Vec<Difference>> = BTreeMap::new();
    for one in &report.differences {
        causes.entry(words::cause(&one.cause)).or_default().push(one.clone());
    }
    let links = desk.has_role(|role| matches!(role, Role::Hr(_)));
    let all = report.differences.clone();
    let save = move |()| {
        let heads = [say!(meja.nip), say!(umum.nama), say!(cocok.baris), say!(cocok.sebab), say!(cocok.bukti)];
        let row = |one: &Difference| {
            let line = one.line.map(|line| line.to_string()).unwrap_or_default();
            let (cause, detail) = (words::cause(&one.cause).1, words::detail(one));
            let why = if detail.is_empty() { cause } else { format!("{cause}: {detail}") };
            vec![one.nip.clone(), one.name.clone(), line, why, words::paper(&one.cause)]
        };
        let rows: Vec<Vec<String>> = all.iter().map(row).collect();
        let name = format!("takar-pencocokan-{month}.csv");
        match desk::download(&name, "text/csv", &sheet::write(&heads, &rows)) {
            Ok(()) => toasts.say(say!(hr.terunduh, nama = name)),
            Err(problem) => toasts.say(kit::storage_problem(problem)),
        }
    };
    let tone = if differ > 0 { Tone::Mengkudu } else { Tone::Neutral };
    let groups = causes.into_iter().map(|((_, title), all)| group(title, all, links));
    view! {
        <div class="stats">
            <Stat label=say!(cocok.dikenal) value=count(report.known) sub=format::month(month) />
            <Stat label=say!(cocok.terdaftar) value=count(report.listed) />
            <Stat label=say!(cocok.sama) value=count(report.agreed) />
            <Stat
                label=say!(cocok.berbeda)
                value=count(differ)
                tone=tone
            />
        </div>
        {(differ == 0).then(|| view! { <IconLine glyph=Glyph::CircleCheck tone=Tone::Daun text=say!(cocok.semua_sama) /> })}
        {groups.collect_view()}
        {(differ > 0)
            .then(|| {
                view! {
                    <div class="line">
                        <Button
                            label=say!(cocok.unduh)
                            kind=ButtonKind::Outline
                            glyph=Glyph::Download
                            on_press=save
                        />
                    </div>
                }
            })}
    }
    .into_any()
}

fn group(title: String, all: Vec<Difference>, links: bool) -> AnyView {
    let paper = all.first().map(|one| words::paper(&one.cause)).unwrap_or_default();
    let total = all.len();
    let shown = RwSignal::new(SHOWN);
    let all = StoredValue::new(all);
    let rows = move || {
        let row = |one: &Difference| {
            let nameless = one.name.is_empty();
            let title = if nameless { one.nip.clone() } else { one.name.clone() };
            let parts = [if nameless { String::new() } else { one.nip.clone() }, words::detail(one)];
            let sub = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            match one.person.filter(|_| links) {
                Some(id) => {
                    view! { <Row title=title sub=sub glyph=Glyph::Users href=format!("/pegawai/{id}") /> }.into_any()
                }
                None => view! { <Row title=title sub=sub glyph=Glyph::Users /> }.into_any(),
            }
        };
        all.with_value(|all| all.iter().take(shown.get()).map(row).collect::<Vec<_>>())
    };
    view! {
        <Section title=title aside=total.to_string()>
            <p class="sub">{say!(cocok.bawa, bukti = paper)}</p>
            <Rows>{rows}</Rows>
            {kit::more(total, shown)}
        </Section>
    }
    .into_any()
}
