//! What is missing, in words: why a figure is not there, and what to do next. Also the names of the rule book's values.

use domain::asn::Golongan;
use domain::outcome::Gap;
use domain::tpp::{Policy, ValueEntry};

use super::derive::{Origin, label};
use super::format::{day, month, month_name, rupiah};
use super::{beside, kinerja, pay};
use crate::say;

/// Says what is missing.
#[must_use]
pub fn gap(of: &Gap, policy: Option<&Policy>) -> String {
    match of {
        Gap::NoValue(none) => {
            let nama = param(&none.param);
            match (none.before, none.after) {
                (_, Some(after)) => {
                    say!(gaji.k_tanpa_nilai_sesudah, nama = nama, pada = day(none.on), sesudah = day(after))
                }
                (_, None) => say!(gaji.k_tanpa_nilai, nama = nama, pada = day(none.on)),
            }
        }
        Gap::NoFact { field } => say!(gaji.k_tanpa_fakta, nama = fact(field)),
        Gap::NoRow { golongan, mkg_years } => {
            say!(gaji.k_tanpa_baris, golongan = golongan.clone(), tahun = *mkg_years)
        }
        Gap::Contested { subject } => say!(gaji.k_dua_nilai, nama = subject_words(subject)),
        Gap::Unconfirmed { value } => {
            let entry = policy.and_then(|policy| policy.values().iter().find(|entry| entry.path == *value));
            let nama = entry.map_or_else(|| value_path(value, policy), |entry| value_name(entry, policy));
            say!(gaji.k_belum_pasti, nama = nama)
        }
        Gap::NoMeasure { measure } => {
            let known = policy.and_then(|policy| policy.measures().find(|one| one.key == *measure));
            say!(gaji.k_tanpa_ukuran, nama = known.map_or_else(|| measure.clone(), |one| label(&one.label)))
        }
        Gap::NoPredikat => say!(gaji.k_tanpa_predikat),
        Gap::NoRecap { month: of } => say!(gaji.k_tanpa_rekap, bulan = month(*of)),
        Gap::NotDue { keadaan, since } => {
            let text = say!(bayar.tidak_dibayar, keadaan = beside::keadaan(*keadaan), hari = day(*since));
            beside::with_heirs(text, *keadaan, *since)
        }
        Gap::PastRetirement { since } => say!(bayar.lewat_pensiun, bulan = month(*since)),
        Gap::FamilyTwice { nip } => say!(bayar.keluarga_dua_kali, nip = nip.clone()),
        Gap::TwoSources { measure } => {
            let known = policy.and_then(|policy| policy.measures().find(|one| one.key == *measure));
            say!(bayar.dua_sumber, nama = known.map_or_else(|| measure.clone(), |one| label(&one.label)))
        }
        Gap::NegativeNet { net_rp } => {
            say!(gaji.k_minus, jumlah = rupiah(domain::money::Rupiah::new(*net_rp)))
        }
        Gap::OutOfRange { field } => say!(gaji.k_luar_batas, nama = fact(field)),
    }
}

/// Says what to do about a gap, with an address where there is one.
#[must_use]
pub fn next(of: &Gap, origin: Origin) -> (String, Option<&'static str>) {
    if origin != Origin::Records {
        return match of {
            Gap::NoValue(_) => (say!(gaji.lanjut_tanpa_nilai), Some("/hitung")),
            Gap::Unconfirmed { .. } => (say!(gaji.lanjut_belum_pasti), Some("/hitung")),
            _ => (say!(gaji.lanjut_isi), Some("/hitung")),
        };
    }
    match of {
        Gap::NoValue(_) => (say!(gaji.lanjut_aturan), Some("/aturan")),
        Gap::NoPredikat => (say!(gaji.lanjut_predikat), Some("/penilaian")),
        Gap::Unconfirmed { .. } => (say!(gaji.lanjut_pejabat), None),
        Gap::NoRecap { .. } | Gap::NoMeasure { .. } => (say!(gaji.lanjut_rekap), None),
        Gap::PastRetirement { .. } => (say!(bayar.lanjut_pensiun), None),
        Gap::FamilyTwice { .. } => (say!(bayar.lanjut_keluarga), None),
        Gap::TwoSources { .. } => (say!(bayar.lanjut_dua_sumber), None),
        Gap::NotDue { .. } => (String::new(), None),
        Gap::NoFact { .. } | Gap::NoRow { .. } | Gap::OutOfRange { .. } => (say!(gaji.lanjut_kepegawaian), None),
        Gap::Contested { .. } => (say!(gaji.lanjut_dua_nilai), Some("/riwayat")),
        Gap::NegativeNet { .. } => (say!(gaji.lanjut_bendahara), None),
    }
}

