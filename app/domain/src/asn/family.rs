//! Family as it counts for allowances: who is there, from when, until when, and what the law lets count on a day.
//!
//! PP 7/1977 Pasal 16 as changed by PP 51/1992; ages and caps are parameters of the rule book.

use serde::{Deserialize, Serialize};

use crate::asn::Nip;
use crate::calendar::Day;

/// A spouse with the days of the marriage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spouse {
    /// Day of the marriage.
    pub since: Day,
    /// First day after the marriage ended by divorce or death.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Whether the spouse, also a civil servant, takes the family allowance.
    #[serde(default)]
    pub takes_allowance: bool,
    /// Number of the spouse, when the spouse is a civil servant too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nip: Option<Nip>,
}

/// A child with the facts that let it count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Child {
    /// Day of birth.
    pub born: Day,
    /// Last day of a school letter, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub student_until: Option<Day>,
    /// First day on which it no longer counts for another reason: married, own income, death.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
}

/// A family as recorded from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// The spouse, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spouse: Option<Spouse>,
    /// Children, in any order.
    #[serde(default)]
    pub children: Vec<Child>,
}

/// Ages and caps that decide who counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FamilyLimits {
    /// A child counts below this age.
    pub child_age_below: i32,
    /// A child with a valid school letter counts below this age.
    pub student_age_below: i32,
    /// At most so many children count.
    pub max_children: u8,
}

/// Who counts on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// Whether a spouse counts.
    pub spouse: bool,
    /// Number of children that count.
    pub children: u8,
}

impl Family {
    /// Says who counts on the day. When the spouse takes the allowance, neither spouse nor children count here.
    #[must_use]
    pub fn counted(&self, on: Day, limits: FamilyLimits) -> Counted {
        let spouse = self.spouse.as_ref().filter(|s| s.since <= on && s.until.is_none_or(|until| on < until));
        if spouse.is_some_and(|s| s.takes_allowance) {
            return Counted::default();
        }
        let children = self.children.iter().filter(|child| child.counts(on, limits)).count();
        Counted {
            spouse: spouse.is_some(),
            children: u8::try_from(children).unwrap_or(u8::MAX).min(limits.max_children),
        }
    }
}

impl Child {
    /// Says whether the child counts on the day by age and proof, whatever place it has among its siblings.
    #[must_use]
    pub fn counts(&self, on: Day, limits: FamilyLimits) -> bool {
        let age = self.born.age_on(on);
        let student = self.student_until.is_some_and(|until| on <= until);
        let young = age < limits.child_age_below || (student && age < limits.student_age_below);
        self.born <= on && young && self.until.is_none_or(|until| on < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: FamilyLimits = FamilyLimits { child_age_below: 21, student_age_below: 25, max_children: 2 };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn child(born: &str, student_until: Option<&str>) -> Child {
        Child { born: day(born), student_until: student_until.map(day), until: None }
    }

    #[test]
    fn a_child_stops_at_21_unless_a_school_letter_runs() {
        let family =
            Family { spouse: None, children: vec![child("2003-05-20", None), child("2002-01-01", Some("2024-05-31"))] };
        let count = |on| family.counted(day(on), LIMITS).children;
        assert_eq!([count("2024-05-01"), count("2024-06-01")], [2, 0]);
    }

    #[test]
    fn a_spouse_counts_from_the_wedding_to_the_day_before_it_ended() {
        let spouse =
            Spouse { since: day("2010-01-02"), until: Some(day("2024-05-31")), takes_allowance: false, nip: None };
        let family = Family { spouse: Some(spouse), children: Vec::new() };
        let counts = ["2010-01-01", "2010-01-02", "2024-05-30", "2024-05-31"];
        assert_eq!(counts.map(|on| family.counted(day(on), LIMITS).spouse), [false, true, true, false]);
    }

    #[test]
    fn at_most_two_children_count_and_none_when_the_spouse_takes_the_allowance() {
        let children = vec![child("2015-01-01", None), child("2017-01-01", None), child("2019-01-01", None)];
        let spouse = Spouse { since: day("2010-01-01"), until: None, takes_allowance: false, nip: None };
        let own = Family { spouse: Some(spouse.clone()), children };
        assert_eq!(own.counted(day("2024-05-01"), LIMITS), Counted { spouse: true, children: 2 });
        let theirs = Family { spouse: Some(Spouse { takes_allowance: true, ..spouse }), ..own };
        assert_eq!(theirs.counted(day("2024-05-01"), LIMITS), Counted::default());
    }
}
