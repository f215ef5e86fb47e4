//! Pieces that several pages of assessment show alike: why a predikat follows, what was said, who said what.

use domain::derive::Explaining;
use domain::kinerja::{Ekspektasi, PeerSummary, Penilaian, Period, Rating, Skp, predikat};
use ledger::hash::Id;
use ledger::payload::Feedback;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::view::{self, Judged};
use crate::components::{
    Button, ButtonKind, Card, Choice, Contested, Empty, Glyph, Leave, LinkButton, Node, Notice, Page, Row, Rows, Side,
    Tone, Tree,
};
use crate::desk::Desk;
use crate::pages::kerja::parts::{self as work, fold};
use crate::say;
use crate::words::{derive, format, kinerja as words};

/// Returns the person of the address.
#[must_use]
pub fn person_param() -> Memo<Option<Id>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("person")?.parse().ok()))
}

/// Returns the period of the address.
#[must_use]
pub fn period_param() -> Memo<Option<Period>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("period")?.parse().ok()))
}

/// Says that an address speaks of nothing that is here, or of nobody the reader may see.
pub fn nothing_here(words: String) -> AnyView {
    view! {
        <Page title=say!(umum.penilaian) leave=Leave::Back("/penilaian") leave_label=say!(umum.kembali)>
            <Empty text=words glyph=Glyph::Users>
                <LinkButton label=say!(nilai.ke_penilaian) href="/penilaian" kind=ButtonKind::Outline />
            </Empty>
        </Page>
    }
    .into_any()
}

/// Explains the predikat of two judgements step by step; a period without the matrix says so.
pub fn why(period: Period, rating: Rating) -> AnyView {
    let mut recorder = Explaining::default();
    match predikat(period, rating, &mut recorder) {
        Ok(_) => {
            let nodes: Vec<Node> = derive::nodes(&recorder.finish(), derive::Origin::Records);
            view! { <Tree nodes=nodes /> }.into_any()
        }
        Err(_) => view! { <Notice text=say!(nilai.belum_ada_matriks) /> }.into_any(),
    }
}

/// Says two judgements in one line: `Hasil sesuai, perilaku di atas`.
#[must_use]
pub fn both(rating: Rating) -> String {
    let lower = |one: Ekspektasi| words::ekspektasi_short(one).to_lowercase();
    say!(nilai.hasil_perilaku, hasil = lower(rating.hasil), perilaku = lower(rating.perilaku))
}

/// Makes the three choices of a judgement, best first.
#[must_use]
pub fn choices(about: words::About) -> Vec<Choice> {
    Ekspektasi::ALL
        .iter()
        .rev()
        .map(|one| Choice::new(one.code(), words::ekspektasi(*one)).sub(words::ekspektasi_line(*one, about)))
        .collect()
}

/// Shows what an assessor said: predikat with why, single results, what is good, what to improve.
pub fn verdict(period: Period, judged: &Judged, plan: Option<&Skp>) -> AnyView {
    match judged {
        Judged::Nothing => view! { <p class="sub">{say!(nilai.belum_dinilai)}</p> }.into_any(),
        Judged::Contested(all) => {
            let sides = all
                .iter()
                .map(|one| view! { <li>{words::predikat(view::cell(one.rating()))} ": " {both(one.rating())}</li> })
                .collect_view();
            view! {
                <Notice title=say!(umum.dua_nilai) text=say!(nilai.dua_predikat) tone=Tone::Sogan>
                    <ul class="marks">{sides}</ul>
                </Notice>
            }
            .into_any()
        }
        Judged::One(judged, filing) => {
            let (word, tone) = crate::pages::kit::filing_tag(*filing);
            let predikat = view::cell(judged.rating());
            let said = said(judged, plan);
            let line = both(judged.rating());
            view! {
                <Card title=format::period(period) tag=word tag_tone=tone>
                    <p class="verdict">{words::predikat(predikat)}</p>
                    <p class="sub">{line}</p>
                    {said}
                </Card>
                <details class="fine">
                    {fold(say!(nilai.mengapa))}
                    {why(period, judged.rating())}
                </details>
            }
            .into_any()
        }
    }
}

/// Shows the words of a judgement and what it says about single results and values.
pub fn said(judged: &Penilaian, plan: Option<&Skp>) -> AnyView {
    let block = |title: String, text: &str| {
        (!text.trim().is_empty()).then(|| {
            let text = text.to_owned();
            view! {
                <div>
                    <p class="label">{title}</p>
                    <p>{text}</p>
                </div>
            }
        })
    };
    let line = |name: String, choice: Option<Ekspektasi>, note: &str| {
        let choice = choice.map(words::ekspektasi_short).unwrap_or_default();
        let note = (!note.is_empty()).then(|| note.to_owned());
        view! { <Row title=name sub=note trailing=choice /> }
    };
    let results: Vec<_> = judged
        .results
        .iter()
        .filter_map(|one| Some(line(plan?.result(&one.result)?.text.clone(), one.ekspektasi, &one.note)))
        .collect();
    let values: Vec<_> =
        judged.behaviours.iter().map(|one| line(words::nilai(one.value), one.ekspektasi, &one.note)).collect();
    let list = |label: String, rows: Vec<_>| (!rows.is_empty()).then(|| view! { <Rows label=label>{rows}</Rows> });
    let single = !results.is_empty() || !values.is_empty();
    let (results, values) = (list(say!(nilai.hasil_kerja), results), list(say!(nilai.perilaku_kerja), values));
    view! {
        {block(say!(nilai.yang_baik), &judged.note)}
        {block(say!(nilai.tingkatkan), &judged.recommendation)}
        {single
            .then(|| {
                view! {
                    <details class="fine">
                        {fold(say!(nilai.satu_satu))}
                        <div class="stack">{results} {values}</div>
                    </details>
                }
            })}
    }
    .into_any()
}

