//! What a case file holds, with every number read from its literal text.
//!
//! Refuses binary floats: `12.50` in a file is the decimal 12.50, never the nearest double.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, prelude::ToPrimitive};
use toml::de::{DeTable, DeValue};

/// One value of a case file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A whole number.
    Int(i64),
    /// A number with a point, exactly as written.
    Decimal(Decimal),
    /// Text.
    Text(String),
    /// A date or time, as written.
    Date(String),
    /// True or false.
    Bool(bool),
    /// A list.
    List(Vec<Value>),
    /// A table, keys in alphabetical order.
    Table(BTreeMap<String, Value>),
}

/// Reads a TOML text into a table, or says where it cannot be read.
pub fn parse(text: &str) -> Result<BTreeMap<String, Value>, String> {
    let table = DeTable::parse(text).map_err(|error| error.to_string())?;
    read_table(table.get_ref())
}

fn read_table(table: &DeTable<'_>) -> Result<BTreeMap<String, Value>, String> {
    table
        .iter()
        .map(|(key, value)| {
            let name = key.get_ref().to_string();
            let value = read(value.get_ref()).map_err(|error| format!("{name}: {error}"))?;
            Ok((name, value))
        })
        .collect()
}

fn read(value: &DeValue<'_>) -> Result<Value, String> {
    Ok(match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            let text = number.as_str().replace('_', "");
            Value::Int(i64::from_str_radix(&text, number.radix()).map_err(|error| format!("{text}: {error}"))?)
        }
        DeValue::Float(number) => {
            let text = number.as_str().replace('_', "");
            let decimal = text.parse().or_else(|_| Decimal::from_scientific(&text));
            Value::Decimal(decimal.map_err(|error| format!("{text}: {error}"))?)
        }
        DeValue::Boolean(held) => Value::Bool(*held),
        DeValue::Datetime(day) => Value::Date(day.to_string()),
        DeValue::Array(items) => {
            Value::List(items.iter().map(|item| read(item.get_ref())).collect::<Result<_, String>>()?)
        }
        DeValue::Table(table) => Value::Table(read_table(table)?),
    })
}

impl Value {
    /// Returns the whole number; a decimal without a fraction counts.
    #[must_use]
    pub fn int(&self) -> Option<i64> {
        match self {
            Self::Int(number) => Some(*number),
            Self::Decimal(number) if number.fract().is_zero() => number.to_i64(),
            _ => None,
        }
    }

    /// Returns the number, whole or not.
    #[must_use]
    pub fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Int(number) => Some(Decimal::from(*number)),
            Self::Decimal(number) => Some(*number),
            _ => None,
        }
    }

    /// Returns the text.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Date(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the condition.
    #[must_use]
    pub fn bool(&self) -> Option<bool> {
        match self {
            Self::Bool(held) => Some(*held),
            _ => None,
        }
    }

    /// Returns the items of a list.
    #[must_use]
    pub fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the table.
    #[must_use]
    pub fn table(&self) -> Option<&BTreeMap<String, Self>> {
        match self {
            Self::Table(table) => Some(table),
            _ => None,
        }
    }

    /// Says whether two values are the same figure: numbers compare by value, `2` equals `2.0`.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(a), Self::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b)),
            _ => match (self.decimal(), other.decimal()) {
                (Some(a), Some(b)) => a == b,
                _ => self == other,
            },
        }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<Decimal> for Value {
    fn from(number: Decimal) -> Self {
        Self::Decimal(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Value {
    fn from(held: bool) -> Self {
        Self::Bool(held)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(items: Vec<T>) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_a_point_keeps_its_literal_digits() {
        let table = parse("a = 0.1\nb = 1_000\nc = [2.50, 3]\n[d]\ne = 2025-08-01").unwrap();
        assert_eq!(table["a"].decimal().unwrap().to_string(), "0.1");
        assert_eq!(table["b"], Value::Int(1000));
        assert_eq!(table["c"].list().unwrap()[0].decimal().unwrap().to_string(), "2.50");
        assert_eq!(table["d"].table().unwrap()["e"].text(), Some("2025-08-01"));
        assert!(parse("a = nan").is_err());
    }
}
