//! Without an account: the start page, the slip worked out alone, and what is stored on this device.

mod data;
mod entries;
pub mod form;
mod hitung;
mod salah;
mod sections;
mod start;
mod tpp_section;

pub use data::Data;
pub use hitung::Hitung;
pub use start::Mulai;
