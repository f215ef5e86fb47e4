//! Children that stop counting: by age, or when the school letter runs out (PP 7/1977 Pasal 16).

use super::Change;
use super::notice::Watch;
use crate::asn::{Child, Family};
use crate::calendar::{Day, Month};
use crate::outcome::Gap;

impl Watch<'_> {
    /// Lists every child that stops counting inside the span. A day recorded for another reason (`until`) comes first and
    /// is no news; where the spouse takes the allowance, no child counts here.
    pub(super) fn children(&mut self) -> Result<(), Vec<Gap>> {
        let family = Self::need(self.person.family.as_ref(), "keluarga").map_err(|gap| vec![gap])?;
        let on = self.from.first();
        let limits = self.law.family_limits(on).map_err(|gap| vec![gap])?;
        let [age_cite, student_cite] = self.law.child_age_cites(on).map_err(|gap| vec![gap])?;
        for (at, child) in family.children.iter().enumerate() {
            let (Some(of_age), Some(too_old)) =
                (child.born.birthday(limits.child_age_below), child.born.birthday(limits.student_age_below))
            else {
                continue;
            };
            let proof_ends = child.student_until.map(|until| until.plus_days(1)).filter(|day| *day > of_age);
            let day = proof_ends.map_or(of_age, |ends| ends.min(too_old));
            if stopped_before(child, day) || takes_allowance(family, day) {
                continue;
            }
            let counted = self.counted(family, day).map_err(|gap| vec![gap])?;
            let (change, cite) = match proof_ends {
                None => {
                    let with_proof = Some(limits.student_age_below);
                    (Change::ChildOfAge { child: at, age: limits.child_age_below, with_proof, counted }, age_cite)
                }
                Some(ends) if ends < too_old => (Change::ProofEnds { child: at, counted }, student_cite),
                Some(_) => {
                    let age = limits.student_age_below;
                    (Change::ChildOfAge { child: at, age, with_proof: None, counted }, student_cite)
                }
            };
            self.add(day, child.born, change, &[age_cite, cite, student_cite], false);
        }
        Ok(())
    }

    /// Counts the children in the month before and in the first month that the day touches.
    fn counted(&self, family: &Family, day: Day) -> Result<(u8, u8), Gap> {
        let month = if day == day.month().first() { day.month() } else { day.month().next() };
        let count = |month: Month| -> Result<u8, Gap> {
            let on = month.first();
            Ok(family.counted(on, self.law.family_limits(on)?).children)
        };
        Ok((count(month.previous())?, count(month)?))
    }
}

fn stopped_before(child: &Child, day: Day) -> bool {
    child.until.is_some_and(|until| until <= day)
}

fn takes_allowance(family: &Family, day: Day) -> bool {
    let before = day.plus_days(-1);
    family.spouse.as_ref().is_some_and(|spouse| {
        spouse.takes_allowance && spouse.since <= before && spouse.until.is_none_or(|until| before < until)
    })
}
