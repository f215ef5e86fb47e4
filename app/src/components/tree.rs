//! The opened figure: a tree of sentences, each with its amount, its source and what it rests on.
//! Deeper levels stay closed and are drawn when they are opened first.

use super::{
    amount::Amount,
    icon::{Glyph, Icon},
    tag::Tone,
};
use leptos::prelude::*;

/// A source under a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A legal source: words and, if it opens, an address.
    Law(String, Option<String>),
    /// A document or record someone entered: words and, if it opens, an address.
    Evidence(String, Option<String>),
    /// A remark without a source of law: "Cara hitung gaji pusat".
    Remark(String),
    /// No source is known: an error in plain words.
    Missing(String),
}

/// One sentence of a derivation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// What this step says.
    pub sentence: String,
    /// Its amount, if it has one.
    pub amount: Option<String>,
    /// The amount as it is spoken, if it differs.
    pub spoken: Option<String>,
    /// Where it comes from.
    pub sources: Vec<Source>,
    /// A word on how sure the value is, with its tone.
    pub mark: Option<(Tone, String)>,
    /// What it rests on.
    pub children: Vec<Node>,
}

/// The tree of an opened figure. Two levels stand open, the rest opens by press.
#[component]
pub fn Tree(
    #[prop(into)] nodes: Signal<Vec<Node>>,
    /// Never hidden: values of a rule, which are no person's figures.
    #[prop(optional)]
    public: bool,
    /// Without the card around it, where it already stands in one.
    #[prop(optional)]
    plain: bool,
) -> AnyView {
    let class = if plain { "tree" } else { "card tree" };
    view! { <div class=class>{move || branch(nodes.get(), 0, public)}</div> }.into_any()
}

fn branch(nodes: Vec<Node>, depth: usize, public: bool) -> AnyView {
    let items = nodes.into_iter().map(|node| item(node, depth, public)).collect_view();
    view! { <ul class="branch">{items}</ul> }.into_any()
}

fn item(node: Node, depth: usize, public: bool) -> AnyView {
    let Node { sentence, amount, spoken, sources, mark, children } = node;
    let missing = sources.iter().any(|source| matches!(source, Source::Missing(_)));
    let open_first = depth == 0;
    let opens = !children.is_empty();
    let head = view! {
        <span class="node-line">
            <span class="node-text">
                {sentence}
                {opens.then(|| view! { <Icon glyph=Glyph::ChevronDown class="icon fold" /> })}
            </span>
            {amount.map(|amount| view! { <Amount text=amount spoken=spoken public=public /> })}
        </span>
    };
    let under = view! {
        {sources.into_iter().map(source).collect_view()}
        {mark.map(|(tone, word)| view! { <span class=tone.class("tag")>{word}</span> })}
    };
    let body = if opens {
        // Drawn once opened, kept afterwards.
        let drawn = RwSignal::new(open_first);
        let children = StoredValue::new(children);
        view! {
            <details
                open=open_first
                on:toggle=move |_| {
                    // Setting it again would draw everything below anew, and closed.
                    if !drawn.get_untracked() {
                        drawn.set(true);
                    }
                }
            >
                <summary>{head}</summary>
                {under}
                {move || drawn.get().then(|| branch(children.get_value(), depth + 1, public))}
            </details>
        }
        .into_any()
    } else {
        view! { {head} {under} }.into_any()
    };
    view! { <li class="node" class:missing=missing>{body}</li> }.into_any()
}

fn source(source: Source) -> AnyView {
    let (glyph, class, words, href) = match source {
        Source::Law(words, href) => (Some(Glyph::FileText), "cite", words, href),
        Source::Evidence(words, href) => (Some(Glyph::Image), "cite quiet", words, href),
        Source::Remark(words) => (None, "cite quiet", words, None),
        Source::Missing(words) => (Some(Glyph::CircleAlert), "cite bad", words, None),
    };
    let inner = view! {
        {glyph.map(|glyph| view! { <Icon glyph=glyph /> })}
        <span>{words}</span>
    };
    match href {
        Some(href) => view! { <a class=class href=href>{inner}</a> }.into_any(),
        None => view! { <span class=class>{inner}</span> }.into_any(),
    }
}
