//! What the book says about assessments: which periods are due, what was said of a person, who waits.
//!
//! A superior sees summaries of peers only. Knows no Leptos, no sentences.

use std::collections::BTreeSet;

use domain::calendar::Day;
use domain::kinerja::{PeerSummary, Penilaian, Period, Predikat, Rating, evaluation_window, matrix};
use ledger::book::{Book, Filing, Standing, Stated};
use ledger::facts;
use ledger::hash::Id;
use ledger::payload::{self, Fact, Feedback, PeerRequest};
use ledger::subject::{self, Field};

use crate::pages::kerja::view::filing;

/// What stands of one judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judged {
    /// Nothing was written.
    Nothing,
    /// One judgement, and how far its record has come.
    One(Box<Penilaian>, Filing),
    /// Two or more.
    Contested(Vec<Penilaian>),
}

impl Judged {
    /// Returns the judgement when exactly one stands.
    #[must_use]
    pub fn one(&self) -> Option<&Penilaian> {
        match self {
            Self::One(judged, _) => Some(judged),
            Self::Nothing | Self::Contested(_) => None,
        }
    }

    /// Returns the predikat that follows, when exactly one judgement stands.
    #[must_use]
    pub fn predikat(&self) -> Option<Predikat> {
        self.one().map(|judged| cell(judged.rating()))
    }
}

/// Returns the cell of two judgements.
#[must_use]
pub fn cell(rating: Rating) -> Predikat {
    matrix(rating.hasil, rating.perilaku)
}

/// Returns the periods that can be assessed on a day: those whose window the rules say is open, then the last
/// finished quarter and the current one, for which each agency sets its own window.
#[must_use]
pub fn due(today: Day) -> Vec<Period> {
    let year = today.month().year();
    let open = |period: &Period| evaluation_window(*period).is_ok_and(|(window, _)| window.contains(today));
    let annual = [year - 1, year].into_iter().filter_map(Period::tahun).filter(open);
    let current = Period::triwulan_of(today.month());
    let finished = Period::triwulan_of(current.first_month().previous());
    annual.chain([finished, current]).collect()
}

/// Returns what stands under a rating.
#[must_use]
pub fn judged(book: &Book, person: Id, period: Period, rater: Id) -> Judged {
    match book.standing::<payload::Rating>(&subject::rating(person, &period.to_string(), rater)) {
        Standing::Nothing => Judged::Nothing,
        Standing::One(Stated { value, record }) => Judged::One(Box::new(value), filing(book, record.hash)),
        Standing::Contested(all) => Judged::Contested(all.into_iter().map(|stated| stated.value).collect()),
    }
}

/// Returns the rating of a person by the superior of the period: the one of its last day, else the only one.
#[must_use]
pub fn official(book: &Book, person: Id, period: Period) -> Judged {
    let raters = raters(book, person, period);
    let superior = match facts::fact_on(book, person, Field::Jabatan, period.last()) {
        Ok(Some((_, Fact::Jabatan(post)))) => post.superior,
        _ => None,
    };
    let rater = superior.filter(|id| raters.contains(id)).or_else(|| (raters.len() == 1).then(|| raters[0]));
    rater.map_or(Judged::Nothing, |rater| judged(book, person, period, rater))
}

fn raters(book: &Book, person: Id, period: Period) -> Vec<Id> {
    let prefix = format!("rating/{person}/{period}/");
    let subjects = book.subjects(&prefix);
    let raters = subjects.filter_map(|subject| subject.strip_prefix(&prefix)?.parse::<Id>().ok());
    raters.filter(|rater| *rater != person).collect()
}

/// Returns the periods of which something was said about a person, newest first.
#[must_use]
pub fn periods(book: &Book, person: Id) -> Vec<Period> {
    let prefix = format!("rating/{person}/");
    let subjects = book.subjects(&prefix);
    let found: BTreeSet<Period> =
        subjects.filter_map(|subject| subject.strip_prefix(&prefix)?.split('/').next()?.parse().ok()).collect();
    let mut found: Vec<Period> = found.into_iter().collect();
    found.sort_by_key(|period| core::cmp::Reverse((period.last(), period.months())));
    found
}

