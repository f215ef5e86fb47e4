//! `/rekap`: what the policy asks of a month, person by person; entered by form, by file, or as a full month after
//! a question that names the count. The predikat comes from the superior's rating and is never entered here.

mod choose;
mod edit;
mod file;
mod hadir;
mod model;
mod work;

pub use hadir::Hadir;

use std::collections::{BTreeMap, BTreeSet};

use domain::tpp::Policy;
use ledger::hash::Id;
use ledger::payload::Recap;
use leptos::prelude::*;

use self::choose::{Shared, choose};
use self::model::Stands;
use self::work::{Listed, Stage, statement};
use super::roster::words as split;
use super::{closed, is_hr};
use crate::components::{
    BigTable, Button, ButtonKind, Cell, Column, Dialog, Glyph, Notice, Page, ProgressBar, Row, Rows, SearchField,
    Section, Stat, TableRow, Text, Tone,
};
use crate::desk::{Desk, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::{derive, format, kinerja};

/// Letters from which on a label takes a wide column.
const LONG: usize = 36;

#[component]
pub fn Rekap() -> impl IntoView {
    let desk = use_desk();
    if !is_hr(desk) {
        return closed(say!(umum.rekap));
    }
    let (shared, head) = choose(desk);
    let import = move || match shared.month.get() {
        Some(month) => format!("/rekap/kehadiran?bulan={month}&kantor={}", shared.office.get()),
        None => "/rekap/kehadiran".to_owned(),
    };
    view! {
        <Page title=say!(umum.rekap)>
            {head}
            <Rows>
                <Row title=say!(hadir.judul) sub=say!(hadir.pintu) glyph=Glyph::Upload href=import />
            </Rows>
            <Progress of=shared />
            <edit::Edit of=shared />
            <People of=shared />
            <file::File of=shared />
        </Page>
    }
    .into_any()
}

#[component]
fn Progress(of: Shared) -> impl IntoView {
    let writing = of.writing;
    let number = |count: u64| format::grouped(i64::try_from(count).unwrap_or(i64::MAX));
    move || {
        match writing.stage.get() {
        Stage::Idle => ().into_any(),
        Stage::Running => view! {
            <ProgressBar
                label=say!(hr.menyimpan)
                done=writing.done
                total=Signal::derive(move || writing.total.get().max(1))
                count=move || say!(hr.dari, jumlah = number(writing.done.get()), semua = number(writing.total.get()))
                cancel=say!(umum.batalkan)
                on_cancel=move |()| writing.stop()
            />
            <p class="sub">{say!(hr.batal_rekap)}</p>
        }
        .into_any(),
        Stage::Stopped => view! {
            <Notice tone=Tone::Sogan live=true text=say!(hr.rekap_berhenti, jumlah = number(writing.done.get_untracked())) />
        }
        .into_any(),
        Stage::Failed(problem) => {
            let kept = say!(hr.rekap_terputus, jumlah = number(writing.done.get_untracked()));
            view! {
                <Notice tone=Tone::Mengkudu live=true text=format!("{kept} {}", kit::write_problem(&problem)) />
            }
            .into_any()
        }
        Stage::Done => view! {
            <Notice tone=Tone::Daun live=true text=say!(hr.rekap_selesai, jumlah = number(writing.done.get_untracked())) />
        }
        .into_any(),
    }
    }
}

/// How a row stands, as word and colour, and whether something is missing.
fn state(row: &model::Row, policy: Option<&Policy>) -> (String, Tone, bool) {
    match &row.stands {
        Stands::Nothing => (say!(hr.belum_ada), Tone::Mengkudu, true),
        Stands::Contested(_) => (say!(umum.dua_nilai), Tone::Mengkudu, true),
        Stands::One(recap, filing) => {
            let missing = model::missing(policy, recap);
            if missing > 0 {
                return (say!(hr.kurang_ukuran, jumlah = missing), Tone::Sogan, true);
            }
            if recap.predikat != row.predikat() {
                return (say!(hr.predikat_berubah), Tone::Sogan, true);
            }
            if recap.predikat.is_none() && model::needs_predikat(policy, recap) {
                return (say!(hr.tanpa_predikat), Tone::Sogan, true);
            }
            let (word, tone) = kit::filing_tag(*filing);
            (word, tone, false)
        }
    }
}

#[component]
fn People(of: Shared) -> impl IntoView {
    let sought = RwSignal::new(String::new());
    let selected = RwSignal::new(BTreeSet::<String>::new());
    let asked = RwSignal::new(false);
    let at = Memo::new(move |_| {
        let words = split(&sought.get());
        of.rows.with(|rows| (0..rows.len()).filter(|at| rows[*at].0.matches(&words)).collect::<Vec<usize>>())
    });
    let columns = Signal::derive(move || {
        let mut columns = vec![
            Column::words(say!(umum.nama)).width(3),
            Column::words(say!(hr.keadaan)).width(2),
            Column::words(say!(hr.predikat)).width(2).wide_only(),
        ];
        columns.extend(of.policy.get().into_iter().flat_map(Policy::measures).map(|measure| {
            let label = derive::label(&measure.label);
            let width = if label.chars().count() > LONG { 3 } else { 2 };
            Column::numbers(label).width(width).wide_only()
        }));
        columns
    });
    let row = Callback::new(move |position: usize| {
        let Some(at) = at.with(|all| all.get(position).copied()) else { return TableRow::default() };
        let policy = of.policy.get();
        of.rows.with(|rows| rows.get(at).map(|one| table_row(one, policy)).unwrap_or_default())
    });
    let open = move |key: String| {
        of.open.set(key.parse().ok());
        crate::components::dom::focus_soon("ubah-rekap".to_owned());
    };
    let stats = move || {
        let policy = of.policy.get();
        of.rows.with(|rows| {
            let missing = rows.iter().filter(|(_, row)| row.stands == Stands::Nothing).count();
            let open = rows.iter().filter(|(_, row)| state(row, policy).2).count();
            let unrated = rows.iter().filter(|(_, row)| row.predikat().is_none()).count();
            (rows.len(), missing, open, unrated)
        })
    };
    let there = Memo::new(move |_| of.rows.with(|rows| !rows.is_empty()));
    let chosen = Memo::new(move |_| {
        selected.with(|keys| {
            of.rows.with(|rows| rows.iter().filter(|(line, _)| keys.contains(&line.id.to_string())).count())
        })
    });
    let replaced = Memo::new(move |_| {
        let policy = of.policy.get();
        selected.with(|keys| {
            of.rows.with(|rows| {
                let picked = rows.iter().filter(|(line, _)| keys.contains(&line.id.to_string()));
                picked.filter(|(_, row)| policy.is_some_and(|policy| would_replace(policy, row))).count()
            })
        })
    });
    let why_not = Text::from(move || {
        (chosen.get() == 0)
            .then(|| say!(hr.pilih_orang))
            .or_else(|| of.policy.get().is_none().then(|| say!(hr.tanpa_aturan)))
    });
    let write = move |()| {
        asked.set(false);
        let (Some(policy), Some(month)) = (of.policy.get_untracked(), of.month.get_untracked()) else { return };
        let source = say!(hr.sumber_penuh, nama = my_name(of.desk));
        let statements = selected.with_untracked(|keys| {
            of.rows.with_untracked(|rows| {
                let picked = rows.iter().filter(|(line, _)| keys.contains(&line.id.to_string()));
                picked
                    .filter_map(|(line, _)| {
                        // The list may be a moment behind the book.
                        let row = of.desk.book.with_untracked(|book| model::row(book, line.id, month));
                        let recap = model::full(policy, &row, source.clone());
                        let stays = row.stands.one().is_some_and(|old| model::same(old, &recap));
                        (!stays).then(|| statement(&row, month, &recap))
                    })
                    .collect::<Vec<_>>()
            })
        });
        of.writing.start(of.desk, statements);
        selected.set(BTreeSet::new());
    };
    let all = move |()| {
        let keys = of.rows.with_untracked(|rows| {
            at.with_untracked(|at| at.iter().filter_map(|at| Some(rows.get(*at)?.0.id.to_string())).collect())
        });
        selected.set(keys);
    };
    let number = |count: usize| format::grouped(count as i64);
    let question = move || say!(hr.penuh_tanya, jumlah = number(chosen.get()));
    move || {
        there.get().then(|| {
            view! {
                {move || {
                    let (people, missing, open, unrated) = stats();
                    let tone = if missing > 0 { Tone::Mengkudu } else { Tone::Neutral };
                    view! {
                        <div class="stats">
                            <Stat label=say!(hr.orang) value=number(people) />
                            <Stat label=say!(hr.tanpa_rekap) value=number(missing) tone=tone />
                            <Stat label=say!(hr.perlu_dilihat) value=number(open) />
                            <Stat label=say!(hr.tanpa_predikat) value=number(unrated) />
                        </div>
                    }
                }}
                <Section title=say!(hr.daftar_rekap)>
                    <SearchField
                        id="cari-rekap"
                        label=say!(umum.cari)
                        value=sought
                        on_input=move |text| sought.set(text)
                        found=move || say!(hr.orang_ditemukan, jumlah = number(at.with(Vec::len)))
                    />
                    <BigTable
                        caption=say!(hr.daftar_rekap)
                        columns=columns
                        count=Signal::derive(move || at.with(Vec::len))
                        row=row
                        on_open=open
                        selected=selected
                        select_word=say!(hr.pilih)
                    />
                    <div class="line">
                        <Button label=say!(hr.pilih_semua) kind=ButtonKind::Text on_press=all />
                        <Button
                            label=move || say!(hr.hadir_penuh, jumlah = number(chosen.get()))
                            kind=ButtonKind::Outline
                            why_not=why_not
                            on_press=move |()| asked.set(true)
                        />
                    </div>
                    <Dialog
                        open=asked
                        on_close=move |()| asked.set(false)
                        title=question
                        confirm=move || say!(hr.penuh_ya, jumlah = number(chosen.get()))
                        on_confirm=write
                        cancel=say!(umum.batalkan)
                    >
                        <p>{say!(hr.penuh_jelas)}</p>
                        {move || {
                            let count = replaced.get();
                            (count > 0).then(|| view! { <p>{say!(hr.penuh_ganti, jumlah = number(count))}</p> })
                        }}
                    </Dialog>
                </Section>
            }
        })
    }
}

/// Says whether a full month would replace figures that stand.
fn would_replace(policy: &Policy, row: &model::Row) -> bool {
    let Some(old) = row.stands.one() else { return matches!(row.stands, Stands::Contested(_)) };
    policy.measures().any(|measure| {
        let full = model::full_month(measure);
        full.is_some() && old.measures.get(&measure.key).is_some_and(|value| Some(*value) != full)
    })
}

fn my_name(desk: Desk) -> String {
    desk.account.with_untracked(|account| account.as_ref().map(|account| account.name.clone())).unwrap_or_default()
}

/// What the columns of a file are called, and what they measure.
fn legend(policy: Option<&'static Policy>) -> AnyView {
    let facts: Vec<(String, String)> = policy
        .into_iter()
        .flat_map(Policy::measures)
        .map(|measure| (measure.key.clone(), derive::label(&measure.label)))
        .collect();
    view! { <crate::components::Facts facts=facts /> }.into_any()
}

fn table_row(of: &Listed, policy: Option<&'static Policy>) -> TableRow {
    let (line, row) = of;
    let (word, tone, _) = state(row, policy);
    let predikat = row.predikat().map_or_else(|| say!(umum.belum_diketahui), kinerja::predikat);
    let mut cells = vec![
        Cell::Two(line.name.clone(), line.nip.map_or_else(|| say!(hr.tanpa_nip), |nip| nip.to_string())),
        Cell::Tag(tone, word),
        Cell::Words(predikat),
    ];
    let recap: Option<&Recap> = row.stands.one();
    cells.extend(policy.into_iter().flat_map(Policy::measures).map(|measure| {
        let value = recap.and_then(|recap| recap.measures.get(&measure.key));
        Cell::Words(value.map_or_else(|| "–".to_owned(), |value| format::decimal(*value)))
    }));
    TableRow::new(cells).key(line.id.to_string())
}

/// Returns the people of the list by number.
fn by_nip(rows: &[Listed]) -> BTreeMap<domain::asn::Nip, Id> {
    rows.iter().filter_map(|(line, _)| Some((line.nip?, line.id))).collect()
}
