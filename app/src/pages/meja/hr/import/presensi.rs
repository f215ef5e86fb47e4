//! Exports of attendance machines: one row per day (`nip; tanggal; masuk; pulang; keterangan`) or one per mark
//! (`nip; waktu` or `nip; tanggal; jam`). Every row is good or named; with one bad row nothing is used, since a row
//! left out would look like an absence.

use std::collections::BTreeMap;

use domain::asn::Nip;
use domain::calendar::{Day, Month, Span};
use domain::hadir::{Clock, Code, Entry, Joined};

use super::bulan::{self, Meaning, Named, Refused};
use super::cells;
use super::problem::{Finding, Problem};
use super::reader::Reader;
use super::sheet::{FileProblem, RawRow, Sheet};

/// What columns mean, and how machines and offices head them.
const HEADS: [Meaning; 7] = [
    ("nip", &["nip", "nip_baru", "nip_pegawai"]),
    ("tanggal", &["tanggal", "tgl", "hari_tanggal", "date"]),
    ("masuk", &["masuk", "jam_masuk", "scan_masuk", "absen_masuk", "presensi_masuk", "datang", "check_in"]),
    (
        "pulang",
        &[
            "pulang",
            "jam_pulang",
            "scan_pulang",
            "absen_pulang",
            "presensi_pulang",
            "keluar",
            "jam_keluar",
            "check_out",
        ],
    ),
    ("keterangan", &["keterangan", "ket", "ket."]),
    ("waktu", &["waktu", "waktu_scan", "tanggal_jam", "tanggal_waktu", "date_time", "datetime", "scan"]),
    ("jam", &["jam", "jam_scan", "time"]),
];

/// Words for a whole day; one that only says what the marks say too stands for none.
const WORDS: [(&str, Option<Code>); 35] = [
    ("s", Some(Code::Sakit)),
    ("sakit", Some(Code::Sakit)),
    ("i", Some(Code::Izin)),
    ("izin", Some(Code::Izin)),
    ("ijin", Some(Code::Izin)),
    ("c", Some(Code::Cuti)),
    ("ct", Some(Code::Cuti)),
    ("cuti", Some(Code::Cuti)),
    ("cuti tahunan", Some(Code::Cuti)),
    ("cuti besar", Some(Code::Cuti)),
    ("cuti melahirkan", Some(Code::Cuti)),
    ("cuti sakit", Some(Code::Sakit)),
    ("cap", Some(Code::CutiAlasanPenting)),
    ("cuti alasan penting", Some(Code::CutiAlasanPenting)),
    ("cuti karena alasan penting", Some(Code::CutiAlasanPenting)),
    ("dl", Some(Code::DinasLuar)),
    ("dinas", Some(Code::DinasLuar)),
    ("dinas luar", Some(Code::DinasLuar)),
    ("tugas luar", Some(Code::DinasLuar)),
    ("perjalanan dinas", Some(Code::DinasLuar)),
    ("diklat", Some(Code::Diklat)),
    ("pelatihan", Some(Code::Diklat)),
    ("bimtek", Some(Code::Diklat)),
    ("tk", Some(Code::TanpaKeterangan)),
    ("a", Some(Code::TanpaKeterangan)),
    ("alpa", Some(Code::TanpaKeterangan)),
    ("alpha", Some(Code::TanpaKeterangan)),
    ("tanpa keterangan", Some(Code::TanpaKeterangan)),
    ("", None),
    ("-", None),
    ("h", None),
    ("hadir", None),
    ("libur", None),
    ("terlambat", None),
    ("pulang cepat", None),
];

/// The words as the person who fills the file is told them.
const ALLOWED: &str = "hadir, sakit, izin, cuti, cuti alasan penting, dinas luar, diklat, tanpa keterangan, libur";

/// One person's days.
pub type Days = BTreeMap<Day, Entry>;

