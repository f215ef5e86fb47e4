//! What waits for a person today, read off the book. Knows no words and no Leptos.

use domain::calendar::Day;
use domain::kinerja::Period;
use ledger::book::{Book, Standing};
use ledger::facts::{Profile, subordinates};
use ledger::hash::Id;
use ledger::payload::{Peer, PeerRequest, Plan, Rating};
use ledger::subject;

use crate::pages::kerja::view as work;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// The superior's expectation of the year has no answer.
    Expectation {
        /// The year.
        year: i32,
        /// Name of the superior.
        from: String,
    },
    /// No plan for the year stands.
    Plan {
        /// Year without a plan.
        year: i32,
    },
    /// Nothing was logged on the day.
    Log,
    /// The own judgement of a finished period is missing.
    SelfAssessment {
        /// The period.
        period: Period,
    },
    /// A superior asked for a judgement of a colleague.
    Peer {
        /// The colleague.
        person: Id,
        /// Name as the request states it.
        name: String,
        /// The period.
        period: String,
    },
    /// People whose finished period is not rated.
    Rate {
        /// How many.
        people: usize,
        /// The period.
        period: Period,
    },
}

/// Returns the last quarter that ended before the day.
#[must_use]
pub fn finished_quarter(today: Day) -> Period {
    Period::triwulan_of(Period::triwulan_of(today.month()).first_month().previous())
}

/// Lists what waits, the nearest first.
#[must_use]
pub fn due(book: &Book, me: Id, today: Day) -> Vec<Due> {
    let mut due = Vec::new();
    let year = today.month().year();
    let period = finished_quarter(today);
    if let Some(one) = work::expected(book, me, year).filter(|one| one.answer.is_none()) {
        due.push(Due::Expectation { year, from: one.expectation.from });
    }
    let has_plan = !matches!(book.standing::<Plan>(&subject::plan(me, year)), Standing::Nothing);
    if !has_plan {
        due.push(Due::Plan { year });
    }
    let logged = work::log(book, &subject::log(me, year)).0.iter().any(|entry| entry.log.date == today);
    if has_plan && !logged && !today.is_weekend() {
        due.push(Due::Log);
    }
    if has_plan && is_open(book, me, period, me) {
        due.push(Due::SelfAssessment { period });
    }
    due.extend(peer_requests(book, me));
    let waiting =
        subordinates(book, me, today).iter().filter(|one: &&Profile| is_open(book, one.id, period, me)).count();
    if waiting > 0 {
        due.push(Due::Rate { people: waiting, period });
    }
    due
}

fn is_open(book: &Book, person: Id, period: Period, rater: Id) -> bool {
    matches!(book.standing::<Rating>(&subject::rating(person, &period.to_string(), rater)), Standing::Nothing)
}

fn peer_requests(book: &Book, me: Id) -> Vec<Due> {
    let prefix = format!("peer_request/{me}/");
    book.subjects(&prefix)
        .filter_map(|request| {
            let stated = book.standing::<PeerRequest>(request).one()?.value;
            let mut parts = request.split('/').skip(2);
            let (period, person) = (parts.next()?.to_owned(), parts.next()?.parse().ok()?);
            let answer = subject::peer(person, &period, me);
            let open = stated.stands && matches!(book.standing::<Peer>(&answer), Standing::Nothing);
            open.then_some(Due::Peer { person, name: stated.name, period })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_finished_quarter_is_the_one_before_the_present() {
        let period = |day: &str| finished_quarter(day.parse().unwrap()).to_string();
        assert_eq!(period("2026-11-21"), "2026-T3");
        assert_eq!(period("2026-01-02"), "2025-T4");
        assert_eq!(period("2026-04-01"), "2026-T1");
    }

    #[test]
    fn an_empty_book_asks_for_a_plan_first() {
        let due = due(&Book::new(), Id::default(), "2026-11-20".parse().unwrap());
        assert_eq!(due, vec![Due::Plan { year: 2026 }]);
    }
}
