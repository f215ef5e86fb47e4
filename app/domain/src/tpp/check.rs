//! What must hold between the values of a policy: bands adjoin, weights sum, steps stand in a possible order.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::error::PolicyError;
use super::measure::{Measure, MeasureKind, MeasureSource};
use super::policy::{Account, Pagu, Policy};
use super::rule::{Band, Part, Score, Step, Yield};

/// Checks a loaded policy as a whole.
pub(super) fn whole(policy: &Policy) -> Vec<PolicyError> {
    let mut errors = Vec::new();
    if let Some(until) = policy.until.filter(|until| *until <= policy.from) {
        errors.push(PolicyError::Dates { from: policy.from, until });
    }
    duplicates("accounts", policy.accounts.iter().map(|account| account.key.as_str()), &mut errors);
    duplicates("measures", policy.measures.iter().map(|measure| measure.key.as_str()), &mut errors);
    duplicates("holds", policy.holds.iter().map(|hold| hold.key.as_str()), &mut errors);
    accounts(policy, &mut errors);
    minute_bands(&policy.measures, &mut errors);
    for measure in &policy.measures {
        let from_decision = measure.source == MeasureSource::Decision || measure.kind == MeasureKind::Flag;
        if let Some(value) = measure.when_none.filter(|value| !from_decision || !measure.accepts(*value)) {
            errors.push(PolicyError::Value { path: format!("measures.{}.when_none", measure.key), value });
        }
        if needs_itself(&policy.measures, measure) {
            errors.push(PolicyError::Cycle { measure: measure.key.clone() });
        }
    }
    steps(policy, &policy.steps, &mut errors);
    let mut flow = Flow { percent: false, whole: false, split: false };
    flow.run("steps", &policy.steps, &mut errors);
    if !flow.whole || flow.percent {
        errors.push(PolicyError::Order { path: "steps".into() });
    }
    errors
}

/// Checks that the versions of each policy adjoin.
#[must_use]
pub fn check_versions(policies: &[Policy]) -> Vec<PolicyError> {
    let mut versions: BTreeMap<&str, Vec<&Policy>> = BTreeMap::new();
    for policy in policies {
        versions.entry(&policy.key).or_default().push(policy);
    }
    let mut errors = Vec::new();
    for (key, mut series) in versions {
        series.sort_by_key(|policy| policy.from);
        for pair in series.windows(2) {
            let (first, next) = (pair[0], pair[1]);
            match first.until {
                Some(until) if until == next.from => {}
                Some(until) if until < next.from => {
                    errors.push(PolicyError::VersionGap { policy: key.to_owned(), from: until, until: next.from });
                }
                _ => errors.push(PolicyError::VersionOverlap { policy: key.to_owned(), from: next.from }),
            }
        }
    }
    errors
}

/// Checks that bands ascend, adjoin and end open. `whole` measures may step by one (`upto 30`, `from 31`).
pub(super) fn bands(path: &str, rows: &[Band], whole: bool) -> Vec<PolicyError> {
    let wrong = |number: usize, at| PolicyError::Bands { path: format!("{path}.{}", number + 1), at };
    let mut errors = Vec::new();
    if rows.is_empty() {
        errors.push(wrong(0, None));
    }
    let mut edge: Option<(Decimal, bool)> = None;
    for (number, band) in rows.iter().enumerate() {
        if let Some(from) = band.from {
            let adjoins = match edge {
                None => from.is_zero() || (whole && from == Decimal::ONE),
                Some((at, inside)) => from == if inside && whole { at + Decimal::ONE } else { at },
            };
            if !adjoins {
                errors.push(wrong(number, Some(from)));
            }
        }
        let last = number + 1 == rows.len();
        let next = match (band.upto, band.below) {
            (Some(upto), None) if !last => Some((upto, true)),
            (None, Some(below)) if !last => Some((below, false)),
            (None, None) if last => None,
            (upto, below) => {
                errors.push(wrong(number, upto.or(below)));
                None
            }
        };
        if let (Some((before, _)), Some((at, _))) = (edge, next)
            && at <= before
        {
            errors.push(wrong(number, Some(at)));
        }
        edge = next;
    }
    errors
}

fn duplicates<'a>(place: &str, keys: impl Iterator<Item = &'a str>, errors: &mut Vec<PolicyError>) {
    let mut seen = BTreeSet::new();
    for key in keys {
        if !seen.insert(key) {
            errors.push(PolicyError::Duplicate { path: format!("{place}.{key}") });
        }
    }
}

fn accounts(policy: &Policy, errors: &mut Vec<PolicyError>) {
    let wrong = |path: &str, account: &str| PolicyError::Account { path: path.into(), account: account.to_owned() };
    if policy.accounts.is_empty() {
        errors.push(wrong("accounts", ""));
    }
    let by_post = matches!(policy.pagu, Pagu::Post(_));
    for Account { key, percent, .. } in &policy.accounts {
        if percent.is_empty() != by_post {
            errors.push(wrong("accounts", key));
        }
        if percent.iter().any(|row| row.from_class > row.upto_class) {
            errors.push(wrong("accounts", key));
        }
    }
    if let Pagu::Post(posts) = &policy.pagu {
        for (post, amounts) in posts {
            let unknown = amounts.keys().filter(|key| !policy.accounts.iter().any(|account| account.key == **key));
            errors.extend(unknown.map(|account| wrong(&format!("pagu.{post}"), account)));
        }
    }
}

