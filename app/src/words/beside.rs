//! What is paid beside the month, in words: back pay, THR and gaji ke-13, and changes that come by themselves.

use domain::asn::Keadaan;
use domain::calendar::Day;
use domain::law::{Excluded, Rulebook, SalaryDue, YearlyKind};
use domain::pay::{BesideKind, Payment};
use domain::rapel::RapelStep;
use domain::thr::{NoRight, ThrCode, ThrStep};
use domain::watch::{Change, Subject, WatchStep};

use super::derive::{cite, rate};
use super::format::{day, month, rupiah};
use super::pay::{eselon, family, level, line, status};
use crate::say;

/// Returns the name of a payment beside the salary of a month.
#[must_use]
pub fn kind(of: BesideKind) -> String {
    match of {
        BesideKind::RapelGaji => say!(bayar.rapel_gaji),
        BesideKind::RapelTpp => say!(bayar.rapel_tpp),
        BesideKind::Thr => say!(bayar.thr),
        BesideKind::ThrTpp => say!(bayar.thr_tpp),
        BesideKind::Gaji13 => say!(bayar.gaji13),
        BesideKind::Gaji13Tpp => say!(bayar.gaji13_tpp),
    }
}

/// Returns the name of a yearly payment.
#[must_use]
pub fn yearly(of: YearlyKind) -> String {
    match of {
        YearlyKind::Thr => say!(bayar.thr),
        YearlyKind::Gaji13 => say!(bayar.gaji13),
    }
}

fn payment(of: Payment) -> String {
    match of {
        Payment::Salary => say!(bayar.gaji),
        Payment::Tpp => say!(bayar.tpp),
    }
}

/// Returns the name of a line of a yearly payment.
#[must_use]
pub fn thr_code(of: ThrCode) -> String {
    code(of)
}

/// Says why nothing is paid.
#[must_use]
pub fn no_right(of: &NoRight) -> String {
    match of {
        NoRight::NotNamed(who) => say!(thr.tidak_disebut, status = status(*who)),
        NoRight::Excluded(Excluded::CutiDiLuarTanggungan) => say!(bayar.tidak_menerima_cltn),
        NoRight::Excluded(Excluded::DibayarInstansiLain) => say!(bayar.tidak_menerima_lain),
        NoRight::NoSalary { keadaan: of, since } => {
            say!(bayar.tidak_dibayar, keadaan = keadaan(*of), hari = day(*since))
        }
        NoRight::TooShort { least } => say!(thr.terlalu_singkat, bulan = *least),
    }
}

fn code(of: ThrCode) -> String {
    match of {
        ThrCode::Slip(slip) => line(slip, None),
        ThrCode::TunjanganProfesi => say!(bayar.tunjangan_profesi),
    }
}

/// Returns the sentence of a step of back pay.
#[must_use]
pub fn rapel(of: &RapelStep) -> String {
    match of {
        RapelStep::Month(of) => say!(bayar.beda_bulan, bulan = month(*of)),
        RapelStep::Blocked(of) => say!(bayar.bulan_tertahan, bulan = month(*of)),
        RapelStep::Line(code) => say!(bayar.beda_baris, nama = line(*code, None)),
        RapelStep::Due(code) => say!(bayar.seharusnya, nama = line(*code, None)),
        RapelStep::Paid(code) => say!(bayar.dibayar, nama = line(*code, None)),
        RapelStep::Arrears(of) => say!(bayar.kurang_bayar, nama = payment(*of)),
        RapelStep::Overpaid(of) => say!(bayar.lebih_bayar, nama = payment(*of)),
        RapelStep::Recovery { instalments } => say!(bayar.pengembalian, kali = *instalments),
        RapelStep::Instalment => say!(bayar.angsuran),
        RapelStep::LastInstalment { before } => say!(bayar.angsuran_terakhir, kali = *before),
    }
}

/// Returns the sentence of a step of THR or gaji ke-13.
#[must_use]
pub fn thr(of: &ThrStep) -> String {
    match of {
        ThrStep::Receives { kind, year, status: who } => {
            say!(bayar.menerima, status = status(*who), nama = yearly(*kind), tahun = *year)
        }
        ThrStep::Excludes(Excluded::CutiDiLuarTanggungan) => say!(bayar.tidak_menerima_cltn),
        ThrStep::Excludes(Excluded::DibayarInstansiLain) => say!(bayar.tidak_menerima_lain),
        ThrStep::LongEnough { least, served } => say!(bayar.cukup_lama, kerja = *served, perlu = *least),
        ThrStep::BaseMonth(of) => say!(bayar.bulan_dasar, bulan = month(*of)),
        ThrStep::Line(kind, of) => say!(bayar.baris, nama = code(*of), pembayaran = yearly(*kind)),
        ThrStep::MonthAmount(of) => say!(bayar.sebulan, nama = code(*of)),
        ThrStep::Share { share_bp, source: None } => say!(bayar.bagian, tarif = rate(*share_bp)),
        ThrStep::Share { share_bp, source: Some(source) } => {
            say!(bayar.bagian_menurut, tarif = rate(*share_bp), sumber = source.clone())
        }
        ThrStep::Months(months) => say!(bayar.kali_bulan, kali = *months),
        ThrStep::Served { served, full } => say!(bayar.menurut_masa, kerja = *served, penuh = *full),
    }
}

