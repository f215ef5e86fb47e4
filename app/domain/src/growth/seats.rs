//! Who has a seat and who waits.
//!
//! A function of the events in order of acceptance and of the quota, nothing else; it never reorders people.

use serde::{Deserialize, Serialize};

/// What a person last said about a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnrolmentState {
    /// Wants to take part.
    Daftar,
    /// Withdrew.
    Batal,
}

/// A place in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Seat {
    /// Has a seat.
    Confirmed,
    /// Waits.
    Waiting {
        /// Place in the queue, from 1.
        place: u32,
    },
}

/// Gives out seats to those enrolled, in order of acceptance.
///
/// Who withdraws leaves the list and the next moves up; who enrols again stands at the end. Enrolling twice keeps
/// the first place.
pub fn seats<P: PartialEq>(events: impl IntoIterator<Item = (P, EnrolmentState)>, quota: u32) -> Vec<(P, Seat)> {
    let mut enrolled: Vec<P> = Vec::new();
    for (person, state) in events {
        let at = enrolled.iter().position(|one| *one == person);
        match (state, at) {
            (EnrolmentState::Daftar, None) => enrolled.push(person),
            (EnrolmentState::Batal, Some(at)) => drop(enrolled.remove(at)),
            (EnrolmentState::Daftar, Some(_)) | (EnrolmentState::Batal, None) => {}
        }
    }
    (1..)
        .zip(enrolled)
        .map(|(place, person): (u32, P)| {
            (person, if place <= quota { Seat::Confirmed } else { Seat::Waiting { place: place - quota } })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use EnrolmentState::{Batal, Daftar};

    #[test]
    fn who_waits_moves_up_when_a_seat_is_given_back() {
        let events = [("a", Daftar), ("b", Daftar), ("c", Daftar), ("d", Daftar), ("b", Daftar)];
        let waiting = |place| Seat::Waiting { place };
        let full = vec![("a", Seat::Confirmed), ("b", Seat::Confirmed), ("c", waiting(1)), ("d", waiting(2))];
        assert_eq!(seats(events, 2), full);
        let after = events.into_iter().chain([("a", Batal), ("a", Daftar)]);
        let moved = vec![("b", Seat::Confirmed), ("c", Seat::Confirmed), ("d", waiting(1)), ("a", waiting(2))];
        assert_eq!(seats(after, 2), moved);
        assert_eq!(seats([("a", Daftar)], 0), vec![("a", waiting(1))]);
    }
}
