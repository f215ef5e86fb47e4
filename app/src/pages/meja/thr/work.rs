//! The yearly payment as it is worked out: person by person in short slices, stopped at any time.

use std::collections::BTreeMap;

use domain::derive::Silent;
use domain::law::Rulebook;
use domain::outcome::Gap;
use ledger::book::Book;
use ledger::facts::{offices, people, within};
use ledger::hash::Id;
use ledger::yearly::{One, Order, Yearly};
use leptos::prelude::*;

use crate::desk::Desk;
use crate::desk::device::clock;

/// Longest slice of work before the screen gets its turn, in milliseconds.
const SLICE_MS: u64 = 30;

/// Everyone's payment under one order.
#[derive(Debug, Clone)]
pub struct Worked {
    /// What was decided for everyone.
    pub order: Order,
    /// The office whose people they are; nothing for the region.
    pub office: Option<String>,
    /// Everyone.
    pub people: BTreeMap<Id, One>,
    /// The edition of the book it was worked out from.
    pub edition: u64,
}

/// How far it has come; cheap to copy.
#[derive(Clone, Copy)]
pub struct Work {
    /// The result, or what keeps all of it from being worked out.
    pub worked: RwSignal<Option<Result<Worked, Vec<Gap>>>>,
    /// People worked out so far.
    pub done: RwSignal<u64>,
    /// People in all; nothing while nothing is under way.
    pub total: RwSignal<Option<u64>>,
}

impl Work {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self { worked: RwSignal::new(None), done: RwSignal::new(0), total: RwSignal::new(None) }
    }

    /// Says whether it is under way.
    #[must_use]
    pub fn running(self) -> Signal<bool> {
        Signal::derive(move || self.total.get().is_some())
    }

    /// Takes the book as it stands for that from which it was worked out: what was written since is its own submission.
    pub fn keep_up(self, desk: Desk) {
        let edition = desk.book.with_untracked(Book::edition);
        self.worked.try_update(|worked| {
            if let Some(Ok(worked)) = worked {
                worked.edition = edition;
            }
        });
    }

    /// Stops it; nothing stays, because a part of a list looks like a whole one.
    pub fn stop(self) {
        self.total.set(None);
    }

    /// Works out everyone whose post is in the office on the first day of the month of payment.
    pub fn start(self, desk: Desk, order: Order, office: Option<String>) {
        self.worked.set(None);
        self.done.set(0);
        let law = Rulebook::national();
        let yearly = match desk.book.with_untracked(|book| Yearly::of(book, order.clone(), law)) {
            Ok(yearly) => yearly,
            Err(gaps) => return self.worked.set(Some(Err(gaps))),
        };
        let ids = desk.book.with_untracked(people);
        let houses = desk.book.with_untracked(offices);
        let edition = desk.book.with_untracked(Book::edition);
        self.total.set(Some(ids.len() as u64));
        leptos::task::spawn_local(async move {
            let mut all = BTreeMap::new();
            let mut since = clock::millis();
            for (count, person) in (1_u64..).zip(ids) {
                let one = desk.book.with_untracked(|book| yearly.person(book, person, law, &mut Silent));
                let house = one.facts.jabatan.as_ref().map(|jabatan| jabatan.office.as_str());
                let inside = |above: &String| house.is_some_and(|house| within(&houses, house, above));
                if office.as_ref().is_none_or(inside) {
                    all.insert(person, one);
                }
                if clock::millis() - since > SLICE_MS {
                    clock::pause(0).await;
                    since = clock::millis();
                    // Stopped, or the page was left.
                    if self.total.try_get_untracked().flatten().is_none() {
                        return;
                    }
                    self.done.set(count);
                }
            }
            if self.total.try_get_untracked().flatten().is_some() {
                self.worked.set(Some(Ok(Worked { order, office, people: all, edition })));
                self.total.set(None);
            }
        });
    }
}
