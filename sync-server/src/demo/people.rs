//! Invented civil servants that fit together: rank, service, age, post, superior, family.
//!
//! The same seed and day give the same people. Numbers use serials 900 to 999, which no register gives.

use std::collections::BTreeSet;

use domain::asn::{Family, Golongan, GolonganGroup, MasaKerja, Nip, Ptkp, Sex, Status};
use domain::calendar::Day;
use domain::hari_kerja::PolaKerja;
use domain::money::Rupiah;
use serde::Deserialize;

use super::career::{Career, contract, plus_months, service};
use super::data::{Allowance, Check, Data, Post, data};
use super::rng::Rng;
use super::{family, names};

/// The invented region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Its name.
    pub name: String,
    /// Offices, a parent before its children.
    pub offices: Vec<DemoOffice>,
    /// People; `superior` and `spouse` are places in this list.
    pub people: Vec<DemoPerson>,
}

/// An office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoOffice {
    /// Code.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// Kind (`puskesmas`, `sd`, `kecamatan`).
    pub kind: String,
    /// Code of the office above.
    pub parent: Option<String>,
    /// Days of the week it works.
    pub pola: PolaKerja,
}

/// An invented civil servant as of the day asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// Number.
    pub nip: Nip,
    /// Name with titles.
    pub name: String,
    /// Sex.
    pub sex: Sex,
    /// Day of birth.
    pub born: Day,
    /// Education the career began or went on with.
    pub education: Education,
    /// Kind of civil servant.
    pub status: Status,
    /// First day as CPNS or PPPK.
    pub appointed: Day,
    /// First day as PNS; nothing for CPNS and PPPK.
    pub pns_since: Option<Day>,
    /// Last day of the contract; only for PPPK.
    pub contract_until: Option<Day>,
    /// Rank.
    pub golongan: Golongan,
    /// First day in that rank.
    pub golongan_since: Day,
    /// Service years on that first day.
    pub mkg_since: MasaKerja,
    /// Service years on the day asked for.
    pub mkg: MasaKerja,
    /// Code of the office.
    pub office: String,
    /// Code of the post.
    pub post_code: String,
    /// Title of the post.
    pub title: String,
    /// `struktural`, `fungsional` or `pelaksana`.
    pub post_kind: String,
    /// Which allowance the post carries.
    pub post: domain::pay::Post,
    /// First day in the post.
    pub post_since: Day,
    /// Class of the post.
    pub kelas: u8,
    /// Age of retirement.
    pub bup: u8,
    /// Direct superior; nothing for the head of the region's staff.
    pub superior: Option<usize>,
    /// Family as it counts for pay.
    pub family: Family,
    /// The spouse, when both work here.
    pub spouse: Option<usize>,
    /// Tax status on 1 January of the year.
    pub ptkp: Ptkp,
}

/// Education a post asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Education {
    /// Junior secondary school.
    Smp,
    /// Senior secondary school.
    Sma,
    /// Three-year diploma.
    D3,
    /// Bachelor.
    S1,
    /// Profession.
    Profesi,
    /// Master, mostly while in service.
    S2,
}

impl Education {
    /// Place of the first rank of a PNS in the order of ranks.
    pub(super) const fn entry(self) -> usize {
        match self {
            Self::Smp => 2,
            Self::Sma => 4,
            Self::D3 => 6,
            Self::S1 | Self::S2 => 8,
            Self::Profesi => 9,
        }
    }

    /// Service years counted at entry, before any service.
    pub(super) const fn head_start(self, status: Status) -> i32 {
        match (self, status) {
            (Self::Smp | Self::D3, _) => 36,
            _ => 0,
        }
    }

    pub(super) const fn youngest(self) -> i32 {
        match self {
            Self::Smp | Self::Sma => 19,
            Self::D3 => 21,
            Self::S1 | Self::S2 => 22,
            Self::Profesi => 25,
        }
    }

    pub(super) const fn pppk(self) -> &'static str {
        match self {
            Self::Smp => "IV",
            Self::Sma => "V",
            Self::D3 => "VII",
            Self::S1 => "IX",
            Self::Profesi | Self::S2 => "X",
        }
    }
}

/// People who have a place in the offices as they are written down.
pub const PEOPLE: usize = 600;

/// One place to fill.
struct Slot {
    /// Place in the list of offices.
    office: usize,
    post: &'static Post,
    status: Status,
}

/// Draws before a region is taken as it is.
const DRAWS: u32 = 200;
/// Draws of a name before a namesake is taken.
const NAMES: u32 = 1_000;

