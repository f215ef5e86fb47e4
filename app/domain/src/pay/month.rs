//! The month's pay of one person: facts and rule book in, slip out.

use super::resolve::{BpjsTerms, LIMIT, Resolved, resolve};
use super::tell::{self, Amounts};
use super::{Line, LineCode, LineKind, PayInput, PayStep, Payment, Post, Slip, SlipTax, Totals, TppPart, ZeroReason};
use crate::calendar::Day;
use crate::derive::{Recorder, Silent, Step, Value};
use crate::law::{BpjsOnTpp, Component, Components, EmployerLines, Rulebook, SalaryDue};
use crate::money::{Overflow, Rounding, Rupiah};
use crate::outcome::Gap;
use crate::tax::Round;
use crate::tpp;

/// A region's policy with what it needs about the person; its TPP is paid with the slip.
#[derive(Debug, Clone, Copy)]
pub struct TppRun<'a> {
    /// The policy in force.
    pub policy: &'a tpp::Policy,
    /// What it asks about the person and the month.
    pub input: &'a tpp::Input<'a>,
    /// Whether the person asked for zakat to be withheld.
    pub zakat: bool,
}

/// Computes a month's pay, or names everything that is missing.
pub fn month<R: Recorder>(input: &PayInput, law: &Rulebook, rec: &mut R) -> Result<Slip, Vec<Gap>> {
    month_with(input, None, law, rec)
}

/// Computes a month's pay as [`month_with`] does and tells nothing. Not generic, so that it is compiled in this crate, where
/// speed goes before size.
pub fn silent(input: &PayInput, tpp: Option<TppRun<'_>>, law: &Rulebook) -> Result<Slip, Vec<Gap>> {
    month_with(input, tpp, law, &mut Silent)
}

/// Computes a month's pay with TPP by a region's policy, or names everything that is missing.
pub fn month_with<R: Recorder>(
    input: &PayInput,
    tpp: Option<TppRun<'_>>,
    law: &Rulebook,
    rec: &mut R,
) -> Result<Slip, Vec<Gap>> {
    let on = input.month.first();
    let resolved = resolve(input, law, on);
    let earned = tpp.map(|run| {
        rec.open(|| Step::Pay(PayStep::TppByPolicy));
        let gross = tpp::gross(run.policy, run.input, rec);
        if let Ok(gross) = &gross {
            rec.close(|| Value::Rupiah(gross.total));
        }
        gross
    });
    let (found, earned) = match (resolved, earned.transpose()) {
        (Ok(found), Ok(earned)) => (found, earned),
        (Err(mut gaps), Err(more)) => {
            gaps.extend(more);
            return Err(gaps);
        }
        (Err(gaps), Ok(_)) | (Ok(_), Err(gaps)) => return Err(gaps),
    };
    let lines = Vec::with_capacity(24);
    let mut run = Run { input, law, on, found, amounts: Amounts::default(), lines, rec };
    run.pay(tpp, earned)
}

/// One computation under way.
pub(super) struct Run<'a, R> {
    pub(super) input: &'a PayInput,
    pub(super) law: &'a Rulebook,
    pub(super) on: Day,
    pub(super) found: Resolved<'a>,
    pub(super) amounts: Amounts,
    lines: Vec<Line>,
    pub(super) rec: &'a mut R,
}

impl<'a, R: Recorder> Run<'a, R> {
    fn pay(&mut self, policy: Option<TppRun<'_>>, earned: Option<tpp::Gross>) -> Result<Slip, Vec<Gap>> {
        let held = earned.as_ref().map(|gross| gross.held.clone()).unwrap_or_default();
        let earned = earned.filter(|gross| gross.held.is_empty());
        let tpp = match (&earned, &self.input.tpp) {
            (Some(gross), _) => gross.total,
            (None, Some(TppPart::Elsewhere(given) | TppPart::Gross { given, .. })) => given.amount,
            (None, None) => Rupiah::ZERO,
        };
        self.amounts.set(Component::Tpp, tpp);
        self.earnings().map_err(|gap| vec![gap])?;
        let used = self.contributions().map_err(|gap| vec![gap])?;
        let joint = self.tpp_lines(policy, earned.as_ref(), used)?;
        let tax = self.salary_tax(joint).map_err(|gap| vec![gap])?;
        self.taken_back().map_err(|gap| vec![gap])?;
        self.lines.sort_unstable_by_key(|line| line.code);
        self.slip(tax, held)
    }

