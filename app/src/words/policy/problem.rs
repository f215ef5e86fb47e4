//! Why a policy is not sound: one sentence per code, with the place in people's words, what is wrong, and what to do.

use domain::cite::ConfirmLack;
use domain::tpp::{AccountFault, BandFault, OrderFault, Places, PolicyError, ValueRange};
use rust_decimal::Decimal;

use super::{file, rule};
use crate::say;
use crate::words::derive::label;
use crate::words::format::{day, decimal};
use crate::words::gaps::value_words;

/// Says what is wrong and what to do; `places` names the places of the file it was found in.
#[must_use]
pub fn problem(of: &PolicyError, places: &Places) -> String {
    let measure = |key: &str| places.measure(key).map_or_else(|| format!("“{key}”"), label);
    match of {
        PolicyError::Form { line, column, fault } => file::fault(*line, *column, fault),
        PolicyError::Duplicate { path } => {
            say!(kebijakan.m_kembar, tempat = place(path, places), jalur = path.clone())
        }
        PolicyError::UnknownCite { path, cite } => {
            say!(kebijakan.m_sumber, tempat = place(path, places), sumber = cite.clone())
        }
        PolicyError::UnusedCite { cite } => say!(kebijakan.m_sumber_sisa, sumber = cite.clone()),
        PolicyError::HalfConfirmed { cite, lacks } => {
            let sumber = cite.clone();
            match lacks {
                ConfirmLack::Officer => say!(kebijakan.m_tanpa_pejabat, sumber = sumber),
                ConfirmLack::Act => say!(kebijakan.m_tanpa_dasar, sumber = sumber),
                ConfirmLack::Paper => say!(kebijakan.m_tanpa_surat, sumber = sumber),
                ConfirmLack::SignedLater => say!(kebijakan.m_surat_kemudian, sumber = sumber),
            }
        }
        PolicyError::ConfirmsNothing { path } => {
            say!(kebijakan.m_konfirmasi_kosong, tempat = place(path, places))
        }
        PolicyError::UnknownMeasure { path, measure } if measure.is_empty() => {
            say!(kebijakan.m_tanpa_ukuran, tempat = place(path, places))
        }
        PolicyError::UnknownMeasure { path, measure } => {
            say!(kebijakan.m_ukuran, tempat = place(path, places), ukuran = measure.clone())
        }
        PolicyError::UnusedMeasure { measure: key } => say!(kebijakan.m_ukuran_sisa, ukuran = measure(key)),
        PolicyError::MeasureKind { path, measure: key, needs } => {
            let (tempat, jenis) = (place(path, places), rule::kind(*needs));
            say!(kebijakan.m_jenis_ukuran, tempat = tempat, ukuran = measure(key), jenis = jenis)
        }
        PolicyError::Cycle { measure: key } => say!(kebijakan.m_lingkaran, ukuran = measure(key)),
        PolicyError::Account { path, account, fault } => account_problem(path, account, *fault, places),
        PolicyError::Weights { path, sum, must } => {
            let (jumlah, harus) = (decimal(*sum), decimal(*must));
            say!(kebijakan.m_bobot, tempat = place(path, places), jumlah = jumlah, harus = harus)
        }
        PolicyError::Bands { path, at, fault } => band_problem(&band_place(path, places), *at, *fault),
        PolicyError::Value { path, value, fits } => {
            let (nilai, saran) = (decimal(*value), range(*fits));
            say!(kebijakan.m_nilai, tempat = place(path, places), nilai = nilai, saran = saran)
        }
        PolicyError::Order { path, step, fault } => order_problem(path, *step, *fault, places),
        PolicyError::Dates { from, until } => {
            say!(kebijakan.m_tanggal, dari = day(*from), sampai = day(*until))
        }
        PolicyError::VersionGap { policy, from, until } => {
            let (dari, akhir) = (day(*from), day(until.plus_days(-1)));
            let (nama, mulai, sampai) = (name(policy, places), from.to_string(), until.to_string());
            say!(kebijakan.m_hari_kosong, nama = nama, dari = dari, akhir = akhir, mulai = mulai, sampai = sampai)
        }
        PolicyError::VersionOverlap { policy, from } => {
            let (nama, sampai) = (name(policy, places), from.to_string());
            say!(kebijakan.m_hari_ganda, nama = nama, dari = day(*from), sampai = sampai)
        }
        PolicyError::UnknownPath { path } => say!(kebijakan.m_jalur, jalur = path.clone()),
        PolicyError::NothingToConfirm { path } => {
            say!(kebijakan.m_sudah_berlaku, tempat = place(path, places))
        }
        PolicyError::NoValueGiven { path } => say!(kebijakan.m_tanpa_nilai, tempat = place(path, places)),
    }
}

