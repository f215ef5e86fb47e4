//! Being written.

use leptos::prelude::*;

#[component]
pub fn Beranda() -> impl IntoView {
    view! { <crate::components::Page title="Beranda">"…"</crate::components::Page> }
}
