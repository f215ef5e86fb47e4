//! Words on screen: the chosen language, the numbers and dates as people write them, and one sentence per code.
//!
//! The language is fixed when the app starts; changing it saves the drafts and starts anew. So a word is a plain
//! value and no view has to follow a signal for it.

pub mod beside;
pub mod certificate;
pub mod derive;
pub mod format;
pub mod gaps;
pub mod growth;
pub mod hadir;
pub mod kinerja;
pub mod lever;
pub mod masa;
pub mod pay;
pub mod policy;
pub mod reward;
pub mod skpp;
pub mod surat;
pub mod terbilang;

use std::sync::OnceLock;

pub use crate::i18n::Locale;

static LOCALE: OnceLock<Locale> = OnceLock::new();

/// Fixes the language of this run; later calls change nothing.
pub fn choose(locale: Locale) {
    let _ = LOCALE.set(locale);
}

/// Returns the language of this run, Indonesian unless chosen otherwise.
#[must_use]
pub fn locale() -> Locale {
    *LOCALE.get_or_init(|| Locale::id)
}

/// Returns the words of a key in the language of this run: `say!(gaji.slip)`, `say!(umum.tersimpan, jam = "10.05")`.
#[macro_export]
macro_rules! say {
    ($($key:tt)*) => {
        leptos_i18n::td_string!($crate::words::locale(), $($key)*).to_string()
    };
}
