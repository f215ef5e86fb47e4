//! Facts about people as the book states them on a day: the newest one in force, or the subject that is contested.
//!
//! Reads, never decides. What is missing stays missing.

use std::collections::BTreeMap;

use domain::asn::{Family, Golongan, MasaKerja, Nip, Ptkp, Status};
use domain::calendar::Day;

use crate::book::{Book, Standing};
use crate::hash::Id;
use crate::payload::{Fact, Jabatan, Office, Saldo};
use crate::subject::Field;

/// Everything the book states about a person on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The person.
    pub id: Id,
    /// Name with titles, when identity is recorded.
    pub name: Option<String>,
    /// Number in force.
    pub nip: Option<Nip>,
    /// Kind of civil servant.
    pub status: Option<Status>,
    /// Rank.
    pub golongan: Option<Golongan>,
    /// Masa kerja golongan on the day.
    pub mkg: Option<MasaKerja>,
    /// Post.
    pub jabatan: Option<Jabatan>,
    /// Family.
    pub family: Option<Family>,
    /// Tax status.
    pub ptkp: Option<Ptkp>,
    /// Opening balances of the day's year.
    pub saldo: Option<Saldo>,
    /// Subjects in force on the day that are contested.
    pub contested: Vec<String>,
}

/// Returns every person with a recorded identity, in the order of their ids.
#[must_use]
pub fn people(book: &Book) -> Vec<Id> {
    let mut people: Vec<Id> = book
        .subjects("fact/")
        .filter_map(|subject| {
            let mut parts = subject.split('/').skip(1);
            let person = parts.next()?.parse().ok()?;
            (parts.next()? == Field::Identitas.code()).then_some(person)
        })
        .collect();
    people.dedup();
    people
}

/// Returns the fact of a field in force on a day: the one with the latest first day not after it.
///
/// # Errors
/// The subject, when two values stand under it.
pub fn fact_on(book: &Book, person: Id, field: Field, on: Day) -> Result<Option<(Day, Fact)>, String> {
    let prefix = format!("fact/{person}/{}/", field.code());
    let in_force = book
        .subjects(&prefix)
        .filter_map(|subject| Some((subject.strip_prefix(&prefix)?.parse::<Day>().ok()?, subject)))
        .filter(|(from, _)| *from <= on)
        .max_by_key(|(from, _)| *from);
    let Some((from, subject)) = in_force else { return Ok(None) };
    match book.standing::<Fact>(subject) {
        Standing::Nothing => Ok(None),
        Standing::One(stated) => Ok(Some((from, stated.value))),
        Standing::Contested(_) => Err(subject.to_owned()),
    }
}

/// Returns what the book states about a person on a day.
#[must_use]
pub fn profile(book: &Book, person: Id, on: Day) -> Profile {
    let mut profile = Profile {
        id: person,
        name: None,
        nip: None,
        status: None,
        golongan: None,
        mkg: None,
        jabatan: None,
        family: None,
        ptkp: None,
        saldo: None,
        contested: Vec::new(),
    };
    for (field, _) in Field::ALL {
        match fact_on(book, person, field, on) {
            Ok(Some((from, fact))) => profile.take(from, on, fact),
            Ok(None) => {}
            Err(subject) => profile.contested.push(subject),
        }
    }
    profile
}

impl Profile {
    fn take(&mut self, from: Day, on: Day, fact: Fact) {
        match fact {
            Fact::Identitas { nip, name } => {
                self.nip = Some(nip);
                self.name = Some(name);
            }
            Fact::Status { status } => self.status = Some(status),
            Fact::Golongan { golongan, mkg } => {
                self.golongan = Some(golongan);
                self.mkg = mkg.plus_months(on.month().months_since(from.month()));
            }
            Fact::Jabatan(jabatan) => self.jabatan = Some(jabatan),
            Fact::Keluarga(family) => self.family = Some(family),
            // Tax status and balances speak of one year only.
            Fact::Pajak { ptkp } if from.month().year() == on.month().year() => self.ptkp = Some(ptkp),
            Fact::Saldo(saldo) if from.month().year() == on.month().year() => self.saldo = Some(saldo),
            Fact::Pajak { .. } | Fact::Saldo(_) => {}
        }
    }

    /// Returns the name, or the number, or the short id: something to call the person by.
    #[must_use]
    pub fn call(&self) -> String {
        self.name.clone().or_else(|| self.nip.map(Nip::grouped)).unwrap_or_else(|| self.id.to_string()[..8].to_owned())
    }

    /// Returns the title of the post, or nothing when no post is recorded.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.jabatan.as_ref().map(|jabatan| jabatan.title.as_str())
    }
}

/// Returns the people whose post on the day names this superior, by name.
#[must_use]
pub fn subordinates(book: &Book, superior: Id, on: Day) -> Vec<Profile> {
    let mut people: Vec<Profile> = people(book)
        .into_iter()
        .filter(|person| {
            let post = fact_on(book, *person, Field::Jabatan, on);
            matches!(post, Ok(Some((_, Fact::Jabatan(jabatan)))) if jabatan.superior == Some(superior))
        })
        .map(|person| profile(book, person, on))
        .collect();
    people.sort_by_key(Profile::call);
    people
}

/// Returns the offices of the region by code.
#[must_use]
pub fn offices(book: &Book) -> BTreeMap<String, Office> {
    book.subjects("office/")
        .filter_map(|subject| {
            let code = subject.strip_prefix("office/")?.to_owned();
            Some((code, book.standing::<Office>(subject).one()?.value))
        })
        .collect()
}

/// Says whether an office is `above` or lies below it.
#[must_use]
pub fn within(offices: &BTreeMap<String, Office>, office: &str, above: &str) -> bool {
    let mut at = Some(office);
    // A chain of parents longer than the number of offices is a circle.
    for _ in 0..=offices.len() {
        match at {
            Some(code) if code == above => return true,
            Some(code) => at = offices.get(code).and_then(|office| office.parent.as_deref()),
            None => return false,
        }
    }
    false
}
