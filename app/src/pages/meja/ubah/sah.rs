//! What an officer enters to confirm a value, checked field by field. Knows no words and no Leptos.

use std::collections::BTreeSet;

use domain::calendar::Day;
use domain::cite::{Cite, Confidence, Confirmed};
use domain::tpp::{Policy, Revised, ValueEntry, ValueRange};
use serde::{Deserialize, Serialize};

use super::model::Edits;
use crate::words::format::{decimal, read_decimal};

/// A confirmation as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Confirming {
    /// The value.
    pub value: String,
    /// The act or letter that sets it.
    pub act: String,
    /// Article in it.
    pub article: String,
    /// The day it was signed.
    pub signed: String,
    /// The number of the letter.
    pub letter: String,
    /// The day on which the officer said that it holds; nothing while it is only typed.
    pub done: Option<Day>,
}

/// Who confirms: the name of the account, and the day at the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// Name.
    pub name: String,
    /// Today.
    pub today: Day,
}

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The value.
    Value,
    /// The act.
    Act,
    /// The day it was signed.
    Signed,
    /// The number of the letter.
    Letter,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// There is no value.
    NoValue,
    /// What was typed is no number.
    NotANumber,
    /// The number does not fit here.
    Outside(ValueRange),
    /// There is no act.
    NoAct,
    /// Neither the day of a signature nor the number of a letter.
    NoPaper,
    /// What was typed is no day.
    NotADay,
    /// The day lies after today.
    Later,
}

impl Confirming {
    /// Begins a form: the present value of the file, and the source of the confirmation before it.
    #[must_use]
    pub fn begin(of: &ValueEntry, like: Option<&Self>) -> Self {
        let source = like.cloned().unwrap_or_default();
        Self { value: of.value.map(decimal).unwrap_or_default(), done: None, ..source }
    }

    /// Returns the value as it will stand in the file, with its source and the officer.
    ///
    /// # Errors
    /// Every field that is wrong, in the order of the form.
    pub fn check(&self, of: &ValueEntry, officer: &Officer) -> Result<Revised, Vec<(Field, Fault)>> {
        let mut faults = Vec::new();
        let value = read_decimal(&self.value);
        match value {
            None if self.value.trim().is_empty() => faults.push((Field::Value, Fault::NoValue)),
            None => faults.push((Field::Value, Fault::NotANumber)),
            Some(value) => faults.extend(of.fits(value).err().map(|range| (Field::Value, Fault::Outside(range)))),
        }
        let full = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let (act, letter) = (full(&self.act), full(&self.letter));
        if act.is_none() {
            faults.push((Field::Act, Fault::NoAct));
        }
        let on = self.done.unwrap_or(officer.today);
        let signed = full(&self.signed).map(|day| day.parse::<Day>());
        match &signed {
            Some(Err(_)) => faults.push((Field::Signed, Fault::NotADay)),
            Some(Ok(day)) if *day > on => faults.push((Field::Signed, Fault::Later)),
            None if letter.is_none() => faults.push((Field::Letter, Fault::NoPaper)),
            _ => {}
        }
        let (Some(value), Some(act), true) = (value, act, faults.is_empty()) else { return Err(faults) };
        let confirmed = Confirmed { by: officer.name.clone(), on, signed: signed.and_then(Result::ok), letter };
        let article = self.article.trim().to_owned();
        let cite = Cite { act, article, confidence: Confidence::Single, confirmed: Some(Box::new(confirmed)) };
        Ok(Revised { value: value.normalize().to_string(), cite: Some(cite) })
    }

    /// Returns the same with something typed: the officer has to say anew that it holds.
    #[must_use]
    pub fn typed(&self, set: impl FnOnce(&mut Self)) -> Self {
        let mut other = self.clone();
        set(&mut other);
        // A number that was only grouped on leaving its field is the same number.
        let number = |of: &Self| read_decimal(&of.value).map_or_else(|| of.value.clone(), decimal);
        let same = Self { value: number(self), ..self.clone() } == Self { value: number(&other), ..other.clone() };
        other.done = self.done.filter(|_| same);
        other
    }
}

/// How far the values of a policy are that do not stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// Values that do not stand in the policy it starts from.
    pub total: usize,
    /// Those that are confirmed.
    pub done: usize,
    /// Paths of those that were begun and not confirmed: they hold up a proposal.
    pub half: Vec<String>,
}

/// Names the officers in whose name a proposal confirms values, other than the one who proposes it; `old` is what it
/// follows.
#[must_use]
pub fn others(old: Option<&Policy>, new: &Policy, proposer: &str) -> Vec<String> {
    fn confirmed(policy: &Policy) -> impl Iterator<Item = (&str, &Confirmed)> {
        policy.values().iter().filter_map(|entry| Some((entry.path.as_str(), entry.cite.confirmed.as_deref()?)))
    }
    let known: BTreeSet<(&str, &Confirmed)> = old.into_iter().flat_map(confirmed).collect();
    let fresh = confirmed(new).filter(|one| !known.contains(one)).map(|(_, officer)| officer.by.as_str());
    let names: BTreeSet<&str> = fresh.filter(|name| *name != proposer).collect();
    names.into_iter().map(str::to_owned).collect()
}

