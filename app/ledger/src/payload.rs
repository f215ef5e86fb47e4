//! The forms of payloads, one per kind: facts and judgements, never computed results.
//!
//! Field names are part of the record form: a released form is never edited, a new version is added.

use std::collections::BTreeMap;

use domain::asn::{BankAccount, BankCode, Family, Golongan, Keadaan, MasaKerja, Nik, Nip, Npwp, Ptkp, Status};
use domain::calendar::{Day, Month};
use domain::hadir::{Entry, Moment, Schedule, Shifts};
use domain::kinerja::{CatatanKinerja, PeerAnswer, Penilaian, Predikat, Skp};
use domain::money::Rupiah;
use domain::pay::Beside;
use domain::tpp::ActingMode;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::chain::Head;
use crate::hash::{Hash, Id};

/// A person's annual plan.
pub type Plan = Skp;
/// A self-assessment, or a superior's rating: the author tells which.
pub type Rating = Penilaian;
/// A peer's answer.
pub type Peer = PeerAnswer;
/// The summary of peers' answers.
pub type PeerSummary = domain::kinerja::PeerSummary;
/// A training programme.
pub type Programme = domain::growth::Programme;

/// Opens a chain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChainOpen {
    /// Public key, uncompressed P-256 point, 130 hexadecimal digits.
    pub public_key: String,
    /// Name of the device for people.
    pub device: String,
    /// The closed chain that this one continues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<ClosedChain>,
}

/// A chain that could not go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosedChain {
    /// Its id.
    pub chain: Id,
    /// The last record the server holds of it.
    pub head: Option<Head>,
}

/// An office of the region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Name for people.
    pub name: String,
    /// Kind of unit, as policies name it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_kind: Option<String>,
    /// Code of the office above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// A dated fact about a person; the subject names the field and the first day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "field", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fact {
    /// Name and number.
    Identitas {
        /// Number in force.
        nip: Nip,
        /// Name with titles.
        name: String,
    },
    /// Kind of civil servant.
    Status {
        /// PNS, CPNS or PPPK.
        status: Status,
    },
    /// Rank.
    Golongan {
        /// Golongan ruang or PPPK golongan.
        golongan: Golongan,
        /// Masa kerja golongan on the first day.
        mkg: MasaKerja,
    },
    /// Post.
    Jabatan(Jabatan),
    /// Family as it counts for pay.
    Keluarga(Family),
    /// Tax status on the first day of the year.
    Pajak {
        /// PTKP.
        ptkp: Ptkp,
    },
    /// Opening balances of the year, of months paid outside Takar.
    Saldo(Saldo),
    /// What papers ask for beside name and number.
    Diri(Diri),
    /// Where pay goes to.
    Rekening(Rekening),
    /// How the person stands in service.
    Keadaan {
        /// The standing.
        keadaan: Keadaan,
        /// The paper that says so.
        paper: String,
    },
    /// What the decree of a standing names to be paid a month in place of income.
    Penghasilan {
        /// The amount a month.
        amount_rp: Rupiah,
        /// The paper that names it.
        paper: String,
    },
    /// A post held beside the own one.
    Penugasan(Penugasan),
    /// What was decided about the person from this month on.
    Putusan {
        /// One for each thing that a policy measures.
        decided: Vec<Putusan>,
    },
    /// How what closed months paid too much comes back, from the pay of this month on. Names no amount: that follows from
    /// what was due and what was paid.
    Pengembalian {
        /// Months it is spread over.
        instalments: u8,
        /// The paper in which it was agreed.
        paper: String,
    },
}

/// How somebody holds a post that is not the own one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sebagai {
    /// Pelaksana tugas: the post is vacant.
    Plt,
    /// Pelaksana harian: its holder is away for a while.
    Plh,
    /// Penjabat.
    Pj,
}

/// A post held beside the own one, by an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Penugasan {
    /// How it is held.
    pub sebagai: Sebagai,
    /// Title of the post.
    pub title: String,
    /// Its class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kelas: Option<u8>,
    /// Last day, when the order names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// How TPP of both posts meet, where the policy leaves it to the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<ActingMode>,
    /// Share in percent of the post's TPP, where the policy leaves it to the order; a decimal as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_percent: Option<Decimal>,
    /// The order.
    pub paper: String,
}

