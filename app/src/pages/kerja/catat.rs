//! The daily log: one entry after another, saved on the device at once, and what was written before.

use domain::calendar::Day;
use ledger::kind::Kind;
use ledger::subject;
use leptos::prelude::*;

use super::log::{LogFault, LogForm, by_day};
use super::parts;
use super::view::{self, Work};
use crate::components::{
    Button, ButtonKind, Choice, DateField, Empty, ErrorSummary, FieldError, Glyph, IconLine, Leave, Notice,
    NumberField, Page, Rows, Section, SelectField, Tag, Text, TextArea, dom,
};
use crate::desk::{Statement, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::{format, kinerja as words};

/// Days of the list that are drawn at first, and that one press adds.
const DAYS: usize = 14;

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
        read.err().unwrap_or_default().iter().map(problem).collect::<Vec<_>>()
    });
    let busy = RwSignal::new(false);
    let save = Callback::new(move |()| {
        attempt.update(|attempt| *attempt += 1);
        let read = work.with_untracked(|work| form.with_untracked(|form| form.read(today, work.plan())));
        let Ok(entry) = read else { return };
        let statement = Statement::new(Kind::Log, subject::log(desk.me(), entry.date.month().year()), &entry);
        kit::save_form(desk, vec![statement], busy, draft.get_value(), move || {
            attempt.set(0);
            form.update(|form| *form = LogForm { date: form.date.clone(), ..LogForm::of(today, &form.indicator) });
            dom::focus("uraian");
        });
    });
    let error = move |id: &'static str| {
        Text::from(move || errors.with(|all| all.iter().find(|one| one.id == id).map(|one| one.text.clone())))
    };
    let has_plan = Memo::new(move |_| work.with(|work| work.plan().is_some()));
    let counting = move || {
        if has_plan.get() {
            counted(form, work, error)
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
            <DateField
                id="tanggal"
                label=say!(kerja.hari)
                hint=move || form.with(LogForm::day).map(format::long_day)
                max=today.to_string()
                value=Signal::derive(move || form.with(|form| form.date.clone()))
                on_input=move |date| form.update(|form| form.date = date)
                error=error("tanggal")
            />
            <TextArea
                id="uraian"
                label=say!(kerja.apa_hasil)
                maxlength=1000
                value=Signal::derive(move || form.with(|form| form.note.clone()))
                on_input=move |note| form.update(|form| form.note = note)
                error=error("uraian")
            />
            {counting}
            {list(work)}
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

fn problem(fault: &LogFault) -> FieldError {
    let text = match fault {
        LogFault::NoDay => say!(kerja.salah_hari),
        LogFault::Ahead => say!(kerja.salah_hari_depan),
        LogFault::OtherYear => say!(kerja.salah_hari_tahun),
        LogFault::Empty => say!(kerja.salah_catatan),
        LogFault::NotANumber => say!(kerja.salah_bukan_angka),
        LogFault::Plan(problem) => words::plan_problem(problem),
    };
    FieldError { id: fault.place().to_owned(), text }
}

fn counted(form: RwSignal<LogForm>, work: Memo<Work>, error: impl Fn(&'static str) -> Text) -> AnyView {
    // A memo: a list that is open under the person's thumb is not drawn again by a sync.
    let options = Memo::new(move |_| {
        work.with(|work| {
            let indicators = work.plan().into_iter().flat_map(domain::kinerja::Skp::indicators);
            indicators.map(|(_, one)| Choice::new(one.id.clone(), one.text.clone())).collect::<Vec<_>>()
        })
    });
    let chosen = Memo::new(move |_| form.with(|form| form.indicator.clone()));
    let so_far = move || {
        work.with(|work| {
            let one = work.plan()?.indicator(&chosen.get())?;
            let until = Day::new(work.year, 12, 31)?;
            let done = words::realised(one, &work.progress(one, until).realised);
            Some(say!(kerja.tercatat_dari, sudah = done, target = words::target(one)))
        })
    };
    let unit = move || work.with(|work| work.plan()?.indicator(&chosen.get()).map(|one| one.unit.clone()));
    let countable = Memo::new(move |_| !chosen.get().is_empty());
    let amount_error = error("jumlah");
    view! {
        <SelectField
            id="indikator"
            label=say!(kerja.untuk_ukuran)
            hint=so_far
            options=options
            empty=say!(kerja.tanpa_ukuran)
            value=Signal::derive(move || Some(chosen.get()))
            on_change=move |id| form.update(|form| form.indicator = id)
            error=error("indikator")
        />
        {move || {
            countable
                .get()
                .then(|| {
                    view! {
                        <NumberField
                            id="jumlah"
                            label=say!(kerja.jumlah)
                            hint=say!(kerja.jumlah_petunjuk)
                            unit=unit
                            decimals=true
                            value=Signal::derive(move || form.with(|form| form.amount.clone()))
                            on_input=move |typed| form.update(|form| form.amount = typed)
                            error=amount_error
                        />
                    }
                })
        }}
    }
    .into_any()
}

fn list(work: Memo<Work>) -> AnyView {
    let shown = RwSignal::new(DAYS);
    let days = move || {
        let work = work.get();
        let dated = work.entries.iter().map(|entry| (entry.log.date, entry.clone())).collect();
        let days = by_day(dated);
        let more = days.len() > shown.get();
        if days.is_empty() {
            return view! { <Empty text=say!(kerja.belum_catatan) glyph=Glyph::Pencil /> }.into_any();
        }
        let days = days
            .into_iter()
            .take(shown.get())
            .map(|(day, entries)| {
                let rows =
                    entries.iter().map(|entry| parts::entry(entry, work.plan(), parts::Own::Mine, None)).collect_view();
                view! {
                    <h3>{format::long_day(day)}</h3>
                    <Rows label=format::long_day(day)>{rows}</Rows>
                }
            })
            .collect_view();
        view! {
            {days}
            {more
                .then(|| {
                    view! {
                        <div class="line">
                            <Button
                                label=say!(kerja.lebih_lama)
                                kind=ButtonKind::Text
                                on_press=move |()| shown.update(|shown| *shown += DAYS)
                            />
                        </div>
                    }
                })}
        }
        .into_any()
    };
    view! { <Section title=say!(kerja.catatan_terakhir)>{days}</Section> }.into_any()
}
