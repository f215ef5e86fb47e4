//! Makes a read policy usable: paths, sources, places of measures, the list of values. Refuses what is not whole.
//!
//! One walk visits every value in file order; the same walk puts confirmations in place.

mod steps;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::ceiling::{Pagu, Payout};
use super::check;
use super::error::{PolicyError, ValueRange};
use super::measure::{Measure, MeasureKind};
use super::net_rule::NetStep;
use super::policy::{ActingRule, Policy};
use super::rule::MeasureRef;
use super::step::Label;
use super::value::{Confirmation, ValueEntry, ValueUnit, Valued, parse_decimal};
use crate::cite::Cite;

/// Loads a policy that was just read.
pub(super) fn load(policy: &mut Policy) -> Result<(), Vec<PolicyError>> {
    walk(policy, &[])
}

/// Puts confirmations in place and loads again.
pub(super) fn confirm(policy: &mut Policy, confirmations: &[Confirmation]) -> Result<(), Vec<PolicyError>> {
    let errors: Vec<_> = confirmations.iter().filter_map(|one| unfit(policy, one)).collect();
    if errors.is_empty() { walk(policy, confirmations) } else { Err(errors) }
}

fn unfit(policy: &Policy, confirmation: &Confirmation) -> Option<PolicyError> {
    let path = confirmation.path.clone();
    let Some(entry) = policy.values.iter().find(|entry| entry.path == path) else {
        return Some(PolicyError::UnknownPath { path });
    };
    if entry.stands() {
        return Some(PolicyError::NothingToConfirm { path });
    }
    match &confirmation.value {
        Some(text) if parse_decimal(text).is_none() => Some(PolicyError::NoValueGiven { path }),
        None if entry.value.is_none() => Some(PolicyError::NoValueGiven { path }),
        _ => None,
    }
}

fn walk(policy: &mut Policy, confirmations: &[Confirmation]) -> Result<(), Vec<PolicyError>> {
    let cites = policy.cites.clone();
    let measures = policy.measures.clone();
    let mut walk = Walk {
        cites: &cites,
        measures: &measures,
        confirmations,
        used_cites: BTreeSet::from([policy.cite.clone()]),
        used_measures: BTreeSet::new(),
        stood_in: BTreeSet::new(),
        path: Vec::new(),
        trail: Vec::new(),
        seen: BTreeSet::new(),
        entries: Vec::new(),
        errors: Vec::new(),
    };
    walk.policy(policy);
    let Walk { entries, mut errors, used_cites, used_measures, stood_in, .. } = walk;
    policy.values = entries;
    for (index, measure) in policy.measures.iter_mut().enumerate() {
        measure.optional = stood_in.contains(&index) && !used_measures.contains(&index);
    }
    for key in cites.keys().filter(|key| !used_cites.contains(*key)) {
        errors.push(PolicyError::UnusedCite { cite: key.clone() });
    }
    for (key, cite) in &cites {
        let half = |lacks| PolicyError::HalfConfirmed { cite: key.clone(), lacks };
        errors.extend(cite.lacks().into_iter().map(half));
    }
    for (index, measure) in measures.iter().enumerate() {
        if !used_measures.contains(&index) && !policy.measures[index].optional {
            errors.push(PolicyError::UnusedMeasure { measure: measure.key.clone() });
        }
    }
    errors.extend(check::whole(policy));
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

struct Walk<'a> {
    cites: &'a BTreeMap<String, Cite>,
    measures: &'a [Measure],
    confirmations: &'a [Confirmation],
    used_cites: BTreeSet<String>,
    used_measures: BTreeSet<usize>,
    stood_in: BTreeSet<usize>,
    path: Vec<String>,
    trail: Vec<Label>,
    seen: BTreeSet<String>,
    entries: Vec<ValueEntry>,
    errors: Vec<PolicyError>,
}

