//! What came late about closed months: who receives back pay, who was paid too much, whose difference is not known yet.

use domain::money::Rupiah;
use leptos::prelude::*;

use super::RunDesk;
use super::blocked::why;
use crate::components::{Glyph, Row, Rows, Section, Tone};
use crate::say;
use crate::words::format;

/// A person of whom a closed month differs.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Late {
    name: String,
    href: String,
    about: About,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Back(Rupiah),
    Over(Rupiah),
    Unknown(String),
}

#[component]
pub fn Settled() -> impl IntoView {
    let desk_run = expect_context::<RunDesk>();
    let all = Memo::new(move |_| {
        let Some(month) = desk_run.month.get() else { return Vec::new() };
        let policy = desk_run.policy();
        let mut all = Vec::new();
        desk_run.people.with(|people| {
            desk_run.settled.with(|settled| {
                for (id, outcome) in settled {
                    let name = people.get(id).map_or_else(|| id.to_string(), |one| one.facts.call());
                    let href = format!("/proses/{month}/{id}");
                    let mut put = |about| all.push(Late { name: name.clone(), href: href.clone(), about });
                    match outcome {
                        Err(gaps) => put(About::Unknown(why(gaps, policy))),
                        Ok(settled) => {
                            if let Some(back) = &settled.back {
                                put(About::Back(back.arrears.net));
                            }
                            let over = settled.overpaid();
                            if over < Rupiah::ZERO {
                                put(About::Over(over));
                            }
                            let gaps = settled.table.gaps();
                            if !gaps.is_empty() {
                                put(About::Unknown(why(&gaps, policy)));
                            }
                        }
                    }
                }
            });
        });
        all.sort_by(|a, b| a.about.cmp(&b.about).then_with(|| a.name.cmp(&b.name)));
        all
    });
    move || {
        let all = all.get();
        (!all.is_empty()).then(|| {
            let (mut back, mut over, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
            for late in all {
                match &late.about {
                    About::Back(_) => back.push(late),
                    About::Over(_) => over.push(late),
                    About::Unknown(_) => unknown.push(late),
                }
            }
            view! {
                <Section title=say!(bayar.perhatian)>
                    {group(say!(bayar.perhatian_rapel, jumlah = back.len()), back, Tone::Action)}
                    {group(say!(bayar.perhatian_lebih, jumlah = over.len()), over, Tone::Mengkudu)}
                    {group(say!(bayar.perhatian_tertunda, jumlah = unknown.len()), unknown, Tone::Sogan)}
                </Section>
            }
        })
    }
}

fn group(title: String, all: Vec<Late>, tone: Tone) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let open = all.len() <= 5;
    let count = all.len().to_string();
    let rows = all.into_iter().map(|late| match late.about {
        About::Back(amount) | About::Over(amount) => {
            view! { <Row title=late.name amount=format::rupiah(amount) glyph=Glyph::History href=late.href /> }
                .into_any()
        }
        About::Unknown(why) => {
            view! { <Row title=late.name sub=why glyph=Glyph::CircleAlert href=late.href /> }.into_any()
        }
    });
    let rows = rows.collect_view();
    Some(
        view! {
            <details class="card history" open=open>
                <summary>
                    <span class="row-text">{title}</span>
                    <span class=tone.class("tag")>{count}</span>
                </summary>
                <Rows>{rows}</Rows>
            </details>
        }
        .into_any(),
    )
}
