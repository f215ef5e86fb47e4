//! The regional policy in force, and the way of a change: proposed by one person, signed by another, from a day on.
//!
//! A step that is under way changes nothing that holds: what was signed last stands until the next signature.

use std::collections::BTreeSet;

use domain::calendar::{Day, Month};
use domain::outcome::Gap;
use domain::tpp::{self, Policy};

use crate::book::{Book, Stated};
use crate::hash::Hash;
use crate::payload::{FoundedPolicy, Policy as Statement, PolicySource, PolicyStep};
use crate::role::{Role, Scope};
use crate::subject;

/// Who moves a change on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hand {
    /// Prepares it: HR or treasurer of the region.
    Proposer,
    /// Checks and signs it: the approver of the region.
    Signer,
}

impl Hand {
    /// Says whether a role lends this hand; a policy concerns the whole region.
    #[must_use]
    pub const fn is_of(self, role: &Role) -> bool {
        match self {
            Self::Proposer => matches!(role, Role::Hr(Scope::Region) | Role::Treasurer(Scope::Region)),
            Self::Signer => matches!(role, Role::Approver(Scope::Region)),
        }
    }
}

impl PolicyStep {
    /// Says whose step it is.
    #[must_use]
    pub const fn hand(&self) -> Hand {
        match self {
            Self::Proposed { .. } | Self::Withdrawn => Hand::Proposer,
            Self::Returned { .. } | Self::Signed { .. } => Hand::Signer,
        }
    }
}

impl PolicySource {
    /// Returns the digest that a signature names.
    #[must_use]
    pub fn digest(&self) -> Hash {
        let (form, text) = match self {
            Self::Shipped(key) => ("shipped", key),
            Self::File(text) => ("file", text),
        };
        Hash::of_parts(&[form.as_bytes(), text.as_bytes()])
    }

    /// Returns the file that it is, for a month.
    #[must_use]
    pub fn file(&self, month: Month) -> Option<String> {
        match self {
            Self::Shipped(_) => tpp::shipped_file(self.policy(month)?),
            Self::File(text) => Some(text.clone()),
        }
    }

    /// Returns the policy for a month; nothing when the program does not ship it or the file is not sound.
    #[must_use]
    pub fn policy(&self, month: Month) -> Option<&'static Policy> {
        match self {
            Self::Shipped(key) => tpp::in_force(tpp::shipped(), key, month),
            Self::File(text) => tpp::written(text).filter(|policy| policy.span().contains(month.first())),
        }
    }

    /// Says whether it may be proposed to hold from the day, the first of a month: a policy that is sound, and that
    /// begins then and has no end when the region wrote it.
    #[must_use]
    pub fn may_begin(&self, day: Day) -> bool {
        let fits = match self {
            Self::Shipped(key) => tpp::in_force(tpp::shipped(), key, day.month()).is_some(),
            Self::File(text) => Policy::from_file(text.as_bytes()).is_ok_and(|policy| {
                let span = policy.span();
                span.from == day && span.until.is_none()
            }),
        };
        fits && day == day.month().first()
    }
}

/// Why a step may not follow what it is based on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misstep {
    /// Nothing stands where the step begins.
    OutOfOrder,
    /// The signature names another text than the one proposed.
    OtherText,
    /// Who proposes a change does not sign it, and takes back only what is the own.
    WrongPerson,
}

/// Says whether a step may follow what it is based on; each base with its author.
///
/// Whoever prepares may propose at any time, also over what holds or over two proposals of the same day. A signature and
/// what is given back speak of exactly one proposal, by somebody else.
///
/// # Errors
/// The rule that is broken.
pub fn may_follow(bases: &[(String, Statement)], author: &str, after: &PolicyStep) -> Result<(), Misstep> {
    if matches!(after, PolicyStep::Proposed { .. }) {
        return Ok(());
    }
    let [(proposer, Statement::Step(PolicyStep::Proposed { policy, .. }))] = bases else {
        return Err(Misstep::OutOfOrder);
    };
    let own = proposer == author;
    match after {
        PolicyStep::Withdrawn if !own => Err(Misstep::WrongPerson),
        PolicyStep::Returned { .. } | PolicyStep::Signed { .. } if own => Err(Misstep::WrongPerson),
        PolicyStep::Signed { policy: signed } if *signed != policy.digest() => Err(Misstep::OtherText),
        _ => Ok(()),
    }
}

