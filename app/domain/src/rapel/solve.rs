//! The solver: statements in any order in, one table out.

use std::collections::BTreeMap;

use super::table::totals;
use super::{Entry, LineRow, LineSum, MonthRow, PaidLine, RapelStep, Side, Sides, Span, Table, Total};
use crate::calendar::Month;
use crate::derive::{Recorder, Step, Value};
use crate::money::{Overflow, Rupiah};
use crate::outcome::{Gap, Outcome};
use crate::pay::{LIMIT, LineCode, PayStep, Payment, Slip};

/// Everything said about one month.
#[derive(Default)]
struct Said<'a> {
    due: Vec<Option<&'a Slip>>,
    blocked: Vec<&'a [Gap]>,
    paid: Option<Vec<&'a [PaidLine]>>,
    open: bool,
}

/// Works out due, paid and difference of every month of the span; statements about other months are not asked.
///
/// A month blocks with its gaps and never counts as zero: when it is said to be blocked, when nothing is said to be due
/// (`terutang`) or paid (`dibayar`), when two different slips are due, or when TPP was paid that a hold keeps back today.
/// Errors: the span itself (`rentang`).
pub fn solve<R: Recorder>(entries: &[Entry<'_>], span: Span, rec: &mut R) -> Result<Table, Gap> {
    let mut said: BTreeMap<Month, Said<'_>> = span.months()?.map(|month| (month, Said::default())).collect();
    for entry in entries {
        let Some(month) = said.get_mut(&entry.month()) else { continue };
        match entry {
            Entry::Due(slip) => month.due.push(Some(slip)),
            Entry::NotDue { .. } => month.due.push(None),
            Entry::Blocked { gaps, .. } => month.blocked.push(gaps),
            Entry::Paid { lines, .. } => month.paid.get_or_insert_default().push(lines),
            Entry::Open { .. } => month.open = true,
        }
    }
    let mut months = Vec::with_capacity(said.len());
    for (month, said) in said {
        let row = MonthRow { month, lines: lines(month, &said, span) };
        tell(&row, rec)?;
        months.push(row);
    }
    let mut table = Table { months, total: Outcome::Blocked(Vec::new()) };
    let gaps = table.gaps();
    table.total = if gaps.is_empty() { Outcome::Final(total(&table.months, rec)?) } else { Outcome::Blocked(gaps) };
    Ok(table)
}

fn lines(month: Month, said: &Said<'_>, span: Span) -> Result<Vec<LineRow>, Vec<Gap>> {
    if said.open && said.due.is_empty() && said.blocked.is_empty() && said.paid.is_none() {
        return Ok(Vec::new());
    }
    let missing = |field: &str| Gap::NoFact { field: field.to_owned() };
    let contested = |what: &str| Gap::Contested { subject: format!("{what}/{month}") };
    let mut gaps = Vec::new();
    let due = match (said.due.split_first(), said.blocked.split_first()) {
        (Some((first, rest)), None) if rest.iter().all(|other| other == first) => Some(*first),
        (None, Some((first, rest))) if rest.iter().all(|other| other == first) => {
            gaps.extend_from_slice(first);
            // A block without a reason is still a block.
            if first.is_empty() {
                gaps.push(missing("terutang"));
            }
            None
        }
        (None, None) => {
            gaps.push(missing("terutang"));
            None
        }
        _ => {
            gaps.push(contested("rapel"));
            None
        }
    };
    if said.paid.is_none() {
        gaps.push(missing("dibayar"));
    }
    let (Some(due), Some(paid)) = (due, &said.paid) else { return Err(gaps) };
    let paid: Vec<PaidLine> = paid.iter().copied().flatten().copied().collect();
    if due.is_some_and(|due| !due.tpp_held.is_empty()) && paid.iter().any(|line| line.code.payment() == Payment::Tpp) {
        return Err(vec![contested("tpp")]);
    }
    rows(due, &paid, span).map_err(|gap| vec![gap])
}

fn rows(due: Option<&Slip>, paid: &[PaidLine], span: Span) -> Result<Vec<LineRow>, Gap> {
    let mut by_code: BTreeMap<LineCode, (Rupiah, Rupiah)> = BTreeMap::new();
    for line in due.iter().flat_map(|due| &due.lines).filter(|line| span.settles(line.code)) {
        let cell = by_code.entry(line.code).or_default();
        cell.0 = cell.0.plus(line.amount)?;
    }
    for line in paid.iter().filter(|line| span.settles(line.code)) {
        if line.amount > LIMIT || line.amount.get() < -LIMIT.get() {
            return Err(Gap::OutOfRange { field: line.code.text().into_owned() });
        }
        let cell = by_code.entry(line.code).or_default();
        cell.1 = cell.1.plus(line.amount)?;
    }
    let row = |(code, (due, paid)): (LineCode, (Rupiah, Rupiah))| {
        Ok(LineRow { code, due, paid, difference: due.minus(paid)? })
    };
    by_code.into_iter().map(row).collect()
}

fn tell<R: Recorder>(row: &MonthRow, rec: &mut R) -> Result<(), Gap> {
    let rapel = |step| Step::Pay(PayStep::Rapel(step));
    let lines = match &row.lines {
        Ok(lines) => lines,
        Err(gaps) => {
            let count = i64::try_from(gaps.len()).unwrap_or(i64::MAX);
            rec.leaf(|| rapel(RapelStep::Blocked(row.month)), || Value::Count(count));
            return Ok(());
        }
    };
    rec.open(|| rapel(RapelStep::Month(row.month)));
    for line in lines.iter().filter(|line| line.difference != Rupiah::ZERO) {
        rec.open(|| rapel(RapelStep::Line(line.code)));
        rec.leaf(|| rapel(RapelStep::Due(line.code)), || Value::Rupiah(line.due));
        rec.leaf(|| rapel(RapelStep::Paid(line.code)), || Value::Rupiah(line.paid));
        rec.close(|| Value::Rupiah(line.difference));
    }
    let net = |payment| totals(lines, payment, |line| line.difference).map(|sums| sums.net);
    let net = net(Payment::Salary)?.plus(net(Payment::Tpp)?)?;
    rec.close(|| Value::Rupiah(net));
    Ok(())
}

fn total<R: Recorder>(months: &[MonthRow], rec: &mut R) -> Result<Total, Gap> {
    let mut by_code: BTreeMap<LineCode, LineSum> = BTreeMap::new();
    let (mut salary, mut tpp) = (Sides::default(), Sides::default());
    for row in months {
        let Ok(lines) = &row.lines else { continue };
        for line in lines {
            let none = LineSum {
                code: line.code,
                due: Rupiah::ZERO,
                paid: Rupiah::ZERO,
                more: Rupiah::ZERO,
                less: Rupiah::ZERO,
            };
            let sum = by_code.entry(line.code).or_insert(none);
            sum.due = sum.due.plus(line.due)?;
            sum.paid = sum.paid.plus(line.paid)?;
            let side = if line.difference < Rupiah::ZERO { &mut sum.less } else { &mut sum.more };
            *side = side.plus(line.difference)?;
        }
        for (sides, payment) in [(&mut salary, Payment::Salary), (&mut tpp, Payment::Tpp)] {
            place(sides, row.month, lines, payment)?;
        }
    }
    for (sides, payment) in [(&salary, Payment::Salary), (&tpp, Payment::Tpp)] {
        for (side, step) in
            [(&sides.arrears, RapelStep::Arrears(payment)), (&sides.overpaid, RapelStep::Overpaid(payment))]
        {
            if !side.months.is_empty() {
                rec.leaf(|| Step::Pay(PayStep::Rapel(step)), || Value::Rupiah(side.sums.net));
            }
        }
    }
    Ok(Total { lines: by_code.into_values().collect(), salary, tpp })
}

/// Puts the month's differences of a payment to the side its net belongs to.
fn place(sides: &mut Sides, month: Month, lines: &[LineRow], payment: Payment) -> Result<(), Overflow> {
    let sums = totals(lines, payment, |line| line.difference)?;
    let side: &mut Side = match sums.net.cmp(&Rupiah::ZERO) {
        core::cmp::Ordering::Greater => &mut sides.arrears,
        core::cmp::Ordering::Less => &mut sides.overpaid,
        core::cmp::Ordering::Equal => return Ok(()),
    };
    side.months.push(month);
    side.sums = side.sums.plus(sums)?;
    Ok(())
}