impl Penugasan {
    /// Returns the full months it has lasted at the end of a month, when it holds on that month's first day.
    #[must_use]
    pub fn full_months(&self, from: Day, month: Month) -> Option<u32> {
        if from > month.first() || self.until.is_some_and(|until| until < month.first()) {
            return None;
        }
        let end = self.until.map_or(month.next().first(), |until| until.plus_days(1).min(month.next().first()));
        let begun = end.month().months_since(from.month());
        let full = if from.plus_months(begun) > end { begun - 1 } else { begun };
        u32::try_from(full).ok()
    }
}

/// A decision about a person that a policy measures: a punishment, a proof that is missing, an exception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Putusan {
    /// Key of the measure it delivers.
    pub measure: String,
    /// What it delivers each month; a decimal as text.
    pub value: Decimal,
    /// Last month it counts in; none: until it is lifted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Month>,
    /// The paper.
    pub paper: String,
}

/// A post as it matters for pay, assessment and training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jabatan {
    /// Title for people.
    pub title: String,
    /// Code of the post in the catalogue of posts, when it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Which allowance the post carries.
    pub post: domain::pay::Post,
    /// Class of the post, when the region has set one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kelas: Option<u8>,
    /// Office code.
    pub office: String,
    /// Direct superior; nothing when the superior is outside the region's records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superior: Option<Id>,
}

/// What was paid and withheld in the year before Takar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saldo {
    /// Gross income of the year so far.
    pub gross_rp: Rupiah,
    /// Tax withheld so far.
    pub tax_rp: Rupiah,
    /// Pension and old-age contributions so far.
    pub iwp_rp: Rupiah,
    /// Months paid so far.
    pub months: u8,
}

/// What papers ask for beside name and number; what is not known stays away.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diri {
    /// Number of the population register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nik: Option<Nik>,
    /// Number of the taxpayer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub npwp: Option<Npwp>,
    /// Address of the home, in one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// The bank account that pay goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rekening {
    /// Code of the bank.
    pub bank_code: BankCode,
    /// Name of the bank.
    pub bank: String,
    /// Number of the account.
    pub account: BankAccount,
    /// Name that the account stands in.
    pub holder: String,
}

/// One record of the work log. What it takes the place of stands in its `based_on` ([`crate::item`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Log {
    /// One entry of realisation, or what an earlier one should say.
    Entry(CatatanKinerja),
    /// An entry counts no longer.
    Withdrawal(Withdrawal),
}

impl Log {
    /// Takes an entry back.
    pub const WITHDRAWN: Self = Self::Withdrawal(Withdrawal::WITHDRAWN);

    /// Returns the entry, when it is one.
    #[must_use]
    pub fn entry(&self) -> Option<&CatatanKinerja> {
        match self {
            Self::Entry(entry) => Some(entry),
            Self::Withdrawal(_) => None,
        }
    }
}

/// A statement, or that it was taken back: then nothing stands under its subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Revocable<T> {
    /// What is stated.
    Stated(T),
    /// It counts no longer.
    Withdrawal(Withdrawal),
}

/// Says that something was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// What became of it.
    pub state: WithdrawalState,
}

impl Withdrawal {
    /// Takes a statement back.
    pub const WITHDRAWN: Self = Self { state: WithdrawalState::Withdrawn };
}

/// What became of something that was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithdrawalState {
    /// It counts no longer.
    Withdrawn,
}

/// What the superior expects of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// Name of the superior, as the person sees it.
    pub from: String,
    /// Results of the superior's own plan that the person's results may hang on.
    #[serde(default)]
    pub results: Vec<SuperiorResult>,
    /// The expectation in words.
    pub text: String,
}

/// One result of the superior's plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuperiorResult {
    /// Subject of the superior's plan.
    pub plan: String,
    /// Id inside the superior's plan.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// One piece of feedback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// Name of who gives it.
    pub from: String,
    /// The words.
    pub text: String,
    /// Day it speaks of.
    pub day: Day,
    /// What it answers, when the person answers an expectation; the reason stands in the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// A person's answer to what the superior expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The record of the expectation that was read.
    pub to: Hash,
    /// What the person says to it.
    pub stance: Stance,
}

/// What a person says to an expectation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Read and agreed.
    Agreed,
    /// Read; the person wants to talk about it first.
    ToDiscuss,
}

/// A request to a peer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeerRequest {
    /// Name of the person to be assessed.
    pub name: String,
    /// Post of that person.
    pub title: String,
    /// Whether the request still stands.
    pub stands: bool,
}

/// What pay needs of a person's month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recap {
    /// The predikat in force for the month, when one stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predikat: Option<Predikat>,
    /// Measures the policy asks for, by key; decimals as text.
    pub measures: BTreeMap<String, Decimal>,
    /// Where the figures come from, in words.
    #[serde(default)]
    pub source: String,
}

