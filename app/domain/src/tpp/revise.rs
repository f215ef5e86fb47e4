//! A policy with other values: the file of a new version, made from the file before it.
//!
//! Only values, their sources and the days change here; other steps are written in the file itself.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value, json};

use super::policy::{Policy, Refused};
use super::value::{ValueEntry, parse_decimal};
use super::{form, print, resolve};
use crate::calendar::Day;
use crate::cite::Cite;

/// What a new version says differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its first day; a new version has no end.
    pub from: Day,
    /// Its values, by path, each with the act that orders it.
    pub values: BTreeMap<String, Revised>,
}

/// A value of a new version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revised {
    /// The value as plain decimal text.
    pub value: String,
    /// The act that orders it, with the officer who confirms it where one does; nothing keeps the source that the value
    /// had. An officer speaks of one value only: another one rests on the same act without the officer.
    pub cite: Option<Cite>,
}

impl Policy {
    /// Returns the file of a new version of this policy, whose own file is `text`. A path that the policy does not have
    /// is left alone, so that one revision can be tried on several versions.
    ///
    /// # Errors
    /// Why `text` is no policy. What is made is not checked: [`Policy::from_file`] does.
    pub fn revised(text: &str, revision: &Revision) -> Result<String, Box<Refused>> {
        let refused = |error| Box::new(Refused { errors: vec![error], ..Refused::default() });
        let probe: Policy = form::read(text.as_bytes()).map_err(refused)?;
        let mut file: Value = serde_json::from_str(text).unwrap_or_default();
        let places = places(&file);
        let mut cites: Vec<(String, Cite)> = Vec::new();
        for (path, revised) in &revision.values {
            let Some(value) = places.get(path.as_str()).and_then(|place| file.pointer_mut(place)) else { continue };
            let Some(value) = value.as_object_mut() else { continue };
            let cite = revised.cite.clone().or_else(|| without_officer(&probe, value, &revised.value));
            value.insert("value".to_owned(), json!(revised.value));
            if let Some(cite) = cite {
                let key = match cites.iter().find(|(_, known)| *known == cite) {
                    Some((key, _)) => key.clone(),
                    None => {
                        let key = free_key(&probe, cites.len());
                        cites.push((key.clone(), cite));
                        key
                    }
                };
                value.insert("cite".to_owned(), json!(key));
                value.remove("draft");
            }
        }
        if let Some(file) = file.as_object_mut() {
            file.insert("from".to_owned(), json!(revision.from));
            file.remove("until");
            if let Some(all) = file.get_mut("cites").and_then(Value::as_object_mut) {
                all.extend(cites.into_iter().map(|(key, cite)| (key, json!(cite))));
            }
            drop_unused(file);
        }
        Ok(print::file(&file))
    }
}

/// Finds where in the file each value lies: every value is replaced by its number, and the numbers are read by path.
fn places(file: &Value) -> BTreeMap<String, String> {
    let mut numbered = file.clone();
    let mut pointers = Vec::new();
    number(&mut numbered, &mut String::new(), &mut pointers);
    let Ok(mut policy) = form::read::<Policy>(numbered.to_string().as_bytes()) else { return BTreeMap::new() };
    // Numbers are no sound values; where they stand is all that is asked.
    let _ = resolve::load(&mut policy);
    let place = |entry: &ValueEntry| Some((entry.path.clone(), pointers.get(entry.value?.to_usize()?)?.clone()));
    policy.values.iter().filter_map(place).collect()
}

fn number(value: &mut Value, at: &mut String, pointers: &mut Vec<String>) {
    let length = at.len();
    let mut inside = |key: String, value: &mut Value| {
        at.push('/');
        at.push_str(&key);
        number(value, at, pointers);
        at.truncate(length);
    };
    match value {
        Value::Object(map) if is_value(map) => {
            map.insert("value".to_owned(), json!(pointers.len().to_string()));
            pointers.push(at.clone());
        }
        Value::Object(map) => {
            map.iter_mut().for_each(|(key, value)| inside(key.replace('~', "~0").replace('/', "~1"), value));
        }
        Value::Array(items) => items.iter_mut().enumerate().for_each(|(at, value)| inside(at.to_string(), value)),
        _ => {}
    }
}

fn is_value(map: &Map<String, Value>) -> bool {
    map.get("cite").is_some_and(Value::is_string)
        && map.keys().all(|key| matches!(key.as_str(), "value" | "cite" | "draft"))
}

/// Returns the source of a value without the officer who confirmed it, when another value takes its place.
fn without_officer(policy: &Policy, value: &Map<String, Value>, revised: &str) -> Option<Cite> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let cite = policy.cites.get(text("cite")?).filter(|cite| cite.confirmed.is_some())?;
    let same = text("value").and_then(parse_decimal) == parse_decimal(revised);
    (!same).then(|| Cite { confirmed: None, ..cite.clone() })
}

/// A key among the sources that the file does not use yet.
fn free_key(policy: &Policy, before: usize) -> String {
    let mut free =
        (1..).map(|number: usize| format!("perubahan_{number}")).filter(|key| !policy.cites.contains_key(key));
    free.nth(before).unwrap_or_default()
}

