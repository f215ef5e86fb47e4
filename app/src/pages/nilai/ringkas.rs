//! Assessment at a glance: what is due, who asked, the last predikat with why, the history, the superior's people.

use domain::kinerja::{Penilaian as Judgement, Period};
use ledger::book::Book;
use ledger::hash::Id;
use ledger::payload::Plan;
use ledger::subject;
use leptos::prelude::*;

use super::form::{DiriForm, questions};
use super::parts;
use super::view::{self, Judged, Member};
use crate::components::{
    Button, ButtonKind, Card, CardLook, Choice, Empty, Glyph, Page, Row, Rows, SearchField, Section, SelectField, Tone,
};
use crate::desk::{Desk, use_desk};
use crate::pages::kerja::view::work;
use crate::pages::kit;
use crate::say;
use crate::words::{format, kinerja as words};

/// People shown until all are asked for; those who wait come first.
const FIRST: usize = 8;

#[component]
pub fn Penilaian() -> impl IntoView {
    let desk = use_desk();
    view! {
        <Page title=say!(umum.penilaian)>
            {own_due(desk)} {asked_of_me(desk)} {people(desk)} {last(desk)} {history(desk)}
        </Page>
    }
}

fn own_due(desk: Desk) -> AnyView {
    let rows = move || {
        let me = desk.me();
        view::due(desk.today())
            .into_iter()
            .map(|period| {
                let judged = desk.book.with(|book| view::judged(book, me, period, me));
                let draft = desk.draft(&format!("diri.{period}")).load::<DiriForm>();
                let plan = desk.book.with(|book| work(book, me, period.year()));
                let all = questions(plan.plan());
                let (sub, tag, tone) = match (&judged, draft) {
                    (Judged::Contested(_), _) => (say!(nilai.pilih_penilaian), say!(umum.dua_nilai), Tone::Sogan),
                    (_, Some(draft)) => {
                        let answered = draft.answered(&all);
                        let sub = say!(nilai.dijawab, sudah = answered, semua = all.len());
                        (sub, say!(umum.draf), Tone::Neutral)
                    }
                    (Judged::One(one, filing), None) => {
                        let (word, tone) = kit::filing_tag(*filing);
                        (parts::both(one.rating()), word, tone)
                    }
                    (Judged::Nothing, None) => {
                        (say!(nilai.belum_diisi, jumlah = all.len()), String::new(), Tone::Neutral)
                    }
                };
                view! {
                    <Row
                        title=format::period(period)
                        sub=sub
                        glyph=Glyph::Scale
                        tag=tag
                        tag_tone=tone
                        href=format!("/penilaian/diri/{period}")
                    />
                }
            })
            .collect_view()
    };
    view! {
        <Section title=say!(nilai.penilaian_diri)>
            <Rows>{rows}</Rows>
        </Section>
    }
    .into_any()
}

fn asked_of_me(desk: Desk) -> AnyView {
    let requests = Memo::new(move |_| desk.book.with(|book| view::requests(book, desk.me())));
    let open = move || {
        let due = view::due(desk.today());
        let all = requests.get();
        let shown: Vec<_> = all.into_iter().filter(|one| one.answered.is_none() || due.contains(&one.period)).collect();
        (!shown.is_empty()).then(|| {
            let waiting = shown.iter().filter(|one| one.answered.is_none()).count();
            let rows = shown
                .into_iter()
                .map(|one| {
                    let (tag, tone) = match one.answered {
                        None => (say!(nilai.dua_menit), Tone::Sogan),
                        Some(filing) => kit::filing_tag(filing),
                    };
                    let sub = format!("{}, {}", one.title, format::period(one.period));
                    view! {
                        <Row
                            title=one.name
                            sub=sub
                            glyph=Glyph::Users
                            tag=tag
                            tag_tone=tone
                            href=format!("/penilaian/rekan/{}/{}", one.person, one.period)
                        />
                    }
                })
                .collect_view();
            let aside = (waiting > 0).then(|| waiting.to_string());
            view! {
                <Section title=say!(nilai.diminta_menilai) aside=aside>
                    <Rows>{rows}</Rows>
                </Section>
            }
        })
    };
    open.into_any()
}

