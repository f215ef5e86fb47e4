//! A month worked out, from whatever source its facts come: a trial on this device, the example, or recorded facts.
//!
//! Calls the engine and keeps what it said; computes nothing itself and knows no sentence.

use domain::calendar::{Day, Month};
use domain::derive::{Derivation, Explaining};
use domain::kinerja::Predikat;
use domain::law::Rulebook;
use domain::lever::{Supposed, supposed};
use domain::money::Rupiah;
use domain::outcome::{Gap, Outcome};
use domain::pay::{PayInput, Slip, TakenBack, TppPart, TppRun, explain};
use domain::tpp::{self, ActingMode, Measures, Policy};
use ledger::book::Book;
use ledger::facts::History;
use ledger::hash::Id;
use ledger::month::{Case, Frame};
use ledger::pay_month::Closed;
use ledger::payload::{PayStep, Slip as SealedSlip};
use ledger::settle::{BackPay, again, paid, settle};
use rust_decimal::Decimal;

use crate::words::derive::Origin;

/// What the engine is asked about one person and month, typed by the person alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// What the salary rests on.
    pub pay: PayInput,
    /// A policy with what it asks.
    pub tpp: Option<AskTpp>,
}

/// What a policy is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskTpp {
    /// The policy, with the values the person tries in it.
    pub policy: Policy,
    /// How many values the person put in to try them.
    pub tried: usize,
    /// Class of the post.
    pub kelas: Option<u8>,
    /// Key of the post, where the policy tells posts apart.
    pub post: Option<String>,
    /// Kind of the unit, where the policy tells units apart.
    pub unit_kind: Option<String>,
    /// What was measured.
    pub measures: Measures,
    /// The predikat in force.
    pub predikat: Option<Predikat>,
    /// The acting post.
    pub acting: Option<AskActing>,
    /// Whether zakat is withheld.
    pub zakat: bool,
}

/// An acting post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskActing {
    /// Its class.
    pub kelas: Option<u8>,
    /// The way the assignment states.
    pub mode: Option<ActingMode>,
    /// The share in percent the assignment states.
    pub share_percent: Option<Decimal>,
    /// Full months it has lasted.
    pub full_months: u32,
}

/// A month worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worked {
    /// Where the facts come from.
    pub origin: Origin,
    /// The month.
    pub month: Month,
    /// The slip, or what is missing. A provisional slip lacks TPP, or rests on values that are only tried.
    pub outcome: Outcome<Slip>,
    /// One derivation for each line of the slip.
    pub lines: Vec<Derivation>,
    /// Name of the policy TPP is paid by.
    pub policy: Option<String>,
    /// Keys of what keeps TPP back this month without cutting it.
    pub held: Vec<String>,
    /// How many values of the policy are only tried.
    pub tried: usize,
    /// Whether TPP is known by amount and paid in another list.
    pub tpp_elsewhere: bool,
    /// Whether the month lies so far ahead that its law is not known yet.
    pub ahead: bool,
    /// How the month was closed, when it was.
    pub issued: Option<Issued>,
    /// What earlier, closed months come to, when anything differs.
    pub late: Option<Late>,
    /// The slip under every supposition that can be worked out.
    pub supposed: Vec<Supposed>,
}

/// What closed months come to beside a slip.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Late {
    /// Arrears that go out with the slip.
    pub back: Option<BackPay>,
    /// What was paid too much, below zero.
    pub overpaid: Rupiah,
    /// What came back already.
    pub taken: Rupiah,
    /// What a plan takes back with this month.
    pub takes: Option<TakenBack>,
    /// Why the difference is not known.
    pub gaps: Vec<Gap>,
    /// The steps of all of it.
    pub told: Vec<Derivation>,
}

/// A slip that a closed run pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// The last step of the month.
    pub step: PayStep,
    /// The day of that step.
    pub on: Day,
    /// Whether it comes out the same here.
    pub same: bool,
    /// What today's facts would give, where that is another net.
    pub now: Option<Rupiah>,
}

