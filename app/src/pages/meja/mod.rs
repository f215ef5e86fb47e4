//! Desks of HR and treasurer: people, import, recap, catalogue, run.

mod proses;

pub use proses::{AsalOrang, Proses, SlipOrang, provide};

use leptos::prelude::*;

#[component]
pub fn Pegawai() -> impl IntoView {
    view! { <crate::components::Page title="Pegawai">"…"</crate::components::Page> }
}

#[component]
pub fn Impor() -> impl IntoView {
    view! { <crate::components::Page title="Impor">"…"</crate::components::Page> }
}

#[component]
pub fn Orang() -> impl IntoView {
    view! { <crate::components::Page title="Orang">"…"</crate::components::Page> }
}

#[component]
pub fn Rekap() -> impl IntoView {
    view! { <crate::components::Page title="Rekap">"…"</crate::components::Page> }
}

#[component]
pub fn Katalog() -> impl IntoView {
    view! { <crate::components::Page title="Katalog">"…"</crate::components::Page> }
}

#[component]
pub fn ProgramUbah() -> impl IntoView {
    view! { <crate::components::Page title="ProgramUbah">"…"</crate::components::Page> }
}
