//! What a list would change: each person's month judged, beside the recap that stands. Writes nothing, says nothing.

use std::collections::{BTreeMap, BTreeSet};

use domain::asn::Nip;
use domain::calendar::{Day, Span};
use domain::cite::NoValue;
use domain::hadir::{Delivered, Verdict};
use domain::tpp::Policy;
use ledger::attendance::{Kept, Missing, Register};
use ledger::book::Book;
use ledger::payload::{Attendance, Recap};
use ledger::subject;

use super::words;
use crate::pages::meja::hr::import::presensi::{Days, Presensi};
use crate::pages::meja::hr::rekap::model::{self, Stands};
use crate::pages::meja::hr::rekap::work::Listed;

/// What stands before a list is looked at.
pub struct Given<'a> {
    /// Where marks and earlier lists are recorded.
    pub book: &'a Book,
    /// Month, offices, hours and outages.
    pub register: &'a Register,
    /// The month's policy.
    pub policy: &'a Policy,
    /// People of the office with their month.
    pub rows: &'a [Listed],
    /// The present day.
    pub today: Day,
}

/// What happens to a person's recap.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// None stood.
    New,
    /// Values change.
    Changed,
    /// Nothing changes.
    Same,
    /// Days are unknown, so nothing is written.
    Incomplete(usize),
    /// The recap has two values, so nothing is written.
    Contested,
}

/// One person's month as lists and devices tell it.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The person and what stands.
    pub listed: Listed,
    /// The month, judged.
    pub kept: Kept,
    /// What is to be recorded of a new list; nothing when it says what is recorded.
    pub list: Option<Attendance>,
    /// What attendance delivers, by measure.
    pub delivered: BTreeMap<String, Delivered>,
    /// What happens.
    pub deed: Deed,
}

/// Everything a list would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// People of whom something is said, in the order of the list.
    pub people: Vec<Person>,
    /// Numbers of the file that nobody of the list has.
    pub strangers: Vec<Nip>,
    /// People of whom nothing is said: left as they are, never absent.
    pub unnamed: Vec<String>,
    /// People whose month has two lists.
    pub contested: Vec<String>,
    /// Working days on which nobody of the list made a mark and no outage is recorded.
    pub silent: Vec<Day>,
}

/// Why nobody's month can be judged.
#[derive(Debug, Clone, PartialEq)]
pub enum Unjudged {
    /// No hours are recorded for these offices, or two that cannot both hold.
    NoHours(BTreeSet<String>),
    /// The calendar has no list of holidays for the year.
    NoCalendar(NoValue),
}

/// A file with what its lists are said to come from.
pub struct Told<'a> {
    /// What it says.
    pub file: &'a Presensi,
    /// Where it comes from, in words.
    pub source: String,
}

/// Judges everybody of whom the file, or without one what is recorded, says something.
pub fn plan(told: Option<&Told<'_>>, given: &Given<'_>) -> Result<Plan, Unjudged> {
    let known: BTreeSet<Nip> = given.rows.iter().filter_map(|(line, _)| line.nip).collect();
    let named = |told: &Told<'_>| told.file.people.keys().filter(|nip| !known.contains(nip)).copied().collect();
    let mut plan = Plan {
        people: Vec::new(),
        strangers: told.map(named).unwrap_or_default(),
        unnamed: Vec::new(),
        contested: Vec::new(),
        silent: Vec::new(),
    };
    let mut no_hours = BTreeSet::new();
    for listed in given.rows {
        let list = match told {
            Some(told) => match listed.0.nip.and_then(|nip| told.file.people.get(&nip)) {
                Some(days) => Some(list(told, days)),
                None => {
                    plan.unnamed.push(listed.0.name.clone());
                    continue;
                }
            },
            None if is_recorded(listed, given) => None,
            None => {
                plan.unnamed.push(listed.0.name.clone());
                continue;
            }
        };
        match person(listed, list, given) {
            Ok(person) => plan.people.push(person),
            Err(Missing::Contested(subject)) if subject.starts_with("attendance/") => {
                plan.contested.push(listed.0.name.clone());
            }
            Err(Missing::Hours | Missing::Contested(_)) => {
                let office = listed.0.office().unwrap_or_default();
                no_hours.insert(crate::words::hadir::whose(Some(office), &given.register.houses));
            }
            Err(Missing::NoCalendar(gap)) => return Err(Unjudged::NoCalendar(gap)),
        }
    }
    if !no_hours.is_empty() {
        return Err(Unjudged::NoHours(no_hours));
    }
    plan.silent = silent(&plan.people);
    Ok(plan)
}

