//! The list of people as HR searches, filters and sorts it. Read off the book, no words.

use std::collections::BTreeMap;

use domain::asn::{Golongan, Keadaan, Nip, Status};
use domain::calendar::Day;
use ledger::book::{Book, Standing};
use ledger::facts::{office_name, taken_apart};
use ledger::hash::Id;
use ledger::payload::{Fact, Jabatan, Office};
use ledger::subject::{self, Field};

/// One person of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The person.
    pub id: Id,
    /// Name with titles, or the number, or the short id.
    pub name: String,
    /// Number in force.
    pub nip: Option<Nip>,
    /// Kind of civil servant.
    pub status: Option<Status>,
    /// Rank.
    pub golongan: Option<Golongan>,
    /// Post.
    pub jabatan: Option<Jabatan>,
    /// How the person stands in service.
    pub keadaan: Keadaan,
    /// Whether a fact in force is contested.
    pub contested: bool,
    /// Name and number in small letters, for searching.
    hay: String,
}

/// First days of the facts held about a person, by field.
pub type Dates = Vec<(Field, Day)>;

/// Lists everybody with a recorded identity, with the days on which their facts begin: one pass over the book.
#[must_use]
pub fn held(book: &Book) -> BTreeMap<Id, Dates> {
    let mut all: BTreeMap<Id, Dates> = BTreeMap::new();
    for subject in book.subjects("fact/") {
        if let Some((person, field, from)) = taken_apart(subject) {
            all.entry(person).or_default().push((field, from));
        }
    }
    all.retain(|_, dates| dates.iter().any(|(field, _)| *field == Field::Identitas));
    all
}

/// Reads one person's line on a day.
#[must_use]
pub fn line(book: &Book, id: Id, dates: &Dates, on: Day) -> Line {
    let mut line = Line {
        id,
        name: String::new(),
        nip: None,
        status: None,
        golongan: None,
        jabatan: None,
        keadaan: Keadaan::Aktif,
        contested: false,
        hay: String::new(),
    };
    for (field, _) in Field::ALL {
        let begun = dates.iter().filter(|(one, from)| *one == field && *from <= on).map(|(_, from)| *from).max();
        // Somebody who begins later is in the list already, by name.
        let later = || dates.iter().filter(|(one, _)| *one == field).map(|(_, from)| *from).min();
        let from = if field == Field::Identitas { begun.or_else(later) } else { begun };
        let Some(from) = from else { continue };
        let subject = subject::fact(id, field, from);
        let listed =
            matches!(field, Field::Identitas | Field::Status | Field::Golongan | Field::Jabatan | Field::Keadaan);
        if !listed {
            line.contested |= book.heads(&subject).len() > 1;
            continue;
        }
        match book.standing::<Fact>(&subject) {
            Standing::Nothing => {}
            Standing::Contested(_) => line.contested = true,
            Standing::One(stated) => match stated.value {
                Fact::Identitas { nip, name } => {
                    line.nip = Some(nip);
                    line.name = name;
                }
                Fact::Status { status } => line.status = Some(status),
                Fact::Golongan { golongan, .. } => line.golongan = Some(golongan),
                Fact::Jabatan(jabatan) => line.jabatan = Some(jabatan),
                Fact::Keadaan { keadaan, .. } => line.keadaan = keadaan,
                Fact::Keluarga(_)
                | Fact::Pajak { .. }
                | Fact::Saldo(_)
                | Fact::Penghasilan { .. }
                | Fact::Diri(_)
                | Fact::Rekening(_)
                | Fact::Penugasan(_)
                | Fact::Putusan { .. }
                | Fact::Pengembalian { .. } => {}
            },
        }
    }
    let number = line.nip.map(|nip| nip.to_string()).unwrap_or_default();
    if line.name.is_empty() {
        line.name = line.nip.map_or_else(|| id.to_string()[..8].to_owned(), Nip::grouped);
    }
    line.hay = format!("{} {number}", line.name.to_lowercase());
    line
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sought {
    /// Words of the name, or digits of the number.
    pub words: String,
    /// Office code with the offices below it; empty for all.
    pub office: String,
    /// Kind of civil servant.
    pub status: Option<Status>,
    /// Only people with contested facts.
    pub contested: bool,
}

/// Columns of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Name.
    Name,
    /// Kind of civil servant.
    Status,
    /// Rank.
    Golongan,
    /// Title of the post.
    Post,
    /// Name of the office.
    Office,
}

