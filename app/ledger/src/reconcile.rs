//! HR's list of people held against the list that payroll pays by: every difference with its cause, none left over.
//!
//! Reads names and numbers only; amounts are the run's to compare.

use std::collections::{BTreeMap, BTreeSet};

use domain::asn::{Golongan, Keadaan, Nip};
use domain::calendar::{Day, Month};
use domain::law::{Rulebook, SalaryDue};

use crate::book::Book;
use crate::facts::{History, people};
use crate::hash::Id;

/// Months in which somebody counts as new.
const NEW: i32 = 3;

/// One row of the list that payroll pays by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its line in the file.
    pub line: u64,
    /// Number, or why there is none.
    pub nip: Result<Nip, BadNumber>,
    /// The number as it stands there.
    pub written: String,
    /// Name, when the list has one.
    pub name: String,
    /// Rank, when the list has one.
    pub golongan: String,
}

/// One person of HR's list in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub id: Id,
    /// Number in force.
    pub nip: Nip,
    /// Name.
    pub name: String,
    /// Rank.
    pub golongan: Option<Golongan>,
    /// First day as the kind of civil servant they are.
    pub since: Option<Day>,
    /// How they stand, when nothing is due to them.
    pub gone: Option<(Keadaan, Day)>,
}

/// Why the two lists differ about somebody. The order is that of the report: what is paid wrongly comes first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// Payroll lists somebody to whom nothing is due.
    Gone {
        /// How they stand.
        keadaan: Keadaan,
        /// Since when.
        since: Day,
    },
    /// Payroll lists the same number twice.
    Twice {
        /// The line before.
        other: u64,
    },
    /// Payroll lists a number that HR does not know.
    Unknown,
    /// Payroll lists a number that is none.
    BadNumber(BadNumber),
    /// Payroll lists somebody of this name under another number.
    OtherNumber {
        /// The number at HR.
        nip: Nip,
    },
    /// HR has somebody new whom payroll does not list yet.
    New {
        /// First day.
        since: Day,
    },
    /// HR has somebody whom payroll does not list.
    NotListed,
    /// The ranks differ.
    Golongan {
        /// At HR.
        hr: Option<Golongan>,
        /// In the list.
        listed: String,
    },
    /// The names differ.
    Name {
        /// In the list.
        listed: String,
    },
}

/// Why a number is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BadNumber {
    /// A spreadsheet rounded it; its last digits are lost.
    Rounded,
    /// It does not read as a number of a civil servant.
    Unreadable,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Line of the list, when the person is in it.
    pub line: Option<u64>,
    /// The person, when HR knows them.
    pub person: Option<Id>,
    /// Number: HR's, else as listed.
    pub nip: String,
    /// Name: HR's, else as listed.
    pub name: String,
    /// Why.
    pub cause: Cause,
}

/// Both lists held against each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// People on HR's list to whom pay is due.
    pub known: usize,
    /// Rows of the list.
    pub listed: usize,
    /// People about whom both say the same.
    pub agreed: usize,
    /// Everyone else, by cause and name.
    pub differences: Vec<Difference>,
}

/// Reads HR's list of a month: everyone with a number and a status on its first day.
#[must_use]
pub fn known(book: &Book, month: Month, law: &Rulebook) -> Vec<Known> {
    let on = month.first();
    let one = |id: Id| {
        let history = History::of(book, id);
        let facts = history.on(on);
        facts.status?;
        let due = |keadaan, since| law.salary_due(keadaan, since, month).ok();
        let gone = facts
            .service
            .filter(|service| due(service.keadaan, service.since).is_some_and(|(due, _)| due == SalaryDue::Nothing));
        Some(Known {
            id,
            nip: facts.nip?,
            name: facts.call(),
            golongan: facts.golongan,
            since: history.since_status(on),
            gone: gone.map(|service| (service.keadaan, service.since)),
        })
    };
    people(book).into_iter().filter_map(one).collect()
}

