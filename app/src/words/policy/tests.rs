//! Claims about the words of policies: every problem has a sentence that holds its figures, every rule reads.

use std::collections::{BTreeMap, BTreeSet};

use domain::cite::{Cite, Confidence, ConfirmLack, Confirmed};
use domain::derive::{Derivation, Step, Value as Amount};
use domain::tpp::{
    AccountFault, BandFault, FormFault, MeasureKind, OrderFault, Places, Policy, PolicyError, Revised, Revision, Shape,
    TppStep, ValueRange, shipped, shipped_file,
};
use rust_decimal::Decimal;

use super::*;
use crate::components::{Node, Source};
use crate::words::derive;

fn day(text: &str) -> domain::calendar::Day {
    text.parse().expect("a day")
}

/// Names of places as a refused file brings them.
fn places() -> Places {
    let policy = shipped().iter().find(|policy| policy.key() == "contoh").expect("the demonstration policy");
    let text = shipped_file(policy)
        .expect("its file")
        .replace("\"value\": \"40\", \"cite\": \"bobot\"", "\"value\": \"30\", \"cite\": \"bobot\"");
    Policy::from_file(text.as_bytes()).expect_err("weights that sum to 90").places
}

fn sentence(of: &PolicyError) -> String {
    problem(of, &places())
}

/// Every variant by its number; the compiler finds the one that has none.
fn number(of: &PolicyError) -> usize {
    match of {
        PolicyError::Form { .. } => 0,
        PolicyError::Duplicate { .. } => 1,
        PolicyError::UnknownCite { .. } => 2,
        PolicyError::UnusedCite { .. } => 3,
        PolicyError::UnknownMeasure { .. } => 4,
        PolicyError::UnusedMeasure { .. } => 5,
        PolicyError::MeasureKind { .. } => 6,
        PolicyError::Cycle { .. } => 7,
        PolicyError::Account { .. } => 8,
        PolicyError::Weights { .. } => 9,
        PolicyError::Bands { .. } => 10,
        PolicyError::Value { .. } => 11,
        PolicyError::Order { .. } => 12,
        PolicyError::Dates { .. } => 13,
        PolicyError::VersionGap { .. } => 14,
        PolicyError::VersionOverlap { .. } => 15,
        PolicyError::UnknownPath { .. } => 16,
        PolicyError::NothingToConfirm { .. } => 17,
        PolicyError::NoValueGiven { .. } => 18,
        PolicyError::HalfConfirmed { .. } => 19,
        PolicyError::ConfirmsNothing { .. } => 20,
    }
}

const VARIANTS: usize = 21;

