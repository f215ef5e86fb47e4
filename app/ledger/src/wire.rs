//! What travels between device and server: batches of one chain up, entries of the granted dossiers down.

use serde::{Deserialize, Serialize};

use crate::bytes::{Malformed, Reader, Writer};
use crate::chain::Head;
use crate::hash::{Hash, Id};
use crate::judge::{Reason, Verdict};
use crate::record::{NotARecord, Record};

/// Version of this protocol; the server refuses a device that is too old with a sentence.
pub const PROTOCOL: u16 = 1;

/// Most records in one push.
pub const MAX_PUSH: usize = 500;

/// Writes records of one chain, in order, as the body of a push.
#[must_use]
pub fn write_push<'a>(records: impl IntoIterator<Item = &'a Record>) -> Vec<u8> {
    let mut w = Writer::new();
    w.u16(PROTOCOL);
    records.into_iter().for_each(|record| record.write(&mut w));
    w.finish()
}

/// Reads the body of a push; every record's hash and payload digest are checked.
pub fn read_push(bytes: &[u8]) -> Result<Vec<Record>, NotARecord> {
    let mut r = Reader::new(bytes);
    if r.u16()? != PROTOCOL {
        return Err(NotARecord::Malformed(Malformed::Undefined));
    }
    let mut records = Vec::new();
    while !r.is_done() {
        records.push(Record::read_checked(&mut r)?);
    }
    Ok(records)
}

/// Answer to a push.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pushed {
    /// What became of the batch.
    pub outcome: PushOutcome,
    /// The chain's last record that the server holds now.
    pub head: Option<Head>,
    /// Verdicts on the records of the batch.
    pub verdicts: Vec<(Hash, Verdict)>,
    /// Receipt time, seconds since 1970-01-01 UTC.
    pub received_at: i64,
}

/// What became of a pushed batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum PushOutcome {
    /// Everything is stored; sending again is harmless.
    Stored,
    /// Records are missing before the batch.
    Gap {
        /// First missing place.
        send_from: u64,
    },
    /// The same place holds another record, or the link does not fit: kept aside, the chain must be closed at the head.
    Quarantined,
}

/// Where a device stands in the server's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
pub struct Cursor {
    /// Changes when the server was restored from a backup.
    pub epoch: String,
    /// Last delivered place of the log.
    pub after: u64,
    /// Last delivered entry inside that place (a grant delivers many).
    pub within: u64,
}

/// One delivered item.
// Nearly every item is a record, so a smaller enum would only add an indirection.
#[allow(clippy::large_enum_variant)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A record with its present verdict.
    Record {
        /// Place of its receipt in the log.
        seq: u64,
        /// Receipt time, seconds since 1970-01-01 UTC.
        received_at: i64,
        /// The verdict in force.
        verdict: Verdict,
        /// The record.
        record: Record,
    },
    /// A later verdict on a record delivered before.
    Decided {
        /// The record.
        hash: Hash,
        /// The verdict in force.
        verdict: Verdict,
    },
    /// A dossier prefix (`{owner}/{class}/`, owner `*` for all) that is no longer granted; see `dossier::covers`.
    Revoked {
        /// Prefix of the dossiers.
        prefix: String,
    },
}

/// A page of delivered items, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Where the device stands after this page.
    pub cursor: Cursor,
    /// Whether more is waiting.
    pub more: bool,
    /// Hash of the log's last entry and its place, as witness.
    pub log_head: (u64, Hash),
    /// Server time, seconds since 1970-01-01 UTC.
    pub server_time: i64,
    /// The items.
    pub items: Vec<Item>,
}

const REASONS: [Reason; 17] = [
    Reason::BadSubject,
    Reason::WrongDossier,
    Reason::BadPayload,
    Reason::UnknownKind,
    Reason::UnknownBase,
    Reason::UnknownAuthor,
    Reason::UnknownPerson,
    Reason::NotOwn,
    Reason::NotSuperior,
    Reason::SuperiorMoved,
    Reason::NotAsked,
    Reason::NotInRole,
    Reason::ServerOnly,
    Reason::ClockOutside,
    Reason::OutOfOrder,
    Reason::OtherRun,
    Reason::SamePerson,
];