/// What a file says, row for row good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presensi {
    /// Days by person.
    pub people: BTreeMap<Nip, Days>,
    /// From the first day the file speaks of to its last.
    pub covered: Span,
    /// Rows read.
    pub rows: usize,
    /// Rows that were joined to another of the same person and day.
    pub joined: usize,
    /// Columns that were left out.
    pub unused: Vec<String>,
}

/// Reads a file for a month.
///
/// # Errors
/// What is wrong with the file as a whole, or with each of its rows.
pub fn read(bytes: &[u8], month: Month) -> Result<Presensi, Refused> {
    let mut unused = Vec::new();
    let sheet = Sheet::apart(bytes, |heads| named(heads, &mut unused)).map_err(Refused::File)?;
    let mut bad = Vec::new();
    let mut told: Vec<Told> = Vec::new();
    for raw in &sheet.rows {
        match told_by(&sheet, raw) {
            Ok(one) => told.push(one),
            Err(found) => bad.extend(found),
        }
    }
    let column = if sheet.has("tanggal") { "tanggal" } else { "waktu" };
    bad.extend(bulan::outside(told.iter().map(|one| (one.line, one.day)), month, column)?);
    let (people, joined) = join(&told, &mut bad);
    let days = || told.iter().map(|one| one.day);
    let covered = days().min().zip(days().max()).map(|(from, last)| Span { from, until: Some(last.plus_days(1)) });
    let read = covered.map(|covered| Presensi { people, covered, rows: sheet.rows.len(), joined, unused });
    bulan::whole(read, bad)
}

/// Gives columns the names of what they mean; others are told and left out.
fn named(heads: &[String], unused: &mut Vec<String>) -> Result<Vec<String>, FileProblem> {
    let Named { heads, seen, unused: left } = bulan::named(heads, &HEADS)?;
    *unused = left;
    let has = |name| seen.contains(name);
    let missing = match (has("nip"), has("waktu") || has("tanggal"), has("waktu") || has("jam") || has("masuk")) {
        (false, false, _) => return Err(FileProblem::Foreign),
        (false, ..) => vec!["nip"],
        (true, false, _) => vec!["tanggal"],
        (true, true, false) => vec!["masuk", "pulang"],
        (true, true, true) if has("masuk") && !has("pulang") => vec!["pulang"],
        (true, true, true) => Vec::new(),
    };
    let missing: Vec<String> = missing.into_iter().map(str::to_owned).collect();
    if missing.is_empty() { Ok(heads) } else { Err(FileProblem::Missing(missing)) }
}

/// What one row tells.
struct Told {
    line: u64,
    nip: Nip,
    day: Day,
    entry: Entry,
}

/// Reads one row.
fn told_by(sheet: &Sheet, raw: &RawRow) -> Result<Told, Vec<Finding>> {
    let mut r = Reader::begin(sheet, raw)?;
    let nip = r.must("nip", cells::nip);
    let mut clock = Clock::default();
    let day;
    if sheet.has("waktu") && !sheet.has("tanggal") {
        let both = r.must("waktu", |text| {
            let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
            Ok((cells::day(date)?, cells::minute(time.trim())?.ok_or(Problem::Time)?))
        });
        day = both.map(|(day, _)| day);
        clock.scans.extend(both.map(|(_, at)| at));
    } else {
        day = r.day("tanggal");
        clock.masuk = r.minute("masuk");
        clock.pulang = r.minute("pulang");
        clock.scans.extend(["jam", "waktu"].into_iter().filter_map(|column| r.minute(column)));
    }
    if clock.masuk.zip(clock.pulang).is_some_and(|(masuk, pulang)| pulang < masuk) {
        r.wrong("pulang", r.text("pulang"), Problem::OutBeforeIn);
    }
    let said = r.text("keterangan");
    let word = said.to_lowercase();
    let code = WORDS.iter().find(|(known, _)| *known == word).map(|(_, code)| *code);
    if code.is_none() {
        r.wrong("keterangan", said, Problem::NotAWord { allowed: ALLOWED });
    }
    let code = code.flatten();
    if code == Some(Code::TanpaKeterangan) && !clock.is_empty() {
        r.wrong("keterangan", said, Problem::WordAgainstMark);
    }
    let told = nip.zip(day).map(|(nip, day)| Told { line: raw.line, nip, day, entry: Entry { clock, code } });
    r.end(told)
}

