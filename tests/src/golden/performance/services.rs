//! Terms of working days, credit, study leave and lesson hours.

use domain::asn::Status;
use domain::calendar::Day;
use domain::cite::{Cite, Confidence};
use domain::growth::{self, Kegiatan, Tempat};
use domain::hari_kerja::{KalenderKerja, PolaKerja};
use domain::kinerja::{self, Jenjang, KelasIpk, Predikat, Studi};
use rust_decimal::Decimal;

use super::super::fields::Fields;
use super::super::value::Value;
use super::{Doc, Out, count, decimal, each, half_up, known, need, parsed, table};

fn day(fields: &mut Fields<'_>, key: &str) -> Result<Day, String> {
    parsed(fields, key)
}

fn on() -> Result<Day, String> {
    Day::new(2025, 12, 31).ok_or_else(|| "no such day".into())
}

/// Terms counted in working days, with the holidays the case gives.
pub fn deadline(doc: &Doc, out: &mut Out) -> Result<(), String> {
    known(doc, &["case"], out);
    each(doc, "case", out, |place, fields, out| {
        let from = day(fields, "from")?;
        let days = count(fields, "working_days")?;
        let holidays = need(fields.texts("holidays")?, "holidays")?;
        let holidays: Result<Vec<Day>, _> = holidays.iter().map(|text| text.parse()).collect();
        let cite = Cite { act: "case".into(), article: String::new(), confidence: Confidence::Single, confirmed: None };
        let calendar = KalenderKerja::given(holidays.map_err(|error| error.to_string())?, &cite);
        let last = calendar.deadline(from, days, PolaKerja::LimaHari).map_err(|gap| format!("{gap:?}"))?;
        out.expect(place, fields, "expected_last_day", Value::Date(last.to_string()));
        out.expect(place, fields, "calendar_days_would_give", Value::Date(from.plus_days(i64::from(days)).to_string()));
        Ok(())
    })?;
    Ok(())
}

fn level(fields: &mut Fields<'_>) -> Result<&'static Jenjang, String> {
    let name = need(fields.text("jenjang")?, "jenjang")?;
    kinerja::jenjang(name, on()?).map(|(level, _)| level).map_err(|gap| format!("{gap:?}"))
}

fn credit(level: &Jenjang, predikat: Predikat, months: u32) -> Result<Decimal, String> {
    kinerja::angka_kredit(level, predikat, months, on()?).map_err(|gap| format!("{gap:?}"))
}

fn of(name: &str) -> Result<&'static Jenjang, String> {
    kinerja::jenjang(name, on()?).map(|(level, _)| level).map_err(|gap| format!("{gap:?}"))
}

/// Credit of functional posts.
pub fn angka_kredit(doc: &Doc, out: &mut Out) -> Result<(), String> {
    known(doc, &["case", "step", "expected", "years_needed", "path", "split_year"], out);
    let mut sum = Decimal::ZERO;
    for list in ["case", "step"] {
        each(doc, list, out, |place, fields, out| {
            let level = level(fields)?;
            out.expect(place, fields, "koefisien", level.koefisien);
            let exact = credit(level, parsed(fields, "predikat")?, count(fields, "months")?)?;
            out.expect_rounded(place, fields, "expected_exact", exact);
            out.expect_rounded(place, fields, "expected_shown", exact);
            out.expect_rounded(place, fields, "expected_ak", exact);
            sum += exact;
            Ok(())
        })?;
    }
    table(doc, "expected", out, |fields, out| {
        out.expect_rounded("expected", fields, "cumulative", sum);
        Ok(())
    })?;
    each(doc, "years_needed", out, |place, fields, out| {
        let level = level(fields)?;
        let next = need(level.next, "next level")?;
        out.expect(place, fields, "need", i64::from(next));
        let years = |predikat| Ok::<_, String>(Decimal::from(next) / credit(level, predikat, 12)?);
        out.expect(place, fields, "years_all_baik", years(Predikat::Baik)?);
        let best = years(Predikat::SangatBaik)?;
        out.expect_rounded(place, fields, "years_all_sangat_baik", best);
        out.expect(place, fields, "full_years_all_sangat_baik", best.ceil());
        Ok(())
    })?;
    each(doc, "path", out, |place, fields, out| {
        let level = level(fields)?;
        let mut sum = Decimal::ZERO;
        for year in need(fields.texts("years")?, "years")? {
            sum += credit(level, year.parse().map_err(|error| format!("{error}"))?, 12)?;
        }
        out.expect(place, fields, "expected_sum", sum);
        out.expect(place, fields, "need_rank", i64::from(level.rank));
        out.expect(place, fields, "expected_rank_ready", sum >= Decimal::from(level.rank));
        // Counted inside the level: the need for the rank is not taken off.
        out.expect(place, fields, "expected_leftover_towards_next_jenjang", sum);
        Ok(())
    })?;
    each(doc, "split_year", out, |place, fields, out| {
        let name = need(fields.text("name")?, "name")?;
        if name != "promoted from Ahli Pertama to Ahli Muda on 1 July, annual predikat Baik" {
            return Err(format!("name is the input here, and this one is not understood: {name}"));
        }
        let first = credit(of("Ahli Pertama")?, Predikat::Baik, 6)?;
        let second = credit(of("Ahli Muda")?, Predikat::Baik, 6)?;
        out.expect(place, fields, "first_half_exact", first);
        out.expect(place, fields, "second_half_exact", second);
        out.expect(place, fields, "counts_for_new_jenjang", second);
        out.differs(place, fields, "wrong_if_whole_year_at_new_coefficient", second);
        Ok(())
    })?;
    Ok(())
}

