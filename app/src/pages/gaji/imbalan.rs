//! Rewards of the person who looks: received and coming, each opened to how its figures came about.

use domain::calendar::Day;
use domain::derive::{Explaining, Silent};
use domain::law::Rulebook;
use ledger::payload::{RewardSlip, RewardStep};
use ledger::reward::{Own, of_person};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::sendiri::{self, Given, origin, sums};
use crate::components::{Facts, Notice, Tone};
use crate::desk::{Desk, use_desk};
use crate::say;
use crate::words::format;
use crate::words::{gaps, reward};

fn given(of: &Own) -> Given {
    let stated = &of.reward.value;
    let paid = match &stated.step {
        RewardStep::Paid { day, number } => Some((*day, number.clone())),
        _ => None,
    };
    Given { name: stated.list.title.clone(), state: reward::state(&stated.step), paid }
}

/// The rewards of an account, as rows of the page of pay; nothing where there are none.
pub fn rewards(desk: Desk) -> Option<AnyView> {
    let own = desk.book.with(|book| if desk.is_solo() { Vec::new() } else { of_person(book, desk.me()) });
    sendiri::section(say!(imbalan.saya), own.iter().map(row).collect())
}

fn row(of: &Own) -> AnyView {
    let net = of.slip.pay(of.place.decreed, Rulebook::national(), &mut Silent).ok().map(|pay| pay.net);
    let decree = of.reward.value.list.decree.clone();
    let sub = say!(imbalan.keputusan, nomor = decree, hari = format::day(of.place.decreed));
    sendiri::row(given(of), sub, net, address(of))
}

fn address(of: &Own) -> String {
    format!("/imbalan-saya/{}", of.reward.value.list.seal.run())
}

/// `/imbalan-saya/:run`: one reward of the person who looks.
#[component]
pub fn ImbalanSaya() -> impl IntoView {
    let desk = use_desk();
    let params = use_params_map();
    let at = Memo::new(move |_| {
        let run = params.with(|params| params.get("run").unwrap_or_default());
        format!("/imbalan-saya/{run}")
    });
    let found = move || {
        let own = desk.book.with(|book| of_person(book, desk.me()));
        own.into_iter().find(|one| address(one) == at.get()).map(one)
    };
    sendiri::page(say!(imbalan.judul), say!(imbalan.tidak_ada), found)
}

fn one(of: Own) -> AnyView {
    let given = given(&of);
    let Own { place, reward: stated, slip } = of;
    let list = stated.value.list;
    let told = vec![
        (say!(imbalan.nomor), list.decree),
        (say!(imbalan.tanggal), format::long_day(place.decreed)),
        (say!(imbalan.dasar), reward::basis(list.basis)),
        (say!(imbalan.alasan), list.reason),
    ];
    sendiri::payment(given, told, view! { <RewardView decreed=place.decreed slip=slip /> }.into_any())
}

/// What a list gives one person: gross, final tax and net, and how they came about. `decreed` is the day of the decree.
#[component]
pub fn RewardView(decreed: Day, slip: RewardSlip) -> AnyView {
    let mut told = Explaining::default();
    let table = match slip.pay(decreed, Rulebook::national(), &mut told) {
        Err(gap) => view! { <Notice tone=Tone::Mengkudu text=gaps::gap(&gap, None) /> }.into_any(),
        Ok(pay) => {
            let lines = vec![(say!(imbalan.kotor), pay.gross), (say!(imbalan.pajak), pay.tax)];
            view! {
                {sums(say!(imbalan.judul), lines, pay.net)}
                <p class="sub">{say!(imbalan.final_jelas)}</p>
            }
            .into_any()
        }
    };
    let why = (!slip.why.is_empty()).then(|| {
        view! { <Facts facts=Signal::stored(vec![(say!(imbalan.untuk), slip.why.clone())]) /> }
    });
    view! {
        {why}
        {table}
        {origin(&told.finish())}
    }
    .into_any()
}
