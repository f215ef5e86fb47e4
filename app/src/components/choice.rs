//! Choosing one of a few (radio cards), yes or no (checkbox), or one of many (select, combobox).

use super::{
    Text,
    field::Frame,
    icon::{Glyph, Icon},
};
use leptos::prelude::*;

/// One thing to choose; the value is the caller's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the callback gets.
    pub value: String,
    /// Its words.
    pub label: String,
    /// A line below.
    pub sub: Option<String>,
    /// Draws a level of bars before it: how many of how many.
    pub level: Option<(u8, u8)>,
}

impl Choice {
    /// Makes a choice with words only.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), sub: None, level: None }
    }

    /// Adds a line below.
    #[allow(clippy::should_implement_trait)]
    pub fn sub(mut self, sub: impl Into<String>) -> Self {
        self.sub = Some(sub.into());
        self
    }

    /// Adds a level of bars.
    pub fn level(mut self, filled: u8, of: u8) -> Self {
        self.level = Some((filled, of));
        self
    }
}

/// Names the look of a group of choices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChoiceLook {
    /// Cards with a round sign.
    #[default]
    Card,
    /// Lines without a card.
    Plain,
    /// Large cards that fill with colour (the survey at the counter).
    Solid,
}

/// A question with a few answers, as native radio buttons.
#[component]
pub fn ChoiceGroup(
    #[prop(into)] id: String,
    #[prop(into)] legend: Text,
    #[prop(into)] options: Signal<Vec<Choice>>,
    /// The chosen value, or `None`.
    #[prop(into)]
    value: Signal<Option<String>>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(optional)] look: ChoiceLook,
    #[prop(optional, into)] aside: Text,
    #[prop(optional, into)] hint: Text,
    #[prop(optional, into)] error: Text,
    /// Speaks the legend without showing it (the h1 says it).
    #[prop(optional)]
    hide_legend: bool,
) -> AnyView {
    let frame = Frame { id: id.clone(), label: legend, aside, hint, error };
    let class = match look {
        ChoiceLook::Card => "choice",
        ChoiceLook::Plain => "choice plain",
        ChoiceLook::Solid => "choice solid",
    };
    let name = id.clone();
    let list = move || {
        let name = name.clone();
        options
            .get()
            .into_iter()
            .map(|option| {
                let code = option.value.clone();
                let sent = option.value.clone();
                view! {
                    <label class=class>
                        {option.level.map(|(filled, of)| levels(filled, of))}
                        <input
                            type="radio"
                            name=name.clone()
                            value=option.value
                            prop:checked=move || value.with(|now| now.as_deref() == Some(&code))
                            on:change=move |_| on_change.run(sent.clone())
                        />
                        <span>{option.label} {option.sub.map(|sub| view! { <small>{sub}</small> })}</span>
                        {(look == ChoiceLook::Solid).then(|| view! { <Icon glyph=Glyph::Check /> })}
                    </label>
                }
            })
            .collect_view()
    };
    view! {
        <fieldset
            class="field"
            id=id
            aria-describedby=frame.described()
            aria-invalid=frame.invalid()
        >
            <legend class="label" class:vh=hide_legend>
                {frame.words()}
            </legend>
            {frame.notes()}
            <div class="choices">{list}</div>
        </fieldset>
    }
    .into_any()
}

/// Rising bars, some of them filled.
fn levels(filled: u8, of: u8) -> AnyView {
    let bars = (0..of)
        .map(|bar| {
            let height = 8 + u32::from(bar) * 18 / u32::from(of.max(2) - 1);
            view! {
                <rect
                    class=(bar < filled).then_some("on")
                    x=u32::from(bar) * 9
                    y=26 - height
                    width="6"
                    height=height
                    rx="1.5"
                ></rect>
            }
        })
        .collect_view();
    view! {
        <svg class="levels" viewBox=format!("0 0 {} 26", u32::from(of) * 9) aria-hidden="true">
            {bars}
        </svg>
    }
    .into_any()
}

/// One thing to agree to or to switch on.
#[component]
pub fn Checkbox(
    #[prop(into)] id: String,
    #[prop(into)] label: Text,
    #[prop(into)] checked: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
    #[prop(optional, into)] hint: Text,
    #[prop(optional, into)] error: Text,
) -> AnyView {
    let frame = Frame { id: id.clone(), label, aside: Text::Empty, hint, error };
    view! {
        <div class="field">
            <label class="choice plain">
                <input
                    type="checkbox"
                    id=id
                    aria-describedby=frame.described()
                    aria-invalid=frame.invalid()
                    prop:checked=move || checked.get()
                    on:change=move |event| on_change.run(event_target_checked(&event))
                />
                <span>{label.view()}</span>
            </label>
            {frame.notes()}
        </div>
    }
    .into_any()
}

/// One of a short list (up to about fifteen), with the browser's own control.
#[component]
pub fn SelectField(
    #[prop(into)] id: String,
    #[prop(into)] label: Text,
    #[prop(into)] options: Signal<Vec<Choice>>,
    #[prop(into)] value: Signal<Option<String>>,
    #[prop(into)] on_change: Callback<String>,
    /// The words of the empty line: "Pilih".
    #[prop(optional, into)]
    empty: Text,
    #[prop(optional, into)] aside: Text,
    #[prop(optional, into)] hint: Text,
    #[prop(optional, into)] error: Text,
) -> AnyView {
    let frame = Frame { id: id.clone(), label, aside, hint, error };
    let control = view! {
        <select
            class="in"
            id=id
            aria-describedby=frame.described()
            aria-invalid=frame.invalid()
            on:change=move |event| on_change.run(event_target_value(&event))
        >
            {empty
                .show(|empty| view! { <option value="">{empty.view()}</option> }.into_any())}
            {move || {
                options
                    .get()
                    .into_iter()
                    .map(|option| {
                        let code = option.value.clone();
                        view! {
                            <option
                                value=option.value
                                prop:selected=move || value.with(|now| now.as_deref() == Some(&code))
                            >
                                {option.label}
                            </option>
                        }
                    })
                    .collect_view()
            }}
        </select>
    };
    frame.around(control.into_any(), Text::Empty)
}
