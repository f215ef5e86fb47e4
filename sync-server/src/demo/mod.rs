//! The demonstration region: invented people, posts, plans and training, from one seed and one day.
//!
//! Pure: no clock, no chance of its own, no records; only `found` turns it into records and sends them in.

mod attendance;
mod career;
mod cast;
mod data;
mod events;
mod family;
mod found;
mod names;
mod papers;
mod people;
mod plans;
mod rng;
mod statements;

pub use found::{Demo, PASSWORD, POLICY, SEED, Size, found};
pub use people::{DemoOffice, DemoPerson, Education, PEOPLE, Region, people};
pub use plans::{catalogue, plan};
pub use rng::Rng;
pub use statements::{facts, recap};
