//! What the pages of pay months show, read off the book. Knows no words and no Leptos.

use std::collections::BTreeMap;

use domain::calendar::{Day, Month};
use domain::law::Rulebook;
use domain::money::Rupiah;
use ledger::book::Book;
use ledger::facts::{History, office_name, offices, profile};
use ledger::hash::Id;
use ledger::month::Frame;
use ledger::pay_month::{self, Closed};
use ledger::payload::{Office, PayMonth, RunSeal};
use ledger::role::Role;
use ledger::run::RunTotals;
use ledger::sealed;
use ledger::settle::paid;

use crate::pages::meja::dua_tangan::view::reach;
use crate::pages::meja::dua_tangan::{self, Proof};
use crate::pages::meja::proses::Line;

/// Where an office's month stands.
pub type Stand = dua_tangan::Stand<PayMonth>;

/// One office and month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct One {
    /// Code of the office.
    pub office: String,
    /// Its name.
    pub name: String,
    /// The month.
    pub month: Month,
    /// Where it stands.
    pub stand: Stand,
}

/// Returns where an office's month stands.
#[must_use]
pub fn stand(book: &Book, office: &str, month: Month, today: Day) -> Stand {
    Stand::of(book, pay_month::standing(book, office, month), today)
}

/// Returns the offices and months of which a step was written and that the roles reach, newest month first.
#[must_use]
pub fn all(book: &Book, roles: &[Role], today: Day) -> Vec<One> {
    let houses = offices(book);
    let mut all: Vec<One> = pay_month::all(book)
        .filter(|(office, _)| reach(roles, office, &houses))
        .map(|(office, month)| One {
            name: office_name(&houses, &office).to_owned(),
            stand: stand(book, &office, month, today),
            office,
            month,
        })
        .collect();
    all.sort_by(|a, b| b.month.cmp(&a.month).then_with(|| a.name.cmp(&b.name)));
    all
}

/// Says whether the next step is this account's to take.
#[must_use]
pub fn waits_for(one: &One, roles: &[Role], author: &str, houses: &BTreeMap<String, Office>) -> bool {
    one.stand.waits_for(&one.office, roles, author, houses)
}

/// Counts what waits for this account.
#[must_use]
pub fn waiting(book: &Book, roles: &[Role], author: &str, today: Day) -> usize {
    let houses = offices(book);
    all(book, roles, today).iter().filter(|one| waits_for(one, roles, author, &houses)).count()
}

/// A person whose pay would be another today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Who.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Net as sealed; nothing for who is not in the run.
    pub sealed: Option<Rupiah>,
    /// Net by today's facts; nothing when it is blocked now.
    pub now: Option<Rupiah>,
}

/// Everything one sealed run shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// How far it is proven.
    pub proof: Proof,
    /// Sums of the proven slips; nothing when they leave the range.
    pub totals: Option<RunTotals>,
    /// The proven slips.
    pub lines: Vec<Line>,
    /// Who would be paid otherwise today.
    pub changed: Vec<Changed>,
}

/// Works a sealed run out again, with what had been paid before.
#[must_use]
pub fn worked_again(book: &Book, month: Month, seal: &RunSeal) -> sealed::Again {
    let law = Rulebook::national();
    let closed = Closed::of(book);
    let before = |person: &Id| paid(book, &closed, &History::of(book, *person), month, law);
    sealed::again(month, seal, sealed::slips(book, month, seal), before, law)
}

/// Says whether every slip of a sealed run is here and comes out as it was sealed.
#[must_use]
pub fn proven(book: &Book, month: Month, seal: &RunSeal) -> bool {
    worked_again(book, month, seal).is_proven()
}

/// Works a sealed run out again and compares it with today's facts.
#[must_use]
pub fn shown(book: &Book, office: &str, pay: &PayMonth, month: Month) -> Shown {
    let houses = offices(book);
    let again = worked_again(book, month, &pay.seal);
    let name = |person: &Id| profile(book, *person, month.first()).call();
    let proof = Proof {
        same: again.run.slips.len(),
        differs: again.differs.iter().map(name).collect(),
        unworkable: again.run.blocked.keys().map(name).collect(),
        whole: again.whole,
    };
    let lines = again.run.slips.iter().map(|(person, slip)| {
        Line::of(&profile(book, *person, month.first()), slip, again.run.back.get(person), &houses)
    });
    Shown {
        lines: lines.collect(),
        totals: again.run.totals().ok(),
        changed: changed(book, office, &again, month),
        proof,
    }
}

fn changed(book: &Book, office: &str, again: &sealed::Again, month: Month) -> Vec<Changed> {
    let law = Rulebook::national();
    let Ok(frame) = Frame::of(book, month) else { return Vec::new() };
    let mut changed = Vec::new();
    for person in ledger::facts::people(book) {
        let gathered = frame.gather(book, person, law);
        let sealed = again.sealed.get(&person);
        let belongs = gathered.facts.jabatan.as_ref().is_some_and(|jabatan| jabatan.office == office);
        if sealed.is_none() && !belongs {
            continue;
        }
        if let (Some(sealed), Ok(case)) = (sealed, &gathered.case)
            && sealed.month == case.sealed()
        {
            continue;
        }
        let slip = gathered.case.and_then(|case| case.slip(law)).ok();
        let same = |slip: &domain::pay::Slip| again.run.slips.get(&person) == Some(slip);
        if slip.as_ref().is_some_and(same) || sealed.is_none() && slip.is_none() {
            continue;
        }
        changed.push(Changed {
            id: person,
            name: gathered.facts.call(),
            sealed: again.run.slips.get(&person).map(|slip| slip.total.net),
            now: slip.map(|slip| slip.total.net),
        });
    }
    changed
}
