//! THR and gaji ke-13 of the person who looks: received and coming, each opened to how its figures came about.

use domain::derive::{Explaining, Silent};
use domain::law::Rulebook;
use ledger::payload::{PayStep, YearlySlip};
use ledger::yearly::{Order, Own, of_person};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::slip::{eye, print};
use crate::components::{
    ButtonKind, Card, Cell, Column, Empty, Facts, Glyph, IconLine, Leave, LinkButton, Notice, Page, Row, Rows, Section,
    Table, TableRow, Tag, Tone, Tree,
};
use crate::desk::{Desk, use_desk};
use crate::say;
use crate::words::beside::{thr_code, yearly};
use crate::words::derive::{Origin, nodes};
use crate::words::format::{self, amount, rupiah, spoken};
use crate::words::{gaps, masa};

fn name(of: &Own) -> String {
    format!("{} {}", yearly(of.place.kind), of.place.year)
}

/// The yearly payments of an account, as rows of the page of pay; nothing where there are none.
pub fn yearly_rows(desk: Desk) -> Option<AnyView> {
    let own = desk.book.with(|book| if desk.is_solo() { Vec::new() } else { of_person(book, desk.me()) });
    if own.is_empty() {
        return None;
    }
    let rows = own.into_iter().map(row).collect_view();
    Some(
        view! {
            <Section title=say!(thr.judul)>
                <Rows label=say!(thr.judul)>{rows}</Rows>
            </Section>
        }
        .into_any(),
    )
}

fn row(of: Own) -> AnyView {
    let order = of.place.order(&of.list.value.decided);
    let net = of.slip.again(&order, Rulebook::national(), &mut Silent).ok().flatten().map(|pay| pay.total.net);
    let (tag, tone) = masa::state(Some(&of.list.value.at.step));
    let (shown, said) = (net.map(rupiah), net.map(spoken));
    let shown = shown.unwrap_or_else(|| say!(umum.belum_diketahui));
    let sub = say!(thr.bersama, bulan = format::month(of.place.payday));
    let href = address(&of);
    view! { <Row title=name(&of) sub=sub amount=shown spoken=said tag=tag tag_tone=tone href=href /> }.into_any()
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
        own.into_iter().find(|one| address(one) == at.get())
    };
    view! {
        <Page
            title=say!(thr.judul)
            leave=Leave::Back("/gaji")
            leave_label=say!(umum.kembali)
            actions=move || view! { {eye()} {print()} }
        >
            {move || match found() {
                Some(own) => one(own),
                None => {
                    view! {
                        <Empty text=say!(thr.tak_dikenal) glyph=Glyph::Wallet>
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
    let (word, tone) = masa::state(Some(&of.list.value.at.step));
    let paid = match &of.list.value.at.step {
        PayStep::Paid { day, number } => {
            Some(say!(masa.dibayar_pada, hari = format::day(*day), nomor = number.clone()))
        }
        _ => None,
    };
    let order = of.place.order(&of.list.value.decided);
    let (name, told) = (name(&of), vec![(say!(thr.dibayar), format::month(of.place.payday))]);
    view! {
        <Card>
            <div class="line">
                <h2>{name}</h2>
                <Tag text=word tone=tone />
            </div>
            <Facts facts=Signal::stored(told) />
        </Card>
        {paid.map(|text| view! { <IconLine glyph=Glyph::Wallet text=text /> })}
        <YearlyView order=order slip=of.slip />
        <IconLine glyph=Glyph::Lock text=say!(gaji.atasan_tidak_melihat) />
    }
    .into_any()
}

/// What a yearly payment pays one person, line by line, and how each figure came about: worked out here from what was
/// sealed.
#[component]
pub fn YearlyView(order: Order, slip: YearlySlip) -> AnyView {
    let mut told = Explaining::default();
    let worked = slip.again(&order, Rulebook::national(), &mut told);
    let pay = match worked {
        Ok(Some(pay)) => pay,
        Ok(None) => return view! { <Notice tone=Tone::Mengkudu text=say!(thr.lain_hasil) /> }.into_any(),
        Err(found) => {
            let why: Vec<String> = found.iter().map(|gap| gaps::gap(gap, None)).collect();
            return view! { <Notice tone=Tone::Mengkudu text=why.join(" ") /> }.into_any();
        }
    };
    let line = |word: String, sum| TableRow::new(vec![Cell::Words(word), Cell::Amount(amount(sum))]);
    let mut rows: Vec<TableRow> = pay.lines.iter().map(|one| line(thr_code(one.code), one.amount)).collect();
    rows.push(line(say!(umum.diterima), pay.total.net).strong());
    let columns = vec![Column::words(say!(meja.baris)), Column::numbers(say!(thr.jumlah))];
    view! {
        <Table caption=say!(thr.judul) columns=columns rows=rows hide_caption=true />
        <Section title=say!(meja.asal_angka)>
            <Tree nodes=nodes(&told.finish(), Origin::Records) />
        </Section>
    }
    .into_any()
}
