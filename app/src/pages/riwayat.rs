//! What was written on this device and how far each record has come: unsent first, then what needs attention, then the rest.

mod about;

use std::sync::Arc;

use ledger::book::{Book, Filing};
use ledger::judge::Verdict;
use ledger::kind::Kind;
use ledger::record::Record;
use leptos::prelude::*;

use self::about::About;
use super::kit;
use crate::components::{Button, ButtonKind, Empty, Glyph, Notice, Page, Row, Rows, SearchField, Section, Tone};
use crate::desk::device::clock;
use crate::desk::{Desk, Line, use_desk};
use crate::say;
use crate::words::format;

/// Most rows shown at once; the rest stands behind a button.
const SHOWN: usize = 50;

#[component]
pub fn Riwayat() -> impl IntoView {
    let desk = use_desk();
    let more = RwSignal::new(1usize);
    let rows = Memo::new(move |_| desk.book.with(|book| own_rows(book, &desk.author())));
    let sought = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let words: Vec<String> = sought.get().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let mut rows = rows.get();
        if !words.is_empty() {
            desk.book.with(|book| {
                rows.retain(|one| {
                    let told = Told::of(desk, book, one);
                    let text = format!("{} {} {}", told.kind, told.about.text, told.tag.0).to_lowercase();
                    words.iter().all(|word| text.contains(word))
                });
            });
        }
        rows
    });
    let contested = Memo::new(move |_| desk.book.with(Book::contested));
    let many = Memo::new(move |_| rows.with(|rows| rows.len() > 1));
    let trouble = move || match desk.line.get() {
        Line::SignedOut => Some(say!(galat.keluar)),
        Line::Offline => Some(say!(galat.server_jauh)),
        Line::Refused => Some(say!(galat.sinkron_ditolak)),
        Line::Stuck => Some(say!(galat.sinkron_macet)),
        Line::Broken => Some(say!(galat.rantai_putus)),
        Line::Differs => Some(say!(galat.digest_beda)),
        Line::Solo | Line::Idle | Line::Busy => None,
    };
    view! {
        <Page title=say!(umum.riwayat)>
            {move || trouble().map(|text| view! { <Notice tone=Tone::Sogan live=true text=text /> })}
            {move || {
                (desk.line.get() == Line::SignedOut)
                    .then(|| {
                        view! {
                            <a class="btn" href="/masuk">
                                {say!(umum.masuk)}
                            </a>
                        }
                    })
            }}
            {move || {
                let contested = contested.get();
                (!contested.is_empty())
                    .then(|| {
                        view! {
                            <Notice
                                tone=Tone::Mengkudu
                                title=say!(umum.dua_nilai)
                                text=say!(umum.dua_nilai_jelas, jumlah = contested.len())
                            />
                        }
                    })
            }}
            <Section
                title=say!(umum.catatan_anda)
                aside=Signal::derive(move || rows.with(Vec::len).to_string())
            >
                {move || {
                    many.get()
                        .then(|| {
                            view! {
                                <SearchField
                                    id="cari-catatan"
                                    label=say!(umum.cari_catatan)
                                    value=sought
                                    on_input=move |text| sought.set(text)
                                    found=move || {
                                        (!sought.with(String::is_empty))
                                            .then(|| say!(umum.ditemukan, jumlah = found.with(Vec::len)))
                                    }
                                />
                            }
                        })
                }}
                {move || {
                    let rows = found.get();
                    if rows.is_empty() && many.get() {
                        return view! { <Empty text=say!(umum.tidak_ditemukan) glyph=Glyph::Search /> }.into_any();
                    }
                    if rows.is_empty() {
                        return view! { <Empty text=say!(umum.riwayat_kosong) /> }.into_any();
                    }
                    let shown = more.get() * SHOWN;
                    let left = rows.len().saturating_sub(shown);
                    view! {
                        <Rows>{rows.into_iter().take(shown).map(|one| row(desk, &one)).collect_view()}</Rows>
                        {(left > 0)
                            .then(|| {
                                view! {
                                    <Button
                                        label=say!(umum.lihat_lagi, jumlah = left.min(SHOWN))
                                        kind=ButtonKind::Outline
                                        on_press=move |()| more.update(|more| *more += 1)
                                    />
                                }
                            })}
                    }
                        .into_any()
                }}
            </Section>
            {(!desk.is_solo())
                .then(|| {
                    view! {
                        <Button
                            label=say!(umum.sinkron_sekarang)
                            kind=ButtonKind::Outline
                            busy=Signal::derive(move || desk.line.get() == Line::Busy)
                            on_press=move |()| desk.sync_now()
                        />
                    }
                })}
        </Page>
    }
}

