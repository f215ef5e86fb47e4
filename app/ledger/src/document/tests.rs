//! A small invented office: four people, two banks, one account missing, arrears for one. Every sum is proven against the slips.

use std::collections::BTreeMap;

use domain::asn::{Counted, MasaKerja, Ptkp, Status};
use domain::law::{Practice, Rulebook};
use domain::pay::{PayInput, Payment, Post};
use rust_decimal::Decimal;

use super::*;
use crate::facts::Profile;
use crate::month::{Case, Gathered};
use crate::payload::{Diri, Jabatan, Office, Rekening, SealedMonth, SealedTpp};
use crate::run::Run;

const KINDS: [Kind; 8] = [
    Kind::Gaji,
    Kind::TppPerhitungan,
    Kind::TppPembayaran,
    Kind::Rapel,
    Kind::RekapKantor,
    Kind::RekapRekening,
    Kind::Sipd,
    Kind::Bank,
];

struct Town {
    run: Run,
    people: BTreeMap<Id, Gathered>,
    offices: BTreeMap<String, Office>,
}

impl Town {
    fn source(&self) -> Source<'_> {
        Source { run: &self.run, people: &self.people, offices: &self.offices, certified: None, stopped: None }
    }

    fn make(&self, kind: Kind, choice: &Choice) -> Document {
        make(kind, &self.source(), choice).unwrap()
    }

    fn all(&self, kind: Kind) -> Document {
        self.make(kind, &Choice::default())
    }
}

struct Person {
    number: u8,
    name: &'static str,
    nip: &'static str,
    status: Status,
    golongan: &'static str,
    office: &'static str,
    post: Post,
    bank: Option<&'static str>,
}

fn case(of: &Person) -> Case {
    let pay = PayInput {
        family: Counted { spouse: true, children: 1 },
        rice_heads: 3,
        post: of.post.clone(),
        ptkp: Ptkp::new(true, 1).unwrap(),
        ..PayInput::bare(
            "2025-06".parse().unwrap(),
            of.status,
            of.golongan.parse().unwrap(),
            MasaKerja::new(8, 0).unwrap(),
            Practice::regional(),
        )
    };
    let none = ["tl2", "tl3", "tl4", "no_clock_in", "psw1", "psw2", "psw3", "psw4", "no_clock_out", "absent_days"];
    let counted = [("presence_percent", 98), ("tl1", 2)].into_iter().chain(none.map(|key| (key, 0)));
    let measures = counted.map(|(key, value)| (key.to_owned(), Decimal::from(value)));
    let tpp = SealedTpp {
        policy: "contoh".into(),
        kelas: Some(7),
        unit_kind: None,
        measures: measures.collect(),
        predikat: Some(domain::kinerja::Predikat::Baik),
        acting: None,
    };
    SealedMonth { pay, tpp: Some(tpp) }.open().unwrap()
}

fn gathered(of: &Person) -> Gathered {
    let id = Id([of.number; 16]);
    let rekening = of.bank.map(|code| Rekening {
        bank_code: code.parse().unwrap(),
        bank: format!("Bank {code}"),
        account: format!("00{}12345", of.number).parse().unwrap(),
        holder: of.name.to_uppercase(),
    });
    let facts = Profile {
        id,
        name: Some(of.name.into()),
        nip: of.nip.parse().ok(),
        status: Some(of.status),
        golongan: Some(of.golongan.parse().unwrap()),
        mkg: MasaKerja::new(8, 0),
        jabatan: Some(Jabatan {
            title: "Analis".into(),
            code: None,
            post: of.post.clone(),
            kelas: Some(7),
            office: of.office.into(),
            superior: None,
        }),
        family: None,
        ptkp: None,
        saldo: None,
        diri: Some(Diri { nik: "9901011504870001".parse().ok(), npwp: None, address: Some("Jalan Contoh 1".into()) }),
        rekening,
        service: None,
        decreed: None,
        penugasan: None,
        putusan: Vec::new(),
        pengembalian: None,
        contested: Vec::new(),
    };
    Gathered { facts, case: Ok(case(of)) }
}

/// People of the town, for tests of other modules.
pub(crate) fn people() -> BTreeMap<Id, Gathered> {
    town().people
}

