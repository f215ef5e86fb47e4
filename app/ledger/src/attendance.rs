//! Attendance as the book holds it: the hours of offices, recorded outages, what lists said of a month and the marks that
//! people made on their own devices, judged together; and what each day does to TPP while the month still runs.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::{Day, Month, Span};
use domain::cite::NoValue;
use domain::hadir::{Clock, Delivered, Entry, Grounds, Known, Minute, Moment, MonthResult, Outage};
use domain::hari_kerja::KalenderKerja;
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::outcome::Gap;
use domain::tpp::Policy;

use crate::book::{Book, Standing, Stated};
use crate::facts::{offices, within};
use crate::hash::Id;
use crate::month::{Frame, recapped};
use crate::payload::{Attendance, Gangguan, Mark, Office, OfficeHours, Recap, Roster};
use crate::subject::{self, EVERY_OFFICE};

/// An outage, or days off of an office, with the office it concerns and who recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// What it is recorded under.
    pub subject: String,
    /// Code of the office it concerns with those below it; nothing for all.
    pub office: Option<String>,
    /// From when to when, and what happened.
    pub outage: Outage,
    /// What proves it.
    pub paper: String,
    /// Account that recorded it.
    pub author: String,
    /// Whether the office does not work on its days at all.
    pub closed: bool,
}

impl Recorded {
    /// Says whether the office does not work on a day because of it.
    #[must_use]
    pub fn closes(&self, day: Day) -> bool {
        self.closed && (self.outage.from.day..=self.outage.until.day).contains(&day)
    }
}

/// The hours that an office goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// The office for which they are recorded: its own, or the nearest above it; nothing for all.
    pub office: Option<String>,
    /// The month from which they hold.
    pub since: Month,
    /// The hours.
    pub hours: OfficeHours,
}

/// Why a month cannot be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// No hours are recorded for the office or one above it.
    Hours,
    /// Two statements of the subject cannot both stand.
    Contested(String),
    /// No list of holidays for the year.
    NoCalendar(NoValue),
}

/// One person's month, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Its days.
    pub month: MonthResult,
    /// What was said of each day, marks of own devices among it where they count.
    pub entries: BTreeMap<Day, Entry>,
    /// Marks of own devices, whether they count or not.
    pub marks: BTreeMap<Day, Vec<Minute>>,
    /// Outages that concern the person.
    pub outages: Vec<Recorded>,
    /// Where the list of the month comes from; nothing without one.
    pub source: Option<String>,
    /// The hours of the office, which judge the month of who has no roster.
    pub hours: InForce,
    /// The shifts it is judged by, where the person works by a roster.
    pub roster: Option<Arc<Roster>>,
}

/// What every person's month of one month is judged by.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    /// The month.
    pub month: Month,
    /// Offices by code.
    pub houses: BTreeMap<String, Office>,
    /// Outages that touch the month, in order of their beginning.
    pub outages: Vec<Recorded>,
    hours: BTreeMap<String, BTreeMap<Month, Standing<OfficeHours>>>,
}

impl Register {
    /// Reads what stands for a month.
    #[must_use]
    pub fn of(book: &Book, month: Month) -> Self {
        let mut hours: BTreeMap<String, BTreeMap<Month, Standing<OfficeHours>>> = BTreeMap::new();
        for (subject, standing) in book.peek_all::<OfficeHours>("hours/") {
            let Some((office, since)) = subject.strip_prefix("hours/").and_then(|rest| rest.split_once('/')) else {
                continue;
            };
            let Ok(since) = since.parse::<Month>() else { continue };
            if since <= month {
                hours.entry(office.to_owned()).or_default().insert(since, plain(standing));
            }
        }
        let mut outages: Vec<Recorded> =
            book.peek_all::<Gangguan>("outage/").flat_map(|(subject, standing)| recorded(subject, standing)).collect();
        outages.retain(|one| one.outage.from.day <= month.last() && one.outage.until.day >= month.first());
        outages.sort_by_key(|one| one.outage.from);
        Self { month, houses: offices(book), outages, hours }
    }

    /// Returns the hours of an office: its own, else those of the nearest office above it, else those of all.
    pub fn hours(&self, office: &str) -> Result<InForce, Missing> {
        let mut at = Some(office);
        // A chain of parents longer than the number of offices is a circle.
        for _ in 0..=self.houses.len() {
            let Some(code) = at else { break };
            if let Some(found) = self.recorded_for(code) {
                return found;
            }
            at = self.houses.get(code).and_then(|house| house.parent.as_deref());
        }
        self.recorded_for(EVERY_OFFICE).unwrap_or(Err(Missing::Hours))
    }

    fn recorded_for(&self, code: &str) -> Option<Result<InForce, Missing>> {
        let (since, standing) = self.hours.get(code)?.last_key_value()?;
        Some(match standing {
            Standing::One(hours) => {
                let office = (code != EVERY_OFFICE).then(|| code.to_owned());
                Ok(InForce { office, since: *since, hours: hours.clone() })
            }
            _ => Err(Missing::Contested(subject::hours(code, *since))),
        })
    }

