//! Structures of regions that no worked example shows: the shipped files run, with the figures their facts imply.

#![allow(clippy::unwrap_used)]

use domain::calendar::Month;
use domain::derive::Value;
use domain::outcome::Gap;
use domain::tpp::{Bearer, Better, MeasureKind, Policy, TppStep, TppTax, ValueUnit, in_force};
use rust_decimal::Decimal;
use takar_tests::golden::tpp::trial::{Terms, Trial, find, json, shipped};

fn post(policy: &str, path: &str, value: i64) -> Trial {
    let mut trial = Trial::new(shipped(policy).unwrap());
    trial.post = Some("anda");
    trial.confirm(path, value).unwrap();
    trial
}

fn total(trial: &Trial) -> i64 {
    trial.gross().unwrap().gross.total.get()
}

/// A policy of a province that pays points, in one of its years.
fn points(month: &str) -> Trial {
    let month: Month = month.parse().unwrap();
    let policy = in_force(domain::tpp::shipped(), "prov-dki-jakarta", month).unwrap().clone();
    let mut trial = Trial::new(policy);
    trial.month = month;
    trial.post = Some("umum");
    trial.confirm("pagu.points.umum", 500).unwrap();
    for measure in ["activity", "behaviour", "absorption"] {
        trial.set(measure, 100);
    }
    for measure in ["owed", "missed_months"].into_iter().filter(|_| month.year() == 2019) {
        trial.set(measure, 0);
    }
    trial
}

