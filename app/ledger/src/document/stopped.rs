//! The statements that pay stops here as a list: who left and by which paper, the last pay, what is owed, and the year.

use domain::money::Overflow;

use super::source::{Source, account, lacks};
use super::{Cell, Choice, Column, Document, Form, Head, Kind, Lack, totals};
use crate::skpp::{One, Skpp};

/// Every column.
const COLUMNS: [(Head, Form); 24] = [
    (Head::No, Form::Count),
    (Head::Nama, Form::Words),
    (Head::Nip, Form::Digits),
    (Head::Golongan, Form::Words),
    (Head::Jabatan, Form::Words),
    (Head::Kantor, Form::Words),
    (Head::Ptkp, Form::Words),
    (Head::Keadaan, Form::Words),
    (Head::Sejak, Form::Words),
    (Head::Surat, Form::Words),
    (Head::BerhentiMulai, Form::Words),
    (Head::BulanTerakhir, Form::Words),
    (Head::BulanTerbuka, Form::Count),
    (Head::NamaBank, Form::Words),
    (Head::NomorRekening, Form::Digits),
    (Head::GajiKotor, Form::Rupiah),
    (Head::GajiPotongan, Form::Rupiah),
    (Head::GajiBersih, Form::Rupiah),
    (Head::TppBersih, Form::Rupiah),
    (Head::KurangBayar, Form::Rupiah),
    (Head::LebihBayar, Form::Rupiah),
    (Head::BrutoTahun, Form::Rupiah),
    (Head::IuranTahun, Form::Rupiah),
    (Head::PphTahun, Form::Rupiah),
];

impl<'a> Source<'a> {
    /// Returns everyone of a choice who left, by office and name.
    fn left(&self, choice: &Choice) -> Vec<&'a One> {
        let everyone = self.stopped.iter().flat_map(|stopped| stopped.people.values());
        let mut chosen: Vec<&'a One> = everyone.filter(|one| self.may_fit(&one.facts, choice)).collect();
        self.in_order(&mut chosen, |one| &one.facts);
        chosen
    }

    /// Returns the statements of a choice, by office and name.
    #[must_use]
    pub fn statements(&self, choice: &Choice) -> Vec<(&'a One, &'a Skpp)> {
        self.left(choice).into_iter().filter_map(|one| Some((one, &**one.outcome.as_ref().ok()?))).collect()
    }

    /// Returns who of a choice left and has no statement.
    #[must_use]
    pub fn unstated(&self, choice: &Choice) -> Vec<&'a One> {
        self.left(choice).into_iter().filter(|one| one.outcome.is_err()).collect()
    }
}

/// Lists the statements of a choice; who has none is counted as left out.
///
/// # Errors
/// A sum leaves the range of amounts.
pub(super) fn list(source: &Source<'_>, choice: &Choice) -> Result<Document, Overflow> {
    let made = source.statements(choice);
    let columns = COLUMNS.map(|(head, form)| Column { head, form }).to_vec();
    let row = |(number, (one, of)): (u64, &(&One, &Skpp))| {
        columns.iter().map(|column| cell(column.head, number, one, of, source)).collect()
    };
    let rows: Vec<Vec<Cell>> = (1..).zip(&made).map(row).collect();
    let lacking = made.iter().map(|(one, of)| {
        let mut found = lacks(&one.facts, &[Lack::Nip, Lack::Rekening, Lack::RekeningContested]);
        found.extend((!of.year.open.is_empty()).then_some(Lack::BulanTerbuka));
        found.extend(of.left.is_err().then_some(Lack::Selisih));
        (one.facts.id, one.facts.call(), found)
    });
    let lacks = lacking.filter(|(_, _, found)| !found.is_empty()).collect();
    let totals = totals(&columns, &rows)?;
    let month = source.stopped.map_or(source.run.month, |stopped| stopped.december);
    let left_out = source.unstated(choice).len();
    Ok(Document { kind: Kind::Skpp, month, columns, rows, totals, lacks, left_out })
}

fn cell(head: Head, number: u64, one: &One, of: &Skpp, source: &Source<'_>) -> Cell {
    let (pay, slip) = (&of.last.case.pay, &of.last.paying.slip);
    match head {
        Head::No => Cell::Count(number),
        Head::Nama => Cell::Words(one.facts.call()),
        Head::Nip => Cell::digits(one.facts.nip),
        Head::Golongan => Cell::Words(pay.golongan.to_string()),
        Head::Jabatan => Cell::words(one.facts.title().map(str::to_owned)),
        Head::Kantor => Cell::Words(source.office(&one.facts).to_owned()),
        Head::Ptkp => Cell::Words(pay.ptkp.to_string()),
        Head::Keadaan => Cell::Keadaan(of.service.keadaan),
        Head::Sejak => Cell::Day(of.service.since),
        Head::Surat => Cell::Words(of.paper.clone()),
        Head::BerhentiMulai => Cell::Month(of.stops),
        Head::BulanTerakhir => Cell::Month(slip.month),
        Head::BulanTerbuka => Cell::Count(of.year.open.len() as u64),
        Head::NamaBank => Cell::words(account(&one.facts).map(|at| at.bank.clone())),
        Head::NomorRekening => Cell::digits(account(&one.facts).map(|at| &at.account)),
        Head::GajiKotor => Cell::Rupiah(slip.salary.gross),
        Head::GajiPotongan => Cell::Rupiah(slip.salary.deductions),
        Head::GajiBersih => Cell::Rupiah(slip.salary.net),
        Head::TppBersih => slip.tpp.map_or(Cell::Nothing, |tpp| Cell::Rupiah(tpp.net)),
        Head::KurangBayar => of.left.as_ref().map_or(Cell::Unknown, |left| Cell::Rupiah(left.short)),
        Head::LebihBayar => of.left.as_ref().map_or(Cell::Unknown, |left| Cell::Rupiah(left.over)),
        Head::BrutoTahun => Cell::Rupiah(of.year.part.gross),
        Head::IuranTahun => Cell::Rupiah(of.year.part.contributions),
        Head::PphTahun => Cell::Rupiah(of.year.part.tax),
        _ => Cell::Nothing,
    }
}
