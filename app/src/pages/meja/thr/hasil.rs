//! What came of a yearly payment: sums, who is blocked or receives nothing, the list, and one person's figures explained.

use domain::derive::Explaining;
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::outcome::Gap;
use domain::thr::NoRight;
use ledger::facts::offices;
use ledger::hash::Id;
use ledger::yearly::{One, Outcome, Yearly};
use leptos::prelude::*;

use super::csv::{Row as CsvRow, csv};
use super::work::{Work, Worked};
use crate::components::{
    BigTable, Button, ButtonKind, Cell, Column, Glyph, Notice, SearchField, Section, Stat, Table, TableRow, Toasts,
    Tone, Tree, dom,
};
use crate::desk::{self, Desk, use_desk};
use crate::pages::kit;
use crate::pages::meja::proses::why;
use crate::say;
use crate::words::beside::{no_right, thr_code, yearly as yearly_word};
use crate::words::derive::{Origin, cite, nodes};
use crate::words::format;

/// One person of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    id: Id,
    name: String,
    nip: String,
    office: String,
    /// Gross, deductions, net.
    amounts: Option<[Rupiah; 3]>,
    remark: String,
}

#[component]
pub fn Hasil(work: Work) -> impl IntoView {
    let desk = use_desk();
    let lines = Memo::new(move |_| {
        work.worked.with(|worked| match worked {
            Some(Ok(worked)) => lines(desk, worked),
            _ => Vec::new(),
        })
    });
    let refused = move || {
        work.worked.with(|worked| match worked {
            Some(Err(gaps)) => Some(view! { <Notice tone=Tone::Mengkudu live=true text=why(gaps, None) /> }),
            _ => None,
        })
    };
    let there = Memo::new(move |_| work.worked.with(|worked| matches!(worked, Some(Ok(_)))));
    view! {
        {refused}
        {move || {
            there
                .get()
                .then(|| {
                    view! {
                        <Sums lines=lines />
                        <List work=work lines=lines />
                    }
                })
        }}
    }
}

fn lines(desk: Desk, worked: &Worked) -> Vec<Line> {
    let houses = desk.book.with_untracked(offices);
    let mut lines: Vec<Line> = worked
        .people
        .iter()
        .map(|(id, one)| {
            let (amounts, remark) = of(one);
            Line {
                id: *id,
                name: one.facts.call(),
                nip: one.facts.nip.map(|nip| nip.grouped()).unwrap_or_default(),
                office: one.facts.office_name(&houses).to_owned(),
                amounts,
                remark,
            }
        })
        .collect();
    lines.sort_by_key(|line| line.name.to_lowercase());
    lines
}

/// The amounts of a person, or why there are none.
fn of(one: &One) -> (Option<[Rupiah; 3]>, String) {
    match &one.outcome {
        Ok(Outcome::Paid(paid)) => (Some([paid.total.gross, paid.total.deductions, paid.total.net]), String::new()),
        Ok(Outcome::Nothing(reason, source)) => (Some([Rupiah::ZERO; 3]), nothing(reason, source)),
        Err(gaps) => (None, why(gaps, None)),
    }
}

fn nothing(reason: &NoRight, source: &domain::cite::Cite) -> String {
    format!("{} ({})", no_right(reason), cite(source))
}

#[component]
fn Sums(lines: Memo<Vec<Line>>) -> impl IntoView {
    move || {
        lines.with(|lines| {
            let paid = |line: &&Line| line.amounts.is_some_and(|[gross, ..]| gross != Rupiah::ZERO);
            let count = lines.iter().filter(paid).count();
            let blocked = lines.iter().filter(|line| line.amounts.is_none()).count();
            let without = lines.len() - count - blocked;
            let sum = |at: usize| {
                let amounts = lines.iter().filter_map(|line| line.amounts).map(|amounts| amounts[at]);
                amounts.into_iter().try_fold(Rupiah::ZERO, |sum, amount| sum.plus(amount)).ok()
            };
            let money = |at| sum(at).map_or_else(|| say!(umum.belum_diketahui), format::rupiah);
            let tone = if blocked > 0 { Tone::Mengkudu } else { Tone::Neutral };
            view! {
                <div class="stats" id="thr-jumlah">
                    <Stat
                        label=say!(thr.menerima)
                        value=format::grouped(count as i64)
                        sub=say!(thr.tidak_menerima, jumlah = format::grouped(without as i64))
                    />
                    <Stat label=say!(umum.tertahan) value=format::grouped(blocked as i64) tone=tone />
                    <Stat label=say!(meja.jumlah_bersih) value=money(2) private=true />
                    <Stat
                        label=say!(meja.jumlah_potongan)
                        value=money(1)
                        sub=say!(meja.dari_kotor, kotor = money(0))
                        private=true
                    />
                </div>
            }
        })
    }
}

