//! From gross to net in the order the policy states: contribution, tax, zakat.

use rust_decimal::Decimal;

use super::eval::{CENT, once, tpp};
use super::input::NetContext;
use super::net_rule::{NetBase, NetBy, NetStep, TaxFinal};
use super::policy::Policy;
use super::result::{Bearer, Gross, Net, TppTax, in_parts};
use super::rule::MeasureRef;
use super::step::TppStep;
use super::value::Valued;
use crate::asn::{Golongan, GolonganGroup};
use crate::derive::{Recorder, Value};
use crate::money::{Overflow, Rounding, Rupiah};
use crate::outcome::Gap;

struct Run<'a, R> {
    policy: &'a Policy,
    context: &'a NetContext<'a>,
    rec: &'a mut R,
    gaps: Vec<Gap>,
}

/// Runs the net steps.
pub(super) fn net<R: Recorder>(
    policy: &Policy,
    gross: &Gross,
    context: &NetContext<'_>,
    rec: &mut R,
) -> Result<Net, Vec<Gap>> {
    Run { policy, context, rec, gaps: Vec::new() }.net(gross)
}

impl<R: Recorder> Run<'_, R> {
    fn net(mut self, gross: &Gross) -> Result<Net, Vec<Gap>> {
        let policy = self.policy;
        self.rec.open(|| tpp(TppStep::Net { label: policy.label.clone() }));
        let mut net = Net {
            bpjs: Rupiah::ZERO,
            bpjs_employer: Rupiah::ZERO,
            tax: TppTax::Final(Rupiah::ZERO),
            borne_by: Bearer::Employee,
            zakat: Rupiah::ZERO,
            net: gross.total,
        };
        for step in &policy.net {
            if let Err(Overflow) = self.step(step, gross, &mut net) {
                self.gaps.push(Gap::OutOfRange { field: "net".into() });
            }
        }
        if net.net < Rupiah::ZERO {
            self.gaps.push(Gap::NegativeNet { net_rp: net.net.get() });
        }
        if !self.gaps.is_empty() {
            return Err(once(self.gaps));
        }
        self.rec.close(|| Value::Rupiah(net.net));
        Ok(net)
    }

    fn step(&mut self, step: &NetStep, gross: &Gross, net: &mut Net) -> Result<(), Overflow> {
        match step {
            NetStep::Bpjs(bpjs) => {
                if self.spared(bpjs.unless.as_ref()) {
                    return Ok(());
                }
                let terms = self.context.bpjs;
                let room = terms.ceiling.minus(self.context.salary_bpjs_base)?.at_least_zero();
                let base = gross.total.min(room);
                self.rec.cited(|| tpp(TppStep::BpjsBase), terms.cite, || Value::Rupiah(base));
                let bases = parted(bpjs.by, base, gross)?;
                net.bpjs = self.national(TppStep::BpjsWorker, terms.worker_percent, &bases, bpjs.rounding)?;
                net.bpjs_employer =
                    self.national(TppStep::BpjsEmployer, terms.employer_percent, &bases, bpjs.rounding)?;
                net.net = net.net.minus(net.bpjs)?;
            }
            NetStep::BpjsGiven(measure) => match self.context.measures.0.get(measure.index).copied().flatten() {
                Some(amount) => {
                    net.bpjs = Rupiah::from_decimal(amount, Rounding::HalfUp)?;
                    self.rec.leaf(|| tpp(TppStep::BpjsWorker), || Value::Rupiah(net.bpjs));
                    net.net = net.net.minus(net.bpjs)?;
                }
                None => self.gaps.push(Gap::NoMeasure { measure: measure.key.clone() }),
            },
            NetStep::TaxFinal(tax) => {
                if self.spared(tax.unless.as_ref()) {
                    return Ok(());
                }
                let base = match tax.on {
                    NetBase::Gross => gross.total,
                    NetBase::Rest => net.net,
                };
                self.rec.open(|| tpp(TppStep::TaxFinal));
                let percent = self.rate(rate_of(tax, self.context.golongan));
                let amount = shares(&parted(tax.by, base, gross)?, percent, tax.rounding)?;
                net.borne_by = self.bearer(&tax.borne_by_region);
                self.rec.close(|| Value::Rupiah(amount));
                net.tax = TppTax::Final(amount);
                if net.borne_by == Bearer::Employee {
                    net.net = net.net.minus(amount)?;
                }
            }
            NetStep::TaxJoint(tax) => {
                self.rec.open(|| tpp(TppStep::TaxJoint));
                net.tax = TppTax::JointTer;
                net.borne_by = self.bearer(&tax.borne_by_region);
                self.rec.close(|| Value::Held(true));
            }
            NetStep::Zakat(zakat) => {
                if self.context.zakat {
                    self.rec.open(|| tpp(TppStep::Zakat));
                    let percent = self.rate(&zakat.percent);
                    let amount = share(net.net, percent, zakat.rounding)?;
                    self.rec.close(|| Value::Rupiah(amount));
                    net.zakat = amount;
                    net.net = net.net.minus(amount)?;
                }
            }
        }
        Ok(())
    }

    fn national(
        &mut self,
        step: TppStep,
        percent: Decimal,
        bases: &[Rupiah],
        rounding: Rounding,
    ) -> Result<Rupiah, Overflow> {
        self.rec.open(|| tpp(step));
        self.rec.cited(|| tpp(TppStep::Rate), self.context.bpjs.cite, || Value::Percent(percent));
        let amount = shares(bases, percent, rounding)?;
        self.rec.close(|| Value::Rupiah(amount));
        Ok(amount)
    }

    /// Says whether a decision spares the person this step; without its measure that is not known.
    fn spared(&mut self, unless: Option<&MeasureRef>) -> bool {
        let Some(measure) = unless else { return false };
        match self.context.measures.0.get(measure.index).copied().flatten() {
            Some(flag) => !flag.is_zero(),
            None => {
                self.gaps.push(Gap::NoMeasure { measure: measure.key.clone() });
                false
            }
        }
    }

    fn bearer(&mut self, value: &Valued) -> Bearer {
        let percent = self.cited(TppStep::BorneByRegion, value);
        if percent == Decimal::ONE_HUNDRED { Bearer::Region } else { Bearer::Employee }
    }

    fn rate(&mut self, value: &Valued) -> Decimal {
        self.cited(TppStep::Rate, value)
    }

    fn cited(&mut self, step: TppStep, value: &Valued) -> Decimal {
        match value.stands() {
            Some((percent, cite)) => {
                self.rec.cited(|| tpp(step), cite, || Value::Percent(percent));
                percent
            }
            None => {
                self.gaps.push(Gap::Unconfirmed { value: value.path.clone() });
                Decimal::ZERO
            }
        }
    }
}

