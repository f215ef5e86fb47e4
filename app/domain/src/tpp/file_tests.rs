//! Claims about files: what is wrong with one is named with its place, and nothing in it brings the reader down.

use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

use super::*;

const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/policy.json"));

fn file(key: &str) -> Json {
    let all: Vec<Json> = serde_json::from_str(TEXT).unwrap();
    all.into_iter().find(|policy| policy["key"] == key).unwrap()
}

/// Loads the demonstration policy after an edit and returns what is wrong with it.
fn refused(edit: impl FnOnce(&mut Json)) -> Vec<PolicyError> {
    let mut policy = file("contoh");
    edit(&mut policy);
    Policy::from_json(&policy.to_string()).err().unwrap_or_default()
}

#[test]
fn a_gap_and_an_overlap_of_versions_are_named() {
    let version = |from: &str, until: Option<&str>| {
        let mut policy = file("contoh");
        policy["from"] = json!(from);
        policy["until"] = json!(until);
        Policy::from_json(&policy.to_string()).unwrap()
    };
    let gap = [version("2024-01-01", Some("2024-07-01")), version("2025-01-01", None)];
    let from_until = ("2024-07-01".parse().unwrap(), "2025-01-01".parse().unwrap());
    let expected = PolicyError::VersionGap { policy: "contoh".into(), from: from_until.0, until: from_until.1 };
    assert_eq!(check_versions(&gap), [expected]);
    let overlap = [version("2024-01-01", None), version("2025-01-01", None)];
    let expected = PolicyError::VersionOverlap { policy: "contoh".into(), from: from_until.1 };
    assert_eq!(check_versions(&overlap), [expected]);
}

#[test]
fn a_computed_measure_that_needs_itself_is_refused() {
    let derived = |of: &str| json!({ "sum": [{ "measure": of }] });
    let errors = refused(|p| {
        p["measures"][1]["derived"] = derived("tl2");
        p["measures"][2]["derived"] = derived("tl1");
    });
    let cycle = |measure: &str| PolicyError::Cycle { measure: measure.into() };
    assert_eq!(errors, [cycle("tl1"), cycle("tl2")]);
}

#[test]
fn each_thing_wrong_with_a_file_is_named_with_its_place() {
    let hundred = Decimal::ONE_HUNDRED;
    let bands = |path: &str, at: i64, fault| PolicyError::Bands { path: path.into(), at: Some(at.into()), fault };
    assert_eq!(
        refused(|p| p["steps"][0]["test"]["parts"][1]["weight"]["value"] = json!("30")),
        [PolicyError::Weights { path: "kinerja".into(), sum: Decimal::from(90), must: hundred }]
    );
    assert_eq!(
        refused(|p| p["steps"][1]["gate"]["bands"]["rows"][1]["below"] = json!("20")),
        [bands("kehadiran.2", 20, BandFault::NotAscending)]
    );
    for (from, fault) in [("30", BandFault::Gap), ("20", BandFault::Overlap)] {
        let at = from.parse().unwrap();
        assert_eq!(
            refused(|p| p["steps"][1]["gate"]["bands"]["rows"][1]["from"] = json!(from)),
            [bands("kehadiran.2", at, fault)]
        );
    }
    assert_eq!(
        refused(|p| p["steps"][1]["gate"]["bands"]["rows"][2]["below"] = json!("90")),
        [bands("kehadiran.3", 90, BandFault::NotOpen)]
    );
    assert_eq!(
        refused(|p| p["measures"][2]["band"]["from_min"] = json!(33)),
        [bands("measures.tl2", 33, BandFault::Gap)]
    );
    assert_eq!(
        refused(|p| p["measures"][4]["band"]["upto_min"] = json!(u32::MAX)),
        [bands("measures.tl4", i64::from(u32::MAX) - 1, BandFault::NotOpen)]
    );
    assert_eq!(
        refused(|p| p["steps"][2]["reduce"]["rows"][0]["size"]["each"]["value"] = json!("125")),
        [PolicyError::Value {
            path: "hukuman_disiplin.hukdis_sedang".into(),
            value: Decimal::from(125),
            fits: ValueRange::Percent
        }]
    );
    assert_eq!(
        refused(|p| p["pagu"]["class_index"]["index"]["cite"] = json!("nowhere")),
        [
            PolicyError::UnknownCite { path: "pagu.index".into(), cite: "nowhere".into() },
            PolicyError::UnusedCite { cite: "indeks".into() }
        ]
    );
    assert_eq!(
        refused(|p| p["steps"][1]["gate"]["bands"]["measure"] = json!("presence")),
        [
            PolicyError::UnknownMeasure { path: "kehadiran".into(), measure: "presence".into() },
            PolicyError::UnusedMeasure { measure: "presence_percent".into() }
        ]
    );
    assert_eq!(
        refused(|p| p["until"] = json!("2023-01-01")),
        [PolicyError::Dates { from: "2024-01-01".parse().unwrap(), until: "2023-01-01".parse().unwrap() }]
    );
    assert_eq!(
        refused(|p| p["accounts"][1]["key"] = json!("beban_kerja")),
        [
            PolicyError::Duplicate { path: "accounts.beban_kerja.1".into() },
            PolicyError::Duplicate { path: "accounts.beban_kerja".into() }
        ]
    );
    assert_eq!(
        refused(|p| p["accounts"][0]["percent"] = json!([])),
        [PolicyError::Account {
            path: "accounts".into(),
            account: "beban_kerja".into(),
            fault: AccountFault::NoPercent
        }]
    );
}

