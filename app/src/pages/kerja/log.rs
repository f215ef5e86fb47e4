//! One entry of the work log while it is written, and the list of those that stand.
//!
//! Reads what was typed or says what is missing. Knows no Leptos, no sentences.

use domain::calendar::Day;
use domain::kinerja::{CatatanKinerja, PlanProblem, Skp, limits};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::words::format::{decimal, read_decimal};

/// An entry as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LogForm {
    /// The day, ISO.
    pub date: String,
    /// Id of the indicator, or empty.
    pub indicator: String,
    /// How much.
    pub amount: String,
    /// What was done.
    pub note: String,
    /// Unit of the amount, when an entry that is changed has one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// One thing that keeps the entry from being saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogFault {
    /// No day, or no day of the calendar.
    NoDay,
    /// A day that has not come yet.
    Ahead,
    /// A day longer ago than anybody still enters.
    LongAgo {
        /// First day that is taken.
        from: Day,
    },
    /// A day of another year than the plan that is shown.
    OtherYear,
    /// A day of another year than the log in which the entry that is changed stands.
    LeavesYear {
        /// The year of the log.
        year: i32,
    },
    /// Neither words nor an amount.
    Empty,
    /// An amount that is no number.
    NotANumber,
    /// An amount beyond everything that is measured.
    TooLarge,
    /// What the rules say.
    Plan(PlanProblem),
}

impl LogForm {
    /// Starts an entry of a day; what it counts for stays as it was.
    #[must_use]
    pub fn of(day: Day, indicator: &str) -> Self {
        Self { date: day.to_string(), indicator: indicator.to_owned(), ..Self::default() }
    }

    /// Starts the change of an entry.
    #[must_use]
    pub fn from_entry(entry: &CatatanKinerja) -> Self {
        Self {
            date: entry.date.to_string(),
            indicator: entry.indicator.clone().unwrap_or_default(),
            amount: entry.amount.map(decimal).unwrap_or_default(),
            note: entry.note.clone(),
            unit: entry.unit.clone(),
        }
    }

    /// Counts for another indicator, in its unit.
    pub fn choose(&mut self, indicator: String) {
        self.indicator = indicator;
        self.unit = None;
    }

    /// Returns the day, when it is one.
    #[must_use]
    pub fn day(&self) -> Option<Day> {
        self.date.parse().ok()
    }

    /// Says whether nothing was typed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.note.trim().is_empty() && self.amount.trim().is_empty()
    }

    /// Reads the entry against the plan of its year, when there is one.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read(&self, today: Day, plan: Option<&Skp>) -> Result<CatatanKinerja, Vec<LogFault>> {
        let (entry, mut faults) = self.parse(today, plan.is_some() && !self.indicator.is_empty());
        if is_dated(&faults) && plan.is_some_and(|plan| plan.period.year() != entry.date.month().year()) {
            faults.insert(0, LogFault::OtherYear);
        }
        faults.extend(wrong(&entry, plan));
        outcome(entry, faults)
    }

    /// Reads what an entry should say instead. What it counts for may stay as it was, also when the plan is not there
    /// or no longer has it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn read_change(
        &self,
        today: Day,
        plan: Option<&Skp>,
        before: &CatatanKinerja,
    ) -> Result<CatatanKinerja, Vec<LogFault>> {
        let (entry, mut faults) = self.parse(today, !self.indicator.is_empty());
        let year = before.date.month().year();
        if is_dated(&faults) && entry.date.month().year() != year {
            faults.insert(0, LogFault::LeavesYear { year });
        }
        let stays = entry.indicator == before.indicator;
        let is_left = |fault: &LogFault| matches!(fault, LogFault::Plan(PlanProblem::UnknownIndicator { .. }));
        faults.extend(wrong(&entry, plan).into_iter().filter(|fault| !(stays && is_left(fault))));
        outcome(entry, faults)
    }

    /// Reads day and number; `counts` says whether a number is asked for.
    fn parse(&self, today: Day, counts: bool) -> (CatatanKinerja, Vec<LogFault>) {
        let mut faults = Vec::new();
        let day = self.day();
        match day {
            None => faults.push(LogFault::NoDay),
            Some(day) if day > today => faults.push(LogFault::Ahead),
            Some(day) if day < earliest(today) => faults.push(LogFault::LongAgo { from: earliest(today) }),
            Some(_) => {}
        }
        let typed = self.amount.trim();
        let amount = (counts && !typed.is_empty()).then(|| read_decimal(typed)).flatten();
        if counts && !typed.is_empty() && amount.is_none() {
            faults.push(LogFault::NotANumber);
        }
        if amount.is_some_and(|amount| amount > Decimal::from(limits::AMOUNT)) {
            faults.push(LogFault::TooLarge);
        }
        let entry = CatatanKinerja {
            date: day.unwrap_or(today),
            indicator: counts.then(|| self.indicator.clone()),
            amount,
            unit: self.unit.clone().filter(|_| amount.is_some()),
            note: self.note.trim().to_owned(),
        };
        (entry, faults)
    }
}

