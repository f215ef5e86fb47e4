//! The self-assessment: one question per page, then every answer with a way to change it, then saving.

use domain::kinerja::{Penilaian, Period, Rating};
use ledger::kind::Kind;
use ledger::subject;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::form::{DiriForm, Question, questions};
use super::parts;
use super::tanya::{self, Sheet};
use super::view::{self, Judged};
use crate::components::{
    Button, ButtonKind, Card, CardLook, Glyph, Heading, Leave, Notice, Page, Row, Rows, Tone, dom,
};
use crate::desk::{Desk, Statement, use_desk};
use crate::pages::kerja::view::{Work, work};
use crate::pages::kit;
use crate::say;
use crate::words::{format, kinerja as words};

#[component]
pub fn Diri() -> impl IntoView {
    let desk = use_desk();
    let period = parts::period_param();
    move || match period.get() {
        Some(period) => pages(desk, period),
        None => parts::nothing_here(say!(nilai.bukan_periode)),
    }
}

fn pages(desk: Desk, period: Period) -> AnyView {
    let me = desk.me();
    let work = Memo::new(move |_| desk.book.with(|book| work(book, me, period.year())));
    let draft = desk.draft(&format!("diri.{period}"));
    let standing = desk.book.with_untracked(|book| view::judged(book, me, period, me));
    let loaded = draft.load::<DiriForm>();
    let contested = RwSignal::new(match (&standing, &loaded) {
        (Judged::Contested(all), None) => Some(all.clone()),
        _ => None,
    });
    let stands = StoredValue::new(standing.one().filter(|_| loaded.is_none()).cloned());
    let first = loaded.or_else(|| standing.one().map(DiriForm::of)).unwrap_or_default();
    let form = RwSignal::new(first);
    let done = StoredValue::new(false);
    let kept = RwSignal::new(true);
    let keep = draft.clone();
    Effect::new(move |before: Option<()>| {
        form.with(|form| {
            if before.is_some() && !done.get_value() {
                kept.set(if form.is_blank() {
                    keep.clear();
                    true
                } else {
                    keep.save(form).is_ok()
                });
            }
        });
    });
    let all = Memo::new(move |_| work.with(|work| questions(work.plan())));
    let query = use_query_map();
    let at = Memo::new(move |_| {
        let page = query.with(|query| query.get("langkah").and_then(|page| page.parse::<usize>().ok()));
        page.unwrap_or(1).clamp(1, all.with(Vec::len) + 1) - 1
    });
    // What was saved is shown before it is asked again.
    let told =
        Memo::new(move |_| query.with(|query| query.get("langkah").is_none()) && stands.with_value(Option::is_some));
    let review = Memo::new(move |_| at.get() == all.with(Vec::len));
    let from_review = Memo::new(move |_| query.with(|query| query.get("ubah").is_some()));
    let tried = RwSignal::new(false);
    let question = Memo::new(move |_| all.with(|all| all.get(at.get()).cloned()));
    let fault = Memo::new(move |_| {
        let question = question.get().filter(|_| tried.get())?;
        work.with(|work| form.with(|form| form.fault(&question, work.plan(), work.judge(period))))
    });
    let navigate = use_navigate();
    let go = Callback::new(move |to: usize| {
        tried.set(false);
        let options = leptos_router::NavigateOptions::default();
        navigate(&format!("/penilaian/diri/{period}?langkah={}", to + 1), options);
        dom::focus_soon("isi".to_owned());
    });
    let next = Callback::new(move |()| {
        tried.set(true);
        if fault.get_untracked().is_some() {
            let choice = fault.get_untracked() == Some(super::form::Fault::NoChoice);
            dom::focus_soon(if choice { "jawaban".to_owned() } else { "alasan".to_owned() });
        } else if from_review.get_untracked() {
            go.run(all.with_untracked(Vec::len));
        } else {
            go.run(at.get_untracked() + 1);
        }
    });
    let away = use_navigate();
    let back = Callback::new(move |()| match (at.get_untracked(), from_review.get_untracked()) {
        (0, false) => away("/penilaian", leptos_router::NavigateOptions::default()),
        (_, true) => go.run(all.with_untracked(Vec::len)),
        (at, false) => go.run(at - 1),
    });
    let faults = Memo::new(move |_| {
        let read = work.with(|work| form.with(|form| form.read(work.plan(), work.judge(period))));
        read.err().unwrap_or_default()
    });
    let busy = RwSignal::new(false);
    let shown = StoredValue::new(desk.shown(&subject::rating(me, &period.to_string(), me)));
    let home = use_navigate();
    let clear = StoredValue::new(draft);
    let save = Callback::new(move |()| {
        let read = work.with_untracked(|work| form.with_untracked(|form| form.read(work.plan(), work.judge(period))));
        let Ok(judged) = read else { return };
        let statement = Statement::new(Kind::Rating, subject::rating(me, &period.to_string(), me), &judged)
            .over(&shown.get_value())
            .seeing([subject::plan(me, period.year())]);
        let home = home.clone();
        kit::save_form(desk, vec![statement], busy, clear.get_value(), move || {
            done.set_value(true);
            home("/penilaian", leptos_router::NavigateOptions::default());
        });
    });
    let sheet = Sheet { form, work, period, fault: fault.into(), solo: desk.is_solo() };
    let take = Callback::new(move |judged| {
        form.set(DiriForm::of(&judged));
        contested.set(None);
        go.run(all.with_untracked(Vec::len));
    });
    let body = move || {
        if let Some(contested) = contested.get() {
            return parts::contest(desk, contested, take);
        }
        if let Some(judged) = stands.get_value().filter(|_| told.get()) {
            return saved(&judged, period, work);
        }
        match question.get() {
            Some(question) => tanya::page(sheet, &question, at.get_untracked(), all.with_untracked(Vec::len)),
            None => answers(form, work, all, period, faults),
        }
    };
    let skippable =
        move || matches!(question.get(), Some(Question::Result(_) | Question::Value(_) | Question::Improve));
    let skip = move |()| {
        if let Some(question) = question.get_untracked() {
            form.update(|form| {
                form.choose(&question, None);
                form.note(&question, String::new());
            });
        }
        next.run(());
    };
    let change = move |()| go.run(all.with_untracked(Vec::len));
    let footer = move || {
        let main = move || {
            if contested.with(Option::is_some) {
                return ().into_any();
            }
            if told.get() {
                return view! { <Button label=say!(nilai.ubah_diri) wide=true on_press=change /> }.into_any();
            }
            if review.get() {
                let missing = move || {
                    let count = faults.with(Vec::len);
                    (count > 0).then(|| say!(nilai.masih_kurang, jumlah = count))
                };
                return view! { <Button label=say!(umum.simpan) wide=true busy=busy why_not=missing on_press=save /> }
                    .into_any();
            }
            view! {
                <Button label=say!(umum.lanjut) wide=true on_press=next />
                {skippable()
                    .then(|| view! { <Button label=say!(nilai.lewati) kind=ButtonKind::Text on_press=skip /> })}
            }
            .into_any()
        };
        view! {
            {main}
            {move || (!told.get()).then(|| kit::draft_line(kept))}
        }
    };
    view! {
        <Page
            title=say!(nilai.penilaian_diri)
            own_heading=true
            leave=Leave::Call(Glyph::ChevronLeft, back)
            leave_label=say!(umum.kembali)
            footer=footer
        >
            {body}
        </Page>
    }
    .into_any()
}