/// Returns the name of a fact or an amount by its field.
#[must_use]
pub fn fact(field: &str) -> String {
    match field {
        "status" => say!(gaji.f_status),
        "golongan" => say!(gaji.f_golongan),
        "mkg" => say!(gaji.f_mkg),
        "jabatan" => say!(gaji.f_jabatan),
        "unit_kind" => say!(gaji.f_jenis_unit),
        "keluarga" | "anak" | "jiwa_beras" => say!(gaji.f_keluarga),
        "keluarga_lain" => say!(gaji.f_keluarga_lain),
        "pajak" | "ptkp" => say!(gaji.f_ptkp),
        "kelas" => say!(gaji.f_kelas),
        "gaji_pokok" => say!(gaji.b_gaji_pokok),
        "tunjangan_jabatan" => say!(gaji.b_jabatan),
        "tpp" => say!(gaji.b_tpp),
        "pph21" | "pph21_sebelumnya" => say!(gaji.b_pph21),
        "bruto" | "bruto_sebelumnya" => say!(gaji.f_bruto),
        "iuran_sebelumnya" => say!(gaji.f_iuran),
        "bulan" => say!(gaji.f_bulan_dibayar),
        "acting.share" => say!(gaji.f_plt_persen),
        "acting" => say!(gaji.f_plt),
        "" => say!(gaji.f_jumlah),
        other => match other.strip_prefix("policy.") {
            Some(key) => say!(gaji.f_aturan, kunci = key.to_owned()),
            None => beside::fact(other).unwrap_or_else(|| other.replace(['_', '.'], " ")),
        },
    }
}

fn subject_words(subject: &str) -> String {
    let mut parts = subject.split('/');
    match parts.next() {
        Some("fact") => fact(parts.nth(1).unwrap_or_default()),
        Some("recap") => say!(umum.rekap),
        Some("policy") => say!(umum.aturan),
        _ => subject.to_owned(),
    }
}

/// Returns the name of a value of a policy: the steps around it, then the value itself.
#[must_use]
pub fn value_name(entry: &ValueEntry, policy: Option<&Policy>) -> String {
    let mut words: Vec<String> = entry.trail.iter().map(label).collect();
    words.dedup();
    let own = value_path(&entry.path, policy);
    if words.is_empty() { own } else { format!("{} ({own})", words.join(" › ")) }
}

/// Returns the words of the last parts of a path inside a policy.
fn value_path(path: &str, policy: Option<&Policy>) -> String {
    value_words(path, |key| {
        let measure = policy.and_then(|policy| policy.all_measures().iter().find(|one| one.key == key));
        measure.map(|one| label(&one.label))
    })
}

