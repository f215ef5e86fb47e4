//! The embedded data of performance, growth and the calendar: dated values, each with its source.
//!
//! Made from `rules/*.toml` when the crate is built. Meaning is checked by whoever reads a parameter; a test of each
//! reader reads all of them, so what is embedded is known to be readable.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::calendar::Day;
use crate::cite::{Cite, Confidence, Entry, Series};

/// The embedded text, for the hash of the rule book.
pub const RULES_JSON: &str = include_str!(concat!(env!("OUT_DIR"), "/rules.json"));

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    param: String,
    from: Day,
    #[serde(default)]
    value: Option<serde_json::Value>,
    act: String,
    #[serde(default)]
    article: String,
    confidence: Confidence,
}

static BOOK: LazyLock<BTreeMap<String, Vec<Written>>> = LazyLock::new(|| {
    let entries: Vec<Written> =
        serde_json::from_str(RULES_JSON).expect("the build program wrote it, and the tests of this module read it");
    let mut book: BTreeMap<String, Vec<Written>> = BTreeMap::new();
    for entry in entries {
        book.entry(entry.param.clone()).or_default().push(entry);
    }
    book
});

/// Reads one parameter, or says what is wrong with it. An unknown name is an empty series.
pub(crate) fn series<T: DeserializeOwned>(param: &str) -> Result<Series<T>, String> {
    let written = BOOK.get(param).map(Vec::as_slice).unwrap_or_default();
    let mut entries = Vec::with_capacity(written.len());
    for entry in written {
        let value = match &entry.value {
            Some(value) => {
                Some(T::deserialize(value.clone()).map_err(|error| format!("{param} from {}: {error}", entry.from))?)
            }
            None => None,
        };
        let cite = Cite::new(&entry.act, &entry.article, entry.confidence);
        entries.push(Entry { from: entry.from, value, cite });
    }
    entries.sort_by_key(|entry| entry.from);
    Series::new(entries).map_err(|error| format!("{param}: {error}"))
}

/// Returns the names of every embedded parameter.
#[cfg(test)]
fn params() -> impl Iterator<Item = &'static str> {
    BOOK.keys().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_parameter_is_known_to_a_reader() {
        let read = [
            "angka_kredit.jenjang",
            "angka_kredit.persen",
            "berakhlak.panduan",
            "disiplin.tidak_masuk",
            "distribusi.kelompok_terkecil",
            "distribusi.pola",
            "evaluasi.jendela_tahunan",
            "evaluasi.tenggat",
            "hari_libur",
            "jam_kerja.menit_seminggu",
            "pengembangan.jp_pppk_paling_banyak",
            "pengembangan.jp_setahun",
            "pengembangan.konversi_jp",
            "ramadan",
            "skp.batas_penetapan",
            "tugas_belajar.ipk",
        ];
        assert_eq!(params().collect::<Vec<_>>(), read);
    }
}
