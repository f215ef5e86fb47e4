//! Numbers that papers about a person carry: NIK, NPWP, bank code and bank account. Kept as text, never counted with.
//!
//! UU 24/2013 Pasal 13 (NIK); PMK 136/2023 (NPWP of sixteen digits, the older form of fifteen).

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Sex;
use crate::calendar::Day;

/// Says what is wrong with a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotANumber {
    /// A character that is no digit.
    NotDigit(char),
    /// Not as many digits as such a number has.
    Length {
        /// Digits found.
        digits: usize,
        /// Least digits.
        least: usize,
        /// Most digits.
        most: usize,
    },
    /// The digits do not make such a number: no day of birth, or only zeros.
    Digits,
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident: $least:literal..=$most:literal, $sound:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Returns the digits.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = NotANumber;

            fn from_str(text: &str) -> Result<Self, NotANumber> {
                let digits = digits(text, $least, $most)?;
                let sound: fn(&str) -> bool = $sound;
                if sound(&digits) { Ok(Self(digits)) } else { Err(NotANumber::Digits) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotANumber;

            fn try_from(text: String) -> Result<Self, NotANumber> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(number: $name) -> Self {
                number.0
            }
        }
    )*};
}

numbers! {
    /// Nomor induk kependudukan: six digits of a place, the day of birth (plus forty for women), four of a series.
    Nik: 16..=16, |digits| born(digits).is_some() && &digits[12..] != "0000";
    /// Nomor pokok wajib pajak, in its form of fifteen or of sixteen digits.
    Npwp: 15..=16, |digits| digits.bytes().any(|digit| digit != b'0');
    /// Three digits by which banks name one another.
    BankCode: 3..=3, |digits| digits != "000";
    /// Number of a bank account.
    BankAccount: 5..=20, |digits| digits.bytes().any(|digit| digit != b'0');
}

/// Takes blanks, dots and dashes out, as people write such numbers.
fn digits(text: &str, least: usize, most: usize) -> Result<String, NotANumber> {
    let kept: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
    if let Some(found) = kept.chars().find(|c| !c.is_ascii_digit()) {
        return Err(NotANumber::NotDigit(found));
    }
    match kept.len() {
        count if (least..=most).contains(&count) => Ok(kept),
        count => Err(NotANumber::Length { digits: count, least, most }),
    }
}

/// Day, month and the last two digits of the year of birth, with the sex, as a NIK states them.
fn born(digits: &str) -> Option<(u8, u8, u8, Sex)> {
    let two = |at: usize| digits.get(at..at + 2)?.parse::<u8>().ok();
    let (day, month, year) = (two(6)?, two(8)?, two(10)?);
    let (day, sex) = if day > 40 { (day - 40, Sex::Woman) } else { (day, Sex::Man) };
    // A leap year, so that no day of birth is refused for a century that the number does not tell.
    Day::new(2000, month, day)?;
    Some((day, month, year, sex))
}

impl Nik {
    /// Says whether day of birth and sex are those of a NIP.
    #[must_use]
    pub fn agrees(&self, with: super::Nip) -> bool {
        let (year, month, day) = with.born().parts();
        born(&self.0)
            .is_some_and(|(d, m, y, sex)| (d, m, i32::from(y), sex) == (day, month, year.rem_euclid(100), with.sex()))
    }
}

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not such a number: {self:?}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_zeros_and_lose_what_people_put_between() {
        assert_eq!("0081.2345-00".parse::<BankAccount>().unwrap().as_str(), "0081234500");
        assert_eq!("09.254.294.3-407.000".parse::<Npwp>().unwrap().as_str(), "092542943407000");
        assert_eq!("008".parse::<BankCode>().unwrap().to_string(), "008");
    }

    #[test]
    fn a_number_of_the_wrong_length_or_with_letters_is_refused() {
        let length = NotANumber::Length { digits: 4, least: 5, most: 20 };
        assert_eq!("1234".parse::<BankAccount>(), Err(length));
        assert_eq!("12a45".parse::<BankAccount>(), Err(NotANumber::NotDigit('a')));
        assert_eq!("00000".parse::<BankAccount>(), Err(NotANumber::Digits));
        assert!("12".parse::<BankCode>().is_err() && "14 digits".parse::<Npwp>().is_err());
    }

    #[test]
    fn a_nik_tells_the_day_of_birth_and_the_sex_as_the_nip_does() {
        let nip: super::super::Nip = "198704152011042901".parse().unwrap();
        let nik: Nik = "9901015504870001".parse().unwrap();
        assert!(nik.agrees(nip));
        assert!(!"9901011504870001".parse::<Nik>().unwrap().agrees(nip));
        for wrong in ["9901013202870001", "9901011513870001", "9901011504870000", "990101150487000"] {
            assert!(wrong.parse::<Nik>().is_err(), "{wrong}");
        }
    }
}
