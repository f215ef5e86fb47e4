//! The few values of which there is one: region, salt, epoch, the server's own keys, the day last worked on.

use ledger::hash::Hash;
use rusqlite::{Connection, OptionalExtension, params};

use super::Store;
use super::error::StoreError;

/// What a region is, as far as a server must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Name for people.
    pub name: String,
    /// Salt under which first NIPs become person ids.
    pub salt: Vec<u8>,
    /// Changes when the log was restored from a backup.
    pub epoch: String,
}

/// What founding writes besides the region itself.
#[derive(Debug, Clone)]
pub struct Founding {
    /// The region.
    pub region: Region,
    /// Secret of the server's own chain.
    pub server_secret: [u8; 32],
    /// Secret of the founder's chain.
    pub founder_secret: [u8; 32],
}

/// Reads one value.
pub fn get(conn: &Connection, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let found = conn.prepare_cached("SELECT value FROM meta WHERE key = ?1")?.query_row([key], |row| row.get(0));
    Ok(found.optional()?)
}

/// Writes one value.
pub fn set(conn: &Connection, key: &str, value: &[u8]) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2")?
        .execute(params![key, value])?;
    Ok(())
}

/// Reads a value that is text.
pub fn text(conn: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    let bytes = get(conn, key)?;
    bytes.map(|bytes| String::from_utf8(bytes).map_err(|_| StoreError::Row(format!("meta {key}")))).transpose()
}

/// Reads the region, when one was founded.
pub fn region(conn: &Connection) -> Result<Option<Region>, StoreError> {
    let (Some(name), Some(salt), Some(epoch)) = (text(conn, "region")?, get(conn, "salt")?, text(conn, "epoch")?)
    else {
        return Ok(None);
    };
    Ok(Some(Region { name, salt, epoch }))
}

/// Reads a secret of one of the server's own chains.
pub fn secret(conn: &Connection, key: &str) -> Result<[u8; 32], StoreError> {
    get(conn, key)?.and_then(|bytes| bytes.try_into().ok()).ok_or_else(|| StoreError::Row(format!("meta {key}")))
}

impl Store {
    /// Returns the region, or nothing when none was founded here.
    pub fn region_now(&self) -> Result<Option<Region>, StoreError> {
        self.read_now(region)
    }

    /// Returns the region without blocking the caller's thread.
    pub async fn region(&self) -> Result<Option<Region>, StoreError> {
        self.read(region).await
    }

    /// Writes the values of a new region; says `false` and changes nothing when one is there.
    pub fn found_now(&self, founding: Founding) -> Result<bool, StoreError> {
        self.write_now(move |conn| {
            if region(conn)?.is_some() {
                return Ok(false);
            }
            set(conn, "region", founding.region.name.as_bytes())?;
            set(conn, "salt", &founding.region.salt)?;
            set(conn, "epoch", founding.region.epoch.as_bytes())?;
            set(conn, "server_secret", &founding.server_secret)?;
            set(conn, "founder_secret", &founding.founder_secret)?;
            Ok(true)
        })
    }

    /// Returns the secret of the founder's chain.
    pub fn founder_secret_now(&self) -> Result<[u8; 32], StoreError> {
        self.read_now(|conn| secret(conn, "founder_secret"))
    }

    /// Returns hash and place of the log's last entry.
    pub fn log_head_now(&self) -> Result<(u64, Hash), StoreError> {
        self.read_now(|conn| super::log::LogEnd::load(conn).map(|end| (end.seq, end.hash)))
    }
}
