//! Policies that a region wrote itself: each text is read once and kept for as long as the program runs.
//!
//! A policy is named by its key and the digest of its text, so that whoever holds the text opens the same policy.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::policy::{Policy, in_force};
use super::shipped::shipped;
use crate::calendar::Month;

/// Between the key and the digest of a name.
const MARK: char = '@';

static READ: Mutex<BTreeMap<String, Option<&'static Policy>>> = Mutex::new(BTreeMap::new());

/// Returns the policy that a text is, or nothing when it is no sound policy. Meant for texts that somebody proposed or
/// signed, not for every stroke of a pen: what was read is kept.
#[must_use]
pub fn written(text: &str) -> Option<&'static Policy> {
    let digest: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    *read.entry(digest).or_insert_with_key(|digest| {
        let mut policy = Policy::from_file(text.as_bytes()).ok()?;
        policy.written = Some(digest.clone());
        Some(Box::leak(Box::new(policy)))
    })
}

/// Returns the policy of a name for a month: one that ships with the program, or a text that was read before.
#[must_use]
pub fn named(name: &str, month: Month) -> Option<&'static Policy> {
    match name.split_once(MARK) {
        None => in_force(shipped(), name, month),
        Some((key, digest)) => {
            let read = READ.lock().unwrap_or_else(PoisonError::into_inner);
            let policy = read.get(digest).copied().flatten();
            policy.filter(|policy| policy.key() == key && policy.span().contains(month.first()))
        }
    }
}

impl Policy {
    /// Returns the name that sealed months keep: the key, with the digest of the text when a region wrote it.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.written {
            None => self.key().to_owned(),
            Some(digest) => format!("{}{MARK}{digest}", self.key()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tpp::{by_key, shipped_file};

    #[test]
    fn a_text_is_found_again_by_the_name_of_its_policy() {
        let month = "2026-10".parse().unwrap();
        let shipped = by_key("contoh").unwrap();
        let text = shipped_file(shipped).unwrap();
        let policy = written(&text).unwrap();
        assert!(std::ptr::eq(policy, written(&text).unwrap()));
        assert_eq!((policy.key(), shipped.name().as_str()), ("contoh", "contoh"));
        assert!(std::ptr::eq(named(&policy.name(), month).unwrap(), policy));
        assert!(std::ptr::eq(named("contoh", month).unwrap(), shipped));
        assert_eq!(named(&format!("lain{}", &policy.name()[6..]), month), None);
        assert_eq!((named("contoh@00", month), written("{}")), (None, None));
    }
}
