//! How what closed months paid a person too much comes back: what is still owed, the plan with its instalments, and the form
//! in which the treasurer records what was agreed. No amount is typed: it follows from due and paid.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::money::Rupiah;
use domain::pay::TakenBack;
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::payload::Fact;
use ledger::subject::{self, Field};
use leptos::prelude::*;

use crate::components::{
    Button, DateField, ErrorSummary, FieldError, NumberField, Row, Rows, Section, Text, TextField, dom,
};
use crate::desk::{Draft, Statement, use_desk};
use crate::pages::gaji::Worked;
use crate::pages::kit;
use crate::pages::meja::hr::import::cells;
use crate::pages::meja::hr::import::problem::Problem;
use crate::pages::meja::hr::words;
use crate::say;
use crate::words::format::{amount, month, rupiah, spoken};

/// Most instalments of a plan: five years.
const MOST: u32 = 60;
/// The entries of the form.
const ENTRIES: [&str; 3] = ["kembali-mulai", "kembali-kali", "kembali-surat"];

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
                    <Form person=person month=month />
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

fn label(name: &str) -> String {
    match name {
        "kembali-mulai" => say!(bayar.kembali_mulai),
        "kembali-kali" => say!(bayar.kembali_kali),
        _ => say!(bayar.kembali_surat),
    }
}

/// From which month, in how many instalments, by which paper.
type Agreed = (Month, u8, String);

/// Reads the form, or says what is wrong at which entry.
fn read(typed: &[String; 3]) -> Result<Agreed, Vec<(&'static str, Problem)>> {
    let [from, count, paper] = typed.each_ref().map(|text| text.trim());
    let must = |text: &str, problem| if text.is_empty() { Problem::Required } else { problem };
    let from = from.parse::<Month>().map_err(|_| (ENTRIES[0], must(from, Problem::Date)));
    let count = match count {
        "" => Err((ENTRIES[1], Problem::Required)),
        text => cells::number(text, 1, MOST).map_err(|problem| (ENTRIES[1], problem)),
    };
    let paper = match paper {
        "" => Err((ENTRIES[2], Problem::Required)),
        text => cells::words(160)(text).map_err(|problem| (ENTRIES[2], problem)),
    };
    match (from, count, paper) {
        (Ok(from), Ok(count), Ok(paper)) => Ok((from, count, paper)),
        (from, count, paper) => Err([from.err(), count.err(), paper.err()].into_iter().flatten().collect()),
    }
}

#[component]
fn Form(person: Id, month: Month) -> impl IntoView {
    let desk = use_desk();
    let draft = StoredValue::new(desk.draft(&format!("kembali.{person}")));
    let empty = move || [month.to_string(), String::new(), String::new()];
    let typed = RwSignal::new(draft.with_value(Draft::load).unwrap_or_else(empty));
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let attempt = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let prefix = format!("fact/{person}/{}/", Field::Pengembalian.code());
    let shown = StoredValue::new((prefix.clone(), desk.shown(&prefix)));
    let save = move |()| match typed.with_untracked(read) {
        Err(wrong) => {
            let listed = wrong.into_iter().map(|(name, problem)| FieldError {
                id: name.to_owned(),
                text: format!("{}: {}", label(name), words::problem(&problem)),
            });
            errors.set(listed.collect());
            attempt.update(|count| *count += 1);
        }
        Ok((from, instalments, paper)) => {
            errors.set(Vec::new());
            let fact = Fact::Pengembalian { instalments, paper };
            let subject = subject::fact(person, Field::Pengembalian, from.first());
            let statement = Statement::new(Kind::Fact, subject, &fact);
            let over = shown.with_value(|(_, shown)| shown.clone());
            kit::save_form(desk, vec![statement.over(&over)], busy, draft.get_value(), move || {
                shown.update_value(|(prefix, shown)| *shown = desk.shown(prefix));
                typed.set(empty());
                dom::focus_soon(ENTRIES[0].to_owned());
            });
        }
    };
    let field = move |at: usize| {
        let name = ENTRIES[at];
        let value = Signal::derive(move || typed.with(|typed| typed[at].clone()));
        let put = Callback::new(move |text: String| {
            typed.update(|typed| typed[at] = text);
            // A full device shows at the next save; typing goes on.
            let _ = draft.with_value(|draft| typed.with_untracked(|typed| draft.save(typed)));
            errors.update(|errors| errors.retain(|error| error.id != name));
        });
        let error = Text::from(move || {
            errors.with(|all| all.iter().find(|error| error.id == name).map(|error| error.text.clone()))
        });
        match at {
            0 => view! {
                <DateField id=name label=label(name) value=value on_input=put error=error month=true />
            }
            .into_any(),
            1 => view! { <NumberField id=name label=label(name) value=value on_input=put error=error /> }.into_any(),
            _ => view! { <TextField id=name label=label(name) value=value on_input=put error=error /> }.into_any(),
        }
    };
    view! {
        <div class="stack">
            <p class="sub">{say!(bayar.kembali_jelas)}</p>
            <ErrorSummary
                title=move || say!(umum.ada_perbaikan, jumlah = errors.with(Vec::len))
                errors=errors
                attempt=attempt
            />
            {[0, 1, 2].map(field).into_iter().collect_view()}
            <div class="line">
                <Button label=say!(bayar.kembali_simpan) busy=busy on_press=save />
            </div>
        </div>
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
        assert_eq!(names(["", "", ""]), ENTRIES);
        assert_eq!(names(["2026-13", "61", "SK 1"]), ENTRIES[..2]);
        let typed = ["2026-11", "6", "SKTJM 4/2026"].map(str::to_owned);
        assert_eq!(read(&typed).unwrap(), ("2026-11".parse().unwrap(), 6, "SKTJM 4/2026".to_owned()));
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
