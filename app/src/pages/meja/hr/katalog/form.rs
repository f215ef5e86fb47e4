//! The form of a programme: texts as typed, read into a programme or into problems at their fields.
//!
//! The id of a new programme is made from its title once and never changes: enrolments name it.

use std::collections::BTreeSet;

use domain::cite::Confidence;
use domain::growth::{Area, Jalur, Programme, ProgrammeProblem, Session, Tempat, check_programme};
use serde::{Deserialize, Serialize};

use crate::words::format::read_decimal;

/// A programme as typed; saved as a draft at each change.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ProgrammeForm {
    /// Title.
    pub title: String,
    /// Topic.
    pub topic: String,
    /// Provider.
    pub provider: String,
    /// Code of the form.
    pub form: String,
    /// Lesson hours.
    pub jp: String,
    /// How sure the lesson hours are: `verified`, `single`, `recalled`.
    pub sure: String,
    /// Codes of the chosen values and competences.
    pub areas: BTreeSet<String>,
    /// Technical fields, with commas between.
    pub technical: String,
    /// Codes of posts, with commas between.
    pub posts: String,
    /// Description.
    pub description: String,
    /// Sessions.
    pub sessions: Vec<SessionForm>,
}

/// A session as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SessionForm {
    /// Id inside the programme, made once.
    pub id: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Place.
    pub place: String,
    /// Whether it is abroad.
    pub abroad: bool,
    /// Seats.
    pub quota: String,
}

/// What keeps a form from being read, beyond what the domain names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// What the domain names.
    Programme(ProgrammeProblem),
    /// Nothing chosen or typed.
    Required,
    /// No number.
    Number,
    /// No day.
    Date,
    /// Not the form of a technical field.
    Technical(String),
}

/// What is wrong, by the id of the field.
pub type Wrong = Vec<(String, Problem)>;

/// Writes the id of a field of a session.
#[must_use]
pub fn session_field(id: &str, part: &str) -> String {
    format!("jadwal-{id}-{part}")
}

/// Makes an id from a title: small letters, digits and dashes; numbered when taken.
#[must_use]
pub fn slug(title: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut plain = String::new();
    for letter in title.to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            plain.push(letter);
        } else if !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
    }
    plain.truncate(56);
    let plain = plain.trim_end_matches('-');
    // The address of a new programme is taken.
    let plain = if plain.is_empty() || plain == "baru" { format!("program-{plain}") } else { plain.to_owned() };
    let plain = plain.trim_end_matches('-').to_owned();
    if !taken(&plain) {
        return plain;
    }
    (2_u32..).map(|number| format!("{plain}-{number}")).find(|id| !taken(id)).unwrap_or(plain)
}

fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

impl ProgrammeForm {
    /// Fills the form from a programme.
    #[must_use]
    pub fn of(programme: &Programme) -> Self {
        let technical = programme.areas.iter().filter_map(|area| match area {
            Area::Teknis(field) => Some(field.replace('_', " ")),
            Area::Nilai(_) | Area::Kompetensi(_) => None,
        });
        let sessions = programme.sessions.iter().map(|session| SessionForm {
            id: session.id.clone(),
            from: session.from.to_string(),
            until: session.until.to_string(),
            place: session.place.clone(),
            abroad: session.abroad == Tempat::LuarNegeri,
            quota: session.quota.to_string(),
        });
        Self {
            title: programme.title.clone(),
            topic: programme.topic.clone(),
            provider: programme.provider.clone(),
            form: programme.form.code().to_owned(),
            jp: programme.jp.map(crate::words::format::decimal).unwrap_or_default(),
            sure: sure_code(programme.jp_confidence).to_owned(),
            technical: technical.collect::<Vec<_>>().join(", "),
            areas: programme
                .areas
                .iter()
                .filter(|area| !matches!(area, Area::Teknis(_)))
                .map(ToString::to_string)
                .collect(),
            posts: programme.target_posts.join(", "),
            description: programme.description.clone(),
            sessions: sessions.collect(),
        }
    }

