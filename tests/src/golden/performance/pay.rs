//! What hangs on a predikat in rupiah: the case's own settings as a policy file, run by the product's engine.
//!
//! The cases print two decimals, so parts are read from the derivation, before the rounding to whole rupiah.

use std::collections::BTreeMap;

use domain::asn::Status;
use domain::calendar::{Day, Month};
use domain::derive::{Derivation, Explaining, Step, Value as Derived};
use domain::growth::{self, FollowUp};
use domain::kinerja::{self, Predikat};
use domain::tpp::{Input, Policy, TppStep, gross};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

use super::super::fields::Fields;
use super::super::value::Value;
use super::{Doc, Out, count, decimal, each, known, need, parsed, ratings, table};

/// Percents of one agency's scheme.
struct Scheme {
    kinerja: Decimal,
    shares: BTreeMap<Predikat, Decimal>,
    absent_day: Decimal,
}

/// What one month pays under the scheme, before whole rupiah.
struct Paid {
    kinerja: Decimal,
    kehadiran: Decimal,
    cut: Decimal,
    total: Decimal,
}

fn valued(value: Decimal) -> Json {
    json!({ "value": value.normalize().to_string(), "cite": "case" })
}

fn named(text: &str) -> Json {
    json!({ "id": text, "en": text })
}

fn policy(scheme: &Scheme, kelas: u8, base: Decimal) -> Result<Policy, String> {
    let hundred = Decimal::ONE_HUNDRED;
    let rows: BTreeMap<&str, Json> =
        scheme.shares.iter().map(|(predikat, share)| (predikat.code(), valued(*share))).collect();
    let measure = |key: &str, kind: &str| json!({ "key": key, "label": named(key), "kind": kind, "source": "decision", "better": "lower", "when_none": "0" });
    let file = json!({
        "key": "case", "label": named("case"), "from": "2025-01-01", "cite": "case",
        "cites": { "case": { "act": "case", "article": "", "confidence": "single" } },
        "receivers": { "pns": valued(hundred), "cpns": valued(hundred), "pppk": valued(hundred) },
        "pagu": { "class": { (kelas.to_string()): valued(base) } },
        "accounts": [{ "key": "all", "label": named("all"), "percent": [{ "is": valued(hundred) }] }],
        "measures": [measure("absent", "days"), measure("discipline", "percent")],
        "steps": [
            { "test": { "key": "scheme", "label": named("scheme"), "yields": "money", "parts": [
                { "key": "kinerja", "label": named("kinerja"), "weight": valued(scheme.kinerja),
                  "score": { "predikat": rows } },
                { "key": "kehadiran", "label": named("kehadiran"), "weight": valued(hundred - scheme.kinerja),
                  "score": "full", "cuts": [{ "key": "absent", "label": named("absent"),
                      "rows": [{ "on": ["absent"], "size": { "each": valued(scheme.absent_day) } }] }] },
            ] } },
            { "reduce": { "key": "discipline", "label": named("discipline"), "how": "multiply",
                "rows": [{ "on": ["discipline"], "size": "own" }] } },
            { "round": { "scale": 2, "cutoff": "half_up" } },
            { "round": { "scale": 0, "cutoff": "half_up" } },
        ],
        "net": [],
    });
    Policy::from_json(&file.to_string()).map_err(|errors| format!("the scheme is no policy: {errors:?}"))
}

fn pay(
    scheme: &Scheme,
    kelas: u8,
    base: Decimal,
    predikat: Predikat,
    measures: &BTreeMap<String, Decimal>,
) -> Result<Paid, String> {
    let policy = policy(scheme, kelas, base)?;
    let measures = policy
        .read_measures(measures.iter().map(|(key, value)| (key.as_str(), *value)))
        .map_err(|error| format!("{error:?}"))?;
    let input = Input {
        month: Month::new(2025, 12).ok_or("no such month")?,
        kelas: Some(kelas),
        post: None,
        status: Status::Pns,
        unit_kind: None,
        measures: &measures,
        predikat: Some(predikat),
        acting: None,
    };
    let mut explaining = Explaining::default();
    let whole = gross(&policy, &input, &mut explaining).map_err(|gaps| format!("{gaps:?}"))?;
    let tree = explaining.finish();
    let exact = |want: &dyn Fn(&TppStep) -> bool| {
        let node = tree.iter().find_map(|node| find(node, want));
        need(node.and_then(|node| node.value.as_ref()).and_then(amount), "a step of the derivation")
    };
    let part = |name: &str| exact(&|step| matches!(step, TppStep::Part { label } if label.id == name));
    let earned = exact(&|step| matches!(step, TppStep::Test { .. }))?;
    let rounded = exact(&|step| matches!(step, TppStep::Round { scale: 2, .. }));
    let total = rounded.unwrap_or(earned);
    if (total - whole.total.to_decimal()).abs() > Decimal::new(5, 1) {
        return Err(format!("{total} in the derivation, {} paid", whole.total));
    }
    Ok(Paid { kinerja: part("kinerja")?, kehadiran: part("kehadiran")?, cut: earned - total, total })
}