    /// Takes this month's share of what closed months paid too much: after tax and rounding, from the payment it was part of.
    fn taken_back(&mut self) -> Result<(), Gap> {
        let Some(owed) = self.input.taken_back else { return Ok(()) };
        for (code, plan) in owed.plans(self.input.month)? {
            let paid = |line: &Line| line.code.payment() == code.payment() && line.code.kind() == LineKind::Earning;
            // What is not paid this month gives nothing back; it stays owed.
            let (Some(now), true) = (plan.instalments.first(), self.lines.iter().any(paid)) else { continue };
            self.open(code);
            self.rec.leaf(|| Step::Pay(PayStep::StillOwed), || Value::Rupiah(plan.whole));
            self.rec.leaf(|| Step::Pay(PayStep::InstalmentsLeft), || Value::Count(plan.instalments.len() as i64));
            if plan.last_more > Rupiah::ZERO {
                Round::of(plan.rounding).tell(self.rec, now.amount);
            }
            self.close(code, now.amount)?;
        }
        Ok(())
    }

    fn slip(&mut self, tax: SlipTax, tpp_held: Vec<String>) -> Result<Slip, Vec<Gap>> {
        let one = |_: Overflow| vec![Gap::OutOfRange { field: "total".to_owned() }];
        let salary = Totals::of(&self.lines, Payment::Salary).map_err(one)?;
        let tpp = Totals::of(&self.lines, Payment::Tpp).map_err(one)?;
        let total = salary.plus(tpp).map_err(one)?;
        for net in [salary.net, tpp.net] {
            if net < Rupiah::ZERO {
                return Err(vec![Gap::NegativeNet { net_rp: net.get() }]);
            }
        }
        let has_tpp = self.lines.iter().any(|line| line.code.payment() == Payment::Tpp);
        Ok(Slip {
            month: self.input.month,
            lines: core::mem::take(&mut self.lines),
            salary,
            tpp: has_tpp.then_some(tpp),
            total,
            tax,
            tpp_held,
        })
    }

    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Adds a line; an amount outside the accepted range is a gap.
    pub(super) fn push(&mut self, code: LineCode, amount: Rupiah) -> Result<(), Gap> {
        if amount < Rupiah::ZERO || amount > LIMIT {
            return Err(Gap::OutOfRange { field: code.text().into_owned() });
        }
        self.lines.push(Line { code, amount, zero: None });
        Ok(())
    }

    /// Adds a line that may be truly zero, with its reason.
    pub(super) fn push_or_zero(&mut self, code: LineCode, amount: Rupiah, why: ZeroReason) -> Result<(), Gap> {
        self.push(code, amount)?;
        if amount == Rupiah::ZERO
            && let Some(line) = self.lines.last_mut()
        {
            line.zero = Some(why);
        }
        Ok(())
    }

    #[inline]
    pub(super) fn open(&mut self, code: LineCode) {
        self.rec.open(|| Step::Pay(PayStep::Line(code)));
    }

    #[inline]
    pub(super) fn close(&mut self, code: LineCode, amount: Rupiah) -> Result<(), Gap> {
        self.rec.close(|| Value::Rupiah(amount));
        self.push(code, amount)
    }

    fn earnings(&mut self) -> Result<(), Gap> {
        self.base_pay()?;
        if matches!(self.found.due, Some((SalaryDue::ByDecree, _))) {
            // What the decree names stands for all income (PP 11/2017 Pasal 281 ayat (1) and (2)).
            return Ok(());
        }
        if self.input.family.spouse {
            self.family_share(LineCode::TunjanganIstriSuami, Component::SuamiIstri, self.found.spouse.0)?;
        }
        if self.input.family.children > 0 {
            let rate_bp = self.found.child.0 * u32::from(self.input.family.children);
            self.family_share(LineCode::TunjanganAnak, Component::Anak, rate_bp)?;
        }
        self.post()?;
        self.rice()
    }

    fn base_pay(&mut self) -> Result<(), Gap> {
        let code = LineCode::GajiPokok;
        let whole = match (&self.input.gaji_pokok_given, self.found.row) {
            (Some(given), _) => given.amount,
            (None, Some(row)) => row.amount,
            (None, None) => return Err(Gap::NoFact { field: "gaji_pokok".to_owned() }),
        };
        self.open(code);
        let input = self.input;
        if let (Some((SalaryDue::ByDecree, cite)), Some(service)) = (self.found.due, input.service) {
            self.rec.cited(|| Step::Pay(PayStep::ByDecree(service)), cite, || Value::Rupiah(whole));
        } else {
            self.rec.leaf(|| Step::Pay(PayStep::Golongan(input.golongan)), || Value::Word(input.golongan.to_string()));
            self.rec.leaf(|| Step::Pay(PayStep::MasaKerja(input.mkg)), || Value::Count(i64::from(input.mkg.years())));
        }
        let without_share = Resolved { cpns: None, ..self.found };
        tell::part(self.rec, input, &without_share, Component::GajiPokok, whole);
        let mut amount = whole;
        if let Some((rate_bp, cite)) = self.found.cpns {
            self.rec.cited(|| Step::Pay(PayStep::CpnsShare { rate_bp }), cite, || crate::tax::percent(rate_bp));
            amount = self.rounded_share(whole, rate_bp, Rounding::Floor)?;
        }
        self.amounts.set(Component::GajiPokok, amount);
        self.close(code, amount)
    }