#[test]
fn points_pay_by_price_of_the_unit_and_a_missed_budget_holds_a_fifth_back() {
    let mut trial = points("2019-05");
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
fn what_waited_is_paid_in_the_month_that_reaches_the_target_and_lost_after_three_that_miss_it() {
    let mut trial = points("2019-06");
    trial.set("owed", 1_728_000);
    trial.set("missed_months", 1);
    assert_eq!(total(&trial), 9_000_000 + 1_728_000);
    trial.set("absorption", 80);
    let waits =
        |trial: &Trial| trial.gross().map(|found| (found.gross.total.get(), found.gross.deferred.get())).unwrap();
    assert_eq!(waits(&trial), (6_912_000, 1_728_000));
    trial.set("missed_months", 2);
    assert_eq!(waits(&trial), (6_912_000, 0));
    let steps = trial.gross().unwrap().steps;
    let lost = find(&steps, &|step| matches!(step, TppStep::Lost { .. }));
    assert_eq!(lost, Some(Value::Exact(Decimal::from(3_456_000))));
    trial.withhold("owed");
    assert_eq!(trial.silent().unwrap().unwrap_err(), [Gap::NoMeasure { measure: "owed".into() }]);
}

#[test]
fn a_low_result_and_absence_work_on_the_whole_percent() {
    let mut trial = points("2016-05");
    trial.confirm("potongan.permit_days", "2.5").unwrap();
    trial.set("absent_days", 2);
    trial.set("permit_days", 1);
    assert_eq!(total(&trial), 7_875_000);
    trial.set("absent_days", 0);
    trial.set("permit_days", 0);
    // 0.7 x 34.28 + 10 + 16 = 49.996 percent: below half, nothing is paid; one hundredth more and it is.
    trial.set("absorption", 80);
    trial.set("activity", Decimal::new(3428, 2));
    assert_eq!(total(&trial), 0);
    trial.set("activity", Decimal::new(3429, 2));
    assert_eq!(total(&trial), 4_500_270);
    trial.set("maternity", 1);
    assert_eq!(total(&trial), 2_250_135);
    trial.set("not_paid", 1);
    assert_eq!(total(&trial), 0);
}

#[test]
fn the_rules_of_a_year_hold_in_that_year_only() {
    let mut old = points("2015-05");
    old.set("absorption", 0);
    // 75 + 15 + 10 in 2015, 70 + 10 + 20 from 2016.
    assert_eq!(total(&old), 8_100_000);
    let mut new = points("2016-05");
    new.set("absorption", 0);
    assert_eq!(total(&new), 7_200_000);
    // Obligations of 2015 take a whole month.
    old.set("ceremonies_missed", 1);
    assert_eq!(total(&old), 0);
    let absent = |month: &str| {
        let policy = in_force(domain::tpp::shipped(), "kab-serang", month.parse().unwrap()).unwrap();
        let value = |key: &str| policy.values().iter().find(|entry| entry.path.ends_with(key)).unwrap().value.unwrap();
        [value(".absent_days"), value(".holiday_absent_days")].map(|percent| percent.to_string())
    };
    assert_eq!([absent("2022-01"), absent("2023-04"), absent("2025-05")], [["2.5", "3"], ["3", "3"], ["3", "5"]]);
}

#[test]
fn leaders_are_tested_by_parts_of_their_own_and_a_post_is_never_guessed() {
    let mut trial = points("2016-05");
    trial.post = Some("pimpinan_tinggi");
    trial.confirm("pagu.points.pimpinan_tinggi", 1000).unwrap();
    for (measure, percent) in [("kpi", 90), ("governor", 100), ("complaints", 50), ("absorption", 95)] {
        trial.set(measure, percent);
    }
    trial.withhold("activity");
    // 54 + 10 + 5 + 19 = 88 percent of 18,000,000.
    assert_eq!(total(&trial), 15_840_000);
    trial.post = None;
    let gaps = trial.silent().unwrap().unwrap_err();
    assert_eq!(gaps, [Gap::NoFact { field: "jabatan".into() }, Gap::NoMeasure { measure: "activity".into() }]);
}

#[test]
fn a_region_that_bears_the_tax_pays_net_without_it() {
    let mut trial = post("kab-rembang", "pagu.anda.tpp", 3_000_000);
    trial.set("result", 100);
    let gross = trial.gross().unwrap().gross;
    let (net, _) = trial.net(&gross, "III/c", false, &Terms::default()).unwrap();
    assert_eq!(net.borne_by, Bearer::Region);
    assert!(matches!(net.tax, TppTax::Final(tax) if tax.get() == 150_000));
    assert_eq!((net.bpjs.get(), net.bpjs_employer.get(), net.net.get()), (30_000, 120_000, 2_970_000));
    // The rate of a rank that the decree's notes do not name waits.
    assert!(trial.net(&gross, "II/c", false, &Terms::default()).unwrap_err().contains("net.tax.ii"));
}

#[test]
fn a_hold_keeps_the_payment_back_and_cuts_nothing_while_a_cut_of_the_month_stays() {
    let mut trial = Trial::new(shipped("kota-mataram").unwrap());
    trial.kelas = Some(7);
    for (path, value) in [
        ("pagu.class.7", 3_000_000),
        ("accounts.tpp.1", 100),
        ("nilai.kinerja.weight", 60),
        ("nilai.kehadiran.weight", 40),
    ] {
        trial.confirm(path, value).unwrap();
    }
    trial.set("performance", 100);
    trial.set("late2", 3);
    trial.set("no_land_tax", 1);
    let gross = trial.gross().unwrap().gross;
    // Three times one percent of the whole.
    assert_eq!((gross.total.get(), gross.held.as_slice()), (2_910_000, ["pbb".to_owned()].as_slice()));
    trial.set("late4", 1);
    let gaps = trial.silent().unwrap().unwrap_err();
    assert_eq!(gaps, [Gap::Unconfirmed { value: "nilai.terlambat.late4".into() }]);
}

#[test]
fn a_missed_tap_costs_rupiah_by_group_of_posts() {
    let mut trial = Trial::new(shipped("kab-seluma").unwrap());
    trial.kelas = Some(7);
    trial.confirm("pagu.class.7", 2_000_000).unwrap();
    trial.confirm("accounts.tpp.1", 100).unwrap();
    trial.set("performance", 100);
    trial.set("attendance", 100);
    assert_eq!(total(&trial), 2_000_000);
    trial.set("missed_taps", 4);
    let mut left = |post| {
        trial.post = post;
        trial.silent().unwrap().map(|gross| gross.total.get())
    };
    assert_eq!([left(Some("staf")), left(Some("eselon_2"))], [Ok(1_976_000), Ok(1_760_000)]);
    let lacks = left(Some("eselon_3")).unwrap_err();
    assert_eq!(lacks, [Gap::Unconfirmed { value: "presensi.lain".into() }]);
    assert_eq!(left(None).unwrap_err(), [Gap::NoFact { field: "jabatan".into() }]);
}

#[test]
fn an_absent_day_takes_minutes_off_the_effective_time() {
    let mut trial = Trial::new(shipped("prov-jawa-barat").unwrap());
    trial.kelas = Some(9);
    trial.confirm("pagu.class.9", 10_000_000).unwrap();
    trial.confirm("accounts.trk.1", 100).unwrap();
    trial.confirm("measures.effective_time.cap", 100).unwrap();
    let weights =
        [("anggaran", 10), ("perintah", 10), ("perilaku", 10), ("inovasi", 10), ("indikator", 10), ("skp", 50)];
    for (part, weight) in weights {
        trial.confirm(&format!("nilai.{part}.weight"), weight).unwrap();
    }
    for measure in ["budget", "instruction", "behaviour", "innovation", "indicator"] {
        trial.set(measure, 100);
    }
    trial.set("target_minutes", 6_000);
    trial.set("activity_minutes", 6_000);
    assert_eq!(total(&trial), 10_000_000);
    trial.set("absent_days", 2);
    // (6,000 - 600) / 6,000 = 90 percent of a half.
    assert_eq!(total(&trial), 9_500_000);
    trial.set("negative_activities", 2);
    assert_eq!(total(&trial), 8_900_000);
    trial.set("absent_days", 25);
    assert_eq!(total(&trial), 4_400_000);
}

#[test]
fn lateness_of_the_month_before_cuts_this_one_from_seven_hours_on() {
    let mut trial = Trial::new(shipped("prov-banten").unwrap());
    trial.kelas = Some(9);
    for (path, value) in [
        ("pagu.class.9", 4_000_000),
        ("accounts.tpp.1", 100),
        ("nilai.kinerja.weight", 60),
        ("nilai.kehadiran.weight", 40),
    ] {
        trial.confirm(path, value).unwrap();
    }
    trial.set("performance", 100);
    trial.set("attendance", 100);
    trial.set("late_minutes_before", 419);
    assert_eq!(total(&trial), 4_000_000);
    trial.set("late_minutes_before", 420);
    assert_eq!(total(&trial), 3_800_000);
    trial.set("budget_cut", 3);
    assert_eq!(total(&trial), 3_686_000);
}

#[test]
fn friday_roll_calls_count_half() {
    let mut trial = post("kab-pesisir-barat", "pagu.anda.tpp", 4_400_000);
    trial.confirm("nilai.hari.harian.no_roll_call", 10).unwrap();
    trial.set("working_days", 22);
    trial.set("roll_calls_missed", 1);
    trial.set("friday_roll_calls_missed", 1);
    // One and a half times 10 percent of 40 percent of 200,000.
    assert_eq!(total(&trial), 4_388_000);
}

#[test]
fn weights_turned_round_pay_the_class_amount_of_the_province() {
    let mut trial = Trial::new(shipped("prov-jawa-timur").unwrap());
    trial.kelas = Some(7);
    trial.set("performance", 100);
    trial.set("attendance", 90);
    // 40 + 54 percent of 9,720,000.
    assert_eq!(total(&trial), 9_136_800);
}

#[test]
fn contribution_and_tax_are_rounded_by_account_and_spare_whom_a_decision_names() {
    let mut trial = Trial::new(shipped("kota-manado").unwrap());
    trial.kelas = Some(9);
    trial.confirm("pagu.class.9", 1_000_001).unwrap();
    for (account, percent) in [("prestasi_kerja", 50), ("beban_kerja", 30), ("kondisi_kerja", 20)] {
        trial.confirm(&format!("accounts.{account}.1"), percent).unwrap();
    }
    for (measure, full) in [("targets_mean", 100), ("behaviour_sum", 700), ("presence_percent", 100)] {
        trial.set(measure, full);
    }
    let gross = trial.gross().unwrap().gross;
    assert_eq!(gross.accounts.iter().map(|account| account.get()).collect::<Vec<_>>(), [500_001, 300_000, 200_000]);
    let (net, _) = trial.net(&gross, "IV/a", false, &Terms::default()).unwrap();
    // 15 percent: 75,000.15 and 45,000 and 30,000; one percent: 5,000.01 and 3,000 and 2,000.
    assert!(matches!(net.tax, TppTax::Final(tax) if tax.get() == 150_000));
    assert_eq!((net.bpjs.get(), net.net.get()), (10_000, 840_001));
    trial.set("no_bpjs", 1);
    let (net, _) = trial.net(&gross, "IV/a", false, &Terms::default()).unwrap();
    assert_eq!((net.bpjs.get(), net.bpjs_employer.get(), net.net.get()), (0, 0, 850_001));
}

#[test]
fn an_order_outside_attendance_is_a_decision_and_leaves_its_own_step() {
    let mut trial = Trial::new(shipped("kota-serang").unwrap());
    let waiting: Vec<_> = trial.policy().unconfirmed().map(|one| (one.path.clone(), one.value)).collect();
    for (path, value) in waiting {
        let given = match path.as_str() {
            "pagu.index" => "0.5".to_owned(),
            "accounts.prestasi_kerja.1" => "100".to_owned(),
            _ => value.unwrap_or_default().to_string(),
        };
        trial.confirm(&path, given).unwrap();
    }
    trial.kelas = Some(12);
    trial.set("productivity", 100);
    trial.set("perintah", 5);
    let found = trial.gross().unwrap();
    assert_eq!(found.gross.total.get(), 7_600_000);
    let told = find(&found.steps, &|step| matches!(step, TppStep::Reduce { label } if label.id == "Perintah tertulis"));
    assert_eq!(told, Some(Value::Percent(Decimal::from(5))));
}

#[test]
fn falling_shares_of_a_long_leave_are_a_gate_on_its_month() {
    // The table of a ministry that regions copy: half, a quarter, a tenth.
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../app/domain/policy/contoh.toml")).unwrap();
    let mut policy = json(&text).unwrap();
    let month = serde_json::json!({
        "key": "leave_month", "label": { "id": "Bulan ke- cuti besar", "en": "Month of the big leave" },
        "kind": "events", "better": "lower", "source": "decision", "when_none": "0",
    });
    policy["measures"].as_array_mut().unwrap().push(month);
    let share = |upto: &str, factor: &str| serde_json::json!({ "upto": upto, "gives": { "factor": { "value": factor, "cite": "kehadiran" } } });
    let last = serde_json::json!({ "gives": { "factor": { "value": "0.1", "cite": "kehadiran" } } });
    let gate = serde_json::json!({ "gate": {
        "key": "cuti_besar", "label": { "id": "Cuti besar", "en": "Big leave" },
        "bands": { "measure": "leave_month", "rows": [share("0", "1"), share("1", "0.5"), share("2", "0.25"), last] },
    } });
    policy["steps"].as_array_mut().unwrap().insert(1, gate);
    let mut trial = Trial::new(Policy::from_json(&policy.to_string()).unwrap());
    trial.kelas = Some(9);
    trial.set("productivity", 100);
    trial.set("presence_percent", 100);
    let paid = [0, 1, 2, 3].map(|month| {
        trial.set("leave_month", month);
        total(&trial)
    });
    assert_eq!(paid, [3_276_000, 1_638_000, 819_000, 327_600]);
}

#[test]
fn when_an_amount_is_paid_is_data_and_changes_no_amount() {
    let paid = |key: &str| {
        let policy = shipped(key).unwrap();
        let stated = policy.values().iter().filter(|entry| entry.path.contains("payout."));
        stated.map(|entry| (entry.path.clone(), entry.value.map(|value| value.to_string()))).collect::<Vec<_>>()
    };
    let one = |path: &str, value: &str| vec![(path.to_owned(), Some(value.to_owned()))];
    assert_eq!(paid("kota-surabaya"), one("payout.every_months", "3"));
    assert_eq!(paid("kab-lebong"), one("payout.every_months", "2"));
    assert_eq!(paid("kerinci"), one("payout.day", "13"));
    assert_eq!(paid("kab-sidoarjo").len(), 3);
}

#[test]
fn the_percent_of_a_criterion_follows_class_and_post() {
    let mut trial = Trial::new(shipped("kota-lubuklinggau").unwrap());
    trial.set("result", 100);
    let mut paid = |kelas, post| {
        (trial.kelas, trial.post) = (Some(kelas), post);
        total(&trial)
    };
    // Basic amounts of the decree: 910,340 and 1,684,129 and 13,179,238.
    assert_eq!([paid(1, None), paid(4, None)], [455_170, 673_652]);
    assert_eq!([paid(14, Some("umum")), paid(14, Some("pengguna_anggaran"))], [3_294_810, 5_930_657]);
    trial.post = None;
    assert_eq!(trial.silent().unwrap().unwrap_err(), [Gap::NoFact { field: "jabatan".into() }]);
}

#[test]
fn an_added_amount_meets_the_cut_like_the_rest_of_its_account_and_tax_may_be_switched_off() {
    let mut trial = post("prov-sumatera-utara", "pagu.anda.beban_kerja", 3_000_000);
    for account in ["prestasi_kerja", "kondisi_kerja", "kelangkaan_profesi"] {
        trial.confirm(&format!("pagu.anda.{account}"), 0).unwrap();
    }
    for measure in ["productivity", "attendance", "behaviour"] {
        trial.set(measure, 100);
    }
    trial.set("extra", 500_000);
    trial.set("cut_percent", 10);
    assert_eq!(total(&trial), 3_150_000);
    let gross = trial.gross().unwrap().gross;
    let net = |trial: &Trial| trial.net(&gross, "IV/a", false, &Terms::default()).unwrap().0.net.get();
    assert_eq!(net(&trial), 2_677_500);
    trial.set("tax_off", 1);
    assert_eq!(net(&trial), 3_150_000);
}

#[test]
fn december_halves_the_threshold_and_leave_credits_minutes() {
    let mut trial = Trial::new(shipped("kota-banjarmasin").unwrap());
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
    trial.month = "2024-12".parse().unwrap();
    assert_eq!(total(&trial), 4_000_000);
    trial.month = "2024-11".parse().unwrap();
    trial.set("credited_days", 9);
    assert_eq!(total(&trial), 1_900_000);
    trial.set("credited_days", 10);
    assert_eq!(total(&trial), 4_000_000);
}

#[test]
fn five_absent_days_empty_the_attendance_part_and_still_cut_the_whole() {
    let mut trial = post("kab-pakpak-bharat", "pagu.anda.tpp", 5_000_000);
    trial.set("ekinerja", 100);
    // Screen and printed rule say 3 and 4 percent: nothing of it is paid before an officer decides.
    trial.set("absent_days", 4);
    let gaps = trial.silent().unwrap().unwrap_err();
    assert_eq!(gaps, [Gap::Unconfirmed { value: "nilai.tanpa_keterangan.absent_days".into() }]);
    trial.confirm("nilai.tanpa_keterangan.absent_days", 3).unwrap();
    assert_eq!(total(&trial), 4_400_000);
    trial.set("absent_days", 5);
    assert_eq!(total(&trial), 2_750_000);
}

#[test]
fn a_level_without_published_points_blocks_the_punished_month_only() {
    let mut trial = post("kab-tapanuli-tengah", "pagu.anda.tpp", 4_000_000);
    trial.set("skp", 90);
    assert_eq!(total(&trial), 4_000_000);
    trial.set("punished", 1);
    let gaps = trial.silent().unwrap().unwrap_err();
    assert_eq!(gaps, [Gap::Unconfirmed { value: "nilai.disiplin.2".into() }]);
}

#[test]
fn the_page_of_the_policies_names_every_shipped_one() {
    let page = include_str!("../../app/domain/policy/README.md");
    let (table, _) = page.split_once("## What is documented and no policy").unwrap();
    let named: std::collections::BTreeSet<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .flat_map(|line| line.split('|').next())
        .flat_map(|cell| cell.split('`'))
        .filter(|key| !key.trim().is_empty() && !key.contains(','))
        .collect();
    let shipped: std::collections::BTreeSet<&str> = domain::tpp::shipped().iter().map(Policy::key).collect();
    assert_eq!(named, shipped);
}

#[test]
fn every_shipped_policy_asks_for_what_it_lacks_until_net_is_known() {
    for policy in domain::tpp::shipped() {
        let key = format!("{} from {}", policy.key(), policy.span().from);
        let mut trial = Trial::new(policy.clone());
        assert!(trial.by_file().unwrap().is_some(), "{key}: what is confirmed is tried by the file too");
        trial.kelas = Some(8);
        trial.post = policy.posts().into_iter().next();
        trial.unit_kind = Some("other".into());
        trial.predikat = Some(domain::kinerja::Predikat::Baik);
        for measure in policy.measures() {
            match measure.kind {
                MeasureKind::Minutes => trial.set(&measure.key, 6_000),
                MeasureKind::Days if measure.better == Better::Higher => trial.set(&measure.key, 22),
                MeasureKind::Rupiah => trial.set(&measure.key, 0),
                _ if measure.better == Better::Higher => trial.set(&measure.key, 90),
                _ => {}
            }
        }
        let gross = loop {
            let gaps = match trial.silent().unwrap() {
                Ok(gross) => break gross,
                Err(gaps) => gaps,
            };
            let mut weights = 0;
            for gap in gaps {
                let Gap::Unconfirmed { value } = gap else { panic!("{key}: {gap:?}") };
                let entry = trial.policy().values().iter().find(|one| one.path == value);
                let entry = entry.unwrap_or_else(|| panic!("{key}: no value {value}")).clone();
                weights += usize::from(value.ends_with(".weight") && entry.value.is_none());
                // Of open weights the first takes all of what is open.
                let given = match (entry.value, entry.unit) {
                    (Some(draft), _) => draft,
                    (None, _) if value.ends_with(".weight") && weights == 1 => whole_around(trial.policy(), &value),
                    (None, ValueUnit::Rupiah) => Decimal::from(5_000_000),
                    (None, ValueUnit::Percent) => Decimal::ZERO,
                    (None, ValueUnit::Number) => Decimal::ONE,
                };
                trial.confirm(&value, given).unwrap_or_else(|error| panic!("{key}: {error}"));
            }
        };
        let bearer = ["net.borne_by_region", "net.tax.borne_by_region"];
        for path in bearer {
            if trial.policy().unconfirmed().any(|entry| entry.path == path && entry.value.is_none()) {
                let lacks = trial.net(&gross, "III/b", false, &Terms::default()).unwrap_err();
                assert!(lacks.contains(path), "{key}: {lacks}");
                trial.confirm(path, 0).unwrap();
            }
        }
        let drafts: Vec<String> = trial.policy().unconfirmed().map(|entry| entry.path.clone()).collect();
        for path in drafts.iter().filter(|path| path.starts_with("net.")) {
            let draft = trial.policy().values().iter().find(|entry| entry.path == *path).and_then(|entry| entry.value);
            trial.confirm(path, draft.unwrap_or_default()).unwrap();
        }
        let (net, _) =
            trial.net(&gross, "III/b", false, &Terms::default()).unwrap_or_else(|lacks| panic!("{key}: {lacks}"));
        assert!(net.net <= gross.total, "{key}");
    }
}

/// What the weights beside an open one must sum to.
fn whole_around(policy: &Policy, path: &str) -> Decimal {
    let around = path.rsplitn(3, '.').nth(2).unwrap_or_default();
    let parent = format!("{around}.weight");
    let weight = policy.values().iter().find(|entry| entry.path == parent).and_then(|entry| entry.value);
    weight.unwrap_or(Decimal::ONE_HUNDRED)
}
