//! Plans and the training catalogue of the invented region, in the form of records.

use domain::calendar::Day;
use domain::growth::{Programme, Session, Tempat};
use domain::kinerja::{
    HasilRef, Hitung, Indikator, JenisHasil, KelompokJabatan, LampiranSkp, Pendekatan, Period, Perspektif,
    RencanaHasil, Skp,
};
use rust_decimal::Decimal;

use super::data::{Indicator, data};
use super::people::{DemoPerson, Region};

/// Returns a person's plan of a year; `plan_of` names the plan of another person, for the link to the superior.
pub fn plan(region: &Region, at: usize, year: i32, plan_of: impl Fn(usize) -> String) -> Option<Skp> {
    let person = region.people.get(at)?;
    let period = Period::tahun(year)?;
    let above =
        person.superior.and_then(|superior| region.people.get(superior).map(|boss| (superior, lines(boss).len())));
    let results = lines(person)
        .into_iter()
        .enumerate()
        .map(|(number, line)| {
            let superior_result = above.filter(|(_, count)| *count > 0).map(|(superior, count)| HasilRef {
                plan: plan_of(superior),
                result: format!("h{}", number % count + 1),
            });
            result(person, number + 1, line, superior_result)
        })
        .collect();
    Some(Skp {
        period,
        approach: Pendekatan::Kuantitatif,
        group: if jpt(person) { KelompokJabatan::Jpt } else { KelompokJabatan::JaJf },
        results,
        behaviour: Vec::new(),
        annex: LampiranSkp {
            resources: vec!["Aplikasi, data, dan perjalanan dinas sesuai anggaran".into()],
            accountability: vec!["Lapor kemajuan setiap akhir triwulan".into()],
            consequences: vec!["Hasil menjadi dasar pengembangan kompetensi".into()],
        },
    })
}

fn jpt(person: &DemoPerson) -> bool {
    matches!(&person.post, domain::pay::Post::Struktural { eselon } if eselon.starts_with("II") && !eselon.starts_with("III"))
}

/// The lines of a person's plan: those of the post first, filled up to three by group and kind of post.
fn lines(person: &DemoPerson) -> Vec<&'static Indicator> {
    let data = data();
    let Some(post) = data.posts.iter().find(|post| post.code == person.post_code) else { return Vec::new() };
    let named =
        |name: &str| data.indicators.iter().filter(move |line| line.r#for.iter().any(|one| one == name)).collect();
    let of_post: Vec<&Indicator> = named(&post.code);
    let of_group: Vec<&Indicator> = post.group.as_deref().map(named).unwrap_or_default();
    let of_kind: Vec<&Indicator> = named(&post.kind);
    let budget = |line: &&&Indicator| line.perspective == Some(Perspektif::Anggaran);
    let all = of_post.iter().chain(&of_group).chain(&of_kind);
    let mut lines: Vec<&Indicator> = all.clone().filter(|_| jpt(person)).filter(budget).take(1).copied().collect();
    let mut rest: Vec<&Indicator> = of_post.iter().take(3).copied().collect();
    rest.extend(of_group.into_iter().chain(of_kind));
    for line in rest {
        if lines.len() < 3.max(of_post.len().min(4)) && !lines.iter().any(|one| one.text == line.text) {
            lines.push(line);
        }
    }
    lines
}

fn result(person: &DemoPerson, number: usize, line: &Indicator, superior_result: Option<HasilRef>) -> RencanaHasil {
    RencanaHasil {
        id: format!("h{number}"),
        text: line.result.clone(),
        superior_result,
        kind: if number <= 3 { JenisHasil::Utama } else { JenisHasil::Tambahan },
        weight: None,
        perspective: jpt(person).then(|| line.perspective.unwrap_or(Perspektif::PenerimaLayanan)),
        indicators: vec![Indikator {
            id: format!("h{number}i1"),
            text: line.text.clone(),
            aspect: line.aspect,
            unit: line.unit.clone(),
            target: line.target.clone(),
            direction: line.direction,
            counting: if line.unit == "berkas" { Hitung::Jumlah } else { Hitung::Terakhir },
        }],
    }
}

/// Returns the training catalogue with dates after the day.
#[must_use]
pub fn catalogue(today: Day) -> Vec<Programme> {
    let data = data();
    let posts = |names: &[String]| -> Vec<String> {
        let posts = data.posts.iter().filter(|post| names.iter().any(|name| post.is(name)));
        posts.map(|post| post.code.clone()).collect()
    };
    let session = |(number, weeks): (usize, &i64), days: i64, place: &str, quota| {
        let monday = today.plus_days(7 * weeks + 8 - i64::from(today.weekday()));
        // Five days of a week are class days.
        let until = monday.plus_days((days - 1) / 5 * 7 + (days - 1) % 5);
        Session {
            id: format!("{}", number + 1),
            from: monday,
            until,
            place: place.to_owned(),
            abroad: Tempat::DalamNegeri,
            quota,
        }
    };
    data.programmes
        .iter()
        .map(|written| Programme {
            id: written.id.clone(),
            title: written.title.clone(),
            topic: written.topic.clone(),
            provider: written.provider.clone(),
            form: written.form,
            jp: Some(Decimal::from(written.jp)),
            jp_confidence: written.jp_confidence,
            areas: written.areas.clone(),
            target_posts: posts(&written.r#for),
            description: written.description.clone(),
            sessions: (written.starts.iter().enumerate())
                .map(|start| session(start, written.days, &written.place, written.quota))
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::people::{PEOPLE, people};
    use domain::kinerja::check;

    #[test]
    fn every_person_has_a_plan_without_faults_that_hangs_on_the_superiors() {
        let region = people(7, "2026-11-21".parse().unwrap(), PEOPLE);
        for at in 0..region.people.len() {
            let person = &region.people[at];
            let own = plan(&region, at, 2026, |one| format!("plan/{one}/2026")).unwrap();
            assert_eq!(check(&own), vec![], "{}", person.post_code);
            assert!((2..=6).contains(&own.results.len()), "{} {}", person.post_code, own.results.len());
            for link in own.results.iter().filter_map(|result| result.superior_result.as_ref()) {
                let boss = plan(&region, person.superior.unwrap(), 2026, |one| format!("plan/{one}/2026")).unwrap();
                assert!(boss.result(&link.result).is_some(), "{}", person.post_code);
            }
        }
    }

    #[test]
    fn the_catalogue_is_sound_and_answers_every_value() {
        let today = "2026-11-21".parse().unwrap();
        let all = catalogue(today);
        for programme in &all {
            assert_eq!(domain::growth::check_programme(programme), vec![], "{}", programme.id);
            assert!(programme.sessions.iter().all(|one| one.from > today && one.from.weekday() == 1));
        }
        for nilai in domain::kinerja::Nilai::ALL {
            let area = domain::growth::Area::Nilai(nilai);
            let open = all.iter().any(|one| one.areas.contains(&area) && one.target_posts.is_empty());
            assert!(open, "no programme for everyone answers {area}");
        }
        assert!(all.len() >= 25);
    }
}
