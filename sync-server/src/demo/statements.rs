//! What is said about the invented people: facts, logs, judgements and recaps as drafts of records.
//!
//! Chooses plausible words and figures from the seed; computes nothing that the rules compute.

use domain::asn::{Golongan, PnsGolongan, Status};
use domain::calendar::{Day, Month};
use domain::hari_kerja::KalenderKerja;
use domain::kinerja::{
    CatatanKinerja, Ekspektasi, Indikator, Nilai, PeerAnswer, PeerValue, Penilaian, PenilaianHasil, PenilaianPerilaku,
    RekanNilai, Skp, Target,
};
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::payload::{Fact, Jabatan, Log, Recap};
use ledger::subject::{self, Field};
use rust_decimal::Decimal;

use super::papers;
use super::people::DemoPerson;
use super::rng::Rng;
use crate::pen::{Draft, NotWritten};

/// Returns the dated facts about a person; what pay reads stands at the latest on `start`, and each year until `today`.
pub fn facts(
    person: &DemoPerson,
    id: Id,
    superior: Option<Id>,
    start: Day,
    today: Day,
) -> Result<Vec<Draft>, NotWritten> {
    let here = start.max(person.appointed);
    let mut facts = vec![
        (Field::Identitas, person.appointed, Fact::Identitas { nip: person.nip, name: person.name.clone() }),
        (
            Field::Jabatan,
            person.post_since.min(here),
            Fact::Jabatan(Jabatan {
                title: person.title.clone(),
                code: Some(person.post_code.clone()),
                post: person.post.clone(),
                kelas: Some(person.kelas),
                office: person.office.clone(),
                superior,
            }),
        ),
        (Field::Golongan, person.golongan_since, Fact::Golongan { golongan: person.golongan, mkg: person.mkg_since }),
        (Field::Keluarga, here, Fact::Keluarga(person.family.clone())),
        (Field::Diri, here, Fact::Diri(papers::diri(person))),
    ];
    facts.extend(papers::rekening(person).map(|at| (Field::Rekening, here, Fact::Rekening(at))));
    // Tax status speaks of one year.
    let years = (start.month().year()..=today.month().year()).filter_map(|year| Day::new(year, 1, 1));
    facts.extend(years.map(|from| (Field::Pajak, from, Fact::Pajak { ptkp: person.ptkp })));
    match person.pns_since {
        Some(since) => {
            facts.push((Field::Status, since, Fact::Status { status: person.status }));
            if since > start {
                facts.push((Field::Status, person.appointed, Fact::Status { status: Status::Cpns }));
            }
        }
        None => facts.push((Field::Status, person.appointed, Fact::Status { status: person.status })),
    }
    facts.extend(earlier_rank(person, start));
    let draft = |(field, from, fact)| Draft::new(Kind::Fact, subject::fact(id, field, from), &fact);
    facts.into_iter().map(draft).collect()
}

/// The rank before a promotion that came after `start`: one step lower, four years earlier.
fn earlier_rank(person: &DemoPerson, start: Day) -> Option<(Field, Day, Fact)> {
    let Golongan::Pns(now) = person.golongan else { return None };
    let before = PnsGolongan::all().find(|one| one.index() + 1 == now.index() && one.group() == now.group())?;
    let mkg = person.mkg_since.plus_months(-48)?;
    let (year, month, _) = person.golongan_since.parts();
    let from = Day::new(year - 4, month, 1)?;
    let fact = Fact::Golongan { golongan: Golongan::Pns(before), mkg };
    (person.golongan_since > start && from >= person.appointed).then_some((Field::Golongan, from, fact))
}

/// Returns entries of a person's work log before a day, each for an indicator of the plan.
pub fn log(plan: &Skp, year: i32, until: Day, entries: usize, rng: &mut Rng) -> Vec<Log> {
    let indicators: Vec<&Indikator> = plan.results.iter().flat_map(|result| &result.indicators).collect();
    let Some(first) = Day::new(year, 1, 2) else { return Vec::new() };
    let span = until.days_since(first);
    if span <= 0 {
        return Vec::new();
    }
    let mut days: Vec<Day> = (0..entries).map(|_| first.plus_days(rng.between(0, span - 1))).collect();
    days.retain(|day| !day.is_weekend());
    days.sort_unstable();
    let entry = |date: Day| {
        let indicator = rng.pick(&indicators)?;
        let words = ["Dikerjakan sesuai jadwal", "Selesai hari ini", "Bersama tim", "Sebagian, dilanjutkan besok"];
        Some(Log::Entry(CatatanKinerja {
            date,
            indicator: Some(indicator.id.clone()),
            amount: amount(indicator, rng),
            unit: None,
            note: format!("{}: {}", indicator.text, rng.pick(&words)?),
        }))
    };
    days.into_iter().filter_map(entry).collect()
}

/// A figure near the target: a part of it where amounts are added up, about all of it where the last one counts.
fn amount(indicator: &Indikator, rng: &mut Rng) -> Option<Decimal> {
    let goal = match &indicator.target {
        Target::Value { value } => *value,
        Target::Range { min, .. } => *min,
        Target::AtMost { max } => *max,
        Target::Narrative { .. } => return None,
    };
    let percent = match indicator.counting {
        domain::kinerja::Hitung::Jumlah => rng.between(4, 14),
        domain::kinerja::Hitung::Terakhir | domain::kinerja::Hitung::RataRata => rng.between(92, 106),
    };
    let amount = goal.checked_mul(Decimal::from(percent))?.checked_div(Decimal::ONE_HUNDRED)?;
    let places = if goal.fract().is_zero() { 0 } else { 2 };
    Some(amount.round_dp(places).normalize())
}

