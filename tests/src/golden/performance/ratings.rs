//! Plans with their realisations, the matrix, the spread of a unit, and absence.

use std::collections::{BTreeMap, BTreeSet};

use domain::calendar::Day;
use domain::cite::{Cite, Confidence};
use domain::derive::{Explaining, Silent, Value as Derived};
use domain::hari_kerja::{KalenderKerja, PolaKerja};
use domain::kinerja::{
    self, Arah, Aspek, Ekspektasi, Hint, Hitung, Hukuman, Indikator, JenisHasil, KelompokJabatan, LampiranSkp,
    Pendekatan, Penilaian, PenilaianHasil, Period, Perspektif, PlanProblem, Position, Predikat, PredikatOrganisasi,
    Rating, RatingProblem, Realisasi, RencanaHasil, Skp, Spread, Target,
};
use rust_decimal::Decimal;

use super::super::Verdict;
use super::super::fields::Fields;
use super::super::value::Value;
use super::{Doc, Out, count, decimal, each, known, need, parsed, table};

/// The last day of the year the computed cases speak of.
fn year_end() -> Result<Day, String> {
    Day::new(2025, 12, 31).ok_or_else(|| "no such day".into())
}

/// One row of a printed form.
struct Row {
    label: String,
    indicators: Vec<(Indikator, Option<Realisasi>)>,
    kind: JenisHasil,
    perspective: Option<Perspektif>,
    says: Option<Ekspektasi>,
    reason: String,
    number: i64,
}

fn read_row(place: &str, fields: &mut Fields<'_>, approach: Pendekatan) -> Result<Row, String> {
    let number = need(fields.int("no")?, "no")?;
    let label = format!("{number}{}", fields.text("sub")?.unwrap_or_default());
    let kind = match fields.text("kind")? {
        None | Some("utama") => JenisHasil::Utama,
        Some("tambahan") => JenisHasil::Tambahan,
        Some(other) => return Err(format!("kind: {other} is not understood")),
    };
    let perspective = match fields.text("perspective")? {
        None => None,
        Some("penerima layanan") => Some(Perspektif::PenerimaLayanan),
        Some("proses bisnis") => Some(Perspektif::ProsesBisnis),
        Some("penguatan internal") => Some(Perspektif::PenguatanInternal),
        Some("anggaran") => Some(Perspektif::Anggaran),
        Some(other) => return Err(format!("perspective: {other} is not understood")),
    };
    let says = match need(fields.text("leader_says")?, "leader_says")? {
        "not_stated" => None,
        other => Some(other.parse().map_err(|_| format!("leader_says: {other} is not understood"))?),
    };
    let aspect = match fields.text("aspect")? {
        None | Some("kuantitas") => Aspek::Kuantitas,
        Some("kualitas") => Aspek::Kualitas,
        Some("waktu") => Aspek::Waktu,
        Some("biaya") => Aspek::Biaya,
        Some(other) => return Err(format!("aspect: {other} is not understood")),
    };
    let direction = match fields.text("direction")? {
        None | Some("higher") => Arah::Naik,
        Some("lower") => Arah::Turun,
        Some(other) => return Err(format!("direction: {other} is not understood")),
    };
    let text = fields.text("indicator")?.unwrap_or("not printed").to_owned();
    let indicator = |at: usize, text: String, unit: &str, target| Indikator {
        id: format!("{place}.{at}"),
        text,
        aspect,
        unit: unit.to_owned(),
        target,
        direction,
        counting: Hitung::Terakhir,
    };
    let indicators = if approach == Pendekatan::Kualitatif {
        let measures = need(fields.texts("measures")?, "measures")?;
        need(fields.text("realisation")?, "realisation")?;
        let narrative = |(at, text): (usize, String)| {
            (
                indicator(at, text.clone(), "", Target::Narrative { text }),
                Some(Realisasi { amount: Decimal::ONE, unit: None }),
            )
        };
        measures.into_iter().enumerate().map(narrative).collect()
    } else {
        let target = if fields.has("target") {
            Target::Value { value: decimal(fields, "target")? }
        } else {
            Target::Range { min: decimal(fields, "target_min")?, max: decimal(fields, "target_max")? }
        };
        let unit = need(fields.text("unit")?, "unit")?;
        let done = Realisasi {
            amount: decimal(fields, "realisation")?,
            unit: fields.text("realisation_unit")?.map(str::to_owned),
        };
        vec![(indicator(0, text, unit, target), Some(done))]
    };
    let reason = fields.text("reason")?.unwrap_or_default().to_owned();
    Ok(Row { label, indicators, kind, perspective, says, reason, number })
}

