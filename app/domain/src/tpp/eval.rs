//! Runs the steps of a policy for one person and month. Collects every gap instead of stopping at the first.
//!
//! A gap reads as zero only so that the walk can go on and find more; a result with gaps is never returned.

use rust_decimal::{Decimal, RoundingStrategy};

use super::input::Input;
use super::measure::{Addend, Measure};
use super::policy::Policy;
use super::result::Gross;
use super::rule::{CutRow, How, MeasureRef, Split, Step};
use super::step::{Cutoff, TppStep};
use super::value::Valued;
use crate::cite::NoValue;
use crate::derive::{self, Recorder, Value};
use crate::money::{Rounding, Rupiah};
use crate::outcome::Gap;

pub(super) const HUNDRED: Decimal = Decimal::ONE_HUNDRED;
/// One hundredth: a product is exact and far cheaper than a quotient.
pub(super) const CENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// Largest magnitude a value on the way may have; keeps every product inside the decimal range.
fn limit() -> Decimal {
    Decimal::from(10_000_000_000_000_i64)
}

/// The value at one place of the step list.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) percent: Option<Decimal>,
    pub(super) amount: Decimal,
    pub(super) pagu: Decimal,
}

impl State {
    pub(super) fn value(&self) -> Value {
        match self.percent {
            Some(percent) => Value::Percent(percent.normalize()),
            None => Value::Exact(self.amount.normalize()),
        }
    }

    pub(super) fn current(&mut self) -> &mut Decimal {
        self.percent.as_mut().unwrap_or(&mut self.amount)
    }
}

pub(super) struct Run<'a, R> {
    pub(super) policy: &'a Policy,
    pub(super) input: &'a Input<'a>,
    pub(super) rec: &'a mut R,
    pub(super) gaps: Vec<Gap>,
    pub(super) deferred: Decimal,
    paid_percent: Option<Decimal>,
}

/// Wraps a step of this module for the recorder.
pub(super) fn tpp(step: TppStep) -> derive::Step {
    derive::Step::Tpp(step)
}

impl<'a, R: Recorder> Run<'a, R> {
    pub(super) fn new(policy: &'a Policy, input: &'a Input<'a>, rec: &'a mut R) -> Self {
        Self { policy, input, rec, gaps: Vec::new(), deferred: Decimal::ZERO, paid_percent: None }
    }

    /// Computes the gross amount, or returns every gap once.
    pub(super) fn gross(mut self) -> Result<Gross, Vec<Gap>> {
        let policy = self.policy;
        self.rec.open(|| tpp(TppStep::Gross { label: policy.label.clone() }));
        if let Some(cite) = policy.cite() {
            self.rec.cite(cite);
        }
        self.check_month();
        let shares = self.pagu();
        let pagu: Decimal = shares.iter().sum();
        let mut state = State { percent: None, amount: pagu, pagu };
        let mut accounts = None;
        for step in &policy.steps {
            match step {
                Step::Split(split) => accounts = Some(self.split(split, &state, &shares)),
                step => self.step(step, &mut state),
            }
        }
        // Accounts that are rounded by themselves have ceilings in whole rupiah, else their sum has one.
        let ceilings: &[Decimal] = if accounts.is_some() { &shares } else { &[pagu] };
        let ceilings = ceilings.iter().map(|share| Rupiah::from_decimal(*share, Rounding::HalfUp));
        let ceiling = ceilings.collect::<Result<Vec<_>, _>>().and_then(Rupiah::sum);
        let accounts = match accounts {
            Some(accounts) => accounts,
            None => {
                let total = self.whole(state.amount);
                self.shared(total, &shares)
            }
        };
        let held = self.held();
        let total = self.in_range(Rupiah::sum(accounts.iter().copied()));
        let ceiling = self.in_range(ceiling);
        let deferred = self.in_range(Rupiah::from_decimal(self.deferred, Rounding::HalfUp));
        if !self.gaps.is_empty() {
            return Err(once(self.gaps));
        }
        self.rec.close(|| Value::Rupiah(total));
        let percent = match self.paid_percent {
            Some(percent) => percent,
            None if pagu.is_zero() => Decimal::ZERO,
            None => (total.to_decimal() * HUNDRED / pagu).round_dp_with_strategy(2, RoundingStrategy::ToZero),
        };
        Ok(Gross { accounts, total, pagu: ceiling, percent, deferred, held })
    }

