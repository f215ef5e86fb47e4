//! The list of a THR or gaji ke-13: one row per person, every line of the payment, and where it goes to.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Month;
use domain::law::YearlyKind;
use domain::money::{Overflow, Rupiah};
use domain::pay::LineKind;
use domain::thr::ThrCode;

use super::source::{account, lacks};
use super::{Cell, Column, Document, Form, Group, Head, Kind, Lack, totals};
use crate::facts::Profile;
use crate::payload::Office;
use crate::yearly::Paying;

/// Lists what is paid to the people of a group, by office and name. `payday` is the month in which it goes out.
///
/// # Errors
/// A sum leaves the range of amounts.
pub fn yearly(
    kind: YearlyKind,
    payday: Month,
    people: &[(&Profile, &Paying)],
    offices: &BTreeMap<String, Office>,
    group: Group,
) -> Result<Document, Overflow> {
    let office = |facts: &Profile| facts.office_name(offices).to_owned();
    let held = |(_, paying): &&(&Profile, &Paying)| group.holds(paying.slip.base.pay.status);
    let mut people: Vec<(&Profile, &Paying)> = people.iter().filter(held).copied().collect();
    people.sort_by_cached_key(|(facts, _)| (office(facts).to_lowercase(), facts.call().to_lowercase(), facts.id));
    let codes: BTreeSet<ThrCode> = people.iter().flat_map(|(_, of)| &of.pay.lines).map(|line| line.code).collect();
    let of_kind = |kind| codes.iter().filter(move |code| code.kind() == kind).map(|code| Head::Thr(*code));
    let several = people.windows(2).any(|pair| office(pair[0].0) != office(pair[1].0));
    let amounts = of_kind(LineKind::Earning)
        .chain([Head::Kotor])
        .chain(of_kind(LineKind::Deduction))
        .chain([Head::Potongan, Head::Dibayar]);
    let columns: Vec<Column> = [(Head::No, Form::Count), (Head::Nama, Form::Words), (Head::Nip, Form::Digits)]
        .into_iter()
        .chain([(Head::Golongan, Form::Words)])
        .chain(several.then_some((Head::Kantor, Form::Words)))
        .chain(amounts.map(|head| (head, Form::Rupiah)))
        .chain([(Head::NamaBank, Form::Words), (Head::NomorRekening, Form::Digits), (Head::AtasNama, Form::Words)])
        .map(|(head, form)| Column { head, form })
        .collect();
    let cell = |head: Head, number: u64, facts: &Profile, of: &Paying| match head {
        Head::No => Cell::Count(number),
        Head::Nama => Cell::Words(facts.call()),
        Head::Nip => Cell::digits(facts.nip),
        Head::Golongan => Cell::Words(of.slip.base.pay.golongan.to_string()),
        Head::Kantor => Cell::Words(office(facts)),
        // Who has no such line is paid nothing by it.
        Head::Thr(code) => Cell::Rupiah(of.pay.amount(code).unwrap_or(Rupiah::ZERO)),
        Head::Kotor => Cell::Rupiah(of.pay.total.gross),
        Head::Potongan => Cell::Rupiah(of.pay.total.deductions),
        Head::Dibayar => Cell::Rupiah(of.pay.total.net),
        Head::NamaBank => Cell::words(account(facts).map(|at| at.bank.clone())),
        Head::NomorRekening => Cell::digits(account(facts).map(|at| &at.account)),
        Head::AtasNama => Cell::words(account(facts).map(|at| at.holder.clone())),
        _ => Cell::Nothing,
    };
    let row = |(number, (facts, of)): (u64, &(&Profile, &Paying))| {
        columns.iter().map(|column| cell(column.head, number, facts, of)).collect()
    };
    let rows: Vec<Vec<Cell>> = (1..).zip(&people).map(row).collect();
    let asked = [Lack::Nip, Lack::Rekening, Lack::RekeningContested];
    let lacking = people.iter().map(|(facts, _)| (facts.id, facts.call(), lacks(facts, &asked)));
    let lacks = lacking.filter(|(_, _, found)| !found.is_empty()).collect();
    let totals = totals(&columns, &rows)?;
    Ok(Document { kind: Kind::Yearly(kind), month: payday, columns, rows, totals, lacks, left_out: 0 })
}
