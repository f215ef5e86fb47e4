//! Accounts and their roles. A change takes effect at once: grants follow, sessions of a disabled account end.

use domain::calendar::Day;
use ledger::hash::Id;
use ledger::role::Role;
use ledger::subject::author_person;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::code;
use super::error::StoreError;
use super::intake::Intake;
use super::{Store, known};

/// An account as the server knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Author field of its records.
    pub author: String,
    /// What it signs in with.
    pub login: String,
    /// Name to greet.
    pub name: String,
    /// The person, when it is one's.
    pub person: Option<Id>,
    /// Digest of the password; nothing when nobody can sign in with it yet.
    pub password: Option<String>,
    /// Whether it is switched off.
    pub disabled: bool,
    /// Roles given.
    pub roles: Vec<Role>,
}

/// An account to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// Author field of its records.
    pub author: String,
    /// What it signs in with, as [`login_key`](crate::accounts::login_key) writes it.
    pub login: String,
    /// Name to greet.
    pub name: String,
    /// Digest of the password, when it has one.
    pub password: Option<String>,
    /// Roles given.
    pub roles: Vec<Role>,
}

/// Why an account was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotCreated {
    /// The person has an account.
    AuthorTaken,
    /// Another account signs in with this.
    LoginTaken(String),
}

const COLUMNS: &str = "author, login, name, person, password, disabled";

impl Store {
    /// Makes accounts, all or none.
    pub fn create_accounts_now(
        &self,
        accounts: Vec<NewAccount>,
        now: i64,
        today: Day,
    ) -> Result<Result<(), NotCreated>, StoreError> {
        self.write_now(move |conn| {
            for account in &accounts {
                if exists(conn, "author", &account.author)? {
                    return Ok(Err(NotCreated::AuthorTaken));
                }
                if exists(conn, "login", &account.login)? {
                    return Ok(Err(NotCreated::LoginTaken(account.login.clone())));
                }
            }
            let mut intake = Intake::begin(conn, now, today)?;
            for account in &accounts {
                let person = author_person(&account.author);
                conn.prepare_cached(
                    "INSERT INTO accounts (author, login, name, person, password, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    account.author,
                    account.login,
                    account.name,
                    person.map(|id| id.0),
                    account.password,
                    now
                ])?;
                set_roles(conn, &account.author, &account.roles)?;
                intake.settle(&account.author)?;
                intake.wake_author(&account.author);
            }
            intake.finish().map(Ok)
        })
    }

    /// Replaces the roles of an account; says whether there is one.
    pub fn set_roles_now(&self, author: &str, roles: Vec<Role>, now: i64, today: Day) -> Result<bool, StoreError> {
        let author = author.to_owned();
        self.write_now(move |conn| {
            if !exists(conn, "author", &author)? {
                return Ok(false);
            }
            let mut intake = Intake::begin(conn, now, today)?;
            set_roles(conn, &author, &roles)?;
            intake.settle(&author)?;
            intake.finish()?;
            Ok(true)
        })
    }

    /// Switches an account off or on; says whether there is one.
    pub fn set_disabled_now(&self, author: &str, disabled: bool, now: i64, today: Day) -> Result<bool, StoreError> {
        let author = author.to_owned();
        self.write_now(move |conn| {
            let changed =
                conn.execute("UPDATE accounts SET disabled = ?2 WHERE author = ?1", params![author, disabled])?;
            if disabled {
                conn.execute("DELETE FROM sessions WHERE author = ?1", [&author])?;
            }
            let mut intake = Intake::begin(conn, now, today)?;
            intake.settle(&author)?;
            intake.finish()?;
            Ok(changed == 1)
        })
    }

    /// Replaces the password of an account and ends its other sessions; says whether there is such an account.
    pub async fn set_password(
        &self,
        author: String,
        password: String,
        keep_session: Option<[u8; 32]>,
    ) -> Result<bool, StoreError> {
        self.write(move |conn| set_password(conn, &author, &password, keep_session)).await
    }

    /// Does the same for callers without an async runtime.
    pub fn set_password_now(&self, author: &str, password: String) -> Result<bool, StoreError> {
        let author = author.to_owned();
        self.write_now(move |conn| set_password(conn, &author, &password, None))
    }

    /// Finds an account by what it signs in with.
    pub async fn account_by_login(&self, login: String) -> Result<Option<Account>, StoreError> {
        self.read(move |conn| by(conn, "login", &login)).await
    }

    /// Finds an account by what it signs in with.
    pub fn account_by_login_now(&self, login: &str) -> Result<Option<Account>, StoreError> {
        self.read_now(|conn| by(conn, "login", login))
    }

    /// Returns every account, by login.
    pub fn accounts_now(&self) -> Result<Vec<Account>, StoreError> {
        self.read_now(|conn| {
            let mut query = conn.prepare(&format!("SELECT {COLUMNS} FROM accounts ORDER BY login"))?;
            let accounts = query.query_map([], read)?.collect::<Result<Vec<_>, _>>()?;
            accounts.into_iter().map(|account| with_roles(conn, account)).collect()
        })
    }
}

fn set_password(
    conn: &Connection,
    author: &str,
    password: &str,
    keep_session: Option<[u8; 32]>,
) -> Result<bool, StoreError> {
    let changed = conn.execute("UPDATE accounts SET password = ?2 WHERE author = ?1", params![author, password])?;
    conn.execute(
        "DELETE FROM sessions WHERE author = ?1 AND token_hash <> ?2",
        params![author, keep_session.unwrap_or_default()],
    )?;
    Ok(changed == 1)
}

fn set_roles(conn: &Connection, author: &str, roles: &[Role]) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM roles WHERE author = ?1")?.execute([author])?;
    for role in roles {
        let text = serde_json::to_string(role).map_err(|error| StoreError::Row(error.to_string()))?;
        conn.prepare_cached("INSERT OR IGNORE INTO roles (author, role) VALUES (?1, ?2)")?
            .execute(params![author, text])?;
    }
    Ok(())
}

fn exists(conn: &Connection, column: &str, value: &str) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached(&format!("SELECT 1 FROM accounts WHERE {column} = ?1"))?.exists([value])?)
}

/// Finds an account by one of its two keys.
pub fn by(conn: &Connection, column: &str, value: &str) -> Result<Option<Account>, StoreError> {
    let found = conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM accounts WHERE {column} = ?1"))?
        .query_row([value], read)
        .optional()?;
    found.map(|account| with_roles(conn, account)).transpose()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        author: row.get(0)?,
        login: row.get(1)?,
        name: row.get(2)?,
        person: code::id_or_none(row, 3)?,
        password: row.get(4)?,
        disabled: row.get(5)?,
        roles: Vec::new(),
    })
}

fn with_roles(conn: &Connection, account: Account) -> Result<Account, StoreError> {
    let roles = known::roles(conn, &account.author)?.unwrap_or_default();
    Ok(Account { roles, ..account })
}
