//! The run as it goes on: person by person in short slices, so that the screen stays usable and can stop it.
//!
//! What was computed stays when the page is left, until the next run. What it rests on is gathered from the book once:
//! the same run again, while the book stands still, is arithmetic alone.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Month;
use domain::derive::Silent;
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::outcome::Gap;
use domain::tpp::Policy;
use ledger::book::Book;
use ledger::cause::{Cause, split};
use ledger::couples::{Twice, hold, twice};
use ledger::facts::{History, fact_on, offices, people, profile, within};
use ledger::hash::Id;
use ledger::month::{Frame, Gathered};
use ledger::pay_month::Closed;
use ledger::payload::Fact;
use ledger::run::Run;
use ledger::settle::{Settlement, settle};
use ledger::subject::Field;
use leptos::prelude::*;

use crate::desk::Desk;
use crate::desk::device::clock;

/// Longest slice of work before the screen gets its turn, in milliseconds: a touch waits fifty unnoticed, and a turn of the
/// screen costs as much as the arithmetic of ten thousand people.
const SLICE_MS: u64 = 48;
/// People between two looks at the clock: a look costs as much as half a slip.
const BETWEEN_LOOKS: u32 = 32;

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

/// Why the sum of a run differs from the month before: per cause, whom it concerns and by how much.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Causes {
    /// What went out the month before.
    pub before: Rupiah,
    /// What goes out this month.
    pub after: Rupiah,
    /// The parts of each cause; all of them sum to the difference.
    pub parts: BTreeMap<Cause, Vec<(Id, Rupiah)>>,
}

/// What a person's closed months come to, or why that is not known.
pub type Settled = Result<Settlement, Vec<Gap>>;

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
    /// Why it differs from the month before.
    pub causes: RwSignal<Option<Causes>>,
    /// What the run rests on.
    pub people: RwSignal<Everyone>,
    /// What closed months come to, for people of whom any differs or is unknown.
    pub settled: RwSignal<BTreeMap<Id, Settled>>,
    /// Pairs who both receive the allowance of what is, or seems to be, one family; found with the people.
    pub pairs: RwSignal<Vec<Twice>>,
    basis: StoredValue<Option<Basis>>,
    /// Everyone the run is about, as they were found for the basis.
    ids: StoredValue<Option<(Basis, Vec<Id>)>>,
    turn: RwSignal<u32>,
}

/// Provides the run to all pages; call once.
pub fn provide() {
    provide_context(RunDesk::empty());
}

impl RunDesk {
    fn empty() -> Self {
        Self {
            stage: RwSignal::new(Stage::Idle),
            done: RwSignal::new(0),
            total: RwSignal::new(0),
            took_ms: RwSignal::new(0),
            month: RwSignal::new(None),
            office: RwSignal::new(None),
            run: RwSignal::new(None),
            before: RwSignal::new(None),
            causes: RwSignal::new(None),
            people: RwSignal::new(Everyone::new()),
            settled: RwSignal::new(BTreeMap::new()),
            pairs: RwSignal::new(Vec::new()),
            basis: StoredValue::new(None),
            ids: StoredValue::new(None),
            turn: RwSignal::new(0),
        }
    }

