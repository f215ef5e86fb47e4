//! A month's recap of people: what the policy asks for, what is there, where the predikat comes from. No words.
//!
//! Invents nothing: a full month writes only what attendance delivers; what is missing stays missing and is counted.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::kinerja::{Penilaian, Period, Predikat, matrix};
use domain::tpp::{Better, Measure, MeasureKind, MeasureSource, Policy};
use ledger::book::{Book, Filing, Standing};
use ledger::facts::fact_on;
use ledger::hash::Id;
use ledger::payload::{Fact, Recap};
use ledger::subject::{self, Field};
use rust_decimal::Decimal;

use crate::pages::meja::hr::import::problem::{Finding, Problem};
use crate::pages::meja::hr::import::sheet::Sheet;
use crate::words::format::read_decimal;

/// Where the predikat of a month stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Judged {
    /// The superior has not rated the quarter.
    Missing,
    /// It follows from one rating.
    One {
        /// The cell of the two judgements.
        predikat: Predikat,
        /// Who rated.
        rater: Id,
        /// Subject of the rating.
        subject: String,
    },
    /// Two ratings stand against each other, or several people rated and none is the superior.
    Unclear,
}

/// What stands as a recap.
#[derive(Debug, Clone, PartialEq)]
pub enum Stands {
    /// Nothing was written.
    Nothing,
    /// One recap, and how far its record has come.
    One(Recap, Filing),
    /// Two or more.
    Contested(Vec<Recap>),
}

impl Stands {
    /// Returns the recap when exactly one stands.
    #[must_use]
    pub fn one(&self) -> Option<&Recap> {
        match self {
            Self::One(recap, _) => Some(recap),
            Self::Nothing | Self::Contested(_) => None,
        }
    }
}

/// One person's month.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The person.
    pub id: Id,
    /// What stands.
    pub stands: Stands,
    /// Where the predikat comes from.
    pub judged: Judged,
}

impl Row {
    /// Returns the predikat a recap states now: the rating's; where none is here, the one recorded before; none while
    /// it is unclear which rating holds.
    #[must_use]
    pub fn predikat(&self) -> Option<Predikat> {
        match &self.judged {
            Judged::One { predikat, .. } => Some(*predikat),
            Judged::Missing => self.stands.one().and_then(|recap| recap.predikat),
            Judged::Unclear => None,
        }
    }
}

/// Returns the last quarter that was finished when a month began.
#[must_use]
pub fn quarter_before(month: Month) -> Period {
    Period::triwulan_of(Period::triwulan_of(month).first_month().previous())
}

/// Reads one person's month.
#[must_use]
pub fn row(book: &Book, id: Id, month: Month) -> Row {
    let stands = match book.standing::<Recap>(&subject::recap(id, month)) {
        Standing::Nothing => Stands::Nothing,
        Standing::One(stated) => {
            let filing = book.get(stated.record.hash).map_or(Filing::Unsent, |(_, filing)| filing);
            Stands::One(stated.value, filing)
        }
        Standing::Contested(all) => Stands::Contested(all.into_iter().map(|stated| stated.value).collect()),
    };
    Row { id, stands, judged: judged(book, id, month) }
}

fn judged(book: &Book, id: Id, month: Month) -> Judged {
    let period = quarter_before(month);
    let prefix = format!("rating/{id}/{period}/");
    let others: Vec<(Id, &str)> = book
        .subjects(&prefix)
        .filter_map(|subject| Some((subject.strip_prefix(&prefix)?.parse::<Id>().ok()?, subject)))
        .filter(|(rater, _)| *rater != id)
        .collect();
    let superior = match fact_on(book, id, Field::Jabatan, period.last()) {
        Ok(Some((_, Fact::Jabatan(jabatan)))) => jabatan.superior,
        _ => None,
    };
    let chosen = others.iter().find(|(rater, _)| Some(*rater) == superior).or(match &others[..] {
        [only] => Some(only),
        _ => None,
    });
    match chosen {
        None if others.is_empty() => Judged::Missing,
        None => Judged::Unclear,
        Some((rater, subject)) => match book.standing::<Penilaian>(subject) {
            Standing::Nothing => Judged::Missing,
            Standing::Contested(_) => Judged::Unclear,
            Standing::One(stated) => Judged::One {
                predikat: matrix(stated.value.hasil, stated.value.perilaku),
                rater: *rater,
                subject: (*subject).to_owned(),
            },
        },
    }
}

/// Counts the measures that the figure needs and the recap does not hold; what a predikat stands in for is not needed.
#[must_use]
pub fn missing(policy: Option<&Policy>, recap: &Recap) -> usize {
    let asked = policy.into_iter().flat_map(Policy::measures);
    let needed = asked.filter(|measure| !measure.optional && measure.when_none.is_none());
    needed.filter(|measure| !recap.measures.contains_key(&measure.key)).count()
}