fn plan_of(rows: &[Row], approach: Pendekatan, group: KelompokJabatan) -> Skp {
    let result = |row: &Row| RencanaHasil {
        id: row.label.clone(),
        text: "printed".into(),
        superior_result: None,
        kind: row.kind,
        weight: None,
        perspective: row.perspective,
        indicators: Vec::new(),
    };
    let mut results: Vec<RencanaHasil> = Vec::new();
    for row in rows {
        if results.last().is_none_or(|last| last.id != row.label) {
            results.push(result(row));
        }
        if let Some(last) = results.last_mut() {
            last.indicators.extend(row.indicators.iter().map(|(indicator, _)| indicator.clone()));
        }
    }
    Skp {
        period: Period::Tahun { year: 2022 },
        approach,
        group,
        results,
        behaviour: Vec::new(),
        annex: LampiranSkp::default(),
    }
}

/// A printed plan with realisations and what the leader wrote.
pub fn skp_evaluation(doc: &Doc, out: &mut Out) -> Result<(), String> {
    known(doc, &["item", "expected"], out);
    let (mut approach, mut group) = (Pendekatan::Kuantitatif, KelompokJabatan::JaJf);
    table(doc, "meta", out, |meta, out| {
        meta.text("kind")?;
        approach = match need(meta.text("approach")?, "approach")? {
            "kuantitatif" => Pendekatan::Kuantitatif,
            "kualitatif" => Pendekatan::Kualitatif,
            other => return Err(format!("approach: {other} is not understood")),
        };
        group = match need(meta.text("position_group")?, "position_group")? {
            "jpt" => KelompokJabatan::Jpt,
            "ja_jf" => KelompokJabatan::JaJf,
            other => return Err(format!("position_group: {other} is not understood")),
        };
        let curve = need(meta.text("organisation_curve")?, "organisation_curve")?;
        let parsed: Result<PredikatOrganisasi, _> = serde_json::from_value(curve.into());
        parsed.map_err(|_| format!("organisation_curve: {curve} is not understood"))?;
        out.figures += 1;
        Ok(())
    })?;
    let mut rows = Vec::new();
    let mut positions = Vec::new();
    each(doc, "item", out, |place, fields, out| {
        let row = read_row(place, fields, approach)?;
        for (indicator, done) in &row.indicators {
            let Hint { position, .. } = kinerja::hint(indicator, done.as_ref());
            if let Some(expected) = fields.get("position_in_range") {
                out.same(&format!("{place}.position_in_range"), expected, position_code(position));
            }
            positions.push(position);
        }
        rows.push(row);
        Ok(())
    })?;
    let plan = plan_of(&rows, approach, group);
    let problems = kinerja::check(&plan);
    let positions: BTreeMap<&str, Position> =
        plan.indicators().map(|(_, indicator)| indicator.id.as_str()).zip(positions).collect();
    judged(&rows, &plan, &positions, out);
    table(doc, "expected", out, |fields, out| expected(&rows, &plan, &problems, &positions, fields, out))
}

const fn position_code(position: Position) -> &'static str {
    match position {
        Position::Inside => "inside",
        Position::Better => "better",
        Position::Worse => "worse",
        Position::Unknown => "unknown",
    }
}

/// What the leader wrote can be filed with its reason, and not without one where figures lie below.
fn judged(rows: &[Row], plan: &Skp, positions: &BTreeMap<&str, Position>, out: &mut Out) {
    let mut penilaian = Penilaian {
        results: Vec::new(),
        behaviours: Vec::new(),
        hasil: Ekspektasi::Sesuai,
        perilaku: Ekspektasi::Sesuai,
        note: String::new(),
        recommendation: String::new(),
    };
    for row in rows.iter().filter(|row| row.says.is_some()) {
        if penilaian.results.iter().all(|entry| entry.result != row.label) {
            let (result, note) = (row.label.clone(), row.reason.clone());
            penilaian.results.push(PenilaianHasil { result, ekspektasi: row.says, note });
        }
    }
    let position = |indicator: &Indikator| positions.get(indicator.id.as_str()).copied().unwrap_or(Position::Unknown);
    out.figures += 1;
    let found = kinerja::check_penilaian(&penilaian, plan, position);
    out.wrong.extend(found.iter().map(|problem| format!("what the leader wrote cannot be filed: {problem:?}")));
    for entry in &mut penilaian.results {
        entry.note.clear();
    }
    let missing = kinerja::check_penilaian(&penilaian, plan, position);
    let meets_below =
        rows.iter().filter(|row| row.says.is_some_and(|says| says >= Ekspektasi::Sesuai) && worse(row, positions));
    let asked = missing.iter().filter(|problem| matches!(problem, RatingProblem::ReasonMissing { .. })).count();
    if asked != meets_below.count() {
        out.wrong.push(format!("reasons asked for: {missing:?}"));
    }
}

