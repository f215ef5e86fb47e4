//! From rows to statements: who each row speaks of, what it changes, and in which portions it is written.
//!
//! Looks over all rows at once: the same NIP twice, superiors that are nowhere, superiors in a circle. A person's
//! statements never fall apart over two portions, so a stop leaves everybody whole.

use std::collections::{BTreeMap, BTreeSet};

use domain::asn::{Family, Nip};
use domain::calendar::Day;
use ledger::hash::Id;
use ledger::payload::{Diri, Fact, Jabatan};
use ledger::subject::{self, Field};

use super::problem::{Finding, Problem};
use super::row::Parsed;

/// What is known of people before the import.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Recorded people by their number in force.
    pub by_nip: BTreeMap<Nip, Id>,
    /// Recorded superiors.
    pub superior_of: BTreeMap<Id, Id>,
    /// Salt of the region.
    pub salt: Vec<u8>,
    /// Whether the role may enter somebody new.
    pub may_add: bool,
}

/// A row whose person and superior are settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The row.
    pub row: Parsed,
    /// Whom it speaks of.
    pub person: Id,
    /// Whether the person is recorded already.
    pub is_known: bool,
    /// The superior, in the two steps of [`Parsed::superior`].
    pub superior: Option<Option<Id>>,
}

/// One statement to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Subject of the fact.
    pub subject: String,
    /// Its field.
    pub field: Field,
    /// The fact.
    pub fact: Fact,
}

impl Known {
    /// Returns the person behind a number: the recorded one, else the one the number makes.
    #[must_use]
    pub fn person(&self, nip: Nip) -> Id {
        self.by_nip.get(&nip).copied().unwrap_or_else(|| subject::person_id(&self.salt, nip))
    }
}

/// Settles rows among each other; `numbers` are the readable numbers of all rows, good and bad, by line.
#[must_use]
pub fn settle(rows: Vec<Parsed>, numbers: &[(u64, Nip)], known: &Known) -> (Vec<Settled>, Vec<Finding>) {
    let mut found = Vec::new();
    let mut lines: BTreeMap<Nip, Vec<u64>> = BTreeMap::new();
    for (line, nip) in numbers {
        lines.entry(*nip).or_default().push(*line);
    }
    let mut good: Vec<Parsed> = Vec::with_capacity(rows.len());
    for row in rows {
        let other = lines.get(&row.nip).and_then(|all| all.iter().copied().find(|line| *line != row.line));
        if let Some(other) = other {
            found.push(finding(row.line, "nip", row.nip, Problem::TwiceInFile { other }));
        } else if !known.may_add && !known.by_nip.contains_key(&row.nip) {
            found.push(finding(row.line, "nip", row.nip, Problem::NewNeedsRegion));
        } else {
            good.push(row);
        }
    }
    drop_lost_superiors(&mut good, &lines, known, &mut found);
    drop_circles(&mut good, known, &mut found);
    // A row left out for its circle may have been the only trace of somebody's superior.
    drop_lost_superiors(&mut good, &lines, known, &mut found);
    let settled = good
        .into_iter()
        .map(|row| Settled {
            person: known.person(row.nip),
            is_known: known.by_nip.contains_key(&row.nip),
            superior: row.superior.map(|nip| nip.map(|nip| known.person(nip))),
            row,
        })
        .collect();
    (settled, found)
}

fn finding(line: u64, column: &'static str, nip: Nip, problem: Problem) -> Finding {
    Finding { line, column, value: nip.to_string(), problem }
}

/// Leaves out rows whose superior is neither recorded nor among the good rows, until none is left.
fn drop_lost_superiors(
    good: &mut Vec<Parsed>,
    lines: &BTreeMap<Nip, Vec<u64>>,
    known: &Known,
    found: &mut Vec<Finding>,
) {
    loop {
        let here: BTreeSet<Nip> = good.iter().map(|row| row.nip).collect();
        let before = good.len();
        good.retain(|row| {
            let Some(nip) = row.superior.flatten() else { return true };
            if here.contains(&nip) || known.by_nip.contains_key(&nip) {
                return true;
            }
            let problem = match lines.get(&nip).and_then(|all| all.first()) {
                Some(other) => Problem::SuperiorLeftOut { other: *other },
                None => Problem::UnknownSuperior,
            };
            found.push(finding(row.line, "nip_atasan", nip, problem));
            false
        });
        if good.len() == before {
            return;
        }
    }
}

fn drop_circles(good: &mut Vec<Parsed>, known: &Known, found: &mut Vec<Finding>) {
    let mut superior_of = known.superior_of.clone();
    for row in good.iter() {
        let person = known.person(row.nip);
        match row.superior {
            Some(Some(nip)) => drop(superior_of.insert(person, known.person(nip))),
            Some(None) => drop(superior_of.remove(&person)),
            None => {}
        }
    }
    good.retain(|row| {
        let person = known.person(row.nip);
        let mut seen = BTreeSet::new();
        let mut at = superior_of.get(&person).copied();
        while let Some(above) = at {
            if above == person {
                let nip = row.superior.flatten().unwrap_or(row.nip);
                found.push(finding(row.line, "nip_atasan", nip, Problem::Circle));
                return false;
            }
            if !seen.insert(above) {
                return true;
            }
            at = superior_of.get(&above).copied();
        }
        true
    });
}

/// What stands of a field on the first day of a row: when it began, and the fact; or that it is contested.
pub type Stands = Result<Option<(Day, Fact)>, String>;

