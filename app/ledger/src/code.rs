//! The code on a slip: the few signed records that one slip of a closed month rests on, in the digits of a QR code.
//!
//! Holds the slip with everything it rests on, the step that closed its month, who the person is, for back pay what was
//! paid before, and the keys of their chains. The device that reads it folds these records as any book and works the
//! slip out again: no account and no server. What is proven is that nothing changed since it was signed with those keys;
//! whose the keys are, the reader learns elsewhere.

mod digits;
mod form;
mod squeeze;

use core::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::calendar::Month;
use domain::law::Rulebook;
use domain::outcome::Gap;

use crate::book::{Book, Filing};
use crate::facts::{self, History};
use crate::hash::Id;
use crate::judge::Verdict;
use crate::kind::Kind;
use crate::pay_month::{Closed, Hand};
use crate::payload::{PayMonth, Slip};
use crate::record::{Envelope, Record};
use crate::settle::paid;
use crate::subject::{self, Field};

/// Most bytes of a code: with an address of 140 characters before them they still fit the largest QR code.
pub const MAX_BYTES: usize = 2_772;

/// Records of a slip that is proven by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The slip first, then the step that closed its month, then the rest.
    pub records: Vec<Arc<Record>>,
    /// Public keys by chain: points of 65 bytes.
    pub keys: BTreeMap<Id, Vec<u8>>,
}

/// Why a slip has no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCode {
    /// Its month is not closed: nothing is sealed yet.
    Open,
    /// A record that it rests on is not accepted yet.
    NotFiled,
    /// The key of a chain is not here.
    NoKey,
    /// It is longer than [`MAX_BYTES`], as with back pay of many months.
    TooLarge,
}

/// Why digits are no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotACode {
    /// Something else.
    Foreign,
    /// The end is missing.
    Cut,
    /// Digits were changed.
    Changed,
    /// Written by a newer program.
    Newer,
}

/// What a key signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signed {
    /// A slip.
    Slip,
    /// A step of the month.
    Month,
    /// Name and number of the person.
    Name,
}

/// What each key signed, with the account that it says it belongs to.
pub type Signers = BTreeMap<Id, (String, BTreeSet<Signed>)>;

/// What is wrong with a code whose digits are whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A signature does not belong to its record.
    Signature,
    /// What was signed is no slip of a closed month.
    NotASlip,
    /// Worked out here, the slip comes out differently.
    Differs,
    /// It cannot be worked out here.
    Unworkable(Vec<Gap>),
}

/// What was found in a code.
#[derive(Debug, Clone)]
pub struct Report {
    /// The records that were signed, folded: slip, name and steps are read from it as from any book.
    pub book: Book,
    /// Whose slip it says it is.
    pub person: Id,
    /// The month paid for.
    pub month: Month,
    /// Code of the office that paid; nothing where its month is not proven.
    pub office: Option<String>,
    /// What each key signed, with the account that it says it belongs to.
    pub keys: Signers,
    /// What is wrong; nothing: the slip holds.
    pub fault: Option<Fault>,
}

impl Code {
    /// Gathers the code of a person's slip of a closed month from what this book holds. The keys of [`Code::chains`] are
    /// still to be added.
    ///
    /// # Errors
    /// Why there is none.
    pub fn of(book: &Book, closed: &Closed, person: Id, month: Month) -> Result<Self, NoCode> {
        let mut records = Vec::new();
        let slip = take(book, closed, person, month, &mut records).ok_or(NoCode::Open)?;
        if let Ok(Some((_, stated))) = facts::stated_on(book, person, Field::Identitas, month.first()) {
            records.push(stated.record);
        }
        // Back pay rests on what was paid before, from the first month that it settles.
        if let Some(first) = slip.back.iter().map(|back| back.pay.month).min() {
            for before in closed.months().filter(|before| (first..month).contains(before)) {
                take(book, closed, person, before, &mut records);
            }
        }
        let filed = |record: &Arc<Record>| {
            book.get(record.hash).is_some_and(|(_, filing)| filing == Filing::Decided(Verdict::Accepted))
        };
        if !records.iter().all(filed) {
            return Err(NoCode::NotFiled);
        }
        Ok(Self { records, keys: BTreeMap::new() })
    }

    /// Returns the chains whose keys the code needs.
    #[must_use]
    pub fn chains(&self) -> BTreeSet<Id> {
        self.records.iter().map(|record| record.envelope.chain_id).collect()
    }

    /// Writes it as decimal digits.
    ///
    /// # Errors
    /// A key that is missing, or a code that is too large.
    pub fn digits(&self) -> Result<String, NoCode> {
        form::write(self).map(|bytes| digits::write(&bytes))
    }

    /// Reads digits; nothing in it is proven yet but that none of them was lost or changed by chance.
    ///
    /// # Errors
    /// Why they are no code.
    pub fn read(text: &str) -> Result<Self, NotACode> {
        let digits = digits::read(text)?;
        let bytes = digits.bytes.filter(|bytes| form::is_whole(bytes));
        match (digits.found.cmp(&digits.told), bytes) {
            (Ordering::Equal, Some(bytes)) => form::read(&bytes),
            (Ordering::Less, None) => Err(NotACode::Cut),
            _ => Err(NotACode::Changed),
        }
    }