impl By {
    /// Every column, in the order shown.
    pub const ALL: [Self; 5] = [Self::Name, Self::Status, Self::Golongan, Self::Post, Self::Office];
}

impl Line {
    /// Says whether the person's name or number holds every word; digits may be typed with blanks.
    #[must_use]
    pub fn matches(&self, words: &[String]) -> bool {
        words.iter().all(|word| self.hay.contains(word.as_str()))
    }

    /// Returns the code of the office.
    #[must_use]
    pub fn office(&self) -> Option<&str> {
        self.jabatan.as_ref().map(|jabatan| jabatan.office.as_str())
    }
}

/// Splits what was typed into words in small letters.
#[must_use]
pub fn words(typed: &str) -> Vec<String> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() > 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return vec![digits];
    }
    typed.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

/// Returns the positions of the lines that fit, sorted.
#[must_use]
pub fn found(
    lines: &[Line],
    sought: &Sought,
    offices: &BTreeMap<String, Office>,
    sort: Option<(By, bool)>,
) -> Vec<usize> {
    let words = words(&sought.words);
    // Whether an office lies below the wanted one is asked once per office, not once per person.
    let inside: BTreeMap<&str, bool> =
        offices.keys().map(|code| (code.as_str(), ledger::facts::within(offices, code, &sought.office))).collect();
    let fits = |line: &Line| {
        let office = sought.office.is_empty()
            || line.office().is_some_and(|code| inside.get(code).copied().unwrap_or(code == sought.office));
        office
            && sought.status.is_none_or(|status| line.status == Some(status))
            && (!sought.contested || line.contested)
            && line.matches(&words)
    };
    let mut at: Vec<usize> = (0..lines.len()).filter(|at| fits(&lines[*at])).collect();
    let (by, down) = sort.unwrap_or((By::Name, false));
    at.sort_by(|a, b| {
        let (a, b) = (&lines[*a], &lines[*b]);
        let order = match by {
            By::Name => a.name.cmp(&b.name),
            By::Status => a.status.cmp(&b.status),
            By::Golongan => a.golongan.cmp(&b.golongan),
            By::Post => a.jabatan.as_ref().map(|post| &post.title).cmp(&b.jabatan.as_ref().map(|post| &post.title)),
            By::Office => office(a, offices).cmp(&office(b, offices)),
        };
        let order = if down { order.reverse() } else { order };
        order.then_with(|| a.name.cmp(&b.name)).then_with(|| a.id.cmp(&b.id))
    });
    at
}

fn office<'a>(line: &'a Line, offices: &'a BTreeMap<String, Office>) -> Option<&'a str> {
    line.office().map(|code| office_name(offices, code))
}

/// Makes up a person for tests; the second one is contested.
#[cfg(test)]
pub(super) fn somebody(n: u8, name: &str, nip: &str, office: &str) -> Line {
    let jabatan = Jabatan {
        title: "Pelaksana".into(),
        code: None,
        post: domain::pay::Post::Umum,
        kelas: None,
        office: office.into(),
        superior: None,
    };
    Line {
        id: Id([n; 16]),
        name: name.into(),
        nip: nip.parse().ok(),
        status: Some(Status::Pns),
        golongan: None,
        jabatan: Some(jabatan),
        keadaan: Keadaan::Aktif,
        contested: n == 2,
        hay: format!("{} {nip}", name.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_by_words_digits_office_and_doubt() {
        let lines = [
            somebody(1, "Sari Dewi", "198704152011042901", "sd1"),
            somebody(2, "Budi Dewa", "197903032005011902", "dindik"),
        ];
        let office =
            |parent: Option<&str>| Office { name: "x".into(), unit_kind: None, parent: parent.map(Into::into) };
        let offices = BTreeMap::from([("dindik".to_owned(), office(None)), ("sd1".to_owned(), office(Some("dindik")))]);
        let find = |sought: Sought| found(&lines, &sought, &offices, None);
        let typed = |text: &str| Sought { words: text.into(), ..Sought::default() };
        assert_eq!(find(typed("dew")), [1, 0]);
        assert_eq!(find(typed("dewi SARI")), [0]);
        assert_eq!(find(typed("19790303 2005")), [1]);
        assert_eq!(find(Sought { office: "dindik".into(), ..Sought::default() }), [1, 0]);
        assert_eq!(find(Sought { office: "sd1".into(), ..Sought::default() }), [0]);
        assert_eq!(find(Sought { contested: true, ..Sought::default() }), [1]);
        assert_eq!(found(&lines, &Sought::default(), &offices, Some((By::Name, true))), [0, 1]);
    }
}
