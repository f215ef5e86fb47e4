//! The entries of the slip form as signals: what was typed, what the form makes of it, and the way to change one.

use leptos::prelude::*;

use super::form::{self, FieldProblem, Problem};
use super::salah;
use crate::components::{Choice, Text};
use crate::desk::{Desk, Draft, Fields};
use crate::pages::gaji::{Ask, Worked};
use crate::say;
use crate::words::derive::Origin;

/// Key of the draft.
pub const DRAFT: &str = "hitung";

/// The entries and what follows from them. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Entries {
    /// What was typed, by field.
    pub fields: RwSignal<Fields>,
    /// What the form makes of it.
    pub read: Memo<Result<Ask, Vec<FieldProblem>>>,
    /// The month worked out, when nothing is wrong.
    pub worked: Memo<Option<Worked>>,
    /// Count of tries to save.
    pub attempt: RwSignal<u32>,
    /// Whether the last change was kept as a draft.
    pub kept: RwSignal<bool>,
    draft: StoredValue<Draft>,
}

impl Entries {
    /// Begins with entries.
    #[must_use]
    pub fn new(desk: Desk, begin: Fields) -> Self {
        let fields = RwSignal::new(begin);
        let read = Memo::new(move |_| fields.with(form::read));
        let today = desk.this_month();
        let work = move |ask: &Ask| ask.work(Origin::Trial).seen_from(today);
        let worked = Memo::new(move |_| read.with(|read| read.as_ref().ok().map(work)));
        Self {
            fields,
            read,
            worked,
            attempt: RwSignal::new(0),
            kept: RwSignal::new(true),
            draft: StoredValue::new(desk.draft(DRAFT)),
        }
    }

    /// Changes one entry and keeps the draft.
    pub fn set(self, key: &str, value: String) {
        self.fields.update(|fields| {
            if value.is_empty() {
                fields.remove(key);
            } else {
                fields.insert(key.to_owned(), value);
            }
        });
        self.keep();
    }

    /// Keeps all entries as a draft.
    pub fn keep(self) {
        let saved = self.fields.with_untracked(|fields| self.draft.with_value(|draft| draft.save(fields).is_ok()));
        self.kept.set(saved);
    }

    /// Returns where the draft lies.
    #[must_use]
    pub fn draft(self) -> Draft {
        self.draft.get_value()
    }

    /// Forgets the draft.
    pub fn forget(self) {
        self.draft.with_value(Draft::clear);
    }

    /// Returns an entry as a signal.
    #[must_use]
    pub fn value(self, key: impl Into<String>) -> Signal<String> {
        let key = key.into();
        Memo::new(move |_| self.fields.with(|fields| fields.get(&key).cloned().unwrap_or_default())).into()
    }

    /// Returns a choice as a signal.
    #[must_use]
    pub fn chosen(self, key: impl Into<String>) -> Signal<Option<String>> {
        let value = self.value(key);
        Signal::derive(move || Some(value.get()).filter(|value| !value.is_empty()))
    }

    /// Says whether a choice is made, as a signal that changes only with the answer.
    #[must_use]
    pub fn is(self, key: &'static str, code: &'static str) -> Memo<bool> {
        Memo::new(move |_| self.fields.with(|fields| form::text(fields, key) == code))
    }

    /// Returns what a field runs when it changes.
    #[must_use]
    pub fn put(self, key: impl Into<String>) -> Callback<String> {
        let key = key.into();
        Callback::new(move |value| self.set(&key, value))
    }

    /// Returns the words of what is wrong with a field: wrong entries at once, empty ones after a try to save.
    #[must_use]
    pub fn error(self, key: impl Into<String>, name: String) -> Text {
        let key = key.into();
        Text::from(move || {
            let tried = self.attempt.get() > 0;
            self.read.with(|read| {
                let found = read.as_ref().err()?.iter().find(|found| found.field == key)?;
                (tried || found.problem != Problem::Missing).then(|| salah::sentence(&found.problem, &name))
            })
        })
    }

    /// Counts entries that are empty and entries that are wrong.
    #[must_use]
    pub fn open(self) -> (usize, usize) {
        self.read.with(|read| match read {
            Ok(_) => (0, 0),
            Err(found) => {
                let empty = found.iter().filter(|one| one.problem == Problem::Missing).count();
                (empty, found.len() - empty)
            }
        })
    }
}

/// The answers of a question with yes and no.
#[must_use]
pub fn yes_no() -> Signal<Vec<Choice>> {
    Signal::stored(vec![Choice::new("ya", say!(umum.ya)), Choice::new("tidak", say!(umum.tidak))])
}

/// Makes the choices of a list.
#[must_use]
pub fn choices(pairs: Vec<(&str, String)>) -> Signal<Vec<Choice>> {
    Signal::stored(pairs.into_iter().map(|(code, words)| Choice::new(code, words)).collect())
}