/// One request to assess a peer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The person to be assessed.
    pub person: Id,
    /// The period.
    pub period: Period,
    /// Name of the person.
    pub name: String,
    /// Post of the person.
    pub title: String,
    /// The own answer, and how far it has come.
    pub answered: Option<Filing>,
}

/// Returns the requests to a person that stand: unanswered ones first, then by name.
#[must_use]
pub fn requests(book: &Book, me: Id) -> Vec<Request> {
    let prefix = format!("peer_request/{me}/");
    let mut found: Vec<Request> = book
        .subjects(&prefix)
        .filter_map(|subject| {
            let (period, person) = subject.strip_prefix(&prefix)?.split_once('/')?;
            request(book, me, person.parse().ok()?, period.parse().ok()?)
        })
        .collect();
    found.sort_by(|a, b| (a.answered.is_some(), &a.name).cmp(&(b.answered.is_some(), &b.name)));
    found
}

/// Returns one request to a person while it stands, and afterwards when it was answered.
#[must_use]
pub fn request(book: &Book, me: Id, person: Id, period: Period) -> Option<Request> {
    let code = period.to_string();
    let asked = book.standing::<PeerRequest>(&subject::peer_request(me, &code, person)).one()?.value;
    let answer = book.standing::<payload::Peer>(&subject::peer(person, &code, me)).one();
    (asked.stands || answer.is_some()).then(|| Request {
        person,
        period,
        name: asked.name,
        title: asked.title,
        answered: answer.map(|stated| filing(book, stated.record.hash)),
    })
}

/// One of the superior's people in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Post.
    pub title: String,
    /// Number as searched for, when it is known.
    pub nip: String,
    /// Whether a plan of the year stands.
    pub planned: bool,
    /// Whether the self-assessment is in.
    pub assessed: bool,
    /// Peers that are asked.
    pub asked: usize,
    /// Peers that answered, when the summary says so.
    pub answers: Option<u32>,
    /// The superior's rating.
    pub rating: Judged,
}

impl Member {
    /// Says whether a rating is still to be given.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.rating.one().is_none()
    }

    fn rank(&self) -> u8 {
        match (&self.rating, self.assessed) {
            (Judged::Contested(_), _) => 0,
            (Judged::Nothing, true) => 1,
            (Judged::Nothing, false) => 2,
            (Judged::One(..), _) => 3,
        }
    }

    /// Says whether every typed word occurs in name, post or number.
    #[must_use]
    pub fn fits(&self, typed: &str) -> bool {
        let text = format!("{} {} {}", self.name, self.title, self.nip).to_lowercase();
        typed.split_whitespace().all(|word| text.contains(&word.to_lowercase()))
    }
}

/// Returns the people of a superior, those who wait first.
#[must_use]
pub fn team(book: &Book, me: Id, today: Day, period: Period) -> Vec<Member> {
    let people = facts::subordinates(book, me, today);
    let ids: Vec<Id> = people.iter().map(|profile| profile.id).collect();
    let code = period.to_string();
    let mut team: Vec<Member> = people
        .into_iter()
        .map(|profile| {
            let id = profile.id;
            let plan = book.standing::<payload::Plan>(&subject::plan(id, period.year()));
            let digits = profile.nip.map(|nip| nip.to_string()).unwrap_or_default();
            Member {
                id,
                name: profile.call(),
                title: profile.title().unwrap_or_default().to_owned(),
                nip: digits,
                planned: !matches!(plan, Standing::Nothing),
                assessed: !matches!(judged(book, id, period, id), Judged::Nothing),
                asked: ids.iter().filter(|peer| asked(book, **peer, &code, id)).count(),
                answers: match summary(book, id, period) {
                    Some(PeerSummary::Summary { answers, .. }) => Some(answers),
                    Some(PeerSummary::TooFew { .. }) | None => None,
                },
                rating: judged(book, id, period, me),
            }
        })
        .collect();
    team.sort_by(|a, b| (a.rank(), &a.name).cmp(&(b.rank(), &b.name)));
    team
}

/// Says whether a request to a peer stands.
#[must_use]
pub fn asked(book: &Book, peer: Id, period: &str, person: Id) -> bool {
    let request = book.standing::<PeerRequest>(&subject::peer_request(peer, period, person)).one();
    request.is_some_and(|stated| stated.value.stands)
}