/// Problems of every variant, each with what its sentence must hold.
fn problems() -> Vec<(PolicyError, Vec<&'static str>)> {
    let text = |text: &str| text.to_owned();
    let form = |fault| PolicyError::Form { line: 12, column: 34, fault };
    let account = |fault| PolicyError::Account { path: text("accounts"), account: text("beban_kerja"), fault };
    let bands =
        |path: &str, at: Option<i64>, fault| PolicyError::Bands { path: text(path), at: at.map(Decimal::from), fault };
    let value =
        |path: &str, value: i64, fits| PolicyError::Value { path: text(path), value: Decimal::from(value), fits };
    let order = |path: &str, step, fault| PolicyError::Order { path: text(path), step, fault };
    let half = |lacks| PolicyError::HalfConfirmed { cite: text("sk"), lacks };
    let here = ["12", "34"];
    let at = |more: &'static str| vec![here[0], here[1], more];
    vec![
        (form(FormFault::Empty), vec!["kosong"]),
        (form(FormFault::NotText), at("bukan teks")),
        (form(FormFault::NotJson), at("CSV")),
        (form(FormFault::CutOff), at("berhenti")),
        (form(FormFault::NotAPolicy), at("bukan kebijakan")),
        (form(FormFault::UnknownKey { key: text("bonus"), known: vec![text("key"), text("from")] }), at("key, from")),
        (form(FormFault::MissingKey { key: text("net") }), at("“net”")),
        (form(FormFault::TwiceKey { key: text("7") }), at("“7”")),
        (form(FormFault::KeyNotANumber), at("angka bulat")),
        (form(FormFault::Unquoted { number: text("0.8") }), at("“0.8”")),
        (form(FormFault::NotADecimal { text: text("80%") }), at("“80%”")),
        (form(FormFault::NotADay { text: text("1 Mei") }), at("“1 Mei”")),
        (form(FormFault::TooLarge { number: text("5000") }), at("5000")),
        (form(FormFault::UnknownWord { word: text("persen"), known: vec![text("percent")] }), at("percent")),
        (form(FormFault::NotAChoice), at("satu pilihan")),
        (form(FormFault::WrongShape { found: Shape::List, wanted: Shape::Text }), at("kurung siku")),
        (form(FormFault::Other { text: text("odd") }), at("odd")),
        (
            PolicyError::Duplicate { path: text("kinerja.disiplin.weight") },
            vec!["Disiplin kerja, bobot", "kinerja.disiplin.weight"],
        ),
        (PolicyError::UnknownCite { path: text("pagu.index"), cite: text("sk") }, vec!["Indeks daerah", "“sk”"]),
        (PolicyError::UnknownCite { path: text("cite"), cite: text("sk") }, vec!["Dasar hukum", "“sk”"]),
        (PolicyError::UnusedCite { cite: text("sk") }, vec!["“sk”"]),
        (half(ConfirmLack::Officer), vec!["“sk”", "“by”"]),
        (half(ConfirmLack::Act), vec!["“sk”", "“act”"]),
        (half(ConfirmLack::Paper), vec!["“sk”", "“signed”"]),
        (half(ConfirmLack::SignedLater), vec!["“sk”", "“signed”", "“on”"]),
        (PolicyError::ConfirmsNothing { path: text("pagu.index") }, vec!["Indeks daerah", "“draft”"]),
        (
            PolicyError::UnknownMeasure { path: text("kehadiran"), measure: text("hadir") },
            vec!["Ambang kehadiran", "“hadir”"],
        ),
        (
            PolicyError::UnknownMeasure { path: text("kinerja.disiplin.terlambat"), measure: String::new() },
            vec!["Terlambat masuk", "“on”"],
        ),
        (PolicyError::UnusedMeasure { measure: text("tl1") }, vec!["Terlambat 1–30 menit"]),
        (
            PolicyError::MeasureKind { path: text("kehadiran"), measure: text("tl1"), needs: MeasureKind::Percent },
            vec!["Ambang kehadiran", "Terlambat 1–30 menit", "persen"],
        ),
        (PolicyError::Cycle { measure: text("tl1") }, vec!["Terlambat 1–30 menit"]),
        (
            PolicyError::Account { path: text("accounts"), account: String::new(), fault: AccountFault::None },
            vec!["tidak punya akun"],
        ),
        (
            PolicyError::Account { path: text("pagu.guru_utama"), account: text("x"), fault: AccountFault::Unknown },
            vec!["guru utama", "“x”"],
        ),
        (account(AccountFault::NoPercent), vec!["Beban kerja", "“percent”"]),
        (account(AccountFault::PercentToo), vec!["Beban kerja", "rupiah"]),
        (account(AccountFault::Classes), vec!["Beban kerja", "kelas"]),
        (
            PolicyError::Weights { path: text("kinerja"), sum: Decimal::new(905, 1), must: Decimal::ONE_HUNDRED },
            vec!["Produktivitas dan disiplin", "90,5", "100"],
        ),
        (bands("kehadiran.1", None, BandFault::NoBand), vec!["Ambang kehadiran"]),
        (bands("kehadiran.2", Some(30), BandFault::Gap), vec!["Ambang kehadiran, rentang ke-2", "30"]),
        (bands("measures.tl2", Some(33), BandFault::Overlap), vec!["Terlambat 31–60 menit", "33"]),
        (bands("kehadiran.2", Some(20), BandFault::NotAscending), vec!["rentang ke-2", "20"]),
        (bands("kehadiran.2", None, BandFault::NoEnd), vec!["rentang ke-2", "“upto”"]),
        (bands("kehadiran.3", Some(90), BandFault::NotOpen), vec!["rentang ke-3", "90"]),
        (bands("kehadiran.3", None, BandFault::Gives), vec!["rentang ke-3", "“factor”"]),
        (value("pagu.class.7", -5, ValueRange::Rupiah), vec!["kelas jabatan 7", "−5", "1.000.000.000.000"]),
        (value("receivers.cpns", 125, ValueRange::Percent), vec!["CPNS", "125", "100"]),
        (value("accounts.beban_kerja.1", 1001, ValueRange::Criterion), vec!["Beban kerja", "1.001", "1.000"]),
        (value("acting.from_full_months", -1, ValueRange::Number), vec!["rangkap", "−1", "1.000.000.000"]),
        (value("net.borne_by_region", 50, ValueRange::AllOrNothing), vec!["ditanggung daerah", "50", "100"]),
        (value("kehadiran.in_month.13", 13, ValueRange::MonthOfYear), vec!["Ambang kehadiran", "13", "12"]),
        (value("measures.tl1.when_none", 2, ValueRange::WhenNone), vec!["Terlambat 1–30 menit", "2"]),
        (order("steps", Some(3), OrderFault::TestBeforePay), vec!["langkah ke-3", "“pay”"]),
        (order("steps", Some(1), OrderFault::NothingToPay), vec!["langkah ke-1", "“pay”"]),
        (order("steps", Some(5), OrderFault::TooFine), vec!["langkah ke-5", "“scale”"]),
        (order("steps", Some(2), OrderFault::DeductBeforePay), vec!["langkah ke-2", "rupiah"]),
        (order("steps", Some(2), OrderFault::SplitBeforePay), vec!["langkah ke-2", "“pay”"]),
        (order("steps", Some(2), OrderFault::SplitNotLast), vec!["langkah ke-2", "terakhir"]),
        (order("split.beban_kerja", Some(1), OrderFault::SplitTwice), vec!["akun Beban kerja", "langkah ke-1"]),
        (order("steps", None, OrderFault::NeverPaid), vec!["Langkah-langkah kebijakan", "“pay”"]),
        (order("split.each", None, OrderFault::NotWhole), vec!["setiap akun", "“round”"]),
        (order("kinerja.disiplin", Some(1), OrderFault::NotInAPart), vec!["Disiplin kerja, langkah ke-1"]),
        (
            PolicyError::Dates { from: day("2024-01-01"), until: day("2023-07-01") },
            vec!["1 Januari 2024", "1 Juli 2023", "“until”"],
        ),
        (
            PolicyError::VersionGap { policy: text("x"), from: day("2024-07-01"), until: day("2025-01-01") },
            vec!["x:", "1 Juli 2024 sampai 31 Desember 2024", "2024-07-01", "2025-01-01"],
        ),
        (
            PolicyError::VersionOverlap { policy: text("x"), from: day("2025-01-01") },
            vec!["x:", "1 Januari 2025", "2025-01-01"],
        ),
        (PolicyError::UnknownPath { path: text("pagu.indeks") }, vec!["“pagu.indeks”"]),
        (PolicyError::NothingToConfirm { path: text("pagu.index") }, vec!["Indeks daerah"]),
        (PolicyError::NoValueGiven { path: text("pagu.index") }, vec!["Indeks daerah"]),
    ]
}

