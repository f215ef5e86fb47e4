//! Properties that hold under every shipped policy, once an officer has confirmed what waits.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::tests::confirmation;
use super::*;
use crate::asn::Status;
use crate::cite::{Cite, Confidence, Confirmed};
use crate::derive::{Explaining, Silent};
use crate::kinerja::Predikat;
use crate::money::Rupiah;

/// Predikat, the worst first.
const PREDIKAT: [Predikat; 5] = [
    Predikat::SangatKurang,
    Predikat::KurangMisconduct,
    Predikat::ButuhPerbaikan,
    Predikat::Baik,
    Predikat::SangatBaik,
];

/// Shares what is left of each whole over the weights that nobody published.
fn open_weights(policy: &Policy) -> BTreeMap<String, Decimal> {
    let weights: BTreeMap<&str, Option<Decimal>> =
        (policy.values().iter()).filter_map(|entry| Some((entry.path.strip_suffix(".weight")?, entry.value))).collect();
    let around = |path: &str| path.rsplit_once('.').map_or(String::new(), |(around, _)| around.to_owned());
    let mut given: BTreeMap<String, Decimal> = BTreeMap::new();
    for (path, _) in weights.iter().filter(|(_, weight)| weight.is_none()) {
        let parent = around(path);
        let of_parent = given.get(&format!("{parent}.weight")).copied();
        let whole = of_parent.or(weights.get(parent.as_str()).copied().flatten()).unwrap_or(Decimal::ONE_HUNDRED);
        let beside = weights.iter().filter(|(other, _)| around(other) == parent);
        let known: Decimal = beside.clone().filter_map(|(_, weight)| *weight).sum();
        let taken: Decimal =
            (given.iter().filter(|(other, _)| around(&around(other)) == parent)).map(|(_, one)| one).sum();
        let open = beside.filter(|(other, weight)| weight.is_none() && !given.contains_key(&format!("{other}.weight")));
        let left = whole - known - taken;
        let share = if open.count() == 1 { left } else { (left / Decimal::from(4)).trunc() };
        given.insert(format!("{path}.weight"), share);
    }
    given
}

/// What is given for a value that waits and has none.
fn given(entry: &ValueEntry, weights: &BTreeMap<String, Decimal>) -> Option<String> {
    match (entry.value, entry.unit) {
        (Some(_), _) => None,
        (None, _) if weights.contains_key(&entry.path) => weights.get(&entry.path).map(Decimal::to_string),
        (None, _) if entry.path.ends_with("borne_by_region") => Some("0".to_owned()),
        (None, ValueUnit::Percent) => Some("20".to_owned()),
        (None, ValueUnit::Rupiah) => Some("6543217".to_owned()),
        (None, ValueUnit::Number) => Some("0.41".to_owned()),
    }
}

/// Lets an officer confirm everything that waits, with a value where there is none.
fn all_confirmed(policy: &Policy) -> Policy {
    let weights = open_weights(policy);
    let one = |entry: &ValueEntry| confirmation(&entry.path, given(entry, &weights).as_deref());
    let list: Vec<_> = policy.unconfirmed().map(one).collect();
    policy.confirmed(&list).unwrap_or_else(|errors| panic!("{}: {errors:?}", policy.key()))
}

/// The text in which an officer confirms everything that waits, each by a letter of its own.
fn all_written(policy: &Policy) -> String {
    let weights = open_weights(policy);
    let one = |(number, entry): (usize, &ValueEntry)| {
        let officer = Confirmed {
            by: "Dra. Ratna Sari Dewi, M.Si.".into(),
            on: "2026-11-22".parse().unwrap(),
            signed: None,
            letter: Some(format!("800.1.3/{number}/BKPSDM/2026")),
        };
        let cite = Cite {
            act: "Surat Sekretaris Daerah".into(),
            article: String::new(),
            confidence: Confidence::Single,
            confirmed: Some(Box::new(officer)),
        };
        let value = given(entry, &weights).or_else(|| Some(entry.value?.to_string())).unwrap();
        (entry.path.clone(), Revised { value, cite: Some(cite) })
    };
    let values = policy.unconfirmed().enumerate().map(one).collect();
    let from = policy.span().from;
    Policy::revised(&shipped_file(policy).unwrap(), &Revision { from, values }).unwrap()
}

