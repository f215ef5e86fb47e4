//! Sentences of attendance: hours, outages, what a day came to.

use std::collections::BTreeMap;

use domain::calendar::Day;
use domain::hadir::{Code, Hours, Minute, Moment, Present, Schedule, Shift, Short, Side, Unknown, Verdict};
use domain::hari_kerja::{KalenderKerja, PolaKerja};
use ledger::attendance::{Kept, Recorded};
use ledger::book::Book;
use ledger::facts::{office_name, profile};
use ledger::payload::Office;
use ledger::subject::author_person;

use crate::say;
use crate::words::format;

/// Says a minute of a day.
#[must_use]
pub fn time(of: Minute) -> String {
    format::time(u32::from(of.of_day()))
}

/// Says the ordinary hours in one line.
#[must_use]
pub fn hours(of: &Schedule) -> String {
    let span = |of: Hours| format!("{}–{}", time(of.start()), time(of.end()));
    let [monday, _, _, _, friday, saturday] = of.week.0;
    match of.pola {
        PolaKerja::LimaHari => {
            say!(hadir.jam_lima, biasa = span(monday), jumat = span(friday), luwes = of.flex_min)
        }
        PolaKerja::EnamHari => say!(
            hadir.jam_enam,
            biasa = span(monday),
            jumat = span(friday),
            sabtu = span(saturday),
            luwes = of.flex_min
        ),
    }
}

/// Says a shift, `21.00–07.00`; one that passes midnight says so.
#[must_use]
pub fn shift(of: Shift) -> String {
    let span = format!("{}–{}", time(of.start()), time(of.end()));
    if of.passes_midnight() { say!(hadir.gilir_malam, jam = span) } else { say!(hadir.gilir_hari, jam = span) }
}

/// Says what a person's month is judged by: the roster, else the hours of the office.
#[must_use]
pub fn judged_by(of: &Kept) -> String {
    match &of.roster {
        Some(roster) => say!(hadir.menurut_gilir, sumber = roster.source.clone()),
        None => hours(&of.hours.hours.schedule),
    }
}

/// Names whom an outage or hours concern.
#[must_use]
pub fn whose(office: Option<&str>, houses: &BTreeMap<String, Office>) -> String {
    office.map_or_else(|| say!(hadir.semua_kantor), |code| office_name(houses, code).to_owned())
}

fn moment(of: Moment) -> String {
    format!("{} {}", format::short_day(of.day), time(of.minute))
}

/// Says whom an outage concerns, what proves it and who recorded it.
#[must_use]
pub fn recorded(of: &Recorded, houses: &BTreeMap<String, Office>, author: &str) -> String {
    let by = say!(hadir.dicatat_oleh, nama = author.to_owned());
    let parts = [whose(of.office.as_deref(), houses), of.paper.clone(), by];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Names who recorded an outage, by what the book knows of the account.
#[must_use]
pub fn author(book: &Book, of: &Recorded) -> String {
    let name = author_person(&of.author).and_then(|person| profile(book, person, of.outage.from.day).name);
    name.unwrap_or_else(|| say!(hadir.pengelola))
}

/// Says the outages of a person, one after the other.
#[must_use]
pub fn outages(of: &[Recorded]) -> String {
    of.iter().map(outage).collect::<Vec<_>>().join("; ")
}

/// Says an outage, `5 Oktober 07.00 sampai 5 Oktober 09.00, listrik padam`, or days off, by the day.
#[must_use]
pub fn outage(of: &Recorded) -> String {
    let (closed, of) = (of.closed, &of.outage);
    if closed {
        let [from, until] = [of.from.day, of.until.day].map(format::short_day);
        let words = of.words.clone();
        return if from == until {
            say!(hadir.libur_sehari, hari = from, sebab = words)
        } else {
            say!(hadir.libur_satu, dari = from, sampai = until, sebab = words)
        };
    }
    say!(hadir.gangguan_satu, dari = moment(of.from), sampai = moment(of.until), sebab = of.words.clone())
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
pub fn verdict(of: &Verdict, person: &Kept, day: Day) -> String {
    let outage = |at: usize| person.outages.get(at).map(|one| one.outage.words.clone()).unwrap_or_default();
    match of {
        Verdict::Off => match KalenderKerja::resmi().libur(day) {
            Some(off) => say!(hadir.libur, nama = off.name.clone()),
            None => match person.outages.iter().find(|one| one.closes(day)) {
                Some(off) => say!(hadir.libur, nama = off.outage.words.clone()),
                None => say!(hadir.bukan_hari_kerja),
            },
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