/// The amounts of which each is rounded for itself.
fn parted(by: NetBy, base: Rupiah, gross: &Gross) -> Result<Vec<Rupiah>, Overflow> {
    match by {
        NetBy::Sum => Ok(vec![base]),
        NetBy::Account => {
            let accounts: Vec<Decimal> = gross.accounts.iter().map(|account| account.to_decimal()).collect();
            in_parts(base, &accounts)
        }
    }
}

fn shares(bases: &[Rupiah], percent: Decimal, rounding: Rounding) -> Result<Rupiah, Overflow> {
    let mut sum = Rupiah::ZERO;
    for base in bases {
        sum = sum.plus(share(*base, percent, rounding)?)?;
    }
    Ok(sum)
}

fn share(base: Rupiah, percent: Decimal, rounding: Rounding) -> Result<Rupiah, Overflow> {
    let exact = base.to_decimal().checked_mul(percent).ok_or(Overflow)? * CENT;
    Rupiah::from_decimal(exact, rounding)
}

fn rate_of(tax: &TaxFinal, golongan: Golongan) -> &Valued {
    match golongan {
        Golongan::Pns(rank) => match rank.group() {
            GolonganGroup::I => &tax.i,
            GolonganGroup::II => &tax.ii,
            GolonganGroup::III => &tax.iii,
            GolonganGroup::IV => &tax.iv,
        },
        Golongan::Pppk(rank) => tax.pppk.get(&rank.number()).unwrap_or(&tax.pppk_other),
    }
}
