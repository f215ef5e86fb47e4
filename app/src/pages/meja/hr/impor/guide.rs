//! What a file of people may hold, for the person who fills it.

use ledger::facts::offices;
use leptos::prelude::*;

use crate::components::{Cell, Column, Table, TableRow};
use crate::desk::use_desk;
use crate::pages::meja::hr::import::row::{COLUMNS, REQUIRED};
use crate::say;

/// What stands in each column, and the codes of the offices.
#[component]
pub fn Guide() -> impl IntoView {
    let desk = use_desk();
    let columns = vec![Column::words(say!(hr.k_kolom)), Column::words(say!(hr.k_isi)), Column::words(say!(hr.k_wajib))];
    let rows: Vec<TableRow> = COLUMNS
        .iter()
        .map(|column| {
            let must = if REQUIRED.contains(column) { say!(umum.ya) } else { say!(umum.tidak) };
            TableRow::new(vec![Cell::Words((*column).to_owned()), Cell::Words(column_help(column)), Cell::Words(must)])
        })
        .collect();
    let office_columns = vec![Column::words(say!(hr.kode)), Column::words(say!(hr.kantor))];
    let office_rows: Vec<TableRow> = desk.book.with_untracked(|book| {
        let all = offices(book).into_iter();
        all.map(|(code, office)| TableRow::new(vec![Cell::Words(code), Cell::Words(office.name)])).collect()
    });
    view! {
        <details>
            <summary>{say!(hr.kolom_judul)}</summary>
            <Table caption=say!(hr.kolom_judul) columns=columns rows=rows hide_caption=true />
            <p class="sub">{say!(hr.kolom_catatan)}</p>
        </details>
        <details>
            <summary>{say!(hr.kode_kantor)}</summary>
            <Table caption=say!(hr.kode_kantor) columns=office_columns rows=office_rows hide_caption=true />
        </details>
    }
}

fn column_help(column: &str) -> String {
    match column {
        "nip" => say!(hr.h_nip),
        "nama" => say!(hr.h_nama),
        "status" => say!(hr.h_status),
        "golongan" => say!(hr.h_golongan),
        "mkg_tahun" => say!(hr.h_mkg_tahun),
        "mkg_bulan" => say!(hr.h_mkg_bulan),
        "jabatan" => say!(hr.h_jabatan),
        "jenis_jabatan" => say!(hr.h_jenis_jabatan),
        "eselon" => say!(hr.h_eselon),
        "rumpun" => say!(hr.h_rumpun, pilihan = families()),
        "jenjang" => say!(hr.h_jenjang),
        "kelas" => say!(hr.h_kelas),
        "kantor" => say!(hr.h_kantor),
        "nip_atasan" => say!(hr.h_nip_atasan),
        "ptkp" => say!(hr.h_ptkp),
        "kawin_sejak" => say!(hr.h_kawin_sejak),
        "pasangan_menerima" => say!(hr.h_pasangan_menerima),
        "anak" => say!(hr.h_anak),
        "nik" => say!(hr.h_nik),
        "npwp" => say!(hr.h_npwp),
        "alamat" => say!(hr.h_alamat),
        _ => say!(hr.h_berlaku),
    }
}

fn families() -> String {
    // The import reads them with spaces as well as with the law's underscores.
    let posts = domain::law::Rulebook::national().functional_posts();
    let all: Vec<String> = posts.map(|(family, _)| family.replace('_', " ")).collect();
    all.join(", ")
}
