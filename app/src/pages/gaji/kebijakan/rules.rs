//! A policy as people read it: chapters that unfold, the steps open from the start.

use domain::tpp::{Chapter, Policy};
use leptos::prelude::*;

use crate::components::{Glyph, Icon, Tree};
use crate::words::policy::{chapter, nodes};

/// The chapters of a policy. Each is drawn when it is opened first.
pub fn rules(policy: &Policy) -> AnyView {
    let chapters = policy.chapters().into_iter().map(|(of, clauses)| {
        let opened = of == Chapter::Steps;
        let drawn = RwSignal::new(opened);
        let read = StoredValue::new(nodes(&clauses));
        view! {
            <details class="fine" open=opened on:toggle=move |_| once(drawn)>
                {fold(chapter(of))}
                {move || drawn.get().then(|| view! { <Tree nodes=read.get_value() public=true plain=true /> })}
            </details>
        }
    });
    view! { <div class="stack">{chapters.collect_view()}</div> }.into_any()
}

/// Draws what a press has opened; opening it again draws nothing anew.
pub fn once(drawn: RwSignal<bool>) {
    if !drawn.get_untracked() {
        drawn.set(true);
    }
}

/// The line that unfolds what stands below it.
pub fn fold(words: String) -> AnyView {
    view! {
        <summary class="more">
            {words} <Icon glyph=Glyph::ChevronDown class="icon fold" />
        </summary>
    }
    .into_any()
}
