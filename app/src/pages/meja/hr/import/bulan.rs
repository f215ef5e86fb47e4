//! Lists of one month's days: heads by what they mean, rows that all lie in the month, nothing taken of a list with one bad
//! row.

use std::collections::BTreeSet;

use domain::calendar::{Day, Month};

use super::problem::{Finding, Problem};
use super::sheet::FileProblem;

/// What a column means, and how machines and offices head it.
pub type Meaning = (&'static str, &'static [&'static str]);

/// Why nothing of a list is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The file as a whole.
    File(FileProblem),
    /// Not one row lies in the month; the months it speaks of.
    OtherMonth(Vec<Month>),
    /// Rows that cannot be read.
    Rows(Vec<Finding>),
}

/// Heads of a file by what they mean.
#[derive(Debug, Default)]
pub struct Named {
    /// In the order of the file; a head of no known meaning is kept behind a question mark.
    pub heads: Vec<String>,
    /// Meanings that the file has.
    pub seen: BTreeSet<&'static str>,
    /// Heads of no known meaning.
    pub unused: Vec<String>,
}

/// Gives heads the names of what they mean.
///
/// # Errors
/// Two heads that mean the same.
pub fn named(heads: &[String], meanings: &[Meaning]) -> Result<Named, FileProblem> {
    let mut named = Named::default();
    for head in heads {
        match meanings.iter().find(|(_, words)| words.contains(&head.as_str())) {
            Some((name, _)) if !named.seen.insert(name) => return Err(FileProblem::Twice(vec![(*name).to_owned()])),
            Some((name, _)) => named.heads.push((*name).to_owned()),
            None => {
                named.unused.extend(Some(head.clone()).filter(|head| !head.is_empty()));
                named.heads.push(format!("?{head}"));
            }
        }
    }
    Ok(named)
}

/// Names the rows, line and day of each, that lie outside the month.
///
/// # Errors
/// None lies in it: the list is another month's.
pub fn outside(
    rows: impl Iterator<Item = (u64, Day)> + Clone,
    month: Month,
    column: &'static str,
) -> Result<Vec<Finding>, Refused> {
    let months: BTreeSet<Month> = rows.clone().map(|(_, day)| day.month()).collect();
    if !months.is_empty() && !months.contains(&month) {
        return Err(Refused::OtherMonth(months.into_iter().collect()));
    }
    let problem = Problem::DateOutside { from: month.first(), until: month.last() };
    let outside = rows.filter(|(_, day)| day.month() != month);
    Ok(outside.map(|(line, day)| Finding { line, column, value: day.to_string(), problem: problem.clone() }).collect())
}

/// Ends the reading of a list: what it says, where every row was good.
///
/// # Errors
/// Every bad row by its line, or that there was no row.
pub fn whole<T>(read: Option<T>, mut bad: Vec<Finding>) -> Result<T, Refused> {
    if bad.is_empty() {
        return read.ok_or(Refused::File(FileProblem::NoRows));
    }
    bad.sort_by_key(|one| one.line);
    Err(Refused::Rows(bad))
}
