//! Recaps from a file: a template with the people of the list, a check of every row, and only then writing.

use std::sync::Arc;

use domain::tpp::Policy;
use ledger::payload::Recap;
use leptos::prelude::*;

use super::work::statement;
use super::{Shared, by_nip, legend, model};
use crate::components::{Button, ButtonKind, Dialog, FilePicker, Glyph, Notice, Section, Toasts, Tone};
use crate::desk::{self, Statement};
use crate::pages::kit;
use crate::pages::meja::hr::import::problem::Finding;
use crate::pages::meja::hr::import::sheet::{self, Layout, SHEETS, Sheet};
use crate::pages::meja::hr::{parts, words};
use crate::say;
use crate::words::format;

const MOST_BYTES: u32 = 8 * 1024 * 1024;

#[derive(Clone)]
enum Stage {
    Idle,
    Refused(String, String),
    Checked(Arc<Checked>),
}

struct Checked {
    file: String,
    statements: Vec<Statement>,
    same: usize,
    bad: Arc<Vec<Finding>>,
    bad_rows: usize,
}

#[component]
pub fn File(of: Shared) -> impl IntoView {
    let stage = RwSignal::new(Stage::Idle);
    let there = Memo::new(move |_| of.policy.get().is_some() && of.rows.with(|rows| !rows.is_empty()));
    // Another month or office makes an old check void.
    Effect::new(move |_| {
        of.month.track();
        stage.set(Stage::Idle);
    });
    move || {
        there.get().then(|| {
            view! {
                <Section title=say!(hr.dari_berkas)>
                    {move || match stage.get() {
                        Stage::Idle => view! { <Pick of=of stage=stage /> }.into_any(),
                        Stage::Refused(name, why) => {
                            view! {
                                <Notice tone=Tone::Mengkudu live=true title=say!(hr.berkas_ditolak, nama = name) text=why>
                                    <p>{say!(hr.tidak_ada_berubah)}</p>
                                </Notice>
                                <Pick of=of stage=stage />
                            }
                                .into_any()
                        }
                        Stage::Checked(checked) => view! { <Look of=of stage=stage checked=checked /> }.into_any(),
                    }}
                </Section>
            }
        })
    }
}

fn heads(policy: &'static Policy) -> Vec<&'static str> {
    ["nip", "nama"].into_iter().chain(policy.measures().map(|measure| measure.key.as_str())).collect()
}

#[component]
fn Pick(of: Shared, stage: RwSignal<Stage>) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let template = move |()| {
        let (Some(policy), Some(month)) = (of.policy.get_untracked(), of.month.get_untracked()) else { return };
        let heads = heads(policy);
        let rows: Vec<Vec<String>> = of.rows.with_untracked(|rows| {
            rows.iter()
                .map(|(line, row)| {
                    let recap = row.stands.one();
                    let mut cells = vec![words::nip(line.nip), line.name.clone()];
                    cells.extend(heads.iter().skip(2).map(|key| {
                        let value = recap.and_then(|recap| recap.measures.get(*key));
                        value.map(|value| value.to_string().replace('.', ",")).unwrap_or_default()
                    }));
                    cells
                })
                .collect()
        });
        let name = format!("takar-rekap-{month}.csv");
        let heads: Vec<String> = heads.into_iter().map(str::to_owned).collect();
        match desk::download(&name, "text/csv", &sheet::write(&heads, &rows)) {
            Ok(()) => toasts.say(say!(hr.terunduh, nama = name)),
            Err(problem) => toasts.say(kit::storage_problem(problem)),
        }
    };
    let check = move |event: leptos::ev::Event| {
        let file = desk::chosen(&event);
        leptos::task::spawn_local(async move {
            let (name, bytes) = match desk::read_chosen(file, MOST_BYTES).await {
                Ok(read) => read,
                Err(problem) => {
                    if let Some(why) = words::not_taken(problem) {
                        stage.try_set(Stage::Refused(String::new(), why));
                    }
                    return;
                }
            };
            let Some(Some(policy)) = of.policy.try_get_untracked() else { return };
            let known = heads(policy);
            match Sheet::read(&bytes, Layout { known: &known, required: &["nip"] }) {
                Err(problem) => drop(stage.try_set(Stage::Refused(name, words::file_problem(&problem)))),
                Ok(read) => {
                    if let Some(checked) = look_through(of, policy, name, &read) {
                        stage.try_set(Stage::Checked(Arc::new(checked)));
                    }
                }
            }
        });
    };
    view! {
        <p>{say!(hr.rekap_berkas_jelas)}</p>
        <details>
            <summary>{say!(hr.arti_kolom)}</summary>
            {move || legend(of.policy.get())}
        </details>
        <FilePicker id="berkas-rekap" label=say!(hr.pilih_csv) accept=SHEETS on_pick=check />
        <div class="line">
            <Button
                label=say!(hr.unduh_daftar)
                kind=ButtonKind::Outline
                glyph=Glyph::Download
                on_press=template
            />
        </div>
    }
}