/// Returns the summary of peers' answers that the server derived.
#[must_use]
pub fn summary(book: &Book, person: Id, period: Period) -> Option<PeerSummary> {
    book.standing::<payload::PeerSummary>(&subject::peer_summary(person, &period.to_string()))
        .one()
        .map(|stated| stated.value)
}

/// Returns feedback to a person about a period, newest last. Answers to an expectation stand with the expectation.
#[must_use]
pub fn feedback(book: &Book, person: Id, period: Period) -> Vec<(Feedback, Filing)> {
    let items = book.items::<Feedback>(&subject::feedback(person, &period.to_string())).into_iter();
    items.filter(|one| one.value.answer.is_none()).map(|one| (one.value, filing(book, one.record.hash))).collect()
}

/// Returns the place of a person among those who wait and the neighbours before and after, by name.
#[must_use]
pub fn turn(team: &[Member], person: Id) -> Turn {
    let mut waiting: Vec<&Member> = team.iter().filter(|one| one.waits() || one.id == person).collect();
    waiting.sort_by(|a, b| a.name.cmp(&b.name));
    let at = waiting.iter().position(|one| one.id == person);
    let id = |at: Option<usize>| at.and_then(|at| waiting.get(at)).map(|one| one.id);
    Turn {
        place: at.map_or(0, |at| at + 1),
        total: waiting.len(),
        before: id(at.and_then(|at| at.checked_sub(1))),
        after: id(at.map(|at| at + 1)),
    }
}

/// The place of a person among those who wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// From 1; 0 when the person is not among them.
    pub place: usize,
    /// How many there are.
    pub total: usize,
    /// The one before.
    pub before: Option<Id>,
    /// The one after.
    pub after: Option<Id>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn codes(today: &str) -> Vec<String> {
        due(day(today)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_year_is_due_in_its_window_and_quarters_always() {
        assert_eq!(codes("2026-11-21"), ["2026-T3", "2026-T4"]);
        assert_eq!(codes("2027-01-15"), ["2026", "2026-T4", "2027-T1"]);
        assert_eq!(codes("2026-12-31"), ["2026", "2026-T3", "2026-T4"]);
        assert_eq!(codes("2027-02-01"), ["2026-T4", "2027-T1"]);
    }

    fn member(byte: u8, name: &str, assessed: bool, rating: Judged) -> Member {
        Member {
            id: Id([byte; 16]),
            name: name.into(),
            title: "Pengatur lalu lintas".into(),
            nip: "198001012005011001".into(),
            planned: true,
            assessed,
            asked: 0,
            answers: None,
            rating,
        }
    }

    fn rated() -> Judged {
        let judged = serde_json::from_str(r#"{"hasil": "sesuai", "perilaku": "sesuai"}"#).unwrap();
        Judged::One(Box::new(judged), Filing::Unsent)
    }

    #[test]
    fn those_who_wait_are_walked_by_name_and_the_open_person_stays_among_them() {
        let team = [
            member(1, "Yusuf", true, Judged::Nothing),
            member(2, "Ani", true, rated()),
            member(3, "Budi", false, Judged::Nothing),
        ];
        let turn_of = |byte| turn(&team, Id([byte; 16]));
        assert_eq!(turn_of(1), Turn { place: 2, total: 2, before: Some(Id([3; 16])), after: None });
        assert_eq!(turn_of(2), Turn { place: 1, total: 3, before: None, after: Some(Id([3; 16])) });
        assert_eq!(turn_of(9), Turn { place: 0, total: 2, before: None, after: None });
        assert!(team[0].fits("yus LALU 1980") && !team[0].fits("yus gaji"));
    }

    #[test]
    fn an_empty_book_says_nothing_of_anyone() {
        let (book, me) = (Book::new(), Id([1; 16]));
        let period = due(day("2026-11-21"))[0];
        assert_eq!(official(&book, me, period), Judged::Nothing);
        assert!(periods(&book, me).is_empty() && requests(&book, me).is_empty());
        assert!(team(&book, me, day("2026-11-21"), period).is_empty());
    }
}