/// Shows feedback, newest first.
pub fn feedback(all: Vec<(Feedback, ledger::book::Filing)>, own: bool) -> AnyView {
    let rows = all
        .into_iter()
        .rev()
        .map(|(one, filing)| {
            let (word, tone) = crate::pages::kit::filing_tag(filing);
            let tag = own.then_some(word);
            let sub = format!("{}, {}", one.from, format::day(one.day));
            view! { <Row title=one.text sub=sub glyph=Glyph::MessageSquare tag=tag tag_tone=tone /> }
        })
        .collect_view();
    view! { <Rows label=say!(nilai.umpan_balik)>{rows}</Rows> }.into_any()
}

/// Shows what peers said together; too few answers show nothing, not even how many.
pub fn peers(summary: Option<&PeerSummary>) -> AnyView {
    let Some(PeerSummary::Summary { answers, values, strengths, suggestions }) = summary else {
        let minimum = match summary {
            Some(PeerSummary::TooFew { minimum }) => *minimum,
            _ => domain::kinerja::MINIMUM_GROUP,
        };
        return view! { <p class="sub">{say!(nilai.rekan_belum_cukup, jumlah = minimum)}</p> }.into_any();
    };
    let rows = values
        .iter()
        .map(|(value, counts)| {
            let parts = [
                (counts.di_atas, say!(nilai.di_atas)),
                (counts.sesuai, say!(nilai.sesuai)),
                (counts.di_bawah, say!(nilai.di_bawah)),
                (counts.belum_terlihat, say!(nilai.belum_terlihat)),
            ];
            let told: Vec<String> = parts
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, word)| format!("{count} {}", word.to_lowercase()))
                .collect();
            view! { <Row title=words::nilai(*value) sub=told.join(", ") /> }
        })
        .collect_view();
    let texts = |title: String, texts: &[String]| {
        (!texts.is_empty()).then(|| {
            let items = texts.iter().map(|text| view! { <li>{text.clone()}</li> }).collect_view();
            view! {
                <p class="label">{title}</p>
                <ul class="marks">{items}</ul>
            }
        })
    };
    view! {
        <p class="sub">{say!(nilai.rekan_jawaban, jumlah = *answers)}</p>
        <Rows label=say!(nilai.ringkasan_rekan)>{rows}</Rows>
        {texts(say!(nilai.rekan_kekuatan), strengths)}
        {texts(say!(nilai.rekan_saran), suggestions)}
    }
    .into_any()
}

/// The choice between two judgements of the reader's own; the chosen one is taken up again and saved anew.
pub fn contest(desk: Desk, all: Vec<Penilaian>, take: Callback<Penilaian>) -> AnyView {
    let initials = work::my_initials(desk);
    let sides: Vec<Side> = all
        .iter()
        .enumerate()
        .map(|(at, one)| Side {
            value: at.to_string(),
            tag: say!(nilai.nilai_ke, nomor = at + 1),
            title: words::predikat(view::cell(one.rating())),
            effect: Some(both(one.rating())),
            initials: initials.clone(),
            writer: say!(kerja.oleh_anda),
            writer_sub: String::new(),
            quote: (!one.recommendation.is_empty()).then(|| one.recommendation.clone()),
            facts: Vec::new(),
        })
        .collect();
    let chosen = RwSignal::new(None::<String>);
    let all = StoredValue::new(all);
    let go = move |()| {
        let at = chosen.get_untracked().and_then(|at| at.parse::<usize>().ok());
        if let Some(one) = at.and_then(|at| all.with_value(|all| all.get(at).cloned())) {
            take.run(one);
        }
    };
    view! {
        <Notice title=say!(umum.dua_nilai) text=say!(nilai.dua_penilaian) tone=Tone::Sogan />
        <Contested
            id="pilih"
            legend=say!(nilai.pilih_penilaian)
            sides=sides
            value=chosen
            on_change=move |value| chosen.set(Some(value))
        />
        <div class="line">
            <Button
                label=say!(kerja.pakai_ini)
                kind=ButtonKind::Outline
                on_press=go
                why_not=move || chosen.with(Option::is_none).then(|| say!(kerja.pilih_dulu))
            />
        </div>
    }
    .into_any()
}
