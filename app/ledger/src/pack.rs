//! The auditor's pack: one office's month with everything that proves it, in one file that needs no account and no server.
//!
//! Holds the signed records themselves: the steps of the month, slips with what they rest on, policies, who the people
//! are, and the keys of every chain. For slips that are not in it, it names their digests, so that a sample still proves
//! the whole run. Which people a sample names follows from the run: nobody chooses them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::calendar::{Day, Month};
use domain::law::Rulebook;
use serde::{Deserialize, Serialize};

use crate::book::{Book, Stated};
use crate::bytes::Reader;
use crate::facts::History;
use crate::hash::{Hash, Id, hex, unhex};
use crate::judge::Verdict;
use crate::pay_month::{self, Closed, may_follow};
use crate::payload::{PayMonth, RunSeal, Slip};
use crate::record::{Envelope, Record};
use crate::sealed;
use crate::settle::paid;
use crate::subject::{self, Field, author_person};
use crate::{chain, policy};

const VERSION: u32 = 1;

/// A pack as it stands in its file; nothing in it is proven yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    takar_pack: u32,
    /// Day it was made.
    pub made: Day,
    /// The month paid for.
    pub month: Month,
    /// Code of the office.
    pub office: String,
    /// Everyone of the run: person, digest of what the slip rests on, digest of the slip.
    pub run: Vec<(Id, Hash, Hash)>,
    /// Records in hexadecimal digits, one text each, so that a damaged one damages no other.
    pub records: Vec<String>,
}

/// Why a file is no pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAPack {
    /// Something else.
    Foreign,
    /// A pack that is cut short or no longer in form.
    Damaged,
    /// Written by a newer program.
    Newer,
}

/// What is wrong with a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A record is not what was signed: its bytes were changed.
    Changed {
        /// Its place in the file, from 1.
        number: usize,
        /// What it says it is about, when that can be read.
        subject: Option<String>,
    },
    /// The key of a record's chain is not in the pack.
    NoKey {
        /// What it is about.
        subject: String,
    },
    /// A signature does not belong to its record.
    Signature {
        /// What it is about.
        subject: String,
    },
    /// The month was never submitted, as far as the pack says.
    NoRun,
    /// A step of the month may not follow the one before it.
    Step {
        /// Who took it.
        author: String,
    },
    /// The digests of the people do not give the run that was submitted.
    Run,
    /// A slip is not the one that the run names.
    NotInRun {
        /// Whose.
        person: Id,
    },
    /// A slip that is worked out here comes out differently.
    Differs {
        /// Whose.
        person: Id,
    },
    /// A slip cannot be worked out here.
    Unworkable {
        /// Whose.
        person: Id,
    },
}

/// A pack whose records were read; signatures are checked by who can, then [`Opened::examine`] says the rest.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The pack.
    pub pack: Pack,
    /// Records whose bytes are whole.
    pub records: Vec<Arc<Record>>,
    /// What was wrong so far.
    pub findings: Vec<Finding>,
}

/// What was found in a pack.
#[derive(Debug, Clone)]
pub struct Report {
    /// The records that hold, folded: names, steps and slips are read from it as from any book.
    pub book: Book,
    /// The run that the month stands on.
    pub seal: Option<RunSeal>,
    /// People whose slip is in the pack and came out as it was sealed.
    pub proven: Vec<Id>,
    /// Everything that is wrong; empty: everything holds.
    pub findings: Vec<Finding>,
}

impl Pack {
    /// Makes the pack of an office's month from what this book holds; `sample` limits it to so many people. The keys of
    /// [`Pack::chains`] are still to be added.
    ///
    /// Nothing when no step of the month stands, or not all of its slips are here.
    #[must_use]
    pub fn of(book: &Book, office: &str, month: Month, sample: Option<usize>, made: Day) -> Option<Self> {
        let stated = pay_month::standing(book, office, month).one()?;
        let seal = stated.value.seal;
        let slips = sealed::slips(book, month, &seal);
        let left_out = usize::try_from(seal.left_out).ok()?;
        if (RunSeal { rules: seal.rules, ..sealed::name(month, &slips, left_out) }) != seal {
            return None;
        }
        let run: Vec<_> = slips.iter().map(|(person, slip)| (*person, slip.rests_on(), slip.digest)).collect();
        let chosen = chosen(&seal, slips.keys().copied(), sample);
        let records = gather(book, office, month, &seal, &slips, &chosen);
        let records = records.iter().map(|record| hex(&record.to_bytes())).collect();
        Some(Self { takar_pack: VERSION, made, month, office: office.to_owned(), run, records })
    }

