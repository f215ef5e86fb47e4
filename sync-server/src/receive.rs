//! What a batch must be before the store looks at it. Pure.

use ledger::hash::unhex;
use ledger::payload::ChainOpen;
use ledger::record::Record;
use ledger::wire::MAX_PUSH;

/// A batch that is no batch of this account; nothing of it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadBatch {
    /// No record.
    Empty,
    /// More records than one push may carry.
    TooMany,
    /// Records of several chains, or not one after another.
    NotOneSeries,
    /// A record is not by the account that sends it.
    OtherAuthor,
}

/// Says whether records are one series of one chain by one author.
pub fn check_batch(author: &str, records: &[Record]) -> Result<(), BadBatch> {
    let Some(first) = records.first() else { return Err(BadBatch::Empty) };
    if records.len() > MAX_PUSH {
        return Err(BadBatch::TooMany);
    }
    if records.iter().any(|record| record.envelope.author != author) {
        return Err(BadBatch::OtherAuthor);
    }
    let chain = first.envelope.chain_id;
    let follows = |pair: &[Record]| pair[1].envelope.seq.checked_sub(pair[0].envelope.seq) == Some(1);
    if records.iter().any(|record| record.envelope.chain_id != chain) || !records.windows(2).all(follows) {
        return Err(BadBatch::NotOneSeries);
    }
    Ok(())
}

/// Returns the public key that a chain's first record carries, when it is one of this chain.
#[must_use]
pub fn opening_key(record: &Record) -> Option<Vec<u8>> {
    let envelope = &record.envelope;
    let open: ChainOpen = record.payload()?.ok()?;
    let key = unhex(&open.public_key)?;
    let fits = envelope.seq == 0
        && envelope.kind == ledger::kind::Kind::ChainOpen.code()
        && envelope.subject == ledger::subject::chain(envelope.chain_id)
        && key.len() == 65
        && ledger::chain::chain_id(&key) == envelope.chain_id;
    fits.then_some(key)
}
