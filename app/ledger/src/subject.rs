//! Subjects: natural keys, each built by one function, so that two offices that speak of the same thing name it alike.

use domain::asn::Nip;
use domain::calendar::{Day, Month};
use domain::hadir::Moment;
use domain::law::YearlyKind;

use crate::dossier::Class;
use crate::hash::{Hash, Id};

/// Fields of a dated fact about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Name, NIP, sex, day of birth.
    Identitas,
    /// PNS, CPNS or PPPK.
    Status,
    /// Golongan with masa kerja golongan on the first day.
    Golongan,
    /// Post, class, office, direct superior.
    Jabatan,
    /// Spouse and children as they count for pay.
    Keluarga,
    /// PTKP status of the year.
    Pajak,
    /// Opening balances of the year: gross, tax, months paid elsewhere.
    Saldo,
    /// NIK, NPWP and address, as papers ask for them.
    Diri,
    /// The bank account that pay goes to.
    Rekening,
    /// At work, away, or gone.
    Keadaan,
    /// A post held beside the own one, by order.
    Penugasan,
    /// Decisions that a policy measures, while they run.
    Putusan,
    /// How what was paid too much comes back.
    Pengembalian,
    /// What a decree names to be paid in place of income.
    Penghasilan,
}

impl Field {
    /// Every field with its text in subjects.
    pub const ALL: [(Self, &'static str); 14] = [
        (Self::Identitas, "identitas"),
        (Self::Status, "status"),
        (Self::Golongan, "golongan"),
        (Self::Jabatan, "jabatan"),
        (Self::Keluarga, "keluarga"),
        (Self::Pajak, "pajak"),
        (Self::Saldo, "saldo"),
        (Self::Diri, "diri"),
        (Self::Rekening, "rekening"),
        (Self::Keadaan, "keadaan"),
        (Self::Penugasan, "penugasan"),
        (Self::Putusan, "putusan"),
        (Self::Pengembalian, "pengembalian"),
        (Self::Penghasilan, "penghasilan"),
    ];

    /// Returns the class in which facts of the field lie: what HR enters and superiors read, the family, or pay alone.
    #[must_use]
    pub fn class(self) -> Class {
        match self {
            Self::Keluarga | Self::Pajak | Self::Diri => Class::Keluarga,
            Self::Saldo | Self::Rekening | Self::Pengembalian | Self::Penghasilan => Class::Gaji,
            Self::Identitas
            | Self::Status
            | Self::Golongan
            | Self::Jabatan
            | Self::Keadaan
            | Self::Penugasan
            | Self::Putusan => Class::Kepegawaian,
        }
    }

    /// Says whether a figure of pay rests on the field. Where pay goes to, and what papers add, changes no figure.
    #[must_use]
    pub fn is_figured(self) -> bool {
        !matches!(self, Self::Diri | Self::Rekening)
    }

    /// Returns the text of the field.
    #[must_use]
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(field, _)| *field == self).map_or("", |(_, code)| code)
    }
}

/// Derives a person's id from the first NIP and the salt of the region.
#[must_use]
pub fn person_id(region_salt: &[u8], first_nip: Nip) -> Id {
    Hash::of_parts(&[b"takar person ", region_salt, b" ", first_nip.to_string().as_bytes()]).short()
}

/// Names the author field of a person's account.
#[must_use]
pub fn author_of(person: Id) -> String {
    format!("p-{person}")
}

/// Reads the person behind an author, when it is one.
#[must_use]
pub fn author_person(author: &str) -> Option<Id> {
    author.strip_prefix("p-")?.parse().ok()
}

/// One account's chain.
#[must_use]
pub fn chain(chain_id: Id) -> String {
    format!("chain/{chain_id}")
}

/// An office of the region.
#[must_use]
pub fn office(code: &str) -> String {
    format!("office/{code}")
}

/// One dated fact about a person.
#[must_use]
pub fn fact(person: Id, field: Field, from: Day) -> String {
    format!("fact/{person}/{}/{from}", field.code())
}

/// What the superior expects of a person in a year.
#[must_use]
pub fn expectation(person: Id, year: i32) -> String {
    format!("expectation/{person}/{year}")
}

/// A person's annual plan.
#[must_use]
pub fn plan(person: Id, year: i32) -> String {
    format!("plan/{person}/{year}")
}

/// A person's log of realisation in a year; each record is one item.
#[must_use]
pub fn log(person: Id, year: i32) -> String {
    format!("log/{person}/{year}")
}

/// Feedback to a person about a period; each record is one item.
#[must_use]
pub fn feedback(person: Id, period: &str) -> String {
    format!("feedback/{person}/{period}")
}

