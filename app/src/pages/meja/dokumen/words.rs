//! What lists are called, what stands above their columns, and how a cell is written on screen and paper.

use domain::law::YearlyKind;
use domain::tpp::Policy;
use ledger::certificate::Row;
use ledger::document::{Cell, Column, Document, Form, Group, Head, Kind, Lack, Paying};

use crate::say;
use crate::words::{beside, certificate, format, pay};

/// Every list, in the order in which an office needs them.
pub const KINDS: [Kind; 10] = [
    Kind::Gaji,
    Kind::TppPerhitungan,
    Kind::TppPembayaran,
    Kind::Rapel,
    Kind::RekapKantor,
    Kind::RekapRekening,
    Kind::Sipd,
    Kind::Bank,
    Kind::BuktiPotong,
    Kind::Skpp,
];

/// Returns the code of a list in addresses and names of files.
#[must_use]
pub fn code(of: Kind) -> &'static str {
    match of {
        Kind::Gaji => "daftar-gaji",
        Kind::TppPerhitungan => "perhitungan-tpp",
        Kind::TppPembayaran => "pembayaran-tpp",
        Kind::Rapel => "rapel",
        Kind::RekapKantor => "rekap-kantor",
        Kind::RekapRekening => "rekap-rekening",
        Kind::Sipd => "sipd-tpp",
        Kind::Bank => "daftar-bank",
        Kind::BuktiPotong => "bukti-potong",
        Kind::Skpp => "skpp",
        Kind::Yearly(YearlyKind::Thr) => "daftar-thr",
        Kind::Yearly(YearlyKind::Gaji13) => "daftar-gaji-13",
        Kind::Reward => "daftar-imbalan",
    }
}

/// Names a list.
#[must_use]
pub fn kind(of: Kind) -> String {
    match of {
        Kind::Gaji => say!(dokumen.d_gaji),
        Kind::TppPerhitungan => say!(dokumen.d_perhitungan),
        Kind::TppPembayaran => say!(dokumen.d_pembayaran),
        Kind::Rapel => say!(dokumen.d_rapel),
        Kind::RekapKantor => say!(dokumen.d_rekap_kantor),
        Kind::RekapRekening => say!(dokumen.d_rekap_rekening),
        Kind::Sipd => say!(dokumen.d_sipd),
        Kind::Bank => say!(dokumen.d_bank),
        Kind::BuktiPotong => say!(bukti.d_bukti),
        Kind::Skpp => say!(skpp.d_skpp),
        Kind::Yearly(of) => say!(dokumen.d_tahunan, apa = beside::yearly(of)),
        Kind::Reward => say!(imbalan.judul),
    }
}

/// Says what a list is for.
#[must_use]
pub fn purpose(of: Kind) -> String {
    match of {
        Kind::Gaji => say!(dokumen.g_gaji),
        Kind::TppPerhitungan => say!(dokumen.g_perhitungan),
        Kind::TppPembayaran => say!(dokumen.g_pembayaran),
        Kind::Rapel => say!(dokumen.g_rapel),
        Kind::RekapKantor => say!(dokumen.g_rekap_kantor),
        Kind::RekapRekening => say!(dokumen.g_rekap_rekening),
        Kind::Sipd => say!(dokumen.g_sipd),
        Kind::Bank => say!(dokumen.g_bank),
        Kind::BuktiPotong => say!(bukti.g_bukti),
        Kind::Skpp => say!(skpp.g_skpp),
        Kind::Yearly(_) => say!(thr.jelas),
        Kind::Reward => say!(imbalan.jelas),
    }
}

/// Every group of people, with its code on the page.
pub const GROUPS: [(Group, &str); 3] = [(Group::All, "semua"), (Group::Pns, "pns"), (Group::Pppk, "pppk")];
/// Everything that a list for a bank may send, with its code on the page.
pub const PAYINGS: [(Paying, &str); 3] = [(Paying::Both, "semua"), (Paying::Salary, "gaji"), (Paying::Tpp, "tpp")];

