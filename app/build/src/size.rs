//! Weighs the build in brotli bytes against the two limits: first load and desk parts.
//! Knows no file system; the caller decides whether a figure above its limit stops the build.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::list::{Asset, Part};
use crate::split::{DESK, ENTRY, Parts};

/// Most brotli bytes an employee, peer, superior or citizen fetches until the first page stands.
pub const FIRST_LOAD_MAX_BYTES: u64 = 400 * 1024;
/// Most brotli bytes that any page of a desk fetches beyond that when it is opened on a device that has nothing else.
pub const DESK_MAX_BYTES: u64 = 900 * 1024;

/// The figures of one build, in bytes as transferred with brotli.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    /// Everything that is fetched until the first page stands: what starts the app, and the part of the first pages.
    pub first_load: u64,
    /// Everything of the employee's, peer's, superior's and citizen's parts.
    pub field: u64,
    /// Everything that desks need and no employee, peer, superior or citizen ever fetches.
    pub desk: u64,
    /// Everything that a desk role fetches in the end, beyond what starts the app and with what it shares with field
    /// parts, by role. A figure to watch; the limit is on each part, because a part is what somebody waits for.
    pub desks: BTreeMap<String, u64>,
    /// What starts the app, by kind of file.
    pub kinds: BTreeMap<String, u64>,
    /// What each part needs besides what starts the app; files that parts share count in each.
    pub parts: BTreeMap<String, u64>,
}

/// The parts that each desk role opens.
const DESKS: [(&str, &[&str]); 2] = [
    ("hr", &["desk_hr", "desk_watch", "desk_rules"]),
    ("pay", &["desk_run", "desk_month", "desk_papers", "desk_reward", "desk_watch", "desk_rules"]),
];

/// Adds up the parts. `brotli` gives the compressed size by path; a file that is not in it
/// counts as it is.
pub fn weigh(assets: &[Asset], brotli: &BTreeMap<String, u64>, parts: &Parts) -> Sizes {
    let mut sizes = Sizes::default();
    let bytes_of = |asset: &Asset| brotli.get(&asset.path).copied().unwrap_or(asset.body.len() as u64);
    for asset in assets.iter().filter(|asset| asset.needed_offline()) {
        let bytes = bytes_of(asset);
        match (asset.part(), kind(asset)) {
            (Part::Desk, _) => sizes.desk += bytes,
            (Part::Field, _) => sizes.field += bytes,
            (Part::First, Some(kind)) => {
                sizes.first_load += bytes;
                *sizes.kinds.entry(kind.to_owned()).or_default() += bytes;
            }
            (Part::First, None) => {}
        }
    }
    let by_path: BTreeMap<&str, u64> = assets.iter().map(|asset| (asset.path.as_str(), bytes_of(asset))).collect();
    sizes.parts = parts
        .iter()
        .map(|(part, files)| (part.clone(), files.iter().filter_map(|file| by_path.get(file.as_str())).sum()))
        .collect();
    let weight = |files: &BTreeSet<&String>| files.iter().filter_map(|file| by_path.get(file.as_str())).sum();
    sizes.desks = DESKS
        .iter()
        .map(|(role, names)| {
            let files = names.iter().filter_map(|name| parts.get(*name)).flatten().collect();
            ((*role).to_owned(), weight(&files))
        })
        .collect();
    sizes.field += sizes.first_load;
    sizes.first_load += sizes.parts.get(ENTRY).copied().unwrap_or_default();
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
        let mut lines = vec![
            format!("size.first_load {} bytes_br", self.first_load),
            format!("size.field {} bytes_br", self.field),
            format!("size.desk {} bytes_br", self.desk),
        ];
        for (role, bytes) in &self.desks {
            lines.push(format!("size.desk.{role} {bytes} bytes_br"));
        }
        for (kind, bytes) in &self.kinds {
            lines.push(format!("size.start.{kind} {bytes} bytes_br"));
        }
        for (part, bytes) in &self.parts {
            lines.push(format!("size.part.{part} {bytes} bytes_br"));
        }
        lines
    }

    /// Gives a sentence for each limit that is passed.
    pub fn complaints(&self) -> Vec<String> {
        let first = ("the first load".to_owned(), self.first_load, FIRST_LOAD_MAX_BYTES);
        let own = ("what desks alone need".to_owned(), self.desk, DESK_MAX_BYTES);
        let desks = self.parts.iter().filter(|(part, _)| part.starts_with(DESK));
        let desks = desks.map(|(part, bytes)| (format!("the part {part}"), *bytes, DESK_MAX_BYTES));
        [first, own]
            .into_iter()
            .chain(desks)
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
            asset("field-0.wasm", 50),
            asset("field-1.wasm", 60),
            asset("field-2.wasm", 70),
        ];
        let brotli = BTreeMap::from([("takar_bg.wasm".to_owned(), 400), ("desk_bg.wasm".to_owned(), 900)]);
        let needs = |files: &[&str]| files.iter().map(|&file| file.to_owned()).collect();
        let parts = Parts::from([
            ("entry".to_owned(), needs(&["field-0.wasm", "field-1.wasm"])),
            ("pay".to_owned(), needs(&["field-1.wasm"])),
            ("desk_hr".to_owned(), needs(&["field-2.wasm", "desk_bg.wasm"])),
            ("desk_rules".to_owned(), needs(&["field-2.wasm"])),
        ]);
        let sizes = weigh(&assets, &brotli, &parts);
        assert_eq!(sizes.first_load, 10 + 20 + 400 + 30 + 50 + 60);
        assert_eq!(sizes.field, 10 + 20 + 400 + 30 + 50 + 60 + 70);
        assert_eq!((sizes.desk, sizes.desks["hr"], sizes.desks["pay"]), (900, 970, 70));
        assert_eq!(sizes.kinds["wasm"], 400);
        assert_eq!(sizes.lines()[0], "size.first_load 570 bytes_br");
    }

    #[test]
    fn exactly_the_limit_passes_and_one_byte_more_does_not() {
        let parts = BTreeMap::from([("desk_hr".to_owned(), DESK_MAX_BYTES), ("pay".to_owned(), DESK_MAX_BYTES + 1)]);
        let mut sizes = Sizes { first_load: FIRST_LOAD_MAX_BYTES, parts, ..Sizes::default() };
        assert_eq!(sizes.complaints(), Vec::<String>::new());
        sizes.first_load += 1;
        assert_eq!(sizes.complaints(), ["the first load is 409601 bytes in brotli, 409600 are allowed"]);
        sizes.parts.values_mut().for_each(|bytes| *bytes += 1);
        sizes.desk = DESK_MAX_BYTES + 1;
        assert_eq!(sizes.complaints().len(), 3);
    }
}
