//! A table of a case that knows which of its keys were understood.
//!
//! A key nobody asked for is a failure of its own case, by name: nothing in a case is skipped in silence.

use std::collections::{BTreeMap, BTreeSet};

use super::value::Value;

/// The inputs of a case; every key must be asked for before [`Fields::unread`] is empty.
#[derive(Debug, Clone)]
pub struct Fields<'c> {
    table: &'c BTreeMap<String, Value>,
    read: BTreeSet<&'c str>,
}

impl<'c> Fields<'c> {
    /// Begins reading a table.
    #[must_use]
    pub fn new(table: &'c BTreeMap<String, Value>) -> Self {
        Self { table, read: BTreeSet::new() }
    }

    /// Says whether the key is there, without counting it as understood.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Returns the value and counts the key as understood.
    pub fn get(&mut self, key: &str) -> Option<&'c Value> {
        let (key, value) = self.table.get_key_value(key)?;
        self.read.insert(key);
        Some(value)
    }

    /// Returns a whole number when the key is there; another shape is an error that names the key.
    pub fn int(&mut self, key: &str) -> Result<Option<i64>, String> {
        self.shaped(key, "whole number", Value::int)
    }

    /// Returns a text when the key is there; another shape is an error that names the key.
    pub fn text(&mut self, key: &str) -> Result<Option<&'c str>, String> {
        match self.get(key) {
            None => Ok(None),
            Some(value) => value.text().map(Some).ok_or_else(|| format!("{key}: not a text")),
        }
    }

    /// Returns a condition when the key is there; another shape is an error that names the key.
    pub fn bool(&mut self, key: &str) -> Result<Option<bool>, String> {
        self.shaped(key, "condition", Value::bool)
    }

    /// Returns a list of whole numbers when the key is there; another shape is an error that names the key.
    pub fn ints(&mut self, key: &str) -> Result<Option<Vec<i64>>, String> {
        self.shaped(key, "list of whole numbers", |value| value.list()?.iter().map(Value::int).collect())
    }

    /// Returns a list of texts when the key is there; another shape is an error that names the key.
    pub fn texts(&mut self, key: &str) -> Result<Option<Vec<String>>, String> {
        self.shaped(key, "list of texts", |value| {
            value.list()?.iter().map(|item| item.text().map(str::to_owned)).collect()
        })
    }

    fn shaped<T>(&mut self, key: &str, what: &str, read: impl Fn(&Value) -> Option<T>) -> Result<Option<T>, String> {
        match self.get(key) {
            None => Ok(None),
            Some(value) => read(value).map(Some).ok_or_else(|| format!("{key}: not a {what}")),
        }
    }

    /// Returns the keys in the file that nobody asked for.
    #[must_use]
    pub fn unread(&self) -> Vec<&'c str> {
        self.table.keys().map(String::as_str).filter(|key| !self.read.contains(key)).collect()
    }
}

/// The expected figures of a case against what was worked out.
#[derive(Debug)]
pub struct Expected<'c> {
    table: &'c BTreeMap<String, Value>,
    checked: BTreeSet<&'c str>,
    /// What differs, one sentence each.
    pub wrong: Vec<String>,
}

impl<'c> Expected<'c> {
    /// Begins checking a table of expected figures.
    #[must_use]
    pub fn new(table: &'c BTreeMap<String, Value>) -> Self {
        Self { table, checked: BTreeSet::new(), wrong: Vec::new() }
    }

    /// Returns the expected keys in alphabetical order.
    pub fn keys(&self) -> impl Iterator<Item = &'c str> + use<'c> {
        self.table.keys().map(String::as_str)
    }

    /// Returns the rows of an expected table, without counting it as compared.
    #[must_use]
    pub fn table(&self, key: &str) -> Option<&'c BTreeMap<String, Value>> {
        self.table.get(key).and_then(Value::table)
    }

    /// Says whether the figure is expected and not yet checked.
    #[must_use]
    pub fn wants(&self, key: &str) -> bool {
        self.table.contains_key(key) && !self.checked.contains(key)
    }

    /// Compares a figure when the case expects it.
    pub fn check(&mut self, key: &str, found: impl Into<Value>) {
        if let Some((key, expected)) = self.table.get_key_value(key) {
            self.checked.insert(key);
            let found = found.into();
            if !expected.same(&found) {
                self.wrong.push(format!("{key}: expected {expected:?}, found {found:?}"));
            }
        }
    }

    /// Ends the case: a key that was never compared is a failure by name.
    #[must_use]
    pub fn finish(mut self, inputs: &Fields<'_>) -> super::Verdict {
        let unknown = self.table.keys().filter(|key| !self.checked.contains(key.as_str()));
        self.wrong.extend(unknown.map(|key| format!("expected key not understood: {key}")));
        self.wrong.extend(inputs.unread().into_iter().map(|key| format!("input key not understood: {key}")));
        if self.wrong.is_empty() {
            super::Verdict::Exact { figures: self.checked.len() }
        } else {
            super::Verdict::Wrong(self.wrong)
        }
    }
}
