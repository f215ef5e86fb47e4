//! Cases worked out from the rules of one region or of the national default.

use domain::kinerja::Predikat;
use domain::money::Rupiah;
use domain::tpp::{Acting, ActingMode, Gross, Policy, TppTax};
use rust_decimal::Decimal;

use super::super::fields::{Expected, Fields};
use super::super::value::Value;
use super::trial::{Terms, Trial, json, labelled, shipped};

/// Reads a number when the key is there.
fn number(fields: &mut Fields<'_>, key: &str) -> Result<Option<Decimal>, String> {
    match fields.get(key) {
        None => Ok(None),
        Some(value) => value.decimal().map(Some).ok_or_else(|| format!("{key}: not a number")),
    }
}

fn needed(fields: &mut Fields<'_>, key: &str) -> Result<Decimal, String> {
    number(fields, key)?.ok_or_else(|| format!("{key} is missing"))
}

fn rupiah(fields: &mut Fields<'_>, key: &str) -> Result<Option<Rupiah>, String> {
    Ok(fields.int(key)?.map(Rupiah::new))
}

/// Delivers the measures whose inputs the case has.
fn deliver(trial: &mut Trial, fields: &mut Fields<'_>, pairs: &[(&str, &str)]) -> Result<(), String> {
    for (key, measure) in pairs {
        if let Some(value) = number(fields, key)? {
            trial.set(measure, value);
        }
    }
    Ok(())
}

/// Compares a figure that may carry a fraction in the engine and none in the case.
fn exact(expected: &mut Expected<'_>, key: &str, found: Option<Decimal>) {
    if let Some(found) = found {
        expected.check(key, found.normalize());
    }
}

fn confirm_accounts(trial: &mut Trial, full: &str) -> Result<(), String> {
    let keys: Vec<String> = trial.policy().accounts().iter().map(|account| account.key.clone()).collect();
    for key in keys {
        trial.confirm(&format!("accounts.{key}.1"), if key == full { 100 } else { 0 })?;
    }
    Ok(())
}

/// A class amount that any ceiling is a finite index of.
const CLASS_12: i64 = 16_000_000;

fn national_trial(policy: Policy, pagu: Decimal) -> Result<Trial, String> {
    let mut trial = Trial::new(policy);
    trial.kelas = Some(12);
    trial.confirm("pagu.index", pagu / Decimal::from(CLASS_12))?;
    confirm_accounts(&mut trial, "prestasi_kerja")?;
    Ok(trial)
}

/// The national default.
pub(super) fn national(fields: &mut Fields<'_>, expected: &mut Expected<'_>) -> Result<(), String> {
    const MEASURES: [(&str, &str); 12] = [
        ("TL1", "tl1"),
        ("TL2", "tl2"),
        ("TL3", "tl3"),
        ("TL4", "tl4"),
        ("PSW1", "psw1"),
        ("PSW2", "psw2"),
        ("PSW3", "psw3"),
        ("PSW4", "psw4"),
        ("missing_clock_in", "no_clock_in"),
        ("missing_clock_out", "no_clock_out"),
        ("absent_days", "absent_days"),
        ("productivity_percent", "productivity"),
    ];
    let pagu = needed(fields, "pagu")?;
    let mut trial = national_trial(shipped("nasional")?, pagu)?;
    deliver(&mut trial, fields, &MEASURES)?;
    let found = trial.gross()?;
    expected.check("tpp", found.gross.total.get());
    if expected.wants("if_cut_taken_from_whole") {
        let mut other = national_trial(national_with_whole_base()?, pagu)?;
        for (key, measure) in MEASURES {
            if let Some(value) = number(fields, key)? {
                other.set(measure, value);
            }
        }
        expected.check("if_cut_taken_from_whole", other.gross()?.gross.total.get());
    }
    Ok(())
}

/// The shipped national file with one word changed: cuts taken from the whole.
fn national_with_whole_base() -> Result<Policy, String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/domain/policy/nasional.toml");
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let text = text.replace("[[steps.test.parts.cuts]]\n", "[[steps.test.parts.cuts]]\nbase = \"whole\"\n");
    Policy::from_json(&json(&text)?.to_string()).map_err(|errors| format!("{errors:?}"))
}

