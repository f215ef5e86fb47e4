//! One value of a policy with its source, and how it comes to stand: stated, drafted, missing, confirmed.
//!
//! A value that does not stand is never read as zero: whoever asks for it gets its path as a gap.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use super::error::ValueRange;
use super::step::Label;
use crate::cite::{Cite, Confidence};

/// A value of a policy file: `{ value = "0.5", cite = "ladder" }`; without `value` it is missing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Valued {
    #[serde(default, deserialize_with = "decimal_text")]
    value: Option<Decimal>,
    /// Key in the policy's list of sources.
    #[serde(rename = "cite")]
    pub(super) cite_key: String,
    /// Set when the value is copied from elsewhere and waits for an officer of the region.
    #[serde(default)]
    draft: bool,
    #[serde(skip)]
    pub(super) path: String,
    #[serde(skip)]
    pub(super) cite: Option<Cite>,
    #[serde(skip)]
    confirmed_by: Option<String>,
}

/// Says how a value of a policy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Stated by its source; usable.
    Stated,
    /// Confirmed by a named officer, in the file or for a trial; usable.
    Confirmed,
    /// Copied from another source and not confirmed; blocks what needs it.
    Draft,
    /// Own knowledge only; blocks what needs it.
    Recalled,
    /// Not known; blocks what needs it.
    Missing,
}

/// What a value counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueUnit {
    /// Whole rupiah.
    Rupiah,
    /// Percent, 0 to 100.
    Percent,
    /// A factor, points, minutes, months: a plain number.
    Number,
}

/// A statement that a value of the policy holds, or what it is, laid over the policy and not written into its file; for
/// that see [`super::Revision`], whose sources can name the officer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Path of the value inside the policy.
    pub path: String,
    /// The value, as decimal text; needed where the file has none, and allowed to replace a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Who confirms, by name or NIP.
    pub by: String,
    /// The act that orders the value.
    pub cite: Cite,
}

/// One line of the rule book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueEntry {
    /// Path inside the policy; what a confirmation names.
    pub path: String,
    /// Labels of the steps around the value, outermost first.
    pub trail: Vec<Label>,
    /// What it counts in.
    pub unit: ValueUnit,
    /// The value, when there is one.
    pub value: Option<Decimal>,
    /// How it stands.
    pub standing: Standing,
    /// Source; the confirmation's own when it was confirmed.
    pub cite: Cite,
    /// Who confirmed it.
    pub confirmed_by: Option<String>,
}

impl ValueEntry {
    /// Says whether the value may be used.
    #[must_use]
    pub fn stands(&self) -> bool {
        matches!(self.standing, Standing::Stated | Standing::Confirmed)
    }

    /// Says whether a number may stand here, or which ones may.
    ///
    /// # Errors
    /// The range that fits.
    pub fn fits(&self, number: Decimal) -> Result<(), ValueRange> {
        let range = ValueRange::of(&self.path, self.unit);
        if range.holds(number) { Ok(()) } else { Err(range) }
    }
}

/// Reads a decimal written as text; numbers without quotes (possible floats) are refused.
pub(super) fn decimal_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_decimal(&text).map(Some).ok_or_else(|| D::Error::custom(format_args!("not a decimal: {text}")))
}

/// Reads plain decimal text: digits with at most one point; no exponent, no sign but a leading minus.
pub(super) fn parse_decimal(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.bytes().any(|b| b.is_ascii_digit());
    if plain { Decimal::from_str_exact(text).ok() } else { None }
}

impl Valued {
    /// Says how the value stands.
    pub(super) fn standing(&self) -> Standing {
        match (&self.confirmed_by, self.value, &self.cite) {
            (_, None, _) => Standing::Missing,
            (Some(_), Some(_), _) => Standing::Confirmed,
            (None, Some(_), Some(cite)) if !self.draft && cite.confirmed.is_some() => Standing::Confirmed,
            (None, Some(_), Some(cite)) if !self.draft => match cite.confidence {
                Confidence::Recalled => Standing::Recalled,
                Confidence::Verified | Confidence::Single => Standing::Stated,
            },
            (None, Some(_), _) => Standing::Draft,
        }
    }

    /// Says whether the file names an officer for a value that is missing, or that it still calls a draft.
    pub(super) fn confirms_nothing(&self) -> bool {
        let named = self.cite.as_ref().is_some_and(|cite| cite.confirmed.is_some());
        named && self.confirmed_by.is_none() && (self.draft || self.value.is_none())
    }

    /// Returns the written value whether it stands or not.
    pub(super) fn written(&self) -> Option<Decimal> {
        self.value
    }

    /// Returns the value with its source when it stands.
    pub(super) fn stands(&self) -> Option<(Decimal, &Cite)> {
        match (self.standing(), self.value, &self.cite) {
            (Standing::Stated | Standing::Confirmed, Some(value), Some(cite)) => Some((value, cite)),
            _ => None,
        }
    }

    /// Lets an officer's confirmation stand for the file's word.
    pub(super) fn confirm(&mut self, value: Option<Decimal>, by: &str, cite: &Cite) {
        self.value = value.or(self.value);
        self.confirmed_by = Some(by.to_owned());
        self.cite = Some(cite.clone());
    }

    /// Returns who confirmed the value.
    pub(super) fn confirmed_by(&self) -> Option<&str> {
        let written = || Some(self.cite.as_ref()?.confirmed.as_ref()?.by.as_str());
        self.confirmed_by.as_deref().or_else(written)
    }
}
