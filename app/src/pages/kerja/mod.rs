//! Being written.
use leptos::prelude::*;

#[component]
pub fn Kerja() -> impl IntoView {
    view! { <crate::components::Page title="Kerja">"…"</crate::components::Page> }
}

#[component]
pub fn Rencana() -> impl IntoView {
    view! { <crate::components::Page title="Rencana">"…"</crate::components::Page> }
}

#[component]
pub fn Catat() -> impl IntoView {
    view! { <crate::components::Page title="Catat">"…"</crate::components::Page> }
}
