//! Where the last assessment shows a need, and which way of help comes first.
//!
//! A gap is derived, never recorded: it names who saw it, and how many of how many.

use serde::{Deserialize, Serialize};

use super::Area;
use crate::kinerja::{Ekspektasi, NilaiCounts, PeerSummary, Penilaian, Period, Predikat, Skp};

/// Something the last assessment shows a person should grow in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kesenjangan {
    /// Stable id inside one person's list: area and source.
    pub id: String,
    /// What to grow in.
    pub area: Area,
    /// Who saw it.
    pub source: GapSource,
    /// The period assessed.
    pub period: Period,
    /// How many said `below`.
    pub below: u32,
    /// Of how many who could judge.
    pub of: u32,
}

/// Which part of an assessment shows a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GapSource {
    /// The assessor.
    Atasan,
    /// The summary of peers.
    Rekan,
    /// The employee's own assessment.
    Diri,
}

impl GapSource {
    const fn code(self) -> &'static str {
        match self {
            Self::Atasan => "atasan",
            Self::Rekan => "rekan",
            Self::Diri => "diri",
        }
    }
}

/// Which help a predikat asks for first.
///
/// Own reading of the matrix, beside PermenPANRB 6/2022 Pasal 20-21 and Lampiran Bab III.D: behaviour is met by
/// counselling, results by guidance and training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowUp {
    /// The ordinary yearly plan of 20 JP.
    RencanaTahunan,
    /// Guidance and training first.
    BimbinganDanPelatihan,
    /// Counselling first.
    Konseling,
    /// Counselling, and guidance and training beside it.
    KonselingDanBimbingan,
}

/// Returns the help a predikat asks for first.
#[must_use]
pub const fn follow_up(predikat: Predikat) -> FollowUp {
    match predikat {
        Predikat::SangatBaik | Predikat::Baik => FollowUp::RencanaTahunan,
        Predikat::ButuhPerbaikan => FollowUp::BimbinganDanPelatihan,
        Predikat::KurangMisconduct => FollowUp::Konseling,
        Predikat::SangatKurang => FollowUp::KonselingDanBimbingan,
    }
}

/// Finds the gaps one period's assessment shows, in the order assessor, peers, self, then by area.
///
/// The assessor and the employee show a gap with a value or result judged below expectation. Peers show one when
/// at least a third of those who saw the value judged it below. A result counts as the technical field
/// `area_of_result` names for it, and as nothing when it names none.
pub fn gaps(
    period: Period,
    atasan: Option<&Penilaian>,
    rekan: Option<&PeerSummary>,
    diri: Option<&Penilaian>,
    plan: Option<&Skp>,
    area_of_result: impl Fn(&crate::kinerja::RencanaHasil) -> Option<Area>,
) -> Vec<Kesenjangan> {
    let mut found = Vec::new();
    let mut push = |source: GapSource, area: Area, below, of| {
        let id = format!("{area}@{}", source.code());
        if !found.iter().any(|gap: &Kesenjangan| gap.id == id) {
            found.push(Kesenjangan { id, area, source, period, below, of });
        }
    };
    let mut judged = |source, penilaian: &Penilaian| {
        for entry in penilaian.behaviours.iter().filter(|one| one.ekspektasi == Some(Ekspektasi::DiBawah)) {
            push(source, Area::Nilai(entry.value), 1, 1);
        }
        for entry in penilaian.results.iter().filter(|one| one.ekspektasi == Some(Ekspektasi::DiBawah)) {
            if let Some(area) = plan.and_then(|plan| plan.result(&entry.result)).and_then(&area_of_result) {
                push(source, area, 1, 1);
            }
        }
    };
    if let Some(penilaian) = atasan {
        judged(GapSource::Atasan, penilaian);
    }
    if let Some(penilaian) = diri {
        judged(GapSource::Diri, penilaian);
    }
    if let Some(PeerSummary::Summary { values, .. }) = rekan {
        for (value, NilaiCounts { di_bawah, sesuai, di_atas, .. }) in values {
            let of = di_bawah + sesuai + di_atas;
            if *di_bawah > 0 && di_bawah.saturating_mul(3) >= of {
                push(GapSource::Rekan, Area::Nilai(*value), *di_bawah, of);
            }
        }
    }
    found.sort_by(|a, b| (a.source, &a.area).cmp(&(b.source, &b.area)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kinerja::{MINIMUM_GROUP, Nilai, PeerAnswer, PeerValue, RekanNilai, peer_summary};

    #[test]
    fn a_third_of_the_peers_who_saw_a_value_show_a_gap() {
        let answer = |seen| PeerAnswer {
            values: vec![PeerValue { value: Nilai::Adaptif, seen }],
            strength: String::new(),
            suggestion: String::new(),
        };
        let period = "2026-T4".parse().unwrap();
        let found = |seen: &[RekanNilai]| {
            let answers: Vec<PeerAnswer> = seen.iter().map(|one| answer(*one)).collect();
            gaps(period, None, Some(&peer_summary(&answers, MINIMUM_GROUP)), None, None, |_| None)
        };
        use RekanNilai::{BelumTerlihat, DiAtas, DiBawah, Sesuai};
        let shown = found(&[DiBawah, Sesuai, DiAtas]);
        assert_eq!((shown[0].below, shown[0].of, shown[0].id.as_str()), (1, 3, "nilai/adaptif@rekan"));
        assert!(found(&[DiBawah, Sesuai, DiAtas, Sesuai]).is_empty());
        assert_eq!(found(&[DiBawah, Sesuai, DiAtas, BelumTerlihat]).len(), 1);
        assert!(found(&[DiBawah, Sesuai, BelumTerlihat, BelumTerlihat]).is_empty(), "two who saw it would be known");
        assert!(found(&[DiBawah, DiBawah]).is_empty(), "too few peers say nothing");
    }
}