fn is_dated(faults: &[LogFault]) -> bool {
    !faults.iter().any(|fault| matches!(fault, LogFault::NoDay | LogFault::Ahead | LogFault::LongAgo { .. }))
}

/// Finds what the rules say against an entry; without a plan only its words can be looked at.
/// First day that is still entered: the last year can be completed, no earlier one.
fn earliest(today: Day) -> Day {
    Day::new(today.month().year() - 1, 1, 1).unwrap_or(today)
}

fn wrong(entry: &CatatanKinerja, plan: Option<&Skp>) -> Vec<LogFault> {
    if let Some(plan) = plan {
        let told = |problem| match problem {
            PlanProblem::EmptyText { .. } => LogFault::Empty,
            problem => LogFault::Plan(problem),
        };
        return entry.check(plan).into_iter().map(told).collect();
    }
    let length = entry.note.chars().count();
    let long = PlanProblem::TextTooLong { path: "note".into(), length, max: limits::NOTE };
    let empty = entry.note.is_empty() && entry.amount.is_none();
    let faults = [(empty, LogFault::Empty), (length > limits::NOTE, LogFault::Plan(long))];
    faults.into_iter().filter_map(|(is_so, fault)| is_so.then_some(fault)).collect()
}

fn outcome(entry: CatatanKinerja, mut faults: Vec<LogFault>) -> Result<CatatanKinerja, Vec<LogFault>> {
    // An unread number already says why nothing stands there.
    if faults.contains(&LogFault::NotANumber) {
        faults.retain(|fault| *fault != LogFault::Empty);
    }
    if faults.is_empty() { Ok(entry) } else { Err(faults) }
}

impl LogFault {
    /// Returns the id of the field in the page.
    #[must_use]
    pub fn place(&self) -> &'static str {
        match self {
            Self::NoDay | Self::Ahead | Self::LongAgo { .. } | Self::OtherYear | Self::LeavesYear { .. } => "tanggal",
            Self::NotANumber | Self::TooLarge | Self::Plan(PlanProblem::RealisationNegative { .. }) => "jumlah",
            Self::Plan(PlanProblem::UnknownIndicator { .. } | PlanProblem::RealisationUnit { .. }) => "indikator",
            Self::Empty | Self::Plan(_) => "uraian",
        }
    }
}

