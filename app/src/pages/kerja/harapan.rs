//! What the superior expects, and what the person says to it: agreed, or to be discussed, with the reason.
//!
//! The answer names the record that was read; an expectation that changes asks again.

use domain::kinerja::limits;
use ledger::kind::Kind;
use ledger::payload::{Answer, Expectation, Feedback, Stance};
use ledger::subject;
use leptos::prelude::*;

use super::parts;
use super::view::{self, Answered, Expected};
use crate::components::{Button, ButtonKind, Card, CardLook, Glyph, IconLine, Notice, Tag, TextArea, Tone, dom};
use crate::desk::{Desk, Draft, Statement};
use crate::pages::kit;
use crate::say;
use crate::words::format;

/// Shows the expectation of a year and asks for an answer; says that there is none, except in solo work.
pub fn section(desk: Desk, year: i32) -> AnyView {
    let expected = Memo::new(move |_| desk.book.with(|book| view::expected(book, desk.me(), year)));
    let words = Memo::new(move |_| expected.with(|one| one.as_ref().map(|one| one.expectation.clone())));
    let there = Memo::new(move |_| words.with(Option::is_some));
    let body = move || {
        if there.get() {
            return view! {
                {move || words.get().map(card)}
                {answer(desk, year, expected)}
            }
            .into_any();
        }
        let solo = desk.is_solo();
        (!solo).then(|| view! { <Notice text=say!(kerja.harapan_belum) /> }).into_any()
    };
    body.into_any()
}

fn card(expected: Expectation) -> AnyView {
    let some = !expected.results.is_empty();
    let results = expected.results.into_iter().map(|one| view! { <li>{one.text}</li> }).collect_view();
    view! {
        <Card title=say!(kerja.harapan) look=CardLook::Soft>
            <p>{expected.text}</p>
            {some
                .then(|| {
                    view! {
                        <p class="sub">{say!(kerja.harapan_hasil)}</p>
                        <ul class="marks">{results}</ul>
                    }
                })}
            <p class="sub">{say!(kerja.harapan_dari, nama = expected.from)}</p>
        </Card>
    }
    .into_any()
}

fn answer(desk: Desk, year: i32, expected: Memo<Option<Expected>>) -> AnyView {
    let draft = StoredValue::new(desk.draft(&format!("bahas.{year}")));
    let begun = draft.with_value(Draft::load::<String>);
    let asking = RwSignal::new(begun.is_some());
    let text = RwSignal::new(begun.unwrap_or_default());
    let busy = RwSignal::new(false);
    let given = Memo::new(move |_| expected.with(|one| one.as_ref().and_then(|one| one.answer.clone())));
    let renewed = Memo::new(move |_| {
        expected.with(|one| one.as_ref().is_some_and(|one| one.answer.is_none() && !one.heads.is_empty()))
    });
    let write = move |stance: Stance, reason: String| {
        let Some(Expected { record, heads, .. }) = expected.get_untracked() else { return };
        let me = desk.me();
        let answer = Some(Answer { to: record, stance });
        let said = Feedback { from: parts::my_name(desk), text: reason, day: desk.today(), answer };
        let statement = Statement::new(Kind::Feedback, subject::feedback(me, &year.to_string()), &said)
            .replacing(heads)
            .seeing([subject::expectation(me, year)]);
        kit::save_form(desk, vec![statement], busy, draft.get_value(), move || {
            asking.set(false);
            text.set(String::new());
        });
    };
    let agree = Callback::new(move |()| write(Stance::Agreed, String::new()));
    let ask = Callback::new(move |()| {
        text.set(given.with_untracked(|given| given.as_ref().map(|one| one.reason.clone())).unwrap_or_default());
        asking.set(true);
        dom::focus_soon("bahas".to_owned());
    });
    let send = Callback::new(move |()| {
        let reason = text.get_untracked().trim().to_owned();
        if !reason.is_empty() {
            write(Stance::ToDiscuss, reason);
        }
    });
    let kept = RwSignal::new(true);
    let put = move |typed: String| {
        kept.set(draft.with_value(|draft| draft.save(&typed).is_ok()));
        text.set(typed);
    };
    let cancel = move |()| {
        draft.with_value(Draft::clear);
        asking.set(false);
    };
    let why_not = move || text.with(|text| text.trim().is_empty()).then(|| say!(kerja.bahas_isi_dulu));
    let form = move || {
        view! {
            <TextArea
                id="bahas"
                label=say!(kerja.bahas_apa)
                aside=say!(nilai.dibaca_atasan)
                maxlength=u32::try_from(limits::NOTE).unwrap_or(1000)
                rows=2
                value=text
                on_input=put
            />
            {move || (!kept.get()).then(kit::not_kept)}
            <div class="line">
                <Button label=say!(umum.simpan) busy=busy why_not=why_not on_press=send />
                <Button label=say!(umum.batalkan) kind=ButtonKind::Text on_press=cancel />
            </div>
        }
        .into_any()
    };
    let body = move || {
        if asking.get() {
            return form();
        }
        let agree_button = move |kind| {
            view! { <Button label=say!(kerja.setuju) kind=kind busy=busy on_press=agree /> }
        };
        let ask_button = move |label: String| {
            view! { <Button label=label kind=ButtonKind::Text on_press=ask /> }
        };
        match given.get() {
            None => view! {
                {renewed.get().then(|| view! { <p class="sub">{say!(kerja.harapan_baru)}</p> })}
                <div class="line">{agree_button(ButtonKind::Outline)} {ask_button(say!(kerja.minta_bahas))}</div>
            }
            .into_any(),
            Some(Answered { stance: Stance::Agreed, day, filing, .. }) => {
                let (word, tone) = kit::filing_tag(filing);
                let words = say!(kerja.sudah_setuju, hari = format::day(day));
                view! {
                    <div class="line apart">
                        <IconLine glyph=Glyph::CircleCheck tone=Tone::Daun text=words />
                        <Tag text=word tone=tone />
                    </div>
                    <div class="line">{ask_button(say!(kerja.minta_bahas))}</div>
                }
                .into_any()
            }
            Some(Answered { stance: Stance::ToDiscuss, reason, day, filing }) => {
                let (word, tone) = kit::filing_tag(filing);
                view! {
                    <Notice title=say!(kerja.sudah_bahas, hari = format::day(day)) text=reason tone=Tone::Sogan>
                        <Tag text=word tone=tone />
                    </Notice>
                    <div class="line">{agree_button(ButtonKind::Outline)} {ask_button(say!(kerja.bahas_ubah))}</div>
                }
                .into_any()
            }
        }
    };
    view! { <div class="stack">{body}</div> }.into_any()
}
