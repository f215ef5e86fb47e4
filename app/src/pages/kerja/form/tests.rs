//! Claims about the form beside it.

use domain::kinerja::{Period, PlanProblem};

use super::*;

fn filled() -> PlanForm {
    let mut form = PlanForm::new();
    for (field, text) in [(Field::Text, "KTP-el terbit tepat waktu"), (Field::Superior, "plan/x/2026#h3")] {
        form.set(&At::of_result("h1", field), text.into());
    }
    let typed =
        [(Field::Text, "KTP-el terbit"), (Field::Target, "range"), (Field::Low, "1.080"), (Field::High, "1.200,5")];
    for (field, text) in typed.into_iter().chain([(Field::Unit, "keping")]) {
        form.set(&At::of_indicator("h1", "i2", field), text.into());
    }
    form
}

fn year() -> Period {
    "2026".parse().unwrap()
}

#[test]
fn what_is_typed_becomes_the_plan_and_comes_back_as_typed() {
    let form = filled();
    let plan = form.read(year()).unwrap();
    let indicator = &plan.results[0].indicators[0];
    let range = Target::Range { min: Decimal::from(1_080), max: Decimal::new(12_005, 1) };
    assert_eq!((&indicator.target, indicator.unit.as_str()), (&range, "keping"));
    assert_eq!(plan.results[0].superior_result.as_ref().unwrap().result, "h3");
    assert_eq!(PlanForm::from_plan(&plan, []), form);
}

#[test]
fn every_fault_leads_to_a_field_of_the_page() {
    let mut form = filled();
    form.weighted = true;
    form.set(&At::of_result("h1", Field::Weight), "separuh".into());
    form.set(&At::of_result("h1", Field::Text), " ".into());
    form.set(&At::of_indicator("h1", "i2", Field::Low), String::new());
    form.set(&At::of_indicator("h1", "i2", Field::Unit), String::new());
    let faults = form.read(year()).unwrap_err();
    let places: Vec<String> = faults.iter().map(|fault| form.place(fault)).collect();
    assert_eq!(places, ["h1-weight", "h1-i2-low", "h1-text", "h1-i2-unit"]);
    assert_eq!(faults[0], Fault::NotANumber { path: "results[0].weight".into() });
}

#[test]
fn an_unread_number_is_reported_once_and_never_as_another_fault() {
    let mut form = filled();
    form.set(&At::of_indicator("h1", "i2", Field::High), "banyak".into());
    let faults = form.read(year()).unwrap_err();
    assert_eq!(faults, [Fault::NotANumber { path: "results[0].indicators[0].high".into() }]);
}

#[test]
fn weights_are_all_or_none_and_make_a_hundred() {
    let mut form = filled();
    form.weighted = true;
    form.set(&At::of_result("h1", Field::Weight), "62,5".into());
    assert_eq!(form.weight_sum(), Some(Decimal::new(625, 1)));
    let sum = PlanProblem::WeightSum { sum: Decimal::new(625, 1) };
    assert_eq!(form.read(year()), Err(vec![Fault::Plan(sum)]));
    form.set(&At::of_result("h1", Field::Weight), String::new());
    let faults = form.read(year()).unwrap_err();
    assert_eq!(form.place(&faults[0]), "h1-weight");
    form.weighted = false;
    assert!(form.read(year()).is_ok());
}

#[test]
fn a_removed_result_comes_back_to_its_place_and_an_id_is_never_given_twice() {
    let mut form = filled();
    let second = form.add_result();
    let before = form.clone();
    let (at, taken) = form.take_result("h1").unwrap();
    form.put_result(at, taken);
    assert_eq!(form, before);
    form.take_result(&second);
    assert_ne!(form.add_result(), second);
    let plan = filled().read(year()).unwrap();
    assert_eq!(PlanForm::from_plan(&plan, ["h2i40"]).add_result(), "h41");
}

#[test]
fn order_changes_by_one_place_and_stops_at_the_ends() {
    let mut form = filled();
    let second = form.add_result();
    form.move_result(&second, -1);
    form.move_result(&second, -1);
    assert_eq!(form.results[0].id, second);
    form.move_result(&second, 1);
    assert_eq!(form.results[1].id, second);
}

#[test]
fn a_narrative_plan_needs_words_and_no_unit() {
    let mut form = filled();
    form.approach = Pendekatan::Kualitatif;
    let faults = form.read(year()).unwrap_err();
    assert_eq!(form.place(&faults[0]), "h1-i2-narrative");
    form.set(&At::of_indicator("h1", "i2", Field::Narrative), "Warga menerima KTP-el pada hari yang sama".into());
    assert!(form.read(year()).unwrap().results[0].indicators[0].unit.is_empty());
}
