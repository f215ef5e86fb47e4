//! `/dokumen`: the lists of a run as offices use them: seen, as a workbook, as CSV, and on paper with who signs.
//!
//! What stands here follows from the run that was computed last; nothing is computed anew and nothing is sent. Yearly tax
//! certificates and statements that pay stops (SKPP) follow from a year of the book, and are made when asked for.

mod cells;
mod csv;
mod form;
mod kertas;
mod lacks;
mod letter;
mod list;
mod making;
mod paper;
mod pick;
mod save;
mod signers;
mod skpp;
mod terkunci;
mod ways;
mod words;
mod xlsx;

pub use self::kertas::{Kertas, Paid, Pays};
pub use self::xlsx::workbook;

use std::sync::Arc;

use domain::calendar::Month;
use ledger::book::Book;
use ledger::document::{Choice, Document, Group, Kind, Source, make};
use ledger::facts::offices;
use ledger::role::Role;
use leptos::prelude::*;

use self::letter::Letter;
use self::list::List;
use self::making::{Make, Making, Yearly};
use self::pick::Pick;
use self::signers::{House, Signing, head_of};
pub use self::terkunci::DokumenBulan;
use super::proses::{RunDesk, Stage};
use crate::components::{Empty, Glyph, More, Notice, Page, Tone};
use crate::desk::{Desk, use_desk};
use crate::say;
use crate::words::format;

/// What is asked for: a list, or the letter that goes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paper {
    List(Kind),
    Letter,
}

const LETTER: &str = "sptjm";

impl Paper {
    fn of(code: &str) -> Self {
        let list = words::KINDS.into_iter().find(|kind| words::code(*kind) == code);
        list.map_or(if code == LETTER { Self::Letter } else { Self::List(Kind::Gaji) }, Self::List)
    }

    /// Returns which papers of a year it is, when it is one of them.
    fn of_year(self) -> Option<Yearly> {
        match self {
            Self::List(kind) => Yearly::of(kind),
            Self::Letter => None,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::List(kind) => words::code(kind),
            Self::Letter => LETTER,
        }
    }
}

/// What is chosen on the page; cheap to copy.
#[derive(Clone, Copy)]
struct Picked {
    paper: RwSignal<Paper>,
    choice: RwSignal<Choice>,
    making: Making,
}

/// A list as it is shown, with the run it was made of.
#[derive(Clone, Copy)]
struct Shown {
    picked: Picked,
    made: Memo<Option<Arc<Document>>>,
}

impl Shown {
    /// Returns the name of the chosen office, or of the region.
    fn office(self, desk: Desk) -> String {
        let code = self.picked.choice.with(|choice| choice.office.clone());
        let name = code.and_then(|code| desk.book.with(|book| offices(book).get(&code).map(|one| one.name.clone())));
        name.unwrap_or_else(|| desk.account.with(|one| one.as_ref().map(|one| one.region.clone())).unwrap_or_default())
    }

    /// Returns the lines above a list: its name, the group, the office, the month.
    fn titles(self, desk: Desk, kind: Kind, month: Month) -> Vec<String> {
        let (group, bank) = self.picked.choice.with(|choice| (choice.group, choice.bank.clone()));
        let group = (group != Group::All).then(|| words::group(group));
        let name = [Some(words::kind(kind)), group, bank].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let period = match kind {
            Kind::BuktiPotong => say!(bukti.tahun, tahun = month.year()),
            Kind::Skpp => say!(skpp.tahun, tahun = month.year()),
            _ => say!(dokumen.bulan, bulan = format::month(month)),
        };
        let act = match kind {
            Kind::BuktiPotong => Some(say!(bukti.susunan)),
            Kind::Skpp => Some(say!(skpp.susunan)),
            _ => None,
        };
        [name, self.office(desk), period].into_iter().chain(act).collect()
    }
}

