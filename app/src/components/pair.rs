//! Values side by side: contested heads of equal weight to choose from, and a value before and after.

use super::{
    Text,
    amount::Amount,
    icon::{Glyph, Icon},
};
use leptos::prelude::*;

/// One of the values that cannot both stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// What the callback gets.
    pub value: String,
    /// "Nilai A".
    pub tag: String,
    /// The value in words.
    pub title: String,
    /// What would follow from it.
    pub effect: Option<String>,
    /// Two letters of the writer.
    pub initials: String,
    /// Who wrote it.
    pub writer: String,
    /// In which office or time.
    pub writer_sub: String,
    /// The reason the writer gave.
    pub quote: Option<String>,
    /// When written, when received, what it rests on.
    pub facts: Vec<(Glyph, String)>,
}

/// Two or more values side by side with equal weight; choosing one keeps the others.
#[component]
pub fn Contested(
    #[prop(into)] id: String,
    #[prop(into)] legend: Text,
    #[prop(into)] sides: Signal<Vec<Side>>,
    #[prop(into)] value: Signal<Option<String>>,
    #[prop(into)] on_change: Callback<String>,
) -> AnyView {
    let name = id.clone();
    let list = move || {
        let name = name.clone();
        sides
            .get()
            .into_iter()
            .map(|side| {
                let code = side.value.clone();
                let sent = side.value.clone();
                view! {
                    <label class="card side-value">
                        <span class="line apart">
                            <span class="tag">{side.tag}</span>
                            <input
                                type="radio"
                                name=name.clone()
                                value=side.value
                                prop:checked=move || value.with(|now| now.as_deref() == Some(&code))
                                on:change=move |_| on_change.run(sent.clone())
                            />
                        </span>
                        <b>{side.title}</b>
                        {side.effect.map(|effect| view! { <span class="sub">{effect}</span> })}
                        <span class="writer">
                            <span class="avatar" aria-hidden="true">
                                {side.initials}
                            </span>
                            <span>
                                {side.writer} <small class="sub">{side.writer_sub}</small>
                            </span>
                        </span>
                        <hr />
                        {side.quote.map(|quote| view! { <q>{quote}</q> })}
                        {side
                            .facts
                            .into_iter()
                            .map(|(glyph, fact)| {
                                view! {
                                    <span class="with-icon small">
                                        <Icon glyph=glyph />
                                        {fact}
                                    </span>
                                }
                            })
                            .collect_view()}
                    </label>
                }
            })
            .collect_view()
    };
    view! {
        <fieldset id=id class="field">
            <legend class="vh">{legend.view()}</legend>
            <div class="pair">{list}</div>
        </fieldset>
    }
    .into_any()
}

/// An amount now and the amount it would become.
#[component]
pub fn BeforeAfter(
    #[prop(into)] before_label: Text,
    #[prop(into)] before: Text,
    #[prop(into)] after_label: Text,
    #[prop(into)] after: Text,
) -> AnyView {
    let half = |label: Text, amount: Text, class: &'static str| {
        view! {
            <div class=class>
                <dt>{label.view()}</dt>
                <dd>
                    <Amount text=amount />
                </dd>
            </div>
        }
        .into_any()
    };
    view! {
        <dl class="before-after">
            {half(before_label, before, "card")} <Icon glyph=Glyph::ChevronRight />
            {half(after_label, after, "card ok")}
        </dl>
    }
    .into_any()
}
