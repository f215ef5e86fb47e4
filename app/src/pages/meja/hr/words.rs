//! What HR's pages say of facts, fields and problems: one sentence per code.

use std::collections::BTreeMap;

use domain::asn::{Family, Keadaan, Nip, NipError, NotANumber};
use domain::calendar::Day;
use domain::pay::Post;
use ledger::book::Book;
use ledger::facts::{Profile, fact_on};
use ledger::hash::Id;
use ledger::payload::{Diri, Fact, Jabatan, Office};
use ledger::policy::in_force;
use ledger::subject::Field;

use super::import::problem::Problem;
use super::import::sheet::{FileProblem, MOST_ROWS};
use crate::desk::NotTaken;
use crate::say;
use crate::words::{beside, format, pay, surat};

/// Names a field of facts.
#[must_use]
pub fn field(of: Field) -> String {
    match of {
        Field::Identitas => say!(hr.f_identitas),
        Field::Status => say!(hr.f_status),
        Field::Golongan => say!(hr.f_golongan),
        Field::Jabatan => say!(hr.f_jabatan),
        Field::Keluarga => say!(hr.f_keluarga),
        Field::Pajak => say!(hr.f_pajak),
        Field::Saldo => say!(hr.f_saldo),
        Field::Penghasilan => say!(hr.f_penghasilan),
        Field::Diri => say!(hr.f_diri),
        Field::Rekening => say!(hr.f_rekening),
        Field::Keadaan => say!(hr.f_keadaan),
        Field::Penugasan => say!(hr.f_penugasan),
        Field::Putusan => say!(hr.f_putusan),
        Field::Pengembalian => say!(hr.f_pengembalian),
    }
}

/// Returns the name of an office, or its code when none is recorded.
#[must_use]
pub fn office(offices: &BTreeMap<String, Office>, code: &str) -> String {
    offices.get(code).map_or_else(|| code.to_owned(), |office| office.name.clone())
}

/// Returns the name of a person on a day, or the short id.
#[must_use]
pub fn person(book: &Book, id: Id, on: Day) -> String {
    match fact_on(book, id, Field::Identitas, on) {
        Ok(Some((_, Fact::Identitas { name, .. }))) => name,
        _ => id.to_string()[..8].to_owned(),
    }
}

/// Writes a fact: its value, and what else belongs to it.
#[must_use]
pub fn fact(of: &Fact, book: &Book, offices: &BTreeMap<String, Office>, on: Day) -> (String, String) {
    match of {
        Fact::Identitas { nip, name } => (name.clone(), say!(hr.nip_angka, nip = nip.grouped())),
        Fact::Status { status } => (pay::status(*status).to_owned(), String::new()),
        Fact::Golongan { golongan, mkg } => {
            (golongan.to_string(), say!(hr.masa_kerja, lama = format::masa_kerja(*mkg)))
        }
        Fact::Jabatan(jabatan) => (jabatan.title.clone(), post_parts(jabatan, book, offices, on)),
        Fact::Keluarga(family) => family_words(family),
        Fact::Pajak { ptkp } => (ptkp.to_string(), String::new()),
        Fact::Saldo(_) => (say!(hr.saldo_ada), say!(hr.tanpa_angka)),
        Fact::Penghasilan { paper, .. } => (paper.clone(), say!(hr.tanpa_angka)),
        Fact::Diri(diri) => diri_words(diri),
        Fact::Rekening(at) => (format!("{} {}", at.bank, at.account), at.holder.clone()),
        Fact::Keadaan { keadaan, paper } => (pay::capital(&beside::keadaan(*keadaan)), paper.clone()),
        Fact::Penugasan(order) => surat::order(order),
        Fact::Pengembalian { instalments, paper } => (say!(hr.angsuran, jumlah = *instalments), paper.clone()),
        Fact::Putusan { decided } => {
            let policy = in_force(book, on.month()).ok().flatten();
            let said: Vec<String> = decided.iter().map(|one| surat::decision(one, policy)).collect();
            let papers: Vec<&str> = decided.iter().map(|one| one.paper.as_str()).collect();
            (said.join("; "), papers.join(" · "))
        }
    }
}

/// Says what holds today of things of which no paper means that nothing is out of the ordinary; nothing for other fields.
#[must_use]
pub fn running(field: Field, of: &Profile, book: &Book, today: Day) -> Option<String> {
    let none = || say!(hr.tidak_ada_berjalan);
    match field {
        Field::Penugasan => Some(match &of.penugasan {
            Some((_, order)) if order.until.is_none_or(|until| until >= today) => surat::order(order).0,
            _ => none(),
        }),
        // Who has no such paper is at work.
        Field::Keadaan if of.service.is_none() => Some(pay::capital(&beside::keadaan(Keadaan::Aktif))),
        Field::Putusan if of.putusan.is_empty() => Some(none()),
        Field::Putusan => {
            let policy = in_force(book, today.month()).ok().flatten();
            Some(of.putusan.iter().map(|one| surat::decision(one, policy)).collect::<Vec<_>>().join("; "))
        }
        _ => None,
    }
}