/// Says what a row changes against what stands.
///
/// # Errors
/// Fields whose recorded value is contested.
pub fn changes(of: &Settled, stands: impl Fn(Field) -> Stands) -> Result<Vec<Planned>, Vec<Finding>> {
    let row = &of.row;
    let year = Day::new(row.from.month().year(), 1, 1).unwrap_or(row.from);
    let mut wanted = vec![
        (Field::Identitas, row.from, Fact::Identitas { nip: row.nip, name: row.name.clone() }),
        // The post comes before what only its office may state.
        (
            Field::Jabatan,
            row.from,
            Fact::Jabatan(Jabatan {
                title: row.title.clone(),
                code: None,
                post: row.post.clone(),
                kelas: row.kelas.flatten(),
                office: row.office.clone(),
                superior: of.superior.flatten(),
            }),
        ),
        (Field::Status, row.from, Fact::Status { status: row.status }),
        (Field::Golongan, row.from, Fact::Golongan { golongan: row.golongan, mkg: row.mkg }),
    ];
    wanted.extend(row.family.clone().map(|family| (Field::Keluarga, row.from, Fact::Keluarga(family))));
    // PTKP is the status on the first day of the year.
    wanted.extend(row.ptkp.map(|ptkp| (Field::Pajak, year, Fact::Pajak { ptkp })));
    if [row.nik.is_some(), row.npwp.is_some(), row.address.is_some()].contains(&true) {
        let (nik, npwp) = (row.nik.clone().flatten(), row.npwp.clone().flatten());
        wanted.push((Field::Diri, row.from, Fact::Diri(Diri { nik, npwp, address: row.address.clone().flatten() })));
    }
    let mut planned = Vec::new();
    let mut found = Vec::new();
    for (field, from, mut fact) in wanted {
        match stands(field) {
            Err(_) => found.push(Finding {
                line: row.line,
                column: column_of(field),
                value: row.nip.to_string(),
                problem: Problem::Contested,
            }),
            Ok(standing) => {
                if let (Fact::Jabatan(new), Some((_, Fact::Jabatan(old)))) = (&mut fact, &standing) {
                    keep_untold(new, old, of);
                }
                if let (Fact::Diri(new), Some((_, Fact::Diri(old)))) = (&mut fact, &standing) {
                    keep_untold_numbers(new, old, row);
                }
                let says_nothing = standing.is_none() && fact == Fact::Diri(Diri::default());
                if !says_nothing && !standing.is_some_and(|(since, old)| same(&old, since, &fact, from)) {
                    planned.push(Planned { subject: subject::fact(of.person, field, from), field, fact });
                }
            }
        }
    }
    if found.is_empty() { Ok(planned) } else { Err(found) }
}

/// Keeps of the old post what the file has no column for.
fn keep_untold(new: &mut Jabatan, old: &Jabatan, of: &Settled) {
    if of.row.kelas.is_none() {
        new.kelas = old.kelas;
    }
    if of.superior.is_none() {
        new.superior = old.superior;
    }
    if new.title == old.title {
        new.code.clone_from(&old.code);
    }
}

/// Keeps of the old numbers what the file has no column for.
fn keep_untold_numbers(new: &mut Diri, old: &Diri, row: &Parsed) {
    if row.nik.is_none() {
        new.nik.clone_from(&old.nik);
    }
    if row.npwp.is_none() {
        new.npwp.clone_from(&old.npwp);
    }
    if row.address.is_none() {
        new.address.clone_from(&old.address);
    }
}

fn same(old: &Fact, since: Day, new: &Fact, from: Day) -> bool {
    match (old, new) {
        (Fact::Golongan { golongan: a, mkg }, Fact::Golongan { golongan: b, mkg: told }) => {
            a == b && mkg.plus_months(from.month().months_since(since.month())) == Some(*told)
        }
        (Fact::Keluarga(a), Fact::Keluarga(b)) => told_alike(a, b),
        (Fact::Pajak { .. }, Fact::Pajak { .. }) => old == new && since.month().year() == from.month().year(),
        _ => old == new,
    }
}

/// Compares what a file can tell of a family; school letters and ends stay as recorded.
fn told_alike(a: &Family, b: &Family) -> bool {
    let spouse = |family: &Family| family.spouse.as_ref().map(|spouse| (spouse.since, spouse.takes_allowance));
    let born = |family: &Family| {
        let mut days: Vec<Day> = family.children.iter().map(|child| child.born).collect();
        days.sort_unstable();
        days
    };
    spouse(a) == spouse(b) && born(a) == born(b)
}

/// The column in which a field of a fact is found.
#[must_use]
pub fn column_of(field: Field) -> &'static str {
    match field {
        Field::Identitas => "nama",
        Field::Status => "status",
        Field::Golongan => "golongan",
        Field::Jabatan => "jabatan",
        Field::Keluarga => "kawin_sejak",
        Field::Pajak => "ptkp",
        Field::Diri => "nik",
        Field::Saldo
        | Field::Rekening
        | Field::Keadaan
        | Field::Penugasan
        | Field::Putusan
        | Field::Pengembalian
        | Field::Penghasilan => "",
    }
}

/// Puts people's statements into portions of at most so many; nobody's are split.
#[must_use]
pub fn portions<T>(people: Vec<Vec<T>>, most: usize) -> Vec<Vec<T>> {
    let mut all: Vec<Vec<T>> = Vec::new();
    for person in people.into_iter().filter(|person| !person.is_empty()) {
        match all.last_mut() {
            Some(last) if last.len() + person.len() <= most => last.extend(person),
            _ => all.push(person),
        }
    }
    all
}
