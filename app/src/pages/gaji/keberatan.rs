//! Objecting to a figure of one's own pay, and reading what was answered.

use domain::calendar::Month;
use domain::money::Rupiah;
use ledger::book::Book;
use ledger::facts::profile;
use ledger::kind::Kind;
use ledger::objection::{self, Raised};
use ledger::payload::Objection;
use ledger::subject::{self, author_person};
use leptos::prelude::*;

use crate::components::{Button, ButtonKind, Dialog, Glyph, Row, Rows, Section, TextArea, Tone};
use crate::desk::{Desk, Statement, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::format;

/// Most letters of a reason.
const REASON: u32 = 1000;

/// Says how an objection stands, with its colour.
#[must_use]
pub fn state(of: &Raised) -> (String, Tone) {
    match of.answer() {
        None => (say!(bayar.keberatan_diajukan, hari = format::day(of.on)), Tone::Sogan),
        Some(answer) if answer.upheld => (say!(bayar.keberatan_diterima, hari = format::day(answer.on)), Tone::Daun),
        Some(answer) => (say!(bayar.keberatan_ditolak, hari = format::day(answer.on)), Tone::Neutral),
    }
}

/// Writes the answer that holds, with who gave it.
#[must_use]
pub fn answered(of: &Raised, book: &Book, desk: Desk) -> Option<String> {
    let answer = of.answer()?;
    let name = author_person(&answer.author).map(|person| profile(book, person, desk.today()).call());
    let name = name.unwrap_or_else(|| answer.author.clone());
    Some(say!(bayar.keberatan_jawaban, nama = name, alasan = answer.reason.clone()))
}

/// The objections to one figure, and the way to a new one.
#[component]
pub fn Keberatan(month: Month, #[prop(into)] line: String, amount: Rupiah) -> impl IntoView {
    let desk = use_desk();
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let (reason, wrong) = (RwSignal::new(String::new()), RwSignal::new(false));
    let line = StoredValue::new(line);
    let raised = Memo::new(move |_| {
        let mine = desk.book.with(|book| objection::of(book, desk.me(), month));
        line.with_value(|line| mine.into_iter().filter(|one| one.line == *line).collect::<Vec<_>>())
    });
    let waits = move || raised.with(|all| all.iter().any(|one| one.answer().is_none()));
    let send = move |()| {
        let words = reason.with_untracked(|text| text.trim().to_owned());
        wrong.set(words.is_empty());
        if words.is_empty() {
            return;
        }
        let said = Objection::Raised { line: line.get_value(), amount_rp: amount, reason: words };
        let statement = Statement::new(Kind::Objection, subject::objection(desk.me(), month), &said);
        kit::save(desk, vec![statement], busy, move || {
            open.set(false);
            reason.set(String::new());
        });
    };
    let row = move |one: Raised| {
        let (tag, tone) = state(&one);
        let answer = desk.book.with_untracked(|book| answered(&one, book, desk));
        view! { <Row title=one.reason sub=answer tag=tag tag_tone=tone glyph=Glyph::MessageSquare /> }
    };
    view! {
        {move || {
            let all = raised.get();
            (!all.is_empty())
                .then(|| {
                    view! {
                        <Section title=say!(bayar.keberatan_anda)>
                            <Rows label=say!(bayar.keberatan_anda)>{all.into_iter().map(row).collect_view()}</Rows>
                        </Section>
                    }
                })
        }}
        {move || {
            (!waits())
                .then(|| {
                    view! {
                        <div class="line">
                            <Button
                                label=say!(bayar.keberatan_ajukan)
                                kind=ButtonKind::Outline
                                glyph=Glyph::MessageSquare
                                on_press=move |()| open.set(true)
                            />
                        </div>
                    }
                })
        }}
        <Dialog
            open=open
            on_close=move |()| open.set(false)
            title=say!(bayar.keberatan_ajukan)
            confirm=say!(bayar.keberatan_kirim)
            cancel=say!(umum.kembali)
            busy=busy
            on_confirm=send
        >
            <p>{say!(bayar.keberatan_jelas)}</p>
            <TextArea
                id="alasan-keberatan"
                label=say!(bayar.keberatan_alasan)
                value=reason
                on_input=move |text| reason.set(text)
                error=move || wrong.get().then(|| say!(bayar.keberatan_kosong))
                maxlength=REASON
            />
        </Dialog>
    }
}
