//! One page of the self-assessment: the question, what is needed to answer it, the options, the reason.

use domain::kinerja::{Ekspektasi, Nilai, Period, Skp, panduan};
use leptos::prelude::*;

use super::form::{Answer, DiriForm, Fault, Question};
use super::parts;
use crate::components::{Card, CardLook, ChoiceGroup, Cite, Heading, Rows, Segments, Text, TextArea};
use crate::pages::kerja::parts as work_parts;
use crate::pages::kerja::parts::fold;
use crate::pages::kerja::view::Work;
use crate::say;
use crate::words::kinerja::{self as words, About};
use crate::words::{Locale, derive, format, locale};

/// Log entries shown under a result.
const BASIS: usize = 20;

/// What a page of the self-assessment needs.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// The answers.
    pub form: RwSignal<DiriForm>,
    /// The plan and log.
    pub work: Memo<Work>,
    /// The period.
    pub period: Period,
    /// What keeps the page from being left, after a try.
    pub fault: Signal<Option<Fault>>,
    /// Whether nobody but the writer reads it.
    pub solo: bool,
}

/// Says a fault.
#[must_use]
pub fn fault_words(fault: Fault) -> String {
    match fault {
        Fault::NoChoice => say!(nilai.pilih_jawaban),
        Fault::NoReason => say!(nilai.salah_alasan),
        Fault::TooLong => say!(nilai.terlalu_panjang),
    }
}

/// Returns the short name of a question, for the list of answers.
#[must_use]
pub fn name(question: &Question, plan: Option<&Skp>) -> String {
    match question {
        Question::Result(id) => plan.and_then(|plan| plan.result(id)).map_or_else(String::new, |one| one.text.clone()),
        Question::Value(value) => words::nilai(*value),
        Question::Hasil => say!(nilai.hasil_keseluruhan),
        Question::Perilaku => say!(nilai.perilaku_keseluruhan),
        Question::Improve => say!(nilai.tingkatkan),
    }
}