/// Classes of grade point averages.
pub fn study_leave_ipk(doc: &Doc, out: &mut Out) -> Result<(), String> {
    known(doc, &["case"], out);
    each(doc, "case", out, |place, fields, out| {
        let level = match need(fields.text("level")?, "level")? {
            "S1" => Studi::S1,
            "Profesi/S2/S3" => Studi::Lanjut,
            other => return Err(format!("level: {other} is not understood")),
        };
        let study_place = match need(fields.text("place")?, "place")? {
            "dalam_negeri" => Tempat::DalamNegeri,
            "luar_negeri" => Tempat::LuarNegeri,
            other => return Err(format!("place: {other} is not understood")),
        };
        let university = fields.text("university")?.filter(|university| *university != "-");
        let ipk = decimal(fields, "ipk")?;
        let (class, _) =
            kinerja::kelas_ipk(level, study_place, university, ipk, on()?).map_err(|gap| format!("{gap:?}"))?;
        let code = match class {
            KelasIpk::SangatBaik => "sangat_baik",
            KelasIpk::Baik => "baik",
            KelasIpk::ButuhPerbaikan => "butuh_perbaikan",
            KelasIpk::Kurang => "kurang",
        };
        out.expect(place, fields, "expected", code);
        Ok(())
    })?;
    Ok(())
}

fn activity(fields: &mut Fields<'_>) -> Result<Kegiatan, String> {
    let place = match need(fields.text("place")?, "place")? {
        "national" => Tempat::DalamNegeri,
        "international" => Tempat::LuarNegeri,
        other => return Err(format!("place: {other} is not understood")),
    };
    // Sessions are no days: no conversion by session is known.
    fields.int("sessions")?;
    Ok(Kegiatan {
        form: need(fields.text("form")?, "form")?.to_owned(),
        jp: fields.get("jp").and_then(Value::decimal),
        days: fields.int("days")?.and_then(|days| u32::try_from(days).ok()),
        place,
    })
}

/// Lesson hours of a year.
pub fn training_jp(doc: &Doc, out: &mut Out) -> Result<(), String> {
    known(doc, &["case"], out);
    let mut need_hours = None;
    table(doc, "meta", out, |meta, _| {
        meta.text("kind")?;
        need_hours = meta.int("need")?;
        Ok(())
    })?;
    let on = on()?;
    each(doc, "case", out, |place, fields, out| {
        let name = need(fields.text("name")?, "name")?;
        let status = if name.starts_with("PPPK") { Status::Pppk } else { Status::Pns };
        let mut activities = Vec::new();
        for item in need(fields.get("activities").and_then(Value::list), "activities")? {
            let mut fields = Fields::new(need(item.table(), "activities")?);
            let activity = activity(&mut fields)?;
            match growth::jp(&activity, on) {
                Ok((hours, _)) => out.expect(place, &mut fields, "expected_jp", hours),
                Err(_) => out.expect(place, &mut fields, "expected_jp", "unknown"),
            }
            out.close(place, &fields);
            activities.push(activity);
        }
        let year = growth::jp_year(&activities, status, on).map_err(|gap| format!("{gap:?}"))?;
        if let Some(hours) = need_hours {
            out.same("need", &Value::from(hours), i64::from(year.need));
        }
        out.expect(place, fields, "expected_total", half_up(year.known, 1));
        out.expect(place, fields, "expected_total_known", year.known);
        match (fields.get("expected_met"), year.met) {
            (Some(Value::Bool(expected)), met) => out.same(place, &Value::Bool(*expected), met == Some(true)),
            (Some(Value::Text(text)), met) => {
                out.same(place, &Value::Bool(text.starts_with("cannot be decided")), met.is_none());
            }
            (Some(_), _) => return Err("expected_met: not understood".into()),
            (None, _) => {}
        }
        let warned = fields.text("expected_warning")?;
        out.same(place, &Value::Bool(warned.is_some()), year.above_ceiling.is_some());
        Ok(())
    })?;
    Ok(())
}
