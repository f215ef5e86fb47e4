//! Half-filled forms in localStorage: saved at each change, gone when the statement is written.

use serde::{Serialize, de::DeserializeOwned};

use crate::storage::{StorageProblem, prefs};

/// The draft of one form of one account.
#[derive(Debug, Clone)]
pub struct Draft {
    key: String,
}

impl Draft {
    pub(super) fn new(author: &str, key: &str) -> Self {
        Self { key: format!("draft.{author}.{key}") }
    }

    /// Reads the draft; nothing when there is none or its form has changed.
    #[must_use]
    pub fn load<T: DeserializeOwned>(&self) -> Option<T> {
        prefs::get(&self.key)
    }

    /// Keeps the draft.
    pub fn save<T: Serialize>(&self, value: &T) -> Result<(), StorageProblem> {
        prefs::set(&self.key, value)
    }

    /// Removes the draft.
    pub fn clear(&self) {
        prefs::remove(&self.key);
    }
}
