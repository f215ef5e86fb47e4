//! Walks a loaded policy in file order and makes its clauses.

use std::collections::BTreeMap;

use super::{Chapter, Clause, Measured, Rule};
use crate::asn::{GolonganGroup, Status};
use crate::tpp::ceiling::{Pagu, Payout};
use crate::tpp::measure::{Addend, Measure};
use crate::tpp::net_rule::{NetBy, NetStep};
use crate::tpp::policy::{ActingChoice, Policy};
use crate::tpp::rule::MeasureRef;
use crate::tpp::value::{ValueEntry, Valued};

/// Returns the chapters that hold something.
pub(super) fn chapters(policy: &Policy) -> Vec<(Chapter, Vec<Clause>)> {
    let values = policy.values.iter().map(|entry| (entry.path.as_str(), entry)).collect();
    let build = Build { policy, values };
    let chapters = vec![
        (Chapter::Ceiling, build.ceiling()),
        (Chapter::Accounts, build.accounts()),
        (Chapter::Receivers, build.receivers()),
        (Chapter::Acting, build.acting()),
        (Chapter::Steps, build.steps("", &policy.steps)),
        (Chapter::Payout, build.payout(policy.payout.as_ref())),
        (Chapter::Holds, build.holds()),
        (Chapter::Net, policy.net.iter().map(|step| build.net(step)).collect()),
        (Chapter::Measures, policy.measures.iter().map(|measure| build.measure(measure)).collect()),
    ];
    chapters.into_iter().filter(|(_, clauses)| !clauses.is_empty()).collect()
}

/// Holds what every clause needs.
pub(super) struct Build<'a> {
    pub(super) policy: &'a Policy,
    values: BTreeMap<&'a str, &'a ValueEntry>,
}

/// A clause without a value of its own.
pub(super) fn says(path: &str, rule: Rule, parts: Vec<Clause>) -> Clause {
    Clause { path: path.to_owned(), rule, value: None, parts }
}

/// Joins a key to the path of what it stands in.
pub(super) fn inside(around: &str, key: &str) -> String {
    crate::tpp::check::inside(around, key)
}