/// Returns the words of the last parts of a path inside a policy; `measure` names a measure by its key.
pub(super) fn value_words(path: &str, measure: impl Fn(&str) -> Option<String>) -> String {
    let mut parts: Vec<&str> = path.split('.').collect();
    let last = parts.pop().unwrap_or_default();
    let before = parts.pop().unwrap_or_default();
    let plain = |code: &str| code.replace('_', " ");
    match (before, last) {
        ("class", kelas) => say!(gaji.v_kelas, kelas = kelas.to_owned()),
        ("in_month", number) => {
            say!(
                kebijakan.r_khusus,
                bulan = number.parse().map_or(number.to_owned(), |month| month_name(month).to_owned())
            )
        }
        ("payout", "every_months") => say!(kebijakan.r_bayar_tiap),
        ("payout", "day") => say!(kebijakan.r_bayar_tanggal),
        ("points", post) => say!(kebijakan.r_jabatan, nama = plain(post)),
        ("price_by_unit", unit) => say!(kebijakan.r_harga_unit, unit = plain(unit)),
        ("tax", "pppk_other") => say!(kebijakan.r_golongan_lain),
        ("tax", group @ ("i" | "ii" | "iii" | "iv")) => say!(kebijakan.r_golongan, golongan = group.to_uppercase()),
        ("predikat", "none") => say!(gaji.predikat_belum),
        ("receivers", who) => say!(gaji.v_penerima, siapa = who.to_uppercase()),
        ("pppk", golongan) => say!(kebijakan.r_golongan_pppk, golongan = golongan.to_owned()),
        (_, "index") => say!(gaji.v_indeks),
        (_, "price") => say!(kebijakan.r_harga),
        (_, "weight") => say!(gaji.v_bobot),
        (_, "is") => say!(gaji.v_persen),
        (_, "share") => say!(gaji.v_bagian),
        (_, "from_full_months") => say!(gaji.v_bulan_penuh),
        (_, "each") => say!(gaji.v_tiap),
        (_, "at") => say!(gaji.l_batas_ambang),
        (_, "min") => say!(kebijakan.r_paling_sedikit),
        (_, "max") => say!(kebijakan.r_paling_banyak),
        (_, "borne_by_region") => say!(gaji.v_penanggung),
        (_, "1") if path.starts_with("accounts.") => say!(gaji.v_persen),
        (_, row) if !row.is_empty() && row.bytes().all(|byte| byte.is_ascii_digit()) => {
            say!(gaji.v_nomor, nomor = row.to_owned())
        }
        (post, account) if path.starts_with("pagu.") => {
            let tempat = say!(kebijakan.t_pagu_jabatan, nama = plain(post));
            say!(kebijakan.t_rincian, tempat = tempat, rincian = plain(account))
        }
        (_, own) => {
            let rated = own.parse::<domain::kinerja::Predikat>().ok().map(kinerja::predikat);
            measure(own).or(rated).unwrap_or_else(|| plain(own))
        }
    }
}

