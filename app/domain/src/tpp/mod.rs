//! Regional pay policy (TPP): a policy file as typed data, evaluated generically, explained step by step.
//!
//! No region is named here and no rule of a region lives here: what a region decides is in its policy file.
//! National rates (BPJS, the joint TER tax) come in from the caller; this module never computes them.

mod input;
mod result;
mod step;

pub use input::{Acting, ActingMode, Bpjs, Input, MeasureError, Measures, NetContext, Predikat};
pub use result::{Bearer, Gross, Net, TppTax};
pub use step::{Cutoff, Label, TppStep};

use crate::derive::Recorder;
use crate::outcome::Gap;

/// One version of one region's rules.
#[derive(Debug, Clone)]
pub struct Policy {}

/// Computes one person's TPP of a month before contribution and tax, or names everything that is missing.
pub fn gross<R: Recorder>(policy: &Policy, input: &Input<'_>, rec: &mut R) -> Result<Gross, Vec<Gap>> {
    let _ = (policy, input, rec);
    Err(vec![Gap::Unconfirmed { value: String::new() }])
}

/// Takes contribution, tax and zakat from a gross amount in the order the policy states.
pub fn net<R: Recorder>(
    policy: &Policy,
    gross: &Gross,
    context: &NetContext<'_>,
    rec: &mut R,
) -> Result<Net, Vec<Gap>> {
    let _ = (policy, gross, context, rec);
    Err(vec![Gap::Unconfirmed { value: String::new() }])
}
