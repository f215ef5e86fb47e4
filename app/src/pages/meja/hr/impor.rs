//! `/pegawai/impor`: a file of people is checked in full, shown, and only then written, in portions with a stop.
//!
//! The work goes on when the page is left; what was written stays, whatever happens after it.

use std::sync::Arc;

use domain::asn::Nip;
use domain::calendar::Day;
use ledger::facts::{fact_on, offices};
use ledger::kind::Kind;
use ledger::subject::Field;
use leptos::prelude::*;

use super::gather::Slices;
use super::import::cells;
use super::import::plan::{Known, Planned, changes, portions, settle};
use super::import::problem::Finding;
use super::import::row::{self, COLUMNS, LAYOUT, REQUIRED, Rules};
use super::import::sheet::{self, Sheet};
use super::{closed, is_hr, is_region_hr, parts, reaches, roster, words};
use crate::components::{
    BigTable, Button, ButtonKind, Cell, Column, Dialog, FilePicker, Glyph, Leave, LinkButton, Notice, Page,
    ProgressBar, Section, Stat, Table, TableRow, Toasts, Tone,
};
use crate::desk::{self, Desk, Statement, WriteProblem, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::format;

/// Most bytes of a file that is read.
const MOST_BYTES: u32 = 8 * 1024 * 1024;

/// Most statements written at once.
const PORTION: usize = 200;

/// What a row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    New,
    Changed,
    Same,
}

/// A good row, as the preview shows it.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    line: u64,
    name: String,
    nip: Nip,
    deed: Deed,
    fields: Vec<Field>,
}

/// A file that was checked in full.
#[derive(Debug, PartialEq)]
struct Checked {
    file: String,
    shown: Vec<Shown>,
    plan: Vec<Vec<Planned>>,
    bad: Arc<Vec<Finding>>,
    bad_rows: usize,
}

