//! What came of a yearly payment: sums, the list to take away, the people, and one person's figures explained.

use std::sync::Arc;

use domain::thr::NoRight;
use ledger::facts::offices;
use ledger::hash::Id;
use ledger::yearly::{One, Order, Outcome};
use leptos::prelude::*;

use super::view::{self, Line, amounts};
use super::work::{Work, Worked};
use crate::components::{BigTable, Cell, Column, Notice, SearchField, Section, Stat, TableRow, Tone, dom};
use crate::desk::{Desk, use_desk};
use crate::pages::gaji::YearlyView;
use crate::pages::meja::dokumen::{Kertas, Paid, Pays};
use crate::pages::meja::proses::why;
use crate::say;
use crate::words::beside::no_right;
use crate::words::derive::cite;
use crate::words::format;

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
    let paid = Signal::derive(move || {
        work.worked.with(|worked| match worked {
            Some(Ok(worked)) => Some(Arc::new(paid(worked))),
            _ => None,
        })
    });
    let one = Callback::new(move |person: Id| {
        work.worked.with_untracked(|worked| match worked {
            Some(Ok(worked)) => explained(worked, person),
            _ => ().into_any(),
        })
    });
    view! {
        {refused}
        {move || {
            there
                .get()
                .then(|| {
                    view! {
                        <Sums lines=lines />
                        <Kertas paid=paid />
                        <People lines=lines one=one />
                    }
                })
        }}
    }
}

fn lines(desk: Desk, worked: &Worked) -> Vec<Line> {
    let houses = desk.book.with_untracked(offices);
    let line = |one: &One| {
        let (amounts, remark) = match &one.outcome {
            Ok(Outcome::Paid(paying)) => (Some(amounts(paying)), String::new()),
            Ok(Outcome::Nothing(reason, source)) => (Some(Default::default()), nothing(reason, source)),
            Ok(Outcome::Earlier(payday)) => (Some(Default::default()), earlier(*payday)),
            Err(gaps) => (None, why(gaps, None)),
        };
        Line::of(&one.facts, &houses, amounts, remark)
    };
    let mut lines: Vec<Line> = worked.people.values().map(line).collect();
    lines.sort_by_key(|line| line.name.to_lowercase());
    lines
}

/// Whom it pays, of everyone who was worked out.
fn paid(worked: &Worked) -> Paid {
    let paid = |one: &One| match &one.outcome {
        Ok(Outcome::Paid(paying)) => Some((one.facts.clone(), (**paying).clone())),
        _ => None,
    };
    let Order { kind, year, payday, .. } = worked.order;
    let people = worked.people.values().filter_map(paid).collect();
    Paid { office: worked.office.clone(), pays: Pays::Yearly { kind, year, payday, people } }
}

fn nothing(reason: &NoRight, source: &domain::cite::Cite) -> String {
    format!("{} ({})", no_right(reason), cite(source))
}

fn earlier(payday: domain::calendar::Month) -> String {
    say!(thr.sudah, bulan = format::month(payday))
}

/// The sums; of what was sealed nobody is left to be told apart.
#[component]
pub fn Sums(lines: Memo<Vec<Line>>, #[prop(optional)] sealed: bool) -> impl IntoView {
    move || {
        lines.with(|lines| {
            let count = lines.iter().filter(|line| line.is_paid()).count();
            let blocked = lines.iter().filter(|line| line.amounts.is_none()).count();
            let without = lines.len() - count - blocked;
            let sums = view::sums(lines).ok();
            let money = |at: usize| sums.map_or_else(|| say!(umum.belum_diketahui), |sums| format::rupiah(sums[at]));
            let tone = if blocked > 0 { Tone::Mengkudu } else { Tone::Neutral };
            let told = (!sealed).then(|| {
                view! { <Stat label=say!(umum.tertahan) value=format::grouped(blocked as i64) tone=tone /> }
            });
            let without =
                if sealed { String::new() } else { say!(thr.tidak_menerima, jumlah = format::grouped(without as i64)) };
            view! {
                <div class="stats" id="thr-jumlah">
                    <Stat label=say!(thr.menerima) value=format::grouped(count as i64) sub=without />
                    {told}
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

/// The people, searched; `one` shows what a person's figures rest on.
#[component]
pub fn People(lines: Memo<Vec<Line>>, one: Callback<Id, AnyView>) -> impl IntoView {
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
    view! {
        <Section title=say!(thr.daftar)>
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
                {move || {
                    let person = opened.get()?;
                    let name = lines.with(|all| Some(all.iter().find(|line| line.id == person)?.name.clone()))?;
                    Some(view! {
                        <h3>{name}</h3>
                        {one.run(person)}
                    })
                }}
            </div>
        </Section>
    }
}

/// One person's payment line by line, each opening to what it rests on, or why there is none.
fn explained(worked: &Worked, person: Id) -> AnyView {
    match worked.people.get(&person).map(|one| &one.outcome) {
        Some(Ok(Outcome::Paid(paying))) => {
            view! { <YearlyView order=worked.order.clone() slip=paying.slip.clone() /> }.into_any()
        }
        Some(Ok(Outcome::Nothing(reason, source))) => view! { <Notice text=nothing(reason, source) /> }.into_any(),
        Some(Ok(Outcome::Earlier(payday))) => view! { <Notice text=earlier(*payday) /> }.into_any(),
        Some(Err(gaps)) => view! { <Notice tone=Tone::Mengkudu text=why(gaps, None) /> }.into_any(),
        None => ().into_any(),
    }
}
