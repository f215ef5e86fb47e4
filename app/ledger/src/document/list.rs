//! Lists with one row per person. A list is its columns: what stands above each, and how a person fills it.

use std::collections::{BTreeMap, BTreeSet};

use domain::money::{Overflow, Rupiah};
use domain::outcome::Gap;
use domain::pay::{LineCode, LineKind, Payment, Totals};
use domain::tpp::Gross;
use rust_decimal::Decimal;

use super::source::{Entry, lacks};
use super::{Cell, Choice, Column, Form, Head, Lack, Made, Paying};
use crate::hash::Id;

type Fill<'a> = Box<dyn Fn(&Entry<'a>) -> Cell + 'a>;

/// The columns of a list under way, with what fills them.
pub(super) struct Columns<'a>(Vec<(Column, Fill<'a>)>);

impl<'a> Columns<'a> {
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn with(mut self, head: Head, form: Form, fill: impl Fn(&Entry<'a>) -> Cell + 'a) -> Self {
        self.0.push((Column { head, form }, Box::new(fill)));
        self
    }

    fn amount(self, head: Head, fill: impl Fn(&Entry<'a>) -> Rupiah + 'a) -> Self {
        self.with(head, Form::Rupiah, move |one| Cell::Rupiah(fill(one)))
    }

    fn amount_if(self, head: Head, fill: impl Fn(&Entry<'a>) -> Option<Rupiah> + 'a) -> Self {
        self.with(head, Form::Rupiah, move |one| fill(one).map_or(Cell::Nothing, Cell::Rupiah))
    }

    /// Name, NIP and rank: what every list begins with after the number.
    fn person(self) -> Self {
        self.with(Head::Nama, Form::Words, |one| Cell::Words(one.facts.call()))
            .with(Head::Nip, Form::Digits, |one| Cell::digits(one.facts.nip))
            .with(Head::Golongan, Form::Words, |one| Cell::Words(one.golongan().to_string()))
    }

    fn post(self) -> Self {
        self.with(Head::Jabatan, Form::Words, |one| Cell::words(one.jabatan().map(|post| post.title.clone())))
            .with(Head::Kelas, Form::Count, |one| match one.jabatan().and_then(|post| post.kelas) {
                Some(kelas) => Cell::Count(kelas.into()),
                None => Cell::Unknown,
            })
            .with(Head::Eselon, Form::Words, |one| one.eselon().map_or(Cell::Nothing, Cell::Words))
    }

    fn account(self) -> Self {
        self.with(Head::NamaBank, Form::Words, |one| Cell::words(one.account().map(|at| at.bank.clone()))).with(
            Head::NomorRekening,
            Form::Digits,
            |one| Cell::digits(one.account().map(|at| &at.account)),
        )
    }

    /// The office, where the list holds people of several.
    fn office(self, people: &[Entry<'a>]) -> Self {
        let several = people.windows(2).any(|pair| pair[0].office != pair[1].office);
        if several { self.with(Head::Kantor, Form::Words, |one| Cell::Words(one.office.to_owned())) } else { self }
    }

    /// Fills a row for each person, with the running number before it.
    pub(super) fn fill(self, people: &[Entry<'a>], asked: &[Lack]) -> Made {
        let row = |(number, one): (u64, &Entry<'a>)| {
            let cells = self.0.iter().map(|(_, fill)| fill(one));
            std::iter::once(Cell::Count(number)).chain(cells).collect()
        };
        let rows = (1..).zip(people).map(row).collect();
        let lacks = people.iter().map(|one| (one.facts.id, one.facts.call(), lacks(one.facts, asked)));
        let lacks = lacks.filter(|(_, _, lacks)| !lacks.is_empty()).collect();
        let number = Column { head: Head::No, form: Form::Count };
        let columns = std::iter::once(number).chain(self.0.iter().map(|(column, _)| *column)).collect();
        Made { columns, rows, lacks }
    }
}

/// Returns the lines of a payment that anybody has, in the order of slips.
fn lines(people: &[Entry<'_>], payment: Payment, kind: LineKind) -> BTreeSet<LineCode> {
    let all = people.iter().flat_map(|one| &one.slip.lines).map(|line| line.code);
    all.filter(|code| code.payment() == payment && code.kind() == kind).collect()
}

fn line_columns<'a>(columns: Columns<'a>, people: &[Entry<'_>], payment: Payment, kind: LineKind) -> Columns<'a> {
    let all = lines(people, payment, kind);
    all.into_iter().fold(columns, |columns, code| columns.amount(Head::Line(code), move |one| one.line(code)))
}

fn tpp(one: &Entry<'_>) -> Totals {
    one.slip.tpp.unwrap_or_default()
}

/// Leaves who is paid no TPP out of lists of TPP.
pub(super) fn with_tpp<'a>(people: &[Entry<'a>]) -> Vec<Entry<'a>> {
    people.iter().copied().filter(|one| one.slip.tpp.is_some()).collect()
}

pub(super) fn gaji(people: &[Entry<'_>]) -> Result<Made, Overflow> {
    let columns = Columns::new().person().office(people);
    let columns = line_columns(columns, people, Payment::Salary, LineKind::Earning)
        .amount(Head::GajiKotor, |one| one.slip.salary.gross);
    let columns = line_columns(columns, people, Payment::Salary, LineKind::Deduction)
        .amount(Head::GajiPotongan, |one| one.slip.salary.deductions)
        .amount(Head::GajiBersih, |one| one.slip.salary.net);
    Ok(columns.fill(people, &[Lack::Nip, Lack::Npwp]))
}

/// What the policy measured; nothing where the amount was given by an official list.
fn measured(one: &Entry<'_>) -> Option<Gross> {
    one.case.tpp_gross().and_then(Result::<Gross, Vec<Gap>>::ok)
}

pub(super) fn perhitungan(people: &[Entry<'_>]) -> Result<Made, Overflow> {
    let people = with_tpp(people);
    let measured: BTreeMap<Id, Gross> = people.iter().filter_map(|one| Some((one.facts.id, measured(one)?))).collect();
    let of = |one: &Entry<'_>| measured.get(&one.facts.id);
    let columns = Columns::new()
        .person()
        .office(&people)
        .with(Head::Kelas, Form::Count, |one| match one.jabatan().and_then(|post| post.kelas) {
            Some(kelas) => Cell::Count(kelas.into()),
            None => Cell::Unknown,
        })
        .amount_if(Head::Pagu, move |one| of(one).map(|gross| gross.pagu))
        .with(Head::Persen, Form::Percent, move |one| {
            of(one).map_or(Cell::Nothing, |gross| Cell::Percent(gross.percent))
        });
    let columns = line_columns(columns, &people, Payment::Tpp, LineKind::Earning)
        .amount(Head::TppKotor, |one| tpp(one).gross)
        .with(Head::PphPersen, Form::Percent, rate);
    let columns = line_columns(columns, &people, Payment::Tpp, LineKind::Deduction)
        .amount(Head::TppPotongan, |one| tpp(one).deductions)
        .amount(Head::TppBersih, |one| tpp(one).net);
    Ok(columns.fill(&people, &[Lack::Nip]))
}

/// The effective rate, where TPP is taxed together with salary by one.
fn rate(one: &Entry<'_>) -> Cell {
    let joint = one.case.policy().and_then(|policy| policy.tax_terms()).is_some_and(|(joint, _)| joint);
    match one.slip.tax.rate_bp.filter(|_| joint) {
        Some(rate_bp) => Cell::Percent(Decimal::new(i64::from(rate_bp), 2)),
        None => Cell::Nothing,
    }
}

pub(super) fn pembayaran(people: &[Entry<'_>]) -> Result<Made, Overflow> {
    let people = with_tpp(people);
    let columns = Columns::new().person().post().office(&people).amount(Head::TppKotor, |one| tpp(one).gross);
    let columns = line_columns(columns, &people, Payment::Tpp, LineKind::Deduction)
        .amount(Head::TppBersih, |one| tpp(one).net)
        .account();
    Ok(columns.fill(&people, &[Lack::Nip, Lack::Npwp, Lack::Rekening, Lack::RekeningContested]))
}

pub(super) fn rapel(people: &[Entry<'_>]) -> Result<Made, Overflow> {
    let people: Vec<Entry<'_>> = people.iter().copied().filter(|one| one.back.is_some()).collect();
    let mut taxes = BTreeMap::new();
    for one in &people {
        if let Some(back) = one.back {
            // What is added up before tax and does not arrive is the tax that the person bears.
            let tax = back.arrears.salary.plus(back.arrears.tpp)?.minus(back.arrears.net)?;
            taxes.insert(one.facts.id, tax);
        }
    }
    let part = |read: fn(&domain::rapel::Arrears) -> Rupiah| {
        move |one: &Entry<'_>| one.back.map_or(Rupiah::ZERO, |back| read(&back.arrears))
    };
    let columns = Columns::new()
        .person()
        .office(&people)
        .amount(Head::RapelGaji, part(|arrears| arrears.salary))
        .amount(Head::RapelTpp, part(|arrears| arrears.tpp))
        .amount(Head::RapelPph, move |one| taxes.get(&one.facts.id).copied().unwrap_or_default())
        .amount(Head::RapelBersih, part(|arrears| arrears.net));
    Ok(columns.fill(&people, &[Lack::Nip]))
}

/// What a list for a bank sends a person; nothing where the sum leaves the range.
fn sent(one: &Entry<'_>, paying: Paying) -> Result<Rupiah, Overflow> {
    let back = one.back.map_or(Rupiah::ZERO, |back| back.arrears.net);
    match paying {
        Paying::Salary => Ok(one.slip.salary.net),
        Paying::Tpp => Ok(tpp(one).net),
        Paying::Both => one.slip.total.net.plus(back),
    }
}

pub(super) fn bank(people: &[Entry<'_>], choice: &Choice) -> Result<Made, Overflow> {
    let mut amounts = BTreeMap::new();
    let mut paid = Vec::new();
    for one in people {
        let amount = sent(one, choice.paying)?;
        let there = |bank: &String| one.account().is_some_and(|at| at.bank_code.as_str() == bank);
        if amount != Rupiah::ZERO && choice.bank.as_ref().is_none_or(there) {
            amounts.insert(one.facts.id, amount);
            paid.push(*one);
        }
    }
    let columns = Columns::new()
        .with(Head::Nama, Form::Words, |one| Cell::Words(one.facts.call()))
        .with(Head::Nip, Form::Digits, |one| Cell::digits(one.facts.nip))
        .with(Head::KodeBank, Form::Digits, |one| Cell::digits(one.account().map(|at| &at.bank_code)))
        .account()
        .with(Head::AtasNama, Form::Words, |one| Cell::words(one.account().map(|at| at.holder.clone())))
        .amount(Head::Dibayar, move |one| amounts.get(&one.facts.id).copied().unwrap_or_default());
    Ok(columns.fill(&paid, &[Lack::Nip, Lack::Rekening, Lack::RekeningContested]))
}
