//! The run as it goes on: person by person in short slices, so that the screen stays usable and can stop it.
//!
//! What was computed stays when the page is left, until the next run. What it rests on is gathered from the book once:
//! the same run again, while the book stands still, is arithmetic alone.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::derive::Silent;
use domain::law::Rulebook;
use domain::tpp::Policy;
use ledger::book::Book;
use ledger::facts::{fact_on, offices, people, profile, within};
use ledger::hash::Id;
use ledger::month::{Frame, Gathered};
use ledger::payload::Fact;
use ledger::run::Run;
use ledger::subject::Field;
use leptos::prelude::*;

use crate::desk::Desk;
use crate::desk::device::clock;

/// Longest slice of work before the screen gets its turn, in milliseconds. Browsers give a turn of at least four.
const SLICE_MS: u64 = 24;

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

/// Everyone in a run.
pub type Everyone = BTreeMap<Id, Gathered>;

/// Which run, and the edition of the book it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Basis {
    month: Month,
    office: Option<String>,
    edition: u64,
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
    /// What the run rests on.
    pub people: RwSignal<Everyone>,
    basis: StoredValue<Option<Basis>>,
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
        people: RwSignal::new(Everyone::new()),
        basis: StoredValue::new(None),
        turn: RwSignal::new(0),
    });
}

impl RunDesk {
    /// Returns the edition of the book that the run rests on.
    #[must_use]
    pub fn edition(self) -> Option<u64> {
        self.stage.track();
        self.basis.with_value(|basis| basis.as_ref().map(|basis| basis.edition))
    }

    /// Returns the policy that TPP is paid by in this run.
    #[must_use]
    pub fn policy(self) -> Option<&'static Policy> {
        self.people.with(|people| people.values().find_map(|one| one.case.as_ref().ok()?.policy()))
    }

    /// Says that what was written since changes nothing the run rests on.
    pub fn keep_up(self, desk: Desk) {
        let edition = desk.book.with_untracked(Book::edition);
        self.basis.update_value(|basis| {
            if let Some(basis) = basis {
                basis.edition = edition;
            }
        });
        self.stage.notify();
    }

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
        let basis = Basis { month, office, edition: desk.book.with_untracked(Book::edition) };
        let kept = self.people.try_update(core::mem::take).filter(|_| self.basis.get_value().as_ref() == Some(&basis));
        leptos::task::spawn_local(async move {
            let began = clock::millis();
            let mut work = Work { desk, desk_run: self, turn, since: began };
            let Some(ids) = work.find(&basis).await else { return };
            self.total.set(ids.len() as u64);
            let mut people = kept.unwrap_or_default();
            let done = |done| self.done.set(done);
            let (run, ended) = work.compute(month, &ids, &mut people, done).await;
            // When another run has begun meanwhile, this one leaves nothing behind.
            if !ended && self.stage.get_untracked() != Stage::Stopped {
                return;
            }
            self.basis.set_value(Some(basis));
            self.people.set(people);
            self.run.set(Some(run));
            if !ended {
                return;
            }
            self.took_ms.set(clock::millis() - began);
            self.stage.set(Stage::Done);
            let (before, ended) = work.compute(month.previous(), &ids, &mut Everyone::new(), |_| {}).await;
            self.before.set(ended.then_some(before));
        });
    }
}

/// One run under way. Hands the thread back to the screen once a slice is used up.
struct Work {
    desk: Desk,
    desk_run: RunDesk,
    turn: u32,
    /// When the slice began.
    since: u64,
}

impl Work {
    /// Lets the screen have its turn when it is due.
    async fn breathe(&mut self) -> Breath {
        if clock::millis() - self.since < SLICE_MS {
            return Breath::None;
        }
        clock::pause(0).await;
        self.since = clock::millis();
        if self.desk_run.turn.try_get_untracked() == Some(self.turn) { Breath::Taken } else { Breath::Last }
    }

    /// Finds everyone who stands in the office on the first day of the month; nothing when the run is over.
    async fn find(&mut self, basis: &Basis) -> Option<Vec<Id>> {
        let book = self.desk.book;
        let all = book.with_untracked(people);
        let Some(office) = &basis.office else { return Some(all) };
        let houses = book.with_untracked(offices);
        let day = basis.month.first();
        let mut inside = Vec::new();
        for person in all {
            match book.with_untracked(|book| fact_on(book, person, Field::Jabatan, day)) {
                Ok(Some((_, Fact::Jabatan(post)))) if within(&houses, &post.office, office) => inside.push(person),
                _ => {}
            }
            if self.breathe().await == Breath::Last {
                return None;
            }
        }
        Some(inside)
    }

    /// Computes the month of everyone, gathering who is not there yet; says whether it came to its end.
    async fn compute(&mut self, month: Month, ids: &[Id], people: &mut Everyone, done: impl Fn(u64)) -> (Run, bool) {
        let law = Rulebook::national();
        let book = self.desk.book;
        let frame = book.with_untracked(|book| Frame::of(book, month));
        let gather = |person| {
            book.with_untracked(|book| match &frame {
                Ok(frame) => frame.gather(book, person, law),
                Err(gaps) => Gathered { facts: profile(book, person, month.first()), case: Err(gaps.clone()) },
            })
        };
        let mut run = Run::new(month);
        for (count, person) in (1..).zip(ids) {
            let one = people.entry(*person).or_insert_with(|| gather(*person));
            let slip = one.case.as_ref().map_err(Clone::clone).and_then(|case| case.slip(law, &mut Silent));
            run.add(*person, slip);
            match self.breathe().await {
                Breath::None => {}
                Breath::Taken => done(count),
                Breath::Last => return (run, false),
            }
        }
        done(ids.len() as u64);
        (run, true)
    }
}

/// Whether the screen had its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Breath {
    /// The slice is not used up.
    None,
    /// It had.
    Taken,
    /// It had, and the run was stopped in it.
    Last,
}