/// The superior's people; not there for whom no post names as superior.
fn people(desk: Desk) -> AnyView {
    let due = view::due(desk.today());
    let first = due[0];
    let period = RwSignal::new(first);
    let team = Memo::new(move |_| desk.book.with(|book| view::team(book, desk.me(), desk.today(), period.get())));
    let some = Memo::new(move |_| team.with(|team| !team.is_empty()));
    let typed = RwSignal::new(String::new());
    let whole = RwSignal::new(false);
    let options: Vec<Choice> = due.iter().map(|one| Choice::new(one.to_string(), format::period(*one))).collect();
    let options = StoredValue::new(options);
    let shown = Memo::new(move |_| {
        team.with(|team| typed.with(|typed| team.iter().filter(|one| one.fits(typed)).cloned().collect::<Vec<_>>()))
    });
    let rows = move || {
        let all = shown.get();
        if all.is_empty() {
            return view! { <Empty text=say!(nilai.tidak_ditemukan) glyph=Glyph::Search /> }.into_any();
        }
        let total = all.len();
        let limit = if whole.get() || !typed.with(String::is_empty) { total } else { FIRST };
        let rows = all.into_iter().take(limit).map(|one| member(&one)).collect_view();
        let more = (total > limit).then(|| {
            let label = say!(nilai.semua_pegawai, jumlah = total);
            view! { <Button label=label kind=ButtonKind::Text on_press=move |()| whole.set(true) /> }
        });
        view! {
            <Rows label=say!(nilai.pegawai_saya)>{rows}</Rows>
            <div class="line">{more}</div>
        }
        .into_any()
    };
    let waiting = move || {
        let count = team.with(|team| team.iter().filter(|one| one.waits()).count());
        say!(nilai.menunggu, jumlah = count)
    };
    let choose = move |code: String| {
        if let Ok(chosen) = code.parse() {
            period.set(chosen);
        }
    };
    let body = move || {
        some.get().then(|| {
            view! {
                <Section title=say!(nilai.pegawai_saya) aside=waiting>
                    <div class="stack two">
                        <SearchField
                            id="cari"
                            label=say!(umum.cari)
                            value=typed
                            on_input=move |text| typed.set(text)
                            found=move || {
                                (!typed.with(String::is_empty))
                                    .then(|| say!(nilai.cocok, jumlah = shown.with(Vec::len)))
                            }
                        />
                        <SelectField
                            id="periode"
                            label=say!(nilai.periode)
                            options=options.get_value()
                            value=Signal::derive(move || Some(period.get().to_string()))
                            on_change=choose
                        />
                    </div>
                    {rows}
                </Section>
            }
        })
    };
    body.into_any()
}

fn member(one: &Member) -> AnyView {
    let mut notes = vec![one.title.clone()];
    notes.push(match (one.planned, one.assessed) {
        (false, _) => say!(nilai.belum_ada_rencana),
        (true, false) => say!(nilai.diri_belum),
        (true, true) => say!(nilai.diri_sudah),
    });
    match (one.asked, one.answers) {
        (0, None) => {}
        (asked, Some(answers)) => notes.push(say!(nilai.rekan_dari, jawaban = answers, diminta = asked)),
        (asked, None) => notes.push(say!(nilai.rekan_diminta, diminta = asked)),
    }
    let (tag, tone) = match &one.rating {
        Judged::Contested(_) => (say!(umum.dua_nilai), Tone::Sogan),
        Judged::Nothing if one.assessed => (say!(nilai.menunggu_anda), Tone::Sogan),
        Judged::Nothing => (say!(nilai.belum_dinilai_tag), Tone::Neutral),
        Judged::One(judged, _) => {
            let predikat = view::cell(judged.rating());
            (words::predikat(predikat), words::predikat_tone(predikat))
        }
    };
    view! {
        <Row
            title=one.name.clone()
            sub=notes.join(" · ")
            tag=tag
            tag_tone=tone
            href=format!("/penilaian/pegawai/{}", one.id)
        />
    }
    .into_any()
}

