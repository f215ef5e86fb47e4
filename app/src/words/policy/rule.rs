//! One sentence for each kind of rule, without its value.

use domain::asn::GolonganGroup;
use domain::derive::Step;
use domain::hadir::Count;
use domain::kinerja::Predikat;
use domain::money::Rounding;
use domain::tpp::{
    ActingMode, Better, CutOf, Edge, How, MeasureKind, MeasureSource, Measured, MinuteBand, NetBase, Rule, TppStep,
    Yield,
};
use rust_decimal::Decimal;

use crate::say;
use crate::words::derive::{label, sentence};
use crate::words::format::{decimal, month_name, percent};
use crate::words::{beside, kinerja, pay};

/// Writes a number of a measure: a percent with its sign, a yes or no as the word.
pub(super) fn quantity(number: Decimal, kind: MeasureKind) -> String {
    match kind {
        MeasureKind::Percent => percent(number),
        MeasureKind::Flag if number.is_zero() => say!(umum.tidak),
        MeasureKind::Flag => say!(umum.ya),
        _ => decimal(number),
    }
}

fn names(of: &[Measured]) -> String {
    of.iter().map(|one| label(&one.label)).collect::<Vec<_>>().join("; ")
}

/// Says what a rule says, without its value.
pub(super) fn said(of: &Rule) -> String {
    match of {
        Rule::Classes => say!(kebijakan.r_kelas),
        Rule::Class { kelas } => say!(kebijakan.r_satu_kelas, kelas = *kelas),
        Rule::Index => say!(kebijakan.r_indeks),
        Rule::Post { post } | Rule::PostPoints { post } => say!(kebijakan.r_jabatan, nama = plain(post)),
        Rule::Points => say!(kebijakan.r_poin),
        Rule::PointPrice { unit: None } => say!(kebijakan.r_harga),
        Rule::PointPrice { unit: Some(unit) } => say!(kebijakan.r_harga_unit, unit = plain(unit)),
        Rule::PostAmount { label: of } | Rule::Account { label: of, .. } | Rule::Measure { label: of, .. } => label(of),
        Rule::Criterion { from_class, upto_class, posts } => criterion(*from_class, *upto_class, posts),
        Rule::Plus(of) => say!(kebijakan.r_tambahan, ukuran = label(&of.label)),
        Rule::Receiver(status) => say!(gaji.v_penerima, siapa = pay::status(*status)),
        Rule::NoActing => say!(kebijakan.r_rangkap_tidak),
        Rule::ActingAssigned(usual) => say!(kebijakan.r_rangkap_surat, cara = way(*usual)),
        Rule::ActingByClass { equal_or_lower, higher } => {
            say!(kebijakan.r_rangkap_kelas, rendah = way(*equal_or_lower), tinggi = way(*higher))
        }
        Rule::ActingShare => say!(kebijakan.r_rangkap_bagian),
        Rule::ActingShareAssigned => say!(kebijakan.r_rangkap_bagian_surat),
        Rule::ActingFrom => say!(kebijakan.r_rangkap_mulai),
        Rule::Test { label: of, .. } => say!(kebijakan.r_uji, nama = label(of)),
        Rule::ForPosts { label: of, posts } => say!(kebijakan.r_jabatan_ini, nama = label(of), jabatan = keys(posts)),
        Rule::Part { label: of } => say!(kebijakan.r_bagian, nama = label(of)),
        Rule::Full => say!(kebijakan.r_penuh),
        Rule::ByMeasure(of) => say!(kebijakan.r_menurut, ukuran = label(&of.label)),
        Rule::ByMeasureOrPredikat(of) => say!(kebijakan.r_menurut_atau, ukuran = label(&of.label)),
        Rule::ByPredikat => say!(kebijakan.r_predikat),
        Rule::Predikat(of) => predikat(*of),
        Rule::ByBands(of) => say!(kebijakan.r_rentang, ukuran = label(&of.label)),
        Rule::Band { above, upto, kind, .. } => band(*above, *upto, *kind),
        Rule::Cut { label: of, .. } => say!(kebijakan.r_pengurang, nama = label(of)),
        Rule::CutEach { on } => each(on),
        Rule::CutOwn { on } => say!(kebijakan.r_sebesar, ukuran = names(on)),
        Rule::CutBands { on } => say!(kebijakan.r_menurut_rentang, ukuran = names(on)),
        Rule::Gate { label: of, of: measure } => {
            say!(kebijakan.r_gerbang, nama = label(of), ukuran = label(&measure.label))
        }
        Rule::Threshold { label: of, of: measure } => {
            say!(kebijakan.r_syarat, nama = label(of), ukuran = label(&measure.label))
        }
        Rule::AtLeast { label: of } => say!(kebijakan.r_paling_rendah, nama = label(of)),
        Rule::LimitInMonth(month) => say!(kebijakan.r_khusus, bulan = month_name(*month)),
        Rule::Reduce { label: of, how: How::Multiply } => say!(kebijakan.r_pengurangan, nama = label(of)),
        Rule::Reduce { label: of, how: How::Subtract } => say!(kebijakan.r_pengurangan_pagu, nama = label(of)),
        Rule::Deduct { label: of, of: measure } => {
            say!(kebijakan.r_rupiah, nama = label(of), ukuran = label(&measure.label))
        }
        Rule::DeductEach { posts } if posts.is_empty() => say!(kebijakan.r_rupiah_lain),
        Rule::DeductEach { posts } => say!(kebijakan.r_jabatan, nama = keys(posts)),
        Rule::UnitFactor { label: of } => say!(kebijakan.r_unit, nama = label(of)),
        Rule::UnitKind(Some(kind)) => say!(kebijakan.r_unit_jenis, jenis = plain(kind)),
        Rule::UnitKind(None) => say!(kebijakan.r_unit_lain),
        Rule::Clamp => say!(kebijakan.r_batas),
        Rule::Least => say!(kebijakan.r_paling_sedikit),
        Rule::Most => say!(kebijakan.r_paling_banyak),
        Rule::Round { scale, cutoff } => sentence(&Step::Tpp(TppStep::Round { scale: *scale, cutoff: *cutoff })),
        Rule::Pay => sentence(&Step::Tpp(TppStep::Pay)),
        Rule::Split => say!(kebijakan.r_bagi),
        Rule::SplitEach => say!(kebijakan.r_bagi_lain),
        Rule::SplitOwn { label: of } => say!(kebijakan.r_bagi_akun, nama = label(of)),
        Rule::Defer { label: of, of: measure } => {
            say!(kebijakan.r_tunda, nama = label(of), ukuran = label(&measure.label))
        }
        Rule::DeferLimit => say!(kebijakan.r_tunda_batas),
        Rule::DeferOwed(of) => say!(kebijakan.r_tunda_lepas, ukuran = label(&of.label)),
        Rule::DeferLost(of) => say!(kebijakan.r_tunda_hangus, ukuran = label(&of.label)),
        Rule::PayoutEvery => say!(kebijakan.r_bayar_tiap),
        Rule::PayoutDay => say!(kebijakan.r_bayar_tanggal),
        Rule::Hold { label: of, of: measure } => {
            say!(kebijakan.r_tahan, nama = label(of), ukuran = label(&measure.label))
        }
        Rule::Bpjs(_) => say!(kebijakan.r_bpjs),
        Rule::BpjsGiven(of) => say!(kebijakan.r_bpjs_rekap, ukuran = label(&of.label)),
        Rule::PerAccount => say!(kebijakan.r_per_akun),
        Rule::Unless(of) => say!(kebijakan.r_kecuali, ukuran = label(&of.label)),
        Rule::TaxFinal { on: NetBase::Gross, .. } => say!(kebijakan.r_final_bruto),
        Rule::TaxFinal { on: NetBase::Rest, .. } => say!(kebijakan.r_final_sisa),
        Rule::TaxRate(of) => say!(kebijakan.r_golongan, golongan = group(*of)),
        Rule::TaxRatePppk(Some(golongan)) => say!(kebijakan.r_golongan_pppk, golongan = *golongan),
        Rule::TaxRatePppk(None) => say!(kebijakan.r_golongan_lain),
        Rule::TaxJoint => say!(kebijakan.r_gabung),
        Rule::Bearer => say!(kebijakan.r_penanggung),
        Rule::Zakat(_) => say!(kebijakan.r_zakat),
        Rule::Addend(of) => say!(kebijakan.u_tambah, ukuran = label(&of.label)),
        Rule::Less(of) => say!(kebijakan.u_kurang, ukuran = label(&of.label)),
        Rule::InsteadOf(of) => say!(kebijakan.u_ganti, ukuran = label(&of.label)),
        Rule::Over(of) => say!(kebijakan.u_bagi, ukuran = label(&of.label)),
        Rule::Cap => say!(kebijakan.u_batas),
    }
}