#[test]
fn every_problem_has_a_sentence_that_holds_its_place_and_figures() {
    let mut met = BTreeSet::new();
    let mut sentences = BTreeSet::new();
    for (of, parts) in problems() {
        let said = sentence(&of);
        for part in parts {
            assert!(said.contains(part), "“{part}” is not in: {said}");
        }
        assert!(!said.contains("{{") && said.ends_with('.'), "{said}");
        met.insert(number(&of));
        assert!(sentences.insert(said.clone()), "two problems say the same: {said}");
    }
    assert_eq!(met, (0..VARIANTS).collect());
}

#[test]
fn a_policy_of_which_several_versions_are_checked_is_called_by_its_name() {
    let policy = &shipped()[0];
    let places = Places::of_policies([(policy.key(), policy.label())]);
    let overlap = PolicyError::VersionOverlap { policy: policy.key().to_owned(), from: day("2025-01-01") };
    assert!(problem(&overlap, &places).starts_with(&policy.label().id));
}

fn count(nodes: &[Node], found: &mut (usize, usize, usize)) {
    for node in nodes {
        assert!(!node.sentence.is_empty() && !node.sentence.contains("{{"));
        found.0 += 1;
        found.1 += usize::from(node.amount.is_some());
        found.2 += node.sources.iter().filter(|source| matches!(source, Source::Law(..))).count();
        count(&node.children, found);
    }
}

#[test]
fn every_shipped_policy_reads_with_its_values_and_sources() {
    for policy in shipped() {
        let mut found = (0, 0, 0);
        policy.chapters().iter().for_each(|(_, clauses)| count(&nodes(clauses), &mut found));
        let known = policy.values().iter().filter(|entry| entry.value.is_some()).count();
        assert_eq!(found.1, known, "{}", policy.key());
        // A source stands once for all that it holds for, and never not at all.
        assert!(found.2 > 0 && found.2 < found.0, "{}: {found:?}", policy.key());
    }
}

