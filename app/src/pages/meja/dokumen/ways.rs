//! The ways out of any list: a workbook, written by a thread of its own, a CSV, paper, laid out in slices. Each can be
//! stopped.

use std::sync::Arc;

use domain::tpp::Policy;
use ledger::document::{Cell, Document, Form, Kind};
use leptos::prelude::*;

use super::cells::Cells;
use super::paper::Paper;
use super::signers::{Signatures, Signing};
use super::{csv, words};
use crate::components::{Button, ButtonKind, Glyph, ProgressBar, Toasts};
use crate::desk::{self, ThreadFailed, device::clock};
use crate::pages::kit;
use crate::say;
use crate::words::format;

/// Longest slice of work before the screen gets its turn, in milliseconds.
const SLICE_MS: u64 = 40;
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What a list is written with.
#[derive(Clone)]
pub struct Job {
    of: Arc<Document>,
    policy: Option<&'static Policy>,
    titles: Vec<String>,
    heads: Vec<String>,
    file: String,
}

impl Job {
    /// A list with the lines above it and the name of its files, without ending; `policy` names accounts of TPP.
    #[must_use]
    pub fn new(of: Arc<Document>, policy: Option<&'static Policy>, titles: Vec<String>, file: String) -> Self {
        let heads = words::heads(&of, policy);
        Self { of, policy, titles, heads, file }
    }

    fn word(&self) -> impl Fn(&Cell) -> String + '_ {
        |cell| {
            let column = ledger::document::Column { head: ledger::document::Head::Nama, form: Form::Words };
            words::cell(cell, column, self.policy)
        }
    }
}

/// The work under way; cheap to copy.
#[derive(Clone, Copy)]
struct Work {
    busy: RwSignal<bool>,
    done: RwSignal<u64>,
    total: RwSignal<u64>,
    /// The list on paper, while it is printed.
    paper: RwSignal<Option<(Vec<String>, String)>>,
}

#[component]
pub fn Ways(
    /// The list, when it is asked for.
    job: Callback<(), Option<Job>>,
    signing: Signing,
    /// Whether it is for paper, too.
    #[prop(into, default = Signal::stored(true))]
    prints: Signal<bool>,
    /// Lays out sheets that are printed in place of the list, and takes them away with `false`; says whether there are any.
    #[prop(optional)]
    sheets: Option<Callback<bool, bool>>,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let work = Work {
        busy: RwSignal::new(false),
        done: RwSignal::new(0),
        total: RwSignal::new(0),
        paper: RwSignal::new(None),
    };
    on_cleanup(move || {
        let _ = work.busy.try_set(false);
    });
    let asked = move || job.run(()).filter(|_| !work.busy.get_untracked());
    let hand_out = move |name: String, kind: &str, bytes: Option<Vec<u8>>| {
        let Some(bytes) = bytes else { return toasts.say(say!(dokumen.terlalu_besar)) };
        match desk::download(&name, kind, &bytes) {
            Ok(()) => toasts.say(say!(dokumen.terunduh, nama = name)),
            Err(problem) => toasts.say(kit::storage_problem(problem)),
        }
    };
    let workbook = Callback::new(move |()| {
        let Some(job) = asked() else { return };
        work.begin(job.of.rows.len());
        leptos::task::spawn_local(async move {
            let made = work.workbook(&job).await;
            match (work.end(), made) {
                (false, _) => {}
                (true, Ok(made)) => hand_out(format!("{}.xlsx", job.file), WORKBOOK, made),
                (true, Err(ThreadFailed)) => toasts.say(say!(dokumen.benang_gagal)),
            }
        });
    });
    let table = Callback::new(move |()| {
        let Some(job) = asked() else { return };
        let bytes = csv::csv(&job.of, &job.heads, &words::sum_word(job.of.kind), job.word());
        hand_out(format!("{}.csv", job.file), "text/csv", bytes);
    });
    let print = Callback::new(move |()| {
        let Some(job) = asked() else { return };
        work.begin(job.of.rows.len());
        leptos::task::spawn_local(async move {
            let own = sheets.filter(|sheets| sheets.run(true));
            if own.is_none() {
                let Some(html) = work.paper(&job).await else { return };
                work.paper.set(Some((job.titles, html)));
            }
            clock::pause(50).await;
            let _ = window().print();
            let _ = work.paper.try_set(None);
            if let Some(sheets) = own {
                sheets.run(false);
            }
            work.end();
        });
    });
    view! {
        <div class="actions">
            <Button label=say!(dokumen.unduh_xlsx) glyph=Glyph::Download busy=work.busy on_press=workbook />
            <Button
                label=say!(meja.unduh_csv)
                kind=ButtonKind::Outline
                glyph=Glyph::Download
                on_press=table
            />
            {move || {
                prints
                    .get()
                    .then(|| {
                        view! {
                            <Button
                                label=say!(umum.cetak)
                                kind=ButtonKind::Outline
                                glyph=Glyph::Printer
                                busy=work.busy
                                on_press=print
                            />
                        }
                    })
            }}
        </div>
        {move || {
            work.busy
                .get()
                .then(|| {
                    view! {
                        <ProgressBar
                            label=say!(dokumen.menulis)
                            done=work.done
                            total=Signal::derive(move || work.total.get().max(1))
                            count=move || {
                                let (done, total) = (work.done.get() as i64, work.total.get() as i64);
                                say!(meja.dari, jumlah = format::grouped(done), semua = format::grouped(total))
                            }
                            cancel=say!(umum.batalkan)
                            on_cancel=move |()| work.busy.set(false)
                        />
                    }
                })
        }}
        <div class="sheets">
            {move || {
                work.paper
                    .get()
                    .map(|(titles, html)| {
                        view! {
                            <section class="sheet wide">
                                {titles.into_iter().map(|title| view! { <p class="sheet-title">{title}</p> }).collect_view()}
                                <table class="list" inner_html=html></table>
                                <Signatures signing=signing />
                            </section>
                        }
                    })
            }}
        </div>
    }
}

