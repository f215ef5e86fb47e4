//! The one program that runs after the web build, as Trunk's `post_build` hook: cuts the program into parts, checks the
//! page, weighs the first load, writes the service worker, the build record and the compressed siblings.
//! Development builds stay whole; their page loses its policy.
//!
//! `takar-build` works on `$TRUNK_STAGING_DIR`; `takar-build sizes DIR` prints and checks the
//! figures of a finished build.

mod check;
mod compress;
mod list;
mod sheaf;
mod size;
mod split;
mod worker;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use serde::{Deserialize, Serialize};

use list::{Asset, Entry};
use size::Sizes;

/// What `build.json` says about a build.
#[derive(Debug, Serialize)]
struct BuildRecord<'a> {
    build: &'a str,
    sizes: &'a Sizes,
    files: Vec<FileRecord>,
}

#[derive(Debug, Serialize)]
struct FileRecord {
    #[serde(flatten)]
    entry: Entry,
    bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes_br: Option<u64>,
}

#[derive(Debug, Deserialize)]
struct RecordedSizes {
    sizes: Sizes,
}

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let outcome = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => hook(),
        ["sizes", dir] => sizes_of(Path::new(dir)),
        _ => Err("usage: takar-build            (as Trunk's post_build hook)\n       takar-build sizes DIR  (figures of a finished build)".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            // Nothing sensible is left to do if the error stream itself is gone.
            let _ = writeln!(io::stderr(), "takar-build: {message}");
            ExitCode::FAILURE
        }
    }
}

fn hook() -> Result<(), String> {
    let dir = env::var("TRUNK_STAGING_DIR")
        .map_err(|_| "TRUNK_STAGING_DIR is not set; Trunk sets it when it runs this program")?;
    let dir = Path::new(&dir);
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "debug") { development(dir) } else { release(dir) }
}

fn development(dir: &Path) -> Result<(), String> {
    let html = read_index(dir)?;
    write(dir, "index.html", check::without_policy(&html).as_bytes())?;
    write(dir, "sw.js", worker::retired().as_bytes())
}

fn release(dir: &Path) -> Result<(), String> {
    let (html, parts) = split::cut(dir, &read_index(dir)?)?;
    write(dir, "index.html", html.as_bytes())?;
    let assets = list::read_all(dir).map_err(|error| format!("{}: {error}", dir.display()))?;

    let paths: BTreeSet<&str> = assets.iter().map(|asset| asset.path.as_str()).collect();
    refuse(&check::complaints(&html, &paths))?;

    let entries: Vec<Entry> = assets.iter().filter(|asset| asset.needed_offline()).map(Asset::entry).collect();
    let worker = worker::fill(&entries).map_err(|error| format!("service worker: {error}"))?;
    let script = Asset { path: "sw.js".to_owned(), body: worker.script.into_bytes() };
    write(dir, &script.path, &script.body)?;

    let mut served = assets;
    served.push(script);
    let brotli = write_packed(dir, &served)?;
    // For static hosts without a fallback rule: any unknown address starts the app.
    write(dir, "404.html", html.as_bytes())?;

    let sizes = size::weigh(&served, &brotli, &parts);
    let record = BuildRecord {
        build: &worker.build,
        sizes: &sizes,
        files: served.iter().map(|asset| file_record(asset, &brotli)).collect(),
    };
    let json = serde_json::to_vec_pretty(&record).map_err(|error| format!("build.json: {error}"))?;
    write(dir, "build.json", &json)?;

    report(&sizes)
}

fn write_packed(dir: &Path, assets: &[Asset]) -> Result<BTreeMap<String, u64>, String> {
    let mut brotli = BTreeMap::new();
    for packed in compress::pack_all(assets).map_err(|error| format!("compressing: {error}"))? {
        write(dir, &format!("{}.br", packed.path), &packed.br)?;
        write(dir, &format!("{}.gz", packed.path), &packed.gz)?;
        brotli.insert(packed.path, packed.br.len() as u64);
    }
    Ok(brotli)
}

fn file_record(asset: &Asset, brotli: &BTreeMap<String, u64>) -> FileRecord {
    FileRecord { entry: asset.entry(), bytes: asset.body.len() as u64, bytes_br: brotli.get(&asset.path).copied() }
}

fn sizes_of(dir: &Path) -> Result<(), String> {
    let path = dir.join("build.json");
    let json = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let recorded: RecordedSizes =
        serde_json::from_slice(&json).map_err(|error| format!("{}: {error}", path.display()))?;
    report(&recorded.sizes)
}

// Without wasm-opt the app is about a third larger; the limits speak of the optimised one.
fn report(sizes: &Sizes) -> Result<(), String> {
    let mut out = io::stdout().lock();
    for line in sizes.lines() {
        writeln!(out, "{line}").map_err(|error| format!("printing the sizes: {error}"))?;
    }
    if env::var(split::SHRINK).is_err() {
        return Ok(());
    }
    refuse(&sizes.complaints())
}

fn refuse(complaints: &[String]) -> Result<(), String> {
    if complaints.is_empty() { Ok(()) } else { Err(complaints.join("\ntakar-build: ")) }
}

fn read_index(dir: &Path) -> Result<String, String> {
    let path = dir.join("index.html");
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(dir: &Path, name: &str, bytes: &[u8]) -> Result<(), String> {
    let path = dir.join(name);
    fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
