//! Which month an address of the pay pages means: recorded facts of the account, a slip worked out alone, the example.

use domain::asn::{Counted, Golongan, MasaKerja, Ptkp, Status};
use domain::calendar::Month;
use domain::money::Rupiah;
use domain::pay::{Given, PayInput, TppPart};
use ledger::book::{Book, Standing};
use ledger::hash::Id;
use ledger::payload::Trial;
use ledger::subject;
use leptos::prelude::*;

use super::{Ask, Worked};
use crate::desk::Desk;
use crate::pages::mulai::form;
use crate::say;
use crate::words::derive::Origin;

/// The address of the example.
pub const EXAMPLE: &str = "contoh";
/// What the address of an own calculation ends with beside recorded months.
const OWN: &str = "-coba";

/// Returns the address of a slip worked out alone.
#[must_use]
pub fn trial_address(desk: Desk, month: Month) -> String {
    if desk.is_solo() { format!("/gaji/{month}") } else { format!("/gaji/{month}{OWN}") }
}

/// Works out the month an address means; nothing when there is none.
#[must_use]
pub fn find(desk: Desk, address: &str) -> Option<Worked> {
    if address == EXAMPLE {
        return Some(example()?.work(Origin::Example));
    }
    let (text, own) = match address.strip_suffix(OWN) {
        Some(text) => (text, true),
        None => (address, desk.is_solo()),
    };
    let month: Month = text.parse().ok()?;
    desk.book.with(|book| {
        if own {
            trial(book, desk.me(), month, desk.this_month())
        } else {
            Some(Worked::recorded(book, desk.me(), month))
        }
    })
}

/// Works out a slip from the entries a person saved, as it looks in the present month.
#[must_use]
pub fn trial(book: &Book, person: Id, month: Month, today: Month) -> Option<Worked> {
    let Standing::One(stated) = book.standing::<Trial>(&subject::trial(person, month)) else { return None };
    Some(form::read(&stated.value.fields).ok()?.work(Origin::Trial).seen_from(today))
}

/// Returns the months of which a person saved entries, newest first.
#[must_use]
pub fn trials(book: &Book, person: Id) -> Vec<Month> {
    let prefix = format!("trial/{person}/");
    let stands = |subject: &&str| !matches!(book.peek::<Trial>(subject), Standing::Nothing);
    let months = book.subjects(&prefix).filter(stands);
    let mut months: Vec<Month> = months.filter_map(|subject| subject.strip_prefix(&prefix)?.parse().ok()).collect();
    months.sort_unstable_by(|a, b| b.cmp(a));
    months
}

/// The facts behind a published slip of May 2024: III/b, eight years, spouse, two children. The engine does the rest.
#[must_use]
pub fn example() -> Option<Ask> {
    let golongan: Golongan = "III/b".parse().ok()?;
    Some(Ask {
        pay: PayInput {
            family: Counted { spouse: true, children: 2 },
            rice_heads: 4,
            ptkp: Ptkp::new(true, 2)?,
            tpp: Some(TppPart::Elsewhere(Given { amount: Rupiah::new(3_510_400), source: say!(gaji.contoh_tukin) })),
            ..PayInput::bare(
                Month::new(2024, 5)?,
                Status::Pns,
                golongan,
                MasaKerja::new(8, 0)?,
                domain::law::Practice::central_gpp(),
            )
        },
        tpp: None,
    })
}
