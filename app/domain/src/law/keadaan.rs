//! What the law lets be paid in a standing of service, and from when.

use serde::{Deserialize, Serialize};

use super::{Rulebook, find, unknown, value};
use crate::asn::Keadaan;
use crate::calendar::{Day, Month};
use crate::cite::Cite;
use crate::outcome::Gap;

/// How much of the monthly salary is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SalaryDue {
    /// All of it.
    Whole,
    /// All but the allowance of the post.
    WithoutPost,
    /// The amount that its own decree names, and no other income.
    ByDecree,
    /// Nothing.
    Nothing,
}

/// What a standing does to the monthly salary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Effect {
    salary: SalaryDue,
    /// Full months that pass before it does.
    #[serde(default)]
    after_months: u8,
    /// Whether the month in which it begins is paid even when it begins on the first.
    #[serde(default)]
    next_month: bool,
    /// Months after the one in which it begins whose last salary goes to the heirs, in a list of its own.
    #[serde(default)]
    heirs_months: u8,
}

impl Effect {
    /// Returns the first month whose pay it touches: pay follows what holds on the first day of a month.
    fn first_month(self, since: Day) -> Month {
        let begins = since.plus_months(i32::from(self.after_months));
        if begins == begins.month().first() && !self.next_month { begins.month() } else { begins.month().next() }
    }
}

impl Rulebook {
    /// Returns how much of a month's salary is due in a standing that began on a day, with the source.
    ///
    /// # Errors
    /// A standing the rule book does not know in that month.
    pub fn salary_due(&self, keadaan: Keadaan, since: Day, month: Month) -> Result<(SalaryDue, &Cite), Gap> {
        let (effect, cite) = self.effect(keadaan, month.first())?;
        let begun = effect.first_month(since) <= month;
        Ok((if begun { effect.salary } else { SalaryDue::Whole }, cite))
    }

    /// Returns the first month in which a standing changes the salary and how much is due from there, with the source;
    /// nothing where it changes nothing.
    ///
    /// # Errors
    /// A standing the rule book does not know on that day.
    pub fn salary_changes(&self, keadaan: Keadaan, since: Day) -> Result<Option<(Month, SalaryDue, &Cite)>, Gap> {
        let (effect, cite) = self.effect(keadaan, since)?;
        let changes = effect.salary != SalaryDue::Whole;
        Ok(changes.then(|| (effect.first_month(since), effect.salary, cite)))
    }

    /// Returns the first month that pays nothing in a standing that began on a day, with the source.
    ///
    /// # Errors
    /// A standing the rule book does not know on that day, or one in which pay goes on (its code).
    pub fn salary_ends(&self, keadaan: Keadaan, since: Day) -> Result<(Month, &Cite), Gap> {
        match self.salary_changes(keadaan, since)? {
            Some((month, SalaryDue::Nothing, cite)) => Ok((month, cite)),
            _ => Err(Gap::NoFact { field: keadaan.code().to_owned() }),
        }
    }

    /// Returns the first and the last month whose salary goes to the heirs in a list of its own, with the source; nothing
    /// where none does. Its amount is not worked out: what is taken of it is not in the rule book.
    ///
    /// # Errors
    /// A standing the rule book does not know on that day.
    pub fn heirs_months(&self, keadaan: Keadaan, since: Day) -> Result<Option<(Month, Month, &Cite)>, Gap> {
        let (effect, cite) = self.effect(keadaan, since)?;
        let month = since.month();
        let some = effect.heirs_months > 0;
        Ok(some.then(|| (month.next(), month.plus(i32::from(effect.heirs_months)), cite)))
    }

    fn effect(&self, keadaan: Keadaan, on: Day) -> Result<(Effect, &Cite), Gap> {
        match find(&self.standing, keadaan.code()) {
            Some(param) => value(param, on),
            None => Err(unknown(format!("keadaan.{}", keadaan.code()), on)),
        }
    }
}
