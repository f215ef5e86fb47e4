//! `/dokumen/:month/:office`: the same papers of a month that was sealed. They are made of its sealed slips, worked out again
//! on this device, not of today's facts: what was paid and what stands on paper are the same.

use std::collections::BTreeMap;

use domain::calendar::Month;
use ledger::facts::profile;
use ledger::hash::Id;
use ledger::month::Gathered;
use ledger::payload::{RunSeal, Slip};
use ledger::sealed::Again;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::Papers;
use crate::components::{Empty, Glyph, Leave, Notice, Page, Tone};
use crate::desk::{Desk, use_desk};
use crate::pages::meja::dua_tangan::reaches;
use crate::pages::meja::masa::view::{self, Stand};
use crate::pages::meja::proses::RunDesk;
use crate::say;
use crate::words::format;

#[component]
pub fn DokumenBulan() -> impl IntoView {
    let desk = use_desk();
    let params = use_params_map();
    let sealed = Memo::new(move |_| {
        let (month, office) =
            params.with(|params| Some((params.get("month")?.parse::<Month>().ok()?, params.get("office")?)))?;
        if !reaches(desk, &office) {
            return None;
        }
        match desk.book.with(|book| view::stand(book, &office, month, desk.today())) {
            Stand::At(taken) => Some((month, office, taken.said.seal)),
            Stand::Open | Stand::Apart(_) => None,
        }
    });
    move || match sealed.get() {
        Some((month, office, seal)) => view! { <Sealed month=month office=office seal=seal /> }.into_any(),
        None => view! {
            <Page title=say!(dokumen.judul) leave=Leave::Back("/masa") leave_label=say!(umum.kembali)>
                <Empty text=say!(dokumen.bulan_tak_ada) glyph=Glyph::FileText />
            </Page>
        }
        .into_any(),
    }
}

/// The papers of one seal.
#[component]
fn Sealed(month: Month, office: String, seal: RunSeal) -> impl IntoView {
    let desk = use_desk();
    let month_page = format!("/masa/{month}/{office}");
    let navigate = use_navigate();
    let back = Callback::new(move |()| navigate(&month_page, NavigateOptions::default()));
    let again = desk.book.with_untracked(|book| view::worked_again(book, month, &seal));
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
}

/// A run's desk that holds what was sealed, for the papers below this page alone.
fn filled(desk: Desk, month: Month, office: String, again: Again) -> RunDesk {
    let people: BTreeMap<Id, Gathered> = desk.book.with_untracked(|book| {
        let one = |(person, slip): (&Id, &Slip)| {
            let case = slip.month.open().map_err(|gap| vec![gap]);
            (*person, Gathered { facts: profile(book, *person, month.first()), case })
        };
        again.sealed.iter().map(one).collect()
    });
    RunDesk::holding(month, office, again.run, people)
}
