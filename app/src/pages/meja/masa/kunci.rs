//! The keys that a closed month was signed with, as its office publishes them: who reads the code on a slip compares.

use ledger::book::Book;
use ledger::code::{Code, Signers, signers};
use ledger::pay_month::{self, Closed};
use ledger::sealed;
use leptos::prelude::*;

use super::bulan::Place;
use crate::components::{Row, Rows, Section};
use crate::desk::use_desk;
use crate::say;
use crate::words::{format, masa};

/// Finds the keys of everything that the codes of a month's slips hold.
fn found(book: &Book, place: &Place) -> Signers {
    let closed = Closed::of(book);
    let Some(stated) = pay_month::standing(book, &place.office, place.month).one() else { return Signers::new() };
    let people = sealed::slips(book, place.month, &stated.value.seal).into_keys();
    let codes = people.filter_map(|person| Code::of(book, &closed, person, place.month).ok());
    let records: Vec<_> = codes.flat_map(|code| code.records).collect();
    signers(records.iter())
}

/// Lists the fingerprints, once the month is closed.
#[component]
pub fn Kunci(place: Place) -> impl IntoView {
    let desk = use_desk();
    let keys = Memo::new(move |_| desk.book.with(|book| found(book, &place)));
    move || {
        let keys = keys.get();
        if keys.is_empty() {
            return None;
        }
        let rows = keys.into_iter().map(|(chain, (author, signs))| {
            let who = desk.book.with_untracked(|book| masa::signer(&author, book, desk.today()));
            let sub = say!(kode.kunci_milik, nama = who, apa = masa::signed(&signs));
            view! { <Row title=format::fingerprint(chain) sub=sub /> }
        });
        let rows = rows.collect_view();
        Some(view! {
            <Section title=say!(kode.kunci)>
                <p class="sub">{say!(kode.umumkan)}</p>
                <Rows label=say!(kode.kunci)>{rows}</Rows>
            </Section>
        })
    }
}
