//! The run as it goes on: person by person in short slices, so that the screen stays usable and can stop it.
//!
//! What was computed stays when the page is left, until the next run.

use domain::calendar::Month;
use domain::derive::Silent;
use domain::law::Rulebook;
use ledger::facts::{Profile, offices, people, profile, within};
use ledger::hash::Id;
use ledger::month::Frame;
use ledger::run::Run;
use leptos::prelude::*;
use std::collections::BTreeMap;

use crate::desk::Desk;
use crate::desk::device::clock;

/// Longest slice of work before the screen gets its turn, in milliseconds.
const SLICE_MS: u64 = 8;

/// Where the run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Nothing was computed.
    #[default]
    Idle,
    /// People are being computed.
    Running,
    /// Everyone was computed.
    Done,
    /// Somebody stopped it; what was computed stays.
    Stopped,
}

/// The treasurer's run of this session; cheap to copy.
#[derive(Clone, Copy)]
pub struct RunDesk {
    /// Where it stands.
    pub stage: RwSignal<Stage>,
    /// People computed so far.
    pub done: RwSignal<u64>,
    /// People in all.
    pub total: RwSignal<u64>,
    /// Milliseconds since it began.
    pub took_ms: RwSignal<u64>,
    /// The chosen month.
    pub month: RwSignal<Option<Month>>,
    /// The chosen office, or the whole region.
    pub office: RwSignal<Option<String>>,
    /// The result so far.
    pub run: RwSignal<Option<Run>>,
    /// The same people in the month before.
    pub before: RwSignal<Option<Run>>,
    /// Facts of the people in the run.
    pub people: RwSignal<BTreeMap<Id, Profile>>,
    turn: RwSignal<u32>,
}

/// Provides the run to all pages; call once.
pub fn provide() {
    provide_context(RunDesk {
        stage: RwSignal::new(Stage::Idle),
        done: RwSignal::new(0),
        total: RwSignal::new(0),
        took_ms: RwSignal::new(0),
        month: RwSignal::new(None),
        office: RwSignal::new(None),
        run: RwSignal::new(None),
        before: RwSignal::new(None),
        people: RwSignal::new(BTreeMap::new()),
        turn: RwSignal::new(0),
    });
}

/// Hands the thread back to the screen once a slice is used up.
struct Slices {
    since: u64,
}

impl Slices {
    async fn breathe(&mut self) {
        if clock::millis() - self.since >= SLICE_MS {
            clock::pause(0).await;
            self.since = clock::millis();
        }
    }
}

impl RunDesk {
    /// Stops the run; what was computed stays.
    pub fn stop(self) {
        self.turn.update(|turn| *turn += 1);
        if self.stage.get_untracked() == Stage::Running {
            self.stage.set(Stage::Stopped);
        }
    }

    /// Computes the month of everyone in the office, or in the region, then the month before.
    pub fn start(self, desk: Desk, month: Month, office: Option<String>) {
        self.stop();
        let turn = self.turn.get_untracked();
        self.stage.set(Stage::Running);
        self.month.set(Some(month));
        self.office.set(office.clone());
        self.done.set(0);
        self.total.set(0);
        self.run.set(None);
        self.before.set(None);
        leptos::task::spawn_local(async move {
            let began = clock::millis();
            let mut slices = Slices { since: began };
            let Some(facts) = self.gather(desk, month, office.as_deref(), turn, &mut slices).await else { return };
            let ids: Vec<Id> = facts.keys().copied().collect();
            self.total.set(ids.len() as u64);
            self.people.set(facts);
            let Some(run) = self.compute(desk, month, &ids, turn, &mut slices, true).await else { return };
            self.run.set(Some(run));
            self.took_ms.set(clock::millis() - began);
            self.stage.set(Stage::Done);
            let before = self.compute(desk, month.previous(), &ids, turn, &mut slices, false).await;
            self.before.set(before);
        });
    }

    fn is_over(self, turn: u32) -> bool {
        self.turn.try_get_untracked() != Some(turn)
    }

    async fn gather(
        self,
        desk: Desk,
        month: Month,
        office: Option<&str>,
        turn: u32,
        slices: &mut Slices,
    ) -> Option<BTreeMap<Id, Profile>> {
        let all = desk.book.with_untracked(people);
        let houses = desk.book.with_untracked(offices);
        let mut facts = BTreeMap::new();
        for person in all {
            let one = desk.book.with_untracked(|book| profile(book, person, month.first()));
            let inside = match (office, &one.jabatan) {
                (None, _) => true,
                (Some(above), Some(jabatan)) => within(&houses, &jabatan.office, above),
                (Some(_), None) => false,
            };
            if inside {
                facts.insert(person, one);
            }
            slices.breathe().await;
            if self.is_over(turn) {
                return None;
            }
        }
        Some(facts)
    }

    async fn compute(
        self,
        desk: Desk,
        month: Month,
        people: &[Id],
        turn: u32,
        slices: &mut Slices,
        shown: bool,
    ) -> Option<Run> {
        let law = Rulebook::national();
        let frame = desk.book.with_untracked(|book| Frame::of(book, month));
        let mut run = Run::new(month);
        for (at, person) in people.iter().enumerate() {
            let slip = match &frame {
                Ok(frame) => desk
                    .book
                    .with_untracked(|book| frame.case(book, *person, law))
                    .and_then(|case| case.slip(law, &mut Silent)),
                Err(gaps) => Err(gaps.clone()),
            };
            run.add(*person, slip);
            let before = slices.since;
            slices.breathe().await;
            if self.is_over(turn) {
                if shown && self.run.with_untracked(Option::is_none) {
                    self.run.set(Some(run));
                }
                return None;
            }
            if shown && (slices.since != before || at + 1 == people.len()) {
                self.done.set(at as u64 + 1);
            }
        }
        Some(run)
    }
}
