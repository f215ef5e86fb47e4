//! What the parts of the page share: hours and outages as typed, the file, and what follows from all of it.

use std::sync::Arc;

use domain::cite::NoValue;
use ledger::facts::offices;
use leptos::prelude::*;

use super::form::{HoursForm, OutageForm, Wrong, read_outages};
use super::plan::{Given, Plan, plan};
use crate::desk::{self, Draft};
use crate::pages::meja::hr::import::presensi::{Presensi, Refused};
use crate::pages::meja::hr::rekap::choose::Shared;
use crate::pages::meja::hr::rekap::model;
use crate::pages::meja::hr::rekap::work::Listed;

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
}

/// A file that was read in full.
#[derive(PartialEq)]
pub struct Taken {
    /// Its name.
    pub name: String,
    /// What it says.
    pub presensi: Presensi,
}

/// What a file would do, over what stood when it was worked out.
#[derive(PartialEq)]
pub struct Planned {
    /// The file.
    pub taken: Arc<Taken>,
    /// What it would do.
    pub plan: Plan,
    /// What stood.
    pub shown: desk::Shown,
}

/// Where the way from the file to recaps ends.
#[derive(Clone, PartialEq)]
pub enum Outcome {
    /// There is no file yet, or no policy.
    Nothing,
    /// Hours or outages cannot be read.
    Form,
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
    /// Hours as typed.
    pub hours: RwSignal<HoursForm>,
    /// Outages as typed.
    pub outages: RwSignal<Vec<OutageForm>>,
    /// The file.
    pub stage: RwSignal<Stage>,
    /// What follows.
    pub outcome: RwSignal<Outcome>,
}

impl Import {
    /// Begins with what the device keeps for the office and month, and follows both.
    pub fn new(shared: Shared) -> Self {
        let of = Self {
            shared,
            hours: RwSignal::new(HoursForm::default()),
            outages: RwSignal::new(Vec::new()),
            stage: RwSignal::new(Stage::Idle),
            outcome: RwSignal::new(Outcome::Nothing),
        };
        Effect::new(move |_| {
            shared.office.track();
            of.hours.set(of.hours_draft().load().unwrap_or_default());
        });
        Effect::new(move |_| {
            shared.office.track();
            shared.month.track();
            of.outages.set(of.outages_draft().and_then(|draft| draft.load()).unwrap_or_default());
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

    fn hours_draft(self) -> Draft {
        self.shared.desk.draft(&format!("hr.jam.{}", self.shared.office.get_untracked()))
    }

    fn outages_draft(self) -> Option<Draft> {
        let month = self.shared.month.get_untracked()?;
        Some(self.shared.desk.draft(&format!("hr.gangguan.{}.{month}", self.shared.office.get_untracked())))
    }

    /// Changes the hours and keeps them for the office.
    pub fn change_hours(self, change: impl FnOnce(&mut HoursForm)) {
        self.hours.update(change);
        // A full device shows at the next save; typing goes on.
        let _ = self.hours.with_untracked(|form| self.hours_draft().save(form));
    }

    /// Changes the outages and keeps them for the office and month.
    pub fn change_outages(self, change: impl FnOnce(&mut Vec<OutageForm>)) {
        self.outages.update(change);
        let _ = self.outages_draft().map(|draft| self.outages.with_untracked(|all| draft.save(all)));
    }

    /// Returns what is wrong with hours and outages.
    pub fn wrong(self) -> Wrong {
        let mut wrong = self.hours.with(HoursForm::read).err().unwrap_or_default();
        if let Some(month) = self.shared.month.get() {
            wrong.extend(self.outages.with(|all| read_outages(all, month)).err().unwrap_or_default());
        }
        wrong
    }

    fn work_out(self) -> Outcome {
        let of = self.shared;
        let Stage::Read(taken) = self.stage.get() else { return Outcome::Nothing };
        let (Some(month), Some(policy)) = (of.month.get(), of.policy.get()) else { return Outcome::Nothing };
        let hours = self.hours.with(HoursForm::read);
        let (Ok(schedule), Ok(outages)) = (hours, self.outages.with(|all| read_outages(all, month))) else {
            return Outcome::Form;
        };
        let lines = of.rows.get();
        // Read off the book together with what is shown: the list may be a moment behind.
        let rows: Vec<Listed> = of.desk.book.with_untracked(|book| {
            lines.iter().map(|(line, _)| (line.clone(), model::row(book, line.id, month))).collect()
        });
        let shown = of.desk.shown("recap/");
        let houses = of.desk.book.with_untracked(offices);
        let given =
            Given { month, policy, rows: &rows, offices: &houses, schedule, outages: &outages, today: of.desk.today() };
        match plan(&taken.presensi, &given) {
            Err(gap) => Outcome::NoCalendar(gap),
            Ok(plan) => Outcome::Planned(Arc::new(Planned { taken, plan, shown })),
        }
    }
}