/// Returns the path of the place in the file, for who repairs it there.
#[must_use]
pub fn path(of: &PolicyError) -> Option<&str> {
    match of {
        PolicyError::Duplicate { path }
        | PolicyError::UnknownCite { path, .. }
        | PolicyError::UnknownMeasure { path, .. }
        | PolicyError::MeasureKind { path, .. }
        | PolicyError::Account { path, .. }
        | PolicyError::Weights { path, .. }
        | PolicyError::Bands { path, .. }
        | PolicyError::Value { path, .. }
        | PolicyError::Order { path, .. }
        | PolicyError::ConfirmsNothing { path }
        | PolicyError::UnknownPath { path }
        | PolicyError::NothingToConfirm { path }
        | PolicyError::NoValueGiven { path } => Some(path),
        PolicyError::Form { .. }
        | PolicyError::UnusedCite { .. }
        | PolicyError::HalfConfirmed { .. }
        | PolicyError::UnusedMeasure { .. }
        | PolicyError::Cycle { .. }
        | PolicyError::Dates { .. }
        | PolicyError::VersionGap { .. }
        | PolicyError::VersionOverlap { .. } => None,
    }
}

/// Names a place in people's words: the labels around it, then what of it.
pub(super) fn place(path: &str, places: &Places) -> String {
    let (labels, rest) = places.find(path);
    let measure = |key: &str| places.measure(key).map(label);
    if labels.is_empty() {
        return top(path, places).unwrap_or_else(|| value_words(path, measure));
    }
    let mut words: Vec<String> = labels.iter().map(label).collect();
    words.dedup();
    let tempat = words.join(" › ");
    if rest.is_empty() {
        return tempat;
    }
    say!(kebijakan.t_rincian, tempat = tempat, rincian = value_words(rest, measure))
}

/// Names the places that carry no label of the file.
fn top(path: &str, places: &Places) -> Option<String> {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    Some(match (first, rest) {
        ("cite", "") => say!(kebijakan.t_dasar),
        ("steps", "") => say!(kebijakan.t_langkah),
        ("split", "" | "each") => say!(kebijakan.t_langkah_tiap),
        ("split", account) => {
            say!(kebijakan.t_langkah_akun, nama = account_name(account, places))
        }
        ("accounts", "") => say!(kebijakan.t_akun),
        ("acting", "") => say!(kebijakan.t_rangkap),
        ("net", "") => say!(kebijakan.t_bersih),
        ("acting", of) => {
            say!(kebijakan.t_rincian, tempat = say!(kebijakan.t_rangkap), rincian = value_words(of, |_| None))
        }
        ("net", of) => {
            say!(kebijakan.t_rincian, tempat = say!(kebijakan.t_bersih), rincian = value_words(of, |_| None))
        }
        ("pagu", post) if !post.is_empty() && !is_table(post) => {
            let post = post.split('.').next().unwrap_or_default();
            say!(kebijakan.t_pagu_jabatan, nama = post.replace('_', " "))
        }
        _ => return None,
    })
}

/// Whether what stands under the ceiling is a table or value of its own rather than a post.
fn is_table(under_pagu: &str) -> bool {
    ["class.", "points.", "price_by_unit."].iter().any(|table| under_pagu.starts_with(table))
        || matches!(under_pagu, "index" | "price")
}

