//! Pay: the months, the slip, where each of its figures comes from, and the rule book.
//!
//! [`SlipView`] and [`AsalView`] take a worked month from any source, so the treasurer's pages show the same.

mod asal;
mod aturan;
mod bukti;
mod daftar;
mod hapus;
mod imbalan;
mod kartu;
pub mod keberatan;
mod kebijakan;
pub mod kode;
pub mod lembar;
mod rapel;
mod sendiri;
mod slip;
pub mod source;
mod thr;
mod work;

pub use asal::{Asal, AsalView};
pub use aturan::Aturan;
pub use bukti::{Bukti, BuktiView, Sheet};
pub use daftar::Gaji;
pub use imbalan::{ImbalanSaya, RewardView};
pub use kartu::{Contoh, SlipTerakhir};
pub use kebijakan::{Kebijakan, rules};
pub use slip::{Slip, SlipView, ahead, eye, gap_rows, print, state};
pub use thr::{ThrSaya, YearlyView};
pub use work::{Ask, AskActing, AskTpp, Worked};
