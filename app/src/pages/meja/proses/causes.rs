//! Why this month's sum differs from the last: named causes that add up, each with the people behind it.

use domain::money::Rupiah;
use ledger::cause::Cause;
use ledger::hash::Id;
use leptos::prelude::*;

use super::RunDesk;
use crate::components::plots::{Ink, Mark, Waterfall};
use crate::components::{Card, Row, Rows};
use crate::pages::kit;
use crate::say;
use crate::words::{format, masa};

/// People of one cause shown at first.
const SHOWN: usize = 20;

fn signed(amount: Rupiah) -> String {
    let text = format::amount(amount);
    if amount > Rupiah::ZERO { format!("+{text}") } else { text }
}

fn sum(parts: &[(Id, Rupiah)]) -> Rupiah {
    parts.iter().fold(Rupiah::ZERO, |sum, (_, part)| sum.plus(*part).unwrap_or(sum))
}

#[component]
pub fn Causes() -> impl IntoView {
    let desk_run = expect_context::<RunDesk>();
    let found = Memo::new(move |_| desk_run.causes.get().filter(|causes| causes.before != Rupiah::ZERO));
    move || {
        let causes = found.get()?;
        let month = desk_run.month.get()?;
        let end =
            |month, amount: Rupiah| Mark::new(format::month(month), amount.get(), format::amount(amount), Ink::Main);
        let marks: Vec<Mark> = causes
            .parts
            .iter()
            .map(|(cause, parts)| {
                let part = sum(parts);
                let ink = Ink::of_change(part.get());
                Mark::new(masa::cause(*cause), part.get(), signed(part), ink)
                    .note(say!(masa.sebab_orang, jumlah = format::grouped(parts.len() as i64)))
            })
            .collect();
        let change = causes.after.minus(causes.before).ok()?;
        let total = Mark::new(say!(masa.sebab_perubahan), change.get(), signed(change), Ink::of_change(change.get()));
        let people: Vec<AnyView> =
            causes.parts.into_iter().map(|(cause, parts)| people(desk_run, cause, parts)).collect();
        Some(
            view! {
                <Card>
                    <Waterfall
                        caption=say!(masa.sebab_judul, bulan = format::month(month.previous()))
                        before=Signal::stored(end(month.previous(), causes.before))
                        causes=Signal::stored(marks)
                        after=Signal::stored(end(month, causes.after))
                        total=Signal::stored(Some(total))
                        too_large=say!(masa.sebab_terlalu_besar)
                    />
                    <details>
                        <summary>{say!(masa.sebab_siapa)}</summary>
                        {people}
                    </details>
                </Card>
            }
            .into_any(),
        )
    }
}

/// The people of a cause, those it changes most first.
fn people(desk_run: RunDesk, cause: Cause, mut parts: Vec<(Id, Rupiah)>) -> AnyView {
    parts.sort_by_key(|(id, part)| (core::cmp::Reverse(part.get().abs()), *id));
    let month = desk_run.month.get_untracked();
    let shown = RwSignal::new(SHOWN);
    let total = parts.len();
    let title = format!("{}: {}", masa::cause(cause), say!(masa.sebab_orang, jumlah = total));
    let rows = move || {
        let name = |id: &Id| {
            desk_run
                .people
                .with_untracked(|people| people.get(id).map_or_else(|| id.to_string(), |one| one.facts.call()))
        };
        let row = |(id, part): &(Id, Rupiah)| {
            let href = month.map(|month| format!("/proses/{month}/{id}")).unwrap_or_default();
            view! { <Row title=name(id) amount=signed(*part) href=href /> }
        };
        parts.iter().take(shown.get()).map(row).collect_view()
    };
    view! {
        <details class="card history">
            <summary>
                <span class="row-text">{title}</span>
            </summary>
            <Rows>{rows}</Rows>
            {kit::more(total, shown)}
        </details>
    }
    .into_any()
}
