//! Facts about people as the book states them on a day: the newest one in force, or the subject that is contested.
//!
//! Reads, never decides. What is missing stays missing.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::asn::{Family, Golongan, MasaKerja, Nip, Ptkp, Status};
use domain::calendar::Day;
use domain::pay::{Given, InService};

use crate::book::{Book, Standing, Stated};
use crate::hash::Id;
use crate::payload::{Diri, Fact, Jabatan, Office, Penugasan, Putusan, Rekening, Saldo};
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
    /// What papers ask for beside name and number.
    pub diri: Option<Diri>,
    /// Where pay goes to.
    pub rekening: Option<Rekening>,
    /// How the person stands in service, when a paper says so.
    pub service: Option<InService>,
    /// What a decree names to be paid a month in place of income, from which day; the standing says whether it counts.
    pub decreed: Option<(Day, Given)>,
    /// The newest order for a post beside the own one, with its first day; it may have run out.
    pub penugasan: Option<(Day, Penugasan)>,
    /// Decisions that count in the day's month.
    pub putusan: Vec<Putusan>,
    /// How what was paid too much comes back: from which day, in how many instalments.
    pub pengembalian: Option<(Day, u8)>,
    /// Subjects in force on the day that are contested.
    pub contested: Vec<String>,
}

/// Every dated fact of one person, read from the book once to be asked about any number of days.
pub struct History<'b> {
    person: Id,
    facts: Vec<Dated<'b>>,
}

struct Dated<'b> {
    field: Field,
    from: Day,
    subject: &'b str,
    stands: Standing<Stated<Arc<Fact>>>,
}

impl<'b> History<'b> {
    /// Reads the history of a person.
    #[must_use]
    pub fn of(book: &'b Book, person: Id) -> Self {
        let prefix = format!("fact/{person}/");
        let dated = |(subject, stands): (&'b str, Standing<_>)| {
            let (field, from) = field_and_day(subject.strip_prefix(&prefix)?)?;
            // What was taken back gives way to what stood before it.
            (!matches!(stands, Standing::Nothing)).then_some(Dated { field, from, subject, stands })
        };
        Self { person, facts: book.peek_all(&prefix).filter_map(dated).collect() }
    }

    /// Returns whose it is.
    #[must_use]
    pub fn person(&self) -> Id {
        self.person
    }

    /// Returns the first day of the kind of civil servant that stands on a day: a person who was something else before
    /// began anew.
    #[must_use]
    pub fn since_status(&self, on: Day) -> Option<Day> {
        self.in_force(Field::Status, on).map(|dated| dated.from)
    }

    fn in_force(&self, field: Field, on: Day) -> Option<&Dated<'b>> {
        self.facts.iter().filter(|dated| dated.field == field && dated.from <= on).max_by_key(|dated| dated.from)
    }

    /// Returns how the person stood in service on a day, when one paper says so.
    #[must_use]
    pub fn service_on(&self, day: Day) -> Option<InService> {
        let dated = self.in_force(Field::Keadaan, day)?;
        let Standing::One(stated) = &dated.stands else { return None };
        let Fact::Keadaan { keadaan, .. } = &*stated.value else { return None };
        Some(InService { keadaan: *keadaan, since: dated.from })
    }

    /// Returns what stood about the person on a day.
    #[must_use]
    pub fn on(&self, day: Day) -> Profile {
        let mut profile = Profile::nobody(self.person);
        let newest = Field::ALL.iter().filter(|(field, _)| *field != Field::Putusan);
        // A decision runs its own months beside others; everything else gives way to what follows it.
        let running = self.facts.iter().filter(|dated| dated.field == Field::Putusan && dated.from <= day);
        for dated in newest.filter_map(|(field, _)| self.in_force(*field, day)).chain(running) {
            match &dated.stands {
                Standing::Nothing => {}
                Standing::One(stated) => profile.take(dated.from, day, Fact::clone(&stated.value)),
                Standing::Contested(_) => profile.contested.push(dated.subject.to_owned()),
            }
        }
        profile
    }
}

/// Takes the subject of a fact apart; nothing when it is none.
#[must_use]
pub fn taken_apart(subject: &str) -> Option<(Id, Field, Day)> {
    let (person, rest) = subject.strip_prefix("fact/")?.split_once('/')?;
    let (field, from) = field_and_day(rest)?;
    Some((person.parse().ok()?, field, from))
}

fn field_and_day(text: &str) -> Option<(Field, Day)> {
    let (code, from) = text.split_once('/')?;
    let field = Field::ALL.iter().find(|(_, text)| *text == code)?.0;
    Some((field, from.parse().ok()?))
}

/// Returns every person with a recorded identity, in the order of their ids.
#[must_use]
pub fn people(book: &Book) -> Vec<Id> {
    let identity = |subject: &str| {
        let (person, rest) = subject.strip_prefix("fact/")?.split_once('/')?;
        let stands = || !matches!(book.peek::<Fact>(subject), Standing::Nothing);
        (rest.starts_with(Field::Identitas.code()) && stands()).then(|| person.parse().ok()).flatten()
    };
    let mut people: Vec<Id> = book.subjects("fact/").filter_map(identity).collect();
    people.dedup();
    people
}

/// Returns the fact of a field in force on a day: the one with the latest first day not after it.
///
/// # Errors
/// The subject, when two values stand under it.
pub fn fact_on(book: &Book, person: Id, field: Field, on: Day) -> Result<Option<(Day, Fact)>, String> {
    let found = stated_on(book, person, field, on)?;
    Ok(found.map(|(from, stated)| (from, Fact::clone(&stated.value))))
}

