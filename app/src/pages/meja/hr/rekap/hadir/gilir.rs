//! Who works by a roster: the shifts of the month, read from a file, shown, recorded person by person, and withdrawn.

use std::sync::Arc;

use ledger::book::Standing;
use ledger::kind::Kind;
use ledger::payload::{Roster, Withdrawal};
use ledger::subject;
use leptos::prelude::*;

use super::file::{refused, unread};
use super::state::Import;
use crate::components::{Button, ButtonKind, Dialog, FilePicker, Glyph, IconLine, Row, Rows, Section};
use crate::desk::{self, Shown, Statement};
use crate::pages::kit;
use crate::pages::meja::hr::import::bulan::Refused;
use crate::pages::meja::hr::import::jadwal::{self, Jadwal};
use crate::pages::meja::hr::import::sheet::SHEETS;
use crate::pages::meja::hr::roster::Line;
use crate::pages::meja::hr::words;
use crate::say;
use crate::words::format;

const MOST_BYTES: u32 = 8 * 1024 * 1024;

/// Where the file stands.
#[derive(Clone)]
enum Stage {
    Idle,
    Unread(String),
    Refused(String, Arc<Refused>),
    Read(String, Arc<Jadwal>),
}

/// A person of the office with a recorded roster.
#[derive(Clone, PartialEq)]
struct Rostered {
    line: Line,
    /// How many shifts; nothing where two rosters contradict.
    shifts: Option<usize>,
    source: String,
}

#[component]
pub fn Gilir(of: Import) -> impl IntoView {
    let desk = of.shared.desk;
    let stage = RwSignal::new(Stage::Idle);
    let (busy, asked) = (RwSignal::new(false), RwSignal::new(None::<(Line, Shown)>));
    // Another month or office makes an old file void.
    Effect::new(move |_| {
        of.shared.month.track();
        of.shared.office.track();
        stage.set(Stage::Idle);
    });
    let all = Memo::new(move |_| {
        let Some(month) = of.shared.month.get() else { return Vec::new() };
        let lines = of.shared.rows.get();
        desk.book.with(|book| {
            let rostered = |line: &Line| match book.peek::<Roster>(&subject::roster(line.id, month)) {
                Standing::Nothing => None,
                Standing::One(stated) => Some((Some(stated.value.shifts.len()), stated.value.source.clone())),
                Standing::Contested(_) => Some((None, String::new())),
            };
            let found = lines.iter().filter_map(|(line, _)| {
                let (shifts, source) = rostered(line)?;
                Some(Rostered { line: line.clone(), shifts, source })
            });
            found.collect::<Vec<_>>()
        })
    });
    let rows = move || {
        let all = all.get();
        (!all.is_empty()).then(|| {
            let rows = all.into_iter().map(|one| row(of, one, asked)).collect_view();
            view! { <Rows label=say!(hadir.gilir)>{rows}</Rows> }
        })
    };
    let withdraw = move |()| {
        let Some(((line, shown), month)) = asked.get_untracked().zip(of.shared.month.get_untracked()) else { return };
        let about = subject::roster(line.id, month);
        let statement = Statement::new(Kind::Roster, about, &Withdrawal::WITHDRAWN).over(&shown);
        kit::save(desk, vec![statement], busy, move || asked.set(None));
    };
    let there = Memo::new(move |_| of.shared.month.get().is_some() && of.shared.rows.with(|rows| !rows.is_empty()));
    move || {
        there.get().then(|| {
            view! {
                <Section title=say!(hadir.gilir)>
                    <p class="sub">{say!(hadir.gilir_jelas)}</p>
                    {rows}
                    {move || said(of, stage, busy)}
                    {move || {
                        stage.track();
                        view! {
                            <FilePicker
                                id="berkas-gilir"
                                label=say!(hr.pilih_csv)
                                accept=SHEETS
                                on_pick=move |event| take(of, stage, desk::chosen(&event))
                            />
                        }
                    }}
                </Section>
                <Dialog
                    open=Signal::derive(move || asked.with(Option::is_some))
                    on_close=move |()| asked.set(None)
                    title=say!(hadir.gilir_tarik_tanya)
                    confirm=say!(hadir.tarik)
                    cancel=say!(umum.kembali)
                    busy=busy
                    on_confirm=withdraw
                >
                    <p>{move || asked.with(|asked| asked.as_ref().map(|(line, _)| line.name.clone()))}</p>
                    <p>{say!(hadir.gilir_tarik_jelas)}</p>
                </Dialog>
            }
        })
    }
}

