//! A policy as people read it: chapters of clauses in the order of the file, each with its value and what it holds.
//!
//! Says nothing in words and computes nothing; a code without words does not compile in the app.

mod build;
mod diff;
mod steps;

pub use diff::{Change, Difference, changes};

use rust_decimal::Decimal;

use super::input::ActingMode;
use super::measure::{Better, MeasureKind, MeasureSource, MinuteBand};
use super::net_rule::NetBase;
use super::policy::Policy;
use super::rule::{How, Yield};
use super::step::{Cutoff, Label};
use super::value::ValueEntry;
use crate::asn::{GolonganGroup, Keadaan, Status};
use crate::hadir::Count;
use crate::kinerja::Predikat;
use crate::money::Rounding;

/// The chapters of a policy, in the order in which an amount comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chapter {
    /// Where the ceiling comes from.
    Ceiling,
    /// How much of it each criterion account is.
    Accounts,
    /// How much of it each kind of civil servant receives.
    Receivers,
    /// How an acting post is paid.
    Acting,
    /// The ordered steps from the ceiling to the amount.
    Steps,
    /// When it is paid.
    Payout,
    /// What keeps the payment back.
    Holds,
    /// The ordered steps from gross to net.
    Net,
    /// What is measured, and who delivers it.
    Measures,
}

impl Chapter {
    /// Every chapter, in order.
    pub const ALL: [Self; 9] = [
        Self::Ceiling,
        Self::Accounts,
        Self::Receivers,
        Self::Acting,
        Self::Steps,
        Self::Payout,
        Self::Holds,
        Self::Net,
        Self::Measures,
    ];
}

/// One rule of a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Path of what it speaks of; a step without key has the path of what it stands in.
    pub path: String,
    /// What it says.
    pub rule: Rule,
    /// The value it states, when it states one.
    pub value: Option<ValueEntry>,
    /// What it holds, in the order of the file.
    pub parts: Vec<Clause>,
}

/// A measure that a clause reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// Its name.
    pub label: Label,
    /// What it counts in.
    pub kind: MeasureKind,
}

/// An edge between two bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// Where it lies.
    pub at: Decimal,
    /// Whether the lower band holds the edge itself.
    pub in_lower: bool,
}

/// What a band gives; its value stands in the clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BandGives {
    /// Percent of the part's weight.
    Percent,
    /// Percent to take away.
    Cut,
    /// Points out of the hundred of the whole test.
    Points,
    /// The measure divided by this many, of the part's weight.
    LinearOver,
    /// A factor.
    Factor,
}

/// What the percent of a cut is taken of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CutOf {
    /// The part it stands in.
    Part,
    /// The whole of the test.
    Whole,
    /// The share, in the clause's value, of one working day.
    Day {
        /// The measure that counts the working days.
        working_days: Measured,
    },
}

