//! What is stored on this device without an account: counts, a file to take away or bring, and deleting all of it.

use ledger::kind::Kind;
use leptos::prelude::*;

use crate::components::{
    Button, ButtonKind, Dialog, Empty, FilePicker, Glyph, Leave, LinkButton, Notice, Page, Row, Rows, Section, Toasts,
    Tone,
};
use crate::desk::{Change, Desk, NotAParcel, NotTaken, Parcel, Phase, Restated, chosen, restate, use_desk, used_bytes};
use crate::pages::gaji::source;
use crate::pages::kerja::view as work;
use crate::pages::kit;
use crate::say;
use crate::words::format::{grouped, month, rupiah};

/// `/data`: solo data.
#[component]
pub fn Data() -> impl IntoView {
    let desk = use_desk();
    let ready = Memo::new(move |_| desk.phase.get() != Phase::Opening);
    // Deleting opens the store anew and draws everything below again; what it must still say lives here.
    let deleting = Deleting { asks: RwSignal::new(false), busy: RwSignal::new(false) };
    view! {
        <Page title=say!(mulai.data_judul) leave=Leave::Back("/") leave_label=say!(umum.kembali)>
            {move || {
                if !ready.get() {
                    view! { <p role="status">{say!(umum.memuat)}</p> }.into_any()
                } else if desk.is_solo() {
                    solo(desk, deleting)
                } else {
                    view! {
                        <Notice tone=Tone::Action text=say!(mulai.data_akun)>
                            <LinkButton label=say!(umum.akun) href="/akun" kind=ButtonKind::Outline />
                        </Notice>
                    }
                        .into_any()
                }
            }}
        </Page>
    }
}

/// What is stored, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Counts {
    slips: usize,
    plans: usize,
    ratings: usize,
    logs: usize,
    others: usize,
    drafts: usize,
    records: usize,
}

impl Counts {
    fn of(desk: Desk) -> Self {
        let drafts = desk.drafts().len();
        let me = desk.me();
        desk.book.with(|book| {
            let slips = source::trials(book, me).len();
            let count = |prefix: &str| book.subjects(prefix).count();
            let plans = count(&format!("plan/{me}/"));
            let ratings = count(&format!("rating/{me}/"));
            let own_logs = format!("log/{me}/");
            let logs = book.subjects(&own_logs).map(|log| work::log(book, log).0.len()).sum();
            let all = count("");
            let chains = count("chain/");
            let logs_subjects = count(&own_logs);
            let others = all.saturating_sub(chains + slips + plans + ratings + logs_subjects);
            Self { slips, plans, ratings, logs, others, drafts, records: book.len() }
        })
    }

    fn rows(self) -> Vec<(String, usize)> {
        let rows = [
            (say!(mulai.n_slip), self.slips),
            (say!(mulai.n_rencana), self.plans),
            (say!(mulai.n_nilai), self.ratings),
            (say!(mulai.n_catatan), self.logs),
            (say!(mulai.n_lain), self.others),
            (say!(mulai.n_draf), self.drafts),
        ];
        rows.into_iter().filter(|(_, count)| *count > 0).collect()
    }

    fn words(self) -> String {
        let parts: Vec<String> = self.rows().into_iter().map(|(name, count)| format!("{name} {count}")).collect();
        parts.join(", ")
    }
}

/// Whether the question is open and whether deleting goes on.
#[derive(Clone, Copy)]
struct Deleting {
    asks: RwSignal<bool>,
    busy: RwSignal<bool>,
}

fn solo(desk: Desk, deleting: Deleting) -> AnyView {
    // Drafts are no records: whoever changes them here says so.
    let changed = RwSignal::new(0_u32);
    let counts = Memo::new(move |_| {
        changed.track();
        Counts::of(desk)
    });
    view! {
        <p class="sub">{say!(mulai.data_solo)}</p>
        {stored(counts)}
        {away(desk, counts)}
        {bring(desk, changed)}
        {slips(desk)}
        {delete(desk, counts, deleting)}
    }
    .into_any()
}

fn stored(counts: Memo<Counts>) -> AnyView {
    let used = RwSignal::new(None::<u64>);
    Effect::new(move |_| {
        counts.track();
        leptos::task::spawn_local(async move { used.set(used_bytes().await) });
    });
    let rows = move || {
        let counts = counts.get();
        let lines = counts.rows();
        if lines.is_empty() {
            return view! { <Empty text=say!(mulai.belum_ada) glyph=Glyph::Smartphone /> }.into_any();
        }
        let lines = lines
            .into_iter()
            .map(|(name, count)| view! { <Row title=name trailing=count.to_string() /> })
            .collect_view();
        let size = move || used.get().map(|bytes| format!("{} kB", grouped(i64::try_from(bytes / 1024).unwrap_or(0))));
        view! {
            <Rows label=say!(mulai.isi_perangkat)>
                {lines} <Row title=say!(mulai.n_semua) trailing=counts.records.to_string() />
                <Row title=say!(mulai.n_ukuran) trailing=size />
            </Rows>
        }
        .into_any()
    };
    view! { <Section title=say!(mulai.isi_perangkat)>{rows}</Section> }.into_any()
}

