//! Which month and office a page of recaps is about, with the people and the policy that follow from it.

use std::sync::Arc;

use domain::calendar::Month;
use domain::tpp::Policy;
use ledger::facts::{offices, within};
use ledger::hash::Id;
use ledger::month::{Frame, newest_recap};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::work::{Listed, Writing, listed};
use crate::components::{Choice, DateField, Empty, Glyph, Notice, Skeleton, Text, Tone};
use crate::desk::Desk;
use crate::pages::meja::hr::gather::roster;
use crate::pages::meja::hr::parts;
use crate::pages::meja::hr::roster::Line;
use crate::say;
use crate::words::{derive, format, gaps};

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct Shared {
    /// The desk.
    pub desk: Desk,
    /// The chosen month.
    pub month: Signal<Option<Month>>,
    /// Code of the chosen office; empty for all.
    pub office: RwSignal<String>,
    /// The policy in force in the month.
    pub policy: Signal<Option<&'static Policy>>,
    /// People of the office with their month.
    pub rows: RwSignal<Arc<Vec<Listed>>>,
    /// The person whose recap is open.
    pub open: RwSignal<Option<Id>>,
    /// How far writing is.
    pub writing: Writing,
}

/// A shipped policy, compared by its place.
#[derive(Clone, Copy)]
struct Known(&'static Policy);

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.0, other.0)
    }
}

/// Makes the choice of month and office, first as the address says, and the head of the page that shows it.
pub fn choose(desk: Desk) -> (Shared, AnyView) {
    let query = use_query_map();
    let asked = |name: &str| query.with_untracked(|query| query.get(name));
    let newest = desk.book.with_untracked(|book| newest_recap(book, desk.this_month()));
    let proposed = || newest.unwrap_or_else(|| desk.this_month().previous()).to_string();
    let typed = RwSignal::new(asked("bulan").unwrap_or_else(proposed));
    let options = desk.book.with_untracked(|book| parts::office_choices(desk, &offices(book)));
    let mut choices = vec![Choice::new("", say!(hr.semua_kantor))];
    let first = options.first().map(|first| first.value.clone()).unwrap_or_default();
    choices.extend(options);
    let known = asked("kantor").filter(|code| choices.iter().any(|choice| choice.value == *code));
    let office = RwSignal::new(known.unwrap_or(first));
    let latest = desk.this_month().next();
    let read = Memo::new(move |_| typed.get().parse::<Month>().ok());
    let month = Memo::new(move |_| read.get().filter(|month| *month <= latest));
    let on = Signal::derive(move || month.get().map_or_else(|| desk.today(), Month::first));
    let people = roster(desk, on);
    let inside = Signal::derive(move || -> Arc<dyn Fn(&Line) -> bool + Send + Sync> {
        let above = office.get();
        let houses = desk.book.with_untracked(offices);
        Arc::new(move |line: &Line| above.is_empty() || line.office().is_some_and(|code| within(&houses, code, &above)))
    });
    let (rows, ready) = listed(desk, people, month.into(), inside);
    let frame = Memo::new(move |_| {
        let month = month.get()?;
        Some(desk.book.with(|book| Frame::of(book, month).map(|frame| frame.policy.map(Known))))
    });
    let policy = Signal::derive(move || match frame.get() {
        Some(Ok(Some(Known(policy)))) => Some(policy),
        _ => None,
    });
    let open = RwSignal::new(None);
    let shared = Shared { desk, month: month.into(), office, policy, rows, open, writing: Writing::new() };
    let choose = Callback::new(move |code: String| {
        shared.open.set(None);
        office.set(code);
    });
    let about = move || match frame.get() {
        None => {
            let text = match read.get() {
                None => say!(hr.bulan_salah),
                Some(_) => say!(hr.bulan_terlalu_jauh, bulan = format::month(latest)),
            };
            view! { <Notice tone=Tone::Sogan text=text /> }.into_any()
        }
        Some(Err(found)) => {
            let why: Vec<String> = found.iter().map(|gap| gaps::gap(gap, None)).collect();
            view! { <Notice tone=Tone::Mengkudu text=why.join(" ") /> }.into_any()
        }
        Some(Ok(None)) => view! { <Notice tone=Tone::Sogan text=say!(hr.tanpa_aturan) /> }.into_any(),
        Some(Ok(Some(Known(policy)))) => {
            view! { <p class="sub">{say!(hr.menurut_aturan, aturan = derive::label(policy.label()))}</p> }.into_any()
        }
    };
    let head = view! {
        <div class="three">
            <DateField
                id="bulan"
                label=say!(hr.bulan)
                month=true
                value=typed
                on_input=move |text| {
                    shared.open.set(None);
                    typed.set(text);
                }
            />
            {parts::office_field("kantor", say!(hr.kantor), choices, office.into(), choose, Text::Empty)}
        </div>
        {about}
        {move || {
            if !ready.get() {
                return view! { <Skeleton label=say!(umum.memuat) lines=6 /> }.into_any();
            }
            match month.get().is_some() && rows.with(|rows| rows.is_empty()) {
                true => view! { <Empty text=say!(hr.rekap_kosong) glyph=Glyph::Calendar /> }.into_any(),
                false => ().into_any(),
            }
        }}
    };
    (shared, head.into_any())
}