/// A fact with the first day on which it holds.
pub type StatedFrom = (Day, Stated<Arc<Fact>>);

/// Returns the same with the record that states it.
///
/// # Errors
/// The subject, when two values stand under it.
pub fn stated_on(book: &Book, person: Id, field: Field, on: Day) -> Result<Option<StatedFrom>, String> {
    let prefix = format!("fact/{person}/{}/", field.code());
    let dated = |subject: &'_ str| subject.strip_prefix(&prefix)?.parse::<Day>().ok();
    let mut in_force: Vec<(Day, &str)> = book.subjects(&prefix).filter_map(|s| Some((dated(s)?, s))).collect();
    in_force.retain(|(from, _)| *from <= on);
    in_force.sort_unstable();
    for (from, subject) in in_force.into_iter().rev() {
        match book.peek::<Fact>(subject) {
            // What was taken back gives way to what stood before it.
            Standing::Nothing => {}
            Standing::One(stated) => return Ok(Some((from, stated))),
            Standing::Contested(_) => return Err(subject.to_owned()),
        }
    }
    Ok(None)
}

/// Returns what the book states about a person on a day.
#[must_use]
pub fn profile(book: &Book, person: Id, on: Day) -> Profile {
    History::of(book, person).on(on)
}

impl Profile {
    fn nobody(id: Id) -> Self {
        Self {
            id,
            name: None,
            nip: None,
            status: None,
            golongan: None,
            mkg: None,
            jabatan: None,
            family: None,
            ptkp: None,
            saldo: None,
            diri: None,
            rekening: None,
            service: None,
            decreed: None,
            penugasan: None,
            putusan: Vec::new(),
            pengembalian: None,
            contested: Vec::new(),
        }
    }

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
            Fact::Diri(diri) => self.diri = Some(diri),
            Fact::Rekening(rekening) => self.rekening = Some(rekening),
            Fact::Keadaan { keadaan, .. } => self.service = Some(InService { keadaan, since: from }),
            Fact::Penghasilan { amount_rp, paper } => {
                self.decreed = Some((from, Given { amount: amount_rp, source: paper }));
            }
            Fact::Penugasan(penugasan) => self.penugasan = Some((from, penugasan)),
            Fact::Pengembalian { instalments, .. } => self.pengembalian = Some((from, instalments)),
            Fact::Putusan { decided } => {
                self.putusan.extend(decided.into_iter().filter(|one| one.until.is_none_or(|last| last >= on.month())));
            }
        }
    }

    /// Returns the contested subjects that a figure of pay rests on.
    pub fn contested_figures(&self) -> impl Iterator<Item = &String> {
        self.contested.iter().filter(|subject| taken_apart(subject).is_none_or(|(_, field, _)| field.is_figured()))
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

    /// Returns the name of the office of the post; empty without a post.
    #[must_use]
    pub fn office_name<'o>(&'o self, offices: &'o BTreeMap<String, Office>) -> &'o str {
        self.jabatan.as_ref().map_or("", |jabatan| office_name(offices, &jabatan.office))
    }
}

/// Returns the people whose post on the day names this superior, by name.
#[must_use]
pub fn subordinates(book: &Book, superior: Id, on: Day) -> Vec<Profile> {
    let is_below = |person: &Id| match stated_on(book, *person, Field::Jabatan, on) {
        Ok(Some((_, stated))) => matches!(&*stated.value, Fact::Jabatan(post) if post.superior == Some(superior)),
        Ok(None) | Err(_) => false,
    };
    let mut people: Vec<Profile> =
        people(book).into_iter().filter(is_below).map(|person| profile(book, person, on)).collect();
    people.sort_by_key(Profile::call);
    people
}

/// Returns the offices of the region by code.
#[must_use]
pub fn offices(book: &Book) -> BTreeMap<String, Office> {
    book.peek_all("office/")
        .filter_map(|(subject, standing)| {
            let office: Arc<Office> = standing.one()?.value;
            Some((subject.strip_prefix("office/")?.to_owned(), Office::clone(&office)))
        })
        .collect()
}

/// Returns the name of an office, or its code where the region does not know it.
#[must_use]
pub fn office_name<'o>(offices: &'o BTreeMap<String, Office>, code: &'o str) -> &'o str {
    offices.get(code).map_or(code, |office| office.name.as_str())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::subject;

    #[test]
    fn a_contested_account_holds_up_no_figure_and_a_contested_rank_does() {
        let (id, day) = (Id([4; 16]), "2026-01-01".parse().unwrap());
        let subjects = [Field::Rekening, Field::Diri, Field::Golongan].map(|field| subject::fact(id, field, day));
        let profile = Profile { contested: subjects.to_vec(), ..Profile::nobody(id) };
        assert_eq!(profile.contested_figures().collect::<Vec<_>>(), [&subjects[2]]);
    }

    #[test]
    fn the_subject_of_a_fact_is_taken_apart_or_refused() {
        let (id, day) = (Id([4; 16]), "2026-01-01".parse().unwrap());
        assert_eq!(taken_apart(&subject::fact(id, Field::Pajak, day)), Some((id, Field::Pajak, day)));
        assert_eq!(taken_apart("fact/x/pajak/2026-01-01"), None);
        assert_eq!(taken_apart("recap/x"), None);
    }
}