/// Makes the region of a seed as it stands on a day, with `count` people; the offices repeat until all have a place.
///
/// Draws again until the totals keep the published shares. Months of appointment move with the year.
#[must_use]
pub fn people(seed: u64, today: Day, count: usize) -> Region {
    let data = data();
    let offices = offices(data, count);
    let mut rng = Rng::new(seed);
    let (mut slots, mut people) = draw(data, &offices, count, &mut rng, today);
    for _ in 0..DRAWS {
        if keeps_shares(&data.shares.check, &people, today) {
            break;
        }
        (slots, people) = draw(data, &offices, count, &mut rng, today);
    }
    for (at, slot) in slots.iter().enumerate() {
        people[at].superior = superior(&offices, &slots, at, slot);
    }
    family::settle(&mut rng, &data.shares.family, &mut people, today);
    Region { name: data.offices.name.clone(), offices, people }
}

/// Returns the offices, and those below the first one again with a number, until `count` people have a place.
fn offices(data: &Data, count: usize) -> Vec<DemoOffice> {
    let written = &data.offices.office;
    let is_first = |code: &str| written.iter().any(|office| office.code == code && office.parent.is_none());
    let again = |text: &str, round: u32, mark: &str| match round {
        1 => text.to_owned(),
        _ => format!("{text}{mark}{round}"),
    };
    let mut offices = Vec::with_capacity(written.len());
    let mut places = 0;
    for (round, office) in (1..).flat_map(|round| written.iter().map(move |office| (round, office))) {
        if round > 1 && places >= count {
            break;
        }
        if round > 1 && office.parent.is_none() {
            continue;
        }
        let above = |code: &String| if is_first(code) { code.clone() } else { again(code, round, "-") };
        offices.push(DemoOffice {
            code: again(&office.code, round, "-"),
            name: again(&office.name, round, " "),
            kind: office.kind.clone(),
            parent: office.parent.as_ref().map(above),
            pola: if office.six_days { PolaKerja::EnamHari } else { PolaKerja::LimaHari },
        });
        places += data.offices.staff.get(&office.kind).map_or(0, |posts| posts.values().sum::<u32>() as usize);
    }
    offices
}

fn keeps_shares(check: &Check, people: &[DemoPerson], today: Day) -> bool {
    let share = |all: &dyn Fn(&DemoPerson) -> bool, part: &dyn Fn(&DemoPerson) -> bool, [low, high]: [usize; 2]| {
        let of = people.iter().filter(|one| all(one)).count().max(1);
        let found = people.iter().filter(|one| all(one) && part(one)).count();
        (low..=high).contains(&(found * 10_000 / of))
    };
    let pns = |one: &DemoPerson| one.status != Status::Pppk;
    let held = |one: &DemoPerson, group| matches!(one.golongan, Golongan::Pns(rank) if rank.group() == group);
    share(&pns, &|one| held(one, GolonganGroup::III), check.golongan_iii)
        && share(&pns, &|one| held(one, GolonganGroup::IV), check.golongan_iv)
        && share(&pns, &|one| one.born.age_on(today) >= 51, check.pns_51_up)
        && share(&|_| true, &|one| one.sex == Sex::Woman, check.women)
}

fn draw(
    data: &'static Data,
    offices: &[DemoOffice],
    count: usize,
    rng: &mut Rng,
    today: Day,
) -> (Vec<Slot>, Vec<DemoPerson>) {
    let slots = slots(data, offices, count, rng);
    let mut taken = Taken::default();
    let people = slots.iter().map(|slot| person(data, offices, slot, today, rng, &mut taken)).collect();
    (slots, people)
}

fn slots(data: &'static Data, offices: &[DemoOffice], count: usize, rng: &mut Rng) -> Vec<Slot> {
    let mut slots = Vec::new();
    for (office, place) in offices.iter().enumerate() {
        for (code, count) in data.offices.staff.get(&place.kind).into_iter().flatten() {
            for post in data.posts.iter().filter(|post| post.code == *code) {
                slots.extend((0..*count).map(|_| Slot { office, post, status: Status::Pns }));
            }
        }
    }
    slots.truncate(count);
    let pppk = slots.len() * data.shares.status.pppk as usize / 10_000;
    draw_status(rng, &mut slots, Status::Pppk, pppk);
    let cpns = slots.len() * data.shares.status.cpns / PEOPLE;
    draw_status(rng, &mut slots, Status::Cpns, cpns);
    slots
}

/// Gives a status to that many posts, drawn by their weight.
fn draw_status(rng: &mut Rng, slots: &mut [Slot], status: Status, count: usize) {
    for _ in 0..count {
        let weights: Vec<u32> =
            slots.iter().map(|slot| if slot.status == Status::Pns { slot.post.pppk } else { 0 }).collect();
        if let Some(slot) = rng.weighted(&weights).and_then(|at| slots.get_mut(at)) {
            slot.status = status;
        }
    }
}

#[derive(Default)]
struct Taken {
    nips: BTreeSet<Nip>,
    names: BTreeSet<String>,
}

