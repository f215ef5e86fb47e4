//! Who is married to whom, their children, and the tax status that follows.
//!
//! Of two civil servants married to each other one takes the allowance: the one of the higher rank.

use domain::asn::{Child, Family, Ptkp, Sex, Spouse};
use domain::calendar::Day;

use super::career::plus_months;
use super::data::FamilyShares;
use super::people::DemoPerson;
use super::rng::Rng;

/// Tax status of a person without family.
pub fn single() -> Ptkp {
    status(false, 0)
}

fn status(married: bool, dependants: usize) -> Ptkp {
    let dependants = u8::try_from(dependants.min(3)).unwrap_or(3);
    Ptkp::new(married, dependants).unwrap_or(Ptkp::new(false, 0).expect("none is at most three"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Never,
    Married,
    Alone,
}

/// Gives everybody a family and a tax status.
pub fn settle(rng: &mut Rng, shares: &FamilyShares, people: &mut [DemoPerson], today: Day) {
    let states: Vec<State> = people.iter().map(|person| state(rng, shares, person.born.age_on(today))).collect();
    pair(rng, shares, people, &states);
    for at in 0..people.len() {
        let state = states[at];
        // Of a pair the first one makes the family, the second one copies it.
        if state == State::Never || people[at].spouse.is_some_and(|other| other < at) {
            continue;
        }
        let other = people[at].spouse;
        let wife = if people[at].sex == Sex::Woman { Some(at) } else { other };
        let mother = match wife {
            Some(wife) => people[wife].born,
            None => plus_months(people[at].born, rng.between(-12, 60)),
        };
        let youngest = other.map_or(people[at].born, |other| people[other].born.max(people[at].born)).max(mother);
        let Some(since) = wedding(rng, youngest, today) else {
            if let Some(other) = other {
                people[other].spouse = None;
            }
            people[at].spouse = None;
            continue;
        };
        let until = (state == State::Alone).then(|| end_of_marriage(rng, since, today));
        let children = children(rng, shares, mother, since, until.unwrap_or(today), today);
        let first_takes = other.is_none_or(|other| rank(&people[at]) >= rank(&people[other]));
        let spouse =
            |takes_allowance, nip: Option<domain::asn::Nip>| Some(Spouse { since, until, takes_allowance, nip });
        let of = other.map(|other| people[other].nip);
        people[at].family = Family { spouse: spouse(!first_takes, of), children: children.clone() };
        if let Some(other) = other {
            people[other].family = Family { spouse: spouse(first_takes, Some(people[at].nip)), children };
        }
    }
    let year_began = Day::new(today.month().year(), 1, 1).unwrap_or(today);
    for person in people {
        let no_income = person.spouse.is_none() && rng.chance(shares.husband_without_income);
        person.ptkp = ptkp(person, year_began, no_income);
    }
}

fn rank(person: &DemoPerson) -> (u8, domain::asn::MasaKerja, domain::asn::Nip) {
    (person.kelas, person.mkg, person.nip)
}

fn state(rng: &mut Rng, shares: &FamilyShares, age: i32) -> State {
    let band = shares.married.iter().find(|band| (band.from..=band.upto).contains(&age));
    let (married, alone) = band.map_or((0, 0), |band| (band.married, band.alone));
    match rng.below(10_000) {
        drawn if drawn < married as usize => State::Married,
        drawn if drawn < (married + alone) as usize => State::Alone,
        _ => State::Never,
    }
}

/// Marries as many of the married to each other as the share says.
fn pair(rng: &mut Rng, shares: &FamilyShares, people: &mut [DemoPerson], states: &[State]) {
    let married: Vec<usize> = (0..people.len()).filter(|at| states[*at] == State::Married).collect();
    let mut wanted = married.len() * shares.spouse_is_asn as usize / 20_000;
    let mut men: Vec<usize> = married.iter().copied().filter(|at| people[*at].sex == Sex::Man).collect();
    let mut women: Vec<usize> = married.into_iter().filter(|at| people[*at].sex == Sex::Woman).collect();
    rng.shuffle(&mut men);
    rng.shuffle(&mut women);
    for man in men {
        if wanted == 0 {
            return;
        }
        let fits = |woman: &usize| {
            let years = people[*woman].born.days_since(people[man].born) / 365;
            (-2..=6).contains(&years) && people[*woman].spouse.is_none()
        };
        if let Some(woman) = women.iter().copied().find(fits) {
            people[man].spouse = Some(woman);
            people[woman].spouse = Some(man);
            wanted -= 1;
        }
    }
}

/// A wedding between 21 and 29 of the younger one, at least half a year ago.
fn wedding(rng: &mut Rng, youngest: Day, today: Day) -> Option<Day> {
    let latest = plus_months(today, -6);
    let earliest = plus_months(youngest, 21 * 12);
    let months = i64::from(latest.month().months_since(earliest.month())).min(96);
    (months >= 0).then(|| plus_months(earliest, rng.between(0, months)).plus_days(rng.between(0, 20)).min(latest))
}

fn end_of_marriage(rng: &mut Rng, since: Day, today: Day) -> Day {
    let days = today.days_since(since).max(2);
    since.plus_days(rng.between(days / 3, days - 1))
}

fn children(rng: &mut Rng, shares: &FamilyShares, mother: Day, since: Day, until: Day, today: Day) -> Vec<Child> {
    let rule = &shares.children;
    let count = rng.weighted(&rule.weights).unwrap_or(0);
    let latest = plus_months(mother, rule.mother_upto * 12).min(until);
    let mut next = plus_months(since, rng.between(10, 30)).max(plus_months(mother, rule.mother_from * 12));
    let mut born = Vec::with_capacity(count);
    while born.len() < count && next < latest {
        born.push(next);
        next = plus_months(next, rng.between(20, 52)).plus_days(rng.between(0, 27));
    }
    born.into_iter()
        .map(|born| {
            let grown = (18..25).contains(&born.age_on(today));
            let student = grown && rng.chance(rule.student);
            Child { born, student_until: student.then(|| end_of_school_year(today)), until: None }
        })
        .collect()
}

fn end_of_school_year(today: Day) -> Day {
    let year = today.month().year();
    let this = Day::new(year, 7, 31).filter(|day| *day >= today);
    this.or_else(|| Day::new(year + 1, 7, 31)).unwrap_or(today)
}

/// Tax status on 1 January (PMK 168/2023 Pasal 9): a wife with a working husband counts as single.
fn ptkp(person: &DemoPerson, on: Day, husband_without_income: bool) -> Ptkp {
    let Family { spouse, children } = &person.family;
    let dependants = children
        .iter()
        .filter(|child| {
            let age = child.born.age_on(on);
            child.born <= on && (age < 21 || (age < 25 && child.student_until.is_some()))
        })
        .count();
    let married = spouse.as_ref().is_some_and(|one| one.since <= on && one.until.is_none_or(|until| on < until));
    match (person.sex, married) {
        (Sex::Man, true) => status(true, dependants),
        (Sex::Woman, true) if husband_without_income => status(true, dependants),
        (Sex::Woman, true) => single(),
        (Sex::Man | Sex::Woman, false) => status(false, dependants),
    }
}
