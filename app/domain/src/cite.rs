//! Where a value comes from, how sure we are of it, and from when it holds.
//!
//! A value and its citation live in one entry; an end is an explicit entry; a gap is an error that names
//! the parameter and the nearest dates.

use serde::{Deserialize, Serialize};

use crate::calendar::Day;

/// How well a value was confirmed against its source. Stays visible in the rule book and on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Law text read, two independent sources, or a complete internal check.
    Verified,
    /// One source.
    Single,
    /// Own knowledge, not read in a source.
    Recalled,
}

/// Names the act and the place in it that orders a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cite {
    /// Act with number and year, as cited in Indonesian practice: `PP 5/2024`.
    pub act: String,
    /// Article or annex inside the act: `Pasal 16`, `Lampiran`; empty when the whole act is meant.
    #[serde(default)]
    pub article: String,
    /// How well the value was confirmed.
    pub confidence: Confidence,
    /// The officer of the region who stands for it, where one was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<Box<Confirmed>>,
}

/// Who of the region stands for a value, since when, and by which paper: one of both marks of it is there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmed {
    /// The officer, by name.
    pub by: String,
    /// The day the officer confirmed it.
    pub on: Day,
    /// The day the act was signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Day>,
    /// The number of the letter that states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
}

/// What a confirmation lacks, or has wrongly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConfirmLack {
    /// It names nobody.
    Officer,
    /// It names no act.
    Act,
    /// Neither the day the act was signed nor the number of a letter.
    Paper,
    /// The act was signed after the day it was confirmed.
    SignedLater,
}

impl Cite {
    /// Names the place in an act that orders a value; nobody of the region stands for it.
    #[must_use]
    pub fn new(act: impl Into<String>, article: impl Into<String>, confidence: Confidence) -> Self {
        Self { act: act.into(), article: article.into(), confidence, confirmed: None }
    }

    /// Lists what the confirmation lacks; nothing where it is whole, or where nobody was asked.
    #[must_use]
    pub fn lacks(&self) -> Vec<ConfirmLack> {
        let Some(confirmed) = &self.confirmed else { return Vec::new() };
        let blank = |text: &str| text.trim().is_empty();
        let lacks = [
            (ConfirmLack::Officer, blank(&confirmed.by)),
            (ConfirmLack::Act, blank(&self.act)),
            (ConfirmLack::Paper, confirmed.signed.is_none() && confirmed.letter.as_deref().is_none_or(blank)),
            (ConfirmLack::SignedLater, confirmed.signed.is_some_and(|signed| signed > confirmed.on)),
        ];
        lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(lack, _)| lack).collect()
    }
}

/// One value in force from a day on; a value of nothing ends the series explicitly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry<T> {
    /// First day in force.
    pub from: Day,
    /// The value, or nothing when the entry ends what was before.
    pub value: Option<T>,
    /// Source of the value.
    pub cite: Cite,
}

/// A dated parameter: entries in ascending order of their first day, no two on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Series<T>(Vec<Entry<T>>);

/// Says that a parameter has no value on a day, and which days are nearest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoValue {
    /// Stable name of the parameter (`gaji_pokok.pns`).
    pub param: String,
    /// The day asked for.
    pub on: Day,
    /// The latest first day at or before which a value ends or begins, when there is one.
    pub before: Option<Day>,
    /// The earliest first day after, when there is one.
    pub after: Option<Day>,
}

/// Says that the entries of a series are not in ascending order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAscending {
    /// The day that is not after its predecessor.
    pub at: Day,
}

impl core::fmt::Display for NotAscending {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "entry of {} does not come after the one before it", self.at)
    }
}

impl<T> Series<T> {
    /// Builds a series, or names the first entry that is out of order.
    pub fn new(entries: Vec<Entry<T>>) -> Result<Self, NotAscending> {
        match entries.windows(2).find(|pair| pair[1].from <= pair[0].from) {
            Some(pair) => Err(NotAscending { at: pair[1].from }),
            None => Ok(Self(entries)),
        }
    }

    /// Returns the value in force on the day with its citation, or says what is missing.
    pub fn on(&self, param: &str, day: Day) -> Result<(&T, &Cite), NoValue> {
        let next = self.0.partition_point(|entry| entry.from <= day);
        let current = next.checked_sub(1).and_then(|index| self.0.get(index));
        match current {
            Some(Entry { value: Some(value), cite, .. }) => Ok((value, cite)),
            _ => Err(NoValue {
                param: param.to_owned(),
                on: day,
                before: current.map(|entry| entry.from),
                after: self.0.get(next).map(|entry| entry.from),
            }),
        }
    }

    /// Returns all entries, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[Entry<T>] {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Series<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(Vec::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(from: &str, value: Option<u8>) -> Entry<u8> {
        let cite = Cite::new("PP 1/2000", "", Confidence::Verified);
        Entry { from: from.parse().unwrap(), value, cite }
    }

    #[test]
    fn a_gap_names_the_parameter_and_the_nearest_days() {
        let series =
            Series::new(vec![entry("2020-01-01", Some(1)), entry("2021-01-01", None), entry("2022-01-01", Some(2))])
                .unwrap();
        assert_eq!(series.on("x", "2020-12-31".parse().unwrap()).map(|(v, _)| *v), Ok(1));
        assert_eq!(series.on("x", "2022-01-01".parse().unwrap()).map(|(v, _)| *v), Ok(2));
        let gap = series.on("x", "2021-06-01".parse().unwrap()).unwrap_err();
        assert_eq!(
            (gap.before.unwrap().to_string(), gap.after.unwrap().to_string()),
            ("2021-01-01".into(), "2022-01-01".into())
        );
        assert!(series.on("x", "2019-12-31".parse().unwrap()).unwrap_err().before.is_none());
    }

    #[test]
    fn two_entries_on_one_day_are_refused() {
        assert!(Series::new(vec![entry("2020-01-01", Some(1)), entry("2020-01-01", Some(2))]).is_err());
    }
}
