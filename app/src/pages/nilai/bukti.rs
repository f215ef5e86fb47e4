//! What a superior looks at before rating: results with their hints, feedback, peers, and single judgements.

use domain::kinerja::{Ekspektasi, Nilai as Value, Period, Position, Skp, limits};
use ledger::hash::Id;
use leptos::prelude::*;

use super::form::{Answer, RatingForm};
use super::{parts, view};
use crate::components::{Card, Choice, FieldError, Notice, SelectField, Stat, Text, TextArea, dom};
use crate::desk::Desk;
use crate::pages::kerja::parts::{self as work_parts, fold};
use crate::pages::kerja::view::Work;
use crate::say;
use crate::words::kinerja as words;

/// What was planned and done, what was said, what peers saw, in one glance each.
pub fn evidence(desk: Desk, person: Id, period: Period, work: Memo<Work>) -> AnyView {
    let reached = move || {
        work.with(|work| {
            let Some(plan) = work.plan() else { return say!(nilai.belum_ada_rencana) };
            let judge = work.judge(period);
            // What has no figure yet has not missed its target.
            let told = |one: &Position| *one != Position::Unknown;
            let told: Vec<Position> = plan.indicators().map(|(_, one)| judge(one)).filter(told).collect();
            if told.is_empty() {
                return say!(nilai.belum_ada_angka);
            }
            let good = told.iter().filter(|one| matches!(one, Position::Inside | Position::Better)).count();
            say!(nilai.capai_dari, sudah = good, semua = told.len())
        })
    };
    let said_so_far = Memo::new(move |_| desk.book.with(|book| view::feedback(book, person, period)));
    let feedback = move || said_so_far.with(Vec::len).to_string();
    let summary = Memo::new(move |_| desk.book.with(|book| view::summary(book, person, period)));
    let peers = move || match summary.get() {
        Some(domain::kinerja::PeerSummary::Summary { answers, .. }) => say!(nilai.rekan_jawaban, jumlah = answers),
        Some(domain::kinerja::PeerSummary::TooFew { .. }) | None => say!(nilai.belum_cukup),
    };
    let given = move || {
        let all = said_so_far.get();
        (!all.is_empty()).then(|| {
            view! {
                <details class="card">
                    {fold(say!(nilai.lihat_umpan))}
                    {parts::feedback(all, true)}
                </details>
            }
        })
    };
    let said = move || {
        let summary = summary.get();
        summary.is_some().then(|| {
            view! {
                <details class="card">
                    {fold(say!(nilai.lihat_rekan))}
                    {parts::peers(summary.as_ref())}
                </details>
            }
        })
    };
    view! {
        <div class="grid">
            <Stat label=say!(nilai.rencana_hasil) value=reached sub=say!(nilai.capai_target) />
            <Stat label=say!(nilai.umpan_balik) value=feedback sub=say!(nilai.dicatat) />
            <Stat label=say!(nilai.ringkasan_rekan) value=peers />
        </div>
        {given}
        {said}
    }
    .into_any()
}

/// The planned results with their hints; a judgement of each is optional. A card stands as long as its result is in the
/// plan: a sync changes what it says and leaves alone what is being written in it.
pub fn results(form: RwSignal<RatingForm>, work: Memo<Work>, period: Period, errors: Memo<Vec<FieldError>>) -> AnyView {
    let planned = Memo::new(move |_| work.with(|work| work.plan().is_some()));
    let ids = Memo::new(move |_| {
        let of = |plan: &Skp| plan.results.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
        work.with(|work| work.plan().map(of)).unwrap_or_default()
    });
    let body = move || {
        if !planned.get() {
            return view! { <Notice text=say!(nilai.pegawai_tanpa_rencana) /> }.into_any();
        }
        // On a desk the evidence stands beside the matrix; on a phone it would push the matrix away.
        let wide = dom::is_wide();
        let open = move || wide || errors.with(|all| all.iter().any(|one| one.id.ends_with("-alasan")));
        let card = move |id: String| result(form, id, work, period, errors);
        view! {
            <details class="card" prop:open=open>
                {fold(say!(nilai.satu_satu_hasil))}
                <p class="sub">{say!(kerja.petunjuk_saja)}</p>
                <div class="stack">
                    <For each=move || ids.get() key=Clone::clone children=card />
                </div>
            </details>
        }
        .into_any()
    };
    body.into_any()
}

