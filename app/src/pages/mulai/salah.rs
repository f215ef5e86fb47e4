//! What is wrong with an entry, in words that say what to do.

use domain::money::Rupiah;

use super::form::{self, MOST_RUPIAH, Problem};
use crate::desk::Fields;
use crate::say;
use crate::words::derive::label;
use crate::words::format::{day, decimal, rupiah};
use crate::words::gaps::value_name;

/// Says what is wrong with a field of this name.
#[must_use]
pub fn sentence(of: &Problem, name: &str) -> String {
    let nama = name.to_owned();
    match of {
        Problem::Missing => say!(mulai.salah_kosong, nama = nama),
        Problem::NotAMonth => say!(mulai.salah_bulan),
        Problem::NotADay => say!(mulai.salah_tanggal, nama = nama),
        Problem::NotANumber => say!(mulai.salah_angka, nama = nama),
        Problem::NotWhole => say!(mulai.salah_bulat, nama = nama),
        Problem::Negative => say!(mulai.salah_minus, nama = nama),
        Problem::Outside { least, most } => {
            say!(mulai.salah_luar, nama = nama, dari = decimal(*least), sampai = decimal(*most))
        }
        Problem::TooMuch => say!(mulai.salah_besar, nama = nama, batas = rupiah(Rupiah::new(MOST_RUPIAH))),
        Problem::NotAChoice => say!(mulai.salah_pilihan, nama = nama),
        Problem::NoGolongan => say!(mulai.salah_golongan),
        Problem::NoRow { golongan } => say!(mulai.salah_baris, golongan = golongan.to_string()),
        Problem::AfterMonth => say!(mulai.salah_sesudah, nama = nama),
        Problem::BeforeBirth => say!(mulai.salah_sebelum_lahir),
        Problem::Weights { sum, must } => say!(mulai.salah_bobot, jumlah = decimal(*sum), harus = decimal(*must)),
        Problem::DoesNotFit => say!(mulai.salah_tak_cocok, nama = nama),
        Problem::NotInForce { from } => say!(mulai.salah_belum_berlaku, dari = day(*from)),
    }
}

/// Returns the name of a field by its key, the same as its label.
#[must_use]
pub fn name(key: &str, fields: &Fields) -> String {
    match key {
        "bulan" => say!(mulai.f_bulan),
        "status" => say!(mulai.f_status),
        "golongan" => say!(mulai.f_golongan),
        "mkg" => say!(mulai.f_mkg),
        "gapok" => say!(mulai.f_gapok),
        "keluarga" => say!(mulai.f_cara_keluarga),
        "pasangan" => say!(mulai.f_pasangan),
        "anak" => say!(mulai.f_anak),
        "anak-n" => say!(mulai.f_anak),
        "kawin" => say!(mulai.f_kawin),
        "kawin-sejak" => say!(mulai.f_kawin_sejak),
        "pasangan-ambil" => say!(mulai.f_pasangan_ambil),
        "jabatan" => say!(mulai.f_jabatan),
        "eselon" => say!(mulai.f_eselon),
        "jf" => say!(mulai.f_jf),
        "jenjang" => say!(mulai.f_jenjang),
        "tunjangan" => say!(mulai.f_tunjangan),
        "ptkp" => say!(mulai.f_ptkp),
        "praktik" => say!(mulai.f_praktik),
        "lain" => say!(mulai.f_lain),
        "saldo-bulan" => say!(mulai.f_saldo_bulan),
        "saldo-bruto" => say!(mulai.f_saldo_bruto),
        "saldo-pajak" => say!(mulai.f_saldo_pajak),
        "saldo-iuran" => say!(mulai.f_saldo_iuran),
        "saldo-zakat" => say!(mulai.f_saldo_zakat),
        "bukti-neto" => say!(mulai.f_bukti_neto),
        "bukti-pajak" => say!(mulai.f_bukti_pajak),
        "wajib-pajak" => say!(mulai.f_wajib),
        "tpp" => say!(mulai.f_tpp),
        "tpp-jumlah" => say!(mulai.f_tpp_jumlah),
        "tpp-cara" => say!(mulai.f_tpp_cara),
        "tpp-pajak" => say!(mulai.f_tpp_pajak),
        "tpp-penanggung" => say!(mulai.f_tpp_penanggung),
        "aturan" => say!(mulai.f_aturan),
        "kelas" => say!(mulai.f_kelas),
        "tpp-posisi" => say!(mulai.f_posisi),
        "tpp-unit" => say!(mulai.f_unit),
        "predikat" => say!(mulai.f_predikat),
        "plt-kelas" => say!(mulai.f_plt_kelas),
        "plt-bulan" => say!(mulai.f_plt_bulan),
        "plt-cara" => say!(mulai.f_plt_cara),
        "plt-persen" => say!(mulai.f_plt_persen),
        other => made(other, fields),
    }
}

/// Names of fields that a child, a measure or a value of the policy makes.
fn made(key: &str, fields: &Fields) -> String {
    let child = key.strip_prefix("anak-").and_then(|rest| rest.split_once('-'));
    if let Some((row, part)) = child {
        let what = if part == "lahir" { say!(mulai.f_lahir) } else { say!(mulai.f_sekolah) };
        return format!("{}, {what}", say!(mulai.anak_ke, nomor = row.to_owned()));
    }
    let policy = form::policy(fields);
    let found = policy.and_then(|policy| {
        let measure = policy.measures().find(|one| form::measure_field(&one.key) == key);
        measure.map(|one| label(&one.label)).or_else(|| {
            policy
                .values()
                .iter()
                .find(|one| form::value_field(&one.path) == key)
                .map(|one| value_name(one, Some(policy)))
        })
    });
    found.unwrap_or_else(|| key.to_owned())
}
