//! Being written.
use leptos::prelude::*;

#[component]
pub fn Belajar() -> impl IntoView {
    view! { <crate::components::Page title="Belajar">"…"</crate::components::Page> }
}

#[component]
pub fn Program() -> impl IntoView {
    view! { <crate::components::Page title="Program">"…"</crate::components::Page> }
}
