//! The check of one slip by its code: everything comes from behind the `#` of the address, and nothing leaves the device.

use std::sync::Arc;

use domain::law::Rulebook;
use domain::outcome::Gap;
use ledger::code::{Code, Fault, NotACode, Report};
use ledger::facts::{office_name, offices, profile};
use ledger::hash::Id;
use ledger::policy;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::{Check, failed};
use crate::components::{Card, Facts, Glyph, Leave, Notice, Page, Row, Rows, Section, Tone};
use crate::desk::{self, Desk, Phase, use_desk};
use crate::pages::gaji::{SlipView, Worked, eye, print};
use crate::say;
use crate::words::{format, gaps, masa};

/// The address under which the lines of a slip that was read open; stands where a person's id would.
pub const PLACE: &str = "kode";

/// A code that was read, with what was found.
pub struct Read {
    digits: String,
    report: Report,
}

/// Where the check of a code stands.
#[derive(Clone)]
pub enum Stage {
    /// None was read.
    Idle,
    /// These digits are looked at.
    Checking(String),
    /// The digits are no code.
    Refused(String, NotACode),
    /// This browser checks no signatures.
    Unable(String),
    /// Everything was looked at.
    Done(Arc<Read>),
}

impl Stage {
    /// Says whether it speaks of these digits.
    fn is_of(&self, asked: &str) -> bool {
        match self {
            Self::Idle => false,
            Self::Checking(digits) | Self::Refused(digits, _) | Self::Unable(digits) => digits == asked,
            Self::Done(read) => read.digits == asked,
        }
    }
}

impl Read {
    /// Works the slip of the code out, for its lines.
    #[must_use]
    pub fn worked(&self) -> Worked {
        Worked::recorded(&self.report.book, self.report.person, self.report.month)
    }
}

/// Returns what stands behind the `#` of the address when it begins as a code does; other places of a page begin with
/// a letter.
#[must_use]
pub fn asked() -> Memo<Option<String>> {
    let location = use_location();
    Memo::new(move |before: Option<&Option<String>>| {
        // On the way to another page the address has changed before this one is gone.
        if location.pathname.get() != "/periksa" {
            return before.cloned().flatten();
        }
        let text = location.hash.get();
        let text = text.trim_start_matches('#').trim();
        text.starts_with(|first: char| first.is_ascii_digit()).then(|| text.to_owned())
    })
}

/// `/periksa#…`: the check of one slip.
#[component]
pub fn Kode(digits: String) -> impl IntoView {
    let desk = use_desk();
    let stage = expect_context::<Check>().code;
    let wanted = StoredValue::new(digits);
    Effect::new(move |_| {
        // The policies and keys that this device knows are in its own book.
        if desk.phase.get() == Phase::Opening {
            return;
        }
        let digits = wanted.get_value();
        if stage.with_untracked(|stage| stage.is_of(&digits)) {
            return;
        }
        stage.set(Stage::Checking(digits.clone()));
        leptos::task::spawn_local(async move {
            let outcome = examine(desk, &digits).await;
            // Another code may have been opened meanwhile.
            if stage.with_untracked(|stage| stage.is_of(&digits)) {
                stage.set(outcome);
            }
        });
    });
    let inside = move || match stage.get() {
        stage if !wanted.with_value(|digits| stage.is_of(digits)) => ().into_any(),
        Stage::Idle | Stage::Checking(_) => view! { <p role="status">{say!(kode.memeriksa)}</p> }.into_any(),
        Stage::Refused(_, NotACode::Foreign) => failed(say!(kode.asing)),
        Stage::Refused(_, NotACode::Cut) => failed(say!(kode.terpotong)),
        Stage::Refused(_, NotACode::Changed) => failed(say!(kode.berubah)),
        Stage::Refused(_, NotACode::Newer) => failed(say!(kode.baru)),
        Stage::Unable(_) => failed(say!(periksa.tak_mampu)),
        Stage::Done(read) => found(desk, &read),
    };
    view! {
        <Page
            title=say!(kode.judul)
            leave=Leave::Back("/")
            leave_label=say!(umum.kembali)
            actions=move || view! { {eye()} {print()} }
        >
            <p class="sub">{say!(kode.jelas)}</p>
            <div id="hasil-kode" class="stack">
                {inside}
            </div>
        </Page>
    }
    .into_any()
}

