//! What must hold between the values of a policy: keys are single, weights sum, versions adjoin.
//!
//! Bands and the order of steps are checked beside it, in `bands` and `order`.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::ceiling::{Account, Pagu};
use super::error::{AccountFault, PolicyError, ValueRange};
use super::measure::{Measure, MeasureKind, MeasureSource};
use super::policy::Policy;
use super::rule::{Part, Score, Step};
use super::{bands, order};
use crate::calendar::Span;

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
    bands::minutes(&policy.measures, &mut errors);
    for measure in &policy.measures {
        let from_decision = measure.source == MeasureSource::Decision || measure.kind == MeasureKind::Flag;
        if let Some(value) = measure.when_none.filter(|value| !from_decision || !measure.accepts(*value)) {
            let path = format!("measures.{}.when_none", measure.key);
            errors.push(PolicyError::Value { path, value, fits: ValueRange::WhenNone });
        }
        if !measure.standings.is_empty()
            && (measure.kind, measure.source) != (MeasureKind::Flag, MeasureSource::Decision)
        {
            let path = format!("measures.{}.standings", measure.key);
            errors.push(PolicyError::MeasureKind { path, measure: measure.key.clone(), needs: MeasureKind::Flag });
        }
        if needs_itself(&policy.measures, measure) {
            errors.push(PolicyError::Cycle { measure: measure.key.clone() });
        }
    }
    steps(policy, "", &policy.steps, &mut errors);
    order::steps(&policy.steps, &mut errors);
    errors
}

/// Checks that the versions of each policy adjoin.
#[must_use]
pub fn check_versions(policies: &[Policy]) -> Vec<PolicyError> {
    check_spans(policies.iter().map(|policy| (policy.key.as_str(), policy.span())))
}

/// Checks that spans of the same key adjoin; a span that ends before it begins is left to its own policy.
#[must_use]
pub fn check_spans<'a>(spans: impl IntoIterator<Item = (&'a str, Span)>) -> Vec<PolicyError> {
    let mut versions: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for (key, span) in spans {
        if span.until.is_none_or(|until| until > span.from) {
            versions.entry(key).or_default().push(span);
        }
    }
    let mut errors = Vec::new();
    for (key, mut series) in versions {
        series.sort_by_key(|span| span.from);
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

fn duplicates<'a>(place: &str, keys: impl Iterator<Item = &'a str>, errors: &mut Vec<PolicyError>) {
    let mut seen = BTreeSet::new();
    for key in keys {
        if !seen.insert(key) {
            errors.push(PolicyError::Duplicate { path: format!("{place}.{key}") });
        }
    }
}

fn accounts(policy: &Policy, errors: &mut Vec<PolicyError>) {
    let wrong = |path: &str, account: &str, fault| PolicyError::Account {
        path: path.into(),
        account: account.to_owned(),
        fault,
    };
    if policy.accounts.is_empty() {
        errors.push(wrong("accounts", "", AccountFault::None));
    }
    let by_post = matches!(policy.pagu, Pagu::Post(_));
    for Account { key, percent, .. } in &policy.accounts {
        if percent.is_empty() != by_post {
            errors.push(wrong(
                "accounts",
                key,
                if by_post { AccountFault::PercentToo } else { AccountFault::NoPercent },
            ));
        }
        if percent.iter().any(|row| row.from_class > row.upto_class) {
            errors.push(wrong("accounts", key, AccountFault::Classes));
        }
    }
    if let Pagu::Post(posts) = &policy.pagu {
        for (post, amounts) in posts {
            let unknown = amounts.keys().filter(|key| !policy.accounts.iter().any(|account| account.key == **key));
            errors.extend(unknown.map(|account| wrong(&format!("pagu.{post}"), account, AccountFault::Unknown)));
        }
    }
}

fn needs_itself(measures: &[Measure], start: &Measure) -> bool {
    let mut waiting = vec![start];
    let mut seen = BTreeSet::new();
    while let Some(measure) = waiting.pop() {
        let Some(derived) = &measure.derived else { continue };
        for needed in derived.sum.iter().chain(&derived.less).map(|addend| &addend.measure).chain(&derived.over) {
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

/// `around` is the path of what the steps stand in, empty at the top.
fn steps(policy: &Policy, around: &str, list: &[Step], errors: &mut Vec<PolicyError>) {
    for step in list {
        match step {
            Step::Test(test) => {
                let around = inside(around, &test.key);
                parts(policy, &around, &test.parts, Some(Decimal::ONE_HUNDRED), errors);
                for row in &test.for_posts {
                    parts(policy, &inside(&around, &row.key), &row.parts, Some(Decimal::ONE_HUNDRED), errors);
                }
            }
            Step::Threshold(threshold) => {
                for month in threshold.in_month.keys().filter(|month| !(1..=12).contains(*month)) {
                    let path = format!("{}.in_month.{month}", inside(around, &threshold.key));
                    let (value, fits) = (Decimal::from(*month), ValueRange::MonthOfYear);
                    errors.push(PolicyError::Value { path, value, fits });
                }
            }
            Step::Split(split) => {
                steps(policy, around, &split.each, errors);
                for (account, own) in &split.own {
                    if !policy.accounts.iter().any(|one| one.key == *account) {
                        let (path, account) = ("split".into(), account.clone());
                        errors.push(PolicyError::Account { path, account, fault: AccountFault::Unknown });
                    }
                    steps(policy, &inside(around, account), own, errors);
                }
            }
            _ => {}
        }
    }
}

/// Joins a key to the path of what it stands in.
pub(super) fn inside(around: &str, key: &str) -> String {
    if around.is_empty() { key.to_owned() } else { format!("{around}.{key}") }
}

fn parts(policy: &Policy, path: &str, list: &[Part], must: Option<Decimal>, errors: &mut Vec<PolicyError>) {
    let mut weights = list.iter().map(|part| part.weight.written());
    // A sum out of range has a weight out of range, which is named at the weight.
    let sum = weights.try_fold(Decimal::ZERO, |sum, weight| sum.checked_add(weight?));
    if let (Some(sum), Some(must)) = (sum, must)
        && sum != must
    {
        errors.push(PolicyError::Weights { path: path.to_owned(), sum, must });
    }
    for part in list {
        let path = inside(path, &part.key);
        if let Score::Parts(nested) = &part.score {
            parts(policy, &path, nested, part.weight.written(), errors);
        }
        steps(policy, &path, &part.steps, errors);
    }
}
