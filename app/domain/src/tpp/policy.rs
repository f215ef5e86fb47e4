//! One version of one region's rules as it stands in its file, loaded whole or refused with reasons.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Deserialize;

use super::ceiling::{Account, Pagu, Payout, Receivers};
use super::error::PolicyError;
use super::form;
use super::input::{ActingMode, MeasureError, Measures};
use super::measure::Measure;
use super::net_rule::NetStep;
use super::places::Places;
use super::resolve;
use super::result::Bearer;
use super::rule::{MeasureRef, Step};
use super::step::Label;
use super::value::{Confirmation, ValueEntry, Valued};
use crate::asn::{Keadaan, Status};
use crate::calendar::{Day, Month, Span};
use crate::cite::Cite;

/// One version of one region's rules. Made by [`Policy::from_json`] only, so a policy that exists is whole.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    pub(super) key: String,
    pub(super) label: Label,
    /// What people must know before they trust the figures (a draft, an invented region).
    #[serde(default)]
    pub(super) notice: Option<Label>,
    pub(super) from: Day,
    #[serde(default)]
    pub(super) until: Option<Day>,
    /// Key of the act the policy rests on.
    pub(super) cite: String,
    pub(super) cites: BTreeMap<String, Cite>,
    pub(super) receivers: Receivers,
    pub(super) pagu: Pagu,
    pub(super) accounts: Vec<Account>,
    pub(super) measures: Vec<Measure>,
    #[serde(default)]
    pub(super) acting: Option<ActingRule>,
    #[serde(default)]
    pub(super) payout: Option<Payout>,
    #[serde(default)]
    pub(super) holds: Vec<Hold>,
    pub(super) steps: Vec<Step>,
    pub(super) net: Vec<NetStep>,
    #[serde(skip)]
    pub(super) values: Vec<ValueEntry>,
    /// Digest of the text, of a policy that a region wrote itself.
    #[serde(skip)]
    pub(super) written: Option<String>,
}

/// Why a file is no sound policy, and what of it could be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Refused {
    /// Every reason; one only where the text is no policy at all.
    pub errors: Vec<PolicyError>,
    /// What the file says it is, when it is in form.
    pub read: Option<Read>,
    /// The names of the places that the reasons speak of.
    pub places: Places,
}

/// What a file says it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// Key of the policy.
    pub key: String,
    /// Its name.
    pub label: Label,
    /// The days it means to hold.
    pub span: Span,
}

/// How an acting post is paid.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActingRule {
    pub(super) mode: ActingChoice,
    /// Share of the acting post in percent; without it the assignment states one.
    #[serde(default)]
    pub(super) share: Option<Valued>,
    /// Full months before the acting post counts; without it from the first day.
    #[serde(default)]
    pub(super) from_full_months: Option<Valued>,
}

/// Who chooses the way an acting post is paid.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActingChoice {
    /// The assignment, with a way for those that state none.
    Assignment(ActingMode),
    /// The class of the acting post beside the own one.
    ByClass(ActingByClass),
}

/// Ways by class of the acting post.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActingByClass {
    pub(super) equal_or_lower: ActingMode,
    pub(super) higher: ActingMode,
}

/// A condition that keeps the payment back without cutting it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// Key inside the policy.
    pub key: String,
    /// Name.
    pub label: Label,
    pub(super) measure: MeasureRef,
}

impl Policy {
    /// Reads a policy from its JSON form, or names everything that is wrong with it.
    pub fn from_json(json: &str) -> Result<Self, Vec<PolicyError>> {
        Self::from_file(json.as_bytes()).map_err(|refused| refused.errors)
    }

    /// Reads a policy from the bytes of a file, or names everything that is wrong with it, and where.
    pub fn from_file(bytes: &[u8]) -> Result<Self, Box<Refused>> {
        let mut policy: Self = form::read(bytes).map_err(|error| Refused {
            errors: vec![error],
            read: None,
            places: Places::default(),
        })?;
        match resolve::load(&mut policy) {
            Ok(()) => Ok(policy),
            Err(errors) => {
                let places = Places::of(&policy);
                let read = Read { span: policy.span(), key: policy.key, label: policy.label };
                Err(Box::new(Refused { errors, read: Some(read), places }))
            }
        }
    }

    /// Returns the policy with the officers' confirmations in place, or names each that does not fit.
    pub fn confirmed(&self, confirmations: &[Confirmation]) -> Result<Self, Vec<PolicyError>> {
        let mut policy = self.clone();
        resolve::confirm(&mut policy, confirmations)?;
        Ok(policy)
    }

    /// Returns the key that names the policy through all its versions.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Returns its name.
    #[must_use]
    pub fn label(&self) -> &Label {
        &self.label
    }

    /// Returns what people must know before they trust its figures.
    #[must_use]
    pub fn notice(&self) -> Option<&Label> {
        self.notice.as_ref()
    }

    /// Returns the days it holds.
    #[must_use]
    pub fn span(&self) -> Span {
        Span { from: self.from, until: self.until }
    }

    /// Returns the act it rests on.
    #[must_use]
    pub fn cite(&self) -> Option<&Cite> {
        self.cites.get(&self.cite)
    }

    /// Returns the criterion accounts in the order of [`super::Gross::accounts`].
    #[must_use]
    pub fn accounts(&self) -> &[Account] {
        &self.accounts
    }

    /// Returns every measure, computed ones included; see [`Measure::delivered`].
    #[must_use]
    pub fn all_measures(&self) -> &[Measure] {
        &self.measures
    }

    /// Lists what must be delivered for each person and month.
    pub fn measures(&self) -> impl Iterator<Item = &Measure> {
        self.measures.iter().filter(|measure| measure.delivered())
    }

