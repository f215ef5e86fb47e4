//! Words for the codes of performance: one sentence or name per code and language, matched exhaustively.
//!
//! Decides nothing; a code without words does not compile.

use domain::kinerja::{
    Agregat, Arah, Aspek, Ekspektasi, Hint, HintGap, Hitung, Indikator, JenisHasil, KelompokJabatan, KinerjaStep,
    Nilai, Pendekatan, Perspektif, PlanProblem, Position, Predikat, RatingProblem, RekanNilai, Target,
};

pub use super::derive::cite;
use super::format;
use crate::components::Tone;
use crate::say;

/// What a judgement speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Results.
    Hasil,
    /// Behaviour.
    Perilaku,
}

/// Names a judgement: `Di atas ekspektasi`.
#[must_use]
pub fn ekspektasi(of: Ekspektasi) -> String {
    match of {
        Ekspektasi::DiAtas => say!(nilai.di_atas_ekspektasi),
        Ekspektasi::Sesuai => say!(nilai.sesuai_ekspektasi),
        Ekspektasi::DiBawah => say!(nilai.di_bawah_ekspektasi),
    }
}

/// Names a judgement beside its axis: `Di atas`.
#[must_use]
pub fn ekspektasi_short(of: Ekspektasi) -> String {
    match of {
        Ekspektasi::DiAtas => say!(nilai.di_atas),
        Ekspektasi::Sesuai => say!(nilai.sesuai),
        Ekspektasi::DiBawah => say!(nilai.di_bawah),
    }
}

/// Says what a judgement means.
#[must_use]
pub fn ekspektasi_line(of: Ekspektasi, about: About) -> String {
    match (about, of) {
        (About::Hasil, Ekspektasi::DiAtas) => say!(nilai.hasil_di_atas),
        (About::Hasil, Ekspektasi::Sesuai) => say!(nilai.hasil_sesuai),
        (About::Hasil, Ekspektasi::DiBawah) => say!(nilai.hasil_di_bawah),
        (About::Perilaku, Ekspektasi::DiAtas) => say!(nilai.perilaku_di_atas),
        (About::Perilaku, Ekspektasi::Sesuai) => say!(nilai.perilaku_sesuai),
        (About::Perilaku, Ekspektasi::DiBawah) => say!(nilai.perilaku_di_bawah),
    }
}

/// Names what a peer saw.
#[must_use]
pub fn rekan(of: RekanNilai) -> String {
    match of {
        RekanNilai::BelumTerlihat => say!(nilai.belum_terlihat),
        RekanNilai::DiBawah => say!(nilai.di_bawah),
        RekanNilai::Sesuai => say!(nilai.sesuai),
        RekanNilai::DiAtas => say!(nilai.di_atas),
    }
}

/// Names a predikat as the regulation writes it.
#[must_use]
pub fn predikat(of: Predikat) -> String {
    match of {
        Predikat::SangatBaik => say!(nilai.sangat_baik),
        Predikat::Baik => say!(nilai.baik),
        Predikat::ButuhPerbaikan => say!(nilai.butuh_perbaikan),
        Predikat::KurangMisconduct => say!(nilai.kurang),
        Predikat::SangatKurang => say!(nilai.sangat_kurang),
    }
}

/// Returns the colour that goes with the word of a predikat.
#[must_use]
pub const fn predikat_tone(of: Predikat) -> Tone {
    match of {
        Predikat::SangatBaik | Predikat::Baik => Tone::Action,
        Predikat::ButuhPerbaikan | Predikat::KurangMisconduct => Tone::Sogan,
        Predikat::SangatKurang => Tone::Mengkudu,
    }
}

/// Names a core value.
#[must_use]
pub fn nilai(of: Nilai) -> String {
    match of {
        Nilai::BerorientasiPelayanan => say!(nilai.berorientasi_pelayanan),
        Nilai::Akuntabel => say!(nilai.akuntabel),
        Nilai::Kompeten => say!(nilai.kompeten),
        Nilai::Harmonis => say!(nilai.harmonis),
        Nilai::Loyal => say!(nilai.loyal),
        Nilai::Adaptif => say!(nilai.adaptif),
        Nilai::Kolaboratif => say!(nilai.kolaboratif),
    }
}

