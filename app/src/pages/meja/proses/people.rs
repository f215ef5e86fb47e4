//! The slips of a run as a list: search, sort, open, and take out as CSV or on paper.

use std::collections::BTreeMap;

use domain::money::Rupiah;
use domain::outcome::Gap;
use domain::pay::Slip;
use ledger::facts::{Profile, offices};
use ledger::hash::Id;
use ledger::payload::Office;
use ledger::settle::BackPay;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::RunDesk;
use super::slips::PrintAll;
use crate::components::{
    BigTable, Button, ButtonKind, Cell, Column, Glyph, LinkButton, SearchField, Section, SortWay, TableRow, Toasts,
};
use crate::desk::{self, Desk, use_desk};
use crate::say;
use crate::words::format;

/// One person of the list, as the table shows and sorts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Who.
    pub id: Id,
    /// Name with titles.
    pub name: String,
    /// Number in groups.
    pub nip: String,
    /// Name of the office.
    pub office: String,
    /// Salary and TPP before deductions.
    pub gross: Rupiah,
    /// What is taken off.
    pub deductions: Rupiah,
    /// Arrears of closed months, after tax.
    pub back: Rupiah,
    /// What is paid out, arrears included.
    pub net: Rupiah,
}

impl Line {
    /// Makes the line of a slip.
    #[must_use]
    pub fn of(facts: &Profile, slip: &Slip, back: Option<&BackPay>, houses: &BTreeMap<String, Office>) -> Self {
        let back = back.map_or(Rupiah::ZERO, |back| back.arrears.net);
        Self {
            id: facts.id,
            name: facts.call(),
            nip: facts.nip.map(|nip| nip.grouped()).unwrap_or_default(),
            office: facts.office_name(houses).to_owned(),
            gross: slip.total.gross,
            deductions: slip.total.deductions,
            back,
            net: slip.total.net.plus(back).unwrap_or(slip.total.net),
        }
    }
}

/// A list of slips to search, sort and open; `prefix` is the address that a person's id follows.
#[component]
pub fn SlipTable(
    #[prop(into)] all: Signal<Vec<Line>>,
    #[prop(into)] prefix: Signal<String>,
    #[prop(optional, into)] action: ViewFn,
) -> impl IntoView {
    let sought = RwSignal::new(String::new());
    let sort = RwSignal::new(Some((0_usize, SortWay::Up)));
    let navigate = use_navigate();
    let lines = Memo::new(move |_| {
        let words: Vec<String> = sought.get().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |line: &Line| {
            let text = format!("{} {}", line.name.to_lowercase(), line.nip.replace(' ', ""));
            words.iter().all(|word| text.contains(word.as_str()))
        };
        let mut found: Vec<Line> = all.get().into_iter().filter(fits).collect();
        sorted(&mut found, sort.get());
        found
    });
    let columns = vec![
        Column::words(say!(umum.nama)).sorts().width(3),
        Column::words(say!(meja.kantor)).sorts().width(2).wide_only(),
        Column::numbers(say!(meja.kotor)).sorts().width(2).wide_only(),
        Column::numbers(say!(meja.potongan)).sorts().width(2).wide_only(),
        Column::numbers(say!(bayar.rapel)).sorts().width(2).wide_only(),
        Column::numbers(say!(umum.diterima)).sorts().width(2),
    ];
    let row = Callback::new(move |at: usize| {
        lines.with(|lines| {
            lines.get(at).map_or_else(TableRow::default, |line| {
                TableRow::new(vec![
                    Cell::Two(line.name.clone(), line.nip.clone()),
                    Cell::Words(line.office.clone()),
                    Cell::Amount(format::amount(line.gross)),
                    Cell::Amount(format::amount(line.deductions)),
                    Cell::Amount(format::amount(line.back)),
                    Cell::Amount(format::amount(line.net)),
                ])
                .key(line.id.to_string())
            })
        })
    });
    let open = Callback::new(move |id: String| {
        navigate(&format!("{}/{id}", prefix.get_untracked()), leptos_router::NavigateOptions::default());
    });
    let on_sort = move |column: usize| {
        sort.update(|sort| {
            *sort = match *sort {
                Some((at, SortWay::Up)) if at == column => Some((column, SortWay::Down)),
                _ => Some((column, SortWay::Up)),
            };
        });
    };
    let there = Memo::new(move |_| all.with(|all| !all.is_empty()));
    move || {
        let (columns, there, action) = (columns.clone(), there.get(), action.clone());
        there.then(|| {
            view! {
                <Section title=say!(meja.daftar_slip) action=action>
                    <SearchField
                        id="cari-slip"
                        label=say!(umum.cari)
                        value=sought
                        on_input=move |text| sought.set(text)
                        found=move || say!(meja.ditemukan, jumlah = lines.with(Vec::len))
                    />
                    <BigTable
                        caption=say!(meja.daftar_slip)
                        columns=columns
                        count=Signal::derive(move || lines.with(Vec::len))
                        row=row
                        on_open=open
                        sort=sort
                        on_sort=on_sort
                    />
                </Section>
            }
        })
    }
}

