//! Weighs the build in brotli bytes against the two limits: first load and desk parts.
//! Knows no file system; the caller decides whether a figure above its limit stops the build.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::list::{Asset, Part};

/// Most brotli bytes an employee, peer, superior or citizen fetches before the app starts.
pub const FIRST_LOAD_BUDGET_BYTES: u64 = 400 * 1024;
/// The budget is not met yet. Until it is, the first load may only shrink: this bound is lowered with every gain,
/// and goes when it reaches the budget.
pub const FIRST_LOAD_MAX_BYTES: u64 = 1_120_000;
/// Most brotli bytes a desk role fetches beyond that.
pub const DESK_MAX_BYTES: u64 = 900 * 1024;

/// The figures of one build, in bytes as transferred with brotli.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    /// Everything that is fetched before the app starts.
    pub first_load: u64,
    /// Everything whose file name begins with `desk`.
    pub desk: u64,
    /// The first load by kind of file.
    pub kinds: BTreeMap<String, u64>,
}

/// Adds up the parts. `brotli` gives the compressed size by path; a file that is not in it
/// counts as it is.
pub fn weigh(assets: &[Asset], brotli: &BTreeMap<String, u64>) -> Sizes {
    let mut sizes = Sizes::default();
    for asset in assets.iter().filter(|asset| asset.needed_offline()) {
        let bytes = brotli.get(&asset.path).copied().unwrap_or(asset.body.len() as u64);
        match (asset.part(), kind(asset)) {
            (Part::Desk, _) => sizes.desk += bytes,
            (Part::First, Some(kind)) => {
                sizes.first_load += bytes;
                *sizes.kinds.entry(kind.to_owned()).or_default() += bytes;
            }
            (Part::First, None) => {}
        }
    }
    sizes
}

// Launcher icons and the manifest are fetched by the system on installing, not by the first load.
fn kind(asset: &Asset) -> Option<&'static str> {
    match asset.extension() {
        "html" => Some("html"),
        "css" => Some("css"),
        "js" | "mjs" => Some("js"),
        "wasm" => Some("wasm"),
        "woff2" => Some("font"),
        _ if asset.path == "icons.svg" => Some("icons"),
        _ => None,
    }
}

impl Sizes {
    /// Gives one line per figure: name, value, unit.
    pub fn lines(&self) -> Vec<String> {
        let mut lines =
            vec![format!("size.first_load {} bytes_br", self.first_load), format!("size.desk {} bytes_br", self.desk)];
        lines.push(format!(
            "size.first_load.over_budget {} bytes_br",
            self.first_load.saturating_sub(FIRST_LOAD_BUDGET_BYTES)
        ));
        for (kind, bytes) in &self.kinds {
            lines.push(format!("size.first_load.{kind} {bytes} bytes_br"));
        }
        lines
    }

    /// Gives a sentence for each limit that is passed.
    pub fn complaints(&self) -> Vec<String> {
        [("the first load", self.first_load, FIRST_LOAD_MAX_BYTES), ("the desk part", self.desk, DESK_MAX_BYTES)]
            .into_iter()
            .filter(|(_, bytes, max)| bytes > max)
            .map(|(what, bytes, max)| format!("{what} is {bytes} bytes in brotli, {max} are allowed"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(path: &str, len: usize) -> Asset {
        Asset { path: path.to_owned(), body: vec![b'x'; len] }
    }

    #[test]
    fn first_load_counts_what_starts_the_app_and_desk_counts_apart() {
        let assets = [
            asset("index.html", 10),
            asset("boot.js", 20),
            asset("takar_bg.wasm", 1000),
            asset("icons.svg", 30),
            asset("icons/takar-512.png", 5000),
            asset("sw.js", 700),
            asset("desk_bg.wasm", 2000),
        ];
        let brotli = BTreeMap::from([("takar_bg.wasm".to_owned(), 400), ("desk_bg.wasm".to_owned(), 900)]);
        let sizes = weigh(&assets, &brotli);
        assert_eq!(sizes.first_load, 10 + 20 + 400 + 30);
        assert_eq!(sizes.desk, 900);
        assert_eq!(sizes.kinds["wasm"], 400);
        assert_eq!(sizes.lines()[0], "size.first_load 460 bytes_br");
    }

    #[test]
    fn exactly_the_limit_passes_and_one_byte_more_does_not() {
        let mut sizes = Sizes { first_load: FIRST_LOAD_MAX_BYTES, desk: DESK_MAX_BYTES, ..Sizes::default() };
        assert_eq!(sizes.complaints(), Vec::<String>::new());
        sizes.first_load += 1;
        assert_eq!(sizes.complaints(), ["the first load is 1120001 bytes in brotli, 1120000 are allowed"]);
        sizes.desk += 1;
        assert_eq!(sizes.complaints().len(), 2);
    }
}
