//! Cases somebody else published about the national formula and the contribution base.

use domain::derive::Value as Shown;
use domain::money::Rupiah;
use domain::tpp::TppStep;
use rust_decimal::Decimal;

use super::super::fields::{Expected, Fields};
use super::super::value::Value;
use super::trial::{Terms, Trial, find, shipped};

/// Basic amounts of a city from class amounts and one index.
///
/// The printed index is itself rounded (the file's own trap): the index used is the middle of those that print the
/// same and give every printed amount; none such is a failure.
pub(super) fn basic_tpp(fields: &mut Fields<'_>, expected: &mut Expected<'_>) -> Result<(), String> {
    let printed = fields.get("index_printed").and_then(Value::decimal).ok_or("index_printed is no number")?;
    let classes = fields.get("tukin_bpk").and_then(Value::table).ok_or("tukin_bpk is no table")?;
    let half_unit = Decimal::new(5, printed.scale() + 1);
    let (mut low, mut high) = (printed - half_unit, printed + half_unit);
    let results = expected.table("basic_tpp").ok_or("basic_tpp is no table")?;
    let amount = |value: &Value| value.int().map(Decimal::from).ok_or("an amount is no whole number");
    for (class, result) in results {
        let base = amount(classes.get(class).ok_or_else(|| format!("{class}: no class amount"))?)?;
        let half = Decimal::new(5, 1);
        low = low.max((amount(result)? - half) / base);
        high = high.min((amount(result)? + half) / base);
    }
    if low >= high {
        return Err(format!("no index between {low} and {high} gives every amount"));
    }
    let mut trial = Trial::new(shipped("nasional")?);
    trial.confirm("pagu.index", (low + (high - low) / Decimal::TWO).round_dp(12))?;
    for account in ["beban_kerja", "tempat_bertugas", "kondisi_kerja", "kelangkaan_profesi", "prestasi_kerja"] {
        trial.confirm(&format!("accounts.{account}.1"), if account == "prestasi_kerja" { 100 } else { 0 })?;
    }
    trial.set("productivity", 100);
    let mut found = std::collections::BTreeMap::new();
    for (class, base) in classes {
        let kelas: u8 = class.trim_start_matches('c').parse().map_err(|_| format!("{class}: no class"))?;
        let stated = trial.policy().values().iter().find(|entry| entry.path == format!("pagu.class.{kelas}"));
        if stated.and_then(|entry| entry.value) != base.decimal() {
            return Err(format!("{class}: another class amount than the policy's"));
        }
        trial.kelas = Some(kelas);
        found.insert(class.clone(), Value::Int(trial.gross()?.gross.total.get()));
    }
    expected.check("basic_tpp", Value::Table(found));
    Ok(())
}

/// The contribution base that salary leaves to TPP.
pub(super) fn bpjs_ceiling(fields: &mut Fields<'_>, expected: &mut Expected<'_>) -> Result<(), String> {
    let need = |value: Option<i64>, key: &str| value.ok_or_else(|| format!("{key} is missing"));
    let ceiling = need(fields.int("ceiling")?, "ceiling")?;
    let percent = |fields: &mut Fields<'_>, key: &str| {
        fields.get(key).and_then(Value::decimal).ok_or_else(|| format!("{key} is no number"))
    };
    let terms = Terms {
        salary: Rupiah::new(need(fields.int("salary_base_already_charged")?, "salary_base_already_charged")?),
        ceiling: Rupiah::new(ceiling),
        worker: percent(fields, "worker_percent_on_tpp")?,
        employer: percent(fields, "employer_percent_on_tpp")?,
    };
    let mut trial = Trial::new(shipped("contoh")?);
    trial.kelas = Some(17);
    trial.set("productivity", 100);
    trial.set("presence_percent", 100);
    // The amount of the highest class alone exceeds what the ceiling leaves.
    let gross = trial.gross()?.gross;
    let (_, steps) = trial.net(&gross, "IV/e", false, &terms)?;
    match find(&steps, &|step| *step == TppStep::BpjsBase) {
        Some(Shown::Rupiah(base)) => expected.check("maximum_tpp_base", base.get()),
        other => return Err(format!("no base: {other:?}")),
    }
    Ok(())
}
