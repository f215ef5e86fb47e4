//! A yearly payment on the day it is paid: rounding of the net, and tax with the salary of that month.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Ask, Earned, Performance, ThrCode, ThrStep};
use crate::derive::{Recorder, Step, Value};
use crate::law::{Component, Components, Rulebook, YearRules, YearlyKind};
use crate::money::Rupiah;
use crate::outcome::Gap;
use crate::pay::{
    Beside, BesideKind, LineCode, LineKind, PayInput, PayStep, PaydayTax, Payment, Slip, TaxBearer, Totals, TppTaxMode,
    ZeroReason, beside,
};
use crate::tax::{Round, final_honorarium};
use crate::tpp::Bearer;

/// One line of a yearly payment. Amounts are never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThrLine {
    /// What it is.
    pub code: ThrCode,
    /// Amount in whole rupiah.
    pub amount: Rupiah,
    /// Why the amount is zero, for a tax that is known to be nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zero: Option<ZeroReason>,
}

/// A yearly payment with everything taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payout {
    /// THR or gaji ke-13.
    pub kind: YearlyKind,
    /// Its year.
    pub year: i32,
    /// Lines: salary part, then TPP, each with its tax.
    pub lines: Vec<ThrLine>,
    /// Sums of the salary part, tunjangan profesi included.
    pub salary: Totals,
    /// Sums of the TPP part, when there is one.
    pub tpp: Option<Totals>,
    /// Both together.
    pub total: Totals,
    /// Tax of the month of payment with everything in it.
    pub payday: PaydayTax,
    /// Its own parts of the month's taxed gross, with who bears their tax.
    pub taxed: Vec<Beside>,
    /// What the taxed gross of the salary part is the sum of, tunjangan profesi aside, which always counts.
    pub base: Components,
}

/// Pays out what was earned in the month of `slip`, which was worked out from `input`.
///
/// The tax is what the payment adds to that month (PMK 168/2023 Pasal 5 ayat (3)): paid in and taken out where the state
/// bears it (PP 80/2010 Pasal 2), withheld from a PPPK. `before` is what went out beside salary earlier in that month. Net of
/// the salary part is rounded up, before the tax where the state bears it and after it where the employee pays.
/// Errors: those of [`beside`] and of the final tax; a net below zero.
pub fn paid<R: Recorder>(
    earned: &Earned,
    ask: &Ask<'_>,
    (input, slip): (&PayInput, &Slip),
    before: &[Beside],
    law: &Rulebook,
    rec: &mut R,
) -> Result<Payout, Gap> {
    let on = input.month.first();
    let (statuses, _) = law.borne_by_state.on(on)?;
    let state = statuses.contains(&input.status);
    let mut run = Run { kind: earned.kind, lines: earned.lines.clone(), law, input, rec };
    if state {
        run.pembulatan()?;
    }
    let (kind, tpp_kind) = match earned.kind {
        YearlyKind::Thr => (BesideKind::Thr, BesideKind::ThrTpp),
        YearlyKind::Gaji13 => (BesideKind::Gaji13, BesideKind::Gaji13Tpp),
    };
    let bearer = if state { TaxBearer::State } else { TaxBearer::Employee };
    let base = run.base()?;
    let mut parts = vec![Beside { kind, gross: run.taxable(base)?, contributions: Rupiah::ZERO, bearer }];
    let tpp = run.amount(LineCode::Tpp(0).into());
    let tpp_terms = match &ask.performance {
        Performance::Tpp { tax, borne_by, rounding, .. } => Some((*tax, *borne_by, *rounding)),
        Performance::None | Performance::Profesi { .. } => None,
    };
    if let Some((TppTaxMode::Joint, borne_by, _)) = tpp_terms {
        let bearer = if borne_by == Bearer::Region { TaxBearer::State } else { TaxBearer::Employee };
        parts.push(Beside { kind: tpp_kind, gross: tpp, contributions: Rupiah::ZERO, bearer });
    }
    let payday = beside(input, slip, before, &parts, law, run.rec)?;
    let of = |kind| payday.tax(kind);
    let why = run.why(&payday)?;
    run.tax(LineCode::Pph21, state.then_some(LineCode::TunjanganPph), of(kind), why);
    if let Some((mode, borne_by, rounding)) = tpp_terms {
        let (tax, why) = match mode {
            TppTaxMode::Joint => (of(tpp_kind), why),
            TppTaxMode::Final => {
                run.rec.open(|| Step::Pay(PayStep::Thr(ThrStep::Line(earned.kind, LineCode::TppPph21.into()))));
                let tax = final_honorarium(tpp, input.golongan, on, Round::of(rounding), law, run.rec)?;
                run.rec.close(|| Value::Rupiah(tax));
                (tax, ZeroReason::ZeroRate)
            }
        };
        run.tax(LineCode::TppPph21, (borne_by == Bearer::Region).then_some(LineCode::TppTunjanganPph), tax, why);
    }
    if !state {
        run.pembulatan()?;
    }
    run.lines.sort_by_key(|line| (line.code.payment(), line.code.kind(), line.code));
    let (salary, tpp) = (totals(&run.lines, Payment::Salary)?, totals(&run.lines, Payment::Tpp)?);
    let tpp = tpp_terms.map(|_| tpp);
    let total = salary.plus(tpp.unwrap_or_default())?;
    for net in [salary.net, total.net] {
        if net < Rupiah::ZERO {
            return Err(Gap::NegativeNet { net_rp: net.get() });
        }
    }
    Ok(Payout {
        kind: earned.kind,
        year: earned.year,
        lines: run.lines,
        salary,
        tpp,
        total,
        payday,
        taxed: parts,
        base,
    })
}

