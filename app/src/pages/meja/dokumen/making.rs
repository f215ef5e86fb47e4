//! Yearly tax certificates at the desk: made person by person in short slices, who has none and why, and their sheets.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::Month;
use domain::law::Rulebook;
use domain::outcome::Gap;
use ledger::book::Book;
use ledger::certificate::{Certificates, Certified};
use ledger::facts::people;
use leptos::prelude::*;

use super::{Picked, with_source};
use crate::components::{Button, Choice, Glyph, Notice, ProgressBar, Section, SelectField, Tone};
use crate::desk::device::clock;
use crate::desk::{Desk, use_desk};
use crate::pages::gaji::Sheet;
use crate::pages::meja::proses::{RunDesk, why};
use crate::say;
use crate::words::{certificate, format};

/// Longest slice of work before the screen gets its turn, in milliseconds.
const SLICE_MS: u64 = 40;
/// Names shown of each reason.
const SHOWN: usize = 30;

/// Everyone's certificates, or what keeps all of them from being made.
type Made = Result<Arc<Certified>, Vec<Gap>>;

/// The certificates of this page; cheap to copy.
#[derive(Clone, Copy)]
pub struct Making {
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

/// Returns the last month of a month's year.
fn december(of: Month) -> Month {
    of.plus(12 - i32::from(of.number()))
}

impl Making {
    /// Nothing yet. In the first three months the year before is asked for, for whose returns the certificates are due.
    #[must_use]
    pub fn new(month: Month) -> Self {
        Self {
            december: RwSignal::new(december(month.plus(-3))),
            made: RwSignal::new(None),
            edition: RwSignal::new(0),
            done: RwSignal::new(0),
            total: RwSignal::new(None),
            turn: RwSignal::new(0),
        }
    }

    /// Returns what was made.
    #[must_use]
    pub fn certified(self) -> Option<Arc<Certified>> {
        self.made.with(|made| made.as_ref()?.as_ref().ok().cloned())
    }

    /// Says whether certificates were made.
    #[must_use]
    pub fn is_made(self) -> bool {
        self.made.with(|made| matches!(made, Some(Ok(_))))
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

    /// Makes everyone's certificates; which office is shown is chosen afterwards.
    fn start(self, desk: Desk) {
        self.stop();
        self.made.set(None);
        self.done.set(0);
        let (turn, december) = (self.turn.get_untracked(), self.december.get_untracked());
        let law = Rulebook::national();
        self.edition.set(desk.book.with_untracked(Book::edition));
        let certificates = match desk.book.with_untracked(|book| Certificates::of(book, december)) {
            Ok(certificates) => certificates,
            Err(gaps) => return self.made.set(Some(Err(gaps))),
        };
        let ids = desk.book.with_untracked(people);
        self.total.set(Some(ids.len() as u64));
        leptos::task::spawn_local(async move {
            let mut all = BTreeMap::new();
            let mut since = clock::millis();
            for (count, person) in (1_u64..).zip(ids) {
                all.insert(person, desk.book.with_untracked(|book| certificates.person(book, person, law)));
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
                self.made.set(Some(Ok(Arc::new(Certified { december, people: all }))));
                self.total.set(None);
            }
        });
    }
}

/// Which year, the button that begins, and who has no certificate.
#[component]
pub fn Make(picked: Picked) -> impl IntoView {
    let desk = use_desk();
    let making = picked.making;
    let desk_run = expect_context::<RunDesk>();
    let newest = december(desk_run.month.get_untracked().unwrap_or_else(|| desk.this_month()));
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
                label=say!(bukti.tahun_pajak)
                options=Signal::stored(years)
                value=Signal::derive(move || Some(making.december.get().to_string()))
                on_change=move |code: String| {
                    if let Ok(december) = code.parse() {
                        making.choose(december);
                    }
                }
            />
            <Button
                label=say!(bukti.susun)
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
                            label=say!(bukti.menyusun)
                            done=making.done
                            total=Signal::derive(move || making.total.get().unwrap_or(1).max(1))
                            count=count
                            cancel=say!(umum.batalkan)
                            on_cancel=move |()| making.stop()
                        />
                    }
                })
        }}
        {move || stale().then(|| view! { <Notice tone=Tone::Sogan text=say!(bukti.lama) /> })}
        {move || {
            making
                .made
                .with(|made| match made {
                    None if running.get() => ().into_any(),
                    None => {
                        let text = say!(bukti.belum_disusun, tahun = making.december.get().year());
                        view! { <p class="sub">{text}</p> }.into_any()
                    }
                    Some(Err(gaps)) => {
                        view! { <Notice tone=Tone::Mengkudu live=true text=why(gaps, None) /> }.into_any()
                    }
                    Some(Ok(_)) => view! { <Without picked=picked /> }.into_any(),
                })
        }}
    }
}

/// Who of the choice has no certificate, gathered by what is missing.
#[component]
fn Without(picked: Picked) -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let causes = Memo::new(move |_| {
        let policy = desk_run.policy();
        let mut causes: BTreeMap<String, Vec<String>> = BTreeMap::new();
        with_source(desk, desk_run, picked.making, |source| {
            for one in picked.choice.with(|choice| source.uncertified(choice)) {
                causes.entry(certificate::why_not(&one.outcome, policy)).or_default().push(one.facts.call());
            }
        });
        causes
    });
    move || {
        let causes = causes.get();
        let people: usize = causes.values().map(Vec::len).sum();
        (people > 0).then(|| {
            view! {
                <Section title=say!(bukti.belum_bisa, jumlah = format::grouped(people as i64))>
                    <p class="sub">{say!(bukti.belum_bisa_jelas)}</p>
                    <div class="stack" id="tanpa-bukti">
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

/// Returns the certificates of the choice as sheets, in the order of the list.
pub fn sheets(desk: Desk, desk_run: RunDesk, picked: Picked) -> Vec<Sheet> {
    let made = with_source(desk, desk_run, picked.making, |source| {
        let certificates = picked.choice.with_untracked(|choice| source.certificates(choice)).into_iter();
        let sheet = certificates.map(|(one, of)| Sheet {
            facts: one.facts.clone(),
            certificate: of.clone(),
            office: source.office(&one.facts).to_owned(),
        });
        sheet.collect()
    });
    made.unwrap_or_default()
}
