//! A list of rewards as it is typed: read into what is proposed, or into what is wrong at which entry.

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::money::Rupiah;
use domain::reward::RewardGross;
use ledger::hash::Id;
use ledger::payload::{RewardBasis, RewardList, RewardSlip};
use ledger::reward::{Division, Place};
use serde::{Deserialize, Serialize};

use crate::words::format::{grouped, read_rupiah};

/// Largest weight.
pub const MOST_WEIGHT: u32 = 1_000;
/// Largest amount that is taken for one list or person: a slip of the finger, not a reward.
const MOST_RP: i64 = 100_000_000_000_000;

/// How amounts are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// An amount for each.
    Each,
    /// A pool, shared equally.
    Equal,
    /// A pool, shared by weights.
    Weights,
}

impl Way {
    /// Every way with its code.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Each, "masing"), (Self::Equal, "rata"), (Self::Weights, "bobot")];
}

/// Every basis with its code.
pub const BASES: [(RewardBasis, &str); 4] = [
    (RewardBasis::Person, "orang"),
    (RewardBasis::Team, "tim"),
    (RewardBasis::Office, "kantor"),
    (RewardBasis::Project, "proyek"),
];

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It is empty.
    Empty,
    /// It is longer than is kept.
    TooLong(usize),
    /// It is no day.
    Day,
    /// The day has not come.
    NotYet,
    /// It is no amount of whole rupiah above nothing.
    Amount,
    /// It is no weight.
    Weight,
    /// Nobody is chosen.
    Nobody,
    /// The pool leaves somebody with nothing.
    TooSmall,
}

/// What is wrong, by entry.
pub type Wrong = Vec<(String, Problem)>;

/// Entries as typed and people as chosen; saved as a draft at each change.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RewardForm {
    texts: BTreeMap<String, String>,
    people: Vec<Id>,
}

/// A form that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Which list it is.
    pub place: Place,
    /// Name for people.
    pub title: String,
    /// Number of the decree.
    pub decree: String,
    /// Whom it rewards.
    pub basis: RewardBasis,
    /// What is rewarded.
    pub reason: String,
    /// How much each receives.
    pub division: Division,
    /// What each did, where it is said person by person.
    pub why: BTreeMap<Id, String>,
}

/// Names the entry of a person's amount or weight.
#[must_use]
pub fn amount_of(person: Id) -> String {
    format!("nilai-{person}")
}

/// Names the entry of what a person did.
#[must_use]
pub fn why_of(person: Id) -> String {
    format!("sebab-{person}")
}

impl RewardForm {
    /// Returns an entry as typed.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    /// Takes an entry.
    pub fn set(&mut self, name: &str, text: String) {
        self.texts.insert(name.to_owned(), text);
    }

    /// Returns who is chosen, in the order of choosing.
    #[must_use]
    pub fn people(&self) -> &[Id] {
        &self.people
    }

    /// Adds people who are not chosen yet.
    pub fn add(&mut self, people: impl IntoIterator<Item = Id>) {
        for person in people {
            if !self.people.contains(&person) {
                self.people.push(person);
            }
        }
    }

    /// Takes a person out, with what was typed about that one.
    pub fn remove(&mut self, person: Id) {
        self.people.retain(|one| *one != person);
        self.texts.remove(&amount_of(person));
        self.texts.remove(&why_of(person));
    }

    /// Returns how amounts are typed.
    #[must_use]
    pub fn way(&self) -> Way {
        Way::ALL.into_iter().find(|(_, code)| *code == self.get("cara")).map_or(Way::Each, |(way, _)| way)
    }

    /// Returns whom the list rewards.
    #[must_use]
    pub fn basis(&self) -> RewardBasis {
        BASES.into_iter().find(|(_, code)| *code == self.get("dasar")).map_or(RewardBasis::Person, |(basis, _)| basis)
    }

    /// Says whether each person's own result or contribution is typed.
    #[must_use]
    pub fn says_why(&self) -> bool {
        matches!(self.basis(), RewardBasis::Person | RewardBasis::Project)
    }

