//! Rosters: one row per shift (`nip; tanggal; mulai; selesai`); a row without times is a day off. Every row is good or named;
//! with one bad row nothing is used, since a shift left out would look like a day off.

use std::collections::BTreeMap;

use domain::asn::Nip;
use domain::calendar::{Day, Month};
use domain::hadir::{Shift, Shifts};

use super::bulan::{self, Meaning, Named, Refused};
use super::cells;
use super::problem::{Finding, Problem};
use super::reader::Reader;
use super::sheet::{FileProblem, RawRow, Sheet};

/// What columns mean, and how offices head them.
const HEADS: [Meaning; 4] = [
    ("nip", &["nip", "nip_baru", "nip_pegawai"]),
    ("tanggal", &["tanggal", "tgl", "hari_tanggal", "date"]),
    ("mulai", &["mulai", "jam_mulai", "masuk", "jam_masuk", "start"]),
    ("selesai", &["selesai", "jam_selesai", "pulang", "jam_pulang", "end"]),
];

/// What a roster says, row for row good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jadwal {
    /// Shifts by person; who is only off has none.
    pub people: BTreeMap<Nip, Shifts>,
    /// Rows read.
    pub rows: usize,
}

/// Reads a file for a month.
///
/// # Errors
/// What is wrong with the file as a whole, or with each of its rows.
pub fn read(bytes: &[u8], month: Month) -> Result<Jadwal, Refused> {
    let sheet = Sheet::apart(bytes, named).map_err(Refused::File)?;
    let mut bad = Vec::new();
    let mut told: Vec<Told> = Vec::new();
    for raw in &sheet.rows {
        match told_by(&sheet, raw) {
            Ok(one) => told.push(one),
            Err(found) => bad.extend(found),
        }
    }
    bad.extend(bulan::outside(told.iter().map(|one| (one.line, one.day)), month, "tanggal")?);
    let mut seen: BTreeMap<(Nip, Day), u64> = BTreeMap::new();
    let mut people: BTreeMap<Nip, Shifts> = BTreeMap::new();
    for one in &told {
        if let Some(other) = seen.insert((one.nip, one.day), one.line) {
            let (value, problem) = (one.day.to_string(), Problem::TwoShifts { other });
            bad.push(Finding { line: one.line, column: "tanggal", value, problem });
        }
        let shifts = people.entry(one.nip).or_default();
        shifts.extend(one.shift.map(|shift| (one.day, shift)));
    }
    let read = (!told.is_empty()).then_some(Jadwal { people, rows: sheet.rows.len() });
    bulan::whole(read, bad)
}

/// Gives columns the names of what they mean; others are left out.
fn named(heads: &[String]) -> Result<Vec<String>, FileProblem> {
    let Named { heads, seen, .. } = bulan::named(heads, &HEADS)?;
    let missing: Vec<String> =
        HEADS.iter().map(|(name, _)| *name).filter(|name| !seen.contains(name)).map(str::to_owned).collect();
    match missing.len() {
        0 => Ok(heads),
        missing if missing == HEADS.len() => Err(FileProblem::Foreign),
        _ => Err(FileProblem::Missing(missing)),
    }
}

/// What one row tells.
struct Told {
    line: u64,
    nip: Nip,
    day: Day,
    shift: Option<Shift>,
}

fn told_by(sheet: &Sheet, raw: &RawRow) -> Result<Told, Vec<Finding>> {
    let mut r = Reader::begin(sheet, raw)?;
    let (nip, day) = (r.must("nip", cells::nip), r.day("tanggal"));
    let (start, end) = (r.minute("mulai"), r.minute("selesai"));
    for (one, other) in [("mulai", "selesai"), ("selesai", "mulai")] {
        let [no_one, no_other] = [one, other].map(|column| cells::minute(r.text(column)) == Ok(None));
        if no_one && !no_other {
            r.wrong(one, r.text(one), Problem::Required);
        }
    }
    let shift = start.zip(end).map(|(start, end)| Shift::new(start, end));
    let told = nip.zip(day).map(|(nip, day)| Told { line: raw.line, nip, day, shift });
    r.end(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "198704152011042901";

    fn october(text: &str) -> Result<Jadwal, Refused> {
        read(text.as_bytes(), "2026-10".parse().unwrap())
    }

    #[test]
    fn shifts_nights_and_days_off_are_read() {
        let rows =
            format!("NIP;Tanggal;Jam Mulai;Jam Selesai;Nama\n{A};01/10/2026;21:00;07.00;Sari\n'{A};2-10-2026;;;Sari\n");
        let read = october(&rows).unwrap();
        let shifts = &read.people[&A.parse().unwrap()];
        let night = Shift::new("21:00".parse().unwrap(), "07:00".parse().unwrap());
        assert_eq!((read.rows, shifts.len()), (2, 1));
        assert_eq!(shifts[&"2026-10-01".parse().unwrap()], night);
        assert!(night.passes_midnight());
    }

    #[test]
    fn every_bad_row_is_named_and_nothing_is_taken() {
        let text = format!(
            "nip;tanggal;mulai;selesai\n{A};01/10/2026;07:00;14:00\n1;02/10/2026;07:00;14:00\n{A};x;07:00;14:00\n\
             {A};03/10/2026;25:00;14:00\n{A};04/10/2026;07:00;-\n{A};01/10/2026;14:00;21:00\n{A};01/11/2026;07:00;14:00\n"
        );
        let Refused::Rows(bad) = october(&text).unwrap_err() else { panic!() };
        let named: Vec<_> = bad.iter().map(|one| (one.line, one.column)).collect();
        let expected = [(3, "nip"), (4, "tanggal"), (5, "mulai"), (6, "selesai"), (7, "tanggal"), (8, "tanggal")];
        assert_eq!(named, expected);
        assert_eq!(bad[4].problem, Problem::TwoShifts { other: 2 });
        let other = october(&format!("nip;tanggal;mulai;selesai\n{A};01/09/2026;07:00;14:00\n")).unwrap_err();
        assert_eq!(other, Refused::OtherMonth(vec!["2026-09".parse().unwrap()]));
        assert_eq!(october("nama;umur\nx;1\n"), Err(Refused::File(FileProblem::Foreign)));
        let missing = FileProblem::Missing(vec!["mulai".into(), "selesai".into()]);
        assert_eq!(october("nip;tanggal\n1;2\n"), Err(Refused::File(missing)));
    }
}
