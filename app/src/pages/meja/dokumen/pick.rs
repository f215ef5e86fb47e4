//! Which list, of whom, and for a list for a bank: which bank and which payment.

use ledger::document::{Group, Kind};
use ledger::facts::{offices, within};
use leptos::prelude::*;

use super::words::{GROUPS, PAYINGS, by_code, code_of};
use super::{LETTER, Paper, Picked, with_source, words};
use crate::components::{Choice, SelectField};
use crate::desk::use_desk;
use crate::pages::meja::proses::RunDesk;
use crate::say;

/// Which people stand in a list.
#[component]
pub fn GroupField(#[prop(into)] value: Signal<Group>, #[prop(into)] on_change: Callback<Group>) -> impl IntoView {
    let groups = GROUPS.map(|(one, code)| Choice::new(code, words::group(one))).to_vec();
    view! {
        <SelectField
            id="kelompok"
            label=say!(dokumen.kelompok)
            options=Signal::stored(groups)
            value=Signal::derive(move || Some(code_of(&GROUPS, value.get())))
            on_change=move |code: String| on_change.run(by_code(&GROUPS, &code))
        />
    }
}

#[component]
pub fn Pick(picked: Picked) -> impl IntoView {
    let desk = use_desk();
    let desk_run = expect_context::<RunDesk>();
    let mut papers: Vec<Choice> =
        words::KINDS.iter().map(|kind| Choice::new(words::code(*kind), words::kind(*kind))).collect();
    papers.push(Choice::new(LETTER, say!(dokumen.d_sptjm)));
    let payings = PAYINGS.map(|(one, code)| Choice::new(code, words::paying(one))).to_vec();
    let choice = picked.choice;
    let houses = Memo::new(move |_| {
        let above = desk_run.office.get();
        let all = desk.book.with(offices);
        let single = all.iter().filter(|(code, _)| above.as_ref().is_none_or(|above| within(&all, code, above)));
        let region = above.is_none().then(|| Choice::new("", say!(meja.seluruh_daerah)));
        region
            .into_iter()
            .chain(single.map(|(code, office)| Choice::new(code, office.name.clone())))
            .collect::<Vec<_>>()
    });
    let banks = Memo::new(move |_| {
        let all = with_source(desk, desk_run, picked.making, |source| source.banks()).unwrap_or_default();
        let every = Choice::new("", say!(dokumen.semua_bank));
        let single = all.into_iter().map(|(code, name)| Choice::new(code.clone(), format!("{name} ({code})")));
        std::iter::once(every).chain(single).collect::<Vec<_>>()
    });
    let is_bank = Memo::new(move |_| picked.paper.get() == Paper::List(Kind::Bank));
    let purpose = move || match picked.paper.get() {
        Paper::List(kind) => words::purpose(kind),
        Paper::Letter => say!(dokumen.g_sptjm),
    };
    let some = |code: String| Some(code).filter(|code| !code.is_empty());
    view! {
        <div class="fields">
            <SelectField
                id="dokumen"
                label=say!(dokumen.dokumen)
                options=Signal::stored(papers)
                value=Signal::derive(move || Some(picked.paper.get().code().to_owned()))
                on_change=move |code: String| {
                    let paper = Paper::of(&code);
                    if let Some(kind) = paper.of_year() {
                        picked.making.turn_to(kind);
                    }
                    picked.paper.set(paper);
                    choice.update(|choice| choice.bank = None);
                }
            />
            <GroupField
                value=Signal::derive(move || choice.with(|choice| choice.group))
                on_change=move |group| choice.update(|choice| choice.group = group)
            />
            <SelectField
                id="kantor"
                label=say!(meja.kantor)
                options=houses
                value=Signal::derive(move || Some(choice.with(|choice| choice.office.clone().unwrap_or_default())))
                on_change=move |code: String| choice.update(|choice| choice.office = some(code))
            />
            {move || {
                is_bank
                    .get()
                    .then(|| {
                        view! {
                            <SelectField
                                id="bank"
                                label=say!(dokumen.bank)
                                options=banks
                                value=Signal::derive(move || {
                                    Some(choice.with(|choice| choice.bank.clone().unwrap_or_default()))
                                })
                                on_change=move |code: String| choice.update(|choice| choice.bank = some(code))
                            />
                            <SelectField
                                id="pembayaran"
                                label=say!(dokumen.pembayaran)
                                options=payings.clone()
                                value=Signal::derive(move || Some(code_of(&PAYINGS, choice.with(|one| one.paying))))
                                on_change=move |code: String| {
                                    choice.update(|choice| choice.paying = by_code(&PAYINGS, &code));
                                }
                            />
                        }
                    })
            }}
        </div>
        <p class="sub">{purpose}</p>
    }
}
