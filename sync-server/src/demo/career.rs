//! When somebody began, how far the rank has come, and how many service years count.
//!
//! A draw that does not fit together is thrown away; the caller draws again.

use domain::asn::{Golongan, GolonganGroup, MasaKerja, PnsGolongan, Status};
use domain::calendar::{Day, Month};

use super::data::{Band, Data, Post};
use super::rng::Rng;

/// When somebody began, and since when the rank is held.
pub struct Career {
    pub born: Day,
    pub appointed: Day,
    pub golongan: Golongan,
    pub since: Day,
    pub mkg_since: MasaKerja,
    pub mkg: MasaKerja,
}

fn birthday(rng: &mut Rng, bands: &[Band], oldest: i64, today: Day) -> Day {
    let weights: Vec<u32> = bands.iter().map(|band| if band.from < oldest { band.weight } else { 0 }).collect();
    let age = rng
        .weighted(&weights)
        .and_then(|at| bands.get(at))
        .map_or(40, |band| rng.between(band.from, band.upto.min(oldest - 1)));
    plus_months(today, -12 * age).plus_days(-rng.between(1, 364))
}

/// The months of appointment up to the day; the files speak of 2026.
fn waves(written: &[Month], today: Day) -> Vec<Month> {
    let years = today.month().year() - 2026;
    written.iter().map(|month| month.plus(12 * years)).filter(|month| month.first() < today).collect()
}

/// A career of PNS or CPNS, or nothing when the draw does not fit together.
pub fn service(data: &Data, post: &Post, status: Status, today: Day, rng: &mut Rng) -> Option<Career> {
    let entry = post.education.entry();
    let [low, high] = [rank(post.golongan[0])?, rank(post.golongan[1])?];
    let ranks: Vec<PnsGolongan> =
        PnsGolongan::all().filter(|one| (low.max(entry)..=high.max(entry)).contains(&one.index())).collect();
    let golongan = if status == Status::Cpns {
        *ranks.iter().find(|one| one.index() == entry)?
    } else {
        let weight = |one: &PnsGolongan| data.shares.golongan.get(&Golongan::Pns(*one)).copied().unwrap_or(0);
        let weights: Vec<u32> = ranks.iter().map(weight).collect();
        *ranks.get(rng.weighted(&weights)?)?
    };
    let steps = i64::try_from(golongan.index() - entry).ok()?;
    let born = birthday(rng, &data.shares.age.pns, i64::from(post.bup), today);
    let waves = waves(&data.shares.waves.pns, today);
    let newest = waves.last();
    let fits = |month: &&Month| {
        let appointed = month.first();
        let age = born.age_on(appointed);
        let months = i64::from(today.month().months_since(**month));
        let probation = months < 12 || Some(*month) == newest;
        let at_top = golongan.index() == high.max(entry);
        (post.education.youngest()..=35).contains(&age)
            && months >= 48 * steps
            && (at_top || months <= 48 * (steps + 3))
            && (if status == Status::Cpns { Some(*month) == newest } else { !probation })
    };
    let open: Vec<Month> = waves.iter().filter(fits).copied().collect();
    let appointed = rng.pick(&open)?.first();
    let since = if steps == 0 { appointed } else { promotion(rng, plus_months(appointed, 48 * steps), today)? };
    let crossed = |group: GolonganGroup, from: usize| from < 4 && group >= GolonganGroup::II;
    let mut lost = 0;
    if crossed(golongan.group(), entry) {
        lost += 72;
    }
    if entry < 8 && golongan.group() >= GolonganGroup::III {
        lost += 60;
    }
    let mkg = |on: Day| {
        let served = on.month().months_since(appointed.month());
        MasaKerja::default().plus_months(served + post.education.head_start(status) - lost)
    };
    let golongan = Golongan::Pns(golongan);
    Some(Career { born, appointed, golongan, since, mkg_since: mkg(since)?, mkg: mkg(today)? })
}

/// A round of promotion (1 April or 1 October) not before `earliest`; the newest ones are the likeliest.
fn promotion(rng: &mut Rng, earliest: Day, today: Day) -> Option<Day> {
    let rounds: Vec<Day> = (0..16)
        .map(|back| today.month().plus(-back * 3))
        .filter_map(|month| Day::new(month.year(), if month.number() >= 10 { 10 } else { 4 }, 1))
        .filter(|day| *day >= earliest && *day <= today)
        .collect();
    rng.pick(&rounds).copied()
}

/// A career of PPPK, or nothing when the draw does not fit together.
pub fn contract(data: &Data, post: &Post, today: Day, rng: &mut Rng) -> Option<Career> {
    let born = birthday(rng, &data.shares.age.pppk, i64::from(post.bup), today);
    let oldest = i32::from(post.bup) - 1;
    let fits = |month: &&Month| {
        let age = born.age_on(month.first());
        (post.education.youngest().max(20)..oldest).contains(&age)
    };
    let waves = waves(&data.shares.waves.pppk, today);
    let open: Vec<Month> = waves.iter().filter(fits).copied().collect();
    let appointed = rng.pick(&open)?.first();
    let mkg = |on: Day| {
        let served = on.month().months_since(appointed.month());
        MasaKerja::default().plus_months(served + post.education.head_start(Status::Pppk))
    };
    let golongan = post.education.pppk().parse().ok()?;
    Some(Career { born, appointed, golongan, since: appointed, mkg_since: mkg(appointed)?, mkg: mkg(today)? })
}

fn rank(golongan: Golongan) -> Option<usize> {
    match golongan {
        Golongan::Pns(golongan) => Some(golongan.index()),
        Golongan::Pppk(_) => None,
    }
}

/// The same day of a later month; its last day when the month is shorter.
pub fn plus_months(day: Day, months: i64) -> Day {
    let month = day.month().plus(i32::try_from(months).unwrap_or(0));
    let (_, _, number) = day.parts();
    Day::new(month.year(), month.number(), number).unwrap_or_else(|| month.last())
}
