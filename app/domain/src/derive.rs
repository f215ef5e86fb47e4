//! How a figure says why it is what it is.
//!
//! Formulas are generic over a [`Recorder`]. [`Silent`] compiles to bare arithmetic; [`Explaining`] builds
//! the tree of steps with their citations. The tree holds codes and values; sentences live in the app.

use rust_decimal::Decimal;

use crate::calendar::{Day, Month};
use crate::cite::Cite;
use crate::money::{Rounding, Rupiah};

/// The value a step ended with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Whole rupiah.
    Rupiah(Rupiah),
    /// Rupiah with a fraction, before a named rounding.
    Exact(Decimal),
    /// A rate or share in percent.
    Percent(Decimal),
    /// A plain number (score, points, factor).
    Number(Decimal),
    /// A whole count (heads, months, days, minutes).
    Count(i64),
    /// A civil day.
    Day(Day),
    /// A month.
    Month(Month),
    /// A word of the field that needs no translation (`III/b`, `K/1`, `B`).
    Word(String),
    /// A condition that held or did not.
    Held(bool),
}

/// Names one step of a derivation. Every code has exactly one sentence per language in the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A step of the monthly salary.
    Pay(crate::pay::PayStep),
    /// A step of income tax.
    Tax(crate::tax::TaxStep),
    /// A step of a regional policy.
    Tpp(crate::tpp::TppStep),
    /// A step of the performance rating.
    Kinerja(crate::kinerja::KinerjaStep),
    /// A step of a reward.
    Reward(crate::reward::RewardStep),
    /// An explicit rounding to whole rupiah.
    Rounded(Rounding),
}

/// Listens to a formula while it runs. Methods return nothing, so a formula cannot depend on them.
///
/// Arguments come as closures: the silent recorder never evaluates them.
pub trait Recorder {
    /// Whether anything is kept; where nothing is, loops that only tell are left out.
    const TELLS: bool = true;

    /// Begins a step; what follows until its [`Recorder::close`] explains it.
    fn open(&mut self, step: impl FnOnce() -> Step);
    /// Names the source of a parameter used by the open step.
    fn cite(&mut self, cite: &Cite);
    /// Ends the open step with its result.
    fn close(&mut self, value: impl FnOnce() -> Value);

    /// Records a step without parts.
    fn leaf(&mut self, step: impl FnOnce() -> Step, value: impl FnOnce() -> Value) {
        self.open(step);
        self.close(value);
    }

    /// Records a step without parts whose value comes from one source.
    fn cited(&mut self, step: impl FnOnce() -> Step, cite: &Cite, value: impl FnOnce() -> Value) {
        self.open(step);
        self.cite(cite);
        self.close(value);
    }
}

/// Records nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Recorder for Silent {
    const TELLS: bool = false;

    #[inline(always)]
    fn open(&mut self, _: impl FnOnce() -> Step) {}
    #[inline(always)]
    fn cite(&mut self, _: &Cite) {}
    #[inline(always)]
    fn close(&mut self, _: impl FnOnce() -> Value) {}
}

/// One step of an explained figure with everything it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    /// What was done.
    pub step: Step,
    /// What came out; nothing when the formula stopped inside this step.
    pub value: Option<Value>,
    /// Sources of the parameters used here.
    pub cites: Vec<Cite>,
    /// The steps this one rests on, in the order they were taken.
    pub parts: Vec<Derivation>,
}

/// Builds the tree of steps.
#[derive(Debug, Clone, Default)]
pub struct Explaining {
    done: Vec<Derivation>,
    open: Vec<Derivation>,
}

impl Explaining {
    /// Returns the finished top-level steps; a step the formula left open (it stopped there) comes last, without a value.
    #[must_use]
    pub fn finish(mut self) -> Vec<Derivation> {
        while let Some(step) = self.open.pop() {
            self.place(step);
        }
        self.done
    }

    fn place(&mut self, step: Derivation) {
        match self.open.last_mut() {
            Some(parent) => parent.parts.push(step),
            None => self.done.push(step),
        }
    }
}

impl Recorder for Explaining {
    fn open(&mut self, step: impl FnOnce() -> Step) {
        self.open.push(Derivation { step: step(), value: None, cites: Vec::new(), parts: Vec::new() });
    }

    fn cite(&mut self, cite: &Cite) {
        if let Some(open) = self.open.last_mut()
            && !open.cites.contains(cite)
        {
            open.cites.push(cite.clone());
        }
    }

    fn close(&mut self, value: impl FnOnce() -> Value) {
        if let Some(mut step) = self.open.pop() {
            step.value = Some(value());
            self.place(step);
        }
    }
}
