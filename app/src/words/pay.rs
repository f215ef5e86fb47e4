//! A slip in words: the names of its lines, the line below each, and the sentence that answers "why this amount?".

use domain::asn::{Golongan, Status};
use domain::derive::{Derivation, Step, Value};
use domain::law::{Bracket, Component};
use domain::money::{Rounding, Rupiah};
use domain::pay::{Line, LineCode, LineKind, PayStep, ZeroReason};
use domain::tax::TaxStep;
use domain::tpp::{Policy, TppStep};

use super::beside;
use super::derive::{label, rate, value};
use super::format::{day, masa_kerja, rupiah};
use crate::say;

/// Writes a small count as a word: `dua`.
#[must_use]
pub fn count(number: u32) -> String {
    match number {
        0 => say!(gaji.n0),
        1 => say!(gaji.n1),
        2 => say!(gaji.n2),
        3 => say!(gaji.n3),
        4 => say!(gaji.n4),
        5 => say!(gaji.n5),
        more => more.to_string(),
    }
}

/// Writes a word with a capital, for the beginning of a line.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns the word of a kind of civil servant.
#[must_use]
pub fn status(of: Status) -> &'static str {
    match of {
        Status::Pns => "PNS",
        Status::Cpns => "CPNS",
        Status::Pppk => "PPPK",
    }
}

/// Writes an eselon: `III/a`.
#[must_use]
pub fn eselon(code: &str) -> String {
    match code.char_indices().last() {
        Some((at, last)) if last.is_ascii_lowercase() => format!("{}/{last}", &code[..at]),
        _ => code.to_owned(),
    }
}

/// Returns the name of a family of functional posts; a family without one is written from its code.
#[must_use]
pub fn family(code: &str) -> String {
    match code {
        "analis_sdm_aparatur" => say!(gaji.jf_analis_sdm_aparatur),
        "bidan" => say!(gaji.jf_bidan),
        "dokter" => say!(gaji.jf_dokter),
        "guru" => say!(gaji.jf_guru),
        "penata_kkb" => say!(gaji.jf_penata_kkb),
        "perawat" => say!(gaji.jf_perawat),
        "pranata_komputer" => say!(gaji.jf_pranata_komputer),
        "pranata_sdm_aparatur" => say!(gaji.jf_pranata_sdm_aparatur),
        other => capital(&other.replace('_', " ")),
    }
}

/// Returns the name of a level of a functional post.
#[must_use]
pub fn level(code: &str) -> String {
    match code {
        "pemula" => say!(gaji.jenjang_pemula),
        "terampil" => say!(gaji.jenjang_terampil),
        "mahir" => say!(gaji.jenjang_mahir),
        "penyelia" => say!(gaji.jenjang_penyelia),
        "ahli_pertama" => say!(gaji.jenjang_ahli_pertama),
        "ahli_muda" => say!(gaji.jenjang_ahli_muda),
        "ahli_madya" => say!(gaji.jenjang_ahli_madya),
        "ahli_utama" => say!(gaji.jenjang_ahli_utama),
        other => other.replace('_', " "),
    }
}

fn post(family_code: &str, level_code: &str) -> String {
    if level_code.is_empty() { family(family_code) } else { format!("{}, {}", family(family_code), level(level_code)) }
}

