//! The opened figure: the sentence that answers, the tree of steps with their sources, and whom to ask.

use domain::lever::effects;
use domain::money::Rupiah;
use domain::pay::{LineCode, LineKind};
use ledger::facts::profile;
use ledger::payload::Recap;
use ledger::subject;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::keberatan::Keberatan;
use super::slip::{eye, print};
use super::{Worked, rapel, source};
use crate::components::{
    Amount, ButtonKind, Card, CardLook, Cell, Column, Empty, Glyph, Leave, LinkButton, More, Node, Notice, Page,
    Section, Table, TableRow, Tone, Tree,
};
use crate::desk::use_desk;
use crate::say;
use crate::words::derive::{Origin, nodes};
use crate::words::format::{amount, month, rupiah, spoken};
use crate::words::{lever, pay, surat};

/// The address of the net amount.
const NET: &str = "diterima";

/// `/gaji/:month/:line`: one figure of a slip, opened.
#[component]
pub fn Asal() -> impl IntoView {
    let desk = use_desk();
    let params = use_params_map();
    let part = move |name: &'static str| Memo::new(move |_| params.with(|params| params.get(name).unwrap_or_default()));
    let (address, line) = (part("month"), part("line"));
    let worked = Memo::new(move |_| source::find(desk, &address.get()));
    let back = Callback::new(move |()| {
        let navigate = leptos_router::hooks::use_navigate();
        navigate(&format!("/gaji/{}", address.get_untracked()), leptos_router::NavigateOptions::default());
    });
    let actions = ViewFn::from(|| view! { {eye()} {print()} }.into_any());
    view! {
        <Page
            title=say!(gaji.asal)
            leave=Leave::Call(Glyph::ChevronLeft, back)
            leave_label=say!(umum.kembali)
            actions=actions
        >
            {move || match worked.get() {
                Some(worked) => view! { <AsalView worked=worked line=line.get() own=true /> }.into_any(),
                None => nothing(say!(gaji.tidak_ada_bulan)),
            }}
        </Page>
    }
}

fn nothing(text: String) -> AnyView {
    view! {
        <Empty text=text glyph=Glyph::Wallet>
            <LinkButton label=say!(gaji.ke_gaji) href="/gaji" kind=ButtonKind::Outline />
        </Empty>
    }
    .into_any()
}

/// One figure of a worked month, from any source; `line` is the code of a line, or `diterima` for the net amount.
#[component]
pub fn AsalView(
    worked: Worked,
    #[prop(into)] line: String,
    /// Whether it is the reader's own pay.
    #[prop(optional)]
    own: bool,
) -> AnyView {
    let opened = match line.as_str() {
        NET => net(&worked),
        rapel::LINE => back_pay(&worked),
        code => of_line(&worked, code),
    };
    let Some(Opened { part, name, sum, answer, steps }) = opened else {
        return nothing(say!(gaji.tidak_ada_baris));
    };
    let kicker = say!(gaji.asal_kicker, bulan = month(worked.month), bagian = part);
    let objects = own && worked.origin == Origin::Records;
    let objection = objects.then(|| view! { <Keberatan month=worked.month line=line.clone() amount=sum /> });
    let recapped = objects.then(|| recap_source(&worked, &line)).flatten();
    let changes = changes(&worked, &line);
    let days = (objects && on_tpp(&worked, &line)).then_some(worked.month);
    let papers = if objects { papers(&worked, &line) } else { Vec::new() };
    let (shown, said) = (rupiah(sum), spoken(sum));
    view! {
        <div>
            <p class="kicker">{kicker}</p>
            <div class="line apart opened">
                <h2 class="opened-name">{name}</h2>
                <b class="opened-sum">
                    <Amount text=shown spoken=said />
                </b>
            </div>
        </div>
        <Card look=CardLook::Soft>
            <p>{answer}</p>
        </Card>
        <Tree nodes=steps />
        <p class="sub">{say!(gaji.tanda_sumber)}</p>
        {recapped.map(|source| view! { <p class="sub">{say!(gaji.asal_rekap, sumber = source)}</p> })}
        {days
            .map(|month| {
                view! { <More label=say!(gaji.asal_kehadiran) href=format!("/kehadiran?bulan={month}") /> }
            })}
        {papers.into_iter().map(|paper| view! { <p class="sub">{paper}</p> }).collect_view()}
        {changes}
        {objection}
        {(worked.origin == Origin::Trial)
            .then(|| {
                let text = say!(gaji.keberatan_sendiri);
                view! { <Notice tone=Tone::Neutral title=say!(gaji.keberatan_judul) text=text /> }
            })}
    }
    .into_any()
}

/// Most suppositions that are shown.
const MOST: usize = 8;

