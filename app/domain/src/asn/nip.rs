//! The eighteen digits of a civil servant: NIP (PNS) and NI PPPK.
//!
//! Perka BKN 22/2007 and 43/2007 (NIP); Peraturan BKN 1/2019 (NI PPPK, recalled).

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::calendar::{Day, Month};

/// An eighteen-digit number that passed every structural check.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nip([u8; 18]);

/// Sex as digit 15 states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Digit 1.
    Man,
    /// Digit 2.
    Woman,
}

/// What digits 9 to 14 mean, which also tells the two kinds of number apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NipKind {
    /// Year and month of first appointment as CPNS.
    Pns {
        /// Month of first appointment.
        appointed: Month,
    },
    /// Year of first appointment and number of the work contract (21 for the first).
    Pppk {
        /// Year of first appointment.
        year: i32,
        /// Two digits, 21 or more.
        contract: u8,
    },
}

/// Says what is wrong with a number; positions count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum NipError {
    /// Not eighteen digits (blanks are ignored).
    Length {
        /// Digits found.
        digits: usize,
    },
    /// A character that is no digit.
    NotDigit {
        /// The character.
        found: char,
    },
    /// Digits 1 to 8 are no day that exists.
    BirthDate {
        /// The eight digits.
        found: String,
    },
    /// Digits 13 and 14 are neither a month nor a contract number.
    Appointment {
        /// The six digits 9 to 14.
        found: String,
    },
    /// Digit 15 is neither 1 nor 2.
    SexDigit {
        /// The digit.
        found: char,
    },
    /// Appointed before the age of 16 or after 60, which no rule allows.
    Age {
        /// Age in years at the appointment.
        years: i32,
    },
}

impl Nip {
    /// Returns the day of birth.
    #[must_use]
    pub fn born(self) -> Day {
        birth_date(&self.0).unwrap_or_else(|| Day::from_unix_days(0))
    }

    /// Returns the sex digit's meaning.
    #[must_use]
    pub fn sex(self) -> Sex {
        if self.0[14] == b'2' { Sex::Woman } else { Sex::Man }
    }

    /// Returns what digits 9 to 14 mean.
    #[must_use]
    pub fn kind(self) -> NipKind {
        appointment(&self.0).unwrap_or(NipKind::Pppk { year: 0, contract: 0 })
    }

    /// Writes the digits in the groups people read: `19870415 201104 2 901`.
    #[must_use]
    pub fn grouped(self) -> String {
        let text = self.to_string();
        format!("{} {} {} {}", &text[..8], &text[8..14], &text[14..15], &text[15..])
    }
}

fn number(digits: &[u8]) -> i32 {
    digits.iter().fold(0, |n, d| n * 10 + i32::from(d - b'0'))
}

fn birth_date(digits: &[u8; 18]) -> Option<Day> {
    Day::new(number(&digits[..4]), u8::try_from(number(&digits[4..6])).ok()?, u8::try_from(number(&digits[6..8])).ok()?)
}

fn appointment(digits: &[u8; 18]) -> Option<NipKind> {
    let year = number(&digits[8..12]);
    let month = u8::try_from(number(&digits[12..14])).ok()?;
    if !(1950..=2100).contains(&year) {
        return None;
    }
    match month {
        1..=12 => Month::new(year, month).map(|appointed| NipKind::Pns { appointed }),
        21.. => Some(NipKind::Pppk { year, contract: month }),
        _ => None,
    }
}

impl FromStr for Nip {
    type Err = NipError;

    fn from_str(text: &str) -> Result<Self, NipError> {
        let mut digits = [b'0'; 18];
        let mut count = 0;
        for found in text.chars().filter(|c| !c.is_whitespace()) {
            if !found.is_ascii_digit() {
                return Err(NipError::NotDigit { found });
            }
            if let Some(place) = digits.get_mut(count) {
                *place = found as u8;
            }
            count += 1;
        }
        if count != 18 {
            return Err(NipError::Length { digits: count });
        }
        let part = |from: usize, until: usize| digits[from..until].iter().map(|d| char::from(*d)).collect::<String>();
        let born = birth_date(&digits).ok_or_else(|| NipError::BirthDate { found: part(0, 8) })?;
        let kind = appointment(&digits).ok_or_else(|| NipError::Appointment { found: part(8, 14) })?;
        if !matches!(digits[14], b'1' | b'2') {
            return Err(NipError::SexDigit { found: char::from(digits[14]) });
        }
        let years = match kind {
            NipKind::Pns { appointed } => born.age_on(appointed.first()),
            NipKind::Pppk { year, .. } => year - born.month().year(),
        };
        if !(16..=60).contains(&years) {
            return Err(NipError::Age { years });
        }
        Ok(Self(digits))
    }
}

impl fmt::Display for Nip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|digit| write!(f, "{}", char::from(*digit)))
    }
}

impl fmt::Debug for Nip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for NipError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl TryFrom<String> for Nip {
    type Error = NipError;

    fn try_from(text: String) -> Result<Self, NipError> {
        text.parse()
    }
}

impl From<Nip> for String {
    fn from(nip: Nip) -> Self {
        nip.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_number_are_told_apart() {
        let pns: Nip = "19870415 201104 2 901".parse().unwrap();
        assert_eq!(pns.kind(), NipKind::Pns { appointed: Month::new(2011, 4).unwrap() });
        assert_eq!((pns.sex(), pns.born().to_string()), (Sex::Woman, "1987-04-15".into()));
        assert_eq!(pns.grouped(), "19870415 201104 2 901");
        let pppk: Nip = "199208032023211902".parse().unwrap();
        assert_eq!(pppk.kind(), NipKind::Pppk { year: 2023, contract: 21 });
    }

    #[test]
    fn each_wrong_number_says_what_is_wrong() {
        use NipError::{Age, Appointment, BirthDate, Length, NotDigit, SexDigit};
        let cases = [
            ("1987041520110429", Length { digits: 16 }),
            ("19870415201104290l", NotDigit { found: 'l' }),
            ("198702302011042901", BirthDate { found: "19870230".into() }),
            ("198704152011132901", Appointment { found: "201113".into() }),
            ("198704152011043901", SexDigit { found: '3' }),
            ("200504152011042901", Age { years: 5 }),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse::<Nip>().unwrap_err(), expected, "{text}");
        }
    }
}
