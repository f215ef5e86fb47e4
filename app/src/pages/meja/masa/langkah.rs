//! The steps an account may take now with a month.

use ledger::kind::Kind;
use ledger::payload::{PayMonth, PayStep, RunSeal};
use ledger::subject;
use leptos::prelude::*;

use super::bulan::Place;
use super::view::Stand;
use crate::components::Glyph;
use crate::desk::{Statement, use_desk};
use crate::pages::meja::dua_tangan::{Answer, Deed, Langkah};
use crate::say;

/// The deeds that may follow where a month stands.
fn after(stand: &Stand) -> &'static [Deed] {
    match stand {
        Stand::Open => &[],
        Stand::Apart(taken) if taken.iter().any(|one| one.said.step.is_closed()) => &[Deed::Lock],
        Stand::Apart(_) => &[Deed::Return],
        Stand::At(taken) => match taken.said.step {
            PayStep::Submitted { .. } => &[Deed::Approve, Deed::Return],
            PayStep::Approved => &[Deed::Lock, Deed::Return],
            PayStep::Locked => &[Deed::Pay],
            PayStep::Returned { .. } | PayStep::Paid { .. } => &[],
        },
    }
}

/// The run the next step speaks of.
fn seal_of(stand: &Stand) -> Option<RunSeal> {
    match stand {
        Stand::Open => None,
        Stand::At(taken) => Some(taken.said.seal.clone()),
        Stand::Apart(taken) => {
            let closed = taken.iter().find(|one| one.said.step.is_closed());
            closed.or(taken.first()).map(|one| one.said.seal.clone())
        }
    }
}

fn step(answer: Answer) -> PayStep {
    match answer {
        Answer::Approved => PayStep::Approved,
        Answer::Returned { reason } => PayStep::Returned { reason },
        Answer::Locked => PayStep::Locked,
        Answer::Paid { day, number } => PayStep::Paid { day, number },
    }
}

/// The buttons of the account whose turn it is.
#[component]
pub fn LangkahBulan(place: Place, stand: Memo<Stand>, #[prop(into)] proven: Signal<bool>) -> impl IntoView {
    let desk = use_desk();
    let subject = subject::pay_month(&place.office, place.month);
    let about = subject.clone();
    let own = Memo::new(move |_| {
        let author = desk.author();
        stand.with(|stand| matches!(stand, Stand::At(taken) if taken.author == author))
    });
    let statement = move |answer: Answer| {
        let seal = stand.with_untracked(seal_of)?;
        Some(Statement::new(Kind::PayMonth, about.clone(), &PayMonth { step: step(answer), seal }))
    };
    let question = move |deed: Deed| match deed {
        Deed::Approve => {
            say!(masa.setujui_tanya, jumlah = stand.with(seal_of).map_or(0, |seal| seal.people))
        }
        Deed::Return => say!(masa.kembalikan_tanya),
        Deed::Lock => say!(masa.kunci_tanya),
        Deed::Pay => say!(masa.bayar_tanya),
    };
    let why_not = move |deed: Deed| match deed {
        Deed::Approve if own.get() => say!(masa.diri_sendiri),
        Deed::Approve if !proven.get() => say!(masa.tak_dapat_setujui),
        _ => String::new(),
    };
    let again = Signal::derive(move || {
        let back = stand.with(|stand| matches!(stand.step(), Some(PayStep::Returned { .. })));
        back.then(|| (say!(masa.ajukan_lagi), "/proses".to_owned(), Glyph::Calculator))
    });
    view! {
        <Langkah
            office=place.office
            subject=subject
            after=Signal::derive(move || stand.with(after).to_vec())
            question=question
            why_not=why_not
            statement=statement
            again=again
        />
    }
}
