//! THR and gaji ke-13 of the person who looks: received and coming, each opened to how its figures came about.

use domain::derive::{Explaining, Silent};
use domain::law::Rulebook;
use ledger::payload::{PayStep, YearlySlip};
use ledger::yearly::{Order, Own, of_person};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::sendiri::{self, Given, origin, sums};
use crate::components::{Notice, Tone};
use crate::desk::{Desk, use_desk};
use crate::say;
use crate::words::beside::{thr_code, yearly};
use crate::words::format;
use crate::words::{gaps, masa};

fn given(of: &Own) -> Given {
    let step = &of.list.value.at.step;
    let paid = match step {
        PayStep::Paid { day, number } => Some((*day, number.clone())),
        _ => None,
    };
    Given { name: format!("{} {}", yearly(of.place.kind), of.place.year), state: masa::state(Some(step)), paid }
}

/// The yearly payments of an account, as rows of the page of pay; nothing where there are none.
pub fn yearly_rows(desk: Desk) -> Option<AnyView> {
    let own = desk.book.with(|book| if desk.is_solo() { Vec::new() } else { of_person(book, desk.me()) });
    sendiri::section(say!(thr.judul), own.iter().map(row).collect())
}

fn row(of: &Own) -> AnyView {
    let order = of.place.order(&of.list.value.decided);
    let net = of.slip.again(&order, Rulebook::national(), &mut Silent).ok().flatten().map(|pay| pay.total.net);
    sendiri::row(given(of), say!(thr.bersama, bulan = format::month(of.place.payday)), net, address(of))
}

fn address(of: &Own) -> String {
    format!("/thr-saya/{}/{}/{}", of.place.kind.code(), of.place.year, of.place.payday)
}

/// `/thr-saya/:kind/:year/:payday`: one yearly payment of the person who looks.
#[component]
pub fn ThrSaya() -> impl IntoView {
    let desk = use_desk();
    let params = use_params_map();
    let at = Memo::new(move |_| {
        let part = |part| params.with(|params| params.get(part).unwrap_or_default());
        format!("/thr-saya/{}/{}/{}", part("kind"), part("year"), part("payday"))
    });
    let found = move || {
        let own = desk.book.with(|book| of_person(book, desk.me()));
        own.into_iter().find(|one| address(one) == at.get()).map(one)
    };
    sendiri::page(say!(thr.judul), say!(thr.tak_dikenal), found)
}

fn one(of: Own) -> AnyView {
    let told = vec![(say!(thr.dibayar), format::month(of.place.payday))];
    let (given, order) = (given(&of), of.place.order(&of.list.value.decided));
    sendiri::payment(given, told, view! { <YearlyView order=order slip=of.slip /> }.into_any())
}

/// What a yearly payment pays one person, line by line, and how each figure came about: worked out here from what was
/// sealed.
#[component]
pub fn YearlyView(order: Order, slip: YearlySlip) -> AnyView {
    let mut told = Explaining::default();
    let pay = match slip.again(&order, Rulebook::national(), &mut told) {
        Ok(Some(pay)) => pay,
        Ok(None) => return view! { <Notice tone=Tone::Mengkudu text=say!(thr.lain_hasil) /> }.into_any(),
        Err(found) => {
            let why: Vec<String> = found.iter().map(|gap| gaps::gap(gap, None)).collect();
            return view! { <Notice tone=Tone::Mengkudu text=why.join(" ") /> }.into_any();
        }
    };
    let lines = pay.lines.iter().map(|one| (thr_code(one.code), one.amount)).collect();
    view! {
        {sums(say!(thr.judul), lines, pay.total.net)}
        {origin(&told.finish())}
    }
    .into_any()
}
