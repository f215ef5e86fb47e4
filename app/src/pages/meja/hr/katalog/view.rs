//! The catalogue as HR reads it: programmes, sessions, who enrolled and who has a seat. No words.

use std::collections::BTreeMap;

use domain::growth::Programme;
use ledger::book::{Book, Filing, Standing};
use ledger::hash::Id;
use ledger::payload::{Enrolment, EnrolmentState, Seat};
use ledger::subject;

/// Somebody who takes part in a session, or waits.
#[derive(Debug, Clone, PartialEq)]
pub struct Participant {
    /// The person.
    pub id: Id,
    /// Name as enrolled.
    pub name: String,
    /// The seat, once the server has derived one.
    pub seat: Option<Seat>,
    /// How far the enrolment has come.
    pub filing: Filing,
}

/// Participants by programme and session.
pub type Participants = BTreeMap<(String, String), Vec<Participant>>;

/// Returns every programme that stands, by title; contested ones are counted apart.
#[must_use]
pub fn programmes(book: &Book) -> (Vec<Programme>, Vec<String>) {
    let (mut found, mut contested) = (Vec::new(), Vec::new());
    for subject in book.subjects("programme/") {
        match book.standing::<Programme>(subject) {
            Standing::One(stated) => found.push(stated.value),
            Standing::Contested(all) => contested.extend(all.into_iter().next().map(|stated| stated.value.title)),
            Standing::Nothing => {}
        }
    }
    found.sort_by(|a, b| a.title.cmp(&b.title).then_with(|| a.id.cmp(&b.id)));
    (found, contested)
}

/// Returns who takes part where: confirmed seats first, then the queue in its order, then those without a seat yet.
#[must_use]
pub fn participants(book: &Book) -> Participants {
    let mut all: Participants = BTreeMap::new();
    for subject in book.subjects("enrolment/") {
        let mut parts = subject.split('/').skip(1);
        let (Some(person), Some(programme), Some(session)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let Ok(id) = person.parse::<Id>() else { continue };
        let Some(stated) = book.standing::<Enrolment>(subject).one() else { continue };
        if stated.value.state != EnrolmentState::Enrolled {
            continue;
        }
        let seat = book.standing::<Seat>(&subject::seat(id, programme, session)).one().map(|stated| stated.value);
        let filing = book.get(stated.record.hash).map_or(Filing::Unsent, |(_, filing)| filing);
        let one = Participant { id, name: stated.value.name, seat, filing };
        all.entry((programme.to_owned(), session.to_owned())).or_default().push(one);
    }
    for people in all.values_mut() {
        people.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.name.cmp(&b.name)));
    }
    all
}

fn order(of: &Participant) -> (u8, u32) {
    match of.seat {
        Some(Seat::Confirmed) => (0, 0),
        Some(Seat::Waiting { place }) => (1, place),
        None | Some(Seat::Released) => (2, 0),
    }
}

/// Returns the programmes in whose title, topic or provider every word occurs.
#[must_use]
pub fn search(programmes: Vec<Programme>, typed: &str) -> Vec<Programme> {
    let words: Vec<String> = typed.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let fits = |one: &Programme| {
        let text = format!("{} {} {}", one.title, one.topic, one.provider).to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    programmes.into_iter().filter(fits).collect()
}
