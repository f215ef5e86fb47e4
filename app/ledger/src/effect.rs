//! What-if: what another policy would pay the people of a run, beside what they are paid now.
//!
//! Speaks of TPP before contribution and tax: that is what it costs, and what a rate, weight or ceiling moves.

use std::collections::BTreeMap;

use domain::money::{Overflow, Rupiah};
use domain::outcome::Gap;
use domain::tpp::Policy;

use crate::hash::Id;
use crate::month::Case;

/// Everyone of a run who is paid TPP, with what they are paid now.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    people: Vec<Payee>,
    offices: Vec<String>,
    /// People who are paid no TPP, or whose month is blocked: they are in no sum.
    pub left_out: usize,
}

#[derive(Debug, Clone)]
struct Payee {
    person: Id,
    office: usize,
    before: Rupiah,
}

/// A sum now and under the other policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Beside {
    /// Now.
    pub before: Rupiah,
    /// Under the other policy.
    pub after: Rupiah,
    /// People counted.
    pub people: usize,
}

/// One person under the other policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Who.
    pub person: Id,
    /// Now.
    pub before: Rupiah,
    /// Under the other policy.
    pub after: Rupiah,
}

/// What another policy would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effect {
    /// Everyone together.
    pub total: Beside,
    /// By office code.
    pub offices: BTreeMap<String, Beside>,
    /// People who would be paid more, by how much.
    pub more: Group,
    /// People who would be paid less, by how much.
    pub less: Group,
    /// Everyone whose amount moves, in the order of ids.
    pub moved: Vec<Moved>,
    /// People whose TPP the other policy cannot work out, with what it lacks; they are in no sum.
    pub blocked: Vec<(Id, Vec<Gap>)>,
}

/// People whose pay moves one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Group {
    /// How many.
    pub people: usize,
    /// By how much together; never negative.
    pub amount: Rupiah,
}

impl Group {
    fn add(&mut self, amount: Rupiah) -> Result<(), Overflow> {
        self.people += 1;
        self.amount = self.amount.plus(amount)?;
        Ok(())
    }
}

impl Beside {
    fn add(&mut self, before: Rupiah, after: Rupiah) -> Result<(), Overflow> {
        self.before = self.before.plus(before)?;
        self.after = self.after.plus(after)?;
        self.people += 1;
        Ok(())
    }

    /// Returns what is added, below zero when less is paid.
    ///
    /// # Errors
    /// A difference outside the range of amounts.
    pub fn difference(&self) -> Result<Rupiah, Overflow> {
        self.after.minus(self.before)
    }
}

impl Baseline {
    /// Works out what everyone is paid now; each person with the office that pays.
    #[must_use]
    pub fn of<'c>(run: impl Iterator<Item = (Id, &'c str, Option<&'c Case>)>) -> Self {
        let mut base = Self::default();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for (person, office, case) in run {
            let now = case.and_then(|case| case.gross_under(case.policy()?).ok()?);
            let Some(now) = now else {
                base.left_out += 1;
                continue;
            };
            let office = *known.entry(office).or_insert_with(|| {
                base.offices.push(office.to_owned());
                base.offices.len() - 1
            });
            base.people.push(Payee { person, office, before: now.total });
        }
        base
    }

    /// Says whether nobody is paid TPP.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Works out what a policy would pay the same people.
    ///
    /// # Errors
    /// A sum outside the range of amounts.
    pub fn under<'c>(&self, policy: &Policy, case: impl Fn(&Id) -> Option<&'c Case>) -> Result<Effect, Overflow> {
        let mut effect = Effect::default();
        let mut offices = vec![Beside::default(); self.offices.len()];
        for payee in &self.people {
            let Some(case) = case(&payee.person) else { continue };
            let after = match case.gross_under(policy) {
                Ok(gross) => gross.map_or(Rupiah::ZERO, |gross| gross.total),
                Err(gaps) => {
                    effect.blocked.push((payee.person, gaps));
                    continue;
                }
            };
            let before = payee.before;
            effect.total.add(before, after)?;
            offices[payee.office].add(before, after)?;
            if after > before {
                effect.more.add(after.minus(before)?)?;
            } else if after < before {
                effect.less.add(before.minus(after)?)?;
            } else {
                continue;
            }
            effect.moved.push(Moved { person: payee.person, before, after });
        }
        effect.offices = self.offices.iter().cloned().zip(offices).collect();
        Ok(effect)
    }
}