fn ready() -> &'static [Policy] {
    static READY: std::sync::OnceLock<Vec<Policy>> = std::sync::OnceLock::new();
    READY.get_or_init(|| shipped().iter().map(all_confirmed).collect())
}

/// Each policy as it is tried, with its confirmed file.
fn pairs() -> &'static Vec<(&'static Policy, Policy)> {
    static PAIRS: std::sync::OnceLock<Vec<(&'static Policy, Policy)>> = std::sync::OnceLock::new();
    let file = |policy| Policy::from_file(all_written(policy).as_bytes()).unwrap();
    PAIRS.get_or_init(|| ready().iter().zip(shipped().iter().map(file)).collect())
}

/// One person and one month, drawn.
#[derive(Debug, Clone)]
struct Drawn {
    kelas: u8,
    status: u8,
    post: usize,
    unit: usize,
    month: u8,
    predikat: usize,
    measures: Vec<u16>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let who = (1u8..=17, 0u8..3, 0usize..3, 0usize..4);
    (who, 0u8..12, 0usize..5, proptest::collection::vec(any::<u16>(), 24)).prop_map(
        |((kelas, status, post, unit), month, predikat, measures)| Drawn {
            kelas,
            status,
            post,
            unit,
            month,
            predikat,
            measures,
        },
    )
}

/// Measures of a month, each drawn inside what its kind accepts; what may be divided by is never zero.
fn month_of(policy: &Policy, draws: &[u16]) -> Vec<(String, Decimal)> {
    let value = |measure: &Measure, draw: u16| match measure.kind {
        MeasureKind::Percent => Decimal::new(i64::from(draw) % 10_001, 2),
        MeasureKind::Flag => Decimal::from(draw % 8 / 7),
        MeasureKind::Number => Decimal::from(draw % 701),
        MeasureKind::Minutes => Decimal::from(1 + draw % 9_000),
        MeasureKind::Days if measure.better == Better::Higher => Decimal::from(1 + draw % 22),
        MeasureKind::DayOfMonth => Decimal::from(1 + draw % 31),
        MeasureKind::Rupiah => Decimal::from(u32::from(draw) * 37),
        MeasureKind::Events | MeasureKind::Days => Decimal::from(draw % 6),
    };
    let measures = policy.measures().zip(draws.iter().cycle());
    measures.map(|(measure, draw)| (measure.key.clone(), value(measure, *draw))).collect()
}

fn paid(policy: &Policy, of: &Drawn, month: &[(String, Decimal)]) -> Gross {
    let measures = policy.read_measures(month.iter().map(|(key, value)| (key.as_str(), *value))).unwrap();
    let posts: Vec<&str> = policy.posts().into_iter().collect();
    let kinds = policy.unit_kinds();
    let from = policy.span().from.month();
    let later = from.plus(i32::from(of.month));
    let input = Input {
        month: if policy.span().contains(later.first()) { later } else { from },
        kelas: Some(of.kelas),
        post: posts.get(of.post % posts.len().max(1)).copied(),
        status: [Status::Pns, Status::Cpns, Status::Pppk][usize::from(of.status)],
        unit_kind: Some(kinds.iter().nth(of.unit).copied().unwrap_or("other")),
        measures: &measures,
        predikat: Some(PREDIKAT[of.predikat]),
        acting: None,
    };
    let silent = gross(policy, &input, &mut Silent);
    let explained = gross(policy, &input, &mut Explaining::default());
    assert_eq!(silent, explained);
    silent.unwrap_or_else(|gaps| panic!("{}: {gaps:?}", policy.key()))
}

/// What earlier months left waiting may come on top of the ceiling of this one.
fn owed(policy: &Policy, month: &[(String, Decimal)]) -> Rupiah {
    let waits = policy.measures().filter(|one| one.source == MeasureSource::Earlier && one.kind == MeasureKind::Rupiah);
    let keys: Vec<&str> = waits.map(|measure| measure.key.as_str()).collect();
    let sum = month.iter().filter(|(key, _)| keys.contains(&key.as_str())).map(|(_, value)| *value).sum();
    Rupiah::from_decimal(sum, crate::money::Rounding::HalfUp).unwrap()
}

#[test]
fn every_shipped_policy_blocks_a_month_by_what_it_lacks_and_never_reads_it_as_zero() {
    for policy in shipped() {
        let measures = policy.read_measures([]).unwrap();
        let input = Input {
            month: policy.span().from.month(),
            kelas: None,
            post: None,
            status: Status::Pns,
            unit_kind: None,
            measures: &measures,
            predikat: None,
            acting: None,
        };
        let gaps = gross(policy, &input, &mut Silent).unwrap_err();
        assert!(!gaps.is_empty(), "{}", policy.key());
        // Each gap of a value names one that waits.
        let waiting: Vec<&str> = policy.unconfirmed().map(|entry| entry.path.as_str()).collect();
        for gap in &gaps {
            if let Gap::Unconfirmed { value } = gap {
                assert!(waiting.contains(&value.as_str()), "{}: {value}", policy.key());
            }
        }
    }
}

#[test]
fn an_officer_who_confirms_everything_in_the_file_leaves_nothing_that_waits() {
    for (policy, tried) in shipped().iter().zip(ready()) {
        let text = all_written(policy);
        let key = format!("{} from {}", policy.key(), policy.span().from);
        let made = Policy::from_file(text.as_bytes()).unwrap_or_else(|refused| panic!("{key}: {:?}", refused.errors));
        assert_eq!(made.unconfirmed().count(), 0, "{key}");
        assert_eq!(made.waiting(), [], "{key}");
        for ((before, by_file), by_trial) in policy.values().iter().zip(made.values()).zip(tried.values()) {
            assert_eq!((&by_file.path, by_file.value), (&by_trial.path, by_trial.value), "{key}");
            if before.stands() {
                assert_eq!(by_file, before, "{key}");
            } else {
                assert_eq!(by_file.standing, Standing::Confirmed, "{key} {}", before.path);
                assert_eq!(by_file.confirmed_by.as_deref(), Some("Dra. Ratna Sari Dewi, M.Si."), "{key}");
            }
        }
        // What is written is read and written again to the same bytes.
        let again = Policy::revised(&text, &Revision { from: policy.span().from, values: BTreeMap::new() }).unwrap();
        assert_eq!(again, text, "{key}");
        assert_eq!(Policy::from_file(again.as_bytes()).unwrap(), made, "{key}");
        // It fits a record, with every quote of the text escaped.
        let escaped = text.len() + text.matches(['"', '\n']).count();
        assert!(escaped < 48 * 1024, "{key}: {escaped} bytes");
        // The difference names every one of them.
        let told = changes(policy, &made).into_iter().filter(|change| match &change.what {
            Difference::Value { new: Some(new), .. } => new.cite.confirmed.is_some(),
            _ => false,
        });
        assert_eq!(told.count(), policy.unconfirmed().count(), "{key}");
    }
}

#[test]
fn every_shipped_policy_is_tried_with_its_own_first_month() {
    let quiet = Drawn { kelas: 9, status: 0, post: 0, unit: 0, month: 0, predikat: 3, measures: vec![0; 24] };
    for policy in ready() {
        let best = |measure: &Measure| match measure.better {
            Better::Lower if measure.kind == MeasureKind::DayOfMonth => Decimal::ONE,
            Better::Lower if measure.kind == MeasureKind::Minutes => Decimal::ONE,
            Better::Lower => Decimal::ZERO,
            Better::Higher if measure.source == MeasureSource::Earlier => Decimal::ZERO,
            Better::Higher => match measure.kind {
                MeasureKind::Days => Decimal::from(22),
                MeasureKind::Minutes => Decimal::from(9_000),
                _ => measure.max.unwrap_or(Decimal::ONE_HUNDRED),
            },
        };
        let month: Vec<_> = policy.measures().map(|measure| (measure.key.clone(), best(measure))).collect();
        let full = paid(policy, &quiet, &month);
        assert!(full.total > Rupiah::ZERO && full.total <= full.pagu, "{}: {full:?}", policy.key());
    }
}

/// Four accounts of 1,046,914.75 each are paid 1,046,915: a rupiah more than their sum rounds to, and no more than their
/// ceilings. Found by a draw.
#[test]
fn nobody_is_paid_above_the_ceilings_of_accounts_that_are_rounded_by_themselves() {
    let policy = ready().iter().find(|policy| policy.key() == "kota-banjarmasin").unwrap();
    let candidate = Drawn { kelas: 1, status: 1, post: 0, unit: 1, month: 0, predikat: 0, measures: vec![0; 24] };
    let full = [("attendance_percent", 100), ("validated_minutes", 6_750), ("credited_days", 18), ("bpjs_worker", 0)];
    let month = full.map(|(key, value)| (key.to_owned(), Decimal::from(value)));
    let found = paid(policy, &candidate, &month);
    assert_eq!(found.accounts, [Rupiah::new(1_046_915); 4]);
    assert_eq!((found.total, found.pagu), (Rupiah::new(4_187_660), Rupiah::new(4_187_660)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn silent_equals_explaining_and_accounts_sum_to_the_total(which in any::<prop::sample::Index>(), of in drawn()) {
        let policy = which.get(ready());
        let month = month_of(policy, &of.measures);
        let found = paid(policy, &of, &month);
        prop_assert_eq!(Rupiah::sum(found.accounts.iter().copied()), Ok(found.total));
        prop_assert!(found.accounts.iter().all(|amount| *amount >= Rupiah::ZERO));
        prop_assert!(found.total <= found.pagu.plus(owed(policy, &month)).unwrap());
        let parts = found.split(Rupiah::new(100_003)).unwrap();
        let whole = if found.total == Rupiah::ZERO { Rupiah::ZERO } else { Rupiah::new(100_003) };
        prop_assert_eq!(Rupiah::sum(parts), Ok(whole));
    }

    /// S2: higher performance never gives less performance pay before tax, and no better measure does.
    #[test]
    fn a_better_measure_never_gives_less(
        which in any::<prop::sample::Index>(), of in drawn(), at in 0usize..24, step in 1u16..5_000
    ) {
        let policy = which.get(ready());
        let before = month_of(policy, &of.measures);
        let list: Vec<_> = policy.measures().collect();
        let (index, measure) = (at % list.len(), list[at % list.len()]);
        // A step that fits the kind, so that most draws move the measure.
        let step = Decimal::from(if measure.kind == MeasureKind::Minutes { step } else { 1 + step % 30 });
        let mut after = before.clone();
        let (least, most) = measure.range();
        let least = if measure.kind == MeasureKind::Minutes { Decimal::ONE } else { least };
        after[index].1 = match measure.better {
            Better::Higher => (after[index].1 + step).min(most),
            Better::Lower => (after[index].1 - step).max(least),
        };
        prop_assert!(paid(policy, &of, &after).total >= paid(policy, &of, &before).total, "{}: {:?}", policy.key(), measure.key);
    }

    /// S2, for the word a superior gives.
    #[test]
    fn a_better_predikat_never_gives_less(which in any::<prop::sample::Index>(), of in drawn(), worse in 0usize..5) {
        let policy = which.get(ready());
        let mut month = month_of(policy, &of.measures);
        // Only where nothing is measured does the word decide.
        let optional: Vec<&str> = policy.measures().filter(|one| one.optional).map(|one| one.key.as_str()).collect();
        month.retain(|(key, _)| !optional.contains(&key.as_str()));
        let worse = Drawn { predikat: worse.min(of.predikat), ..of.clone() };
        prop_assert!(paid(policy, &of, &month).total >= paid(policy, &worse, &month).total, "{}", policy.key());
    }

    /// A value confirmed in the file pays what it pays when it is tried.
    #[test]
    fn the_confirmed_file_pays_what_the_trial_pays(which in any::<prop::sample::Index>(), of in drawn()) {
        let (tried, file) = which.get(&pairs()[..]);
        let month = month_of(tried, &of.measures);
        prop_assert_eq!(paid(tried, &of, &month), paid(file, &of, &month));
    }

    /// S3: equal inputs, equal pay, in whatever order they are told and however often.
    #[test]
    fn equal_inputs_give_equal_pay(
        which in any::<prop::sample::Index>(), of in drawn(), turn in 0usize..24
    ) {
        let policy = which.get(ready());
        let told = month_of(policy, &of.measures);
        let mut again = told.clone();
        let places = again.len();
        again.rotate_left(turn % places);
        again.reverse();
        let again_read = all_confirmed(by_version(policy));
        prop_assert_eq!(paid(policy, &of, &told), paid(&again_read, &of, &again));
    }
}

fn by_version(policy: &Policy) -> &'static Policy {
    shipped().iter().find(|one| one.key() == policy.key() && one.span() == policy.span()).unwrap()
}
