//! How scores and weights become text: decimal strings, normalised, never floats.
//!
//! `1.50` and `1.5` give the same bytes. Reading accepts strings only.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

/// Writes a decimal as its shortest exact text.
pub fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&value.normalize())
}

/// Reads a decimal from text; exponents, blanks and more than 28 digits are refused.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    parse(&String::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("not an exact decimal"))
}

/// Reads a plain decimal (`-12.5`), or nothing.
#[must_use]
pub fn parse(text: &str) -> Option<Decimal> {
    let plain = text.strip_prefix('-').unwrap_or(text);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let well_formed = match plain.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(plain),
    };
    (well_formed && text.len() <= 30).then(|| Decimal::from_str_exact(text).ok()).flatten()
}

/// The same for a value that may be absent.
pub mod option {
    use super::{Decimal, Deserialize, Deserializer, Serializer, parse};
    use serde::de::Error as _;

    /// Writes the decimal, or nothing.
    pub fn serialize<S: Serializer>(value: &Option<Decimal>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.collect_str(&value.normalize()),
            None => serializer.serialize_none(),
        }
    }

    /// Reads a decimal from text, or nothing from null.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
        match Option::<String>::deserialize(deserializer)? {
            Some(text) => parse(&text).map(Some).ok_or_else(|| D::Error::custom("not an exact decimal")),
            None => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_decimals_are_read() {
        for text in ["12.5", "-0.1", "100", "0.000001"] {
            assert!(parse(text).is_some(), "{text}");
        }
        for text in ["", "-", ".5", "5.", "1e3", " 1", "+1", "1,5", "1_000", "9999999999999999999999999999999"] {
            assert!(parse(text).is_none(), "{text}");
        }
    }
}
