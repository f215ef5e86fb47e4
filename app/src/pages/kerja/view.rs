//! What the book says about a person's plan and work, ready to be shown: progress of each indicator as a hint.
//!
//! Shared by the rooms of work and assessment. Computes nothing that the rules do not; knows no Leptos.

use domain::calendar::Day;
use domain::kinerja::{
    Agregat, CatatanKinerja, Hint, Hitung, Indikator, Period, Position, Realisasi, Skp, Target, aggregate, hint,
};
use ledger::book::{Book, Filing, Standing, Stated};
use ledger::hash::{Hash, Id};
use ledger::item::{Item, items};
use ledger::payload::{Expectation, Feedback, Log, Plan, Stance};
use ledger::subject;

/// What stands under the subject of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanState {
    /// Nothing was written.
    Nothing,
    /// One plan, and how far its record has come.
    One(Box<Skp>, Filing),
    /// Two or more plans.
    Contested,
}

/// A person's plan and log of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    /// The year.
    pub year: i32,
    /// The plan.
    pub plan: PlanState,
    /// The entries of the log that count, in order of acceptance.
    pub entries: Vec<Entry>,
    /// Entries that do not count: taken back, or said in two ways.
    pub aside: Vec<Aside>,
    /// What the superior expects, when exactly one expectation stands.
    pub expectation: Option<Expectation>,
}

/// One entry of the log with its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The record it began with, its name through all changes.
    pub id: Hash,
    /// What it says.
    pub log: CatatanKinerja,
    /// How far the record that says it has come.
    pub filing: Filing,
    /// The records whose place a change of it takes.
    pub heads: Vec<Hash>,
    /// What it said before, the latest first.
    pub earlier: Vec<CatatanKinerja>,
}

/// An entry that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The record it began with.
    pub id: Hash,
    /// Why it does not count.
    pub why: Why,
    /// How far the record that sets it aside has come.
    pub filing: Filing,
    /// The records whose place a change of it takes.
    pub heads: Vec<Hash>,
}

/// Why an entry does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It was taken back; this is what it said.
    Withdrawn(CatatanKinerja),
    /// Two changes of it stand against one another.
    Contested(Vec<Log>),
}

/// What the superior expects, and what the person said to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The expectation.
    pub expectation: Expectation,
    /// Its record, which an answer names.
    pub record: Hash,
    /// How far its record has come.
    pub filing: Filing,
    /// The answer to this expectation and no earlier one.
    pub answer: Option<Answered>,
    /// The records whose place another answer takes.
    pub heads: Vec<Hash>,
}

/// A person's answer to an expectation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Agreed, or to be discussed.
    pub stance: Stance,
    /// Why it is to be discussed.
    pub reason: String,
    /// When it was given.
    pub day: Day,
    /// How far its record has come.
    pub filing: Filing,
}

/// Returns what the superior expects of a person in a year, when exactly one expectation stands.
#[must_use]
pub fn expected(book: &Book, person: Id, year: i32) -> Option<Expected> {
    let stated = book.standing::<Expectation>(&subject::expectation(person, year)).one()?;
    let record = stated.record.hash;
    let said = items::<Feedback>(book, &subject::feedback(person, &year.to_string()));
    let own = subject::author_of(person);
    // Of several answers the last one holds; a person speaks for themself only.
    let is_answer = |one: &&Stated<Feedback>| one.value.answer.is_some() && one.record.envelope.author == own;
    let last = |item: &Item<Feedback>| match item.standing() {
        Standing::Nothing => None,
        Standing::One(one) => Some(one).filter(is_answer).cloned(),
        Standing::Contested(all) => all.into_iter().rfind(is_answer).cloned(),
    };
    let (given, heads) = said.iter().rev().find_map(|item| Some((last(item)?, item.heads()))).unzip();
    let answer = given.and_then(|one| {
        let answer = one.value.answer.filter(|answer| answer.to == record)?;
        let filing = filing(book, one.record.hash);
        Some(Answered { stance: answer.stance, reason: one.value.text, day: one.value.day, filing })
    });
    let heads = heads.unwrap_or_default();
    Some(Expected { expectation: stated.value, record, filing: filing(book, record), answer, heads })
}

