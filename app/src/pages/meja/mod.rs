//! Desks of HR, treasurer and approver: people, import, recap, catalogue, run, pay months.

mod cocok;
mod dokumen;
mod dua_tangan;
mod hr;
mod imbalan;
mod jaga;
mod keberatan;
mod masa;
mod proses;
mod rekening;
mod thr;
mod ubah;
mod zip;

pub use cocok::Cocok;
pub use dokumen::{Dokumen, DokumenBulan, workbook};
pub use hr::{Hadir, Impor, Katalog, Orang, Pegawai, ProgramUbah, Rekap};
pub use imbalan::{DaftarImbalan, Imbalan, ImbalanBaru, ImbalanOrang, ImbalanUbah};
pub use jaga::Jaga;
pub use keberatan::Keberatan;
pub use masa::{AsalTerkunci, BulanKantor, Giliran, Masa, SlipTerkunci};
pub use proses::{AsalOrang, Proses, SlipOrang};
pub use rekening::{Rekening, RekeningOrang};
pub use thr::{DaftarThr, HitungThr, Thr};
pub use ubah::{Perubahan, Susun};

/// Provides what goes on while pages come and go; call once.
pub fn provide() {
    proses::provide();
    hr::provide();
}
