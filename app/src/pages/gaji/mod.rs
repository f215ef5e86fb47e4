//! Being written.
use leptos::prelude::*;

#[component]
pub fn Gaji() -> impl IntoView {
    view! { <crate::components::Page title="Gaji">"…"</crate::components::Page> }
}

#[component]
pub fn Slip() -> impl IntoView {
    view! { <crate::components::Page title="Slip">"…"</crate::components::Page> }
}

#[component]
pub fn Asal() -> impl IntoView {
    view! { <crate::components::Page title="Asal">"…"</crate::components::Page> }
}

#[component]
pub fn Aturan() -> impl IntoView {
    view! { <crate::components::Page title="Aturan">"…"</crate::components::Page> }
}