fn plain(code: &str) -> String {
    code.replace('_', " ")
}

fn keys(of: &[String]) -> String {
    of.iter().map(|one| plain(one)).collect::<Vec<_>>().join(", ")
}

fn predikat(of: Option<Predikat>) -> String {
    of.map_or_else(|| say!(gaji.predikat_belum), kinerja::predikat)
}

const fn group(of: GolonganGroup) -> &'static str {
    match of {
        GolonganGroup::I => "I",
        GolonganGroup::II => "II",
        GolonganGroup::III => "III",
        GolonganGroup::IV => "IV",
    }
}

fn way(of: ActingMode) -> String {
    match of {
        ActingMode::Replace => say!(kebijakan.c_ganti),
        ActingMode::Share => say!(kebijakan.c_bagian),
        ActingMode::Add => say!(kebijakan.c_tambah),
        ActingMode::Higher => say!(kebijakan.c_tinggi),
    }
}

fn criterion(from: u8, upto: u8, posts: &[String]) -> String {
    let kelas = match (from, upto) {
        (1, 17..) => say!(kebijakan.r_semua_kelas),
        (from, upto) if from == upto => say!(kebijakan.r_satu_kelas, kelas = from),
        (from, upto) => say!(kebijakan.r_kelas_antara, dari = from, sampai = upto),
    };
    if posts.is_empty() {
        return kelas;
    }
    say!(kebijakan.r_hanya_jabatan, kelas = kelas, jabatan = keys(posts))
}