#[component]
pub fn Dokumen() -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    if !desk.has_role(|role| matches!(role, Role::Treasurer(_))) {
        return view! {
            <Page title=say!(dokumen.judul)>
                <Empty text=say!(meja.bukan_bendahara) glyph=Glyph::Lock />
            </Page>
        }
        .into_any();
    }
    let title = move || match desk_run.month.get() {
        Some(month) => say!(dokumen.judul_bulan, bulan = format::month(month)),
        None => say!(dokumen.judul),
    };
    let there = Memo::new(move |_| {
        desk_run.stage.get() == Stage::Done
            && desk_run.run.with(|run| run.as_ref().is_some_and(|r| !r.slips.is_empty()))
    });
    view! {
        <Page title=title>
            {move || if there.get() { view! { <Stale /> <Papers /> }.into_any() } else { nothing_yet(desk_run) }}
        </Page>
    }
    .into_any()
}

fn nothing_yet(desk_run: RunDesk) -> AnyView {
    let text = match desk_run.stage.get() {
        Stage::Running => say!(dokumen.sedang_dihitung),
        Stage::Done => say!(dokumen.tanpa_slip),
        Stage::Idle | Stage::Stopped => say!(dokumen.belum_dihitung),
    };
    view! {
        <Empty text=text glyph=Glyph::FileText>
            <More label=say!(dokumen.ke_proses) href="/proses" />
        </Empty>
    }
    .into_any()
}

/// Says that records came since the run was computed.
#[component]
fn Stale() -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let stale = move || desk_run.edition() != Some(desk.book.with(Book::edition));
    move || {
        stale().then(|| {
            view! {
                <Notice tone=Tone::Sogan text=say!(dokumen.lama)>
                    <More label=say!(dokumen.ke_proses) href="/proses" />
                </Notice>
            }
        })
    }
}

/// The choice, and what follows from it.
#[component]
fn Papers() -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let office = desk_run.office.get_untracked();
    let picked = Picked {
        paper: RwSignal::new(Paper::List(Kind::Gaji)),
        choice: RwSignal::new(Choice { office, ..Choice::default() }),
        making: Making::new(desk_run.month.get_untracked().unwrap_or_else(|| desk.this_month())),
    };
    let made = Memo::new(move |_| {
        let kind = match picked.paper.get() {
            Paper::List(kind) => kind,
            Paper::Letter => Kind::RekapKantor,
        };
        with_source(desk, desk_run, picked.making, |source| {
            picked.choice.with(|choice| make(kind, source, choice).ok().map(Arc::new))
        })?
    });
    let shown = Shown { picked, made };
    let head = Memo::new(move |_| {
        let office = picked.choice.with(|choice| choice.office.clone())?;
        desk_run.people.with(|people| head_of(&office, &people.values().map(|one| &one.facts).collect::<Vec<_>>()))
    });
    let name = Signal::derive(move || shown.office(desk));
    let signing = Signing::new(desk, House { name, head: head.into() });
    view! {
        <Pick picked=picked />
        {move || {
            picked.paper.get().of_year().map(|kind| view! { <Make picked=picked kind=kind /> })
        }}
        {move || {
            if made.with(Option::is_none) {
                view! { <Notice tone=Tone::Mengkudu text=say!(meja.jumlah_di_luar) /> }.into_any()
            } else if picked.paper.get() == Paper::Letter {
                view! { <Letter shown=shown signing=signing /> }.into_any()
            } else if picked.paper.get().of_year().is_some() && !picked.making.is_made() {
                ().into_any()
            } else {
                view! { <List shown=shown signing=signing /> }.into_any()
            }
        }}
    }
}

/// Reads the run of the desk as lists want it; nothing when none was computed.
fn with_source<T>(desk: Desk, desk_run: RunDesk, making: Making, read: impl FnOnce(&Source<'_>) -> T) -> Option<T> {
    let houses = desk.book.with_untracked(offices);
    let certified = making.certified();
    let stopped = making.stopped();
    let (certified, stopped) = (certified.as_deref(), stopped.as_deref());
    desk_run.people.with(|people| {
        desk_run
            .run
            .with(|run| run.as_ref().map(|run| read(&Source { run, people, offices: &houses, certified, stopped })))
    })
}
