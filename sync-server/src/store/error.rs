//! What can go wrong with the file, each case with the sentence the operator needs.

use rusqlite::ErrorCode;

/// A failure of the store. The request failed as a whole; nothing of it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// Another process holds the file.
    Busy,
    /// Too many writes are waiting.
    QueueFull,
    /// No space is left.
    DiskFull,
    /// The file or its folder cannot be written.
    ReadOnly,
    /// The file is no database or is damaged.
    Damaged(String),
    /// The file cannot be opened.
    CannotOpen(String),
    /// A newer program wrote the file.
    Newer,
    /// The store was stopped.
    Stopped,
    /// A row has a form this program never writes.
    Row(String),
    /// Anything else the engine says.
    Engine(String),
}

impl core::fmt::Display for StoreError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Busy => {
                f.write_str("the database is busy: another program holds it. Stop the other one and try again")
            }
            Self::QueueFull => {
                f.write_str("too many writes are waiting; the disk is slower than the work that comes in")
            }
            Self::DiskFull => f.write_str("the disk is full. Nothing was lost; make room and devices will send again"),
            Self::ReadOnly => f.write_str("the database cannot be written: check owner and rights of the data folder"),
            Self::Damaged(what) => write!(
                f,
                "the database is damaged ({what}). Keep a copy of the folder, then restore the last backup: takar restore FILE"
            ),
            Self::CannotOpen(what) => {
                write!(f, "the database cannot be opened ({what}): check path and rights of the data folder")
            }
            Self::Newer => {
                f.write_str("a newer program wrote this database. Use that program, or restore an older backup")
            }
            Self::Stopped => f.write_str("the store is stopping"),
            Self::Row(what) => write!(f, "a row has an unknown form ({what}). Run: takar verify"),
            Self::Engine(what) => write!(f, "the database says: {what}"),
        }
    }
}

impl core::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            Some(ErrorCode::CannotOpen) => Self::CannotOpen(error.to_string()),
            _ => Self::Engine(error.to_string()),
        }
    }
}

impl From<rusqlite_migration::Error> for StoreError {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            rusqlite_migration::Error::MigrationDefinition(
                rusqlite_migration::MigrationDefinitionError::DatabaseTooFarAhead,
            ) => Self::Newer,
            other => Self::Engine(other.to_string()),
        }
    }
}
