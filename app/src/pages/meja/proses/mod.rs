//! The treasurer's run: one office or the whole region, with progress and a stop; who is blocked and why; totals
//! against last month; slips in print and the list as CSV. Writes nothing: periods and approval are a later room.

mod export;
mod slips;
mod work;

pub use slips::{AsalOrang, SlipOrang};
pub use work::{RunDesk, Stage, provide};

use domain::calendar::Month;
use domain::money::Rupiah;
use ledger::book::Book;
use ledger::facts::{offices, people};
use ledger::hash::Id;
use ledger::role::{Role, Scope};
use ledger::run::{Run, RunTotals};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::components::{
    BigTable, Button, ButtonKind, Cell, Choice, Column, DateField, Empty, Glyph, IconLine, Notice, Page, ProgressBar,
    Row, Rows, SearchField, Section, SelectField, SortWay, Stat, Table, TableRow, Toasts, Tone,
};
use crate::desk::{self, Desk, use_desk};
use crate::say;
use crate::words::{format, gaps, pay};

#[component]
pub fn Proses() -> impl IntoView {
    let desk = use_desk();
    if !desk.has_role(|role| matches!(role, Role::Treasurer(_))) {
        return view! {
            <Page title=say!(umum.proses_gaji)>
                <Empty text=say!(meja.bukan_bendahara) glyph=Glyph::Lock />
            </Page>
        }
        .into_any();
    }
    let desk_run = expect_context::<RunDesk>();
    let title = move || match desk_run.month.get() {
        Some(month) => say!(meja.gaji_bulan, bulan = format::month(month)),
        None => say!(umum.proses_gaji),
    };
    // Offices and months are known only once the first sync is through.
    let synced = Memo::new(move |_| desk.marks.with(|marks| marks.synced_at.is_some()));
    let waiting = move || (!synced.get()).then(|| view! { <Notice tone=Tone::Sogan text=say!(meja.sedang_diambil) /> });
    view! {
        <Page title=title>
            {waiting}
            <Order />
            <Progress />
            {move || {
                desk_run
                    .run
                    .with(|run| run.as_ref().map(|run| (run.totals(), run.slips.len(), run.blocked.len())))
                    .map(|(totals, finals, blocked)| match totals {
                        Ok(totals) => view! { <Figures totals=totals finals=finals blocked=blocked /> }.into_any(),
                        Err(_) => view! { <Notice tone=Tone::Mengkudu text=say!(meja.jumlah_di_luar) /> }.into_any(),
                    })
            }}
            <Compare />
            <Blocked />
            <People />
            <Proof />
        </Page>
    }
    .into_any()
}

/// Which month and office, and the button that begins. What is offered follows the book; what was chosen stays.
#[component]
fn Order() -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let before = desk_run.month.get_untracked();
    let newest = Memo::new(move |_| {
        desk.book.with(|book| {
            let months = book.subjects("recap/");
            months.filter_map(|subject| subject.rsplit('/').next()?.parse::<Month>().ok()).max()
        })
    });
    let typed = RwSignal::new(before.map(|month| month.to_string()));
    let month = Signal::derive(move || {
        typed.get().unwrap_or_else(|| newest.get().unwrap_or_else(|| desk.this_month()).to_string())
    });
    let whole = Memo::new(move |_| desk.has_role(|role| *role == Role::Treasurer(Scope::Region)));
    let options = Memo::new(move |_| desk.book.with(|book| reached(desk, book, whole.get())));
    let chosen = RwSignal::new(before.map(|_| desk_run.office.get_untracked().unwrap_or_default()));
    let office = Signal::derive(move || {
        let first = || options.with(|all| all.first().map(|first| first.value.clone()));
        chosen.get().filter(|code| whole.get() || !code.is_empty()).or_else(first)
    });
    let problem = RwSignal::new(None::<String>);
    let start = Callback::new(move |()| match month.get_untracked().parse::<Month>() {
        Ok(month) => {
            problem.set(None);
            let office = office.get_untracked().filter(|code| !code.is_empty());
            desk_run.start(desk, month, office);
        }
        Err(_) => problem.set(Some(say!(meja.bulan_salah))),
    });
    let running = Signal::derive(move || desk_run.stage.get() == Stage::Running);
    let nobody = Memo::new(move |_| desk.book.with(|book| people(book).is_empty()));
    view! {
        <form
            class="fields"
            on:submit=move |event| {
                event.prevent_default();
                start.run(());
            }
        >
            <DateField
                id="bulan"
                label=say!(meja.bulan)
                month=true
                value=month
                on_input=move |text| typed.set(Some(text))
                error=Signal::derive(move || problem.get())
            />
            <SelectField
                id="kantor"
                label=say!(meja.kantor)
                options=options
                value=office
                on_change=move |code| chosen.set(Some(code))
            />
            <Button label=say!(meja.hitung) submit=true busy=running glyph=Glyph::Calculator />
        </form>
        {move || nobody.get().then(|| view! { <Empty text=say!(meja.tanpa_pegawai) glyph=Glyph::Users /> })}
    }
}

