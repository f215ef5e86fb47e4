//! The typed steps of a policy file from gross to net. Their order in the file is the rule; nothing here computes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::rule::MeasureRef;
use super::value::Valued;
use crate::money::Rounding;

/// One step from gross to net.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NetStep {
    /// National health contribution with its ceiling over salary and TPP.
    Bpjs(BpjsStep),
    /// A contribution somebody else computed.
    BpjsGiven(MeasureRef),
    /// Final tax by rank.
    TaxFinal(Box<TaxFinal>),
    /// Tax computed together with salary by the caller.
    TaxJoint(TaxJoint),
    /// Zakat on what is left.
    Zakat(Zakat),
}

/// The contribution, and whom it spares.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BpjsStep {
    pub(super) rounding: Rounding,
    #[serde(default)]
    pub(super) by: NetBy,
    /// A decision that takes none (a second payment whose first one was charged already).
    #[serde(default)]
    pub(super) unless: Option<MeasureRef>,
}

/// What one rounding is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NetBy {
    /// The whole amount.
    #[default]
    Sum,
    /// Each criterion account; the rounded parts are summed.
    Account,
}

/// What a rate is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NetBase {
    /// The gross amount.
    Gross,
    /// What the steps before left of it.
    Rest,
}

/// Final tax by rank.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxFinal {
    pub(super) on: NetBase,
    pub(super) rounding: Rounding,
    #[serde(default)]
    pub(super) by: NetBy,
    /// A decision that takes none.
    #[serde(default)]
    pub(super) unless: Option<MeasureRef>,
    /// 100 where the region pays the tax, 0 where the employee does.
    pub(super) borne_by_region: Valued,
    pub(super) i: Valued,
    pub(super) ii: Valued,
    pub(super) iii: Valued,
    pub(super) iv: Valued,
    /// Rates of single PPPK golongan, by number 1 to 17.
    #[serde(default)]
    pub(super) pppk: BTreeMap<u8, Valued>,
    pub(super) pppk_other: Valued,
}

/// Joint tax.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxJoint {
    /// 100 where the region pays the tax, 0 where the employee does.
    pub(super) borne_by_region: Valued,
}

/// Zakat on what is left.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Zakat {
    pub(super) percent: Valued,
    pub(super) rounding: Rounding,
}