/// Returns the code of a choice.
#[must_use]
pub fn code_of<T: Copy + PartialEq>(all: &[(T, &'static str)], of: T) -> String {
    all.iter().find(|(one, _)| *one == of).map_or("", |(_, code)| code).to_owned()
}

/// Reads the code of a choice; an unknown one is the first.
#[must_use]
pub fn by_code<T: Copy + Default>(all: &[(T, &'static str)], code: &str) -> T {
    all.iter().find(|(_, one)| *one == code).map_or_else(T::default, |(one, _)| *one)
}

/// Names a group of people.
#[must_use]
pub fn group(of: Group) -> String {
    match of {
        Group::All => say!(dokumen.semua_pegawai),
        Group::Pns => say!(dokumen.pns),
        Group::Pppk => say!(dokumen.pppk),
    }
}

/// Names what a list for a bank sends.
#[must_use]
pub fn paying(of: Paying) -> String {
    match of {
        Paying::Both => say!(dokumen.bayar_semua),
        Paying::Salary => say!(dokumen.bayar_gaji),
        Paying::Tpp => say!(dokumen.bayar_tpp),
    }
}

/// Says what somebody lacks.
#[must_use]
pub fn lack(of: Lack) -> String {
    match of {
        Lack::Nip => say!(dokumen.l_nip),
        Lack::Rekening => say!(dokumen.l_rekening),
        Lack::RekeningContested => say!(dokumen.l_rekening_dua),
        Lack::Nik => say!(dokumen.l_nik),
        Lack::NikDiffers => say!(dokumen.l_nik_beda),
        Lack::Npwp => say!(dokumen.l_npwp),
        Lack::NpwpNik => say!(bukti.l_npwp_nik),
        Lack::BulanTerbuka => say!(bukti.l_terbuka),
        Lack::BelumTerinci => say!(bukti.l_terinci),
        Lack::Selisih => say!(skpp.l_selisih),
        Lack::Alamat => say!(dokumen.l_alamat),
        Lack::Account => say!(dokumen.l_akun),
        Lack::Refund => say!(dokumen.l_kembali),
    }
}

/// Words what stands above a column.
#[must_use]
pub fn head(of: Head, policy: Option<&Policy>) -> String {
    match of {
        Head::No => say!(dokumen.k_no),
        Head::Nama => say!(umum.nama),
        Head::Nip => say!(meja.nip),
        Head::Golongan => say!(meja.golongan),
        Head::Jabatan => say!(meja.jabatan),
        Head::Kelas => say!(dokumen.k_kelas),
        Head::Eselon => say!(dokumen.k_eselon),
        Head::Kantor => say!(meja.kantor),
        Head::Pegawai => say!(dokumen.k_pegawai),
        Head::Tertahan => say!(umum.tertahan),
        Head::Line(code) => pay::line(code, policy),
        Head::Thr(code) => beside::thr_code(code),
        Head::Untuk => say!(imbalan.untuk),
        Head::Kotor => say!(meja.kotor),
        Head::Potongan => say!(meja.potongan),
        Head::GajiKotor => say!(dokumen.k_gaji_kotor),
        Head::GajiPotongan => say!(dokumen.k_gaji_potongan),
        Head::GajiBersih => say!(dokumen.k_gaji_bersih),
        Head::Pagu => say!(dokumen.k_pagu),
        Head::Persen => say!(dokumen.k_persen),
        Head::TppKotor => say!(dokumen.k_tpp_kotor),
        Head::PphPersen => say!(dokumen.k_pph_persen),
        Head::TppPotongan => say!(dokumen.k_tpp_potongan),
        Head::TppBersih => say!(dokumen.k_tpp_bersih),
        Head::RapelGaji => say!(dokumen.k_rapel_gaji),
        Head::RapelTpp => say!(dokumen.k_rapel_tpp),
        Head::RapelPph => say!(dokumen.k_rapel_pph),
        Head::RapelBersih => say!(dokumen.k_rapel_bersih),
        Head::Dibayar => say!(dokumen.k_dibayar),
        Head::KodeRekening => say!(dokumen.k_kode_rekening),
        Head::Kriteria => say!(dokumen.k_kriteria),
        Head::Jumlah => say!(dokumen.k_jumlah),
        Head::KodeBank => say!(dokumen.k_kode_bank),
        Head::NamaBank => say!(dokumen.k_nama_bank),
        Head::NomorRekening => say!(dokumen.k_rekening),
        Head::AtasNama => say!(dokumen.k_atas_nama),
        Head::Nik => say!(bukti.i_nik),
        Head::Npwp => say!(bukti.i_npwp),
        Head::Alamat => say!(bukti.i_alamat),
        Head::Ptkp => say!(bukti.i_ptkp),
        Head::MasaAwal => say!(bukti.k_masa_awal),
        Head::MasaAkhir => say!(bukti.k_masa_akhir),
        Head::BulanDibayar => say!(bukti.k_dibayar),
        Head::BulanTerbuka => say!(bukti.k_terbuka),
        Head::BulanLuar => say!(bukti.k_luar),
        Head::Baris(row) => certificate::numbered(row),
        Head::Keadaan => say!(skpp.i_keadaan),
        Head::Sejak => say!(skpp.i_sejak),
        Head::Surat => say!(skpp.i_surat),
        Head::BerhentiMulai => say!(skpp.i_berhenti),
        Head::BulanTerakhir => say!(skpp.i_terakhir),
        Head::KurangBayar => say!(skpp.k_kurang),
        Head::LebihBayar => say!(skpp.k_lebih),
        Head::BrutoTahun => say!(skpp.k_bruto),
        Head::IuranTahun => say!(skpp.k_iuran),
        Head::PphTahun => say!(skpp.k_pph),
        Head::Fixed(words) => words.to_owned(),
    }
}

/// Words every column of a list.
#[must_use]
pub fn heads(of: &Document, policy: Option<&Policy>) -> Vec<String> {
    of.columns.iter().map(|column| head(column.head, policy)).collect()
}

/// Writes a cell for people: amounts in groups, digits as they are, and in words that something is not known.
#[must_use]
pub fn cell(of: &Cell, column: Column, policy: Option<&Policy>) -> String {
    match of {
        Cell::Nothing => String::new(),
        Cell::Unknown => say!(dokumen.belum_ada),
        Cell::Words(words) => words.clone(),
        Cell::Digits(digits) if column.head == Head::Nip => grouped_nip(digits),
        Cell::Digits(digits) => digits.clone(),
        Cell::Count(count) if column.head == Head::Kelas => count.to_string(),
        Cell::Count(count) => format::grouped(i64::try_from(*count).unwrap_or(i64::MAX)),
        Cell::Rupiah(amount) if column.form == Form::AmountText => amount_text(*amount),
        Cell::Rupiah(amount) => format::amount(*amount),
        Cell::Percent(percent) => format::decimal(*percent),
        Cell::Line(code) => pay::line(*code, policy),
        Cell::Keadaan(keadaan) => pay::capital(&beside::keadaan(*keadaan)),
        Cell::Day(day) => format::day(*day),
        Cell::Month(month) => format::month(*month),
    }
}

/// Writes an amount as SIPD reads it: no groups, two decimals, a comma.
#[must_use]
pub fn amount_text(amount: domain::money::Rupiah) -> String {
    format!("{},00", amount.get())
}

/// Writes a NIP in its groups: every program keeps that as text, and the import reads it back.
#[must_use]
pub fn grouped_nip(digits: &str) -> String {
    digits.parse::<domain::asn::Nip>().map_or_else(|_| digits.to_owned(), domain::asn::Nip::grouped)
}

/// Returns the word of the row of sums: SIPD has its own.
#[must_use]
pub fn sum_word(of: Kind) -> String {
    if of == Kind::Sipd { "TOTAL".to_owned() } else { say!(meja.jumlah) }
}

/// Returns the sums that a list is known by, and how each is called.
#[must_use]
pub fn sums(of: Kind) -> &'static [Head] {
    match of {
        Kind::Gaji => &[Head::GajiKotor, Head::GajiPotongan, Head::GajiBersih],
        Kind::TppPerhitungan => &[Head::Pagu, Head::TppKotor, Head::TppPotongan, Head::TppBersih],
        Kind::TppPembayaran => &[Head::TppKotor, Head::TppBersih],
        Kind::Rapel => &[Head::RapelGaji, Head::RapelTpp, Head::RapelPph, Head::RapelBersih],
        Kind::RekapKantor => &[Head::GajiBersih, Head::TppBersih, Head::RapelBersih, Head::Dibayar],
        Kind::RekapRekening => &[Head::Jumlah],
        Kind::Sipd => &[Head::Fixed("Jumlah TPP"), Head::Fixed("Jumlah Potongan"), Head::Fixed("Jumlah Ditransfer")],
        Kind::Bank => &[Head::Dibayar],
        Kind::Skpp => &[Head::GajiBersih, Head::KurangBayar, Head::LebihBayar],
        Kind::Yearly(_) | Kind::Reward => &[Head::Kotor, Head::Potongan, Head::Dibayar],
        Kind::BuktiPotong => &[Head::Baris(Row::Bruto), Head::Baris(Row::PphTerutang), Head::Baris(Row::PphDipotong)],
    }
}