fn result(
    form: RwSignal<RatingForm>,
    id: String,
    work: Memo<Work>,
    period: Period,
    errors: Memo<Vec<FieldError>>,
) -> AnyView {
    let error_id = format!("{id}-alasan");
    let id = StoredValue::new(id);
    let of = Memo::new(move |_| work.with(|work| id.with_value(|id| work.plan()?.result(id).cloned())));
    let answer = move || form.with(|form| id.with_value(|id| form.results.get(id).cloned().unwrap_or_default()));
    let change = move |edit: &dyn Fn(&mut Answer)| {
        form.update(|form| {
            let key = id.get_value();
            let mut answer = form.results.remove(&key).unwrap_or_default();
            edit(&mut answer);
            // A form without any answer is blank again.
            if answer != Answer::default() {
                form.results.insert(key, answer);
            }
        });
    };
    let choices: Vec<Choice> =
        Ekspektasi::ALL.iter().rev().map(|one| Choice::new(one.code(), words::ekspektasi(*one))).collect();
    let error_key = error_id.clone();
    let error =
        Text::from(move || errors.with(|all| all.iter().find(|one| one.id == error_key).map(|one| one.text.clone())));
    let indicators = move || {
        of.with(|of| {
            let indicators = of.iter().flat_map(|of| &of.indicators);
            let told = |one| work.with(|work| work_parts::indicator(one, &work.progress(one, period.last())));
            indicators.map(told).collect_view()
        })
    };
    let title = move || of.with(|of| of.as_ref().map(|of| of.text.clone()));
    let judged = Memo::new(move |_| {
        let answer = answer();
        answer.choice.is_some() || !answer.note.is_empty()
    });
    let reason = move || {
        let error_id = error_id.clone();
        judged.get().then(|| {
            view! {
                <TextArea
                    id=error_id
                    label=say!(nilai.alasan)
                    aside=say!(nilai.dibaca_pegawai)
                    rows=1
                    maxlength=u32::try_from(limits::NOTE).unwrap_or(1000)
                    value=Signal::derive(move || answer().note)
                    on_input=move |text: String| change(&|answer| answer.note.clone_from(&text))
                    error=error
                />
            }
        })
    };
    view! {
        <Card title=title>
            {indicators}
            <SelectField
                id=id.with_value(|id| format!("{id}-nilai"))
                label=say!(nilai.penilaian_hasil)
                options=choices
                empty=say!(nilai.tidak_dinilai)
                value=Signal::derive(move || Some(answer().choice.map_or_else(String::new, |one| one.code().to_owned())))
                on_change=move |code: String| change(&|answer| answer.choice = code.parse().ok())
            />
            {reason}
        </Card>
    }
    .into_any()
}

/// Single values; what is below expectation here finds its training.
pub fn values(form: RwSignal<RatingForm>) -> AnyView {
    let choices: Vec<Choice> =
        Ekspektasi::ALL.iter().rev().map(|one| Choice::new(one.code(), words::ekspektasi(*one))).collect();
    let fields = Value::ALL
        .into_iter()
        .map(|value| {
            let now = move || {
                let chosen = form.with(|form| form.values.get(&value).and_then(|one| one.choice));
                Some(chosen.map_or_else(String::new, |one| one.code().to_owned()))
            };
            let put = move |code: String| {
                form.update(|form| {
                    let mut answer = form.values.remove(&value).unwrap_or_default();
                    answer.choice = code.parse().ok();
                    // A form without any answer is blank again.
                    if answer != Answer::default() {
                        form.values.insert(value, answer);
                    }
                });
            };
            view! {
                <SelectField
                    id=format!("nilai-{value}")
                    label=words::nilai(value)
                    options=choices.clone()
                    empty=say!(nilai.tidak_dinilai)
                    value=Signal::derive(now)
                    on_change=put
                />
            }
        })
        .collect_view();
    view! {
        <details class="card">
            {fold(say!(nilai.satu_satu_nilai))}
            <p class="sub">{say!(nilai.satu_satu_petunjuk)}</p>
            <div class="grid">{fields}</div>
        </details>
    }
    .into_any()
}
