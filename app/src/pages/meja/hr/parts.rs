//! Pieces that HR's pages share: the choice of an office, the list of findings, sorting by a press on a head.

use std::collections::BTreeMap;
use std::sync::Arc;

use ledger::payload::Office;
use leptos::prelude::*;

use super::import::problem::Finding;
use super::import::sheet;
use super::words;
use crate::components::{
    BigTable, Button, ButtonKind, Cell, Choice, Column, Combobox, Glyph, Section, SelectField, SortWay, TableRow, Text,
    Toasts,
};
use crate::desk::{self, Desk};
use crate::pages::kit;
use crate::say;
use crate::words::format;

/// Offices up to this number stand in a plain select.
const FEW: usize = 15;

/// Returns the offices that HR reaches as choices, by name.
pub fn office_choices(desk: Desk, offices: &BTreeMap<String, Office>) -> Vec<Choice> {
    let mut choices: Vec<Choice> = offices
        .iter()
        .filter(|(code, _)| super::reaches(desk, offices, code))
        .map(|(code, office)| Choice::new(code, office.name.clone()))
        .collect();
    choices.sort_by(|a, b| a.label.cmp(&b.label));
    choices
}

/// A choice among offices: a plain select for few, with search for many.
pub fn office_field(
    id: &str,
    label: String,
    options: Vec<Choice>,
    value: Signal<String>,
    on_change: Callback<String>,
    error: Text,
) -> AnyView {
    let chosen = Signal::derive(move || Some(value.get()));
    if options.len() <= FEW {
        view! { <SelectField id=id label=label options=options value=chosen on_change=on_change error=error /> }
            .into_any()
    } else {
        view! {
            <Combobox
                id=id
                label=label
                options=options
                value=chosen
                on_change=on_change
                error=error
                found=|count: usize| say!(hr.cocok, jumlah = count)
            />
        }
        .into_any()
    }
}

/// Turns the sort of a list at a press on a head.
pub fn turn(sort: RwSignal<Option<(usize, SortWay)>>) -> Callback<usize> {
    Callback::new(move |column: usize| {
        sort.update(|sort| {
            *sort = match *sort {
                Some((at, SortWay::Up)) if at == column => Some((column, SortWay::Down)),
                _ => Some((column, SortWay::Up)),
            };
        });
    })
}

/// The rows that cannot be taken, each with line, column, value and reason, and a file of them to take away.
pub fn findings(found: Arc<Vec<Finding>>) -> AnyView {
    let count = found.len();
    let columns = vec![
        Column::numbers(say!(hr.k_baris)).width(1),
        Column::words(say!(hr.k_kolom)).width(2),
        Column::words(say!(hr.k_sebab)).width(3),
    ];
    let listed = StoredValue::new(found.clone());
    let row = Callback::new(move |at: usize| {
        listed.with_value(|all| {
            all.get(at).map_or_else(TableRow::default, |one| {
                let column = column_word(one.column);
                let shown = if one.value.is_empty() { say!(hr.kosong) } else { one.value.clone() };
                TableRow::new(vec![
                    Cell::Words(one.line.to_string()),
                    Cell::Two(column, shown),
                    Cell::Words(words::problem(&one.problem)),
                ])
                .key(at.to_string())
            })
        })
    });
    // The reason in full: a windowed row cuts long sentences.
    let told = RwSignal::new(None::<String>);
    let tell = move |key: String| {
        let at: usize = key.parse().unwrap_or(usize::MAX);
        let sentence = listed.with_value(|all| {
            all.get(at).map(|one| {
                let (column, reason) = (column_word(one.column), words::problem(&one.problem));
                say!(hr.temuan, baris = one.line, kolom = column, isi = one.value.clone(), sebab = reason)
            })
        });
        told.set(sentence);
    };
    let toasts = expect_context::<Toasts>();
    let take = move |()| {
        let heads = [say!(hr.k_baris), say!(hr.k_kolom), say!(hr.k_isi), say!(hr.k_sebab)];
        let rows = listed.with_value(|all| {
            all.iter()
                .map(|one| {
                    vec![one.line.to_string(), column_word(one.column), one.value.clone(), words::problem(&one.problem)]
                })
                .collect::<Vec<_>>()
        });
        match desk::download("takar-baris-salah.csv", "text/csv", &sheet::write(&heads, &rows)) {
            Ok(()) => toasts.say(say!(hr.terunduh, nama = "takar-baris-salah.csv")),
            Err(problem) => toasts.say(kit::storage_problem(problem)),
        }
    };
    let action = move || {
        view! {
            <Button label=say!(hr.unduh_salah) kind=ButtonKind::Outline glyph=Glyph::Download on_press=take />
        }
        .into_any()
    };
    view! {
        <Section title=say!(hr.perlu_perbaikan, jumlah = format::grouped(count as i64)) action=action>
            <p class="sub">{say!(hr.buka_sebab)}</p>
            <BigTable
                caption=say!(hr.daftar_salah)
                columns=columns
                count=Signal::stored(count)
                row=row
                on_open=tell
                rows_shown=8
            />
            <p role="status" id="temuan">
                {move || told.get()}
            </p>
        </Section>
    }
    .into_any()
}

fn column_word(column: &str) -> String {
    if column.is_empty() { say!(hr.seluruh_baris) } else { column.to_owned() }
}
