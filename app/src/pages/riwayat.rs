//! Being written.

use leptos::prelude::*;

#[component]
pub fn Riwayat() -> impl IntoView {
    view! { <crate::components::Page title="Riwayat">"…"</crate::components::Page> }
}