    /// Makes a desk that holds a finished run of an office, as it was sealed.
    #[must_use]
    pub fn holding(month: Month, office: String, run: Run, people: Everyone) -> Self {
        Self {
            stage: RwSignal::new(Stage::Done),
            month: RwSignal::new(Some(month)),
            office: RwSignal::new(Some(office)),
            run: RwSignal::new(Some(run)),
            people: RwSignal::new(people),
            ..Self::empty()
        }
    }

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
        self.causes.set(None);
        self.settled.set(BTreeMap::new());
        let basis = Basis { month, office, edition: desk.book.with_untracked(Book::edition) };
        let kept = self.people.try_update(core::mem::take).filter(|_| self.basis.get_value().as_ref() == Some(&basis));
        leptos::task::spawn_local(async move {
            let began = clock::millis();
            let mut work = Work { desk, desk_run: self, turn, since: began, people: 0 };
            // While the book stands still, the same people are asked for.
            let known = self.ids.with_value(|known| match known {
                Some((of, ids)) if *of == basis => Some(ids.clone()),
                _ => None,
            });
            let found = if known.is_some() { known } else { work.find(&basis).await };
            let Some(ids) = found else { return };
            self.ids.set_value(Some((basis.clone(), ids.clone())));
            self.total.set(ids.len() as u64);
            let same = kept.is_some();
            let mut people = kept.unwrap_or_default();
            let done = |done| self.done.set(done);
            let (mut run, ended) = work.compute(month, &ids, &mut people, done).await;
            if !same {
                self.pairs.set(twice(&people));
            }
            self.pairs.with_untracked(|pairs| hold(&mut run, &people, pairs));
            let settled = if ended { work.settle(&mut run, &mut people).await } else { None };
            let ended = settled.is_some();
            // When another run has begun meanwhile, this one leaves nothing behind.
            if !ended && self.stage.get_untracked() != Stage::Stopped {
                return;
            }
            self.basis.set_value(Some(basis));
            self.people.set(people);
            self.settled.set(settled.unwrap_or_default());
            self.run.set(Some(run));
            if !ended {
                return;
            }
            self.took_ms.set(clock::millis() - began);
            self.stage.set(Stage::Done);
            let mut earlier = Everyone::new();
            let (before, ended) = work.compute(month.previous(), &ids, &mut earlier, |_| {}).await;
            if !ended {
                return;
            }
            let causes = work.causes(&before, &earlier).await;
            self.before.set(Some(before));
            self.causes.set(causes);
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
    /// People since then.
    people: u32,
}

impl Work {
    /// Lets the screen have its turn when it is due.
    async fn breathe(&mut self) -> Breath {
        self.people += 1;
        if !self.people.is_multiple_of(BETWEEN_LOOKS) || clock::millis() - self.since < SLICE_MS {
            return Breath::None;
        }
        clock::pause(0).await;
        (self.since, self.people) = (clock::millis(), 0);
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
        let mut slips = Vec::with_capacity(ids.len());
        for (count, person) in (1..).zip(ids) {
            let one = people.entry(*person).or_insert_with(|| gather(*person));
            slips.push((*person, one.case.as_ref().map_err(Clone::clone).and_then(|case| case.slip(law))));
            match self.breathe().await {
                Breath::None => {}
                Breath::Taken => done(count),
                Breath::Last => return (Run::of(month, slips), false),
            }
        }
        done(ids.len() as u64);
        (Run::of(month, slips), true)
    }
}

impl Work {
    /// Tells the difference to the month before apart; nothing when it was stopped or a sum leaves the range.
    async fn causes(&mut self, before: &Run, earlier: &Everyone) -> Option<Causes> {
        let law = Rulebook::national();
        let run = self.desk_run.run.get_untracked()?;
        let mut causes =
            Causes { before: before.totals().ok()?.total.net, after: run.totals().ok()?.paid_out, ..Causes::default() };
        let mut put = |cause, person: Id, part: Rupiah| {
            if part != Rupiah::ZERO {
                causes.parts.entry(cause).or_default().push((person, part));
            }
        };
        let all: BTreeSet<Id> = run.slips.keys().chain(before.slips.keys()).copied().collect();
        for person in all {
            match (before.slips.get(&person), run.slips.get(&person)) {
                (None, Some(slip)) => put(Cause::Joined, person, slip.total.net),
                (Some(slip), None) => put(Cause::Left, person, Rupiah::ZERO.minus(slip.total.net).ok()?),
                _ => {
                    let was = earlier.get(&person).and_then(|one| one.case.as_ref().ok());
                    let parts = self.desk_run.people.with_untracked(|people| {
                        let is = people.get(&person)?.case.as_ref().ok()?;
                        split(was?, is, law).ok()
                    })?;
                    parts.into_iter().for_each(|(cause, part)| put(cause, person, part));
                }
            }
            if let Some(back) = run.back.get(&person) {
                put(Cause::BackPay, person, back.arrears.net);
            }
            if self.breathe().await == Breath::Last {
                return None;
            }
        }
        Some(causes)
    }

    /// Settles the closed months of everyone who is paid: arrears go out with the slip, plans take back from it. Nothing when
    /// it was stopped.
    async fn settle(&mut self, run: &mut Run, people: &mut Everyone) -> Option<BTreeMap<Id, Settled>> {
        let (law, book) = (Rulebook::national(), self.desk.book);
        let closed = book.with_untracked(Closed::of);
        let frames: BTreeMap<Month, Result<Frame, Vec<Gap>>> = closed
            .months()
            .filter(|month| *month < run.month)
            .map(|month| (month, book.with_untracked(|book| Frame::of(book, month))))
            .collect();
        let mut all = BTreeMap::new();
        if frames.is_empty() {
            return Some(all);
        }
        let frame = |month: Month| frames.get(&month).cloned().unwrap_or_else(|| Err(vec![Gap::NoRecap { month }]));
        // Nothing is due to those who left, and what closed months paid them too much shows all the same.
        let asked: Vec<Id> = run.slips.keys().chain(run.not_due.keys()).copied().collect();
        for person in asked {
            let open = match (run.slips.get(&person), people.get(&person).map(|one| &one.case)) {
                (Some(slip), Some(Ok(case))) => Ok((case, slip)),
                _ => Err(run.month),
            };
            let settled = book.with_untracked(|book| {
                settle(book, &closed, &History::of(book, person), open, frame, law, &mut Silent)
            });
            match settled {
                Ok(None) => {}
                Ok(Some(settled)) if settled.is_level() => {}
                Ok(Some(settled)) => {
                    let case = people.get_mut(&person).and_then(|one| one.case.as_mut().ok());
                    run.settle(person, case, &settled, law);
                    all.insert(person, Ok(settled));
                }
                Err(gaps) => drop(all.insert(person, Err(gaps))),
            }
            if self.breathe().await == Breath::Last {
                return None;
            }
        }
        Some(all)
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