#[test]
fn a_half_filled_confirmation_is_refused_by_what_it_lacks() {
    use crate::cite::ConfirmLack;
    let confirmed = |officer: Json| refused(|p| p["cites"]["indeks"]["confirmed"] = officer);
    let half = |lacks| PolicyError::HalfConfirmed { cite: "indeks".into(), lacks };
    let by = "Ibu Ratna";
    let on = "2026-11-22";
    assert_eq!(confirmed(json!({ "by": by, "on": on, "signed": "2026-01-05" })), []);
    assert_eq!(confirmed(json!({ "by": by, "on": on, "letter": "800/12/2026" })), []);
    assert_eq!(confirmed(json!({ "by": by, "on": on })), [half(ConfirmLack::Paper)]);
    assert_eq!(
        confirmed(json!({ "by": " ", "on": on, "letter": " " })),
        [half(ConfirmLack::Officer), half(ConfirmLack::Paper)]
    );
    assert_eq!(confirmed(json!({ "by": by, "on": on, "signed": "2026-11-23" })), [half(ConfirmLack::SignedLater)]);
    assert_eq!(
        refused(|p| {
            p["cites"]["indeks"]["act"] = json!("");
            p["cites"]["indeks"]["confirmed"] = json!({ "by": by, "on": on, "letter": "800/12/2026" });
        }),
        [half(ConfirmLack::Act)]
    );
    // Without the name, the day, or with a key too many, the file is not even in form.
    for officer in [
        json!({ "on": on, "letter": "8" }),
        json!({ "by": by, "letter": "8" }),
        json!({ "by": by, "on": on, "letter": "8", "at": "09:00" }),
    ] {
        let found = confirmed(officer.clone());
        assert!(matches!(found[..], [PolicyError::Form { .. }]), "{officer}: {found:?}");
    }
}

#[test]
fn an_officer_confirms_a_value_that_is_there_and_no_draft() {
    let named = |edit: fn(&mut Json)| {
        refused(|p| {
            p["cites"]["indeks"]["confirmed"] = json!({ "by": "Ibu Ratna", "on": "2026-11-22", "letter": "8" });
            edit(&mut p["pagu"]["class_index"]["index"]);
        })
    };
    let nothing = [PolicyError::ConfirmsNothing { path: "pagu.index".into() }];
    assert_eq!(named(|_| {}), []);
    assert_eq!(named(|index| index["draft"] = json!(true)), nothing);
    assert_eq!(named(|index| drop(index.as_object_mut().unwrap().remove("value"))), nothing);
}

