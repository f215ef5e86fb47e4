//! The closed list of what the server derives on its own chain: peer summaries and seats.
//!
//! Pure here: answers and events go in, statements come out. The store says what was accepted; the worker calls.

use std::collections::BTreeMap;

use domain::growth;
use domain::kinerja::{MINIMUM_GROUP, PeerAnswer, PeerSummary, peer_summary};
use ledger::hash::Id;
use ledger::payload::Seat;

/// One thing to derive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Work {
    /// The summary of peers' answers about a person.
    PeerSummary {
        /// About whom.
        person: Id,
        /// For which period.
        period: String,
    },
    /// The seats of a session.
    Seats {
        /// Programme.
        programme: String,
        /// Session.
        session: String,
    },
}

impl Work {
    /// Returns the two texts under which it waits.
    #[must_use]
    pub fn columns(&self) -> (&'static str, String) {
        match self {
            Self::PeerSummary { person, period } => ("peers", format!("{person}/{period}")),
            Self::Seats { programme, session } => ("seats", format!("{programme}/{session}")),
        }
    }

    /// Reads it back.
    #[must_use]
    pub fn from_columns(what: &str, key: &str) -> Option<Self> {
        let (first, second) = key.split_once('/')?;
        match what {
            "peers" => Some(Self::PeerSummary { person: first.parse().ok()?, period: second.to_owned() }),
            "seats" => Some(Self::Seats { programme: first.to_owned(), session: second.to_owned() }),
            _ => None,
        }
    }
}

/// Summarises the answers. While there are too few to show anything that is said only in place of what was said
/// before, when an answer does not count any more.
#[must_use]
pub fn summary(answers: &[PeerAnswer], said: Said) -> Option<PeerSummary> {
    let summary = peer_summary(answers, MINIMUM_GROUP);
    (said == Said::Before || matches!(summary, PeerSummary::Summary { .. })).then_some(summary)
}

/// Whether a summary stands already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// None does.
    Nothing,
    /// One does.
    Before,
}

/// Says who takes part or withdrew, in order of acceptance.
pub type Events = Vec<(Id, bool)>;

/// Returns the seats that differ from what stands now: new ones, moved ones, released ones.
#[must_use]
pub fn changed_seats(events: Events, quota: u32, standing: &BTreeMap<Id, Seat>) -> Vec<(Id, Seat)> {
    let state = |enrolled| if enrolled { growth::EnrolmentState::Daftar } else { growth::EnrolmentState::Batal };
    let people: Vec<Id> = events.iter().map(|(person, _)| *person).collect();
    let mut due: BTreeMap<Id, Seat> = people.into_iter().map(|person| (person, Seat::Released)).collect();
    let given = growth::seats(events.into_iter().map(|(person, enrolled)| (person, state(enrolled))), quota);
    due.extend(given.into_iter().map(|(person, seat)| match seat {
        growth::Seat::Confirmed => (person, Seat::Confirmed),
        growth::Seat::Waiting { place } => (person, Seat::Waiting { place }),
    }));
    let moved = |(person, seat): &(Id, Seat)| match standing.get(person) {
        Some(now) => now != seat,
        None => *seat != Seat::Released,
    };
    due.into_iter().filter(moved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_people_whose_seat_changed_get_a_new_one() {
        let (a, b, c) = (Id([1; 16]), Id([2; 16]), Id([3; 16]));
        let events = vec![(a, true), (b, true), (c, true)];
        let first = changed_seats(events.clone(), 1, &BTreeMap::new());
        let waiting = |place| Seat::Waiting { place };
        assert_eq!(first, vec![(a, Seat::Confirmed), (b, waiting(1)), (c, waiting(2))]);
        let standing: BTreeMap<Id, Seat> = first.into_iter().collect();
        assert_eq!(changed_seats(events.clone(), 1, &standing), vec![]);
        let after = events.into_iter().chain([(c, false)]).collect();
        assert_eq!(changed_seats(after, 1, &standing), vec![(c, Seat::Released)]);
    }

    #[test]
    fn work_reads_back() {
        let work = [
            Work::PeerSummary { person: Id([7; 16]), period: "2026-T3".into() },
            Work::Seats { programme: "etika".into(), session: "s1".into() },
        ];
        for one in work {
            let (what, key) = one.columns();
            assert_eq!(Work::from_columns(what, &key), Some(one));
        }
    }
}