/// Returns the name of a line; an account of TPP has the name its policy gives it.
#[must_use]
pub fn line(code: LineCode, policy: Option<&Policy>) -> String {
    match code {
        LineCode::GajiPokok => say!(gaji.b_gaji_pokok),
        LineCode::TunjanganIstriSuami => say!(gaji.b_suami_istri),
        LineCode::TunjanganAnak => say!(gaji.b_anak),
        LineCode::TunjanganUmum => say!(gaji.b_umum),
        LineCode::TunjanganStruktural => say!(gaji.b_struktural),
        LineCode::TunjanganFungsional => say!(gaji.b_fungsional),
        LineCode::TunjanganBeras => say!(gaji.b_beras),
        LineCode::TunjanganBpjs => say!(gaji.b_tunjangan_bpjs),
        LineCode::TunjanganJkk => say!(gaji.b_tunjangan_jkk),
        LineCode::TunjanganJkm => say!(gaji.b_tunjangan_jkm),
        LineCode::TunjanganPph => say!(gaji.b_tunjangan_pph),
        LineCode::Pembulatan => say!(gaji.b_pembulatan),
        LineCode::PengembalianPph => say!(gaji.b_pengembalian_pph),
        LineCode::TppPengembalianPph => say!(gaji.b_tpp_pengembalian_pph),
        LineCode::Tpp(at) => match policy.and_then(|policy| policy.accounts().get(usize::from(at))) {
            Some(account) => say!(gaji.b_tpp_akun, nama = label(&account.label)),
            None => say!(gaji.b_tpp),
        },
        LineCode::TppTunjanganPph => say!(gaji.b_tpp_tunjangan_pph),
        LineCode::Iwp => say!(gaji.b_iwp),
        LineCode::BpjsKesehatan => say!(gaji.b_bpjs),
        LineCode::BpjsTambahan => say!(gaji.b_bpjs_tambahan),
        LineCode::PotonganBpjs => say!(gaji.b_potongan_bpjs),
        LineCode::PotonganJkk => say!(gaji.b_potongan_jkk),
        LineCode::PotonganJkm => say!(gaji.b_potongan_jkm),
        LineCode::Pph21 => say!(gaji.b_pph21),
        LineCode::Taperum => say!(gaji.b_taperum),
        LineCode::KelebihanGaji => say!(gaji.b_kelebihan),
        LineCode::TppKelebihan => say!(gaji.b_tpp_kelebihan),
        LineCode::TppBpjs => say!(gaji.b_tpp_bpjs),
        LineCode::TppPph21 => say!(gaji.b_tpp_pph21),
        LineCode::TppZakat => say!(gaji.b_tpp_zakat),
        LineCode::PemberiKerjaBpjs => say!(gaji.b_pk_bpjs),
        LineCode::PemberiKerjaJkk => say!(gaji.b_pk_jkk),
        LineCode::PemberiKerjaJkm => say!(gaji.b_pk_jkm),
        LineCode::PemberiKerjaTppBpjs => say!(gaji.b_pk_tpp_bpjs),
    }
}

/// Returns the word of a part of pay.
#[must_use]
pub fn component(of: Component) -> String {
    match of {
        Component::GajiPokok => say!(gaji.b_gaji_pokok),
        Component::SuamiIstri => say!(gaji.b_suami_istri),
        Component::Anak => say!(gaji.b_anak),
        Component::Jabatan => say!(gaji.b_jabatan),
        Component::Beras => say!(gaji.b_beras),
        Component::Pembulatan => say!(gaji.b_pembulatan),
        Component::BpjsPemberiKerja => say!(gaji.b_pk_bpjs),
        Component::Jkk => say!(gaji.b_pk_jkk),
        Component::Jkm => say!(gaji.b_pk_jkm),
        Component::Tpp => say!(gaji.b_tpp),
    }
}

/// Says why an amount is truly zero.
#[must_use]
pub fn zero(of: ZeroReason) -> String {
    match of {
        ZeroReason::BelowFirstBound { upto } => say!(gaji.nol_batas, batas = rupiah(upto)),
        ZeroReason::BelowPtkp => say!(gaji.nol_ptkp),
        ZeroReason::AlreadyWithheld => say!(gaji.nol_sudah),
        ZeroReason::ZeroRate => say!(gaji.nol_tarif),
        ZeroReason::CeilingFilled => say!(gaji.nol_penuh),
        ZeroReason::Given => say!(gaji.nol_daftar),
        ZeroReason::NothingEarned => say!(gaji.nol_capaian),
        ZeroReason::Stopped => say!(gaji.nol_keadaan),
    }
}