fn person(
    data: &'static Data,
    offices: &[DemoOffice],
    slot: &Slot,
    today: Day,
    rng: &mut Rng,
    taken: &mut Taken,
) -> DemoPerson {
    let post = slot.post;
    let women = data.shares.women.get(&post.people).copied().unwrap_or(5_000);
    let sex = if rng.chance(women) { Sex::Woman } else { Sex::Man };
    let (career, nip) = loop {
        let career = match slot.status {
            Status::Pppk => contract(data, post, today, rng),
            Status::Pns | Status::Cpns => service(data, post, slot.status, today, rng),
        };
        if let Some(career) = career
            && let Some(nip) = number(rng, &career, slot.status, sex).filter(|nip| taken.nips.insert(*nip))
        {
            break (career, nip);
        }
    };
    let mut name = names::name(rng, &data.names, sex);
    for _ in 0..NAMES {
        if taken.names.insert(name.clone()) {
            break;
        }
        name = names::name(rng, &data.names, sex);
    }
    let post_since = plus_months(career.since, rng.between(0, 30)).min(first_of_month(today)).max(career.since);
    let contract_until = (slot.status == Status::Pppk).then(|| {
        let terms = 1 + (today.days_since(career.appointed) / (5 * 365)).max(0);
        plus_months(career.appointed, terms * 60).plus_days(-1).min(retirement(career.born, post.bup))
    });
    DemoPerson {
        nip,
        name: names::titled(rng, &name, post),
        sex,
        born: career.born,
        education: post.education,
        status: slot.status,
        appointed: career.appointed,
        pns_since: (slot.status == Status::Pns).then(|| plus_months(career.appointed, 12)),
        contract_until,
        golongan: career.golongan,
        golongan_since: career.since,
        mkg_since: career.mkg_since,
        mkg: career.mkg,
        office: offices[slot.office].code.clone(),
        post_code: post.code.clone(),
        title: post.title.clone(),
        post_kind: post.kind.clone(),
        post: allowance(post, slot.status, career.golongan),
        post_since,
        kelas: post.kelas,
        bup: post.bup,
        superior: None,
        family: Family::default(),
        spouse: None,
        ptkp: family::single(),
    }
}

fn first_of_month(day: Day) -> Day {
    day.month().first()
}

/// Last day in service: the end of the month in which the age of retirement is reached.
fn retirement(born: Day, bup: u8) -> Day {
    plus_months(born, i64::from(bup) * 12).month().last()
}

fn number(rng: &mut Rng, career: &Career, status: Status, sex: Sex) -> Option<Nip> {
    let (year, month, day) = career.born.parts();
    let begun = career.appointed.month();
    let middle = match status {
        Status::Pppk => format!("{:04}21", begun.year()),
        Status::Pns | Status::Cpns => format!("{:04}{:02}", begun.year(), begun.number()),
    };
    let sex = match sex {
        Sex::Man => 1,
        Sex::Woman => 2,
    };
    format!("{year:04}{month:02}{day:02}{middle}{sex}{}", rng.between(900, 999)).parse().ok()
}

/// Which allowance the post carries for this person. A CPNS does not hold the functional post yet.
fn allowance(post: &Post, status: Status, golongan: Golongan) -> domain::pay::Post {
    use domain::pay::Post as Pay;
    let level = match golongan {
        Golongan::Pns(golongan) => format!("{:?}", golongan.group()),
        Golongan::Pppk(golongan) => format!("pppk_{golongan}"),
    };
    match &post.allowance {
        _ if status == Status::Cpns => Pay::Umum,
        Allowance::Umum => Pay::Umum,
        Allowance::Struktural { eselon } => Pay::Struktural { eselon: eselon.clone() },
        Allowance::Fungsional { family, level } => Pay::Fungsional { family: family.clone(), level: level.clone() },
        Allowance::Guru => Pay::Fungsional { family: "guru".into(), level },
        Allowance::Given { amount_rp } => {
            let source = "Keputusan Bupati Contoh 821/2024 (rekaan)".to_owned();
            Pay::Given { amount_rp: Rupiah::new(*amount_rp), source }
        }
    }
}

/// Looks for the superior in the own office, then upward; several of one post share the people among them.
fn superior(offices: &[DemoOffice], slots: &[Slot], at: usize, slot: &Slot) -> Option<usize> {
    let mut office = Some(slot.office);
    while let Some(here) = office {
        for name in &slot.post.superior {
            let heads: Vec<usize> = (0..slots.len())
                .filter(|one| slots[*one].office == here && *one != at && slots[*one].post.is(name))
                .filter(|one| slots[*one].post.code != slot.post.code)
                .collect();
            if !heads.is_empty() {
                return heads.get(at % heads.len()).copied();
            }
        }
        let parent = offices[here].parent.as_ref();
        office = parent.and_then(|code| offices.iter().position(|office| office.code == *code));
    }
    None
}

#[cfg(test)]
#[path = "people_tests.rs"]
mod tests;
