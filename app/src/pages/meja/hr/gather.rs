//! Reads the list of people off the book in short slices, so that a region of ten thousand never stops the screen.

use std::sync::Arc;

use domain::calendar::Day;
use leptos::prelude::*;

use super::roster::{self, Line};
use crate::desk::Desk;
use crate::desk::device::clock;

/// Longest slice of work before the screen gets its turn, in milliseconds.
const SLICE_MS: u64 = 8;

/// Hands the thread back to the screen once a slice is used up.
pub struct Slices {
    since: u64,
}

impl Slices {
    /// Begins the first slice.
    #[must_use]
    pub fn new() -> Self {
        Self { since: clock::millis() }
    }

    /// Waits for the screen when the slice is used up.
    pub async fn breathe(&mut self) {
        if clock::millis() - self.since >= SLICE_MS {
            clock::pause(0).await;
            self.since = clock::millis();
        }
    }
}

/// The list of people as it follows the book.
#[derive(Clone, Copy)]
pub struct Roster {
    /// People, in the order of their ids.
    pub lines: RwSignal<Arc<Vec<Line>>>,
    /// Whether the list was read at least once.
    pub ready: RwSignal<bool>,
}

/// Reads the list and keeps it true; while it is read anew the old one stays.
pub fn roster(desk: Desk, on: Signal<Day>) -> Roster {
    let all = Roster { lines: RwSignal::new(Arc::default()), ready: RwSignal::new(false) };
    let wanted = StoredValue::new(0_u32);
    let running = StoredValue::new(false);
    Effect::new(move |_| {
        desk.book.track();
        on.track();
        wanted.update_value(|count| *count += 1);
        if running.get_value() {
            return;
        }
        running.set_value(true);
        leptos::task::spawn_local(async move {
            let mut goal = None;
            while wanted.try_get_value() != goal {
                goal = wanted.try_get_value();
                let Some(lines) = read(desk, on, wanted).await else { return };
                if all.lines.try_set(Arc::new(lines)).is_some() {
                    return;
                }
                // Said once only: what shows the list must not be made anew with each reading.
                if all.ready.try_get_untracked() == Some(false) {
                    all.ready.try_set(true);
                }
            }
            running.try_set_value(false);
        });
    });
    all
}

/// Reads everybody; nothing when the page was left.
async fn read(desk: Desk, on: Signal<Day>, page: StoredValue<u32>) -> Option<Vec<Line>> {
    let on = on.try_get_untracked()?;
    let held = desk.book.with_untracked(roster::held);
    let mut slices = Slices::new();
    let mut lines = Vec::with_capacity(held.len());
    for (id, dates) in held {
        lines.push(desk.book.with_untracked(|book| roster::line(book, id, &dates, on)));
        slices.breathe().await;
        page.try_get_value()?;
    }
    Some(lines)
}
