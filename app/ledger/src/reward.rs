//! Lists of rewards: proposed → approved → paid, by two people; what a list gives, and whether it adds up.
//!
//! A list is named by the office that pays, the day of its decree and the decree's number, so two people who enter one
//! decree speak of the same list. What it gives lies with each person; the list itself holds no amount. Rewards touch no
//! month's pay.

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::derive::{Recorder, Silent};
use domain::law::Rulebook;
use domain::money::{Overflow, Rupiah};
use domain::outcome::Gap;
use domain::reward::{self, RewardGross, RewardPay};

use crate::book::{Book, Standing, Stated};
use crate::facts::{profile, taken_apart};
use crate::hash::{Hash, Id};
use crate::pay_month::{Hand, Misstep};
use crate::payload::{Reward, RewardSlip, RewardStep, RunSeal};
use crate::sealed;
use crate::subject::{self, Field};

/// Which list: everything its subject holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Code of the office that pays.
    pub office: String,
    /// Day of the decree.
    pub decreed: Day,
    /// The list, as the number of the decree names it.
    pub list: Id,
}

/// Returns the id of a list by the number of its decree, however blanks and letters were typed.
#[must_use]
pub fn list_id(decree: &str) -> Id {
    let plain: String = decree.split_whitespace().collect::<Vec<_>>().concat().to_uppercase();
    Hash::of_parts(&[b"takar reward ", plain.as_bytes()]).short()
}

impl Place {
    /// Names the list of a decree.
    #[must_use]
    pub fn new(office: &str, decreed: Day, decree: &str) -> Self {
        Self { office: office.to_owned(), decreed, list: list_id(decree) }
    }

    /// Returns the subject of the list.
    #[must_use]
    pub fn subject(&self) -> String {
        subject::reward(&self.office, self.decreed, self.list)
    }

    fn of(subject: &str) -> Option<Self> {
        let mut parts = subject.strip_prefix("reward/")?.split('/');
        let (office, decreed, list) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { office: office.to_owned(), decreed, list })
    }
}

/// Returns where a list stands.
#[must_use]
pub fn standing(book: &Book, place: &Place) -> Standing<Stated<Reward>> {
    book.standing(&place.subject())
}

/// Returns every list of which a step was written.
pub fn all(book: &Book) -> impl Iterator<Item = Place> {
    book.subjects("reward/").filter_map(Place::of)
}

impl RewardStep {
    /// Says whose step it is.
    #[must_use]
    pub const fn hand(&self) -> Hand {
        match self {
            Self::Proposed | Self::Paid { .. } => Hand::Treasurer,
            Self::Returned { .. } | Self::Approved => Hand::Approver,
        }
    }

    /// Says whose turn is next; nobody's once it is paid.
    #[must_use]
    pub const fn next_hand(&self) -> Option<Hand> {
        match self {
            Self::Proposed => Some(Hand::Approver),
            Self::Returned { .. } | Self::Approved => Some(Hand::Treasurer),
            Self::Paid { .. } => None,
        }
    }
}

/// Says whether a step may follow what it is based on; each base with its author.
///
/// Proposed → approved → paid. Until it is paid the checker may give a list back and the treasurer may propose it anew,
/// changed if need be. Steps that were taken at the same time are settled by a third; what was paid stays what was paid.
///
/// # Errors
/// The first rule that is broken.
pub fn may_follow(bases: &[(String, Reward)], author: &str, after: &Reward) -> Result<(), Misstep> {
    let is_paid = |step: &RewardStep| matches!(step, RewardStep::Paid { .. });
    let mut paid = bases.iter().filter(|(_, before)| is_paid(&before.step)).peekable();
    if paid.peek().is_some() {
        // The payment follows itself only to settle what was written beside it.
        if bases.len() == 1 || !is_paid(&after.step) {
            return Err(Misstep::OutOfOrder);
        }
        return if paid.all(|(_, before)| before.list == after.list) { Ok(()) } else { Err(Misstep::OtherRun) };
    }
    if bases.is_empty() && after.step == RewardStep::Proposed {
        return Ok(());
    }
    let tried = bases.iter().map(|(maker, before)| may_follow_one(maker, before, author, after));
    tried.reduce(|first, next| first.or_else(|fault| next.map_err(|_| fault))).unwrap_or(Err(Misstep::OutOfOrder))
}

fn may_follow_one(maker: &str, before: &Reward, author: &str, after: &Reward) -> Result<(), Misstep> {
    use RewardStep::{Approved, Paid, Proposed, Returned};
    let same_list = if before.list == after.list { Ok(()) } else { Err(Misstep::OtherRun) };
    match (&before.step, &after.step) {
        (Proposed | Returned { .. } | Approved, Proposed) => Ok(()),
        (Proposed, Approved) if maker == author => Err(Misstep::SamePerson),
        (Proposed, Approved) | (Proposed | Approved, Returned { .. }) | (Approved, Paid { .. }) => same_list,
        _ => Err(Misstep::OutOfOrder),
    }
}