/// Returns the sentence of a step of the salary.
#[must_use]
pub fn step(of: &PayStep) -> String {
    match of {
        PayStep::Line(code) => line(*code, None),
        PayStep::Golongan(golongan) => say!(gaji.l_golongan, golongan = golongan.to_string()),
        PayStep::MasaKerja(mkg) => say!(gaji.l_mkg, lama = masa_kerja(*mkg)),
        PayStep::TableRow { golongan, years, row_years } => {
            let golongan = golongan.to_string();
            if years == row_years {
                say!(gaji.l_tabel, golongan = golongan, tahun = *years)
            } else {
                say!(gaji.l_tabel_lanjut, golongan = golongan, tahun = *years, baris = *row_years)
            }
        }
        PayStep::BasePayGiven { .. } => say!(gaji.l_gapok_surat),
        PayStep::CpnsShare { rate_bp } => say!(gaji.l_cpns, tarif = rate(*rate_bp)),
        PayStep::PostStopped(service) => {
            say!(bayar.jabatan_berhenti, keadaan = beside::keadaan(service.keadaan), hari = day(service.since))
        }
        PayStep::ByDecree(service) => {
            say!(bayar.menurut_surat, keadaan = beside::keadaan(service.keadaan), hari = day(service.since))
        }
        PayStep::SpouseShare { rate_bp } => say!(gaji.l_suami_istri, tarif = rate(*rate_bp)),
        PayStep::ChildShare { rate_bp, children } => {
            if *children == 1 {
                return say!(gaji.l_anak_satu, tarif = rate(*rate_bp));
            }
            let total = rate(*rate_bp * u32::from(*children));
            say!(gaji.l_anak, jumlah = capital(&count(u32::from(*children))), tarif = rate(*rate_bp), seluruh = total)
        }
        PayStep::Rice { heads, kg_each } => {
            let heads = u32::from(*heads);
            say!(gaji.l_beras, jumlah = capital(&count(heads)), kg = *kg_each)
        }
        PayStep::RicePrice => say!(gaji.l_harga_beras),
        PayStep::RiceKg => say!(gaji.l_kg_beras),
        PayStep::PostGeneral { golongan } => say!(gaji.l_umum, golongan = group(*golongan)),
        PayStep::PostStructural { eselon: code } => say!(gaji.l_struktural, eselon = eselon(code)),
        PayStep::PostFunctional { family, level } => say!(gaji.l_fungsional, jabatan = post(family, level)),
        PayStep::PostGiven { .. } => say!(gaji.l_tunjangan_surat),
        PayStep::Base { of } => match of {
            LineCode::Pph21 | LineCode::TppPph21 => say!(gaji.l_bruto),
            _ => say!(gaji.l_dasar),
        },
        PayStep::Share { rate_bp } => say!(gaji.l_bagian, tarif = rate(*rate_bp)),
        PayStep::IwpRate { pensiun_bp, tht_bp, health_bp } => {
            let (pensiun, tht) = (rate(*pensiun_bp), rate(*tht_bp));
            if *health_bp > 0 {
                say!(gaji.l_iwp_sehat, pensiun = pensiun, tht = tht, sehat = rate(*health_bp))
            } else {
                say!(gaji.l_iwp, pensiun = pensiun, tht = tht)
            }
        }
        PayStep::Ceiling { cap, reached: true } => say!(gaji.l_batas_kena, batas = rupiah(*cap)),
        PayStep::Ceiling { cap, reached: false } => say!(gaji.l_batas_tidak, batas = rupiah(*cap)),
        PayStep::CeilingUsed => say!(gaji.l_batas_terpakai),
        PayStep::ExtraMembers { members } => say!(gaji.l_keluarga_lain, jumlah = count(u32::from(*members))),
        PayStep::EmployerShare(of) => component(*of),
        PayStep::BorneByState(who) => say!(gaji.l_ditanggung_negara, status = status(*who)),
        PayStep::BorneByRegion => say!(gaji.l_ditanggung_daerah),
        PayStep::NetBefore => say!(gaji.l_sebelum_bulat),
        PayStep::RoundedUp { unit } => say!(gaji.l_dinaikkan, kelipatan = rupiah(*unit)),
        PayStep::TaxGiven { .. } => say!(gaji.l_pajak_daftar),
        PayStep::TppGiven { .. } => say!(gaji.l_tpp_jumlah),
        PayStep::TppByPolicy => say!(gaji.l_tpp_aturan),
        PayStep::TaxOnSalary => say!(gaji.l_pajak_gaji),
        PayStep::TaxOnBoth => say!(gaji.l_pajak_berdua),
        PayStep::TppShareOfTax { tpp, both } => {
            say!(gaji.l_bagian_tpp, tpp = rupiah(*tpp), seluruh = rupiah(*both))
        }
        PayStep::Taperum => say!(gaji.l_taperum),
        PayStep::StillOwed => say!(gaji.l_masih_terutang),
        PayStep::InstalmentsLeft => say!(gaji.l_sisa_angsuran),
        PayStep::BesideTax(of) => say!(bayar.pajak_tambahan, nama = beside::kind(*of)),
        PayStep::BesideGross(of) => say!(bayar.bruto, nama = beside::kind(*of)),
        PayStep::MonthGross => say!(bayar.bruto_bulan),
        PayStep::TaxBefore => say!(bayar.pajak_sebelum),
        PayStep::Thr(of) => beside::thr(of),
        PayStep::Watch(of) => beside::watch(of),
        PayStep::Rapel(of) => beside::rapel(of),
    }
}