impl Ask {
    /// Works the month out.
    #[must_use]
    pub fn work(&self, origin: Origin) -> Worked {
        let law = Rulebook::national();
        let (slip, lines) = self.with_run(|run| explain(&self.pay, run, law));
        let tried = self.tpp.as_ref().map_or(0, |tpp| tpp.tried);
        let policy = self.tpp.as_ref().map(|tpp| &tpp.policy);
        let alone = || explain(&self.pay, None, law);
        let elsewhere = matches!(self.pay.tpp, Some(TppPart::Elsewhere(_)));
        let worked = Worked::of(origin, self.pay.month, (slip, lines), policy, tried, alone);
        // Of a slip that lacks its TPP nothing whole can be supposed.
        let supposed = if worked.tpp_open() { Vec::new() } else { self.with_run(|run| supposed(&self.pay, run, law)) };
        Worked { tpp_elsewhere: elsewhere, supposed, ..worked }
    }

    fn with_run<T>(&self, compute: impl FnOnce(Option<TppRun<'_>>) -> T) -> T {
        let Some(tpp) = &self.tpp else { return compute(None) };
        let input = tpp::Input {
            month: self.pay.month,
            kelas: tpp.kelas,
            post: tpp.post.as_deref(),
            status: self.pay.status,
            unit_kind: tpp.unit_kind.as_deref(),
            measures: &tpp.measures,
            predikat: tpp.predikat,
            acting: tpp.acting.as_ref().map(|acting| tpp::Acting {
                kelas: acting.kelas,
                post: None,
                mode: acting.mode,
                share_percent: acting.share_percent,
                full_months: acting.full_months,
            }),
        };
        compute(Some(TppRun { policy: &tpp.policy, input: &input, zakat: tpp.zakat }))
    }
}

type Explained = (Result<Slip, Vec<Gap>>, Vec<Derivation>);

impl Worked {
    /// Works out a person's month as it was closed, or from recorded facts while it is open.
    #[must_use]
    pub fn recorded(book: &Book, person: Id, month: Month) -> Self {
        let closed = Closed::of(book);
        let Some((slip, step)) = closed.slip(book, person, month) else {
            return Self::by_facts(book, person, month);
        };
        let law = Rulebook::national();
        let mut worked = Self::sealed(book, person, &slip);
        let history = History::of(book, person);
        let again = slip.again(|| paid(book, &closed, &history, month, law), law);
        let now = Self::month_by_facts(book, person, month).slip().map(|slip| slip.total.net);
        worked.issued = Some(Issued {
            step: step.value.step.clone(),
            on: Day::from_unix_days(step.record.envelope.recorded_at.div_euclid(86_400)),
            same: matches!(again, Ok(Some(_))),
            now: now.filter(|now| worked.slip().is_some_and(|slip| slip.total.net != *now)),
        });
        worked
    }

    /// Works out a slip from what it was sealed with, its back pay included.
    #[must_use]
    pub fn sealed(book: &Book, person: Id, of: &SealedSlip) -> Self {
        let law = Rulebook::national();
        let month = of.month.pay.month;
        let case = of.month.open().map_err(|gap| vec![gap]);
        let mut worked = Self::gathered(month, &case);
        if let (Ok(case), Some(slip), false) = (&case, worked.slip().cloned(), of.back.is_empty()) {
            let before = paid(book, &Closed::of(book), &History::of(book, person), month, law);
            let mut told = Explaining::default();
            let back = before.and_then(|before| again((&of.back, &of.before), &before, (case, &slip), law, &mut told));
            worked.late = match back {
                Ok(Some(back)) => Some(Late { back: Some(back), told: told.finish(), ..Late::default() }),
                Ok(None) => None,
                Err(gaps) => Some(Late { gaps, ..Late::default() }),
            };
        }
        worked
    }

    /// Works out a person's month from recorded facts, with what closed months still owe.
    #[must_use]
    pub fn by_facts(book: &Book, person: Id, month: Month) -> Self {
        let mut worked = Self::month_by_facts(book, person, month);
        let closed = Closed::of(book);
        if worked.slip().is_none() || !closed.months().any(|closed| closed < month) {
            return worked;
        }
        let law = Rulebook::national();
        let case = Frame::of(book, month).and_then(|frame| frame.case(book, person, law));
        if let (Ok(mut case), Some(slip)) = (case, worked.slip().cloned()) {
            let history = History::of(book, person);
            let mut told = Explaining::default();
            let frame = |month| Frame::of(book, month);
            worked.late = match settle(book, &closed, &history, Ok((&case, &slip)), frame, law, &mut told) {
                Ok(None) => None,
                Ok(Some(settled)) if settled.is_level() => None,
                Ok(Some(settled)) => {
                    if settled.takes.is_some() {
                        case.pay.taken_back = settled.takes;
                        worked = Self::gathered(month, &Ok(case));
                    }
                    Some(Late {
                        overpaid: settled.overpaid(),
                        taken: settled.taken.0.plus(settled.taken.1).unwrap_or_default(),
                        takes: settled.takes,
                        gaps: settled.table.gaps(),
                        back: settled.back,
                        told: told.finish(),
                    })
                }
                Err(gaps) => Some(Late { gaps, ..Late::default() }),
            };
        }
        worked
    }