/// Returns the name of a value of the national rule book.
#[must_use]
pub fn param(name: &str) -> String {
    let (name, column) = name.split_once(' ').map_or((name, None), |(name, column)| (name, Some(column)));
    let named = match name {
        "gaji_pokok.pns" => say!(gaji.p_gaji_pokok_pns),
        "gaji_pokok.pppk" => say!(gaji.p_gaji_pokok_pppk),
        "gaji.cpns" => say!(gaji.p_gaji_cpns),
        "beras.kg_per_jiwa" => say!(gaji.l_kg_beras),
        "beras.rupiah_per_kg" => say!(gaji.l_harga_beras),
        "bpjs.batas" => say!(gaji.p_bpjs_batas),
        "bpjs.cara" => say!(gaji.p_bpjs_cara),
        "bpjs.dasar" => say!(gaji.p_bpjs_dasar),
        "bpjs.keluarga_lain" => say!(gaji.p_bpjs_keluarga_lain),
        "bpjs.pekerja" => say!(gaji.p_bpjs_pekerja),
        "bpjs.pemberi_kerja" => say!(gaji.p_bpjs_pemberi_kerja),
        "iwp.dasar" => say!(gaji.p_iwp_dasar),
        "iwp.pns" => say!(gaji.p_iwp_pns),
        "iwp.pppk" => say!(gaji.p_iwp_pppk),
        "jkk" => say!(gaji.p_jkk),
        "jkm" => say!(gaji.p_jkm),
        "jkk_jkm.dasar" => say!(gaji.p_jkk_jkm_dasar),
        "keluarga.anak" => say!(gaji.p_keluarga_anak),
        "keluarga.anak_paling_banyak" => say!(gaji.p_anak_paling_banyak),
        "keluarga.suami_istri" => say!(gaji.p_suami_istri),
        "keluarga.umur_anak" => say!(gaji.p_umur_anak),
        "keluarga.umur_anak_sekolah" => say!(gaji.p_umur_anak_sekolah),
        "kgb.selang_tahun" => say!(gaji.p_kgb),
        "thr.pppk_bulan_penuh" => say!(gaji.p_thr),
        "pph21.bagian_bukan_pegawai" => say!(gaji.p_bukan_pegawai),
        "pph21.biaya_jabatan" => say!(gaji.p_biaya_jabatan),
        "pph21.biaya_pensiun" => say!(gaji.p_biaya_pensiun),
        "pph21.cara_bulanan" => say!(gaji.p_cara_bulanan),
        "pph21.ditanggung_pemerintah" => say!(gaji.p_ditanggung),
        "pph21.kelipatan_pkp" => say!(gaji.p_kelipatan_pkp),
        "pph21.pasal17" => say!(gaji.l_pasal17),
        "pph21.penghasilan_bruto" => say!(gaji.p_bruto),
        "pph21.ptkp.diri" => say!(gaji.l_ptkp_diri),
        "pph21.ptkp.kawin" => say!(gaji.l_ptkp_kawin),
        "pph21.ptkp.tanggungan" => say!(gaji.p_ptkp_tanggungan),
        "pph21.ter.kategori" => say!(gaji.p_ter_kategori),
        "pph21.ter_harian" => say!(gaji.p_ter_harian),
        "praktik.pusat" => say!(gaji.praktik_pusat),
        "praktik.daerah" => say!(gaji.praktik_daerah),
        "praktik.daerah_pajak_ke_atas" => say!(gaji.praktik_daerah_atas),
        other => beside::param(other).unwrap_or_else(|| family_of(other)),
    };
    match column {
        Some(column) => format!("{named} {column}"),
        None => named,
    }
}

fn family_of(name: &str) -> String {
    let after = |prefix: &str| name.strip_prefix(prefix);
    if let Some(rest) = after("tunjangan_fungsional.") {
        let (family, level) = rest.split_once('.').unwrap_or((rest, ""));
        let level = level.parse::<Golongan>().map_or_else(|_| pay::level(level), |_| format!("golongan {level}"));
        return say!(gaji.l_fungsional, jabatan = format!("{}, {level}", pay::family(family)));
    }
    if let Some(eselon) = after("tunjangan_struktural.") {
        return say!(gaji.l_struktural, eselon = pay::eselon(eselon));
    }
    if let Some(group) = after("tunjangan_umum.pns.") {
        return say!(gaji.l_umum, golongan = group.to_owned());
    }
    if let Some(group) = after("tunjangan_umum.pppk.") {
        return say!(gaji.p_umum_pppk, golongan = group.to_owned());
    }
    if let Some(category) = after("pph21.ter.") {
        return say!(gaji.p_ter, kategori = category.to_owned());
    }
    if let Some(rank) = after("pph21.final.pns.").or_else(|| after("pph21.final.pppk.")) {
        return say!(gaji.p_final, golongan = rank.to_owned());
    }
    if let Some(group) = after("taperum.") {
        return say!(gaji.p_taperum, golongan = group.to_owned());
    }
    if let Some(step) = after("kenaikan_pangkat.") {
        return say!(gaji.p_kenaikan, langkah = step.replace('_', " "));
    }
    name.replace(['_', '.'], " ")
}

#[cfg(test)]
mod tests {
    use domain::law::Rulebook;

    use super::param;

    #[test]
    fn every_value_of_the_rule_book_has_a_name_of_its_own_words() {
        for row in Rulebook::national().entries() {
            let code = row.param.replace(['_', '.'], " ");
            assert_ne!(param(&row.param), code, "{} is named by its code", row.param);
        }
    }
}
