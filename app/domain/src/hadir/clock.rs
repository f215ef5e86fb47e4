//! What a machine or a list says about one person and day: marks, and a word that excuses the day.

use core::fmt;
use core::str::FromStr;
use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// A minute of the day, 0 to 1439, written `07:30`. Seconds are dropped: 07:30:59 is in time for 07:30.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(u16);

impl Minute {
    /// First minute of the day.
    pub const FIRST: Self = Self(0);
    /// Last minute of the day.
    pub const LAST: Self = Self(24 * 60 - 1);

    /// Returns the minute, or nothing when the day has no such hour or minute.
    #[must_use]
    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if hour < 24 && minute < 60 { Some(Self(hour * 60 + minute)) } else { None }
    }

    /// Returns the minutes since midnight.
    #[must_use]
    pub const fn of_day(self) -> u16 {
        self.0
    }

    /// Returns the minute `minutes` later; stays at the end of the day.
    #[must_use]
    pub fn plus(self, minutes: u16) -> Self {
        Self(self.0.saturating_add(minutes)).min(Self::LAST)
    }

    /// Returns the minute `minutes` earlier; stays at the start of the day.
    #[must_use]
    pub fn minus(self, minutes: u16) -> Self {
        Self(self.0.saturating_sub(minutes))
    }
}

impl fmt::Display for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for Minute {
    type Err = String;

    /// Reads `7:30`, `07:30`, `07.30` and `07:30:59`.
    fn from_str(text: &str) -> Result<Self, String> {
        let number = |part: &str, least: usize| {
            let fits = (least..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            fits.then(|| part.parse::<u16>().ok()).flatten()
        };
        let parts: Vec<&str> = text.split([':', '.']).collect();
        let read = match parts[..] {
            [hour, minute] => number(hour, 1).zip(number(minute, 2)),
            [hour, minute, second] => {
                number(second, 2).filter(|second| *second < 60).and(number(hour, 1).zip(number(minute, 2)))
            }
            _ => None,
        };
        read.and_then(|(hour, minute)| Self::new(hour, minute)).ok_or_else(|| text.to_owned())
    }
}

impl Serialize for Minute {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Minute {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// The marks of one day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// Clock-in as the list says; the earliest where it says several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub masuk: Option<Minute>,
    /// Clock-out as the list says; the latest where it says several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pulang: Option<Minute>,
    /// Marks of which the list does not say which they are.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub scans: BTreeSet<Minute>,
}

impl Clock {
    /// Says whether no mark stands.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.masuk.is_none() && self.pulang.is_none() && self.scans.is_empty()
    }

    /// Returns clock-in and clock-out: the first mark and the last. A lone mark that the list does not name is the
    /// clock-in before `middle`, in minutes from midnight, the clock-out from then on.
    #[must_use]
    pub fn settled(&self, middle: i64) -> (Option<Minute>, Option<Minute>) {
        let (first, last) = (self.scans.first().copied(), self.scans.last().copied());
        let before = |at: &Minute| i64::from(at.of_day()) < middle;
        let (first, last) = match (first, last) {
            (Some(first), Some(last)) if first == last => {
                (Some(first).filter(before), Some(last).filter(|at| !before(at)))
            }
            both => both,
        };
        (least(self.masuk, first), self.pulang.max(last))
    }

    fn join(&mut self, other: Self) {
        self.masuk = least(self.masuk, other.masuk);
        self.pulang = self.pulang.max(other.pulang);
        self.scans.extend(other.scans);
    }
}

fn least(a: Option<Minute>, b: Option<Minute>) -> Option<Minute> {
    a.into_iter().chain(b).min()
}

/// What a list says about a whole day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Sick.
    Sakit,
    /// Permitted to be away.
    Izin,
    /// Leave other than for an important reason.
    Cuti,
    /// Leave for an important reason.
    CutiAlasanPenting,
    /// Duty outside the office.
    DinasLuar,
    /// Training.
    Diklat,
    /// Away without a reason.
    TanpaKeterangan,
}

impl Code {
    /// Every code.
    pub const ALL: [Self; 7] = [
        Self::Sakit,
        Self::Izin,
        Self::Cuti,
        Self::CutiAlasanPenting,
        Self::DinasLuar,
        Self::Diklat,
        Self::TanpaKeterangan,
    ];

    /// Says whether the person was at work elsewhere.
    #[must_use]
    pub fn is_duty(self) -> bool {
        matches!(self, Self::DinasLuar | Self::Diklat)
    }
}

/// Everything a list says about one person and day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The marks.
    #[serde(default, skip_serializing_if = "Clock::is_empty")]
    pub clock: Clock,
    /// The word for the whole day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
}

/// What joining two rows of one day came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    /// The day holds both.
    Both,
    /// The rows give the day two different words; the first stays.
    TwoCodes,
}

impl Entry {
    /// Adds another row of the same person and day: first in, last out.
    pub fn join(&mut self, other: Self) -> Joined {
        self.clock.join(other.clock);
        match (self.code, other.code) {
            (Some(a), Some(b)) if a != b => Joined::TwoCodes,
            (a, b) => {
                self.code = a.or(b);
                Joined::Both
            }
        }
    }
}
