//! Papers that follow from a year of the book, tax certificates and statements that pay stops: made person by person in
//! short slices, who has none and why, and their sheets.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::Month;
use domain::law::Rulebook;
use domain::outcome::Gap;
use ledger::book::Book;
use ledger::certificate::{Certificates, Certified, One};
use ledger::document::Kind;
use ledger::facts::people;
use ledger::hash::Id;
use ledger::skpp::{One as Left, Statements, Stopped};
use leptos::prelude::*;

use super::skpp::Statement;
use super::{Picked, with_source};
use crate::components::{Button, Choice, Glyph, Notice, ProgressBar, Section, SelectField, Tone};
use crate::desk::device::clock;
use crate::desk::{Desk, use_desk};
use crate::pages::gaji::Sheet;
use crate::pages::meja::proses::{RunDesk, why};
use crate::say;
use crate::words::{self, format};

/// Longest slice of work before the screen gets its turn, in milliseconds.
const SLICE_MS: u64 = 40;
/// Names shown of each reason.
const SHOWN: usize = 30;

/// Papers that follow from a year of the book and are made when asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yearly {
    /// Tax certificates.
    Certificates,
    /// Statements that pay stops.
    Statements,
}

impl Yearly {
    /// Returns which of them a list is of; nothing when it follows from a run.
    #[must_use]
    pub const fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::BuktiPotong => Some(Self::Certificates),
            Kind::Skpp => Some(Self::Statements),
            _ => None,
        }
    }
}

/// Everyone's papers of one kind.
#[derive(Clone)]
enum Papers {
    Certified(Arc<Certified>),
    Stopped(Arc<Stopped>),
}

/// Everyone's papers, or what keeps all of them from being made.
type Made = Result<Papers, Vec<Gap>>;

/// Papers under way.
enum Under {
    Certificates(Certificates, BTreeMap<Id, One>),
    Statements(Statements, BTreeMap<Id, Left>),
}

impl Under {
    fn of(kind: Yearly, book: &Book, december: Month) -> Result<Self, Vec<Gap>> {
        Ok(match kind {
            Yearly::Certificates => Self::Certificates(Certificates::of(book, december)?, BTreeMap::new()),
            Yearly::Statements => Self::Statements(Statements::of(book, december)?, BTreeMap::new()),
        })
    }

    fn take(&mut self, book: &Book, person: Id) {
        let law = Rulebook::national();
        match self {
            Self::Certificates(of, all) => drop(all.insert(person, of.person(book, person, law))),
            Self::Statements(of, all) => all.extend(of.person(book, person, law).map(|one| (person, one))),
        }
    }

    fn end(self, december: Month) -> Papers {
        match self {
            Self::Certificates(_, people) => Papers::Certified(Arc::new(Certified { december, people })),
            Self::Statements(_, people) => Papers::Stopped(Arc::new(Stopped { december, people })),
        }
    }
}

/// The papers of this page; cheap to copy.
#[derive(Clone, Copy)]
pub struct Making {
    /// Which papers.
    kind: RwSignal<Yearly>,
    /// The last month of the chosen year.
    december: RwSignal<Month>,
    made: RwSignal<Option<Made>>,
    /// The edition of the book that they rest on.
    edition: RwSignal<u64>,
    done: RwSignal<u64>,
    /// People in all; nothing while nothing is under way.
    total: RwSignal<Option<u64>>,
    turn: RwSignal<u32>,
}

impl Making {
    /// Nothing yet. In the first three months the year before is asked for, for whose returns the certificates are due.
    #[must_use]
    pub fn new(month: Month) -> Self {
        Self {
            kind: RwSignal::new(Yearly::Certificates),
            december: RwSignal::new(month.plus(-3).december()),
            made: RwSignal::new(None),
            edition: RwSignal::new(0),
            done: RwSignal::new(0),
            total: RwSignal::new(None),
            turn: RwSignal::new(0),
        }
    }

    /// Returns the certificates that were made.
    #[must_use]
    pub fn certified(self) -> Option<Arc<Certified>> {
        self.made.with(|made| match made {
            Some(Ok(Papers::Certified(of))) => Some(of.clone()),
            _ => None,
        })
    }

    /// Returns the statements that were made.
    #[must_use]
    pub fn stopped(self) -> Option<Arc<Stopped>> {
        self.made.with(|made| match made {
            Some(Ok(Papers::Stopped(of))) => Some(of.clone()),
            _ => None,
        })
    }