#[test]
fn a_step_that_cannot_stand_where_it_stands_is_named_by_its_number() {
    let order = |step: Option<usize>, fault| PolicyError::Order { path: "steps".into(), step, fault };
    let moved = |from: usize, to: usize| {
        refused(|p| {
            let steps = p["steps"].as_array_mut().unwrap();
            let step = steps.remove(from);
            steps.insert(to, step);
        })
    };
    assert_eq!(refused(|p| drop(p["steps"].as_array_mut().unwrap().pop())), [order(None, OrderFault::NotWhole)]);
    assert_eq!(refused(|p| drop(p["steps"].as_array_mut().unwrap().remove(3))), [order(None, OrderFault::NeverPaid)]);
    assert_eq!(moved(3, 0), [order(Some(1), OrderFault::NothingToPay), order(None, OrderFault::NeverPaid)]);
    assert_eq!(
        refused(|p| p["steps"].as_array_mut().unwrap().insert(0, json!({ "split": { "each": [] } }))),
        [
            PolicyError::Order { path: "split.each".into(), step: None, fault: OrderFault::NotWhole },
            order(Some(1), OrderFault::SplitNotLast)
        ]
    );
    assert_eq!(
        refused(|p| p["steps"][0]["test"]["parts"][1]["steps"] = json!([{ "pay": {} }])),
        [PolicyError::Order { path: "kinerja.disiplin".into(), step: Some(1), fault: OrderFault::NotInAPart }]
    );
}

#[test]
fn values_beyond_every_range_are_refused_and_bring_nothing_down() {
    let most = "79228162514264337593543950335";
    let value = |path: &str| PolicyError::Value { path: path.into(), value: Decimal::MAX, fits: ValueRange::Percent };
    let errors = refused(|p| {
        for part in [0, 1] {
            p["steps"][0]["test"]["parts"][part]["weight"]["value"] = json!(most);
        }
    });
    assert_eq!(errors, [value("kinerja.produktivitas.weight"), value("kinerja.disiplin.weight")]);
    let errors = refused(|p| {
        let rows = &mut p["steps"][1]["gate"]["bands"]["rows"];
        rows[0] = json!({ "upto": most, "gives": rows[0]["gives"] });
        rows[1]["from"] = json!(most);
    });
    assert!(errors.iter().all(|error| matches!(error, PolicyError::Bands { .. })) && !errors.is_empty(), "{errors:?}");
}