/// Own records, unsent and troubled ones first, else the newest first.
fn own_rows(book: &Book, author: &str) -> Vec<(Arc<Record>, Filing)> {
    let mut rows: Vec<(Arc<Record>, Filing)> =
        book.by_author(author).map(|(record, filing)| (record.clone(), filing)).collect();
    rows.sort_by_key(|(record, filing)| {
        let weight = match filing {
            Filing::Unsent => 0,
            Filing::Decided(verdict) if *verdict != Verdict::Accepted => 1,
            Filing::Received | Filing::Decided(_) => 2,
        };
        (weight, std::cmp::Reverse(record.envelope.recorded_at), std::cmp::Reverse(record.envelope.seq))
    });
    rows
}

/// What a row says.
struct Told {
    kind: String,
    about: About,
    tag: (String, Tone),
}

impl Told {
    fn of(desk: Desk, book: &Book, (record, filing): &(Arc<Record>, Filing)) -> Self {
        Self { kind: word(record), about: about::about(desk, book, record), tag: kit::filing_tag(*filing) }
    }
}

fn row(desk: Desk, of: &(Arc<Record>, Filing)) -> AnyView {
    let Told { kind, about, tag: (word, tone) } = desk.book.with(|book| Told::of(desk, book, of));
    let (record, filing) = of;
    let at = record.envelope.recorded_at;
    let day = domain::calendar::Day::from_unix_days(at.div_euclid(86_400));
    let when = say!(umum.ditulis, waktu = format!("{}, {}", format::day(day), format::time(clock::minutes_of(at))));
    let why = match filing {
        Filing::Decided(Verdict::Refused(reason) | Verdict::NeedsReview(reason) | Verdict::Deferred(reason)) => {
            format!("{when}. {}", kit::reason(*reason))
        }
        _ => when,
    };
    let sub = if about.text.is_empty() { why } else { format!("{}. {why}", about.text) };
    view! { <Row title=kind sub=sub tag=word tag_tone=tone href=about.href /> }.into_any()
}

fn word(record: &Record) -> String {
    match Kind::from_code(&record.envelope.kind) {
        Some(Kind::Log) if !record.envelope.based_on.is_empty() => say!(umum.jenis_catatan_diubah),
        kind => kind_word(kind, &record.envelope.kind),
    }
}

/// Names a kind of record; `code` is what its records call it.
pub fn kind_word(kind: Option<Kind>, code: &str) -> String {
    match kind {
        Some(Kind::ChainOpen) => say!(umum.jenis_rantai),
        Some(Kind::Office) => say!(umum.jenis_kantor),
        Some(Kind::Fact) => say!(umum.jenis_fakta),
        Some(Kind::Expectation) => say!(umum.jenis_ekspektasi),
        Some(Kind::Plan) => say!(umum.jenis_rencana),
        Some(Kind::Log) => say!(umum.jenis_catatan),
        Some(Kind::Feedback) => say!(umum.jenis_umpan_balik),
        Some(Kind::Rating) => say!(umum.jenis_penilaian),
        Some(Kind::PeerRequest) => say!(umum.jenis_permintaan_rekan),
        Some(Kind::Peer) => say!(umum.jenis_rekan),
        Some(Kind::PeerSummary) => say!(umum.jenis_ringkasan_rekan),
        Some(Kind::Recap) => say!(umum.jenis_rekap),
        Some(Kind::Programme) => say!(umum.jenis_program),
        Some(Kind::Enrolment) => say!(umum.jenis_pendaftaran),
        Some(Kind::Seat) => say!(umum.jenis_kursi),
        Some(Kind::Policy) => say!(umum.jenis_aturan),
        Some(Kind::Trial) => say!(umum.jenis_hitungan),
        Some(Kind::PayMonth) => say!(umum.jenis_masa),
        Some(Kind::Slip) => say!(umum.jenis_slip),
        Some(Kind::Reward) => say!(umum.jenis_imbalan),
        Some(Kind::RewardSlip) => say!(umum.jenis_imbalan_orang),
        Some(Kind::Yearly) => say!(umum.jenis_thr),
        Some(Kind::YearlySlip) => say!(umum.jenis_thr_orang),
        Some(Kind::Hours) => say!(umum.jenis_jam_kerja),
        Some(Kind::Outage) => say!(umum.jenis_gangguan),
        Some(Kind::Roster) => say!(umum.jenis_jadwal),
        Some(Kind::Attendance) => say!(umum.jenis_kehadiran),
        Some(Kind::Mark) => say!(umum.jenis_presensi),
        Some(Kind::Objection) => say!(umum.jenis_keberatan),
        None => code.to_owned(),
    }
}
