//! This month against last month, line by line.

use domain::money::Rupiah;
use domain::tpp::Policy;
use ledger::run::RunTotals;
use leptos::prelude::*;

use super::RunDesk;
use crate::components::{Cell, Column, Section, Table, TableRow};
use crate::say;
use crate::words::{format, pay};

/// Each line of the slips this month against last month.
#[component]
pub fn Compare() -> impl IntoView {
    let desk_run = expect_context::<RunDesk>();
    let rows = Memo::new(move |_| {
        let now = desk_run.run.with(|run| run.as_ref().and_then(|run| run.totals().ok()))?;
        let before = desk_run.before.with(|run| run.as_ref().and_then(|run| run.totals().ok()))?;
        (now.people > 0).then(|| compare_rows(&now, &before, desk_run.policy()))
    });
    let columns = vec![
        Column::words(say!(meja.baris)),
        Column::numbers(say!(meja.bulan_lalu)),
        Column::numbers(say!(meja.bulan_ini)),
        Column::numbers(say!(meja.selisih)),
    ];
    move || {
        let columns = columns.clone();
        rows.get().map(|rows| {
            view! {
                <Section title=say!(meja.banding)>
                    <Table caption=say!(meja.banding) columns=columns rows=rows hide_caption=true />
                </Section>
            }
        })
    }
}

fn compare_rows(now: &RunTotals, before: &RunTotals, policy: Option<&Policy>) -> Vec<TableRow> {
    let row = |label: String, before: Rupiah, now: Rupiah| {
        let change = now.minus(before).map_or_else(|_| say!(umum.belum_diketahui), format::amount);
        TableRow::new(vec![
            Cell::Words(label),
            Cell::Amount(format::amount(before)),
            Cell::Amount(format::amount(now)),
            Cell::Amount(change),
        ])
    };
    let codes: std::collections::BTreeSet<_> = now.lines.keys().chain(before.lines.keys()).copied().collect();
    let mut rows = vec![TableRow::new(vec![
        Cell::Words(say!(meja.orang)),
        Cell::Words(format::grouped(before.people as i64)),
        Cell::Words(format::grouped(now.people as i64)),
        Cell::Words(format::grouped(now.people as i64 - before.people as i64)),
    ])];
    rows.extend(codes.into_iter().map(|code| {
        let of = |totals: &RunTotals| totals.lines.get(&code).copied().unwrap_or_default();
        row(pay::line(code, policy), of(before), of(now))
    }));
    rows.insert(1, row(say!(meja.jumlah_bersih), before.total.net, now.total.net).strong());
    rows
}
