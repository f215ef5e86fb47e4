//! Claims about loading, confirming and running policies; amounts of regions are proved by the golden cases.

use rust_decimal::Decimal;

use super::*;
use crate::asn::Status;
use crate::cite::{Cite, Confidence};
use crate::derive::Silent;
use crate::kinerja::Predikat;
use crate::money::Rupiah;

pub(super) fn confirmation(path: &str, value: Option<&str>) -> Confirmation {
    let cite = Cite::new("SK 1/2026", "", Confidence::Single);
    Confirmation { path: path.into(), value: value.map(str::to_owned), by: "officer".into(), cite }
}

fn standing(key: &str, stands: bool) -> Vec<&'static str> {
    let usable = |entry: &&ValueEntry| matches!(entry.standing, Standing::Stated | Standing::Confirmed) == stands;
    by_key(key).unwrap().values().iter().filter(usable).map(|entry| entry.path.as_str()).collect()
}

#[test]
fn the_demonstration_policy_is_whole_and_the_national_one_lacks_what_a_region_decides() {
    assert_eq!(standing("contoh", false), Vec::<&str>::new());
    let accounts = ["beban_kerja", "tempat_bertugas", "kondisi_kerja", "kelangkaan_profesi", "prestasi_kerja"];
    let mut open = vec!["pagu.class.16".to_owned(), "pagu.index".to_owned()];
    open.extend(accounts.map(|account| format!("accounts.{account}.1")));
    open.extend(["acting.share".to_owned(), "acting.from_full_months".to_owned()]);
    assert_eq!(standing("nasional", false), open);
}

#[test]
fn nothing_of_a_draft_stands_but_what_its_own_decree_says() {
    assert_eq!(standing("kota-serang", true), ["kinerja.disiplin.apel.apel_absen"]);
    assert_eq!(standing("lampung-selatan", true), Vec::<&str>::new());
    assert_eq!(standing("kerinci", true), ["payout.day"]);
}

#[test]
fn every_value_that_waits_stands_in_one_chapter() {
    for policy in shipped() {
        let read = policy.waiting().into_iter().flat_map(|(_, entries)| entries);
        let mut read: Vec<String> = read.map(|entry| entry.path).collect();
        read.sort();
        let mut all: Vec<String> = policy.unconfirmed().map(|entry| entry.path.clone()).collect();
        all.sort();
        assert_eq!(read, all, "{}", policy.key());
    }
}

#[test]
fn shipped_versions_adjoin() {
    assert_eq!(check_versions(shipped()), []);
}

#[test]
fn a_confirmation_lifts_a_draft_and_keeps_its_own_source() {
    let draft = by_key("kota-serang").unwrap();
    let given = [confirmation("pagu.index", Some("0.6")), confirmation("kinerja.disiplin.terlambat.tl1", None)];
    let policy = draft.confirmed(&given).unwrap();
    let entry = |path: &str| policy.values().iter().find(|entry| entry.path == path).unwrap().clone();
    let index = entry("pagu.index");
    assert_eq!((index.standing, index.value), (Standing::Confirmed, Some(Decimal::new(6, 1))));
    assert_eq!((index.cite.act.as_str(), index.confirmed_by.as_deref()), ("SK 1/2026", Some("officer")));
    assert_eq!(entry("kinerja.disiplin.terlambat.tl1").value, Some(Decimal::new(5, 1)));
    assert_eq!(policy.unconfirmed().count(), draft.unconfirmed().count() - 2);
}

#[test]
fn a_confirmation_that_does_not_fit_is_refused_by_path() {
    let draft = by_key("kota-serang").unwrap();
    let refused = |one: Confirmation| draft.confirmed(&[one]).unwrap_err();
    let path = |text: &str| text.to_owned();
    assert_eq!(refused(confirmation("pagu.indeks", None)), [PolicyError::UnknownPath { path: path("pagu.indeks") }]);
    assert_eq!(refused(confirmation("pagu.index", None)), [PolicyError::NoValueGiven { path: path("pagu.index") }]);
    assert_eq!(
        refused(confirmation("pagu.index", Some("0,6"))),
        [PolicyError::NoValueGiven { path: path("pagu.index") }]
    );
    assert_eq!(
        refused(confirmation("kinerja.disiplin.apel.apel_absen", Some("3"))),
        [PolicyError::NothingToConfirm { path: path("kinerja.disiplin.apel.apel_absen") }]
    );
    let sum = PolicyError::Weights { path: path("kinerja"), sum: Decimal::from(110), must: Decimal::ONE_HUNDRED };
    assert_eq!(refused(confirmation("kinerja.produktivitas.weight", Some("70"))), [sum]);
}