/// Says whether the figure rests on the predikat because a measure it stands in for is not there.
#[must_use]
pub fn needs_predikat(policy: Option<&Policy>, recap: &Recap) -> bool {
    let asked = policy.into_iter().flat_map(Policy::measures);
    asked.filter(|measure| measure.optional).any(|measure| !recap.measures.contains_key(&measure.key))
}

/// Returns what a month without absence delivers for a measure; nothing when attendance does not deliver it.
#[must_use]
pub fn full_month(measure: &Measure) -> Option<Decimal> {
    if measure.source != MeasureSource::Recap {
        return None;
    }
    match (measure.kind, measure.better) {
        (MeasureKind::Events | MeasureKind::Minutes | MeasureKind::Days, Better::Lower) => Some(Decimal::ZERO),
        (MeasureKind::Percent, Better::Higher) => Some(Decimal::ONE_HUNDRED),
        _ => None,
    }
}

/// Makes the recap of a full month: attendance as [`full_month`], everything else as it stood.
#[must_use]
pub fn full(policy: &Policy, row: &Row, source: String) -> Recap {
    let mut measures = row.stands.one().map(|recap| recap.measures.clone()).unwrap_or_default();
    measures.retain(|key, _| policy.measures().any(|measure| measure.key == *key));
    for measure in policy.measures() {
        if let Some(value) = full_month(measure) {
            measures.insert(measure.key.clone(), value);
        }
    }
    Recap { predikat: row.predikat(), measures, source }
}

/// Says whether two recaps state the same, whatever their source.
#[must_use]
pub fn same(a: &Recap, b: &Recap) -> bool {
    a.predikat == b.predikat && a.measures == b.measures
}

