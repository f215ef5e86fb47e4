//! Settling closed months: what they owe a person by today's facts, less what their runs paid.
//!
//! Nothing is typed in: due comes from the book, paid from the sealed slips, the difference from the solver.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Month;
use domain::derive::{Recorder, Silent};
use domain::law::Rulebook;
use domain::money::{Overflow, Rupiah};
use domain::outcome::{Gap, Outcome};
use domain::pay::{Beside, BesideKind, LineCode, Payment, Slip, TakenBack, TaxBearer, TppTaxMode};
use domain::rapel::{Arrears, Entry, PaidLine, Span, Table, solve, taxed};
use domain::thr::Payout;
use domain::tpp::Bearer;

use crate::book::Book;
use crate::facts::History;
use crate::hash::Hash;
use crate::month::{Case, Frame};
use crate::pay_month::Closed;
use crate::payload::{Saldo, SealedMonth};
use crate::sealed::Paying;

/// What closed runs paid a person, by the month it was paid for.
pub type Paid = BTreeMap<Month, Vec<PaidLine>>;

/// Arrears of closed months, ready to be paid with the slip of an open one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackPay {
    /// The months in arrears as today's facts have them: with what was paid before, everything follows from them.
    pub due: Vec<SealedMonth>,
    /// What went out beside salary earlier in the month that pays them.
    pub before: Vec<Beside>,
    /// What is paid, with its tax.
    pub arrears: Arrears,
    /// The table it follows from.
    pub table: Table,
}

/// What the closed months of a person come to.
#[derive(Debug, Clone)]
pub struct Settlement {
    /// Due, paid and difference of every month.
    pub table: Table,
    /// Arrears that are paid now, when there are any.
    pub back: Option<BackPay>,
    /// What closed runs took back already of salary and of TPP.
    pub taken: (Rupiah, Rupiah),
    /// What a plan takes back with the open month.
    pub takes: Option<TakenBack>,
}

impl Settlement {
    /// Returns what was paid too much and did not come back yet, as an amount below zero; a person decides how it does.
    #[must_use]
    pub fn overpaid(&self) -> Rupiah {
        let (salary, tpp) = self.owed();
        Rupiah::ZERO.minus(salary).and_then(|owed| owed.minus(tpp)).unwrap_or_default()
    }

    /// Returns what a person still owes of salary and of TPP; nothing while a month is unknown.
    fn owed(&self) -> (Rupiah, Rupiah) {
        let Outcome::Final(total) = &self.table.total else { return Default::default() };
        let owed = |payment, taken: Rupiah| {
            let over = total.of(payment).overpaid.sums.net;
            Rupiah::ZERO.minus(over).and_then(|over| over.minus(taken)).unwrap_or_default().at_least_zero()
        };
        (owed(Payment::Salary, self.taken.0), owed(Payment::Tpp, self.taken.1))
    }

    /// Returns what closed months still owe a person, before the tax of the month that pays it.
    ///
    /// # Errors
    /// Everything that keeps a month from being known.
    pub fn short(&self) -> Result<Rupiah, Vec<Gap>> {
        match &self.table.total {
            Outcome::Final(total) => {
                let owed = [Payment::Salary, Payment::Tpp].map(|payment| total.of(payment).arrears.sums.net);
                Rupiah::sum(owed).map_err(|over| vec![over.into()])
            }
            Outcome::Provisional { missing, .. } | Outcome::Blocked(missing) => Err(missing.clone()),
        }
    }

    /// Says whether nothing is to be paid, nothing owed back, and nothing unknown.
    #[must_use]
    pub fn is_level(&self) -> bool {
        let Outcome::Final(total) = &self.table.total else { return false };
        let short = [Payment::Salary, Payment::Tpp].iter().any(|payment| !total.of(*payment).arrears.months.is_empty());
        !short && self.overpaid() == Rupiah::ZERO
    }

    /// Finds what a plan that stands on a day takes back in its month.
    fn plan(mut self, history: &History<'_>, month: Month) -> Self {
        let (salary, tpp) = self.owed();
        if (salary, tpp) == Default::default() {
            return self;
        }
        self.takes = history.on(month.first()).pengembalian.map(|(from, instalments)| {
            let passed = month.months_since(from.month());
            // What is still owed after the last month of the plan comes back at once.
            let left = u8::try_from(i32::from(instalments) - passed).unwrap_or(1).max(1);
            TakenBack { salary, tpp, instalments: left }
        });
        self
    }
}

