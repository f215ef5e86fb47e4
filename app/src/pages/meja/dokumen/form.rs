//! Who signs the lists, and where and when: typed once, kept on this device.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Every entry, in the order of the form.
pub const ENTRIES: [&str; 12] = [
    "tempat",
    "tanggal",
    "nomor",
    "nomor-spm",
    "alamat-kantor",
    "kepala-jabatan",
    "kepala-nama",
    "kepala-nip",
    "bendahara-jabatan",
    "bendahara-nama",
    "bendahara-nip",
    "npwp-pemotong",
];

/// Entries as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Signers {
    texts: BTreeMap<String, String>,
}

impl Signers {
    /// Returns an entry as typed; nothing when it was never touched.
    #[must_use]
    pub fn typed(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// Takes an entry.
    pub fn set(&mut self, name: &str, text: String) {
        self.texts.insert(name.to_owned(), text);
    }

    /// Returns what was typed, else what is known; a line of dots where nothing is, to be filled in by hand.
    #[must_use]
    pub fn or_dots(&self, name: &str, known: Option<&str>) -> String {
        let typed = self.typed(name).or(known).map(str::trim).filter(|text| !text.is_empty());
        typed.map_or_else(|| ".".repeat(30), str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_goes_before_what_is_known_and_nothing_leaves_room_for_a_pen() {
        let mut signers = Signers::default();
        assert_eq!(signers.or_dots("kepala-nama", Some("Sari Dewi")), "Sari Dewi");
        assert_eq!(signers.or_dots("kepala-nama", None), ".".repeat(30));
        signers.set("kepala-nama", "Ani".into());
        assert_eq!(signers.or_dots("kepala-nama", Some("Sari Dewi")), "Ani");
        signers.set("kepala-nama", "  ".into());
        assert_eq!(signers.or_dots("kepala-nama", Some("Sari Dewi")), ".".repeat(30));
    }
}
