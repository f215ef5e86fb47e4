//! The yearly tax certificate in words: its rows, what it holds and what not, and why there is none.

use domain::tpp::Policy;
use ledger::certificate::{Certificate, Outcome, Row};

use super::format::month;
use super::gaps;
use crate::say;

/// Names a row of the form.
#[must_use]
pub fn row(of: Row) -> String {
    match of {
        Row::GajiPokok => say!(bukti.r_gaji_pokok),
        Row::TunjanganIstri => say!(bukti.r_istri),
        Row::TunjanganAnak => say!(bukti.r_anak),
        Row::GajiKeluarga => say!(bukti.r_keluarga),
        Row::Perbaikan => say!(bukti.r_perbaikan),
        Row::Jabatan => say!(bukti.r_jabatan),
        Row::Beras => say!(bukti.r_beras),
        Row::Khusus => say!(bukti.r_khusus),
        Row::LainLain => say!(bukti.r_lain),
        Row::Terpisah => say!(bukti.r_terpisah),
        Row::BelumTerinci => say!(bukti.r_belum_terinci),
        Row::Bruto => say!(bukti.r_bruto),
        Row::BiayaJabatan => say!(bukti.r_biaya),
        Row::Iuran => say!(bukti.r_iuran),
        Row::Pengurangan => say!(bukti.r_pengurangan),
        Row::Neto => say!(bukti.r_neto),
        Row::NetoSebelumnya => say!(bukti.r_neto_sebelumnya),
        Row::NetoSetahun => say!(bukti.r_neto_setahun),
        Row::Ptkp => say!(bukti.r_ptkp),
        Row::Pkp => say!(bukti.r_pkp),
        Row::PphPkp => say!(bukti.r_pph_pkp),
        Row::PphSebelumnya => say!(bukti.r_pph_sebelumnya),
        Row::PphTerutang => say!(bukti.r_pph_terutang),
        Row::PphDipotong => say!(bukti.r_pph_dipotong),
        Row::PphGaji => say!(bukti.r_pph_gaji),
        Row::PphTerpisah => say!(bukti.r_pph_terpisah),
        Row::PphBelumTerinci => say!(bukti.r_pph_belum_terinci),
        Row::PphPemerintah => say!(bukti.r_pph_pemerintah),
        Row::PphPegawai => say!(bukti.r_pph_pegawai),
    }
}

/// Names a row with its number, where the form gives it one.
#[must_use]
pub fn numbered(of: Row) -> String {
    of.number().map_or_else(|| row(of), |number| say!(bukti.baris, nomor = number, uraian = row(of)))
}

/// Says why a certificate is a draft; empty when it is none.
#[must_use]
pub fn draft(of: &Certificate) -> Vec<String> {
    let open: Vec<String> = of.open.iter().map(|open| month(*open)).collect();
    let mut reasons = Vec::new();
    if !open.is_empty() {
        reasons.push(say!(bukti.draf_terbuka, bulan = open.join(", ")));
    }
    if of.is_undivided() {
        reasons.push(say!(bukti.draf_terinci, jumlah = of.before));
    }
    reasons
}

/// Says which act the rows follow, what stands in which row, and what is not included.
#[must_use]
pub fn notes(of: &Certificate) -> Vec<String> {
    let mut notes = vec![say!(bukti.susunan), say!(bukti.c_baris_lima), say!(bukti.c_rapel), say!(bukti.c_thr)];
    if of.amount(Row::NetoSebelumnya).is_none() {
        notes.push(say!(bukti.c_kosong));
    }
    if of.final_tpp {
        notes.push(say!(bukti.c_final));
    }
    notes
}

/// Says why there is no certificate; empty when there is one.
#[must_use]
pub fn why_not(of: &Outcome, policy: Option<&Policy>) -> String {
    match of {
        Outcome::Made(_) => String::new(),
        Outcome::Missing(found) => found.iter().map(|gap| gaps::gap(gap, policy)).collect::<Vec<_>>().join(" "),
        Outcome::Unfinished(last) => say!(bukti.tak_selesai, bulan = month(*last)),
        Outcome::Differs(last) => say!(bukti.beda, bulan = month(*last)),
        Outcome::Nothing => say!(bukti.tak_dibayar),
    }
}
