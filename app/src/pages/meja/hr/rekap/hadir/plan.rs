//! What a file would change: each person's month judged, beside the recap that stands. Writes nothing, says nothing.

use std::collections::{BTreeMap, BTreeSet};

use domain::asn::Nip;
use domain::calendar::{Day, Month};
use domain::cite::NoValue;
use domain::hadir::{Delivered, Entry, MonthResult, Outage, Schedule, Verdict};
use domain::hari_kerja::KalenderKerja;
use domain::tpp::Policy;
use ledger::facts::within;
use ledger::payload::{Office, Recap};

use super::form::Concerning;
use crate::pages::meja::hr::import::presensi::Presensi;
use crate::pages::meja::hr::rekap::model::{self, Stands};
use crate::pages::meja::hr::rekap::work::Listed;

/// What stands before a file is looked at.
pub struct Given<'a> {
    /// The month.
    pub month: Month,
    /// Its policy.
    pub policy: &'a Policy,
    /// People of the office with their month.
    pub rows: &'a [Listed],
    /// Offices by code.
    pub offices: &'a BTreeMap<String, Office>,
    /// Hours of the office.
    pub schedule: Schedule,
    /// Outages of the month.
    pub outages: &'a [Concerning],
    /// The present day.
    pub today: Day,
}

/// What happens to a person's recap.
#[derive(Debug, Clone, PartialEq)]
pub enum Deed {
    /// None stood.
    New,
    /// Values change.
    Changed,
    /// Nothing changes.
    Same,
    /// Days are unknown, so nothing is written.
    Incomplete(usize),
    /// The recap has two values, so nothing is written.
    Contested,
}

/// One person's month as the file tells it.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The person and what stands.
    pub listed: Listed,
    /// Its days.
    pub month: MonthResult,
    /// What was said of each day.
    pub entries: BTreeMap<Day, Entry>,
    /// What attendance delivers, by measure.
    pub delivered: BTreeMap<String, Delivered>,
    /// Outages that concern the person.
    pub outages: Vec<Outage>,
    /// What happens.
    pub deed: Deed,
}

/// Everything a file would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// People of the file, in the order of the list.
    pub people: Vec<Person>,
    /// Numbers of the file that nobody of the list has.
    pub strangers: Vec<Nip>,
    /// People of the list of whom the file says nothing: left as they are, never absent.
    pub unnamed: Vec<String>,
    /// Working days on which nobody of the list made a mark and no outage is recorded.
    pub silent: Vec<Day>,
}

/// Judges everybody the file names.
///
/// # Errors
/// The calendar has no list of holidays for the year.
pub fn plan(file: &Presensi, given: &Given<'_>) -> Result<Plan, NoValue> {
    let known: BTreeSet<Nip> = given.rows.iter().filter_map(|(line, _)| line.nip).collect();
    let strangers = file.people.keys().filter(|nip| !known.contains(nip)).copied().collect();
    let (mut people, mut unnamed) = (Vec::new(), Vec::new());
    for listed in given.rows {
        match listed.0.nip.and_then(|nip| file.people.get(&nip)) {
            Some(entries) => people.push(person(listed, entries, file, given)?),
            None => unnamed.push(listed.0.name.clone()),
        }
    }
    let silent = silent(&people);
    Ok(Plan { people, strangers, unnamed, silent })
}

fn person(
    listed: &Listed,
    entries: &BTreeMap<Day, Entry>,
    file: &Presensi,
    given: &Given<'_>,
) -> Result<Person, NoValue> {
    let concerns =
        |above: &str| above.is_empty() || listed.0.office().is_some_and(|office| within(given.offices, office, above));
    let outages: Vec<Outage> =
        given.outages.iter().filter(|(above, _)| concerns(above)).map(|(_, outage)| outage.clone()).collect();
    let calendar = KalenderKerja::resmi();
    let (month, today) = (given.month, given.today);
    let month = MonthResult::of(month, entries, &given.schedule, calendar, &outages, file.covered, today)?;
    let nothing = BTreeMap::new();
    let stands = listed.1.stands.one().map_or(&nothing, |recap| &recap.measures);
    let delivered = month.deliver(given.policy, stands);
    let mut person =
        Person { listed: listed.clone(), month, entries: entries.clone(), delivered, outages, deed: Deed::Same };
    person.deed = deed(&person);
    Ok(person)
}

fn deed(of: &Person) -> Deed {
    let unknown = of.month.unknown().count();
    match &of.listed.1.stands {
        Stands::Contested(_) => Deed::Contested,
        _ if unknown > 0 => Deed::Incomplete(unknown),
        Stands::Nothing => Deed::New,
        Stands::One(old, _) if model::same(old, &of.recap(String::new())) => Deed::Same,
        Stands::One(..) => Deed::Changed,
    }
}

impl Person {
    /// Makes the recap: what attendance delivers, everything else as it stands.
    #[must_use]
    pub fn recap(&self, source: String) -> Recap {
        let row = &self.listed.1;
        let mut measures = row.stands.one().map(|recap| recap.measures.clone()).unwrap_or_default();
        measures.extend(self.delivered.iter().map(|(key, one)| (key.clone(), one.value)));
        Recap { predikat: row.predikat(), measures, source }
    }

    /// Says whether the recap is written.
    #[must_use]
    pub fn writes(&self) -> bool {
        matches!(self.deed, Deed::New | Deed::Changed)
    }
}

/// Finds working days on which everybody is absent: the machine may have stood still, and only people can tell.
fn silent(people: &[Person]) -> Vec<Day> {
    let Some(first) = people.first() else { return Vec::new() };
    let absent =
        |at: usize| people.iter().all(|one| one.month.days.get(at).map(|day| &day.verdict) == Some(&Verdict::Absent));
    first.month.days.iter().enumerate().filter(|(at, _)| absent(*at)).map(|(_, one)| one.day).collect()
}