impl Work {
    fn begin(self, rows: usize) {
        self.done.set(0);
        self.total.set(rows as u64);
        self.busy.set(true);
    }

    /// Ends the work, and says whether nobody stopped it before.
    fn end(self) -> bool {
        let went_on = self.busy.try_get_untracked().unwrap_or_default();
        let _ = self.busy.try_set(false);
        went_on
    }

    /// Goes through every row in slices; nothing when somebody stopped it. `told` hears how far it is.
    async fn rows(self, count: usize, mut write: impl FnMut(usize), told: impl Fn(usize)) -> Option<()> {
        let mut since = clock::millis();
        for at in 0..count {
            write(at);
            if clock::millis() - since >= SLICE_MS {
                told(at);
                clock::pause(0).await;
                since = clock::millis();
                if !self.goes_on() {
                    return None;
                }
            }
        }
        told(count);
        Some(())
    }

    fn goes_on(self) -> bool {
        self.busy.try_get_untracked().unwrap_or_default()
    }

    fn tell(self, done: usize) {
        let _ = self.done.try_set(done as u64);
    }

    /// Lets a thread of its own write a workbook; nothing when somebody stopped it, or when it is too large.
    async fn workbook(self, job: &Job) -> Result<Option<Vec<u8>>, ThreadFailed> {
        // A sheet that another program reads begins with its heads.
        let titles: &[String] = if job.of.kind == Kind::Sipd { &[] } else { &job.titles };
        let mut cells = Cells::default();
        cells.begin(&job.of, &words::kind(job.of.kind), titles, &job.heads);
        let word = job.word();
        // Taking the words is a small part of the work; the rest is told by the thread.
        let taken = self.rows(job.of.rows.len(), |at| cells.row(&job.of, at, &word), |_| {}).await;
        if taken.is_none() {
            return Ok(None);
        }
        cells.sums(&job.of, &words::sum_word(job.of.kind));
        let told = move |done| {
            self.tell(done);
            self.goes_on()
        };
        desk::on_own_thread(cells.bytes(), told).await
    }

    async fn paper(self, job: &Job) -> Option<String> {
        let paper = Paper::new(&job.of, job.policy);
        let mut html = String::new();
        paper.heads(&mut html, &job.heads);
        self.rows(job.of.rows.len(), |at| paper.row(&mut html, at), |done| self.tell(done)).await?;
        paper.end(&mut html);
        Some(html)
    }
}
