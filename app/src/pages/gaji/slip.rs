//! The slip: what is received, every line a door, what is missing where something is. Computes nothing.

use domain::calendar::Month;
use domain::money::Rupiah;
use domain::outcome::{Gap, Outcome};
use domain::pay::{Line, LineKind, Payment, Slip as Paid, Totals};
use ledger::facts::fact_on;
use ledger::payload::{Fact, PayStep};
use ledger::subject::Field;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::hapus::Hapus;
use super::kode::KodeSlip;
use super::work::Issued;
use super::{Worked, rapel, source};
use crate::components::{
    ButtonKind, Card, CardLook, Empty, Figure, FigureState, Glyph, IconButton, IconLine, Leave, LinkButton, Notice,
    Page, PrivacyEye, Row, Rows, Section, Text, Tone,
};
use crate::desk::use_desk;
use crate::pages::kit;
use crate::say;
use crate::words::derive::{Origin, label};
use crate::words::format::{amount, day, month, rupiah, spoken};
use crate::words::{gaps, pay};

/// `/gaji/:month`: the slip of one month.
#[component]
pub fn Slip() -> impl IntoView {
    let desk = use_desk();
    let params = use_params_map();
    let address = Memo::new(move |_| params.with(|params| params.get("month").unwrap_or_default()));
    let worked = Memo::new(move |_| source::find(desk, &address.get()));
    let actions = ViewFn::from(|| view! { {eye()} {print()} }.into_any());
    let back = if address.get_untracked() == source::EXAMPLE { "/" } else { "/gaji" };
    view! {
        <Page title=say!(gaji.slip) leave=Leave::Back(back) leave_label=say!(umum.kembali) actions=actions>
            {move || match worked.get() {
                Some(worked) => {
                    let prefix = format!("/gaji/{}", address.get());
                    let own = worked.origin == Origin::Records;
                    let who = desk.account.with(|account| account.as_ref().map(|account| account.name.clone()));
                    let below = own.then(|| {
                        view! {
                            <PaidTo month=worked.month />
                            <KodeSlip person=desk.me() month=worked.month />
                        }
                    });
                    view! {
                        <SlipView worked=worked prefix=prefix who=who.filter(|_| own) />
                        {below}
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <Empty text=say!(gaji.tidak_ada_bulan) glyph=Glyph::Wallet>
                            <LinkButton label=say!(gaji.ke_gaji) href="/gaji" kind=ButtonKind::Outline />
                        </Empty>
                    }
                        .into_any()
                }
            }}
        </Page>
    }
}

/// The account that the own pay goes to, as the treasurer has recorded it.
#[component]
fn PaidTo(month: Month) -> impl IntoView {
    let desk = use_desk();
    move || {
        let person = desk.account.with(|account| account.as_ref().and_then(|account| account.person))?;
        let text = match desk.book.with(|book| fact_on(book, person, Field::Rekening, month.first())) {
            Ok(Some((_, Fact::Rekening(to)))) => {
                say!(gaji.rekening_tercatat, bank = to.bank, nomor = to.account.to_string(), nama = to.holder)
            }
            Ok(_) => say!(gaji.rekening_belum),
            Err(_) => say!(gaji.rekening_dua),
        };
        Some(view! { <IconLine glyph=Glyph::Wallet text=text /> })
    }
}

/// The button that hides and shows amounts.
#[must_use]
pub fn eye() -> AnyView {
    let Some(eye) = use_context::<PrivacyEye>() else { return ().into_any() };
    let hidden = eye.hidden;
    let words = move || if hidden.get() { say!(umum.tampilkan) } else { say!(umum.sembunyikan) };
    let glyph = Signal::derive(move || if hidden.get() { Glyph::EyeOff } else { Glyph::Eye });
    let press = Callback::new(move |()| hidden.update(|hidden| *hidden = !*hidden));
    view! { <IconButton label=words glyph=glyph on_press=press /> }.into_any()
}

/// The button that prints the page.
#[must_use]
pub fn print() -> AnyView {
    let press = Callback::new(|()| {
        let _ = window().print();
    });
    view! { <IconButton label=say!(umum.cetak) glyph=Glyph::Printer on_press=press /> }.into_any()
}

/// Returns the state of a worked month with its word.
#[must_use]
pub fn state(worked: &Worked) -> (FigureState, String) {
    match &worked.outcome {
        Outcome::Final(_) => (FigureState::Final, say!(umum.akhir)),
        Outcome::Provisional { .. } => (FigureState::Provisional, say!(umum.sementara)),
        Outcome::Blocked(_) => (FigureState::Blocked, say!(umum.tertahan)),
    }
}

