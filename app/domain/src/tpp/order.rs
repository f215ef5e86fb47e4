//! Steps stand in a possible order: a percent is paid once, the amount ends whole, accounts part at the end.

use super::check;
use super::error::{OrderFault, PolicyError};
use super::rule::{Part, Score, Step, Yield};

/// Checks the steps of a policy.
pub(super) fn steps(list: &[Step], errors: &mut Vec<PolicyError>) {
    Flow { percent: false, whole: false, split: false }.run("steps", "", list, errors);
}

/// What is known about the value at a place of the step list.
#[derive(Clone, Copy)]
struct Flow {
    percent: bool,
    whole: bool,
    split: bool,
}

impl Flow {
    /// `path` names the list, `around` is what the paths of its steps begin with.
    fn run(&mut self, path: &str, around: &str, list: &[Step], errors: &mut Vec<PolicyError>) {
        let wrong = |step, fault| PolicyError::Order { path: path.to_owned(), step, fault };
        for (number, step) in list.iter().enumerate() {
            let last = number + 1 == list.len();
            let fault = self.step(step, last, around, errors);
            errors.extend(fault.map(|fault| wrong(Some(number + 1), fault)));
        }
        if self.percent {
            errors.push(wrong(None, OrderFault::NeverPaid));
        } else if !self.whole {
            errors.push(wrong(None, OrderFault::NotWhole));
        }
    }

    fn step(&mut self, step: &Step, last: bool, around: &str, errors: &mut Vec<PolicyError>) -> Option<OrderFault> {
        match step {
            Step::Test(test) => {
                let unpaid = self.percent;
                self.percent = test.yields == Yield::Percent;
                self.whole = false;
                let around = check::inside(around, &test.key);
                parts(&around, &test.parts, errors);
                for row in &test.for_posts {
                    parts(&check::inside(&around, &row.key), &row.parts, errors);
                }
                unpaid.then_some(OrderFault::TestBeforePay)
            }
            Step::Pay {} => (!core::mem::replace(&mut self.percent, false)).then_some(OrderFault::NothingToPay),
            Step::Round(round) => {
                self.whole |= !self.percent && round.scale == 0;
                (round.scale > 6).then_some(OrderFault::TooFine)
            }
            Step::Split(split) => {
                let fault = match *self {
                    Self { split: true, .. } => Some(OrderFault::SplitTwice),
                    Self { percent: true, .. } => Some(OrderFault::SplitBeforePay),
                    _ => (!last).then_some(OrderFault::SplitNotLast),
                };
                let start = Self { split: true, ..*self };
                for (key, own) in &split.own {
                    let around = check::inside(around, key);
                    Self::clone(&start).run(&format!("split.{key}"), &around, own, errors);
                }
                Self::clone(&start).run("split.each", around, &split.each, errors);
                // What is wrong inside was named inside.
                *self = Self { percent: false, whole: true, split: true };
                fault
            }
            Step::Threshold(_) | Step::AtLeast(_) => None,
            // Whole rupiah for whole events leave a whole amount whole.
            Step::Deduct(_) => self.percent.then_some(OrderFault::DeductBeforePay),
            Step::Gate(_) | Step::Reduce(_) | Step::UnitFactor(_) | Step::Clamp(_) | Step::Defer(_) => {
                self.whole = false;
                None
            }
        }
    }
}

/// Parts end in one value, so only steps that change a value in place may stand in them.
fn parts(path: &str, list: &[Part], errors: &mut Vec<PolicyError>) {
    for part in list {
        let path = check::inside(path, &part.key);
        for (number, step) in part.steps.iter().enumerate() {
            let simple = matches!(
                step,
                Step::Gate(_)
                    | Step::Threshold(_)
                    | Step::AtLeast(_)
                    | Step::Reduce(_)
                    | Step::Clamp(_)
                    | Step::Round(_)
            );
            if !simple {
                let (path, step) = (path.clone(), Some(number + 1));
                errors.push(PolicyError::Order { path, step, fault: OrderFault::NotInAPart });
            }
        }
        if let Score::Parts(nested) = &part.score {
            parts(&path, nested, errors);
        }
    }
}
