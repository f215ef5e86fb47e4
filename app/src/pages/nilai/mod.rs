//! Being written.
use leptos::prelude::*;

#[component]
pub fn Penilaian() -> impl IntoView {
    view! { <crate::components::Page title="Penilaian">"…"</crate::components::Page> }
}

#[component]
pub fn Diri() -> impl IntoView {
    view! { <crate::components::Page title="Diri">"…"</crate::components::Page> }
}

#[component]
pub fn Rekan() -> impl IntoView {
    view! { <crate::components::Page title="Rekan">"…"</crate::components::Page> }
}

#[component]
pub fn Pegawai() -> impl IntoView {
    view! { <crate::components::Page title="Pegawai">"…"</crate::components::Page> }
}

#[component]
pub fn Nilai() -> impl IntoView {
    view! { <crate::components::Page title="Nilai">"…"</crate::components::Page> }
}
