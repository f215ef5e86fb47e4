//! What the parts of the page share: hours and an outage as typed, the file, and what follows from all that is recorded.

use std::sync::Arc;

use domain::cite::NoValue;
use ledger::attendance::Register;
use ledger::subject;
use leptos::prelude::*;

use super::form::{HoursForm, OutageForm};
use super::plan::{Given, Plan, Told, Unjudged, plan};
use crate::desk::{self, Draft};
use crate::pages::meja::hr::import::bulan::Refused;
use crate::pages::meja::hr::import::presensi::Presensi;
use crate::pages::meja::hr::rekap::choose::Shared;
use crate::pages::meja::hr::rekap::model;
use crate::pages::meja::hr::rekap::work::Listed;
use crate::say;
use crate::words::format;

/// Where the file stands.
#[derive(Clone)]
pub enum Stage {
    /// None is chosen.
    Idle,
    /// It was not read; why, in words.
    Unread(String),
    /// Nothing of it is taken.
    Refused(String, Arc<Refused>),
    /// It was read in full.
    Read(Arc<Taken>),
    /// Without a file: what is recorded is worked out again.
    Recorded,
}

/// A file that was read in full.
#[derive(PartialEq)]
pub struct Taken {
    /// Its name.
    pub name: String,
    /// What it says.
    pub presensi: Presensi,
}

/// What a list would do, over what stood when it was worked out.
#[derive(PartialEq)]
pub struct Planned {
    /// The file; nothing when what is recorded was worked out again.
    pub taken: Option<Arc<Taken>>,
    /// What it would do.
    pub plan: Plan,
    /// The recaps that stood.
    pub recaps: desk::Shown,
    /// The lists that stood.
    pub lists: desk::Shown,
}

/// Where the way to recaps ends.
#[derive(Clone, PartialEq)]
pub enum Outcome {
    /// Nothing is asked yet, or there is no policy.
    Nothing,
    /// No hours are recorded for these offices.
    NoHours(Vec<String>),
    /// No list of holidays for the year.
    NoCalendar(NoValue),
    /// It can be shown.
    Planned(Arc<Planned>),
}

/// The state of the page; cheap to copy.
#[derive(Clone, Copy)]
pub struct Import {
    /// Month, office, policy, people.
    pub shared: Shared,
    /// Hours and outages that are recorded for the month.
    pub register: Memo<Option<Register>>,
    /// Hours as typed.
    pub hours: RwSignal<HoursForm>,
    /// An outage as typed, while one is.
    pub outage: RwSignal<Option<OutageForm>>,
    /// The file.
    pub stage: RwSignal<Stage>,
    /// What follows.
    pub outcome: RwSignal<Outcome>,
}

impl Import {
    /// Begins with what is recorded and what the device keeps of unsaved entries, and follows both.
    pub fn new(shared: Shared) -> Self {
        let desk = shared.desk;
        let register =
            Memo::new(move |_| shared.month.get().map(|month| desk.book.with(|book| Register::of(book, month))));
        let of = Self {
            shared,
            register,
            hours: RwSignal::new(HoursForm::default()),
            outage: RwSignal::new(None),
            stage: RwSignal::new(Stage::Idle),
            outcome: RwSignal::new(Outcome::Nothing),
        };
        Effect::new(move |_| {
            let recorded = of.recorded_hours();
            of.hours.set(of.hours_draft().load().or(recorded).unwrap_or_default());
        });
        Effect::new(move |_| {
            shared.office.track();
            shared.month.track();
            of.outage.set(of.outage_draft().load());
        });
        // Another month makes an old file void.
        Effect::new(move |_| {
            shared.month.track();
            of.stage.set(Stage::Idle);
        });
        Effect::new(move |_| {
            let outcome = of.work_out();
            // A sync that moves nothing of this must not close what is open.
            if of.outcome.with_untracked(|before| *before != outcome) {
                of.outcome.set(outcome);
            }
        });
        of
    }

    /// Returns the hours that are recorded for the chosen office, as the form shows them.
    fn recorded_hours(self) -> Option<HoursForm> {
        let office = self.shared.office.get();
        let hours = |register: &Option<Register>| register.as_ref()?.hours(&office).ok();
        self.register.with(hours).map(|found| HoursForm::of(&found.hours))
    }

    /// The hours typed for the office and not recorded yet.
    pub fn hours_draft(self) -> Draft {
        self.shared.desk.draft(&format!("hr.jam.{}", self.shared.office.get_untracked()))
    }

    /// The outage typed for the office and not recorded yet.
    pub fn outage_draft(self) -> Draft {
        self.shared.desk.draft(&format!("hr.gangguan.{}", self.shared.office.get_untracked()))
    }

    /// Changes the hours and keeps them until they are recorded.
    pub fn change_hours(self, change: impl FnOnce(&mut HoursForm)) {
        self.hours.update(change);
        // A full device shows at the next save; typing goes on.
        let _ = self.hours.with_untracked(|form| self.hours_draft().save(form));
    }

    /// Changes the outage and keeps it until it is recorded.
    pub fn change_outage(self, change: impl FnOnce(&mut OutageForm)) {
        self.outage.update(|form| {
            if let Some(form) = form {
                change(form);
                let _ = self.outage_draft().save(form);
            }
        });
    }

    fn work_out(self) -> Outcome {
        let of = self.shared;
        let taken = match self.stage.get() {
            Stage::Read(taken) => Some(taken),
            Stage::Recorded => None,
            Stage::Idle | Stage::Unread(_) | Stage::Refused(..) => return Outcome::Nothing,
        };
        let (Some(register), Some(policy)) = (self.register.get(), of.policy.get()) else { return Outcome::Nothing };
        let lines = of.rows.get();
        let told = taken.as_ref().map(|taken| Told {
            file: &taken.presensi,
            source: say!(hadir.sumber_berkas, berkas = taken.name.clone(), hari = format::day(of.desk.today())),
        });
        let planned = of.desk.book.with(|book| {
            // Read off the book together with what is shown: the list may be a moment behind.
            let row =
                |line: &crate::pages::meja::hr::roster::Line| (line.clone(), model::row(book, line.id, register.month));
            let rows: Vec<Listed> = lines.iter().map(|(line, _)| row(line)).collect();
            plan(told.as_ref(), &Given { book, register: &register, policy, rows: &rows, today: of.desk.today() })
        });
        match planned {
            Err(Unjudged::NoHours(offices)) => Outcome::NoHours(offices.into_iter().collect()),
            Err(Unjudged::NoCalendar(gap)) => Outcome::NoCalendar(gap),
            Ok(plan) => {
                let (recaps, lists) = (of.desk.shown("recap/"), of.desk.shown("attendance/"));
                Outcome::Planned(Arc::new(Planned { taken, plan, recaps, lists }))
            }
        }
    }
}

/// What the hours of an office are recorded under.
#[must_use]
pub fn hours_subject(of: Import) -> Option<String> {
    let office = of.shared.office.get_untracked();
    let office = if office.is_empty() { subject::EVERY_OFFICE.to_owned() } else { office };
    Some(subject::hours(&office, of.shared.month.get_untracked()?))
}