fn each(on: &[Measured]) -> String {
    let ukuran = names(on);
    match on.first().map(|first| first.kind) {
        Some(MeasureKind::Events) => say!(kebijakan.r_setiap_kali, ukuran = ukuran),
        Some(MeasureKind::Days) => say!(kebijakan.r_setiap_hari, ukuran = ukuran),
        Some(MeasureKind::Minutes) => say!(kebijakan.r_setiap_menit, ukuran = ukuran),
        Some(MeasureKind::Flag) => ukuran,
        _ => say!(kebijakan.r_setiap_satu, ukuran = ukuran),
    }
}

fn band(above: Option<Edge>, upto: Option<Edge>, kind: MeasureKind) -> String {
    // A yes or no has one edge, between the two.
    if kind == MeasureKind::Flag {
        return match (above, upto) {
            (None, Some(_)) => say!(umum.tidak),
            (Some(_), None) => say!(umum.ya),
            _ => say!(kebijakan.e_semua),
        };
    }
    let write = |edge: Edge| quantity(edge.at, kind);
    match (above, upto) {
        (None, None) => say!(kebijakan.e_semua),
        (None, Some(edge)) if edge.in_lower => say!(kebijakan.e_sampai, atas = write(edge)),
        (None, Some(edge)) => say!(kebijakan.e_di_bawah, atas = write(edge)),
        (Some(edge), None) if edge.in_lower => say!(kebijakan.e_di_atas, bawah = write(edge)),
        (Some(edge), None) => say!(kebijakan.e_atau_lebih, bawah = write(edge)),
        (Some(low), Some(high)) => {
            let (bawah, atas) = (write(low), write(high));
            match (low.in_lower, high.in_lower) {
                (true, true) => say!(kebijakan.e_antara, bawah = bawah, atas = atas),
                (true, false) => say!(kebijakan.e_antara_bawah, bawah = bawah, atas = atas),
                (false, true) => say!(kebijakan.e_dari, bawah = bawah, atas = atas),
                (false, false) => say!(kebijakan.e_dari_bawah, bawah = bawah, atas = atas),
            }
        }
    }
}