    /// Returns the chains whose keys the pack needs.
    #[must_use]
    pub fn chains(&self) -> BTreeSet<Id> {
        let read = |text: &String| Record::read(&mut Reader::new(&unhex(text)?)).ok();
        self.records.iter().filter_map(read).map(|record| record.envelope.chain_id).collect()
    }

    /// Adds the records that open chains; they come first in the file.
    pub fn add_keys(&mut self, openings: &[Record]) {
        let keys = openings.iter().map(|record| hex(&record.to_bytes()));
        self.records = keys.chain(core::mem::take(&mut self.records)).collect();
    }

    /// Writes it as the text of a file.
    #[must_use]
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Why it is no pack.
    pub fn read(bytes: &[u8]) -> Result<Self, NotAPack> {
        let text = core::str::from_utf8(bytes).map_err(|_| NotAPack::Foreign)?;
        let ours = text.trim_start().starts_with('{') && text.contains("\"takar_pack\"");
        match serde_json::from_str::<Self>(text) {
            Ok(pack) if pack.takar_pack > VERSION => Err(NotAPack::Newer),
            Ok(pack) => Ok(pack),
            Err(_) if ours => Err(NotAPack::Damaged),
            Err(_) => Err(NotAPack::Foreign),
        }
    }

    /// Reads its records, each by itself.
    #[must_use]
    pub fn open(self) -> Opened {
        let (mut records, mut findings) = (Vec::new(), Vec::new());
        for (number, text) in (1..).zip(&self.records) {
            let bytes = unhex(text).unwrap_or_default();
            let read = Record::read_checked(&mut Reader::new(&bytes));
            match read {
                Ok(record) => records.push(Arc::new(record)),
                Err(_) => {
                    let envelope = Reader::new(&bytes).blob().ok().and_then(|bytes| Envelope::from_bytes(bytes).ok());
                    findings.push(Finding::Changed { number, subject: envelope.map(|envelope| envelope.subject) });
                }
            }
        }
        Opened { pack: self, records, findings }
    }
}

/// Chooses the people of a sample: those whose digest with the run is lowest.
fn chosen(seal: &RunSeal, people: impl Iterator<Item = Id>, sample: Option<usize>) -> BTreeSet<Id> {
    let Some(most) = sample else { return people.collect() };
    let mut ranked: Vec<(Hash, Id)> =
        people.map(|person| (Hash::of_parts(&[&seal.inputs.0, &person.0]), person)).collect();
    ranked.sort_unstable();
    ranked.into_iter().take(most).map(|(_, person)| person).collect()
}

/// Collects every record that the month rests on, each once, by subject.
fn gather(
    book: &Book,
    office: &str,
    month: Month,
    seal: &RunSeal,
    slips: &BTreeMap<Id, Slip>,
    chosen: &BTreeSet<Id>,
) -> Vec<Arc<Record>> {
    let mut taken: BTreeMap<Hash, Arc<Record>> = BTreeMap::new();
    let mut take = |subject: &str| {
        for record in book.records_of(subject) {
            taken.insert(record.hash, record.clone());
        }
    };
    take(&subject::office(office));
    take(&subject::pay_month(office, month));
    for day in policy::days(book) {
        take(&subject::policy(day));
    }
    let hands = book.history::<PayMonth>(&subject::pay_month(office, month));
    let hands = hands.iter().filter_map(|step| author_person(&step.record.envelope.author));
    for person in hands.chain(chosen.iter().copied()) {
        for field in [Field::Identitas, Field::Jabatan] {
            let prefix = format!("fact/{person}/{}/", field.code());
            book.subjects(&prefix).for_each(&mut take);
        }
    }
    let closed = Closed::of(book);
    for person in chosen {
        take(&subject::slip(*person, month, seal.run()));
        // Back pay rests on what was paid before.
        if slips.get(person).is_some_and(|slip| !slip.back.is_empty()) {
            for before in closed.months().filter(|before| *before < month) {
                if let Some((_, step)) = closed.slip(book, *person, before) {
                    take(&subject::slip(*person, before, step.value.seal.run()));
                    take(&step.record.envelope.subject);
                }
            }
        }
    }
    let mut records: Vec<Arc<Record>> = taken.into_values().collect();
    records.sort_by(|a, b| {
        let key = |of: &Record| (of.envelope.subject.clone(), of.envelope.recorded_at, of.envelope.seq);
        key(a).cmp(&key(b))
    });
    records
}

