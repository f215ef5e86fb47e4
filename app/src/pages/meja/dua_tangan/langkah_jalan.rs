//! The steps an account may take now with what goes the way of a month's pay.

use ledger::payload::PayMonth;
use leptos::prelude::*;

use super::jalan::{OnItsWay, Stand, step};
use super::{Answer, Deed, Langkah};
use crate::components::Glyph;
use crate::desk::{Statement, use_desk};
use crate::say;

/// How closing it is called.
#[derive(Clone, Copy)]
pub struct Closing {
    /// The word.
    pub word: fn() -> String,
    /// What is asked before.
    pub question: fn() -> String,
}

/// The buttons of the account whose turn it is.
#[component]
pub fn LangkahJalan<T>(
    office: String,
    /// What the steps are written under.
    subject: String,
    stand: Memo<Stand<T>>,
    /// Whether what was sealed came out the same here.
    #[prop(into)]
    proven: Signal<bool>,
    closing: Closing,
    /// What a step states.
    statement: impl Fn(&T, PayMonth) -> Statement + Send + Sync + 'static,
    /// Where the treasurer submits it anew.
    submit_at: &'static str,
) -> impl IntoView
where
    T: OnItsWay + Clone + PartialEq + Send + Sync + 'static,
{
    let desk = use_desk();
    let own = Memo::new(move |_| {
        let author = desk.author();
        stand.with(|stand| stand.is_of(&author))
    });
    let people = move || stand.with(|stand| stand.said().map_or(0, |said| said.at().seal.people));
    let statement = move |answer: Answer| {
        stand.with_untracked(|stand| {
            let said = stand.said()?;
            Some(statement(said, PayMonth { step: step(answer), seal: said.at().seal.clone() }))
        })
    };
    let question = move |deed: Deed| match deed {
        Deed::Approve => say!(masa.setujui_tanya, jumlah = people()),
        Deed::Return => say!(masa.kembalikan_tanya),
        Deed::Lock => (closing.question)(),
        Deed::Pay => say!(masa.bayar_tanya),
    };
    let why_not = move |deed: Deed| match deed {
        Deed::Approve if own.get() => say!(masa.diri_sendiri),
        Deed::Approve if !proven.get() => say!(masa.tak_dapat_setujui),
        _ => String::new(),
    };
    let again = Signal::derive(move || {
        let back = stand.with(|stand| matches!(stand.step(), Some(ledger::payload::PayStep::Returned { .. })));
        back.then(|| (say!(masa.ajukan_lagi), submit_at.to_owned(), Glyph::Calculator))
    });
    view! {
        <Langkah
            office=office
            subject=subject
            after=Signal::derive(move || stand.with(Stand::after).to_vec())
            question=question
            why_not=why_not
            statement=statement
            again=again
            closing=closing.word
        />
    }
}