#[cfg(test)]
mod tests {
    use domain::hadir::Moment;
    use domain::kinerja::Predikat;
    use ledger::book::{Book, Filing};
    use ledger::hash::Id;
    use rust_decimal::Decimal;

    use super::*;
    use crate::pages::meja::hr::import::presensi;
    use crate::pages::meja::hr::rekap::hadir::form::HoursForm;
    use crate::pages::meja::hr::rekap::model::{Judged, Row};
    use crate::pages::meja::hr::roster::somebody;

    const A: &str = "198704152011042901";
    const B: &str = "197903032005011902";

    /// October 2026 of a person in time on every working day, apart from changed days; an empty text leaves one out.
    fn rows(nip: &str, changed: &[(u8, &str)]) -> String {
        let days = (1..=31).filter(|day| Day::new(2026, 10, *day).is_some_and(|day| !day.is_weekend()));
        let row = |day: u8| {
            let told = changed.iter().find(|(one, _)| *one == day).map_or("07:20;16:40;", |(_, told)| told);
            if told.is_empty() { String::new() } else { format!("{nip};{day:02}/10/2026;{told}\n") }
        };
        days.map(row).collect()
    }

    fn file(rows: &[String]) -> Presensi {
        let text = format!("nip;tanggal;masuk;pulang;keterangan\n{}", rows.concat());
        presensi::read(text.as_bytes(), "2026-10".parse().unwrap()).unwrap()
    }

    fn listed(n: u8, nip: &str, stands: Stands) -> Listed {
        (somebody(n, "Orang", nip, "uji"), Row { id: Id([n; 16]), stands, judged: Judged::Missing })
    }

    fn planned(file: &Presensi, rows: &[Listed], outages: &[Concerning], today: &str) -> Plan {
        let given = Given {
            month: "2026-10".parse().unwrap(),
            policy: domain::tpp::by_key("contoh").unwrap(),
            rows,
            offices: &ledger::facts::offices(&Book::default()),
            schedule: HoursForm::default().read().unwrap(),
            outages,
            today: today.parse().unwrap(),
        };
        plan(file, &given).unwrap()
    }

    fn outage(office: &str, day: u8) -> Concerning {
        let at = |text: &str| Moment { day: Day::new(2026, 10, day).unwrap(), minute: text.parse().unwrap() };
        (office.to_owned(), Outage { from: at("00:00"), until: at("23:59"), words: "Listrik padam".into() })
    }

    #[test]
    fn a_recap_takes_what_attendance_delivers_and_keeps_the_rest() {
        let known = BTreeMap::from([("productivity".to_owned(), Decimal::from(80)), ("tl1".into(), Decimal::from(9))]);
        let old = Recap { predikat: Some(Predikat::Baik), measures: known, source: "Diisi".into() };
        let all = [listed(1, A, Stands::One(old, Filing::Unsent)), listed(2, B, Stands::Nothing)];
        let file = file(&[rows(A, &[(1, "07:45;16:00;"), (2, ";;")]), rows("199001012015031001", &[])]);
        let plan = planned(&file, &all, &[], "2026-11-20");
        assert_eq!((plan.strangers.len(), plan.unnamed.len(), plan.people.len()), (1, 1, 1));
        let one = &plan.people[0];
        assert_eq!(one.deed, Deed::Changed);
        let recap = one.recap("berkas".into());
        let value = |key: &str| recap.measures[key].to_string();
        assert_eq!([value("productivity"), value("tl1"), value("absent_days")], ["80", "1", "1"]);
        assert_eq!((recap.predikat, recap.source.as_str()), (Some(Predikat::Baik), "berkas"));
        let again = [listed(1, A, Stands::One(recap, Filing::Unsent))];
        assert_eq!(planned(&file, &again, &[], "2026-11-20").people[0].deed, Deed::Same);
    }

    #[test]
    fn an_outage_takes_the_cut_away_for_whom_it_concerns() {
        let (all, file) = ([listed(1, A, Stands::Nothing)], file(&[rows(A, &[(5, ";;")])]));
        let absent = |outages: &[Concerning]| {
            planned(&file, &all, outages, "2026-11-20").people[0].delivered["absent_days"].value
        };
        assert_eq!(absent(&[]), Decimal::ONE);
        assert_eq!(absent(&[outage("", 5)]), Decimal::ZERO);
        assert_eq!(absent(&[outage("uji", 5)]), Decimal::ZERO);
        assert_eq!(absent(&[outage("lain", 5)]), Decimal::ONE);
    }

    #[test]
    fn an_unfinished_month_and_a_contested_recap_are_not_written() {
        let file = file(&[rows(A, &[])]);
        let plan = planned(&file, &[listed(1, A, Stands::Nothing)], &[], "2026-10-30");
        assert_eq!(plan.people[0].deed, Deed::Incomplete(1));
        assert!(!plan.people[0].writes() && plan.people[0].delivered.is_empty());
        let plan = planned(&file, &[listed(1, A, Stands::Contested(Vec::new()))], &[], "2026-11-20");
        assert_eq!(plan.people[0].deed, Deed::Contested);
    }

    #[test]
    fn a_day_without_any_mark_in_the_office_is_told() {
        let all = [listed(1, A, Stands::Nothing), listed(2, B, Stands::Nothing)];
        let file = file(&[rows(A, &[(5, ""), (6, ";;")]), rows(B, &[(5, "")])]);
        assert_eq!(planned(&file, &all, &[], "2026-11-20").silent, [Day::new(2026, 10, 5).unwrap()]);
        assert!(planned(&file, &all, &[outage("", 5)], "2026-11-20").silent.is_empty());
    }
}
