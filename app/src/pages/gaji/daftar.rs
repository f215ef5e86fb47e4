//! The list of months: recorded ones of an account newest first, then what the person worked out alone.

use domain::calendar::Month;
use domain::law::Rulebook;
use domain::money::Rupiah;
use ledger::ahead::ahead;
use ledger::facts::profile;
use ledger::month::recapped;
use leptos::prelude::*;

use super::imbalan::rewards;
use super::slip::{eye, print, state};
use super::thr::yearly_rows;
use super::{Worked, source};
use crate::components::{ButtonKind, Empty, FigureState, Glyph, IconLine, LinkButton, Page, Row, Rows, Section};
use crate::desk::{Desk, use_desk};
use crate::say;
use crate::words::beside;
use crate::words::format::{month, rupiah, spoken};

/// What one row says.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Summary {
    at: Month,
    href: String,
    state: FigureState,
    word: String,
    net: Option<Rupiah>,
    below: Option<String>,
}

fn summary(worked: Option<Worked>, at: Month, href: String) -> Summary {
    let Some(worked) = worked else {
        // Entries that no longer make a slip: the form says which.
        let (word, below) = (say!(umum.tertahan), Some(say!(gaji.ubah_isian)));
        let href = format!("/hitung?bulan={at}");
        return Summary { at, href, state: FigureState::Blocked, word, net: None, below };
    };
    let (state, word) = state(&worked);
    let below = worked.tpp_open().then(|| say!(gaji.tanpa_tpp));
    Summary { at, href, state, word, net: worked.slip().map(|slip| slip.total.net), below }
}

/// `/gaji`: all months of the person.
#[component]
pub fn Gaji() -> impl IntoView {
    let desk = use_desk();
    let recorded = Memo::new(move |_| {
        if desk.is_solo() {
            return Vec::new();
        }
        let me = desk.me();
        desk.book.with(|book| {
            let months = recapped(book, me).into_iter();
            months.map(|at| summary(Some(Worked::recorded(book, me, at)), at, format!("/gaji/{at}"))).collect()
        })
    });
    let own = Memo::new(move |_| {
        let me = desk.me();
        desk.book.with(|book| {
            let months = source::trials(book, me).into_iter();
            months
                .map(|at| summary(source::trial(book, me, at, desk.this_month()), at, source::trial_address(desk, at)))
                .collect::<Vec<_>>()
        })
    });
    let actions = ViewFn::from(|| view! { {eye()} {print()} }.into_any());
    view! {
        <Page title=say!(gaji.judul) actions=actions>
            {move || recorded_part(desk, recorded.get())}
            {move || yearly_rows(desk)}
            {move || rewards(desk)}
            {move || coming(desk)}
            {move || own_part(desk, own.get())}
            {move || desk.is_solo().then(data_row)}
        </Page>
    }
}

fn recorded_part(desk: Desk, months: Vec<Summary>) -> AnyView {
    if desk.is_solo() {
        ().into_any()
    } else if months.is_empty() {
        view! { <Empty text=say!(gaji.kosong_akun) glyph=Glyph::Wallet /> }.into_any()
    } else {
        view! {
            <Rows label=say!(gaji.judul)>{months.into_iter().map(row).collect_view()}</Rows>
            <Rows label=say!(bukti.sendiri)>
                <Row title=say!(bukti.sendiri) sub=say!(bukti.sendiri_jelas) glyph=Glyph::FileText href="/bukti-potong" />
            </Rows>
            <IconLine glyph=Glyph::Lock text=say!(gaji.atasan_tidak_melihat) />
        }
        .into_any()
    }
}

/// What the next year changes by itself in the person's own pay.
fn coming(desk: Desk) -> Option<AnyView> {
    if desk.is_solo() {
        return None;
    }
    let from = desk.this_month();
    let report = desk.book.with(|book| {
        let own = profile(book, desk.me(), from.first());
        own.status.and_then(|_| ahead(&own, from, from.plus(12), Rulebook::national()).ok())
    })?;
    if report.notices.is_empty() {
        return None;
    }
    let rows = report.notices.iter().map(|notice| {
        let when = say!(bayar.jaga_gaji, bulan = month(notice.month));
        view! { <Row title=beside::change(&notice.change) sub=when glyph=Glyph::Clock /> }
    });
    let rows = rows.collect_view();
    Some(
        view! {
            <Section title=say!(bayar.jaga_sendiri)>
                <Rows label=say!(bayar.jaga_sendiri)>{rows}</Rows>
            </Section>
        }
        .into_any(),
    )
}

fn new_button() -> AnyView {
    view! { <LinkButton label=say!(gaji.hitung) href="/hitung" kind=ButtonKind::Outline glyph=Glyph::Calculator /> }
        .into_any()
}

fn own_part(desk: Desk, months: Vec<Summary>) -> AnyView {
    if months.is_empty() && desk.is_solo() {
        return view! { <Empty text=say!(gaji.kosong_sendiri) glyph=Glyph::Calculator>{new_button()}</Empty> }
            .into_any();
    }
    if months.is_empty() {
        return view! { <div class="line">{new_button()}</div> }.into_any();
    }
    view! {
        <Section title=say!(gaji.percobaan)>
            <p class="sub">{say!(gaji.percobaan_catatan)}</p>
            <Rows label=say!(gaji.percobaan)>{months.into_iter().map(row).collect_view()}</Rows>
            <div class="line">{new_button()}</div>
        </Section>
    }
    .into_any()
}

fn data_row() -> AnyView {
    view! {
        <Rows label=say!(mulai.data_judul)>
            <Row title=say!(mulai.data_judul) sub=say!(mulai.data_baris) glyph=Glyph::Smartphone href="/data" />
        </Rows>
    }
    .into_any()
}

fn row(of: Summary) -> AnyView {
    let (shown, said) = (of.net.map(rupiah), of.net.map(spoken));
    let tone = of.state.tone();
    view! {
        <Row title=month(of.at) sub=of.below amount=shown spoken=said tag=of.word tag_tone=tone href=of.href />
    }
    .into_any()
}
