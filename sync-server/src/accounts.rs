//! Passwords and the making of accounts. A password is never kept, logged or compared in plain form.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::calendar::Day;
use ledger::judge::{FOUNDER, SERVER};
use ledger::role::Role;

use crate::key;
use crate::store::{NewAccount, NotCreated, Store, StoreError};

/// Fewest characters of a password.
pub const SHORTEST_PASSWORD: usize = 8;
/// Most bytes of a password; longer ones only cost time.
pub const LONGEST_PASSWORD: usize = 256;

/// What one digest of a password costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes.
    pub passes: u32,
}

impl Cost {
    /// What a server uses: 19 MiB, two passes, one lane.
    pub const SERVER: Self = Self { memory_kib: 19 * 1024, passes: 2 };
    /// What a test uses.
    pub const TEST: Self = Self { memory_kib: 8, passes: 1 };

    fn argon2(self) -> Result<Argon2<'static>, String> {
        let params = Params::new(self.memory_kib, self.passes, 1, None).map_err(|error| error.to_string())?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// Why an account was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotMade {
    /// The author is one of the server's own, or no author of accounts.
    Author,
    /// The name to sign in with is empty or too long.
    Login,
    /// The password is too short or too long.
    Password,
    /// Somebody else has it.
    Taken(NotCreated),
    /// The digest could not be made.
    Digest(String),
    /// The store failed.
    Store(StoreError),
}

impl core::fmt::Display for NotMade {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Author => f.write_str("an account is a person's (p-…) or a helper's (a-…)"),
            Self::Login => f.write_str("the name to sign in with has 1 to 64 characters"),
            Self::Password => {
                write!(f, "a password has at least {SHORTEST_PASSWORD} characters and at most {LONGEST_PASSWORD} bytes")
            }
            Self::Taken(NotCreated::AuthorTaken) => f.write_str("this person has an account already"),
            Self::Taken(NotCreated::LoginTaken(login)) => write!(f, "another account signs in as {login}"),
            Self::Digest(what) => write!(f, "the password could not be digested: {what}"),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for NotMade {}

impl From<StoreError> for NotMade {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What somebody wants an account to be.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// Author field of its records: `p-…` for a person, `a-…` for who is none.
    pub author: String,
    /// Name to sign in with; blanks and case do not matter.
    pub login: &'a str,
    /// Name to greet.
    pub name: &'a str,
    /// Password; nothing when nobody is to sign in yet.
    pub password: Option<&'a str>,
    /// Roles.
    pub roles: Vec<Role>,
}

/// Writes a name to sign in with in the one form in which names are compared: a NIP with blanks is the same NIP.
#[must_use]
pub fn login_key(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Says whether a password may be used.
#[must_use]
pub fn is_fit(password: &str) -> bool {
    password.chars().count() >= SHORTEST_PASSWORD && password.len() <= LONGEST_PASSWORD
}

/// Digests a password under a new random salt. Slow on purpose: not for a thread that answers requests.
pub fn digest(password: &str, cost: Cost) -> Result<String, String> {
    let random = key::random()?;
    let salt = SaltString::encode_b64(&random[..16]).map_err(|error| error.to_string())?;
    let digest = cost.argon2()?.hash_password(password.as_bytes(), &salt).map_err(|error| error.to_string())?;
    Ok(digest.to_string())
}

/// Says whether a password fits a digest. Without a digest the same work is done and the answer is no.
#[must_use]
pub fn fits(password: &str, digest: Option<&str>, cost: Cost) -> bool {
    let Ok(argon2) = cost.argon2() else { return false };
    match digest.map(PasswordHash::new) {
        Some(Ok(hash)) => argon2.verify_password(password.as_bytes(), &hash).is_ok(),
        _ => {
            let mut unused = [0; 32];
            let _ = argon2.hash_password_into(password.as_bytes(), b"nobody has this.", &mut unused);
            false
        }
    }
}

/// Makes accounts, all or none.
pub fn create(store: &Store, wanted: &[Wanted<'_>], cost: Cost, now: i64, today: Day) -> Result<(), NotMade> {
    let accounts = wanted.iter().map(|wanted| prepare(wanted, cost)).collect::<Result<Vec<_>, _>>()?;
    store.create_accounts_now(accounts, now, today)?.map_err(NotMade::Taken)
}

fn prepare(wanted: &Wanted<'_>, cost: Cost) -> Result<NewAccount, NotMade> {
    let author = &wanted.author;
    let is_person = ledger::subject::author_person(author).is_some();
    if !(is_person || author.starts_with("a-")) || [SERVER, FOUNDER].contains(&author.as_str()) {
        return Err(NotMade::Author);
    }
    let login = login_key(wanted.login);
    if login.is_empty() || login.chars().count() > 64 {
        return Err(NotMade::Login);
    }
    let password = match wanted.password {
        Some(password) if !is_fit(password) => return Err(NotMade::Password),
        Some(password) => Some(digest(password, cost).map_err(NotMade::Digest)?),
        None => None,
    };
    Ok(NewAccount {
        author: author.clone(),
        login,
        name: wanted.name.trim().to_owned(),
        password,
        roles: wanted.roles.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_fits_its_own_digest_only() {
        let made = digest("rahasia benar", Cost::TEST).unwrap();
        assert!(fits("rahasia benar", Some(&made), Cost::TEST));
        assert!(!fits("rahasia salah", Some(&made), Cost::TEST));
        assert!(!fits("rahasia benar", None, Cost::TEST));
        assert_ne!(made, digest("rahasia benar", Cost::TEST).unwrap());
    }

    #[test]
    fn a_nip_with_blanks_signs_in_like_one_without() {
        assert_eq!(login_key(" 19870415 201104 2 901 "), "198704152011042901");
        assert_eq!(login_key("Bendahara"), "bendahara");
    }
}
