//! Claims about the form beside it.

use super::*;

fn plan() -> Skp {
    serde_json::from_str(
        r#"{"period": "2026", "approach": "kuantitatif", "group": "ja_jf", "results": [
            {"id": "h1", "text": "a", "kind": "utama", "indicators": [{"id": "i1", "text": "b", "unit": "%",
             "aspect": "kuantitas", "direction": "naik", "target": {"kind": "value", "value": "90"}}]}]}"#,
    )
    .unwrap()
}

#[test]
fn without_a_plan_values_and_the_two_judgements_are_enough() {
    let mut form = DiriForm::default();
    assert_eq!(questions(None).len(), 10);
    assert_eq!(form.read(None, |_| Position::Unknown), Err(vec![(7, Fault::NoChoice), (8, Fault::NoChoice)]));
    form.choose(&Question::Value(Nilai::Loyal), Some(Ekspektasi::DiAtas));
    form.choose(&Question::Hasil, Some(Ekspektasi::Sesuai));
    form.choose(&Question::Perilaku, Some(Ekspektasi::DiAtas));
    let judged = form.read(None, |_| Position::Unknown).unwrap();
    assert_eq!((judged.behaviours.len(), judged.results.len()), (1, 0));
    assert_eq!(form.answered(&questions(None)), 3);
    assert_eq!(DiriForm::of(&judged), form);
}

#[test]
fn meeting_expectation_below_target_needs_a_reason_at_its_question() {
    let plan = plan();
    let mut form =
        DiriForm { hasil: Some(Ekspektasi::Sesuai), perilaku: Some(Ekspektasi::Sesuai), ..DiriForm::default() };
    let question = Question::Result("h1".into());
    form.choose(&question, Some(Ekspektasi::Sesuai));
    assert_eq!(form.read(Some(&plan), |_| Position::Worse), Err(vec![(0, Fault::NoReason)]));
    form.note(&question, "Dua posyandu baru ikut mulai Mei".into());
    assert!(form.read(Some(&plan), |_| Position::Worse).is_ok());
    form.note(&question, "x".repeat(1_001));
    assert_eq!(form.fault(&question, Some(&plan), |_| Position::Inside), Some(Fault::TooLong));
}

#[test]
fn an_answer_about_a_result_that_left_the_plan_is_left_out() {
    let mut form =
        DiriForm { hasil: Some(Ekspektasi::Sesuai), perilaku: Some(Ekspektasi::Sesuai), ..DiriForm::default() };
    form.choose(&Question::Result("h9".into()), Some(Ekspektasi::DiAtas));
    assert!(form.read(Some(&plan()), |_| Position::Inside).unwrap().results.is_empty());
}

#[test]
fn a_judgement_below_expectation_needs_what_to_improve() {
    let mut form = RatingForm::default();
    assert_eq!(form.read(None, |_| Position::Unknown), Err(vec![RateFault::NoBox]));
    form.rating = rating_at((0, 0));
    assert_eq!(form.read(None, |_| Position::Unknown), Err(vec![RateFault::NoImprovement]));
    form.improve = "Memberi kabar lewat radio".into();
    form.values.insert(Nilai::Adaptif, Answer { choice: Some(Ekspektasi::DiBawah), note: String::new() });
    let judged = form.read(None, |_| Position::Unknown).unwrap();
    assert_eq!((judged.hasil, judged.perilaku), (Ekspektasi::DiAtas, Ekspektasi::DiBawah));
    assert_eq!(judged.behaviours[0].value, Nilai::Adaptif);
    assert_eq!(RatingForm::of(&judged), form);
}

#[test]
fn every_box_leads_to_its_judgements_and_back() {
    for row in 0..3 {
        for column in 0..3 {
            assert_eq!(box_of(rating_at((row, column)).unwrap()), (row, column));
        }
    }
    assert_eq!(rating_at((3, 0)), None);
}

#[test]
fn a_peer_answers_at_least_one_value() {
    let mut form = PeerForm { strength: "Cekatan".into(), ..PeerForm::default() };
    assert_eq!(form.read(), None);
    form.values.insert(Nilai::Harmonis, RekanNilai::DiAtas);
    let answer = form.read().unwrap();
    assert_eq!(PeerForm::of(&answer), form);
    form.strength = "x".repeat(1_001);
    assert_eq!(form.read(), None);
}
