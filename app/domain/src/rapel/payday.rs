//! Arrears on the day they are paid: what of them is taxed together with the salary of that month.

use super::{LineRow, PaidLine, Span, Table};
use crate::asn::Status;
use crate::derive::Recorder;
use crate::law::{Component, Rulebook};
use crate::money::Rupiah;
use crate::outcome::{Gap, Outcome};
use crate::pay::{Beside, BesideKind, BesideTax, LineCode, PayInput, Payment, Slip, TaxBearer, TppTaxMode, beside};
use crate::tpp::Bearer;

/// What is paid out of a table's arrears in one month, with its tax. Overpayment is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrears {
    /// Salary before tax: earnings less contributions.
    pub salary: Rupiah,
    /// TPP before a joint tax, after a final one.
    pub tpp: Rupiah,
    /// What of it is taxed with the month, by part.
    pub taxed: Vec<Beside>,
    /// The lines that the gross of those parts is the sum of; below zero where a line was paid too much.
    pub lines: Vec<PaidLine>,
    /// Tax by part; equal amounts in and out where the state or the region bears it.
    pub tax: Vec<BesideTax>,
    /// What reaches the employee.
    pub net: Rupiah,
}

/// Taxes a table's arrears with the salary of the month they are paid in: one look-up over all income of that month
/// (PMK 168/2023 Pasal 5 ayat (3)). Net pay of arrears is not rounded up to a multiple.
///
/// `slip` is the month's own slip, worked out from `input`; `before` is what went out beside it earlier in that month. Which
/// components count is the practice of the payroll system. A final tax on TPP is already in the table, month by month.
/// Errors: the gaps of the table, and those of the tax.
pub fn taxed<R: Recorder>(
    table: &Table,
    span: Span,
    (input, slip): (&PayInput, &Slip),
    tpp_borne_by: Bearer,
    before: &[Beside],
    law: &Rulebook,
    rec: &mut R,
) -> Result<Arrears, Vec<Gap>> {
    let total = match &table.total {
        Outcome::Final(total) | Outcome::Provisional { value: total, .. } => total,
        Outcome::Blocked(gaps) => return Err(gaps.clone()),
    };
    let one = |gap: Gap| vec![gap];
    let (salary, tpp) = (total.salary.arrears.sums.net, total.tpp.arrears.sums.net);
    let (state, _) = law.borne_by_state.on(input.month.first()).map_err(|gap| one(gap.into()))?;
    let (counted, _) = law.gross_components.on(input.month.first()).map_err(|gap| one(gap.into()))?;
    let chosen = |component| counted.contains(component) && input.practice.ter_base.contains(component);
    let mut lines = taxable(table, &total.salary.arrears.months, Payment::Salary, chosen).map_err(one)?;
    let gross = sum(&lines).map_err(one)?;
    let contributions = contributions(table, input.status, &total.salary.arrears.months, law).map_err(one)?;
    let bearer = if state.contains(&input.status) { TaxBearer::State } else { TaxBearer::Employee };
    let mut parts: Vec<Beside> = Vec::new();
    if !total.salary.arrears.months.is_empty() {
        parts.push(Beside { kind: BesideKind::RapelGaji, gross, contributions, bearer });
    }
    let joint = span.tpp_tax == TppTaxMode::Joint && !total.tpp.arrears.months.is_empty();
    let tpp_bearer = match tpp_borne_by {
        Bearer::Region => TaxBearer::State,
        Bearer::Employee => TaxBearer::Employee,
    };
    if joint {
        let all = |component| counted.contains(component);
        let of_tpp = taxable(table, &total.tpp.arrears.months, Payment::Tpp, all).map_err(one)?;
        let gross = sum(&of_tpp).map_err(one)?;
        lines.extend(of_tpp);
        let contributions = Rupiah::ZERO;
        parts.push(Beside { kind: BesideKind::RapelTpp, gross, contributions, bearer: tpp_bearer });
    }
    let tax = beside(input, slip, before, &parts, law, rec).map_err(one)?.parts;
    let own = |kind: BesideKind| matches!(kind, BesideKind::RapelGaji | BesideKind::RapelTpp);
    let tax: Vec<BesideTax> = tax.into_iter().filter(|part| own(part.kind)).collect();
    let mut net = salary.plus(tpp).map_err(|over| one(over.into()))?;
    for part in tax.iter().filter(|part| part.bearer == TaxBearer::Employee) {
        net = net.minus(part.tax).map_err(|over| one(over.into()))?;
    }
    Ok(Arrears { salary, tpp, taxed: parts, lines, tax, net })
}

/// Finds what of the months' differences is taxed. A refund of contributions alone is no income: never below zero in all.
fn taxable(
    table: &Table,
    months: &[crate::calendar::Month],
    payment: Payment,
    counts: impl Fn(Component) -> bool,
) -> Result<Vec<PaidLine>, Gap> {
    let rows = table.months.iter().filter(|row| months.contains(&row.month)).filter_map(|row| row.lines.as_ref().ok());
    let own = |line: &&LineRow| line.code.payment() == payment && line.code.component().is_some_and(&counts);
    let lines = rows.flatten().filter(own).filter(|line| line.difference != Rupiah::ZERO);
    let lines: Vec<PaidLine> = lines.map(|line| PaidLine { code: line.code, amount: line.difference }).collect();
    Ok(if sum(&lines)? < Rupiah::ZERO { Vec::new() } else { lines })
}

fn sum(lines: &[PaidLine]) -> Result<Rupiah, Gap> {
    Ok(Rupiah::sum(lines.iter().map(|line| line.amount))?)
}

/// Sums the months' pension and old-age contributions, which lower the year's taxable income.
///
/// Errors: a month in which iuran wajib still held the health share (`iuran`), for its parts are not known apart.
fn contributions(
    table: &Table,
    status: Status,
    months: &[crate::calendar::Month],
    law: &Rulebook,
) -> Result<Rupiah, Gap> {
    let mut sum = Rupiah::ZERO;
    for row in table.months.iter().filter(|row| months.contains(&row.month)) {
        let Ok(lines) = &row.lines else { continue };
        for line in lines.iter().filter(|line| line.code == LineCode::Iwp && line.difference != Rupiah::ZERO) {
            let param = if status == Status::Pppk { &law.iwp_pppk } else { &law.iwp_pns };
            let (iwp, _) = param.on(row.month.first())?;
            if iwp.total_bp() != iwp.deductible_bp() {
                return Err(Gap::NoFact { field: "iuran".to_owned() });
            }
            sum = sum.plus(line.difference)?;
        }
    }
    Ok(sum)
}
