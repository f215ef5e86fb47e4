//! What the person who looks receives beside the month's pay: its row, the frame of its page, its sums, and how they came
//! about.

use domain::calendar::Day;
use domain::derive::Derivation;
use domain::money::Rupiah;
use leptos::prelude::*;

use super::slip::{eye, print};
use crate::components::{
    ButtonKind, Card, Cell, Column, Empty, Facts, Glyph, IconLine, Leave, LinkButton, Page, Row, Rows, Section, Table,
    TableRow, Tag, Tone, Tree,
};
use crate::say;
use crate::words::derive::{Origin, nodes};
use crate::words::format::{self, amount, rupiah, spoken};

/// One payment as its list tells it.
pub struct Given {
    /// What it is.
    pub name: String,
    /// How far its list is.
    pub state: (String, Tone),
    /// The day and the number of the payment order, once paid.
    pub paid: Option<(Day, String)>,
}

/// The payments of one kind on the page of pay; nothing where there are none.
pub fn section(title: String, rows: Vec<AnyView>) -> Option<AnyView> {
    let inside = (!rows.is_empty()).then(|| view! { <Rows label=title.clone()>{rows}</Rows> })?;
    Some(view! { <Section title=title>{inside}</Section> }.into_any())
}

/// One payment in its section; `net` is missing where this device does not reach a figure.
pub fn row(of: Given, sub: String, net: Option<Rupiah>, href: String) -> AnyView {
    let (tag, tone) = of.state;
    let shown = net.map_or_else(|| say!(umum.belum_diketahui), rupiah);
    view! { <Row title=of.name sub=sub amount=shown spoken=net.map(spoken) tag=tag tag_tone=tone href=href /> }
        .into_any()
}

/// The page of one payment; `unknown` is said where there is none.
pub fn page(title: String, unknown: String, found: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    let nothing = move || {
        view! {
            <Empty text=unknown.clone() glyph=Glyph::Wallet>
                <LinkButton label=say!(gaji.ke_gaji) href="/gaji" kind=ButtonKind::Outline />
            </Empty>
        }
        .into_any()
    };
    view! {
        <Page
            title=title
            leave=Leave::Back("/gaji")
            leave_label=say!(umum.kembali)
            actions=move || view! { {eye()} {print()} }
        >
            {move || found().unwrap_or_else(&nothing)}
        </Page>
    }
    .into_any()
}

/// One payment: what it is, how far it is, and what it pays.
pub fn payment(of: Given, told: Vec<(String, String)>, pays: AnyView) -> AnyView {
    let (word, tone) = of.state;
    let paid = of.paid.map(|(day, number)| say!(masa.dibayar_pada, hari = format::day(day), nomor = number));
    view! {
        <Card>
            <div class="line">
                <h2>{of.name}</h2>
                <Tag text=word tone=tone />
            </div>
            <Facts facts=Signal::stored(told) />
        </Card>
        {paid.map(|text| view! { <IconLine glyph=Glyph::Wallet text=text /> })}
        {pays}
        <IconLine glyph=Glyph::Lock text=say!(gaji.atasan_tidak_melihat) />
    }
    .into_any()
}

/// Line by line what is paid, and the net below.
pub fn sums(caption: String, lines: Vec<(String, Rupiah)>, net: Rupiah) -> AnyView {
    let line = |(word, sum): (String, Rupiah)| TableRow::new(vec![Cell::Words(word), Cell::Amount(amount(sum))]);
    let mut rows: Vec<TableRow> = lines.into_iter().map(line).collect();
    rows.push(line((say!(umum.diterima), net)).strong());
    let columns = vec![Column::words(say!(meja.baris)), Column::numbers(say!(thr.jumlah))];
    view! { <Table caption=caption columns=columns rows=rows hide_caption=true /> }.into_any()
}

/// How the figures came about.
pub fn origin(told: &[Derivation]) -> AnyView {
    let nodes = nodes(told, Origin::Records);
    view! {
        <Section title=say!(meja.asal_angka)>
            <Tree nodes=nodes />
        </Section>
    }
    .into_any()
}
