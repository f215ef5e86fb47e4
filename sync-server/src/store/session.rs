//! Sessions and failed sign-ins. A token is kept as its digest; failures are counted per name, known or not, so
//! that the answer does not tell which names exist.

use ledger::hash::Hash;
use rusqlite::{OptionalExtension, params};

use super::Store;
use super::account::{Account, by};
use super::error::StoreError;

/// Wrong passwords that are answered at once.
const FREE_FAILURES: i64 = 5;
/// First lock-out; each further failure doubles it.
const FIRST_LOCK_S: i64 = 30;
/// Longest lock-out.
const LONGEST_LOCK_S: i64 = 3600;
/// Failures are forgotten after this time.
const FORGET_S: i64 = 24 * 3600;

/// Whether a name may try to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// It may.
    Allowed,
    /// Too many wrong passwords; not before this time, seconds since 1970-01-01 UTC.
    LockedUntil(i64),
}

impl Store {
    /// Says whether a name may try to sign in now.
    pub async fn may_attempt(&self, name: Hash, now: i64) -> Result<Attempt, StoreError> {
        self.read(move |conn| {
            let until: Option<i64> = conn
                .prepare_cached("SELECT locked_until FROM sign_in_failures WHERE name_digest = ?1")?
                .query_row([name.0], |row| row.get(0))
                .optional()?;
            Ok(until.filter(|until| *until > now).map_or(Attempt::Allowed, Attempt::LockedUntil))
        })
        .await
    }

    /// Counts a wrong password and says when the next try is allowed.
    pub async fn note_failure(&self, name: Hash, now: i64) -> Result<Attempt, StoreError> {
        self.write(move |conn| {
            conn.execute("DELETE FROM sign_in_failures WHERE at < ?1", [now - FORGET_S])?;
            let failures: i64 = conn.query_row(
                "INSERT INTO sign_in_failures (name_digest, failures, locked_until, at) VALUES (?1, 1, 0, ?2)
                 ON CONFLICT (name_digest) DO UPDATE SET failures = failures + 1, at = ?2 RETURNING failures",
                params![name.0, now],
                |row| row.get(0),
            )?;
            if failures < FREE_FAILURES {
                return Ok(Attempt::Allowed);
            }
            let doublings = u32::try_from((failures - FREE_FAILURES).min(10)).unwrap_or(10);
            let until = now + (FIRST_LOCK_S << doublings).min(LONGEST_LOCK_S);
            conn.execute(
                "UPDATE sign_in_failures SET locked_until = ?2 WHERE name_digest = ?1",
                params![name.0, until],
            )?;
            Ok(Attempt::LockedUntil(until))
        })
        .await
    }

    /// Opens a session after a right password.
    pub async fn open_session(
        &self,
        token_hash: [u8; 32],
        author: String,
        name: Hash,
        now: i64,
        expires_at: i64,
    ) -> Result<(), StoreError> {
        self.write(move |conn| {
            conn.execute("DELETE FROM sign_in_failures WHERE name_digest = ?1", [name.0])?;
            conn.execute("DELETE FROM sessions WHERE expires_at <= ?1", [now])?;
            conn.execute(
                "INSERT INTO sessions (token_hash, author, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
                params![token_hash, author, now, expires_at],
            )?;
            Ok(())
        })
        .await
    }

    /// Ends a session.
    pub async fn close_session(&self, token_hash: [u8; 32]) -> Result<(), StoreError> {
        self.write(move |conn| {
            conn.execute("DELETE FROM sessions WHERE token_hash = ?1", [token_hash])?;
            Ok(())
        })
        .await
    }

    /// Moves the end of a session.
    pub async fn prolong_session(&self, token_hash: [u8; 32], expires_at: i64) -> Result<(), StoreError> {
        self.write(move |conn| {
            conn.execute("UPDATE sessions SET expires_at = ?2 WHERE token_hash = ?1", params![token_hash, expires_at])?;
            Ok(())
        })
        .await
    }

    /// Returns the account behind a session and when it ends, unless it has ended or the account is switched off.
    pub async fn session(&self, token_hash: [u8; 32], now: i64) -> Result<Option<(Account, i64)>, StoreError> {
        self.read(move |conn| {
            let found: Option<(String, i64)> = conn
                .prepare_cached("SELECT author, expires_at FROM sessions WHERE token_hash = ?1 AND expires_at > ?2")?
                .query_row(params![token_hash, now], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let Some((author, expires_at)) = found else { return Ok(None) };
            let account = by(conn, "author", &author)?.filter(|account| !account.disabled);
            Ok(account.map(|account| (account, expires_at)))
        })
        .await
    }
}
