//! Bands adjoin: of a measure in a score, a gate or a cut, and of the minutes of one event.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::error::{BandFault, PolicyError};
use super::measure::Measure;
use super::rule::Band;

/// Checks that bands ascend, adjoin and end open. `whole` measures may step by one (`upto 30`, `from 31`).
pub(super) fn rows(path: &str, rows: &[Band], whole: bool) -> Vec<PolicyError> {
    let wrong = |number: usize, at, fault| PolicyError::Bands { path: format!("{path}.{}", number + 1), at, fault };
    let mut errors = Vec::new();
    if rows.is_empty() {
        errors.push(wrong(0, None, BandFault::NoBand));
    }
    let mut edge: Option<(Decimal, bool)> = None;
    for (number, band) in rows.iter().enumerate() {
        // After a band without an end there is nothing to adjoin to.
        if let Some(from) = band.from.filter(|_| number == 0 || edge.is_some())
            && let Some(fault) = misses(from, edge, whole)
        {
            errors.push(wrong(number, Some(from), fault));
        }
        let last = number + 1 == rows.len();
        let next = match (band.upto, band.below) {
            (Some(upto), None) if !last => Some((upto, true)),
            (None, Some(below)) if !last => Some((below, false)),
            (None, None) if last => None,
            (upto, below) => {
                let fault = if last { BandFault::NotOpen } else { BandFault::NoEnd };
                errors.push(wrong(number, upto.or(below), fault));
                None
            }
        };
        if let (Some((before, _)), Some((at, _))) = (edge, next)
            && at <= before
        {
            errors.push(wrong(number, Some(at), BandFault::NotAscending));
        }
        edge = next;
    }
    errors
}

/// Says how a stated beginning misses the end of the band before.
fn misses(from: Decimal, edge: Option<(Decimal, bool)>, whole: bool) -> Option<BandFault> {
    let (least, most) = match edge {
        None => (Decimal::ZERO, if whole { Decimal::ONE } else { Decimal::ZERO }),
        Some((at, true)) if whole => {
            let next = at.checked_add(Decimal::ONE)?;
            (next, next)
        }
        Some((at, _)) => (at, at),
    };
    if from < least {
        return Some(BandFault::Overlap);
    }
    (from != least && from != most).then_some(BandFault::Gap)
}

/// Checks that the minutes of each family of events adjoin, begin at one and end open.
pub(super) fn minutes(measures: &[Measure], errors: &mut Vec<PolicyError>) {
    /// First minute, last minute, key.
    type Family<'a> = Vec<(u32, Option<u32>, &'a str)>;
    let mut families: BTreeMap<&str, Family<'_>> = BTreeMap::new();
    for measure in measures {
        if let Some(band) = &measure.band {
            families.entry(&band.of).or_default().push((band.from_min, band.upto_min, &measure.key));
        }
    }
    let wrong = |key: &str, at: u32, fault| PolicyError::Bands {
        path: format!("measures.{key}"),
        at: Some(Decimal::from(at)),
        fault,
    };
    for mut family in families.into_values() {
        family.sort_unstable();
        let mut next = Some(1);
        for (from, upto, key) in &family {
            let fault = match next {
                Some(next) if *from > next => Some(BandFault::Gap),
                Some(next) if *from == next => None,
                _ => Some(BandFault::Overlap),
            };
            let fault = fault.or_else(|| upto.filter(|upto| upto < from).map(|_| BandFault::NotAscending));
            errors.extend(fault.map(|fault| wrong(key, *from, fault)));
            next = upto.map(|upto| upto.saturating_add(1));
        }
        if let (Some(next), Some((_, _, key))) = (next, family.last()) {
            errors.push(wrong(key, next - 1, BandFault::NotOpen));
        }
    }
}
