//! Drafts and preferences in localStorage, through gloo-storage. May lose the last seconds; never panics when storage is blocked.

use gloo_storage::{LocalStorage, Storage};
use serde::{Serialize, de::DeserializeOwned};

use super::StorageProblem;

/// gloo-storage panics where localStorage is blocked, so ask first.
fn available() -> bool {
    web_sys::window().and_then(|window| window.local_storage().ok().flatten()).is_some()
}

/// Reads a preference; nothing when it was never set, cannot be read or storage is blocked.
#[must_use]
pub fn get<T: DeserializeOwned>(key: &str) -> Option<T> {
    available().then(|| LocalStorage::get(format!("takar.{key}")).ok()).flatten()
}

/// Writes a preference.
pub fn set<T: Serialize>(key: &str, value: &T) -> Result<(), StorageProblem> {
    if !available() {
        return Err(StorageProblem::Refused);
    }
    LocalStorage::set(format!("takar.{key}"), value).map_err(|_| StorageProblem::Full)
}

/// Removes a preference.
pub fn remove(key: &str) {
    if available() {
        LocalStorage::delete(format!("takar.{key}"));
    }
}

/// Reads every preference whose key starts with `prefix`, by the rest of its key; what cannot be read is left out.
#[must_use]
pub fn all(prefix: &str) -> std::collections::BTreeMap<String, serde_json::Value> {
    let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok().flatten()) else {
        return std::collections::BTreeMap::new();
    };
    let prefix = format!("takar.{prefix}");
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten());
    keys.filter_map(|key| {
        let value = serde_json::from_str(&storage.get_item(&key).ok().flatten()?).ok()?;
        Some((key.strip_prefix(&prefix)?.to_owned(), value))
    })
    .collect()
}

/// Removes every preference whose key starts with `prefix`.
pub fn remove_all(prefix: &str) {
    let Some(storage) = web_sys::window().and_then(|window| window.local_storage().ok().flatten()) else { return };
    let prefix = format!("takar.{prefix}");
    let keys: Vec<String> =
        (0..storage.length().unwrap_or(0)).filter_map(|at| storage.key(at).ok().flatten()).collect();
    keys.iter().filter(|key| key.starts_with(&prefix)).for_each(|key| {
        let _ = storage.remove_item(key);
    });
}