/// Reads digits, checks every signature and works the slip out again.
async fn examine(desk: Desk, digits: &str) -> Stage {
    let code = match Code::read(digits) {
        Ok(code) => code,
        Err(refused) => return Stage::Refused(digits.to_owned(), refused),
    };
    let Ok(signed) = desk::signed(&code.keys, &code.records, |_, _| ()).await else {
        return Stage::Unable(digits.to_owned());
    };
    desk.book.with_untracked(policy::learn);
    match code.examine(&signed, Rulebook::national()) {
        Ok(report) => Stage::Done(Arc::new(Read { digits: digits.to_owned(), report })),
        Err(refused) => Stage::Refused(digits.to_owned(), refused),
    }
}

fn found(desk: Desk, read: &Read) -> AnyView {
    let report = &read.report;
    let known = |chain: &Id| desk.book.with_untracked(|own| report.is_known(*chain, own));
    let strangers = !report.keys.keys().all(known);
    let verdict = match &report.fault {
        None => {
            let text = if strangers { say!(kode.terbukti_asing) } else { say!(kode.terbukti) };
            view! { <Notice tone=Tone::Daun live=true title=say!(kode.terbukti_judul) text=text /> }.into_any()
        }
        Some(fault) => {
            let tone = if matches!(fault, Fault::Unworkable(_)) { Tone::Sogan } else { Tone::Mengkudu };
            view! { <Notice tone=tone live=true title=say!(kode.tidak_terbukti_judul) text=sentence(fault) /> }
                .into_any()
        }
    };
    // Of what nobody signed nothing is shown: it would be read as if it held.
    if matches!(report.fault, Some(Fault::Signature | Fault::NotASlip)) {
        return verdict;
    }
    let slip = report.fault.is_none().then(|| {
        view! { <SlipView worked=read.worked() prefix=format!("/periksa/{PLACE}") /> }
    });
    view! {
        {verdict}
        {whose(desk, report)}
        {slip}
        {keys(desk, report, strangers)}
    }
    .into_any()
}

fn sentence(fault: &Fault) -> String {
    match fault {
        Fault::Signature => say!(kode.tanda_salah),
        Fault::NotASlip => say!(kode.bukan_slip),
        Fault::Differs => say!(kode.berbeda),
        Fault::Unworkable(missing) => {
            let policy = |gap: &Gap| matches!(gap, Gap::NoFact { field } if field.starts_with("policy."));
            if missing.iter().any(policy) {
                return say!(kode.tanpa_kebijakan);
            }
            let words: Vec<String> = missing.iter().map(|gap| gaps::gap(gap, None)).collect();
            say!(kode.tak_terhitung, sebab = words.join("; "))
        }
    }
}

/// Whose slip it is, of which month and office: what the reader compares with the paper.
fn whose(desk: Desk, report: &Report) -> AnyView {
    let known = |value: Option<String>| value.unwrap_or_else(|| say!(kode.tidak_tertulis));
    let own = profile(&report.book, report.person, report.month.first());
    let house = report
        .office
        .as_ref()
        .map(|code| desk.book.with_untracked(|book| office_name(&offices(book), code).to_owned()));
    let lines = vec![
        (say!(umum.nama), known(own.name)),
        (say!(meja.nip), known(own.nip.map(|nip| nip.grouped()))),
        (say!(meja.bulan), format::month(report.month)),
        (say!(meja.kantor), known(house)),
    ];
    view! {
        <Card>
            <Facts facts=Signal::stored(lines) />
            <p class="sub">{say!(kode.cocokkan)}</p>
        </Card>
    }
    .into_any()
}

/// The keys, each with what it signed and whose it is where this device knows.
fn keys(desk: Desk, report: &Report, strangers: bool) -> AnyView {
    let rows = desk.book.with_untracked(|own| {
        let row = |(chain, (author, signs)): (&Id, &(String, _))| {
            let by = report.is_known(*chain, own).then(|| masa::signer(author, own, desk.today()));
            let what = masa::signed(signs);
            let (sub, glyph) = match by {
                Some(nama) => (say!(kode.kunci_dikenal, apa = what, nama = nama), Glyph::ShieldCheck),
                None => (what, Glyph::Info),
            };
            view! { <Row title=format::fingerprint(*chain) sub=sub glyph=glyph /> }
        };
        report.keys.iter().map(row).collect_view()
    });
    let compare = strangers.then(|| view! { <p>{say!(kode.bandingkan)}</p> });
    view! {
        <Section title=say!(kode.kunci)>
            <Rows label=say!(kode.kunci)>{rows}</Rows>
            {compare}
        </Section>
    }
    .into_any()
}
