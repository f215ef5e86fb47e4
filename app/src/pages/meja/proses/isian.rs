//! A short form in which the treasurer records what a paper says about one person's pay: named entries that are read into
//! one fact, or named with what is wrong.

use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::payload::Fact;
use ledger::subject::{self, Field};
use leptos::prelude::*;

use domain::calendar::Day;

use crate::components::{Button, DateField, ErrorSummary, FieldError, NumberField, Text, TextField, dom};
use crate::desk::{Draft, Statement, use_desk};
use crate::pages::kit;
use crate::pages::meja::hr::import::cells;
use crate::pages::meja::hr::import::problem::Problem;
use crate::pages::meja::hr::words;
use crate::say;

/// Most letters that name a paper.
const PAPER: usize = 160;

/// What an entry asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A whole number.
    Number,
    /// Words.
    Words,
}

/// One entry: its id, what it asks for, its label.
pub type Entry = (&'static str, Asks, fn() -> String);

/// What was read: from which day the fact counts, and the fact.
pub type Read = Result<(Day, Fact), Vec<(&'static str, Problem)>>;

/// Reads words that may not be missing.
pub fn must<T>(text: &str, read: impl FnOnce(&str) -> Result<T, Problem>) -> Result<T, Problem> {
    match text.trim() {
        "" => Err(Problem::Required),
        text => read(text),
    }
}

/// Reads what names a paper.
pub fn paper(text: &str) -> Result<String, Problem> {
    must(text, cells::words(PAPER))
}

/// The form. What is typed stays on the device until it is saved.
#[component]
pub fn Isian(
    person: Id,
    field: Field,
    entries: &'static [Entry],
    /// What stands in the entries at first.
    begin: Vec<String>,
    #[prop(into)] told: String,
    #[prop(into)] save: String,
    read: fn(&[String]) -> Read,
) -> impl IntoView {
    let desk = use_desk();
    let draft = StoredValue::new(desk.draft(&format!("{}.{person}", field.code())));
    let begin = StoredValue::new(begin);
    let kept = draft.with_value(Draft::load::<Vec<String>>).filter(|kept| kept.len() == entries.len());
    let typed = RwSignal::new(kept.unwrap_or_else(|| begin.get_value()));
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let attempt = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let prefix = format!("fact/{person}/{}/", field.code());
    let shown = StoredValue::new((prefix.clone(), desk.shown(&prefix)));
    let label =
        move |name: &str| entries.iter().find(|(id, ..)| *id == name).map(|(.., label)| label()).unwrap_or_default();
    let write = move |()| match typed.with_untracked(|typed| read(typed)) {
        Err(wrong) => {
            let listed = wrong.into_iter().map(|(name, problem)| FieldError {
                id: name.to_owned(),
                text: format!("{}: {}", label(name), words::problem(&problem)),
            });
            errors.set(listed.collect());
            attempt.update(|count| *count += 1);
        }
        Ok((from, fact)) => {
            errors.set(Vec::new());
            let statement = Statement::new(Kind::Fact, subject::fact(person, field, from), &fact);
            let over = shown.with_value(|(_, shown)| shown.clone());
            kit::save_form(desk, vec![statement.over(&over)], busy, draft.get_value(), move || {
                shown.update_value(|(prefix, shown)| *shown = desk.shown(prefix));
                typed.set(begin.get_value());
                entries.iter().take(1).for_each(|(id, ..)| dom::focus_soon((*id).to_owned()));
            });
        }
    };
    let entry = move |at: usize, (name, asks, label): Entry| {
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
        match asks {
            Asks::Day | Asks::Month => view! {
                <DateField id=name label=label() value=value on_input=put error=error month=asks == Asks::Month />
            }
            .into_any(),
            Asks::Number => {
                view! { <NumberField id=name label=label() value=value on_input=put error=error /> }.into_any()
            }
            Asks::Words => {
                view! { <TextField id=name label=label() value=value on_input=put error=error /> }.into_any()
            }
        }
    };
    view! {
        <div class="stack">
            <p class="sub">{told}</p>
            <ErrorSummary
                title=move || say!(umum.ada_perbaikan, jumlah = errors.with(Vec::len))
                errors=errors
                attempt=attempt
            />
            {entries.iter().enumerate().map(|(at, of)| entry(at, *of)).collect_view()}
            <div class="line">
                <Button label=save busy=busy on_press=write />
            </div>
        </div>
    }
}