    fn family_share(&mut self, code: LineCode, component: Component, rate_bp: u32) -> Result<(), Gap> {
        let own = self.amounts.get(Component::GajiPokok);
        self.open(code);
        tell::part(self.rec, self.input, &self.found, Component::GajiPokok, own);
        let (step, cite) = match component {
            Component::SuamiIstri => (PayStep::SpouseShare { rate_bp: self.found.spouse.0 }, self.found.spouse.1),
            _ => (
                PayStep::ChildShare { rate_bp: self.found.child.0, children: self.input.family.children },
                self.found.child.1,
            ),
        };
        self.rec.cited(|| Step::Pay(step), cite, || crate::tax::exact(own, rate_bp));
        let amount = self.rounded_share(own, rate_bp, self.input.practice.iwp)?;
        self.amounts.set(component, amount);
        self.close(code, amount)
    }

    /// Takes a share and tells a rounding only where a fraction was dropped.
    fn rounded_share(&mut self, of: Rupiah, rate_bp: u32, rounding: Rounding) -> Result<Rupiah, Gap> {
        let amount = of.share_bp(rate_bp, rounding)?;
        if of.get() * i64::from(rate_bp) % 10_000 != 0 {
            Round { rounding, cite: self.found.practice_cite }.tell(self.rec, amount);
        }
        Ok(amount)
    }

    fn post(&mut self) -> Result<(), Gap> {
        let code = match &self.input.post {
            Post::Umum => LineCode::TunjanganUmum,
            Post::Struktural { .. } | Post::StrukturalGiven { .. } => LineCode::TunjanganStruktural,
            Post::Fungsional { .. } | Post::Given { .. } => LineCode::TunjanganFungsional,
        };
        let amount = self.found.post.0;
        if amount == Rupiah::ZERO {
            return Ok(());
        }
        self.open(code);
        if let (Some((SalaryDue::WithoutPost, cite)), Some(service)) = (self.found.due, self.input.service) {
            self.rec.cited(|| Step::Pay(PayStep::PostStopped(service)), cite, || Value::Rupiah(Rupiah::ZERO));
            self.rec.close(|| Value::Rupiah(Rupiah::ZERO));
            return self.push_or_zero(code, Rupiah::ZERO, ZeroReason::Stopped);
        }
        tell::post(self.rec, self.input, &self.found, amount);
        self.amounts.set(Component::Jabatan, amount);
        self.close(code, amount)
    }

    fn rice(&mut self) -> Result<(), Gap> {
        let ((kg, kg_cite), (price, price_cite)) = (self.found.rice_kg, self.found.rice_price);
        let code = LineCode::TunjanganBeras;
        let heads = self.input.rice_heads;
        if heads == 0 {
            return Ok(());
        }
        self.open(code);
        self.rec.leaf(|| Step::Pay(PayStep::Rice { heads, kg_each: kg }), || Value::Count(i64::from(heads)));
        self.rec.cited(|| Step::Pay(PayStep::RiceKg), kg_cite, || Value::Count(i64::from(kg)));
        self.rec.cited(|| Step::Pay(PayStep::RicePrice), price_cite, || Value::Rupiah(price));
        let amount = price.times(kg * u32::from(heads))?;
        self.amounts.set(Component::Beras, amount);
        self.close(code, amount)
    }

    /// Returns how much of the health contribution's ceiling the salary slip used up.
    fn contributions(&mut self) -> Result<Rupiah, Gap> {
        let taspen = Round { rounding: self.input.practice.iwp, cite: self.found.practice_cite };
        self.iwp(taspen)?;
        let used = self.health()?;
        for (component, rate) in [(Component::Jkk, self.found.jkk), (Component::Jkm, self.found.jkm)] {
            let (components, cite) = self.found.taspen_base;
            let code = self.employer_line(component);
            self.open(code);
            let base = tell::base(self.rec, self.input, &self.found, &self.amounts, components, code, cite)?;
            let amount = tell::share(self.rec, base, rate, taspen)?;
            self.amounts.set(component, amount);
            self.close(code, amount)?;
            self.print_out(component, amount)?;
        }
        if let Some((amount, cite)) = self.found.taperum.filter(|(amount, _)| *amount != Rupiah::ZERO) {
            self.open(LineCode::Taperum);
            self.rec.cited(|| Step::Pay(PayStep::Taperum), cite, || Value::Rupiah(amount));
            self.close(LineCode::Taperum, amount)?;
        }
        Ok(used)
    }