/// What was done of one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Entries with this indicator.
    pub entries: usize,
    /// What they add up to.
    pub realised: Agregat,
    /// What the figures suggest.
    pub hint: Hint,
}

/// Returns how far a record has come; what is not held is not sent.
#[must_use]
pub fn filing(book: &Book, hash: Hash) -> Filing {
    book.get(hash).map_or(Filing::Unsent, |(_, filing)| filing)
}

/// Returns a person's plan and log of a year.
#[must_use]
pub fn work(book: &Book, person: Id, year: i32) -> Work {
    let plan = match book.standing::<Plan>(&subject::plan(person, year)) {
        Standing::Nothing => PlanState::Nothing,
        Standing::One(Stated { value, record }) => PlanState::One(Box::new(value), filing(book, record.hash)),
        Standing::Contested(_) => PlanState::Contested,
    };
    let (entries, aside) = log(book, &subject::log(person, year));
    let expectation = book.standing::<Expectation>(&subject::expectation(person, year)).one();
    Work { year, plan, entries, aside, expectation: expectation.map(|stated| stated.value) }
}

/// Returns what a log says: entries that count, and those that do not.
#[must_use]
pub fn log(book: &Book, subject: &str) -> (Vec<Entry>, Vec<Aside>) {
    let (mut entries, mut aside) = (Vec::new(), Vec::new());
    for item in items::<Log>(book, subject) {
        let Some(id) = item.name() else { continue };
        let heads = item.heads();
        let earlier = || item.replaced().filter_map(|one| one.value.entry().cloned());
        let set_aside = |why, hash| Aside { id, why, filing: filing(book, hash), heads: item.heads() };
        match item.standing() {
            Standing::Nothing => {}
            Standing::One(one) => match &one.value {
                Log::Entry(log) => entries.push(Entry {
                    id,
                    log: log.clone(),
                    filing: filing(book, one.record.hash),
                    heads,
                    earlier: earlier().collect(),
                }),
                Log::Withdrawal(_) => {
                    let said = earlier().next();
                    aside.extend(said.map(|said| set_aside(Why::Withdrawn(said), one.record.hash)));
                }
            },
            Standing::Contested(all) => {
                let values = all.iter().map(|one| one.value.clone()).collect();
                let last = all.last().map_or(id, |one| one.record.hash);
                aside.push(set_aside(Why::Contested(values), last));
            }
        }
    }
    (entries, aside)
}

impl Work {
    /// Returns the plan when exactly one stands.
    #[must_use]
    pub fn plan(&self) -> Option<&Skp> {
        match &self.plan {
            PlanState::One(plan, _) => Some(plan),
            PlanState::Nothing | PlanState::Contested => None,
        }
    }

    /// Returns what was done of an indicator up to a day.
    #[must_use]
    pub fn progress(&self, indicator: &Indikator, until: Day) -> Progress {
        progress(indicator, self.entries.iter().map(|entry| &entry.log), until)
    }

    /// Returns what says where an indicator stands at the end of a period.
    pub fn judge(&self, period: Period) -> impl Fn(&Indikator) -> Position + Copy + '_ {
        move |indicator| position(indicator, &self.progress(indicator, period.last()), period)
    }
}

/// Returns what entries up to a day say about an indicator.
pub fn progress<'a>(indicator: &Indikator, entries: impl Iterator<Item = &'a CatatanKinerja>, until: Day) -> Progress {
    let counted: Vec<&CatatanKinerja> = entries
        .filter(|entry| entry.date <= until && entry.indicator.as_deref() == Some(indicator.id.as_str()))
        .collect();
    let realised = aggregate(indicator, counted.iter().copied());
    let told = match &realised {
        Agregat::Known { amount, .. } => hint(indicator, Some(&Realisasi { amount: *amount, unit: None })),
        Agregat::Unit { found } => {
            // Any amount in that unit gives the gap that names both units.
            hint(indicator, Some(&Realisasi { amount: rust_decimal::Decimal::ONE, unit: Some(found.clone()) }))
        }
        Agregat::None | Agregat::OutOfRange => hint(indicator, None),
    };
    Progress { entries: counted.len(), realised, hint: told }
}

