//! Civil days, months and half-open spans. No clock: whoever asks brings the day.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use time::{Date, Duration, Weekday};

/// A civil day in the Gregorian calendar, written `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

/// A calendar month, written `YYYY-MM`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i32,
    month: u8,
}

/// Says that a text is no day or month that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADate(pub String);

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a date: {}", self.0)
    }
}

impl core::error::Error for NotADate {}

impl Day {
    /// Returns the day, or nothing when it does not exist (2023-02-29).
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        let month = time::Month::try_from(month).ok()?;
        Date::from_calendar_date(year, month, day).ok().map(Self)
    }

    /// Returns year, month (1..=12) and day of month.
    #[must_use]
    pub fn parts(self) -> (i32, u8, u8) {
        (self.0.year(), u8::from(self.0.month()), self.0.day())
    }

    /// Returns the month the day lies in.
    #[must_use]
    pub fn month(self) -> Month {
        Month { year: self.0.year(), month: u8::from(self.0.month()) }
    }

    /// Returns the day `days` later (earlier when negative); stays at the end of the calendar.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(Duration::days(days)))
    }

    /// Counts days from `other` to `self`.
    #[must_use]
    pub fn days_since(self, other: Self) -> i64 {
        (self.0 - other.0).whole_days()
    }

    /// Returns 1 for Monday up to 7 for Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        self.0.weekday().number_from_monday()
    }

    /// Says whether the day is Saturday or Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(self.0.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// Counts full years lived on `on` by someone born on this day; 29 February counts from 1 March.
    #[must_use]
    pub fn age_on(self, on: Self) -> i32 {
        let (by, bm, bd) = self.parts();
        let (y, m, d) = on.parts();
        y - by - i32::from((m, d) < (bm, bd))
    }

    /// Returns the day on which someone born on this day has lived `years` full years; 29 February counts from 1 March.
    #[must_use]
    pub fn birthday(self, years: i32) -> Option<Self> {
        let (year, month, day) = self.parts();
        Self::new(year.checked_add(years)?, month, day).or_else(|| Self::new(year.checked_add(years)?, 3, 1))
    }

    /// Returns the same day of the month `months` later, or the last day of that month when it is shorter.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let month = self.month().plus(months);
        Self::new(month.year(), month.number(), self.parts().2).unwrap_or_else(|| month.last())
    }

    /// Returns the day of the Unix epoch plus `days`.
    #[must_use]
    pub fn from_unix_days(days: i64) -> Self {
        Self(Date::from_calendar_date(1970, time::Month::January, 1).unwrap_or(Date::MIN)).plus_days(days)
    }
}

impl Month {
    /// Returns the month, or nothing when `month` is not 1..=12.
    #[must_use]
    pub const fn new(year: i32, month: u8) -> Option<Self> {
        if year < 1 || year > 9999 || month < 1 || month > 12 { None } else { Some(Self { year, month }) }
    }

    /// Returns the year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// Returns the month of the year, 1..=12.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.month
    }

    /// Returns the first day.
    #[must_use]
    pub fn first(self) -> Day {
        Day(Date::from_calendar_date(self.year, time::Month::January.nth_next(self.month - 1), 1).unwrap_or(Date::MIN))
    }

    /// Returns the last day.
    #[must_use]
    pub fn last(self) -> Day {
        self.next().first().plus_days(-1)
    }

    /// Returns the month after.
    #[must_use]
    pub const fn next(self) -> Self {
        self.plus(1)
    }

    /// Returns the month before.
    #[must_use]
    pub const fn previous(self) -> Self {
        self.plus(-1)
    }

    /// Returns the month `months` later (earlier when negative).
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        let index = self.year * 12 + self.month as i32 - 1 + months;
        Self { year: index.div_euclid(12), month: index.rem_euclid(12) as u8 + 1 }
    }

    /// Returns January of its year.
    #[must_use]
    pub const fn january(self) -> Self {
        Self { month: 1, ..self }
    }

    /// Returns December of its year.
    #[must_use]
    pub const fn december(self) -> Self {
        Self { month: 12, ..self }
    }

    /// Counts months from `other` to `self`.
    #[must_use]
    pub const fn months_since(self, other: Self) -> i32 {
        (self.year - other.year) * 12 + self.month as i32 - other.month as i32
    }

    /// Returns every day of the month in order.
    pub fn days(self) -> impl Iterator<Item = Day> {
        let first = self.first();
        let count = self.next().first().days_since(first);
        (0..count).map(move |n| first.plus_days(n))
    }
}

/// A half-open span of days: `from` belongs to it, `until` does not; no `until` means open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First day inside.
    pub from: Day,
    /// First day after, when there is an end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

impl Span {
    /// Says whether the day lies inside.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (y, m, d) = self.parts();
        write!(f, "{y:04}-{m:02}-{d:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Reads exactly `len` ASCII digits.
fn digits(text: Option<&str>, len: usize) -> Option<u32> {
    let text = text?;
    (text.len() == len && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

impl FromStr for Day {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let mut parts = text.split('-');
        let day = (|| {
            let year = digits(parts.next(), 4)?;
            let month = digits(parts.next(), 2)?;
            let day = digits(parts.next(), 2)?;
            if parts.next().is_some() {
                return None;
            }
            Self::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
        })();
        day.ok_or_else(|| NotADate(text.to_owned()))
    }
}

impl FromStr for Month {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let mut parts = text.split('-');
        let month = (|| {
            let year = digits(parts.next(), 4)?;
            let month = digits(parts.next(), 2)?;
            if parts.next().is_some() {
                return None;
            }
            Self::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?)
        })();
        month.ok_or_else(|| NotADate(text.to_owned()))
    }
}

macro_rules! serde_as_text {
    ($($type:ty),*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }
    )*};
}

serde_as_text!(Day, Month);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in ["2023-02-29", "2024-13-01", "2024-00-10", "24-1-1", "2024-01-01x", "", "0000-01-01"] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
        assert_eq!("2024-02-29".parse::<Day>().map(|d| d.to_string()), Ok("2024-02-29".into()));
    }

    #[test]
    fn months_step_over_the_year() {
        let december: Month = "2024-12".parse().unwrap();
        assert_eq!(december.next().to_string(), "2025-01");
        assert_eq!(december.plus(-12).to_string(), "2023-12");
        assert_eq!(december.next().months_since(december), 1);
        assert_eq!(december.last().to_string(), "2024-12-31");
        assert_eq!((december.january().to_string(), december.january().december()), ("2024-01".into(), december));
    }

    #[test]
    fn age_turns_on_the_birthday() {
        let born: Day = "2003-05-20".parse().unwrap();
        assert_eq!(born.age_on("2024-05-19".parse().unwrap()), 20);
        assert_eq!(born.age_on("2024-05-20".parse().unwrap()), 21);
        assert_eq!(born.birthday(21).unwrap().to_string(), "2024-05-20");
        let leap: Day = "2004-02-29".parse().unwrap();
        assert_eq!(leap.birthday(21).unwrap().to_string(), "2025-03-01");
        assert_eq!(leap.plus_months(12).to_string(), "2005-02-28");
    }
}
