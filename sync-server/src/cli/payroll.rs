//! `takar payroll MONTH`: recomputes a month of the whole region from the book, and prints the digest that every
//! treasurer's browser must show.

use std::collections::BTreeMap;

use clap::Args;
use domain::calendar::Month;
use domain::law::Rulebook;
use ledger::couples::{hold, twice};
use ledger::facts::people;
use ledger::hash::Id;
use ledger::month::{Frame, Gathered};
use ledger::run::Run;

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
    let gathered: BTreeMap<Id, Gathered> = match &frame {
        Ok(frame) => people(&book).into_iter().map(|person| (person, frame.gather(&book, person, law))).collect(),
        Err(gaps) => return Err(format!("{month}: the policy in force is not known ({gaps:?})")),
    };
    let slip = |one: &Gathered| one.case.as_ref().map_err(Clone::clone).and_then(|case| case.slip(law));
    let mut payroll = Run::of(month, gathered.iter().map(|(person, one)| (*person, slip(one))).collect());
    hold(&mut payroll, &gathered, &twice(&gathered));
    let totals = payroll.totals().map_err(|error| error.to_string())?;
    let (blocked, not_due) = (payroll.blocked.len(), payroll.not_due.len());
    println!("{}, {month}: {} final, {blocked} blocked, {not_due} not due", region.name, totals.people);
    println!("gross {} deductions {} net {}", totals.total.gross, totals.total.deductions, totals.total.net);
    println!("digest {}", payroll.digest());
    Ok(())
}
