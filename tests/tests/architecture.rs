//! Keeps the arrows of the house: what a room may know is checked on its files and manifests, not left to memory.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).unwrap_or_else(|error| panic!("{}: {error}", at.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} holds no source");
    found
}

/// Code without comments and without what follows `#[cfg(test)]`.
fn code(text: &str) -> String {
    let until_tests = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    until_tests.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn has_word(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

fn absent(folder: &str, words: &[&str], except: &[&str]) {
    for (path, text) in sources(folder) {
        if except.iter().any(|part| path.to_string_lossy().replace('\\', "/").contains(part)) {
            continue;
        }
        let code = code(&text);
        for word in words {
            assert!(!has_word(&code, word), "{} must not know `{word}`", path.display());
        }
    }
}

fn dependencies(manifest: &str) -> String {
    let text = fs::read_to_string(root().join(manifest)).unwrap();
    text.split("[dependencies").skip(1).map(|part| part.split("\n[").next().unwrap_or_default()).collect()
}

#[test]
fn domain_and_ledger_know_no_float_clock_chance_map_order_or_outside_world() {
    let words = [
        "f32",
        "f64",
        "HashMap",
        "HashSet",
        "SystemTime",
        "Instant",
        "OffsetDateTime",
        "rand",
        "getrandom",
        "web_sys",
        "js_sys",
        "std::fs",
        "std::net",
        "std::env",
        "tokio",
        "rusqlite",
        "leptos",
    ];
    absent("app/domain/src", &words, &[]);
    absent("app/ledger/src", &words, &[]);
}

#[test]
fn arrows_point_one_way() {
    for (manifest, unknown) in [
        ("app/domain/Cargo.toml", &["ledger", "leptos", "axum", "rusqlite", "takar-app", "sync-server"][..]),
        ("app/ledger/Cargo.toml", &["leptos", "axum", "rusqlite", "takar-app", "sync-server", "web-sys"][..]),
        ("app/Cargo.toml", &["sync-server", "takar-server", "axum", "rusqlite"][..]),
        ("sync-server/Cargo.toml", &["takar-app", "leptos", "web-sys"][..]),
    ] {
        let known = dependencies(manifest);
        for name in unknown {
            let depends = known.lines().any(|line| line.split(['=', '.', ' ']).next() == Some(*name));
            assert!(!depends, "{manifest} must not depend on {name}");
        }
    }
}

#[test]
fn browser_apis_live_in_storage_and_sync_only() {
    let rooms = ["/storage/", "/sync/", "app/src/main.rs", "/components/dom.rs"];
    absent("app/src", &["idb", "gloo_net", "gloo_storage", "SubtleCrypto", "CryptoKey", "IdbDatabase"], &rooms);
}

#[test]
fn pages_know_neither_storage_nor_sync() {
    absent("app/src/pages", &["crate::storage", "crate::sync", "ledger::wire", "ledger::chain"], &[]);
    absent("app/src/components", &["crate::storage", "crate::sync", "crate::desk", "domain", "ledger"], &[]);
}

#[test]
fn form_models_know_no_leptos() {
    for (path, text) in sources("app/src/pages") {
        if path.file_name().is_some_and(|name| name == "form.rs") {
            assert!(!has_word(&code(&text), "leptos"), "{} must not know leptos", path.display());
        }
    }
}

#[test]
fn sql_lives_behind_the_store() {
    let words = ["rusqlite", "SELECT", "INSERT", "UPDATE", "DELETE FROM"];
    absent("sync-server/src", &words, &["/store/"]);
}

#[test]
fn no_region_is_named_in_code() {
    // The names in the keys of the shipped policies, small and capital; a kind of region is no name.
    let kinds = ["kota", "kab", "prov", "nasional", "contoh", "barat", "timur", "utara", "selatan", "tengah", "jawa"];
    let names: BTreeSet<&str> = domain::tpp::shipped().iter().flat_map(|policy| policy.key().split('-')).collect();
    let names: Vec<&str> = names.into_iter().filter(|name| !kinds.contains(name)).collect();
    assert!(names.contains(&"manado") && names.contains(&"kerinci"), "{names:?}");
    let capital = |name: &str| name[..1].to_uppercase() + &name[1..];
    let all: Vec<String> = names.iter().flat_map(|name| [(*name).to_owned(), capital(name)]).collect();
    let regions: Vec<&str> = all.iter().map(String::as_str).collect();
    absent("app/domain/src", &regions, &["tests"]);
    absent("app/ledger/src", &regions, &[]);
    absent("app/src", &regions, &["gallery"]);
}