fn minute_bands(measures: &[Measure], errors: &mut Vec<PolicyError>) {
    /// First minute, last minute, key.
    type Family<'a> = Vec<(u32, Option<u32>, &'a str)>;
    let mut families: BTreeMap<&str, Family<'_>> = BTreeMap::new();
    for measure in measures {
        if let Some(band) = &measure.band {
            families.entry(&band.of).or_default().push((band.from_min, band.upto_min, &measure.key));
        }
    }
    for mut family in families.into_values() {
        family.sort_unstable();
        let mut next = Some(1);
        for (from, upto, key) in &family {
            if next != Some(*from) || upto.is_some_and(|upto| upto < *from) {
                errors.push(PolicyError::Bands { path: format!("measures.{key}"), at: Some(Decimal::from(*from)) });
            }
            next = upto.map(|upto| upto + 1);
        }
        if let (Some(next), Some((_, _, key))) = (next, family.last()) {
            errors.push(PolicyError::Bands { path: format!("measures.{key}"), at: Some(Decimal::from(next)) });
        }
    }
}

fn needs_itself(measures: &[Measure], start: &Measure) -> bool {
    let mut waiting = vec![start];
    let mut seen = BTreeSet::new();
    while let Some(measure) = waiting.pop() {
        let Some(derived) = &measure.derived else { continue };
        for needed in derived.sum.iter().map(|addend| &addend.measure).chain(&derived.over) {
            if needed.key == start.key {
                return true;
            }
            if seen.insert(needed.key.as_str()) {
                waiting.extend(measures.iter().find(|one| one.key == needed.key));
            }
        }
    }
    false
}

fn steps(policy: &Policy, list: &[Step], errors: &mut Vec<PolicyError>) {
    for step in list {
        match step {
            Step::Test(test) => parts(policy, &test.key, &test.parts, Some(Decimal::ONE_HUNDRED), errors),
            Step::Threshold(threshold) => {
                for month in threshold.in_month.keys().filter(|month| !(1..=12).contains(*month)) {
                    let path = format!("{}.in_month.{month}", threshold.key);
                    errors.push(PolicyError::Value { path, value: Decimal::from(*month) });
                }
            }
            Step::Split(split) => {
                steps(policy, &split.each, errors);
                for (account, own) in &split.own {
                    if !policy.accounts.iter().any(|one| one.key == *account) {
                        errors.push(PolicyError::Account { path: "split".into(), account: account.clone() });
                    }
                    steps(policy, own, errors);
                }
            }
            _ => {}
        }
    }
}

fn parts(policy: &Policy, path: &str, list: &[Part], must: Option<Decimal>, errors: &mut Vec<PolicyError>) {
    let weights: Option<Vec<Decimal>> = list.iter().map(|part| part.weight.written()).collect();
    if let (Some(weights), Some(must)) = (weights, must) {
        let sum: Decimal = weights.iter().sum();
        if sum != must {
            errors.push(PolicyError::Weights { path: path.to_owned(), sum, must });
        }
    }
    for part in list {
        if let Score::Parts(nested) = &part.score {
            parts(policy, &format!("{path}.{}", part.key), nested, part.weight.written(), errors);
        }
        steps(policy, &part.steps, errors);
    }
}

/// What is known about the value at a place of the step list.
#[derive(Clone, Copy)]
struct Flow {
    percent: bool,
    whole: bool,
    split: bool,
}

impl Flow {
    fn run(&mut self, path: &str, list: &[Step], errors: &mut Vec<PolicyError>) {
        for (number, step) in list.iter().enumerate() {
            let fits = match step {
                Step::Test(test) => {
                    let fits = !self.percent;
                    self.percent = test.yields == Yield::Percent;
                    self.whole = false;
                    inside(&test.key, &test.parts, errors);
                    fits
                }
                Step::Pay {} => core::mem::replace(&mut self.percent, false),
                Step::Round(round) => {
                    self.whole |= !self.percent && round.scale == 0;
                    round.scale <= 6
                }
                Step::Split(split) => {
                    let fits = !self.split && !self.percent && number + 1 == list.len();
                    let start = Self { split: true, ..*self };
                    for (key, own) in
                        split.own.iter().map(|(key, own)| (key.as_str(), own)).chain([("each", &split.each)])
                    {
                        let mut flow = start;
                        flow.run(&format!("split.{key}"), own, errors);
                        if flow.percent {
                            errors.push(PolicyError::Order { path: format!("split.{key}") });
                        }
                        self.whole = flow.whole;
                        if !flow.whole {
                            break;
                        }
                    }
                    self.split = true;
                    fits
                }
                Step::Threshold(_) => true,
                Step::Gate(_) | Step::Reduce(_) | Step::UnitFactor(_) | Step::Clamp(_) | Step::Defer(_) => {
                    self.whole = false;
                    true
                }
            };
            if !fits {
                errors.push(PolicyError::Order { path: path.to_owned() });
            }
        }
    }
}

/// Parts end in one value, so only steps that change a value in place may stand in them.
fn inside(path: &str, parts: &[Part], errors: &mut Vec<PolicyError>) {
    for part in parts {
        let path = format!("{path}.{}", part.key);
        let simple = part.steps.iter().all(|step| {
            matches!(step, Step::Gate(_) | Step::Threshold(_) | Step::Reduce(_) | Step::Clamp(_) | Step::Round(_))
        });
        if !simple {
            errors.push(PolicyError::Order { path: path.clone() });
        }
        if let Score::Parts(nested) = &part.score {
            inside(&path, nested, errors);
        }
    }
}
