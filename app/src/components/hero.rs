//! The blue heads of screens without an account: the start page with its batik, the survey at the counter.

use super::{
    Text, dom,
    icon::{Glyph, Icon},
};
use leptos::prelude::*;

/// The head of the start page; `right` holds the choice of language. The next card may wear `hero-next`.
#[component]
pub fn Hero(
    #[prop(into)] product: Text,
    #[prop(into)] title: Text,
    #[prop(optional, into)] sub: Text,
    #[prop(optional, into)] right: ViewFn,
) -> AnyView {
    Effect::new(move |_| dom::set_title(&product.get()));
    dom::arrive("isi");
    view! {
        <header class="hero">
            {kawung()} <div class="line apart">
                <span class="line brand-name">
                    <Icon glyph=Glyph::Takar class="icon bar-logo" />
                    <b>{product.view()}</b>
                </span>
                <span class="line">{right.run()}</span>
            </div> <h1>{title.view()}</h1>
            {sub.show(|sub| view! { <p>{sub.view()}</p> }.into_any())}
        </header>
    }
    .into_any()
}

/// The head of a public form: the office and the counter.
#[component]
pub fn Band(#[prop(into)] title: Text, #[prop(optional, into)] kicker: Text) -> AnyView {
    view! {
        <header class="band">
            <p>
                <span class="small">{kicker.view()}</span>
                <b>{title.view()}</b>
            </p>
            <Icon glyph=Glyph::Takar class="icon bar-logo" />
        </header>
    }
    .into_any()
}

/// Draws a kawung ground: four petals around each crossing, fading to the left.
fn kawung() -> AnyView {
    view! {
        <svg class="batik" aria-hidden="true">
            <pattern id="kawung" width="36" height="36" patternUnits="userSpaceOnUse">
                <g fill="currentColor" fill-opacity=".13">
                    <path d="M2 2C4 10 10 16 17 17 16 10 10 4 2 2zM34 2C32 10 26 16 19 17 20 10 26 4 34 2zM2 34C4 26 10 20 17 19 16 26 10 32 2 34zM34 34C32 26 26 20 19 19 20 26 26 32 34 34z"></path>
                </g>
                <g fill="#1f4078">
                    <circle cx="10" cy="10" r="1.2"></circle>
                    <circle cx="26" cy="10" r="1.2"></circle>
                    <circle cx="10" cy="26" r="1.2"></circle>
                    <circle cx="26" cy="26" r="1.2"></circle>
                </g>
            </pattern>
            <rect width="100%" height="100%" fill="url(#kawung)"></rect>
        </svg>
    }
    .into_any()
}
