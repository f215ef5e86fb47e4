//! The month's rows read in slices, and the writing of many recaps in portions with a stop.

use std::sync::Arc;

use domain::calendar::Month;
use ledger::kind::Kind;
use ledger::payload::Recap;
use ledger::subject;
use leptos::prelude::*;

use super::model::{self, Judged, Row};
use crate::desk::{Desk, Statement, WriteProblem};
use crate::pages::meja::hr::gather::{Roster, Slices};
use crate::pages::meja::hr::roster::Line;

/// Most statements written at once.
const PORTION: usize = 200;

/// A person with the month.
pub type Listed = (Line, Row);

/// Says whether a person belongs to the list.
pub type Inside = Arc<dyn Fn(&Line) -> bool + Send + Sync>;

/// Reads the month of the people for whom `inside` says yes, and keeps it true.
pub fn listed(
    desk: Desk,
    people: Roster,
    month: Signal<Option<Month>>,
    inside: Signal<Inside>,
) -> (RwSignal<Arc<Vec<Listed>>>, RwSignal<bool>) {
    let rows = RwSignal::new(Arc::new(Vec::new()));
    let ready = RwSignal::new(false);
    let wanted = StoredValue::new(0_u32);
    let running = StoredValue::new(false);
    Effect::new(move |_| {
        people.lines.track();
        month.track();
        inside.track();
        wanted.update_value(|count| *count += 1);
        if running.get_value() || !people.ready.get() {
            return;
        }
        running.set_value(true);
        leptos::task::spawn_local(async move {
            let mut goal = None;
            while wanted.try_get_value() != goal {
                goal = wanted.try_get_value();
                let Some(found) = read(desk, people, month, inside, wanted).await else { return };
                if rows.try_set(Arc::new(found)).is_some() {
                    return;
                }
                if ready.try_get_untracked() == Some(false) {
                    ready.try_set(true);
                }
            }
            running.try_set_value(false);
        });
    });
    (rows, ready)
}

async fn read(
    desk: Desk,
    people: Roster,
    month: Signal<Option<Month>>,
    inside: Signal<Inside>,
    page: StoredValue<u32>,
) -> Option<Vec<Listed>> {
    let lines = people.lines.try_get_untracked()?;
    let inside = inside.try_get_untracked()?;
    let Some(month) = month.try_get_untracked()? else { return Some(Vec::new()) };
    let mut slices = Slices::new();
    let mut found = Vec::new();
    for line in lines.iter().filter(|line| inside(line)) {
        found.push((line.clone(), desk.book.with_untracked(|book| model::row(book, line.id, month))));
        slices.breathe().await;
        page.try_get_value()?;
    }
    found.sort_by(|a, b| a.0.name.cmp(&b.0.name).then(a.0.id.cmp(&b.0.id)));
    Some(found)
}

/// Makes the statement of a recap; it has seen the rating its predikat comes from.
#[must_use]
pub fn statement(row: &Row, month: Month, recap: &Recap) -> Statement {
    let seen = match &row.judged {
        Judged::One { subject, .. } => Some(subject.clone()),
        Judged::Missing | Judged::Unclear => None,
    };
    Statement::new(Kind::Recap, subject::recap(row.id, month), recap).seeing(seen)
}

/// How far the writing of many recaps is.
#[derive(Clone, Copy)]
pub struct Writing {
    /// What goes on.
    pub stage: RwSignal<Stage>,
    /// Written so far.
    pub done: RwSignal<u64>,
    /// In all.
    pub total: RwSignal<u64>,
    turn: RwSignal<u32>,
}

/// Where the writing stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Nothing was written.
    Idle,
    /// Recaps are being written.
    Running,
    /// Somebody stopped it; what was written stays.
    Stopped,
    /// The device did not take more; what was written stays.
    Failed(WriteProblem),
    /// All were written.
    Done,
}

impl Writing {
    /// Begins idle.
    #[must_use]
    pub fn new() -> Self {
        Self {
            stage: RwSignal::new(Stage::Idle),
            done: RwSignal::new(0),
            total: RwSignal::new(0),
            turn: RwSignal::new(0),
        }
    }

    /// Stops; what was written stays.
    pub fn stop(self) {
        self.turn.update(|turn| *turn += 1);
        if self.stage.get_untracked() == Stage::Running {
            self.stage.set(Stage::Stopped);
        }
    }

    /// Writes statements in portions.
    pub fn start(self, desk: Desk, mut statements: Vec<Statement>) {
        self.stop();
        let turn = self.turn.get_untracked();
        self.done.set(0);
        self.total.set(statements.len() as u64);
        self.stage.set(Stage::Running);
        leptos::task::spawn_local(async move {
            while !statements.is_empty() {
                if self.turn.try_get_untracked() != Some(turn) {
                    return;
                }
                let rest = statements.split_off(statements.len().min(PORTION));
                let portion = core::mem::replace(&mut statements, rest);
                let count = portion.len() as u64;
                if let Err(problem) = desk.write(portion).await {
                    self.stage.try_set(Stage::Failed(problem));
                    return;
                }
                self.done.try_update(|done| *done += count);
            }
            if self.turn.try_get_untracked() == Some(turn) {
                self.stage.set(Stage::Done);
            }
        });
    }
}