fn list(told: &Told<'_>, days: &Days) -> Attendance {
    let Span { from, until } = told.file.covered;
    Attendance {
        from,
        last: until.map_or(from, |after| after.plus_days(-1)),
        days: days.clone(),
        source: told.source.clone(),
    }
}

/// Says whether a list or a mark of the person's month is recorded.
fn is_recorded(listed: &Listed, given: &Given<'_>) -> bool {
    let (person, month) = (listed.0.id, given.register.month);
    [subject::attendance(person, month), subject::mark(person, month)]
        .iter()
        .any(|subject| given.book.records_of(subject).next().is_some())
}

fn person(listed: &Listed, list: Option<Attendance>, given: &Given<'_>) -> Result<Person, Missing> {
    let (id, register) = (listed.0.id, given.register);
    let office = listed.0.office().unwrap_or_default();
    let kept = register.kept(given.book, id, office, list.as_ref(), given.today)?;
    let nothing = BTreeMap::new();
    let stands = listed.1.stands.one().map_or(&nothing, |recap| &recap.measures);
    let delivered = kept.month.deliver(given.policy, stands);
    let recorded = given.book.peek::<Attendance>(&subject::attendance(id, register.month)).one();
    let says_more = |list: &Attendance| recorded.as_ref().is_none_or(|old| !says_same(&old.value, list));
    let mut person = Person { listed: listed.clone(), list: list.filter(says_more), kept, delivered, deed: Deed::Same };
    person.deed = deed(&person);
    Ok(person)
}

/// Says whether two lists say the same, whatever file they come from.
fn says_same(a: &Attendance, b: &Attendance) -> bool {
    (a.from, a.last, &a.days) == (b.from, b.last, &b.days)
}

fn deed(of: &Person) -> Deed {
    let unknown = of.kept.month.unknown().count();
    match &of.listed.1.stands {
        Stands::Contested(_) => Deed::Contested,
        _ if unknown > 0 => Deed::Incomplete(unknown),
        Stands::Nothing => Deed::New,
        Stands::One(old, _) if model::same(old, &of.recap()) => Deed::Same,
        Stands::One(..) => Deed::Changed,
    }
}

impl Person {
    /// Makes the recap: what attendance delivers, everything else as it stands.
    #[must_use]
    pub fn recap(&self) -> Recap {
        let row = &self.listed.1;
        let mut measures = row.stands.one().map(|recap| recap.measures.clone()).unwrap_or_default();
        measures.extend(self.delivered.iter().map(|(key, one)| (key.clone(), one.value)));
        Recap { predikat: row.predikat(), measures, source: words::source(&self.kept) }
    }

    /// Says whether the recap is written.
    #[must_use]
    pub fn writes(&self) -> bool {
        matches!(self.deed, Deed::New | Deed::Changed)
    }
}

