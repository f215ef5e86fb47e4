//! Sentences of the attendance import: hours, outages, what a day came to.

use domain::calendar::Day;
use domain::hadir::{Code, Moment, Outage, Present, Short, Side, Unknown, Verdict};
use domain::hari_kerja::{KalenderKerja, PolaKerja};

use super::form::{Fault, HoursForm};
use super::plan::{Deed, Person};
use crate::components::Tone;
use crate::say;
use crate::words::format;

/// Says what is wrong with a field.
#[must_use]
pub fn fault(of: Fault) -> String {
    match of {
        Fault::Time => say!(hr.s_jam),
        Fault::EndsBefore => say!(hadir.s_berakhir_dulu),
        Fault::Minutes(most) => say!(hr.s_bulat_antara, dari = 0, sampai = most),
        Fault::Date => say!(hr.s_tanggal),
        Fault::OtherMonth => say!(hadir.s_luar_bulan),
        Fault::Required => say!(hr.s_wajib),
    }
}

/// Names a row of hours.
#[must_use]
pub fn hours_row(row: &str) -> String {
    match row {
        "biasa" => say!(hadir.senin_kamis),
        "jumat" => say!(hadir.jumat),
        "sabtu" => say!(hadir.sabtu),
        "puasa-biasa" => say!(hadir.puasa_senin_kamis),
        "puasa-jumat" => say!(hadir.puasa_jumat),
        _ => say!(hadir.puasa_sabtu),
    }
}

/// Says the ordinary hours in one line.
#[must_use]
pub fn hours(of: &HoursForm) -> String {
    let span = |row: &str| {
        let (start, end) = of.times.get(row).cloned().unwrap_or_default();
        format!("{}–{}", start.replace(':', "."), end.replace(':', "."))
    };
    match of.pola {
        PolaKerja::LimaHari => {
            say!(hadir.jam_lima, biasa = span("biasa"), jumat = span("jumat"), luwes = of.flex.clone())
        }
        PolaKerja::EnamHari => say!(
            hadir.jam_enam,
            biasa = span("biasa"),
            jumat = span("jumat"),
            sabtu = span("sabtu"),
            luwes = of.flex.clone()
        ),
    }
}

fn moment(of: Moment) -> String {
    format!("{} {}", format::short_day(of.day), format::time(u32::from(of.minute.of_day())))
}

/// Says an outage: `5 Oktober 07.00 sampai 5 Oktober 09.00, listrik padam`.
#[must_use]
pub fn outage(of: &Outage) -> String {
    say!(hadir.gangguan_satu, dari = moment(of.from), sampai = moment(of.until), sebab = of.words.clone())
}

/// Says where the figures of a recap come from: the file, the day, the hours, the outages that concern the person.
#[must_use]
pub fn source(file: &str, today: Day, hours_form: &HoursForm, outages: &[Outage]) -> String {
    let from = say!(hadir.sumber, berkas = file.to_owned(), hari = format::day(today), jam = hours(hours_form));
    if outages.is_empty() {
        return from;
    }
    let all: Vec<String> = outages.iter().map(outage).collect();
    format!("{from} {}", say!(hadir.sumber_gangguan, gangguan = all.join("; ")))
}

/// Says what happens to a recap, with its colour.
#[must_use]
pub fn deed(of: &Deed) -> (Tone, String) {
    match of {
        Deed::New => (Tone::Action, say!(hr.t_baru)),
        Deed::Changed => (Tone::Sogan, say!(hr.t_berubah)),
        Deed::Same => (Tone::Neutral, say!(hr.t_sama)),
        Deed::Incomplete(days) => (Tone::Mengkudu, say!(hadir.t_belum_lengkap, jumlah = *days)),
        Deed::Contested => (Tone::Mengkudu, say!(umum.dua_nilai)),
    }
}

fn code(of: Code) -> String {
    match of {
        Code::Sakit => say!(hadir.sakit),
        Code::Izin => say!(hadir.izin),
        Code::Cuti => say!(hadir.cuti),
        Code::CutiAlasanPenting => say!(hadir.cuti_penting),
        Code::DinasLuar => say!(hadir.dinas_luar),
        Code::Diklat => say!(hadir.diklat),
        Code::TanpaKeterangan => say!(hadir.tanpa_keterangan),
    }
}

/// Says what a day came to, and why.
#[must_use]
pub fn verdict(of: &Verdict, person: &Person, day: Day) -> String {
    let outage = |at: usize| person.outages.get(at).map(|one| one.words.clone()).unwrap_or_default();
    match of {
        Verdict::Off => match KalenderKerja::resmi().libur(day) {
            Some(off) => say!(hadir.libur, nama = off.name.clone()),
            None => say!(hadir.bukan_hari_kerja),
        },
        Verdict::Present(present) => present_words(present, outage),
        Verdict::Excused(of) => code(*of),
        Verdict::Outage(at) => say!(hadir.gangguan_hari, sebab = outage(*at)),
        Verdict::Absent if person.entries.get(&day).is_some_and(|entry| entry.code.is_some()) => {
            say!(hadir.tanpa_keterangan)
        }
        Verdict::Absent => say!(hadir.tanpa_presensi),
        Verdict::Unknown(Unknown::Ahead) => say!(hadir.belum_lewat),
        Verdict::Unknown(Unknown::NotInFile) => say!(hadir.di_luar_berkas),
    }
}

fn present_words(of: &Present, outage: impl Fn(usize) -> String) -> String {
    let time = |minute: domain::hadir::Minute| format::time(u32::from(minute.of_day()));
    let mut said = vec![
        match of.masuk {
            Side::Made(at, _) => say!(hadir.masuk, jam = time(at)),
            Side::Missing => say!(hadir.tanpa_masuk),
            Side::Outage(at) => say!(hadir.masuk_gangguan, sebab = outage(at)),
        },
        match of.pulang {
            Side::Made(at, _) => say!(hadir.pulang, jam = time(at)),
            Side::Missing => say!(hadir.tanpa_pulang),
            Side::Outage(at) => say!(hadir.pulang_gangguan, sebab = outage(at)),
        },
    ];
    if of.late_min() > 0 {
        said.push(say!(hadir.terlambat, menit = of.late_min()));
    }
    if of.early_min() > 0 {
        said.push(say!(hadir.pulang_awal, menit = of.early_min()));
    }
    let spared = |side: Side| if let Side::Made(_, Short { spared_min, .. }) = side { spared_min } else { 0 };
    let spared = spared(of.masuk) + spared(of.pulang);
    if spared > 0 {
        said.push(say!(hadir.dikecualikan, menit = spared));
    }
    said.join(". ")
}