fn group(golongan: Golongan) -> String {
    match golongan {
        Golongan::Pns(rank) => rank.group().name().to_owned(),
        Golongan::Pppk(rank) => rank.to_string(),
    }
}

/// What the sentences below need of a line's derivation, found in its direct parts.
#[derive(Default)]
struct Seen<'d> {
    row: Option<&'d PayStep>,
    base: Option<Rupiah>,
    own: Option<Rupiah>,
    with_tpp: bool,
    share_bp: Option<u32>,
    rounding: Option<Rounding>,
    ceiling: Option<(Rupiah, bool)>,
    ter: Option<(String, Bracket)>,
    last_month: bool,
    withheld: Option<Rupiah>,
    net_before: Option<Rupiah>,
    /// Tax on salary and TPP together, and on salary alone.
    together: Option<Rupiah>,
    alone: Option<Rupiah>,
    /// TPP of the month and the ceiling it was measured against.
    tpp: Option<(Rupiah, String)>,
}

fn look(of: &Derivation) -> Seen<'_> {
    let mut seen = Seen::default();
    let worth = |part: &Derivation| match part.value {
        Some(Value::Rupiah(found)) => Some(found),
        _ => None,
    };
    for part in &of.parts {
        match &part.step {
            Step::Pay(step) => match step {
                PayStep::Base { .. } => {
                    seen.base = worth(part);
                    seen.with_tpp = part
                        .parts
                        .iter()
                        .any(|inner| matches!(inner.step, Step::Pay(PayStep::TppGiven { .. } | PayStep::TppByPolicy)));
                }
                PayStep::Share { rate_bp } => seen.share_bp = Some(*rate_bp),
                PayStep::Ceiling { cap, reached } => seen.ceiling = Some((*cap, *reached)),
                PayStep::NetBefore => seen.net_before = worth(part),
                PayStep::TaxOnBoth => {
                    seen.together = worth(part);
                    seen.ter = look(part).ter;
                }
                PayStep::TaxOnSalary => seen.alone = worth(part),
                PayStep::TableRow { .. } | PayStep::BasePayGiven { .. } => {
                    seen.own = worth(part);
                    seen.row = seen.row.or(Some(step));
                }
                PayStep::CpnsShare { .. }
                | PayStep::SpouseShare { .. }
                | PayStep::ChildShare { .. }
                | PayStep::Rice { .. }
                | PayStep::PostGeneral { .. }
                | PayStep::PostStructural { .. }
                | PayStep::PostFunctional { .. }
                | PayStep::PostGiven { .. }
                | PayStep::TaxGiven { .. }
                | PayStep::TppGiven { .. }
                | PayStep::RoundedUp { .. } => seen.row = Some(step),
                _ => {}
            },
            Step::Tax(TaxStep::TerRate { category, bracket }) => seen.ter = Some((category.to_string(), *bracket)),
            Step::Tpp(TppStep::Gross { .. }) => {
                let pagu = part.parts.iter().find(|inner| inner.step == Step::Tpp(TppStep::Pagu));
                let pagu = pagu.and_then(|pagu| pagu.value.as_ref()).and_then(value);
                seen.tpp = worth(part).zip(pagu);
            }
            Step::Tax(TaxStep::LastMonth) => seen.last_month = true,
            Step::Tax(TaxStep::Withheld) => seen.withheld = worth(part),
            Step::Rounded(rounding) => seen.rounding = Some(*rounding),
            _ => {}
        }
    }
    seen
}

