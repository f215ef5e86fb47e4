//! A run as it was sealed: each slip with everything it rests on, and the digests that name the run.
//!
//! Who holds the slips works them out again without any facts and reaches the same digests, or learns whose slip differs.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::derive::Silent;
use domain::law::{Rulebook, rules_hash};
use domain::outcome::Gap;
use domain::tpp;

use crate::book::Book;
use crate::hash::{Digesting, Hash, Id};
use crate::month::{Case, TppCase};
use crate::payload::{RunSeal, SealedMonth, SealedTpp, Slip};
use crate::policy;
use crate::run::Run;
use crate::settle::{self, BackPay, Paid};

impl Case {
    /// Returns everything the month rests on, in the form that is kept.
    #[must_use]
    pub fn sealed(&self) -> SealedMonth {
        let tpp = self.tpp.as_ref().map(|case| SealedTpp {
            policy: case.policy.name(),
            kelas: case.kelas,
            unit_kind: case.unit_kind.clone(),
            measures: case.policy.name_measures(&case.measures),
            predikat: case.predikat,
            acting: case.acting,
        });
        SealedMonth { pay: self.pay.clone(), tpp }
    }
}

impl SealedMonth {
    /// Opens the month to be worked out again.
    ///
    /// # Errors
    /// A policy this program does not know (`policy.{key}`), or a measure it does not read.
    pub fn open(&self) -> Result<Case, Gap> {
        let tpp = self.tpp.as_ref().map(|of| of.open(self.pay.month)).transpose()?;
        Ok(Case { pay: self.pay.clone(), tpp })
    }

    /// Returns the digest of what the month rests on.
    #[must_use]
    pub fn digest(&self) -> Hash {
        Hash::of(&serde_json::to_vec(self).unwrap_or_default())
    }
}

impl SealedTpp {
    fn open(&self, month: Month) -> Result<TppCase, Gap> {
        let none = || Gap::NoFact { field: format!("policy.{}", self.policy) };
        let policy = tpp::named(&self.policy, month).ok_or_else(none)?;
        let delivered = self.measures.iter().map(|(key, value)| (key.as_str(), *value));
        let measures = policy.read_measures(delivered).map_err(|_| none())?;
        let (kelas, unit_kind) = (self.kelas, self.unit_kind.clone());
        Ok(TppCase { policy, kelas, unit_kind, measures, predikat: self.predikat, acting: self.acting })
    }
}

impl Slip {
    /// Returns the digest of everything the slip rests on.
    #[must_use]
    pub fn rests_on(&self) -> Hash {
        let rests_on = match &self.before[..] {
            [] => serde_json::to_vec(&(&self.month, &self.back)),
            before => serde_json::to_vec(&(&self.month, &self.back, before)),
        };
        Hash::of(&rests_on.unwrap_or_default())
    }

    /// Works the slip out again with its back pay; nothing when it gives another digest than the one it was sealed with.
    /// `paid` is what had been paid before, asked for only where there is back pay.
    ///
    /// # Errors
    /// Everything that this program lacks to work it out.
    pub fn again(
        &self,
        paid: impl FnOnce() -> Result<Paid, Vec<Gap>>,
        law: &Rulebook,
    ) -> Result<Option<Paying>, Vec<Gap>> {
        let case = self.month.open().map_err(|gap| vec![gap])?;
        let slip = case.slip(law)?;
        let back = match &self.back[..] {
            [] => None,
            months => settle::again((months, &self.before), &paid()?, (&case, &slip), law, &mut Silent)?,
        };
        Ok((digest(&slip, back.as_ref()) == self.digest).then_some(Paying { slip, back }))
    }
}

/// A slip with the back pay that goes out with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paying {
    /// The month's slip.
    pub slip: domain::pay::Slip,
    /// Arrears of closed months.
    pub back: Option<BackPay>,
}

/// Digests a slip with its back pay.
fn digest(slip: &domain::pay::Slip, back: Option<&BackPay>) -> Hash {
    match back {
        None => Hash(slip.digest()),
        Some(back) => Hash::of_parts(&[&slip.digest(), &back.digest().0]),
    }
}