/// Kota Manado.
pub(super) fn manado(fields: &mut Fields<'_>, expected: &mut Expected<'_>) -> Result<(), String> {
    const MEASURES: [(&str, &str); 13] = [
        ("targets_mean_percent", "targets_mean"),
        ("behaviour_sum", "behaviour_sum"),
        ("late_upto_30", "tmk1"),
        ("late_upto_60", "tmk2"),
        ("late_31_60", "tmk2"),
        ("late_over_60", "tmk3"),
        ("early_upto_30", "pksw1"),
        ("early_upto_60", "pksw2"),
        ("early_over_60", "pksw3"),
        ("missing_clock_in", "no_clock_in"),
        ("invalid_location", "invalid_location"),
        ("punishment_percent", "punishment_percent"),
        ("presence_percent", "presence_percent"),
    ];
    if fields.has("own_pagu") {
        return manado_acting(fields, expected);
    }
    let mut trial = Trial::new(shipped("kota-manado")?);
    trial.kelas = Some(9);
    for (measure, full) in [("targets_mean", 100), ("behaviour_sum", 700), ("presence_percent", 100)] {
        trial.set(measure, full);
    }
    // A case about the contribution states the amount itself.
    let pagu = match number(fields, "pagu")? {
        Some(pagu) => pagu,
        None => needed(fields, "tpp")?,
    };
    trial.confirm("pagu.class.9", pagu)?;
    confirm_accounts(&mut trial, "prestasi_kerja")?;
    deliver(&mut trial, fields, &MEASURES)?;
    if let Some(percent) = number(fields, "percent_before_gate")? {
        // A punishment brings an otherwise full month to the percent the case starts from.
        let weight = Decimal::from(40);
        trial.set("punishment_percent", (Decimal::ONE_HUNDRED - percent) * Decimal::ONE_HUNDRED / weight);
    }
    let found = trial.gross()?.gross;
    expected.check("tpp", found.total.get());
    let group = fields.text("rank_group")?.unwrap_or("III");
    let terms = Terms {
        salary: rupiah(fields, "salary")?.unwrap_or_default(),
        ceiling: rupiah(fields, "ceiling")?.unwrap_or(Terms::default().ceiling),
        ..Terms::default()
    };
    let (net, _) = trial.net(&found, &rank_of(group), false, &terms)?;
    expected.check("bpjs", net.bpjs.get());
    if let TppTax::Final(tax) = net.tax {
        expected.check("tax", tax.get());
    }
    expected.check("net", net.net.get());
    Ok(())
}

fn rank_of(group: &str) -> String {
    if group.contains('/') { group.to_owned() } else { format!("{group}/a") }
}

fn manado_acting(fields: &mut Fields<'_>, expected: &mut Expected<'_>) -> Result<(), String> {
    let mut trial = Trial::new(shipped("kota-manado")?);
    trial.kelas = Some(9);
    trial.confirm("pagu.class.9", needed(fields, "own_pagu")?)?;
    trial.confirm("pagu.class.11", needed(fields, "acting_pagu")?)?;
    confirm_accounts(&mut trial, "prestasi_kerja")?;
    for (measure, full) in [("targets_mean", 100), ("behaviour_sum", 700), ("presence_percent", 100)] {
        trial.set(measure, full);
    }
    let share_percent = number(fields, "share_percent")?;
    for (key, mode) in [("replace", ActingMode::Replace), ("share", ActingMode::Share), ("add", ActingMode::Add)] {
        trial.acting = Some(Acting { kelas: Some(11), post: None, mode: Some(mode), share_percent, full_months: 1 });
        expected.check(key, trial.gross()?.gross.total.get());
    }
    Ok(())
}

/// Kota Banjarmasin.
pub(super) fn banjarmasin(fields: &mut Fields<'_>, expected: &mut Expected<'_>) -> Result<(), String> {
    let mut trial = Trial::new(shipped("kota-banjarmasin")?);
    trial.kelas = Some(9);
    trial.confirm("pagu.class.9", needed(fields, "basic_tpp")?)?;
    for account in ["beban", "prestasi", "kondisi", "kelangkaan"] {
        let percent = number(fields, &format!("{account}_percent"))?.unwrap_or_default();
        trial.confirm(&format!("accounts.{account}.1"), percent)?;
    }
    trial.set("credited_days", 0);
    deliver(&mut trial, fields, &[("attendance_percent", "attendance_percent"), ("minutes", "validated_minutes")])?;
    trial.predikat = match fields.text("skp_rating")? {
        None => None,
        Some("kurang") => Some(Predikat::KurangMisconduct),
        Some(word) => Some(word.parse().map_err(|error| format!("skp_rating: {error:?}"))?),
    };
    trial.unit_kind = Some(unit_of(&trial, number(fields, "fiscal_factor")?)?);
    let found = trial.gross()?.gross;
    for (account, amount) in trial.policy().accounts().iter().zip(&found.accounts) {
        expected.check(&account.key, amount.get());
    }
    expected.check("total", found.total.get());
    Ok(())
}

/// The kind of unit that has the factor a case states.
fn unit_of(trial: &Trial, factor: Option<Decimal>) -> Result<String, String> {
    let Some(factor) = factor else { return Ok("dinas".to_owned()) };
    let entry =
        trial.policy().values().iter().find(|entry| entry.path.contains("faktor.") && entry.value == Some(factor));
    let kind = entry.and_then(|entry| entry.path.rsplit('.').next());
    kind.map(str::to_owned).ok_or_else(|| format!("no kind of unit has the factor {factor}"))
}