/// Joins rows of the same person and day: first in, last out; two words for one day are named.
fn join(told: &[Told], bad: &mut Vec<Finding>) -> (BTreeMap<Nip, Days>, usize) {
    let mut people: BTreeMap<Nip, Days> = BTreeMap::new();
    let mut worded: BTreeMap<(Nip, Day), u64> = BTreeMap::new();
    let mut joined = 0;
    for one in told {
        let days = people.entry(one.nip).or_default();
        joined += usize::from(days.contains_key(&one.day));
        let outcome = days.entry(one.day).or_default().join(one.entry.clone());
        let first = one.entry.code.map(|_| *worded.entry((one.nip, one.day)).or_insert(one.line));
        if let (Joined::TwoCodes, Some(other)) = (outcome, first) {
            let problem = Problem::TwoWords { other };
            bad.push(Finding { line: one.line, column: "keterangan", value: String::new(), problem });
        }
    }
    (people, joined)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::hadir::Minute;

    use super::*;

    const A: &str = "198704152011042901";
    const B: &str = "197903032005011902";

    fn october(text: &str) -> Result<Presensi, Refused> {
        read(text.as_bytes(), "2026-10".parse().unwrap())
    }

    fn entry(read: &Presensi, nip: &str, day: &str) -> Entry {
        read.people[&nip.parse().unwrap()][&day.parse().unwrap()].clone()
    }

    fn minute(text: &str) -> Minute {
        text.parse().unwrap()
    }

    #[test]
    fn a_row_per_day_is_read_however_the_machine_heads_and_separates_it() {
        for text in [
            format!("NIP;Tanggal;Jam Masuk;Jam Pulang;Ket\n{A};01/10/2026;07:28:10;16.02;\n"),
            format!("nip,tgl,masuk,pulang,keterangan\n'{A},2026-10-01,7:28,16:02,Hadir\n"),
            format!("no\tnip\tnama\ttanggal\tscan masuk\tscan pulang\n1\t{A}\tSari\t1-10-2026\t07:28\t16:02:59\n"),
        ] {
            let read = october(&text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
            let clock = Clock { masuk: Some(minute("07:28")), pulang: Some(minute("16:02")), ..Clock::default() };
            assert_eq!(entry(&read, A, "2026-10-01"), Entry { clock, code: None }, "{text}");
        }
    }

    #[test]
    fn a_row_per_mark_is_read_with_its_day_in_one_cell_or_two() {
        for text in [
            format!("nip;waktu\n{A};2026-10-01 16:02:00\n{A};01/10/2026 07:28\n"),
            format!("nip;tanggal;jam\n{A};01/10/2026;07:28\n{A};01/10/2026;16:02\n"),
        ] {
            let read = october(&text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
            let scans = BTreeSet::from([minute("07:28"), minute("16:02")]);
            assert_eq!(entry(&read, A, "2026-10-01").clock, Clock { scans, ..Clock::default() });
            assert_eq!((read.rows, read.joined), (2, 1));
        }
    }

    #[test]
    fn the_order_of_rows_and_doubles_change_nothing() {
        let rows = [
            format!("{A};01/10/2026;07:28;;"),
            format!("{A};01/10/2026;07:31;16:02;"),
            format!("{A};01/10/2026;;15:00;"),
            format!("{B};02/10/2026;;;Sakit"),
        ];
        let text = |rows: Vec<&String>| {
            let rows: Vec<&str> = rows.into_iter().map(String::as_str).collect();
            format!("nip;tanggal;masuk;pulang;keterangan\n{}\n", rows.join("\n"))
        };
        let (forward, back) = (october(&text(rows.iter().collect())), october(&text(rows.iter().rev().collect())));
        assert_eq!(forward, back);
        let read = forward.unwrap();
        let clock = entry(&read, A, "2026-10-01").clock;
        assert_eq!((clock.masuk, clock.pulang, read.joined), (Some(minute("07:28")), Some(minute("16:02")), 2));
        assert_eq!(entry(&read, B, "2026-10-02").code, Some(Code::Sakit));
        assert_eq!(read.covered.until.unwrap().to_string(), "2026-10-03");
    }

    #[test]
    fn a_file_of_another_month_is_refused_and_a_stray_day_is_named() {
        let row = |day: &str| format!("{A};{day};07:28;16:02\n");
        let head = "nip;tanggal;masuk;pulang\n".to_owned();
        let other = october(&(head.clone() + &row("2026-09-01") + &row("2026-08-31"))).unwrap_err();
        let months = ["2026-08", "2026-09"].map(|month| month.parse().unwrap());
        assert_eq!(other, Refused::OtherMonth(months.to_vec()));
        let Refused::Rows(bad) = october(&(head + &row("2026-10-01") + &row("2026-11-01"))).unwrap_err() else {
            panic!()
        };
        assert!(matches!(bad[..], [Finding { line: 3, column: "tanggal", problem: Problem::DateOutside { .. }, .. }]));
    }

    #[test]
    fn every_bad_row_is_named_with_column_value_and_reason() {
        let text = format!(
            "nip;tanggal;masuk;pulang;keterangan\n\
             {A};01/10/2026;07:28;16:02;\n\
             1234;02/10/2026;07:28;16:02;\n\
             {A};31/02/2026;07:28;16:02;\n\
             {A};05/10/2026;25:00;00:00;\n\
             {A};06/10/2026;16:00;07:30;\n\
             {A};07/10/2026;;;entah\n\
             {A};08/10/2026;07:30;;TK\n\
             {A};09/10/2026;;;izin\n\
             {A};09/10/2026;;;sakit\n\
             {A};12/10/2026;07:30\n"
        );
        let Refused::Rows(bad) = october(&text).unwrap_err() else { panic!() };
        let named: Vec<_> = bad.iter().map(|one| (one.line, one.column, one.value.as_str())).collect();
        let expected = [
            (3, "nip", "1234"),
            (4, "tanggal", "31/02/2026"),
            (5, "masuk", "25:00"),
            (5, "pulang", "00:00"),
            (6, "pulang", "07:30"),
            (7, "keterangan", "entah"),
            (8, "keterangan", "TK"),
            (10, "keterangan", ""),
            (11, "", &format!("{A}; 12/10/2026; 07:30")),
        ];
        assert_eq!(named, expected);
        assert_eq!(bad[7].problem, Problem::TwoWords { other: 9 });
    }

    #[test]
    fn a_foreign_file_and_missing_columns_are_refused_as_a_whole() {
        let refused = |text: &str| match october(text) {
            Err(Refused::File(problem)) => problem,
            other => panic!("{other:?}"),
        };
        let missing = |names: &[&str]| FileProblem::Missing(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(refused("nama;jumlah\nx;1\n"), FileProblem::Foreign);
        assert_eq!(refused("tanggal;masuk;pulang\n1;2;3\n"), missing(&["nip"]));
        assert_eq!(refused("nip;masuk;pulang\n1;2;3\n"), missing(&["tanggal"]));
        assert_eq!(refused("nip;tanggal;masuk\n1;2;3\n"), missing(&["pulang"]));
        assert_eq!(refused("nip;tanggal;nama\n1;2;3\n"), missing(&["masuk", "pulang"]));
        assert_eq!(refused("nip;tgl;tanggal;masuk;pulang\n1;2;3;4;5\n"), FileProblem::Twice(vec!["tanggal".into()]));
        let read = october(&format!("nip;tanggal;masuk;pulang;suhu\n{A};1/10/2026;07:28;16:02;36\n")).unwrap();
        assert_eq!(read.unused, ["suhu"]);
    }
}