/// Seals the final slips of a run with the cases they were worked out from; a slip without its case is left out.
#[must_use]
pub fn seal<'c>(run: &Run, case: impl Fn(&Id) -> Option<&'c Case>) -> (RunSeal, BTreeMap<Id, Slip>) {
    let sealed = run.slips.iter().filter_map(|(person, slip)| {
        let (month, back) = (case(person)?.sealed(), run.back.get(person));
        let (due, before) = back.map(|back| (back.due.clone(), back.before.clone())).unwrap_or_default();
        Some((*person, Slip { month, back: due, before, digest: digest(slip, back) }))
    });
    let slips: BTreeMap<Id, Slip> = sealed.collect();
    (name(run.month, &slips, run.blocked.len()), slips)
}

/// Names the run that these slips make up.
#[must_use]
pub fn name(month: Month, slips: &BTreeMap<Id, Slip>, left_out: usize) -> RunSeal {
    seal_of(&month.to_string(), slips.iter().map(|(person, slip)| (*person, (slip.rests_on(), slip.digest))), left_out)
}

/// Seals what is paid to people by what each one's pay rests on and the pay, in the order of their ids; `what` it is for.
pub(crate) fn seal_of(
    what: &str,
    people: impl ExactSizeIterator<Item = (Id, (Hash, Hash))>,
    left_out: usize,
) -> RunSeal {
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let (rules, paid) = (rules_hash().parse().unwrap_or_default(), count(people.len()));
    let (inputs, slips) = digests(what, people);
    RunSeal { rules, people: paid, left_out: count(left_out), inputs, slips }
}

/// Digests a run from what each person's slip rests on and from the slips, in the order of the people's ids; `what` it is
/// for goes first.
pub(crate) fn digests(what: &str, people: impl Iterator<Item = (Id, (Hash, Hash))>) -> (Hash, Hash) {
    let mut both = [Digesting::default(), Digesting::default()];
    both.iter_mut().for_each(|one| one.add(what.as_bytes()));
    for (person, (rests_on, slip)) in people {
        for (one, digest) in both.iter_mut().zip([rests_on, slip]) {
            one.add(&person.0);
            one.add(&digest.0);
        }
    }
    both.map(Digesting::finish).into()
}

impl RunSeal {
    /// Returns the short name of the run, as the subjects of its slips hold it.
    #[must_use]
    pub fn run(&self) -> Id {
        self.inputs.short()
    }
}

/// A sealed run, worked out again on this machine.
#[derive(Debug, Clone)]
pub struct Again {
    /// Slips that came out as they were sealed, and people whose slip cannot be worked out here.
    pub run: Run,
    /// What each slip rests on.
    pub sealed: BTreeMap<Id, Slip>,
    /// People whose slip comes out differently than it was sealed.
    pub differs: Vec<Id>,
    /// Whether exactly the slips that the seal names are here.
    pub whole: bool,
}

impl Again {
    /// Says whether everything that was sealed came out the same here.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        self.whole && self.differs.is_empty() && self.run.blocked.is_empty()
    }
}

/// Returns the slips of a run that the book holds, by person; a contested one is left out.
#[must_use]
pub fn slips(book: &Book, month: Month, seal: &RunSeal) -> BTreeMap<Id, Slip> {
    policy::learn(book);
    let end = format!("/{month}/{}", seal.run());
    let person = |subject: &str| subject.strip_prefix("slip/")?.strip_suffix(&end)?.parse::<Id>().ok();
    let found = book.subjects("slip/").filter_map(|subject| Some((person(subject)?, subject)));
    found.filter_map(|(person, subject)| Some((person, book.standing::<Slip>(subject).one()?.value))).collect()
}

/// Works a sealed run out again, slip by slip; `paid` is what had been paid to a person before.
#[must_use]
pub fn again(
    month: Month,
    seal: &RunSeal,
    sealed: BTreeMap<Id, Slip>,
    paid: impl Fn(&Id) -> Result<Paid, Vec<Gap>>,
    law: &Rulebook,
) -> Again {
    let named = name(month, &sealed, usize::try_from(seal.left_out).unwrap_or(usize::MAX));
    let whole = RunSeal { rules: seal.rules, ..named } == *seal;
    let (mut run, mut differs) = (Run::new(month), Vec::new());
    for (person, slip) in &sealed {
        match slip.again(|| paid(person), law) {
            Ok(Some(Paying { slip, back })) => {
                run.add(*person, Ok(slip));
                run.back.extend(back.map(|back| (*person, back)));
            }
            Ok(None) => differs.push(*person),
            Err(gaps) => run.add(*person, Err(gaps)),
        }
    }
    Again { run, sealed, differs, whole }
}
