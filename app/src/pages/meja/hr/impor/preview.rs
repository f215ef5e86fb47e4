//! What a checked file would do, row by row, and the choice to do it.

use std::sync::Arc;

use ledger::facts::{fact_on, offices, taken_apart};
use ledger::payload::Fact;
use leptos::prelude::*;

use super::work::{Checked, Deed, ImportDesk};
use crate::components::{
    BigTable, Button, ButtonKind, Cell, Column, Dialog, Glyph, Notice, Row, Rows, Section, Stat, TableRow, Tone,
};
use crate::desk::use_desk;
use crate::pages::meja::hr::{parts, words};
use crate::say;
use crate::words::format;

#[component]
pub fn Preview(checked: Arc<Checked>, import: ImportDesk) -> impl IntoView {
    let desk = use_desk();
    let asked = RwSignal::new(false);
    let (new, changed, same) = (checked.count(Deed::New), checked.count(Deed::Changed), checked.count(Deed::Same));
    let (bad_rows, to_write) = (checked.bad_rows, new + changed);
    let number = |count: usize| format::grouped(count as i64);
    let tone = if bad_rows > 0 { Tone::Mengkudu } else { Tone::Neutral };
    let kept = StoredValue::new(checked.clone());
    let write = move |()| {
        asked.set(false);
        kept.with_value(|checked| import.save(desk, checked));
    };
    let only_good = say!(hr.impor_benar_saja, jumlah = number(bad_rows));
    let choose = match (bad_rows, to_write) {
        (0, 0) => view! { <Notice tone=Tone::Daun live=true text=say!(hr.semua_sama) /> }.into_any(),
        (0, _) => view! {
            <Button label=say!(hr.impor_jumlah, jumlah = number(to_write)) glyph=Glyph::Check on_press=write />
        }
        .into_any(),
        (_, 0) => view! {
            <Notice tone=Tone::Mengkudu live=true text=say!(hr.tak_ada_yang_benar, jumlah = number(bad_rows)) />
        }
        .into_any(),
        _ => view! {
            <Notice tone=Tone::Sogan live=true text=say!(hr.ada_yang_salah, jumlah = number(bad_rows)) />
            <Button label=only_good.clone() kind=ButtonKind::Outline on_press=move |()| asked.set(true) />
        }
        .into_any(),
    };
    let found = (bad_rows > 0).then(|| parts::findings(checked.bad.clone()));
    view! {
        <p>
            <b>{checked.file.clone()}</b>
        </p>
        <div class="stats">
            <Stat label=say!(hr.n_baru) value=number(new) />
            <Stat label=say!(hr.n_berubah) value=number(changed) />
            <Stat label=say!(hr.n_sama) value=number(same) />
            <Stat label=say!(hr.n_salah) value=number(bad_rows) tone=tone />
        </div>
        {found}
        <GoodRows checked=checked />
        <div class="line">
            {choose}
            <Button label=say!(hr.berkas_lain) kind=ButtonKind::Text on_press=move |()| import.reset() />
        </div>
        <Dialog
            open=asked
            on_close=move |()| asked.set(false)
            title=only_good.clone()
            confirm=say!(hr.impor_jumlah, jumlah = number(to_write))
            on_confirm=write
            cancel=say!(umum.batalkan)
        >
            <p>{say!(hr.benar_saja_jelas, jumlah = number(to_write), sisa = number(bad_rows))}</p>
        </Dialog>
    }
}

/// What one row would state, each fact beside what stands now.
fn values(checked: &Checked, at: usize) -> AnyView {
    let desk = use_desk();
    let (Some(one), Some(planned)) = (checked.shown.get(at), checked.plan.get(at)) else { return ().into_any() };
    let rows = planned.iter().filter_map(|planned| {
        let (person, field, from) = taken_apart(&planned.subject)?;
        let told = |fact: &Fact| desk.book.with_untracked(|book| words::fact(fact, book, &offices(book), from));
        let (title, details) = told(&planned.fact);
        let before = desk.book.with_untracked(|book| fact_on(book, person, field, from)).ok().flatten();
        let before = before.map(|(_, fact)| {
            let (title, details) = told(&fact);
            say!(hr.semula, nilai = if details.is_empty() { title } else { format!("{title}, {details}") })
        });
        let sub = [Some(details).filter(|text| !text.is_empty()), before].into_iter().flatten();
        let sub = sub.collect::<Vec<_>>().join(". ");
        let title = format!("{}: {title}", words::field(field));
        Some(view! { <Row title=title sub=sub trailing=say!(hr.mulai, hari = format::day(from)) /> })
    });
    let rows = rows.collect_view();
    let head = say!(hr.isi_baris, baris = one.line, nama = one.name.clone());
    view! {
        <Section title=head>
            <Rows>{rows}</Rows>
        </Section>
    }
    .into_any()
}

#[component]
fn GoodRows(checked: Arc<Checked>) -> impl IntoView {
    let count = checked.shown.len();
    let kept = StoredValue::new(checked);
    let opened = RwSignal::new(None::<usize>);
    let open = Callback::new(move |line: String| {
        let at = kept.with_value(|checked| checked.shown.iter().position(|one| one.line.to_string() == line));
        opened.set(at);
    });
    let columns = vec![
        Column::words(say!(umum.nama)).width(3),
        Column::words(say!(hr.k_tindakan)).width(2),
        Column::words(say!(hr.k_yang_berubah)).width(4).wide_only(),
        Column::numbers(say!(hr.k_baris)).width(1),
    ];
    let row = Callback::new(move |at: usize| {
        kept.with_value(|checked| {
            checked.shown.get(at).map_or_else(TableRow::default, |one| {
                let (word, tone) = match one.deed {
                    Deed::New => (say!(hr.t_baru), Tone::Action),
                    Deed::Changed => (say!(hr.t_berubah), Tone::Sogan),
                    Deed::Same => (say!(hr.t_sama), Tone::Neutral),
                };
                let fields: Vec<String> = one.fields.iter().map(|field| words::field(*field)).collect();
                TableRow::new(vec![
                    Cell::Two(one.name.clone(), one.nip.to_string()),
                    Cell::Tag(tone, word),
                    Cell::Words(fields.join(", ")),
                    Cell::Words(one.line.to_string()),
                ])
                .key(one.line.to_string())
            })
        })
    });
    (count > 0).then(|| {
        view! {
            <Section title=say!(hr.pratinjau) aside=format::grouped(count as i64)>
                <BigTable
                    caption=say!(hr.pratinjau)
                    columns=columns
                    count=Signal::stored(count)
                    row=row
                    rows_shown=10
                    on_open=open
                />
                <p class="hint">{say!(hr.buka_baris)}</p>
            </Section>
            {move || opened.get().map(|at| kept.with_value(|checked| values(checked, at)))}
        }
    })
}