/// Names an aspect.
#[must_use]
pub fn aspek(of: Aspek) -> String {
    match of {
        Aspek::Kuantitas => say!(kerja.kuantitas),
        Aspek::Kualitas => say!(kerja.kualitas),
        Aspek::Waktu => say!(kerja.waktu),
        Aspek::Biaya => say!(kerja.biaya),
    }
}

/// Says which side of a target is better.
#[must_use]
pub fn arah(of: Arah) -> String {
    match of {
        Arah::Naik => say!(kerja.naik),
        Arah::Turun => say!(kerja.turun),
    }
}

/// Says how entries add up.
#[must_use]
pub fn hitung(of: Hitung) -> String {
    match of {
        Hitung::Jumlah => say!(kerja.hitung_jumlah),
        Hitung::Terakhir => say!(kerja.hitung_terakhir),
        Hitung::RataRata => say!(kerja.hitung_rata),
    }
}

/// Names the priority of a result.
#[must_use]
pub fn jenis(of: JenisHasil) -> String {
    match of {
        JenisHasil::Utama => say!(kerja.utama),
        JenisHasil::Tambahan => say!(kerja.tambahan),
    }
}

/// Names a family of forms.
#[must_use]
pub fn kelompok(of: KelompokJabatan) -> String {
    match of {
        KelompokJabatan::JaJf => say!(kerja.ja_jf),
        KelompokJabatan::Jpt => say!(kerja.jpt),
    }
}

/// Names an approach.
#[must_use]
pub fn pendekatan(of: Pendekatan) -> String {
    match of {
        Pendekatan::Kuantitatif => say!(kerja.kuantitatif),
        Pendekatan::Kualitatif => say!(kerja.kualitatif),
    }
}

/// Names a perspective.
#[must_use]
pub fn perspektif(of: Perspektif) -> String {
    match of {
        Perspektif::PenerimaLayanan => say!(kerja.penerima_layanan),
        Perspektif::ProsesBisnis => say!(kerja.proses_bisnis),
        Perspektif::PenguatanInternal => say!(kerja.penguatan_internal),
        Perspektif::Anggaran => say!(kerja.anggaran),
    }
}

/// Writes the target of an indicator: `360 balita`, `80 sampai 90%`, `paling banyak 1 hari`.
#[must_use]
pub fn target(indicator: &Indikator) -> String {
    let unit = indicator.unit.as_str();
    match &indicator.target {
        Target::Value { value } => quantity(format::decimal(*value), unit),
        Target::Range { min, max } => {
            let bounds = say!(kerja.sampai, dari = format::decimal(*min), ke = format::decimal(*max));
            quantity(bounds, unit)
        }
        Target::AtMost { max } => say!(kerja.paling_banyak, batas = quantity(format::decimal(*max), unit)),
        Target::Narrative { text } => text.clone(),
    }
}

/// Writes what was done of an indicator, or that nothing is known.
#[must_use]
pub fn realised(indicator: &Indikator, of: &Agregat) -> String {
    match of {
        Agregat::None => say!(kerja.belum_ada_angka),
        Agregat::Known { amount, .. } => quantity(format::decimal(*amount), &indicator.unit),
        Agregat::Unit { found } => say!(kerja.satuan_lain, satuan = found.clone()),
        Agregat::OutOfRange => say!(kerja.terlalu_besar),
    }
}

/// Joins a number and its unit; a percent sign stands close.
#[must_use]
pub fn quantity(number: String, unit: &str) -> String {
    match unit {
        "" => number,
        "%" => format!("{number}%"),
        unit => format!("{number} {unit}"),
    }
}

/// Says what the figures suggest, in one sentence.
#[must_use]
pub fn hint(of: &Hint) -> String {
    let percent = of.percent.map(|percent| format::percent(percent.round_dp(1)));
    match (of.position, percent, &of.gap) {
        (Position::Better, Some(percent), _) => say!(kerja.petunjuk_lebih, persen = percent),
        (Position::Inside, Some(percent), _) => say!(kerja.petunjuk_tepat, persen = percent),
        (Position::Worse, Some(percent), _) => say!(kerja.petunjuk_kurang, persen = percent),
        (Position::Better, None, _) => say!(kerja.posisi_lebih),
        (Position::Inside, None, _) => say!(kerja.posisi_tepat),
        (Position::Worse, None, _) => say!(kerja.posisi_kurang),
        (Position::Unknown, _, Some(gap)) => hint_gap(gap),
        (Position::Unknown, _, None) => say!(kerja.posisi_belum),
    }
}