impl BackPay {
    /// Digests what is paid and the months it is paid for.
    #[must_use]
    pub fn digest(&self) -> Hash {
        let mut bytes = Vec::new();
        for month in &self.due {
            bytes.extend_from_slice(&month.digest().0);
        }
        let Arrears { salary, tpp, taxed: _, lines: _, tax, net } = &self.arrears;
        let taxes =
            tax.iter().flat_map(|part| [part.kind as i64, i64::from(part.bearer == TaxBearer::State), part.tax.get()]);
        for amount in [salary.get(), tpp.get(), net.get()].into_iter().chain(taxes) {
            bytes.extend_from_slice(&amount.to_le_bytes());
        }
        Hash::of(&bytes)
    }

    /// Returns the tax that the employee bears.
    #[must_use]
    pub fn tax(&self, kind: BesideKind) -> Option<Rupiah> {
        self.arrears.tax.iter().find(|part| part.kind == kind).map(|part| part.tax)
    }
}

impl Case {
    /// Says how TPP of the month is taxed and who bears it.
    pub(crate) fn tpp_terms(&self) -> (TppTaxMode, Bearer) {
        match self.policy().and_then(|policy| policy.tax_terms()) {
            Some((false, bearer)) => (TppTaxMode::Final, bearer),
            Some((true, bearer)) => (TppTaxMode::Joint, bearer),
            None => (TppTaxMode::Joint, Bearer::Employee),
        }
    }
}

/// Finds what closed runs paid a person before a month. A month of the person's office that was closed without a slip of
/// the person paid nothing, and says so.
///
/// # Errors
/// Everything that keeps a sealed slip from being worked out again here.
pub fn paid(
    book: &Book,
    closed: &Closed,
    history: &History<'_>,
    before: Month,
    law: &Rulebook,
) -> Result<Paid, Vec<Gap>> {
    let mut paid = Paid::new();
    let office = |month: Month| history.on(month.first()).jabatan.map(|jabatan| jabatan.office);
    for month in closed.months().filter(|month| *month < before) {
        let Some((slip, _)) = closed.slip(book, history.person(), month) else {
            if office(month).is_some_and(|office| closed.holds(&office, month)) {
                paid.entry(month).or_default();
            }
            continue;
        };
        let case = slip.month.open().map_err(|gap| vec![gap])?;
        let mode = case.tpp_terms().0;
        for back in &slip.back {
            let due = back.open().map_err(|gap| vec![gap])?.slip(law)?;
            let lines = owed(&due, paid.get(&due.month), mode).map_err(|gap| vec![gap])?;
            paid.entry(due.month).or_default().extend(lines);
        }
        let own = case.slip(law)?;
        paid.entry(month).or_default().extend(own.lines.iter().map(PaidLine::from));
    }
    Ok(paid)
}

/// Returns the lines of a month that are owed: of each payment whose net is short, every line that differs.
fn owed(due: &Slip, paid: Option<&Vec<PaidLine>>, tpp_tax: TppTaxMode) -> Result<Vec<PaidLine>, Gap> {
    let lines = paid.map_or(&[][..], Vec::as_slice);
    let span = Span { from: due.month, last: due.month, tpp_tax };
    let table = solve(&[Entry::Due(due), Entry::Paid { month: due.month, lines }], span, &mut Silent)?;
    let Outcome::Final(total) = &table.total else { return Ok(Vec::new()) };
    let short = |payment: Payment| !total.of(payment).arrears.months.is_empty();
    let rows = table.months.iter().filter_map(|row| row.lines.as_ref().ok()).flatten();
    let differing = rows.filter(|row| row.difference != Rupiah::ZERO && short(row.code.payment()));
    Ok(differing.map(|row| PaidLine { code: row.code, amount: row.difference }).collect())
}

/// What a month adds to the year's tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct YearPart {
    /// Taxable gross.
    pub gross: Rupiah,
    /// Tax withheld or borne.
    pub tax: Rupiah,
    /// Pension and old-age contributions.
    pub contributions: Rupiah,
}

impl YearPart {
    /// Adds another part.
    ///
    /// # Errors
    /// A sum leaves the range of amounts.
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        Ok(Self {
            gross: self.gross.plus(other.gross)?,
            tax: self.tax.plus(other.tax)?,
            contributions: self.contributions.plus(other.contributions)?,
        })
    }
}