fn find<'d>(node: &'d Derivation, want: &dyn Fn(&TppStep) -> bool) -> Option<&'d Derivation> {
    if matches!(&node.step, Step::Tpp(step) if want(step)) {
        return Some(node);
    }
    node.parts.iter().find_map(|part| find(part, want))
}

fn amount(value: &Derived) -> Option<Decimal> {
    match value {
        Derived::Exact(amount) => Some(*amount),
        Derived::Rupiah(amount) => Some(amount.to_decimal()),
        _ => None,
    }
}

/// Compares with an amount printed as text with two decimals.
fn printed(place: &str, fields: &mut Fields<'_>, key: &str, found: Decimal, out: &mut Out) -> Result<(), String> {
    let Some(text) = fields.text(key)? else { return Ok(()) };
    let expected: Decimal = text.parse().map_err(|_| format!("{key}: {text} is no amount"))?;
    out.rounded(&format!("{place}.{key}"), &Value::from(expected), found);
    Ok(())
}

/// The share of an allowance by predikat.
pub fn performance_pay(doc: &Doc, out: &mut Out) -> Result<(), String> {
    known(doc, &["case"], out);
    let mut scheme = Scheme { kinerja: Decimal::ZERO, shares: BTreeMap::new(), absent_day: Decimal::ZERO };
    table(doc, "meta", out, |meta, _| {
        meta.text("kind")?;
        scheme.kinerja = decimal(meta, "performance_component_pct")?;
        for (code, share) in need(meta.get("share_pct").and_then(Value::table), "share_pct")? {
            let predikat = code.parse().map_err(|error| format!("{error}"))?;
            scheme.shares.insert(predikat, need(share.decimal(), code)?);
        }
        Ok(())
    })?;
    each(doc, "case", out, |place, fields, out| {
        let kelas = u8::try_from(count(fields, "job_class")?).map_err(|error| error.to_string())?;
        let predikat = parsed(fields, "predikat")?;
        let paid = pay(&scheme, kelas, decimal(fields, "base_rupiah")?, predikat, &BTreeMap::new())?;
        printed(place, fields, "expected_rupiah", paid.kinerja, out)
    })?;
    Ok(())
}

/// The settings of the end-to-end case, which its file gives in words.
const SETTINGS: &str = "performance share 70%, attendance share 30%, predikat shares 100/100/85/60/60; absent day cuts \
                        3% of the attendance share; S1-S3 cut 25% of the whole allowance";

/// From two judgements to pay, help and what absence points to.
pub fn end_to_end(doc: &Doc, out: &mut Out) -> Result<(), String> {
    known(doc, &["case"], out);
    table(doc, "meta", out, |meta, _| {
        meta.text("kind")?;
        let settings = need(meta.text("settings")?, "settings")?;
        if settings == SETTINGS { Ok(()) } else { Err(format!("settings are not understood: {settings}")) }
    })?;
    let shares = Predikat::ALL.into_iter().rev().zip([100, 100, 85, 60, 60].map(Decimal::from)).collect();
    let scheme = Scheme { kinerja: Decimal::from(70), shares, absent_day: Decimal::from(3) };
    // The class of the one ministry whose shares these are: class 8, as in pay-by-predikat.
    let base = Decimal::from(4_595_150);
    let on = Day::new(2025, 12, 31).ok_or("no such day")?;
    each(doc, "case", out, |place, fields, out| {
        let predikat = ratings::predikat_of(fields)?;
        out.expect(place, fields, "expected_predikat", predikat.code());
        let help = match need(fields.text("expected_follow_up")?, "expected_follow_up")? {
            "normal 20 JP plan" => FollowUp::RencanaTahunan,
            "counselling first" => FollowUp::Konseling,
            "guidance and training first" => FollowUp::BimbinganDanPelatihan,
            other => return Err(format!("expected_follow_up: {other} is not understood")),
        };
        out.same(place, &Value::from(format!("{help:?}")), format!("{:?}", growth::follow_up(predikat)));
        let absent = count(fields, "absent_days")?;
        let discipline = need(fields.get("discipline"), "discipline")?;
        let points_to = kinerja::absence(absent, 0, on).map_err(|gap| format!("{gap:?}"))?.points_to;
        out.same(place, discipline, points_to.map_or_else(|| "none".into(), |kind| format!("{kind:?}")));
        let cut = if matches!(discipline.text(), Some("S1" | "S2" | "S3")) { 25 } else { 0 };
        let measures = BTreeMap::from([
            ("absent".to_owned(), Decimal::from(absent)),
            ("discipline".to_owned(), Decimal::from(cut)),
        ]);
        let paid = pay(&scheme, 8, base, predikat, &measures)?;
        printed(place, fields, "expected_performance_pay", paid.kinerja, out)?;
        printed(place, fields, "expected_attendance_pay", paid.kehadiran, out)?;
        printed(place, fields, "expected_discipline_cut", paid.cut, out)?;
        printed(place, fields, "expected_total", paid.total, out)
    })?;
    Ok(())
}
