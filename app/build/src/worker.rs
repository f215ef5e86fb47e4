//! Writes the service worker: the hand-written template with the build's name and file list.
//! The behaviour lives in `worker.js`; this file only fills its two gaps.

use serde_json::Error;

use crate::list::{Entry, build_name};

const TEMPLATE: &str = include_str!("worker.js");
const RETIRED: &str = include_str!("retired.js");
const BUILD_GAP: &str = "\"@BUILD@\"";
const FILES_GAP: &str = "[\"@FILES@\"]";

/// A service worker ready to be written, with the name of the build it keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// The build's name, which is also in the name of its cache.
    pub build: String,
    /// The script.
    pub script: String,
}

/// Fills the template. The template's own text counts towards the build's name.
///
/// # Errors
/// Only if the list cannot be written as JSON.
pub fn fill(entries: &[Entry]) -> Result<Worker, Error> {
    let build = build_name(entries, TEMPLATE);
    let script = TEMPLATE
        .replace(BUILD_GAP, &serde_json::to_string(&build)?)
        .replace(FILES_GAP, &serde_json::to_string_pretty(entries)?);
    Ok(Worker { build, script })
}

/// Gives the worker of development builds: it removes itself and every cache of an earlier build.
pub fn retired() -> &'static str {
    RETIRED
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::Asset;

    #[test]
    fn template_has_each_gap_once() {
        assert_eq!(TEMPLATE.matches(BUILD_GAP).count(), 1);
        assert_eq!(TEMPLATE.matches(FILES_GAP).count(), 1);
    }

    #[test]
    fn filled_worker_names_its_build_and_every_file() {
        let files = ["index.html", "boot.js"]
            .map(|path| Asset { path: path.to_owned(), body: path.as_bytes().to_vec() }.entry());
        let worker = fill(&files).expect("a list of plain strings is JSON");
        assert!(worker.script.contains(&format!("const BUILD = \"{}\";", worker.build)));
        assert!(worker.script.contains("\"url\": \"/\""));
        assert!(worker.script.contains("\"url\": \"/boot.js\""));
        assert!(!worker.script.contains("@FILES@") && !worker.script.contains("@BUILD@"));
    }
}