/// Groups entries by day, newest first; of one day the one written last comes first.
pub fn by_day<T>(entries: Vec<(Day, T)>) -> Vec<(Day, Vec<T>)> {
    let mut entries: Vec<(usize, (Day, T))> = entries.into_iter().enumerate().collect();
    entries.sort_by(|(a, (day_a, _)), (b, (day_b, _))| day_b.cmp(day_a).then(b.cmp(a)));
    let mut days: Vec<(Day, Vec<T>)> = Vec::new();
    for (_, (day, entry)) in entries {
        match days.last_mut() {
            Some((last, group)) if *last == day => group.push(entry),
            _ => days.push((day, vec![entry])),
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Skp {
        serde_json::from_str(
            r#"{"period": "2026", "approach": "kuantitatif", "group": "ja_jf", "results": [
                {"id": "h1", "text": "a", "kind": "utama", "indicators": [{"id": "i1", "text": "b", "unit": "balita",
                 "aspect": "kuantitas", "direction": "naik", "target": {"kind": "value", "value": "360"}}]}]}"#,
        )
        .unwrap()
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn an_entry_of_tomorrow_is_refused_and_one_of_today_counts() {
        let today = day("2026-11-21");
        let mut form = LogForm { amount: "24".into(), note: "Posyandu Melati".into(), ..LogForm::of(today, "i1") };
        let entry = form.read(today, Some(&plan())).unwrap();
        assert_eq!((entry.indicator.as_deref(), entry.amount.unwrap().to_string()), (Some("i1"), "24".to_owned()));
        form.date = "2026-11-22".into();
        assert_eq!(form.read(today, Some(&plan())), Err(vec![LogFault::Ahead]));
        let form = LogForm { date: "1950-01-01".into(), note: "x".into(), ..LogForm::default() };
        assert_eq!(form.read(today, None), Err(vec![LogFault::LongAgo { from: day("2025-01-01") }]));
        let form = LogForm { amount: "999999999999999".into(), ..LogForm::of(today, "i1") };
        assert_eq!(form.read(today, Some(&plan())), Err(vec![LogFault::TooLarge]));
        let form = LogForm { date: "2025-11-22".into(), amount: "1".into(), ..LogForm::of(today, "i1") };
        assert_eq!(form.read(today, Some(&plan())), Err(vec![LogFault::OtherYear]));
    }

    #[test]
    fn what_is_typed_badly_is_named_at_its_field() {
        let today = day("2026-11-21");
        let form = LogForm { amount: "dua".into(), date: String::new(), ..LogForm::of(today, "i1") };
        let faults = form.read(today, Some(&plan())).unwrap_err();
        assert_eq!(faults.iter().map(LogFault::place).collect::<Vec<_>>(), ["tanggal", "jumlah"]);
        let form = LogForm { amount: "-3".into(), ..LogForm::of(today, "i1") };
        assert_eq!(form.read(today, Some(&plan())).unwrap_err()[0].place(), "jumlah");
        let gone = LogForm { note: "x".into(), ..LogForm::of(today, "i9") };
        assert_eq!(gone.read(today, Some(&plan())).unwrap_err()[0].place(), "indikator");
    }

    #[test]
    fn without_a_plan_words_alone_are_an_entry() {
        let today = day("2026-11-21");
        let mut form = LogForm::of(today, "");
        assert_eq!(form.read(today, None), Err(vec![LogFault::Empty]));
        form.note = "Rapat koordinasi".into();
        assert_eq!(form.read(today, None).unwrap().indicator, None);
    }

    #[test]
    fn a_change_keeps_what_it_does_not_touch() {
        let today = day("2026-11-21");
        let written = |text: &str| serde_json::from_str::<CatatanKinerja>(text).unwrap();
        let before = written(r#"{"date":"2026-05-02","indicator":"i1","amount":"1234.5","unit":"hari","note":"a"}"#);
        let form = LogForm::from_entry(&before);
        assert_eq!((form.amount.as_str(), form.read_change(today, None, &before)), ("1.234,5", Ok(before.clone())));
        let mut other = form.clone();
        other.choose("i1".into());
        assert_eq!(other.read_change(today, Some(&plan()), &before).unwrap().unit, None);
        // An indicator that left the plan may stay, another one may not come.
        let left = written(r#"{"date":"2026-05-02","indicator":"i9","amount":"2","note":"a"}"#);
        let mut kept = LogForm { note: "b".into(), ..LogForm::from_entry(&left) };
        assert_eq!(kept.read_change(today, Some(&plan()), &left).unwrap().indicator.as_deref(), Some("i9"));
        assert_eq!(kept.read_change(today, Some(&plan()), &before).unwrap_err()[0].place(), "indikator");
        kept.date = "2025-12-31".into();
        assert_eq!(kept.read_change(today, None, &left), Err(vec![LogFault::LeavesYear { year: 2026 }]));
        kept = LogForm { note: " ".into(), amount: String::new(), ..kept };
        kept.date = "2026-05-02".into();
        assert_eq!(kept.read_change(today, None, &left), Err(vec![LogFault::Empty]));
    }

    #[test]
    fn entries_stand_under_their_day_newest_first() {
        let entries = vec![(day("2026-01-02"), 1), (day("2026-01-03"), 2), (day("2026-01-02"), 3)];
        assert_eq!(by_day(entries), vec![(day("2026-01-03"), vec![2]), (day("2026-01-02"), vec![3, 1])]);
    }
}