/// When an office works, from the month that the subject names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeHours {
    /// The hours.
    pub schedule: Schedule,
    /// Whether people mark on their own devices: then their marks count, and a day without one is absent.
    pub devices: bool,
}

/// A span in which marks could not be taken, or days on which an office does not work; office and first minute stand in
/// the subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gangguan {
    /// Last minute.
    pub until: Moment,
    /// What happened.
    pub words: String,
    /// What proves it: a report, a letter.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub paper: String,
    /// Whether the office does not work on its days at all: then they are days off.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub closed: bool,
}

/// The shifts of who works by a roster, in a month; a day without one is off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roster {
    /// The shifts, by the day on which they begin.
    pub shifts: Shifts,
    /// Where it comes from, in words.
    pub source: String,
}

/// What a machine or a list said of a person's month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// First day of which the list speaks, of anybody.
    pub from: Day,
    /// Last day of which it speaks.
    pub last: Day,
    /// What it says, by day.
    pub days: BTreeMap<Day, Entry>,
    /// Where it comes from, in words.
    pub source: String,
}

/// One mark that a person made on an own device, by the clock on its wall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Day and minute.
    pub at: Moment,
    /// Where or why, when the person says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// An enrolment in a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    /// Whether the person takes part or withdrew.
    pub state: EnrolmentState,
    /// Name and post at the time, for the list of participants.
    pub name: String,
}

/// Takes part or withdrew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EnrolmentState {
    /// Wants to take part.
    Enrolled,
    /// No longer wants to.
    Withdrawn,
}

/// A seat as it follows from the order of enrolments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case", deny_unknown_fields)]
pub enum Seat {
    /// A seat is there.
    Confirmed,
    /// No seat yet.
    Waiting {
        /// Place in the queue, from 1.
        place: u32,
    },
    /// The enrolment was withdrawn.
    Released,
}

/// The regional policy from the day of the subject: as the region was founded with it, or a step of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Policy {
    /// In force since the founding.
    Founded(FoundedPolicy),
    /// A step of a change.
    Step(PolicyStep),
}

/// A policy that a region begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundedPolicy {
    /// Key of a policy that ships with the program.
    pub key: String,
}

/// A step on the way of a change of policy: one person proposes it, another one signs it or gives it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum PolicyStep {
    /// This shall hold from the day of the subject.
    Proposed {
        /// What is proposed.
        policy: PolicySource,
        /// Why, and the act it rests on.
        note: String,
    },
    /// The second person gives it back.
    Returned {
        /// Why.
        reason: String,
    },
    /// Who proposed it takes it back.
    Withdrawn,
    /// The second person agrees: it holds.
    Signed {
        /// Digest of what is signed.
        policy: Hash,
    },
}

/// Where the text of a policy is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicySource {
    /// A policy that ships with the program, by its key.
    Shipped(String),
    /// The whole file as text.
    File(String),
}

/// What is said about a figure of a person's pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "snake_case", deny_unknown_fields)]
pub enum Objection {
    /// The person objects to a figure.
    Raised {
        /// Code of the line, or `diterima` for the net amount.
        line: String,
        /// The figure as it was shown.
        amount_rp: Rupiah,
        /// Why it should be another.
        reason: String,
    },
    /// Who runs or checks the month answers. What is upheld is mended in the facts; the difference follows by itself.
    Answered {
        /// The record of the objection.
        to: Hash,
        /// Whether the person is right.
        upheld: bool,
        /// Why, and what was or will be mended.
        reason: String,
    },
}

/// Where the pay of an office and month stands, and which run it speaks of. Holds no amount: everyone in the region
/// may know how far a month has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayMonth {
    /// The step taken.
    pub step: PayStep,
    /// The run it is taken for.
    pub seal: RunSeal,
}

/// A step on the way of a month's pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum PayStep {
    /// The treasurer asks for approval.
    Submitted {
        /// What the checker should know; may be empty.
        note: String,
    },
    /// The checker gives it back.
    Returned {
        /// Why.
        reason: String,
    },
    /// The checker agrees.
    Approved,
    /// The treasurer closes the month: what comes later is settled in the next open one.
    Locked,
    /// The money went out.
    Paid {
        /// Day of the order to pay.
        day: Day,
        /// Its number.
        number: String,
    },
}

