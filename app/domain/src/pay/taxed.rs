//! The lines that close a slip: TPP with its own deductions, tax on salary and on both, and the rounding of net pay.

use super::month::{Run, TppRun};
use super::tell;
use super::{
    Beside, LineCode, LineKind, Opening, PayStep, Payment, SlipTax, TaxBearer, TaxPlan, TppPart, TppTaxMode, ZeroReason,
};
use crate::derive::{Recorder, Step, Value};
use crate::law::{BpjsOnTpp, Component, Components, TaxMethod};
use crate::money::{Rounding, Rupiah};
use crate::outcome::Gap;
use crate::tax::{self, MonthTax, Round, TaxStep};
use crate::tpp::{self, Bearer, TppTax};

/// TPP that is taxed together with salary, and who bears its part.
pub(super) type Joint = Option<Bearer>;

/// The tax of a month by its two payments.
struct Due {
    /// On salary; negative when a surplus was found.
    salary: Rupiah,
    /// On TPP; negative when a surplus was found.
    tpp: Rupiah,
    /// Why the part on salary is zero, when it is.
    why: ZeroReason,
    month: Option<MonthTax>,
}

impl<R: Recorder> Run<'_, R> {
    /// Adds the lines of the TPP list except a joint tax.
    pub(super) fn tpp_lines(
        &mut self,
        policy: Option<TppRun<'_>>,
        earned: Option<&tpp::Gross>,
        used: Rupiah,
    ) -> Result<Joint, Vec<Gap>> {
        match (policy, earned, &self.input.tpp) {
            (Some(run), Some(gross), _) => self.tpp_by_policy(run, gross, used),
            (_, None, Some(TppPart::Gross { tax, borne_by, rounding, .. })) => {
                self.tpp_by_amount(*tax, *borne_by, *rounding, used).map_err(|gap| vec![gap])
            }
            _ => Ok(None),
        }
    }

    fn tpp_by_policy(&mut self, run: TppRun<'_>, gross: &tpp::Gross, used: Rupiah) -> Result<Joint, Vec<Gap>> {
        let one = |gap: Gap| vec![gap];
        for (account, amount) in gross.accounts.iter().enumerate() {
            let place = u8::try_from(account).map_err(|_| one(Gap::OutOfRange { field: "tpp".to_owned() }))?;
            self.push_or_zero(LineCode::Tpp(place), *amount, ZeroReason::NothingEarned).map_err(one)?;
        }
        let hundredth = |rate_bp: u32| rust_decimal::Decimal::new(i64::from(rate_bp), 2);
        let bpjs = match self.found.bpjs {
            Some(terms) => tpp::Bpjs {
                worker_percent: hundredth(terms.employee.0),
                employer_percent: hundredth(terms.employer.0),
                ceiling: terms.cap.0,
                cite: terms.employee.1,
            },
            None => tpp::Bpjs {
                worker_percent: hundredth(0),
                employer_percent: hundredth(0),
                ceiling: Rupiah::ZERO,
                cite: self.found.iwp.1,
            },
        };
        let context = tpp::NetContext {
            golongan: self.input.golongan,
            zakat: run.zakat,
            salary_bpjs_base: used,
            bpjs,
            measures: run.input.measures,
        };
        let net = tpp::net(run.policy, gross, &context, self.rec)?;
        let split = self.input.practice.bpjs_on_tpp == BpjsOnTpp::Split;
        if split || net.bpjs != Rupiah::ZERO {
            self.push_or_zero(LineCode::TppBpjs, net.bpjs, ZeroReason::CeilingFilled).map_err(one)?;
        }
        for (code, amount) in [(LineCode::PemberiKerjaTppBpjs, net.bpjs_employer), (LineCode::TppZakat, net.zakat)] {
            if amount != Rupiah::ZERO {
                self.push(code, amount).map_err(one)?;
            }
        }
        match net.tax {
            TppTax::JointTer => Ok(Some(net.borne_by)),
            TppTax::Final(amount) => {
                self.tpp_tax(amount, net.borne_by, ZeroReason::ZeroRate).map_err(one)?;
                Ok(None)
            }
        }
    }

    fn tpp_by_amount(
        &mut self,
        mode: TppTaxMode,
        borne_by: Bearer,
        rounding: Rounding,
        used: Rupiah,
    ) -> Result<Joint, Gap> {
        let gross = self.amounts.get(Component::Tpp);
        self.open(LineCode::Tpp(0));
        tell::tpp(self.rec, self.input, gross);
        self.rec.close(|| Value::Rupiah(gross));
        self.push_or_zero(LineCode::Tpp(0), gross, ZeroReason::NothingEarned)?;
        if let (Some(terms), BpjsOnTpp::Split) = (self.found.bpjs, self.input.practice.bpjs_on_tpp) {
            let (cap, cap_cite) = terms.cap;
            let room = cap.minus(used)?.at_least_zero();
            let base = gross.min(room);
            for (code, rate) in [(LineCode::TppBpjs, terms.employee), (LineCode::PemberiKerjaTppBpjs, terms.employer)] {
                self.open(code);
                tell::tpp(self.rec, self.input, gross);
                self.rec.leaf(|| Step::Pay(PayStep::CeilingUsed), || Value::Rupiah(used));
                self.rec.cited(
                    || Step::Pay(PayStep::Ceiling { cap, reached: gross > room }),
                    cap_cite,
                    || Value::Rupiah(base),
                );
                let amount = tell::share(self.rec, base, rate, self.health_round())?;
                self.rec.close(|| Value::Rupiah(amount));
                self.push_or_zero(code, amount, ZeroReason::CeilingFilled)?;
            }
        }
        match mode {
            TppTaxMode::Joint => Ok(Some(borne_by)),
            TppTaxMode::Final => {
                self.open(LineCode::TppPph21);
                let tax = tax::final_honorarium(
                    gross,
                    self.input.golongan,
                    self.on,
                    Round { rounding, cite: None },
                    self.law,
                    self.rec,
                )?;
                self.rec.close(|| Value::Rupiah(tax));
                self.tpp_tax(tax, borne_by, ZeroReason::ZeroRate)?;
                Ok(None)
            }
        }
    }

    fn tpp_tax(&mut self, amount: Rupiah, borne_by: Bearer, why: ZeroReason) -> Result<(), Gap> {
        self.push_or_zero(LineCode::TppPph21, amount, why)?;
        match borne_by {
            Bearer::Region if amount != Rupiah::ZERO => self.push(LineCode::TppTunjanganPph, amount),
            Bearer::Region | Bearer::Employee => Ok(()),
        }
    }

    /// Adds tax and pembulatan.
    ///
    /// Where the state bears the tax, pembulatan comes first and may enter the tax base. Where the employee pays it,
    /// pembulatan depends on the tax and therefore stays out of its base.
    pub(super) fn salary_tax(&mut self, joint: Joint) -> Result<SlipTax, Gap> {
        let (state, _) = self.found.borne_by_state;
        let practice = self.input.practice;
        // The practice chooses among what the law counts; a joint TPP is added below whatever it chose.
        let counted = self.found.gross_components.0;
        let chosen: Components = practice.ter_base.iter().filter(|component| counted.contains(*component)).collect();
        let mut components = chosen.without(Component::Tpp);
        if state {
            self.pembulatan()?;
        } else {
            components = components.without(Component::Pembulatan);
        }
        let both = if joint.is_some() { components.with(Component::Tpp) } else { components };
        let gross = self.amounts.sum(both)?;
        let contributions = self.deductible()?;
        let due = match &self.input.tax {
            TaxPlan::Given(given) => self.given_tax(given)?,
            TaxPlan::Ordinary => self.ordinary(components, both, contributions)?,
            TaxPlan::LastMonth(opening) => self.last(opening, both, contributions, joint.is_some())?,
        };
        let salary = due.salary.at_least_zero();
        self.push_or_zero(LineCode::Pph21, salary, due.why)?;
        if state && salary != Rupiah::ZERO {
            self.push(LineCode::TunjanganPph, salary)?;
        }
        let surplus = salary.minus(due.salary)?;
        if !state && surplus != Rupiah::ZERO {
            self.push(LineCode::PengembalianPph, surplus)?;
        }
        if let Some(bearer) = joint {
            let amount = due.tpp.at_least_zero();
            self.tpp_tax(amount, bearer, due.why)?;
            let surplus = amount.minus(due.tpp)?;
            if bearer == Bearer::Employee && surplus != Rupiah::ZERO {
                self.push(LineCode::TppPengembalianPph, surplus)?;
            }
        }
        if !state {
            self.pembulatan()?;
        }
        Ok(SlipTax {
            gross,
            base: both,
            contributions,
            tax: due.salary.plus(due.tpp)?,
            category: due.month.and_then(|month| month.category),
            rate_bp: due.month.and_then(|month| month.bracket).map(|bracket| bracket.rate_bp),
            bearer: if state { TaxBearer::State } else { TaxBearer::Employee },
        })
    }

    /// The month's pension and old-age contributions, which lower the year's taxable income.
    fn deductible(&self) -> Result<Rupiah, Gap> {
        let base = self.amounts.sum(self.found.iwp_base.0)?;
        Ok(base.share_bp(self.found.iwp.0.deductible_bp(), self.input.practice.iwp)?)
    }

    fn tax_round(&self) -> Round<'static> {
        Round::of(self.input.practice.tax)
    }

    fn given_tax(&mut self, given: &super::Given) -> Result<Due, Gap> {
        self.open(LineCode::Pph21);
        self.rec.leaf(|| Step::Pay(PayStep::TaxGiven { source: given.source.clone() }), || Value::Rupiah(given.amount));
        self.rec.close(|| Value::Rupiah(given.amount));
        Ok(Due { salary: given.amount, tpp: Rupiah::ZERO, why: ZeroReason::Given, month: None })
    }

    fn ordinary(&mut self, components: Components, both: Components, contributions: Rupiah) -> Result<Due, Gap> {
        self.open(LineCode::Pph21);
        let alone = self.month_tax(components, contributions, LineCode::Pph21)?;
        self.rec.close(|| Value::Rupiah(alone.tax));
        let why = |month: &MonthTax| match month.bracket.and_then(|bracket| bracket.upto) {
            Some(upto) => ZeroReason::BelowFirstBound { upto },
            None => ZeroReason::BelowPtkp,
        };
        if both == components {
            return Ok(Due { salary: alone.tax, tpp: Rupiah::ZERO, why: why(&alone), month: Some(alone) });
        }
        self.open(LineCode::TppPph21);
        self.rec.open(|| Step::Pay(PayStep::TaxOnBoth));
        let together = self.month_tax_after(both, contributions, LineCode::TppPph21)?;
        self.rec.close(|| Value::Rupiah(together.tax));
        let earlier = if self.input.before.is_empty() {
            self.rec.leaf(|| Step::Pay(PayStep::TaxOnSalary), || Value::Rupiah(alone.tax));
            alone.tax
        } else {
            self.rec.open(|| Step::Pay(PayStep::TaxOnSalary));
            let earlier = self.month_tax_after(components, contributions, LineCode::TppPph21)?.tax;
            self.rec.close(|| Value::Rupiah(earlier));
            earlier
        };
        let tpp = together.tax.minus(earlier)?;
        self.rec.close(|| Value::Rupiah(tpp));
        Ok(Due { salary: alone.tax, tpp, why: why(&alone), month: Some(together) })
    }

    fn month_tax(&mut self, components: Components, contributions: Rupiah, of: LineCode) -> Result<MonthTax, Gap> {
        let cite = self.found.gross_components.1;
        let gross = tell::base(self.rec, self.input, &self.found, &self.amounts, components, of, cite)?;
        self.tax_on(gross, contributions)
    }

    /// The tax of the month with what went out beside salary before TPP was measured.
    fn month_tax_after(&mut self, parts: Components, contributions: Rupiah, of: LineCode) -> Result<MonthTax, Gap> {
        let cite = self.found.gross_components.1;
        let mut gross = tell::base(self.rec, self.input, &self.found, &self.amounts, parts, of, cite)?;
        for Beside { kind, gross: own, .. } in &self.input.before {
            self.rec.leaf(|| Step::Pay(PayStep::BesideGross(*kind)), || Value::Rupiah(*own));
            gross = gross.plus(*own)?;
        }
        self.tax_on(gross, contributions)
    }

    fn tax_on(&mut self, gross: Rupiah, contributions: Rupiah) -> Result<MonthTax, Gap> {
        let round = Round { cite: self.found.practice_cite, ..self.tax_round() };
        match self.found.tax_method {
            TaxMethod::Ter => tax::ter_month(gross, self.input.ptkp, self.on, round, self.law, self.rec),
            TaxMethod::Disetahunkan => {
                tax::annualised_month(gross, contributions, self.input.ptkp, self.on, round, self.law, self.rec)
            }
        }
    }

    /// The last month: the year is worked out, and a joint tax is shared by the month's gross of both payments.
    fn last(&mut self, opening: &Opening, both: Components, contributions: Rupiah, joint: bool) -> Result<Due, Gap> {
        let code = LineCode::Pph21;
        let (state, borne_cite) = self.found.borne_by_state;
        self.open(code);
        let cite = self.found.gross_components.1;
        let gross = tell::base(self.rec, self.input, &self.found, &self.amounts, both, code, cite)?;
        self.rec.leaf(|| Step::Tax(TaxStep::GrossBefore { months: opening.months }), || Value::Rupiah(opening.gross));
        let facts = opening.year(gross, contributions, self.input.ptkp)?;
        let round = Round { cite: self.found.practice_cite, ..self.tax_round() };
        let year = tax::year(&facts, self.on, round, self.law, self.rec)?;
        let last = tax::last_month(year.due, opening.tax, state, self.rec)?;
        if state {
            self.rec.cite(borne_cite);
        }
        let mut tpp_part = Rupiah::ZERO;
        if joint && gross != Rupiah::ZERO {
            let tpp = self.amounts.get(Component::Tpp);
            tpp_part = last.difference.mul_div(tpp.get(), gross.get(), Rounding::HalfUp)?;
            self.rec.leaf(|| Step::Pay(PayStep::TppShareOfTax { tpp, both: gross }), || Value::Rupiah(tpp_part));
        }
        let salary = last.difference.minus(tpp_part)?;
        self.rec.close(|| Value::Rupiah(salary.at_least_zero()));
        let why = if year.scale == Rupiah::ZERO { ZeroReason::BelowPtkp } else { ZeroReason::AlreadyWithheld };
        Ok(Due { salary, tpp: tpp_part, why, month: None })
    }

    /// Lifts net salary to the next multiple; what lifts it is an allowance (0 to 99 rupiah).
    fn pembulatan(&mut self) -> Result<(), Gap> {
        let mut net = Rupiah::ZERO;
        for line in self.lines().iter().filter(|line| line.code.payment() == Payment::Salary) {
            net = match line.code.kind() {
                LineKind::Earning => net.plus(line.amount)?,
                LineKind::Deduction => net.minus(line.amount)?,
                LineKind::Employer => net,
            };
        }
        if net < Rupiah::ZERO {
            return Err(Gap::NegativeNet { net_rp: net.get() });
        }
        let unit = self.input.practice.pembulatan;
        let missing = Rupiah::new((-net.get()).rem_euclid(unit.get()));
        if missing == Rupiah::ZERO {
            return Ok(());
        }
        self.open(LineCode::Pembulatan);
        self.rec.leaf(|| Step::Pay(PayStep::NetBefore), || Value::Rupiah(net));
        tell::part(self.rec, self.input, &self.found, Component::Pembulatan, missing);
        self.amounts.set(Component::Pembulatan, missing);
        self.close(LineCode::Pembulatan, missing)
    }
}