    fn check_month(&mut self) {
        let (span, on) = (self.policy.span(), self.input.month.first());
        if !span.contains(on) {
            self.gaps.push(Gap::NoValue(NoValue {
                param: self.policy.key.clone(),
                on,
                before: span.until.filter(|until| *until <= on),
                after: (on < span.from).then_some(span.from),
            }));
        }
    }

    /// Returns a value that stands, naming its source on the open step.
    pub(super) fn value(&mut self, value: &Valued) -> Decimal {
        match value.stands() {
            Some((number, cite)) => {
                self.rec.cite(cite);
                number
            }
            None => {
                self.gaps.push(Gap::Unconfirmed { value: value.path.clone() });
                Decimal::ZERO
            }
        }
    }

    /// Records a parameter as a step of its own.
    pub(super) fn parameter(
        &mut self,
        step: impl FnOnce() -> TppStep,
        value: &Valued,
        show: impl FnOnce(Decimal) -> Value,
    ) -> Decimal {
        self.rec.open(|| tpp(step()));
        let number = self.value(value);
        self.rec.close(|| show(number));
        number
    }

    pub(super) fn delivered(&self, measure: &MeasureRef) -> Option<Decimal> {
        self.input.measures.0.get(measure.index).copied().flatten()
    }

    /// Returns a measure, delivered or computed; a missing one is a gap.
    pub(super) fn measure(&mut self, measure: &MeasureRef) -> Option<Decimal> {
        let policy = self.policy;
        let definition = policy.measures.get(measure.index)?;
        let Some(derived) = &definition.derived else {
            let delivered = self.delivered(measure);
            match delivered {
                Some(number) => self.record_measure(definition, number),
                None => self.gaps.push(Gap::NoMeasure { measure: measure.key.clone() }),
            }
            return delivered;
        };
        self.rec.open(|| tpp(TppStep::Measure { label: definition.label.clone() }));
        let (more, less) = (self.addends(&derived.sum), self.addends(&derived.less));
        let mut sum = more.zip(less).map(|(more, less)| (more - less).max(Decimal::ZERO));
        if let Some(over) = &derived.over {
            let over = self.measure(over);
            sum = match (sum, over) {
                (Some(_), Some(over)) if over.is_zero() => {
                    self.gaps.push(Gap::OutOfRange { field: measure.key.clone() });
                    None
                }
                (sum, over) => sum.zip(over).map(|(sum, over)| sum * HUNDRED / over),
            };
        }
        if let Some(cap) = &derived.cap {
            let cap = self.value(cap);
            sum = sum.map(|sum| sum.min(cap));
        }
        let number = sum.map(|sum| self.bounded(sum))?;
        self.rec.close(|| Value::Number(number.normalize()));
        Some(number)
    }

    fn addends(&mut self, addends: &[Addend]) -> Option<Decimal> {
        let mut sum = Some(Decimal::ZERO);
        for addend in addends {
            let times = addend.times.as_ref().map_or(Decimal::ONE, |times| self.value(times));
            sum = self.measure(&addend.measure).zip(sum).map(|(number, sum)| sum + number * times);
        }
        sum
    }

    fn record_measure(&mut self, measure: &Measure, number: Decimal) {
        self.rec.leaf(|| tpp(TppStep::Measure { label: measure.label.clone() }), || Value::Number(number.normalize()));
    }