/// What names a run: anyone who holds its slips works out the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunSeal {
    /// Digest of the rule book it was worked out by.
    pub rules: Hash,
    /// People with a slip.
    pub people: u32,
    /// People of the office who are not paid in it.
    pub left_out: u32,
    /// Digest over month, people and everything their slips rest on.
    pub inputs: Hash,
    /// Digest over month, people and their slips.
    pub slips: Hash,
}

/// What one run pays a person: everything it rests on, and the digest it gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slip {
    /// The month with everything resolved.
    pub month: SealedMonth,
    /// Closed months in arrears that are paid with it, as the facts of that day have them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub back: Vec<SealedMonth>,
    /// What went out beside salary earlier in the month: what is paid in arrears is taxed after it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Beside>,
    /// Digest of the slip that follows from it, and of its back pay.
    pub digest: Hash,
}

/// Where THR or gaji ke-13 of an office stands, and what was decided for everyone. Holds no amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearlyPay {
    /// What was decided.
    pub decided: Decided,
    /// The step taken, and the run it is taken for.
    pub at: PayMonth,
}

/// What is decided for everyone who receives THR or gaji ke-13; kind, year and month of payment stand in the subject.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// The feast, for who began shortly before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feast: Option<Day>,
    /// The share of TPP; nothing where no TPP is paid with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tpp: Option<TppShare>,
}

/// The share of a month's TPP that a region pays with THR or gaji ke-13.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TppShare {
    /// In basis points.
    pub share_bp: u32,
    /// Decree that says so.
    pub decree: String,
}

/// What THR or gaji ke-13 pays a person: everything it rests on, and the digest it gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearlySlip {
    /// The month it is measured by.
    pub base: SealedMonth,
    /// The month in which it goes out, whose tax it adds to.
    pub payday: SealedMonth,
    /// Since when the person is what they are, where it is known; a PPPK is measured by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// What went out beside salary earlier in that month.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Beside>,
    /// Digest of the payment that follows from it.
    pub digest: Hash,
}

/// Where a list of rewards stands, and what it is about. Holds no amount: everyone in the region may know for what
/// rewards are given and how far they have come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reward {
    /// The step taken.
    pub step: RewardStep,
    /// The list it is taken for.
    pub list: RewardList,
}

/// A step on the way of a list of rewards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum RewardStep {
    /// The treasurer asks for approval.
    Proposed,
    /// The checker gives it back.
    Returned {
        /// Why.
        reason: String,
    },
    /// The checker agrees.
    Approved,
    /// The money went out: nothing follows.
    Paid {
        /// Day of the order to pay.
        day: Day,
        /// Its number.
        number: String,
    },
}

/// What a list of rewards is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RewardList {
    /// Name for people.
    pub title: String,
    /// Number of the decree; its day stands in the subject.
    pub decree: String,
    /// Whom it rewards.
    pub basis: RewardBasis,
    /// What was proven or contributed.
    pub reason: String,
    /// Names what it gives to whom. Nobody is left out of a list: who is blocked blocks it.
    pub seal: RunSeal,
}

/// Whom a list rewards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RewardBasis {
    /// Single people, each for the own result.
    Person,
    /// A team.
    Team,
    /// All of an office that has beaten its target.
    Office,
    /// People who contributed to a project beside their duties.
    Project,
}

/// What one list gives a person, with everything its figures rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RewardSlip {
    /// Number on the day of the decree: it orders whom a rupiah goes to that is left over.
    pub nip: Nip,
    /// Rank on the day of the decree: it decides the final tax.
    pub golongan: Golongan,
    /// Before tax.
    pub gross: domain::reward::RewardGross,
    /// What the person did; may be empty where the list says it for everyone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// A person's month with everything resolved: needs no book any more, only the rule book and the policy it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedMonth {
    /// What the salary rests on.
    pub pay: domain::pay::PayInput,
    /// What TPP rests on, when it is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tpp: Option<SealedTpp>,
}

/// What TPP rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedTpp {
    /// Key of the policy in force in the month.
    pub policy: String,
    /// Class of the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kelas: Option<u8>,
    /// Kind of unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_kind: Option<String>,
    /// Measures by key; decimals as text.
    pub measures: BTreeMap<String, Decimal>,
    /// The predikat in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predikat: Option<Predikat>,
    /// The acting post, when one is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting: Option<SealedActing>,
}

/// An acting post as the policy asks about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedActing {
    /// Class of the acting post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kelas: Option<u8>,
    /// How both posts meet, as the order says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<ActingMode>,
    /// Share in percent, as the order says; a decimal as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_percent: Option<Decimal>,
    /// Full months it has lasted at the end of the month paid.
    pub full_months: u32,
}

