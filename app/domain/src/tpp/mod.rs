//! Regional pay policy (TPP): a policy file as typed data, evaluated generically, explained step by step.
//!
//! No region is named here and no rule of a region lives here: what a region decides is in its policy file.
//! National rates (BPJS, the joint TER tax) come in from the caller; this module never computes them.

mod assess;
mod bands;
mod ceiling;
mod check;
mod defer;
mod error;
mod eval;
mod form;
mod input;
mod measure;
mod net;
mod net_rule;
mod order;
mod outline;
mod pagu;
mod places;
mod policy;
mod print;
mod resolve;
mod result;
mod revise;
mod rule;
mod shipped;
mod step;
mod value;
mod written;

pub use ceiling::Account;
pub use check::{check_spans, check_versions};
pub use error::{AccountFault, BandFault, OrderFault, PolicyError, ValueRange};
pub use form::{FormFault, Shape};
pub use input::{Acting, ActingMode, Bpjs, Input, MeasureError, Measures, NetContext};
pub use measure::{Better, Measure, MeasureKind, MeasureSource, MinuteBand};
pub use net_rule::NetBase;
pub use outline::{BandGives, Change, Chapter, Clause, CutOf, Difference, Edge, Measured, Rule, changes};
pub use places::Places;
pub use policy::{Hold, Policy, Read, Refused, in_force};
pub use result::{Bearer, Gross, Net, TppTax};
pub use revise::{Revised, Revision};
pub use rule::{How, Yield};
pub use shipped::{by_key, shipped, shipped_file};
pub use step::{Cutoff, Label, TppStep};
pub use value::{Confirmation, Standing, ValueEntry, ValueUnit};
pub use written::{named, written};

use crate::derive::{Recorder, Silent};
use crate::outcome::Gap;

/// Computes one person's TPP of a month before contribution and tax, or names everything that is missing.
pub fn gross<R: Recorder>(policy: &Policy, input: &Input<'_>, rec: &mut R) -> Result<Gross, Vec<Gap>> {
    eval::Run::new(policy, input, rec).gross()
}

/// Computes the same and tells nothing. Not generic, so that it is compiled in this crate, where speed goes before size.
pub fn silent(policy: &Policy, input: &Input<'_>) -> Result<Gross, Vec<Gap>> {
    gross(policy, input, &mut Silent)
}

/// Takes contribution, tax and zakat from a gross amount in the order the policy states.
pub fn net<R: Recorder>(
    policy: &Policy,
    gross: &Gross,
    context: &NetContext<'_>,
    rec: &mut R,
) -> Result<Net, Vec<Gap>> {
    net::net(policy, gross, context, rec)
}

#[cfg(test)]
mod file_tests;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