fn town() -> Town {
    let struktural = Post::Struktural { eselon: "IVa".into() };
    let person = |number, name, nip, status, golongan, office, post: &Post, bank| Person {
        number,
        name,
        nip,
        status,
        golongan,
        office,
        post: post.clone(),
        bank,
    };
    let all = [
        person(1, "Sari Dewi", "198704152011042901", Status::Pns, "III/b", "dinkes", &struktural, Some("900")),
        person(2, "=Budi", "198704152011041902", Status::Pns, "III/c", "dinkes", &Post::Umum, Some("901")),
        person(3, "Ani", "198704152023212903", Status::Pppk, "IX", "pkm", &Post::Umum, Some("900")),
        person(4, "Citra", "198704152011042904", Status::Cpns, "III/a", "bpkad", &Post::Umum, None),
    ];
    let office = |name: &str, parent: Option<&str>| Office {
        name: name.into(),
        unit_kind: None,
        parent: parent.map(str::to_owned),
    };
    let offices = [
        ("dinkes", office("Dinas Kesehatan", None)),
        ("pkm", office("Puskesmas Melati", Some("dinkes"))),
        ("bpkad", office("Badan Keuangan", None)),
    ];
    let offices = offices.map(|(code, office)| (code.to_owned(), office)).into();
    let mut people: BTreeMap<Id, Gathered> = all.iter().map(|one| (Id([one.number; 16]), gathered(one))).collect();
    let mut run = Run::new("2025-06".parse().unwrap());
    let law = Rulebook::national();
    for (id, one) in &people {
        run.add(*id, one.case.as_ref().unwrap().slip(law));
    }
    assert!(run.blocked.is_empty(), "{:?}", run.blocked);
    let blocked = Person { number: 9, name: "Tono", bank: None, ..all.into_iter().next().unwrap() };
    let gap = vec![domain::outcome::Gap::NoRecap { month: run.month }];
    people.insert(Id([9; 16]), Gathered { case: Err(gap.clone()), ..gathered(&blocked) });
    run.add(Id([9; 16]), Err(gap));
    Town { run, people, offices }
}

fn column(of: &Document, head: Head) -> Vec<Cell> {
    let at = of.columns.iter().position(|column| column.head == head).unwrap_or_else(|| panic!("{head:?}"));
    of.rows.iter().map(|row| row[at].clone()).collect()
}

fn digits(text: &str) -> Cell {
    Cell::Digits(text.to_owned())
}

#[test]
fn every_row_has_a_cell_per_column_and_so_has_the_sum() {
    let town = town();
    for kind in KINDS {
        let made = town.all(kind);
        assert!(made.rows.iter().all(|row| row.len() == made.columns.len()), "{kind:?}");
        assert_eq!(made.totals.len(), made.columns.len(), "{kind:?}");
        assert_eq!(made.left_out, 1, "{kind:?}");
    }
}

#[test]
fn sums_are_those_of_the_run_and_of_its_slips() {
    let town = town();
    let sums = town.run.totals().unwrap();
    let gaji = town.all(Kind::Gaji);
    assert_eq!(gaji.total(Head::GajiKotor), Some(sums.salary.gross));
    assert_eq!(gaji.total(Head::GajiPotongan), Some(sums.salary.deductions));
    assert_eq!(gaji.total(Head::GajiBersih), Some(sums.salary.net));
    for (code, sum) in &sums.lines {
        let listed = match (code.payment(), code.kind()) {
            (_, domain::pay::LineKind::Employer) => continue,
            (Payment::Salary, _) => gaji.total(Head::Line(*code)),
            (Payment::Tpp, _) => town.all(Kind::TppPerhitungan).total(Head::Line(*code)),
        };
        assert_eq!(listed, Some(*sum), "{code:?}");
    }
    for kind in [Kind::TppPerhitungan, Kind::TppPembayaran, Kind::RekapKantor] {
        assert_eq!(town.all(kind).total(Head::TppKotor), Some(sums.tpp.gross), "{kind:?}");
        assert_eq!(town.all(kind).total(Head::TppBersih), Some(sums.tpp.net), "{kind:?}");
    }
    assert_eq!(town.all(Kind::RekapRekening).total(Head::Jumlah), Some(sums.tpp.gross));
    assert_eq!(town.all(Kind::RekapKantor).total(Head::Dibayar), Some(sums.paid_out));
    assert_eq!(town.all(Kind::Sipd).total(Head::Fixed("Jumlah Ditransfer")), Some(sums.tpp.net));
    let paying = |paying| town.make(Kind::Bank, &Choice { paying, ..Choice::default() }).total(Head::Dibayar);
    assert_eq!(paying(Paying::Both), Some(sums.paid_out));
    assert_eq!(paying(Paying::Salary), Some(sums.salary.net));
    assert_eq!(paying(Paying::Tpp), Some(sums.tpp.net));
}

#[test]
fn groups_and_offices_and_banks_split_a_list_without_rest() {
    let town = town();
    let whole = town.all(Kind::Gaji).total(Head::GajiBersih).unwrap();
    let part = |choice: Choice| town.make(Kind::Gaji, &choice).total(Head::GajiBersih).unwrap();
    let group = |group| part(Choice { group, ..Choice::default() });
    assert_eq!(group(Group::Pns).plus(group(Group::Pppk)), Ok(whole));
    let office = |code: &str| part(Choice { office: Some(code.into()), ..Choice::default() });
    assert_eq!(office("dinkes").plus(office("bpkad")), Ok(whole), "an office holds those below it");
    let sources = town.source();
    let banks: Vec<String> = sources.banks().into_keys().collect();
    assert_eq!(banks, ["900", "901"]);
    let bank = |bank: &str| town.make(Kind::Bank, &Choice { bank: Some(bank.into()), ..Choice::default() });
    assert_eq!([bank("900").rows.len(), bank("901").rows.len()], [2, 1]);
}

