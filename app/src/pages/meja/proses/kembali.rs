//! How what closed months paid a person too much comes back: what is still owed, the plan with its instalments, and the form
//! in which the treasurer records what was agreed. No amount is typed: it follows from due and paid.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::money::Rupiah;
use domain::pay::TakenBack;
use ledger::hash::Id;
use ledger::payload::Fact;
use ledger::subject::Field;
use leptos::prelude::*;

use super::isian::{Asks, Entry, Isian, Read, must, paper};
use crate::components::{Row, Rows, Section};
use crate::pages::gaji::Worked;
use crate::pages::meja::hr::import::cells;
use crate::pages::meja::hr::import::problem::Problem;
use crate::say;
use crate::words::format::{amount, month, rupiah, spoken};

/// Most instalments of a plan: five years.
const MOST: u32 = 60;
/// The entries of the form.
const ENTRIES: [Entry; 3] = [
    ("kembali-mulai", Asks::Month, || say!(bayar.kembali_mulai)),
    ("kembali-kali", Asks::Number, || say!(bayar.kembali_kali)),
    ("kembali-surat", Asks::Words, || say!(bayar.kembali_surat)),
];

/// What is owed, the plan and the form; nothing where nothing was paid too much.
#[component]
pub fn Kembali(person: Id, month: Month, worked: Memo<Worked>) -> impl IntoView {
    let there = Memo::new(move |_| {
        worked.with(|worked| {
            worked.late.as_ref().is_some_and(|late| late.overpaid < Rupiah::ZERO || late.takes.is_some())
        })
    });
    move || {
        there.get().then(|| {
            view! {
                <Section title=say!(bayar.kembali_judul)>
                    {move || worked.with(|worked| plan(worked, month))}
                    <Isian
                        person=person
                        field=Field::Pengembalian
                        entries=&ENTRIES
                        begin=vec![month.to_string(), String::new(), String::new()]
                        told=say!(bayar.kembali_jelas)
                        save=say!(bayar.kembali_simpan)
                        read=read
                    />
                </Section>
            }
        })
    }
}

/// What came back, what is still owed, and the instalments to come.
fn plan(worked: &Worked, at: Month) -> Option<AnyView> {
    let late = worked.late.as_ref()?;
    let owed = Rupiah::ZERO.minus(late.overpaid).ok()?;
    let rows = late.takes.map(|takes| {
        let rows = instalments(takes, at).into_iter().map(|(of, taken, left)| {
            let sub = say!(bayar.kembali_sisa, jumlah = rupiah(left));
            view! { <Row title=month(of) sub=sub amount=amount(taken) spoken=spoken(taken) /> }
        });
        view! { <Rows label=say!(bayar.kembali_angsuran)>{rows.collect_view()}</Rows> }
    });
    let (taken, none) = (late.taken, late.takes.is_none());
    let none = none.then(|| view! { <p class="sub">{say!(bayar.kembali_belum)}</p> });
    Some(
        view! {
            <Rows label=say!(bayar.kembali_judul)>
                <Row title=say!(bayar.kembali_sudah) amount=amount(taken) spoken=spoken(taken) />
                <Row title=say!(bayar.kembali_masih) amount=amount(owed) spoken=spoken(owed) strong=true />
            </Rows>
            {none}
            {rows}
        }
        .into_any(),
    )
}

/// The instalments of both payments together: month, what is taken, what is left.
fn instalments(takes: TakenBack, first: Month) -> Vec<(Month, Rupiah, Rupiah)> {
    let plans = takes.plans(first).unwrap_or_default();
    let mut all: BTreeMap<Month, (Rupiah, Rupiah)> = BTreeMap::new();
    for one in plans.into_iter().flat_map(|(_, plan)| plan.instalments) {
        let (taken, left) = all.entry(one.month).or_default();
        *taken = taken.plus(one.amount).unwrap_or(*taken);
        *left = left.plus(one.left).unwrap_or(*left);
    }
    all.into_iter().map(|(month, (taken, left))| (month, taken, left)).collect()
}

/// Reads the form, or says what is wrong at which entry.
fn read(typed: &[String]) -> Read {
    let [from, count, named] = [0, 1, 2].map(|at| typed.get(at).map_or("", String::as_str));
    let from = must(from, |text| text.parse::<Month>().map_err(|_| Problem::Date));
    let count = must(count, |text| cells::number(text, 1, MOST));
    match (from, count, paper(named)) {
        (Ok(from), Ok(instalments), Ok(paper)) => Ok((from.first(), Fact::Pengembalian { instalments, paper })),
        (from, count, paper) => {
            let wrong = [from.err(), count.err(), paper.err()];
            Err(ENTRIES.iter().zip(wrong).filter_map(|((id, ..), wrong)| Some((*id, wrong?))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_names_what_is_wrong_at_its_entry() {
        let names = |typed: [&str; 3]| {
            let wrong = read(&typed.map(str::to_owned)).unwrap_err();
            wrong.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        };
        let entries = ENTRIES.map(|(id, ..)| id);
        assert_eq!(names(["", "", ""]), entries);
        assert_eq!(names(["2026-13", "61", "SK 1"]), entries[..2]);
        let typed = ["2026-11", "6", "SKTJM 4/2026"].map(str::to_owned);
        let fact = Fact::Pengembalian { instalments: 6, paper: "SKTJM 4/2026".into() };
        assert_eq!(read(&typed).unwrap(), ("2026-11-01".parse().unwrap(), fact));
    }

    #[test]
    fn instalments_of_both_payments_add_up_to_what_is_owed() {
        let takes = TakenBack { salary: Rupiah::new(100_000), tpp: Rupiah::new(50_001), instalments: 3 };
        let all = instalments(takes, "2026-11".parse().unwrap());
        assert_eq!(all.iter().map(|(_, taken, _)| taken.get()).sum::<i64>(), 150_001);
        assert_eq!(all.last().map(|(month, _, left)| (month.to_string(), left.get())), Some(("2027-01".into(), 0)));
        // One rupiah comes back at once, the other payment over all three months.
        let takes = TakenBack { salary: Rupiah::new(1), tpp: Rupiah::new(6), instalments: 3 };
        let taken = instalments(takes, "2026-11".parse().unwrap()).into_iter().map(|(_, taken, _)| taken.get());
        assert_eq!(taken.collect::<Vec<_>>(), [3, 2, 2]);
    }
}