fn worse(row: &Row, positions: &BTreeMap<&str, Position>) -> bool {
    row.indicators.iter().any(|(indicator, _)| positions.get(indicator.id.as_str()) == Some(&Position::Worse))
}

fn expected(
    rows: &[Row],
    plan: &Skp,
    problems: &[PlanProblem],
    positions: &BTreeMap<&str, Position>,
    fields: &mut Fields<'_>,
    out: &mut Out,
) -> Result<(), String> {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let labels = |keep: &dyn Fn(&Row) -> bool| -> Vec<String> {
        rows.iter().filter(|row| keep(row)).map(|row| row.label.clone()).collect()
    };
    let budget = problems.contains(&PlanProblem::BudgetPerspectiveMissing);
    let results: BTreeSet<i64> = rows.iter().map(|row| row.number).collect();
    let kinds = |kind| number(rows.iter().filter(|row| row.kind == kind).count());
    let at = |position| number(positions.values().filter(|one| **one == position).count());
    // A file may print only some rows of a form: then its counts are upper bounds.
    let part = fields.has("planned_results") && fields.int("planned_results")? != Some(number(results.len()));
    for (key, found) in [
        ("planned_results", number(results.len())),
        ("utama", kinds(JenisHasil::Utama)),
        ("tambahan", kinds(JenisHasil::Tambahan)),
    ] {
        if part {
            let limit = fields.int(key)?;
            if limit.is_some_and(|limit| found > limit) {
                out.wrong.push(format!("{key}: {found} rows given of {limit:?}"));
            }
        } else {
            out.expect("expected", fields, key, found);
        }
    }
    out.expect("expected", fields, "items", number(rows.len()));
    out.expect("expected", fields, "indicators", number(plan.indicators().count()));
    for (key, position) in [("inside", Position::Inside), ("better", Position::Better), ("worse", Position::Worse)] {
        out.expect("expected", fields, key, at(position));
    }
    out.expect("expected", fields, "perspektif_anggaran_present", !budget);
    let unit = problems.iter().any(|problem| matches!(problem, PlanProblem::UnitMissing { .. }));
    out.expect("expected", fields, "unit_of_measure_required", unit);
    let several = plan.results.iter().any(|result| result.indicators.len() > 1);
    out.expect("expected", fields, "one_result_has_several_measures", several);
    out.expect("expected", fields, "mechanically_below_target", labels(&|row| worse(row, positions)));
    let says = |row: &Row, says| row.says == Some(says);
    out.expect("expected", fields, "judged_below_expectation", labels(&|row| says(row, Ekspektasi::DiBawah)));
    out.expect("expected", fields, "judged_sesuai", labels(&|row| says(row, Ekspektasi::Sesuai)));
    let although = labels(&|row| says(row, Ekspektasi::Sesuai) && worse(row, positions));
    out.expect("expected", fields, "judged_sesuai_although_below_target", although);
    let left: Vec<_> =
        problems.iter().filter(|problem| !(part && **problem == PlanProblem::BudgetPerspectiveMissing)).collect();
    out.wrong.extend(left.into_iter().map(|problem| format!("the printed plan is refused: {problem:?}")));
    Ok(())
}

/// Reads two judgements and derives their predikat, silent and explained.
pub fn predikat_of(fields: &mut Fields<'_>) -> Result<Predikat, String> {
    let rating = Rating { hasil: parsed(fields, "hasil_kerja")?, perilaku: parsed(fields, "perilaku_kerja")? };
    let period = Period::Tahun { year: 2025 };
    let mut explaining = Explaining::default();
    let explained = kinerja::predikat(period, rating, &mut explaining).map_err(|gap| format!("{gap:?}"))?;
    let silent = kinerja::predikat(period, rating, &mut Silent).map_err(|gap| format!("{gap:?}"))?;
    let told = explaining.finish().pop().and_then(|step| step.value);
    if silent != explained || told != Some(Derived::Word(silent.code().into())) {
        return Err(format!("silent {silent}, explained {explained}, told {told:?}"));
    }
    Ok(silent)
}

