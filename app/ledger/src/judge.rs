//! The judge: decides whether a received record counts, from its envelope and what the log already knows.
//!
//! Pure and repeatable: the same envelope against the same rows gives the same verdict on every machine.
//! It never drops anything; a record that does not count is kept with the reason. Where authority rests on what
//! others write (who is whose superior, which peer was asked), the verdict follows what is known, whenever it came:
//! [`ground`] names what a record rests on, and whoever keeps the rows judges it anew when that changes.

use domain::calendar::Day;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::hash::{Hash, Id};
use crate::kind::{Kind, Mode, Place, VERSION};
use crate::pay_month::{Misstep, may_follow};
use crate::payload::{Mark, Objection, PayMonth, PayStep, Policy, PolicyStep, Reward, RewardStep, YearlyPay};
use crate::policy;
use crate::record::Envelope;
use crate::reward;
use crate::role::{Role, Scope};
use crate::subject::{Field, author_of, author_person, reward_slip};

/// What was decided about a record; a later entry may decide anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "verdict", content = "reason", rename_all = "snake_case")]
pub enum Verdict {
    /// It counts.
    Accepted,
    /// It does not count and will not.
    Refused(Reason),
    /// A person must look at it.
    NeedsReview(Reason),
    /// It cannot be judged yet.
    Deferred(Reason),
}

/// Why a record does not count, or not yet. The app has one sentence per reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The subject is not built as its kind builds it.
    BadSubject,
    /// The dossier is not the one the subject lies in.
    WrongDossier,
    /// The payload has not the form of its kind.
    BadPayload,
    /// The kind or version is not known to this server.
    UnknownKind,
    /// A record named in `based_on` has not arrived.
    UnknownBase,
    /// The author's account is not known.
    UnknownAuthor,
    /// The person is not known.
    UnknownPerson,
    /// Only the person may write this.
    NotOwn,
    /// Only the superior of the period may write this; nothing known names the author so.
    NotSuperior,
    /// The superior changed inside the period.
    SuperiorMoved,
    /// Only a peer who was asked may write this; nothing known says so.
    NotAsked,
    /// The role does not reach this.
    NotInRole,
    /// Only the server derives this.
    ServerOnly,
    /// The claimed time lies outside what is possible.
    ClockOutside,
    /// A month's pay does not stand where this step begins.
    OutOfOrder,
    /// The step speaks of another run than the one before it.
    OtherRun,
    /// Who submitted a month does not approve it.
    SamePerson,
}

/// Where a person stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Office code.
    pub office: String,
    /// Direct superior, when there is one in the region.
    pub superior: Option<Id>,
}

/// When a record came, by the server's clock, in seconds of the epoch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Receipt {
    /// When it came.
    pub at: i64,
    /// When something earlier of its chain last came, longer before it than [`SAME_TIME`]: what came then was all there was.
    pub before: Option<i64>,
}

/// What comes within these seconds may have been under way together.
pub const SAME_TIME: i64 = 900;

/// How far a device's clock may be off, in seconds.
const CLOCK_SLACK: i64 = 600;

/// How far the clock on the wall may lie behind and before that of Greenwich, in seconds.
const ZONES: core::ops::RangeInclusive<i64> = -12 * 3600..=14 * 3600;

/// The keyed rows the judge may look at.
pub trait Known {
    /// Returns the roles of an account, or nothing when it is not known.
    fn roles(&self, author: &str) -> Option<Vec<Role>>;
    /// Says whether the person is recorded.
    fn has_person(&self, person: Id) -> bool;
    /// Returns the posting in force on the day, else the earliest one after it.
    fn posting(&self, person: Id, on: Day) -> Option<Posting>;
    /// Says whether an office is the other one or lies below it.
    fn office_within(&self, office: &str, above: &str) -> bool;
    /// Says whether a record with this hash was received.
    fn has_record(&self, hash: Hash) -> bool;
    /// Says whether the peer was ever asked about the person in the period; an answer to a request that was taken
    /// back still counts.
    fn asked(&self, peer: Id, period: &str, person: Id) -> bool;
    /// Returns when a record of a chain came, and when something before it did.
    fn receipt(&self, chain: Id, seq: u64) -> Receipt;
    /// Says whether an accepted record stands under a subject.
    fn stands(&self, subject: &str) -> bool;
    /// Returns the author and the payload of an accepted record of the kind.
    fn accepted(&self, hash: Hash, kind: Kind) -> Option<(String, Vec<u8>)>;
}