/// How much each person receives, as the decree says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Division {
    /// An amount for each.
    Each(BTreeMap<Id, Rupiah>),
    /// One amount for all of them, by weights.
    Pool {
        /// Before tax.
        pool: Rupiah,
        /// Weight of each; the same for all shares it equally.
        weights: BTreeMap<Id, u32>,
    },
}

/// A list as it is worked out before anybody proposes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gathered {
    /// What each person receives.
    pub slips: BTreeMap<Id, (RewardSlip, RewardPay)>,
    /// Who cannot be worked out, with everything that is missing. One of them keeps the whole list from being proposed.
    pub blocked: BTreeMap<Id, Vec<Gap>>,
}

/// Works a list out with number and rank of the day of its decree. Parts of a pool count who is blocked, so that nobody
/// else's part changes when the missing fact comes.
#[must_use]
pub fn gather(book: &Book, decreed: Day, division: &Division, why: &BTreeMap<Id, String>, law: &Rulebook) -> Gathered {
    let mut gathered = Gathered::default();
    let people: Vec<Id> = match division {
        Division::Each(amounts) => amounts.keys().copied().collect(),
        Division::Pool { weights, .. } => weights.keys().copied().collect(),
    };
    let facts: BTreeMap<Id, _> = people.into_iter().map(|person| (person, profile(book, person, decreed))).collect();
    let gross: Result<BTreeMap<Id, RewardGross>, Overflow> = match division {
        Division::Each(amounts) => {
            Ok(amounts.iter().map(|(person, amount)| (*person, RewardGross::Given { amount_rp: *amount })).collect())
        }
        Division::Pool { pool, weights } => {
            let key = |person: &Id| (facts.get(person).and_then(|facts| facts.nip), *person);
            let weights = weights.iter().map(|(person, weight)| (key(person), *weight)).collect();
            reward::share(*pool, &weights)
                .map(|parts| parts.into_iter().map(|((_, person), part)| (person, part)).collect())
        }
    };
    let gross = gross.unwrap_or_default();
    for (person, facts) in &facts {
        let mut gaps = Vec::new();
        for (field, there) in [(Field::Identitas, facts.nip.is_some()), (Field::Golongan, facts.golongan.is_some())] {
            let contested = facts.contested.iter().find(|subject| field_of(subject) == Some(field));
            match contested {
                Some(subject) => gaps.push(Gap::Contested { subject: subject.clone() }),
                None if there => {}
                None => gaps.push(Gap::NoFact { field: field.code().to_owned() }),
            }
        }
        let slip = (|| {
            let (nip, golongan, gross) = (facts.nip?, facts.golongan?, *gross.get(person)?);
            Some(RewardSlip { nip, golongan, gross, why: why.get(person).cloned().unwrap_or_default() })
        })();
        match slip.map(|slip| (slip.pay(decreed, law, &mut Silent), slip)) {
            Some((Ok(pay), slip)) if gaps.is_empty() && pay.gross > Rupiah::ZERO => {
                gathered.slips.insert(*person, (slip, pay));
                continue;
            }
            Some((Err(gap), _)) => gaps.push(gap),
            // An amount of nothing, or one that left the range.
            _ if gaps.is_empty() => gaps.push(Gap::OutOfRange { field: "imbalan".to_owned() }),
            _ => {}
        }
        gathered.blocked.insert(*person, gaps);
    }
    gathered
}

fn field_of(subject: &str) -> Option<Field> {
    taken_apart(subject).map(|(_, field, _)| field)
}

impl RewardSlip {
    /// Works out what is paid. `decreed` is the day of the decree.
    ///
    /// # Errors
    /// A rank or day for which the rule book has no rate, or an amount that leaves the range.
    pub fn pay<R: Recorder>(&self, decreed: Day, law: &Rulebook, rec: &mut R) -> Result<RewardPay, Gap> {
        reward::pay(&self.gross, self.golongan, decreed, law, rec)
    }
}

/// Adds up a list.
///
/// # Errors
/// A sum that leaves the range.
pub fn totals<'p>(pays: impl Iterator<Item = &'p RewardPay>) -> Result<RewardPay, Overflow> {
    let mut sums = RewardPay::default();
    for pay in pays {
        sums.gross = sums.gross.plus(pay.gross)?;
        sums.tax = sums.tax.plus(pay.tax)?;
        sums.net = sums.net.plus(pay.net)?;
    }
    Ok(sums)
}

/// Names what a list gives: anyone who holds its slips works out the same.
#[must_use]
pub fn seal(place: &Place, slips: &BTreeMap<Id, (RewardSlip, RewardPay)>) -> RunSeal {
    let digests = slips.iter().map(|(person, (slip, pay))| {
        let amounts: Vec<u8> = [pay.gross, pay.tax, pay.net].iter().flat_map(|one| one.get().to_le_bytes()).collect();
        (*person, (Hash::of(&serde_json::to_vec(slip).unwrap_or_default()), Hash::of(&amounts)))
    });
    sealed::seal_of(&place.subject(), digests, 0)
}

