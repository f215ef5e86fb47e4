//! The list of what the web build made: every file with its address, digest, type and part.
//! Reads the staging folder and nothing else; decides nothing about what is allowed in it.

use std::{fs, io, path::Path};

use serde::Serialize;
use sha2::{Digest, Sha256};

/// One file of the web build, with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Path below the build folder, with `/` between the parts.
    pub path: String,
    /// The file as it is served.
    pub body: Vec<u8>,
}

/// Who needs a file, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Fetched before the app starts, and kept on the device.
    First,
    /// Fetched when a page of its part is opened, and kept on the device before that.
    Field,
    /// Fetched when a desk page is opened for the first time, and kept from then on.
    Desk,
}

/// One line of the list that the service worker keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The address below the origin.
    pub url: String,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Media type, as the service worker answers it.
    #[serde(rename = "type")]
    pub media_type: &'static str,
    /// Who needs it.
    pub part: Part,
}

impl Asset {
    /// Tells the last part of the path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Tells what follows the last dot of the name, or nothing.
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, ext)| ext)
    }

    /// Tells who needs the file, from its name: files of parts begin with `field` or `desk`.
    pub fn part(&self) -> Part {
        match self.name() {
            name if name.starts_with("desk") => Part::Desk,
            name if name.starts_with("field") => Part::Field,
            _ => Part::First,
        }
    }

    /// Tells whether the app needs the file to start or work without a network.
    pub fn needed_offline(&self) -> bool {
        !matches!(self.path.as_str(), "404.html" | "robots.txt" | "sw.js" | "build.json")
            && !matches!(self.extension(), "br" | "gz" | "map" | "txt" | "md")
    }

    /// Makes the line for the service worker's list.
    ///
    /// `index.html` is listed as `/`: some hosts redirect the longer name, and a redirected
    /// answer cannot be used for a navigation.
    pub fn entry(&self) -> Entry {
        let url = if self.path == "index.html" { "/".to_owned() } else { format!("/{}", self.path) };
        Entry { url, sha256: hex_sha256(&self.body), media_type: media_type(self.extension()), part: self.part() }
    }
}

/// Reads every file below `root`, sorted by path.
///
/// # Errors
/// Any error of the file system; a name that is not UTF-8 is `InvalidData`.
pub fn read_all(root: &Path) -> io::Result<Vec<Asset>> {
    let mut found = Vec::new();
    walk(root, "", &mut found)?;
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

fn walk(dir: &Path, prefix: &str, found: &mut Vec<Asset>) -> io::Result<()> {
    for item in fs::read_dir(dir)? {
        let item = item?;
        let name = item
            .file_name()
            .into_string()
            .map_err(|name| io::Error::new(io::ErrorKind::InvalidData, format!("not UTF-8: {name:?}")))?;
        let path = format!("{prefix}{name}");
        if item.file_type()?.is_dir() {
            walk(&item.path(), &format!("{path}/"), found)?;
        } else {
            found.push(Asset { path, body: fs::read(item.path())? });
        }
    }
    Ok(())
}

/// Makes the name of a build: the digest over every listed address and digest and `salt`,
/// 16 hexadecimal digits. Two builds with equal bytes have the same name.
pub fn build_name(entries: &[Entry], salt: &str) -> String {
    let mut hasher = Sha256::new();
    for entry in entries {
        hasher.update(entry.url.as_bytes());
        hasher.update([0]);
        hasher.update(entry.sha256.as_bytes());
        hasher.update([b'\n']);
    }
    hasher.update(salt.as_bytes());
    let mut name = hex(&hasher.finalize());
    name.truncate(16);
    name
}

/// Makes the SHA-256 of `bytes` in lower-case hexadecimal.
pub fn hex_sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn media_type(extension: &str) -> &'static str {
    match extension {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "toml" => "application/toml",
        "csv" => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(path: &str) -> Asset {
        Asset { path: path.to_owned(), body: b"abc".to_vec() }
    }

    #[test]
    fn index_is_listed_as_the_root_address() {
        assert_eq!(asset("index.html").entry().url, "/");
        assert_eq!(asset("icons/takar.svg").entry().url, "/icons/takar.svg");
    }

    #[test]
    fn digest_is_the_published_sha256_of_abc() {
        assert_eq!(asset("a.js").entry().sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn files_of_parts_are_told_by_the_start_of_their_name_only() {
        assert_eq!(asset("desk_bg.wasm").part(), Part::Desk);
        assert_eq!(asset("field-1f-2.wasm").part(), Part::Field);
        assert_eq!(asset("parts/desk-1f.js").part(), Part::Desk);
        assert_eq!(asset("desk/app.js").part(), Part::First);
        assert_eq!(asset("helpdesk.js").part(), Part::First);
    }

    #[test]
    fn what_the_build_program_writes_is_not_needed_offline() {
        for path in ["sw.js", "build.json", "404.html", "app.wasm.br", "app.js.gz", "robots.txt"] {
            assert!(!asset(path).needed_offline(), "{path}");
        }
        for path in ["index.html", "boot.js", "takar-1.css", "takar_bg.wasm", "icons.svg"] {
            assert!(asset(path).needed_offline(), "{path}");
        }
    }

    #[test]
    fn one_changed_byte_gives_the_build_another_name() {
        let one = asset("a.js");
        let other = Asset { body: b"abd".to_vec(), ..one.clone() };
        let name = build_name(&[one.entry()], "w");
        assert_eq!(name.len(), 16);
        assert_eq!(name, build_name(&[one.entry()], "w"));
        assert_ne!(name, build_name(&[other.entry()], "w"));
        assert_ne!(name, build_name(&[one.entry()], "x"));
    }
}