fn diri_words(of: &Diri) -> (String, String) {
    let nik = of.nik.as_ref().map_or_else(|| say!(hr.tanpa_nik), |nik| say!(hr.nik_angka, nik = nik.to_string()));
    let npwp = of.npwp.as_ref().map(|npwp| say!(hr.npwp_angka, npwp = npwp.to_string()));
    (nik, npwp.into_iter().chain(of.address.clone()).collect::<Vec<_>>().join(" · "))
}

fn post_parts(of: &Jabatan, book: &Book, offices: &BTreeMap<String, Office>, on: Day) -> String {
    let mut parts = vec![office(offices, &of.office), post(&of.post)];
    parts.extend(of.kelas.map(|kelas| say!(hr.kelas_angka, kelas = kelas)));
    parts.push(match of.superior {
        Some(superior) => say!(hr.atasan_nama, nama = person(book, superior, on)),
        None => say!(hr.atasan_luar),
    });
    parts.join(" · ")
}

/// Says which allowance a post carries; amounts stay out of HR's pages.
#[must_use]
pub fn post(of: &Post) -> String {
    match of {
        Post::Umum => say!(hr.p_umum),
        Post::Struktural { eselon } => say!(hr.p_struktural, eselon = pay::eselon(eselon)),
        Post::Fungsional { family, level } if level.is_empty() => {
            say!(hr.p_fungsional, jabatan = pay::family(family))
        }
        Post::Fungsional { family, level } => {
            say!(hr.p_fungsional, jabatan = format!("{}, {}", pay::family(family), pay::level(level)))
        }
        Post::Given { source, .. } | Post::StrukturalGiven { source, .. } => {
            say!(hr.p_surat, surat = source.clone())
        }
    }
}

fn family_words(of: &Family) -> (String, String) {
    let spouse = match &of.spouse {
        None => say!(hr.tanpa_pasangan),
        Some(spouse) => match spouse.until {
            None => say!(hr.kawin_sejak_hari, hari = format::day(spouse.since)),
            Some(until) => {
                say!(hr.kawin_sampai_hari, hari = format::day(spouse.since), sampai = format::day(until))
            }
        },
    };
    let takes = of.spouse.as_ref().is_some_and(|spouse| spouse.takes_allowance);
    let children = of.children.iter().map(|child| {
        let school = child.student_until.map(|until| say!(hr.surat_sekolah, hari = format::day(until)));
        let until = child.until.map(|until| say!(hr.tanggungan_sampai, hari = format::day(until)));
        let notes: Vec<String> = [school, until].into_iter().flatten().collect();
        let born = format::day(child.born);
        if notes.is_empty() { born } else { format!("{born} ({})", notes.join(", ")) }
    });
    let children: Vec<String> = children.collect();
    let mut details = vec![match children.len() {
        0 => say!(hr.tanpa_anak),
        count => say!(hr.anak_lahir, jumlah = count, hari = children.join("; ")),
    }];
    if takes {
        details.push(say!(hr.pasangan_menerima));
    }
    (spouse, details.join(" · "))
}

/// Says why a file is refused as a whole.
#[must_use]
pub fn file_problem(of: &FileProblem) -> String {
    match of {
        FileProblem::Empty => say!(hr.b_kosong),
        FileProblem::Workbook => say!(hr.b_buku_kerja),
        FileProblem::BrokenWorkbook => say!(hr.b_buku_rusak),
        FileProblem::Sheets(names) => say!(hr.b_lembar, lembar = names.join(", ")),
        FileProblem::NotText => say!(hr.b_bukan_teks),
        FileProblem::Foreign => say!(hr.b_asing),
        FileProblem::Missing(heads) => say!(hr.b_kurang, kolom = heads.join(", ")),
        FileProblem::Unknown(heads) => say!(hr.b_tak_dikenal, kolom = named(heads)),
        FileProblem::Twice(heads) => say!(hr.b_kembar, kolom = heads.join(", ")),
        FileProblem::NoRows => say!(hr.b_tanpa_baris),
        FileProblem::CutShort { line } => say!(hr.b_terpotong, baris = *line),
        FileProblem::TooManyRows => say!(hr.b_terlalu_banyak, batas = format::grouped(MOST_ROWS as i64)),
    }
}

fn named(heads: &[String]) -> String {
    let names: Vec<String> =
        heads.iter().map(|head| if head.is_empty() { say!(hr.tanpa_nama) } else { head.clone() }).collect();
    names.join(", ")
}