/// What the authority of a record rests on, when others may still write it or correct it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// The postings of a person: who the superior is.
    Posting(Id),
    /// The requests to a peer about a person in a period.
    Request {
        /// Who is asked.
        peer: Id,
        /// For which period.
        period: String,
        /// About whom.
        person: Id,
    },
}

/// Author of everything the server derives.
pub const SERVER: &str = "server";

/// Author of the founding records of a region, written by the operator on the server's own machine.
pub const FOUNDER: &str = "founder";

/// Returns what the authority of a record of this kind rests on.
#[must_use]
pub fn ground(kind: Kind, place: &Place) -> Option<Ground> {
    match kind {
        Kind::Expectation | Kind::Feedback | Kind::Rating => place.person.map(Ground::Posting),
        Kind::PeerRequest => place.other.map(Ground::Posting),
        Kind::Peer => Some(Ground::Request { peer: place.other?, period: place.word.clone()?, person: place.person? }),
        Kind::ChainOpen
        | Kind::Office
        | Kind::Fact
        | Kind::Plan
        | Kind::Log
        | Kind::PeerSummary
        | Kind::Recap
        | Kind::Programme
        | Kind::Enrolment
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
        | Kind::Mark => None,
    }
}

/// Decides about one record.
///
/// `payload` is nothing when it was dropped; then only the envelope is judged.
pub fn judge(envelope: &Envelope, payload: Option<&[u8]>, known: &impl Known) -> Verdict {
    match check(envelope, payload, known) {
        Ok(()) => Verdict::Accepted,
        Err(verdict) => verdict,
    }
}

fn check(envelope: &Envelope, payload: Option<&[u8]>, known: &impl Known) -> Result<(), Verdict> {
    let kind = Kind::from_code(&envelope.kind)
        .filter(|_| envelope.version <= VERSION)
        .ok_or(Verdict::Deferred(Reason::UnknownKind))?;
    let place = kind.place(&envelope.subject).ok_or(Verdict::Refused(Reason::BadSubject))?;
    if kind.dossier(&place).to_string() != envelope.dossier {
        return Err(Verdict::Refused(Reason::WrongDossier));
    }
    if payload.is_some_and(|payload| !kind.accepts(payload)) {
        return Err(Verdict::Refused(Reason::BadPayload));
    }
    authority(kind, &place, &envelope.author, known)?;
    let base_missing = envelope.based_on.iter().any(|base| !known.has_record(*base));
    if kind.mode() == Mode::Exclusive && base_missing {
        return Err(Verdict::Deferred(Reason::UnknownBase));
    }
    match kind {
        Kind::PayMonth => in_order(envelope, payload, &place, known),
        Kind::Policy => signed(envelope, payload, &place, known),
        Kind::Objection => own_part(envelope, payload, &place),
        Kind::Reward => rewarded(envelope, payload, &place, known),
        Kind::Mark => timely(envelope, payload, &place, known),
        Kind::Yearly => yearly(envelope, payload, &place, known),
        // What a list gives has a subject of its own for each list: it is never written over.
        Kind::RewardSlip | Kind::YearlySlip if !envelope.based_on.is_empty() => {
            Err(Verdict::Refused(Reason::OutOfOrder))
        }
        _ => Ok(()),
    }
}

