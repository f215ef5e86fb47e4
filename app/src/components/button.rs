//! Buttons and links that look like buttons. None is ever disabled: a press that cannot work says why.

use super::{
    Text,
    icon::{Glyph, Icon, maybe_icon},
};
use leptos::prelude::*;

/// Names the weight of a button; a page has one primary button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do.
    #[default]
    Primary,
    /// A second way.
    Outline,
    /// A quiet way.
    Text,
    /// What cannot be undone.
    Danger,
}

impl ButtonKind {
    /// Returns the classes of a button of this kind.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn primary",
            Self::Outline => "btn outline",
            Self::Text => "btn text",
            Self::Danger => "btn danger",
        }
    }
}

/// A button with a word. While `why_not` holds words, a press shows them instead of acting.
#[component]
pub fn Button(
    #[prop(into)] label: Text,
    /// Runs on press; leave out for `submit`.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] glyph: Option<Glyph>,
    /// Shows that work goes on and swallows presses.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why the press cannot act now; absent when it can.
    #[prop(optional, into)]
    why_not: Text,
    /// Fills the width of its place.
    #[prop(optional)]
    wide: bool,
    /// Sends the form it stands in.
    #[prop(optional)]
    submit: bool,
) -> AnyView {
    let pressed = RwSignal::new(false);
    let id = super::fresh_id("why");
    let described = id.clone();
    let press = move |event: leptos::ev::MouseEvent| {
        if why_not.is_some() {
            event.prevent_default();
            pressed.set(true);
        } else if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(callback) = on_press {
            callback.run(());
        }
    };
    let reason = (!matches!(why_not, Text::Empty)).then(|| {
        view! {
            <p class="why" id=id hidden=move || !pressed.get() || !why_not.is_some()>
                {why_not.view()}
            </p>
            <span class="vh" role="status">
                {move || if pressed.get() { why_not.get() } else { String::new() }}
            </span>
        }
    });
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            class:wide=wide
            aria-busy=move || busy.get().then_some("true")
            aria-describedby=move || why_not.is_some().then(|| described.clone())
            on:click=press
        >
            {maybe_icon(glyph)}
            <span>{label.view()}</span>
        </button>
        {reason}
    }
    .into_any()
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    #[prop(into)] label: Text,
    #[prop(into)] href: String,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] glyph: Option<Glyph>,
    #[prop(optional)] wide: bool,
) -> AnyView {
    view! {
        <a class=kind.class() class:wide=wide href=href>
            {maybe_icon(glyph)}
            <span>{label.view()}</span>
        </a>
    }
    .into_any()
}

/// A quiet link with a chevron: "Lihat semua 14 orang".
#[component]
pub fn More(#[prop(into)] label: Text, #[prop(into)] href: String) -> AnyView {
    view! {
        <a class="btn text more" href=href>
            <span>{label.view()}</span>
            <Icon glyph=Glyph::ChevronRight />
        </a>
    }
    .into_any()
}

/// A button that shows only a symbol; its name is spoken. For the top bar: eye, print, search, close.
#[component]
pub fn IconButton(
    #[prop(into)] label: Text,
    #[prop(into)] glyph: Signal<Glyph>,
    #[prop(into)] on_press: Callback<()>,
    /// Makes it a switch that is on or off.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
) -> AnyView {
    view! {
        <button
            type="button"
            class="tap"
            aria-label=label.view()
            title=label.view()
            aria-pressed=move || pressed.map(|on| if on.get() { "true" } else { "false" })
            on:click=move |_| on_press.run(())
        >
            {move || view! { <Icon glyph=glyph.get() /> }}
        </button>
    }
    .into_any()
}

/// A link that shows only a symbol; its name is spoken.
#[component]
pub fn IconLink(#[prop(into)] label: Text, glyph: Glyph, #[prop(into)] href: String) -> AnyView {
    view! {
        <a class="tap" aria-label=label.view() title=label.view() href=href>
            <Icon glyph=glyph />
        </a>
    }
    .into_any()
}

/// An action of a page head: a symbol on phones, an outlined button with its word on desks.
#[component]
pub fn HeadAction(#[prop(into)] label: Text, glyph: Glyph, #[prop(into)] on_press: Callback<()>) -> AnyView {
    view! {
        <button type="button" class="btn outline head-act" on:click=move |_| on_press.run(())>
            <Icon glyph=glyph />
            <span>{label.view()}</span>
        </button>
    }
    .into_any()
}
