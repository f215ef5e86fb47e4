//! Cards of pay that stand on pages of other rooms: the last slip at home, the example on the start page.

use domain::calendar::Month;
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::outcome::Gap;
use domain::pay::Slip;
use ledger::book::Book;
use ledger::hash::Id;
use ledger::month::{Frame, recapped};
use leptos::prelude::*;

use super::source;
use crate::components::plots::{Ink, Mark, PlotWords, SplitBar};
use crate::components::{Card, Empty, Figure, FigureState, Glyph, Row, Rows, Tone};
use crate::desk::use_desk;
use crate::say;
use crate::words::derive::Origin;
use crate::words::format;

/// The newest month up to this one with a recap, and its slip or what it lacks.
fn last_slip(book: &Book, me: Id, now: Month) -> Option<(Month, Result<Slip, Vec<Gap>>)> {
    let newest = recapped(book, me).into_iter().find(|month| *month <= now)?;
    let law = Rulebook::national();
    let slip = Frame::of(book, newest).and_then(|frame| frame.case(book, me, law)?.slip(law));
    Some((newest, slip))
}

/// The last slip of the person who looks, or what it lacks, and what this month says so far.
#[component]
pub fn SlipTerakhir() -> impl IntoView {
    let desk = use_desk();
    let last = Memo::new(move |_| desk.book.with(|book| last_slip(book, desk.me(), desk.this_month())));
    let this_month = move || {
        let now = desk.this_month();
        (last.with(|last| last.as_ref().is_none_or(|(month, _)| *month < now))).then(|| {
            view! {
                <Rows>
                    <Row
                        title=say!(umum.bulan_ini, bulan = format::month(now))
                        sub=say!(umum.bulan_ini_jelas)
                        tag=say!(umum.sementara)
                        tag_tone=Tone::Sogan
                    />
                </Rows>
            }
        })
    };
    view! {
        <>
            {move || match last.get() {
                None => view! { <Empty text=say!(umum.belum_ada_slip) glyph=Glyph::Wallet /> }.into_any(),
                Some((month, Ok(slip))) => final_card(month, &slip),
                Some((month, Err(gaps))) => {
                    view! {
                        <Card>
                            <Figure
                                label=say!(umum.slip_bulan, bulan = format::month(month))
                                amount=say!(umum.belum_diketahui)
                                state=FigureState::Blocked
                                state_word=say!(umum.tertahan)
                                note=say!(umum.tertahan_jelas, jumlah = gaps.len())
                                href=format!("/gaji/{month}")
                            />
                        </Card>
                    }
                        .into_any()
                }
            }}
            {this_month}
        </>
    }
}

fn final_card(month: Month, slip: &Slip) -> AnyView {
    let net = slip.total.net;
    let parts =
        vec![mark(say!(umum.diterima), Ink::Main, net), mark(say!(umum.potongan), Ink::Mid, slip.total.deductions)];
    view! {
        <Card>
            <Figure
                label=say!(umum.slip_bulan, bulan = format::month(month))
                amount=format::rupiah(net)
                spoken=format::spoken(net)
                state=FigureState::Final
                state_word=say!(umum.akhir)
                href=format!("/gaji/{month}")
            />
            <SplitBar
                words=PlotWords {
                    title: say!(umum.angka_saya).into(),
                    as_table: say!(umum.lihat_tabel).into(),
                    ..PlotWords::default()
                }
                parts=parts
                no_table=true
            />
        </Card>
    }
    .into_any()
}

/// The example, worked out by the engine of this device each time the page opens.
#[component]
pub fn Contoh() -> impl IntoView {
    let worked = source::example().map(|ask| ask.work(Origin::Example));
    let slip = worked.as_ref().and_then(|worked| worked.slip())?;
    let (net, taken) = (slip.total.net, slip.total.deductions);
    let parts = vec![mark(say!(mulai.diterima), Ink::Main, net), mark(say!(gaji.potongan), Ink::Down, taken)];
    Some(view! {
        <Figure
            label=say!(mulai.contoh)
            amount=format::rupiah(net)
            spoken=format::spoken(net)
            state=FigureState::Final
            href=format!("/gaji/{}", source::EXAMPLE)
            open_word=say!(mulai.lihat_asal)
            public=true
        />
        <SplitBar words=PlotWords::default() parts=Signal::stored(parts) no_table=true />
    })
}

fn mark(words: String, ink: Ink, amount: Rupiah) -> Mark {
    Mark::new(words, amount.get(), format::rupiah(amount), ink)
}