fn look_through(of: Shared, policy: &'static Policy, file: String, read: &Sheet) -> Option<Checked> {
    let month = of.month.try_get_untracked()??;
    let rows = of.rows.try_get_untracked()?;
    let (good, bad) = model::from_sheet(read, policy, &by_nip(&rows));
    let source = say!(hr.sumber_berkas, berkas = file.clone());
    let mut same = 0;
    let mut statements = Vec::with_capacity(good.len());
    for (id, told) in good {
        // The list may be a moment behind the book.
        let row = of.desk.book.with_untracked(|book| model::row(book, id, month));
        let mut measures = row.stands.one().map(|recap| recap.measures.clone()).unwrap_or_default();
        measures.extend(told);
        let recap = Recap { predikat: row.predikat(), measures, source: source.clone() };
        if row.stands.one().is_some_and(|old| model::same(old, &recap)) {
            same += 1;
        } else {
            statements.push(statement(&row, month, &recap));
        }
    }
    let mut lines: Vec<u64> = bad.iter().map(|one| one.line).collect();
    lines.dedup();
    Some(Checked { file, statements, same, bad_rows: lines.len(), bad: Arc::new(bad) })
}

#[component]
fn Look(of: Shared, stage: RwSignal<Stage>, checked: Arc<Checked>) -> impl IntoView {
    let asked = RwSignal::new(false);
    let number = |count: usize| format::grouped(count as i64);
    let (count, bad_rows) = (checked.statements.len(), checked.bad_rows);
    let summary = say!(
        hr.rekap_dibaca,
        berkas = checked.file.clone(),
        jumlah = number(count),
        sama = number(checked.same),
        salah = number(bad_rows)
    );
    let bad = (bad_rows > 0).then(|| parts::findings(checked.bad.clone()));
    let kept = StoredValue::new(checked);
    let write = move |()| {
        asked.set(false);
        of.writing.start(of.desk, kept.with_value(|checked| checked.statements.clone()));
        stage.set(Stage::Idle);
    };
    let only_good = say!(hr.impor_benar_saja, jumlah = number(bad_rows));
    let deed = match (bad_rows, count) {
        (_, 0) => ().into_any(),
        (0, _) => view! { <Button label=say!(hr.simpan_rekap, jumlah = number(count)) on_press=write /> }.into_any(),
        _ => view! {
            <Button label=only_good.clone() kind=ButtonKind::Outline on_press=move |()| asked.set(true) />
        }
        .into_any(),
    };
    view! {
        <p role="status">{summary}</p>
        {bad}
        <div class="line">
            {deed}
            <Button
                label=say!(hr.berkas_lain)
                kind=ButtonKind::Text
                on_press=move |()| stage.set(Stage::Idle)
            />
        </div>
        <Dialog
            open=asked
            on_close=move |()| asked.set(false)
            title=only_good.clone()
            confirm=say!(hr.simpan_rekap, jumlah = number(count))
            on_confirm=write
            cancel=say!(umum.batalkan)
        >
            <p>{say!(hr.rekap_benar_saja, jumlah = number(count), sisa = number(bad_rows))}</p>
        </Dialog>
    }
}
