//! The sheet by which SIPD takes TPP in: 34 columns with the words that it reads, amounts as text with two decimals.
//!
//! Contributions of the employer are booked in and out, so that what is transferred is the net of the slip. The order of
//! columns is that of one region's export; codes of post and status are recalled, not confirmed, and the app says so.

use std::collections::{BTreeMap, BTreeSet};

use domain::asn::Status;
use domain::money::{Overflow, Rupiah};
use domain::pay::{LineCode, Post};
use domain::tpp::Account;

use super::list::{Columns, with_tpp};
use super::source::Entry;
use super::{Cell, Form, Head, Lack, Made};
use crate::hash::Id;

/// The criteria of TPP that the sheet has a column for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Criterion {
    Beban,
    Tempat,
    Kondisi,
    Kelangkaan,
    Prestasi,
}

const CRITERIA: [(Criterion, &str, &str); 5] = [
    (Criterion::Beban, "5.1.01.02.01", "beban_kerja"),
    (Criterion::Tempat, "5.1.01.02.02", "tempat_bertugas"),
    (Criterion::Kondisi, "5.1.01.02.03", "kondisi_kerja"),
    (Criterion::Kelangkaan, "5.1.01.02.04", "kelangkaan_profesi"),
    (Criterion::Prestasi, "5.1.01.02.05", "prestasi_kerja"),
];

/// Finds the criterion by the budget code, else by the key that policies use.
fn criterion(account: &Account) -> Option<Criterion> {
    let code = account.code_pns.as_ref().or(account.code_pppk.as_ref());
    let fits = |(_, start, key): &&(Criterion, &str, &str)| match code {
        Some(code) => code.starts_with(start),
        None => account.key == *key,
    };
    CRITERIA.iter().find(fits).map(|(criterion, _, _)| *criterion)
}

/// The amounts of one person's row.
#[derive(Debug, Clone, Default)]
struct Amounts {
    criteria: BTreeMap<Criterion, Rupiah>,
    allowance: Rupiah,
    employer: Rupiah,
    gross: Rupiah,
    deductions: Rupiah,
    net: Rupiah,
    lacks: BTreeSet<Lack>,
}

impl Amounts {
    fn of(one: &Entry<'_>) -> Result<Self, Overflow> {
        let mut made = Self::default();
        let tpp = one.slip.tpp.unwrap_or_default();
        let accounts = one.case.policy().map(|policy| policy.accounts()).unwrap_or_default();
        for line in &one.slip.lines {
            let LineCode::Tpp(place) = line.code else { continue };
            match accounts.get(usize::from(place)).and_then(criterion) {
                Some(criterion) => {
                    let sum = made.criteria.entry(criterion).or_default();
                    *sum = sum.plus(line.amount)?;
                }
                None if line.amount == Rupiah::ZERO => {}
                None => drop(made.lacks.insert(Lack::Account)),
            }
        }
        let refund = one.line(LineCode::TppPengembalianPph);
        if refund != Rupiah::ZERO {
            made.lacks.insert(Lack::Refund);
        }
        made.allowance = one.line(LineCode::TppTunjanganPph).plus(refund)?;
        made.employer = one.line(LineCode::PemberiKerjaTppBpjs);
        made.gross = tpp.gross.plus(made.employer)?;
        made.deductions = tpp.deductions.plus(made.employer)?;
        made.net = tpp.net;
        Ok(made)
    }
}

const ASKED: [Lack; 6] =
    [Lack::Nip, Lack::Nik, Lack::NikDiffers, Lack::Alamat, Lack::Rekening, Lack::RekeningContested];