impl Checked {
    fn count(&self, deed: Deed) -> usize {
        self.shown.iter().filter(|one| one.deed == deed).count()
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Stage {
    Idle,
    Checking,
    Refused(String, String),
    Checked(Arc<Checked>),
    Saving,
    Stopped,
    Failed(WriteProblem),
    Done,
}

/// The import of this session; cheap to copy.
#[derive(Clone, Copy)]
struct ImportDesk {
    stage: RwSignal<Stage>,
    done: RwSignal<u64>,
    total: RwSignal<u64>,
    /// People written so far, and rows left out.
    people: RwSignal<(usize, usize)>,
    turn: RwSignal<u32>,
}

/// Provides the import to all pages; call once.
pub fn provide() {
    provide_context(ImportDesk {
        stage: RwSignal::new(Stage::Idle),
        done: RwSignal::new(0),
        total: RwSignal::new(0),
        people: RwSignal::new((0, 0)),
        turn: RwSignal::new(0),
    });
}

impl ImportDesk {
    fn is_over(self, turn: u32) -> bool {
        self.turn.get_untracked() != turn
    }

    fn next_turn(self) -> u32 {
        self.turn.update(|turn| *turn += 1);
        self.turn.get_untracked()
    }

    fn reset(self) {
        self.next_turn();
        self.stage.set(Stage::Idle);
    }

    fn stop(self) {
        self.next_turn();
        match self.stage.get_untracked() {
            Stage::Saving => self.stage.set(Stage::Stopped),
            Stage::Checking => self.stage.set(Stage::Idle),
            _ => {}
        }
    }

    fn check(self, desk: Desk, file: Option<web_sys::File>) {
        let turn = self.next_turn();
        leptos::task::spawn_local(async move {
            let (name, bytes) = match desk::read_chosen(file, MOST_BYTES).await {
                Ok(read) => read,
                Err(problem) => {
                    if let Some(why) = words::not_taken(problem) {
                        self.stage.set(Stage::Refused(String::new(), why));
                    }
                    return;
                }
            };
            self.stage.set(Stage::Checking);
            self.done.set(0);
            match Sheet::read(&bytes, LAYOUT) {
                Err(problem) => self.stage.set(Stage::Refused(name, words::file_problem(&problem))),
                Ok(sheet) => {
                    self.total.set(sheet.rows.len() as u64);
                    if let Some(checked) = self.look_through(desk, name, &sheet, turn).await {
                        self.stage.set(Stage::Checked(Arc::new(checked)));
                    }
                }
            }
        });
    }

    /// Checks every row; nothing when it was stopped.
    async fn look_through(self, desk: Desk, file: String, sheet: &Sheet, turn: u32) -> Option<Checked> {
        let mut slices = Slices::new();
        let known = self.known(desk, turn, &mut slices).await?;
        let houses = desk.book.with_untracked(offices);
        let reached = houses.keys().map(|code| (code.clone(), reaches(desk, &houses, code))).collect();
        let rules = Rules { offices: reached, today: desk.today() };
        let (mut good, mut bad, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
        for (at, raw) in sheet.rows.iter().enumerate() {
            let number = sheet.cell(raw, "nip").and_then(|text| cells::nip(text).ok());
            numbers.extend(number.map(|nip| (raw.line, nip)));
            match row::read(sheet, raw, &rules) {
                Ok(parsed) => good.push(parsed),
                Err(found) => bad.extend(found),
            }
            self.done.set(at as u64 / 2);
            slices.breathe().await;
            if self.is_over(turn) {
                return None;
            }
        }
        let (settled, found) = settle(good, &numbers, &known);
        bad.extend(found);
        let (mut shown, mut plan) = (Vec::with_capacity(settled.len()), Vec::with_capacity(settled.len()));
        for one in settled {
            let from = one.row.from;
            let year = Day::new(from.month().year(), 1, 1).unwrap_or(from);
            let planned = desk.book.with_untracked(|book| {
                changes(&one, |field| fact_on(book, one.person, field, if field == Field::Pajak { year } else { from }))
            });
            match planned {
                Err(found) => bad.extend(found),
                Ok(planned) => {
                    let deed = match (one.is_known, planned.is_empty()) {
                        (_, true) => Deed::Same,
                        (false, _) => Deed::New,
                        (true, false) => Deed::Changed,
                    };
                    let fields = planned.iter().map(|one| one.field).collect();
                    let row = one.row;
                    shown.push(Shown { line: row.line, name: row.name, nip: row.nip, deed, fields });
                    plan.push(planned);
                }
            }
            self.done.update(|done| *done += 1);
            slices.breathe().await;
            if self.is_over(turn) {
                return None;
            }
        }
        bad.sort_by_key(|one| one.line);
        let mut lines: Vec<u64> = bad.iter().map(|one| one.line).collect();
        lines.dedup();
        Some(Checked { file, shown, plan, bad_rows: lines.len(), bad: Arc::new(bad) })
    }

    async fn known(self, desk: Desk, turn: u32, slices: &mut Slices) -> Option<Known> {
        let salt = desk.account.with_untracked(|account| account.as_ref().and_then(|a| a.region_salt.clone()))?;
        let mut known = Known { salt: bytes_of(&salt)?, may_add: is_region_hr(desk), ..Known::default() };
        let today = desk.today();
        for (id, dates) in desk.book.with_untracked(roster::held) {
            let line = desk.book.with_untracked(|book| roster::line(book, id, &dates, today));
            known.by_nip.extend(line.nip.map(|nip| (nip, id)));
            known.superior_of.extend(line.jabatan.and_then(|jabatan| jabatan.superior).map(|superior| (id, superior)));
            slices.breathe().await;
            if self.is_over(turn) {
                return None;
            }
        }
        Some(known)
    }

    fn save(self, desk: Desk, checked: &Arc<Checked>) {
        let turn = self.next_turn();
        let people: Vec<Vec<Statement>> = checked.plan.iter().map(|plan| statements(plan)).collect();
        // Each statement knows after which of them its person is whole.
        let marked = people.into_iter().map(|mut of| {
            let last = of.pop();
            of.into_iter().map(|one| (one, false)).chain(last.map(|one| (one, true))).collect()
        });
        let portions: Vec<Vec<(Statement, bool)>> = portions(marked.collect(), PORTION);
        self.done.set(0);
        self.total.set(portions.iter().map(Vec::len).sum::<usize>() as u64);
        self.people.set((0, checked.bad_rows));
        self.stage.set(Stage::Saving);
        leptos::task::spawn_local(async move {
            for portion in portions {
                if self.is_over(turn) {
                    return;
                }
                let (count, whole) = (portion.len() as u64, portion.iter().filter(|(_, last)| *last).count());
                let outcome = desk.write(portion.into_iter().map(|(one, _)| one).collect()).await;
                if let Err(problem) = outcome {
                    self.stage.set(Stage::Failed(problem));
                    return;
                }
                self.done.update(|done| *done += count);
                self.people.update(|(people, _)| *people += whole);
            }
            if !self.is_over(turn) {
                self.stage.set(Stage::Done);
            }
        });
    }
}

fn statements(of: &[Planned]) -> Vec<Statement> {
    of.iter().map(|one| Statement::new(Kind::Fact, one.subject.clone(), &one.fact)).collect()
}

/// Reads hexadecimal digits.
fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let pair = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
    (hex.len() % 2 == 0).then(|| (0..hex.len()).step_by(2).map(pair).collect::<Option<Vec<u8>>>())?
}

#[component]
pub fn Impor() -> impl IntoView {
    let desk = use_desk();
    if !is_hr(desk) {
        return closed(say!(hr.impor_judul));
    }
    let import = expect_context::<ImportDesk>();
    let salted = desk.account.with_untracked(|account| {
        account.as_ref().and_then(|account| account.region_salt.as_deref()).and_then(bytes_of).is_some()
    });
    view! {
        <Page title=say!(hr.impor_judul) leave=Leave::Back("/pegawai") leave_label=say!(umum.kembali)>
            {if salted {
                move_through(desk, import)
            } else {
                view! { <Notice tone=Tone::Sogan title=say!(hr.tanpa_garam) text=say!(hr.tanpa_garam_jelas) /> }
                    .into_any()
            }}
        </Page>
    }
    .into_any()
}

fn move_through(desk: Desk, import: ImportDesk) -> AnyView {
    let count = move || {
        let (done, total) = (import.done.get(), import.total.get());
        say!(hr.dari, jumlah = format::grouped(done as i64), semua = format::grouped(total as i64))
    };
    let progress = move |label: String, cancel: String| {
        view! {
            <ProgressBar
                label=label
                done=import.done
                total=Signal::derive(move || import.total.get().max(1))
                count=count
                cancel=cancel
                on_cancel=move |()| import.stop()
            />
        }
        .into_any()
    };
    (move || match import.stage.get() {
        Stage::Idle => view! {
            <Picker desk=desk import=import />
            <Guide />
        }
        .into_any(),
        Stage::Checking => progress(say!(hr.memeriksa), say!(umum.batalkan)),
        Stage::Refused(name, why) => view! {
            <Notice tone=Tone::Mengkudu live=true title=say!(hr.berkas_ditolak, nama = name) text=why>
                <p>{say!(hr.tidak_ada_berubah)}</p>
            </Notice>
            <Picker desk=desk import=import />
            <Guide />
        }
        .into_any(),
        Stage::Checked(checked) => view! { <Preview checked=checked import=import /> }.into_any(),
        Stage::Saving => view! {
            {progress(say!(hr.menyimpan), say!(umum.batalkan))}
            <p class="sub">{say!(hr.batal_menyimpan)}</p>
        }
        .into_any(),
        Stage::Stopped => ended(import, Tone::Sogan, |people, _| say!(hr.impor_berhenti, jumlah = people)),
        Stage::Failed(problem) => ended(import, Tone::Mengkudu, move |people, _| {
            format!("{} {}", say!(hr.impor_terputus, jumlah = people), kit::write_problem(&problem))
        }),
        Stage::Done => ended(import, Tone::Daun, |people, left| {
            let people = format::grouped(people as i64);
            if left == 0 {
                say!(hr.impor_selesai, jumlah = people)
            } else {
                say!(hr.impor_selesai_sisa, jumlah = people, sisa = format::grouped(left as i64))
            }
        }),
    })
    .into_any()
}

fn ended(import: ImportDesk, tone: Tone, sentence: impl Fn(usize, usize) -> String) -> AnyView {
    let (people, left) = import.people.get_untracked();
    view! {
        <Notice tone=tone live=true text=sentence(people, left) />
        <div class="line">
            <LinkButton label=say!(hr.lihat_pegawai) href="/pegawai".to_owned() />
            <Button label=say!(hr.berkas_lain) kind=ButtonKind::Outline on_press=move |()| import.reset() />
        </div>
    }
    .into_any()
}

#[component]
fn Picker(desk: Desk, import: ImportDesk) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let template = move |()| {
        let heads: Vec<String> = COLUMNS.iter().map(|column| (*column).to_owned()).collect();
        match desk::download("takar-pegawai.csv", "text/csv", &sheet::write(&heads, &[])) {
            Ok(()) => toasts.say(say!(hr.terunduh, nama = "takar-pegawai.csv")),
            Err(problem) => toasts.say(kit::storage_problem(problem)),
        }
    };
    view! {
        <p>{say!(hr.impor_jelas)}</p>
        <FilePicker
            id="berkas-pegawai"
            label=say!(hr.pilih_csv)
            accept=".csv,.txt,text/csv"
            on_pick=move |event| import.check(desk, desk::chosen(&event))
        />
        <div class="line">
            <Button
                label=say!(hr.unduh_contoh)
                kind=ButtonKind::Outline
                glyph=Glyph::Download
                on_press=template
            />
        </div>
    }
}

/// What stands in each column, and the codes of the offices.
#[component]
fn Guide() -> impl IntoView {
    let desk = use_desk();
    let columns = vec![Column::words(say!(hr.k_kolom)), Column::words(say!(hr.k_isi)), Column::words(say!(hr.k_wajib))];
    let rows: Vec<TableRow> = COLUMNS
        .iter()
        .map(|column| {
            let must = if REQUIRED.contains(column) { say!(umum.ya) } else { say!(umum.tidak) };
            TableRow::new(vec![Cell::Words((*column).to_owned()), Cell::Words(column_help(column)), Cell::Words(must)])
        })
        .collect();
    let office_columns = vec![Column::words(say!(hr.kode)), Column::words(say!(hr.kantor))];
    let office_rows: Vec<TableRow> = desk.book.with_untracked(|book| {
        let all = offices(book).into_iter();
        all.map(|(code, office)| TableRow::new(vec![Cell::Words(code), Cell::Words(office.name)])).collect()
    });
    view! {
        <details>
            <summary>{say!(hr.kolom_judul)}</summary>
            <Table caption=say!(hr.kolom_judul) columns=columns rows=rows hide_caption=true />
            <p class="sub">{say!(hr.kolom_catatan)}</p>
        </details>
        <details>
            <summary>{say!(hr.kode_kantor)}</summary>
            <Table caption=say!(hr.kode_kantor) columns=office_columns rows=office_rows hide_caption=true />
        </details>
    }
}

fn column_help(column: &str) -> String {
    match column {
        "nip" => say!(hr.h_nip),
        "nama" => say!(hr.h_nama),
        "status" => say!(hr.h_status),
        "golongan" => say!(hr.h_golongan),
        "mkg_tahun" => say!(hr.h_mkg_tahun),
        "mkg_bulan" => say!(hr.h_mkg_bulan),
        "jabatan" => say!(hr.h_jabatan),
        "jenis_jabatan" => say!(hr.h_jenis_jabatan),
        "eselon" => say!(hr.h_eselon),
        "rumpun" => say!(hr.h_rumpun, pilihan = families()),
        "jenjang" => say!(hr.h_jenjang),
        "kelas" => say!(hr.h_kelas),
        "kantor" => say!(hr.h_kantor),
        "nip_atasan" => say!(hr.h_nip_atasan),
        "ptkp" => say!(hr.h_ptkp),
        "kawin_sejak" => say!(hr.h_kawin_sejak),
        "pasangan_menerima" => say!(hr.h_pasangan_menerima),
        "anak" => say!(hr.h_anak),
        _ => say!(hr.h_berlaku),
    }
}

fn families() -> String {
    let all: Vec<&str> = domain::law::Rulebook::national().functional_posts().map(|(family, _)| family).collect();
    all.join(", ")
}

#[component]
fn Preview(checked: Arc<Checked>, import: ImportDesk) -> impl IntoView {
    let desk = use_desk();
    let asked = RwSignal::new(false);
    let (new, changed, same) = (checked.count(Deed::New), checked.count(Deed::Changed), checked.count(Deed::Same));
    let (bad_rows, to_write) = (checked.bad_rows, new + changed);
    let number = |count: usize| format::grouped(count as i64);
    let tone = if bad_rows > 0 { Tone::Mengkudu } else { Tone::Neutral };
    let kept = StoredValue::new(checked.clone());
    let write = move |()| {
        asked.set(false);
        kept.with_value(|checked| import.save(desk, checked));
    };
    let only_good = say!(hr.impor_benar_saja, jumlah = number(bad_rows));
    let choose = match (bad_rows, to_write) {
        (0, 0) => view! { <Notice tone=Tone::Daun live=true text=say!(hr.semua_sama) /> }.into_any(),
        (0, _) => view! {
            <Button label=say!(hr.impor_jumlah, jumlah = number(to_write)) glyph=Glyph::Check on_press=write />
        }
        .into_any(),
        (_, 0) => view! {
            <Notice tone=Tone::Mengkudu live=true text=say!(hr.tak_ada_yang_benar, jumlah = number(bad_rows)) />
        }
        .into_any(),
        _ => view! {
            <Notice tone=Tone::Sogan live=true text=say!(hr.ada_yang_salah, jumlah = number(bad_rows)) />
            <Button label=only_good.clone() kind=ButtonKind::Outline on_press=move |()| asked.set(true) />
        }
        .into_any(),
    };
    let found = (bad_rows > 0).then(|| parts::findings(checked.bad.clone()));
    view! {
        <p>
            <b>{checked.file.clone()}</b>
        </p>
        <div class="stats">
            <Stat label=say!(hr.n_baru) value=number(new) />
            <Stat label=say!(hr.n_berubah) value=number(changed) />
            <Stat label=say!(hr.n_sama) value=number(same) />
            <Stat label=say!(hr.n_salah) value=number(bad_rows) tone=tone />
        </div>
        {found}
        <GoodRows checked=checked />
        <div class="line">
            {choose}
            <Button label=say!(hr.berkas_lain) kind=ButtonKind::Text on_press=move |()| import.reset() />
        </div>
        <Dialog
            open=asked
            on_close=move |()| asked.set(false)
            title=only_good.clone()
            confirm=say!(hr.impor_jumlah, jumlah = number(to_write))
            on_confirm=write
            cancel=say!(umum.batalkan)
        >
            <p>{say!(hr.benar_saja_jelas, jumlah = number(to_write), sisa = number(bad_rows))}</p>
        </Dialog>
    }
}

#[component]
fn GoodRows(checked: Arc<Checked>) -> impl IntoView {
    let count = checked.shown.len();
    let kept = StoredValue::new(checked);
    let columns = vec![
        Column::words(say!(umum.nama)).width(3),
        Column::words(say!(hr.k_tindakan)).width(2),
        Column::words(say!(hr.k_yang_berubah)).width(4).wide_only(),
        Column::numbers(say!(hr.k_baris)).width(1),
    ];
    let row = Callback::new(move |at: usize| {
        kept.with_value(|checked| {
            checked.shown.get(at).map_or_else(TableRow::default, |one| {
                let (word, tone) = match one.deed {
                    Deed::New => (say!(hr.t_baru), Tone::Action),
                    Deed::Changed => (say!(hr.t_berubah), Tone::Sogan),
                    Deed::Same => (say!(hr.t_sama), Tone::Neutral),
                };
                let fields: Vec<String> = one.fields.iter().map(|field| words::field(*field)).collect();
                TableRow::new(vec![
                    Cell::Two(one.name.clone(), one.nip.grouped()),
                    Cell::Tag(tone, word),
                    Cell::Words(fields.join(", ")),
                    Cell::Words(one.line.to_string()),
                ])
                .key(one.line.to_string())
            })
        })
    });
    (count > 0).then(|| {
        view! {
            <Section title=say!(hr.pratinjau) aside=format::grouped(count as i64)>
                <BigTable
                    caption=say!(hr.pratinjau)
                    columns=columns
                    count=Signal::stored(count)
                    row=row
                    rows_shown=10
                />
            </Section>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_salt_is_read_from_pairs_of_digits_or_not_at_all() {
        assert_eq!(bytes_of("00ff10"), Some(vec![0, 255, 16]));
        assert_eq!(bytes_of("0f1"), None);
        assert_eq!(bytes_of("zz"), None);
    }
}
