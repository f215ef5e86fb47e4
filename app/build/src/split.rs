//! Cuts the program that Trunk built into the parts that `app/src/pages/parts.rs` declares: one file that starts the app,
//! one for each part, and those that several parts share. Binds and shrinks each, and puts them in place of Trunk's files.
//!
//! All files of a build carry one digest in their names, because each names others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha384};

use crate::list::hex_sha256;
use crate::sheaf::{self, Piece};

/// The part that holds the first pages.
pub const ENTRY: &str = "entry";
/// Start of the names of parts that only desks need.
pub const DESK: &str = "desk";
/// Names the program that shrinks files (`app/build/wasm-opt/shrink.mjs`, with its library beside it); without it none is.
pub const SHRINK: &str = "TAKAR_SHRINK";

/// Names of the files that each part needs besides those that start the app.
pub type Parts = BTreeMap<String, Vec<String>>;

/// Cuts the program, and returns the page that names the new files.
///
/// # Errors
/// A sentence that names the tool or file that failed.
pub fn cut(stage: &Path, html: &str) -> Result<(String, Parts), String> {
    let work = stage.join(".parts");
    fs::create_dir_all(&work).map_err(|error| format!("{}: {error}", work.display()))?;
    let outcome = cut_in(&work, stage, html);
    fs::remove_dir_all(&work).map_err(|error| format!("{}: {error}", work.display()))?;
    outcome
}

fn cut_in(work: &Path, stage: &Path, html: &str) -> Result<(String, Parts), String> {
    let program = read(&program()?)?;
    let main = work.join("main.wasm");
    let split = wasm_split_cli_support::transform({
        let mut options = wasm_split_cli_support::Options::new(&program);
        options.output_dir = work;
        options.main_out_path = &main;
        options.main_module = "./takar.js";
        options.link_name = "./parts.js";
        options
    })
    .map_err(|error| format!("cutting the program: {error}"))?;
    run(Command::new("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", "takar", "--out-dir"])
        .arg(work.join("bound"))
        .arg(&main))?;
    let bound = work.join("bound/takar_bg.wasm");
    let files: Vec<PathBuf> = split.split_modules.iter().cloned().chain([bound.clone()]).collect();
    if let Ok(program) = env::var(SHRINK) {
        shrink_all(&program, &files)?;
    }

    let needed: Parts = split.prefetch_map.into_iter().collect();
    let digest = digest(&files)?;
    let places = lay_together(work, stage, &needed, &digest)?;
    let (glue, link, wasm) =
        (format!("takar-{digest}.js"), format!("parts-{digest}.js"), format!("takar-{digest}.wasm"));
    place(&bound, &stage.join(&wasm))?;
    let mut text = read_text(&work.join("bound/takar.js"))?;
    text = text.replace("from \"./parts.js\"", &format!("from \"./{link}\"")).replace("takar_bg.wasm", &wasm);
    write(&stage.join(&glue), &text)?;
    let text = read_text(&work.join("parts.js"))?.replace("./takar.js", &format!("./{glue}"));
    write(&stage.join(&link), &take_from_sheaves(&text, &places)?)?;

    let files_of = |stems: Vec<String>| -> Vec<String> {
        let names: BTreeSet<String> = stems.iter().map(|stem| places[stem].file.clone()).collect();
        names.into_iter().collect()
    };
    let parts: Parts = needed.into_iter().map(|(part, stems)| (part, files_of(stems))).collect();
    let entry = parts.get(ENTRY).map(Vec::as_slice).unwrap_or_default();
    let html = name_files(stage, html, &glue, &link, &wasm)?;
    let html = html.replace(" data-js=", &format!(" data-entry=\"{}\" data-js=", addresses(entry)));
    Ok((html, parts))
}

/// Where a piece of the program lies.
struct Place {
    file: String,
    from: usize,
    until: usize,
}

