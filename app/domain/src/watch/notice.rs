//! What the watch is told about a person, and what it says.

use crate::asn::{Family, Golongan, MasaKerja, Status};
use crate::calendar::{Day, Month};
use crate::cite::Cite;
use crate::derive::{Recorder, Step, Value};
use crate::law::{Rulebook, SalaryDue};
use crate::money::Rupiah;
use crate::outcome::Gap;
use crate::pay::{InService, PayStep, Post};

use super::WatchStep;

/// Dated facts about one person. What is not recorded is nothing, and the watch says what it could not see for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    /// Day of birth, as the number states it.
    pub born: Option<Day>,
    /// Kind of civil servant.
    pub status: Option<Status>,
    /// Rank.
    pub golongan: Option<Golongan>,
    /// Years of service in the rank's group, with the month at whose first day they stood.
    pub mkg: Option<(Month, MasaKerja)>,
    /// The post held.
    pub post: Option<Post>,
    /// Family with its days.
    pub family: Option<Family>,
    /// First day as CPNS; needed for CPNS only.
    pub cpns_since: Option<Day>,
    /// Last day of the contract of a PPPK.
    pub contract_until: Option<Day>,
    /// How the person stands in service, when a paper says so.
    pub service: Option<InService>,
    /// First and last day of a post held beside the own one.
    pub acting: Option<(Day, Day)>,
    /// Last months of decisions that a policy measures.
    pub decided_until: Vec<Month>,
}

/// What the watch looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Kenaikan gaji berkala.
    Increment,
    /// Children and their proofs.
    Children,
    /// Batas usia pensiun.
    Retirement,
    /// The end of candidacy.
    Candidacy,
    /// The end of a contract.
    Contract,
    /// Leave, study, suspension.
    Keadaan,
    /// Posts held beside the own one.
    Penugasan,
    /// Decisions that a policy measures.
    Putusan,
}

/// A change that comes by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The next printed row of the pay table is reached. Given only with the performance that is asked for.
    Increment {
        /// Full years of service reached.
        years: u8,
        /// Base pay of that row by the table in force at the start of the span, before a candidate's share.
        amount: Rupiah,
    },
    /// A child reaches the age below which it counts; a school letter lets it count on until the other age.
    ChildOfAge {
        /// Place in the family, from zero.
        child: usize,
        /// Age reached.
        age: i32,
        /// Age until which a school letter would let it count; nothing when that age itself is reached.
        with_proof: Option<i32>,
        /// Children that count in the month before and from the first month of the change.
        counted: (u8, u8),
    },
    /// The school letter of a child of age runs out.
    ProofEnds {
        /// Place in the family, from zero.
        child: usize,
        /// Children that count in the month before and from the first month of the change.
        counted: (u8, u8),
    },
    /// The retirement age is reached. The month of the notice is the first month of pension.
    Retirement {
        /// Age in years.
        age: u8,
    },
    /// A PPPK reaches the age of the post: a contract ends here at the latest.
    ContractAge {
        /// Age in years.
        age: u8,
        /// Whether the recorded contract runs longer than the law allows.
        contract_longer: bool,
    },
    /// A candidate's probation is over: PNS from here, or a decision that is missing.
    CandidacyEnds {
        /// Months of probation.
        months: u8,
    },
    /// The recorded contract of a PPPK ends, unless it is renewed.
    ContractEnds,
    /// A standing in service begins to change the salary.
    Keadaan {
        /// The standing.
        service: InService,
        /// How much of the salary is due from the month of the notice.
        salary: SalaryDue,
    },
    /// The order for a post beside the own one runs out.
    ActingEnds,
    /// A decision that a policy measures counts no longer.
    DecisionEnds,
}

impl Change {
    /// Says what the watch looked at to find it.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        match self {
            Self::Increment { .. } => Subject::Increment,
            Self::ChildOfAge { .. } | Self::ProofEnds { .. } => Subject::Children,
            Self::Retirement { .. } => Subject::Retirement,
            Self::CandidacyEnds { .. } => Subject::Candidacy,
            Self::ContractAge { .. } | Self::ContractEnds => Subject::Contract,
            Self::Keadaan { .. } => Subject::Keadaan,
            Self::ActingEnds => Subject::Penugasan,
            Self::DecisionEnds => Subject::Putusan,
        }
    }
}

impl Subject {
    /// Everything that is looked at.
    pub const ALL: [Self; 8] = [
        Self::Increment,
        Self::Children,
        Self::Retirement,
        Self::Candidacy,
        Self::Contract,
        Self::Keadaan,
        Self::Penugasan,
        Self::Putusan,
    ];
}

/// One change with its day and source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// First day on which the change holds.
    pub day: Day,
    /// First month whose pay it touches: pay follows the facts of the first day of a month.
    pub month: Month,
    /// Whether the day lies before the span: the facts say that it should have happened.
    pub late: bool,
    /// The change.
    pub change: Change,
    /// The dated fact it is counted from.
    pub since: Day,
    /// Sources of the rule.
    pub cites: Vec<Cite>,
}

/// What could not be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What of.
    pub subject: Subject,
    /// What is missing.
    pub missing: Vec<Gap>,
}

/// Everything the watch has to say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Changes in order of day.
    pub notices: Vec<Notice>,
    /// What could not be seen.
    pub unknown: Vec<Unknown>,
}

/// One watch under way.
pub(super) struct Watch<'a> {
    pub(super) person: &'a Person,
    pub(super) from: Month,
    pub(super) last: Month,
    pub(super) law: &'a Rulebook,
    pub(super) report: Report,
}

impl Watch<'_> {
    /// Adds a change whose pay follows on the first day of a month at or after its day, when that month is asked for.
    pub(super) fn add(&mut self, day: Day, since: Day, change: Change, cites: &[&Cite], late_too: bool) {
        let month = if day == day.month().first() { day.month() } else { day.month().next() };
        if month > self.last || month < self.from && !late_too {
            return;
        }
        let mut named: Vec<Cite> = Vec::with_capacity(cites.len());
        for cite in cites {
            if !named.contains(*cite) {
                named.push((*cite).clone());
            }
        }
        let late = month < self.from;
        self.report.notices.push(Notice { day, month, late, change, since, cites: named });
    }

    /// Returns a fact, or the gap that names it.
    pub(super) fn need<T>(fact: Option<T>, field: &str) -> Result<T, Gap> {
        fact.ok_or_else(|| Gap::NoFact { field: field.to_owned() })
    }
}

impl Notice {
    /// Tells the notice as a derivation of its own.
    pub(super) fn tell<R: Recorder>(&self, rec: &mut R) {
        let watch = |step| Step::Pay(PayStep::Watch(step));
        rec.open(|| watch(WatchStep::Change(self.change.clone())));
        for cite in &self.cites {
            rec.cite(cite);
        }
        rec.leaf(|| watch(WatchStep::Since(self.since)), || Value::Day(self.since));
        rec.leaf(|| watch(WatchStep::FirstMonth), || Value::Month(self.month));
        rec.close(|| Value::Day(self.day));
    }
}
