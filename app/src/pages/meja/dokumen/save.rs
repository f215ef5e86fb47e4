//! The ways out of a list: a workbook, a CSV, paper. Long lists are written in slices; the screen can stop each.

use std::sync::Arc;

use domain::tpp::Policy;
use ledger::document::{Cell, Document, Form, Kind};
use leptos::prelude::*;

use super::making::{Page, Yearly};
use super::paper::Paper;
use super::signers::{Signatures, Signing, Withholder};
use super::skpp::SkppView;
use super::xlsx::{Frame, SHEET, around};
use super::{Shown, csv, making, words};
use crate::components::{Button, ButtonKind, Glyph, ProgressBar, Toasts};
use crate::desk::{self, device::clock, use_desk};
use crate::pages::gaji::BuktiView;
use crate::pages::kit;
use crate::pages::meja::proses::RunDesk;
use crate::pages::meja::zip::{Crc, Part, archive};
use crate::say;
use crate::words::format;

/// Longest slice of work before the screen gets its turn, in milliseconds.
const SLICE_MS: u64 = 40;
/// Bytes that are handed on at once.
const PIECE_BYTES: usize = 256 * 1024;
const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The work under way; cheap to copy.
#[derive(Clone, Copy)]
struct Work {
    busy: RwSignal<bool>,
    done: RwSignal<u64>,
    total: RwSignal<u64>,
    /// The list on paper, while it is printed.
    paper: RwSignal<Option<(Vec<String>, String)>>,
}

/// What a list is written with.
#[derive(Clone)]
struct Job {
    of: Arc<Document>,
    policy: Option<&'static Policy>,
    titles: Vec<String>,
    heads: Vec<String>,
    file: String,
}

impl Job {
    fn word(&self) -> impl Fn(&Cell) -> String + '_ {
        |cell| {
            let column = ledger::document::Column { head: ledger::document::Head::Nama, form: Form::Words };
            words::cell(cell, column, self.policy)
        }
    }
}

