//! `Text`: the one type in which words reach a component.
//! It takes `&'static str`, `String`, `Option` of both, any signal of them, or a closure, and is `Copy`.
//! It knows no translation: the caller hands in finished words.

use leptos::prelude::*;

/// Holds words that may be absent and may change with the language or the state.
#[derive(Clone, Copy, Default)]
pub enum Text {
    /// No words: the part that would show them is left out.
    #[default]
    Empty,
    /// Words that never change.
    Fixed(&'static str),
    /// Words that follow a signal.
    Live(Signal<Option<String>>),
}

impl Text {
    /// Returns the words, tracking their signal; an absent text is empty.
    pub fn get(&self) -> String {
        self.find().unwrap_or_default()
    }

    /// Returns the words, tracking their signal, or `None` if there are none.
    pub fn find(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Fixed(words) => Some((*words).to_owned()),
            Self::Live(signal) => signal.get().filter(|words| !words.is_empty()),
        }
    }

    /// Says whether words are there now, tracking their signal.
    pub fn is_some(&self) -> bool {
        match self {
            Self::Empty => false,
            Self::Fixed(_) => true,
            Self::Live(signal) => signal.with(|words| words.as_ref().is_some_and(|words| !words.is_empty())),
        }
    }

    /// Shows the words in an element made by `wrap` while there are any.
    pub fn show(self, wrap: fn(Text) -> AnyView) -> AnyView {
        match self {
            Self::Empty => ().into_any(),
            Self::Fixed(_) => wrap(self),
            Self::Live(_) => {
                let there = Memo::new(move |_| self.is_some());
                (move || there.get().then(|| wrap(self))).into_any()
            }
        }
    }

    /// Returns a closure for use in a view or an attribute.
    pub fn view(self) -> impl Fn() -> String + Copy + Send + Sync + 'static {
        move || self.get()
    }
}

/// What a closure may return to become a [`Text`].
pub trait Words {
    /// Turns the value into words, or `None` for no words.
    fn words(self) -> Option<String>;
}

impl Words for String {
    fn words(self) -> Option<String> {
        Some(self)
    }
}

impl Words for &str {
    fn words(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl<W: Words> Words for Option<W> {
    fn words(self) -> Option<String> {
        self.and_then(Words::words)
    }
}

impl<F, W> From<F> for Text
where
    F: Fn() -> W + Send + Sync + 'static,
    W: Words,
{
    fn from(closure: F) -> Self {
        Self::Live(Signal::derive(move || closure().words()))
    }
}

impl From<&'static str> for Text {
    fn from(words: &'static str) -> Self {
        Self::Fixed(words)
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::Live(Signal::stored(Some(words)))
    }
}

impl From<Option<String>> for Text {
    fn from(words: Option<String>) -> Self {
        words.map_or(Self::Empty, Self::from)
    }
}

impl From<Option<&'static str>> for Text {
    fn from(words: Option<&'static str>) -> Self {
        words.map_or(Self::Empty, Self::Fixed)
    }
}

macro_rules! from_signal {
    ($($signal:ident),*) => {$(
        impl From<$signal<String>> for Text {
            fn from(signal: $signal<String>) -> Self {
                Self::Live(Signal::derive(move || Some(signal.get())))
            }
        }
        impl From<$signal<Option<String>>> for Text {
            fn from(signal: $signal<Option<String>>) -> Self {
                Self::Live(Signal::derive(move || signal.get()))
            }
        }
    )*};
}
from_signal!(Signal, RwSignal, ReadSignal, Memo);