/// The offices that the treasurer reaches, the whole region first.
fn reached(desk: Desk, book: &Book, whole: bool) -> Vec<Choice> {
    let own = |code: &str| desk.has_role(|role| matches!(role, Role::Treasurer(Scope::Office(above)) if above == code));
    let houses = offices(book);
    let single = houses.iter().filter(|(code, _)| whole || own(code));
    let region = whole.then(|| Choice::new("", say!(meja.seluruh_daerah)));
    region.into_iter().chain(single.map(|(code, office)| Choice::new(code, office.name.clone()))).collect()
}

#[component]
fn Progress() -> impl IntoView {
    let desk_run = expect_context::<RunDesk>();
    let count = move || {
        let (done, total) = (desk_run.done.get(), desk_run.total.get());
        say!(meja.dari, jumlah = format::grouped(done as i64), semua = format::grouped(total as i64))
    };
    move || match desk_run.stage.get() {
        Stage::Running => view! {
            <ProgressBar
                label=say!(meja.menghitung)
                done=desk_run.done
                total=Signal::derive(move || desk_run.total.get().max(1))
                count=count
                cancel=say!(umum.batalkan)
                on_cancel=move |()| desk_run.stop()
            />
        }
        .into_any(),
        Stage::Stopped => {
            view! { <Notice tone=Tone::Sogan live=true text=say!(meja.dihentikan, jumlah = desk_run.done.get()) /> }
                .into_any()
        }
        Stage::Done => view! {
            <IconLine
                glyph=Glyph::Check
                tone=Tone::Daun
                text=say!(meja.selesai, jumlah = desk_run.total.get(), milidetik = desk_run.took_ms.get())
            />
        }
        .into_any(),
        Stage::Idle => ().into_any(),
    }
}

#[component]
fn Figures(totals: RunTotals, finals: usize, blocked: usize) -> impl IntoView {
    let money = |amount: Rupiah| format::rupiah(amount);
    let tone = if blocked > 0 { Tone::Mengkudu } else { Tone::Neutral };
    view! {
        <div class="stats">
            <Stat label=say!(umum.akhir) value=format::grouped(finals as i64) sub=say!(meja.siap_dibayar) />
            <Stat
                label=say!(umum.tertahan)
                value=format::grouped(blocked as i64)
                sub=say!(meja.perlu_tindakan)
                tone=tone
            />
            <Stat
                label=say!(meja.jumlah_bersih)
                value=money(totals.total.net)
                sub=say!(meja.gaji_dan_tpp, gaji = money(totals.salary.net), tpp = money(totals.tpp.net))
                private=true
            />
            <Stat
                label=say!(meja.jumlah_potongan)
                value=money(totals.total.deductions)
                sub=say!(meja.dari_kotor, kotor = money(totals.total.gross))
                private=true
            />
        </div>
    }
}

