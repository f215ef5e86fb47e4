//! What peers say, and the only thing a superior reads of it: a summary that names nobody.
//!
//! Under the smallest group there is no count and no text. Texts stand in the order of their digests, so their
//! place says nothing about who wrote them or when.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::skp_check::limits;
use super::{Ekspektasi, Nilai};

/// A short assessment by a peer, the payload of peer records. It is input without weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeerAnswer {
    /// What was seen, per value; a value left out counts as not seen.
    pub values: Vec<PeerValue>,
    /// One strength, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub strength: String,
    /// One suggestion, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub suggestion: String,
}

/// What a peer saw of one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeerValue {
    /// The value.
    pub value: Nilai,
    /// What was seen.
    pub seen: RekanNilai,
}

/// A peer's view of one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RekanNilai {
    /// Not seen yet.
    BelumTerlihat,
    /// Below expectation.
    DiBawah,
    /// Meets expectation.
    Sesuai,
    /// Above expectation.
    DiAtas,
}

impl From<Ekspektasi> for RekanNilai {
    fn from(ekspektasi: Ekspektasi) -> Self {
        match ekspektasi {
            Ekspektasi::DiBawah => Self::DiBawah,
            Ekspektasi::Sesuai => Self::Sesuai,
            Ekspektasi::DiAtas => Self::DiAtas,
        }
    }
}

/// How many peers said what about one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NilaiCounts {
    /// Below expectation.
    pub di_bawah: u32,
    /// Meets expectation.
    pub sesuai: u32,
    /// Above expectation.
    pub di_atas: u32,
    /// Not seen, or seen by too few to be told.
    pub belum_terlihat: u32,
}

/// What may be read of the peers of one person and period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum PeerSummary {
    /// Too few answers to show anything, not even how many.
    TooFew {
        /// Answers needed.
        minimum: u32,
    },
    /// Counts per value and texts without authors.
    Summary {
        /// Answers counted.
        answers: u32,
        /// Counts for each of the seven values.
        values: BTreeMap<Nilai, NilaiCounts>,
        /// Strengths, in the order of their digests.
        strengths: Vec<String>,
        /// Suggestions, in the order of their digests.
        suggestions: Vec<String>,
    },
}

/// Smallest group when the region sets none.
pub const MINIMUM_GROUP: u32 = 3;

/// Summarises the answers of all peers of one person and period.
#[must_use]
pub fn peer_summary(answers: &[PeerAnswer], minimum: u32) -> PeerSummary {
    let minimum = minimum.max(2);
    let count = u32::try_from(answers.len()).unwrap_or(u32::MAX);
    if count < minimum {
        return PeerSummary::TooFew { minimum };
    }
    let mut values: BTreeMap<Nilai, NilaiCounts> =
        Nilai::ALL.into_iter().map(|value| (value, NilaiCounts::default())).collect();
    for answer in answers {
        // Of a value named twice the last word counts; each answer counts once per value.
        let seen: BTreeMap<Nilai, RekanNilai> = answer.values.iter().map(|one| (one.value, one.seen)).collect();
        for (value, counts) in &mut values {
            match seen.get(value).copied().unwrap_or(RekanNilai::BelumTerlihat) {
                RekanNilai::BelumTerlihat => counts.belum_terlihat += 1,
                RekanNilai::DiBawah => counts.di_bawah += 1,
                RekanNilai::Sesuai => counts.sesuai += 1,
                RekanNilai::DiAtas => counts.di_atas += 1,
            }
        }
    }
    // Of a value that fewer have seen, nothing but that is told.
    for counts in values.values_mut() {
        if counts.di_bawah + counts.sesuai + counts.di_atas < minimum {
            *counts = NilaiCounts { belum_terlihat: count, ..NilaiCounts::default() };
        }
    }
    PeerSummary::Summary {
        answers: count,
        values,
        strengths: shuffled(answers.iter().map(|answer| answer.strength.as_str())),
        suggestions: shuffled(answers.iter().map(|answer| answer.suggestion.as_str())),
    }
}

fn shuffled<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut texts: Vec<&str> = texts.map(str::trim).filter(|text| !text.is_empty()).collect();
    texts.sort_by_key(|text| <[u8; 32]>::from(Sha256::digest(text.as_bytes())));
    texts.into_iter().map(str::to_owned).collect()
}

impl PeerAnswer {
    /// Returns the places of texts that are too long.
    #[must_use]
    pub fn too_long(&self) -> Vec<&'static str> {
        [("strength", &self.strength), ("suggestion", &self.suggestion)]
            .into_iter()
            .filter(|(_, text)| text.chars().count() > limits::NOTE)
            .map(|(path, _)| path)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(seen: RekanNilai, strength: &str) -> PeerAnswer {
        let values = vec![PeerValue { value: Nilai::Harmonis, seen }];
        PeerAnswer { values, strength: strength.into(), suggestion: String::new() }
    }

    #[test]
    fn under_the_smallest_group_nothing_is_shown() {
        let two = [answer(RekanNilai::Sesuai, "a"), answer(RekanNilai::DiAtas, "b")];
        assert_eq!(peer_summary(&two, MINIMUM_GROUP), PeerSummary::TooFew { minimum: 3 });
        assert_eq!(peer_summary(&two[..1], 0), PeerSummary::TooFew { minimum: 2 });
    }

    #[test]
    fn of_a_value_that_few_have_seen_nothing_is_told() {
        let mut three =
            vec![answer(RekanNilai::Sesuai, ""), answer(RekanNilai::DiBawah, ""), answer(RekanNilai::Sesuai, "")];
        three[2].values.clear();
        let PeerSummary::Summary { values, .. } = peer_summary(&three, MINIMUM_GROUP) else { panic!("a summary") };
        assert_eq!(values[&Nilai::Harmonis], NilaiCounts { belum_terlihat: 3, ..NilaiCounts::default() });
    }

    #[test]
    fn the_summary_is_the_same_whatever_the_order_of_arrival() {
        let mut three =
            vec![answer(RekanNilai::Sesuai, "a"), answer(RekanNilai::DiAtas, "b"), answer(RekanNilai::Sesuai, " ")];
        let one_way = peer_summary(&three, MINIMUM_GROUP);
        three.reverse();
        assert_eq!(one_way, peer_summary(&three, MINIMUM_GROUP));
        let PeerSummary::Summary { answers, values, strengths, suggestions } = one_way else { panic!("a summary") };
        assert_eq!((answers, strengths.len(), suggestions.len()), (3, 2, 0));
        let expected = NilaiCounts { sesuai: 2, di_atas: 1, ..NilaiCounts::default() };
        assert_eq!(values[&Nilai::Harmonis], expected);
        assert_eq!(values[&Nilai::Loyal].belum_terlihat, 3);
    }
}