/// Returns the sentence of a step of the watch.
#[must_use]
pub fn watch(of: &WatchStep) -> String {
    match of {
        WatchStep::Change(of) => change(of),
        WatchStep::Since(_) => say!(bayar.sejak),
        WatchStep::FirstMonth => say!(bayar.bulan_pertama),
    }
}

/// Says what will change by itself, without amounts: for who may not read pay.
#[must_use]
pub fn change_without_pay(of: &Change) -> String {
    match of {
        Change::Increment { years, .. } => say!(bayar.kgb_tanpa, tahun = *years),
        other => change(other),
    }
}

/// Returns the name of what the watch looks at.
#[must_use]
pub fn watched(of: Subject) -> String {
    match of {
        Subject::Increment => say!(bayar.jaga_kgb),
        Subject::Children => say!(bayar.jaga_anak),
        Subject::Retirement => say!(bayar.jaga_pensiun),
        Subject::Candidacy => say!(bayar.jaga_cpns),
        Subject::Contract => say!(bayar.jaga_kontrak),
        Subject::Keadaan => say!(bayar.jaga_keadaan),
        Subject::Penugasan => say!(bayar.jaga_penugasan),
        Subject::Putusan => say!(bayar.jaga_putusan),
    }
}

/// Says what will change by itself.
#[must_use]
pub fn change(of: &Change) -> String {
    match of {
        Change::Increment { years, amount } => say!(bayar.kgb, tahun = *years, jumlah = rupiah(*amount)),
        Change::ChildOfAge { child, age, with_proof, counted: (before, after) } => match with_proof {
            Some(until) => say!(
                bayar.anak_umur_surat,
                ke = child + 1,
                umur = *age,
                semula = *before,
                menjadi = *after,
                batas = *until
            ),
            None => say!(bayar.anak_umur, ke = child + 1, umur = *age, semula = *before, menjadi = *after),
        },
        Change::ProofEnds { child, counted: (before, after) } => {
            say!(bayar.surat_habis, ke = child + 1, semula = *before, menjadi = *after)
        }
        Change::Retirement { age } => say!(bayar.pensiun, umur = *age),
        Change::ContractAge { age, contract_longer: false } => say!(bayar.kontrak_umur, umur = *age),
        Change::ContractAge { age, contract_longer: true } => say!(bayar.kontrak_lewat, umur = *age),
        Change::CandidacyEnds { months } => say!(bayar.cpns_selesai, bulan = *months),
        Change::ContractEnds => say!(bayar.kontrak_selesai),
        Change::Keadaan { service, salary } => {
            with_heirs(salary_due(*salary, service.keadaan), service.keadaan, service.since)
        }
        Change::ActingEnds => say!(bayar.penugasan_selesai),
        Change::DecisionEnds => say!(bayar.putusan_selesai),
    }
}

/// Returns the name of a standing in service, as it stands inside a sentence.
#[must_use]
pub fn keadaan(of: Keadaan) -> String {
    match of {
        Keadaan::Aktif => say!(bayar.k_aktif),
        Keadaan::CutiBesar => say!(bayar.k_cuti_besar),
        Keadaan::CutiLuarTanggungan => say!(bayar.k_cltn),
        Keadaan::TugasBelajar => say!(bayar.k_tugas_belajar),
        Keadaan::PejabatNegara => say!(bayar.k_pejabat),
        Keadaan::BerhentiSementara => say!(bayar.k_sementara),
        Keadaan::Pensiun => say!(bayar.k_pensiun),
        Keadaan::Meninggal => say!(bayar.k_meninggal),
        Keadaan::Pindah => say!(bayar.k_pindah),
        Keadaan::Berhenti => say!(bayar.k_berhenti),
    }
}

/// Returns the words of one part of what the rule book says of a standing in service.
#[must_use]
pub fn standing_value(part: &str) -> String {
    match part.split_once(": ") {
        Some(("salary", "whole")) => say!(bayar.g_penuh),
        Some(("salary", "without_post")) => say!(bayar.g_tanpa_jabatan),
        Some(("salary", "by_decree")) => say!(bayar.g_surat),
        Some(("salary", "nothing")) => say!(bayar.g_nol),
        Some(("after_months", months)) => say!(bayar.g_setelah, bulan = months.to_owned()),
        Some(("next_month", "true")) => say!(bayar.g_berikutnya),
        Some(("heirs_months", months)) => say!(bayar.g_terusan, bulan = months.to_owned()),
        _ => part.replace('_', " "),
    }
}

