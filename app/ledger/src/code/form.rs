//! The binary form of a code: what chance wrote (keys, hashes, signatures, salts) as it is, texts and numbers deflated.
//!
//! What follows from the rest is left out and made again: chain ids from keys, digests of payloads from payloads. If it
//! were another one, no signature would fit. Frozen: a printed code is read for ever; another form is another version.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::squeeze::{expand, squeeze};
use super::{Code, MAX_BYTES, NoCode, NotACode};
use crate::bytes::{Malformed, Reader, Writer};
use crate::chain::chain_id;
use crate::hash::{Hash, Id};
use crate::record::{Envelope, MAX_RECORD_BYTES, Record, Sealed};

/// The version of the form.
const VERSION: u8 = 1;
/// First bytes of the digest of everything behind them; every version begins with it.
const SUM: usize = 4;
/// What an uncompressed point begins with; left out.
const POINT: u8 = 4;

/// The hashes of a code, each once; records name them by their place.
#[derive(Default)]
struct Hashes(Vec<Hash>);

impl Hashes {
    fn place(&mut self, hash: Hash) -> Result<u8, NoCode> {
        let at = self.0.iter().position(|held| *held == hash).unwrap_or_else(|| {
            self.0.push(hash);
            self.0.len() - 1
        });
        u8::try_from(at).map_err(|_| NoCode::TooLarge)
    }

    fn places(&mut self, hashes: &[Hash]) -> Result<Vec<u8>, NoCode> {
        hashes.iter().map(|hash| self.place(*hash)).collect()
    }
}

fn sum(bytes: &[u8]) -> [u8; SUM] {
    let Hash([a, b, c, d, ..]) = Hash::of(bytes);
    [a, b, c, d]
}

fn count(many: usize) -> Result<u8, NoCode> {
    u8::try_from(many).map_err(|_| NoCode::TooLarge)
}

/// Writes a code.
pub fn write(code: &Code) -> Result<Vec<u8>, NoCode> {
    let keys: Vec<(Id, &Vec<u8>)> = code.keys.iter().map(|(chain, point)| (*chain, point)).collect();
    let (mut chance, mut texts, mut hashes) = (Writer::new(), Writer::new(), Hashes::default());
    for record in &code.records {
        let envelope = &record.envelope;
        let key = keys.iter().position(|(chain, _)| *chain == envelope.chain_id).ok_or(NoCode::NoKey)?;
        let sealed = record.sealed.as_ref().ok_or(NoCode::Open)?;
        chance.fixed(&record.signature).fixed(&sealed.salt);
        for text in [&envelope.author, &envelope.dossier, &envelope.subject, &envelope.kind] {
            texts.u8(count(text.len())?).fixed(text.as_bytes());
        }
        let (based_on, seen) = (hashes.places(&envelope.based_on)?, hashes.places(&envelope.seen)?);
        texts.blob(&sealed.payload).u8(count(key)?).u16(envelope.version).u64(envelope.seq).i64(envelope.recorded_at);
        texts.u8(hashes.place(envelope.prev_hash)?).u8(hashes.place(envelope.rules_hash)?);
        for places in [based_on, seen] {
            texts.u8(count(places.len())?).fixed(&places);
        }
    }
    let mut w = Writer::new();
    w.u8(VERSION).u8(count(keys.len())?).u8(count(hashes.0.len())?).u8(count(code.records.len())?);
    for (_, point) in keys {
        let Some((&POINT, rest)) = point.split_first() else { return Err(NoCode::NoKey) };
        w.fixed(rest);
    }
    hashes.0.iter().for_each(|hash| {
        w.fixed(&hash.0);
    });
    w.fixed(&chance.finish()).fixed(&squeeze(&texts.finish()));
    let body = w.finish();
    let whole = [&sum(&body)[..], &body].concat();
    if whole.len() > MAX_BYTES { Err(NoCode::TooLarge) } else { Ok(whole) }
}

/// Says whether bytes are those that were written, whatever their version.
pub fn is_whole(bytes: &[u8]) -> bool {
    bytes.split_at_checked(SUM).is_some_and(|(first, body)| first == sum(body))
}

/// Reads a code whose bytes are whole.
pub fn read(bytes: &[u8]) -> Result<Code, NotACode> {
    match bytes.get(SUM..).and_then(<[u8]>::split_first) {
        Some((&VERSION, rest)) => read_body(rest).map_err(|_| NotACode::Foreign),
        Some((version, _)) if *version > VERSION => Err(NotACode::Newer),
        _ => Err(NotACode::Foreign),
    }
}

fn read_body(bytes: &[u8]) -> Result<Code, Malformed> {
    let mut r = Reader::new(bytes);
    let (keys, hashes, records) = (r.u8()?, r.u8()?, r.u8()?);
    let point = |r: &mut Reader<'_>| Ok([&[POINT][..], r.fixed(64)?].concat());
    let keys: Vec<Vec<u8>> = (0..keys).map(|_| point(&mut r)).collect::<Result<_, Malformed>>()?;
    let hashes: Vec<Hash> = (0..hashes).map(|_| r.array().map(Hash)).collect::<Result<_, _>>()?;
    let chance: Vec<([u8; 64], [u8; 16])> =
        (0..records).map(|_| Ok((r.array()?, r.array()?))).collect::<Result<_, Malformed>>()?;
    let texts = expand(r.rest(), MAX_RECORD_BYTES).ok_or(Malformed::Truncated)?;
    let mut texts = Reader::new(&texts);
    let mut all = Vec::with_capacity(chance.len());
    for (signature, salt) in chance {
        all.push(Arc::new(record(&mut texts, &keys, &hashes, signature, salt)?));
    }
    texts.done()?;
    let keys: BTreeMap<Id, Vec<u8>> = keys.into_iter().map(|point| (chain_id(&point), point)).collect();
    Ok(Code { records: all, keys })
}

fn record(
    r: &mut Reader<'_>,
    keys: &[Vec<u8>],
    hashes: &[Hash],
    signature: [u8; 64],
    salt: [u8; 16],
) -> Result<Record, Malformed> {
    let [author, dossier, subject, kind] = [text(r)?, text(r)?, text(r)?, text(r)?];
    let sealed = Sealed { salt, payload: r.blob()?.to_vec() };
    let key = keys.get(usize::from(r.u8()?)).ok_or(Malformed::Undefined)?;
    let (version, seq, recorded_at) = (r.u16()?, r.u64()?, r.i64()?);
    let hash = |r: &mut Reader<'_>| hashes.get(usize::from(r.u8()?)).copied().ok_or(Malformed::Undefined);
    let (prev_hash, rules_hash) = (hash(r)?, hash(r)?);
    let [based_on, seen] = [0, 1].map(|_| {
        let many = r.u8()?;
        (0..many).map(|_| hash(r)).collect::<Result<Vec<Hash>, Malformed>>()
    });
    let envelope = Envelope {
        chain_id: chain_id(key),
        seq,
        prev_hash,
        author,
        dossier,
        subject,
        kind,
        version,
        based_on: based_on?,
        seen: seen?,
        rules_hash,
        recorded_at,
        payload_digest: sealed.digest(),
    };
    Record::seal(envelope, signature, sealed).map_err(|_| Malformed::Undefined)
}

fn text(r: &mut Reader<'_>) -> Result<String, Malformed> {
    let len = usize::from(r.u8()?);
    core::str::from_utf8(r.fixed(len)?).map(str::to_owned).map_err(|_| Malformed::NotText)
}
