//! Turns the translation files into a checked module: a key that is missing in one language does not compile.

use std::error::Error;
use std::path::PathBuf;

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};

/// One file per room of the app and language: `locales/{language}/{room}.json`.
const ROOMS: &[&str] = &[
    "umum",
    "galat",
    "mulai",
    "kerja",
    "nilai",
    "gaji",
    "belajar",
    "meja",
    "hr",
    "hadir",
    "kebijakan",
    "bayar",
    "masa",
    "ubah",
    "periksa",
    "kode",
    "thr",
    "dokumen",
    "bukti",
    "skpp",
    "rekening",
    "cocok",
    "imbalan",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=Cargo.toml");
    // Where the linker put what: the web build is cut into parts by it.
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    let config = Config::new("id")?
        .add_locale("en")?
        .add_namespaces(ROOMS.iter().copied())?
        .parse_options(ParseOptions::new().interpolate_display(true));
    let infos = TranslationsInfos::parse(config)?;
    infos.emit_diagnostics();
    infos.rerun_if_locales_changed();
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("i18n");
    infos.generate_i18n_module(out)?;
    Ok(())
}