    /// Says whether papers were made.
    #[must_use]
    pub fn is_made(self) -> bool {
        self.made.with(|made| matches!(made, Some(Ok(_))))
    }

    /// Begins with papers of another kind.
    pub fn turn_to(self, kind: Yearly) {
        if self.kind.get_untracked() != kind {
            self.stop();
            self.made.set(None);
            self.kind.set(kind);
        }
    }

    fn choose(self, december: Month) {
        self.stop();
        self.made.set(None);
        self.december.set(december);
    }

    /// Stops the work; nothing stays, because a part of a list looks like a whole one.
    fn stop(self) {
        self.turn.update(|turn| *turn += 1);
        self.total.set(None);
    }

    /// Makes everyone's papers; which office is shown is chosen afterwards.
    fn start(self, desk: Desk) {
        self.stop();
        self.made.set(None);
        self.done.set(0);
        let (turn, december) = (self.turn.get_untracked(), self.december.get_untracked());
        self.edition.set(desk.book.with_untracked(Book::edition));
        let kind = self.kind.get_untracked();
        let mut under = match desk.book.with_untracked(|book| Under::of(kind, book, december)) {
            Ok(under) => under,
            Err(gaps) => return self.made.set(Some(Err(gaps))),
        };
        let ids = desk.book.with_untracked(people);
        self.total.set(Some(ids.len() as u64));
        leptos::task::spawn_local(async move {
            let mut since = clock::millis();
            for (count, person) in (1_u64..).zip(ids) {
                desk.book.with_untracked(|book| under.take(book, person));
                if clock::millis() - since > SLICE_MS {
                    clock::pause(0).await;
                    since = clock::millis();
                    // Stopped, or the page was left.
                    if self.turn.try_get_untracked() != Some(turn) {
                        return;
                    }
                    self.done.set(count);
                }
            }
            if self.turn.try_get_untracked() == Some(turn) {
                self.made.set(Some(Ok(under.end(december))));
                self.total.set(None);
            }
        });
    }
}

/// What is said while papers of a kind are chosen and made.
struct Said {
    year: String,
    make: String,
    making: String,
    stale: String,
    without: String,
}

impl Said {
    fn of(kind: Yearly) -> Self {
        match kind {
            Yearly::Statements => Self {
                year: say!(skpp.tahun_akhir),
                make: say!(skpp.susun),
                making: say!(skpp.menyusun),
                stale: say!(skpp.lama),
                without: say!(skpp.belum_bisa_jelas),
            },
            Yearly::Certificates => Self {
                year: say!(bukti.tahun_pajak),
                make: say!(bukti.susun),
                making: say!(bukti.menyusun),
                stale: say!(bukti.lama),
                without: say!(bukti.belum_bisa_jelas),
            },
        }
    }

    fn not_yet(kind: Yearly, year: i32) -> String {
        match kind {
            Yearly::Statements => say!(skpp.belum_disusun, tahun = year),
            Yearly::Certificates => say!(bukti.belum_disusun, tahun = year),
        }
    }
}

