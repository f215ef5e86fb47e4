//! A list of THR or gaji ke-13 as it was sealed: what each payment rests on, the digests that name the run, and the same
//! worked out again by whoever holds it.

use std::collections::BTreeMap;

use domain::derive::{Recorder, Silent};
use domain::law::Rulebook;
use domain::outcome::Gap;
use domain::thr::Payout;

use super::{Order, Payday, Worked, worked};
use crate::book::Book;
use crate::hash::{Hash, Id};
use crate::payload::{RunSeal, YearlySlip};
use crate::policy;
use crate::sealed::seal_of;
use crate::yearly::{Paying, Place};

impl YearlySlip {
    /// Returns the digest of everything the payment rests on.
    #[must_use]
    fn rests_on(&self) -> Hash {
        Hash::of(&serde_json::to_vec(&(&self.base, &self.payday, self.since, &self.before)).unwrap_or_default())
    }

    /// Works the payment out again; nothing when it gives another digest than the one it was sealed with.
    ///
    /// # Errors
    /// Everything that this program lacks to work it out.
    pub fn again<R: Recorder>(&self, order: &Order, law: &Rulebook, rec: &mut R) -> Result<Option<Payout>, Vec<Gap>> {
        let one = |gap: Gap| vec![gap];
        let base = self.base.open().map_err(one)?;
        let case = self.payday.open().map_err(one)?;
        let payday = || Ok(Payday { case, before: self.before.clone() });
        Ok(match worked(order, (&base, self.since), payday, law, rec)? {
            Worked::Paid(paid) => (Hash(paid.0.digest()) == self.digest).then_some(paid.0),
            Worked::Nothing(..) => None,
        })
    }
}

/// Names the run that these payments make up; what was decided is part of its name.
#[must_use]
pub fn seal(order: &Order, slips: &BTreeMap<Id, YearlySlip>, left_out: usize) -> RunSeal {
    let decided = serde_json::to_string(&order.decided).unwrap_or_default();
    let what = format!("{}/{}/{}/{decided}", order.kind.code(), order.year, order.payday);
    seal_of(&what, slips.iter().map(|(person, slip)| (*person, (slip.rests_on(), slip.digest))), left_out)
}

/// A sealed list, worked out again on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// Payments that came out as they were sealed.
    pub paid: BTreeMap<Id, Paying>,
    /// People whose payment comes out differently than it was sealed.
    pub differs: Vec<Id>,
    /// People whose payment cannot be worked out here.
    pub unworkable: Vec<Id>,
    /// People to whom another list that is closed gave the same payment.
    pub twice: Vec<Id>,
    /// Whether exactly the payments that the seal names are here.
    pub whole: bool,
}

impl Again {
    /// Says whether everything came out as it was sealed, and nobody receives it twice.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        self.whole && self.differs.is_empty() && self.unworkable.is_empty() && self.twice.is_empty()
    }
}

/// Works a sealed list out again from the payments that the book holds.
#[must_use]
pub fn again(book: &Book, place: &Place, order: &Order, sealed: &RunSeal, law: &Rulebook) -> Again {
    policy::learn(book);
    let slips = place.slips(book, sealed.run());
    let named = seal(order, &slips, usize::try_from(sealed.left_out).unwrap_or(usize::MAX));
    let whole = RunSeal { rules: sealed.rules, ..named } == *sealed;
    let closed = super::Closed::of(book);
    let twice = slips.keys().filter(|person| closed.gave_elsewhere(book, **person, place)).copied().collect();
    let mut made = Again { paid: BTreeMap::new(), differs: Vec::new(), unworkable: Vec::new(), twice, whole };
    for (person, slip) in slips {
        match slip.again(order, law, &mut Silent) {
            Ok(Some(pay)) => drop(made.paid.insert(person, Paying { slip, pay })),
            Ok(None) => made.differs.push(person),
            Err(_) => made.unworkable.push(person),
        }
    }
    made
}
