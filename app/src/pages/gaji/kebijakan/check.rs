//! The check of chosen files: each by itself, then the dates of the versions of one policy. Stores nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::Span;
use domain::tpp::{self, Label, Policy, PolicyError, Refused};

use crate::desk::NotTaken;

/// Most bytes of a policy file.
pub const MOST_BYTES: u32 = 2 * 1024 * 1024;
/// Most files at once.
pub const MOST_FILES: usize = 20;

/// What came of all files.
#[derive(Debug, Clone, PartialEq)]
pub struct Looked {
    /// Each file, in the order in which it was chosen.
    pub files: Vec<File>,
    /// Policies of which several versions were chosen.
    pub series: Vec<Series>,
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// What was found.
    pub found: Found,
}

/// What a file is.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// It could not be read at all.
    NotRead(NotTaken),
    /// It is no sound policy.
    Refused(Arc<Refused>),
    /// Nothing is wrong with it; beside it the version that it follows.
    Sound(Arc<Policy>, Option<Before>),
}

/// The version that a file is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Before {
    /// The one before it among the chosen files.
    Chosen(Arc<Policy>),
    /// The one that comes with the product.
    Shipped(&'static Policy),
}

impl Before {
    /// Returns the version.
    pub fn policy(&self) -> &Policy {
        match self {
            Self::Chosen(policy) => policy,
            Self::Shipped(policy) => policy,
        }
    }
}

/// The versions of one policy, by their first day.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Key of the policy.
    pub key: String,
    /// Its name, as the newest version has it.
    pub label: Label,
    /// Name of the file and days of each version.
    pub versions: Vec<(String, Span)>,
    /// Gaps and overlaps.
    pub errors: Vec<PolicyError>,
}

impl Looked {
    /// Checks the bytes of the files.
    pub fn at(read: Vec<(String, Result<Vec<u8>, NotTaken>)>) -> Self {
        let mut files: Vec<File> = read
            .into_iter()
            .map(|(name, bytes)| {
                let found = match bytes.map(|bytes| Policy::from_file(&bytes)) {
                    Err(problem) => Found::NotRead(problem),
                    Ok(Err(refused)) => Found::Refused(Arc::new(*refused)),
                    Ok(Ok(policy)) => Found::Sound(Arc::new(policy), None),
                };
                File { name, found }
            })
            .collect();
        let series = series(&files);
        follow(&mut files);
        Self { files, series }
    }

    /// Counts the files with nothing wrong.
    pub fn sound(&self) -> usize {
        self.files.iter().filter(|file| matches!(file.found, Found::Sound(..))).count()
    }
}

/// Finds the policies with several versions. A file with mistakes counts too, as long as its dates could be read.
fn series(files: &[File]) -> Vec<Series> {
    let mut by_key: BTreeMap<&str, Vec<(&str, &Label, Span)>> = BTreeMap::new();
    for file in files {
        let (key, label, span) = match &file.found {
            Found::Sound(policy, _) => (policy.key(), policy.label(), policy.span()),
            Found::Refused(refused) => match &refused.read {
                Some(read) => (read.key.as_str(), &read.label, read.span),
                None => continue,
            },
            Found::NotRead(_) => continue,
        };
        by_key.entry(key).or_default().push((&file.name, label, span));
    }
    let mut made = Vec::new();
    for (key, mut versions) in by_key {
        versions.sort_by_key(|(_, _, span)| span.from);
        let Some((_, label, _)) = versions.last().filter(|_| versions.len() > 1) else { continue };
        made.push(Series {
            key: key.to_owned(),
            label: (*label).clone(),
            errors: tpp::check_spans(versions.iter().map(|(_, _, span)| (key, *span))),
            versions: versions.iter().map(|(name, _, span)| ((*name).to_owned(), *span)).collect(),
        });
    }
    made
}

/// Says of each sound policy which version it follows.
fn follow(files: &mut [File]) {
    let all: Vec<Arc<Policy>> = (files.iter())
        .filter_map(|file| match &file.found {
            Found::Sound(policy, _) => Some(policy.clone()),
            _ => None,
        })
        .collect();
    for file in files {
        if let Found::Sound(policy, before) = &mut file.found {
            let earlier = all.iter().filter(|one| one.key() == policy.key() && one.span().from < policy.span().from);
            *before = match earlier.max_by_key(|one| one.span().from) {
                Some(one) => Some(Before::Chosen(one.clone())),
                None => tpp::by_key(policy.key()).map(Before::Shipped),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> String {
        let policy = tpp::by_key("contoh").expect("the demonstration policy");
        tpp::shipped_file(policy).expect("its file")
    }

    fn version(from: &str, until: &str) -> String {
        text().replace("\"from\": \"2024-01-01\"", &format!("\"from\": \"{from}\", \"until\": \"{until}\""))
    }

    fn looked(files: &[(&str, String)]) -> Looked {
        Looked::at(files.iter().map(|(name, text)| ((*name).to_owned(), Ok(text.clone().into_bytes()))).collect())
    }

    #[test]
    fn a_saved_policy_that_was_not_changed_is_sound_and_equals_the_shipped_one() {
        let found = looked(&[("a.json", text())]);
        assert_eq!((found.sound(), found.series.len()), (1, 0));
        let Found::Sound(policy, Some(before)) = &found.files[0].found else { panic!("{found:?}") };
        assert_eq!(tpp::changes(before.policy(), policy), []);
    }

    #[test]
    fn dates_are_checked_between_the_files_of_one_policy_even_if_one_has_mistakes() {
        let wrong = version("2024-01-01", "2024-07-01")
            .replace("\"value\": \"60\", \"cite\": \"bobot\"", "\"value\": \"50\", \"cite\": \"bobot\"");
        let found = looked(&[("b.json", version("2025-01-01", "2026-01-01")), ("a.json", wrong)]);
        assert_eq!(found.sound(), 1);
        assert!(matches!(&found.files[1].found, Found::Refused(refused) if refused.errors.len() == 1));
        assert!(matches!(&found.series[0].errors[..], [PolicyError::VersionGap { .. }]));
        let names: Vec<&str> = found.series[0].versions.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a.json", "b.json"]);
        let overlap = looked(&[("a.json", text()), ("b.json", version("2025-01-01", "2026-01-01"))]);
        assert!(matches!(&overlap.series[0].errors[..], [PolicyError::VersionOverlap { .. }]));
        let adjoining =
            [("a.json", version("2024-01-01", "2025-01-01")), ("b.json", version("2025-01-01", "2026-01-01"))];
        let found = looked(&adjoining);
        assert_eq!(found.series[0].errors, []);
        assert!(matches!(&found.files[1].found, Found::Sound(_, Some(Before::Chosen(_)))));
    }
}