/// Holds both lists of a month against each other. Everyone who is on one of them agrees or has exactly one cause.
#[must_use]
pub fn reconcile(known: &[Known], listed: &[Listed], month: Month) -> Report {
    let by_nip: BTreeMap<Nip, &Known> = known.iter().map(|one| (one.nip, one)).collect();
    let mut report = Report { listed: listed.len(), ..Report::default() };
    report.known = known.iter().filter(|one| one.gone.is_none()).count();
    let mut met: BTreeMap<Nip, u64> = BTreeMap::new();
    let mut strange: Vec<(&Listed, Cause)> = Vec::new();
    for row in listed {
        let nip = match row.nip {
            Ok(nip) => nip,
            Err(why) => {
                strange.push((row, Cause::BadNumber(why)));
                continue;
            }
        };
        let found = by_nip.get(&nip);
        let cause = match (met.get(&nip), found) {
            (Some(other), _) => Some(Cause::Twice { other: *other }),
            (None, None) => {
                strange.push((row, Cause::Unknown));
                None
            }
            (None, Some(one)) => differs(one, row),
        };
        met.entry(nip).or_insert(row.line);
        match (cause, found) {
            (Some(cause), _) => report.differences.push(difference(found.copied(), Some(row), cause)),
            (None, Some(_)) => report.agreed += 1,
            (None, None) => {}
        }
    }
    let mut missing: Vec<&Known> =
        known.iter().filter(|one| one.gone.is_none() && !met.contains_key(&one.nip)).collect();
    for (row, cause) in strange {
        // Somebody missing under exactly this name is the same person with another number.
        let same: Vec<usize> = (0..missing.len()).filter(|at| alike(&missing[*at].name, &row.name)).collect();
        match same[..] {
            [at] => {
                let one = missing.remove(at);
                report.differences.push(difference(Some(one), Some(row), Cause::OtherNumber { nip: one.nip }));
            }
            _ => report.differences.push(difference(None, Some(row), cause)),
        }
    }
    for one in missing {
        let new = one.since.filter(|since| month.months_since(since.month()) < NEW);
        let cause = new.map_or(Cause::NotListed, |since| Cause::New { since });
        report.differences.push(difference(Some(one), None, cause));
    }
    report.differences.sort_by(|a, b| (&a.cause, &a.name).cmp(&(&b.cause, &b.name)));
    report
}

fn differs(one: &Known, row: &Listed) -> Option<Cause> {
    if let Some((keadaan, since)) = one.gone {
        return Some(Cause::Gone { keadaan, since });
    }
    let listed = row.golongan.trim();
    if !listed.is_empty() && listed.parse::<Golongan>().ok() != one.golongan {
        return Some(Cause::Golongan { hr: one.golongan, listed: listed.to_owned() });
    }
    let name = row.name.trim();
    (!name.is_empty() && !alike(&one.name, name)).then(|| Cause::Name { listed: name.to_owned() })
}

/// Says whether two names are one, whatever the titles and the case.
fn alike(a: &str, b: &str) -> bool {
    let words = |name: &str| -> BTreeSet<String> {
        let name = name.split(',').next().unwrap_or_default().to_lowercase();
        let words = name.split_whitespace().filter(|word| !word.ends_with('.'));
        words.map(|word| word.chars().filter(|letter| letter.is_alphanumeric()).collect()).collect()
    };
    let (a, b) = (words(a), words(b));
    !a.is_empty() && a == b
}