    /// Begins with a list as it was proposed.
    #[must_use]
    pub fn of<'s>(place: &Place, list: &RewardList, slips: impl Iterator<Item = (&'s Id, &'s RewardSlip)>) -> Self {
        let mut form = Self::default();
        let basis = BASES.into_iter().find(|(basis, _)| *basis == list.basis).map_or("", |(_, code)| code);
        for (name, text) in [
            ("judul", list.title.as_str()),
            ("nomor", list.decree.as_str()),
            ("tanggal", &place.decreed.to_string()),
            ("dasar", basis),
            ("alasan", list.reason.as_str()),
            ("kantor", place.office.as_str()),
        ] {
            form.set(name, text.to_owned());
        }
        let (mut way, mut weights) = (Way::Each, Vec::new());
        for (person, slip) in slips {
            form.people.push(*person);
            form.set(&why_of(*person), slip.why.clone());
            let typed = match slip.gross {
                RewardGross::Given { amount_rp } => amount_rp.get(),
                RewardGross::Part { pool_rp, weight, .. } => {
                    form.set("bersama", grouped(pool_rp.get()));
                    way = Way::Weights;
                    weights.push(weight);
                    i64::from(weight)
                }
            };
            form.set(&amount_of(*person), grouped(typed));
        }
        if way == Way::Weights && weights.iter().all(|weight| *weight == 1) {
            way = Way::Equal;
        }
        let code = Way::ALL.into_iter().find(|(one, _)| *one == way).map_or("", |(_, code)| code);
        form.set("cara", code.to_owned());
        form
    }

    /// Reads the form.
    ///
    /// # Errors
    /// Everything that is wrong, by entry.
    pub fn read(&self, today: Day) -> Result<Read, Wrong> {
        let mut wrong = Wrong::new();
        let title = self.words("judul", 120, &mut wrong);
        let decree = self.words("nomor", 80, &mut wrong);
        let decreed = self.decreed(today).map_err(|problem| wrong.push(("tanggal".into(), problem))).ok();
        let reason = self.words("alasan", 500, &mut wrong);
        let office = self.words("kantor", 200, &mut wrong);
        let why = if self.says_why() { self.whys(&mut wrong) } else { BTreeMap::new() };
        let division = self.division(&mut wrong);
        let read = (|| {
            let decree = decree?;
            let place = Place::new(&office?, decreed?, &decree);
            Some(Read { place, title: title?, decree, basis: self.basis(), reason: reason?, division: division?, why })
        })();
        read.filter(|_| wrong.is_empty()).ok_or(wrong)
    }

    fn words(&self, name: &str, max: usize, wrong: &mut Wrong) -> Option<String> {
        let text = self.get(name).trim();
        let problem = match text.chars().count() {
            0 => Problem::Empty,
            many if many > max => Problem::TooLong(max),
            _ => return Some(text.to_owned()),
        };
        wrong.push((name.to_owned(), problem));
        None
    }

    fn decreed(&self, today: Day) -> Result<Day, Problem> {
        let day: Day = self.get("tanggal").trim().parse().map_err(|_| Problem::Day)?;
        if day > today { Err(Problem::NotYet) } else { Ok(day) }
    }

    fn whys(&self, wrong: &mut Wrong) -> BTreeMap<Id, String> {
        const MAX: usize = 300;
        let mut all = BTreeMap::new();
        for person in &self.people {
            let name = why_of(*person);
            let text = self.get(&name).trim().to_owned();
            if text.chars().count() > MAX {
                wrong.push((name, Problem::TooLong(MAX)));
            } else {
                all.insert(*person, text);
            }
        }
        all
    }

    fn division(&self, wrong: &mut Wrong) -> Option<Division> {
        if self.people.is_empty() {
            wrong.push(("orang".to_owned(), Problem::Nobody));
        }
        if self.way() == Way::Each {
            let each = self.each(read_amount, Problem::Amount, wrong)?;
            return Some(Division::Each(each));
        }
        let pool = read_amount(self.get("bersama"));
        if pool.is_none() {
            wrong.push(("bersama".to_owned(), Problem::Amount));
        }
        let weights = match self.way() {
            Way::Weights => self.each(read_weight, Problem::Weight, wrong)?,
            Way::Each | Way::Equal => self.people.iter().map(|person| (*person, 1)).collect(),
        };
        let pool = pool?;
        let parts = domain::reward::share(pool, &weights).ok();
        let nothing = |part: &RewardGross| part.amount().is_ok_and(|amount| amount == Rupiah::ZERO);
        if parts.is_some_and(|parts| parts.values().any(nothing)) {
            wrong.push(("bersama".to_owned(), Problem::TooSmall));
        }
        Some(Division::Pool { pool, weights })
    }

    fn each<T>(
        &self,
        read: impl Fn(&str) -> Option<T>,
        problem: Problem,
        wrong: &mut Wrong,
    ) -> Option<BTreeMap<Id, T>> {
        let mut all = BTreeMap::new();
        for person in &self.people {
            let name = amount_of(*person);
            match read(self.get(&name)) {
                Some(value) => drop(all.insert(*person, value)),
                None => wrong.push((name, problem)),
            }
        }
        (all.len() == self.people.len()).then_some(all)
    }
}

