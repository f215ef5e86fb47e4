//! Regional policies in words: their rules as people read them, and what is wrong with a file.

mod change;
mod clause;
mod file;
mod problem;
mod rule;
#[cfg(test)]
mod tests;

use domain::calendar::Span;
use domain::cite::Confidence;
use domain::tpp::{Standing, ValueEntry, ValueUnit};

pub use change::changes;
pub use clause::{chapter, nodes};
pub use problem::{path, problem};

use super::derive::confidence;
use super::format::{day, decimal, percent, rupiah};
use crate::components::Tone;
use crate::say;

/// Writes the value of an entry with its unit, or says that there is none.
#[must_use]
pub fn value(entry: &ValueEntry) -> String {
    let Some(value) = entry.value else { return say!(gaji.nilai_tidak_ada) };
    match entry.unit {
        ValueUnit::Percent => percent(value),
        ValueUnit::Number => decimal(value),
        ValueUnit::Rupiah => domain::money::Rupiah::from_decimal(value, domain::money::Rounding::HalfUp)
            .map_or_else(|_| decimal(value), rupiah),
    }
}

/// Says how an entry stands, with the tone of the word.
#[must_use]
pub fn standing(entry: &ValueEntry) -> (String, Tone) {
    match entry.standing {
        Standing::Stated => (confidence(entry.cite.confidence), certainty(entry.cite.confidence)),
        Standing::Recalled => (say!(gaji.nilai_ingatan), Tone::Sogan),
        Standing::Confirmed => (say!(gaji.nilai_dikonfirmasi), Tone::Daun),
        Standing::Draft => (say!(gaji.nilai_draf), Tone::Sogan),
        Standing::Missing => (say!(gaji.nilai_tidak_ada), Tone::Mengkudu),
    }
}

/// Returns the tone that goes with the word of a confidence.
#[must_use]
pub const fn certainty(of: Confidence) -> Tone {
    match of {
        Confidence::Verified => Tone::Daun,
        Confidence::Single => Tone::Neutral,
        Confidence::Recalled => Tone::Sogan,
    }
}

/// Says from when to when a policy holds.
#[must_use]
pub fn span(of: Span) -> String {
    match of.until {
        Some(until) => say!(gaji.aturan_rentang, dari = day(of.from), sampai = day(until)),
        None => say!(gaji.aturan_sejak, dari = day(of.from)),
    }
}