fn difference(one: Option<&Known>, row: Option<&Listed>, cause: Cause) -> Difference {
    Difference {
        line: row.map(|row| row.line),
        person: one.map(|one| one.id),
        nip: one.map(|one| one.nip.grouped()).or_else(|| row.map(|row| row.written.clone())).unwrap_or_default(),
        name: one.map(|one| one.name.clone()).or_else(|| row.map(|row| row.name.clone())).unwrap_or_default(),
        cause,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month() -> Month {
        "2026-10".parse().unwrap()
    }

    /// A person of the year 1970 and on, the number telling which.
    fn person(number: u16) -> Known {
        let (year, day) = (1970 + number / 336, number % 28 + 1);
        let month = number / 28 % 12 + 1;
        let nip = format!("{year}{month:02}{day:02}2010011{:03}", number % 1000);
        Known {
            id: Id([u8::try_from(number % 256).unwrap(); 16]),
            nip: nip.parse().unwrap(),
            name: format!("Orang Nomor{number}, S.E."),
            golongan: "III/b".parse().ok(),
            since: "2010-01-01".parse().ok(),
            gone: None,
        }
    }

    fn row(line: u64, of: &Known) -> Listed {
        let name = of.name.split(',').next().unwrap().to_uppercase();
        Listed { line, nip: Ok(of.nip), written: of.nip.to_string(), name, golongan: "III/b".into() }
    }

    #[test]
    fn every_planted_difference_is_named_by_its_cause() {
        let mut known: Vec<Known> = (0..1_000).map(person).collect();
        let mut listed: Vec<Listed> = known.iter().zip(2..).map(|(one, line)| row(line, one)).collect();
        let left = [(Keadaan::Meninggal, 20), (Keadaan::Pensiun, 15), (Keadaan::Pindah, 5)];
        let mut at = 0;
        for (keadaan, count) in left {
            for _ in 0..count {
                known[at].gone = Some((keadaan, "2026-09-01".parse().unwrap()));
                at += 1;
            }
        }
        for of in [100, 101, 102, 103, 104] {
            listed[of].nip = Err(BadNumber::Rounded);
            listed[of].name.clear();
        }
        for of in [200, 201, 202] {
            listed[of].nip = Ok(person(2_000 + u16::try_from(of).unwrap()).nip);
        }
        for of in [300, 301, 302, 303] {
            listed[of].golongan = "III/a".into();
        }
        for of in [400, 401] {
            listed[of].name = "NAMA LAIN".into();
        }
        known[500].since = "2026-09-01".parse().ok();
        let twice = listed[600].clone();
        listed.retain(|row| !(502..=520).contains(&row.line) && row.line != 500 + 2);
        listed.push(Listed { line: 2_000, ..twice });
        let report = reconcile(&known, &listed, month());
        let count = |fits: fn(&Cause) -> bool| report.differences.iter().filter(|one| fits(&one.cause)).count();
        assert_eq!(count(|cause| matches!(cause, Cause::Gone { .. })), 40);
        // The numbers are lost and no name helps: five rows that are nobody's, and five people who are missing.
        assert_eq!(count(|cause| matches!(cause, Cause::BadNumber(BadNumber::Rounded))), 5);
        assert_eq!(count(|cause| matches!(cause, Cause::OtherNumber { .. })), 3);
        assert_eq!(count(|cause| matches!(cause, Cause::Golongan { .. })), 4);
        assert_eq!(count(|cause| matches!(cause, Cause::Name { .. })), 2);
        assert_eq!(count(|cause| matches!(cause, Cause::New { .. })), 1);
        assert_eq!(count(|cause| matches!(cause, Cause::NotListed)), 5 + 18);
        assert_eq!(count(|cause| matches!(cause, Cause::Twice { other: 602 })), 1);
        assert_eq!(count(|cause| *cause == Cause::Unknown), 0);
        // Nobody is left over: each row and each person agrees or is named once.
        let rows = report.differences.iter().filter(|one| one.line.is_some()).count();
        assert_eq!(report.agreed + rows, report.listed);
        let people = report
            .differences
            .iter()
            .filter(|one| one.person.is_some() && !matches!(one.cause, Cause::Gone { .. } | Cause::Twice { .. }));
        assert_eq!(report.agreed + people.count(), report.known);
    }

    #[test]
    fn two_of_one_name_are_not_taken_for_one_another() {
        let (mut a, mut b) = (person(1), person(2));
        (a.name, b.name) = ("Sri Wahyuni".into(), "Sri Wahyuni, S.Pd.".into());
        let stranger = Listed { name: "SRI WAHYUNI".into(), golongan: String::new(), ..row(2, &person(3)) };
        let report = reconcile(&[a, b], &[stranger], month());
        let causes: Vec<&Cause> = report.differences.iter().map(|one| &one.cause).collect();
        assert_eq!(causes, [&Cause::Unknown, &Cause::NotListed, &Cause::NotListed]);
    }

    #[test]
    fn equal_lists_agree_wholly() {
        let known: Vec<Known> = (0..50).map(person).collect();
        let listed: Vec<Listed> = known.iter().zip(2..).map(|(one, line)| row(line, one)).collect();
        let report = reconcile(&known, &listed, month());
        assert_eq!((report.agreed, report.differences.len()), (50, 0));
    }
}