/// What stands under a rule, smaller.
pub(super) fn remarks(of: &Rule) -> Vec<String> {
    match of {
        Rule::Account { code_pns, code_pppk, .. } => {
            let codes = [("PNS", code_pns), ("PPPK", code_pppk)].into_iter();
            let codes = codes.filter_map(|(siapa, code)| {
                code.as_ref().map(|kode| say!(kebijakan.r_kode_satu, siapa = siapa, kode = kode.clone()))
            });
            let codes: Vec<String> = codes.collect();
            if codes.is_empty() { Vec::new() } else { vec![say!(kebijakan.r_kode, kode = codes.join(", "))] }
        }
        Rule::Test { yields: Yield::Percent, .. } => vec![say!(kebijakan.r_uji_persen)],
        Rule::Test { yields: Yield::Money, .. } => vec![say!(kebijakan.r_uji_rupiah)],
        Rule::Cut { of: CutOf::Whole, .. } => vec![say!(kebijakan.r_dari_semua)],
        Rule::Cut { of: CutOf::Day { working_days }, .. } => {
            vec![say!(kebijakan.r_dari_hari, hari = label(&working_days.label))]
        }
        Rule::Bpjs(rounding) | Rule::TaxFinal { rounding, .. } | Rule::Zakat(rounding) => vec![rounded(*rounding)],
        Rule::Measure { kind: of, source: from, better, band, counts, max, when_none, standings, .. } => {
            let mut said = vec![kind(*of), source(*from)];
            said.extend(band.as_ref().map(minutes));
            said.extend(counts.map(|count| say!(kebijakan.u_presensi, hitungan = counted(count))));
            said.extend(max.map(|most| say!(kebijakan.u_paling, angka = decimal(most))));
            said.extend(when_none.map(|none| say!(kebijakan.u_bawaan, angka = quantity(none, *of))));
            if !standings.is_empty() {
                let named: Vec<String> = standings.iter().map(|one| beside::keadaan(*one)).collect();
                said.push(say!(kebijakan.u_keadaan, keadaan = named.join(", ")));
            }
            said.push(match better {
                Better::Higher => say!(kebijakan.u_makin_tinggi),
                Better::Lower => say!(kebijakan.u_makin_rendah),
            });
            vec![said.join(" · ")]
        }
        _ => Vec::new(),
    }
}

/// Says what attendance counts.
fn counted(of: Count) -> String {
    match of {
        Count::Absent => say!(kebijakan.h_tanpa_presensi),
        Count::NoClockIn => say!(kebijakan.h_tanpa_masuk),
        Count::NoClockOut => say!(kebijakan.h_tanpa_pulang),
        Count::OneClockMissing => say!(kebijakan.h_satu_presensi),
        Count::LateMinutes => say!(kebijakan.h_menit_terlambat),
        Count::EarlyMinutes => say!(kebijakan.h_menit_pulang_awal),
        Count::WorkingDays => say!(kebijakan.h_hari_kerja),
        Count::PresentDays => say!(kebijakan.h_hari_hadir),
        Count::PresencePercent => say!(kebijakan.h_persen_hadir),
        Count::SickDays => say!(kebijakan.h_hari_sakit),
        Count::PermitDays => say!(kebijakan.h_hari_izin),
        Count::LeaveDays => say!(kebijakan.h_hari_cuti),
        Count::ImportantLeaveDays => say!(kebijakan.h_hari_cuti_penting),
        Count::CreditedDays => say!(kebijakan.h_hari_diakui),
    }
}

fn rounded(of: Rounding) -> String {
    match of {
        Rounding::Floor => say!(gaji.bulat_bawah),
        Rounding::HalfUp => say!(gaji.bulat_terdekat),
        Rounding::Ceil => say!(gaji.bulat_atas),
    }
}

fn minutes(of: &MinuteBand) -> String {
    match of.upto_min {
        Some(upto) => say!(kebijakan.u_menit_antara, dari = of.from_min, sampai = upto),
        None => say!(kebijakan.u_menit_lebih, dari = of.from_min),
    }
}

/// Names what a measure counts in.
pub(super) fn kind(of: MeasureKind) -> String {
    match of {
        MeasureKind::Percent => say!(kebijakan.u_persen),
        MeasureKind::Events => say!(kebijakan.u_kejadian),
        MeasureKind::Minutes => say!(kebijakan.u_menit),
        MeasureKind::Days => say!(kebijakan.u_hari),
        MeasureKind::DayOfMonth => say!(kebijakan.u_tanggal),
        MeasureKind::Number => say!(kebijakan.u_angka),
        MeasureKind::Rupiah => say!(kebijakan.u_rupiah),
        MeasureKind::Flag => say!(kebijakan.u_ya_tidak),
    }
}

fn source(of: Option<MeasureSource>) -> String {
    match of {
        None => say!(kebijakan.u_dihitung),
        Some(MeasureSource::Recap) => say!(kebijakan.u_dari_rekap),
        Some(MeasureSource::Performance) => say!(kebijakan.u_dari_kinerja),
        Some(MeasureSource::Decision) => say!(kebijakan.u_dari_keputusan),
        Some(MeasureSource::Unit) => say!(kebijakan.u_dari_unit),
        Some(MeasureSource::Earlier) => say!(kebijakan.u_dari_bulan_lalu),
    }
}
