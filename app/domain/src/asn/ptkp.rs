//! Family status for income tax: TK or K with zero to three dependants (PMK 101/2016, PMK 168/2023 Pasal 9).

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

/// Status at the first day of the calendar year, written `TK/0` or `K/2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ptkp {
    /// Whether the status counts as married.
    pub married: bool,
    dependants: u8,
}

/// Says that a text is no PTKP status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAPtkp(pub String);

impl Ptkp {
    /// TK/0: neither married nor with dependants.
    pub const SINGLE: Self = Self { married: false, dependants: 0 };

    /// Returns the status, or nothing when there are more than three dependants.
    #[must_use]
    pub const fn new(married: bool, dependants: u8) -> Option<Self> {
        if dependants > 3 { None } else { Some(Self { married, dependants }) }
    }

    /// Returns the number of dependants, 0 to 3.
    #[must_use]
    pub const fn dependants(self) -> u8 {
        self.dependants
    }

    /// Every status the table knows.
    pub fn all() -> impl Iterator<Item = Self> {
        [false, true].into_iter().flat_map(|married| (0..=3).map(move |dependants| Self { married, dependants }))
    }
}

impl fmt::Display for Ptkp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", if self.married { "K" } else { "TK" }, self.dependants)
    }
}

impl fmt::Display for NotAPtkp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a PTKP status: {}", self.0)
    }
}

impl FromStr for Ptkp {
    type Err = NotAPtkp;

    fn from_str(text: &str) -> Result<Self, NotAPtkp> {
        Self::all()
            .find(|ptkp| ptkp.to_string().eq_ignore_ascii_case(text.trim()))
            .ok_or_else(|| NotAPtkp(text.trim().to_owned()))
    }
}

impl TryFrom<String> for Ptkp {
    type Error = NotAPtkp;

    fn try_from(text: String) -> Result<Self, NotAPtkp> {
        text.parse()
    }
}

impl From<Ptkp> for String {
    fn from(ptkp: Ptkp) -> Self {
        ptkp.to_string()
    }
}
