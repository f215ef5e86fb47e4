//! What will change by itself: increments, children of age, proofs that run out, retirement, candidacy, contracts.
//!
//! Takes a person's dated facts and a span of months; lists changes with day, month of pay and source. What is not known
//! is listed as unknown with what is missing; nothing is guessed, and no decision of people is foretold.

mod children;
mod notice;
mod service;
mod step;

pub use notice::{Change, Notice, Person, Report, Subject, Unknown};
pub use service::pension_month;
pub use step::WatchStep;

use crate::calendar::Month;
use crate::derive::Recorder;
use crate::law::Rulebook;
use crate::outcome::Gap;

use notice::Watch;

/// Most months a watch may look ahead: a working life.
const MOST: i32 = 720;

/// Lists what changes from the first to the last month, both included, in order of day.
///
/// Retirement, candidacy and a contract whose day lies before the span are listed as late: the facts say that they should
/// have happened. Errors: a span that runs backwards or is longer than sixty years (`rentang`).
pub fn watch<R: Recorder>(
    person: &Person,
    from: Month,
    last: Month,
    law: &Rulebook,
    rec: &mut R,
) -> Result<Report, Gap> {
    if !(1..=MOST).contains(&(last.months_since(from) + 1)) {
        return Err(Gap::OutOfRange { field: "rentang".to_owned() });
    }
    // Who has left is watched no more.
    if person.service.is_some_and(|service| service.keadaan.has_left() && service.since <= from.first()) {
        return Ok(Report::default());
    }
    let mut watch = Watch { person, from, last, law, report: Report::default() };
    let looked = [
        (Subject::Increment, watch.increments()),
        (Subject::Children, watch.children()),
        (Subject::Retirement, watch.retirement()),
        (Subject::Candidacy, watch.candidacy()),
        (Subject::Contract, watch.contract()),
        (Subject::Keadaan, watch.standing()),
        (Subject::Penugasan, watch.acting()),
        (Subject::Putusan, watch.decisions()),
    ];
    let mut report = watch.report;
    for (subject, seen) in looked {
        if let Err(missing) = seen {
            report.unknown.push(Unknown { subject, missing });
        }
    }
    // Nobody's pay rises after service has ended.
    let ends = |notice: &&Notice| matches!(notice.change, Change::Retirement { .. } | Change::ContractAge { .. });
    if let Some(end) = report.notices.iter().find(ends).map(|notice| notice.day) {
        report.notices.retain(|notice| notice.day < end || !matches!(notice.change, Change::Increment { .. }));
    }
    report.notices.sort_by_key(|notice| notice.day);
    for notice in &report.notices {
        notice.tell(rec);
    }
    Ok(report)
}

#[cfg(test)]
mod tests;