    /// Adds an empty session and returns its id, which no other session has.
    pub fn add_session(&mut self) -> String {
        let taken = |id: &str| self.sessions.iter().any(|one| one.id == id);
        let id = (1_u32..).map(|number| format!("s{number}")).find(|id| !taken(id)).unwrap_or_default();
        self.sessions.push(SessionForm { id: id.clone(), ..SessionForm::default() });
        id
    }

    /// Changes a session.
    pub fn change(&mut self, id: &str, change: impl FnOnce(&mut SessionForm)) {
        if let Some(session) = self.sessions.iter_mut().find(|one| one.id == id) {
            change(session);
        }
    }

    /// Reads the form under an id.
    ///
    /// # Errors
    /// Everything that is wrong, at its field.
    pub fn read(&self, id: &str) -> Result<Programme, Wrong> {
        let mut wrong: Wrong = Vec::new();
        let form = self.form.parse::<Jalur>().map_err(|_| wrong.push(("bentuk".into(), Problem::Required))).ok();
        let jp = match self.jp.trim() {
            "" => None,
            text => match read_decimal(text) {
                Some(jp) => Some(jp.normalize()),
                None => {
                    wrong.push(("jp".into(), Problem::Number));
                    None
                }
            },
        };
        let mut areas: Vec<Area> = self.areas.iter().filter_map(|code| code.parse().ok()).collect();
        for field in listed(&self.technical) {
            let code = format!("teknis/{}", field.to_lowercase().replace([' ', '-'], "_"));
            match code.parse() {
                Ok(area) => areas.push(area),
                Err(_) => wrong.push(("teknis".into(), Problem::Technical(field.to_owned()))),
            }
        }
        let mut sessions = Vec::new();
        for session in &self.sessions {
            let mut day = |part: &str, text: &str| match text.parse() {
                Ok(day) => Some(day),
                Err(_) => {
                    let problem = if text.is_empty() { Problem::Required } else { Problem::Date };
                    wrong.push((session_field(&session.id, part), problem));
                    None
                }
            };
            let (from, until) = (day("mulai", &session.from), day("selesai", &session.until));
            let quota = session.quota.trim().replace('.', "").parse::<u32>().ok();
            if quota.is_none() {
                wrong.push((session_field(&session.id, "kursi"), Problem::Number));
            }
            if let (Some(from), Some(until), Some(quota)) = (from, until, quota) {
                let abroad = if session.abroad { Tempat::LuarNegeri } else { Tempat::DalamNegeri };
                let (id, place) = (session.id.clone(), session.place.trim().to_owned());
                sessions.push(Session { id, from, until, place, abroad, quota });
            }
        }
        let programme = Programme {
            id: id.to_owned(),
            title: self.title.trim().to_owned(),
            topic: self.topic.trim().to_owned(),
            provider: self.provider.trim().to_owned(),
            form: form.unwrap_or(Jalur::Klasikal),
            jp,
            jp_confidence: sure(&self.sure),
            areas,
            target_posts: listed(&self.posts).map(str::to_owned).collect(),
            description: self.description.trim().to_owned(),
            sessions,
        };
        let found = check_programme(&programme).into_iter();
        wrong.extend(found.map(|problem| (place_of(&problem, &programme), Problem::Programme(problem))));
        if wrong.is_empty() { Ok(programme) } else { Err(wrong) }
    }
}

/// Returns the code of a confidence.
#[must_use]
pub fn sure_code(of: Confidence) -> &'static str {
    match of {
        Confidence::Verified => "verified",
        Confidence::Single => "single",
        Confidence::Recalled => "recalled",
    }
}

/// Reads a confidence; what is not told counts as the weakest.
fn sure(code: &str) -> Confidence {
    match code {
        "verified" => Confidence::Verified,
        "single" => Confidence::Single,
        _ => Confidence::Recalled,
    }
}

