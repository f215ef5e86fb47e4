//! What leaves the amount in rupiah: a share that is paid later, and a fixed sum for each event.
//!
//! A share is kept back, released in the month that reaches the limit, lost after too many that miss it.
//! What earlier months kept back is delivered from their sealed slips; nothing is remembered here.

use rust_decimal::Decimal;

use super::eval::{CENT, Run, State, tpp};
use super::rule::{Deduct, DeductRow, Defer, Memory};
use super::step::TppStep;
use crate::derive::{Recorder, Value};
use crate::outcome::Gap;

impl<R: Recorder> Run<'_, R> {
    pub(super) fn defer(&mut self, defer: &Defer, state: &mut State) {
        self.rec.open(|| tpp(TppStep::Defer { label: defer.label.clone() }));
        let at = self.parameter(|| TppStep::Limit, &defer.at, Value::Number);
        let reached = self.measure(&defer.measure).is_some_and(|number| number >= at);
        let share = self.value(&defer.share);
        let kept = if reached { Decimal::ZERO } else { state.amount * share * CENT };
        self.rec.close(|| Value::Exact(kept.normalize()));
        state.amount -= kept;
        match &defer.memory {
            None => self.deferred += kept,
            Some(memory) => self.remember(defer, memory, kept, reached, state),
        }
    }

    /// `kept` is this month's share. What waits is asked for in every month, so that it is never taken for nothing.
    fn remember(&mut self, defer: &Defer, memory: &Memory, kept: Decimal, reached: bool, state: &mut State) {
        let Some(owed) = self.measure(&memory.owed) else { return };
        if reached {
            if !owed.is_zero() {
                self.rec.leaf(|| tpp(TppStep::Release { label: defer.label.clone() }), || Value::Exact(owed));
            }
            state.amount = self.bounded(state.amount + owed);
            return;
        }
        let Some(missed) = self.measure(&memory.missed) else { return };
        let most = self.value(&memory.lost_after);
        if missed + Decimal::ONE < most {
            self.deferred += kept;
            return;
        }
        let lost = self.bounded(kept + owed);
        self.rec.leaf(|| tpp(TppStep::Lost { label: defer.label.clone() }), || Value::Exact(lost.normalize()));
    }

    /// An event that did not happen takes nothing and leaves no step.
    pub(super) fn deduct(&mut self, deduct: &Deduct, state: &mut State) {
        if self.delivered(&deduct.on).is_some_and(|count| count.is_zero()) {
            return;
        }
        self.rec.open(|| tpp(TppStep::Reduce { label: deduct.label.clone() }));
        let count = self.measure(&deduct.on).unwrap_or_default();
        let post = self.post(self.input.post);
        let by_post = deduct.rows.iter().any(|row| !row.posts.is_empty());
        let fits = |row: &&DeductRow| row.posts.is_empty() || row.posts.iter().any(|one| Some(one.as_str()) == post);
        // Who holds an unknown post is not one of the others.
        let row = deduct.rows.iter().find(fits).filter(|_| post.is_some() || !by_post);
        let each = match row {
            Some(row) => self.parameter(|| TppStep::CutSize, &row.each, Value::Exact),
            None => {
                self.gaps.push(Gap::NoFact { field: "jabatan".into() });
                Decimal::ZERO
            }
        };
        let taken = self.bounded(count * each).min(state.amount);
        state.amount -= taken;
        self.rec.close(|| Value::Exact(taken.normalize()));
    }
}
