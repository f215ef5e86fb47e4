//! The typed parts of a policy file that say what the ceiling is: amounts, criterion accounts, receivers, payment.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::rule::MeasureRef;
use super::step::Label;
use super::value::Valued;

/// Percent of the ceiling each kind of civil servant receives.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receivers {
    pub(super) pns: Valued,
    pub(super) cpns: Valued,
    pub(super) pppk: Valued,
}

/// Where the ceiling comes from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pagu {
    /// Rupiah by class; the accounts state percents of it.
    Class(BTreeMap<u8, Valued>),
    /// Rupiah by class times a regional index, rounded half up; the accounts state percents of it.
    ClassIndex(ClassIndex),
    /// Rupiah by post and account.
    Post(BTreeMap<String, BTreeMap<String, Valued>>),
    /// Points by post times the price of a point; the accounts state percents of it.
    Points(Points),
}

/// The national formula.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassIndex {
    pub(super) class: BTreeMap<u8, Valued>,
    pub(super) index: Valued,
}

/// Points times price, the price by kind of unit.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    pub(super) posts: BTreeMap<String, Valued>,
    pub(super) price: Valued,
    #[serde(default)]
    pub(super) price_by_unit: BTreeMap<String, Valued>,
}

/// A criterion account of the budget.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Key inside the policy.
    pub key: String,
    /// Name.
    pub label: Label,
    /// Budget code for PNS and CPNS, when known.
    #[serde(default)]
    pub code_pns: Option<String>,
    /// Budget code for PPPK, when known.
    #[serde(default)]
    pub code_pppk: Option<String>,
    /// Percent of the basic amount: the first row that fits the post; none fits: the criterion does not apply.
    #[serde(default)]
    pub(super) percent: Vec<CriterionRow>,
    /// Rupiah that a decision adds to this person's share of it, before any step.
    #[serde(default)]
    pub(super) plus: Option<MeasureRef>,
    /// When it is paid, where that differs from the rest.
    #[serde(default)]
    pub(super) payout: Option<Payout>,
}

/// When an amount is paid out; how much it is does not depend on it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payout {
    /// How many months are paid at once.
    #[serde(default)]
    pub(super) every_months: Option<Valued>,
    /// Day of the month of the payment.
    #[serde(default)]
    pub(super) day: Option<Valued>,
}

/// A percent for a range of classes, or for named posts of it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionRow {
    #[serde(default = "lowest_class")]
    pub(super) from_class: u8,
    #[serde(default = "highest_class")]
    pub(super) upto_class: u8,
    #[serde(default)]
    pub(super) posts: Vec<String>,
    pub(super) is: Valued,
}

const fn lowest_class() -> u8 {
    1
}

const fn highest_class() -> u8 {
    17
}

impl Pagu {
    /// Lists the posts with an amount or points of their own.
    pub(super) fn posts(&self) -> impl Iterator<Item = &str> {
        let (amounts, points) = match self {
            Self::Post(posts) => (Some(posts), None),
            Self::Points(points) => (None, Some(&points.posts)),
            Self::Class(_) | Self::ClassIndex(_) => (None, None),
        };
        let amounts = amounts.into_iter().flat_map(BTreeMap::keys);
        amounts.chain(points.into_iter().flat_map(BTreeMap::keys)).map(String::as_str)
    }
}