/// Finds working days on which everybody is absent: the machine may have stood still, and only people can tell.
fn silent(people: &[Person]) -> Vec<Day> {
    let Some(first) = people.first() else { return Vec::new() };
    let absent = |at: usize| {
        people.iter().all(|one| one.kept.month.days.get(at).map(|day| &day.verdict) == Some(&Verdict::Absent))
    };
    first.kept.month.days.iter().enumerate().filter(|(at, _)| absent(*at)).map(|(_, one)| one.day).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use domain::hadir::{Moment, Schedule};
    use domain::kinerja::Predikat;
    use ledger::book::Filing;
    use ledger::hash::{Hash, Id};
    use ledger::kind::{Kind, VERSION};
    use ledger::payload::{Gangguan, OfficeHours};
    use ledger::record::{Envelope, Record, Sealed};
    use rust_decimal::Decimal;
    use serde::Serialize;

    use super::*;
    use crate::pages::meja::hr::import::presensi;
    use crate::pages::meja::hr::rekap::hadir::form::HoursForm;
    use crate::pages::meja::hr::rekap::model::{Judged, Row};
    use crate::pages::meja::hr::roster::somebody;

    const A: &str = "198704152011042901";
    const B: &str = "197903032005011902";

    /// October 2026 of a person in time on every working day, apart from changed days; an empty text leaves one out.
    fn rows(nip: &str, changed: &[(u8, &str)]) -> String {
        let days = (1..=31).filter(|day| Day::new(2026, 10, *day).is_some_and(|day| !day.is_weekend()));
        let row = |day: u8| {
            let told = changed.iter().find(|(one, _)| *one == day).map_or("07:20;16:40;", |(_, told)| told);
            if told.is_empty() { String::new() } else { format!("{nip};{day:02}/10/2026;{told}\n") }
        };
        days.map(row).collect()
    }

    fn file(rows: &[String]) -> Presensi {
        let text = format!("nip;tanggal;masuk;pulang;keterangan\n{}", rows.concat());
        presensi::read(text.as_bytes(), "2026-10".parse().unwrap()).unwrap()
    }

    fn listed(n: u8, nip: &str, stands: Stands) -> Listed {
        (somebody(n, "Orang", nip, "uji"), Row { id: Id([n; 16]), stands, judged: Judged::Missing })
    }

    fn write(book: &mut Book, seq: u64, kind: Kind, subject: String, payload: &impl Serialize) {
        let sealed = Sealed { salt: [7; 16], payload: serde_json::to_vec(payload).unwrap() };
        let place = kind.place(&subject).unwrap();
        let envelope = Envelope {
            chain_id: Id([1; 16]),
            seq,
            prev_hash: Hash::NONE,
            author: "hr".into(),
            dossier: kind.dossier(&place).to_string(),
            subject,
            kind: kind.code().into(),
            version: VERSION,
            based_on: Vec::new(),
            seen: Vec::new(),
            rules_hash: Hash::NONE,
            recorded_at: 0,
            payload_digest: sealed.digest(),
        };
        book.add_own(Arc::new(Record::seal(envelope, [0; 64], sealed).unwrap()), Filing::Unsent);
    }

    /// The proposed hours for all, and outages of whole days: office and day.
    fn book(devices: bool, outages: &[(&str, u8)]) -> Book {
        let mut book = Book::new();
        let schedule: Schedule = HoursForm::default().read().unwrap().schedule;
        let hours = subject::hours(subject::EVERY_OFFICE, "2026-01".parse().unwrap());
        write(&mut book, 1, Kind::Hours, hours, &OfficeHours { schedule, devices });
        for (seq, (office, day)) in (2..).zip(outages) {
            let at = |text: &str| Moment { day: Day::new(2026, 10, *day).unwrap(), minute: text.parse().unwrap() };
            let outage =
                Gangguan { until: at("23:59"), words: "Listrik padam".into(), paper: String::new(), closed: false };
            write(&mut book, seq, Kind::Outage, subject::outage(office, at("00:00")), &outage);
        }
        book
    }

    fn planned(book: &Book, file: Option<&Presensi>, rows: &[Listed], today: &str) -> Plan {
        let register = Register::of(book, "2026-10".parse().unwrap());
        let policy = domain::tpp::by_key("contoh").unwrap();
        let told = file.map(|file| Told { file, source: "berkas".into() });
        let given = Given { book, register: &register, policy, rows, today: today.parse().unwrap() };
        plan(told.as_ref(), &given).unwrap()
    }

    #[test]
    fn a_recap_takes_what_attendance_delivers_and_keeps_the_rest() {
        let known = BTreeMap::from([("productivity".to_owned(), Decimal::from(80)), ("tl1".into(), Decimal::from(9))]);
        let old = Recap { predikat: Some(Predikat::Baik), measures: known, source: "Diisi".into() };
        let all = [listed(1, A, Stands::One(old, Filing::Unsent)), listed(2, B, Stands::Nothing)];
        let file = file(&[rows(A, &[(1, "07:45;16:00;"), (2, ";;")]), rows("199001012015031001", &[])]);
        let book = book(false, &[]);
        let plan = planned(&book, Some(&file), &all, "2026-11-20");
        assert_eq!((plan.strangers.len(), plan.unnamed.len(), plan.people.len()), (1, 1, 1));
        let one = &plan.people[0];
        assert_eq!((&one.deed, one.list.is_some()), (&Deed::Changed, true));
        let recap = one.recap();
        let value = |key: &str| recap.measures[key].to_string();
        assert_eq!([value("productivity"), value("tl1"), value("absent_days")], ["80", "1", "1"]);
        assert_eq!(recap.predikat, Some(Predikat::Baik));
        assert!(recap.source.contains("berkas"), "{}", recap.source);
        let again = [listed(1, A, Stands::One(recap, Filing::Unsent))];
        assert_eq!(planned(&book, Some(&file), &again, "2026-11-20").people[0].deed, Deed::Same);
    }

    #[test]
    fn what_is_recorded_is_worked_out_again_when_an_outage_is_recorded_late() {
        let (all, file) = ([listed(1, A, Stands::Nothing)], file(&[rows(A, &[(5, ";;")])]));
        let mut book = book(false, &[]);
        assert_eq!(planned(&book, None, &all, "2026-11-20").unnamed.len(), 1);
        let list = planned(&book, Some(&file), &all, "2026-11-20").people[0].list.clone().unwrap();
        write(&mut book, 9, Kind::Attendance, subject::attendance(Id([1; 16]), "2026-10".parse().unwrap()), &list);
        let absent = |book: &Book| planned(book, None, &all, "2026-11-20").people[0].delivered["absent_days"].value;
        assert_eq!(absent(&book), Decimal::ONE);
        assert_eq!(planned(&book, Some(&file), &all, "2026-11-20").people[0].list, None);
        let at = |text: &str| Moment { day: Day::new(2026, 10, 5).unwrap(), minute: text.parse().unwrap() };
        let outage =
            Gangguan { until: at("23:59"), words: "Listrik padam".into(), paper: String::new(), closed: false };
        write(&mut book, 10, Kind::Outage, subject::outage("uji", at("00:00")), &outage);
        assert_eq!(absent(&book), Decimal::ZERO);
    }

    #[test]
    fn an_outage_takes_the_cut_away_for_whom_it_concerns() {
        let (all, file) = ([listed(1, A, Stands::Nothing)], file(&[rows(A, &[(5, ";;")])]));
        let absent = |outages: &[(&str, u8)]| {
            planned(&book(false, outages), Some(&file), &all, "2026-11-20").people[0].delivered["absent_days"].value
        };
        assert_eq!(absent(&[]), Decimal::ONE);
        assert_eq!(absent(&[(subject::EVERY_OFFICE, 5)]), Decimal::ZERO);
        assert_eq!(absent(&[("uji", 5)]), Decimal::ZERO);
        assert_eq!(absent(&[("lain", 5)]), Decimal::ONE);
    }

    #[test]
    fn an_unfinished_month_and_a_contested_recap_are_not_written() {
        let file = file(&[rows(A, &[])]);
        let plan = planned(&book(false, &[]), Some(&file), &[listed(1, A, Stands::Nothing)], "2026-10-30");
        assert_eq!(plan.people[0].deed, Deed::Incomplete(1));
        assert!(!plan.people[0].writes() && plan.people[0].delivered.is_empty() && plan.people[0].list.is_some());
        let contested = [listed(1, A, Stands::Contested(Vec::new()))];
        let plan = planned(&book(false, &[]), Some(&file), &contested, "2026-11-20");
        assert_eq!(plan.people[0].deed, Deed::Contested);
    }

    #[test]
    fn a_day_without_any_mark_in_the_office_is_told() {
        let all = [listed(1, A, Stands::Nothing), listed(2, B, Stands::Nothing)];
        let file = file(&[rows(A, &[(5, ""), (6, ";;")]), rows(B, &[(5, "")])]);
        let silent = |outages: &[(&str, u8)]| planned(&book(false, outages), Some(&file), &all, "2026-11-20").silent;
        assert_eq!(silent(&[]), [Day::new(2026, 10, 5).unwrap()]);
        assert!(silent(&[(subject::EVERY_OFFICE, 5)]).is_empty());
    }

    #[test]
    fn without_hours_nobody_is_judged_and_the_offices_are_named() {
        let (book, file) = (Book::new(), file(&[rows(A, &[])]));
        let register = Register::of(&book, "2026-10".parse().unwrap());
        let rows = [listed(1, A, Stands::Nothing)];
        let policy = domain::tpp::by_key("contoh").unwrap();
        let today = "2026-11-20".parse().unwrap();
        let given = Given { book: &book, register: &register, policy, rows: &rows, today };
        let told = Told { file: &file, source: "berkas".into() };
        assert_eq!(plan(Some(&told), &given), Err(Unjudged::NoHours(BTreeSet::from(["uji".to_owned()]))));
    }
}
