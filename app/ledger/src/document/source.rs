//! What lists are made of: the slips of a run with the facts of their people, in the order that offices read them.

use std::collections::{BTreeMap, BTreeSet};

use domain::asn::{Golongan, Status};
use domain::money::Rupiah;
use domain::pay::{LineCode, Post, Slip};

use super::{Choice, Group, Lack};
use crate::certificate::Certified;
use crate::facts::{Profile, taken_apart, within};
use crate::hash::Id;
use crate::month::{Case, Gathered};
use crate::payload::{Jabatan, Office, Rekening};
use crate::run::Run;
use crate::settle::BackPay;
use crate::skpp::Stopped;
use crate::subject::Field;

/// A run with everything that its lists tell.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The run.
    pub run: &'a Run,
    /// What the run rests on, by person.
    pub people: &'a BTreeMap<Id, Gathered>,
    /// Offices by code.
    pub offices: &'a BTreeMap<String, Office>,
    /// Certificates of a year, once they were made.
    pub certified: Option<&'a Certified>,
    /// Who left with the last pay in a year, once the statements were made.
    pub stopped: Option<&'a Stopped>,
}

/// One person of a list.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Facts in force in the month.
    pub facts: &'a Profile,
    /// What the slip rests on.
    pub case: &'a Case,
    /// The slip.
    pub slip: &'a Slip,
    /// Arrears that go out with it.
    pub back: Option<&'a BackPay>,
    /// Name of the office, or its code.
    pub office: &'a str,
}

impl<'a> Source<'a> {
    /// Returns the people of a choice who have a slip, by office and name.
    pub(super) fn chosen(&self, choice: &Choice) -> Vec<Entry<'a>> {
        let entry = |(id, slip): (&Id, &'a Slip)| {
            let one = self.people.get(id)?;
            let case = one.case.as_ref().ok()?;
            self.fits(&one.facts, case.pay.status, choice).then(|| Entry {
                facts: &one.facts,
                case,
                slip,
                back: self.run.back.get(id),
                office: self.office(&one.facts),
            })
        };
        let mut chosen: Vec<Entry<'a>> = self.run.slips.iter().filter_map(entry).collect();
        chosen.sort_by_cached_key(|one| (one.office.to_lowercase(), one.facts.call().to_lowercase(), one.facts.id));
        chosen
    }

    /// Counts the people of a choice who have no slip.
    pub(super) fn blocked(&self, choice: &Choice) -> usize {
        self.blocked_in(choice).count()
    }

    /// Returns the office of everyone of a choice who has no slip.
    pub(super) fn blocked_in(&self, choice: &Choice) -> impl Iterator<Item = &'a str> {
        let facts = self.run.blocked.keys().filter_map(|id| Some(&self.people.get(id)?.facts));
        facts
            .filter(|facts| self.may_fit(facts, choice))
            .map(|facts| self.office(facts))
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// Returns the banks that people of the run have accounts at: code and name, in the order of codes.
    #[must_use]
    pub fn banks(&self) -> BTreeMap<String, String> {
        let paid = self.run.slips.keys().filter_map(|id| self.people.get(id)?.facts.rekening.as_ref());
        paid.map(|at| (at.bank_code.to_string(), at.bank.clone())).collect()
    }

    /// Returns the name of the office of a person's post, or its code.
    #[must_use]
    pub fn office(&self, facts: &'a Profile) -> &'a str {
        facts.office_name(self.offices)
    }

    /// Puts people whose facts are read so in the order of lists: by office and name.
    pub(super) fn in_order<T>(&self, people: &mut [&'a T], facts: impl Fn(&'a T) -> &'a Profile) {
        people.sort_by_cached_key(|one| {
            let facts = facts(one);
            (self.office(facts).to_lowercase(), facts.call().to_lowercase(), facts.id)
        });
    }

    /// Says whether somebody of whom the status may be unknown belongs to a choice.
    pub(super) fn may_fit(&self, facts: &Profile, choice: &Choice) -> bool {
        match facts.status {
            Some(status) => self.fits(facts, status, choice),
            None => choice.group == Group::All && self.lies_in(facts, choice.office.as_deref()),
        }
    }

    fn fits(&self, facts: &Profile, status: Status, choice: &Choice) -> bool {
        choice.group.holds(status) && self.lies_in(facts, choice.office.as_deref())
    }

    fn lies_in(&self, facts: &Profile, above: Option<&str>) -> bool {
        let Some(above) = above else { return true };
        facts.jabatan.as_ref().is_some_and(|post| within(self.offices, &post.office, above))
    }
}

impl<'a> Entry<'a> {
    /// Returns the amount of a line, nothing known of it being zero: the slip has no such line.
    pub(super) fn line(&self, code: LineCode) -> Rupiah {
        self.slip.amount(code).unwrap_or_default()
    }

    pub(super) fn golongan(&self) -> Golongan {
        self.case.pay.golongan
    }

    pub(super) fn jabatan(&self) -> Option<&'a Jabatan> {
        self.facts.jabatan.as_ref()
    }

    pub(super) fn eselon(&self) -> Option<String> {
        match &self.case.pay.post {
            Post::Struktural { eselon } => Some(written(eselon)),
            _ => None,
        }
    }

    pub(super) fn account(&self) -> Option<&'a Rekening> {
        account(self.facts)
    }
}

/// Returns the bank account, where one alone stands.
#[must_use]
pub fn account(facts: &Profile) -> Option<&Rekening> {
    facts.rekening.as_ref().filter(|_| !contested(facts, Field::Rekening))
}

fn contested(facts: &Profile, field: Field) -> bool {
    facts.contested.iter().any(|subject| taken_apart(subject).is_some_and(|(_, of, _)| of == field))
}

/// Says which of the facts that a list asks for are not there.
pub(super) fn lacks(facts: &Profile, asked: &[Lack]) -> BTreeSet<Lack> {
    let diri = facts.diri.as_ref();
    let nik = diri.and_then(|diri| diri.nik.as_ref());
    let no_npwp = diri.is_none_or(|diri| diri.npwp.is_none());
    let lacks = |lack: &Lack| match lack {
        Lack::Nip => facts.nip.is_none(),
        Lack::Rekening => facts.rekening.is_none() && !contested(facts, Field::Rekening),
        Lack::RekeningContested => contested(facts, Field::Rekening),
        Lack::Nik => nik.is_none(),
        Lack::NikDiffers => nik.zip(facts.nip).is_some_and(|(nik, nip)| !nik.agrees(nip)),
        Lack::Npwp => no_npwp,
        Lack::NpwpNik => no_npwp && nik.is_none(),
        Lack::Alamat => diri.is_none_or(|diri| diri.address.is_none()),
        Lack::Account | Lack::Refund | Lack::BulanTerbuka | Lack::BelumTerinci | Lack::Selisih => false,
    };
    asked.iter().copied().filter(lacks).collect()
}

/// Writes an eselon as papers do: `IV/a` for `IVa`.
fn written(eselon: &str) -> String {
    match eselon.char_indices().last() {
        Some((at, last)) if last.is_ascii_lowercase() => format!("{}/{last}", &eselon[..at]),
        _ => eselon.to_owned(),
    }
}
