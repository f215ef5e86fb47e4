//! THR and gaji ke-13 of the people in the book: payments of their own, measured by the pay of one month and taxed with
//! the month in which they go out. Gathers and names what is missing; the arithmetic is the domain's.

mod sealed;
mod way;

pub use sealed::{Again, again, seal};
pub use way::{Closed, Own, Place, all, of_person, standing};

use domain::calendar::{Day, Month};
use domain::cite::Cite;
use domain::derive::Recorder;
use domain::law::{Rulebook, YearlyKind};
use domain::outcome::Gap;
use domain::pay::{Beside, Given, Slip};
use domain::thr::{Ask, NoRight, Payout, Performance, Right, Share, paid, right};

use crate::book::Book;
use crate::facts::{History, Profile};
use crate::hash::{Hash, Id};
use crate::month::{Case, Frame};
use crate::payload::{Decided, TppShare, YearlySlip};
use crate::settle::closed_month;

/// Which payment, and what is decided for everyone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Which payment.
    pub kind: YearlyKind,
    /// The year whose act rules it.
    pub year: i32,
    /// The month in which it goes out; its tax is that month's.
    pub payday: Month,
    /// What is decided.
    pub decided: Decided,
}

/// The payment, made ready for everyone.
#[derive(Debug, Clone)]
pub struct Yearly {
    order: Order,
    base: Frame,
    payday: Frame,
}

/// What comes of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Something is paid.
    Paid(Box<Paying>),
    /// Nothing, and that is known.
    Nothing(NoRight, Cite),
    /// A list that is closed gave it already, in this month.
    Earlier(Month),
}

/// A payment with everything it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paying {
    /// What it rests on.
    pub slip: YearlySlip,
    /// The payment.
    pub pay: Payout,
}

/// One person with what came of them.
#[derive(Debug, Clone)]
pub struct One {
    /// Facts of the month in which it goes out.
    pub facts: Profile,
    /// The payment, or everything that is missing.
    pub outcome: Result<Outcome, Vec<Gap>>,
}

impl Yearly {
    /// Gathers what all people share.
    ///
    /// # Errors
    /// A year that the rule book does not know, or a policy that is contested.
    pub fn of(book: &Book, order: Order, law: &Rulebook) -> Result<Self, Vec<Gap>> {
        let (base, _) = law.yearly_base_month(order.kind, order.year).map_err(|gap| vec![gap])?;
        Ok(Self { base: Frame::of(book, base)?, payday: Frame::of(book, order.payday)?, order })
    }

    /// Works out one person's payment.
    #[must_use]
    pub fn person<R: Recorder>(&self, book: &Book, person: Id, law: &Rulebook, rec: &mut R) -> One {
        let history = History::of(book, person);
        let facts = history.on(self.order.payday.first());
        One { outcome: self.outcome(book, &history, law, rec), facts }
    }

    fn outcome<R: Recorder>(
        &self,
        book: &Book,
        history: &History<'_>,
        law: &Rulebook,
        rec: &mut R,
    ) -> Result<Outcome, Vec<Gap>> {
        let person = history.person();
        if let Some(payday) = self.payday.closed().gave(book, person, self.order.kind, self.order.year) {
            return Ok(Outcome::Earlier(payday));
        }
        // Without TPP the measure is the salary alone, which needs no recap of that month.
        let base = match self.order.decided.tpp {
            Some(_) => self.base.of_person(book, history, law),
            None => self.base.salary_of(history, law),
        };
        let base = match base {
            Ok(base) => base,
            Err(gaps) => match Gap::not_due(&gaps) {
                Some((keadaan, since)) => {
                    let (_, cite) = law.salary_due(keadaan, since, self.base.month).map_err(|gap| vec![gap])?;
                    return Ok(Outcome::Nothing(NoRight::NoSalary { keadaan, since }, cite.clone()));
                }
                None => return Err(gaps),
            },
        };
        let since = history.since_status(self.base.month.first());
        let worked = worked(&self.order, (&base, since), || self.payday_of(book, history, law), law, rec)?;
        Ok(match worked {
            Worked::Paid(paid) => {
                let (pay, Payday { case, before }) = *paid;
                let (base, payday, digest) = (base.sealed(), case.sealed(), Hash(pay.digest()));
                Outcome::Paid(Box::new(Paying { slip: YearlySlip { base, payday, since, before, digest }, pay }))
            }
            Worked::Nothing(why, cite) => Outcome::Nothing(why, cite),
        })
    }

    /// Returns the month of payment: what a closed run paid in it, else what today's facts say.
    fn payday_of(&self, book: &Book, history: &History<'_>, law: &Rulebook) -> Result<Payday, Vec<Gap>> {
        let month = self.payday.month;
        match closed_month(book, self.payday.closed(), history, month, law)? {
            Some(closed) => {
                let arrears = closed.paying.back.iter().flat_map(|back| back.arrears.taxed.clone());
                let earlier = closed.beside.iter().flat_map(|paid| paid.taxed.clone());
                Ok(Payday { before: arrears.chain(earlier).collect(), case: closed.case })
            }
            None => {
                let earlier = self.payday.closed().payouts(book, history.person(), month, law)?;
                let before = earlier.into_iter().flat_map(|paid| paid.taxed).collect();
                let case = match self.payday.of_person(book, history, law) {
                    // The month's TPP is not measured yet: the tax on it comes after this payment's, with its own slip.
                    Err(gaps) if gaps == [Gap::NoRecap { month }] && self.payday.is_last(history).is_none() => {
                        self.payday.salary_of(history, law)?
                    }
                    case => case?,
                };
                Ok(Payday { case, before })
            }
        }
    }
}

/// The month of payment of one person.
struct Payday {
    case: Case,
    /// What went out beside salary earlier in it.
    before: Vec<Beside>,
}

enum Worked {
    Paid(Box<(Payout, Payday)>),
    Nothing(NoRight, Cite),
}

/// Works one person's payment out of the month it is measured by and, where there is a right, of the month of payment.
fn worked<R: Recorder>(
    order: &Order,
    (base, since): (&Case, Option<Day>),
    payday: impl FnOnce() -> Result<Payday, Vec<Gap>>,
    law: &Rulebook,
    rec: &mut R,
) -> Result<Worked, Vec<Gap>> {
    let slip = base.slip(law)?;
    let ask = Ask {
        kind: order.kind,
        year: order.year,
        status: base.pay.status,
        base: &slip,
        since,
        feast: order.decided.feast,
        excluded: None,
        performance: performance(order, base, &slip),
    };
    let earned = match right(&ask, law, rec)? {
        Right::Earned(earned) => earned,
        Right::None { why, cite } => return Ok(Worked::Nothing(why, cite)),
    };
    let payday = payday()?;
    let month = payday.case.slip(law)?;
    let pay = paid(&earned, &ask, (&payday.case.pay, &month), &payday.before, law, rec).map_err(|gap| vec![gap])?;
    Ok(Worked::Paid(Box::new((pay, payday))))
}

/// The TPP of the base month, where the region decided a share of it.
fn performance(order: &Order, base: &Case, slip: &Slip) -> Performance {
    let (Some(TppShare { share_bp, decree }), Some(tpp)) = (&order.decided.tpp, slip.tpp) else {
        return Performance::None;
    };
    let (tax, borne_by) = base.tpp_terms();
    Performance::Tpp {
        month: Given { amount: tpp.gross, source: base.pay.month.to_string() },
        share: Share::Apbd { share_bp: *share_bp, source: decree.clone() },
        tax,
        borne_by,
        rounding: base.pay.practice.tax,
    }
}