/// A slip from any source; `prefix` is the address its lines open under (`/gaji/2024-05`).
#[component]
pub fn SlipView(
    worked: Worked,
    #[prop(into)] prefix: String,
    /// Whose slip it is, for paper.
    #[prop(optional, into)]
    who: Text,
) -> AnyView {
    let (state, state_word) = state(&worked);
    let label = if worked.tpp_open() {
        say!(gaji.diterima_tanpa_tpp, bulan = month(worked.month))
    } else {
        say!(gaji.diterima, bulan = month(worked.month))
    };
    let net = worked.slip().map(|slip| slip.total.net);
    let (text, spoken) = match net {
        Some(net) => (rupiah(net), Some(spoken(net))),
        None => (say!(gaji.belum_diketahui), None),
    };
    let href = net.map(|_| format!("{prefix}/diterima"));
    let digest = worked.slip().map(|slip| {
        let sidik: String = slip.digest().iter().map(|byte| format!("{byte:02x}")).collect();
        say!(gaji.sidik_slip, sidik = sidik)
    });
    let print_head = say!(gaji.slip_bulan, bulan = month(worked.month));
    let open = missing(&worked);
    let body = worked.slip().map(|slip| cards(&worked, slip, &prefix));
    let late = worked.late.as_ref().map(|late| rapel::late(late, net, &prefix));
    view! {
        <p class="paper-only">{print_head} {who.show(|who| view! { <b>", " {who.view()}</b> }.into_any())}</p>
        <Figure label=label amount=text state=state state_word=state_word href=href spoken=spoken />
        {marks(&worked)}
        {open}
        {late}
        {body}
        {digest.map(|text| view! { <p class="paper-only small">{text}</p> })}
    }
    .into_any()
}

fn short_hash() -> String {
    domain::law::rules_hash().chars().take(8).collect()
}

fn marks(worked: &Worked) -> AnyView {
    let counted = worked.slip().map(|_| {
        let text = say!(gaji.dihitung, sidik = short_hash());
        view! { <IconLine glyph=Glyph::ShieldCheck text=text tone=Tone::Daun /> }
    });
    let issued = worked.issued.as_ref().map(issued);
    let origin = match worked.origin {
        Origin::Trial => Some(say!(gaji.catatan_percobaan)),
        Origin::Example => Some(say!(gaji.catatan_contoh)),
        Origin::Records => None,
    };
    let origin = origin.map(|text| {
        let change = (worked.origin == Origin::Trial).then(|| {
            let href = format!("/hitung?bulan={}", worked.month);
            view! {
                <div class="line">
                    <LinkButton label=say!(gaji.ubah_isian) href=href kind=ButtonKind::Outline glyph=Glyph::Pencil />
                    <Hapus month=worked.month />
                </div>
            }
        });
        view! {
            <p class="sub">{text}</p>
            {change}
        }
    });
    let tried = (worked.tried > 0).then(|| {
        view! { <Notice tone=Tone::Sogan text=say!(gaji.nilai_dicoba, jumlah = worked.tried) /> }
    });
    view! {
        {counted}
        {issued}
        {origin}
        {tried}
        {ahead(worked)}
    }
    .into_any()
}

/// Says that a month far ahead is worked out by the law of today.
#[must_use]
pub fn ahead(worked: &Worked) -> Option<AnyView> {
    let text = worked.ahead.then(|| say!(gaji.hukum_nanti, bulan = month(worked.month)))?;
    Some(view! { <Notice tone=Tone::Sogan text=text /> }.into_any())
}

/// How the month was closed: what was paid, that it comes out the same here, and what today's facts would give.
fn issued(of: &Issued) -> AnyView {
    let hari = day(of.on);
    let (tone, text) = if of.same {
        (Tone::Daun, say!(masa.slip_terkunci, hari = hari))
    } else {
        (Tone::Mengkudu, say!(masa.slip_terkunci_beda, hari = hari))
    };
    let paid = match &of.step {
        PayStep::Paid { day: on, number } => {
            let text = say!(masa.dibayar_pada, hari = day(*on), nomor = number.clone());
            Some(view! { <IconLine glyph=Glyph::Check text=text tone=Tone::Daun /> })
        }
        _ => None,
    };
    let now = of.now.map(|now| {
        view! { <Notice tone=Tone::Sogan text=say!(masa.slip_kini, kini = rupiah(now)) /> }
    });
    view! {
        <IconLine glyph=Glyph::Lock text=text tone=tone />
        {paid}
        {now}
    }
    .into_any()
}

fn missing(worked: &Worked) -> Option<AnyView> {
    let found = worked.outcome.gaps();
    if found.is_empty() {
        return None;
    }
    let title = if worked.tpp_open() { say!(gaji.tpp_tertahan) } else { say!(gaji.yang_kurang) };
    let rows = gap_rows(found, worked);
    Some(view! { <Section title=title>{rows}</Section> }.into_any())
}