/// A claimed minute counts when it lies between what the server last heard of the device and the receipt.
fn timely(envelope: &Envelope, payload: Option<&[u8]>, place: &Place, known: &impl Known) -> Result<(), Verdict> {
    let Some(Mark { at, .. }) = read::<Mark>(payload) else { return Err(Verdict::Refused(Reason::BadPayload)) };
    if at.day.month() != place.day.month() {
        return Err(Verdict::Refused(Reason::BadSubject));
    }
    let (claimed, receipt) = (envelope.recorded_at, known.receipt(envelope.chain_id, envelope.seq));
    let wall = at.day.days_since(Day::from_unix_days(0)) * 86_400 + i64::from(at.minute.of_day()) * 60;
    // The wall shows whole minutes.
    let zoned = ZONES.contains(&(wall - claimed)) || ZONES.contains(&(wall + 59 - claimed));
    let ahead = claimed > receipt.at + CLOCK_SLACK;
    let behind = receipt.before.is_some_and(|before| claimed + CLOCK_SLACK < before);
    if zoned && !ahead && !behind { Ok(()) } else { Err(Verdict::NeedsReview(Reason::ClockOutside)) }
}

/// The person objects, somebody else answers.
fn own_part(envelope: &Envelope, payload: Option<&[u8]>, place: &Place) -> Result<(), Verdict> {
    let said = read::<Objection>(payload);
    let own = place.person.map(author_of).as_deref() == Some(envelope.author.as_str());
    match said {
        Some(Objection::Raised { .. }) if !own => Err(Verdict::Refused(Reason::NotOwn)),
        Some(Objection::Answered { .. }) if own => Err(Verdict::Refused(Reason::SamePerson)),
        Some(_) => Ok(()),
        None => Err(Verdict::Refused(Reason::BadPayload)),
    }
}

/// Each step of a month's pay has its hand and its place in the order.
fn in_order(envelope: &Envelope, payload: Option<&[u8]>, place: &Place, known: &impl Known) -> Result<(), Verdict> {
    let (Some(step), Some(office)) = (read::<PayMonth>(payload), &place.word) else {
        return Err(Verdict::Refused(Reason::BadPayload));
    };
    let hand = step.step.hand();
    lends(envelope, known, |role| hand.is_of(role) && covers(role, Some(office), known))?;
    may_follow(&bases(envelope, Kind::PayMonth, known)?, &envelope.author, &step).map_err(misstep)
}

/// THR and gaji ke-13 go the way of a month's pay, and what was decided stays what was submitted.
fn yearly(envelope: &Envelope, payload: Option<&[u8]>, place: &Place, known: &impl Known) -> Result<(), Verdict> {
    let (Some(YearlyPay { decided, at }), Some(office)) = (read::<YearlyPay>(payload), &place.word) else {
        return Err(Verdict::Refused(Reason::BadPayload));
    };
    let hand = at.step.hand();
    lends(envelope, known, |role| hand.is_of(role) && covers(role, Some(office), known))?;
    let bases = bases::<YearlyPay>(envelope, Kind::Yearly, known)?;
    let begins = matches!(at.step, PayStep::Submitted { .. });
    if !begins && bases.iter().any(|(_, base)| base.at.seal == at.seal && base.decided != decided) {
        return Err(Verdict::Refused(Reason::OtherRun));
    }
    let steps: Vec<(String, PayMonth)> = bases.into_iter().map(|(author, base)| (author, base.at)).collect();
    may_follow(&steps, &envelope.author, &at).map_err(misstep)
}

/// Each step of a list of rewards has its hand and its place in the order, and the list stays what was proposed.
fn rewarded(envelope: &Envelope, payload: Option<&[u8]>, place: &Place, known: &impl Known) -> Result<(), Verdict> {
    let (Some(reward), Some(office), Some(list)) = (read::<Reward>(payload), &place.word, place.other) else {
        return Err(Verdict::Refused(Reason::BadPayload));
    };
    // The decree that is named is the one that gave the list its name: one decree is not paid twice under two names.
    if reward::list_id(&reward.list.decree) != list {
        return Err(Verdict::Refused(Reason::BadSubject));
    }
    let hand = reward.step.hand();
    lends(envelope, known, |role| hand.is_of(role) && covers(role, Some(office), known))?;
    // Nobody approves what the list gives the own person.
    let own = author_person(&envelope.author).map(|person| reward_slip(person, place.day, reward.list.seal.run()));
    if reward.step == RewardStep::Approved && own.is_some_and(|subject| known.stands(&subject)) {
        return Err(Verdict::Refused(Reason::SamePerson));
    }
    reward::may_follow(&bases(envelope, Kind::Reward, known)?, &envelope.author, &reward).map_err(misstep)
}

