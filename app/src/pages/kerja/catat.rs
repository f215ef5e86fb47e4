//! The daily log: one entry after another, saved on the device at once, and what was written before.

use ledger::kind::Kind;
use ledger::payload::Log;
use ledger::subject;
use leptos::prelude::*;

use super::entries;
use super::fields::{self, Sheet};
use super::log::LogForm;
use super::view::{self, Work};
use crate::components::{Button, ErrorSummary, Glyph, IconLine, Leave, Notice, Page, Tag, dom};
use crate::desk::{Statement, use_desk};
use crate::pages::kit;
use crate::say;

#[component]
pub fn Catat() -> impl IntoView {
    let desk = use_desk();
    let today = desk.today();
    let draft = desk.draft("catat");
    let form = RwSignal::new(draft.load::<LogForm>().unwrap_or_else(|| LogForm::of(today, "")));
    let year = Memo::new(move |_| form.with(LogForm::day).unwrap_or(today).month().year());
    let work = Memo::new(move |_| desk.book.with(|book| view::work(book, desk.me(), year.get())));
    Effect::new(move |_| {
        let suggested = work.with(suggestion);
        if form.with_untracked(|form| form.indicator.is_empty() && form.is_blank()) && !suggested.is_empty() {
            form.update(|form| form.indicator = suggested);
        }
    });
    let kept = RwSignal::new(true);
    let keep = draft.clone();
    Effect::new(move |_| {
        kept.set(form.with(|form| {
            if form.is_blank() {
                keep.clear();
                return true;
            }
            keep.save(form).is_ok()
        }));
    });
    let draft = StoredValue::new(draft);
    let attempt = RwSignal::new(0_u32);
    let errors = Memo::new(move |_| {
        if attempt.get() == 0 {
            return Vec::new();
        }
        let read = work.with(|work| form.with(|form| form.read(today, work.plan())));
        let wrong = read.err().unwrap_or_default();
        wrong.iter().map(|fault| fields::problem(fault, "")).collect::<Vec<_>>()
    });
    let busy = RwSignal::new(false);
    let save = Callback::new(move |()| {
        attempt.update(|attempt| *attempt += 1);
        let read = work.with_untracked(|work| form.with_untracked(|form| form.read(today, work.plan())));
        let Ok(entry) = read else { return };
        let about = subject::log(desk.me(), entry.date.month().year());
        let statement = Statement::new(Kind::Log, about, &Log::Entry(entry));
        kit::save_form(desk, vec![statement], busy, draft.get_value(), move || {
            attempt.set(0);
            form.update(|form| *form = LogForm { date: form.date.clone(), ..LogForm::of(today, &form.indicator) });
            dom::focus("uraian");
        });
    });
    let sheet = Sheet { form, work, errors, prefix: "", days: (None, today) };
    let has_plan = Memo::new(move |_| work.with(|work| work.plan().is_some()));
    let counting = move || {
        if has_plan.get() {
            fields::counted(sheet)
        } else {
            let words = say!(kerja.belum_rencana_catat, tahun = year.get());
            view! { <Notice text=words /> }.into_any()
        }
    };
    let is_draft = move || form.with(|form| !form.is_blank()).then(|| say!(umum.draf));
    let footer = move || {
        view! {
            <Button label=say!(umum.simpan) wide=true busy=busy on_press=save />
            <IconLine
                glyph=Glyph::Check
                text=move || match (kept.get(), desk.is_solo()) {
                    (false, _) => say!(kerja.draf_gagal),
                    (true, true) => say!(kerja.draf_sendiri),
                    (true, false) => say!(kerja.draf_otomatis),
                }
            />
        }
    };
    view! {
        <Page
            title=say!(kerja.catatan_harian)
            leave=Leave::Close("/kerja")
            leave_label=say!(umum.tutup)
            actions=move || view! { <Tag text=is_draft /> }
            footer=footer
        >
            <ErrorSummary
                title=move || say!(umum.ada_perbaikan, jumlah = errors.with(Vec::len))
                errors=errors
                attempt=attempt
            />
            {fields::told(sheet)}
            {counting}
            {entries::list(desk, work, today)}
        </Page>
    }
}

/// Suggests what the last entry counted for, else the first indicator of the plan.
fn suggestion(work: &Work) -> String {
    let Some(plan) = work.plan() else { return String::new() };
    let last = work.entries.last().and_then(|entry| entry.log.indicator.clone());
    let known = last.filter(|id| plan.indicator(id).is_some());
    known.or_else(|| plan.indicators().next().map(|(_, one)| one.id.clone())).unwrap_or_default()
}