    fn month_by_facts(book: &Book, person: Id, month: Month) -> Self {
        let case = Frame::of(book, month).and_then(|frame| frame.case(book, person, Rulebook::national()));
        Self::gathered(month, &case)
    }

    /// Works out a month that was gathered from recorded facts.
    #[must_use]
    pub fn gathered(month: Month, case: &Result<Case, Vec<Gap>>) -> Self {
        let law = Rulebook::national();
        match case {
            Ok(case) => {
                let alone = || explain(&case.pay, None, law);
                let worked = Self::of(Origin::Records, month, case.explained(law), case.policy(), 0, alone);
                let supposed = if worked.tpp_open() { Vec::new() } else { case.supposed(law) };
                Self { supposed, ..worked }
            }
            Err(gaps) => Self::blocked(Origin::Records, month, gaps.clone()),
        }
    }

    /// A month of which nothing can be said but what is missing.
    #[must_use]
    pub fn blocked(origin: Origin, month: Month, gaps: Vec<Gap>) -> Self {
        Self {
            origin,
            month,
            outcome: Outcome::Blocked(gaps),
            lines: Vec::new(),
            policy: None,
            held: Vec::new(),
            tried: 0,
            tpp_elsewhere: false,
            ahead: false,
            issued: None,
            late: None,
            supposed: Vec::new(),
        }
    }

    fn of(
        origin: Origin,
        month: Month,
        (slip, lines): Explained,
        policy: Option<&Policy>,
        tried: usize,
        alone: impl FnOnce() -> Explained,
    ) -> Self {
        let mut made = Self::blocked(origin, month, Vec::new());
        made.tried = tried;
        made.policy = policy.map(Policy::name);
        match slip {
            Ok(slip) => {
                made.held = slip.tpp_held.clone();
                made.lines = lines;
                made.outcome = if tried > 0 {
                    Outcome::Provisional { value: slip, missing: Vec::new() }
                } else {
                    Outcome::Final(slip)
                };
            }
            // What only TPP lacks leaves the salary known: it is shown, and the whole stays open.
            Err(gaps) => match policy.map(|_| alone()) {
                Some((Ok(value), told)) => {
                    made.lines = told;
                    made.outcome = Outcome::Provisional { value, missing: gaps };
                }
                _ => made.outcome = Outcome::Blocked(gaps),
            },
        }
        made
    }

    /// Marks a month later than the next one: it is worked out by the law of today, which may still change.
    #[must_use]
    pub fn seen_from(mut self, today: Month) -> Self {
        self.ahead = self.month > today.next();
        self.outcome = match self.outcome {
            Outcome::Final(value) if self.ahead => Outcome::Provisional { value, missing: Vec::new() },
            outcome => outcome,
        };
        self
    }

    /// Returns the policy TPP is paid by, without what a person only tries in it.
    #[must_use]
    pub fn policy(&self) -> Option<&'static Policy> {
        let name = self.policy.as_deref()?;
        tpp::named(name, self.month).or_else(|| tpp::by_key(name))
    }

    /// Returns the slip as far as there is one.
    #[must_use]
    pub fn slip(&self) -> Option<&Slip> {
        self.outcome.value()
    }

    /// Says whether TPP belongs to this month and is not known.
    #[must_use]
    pub fn tpp_open(&self) -> bool {
        matches!(&self.outcome, Outcome::Provisional { missing, .. } if !missing.is_empty())
    }

    /// Returns a line of the slip with its derivation, by the code in the address.
    #[must_use]
    pub fn line(&self, code: &str) -> Option<(domain::pay::Line, &Derivation)> {
        let slip = self.slip()?;
        let at = slip.lines.iter().position(|line| line.code.text() == code)?;
        Some((*slip.lines.get(at)?, self.lines.get(at)?))
    }
}
