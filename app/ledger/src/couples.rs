//! Family allowance that two people receive for one family: found across offices, before anything is paid.
//!
//! A named spouse is proof. An equal wedding day with an equal child is a suspicion that people look into.

use std::collections::BTreeMap;

use domain::asn::Nip;
use domain::calendar::Day;
use domain::outcome::Gap;

use crate::hash::Id;
use crate::month::Gathered;
use crate::run::Run;

/// Two people who both receive allowance for what is, or seems to be, one family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Twice {
    /// The two, in the order of their ids.
    pub both: [Id; 2],
    /// Whether one names the other as spouse.
    pub named: bool,
}

/// Finds everyone who is paid for a family together with somebody else.
#[must_use]
pub fn twice(people: &BTreeMap<Id, Gathered>) -> Vec<Twice> {
    let receives = |one: &Gathered| {
        let family = one.case.as_ref().ok().map(|case| case.pay.family);
        family.is_some_and(|family| family.spouse || family.children > 0)
    };
    let receiving = || people.iter().filter(|(_, one)| receives(one));
    let by_nip: BTreeMap<Nip, Id> = receiving().filter_map(|(id, one)| Some((one.facts.nip?, *id))).collect();
    let mut found: BTreeMap<[Id; 2], bool> = BTreeMap::new();
    let mut weddings: BTreeMap<(Day, Day), Vec<Id>> = BTreeMap::new();
    for (id, one) in receiving() {
        let Some(family) = &one.facts.family else { continue };
        let Some(spouse) = &family.spouse else { continue };
        if let Some(other) = spouse.nip.and_then(|nip| by_nip.get(&nip)) {
            found.insert(pair(*id, *other), true);
        }
        for child in &family.children {
            let alike = weddings.entry((spouse.since, child.born)).or_default();
            for other in alike.iter().filter(|other| *other != id) {
                found.entry(pair(*id, *other)).or_insert(false);
            }
            // Twins say the same twice.
            if !alike.contains(id) {
                alike.push(*id);
            }
        }
    }
    found.into_iter().filter(|([a, b], _)| a != b).map(|(both, named)| Twice { both, named }).collect()
}

fn pair(a: Id, b: Id) -> [Id; 2] {
    if a <= b { [a, b] } else { [b, a] }
}

/// Holds both people of every proven pair back until it is settled who receives the allowance.
pub fn hold(run: &mut Run, people: &BTreeMap<Id, Gathered>, pairs: &[Twice]) {
    for Twice { both: [a, b], .. } in pairs.iter().filter(|pair| pair.named) {
        for (one, other) in [(a, b), (b, a)] {
            let nip = people.get(other).and_then(|other| other.facts.nip).map(Nip::grouped).unwrap_or_default();
            run.add(*one, Err(vec![Gap::FamilyTwice { nip }]));
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::asn::{Child, Counted, Family, Spouse};

    use super::*;
    use crate::document::tests::people;

    fn region(spouse_of_first: Option<&str>, weddings: [&str; 2]) -> BTreeMap<Id, Gathered> {
        let mut people = people();
        let nips: Vec<Option<Nip>> = people.values().map(|one| one.facts.nip).collect();
        assert!(nips.len() >= 2 && nips[0] != nips[1]);
        for (at, one) in people.values_mut().take(2).enumerate() {
            let nip = spouse_of_first.filter(|_| at == 0).and(nips[1]);
            let spouse = Spouse { since: weddings[at].parse().unwrap(), until: None, takes_allowance: false, nip };
            let child = Child { born: "2016-02-03".parse().unwrap(), student_until: None, until: None };
            one.facts.family = Some(Family { spouse: Some(spouse), children: vec![child.clone(), child] });
            if let Ok(case) = &mut one.case {
                case.pay.family = Counted { spouse: true, children: 1 };
            }
        }
        people
    }

    #[test]
    fn a_named_spouse_who_also_receives_holds_both_back() {
        let people = region(Some("named"), ["2014-01-01", "2013-01-01"]);
        let found = twice(&people);
        assert_eq!((found.len(), found[0].named), (1, true));
        let mut run = Run::new("2026-10".parse().unwrap());
        hold(&mut run, &people, &found);
        let held: Vec<Id> = run.blocked.keys().copied().collect();
        assert_eq!(held, found[0].both);
        assert!(matches!(&run.blocked[&held[0]][..], [Gap::FamilyTwice { nip }] if !nip.is_empty()));
    }

    #[test]
    fn an_equal_wedding_with_an_equal_child_is_suspected_and_blocks_nobody() {
        let people = region(None, ["2014-01-01", "2014-01-01"]);
        let mut run = Run::new("2026-10".parse().unwrap());
        let suspected = twice(&people);
        hold(&mut run, &people, &suspected);
        assert_eq!((suspected.len(), run.blocked.len()), (1, 0));
        assert!(twice(&region(None, ["2014-01-01", "2014-01-02"])).is_empty());
    }

    #[test]
    fn when_one_of_them_leaves_the_allowance_to_the_other_nothing_is_found() {
        let mut people = region(Some("named"), ["2014-01-01", "2014-01-01"]);
        if let Ok(case) = &mut people.values_mut().next().unwrap().case {
            case.pay.family = Counted::default();
        }
        assert!(twice(&people).is_empty());
    }
}
