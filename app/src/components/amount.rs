//! Amounts and figures: an amount that the privacy eye can hide, and the figure that is a door.
//! Takes finished words ("Rp5.795.334"); computes and formats nothing.

use super::{
    Text,
    icon::{Glyph, Icon},
    tag::{Tag, Tone},
};
use leptos::prelude::*;

/// The eye that hides amounts; provide it as context once, at the root.
#[derive(Clone, Copy)]
pub struct PrivacyEye {
    /// True while amounts are hidden.
    pub hidden: RwSignal<bool>,
    /// What a screen reader says instead of an amount.
    pub spoken: Text,
}

fn is_hidden() -> bool {
    use_context::<PrivacyEye>().is_some_and(|eye| eye.hidden.get())
}

/// Shows an amount that never breaks and is read whole; hidden as "Rp•••" while the eye is shut.
#[component]
pub fn Amount(
    #[prop(into)] text: Text,
    /// The amount in spoken words ("minus 78.000 rupiah"), if the sign would be lost.
    #[prop(optional, into)]
    spoken: Text,
    /// Never hidden: totals of an office, published figures.
    #[prop(optional)]
    public: bool,
) -> AnyView {
    let eye = use_context::<PrivacyEye>();
    let hidden = Memo::new(move |_| !public && eye.is_some_and(|eye| eye.hidden.get()));
    (move || {
        if hidden.get() {
            let words = eye.map_or(Text::Empty, |eye| eye.spoken);
            view! {
                <span class="num">
                    <span aria-hidden="true">"Rp•••"</span>
                    <span class="vh">{words.view()}</span>
                </span>
            }
            .into_any()
        } else if spoken.is_some() {
            view! {
                <span class="num">
                    <span aria-hidden="true">{text.view()}</span>
                    <span class="vh">{spoken.view()}</span>
                </span>
            }
            .into_any()
        } else {
            view! { <span class="num">{text.view()}</span> }.into_any()
        }
    })
    .into_any()
}

/// An amount inside a sentence or a cell that opens: dotted underline.
#[component]
pub fn Door(
    #[prop(into)] text: Text,
    #[prop(into)] href: String,
    #[prop(optional, into)] spoken: Text,
    #[prop(optional)] public: bool,
) -> AnyView {
    view! {
        <a class="door" href=href>
            <Amount text=text spoken=spoken public=public />
        </a>
    }
    .into_any()
}

/// Says how far a figure can be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FigureState {
    /// Nothing is missing.
    #[default]
    Final,
    /// Something may still change; the note says what.
    Provisional,
    /// Not known: the text is words ("Belum diketahui, menunggu predikat"), never a number.
    Blocked,
}

impl FigureState {
    /// Returns the colour that goes with the word.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Final => Tone::Daun,
            Self::Provisional => Tone::Sogan,
            Self::Blocked => Tone::Mengkudu,
        }
    }
}

/// The large figure: what it is, its state in a word, the amount, and the way to where it comes from.
#[component]
pub fn Figure(
    /// What the amount is: "TPP Mei 2024, diterima".
    #[prop(into)]
    label: Text,
    /// The amount, or the words that say what is missing.
    #[prop(into)]
    amount: Text,
    #[prop(optional, into)] state: Signal<FigureState>,
    /// The word for the state: "Final", "Sementara", "Tertahan".
    #[prop(optional, into)]
    state_word: Text,
    /// Where the figure opens.
    #[prop(optional, into)]
    href: Text,
    /// Words of the door beside the amount; a chevron alone without them.
    #[prop(optional, into)]
    open_word: Text,
    #[prop(optional, into)] spoken: Text,
    /// What is missing, or since when it stands.
    #[prop(optional, into)]
    note: Text,
    #[prop(optional)] public: bool,
) -> AnyView {
    let inner = move |door: bool| {
        let blocked = move || state.get() == FigureState::Blocked;
        view! {
            <span class="fig-top">
                <span>{label.view()}</span>
                <Tag text=state_word tone=Signal::derive(move || state.get().tone()) />
            </span>
            <span class="fig-amount" class:words=blocked>
                {move || {
                    if state.get() == FigureState::Blocked {
                        view! { <span>{amount.view()}</span> }.into_any()
                    } else {
                        view! { <Amount text=amount spoken=spoken public=public /> }.into_any()
                    }
                }}
                {door
                    .then(|| {
                        view! {
                            <span class="more">
                                {open_word.show(|word| view! { <span>{word.view()}</span> }.into_any())}
                                <Icon glyph=Glyph::ChevronRight />
                            </span>
                        }
                    })}
            </span>
            {note.show(|note| view! { <span class="sub">{note.view()}</span> }.into_any())}
        }
    };
    let is_door = Memo::new(move |_| href.is_some());
    (move || {
        if is_door.get() {
            view! { <a class="fig" href=href.view()>{inner(true)}</a> }.into_any()
        } else {
            view! { <p class="fig">{inner(false)}</p> }.into_any()
        }
    })
    .into_any()
}

/// A small card with one count or sum for desks: "Tertahan 14 perlu tindakan".
#[component]
pub fn Stat(
    #[prop(into)] label: Text,
    #[prop(into)] value: Text,
    #[prop(optional, into)] sub: Text,
    #[prop(optional, into)] tone: Signal<Tone>,
    /// Lets the eye hide the value; counts stay visible.
    #[prop(optional)]
    private: bool,
) -> AnyView {
    view! {
        <div class="card stat">
            <p class="sub">
                {label.view()}
                <b class=move || {
                    tone.get().name()
                }>
                    {if private {
                        view! { <Amount text=value /> }.into_any()
                    } else {
                        value.view().into_any()
                    }}
                </b>
                {sub.view()}
            </p>
        </div>
    }
    .into_any()
}

/// Says whether amounts are hidden now, for the glyph of the eye button.
pub fn amounts_hidden() -> bool {
    is_hidden()
}