/// Says why a chosen file was not read; nothing when none was chosen.
#[must_use]
pub fn not_taken(of: NotTaken) -> Option<String> {
    match of {
        NotTaken::Nothing => None,
        NotTaken::TooLarge => Some(say!(hr.b_besar)),
        NotTaken::Unreadable | NotTaken::Not(_) => Some(say!(hr.b_tak_terbaca)),
    }
}

/// Says what is wrong with a cell or row, and what to do.
#[must_use]
pub fn problem(of: &Problem) -> String {
    match of {
        Problem::Required => say!(hr.s_wajib),
        Problem::Cells { found, expected } => say!(hr.s_sel, ada = *found, perlu = *expected),
        Problem::Nip(problem) => nip_problem(problem),
        Problem::NipRounded => say!(hr.s_nip_bulat),
        Problem::Digits(problem) => digits_problem(problem),
        Problem::TooLong { max } => say!(hr.s_panjang, batas = *max),
        Problem::NotAWord { allowed } => say!(hr.s_pilihan, pilihan = *allowed),
        Problem::Golongan => say!(hr.s_golongan),
        Problem::GolonganForStatus => say!(hr.s_golongan_status),
        Problem::Number { min, max } => say!(hr.s_angka, dari = *min, sampai = *max),
        Problem::Eselon => say!(hr.s_eselon),
        Problem::Rumpun => say!(hr.s_rumpun),
        Problem::ServiceBeyondAge { max } => say!(hr.s_mkg_lama, batas = *max),
        Problem::Jenjang => say!(hr.s_jenjang),
        Problem::NotForPost => say!(hr.s_bukan_jenis),
        Problem::Office => say!(hr.s_kantor),
        Problem::OfficeOutside => say!(hr.s_kantor_luar),
        Problem::Ptkp => say!(hr.s_ptkp),
        Problem::Date => say!(hr.s_tanggal),
        Problem::DateOutside { from, until } => {
            say!(hr.s_tanggal_luar, dari = format::day(*from), sampai = format::day(*until))
        }
        Problem::NoSpouse => say!(hr.s_tanpa_kawin),
        Problem::TwiceInFile { other } => say!(hr.s_dua_kali, baris = *other),
        Problem::OwnSuperior => say!(hr.s_atasan_sendiri),
        Problem::UnknownSuperior => say!(hr.s_atasan_asing),
        Problem::SuperiorLeftOut { other } => say!(hr.s_atasan_salah, baris = *other),
        Problem::Circle => say!(hr.s_melingkar),
        Problem::Contested => say!(hr.s_dua_nilai),
        Problem::NewNeedsRegion => say!(hr.s_baru_daerah),
        Problem::NobodyHere => say!(hr.s_tak_ada),
        Problem::NotANumber => say!(hr.s_bukan_angka),
        Problem::NotTaken => say!(hr.s_di_luar_batas),
        Problem::Time => say!(hr.s_jam),
        Problem::OutBeforeIn => say!(hr.s_pulang_dulu),
        Problem::TwoWords { other } => say!(hr.s_dua_keterangan, baris = *other),
        Problem::TwoShifts { other } => say!(hr.s_dua_gilir, baris = *other),
        Problem::WordAgainstMark => say!(hr.s_keterangan_presensi),
    }
}

fn digits_problem(of: &NotANumber) -> String {
    match of {
        NotANumber::NotDigit(found) => say!(hr.s_bukan_digit, huruf = *found),
        NotANumber::Length { digits, least, most } if least == most => {
            say!(hr.s_digit_tepat, ada = *digits, perlu = *most)
        }
        NotANumber::Length { digits, least, most } => {
            say!(hr.s_digit, ada = *digits, dari = *least, sampai = *most)
        }
        NotANumber::Digits => say!(hr.s_nomor_salah),
    }
}

fn nip_problem(of: &NipError) -> String {
    match of {
        NipError::Length { digits } => say!(hr.nip_panjang, jumlah = *digits),
        NipError::NotDigit { found } => say!(hr.nip_bukan_angka, huruf = *found),
        NipError::BirthDate { found } => say!(hr.nip_lahir, angka = found.clone()),
        NipError::Appointment { found } => say!(hr.nip_angkat, angka = found.clone()),
        NipError::SexDigit { found } => say!(hr.nip_kelamin, angka = *found),
        NipError::Age { years } => say!(hr.nip_umur, tahun = *years),
    }
}

/// Writes a number in groups, or that none is recorded.
#[must_use]
pub fn nip(of: Option<Nip>) -> String {
    of.map_or_else(|| say!(hr.tanpa_nip), Nip::grouped)
}
