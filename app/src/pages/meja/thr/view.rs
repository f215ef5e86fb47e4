//! What the pages of THR and gaji ke-13 show, read off the book. Knows no words and no Leptos.

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::law::Rulebook;
use domain::money::{Overflow, Rupiah};
use ledger::book::Book;
use ledger::facts::{Profile, office_name, offices, profile};
use ledger::hash::Id;
use ledger::payload::{Office, Rekening, YearlyPay};
use ledger::role::Role;
use ledger::yearly::{self, Paying, Place, again};

use crate::pages::meja::dua_tangan::view::reach;
use crate::pages::meja::dua_tangan::{self, Proof};

/// Where a list stands.
pub type Stand = dua_tangan::Stand<YearlyPay>;

/// One list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct One {
    /// Which.
    pub place: Place,
    /// Name of its office.
    pub office: String,
    /// Where it stands.
    pub stand: Stand,
}

/// The page of a list.
#[must_use]
pub fn address(of: &Place) -> String {
    format!("/thr/{}/{}/{}/{}", of.office, of.kind.code(), of.year, of.payday)
}

/// Returns where a list stands.
#[must_use]
pub fn stand(book: &Book, place: &Place, today: Day) -> Stand {
    Stand::of(book, yearly::standing(book, place), today)
}

/// Returns the lists that the roles reach, the newest first.
#[must_use]
pub fn all(book: &Book, roles: &[Role], today: Day) -> Vec<One> {
    let houses = offices(book);
    let mut all: Vec<One> = yearly::all(book)
        .filter(|place| reach(roles, &place.office, &houses))
        .map(|place| One {
            office: office_name(&houses, &place.office).to_owned(),
            stand: stand(book, &place, today),
            place,
        })
        .collect();
    all.sort_by(|a, b| b.place.payday.cmp(&a.place.payday).then_with(|| a.office.cmp(&b.office)));
    all
}

/// Counts what waits for this account.
#[must_use]
pub fn waiting(book: &Book, roles: &[Role], author: &str, today: Day) -> usize {
    let houses = offices(book);
    let mine = |one: &&One| one.stand.waits_for(&one.place.office, roles, author, &houses);
    all(book, roles, today).iter().filter(mine).count()
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
    /// Name of the office.
    pub office: String,
    /// Where it goes to, when one account is recorded.
    pub account: Option<Rekening>,
    /// Gross, deductions, net; nothing for who is blocked.
    pub amounts: Option<[Rupiah; 3]>,
    /// Why nothing is paid, else empty.
    pub remark: String,
}

impl Line {
    /// One person with what is paid.
    #[must_use]
    pub fn of(facts: &Profile, houses: &BTreeMap<String, Office>, paid: Option<[Rupiah; 3]>, remark: String) -> Self {
        Self {
            id: facts.id,
            name: facts.call(),
            nip: facts.nip.map(|nip| nip.grouped()).unwrap_or_default(),
            office: facts.office_name(houses).to_owned(),
            account: facts.rekening.clone(),
            amounts: paid,
            remark,
        }
    }

    /// Says whether money goes out.
    #[must_use]
    pub fn is_paid(&self) -> bool {
        self.amounts.is_some_and(|[gross, ..]| gross != Rupiah::ZERO)
    }
}

/// Gross, deductions and net of a payment.
#[must_use]
pub fn amounts(of: &Paying) -> [Rupiah; 3] {
    let total = of.pay.total;
    [total.gross, total.deductions, total.net]
}

/// Adds up what is known.
///
/// # Errors
/// A sum that leaves the range.
pub fn sums(lines: &[Line]) -> Result<[Rupiah; 3], Overflow> {
    let mut sums = [Rupiah::ZERO; 3];
    for amounts in lines.iter().filter_map(|line| line.amounts) {
        for (sum, amount) in sums.iter_mut().zip(amounts) {
            *sum = sum.plus(amount)?;
        }
    }
    Ok(sums)
}

/// What a list shows to who decides about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// How far it is proven.
    pub proof: Proof,
    /// Names of people to whom another list gave the same payment.
    pub twice: Vec<String>,
    /// The people by name.
    pub lines: Vec<Line>,
    /// What each payment rests on.
    pub paid: BTreeMap<Id, Paying>,
}

impl Shown {
    /// Says whether everything came out as it was sealed, and nobody receives it twice.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        self.proof.holds() && self.twice.is_empty()
    }
}

/// Works a list out again; names and accounts as they stand on a day.
#[must_use]
pub fn shown(book: &Book, place: &Place, list: &YearlyPay, on: Day) -> Shown {
    let order = place.order(&list.decided);
    let again = again(book, place, &order, &list.at.seal, Rulebook::national());
    let houses = offices(book);
    let name = |person: &Id| profile(book, *person, on).call();
    let names = |people: &[Id]| people.iter().map(name).collect::<Vec<_>>();
    let line = |(person, paying): (&Id, &Paying)| {
        Line::of(&profile(book, *person, on), &houses, Some(amounts(paying)), String::new())
    };
    let mut lines: Vec<Line> = again.paid.iter().map(line).collect();
    lines.sort_by_key(|line| line.name.to_lowercase());
    Shown {
        proof: Proof {
            same: again.paid.len(),
            differs: names(&again.differs),
            unworkable: names(&again.unworkable),
            whole: again.whole,
        },
        twice: names(&again.twice),
        lines,
        paid: again.paid,
    }
}