/// All cells of the matrix with what hangs on them.
pub fn matrix(doc: &Doc, out: &mut Out) -> Result<(), String> {
    known(doc, &["case", "note"], out);
    let on = year_end()?;
    let (muda, _) = kinerja::jenjang("Ahli Muda", on).map_err(|gap| format!("{gap:?}"))?;
    each(doc, "case", out, |place, fields, out| {
        let predikat = predikat_of(fields)?;
        out.expect(place, fields, "expected", predikat.code());
        let ak = kinerja::angka_kredit(muda, predikat, 12, on).map_err(|gap| format!("{gap:?}"))?;
        out.expect(place, fields, "expected_ak", ak);
        out.expect(place, fields, "rank_promotion_year_counts", predikat.counts_for_rank());
        Ok(())
    })?;
    Ok(())
}

/// The spread of a unit against the guide.
pub fn distribution(doc: &Doc, out: &mut Out) -> Result<(), String> {
    known(doc, &["case"], out);
    let on = year_end()?;
    each(doc, "case", out, |place, fields, out| {
        let organisasi = need(fields.text("organisasi")?, "organisasi")?;
        let organisasi: PredikatOrganisasi =
            serde_json::from_value(organisasi.into()).map_err(|error| error.to_string())?;
        let mut counts = BTreeMap::new();
        for (code, people) in need(fields.get("counts").and_then(Value::table), "counts")? {
            let predikat: Predikat = code.parse().map_err(|error| format!("{error}"))?;
            counts.insert(predikat, need(people.int().and_then(|n| u32::try_from(n).ok()), code)?);
        }
        let found = match kinerja::spread(organisasi, &counts, on).map_err(|gap| format!("{gap:?}"))? {
            Spread::Ok => "ok",
            Spread::Warn(..) => "warn",
            Spread::SmallGroup { .. } => "small_group",
        };
        out.expect(place, fields, "expected", found);
        Ok(())
    })?;
    Ok(())
}

fn code(points_to: Option<Hukuman>) -> String {
    points_to.map_or_else(|| "none".into(), |kind| format!("{kind:?}"))
}

fn plain_calendar() -> KalenderKerja {
    let cite = Cite { act: "case".into(), article: String::new(), confidence: Confidence::Single, confirmed: None };
    KalenderKerja::given([], &cite)
}

/// Working days from a day on, as many as asked for.
fn working_days(from: Day, count: u32) -> Vec<Day> {
    let calendar = plain_calendar();
    (0..)
        .map(|n| from.plus_days(n))
        .filter(|day| calendar.is_working(*day, PolaKerja::LimaHari) == Ok(true))
        .take(count as usize)
        .collect()
}

