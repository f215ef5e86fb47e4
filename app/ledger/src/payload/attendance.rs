//! Attendance: recaps, an office's hours and outages, rosters, lists of devices and single marks.

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::hadir::{Entry, Moment, Schedule, Shifts};
use domain::kinerja::Predikat;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What pay needs of a person's month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recap {
    /// The predikat in force for the month, when one stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predikat: Option<Predikat>,
    /// Measures the policy asks for, by key; decimals as text.
    pub measures: BTreeMap<String, Decimal>,
    /// Where the figures come from, in words.
    #[serde(default)]
    pub source: String,
}

/// When an office works, from the month that the subject names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeHours {
    /// The hours.
    pub schedule: Schedule,
    /// Whether people mark on their own devices: then their marks count, and a day without one is absent.
    pub devices: bool,
}

/// A span in which marks could not be taken, or days on which an office does not work; office and first minute stand in
/// the subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gangguan {
    /// Last minute.
    pub until: Moment,
    /// What happened.
    pub words: String,
    /// What proves it: a report, a letter.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub paper: String,
    /// Whether the office does not work on its days at all: then they are days off.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub closed: bool,
}

/// The shifts of who works by a roster, in a month; a day without one is off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roster {
    /// The shifts, by the day on which they begin.
    pub shifts: Shifts,
    /// Where it comes from, in words.
    pub source: String,
}

/// What a machine or a list said of a person's month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// First day of which the list speaks, of anybody.
    pub from: Day,
    /// Last day of which it speaks.
    pub last: Day,
    /// What it says, by day.
    pub days: BTreeMap<Day, Entry>,
    /// Where it comes from, in words.
    pub source: String,
}

/// One mark that a person made on an own device, by the clock on its wall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Day and minute.
    pub at: Moment,
    /// Where or why, when the person says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
