//! THR and gaji ke-13 of the people in the book: payments of their own, measured by the pay of one month and taxed with
//! the month in which they go out. Gathers and names what is missing; the arithmetic is the domain's.

use domain::calendar::{Day, Month};
use domain::cite::Cite;
use domain::derive::Recorder;
use domain::law::{Rulebook, YearlyKind};
use domain::outcome::Gap;
use domain::pay::Given;
use domain::thr::{Ask, NoRight, Payout, Performance, Right, Share, paid, right};

use crate::book::Book;
use crate::facts::{History, Profile};
use crate::hash::Id;
use crate::month::{Case, Frame};

/// What is decided for everyone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Which payment.
    pub kind: YearlyKind,
    /// The year whose act rules it.
    pub year: i32,
    /// The month in which it goes out; its tax is that month's.
    pub payday: Month,
    /// The feast, for who began shortly before it.
    pub feast: Option<Day>,
    /// The share of TPP that the region decided, in basis points, with its decree; nothing where no TPP is paid with it.
    pub tpp: Option<(u32, String)>,
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
    Paid(Payout),
    /// Nothing, and that is known.
    Nothing(NoRight, Cite),
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
        let one = |gap: Gap| vec![gap];
        // Without TPP the measure is the salary alone, which needs no recap of that month.
        let base = match self.order.tpp {
            Some(_) => self.base.of_person(book, history, law),
            None => self.base.salary_of(history, law),
        };
        let base = match base {
            Ok(base) => base,
            Err(gaps) => match Gap::not_due(&gaps) {
                Some((keadaan, since)) => {
                    let (_, cite) = law.salary_due(keadaan, since, self.base.month).map_err(one)?;
                    return Ok(Outcome::Nothing(NoRight::NoSalary { keadaan, since }, cite.clone()));
                }
                None => return Err(gaps),
            },
        };
        let slip = base.slip(law)?;
        let ask = Ask {
            kind: self.order.kind,
            year: self.order.year,
            status: base.pay.status,
            base: &slip,
            since: history.since_status(self.base.month.first()),
            feast: self.order.feast,
            excluded: None,
            performance: self.performance(&base, &slip),
        };
        let earned = match right(&ask, law, rec)? {
            Right::Earned(earned) => earned,
            Right::None { why, cite } => return Ok(Outcome::Nothing(why, cite)),
        };
        let payday = self.payday.of_person(book, history, law)?;
        let month = payday.slip(law)?;
        paid(&earned, &ask, (&payday.pay, &month), &[], law, rec).map(Outcome::Paid).map_err(one)
    }

    /// The TPP of the base month, where the region decided a share of it.
    fn performance(&self, base: &Case, slip: &domain::pay::Slip) -> Performance {
        let (Some((share_bp, decree)), Some(tpp)) = (&self.order.tpp, slip.tpp) else { return Performance::None };
        let (tax, borne_by) = base.tpp_terms();
        Performance::Tpp {
            month: Given { amount: tpp.gross, source: self.base.month.to_string() },
            share: Share::Apbd { share_bp: *share_bp, source: decree.clone() },
            tax,
            borne_by,
            rounding: base.pay.practice.tax,
        }
    }
}
