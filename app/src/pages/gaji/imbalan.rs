//! Rewards of the person who looks: received and coming, each opened to how its figures came about.

use domain::calendar::Day;
use domain::derive::{Explaining, Silent};
use domain::law::Rulebook;
use domain::money::Rupiah;
use ledger::payload::{RewardSlip, RewardStep};
use ledger::reward::{Own, of_person};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::slip::{eye, print};
use crate::components::{
    ButtonKind, Card, Cell, Column, Empty, Facts, Glyph, IconLine, Leave, LinkButton, Notice, Page, Row, Rows, Section,
    Table, TableRow, Tag, Tone, Tree,
};
use crate::desk::{Desk, use_desk};
use crate::say;
use crate::words::derive::{Origin, nodes};
use crate::words::format::{self, amount, rupiah, spoken};
use crate::words::{gaps, reward};

/// The rewards of an account, as rows of the page of pay; nothing where there are none.
pub fn rewards(desk: Desk) -> Option<AnyView> {
    let own = desk.book.with(|book| if desk.is_solo() { Vec::new() } else { of_person(book, desk.me()) });
    if own.is_empty() {
        return None;
    }
    let rows = own.into_iter().map(row).collect_view();
    Some(
        view! {
            <Section title=say!(imbalan.saya)>
                <Rows label=say!(imbalan.saya)>{rows}</Rows>
            </Section>
        }
        .into_any(),
    )
}

fn row(of: Own) -> AnyView {
    let net = of.slip.pay(of.place.decreed, Rulebook::national(), &mut Silent).ok().map(|pay| pay.net);
    let Own { place, reward: stated, .. } = of;
    let (tag, tone) = reward::state(&stated.value.step);
    let list = stated.value.list;
    let (shown, said) = (net.map(rupiah), net.map(spoken));
    let shown = shown.unwrap_or_else(|| say!(umum.belum_diketahui));
    let sub = say!(imbalan.keputusan, nomor = list.decree, hari = format::day(place.decreed));
    let href = format!("/imbalan-saya/{}", list.seal.run());
    view! { <Row title=list.title sub=sub amount=shown spoken=said tag=tag tag_tone=tone href=href /> }.into_any()
}

/// `/imbalan-saya/:run`: one reward of the person who looks.
#[component]
pub fn ImbalanSaya() -> impl IntoView {
    let desk = use_desk();
    let params = use_params_map();
    let run = Memo::new(move |_| params.with(|params| params.get("run").unwrap_or_default()));
    let found = move || {
        let own = desk.book.with(|book| of_person(book, desk.me()));
        own.into_iter().find(|one| one.reward.value.list.seal.run().to_string() == run.get())
    };
    view! {
        <Page
            title=say!(imbalan.judul)
            leave=Leave::Back("/gaji")
            leave_label=say!(umum.kembali)
            actions=move || view! { {eye()} {print()} }
        >
            {move || match found() {
                Some(own) => one(own),
                None => {
                    view! {
                        <Empty text=say!(imbalan.tidak_ada) glyph=Glyph::Wallet>
                            <LinkButton label=say!(gaji.ke_gaji) href="/gaji" kind=ButtonKind::Outline />
                        </Empty>
                    }
                        .into_any()
                }
            }}
        </Page>
    }
}

fn one(of: Own) -> AnyView {
    let Own { place, reward: stated, slip } = of;
    let (word, tone) = reward::state(&stated.value.step);
    let paid = match &stated.value.step {
        RewardStep::Paid { day, number } => {
            Some(say!(masa.dibayar_pada, hari = format::day(*day), nomor = number.clone()))
        }
        _ => None,
    };
    let list = stated.value.list;
    let told = vec![
        (say!(imbalan.nomor), list.decree),
        (say!(imbalan.tanggal), format::long_day(place.decreed)),
        (say!(imbalan.dasar), reward::basis(list.basis)),
        (say!(imbalan.alasan), list.reason),
    ];
    view! {
        <Card>
            <div class="line">
                <h2>{list.title}</h2>
                <Tag text=word tone=tone />
            </div>
            <Facts facts=Signal::stored(told) />
        </Card>
        {paid.map(|text| view! { <IconLine glyph=Glyph::Wallet text=text /> })}
        <RewardView decreed=place.decreed slip=slip />
        <IconLine glyph=Glyph::Lock text=say!(gaji.atasan_tidak_melihat) />
    }
    .into_any()
}

/// What a list gives one person: gross, final tax and net, and how they came about. `decreed` is the day of the decree.
#[component]
pub fn RewardView(decreed: Day, slip: RewardSlip) -> AnyView {
    let mut told = Explaining::default();
    let outcome = slip.pay(decreed, Rulebook::national(), &mut told);
    let table = match outcome {
        Err(gap) => view! { <Notice tone=Tone::Mengkudu text=gaps::gap(&gap, None) /> }.into_any(),
        Ok(pay) => {
            let line = |word: String, sum: Rupiah| TableRow::new(vec![Cell::Words(word), Cell::Amount(amount(sum))]);
            let rows = vec![
                line(say!(imbalan.kotor), pay.gross),
                line(say!(imbalan.pajak), pay.tax),
                line(say!(umum.diterima), pay.net).strong(),
            ];
            let columns = vec![Column::words(say!(meja.baris)), Column::numbers(say!(thr.jumlah))];
            view! {
                <Table caption=say!(imbalan.judul) columns=columns rows=rows hide_caption=true />
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
        <Section title=say!(meja.asal_angka)>
            <Tree nodes=nodes(&told.finish(), Origin::Records) />
        </Section>
    }
    .into_any()
}
