//! The golden runner: case files in, one verdict per case out, exact to the rupiah.
//!
//! One module per dialect of case file. A case that is not covered yet is listed by name with its reason in
//! `tests/golden/README.md`; the list and the verdicts must agree. No tolerance anywhere.

pub mod fields;
pub mod pay;
pub mod performance;
pub mod tpp;
pub mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use value::Value;

/// One case file.
#[derive(Debug, Clone)]
pub struct Case {
    /// File name without its ending.
    pub name: String,
    /// Where the file lies.
    pub path: PathBuf,
    /// What it holds, or why it cannot be read.
    pub doc: Result<BTreeMap<String, Value>, String>,
}

/// What came out of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every expected figure is equal.
    Exact {
        /// Number of figures compared.
        figures: usize,
    },
    /// Figures that differ and keys that were not understood, one sentence each.
    Wrong(Vec<String>),
    /// The product does not cover the case yet; the name must be on the list.
    NotCovered(String),
}

/// One way of writing cases.
pub trait Dialect {
    /// Returns the name of its folder under `tests/golden`.
    fn name(&self) -> &'static str;
    /// Says whether a file is written in this dialect, by its shape alone.
    fn recognises(&self, doc: &BTreeMap<String, Value>) -> bool;
    /// Works the case out and compares.
    fn run(&self, case: &Case, doc: &BTreeMap<String, Value>) -> Verdict;
}

/// Every dialect, the narrowest shape first; the first that recognises a file of an extra folder runs it.
#[must_use]
pub fn dialects() -> Vec<Box<dyn Dialect>> {
    vec![Box::new(pay::Pay), Box::new(tpp::Tpp), Box::new(performance::Performance)]
}

/// Verdicts by case, in order of path.
#[derive(Debug, Default)]
pub struct Report {
    verdicts: Vec<(Case, Verdict)>,
}

/// Returns the folder `tests/golden`.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

/// Runs every case of one dialect's own folder.
#[must_use]
pub fn run(dialect: &dyn Dialect) -> Report {
    let verdicts = cases(&root().join(dialect.name()))
        .into_iter()
        .map(|case| {
            let verdict = judge(&[dialect], &case);
            (case, verdict)
        })
        .collect();
    Report { verdicts }
}

/// Runs every case of the folders in `TAKAR_CASES` (colon-separated), each by the dialect that recognises it.
#[must_use]
pub fn run_extra(folders: &str) -> Report {
    let dialects = dialects();
    let dialects: Vec<&dyn Dialect> = dialects.iter().map(Box::as_ref).collect();
    let mut report = Report::default();
    for folder in folders.split(':').filter(|folder| !folder.is_empty()) {
        let folder = Path::new(folder);
        let found = cases(folder);
        if found.is_empty() {
            let doc = Err("no case file in this folder".to_owned());
            let case = Case { name: folder.display().to_string(), path: folder.to_owned(), doc };
            report.verdicts.push((case, Verdict::Wrong(vec!["no case file in this folder".into()])));
        }
        for case in found {
            let verdict = judge(&dialects, &case);
            report.verdicts.push((case, verdict));
        }
    }
    report
}

fn judge(dialects: &[&dyn Dialect], case: &Case) -> Verdict {
    let doc = match &case.doc {
        Ok(doc) => doc,
        Err(error) => return Verdict::Wrong(vec![format!("cannot be read: {error}")]),
    };
    match dialects.iter().find(|dialect| dialect.recognises(doc)) {
        Some(dialect) => dialect.run(case, doc),
        None => Verdict::Wrong(vec!["no dialect recognises this file".into()]),
    }
}

/// Returns every `.toml` file below the folder, in order of path.
#[must_use]
pub fn cases(folder: &Path) -> Vec<Case> {
    let mut paths = Vec::new();
    collect(folder, &mut paths);
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let doc =
                std::fs::read_to_string(&path).map_err(|error| error.to_string()).and_then(|text| value::parse(&text));
            Case { name, path, doc }
        })
        .collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            paths.push(path);
        }
    }
}

/// Returns the cases that `tests/golden/README.md` lists as not covered: lines `- \`name\`: reason` below the heading
/// `Not covered`.
#[must_use]
pub fn listed() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("README.md")).unwrap_or_default();
    let mut inside = false;
    let mut names = BTreeSet::new();
    for line in text.lines() {
        if line.starts_with('#') {
            inside = line.contains("Not covered");
        } else if inside && let Some((name, _)) = line.strip_prefix("- `").and_then(|rest| rest.split_once("`:")) {
            names.insert(name.to_owned());
        }
    }
    names
}

impl Report {
    /// Returns the names of the cases that are not covered.
    #[must_use]
    pub fn not_covered(&self) -> BTreeSet<String> {
        let open =
            |(case, verdict): &(Case, Verdict)| matches!(verdict, Verdict::NotCovered(_)).then(|| case.name.clone());
        self.verdicts.iter().filter_map(open).collect()
    }

    /// Returns the names of every case read.
    #[must_use]
    pub fn names(&self) -> BTreeSet<String> {
        self.verdicts.iter().map(|(case, _)| case.name.clone()).collect()
    }

    /// Writes one line per case, and one more per figure that differs.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (case, verdict) in &self.verdicts {
            let _ = match verdict {
                Verdict::Exact { figures } => writeln!(text, "ok       {} ({figures} figures)", case.name),
                Verdict::NotCovered(reason) => writeln!(text, "open     {}: {reason}", case.name),
                Verdict::Wrong(lines) => {
                    let _ = writeln!(text, "WRONG    {} ({})", case.name, case.path.display());
                    lines.iter().try_for_each(|line| writeln!(text, "           {line}"))
                }
            };
        }
        text
    }

    /// Returns the complaints: wrong cases, open cases that are not listed, and listed ones of `names` that are not open.
    #[must_use]
    pub fn complaints(&self) -> Vec<String> {
        let listed = listed();
        let open = self.not_covered();
        let wrong = self.verdicts.iter().filter_map(|(case, verdict)| match verdict {
            Verdict::Wrong(lines) => Some(format!("{}: {}", case.name, lines.join("; "))),
            Verdict::Exact { .. } | Verdict::NotCovered(_) => None,
        });
        let unlisted = open.difference(&listed).map(|name| format!("{name}: not covered and not on the list"));
        let covered = listed
            .intersection(&self.names())
            .filter(|name| !open.contains(*name))
            .map(|name| format!("{name}: on the list of cases not covered, but it is covered"))
            .collect::<Vec<_>>();
        wrong.chain(unlisted).chain(covered).collect()
    }
}
