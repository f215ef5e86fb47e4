//! Chains: one account on one installation writes one gapless, hash-linked series with its own key.
//!
//! The first record opens the chain and carries its public key; the chain's id is the digest of that key.

use serde::{Deserialize, Serialize};

use crate::hash::{Hash, Id, unhex};
use crate::payload::ChainOpen;
use crate::record::{Envelope, Record};

/// The last record of a chain that somebody holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Its place.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
}

/// How an arriving record stands to a chain that ends at a known head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fit", rename_all = "snake_case")]
pub enum Fit {
    /// It is the next one.
    Next,
    /// It lies at or before the head; whether it is the same one must be looked up by its place.
    Held,
    /// Records between are missing: send from here.
    Gap {
        /// First missing place.
        send_from: u64,
    },
    /// It claims the place after the head but names another predecessor.
    Fork,
}

/// Derives a chain's id from its public key (65 bytes, uncompressed point).
#[must_use]
pub fn chain_id(public_key: &[u8]) -> Id {
    Hash::of(public_key).short()
}

/// Returns the public key in the record that opens a chain; a key that is not the one its chain is named by is none.
#[must_use]
pub fn key(opening: &Record) -> Option<Vec<u8>> {
    let point = unhex(&opening.payload::<ChainOpen>()?.ok()?.public_key)?;
    (chain_id(&point) == opening.envelope.chain_id).then_some(point)
}

/// Says how a record fits behind `head`; no head means that the chain is not known yet.
#[must_use]
pub fn fit(head: Option<Head>, envelope: &Envelope) -> Fit {
    let (next, prev) = head.map_or((0, Hash::NONE), |head| (head.seq + 1, head.hash));
    match envelope.seq.cmp(&next) {
        core::cmp::Ordering::Less => Fit::Held,
        core::cmp::Ordering::Greater => Fit::Gap { send_from: next },
        core::cmp::Ordering::Equal if envelope.prev_hash == prev => Fit::Next,
        core::cmp::Ordering::Equal => Fit::Fork,
    }
}
