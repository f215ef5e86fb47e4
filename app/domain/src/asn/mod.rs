//! Who a civil servant is to the rules: number, status, rank, years of service, family status for tax.
//!
//! A value that exists is a right one: everything here is parsed once, at the border.

mod family;
mod golongan;
mod keadaan;
mod masa_kerja;
mod nip;
mod nomor;
mod ptkp;

pub use family::{Child, Counted, Family, FamilyLimits, Spouse};
pub use golongan::{Golongan, GolonganGroup, NotAGolongan, PnsGolongan, PppkGolongan};
pub use keadaan::Keadaan;
pub use masa_kerja::MasaKerja;
pub use nip::{Nip, NipError, NipKind, Sex};
pub use nomor::{BankAccount, BankCode, Nik, NotANumber, Npwp};
pub use ptkp::{NotAPtkp, Ptkp};

use serde::{Deserialize, Serialize};

/// The kinds of civil servant that pay rules tell apart (UU 20/2023 Pasal 5; CPNS: PP 11/2017).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Pegawai negeri sipil.
    Pns,
    /// Candidate PNS: 80 % of gaji pokok until appointment.
    Cpns,
    /// Pegawai pemerintah dengan perjanjian kerja.
    Pppk,
}
