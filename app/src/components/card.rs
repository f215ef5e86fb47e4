//! Cards, sections and rows: what a page is built from.

use super::{
    Text,
    amount::Amount,
    icon::{Glyph, Icon},
    tag::{Tag, Tone},
};
use leptos::prelude::*;

/// A part of a page with its heading (h2) and an optional word or count on the right.
#[component]
pub fn Section(
    #[prop(into)] title: Text,
    #[prop(optional, into)] aside: Text,
    /// A link or button on the right instead of `aside`.
    #[prop(optional, into)]
    action: ViewFn,
    children: Children,
) -> AnyView {
    view! {
        <section class="section">
            <div class="section-head">
                <h2>{title.view()}</h2>
                {aside.show(|aside| view! { <span class="sub">{aside.view()}</span> }.into_any())}
                {action.run()}
            </div>
            {children()}
        </section>
    }
    .into_any()
}

/// Names the look of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CardLook {
    /// White with a line.
    #[default]
    Plain,
    /// Without padding, for rows and tables; other children keep their own.
    Flush,
    /// Soft blue: the answer sentence, the reason of a recommendation.
    Soft,
    /// Sunk: a remark.
    Sunk,
    /// With an orange edge: the figure in question.
    Down,
    /// With a green edge: what it would become.
    Good,
}

/// A card, with an optional heading (h2) inside.
#[component]
pub fn Card(
    #[prop(optional, into)] title: Text,
    #[prop(optional, into)] tag: Text,
    #[prop(optional, into)] tag_tone: Signal<Tone>,
    #[prop(optional)] look: CardLook,
    children: Children,
) -> AnyView {
    let class = match look {
        CardLook::Plain => "card",
        CardLook::Flush => "card flush",
        CardLook::Soft => "card soft",
        CardLook::Sunk => "card sunk",
        CardLook::Down => "card down",
        CardLook::Good => "card ok",
    };
    let head = (!matches!(title, Text::Empty)).then(|| {
        view! {
            <div class="card-head">
                <h2>{title.view()}</h2>
                <Tag text=tag tone=tag_tone />
            </div>
        }
    });
    view! { <div class=class>{head} {children()}</div> }.into_any()
}

/// A list of rows in one card; children are [`Row`]s (or `li.row`).
#[component]
pub fn Rows(
    /// Names the list for a screen reader, if no heading stands above.
    #[prop(optional, into)]
    label: Text,
    children: Children,
) -> AnyView {
    view! {
        <ul class="card rows" aria-label=move || label.find()>
            {children()}
        </ul>
    }
    .into_any()
}

/// One row: a link with `href`, a button with `on_press`, else plain. A chevron marks what opens.
#[component]
pub fn Row(
    #[prop(into)] title: Text,
    #[prop(optional, into)] sub: Text,
    #[prop(optional)] glyph: Option<Glyph>,
    /// Puts the symbol on a soft tile (start page).
    #[prop(optional)]
    tile: bool,
    #[prop(optional, into)] tag: Text,
    #[prop(optional, into)] tag_tone: Signal<Tone>,
    /// Quiet words on the right: a date.
    #[prop(optional, into)]
    trailing: Text,
    /// An amount on the right; the privacy eye hides it.
    #[prop(optional, into)]
    amount: Text,
    #[prop(optional, into)] spoken: Text,
    /// Bold: the sum that heads a list.
    #[prop(optional)]
    strong: bool,
    /// Marks the row that is open beside the list.
    #[prop(optional, into)]
    current: Signal<bool>,
    #[prop(optional, into)] href: Text,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    /// A button or link at the right of a plain row.
    #[prop(optional, into)]
    action: ViewFn,
) -> AnyView {
    let opens = !matches!(href, Text::Empty) || on_press.is_some();
    let inner = view! {
        {glyph
            .map(|glyph| {
                if tile {
                    view! {
                        <span class="tile">
                            <Icon glyph=glyph />
                        </span>
                    }
                        .into_any()
                } else {
                    view! { <Icon glyph=glyph /> }.into_any()
                }
            })}
        <span class="row-text">
            {title.view()} {sub.show(|sub| view! { <small>{sub.view()}</small> }.into_any())}
        </span>
        <span class="row-end">
            <Tag text=tag tone=tag_tone />
            {trailing.show(|text| view! { <span>{text.view()}</span> }.into_any())}
            {(!matches!(amount, Text::Empty)).then(|| view! { <Amount text=amount spoken=spoken /> })}
            {opens.then(|| view! { <Icon glyph=Glyph::ChevronRight class="icon go" /> })}
            {action.run()}
        </span>
    };
    let body = if let Some(on_press) = on_press {
        view! {
            <button type="button" on:click=move |_| on_press.run(())>
                {inner}
            </button>
        }
        .into_any()
    } else if opens {
        view! { <a href=href.view()>{inner}</a> }.into_any()
    } else {
        view! { <div>{inner}</div> }.into_any()
    };
    view! {
        <li class="row" class:strong=strong aria-current=move || current.get().then_some("true")>
            {body}
        </li>
    }
    .into_any()
}

/// Facts side by side, each with its name above: "Target 90%".
#[component]
pub fn Facts(#[prop(into)] facts: Signal<Vec<(String, String)>>) -> AnyView {
    view! {
        <dl class="facts">
            {move || {
                facts
                    .get()
                    .into_iter()
                    .map(|(name, value)| {
                        view! {
                            <div>
                                <dt>{name}</dt>
                                <dd>{value}</dd>
                            </div>
                        }
                    })
                    .collect_view()
            }}
        </dl>
    }
    .into_any()
}

/// A legal source with its sign; a link when `href` is given.
#[component]
pub fn Cite(#[prop(into)] text: Text, #[prop(optional, into)] href: Text) -> AnyView {
    let inner = move || {
        view! {
            <Icon glyph=Glyph::FileText />
            <span>{text.view()}</span>
        }
    };
    if matches!(href, Text::Empty) {
        view! { <span class="cite">{inner()}</span> }.into_any()
    } else {
        view! { <a class="cite" href=href.view()>{inner()}</a> }.into_any()
    }
}
