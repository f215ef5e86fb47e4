//! Which programme answers which gap.
//!
//! Deterministic and explainable: each recommendation names the gaps it stands on; none stands on nothing.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Area, GapSource, Kesenjangan, Kompetensi, Programme};
use crate::asn::Status;
use crate::calendar::Day;
use crate::kinerja::Nilai;

/// What a recommendation needs to know of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonFacts {
    /// Code of the post held.
    pub post: String,
    /// Kind of civil servant.
    pub status: Status,
    /// Programmes already completed.
    pub completed: BTreeSet<String>,
    /// The day asked on; sessions that began are no longer offered.
    pub on: Day,
}

/// A programme that answers gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommendation {
    /// Id of the programme.
    pub programme: String,
    /// Ids of the gaps it answers, in the order of the gap list.
    pub because: Vec<String>,
    /// Id of the next session that has not begun.
    pub next_session: Option<String>,
    /// What else should be known before enrolling.
    pub remarks: Vec<Remark>,
}

/// Something to know before enrolling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Remark {
    /// Made for the post the person holds.
    ForThisPost,
    /// No session lies ahead.
    NoSession,
    /// More lesson hours than a contract year of PPPK usually allows (24 JP, recalled).
    AbovePppkCeiling,
    /// The lesson hours are not stated.
    JpUnknown,
}

/// The competences through which a value is usually trained; own reading of the two lists, side by side.
const fn related(nilai: Nilai) -> &'static [Kompetensi] {
    match nilai {
        Nilai::BerorientasiPelayanan => &[Kompetensi::PelayananPublik],
        Nilai::Akuntabel => &[Kompetensi::Integritas],
        Nilai::Kompeten => &[Kompetensi::PengembanganDiriDanOrangLain],
        Nilai::Harmonis => &[Kompetensi::Komunikasi, Kompetensi::PerekatBangsa],
        Nilai::Loyal => &[Kompetensi::PerekatBangsa],
        Nilai::Adaptif => &[Kompetensi::MengelolaPerubahan],
        Nilai::Kolaboratif => &[Kompetensi::KerjaSama],
    }
}

fn answers(programme: &Programme, gap: &Kesenjangan) -> bool {
    programme.areas.iter().any(|area| match (area, &gap.area) {
        (Area::Kompetensi(kompetensi), Area::Nilai(nilai)) => related(*nilai).contains(kompetensi),
        (area, gap) => area == gap,
    })
}

const fn strength(source: GapSource) -> u32 {
    match source {
        GapSource::Atasan => 3,
        GapSource::Rekan => 2,
        GapSource::Diri => 1,
    }
}

/// Returns the programmes that answer the gaps, the strongest first.
///
/// Left out are programmes completed already and programmes made for other posts. Order: gaps by source (assessor
/// 3, peers 2, self 1) added up, then made for this post, then a session ahead, then fewer hours, then id.
#[must_use]
pub fn recommend(gaps: &[Kesenjangan], programmes: &[Programme], person: &PersonFacts) -> Vec<Recommendation> {
    let mut ranked = BTreeMap::new();
    for programme in programmes {
        let for_post = programme.target_posts.contains(&person.post);
        if person.completed.contains(&programme.id) || (!programme.target_posts.is_empty() && !for_post) {
            continue;
        }
        let answered: Vec<&Kesenjangan> = gaps.iter().filter(|gap| answers(programme, gap)).collect();
        if answered.is_empty() {
            continue;
        }
        let weight: u32 = answered.iter().map(|gap| strength(gap.source)).sum();
        let next =
            programme.sessions.iter().filter(|session| session.from > person.on).min_by_key(|session| session.from);
        let mut remarks = Vec::new();
        if for_post {
            remarks.push(Remark::ForThisPost);
        }
        if next.is_none() {
            remarks.push(Remark::NoSession);
        }
        match programme.jp {
            None => remarks.push(Remark::JpUnknown),
            Some(jp) if person.status == Status::Pppk && jp > Decimal::from(24) => {
                remarks.push(Remark::AbovePppkCeiling);
            }
            Some(_) => {}
        }
        let hours = programme.jp.unwrap_or(Decimal::MAX);
        let key = (core::cmp::Reverse(weight), !for_post, next.is_none(), hours, programme.id.clone());
        ranked.insert(
            key,
            Recommendation {
                programme: programme.id.clone(),
                because: answered.iter().map(|gap| gap.id.clone()).collect(),
                next_session: next.map(|session| session.id.clone()),
                remarks,
            },
        );
    }
    ranked.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cite::Confidence;
    use crate::growth::{Jalur, Session, Tempat};

    fn programme(id: &str, area: &str, posts: &[&str], jp: i64) -> Programme {
        let day = |text: &str| text.parse::<Day>().unwrap();
        Programme {
            id: id.into(),
            title: id.into(),
            topic: "x".into(),
            provider: "x".into(),
            form: Jalur::Klasikal,
            jp: Some(Decimal::from(jp)),
            jp_confidence: Confidence::Recalled,
            areas: vec![area.parse().unwrap()],
            target_posts: posts.iter().map(|post| (*post).to_owned()).collect(),
            description: String::new(),
            sessions: vec![Session {
                id: "s".into(),
                from: day("2027-02-01"),
                until: day("2027-02-03"),
                place: "x".into(),
                abroad: Tempat::DalamNegeri,
                quota: 30,
            }],
        }
    }

    fn gap(area: &str, source: GapSource) -> Kesenjangan {
        Kesenjangan {
            id: format!("{area}@{source:?}"),
            area: area.parse().unwrap(),
            source,
            period: "2026-T4".parse().unwrap(),
            below: 1,
            of: 1,
        }
    }

    #[test]
    fn each_recommendation_names_the_gaps_it_stands_on() {
        let gaps = [gap("nilai/berorientasi_pelayanan", GapSource::Atasan), gap("nilai/adaptif", GapSource::Diri)];
        let programmes = [
            programme("perubahan", "kompetensi/mengelola_perubahan", &[], 30),
            programme("prima", "kompetensi/pelayanan_publik", &["operator_siak"], 30),
            programme("prima2", "nilai/berorientasi_pelayanan", &["camat"], 20),
            programme("audit", "teknis/audit", &[], 10),
            programme("lama", "nilai/adaptif", &[], 10),
        ];
        let mut person = PersonFacts {
            post: "operator_siak".into(),
            status: Status::Pppk,
            completed: BTreeSet::from(["lama".into()]),
            on: "2026-12-01".parse().unwrap(),
        };
        let found = recommend(&gaps, &programmes, &person);
        assert_eq!(found.iter().map(|one| one.programme.as_str()).collect::<Vec<_>>(), ["prima", "perubahan"]);
        assert_eq!(found[0].because, [gaps[0].id.clone()]);
        assert_eq!(found[0].remarks, [Remark::ForThisPost, Remark::AbovePppkCeiling]);
        assert_eq!(found[1].next_session.as_deref(), Some("s"));
        person.on = "2027-02-01".parse().unwrap();
        assert!(recommend(&gaps, &programmes, &person)[0].remarks.contains(&Remark::NoSession));
        assert!(recommend(&[], &programmes, &person).is_empty());
    }
}
