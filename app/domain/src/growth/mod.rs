//! From an assessment to the training that answers it: gaps, programmes, seats, lesson hours.
//!
//! Owns the payload types of the catalogue and the rules over them. Refuses to guess: a form of training without
//! a conversion stays unknown, and a programme is recommended only because of a gap that can be shown.

mod area;
mod gap;
mod jp;
mod programme;
mod recommend;
mod seats;

pub use area::{Area, Kompetensi, NotAnArea};
pub use gap::{FollowUp, GapSource, Kesenjangan, follow_up, gaps};
pub use jp::{JpGap, JpYear, Kegiatan, jp, jp_year};
pub use programme::{Jalur, NotAForm, Programme, ProgrammeProblem, Session, Tempat, check_programme};
pub use recommend::{PersonFacts, Recommendation, Remark, recommend};
pub use seats::{EnrolmentState, Seat, seats};