    /// Examines what is left once signatures were checked: `signed` says of each record, in order, whether its signature
    /// belongs to the key of its chain.
    ///
    /// # Errors
    /// Digits that hold something else than a slip.
    pub fn examine(self, signed: &[Option<bool>], law: &Rulebook) -> Result<Report, NotACode> {
        let first = self.records.first().ok_or(NotACode::Foreign)?;
        let (person, month) = whose(&first.envelope.subject).ok_or(NotACode::Foreign)?;
        let keys = signers(self.records.iter());
        let mut book = Book::new();
        let all_signed = signed.len() == self.records.len() && signed.iter().all(|signed| *signed == Some(true));
        for record in self.records {
            book.add_decided(record, Verdict::Accepted);
        }
        let mut report = Report { book, person, month, office: None, keys, fault: None };
        report.fault = if all_signed { report.fault(law) } else { Some(Fault::Signature) };
        Ok(report)
    }
}

impl Report {
    /// Works the slip out again and says what is wrong with it.
    fn fault(&mut self, law: &Rulebook) -> Option<Fault> {
        let closed = Closed::of(&self.book);
        let Some((slip, step)) = closed.slip(&self.book, self.person, self.month) else { return Some(Fault::NotASlip) };
        let place = Kind::PayMonth.place(&step.record.envelope.subject);
        self.office = place.and_then(|place| place.word);
        if slip.month.pay.month != self.month {
            return Some(Fault::NotASlip);
        }
        let before = || paid(&self.book, &closed, &History::of(&self.book, self.person), self.month, law);
        match slip.again(before, law) {
            Ok(Some(_)) => None,
            Ok(None) => Some(Fault::Differs),
            Err(gaps) => Some(Fault::Unworkable(gaps)),
        }
    }

    /// Says whether the device's own book knows a key as one that may sign what it signed here: the same was accepted
    /// from the account that it names. A key of somebody with another role is a stranger's.
    #[must_use]
    pub fn is_known(&self, chain: Id, own: &Book) -> bool {
        let Some((author, signed)) = self.keys.get(&chain) else { return false };
        let accepted = own.by_author(author).filter(|(record, filing)| {
            record.envelope.chain_id == chain && *filing == Filing::Decided(Verdict::Accepted)
        });
        let proven: BTreeSet<Signed> = accepted.flat_map(|(record, _)| may_sign(record)).copied().collect();
        signed.is_subset(&proven)
    }
}

/// Says what a key may sign whose record was accepted: a treasurer's record speaks for slips and their months alike.
fn may_sign(accepted: &Record) -> &'static [Signed] {
    let envelope = &accepted.envelope;
    let treasurer = || {
        let step = accepted.payload::<PayMonth>().and_then(Result::ok);
        step.is_some_and(|pay| pay.step.hand() == Hand::Treasurer)
    };
    let name = || facts::taken_apart(&envelope.subject).is_some_and(|(_, field, _)| field == Field::Identitas);
    match Kind::from_code(&envelope.kind) {
        Some(Kind::Slip) => &[Signed::Slip, Signed::Month],
        Some(Kind::PayMonth) if treasurer() => &[Signed::Slip, Signed::Month],
        Some(Kind::Fact) if name() => &[Signed::Name],
        _ => &[],
    }
}

/// Takes the slip that a closed month pays and the last step of that month.
fn take(book: &Book, closed: &Closed, person: Id, month: Month, records: &mut Vec<Arc<Record>>) -> Option<Slip> {
    let (_, step) = closed.slip(book, person, month)?;
    let stated = book.standing::<Slip>(&subject::slip(person, month, step.value.seal.run())).one()?;
    records.push(stated.record);
    // One step closes the month for all of its people.
    if !records.iter().any(|record| record.hash == step.record.hash) {
        records.push(step.record.clone());
    }
    Some(stated.value)
}

/// Says what the keys of records signed: for a code, or for those of a whole month, which its office publishes.
pub fn signers<'r>(records: impl Iterator<Item = &'r Arc<Record>>) -> Signers {
    let mut keys = Signers::new();
    for Envelope { chain_id, author, kind, .. } in records.map(|record| &record.envelope) {
        keys.entry(*chain_id).or_insert_with(|| (author.clone(), BTreeSet::new())).1.extend(signs(kind));
    }
    keys
}

fn whose(subject: &str) -> Option<(Id, Month)> {
    let (person, rest) = subject.strip_prefix("slip/")?.split_once('/')?;
    Some((person.parse().ok()?, rest.split_once('/')?.0.parse().ok()?))
}

fn signs(kind: &str) -> Option<Signed> {
    match Kind::from_code(kind)? {
        Kind::Slip => Some(Signed::Slip),
        Kind::PayMonth => Some(Signed::Month),
        Kind::Fact => Some(Signed::Name),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
