//! Desks of HR and treasurer: people, import, recap, catalogue, run.

mod hr;
mod proses;

pub use hr::{Impor, Katalog, Orang, Pegawai, ProgramUbah, Rekap};
pub use proses::{AsalOrang, Proses, SlipOrang};

/// Provides what goes on while pages come and go; call once.
pub fn provide() {
    proses::provide();
    hr::provide();
}
