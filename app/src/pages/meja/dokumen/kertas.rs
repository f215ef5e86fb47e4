//! The list of what is paid beside the month, as offices use it: everyone, PNS or PPPK, as a workbook, CSV, or on paper with
//! who signs.

use std::sync::Arc;

use domain::calendar::{Day, Month};
use domain::law::YearlyKind;
use domain::reward::RewardPay;
use ledger::document::{Document, Group, reward, yearly};
use ledger::facts::{Profile, office_name, offices};
use ledger::payload::RewardSlip;
use ledger::yearly::Paying;
use leptos::prelude::*;

use super::lacks::Lacks;
use super::pick::GroupField;
use super::signers::{House, Signed, SignersForm, Signing, head_of};
use super::ways::{Job, Ways};
use super::words::{code, group};
use crate::components::Section;
use crate::desk::{Desk, use_desk};
use crate::say;
use crate::words::{beside, format};

/// What a list pays, and to whom.
#[derive(Debug, Clone)]
pub enum Pays {
    /// THR or gaji ke-13 of a year, which goes out in a month.
    Yearly {
        /// Which payment.
        kind: YearlyKind,
        /// Of which year.
        year: i32,
        /// The month in which it goes out.
        payday: Month,
        /// Everyone whom it pays.
        people: Vec<(Profile, Paying)>,
    },
    /// Rewards by a decree.
    Reward {
        /// What the list is called.
        title: String,
        /// Number of the decree.
        decree: String,
        /// Its day.
        decreed: Day,
        /// Everyone whom it pays.
        people: Vec<(Profile, (RewardSlip, RewardPay))>,
    },
}

/// A list and its office; nothing for the region.
#[derive(Debug, Clone)]
pub struct Paid {
    /// Code of the office.
    pub office: Option<String>,
    /// What it pays.
    pub pays: Pays,
}

impl Paid {
    fn people(&self) -> Vec<&Profile> {
        match &self.pays {
            Pays::Yearly { people, .. } => people.iter().map(|(facts, _)| facts).collect(),
            Pays::Reward { people, .. } => people.iter().map(|(facts, _)| facts).collect(),
        }
    }

    /// Makes the list of a group; nothing when a sum leaves the range.
    fn list(&self, desk: Desk, group: Group) -> Option<Document> {
        let houses = desk.book.with_untracked(offices);
        match &self.pays {
            Pays::Yearly { kind, payday, people, .. } => yearly(*kind, *payday, people, &houses, group).ok(),
            Pays::Reward { decreed, people, .. } => reward(decreed.month(), people, &houses, group).ok(),
        }
    }

    fn job(&self, of: Arc<Document>, picked: Group, house: String) -> Job {
        let (name, under, period) = match &self.pays {
            Pays::Yearly { kind, year, payday, .. } => {
                let name = say!(dokumen.d_tahunan, apa = format!("{} {year}", beside::yearly(*kind)));
                (name, say!(thr.bersama, bulan = format::month(*payday)), year.to_string())
            }
            Pays::Reward { title, decree, decreed, .. } => {
                let under = say!(imbalan.keputusan, nomor = decree.clone(), hari = format::day(*decreed));
                (title.clone(), under, decreed.to_string())
            }
        };
        let one_group = (picked != Group::All).then(|| group(picked));
        let title = [Some(name), one_group].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let parts = [Some(code(of.kind).to_owned()), Some(period), self.office.clone()];
        let file = parts.into_iter().flatten().collect::<Vec<_>>().join("-");
        Job::new(of, None, vec![title, house, under], file)
    }
}

/// The ways out of a list; nothing where it pays nobody.
#[component]
pub fn Kertas(#[prop(into)] paid: Signal<Option<Arc<Paid>>>) -> impl IntoView {
    let desk = use_desk();
    let picked = RwSignal::new(Group::All);
    let made = Memo::new(move |_| paid.get()?.list(desk, picked.get()).map(Arc::new));
    let office = Memo::new(move |_| paid.with(|paid| paid.as_ref().and_then(|paid| paid.office.clone())));
    let name = Signal::derive(move || match office.get() {
        Some(code) => desk.book.with(|book| office_name(&offices(book), &code).to_owned()),
        None => desk.account.with(|one| one.as_ref().map(|one| one.region.clone())).unwrap_or_default(),
    });
    let head = Memo::new(move |_| paid.with(|paid| head_of(&office.get()?, &paid.as_ref()?.people())));
    let signing = Signing::new(desk, House { name, head: head.into() });
    let job = Callback::new(move |()| {
        let (of, paid) = (made.get_untracked()?, paid.get_untracked()?);
        Some(paid.job(of, picked.get_untracked(), name.get_untracked()))
    });
    let there = Memo::new(move |_| paid.with(|paid| paid.as_ref().is_some_and(|paid| !paid.people().is_empty())));
    move || {
        there.get().then(|| {
            view! {
                <Section title=say!(dokumen.ambil)>
                    <div class="fields">
                        <GroupField value=picked on_change=move |group| picked.set(group) />
                    </div>
                    <Lacks made=made />
                    <Ways job=job signing=signing />
                    <p class="sub">{say!(dokumen.ambil_jelas)}</p>
                    <SignersForm signing=signing on=Signed::List />
                </Section>
            }
        })
    }
}
