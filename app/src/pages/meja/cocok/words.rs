//! What the comparison says of a difference: its cause, what exactly differs, and the paper that settles it.

use ledger::reconcile::{BadNumber, Cause, Difference};

use crate::say;
use crate::words::beside::keadaan;
use crate::words::{format, pay};

/// Returns the place of a cause in the report, and its name.
#[must_use]
pub fn cause(of: &Cause) -> (usize, String) {
    match of {
        Cause::Gone { .. } => (0, say!(cocok.s_pergi)),
        Cause::Twice { .. } => (1, say!(cocok.s_kembar)),
        Cause::Unknown => (2, say!(cocok.s_asing)),
        Cause::BadNumber(BadNumber::Rounded) => (3, say!(cocok.s_bulat)),
        Cause::BadNumber(BadNumber::Unreadable) => (4, say!(cocok.s_nomor)),
        Cause::OtherNumber { .. } => (5, say!(cocok.s_nomor_lain)),
        Cause::New { .. } => (6, say!(cocok.s_baru)),
        Cause::NotListed => (7, say!(cocok.s_tak_terdaftar)),
        Cause::Golongan { .. } => (8, say!(cocok.s_golongan)),
        Cause::Name { .. } => (9, say!(cocok.s_nama)),
    }
}

/// Says what exactly differs, and where it stands in the list; nothing where the cause says it all.
#[must_use]
pub fn detail(of: &Difference) -> String {
    let line = of.line.map(|line| say!(cocok.di_baris, baris = line));
    let what = match &of.cause {
        Cause::Gone { keadaan: how, since } => {
            Some(say!(meja.keadaan_sejak, keadaan = pay::capital(&keadaan(*how)), hari = format::day(*since)))
        }
        Cause::Twice { other } => Some(say!(cocok.juga_di_baris, baris = *other)),
        Cause::OtherNumber { nip } => Some(say!(cocok.nip_kepegawaian, nip = nip.grouped())),
        Cause::New { since } => Some(say!(cocok.sejak, hari = format::day(*since))),
        Cause::Golongan { hr, listed } => {
            let hr = hr.map_or_else(|| say!(umum.belum_diketahui), |golongan| golongan.to_string());
            Some(say!(cocok.dua_golongan, hr = hr, gaji = listed.clone()))
        }
        Cause::Name { listed } => Some(say!(cocok.nama_di_daftar, nama = listed.clone())),
        Cause::Unknown | Cause::BadNumber(_) | Cause::NotListed => None,
    };
    what.into_iter().chain(line).collect::<Vec<_>>().join(" · ")
}

/// Names the paper that settles a difference.
#[must_use]
pub fn paper(of: &Cause) -> String {
    match of {
        Cause::Gone { .. } => say!(cocok.b_skpp),
        Cause::Twice { .. } => say!(cocok.b_hapus),
        Cause::Unknown => say!(cocok.b_pindah_masuk),
        Cause::BadNumber(BadNumber::Rounded) => say!(cocok.b_teks),
        Cause::BadNumber(BadNumber::Unreadable) | Cause::OtherNumber { .. } => say!(cocok.b_nip),
        Cause::New { .. } => say!(cocok.b_spmt),
        Cause::NotListed => say!(cocok.b_daftar),
        Cause::Golongan { .. } => say!(cocok.b_pangkat),
        Cause::Name { .. } => say!(cocok.b_nama),
    }
}
