//! `/pegawai`: everybody in the records, searched, filtered, sorted; a press opens the person.

use std::sync::Arc;

use domain::asn::{Keadaan, Status};
use ledger::facts::offices;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::gather::roster;
use super::roster::{By, Line, Sought, found};
use super::{closed, is_hr, parts, words};
use crate::components::{
    BigTable, Cell, Checkbox, Choice, Column, Empty, Glyph, HeadAction, LinkButton, Page, SearchField, SelectField,
    Skeleton, SortWay, TableRow, Text, Tone,
};
use crate::desk::use_desk;
use crate::say;
use crate::words::{beside, format, pay};

#[component]
pub fn Pegawai() -> impl IntoView {
    let desk = use_desk();
    if !is_hr(desk) {
        return closed(say!(umum.pegawai));
    }
    let all = roster(desk, Signal::stored(desk.today()));
    let go = use_navigate();
    let to_import = Callback::new(move |()| go("/pegawai/impor", leptos_router::NavigateOptions::default()));
    let actions = ViewFn::from(move || {
        view! { <HeadAction label=say!(hr.impor) glyph=Glyph::Upload on_press=to_import /> }.into_any()
    });
    let none = Memo::new(move |_| all.lines.with(|lines| lines.is_empty()));
    view! {
        <Page title=say!(umum.pegawai) actions=actions>
            {move || match (all.ready.get(), none.get()) {
                (false, _) => view! { <Skeleton label=say!(umum.memuat) lines=8 /> }.into_any(),
                (true, true) => {
                    view! {
                        <Empty text=say!(hr.belum_ada_pegawai) glyph=Glyph::Users>
                            <LinkButton label=say!(hr.impor) href="/pegawai/impor".to_owned() glyph=Glyph::Upload />
                        </Empty>
                    }
                        .into_any()
                }
                (true, false) => view! { <List lines=all.lines /> }.into_any(),
            }}
        </Page>
    }
    .into_any()
}

#[component]
fn List(lines: RwSignal<Arc<Vec<Line>>>) -> impl IntoView {
    let desk = use_desk();
    let sought = RwSignal::new(Sought::default());
    let sort = RwSignal::new(Some((0_usize, SortWay::Up)));
    let houses = Memo::new(move |_| desk.book.with(offices));
    let at = Memo::new(move |_| {
        let by = sort.get().and_then(|(at, way)| Some((*By::ALL.get(at)?, way == SortWay::Down)));
        lines.with(|lines| houses.with(|houses| sought.with(|sought| found(lines, sought, houses, by))))
    });
    let row = Callback::new(move |position: usize| {
        let Some(at) = at.with(|all| all.get(position).copied()) else { return TableRow::default() };
        lines.with(|lines| houses.with(|houses| lines.get(at).map(|line| table_row(line, houses)).unwrap_or_default()))
    });
    let navigate = use_navigate();
    let open = move |id: String| navigate(&format!("/pegawai/{id}"), leptos_router::NavigateOptions::default());
    let columns = vec![
        Column::words(say!(umum.nama)).sorts().width(4),
        Column::words(say!(hr.f_status)).sorts().width(1).wide_only(),
        Column::words(say!(hr.golongan)).sorts().width(1).wide_only(),
        Column::words(say!(hr.f_jabatan)).sorts().width(3).wide_only(),
        Column::words(say!(hr.kantor)).sorts().width(3).wide_only(),
        Column::words(say!(hr.tanda)).width(1),
    ];
    view! {
        <SearchField
            id="cari-pegawai"
            label=say!(umum.cari)
            value=Signal::derive(move || sought.with(|sought| sought.words.clone()))
            on_input=move |typed| sought.update(|sought| sought.words = typed)
            found=move || {
                let (found, all) = (at.with(Vec::len), lines.with(|lines| lines.len()));
                say!(hr.ditemukan, jumlah = format::grouped(found as i64), semua = format::grouped(all as i64))
            }
        />
        <Filters sought=sought />
        {move || {
            let empty = at.with(Vec::is_empty);
            empty.then(|| view! { <p class="sub">{say!(hr.tidak_cocok)}</p> })
        }}
        <BigTable
            caption=say!(umum.pegawai)
            columns=columns
            count=Signal::derive(move || at.with(Vec::len))
            row=row
            on_open=open
            sort=sort
            on_sort=parts::turn(sort)
        />
    }
}

fn table_row(line: &Line, houses: &std::collections::BTreeMap<String, ledger::payload::Office>) -> TableRow {
    let unknown = || say!(umum.belum_diketahui);
    let mark = match (line.contested, line.keadaan) {
        (true, _) => Cell::Tag(Tone::Mengkudu, say!(umum.dua_nilai)),
        (false, Keadaan::Aktif) => Cell::Words(String::new()),
        (false, keadaan) => Cell::Tag(Tone::Sogan, pay::capital(&beside::keadaan(keadaan))),
    };
    TableRow::new(vec![
        Cell::Two(line.name.clone(), words::nip(line.nip)),
        Cell::Words(line.status.map_or_else(unknown, |status| pay::status(status).to_owned())),
        Cell::Words(line.golongan.map_or_else(unknown, |golongan| golongan.to_string())),
        Cell::Words(line.jabatan.as_ref().map_or_else(unknown, |jabatan| jabatan.title.clone())),
        Cell::Words(line.office().map_or_else(unknown, |code| words::office(houses, code))),
        mark,
    ])
    .key(line.id.to_string())
}

#[component]
fn Filters(sought: RwSignal<Sought>) -> impl IntoView {
    let desk = use_desk();
    let mut options = vec![Choice::new("", say!(hr.semua_kantor))];
    options.extend(desk.book.with_untracked(|book| parts::office_choices(desk, &offices(book))));
    let statuses = vec![
        Choice::new("", say!(hr.semua_status)),
        Choice::new("pns", pay::status(Status::Pns)),
        Choice::new("cpns", pay::status(Status::Cpns)),
        Choice::new("pppk", pay::status(Status::Pppk)),
    ];
    let status = Signal::derive(move || {
        Some(sought.with(|sought| sought.status.map_or(String::new(), |of| pay::status(of).to_lowercase())))
    });
    let choose = move |code: String| {
        sought.update(|sought| sought.status = super::import::cells::status(&code).ok());
    };
    let office = Signal::derive(move || sought.with(|sought| sought.office.clone()));
    let choose_office = Callback::new(move |code: String| sought.update(|sought| sought.office = code));
    view! {
        <div class="three">
            {parts::office_field("saring-kantor", say!(hr.kantor), options, office, choose_office, Text::Empty)}
            <SelectField id="saring-status" label=say!(hr.f_status) options=statuses value=status on_change=choose />
            <Checkbox
                id="saring-ragu"
                label=say!(hr.hanya_dua_nilai)
                checked=Signal::derive(move || sought.with(|sought| sought.contested))
                on_change=move |only| sought.update(|sought| sought.contested = only)
            />
        </div>
    }
}