/// A list that was proposed, worked out again on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// What each person receives.
    pub slips: BTreeMap<Id, (RewardSlip, RewardPay)>,
    /// Who cannot be worked out here.
    pub unworkable: Vec<Id>,
    /// Whether exactly what the list names is here, and gives the same figures.
    pub whole: bool,
    /// Whether parts of a pool are shared by their weights and add up to it.
    pub adds_up: bool,
    /// To whom another office's list gives by the same decree.
    pub twice: Vec<Id>,
}

impl Again {
    /// Says whether everything came out as it was proposed, and nobody receives it twice.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        self.whole && self.adds_up && self.unworkable.is_empty() && self.twice.is_empty()
    }
}

/// Returns what a list gives a person: what was accepted first. Nothing is written over it, and what was written beside it
/// later is no part of what was approved and paid.
fn given(book: &Book, subject: &str) -> Option<RewardSlip> {
    book.history::<RewardSlip>(subject).into_iter().next().map(|stated| stated.value)
}

/// Works a list out again from the slips that the book holds.
#[must_use]
pub fn again(book: &Book, place: &Place, sealed: &RunSeal, law: &Rulebook) -> Again {
    let end = format!("/{}/{}", place.decreed, sealed.run());
    let person = |subject: &str| subject.strip_prefix("reward_slip/")?.strip_suffix(&end)?.parse::<Id>().ok();
    let found = book.subjects("reward_slip/").filter_map(|subject| Some((person(subject)?, subject)));
    let (mut slips, mut unworkable) = (BTreeMap::new(), Vec::new());
    for (person, subject) in found {
        let Some(slip) = given(book, subject) else { continue };
        match slip.pay(place.decreed, law, &mut Silent) {
            Ok(pay) => drop(slips.insert(person, (slip, pay))),
            Err(_) => unworkable.push(person),
        }
    }
    let whole = RunSeal { rules: sealed.rules, ..seal(place, &slips) } == *sealed;
    let twice = given_elsewhere(book, place, slips.keys().copied());
    Again { adds_up: adds_up(&slips), slips, unworkable, whole, twice }
}

/// Returns to whom of some people the same decree gives in the list of another office that stands.
fn given_elsewhere(book: &Book, place: &Place, people: impl Iterator<Item = Id>) -> Vec<Id> {
    let others = all(book).filter(|one| (one.decreed, one.list) == (place.decreed, place.list) && one != place);
    let runs = others.filter_map(|one| {
        let stated = standing(book, &one).one()?.value;
        (!matches!(stated.step, RewardStep::Returned { .. })).then(|| stated.list.seal.run())
    });
    let runs: Vec<Id> = runs.collect();
    let given =
        |person: &Id| runs.iter().any(|run| given(book, &subject::reward_slip(*person, place.decreed, *run)).is_some());
    people.filter(given).collect()
}

/// Says whether all amounts are given, or all are parts of one pool as its weights share it.
fn adds_up(slips: &BTreeMap<Id, (RewardSlip, RewardPay)>) -> bool {
    let parts = slips.iter().map(|(person, (slip, _))| match slip.gross {
        RewardGross::Given { .. } => None,
        RewardGross::Part { pool_rp, weight, .. } => Some((pool_rp, (slip.nip, *person), weight)),
    });
    let some: Vec<_> = parts.clone().flatten().collect();
    let Some((pool, ..)) = some.first() else { return true };
    let weights: BTreeMap<_, u32> = some.iter().map(|(_, key, weight)| (*key, *weight)).collect();
    let Ok(shared) = reward::share(*pool, &weights) else { return false };
    let fits = |(person, (slip, _)): (&Id, &(RewardSlip, RewardPay))| {
        shared.get(&(slip.nip, *person)).is_some_and(|part| *part == slip.gross)
    };
    some.len() == slips.len() && slips.iter().all(fits)
}

/// A reward of one person, with the list that gives it.
#[derive(Debug, Clone)]
pub struct Own {
    /// Which list.
    pub place: Place,
    /// Where it stands.
    pub reward: Stated<Reward>,
    /// What it gives the person.
    pub slip: RewardSlip,
}

/// Returns what a person received or is to receive, the newest decree first. What was given back to the treasurer, and
/// what a list said before it was proposed anew, is not among it.
#[must_use]
pub fn of_person(book: &Book, person: Id) -> Vec<Own> {
    let lists: Vec<(Place, Stated<Reward>)> =
        all(book).filter_map(|place| Some((place.clone(), standing(book, &place).one()?))).collect();
    let stands = |stated: &Stated<Reward>| !matches!(stated.value.step, RewardStep::Returned { .. });
    let own = lists.into_iter().filter(|(_, stated)| stands(stated)).filter_map(|(place, reward)| {
        let subject = subject::reward_slip(person, place.decreed, reward.value.list.seal.run());
        let slip = given(book, &subject)?;
        Some(Own { place, reward, slip })
    });
    let mut own: Vec<Own> = own.collect();
    own.sort_by(|a, b| b.place.decreed.cmp(&a.place.decreed).then_with(|| a.place.cmp(&b.place)));
    own
}

#[cfg(test)]
mod tests;
