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

/// Summarises the answers, when there is something new to say that does not tell who said what.
///
/// Nothing is said while somebody who was asked has still to answer, and what was said is said anew only with enough new
/// answers: the difference of two summaries would be one peer's answer. When too few count any more, that is said.
#[must_use]
pub fn summary(answers: &[PeerAnswer], open: usize, said: Option<&PeerSummary>) -> Option<PeerSummary> {
    let summary = peer_summary(answers, MINIMUM_GROUP);
    match (said, &summary) {
        (None, PeerSummary::TooFew { .. }) => None,
        (None, PeerSummary::Summary { .. }) => (open == 0).then_some(summary),
        (Some(_), PeerSummary::TooFew { .. }) => Some(summary),
        (Some(PeerSummary::TooFew { .. }), PeerSummary::Summary { .. }) => (open == 0).then_some(summary),
        (Some(PeerSummary::Summary { answers: before, .. }), PeerSummary::Summary { answers: now, .. }) => {
            (open == 0 && *now >= before + MINIMUM_GROUP).then_some(summary)
        }
    }
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
    use domain::kinerja::{Nilai, PeerValue, RekanNilai};

    #[test]
    fn a_summary_never_tells_one_answer_from_the_rest() {
        let answer = |strength: &str| PeerAnswer {
            values: vec![PeerValue { value: Nilai::Harmonis, seen: RekanNilai::Sesuai }],
            strength: strength.into(),
            suggestion: String::new(),
        };
        let all: Vec<PeerAnswer> = ["a", "b", "c", "d", "e", "f"].map(answer).into();
        assert_eq!(summary(&all[..2], 0, None), None);
        assert_eq!(summary(&all[..3], 1, None), None, "one who was asked has still to answer");
        let three = summary(&all[..3], 0, None).unwrap();
        assert_eq!(summary(&all[..4], 0, Some(&three)), None, "the difference would be one answer");
        assert!(summary(&all, 0, Some(&three)).is_some());
        assert_eq!(summary(&all, 1, Some(&three)), None);
        let changed: Vec<PeerAnswer> = ["a", "b", "x"].map(answer).into();
        assert_eq!(summary(&changed, 0, Some(&three)), None, "neither is a changed answer told apart");
        assert_eq!(summary(&all[..2], 0, Some(&three)), Some(PeerSummary::TooFew { minimum: 3 }));
    }

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
