//! What a person needs to know about training, read off the book: programmes, gaps, reasons, enrolments. No words here.

use domain::calendar::Day;
use domain::growth::{Kesenjangan, PersonFacts, Programme, Recommendation, gaps, recommend};
use domain::kinerja::{Penilaian, Period, Predikat, matrix};
use ledger::book::{Book, Filing};
use ledger::facts::profile;
use ledger::hash::{Hash, Id};
use ledger::payload::{Enrolment, EnrolmentState, PeerSummary, Plan, Rating, Seat};
use ledger::subject;

/// How many finished quarters back an assessment is looked for.
const LOOK_BACK: u8 = 4;

/// The last assessment and what it asks for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Need {
    /// The period assessed, when one was.
    pub period: Option<Period>,
    /// The predikat the superior's judgements give, when there is one.
    pub predikat: Option<Predikat>,
    /// What it shows the person should grow in.
    pub gaps: Vec<Kesenjangan>,
    /// Programmes that answer it, the strongest first.
    pub recommended: Vec<Recommendation>,
}

/// Where a person stands with one session.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// Not enrolled.
    Free,
    /// Enrolled; no seat is known yet.
    Enrolled(Filing),
    /// A seat is sure.
    Confirmed,
    /// In the queue.
    Waiting(u32),
}

/// Returns every programme of the catalogue, by title.
#[must_use]
pub fn programmes(book: &Book) -> Vec<Programme> {
    let subjects = book.subjects("programme/");
    let mut found: Vec<Programme> =
        subjects.filter_map(|subject| Some(book.standing::<Programme>(subject).one()?.value)).collect();
    found.sort_by(|a, b| a.title.cmp(&b.title));
    found
}

/// Returns one programme.
#[must_use]
pub fn programme(book: &Book, id: &str) -> Option<Programme> {
    Some(book.standing::<Programme>(&subject::programme(id)).one()?.value)
}

/// Finds the last assessed quarter and what it asks for.
#[must_use]
pub fn need(book: &Book, me: Id, today: Day) -> Need {
    let mut month = Period::triwulan_of(today.month()).first_month();
    let assessed = (0..LOOK_BACK).find_map(|_| {
        month = month.previous();
        let period = Period::triwulan_of(month);
        month = period.first_month();
        let (own, superior) = ratings(book, me, period);
        (own.is_some() || superior.is_some()).then_some((period, own, superior))
    });
    let Some((period, own, superior)) = assessed else { return Need::default() };
    let plan = book.standing::<Plan>(&subject::plan(me, period.year())).one().map(|stated| stated.value);
    let peers = book.standing::<PeerSummary>(&subject::peer_summary(me, &period.to_string())).one();
    let peers = peers.map(|stated| stated.value);
    let gaps = gaps(period, superior.as_ref(), peers.as_ref(), own.as_ref(), plan.as_ref(), |_| None);
    let facts = profile(book, me, today);
    let person = PersonFacts {
        post: facts.jabatan.and_then(|jabatan| jabatan.code).unwrap_or_default(),
        status: facts.status.unwrap_or(domain::asn::Status::Pns),
        completed: Default::default(),
        on: today,
    };
    let recommended = recommend(&gaps, &programmes(book), &person);
    let predikat = superior.map(|penilaian| matrix(penilaian.hasil, penilaian.perilaku));
    Need { period: Some(period), predikat, gaps, recommended }
}

/// Returns the own judgement and the superior's of a period.
fn ratings(book: &Book, me: Id, period: Period) -> (Option<Penilaian>, Option<Penilaian>) {
    let own_subject = subject::rating(me, &period.to_string(), me);
    let prefix = format!("rating/{me}/{period}/");
    let read = |subject: &str| book.standing::<Rating>(subject).one().map(|stated| stated.value);
    let superior = book.subjects(&prefix).filter(|subject| *subject != own_subject).find_map(read);
    (read(&own_subject), superior)
}

/// Says where a person stands with a session.
#[must_use]
pub fn place(book: &Book, me: Id, programme: &str, session: &str) -> Place {
    let enrolment = subject::enrolment(me, programme, session);
    let Some(stated) = book.standing::<Enrolment>(&enrolment).one() else { return Place::Free };
    if stated.value.state == EnrolmentState::Withdrawn {
        return Place::Free;
    }
    let hash: Hash = stated.record.hash;
    let filing = book.get(hash).map_or(Filing::Unsent, |(_, filing)| filing);
    match book.standing::<Seat>(&subject::seat(me, programme, session)).one().map(|seat| seat.value) {
        Some(Seat::Confirmed) => Place::Confirmed,
        Some(Seat::Waiting { place }) => Place::Waiting(place),
        // A seat released earlier says nothing about a new enrolment.
        Some(Seat::Released) | None => Place::Enrolled(filing),
    }
}

/// Returns the programmes whose title, topic or provider holds every word sought.
#[must_use]
pub fn search(programmes: Vec<Programme>, sought: &str) -> Vec<Programme> {
    let words: Vec<String> = sought.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let holds = |programme: &Programme| {
        let text = format!("{} {} {}", programme.title, programme.topic, programme.provider).to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    programmes.into_iter().filter(holds).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_an_assessment_nothing_is_recommended() {
        let need = need(&Book::new(), Id::default(), "2026-11-21".parse().unwrap());
        assert_eq!(need, Need::default());
    }
}