/// What stands about the policy of one day.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// What holds from the day: founded or signed. More than one: contested.
    pub holds: Vec<Held>,
    /// Steps under way that nothing follows: proposed, given back or withdrawn. More than one: two at the same time.
    pub open: Vec<Stated<Statement>>,
}

/// A policy that holds, with the record that made it hold.
#[derive(Debug, Clone)]
pub struct Held {
    /// What holds.
    pub source: PolicySource,
    /// The founding, or the signature.
    pub by: Stated<Statement>,
}

/// Returns the days of which anything was stated, in order.
pub fn days(book: &Book) -> impl Iterator<Item = Day> {
    book.subjects("policy/").filter_map(|subject| subject.strip_prefix("policy/")?.parse().ok())
}

/// Returns what stands about the policy of a day.
#[must_use]
pub fn change(book: &Book, day: Day) -> Change {
    let stated = book.history::<Statement>(&subject::policy(day));
    let find = |hash: &Hash| stated.iter().find(|one| one.record.hash == *hash);
    // What holds is replaced by a later signature, with whatever lies between them.
    let mut replaced = BTreeSet::new();
    let mut based: BTreeSet<Hash> = BTreeSet::new();
    for one in &stated {
        based.extend(&one.record.envelope.based_on);
        if one.value.holds() {
            let mut before = one.record.envelope.based_on.clone();
            while let Some(hash) = before.pop() {
                if replaced.insert(hash) {
                    before.extend(find(&hash).iter().flat_map(|one| one.record.envelope.based_on.iter().copied()));
                }
            }
        }
    }
    let mut change = Change::default();
    for one in &stated {
        let hash = one.record.hash;
        if one.value.holds() && !replaced.contains(&hash) {
            if let Some(source) = source(one, find)
                && !change.holds.iter().any(|held| held.source == source)
            {
                change.holds.push(Held { source, by: one.clone() });
            }
        } else if !one.value.holds() && !based.contains(&hash) {
            change.open.push(one.clone());
        }
    }
    change
}

impl Statement {
    /// Says whether it makes a policy hold.
    #[must_use]
    pub const fn holds(&self) -> bool {
        matches!(self, Self::Founded(_) | Self::Step(PolicyStep::Signed { .. }))
    }
}

fn source<'b>(of: &Stated<Statement>, find: impl Fn(&Hash) -> Option<&'b Stated<Statement>>) -> Option<PolicySource> {
    match &of.value {
        Statement::Founded(FoundedPolicy { key }) => Some(PolicySource::Shipped(key.clone())),
        Statement::Step(PolicyStep::Signed { .. }) => {
            of.record.envelope.based_on.iter().find_map(|base| match &find(base)?.value {
                Statement::Step(PolicyStep::Proposed { policy, .. }) => Some(policy.clone()),
                _ => None,
            })
        }
        Statement::Step(_) => None,
    }
}

/// Returns the policy that holds on the first day of a month, when any does.
///
/// # Errors
/// A day with two policies that hold, or a policy that this program cannot read (`policy.{key}`).
pub fn in_force(book: &Book, month: Month) -> Result<Option<&'static Policy>, Vec<Gap>> {
    let Some(source) = holding(book, month)? else { return Ok(None) };
    let unknown = || vec![Gap::NoFact { field: format!("policy.{}", source.name()) }];
    source.policy(month).map(Some).ok_or_else(unknown)
}

/// Returns where the policy that holds on the first day of a month is, when any does.
///
/// # Errors
/// A day with two policies that hold.
pub fn holding(book: &Book, month: Month) -> Result<Option<PolicySource>, Vec<Gap>> {
    let mut until: Vec<Day> = days(book).filter(|day| *day <= month.first()).collect();
    until.sort_unstable();
    for day in until.into_iter().rev() {
        let change = change(book, day);
        match &change.holds[..] {
            [] => {}
            [held] => return Ok(Some(held.source.clone())),
            _ => return Err(vec![Gap::Contested { subject: subject::policy(day) }]),
        }
    }
    Ok(None)
}

impl PolicySource {
    /// Names the policy as sealed months do.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Shipped(key) => key.clone(),
            Self::File(text) => tpp::written(text).map(Policy::name).unwrap_or_default(),
        }
    }
}

/// Reads every policy that holds or held in the region, so that months sealed with it can be opened on this machine.
pub fn learn(book: &Book) {
    for day in days(book) {
        for one in book.history::<Statement>(&subject::policy(day)) {
            if let Statement::Step(PolicyStep::Proposed { policy: PolicySource::File(text), .. }) = &one.value {
                let _ = tpp::written(text);
            }
        }
    }
}