    /// Returns the holds.
    #[must_use]
    pub fn holds(&self) -> &[Hold] {
        &self.holds
    }

    /// Lists every value with path, source and standing.
    #[must_use]
    pub fn values(&self) -> &[ValueEntry] {
        &self.values
    }

    /// Lists the values that do not stand yet; a policy without any is no draft.
    pub fn unconfirmed(&self) -> impl Iterator<Item = &ValueEntry> {
        self.values.iter().filter(|entry| !entry.stands())
    }

    /// Reads delivered values by key, or names each that does not fit; a key not delivered stays unknown.
    pub fn read_measures<'a>(
        &self,
        delivered: impl IntoIterator<Item = (&'a str, Decimal)>,
    ) -> Result<Measures, Vec<MeasureError>> {
        let mut slots: Vec<Option<Decimal>> = self.measures.iter().map(|measure| measure.when_none).collect();
        let mut errors = Vec::new();
        for (key, value) in delivered {
            let index = self.measures.iter().position(|measure| measure.key == key && measure.delivered());
            match index {
                None => errors.push(MeasureError::Unknown { measure: key.to_owned() }),
                Some(index) if self.measures[index].accepts(value) => slots[index] = Some(value),
                Some(_) => errors.push(MeasureError::OutOfRange { measure: key.to_owned(), value }),
            }
        }
        if errors.is_empty() { Ok(Measures(slots)) } else { Err(errors) }
    }

    /// Returns the keys of the flags that a standing in service raises by itself.
    pub fn raised_by(&self, keadaan: Keadaan) -> impl Iterator<Item = &str> {
        let raised = self.measures.iter().filter(move |measure| measure.standings.contains(&keadaan));
        raised.map(|measure| measure.key.as_str())
    }

    /// Says whether TPP is taxed together with salary, and who bears that tax; nothing when the policy takes none.
    #[must_use]
    pub fn tax_terms(&self) -> Option<(bool, Bearer)> {
        let (joint, borne_by_region) = self.net.iter().find_map(|step| match step {
            NetStep::TaxFinal(tax) => Some((false, &tax.borne_by_region)),
            NetStep::TaxJoint(tax) => Some((true, &tax.borne_by_region)),
            NetStep::Bpjs(_) | NetStep::BpjsGiven(_) | NetStep::Zakat(_) => None,
        })?;
        let region = borne_by_region.stands().is_some_and(|(percent, _)| percent == Decimal::ONE_HUNDRED);
        Some((joint, if region { Bearer::Region } else { Bearer::Employee }))
    }

    /// Returns measures by key as they were delivered or assumed: what [`Self::read_measures`] reads back to the same.
    #[must_use]
    pub fn name_measures(&self, read: &Measures) -> BTreeMap<String, Decimal> {
        let named = self.measures.iter().zip(&read.0).filter(|(measure, _)| measure.delivered());
        named.filter_map(|(measure, value)| Some((measure.key.clone(), (*value)?))).collect()
    }

    /// Returns the key of the one post the policy lists, when it pays by post and lists one.
    pub(super) fn only_post(&self) -> Option<&str> {
        let mut posts = self.pagu.posts();
        posts.next().filter(|_| posts.next().is_none())
    }

    /// Says whether every amount hangs on the post.
    #[must_use]
    pub fn pays_by_post(&self) -> bool {
        matches!(self.pagu, Pagu::Post(_) | Pagu::Points(_))
    }

    /// Lists the keys of the posts the policy tells apart.
    #[must_use]
    pub fn posts(&self) -> BTreeSet<&str> {
        let rows = self.accounts.iter().flat_map(|account| &account.percent).flat_map(|row| &row.posts);
        let mut posts: BTreeSet<&str> = self.pagu.posts().chain(rows.map(String::as_str)).collect();
        self.each_step(&mut |step| match step {
            Step::Test(test) => posts.extend(test.for_posts.iter().flat_map(|row| &row.posts).map(String::as_str)),
            Step::Deduct(deduct) => posts.extend(deduct.rows.iter().flat_map(|row| &row.posts).map(String::as_str)),
            _ => {}
        });
        posts
    }

    /// Lists the kinds of unit the policy tells apart.
    #[must_use]
    pub fn unit_kinds(&self) -> BTreeSet<&str> {
        let prices = if let Pagu::Points(points) = &self.pagu { Some(&points.price_by_unit) } else { None };
        let mut kinds: BTreeSet<&str> = prices.into_iter().flat_map(BTreeMap::keys).map(String::as_str).collect();
        self.each_step(&mut |step| {
            if let Step::UnitFactor(factor) = step {
                kinds.extend(factor.kinds.keys().map(String::as_str));
            }
        });
        kinds
    }

    fn each_step<'a>(&'a self, see: &mut impl FnMut(&'a Step)) {
        let mut open: Vec<&Step> = self.steps.iter().collect();
        while let Some(step) = open.pop() {
            if let Step::Split(split) = step {
                open.extend(split.each.iter().chain(split.own.values().flatten()));
            }
            see(step);
        }
    }

    pub(super) fn receiver(&self, status: Status) -> &Valued {
        match status {
            Status::Pns => &self.receivers.pns,
            Status::Cpns => &self.receivers.cpns,
            Status::Pppk => &self.receivers.pppk,
        }
    }
}

/// Returns the version of a policy in force on the first day of a month.
#[must_use]
pub fn in_force<'a>(policies: &'a [Policy], key: &str, month: Month) -> Option<&'a Policy> {
    policies.iter().find(|policy| policy.key == key && policy.span().contains(month.first()))
}
