//! The one place of SQL: a file in WAL mode, one writing thread with group commit, read-only connections beside it.
//!
//! Knows rows and transactions. What a record means is the ledger's and `project`'s business.

mod account;
mod backup;
mod book;
mod code;
mod derived;
mod digest;
mod error;
mod grant;
mod intake;
mod known;
mod log;
mod meta;
mod pull;
mod row;
mod session;
mod status;
mod verify;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};
use tokio::sync::Semaphore;

pub use account::{Account, NewAccount, NotCreated};
pub use backup::{backup, restore};
pub use digest::Digest;
pub use error::StoreError;
pub use intake::PushRefusal;
pub use meta::{Founding, Region};
pub use session::Attempt;
pub use status::Status;
pub use verify::{Finding, Seen};

use writer::Writer;

const MIGRATIONS: &[M<'static>] =
    &[M::up(include_str!("migrations/0001-first.sql")), M::up(include_str!("migrations/0002-asked.sql"))];

/// Name of the database inside the data folder.
pub const FILE_NAME: &str = "takar.sqlite";

/// Read-only connections kept open.
const READERS: usize = 4;

/// The open database.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    writer: Writer,
    readers: Mutex<Vec<Connection>>,
    permits: Semaphore,
}

impl Store {
    /// Opens the database in a data folder, making folder and file when they are not there.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        make_private(folder)?;
        let path = folder.join(FILE_NAME);
        let mut conn = Connection::open(&path)?;
        conn.pragma_update(None, "journal_mode", "WAL")?;
        configure(&conn)?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        Migrations::from_slice(MIGRATIONS).to_latest(&mut conn)?;
        only_owner(&path, 0o600)?;
        let inner = Inner {
            writer: Writer::start(conn)?,
            readers: Mutex::new(Vec::new()),
            permits: Semaphore::new(READERS),
            path,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Returns the path of the database.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    /// Finishes what waits, writes the log file back and closes. Later writes are answered as stopped.
    pub fn stop(&self) {
        self.inner.readers.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.inner.writer.stop();
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.inner.writer.write(work).await
    }

    fn write_now<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        self.inner.writer.write_now(work)
    }

    /// Reads one snapshot on a thread that may block.
    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let _permit = self.inner.permits.acquire().await.map_err(|_| StoreError::Stopped)?;
        let store = self.clone();
        let task = tokio::task::spawn_blocking(move || store.read_now(work));
        task.await.map_err(|_| StoreError::Stopped)?
    }

    /// Reads one snapshot on this thread.
    fn read_now<T>(&self, work: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let free = self.inner.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut conn = match free {
            Some(conn) => conn,
            None => reader(&self.inner.path)?,
        };
        let snapshot = conn.transaction()?;
        let result = work(&snapshot);
        snapshot.finish()?;
        let mut readers = self.inner.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS {
            readers.push(conn);
        }
        result
    }
}

fn reader(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    configure(&conn)?;
    Ok(conn)
}

fn configure(conn: &Connection) -> Result<(), StoreError> {
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "cache_size", -16_384)?;
    conn.set_prepared_statement_cache_capacity(128);
    Ok(())
}

fn make_private(folder: &Path) -> Result<(), StoreError> {
    let is_new = !folder.exists();
    std::fs::create_dir_all(folder)
        .map_err(|error| StoreError::CannotOpen(format!("{}: {error}", folder.display())))?;
    if is_new { only_owner(folder, 0o700) } else { Ok(()) }
}

/// Names, pay and keys lie in these files: nobody but the server's own user reads them.
fn only_owner(path: &Path, mode: u32) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
        .map_err(|error| StoreError::CannotOpen(format!("{}: {error}", path.display())))
}