fn read_amount(text: &str) -> Option<Rupiah> {
    read_rupiah(text).filter(|amount| (1..=MOST_RP).contains(&amount.get()))
}

fn read_weight(text: &str) -> Option<u32> {
    let weight = u32::try_from(read_rupiah(text)?.get()).ok()?;
    (1..=MOST_WEIGHT).contains(&weight).then_some(weight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::hash::Hash;
    use ledger::payload::RunSeal;

    fn today() -> Day {
        "2026-11-20".parse().unwrap()
    }

    fn filled(way: &str) -> RewardForm {
        let mut form = RewardForm::default();
        for (name, text) in [
            ("judul", "Tim Posyandu"),
            ("nomor", "800/12/SK/2026"),
            ("tanggal", "2026-11-02"),
            ("dasar", "tim"),
            ("alasan", "Cakupan 105%"),
            ("kantor", "pkm"),
            ("cara", way),
            ("bersama", "10.000.000"),
        ] {
            form.set(name, text.into());
        }
        form.add([Id([1; 16]), Id([2; 16]), Id([1; 16])]);
        form
    }

    #[test]
    fn each_wrong_entry_is_named() {
        let empty = RewardForm::default().read(today()).unwrap_err();
        let names: Vec<&str> = empty.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["judul", "nomor", "tanggal", "alasan", "kantor", "orang"]);
        let mut form = filled("bobot");
        form.set("tanggal", "2026-11-21".into());
        form.set("bersama", "10,5 juta".into());
        form.set(&amount_of(Id([1; 16])), "0".into());
        form.set(&amount_of(Id([2; 16])), "1.001".into());
        let expected = [
            ("tanggal".to_owned(), Problem::NotYet),
            ("bersama".to_owned(), Problem::Amount),
            (amount_of(Id([1; 16])), Problem::Weight),
            (amount_of(Id([2; 16])), Problem::Weight),
        ];
        assert_eq!(form.read(today()).unwrap_err(), expected);
        let mut small = filled("rata");
        small.set("bersama", "1".into());
        assert_eq!(small.read(today()).unwrap_err(), [("bersama".to_owned(), Problem::TooSmall)]);
    }

    #[test]
    fn a_form_reads_into_what_is_proposed() {
        let read = filled("rata").read(today()).unwrap();
        assert_eq!(read.place, Place::new("pkm", "2026-11-02".parse().unwrap(), "800/12/SK/2026"));
        let weights = BTreeMap::from([(Id([1; 16]), 1), (Id([2; 16]), 1)]);
        assert_eq!(read.division, Division::Pool { pool: Rupiah::new(10_000_000), weights });
        let mut each = filled("masing");
        each.set(&amount_of(Id([1; 16])), "Rp1.500.000".into());
        assert_eq!(each.read(today()).unwrap_err(), [(amount_of(Id([2; 16])), Problem::Amount)]);
        each.remove(Id([2; 16]));
        let amounts = BTreeMap::from([(Id([1; 16]), Rupiah::new(1_500_000))]);
        assert_eq!(each.read(today()).unwrap().division, Division::Each(amounts));
    }

    #[test]
    fn a_list_that_was_given_back_fills_the_form_it_came_from() {
        for way in ["masing", "rata", "bobot"] {
            let mut form = filled(way);
            form.set("dasar", "proyek".into());
            for (at, person) in [Id([1; 16]), Id([2; 16])].into_iter().enumerate() {
                form.set(&amount_of(person), (at + 2).to_string());
                form.set(&why_of(person), format!("Bagian {at}"));
            }
            let read = form.read(today()).unwrap();
            let parts = match &read.division {
                Division::Each(each) => {
                    each.iter().map(|(id, amount)| (*id, RewardGross::Given { amount_rp: *amount })).collect()
                }
                Division::Pool { pool, weights } => domain::reward::share(*pool, weights).unwrap(),
            };
            let slips: BTreeMap<Id, RewardSlip> = parts
                .into_iter()
                .map(|(id, gross)| {
                    let nip = "198704152011042901".parse().unwrap();
                    let why = read.why[&id].clone();
                    (id, RewardSlip { nip, golongan: "III/b".parse().unwrap(), gross, why })
                })
                .collect();
            let inputs = Hash([1; 32]);
            let list = RewardList {
                title: read.title.clone(),
                decree: read.decree.clone(),
                basis: read.basis,
                reason: read.reason.clone(),
                seal: RunSeal { rules: Hash::NONE, people: 2, left_out: 0, inputs, slips: inputs },
            };
            let again = RewardForm::of(&read.place, &list, slips.iter());
            assert_eq!(again.read(today()).unwrap(), read, "{way}");
        }
    }
}