/// Each line of the slips this month against last month.
#[component]
fn Compare() -> impl IntoView {
    let desk_run = expect_context::<RunDesk>();
    let rows = Memo::new(move |_| {
        let now = desk_run.run.with(|run| run.as_ref().and_then(|run| run.totals().ok()))?;
        let before = desk_run.before.with(|run| run.as_ref().and_then(|run| run.totals().ok()))?;
        Some(compare_rows(&now, &before))
    });
    let columns = vec![
        Column::words(say!(meja.baris)),
        Column::numbers(say!(meja.bulan_lalu)),
        Column::numbers(say!(meja.bulan_ini)),
        Column::numbers(say!(meja.selisih)),
    ];
    move || {
        let columns = columns.clone();
        rows.get().map(|rows| {
            view! {
                <Section title=say!(meja.banding)>
                    <Table caption=say!(meja.banding) columns=columns rows=rows hide_caption=true />
                </Section>
            }
        })
    }
}

fn compare_rows(now: &RunTotals, before: &RunTotals) -> Vec<TableRow> {
    let row = |label: String, before: Rupiah, now: Rupiah| {
        let change = now.minus(before).map_or_else(|_| say!(umum.belum_diketahui), format::amount);
        TableRow::new(vec![
            Cell::Words(label),
            Cell::Amount(format::amount(before)),
            Cell::Amount(format::amount(now)),
            Cell::Amount(change),
        ])
    };
    let codes: std::collections::BTreeSet<_> = now.lines.keys().chain(before.lines.keys()).copied().collect();
    let mut rows = vec![TableRow::new(vec![
        Cell::Words(say!(meja.orang)),
        Cell::Words(format::grouped(before.people as i64)),
        Cell::Words(format::grouped(now.people as i64)),
        Cell::Words(format::grouped(now.people as i64 - before.people as i64)),
    ])];
    rows.extend(codes.into_iter().map(|code| {
        let of = |totals: &RunTotals| totals.lines.get(&code).copied().unwrap_or_default();
        row(pay::line(code, None), of(before), of(now))
    }));
    rows.push(row(say!(meja.jumlah_bersih), before.total.net, now.total.net).strong());
    rows
}

#[component]
fn Blocked() -> impl IntoView {
    let desk_run = expect_context::<RunDesk>();
    let shown = RwSignal::new(10_usize);
    let rows = Memo::new(move |_| {
        desk_run.people.with(|people| {
            desk_run.run.with(|run| run.as_ref().map(|run| blocked_rows(run, people))).unwrap_or_default()
        })
    });
    move || {
        let all = rows.get();
        (!all.is_empty()).then(|| {
            let (count, more) = (all.len(), all.len().saturating_sub(shown.get()));
            view! {
                <Section title=say!(meja.tertahan) aside=count.to_string()>
                    <Rows>
                        {all
                            .into_iter()
                            .take(shown.get())
                            .map(|(name, why, href)| {
                                view! { <Row title=name sub=why glyph=Glyph::CircleAlert href=href /> }
                            })
                            .collect_view()}
                    </Rows>
                    {(more > 0)
                        .then(|| {
                            view! {
                                <Button
                                    label=say!(umum.lihat_lagi, jumlah = more)
                                    kind=ButtonKind::Text
                                    on_press=move |()| shown.set(usize::MAX)
                                />
                            }
                        })}
                </Section>
            }
        })
    }
}

type BlockedRow = (String, String, String);

fn blocked_rows(run: &Run, people: &work::Everyone) -> Vec<BlockedRow> {
    let name = |id: &Id| people.get(id).map_or_else(|| id.to_string(), |one| one.facts.call());
    let why = |found: &[domain::outcome::Gap]| {
        let mut words: Vec<String> = found.iter().map(|gap| gaps::gap(gap, None)).collect();
        words.dedup();
        words.join(" ")
    };
    run.blocked.iter().map(|(id, found)| (name(id), why(found), format!("/proses/{}/{id}", run.month))).collect()
}