/// Returns the quiet line below the name of a line: `III/b, masa kerja 8 tahun`.
#[must_use]
pub fn below(of: &Line, told: &Derivation) -> String {
    if let Some(why) = of.zero {
        return zero(why);
    }
    let seen = look(told);
    match (of.code, seen.row) {
        (_, Some(PayStep::TableRow { golongan, years, .. })) => {
            say!(gaji.s_gaji_pokok, golongan = golongan.to_string(), tahun = *years)
        }
        (_, Some(PayStep::CpnsShare { rate_bp })) => say!(gaji.s_cpns, tarif = rate(*rate_bp)),
        (_, Some(PayStep::SpouseShare { rate_bp })) => say!(gaji.s_suami_istri, tarif = rate(*rate_bp)),
        (_, Some(PayStep::ChildShare { rate_bp, children })) => {
            let jumlah = capital(&count(u32::from(*children)));
            if *children == 1 {
                say!(gaji.s_anak_satu, tarif = rate(*rate_bp))
            } else {
                say!(gaji.s_anak, jumlah = jumlah, tarif = rate(*rate_bp))
            }
        }
        (_, Some(PayStep::Rice { heads, kg_each })) => {
            let heads = u32::from(*heads);
            say!(gaji.s_beras, jumlah = capital(&count(heads)), kg = heads * kg_each)
        }
        (_, Some(PayStep::PostGeneral { golongan })) => say!(gaji.l_golongan, golongan = group(*golongan)),
        (_, Some(PayStep::PostStructural { eselon: code })) => say!(gaji.s_eselon, eselon = eselon(code)),
        (_, Some(PayStep::PostFunctional { family, level })) => post(family, level),
        (
            _,
            Some(
                PayStep::BasePayGiven { source }
                | PayStep::PostGiven { source }
                | PayStep::TaxGiven { source }
                | PayStep::TppGiven { source },
            ),
        ) if source != "-" => source.clone(),
        (_, Some(PayStep::RoundedUp { unit })) => say!(gaji.s_pembulatan, kelipatan = rupiah(*unit)),
        (LineCode::Iwp, _) => seen.share_bp.map_or_else(String::new, |bp| say!(gaji.s_iwp, tarif = rate(bp))),
        (LineCode::TunjanganPph, _) => say!(gaji.s_ditanggung_negara),
        (LineCode::TppTunjanganPph, _) => say!(gaji.s_ditanggung_daerah),
        (LineCode::TunjanganBpjs | LineCode::TunjanganJkk | LineCode::TunjanganJkm, _) => say!(gaji.s_masuk),
        (LineCode::PotonganBpjs | LineCode::PotonganJkk | LineCode::PotonganJkm, _) => say!(gaji.s_keluar),
        (LineCode::Pph21 | LineCode::TppPph21, _) => match seen.ter {
            Some((kategori, bracket)) => say!(gaji.s_ter, kategori = kategori, tarif = rate(bracket.rate_bp)),
            None if seen.last_month => say!(gaji.s_masa_terakhir),
            None => String::new(),
        },
        (_, _) => match seen.share_bp {
            Some(bp) if seen.with_tpp => say!(gaji.s_dengan_tpp, tarif = rate(bp)),
            Some(bp) => rate(bp),
            None => String::new(),
        },
    }
}

fn falling(of: Option<Rounding>) -> String {
    match of {
        Some(Rounding::Floor) => say!(gaji.j_bulat_bawah),
        Some(Rounding::HalfUp) => say!(gaji.j_bulat_terdekat),
        Some(Rounding::Ceil) => say!(gaji.j_bulat_atas),
        None => String::new(),
    }
}

