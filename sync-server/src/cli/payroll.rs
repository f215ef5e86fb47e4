//! `takar payroll MONTH`: recomputes a month of the whole region from the book, and prints the digest that every
//! treasurer's browser must show.

use std::collections::BTreeMap;

use clap::Args;
use domain::calendar::Month;
use domain::derive::Silent;
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::outcome::Gap;
use ledger::book::Book;
use ledger::couples::{hold, twice};
use ledger::facts::{History, people};
use ledger::hash::Id;
use ledger::month::{Frame, Gathered};
use ledger::pay_month::Closed;
use ledger::run::Run;
use ledger::settle::settle;

use super::DataArgs;

/// Which month.
#[derive(Args)]
pub struct PayrollArgs {
    /// The month, as 2026-10.
    month: String,
    #[command(flatten)]
    data: DataArgs,
}

/// Recomputes and prints; writes nothing.
pub fn run(args: &PayrollArgs) -> Result<(), String> {
    let month: Month = args.month.parse().map_err(|_| format!("{}: not a month, write it as 2026-10", args.month))?;
    let (store, region) = args.data.open_region()?;
    let book = store.book_now().map_err(|error| error.to_string())?;
    store.stop();
    let law = Rulebook::national();
    let frame = Frame::of(&book, month);
    let mut gathered: BTreeMap<Id, Gathered> = match &frame {
        Ok(frame) => people(&book).into_iter().map(|person| (person, frame.gather(&book, person, law))).collect(),
        Err(gaps) => return Err(format!("{month}: the policy in force is not known ({gaps:?})")),
    };
    let slip = |one: &Gathered| one.case.as_ref().map_err(Clone::clone).and_then(|case| case.slip(law));
    let mut payroll = Run::of(month, gathered.iter().map(|(person, one)| (*person, slip(one))).collect());
    hold(&mut payroll, &gathered, &twice(&gathered));
    settle_closed(&mut payroll, &mut gathered, &book, law);
    let totals = payroll.totals().map_err(|error| error.to_string())?;
    let (blocked, not_due) = (payroll.blocked.len(), payroll.not_due.len());
    println!("{}, {month}: {} final, {blocked} blocked, {not_due} not due", region.name, totals.people);
    println!("gross {} deductions {} net {}", totals.total.gross, totals.total.deductions, totals.total.net);
    if totals.back != Rupiah::ZERO {
        println!("back pay {} paid out {}", totals.back, totals.paid_out);
    }
    println!("digest {}", payroll.digest());
    Ok(())
}

/// Takes what closed months come to, as a treasurer's run does.
fn settle_closed(run: &mut Run, gathered: &mut BTreeMap<Id, Gathered>, book: &Book, law: &Rulebook) {
    let closed = Closed::of(book);
    let frames: BTreeMap<Month, _> =
        closed.months().filter(|month| *month < run.month).map(|month| (month, Frame::of(book, month))).collect();
    if frames.is_empty() {
        return;
    }
    let frame = |month: Month| frames.get(&month).cloned().unwrap_or_else(|| Err(vec![Gap::NoRecap { month }]));
    for person in run.slips.keys().copied().collect::<Vec<_>>() {
        let case = gathered.get_mut(&person).and_then(|one| one.case.as_mut().ok());
        let (Some(case), Some(slip)) = (case, run.slips.get(&person)) else { continue };
        let settled = settle(book, &closed, &History::of(book, person), Ok((&*case, slip)), frame, law, &mut Silent);
        if let Ok(Some(settled)) = settled.as_ref().map(|settled| settled.as_ref().filter(|one| !one.is_level())) {
            run.settle(person, Some(case), settled, law);
        }
    }
}