/// One person of the list, as the table shows and sorts it.
#[derive(Clone, PartialEq)]
struct Line {
    id: Id,
    name: String,
    nip: String,
    office: String,
    gross: Rupiah,
    deductions: Rupiah,
    net: Rupiah,
}

#[component]
fn People() -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let sought = RwSignal::new(String::new());
    let sort = RwSignal::new(Some((0_usize, SortWay::Up)));
    let navigate = use_navigate();
    let all = Memo::new(move |_| lines(desk, desk_run));
    let lines = Memo::new(move |_| {
        let words: Vec<String> = sought.get().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |line: &Line| {
            let text = format!("{} {}", line.name.to_lowercase(), line.nip.replace(' ', ""));
            words.iter().all(|word| text.contains(word.as_str()))
        };
        let mut found: Vec<Line> = all.get().into_iter().filter(fits).collect();
        sorted(&mut found, sort.get());
        found
    });
    let columns = vec![
        Column::words(say!(umum.nama)).sorts().width(3),
        Column::words(say!(meja.kantor)).sorts().width(2).wide_only(),
        Column::numbers(say!(meja.kotor)).sorts().width(2).wide_only(),
        Column::numbers(say!(meja.potongan)).sorts().width(2).wide_only(),
        Column::numbers(say!(umum.diterima)).sorts().width(2),
    ];
    let row = Callback::new(move |at: usize| {
        lines.with(|lines| {
            lines.get(at).map_or_else(TableRow::default, |line| {
                TableRow::new(vec![
                    Cell::Two(line.name.clone(), line.nip.clone()),
                    Cell::Words(line.office.clone()),
                    Cell::Amount(format::amount(line.gross)),
                    Cell::Amount(format::amount(line.deductions)),
                    Cell::Amount(format::amount(line.net)),
                ])
                .key(line.id.to_string())
            })
        })
    });
    let open = Callback::new(move |id: String| {
        if let Some(month) = desk_run.month.get_untracked() {
            navigate(&format!("/proses/{month}/{id}"), leptos_router::NavigateOptions::default());
        }
    });
    let on_sort = move |column: usize| {
        sort.update(|sort| {
            *sort = match *sort {
                Some((at, SortWay::Up)) if at == column => Some((column, SortWay::Down)),
                _ => Some((column, SortWay::Up)),
            };
        });
    };
    let there = Memo::new(move |_| all.with(|all| !all.is_empty()));
    move || {
        let (columns, there) = (columns.clone(), there.get());
        there.then(|| {
            view! {
                <Section title=say!(meja.daftar_slip) action=exports>
                    <SearchField
                        id="cari-slip"
                        label=say!(umum.cari)
                        value=sought
                        on_input=move |text| sought.set(text)
                        found=move || say!(meja.ditemukan, jumlah = lines.with(Vec::len))
                    />
                    <BigTable
                        caption=say!(meja.daftar_slip)
                        columns=columns
                        count=Signal::derive(move || lines.with(Vec::len))
                        row=row
                        on_open=open
                        sort=sort
                        on_sort=on_sort
                    />
                </Section>
            }
        })
    }
}

fn lines(desk: Desk, desk_run: RunDesk) -> Vec<Line> {
    let houses = desk.book.with_untracked(offices);
    desk_run.people.with(|people| {
        desk_run.run.with(|run| {
            let Some(run) = run else { return Vec::new() };
            let line = |(id, slip): (&Id, &domain::pay::Slip)| {
                let facts = people.get(id).map(|one| &one.facts);
                let office = facts.and_then(|facts| facts.jabatan.as_ref()).map(|jabatan| jabatan.office.clone());
                let office = office.map(|code| houses.get(&code).map_or(code, |office| office.name.clone()));
                Line {
                    id: *id,
                    name: facts.map_or_else(|| id.to_string(), |facts| facts.call()),
                    nip: facts.and_then(|facts| facts.nip).map(|nip| nip.grouped()).unwrap_or_default(),
                    office: office.unwrap_or_default(),
                    gross: slip.total.gross,
                    deductions: slip.total.deductions,
                    net: slip.total.net,
                }
            };
            run.slips.iter().map(line).collect()
        })
    })
}