#[test]
fn a_ladder_and_a_gate_read_as_people_say_them() {
    let policy = shipped().iter().find(|policy| policy.key() == "contoh").expect("the demonstration policy");
    let chapters = policy.chapters();
    let (_, steps) = chapters.iter().find(|(chapter, _)| *chapter == domain::tpp::Chapter::Steps).expect("steps");
    let read = nodes(steps);
    let sentences: Vec<&str> = read.iter().map(|node| node.sentence.as_str()).collect();
    assert_eq!(
        sentences,
        [
            "Penilaian: Produktivitas dan disiplin",
            "Pengali: Ambang kehadiran, menurut Persen kehadiran dari hari kerja",
            "Pengurangan: Hukuman disiplin sedang, dari yang sudah diperoleh",
            "Persen dikalikan pagu",
            "Dibulatkan ke rupiah terdekat",
        ]
    );
    let line = |node: &Node| (node.sentence.clone(), node.amount.clone().unwrap_or_default());
    let pair = |sentence: &str, amount: &str| (sentence.to_owned(), amount.to_owned());
    let gate: Vec<_> = read[1].children.iter().map(line).collect();
    assert_eq!(
        gate,
        [pair("Di bawah 25%", "× 0"), pair("25% sampai di bawah 50%", "× 0,5"), pair("50% atau lebih", "× 1")]
    );
    let discipline = &read[0].children[1];
    assert_eq!(line(discipline), pair("Disiplin kerja, bobot", "40%"));
    let late: Vec<_> = discipline.children[1].children.iter().map(line).collect();
    assert_eq!(late[0], pair("Terlambat 1–30 menit, setiap kali", "0,5%"));
    assert_eq!(late[3].0, "Terlambat lebih dari 90 menit; Tidak presensi masuk, setiap kali");
}

#[test]
fn values_that_are_not_confirmed_are_marked_and_counted_above() {
    let policy = shipped().iter().find(|policy| policy.key() == "nasional").expect("the national policy");
    let chapters = policy.chapters();
    let ceiling = nodes(&chapters[0].1);
    let index = ceiling.iter().find(|node| node.sentence.starts_with("Indeks")).expect("the index");
    assert_eq!((index.amount.as_deref(), index.mark.as_ref().map(|(tone, _)| *tone)), (None, Some(Tone::Mengkudu)));
    let classes = ceiling.iter().find(|node| node.children.len() == 17).expect("seventeen classes");
    assert_eq!(classes.mark.as_ref().map(|(_, word)| word.as_str()), Some("1 nilai belum dipastikan"));
}

/// Names of the figures in a sentence: `{{ nama }}`.
fn figures(text: &str) -> BTreeSet<String> {
    text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(name, _)| name.trim().to_owned()).collect()
}

#[test]
fn both_languages_say_the_same_figures() {
    let read = |text: &str| serde_json::from_str::<BTreeMap<String, String>>(text).expect("a list of words");
    let indonesian = read(include_str!("../../../locales/id/kebijakan.json"));
    let english = read(include_str!("../../../locales/en/kebijakan.json"));
    for (key, text) in &indonesian {
        assert_eq!(figures(text), figures(&english[key]), "{key}");
    }
}

#[test]
fn changes_are_said_old_and_new_and_a_new_decree_once() {
    let old = shipped().iter().find(|policy| policy.key() == "contoh").expect("the demonstration policy");
    let text = shipped_file(old).expect("its file");
    let new =
        |edit: &dyn Fn(String) -> String| Policy::from_file(edit(text.clone()).as_bytes()).expect("a sound policy");
    assert_eq!(changes(old, &new(&|text| text)), Vec::<String>::new());
    let said = changes(
        old,
        &new(&|text| {
            text.replace("\"value\": \"60\", \"cite\": \"bobot\"", "\"value\": \"70\", \"cite\": \"bobot\"")
                .replace("\"value\": \"40\", \"cite\": \"bobot\"", "\"value\": \"30\", \"cite\": \"bobot\"")
                .replace("\"act\": \"Perpres 188/2014\"", "\"act\": \"Perpres 1/2025\"")
        }),
    );
    assert_eq!(
        said,
        [
            "Langkah dari pagu sampai TPP › Penilaian: Produktivitas dan disiplin › Produktivitas kerja, bobot: dari 60% \
             menjadi 70%",
            "Langkah dari pagu sampai TPP › Penilaian: Produktivitas dan disiplin › Disiplin kerja, bobot: dari 40% \
             menjadi 30%",
            "Sumber 16 nilai berubah dari Perpres 188/2014, Lampiran menjadi Perpres 1/2025, Lampiran",
        ]
    );
}

