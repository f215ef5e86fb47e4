//! A training programme of the catalogue, as the payload of programme records.
//!
//! Field names are part of the record form. Lesson hours are what the provider states; the certificate decides.

use core::fmt;
use core::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Area;
use crate::calendar::Day;
use crate::cite::Confidence;
use crate::kinerja::angka;

/// A training programme with its dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Stable id; enrolments name it.
    pub id: String,
    /// Title.
    pub title: String,
    /// Topic in a few words.
    pub topic: String,
    /// Who gives it.
    pub provider: String,
    /// How it is given.
    pub form: Jalur,
    /// Lesson hours of 45 minutes as the provider states them; nothing when it states none.
    #[serde(default, with = "angka::option", skip_serializing_if = "Option::is_none")]
    pub jp: Option<Decimal>,
    /// How sure the lesson hours are.
    pub jp_confidence: Confidence,
    /// What it helps to grow in.
    pub areas: Vec<Area>,
    /// Codes of the posts it is for; empty when it is for everyone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target_posts: Vec<String>,
    /// What the page says about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Dates, places and seats.
    pub sessions: Vec<Session>,
}

/// One run of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Id inside the programme.
    pub id: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// Town and building, or the address of the platform.
    pub place: String,
    /// Inside or outside the country, for the conversion into JP.
    #[serde(default)]
    pub abroad: Tempat,
    /// Seats.
    pub quota: u32,
}

/// How a programme is given (Peraturan LAN 10/2018 and the practice of the training centres).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Jalur {
    /// In a classroom.
    Klasikal,
    /// Classroom and distance mixed.
    Blended,
    /// Alone on a platform.
    ELearning,
    /// Live at a distance.
    JarakJauh,
}

/// Where an activity takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tempat {
    /// In the country.
    #[default]
    DalamNegeri,
    /// Abroad.
    LuarNegeri,
}

/// Says that a text names no form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAForm(pub String);

impl Jalur {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Klasikal, Self::Blended, Self::ELearning, Self::JarakJauh];

    /// Returns the stable code (`e_learning`).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Klasikal => "klasikal",
            Self::Blended => "blended",
            Self::ELearning => "e_learning",
            Self::JarakJauh => "jarak_jauh",
        }
    }
}

impl fmt::Display for Jalur {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Jalur {
    type Err = NotAForm;

    fn from_str(text: &str) -> Result<Self, NotAForm> {
        Self::ALL.into_iter().find(|one| one.code() == text).ok_or_else(|| NotAForm(text.to_owned()))
    }
}

/// One thing that keeps a programme from being published; `path` is the place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ProgrammeProblem {
    /// A text that must be there is blank.
    EmptyText {
        /// The field.
        path: String,
    },
    /// A text is longer than allowed.
    TextTooLong {
        /// The field.
        path: String,
        /// Characters found.
        length: usize,
        /// Characters allowed.
        max: usize,
    },
    /// Nothing says what it helps to grow in.
    NoAreas,
    /// Lesson hours that are not above zero.
    JpNotPositive {
        /// The value found.
        #[serde(with = "angka")]
        jp: Decimal,
    },
    /// A session ends before it begins.
    EndsBeforeItBegins {
        /// The session.
        path: String,
        /// First day found.
        from: Day,
        /// Last day found.
        until: Day,
    },
    /// A session without seats.
    NoSeats {
        /// The session.
        path: String,
    },
    /// Two sessions carry one id.
    DuplicateId {
        /// The second of them.
        path: String,
        /// The id.
        id: String,
    },
}

/// Finds everything that keeps a programme from being published.
#[must_use]
pub fn check_programme(programme: &Programme) -> Vec<ProgrammeProblem> {
    let mut found = Vec::new();
    let mut text = |value: &str, max: usize, path: String| {
        let length = value.chars().count();
        if value.trim().is_empty() {
            found.push(ProgrammeProblem::EmptyText { path });
        } else if length > max {
            found.push(ProgrammeProblem::TextTooLong { path, length, max });
        }
    };
    text(&programme.id, 64, "id".into());
    text(&programme.title, 200, "title".into());
    text(&programme.topic, 100, "topic".into());
    text(&programme.provider, 200, "provider".into());
    for (at, session) in programme.sessions.iter().enumerate() {
        text(&session.id, 64, format!("sessions[{at}].id"));
        text(&session.place, 200, format!("sessions[{at}].place"));
    }
    if !programme.description.is_empty() {
        text(&programme.description, 4_000, "description".into());
    }
    if programme.areas.is_empty() {
        found.push(ProgrammeProblem::NoAreas);
    }
    if let Some(jp) = programme.jp.filter(|jp| *jp <= Decimal::ZERO) {
        found.push(ProgrammeProblem::JpNotPositive { jp });
    }
    for (at, session) in programme.sessions.iter().enumerate() {
        let path = format!("sessions[{at}]");
        if session.until < session.from {
            let (from, until) = (session.from, session.until);
            found.push(ProgrammeProblem::EndsBeforeItBegins { path: path.clone(), from, until });
        }
        if session.quota == 0 {
            found.push(ProgrammeProblem::NoSeats { path: path.clone() });
        }
        if programme.sessions[..at].iter().any(|earlier| earlier.id == session.id) {
            found.push(ProgrammeProblem::DuplicateId { path, id: session.id.clone() });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"id": "ppi", "title": "PPI", "topic": "infeksi", "provider": "BPSDM", "form": "blended",
        "jp": "30.0", "jp_confidence": "recalled", "areas": ["teknis/infeksi", "nilai/kompeten"],
        "sessions": [{"id": "a", "from": "2027-02-01", "until": "2027-02-04", "place": "Aula", "quota": 30}]}"#;

    #[test]
    fn a_programme_reads_back_and_each_fault_is_named() {
        let good: Programme = serde_json::from_str(GOOD).unwrap();
        assert_eq!(check_programme(&good), vec![]);
        let written = serde_json::to_string(&good).unwrap();
        assert!(written.contains(r#""jp":"30""#), "{written}");
        assert_eq!(serde_json::from_str::<Programme>(&written).unwrap(), good);
        let faulty = GOOD.replace("2027-02-04", "2027-01-04").replace("30.0", "0").replace(": 30}", ": 0}");
        let codes: Vec<String> = check_programme(&serde_json::from_str(&faulty).unwrap())
            .iter()
            .map(|problem| serde_json::to_value(problem).unwrap()["code"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(codes, ["jp_not_positive", "ends_before_it_begins", "no_seats"]);
        assert!(serde_json::from_str::<Programme>(&GOOD.replace("\"topic\"", "\"x\": 1, \"topic\"")).is_err());
    }
}
