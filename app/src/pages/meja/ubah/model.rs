//! A change of policy as it is being made: the values that move, the act they rest on, and what comes of them. Knows no
//! words and no Leptos.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::Month;
use domain::cite::{Cite, Confidence};
use domain::tpp::{Policy, Refused, Revised, Revision, ValueEntry, ValueUnit};
use ledger::payload::PolicySource;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};

use super::sah::{Confirming, Officer};
use crate::components::Bounds;

/// What a person has set so far.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Edits {
    /// What the change starts from: the key of a shipped policy, or nothing for the one in force.
    pub base: String,
    /// The first month, as typed.
    pub from: String,
    /// The act that orders the new values.
    pub act: String,
    /// Article in it.
    pub article: String,
    /// Why, for who signs.
    pub note: String,
    /// Values that were moved, by path; plain decimals.
    pub values: BTreeMap<String, String>,
    /// What an officer confirms of values that do not stand, by path.
    pub confirmations: BTreeMap<String, Confirming>,
    /// Path of the value that was confirmed last: its source is offered for the next one.
    pub last: String,
    /// What is there for TPP of a month, as typed.
    pub budget: String,
}

/// What the edits come to.
#[derive(Debug, Clone)]
pub enum Made {
    /// Nothing differs from what is in force.
    Same,
    /// A sound policy.
    Sound(PolicySource, Arc<Policy>),
    /// Not sound: every reason.
    Refused(Arc<Refused>),
}

impl PartialEq for Made {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Same, Self::Same) => true,
            (Self::Sound(a, _), Self::Sound(b, _)) => a == b,
            (Self::Refused(a), Self::Refused(b)) => a == b,
            _ => false,
        }
    }
}

impl Edits {
    /// Returns the act as a source; nothing while it has no name.
    #[must_use]
    pub fn cite(&self) -> Option<Cite> {
        let act = self.act.trim();
        (!act.is_empty()).then(|| Cite::new(act, self.article.trim(), Confidence::Single))
    }

    /// Returns the values that were moved, by path.
    pub fn moved<'a>(&'a self, base: &'a Policy) -> impl Iterator<Item = (&'a String, &'a String)> {
        self.values.iter().filter(|(path, value)| moves(base, path, value))
    }

    /// Works out what the edits make of a policy; `in_force` says whether it is what holds already.
    #[must_use]
    pub fn made(&self, source: &PolicySource, month: Month, in_force: bool, officer: &Officer) -> Made {
        let Some(base) = source.policy(month) else { return Made::Same };
        let cite = self.cite();
        let moved = self.moved(base);
        let mut values: BTreeMap<String, Revised> =
            moved.map(|(path, value)| (path.clone(), Revised { value: value.clone(), cite: cite.clone() })).collect();
        values.extend(self.confirmed(base, officer));
        if values.is_empty() {
            return if in_force { Made::Same } else { Made::Sound(source.clone(), Arc::new(base.clone())) };
        }
        let Some(file) = source.file(month) else { return Made::Same };
        let made = Policy::revised(&file, &Revision { from: month.first(), values });
        match made.and_then(|text| Policy::from_file(text.as_bytes()).map(|policy| (text, policy))) {
            Ok((text, policy)) => Made::Sound(PolicySource::File(text), Arc::new(policy)),
            Err(refused) => Made::Refused(Arc::new(*refused)),
        }
    }
}

/// Says whether a value differs from the one that the policy has; one that does not stand is confirmed, not moved.
fn moves(base: &Policy, path: &str, value: &str) -> bool {
    let before = base.values().iter().find(|entry| entry.path == path);
    let value = value.parse::<Decimal>().ok();
    before.is_some_and(|before| before.stands() && value.is_some() && before.value != value)
}

/// How a value moves on a slider: in whole steps of its smallest part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    digits: u32,
    /// Both ends and one step.
    pub bounds: Bounds,
}