/// Absence of a year, and its longest run.
pub fn absence(doc: &Doc, out: &mut Out) -> Result<(), String> {
    known(doc, &["cumulative", "consecutive", "year_end", "run"], out);
    let on = year_end()?;
    let points = |days, run| kinerja::absence(days, run, on).map_err(|gap| format!("{gap:?}"));
    for list in ["cumulative", "consecutive"] {
        each(doc, list, out, |place, fields, out| {
            let found = points(count(fields, "days")?, count(fields, "longest_run")?)?;
            out.expect(place, fields, "expected", code(found.points_to));
            out.expect(place, fields, "salary_stop", found.consecutive);
            Ok(())
        })?;
    }
    each(doc, "year_end", out, |place, fields, out| {
        let by_year = need(fields.get("days_by_year").and_then(Value::table), "days_by_year")?;
        let days: BTreeMap<&str, u32> = by_year
            .iter()
            .map(|(year, days)| Ok((year.as_str(), need(days.int().and_then(|n| u32::try_from(n).ok()), year)?)))
            .collect::<Result<_, String>>()?;
        let first = Day::new(2024, 12, 25).ok_or("no such day")?;
        if fields.has("longest_run") {
            let absent: BTreeSet<Day> = working_days(first, days.values().sum()).into_iter().collect();
            let run = plain_calendar().longest_run(&absent, PolaKerja::LimaHari).map_err(|gap| format!("{gap:?}"))?;
            out.expect(place, fields, "longest_run", i64::from(run));
            let prose = need(fields.text("expected")?, "expected")?;
            let expected = Value::from(prose.split_whitespace().next().unwrap_or_default());
            for one in days.values() {
                out.same(place, &expected, code(points(*one, run)?.points_to));
            }
            return Ok(());
        }
        let expected = need(fields.get("expected").and_then(Value::table), "expected")?;
        for (year, one) in &days {
            let expected = need(expected.get(*year), year)?;
            out.same(&format!("{place}.{year}"), expected, code(points(*one, 0)?.points_to));
            out.differs(place, fields, "wrong_if_not_reset", code(points(*one, 0)?.points_to));
        }
        Ok(())
    })?;
    each(doc, "run", out, |place, fields, out| {
        let monday = Day::new(2025, 6, 2).ok_or("no such day")?;
        if let Some(names) = fields.texts("absent")? {
            let absent = weekdays(monday, &names)?;
            let off = need(fields.texts("holidays_between")?, "holidays_between")?;
            let cite =
                Cite { act: "case".into(), article: String::new(), confidence: Confidence::Single, confirmed: None };
            let calendar = KalenderKerja::given(weekdays(monday, &off)?, &cite);
            let run = calendar.longest_run(&absent, PolaKerja::LimaHari).map_err(|gap| format!("{gap:?}"))?;
            out.expect(place, fields, "expected_run", i64::from(run));
            return Ok(());
        }
        let (before, valid) = (count(fields, "absent_before")?, count(fields, "valid_day")?);
        let after = count(fields, "absent_after")?;
        let all = working_days(monday, before + valid + after);
        let there = all.iter().skip(before as usize).take(valid as usize).collect::<Vec<_>>();
        let absent: BTreeSet<Day> = all.iter().filter(|day| !there.contains(day)).copied().collect();
        let run = plain_calendar().longest_run(&absent, PolaKerja::LimaHari).map_err(|gap| format!("{gap:?}"))?;
        let days = u32::try_from(absent.len()).map_err(|error| error.to_string())?;
        out.expect(place, fields, "expected_longest_run", i64::from(run));
        out.expect(place, fields, "expected_cumulative", i64::from(days));
        out.expect(place, fields, "expected", code(points(days, run)?.points_to));
        Ok(())
    })?;
    Ok(())
}

/// Turns weekday names into days, each after the one before, beginning with a Monday.
fn weekdays(monday: Day, names: &[String]) -> Result<BTreeSet<Day>, String> {
    let mut last = None;
    let mut days = BTreeSet::new();
    for name in names {
        let number = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].iter().position(|one| one == name);
        let number = i64::try_from(need(number, name)?).map_err(|error| error.to_string())?;
        let mut day = monday.plus_days(number);
        while last.is_some_and(|last| day <= last) {
            day = day.plus_days(7);
        }
        last = Some(day);
        days.insert(day);
    }
    Ok(days)
}

/// The percentages of 2021, which live on as hints; its scores do not.
pub fn legacy_8_2021(doc: &Doc, mut out: Out) -> Verdict {
    let rows = each(doc, "iki", &mut out, |place, fields, out| {
        let direction = match need(fields.text("direction")?, "direction")? {
            "higher" => Arah::Naik,
            "lower" => Arah::Turun,
            other => return Err(format!("direction: {other} is not understood")),
        };
        let unit = fields.text("unit")?.unwrap_or("%").to_owned();
        let target = Target::Range { min: decimal(fields, "target_min")?, max: decimal(fields, "target_max")? };
        let (id, text) = (place.to_owned(), place.to_owned());
        let indicator =
            Indikator { id, text, aspect: Aspek::Kualitas, unit, target, direction, counting: Hitung::Terakhir };
        let done = Realisasi { amount: decimal(fields, "realisation")?, unit: None };
        let percent = need(kinerja::hint(&indicator, Some(&done)).percent, "percent")?;
        out.expect_rounded(place, fields, "expected_pct", percent);
        if fields.bool("erratum")? == Some(true) {
            out.differs(place, fields, "printed_pct", percent);
        } else {
            out.expect_rounded(place, fields, "printed_pct", percent);
        }
        Ok(())
    });
    if let Err(error) = rows {
        out.wrong.push(error);
    }
    match out.verdict() {
        Verdict::Exact { figures } => Verdict::NotCovered(format!(
            "{figures} figures of the percentages agree; scores of 2021 have no period in the product"
        )),
        other => other,
    }
}