/// Takes out sources that no value names any more: a file may not hold them.
fn drop_unused(file: &mut Map<String, Value>) {
    let mut used = Vec::new();
    for (key, value) in file.iter() {
        if key != "cites" {
            cites_in(key, value, &mut used);
        }
    }
    if let Some(cites) = file.get_mut("cites").and_then(Value::as_object_mut) {
        cites.retain(|key, _| used.contains(key));
    }
}

fn cites_in(key: &str, value: &Value, used: &mut Vec<String>) {
    match value {
        Value::String(text) if key == "cite" => used.push(text.clone()),
        Value::Object(map) => map.iter().for_each(|(key, value)| cites_in(key, value, used)),
        Value::Array(items) => items.iter().for_each(|value| cites_in("", value, used)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cite::{Confidence, Confirmed};
    use crate::tpp::{Standing, changes, shipped, shipped_file};

    fn revision(values: &[(&str, &str)]) -> Revision {
        let cite = Cite::new("Perkada 9/2026", "Pasal 3", Confidence::Single);
        let one = |(path, value): &(&str, &str)| {
            ((*path).to_owned(), Revised { value: (*value).to_owned(), cite: Some(cite.clone()) })
        };
        Revision { from: "2026-12-01".parse().unwrap(), values: values.iter().map(one).collect() }
    }

    #[test]
    fn every_value_of_every_policy_can_be_revised_and_nothing_else_moves() {
        for policy in shipped() {
            let text = shipped_file(policy).unwrap();
            for entry in policy.values() {
                let value = entry.value.map_or_else(|| "1".to_owned(), |value| value.to_string());
                let made = Policy::revised(&text, &revision(&[(&entry.path, &value)])).unwrap();
                let mut probe: Policy = form::read(made.as_bytes()).unwrap();
                let _ = resolve::load(&mut probe);
                for (before, after) in policy.values().iter().zip(probe.values()) {
                    assert_eq!(before.path, after.path);
                    if after.path == entry.path {
                        assert_eq!(after.cite.act, "Perkada 9/2026", "{} {}", policy.key(), entry.path);
                        assert_eq!(after.value.unwrap().to_string(), value);
                    } else {
                        assert_eq!((before.value, &before.cite), (after.value, &after.cite));
                    }
                }
            }
        }
    }

    #[test]
    fn a_new_version_begins_on_its_day_has_no_end_and_says_what_differs() {
        let policy = crate::tpp::by_key("contoh").unwrap();
        let text = shipped_file(policy).unwrap();
        let made = Policy::revised(&text, &revision(&[("receivers.cpns", "90"), ("nowhere", "1")])).unwrap();
        let new = Policy::from_file(made.as_bytes()).unwrap();
        assert_eq!(new.span().from.to_string(), "2026-12-01");
        assert_eq!(new.span().until, None);
        let differ: Vec<&str> = new
            .values()
            .iter()
            .filter(|entry| policy.values().iter().all(|before| before != *entry))
            .map(|entry| entry.path.as_str())
            .collect();
        assert_eq!(differ, ["receivers.cpns"]);
        assert!(!changes(policy, &new).is_empty());
    }

    fn confirmed(act: &str) -> Cite {
        let officer = Confirmed {
            by: "Ibu Ratna".into(),
            on: "2026-11-22".parse().unwrap(),
            signed: Some("2026-01-05".parse().unwrap()),
            letter: None,
        };
        Cite {
            act: act.into(),
            article: String::new(),
            confidence: Confidence::Single,
            confirmed: Some(Box::new(officer)),
        }
    }

    #[test]
    fn what_an_officer_confirms_stands_in_the_file_with_name_day_and_paper() {
        let draft = crate::tpp::by_key("kota-serang").unwrap();
        let cite = confirmed("Perwal 4/2026");
        let revised = Revised { value: "0.6".into(), cite: Some(cite.clone()) };
        let from = "2026-12-01".parse().unwrap();
        let revision = Revision { from, values: [("pagu.index".to_owned(), revised)].into() };
        let made = Policy::revised(&shipped_file(draft).unwrap(), &revision).unwrap();
        let policy = Policy::from_file(made.as_bytes()).unwrap();
        let entry = policy.values().iter().find(|entry| entry.path == "pagu.index").unwrap();
        assert_eq!((entry.standing, &entry.cite), (Standing::Confirmed, &cite));
        assert_eq!(entry.confirmed_by.as_deref(), Some("Ibu Ratna"));
        assert_eq!(policy.unconfirmed().count(), draft.unconfirmed().count() - 1);

        // Another value without another act rests on the same act, and no longer on the officer's word.
        let other = |value: &str| Revision {
            from,
            values: [("pagu.index".to_owned(), Revised { value: value.into(), cite: None })].into(),
        };
        let moved = Policy::from_file(Policy::revised(&made, &other("0.7")).unwrap().as_bytes()).unwrap();
        let entry = moved.values().iter().find(|entry| entry.path == "pagu.index").unwrap();
        assert_eq!((entry.standing, &entry.cite), (Standing::Stated, &Cite { confirmed: None, ..cite.clone() }));
        let same = Policy::from_file(Policy::revised(&made, &other("0.60")).unwrap().as_bytes()).unwrap();
        let entry = same.values().iter().find(|entry| entry.path == "pagu.index").unwrap();
        assert_eq!(&entry.cite, &cite);
    }

    #[test]
    fn a_text_that_is_no_policy_is_refused() {
        assert!(Policy::revised("{}", &revision(&[])).is_err());
    }
}