    pub(super) fn step(&mut self, step: &Step, state: &mut State) {
        match step {
            Step::Test(test) => self.test(test, state),
            Step::Pay {} => {
                let percent = state.percent.take().unwrap_or(HUNDRED);
                self.paid_percent = Some(percent.normalize());
                state.amount = self.bounded(state.amount * percent * CENT);
                self.rec.leaf(|| tpp(TppStep::Pay), || state.value());
            }
            Step::Round(round) => {
                let (scale, cutoff) = (round.scale, round.cutoff);
                let current = state.current();
                let rounded = current.round_dp_with_strategy(scale, strategy(cutoff));
                if rounded != *current {
                    *current = rounded;
                    self.rec.leaf(|| tpp(TppStep::Round { scale, cutoff }), || state.value());
                }
            }
            Step::Gate(gate) => {
                self.rec.open(|| tpp(TppStep::Gate { label: gate.label.clone() }));
                let factor = self.factor_of(&gate.bands);
                self.rec.close(|| Value::Number(factor));
                self.times(state, factor);
            }
            Step::Threshold(threshold) => {
                self.rec.open(|| tpp(TppStep::Threshold { label: threshold.label.clone() }));
                let at = threshold.in_month.get(&self.input.month.number()).unwrap_or(&threshold.at);
                let at = self.parameter(|| TppStep::Limit, at, Value::Number);
                let reached = self.measure(&threshold.measure).is_some_and(|number| number >= at);
                self.rec.close(|| Value::Held(reached));
                if !reached {
                    *state.current() = Decimal::ZERO;
                }
            }
            Step::AtLeast(least) => {
                self.rec.open(|| tpp(TppStep::Threshold { label: least.label.clone() }));
                let at = self.parameter(|| TppStep::Limit, &least.at, Value::Percent);
                let whole = if state.percent.is_some() { HUNDRED } else { state.pagu };
                let reached = *state.current() >= whole * at * CENT;
                self.rec.close(|| Value::Held(reached));
                if !reached {
                    *state.current() = Decimal::ZERO;
                }
            }
            Step::Reduce(reduce) => self.reduce(reduce.how, &reduce.rows, &reduce.label, state),
            Step::UnitFactor(unit) => {
                self.rec.open(|| tpp(TppStep::UnitFactor { label: unit.label.clone() }));
                let kind = self.input.unit_kind;
                let factor =
                    kind.and_then(|kind| unit.kinds.get(kind)).or(unit.other.as_ref().filter(|_| kind.is_some()));
                let factor = match factor {
                    Some(factor) => self.value(factor),
                    None => {
                        self.gaps.push(Gap::NoFact { field: "unit_kind".into() });
                        Decimal::ZERO
                    }
                };
                self.rec.close(|| Value::Number(factor));
                self.times(state, factor);
            }
            Step::Clamp(clamp) => {
                let current = *state.current();
                let low = clamp.min.as_ref().map_or(current, |min| self.value(min).max(current));
                let clamped = clamp.max.as_ref().map_or(low, |max| self.value(max).min(low));
                if clamped != current {
                    *state.current() = clamped;
                    self.rec.leaf(|| tpp(TppStep::Clamp), || state.value());
                }
            }
            Step::Defer(defer) => self.defer(defer, state),
            Step::Deduct(deduct) => self.deduct(deduct, state),
            // Handled where the accounts are: a split is the last step.
            Step::Split(_) => {}
        }
    }

    fn reduce(&mut self, how: How, rows: &[CutRow], label: &super::Label, state: &mut State) {
        if !self.hits(rows) {
            return;
        }
        self.rec.open(|| tpp(TppStep::Reduce { label: label.clone() }));
        let percent = self.rows(rows).min(HUNDRED);
        self.rec.close(|| Value::Percent(percent.normalize()));
        let base = if state.percent.is_some() { HUNDRED } else { state.pagu };
        let current = state.current();
        *current = match how {
            How::Multiply => *current * (HUNDRED - percent) * CENT,
            How::Subtract => (*current - base * percent * CENT).max(Decimal::ZERO),
        };
    }

    fn times(&mut self, state: &mut State, factor: Decimal) {
        let product = *state.current() * factor;
        *state.current() = self.bounded(product);
    }