#[test]
fn offices_come_by_name_and_their_people_too() {
    let made = town().all(Kind::Gaji);
    let names = column(&made, Head::Nama);
    assert_eq!(names, ["Citra", "=Budi", "Sari Dewi", "Ani"].map(|name| Cell::Words(name.into())));
    assert_eq!(column(&made, Head::No), [1, 2, 3, 4].map(Cell::Count));
    let one = Choice { office: Some("bpkad".into()), ..Choice::default() };
    let heads: Vec<Head> = town().make(Kind::Gaji, &one).columns.iter().map(|column| column.head).collect();
    assert!(!heads.contains(&Head::Kantor), "one office needs no column");
}

#[test]
fn a_missing_account_is_unknown_counted_and_named() {
    let made = town().all(Kind::Bank);
    assert_eq!(column(&made, Head::NomorRekening)[0], Cell::Unknown);
    assert_eq!(column(&made, Head::NomorRekening)[2], digits("00112345"));
    let lacking: Vec<(&str, Vec<Lack>)> =
        made.lacks.iter().map(|(_, name, lacks)| (name.as_str(), lacks.iter().copied().collect())).collect();
    assert_eq!(lacking, [("Citra", vec![Lack::Rekening])]);

    let mut town = town();
    let sari = town.people.get_mut(&Id([1; 16])).unwrap();
    let day = "2025-01-01".parse().unwrap();
    sari.facts.contested = vec![crate::subject::fact(sari.facts.id, crate::subject::Field::Rekening, day)];
    let made = town.all(Kind::Bank);
    assert_eq!(column(&made, Head::NomorRekening)[2], Cell::Unknown, "no value of two is chosen");
    let (_, name, lacks) = &made.lacks[1];
    assert_eq!((name.as_str(), lacks.iter().collect::<Vec<_>>()), ("Sari Dewi", vec![&Lack::RekeningContested]));
}

#[test]
fn sipd_has_its_columns_and_books_contributions_in_and_out() {
    let town = town();
    let made = town.all(Kind::Sipd);
    assert_eq!(made.columns.len(), 34);
    assert_eq!(made.columns[2].head, Head::Fixed("NIP"));
    assert_eq!(column(&made, Head::Fixed("Tanggal Lahir"))[0], Cell::Words("15-04-1987".into()));
    assert_eq!(column(&made, Head::Fixed("Eselon"))[2], Cell::Words("IV/a".into()));
    assert_eq!(column(&made, Head::Fixed("Status ASN")), ["1", "1", "1", "2"].map(digits));
    let total = |head| made.total(Head::Fixed(head)).unwrap();
    let sums = town.run.totals().unwrap();
    let employer = sums.lines.get(&LineCode::PemberiKerjaTppBpjs).copied().unwrap_or_default();
    assert_eq!(total("Iuran Pemberi Kerja"), employer);
    assert_eq!(total("Jumlah TPP"), sums.tpp.gross.plus(employer).unwrap());
    assert_eq!(total("Jumlah Potongan"), sums.tpp.deductions.plus(employer).unwrap());
    assert_eq!(total("Jumlah TPP").minus(total("Jumlah Potongan")), Ok(total("Jumlah Ditransfer")));
    let parts = [
        "TPP Beban Kerja",
        "TPP Tempat Bertugas",
        "TPP Kondisi Kerja",
        "TPP Kelangkaan Profesi",
        "TPP Prestasi Kerja",
        "Tunjangan PPh",
        "Iuran Pemberi Kerja",
    ];
    assert_eq!(Rupiah::sum(parts.map(total)), Ok(total("Jumlah TPP")), "every account found its column");
    // Three of four have a NIK that is a man's of another sex than their NIP, or no account.
    assert!(made.lacks.iter().any(|(_, name, lacks)| name == "Ani" && lacks.contains(&Lack::NikDiffers)));
    assert!(made.lacks.iter().all(|(_, name, _)| name != "=Budi"));
}

#[test]
fn accounts_are_told_apart_by_budget_code() {
    let made = town().all(Kind::RekapRekening);
    let codes = column(&made, Head::KodeRekening);
    for code in ["5.1.01.02.01.0001", "5.1.01.02.01.0002", "5.1.01.02.05.0001"] {
        assert!(codes.contains(&digits(code)), "{codes:?}");
    }
}