fn expectation(rng: &mut Rng, below: u32, above: u32) -> Ekspektasi {
    match rng.weighted(&[below, 100_u32.saturating_sub(below + above), above]) {
        Some(0) => Ekspektasi::DiBawah,
        Some(2) => Ekspektasi::DiAtas,
        _ => Ekspektasi::Sesuai,
    }
}

/// Who judges; the employee is a little kinder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judge {
    /// The employee.
    Own,
    /// The superior.
    Superior,
}

/// Returns a judgement of a plan; `weak` is judged below expectation, so that a need for growth shows.
pub fn judgement(plan: &Skp, judge: Judge, weak: Option<Nilai>, rng: &mut Rng) -> Penilaian {
    let (below, above) = match judge {
        Judge::Own => (2, 22),
        Judge::Superior => (6, 14),
    };
    let results = plan.results.iter().map(|result| PenilaianHasil {
        result: result.id.clone(),
        ekspektasi: Some(expectation(rng, below, above)),
        note: "Sesuai catatan harian dan laporan triwulan".into(),
    });
    let results: Vec<PenilaianHasil> = results.collect();
    let behaviours = Nilai::ALL.into_iter().map(|value| {
        let seen = if Some(value) == weak { Ekspektasi::DiBawah } else { expectation(rng, below / 2, above) };
        PenilaianPerilaku { value, ekspektasi: Some(seen), note: String::new() }
    });
    let behaviours: Vec<PenilaianPerilaku> = behaviours.collect();
    let hasil = middle(results.iter().filter_map(|one| one.ekspektasi));
    let perilaku = middle(behaviours.iter().filter_map(|one| one.ekspektasi));
    let (note, recommendation) = match judge {
        Judge::Own => ("Target triwulan dikerjakan sesuai rencana.", ""),
        Judge::Superior => (
            "Pelayanan tertib. Catat realisasi setiap selesai bekerja supaya angkanya mudah ditelusuri.",
            "Ikuti pelatihan yang menjawab perilaku yang masih di bawah ekspektasi.",
        ),
    };
    Penilaian { results, behaviours, hasil, perilaku, note: note.into(), recommendation: recommendation.into() }
}

/// What most single judgements say.
fn middle(all: impl Iterator<Item = Ekspektasi>) -> Ekspektasi {
    let mut all: Vec<Ekspektasi> = all.collect();
    all.sort_unstable();
    all.get(all.len() / 2).copied().unwrap_or(Ekspektasi::Sesuai)
}

/// Returns a peer's answer.
pub fn answer(weak: Option<Nilai>, rng: &mut Rng) -> PeerAnswer {
    let values = Nilai::ALL.into_iter().map(|value| {
        let below = if Some(value) == weak { 60 } else { 4 };
        let seen = match rng.weighted(&[10, below, 60, 26]) {
            Some(0) => RekanNilai::BelumTerlihat,
            Some(1) => RekanNilai::DiBawah,
            Some(3) => RekanNilai::DiAtas,
            _ => RekanNilai::Sesuai,
        };
        PeerValue { value, seen }
    });
    let values = values.collect();
    let strengths = ["Ramah kepada warga", "Cepat membantu", "Teliti memeriksa berkas", "Tenang saat antrean panjang"];
    let suggestions =
        ["Berbagi cara kerja lebih sering", "Menyiapkan berkas sehari sebelumnya", "Mencoba aplikasi baru", ""];
    let word = |words: &[&str], rng: &mut Rng| rng.pick(words).copied().unwrap_or("").to_owned();
    PeerAnswer { values, strength: word(&strengths, rng), suggestion: word(&suggestions, rng) }
}

/// Returns what pay needs of a month: every measure of the policy that a recap delivers.
pub fn recap(
    person: &DemoPerson,
    six_days: domain::hari_kerja::PolaKerja,
    month: Month,
    judged: Ekspektasi,
    behaved: Ekspektasi,
    rng: &mut Rng,
) -> Recap {
    let calendar = KalenderKerja::resmi();
    // A year without a published list of holidays has its weekends only.
    let weekends = || u32::try_from(month.days().filter(|day| !day.is_weekend()).count()).unwrap_or(22);
    let working = i64::from(calendar.working_days(month, six_days).unwrap_or_else(|_| weekends()));
    let absent = if rng.chance(150) { rng.between(1, 2) } else { 0 };
    let often = |bp: u32, most: i64, rng: &mut Rng| if rng.chance(bp) { rng.between(1, most) } else { 0 };
    let counts = [
        ("tl1", often(2_200, 4, rng)),
        ("tl2", often(700, 2, rng)),
        ("tl3", often(250, 1, rng)),
        ("tl4", often(120, 1, rng)),
        ("psw1", often(900, 2, rng)),
        ("psw2", often(300, 1, rng)),
        ("psw3", often(80, 1, rng)),
        ("psw4", often(60, 1, rng)),
        ("no_clock_in", often(400, 1, rng)),
        ("no_clock_out", often(600, 1, rng)),
        ("absent_days", absent),
    ];
    let mut measures: std::collections::BTreeMap<String, Decimal> =
        counts.into_iter().map(|(key, count)| (key.to_owned(), Decimal::from(count))).collect();
    let present = Decimal::from((working - absent) * 100).checked_div(Decimal::from(working.max(1)));
    let present = present.unwrap_or(Decimal::ONE_HUNDRED).round_dp(2).normalize();
    measures.insert("presence_percent".into(), present);
    Recap {
        predikat: Some(domain::kinerja::matrix(judged, behaved)),
        measures,
        source: format!("Rekaman presensi {} bulan {month}", person.office),
    }
}
