//! Pairs who seem to be one family and both receive its allowance. Nobody is held back by a suspicion.

use ledger::couples::Twice;
use ledger::hash::Id;
use leptos::prelude::*;

use super::RunDesk;
use crate::components::{Glyph, Row, Rows, Section};
use crate::say;

#[component]
pub fn Suspected() -> impl IntoView {
    let desk_run = expect_context::<RunDesk>();
    move || {
        let month = desk_run.month.get()?;
        let found: Vec<Twice> = desk_run.pairs.get().into_iter().filter(|pair| !pair.named).collect();
        let name = |id: &Id| {
            desk_run
                .people
                .with_untracked(|people| people.get(id).map_or_else(|| id.to_string(), |one| one.facts.call()))
        };
        let count = found.len();
        (count > 0).then(|| {
            let rows: Vec<AnyView> = found
                .iter()
                .map(|Twice { both: [a, b], .. }| {
                    let title = format!("{} · {}", name(a), name(b));
                    view! { <Row title=title glyph=Glyph::Users href=format!("/proses/{month}/{a}") /> }.into_any()
                })
                .collect();
            view! {
                <Section title=say!(meja.diduga_pasangan) aside=move || count.to_string()>
                    <p class="sub">{say!(meja.diduga_pasangan_jelas)}</p>
                    <Rows>{rows}</Rows>
                </Section>
            }
        })
    }
}