fn answers(
    form: RwSignal<DiriForm>,
    work: Memo<Work>,
    all: Memo<Vec<Question>>,
    period: Period,
    faults: Memo<Vec<(usize, super::form::Fault)>>,
) -> AnyView {
    let rows = move || {
        let form = form.get();
        let faults = faults.get();
        work.with(|work| {
            all.get()
                .into_iter()
                .enumerate()
                .map(|(at, question)| {
                    let fault =
                        faults.iter().find(|(place, _)| *place == at).map(|(_, fault)| tanya::fault_words(*fault));
                    let tag = fault.is_some().then(|| say!(nilai.perlu_dijawab));
                    let sub = fault.unwrap_or_else(|| tanya::answer_words(&question, &form.get(&question)));
                    view! {
                        <Row
                            title=tanya::name(&question, work.plan())
                            sub=sub
                            tag=tag
                            tag_tone=Tone::Mengkudu
                            trailing=say!(umum.ubah)
                            href=format!("/penilaian/diri/{period}?langkah={}&ubah=1", at + 1)
                        />
                    }
                })
                .collect_view()
        })
    };
    let follows = move || form.with(DiriForm::rating).map(|rating| follows(period, rating));
    let unplanned = move || work.with(|work| work.plan().is_none());
    view! {
        <Heading text=say!(nilai.periksa) kicker=format::period(period) />
        {move || unplanned().then(|| view! { <Notice text=say!(nilai.tanpa_rencana) /> })}
        <Rows label=say!(nilai.jawaban_anda)>{rows}</Rows>
        {follows}
    }
    .into_any()
}

/// The predikat that follows from the own answers, and why.
fn follows(period: Period, rating: Rating) -> AnyView {
    view! {
        <Card title=say!(nilai.yang_mengikuti) look=CardLook::Soft>
            <p class="verdict">{words::predikat(view::cell(rating))}</p>
            <p class="sub">{parts::both(rating)}</p>
            <p class="sub">{say!(nilai.bukan_resmi)}</p>
        </Card>
        {parts::why(period, rating)}
    }
    .into_any()
}

/// What was saved: the predikat that follows with why, then what was answered.
fn saved(judged: &Penilaian, period: Period, work: Memo<Work>) -> AnyView {
    view! {
        <Heading text=say!(nilai.menurut_anda) kicker=format::period(period) />
        {follows(period, judged.rating())}
        {work.with(|work| parts::said(judged, work.plan()))}
    }
    .into_any()
}
