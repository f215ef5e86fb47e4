//! Kinds of record: what each is about, whether two can stand side by side, where it lies and which form it has.

use domain::calendar::{Day, Month};
use domain::hadir::Minute;
use domain::law::YearlyKind;
use serde::de::DeserializeOwned;

use crate::dossier::{Class, Dossier, Owner};
use crate::hash::Id;
use crate::payload;
use crate::subject::{self, Field};

/// Whether records of a kind replace one another or stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// A new record replaces what its `based_on` names; two heads are a contest.
    Exclusive,
    /// Each record is an item; order has no meaning; never contested.
    Additive,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $mode:ident, $form:ty;)*) => {
        /// The kinds this version knows. A record of another kind is kept and deferred.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $name,)*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Returns the code in envelopes.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Reads a code; nothing when this version does not know it.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }

            /// Says whether records of the kind replace one another.
            #[must_use]
            pub fn mode(self) -> Mode {
                match self { $(Self::$name => Mode::$mode,)* }
            }

            /// Says whether the payload has the kind's form.
            #[must_use]
            pub fn accepts(self, payload: &[u8]) -> bool {
                match self { $(Self::$name => reads_as::<$form>(payload),)* }
            }
        }
    };
}

fn reads_as<T: DeserializeOwned>(payload: &[u8]) -> bool {
    serde_json::from_slice::<T>(payload).is_ok()
}

kinds! {
    /// Opens a chain and carries its public key.
    ChainOpen = "chain_open", Exclusive, payload::ChainOpen;
    /// An office of the region.
    Office = "office", Exclusive, payload::Office;
    /// A dated fact about a person.
    Fact = "fact", Exclusive, payload::Revocable<payload::Fact>;
    /// What the superior expects in the year.
    Expectation = "expectation", Exclusive, payload::Expectation;
    /// A person's annual plan.
    Plan = "plan", Exclusive, payload::Plan;
    /// One entry of realisation.
    Log = "log", Additive, payload::Log;
    /// One piece of feedback.
    Feedback = "feedback", Additive, payload::Feedback;
    /// A self-assessment or the superior's rating.
    Rating = "rating", Exclusive, payload::Rating;
    /// A request to a peer.
    PeerRequest = "peer_request", Exclusive, payload::PeerRequest;
    /// A peer's answer.
    Peer = "peer", Exclusive, payload::Peer;
    /// The summary of peers' answers; by the server.
    PeerSummary = "peer_summary", Exclusive, payload::PeerSummary;
    /// What pay needs of a month.
    Recap = "recap", Exclusive, payload::Revocable<payload::Recap>;
    /// A training programme.
    Programme = "programme", Exclusive, payload::Programme;
    /// An enrolment or its withdrawal.
    Enrolment = "enrolment", Exclusive, payload::Enrolment;
    /// A confirmed or waiting seat; by the server.
    Seat = "seat", Exclusive, payload::Seat;
    /// The regional policy in force.
    Policy = "policy", Exclusive, payload::Policy;
    /// Inputs of a slip worked out alone.
    Trial = "trial", Exclusive, payload::Revocable<payload::Trial>;
    /// Where the pay of an office and month stands.
    PayMonth = "pay_month", Exclusive, payload::PayMonth;
    /// An objection to a figure of one's pay, or its answer.
    Objection = "objection", Additive, payload::Objection;
    /// What one run pays a person, with everything it rests on.
    Slip = "slip", Exclusive, payload::Slip;
    /// Where a list of rewards stands.
    Reward = "reward", Exclusive, payload::Reward;
    /// What one list gives a person.
    RewardSlip = "reward_slip", Exclusive, payload::RewardSlip;
    /// Where THR or gaji ke-13 of an office stands.
    Yearly = "yearly", Exclusive, payload::YearlyPay;
    /// What THR or gaji ke-13 pays a person.
    YearlySlip = "yearly_slip", Exclusive, payload::YearlySlip;
    /// When an office works.
    Hours = "hours", Exclusive, payload::OfficeHours;
    /// A span in which marks could not be taken.
    Outage = "outage", Exclusive, payload::Revocable<payload::Gangguan>;
    /// The shifts of a person in a month.
    Roster = "roster", Exclusive, payload::Revocable<payload::Roster>;
    /// What a machine or a list said of a month.
    Attendance = "attendance", Exclusive, payload::Attendance;
    /// A mark made on an own device.
    Mark = "mark", Additive, payload::Mark;
}