/// Says an answer in one line.
#[must_use]
pub fn answer_words(question: &Question, answer: &Answer) -> String {
    let choice = answer.choice.map(words::ekspektasi);
    let note = Some(answer.note.trim().to_owned()).filter(|note| !note.is_empty());
    match (choice, note) {
        (Some(choice), Some(note)) => format!("{choice}. {note}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) if matches!(question, Question::Hasil | Question::Perilaku) => say!(nilai.belum_dijawab),
        (None, None) => say!(nilai.dilewati),
    }
}

/// Shows one question.
pub fn page(of: Sheet, question: &Question, at: usize, total: usize) -> AnyView {
    let count = say!(nilai.ke_dari, nomor = at + 1, semua = total);
    let done = u32::try_from(at + 1).unwrap_or(u32::MAX);
    let all = u32::try_from(total).unwrap_or(u32::MAX);
    let (heading, about) = match question {
        Question::Result(_) => (say!(nilai.tanya_hasil), About::Hasil),
        Question::Value(value) => (say!(nilai.tanya_nilai, nilai = words::nilai(*value)), About::Perilaku),
        Question::Hasil => (say!(nilai.tanya_hasil_semua), About::Hasil),
        Question::Perilaku => (say!(nilai.tanya_perilaku_semua), About::Perilaku),
        Question::Improve => (say!(nilai.tingkatkan), About::Perilaku),
    };
    let facts = match question {
        Question::Result(id) => result(of, id),
        Question::Value(value) => guides(of.period, *value),
        Question::Hasil => overview(of, true),
        Question::Perilaku => overview(of, false),
        Question::Improve => view! { <p class="sub">{say!(nilai.tingkatkan_petunjuk)}</p> }.into_any(),
    };
    let answer = match question {
        Question::Improve => ().into_any(),
        _ => choice(of, question.clone(), about, heading.clone()),
    };
    let reason = match question {
        Question::Hasil | Question::Perilaku => ().into_any(),
        _ => note(of, question.clone()),
    };
    view! {
        <div class="line apart sub">
            <span>{format::period(of.period)}</span>
            <span>{count.clone()}</span>
        </div>
        <Segments text=count done=done total=all />
        <Heading text=heading />
        {facts}
        {answer}
        {reason}
    }
    .into_any()
}

fn choice(of: Sheet, question: Question, about: About, legend: String) -> AnyView {
    let read = question.clone();
    let value = Signal::derive(move || of.form.with(|form| form.get(&read)).choice.map(|one| one.code().to_owned()));
    let put = move |code: String| of.form.update(|form| form.choose(&question, code.parse::<Ekspektasi>().ok()));
    let error = move || of.fault.get().filter(|fault| *fault == Fault::NoChoice).map(fault_words);
    view! {
        <ChoiceGroup
            id="jawaban"
            legend=legend
            hide_legend=true
            options=parts::choices(about)
            value=value
            on_change=put
            error=error
        />
    }
    .into_any()
}

fn note(of: Sheet, question: Question) -> AnyView {
    let improve = question == Question::Improve;
    let label = if improve { say!(nilai.tingkatkan) } else { say!(nilai.alasan) };
    let aside = if of.solo { say!(nilai.dibaca_sendiri) } else { say!(nilai.dibaca_atasan) };
    let read = question.clone();
    let value = Signal::derive(move || of.form.with(|form| form.get(&read)).note);
    let put = move |text: String| of.form.update(|form| form.note(&question, text));
    let error: Text = (move || of.fault.get().filter(|fault| *fault != Fault::NoChoice).map(fault_words)).into();
    view! {
        <TextArea
            id="alasan"
            label=label
            aside=aside
            maxlength=1000
            value=value
            on_input=put
            error=error
        />
    }
    .into_any()
}

fn result(of: Sheet, id: &str) -> AnyView {
    let id = id.to_owned();
    let body = move || {
        of.work.with(|work| {
            let plan = work.plan()?;
            let result = plan.result(&id)?;
            let until = of.period.last();
            let indicators = result
                .indicators
                .iter()
                .map(|one| work_parts::indicator(one, &work.progress(one, until)))
                .collect_view();
            let counts = |entry: &str| result.indicators.iter().any(|one| one.id == entry);
            let basis: Vec<_> = work
                .entries
                .iter()
                .rev()
                .filter(|entry| entry.log.date <= until && entry.log.indicator.as_deref().is_some_and(counts))
                .collect();
            let total = basis.len();
            let rows = basis
                .into_iter()
                .take(BASIS)
                .map(|entry| work_parts::entry(entry, Some(plan), work_parts::Own::Mine, Some(entry.log.date)))
                .collect_view();
            let basis = (total > 0).then(|| {
                view! {
                    <details class="fine">
                        {fold(say!(nilai.lihat_dasar, jumlah = total))}
                        <Rows>{rows}</Rows>
                    </details>
                }
            });
            Some(view! {
                <Card title=result.text.clone()>
                    {indicators}
                    {basis}
                </Card>
            })
        })
    };
    body.into_any()
}

/// The guides of the regulation for one value, as enacted.
fn guides(period: Period, value: Nilai) -> AnyView {
    let Ok((all, cite)) = panduan(period.last()) else {
        return view! { <p class="sub">{say!(nilai.belum_ada_panduan)}</p> }.into_any();
    };
    let Some(found) = all.iter().find(|one| one.value == value) else { return ().into_any() };
    let items = found.guides.iter().map(|guide| view! { <li>{guide.clone()}</li> }).collect_view();
    let foreign = (locale() != Locale::id).then_some("id");
    view! {
        <details class="card guides" open=true>
            {fold(say!(nilai.panduan))}
            <ul class="marks" lang=foreign>
                {items}
            </ul>
            <Cite text=derive::cite(cite) />
        </details>
    }
    .into_any()
}

/// The single answers so far, before the one judgement over all of them.
fn overview(of: Sheet, results: bool) -> AnyView {
    let body = move || {
        let form = of.form.get();
        let lines: Vec<(String, String)> = if results {
            of.work.with(|work| {
                let planned = work.plan().into_iter().flat_map(|plan| &plan.results);
                let said = |id: &str| form.results.get(id).and_then(|one| one.choice);
                planned.map(|one| (one.text.clone(), word(said(&one.id)))).collect()
            })
        } else {
            let said = |value: Nilai| form.values.get(&value).and_then(|one| one.choice);
            Nilai::ALL.into_iter().map(|value| (words::nilai(value), word(said(value)))).collect()
        };
        if lines.is_empty() {
            return view! { <p class="sub">{say!(nilai.tanpa_rencana)}</p> }.into_any();
        }
        let rows = lines
            .into_iter()
            .map(|(name, said)| view! { <crate::components::Row title=name trailing=said /> })
            .collect_view();
        view! {
            <Card title=say!(nilai.jawaban_anda) look=CardLook::Flush>
                <Rows>{rows}</Rows>
            </Card>
        }
        .into_any()
    };
    body.into_any()
}

fn word(choice: Option<Ekspektasi>) -> String {
    choice.map_or_else(|| say!(nilai.dilewati), words::ekspektasi_short)
}
