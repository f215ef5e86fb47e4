//! Years of service on promotion, recognised service, the next increment, and what part of a year earns.

use crate::asn::{Golongan, GolonganGroup, MasaKerja};
use crate::calendar::{Day, Month};
use crate::cite::Cite;
use crate::law::Rulebook;
use crate::money::{Rounding, Rupiah};
use crate::outcome::Gap;

/// Years of service after a promotion, with what changed them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promotion<'l> {
    /// Years of service in the new group.
    pub mkg: MasaKerja,
    /// Years taken off; months stay.
    pub years_off: u8,
    /// Source of the years taken off; nothing inside one group.
    pub cite: Option<&'l Cite>,
}

/// Carries years of service over a promotion: I to II less six years, II to III less five, else unchanged.
pub fn promoted<'l>(
    from: Golongan,
    to: Golongan,
    mkg: MasaKerja,
    on: Day,
    law: &'l Rulebook,
) -> Result<Promotion<'l>, Gap> {
    let no = || Gap::OutOfRange { field: "golongan".to_owned() };
    let (Golongan::Pns(from), Golongan::Pns(to)) = (from, to) else {
        return Err(no());
    };
    let param = match (from.group(), to.group()) {
        (a, b) if a == b && from <= to => return Ok(Promotion { mkg, years_off: 0, cite: None }),
        (GolonganGroup::I, GolonganGroup::II) => &law.promotion[0],
        (GolonganGroup::II, GolonganGroup::III) => &law.promotion[1],
        (GolonganGroup::III, GolonganGroup::IV) => &law.promotion[2],
        _ => return Err(no()),
    };
    let (years_off, cite) = param.on(on)?;
    let mkg =
        mkg.plus_months(-12 * i32::from(*years_off)).ok_or_else(|| Gap::OutOfRange { field: "mkg".to_owned() })?;
    Ok(Promotion { mkg, years_off: *years_off, cite: Some(cite) })
}

/// Adds recognised earlier service (peninjauan masa kerja), years and months.
pub fn recognised(mkg: MasaKerja, years: u8, months: u8) -> Result<MasaKerja, Gap> {
    mkg.plus_months(i32::from(years) * 12 + i32::from(months))
        .ok_or_else(|| Gap::OutOfRange { field: "mkg".to_owned() })
}

/// Returns the month in which the next printed row of the pay table is reached, and its amount; nothing after the last.
///
/// `mkg` is what stands at the first day of `month`. Whether the increment is given is decided by people.
pub fn next_increment(
    golongan: Golongan,
    mkg: MasaKerja,
    month: Month,
    law: &Rulebook,
) -> Result<Option<(Month, Rupiah)>, Gap> {
    let Some(years) = law.next_row(golongan, mkg.years(), month.first())? else {
        return Ok(None);
    };
    let wait = (i32::from(years) - i32::from(mkg.years())) * 12 - i32::from(mkg.months());
    let reached = month.plus(wait);
    // The table of the day it is asked on: the one of the later day may not exist yet.
    Ok(Some((reached, law.base_pay(golongan, years, month.first())?.amount)))
}

/// Returns the months a PPPK served up to a base month, both included and at most twelve, and each component's share.
///
/// THR and gaji ke-13 of a first year: component times months over twelve, dropped to whole rupiah.
pub fn part_year(
    since: Day,
    base_month: Month,
    components: &[Rupiah],
    law: &Rulebook,
) -> Result<(u8, Vec<Rupiah>), Gap> {
    let (full, _) = law.thr_full_months.on(base_month.first())?;
    let served = base_month.months_since(since.month()) + 1;
    let served = u8::try_from(served.max(0)).unwrap_or(u8::MAX).min(*full);
    if served == 0 {
        return Err(Gap::OutOfRange { field: "tmt".to_owned() });
    }
    let share = |amount: &Rupiah| amount.mul_div(i64::from(served), i64::from(*full), Rounding::Floor);
    Ok((served, components.iter().map(share).collect::<Result<_, _>>()?))
}