/// Version of the payload forms written today.
pub const VERSION: u16 = 1;

/// A subject taken apart; what it does not hold is not there to be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The person it is about (for a peer request: the peer who is asked).
    pub person: Option<Id>,
    /// The other id in it: rater, peer, the person to be assessed, the run of a slip, or a list of rewards.
    pub other: Option<Id>,
    /// The field of a fact.
    pub field: Option<Field>,
    /// Period, programme or office text.
    pub word: Option<String>,
    /// The year it speaks of.
    pub year: u16,
    /// The day from which or on which it speaks, for authority.
    pub day: Day,
}

fn year_of(text: &str) -> Option<i32> {
    text.get(..4)?.parse().ok().filter(|year| (1950..=2200).contains(year))
}

/// Reads kind, year and month of payment of THR or gaji ke-13 and returns the month.
fn yearly<'s>(next: &mut impl FnMut() -> Option<&'s str>) -> Option<Month> {
    YearlyKind::of_code(next()?)?;
    year_of(next()?)?;
    next()?.parse().ok()
}

/// Returns the office that is named; nothing where all are meant.
fn named(office: &str) -> Option<String> {
    (office != subject::EVERY_OFFICE).then(|| office.to_owned())
}

fn first_day(year: i32) -> Option<Day> {
    Day::new(year, 1, 1)
}

impl Kind {
    /// Takes a subject of this kind apart, or says nothing when it is not built by the kind's own function.
    #[must_use]
    pub fn place(self, subject: &str) -> Option<Place> {
        let mut parts = subject.split('/');
        if parts.next()? != self.code() && !(self == Self::ChainOpen && subject.starts_with("chain/")) {
            return None;
        }
        let mut next = || parts.next().filter(|part| !part.is_empty());
        let nobody = |day: Day| Place { person: None, other: None, field: None, word: None, year: 0, day };
        let epoch = Day::from_unix_days(0);
        let place = match self {
            Self::ChainOpen | Self::Office | Self::Programme => {
                Place { word: Some(next()?.to_owned()), ..nobody(epoch) }
            }
            Self::Policy => {
                let day: Day = next()?.parse().ok()?;
                Place { day, ..nobody(day) }
            }
            Self::Fact => {
                let person = next()?.parse().ok()?;
                let code = next()?;
                let field = Field::ALL.iter().find(|(_, text)| *text == code)?.0;
                let day: Day = next()?.parse().ok()?;
                let year = u16::try_from(day.month().year()).ok()?;
                Place { person: Some(person), field: Some(field), year, ..nobody(day) }
            }
            Self::Expectation | Self::Plan | Self::Log => {
                let person = next()?.parse().ok()?;
                let year = year_of(next()?)?;
                Place { person: Some(person), year: u16::try_from(year).ok()?, ..nobody(first_day(year)?) }
            }
            Self::Recap | Self::Trial | Self::Objection | Self::Roster | Self::Attendance | Self::Mark => {
                let person = next()?.parse().ok()?;
                let month: Month = next()?.parse().ok()?;
                let year = u16::try_from(month.year()).ok()?;
                Place { person: Some(person), word: Some(month.to_string()), year, ..nobody(month.first()) }
            }
            Self::Feedback | Self::PeerSummary | Self::Rating | Self::Peer | Self::PeerRequest => {
                let person = next()?.parse().ok()?;
                let period = next()?.to_owned();
                let span = period.parse::<domain::kinerja::Period>().ok()?.span();
                let other = match self {
                    Self::Feedback | Self::PeerSummary => None,
                    _ => Some(next()?.parse().ok()?),
                };
                let day = span.until.map_or(span.from, |until| until.plus_days(-1));
                let year = u16::try_from(day.month().year()).ok()?;
                Place { person: Some(person), other, field: None, word: Some(period), year, day }
            }
            Self::Hours => {
                let word = named(next()?);
                let month: Month = next()?.parse().ok()?;
                Place { word, ..nobody(month.first()) }
            }
            Self::Outage => {
                let word = named(next()?);
                let day: Day = next()?.parse().ok()?;
                next()?.parse::<u16>().ok().filter(|minute| *minute <= Minute::LAST.of_day())?;
                Place { word, year: u16::try_from(day.month().year()).ok()?, ..nobody(day) }
            }
            Self::PayMonth => {
                let office = next()?.to_owned();
                let month: Month = next()?.parse().ok()?;
                let year = u16::try_from(month.year()).ok()?;
                Place { word: Some(office), year, ..nobody(month.first()) }
            }
            Self::Slip => {
                let person = next()?.parse().ok()?;
                let month: Month = next()?.parse().ok()?;
                let run = next()?.parse().ok()?;
                let year = u16::try_from(month.year()).ok()?;
                Place { person: Some(person), other: Some(run), year, ..nobody(month.first()) }
            }
            Self::Yearly => {
                let office = next()?.to_owned();
                let payday = yearly(&mut next)?;
                let year = u16::try_from(payday.year()).ok()?;
                Place { word: Some(office), year, ..nobody(payday.first()) }
            }
            Self::YearlySlip => {
                let person = next()?.parse().ok()?;
                let payday = yearly(&mut next)?;
                let run = next()?.parse().ok()?;
                let year = u16::try_from(payday.year()).ok()?;
                Place { person: Some(person), other: Some(run), year, ..nobody(payday.first()) }
            }
            Self::Reward => {
                let office = next()?.to_owned();
                let day: Day = next()?.parse().ok()?;
                let list = next()?.parse().ok()?;
                let year = u16::try_from(day.month().year()).ok()?;
                Place { other: Some(list), word: Some(office), year, ..nobody(day) }
            }
            Self::RewardSlip => {
                let person = next()?.parse().ok()?;
                let day: Day = next()?.parse().ok()?;
                let run = next()?.parse().ok()?;
                let year = u16::try_from(day.month().year()).ok()?;
                Place { person: Some(person), other: Some(run), year, ..nobody(day) }
            }
            Self::Enrolment | Self::Seat => {
                let person = next()?.parse().ok()?;
                let programme = next()?;
                let session = next()?;
                Place { person: Some(person), word: Some(format!("{programme}/{session}")), ..nobody(epoch) }
            }
        };
        next().is_none().then_some(place)
    }