pub(super) fn sheet(people: &[Entry<'_>]) -> Result<Made, Overflow> {
    let people = with_tpp(people);
    let mut all: BTreeMap<Id, Amounts> = BTreeMap::new();
    for one in &people {
        all.insert(one.facts.id, Amounts::of(one)?);
    }
    let mut made = columns(&all).fill(&people, &ASKED);
    for one in &people {
        let Some(more) = all.get(&one.facts.id).map(|amounts| &amounts.lacks).filter(|more| !more.is_empty()) else {
            continue;
        };
        match made.lacks.iter_mut().find(|(id, _, _)| *id == one.facts.id) {
            Some((_, _, lacks)) => lacks.extend(more),
            None => made.lacks.push((one.facts.id, one.facts.call(), more.clone())),
        }
    }
    Ok(made)
}

fn columns<'a>(all: &'a BTreeMap<Id, Amounts>) -> Columns<'a> {
    let amount = |columns: Columns<'a>, head: &'static str, read: fn(&Amounts, &Entry<'_>) -> Rupiah| {
        columns.with(Head::Fixed(head), Form::AmountText, move |one| {
            all.get(&one.facts.id).map_or(Cell::Unknown, |amounts| Cell::Rupiah(read(amounts, one)))
        })
    };
    let words = |columns: Columns<'a>, head: &'static str, read: fn(&Entry<'_>) -> Cell| {
        columns.with(Head::Fixed(head), Form::Words, read)
    };
    let digits = |columns: Columns<'a>, head: &'static str, read: fn(&Entry<'_>) -> Cell| {
        columns.with(Head::Fixed(head), Form::Digits, read)
    };
    let criterion = |columns: Columns<'a>, head: &'static str, of: Criterion| {
        columns.with(Head::Fixed(head), Form::AmountText, move |one| {
            let paid = |amounts: &Amounts| amounts.criteria.get(&of).copied().unwrap_or_default();
            all.get(&one.facts.id).map_or(Cell::Unknown, |amounts| Cell::Rupiah(paid(amounts)))
        })
    };
    let zero: fn(&Amounts, &Entry<'_>) -> Rupiah = |_, _| Rupiah::ZERO;

    let mut at = Columns::new();
    at = words(at, "Nama Pegawai", |one| Cell::Words(one.facts.call()));
    at = digits(at, "NIP", |one| Cell::digits(one.facts.nip));
    at = digits(at, "NIK", |one| Cell::digits(one.facts.diri.as_ref().and_then(|diri| diri.nik.as_ref())));
    at = words(at, "Tanggal Lahir", born);
    at = digits(at, "Tipe Jabatan", post_kind);
    at = words(at, "Nama Jabatan", |one| Cell::words(one.jabatan().map(|post| post.title.clone())));
    at = words(at, "Eselon", |one| one.eselon().map_or(Cell::Nothing, Cell::Words));
    at = digits(at, "Status ASN", status);
    at = words(at, "Golongan", |one| Cell::Words(one.golongan().to_string()));
    at = digits(at, "Masa Kerja Golongan", |one| Cell::Digits(one.case.pay.mkg.years().to_string()));
    at = words(at, "Alamat", |one| Cell::words(one.facts.diri.as_ref().and_then(|diri| diri.address.clone())));
    at = digits(at, "Kode Bank", |one| Cell::digits(one.account().map(|at| &at.bank_code)));
    at = words(at, "Nama Bank", |one| Cell::words(one.account().map(|at| at.bank.clone())));
    at = digits(at, "Nomor Rekening", |one| Cell::digits(one.account().map(|at| &at.account)));
    at = criterion(at, "TPP Beban Kerja", Criterion::Beban);
    at = criterion(at, "TPP Tempat Bertugas", Criterion::Tempat);
    at = criterion(at, "TPP Kondisi Kerja", Criterion::Kondisi);
    at = criterion(at, "TPP Kelangkaan Profesi", Criterion::Kelangkaan);
    at = criterion(at, "TPP Prestasi Kerja", Criterion::Prestasi);
    at = amount(at, "Tunjangan PPh", |amounts, _| amounts.allowance);
    at = amount(at, "Iuran Pemberi Kerja", |amounts, _| amounts.employer);
    for none in ["Iuran JKK", "Iuran JKM", "Iuran Tapera", "Iuran Pensiun", "Tunjangan JHT"] {
        at = amount(at, none, zero);
    }
    at = amount(at, "Potongan IWP", |_, one| one.line(LineCode::TppBpjs));
    at = amount(at, "Potongan PPh 21", |_, one| one.line(LineCode::TppPph21));
    at = amount(at, "Zakat", |_, one| one.line(LineCode::TppZakat));
    at = amount(at, "Bulog", zero);
    at = amount(at, "Jumlah TPP", |amounts, _| amounts.gross);
    at = amount(at, "Jumlah Potongan", |amounts, _| amounts.deductions);
    amount(at, "Jumlah Ditransfer", |amounts, _| amounts.net)
}

fn born(one: &Entry<'_>) -> Cell {
    let text = one.facts.nip.map(|nip| {
        let (year, month, day) = nip.born().parts();
        format!("{day:02}-{month:02}-{year:04}")
    });
    Cell::words(text)
}

/// Structural 1, functional 2, everybody else 3.
fn post_kind(one: &Entry<'_>) -> Cell {
    let code = match &one.case.pay.post {
        Post::Struktural { .. } | Post::StrukturalGiven { .. } => "1",
        Post::Fungsional { .. } | Post::Given { .. } => "2",
        Post::Umum => "3",
    };
    Cell::Digits(code.to_owned())
}

/// PNS and CPNS 1, PPPK 2.
fn status(one: &Entry<'_>) -> Cell {
    Cell::Digits(if one.case.pay.status == Status::Pppk { "2" } else { "1" }.to_owned())
}