impl Scale {
    /// Chooses the scale of a value from what it is now; nothing where no value is known.
    #[must_use]
    pub fn of(entry: &ValueEntry) -> Option<Self> {
        let value = entry.value?.normalize();
        let usual = match entry.unit {
            ValueUnit::Percent => 1,
            ValueUnit::Number => 3,
            ValueUnit::Rupiah => 0,
        };
        let digits = value.scale().max(usual);
        let now = (value * Decimal::from(10_i64.checked_pow(digits)?)).to_i64()?;
        let most = match entry.unit {
            ValueUnit::Percent => 100 * 10_i64.pow(digits),
            ValueUnit::Number | ValueUnit::Rupiah => 10_i64.pow(digits),
        };
        let max = if now > most || entry.unit != ValueUnit::Percent { now.saturating_mul(2).max(most) } else { most };
        // About a hundred steps lie between nothing and the value, and a step is a round number.
        let rough = (now / 100).max(1);
        let step = match entry.unit {
            ValueUnit::Percent => 10_i64.pow(digits) / 2,
            ValueUnit::Number | ValueUnit::Rupiah => 10_i64.pow(rough.ilog10()),
        };
        Some(Self { digits, bounds: Bounds::new(0, max).step(step.max(1)) })
    }

    /// Returns a value in whole steps.
    #[must_use]
    pub fn whole(self, value: Decimal) -> i64 {
        (value * Decimal::from(10_i64.pow(self.digits))).round().to_i64().unwrap_or_default()
    }

    /// Returns the value of a number of steps.
    #[must_use]
    pub fn value(self, whole: i64) -> Decimal {
        Decimal::new(whole, self.digits).normalize()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::tpp::{by_key, changes};

    fn edits(values: &[(&str, &str)]) -> Edits {
        Edits {
            act: "Perkada 9/2026".into(),
            article: "Pasal 3".into(),
            values: values.iter().map(|(path, value)| ((*path).to_owned(), (*value).to_owned())).collect(),
            ..Edits::default()
        }
    }

    fn officer() -> Officer {
        Officer { name: "Ibu Ratna".into(), today: "2026-11-22".parse().unwrap() }
    }

    fn month() -> Month {
        "2026-12".parse().unwrap()
    }

    #[test]
    fn what_moves_is_written_into_a_new_version_with_its_act() {
        let source = PolicySource::Shipped("contoh".into());
        let Made::Sound(PolicySource::File(text), policy) =
            edits(&[("receivers.cpns", "90")]).made(&source, month(), true, &officer())
        else {
            panic!("a sound policy")
        };
        assert!(PolicySource::File(text).may_begin(month().first()));
        assert_eq!(policy.span().from, month().first());
        assert!(!changes(by_key("contoh").unwrap(), &policy).is_empty());
        let entry = policy.values().iter().find(|entry| entry.path == "receivers.cpns").unwrap();
        assert_eq!(entry.cite.act, "Perkada 9/2026");
    }

    #[test]
    fn a_value_set_back_is_no_change_and_another_policy_is_one() {
        let source = PolicySource::Shipped("contoh".into());
        assert_eq!(edits(&[("receivers.cpns", "80.0")]).made(&source, month(), true, &officer()), Made::Same);
        assert!(matches!(
            edits(&[]).made(&source, month(), false, &officer()),
            Made::Sound(PolicySource::Shipped(_), _)
        ));
    }

    #[test]
    fn a_value_out_of_range_is_refused_with_its_place() {
        let source = PolicySource::Shipped("contoh".into());
        let Made::Refused(refused) = edits(&[("receivers.cpns", "180")]).made(&source, month(), true, &officer())
        else {
            panic!("refused")
        };
        assert_eq!(refused.errors.len(), 1);
    }

    #[test]
    fn every_value_of_every_policy_has_a_scale_that_holds_it() {
        for policy in domain::tpp::shipped() {
            for entry in policy.values() {
                let Some(scale) = Scale::of(entry) else { continue };
                let value = entry.value.unwrap();
                let whole = scale.whole(value);
                assert_eq!(scale.value(whole), value.normalize(), "{} {}", policy.key(), entry.path);
                assert_eq!(scale.bounds.clamp(whole), whole, "{} {}", policy.key(), entry.path);
            }
        }
    }
}
