//! Signatures of others: checked on this device, with keys that came in a file or from the server.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ledger::hash::Id;
use ledger::record::Record;

use crate::storage::{StorageProblem, clock, keys};
use crate::sync::{ServerProblem, http};

/// Most chains of one question to the server.
const AT_ONCE: usize = 64;

/// Says of each record whether its signature belongs to the key of its chain; nothing where the key is missing or none.
/// Tells its progress between records.
pub async fn signed(
    points: &BTreeMap<Id, Vec<u8>>,
    records: &[Arc<Record>],
    progress: impl Fn(u64, u64),
) -> Result<Vec<Option<bool>>, StorageProblem> {
    let mut known = BTreeMap::new();
    for (chain, point) in points {
        if let Ok(key) = keys::read_public(point).await {
            known.insert(*chain, key);
        }
    }
    if known.is_empty() && !points.is_empty() {
        return Err(StorageProblem::Refused);
    }
    let mut verdicts = Vec::with_capacity(records.len());
    for (at, record) in records.iter().enumerate() {
        verdicts.push(match known.get(&record.envelope.chain_id) {
            Some(key) => Some(keys::verify(key, &record.bytes, &record.signature).await?),
            None => None,
        });
        if at % 200 == 0 {
            progress(at as u64, records.len() as u64);
            clock::pause(0).await;
        }
    }
    Ok(verdicts)
}

/// Asks the server for the records that open chains.
pub async fn openings(chains: &BTreeSet<Id>) -> Result<Vec<Record>, ServerProblem> {
    let all: Vec<Id> = chains.iter().copied().collect();
    let mut records = Vec::new();
    for some in all.chunks(AT_ONCE) {
        records.extend(http::keys(some).await?);
    }
    Ok(records)
}