fn input<'a>(policy: &Policy, measures: &'a Measures, predikat: Option<Predikat>) -> Input<'a> {
    Input {
        month: policy.span().from.month(),
        kelas: Some(9),
        post: None,
        status: Status::Pns,
        unit_kind: None,
        measures,
        predikat,
        acting: None,
    }
}

fn undisturbed(policy: &Policy) -> Vec<(&str, Decimal)> {
    let best = |measure: &Measure| match measure.better {
        Better::Lower => Decimal::ZERO,
        Better::Higher => measure.max.unwrap_or(Decimal::ONE_HUNDRED),
    };
    policy.measures().map(|measure| (measure.key.as_str(), best(measure))).collect()
}

#[test]
fn everything_missing_is_named_at_once() {
    let policy = by_key("contoh").unwrap();
    let measures = policy.read_measures([]).unwrap();
    let gaps = gross(policy, &Input { kelas: None, ..input(policy, &measures, None) }, &mut Silent).unwrap_err();
    let missing = |measure: &&str| !["productivity", "hukdis_sedang"].contains(measure);
    let measured = policy.measures().map(|measure| measure.key.as_str()).filter(missing);
    let mut expected = vec![Gap::NoFact { field: "kelas".into() }, Gap::NoPredikat];
    expected.extend(measured.map(|measure| Gap::NoMeasure { measure: measure.into() }));
    assert_eq!(gaps.len(), expected.len());
    assert!(expected.iter().all(|gap| gaps.contains(gap)), "{gaps:?}");
}

#[test]
fn an_unconfirmed_value_blocks_only_the_month_that_needs_it() {
    let waiting = by_key("kota-manado").unwrap();
    let list: Vec<_> = (waiting.unconfirmed())
        .filter(|entry| !entry.path.starts_with("kinerja.disiplin"))
        .map(|entry| confirmation(&entry.path, Some("30")))
        .collect();
    let policy = waiting.confirmed(&list).unwrap();
    let mut delivered = undisturbed(&policy);
    let quiet = policy.read_measures(delivered.clone()).unwrap();
    assert!(gross(&policy, &input(&policy, &quiet, None), &mut Silent).is_ok());
    delivered.push(("sick_days", Decimal::ONE));
    let sick = policy.read_measures(delivered).unwrap();
    let gaps = gross(&policy, &input(&policy, &sick, None), &mut Silent).unwrap_err();
    assert_eq!(gaps, [Gap::Unconfirmed { value: "kinerja.disiplin.sakit.sick_days".into() }]);
}

#[test]
fn a_month_before_the_policy_says_when_it_begins() {
    let policy = by_key("contoh").unwrap();
    let measures = policy.read_measures(undisturbed(policy)).unwrap();
    let early = Input { month: "2023-12".parse().unwrap(), ..input(policy, &measures, None) };
    let gaps = gross(policy, &early, &mut Silent).unwrap_err();
    assert!(matches!(&gaps[..], [Gap::NoValue(no)] if no.after == Some(policy.span().from)), "{gaps:?}");
}

#[test]
fn a_full_month_of_class_nine_pays_the_whole_ceiling_in_two_accounts() {
    let policy = by_key("contoh").unwrap();
    let measures = policy.read_measures(undisturbed(policy)).unwrap();
    let month = gross(policy, &input(policy, &measures, None), &mut Silent).unwrap();
    // 9,360,000 x 0.35, shared 40 to 60.
    assert_eq!((month.total, month.pagu), (Rupiah::new(3_276_000), Rupiah::new(3_276_000)));
    assert_eq!(month.accounts, [Rupiah::new(1_310_400), Rupiah::new(1_965_600)]);
    assert_eq!(month.percent, Decimal::ONE_HUNDRED);
}