/// Writes the pieces that parts need into few files; says where each lies.
fn lay_together(work: &Path, stage: &Path, needed: &Parts, digest: &str) -> Result<BTreeMap<String, Place>, String> {
    let stems: BTreeSet<&String> = needed.values().flatten().collect();
    let bit = |number: usize| 1_u32.checked_shl(u32::try_from(number).unwrap_or(u32::MAX)).unwrap_or_default();
    let users_of = |stem: &String| {
        let parts = needed.values().enumerate().filter(|(_, files)| files.contains(stem));
        parts.fold(0, |users, (number, _)| users | bit(number))
    };
    let bits = |wanted: fn(&str) -> bool| {
        let parts = needed.keys().enumerate().filter(|(_, part)| wanted(part));
        parts.fold(0, |users, (number, _)| users | bit(number))
    };
    let (first, desks) = (bits(|part| part == ENTRY), bits(|part| part.starts_with(DESK)));
    let mut pieces = Vec::new();
    for stem in stems {
        let body = read(&work.join(format!("{stem}.wasm")))?;
        pieces.push((stem, body, users_of(stem)));
    }
    let sizes: Vec<Piece> =
        pieces.iter().map(|(_, body, users)| Piece { users: *users, bytes: body.len() as u64 }).collect();
    let mut places = BTreeMap::new();
    for (number, sheaf) in sheaf::lay(&sizes, first).into_iter().enumerate() {
        let only_desks = sheaf.iter().all(|at| sizes[*at].users & !desks == 0);
        let file = format!("{}-{digest}-{number}.sheaf", if only_desks { DESK } else { "field" });
        let mut all = Vec::new();
        for (stem, body, _) in sheaf.iter().map(|at| &pieces[*at]) {
            let from = all.len();
            all.extend_from_slice(body);
            places.insert((*stem).clone(), Place { file: file.clone(), from, until: all.len() });
        }
        let path = stage.join(&file);
        fs::write(&path, all).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(places)
}

/// Lets the loader take each piece out of the file it lies in; a file is fetched once.
fn take_from_sheaves(text: &str, places: &BTreeMap<String, Place>) -> Result<String, String> {
    const FETCHES: &str = "instantiateStreaming(src, imports)";
    if text.matches(FETCHES).count() != places.len() {
        return Err("the loader of the parts has another form than this program knows".to_owned());
    }
    let mut text = text.replace(FETCHES, "instantiate(await src, imports)");
    for (stem, Place { file, from, until }) in places {
        let fetch = format!("fetch(new URL(\"./{stem}.wasm\", import.meta.url))");
        if !text.contains(&fetch) {
            return Err(format!("the loader of the parts does not name {stem}"));
        }
        text = text.replace(&fetch, &format!("piece(\"./{file}\", {from}, {until})"));
    }
    Ok(format!("{text}\n{}", include_str!("piece.js")))
}

/// Shrinks every file, on all cores: one start of the program for each.
fn shrink_all(program: &str, files: &[PathBuf]) -> Result<(), String> {
    let size = |file: &&PathBuf| fs::metadata(file).map_or(0, |about| about.len());
    let mut files: Vec<&PathBuf> = files.iter().collect();
    files.sort_by_key(size);
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
    std::thread::scope(|scope| {
        // Each core takes every so many-th by size, so that all have about as much to do.
        let share = |core| files.iter().skip(core).step_by(cores);
        let workers: Vec<_> = (0..cores)
            .map(share)
            .map(|share| scope.spawn(|| run(Command::new("node").arg(program).args(share))))
            .collect();
        workers.into_iter().try_for_each(|worker| {
            worker.join().unwrap_or_else(|_| Err("a thread that shrinks files stopped".to_owned()))
        })
    })
}

fn addresses(names: &[String]) -> String {
    names.iter().map(|name| format!("/{name}")).collect::<Vec<_>>().join(" ")
}

/// Lets the page name the new files instead of Trunk's, and removes Trunk's.
fn name_files(stage: &Path, html: &str, glue: &str, link: &str, wasm: &str) -> Result<String, String> {
    let old = |attribute: &str| {
        let after = html.split_once(&format!("{attribute}=\"/")).map(|(_, after)| after);
        let name = after.and_then(|after| after.split_once('"')).map(|(name, _)| name.to_owned());
        name.ok_or_else(|| format!("index.html has no {attribute}; see pattern_script in Trunk.toml"))
    };
    let mut named = html.to_owned();
    for (attribute, name) in [("data-js", glue), ("data-wasm", wasm)] {
        let old = old(attribute)?;
        named = named.replace(&format!("{attribute}=\"/{old}\""), &format!("{attribute}=\"/{name}\""));
        let path = stage.join(old);
        fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let mut links = String::new();
    for name in [glue, link] {
        let integrity = integrity(&stage.join(name))?;
        links += &format!(
            "<link rel=\"modulepreload\" href=\"/{name}\" crossorigin=\"anonymous\" integrity=\"{integrity}\">\n"
        );
    }
    let integrity = integrity(&stage.join(wasm))?;
    links += &format!(
        "<link rel=\"preload\" href=\"/{wasm}\" crossorigin=\"anonymous\" integrity=\"{integrity}\" as=\"fetch\" type=\"application/wasm\">\n"
    );
    Ok(named.replace("</head>", &format!("{links}</head>")))
}

/// Finds the program as Cargo linked it.
fn program() -> Result<PathBuf, String> {
    let source = env::var("TRUNK_SOURCE_DIR").map_err(|_| "TRUNK_SOURCE_DIR is not set; Trunk sets it")?;
    let target = env::var("CARGO_TARGET_DIR").map_or_else(|_| Path::new(&source).join("../target"), PathBuf::from);
    Ok(target.join("wasm32-unknown-unknown/web/takar-app.wasm"))
}

fn digest(files: &[PathBuf]) -> Result<String, String> {
    let mut all = Vec::new();
    for file in files {
        all.extend(hex_sha256(&read(file)?).into_bytes());
    }
    Ok(hex_sha256(&all)[..16].to_owned())
}

fn integrity(path: &Path) -> Result<String, String> {
    Ok(format!("sha384-{}", Base64::encode_string(&Sha384::digest(read(path)?))))
}

fn run(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!("{name}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr))),
        Err(error) => Err(format!("{name}: {error}")),
    }
}

fn place(from: &Path, to: &Path) -> Result<(), String> {
    fs::rename(from, to).map_err(|error| format!("{}: {error}", from.display()))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
