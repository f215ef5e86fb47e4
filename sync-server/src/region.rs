//! Founds a region: salt, epoch, keys of the server's own chains, and the founder's pen for its first records.

use domain::calendar::Day;
use ledger::hash::Hash;
use ledger::judge::FOUNDER;
use ledger::record::Record;
use ledger::wire::PushOutcome;

use crate::key;
use crate::pen::Pen;
use crate::store::{Founding, Region, Store, StoreError};

/// Batches in one transaction.
const AT_ONCE: usize = 100;

/// Why a region was not founded or a founding record not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFounded {
    /// There is one here.
    AlreadyThere,
    /// The store failed.
    Store(StoreError),
    /// A record could not be written or was not taken in.
    Record(String),
}

impl core::fmt::Display for NotFounded {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::AlreadyThere => f.write_str("there is a region in this data folder already"),
            Self::Store(error) => error.fmt(f),
            Self::Record(what) => write!(f, "a founding record was not taken in: {what}"),
        }
    }
}

impl core::error::Error for NotFounded {}

impl From<StoreError> for NotFounded {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Secrets of a new region, random for a real one and from a seed for an invented one.
#[derive(Debug, Clone, Copy)]
pub struct Secrets([u8; 32]);

impl Secrets {
    /// Draws them from the machine's source of randomness.
    pub fn random() -> Result<Self, String> {
        key::random().map(Self)
    }

    /// Derives them from a seed, for invented regions and tests.
    #[must_use]
    pub fn from_seed(seed: u64) -> Self {
        Self(Hash::of_parts(&[b"takar seed ", &seed.to_le_bytes()]).0)
    }

    /// Derives one secret by its name.
    #[must_use]
    pub fn part(&self, name: &str) -> [u8; 32] {
        Hash::of_parts(&[&self.0, b" ", name.as_bytes()]).0
    }
}

/// Founds a region in an empty store and opens the founder's chain; returns the founder's pen.
pub fn found(store: &Store, name: &str, secrets: &Secrets, now: i64, today: Day) -> Result<Pen, NotFounded> {
    let epoch = Hash::of(&secrets.part("epoch")).short().to_string();
    let founding = Founding {
        region: Region { name: name.to_owned(), salt: secrets.part("salt")[..16].to_vec(), epoch },
        server_secret: secrets.part("server"),
        founder_secret: secrets.part("founder"),
    };
    if !store.found_now(founding)? {
        return Err(NotFounded::AlreadyThere);
    }
    let mut pen = Pen::new(&secrets.part("founder"), FOUNDER, None);
    let open = pen.open("founder", None, now).map_err(|error| NotFounded::Record(error.to_string()))?;
    file(store, FOUNDER, vec![open], now, today)?;
    Ok(pen)
}

/// Sends records of one chain in through the ordinary way and insists that all of them are stored.
pub fn file(store: &Store, author: &str, records: Vec<Record>, now: i64, today: Day) -> Result<(), NotFounded> {
    file_all(store, vec![(author.to_owned(), records)], now, today)
}

/// Does the same with several chains at once; `batches` are taken in by order, in few transactions.
pub fn file_all(store: &Store, batches: Vec<(String, Vec<Record>)>, now: i64, today: Day) -> Result<(), NotFounded> {
    let mut pushes: Vec<(String, Vec<Record>)> = Vec::new();
    for (author, records) in batches {
        pushes.extend(records.chunks(ledger::wire::MAX_PUSH).map(|part| (author.clone(), part.to_vec())));
    }
    for some in pushes.chunks(AT_ONCE) {
        for pushed in store.push_all_now(some.to_vec(), now, today)? {
            match pushed {
                Ok(pushed) if pushed.outcome == PushOutcome::Stored => {}
                Ok(pushed) => return Err(NotFounded::Record(format!("{:?}", pushed.outcome))),
                Err(refusal) => return Err(NotFounded::Record(format!("{refusal:?}"))),
            }
        }
    }
    Ok(())
}
