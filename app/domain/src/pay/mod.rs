//! The monthly pay of a civil servant: salary, contributions, tax and TPP, line by line.
//!
//! Works with facts resolved for one month; knows no person, no history and no sentence.

mod beside;
mod explain;
mod input;
mod month;
mod post;
mod resolve;
mod service;
mod slip;
mod step;
mod taxed;
mod tell;

pub use beside::{Beside, BesideKind, BesideTax, PaydayTax, beside};
pub use explain::explain;
pub use input::{Given, InService, Opening, PayInput, TakenBack, TaxPlan, TppPart, TppTaxMode};
pub use month::{TppRun, month, month_with, silent};
pub use post::Post;
pub use service::{Promotion, next_increment, part_year, promoted, recognised};
pub use slip::{Line, LineCode, LineKind, Payment, Slip, SlipTax, TaxBearer, Totals, ZeroReason};
pub use step::PayStep;

pub(crate) use resolve::LIMIT;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