/// Says what a standing in service does to the salary.
#[must_use]
pub fn salary_due(of: SalaryDue, standing: Keadaan) -> String {
    match of {
        SalaryDue::Whole => say!(bayar.keadaan_tetap),
        SalaryDue::WithoutPost => say!(bayar.keadaan_tanpa_jabatan, keadaan = keadaan(standing)),
        SalaryDue::ByDecree => say!(bayar.keadaan_surat, keadaan = keadaan(standing)),
        SalaryDue::Nothing => say!(bayar.keadaan_nol, keadaan = keadaan(standing)),
    }
}

/// Says in which months the last salary goes to the heirs; nothing where it does not.
#[must_use]
pub fn heirs(of: Keadaan, since: Day) -> Option<String> {
    let (first, last, source) = Rulebook::national().heirs_months(of, since).ok()??;
    Some(say!(bayar.gaji_terusan, awal = month(first), akhir = month(last), sumber = cite(source)))
}

/// Adds to a sentence about a standing what the heirs receive.
#[must_use]
pub fn with_heirs(text: String, of: Keadaan, since: Day) -> String {
    [Some(text), heirs(of, since)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Returns the name of a fact or an amount these payments ask for, by its field.
#[must_use]
pub fn fact(field: &str) -> Option<String> {
    Some(match field {
        "terutang" => say!(bayar.f_terutang),
        "dibayar" => say!(bayar.f_dibayar),
        "rentang" => say!(bayar.f_rentang),
        "kelebihan_bayar" => say!(bayar.f_kelebihan),
        "angsuran" => say!(bayar.f_angsuran),
        "iuran" => say!(bayar.f_iuran),
        "bulan_dasar" => say!(bayar.f_bulan_dasar),
        "bagian_tpp" => say!(bayar.f_bagian_tpp),
        "tmt" => say!(bayar.f_tmt),
        "hari_raya" => say!(bayar.f_hari_raya),
        "tahun" => say!(bayar.f_tahun),
        "tanggal_lahir" => say!(bayar.f_lahir),
        "tmt_cpns" => say!(bayar.f_tmt_cpns),
        "kontrak_sampai" => say!(bayar.f_kontrak),
        "jenjang_jabatan" => say!(bayar.f_jenjang),
        "berhenti_sementara" => say!(bayar.f_sementara),
        _ => return None,
    })
}

/// Returns the name of a value of the rule book that these payments rest on.
#[must_use]
pub fn param(name: &str) -> Option<String> {
    if let Some((payment, rest)) = name.split_once('.')
        && let Some(kind) = [("thr", YearlyKind::Thr), ("gaji13", YearlyKind::Gaji13)]
            .into_iter()
            .find_map(|(code, kind)| (code == payment).then_some(kind))
        && let Some((what, tahun)) = rest.split_once('.')
    {
        let (nama, tahun) = (yearly(kind), tahun.to_owned());
        return Some(match what {
            "bulan_dasar" => say!(bayar.p_bulan_dasar, nama = nama, tahun = tahun),
            "komponen" => say!(bayar.p_komponen, nama = nama, tahun = tahun),
            "bagian_tpp" => say!(bayar.p_bagian_tpp, nama = nama, tahun = tahun),
            "penerima" => say!(bayar.p_penerima, nama = nama, tahun = tahun),
            "bukan_penerima" => say!(bayar.p_bukan_penerima, nama = nama, tahun = tahun),
            "bulan_tunjangan_profesi" => say!(bayar.p_profesi, nama = nama, tahun = tahun),
            "pppk_bulan_paling_sedikit" => say!(bayar.p_paling_sedikit, nama = nama, tahun = tahun),
            _ => return None,
        });
    }
    if let Some(of) = name.strip_prefix("keadaan.") {
        return Some(say!(bayar.p_keadaan, keadaan = keadaan(Keadaan::from_code(of)?)));
    }
    if let Some(of) = name.strip_prefix("pensiun.bup.") {
        return Some(say!(bayar.p_bup, jenjang = kind_of_post(of)));
    }
    if let Some(of) = name.strip_prefix("pensiun.bup_rumpun.") {
        return Some(say!(bayar.p_bup_rumpun, jabatan = family(of)));
    }
    if let Some(code) = name.strip_prefix("pensiun.eselon.") {
        return Some(say!(bayar.p_pensiun_eselon, eselon = eselon(code)));
    }
    Some(match name {
        "thr.pembulatan" => say!(bayar.p_pembulatan),
        "cpns.masa_percobaan_bulan" => say!(bayar.p_cpns),
        "kgb.selang_tahun_pppk" => say!(bayar.p_kgb_pppk),
        "pensiun.mulai_bulan" => say!(bayar.p_pensiun_mulai),
        "pensiun.pppk_paling_lambat" => say!(bayar.p_pensiun_pppk),
        "praktik.pajak_thr" => say!(bayar.p_pajak_thr),
        _ => return None,
    })
}

fn kind_of_post(code: &str) -> String {
    match code {
        "administrator" => say!(bayar.jenjang_administrator),
        "pelaksana" => say!(bayar.jenjang_pelaksana),
        "pengawas" => say!(bayar.jenjang_pengawas),
        "keterampilan" => say!(bayar.jenjang_keterampilan),
        "jpt" => say!(bayar.jenjang_jpt),
        other => level(other),
    }
}