/// Says where an indicator stands at the end of a period.
///
/// The target is the year's: what is counted up and has not reached it before the year is over says nothing yet.
#[must_use]
pub fn position(indicator: &Indikator, told: &Progress, period: Period) -> Position {
    let year_over = period.last().parts().1 == 12;
    let still_growing = indicator.counting == Hitung::Jumlah && !matches!(indicator.target, Target::AtMost { .. });
    match told.hint.position {
        Position::Worse if still_growing && !year_over && indicator.direction == domain::kinerja::Arah::Naik => {
            Position::Unknown
        }
        position => position,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ledger::kind::Kind;
    use ledger::record::{Envelope, Record, Sealed};

    use super::*;

    fn indicator(counting: &str, target: &str) -> Indikator {
        serde_json::from_str(&format!(
            r#"{{"id": "i1", "text": "b", "unit": "balita", "aspect": "kuantitas", "direction": "naik",
                "counting": "{counting}", "target": {target}}}"#
        ))
        .unwrap()
    }

    fn entry(date: &str, amount: &str) -> CatatanKinerja {
        serde_json::from_str(&format!(r#"{{"date": "{date}", "indicator": "i1", "amount": "{amount}", "note": ""}}"#))
            .unwrap()
    }

    #[test]
    fn only_entries_up_to_the_day_count() {
        let log = [entry("2026-02-01", "100"), entry("2026-05-01", "209"), entry("2026-09-01", "90")];
        let told = progress(
            &indicator("jumlah", r#"{"kind": "value", "value": "360"}"#),
            log.iter(),
            "2026-06-30".parse().unwrap(),
        );
        assert_eq!((told.entries, told.hint.position), (2, Position::Worse));
        assert!(matches!(told.realised, Agregat::Known { amount, .. } if amount == rust_decimal::Decimal::from(309)));
    }

    #[test]
    fn a_sum_below_the_yearly_target_is_no_shortfall_before_the_year_is_over() {
        let (mid, end): (Period, Period) = ("2026-T2".parse().unwrap(), "2026-T4".parse().unwrap());
        let log = [entry("2026-02-01", "100")];
        let sum = indicator("jumlah", r#"{"kind": "value", "value": "360"}"#);
        let told = progress(&sum, log.iter(), mid.last());
        assert_eq!((position(&sum, &told, mid), position(&sum, &told, end)), (Position::Unknown, Position::Worse));
        let last = indicator("terakhir", r#"{"kind": "value", "value": "360"}"#);
        assert_eq!(position(&last, &progress(&last, log.iter(), mid.last()), mid), Position::Worse);
        let limit = indicator("jumlah", r#"{"kind": "at_most", "max": "3"}"#);
        assert_eq!(position(&limit, &progress(&limit, log.iter(), mid.last()), mid), Position::Worse);
    }

    const ME: Id = Id([7; 16]);

    fn record(seq: u64, payload: &str, based_on: Vec<Hash>) -> Record {
        written(Kind::Log, subject::log(ME, 2026), "solo", seq, payload, based_on)
    }

    fn written(kind: Kind, subject: String, by: &str, seq: u64, payload: &str, based_on: Vec<Hash>) -> Record {
        let sealed = Sealed { salt: [3; 16], payload: payload.as_bytes().to_vec() };
        let place = kind.place(&subject).unwrap();
        let envelope = Envelope {
            chain_id: Id([1; 16]),
            seq,
            prev_hash: Hash::NONE,
            author: by.into(),
            dossier: kind.dossier(&place).to_string(),
            subject,
            kind: kind.code().into(),
            version: 1,
            based_on,
            seen: Vec::new(),
            rules_hash: Hash::NONE,
            recorded_at: 0,
            payload_digest: sealed.digest(),
        };
        Record::seal(envelope, [0; 64], sealed).unwrap()
    }

    fn counted(seq: u64, amount: &str, based_on: Vec<Hash>) -> Record {
        let payload = format!(r#"{{"date": "2026-02-01", "indicator": "i1", "amount": "{amount}", "note": ""}}"#);
        record(seq, &payload, based_on)
    }

    #[test]
    fn the_realisation_counts_only_what_stands() {
        let first = counted(1, "24", Vec::new());
        let other = counted(2, "30", Vec::new());
        let better = counted(3, "20", vec![first.hash]);
        let gone = record(4, r#"{"state": "withdrawn"}"#, vec![other.hash]);
        let rival = counted(5, "21", vec![first.hash]);
        let mut book = Book::new();
        let mut add = |record: &Record| {
            book.add_own(Arc::new(record.clone()), Filing::Unsent);
            let work = work(&book, ME, 2026);
            let until = "2026-12-31".parse().unwrap();
            let told = work.progress(&indicator("jumlah", r#"{"kind": "value", "value": "360"}"#), until);
            let sum = match told.realised {
                Agregat::Known { amount, .. } => amount.to_string(),
                _ => String::new(),
            };
            (sum, work)
        };
        assert_eq!(add(&first).0, "24");
        assert_eq!(add(&other).0, "54");
        let (sum, work) = add(&better);
        assert_eq!(sum, "50");
        assert_eq!((work.entries[0].id, &work.entries[0].heads), (first.hash, &vec![better.hash]));
        assert_eq!(work.entries[0].earlier[0].amount.unwrap().to_string(), "24");
        let (sum, work) = add(&gone);
        assert_eq!(sum, "20");
        assert!(matches!(&work.aside[0].why, Why::Withdrawn(said) if said.amount.unwrap().to_string() == "30"));
        // Two changes of one entry: neither counts until somebody decides.
        let (sum, work) = add(&rival);
        assert_eq!((sum.as_str(), work.entries.len()), ("", 0));
        let Why::Contested(sides) = &work.aside[0].why else { panic!("{:?}", work.aside) };
        assert_eq!((sides.len(), work.aside[0].heads.len()), (2, 2));
    }

    #[test]
    fn an_answer_holds_for_the_expectation_it_names_and_no_later_one() {
        let expect = |seq, text: &str, based_on| {
            let payload = format!(r#"{{"from": "Ibu Ani", "text": "{text}"}}"#);
            written(Kind::Expectation, subject::expectation(ME, 2026), "p-superior", seq, &payload, based_on)
        };
        let say = |by: &str, seq, to: Hash, stance: &str, based_on| {
            let payload = format!(
                r#"{{"from": "x", "text": "r{seq}", "day": "2026-02-01", "answer": {{"to": "{to}", "stance": "{stance}"}}}}"#
            );
            written(Kind::Feedback, subject::feedback(ME, "2026"), by, seq, &payload, based_on)
        };
        let me = subject::author_of(ME);
        let first = expect(1, "a", Vec::new());
        let ask = say(&me, 2, first.hash, "to_discuss", Vec::new());
        let agree = say(&me, 3, first.hash, "agreed", vec![ask.hash]);
        let foreign = say("p-superior", 4, first.hash, "to_discuss", Vec::new());
        let second = expect(5, "b", vec![first.hash]);
        let mut book = Book::new();
        let mut add = |record: &Record| {
            book.add_own(Arc::new(record.clone()), Filing::Unsent);
            let told = expected(&book, ME, 2026)?;
            Some((told.answer.map(|one| (one.stance, one.reason)), told.heads))
        };
        assert_eq!(add(&first), Some((None, Vec::new())));
        assert_eq!(add(&ask), Some((Some((Stance::ToDiscuss, "r2".into())), vec![ask.hash])));
        assert_eq!(add(&agree), Some((Some((Stance::Agreed, "r3".into())), vec![agree.hash])));
        assert_eq!(add(&foreign), Some((Some((Stance::Agreed, "r3".into())), vec![agree.hash])));
        // The expectation changed: it asks again, and the new answer takes the place of the old one.
        assert_eq!(add(&second), Some((None, vec![agree.hash])));
    }
}