fn misstep(of: Misstep) -> Verdict {
    Verdict::Refused(match of {
        Misstep::OutOfOrder => Reason::OutOfOrder,
        Misstep::OtherRun => Reason::OtherRun,
        Misstep::SamePerson => Reason::SamePerson,
    })
}

/// A policy holds when the region was founded with it, or when a second person signed the text that was proposed.
fn signed(envelope: &Envelope, payload: Option<&[u8]>, place: &Place, known: &impl Known) -> Result<(), Verdict> {
    let refused = |reason| Err(Verdict::Refused(reason));
    let step = match read::<Policy>(payload) {
        Some(Policy::Step(step)) => step,
        Some(Policy::Founded(_)) if envelope.author == FOUNDER => return Ok(()),
        Some(Policy::Founded(_)) => return refused(Reason::NotInRole),
        None => return refused(Reason::BadPayload),
    };
    lends(envelope, known, |role| step.hand().is_of(role))?;
    if let PolicyStep::Proposed { policy, .. } = &step
        && !policy.may_begin(place.day)
    {
        return refused(Reason::BadPayload);
    }
    policy::may_follow(&bases(envelope, Kind::Policy, known)?, &envelope.author, &step).map_err(|misstep| {
        Verdict::Refused(match misstep {
            policy::Misstep::OutOfOrder => Reason::OutOfOrder,
            policy::Misstep::OtherText => Reason::OtherRun,
            policy::Misstep::WrongPerson => Reason::SamePerson,
        })
    })
}

fn read<T: DeserializeOwned>(payload: Option<&[u8]>) -> Option<T> {
    serde_json::from_slice(payload?).ok()
}

/// Says whether any role of the author lends the hand that a step needs.
fn lends(envelope: &Envelope, known: &impl Known, fits: impl Fn(&Role) -> bool) -> Result<(), Verdict> {
    let roles = || known.roles(&envelope.author).unwrap_or_default();
    if envelope.author == FOUNDER || roles().iter().any(fits) {
        Ok(())
    } else {
        Err(Verdict::Refused(Reason::NotInRole))
    }
}

/// Returns what a step is based on, each with its author; all of it must have been accepted.
fn bases<T: DeserializeOwned>(
    envelope: &Envelope,
    kind: Kind,
    known: &impl Known,
) -> Result<Vec<(String, T)>, Verdict> {
    let base = |hash: &Hash| {
        let (author, payload) = known.accepted(*hash, kind)?;
        Some((author, read(Some(&payload))?))
    };
    envelope.based_on.iter().map(base).collect::<Option<_>>().ok_or(Verdict::Refused(Reason::OutOfOrder))
}

