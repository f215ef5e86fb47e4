//! A derivation in words: one sentence for each step, its amount, and where it comes from.
//!
//! Every code of the engine has exactly one sentence here; the compiler finds the code that has none.

use domain::cite::{Cite, Confidence};
use domain::derive::{Derivation, Step, Value};
use domain::kinerja::{Ekspektasi, Predikat};
use domain::money::Rounding;
use domain::pay::PayStep;
use domain::reward::RewardStep;
use domain::tax::{Deduction, TaxStep};
use domain::tpp::{ActingMode, Cutoff, Label, TppStep};
use rust_decimal::Decimal;

use super::format::{self, amount, decimal, grouped, rupiah};
use super::{Locale, kinerja, locale, pay, reward};
use crate::components::{Node, Source, Tone};
use crate::say;

/// The act that stands at a value of a policy which the person only tries.
pub const TRIED: &str = "percobaan";

/// Where the facts of a slip come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Typed by the person alone, on this device.
    Trial,
    /// The example of the start page.
    Example,
    /// Recorded facts of an office.
    Records,
}

/// Turns the steps of a figure into the nodes of its tree.
#[must_use]
pub fn nodes(steps: &[Derivation], origin: Origin) -> Vec<Node> {
    steps.iter().map(|step| node(step, origin)).collect()
}

fn node(of: &Derivation, origin: Origin) -> Node {
    let mut sources: Vec<Source> = of.cites.iter().map(source).collect();
    if is_fact(&of.step) {
        sources.push(Source::Evidence(fact_source(&of.step, origin), None));
    }
    // Where an officer stands for a value, the name and the paper say more than a mark.
    let worst = of.cites.iter().filter(|cite| cite.confirmed.is_none()).map(|cite| cite.confidence).max();
    let mark = worst.filter(|worst| *worst != Confidence::Verified).map(|worst| (Tone::Sogan, confidence(worst)));
    let (amount, spoken) = match &of.value {
        Some(found) if shows_value(&of.step) => (value(found), spoken(found)),
        Some(_) => (None, None),
        None => (Some(say!(umum.belum_diketahui)), None),
    };
    Node { sentence: sentence(&of.step), amount, spoken, sources, mark, children: nodes(&of.parts, origin) }
}

/// Returns the words of a citation: `PP 5/2024, Lampiran`; and who confirmed it, where an officer did.
#[must_use]
pub fn cite(cite: &Cite) -> String {
    let sumber = paper(cite);
    match &cite.confirmed {
        None => sumber,
        Some(officer) => {
            say!(gaji.sumber_pejabat, sumber = sumber, nama = officer.by.clone(), hari = format::day(officer.on))
        }
    }
}

