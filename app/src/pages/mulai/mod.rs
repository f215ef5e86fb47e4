//! Being written.
use leptos::prelude::*;

#[component]
pub fn Mulai() -> impl IntoView {
    view! { <crate::components::Page title="Mulai">"…"</crate::components::Page> }
}

#[component]
pub fn Hitung() -> impl IntoView {
    view! { <crate::components::Page title="Hitung">"…"</crate::components::Page> }
}

#[component]
pub fn Data() -> impl IntoView {
    view! { <crate::components::Page title="Data">"…"</crate::components::Page> }
}
