//! Bad files row by row: each problem is named with line, column and value, and good rows become statements.

use std::collections::BTreeMap;

use domain::calendar::Day;
use ledger::hash::Id;
use ledger::payload::{Diri, Fact};
use ledger::subject::{self, Field};

use super::plan::{Known, Planned, changes, portions, settle};
use super::problem::{Finding, Problem};
use super::row::{self, COLUMNS, LAYOUT, Parsed, Rules};
use super::sheet::Sheet;

const HEAD: &str = "nip;nama;status;golongan;mkg_tahun;mkg_bulan;jabatan;jenis_jabatan;eselon;rumpun;jenjang;kelas;\
                    kantor;nip_atasan;ptkp;kawin_sejak;pasangan_menerima;anak;berlaku";
const A: &str = "198704152011042901";
const B: &str = "197903032005011902";
const GOOD: [&str; 19] = [
    A,
    "Sari Dewi, S.Pd.",
    "pns",
    "III/b",
    "8",
    "3",
    "Guru Ahli Pertama",
    "fungsional",
    "",
    "guru",
    "ahli_pertama",
    "8",
    "dindik",
    "",
    "K/1",
    "2012-05-01",
    "tidak",
    "2014-02-03 2017-08-09",
    "2026-01-01",
];

fn today() -> Day {
    "2026-06-15".parse().unwrap()
}

fn rules() -> Rules {
    Rules { offices: BTreeMap::from([("dindik".into(), true), ("dinkes".into(), false)]), today: today() }
}

fn line(changed: &[(&str, &str)]) -> String {
    let cells = COLUMNS
        .iter()
        .zip(GOOD)
        .map(|(column, cell)| changed.iter().find(|(name, _)| name == column).map_or(cell, |(_, text)| text));
    cells.collect::<Vec<_>>().join(";")
}

fn read(lines: &[String]) -> (Vec<Parsed>, Vec<Finding>) {
    let text = format!("{HEAD}\n{}\n", lines.join("\n"));
    let sheet = Sheet::read(text.as_bytes(), LAYOUT).unwrap();
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for raw in &sheet.rows {
        match row::read(&sheet, raw, &rules()) {
            Ok(parsed) => good.push(parsed),
            Err(found) => bad.extend(found),
        }
    }
    (good, bad)
}

fn known() -> Known {
    Known { salt: b"salt".to_vec(), may_add: true, ..Known::default() }
}

fn numbers(rows: &[Parsed]) -> Vec<(u64, domain::asn::Nip)> {
    rows.iter().map(|row| (row.line, row.nip)).collect()
}

fn problems(found: &[Finding]) -> Vec<(u64, &str, &Problem)> {
    found.iter().map(|one| (one.line, one.column, &one.problem)).collect()
}

#[test]
fn every_wrong_cell_is_named_with_line_column_and_value() {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let marriage = Problem::DateOutside { from: day("1920-01-01"), until: today() };
    let start = Problem::DateOutside { from: day("1970-01-01"), until: day("2028-12-31") };
    let cases = [
        ("nip", "", Problem::Required),
        ("nip", "1,98704E+17", Problem::NipRounded),
        ("nama", "", Problem::Required),
        ("nama", &"x".repeat(121), Problem::TooLong { max: 120 }),
        ("status", "honorer", Problem::NotAWord { allowed: "pns, cpns, pppk" }),
        ("golongan", "V/a", Problem::Golongan),
        ("golongan", "IX", Problem::GolonganForStatus),
        ("mkg_tahun", "61", Problem::Number { min: 0, max: 60 }),
        ("mkg_tahun", "-1", Problem::Number { min: 0, max: 60 }),
        ("mkg_bulan", "12", Problem::Number { min: 0, max: 11 }),
        ("jenis_jabatan", "guru", Problem::NotAWord { allowed: "umum, struktural, fungsional" }),
        ("eselon", "IVa", Problem::NotForPost),
        ("rumpun", "astronot", Problem::Rumpun),
        ("kelas", "18", Problem::Number { min: 1, max: 17 }),
        ("kantor", "disdik", Problem::Office),
        ("kantor", "dinkes", Problem::OfficeOutside),
        ("nip_atasan", A, Problem::OwnSuperior),
        ("ptkp", "K/9", Problem::Ptkp),
        ("kawin_sejak", "2027-01-01", marriage),
        ("kawin_sejak", "31/02/2012", Problem::Date),
        ("pasangan_menerima", "mungkin", Problem::NotAWord { allowed: "ya, tidak" }),
        ("berlaku", "2026", Problem::Date),
        ("berlaku", "2099-01-01", start),
    ];
    for (column, value, problem) in cases {
        let (good, bad) = read(&[line(&[(column, value)])]);
        assert!(good.is_empty(), "{column}={value}");
        assert_eq!(problems(&bad), [(2, column, &problem)], "{column}={value}");
        assert_eq!(bad[0].value, value);
    }
    let (_, bad) = read(&[line(&[("nip", "19870415"), ("anak", "2014-02-03 kemarin"), ("kelas", "x")])]);
    assert_eq!(bad.iter().map(|one| one.column).collect::<Vec<_>>(), ["nip", "kelas", "anak"]);
    assert_eq!(bad[2].value, "kemarin");
    let (_, bad) = read(&[line(&[("kawin_sejak", ""), ("pasangan_menerima", "ya")])]);
    assert_eq!(problems(&bad), [(2, "pasangan_menerima", &Problem::NoSpouse)]);
}