fn row(of: Import, one: Rostered, asked: RwSignal<Option<(Line, Shown)>>) -> AnyView {
    let desk = of.shared.desk;
    let sub = match one.shifts {
        Some(shifts) => say!(hadir.gilir_orang, jumlah = shifts, sumber = one.source.clone()),
        None => say!(umum.dua_nilai),
    };
    let (title, line) = (one.line.name.clone(), StoredValue::new(one.line));
    let ask = move |()| {
        let Some(month) = of.shared.month.get_untracked() else { return };
        line.with_value(|line| asked.set(Some((line.clone(), desk.shown(&subject::roster(line.id, month))))));
    };
    let action = move || view! { <Button label=say!(hadir.tarik) kind=ButtonKind::Text on_press=ask /> };
    view! { <Row title=title sub=sub glyph=Glyph::Clock action=action /> }.into_any()
}

fn take(of: Import, stage: RwSignal<Stage>, file: Option<web_sys::File>) {
    leptos::task::spawn_local(async move {
        let (name, bytes) = match desk::read_chosen(file, MOST_BYTES).await {
            Ok(read) => read,
            Err(problem) => {
                if let Some(why) = words::not_taken(problem) {
                    stage.try_set(Stage::Unread(why));
                }
                return;
            }
        };
        let Some(Some(month)) = of.shared.month.try_get_untracked() else { return };
        stage.try_set(match jadwal::read(&bytes, month) {
            Ok(jadwal) => Stage::Read(name, Arc::new(jadwal)),
            Err(found) => Stage::Refused(name, Arc::new(found)),
        });
    });
}

fn said(of: Import, stage: RwSignal<Stage>, busy: RwSignal<bool>) -> AnyView {
    match stage.get() {
        Stage::Idle => ().into_any(),
        Stage::Unread(why) => unread("", why),
        Stage::Refused(name, found) => refused(&name, &found),
        Stage::Read(name, jadwal) => preview(of, stage, busy, name, jadwal),
    }
}

/// What a file would record; numbers of others are named and left out.
fn preview(of: Import, stage: RwSignal<Stage>, busy: RwSignal<bool>, name: String, jadwal: Arc<Jadwal>) -> AnyView {
    let desk = of.shared.desk;
    let lines = of.shared.rows.get_untracked();
    let here: Vec<Line> = lines
        .iter()
        .filter(|(line, _)| line.nip.is_some_and(|nip| jadwal.people.contains_key(&nip)))
        .map(|(line, _)| line.clone())
        .collect();
    let strangers = jadwal.people.len() - here.len();
    let shifts: usize = jadwal.people.values().map(|shifts| shifts.len()).sum();
    let read = say!(
        hadir.gilir_dibaca,
        berkas = name.clone(),
        gilir = format::grouped(shifts as i64),
        orang = format::grouped(jadwal.people.len() as i64)
    );
    let others = (strangers > 0).then(|| {
        view! { <IconLine glyph=Glyph::Info text=say!(hadir.asing_jelas, jumlah = strangers) /> }
    });
    let count = here.len();
    let source = say!(hadir.sumber_berkas, berkas = name, hari = format::day(desk.today()));
    let shown = desk.shown("roster/");
    let save = move |()| {
        let Some(month) = of.shared.month.get_untracked() else { return };
        let statements = here.iter().filter_map(|line| {
            let shifts = jadwal.people.get(&line.nip?)?.clone();
            let roster = Roster { shifts, source: source.clone() };
            Some(Statement::new(Kind::Roster, subject::roster(line.id, month), &roster).over(&shown))
        });
        kit::save(desk, statements.collect(), busy, move || stage.set(Stage::Idle));
    };
    let deed = (count > 0).then(|| {
        let label = say!(hadir.gilir_simpan, jumlah = count);
        view! { <Button label=label glyph=Glyph::Check busy=busy on_press=save /> }
    });
    view! {
        <p role="status">{read}</p>
        {others}
        <div class="line">
            {deed}
            <Button label=say!(umum.batalkan) kind=ButtonKind::Text on_press=move |()| stage.set(Stage::Idle) />
        </div>
    }
    .into_any()
}