/// Returns the sentence that answers why a line has its amount.
#[must_use]
pub fn answer(of: &Line, told: &Derivation) -> String {
    let seen = look(told);
    let own = seen.own.map(rupiah).unwrap_or_default();
    match (of.code, seen.row) {
        (LineCode::GajiPokok, Some(PayStep::TableRow { golongan, years, row_years })) => {
            let golongan = golongan.to_string();
            if years == row_years {
                say!(gaji.j_gaji_pokok, golongan = golongan, tahun = *years)
            } else {
                say!(gaji.j_gaji_pokok_lanjut, golongan = golongan, tahun = *years, baris = *row_years)
            }
        }
        (LineCode::GajiPokok, Some(PayStep::CpnsShare { rate_bp })) => {
            say!(gaji.j_cpns, tarif = rate(*rate_bp), utuh = own)
        }
        (_, Some(PayStep::SpouseShare { rate_bp })) => say!(gaji.j_suami_istri, tarif = rate(*rate_bp), utuh = own),
        (_, Some(PayStep::ChildShare { rate_bp, children })) => {
            let jumlah = count(u32::from(*children));
            say!(gaji.j_anak, jumlah = jumlah, tarif = rate(*rate_bp), utuh = own)
        }
        (_, Some(PayStep::Rice { heads, kg_each })) => {
            say!(gaji.j_beras, jumlah = count(u32::from(*heads)), kg = *kg_each)
        }
        (_, Some(PayStep::PostGeneral { golongan })) => say!(gaji.j_umum, golongan = group(*golongan)),
        (_, Some(PayStep::PostStructural { eselon: code })) => say!(gaji.j_struktural, eselon = eselon(code)),
        (_, Some(PayStep::PostFunctional { family, level })) => say!(gaji.j_fungsional, jabatan = post(family, level)),
        (_, Some(PayStep::RoundedUp { unit })) => {
            let before = seen.net_before.map(rupiah).unwrap_or_default();
            say!(gaji.j_pembulatan, sebelum = before, kelipatan = rupiah(*unit))
        }
        (
            _,
            Some(
                PayStep::BasePayGiven { .. }
                | PayStep::PostGiven { .. }
                | PayStep::TaxGiven { .. }
                | PayStep::TppGiven { .. },
            ),
        ) => say!(gaji.j_surat),
        (LineCode::KelebihanGaji | LineCode::TppKelebihan, _) => say!(gaji.j_kelebihan),
        (LineCode::TunjanganPph, _) => say!(gaji.j_ditanggung_negara),
        (LineCode::TppTunjanganPph, _) => say!(gaji.j_ditanggung_daerah),
        (LineCode::PotonganBpjs | LineCode::PotonganJkk | LineCode::PotonganJkm, _) => say!(gaji.j_keluar),
        (LineCode::Pph21 | LineCode::TppPph21, _) => tax(of, &seen),
        (LineCode::Tpp(_), _) => match seen.tpp {
            Some((sum, pagu)) => say!(gaji.j_tpp_pagu, jumlah = rupiah(sum), pagu = pagu),
            None => say!(gaji.j_tpp),
        },
        (code, _) => contribution(code, &seen),
    }
}

fn tax(of: &Line, seen: &Seen<'_>) -> String {
    if let (Some(together), Some(alone)) = (seen.together, seen.alone) {
        return say!(gaji.j_pajak_tpp, bersama = rupiah(together), gaji = rupiah(alone));
    }
    let gross = seen.base.map(rupiah).unwrap_or_default();
    match &seen.ter {
        Some((kategori, Bracket { upto: Some(upto), rate_bp: 0, .. })) => {
            say!(gaji.j_ter_nol, bruto = gross, batas = rupiah(*upto), kategori = kategori.clone())
        }
        Some((kategori, bracket)) => {
            let bulat = falling(seen.rounding);
            say!(gaji.j_ter, bruto = gross, kategori = kategori.clone(), tarif = rate(bracket.rate_bp), bulat = bulat)
        }
        None if of.zero == Some(ZeroReason::BelowPtkp) => say!(gaji.j_di_bawah_ptkp),
        None if seen.last_month => {
            say!(gaji.j_masa_terakhir, sudah = seen.withheld.map(rupiah).unwrap_or_default())
        }
        None => match of.zero {
            Some(why) => format!("{}.", zero(why)),
            None => say!(gaji.j_lain),
        },
    }
}

fn contribution(code: LineCode, seen: &Seen<'_>) -> String {
    let (Some(base), Some(bp)) = (seen.base, seen.share_bp) else { return say!(gaji.j_lain) };
    let (tarif, dasar, bulat) = (rate(bp), rupiah(base), falling(seen.rounding));
    match (code.kind(), seen.ceiling) {
        (LineKind::Employer | LineKind::Earning, _) => {
            say!(gaji.j_pemberi_kerja, tarif = tarif, dasar = dasar, bulat = bulat)
        }
        (LineKind::Deduction, Some((cap, true))) => {
            say!(gaji.j_iuran_batas, tarif = tarif, dasar = dasar, batas = rupiah(cap))
        }
        (LineKind::Deduction, _) => say!(gaji.j_iuran, tarif = tarif, dasar = dasar, bulat = bulat),
    }
}