/// Returns the words of a citation without who confirmed it: the act, the article, and by what its paper is known.
#[must_use]
pub fn paper(cite: &Cite) -> String {
    let act = if cite.act == TRIED { say!(gaji.nilai_percobaan) } else { cite.act.clone() };
    let article = Some(cite.article.clone()).filter(|article| !article.is_empty());
    let officer = cite.confirmed.as_ref();
    let signed = officer.and_then(|of| Some(say!(gaji.sumber_ditandatangani, hari = format::day(of.signed?))));
    let letter = officer.and_then(|of| Some(say!(gaji.sumber_surat, nomor = of.letter.clone()?)));
    [Some(act), article, signed, letter].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Says how sure a value is.
#[must_use]
pub fn confidence(mark: Confidence) -> String {
    match mark {
        Confidence::Verified => say!(umum.kepastian_verified),
        Confidence::Single => say!(umum.kepastian_single),
        Confidence::Recalled => say!(umum.kepastian_recalled),
    }
}

fn source(of: &Cite) -> Source {
    // How a payroll system counts, and what a person tries, is no law.
    if of.act.starts_with("Praktik ") || of.act == TRIED {
        return Source::Remark(cite(of));
    }
    Source::Law(
        cite(of),
        Some(format!("/aturan?cari={}", of.act.replace('%', "%25").replace(' ', "%20").replace('&', "%26"))),
    )
}

/// Facts and papers come from a person or an office, not from a rule.
fn is_fact(step: &Step) -> bool {
    match step {
        Step::Pay(step) => matches!(
            step,
            PayStep::Golongan(_)
                | PayStep::MasaKerja(_)
                | PayStep::BasePayGiven { .. }
                | PayStep::PostGiven { .. }
                | PayStep::TaxGiven { .. }
                | PayStep::TppGiven { .. }
                | PayStep::ExtraMembers { .. }
        ),
        Step::Tax(step) => matches!(
            step,
            TaxStep::GrossBefore { .. }
                | TaxStep::Withheld
                | TaxStep::PreviousNet
                | TaxStep::PreviousTax
                | TaxStep::Zakat
                | TaxStep::Proven
        ),
        Step::Tpp(step) => matches!(step, TppStep::Measure { .. }),
        Step::Reward(step) => matches!(step, RewardStep::Given | RewardStep::Pool),
        Step::Kinerja(_) | Step::Rounded(_) => false,
    }
}

fn fact_source(step: &Step, origin: Origin) -> String {
    let paper = match step {
        Step::Pay(
            PayStep::BasePayGiven { source }
            | PayStep::PostGiven { source }
            | PayStep::TaxGiven { source }
            | PayStep::TppGiven { source },
        ) if source != "-" => Some(source.clone()),
        _ => None,
    };
    paper.unwrap_or_else(|| match origin {
        Origin::Trial => say!(gaji.sumber_isian),
        Origin::Example => say!(gaji.sumber_contoh),
        Origin::Records => say!(gaji.sumber_catatan),
    })
}

/// Steps whose sentence already says the value show none beside it.
fn shows_value(step: &Step) -> bool {
    !matches!(
        step,
        Step::Pay(PayStep::Golongan(_) | PayStep::MasaKerja(_) | PayStep::ExtraMembers { .. })
            | Step::Pay(PayStep::Ceiling { reached: false, .. })
            | Step::Tax(TaxStep::Category { .. } | TaxStep::TerRate { .. })
            | Step::Tpp(TppStep::TaxJoint)
    )
}

/// Returns a value as it stands at the right of its sentence.
#[must_use]
pub fn value(of: &Value) -> Option<String> {
    Some(match of {
        Value::Rupiah(found) => amount(*found),
        Value::Exact(found) => cents(*found),
        Value::Percent(found) => format::percent(*found),
        Value::Number(found) => decimal(*found),
        Value::Count(found) => grouped(*found),
        Value::Day(day) => format::day(*day),
        Value::Month(month) => format::month(*month),
        Value::Word(word) => self::word(word),
        Value::Held(true) => say!(umum.ya),
        Value::Held(false) => say!(umum.tidak),
    })
}

fn spoken(of: &Value) -> Option<String> {
    match of {
        Value::Rupiah(found) => Some(format::spoken(*found)),
        _ => None,
    }
}

/// Writes rupiah with a fraction as two digits: `74.425,80`; a longer fraction stays whole.
fn cents(found: Decimal) -> String {
    let text = decimal(found);
    match text.split_once(',') {
        Some((_, fraction)) if fraction.len() == 1 => format!("{text}0"),
        _ => text,
    }
}

/// Codes that the engine hands out as words get their words; the field's own words stay as they are.
fn word(code: &str) -> String {
    if let Ok(found) = code.parse::<Predikat>() {
        return kinerja::predikat(found);
    }
    if let Ok(found) = code.parse::<Ekspektasi>() {
        return kinerja::ekspektasi(found);
    }
    if code == "none" { say!(gaji.predikat_belum) } else { code.to_owned() }
}

/// Returns the words of a label in the language of this run.
#[must_use]
pub fn label(of: &Label) -> String {
    if locale() == Locale::en { of.en.clone() } else { of.id.clone() }
}

/// Writes a rate in basis points: `4,75%`.
#[must_use]
pub fn rate(rate_bp: u32) -> String {
    format::percent(Decimal::new(i64::from(rate_bp), 2))
}

/// Returns the sentence of a step.
#[must_use]
pub fn sentence(step: &Step) -> String {
    match step {
        Step::Pay(step) => pay::step(step),
        Step::Tax(step) => tax(step),
        Step::Tpp(step) => tpp(step),
        Step::Kinerja(step) => kinerja::step(step),
        Step::Reward(step) => reward::step(*step),
        Step::Rounded(rounding) => rounded(*rounding),
    }
}

/// Says how a fraction disappeared, as a sentence of its own.
#[must_use]
pub fn rounded(of: Rounding) -> String {
    match of {
        Rounding::Floor => say!(gaji.bulat_bawah),
        Rounding::HalfUp => say!(gaji.bulat_terdekat),
        Rounding::Ceil => say!(gaji.bulat_atas),
    }
}

fn tax(step: &TaxStep) -> String {
    match step {
        TaxStep::Gross => say!(gaji.l_bruto),
        TaxStep::GrossBefore { months } => say!(gaji.l_bruto_sebelumnya, jumlah = *months),
        TaxStep::Category { ptkp, category } => {
            say!(gaji.l_kategori, ptkp = ptkp.to_string(), kategori = category.to_string())
        }
        TaxStep::TerRate { category, bracket } => {
            let (kategori, tarif) = (category.to_string(), rate(bracket.rate_bp));
            match bracket.upto {
                Some(upto) => {
                    let (dari, sampai) = (rupiah(bracket.above), rupiah(upto));
                    say!(gaji.l_ter, kategori = kategori, dari = dari, sampai = sampai, tarif = tarif)
                }
                None => say!(gaji.l_ter_atas, kategori = kategori, dari = rupiah(bracket.above), tarif = tarif),
            }
        }
        TaxStep::Edge { bound, tax } => {
            say!(gaji.l_tepi_tarif, batas = rupiah(*bound), pajak = rupiah(*tax))
        }
        TaxStep::Share { rate_bp } => say!(gaji.l_bagian, tarif = rate(*rate_bp)),
        TaxStep::YearGross { months } => say!(gaji.l_bruto_setahun, jumlah = *months),
        TaxStep::Cost { deduction, rate_bp, cap } => {
            let (tarif, batas) = (rate(*rate_bp), rupiah(*cap));
            match deduction {
                Deduction::BiayaJabatan => say!(gaji.l_biaya_jabatan, tarif = tarif, batas = batas),
                Deduction::BiayaPensiun => say!(gaji.l_biaya_pensiun, tarif = tarif, batas = batas),
            }
        }
        TaxStep::Contributions => say!(gaji.l_iuran_pengurang),
        TaxStep::Zakat => say!(gaji.l_zakat),
        TaxStep::Net => say!(gaji.l_neto),
        TaxStep::PreviousNet => say!(gaji.l_neto_sebelumnya),
        TaxStep::Annualised { months } => say!(gaji.l_disetahunkan, jumlah = *months),
        TaxStep::PtkpYear(ptkp) => say!(gaji.l_ptkp, ptkp = ptkp.to_string()),
        TaxStep::PtkpSelf => say!(gaji.l_ptkp_diri),
        TaxStep::PtkpMarried => say!(gaji.l_ptkp_kawin),
        TaxStep::PtkpDependants { count, each } => {
            say!(gaji.l_ptkp_tanggungan, jumlah = pay::count(u32::from(*count)), masing = rupiah(*each))
        }
        TaxStep::Pkp { unit } => say!(gaji.l_pkp, kelipatan = rupiah(*unit)),
        TaxStep::Scale => say!(gaji.l_pasal17),
        TaxStep::Slice { bracket, amount } => {
            say!(gaji.l_lapisan, tarif = rate(bracket.rate_bp), jumlah = rupiah(*amount))
        }
        TaxStep::PartOfYear { months } => say!(gaji.l_sebagian_tahun, jumlah = *months),
        TaxStep::PreviousTax => say!(gaji.l_pajak_sebelumnya),
        TaxStep::Withheld => say!(gaji.l_sudah_dipotong),
        TaxStep::LastMonth => say!(gaji.l_masa_terakhir),
        TaxStep::Refund => say!(gaji.l_dikembalikan),
        TaxStep::SurplusOfState => say!(gaji.l_lebih_negara),
        TaxStep::DailyRate { bracket } => say!(gaji.l_ter_harian, tarif = rate(bracket.rate_bp)),
        TaxStep::HalfGross { share_bp } => say!(gaji.l_bagian_bruto, tarif = rate(*share_bp)),
        TaxStep::Proven => say!(gaji.l_dibuktikan),
        TaxStep::FinalGross => say!(gaji.l_bruto_final),
        TaxStep::FinalRate { golongan, rate_bp } => {
            say!(gaji.l_tarif_final, golongan = golongan.to_string(), tarif = rate(*rate_bp))
        }
    }
}

fn tpp(step: &TppStep) -> String {
    match step {
        TppStep::Gross { label: of } => say!(gaji.l_tpp_bruto, aturan = label(of)),
        TppStep::Pagu => say!(gaji.l_pagu),
        TppStep::PaguOfPost { acting: false } => say!(gaji.l_pagu_jabatan),
        TppStep::PaguOfPost { acting: true } => say!(gaji.l_pagu_plt),
        TppStep::ClassAmount { kelas } => say!(gaji.l_kelas, kelas = *kelas),
        TppStep::Index => say!(gaji.l_indeks),
        TppStep::BasicTpp => say!(gaji.l_basic_tpp),
        TppStep::Criterion { label: of } => say!(gaji.l_kriteria, nama = label(of)),
        TppStep::Points => say!(gaji.l_poin),
        TppStep::PointPrice => say!(gaji.l_harga_poin),
        TppStep::Receiver => say!(gaji.l_penerima),
        TppStep::Acting { mode } => match mode {
            ActingMode::Replace => say!(gaji.l_plt_ganti),
            ActingMode::Share => say!(gaji.l_plt_bagian),
            ActingMode::Add => say!(gaji.l_plt_tambah),
            ActingMode::Higher => say!(gaji.l_plt_tinggi),
        },
        TppStep::ActingShare => say!(gaji.l_plt_persen),
        TppStep::Predikat => say!(gaji.l_predikat),
        TppStep::Test { label: of }
        | TppStep::Part { label: of }
        | TppStep::Measure { label: of }
        | TppStep::UnitFactor { label: of } => label(of),
        TppStep::Weight => say!(gaji.l_bobot),
        TppStep::Band => say!(gaji.l_rentang),
        TppStep::Cut { label: of } => say!(gaji.l_pengurang, nama = label(of)),
        TppStep::CutSize => say!(gaji.l_besar_pengurang),
        TppStep::Cuts => say!(gaji.l_jumlah_pengurang),
        TppStep::Gate { label: of } => say!(gaji.l_gerbang, nama = label(of)),
        TppStep::Threshold { label: of } => say!(gaji.l_ambang, nama = label(of)),
        TppStep::Limit => say!(gaji.l_batas_ambang),
        TppStep::Reduce { label: of } => say!(gaji.l_pengurangan, nama = label(of)),
        TppStep::Clamp => say!(gaji.l_batas_nilai),
        TppStep::Pay => say!(gaji.l_persen_kali_pagu),
        TppStep::Round { scale, cutoff } => match (scale, cutoff) {
            (0, Cutoff::Floor | Cutoff::Truncate) => say!(gaji.bulat_bawah),
            (0, Cutoff::HalfUp) => say!(gaji.bulat_terdekat),
            (more, Cutoff::Floor | Cutoff::Truncate) => say!(gaji.l_potong_desimal, jumlah = *more),
            (more, Cutoff::HalfUp) => say!(gaji.l_bulat_desimal, jumlah = *more),
        },
        TppStep::Account { label: of } => say!(gaji.l_akun, nama = label(of)),
        TppStep::Defer { label: of } => say!(gaji.l_ditunda, nama = label(of)),
        TppStep::Release { label: of } => say!(gaji.l_dilepas, nama = label(of)),
        TppStep::Lost { label: of } => say!(gaji.l_hangus, nama = label(of)),
        TppStep::Hold { label: of } => say!(gaji.l_ditahan, nama = label(of)),
        TppStep::Net { label: of } => say!(gaji.l_tpp_bersih, aturan = label(of)),
        TppStep::BpjsBase => say!(gaji.l_dasar_bpjs_tpp),
        TppStep::BpjsWorker => say!(gaji.l_bpjs_pekerja),
        TppStep::BpjsEmployer => say!(gaji.l_bpjs_pemberi_kerja),
        TppStep::TaxFinal => say!(gaji.l_pajak_final),
        TppStep::TaxJoint => say!(gaji.l_pajak_gabung),
        TppStep::BorneByRegion => say!(gaji.l_ditanggung_daerah_persen),
        TppStep::Zakat => say!(gaji.l_zakat_tpp),
        TppStep::Rate => say!(gaji.l_tarif),
    }
}