/// Says why a hint lacks something.
#[must_use]
pub fn hint_gap(of: &HintGap) -> String {
    match of {
        HintGap::NoRealisation => say!(kerja.celah_belum),
        HintGap::Narrative => say!(kerja.celah_uraian),
        HintGap::Unit { expected, found } => {
            say!(kerja.celah_satuan, target = expected.clone(), catatan = found.clone())
        }
        HintGap::ZeroTarget => say!(kerja.celah_nol),
        HintGap::OutOfRange => say!(kerja.terlalu_besar),
    }
}

/// Says what keeps a plan or a log entry from being saved, and what to do.
#[must_use]
pub fn plan_problem(of: &PlanProblem) -> String {
    match of {
        PlanProblem::PeriodNotYear { .. } => say!(kerja.salah_tahun),
        PlanProblem::NoResults => say!(kerja.salah_tanpa_hasil),
        PlanProblem::NoUtama => say!(kerja.salah_tanpa_utama),
        PlanProblem::TooMany { count, max, .. } => say!(kerja.salah_terlalu_banyak, jumlah = *count, batas = *max),
        PlanProblem::EmptyText { .. } => say!(kerja.salah_kosong),
        PlanProblem::TextTooLong { length, max, .. } => say!(kerja.salah_panjang, jumlah = *length, batas = *max),
        PlanProblem::DuplicateId { .. } => say!(kerja.salah_kembar),
        PlanProblem::NoIndicators { .. } => say!(kerja.salah_tanpa_indikator),
        PlanProblem::WeightMissing { .. } => say!(kerja.salah_bobot_kosong),
        PlanProblem::WeightOutOfRange { .. } => say!(kerja.salah_bobot_batas),
        PlanProblem::WeightSum { sum } => say!(kerja.salah_bobot_jumlah, jumlah = format::decimal(*sum)),
        PlanProblem::UnitMissing { .. } => say!(kerja.salah_satuan),
        PlanProblem::TargetNegative { .. } => say!(kerja.salah_negatif),
        PlanProblem::RangeUpsideDown { min, max, .. } => {
            say!(kerja.salah_terbalik, dari = format::decimal(*min), ke = format::decimal(*max))
        }
        PlanProblem::NarrativeInQuantitative { .. } => say!(kerja.salah_uraian),
        PlanProblem::FigureInQualitative { .. } => say!(kerja.salah_angka),
        PlanProblem::BudgetPerspectiveMissing => say!(kerja.salah_anggaran),
        PlanProblem::UnknownIndicator { .. } => say!(kerja.salah_indikator),
        PlanProblem::RealisationUnit { expected, found, .. } => {
            say!(kerja.celah_satuan, target = expected.clone(), catatan = found.clone())
        }
        PlanProblem::RealisationNegative { .. } => say!(kerja.salah_jumlah_negatif),
    }
}

/// Says what keeps a judgement from being filed, and what to do.
#[must_use]
pub fn rating_problem(of: &RatingProblem) -> String {
    match of {
        RatingProblem::UnknownResult { .. } => say!(nilai.salah_hasil),
        RatingProblem::Twice { .. } => say!(nilai.salah_ganda),
        RatingProblem::TextTooLong { length, max, .. } => say!(kerja.salah_panjang, jumlah = *length, batas = *max),
        RatingProblem::ReasonMissing { .. } => say!(nilai.salah_alasan),
    }
}

/// Says a step of the rating.
#[must_use]
pub fn step(of: &KinerjaStep) -> String {
    match of {
        KinerjaStep::Predikat { period } => say!(nilai.langkah_predikat, periode = format::period(*period)),
        KinerjaStep::HasilKerja => say!(nilai.langkah_hasil),
        KinerjaStep::PerilakuKerja => say!(nilai.langkah_perilaku),
        KinerjaStep::Matrix { hasil, perilaku } => say!(
            nilai.langkah_kotak,
            hasil = ekspektasi_short(*hasil).to_lowercase(),
            perilaku = ekspektasi_short(*perilaku).to_lowercase()
        ),
    }
}