/// What a clause says. `value`: the clause's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// Rupiah by class; holds the classes.
    Classes,
    /// Value: rupiah of a class.
    Class {
        /// The class.
        kelas: u8,
    },
    /// Value: the regional index on the class amount.
    Index,
    /// Rupiah of a post by account; holds the amounts.
    Post {
        /// Key of the post.
        post: String,
    },
    /// Value: rupiah of an account.
    PostAmount {
        /// The account.
        label: Label,
    },
    /// Points by post; holds the posts.
    Points,
    /// Value: points of a post.
    PostPoints {
        /// Key of the post.
        post: String,
    },
    /// Value: rupiah of one point.
    PointPrice {
        /// The kind of unit it is for; none: every other.
        unit: Option<String>,
    },
    /// A criterion account; holds its percents.
    Account {
        /// Its name.
        label: Label,
        /// Budget code for PNS and CPNS.
        code_pns: Option<String>,
        /// Budget code for PPPK.
        code_pppk: Option<String>,
    },
    /// Value: percent of the basic amount.
    Criterion {
        /// Lowest class.
        from_class: u8,
        /// Highest class.
        upto_class: u8,
        /// Only these posts, when there are any.
        posts: Vec<String>,
    },
    /// What a decision adds to the account before any step.
    Plus(Measured),
    /// Value: percent of the ceiling.
    Receiver(Status),
    /// No rule: a month with an acting post is blocked.
    NoActing,
    /// The assignment chooses; this one where it chooses none.
    ActingAssigned(ActingMode),
    /// The class of the acting post chooses.
    ActingByClass {
        /// Class equal to the own one or lower.
        equal_or_lower: ActingMode,
        /// Class above the own one.
        higher: ActingMode,
    },
    /// Value: percent of the acting post's ceiling.
    ActingShare,
    /// The assignment states the share.
    ActingShareAssigned,
    /// Value: full months before the acting post counts.
    ActingFrom,
    /// Value: how many months are paid at once.
    PayoutEvery,
    /// Value: day of the month of the payment.
    PayoutDay,
    /// Holds parts, then cuts from the whole.
    Test {
        /// Its name.
        label: Label,
        /// Whether it yields a percent or an amount.
        yields: Yield,
    },
    /// For some posts instead of the usual parts; holds parts, then cuts from the whole.
    ForPosts {
        /// Its name.
        label: Label,
        /// Keys of the posts.
        posts: Vec<String>,
    },
    /// Value: weight. Holds how it is earned, what is cut from it, and its own steps.
    Part {
        /// Its name.
        label: Label,
    },
    /// All of the weight is earned.
    Full,
    /// As many percent are earned as the measure says.
    ByMeasure(Measured),
    /// As the measure says, else by predikat; holds the predikat.
    ByMeasureOrPredikat(Measured),
    /// By predikat; holds the predikat.
    ByPredikat,
    /// Value: percent for a predikat.
    Predikat(Option<Predikat>),
    /// By bands; holds the bands.
    ByBands(Measured),
    /// Value: what the band gives.
    Band {
        /// The edge below; none: from zero.
        above: Option<Edge>,
        /// The edge above; none: open.
        upto: Option<Edge>,
        /// What the value is.
        gives: BandGives,
        /// What the edges count in.
        kind: MeasureKind,
    },
    /// Holds rows. Value: the share of a day's amount, for a cut by day.
    Cut {
        /// Its name.
        label: Label,
        /// What its percent is taken of.
        of: CutOf,
    },
    /// Value: percent for each event.
    CutEach {
        /// What is counted, together.
        on: Vec<Measured>,
    },
    /// The measures themselves are the percent.
    CutOwn {
        /// The measures.
        on: Vec<Measured>,
    },
    /// By bands of what is counted; holds the bands.
    CutBands {
        /// What is counted, together.
        on: Vec<Measured>,
    },
    /// Multiplies by the factor of a band; holds the bands.
    Gate {
        /// Its name.
        label: Label,
        /// What the bands are of.
        of: Measured,
    },
    /// Value: the least that must be reached, else nothing is left. Holds months with a limit of their own.
    Threshold {
        /// Its name.
        label: Label,
        /// What must reach it.
        of: Measured,
    },
    /// Value: the least the result so far must be, else nothing is left.
    AtLeast {
        /// Its name.
        label: Label,
    },
    /// Value: the limit in one month of the year.
    LimitInMonth(u8),
    /// Reduces by recorded decisions; holds rows.
    Reduce {
        /// Its name.
        label: Label,
        /// How it meets what stands before it.
        how: How,
    },
    /// Takes rupiah for each event; holds the rows.
    Deduct {
        /// Its name.
        label: Label,
        /// What is counted.
        of: Measured,
    },
    /// Value: rupiah for each event.
    DeductEach {
        /// Keys of the posts; none: every other.
        posts: Vec<String>,
    },
    /// Multiplies by the factor of the kind of unit; holds the kinds.
    UnitFactor {
        /// Its name.
        label: Label,
    },
    /// Value: factor of a kind of unit; none: every other.
    UnitKind(Option<String>),
    /// Keeps the value between limits; holds them.
    Clamp,
    /// Value: the least.
    Least,
    /// Value: the most.
    Most,
    /// Drops a fraction.
    Round {
        /// Decimals kept.
        scale: u32,
        /// The way.
        cutoff: Cutoff,
    },
    /// Turns the percent into an amount.
    Pay,
    /// Goes on for each account; holds the ways.
    Split,
    /// For every account without steps of its own; holds steps.
    SplitEach,
    /// For one account; holds steps.
    SplitOwn {
        /// Name of the account.
        label: Label,
    },
    /// Value: share that is paid later, until the measure reaches the limit it holds.
    Defer {
        /// Its name.
        label: Label,
        /// What must reach the limit.
        of: Measured,
    },
    /// Value: the limit.
    DeferLimit,
    /// What waits is paid in the month that reaches the limit: the measure of it.
    DeferOwed(Measured),
    /// Value: months in a row after which what waits is lost; the measure counts those before.
    DeferLost(Measured),
    /// Keeps the payment back while the measure says yes.
    Hold {
        /// Its name.
        label: Label,
        /// The decision.
        of: Measured,
    },
    /// National health contribution.
    Bpjs(Rounding),
    /// A contribution that the recap delivers.
    BpjsGiven(Measured),
    /// Each account is rounded for itself.
    PerAccount,
    /// Not taken where the decision says yes.
    Unless(Measured),
    /// Final tax by rank; holds the rates and who bears it.
    TaxFinal {
        /// What it is taken of.
        on: NetBase,
        /// Its rounding.
        rounding: Rounding,
    },
    /// Value: percent for a group of PNS ranks.
    TaxRate(GolonganGroup),
    /// Value: percent for a PPPK golongan; none: every other.
    TaxRatePppk(Option<u8>),
    /// Tax together with salary; holds who bears it.
    TaxJoint,
    /// Value: 100 where the region bears the tax, 0 where the employee does.
    Bearer,
    /// Value: percent of what is left, for who asked for it.
    Zakat(Rounding),
    /// A measure; one that is computed holds how.
    Measure {
        /// Its name.
        label: Label,
        /// What it counts in.
        kind: MeasureKind,
        /// Who delivers it; none: it is computed.
        source: Option<MeasureSource>,
        /// Which direction is the better one.
        better: Better,
        /// The minutes its events lie in.
        band: Option<MinuteBand>,
        /// What attendance counts for it.
        counts: Option<Count>,
        /// Highest value that makes sense.
        max: Option<Decimal>,
        /// The value when no record says otherwise.
        when_none: Option<Decimal>,
        /// Standings in service that raise it by themselves.
        standings: Vec<Keadaan>,
    },
    /// An addend of a computed measure. Value: what it is multiplied by.
    Addend(Measured),
    /// What is taken off a computed measure. Value: what it is multiplied by.
    Less(Measured),
    /// What does not count where this measure does.
    InsteadOf(Measured),
    /// What the sum is taken in percent of.
    Over(Measured),
    /// Value: the highest a computed measure counts.
    Cap,
}

impl Policy {
    /// Returns the policy as people read it. Chapters with nothing in them are left out.
    #[must_use]
    pub fn chapters(&self) -> Vec<(Chapter, Vec<Clause>)> {
        build::chapters(self)
    }

    /// Returns the values that do not stand yet, by chapter, in the order in which the chapters read.
    #[must_use]
    pub fn waiting(&self) -> Vec<(Chapter, Vec<ValueEntry>)> {
        fn open(clauses: Vec<Clause>, found: &mut Vec<ValueEntry>) {
            for clause in clauses {
                found.extend(clause.value.filter(|entry| !entry.stands()));
                open(clause.parts, found);
            }
        }
        let chapters = self.chapters().into_iter().map(|(chapter, clauses)| {
            let mut found = Vec::new();
            open(clauses, &mut found);
            (chapter, found)
        });
        chapters.filter(|(_, found)| !found.is_empty()).collect()
    }
}
