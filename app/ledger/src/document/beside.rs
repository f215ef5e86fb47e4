//! Lists of what is paid beside the month's pay, THR, gaji ke-13 and rewards: one row per person, every line, and where it
//! goes to.

use std::collections::BTreeMap;

use domain::asn::{Golongan, Status};
use domain::calendar::Month;
use domain::law::YearlyKind;
use domain::money::{Overflow, Rupiah};
use domain::pay::LineKind;
use domain::reward::RewardPay;
use domain::thr::ThrCode;

use super::source::{account, lacks};
use super::{Cell, Column, Document, Form, Group, Head, Kind, Lack, totals};
use crate::facts::Profile;
use crate::payload::{Office, RewardSlip};
use crate::yearly::Paying;

/// What one person is given.
struct Given<'a> {
    facts: &'a Profile,
    golongan: Golongan,
    why: &'a str,
    lines: Vec<(ThrCode, Rupiah)>,
    /// Gross, deductions, net.
    sums: [Rupiah; 3],
}

/// Lists a THR or gaji ke-13 of a group, by office and name. `payday` is the month in which it goes out.
///
/// # Errors
/// A sum leaves the range of amounts.
pub fn yearly(
    kind: YearlyKind,
    payday: Month,
    people: &[(Profile, Paying)],
    offices: &BTreeMap<String, Office>,
    group: Group,
) -> Result<Document, Overflow> {
    let given = people.iter().filter(|(_, of)| group.holds(of.slip.base.pay.status)).map(|(facts, of)| Given {
        facts,
        golongan: of.slip.base.pay.golongan,
        why: "",
        lines: of.pay.lines.iter().map(|line| (line.code, line.amount)).collect(),
        sums: [of.pay.total.gross, of.pay.total.deductions, of.pay.total.net],
    });
    list(Kind::Yearly(kind), payday, given.collect(), offices)
}

/// Lists the rewards of a decree to a group, by office and name. `decreed` is the month of the decree.
///
/// # Errors
/// A sum leaves the range of amounts.
pub fn reward(
    decreed: Month,
    people: &[(Profile, (RewardSlip, RewardPay))],
    offices: &BTreeMap<String, Office>,
    group: Group,
) -> Result<Document, Overflow> {
    // Who left since has no status to be told apart by.
    let holds = |status: Option<Status>| status.map_or(group == Group::All, |status| group.holds(status));
    let given = people.iter().filter(|(facts, _)| holds(facts.status)).map(|(facts, (slip, pay))| Given {
        facts,
        golongan: slip.golongan,
        why: &slip.why,
        lines: Vec::new(),
        sums: [pay.gross, pay.tax, pay.net],
    });
    list(Kind::Reward, decreed, given.collect(), offices)
}

fn list(
    kind: Kind,
    month: Month,
    mut given: Vec<Given<'_>>,
    offices: &BTreeMap<String, Office>,
) -> Result<Document, Overflow> {
    let office = |one: &Given<'_>| one.facts.office_name(offices).to_owned();
    given.sort_by_cached_key(|one| (office(one).to_lowercase(), one.facts.call().to_lowercase(), one.facts.id));
    let columns = columns(&given, offices);
    let cell = |head: Head, number: u64, one: &Given<'_>| match head {
        Head::No => Cell::Count(number),
        Head::Nama => Cell::Words(one.facts.call()),
        Head::Nip => Cell::digits(one.facts.nip),
        Head::Golongan => Cell::Words(one.golongan.to_string()),
        Head::Kantor => Cell::Words(office(one)),
        Head::Untuk => Cell::Words(one.why.to_owned()),
        // Who has no such line is paid nothing by it.
        Head::Thr(code) => {
            let line = one.lines.iter().find(|(of, _)| *of == code);
            Cell::Rupiah(line.map(|(_, amount)| *amount).unwrap_or_default())
        }
        Head::Kotor => Cell::Rupiah(one.sums[0]),
        Head::Potongan => Cell::Rupiah(one.sums[1]),
        Head::Dibayar => Cell::Rupiah(one.sums[2]),
        Head::NamaBank => Cell::words(account(one.facts).map(|at| at.bank.clone())),
        Head::NomorRekening => Cell::digits(account(one.facts).map(|at| &at.account)),
        Head::AtasNama => Cell::words(account(one.facts).map(|at| at.holder.clone())),
        _ => Cell::Nothing,
    };
    let row = |(number, one): (u64, &Given<'_>)| columns.iter().map(|column| cell(column.head, number, one)).collect();
    let rows: Vec<Vec<Cell>> = (1..).zip(&given).map(row).collect();
    let asked = [Lack::Nip, Lack::Rekening, Lack::RekeningContested];
    let lacking = given.iter().map(|one| (one.facts.id, one.facts.call(), lacks(one.facts, &asked)));
    let lacks = lacking.filter(|(_, _, found)| !found.is_empty()).collect();
    let totals = totals(&columns, &rows)?;
    Ok(Document { kind, month, columns, rows, totals, lacks, left_out: 0 })
}

/// The columns: every line that anybody has, and offices and reasons where there are any to tell apart.
fn columns(given: &[Given<'_>], offices: &BTreeMap<String, Office>) -> Vec<Column> {
    let mut codes: Vec<ThrCode> = Vec::new();
    for (code, _) in given.iter().flat_map(|one| &one.lines) {
        if let Err(at) = codes.binary_search(code) {
            codes.insert(at, *code);
        }
    }
    let of_kind = |kind| codes.iter().filter(move |code| code.kind() == kind).map(|code| Head::Thr(*code));
    let office = |one: &Given<'_>| one.facts.office_name(offices).to_owned();
    let several = given.windows(2).any(|pair| office(&pair[0]) != office(&pair[1]));
    let reasons = given.iter().any(|one| !one.why.is_empty());
    let amounts = of_kind(LineKind::Earning)
        .chain([Head::Kotor])
        .chain(of_kind(LineKind::Deduction))
        .chain([Head::Potongan, Head::Dibayar]);
    let person = [(Head::No, Form::Count), (Head::Nama, Form::Words), (Head::Nip, Form::Digits)];
    person
        .into_iter()
        .chain([(Head::Golongan, Form::Words)])
        .chain(several.then_some((Head::Kantor, Form::Words)))
        .chain(reasons.then_some((Head::Untuk, Form::Words)))
        .chain(amounts.map(|head| (head, Form::Rupiah)))
        .chain([(Head::NamaBank, Form::Words), (Head::NomorRekening, Form::Digits), (Head::AtasNama, Form::Words)])
        .map(|(head, form)| Column { head, form })
        .collect()
}
