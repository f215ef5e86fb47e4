//! Performance of a civil servant: plan, realisation, judgement, and the predikat that follows.
//!
//! Owns the payload types of plan, rating and peer records and the rules over them (PermenPANRB 6/2022).
//! Refuses to rate: a realisation is a hint, the two judgements come from people, the matrix does the rest.

pub mod angka;
mod angka_kredit;
mod aturan;
mod berakhlak;
mod distribusi;
mod ketidakhadiran;
mod penilaian;
mod periode;
mod predikat;
mod realisasi;
mod rekan;
mod skp;
mod skp_check;
mod tugas_belajar;

pub use angka_kredit::{Jenjang, angka_kredit, jenjang};
pub use aturan::{Langkah, Panduan, Peristiwa, Tenggat, deadline, evaluation_window, panduan, skp_deadline, tenggat};
pub use berakhlak::{Nilai, NotANilai};
pub use distribusi::{PredikatOrganisasi, Spread, SpreadWarning, spread};
pub use ketidakhadiran::{Absence, Hukuman, absence};
pub use penilaian::{Penilaian, PenilaianHasil, PenilaianPerilaku, RatingProblem, check_penilaian};
pub use periode::{NotAPeriod, Period};
pub use predikat::{Ekspektasi, NotACode, Predikat, Rating, matrix, predikat, predikat_cite};
pub use realisasi::{Agregat, CatatanKinerja, Hint, HintGap, Position, Realisasi, aggregate, convert, hint};
pub use rekan::{MINIMUM_GROUP, NilaiCounts, PeerAnswer, PeerSummary, PeerValue, RekanNilai, peer_summary};
pub use skp::{
    Arah, Aspek, EkspektasiKhusus, HasilRef, Hitung, Indikator, JenisHasil, KelompokJabatan, LampiranSkp, Pendekatan,
    Perspektif, RencanaHasil, Skp, Target,
};
pub use skp_check::{PlanProblem, check, limits};
pub use tugas_belajar::{KelasIpk, Studi, kelas_ipk};

/// Names a step of the rating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KinerjaStep {
    /// The predikat of a period, from its two judgements.
    Predikat {
        /// The period judged.
        period: Period,
    },
    /// The judgement of results, the vertical axis of the matrix.
    HasilKerja,
    /// The judgement of behaviour, the horizontal axis of the matrix.
    PerilakuKerja,
    /// The cell of the 3×3 matrix where the two judgements meet.
    Matrix {
        /// Judgement of results.
        hasil: Ekspektasi,
        /// Judgement of behaviour.
        perilaku: Ekspektasi,
    },
}
