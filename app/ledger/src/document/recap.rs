//! Recaps: one row per office, or per criterion account of TPP.

use std::collections::BTreeMap;

use domain::asn::Status;
use domain::money::{Overflow, Rupiah};
use domain::pay::{LineCode, LineKind, Payment, Totals};

use super::source::{Entry, Source};
use super::{Cell, Choice, Column, Form, Head, Made};

#[derive(Default)]
struct Sums {
    people: u64,
    blocked: u64,
    salary: Totals,
    tpp: Totals,
    back: Rupiah,
}

/// What goes out to each office; offices in the order of their names.
pub(super) fn offices(source: &Source<'_>, choice: &Choice, people: &[Entry<'_>]) -> Result<Made, Overflow> {
    let mut all: BTreeMap<&str, Sums> = BTreeMap::new();
    for one in people {
        let sums = all.entry(one.office).or_default();
        sums.people += 1;
        sums.salary = sums.salary.plus(one.slip.salary)?;
        sums.tpp = sums.tpp.plus(one.slip.tpp.unwrap_or_default())?;
        sums.back = sums.back.plus(one.back.map_or(Rupiah::ZERO, |back| back.arrears.net))?;
    }
    for office in source.blocked_in(choice) {
        all.entry(office).or_default().blocked += 1;
    }
    let heads = [
        Head::GajiKotor,
        Head::GajiPotongan,
        Head::GajiBersih,
        Head::TppKotor,
        Head::TppPotongan,
        Head::TppBersih,
        Head::RapelBersih,
        Head::Dibayar,
    ];
    let counts = [(Head::No, Form::Count), (Head::Kantor, Form::Words), (Head::Pegawai, Form::Count)];
    let columns = counts.into_iter().chain(heads.map(|head| (head, Form::Rupiah)));
    let columns = columns.chain([(Head::Tertahan, Form::Count)]).map(|(head, form)| Column { head, form });
    let mut rows = Vec::with_capacity(all.len());
    for (number, (office, sums)) in (1..).zip(all) {
        let paid = sums.salary.net.plus(sums.tpp.net)?.plus(sums.back)?;
        let Totals { gross, deductions, net } = sums.salary;
        let amounts = [gross, deductions, net, sums.tpp.gross, sums.tpp.deductions, sums.tpp.net, sums.back, paid];
        let mut row = vec![Cell::Count(number), Cell::Words(office.to_owned()), Cell::Count(sums.people)];
        row.extend(amounts.map(Cell::Rupiah));
        row.push(Cell::Count(sums.blocked));
        rows.push(row);
    }
    Ok(Made { columns: columns.collect(), rows, lacks: Vec::new() })
}

/// What TPP costs per account of the budget: every line that adds to gross, PNS and PPPK apart where their codes are.
pub(super) fn accounts(people: &[Entry<'_>]) -> Result<Made, Overflow> {
    let mut all: BTreeMap<(LineCode, Option<&str>), Rupiah> = BTreeMap::new();
    for one in people {
        for line in &one.slip.lines {
            if line.code.payment() == Payment::Tpp && line.code.kind() == LineKind::Earning {
                let sum = all.entry((line.code, code(one, line.code))).or_default();
                *sum = sum.plus(line.amount)?;
            }
        }
    }
    let columns = [
        (Head::No, Form::Count),
        (Head::KodeRekening, Form::Digits),
        (Head::Kriteria, Form::Words),
        (Head::Jumlah, Form::Rupiah),
    ];
    let row = |(number, ((line, code), sum)): (u64, ((LineCode, Option<&str>), Rupiah))| {
        vec![Cell::Count(number), Cell::digits(code), Cell::Line(line), Cell::Rupiah(sum)]
    };
    let rows = (1..).zip(all).map(row).collect();
    Ok(Made { columns: columns.map(|(head, form)| Column { head, form }).to_vec(), rows, lacks: Vec::new() })
}

/// The budget code of a line for this person, when the policy names one.
fn code<'a>(one: &Entry<'a>, line: LineCode) -> Option<&'a str> {
    let LineCode::Tpp(place) = line else { return None };
    let account = one.case.policy()?.accounts().get(usize::from(place))?;
    let code = if one.case.pay.status == Status::Pppk { &account.code_pppk } else { &account.code_pns };
    code.as_deref()
}