impl Build<'_> {
    pub(super) fn states(&self, rule: Rule, value: &Valued, parts: Vec<Clause>) -> Clause {
        let entry = self.values.get(value.path.as_str()).map(|entry| (*entry).clone());
        Clause { path: value.path.clone(), rule, value: entry, parts }
    }

    pub(super) fn value(&self, rule: Rule, value: &Valued) -> Clause {
        self.states(rule, value, Vec::new())
    }

    pub(super) fn of(&self, measure: &MeasureRef) -> Measured {
        let found = &self.policy.measures[measure.index];
        Measured { label: found.label.clone(), kind: found.kind }
    }

    pub(super) fn all_of(&self, measures: &[MeasureRef]) -> Vec<Measured> {
        measures.iter().map(|measure| self.of(measure)).collect()
    }

    fn ceiling(&self) -> Vec<Clause> {
        let classes = |rows: &BTreeMap<u8, Valued>| {
            let rows = rows.iter().map(|(kelas, amount)| self.value(Rule::Class { kelas: *kelas }, amount));
            says("pagu.class", Rule::Classes, rows.collect())
        };
        match &self.policy.pagu {
            Pagu::Class(rows) => vec![classes(rows)],
            Pagu::ClassIndex(formula) => vec![self.value(Rule::Index, &formula.index), classes(&formula.class)],
            Pagu::Post(posts) => posts
                .iter()
                .map(|(post, amounts)| {
                    let amounts = self.policy.accounts.iter().filter_map(|account| {
                        let rule = Rule::PostAmount { label: account.label.clone() };
                        amounts.get(&account.key).map(|amount| self.value(rule, amount))
                    });
                    says(&format!("pagu.{post}"), Rule::Post { post: post.clone() }, amounts.collect())
                })
                .collect(),
            Pagu::Points(points) => {
                let posts = points.posts.iter();
                let posts = posts.map(|(post, value)| self.value(Rule::PostPoints { post: post.clone() }, value));
                let mut made = vec![says("pagu.points", Rule::Points, posts.collect())];
                made.extend(
                    points
                        .price_by_unit
                        .iter()
                        .map(|(unit, price)| self.value(Rule::PointPrice { unit: Some(unit.clone()) }, price)),
                );
                made.push(self.value(Rule::PointPrice { unit: None }, &points.price));
                made
            }
        }
    }

    fn accounts(&self) -> Vec<Clause> {
        let accounts = self.policy.accounts.iter().map(|account| {
            let rows = account.percent.iter().map(|row| {
                let (from_class, upto_class) = (row.from_class, row.upto_class);
                self.value(Rule::Criterion { from_class, upto_class, posts: row.posts.clone() }, &row.is)
            });
            let rule = Rule::Account {
                label: account.label.clone(),
                code_pns: account.code_pns.clone(),
                code_pppk: account.code_pppk.clone(),
            };
            let plus = account.plus.as_ref();
            let path = format!("accounts.{}.plus", account.key);
            let plus = plus.map(|measure| says(&path, Rule::Plus(self.of(measure)), Vec::new()));
            let rows = rows.chain(plus).chain(self.payout(account.payout.as_ref()));
            says(&format!("accounts.{}", account.key), rule, rows.collect())
        });
        accounts.collect()
    }

    fn receivers(&self) -> Vec<Clause> {
        let all = [Status::Pns, Status::Cpns, Status::Pppk];
        all.into_iter().map(|status| self.value(Rule::Receiver(status), self.policy.receiver(status))).collect()
    }

    fn acting(&self) -> Vec<Clause> {
        let Some(rule) = &self.policy.acting else { return vec![says("acting", Rule::NoActing, Vec::new())] };
        let way = match &rule.mode {
            ActingChoice::Assignment(usual) => Rule::ActingAssigned(*usual),
            ActingChoice::ByClass(choice) => {
                Rule::ActingByClass { equal_or_lower: choice.equal_or_lower, higher: choice.higher }
            }
        };
        let share = match &rule.share {
            Some(share) => self.value(Rule::ActingShare, share),
            None => says("acting.share", Rule::ActingShareAssigned, Vec::new()),
        };
        let from = rule.from_full_months.as_ref().map(|months| self.value(Rule::ActingFrom, months));
        [says("acting", way, Vec::new()), share].into_iter().chain(from).collect()
    }

    fn payout(&self, payout: Option<&Payout>) -> Vec<Clause> {
        let Some(payout) = payout else { return Vec::new() };
        let stated = [(Rule::PayoutEvery, &payout.every_months), (Rule::PayoutDay, &payout.day)].into_iter();
        stated.filter_map(|(rule, value)| Some(self.value(rule, value.as_ref()?))).collect()
    }

    fn holds(&self) -> Vec<Clause> {
        let holds = self.policy.holds.iter().map(|hold| {
            let rule = Rule::Hold { label: hold.label.clone(), of: self.of(&hold.measure) };
            says(&format!("holds.{}", hold.key), rule, Vec::new())
        });
        holds.collect()
    }

    fn net(&self, step: &NetStep) -> Clause {
        match step {
            NetStep::Bpjs(bpjs) => says("net", Rule::Bpjs(bpjs.rounding), self.terms(bpjs.by, bpjs.unless.as_ref())),
            NetStep::BpjsGiven(measure) => says("net", Rule::BpjsGiven(self.of(measure)), Vec::new()),
            NetStep::TaxFinal(tax) => {
                let groups = [
                    (GolonganGroup::I, &tax.i),
                    (GolonganGroup::II, &tax.ii),
                    (GolonganGroup::III, &tax.iii),
                    (GolonganGroup::IV, &tax.iv),
                ];
                let mut rates: Vec<Clause> =
                    groups.into_iter().map(|(group, rate)| self.value(Rule::TaxRate(group), rate)).collect();
                let pppk = tax.pppk.iter().map(|(golongan, rate)| (Some(*golongan), rate));
                let pppk = pppk.chain([(None, &tax.pppk_other)]);
                rates.extend(pppk.map(|(golongan, rate)| self.value(Rule::TaxRatePppk(golongan), rate)));
                rates.push(self.value(Rule::Bearer, &tax.borne_by_region));
                rates.extend(self.terms(tax.by, tax.unless.as_ref()));
                says("net.tax", Rule::TaxFinal { on: tax.on, rounding: tax.rounding }, rates)
            }
            NetStep::TaxJoint(tax) => says("net", Rule::TaxJoint, vec![self.value(Rule::Bearer, &tax.borne_by_region)]),
            NetStep::Zakat(zakat) => self.value(Rule::Zakat(zakat.rounding), &zakat.percent),
        }
    }

    fn terms(&self, by: NetBy, unless: Option<&MeasureRef>) -> Vec<Clause> {
        let by = (by == NetBy::Account).then(|| says("net", Rule::PerAccount, Vec::new()));
        let unless = unless.map(|measure| says("net", Rule::Unless(self.of(measure)), Vec::new()));
        by.into_iter().chain(unless).collect()
    }

    fn addend(&self, path: &str, addend: &Addend, rule: fn(Measured) -> Rule) -> Clause {
        let rule = rule(self.of(&addend.measure));
        match &addend.times {
            Some(times) => self.value(rule, times),
            None => says(&inside(path, &addend.measure.key), rule, Vec::new()),
        }
    }

    fn measure(&self, measure: &Measure) -> Clause {
        let rule = Rule::Measure {
            label: measure.label.clone(),
            kind: measure.kind,
            source: measure.delivered().then_some(measure.source),
            better: measure.better,
            band: measure.band.clone(),
            counts: measure.counts,
            max: measure.max,
            when_none: measure.when_none,
            standings: measure.standings.clone(),
        };
        let path = format!("measures.{}", measure.key);
        let others = measure.instead_of.iter();
        let mut held: Vec<Clause> =
            others.map(|other| says(&inside(&path, &other.key), Rule::InsteadOf(self.of(other)), Vec::new())).collect();
        if let Some(derived) = &measure.derived {
            held.extend(derived.sum.iter().map(|addend| self.addend(&path, addend, Rule::Addend)));
            held.extend(derived.less.iter().map(|addend| self.addend(&path, addend, Rule::Less)));
            held.extend(derived.over.iter().map(|over| says(&path, Rule::Over(self.of(over)), Vec::new())));
            held.extend(derived.cap.iter().map(|cap| self.value(Rule::Cap, cap)));
        }
        says(&path, rule, held)
    }
}
