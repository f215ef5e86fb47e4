//! What an accepted record adds to the keyed rows of the judge. A pure function of envelope and payload.
//!
//! Rows that state something fall away when their record is replaced; the store keeps them by the record's place.

use domain::calendar::Day;
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::payload::{ChainOpen, Enrolment, EnrolmentState, Fact, Office, PeerRequest, Programme};
use ledger::record::Envelope;
use serde::de::DeserializeOwned;

use crate::derive::Work;

/// One row that follows from a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// The person is recorded.
    Person(Id),
    /// The person stands somewhere from a day on.
    Posting {
        /// Who.
        person: Id,
        /// First day.
        since: Day,
        /// Office code.
        office: String,
        /// Direct superior, when there is one in the region.
        superior: Option<Id>,
    },
    /// An office and the one above it.
    Office {
        /// Its code.
        code: String,
        /// Code of the office above.
        parent: Option<String>,
    },
    /// A peer is asked about a person.
    PeerRequest {
        /// Who is asked.
        peer: Id,
        /// For which period.
        period: String,
        /// About whom.
        person: Id,
        /// Whether the request still stands.
        stands: bool,
    },
    /// A new chain continues an old one of the same author, which is closed.
    ClosesChain(Id),
    /// The next line of a session's list.
    Enrolment {
        /// Programme.
        programme: String,
        /// Session.
        session: String,
        /// Who.
        person: Id,
        /// Takes part, or withdrew.
        enrolled: bool,
    },
    /// Something to derive anew.
    Derive(Work),
}

/// Returns the rows of an accepted record; a payload that was dropped gives none.
#[must_use]
pub fn project(envelope: &Envelope, payload: Option<&[u8]>) -> Vec<Row> {
    rows(envelope, payload).unwrap_or_default()
}

fn rows(envelope: &Envelope, payload: Option<&[u8]>) -> Option<Vec<Row>> {
    let kind = Kind::from_code(&envelope.kind)?;
    let place = kind.place(&envelope.subject)?;
    let payload = payload?;
    Some(match kind {
        Kind::ChainOpen => {
            let open: ChainOpen = read(payload)?;
            open.continues.map(|closed| Row::ClosesChain(closed.chain)).into_iter().collect()
        }
        Kind::Office => {
            let office: Office = read(payload)?;
            vec![Row::Office { code: place.word?, parent: office.parent }]
        }
        Kind::Fact => match read(payload)? {
            Fact::Identitas { .. } => vec![Row::Person(place.person?)],
            Fact::Jabatan(jabatan) => vec![Row::Posting {
                person: place.person?,
                since: place.day,
                office: jabatan.office,
                superior: jabatan.superior,
            }],
            _ => Vec::new(),
        },
        Kind::PeerRequest => {
            let request: PeerRequest = read(payload)?;
            let (period, person) = (place.word?, place.other?);
            let work = Work::PeerSummary { person, period: period.clone() };
            vec![
                Row::PeerRequest { peer: place.person?, period, person, stands: request.stands },
                // The last open request that is taken back lets the summary be made.
                Row::Derive(work),
            ]
        }
        Kind::Peer => vec![Row::Derive(Work::PeerSummary { person: place.person?, period: place.word? })],
        Kind::Enrolment => {
            let enrolment: Enrolment = read(payload)?;
            let (programme, session) = place.word.as_deref()?.split_once('/')?;
            let (programme, session) = (programme.to_owned(), session.to_owned());
            let enrolled = enrolment.state == EnrolmentState::Enrolled;
            let work = Work::Seats { programme: programme.clone(), session: session.clone() };
            vec![Row::Enrolment { programme, session, person: place.person?, enrolled }, Row::Derive(work)]
        }
        Kind::Programme => {
            let programme: Programme = read(payload)?;
            let id = place.word?;
            let work = |session: String| Row::Derive(Work::Seats { programme: id.clone(), session });
            programme.sessions.into_iter().map(|session| work(session.id)).collect()
        }
        Kind::Expectation
        | Kind::Plan
        | Kind::Log
        | Kind::Feedback
        | Kind::Rating
        | Kind::PeerSummary
        | Kind::Recap
        | Kind::Seat
        | Kind::Policy
        | Kind::Trial
        | Kind::PayMonth
        | Kind::Objection
        | Kind::Slip
        | Kind::Reward
        | Kind::RewardSlip
        | Kind::Yearly
        | Kind::YearlySlip
        | Kind::Hours
        | Kind::Outage
        | Kind::Roster
        | Kind::Attendance
        | Kind::Mark => Vec::new(),
    })
}

fn read<T: DeserializeOwned>(payload: &[u8]) -> Option<T> {
    serde_json::from_slice(payload).ok()
}
