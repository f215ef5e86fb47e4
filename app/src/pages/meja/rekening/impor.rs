//! A file of accounts: read in full, told what it would do, and only then written, in portions.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::asn::Nip;
use ledger::facts::fact_on;
use ledger::hash::Id;
use ledger::subject::Field;
use leptos::prelude::*;

use super::Lines;
use super::form::{self, COLUMNS, LAYOUT, Read};
use super::orang::statement;
use crate::components::{Button, ButtonKind, FilePicker, Glyph, Notice, ProgressBar, Section, Toasts, Tone};
use crate::desk::{self, Desk, use_desk};
use crate::pages::kit;
use crate::pages::meja::hr::gather::Slices;
use crate::pages::meja::hr::import::problem::{Finding, Problem};
use crate::pages::meja::hr::import::sheet::{self, SHEETS, Sheet};
use crate::pages::meja::hr::{parts, words};
use crate::say;
use crate::words::format;

const MOST_BYTES: u32 = 8 * 1024 * 1024;
/// Most statements written at once.
const PORTION: usize = 200;

/// A file that was read.
#[derive(Clone)]
struct Checked {
    /// What is new in it.
    plan: Vec<(Id, Read)>,
    /// Rows that say what stands already.
    same: usize,
    bad: Arc<Vec<Finding>>,
    /// What stood when it was read.
    stood: desk::Shown,
}

#[derive(Clone)]
enum Stage {
    Idle,
    Refused(String),
    Checked(Box<Checked>),
    Saving,
    Done(usize),
}

#[component]
pub fn Import(lines: Lines) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let stage = RwSignal::new(Stage::Idle);
    let (done, total) = (RwSignal::new(0_u64), RwSignal::new(0_u64));
    let template = move |()| {
        let heads: Vec<String> = COLUMNS.iter().map(|column| (*column).to_owned()).collect();
        match desk::download("takar-rekening.csv", "text/csv", &sheet::write(&heads, &[])) {
            Ok(()) => toasts.say(say!(hr.terunduh, nama = "takar-rekening.csv")),
            Err(problem) => toasts.say(kit::storage_problem(problem)),
        }
    };
    let check = move |event| {
        let file = desk::chosen(&event);
        leptos::task::spawn_local(async move {
            let read = match desk::read_chosen(file, MOST_BYTES).await {
                Ok((_, bytes)) => Sheet::read(&bytes, LAYOUT).map_err(|problem| words::file_problem(&problem)),
                Err(problem) => match words::not_taken(problem) {
                    Some(why) => Err(why),
                    None => return,
                },
            };
            let next = match read {
                Ok(sheet) => Stage::Checked(Box::new(checked(desk, lines, &sheet).await)),
                Err(why) => Stage::Refused(why),
            };
            let _ = stage.try_set(next);
        });
    };
    let save = move |checked: Checked| {
        done.set(0);
        total.set(checked.plan.len() as u64);
        stage.set(Stage::Saving);
        leptos::task::spawn_local(async move {
            let mut written = 0;
            for portion in checked.plan.chunks(PORTION) {
                let all = portion.iter().map(|(id, (from, fact))| statement(*id, *from, fact).over(&checked.stood));
                if let Err(problem) = desk.write(all.collect()).await {
                    toasts.say(kit::write_problem(&problem));
                    break;
                }
                written += portion.len();
                let _ = done.try_set(written as u64);
            }
            let _ = stage.try_set(Stage::Done(written));
        });
    };
    let picker = move || {
        view! {
            <p class="sub">{say!(rekening.impor_jelas, kolom = COLUMNS.join(", "))}</p>
            <FilePicker
                id="berkas-rekening"
                label=say!(hr.pilih_csv)
                accept=SHEETS
                on_pick=check
            />
            <div class="line">
                <Button
                    label=say!(hr.unduh_contoh)
                    kind=ButtonKind::Outline
                    glyph=Glyph::Download
                    on_press=template
                />
            </div>
        }
    };
    let body = move || match stage.get() {
        Stage::Idle => picker().into_any(),
        Stage::Refused(why) => view! {
            <Notice tone=Tone::Mengkudu live=true text=why />
            {picker()}
        }
        .into_any(),
        Stage::Saving => view! {
            <ProgressBar
                label=say!(hr.menyimpan)
                done=done
                total=Signal::derive(move || total.get().max(1))
                count=move || say!(meja.dari, jumlah = done.get(), semua = total.get())
            />
        }
        .into_any(),
        Stage::Done(written) => view! {
            <Notice tone=Tone::Daun live=true text=say!(rekening.tersimpan, jumlah = format::grouped(written as i64)) />
            {picker()}
        }
        .into_any(),
        Stage::Checked(checked) => {
            let (new, same) = (checked.plan.len(), checked.same);
            let bad = (!checked.bad.is_empty()).then(|| parts::findings(checked.bad.clone()));
            let press = move |()| save(Checked::clone(&checked));
            view! {
                <Notice
                    tone=Tone::Neutral
                    live=true
                    text=say!(rekening.diperiksa, baru = format::grouped(new as i64), sama = format::grouped(same as i64))
                />
                {bad}
                <div class="line">
                    {(new > 0).then(|| view! { <Button label=say!(rekening.simpan, jumlah = new) on_press=press /> })}
                    <Button
                        label=say!(hr.berkas_lain)
                        kind=ButtonKind::Text
                        on_press=move |()| stage.set(Stage::Idle)
                    />
                </div>
            }
            .into_any()
        }
    };
    view! { <Section title=say!(rekening.impor)>{body}</Section> }
}

/// Reads every row in slices, against who is recorded and what stands.
async fn checked(desk: Desk, lines: Lines, sheet: &Sheet) -> Checked {
    let stood = desk.shown("fact/");
    let known: BTreeMap<Nip, Id> =
        lines.with_untracked(|lines| lines.iter().filter_map(|line| Some((line.nip?, line.id))).collect());
    let (mut plan, mut same, mut bad) = (Vec::new(), 0, Vec::new());
    let mut seen: BTreeMap<Nip, u64> = BTreeMap::new();
    let mut slices = Slices::new();
    for raw in &sheet.rows {
        match form::row(sheet, raw, desk.today()) {
            Err(found) => bad.extend(found),
            Ok((nip, read)) => {
                let wrong = |problem| Finding { line: raw.line, column: "nip", value: nip.to_string(), problem };
                match (known.get(&nip), seen.insert(nip, raw.line)) {
                    (None, _) => bad.push(wrong(Problem::NobodyHere)),
                    (_, Some(other)) => bad.push(wrong(Problem::TwiceInFile { other })),
                    (Some(id), None) => {
                        let stands = desk.book.with_untracked(|book| fact_on(book, *id, Field::Rekening, read.0));
                        match stands {
                            Err(_) => bad.push(wrong(Problem::Contested)),
                            Ok(Some((_, fact))) if fact == read.1 => same += 1,
                            Ok(_) => plan.push((*id, read)),
                        }
                    }
                }
            }
        }
        slices.breathe().await;
    }
    Checked { plan, same, bad: Arc::new(bad), stood }
}
