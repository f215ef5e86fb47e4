//! The periods a performance is judged for: month, quarter, year.
//!
//! The text code is part of subjects and never changes its form. Windows and deadlines are data of the rules.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::calendar::{Day, Month, Span};

/// A period of evaluation, written `2026-10`, `2026-T4` or `2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    /// A calendar month.
    Bulan(Month),
    /// A quarter.
    Triwulan {
        /// Calendar year.
        year: i32,
        /// 1 to 4.
        quarter: u8,
    },
    /// A calendar year.
    Tahun {
        /// Calendar year.
        year: i32,
    },
}

/// Says that a text names no period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAPeriod(pub String);

impl fmt::Display for NotAPeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a period: {}", self.0)
    }
}

impl core::error::Error for NotAPeriod {}

impl Period {
    /// Returns the year, or nothing when it is not 1 to 9998.
    #[must_use]
    pub const fn tahun(year: i32) -> Option<Self> {
        if year < 1 || year > 9998 { None } else { Some(Self::Tahun { year }) }
    }

    /// Returns the quarter, or nothing when `quarter` is not 1 to 4.
    #[must_use]
    pub const fn triwulan(year: i32, quarter: u8) -> Option<Self> {
        if year < 1 || year > 9998 || quarter < 1 || quarter > 4 {
            None
        } else {
            Some(Self::Triwulan { year, quarter })
        }
    }

    /// Reads a period from its code, or nothing when the text names none.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        code.parse().ok()
    }

    /// Returns the calendar year the period lies in.
    #[must_use]
    pub const fn year(self) -> i32 {
        match self {
            Self::Bulan(month) => month.year(),
            Self::Triwulan { year, .. } | Self::Tahun { year } => year,
        }
    }

    /// Returns the first month.
    #[must_use]
    pub fn first_month(self) -> Month {
        let (year, month) = match self {
            Self::Bulan(month) => (month.year(), month.number()),
            Self::Triwulan { year, quarter } => (year, quarter.clamp(1, 4) * 3 - 2),
            Self::Tahun { year } => (year, 1),
        };
        Month::new(year, month).unwrap_or_else(|| Day::from_unix_days(0).month())
    }

    /// Returns how many months it covers: 1, 3 or 12.
    #[must_use]
    pub const fn months(self) -> i32 {
        match self {
            Self::Bulan(_) => 1,
            Self::Triwulan { .. } => 3,
            Self::Tahun { .. } => 12,
        }
    }

    /// Returns the first day.
    #[must_use]
    pub fn first(self) -> Day {
        self.first_month().first()
    }

    /// Returns the last day.
    #[must_use]
    pub fn last(self) -> Day {
        self.first_month().plus(self.months() - 1).last()
    }

    /// Returns the days of the period.
    #[must_use]
    pub fn span(self) -> Span {
        Span { from: self.first(), until: Some(self.last().plus_days(1)) }
    }

    /// Returns the quarter a month lies in.
    #[must_use]
    pub const fn triwulan_of(month: Month) -> Self {
        Self::Triwulan { year: month.year(), quarter: month.number().div_ceil(3) }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bulan(month) => month.fmt(f),
            Self::Triwulan { year, quarter } => write!(f, "{year:04}-T{quarter}"),
            Self::Tahun { year } => write!(f, "{year:04}"),
        }
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let year = |part: &str| {
            (part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok()).flatten()
        };
        let period = match text.split_once("-T") {
            Some((y, q @ ("1" | "2" | "3" | "4"))) => {
                year(y).and_then(|year| Self::triwulan(year, q.as_bytes()[0] - b'0'))
            }
            Some(_) => None,
            None if text.contains('-') => text.parse().ok().map(Self::Bulan),
            None => year(text).and_then(Self::tahun),
        };
        period.ok_or_else(|| NotAPeriod(text.to_owned()))
    }
}

impl TryFrom<String> for Period {
    type Error = NotAPeriod;

    fn try_from(text: String) -> Result<Self, NotAPeriod> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back_and_covers_its_days() {
        for (text, first, last) in [
            ("2026", "2026-01-01", "2026-12-31"),
            ("2026-T4", "2026-10-01", "2026-12-31"),
            ("2024-T1", "2024-01-01", "2024-03-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
        ] {
            let period: Period = text.parse().unwrap();
            assert_eq!((period.to_string().as_str(), period.first().to_string().as_str()), (text, first));
            assert_eq!(period.last().to_string(), last);
            assert!(period.span().contains(period.last()) && !period.span().contains(period.last().plus_days(1)));
        }
        assert_eq!(Period::triwulan_of("2026-10".parse().unwrap()).to_string(), "2026-T4");
        for text in ["", "26", "2026-T5", "2026-T", "2026-13", "2026-T44", "x026", "2026-t1"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }
}
