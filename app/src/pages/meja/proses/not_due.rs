//! To whom nothing is due this month, and why: known, not missing.

use domain::law::Rulebook;
use ledger::facts::offices;
use ledger::hash::Id;
use leptos::prelude::*;

use super::RunDesk;
use crate::components::{Glyph, Row, Rows, Section};
use crate::desk::use_desk;
use crate::say;
use crate::words::beside::{keadaan, with_heirs};
use crate::words::{format, pay};

#[component]
pub fn NotDue() -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let all = Memo::new(move |_| {
        let houses = desk.book.with_untracked(offices);
        let line = |run: &ledger::run::Run| {
            let mut all: Vec<[String; 4]> = desk_run.people.with(|people| {
                let found =
                    run.not_due.iter().filter_map(|(id, standing)| Some((id, &people.get(id)?.facts, standing)));
                let line = |(id, facts, (of, since)): (&Id, &ledger::facts::Profile, &(_, _))| {
                    let why =
                        say!(meja.keadaan_sejak, keadaan = pay::capital(&keadaan(*of)), hari = format::day(*since));
                    let goes_on = |(first, last, _)| (first..=last).contains(&run.month);
                    let months = Rulebook::national().heirs_months(*of, *since).ok().flatten();
                    let why =
                        if months.is_some_and(goes_on) { with_heirs(format!("{why}."), *of, *since) } else { why };
                    let office = facts.office_name(&houses).to_owned();
                    [facts.call(), why, office, format!("/proses/{}/{id}", run.month)]
                };
                found.map(line).collect()
            });
            all.sort_by_key(|[name, ..]| name.to_lowercase());
            all
        };
        desk_run.run.with(|run| run.as_ref().map(line).unwrap_or_default())
    });
    move || {
        let all = all.get();
        let count = all.len();
        (count > 0).then(|| {
            let rows = all.into_iter().map(|[name, why, office, href]| {
                view! { <Row title=name sub=format!("{why} · {office}") glyph=Glyph::Users href=href /> }
            });
            view! {
                <Section title=say!(meja.tidak_dibayar) aside=move || count.to_string()>
                    <p class="sub">{say!(meja.tidak_dibayar_jelas)}</p>
                    <Rows>{rows.collect_view()}</Rows>
                </Section>
            }
        })
    }
}