/// Names the band that a path ends in.
fn band_place(path: &str, places: &Places) -> String {
    match path.rsplit_once('.') {
        Some((bands, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            say!(kebijakan.t_rentang, tempat = place(bands, places), nomor = number.to_owned())
        }
        _ => place(path, places),
    }
}

fn name(policy: &str, places: &Places) -> String {
    places.find(policy).0.last().map_or_else(|| policy.to_owned(), label)
}

fn account_name(account: &str, places: &Places) -> String {
    let labels = places.find(&format!("accounts.{account}")).0.to_vec();
    labels.last().map_or_else(|| format!("“{account}”"), label)
}

fn account_problem(path: &str, account: &str, fault: AccountFault, places: &Places) -> String {
    let akun = account_name(account, places);
    match fault {
        AccountFault::None => say!(kebijakan.m_akun_tidak_ada),
        AccountFault::Unknown => {
            say!(kebijakan.m_akun_asing, tempat = place(path, places), akun = account.to_owned())
        }
        AccountFault::NoPercent => say!(kebijakan.m_akun_tanpa_persen, akun = akun),
        AccountFault::PercentToo => say!(kebijakan.m_akun_persen, akun = akun),
        AccountFault::Classes => say!(kebijakan.m_akun_kelas, akun = akun),
    }
}

fn band_problem(tempat: &str, at: Option<Decimal>, fault: BandFault) -> String {
    let (tempat, batas) = (tempat.to_owned(), at.map(decimal).unwrap_or_default());
    match fault {
        BandFault::NoBand => say!(kebijakan.m_tanpa_rentang, tempat = tempat),
        BandFault::Gap => say!(kebijakan.m_celah, tempat = tempat, batas = batas),
        BandFault::Overlap => say!(kebijakan.m_tumpang, tempat = tempat, batas = batas),
        BandFault::NotAscending => say!(kebijakan.m_tidak_naik, tempat = tempat, batas = batas),
        BandFault::NoEnd => say!(kebijakan.m_tanpa_akhir, tempat = tempat),
        BandFault::NotOpen => say!(kebijakan.m_tidak_terbuka, tempat = tempat, batas = batas),
        BandFault::Gives => say!(kebijakan.m_isi_rentang, tempat = tempat),
    }
}

fn range(of: ValueRange) -> String {
    let batas = |most: i64| decimal(Decimal::from(most));
    match of {
        ValueRange::Rupiah => say!(kebijakan.n_rupiah, batas = batas(1_000_000_000_000)),
        ValueRange::Percent => say!(kebijakan.n_persen, batas = batas(100)),
        ValueRange::Criterion => say!(kebijakan.n_persen, batas = batas(1000)),
        ValueRange::Number => say!(kebijakan.n_angka, batas = batas(1_000_000_000)),
        ValueRange::AllOrNothing => say!(kebijakan.n_semua),
        ValueRange::MonthOfYear => say!(kebijakan.n_bulan),
        ValueRange::WhenNone => say!(kebijakan.n_bawaan),
    }
}

fn order_problem(path: &str, step: Option<usize>, fault: OrderFault, places: &Places) -> String {
    let mut tempat = place(path, places);
    if let Some(nomor) = step {
        tempat = say!(kebijakan.t_langkah_ke, tempat = tempat, nomor = nomor);
    }
    match fault {
        OrderFault::TestBeforePay => say!(kebijakan.m_urut_uji, tempat = tempat),
        OrderFault::NothingToPay => say!(kebijakan.m_urut_bayar, tempat = tempat),
        OrderFault::TooFine => say!(kebijakan.m_urut_halus, tempat = tempat),
        OrderFault::DeductBeforePay => say!(kebijakan.m_urut_rupiah, tempat = tempat),
        OrderFault::SplitBeforePay => say!(kebijakan.m_urut_bagi_dulu, tempat = tempat),
        OrderFault::SplitNotLast => say!(kebijakan.m_urut_bagi_akhir, tempat = tempat),
        OrderFault::SplitTwice => say!(kebijakan.m_urut_bagi_dua, tempat = tempat),
        OrderFault::NeverPaid => say!(kebijakan.m_urut_tak_bayar, tempat = tempat),
        OrderFault::NotWhole => say!(kebijakan.m_urut_pecahan, tempat = tempat),
        OrderFault::NotInAPart => say!(kebijakan.m_urut_bagian, tempat = tempat),
    }
}