/// Lists what is missing, each with what to do about it.
#[must_use]
pub fn gap_rows(found: &[Gap], worked: &Worked) -> AnyView {
    let policy = worked.policy();
    let confirms = if worked.origin == Origin::Records { kit::confirms_at(use_desk()) } else { None };
    let mut told: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for gap in found {
        let words = gaps::gap(gap, policy);
        if told.contains(&words) {
            continue;
        }
        told.push(words.clone());
        let (next, href) = match (gap, confirms) {
            (Gap::Unconfirmed { .. }, Some(at)) => (say!(ubah.sah_buka), Some(at)),
            _ => gaps::next(gap, worked.origin),
        };
        let href = href.map(|href| match href {
            "/hitung" => format!("/hitung?bulan={}", worked.month),
            other => other.to_owned(),
        });
        rows.push(view! { <Row title=words sub=next glyph=Glyph::CircleAlert href=href /> });
    }
    view! { <Rows label=say!(gaji.yang_kurang)>{rows}</Rows> }.into_any()
}

fn cards(worked: &Worked, slip: &Paid, prefix: &str) -> AnyView {
    let of = |payment: Payment, kind: LineKind| {
        rows(worked, prefix, move |line| line.code.payment() == payment && line.code.kind() == kind)
    };
    let salary = slip.salary;
    let tpp = slip.tpp.map(|totals| tpp_card(worked, totals, &of));
    let held = held(worked);
    let employer = rows(worked, prefix, |line| line.code.kind() == LineKind::Employer);
    let employer = (!employer.is_empty()).then(|| {
        view! {
            <Section title=say!(gaji.pemberi_kerja)>
                <Rows label=say!(gaji.pemberi_kerja)>{employer}</Rows>
            </Section>
        }
    });
    let split = slip.tpp.is_some() || worked.tpp_open();
    let elsewhere = worked.tpp_elsewhere.then(|| {
        view! { <p class="sub">{say!(gaji.tpp_tempat_lain)}</p> }
    });
    let (earned, taken) = (of(Payment::Salary, LineKind::Earning), of(Payment::Salary, LineKind::Deduction));
    view! {
        <Rows label=say!(gaji.penghasilan)>
            {head(say!(gaji.penghasilan), salary.gross)}
            {earned}
        </Rows>
        <Rows label=say!(gaji.potongan)>
            {head(say!(gaji.potongan), minus(salary.deductions))}
            {taken}
            {split.then(|| head(say!(gaji.jumlah_gaji), salary.net))}
        </Rows>
        {elsewhere}
        {held}
        {tpp}
        {employer}
    }
    .into_any()
}

fn tpp_card(worked: &Worked, totals: Totals, of: &dyn Fn(Payment, LineKind) -> Vec<AnyView>) -> AnyView {
    let policy = worked.policy();
    let name = policy.map(|policy| label(policy.label()));
    let notice = policy.and_then(|policy| policy.notice()).map(label);
    let notice = notice.map(|text| view! { <p class="sub">{text}</p> });
    let (earned, taken) = (of(Payment::Tpp, LineKind::Earning), of(Payment::Tpp, LineKind::Deduction));
    view! {
        <Section title=say!(gaji.tpp_judul) aside=name>
            {notice}
            <Rows label=say!(gaji.tpp_judul)>
                {head(say!(gaji.penghasilan), totals.gross)}
                {earned}
                {head(say!(gaji.potongan), minus(totals.deductions))}
                {taken}
                {head(say!(gaji.jumlah_tpp), totals.net)}
            </Rows>
        </Section>
    }
    .into_any()
}

fn held(worked: &Worked) -> Option<AnyView> {
    let policy = worked.policy()?;
    let names: Vec<String> = worked
        .held
        .iter()
        .filter_map(|key| policy.holds().iter().find(|hold| hold.key == *key))
        .map(|hold| label(&hold.label))
        .collect();
    if names.is_empty() {
        return None;
    }
    let text = say!(gaji.tpp_ditahan, nama = names.join(", "));
    Some(view! { <Card look=CardLook::Down><p>{text}</p></Card> }.into_any())
}

fn minus(of: Rupiah) -> Rupiah {
    Rupiah::ZERO.minus(of).unwrap_or(of)
}

fn head(title: String, sum: Rupiah) -> AnyView {
    view! { <Row title=title amount=amount(sum) spoken=spoken(sum) strong=true /> }.into_any()
}

fn rows(worked: &Worked, prefix: &str, fits: impl Fn(&Line) -> bool) -> Vec<AnyView> {
    let Some(slip) = worked.slip() else { return Vec::new() };
    let policy = worked.policy();
    let pairs = slip.lines.iter().zip(&worked.lines).filter(|(line, _)| fits(line));
    pairs
        .map(|(line, told)| {
            let shown = if line.code.kind() == LineKind::Deduction { minus(line.amount) } else { line.amount };
            let below = pay::below(line, told);
            let below = (!below.is_empty()).then_some(below);
            let href = format!("{prefix}/{}", line.code.text());
            view! {
                <Row
                    title=pay::line(line.code, policy)
                    sub=below
                    amount=amount(shown)
                    spoken=spoken(shown)
                    href=href
                />
            }
            .into_any()
        })
        .collect()
}