fn sorted(lines: &mut [Line], sort: Option<(usize, SortWay)>) {
    let Some((column, way)) = sort else { return };
    lines.sort_by(|a, b| {
        let order = match column {
            0 => a.name.cmp(&b.name),
            1 => a.office.cmp(&b.office),
            2 => a.gross.cmp(&b.gross),
            3 => a.deductions.cmp(&b.deductions),
            _ => a.net.cmp(&b.net),
        };
        let order = if way == SortWay::Up { order } else { order.reverse() };
        order.then(a.id.cmp(&b.id))
    });
}

fn exports() -> AnyView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let toasts = expect_context::<Toasts>();
    let export = move |()| match export_csv(desk, desk_run) {
        Some((name, bytes)) => match desk::download(&name, "text/csv", &bytes) {
            Ok(()) => toasts.say(say!(meja.terunduh, nama = name)),
            Err(problem) => toasts.say(crate::pages::kit::storage_problem(problem)),
        },
        None => toasts.say(say!(meja.jumlah_di_luar)),
    };
    view! {
        <span class="actions">
            <Button label=say!(meja.unduh_csv) kind=ButtonKind::Outline glyph=Glyph::Download on_press=export />
            <slips::PrintAll />
        </span>
    }
    .into_any()
}

fn export_csv(desk: Desk, desk_run: RunDesk) -> Option<(String, Vec<u8>)> {
    let heads = [
        say!(meja.nip),
        say!(umum.nama),
        say!(meja.golongan),
        say!(meja.kantor),
        say!(meja.csv_gaji_kotor),
        say!(meja.csv_gaji_potongan),
        say!(meja.csv_gaji_bersih),
        say!(meja.csv_tpp_kotor),
        say!(meja.csv_tpp_potongan),
        say!(meja.csv_tpp_bersih),
        say!(umum.diterima),
    ];
    let mut listed = lines(desk, desk_run);
    sorted(&mut listed, Some((0, SortWay::Up)));
    let golongan = |id: &Id| desk_run.people.with_untracked(|people| people.get(id)?.facts.golongan);
    let run = desk_run.run.get_untracked()?;
    let rows: Vec<export::Row> = listed
        .into_iter()
        .filter_map(|line| {
            let slip = run.slips.get(&line.id)?;
            let tpp = slip.tpp.unwrap_or_default();
            Some(export::Row {
                nip: line.nip,
                name: line.name,
                golongan: golongan(&line.id).map(|golongan| golongan.to_string()).unwrap_or_default(),
                office: line.office,
                amounts: [
                    slip.salary.gross,
                    slip.salary.deductions,
                    slip.salary.net,
                    tpp.gross,
                    tpp.deductions,
                    tpp.net,
                    slip.total.net,
                ],
            })
        })
        .collect();
    Some((format!("takar-gaji-{}.csv", run.month), export::csv(&heads, &say!(meja.jumlah), &rows)?))
}

/// The digest of the run, which any other device must reach too.
#[component]
fn Proof() -> impl IntoView {
    let desk_run = expect_context::<RunDesk>();
    let digest = Memo::new(move |_| {
        let done = desk_run.stage.get() == Stage::Done;
        desk_run.run.with(|run| run.as_ref().filter(|_| done).map(|run| run.digest().to_string()))
    });
    move || {
        digest.get().map(|digest| {
            view! {
                <details class="proof">
                    <summary>{say!(meja.sidik, pendek = digest.chars().take(12).collect::<String>())}</summary>
                    <p>
                        <code id="sidik-proses">{digest}</code>
                    </p>
                    <p class="sub">{say!(meja.sidik_jelas)}</p>
                </details>
            }
        })
    }
}
