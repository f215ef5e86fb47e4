//! `/dokumen/:month/:office`: the same papers of a month that was sealed. They are made of its sealed slips, worked out again
//! on this device, not of today's facts: what was paid and what stands on paper are the same.

use std::collections::BTreeMap;

use domain::calendar::Month;
use ledger::facts::{offices, profile};
use ledger::hash::Id;
use ledger::month::Gathered;
use ledger::pay_month::Hand;
use ledger::role::Role;
use ledger::sealed::Again;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::Papers;
use crate::components::{Empty, Glyph, Leave, Notice, Page, Tone};
use crate::desk::{Desk, use_desk};
use crate::pages::meja::masa::view::{self, Stand};
use crate::pages::meja::proses::RunDesk;
use crate::say;
use crate::words::format;

#[component]
pub fn DokumenBulan() -> impl IntoView {
    let desk = use_desk();
    let params = use_params_map();
    let (month, office) = params.with_untracked(|params| (params.get("month"), params.get("office")));
    let month = month.and_then(|month| month.parse::<Month>().ok());
    let found = month.zip(office).filter(|(_, office)| reaches(desk, office));
    let sealed = found.and_then(|(month, office)| {
        let again = desk.book.with_untracked(|book| match view::stand(book, &office, month, desk.today()) {
            Stand::At(taken) => Some(view::worked_again(book, month, &taken.pay.seal)),
            Stand::Open | Stand::Apart(_) => None,
        })?;
        Some((month, office, again))
    });
    let Some((month, office, again)) = sealed else {
        return view! {
            <Page title=say!(dokumen.judul) leave=Leave::Back("/masa") leave_label=say!(umum.kembali)>
                <Empty text=say!(dokumen.bulan_tak_ada) glyph=Glyph::FileText />
            </Page>
        }
        .into_any();
    };
    let month_page = format!("/masa/{month}/{office}");
    let back = Callback::new(move |()| {
        let navigate = leptos_router::hooks::use_navigate();
        navigate(&month_page, leptos_router::NavigateOptions::default());
    });
    let proven = again.is_proven();
    provide_context(filled(desk, month, office, again));
    view! {
        <Page
            title=say!(dokumen.judul_bulan, bulan = format::month(month))
            leave=Leave::Call(Glyph::ChevronLeft, back)
            leave_label=say!(umum.kembali)
        >
            <Notice text=say!(dokumen.dari_terkunci) />
            {(!proven).then(|| view! { <Notice tone=Tone::Mengkudu text=say!(dokumen.tak_terbukti) /> })}
            <Papers />
        </Page>
    }
    .into_any()
}

fn reaches(desk: Desk, office: &str) -> bool {
    let roles: Vec<Role> =
        desk.account.with_untracked(|one| one.as_ref().map(|one| one.roles.clone()).unwrap_or_default());
    let houses = desk.book.with_untracked(offices);
    [Hand::Treasurer, Hand::Approver].into_iter().any(|hand| view::reaches(&roles, hand, office, &houses))
}

/// A run's desk that holds what was sealed, for the papers below this page alone.
fn filled(desk: Desk, month: Month, office: String, again: Again) -> RunDesk {
    let people: BTreeMap<Id, Gathered> = desk.book.with_untracked(|book| {
        let one = |(person, slip): (&Id, &ledger::payload::Slip)| {
            let case = slip.month.open().map_err(|gap| vec![gap]);
            (*person, Gathered { facts: profile(book, *person, month.first()), case })
        };
        again.sealed.iter().map(one).collect()
    });
    RunDesk::holding(month, office, again.run, people)
}