#[test]
fn a_confirmation_says_who_and_by_which_paper_and_takes_the_mark_away() {
    let shipped = domain::tpp::by_key("contoh").expect("the demonstration policy");
    let waits = |text: String, cite: &str| {
        text.replace(&format!("\"cite\": \"{cite}\" }}"), &format!("\"cite\": \"{cite}\", \"draft\": true }}"))
    };
    let text = waits(waits(shipped_file(shipped).expect("its file"), "indeks"), "cpns");
    let cite = |by: &str| Cite {
        act: "Perwal 4/2026".to_owned(),
        article: "Pasal 7".to_owned(),
        confidence: Confidence::Single,
        confirmed: Some(Box::new(Confirmed {
            by: by.to_owned(),
            on: day("2026-11-22"),
            signed: Some(day("2026-01-05")),
            letter: Some("800/12/2026".to_owned()),
        })),
    };
    let value = |value: &str, by: &str| Revised { value: value.to_owned(), cite: Some(cite(by)) };
    let version = |text: &str, values: &[(&str, Revised)]| {
        let values = values.iter().map(|(path, value)| ((*path).to_owned(), value.clone())).collect();
        Policy::revised(text, &Revision { from: day("2026-12-01"), values }).expect("a policy")
    };
    let read = |text: &str| Policy::from_file(text.as_bytes()).expect("a sound policy");
    let draft = &read(&text);
    assert_eq!(draft.unconfirmed().count(), 2);
    let both = [("pagu.index", value("0.6", "Ibu Ratna")), ("receivers.cpns", value("80", "Ibu Ratna"))];
    let first = version(&text, &both);
    let made = read(&first);
    let paper = "Perwal 4/2026, Pasal 7, ditandatangani 5 Januari 2026, nomor 800/12/2026";
    let told = changes(draft, &made);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].contains(&format!("dari × 0,35 menjadi × 0,6, dikonfirmasi oleh Ibu Ratna dengan {paper}")),
        "{told:?}"
    );
    assert!(told[1].contains(&format!(": 80%, dikonfirmasi oleh Ibu Ratna dengan {paper}")), "{told:?}");
    // Another officer is another confirmation, also of the same value.
    let other = read(&version(&first, &[("pagu.index", value("0.6", "Pak Dedi"))]));
    let told = changes(&made, &other);
    assert!(told.len() == 1 && told[0].contains(": × 0,6, dikonfirmasi oleh Pak Dedi dengan"), "{told:?}");

    fn all(nodes: Vec<Node>) -> Vec<Node> {
        let inside = |node: Node| {
            let children = all(node.children.clone());
            core::iter::once(node).chain(children).collect::<Vec<_>>()
        };
        nodes.into_iter().flat_map(inside).collect()
    }
    let index = |policy: &Policy| {
        let of = all(policy.chapters().iter().flat_map(|(_, clauses)| nodes(clauses)).collect());
        of.into_iter().find(|node| node.sentence.starts_with("Indeks daerah")).expect("the index")
    };
    assert!(index(draft).mark.is_some());
    let node = index(&made);
    assert!(node.mark.is_none(), "{:?}", node.mark);
    let law = node.sources.iter().find_map(|source| match source {
        Source::Law(words, _) => Some(words.as_str()),
        _ => None,
    });
    let source = format!("{paper} · dikonfirmasi oleh Ibu Ratna, 22 November 2026");
    assert_eq!(law, Some(source.as_str()));

    // The slip's own derivation says the same of the value it used.
    let step = |cite: Cite| Derivation {
        step: Step::Tpp(TppStep::Index),
        value: Some(Amount::Number(Decimal::new(6, 1))),
        cites: vec![cite],
        parts: Vec::new(),
    };
    let told = |cite: Cite| derive::nodes(&[step(cite)], derive::Origin::Records).remove(0);
    let node = told(cite("Ibu Ratna"));
    assert!(node.mark.is_none());
    assert!(matches!(&node.sources[..], [Source::Law(words, _)] if *words == source), "{:?}", node.sources);
    let alone = told(Cite { confirmed: None, ..cite("Ibu Ratna") });
    assert!(alone.mark.is_some(), "one source that nobody confirmed keeps its mark");
}
