//! The steps an account may take now with a list.

use ledger::kind::Kind;
use ledger::payload::{Reward, RewardStep};
use ledger::reward::Place;
use leptos::prelude::*;

use super::address;
use super::view::Stand;
use crate::components::Glyph;
use crate::desk::{Statement, use_desk};
use crate::pages::meja::dua_tangan::{Answer, Deed, Langkah};
use crate::say;

/// The deeds that may follow where a list stands.
fn after(stand: &Stand) -> &'static [Deed] {
    match stand {
        Stand::Apart(..) if stand.is_paid() => &[Deed::Pay],
        Stand::Apart(..) => &[Deed::Return],
        Stand::At(taken) => match taken.said.step {
            RewardStep::Proposed => &[Deed::Approve, Deed::Return],
            RewardStep::Approved => &[Deed::Pay, Deed::Return],
            RewardStep::Returned { .. } | RewardStep::Paid { .. } => &[],
        },
    }
}

/// The step of an answer; a list is paid without being locked.
fn step(answer: Answer) -> Option<RewardStep> {
    match answer {
        Answer::Approved => Some(RewardStep::Approved),
        Answer::Returned { reason } => Some(RewardStep::Returned { reason }),
        Answer::Locked => None,
        Answer::Paid { day, number } => Some(RewardStep::Paid { day, number }),
    }
}

/// The buttons of the account whose turn it is. `proven` says whether the list came out the same here, `receives` whether
/// the account is among those who receive from it.
#[component]
pub fn LangkahDaftar(
    place: Place,
    stand: Memo<Option<Stand>>,
    #[prop(into)] proven: Signal<bool>,
    #[prop(into)] receives: Signal<bool>,
) -> impl IntoView {
    let desk = use_desk();
    let (subject, edit) = (place.subject(), format!("{}/ubah", address(&place)));
    let about = subject.clone();
    let own = Memo::new(move |_| {
        let author = desk.author();
        stand.with(|stand| matches!(stand, Some(Stand::At(taken)) if taken.author == author))
    });
    let statement = move |answer: Answer| {
        let list = stand.with_untracked(|stand| stand.as_ref().map(|stand| stand.list().clone()))?;
        Some(Statement::new(Kind::Reward, about.clone(), &Reward { step: step(answer)?, list }))
    };
    let people = move || stand.with(|stand| stand.as_ref().map_or(0, |stand| stand.list().seal.people));
    let question = move |deed: Deed| match deed {
        Deed::Approve => say!(imbalan.setujui_tanya, jumlah = people()),
        Deed::Return => say!(imbalan.kembalikan_tanya),
        Deed::Lock | Deed::Pay => say!(masa.bayar_tanya),
    };
    let why_not = move |deed: Deed| match deed {
        Deed::Approve if own.get() => say!(imbalan.diri_sendiri),
        Deed::Approve if receives.get() => say!(imbalan.penerima_sendiri),
        Deed::Approve if !proven.get() => say!(imbalan.tak_dapat_setujui),
        _ => String::new(),
    };
    let again = Signal::derive(move || {
        let back = stand.with(|stand| stand.as_ref().is_some_and(Stand::is_returned));
        back.then(|| (say!(imbalan.perbaiki), edit.clone(), Glyph::Pencil))
    });
    view! {
        <Langkah
            office=place.office
            subject=subject
            after=Signal::derive(move || stand.with(|stand| stand.as_ref().map(after).unwrap_or_default().to_vec()))
            question=question
            why_not=why_not
            statement=statement
            again=again
            not_before=place.decreed
        />
    }
}
