//! Being written.
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

#[component]
pub fn Proses() -> impl IntoView {
    view! { <crate::components::Page title="Proses">"…"</crate::components::Page> }
}

#[component]
pub fn SlipOrang() -> impl IntoView {
    view! { <crate::components::Page title="SlipOrang">"…"</crate::components::Page> }
}

#[component]
pub fn AsalOrang() -> impl IntoView {
    view! { <crate::components::Page title="AsalOrang">"…"</crate::components::Page> }
}
