//! What was found in a pack: proven or not, everything that is wrong in a sentence, the steps of the month, the slips.

use domain::calendar::Day;
use ledger::book::Book;
use ledger::facts::{offices, profile};
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::pack::Finding;
use ledger::payload::PayMonth;
use ledger::subject::{self, author_person};
use leptos::prelude::*;

use super::Found;
use crate::components::{Glyph, Notice, Row, Rows, Section, Stat, Tone};
use crate::pages::riwayat::kind_word;
use crate::say;
use crate::words::{format, masa};

/// Everything that was found.
pub fn hasil(found: &Found) -> AnyView {
    let (pack, report) = (&found.pack, &found.report);
    let book = &report.book;
    let house = offices(book).get(&pack.office).map_or_else(|| pack.office.clone(), |office| office.name.clone());
    let month = format::month(pack.month);
    let about = say!(periksa.tentang, kantor = house, bulan = month, hari = format::long_day(pack.made));
    let verdict = if report.findings.is_empty() {
        let text = say!(periksa.terbukti, jumlah = report.proven.len(), semua = pack.run.len());
        view! { <Notice tone=Tone::Daun live=true title=say!(periksa.terbukti_judul) text=text /> }.into_any()
    } else {
        let lines = report.findings.iter().map(|finding| {
            let text = sentence(book, finding, pack.made);
            view! { <li>{text}</li> }
        });
        let lines = lines.collect_view();
        let text = say!(periksa.tidak_terbukti, jumlah = report.findings.len());
        view! {
            <Notice tone=Tone::Mengkudu live=true title=say!(periksa.tidak_terbukti_judul) text=text>
                <ul class="marks">{lines}</ul>
            </Notice>
        }
        .into_any()
    };
    let net = report.seal.as_ref().map(|seal| {
        let digest: String = seal.slips.to_string().chars().take(12).collect();
        view! { <Stat label=say!(periksa.sidik) value=digest sub=say!(periksa.sidik_jelas) /> }
    });
    view! {
        <p>{about}</p>
        {verdict}
        <div class="stats">
            <Stat
                label=say!(periksa.slip)
                value=format::grouped(report.proven.len() as i64)
                sub=say!(periksa.dari_orang, semua = format::grouped(pack.run.len() as i64))
            />
            {net}
        </div>
        {steps(found)}
        {people(found)}
        <p class="sub">{say!(periksa.kunci)}</p>
    }
    .into_any()
}

fn name(book: &Book, person: Id, on: Day) -> String {
    profile(book, person, on).call()
}

/// Says what a record is about by its subject.
fn about(book: &Book, subject: &str, on: Day) -> String {
    let code = subject.split('/').next().unwrap_or_default();
    let kind = if code == "chain" { Some(Kind::ChainOpen) } else { Kind::from_code(code) };
    let word = kind_word(kind, code);
    let person = kind.and_then(|kind| kind.place(subject)).and_then(|place| place.person);
    match person {
        Some(person) => format!("{word}, {}", name(book, person, on)),
        None => word,
    }
}

fn sentence(book: &Book, finding: &Finding, on: Day) -> String {
    match finding {
        Finding::Changed { number, subject: Some(subject) } => {
            say!(periksa.berubah, nomor = *number, apa = about(book, subject, on))
        }
        Finding::Changed { number, subject: None } => say!(periksa.berubah_tak_dikenal, nomor = *number),
        Finding::NoKey { subject } => say!(periksa.tanpa_kunci, apa = about(book, subject, on)),
        Finding::Signature { subject } => say!(periksa.tanda_salah, apa = about(book, subject, on)),
        Finding::NoRun => say!(periksa.tanpa_pengajuan),
        Finding::Step { author } => {
            let by = author_person(author).map_or_else(|| author.clone(), |person| name(book, person, on));
            say!(periksa.langkah_salah, nama = by)
        }
        Finding::Run => say!(periksa.bukan_pengajuan),
        Finding::NotInRun { person } => say!(periksa.bukan_bagian, nama = name(book, *person, on)),
        Finding::Differs { person } => say!(periksa.berbeda, nama = name(book, *person, on)),
        Finding::Unworkable { person } => say!(periksa.tak_terhitung, nama = name(book, *person, on)),
    }
}

/// The steps of the month, as they were signed.
fn steps(found: &Found) -> AnyView {
    let book = &found.report.book;
    let all = book.history::<PayMonth>(&subject::pay_month(&found.pack.office, found.pack.month));
    let rows = all.into_iter().map(|step| {
        let envelope = &step.record.envelope;
        let by = author_person(&envelope.author)
            .map_or_else(|| envelope.author.clone(), |person| name(book, person, found.pack.made));
        let at = Day::from_unix_days(envelope.recorded_at.div_euclid(86_400));
        let (title, _) = masa::state(Some(&step.value.step));
        let key: String = envelope.chain_id.to_string().chars().take(12).collect();
        let sub = say!(periksa.ditandatangani, nama = by, hari = format::long_day(at), kunci = key);
        view! { <Row title=title sub=sub glyph=Glyph::ShieldCheck /> }
    });
    let rows = rows.collect_view();
    view! {
        <Section title=say!(masa.riwayat)>
            <Rows label=say!(masa.riwayat)>{rows}</Rows>
        </Section>
    }
    .into_any()
}

/// The people whose slip is in the pack.
fn people(found: &Found) -> AnyView {
    let book = &found.report.book;
    let mut people: Vec<(String, Id)> =
        found.report.proven.iter().map(|person| (name(book, *person, found.pack.made), *person)).collect();
    people.sort();
    let rows = people.into_iter().map(|(name, person)| {
        let nip = profile(book, person, found.pack.made).nip.map(|nip| nip.grouped()).unwrap_or_default();
        view! { <Row title=name sub=nip glyph=Glyph::Wallet href=format!("/periksa/{person}") /> }
    });
    let rows = rows.collect_view();
    view! {
        <Section title=say!(periksa.slip_terbukti)>
            <Rows label=say!(periksa.slip_terbukti)>{rows}</Rows>
        </Section>
    }
    .into_any()
}
