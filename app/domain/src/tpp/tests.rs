use super::*;
#[test]
fn every_shipped_policy_loads_and_only_drafts_wait() {
    let keys: Vec<_> = shipped().iter().map(|policy| (policy.key(), policy.unconfirmed().count())).collect();
    eprintln!("{keys:?}");
    assert!(check_versions(shipped()).is_empty());
}