impl Walk<'_> {
    fn policy(&mut self, policy: &mut Policy) {
        if !self.cites.contains_key(&policy.cite) {
            self.errors.push(PolicyError::UnknownCite { path: "cite".into(), cite: policy.cite.clone() });
        }
        self.at("receivers", None, |walk| {
            walk.value("pns", ValueUnit::Percent, &mut policy.receivers.pns);
            walk.value("cpns", ValueUnit::Percent, &mut policy.receivers.cpns);
            walk.value("pppk", ValueUnit::Percent, &mut policy.receivers.pppk);
        });
        self.at("pagu", None, |walk| walk.pagu(&mut policy.pagu));
        for account in &mut policy.accounts {
            let label = account.label.clone();
            self.at("accounts", None, |walk| {
                walk.at(&account.key, Some(&label), |walk| {
                    for (number, row) in account.percent.iter_mut().enumerate() {
                        walk.value(&format!("{}", number + 1), ValueUnit::Percent, &mut row.is);
                    }
                    if let Some(plus) = &mut account.plus {
                        walk.measure_of(plus, Some(MeasureKind::Rupiah));
                    }
                    walk.payout(&mut account.payout);
                });
            });
        }
        for measure in &mut policy.measures {
            self.derived(measure);
        }
        if let Some(rule) = &mut policy.acting {
            self.acting(rule);
        }
        self.payout(&mut policy.payout);
        for hold in &mut policy.holds {
            self.path.push(format!("holds.{}", hold.key));
            self.measure_of(&mut hold.measure, Some(MeasureKind::Flag));
            self.path.pop();
        }
        self.steps(&mut policy.steps);
        self.at("net", None, |walk| {
            for step in &mut policy.net {
                walk.net(step);
            }
        });
    }

    fn at(&mut self, key: &str, label: Option<&Label>, inside: impl FnOnce(&mut Self)) {
        self.path.push(key.to_owned());
        self.trail.extend(label.cloned());
        inside(self);
        self.path.pop();
        if label.is_some() {
            self.trail.pop();
        }
    }

    fn here(&self) -> String {
        self.path.join(".")
    }

    fn value(&mut self, key: &str, unit: ValueUnit, value: &mut Valued) {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.here()) };
        if !self.seen.insert(path.clone()) {
            self.errors.push(PolicyError::Duplicate { path: path.clone() });
        }
        self.used_cites.insert(value.cite_key.clone());
        match self.cites.get(&value.cite_key) {
            Some(cite) if value.cite.is_none() => value.cite = Some(cite.clone()),
            Some(_) => {}
            None => {
                self.errors.push(PolicyError::UnknownCite { path: path.clone(), cite: value.cite_key.clone() });
                return;
            }
        }
        if value.confirms_nothing() {
            self.errors.push(PolicyError::ConfirmsNothing { path: path.clone() });
        }
        if let Some(confirmation) = self.confirmations.iter().rev().find(|one| one.path == path) {
            let given = confirmation.value.as_deref().and_then(parse_decimal);
            value.confirm(given, &confirmation.by, &confirmation.cite);
        }
        value.path.clone_from(&path);
        if let Some(number) = value.written() {
            let fits = ValueRange::of(&path, unit);
            if !fits.holds(number) {
                self.errors.push(PolicyError::Value { path: path.clone(), value: number, fits });
            }
        }
        if let Some(cite) = value.cite.clone() {
            self.entries.push(ValueEntry {
                path,
                trail: self.trail.clone(),
                unit,
                value: value.written(),
                standing: value.standing(),
                cite,
                confirmed_by: value.confirmed_by().map(str::to_owned),
            });
        }
    }

    fn measure(&mut self, measure: &mut MeasureRef) {
        self.measure_of(measure, None);
    }

    fn measure_of(&mut self, measure: &mut MeasureRef, needs: Option<MeasureKind>) {
        match self.measures.iter().position(|one| one.key == measure.key) {
            Some(index) => {
                measure.index = index;
                self.used_measures.insert(index);
                if let Some(needs) = needs.filter(|needs| *needs != self.measures[index].kind) {
                    let measure = measure.key.clone();
                    self.errors.push(PolicyError::MeasureKind { path: self.here(), measure, needs });
                }
            }
            None => {
                self.errors.push(PolicyError::UnknownMeasure { path: self.here(), measure: measure.key.clone() });
            }
        }
    }

    /// A measure that may be missing does not count as needed.
    fn stand_in(&mut self, measure: &mut MeasureRef) {
        let needed = self.used_measures.clone();
        self.measure_of(measure, Some(MeasureKind::Percent));
        self.used_measures = needed;
        self.stood_in.insert(measure.index);
    }

    fn pagu(&mut self, pagu: &mut Pagu) {
        match pagu {
            Pagu::Class(rows) => self.classes(rows),
            Pagu::ClassIndex(formula) => {
                self.classes(&mut formula.class);
                self.value("index", ValueUnit::Number, &mut formula.index);
            }
            Pagu::Post(posts) => {
                for (post, amounts) in posts {
                    self.at(post, None, |walk| {
                        for (account, amount) in amounts {
                            walk.value(account, ValueUnit::Rupiah, amount);
                        }
                    });
                }
            }
            Pagu::Points(points) => {
                for (post, value) in &mut points.posts {
                    self.value(&format!("points.{post}"), ValueUnit::Number, value);
                }
                self.value("price", ValueUnit::Rupiah, &mut points.price);
                for (kind, price) in &mut points.price_by_unit {
                    self.value(&format!("price_by_unit.{kind}"), ValueUnit::Rupiah, price);
                }
            }
        }
    }

    fn classes(&mut self, rows: &mut BTreeMap<u8, Valued>) {
        for (class, amount) in rows {
            self.value(&format!("class.{class}"), ValueUnit::Rupiah, amount);
        }
    }

    fn derived(&mut self, measure: &mut Measure) {
        let label = measure.label.clone();
        // To stand back for another is no use of a measure.
        let used = self.used_measures.clone();
        for other in &mut measure.instead_of {
            self.at("measures", None, |walk| walk.at(&measure.key, Some(&label), |walk| walk.measure(other)));
        }
        self.used_measures = used;
        let Some(derived) = &mut measure.derived else { return };
        self.at("measures", None, |walk| {
            walk.at(&measure.key, Some(&label), |walk| {
                for addend in derived.sum.iter_mut().chain(&mut derived.less) {
                    walk.measure(&mut addend.measure);
                    if let Some(times) = &mut addend.times {
                        walk.value(&addend.measure.key, ValueUnit::Number, times);
                    }
                }
                if let Some(over) = &mut derived.over {
                    walk.measure(over);
                }
                if let Some(cap) = &mut derived.cap {
                    walk.value("cap", ValueUnit::Number, cap);
                }
            });
        });
    }

    fn payout(&mut self, payout: &mut Option<Payout>) {
        let Some(payout) = payout else { return };
        self.at("payout", None, |walk| {
            for (key, value) in [("every_months", &mut payout.every_months), ("day", &mut payout.day)] {
                if let Some(value) = value {
                    walk.value(key, ValueUnit::Number, value);
                }
            }
        });
    }

    fn acting(&mut self, rule: &mut ActingRule) {
        self.at("acting", None, |walk| {
            if let Some(share) = &mut rule.share {
                walk.value("share", ValueUnit::Percent, share);
            }
            if let Some(months) = &mut rule.from_full_months {
                walk.value("from_full_months", ValueUnit::Number, months);
            }
        });
    }

    fn spared(&mut self, unless: &mut Option<MeasureRef>) {
        if let Some(measure) = unless {
            self.measure_of(measure, Some(MeasureKind::Flag));
        }
    }

    /// Who bears a tax is a whole thing: all of it, or nothing.
    fn bearer(&mut self, percent: &mut Valued) {
        self.value("borne_by_region", ValueUnit::Percent, percent);
        if let Some(value) = percent.written().filter(|value| !value.is_zero() && *value != Decimal::ONE_HUNDRED) {
            let (path, fits) = (percent.path.clone(), ValueRange::AllOrNothing);
            self.errors.push(PolicyError::Value { path, value, fits });
        }
    }

    fn net(&mut self, step: &mut NetStep) {
        match step {
            NetStep::Bpjs(bpjs) => self.spared(&mut bpjs.unless),
            NetStep::TaxJoint(tax) => self.bearer(&mut tax.borne_by_region),
            NetStep::BpjsGiven(measure) => self.measure_of(measure, Some(MeasureKind::Rupiah)),
            NetStep::TaxFinal(tax) => self.at("tax", None, |walk| {
                walk.value("i", ValueUnit::Percent, &mut tax.i);
                walk.value("ii", ValueUnit::Percent, &mut tax.ii);
                walk.value("iii", ValueUnit::Percent, &mut tax.iii);
                walk.value("iv", ValueUnit::Percent, &mut tax.iv);
                for (golongan, rate) in &mut tax.pppk {
                    walk.value(&format!("pppk.{golongan}"), ValueUnit::Percent, rate);
                }
                walk.value("pppk_other", ValueUnit::Percent, &mut tax.pppk_other);
                walk.bearer(&mut tax.borne_by_region);
                walk.spared(&mut tax.unless);
            }),
            NetStep::Zakat(zakat) => self.value("zakat", ValueUnit::Percent, &mut zakat.percent),
        }
    }
}