fn by_post(name: &str, path: &str, amount: Decimal) -> Result<Trial, String> {
    let mut trial = Trial::new(shipped(name)?);
    trial.post = Some("anda");
    trial.confirm(path, amount)?;
    Ok(trial)
}

/// Kabupaten Pakpak Bharat.
pub(super) fn pakpak_bharat(fields: &mut Fields<'_>, expected: &mut Expected<'_>) -> Result<(), String> {
    let mut trial = by_post("kab-pakpak-bharat", "pagu.anda.tpp", needed(fields, "tpp")?)?;
    trial.set("ekinerja", 100);
    let bands = [(30, "kurang30"), (60, "kurang60"), (90, "kurang90"), (i64::MAX, "kurang_lebih")];
    if let Some(minutes) = fields.int("late_minutes_day1")?
        && let Some((_, measure)) = bands.iter().find(|(upto, _)| minutes <= *upto)
    {
        trial.set(measure, 1);
    }
    // The rule is written twice, 3 and 4 percent: the case follows the screen.
    trial.confirm("nilai.tanpa_keterangan.absent_days", 3)?;
    let counted = [("missing_clock_days", "missing_clock"), ("absent_days", "absent_days"), ("sick_days", "sick_days")];
    deliver(&mut trial, fields, &counted)?;
    let found = trial.gross()?;
    exact(expected, "attendance_after", labelled(&found.steps, "Kehadiran"));
    exact(expected, "absence_cut", labelled(&found.steps, "Tanpa keterangan"));
    exact(expected, "sick_cut", labelled(&found.steps, "Sakit"));
    expected.check("net_before_tax", found.gross.total.get());
    Ok(())
}

/// Kabupaten Pesisir Barat.
pub(super) fn pesisir_barat(fields: &mut Fields<'_>, expected: &mut Expected<'_>) -> Result<(), String> {
    let mut trial = by_post("kab-pesisir-barat", "pagu.anda.tpp", needed(fields, "tpp")?)?;
    if let Some(percent) = number(fields, "late_row_percent")? {
        trial.confirm("nilai.hari.harian.late_row1", percent)?;
        trial.set("late_row1", 1);
    }
    deliver(&mut trial, fields, &[("working_days", "working_days"), ("absent_days", "absent_days")])?;
    let found = trial.gross()?;
    exact(expected, "late_cut", labelled(&found.steps, "Potongan harian"));
    exact(expected, "absent_cut", labelled(&found.steps, "Tidak masuk"));
    expected.check("month", found.gross.total.get());
    Ok(())
}

/// Provinsi Sumatera Utara.
pub(super) fn sumatera_utara(fields: &mut Fields<'_>, expected: &mut Expected<'_>) -> Result<(), String> {
    let mut trial = Trial::new(shipped("prov-sumatera-utara")?);
    trial.post = Some("anda");
    for account in ["beban_kerja", "prestasi_kerja", "kondisi_kerja", "kelangkaan_profesi"] {
        let amount = number(fields, account)?.unwrap_or_default();
        trial.confirm(&format!("pagu.anda.{account}"), amount)?;
    }
    for measure in ["productivity", "attendance", "behaviour", "bpjs_worker", "cut_percent"] {
        deliver(&mut trial, fields, &[(measure, measure)])?;
    }
    let found = trial.gross()?.gross;
    expected.check("gross", found.total.get());
    let group = rank_of(fields.text("rank_group")?.ok_or("rank_group is missing")?);
    let zakat = fields.bool("religion_zakat")?.unwrap_or(false);
    let (net, _) = trial.net(&found, &group, zakat, &Terms::default())?;
    expected.check("after_bpjs", found.total.get() - net.bpjs.get());
    if let TppTax::Final(tax) = net.tax {
        expected.check("tax", tax.get());
    }
    expected.check("zakat", net.zakat.get());
    expected.check("net", net.net.get());
    Ok(())
}

/// Kabupaten Tapanuli Tengah.
pub(super) fn tapanuli_tengah(fields: &mut Fields<'_>, expected: &mut Expected<'_>) -> Result<(), String> {
    let mut trial = by_post("kab-tapanuli-tengah", "pagu.anda.tpp", needed(fields, "amount")?)?;
    let pairs = [
        ("skp", "skp"),
        ("report_day", "report_day"),
        ("late_minutes_month", "late_minutes"),
        ("early_minutes_month", "early_minutes"),
        ("absent_days", "absent_days"),
    ];
    deliver(&mut trial, fields, &pairs)?;
    if let Some(punished) = fields.bool("punished")? {
        trial.set("punished", i64::from(punished));
    }
    let Gross { total, percent, .. } = trial.gross()?.gross;
    expected.check("points", Value::Decimal(percent));
    expected.check("tpp", total.get());
    Ok(())
}