impl Payout {
    /// Returns the amount of a line, or nothing when the payment does not have it.
    #[must_use]
    pub fn amount(&self, code: impl Into<ThrCode>) -> Option<Rupiah> {
        let code = code.into();
        self.lines.iter().find(|line| line.code == code).map(|line| line.amount)
    }

    /// Returns the lines that its taxed gross is the sum of.
    pub fn taxed_lines(&self) -> impl Iterator<Item = &ThrLine> {
        let joint = self.taxed.iter().any(|part| part.kind.is_tpp());
        self.lines.iter().filter(move |line| match line.code {
            ThrCode::TunjanganProfesi => true,
            ThrCode::Slip(code) if code.payment() == Payment::Tpp => joint && code == LineCode::Tpp(0),
            ThrCode::Slip(code) => code.component().is_some_and(|part| self.base.contains(part)),
        })
    }

    /// Says whether TPP was paid whose tax is final.
    #[must_use]
    pub fn has_final_tpp(&self) -> bool {
        self.tpp.is_some() && !self.taxed.iter().any(|part| part.kind.is_tpp())
    }

    /// Returns SHA-256 over what it is and its lines in their canonical bytes.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let mut hasher = Sha256::new();
        hasher.update(b"takar-yearly-1\0");
        hasher.update(self.kind.code().as_bytes());
        hasher.update([0]);
        hasher.update(self.year.to_be_bytes());
        for line in &self.lines {
            hasher.update(line.code.text().as_bytes());
            hasher.update([0]);
            hasher.update(line.amount.get().to_be_bytes());
        }
        hasher.finalize().into()
    }
}

struct Run<'a, R> {
    kind: YearlyKind,
    lines: Vec<ThrLine>,
    law: &'a Rulebook,
    input: &'a PayInput,
    rec: &'a mut R,
}

impl<R: Recorder> Run<'_, R> {
    fn amount(&self, code: ThrCode) -> Rupiah {
        self.lines.iter().find(|line| line.code == code).map_or(Rupiah::ZERO, |line| line.amount)
    }

    fn tax(&mut self, code: LineCode, borne: Option<LineCode>, amount: Rupiah, why: ZeroReason) {
        let zero = (amount == Rupiah::ZERO).then_some(why);
        self.lines.push(ThrLine { code: code.into(), amount, zero });
        if let Some(borne) = borne.filter(|_| amount != Rupiah::ZERO) {
            self.lines.push(ThrLine { code: borne.into(), amount, zero: None });
        }
    }

    /// Why a tax of nothing is nothing.
    fn why(&self, payday: &PaydayTax) -> Result<ZeroReason, Gap> {
        let Some(category) = payday.category else { return Ok(ZeroReason::AlreadyWithheld) };
        let (scale, _) = self.law.ter[category as usize].on(self.input.month.first())?;
        let first = scale.bracket(payday.gross).and_then(|bracket| bracket.upto);
        Ok(first.map_or(ZeroReason::AlreadyWithheld, |upto| ZeroReason::BelowFirstBound { upto }))
    }

    /// What the payroll practice counts of the salary part.
    fn base(&self) -> Result<Components, Gap> {
        let (counted, _) = self.law.gross_components.on(self.input.month.first())?;
        let both = |part: &Component| self.input.practice.ter_base.contains(*part);
        Ok(counted.iter().filter(both).fold(Components::default(), Components::with))
    }

    /// Sums the taxed lines of the salary part; tunjangan profesi always counts.
    fn taxable(&self, base: Components) -> Result<Rupiah, Gap> {
        let counts = |component: Component| base.contains(component);
        let taxed = |line: &&ThrLine| match line.code {
            ThrCode::TunjanganProfesi => true,
            ThrCode::Slip(code) => code.payment() == Payment::Salary && code.component().is_some_and(counts),
        };
        Ok(Rupiah::sum(self.lines.iter().filter(taxed).map(|line| line.amount))?)
    }

    /// Lifts the net of the salary part to the next multiple.
    fn pembulatan(&mut self) -> Result<(), Gap> {
        let (unit, cite) = YearRules::unit(self.law, self.input.month.first())?;
        let net = totals(&self.lines, Payment::Salary)?.net;
        let missing = Rupiah::new(net.get().wrapping_neg().rem_euclid(unit.get()));
        if missing == Rupiah::ZERO {
            return Ok(());
        }
        let kind = self.kind;
        let code = LineCode::Pembulatan.into();
        self.rec.open(|| Step::Pay(PayStep::Thr(ThrStep::Line(kind, code))));
        self.rec.leaf(|| Step::Pay(PayStep::NetBefore), || Value::Rupiah(net));
        self.rec.cited(|| Step::Pay(PayStep::RoundedUp { unit }), cite, || Value::Rupiah(missing));
        self.rec.close(|| Value::Rupiah(missing));
        self.lines.push(ThrLine { code, amount: missing, zero: None });
        Ok(())
    }
}

fn totals(lines: &[ThrLine], payment: Payment) -> Result<Totals, Gap> {
    let mut made = Totals::default();
    for line in lines.iter().filter(|line| line.code.payment() == payment) {
        match line.code.kind() {
            LineKind::Earning => made.gross = made.gross.plus(line.amount)?,
            LineKind::Deduction => made.deductions = made.deductions.plus(line.amount)?,
            LineKind::Employer => {}
        }
    }
    made.net = made.gross.minus(made.deductions)?;
    Ok(made)
}