    /// Returns the one dossier in which a subject of this kind lies.
    #[must_use]
    pub fn dossier(self, place: &Place) -> Dossier {
        let class = match self {
            Self::ChainOpen
            | Self::Office
            | Self::Programme
            | Self::Policy
            | Self::PayMonth
            | Self::Reward
            | Self::Yearly
            | Self::Hours
            | Self::Outage => Class::Publik,
            Self::Fact => place.field.map_or(Class::Kepegawaian, Field::class),
            Self::Expectation
            | Self::Plan
            | Self::Log
            | Self::Feedback
            | Self::Rating
            | Self::PeerRequest
            | Self::PeerSummary => Class::Kinerja,
            Self::Peer => Class::Rekan,
            Self::Recap | Self::Enrolment | Self::Seat | Self::Roster | Self::Attendance | Self::Mark => {
                Class::Kepegawaian
            }
            Self::Trial | Self::Slip | Self::Objection | Self::RewardSlip | Self::YearlySlip => Class::Gaji,
        };
        let owner = place.person.map_or(Owner::Region, Owner::Person);
        Dossier { owner, class, year: place.year }
    }
}

#[cfg(test)]
mod tests {
    use domain::hadir::Moment;

    use super::*;

    #[test]
    fn every_subject_function_builds_what_its_kind_takes_apart() {
        let (a, b) = (Id([1; 16]), Id([2; 16]));
        let day: Day = "2026-03-01".parse().unwrap();
        let month = day.month();
        let subjects = [
            (Kind::ChainOpen, subject::chain(a)),
            (Kind::Office, subject::office("dinkes")),
            (Kind::Fact, subject::fact(a, Field::Golongan, day)),
            (Kind::Expectation, subject::expectation(a, 2026)),
            (Kind::Plan, subject::plan(a, 2026)),
            (Kind::Log, subject::log(a, 2026)),
            (Kind::Feedback, subject::feedback(a, "2026-T1")),
            (Kind::Rating, subject::rating(a, "2026-T1", b)),
            (Kind::PeerRequest, subject::peer_request(a, "2026-T1", b)),
            (Kind::Peer, subject::peer(a, "2026-T1", b)),
            (Kind::PeerSummary, subject::peer_summary(a, "2026-T1")),
            (Kind::Recap, subject::recap(a, month)),
            (Kind::Programme, subject::programme("etika")),
            (Kind::Enrolment, subject::enrolment(a, "etika", "s1")),
            (Kind::Seat, subject::seat(a, "etika", "s1")),
            (Kind::Policy, subject::policy(day)),
            (Kind::Trial, subject::trial(a, month)),
            (Kind::PayMonth, subject::pay_month("dinkes", month)),
            (Kind::Objection, subject::objection(a, month)),
            (Kind::Slip, subject::slip(a, month, b)),
            (Kind::Reward, subject::reward("dinkes", day, b)),
            (Kind::RewardSlip, subject::reward_slip(a, day, b)),
            (Kind::Yearly, subject::yearly("dinkes", YearlyKind::Thr, 2026, month)),
            (Kind::YearlySlip, subject::yearly_slip(a, YearlyKind::Gaji13, 2025, month, b)),
            (Kind::Hours, subject::hours("dinkes", month)),
            (Kind::Outage, subject::outage("dinkes", Moment { day, minute: "07:00".parse().unwrap() })),
            (Kind::Roster, subject::roster(a, month)),
            (Kind::Attendance, subject::attendance(a, month)),
            (Kind::Mark, subject::mark(a, month)),
        ];
        assert_eq!(subjects.len(), Kind::ALL.len());
        for (kind, subject) in subjects {
            let place = kind.place(&subject).unwrap_or_else(|| panic!("{subject}"));
            let dossier = kind.dossier(&place);
            assert_eq!(dossier.to_string().parse(), Ok(dossier), "{subject}");
            assert!(kind.place(&format!("{subject}/more")).is_none(), "{subject}");
            assert_eq!(Kind::from_code(kind.code()), Some(kind));
        }
    }