/// Reads what was typed for each measure; empty stays unknown.
///
/// # Errors
/// Keys of the measures whose text is no number, or none the measure takes.
pub fn read(
    policy: Option<&Policy>,
    typed: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Decimal>, Vec<(String, Problem)>> {
    let (mut measures, mut wrong) = (BTreeMap::new(), Vec::new());
    for measure in policy.into_iter().flat_map(Policy::measures) {
        let text = typed.get(&measure.key).map_or("", |text| text.trim());
        if text.is_empty() {
            continue;
        }
        match take(measure, text) {
            Ok(value) => drop(measures.insert(measure.key.clone(), value)),
            Err(problem) => wrong.push((measure.key.clone(), problem)),
        }
    }
    if wrong.is_empty() { Ok(measures) } else { Err(wrong) }
}

fn take(measure: &Measure, text: &str) -> Result<Decimal, Problem> {
    let text = text.trim_end_matches('%').trim_end();
    let value = match (measure.kind, text.to_lowercase().as_str()) {
        (MeasureKind::Flag, "ya") => Decimal::ONE,
        (MeasureKind::Flag, "tidak") => Decimal::ZERO,
        _ => read_decimal(text).ok_or(Problem::NotANumber)?,
    };
    if measure.accepts(value) { Ok(value.normalize()) } else { Err(Problem::NotTaken) }
}

/// One person's measures, by key.
pub type Delivered = (Id, BTreeMap<String, Decimal>);

/// Reads the rows of a recap file: people by number, measures by key; an empty cell leaves the measure as it stands.
#[must_use]
pub fn from_sheet(
    sheet: &Sheet,
    policy: &'static Policy,
    by_nip: &BTreeMap<domain::asn::Nip, Id>,
) -> (Vec<Delivered>, Vec<Finding>) {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let mut lines: BTreeMap<Id, Vec<u64>> = BTreeMap::new();
    let person = |text: &str| crate::pages::meja::hr::import::cells::nip(text).map(|nip| by_nip.get(&nip).copied());
    for raw in &sheet.rows {
        if let Some(Ok(Some(id))) = sheet.cell(raw, "nip").map(person) {
            lines.entry(id).or_default().push(raw.line);
        }
    }
    for raw in &sheet.rows {
        let before = bad.len();
        let text = sheet.cell(raw, "nip").unwrap_or("").to_owned();
        let mut wrong = |column: &'static str, value: String, problem| {
            bad.push(Finding { line: raw.line, column, value, problem });
        };
        if !sheet.fits(raw) {
            let problem = Problem::Cells { found: raw.cells.len(), expected: sheet.heads.len() };
            wrong("", raw.cells.join("; "), problem);
            continue;
        }
        let id = match person(&text) {
            Ok(Some(id)) => Some(id),
            Ok(None) => {
                wrong("nip", text.clone(), Problem::NobodyHere);
                None
            }
            Err(_) if text.is_empty() => {
                wrong("nip", text.clone(), Problem::Required);
                None
            }
            Err(problem) => {
                wrong("nip", text.clone(), problem);
                None
            }
        };
        let other = id.and_then(|id| lines.get(&id)?.iter().copied().find(|line| *line != raw.line));
        if let Some(other) = other {
            wrong("nip", text, Problem::TwiceInFile { other });
        }
        let mut measures = BTreeMap::new();
        for measure in policy.measures() {
            let cell = sheet.cell(raw, &measure.key).unwrap_or("");
            if cell.is_empty() {
                continue;
            }
            match take(measure, cell) {
                Ok(value) => drop(measures.insert(measure.key.clone(), value)),
                Err(problem) => wrong(measure.key.as_str(), cell.to_owned(), problem),
            }
        }
        if bad.len() == before {
            good.extend(id.map(|id| (id, measures)));
        }
    }
    (good, bad)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::meja::hr::import::sheet::Layout;

    fn policy() -> &'static Policy {
        domain::tpp::by_key("contoh").or_else(|| domain::tpp::shipped().first()).unwrap()
    }

    #[test]
    fn the_quarter_before_a_month_is_always_finished() {
        for (month, period) in [("2026-10", "2026-T3"), ("2026-12", "2026-T3"), ("2026-01", "2025-T4")] {
            assert_eq!(quarter_before(month.parse().unwrap()).to_string(), period, "{month}");
        }
    }

    #[test]
    fn a_full_month_states_attendance_and_never_a_performance_figure() {
        let row = Row { id: Id([1; 16]), stands: Stands::Nothing, judged: Judged::Missing };
        let recap = full(policy(), &row, "HR".into());
        assert_eq!(recap.predikat, None);
        for measure in policy().measures() {
            let stated = recap.measures.contains_key(&measure.key);
            assert!(!stated || measure.source == MeasureSource::Recap, "{}", measure.key);
            assert!(recap.measures.get(&measure.key).is_none_or(|value| measure.accepts(*value)));
        }
        let known = BTreeMap::from([("productivity".to_owned(), Decimal::from(80)), ("gone".into(), Decimal::ONE)]);
        let before = Recap { predikat: Some(Predikat::Baik), measures: known, source: String::new() };
        let row = Row { stands: Stands::One(before, Filing::Unsent), ..row };
        let recap = full(policy(), &row, "HR".into());
        assert_eq!(recap.predikat, Some(Predikat::Baik), "a recorded predikat is not lost because no rating is here");
        let unclear = Row { judged: Judged::Unclear, ..row };
        assert_eq!(unclear.predikat(), None);
        assert_eq!(recap.measures.get("productivity"), Some(&Decimal::from(80)));
        assert!(!recap.measures.contains_key("gone"));
    }

    #[test]
    fn typed_measures_are_taken_within_their_limits_and_empty_stays_unknown() {
        let typed = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
        };
        let read = |pairs: &[(&str, &str)]| read(Some(policy()), &typed(pairs));
        let good = read(&[("productivity", "92,5%"), ("tl1", "2"), ("tl2", " "), ("hukdis_sedang", "tidak")]).unwrap();
        assert_eq!(good.len(), 3);
        assert_eq!(good["productivity"].to_string(), "92.5");
        let wrong = read(&[("productivity", "101"), ("tl1", "1,5"), ("tl2", "dua")]).unwrap_err();
        let codes: Vec<_> = wrong.iter().map(|(key, problem)| (key.as_str(), problem.clone())).collect();
        let expected = [("productivity", Problem::NotTaken), ("tl1", Problem::NotTaken), ("tl2", Problem::NotANumber)];
        assert_eq!(codes, expected);
    }

    #[test]
    fn a_recap_file_names_strangers_doubles_and_bad_figures() {
        let text = "nip;nama;tl1;absent_days\n\
                    198704152011042901;Sari;2;\n\
                    197903032005011902;Budi;x;40\n\
                    199001012015031001;Orang;0;0\n\
                    ;Tanpa;0;0\n";
        let layout = Layout { known: &["nip", "nama", "tl1", "absent_days"], required: &["nip"] };
        let sheet = Sheet::read(text.as_bytes(), layout).unwrap();
        let by_nip = BTreeMap::from([
            ("198704152011042901".parse().unwrap(), Id([1; 16])),
            ("197903032005011902".parse().unwrap(), Id([2; 16])),
        ]);
        let (good, bad) = from_sheet(&sheet, policy(), &by_nip);
        assert_eq!(good.len(), 1);
        assert_eq!(good[0].1.keys().collect::<Vec<_>>(), ["tl1"]);
        let named: Vec<_> = bad.iter().map(|one| (one.line, one.column, one.problem.clone())).collect();
        let expected = [
            (3, "tl1", Problem::NotANumber),
            (3, "absent_days", Problem::NotTaken),
            (4, "nip", Problem::NobodyHere),
            (5, "nip", Problem::Required),
        ];
        assert_eq!(named, expected);
        let doubled = text.replace("197903032005011902", "198704152011042901");
        let (good, bad) = from_sheet(&Sheet::read(doubled.as_bytes(), layout).unwrap(), policy(), &by_nip);
        assert!(good.is_empty());
        assert!(bad.iter().any(|one| one.problem == Problem::TwiceInFile { other: 3 }));
    }
}