/// What would change a figure, and by how much: each fact supposed otherwise, and the slip worked out again.
fn changes(worked: &Worked, line: &str) -> Option<AnyView> {
    let slip = worked.slip()?;
    let code = match line {
        NET => None,
        line => Some(worked.line(line)?.0.code),
    };
    let found = effects(slip, &worked.supposed, code).ok()?;
    if worked.supposed.is_empty() {
        return None;
    }
    if found.is_empty() {
        return Some(
            view! {
                <Section title=say!(gaji.pengubah)>
                    <p class="sub">{say!(gaji.pengubah_tidak_ada)}</p>
                </Section>
            }
            .into_any(),
        );
    }
    let rows: Vec<TableRow> = found
        .into_iter()
        .take(MOST)
        .map(|effect| {
            let title = lever::supposing(&effect.lever, worked.policy());
            let plus = if effect.by > Rupiah::ZERO { "+" } else { "" };
            let by = format!("{plus}{}", amount(effect.by));
            TableRow::new(vec![Cell::Words(title), Cell::Amount(by)])
        })
        .collect();
    let columns = vec![Column::words(say!(gaji.bila)), Column::numbers(say!(gaji.selisih))];
    Some(
        view! {
            <Section title=say!(gaji.pengubah)>
                <p class="sub">{say!(gaji.pengubah_jelas)}</p>
                <Table caption=say!(gaji.pengubah) columns=columns rows=rows hide_caption=true />
            </Section>
        }
        .into_any(),
    )
}

/// Says whether a figure is TPP or holds it.
fn on_tpp(worked: &Worked, line: &str) -> bool {
    line == NET || worked.line(line).is_some_and(|(line, _)| matches!(line.code, LineCode::Tpp(_)))
}

/// Names the orders and decisions that an own TPP figure follows, with their papers.
fn papers(worked: &Worked, line: &str) -> Vec<String> {
    if !on_tpp(worked, line) {
        return Vec::new();
    }
    let desk = use_desk();
    let facts = desk.book.with_untracked(|book| profile(book, desk.me(), worked.month.first()));
    surat::in_force(&facts, worked.month, worked.policy())
}

/// Says where the measures behind an own TPP figure come from, recorded outages among it.
fn recap_source(worked: &Worked, line: &str) -> Option<String> {
    let desk = use_desk();
    let subject = subject::recap(desk.me(), worked.month);
    let recap =
        desk.book.with_untracked(|book| book.standing::<Recap>(&subject)).one().filter(|_| on_tpp(worked, line))?;
    Some(recap.value.source).filter(|source| !source.is_empty())
}

struct Opened {
    part: String,
    name: String,
    sum: Rupiah,
    answer: String,
    steps: Vec<Node>,
}

fn of_line(worked: &Worked, code: &str) -> Option<Opened> {
    let (line, told) = worked.line(code)?;
    let part = match line.code.kind() {
        LineKind::Earning => say!(gaji.bagian_penghasilan),
        LineKind::Deduction => say!(gaji.bagian_potongan),
        LineKind::Employer => say!(gaji.bagian_pemberi_kerja),
    };
    Some(Opened {
        part,
        name: pay::line(line.code, worked.policy()),
        sum: line.amount,
        answer: pay::answer(&line, told),
        steps: nodes(&told.parts, worked.origin),
    })
}

fn back_pay(worked: &Worked) -> Option<Opened> {
    let late = worked.late.as_ref()?;
    Some(Opened {
        part: say!(bayar.rapel),
        name: say!(bayar.rapel_diterima),
        sum: late.back.as_ref()?.arrears.net,
        answer: say!(bayar.j_rapel),
        steps: nodes(&late.told, worked.origin),
    })
}

fn net(worked: &Worked) -> Option<Opened> {
    let slip = worked.slip()?;
    let lines = slip.lines.iter().zip(&worked.lines).filter(|(line, _)| line.code.kind() != LineKind::Employer);
    let steps = lines
        .map(|(line, told)| {
            let signed = if line.code.kind() == LineKind::Deduction {
                Rupiah::ZERO.minus(line.amount).unwrap_or(line.amount)
            } else {
                line.amount
            };
            Node {
                sentence: pay::line(line.code, worked.policy()),
                amount: Some(amount(signed)),
                spoken: Some(spoken(signed)),
                children: nodes(&told.parts, worked.origin),
                ..Node::default()
            }
        })
        .collect();
    Some(Opened {
        part: say!(gaji.bagian_diterima),
        name: if worked.tpp_open() { say!(gaji.jumlah_gaji) } else { say!(gaji.jumlah_diterima) },
        sum: slip.total.net,
        answer: say!(gaji.j_diterima),
        steps,
    })
}
