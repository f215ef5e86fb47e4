//! Structures of regions that no worked example shows: they run as data, with the figures their notes imply.

#![allow(clippy::unwrap_used)]

use domain::tpp::{Bearer, TppTax};
use rust_decimal::Decimal;
use takar_tests::golden::tpp::trial::{Terms, Trial, test_policy};

fn post(policy: &str, path: &str, value: i64) -> Trial {
    let mut trial = Trial::new(test_policy(policy).unwrap());
    trial.post = Some("jabatan");
    trial.confirm(path, value).unwrap();
    trial
}

fn total(trial: &Trial) -> i64 {
    trial.gross().unwrap().gross.total.get()
}

#[test]
fn points_pay_by_price_of_the_unit_and_a_missed_budget_holds_a_fifth_back() {
    let mut trial = post("prov-dki-jakarta", "pagu.points.jabatan", 500);
    for measure in ["activity", "behaviour", "absorption"] {
        trial.set(measure, 100);
    }
    assert_eq!(total(&trial), 9_000_000);
    trial.unit_kind = Some("rumah_sakit_lain".into());
    assert_eq!(total(&trial), 4_500_000);
    trial.unit_kind = None;
    trial.set("absorption", 80);
    let gross = trial.gross().unwrap().gross;
    // 70 + 10 + 16 = 96 percent of 9,000,000; a fifth of that waits.
    assert_eq!((gross.total.get(), gross.deferred.get()), (6_912_000, 1_728_000));
}

#[test]
fn a_floor_and_absence_work_on_the_whole_percent() {
    let mut trial = post("prov-dki-jakarta", "pagu.points.jabatan", 500);
    for measure in ["activity", "behaviour", "absorption"] {
        trial.set(measure, 100);
    }
    trial.set("absent_days", 2);
    trial.set("permit_days", 1);
    assert_eq!(total(&trial), 7_875_000);
    trial.set("activity", Decimal::new(4999, 2));
    assert_eq!(total(&trial), 0);
    trial.set("activity", 50);
    trial.set("big_leave", 1);
    assert_eq!(total(&trial), 0);
}

#[test]
fn a_region_that_bears_the_tax_pays_net_without_it_and_a_hold_cuts_nothing() {
    let mut trial = post("kab-rembang", "pagu.jabatan.tpp", 3_000_000);
    trial.set("result", 100);
    trial.set("no_lhkpn", 1);
    let gross = trial.gross().unwrap().gross;
    assert_eq!((gross.total.get(), gross.held.as_slice()), (3_000_000, ["lhkpn".to_owned()].as_slice()));
    let (net, _) = trial.net(&gross, "III/c", false, &Terms::default()).unwrap();
    assert_eq!(net.borne_by, Bearer::Region);
    assert!(matches!(net.tax, TppTax::Final(tax) if tax.get() == 150_000));
    assert_eq!((net.bpjs.get(), net.bpjs_employer.get(), net.net.get()), (30_000, 120_000, 2_970_000));
}

#[test]
fn the_percent_of_a_criterion_follows_class_and_post() {
    let mut trial = Trial::new(test_policy("kota-lubuklinggau").unwrap());
    trial.set("result", 100);
    let mut paid = |kelas, post| {
        (trial.kelas, trial.post) = (Some(kelas), post);
        total(&trial)
    };
    // Basic amounts of the decree: 910,340 and 1,684,129 and 13,179,238.
    assert_eq!([paid(1, None), paid(4, None)], [455_170, 673_652]);
    assert_eq!([paid(14, None), paid(14, Some("pengguna_anggaran"))], [3_294_810, 5_930_657]);
}

#[test]
fn december_halves_the_threshold_and_leave_credits_minutes() {
    let mut trial = Trial::new(test_policy("kota-banjarmasin").unwrap());
    trial.kelas = Some(9);
    trial.confirm("pagu.class.9", 5_000_000).unwrap();
    for (account, percent) in [("beban", 40), ("prestasi", 30), ("kondisi", 10), ("kelangkaan", 0)] {
        trial.confirm(&format!("accounts.{account}.1"), percent).unwrap();
    }
    trial.unit_kind = Some("dinas".into());
    trial.predikat = Some(domain::kinerja::Predikat::Baik);
    trial.set("attendance_percent", 100);
    trial.set("validated_minutes", 3_375);
    trial.set("credited_days", 0);
    // Below the threshold: 40 percent of both tested accounts; the untested one is whole.
    assert_eq!(total(&trial), 1_900_000);
    trial.month = "2023-12".parse().unwrap();
    assert_eq!(total(&trial), 4_000_000);
    trial.month = "2023-11".parse().unwrap();
    trial.set("credited_days", 9);
    assert_eq!(total(&trial), 1_900_000);
    trial.set("credited_days", 10);
    assert_eq!(total(&trial), 4_000_000);
}

#[test]
fn five_absent_days_empty_the_attendance_part_and_still_cut_the_whole() {
    let mut trial = post("kab-pakpak-bharat", "pagu.jabatan.tpp", 5_000_000);
    trial.set("ekinerja", 100);
    trial.set("absent_days", 4);
    assert_eq!(total(&trial), 4_400_000);
    trial.set("absent_days", 5);
    assert_eq!(total(&trial), 2_750_000);
}

#[test]
fn a_level_without_published_points_blocks_the_punished_month_only() {
    let mut trial = post("kab-tapanuli-tengah", "pagu.jabatan.tpp", 4_000_000);
    trial.set("skp", 90);
    assert_eq!(total(&trial), 4_000_000);
    trial.set("punished", 1);
    let gaps = trial.silent().unwrap().unwrap_err();
    assert_eq!(gaps, [domain::outcome::Gap::Unconfirmed { value: "nilai.disiplin.2".into() }]);
}