/// Inputs of a slip worked out alone, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// Month of the slip.
    pub month: Option<Month>,
    /// Entries by field name.
    pub fields: BTreeMap<String, String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feedback_without_an_answer_keeps_its_bytes() {
        let written = r#"{"from":"Ani","text":"Rapi","day":"2026-11-21"}"#;
        let said: Feedback = serde_json::from_str(written).unwrap();
        assert_eq!(said.answer, None);
        assert_eq!(serde_json::to_string(&said).unwrap(), written);
        let answer = Answer { to: Hash([7; 32]), stance: Stance::ToDiscuss };
        let text = serde_json::to_string(&Feedback { answer: Some(answer), ..said }).unwrap();
        assert!(text.ends_with(r#"070707","stance":"to_discuss"}}"#), "{text}");
        assert_eq!(serde_json::from_str::<Feedback>(&text).unwrap().answer, Some(answer));
    }

    #[test]
    fn an_account_and_the_numbers_of_papers_have_their_bytes() {
        let written = [
            r#"{"field":"diri","nik":"9901015504870001","npwp":"9901015504870001","address":"Jalan Contoh 1"}"#,
            r#"{"field":"diri"}"#,
            r#"{"field":"rekening","bank_code":"900","bank":"Bank Contoh","account":"0012345678","holder":"Sari Dewi"}"#,
        ];
        for written in written {
            let fact: Fact = serde_json::from_str(written).unwrap();
            assert_eq!(serde_json::to_string(&fact).unwrap(), written);
        }
        for foreign in [r#"{"field":"diri","nik":"12"}"#, r#"{"field":"rekening","bank_code":"900","bank":"Bank"}"#] {
            assert!(serde_json::from_str::<Fact>(foreign).is_err(), "{foreign}");
        }
    }

    #[test]
    fn a_list_of_rewards_and_what_it_gives_have_their_bytes() {
        let hash = "07".repeat(32);
        let seal = format!(r#"{{"rules":"{hash}","people":3,"left_out":0,"inputs":"{hash}","slips":"{hash}"}}"#);
        let list = format!(
            r#"{{"title":"Tim Posyandu","decree":"800/12/2026","basis":"team","reason":"Cakupan 105%","seal":{seal}}}"#
        );
        for step in [
            r#"{"step":"proposed"}"#,
            r#"{"step":"returned","reason":"Bobot salah"}"#,
            r#"{"step":"approved"}"#,
            r#"{"step":"paid","day":"2026-11-20","number":"00123/LS"}"#,
        ] {
            let written = format!(r#"{{"step":{step},"list":{list}}}"#);
            let reward: Reward = serde_json::from_str(&written).unwrap();
            assert_eq!(serde_json::to_string(&reward).unwrap(), written);
        }
        for written in [
            r#"{"nip":"198704152011042901","golongan":"III/b","gross":{"from":"given","amount_rp":1000000},"why":"Juara"}"#,
            r#"{"nip":"198704152011042901","golongan":"IX","gross":{"from":"part","pool_rp":10,"weight":1,"weights":3,"rest":true}}"#,
        ] {
            let slip: RewardSlip = serde_json::from_str(written).unwrap();
            assert_eq!(serde_json::to_string(&slip).unwrap(), written);
        }
        let without_rank = r#"{"nip":"198704152011042901","gross":{"from":"given","amount_rp":1}}"#;
        assert!(serde_json::from_str::<RewardSlip>(without_rank).is_err());
    }

    #[test]
    fn an_entry_of_the_log_keeps_its_bytes() {
        let written = r#"{"date":"2026-11-21","indicator":"i1","amount":"24.5","note":"Posyandu"}"#;
        let log: Log = serde_json::from_str(written).unwrap();
        assert_eq!(log.entry().unwrap().note, "Posyandu");
        assert_eq!(serde_json::to_string(&log).unwrap(), written);
        assert_eq!(serde_json::to_string(&Log::WITHDRAWN).unwrap(), r#"{"state":"withdrawn"}"#);
        assert_eq!(serde_json::from_str::<Log>(r#"{"state":"withdrawn"}"#).unwrap(), Log::WITHDRAWN);
        for foreign in [r#"{"note":"x"}"#, r#"{"date":"2026-11-21","note":"x","by":"y"}"#, r#"{"state":"enrolled"}"#] {
            assert!(serde_json::from_str::<Log>(foreign).is_err(), "{foreign}");
        }
    }
}