#[component]
pub fn Save(shown: Shown, signing: Signing) -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let toasts = expect_context::<Toasts>();
    let work = Work {
        busy: RwSignal::new(false),
        done: RwSignal::new(0),
        total: RwSignal::new(0),
        paper: RwSignal::new(None),
    };
    // One sheet per certificate or statement, while they are printed.
    let sheets = RwSignal::new(Vec::<Page>::new());
    on_cleanup(move || {
        let _ = work.busy.try_set(false);
    });
    let job = move || {
        let policy = desk_run.policy();
        shown.made.with_untracked(|made| {
            let of = made.clone()?;
            let (titles, heads) = (shown.titles(desk, of.kind, of.month), words::heads(&of, policy));
            let bank = shown.picked.choice.with_untracked(|choice| choice.bank.clone());
            let period = if Yearly::of(of.kind).is_some() { of.month.year().to_string() } else { of.month.to_string() };
            let parts = [Some(words::code(of.kind).to_owned()), bank, Some(period)];
            let file = parts.into_iter().flatten().collect::<Vec<_>>().join("-");
            Some(Job { of, policy, titles, heads, file })
        })
    };
    let hand_out = move |name: String, kind: &str, bytes: Option<Vec<u8>>| {
        let Some(bytes) = bytes else { return toasts.say(say!(meja.jumlah_di_luar)) };
        match desk::download(&name, kind, &bytes) {
            Ok(()) => toasts.say(say!(dokumen.terunduh, nama = name)),
            Err(problem) => toasts.say(kit::storage_problem(problem)),
        }
    };
    let workbook = Callback::new(move |()| {
        let Some(job) = untrack(job).filter(|_| !work.busy.get_untracked()) else { return };
        work.begin(job.of.rows.len());
        leptos::task::spawn_local(async move {
            let made = work.workbook(&job).await;
            if work.end() {
                hand_out(format!("{}.xlsx", job.file), WORKBOOK, made);
            }
        });
    });
    let table = Callback::new(move |()| {
        let Some(job) = untrack(job) else { return };
        let bytes = csv::csv(&job.of, &job.heads, &words::sum_word(job.of.kind), job.word());
        hand_out(format!("{}.csv", job.file), "text/csv", bytes);
    });
    let print = Callback::new(move |()| {
        let Some(job) = untrack(job).filter(|_| !work.busy.get_untracked()) else { return };
        work.begin(job.of.rows.len());
        leptos::task::spawn_local(async move {
            if Yearly::of(job.of.kind).is_some() {
                sheets.set(untrack(|| making::sheets(desk, desk_run, shown.picked)));
                clock::pause(50).await;
                let _ = window().print();
                let _ = sheets.try_set(Vec::new());
                work.end();
                return;
            }
            let Some(html) = work.paper(&job).await else { return };
            work.paper.set(Some((job.titles, html)));
            clock::pause(50).await;
            let _ = window().print();
            let _ = work.paper.try_set(None);
            work.end();
        });
    });
    let sipd = move || shown.made.with(|made| made.as_ref().is_some_and(|made| made.kind == Kind::Sipd));
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
                (!sipd())
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
                let page = |page| {
                    let inside = match page {
                        Page::Certificate(sheet) => {
                            view! {
                                <BuktiView sheet=*sheet>
                                    <Withholder signing=signing />
                                </BuktiView>
                            }
                                .into_any()
                        }
                        Page::Statement(of) => {
                            view! {
                                <SkppView of=*of>
                                    <Signatures signing=signing />
                                </SkppView>
                            }
                                .into_any()
                        }
                    };
                    view! { <section class="sheet certificate">{inside}</section> }
                };
                sheets.get().into_iter().map(page).collect_view()
            }}
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

    /// Writes every row in slices; nothing when somebody stopped it.
    async fn rows(self, count: usize, mut write: impl FnMut(usize)) -> Option<()> {
        let mut since = clock::millis();
        for at in 0..count {
            write(at);
            if clock::millis() - since >= SLICE_MS {
                self.done.try_set(at as u64);
                clock::pause(0).await;
                since = clock::millis();
                if !self.busy.try_get_untracked().unwrap_or_default() {
                    return None;
                }
            }
        }
        let _ = self.done.try_set(count as u64);
        Some(())
    }

    async fn workbook(self, job: &Job) -> Option<Vec<u8>> {
        // A sheet that another program reads begins with its heads.
        let titles: &[String] = if job.of.kind == Kind::Sipd { &[] } else { &job.titles };
        let sum_word = words::sum_word(job.of.kind);
        let frame = Frame { of: &job.of, titles, heads: &job.heads, sum_word: &sum_word };
        let (mut pieces, mut piece) = (Pieces::default(), String::new());
        frame.begin(&mut piece);
        let word = job.word();
        self.rows(job.of.rows.len(), |at| {
            frame.row(&mut piece, at, &word);
            if piece.len() >= PIECE_BYTES {
                pieces.push(core::mem::take(&mut piece));
            }
        })
        .await?;
        frame.end(&mut piece);
        pieces.push(piece);
        let mut parts = Vec::new();
        for (name, text) in around(&words::kind(job.of.kind), titles.len()) {
            let mut pieces = Pieces::default();
            pieces.push(text);
            parts.push(pieces.part(name).await?);
        }
        parts.push(pieces.part(SHEET).await?);
        archive(&parts)
    }

    async fn paper(self, job: &Job) -> Option<String> {
        let paper = Paper::new(&job.of, job.policy);
        let mut html = String::new();
        paper.heads(&mut html, &job.heads);
        self.rows(job.of.rows.len(), |at| paper.row(&mut html, at)).await?;
        paper.end(&mut html);
        Some(html)
    }
}

/// A part of a file as it grows; its check sum grows with it, so that no long work is left for the end.
#[derive(Default)]
struct Pieces {
    all: Vec<Vec<u8>>,
    crc: Crc,
    size: usize,
}

impl Pieces {
    fn push(&mut self, piece: String) {
        self.crc.take(piece.as_bytes());
        self.size += piece.len();
        self.all.push(piece.into_bytes());
    }

    /// Makes the part, deflated where the browser can; nothing when it is too large for the format.
    async fn part(self, name: &'static str) -> Option<Part> {
        let size = u32::try_from(self.size).ok()?;
        let packed = desk::deflated(&self.all).await;
        let deflated = packed.is_some();
        let bytes = packed.unwrap_or_else(|| self.all.concat());
        Some(Part { name, crc: self.crc.sum(), size, deflated, bytes })
    }
}
