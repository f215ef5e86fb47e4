//! `/aturan/perubahan`: what holds from which day, what is under way, and what waits for this account.

use domain::calendar::Day;
use ledger::book::Book;
use ledger::hash::Hash;
use ledger::payload::{Policy as Said, PolicyStep};
use ledger::policy::{self, Change, Hand};
use ledger::record::Record;
use ledger::subject::{self, author_person};
use leptos::prelude::*;

use super::keputusan::{Berlaku, Usulan};
use super::{closed, lends, takes_part};
use crate::components::{Empty, Glyph, Leave, LinkButton, Page, Rows, Section};
use crate::desk::{Desk, use_desk};
use crate::say;

/// Names who wrote a record, and the day as that device said.
pub fn hand_of(book: &Book, record: &Record, today: Day) -> (String, Day) {
    let author = &record.envelope.author;
    let by = author_person(author).map(|person| ledger::facts::profile(book, person, today).call());
    (by.unwrap_or_else(|| author.clone()), Day::from_unix_days(record.envelope.recorded_at.div_euclid(86_400)))
}

/// Returns the name of the person who wrote a record, where one is known.
pub fn name_of(book: &Book, record: &Record, today: Day) -> Option<String> {
    ledger::facts::profile(book, author_person(&record.envelope.author)?, today).name
}

/// Every day of which anything was stated, the latest first.
fn all(book: &Book) -> Vec<(Day, Change)> {
    let mut days: Vec<Day> = policy::days(book).collect();
    days.sort_unstable();
    days.into_iter().rev().map(|day| (day, policy::change(book, day))).collect()
}

/// Every record about a policy, by hash.
fn said(book: &Book) -> Vec<Hash> {
    let of = |day| book.records_of(&subject::policy(day)).map(|record| record.hash).collect::<Vec<_>>();
    policy::days(book).flat_map(of).collect()
}

/// Counts the proposals that this account may sign.
pub fn waiting(desk: Desk) -> usize {
    let author = desk.author();
    let signs = lends(desk, Hand::Signer);
    let mine = |change: &Change| {
        change.open.iter().any(|one| {
            matches!(one.value, Said::Step(PolicyStep::Proposed { .. })) && one.record.envelope.author != author
        })
    };
    if signs { desk.book.with(|book| all(book).iter().filter(|(_, change)| mine(change)).count()) } else { 0 }
}

#[component]
pub fn Perubahan() -> impl IntoView {
    let desk = use_desk();
    if !takes_part(desk) {
        return closed(say!(ubah.judul));
    }
    // Drawn anew only when something was said about a policy: a dialog stays open while other records come in.
    let said = Memo::new(move |_| desk.book.with(said));
    let inside = move || {
        // Reading wakes the memo; one that is only tracked never looks at the book.
        said.with(|_| ());
        let all = desk.book.with_untracked(all);
        let open = all.iter().flat_map(|(day, change)| {
            let alone = change.open.len() == 1;
            change.open.iter().map(move |one| view! { <Usulan day=*day of=one.clone() alone=alone /> })
        });
        let open: Vec<_> = open.map(IntoAny::into_any).collect();
        let held: Vec<_> = all
            .iter()
            .filter(|(_, change)| !change.holds.is_empty())
            .map(|(day, change)| view! { <Berlaku day=*day held=change.holds.clone() /> }.into_any())
            .collect();
        let open = if open.is_empty() {
            view! { <Empty text=say!(ubah.tidak_ada_usul) glyph=Glyph::CircleCheck /> }.into_any()
        } else {
            view! { <div class="stack">{open}</div> }.into_any()
        };
        let held = if held.is_empty() {
            view! { <Empty text=say!(ubah.belum_ada_aturan) glyph=Glyph::FileText /> }.into_any()
        } else {
            view! { <Rows label=say!(ubah.berlaku)>{held}</Rows> }.into_any()
        };
        view! {
            <Section title=say!(ubah.usulan)>{open}</Section>
            <Section title=say!(ubah.berlaku)>{held}</Section>
        }
    };
    let label = if lends(desk, Hand::Proposer) { say!(ubah.susun) } else { say!(ubah.coba) };
    view! {
        <Page title=say!(ubah.judul) leave=Leave::Back("/aturan/kebijakan") leave_label=say!(umum.kembali)>
            <p class="sub">{say!(ubah.jelas)}</p>
            <div class="line">
                <LinkButton label=label href="/aturan/ubah" glyph=Glyph::Pencil />
            </div>
            {inside}
        </Page>
    }
    .into_any()
}
