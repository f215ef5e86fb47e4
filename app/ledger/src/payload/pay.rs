//! The way of pay: objections, steps and seals of a month or a yearly payment, and what each slip rests on.

use std::collections::BTreeMap;

use domain::calendar::{Day, Month};
use domain::kinerja::Predikat;
use domain::money::Rupiah;
use domain::pay::Beside;
use domain::tpp::ActingMode;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::hash::Hash;

/// What is said about a figure of a person's pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case", deny_unknown_fields)]
pub enum Objection {
    /// The person objects to a figure.
    Raised {
        /// Code of the line, or `diterima` for the net amount.
        line: String,
        /// The figure as it was shown.
        amount_rp: Rupiah,
        /// Why it should be another.
        reason: String,
    },
    /// Who runs or checks the month answers. What is upheld is mended in the facts; the difference follows by itself.
    Answered {
        /// The record of the objection.
        to: Hash,
        /// Whether the person is right.
        upheld: bool,
        /// Why, and what was or will be mended.
        reason: String,
    },
}

/// Where the pay of an office and month stands, and which run it speaks of. Holds no amount: everyone in the region
/// may know how far a month has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayMonth {
    /// The step taken.
    pub step: PayStep,
    /// The run it is taken for.
    pub seal: RunSeal,
}

/// A step on the way of a month's pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum PayStep {
    /// The treasurer asks for approval.
    Submitted {
        /// What the checker should know; may be empty.
        note: String,
    },
    /// The checker gives it back.
    Returned {
        /// Why.
        reason: String,
    },
    /// The checker agrees.
    Approved,
    /// The treasurer closes the month: what comes later is settled in the next open one.
    Locked,
    /// The money went out.
    Paid {
        /// Day of the order to pay.
        day: Day,
        /// Its number.
        number: String,
    },
}

/// What names a run: anyone who holds its slips works out the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunSeal {
    /// Digest of the rule book it was worked out by.
    pub rules: Hash,
    /// People with a slip.
    pub people: u32,
    /// People of the office who are not paid in it.
    pub left_out: u32,
    /// Digest over month, people and everything their slips rest on.
    pub inputs: Hash,
    /// Digest over month, people and their slips.
    pub slips: Hash,
}

/// What one run pays a person: everything it rests on, and the digest it gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slip {
    /// The month with everything resolved.
    pub month: SealedMonth,
    /// Closed months in arrears that are paid with it, as the facts of that day have them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub back: Vec<SealedMonth>,
    /// What went out beside salary earlier in the month: what is paid in arrears is taxed after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Beside>,
    /// Digest of the slip that follows from it, and of its back pay.
    pub digest: Hash,
}

/// Where THR or gaji ke-13 of an office stands, and what was decided for everyone. Holds no amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearlyPay {
    /// What was decided.
    pub decided: Decided,
    /// The step taken, and the run it is taken for.
    pub at: PayMonth,
}

/// What is decided for everyone who receives THR or gaji ke-13; kind, year and month of payment stand in the subject.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// The feast, for who began shortly before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feast: Option<Day>,
    /// The share of TPP; nothing where no TPP is paid with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tpp: Option<TppShare>,
}

/// The share of a month's TPP that a region pays with THR or gaji ke-13.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TppShare {
    /// In basis points.
    pub share_bp: u32,
    /// Decree that says so.
    pub decree: String,
}

/// What THR or gaji ke-13 pays a person: everything it rests on, and the digest it gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearlySlip {
    /// The month it is measured by.
    pub base: SealedMonth,
    /// The month in which it goes out, whose tax it adds to.
    pub payday: SealedMonth,
    /// Since when the person is what they are, where it is known; a PPPK is measured by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// What went out beside salary earlier in that month.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Beside>,
    /// Digest of the payment that follows from it.
    pub digest: Hash,
}

/// A person's month with everything resolved: needs no book any more, only the rule book and the policy it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedMonth {
    /// What the salary rests on.
    pub pay: domain::pay::PayInput,
    /// What TPP rests on, when it is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tpp: Option<SealedTpp>,
}

/// What TPP rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedTpp {
    /// Key of the policy in force in the month.
    pub policy: String,
    /// Class of the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kelas: Option<u8>,
    /// Kind of unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_kind: Option<String>,
    /// Measures by key; decimals as text.
    pub measures: BTreeMap<String, Decimal>,
    /// The predikat in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predikat: Option<Predikat>,
    /// The acting post, when one is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting: Option<SealedActing>,
}

/// An acting post as the policy asks about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedActing {
    /// Class of the acting post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kelas: Option<u8>,
    /// How both posts meet, as the order says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<ActingMode>,
    /// Share in percent, as the order says; a decimal as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_percent: Option<Decimal>,
    /// Full months it has lasted at the end of the month paid.
    pub full_months: u32,
}

/// Inputs of a slip worked out alone, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// Month of the slip.
    pub month: Option<Month>,
    /// Entries by field name.
    pub fields: BTreeMap<String, String>,
}
