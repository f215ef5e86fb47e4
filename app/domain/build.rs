//! Turns the law files into one compact JSON text that the crate embeds.
//!
//! Checks form only (keys, no floats, no value without a source); meaning is checked where the text is read.

use std::path::Path;
use std::{env, fs};

use serde_json::{Map, Value, json};

const KEYS: [&str; 6] = ["param", "from", "value", "act", "article", "confidence"];

fn main() {
    embed("law");
    embed("rules");
    policies();
}

/// Writes every regional policy beside this program into one list, `policy.json`, in order of file name.
fn policies() {
    println!("cargo::rerun-if-changed=policy");
    let mut files: Vec<_> = fs::read_dir("policy")
        .expect("the folder lies beside this program")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let read = |path: &std::path::PathBuf| -> Result<Value, String> {
        let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
        plain(&toml::Value::Table(table))
    };
    let list = files.iter().map(|path| read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())));
    let out = env::var("OUT_DIR").expect("cargo names the folder for made files");
    fs::write(Path::new(&out).join("policy.json"), Value::Array(list.collect()).to_string())
        .expect("the folder can be written");
}

/// Reads every file of a folder beside this program and writes `<folder>.json`.
fn embed(folder: &str) {
    println!("cargo::rerun-if-changed={folder}");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder lies beside this program")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    let mut entries = Vec::new();
    for path in &files {
        let name = path.display();
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
        for key in table.keys() {
            assert!(key == "entry", "{name}: `{key}` is not a list of entries");
        }
        let list = table.get("entry").and_then(toml::Value::as_array);
        for entry in list.unwrap_or_else(|| panic!("{name}: no entry")) {
            let entry = entry.as_table().unwrap_or_else(|| panic!("{name}: an entry is no table"));
            entries.push(read(entry).unwrap_or_else(|error| panic!("{name}: {error}")));
        }
    }
    let out = env::var("OUT_DIR").expect("cargo names the folder for made files");
    let made = Path::new(&out).join(folder).with_extension("json");
    fs::write(made, Value::Array(entries).to_string()).expect("the folder can be written");
}

fn read(entry: &toml::Table) -> Result<Value, String> {
    let param = entry.get("param").and_then(toml::Value::as_str).ok_or("an entry without `param`")?;
    let mut made = Map::new();
    for (key, value) in entry {
        if !KEYS.contains(&key.as_str()) {
            return Err(format!("{param}: unknown key `{key}`"));
        }
        made.insert(key.clone(), plain(value).map_err(|error| format!("{param}: {key}: {error}"))?);
    }
    for key in ["from", "act", "confidence"] {
        if !made.get(key).is_some_and(Value::is_string) {
            return Err(format!("{param}: `{key}` is missing"));
        }
    }
    Ok(Value::Object(made))
}

fn plain(value: &toml::Value) -> Result<Value, String> {
    Ok(match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Boolean(held) => json!(held),
        toml::Value::Array(items) => Value::Array(items.iter().map(plain).collect::<Result<_, _>>()?),
        toml::Value::Table(table) => Value::Object(
            table.iter().map(|(key, value)| Ok((key.clone(), plain(value)?))).collect::<Result<_, String>>()?,
        ),
        toml::Value::Float(_) | toml::Value::Datetime(_) => {
            return Err("neither floats nor bare dates: write an integer or a text".into());
        }
    })
}
