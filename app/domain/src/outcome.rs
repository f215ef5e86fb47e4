//! What a computation may end with: a final value, a provisional one, or a block that says why.
//!
//! Only [`Outcome::Final`] enters a run. Unknown is never shown as zero.

use serde::{Deserialize, Serialize};

use crate::asn::Keadaan;
use crate::calendar::{Day, Month};
use crate::cite::NoValue;
use crate::money::Overflow;

/// One reason why a figure is not final. Codes with values; the app writes the sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Gap {
    /// A parameter of the law or policy has no value on the day asked for.
    NoValue(NoValue),
    /// A fact about the person is not recorded (`golongan`, `mkg`, `ptkp`, `jabatan`).
    NoFact {
        /// Field name, as in the subject of a fact.
        field: String,
    },
    /// The table has no row for this golongan and these years of service.
    NoRow {
        /// Golongan as written.
        golongan: String,
        /// Masa kerja golongan in full years.
        mkg_years: u8,
    },
    /// Two statements about one subject stand against each other.
    Contested {
        /// The subject in question.
        subject: String,
    },
    /// A value of the regional policy was not confirmed by a named officer.
    Unconfirmed {
        /// Path of the value inside the policy.
        value: String,
    },
    /// A measure the policy needs was not delivered for the month.
    NoMeasure {
        /// Key of the measure.
        measure: String,
    },
    /// No predikat stands for the period.
    NoPredikat,
    /// The monthly recap has not arrived.
    NoRecap {
        /// The month without recap.
        month: Month,
    },
    /// Nothing is due, and that is known: the one reason that is no lack.
    NotDue {
        /// How the person stands.
        keadaan: Keadaan,
        /// Since when.
        since: Day,
    },
    /// The age of retirement is reached, and no paper says how service goes on.
    PastRetirement {
        /// First month of pension.
        since: Month,
    },
    /// Two civil servants receive the allowance of one family.
    FamilyTwice {
        /// Number of the other one.
        nip: String,
    },
    /// The recap and a decision put one measure differently.
    TwoSources {
        /// Key of the measure.
        measure: String,
    },
    /// Deductions exceed earnings.
    NegativeNet {
        /// Net amount, below zero.
        net_rp: i64,
    },
    /// An amount left the accepted range.
    OutOfRange {
        /// Field or line that did.
        field: String,
    },
}

impl Gap {
    /// Returns how a person stands to whom nothing is due, when that is all that keeps a figure away.
    #[must_use]
    pub fn not_due(gaps: &[Self]) -> Option<(Keadaan, Day)> {
        match gaps {
            [Self::NotDue { keadaan, since }] => Some((*keadaan, *since)),
            _ => None,
        }
    }
}

impl From<Overflow> for Gap {
    fn from(Overflow: Overflow) -> Self {
        Self::OutOfRange { field: String::new() }
    }
}

impl From<NoValue> for Gap {
    fn from(no_value: NoValue) -> Self {
        Self::NoValue(no_value)
    }
}

/// The result of a computation that may lack something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<T> {
    /// Nothing is missing.
    Final(T),
    /// A value that will change when what is missing arrives.
    Provisional {
        /// The value so far.
        value: T,
        /// What is missing.
        missing: Vec<Gap>,
    },
    /// No value can be given.
    Blocked(Vec<Gap>),
}

impl<T> Outcome<T> {
    /// Returns the value when it is final.
    #[must_use]
    pub fn final_value(&self) -> Option<&T> {
        match self {
            Self::Final(value) => Some(value),
            Self::Provisional { .. } | Self::Blocked(_) => None,
        }
    }

    /// Returns the value, final or provisional.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Final(value) | Self::Provisional { value, .. } => Some(value),
            Self::Blocked(_) => None,
        }
    }

    /// Returns what is missing; empty when final.
    #[must_use]
    pub fn gaps(&self) -> &[Gap] {
        match self {
            Self::Final(_) => &[],
            Self::Provisional { missing, .. } => missing,
            Self::Blocked(gaps) => gaps,
        }
    }
}
