//! The names that the steps of a policy carry, by path: so that a reason to refuse it can say where in people's words.

use std::collections::BTreeMap;

use super::ceiling::Account;
use super::policy::Policy;
use super::rule::{Cut, Part, Score, Step};
use super::step::Label;

/// Labels by path: the labels of everything around the place, outermost first, and its own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places(BTreeMap<String, Vec<Label>>);

impl Places {
    /// Returns the labels of the longest beginning of a path that has any, and the rest of the path.
    #[must_use]
    pub fn find<'a>(&self, path: &'a str) -> (&[Label], &'a str) {
        let ends = core::iter::once(path.len()).chain(path.rmatch_indices('.').map(|(at, _)| at));
        for end in ends {
            if let Some(labels) = self.0.get(&path[..end]) {
                return (labels, path[end..].trim_start_matches('.'));
            }
        }
        (&[], path)
    }

    /// Returns the label of a measure.
    #[must_use]
    pub fn measure(&self, key: &str) -> Option<&Label> {
        self.0.get(&format!("measures.{key}"))?.last()
    }

    /// Names policies by their keys, for what is said of several versions.
    #[must_use]
    pub fn of_policies<'a>(named: impl IntoIterator<Item = (&'a str, &'a Label)>) -> Self {
        Self(named.into_iter().map(|(key, label)| (key.to_owned(), vec![label.clone()])).collect())
    }

    /// Collects the labels of a policy that was read, whole or not.
    pub(super) fn of(policy: &Policy) -> Self {
        let accounts = &policy.accounts;
        let mut walk = Walk { accounts, places: Self::default(), path: Vec::new(), trail: Vec::new() };
        for (list, key, label) in (policy.accounts.iter().map(|one| ("accounts", &one.key, &one.label)))
            .chain(policy.measures.iter().map(|one| ("measures", &one.key, &one.label)))
            .chain(policy.holds.iter().map(|one| ("holds", &one.key, &one.label)))
        {
            walk.path.push(list.to_owned());
            walk.at(key, label, |_| ());
            walk.path.pop();
        }
        walk.steps(&policy.steps);
        walk.places
    }
}

struct Walk<'a> {
    accounts: &'a [Account],
    places: Places,
    path: Vec<String>,
    trail: Vec<Label>,
}

impl Walk<'_> {
    fn at(&mut self, key: &str, label: &Label, inside: impl FnOnce(&mut Self)) {
        self.path.push(key.to_owned());
        self.trail.push(label.clone());
        self.places.0.insert(self.path.join("."), self.trail.clone());
        inside(self);
        self.trail.pop();
        self.path.pop();
    }

    fn steps(&mut self, steps: &[Step]) {
        for step in steps {
            match step {
                Step::Test(test) => self.at(&test.key, &test.label, |walk| {
                    walk.parts(&test.parts);
                    walk.cuts(&test.cuts);
                    for row in &test.for_posts {
                        walk.at(&row.key, &row.label, |walk| {
                            walk.parts(&row.parts);
                            walk.cuts(&row.cuts);
                        });
                    }
                }),
                Step::Gate(gate) => self.at(&gate.key, &gate.label, |_| ()),
                Step::Threshold(threshold) => self.at(&threshold.key, &threshold.label, |_| ()),
                Step::AtLeast(least) => self.at(&least.key, &least.label, |_| ()),
                Step::Reduce(reduce) => self.at(&reduce.key, &reduce.label, |_| ()),
                Step::Deduct(deduct) => self.at(&deduct.key, &deduct.label, |_| ()),
                Step::UnitFactor(factor) => self.at(&factor.key, &factor.label, |_| ()),
                Step::Defer(defer) => self.at(&defer.key, &defer.label, |_| ()),
                Step::Split(split) => {
                    self.steps(&split.each);
                    for (key, own) in &split.own {
                        match self.accounts.iter().find(|account| account.key == *key) {
                            Some(account) => self.at(key, &account.label, |walk| walk.steps(own)),
                            None => self.steps(own),
                        }
                    }
                }
                Step::Clamp(_) | Step::Round(_) | Step::Pay {} => {}
            }
        }
    }

    fn parts(&mut self, parts: &[Part]) {
        for part in parts {
            self.at(&part.key, &part.label, |walk| {
                if let Score::Parts(nested) = &part.score {
                    walk.parts(nested);
                }
                walk.cuts(&part.cuts);
                walk.steps(&part.steps);
            });
        }
    }

    fn cuts(&mut self, cuts: &[Cut]) {
        for cut in cuts {
            self.at(&cut.key, &cut.label, |_| ());
        }
    }
}
