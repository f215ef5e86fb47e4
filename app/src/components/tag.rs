//! Tags: one word about the state of a thing, in a colour that repeats the word.

use super::Text;
use leptos::prelude::*;

/// Names what a colour means; the word beside it always says the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// No judgement: a draft, a kind.
    #[default]
    Neutral,
    /// Something to act on, or chosen.
    Action,
    /// Unsent, provisional, due.
    Sogan,
    /// Accepted, final.
    Daun,
    /// Refused, blocked.
    Mengkudu,
}

impl Tone {
    /// Returns the class of the tone, empty for the neutral one.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Neutral => "",
            Self::Action => "action",
            Self::Sogan => "sogan",
            Self::Daun => "daun",
            Self::Mengkudu => "mengkudu",
        }
    }

    /// Joins a class and the class of the tone.
    pub fn class(self, base: &str) -> String {
        format!("{base} {}", self.name())
    }
}

/// Shows one word or two about a state. Nothing is drawn while the text is absent.
#[component]
pub fn Tag(#[prop(into)] text: Text, #[prop(optional, into)] tone: Signal<Tone>) -> AnyView {
    let there = Memo::new(move |_| text.is_some());
    (move || there.get().then(|| view! { <span class=move || tone.get().class("tag")>{text.view()}</span> })).into_any()
}

/// Shows the initials of a person in a round sign; a link when `href` is given.
#[component]
pub fn Avatar(
    /// Two letters.
    #[prop(into)]
    initials: Text,
    /// Whose sign it is, for a screen reader; needed with `href`.
    #[prop(optional, into)]
    label: Text,
    #[prop(optional, into)] href: Option<String>,
) -> AnyView {
    match href {
        // The spoken name is inside, not a label over it: a label must hold the letters that are seen.
        Some(href) => view! {
            <a class="avatar" href=href>
                <span aria-hidden="true">{initials.view()}</span>
                <span class="vh">{label.view()}</span>
            </a>
        }
        .into_any(),
        None => view! { <span class="avatar" aria-hidden="true">{initials.view()}</span> }.into_any(),
    }
}
