//! Who sees which dossiers, materialised: what an account should see is compared with what it was granted, and
//! each difference becomes an entry of the log. Class rekan is granted to nobody.

use std::collections::BTreeSet;

use domain::calendar::Day;
use ledger::dossier::{Class, Dossier, Owner};
use ledger::hash::Id;
use ledger::role::{OWN, SUBORDINATE, Scope};
use ledger::subject::author_of;
use rusqlite::{Connection, OptionalExtension, params};

use super::code::{self, int};
use super::error::StoreError;
use super::known;
use super::log::{Entry, LogEnd};
use super::meta;
use super::row::{Effects, refresh_present};

/// Brings the grants of everyone in step whom the effects of a batch concern.
pub fn follow(conn: &Connection, log: &mut LogEnd, at: i64, today: Day, effects: &Effects) -> Result<(), StoreError> {
    let mut authors = BTreeSet::new();
    let mut somebody_moved = false;
    for person in &effects.moved {
        if let Some(superiors) = refresh_present(conn, *person, today)? {
            somebody_moved = true;
            authors.extend(superiors.into_iter().map(author_of));
        }
    }
    if somebody_moved || effects.offices {
        authors.extend(scoped_to_offices(conn)?);
    }
    authors.iter().try_for_each(|author| settle(conn, log, at, author))
}

/// Moves to another day: postings that begin or end with it change who is whose superior.
pub fn turn_day(conn: &Connection, log: &mut LogEnd, at: i64, today: Day) -> Result<(), StoreError> {
    let text = today.to_string();
    let before = meta::text(conn, "today")?;
    if before.as_deref() == Some(text.as_str()) {
        return Ok(());
    }
    meta::set(conn, "today", text.as_bytes())?;
    let before = before.unwrap_or_default();
    let (from, until) = if before <= text { (before, text) } else { (text, before) };
    let mut query = conn.prepare_cached("SELECT DISTINCT person FROM postings WHERE since > ?1 AND since <= ?2")?;
    let moved = query.query_map(params![from, until], |row| code::id(row, 0))?.collect::<Result<_, _>>()?;
    follow(conn, log, at, today, &Effects { moved, ..Effects::default() })
}

/// Compares what an account should see with what it was granted and writes the differences: first what falls away.
pub fn settle(conn: &Connection, log: &mut LogEnd, at: i64, author: &str) -> Result<(), StoreError> {
    let Some(wanted) = wanted(conn, author)? else { return Ok(()) };
    let mut query = conn.prepare_cached("SELECT prefix FROM grants WHERE author = ?1 AND revoked_seq IS NULL")?;
    let held = query.query_map([author], |row| row.get(0))?.collect::<Result<BTreeSet<String>, _>>()?;
    for prefix in held.difference(&wanted) {
        let entry = Entry::Revoked { author: author.to_owned(), prefix: prefix.clone() };
        let seq = log.append(conn, at, &entry)?;
        conn.prepare_cached(
            "UPDATE grants SET revoked_seq = ?3 WHERE author = ?1 AND prefix = ?2 AND revoked_seq IS NULL",
        )?
        .execute(params![author, prefix, int(seq)])?;
    }
    for prefix in wanted.difference(&held) {
        let entry = Entry::Granted { author: author.to_owned(), prefix: prefix.clone() };
        let seq = log.append(conn, at, &entry)?;
        conn.prepare_cached("INSERT INTO grants (author, prefix, granted_seq) VALUES (?1, ?2, ?3)")?
            .execute(params![author, prefix, int(seq)])?;
    }
    Ok(())
}

/// Returns the prefixes an account should see, none of them inside another; nothing for who has no account.
fn wanted(conn: &Connection, author: &str) -> Result<Option<BTreeSet<String>>, StoreError> {
    let account: Option<(Option<Id>, bool)> = conn
        .prepare_cached("SELECT person, disabled FROM accounts WHERE author = ?1")?
        .query_row([author], |row| Ok((code::id_or_none(row, 0)?, row.get(1)?)))
        .optional()?;
    let Some((person, disabled)) = account else { return Ok(None) };
    let mut prefixes = BTreeSet::new();
    if disabled {
        return Ok(Some(prefixes));
    }
    let mut everywhere = BTreeSet::new();
    prefixes.insert(Dossier { owner: Owner::Region, class: Class::Publik, year: 0 }.prefix());
    if let Some(person) = person {
        grant_classes(&mut prefixes, person, &OWN);
        let mut query = conn.prepare_cached("SELECT person FROM present WHERE superior = ?1")?;
        for subordinate in query.query_map([person.0], |row| code::id(row, 0))? {
            grant_classes(&mut prefixes, subordinate?, &SUBORDINATE);
        }
    }
    for role in known::roles(conn, author)?.unwrap_or_default() {
        match role.scope() {
            Some(Scope::Region) => everywhere.extend(role.reads().iter().copied()),
            Some(Scope::Office(office)) => {
                for person in people_below(conn, office)? {
                    grant_classes(&mut prefixes, person, role.reads());
                }
            }
            None => {}
        }
    }
    for class in everywhere {
        let inside = format!("/{}/", class.code());
        prefixes.retain(|prefix| !prefix.ends_with(&inside));
        prefixes.insert(format!("*{inside}"));
    }
    Ok(Some(prefixes))
}

fn grant_classes(prefixes: &mut BTreeSet<String>, person: Id, classes: &[Class]) {
    // Single peers' answers reach nobody, whatever a table of roles may say one day.
    let granted = classes.iter().filter(|class| **class != Class::Rekan);
    prefixes.extend(granted.map(|class| Dossier { owner: Owner::Person(person), class: *class, year: 0 }.prefix()));
}

fn people_below(conn: &Connection, office: &str) -> Result<Vec<Id>, StoreError> {
    let mut query = conn.prepare_cached(
        "WITH RECURSIVE below (code) AS (
             SELECT ?1 UNION SELECT o.code FROM offices o JOIN below ON o.parent = below.code
         ) SELECT p.person FROM below JOIN present p ON p.office = below.code",
    )?;
    let people = query.query_map([office], |row| code::id(row, 0))?.collect::<Result<_, _>>()?;
    Ok(people)
}

fn scoped_to_offices(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut query = conn.prepare_cached("SELECT DISTINCT author FROM roles WHERE role LIKE '%\"office\"%'")?;
    let authors = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(authors)
}