/// Returns the lines of the run.
pub fn lines(desk: Desk, desk_run: RunDesk) -> Vec<Line> {
    let houses = desk.book.with_untracked(offices);
    desk_run.people.with(|people| {
        desk_run.run.with(|run| {
            let Some(run) = run else { return Vec::new() };
            let line = |(id, slip)| Some(Line::of(&people.get(id)?.facts, slip, run.back.get(id), &houses));
            run.slips.iter().filter_map(line).collect()
        })
    })
}

/// Names sort as people read them: capitals and titles in small letters stand together.
fn key(text: &str) -> String {
    text.to_lowercase()
}

/// Sorts lines by a column.
pub fn sorted(lines: &mut [Line], sort: Option<(usize, SortWay)>) {
    let Some((column, way)) = sort else { return };
    lines.sort_by(|a, b| {
        let order = match column {
            0 => key(&a.name).cmp(&key(&b.name)),
            1 => key(&a.office).cmp(&key(&b.office)),
            2 => a.gross.cmp(&b.gross),
            3 => a.deductions.cmp(&b.deductions),
            4 => a.back.cmp(&b.back),
            _ => a.net.cmp(&b.net),
        };
        let order = if way == SortWay::Up { order } else { order.reverse() };
        order.then(a.id.cmp(&b.id))
    });
}

/// The buttons that take the run out of the app.
pub fn exports() -> AnyView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let toasts = expect_context::<Toasts>();
    let export = move |()| match export_csv(desk, desk_run) {
        Some((name, bytes)) => match desk::download(&name, "text/csv", &bytes) {
            Ok(()) => toasts.say(say!(meja.terunduh, nama = name)),
            Err(problem) => toasts.say(crate::pages::kit::storage_problem(problem)),
        },
        None => toasts.say(say!(meja.jumlah_di_luar)),
    };
    view! {
        <span class="actions">
            <Button label=say!(meja.unduh_csv) kind=ButtonKind::Outline glyph=Glyph::Download on_press=export />
            <LinkButton label=say!(dokumen.judul) kind=ButtonKind::Outline href="/dokumen".to_owned() glyph=Glyph::FileText />
            <PrintAll />
        </span>
    }
    .into_any()
}

fn export_csv(desk: Desk, desk_run: RunDesk) -> Option<(String, Vec<u8>)> {
    let heads = [
        say!(meja.nip),
        say!(umum.nama),
        say!(meja.golongan),
        say!(meja.kantor),
        say!(meja.keterangan),
        say!(meja.csv_gaji_kotor),
        say!(meja.csv_gaji_potongan),
        say!(meja.csv_gaji_bersih),
        say!(meja.csv_tpp_kotor),
        say!(meja.csv_tpp_potongan),
        say!(meja.csv_tpp_bersih),
        say!(meja.csv_rapel),
        say!(umum.diterima),
    ];
    let mut listed = lines(desk, desk_run);
    sorted(&mut listed, Some((0, SortWay::Up)));
    let golongan = |id: &Id| desk_run.people.with_untracked(|people| people.get(id)?.facts.golongan);
    let run = desk_run.run.get_untracked()?;
    let mut rows: Vec<super::export::Row> = listed
        .into_iter()
        .filter_map(|line| {
            let slip = run.slips.get(&line.id)?;
            let tpp = slip.tpp.unwrap_or_default();
            Some(super::export::Row {
                nip: line.nip,
                name: line.name,
                golongan: golongan(&line.id).map(|golongan| golongan.to_string()).unwrap_or_default(),
                office: line.office,
                remark: String::new(),
                amounts: Some([
                    slip.salary.gross,
                    slip.salary.deductions,
                    slip.salary.net,
                    tpp.gross,
                    tpp.deductions,
                    tpp.net,
                    line.back,
                    line.net,
                ]),
            })
        })
        .collect();
    let houses = desk.book.with_untracked(offices);
    let unpaid_row = |facts: &Profile, remark: String| super::export::Row {
        nip: facts.nip.map(|nip| nip.grouped()).unwrap_or_default(),
        name: facts.call(),
        golongan: facts.golongan.map(|golongan| golongan.to_string()).unwrap_or_default(),
        office: facts.office_name(&houses).to_owned(),
        remark,
        amounts: None,
    };
    let mut unpaid: Vec<super::export::Row> = desk_run.people.with_untracked(|people| {
        let facts = |id: &Id| people.get(id).map(|one| &one.facts);
        let blocked = run.blocked.iter().filter_map(|(id, found)| {
            let remark = format!("{}: {}", say!(umum.tertahan), super::blocked::why(found, desk_run.policy()));
            Some(unpaid_row(facts(id)?, remark))
        });
        let not_due = run.not_due.iter().filter_map(|(id, (keadaan, since))| {
            let gap = Gap::NotDue { keadaan: *keadaan, since: *since };
            Some(unpaid_row(facts(id)?, super::blocked::why(&[gap], None)))
        });
        blocked.chain(not_due).collect()
    });
    unpaid.sort_by_key(|one| key(&one.name));
    rows.extend(unpaid);
    let file = super::export::csv(&heads, &say!(meja.jumlah), &rows)?;
    Some((format!("takar-gaji-{}.csv", run.month), file))
}