impl From<Saldo> for YearPart {
    fn from(saldo: Saldo) -> Self {
        Self { gross: saldo.gross_rp, tax: saldo.tax_rp, contributions: saldo.iwp_rp }
    }
}

/// A month that paid a person, or will: the slip with the back pay that goes out with it, and what it rests on.
#[derive(Debug, Clone)]
pub struct PaidMonth {
    /// What the slip rests on.
    pub case: Case,
    /// The slip and its back pay; an open month's back pay is found when it is run, and is not here.
    pub paying: Paying,
    /// THR and gaji ke-13 of closed lists that went out in the month.
    pub beside: Vec<Payout>,
    /// Whether a closed run paid it; else it follows from today's facts.
    pub closed: bool,
}

impl PaidMonth {
    /// Adds up what the month adds to the year's tax, with its back pay, THR and gaji ke-13.
    ///
    /// # Errors
    /// A sum leaves the range of amounts.
    pub fn year_part(&self) -> Result<YearPart, Overflow> {
        let tax = &self.paying.slip.tax;
        let mut part = YearPart { gross: tax.gross, tax: tax.tax, contributions: tax.contributions };
        let arrears = self.paying.back.as_ref().map(|back| &back.arrears);
        let yearly = self.beside.iter().flat_map(|paid| &paid.taxed);
        for beside in arrears.iter().flat_map(|arrears| &arrears.taxed).chain(yearly) {
            part.gross = part.gross.plus(beside.gross)?;
            part.contributions = part.contributions.plus(beside.contributions)?;
        }
        for paid in &self.beside {
            for own in &paid.taxed {
                part.tax = part.tax.plus(paid.payday.tax(own.kind))?;
            }
        }
        for tax in arrears.iter().flat_map(|arrears| &arrears.tax) {
            part.tax = part.tax.plus(tax.tax)?;
        }
        Ok(part)
    }
}

/// Works out again what a closed month paid; nothing when it did not pay the person.
///
/// # Errors
/// Everything that keeps the sealed slip from being worked out again.
pub fn closed_month(
    book: &Book,
    closed: &Closed,
    history: &History<'_>,
    month: Month,
    law: &Rulebook,
) -> Result<Option<PaidMonth>, Vec<Gap>> {
    let Some((sealed, _)) = closed.slip(book, history.person(), month) else { return Ok(None) };
    let case = sealed.month.open().map_err(|gap| vec![gap])?;
    let slip = case.slip(law)?;
    let back = match &sealed.back[..] {
        [] => None,
        months => {
            let paid = paid(book, closed, history, month, law)?;
            again((months, &sealed.before), &paid, (&case, &slip), law, &mut Silent)?
        }
    };
    let beside = closed.payouts(book, history.person(), month, law)?;
    Ok(Some(PaidMonth { case, paying: Paying { slip, back }, beside, closed: true }))
}

