//! Words for training: areas to grow in, forms, seats, and why a programme is recommended.

use domain::growth::{Area, FollowUp, GapSource, Jalur, Kesenjangan, Kompetensi, Remark};

use super::{format, kinerja};
use crate::say;

/// Names an area.
#[must_use]
pub fn area(of: &Area) -> String {
    match of {
        Area::Nilai(nilai) => kinerja::nilai(*nilai),
        Area::Kompetensi(kompetensi) => competence(*kompetensi),
        Area::Teknis(field) => {
            let words = field.replace('_', " ");
            say!(belajar.teknis, bidang = words)
        }
    }
}

/// Names a competence.
#[must_use]
pub fn competence(of: Kompetensi) -> String {
    match of {
        Kompetensi::Integritas => say!(belajar.integritas),
        Kompetensi::KerjaSama => say!(belajar.kerja_sama),
        Kompetensi::Komunikasi => say!(belajar.komunikasi),
        Kompetensi::OrientasiPadaHasil => say!(belajar.orientasi_hasil),
        Kompetensi::PelayananPublik => say!(belajar.pelayanan_publik),
        Kompetensi::PengembanganDiriDanOrangLain => say!(belajar.pengembangan_diri),
        Kompetensi::MengelolaPerubahan => say!(belajar.mengelola_perubahan),
        Kompetensi::PengambilanKeputusan => say!(belajar.pengambilan_keputusan),
        Kompetensi::PerekatBangsa => say!(belajar.perekat_bangsa),
    }
}

/// Names a form of training.
#[must_use]
pub fn form(of: Jalur) -> String {
    match of {
        Jalur::Klasikal => say!(belajar.klasikal),
        Jalur::Blended => say!(belajar.blended),
        Jalur::ELearning => say!(belajar.e_learning),
        Jalur::JarakJauh => say!(belajar.jarak_jauh),
    }
}

/// Says on what a gap rests: who saw it, how many of how many, when.
#[must_use]
pub fn gap(of: &Kesenjangan) -> String {
    let period = format::period(of.period);
    match of.source {
        GapSource::Atasan => say!(belajar.dasar_atasan, periode = period),
        GapSource::Rekan => say!(belajar.dasar_rekan, jumlah = of.below, dari = of.of, periode = period),
        GapSource::Diri => say!(belajar.dasar_diri, periode = period),
    }
}

/// Says what to know before enrolling.
#[must_use]
pub fn remark(of: &Remark) -> String {
    match of {
        Remark::ForThisPost => say!(belajar.untuk_jabatan),
        Remark::NoSession => say!(belajar.tanpa_jadwal),
        Remark::AbovePppkCeiling => say!(belajar.di_atas_batas),
        Remark::JpUnknown => say!(belajar.jp_belum),
    }
}

/// Says which help comes first after a predikat.
#[must_use]
pub fn follow_up(of: FollowUp) -> String {
    match of {
        FollowUp::RencanaTahunan => say!(belajar.lanjut_rencana),
        FollowUp::BimbinganDanPelatihan => say!(belajar.lanjut_bimbingan),
        FollowUp::Konseling => say!(belajar.lanjut_konseling),
        FollowUp::KonselingDanBimbingan => say!(belajar.lanjut_keduanya),
    }
}
