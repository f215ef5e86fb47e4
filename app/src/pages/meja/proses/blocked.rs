//! Who is not paid yet, gathered by cause: one thing to mend often frees many people.

use std::collections::BTreeMap;

use domain::outcome::Gap;
use domain::tpp::Policy;
use ledger::facts::offices;
use leptos::prelude::*;

use super::RunDesk;
use crate::components::{Glyph, More, Row, Rows, SearchField, Section};
use crate::desk::use_desk;
use crate::pages::kit;
use crate::say;
use crate::words::derive::Origin;
use crate::words::gaps;

/// People of one cause shown at first.
const SHOWN: usize = 20;

/// Everything that is missing for a person, in words.
#[must_use]
pub fn why(found: &[Gap], policy: Option<&Policy>) -> String {
    let mut words: Vec<String> = found.iter().map(|gap| gaps::gap(gap, policy)).collect();
    words.dedup();
    words.join(" ")
}

/// A cause with what to do about it and whom it holds up.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cause {
    why: String,
    next: String,
    /// Where it can be mended, for the account that may.
    at: Option<&'static str>,
    people: Vec<Person>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Person {
    name: String,
    sub: String,
    href: String,
    text: String,
}

#[component]
pub fn Blocked() -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let sought = RwSignal::new(String::new());
    let all = Memo::new(move |_| {
        let houses = desk.book.with_untracked(offices);
        let policy = desk_run.policy();
        let mut causes: BTreeMap<String, Cause> = BTreeMap::new();
        desk_run.people.with(|people| {
            desk_run.run.with(|run| {
                let Some(run) = run else { return };
                for (id, found) in &run.blocked {
                    let Some(facts) = people.get(id).map(|one| &one.facts) else { continue };
                    let office = facts.office_name(&houses).to_owned();
                    let nip = facts.nip.map(|nip| nip.grouped()).unwrap_or_default();
                    let sub = [nip, office].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
                    let name = facts.call();
                    let text = format!("{name} {sub} {}", sub.replace(' ', "")).to_lowercase();
                    let why = why(found, policy);
                    let cause = causes.entry(why.clone()).or_insert_with(|| Cause {
                        why,
                        next: found.first().map(|gap| gaps::next(gap, Origin::Records).0).unwrap_or_default(),
                        at: None,
                        people: Vec::new(),
                    });
                    if found.iter().any(|gap| matches!(gap, Gap::Unconfirmed { .. })) {
                        cause.at = kit::confirms_at(desk);
                    }
                    let href = format!("/proses/{}/{id}", run.month);
                    cause.people.push(Person { name, sub, href, text });
                }
            });
        });
        let mut causes: Vec<Cause> = causes.into_values().collect();
        causes.sort_by_key(|cause| core::cmp::Reverse(cause.people.len()));
        for cause in &mut causes {
            cause.people.sort_by_key(|person| person.name.to_lowercase());
        }
        causes
    });
    let count = Memo::new(move |_| all.with(|all| all.iter().map(|cause| cause.people.len()).sum::<usize>()));
    let found = Memo::new(move |_| {
        let words: Vec<String> = sought.get().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |person: &Person| words.iter().all(|word| person.text.contains(word.as_str()));
        let mut causes = all.get();
        for cause in &mut causes {
            cause.people.retain(fits);
        }
        causes.retain(|cause| !cause.people.is_empty());
        causes
    });
    let many = move || count.get() > SHOWN;
    move || {
        (count.get() > 0).then(|| {
            view! {
                <Section title=say!(meja.tertahan) aside=move || count.get().to_string()>
                    {many()
                        .then(|| {
                            view! {
                                <SearchField
                                    id="cari-tertahan"
                                    label=say!(meja.cari_tertahan)
                                    value=sought
                                    on_input=move |text| sought.set(text)
                                    found=move || {
                                        say!(meja.sebab_orang, jumlah = found.with(|all| all.iter().map(|c| c.people.len()).sum::<usize>()))
                                    }
                                />
                            }
                        })}
                    {move || {
                        let open = found.with(|all| all.len() == 1) || !sought.with(String::is_empty);
                        found.get().into_iter().map(|cause| one(cause, open)).collect_view()
                    }}
                </Section>
            }
        })
    }
}

fn one(cause: Cause, open: bool) -> AnyView {
    let shown = RwSignal::new(SHOWN);
    let count = say!(meja.sebab_orang, jumlah = cause.people.len());
    let total = cause.people.len();
    let people = StoredValue::new(cause.people);
    let rows = move || {
        people.with_value(|people| {
            people
                .iter()
                .take(shown.get())
                .map(|person| {
                    let (name, sub, href) = (person.name.clone(), person.sub.clone(), person.href.clone());
                    view! { <Row title=name sub=sub glyph=Glyph::CircleAlert href=href /> }
                })
                .collect_view()
        })
    };
    view! {
        <details class="card history" open=open || total <= 3>
            <summary>
                <span class="row-text">{cause.why} <small>{cause.next}</small></span>
                <span class="tag">{count}</span>
            </summary>
            {cause.at.map(|at| view! { <More label=say!(ubah.sah_buka) href=at /> })}
            <Rows>{rows}</Rows>
            {kit::more(total, shown)}
        </details>
    }
    .into_any()
}