fn away(desk: Desk, counts: Memo<Counts>) -> AnyView {
    let said = RwSignal::new(None::<(Tone, String)>);
    let export = Callback::new(move |()| {
        said.set(Some(match desk.export(desk.today()) {
            Ok(name) => (Tone::Daun, say!(mulai.ekspor_selesai, nama = name)),
            Err(problem) => (Tone::Mengkudu, kit::storage_problem(problem)),
        }));
    });
    let empty = move || counts.with(|counts| counts.rows().is_empty()).then(|| say!(mulai.belum_ada));
    view! {
        <Section title=say!(mulai.ekspor)>
            <p class="sub">{say!(mulai.ekspor_sub)}</p>
            <div class="line">
                <Button
                    label=say!(mulai.ekspor)
                    kind=ButtonKind::Outline
                    glyph=Glyph::Download
                    why_not=empty
                    on_press=export
                />
            </div>
            {outcome(said)}
        </Section>
    }
    .into_any()
}

/// Says beside the action what came of it.
fn outcome(said: RwSignal<Option<(Tone, String)>>) -> AnyView {
    (move || said.get().map(|(tone, text)| view! { <Notice tone=tone text=text live=true /> })).into_any()
}

fn refusal(of: NotTaken) -> Option<String> {
    Some(match of {
        NotTaken::Nothing => return None,
        NotTaken::TooLarge => say!(mulai.impor_besar),
        NotTaken::Unreadable => say!(mulai.impor_tak_terbaca),
        NotTaken::Not(NotAParcel::Empty) => say!(mulai.impor_berkas_kosong),
        NotTaken::Not(NotAParcel::Foreign) => say!(mulai.impor_asing),
        NotTaken::Not(NotAParcel::Damaged) => say!(mulai.impor_terpotong),
        NotTaken::Not(NotAParcel::Newer) => say!(mulai.impor_baru),
    })
}

fn bring(desk: Desk, changed: RwSignal<u32>) -> AnyView {
    let opened = RwSignal::new(None::<Parcel>);
    let said = RwSignal::new(None::<(Tone, String)>);
    let busy = RwSignal::new(false);
    let pick = Callback::new(move |event: leptos::ev::Event| {
        let file = chosen(&event);
        leptos::task::spawn_local(async move {
            match Desk::open_parcel(file).await {
                Ok(parcel) => {
                    said.set(None);
                    opened.set(Some(parcel));
                }
                Err(refused) => {
                    opened.set(None);
                    said.set(refusal(refused).map(|text| (Tone::Mengkudu, text)));
                }
            }
        });
    });
    let done = Callback::new(move |outcome| {
        opened.set(None);
        changed.update(|count| *count += 1);
        said.set(outcome);
    });
    let preview = move || {
        let parcel = opened.get()?;
        // Writing changes the book; the preview stands until the writing has said its word.
        let planned = desk.book.with_untracked(|book| restate(book, &parcel, desk.me()));
        Some(preview(desk, parcel, planned, busy, done))
    };
    view! {
        <Section title=say!(mulai.impor_bagian)>
            <p class="sub">{say!(mulai.impor_sub)}</p>
            <FilePicker id="impor" label=say!(mulai.impor) accept=".takar,application/json" on_pick=pick />
            {outcome(said)}
            {preview}
        </Section>
    }
    .into_any()
}

fn kind_name(kind: Kind) -> String {
    match kind {
        Kind::Trial => say!(mulai.n_slip),
        Kind::Plan => say!(mulai.n_rencana),
        Kind::Rating => say!(mulai.n_nilai),
        Kind::Log => say!(mulai.n_catatan),
        _ => say!(mulai.n_lain),
    }
}

