//! Takar in the browser. Reading order: what people see (`pages`, `components`, `words`), what pages stand on (`desk`),
//! and the two rooms that touch the browser (`storage`, `sync`).

// Browser APIs speak in floats; amounts and scores never pass through here as such.
#![allow(clippy::float_arithmetic)]
// Components speak by their names; their props are explained where that is not enough.
#![allow(missing_docs)]

#[allow(clippy::all, clippy::pedantic, unused)]
mod i18n {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
    pub use self::i18n::Locale;
}

pub mod components;
pub mod desk;
pub mod pages;
pub mod storage;
pub mod sync;
pub mod words;

/// Mounts the app on the page and takes away what stood there while it loaded.
pub fn mount() {
    use leptos::prelude::*;
    words::choose(pages::shell::chosen_language());
    if let Some(start) = document().get_element_by_id("app-start") {
        start.remove();
    }
    mount_to_body(pages::App);
}