/// Returns the field of the form that a problem of the domain stands at.
fn place_of(problem: &ProgrammeProblem, programme: &Programme) -> String {
    let (path, part) = match problem {
        ProgrammeProblem::NoAreas => return "bidang".to_owned(),
        ProgrammeProblem::JpNotPositive { .. } => return "jp".to_owned(),
        ProgrammeProblem::EmptyText { path } | ProgrammeProblem::TextTooLong { path, .. } => (path, "tempat"),
        ProgrammeProblem::EndsBeforeItBegins { path, .. } => (path, "selesai"),
        ProgrammeProblem::NoSeats { path } => (path, "kursi"),
        ProgrammeProblem::DuplicateId { path, .. } => (path, "mulai"),
    };
    let session = path.strip_prefix("sessions[").and_then(|rest| rest.split(']').next()?.parse::<usize>().ok());
    match session.and_then(|at| programme.sessions.get(at)) {
        Some(session) => session_field(&session.id, part),
        None => match path.as_str() {
            "topic" => "topik",
            "provider" => "penyelenggara",
            "description" => "uraian",
            _ => "judul",
        }
        .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> ProgrammeForm {
        let mut form = ProgrammeForm {
            title: "Dasar Pencegahan Infeksi".into(),
            topic: "infeksi".into(),
            provider: "BPSDM".into(),
            form: "blended".into(),
            jp: "30,5".into(),
            sure: "single".into(),
            areas: BTreeSet::from(["nilai/kompeten".into()]),
            technical: "Rantai dingin, imunisasi".into(),
            posts: "perawat; bidan".into(),
            ..ProgrammeForm::default()
        };
        let id = form.add_session();
        form.change(&id, |session| {
            session.from = "2027-02-01".into();
            session.until = "2027-02-04".into();
            session.place = "Aula".into();
            session.quota = "30".into();
        });
        form
    }

    #[test]
    fn a_programme_reads_back_as_typed() {
        let programme = good().read("ppi").unwrap();
        assert_eq!((programme.areas.len(), programme.target_posts.len()), (3, 2));
        assert_eq!(ProgrammeForm::of(&programme).read("ppi").unwrap(), programme);
    }

    #[test]
    fn every_problem_stands_at_its_field() {
        let names = |form: ProgrammeForm| -> Vec<String> {
            form.read("x").unwrap_err().into_iter().map(|(name, _)| name).collect()
        };
        assert_eq!(names(ProgrammeForm::default()), ["bentuk", "judul", "topik", "penyelenggara", "bidang"]);
        assert_eq!(names(ProgrammeForm { jp: "0".into(), ..good() }), ["jp"]);
        assert_eq!(names(ProgrammeForm { jp: "banyak".into(), ..good() }), ["jp"]);
        assert_eq!(names(ProgrammeForm { technical: "a/b".into(), ..good() }), ["teknis"]);
        let mut form = good();
        form.change("s1", |session| {
            session.until = "2027-01-04".into();
            session.quota = "0".into();
            session.place = " ".into();
        });
        assert_eq!(names(form), ["jadwal-s1-tempat", "jadwal-s1-selesai", "jadwal-s1-kursi"]);
        let mut form = good();
        assert_eq!(form.add_session(), "s2");
        assert_eq!(names(form), ["jadwal-s2-mulai", "jadwal-s2-selesai", "jadwal-s2-kursi"]);
    }

    #[test]
    fn an_id_is_made_from_the_title_and_is_free() {
        assert_eq!(slug("  Etika & Anti-Korupsi (2027)!", |_| false), "etika-anti-korupsi-2027");
        assert_eq!(slug("Baru", |_| false), "program-baru");
        assert_eq!(slug("???", |_| false), "program");
        assert_eq!(slug("Etika", |id| matches!(id, "etika" | "etika-2")), "etika-3");
        assert!(slug(&"panjang ".repeat(20), |_| false).len() <= 56);
    }
}
