//! The yearly tax certificates as a list: who, which months, and every row of the form as a column.

use domain::money::Overflow;

use super::source::{Source, lacks};
use super::{Cell, Choice, Column, Document, Form, Head, Kind, Lack, totals};
use crate::certificate::{Certificate, One, Outcome, Row};

/// What stands before the rows of the form.
const IDENTITY: [(Head, Form); 15] = [
    (Head::No, Form::Count),
    (Head::Nama, Form::Words),
    (Head::Nip, Form::Digits),
    (Head::Golongan, Form::Words),
    (Head::Npwp, Form::Digits),
    (Head::Nik, Form::Digits),
    (Head::Alamat, Form::Words),
    (Head::Jabatan, Form::Words),
    (Head::Kantor, Form::Words),
    (Head::Ptkp, Form::Words),
    (Head::MasaAwal, Form::Count),
    (Head::MasaAkhir, Form::Count),
    (Head::BulanDibayar, Form::Count),
    (Head::BulanTerbuka, Form::Count),
    (Head::BulanLuar, Form::Count),
];

impl<'a> Source<'a> {
    /// Returns everyone of a choice who was asked for, by office and name.
    fn asked(&self, choice: &Choice) -> Vec<&'a One> {
        let everyone = self.certified.iter().flat_map(|certified| certified.people.values());
        let mut chosen: Vec<&'a One> = everyone.filter(|one| self.may_fit(&one.facts, choice)).collect();
        self.in_order(&mut chosen, |one| &one.facts);
        chosen
    }

    /// Returns the certificates of a choice, by office and name.
    #[must_use]
    pub fn certificates(&self, choice: &Choice) -> Vec<(&'a One, &'a Certificate)> {
        let made = self.asked(choice).into_iter().filter_map(|one| match &one.outcome {
            Outcome::Made(certificate) => Some((one, &**certificate)),
            _ => None,
        });
        made.collect()
    }

    /// Returns who of a choice should have a certificate and has none.
    #[must_use]
    pub fn uncertified(&self, choice: &Choice) -> Vec<&'a One> {
        let mut asked = self.asked(choice);
        asked.retain(|one| !matches!(one.outcome, Outcome::Made(_) | Outcome::Nothing));
        asked
    }
}

/// Lists the certificates of a choice; who has none is counted as left out.
///
/// # Errors
/// A sum leaves the range of amounts.
pub(super) fn list(source: &Source<'_>, choice: &Choice) -> Result<Document, Overflow> {
    let made = source.certificates(choice);
    let left_out = source.uncertified(choice).len();
    let figures = Row::ALL.map(|row| (Head::Baris(row), Form::Rupiah));
    let columns: Vec<Column> = IDENTITY.into_iter().chain(figures).map(|(head, form)| Column { head, form }).collect();
    let row = |(number, (one, of)): (u64, &(&One, &Certificate))| {
        columns.iter().map(|column| cell(column.head, number, one, of, source)).collect()
    };
    let rows: Vec<Vec<Cell>> = (1..).zip(&made).map(row).collect();
    let lacking = made.iter().map(|(one, of)| {
        let mut found = lacks(&one.facts, &[Lack::Nip, Lack::NpwpNik, Lack::NikDiffers, Lack::Alamat]);
        found.extend((!of.open.is_empty()).then_some(Lack::BulanTerbuka));
        found.extend(of.is_undivided().then_some(Lack::BelumTerinci));
        (one.facts.id, one.facts.call(), found)
    });
    let lacks = lacking.filter(|(_, _, found)| !found.is_empty()).collect();
    let totals = totals(&columns, &rows)?;
    let month = source.certified.map_or(source.run.month, |certified| certified.december);
    Ok(Document { kind: Kind::BuktiPotong, month, columns, rows, totals, lacks, left_out })
}

fn cell(head: Head, number: u64, one: &One, of: &Certificate, source: &Source<'_>) -> Cell {
    let diri = one.facts.diri.as_ref();
    match head {
        Head::No => Cell::Count(number),
        Head::Nama => Cell::Words(one.facts.call()),
        Head::Nip => Cell::digits(one.facts.nip),
        Head::Golongan => Cell::Words(of.input.golongan.to_string()),
        Head::Npwp => Cell::digits(diri.and_then(|diri| diri.npwp.as_ref())),
        Head::Nik => Cell::digits(diri.and_then(|diri| diri.nik.as_ref())),
        Head::Alamat => Cell::words(diri.and_then(|diri| diri.address.clone())),
        Head::Jabatan => Cell::words(one.facts.title().map(str::to_owned)),
        Head::Kantor => Cell::Words(source.office(&one.facts).to_owned()),
        Head::Ptkp => Cell::Words(of.input.ptkp.to_string()),
        Head::MasaAwal => Cell::Count(of.first.number().into()),
        Head::MasaAkhir => Cell::Count(of.last.number().into()),
        Head::BulanDibayar => Cell::Count(of.months.into()),
        Head::BulanTerbuka => Cell::Count(of.open.len() as u64),
        Head::BulanLuar => Cell::Count(of.before.into()),
        Head::Baris(row) => of.amount(row).map_or(Cell::Nothing, Cell::Rupiah),
        _ => Cell::Nothing,
    }
}