fn authority(kind: Kind, place: &Place, author: &str, known: &impl Known) -> Result<(), Verdict> {
    if kind == Kind::ChainOpen || author == FOUNDER {
        return Ok(());
    }
    if matches!(kind, Kind::PeerSummary | Kind::Seat) {
        return if author == SERVER { Ok(()) } else { Err(Verdict::Refused(Reason::ServerOnly)) };
    }
    let roles = known.roles(author).ok_or(Verdict::Deferred(Reason::UnknownAuthor))?;
    let writer = author_person(author);
    let new_person = kind == Kind::Fact && place.field == Some(Field::Identitas);
    if let Some(person) = place.person
        && !new_person
        && !known.has_person(person)
    {
        return Err(Verdict::Deferred(Reason::UnknownPerson));
    }
    let own = |person: Option<Id>| {
        if person.map(author_of).as_deref() == Some(author) { Ok(()) } else { Err(Verdict::Refused(Reason::NotOwn)) }
    };
    match kind {
        Kind::Plan | Kind::Log | Kind::Enrolment | Kind::Trial | Kind::Mark => own(place.person),
        Kind::Expectation | Kind::PeerRequest => superior(kind, place, writer, known),
        Kind::Rating if place.other == place.person => own(place.person),
        Kind::Rating => own(place.other).and_then(|()| superior(kind, place, writer, known)),
        Kind::Feedback => own(place.person).or_else(|_| superior(kind, place, writer, known)),
        Kind::Peer => own(place.other).and_then(|()| asked(place, known)),
        Kind::Fact => reaches(&roles, place, known, |role| place.field.is_some_and(|field| role.writes(field))),
        Kind::Recap | Kind::Roster | Kind::Attendance => {
            reaches(&roles, place, known, |role| matches!(role, Role::Hr(_)))
        }
        Kind::Hours | Kind::Outage => {
            let lends = |role: &Role| matches!(role, Role::Hr(_)) && covers(role, place.word.as_deref(), known);
            if roles.iter().any(lends) { Ok(()) } else { Err(Verdict::Refused(Reason::NotInRole)) }
        }
        Kind::Objection => own(place.person)
            .or_else(|_| reaches(&roles, place, known, |role| matches!(role, Role::Treasurer(_) | Role::Approver(_)))),
        Kind::Slip | Kind::RewardSlip | Kind::YearlySlip => {
            reaches(&roles, place, known, |role| matches!(role, Role::Treasurer(_)))
        }
        Kind::Office | Kind::Programme => {
            let region_hr = roles.contains(&Role::Hr(Scope::Region));
            if region_hr { Ok(()) } else { Err(Verdict::Refused(Reason::NotInRole)) }
        }
        // Whose step it is stands in the payload.
        Kind::ChainOpen
        | Kind::PeerSummary
        | Kind::Seat
        | Kind::PayMonth
        | Kind::Policy
        | Kind::Reward
        | Kind::Yearly => Ok(()),
    }
}

/// Who is the superior on the last day of the period speaks for it; so does who was it on the first day, but whether
/// that one's rating counts is for a person to say.
fn superior(kind: Kind, place: &Place, writer: Option<Id>, known: &impl Known) -> Result<(), Verdict> {
    let (Some(Ground::Posting(person)), Some(writer)) = (ground(kind, place), writer) else {
        return Err(Verdict::Refused(Reason::NotSuperior));
    };
    let superior_on = |day| known.posting(person, day).and_then(|posting| posting.superior);
    let (first, last) = period_ends(place);
    match (superior_on(first) == Some(writer), superior_on(last) == Some(writer)) {
        (_, true) => Ok(()),
        (true, false) if kind == Kind::Rating => Err(Verdict::NeedsReview(Reason::SuperiorMoved)),
        (true, false) => Ok(()),
        (false, false) => Err(Verdict::Deferred(Reason::NotSuperior)),
    }
}

fn period_ends(place: &Place) -> (Day, Day) {
    let span =
        place.word.as_deref().and_then(|word| word.parse::<domain::kinerja::Period>().ok()).map(|period| period.span());
    match span {
        Some(span) => (span.from, span.until.map_or(span.from, |until| until.plus_days(-1))),
        None => (place.day, Day::new(place.day.month().year(), 12, 31).unwrap_or(place.day)),
    }
}

fn asked(place: &Place, known: &impl Known) -> Result<(), Verdict> {
    match ground(Kind::Peer, place) {
        Some(Ground::Request { peer, period, person }) if known.asked(peer, &period, person) => Ok(()),
        _ => Err(Verdict::Deferred(Reason::NotAsked)),
    }
}

fn reaches(roles: &[Role], place: &Place, known: &impl Known, fits: impl Fn(&Role) -> bool) -> Result<(), Verdict> {
    let office = place.person.and_then(|person| known.posting(person, place.day)).map(|posting| posting.office);
    let within = |role: &Role| covers(role, office.as_deref(), known);
    if roles.iter().any(|role| fits(role) && within(role)) { Ok(()) } else { Err(Verdict::Refused(Reason::NotInRole)) }
}

/// Says whether a role reaches an office; where none is known only the whole region does.
fn covers(role: &Role, office: Option<&str>, known: &impl Known) -> bool {
    role.covers(office, |office, above| known.office_within(office, above))
}