impl Edits {
    /// Says how far the confirmations are.
    #[must_use]
    pub fn progress(&self, base: &Policy, officer: &Officer) -> Progress {
        let mut progress = Progress::default();
        for entry in base.unconfirmed() {
            progress.total += 1;
            match self.confirmations.get(&entry.path) {
                None => {}
                Some(one) if one.done.is_some() && one.check(entry, officer).is_ok() => progress.done += 1,
                Some(_) => progress.half.push(entry.path.clone()),
            }
        }
        progress
    }

    /// Returns what the officer has confirmed so far, by path.
    pub fn confirmed<'a>(
        &'a self,
        base: &'a Policy,
        officer: &'a Officer,
    ) -> impl Iterator<Item = (String, Revised)> + 'a {
        base.unconfirmed().filter_map(move |entry| {
            let one = self.confirmations.get(&entry.path).filter(|one| one.done.is_some())?;
            Some((entry.path.clone(), one.check(entry, officer).ok()?))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::Made;
    use super::*;
    use domain::tpp::by_key;
    use ledger::payload::PolicySource;

    fn officer() -> Officer {
        Officer { name: "Ibu Ratna".into(), today: "2026-11-22".parse().unwrap() }
    }

    fn entry(path: &str) -> ValueEntry {
        by_key("kota-serang").unwrap().values().iter().find(|entry| entry.path == path).unwrap().clone()
    }

    fn full() -> Confirming {
        Confirming {
            value: "0,6".into(),
            act: " Perwal 4/2026 ".into(),
            signed: "2026-01-05".into(),
            done: Some(officer().today),
            ..Confirming::default()
        }
    }

    #[test]
    fn every_bad_field_is_named_at_itself() {
        let index = entry("pagu.index");
        let faults = |change: fn(&mut Confirming)| {
            let mut form = full();
            change(&mut form);
            form.check(&index, &officer()).err().unwrap_or_default()
        };
        assert_eq!(faults(|_| {}), []);
        assert_eq!(
            Confirming::default().check(&index, &officer()).unwrap_err(),
            [(Field::Value, Fault::NoValue), (Field::Act, Fault::NoAct), (Field::Letter, Fault::NoPaper)]
        );
        assert_eq!(faults(|form| form.value = "enam".into()), [(Field::Value, Fault::NotANumber)]);
        assert_eq!(faults(|form| form.value = "-1".into()), [(Field::Value, Fault::Outside(ValueRange::Number))]);
        assert_eq!(faults(|form| form.act = "  ".into()), [(Field::Act, Fault::NoAct)]);
        assert_eq!(faults(|form| form.signed = "5 Januari".into()), [(Field::Signed, Fault::NotADay)]);
        assert_eq!(faults(|form| form.signed = "2026-11-23".into()), [(Field::Signed, Fault::Later)]);
        assert_eq!(faults(|form| form.signed = String::new()), [(Field::Letter, Fault::NoPaper)]);
        assert_eq!(
            faults(|form| {
                form.signed = String::new();
                form.letter = "800/12/2026".into();
            }),
            []
        );
    }

    #[test]
    fn a_form_begins_with_the_value_of_the_file_and_the_source_before_it() {
        let draft = entry("kinerja.disiplin.terlambat.tl1");
        let form = Confirming::begin(&draft, Some(&full()));
        assert_eq!((form.value.as_str(), form.act.as_str(), form.done), ("0,5", " Perwal 4/2026 ", None));
        assert_eq!(Confirming::begin(&entry("pagu.index"), None), Confirming::default());
    }

    #[test]
    fn what_was_confirmed_and_then_changed_waits_again() {
        let form = Confirming { value: "1000".into(), ..full() };
        assert!(form.typed(|form| form.value = "1.000".into()).done.is_some());
        assert!(form.typed(|form| form.value = "1.001".into()).done.is_none());
        assert!(form.typed(|form| form.article = "Pasal 3".into()).done.is_none());
    }

    #[test]
    fn only_what_the_officer_said_counts_and_the_rest_is_half() {
        let base = by_key("kota-serang").unwrap();
        let all = base.unconfirmed().count();
        let mut edits = Edits::default();
        edits.confirmations.insert("pagu.index".into(), full());
        edits.confirmations.insert("kinerja.disiplin.terlambat.tl1".into(), Confirming { done: None, ..full() });
        edits.confirmations.insert("nowhere".into(), full());
        let half = vec!["kinerja.disiplin.terlambat.tl1".to_owned()];
        assert_eq!(edits.progress(base, &officer()), Progress { total: all, done: 1, half });
        let source = PolicySource::Shipped("kota-serang".into());
        let Made::Sound(_, made) = edits.made(&source, "2026-12".parse().unwrap(), true, &officer()) else {
            panic!("a sound policy")
        };
        assert_eq!(made.unconfirmed().count(), all - 1);
        let index = made.values().iter().find(|entry| entry.path == "pagu.index").unwrap();
        let by = index.cite.confirmed.as_ref().unwrap();
        assert_eq!((index.cite.act.as_str(), by.by.as_str()), ("Perwal 4/2026", "Ibu Ratna"));
        // Somebody else who proposes it is told apart, but not for what already held.
        assert_eq!(others(Some(base), &made, "Ibu Ratna"), Vec::<String>::new());
        assert_eq!(others(Some(base), &made, "Pak Dedi"), ["Ibu Ratna"]);
        assert_eq!(others(Some(&made), &made, "Pak Dedi"), Vec::<String>::new());
    }
}