    /// Returns the outages that concern an office.
    #[must_use]
    pub fn outages_of(&self, office: &str) -> Vec<Recorded> {
        let concerns = |one: &&Recorded| one.office.as_deref().is_none_or(|above| within(&self.houses, office, above));
        self.outages.iter().filter(concerns).cloned().collect()
    }

    /// Judges a person's month. `list` stands in for what is recorded, as before it is.
    pub fn kept(
        &self,
        book: &Book,
        person: Id,
        office: &str,
        list: Option<&Attendance>,
        today: Day,
    ) -> Result<Kept, Missing> {
        let hours = self.hours(office)?;
        let stands = match list {
            Some(_) => None,
            None => recorded_list(book, person, self.month)?,
        };
        let list = list.or(stands.as_deref());
        let marks = marks(book, person, self.month);
        let mut entries = list.map(|list| list.days.clone()).unwrap_or_default();
        if hours.hours.devices {
            for (day, minutes) in &marks {
                let clock = Clock { scans: minutes.iter().copied().collect(), ..Clock::default() };
                entries.entry(*day).or_default().join(Entry { clock, code: None });
            }
        }
        let roster = recorded_roster(book, person, self.month)?;
        let around = roster.as_ref().map(|_| around(book, person, self.month, &entries, hours.hours.devices));
        let mut covered = self.covered(list, hours.hours.devices);
        // A night at the end of the month is over once the next list speaks of its last day.
        let next = self.month.next();
        let beyond = || {
            let list = recorded_list(book, person, next).ok().flatten();
            hours.hours.devices || list.is_some_and(|list| list.from == next.first())
        };
        if roster.is_some() && covered.until == Some(next.first()) && beyond() {
            covered.until = Some(next.first().plus_days(1));
        }
        let outages = self.outages_of(office);
        let spans: Vec<Outage> = outages.iter().map(|one| one.outage.clone()).collect();
        let by = Grounds {
            schedule: &hours.hours.schedule,
            roster: roster.as_ref().map(|roster| &roster.shifts),
            calendar: KalenderKerja::resmi(),
            outages: &spans,
            known: Known { covered, today },
        };
        let month = MonthResult::of(self.month, around.as_ref().unwrap_or(&entries), by);
        let month = month.map_err(Missing::NoCalendar)?;
        let month = month.closed_on(|day| outages.iter().any(|one| one.closes(day)));
        let source = list.map(|list| list.source.clone());
        Ok(Kept { month, entries, marks, outages, source, hours, roster })
    }

    /// Returns the days of which a missing mark says something: all where people mark on their own devices.
    fn covered(&self, list: Option<&Attendance>, devices: bool) -> Span {
        let (first, after) = (self.month.first(), self.month.next().first());
        match list {
            _ if devices => Span { from: first, until: Some(after) },
            Some(list) => Span { from: list.from, until: Some(list.last.plus_days(1)) },
            None => Span { from: first, until: Some(first) },
        }
    }
}

fn plain(standing: Standing<Stated<Arc<OfficeHours>>>) -> Standing<OfficeHours> {
    match standing {
        Standing::Nothing => Standing::Nothing,
        Standing::One(stated) => Standing::One(OfficeHours::clone(&stated.value)),
        Standing::Contested(all) => Standing::Contested(all.iter().map(|one| OfficeHours::clone(&one.value)).collect()),
    }
}

/// Reads what is recorded under the subject of an outage. Where two say how long one lasted, both count: nobody is cut for
/// a doubt.
fn recorded(subject: &str, standing: Standing<Stated<Arc<Gangguan>>>) -> Vec<Recorded> {
    let all = match standing {
        Standing::Nothing => Vec::new(),
        Standing::One(one) => vec![one],
        Standing::Contested(all) => all,
    };
    let Some((office, from)) = begun(subject) else { return Vec::new() };
    let one = |stated: Stated<Arc<Gangguan>>| Recorded {
        subject: subject.to_owned(),
        office: office.clone(),
        outage: Outage { from, until: stated.value.until, words: stated.value.words.clone() },
        paper: stated.value.paper.clone(),
        author: stated.record.envelope.author.clone(),
        closed: stated.value.closed,
    };
    all.into_iter().map(one).collect()
}

fn begun(subject: &str) -> Option<(Option<String>, Moment)> {
    let mut parts = subject.strip_prefix("outage/")?.split('/');
    let office = parts.next().filter(|code| *code != EVERY_OFFICE).map(str::to_owned);
    let day = parts.next()?.parse().ok()?;
    let minute: u16 = parts.next()?.parse().ok()?;
    Some((office, Moment { day, minute: Minute::new(minute / 60, minute % 60)? }))
}