    #[test]
    fn family_and_tax_lie_apart_and_so_do_balances() {
        let day: Day = "2026-03-01".parse().unwrap();
        for (field, _) in Field::ALL {
            let place = Kind::Fact.place(&subject::fact(Id([1; 16]), field, day)).unwrap();
            let class = match field {
                Field::Keluarga | Field::Pajak | Field::Diri => Class::Keluarga,
                Field::Saldo | Field::Rekening | Field::Pengembalian | Field::Penghasilan => Class::Gaji,
                _ => Class::Kepegawaian,
            };
            assert_eq!(Kind::Fact.dossier(&place).class, class);
        }
    }

    #[test]
    fn only_hr_says_how_somebody_stands_in_service() {
        use crate::role::{Role, Scope};
        let may = |role: Role| role.writes(Field::Keadaan);
        assert!(may(Role::Hr(Scope::Region)) && may(Role::Hr(Scope::Office("dinkes".into()))));
        for role in [Role::Pegawai, Role::Treasurer(Scope::Region), Role::Approver(Scope::Region), Role::Operator] {
            assert!(!may(role.clone()), "{role:?}");
        }
    }

    #[test]
    fn who_may_write_a_fact_reads_what_it_replaces() {
        use crate::role::{Role, Scope};
        let day: Day = "2026-03-01".parse().unwrap();
        for (field, _) in Field::ALL {
            let place = Kind::Fact.place(&subject::fact(Id([1; 16]), field, day)).unwrap();
            for role in [Role::Hr(Scope::Region), Role::Treasurer(Scope::Region)] {
                let reads = role.reads().contains(&Kind::Fact.dossier(&place).class);
                assert!(reads || !role.writes(field), "{role:?} {field:?}");
            }
        }
    }
}