/// The one fault of a text that is no policy, with its line and column.
fn fault(bytes: &[u8]) -> (usize, usize, FormFault) {
    let refused = Policy::from_file(bytes).unwrap_err();
    assert!(refused.read.is_none());
    match <[PolicyError; 1]>::try_from(refused.errors) {
        Ok([PolicyError::Form { line, column, fault }]) => (line, column, fault),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_foreign_file_is_named_for_what_it_is_with_line_and_column() {
    let whole = serde_json::to_string_pretty(&file("contoh")).unwrap();
    let half = &whole[..whole.len() / 2];
    assert_eq!(fault(half.as_bytes()).2, FormFault::CutOff);
    assert_eq!(fault(half.as_bytes()).0, half.lines().count());
    assert_eq!(fault(b"NIP;Nama\n1;A\n"), (1, 1, FormFault::NotJson));
    assert_eq!(fault(b"{ \"key\": \"x\",\n  oh }"), (2, 3, FormFault::NotJson));
    assert_eq!(fault(b"\x89PNG\r\n\x1a\n"), (1, 1, FormFault::NotText));
    assert_eq!(fault("kébijakan\nné".as_bytes().split_last().unwrap().1), (2, 2, FormFault::NotText));
    assert_eq!(fault(b" \n"), (1, 1, FormFault::Empty));
    assert_eq!(fault(b"[1, 2]"), (1, 1, FormFault::NotAPolicy));
    assert_eq!(fault(b"{ \"takar\": 1 }"), (1, 1, FormFault::NotAPolicy));
    assert_eq!(fault(&[b'['; 1000]).2, FormFault::NotJson);
    let marked = [&b"\xef\xbb\xbf"[..], whole.as_bytes()].concat();
    assert!(Policy::from_file(&marked).is_ok());
}

#[test]
fn each_fault_of_form_has_its_own_code() {
    let of = |edit: &dyn Fn(&mut Json)| {
        let mut policy = file("contoh");
        edit(&mut policy);
        fault(policy.to_string().as_bytes()).2
    };
    let text = |text: &str| text.to_owned();
    let cpns = |value: Json| of(&move |p| p["receivers"]["cpns"]["value"] = value.clone());
    assert_eq!(cpns(json!(80)), FormFault::Unquoted { number: text("80") });
    assert_eq!(cpns(json!(0.8)), FormFault::Unquoted { number: text("0.8") });
    assert_eq!(cpns(json!("8e1")), FormFault::NotADecimal { text: text("8e1") });
    assert_eq!(cpns(json!("80%")), FormFault::NotADecimal { text: text("80%") });
    assert_eq!(cpns(json!([])), FormFault::WrongShape { found: Shape::List, wanted: Shape::Text });
    assert_eq!(
        of(&|p| p["receivers"]["cpns"] = json!("80")),
        FormFault::WrongShape { found: Shape::Text, wanted: Shape::Object }
    );
    assert_eq!(of(&|p| p["measures"] = json!({})), FormFault::WrongShape { found: Shape::Object, wanted: Shape::List });
    assert_eq!(of(&|p| p["from"] = json!("1 Januari")), FormFault::NotADay { text: text("1 Januari") });
    assert_eq!(of(&|p| p["from"] = json!("2023-02-29")), FormFault::NotADay { text: text("2023-02-29") });
    assert_eq!(of(&|p| drop(p.as_object_mut().unwrap().remove("net"))), FormFault::MissingKey { key: text("net") });
    match of(&|p| p["bonus"] = json!("1")) {
        FormFault::UnknownKey { key, known } => {
            assert_eq!(key, "bonus");
            assert!(known.contains(&text("steps")) && known.contains(&text("from")), "{known:?}");
        }
        other => panic!("{other:?}"),
    }
    match of(&|p| p["measures"][0]["kind"] = json!("percents")) {
        FormFault::UnknownWord { word, known } => {
            assert_eq!((word.as_str(), known.len()), ("percents", 8));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(of(&|p| p["steps"][0]["test"]["parts"][1]["score"] = json!(5)), FormFault::NotAChoice);
    assert_eq!(of(&|p| p["steps"][3] = json!({ "pay": {}, "round": {} })), FormFault::NotAChoice);
    assert_eq!(of(&|p| p["pagu"]["class_index"]["class"]["x"] = json!({})), FormFault::KeyNotANumber);
    let round = |scale: Json| of(&move |p| p["steps"][4]["round"]["scale"] = scale.clone());
    assert_eq!(round(json!(5_000_000_000_u64)), FormFault::TooLarge { number: text("5000000000") });
    assert_eq!(round(json!("0")), FormFault::WrongShape { found: Shape::Text, wanted: Shape::Number });
    let twice = file("contoh").to_string().replacen("\"2\":", "\"1\":", 1);
    assert_eq!(fault(twice.as_bytes()).2, FormFault::TwiceKey { key: text("1") });
}

#[test]
fn the_rarer_steps_are_refused_where_they_cannot_stand() {
    let label = || json!({ "id": "Nama", "en": "Name" });
    let value = |value: &str| json!({ "value": value, "cite": "perbup" });
    let insert = |step: Json| refused(|p| p["steps"].as_array_mut().unwrap().insert(1, step));
    let rows = json!([{ "key": "semua", "each": value("5000") }]);
    let deduct = json!({ "deduct": { "key": "potong", "label": label(), "on": "tl1", "rows": rows } });
    let order = PolicyError::Order { path: "steps".into(), step: Some(2), fault: OrderFault::DeductBeforePay };
    assert_eq!(insert(deduct), [order]);
    let low = json!({ "at_least": { "key": "sedikit", "label": label(), "at": value("101") } });
    let outside =
        PolicyError::Value { path: "sedikit.at".into(), value: Decimal::from(101), fits: ValueRange::Percent };
    assert_eq!(insert(low), [outside]);
    let defer = |owed: &str| {
        let memory = json!({ "owed": owed, "missed": "tl1", "lost_after": value("3") });
        json!({ "defer": {
            "key": "tunda", "label": label(), "share": value("20"), "measure": "presence_percent", "at": value("90"),
            "memory": memory,
        } })
    };
    let kind = |path: &str, measure: &str, needs| PolicyError::MeasureKind {
        path: path.into(),
        measure: measure.into(),
        needs,
    };
    assert_eq!(insert(defer("tl2")), [kind("tunda", "tl2", MeasureKind::Rupiah)]);
    let part = json!({ "key": "hasil", "label": label(), "weight": value("90"), "score": "full" });
    let leaders = json!([{ "key": "pimpinan", "label": label(), "posts": ["kepala"], "parts": [part] }]);
    assert_eq!(
        refused(|p| p["steps"][0]["test"]["for_posts"] = leaders),
        [PolicyError::Weights { path: "kinerja.pimpinan".into(), sum: Decimal::from(90), must: Decimal::ONE_HUNDRED }]
    );
    assert_eq!(refused(|p| p["net"][0]["bpjs"]["unless"] = json!("tl1")), [kind("net", "tl1", MeasureKind::Flag)]);
    assert_eq!(
        refused(|p| p["measures"][1]["instead_of"] = json!(["tl9"])),
        [PolicyError::UnknownMeasure { path: "measures.tl1".into(), measure: "tl9".into() }]
    );
}

#[test]
fn a_refused_file_still_says_what_it_is_and_names_its_places() {
    let mut policy = file("contoh");
    policy["steps"][0]["test"]["parts"][1]["weight"]["value"] = json!("30");
    let refused = Policy::from_file(policy.to_string().as_bytes()).unwrap_err();
    let read = refused.read.unwrap();
    assert_eq!((read.key.as_str(), read.span.from.to_string().as_str()), ("contoh", "2024-01-01"));
    let (labels, rest) = refused.places.find("kinerja.disiplin.terlambat.tl1");
    let names: Vec<&str> = labels.iter().map(|label| label.id.as_str()).collect();
    assert_eq!((names, rest), (vec!["Produktivitas dan disiplin", "Disiplin kerja", "Terlambat masuk"], "tl1"));
    assert_eq!(refused.places.measure("tl1").unwrap().en, "Late 1–30 minutes");
    assert_eq!(refused.places.find("pagu.index"), (&[][..], "pagu.index"));
}

#[test]
fn the_file_of_every_shipped_policy_reads_as_the_same_policy() {
    for policy in shipped() {
        let text = shipped_file(policy).unwrap();
        assert_eq!(Policy::from_file(text.as_bytes()).as_ref(), Ok(policy));
        assert!(text.lines().all(|line| line.chars().count() <= 200), "{text}");
        assert!(text.starts_with("{\n  \"key\": "), "{text}");
    }
}

fn leaves(value: &Json, path: &str, found: &mut Vec<String>) {
    match value {
        Json::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| leaves(item, &format!("{path}/{at}"), found));
        }
        Json::Object(map) => map.iter().for_each(|(key, item)| leaves(item, &format!("{path}/{key}"), found)),
        _ => found.push(path.to_owned()),
    }
}

#[test]
fn whatever_stands_in_a_place_of_a_file_is_read_or_refused_with_a_reason() {
    let whole = file("contoh");
    let mut paths = Vec::new();
    leaves(&whole, "", &mut paths);
    let odd = [
        json!(null),
        json!(""),
        json!("79228162514264337593543950335"),
        json!(-1),
        json!("-1"),
        json!({}),
        json!("tl1"),
    ];
    for (at, path) in paths.iter().enumerate() {
        let mut policy = whole.clone();
        *policy.pointer_mut(path).unwrap() = odd[at % odd.len()].clone();
        if let Err(refused) = Policy::from_file(policy.to_string().as_bytes()) {
            assert!(!refused.errors.is_empty(), "{path}");
        }
    }
    let text = whole.to_string();
    for end in (1..text.len()).step_by(61).filter(|end| text.is_char_boundary(*end)) {
        assert_eq!(fault(&text.as_bytes()[..end]).2, FormFault::CutOff, "{end}");
    }
}

fn values_of(clauses: &[Clause], found: &mut Vec<String>) {
    for clause in clauses {
        found.extend(clause.value.as_ref().map(|entry| entry.path.clone()));
        values_of(&clause.parts, found);
    }
}

#[test]
fn the_chapters_of_a_policy_hold_every_value_once() {
    for policy in shipped() {
        let mut found = Vec::new();
        for (_, clauses) in policy.chapters() {
            values_of(&clauses, &mut found);
        }
        found.sort();
        let mut all: Vec<String> = policy.values().iter().map(|entry| entry.path.clone()).collect();
        all.sort();
        assert_eq!(found, all, "{}", policy.key());
    }
}

/// What differs between the demonstration policy and itself after an edit.
fn differs(edit: impl FnOnce(&mut Json)) -> Vec<(Rule, Difference)> {
    let mut policy = file("contoh");
    edit(&mut policy);
    let new = Policy::from_json(&policy.to_string()).unwrap();
    let found = changes(by_key("contoh").unwrap(), &new);
    found.into_iter().map(|change| (change.trail.last().unwrap().clone(), change.what)).collect()
}

#[test]
fn what_differs_between_two_versions_is_told_and_nothing_else() {
    assert_eq!(differs(|_| ()), []);
    assert_eq!(differs(|p| p["from"] = json!("2025-01-01")), []);
    let weights = differs(|p| {
        p["steps"][0]["test"]["parts"][0]["weight"]["value"] = json!("70");
        p["steps"][0]["test"]["parts"][1]["weight"]["value"] = json!("30");
    });
    let values: Vec<_> = (weights.iter())
        .map(|(_, what)| match what {
            Difference::Value { old: Some(old), new: Some(new) } => (old.value.unwrap(), new.value.unwrap()),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(values, [(Decimal::from(60), Decimal::from(70)), (Decimal::from(40), Decimal::from(30))]);
    let steps = |edit: &dyn Fn(&mut Vec<Json>)| differs(|p| edit(p["steps"].as_array_mut().unwrap()));
    let what = |found: Vec<(Rule, Difference)>| found.into_iter().map(|(_, what)| what).collect::<Vec<_>>();
    let less = differs(|p| {
        p["steps"].as_array_mut().unwrap().remove(2);
        p["measures"].as_array_mut().unwrap().pop();
        p["cites"].as_object_mut().unwrap().remove("disiplin");
    });
    assert_eq!(what(less), [Difference::Removed, Difference::Removed]);
    assert_eq!(what(steps(&|steps| steps.swap(1, 2))), [Difference::Moved]);
    let round = Rule::Round { scale: 2, cutoff: Cutoff::Truncate };
    assert_eq!(
        steps(&|steps| steps.insert(1, json!({ "round": { "scale": 2, "cutoff": "truncate" } }))),
        [(round, Difference::Added)]
    );
    let score = differs(|p| p["steps"][0]["test"]["parts"][1]["score"] = json!({ "measure": "presence_percent" }));
    assert!(matches!(&score[..], [(Rule::ByMeasure(_), Difference::Rule { old: Rule::Full })]), "{score:?}");
    // Another order of the columns is no other rule.
    assert_eq!(differs(|p| p["measures"].as_array_mut().unwrap().swap(1, 9)), []);
}
