//! Claims about the form of a slip worked out alone.

use super::*;
use crate::words::derive::Origin;
use domain::outcome::Outcome;
use domain::tpp::Better;

fn fields(pairs: &[(&str, &str)]) -> Fields {
    let mut made = fresh("2024-05".parse().unwrap());
    for (key, value) in [("golongan", "III/b"), ("mkg", "8"), ("pasangan", "ya"), ("anak", "2"), ("ptkp", "K/2")] {
        made.insert(key.to_owned(), value.to_owned());
    }
    for (key, value) in pairs {
        if value.is_empty() {
            made.remove(*key);
        } else {
            made.insert((*key).to_owned(), (*value).to_owned());
        }
    }
    made
}

fn problems(pairs: &[(&str, &str)]) -> Vec<(String, Problem)> {
    read(&fields(pairs)).map(|_| ()).unwrap_err().into_iter().map(|one| (one.field, one.problem)).collect()
}

fn net(pairs: &[(&str, &str)]) -> i64 {
    read(&fields(pairs)).unwrap().work(Origin::Trial).slip().unwrap().total.net.get()
}

const CENTRAL: [(&str, &str); 4] =
    [("praktik", "pusat"), ("tpp", "jumlah"), ("tpp-jumlah", "Rp3.510.400"), ("tpp-cara", "lain")];

#[test]
fn the_published_slip_of_may_2024_comes_out_to_the_rupiah() {
    assert_eq!(net(&CENTRAL), 3_847_700);
}

#[test]
fn the_family_with_dates_gives_the_same_slip() {
    let dated = [
        ("keluarga", "rinci"),
        ("kawin", "ya"),
        ("kawin-sejak", "2010-03-25"),
        ("pasangan-ambil", "tidak"),
        ("anak-n", "3"),
        ("anak-1-lahir", "2012-01-01"),
        ("anak-2-lahir", "2002-06-01"),
        ("anak-2-sekolah", "2024-12-31"),
        ("anak-3-lahir", "1999-01-01"),
    ];
    assert_eq!(net(&[&CENTRAL[..], &dated[..]].concat()), 3_847_700);
}

#[test]
fn a_fresh_form_asks_for_what_decides_the_amount_and_nothing_else() {
    let found = read(&fresh("2024-05".parse().unwrap())).unwrap_err();
    let missing: Vec<&str> = found.iter().map(|one| one.field.as_str()).collect();
    assert_eq!(missing, ["golongan", "mkg", "pasangan", "ptkp"]);
    assert!(found.iter().all(|one| one.problem == Problem::Missing));
}

#[test]
fn every_wrong_entry_is_named_at_its_field() {
    let outside = |least: i64, most: i64| Problem::Outside { least: least.into(), most: most.into() };
    let rank: Golongan = "II/b".parse().unwrap();
    for (pairs, field, problem) in [
        (&[("bulan", "2024-13")][..], "bulan", Problem::NotAMonth),
        (&[("golongan", "V/a")], "golongan", Problem::NoGolongan),
        (&[("golongan", "IX")], "golongan", Problem::NoGolongan),
        (&[("mkg", "delapan")], "mkg", Problem::NotANumber),
        (&[("mkg", "8,5")], "mkg", Problem::NotWhole),
        (&[("mkg", "-1")], "mkg", Problem::Negative),
        (&[("mkg", "90")], "mkg", outside(0, MOST_YEARS)),
        (&[("golongan", "II/b"), ("mkg", "1")], "mkg", Problem::NoRow { golongan: rank }),
        (&[("anak", "4")], "anak", outside(0, 2)),
        (&[("tpp", "jumlah"), ("tpp-cara", "lain"), ("tpp-jumlah", "-5")], "tpp-jumlah", Problem::Negative),
        (&[("tpp", "jumlah"), ("tpp-cara", "lain"), ("tpp-jumlah", "12,5")], "tpp-jumlah", Problem::NotWhole),
        (&[("tpp", "jumlah"), ("tpp-cara", "lain"), ("tpp-jumlah", "sejuta")], "tpp-jumlah", Problem::NotANumber),
        (&[("tpp", "jumlah"), ("tpp-cara", "lain"), ("tpp-jumlah", "9999999999999")], "tpp-jumlah", Problem::TooMuch),
        (
            &[("tpp", "jumlah"), ("tpp-cara", "lain"), ("tpp-jumlah", "99999999999999999999")],
            "tpp-jumlah",
            Problem::TooMuch,
        ),
        (&[("jabatan", "struktural"), ("eselon", "IXz")], "eselon", Problem::NotAChoice),
        (&[("jabatan", "fungsional"), ("jf", "perawat")], "jenjang", Problem::Missing),
        (&[("tpp", "aturan")], "aturan", Problem::Missing),
    ] {
        assert_eq!(problems(pairs), [(field.to_owned(), problem)], "{pairs:?}");
    }
}

#[test]
fn a_child_of_the_future_or_a_letter_before_birth_is_refused() {
    let dated = [("keluarga", "rinci"), ("kawin", "tidak"), ("anak-n", "1")];
    let with = |more: &[(&'static str, &'static str)]| problems(&[&dated[..], more].concat());
    assert_eq!(with(&[("anak-1-lahir", "2024-02-30")]), [("anak-1-lahir".to_owned(), Problem::NotADay)]);
    assert_eq!(with(&[("anak-1-lahir", "2024-06-01")]), [("anak-1-lahir".to_owned(), Problem::AfterMonth)]);
    let letter = with(&[("anak-1-lahir", "2010-01-01"), ("anak-1-sekolah", "2009-01-01")]);
    assert_eq!(letter, [("anak-1-sekolah".to_owned(), Problem::BeforeBirth)]);
}

