//! The list of a yearly payment as offices use it: everyone, PNS or PPPK, as a workbook, CSV, or on paper with who signs.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::Month;
use domain::law::YearlyKind;
use ledger::document::{Document, Group, yearly};
use ledger::facts::{Profile, offices};
use ledger::hash::Id;
use ledger::yearly::Paying;
use leptos::prelude::*;

use crate::components::Section;
use crate::desk::use_desk;
use crate::pages::meja::dokumen::{
    GroupField, House, Job, Lacks, Signed, SignersForm, Signing, Ways, code, group, head_of,
};
use crate::say;
use crate::words::beside;
use crate::words::format;

/// What a list pays, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paid {
    /// Which payment.
    pub kind: YearlyKind,
    /// Of which year.
    pub year: i32,
    /// The month in which it goes out.
    pub payday: Month,
    /// Code of the office; nothing for the region.
    pub office: Option<String>,
    /// Whom it pays.
    pub people: Vec<(Profile, Paying)>,
}

/// The ways out of a list; nothing where it pays nobody.
#[component]
pub fn Kertas(paid: Memo<Option<Arc<Paid>>>) -> impl IntoView {
    let desk = use_desk();
    let picked = RwSignal::new(Group::All);
    let made = Memo::new(move |_| {
        let (paid, group) = (paid.get()?, picked.get());
        let houses = desk.book.with_untracked(offices);
        let people: Vec<(&Profile, &Paying)> = paid.people.iter().map(|(facts, of)| (facts, of)).collect();
        yearly(paid.kind, paid.payday, &people, &houses, group).ok().map(Arc::new)
    });
    let name = Signal::derive(move || {
        let office = paid.with(|paid| paid.as_ref().and_then(|paid| paid.office.clone()));
        let named =
            office.map(|code| desk.book.with(|book| ledger::facts::office_name(&offices(book), &code).to_owned()));
        let region = || desk.account.with(|one| one.as_ref().map(|one| one.region.clone())).unwrap_or_default();
        named.unwrap_or_else(region)
    });
    let head = Memo::new(move |_| {
        paid.with(|paid| {
            let paid = paid.as_ref()?;
            let people: BTreeMap<Id, &Profile> = paid.people.iter().map(|(facts, _)| (facts.id, facts)).collect();
            head_of(paid.office.as_ref()?, &people)
        })
    });
    let signing = Signing::new(desk, House { name, head: head.into() });
    let job = Callback::new(move |()| {
        let (of, paid) = (made.get_untracked()?, paid.get_untracked()?);
        Some(job(of, &paid, picked.get_untracked(), name.get_untracked()))
    });
    let there = Memo::new(move |_| paid.with(|paid| paid.as_ref().is_some_and(|paid| !paid.people.is_empty())));
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

fn job(of: Arc<Document>, paid: &Paid, picked: Group, house: String) -> Job {
    let named = say!(dokumen.d_tahunan, apa = format!("{} {}", beside::yearly(paid.kind), paid.year));
    let one_group = (picked != Group::All).then(|| group(picked));
    let title = [Some(named), one_group].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let titles = vec![title, house, say!(thr.bersama, bulan = format::month(paid.payday))];
    let parts = [Some(code(of.kind).to_owned()), Some(paid.year.to_string()), paid.office.clone()];
    Job::new(of, None, titles, parts.into_iter().flatten().collect::<Vec<_>>().join("-"))
}