    fn split(&mut self, split: &Split, state: &State, shares: &[Decimal]) -> Vec<Rupiah> {
        let policy = self.policy;
        let mut amounts = Vec::with_capacity(shares.len());
        for (account, share) in policy.accounts.iter().zip(shares) {
            if share.is_zero() {
                amounts.push(Rupiah::ZERO);
                continue;
            }
            self.rec.open(|| tpp(TppStep::Account { label: account.label.clone() }));
            let amount = if state.amount == state.pagu { *share } else { state.amount * share / state.pagu };
            let mut own = State { percent: None, amount, pagu: *share };
            for step in split.own.get(&account.key).unwrap_or(&split.each) {
                self.step(step, &mut own);
            }
            let whole = self.whole(own.amount);
            self.rec.close(|| Value::Rupiah(whole));
            amounts.push(whole);
        }
        self.paid_percent = None;
        amounts
    }

    /// Shares a whole amount over the accounts; each lies within a rupiah of its part and they sum to the amount.
    fn shared(&mut self, total: Rupiah, shares: &[Decimal]) -> Vec<Rupiah> {
        let amounts = self.in_parts(total, shares);
        for (account, amount) in self.policy.accounts.iter().zip(&amounts) {
            if *amount != Rupiah::ZERO {
                self.rec.leaf(|| tpp(TppStep::Account { label: account.label.clone() }), || Value::Rupiah(*amount));
            }
        }
        amounts
    }

    fn in_parts(&mut self, total: Rupiah, shares: &[Decimal]) -> Vec<Rupiah> {
        match super::result::in_parts(total, shares) {
            Ok(amounts) => amounts,
            Err(_) => {
                self.gaps.push(Gap::OutOfRange { field: "accounts".into() });
                vec![Rupiah::ZERO; shares.len()]
            }
        }
    }

    fn held(&mut self) -> Vec<String> {
        let mut held = Vec::new();
        for hold in &self.policy.holds {
            let flag = self.delivered(&hold.measure);
            match flag {
                None => self.gaps.push(Gap::NoMeasure { measure: hold.measure.key.clone() }),
                Some(flag) if flag.is_zero() => {}
                Some(_) => {
                    self.rec.leaf(|| tpp(TppStep::Hold { label: hold.label.clone() }), || Value::Held(true));
                    held.push(hold.key.clone());
                }
            }
        }
        held
    }

    /// An amount that every step left whole, as the load checked.
    fn whole(&mut self, amount: Decimal) -> Rupiah {
        if !amount.fract().is_zero() {
            self.gaps.push(Gap::OutOfRange { field: "total".into() });
        }
        self.in_range(Rupiah::from_decimal(amount, Rounding::HalfUp))
    }

    fn in_range<E>(&mut self, amount: Result<Rupiah, E>) -> Rupiah {
        amount.unwrap_or_else(|_| {
            self.gaps.push(Gap::OutOfRange { field: "total".into() });
            Rupiah::ZERO
        })
    }

    pub(super) fn bounded(&mut self, number: Decimal) -> Decimal {
        if number.abs() <= limit() {
            return number;
        }
        self.gaps.push(Gap::OutOfRange { field: "total".into() });
        Decimal::ZERO
    }
}

fn strategy(cutoff: Cutoff) -> RoundingStrategy {
    match cutoff {
        Cutoff::Floor => RoundingStrategy::ToNegativeInfinity,
        Cutoff::Truncate => RoundingStrategy::ToZero,
        Cutoff::HalfUp => RoundingStrategy::MidpointAwayFromZero,
    }
}

/// Drops repeated gaps, keeping the order of their first appearance.
pub(super) fn once(gaps: Vec<Gap>) -> Vec<Gap> {
    let mut kept: Vec<Gap> = Vec::with_capacity(gaps.len());
    for gap in gaps {
        if !kept.contains(&gap) {
            kept.push(gap);
        }
    }
    kept
}
