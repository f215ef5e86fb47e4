//! Why a person's pay differs from the month before: named causes that add up to the whole difference.
//!
//! The facts of the month before are exchanged for those of the month one group after another, always in the same order;
//! what each exchange changes is that cause's part. A step that cannot be worked out gives its part to the next.

use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::outcome::Gap;
use domain::pay::{Slip, TaxPlan};

use crate::month::Case;

/// A cause, in the order in which they are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The person is paid this month and was not paid the month before.
    Joined,
    /// The person was paid the month before and is not paid this month.
    Left,
    /// Another law, policy or practice holds.
    Law,
    /// PNS, CPNS, PPPK; at work or away.
    Status,
    /// Rank.
    Rank,
    /// Years of service.
    Service,
    /// Post, class, unit or acting post.
    Post,
    /// Spouse and children.
    Family,
    /// PTKP.
    TaxStatus,
    /// Predikat.
    Predikat,
    /// Attendance and whatever else the recap holds.
    Measures,
    /// The year's tax is worked out again.
    YearEnd,
    /// Arrears of closed months, and what is taken back of them.
    BackPay,
}

impl Cause {
    /// Every cause, in order.
    pub const ALL: [Self; 13] = [
        Self::Joined,
        Self::Left,
        Self::Law,
        Self::Status,
        Self::Rank,
        Self::Service,
        Self::Post,
        Self::Family,
        Self::TaxStatus,
        Self::Predikat,
        Self::Measures,
        Self::YearEnd,
        Self::BackPay,
    ];
}

/// Splits what a person's net differs by into its causes; parts of zero are left out. The parts sum to the difference.
///
/// # Errors
/// What keeps the month before or this month from being worked out.
pub fn split(before: &Case, after: &Case, law: &Rulebook) -> Result<Vec<(Cause, Rupiah)>, Vec<Gap>> {
    let net = |slip: &Slip| slip.total.net;
    let mut at = net(&before.slip(law)?);
    let whole = net(&after.slip(law)?);
    let mut causes = Vec::new();
    let mut mixed = before.clone();
    for cause in Cause::ALL {
        if !exchange(cause, &mut mixed, after) {
            continue;
        }
        let Ok(slip) = mixed.slip(law) else { continue };
        let part = net(&slip).minus(at).map_err(|over| vec![over.into()])?;
        at = net(&slip);
        causes.push((cause, part));
    }
    // Whatever could not be worked out on the way belongs to the last exchange.
    let rest = whole.minus(at).map_err(|over| vec![over.into()])?;
    if rest != Rupiah::ZERO {
        match causes.last_mut() {
            Some((_, part)) => *part = part.plus(rest).map_err(|over| vec![over.into()])?,
            None => causes.push((Cause::Law, rest)),
        }
    }
    causes.retain(|(_, part)| *part != Rupiah::ZERO);
    Ok(causes)
}

/// Exchanges one group of facts; says whether anything differed.
fn exchange(cause: Cause, mixed: &mut Case, after: &Case) -> bool {
    let was = mixed.sealed();
    let (pay, new) = (&mut mixed.pay, &after.pay);
    match cause {
        Cause::Joined | Cause::Left => {}
        Cause::BackPay => pay.taken_back = new.taken_back,
        Cause::Law => {
            pay.month = new.month;
            pay.practice = new.practice;
            // The year is worked out again as a cause of its own.
            if matches!(pay.tax, TaxPlan::LastMonth(_)) {
                pay.tax = TaxPlan::Ordinary;
            }
            match (&mut mixed.tpp, &after.tpp) {
                (Some(of), Some(to)) if core::ptr::eq(of.policy, to.policy) => {}
                (Some(of), Some(to)) => {
                    let named = of.policy.name_measures(&of.measures);
                    let named = named.iter().map(|(key, value)| (key.as_str(), *value));
                    match to.policy.read_measures(named) {
                        Ok(measures) => (of.policy, of.measures) = (to.policy, measures),
                        // Measures of one policy may say nothing to another: then they come with it.
                        Err(_) => mixed.tpp.clone_from(&after.tpp),
                    }
                }
                // Who is suspended has none by the standing, not by the law.
                (of, to) if pay.service == new.service => of.clone_from(to),
                _ => {}
            }
        }
        Cause::Status => {
            (pay.status, pay.service) = (new.status, new.service);
            // A paper names base pay only where the standing leaves it to its decree.
            pay.gaji_pokok_given.clone_from(&new.gaji_pokok_given);
            if mixed.tpp.is_some() != after.tpp.is_some() {
                mixed.tpp.clone_from(&after.tpp);
            }
        }
        Cause::Rank => pay.golongan = new.golongan,
        Cause::Service => pay.mkg = new.mkg,
        Cause::Post => {
            pay.post = new.post.clone();
            if let (Some(mixed), Some(after)) = (&mut mixed.tpp, &after.tpp) {
                mixed.kelas = after.kelas;
                mixed.unit_kind.clone_from(&after.unit_kind);
                mixed.acting = after.acting;
            }
        }
        Cause::Family => {
            pay.family = new.family;
            pay.rice_heads = new.rice_heads;
            pay.extra_bpjs_members = new.extra_bpjs_members;
        }
        Cause::TaxStatus => pay.ptkp = new.ptkp,
        Cause::Predikat => {
            if let (Some(mixed), Some(after)) = (&mut mixed.tpp, &after.tpp) {
                mixed.predikat = after.predikat;
            }
        }
        Cause::Measures => {
            pay.tpp.clone_from(&new.tpp);
            mixed.tpp.clone_from(&after.tpp);
        }
        Cause::YearEnd => pay.tax = new.tax.clone(),
    }
    mixed.sealed() != was
}
