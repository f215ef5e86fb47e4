//! Being written.

use leptos::prelude::*;

#[component]
pub fn Akun() -> impl IntoView {
    view! { <crate::components::Page title="Akun">"…"</crate::components::Page> }
}