fn recorded_list(book: &Book, person: Id, month: Month) -> Result<Option<Arc<Attendance>>, Missing> {
    let subject = subject::attendance(person, month);
    match book.peek::<Attendance>(&subject) {
        Standing::Nothing => Ok(None),
        Standing::One(stated) => Ok(Some(stated.value)),
        Standing::Contested(_) => Err(Missing::Contested(subject)),
    }
}

fn recorded_roster(book: &Book, person: Id, month: Month) -> Result<Option<Arc<Roster>>, Missing> {
    let subject = subject::roster(person, month);
    match book.peek::<Roster>(&subject) {
        Standing::Nothing => Ok(None),
        Standing::One(stated) => Ok(Some(stated.value)),
        Standing::Contested(_) => Err(Missing::Contested(subject)),
    }
}

/// Adds what is said of the days beside the month, where a night of it may end or one of the month before.
fn around(
    book: &Book,
    person: Id,
    month: Month,
    entries: &BTreeMap<Day, Entry>,
    devices: bool,
) -> BTreeMap<Day, Entry> {
    let mut all = entries.clone();
    for day in [month.first().plus_days(-1), month.next().first()] {
        let list = recorded_list(book, person, day.month()).ok().flatten();
        let mut entry = list.and_then(|list| list.days.get(&day).cloned()).unwrap_or_default();
        if devices && let Some(minutes) = marks(book, person, day.month()).get(&day) {
            entry.clock.scans.extend(minutes.iter().copied());
        }
        if entry != Entry::default() {
            all.insert(day, entry);
        }
    }
    all
}

/// Returns the marks that a person made on own devices, by day in order.
#[must_use]
pub fn marks(book: &Book, person: Id, month: Month) -> BTreeMap<Day, Vec<Minute>> {
    let mut found: BTreeMap<Day, Vec<Minute>> = BTreeMap::new();
    for stated in book.items::<Mark>(&subject::mark(person, month)) {
        found.entry(stated.value.at.day).or_default().push(stated.value.at.minute);
    }
    found.values_mut().for_each(|minutes| minutes.sort_unstable());
    found
}

/// What attendance does to a month's TPP before tax while the rest of it is supposed to be kept in full.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    /// What each day takes away, in the order of days; days that take nothing are left out.
    pub days: Vec<(Day, Rupiah)>,
    /// What they take together.
    pub total: Rupiah,
    /// TPP before tax when everything is kept.
    pub full: Rupiah,
    /// What attendance delivers so far, by measure.
    pub delivered: BTreeMap<String, Delivered>,
    /// The month whose recap says what attendance does not; nothing when it is the month's own.
    pub like: Option<Month>,
}

/// Works out what each day of a month does to TPP. The parts add up to the whole whatever ladders and caps a policy has:
/// each is what the month comes to with the day and without it, after all days before it.
///
/// # Errors
/// Everything that keeps TPP from being worked out.
pub fn running(
    book: &Book,
    frame: &Frame,
    person: Id,
    kept: &Kept,
    today: Day,
    law: &Rulebook,
) -> Result<Option<Running>, Vec<Gap>> {
    let Some(policy) = frame.policy else { return Ok(None) };
    let (base, like) = base(book, person, frame.month);
    let worked = |last: Option<Day>| {
        let (recap, delivered) = supposed(&base, &kept.month.kept_after(last), policy);
        let tpp = frame.supposing(book, person, &recap, law)?.tpp_gross().transpose()?;
        Ok::<_, Vec<Gap>>((tpp.map_or(Rupiah::ZERO, |tpp| tpp.total), delivered))
    };
    let (full, mut delivered) = worked(None)?;
    let minus = |a: Rupiah, b: Rupiah| a.minus(b).map_err(|overflow| vec![Gap::from(overflow)]);
    let (mut before, mut days) = (full, Vec::new());
    for day in frame.month.days().filter(|day| *day <= today) {
        let (tpp, so_far) = worked(Some(day))?;
        let taken = minus(before, tpp)?;
        if taken != Rupiah::ZERO {
            days.push((day, taken));
        }
        (before, delivered) = (tpp, so_far);
    }
    Ok(Some(Running { days, total: minus(full, before)?, full, delivered, like }))
}

/// Returns the recap that says what attendance does not: the month's own, else the newest before it.
fn base(book: &Book, person: Id, month: Month) -> (Recap, Option<Month>) {
    let newest = recapped(book, person).into_iter().find(|of| *of <= month);
    let stated = newest.and_then(|of| book.peek::<Recap>(&subject::recap(person, of)).one());
    match (newest, stated) {
        (Some(of), Some(stated)) => (Recap::clone(&stated.value), (of != month).then_some(of)),
        _ => (Recap { predikat: None, measures: BTreeMap::new(), source: String::new() }, None),
    }
}

fn supposed(base: &Recap, month: &MonthResult, policy: &Policy) -> (Recap, BTreeMap<String, Delivered>) {
    let delivered = month.deliver(policy, &base.measures);
    let mut recap = base.clone();
    recap.measures.extend(delivered.iter().map(|(key, one)| (key.clone(), one.value)));
    (recap, delivered)
}