#[test]
fn december_asks_for_the_balances_of_the_year() {
    let missing = problems(&[("bulan", "2024-12")]);
    let fields: Vec<&str> = missing.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["saldo-bulan", "saldo-bruto", "saldo-pajak", "saldo-iuran"]);
    let balances = [
        ("bulan", "2024-12"),
        ("saldo-bulan", "11"),
        ("saldo-bruto", "46.000.000"),
        ("saldo-pajak", "0"),
        ("saldo-iuran", "2.000.000"),
    ];
    assert!(net(&balances) > 3_000_000);
}

#[test]
fn every_shipped_policy_is_tried_or_says_what_it_lacks_while_the_salary_stays_known() {
    let month: Month = "2024-05".parse().unwrap();
    for policy in tpp::shipped().iter().filter(|policy| policy.span().contains(month.first())) {
        let mut entries = fields(&[("tpp", "aturan"), ("kelas", "8"), ("predikat", "baik")]);
        entries.insert("aturan".to_owned(), policy.key().to_owned());
        let before = read(&entries).unwrap().work(Origin::Trial);
        assert!(before.tpp_open(), "{}: a measure that was not entered is not zero", policy.key());
        for measure in policy.measures() {
            let value = match measure.kind {
                MeasureKind::Percent => "90",
                MeasureKind::Flag => "tidak",
                MeasureKind::DayOfMonth => "5",
                // What may be divided by is never zero.
                MeasureKind::Minutes => "6000",
                MeasureKind::Days if measure.better == Better::Higher => "22",
                _ => "0",
            };
            entries.insert(measure_field(&measure.key), value.to_owned());
        }
        let chosen = [("tpp-posisi", posts(policy)), ("tpp-unit", unit_kinds(policy))];
        for (field, keys) in chosen {
            entries.extend(keys.last().map(|key| (field.to_owned(), key.clone())));
        }
        // What the net amount lacks shows once the gross one is known.
        for gap in (0..2).flat_map(|_| fill(policy, &mut entries)).collect::<Vec<_>>() {
            assert!(matches!(gap, Gap::Unconfirmed { .. }), "{}: {gap:?}", policy.key());
        }
        let tried = read(&entries).unwrap_or_else(|found| panic!("{}: {found:?}", policy.key())).work(Origin::Trial);
        assert_eq!(tried.outcome.gaps(), [], "{}", policy.key());
        assert!(tried.slip().and_then(|slip| slip.tpp).is_some(), "{}", policy.key());
        assert_eq!(tried.tried > 0, tried.outcome.final_value().is_none(), "{}", policy.key());
    }
}

fn is_first_weight(path: &str, gaps: &[Gap]) -> bool {
    let weights = gaps.iter().filter_map(|gap| match gap {
        Gap::Unconfirmed { value } if value.ends_with(".weight") => Some(value.as_str()),
        _ => None,
    });
    weights.take(1).any(|first| first == path)
}

/// Tries a value for everything that blocks the figure now, and returns what did.
fn fill(policy: &Policy, entries: &mut Fields) -> Vec<Gap> {
    let gaps = read(entries).unwrap().work(Origin::Trial).outcome.gaps().to_vec();
    for gap in &gaps {
        let Gap::Unconfirmed { value } = gap else { continue };
        let entry = policy.values().iter().find(|one| one.path == *value);
        let entry = entry.unwrap_or_else(|| panic!("{}: no value {value}", policy.key()));
        let tried = match (entry.value, entry.unit) {
            (Some(draft), _) => crate::words::format::decimal(draft),
            (None, ValueUnit::Rupiah) => "5.000.000".to_owned(),
            // Of open weights the first takes all.
            (None, _) if is_first_weight(entry.path.as_str(), &gaps) => "100".to_owned(),
            (None, ValueUnit::Percent) => "0".to_owned(),
            (None, ValueUnit::Number) => "1".to_owned(),
        };
        entries.insert(value_field(value), tried);
    }
    gaps
}

#[test]
fn a_policy_of_later_years_is_refused_for_an_earlier_month() {
    let found = problems(&[("bulan", "2023-05"), ("tpp", "aturan"), ("aturan", "nasional"), ("kelas", "8")]);
    assert!(matches!(found.as_slice(), [(field, Problem::NotInForce { .. })] if field == "aturan"), "{found:?}");
}

#[test]
fn the_next_month_takes_over_what_lasts_and_the_years_of_service_go_on() {
    let before =
        fields(&[("u-hadir", "98"), ("saldo-bulan", "4"), ("terakhir", "ya"), ("gapok", "1"), ("tpp", "aturan")]);
    let after = follow(&before, "2025-06".parse().unwrap());
    let told = |key| text(&after, key).to_owned();
    assert_eq!((told("bulan"), told("mkg"), told("ptkp")), ("2025-06".into(), "9".into(), "K/2".into()));
    assert_eq!((told("golongan"), told("anak"), told("tpp")), ("III/b".into(), "2".into(), "aturan".into()));
    assert!(["u-hadir", "saldo-bulan", "terakhir", "gapok"].iter().all(|key| !after.contains_key(*key)));
    assert_eq!(text(&follow(&before, "2024-12".parse().unwrap()), "mkg"), "8");
}

#[test]
fn a_month_after_the_next_is_never_final() {
    let worked = |today: &str| read(&fields(&[])).unwrap().work(Origin::Trial).seen_from(today.parse().unwrap());
    assert!(!worked("2024-04").ahead && matches!(worked("2024-04").outcome, Outcome::Final(_)));
    assert!(worked("2024-03").ahead && matches!(worked("2024-03").outcome, Outcome::Provisional { .. }));
}
