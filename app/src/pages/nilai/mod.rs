//! Assessment: the own one, that of peers, and the superior's people.
//!
//! `form` and `view` hold the logic and know no Leptos. Nothing here shows pay.

pub mod form;
pub mod parts;
pub mod view;

mod bukti;
mod diri;
mod harapan;
mod minta;
mod pegawai;
mod predikat;
mod rekan;
mod ringkas;
mod tanya;
mod umpan;

pub use diri::Diri;
pub use pegawai::Pegawai;
pub use predikat::Nilai;
pub use rekan::Rekan;
pub use ringkas::Penilaian;