/// One rater's rating of a person for a period; the person's own is the self-assessment.
#[must_use]
pub fn rating(person: Id, period: &str, rater: Id) -> String {
    format!("rating/{person}/{period}/{rater}")
}

/// The request to a peer to assess a person; lies with the peer.
#[must_use]
pub fn peer_request(peer: Id, period: &str, person: Id) -> String {
    format!("peer_request/{peer}/{period}/{person}")
}

/// One peer's answer about a person.
#[must_use]
pub fn peer(person: Id, period: &str, peer: Id) -> String {
    format!("peer/{person}/{period}/{peer}")
}

/// The summary of peers' answers about a person, derived by the server.
#[must_use]
pub fn peer_summary(person: Id, period: &str) -> String {
    format!("peer_summary/{person}/{period}")
}

/// What pay needs of a person's month.
#[must_use]
pub fn recap(person: Id, month: Month) -> String {
    format!("recap/{person}/{month}")
}

/// The hours of an office from a month on; [`EVERY_OFFICE`] for all that have none of their own.
#[must_use]
pub fn hours(office: &str, from: Month) -> String {
    format!("hours/{office}/{from}")
}

/// What stands for every office where one could be named.
pub const EVERY_OFFICE: &str = "*";

/// A span in which marks could not be taken, by the office it concerns and its first minute; [`EVERY_OFFICE`] for all.
#[must_use]
pub fn outage(office: &str, from: Moment) -> String {
    format!("outage/{office}/{}/{}", from.day, from.minute.of_day())
}

/// What a machine or a list said of a person's month.
#[must_use]
pub fn attendance(person: Id, month: Month) -> String {
    format!("attendance/{person}/{month}")
}

/// The marks that a person made in a month; each record is one.
#[must_use]
pub fn mark(person: Id, month: Month) -> String {
    format!("mark/{person}/{month}")
}

/// A training programme of the catalogue.
#[must_use]
pub fn programme(id: &str) -> String {
    format!("programme/{id}")
}

/// A person's enrolment in one session of a programme.
#[must_use]
pub fn enrolment(person: Id, programme: &str, session: &str) -> String {
    format!("enrolment/{person}/{programme}/{session}")
}

/// The seat that follows from the order of enrolments, derived by the server.
#[must_use]
pub fn seat(person: Id, programme: &str, session: &str) -> String {
    format!("seat/{person}/{programme}/{session}")
}

/// The shifts of a person in a month.
#[must_use]
pub fn roster(person: Id, month: Month) -> String {
    format!("roster/{person}/{month}")
}

/// The regional pay policy in force from a day on.
#[must_use]
pub fn policy(from: Day) -> String {
    format!("policy/{from}")
}

/// Where the pay of an office and month stands.
#[must_use]
pub fn pay_month(office: &str, month: Month) -> String {
    format!("pay_month/{office}/{month}")
}

/// Objections to a person's pay of a month and their answers; each record is one item.
#[must_use]
pub fn objection(person: Id, month: Month) -> String {
    format!("objection/{person}/{month}")
}

/// What one run pays a person for a month; the run is named by the digest of its slips.
#[must_use]
pub fn slip(person: Id, month: Month, run: Id) -> String {
    format!("slip/{person}/{month}/{run}")
}

/// Where THR or gaji ke-13 of an office stands: by the act of which year, and the month in which it goes out.
#[must_use]
pub fn yearly(office: &str, kind: YearlyKind, year: i32, payday: Month) -> String {
    format!("yearly/{office}/{}/{year}/{payday}", kind.code())
}

/// What one run of it pays a person.
#[must_use]
pub fn yearly_slip(person: Id, kind: YearlyKind, year: i32, payday: Month, run: Id) -> String {
    format!("yearly_slip/{person}/{}/{year}/{payday}/{run}", kind.code())
}

/// Where a list of rewards stands: the office that pays, the day of its decree, and the list as the decree's number names
/// it ([`crate::reward::Place`]).
#[must_use]
pub fn reward(office: &str, decreed: Day, list: Id) -> String {
    format!("reward/{office}/{decreed}/{list}")
}

/// What one list gives a person; the list is named by the digest of what it gives.
#[must_use]
pub fn reward_slip(person: Id, decreed: Day, run: Id) -> String {
    format!("reward_slip/{person}/{decreed}/{run}")
}

/// Inputs of a slip worked out by the owner alone; no office acts on it.
#[must_use]
pub fn trial(person: Id, month: Month) -> String {
    format!("trial/{person}/{month}")
}
