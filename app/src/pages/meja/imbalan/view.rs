//! What the pages of rewards show, read off the book. Knows no words and no Leptos.

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::law::Rulebook;
use domain::outcome::Gap;
use domain::reward::RewardPay;
use ledger::book::{Book, Standing};
use ledger::facts::{office_name, offices, profile};
use ledger::hash::Id;
use ledger::pay_month::Hand;
use ledger::payload::{Office, Rekening, Reward, RewardList, RewardStep};
use ledger::reward::{self, Again, Gathered, Place};
use ledger::role::Role;

use crate::pages::meja::dua_tangan::view::{Taken, reach, reaches};

/// Where a list stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stand {
    /// The last step.
    At(Taken<Reward>),
    /// Steps that cannot hold together: the first, and the others.
    Apart(Taken<Reward>, Vec<Taken<Reward>>),
}

impl Stand {
    /// Returns what the next step speaks of: what was paid, else what can go on, else what was said first.
    #[must_use]
    pub fn list(&self) -> &RewardList {
        match self {
            Self::At(taken) => &taken.said.list,
            Self::Apart(first, others) => {
                let all = || core::iter::once(first).chain(others);
                let goes_on = |one: &&Taken<Reward>| !matches!(one.said.step, RewardStep::Returned { .. });
                let found = all().find(|one| matches!(one.said.step, RewardStep::Paid { .. }));
                &found.or_else(|| all().find(goes_on)).unwrap_or(first).said.list
            }
        }
    }

    /// Says whether any of its steps is the payment.
    #[must_use]
    pub fn is_paid(&self) -> bool {
        let paid = |one: &Taken<Reward>| matches!(one.said.step, RewardStep::Paid { .. });
        match self {
            Self::At(taken) => paid(taken),
            Self::Apart(first, others) => paid(first) || others.iter().any(paid),
        }
    }

    /// Says whether the treasurer may propose it anew after it was given back.
    #[must_use]
    pub fn is_returned(&self) -> bool {
        matches!(self, Self::At(taken) if matches!(taken.said.step, RewardStep::Returned { .. }))
    }
}

/// One list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct One {
    /// Which.
    pub place: Place,
    /// Name of the office that pays.
    pub office: String,
    /// Where it stands.
    pub stand: Stand,
}

impl One {
    /// Returns what a search looks through: title, decree and office.
    #[must_use]
    pub fn text(&self) -> String {
        let list = self.stand.list();
        format!("{} {} {}", list.title, list.decree, self.office)
    }
}

/// Returns where a list stands; nothing when none of its steps holds.
#[must_use]
pub fn stand(book: &Book, place: &Place, today: Day) -> Option<Stand> {
    match reward::standing(book, place) {
        Standing::Nothing => None,
        Standing::One(stated) => Some(Stand::At(Taken::of(book, stated, today))),
        Standing::Contested(all) => {
            let mut all = all.into_iter().map(|one| Taken::of(book, one, today));
            Some(Stand::Apart(all.next()?, all.collect()))
        }
    }
}

/// Returns the lists that the roles reach, the newest decree first.
#[must_use]
pub fn all(book: &Book, roles: &[Role], today: Day) -> Vec<One> {
    let houses = offices(book);
    let mut all: Vec<One> = reward::all(book)
        .filter(|place| reach(roles, &place.office, &houses))
        .filter_map(|place| {
            let office = office_name(&houses, &place.office).to_owned();
            Some(One { stand: stand(book, &place, today)?, office, place })
        })
        .collect();
    all.sort_by(|a, b| b.place.decreed.cmp(&a.place.decreed).then_with(|| a.place.cmp(&b.place)));
    all
}

/// Says whether the next step is this account's to take.
#[must_use]
pub fn waits_for(one: &One, roles: &[Role], author: &str, houses: &BTreeMap<String, Office>) -> bool {
    let Stand::At(taken) = &one.stand else { return true };
    let Some(hand) = taken.said.step.next_hand() else { return false };
    let own = hand == Hand::Approver && taken.author == author;
    reaches(roles, hand, &one.place.office, houses) && !own
}

/// Counts what waits for this account.
#[must_use]
pub fn waiting(book: &Book, roles: &[Role], author: &str, today: Day) -> usize {
    let houses = offices(book);
    all(book, roles, today).iter().filter(|one| waits_for(one, roles, author, &houses)).count()
}

/// One person of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Who.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Number in groups.
    pub nip: String,
    /// Rank.
    pub golongan: String,
    /// Where it goes to, when one account is recorded.
    pub account: Option<Rekening>,
    /// What the person did.
    pub why: String,
    /// The amounts, or everything that is missing.
    pub pay: Result<RewardPay, Vec<Gap>>,
}

/// Returns the people of a list by name, who is blocked first; accounts as they stand on a day.
#[must_use]
pub fn lines(book: &Book, of: &Gathered, accounts_on: Day) -> Vec<Line> {
    let person = |id: Id| profile(book, id, accounts_on);
    let paid = of.slips.iter().map(|(id, (slip, pay))| {
        let facts = person(*id);
        Line {
            id: *id,
            name: facts.call(),
            nip: slip.nip.grouped(),
            golongan: slip.golongan.to_string(),
            account: facts.rekening,
            why: slip.why.clone(),
            pay: Ok(*pay),
        }
    });
    let blocked = of.blocked.iter().map(|(id, gaps)| {
        let facts = person(*id);
        Line {
            id: *id,
            name: facts.call(),
            nip: facts.nip.map(|nip| nip.grouped()).unwrap_or_default(),
            golongan: String::new(),
            account: facts.rekening,
            why: String::new(),
            pay: Err(gaps.clone()),
        }
    });
    let mut lines: Vec<Line> = paid.chain(blocked).collect();
    lines.sort_by_cached_key(|line| (line.pay.is_ok(), line.name.to_lowercase()));
    lines
}

/// What a list shows to who decides about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The list worked out again here.
    pub again: Again,
    /// Names of who cannot be worked out here.
    pub unworkable: Vec<String>,
    /// Names of people to whom another office's list gives by the same decree.
    pub twice: Vec<String>,
    /// Names of people whose rank on the day of the decree is now another.
    pub other_rank: Vec<String>,
    /// The people by name.
    pub lines: Vec<Line>,
}

/// Works a list out again and compares the ranks with today's facts.
#[must_use]
pub fn shown(book: &Book, place: &Place, list: &RewardList, accounts_on: Day) -> Shown {
    let again = reward::again(book, place, &list.seal, Rulebook::national());
    let name = |person: &Id| profile(book, *person, accounts_on).call();
    let moved = again
        .slips
        .iter()
        .filter(|(person, (slip, _))| profile(book, **person, place.decreed).golongan != Some(slip.golongan));
    Shown {
        unworkable: again.unworkable.iter().map(name).collect(),
        twice: again.twice.iter().map(name).collect(),
        other_rank: moved.map(|(person, _)| name(person)).collect(),
        lines: lines(book, &Gathered { slips: again.slips.clone(), ..Gathered::default() }, accounts_on),
        again,
    }
}
