//! The import of people and recaps from separated values: read, checked, planned. No Leptos, no words, no clock.
//!
//! Nothing is taken in silence or by half: a file is refused as a whole, or every row is good, unchanged or named.

pub mod bulan;
pub mod cells;
pub mod jadwal;
pub mod plan;
pub mod presensi;
pub mod problem;
pub mod reader;
pub mod row;
pub mod sheet;
pub mod workbook;

#[cfg(test)]
mod tests;