fn preview(
    desk: Desk,
    parcel: Parcel,
    planned: Vec<Restated>,
    busy: RwSignal<bool>,
    done: Callback<Option<(Tone, String)>>,
) -> AnyView {
    let mut names: Vec<String> = Vec::new();
    for one in &planned {
        let name = kind_name(one.kind);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let rows = names
        .into_iter()
        .map(|name| {
            let count = |change: Change| {
                planned.iter().filter(|one| kind_name(one.kind) == name && one.change == change).count()
            };
            let parts = [
                (count(Change::Added), say!(mulai.impor_tambah)),
                (count(Change::Replaced), say!(mulai.impor_ganti)),
                (count(Change::Same), say!(mulai.impor_sama)),
            ];
            let words: Vec<String> =
                parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
            view! { <Row title=name sub=words.join(", ") /> }
        })
        .collect_view();
    let statements: Vec<_> = planned.iter().filter(|one| one.change != Change::Same).map(Restated::statement).collect();
    let held = desk.drafts();
    let (jumlah, drafts) = (statements.len(), parcel.drafts.keys().filter(|key| !held.contains_key(*key)).count());
    let toasts = expect_context::<Toasts>();
    let cancel = Callback::new(move |()| done.run(None));
    let take = Callback::new(move |()| {
        let (statements, parcel) = (statements.clone(), parcel.clone());
        let finish = move || {
            // The sentence beside the action says more than the line at the foot.
            toasts.clear();
            done.run(Some(match desk.keep_drafts(&parcel.drafts) {
                Ok(()) if jumlah == 0 => (Tone::Daun, say!(mulai.impor_draf_selesai, jumlah = drafts)),
                Ok(()) => (Tone::Daun, say!(mulai.impor_selesai, jumlah = jumlah)),
                Err(problem) => (Tone::Mengkudu, kit::storage_problem(problem)),
            }));
        };
        if statements.is_empty() {
            finish();
        } else {
            kit::save(desk, statements, busy, finish);
        }
    });
    let nothing = (jumlah + drafts == 0).then(|| view! { <p>{say!(mulai.impor_tak_ada)}</p> });
    let offer = match (jumlah, drafts) {
        (0, 0) => None,
        (0, drafts) => Some(say!(mulai.impor_draf_ya, jumlah = drafts)),
        (jumlah, _) => Some(say!(mulai.impor_ya, jumlah = jumlah)),
    };
    let close = if offer.is_some() { say!(umum.batalkan) } else { say!(umum.tutup) };
    let unfinished = (drafts > 0).then(|| view! { <p class="sub">{say!(mulai.impor_draf, jumlah = drafts)}</p> });
    view! {
        <div class="card" role="status">
            <h3>{say!(mulai.impor_judul)}</h3>
            <ul class="rows">{rows}</ul>
            {unfinished}
            {nothing}
            <div class="line">
                {offer.map(|label| view! { <Button label=label busy=busy on_press=take /> })}
                <Button label=close kind=ButtonKind::Text on_press=cancel />
            </div>
        </div>
    }
    .into_any()
}

/// The list of slips, for paper.
fn slips(desk: Desk) -> AnyView {
    let list = Memo::new(move |_| {
        let me = desk.me();
        desk.book.with(|book| {
            let months = source::trials(book, me).into_iter();
            months
                .map(|at| {
                    let worked = source::trial(book, me, at, desk.this_month());
                    let net = worked.as_ref().and_then(|worked| worked.slip()).map(|slip| rupiah(slip.total.net));
                    (at, net.unwrap_or_else(|| say!(umum.belum_diketahui)))
                })
                .collect::<Vec<_>>()
        })
    });
    let press = Callback::new(|()| {
        let _ = window().print();
    });
    let body = move || {
        let list = list.get();
        (!list.is_empty()).then(|| {
            let rows = list
                .into_iter()
                .map(|(at, net)| {
                    let href = source::trial_address(desk, at);
                    view! { <Row title=month(at) amount=net href=href /> }
                })
                .collect_view();
            view! {
                <Section title=say!(mulai.n_slip)>
                    <Rows label=say!(mulai.n_slip)>{rows}</Rows>
                    <div class="line">
                        <Button
                            label=say!(mulai.cetak_semua)
                            kind=ButtonKind::Outline
                            glyph=Glyph::Printer
                            on_press=press
                        />
                    </div>
                </Section>
            }
        })
    };
    body.into_any()
}

fn delete(desk: Desk, counts: Memo<Counts>, deleting: Deleting) -> AnyView {
    let toasts = expect_context::<Toasts>();
    let Deleting { asks, busy } = deleting;
    let go = Callback::new(move |()| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            desk.delete_solo().await;
            busy.set(false);
            asks.set(false);
            toasts.say(say!(mulai.hapus_selesai));
        });
    });
    let empty = move || counts.with(|counts| counts.records == 0 && counts.drafts == 0).then(|| say!(mulai.belum_ada));
    let close = Callback::new(move |()| asks.set(false));
    view! {
        <div class="line">
            <Button
                label=say!(mulai.hapus_semua)
                kind=ButtonKind::Danger
                glyph=Glyph::Trash
                why_not=empty
                on_press=Callback::new(move |()| asks.set(true))
            />
        </div>
        <Dialog
            open=asks
            on_close=close
            title=say!(mulai.hapus_tanya)
            confirm=say!(mulai.hapus_ya)
            on_confirm=go
            cancel=say!(umum.batalkan)
            kind=ButtonKind::Danger
            busy=busy
        >
            <p>{move || say!(mulai.hapus_isi, daftar = counts.with(|counts| counts.words()))}</p>
        </Dialog>
    }
    .into_any()
}
