//! A record: one immutable, signed statement. The envelope is made into bytes once; those bytes are signed and hashed.
//!
//! The payload lies beside the envelope with its salt, so that it can be dropped by a recorded decision while the
//! chain still holds.

use crate::bytes::{Malformed, Reader, Writer};
use crate::hash::{Hash, Id};

/// Largest record in bytes, envelope and payload together.
pub const MAX_RECORD_BYTES: usize = 64 * 1024;

/// First byte of every envelope: the version of its layout.
const LAYOUT: u8 = 1;

/// What a record says about itself. Texts are at most 255 bytes each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The chain it stands in: digest of the chain's public key.
    pub chain_id: Id,
    /// Place in the chain, gapless from 0.
    pub seq: u64,
    /// Hash of the record before, or [`Hash::NONE`].
    pub prev_hash: Hash,
    /// Account that wrote it (`p-…` person, `solo`, `server`).
    pub author: String,
    /// Dossier it lies in.
    pub dossier: String,
    /// The smallest thing on which two statements cannot both stand.
    pub subject: String,
    /// Code of its kind.
    pub kind: String,
    /// Version of the payload's form.
    pub version: u16,
    /// Heads of the subject it replaces.
    pub based_on: Vec<Hash>,
    /// Heads of every other subject the form showed.
    pub seen: Vec<Hash>,
    /// Digest of the rule book in use.
    pub rules_hash: Hash,
    /// Claimed time of writing, seconds since 1970-01-01 UTC.
    pub recorded_at: i64,
    /// Digest of salt and payload.
    pub payload_digest: Hash,
}

/// A payload with the random salt that keeps its digest from being guessed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Random bytes.
    pub salt: [u8; 16],
    /// UTF-8 JSON of the kind's form, made once.
    pub payload: Vec<u8>,
}

/// A record as stored and sent: exact envelope bytes, their hash and signature, and the payload while it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The envelope, read from its bytes.
    pub envelope: Envelope,
    /// The exact bytes that were hashed and signed.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes.
    pub hash: Hash,
    /// ECDSA P-256 with SHA-256 over the bytes, 64 bytes r‖s.
    pub signature: [u8; 64],
    /// Salt and payload; nothing when erased or discarded.
    pub sealed: Option<Sealed>,
}

/// Says why bytes are no record that can be kept as such.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotARecord {
    /// The bytes are not in the canonical form.
    Malformed(Malformed),
    /// Salt and payload do not give the digest of the envelope.
    PayloadDigest,
    /// The record exceeds [`MAX_RECORD_BYTES`].
    TooLarge,
}

impl From<Malformed> for NotARecord {
    fn from(malformed: Malformed) -> Self {
        Self::Malformed(malformed)
    }
}

impl core::fmt::Display for NotARecord {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl core::error::Error for NotARecord {}

impl Sealed {
    /// Digests salt and payload together.
    #[must_use]
    pub fn digest(&self) -> Hash {
        Hash::of_parts(&[&self.salt, &self.payload])
    }
}

impl Envelope {
    /// Makes the bytes that are hashed and signed.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.u8(LAYOUT)
            .fixed(&self.chain_id.0)
            .u64(self.seq)
            .fixed(&self.prev_hash.0)
            .text(&self.author)
            .text(&self.dossier)
            .text(&self.subject)
            .text(&self.kind)
            .u16(self.version)
            .hashes(&self.based_on)
            .hashes(&self.seen)
            .fixed(&self.rules_hash.0)
            .i64(self.recorded_at)
            .fixed(&self.payload_digest.0);
        w.finish()
    }

    /// Reads an envelope from its exact bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut r = Reader::new(bytes);
        if r.u8()? != LAYOUT {
            return Err(Malformed::Undefined);
        }
        let envelope = Self {
            chain_id: Id(r.array()?),
            seq: r.u64()?,
            prev_hash: Hash(r.array()?),
            author: short(r.text()?)?,
            dossier: short(r.text()?)?,
            subject: short(r.text()?)?,
            kind: short(r.text()?)?,
            version: r.u16()?,
            based_on: r.hashes()?,
            seen: r.hashes()?,
            rules_hash: Hash(r.array()?),
            recorded_at: r.i64()?,
            payload_digest: Hash(r.array()?),
        };
        r.done()?;
        Ok(envelope)
    }
}

fn short(text: &str) -> Result<String, Malformed> {
    if text.len() <= 255 { Ok(text.to_owned()) } else { Err(Malformed::Undefined) }
}

impl Record {
    /// Joins an envelope, its signature and its payload into a record.
    pub fn seal(envelope: Envelope, signature: [u8; 64], sealed: Sealed) -> Result<Self, NotARecord> {
        if envelope.payload_digest != sealed.digest() {
            return Err(NotARecord::PayloadDigest);
        }
        let bytes = envelope.to_bytes();
        if bytes.len() + sealed.payload.len() > MAX_RECORD_BYTES {
            return Err(NotARecord::TooLarge);
        }
        let hash = Hash::of(&bytes);
        Ok(Self { envelope, bytes, hash, signature, sealed: Some(sealed) })
    }

    /// Appends the stored and sent form.
    pub fn write(&self, w: &mut Writer) {
        w.blob(&self.bytes).fixed(&self.hash.0).fixed(&self.signature);
        match &self.sealed {
            Some(sealed) => w.u8(1).fixed(&sealed.salt).blob(&sealed.payload),
            None => w.u8(0),
        };
    }

    /// Reads the stored form, trusting that hash and digest were checked when it came in.
    pub fn read(r: &mut Reader<'_>) -> Result<Self, Malformed> {
        let bytes = r.blob()?.to_vec();
        let envelope = Envelope::from_bytes(&bytes)?;
        let hash = Hash(r.array()?);
        let signature = r.array()?;
        let sealed = match r.u8()? {
            0 => None,
            1 => Some(Sealed { salt: r.array()?, payload: r.blob()?.to_vec() }),
            _ => return Err(Malformed::Undefined),
        };
        Ok(Self { envelope, bytes, hash, signature, sealed })
    }

    /// Reads a record from elsewhere and checks size, hash and payload digest. The signature is checked by who holds the key.
    pub fn read_checked(r: &mut Reader<'_>) -> Result<Self, NotARecord> {
        let record = Self::read(r)?;
        let payload_bytes = record.sealed.as_ref().map_or(0, |sealed| sealed.payload.len());
        if record.bytes.len() + payload_bytes > MAX_RECORD_BYTES {
            return Err(NotARecord::TooLarge);
        }
        let digest_fits = record.sealed.as_ref().is_none_or(|sealed| sealed.digest() == record.envelope.payload_digest);
        if record.hash != Hash::of(&record.bytes) || !digest_fits {
            return Err(NotARecord::PayloadDigest);
        }
        Ok(record)
    }

    /// Returns the stored form as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::new();
        self.write(&mut w);
        w.finish()
    }

    /// Reads the payload in the form `T`; nothing when it was dropped.
    pub fn payload<T: serde::de::DeserializeOwned>(&self) -> Option<Result<T, serde_json::Error>> {
        self.sealed.as_ref().map(|sealed| serde_json::from_slice(&sealed.payload))
    }
}