fn last(desk: Desk) -> AnyView {
    // Memos, so that what was opened below stays open through a sync that says nothing new here.
    let found = Memo::new(move |_| {
        let me = desk.me();
        desk.book.with(|book| {
            let rated = view::periods(book, me).into_iter().map(|period| (period, view::official(book, me, period)));
            let (period, judged) = rated.into_iter().find(|(_, judged)| !matches!(judged, Judged::Nothing))?;
            Some((period, judged, plan_of(book, me, period)))
        })
    });
    let body = move || match found.get() {
        None if desk.is_solo() => ().into_any(),
        None => view! { <Empty text=say!(nilai.belum_predikat) glyph=Glyph::Award /> }.into_any(),
        Some((period, judged, plan)) => parts::verdict(period, &judged, plan.as_ref()),
    };
    let said = Memo::new(move |_| feedback_of(desk, desk.me()));
    let given = move || {
        let all = said.get();
        (!all.is_empty()).then(|| {
            view! {
                <Section title=say!(nilai.umpan_untuk_anda)>
                    {parts::feedback(all, false)}
                </Section>
            }
        })
    };
    let title = move || (!desk.is_solo()).then(|| say!(nilai.predikat_terakhir));
    view! {
        <section class="section">
            {move || title().map(|title| view! { <h2>{title}</h2> })}
            {body}
        </section>
        {given}
    }
    .into_any()
}

/// Feedback of the periods that are due and the four before, oldest first.
fn feedback_of(desk: Desk, me: Id) -> Vec<(ledger::payload::Feedback, ledger::book::Filing)> {
    let mut quarter = Period::triwulan_of(desk.this_month());
    let mut all = Vec::new();
    for _ in 0..4 {
        let mut found = desk.book.with(|book| view::feedback(book, me, quarter));
        found.append(&mut all);
        all = found;
        quarter = Period::triwulan_of(quarter.first_month().previous());
    }
    all
}

fn plan_of(book: &Book, me: Id, period: Period) -> Option<Plan> {
    book.standing::<Plan>(&subject::plan(me, period.year())).one().map(|stated| stated.value)
}

/// A period of the history: the own judgement and the superior's, over the plan of its year.
#[derive(Debug, Clone, PartialEq)]
struct Past {
    period: Period,
    own: Judged,
    official: Judged,
    plan: Option<Plan>,
}

fn history(desk: Desk) -> AnyView {
    let all = Memo::new(move |_| {
        let me = desk.me();
        let past = |book: &Book, period| Past {
            period,
            own: view::judged(book, me, period, me),
            official: view::official(book, me, period),
            plan: plan_of(book, me, period),
        };
        desk.book.with(|book| view::periods(book, me).into_iter().map(|one| past(book, one)).collect::<Vec<_>>())
    });
    let body = move || {
        let all = all.get();
        if all.is_empty() {
            return ().into_any();
        }
        let rows = all
            .into_iter()
            .map(|past| {
                let own = past.own.one().filter(|_| desk.is_solo()).map(|one| view::cell(one.rating()));
                let (tag, tone) = match (past.official.predikat(), own) {
                    (Some(predikat), _) => (words::predikat(predikat), words::predikat_tone(predikat)),
                    (None, Some(own)) => {
                        let tag = say!(nilai.menurut_sendiri, predikat = words::predikat(own));
                        (tag, words::predikat_tone(own))
                    }
                    (None, None) => (say!(nilai.belum_dinilai_tag), Tone::Neutral),
                };
                let said = |one: &Judgement| parts::both(one.rating()).to_lowercase();
                let sub = past.own.one().map(|one| say!(nilai.anda_menilai, penilaian = said(one)));
                let detail = details(&past);
                view! {
                    <details class="card history">
                        <summary>
                            <span class="row-text">
                                {format::period(past.period)} {sub.map(|sub| view! { <small>{sub}</small> })}
                            </span>
                            <span class=tone.class("tag")>{tag}</span>
                        </summary>
                        {detail}
                    </details>
                }
            })
            .collect_view();
        view! { <Section title=say!(nilai.riwayat)>{rows}</Section> }.into_any()
    };
    body.into_any()
}

fn details(of: &Past) -> AnyView {
    let plan = of.plan.as_ref();
    let mine = of.own.one().map(|one| {
        let said = parts::said(one, plan);
        let cell = words::predikat(view::cell(one.rating()));
        view! {
            <Card title=say!(nilai.menurut_anda) look=CardLook::Sunk>
                <p>{say!(nilai.menurut_jawaban, predikat = cell)}</p>
                {said}
            </Card>
            {parts::why(of.period, one.rating())}
        }
    });
    let theirs = (!matches!(of.official, Judged::Nothing)).then(|| parts::verdict(of.period, &of.official, plan));
    view! { <div class="stack">{theirs} {mine}</div> }.into_any()
}
