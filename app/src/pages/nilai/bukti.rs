//! What a superior looks at before rating: results with their hints, feedback, peers, and single judgements.

use domain::kinerja::{Ekspektasi, Nilai as Value, Period, Position, RencanaHasil, limits};
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
            let positions: Vec<Position> = plan.indicators().map(|(_, one)| judge(one)).collect();
            let good = positions.iter().filter(|one| matches!(one, Position::Inside | Position::Better)).count();
            say!(nilai.capai_dari, sudah = good, semua = positions.len())
        })
    };
    let feedback = move || desk.book.with(|book| view::feedback(book, person, period)).len().to_string();
    let summary = Memo::new(move |_| desk.book.with(|book| view::summary(book, person, period)));
    let peers = move || match summary.get() {
        Some(domain::kinerja::PeerSummary::Summary { answers, .. }) => say!(nilai.rekan_jawaban, jumlah = answers),
        Some(domain::kinerja::PeerSummary::TooFew { .. }) | None => say!(nilai.belum_cukup),
    };
    let given = move || {
        let all = desk.book.with(|book| view::feedback(book, person, period));
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

/// The planned results with their hints; a judgement of each is optional.
pub fn results(form: RwSignal<RatingForm>, work: Memo<Work>, period: Period, errors: Memo<Vec<FieldError>>) -> AnyView {
    let body = move || {
        let work = work.get();
        let Some(plan) = work.plan().cloned() else {
            return view! { <Notice text=say!(nilai.pegawai_tanpa_rencana) /> }.into_any();
        };
        let cards = plan.results.iter().map(|one| result(form, one, &work, period, errors)).collect_view();
        // On a desk the evidence stands beside the matrix; on a phone it would push the matrix away.
        let wide = dom::is_wide();
        let open = move || wide || errors.with(|all| all.iter().any(|one| one.id.ends_with("-alasan")));
        view! {
            <details class="card" prop:open=open>
                {fold(say!(nilai.satu_satu_hasil))}
                <p class="sub">{say!(kerja.petunjuk_saja)}</p>
                <div class="stack">{cards}</div>
            </details>
        }
        .into_any()
    };
    body.into_any()
}

fn result(
    form: RwSignal<RatingForm>,
    of: &RencanaHasil,
    work: &Work,
    period: Period,
    errors: Memo<Vec<FieldError>>,
) -> AnyView {
    let id = StoredValue::new(of.id.clone());
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
    let error_id = format!("{}-alasan", of.id);
    let error_key = error_id.clone();
    let error =
        Text::from(move || errors.with(|all| all.iter().find(|one| one.id == error_key).map(|one| one.text.clone())));
    let indicators =
        of.indicators.iter().map(|one| work_parts::indicator(one, &work.progress(one, period.last()))).collect_view();
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
        <Card title=of.text.clone()>
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