#[test]
fn a_candidate_receives_the_share_that_the_policy_names() {
    let policy = by_key("contoh").unwrap();
    let measures = policy.read_measures(undisturbed(policy)).unwrap();
    let candidate = Input { status: Status::Cpns, ..input(policy, &measures, None) };
    assert_eq!(gross(policy, &candidate, &mut Silent).unwrap().total, Rupiah::new(3_276_000 / 100 * 80));
}

#[test]
fn what_a_policy_works_out_by_itself_nobody_delivers() {
    let policy = by_key("kota-banjarmasin").unwrap();
    let asked: Vec<&str> = policy.measures().map(|one| one.key.as_str()).collect();
    assert!(asked.contains(&"validated_minutes") && !asked.contains(&"minutes"), "{asked:?}");
    let given = policy.read_measures([("minutes", Decimal::ONE)]).unwrap_err();
    assert_eq!(given, [MeasureError::Unknown { measure: "minutes".into() }]);
}

#[test]
fn predikat_stands_in_for_a_productivity_that_was_not_measured() {
    let policy = by_key("contoh").unwrap();
    let mut delivered = undisturbed(policy);
    delivered.retain(|(key, _)| *key != "productivity");
    let measures = policy.read_measures(delivered).unwrap();
    let percent = |predikat| gross(policy, &input(policy, &measures, predikat), &mut Silent).map(|month| month.percent);
    assert_eq!(percent(Some(Predikat::Baik)), Ok(Decimal::ONE_HUNDRED));
    assert_eq!(percent(Some(Predikat::ButuhPerbaikan)), Ok(Decimal::from(85)));
    assert_eq!(percent(None), Err(vec![Gap::NoPredikat]));
    let optional = policy.measures().filter(|measure| measure.optional).map(|measure| measure.key.as_str());
    assert_eq!(optional.collect::<Vec<_>>(), ["productivity"]);
}

#[test]
fn a_measure_that_cannot_be_is_refused_by_key() {
    let policy = by_key("contoh").unwrap();
    let wrong = [("tl1", Decimal::new(15, 1)), ("tl2", -Decimal::ONE), ("productivity", Decimal::from(101))];
    let errors = policy.read_measures(wrong.into_iter().chain([("lates", Decimal::ONE)])).unwrap_err();
    let out = |(measure, value): (&str, Decimal)| MeasureError::OutOfRange { measure: measure.into(), value };
    let mut expected: Vec<_> = wrong.into_iter().map(out).collect();
    expected.push(MeasureError::Unknown { measure: "lates".into() });
    assert_eq!(errors, expected);
}

fn net_of(policy: &Policy, amount: i64, salary: i64) -> Net {
    let total = Rupiah::new(amount);
    let percent = Decimal::ONE_HUNDRED;
    let whole = Gross { accounts: vec![total], total, pagu: total, percent, deferred: Rupiah::ZERO, held: Vec::new() };
    let cite = Cite::new("Perpres 64/2020", "", Confidence::Verified);
    let (worker_percent, employer_percent) = (Decimal::ONE, Decimal::from(4));
    let measures = policy.read_measures([]).unwrap();
    let context = NetContext {
        golongan: "III/a".parse().unwrap(),
        zakat: false,
        salary_bpjs_base: Rupiah::new(salary),
        bpjs: Bpjs { worker_percent, employer_percent, ceiling: Rupiah::new(12_000_000), cite: &cite },
        measures: &measures,
    };
    net(policy, &whole, &context, &mut Silent).unwrap()
}

#[test]
fn a_salary_above_the_ceiling_leaves_no_contribution_on_tpp() {
    let policy = by_key("kota-manado").unwrap();
    let above = net_of(policy, 9_000_000, 12_500_000);
    assert_eq!((above.bpjs, above.bpjs_employer), (Rupiah::ZERO, Rupiah::ZERO));
    assert_eq!(net_of(policy, 9_000_000, 5_200_000).bpjs, Rupiah::new(68_000));
}