/// Settles a person's closed months with the slip of an open one; nothing when no month of theirs is closed.
///
/// `frame` gives what people share in a month. Arrears go out with the slip; who has none in the open month, because nothing
/// is due to them any more, gets the table alone.
///
/// # Errors
/// Everything that keeps a sealed slip from being worked out again, or the tax of the arrears from being found.
pub fn settle<R: Recorder>(
    book: &Book,
    closed: &Closed,
    history: &History<'_>,
    open: Result<(&Case, &Slip), Month>,
    frame: impl Fn(Month) -> Result<Frame, Vec<Gap>>,
    law: &Rulebook,
    rec: &mut R,
) -> Result<Option<Settlement>, Vec<Gap>> {
    let before = open.map_or_else(|month| month, |(_, slip)| slip.month);
    let paid = paid(book, closed, history, before, law)?;
    let (Some(from), Some(last)) = (paid.keys().next().copied(), paid.keys().next_back().copied()) else {
        return Ok(None);
    };
    let due: BTreeMap<Month, Due> =
        paid.keys().map(|month| (*month, due(book, history, *month, &frame, law))).collect();
    let (tpp_tax, bearer) = open.map_or((TppTaxMode::Joint, Bearer::Employee), |(case, _)| case.tpp_terms());
    let span = Span { from, last, tpp_tax };
    let entries = (0..=last.months_since(from)).map(|at| from.plus(at)).flat_map(|month| {
        let owed = due.get(&month).map(|due| match due {
            Ok(Some((_, slip))) => Entry::Due(slip),
            Ok(None) => Entry::NotDue { month },
            Err(gaps) => Entry::Blocked { month, gaps },
        });
        let lines = paid.get(&month).map(|lines| Entry::Paid { month, lines });
        let open = lines.is_none().then_some(Entry::Open { month });
        owed.into_iter().chain(lines).chain(open)
    });
    let entries: Vec<Entry<'_>> = entries.collect();
    let table = solve(&entries, span, rec).map_err(|gap| vec![gap])?;
    let months = short(&table);
    let came = |code| {
        let lines = paid.values().flatten().filter(|line| line.code == code);
        lines.map(|line| line.amount).try_fold(Rupiah::ZERO, Rupiah::plus).map_err(|over| vec![over.into()])
    };
    let taken = (came(LineCode::KelebihanGaji)?, came(LineCode::TppKelebihan)?);
    let settled = Settlement { table, back: None, taken, takes: None };
    let Ok((case, slip)) = open else { return Ok(Some(settled)) };
    let settled = settled.plan(history, slip.month);
    if months.is_empty() {
        return Ok(Some(settled));
    }
    let before: Vec<Beside> =
        closed.payouts(book, history.person(), slip.month, law)?.into_iter().flat_map(|paid| paid.taxed).collect();
    let arrears = taxed(&settled.table, span, (&case.pay, slip), bearer, &before, law, rec)?;
    let sealed = months.iter().filter_map(|month| Some(due.get(month)?.as_ref().ok()?.as_ref()?.0.clone()));
    let back = BackPay { due: sealed.collect(), before, arrears, table: settled.table.clone() };
    Ok(Some(Settlement { back: Some(back), ..settled }))
}

/// What a closed month owes by today's facts; nothing when it is known to owe nothing.
type Due = Result<Option<(SealedMonth, Slip)>, Vec<Gap>>;

fn due(
    book: &Book,
    history: &History<'_>,
    month: Month,
    frame: impl Fn(Month) -> Result<Frame, Vec<Gap>>,
    law: &Rulebook,
) -> Due {
    let case = frame(month).and_then(|frame| frame.of_person(book, history, law));
    match case.and_then(|case| Ok((case.sealed(), case.slip(law)?))) {
        Ok(found) => Ok(Some(found)),
        Err(gaps) if Gap::not_due(&gaps).is_some() => Ok(None),
        Err(gaps) => Err(gaps),
    }
}

/// Returns the months in which a payment was short, in order; none while a month is blocked.
fn short(table: &Table) -> Vec<Month> {
    let Outcome::Final(total) = &table.total else { return Vec::new() };
    let both = total.salary.arrears.months.iter().chain(&total.tpp.arrears.months);
    both.copied().collect::<BTreeSet<Month>>().into_iter().collect()
}

/// Works sealed back pay out again: the months as they were sealed against what had been paid before, taxed after what
/// went out earlier in the month.
///
/// # Errors
/// Everything that keeps a month or the tax from being worked out.
pub fn again<R: Recorder>(
    (sealed, before): (&[SealedMonth], &[Beside]),
    paid: &Paid,
    (case, slip): (&Case, &Slip),
    law: &Rulebook,
    rec: &mut R,
) -> Result<Option<BackPay>, Vec<Gap>> {
    let one = |gap: Gap| vec![gap];
    let mut due = BTreeMap::new();
    for month in sealed {
        let slip = month.open().map_err(one)?.slip(law)?;
        due.insert(slip.month, slip);
    }
    let (Some(from), Some(last)) = (due.keys().next().copied(), due.keys().next_back().copied()) else {
        return Ok(None);
    };
    let (tpp_tax, bearer) = case.tpp_terms();
    let span = Span { from, last, tpp_tax };
    let entries = (0..=last.months_since(from)).map(|at| from.plus(at)).flat_map(|month| match due.get(&month) {
        Some(slip) => {
            let lines = paid.get(&month).map_or(&[][..], Vec::as_slice);
            vec![Entry::Due(slip), Entry::Paid { month, lines }]
        }
        None => vec![Entry::Open { month }],
    });
    let entries: Vec<Entry<'_>> = entries.collect();
    let table = solve(&entries, span, rec).map_err(one)?;
    if short(&table).is_empty() {
        return Ok(None);
    }
    let arrears = taxed(&table, span, (&case.pay, slip), bearer, before, law, rec)?;
    Ok(Some(BackPay { due: sealed.to_vec(), before: before.to_vec(), arrears, table }))
}
