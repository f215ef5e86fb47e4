//! Work: the year's plan with its realisation, the editor of the plan, and the daily log.
//!
//! `form`, `log` and `view` hold the logic and know no Leptos; `parts` is shared with the room of assessment.

pub mod form;
pub mod log;
pub mod parts;
pub mod view;

mod catat;
mod editor;
mod entries;
mod fields;
mod harapan;
mod rencana;
mod ringkas;

pub use catat::Catat;
pub use rencana::Rencana;
pub use ringkas::Kerja;