/// Which year, the button that begins, and who has no paper.
#[component]
pub fn Make(picked: Picked, kind: Yearly) -> impl IntoView {
    let desk = use_desk();
    let making = picked.making;
    let said = Said::of(kind);
    let (making_words, stale_words) = (StoredValue::new(said.making), StoredValue::new(said.stale));
    let desk_run = expect_context::<RunDesk>();
    let newest = desk_run.month.get_untracked().unwrap_or_else(|| desk.this_month()).december();
    let years = [newest, newest.plus(-12)].map(|last| Choice::new(last.to_string(), last.year().to_string())).to_vec();
    let running = Signal::derive(move || making.total.get().is_some());
    let stale = move || making.is_made() && making.edition.get() != desk.book.with(Book::edition);
    let count = move || {
        let (done, total) = (making.done.get() as i64, making.total.get().unwrap_or_default() as i64);
        say!(meja.dari, jumlah = format::grouped(done), semua = format::grouped(total))
    };
    view! {
        <div class="fields">
            <SelectField
                id="tahun-pajak"
                label=said.year
                options=Signal::stored(years)
                value=Signal::derive(move || Some(making.december.get().to_string()))
                on_change=move |code: String| {
                    if let Ok(december) = code.parse() {
                        making.choose(december);
                    }
                }
            />
            <Button
                label=said.make
                glyph=Glyph::FileText
                busy=running
                on_press=move |()| making.start(desk)
            />
        </div>
        {move || {
            running
                .get()
                .then(|| {
                    view! {
                        <ProgressBar
                            label=making_words.get_value()
                            done=making.done
                            total=Signal::derive(move || making.total.get().unwrap_or(1).max(1))
                            count=count
                            cancel=say!(umum.batalkan)
                            on_cancel=move |()| making.stop()
                        />
                    }
                })
        }}
        {move || stale().then(|| view! { <Notice tone=Tone::Sogan text=stale_words.get_value() /> })}
        {move || {
            making
                .made
                .with(|made| match made {
                    None if running.get() => ().into_any(),
                    None => {
                        let text = Said::not_yet(kind, making.december.get().year());
                        view! { <p class="sub">{text}</p> }.into_any()
                    }
                    Some(Err(gaps)) => {
                        view! { <Notice tone=Tone::Mengkudu live=true text=why(gaps, None) /> }.into_any()
                    }
                    Some(Ok(_)) => view! { <Without picked=picked kind=kind words=said.without.clone() /> }.into_any(),
                })
        }}
    }
}

/// Who of the choice has no paper, gathered by what is missing.
#[component]
fn Without(picked: Picked, kind: Yearly, words: String) -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let causes = Memo::new(move |_| {
        let policy = desk_run.policy();
        let mut causes: BTreeMap<String, Vec<String>> = BTreeMap::new();
        with_source(desk, desk_run, picked.making, |source| {
            picked.choice.with(|choice| {
                for one in source.uncertified(choice) {
                    let why = words::certificate::why_not(&one.outcome, policy);
                    causes.entry(why).or_default().push(one.facts.call());
                }
                for one in source.unstated(choice) {
                    let why = words::skpp::why_not(one, policy);
                    causes.entry(why).or_default().push(one.facts.call());
                }
            });
        });
        causes
    });
    let id = match kind {
        Yearly::Certificates => "tanpa-bukti",
        Yearly::Statements => "tanpa-skpp",
    };
    let words = StoredValue::new(words);
    move || {
        let causes = causes.get();
        let people: usize = causes.values().map(Vec::len).sum();
        (people > 0).then(|| {
            view! {
                <Section title=say!(bukti.belum_bisa, jumlah = format::grouped(people as i64))>
                    <p class="sub">{words.get_value()}</p>
                    <div class="stack" id=id>
                        {causes.into_iter().map(|(why, names)| cause(why, names)).collect_view()}
                    </div>
                </Section>
            }
        })
    }
}

fn cause(why: String, mut names: Vec<String>) -> AnyView {
    let count = names.len();
    let more = count.saturating_sub(SHOWN);
    names.truncate(SHOWN);
    view! {
        <details class="card history">
            <summary>
                <span class="row-text">{why}</span>
                <span class="tag">{say!(meja.sebab_orang, jumlah = count)}</span>
            </summary>
            <p>{names.join("; ")} {(more > 0).then(|| say!(dokumen.dan_lagi, jumlah = more))}</p>
        </details>
    }
    .into_any()
}

/// One sheet of paper.
#[derive(Clone)]
pub enum Page {
    /// A tax certificate.
    Certificate(Box<Sheet>),
    /// A statement that pay stops.
    Statement(Box<Statement>),
}

/// Returns the papers of the choice as sheets, in the order of the list.
pub fn sheets(desk: Desk, desk_run: RunDesk, picked: Picked) -> Vec<Page> {
    let made = with_source(desk, desk_run, picked.making, |source| {
        picked.choice.with_untracked(|choice| {
            let office = |facts| source.office(facts).to_owned();
            let certificates = source.certificates(choice).into_iter().map(|(one, of)| {
                let (facts, certificate) = (one.facts.clone(), of.clone());
                Page::Certificate(Box::new(Sheet { facts, certificate, office: office(&one.facts) }))
            });
            let statements = source.statements(choice).into_iter().map(|(one, of)| {
                let (facts, skpp) = (one.facts.clone(), of.clone());
                Page::Statement(Box::new(Statement { facts, skpp, office: office(&one.facts) }))
            });
            certificates.chain(statements).collect()
        })
    });
    made.unwrap_or_default()
}
