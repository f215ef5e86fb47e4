//! Copies of the database while it is in use, checked before they count; and the way back, which begins a new epoch.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, backup::Backup};

use super::error::StoreError;
use super::{FILE_NAME, make_private, meta, only_owner};

/// Pages copied between two looks at other work.
const PAGES: i32 = 1024;

/// Copies the database of a data folder into a new file and checks the copy.
pub fn backup(folder: &Path, target: &Path) -> Result<(), StoreError> {
    if target.exists() {
        return Err(StoreError::CannotOpen(format!("{} is there already", target.display())));
    }
    let source = open_for_reading(&folder.join(FILE_NAME))?;
    let mut copy = Connection::open(target)?;
    only_owner(target, 0o600)?;
    Backup::new(&source, &mut copy)?.run_to_completion(PAGES, std::time::Duration::from_millis(5), None)?;
    // A single file without companions is what people carry.
    copy.pragma_update(None, "journal_mode", "DELETE")?;
    check(&copy)
}

/// Puts a backup into an empty data folder under a new epoch, so that devices offer again what they hold.
pub fn restore(file: &Path, folder: &Path, epoch: &str) -> Result<(), StoreError> {
    let target = folder.join(FILE_NAME);
    if target.exists() {
        return Err(StoreError::CannotOpen(format!(
            "{} is there already; move it away first, it may hold what the backup lacks",
            target.display()
        )));
    }
    let source = open_for_reading(file)?;
    check(&source)?;
    make_private(folder)?;
    let mut copy = Connection::open(&target)?;
    only_owner(&target, 0o600)?;
    Backup::new(&source, &mut copy)?.run_to_completion(PAGES, std::time::Duration::ZERO, None)?;
    meta::set(&copy, "epoch", epoch.as_bytes())?;
    copy.execute("DELETE FROM sessions", [])?;
    check(&copy)
}

fn open_for_reading(path: &Path) -> Result<Connection, StoreError> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(|error| StoreError::CannotOpen(format!("{}: {error}", path.display())))?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    Ok(conn)
}

fn check(conn: &Connection) -> Result<(), StoreError> {
    let answer: String = conn.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if answer == "ok" { Ok(()) } else { Err(StoreError::Damaged(answer)) }
}