fn write_verdict(w: &mut Writer, verdict: Verdict) {
    let place = |reason: Reason| {
        REASONS.iter().position(|r| *r == reason).and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
    };
    match verdict {
        Verdict::Accepted => w.u8(0),
        Verdict::Refused(reason) => w.u8(1).u8(place(reason)),
        Verdict::NeedsReview(reason) => w.u8(2).u8(place(reason)),
        Verdict::Deferred(reason) => w.u8(3).u8(place(reason)),
    };
}

fn read_verdict(r: &mut Reader<'_>) -> Result<Verdict, Malformed> {
    let tag = r.u8()?;
    if tag == 0 {
        return Ok(Verdict::Accepted);
    }
    let reason = *REASONS.get(usize::from(r.u8()?)).ok_or(Malformed::Undefined)?;
    match tag {
        1 => Ok(Verdict::Refused(reason)),
        2 => Ok(Verdict::NeedsReview(reason)),
        3 => Ok(Verdict::Deferred(reason)),
        _ => Err(Malformed::Undefined),
    }
}

impl Page {
    /// Writes the page as sent and as stored on the device.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut w = Writer::new();
        w.u16(PROTOCOL)
            .text(&self.cursor.epoch)
            .u64(self.cursor.after)
            .u64(self.cursor.within)
            .u8(u8::from(self.more))
            .u64(self.log_head.0)
            .fixed(&self.log_head.1.0)
            .i64(self.server_time);
        for item in &self.items {
            match item {
                Item::Record { seq, received_at, verdict, record } => {
                    w.u8(1).u64(*seq).i64(*received_at);
                    write_verdict(&mut w, *verdict);
                    record.write(&mut w);
                }
                Item::Decided { hash, verdict } => {
                    w.u8(2).fixed(&hash.0);
                    write_verdict(&mut w, *verdict);
                }
                Item::Revoked { prefix } => {
                    w.u8(3).text(prefix);
                }
            }
        }
        w.finish()
    }

    /// Reads a page.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut r = Reader::new(bytes);
        if r.u16()? != PROTOCOL {
            return Err(Malformed::Undefined);
        }
        let cursor = Cursor { epoch: r.text()?.to_owned(), after: r.u64()?, within: r.u64()? };
        let more = r.u8()? == 1;
        let log_head = (r.u64()?, Hash(r.array()?));
        let server_time = r.i64()?;
        let mut items = Vec::new();
        while !r.is_done() {
            items.push(match r.u8()? {
                1 => {
                    let (seq, received_at) = (r.u64()?, r.i64()?);
                    let verdict = read_verdict(&mut r)?;
                    Item::Record { seq, received_at, verdict, record: Record::read(&mut r)? }
                }
                2 => Item::Decided { hash: Hash(r.array()?), verdict: read_verdict(&mut r)? },
                3 => Item::Revoked { prefix: r.text()?.to_owned() },
                _ => return Err(Malformed::Undefined),
            });
        }
        Ok(Self { cursor, more, log_head, server_time, items })
    }
}

/// Who is signed in, as the server tells the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Author field of the account's records.
    pub author: String,
    /// The person, when the account is one's.
    pub person: Option<Id>,
    /// Name to greet.
    pub name: String,
    /// Roles given.
    pub roles: Vec<crate::role::Role>,
    /// Name of the region.
    pub region: String,
    /// Salt under which first NIPs become person ids, hexadecimal; only for roles that enter people.
    pub region_salt: Option<String>,
    /// Epoch of the server's log.
    pub epoch: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The compiler finds the reason that has no number here; the test, the one that cannot travel.
    fn number(of: Reason) -> usize {
        match of {
            Reason::BadSubject => 0,
            Reason::WrongDossier => 1,
            Reason::BadPayload => 2,
            Reason::UnknownKind => 3,
            Reason::UnknownBase => 4,
            Reason::UnknownAuthor => 5,
            Reason::UnknownPerson => 6,
            Reason::NotOwn => 7,
            Reason::NotSuperior => 8,
            Reason::SuperiorMoved => 9,
            Reason::NotAsked => 10,
            Reason::NotInRole => 11,
            Reason::ServerOnly => 12,
            Reason::ClockOutside => 13,
            Reason::OutOfOrder => 14,
            Reason::OtherRun => 15,
            Reason::SamePerson => 16,
        }
    }

    #[test]
    fn every_reason_travels_under_its_own_number() {
        let numbers: Vec<usize> = REASONS.iter().map(|reason| number(*reason)).collect();
        assert_eq!(numbers, (0..=number(Reason::SamePerson)).collect::<Vec<_>>());
    }
}
