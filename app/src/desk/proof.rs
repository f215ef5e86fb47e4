//! Signatures of others: checked on this device, with keys that came in a file or from the server.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ledger::chain;
use ledger::hash::{Id, hex, unhex};
use ledger::record::Record;

use crate::storage::{StorageProblem, clock, keys, prefs};
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

/// Returns the public keys of chains: as they lie on this device, or from the server, and then they stay here.
///
/// # Errors
/// A key that is not here while the server does not answer. One that the server does not know is left out.
pub async fn points(chains: &BTreeSet<Id>) -> Result<BTreeMap<Id, Vec<u8>>, ServerProblem> {
    let name = |chain: &Id| format!("key.{chain}");
    let kept = |chain: &Id| {
        let point = unhex(&prefs::get::<String>(&name(chain))?)?;
        (chain::chain_id(&point) == *chain).then_some((*chain, point))
    };
    let mut points: BTreeMap<Id, Vec<u8>> = chains.iter().filter_map(kept).collect();
    let missing: BTreeSet<Id> = chains.iter().filter(|chain| !points.contains_key(*chain)).copied().collect();
    if !missing.is_empty() {
        for opening in openings(&missing).await? {
            if let Some(point) = chain::key(&opening) {
                let _ = prefs::set(&name(&opening.envelope.chain_id), &hex(&point));
                points.insert(opening.envelope.chain_id, point);
            }
        }
    }
    Ok(points)
}
