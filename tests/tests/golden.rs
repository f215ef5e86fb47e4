//! Every case under `tests/golden`, and every case of the folders in `TAKAR_CASES`, is exact.

use takar_tests::golden::{self, Dialect, Report};

fn assert_exact(report: &Report) {
    eprintln!("{}", report.text());
    let complaints = report.complaints();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

fn own_folder(dialect: &dyn Dialect) {
    let report = golden::run(dialect);
    assert!(!report.names().is_empty(), "no case in the folder of {}", dialect.name());
    assert_exact(&report);
}

#[test]
fn every_pay_case_is_exact_or_listed() {
    own_folder(&golden::pay::Pay);
}

#[test]
fn every_performance_case_is_exact_or_listed() {
    own_folder(&golden::performance::Performance);
}

#[test]
fn every_tpp_case_is_exact_or_listed() {
    own_folder(&golden::tpp::Tpp);
}

#[test]
fn every_case_of_the_extra_folders_is_exact_or_listed() {
    assert_exact(&golden::run_extra(&std::env::var("TAKAR_CASES").unwrap_or_default()));
}

#[test]
fn every_name_on_the_list_is_a_case() {
    let names: std::collections::BTreeSet<String> = golden::dialects()
        .iter()
        .flat_map(|dialect| golden::cases(&golden::root().join(dialect.name())))
        .map(|case| case.name)
        .collect();
    let strangers: Vec<String> = golden::listed().difference(&names).cloned().collect();
    assert!(strangers.is_empty(), "listed but no such case: {strangers:?}");
}

#[test]
fn a_case_finds_its_own_dialect_in_an_extra_folder() {
    let dialects = golden::dialects();
    for own in &dialects {
        for case in golden::cases(&golden::root().join(own.name())) {
            let doc = case.doc.expect("a case that reads");
            let first = dialects.iter().find(|dialect| dialect.recognises(&doc)).map(|dialect| dialect.name());
            assert_eq!(first, Some(own.name()), "{}", case.name);
        }
    }
}