#[test]
fn a_row_with_another_number_of_cells_is_named_as_a_whole() {
    let (good, bad) = read(&[line(&[]), format!("{A};Sari"), line(&[("nip", B)])]);
    assert_eq!(good.len(), 2);
    assert_eq!(problems(&bad), [(3, "", &Problem::Cells { found: 2, expected: 19 })]);
}

#[test]
fn the_same_nip_twice_makes_both_rows_bad() {
    let (good, _) = read(&[line(&[]), line(&[("nama", "Sari D.")]), line(&[("nip", B)])]);
    let numbers = numbers(&good);
    let (settled, bad) = settle(good, &numbers, &known());
    assert_eq!(settled.len(), 1);
    let (first, second) = (Problem::TwiceInFile { other: 3 }, Problem::TwiceInFile { other: 2 });
    assert_eq!(problems(&bad), [(2, "nip", &first), (3, "nip", &second)]);
}

#[test]
fn a_superior_may_stand_in_the_same_file_but_not_nowhere_and_not_in_a_circle() {
    let (good, _) = read(&[line(&[("nip_atasan", B)]), line(&[("nip", B)])]);
    let (settled, bad) = settle(good.clone(), &numbers(&good), &known());
    assert!(bad.is_empty());
    assert_eq!(settled[0].superior, Some(Some(settled[1].person)));

    let (alone, _) = read(&[line(&[("nip_atasan", B)])]);
    let (settled, bad) = settle(alone.clone(), &numbers(&alone), &known());
    assert!(settled.is_empty());
    assert_eq!(problems(&bad), [(2, "nip_atasan", &Problem::UnknownSuperior)]);
    let mut with_bad_row = numbers(&alone);
    with_bad_row.push((9, B.parse().unwrap()));
    let (_, bad) = settle(alone.clone(), &with_bad_row, &known());
    assert_eq!(problems(&bad), [(2, "nip_atasan", &Problem::SuperiorLeftOut { other: 9 })]);
    let mut recorded = known();
    recorded.by_nip.insert(B.parse().unwrap(), Id([7; 16]));
    let (settled, bad) = settle(alone.clone(), &numbers(&alone), &recorded);
    assert_eq!((settled[0].superior, bad.len()), (Some(Some(Id([7; 16]))), 0));
    // The recorded superior stands below the person already.
    let sari = recorded.person(A.parse().unwrap());
    recorded.superior_of.insert(Id([7; 16]), sari);
    let (settled, bad) = settle(alone.clone(), &numbers(&alone), &recorded);
    assert!(settled.is_empty());
    assert_eq!(problems(&bad), [(2, "nip_atasan", &Problem::Circle)]);

    let (round, _) = read(&[line(&[("nip_atasan", B)]), line(&[("nip", B), ("nip_atasan", A)])]);
    let (settled, bad) = settle(round.clone(), &numbers(&round), &known());
    assert!(settled.is_empty());
    assert_eq!(bad.iter().filter(|one| one.problem == Problem::Circle).count(), 2);
}

#[test]
fn somebody_new_needs_the_region() {
    let (good, _) = read(&[line(&[])]);
    let narrow = Known { may_add: false, ..known() };
    let (settled, bad) = settle(good.clone(), &numbers(&good), &narrow);
    assert!(settled.is_empty());
    assert_eq!(problems(&bad), [(2, "nip", &Problem::NewNeedsRegion)]);
}

fn planned() -> (super::plan::Settled, Vec<Planned>) {
    let (good, _) = read(&[line(&[])]);
    let (mut settled, _) = settle(good.clone(), &numbers(&good), &known());
    let one = settled.remove(0);
    let planned = changes(&one, |_| Ok(None)).unwrap();
    (one, planned)
}

#[test]
fn a_new_person_is_stated_in_an_order_the_judge_can_follow() {
    let (one, planned) = planned();
    let fields: Vec<Field> = planned.iter().map(|one| one.field).collect();
    let order = [Field::Identitas, Field::Jabatan, Field::Status, Field::Golongan, Field::Keluarga, Field::Pajak];
    assert_eq!(fields, order);
    let from = "2026-01-01".parse().unwrap();
    assert_eq!(planned[0].subject, subject::fact(one.person, Field::Identitas, from));
    assert_eq!(one.person, subject::person_id(b"salt", A.parse().unwrap()));
    assert!(matches!(&planned[4].fact, Fact::Keluarga(family) if family.children.len() == 2));
}

