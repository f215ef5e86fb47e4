//! The policies that come with the product, read once from the embedded policy files.

use std::sync::OnceLock;

use serde_json::Value;

use super::policy::Policy;
use super::{print, resolve};

const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/policy.json"));

/// Returns every shipped policy, by key.
///
/// # Panics
/// Never in a build that passed its tests: they read the same embedded text.
#[must_use]
pub fn shipped() -> &'static [Policy] {
    static SHIPPED: OnceLock<Vec<Policy>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let mut policies: Vec<Policy> =
            serde_json::from_str(TEXT).expect("the embedded text was made from files the tests have read");
        for policy in &mut policies {
            let loaded = resolve::load(policy);
            assert!(loaded.is_ok(), "{}: {loaded:?}", policy.key());
        }
        policies.sort_by(|a, b| (a.key(), a.span().from).cmp(&(b.key(), b.span().from)));
        policies
    })
}

/// Returns the newest shipped version of a policy.
#[must_use]
pub fn by_key(key: &str) -> Option<&'static Policy> {
    shipped().iter().rfind(|policy| policy.key() == key)
}

/// Returns the file of a shipped policy, for people to read, change and check again.
#[must_use]
pub fn shipped_file(policy: &Policy) -> Option<String> {
    let all: Vec<Value> = serde_json::from_str(TEXT).ok()?;
    let from = policy.span().from.to_string();
    all.iter().find(|one| one["key"] == policy.key() && one["from"] == from.as_str()).map(print::file)
}
