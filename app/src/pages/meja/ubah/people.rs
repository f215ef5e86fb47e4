//! The people whose pay a change is tried on: their months gathered once, in slices, then kept for every try.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::law::Rulebook;
use domain::tpp::Policy;
use ledger::effect::{Baseline, Effect};
use ledger::facts::{offices, people};
use ledger::hash::Id;
use ledger::month::{Frame, Gathered};
use ledger::role::Role;
use leptos::prelude::*;

use crate::desk::Desk;
use crate::desk::device::clock;

/// Longest slice of work before the screen gets its turn, in milliseconds.
const SLICE_MS: u64 = 30;

/// Everyone gathered for a month.
#[derive(Debug, Clone)]
pub struct Gathering {
    /// The month they are tried in.
    pub month: Month,
    /// Everyone.
    pub people: BTreeMap<Id, Gathered>,
    /// What they are paid now.
    pub base: Baseline,
    /// Names of offices by code.
    pub offices: BTreeMap<String, String>,
}

/// How far the gathering has come; cheap to copy.
#[derive(Clone, Copy)]
pub struct Crowd {
    /// Everyone, once they are gathered.
    pub gathered: RwSignal<Option<Gathering>>,
    /// People gathered so far.
    pub done: RwSignal<u64>,
    /// People in all; nothing while no gathering is under way.
    pub total: RwSignal<Option<u64>>,
}

/// Says whether the account may see what others are paid.
#[must_use]
pub fn sees_pay(desk: Desk) -> bool {
    desk.has_role(|role| matches!(role, Role::Treasurer(_) | Role::Approver(_)))
}

impl Crowd {
    /// Nobody yet.
    #[must_use]
    pub fn new() -> Self {
        Self { gathered: RwSignal::new(None), done: RwSignal::new(0), total: RwSignal::new(None) }
    }

    /// Stops gathering; nobody stays.
    pub fn stop(self) {
        self.total.set(None);
    }

    /// Gathers everyone on this device for a month.
    pub fn gather(self, desk: Desk, month: Month) {
        let ids = desk.book.with_untracked(people);
        self.done.set(0);
        self.total.set(Some(ids.len() as u64));
        self.gathered.set(None);
        leptos::task::spawn_local(async move {
            let law = Rulebook::national();
            let frame = desk.book.with_untracked(|book| Frame::of(book, month));
            let mut all = BTreeMap::new();
            let mut since = clock::millis();
            for (count, person) in (1_u64..).zip(ids) {
                if let Ok(frame) = &frame {
                    all.insert(person, desk.book.with_untracked(|book| frame.gather(book, person, law)));
                }
                if count.is_multiple_of(16) && clock::millis() - since > SLICE_MS {
                    clock::pause(0).await;
                    since = clock::millis();
                    // Stopped, or the page was left.
                    if self.total.try_get_untracked().flatten().is_none() {
                        return;
                    }
                    self.done.set(count);
                }
            }
            let houses = desk.book.with_untracked(offices);
            let base = Baseline::of(all.iter().map(|(person, one)| {
                let office = one.facts.jabatan.as_ref().map_or("", |jabatan| jabatan.office.as_str());
                (*person, office, one.case.as_ref().ok())
            }));
            let offices = houses.iter().map(|(code, office)| (code.clone(), office.name.clone())).collect();
            if self.total.try_get_untracked().flatten().is_some() {
                self.gathered.set(Some(Gathering { month, people: all, base, offices }));
                self.total.set(None);
            }
        });
    }
}

impl Gathering {
    /// Works out what a policy would pay; nothing when a sum leaves the range.
    #[must_use]
    pub fn effect(&self, policy: &Policy) -> Option<Effect> {
        self.base.under(policy, |person| self.people.get(person)?.case.as_ref().ok()).ok()
    }

    /// Returns the name of a person.
    #[must_use]
    pub fn name(&self, person: &Id) -> String {
        self.people.get(person).map_or_else(|| person.to_string(), |one| one.facts.call())
    }

    /// Returns the name of an office; a person without a post has none.
    #[must_use]
    pub fn office(&self, code: &str) -> String {
        self.offices.get(code).cloned().unwrap_or_else(|| code.to_owned())
    }
}