#[test]
fn equal_values_change_nothing_and_years_of_service_grow_by_themselves() {
    let (one, planned) = planned();
    let recorded = |field: Field| planned.iter().find(|one| one.field == field).map(|one| one.fact.clone());
    let from: Day = "2026-01-01".parse().unwrap();
    let stands = |field: Field| Ok(recorded(field).map(|fact| (from, fact)));
    assert_eq!(changes(&one, stands), Ok(Vec::new()));
    let mut later = one.clone();
    later.row.from = "2026-03-01".parse().unwrap();
    let grown = changes(&later, stands).unwrap();
    assert_eq!(grown.iter().map(|one| one.field).collect::<Vec<_>>(), [Field::Golongan]);
    later.row.mkg = later.row.mkg.plus_months(2).unwrap();
    assert_eq!(changes(&later, stands), Ok(Vec::new()));
    later.row.name = "Sari Dewi, M.Pd.".into();
    assert_eq!(changes(&later, stands).unwrap().len(), 1);
}

#[test]
fn what_the_file_has_no_column_for_stays_and_what_is_contested_is_not_decided() {
    let (mut one, planned) = planned();
    one.row.kelas = None;
    one.superior = None;
    let from: Day = "2025-01-01".parse().unwrap();
    let mut old = planned.iter().find_map(|one| match &one.fact {
        Fact::Jabatan(post) => Some(post.clone()),
        _ => None,
    });
    let post = old.as_mut().unwrap();
    (post.kelas, post.superior, post.code) = (Some(9), Some(Id([3; 16])), Some("guru".into()));
    let stands = |field: Field| match field {
        Field::Jabatan => Ok(old.clone().map(|post| (from, Fact::Jabatan(post)))),
        _ => Ok(None),
    };
    assert!(changes(&one, stands).unwrap().iter().all(|one| one.field != Field::Jabatan));
    let contested = changes(&one, |field| if field == Field::Status { Err("fact/…".into()) } else { Ok(None) });
    assert_eq!(problems(&contested.unwrap_err()), [(2, "status", &Problem::Contested)]);
}

#[test]
fn numbers_of_papers_are_stated_where_the_file_tells_them_and_kept_where_it_does_not() {
    let told = |heads: &str, cells: &str| {
        let text = format!("{HEAD};{heads}\n{};{cells}\n", line(&[]));
        let sheet = Sheet::read(text.as_bytes(), LAYOUT).unwrap();
        row::read(&sheet, &sheet.rows[0], &rules())
    };
    let settled = |row: Parsed| {
        let numbers = numbers(std::slice::from_ref(&row));
        settle(vec![row], &numbers, &known()).0.remove(0)
    };
    let diri = |planned: Vec<Planned>| planned.into_iter().find(|one| one.field == Field::Diri).map(|one| one.fact);
    let nik = "9901015504870001";
    let whole = Diri { nik: nik.parse().ok(), npwp: nik.parse().ok(), address: Some("Jalan Contoh 1".into()) };
    let one = settled(told("nik;npwp;alamat", &format!("'{nik};{nik};Jalan Contoh 1")).unwrap());
    assert_eq!(diri(changes(&one, |_| Ok(None)).unwrap()), Some(Fact::Diri(whole.clone())));

    let from: Day = "2025-01-01".parse().unwrap();
    let stands = |field: Field| Ok((field == Field::Diri).then(|| (from, Fact::Diri(whole.clone()))));
    assert_eq!(diri(changes(&settled(told("nik", nik).unwrap()), stands).unwrap()), None, "equal says nothing");
    let emptied = Diri { address: None, ..whole.clone() };
    let one = settled(told("alamat", "").unwrap());
    assert_eq!(diri(changes(&one, stands).unwrap()), Some(Fact::Diri(emptied)));
    assert_eq!(diri(changes(&one, |_| Ok(None)).unwrap()), None, "nothing is not stated");
    let bad = told("nik;npwp", "990101;9,90102E+15").unwrap_err();
    assert_eq!(bad.iter().map(|one| one.column).collect::<Vec<_>>(), ["nik", "npwp"]);
}

#[test]
fn portions_never_split_a_person() {
    let sizes = |people: Vec<Vec<u8>>| portions(people, 4).iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(sizes(vec![vec![1; 3], vec![2; 1], vec![3; 3], vec![], vec![4; 2]]), [4, 3, 2]);
    assert_eq!(sizes(vec![vec![1; 6], vec![2; 1]]), [6, 1]);
    assert!(sizes(Vec::new()).is_empty());
}
