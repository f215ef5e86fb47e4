use super::*;
use crate::payload::{RewardBasis, RewardList};

fn list(number: u8) -> RewardList {
    let inputs = Hash([number; 32]);
    RewardList {
        title: "Tim Posyandu".into(),
        decree: "800/1".into(),
        basis: RewardBasis::Team,
        reason: "Cakupan 105%".into(),
        seal: RunSeal { rules: Hash::NONE, people: 1, left_out: 0, inputs, slips: inputs },
    }
}

fn at(step: RewardStep, of: u8) -> Reward {
    Reward { step, list: list(of) }
}

fn returned() -> RewardStep {
    RewardStep::Returned { reason: "x".into() }
}

fn paid() -> RewardStep {
    RewardStep::Paid { day: "2026-11-20".parse().unwrap(), number: "1".into() }
}

fn after(bases: &[(&str, Reward)], author: &str, step: RewardStep, of: u8) -> Result<(), Misstep> {
    let bases: Vec<(String, Reward)> = bases.iter().map(|(who, one)| ((*who).to_owned(), one.clone())).collect();
    may_follow(&bases, author, &at(step, of))
}

#[test]
fn a_list_goes_its_way_and_no_other() {
    let all = [RewardStep::Proposed, returned(), RewardStep::Approved, paid()];
    let allowed = |before: Option<RewardStep>| -> Vec<usize> {
        let bases: Vec<(&str, Reward)> = before.into_iter().map(|step| ("a", at(step, 1))).collect();
        (0..all.len()).filter(|step| after(&bases, "b", all[*step].clone(), 1).is_ok()).collect()
    };
    assert_eq!(allowed(None), [0]);
    assert_eq!(allowed(Some(RewardStep::Proposed)), [0, 1, 2]);
    assert_eq!(allowed(Some(returned())), [0]);
    assert_eq!(allowed(Some(RewardStep::Approved)), [0, 1, 3]);
    assert_eq!(allowed(Some(paid())), Vec::<usize>::new());
}

#[test]
fn who_proposed_does_not_approve_and_no_other_list_slips_in() {
    let base = [("a", at(RewardStep::Proposed, 1))];
    assert_eq!(after(&base, "a", RewardStep::Approved, 1), Err(Misstep::SamePerson));
    assert_eq!(after(&base, "b", RewardStep::Approved, 2), Err(Misstep::OtherRun));
    assert_eq!(after(&base, "a", RewardStep::Proposed, 2), Ok(()));
    let mut renamed = at(RewardStep::Approved, 1);
    renamed.list.reason = "Lain".into();
    assert_eq!(may_follow(&[("a".into(), at(RewardStep::Proposed, 1))], "b", &renamed), Err(Misstep::OtherRun));
    assert_eq!(after(&[("b", at(RewardStep::Approved, 1))], "a", paid(), 2), Err(Misstep::OtherRun));
}

#[test]
fn steps_taken_at_the_same_time_are_settled_and_what_was_paid_stays() {
    let (approved, back) = (("b", at(RewardStep::Approved, 1)), ("c", at(returned(), 1)));
    assert_eq!(after(&[approved.clone(), back.clone()], "a", RewardStep::Proposed, 2), Ok(()));
    assert_eq!(after(&[approved, back.clone()], "b", returned(), 1), Ok(()));
    let both = [("a", at(paid(), 1)), back];
    assert_eq!(after(&both, "a", paid(), 1), Ok(()));
    assert_eq!(after(&both, "a", paid(), 2), Err(Misstep::OtherRun));
    for step in [RewardStep::Proposed, returned(), RewardStep::Approved] {
        assert_eq!(after(&both, "c", step, 1), Err(Misstep::OutOfOrder));
    }
}

#[test]
fn one_decree_is_one_list_however_its_number_is_typed() {
    let day: Day = "2026-11-02".parse().unwrap();
    let place = Place::new("dinkes", day, "800/12/SK/2026");
    assert_eq!(place, Place::new("dinkes", day, " 800 / 12 / sk / 2026 "));
    assert_ne!(place, Place::new("dinkes", day, "800/13/SK/2026"));
    assert_eq!(Place::of(&place.subject()), Some(place));
}