impl Opened {
    /// Returns the public keys in the pack, by chain; a key that is not the one its chain is named by is none.
    #[must_use]
    pub fn keys(&self) -> BTreeMap<Id, Vec<u8>> {
        self.records.iter().filter_map(|record| Some((record.envelope.chain_id, chain::key(record)?))).collect()
    }

    /// Examines what is left once signatures were checked: `signed` says of each record, in order, whether its signature
    /// belongs to it, or nothing when its key is missing.
    #[must_use]
    pub fn examine(self, signed: &[Option<bool>], law: &Rulebook) -> Report {
        let Self { pack, records, mut findings } = self;
        let mut book = Book::new();
        for (record, signed) in records.into_iter().zip(signed) {
            let subject = record.envelope.subject.clone();
            match signed {
                Some(true) => book.add_decided(record, Verdict::Accepted),
                Some(false) => findings.push(Finding::Signature { subject }),
                None => findings.push(Finding::NoKey { subject }),
            }
        }
        let subject = subject::pay_month(&pack.office, pack.month);
        findings.extend(steps(&book.history::<PayMonth>(&subject)));
        let seal = pay_month::standing(&book, &pack.office, pack.month).one().map(|stated| stated.value.seal);
        let mut proven = Vec::new();
        match &seal {
            None => findings.push(Finding::NoRun),
            Some(seal) => {
                if !is_run(&pack, seal) {
                    findings.push(Finding::Run);
                }
                proven = slips(&book, &pack, seal, law, &mut findings);
            }
        }
        Report { book, seal, proven, findings }
    }
}

/// Says which steps of the month may not follow what they are based on.
fn steps(all: &[Stated<PayMonth>]) -> Vec<Finding> {
    let base = |hash: &Hash| {
        let of = all.iter().find(|one| one.record.hash == *hash)?;
        Some((of.record.envelope.author.clone(), of.value.clone()))
    };
    let wrong = |step: &&Stated<PayMonth>| {
        let envelope = &step.record.envelope;
        let bases: Option<Vec<_>> = envelope.based_on.iter().map(base).collect();
        bases.is_none_or(|bases| may_follow(&bases, &envelope.author, &step.value).is_err())
    };
    all.iter().filter(wrong).map(|step| Finding::Step { author: step.record.envelope.author.clone() }).collect()
}

/// Says whether the digests of the people give the run.
fn is_run(pack: &Pack, seal: &RunSeal) -> bool {
    let people: BTreeMap<Id, (Hash, Hash)> =
        pack.run.iter().map(|(id, inputs, slip)| (*id, (*inputs, *slip))).collect();
    let (inputs, slips) = sealed::digests(&pack.month.to_string(), people.iter().map(|(id, of)| (*id, *of)));
    inputs == seal.inputs && slips == seal.slips && usize::try_from(seal.people) == Ok(people.len())
}

/// Works every slip of the pack out again and returns whose came out as sealed.
fn slips(book: &Book, pack: &Pack, seal: &RunSeal, law: &Rulebook, findings: &mut Vec<Finding>) -> Vec<Id> {
    let named: BTreeMap<Id, (Hash, Hash)> = pack.run.iter().map(|(id, inputs, slip)| (*id, (*inputs, *slip))).collect();
    let closed = Closed::of(book);
    let mut proven = Vec::new();
    for (person, slip) in sealed::slips(book, pack.month, seal) {
        if named.get(&person) != Some(&(slip.rests_on(), slip.digest)) {
            findings.push(Finding::NotInRun { person });
            continue;
        }
        let before = || paid(book, &closed, &History::of(book, person), pack.month, law);
        match slip.again(before, law) {
            Ok(Some(_)) => proven.push(person),
            Ok(None) => findings.push(Finding::Differs { person }),
            Err(_) => findings.push(Finding::Unworkable { person }),
        }
    }
    proven
}