#[component]
fn List(work: Work, lines: Memo<Vec<Line>>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let sought = RwSignal::new(String::new());
    let opened = RwSignal::new(None::<Id>);
    let found = Memo::new(move |_| {
        let words: Vec<String> = sought.get().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |line: &Line| {
            let text = format!("{} {}", line.name.to_lowercase(), line.nip.replace(' ', ""));
            words.iter().all(|word| text.contains(word.as_str()))
        };
        lines.with(|lines| lines.iter().filter(|line| fits(line)).cloned().collect::<Vec<_>>())
    });
    let row = Callback::new(move |at: usize| {
        found.with(|lines| {
            lines.get(at).map_or_else(TableRow::default, |line| {
                let amount = |at: usize| match line.amounts {
                    Some(amounts) => Cell::Amount(format::amount(amounts[at])),
                    None => Cell::Words(say!(umum.tertahan)),
                };
                let below = if line.remark.is_empty() { line.nip.clone() } else { line.remark.clone() };
                TableRow::new(vec![
                    Cell::Two(line.name.clone(), below),
                    Cell::Words(line.office.clone()),
                    amount(0),
                    amount(1),
                    amount(2),
                ])
                .key(line.id.to_string())
            })
        })
    });
    let columns = vec![
        Column::words(say!(umum.nama)).width(3),
        Column::words(say!(meja.kantor)).width(2).wide_only(),
        Column::numbers(say!(meja.kotor)).width(2).wide_only(),
        Column::numbers(say!(meja.potongan)).width(2).wide_only(),
        Column::numbers(say!(umum.diterima)).width(2),
    ];
    let save = move |()| {
        let heads = [
            say!(meja.nip),
            say!(umum.nama),
            say!(meja.kantor),
            say!(thr.keterangan),
            say!(meja.kotor),
            say!(meja.potongan),
            say!(umum.diterima),
        ];
        let rows = lines.with_untracked(|lines| {
            let row = |line: &Line| CsvRow {
                nip: line.nip.clone(),
                name: line.name.clone(),
                office: line.office.clone(),
                remark: line.remark.clone(),
                amounts: line.amounts,
            };
            lines.iter().map(row).collect::<Vec<_>>()
        });
        let name = work.worked.with_untracked(|worked| match worked {
            Some(Ok(worked)) => format!("{}-{}.csv", worked.order.kind.code(), worked.order.year),
            _ => String::new(),
        });
        let Some(bytes) = csv(&heads, &say!(meja.jumlah), &rows) else {
            return toasts.say(say!(meja.jumlah_di_luar));
        };
        match desk::download(&name, "text/csv", &bytes) {
            Ok(()) => toasts.say(say!(periksa.dibuat, nama = name)),
            Err(problem) => toasts.say(kit::storage_problem(problem)),
        }
    };
    let one = move || {
        let person = opened.get()?;
        work.worked.with(|worked| match worked {
            Some(Ok(worked)) => Some(explained(desk, worked, person)),
            _ => None,
        })
    };
    view! {
        <Section
            title=say!(thr.daftar)
            action=move || {
                view! {
                    <Button label=say!(thr.csv) kind=ButtonKind::Outline glyph=Glyph::Download on_press=save />
                }
                    .into_any()
            }
        >
            <SearchField
                id="cari-thr"
                label=say!(umum.cari)
                value=sought
                on_input=move |text| sought.set(text)
                found=move || say!(meja.ditemukan, jumlah = found.with(Vec::len))
            />
            <BigTable
                caption=say!(thr.daftar)
                columns=columns
                count=Signal::derive(move || found.with(Vec::len))
                row=row
                on_open=move |id: String| {
                    opened.set(id.parse().ok());
                    dom::focus_soon("thr-orang".to_owned());
                }
            />
            <div id="thr-orang" tabindex="-1" aria-live="polite">
                {one}
            </div>
        </Section>
    }
}

/// One person's payment line by line, each opening to what it rests on.
fn explained(desk: Desk, worked: &Worked, person: Id) -> AnyView {
    let law = Rulebook::national();
    let mut told = Explaining::default();
    let one = desk.book.with_untracked(|book| -> Result<One, Vec<Gap>> {
        Ok(Yearly::of(book, worked.order.clone(), law)?.person(book, person, law, &mut told))
    });
    let one = match one {
        Ok(one) => one,
        Err(gaps) => return view! { <Notice tone=Tone::Mengkudu text=why(&gaps, None) /> }.into_any(),
    };
    let caption = say!(thr.milik, pembayaran = yearly_word(worked.order.kind), nama = one.facts.call());
    let tree = view! { <Tree nodes=nodes(&told.finish(), Origin::Records) /> };
    match &one.outcome {
        Ok(Outcome::Paid(paid)) => {
            let mut rows: Vec<TableRow> = paid
                .lines
                .iter()
                .map(|line| {
                    TableRow::new(vec![Cell::Words(thr_code(line.code)), Cell::Amount(format::amount(line.amount))])
                })
                .collect();
            let sum =
                |word: String, amount| TableRow::new(vec![Cell::Words(word), Cell::Amount(format::amount(amount))]);
            rows.push(sum(say!(umum.diterima), paid.total.net).strong());
            let columns = vec![Column::words(say!(meja.baris)), Column::numbers(say!(thr.jumlah))];
            view! {
                <Table caption=caption columns=columns rows=rows />
                <h3>{say!(meja.asal_angka)}</h3>
                {tree}
            }
            .into_any()
        }
        Ok(Outcome::Nothing(reason, source)) => view! {
            <Notice title=caption text=nothing(reason, source) />
            {tree}
        }
        .into_any(),
        Err(gaps) => view! { <Notice tone=Tone::Mengkudu title=caption text=why(gaps, None) /> }.into_any(),
    }
}
