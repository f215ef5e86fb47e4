//! Writes records of one chain: the server's own, the founder's, and those of invented people.
//!
//! Deterministic: the same secret and the same drafts give the same bytes.

use ledger::hash::{Hash, Id};
use ledger::kind::{Kind, VERSION};
use ledger::payload::{ChainOpen, ClosedChain};
use ledger::record::{Envelope, NotARecord, Record, Sealed};
use ledger::subject;
use serde::Serialize;

use crate::key::Key;

/// What a record is to say.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Kind.
    pub kind: Kind,
    /// Subject, built by the kind's function.
    pub subject: String,
    /// Payload as JSON.
    pub payload: Vec<u8>,
    /// Heads it replaces.
    pub based_on: Vec<Hash>,
}

/// Says why a draft becomes no record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotWritten {
    /// The subject is not one of the kind.
    Subject(String),
    /// The payload cannot be written as JSON.
    Payload(String),
    /// The record is too large.
    Record(NotARecord),
}

impl core::fmt::Display for NotWritten {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl core::error::Error for NotWritten {}

impl Draft {
    /// Drafts the first statement about a subject.
    pub fn new(kind: Kind, subject: String, payload: &impl Serialize) -> Result<Self, NotWritten> {
        let payload = serde_json::to_vec(payload).map_err(|error| NotWritten::Payload(error.to_string()))?;
        Ok(Self { kind, subject, payload, based_on: Vec::new() })
    }

    /// Names the heads it replaces.
    #[must_use]
    pub fn replacing(mut self, heads: Vec<Hash>) -> Self {
        self.based_on = heads;
        self
    }
}

/// One chain and the place of its next record.
#[derive(Clone)]
pub struct Pen {
    key: Key,
    salt_secret: Hash,
    author: String,
    chain: Id,
    next: u64,
    prev: Hash,
}

impl Pen {
    /// Takes up a chain behind its head, or before its first record when there is none.
    #[must_use]
    pub fn new(secret: &[u8; 32], author: &str, head: Option<ledger::chain::Head>) -> Self {
        let key = Key::from_secret(secret);
        let chain = key.chain_id();
        let (next, prev) = head.map_or((0, Hash::NONE), |head| (head.seq + 1, head.hash));
        let salt_secret = Hash::of_parts(&[b"takar salt ", secret]);
        Self { key, salt_secret, author: author.to_owned(), chain, next, prev }
    }

    /// Returns the chain's id.
    #[must_use]
    pub fn chain(&self) -> Id {
        self.chain
    }

    /// Returns the author.
    #[must_use]
    pub fn author(&self) -> &str {
        &self.author
    }

    /// Writes the record that opens the chain.
    pub fn open(&mut self, device: &str, continues: Option<ClosedChain>, at: i64) -> Result<Record, NotWritten> {
        let public_key = self.key.public().iter().map(|byte| format!("{byte:02x}")).collect();
        let open = ChainOpen { public_key, device: device.to_owned(), continues };
        self.write(Draft::new(Kind::ChainOpen, subject::chain(self.chain), &open)?, at)
    }

    /// Writes the next record.
    pub fn write(&mut self, draft: Draft, at: i64) -> Result<Record, NotWritten> {
        let place = draft.kind.place(&draft.subject).ok_or_else(|| NotWritten::Subject(draft.subject.clone()))?;
        let salt = Hash::of_parts(&[&self.salt_secret.0, &self.next.to_le_bytes(), &self.prev.0]).short().0;
        let sealed = Sealed { salt, payload: draft.payload };
        let envelope = Envelope {
            chain_id: self.chain,
            seq: self.next,
            prev_hash: self.prev,
            author: self.author.clone(),
            dossier: draft.kind.dossier(&place).to_string(),
            subject: draft.subject,
            kind: draft.kind.code().to_owned(),
            version: VERSION,
            based_on: draft.based_on,
            seen: Vec::new(),
            rules_hash: Hash::NONE,
            recorded_at: at,
            payload_digest: sealed.digest(),
        };
        let signature = self.key.sign(&envelope.to_bytes());
        let record = Record::seal(envelope, signature, sealed).map_err(NotWritten::Record)?;
        self.next += 1;
        self.prev = record.hash;
        Ok(record)
    }
}
