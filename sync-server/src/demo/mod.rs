//! The demonstration region: invented people, posts, plans and training, from one seed and one day.
//!
//! Pure: no clock, no chance of its own, no records. Whoever turns this into records brings keys and order.

mod career;
mod data;
mod family;
mod names;
mod people;
mod plans;
mod rng;

pub use people::{DemoOffice, DemoPerson, Education, Region, people};
pub use plans::{catalogue, plan};