    fn iwp(&mut self, round: Round<'_>) -> Result<(), Gap> {
        let (iwp, cite) = self.found.iwp;
        if iwp.total_bp() == 0 {
            return Ok(());
        }
        let code = LineCode::Iwp;
        let (components, base_cite) = self.found.iwp_base;
        self.open(code);
        let base = tell::base(self.rec, self.input, &self.found, &self.amounts, components, code, base_cite)?;
        self.rec.cited(
            || Step::Pay(PayStep::IwpRate { pensiun_bp: iwp.pensiun, tht_bp: iwp.tht, health_bp: iwp.kesehatan }),
            cite,
            || crate::tax::percent(iwp.total_bp()),
        );
        let amount = tell::share(self.rec, base, (iwp.total_bp(), cite), round)?;
        self.close(code, amount)
    }

    /// The health contribution: employee, further members, employer. The ceiling lies over salary and TPP together.
    fn health(&mut self) -> Result<Rupiah, Gap> {
        let Some(terms) = self.found.bpjs else {
            return Ok(Rupiah::ZERO);
        };
        let whole_in_salary = self.input.practice.bpjs_on_tpp == BpjsOnTpp::InSalarySlip;
        let components = if whole_in_salary { terms.base.0 } else { terms.base.0.without(Component::Tpp) };
        let counted = self.amounts.sum(components)?.min(terms.cap.0);
        let code = LineCode::BpjsKesehatan;
        self.health_base(code, components, &terms)?;
        let amount = tell::share(self.rec, counted, terms.employee, self.health_round())?;
        self.close(code, amount)?;
        let members = self.input.extra_bpjs_members;
        if members > 0 {
            // One contribution for each member: the rounded amount is multiplied.
            let code = LineCode::BpjsTambahan;
            self.health_base(code, components, &terms)?;
            let each = tell::share(self.rec, counted, terms.extra, self.health_round())?;
            self.rec.leaf(|| Step::Pay(PayStep::ExtraMembers { members }), || Value::Count(i64::from(members)));
            self.close(code, each.times(u32::from(members))?)?;
        }
        let code = self.employer_line(Component::BpjsPemberiKerja);
        self.health_base(code, components, &terms)?;
        let amount = tell::share(self.rec, counted, terms.employer, self.health_round())?;
        self.amounts.set(Component::BpjsPemberiKerja, amount);
        self.close(code, amount)?;
        self.print_out(Component::BpjsPemberiKerja, amount)?;
        Ok(if whole_in_salary { terms.cap.0 } else { counted })
    }

    pub(super) fn health_round(&self) -> Round<'a> {
        Round { rounding: self.input.practice.bpjs, cite: self.found.practice_cite }
    }

    /// Opens a health line and tells its base and ceiling.
    fn health_base(&mut self, code: LineCode, components: Components, terms: &BpjsTerms<'_>) -> Result<(), Gap> {
        self.open(code);
        let base = tell::base(self.rec, self.input, &self.found, &self.amounts, components, code, terms.base.1)?;
        let (cap, cite) = terms.cap;
        self.rec.cited(
            || Step::Pay(PayStep::Ceiling { cap, reached: base > cap }),
            cite,
            || Value::Rupiah(base.min(cap)),
        );
        Ok(())
    }

    /// The line of an employer contribution: income where the practice prints it, else only listed.
    fn employer_line(&self, component: Component) -> LineCode {
        match (component, self.input.practice.employer) {
            (Component::Jkk, EmployerLines::NotPrinted) => LineCode::PemberiKerjaJkk,
            (Component::Jkm, EmployerLines::NotPrinted) => LineCode::PemberiKerjaJkm,
            (_, EmployerLines::NotPrinted) => LineCode::PemberiKerjaBpjs,
            (Component::Jkk, EmployerLines::PrintedInAndOut) => LineCode::TunjanganJkk,
            (Component::Jkm, EmployerLines::PrintedInAndOut) => LineCode::TunjanganJkm,
            (_, EmployerLines::PrintedInAndOut) => LineCode::TunjanganBpjs,
        }
    }

    /// Takes a printed employer contribution out again.
    fn print_out(&mut self, component: Component, amount: Rupiah) -> Result<(), Gap> {
        match (self.input.practice.employer, component) {
            (EmployerLines::NotPrinted, _) => Ok(()),
            (EmployerLines::PrintedInAndOut, Component::Jkk) => self.push(LineCode::PotonganJkk, amount),
            (EmployerLines::PrintedInAndOut, Component::Jkm) => self.push(LineCode::PotonganJkm, amount),
            (EmployerLines::PrintedInAndOut, _) => self.push(LineCode::PotonganBpjs, amount),
        }
    }
}
