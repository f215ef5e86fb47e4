//! `/imbalan/:office/:day/:list`: one list, worked out again here before anybody decides; and one person of it.

use std::sync::Arc;

use domain::calendar::Day;
use domain::reward::RewardPay;
use ledger::facts::{offices, profile};
use ledger::hash::Id;
use ledger::payload::{Reward, RewardSlip, RewardStep};
use ledger::reward::{Place, totals};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::langkah::LangkahDaftar;
use super::view::{self, Line, Shown, Stand};
use super::{address, asked, state, way};
use crate::components::{
    Card, Cell, Column, Empty, Facts, Glyph, IconLine, Leave, Notice, Page, Section, Stat, Steps, Table, TableRow, Tag,
    Tone,
};
use crate::desk::{Desk, use_desk};
use crate::pages::gaji::{RewardView, eye, print};
use crate::pages::meja::dokumen::{Kertas, Paid, Pays};
use crate::pages::meja::dua_tangan::view::{Taken, reach};
use crate::pages::meja::dua_tangan::{closed, steps_taken, takes_part};
use crate::pages::meja::proses::why;
use crate::say;
use crate::words::{format, reward};

/// The list of the address, where the account takes a step of its office's lists and it stands.
fn found(desk: Desk) -> Option<(Place, Stand)> {
    let place = asked()?;
    desk.book.with(|book| {
        let mine = reach(&desk.roles(), &place.office, &offices(book));
        let stand = view::stand(book, &place, desk.today()).filter(|_| mine)?;
        Some((place, stand))
    })
}

#[component]
pub fn DaftarImbalan() -> impl IntoView {
    let desk = use_desk();
    if !takes_part(desk) {
        return closed(say!(imbalan.judul));
    }
    let place = asked();
    let of = place.clone();
    let stand = Memo::new(move |_| {
        let place = of.as_ref()?;
        desk.book.with(|book| {
            let mine = reach(&desk.roles(), &place.office, &offices(book));
            view::stand(book, place, desk.today()).filter(|_| mine)
        })
    });
    let title = move || stand.with(|stand| stand.as_ref().map(|stand| stand.list().title.clone()));
    let there = Memo::new(move |_| stand.with(Option::is_some));
    view! {
        <Page
            title=move || title().unwrap_or_else(|| say!(imbalan.judul))
            leave=Leave::Back("/imbalan")
            leave_label=say!(umum.kembali)
            actions=move || view! { {eye()} {print()} }
        >
            {move || match place.clone().filter(|_| there.get()) {
                Some(place) => view! { <OneList place=place stand=stand /> }.into_any(),
                None => view! { <Empty text=say!(imbalan.tak_dikenal) glyph=Glyph::Award /> }.into_any(),
            }}
        </Page>
    }
    .into_any()
}

/// The day of which accounts are told: where the money went is what stood on the day it went out.
fn day_of(stand: &Stand, today: Day) -> Day {
    match stand {
        Stand::At(taken) => match taken.said.step {
            RewardStep::Paid { day, .. } => day,
            _ => today,
        },
        Stand::Apart(..) => today,
    }
}

#[component]
fn OneList(place: Place, stand: Memo<Option<Stand>>) -> impl IntoView {
    let desk = use_desk();
    let of = StoredValue::new(place.clone());
    let shown = Memo::new(move |_| {
        let stand = stand.get()?;
        let on = day_of(&stand, desk.today());
        Some(desk.book.with(|book| of.with_value(|of| view::shown(book, of, stand.list(), on))))
    });
    let paid = Signal::derive(move || {
        let stand = stand.get()?;
        let on = day_of(&stand, desk.today());
        let list = stand.list();
        let Place { office, decreed, .. } = of.get_value();
        shown.with(|shown| {
            let facts = |person: &Id| desk.book.with_untracked(|book| profile(book, *person, on));
            let people = shown.as_ref()?.again.slips.iter().map(|(id, given)| (facts(id), given.clone())).collect();
            let (title, decree) = (list.title.clone(), list.decree.clone());
            Some(Arc::new(Paid { office: Some(office), pays: Pays::Reward { title, decree, decreed, people } }))
        })
    });
    let steps = place.subject();
    let history =
        Memo::new(move |_| desk.book.with(|book| Taken::all(book, book.history::<Reward>(&steps), desk.today())));
    let proven = Signal::derive(move || shown.with(|s| s.as_ref().is_some_and(|s| s.again.is_proven())));
    let receives = Signal::derive(move || {
        let me = desk.me();
        shown.with(|s| s.as_ref().is_some_and(|s| s.again.slips.contains_key(&me)))
    });
    view! {
        {move || stand.get().map(|stand| of.with_value(|of| head(of, &stand)))}
        {move || shown.get().map(|shown| proof(&shown))}
        <LangkahDaftar place=place stand=stand proven=proven receives=receives />
        <Kertas paid=paid />
        {move || shown.get().map(|shown| of.with_value(|of| people(of, shown)))}
        {move || steps_taken(history.get(), told)}
    }
}

fn head(place: &Place, stand: &Stand) -> AnyView {
    let (word, tone) = state(stand);
    let (list, steps) = (stand.list().clone(), way(stand));
    let said = match stand {
        Stand::Apart(..) => Some(view! { <Notice tone=Tone::Mengkudu text=say!(imbalan.dua_jelas) /> }.into_any()),
        Stand::At(taken) => match &taken.said.step {
            RewardStep::Returned { reason } => {
                let (title, text) = (say!(masa.dikembalikan), reason.clone());
                Some(view! { <Notice tone=Tone::Sogan title=title text=text /> }.into_any())
            }
            _ => None,
        },
    };
    let told = vec![
        (say!(imbalan.nomor), list.decree),
        (say!(imbalan.tanggal), format::long_day(place.decreed)),
        (say!(imbalan.dasar), reward::basis(list.basis)),
        (say!(imbalan.alasan), list.reason),
    ];
    view! {
        <Card>
            <div class="line">
                <h2>{say!(masa.orang, jumlah = list.seal.people)}</h2>
                <Tag text=word tone=tone />
            </div>
            <Facts facts=Signal::stored(told) />
            <Steps label=say!(imbalan.jalan) steps=steps done_word=say!(masa.selesai) />
        </Card>
        {said}
    }
    .into_any()
}

fn proof(shown: &Shown) -> AnyView {
    let again = &shown.again;
    let mut said: Vec<AnyView> = Vec::new();
    let mut notice = |tone: Tone, text: String| said.push(view! { <Notice tone=tone text=text /> }.into_any());
    if !shown.unworkable.is_empty() {
        let (jumlah, nama) = (shown.unworkable.len(), shown.unworkable.join(", "));
        notice(Tone::Mengkudu, say!(imbalan.tak_terhitung, jumlah = jumlah, nama = nama));
    } else if !again.whole {
        notice(Tone::Mengkudu, say!(imbalan.tidak_lengkap));
    }
    if again.whole && !again.adds_up {
        notice(Tone::Mengkudu, say!(imbalan.tidak_pas));
    }
    if !shown.twice.is_empty() {
        notice(Tone::Mengkudu, say!(imbalan.dua_kali, jumlah = shown.twice.len(), nama = shown.twice.join(", ")));
    }
    if !shown.other_rank.is_empty() {
        notice(Tone::Sogan, say!(imbalan.golongan_lain, nama = shown.other_rank.join(", ")));
    }
    if again.is_proven() {
        let text = say!(imbalan.terbukti, jumlah = again.slips.len());
        said.push(view! { <IconLine glyph=Glyph::ShieldCheck tone=Tone::Daun text=text /> }.into_any());
    }
    view! { <Section title=say!(masa.pembuktian)>{said}</Section> }.into_any()
}

fn people(place: &Place, shown: Shown) -> AnyView {
    let at = address(place);
    view! {
        {sums(&shown.lines)}
        <Section title=say!(imbalan.penerima)>
            <PeopleTable lines=shown.lines at=at />
        </Section>
    }
    .into_any()
}

/// The sums of the people whose figures are known; nothing when a sum leaves the range.
pub fn sums(lines: &[Line]) -> Option<AnyView> {
    let pays: Vec<RewardPay> = lines.iter().filter_map(|line| line.pay.as_ref().ok().copied()).collect();
    let sums = totals(pays.iter()).ok()?;
    Some(
        view! {
            <div class="stats" id="imbalan-jumlah">
                <Stat label=say!(imbalan.penerima_jumlah) value=format::grouped(pays.len() as i64) />
                <Stat label=say!(imbalan.kotor) value=format::rupiah(sums.gross) private=true />
                <Stat label=say!(imbalan.pajak) value=format::rupiah(sums.tax) private=true />
                <Stat label=say!(umum.diterima) value=format::rupiah(sums.net) private=true />
            </div>
        }
        .into_any(),
    )
}

/// The people of a list with their figures; with an address each name opens how the figures came about.
#[component]
pub fn PeopleTable(lines: Vec<Line>, #[prop(optional, into)] at: String) -> AnyView {
    let row = |line: &Line| {
        let name = line.name.clone();
        let who = if at.is_empty() { Cell::Words(name) } else { Cell::Link(name, format!("{at}/{}", line.id)) };
        let account = match &line.account {
            Some(to) => Cell::Two(to.account.to_string(), to.bank.clone()),
            None => Cell::Words(say!(rekening.belum_ada)),
        };
        let mut cells = vec![who, Cell::Two(line.nip.clone(), line.golongan.clone()), account];
        match &line.pay {
            Ok(pay) => {
                cells.extend([pay.gross, pay.tax, pay.net].map(|amount| Cell::Amount(format::amount(amount))));
            }
            Err(gaps) => {
                let words = Cell::Tag(Tone::Mengkudu, say!(umum.tertahan));
                cells.extend([words, Cell::Words(why(gaps, None)), Cell::Words(String::new())]);
            }
        }
        TableRow::new(cells)
    };
    let mut rows: Vec<TableRow> = lines.iter().map(row).collect();
    let paid = lines.iter().filter_map(|line| line.pay.as_ref().ok());
    if let Ok(sums) = totals(paid) {
        let nothing = || Cell::Words(String::new());
        let mut cells = vec![Cell::Words(say!(meja.jumlah)), nothing(), nothing()];
        cells.extend([sums.gross, sums.tax, sums.net].map(|amount| Cell::Amount(format::amount(amount))));
        rows.push(TableRow::new(cells).strong());
    }
    let columns = vec![
        Column::words(say!(umum.nama)),
        Column::words(say!(meja.nip)),
        Column::words(say!(rekening.rekening)),
        Column::numbers(say!(imbalan.kotor)),
        Column::numbers(say!(imbalan.pajak)),
        Column::numbers(say!(umum.diterima)),
    ];
    view! { <Table caption=say!(imbalan.penerima) columns=columns rows=rows hide_caption=true /> }.into_any()
}

/// Names a step and what was said with it.
fn told(of: &Reward) -> (String, Option<String>) {
    let (title, _) = reward::state(&of.step);
    let words = match &of.step {
        RewardStep::Paid { day, number } => {
            Some(say!(masa.dibayar_pada, hari = format::day(*day), nomor = number.clone()))
        }
        RewardStep::Returned { reason } => Some(reason.clone()),
        RewardStep::Proposed | RewardStep::Approved => None,
    };
    (title, words)
}

/// `/imbalan/:office/:day/:list/:person`.
#[component]
pub fn ImbalanOrang() -> impl IntoView {
    let desk = use_desk();
    if !takes_part(desk) {
        return closed(say!(imbalan.judul));
    }
    let person = use_params_map().with_untracked(|params| params.get("person")?.parse::<Id>().ok());
    let shown = person.zip(found(desk)).and_then(|(person, (place, stand))| {
        let again = desk
            .book
            .with(|book| ledger::reward::again(book, &place, &stand.list().seal, domain::law::Rulebook::national()));
        let slip: RewardSlip = again.slips.get(&person)?.0.clone();
        Some((place, slip, desk.book.with(|book| profile(book, person, desk.today()).call())))
    });
    let Some((place, slip, name)) = shown else {
        return view! {
            <Page title=say!(imbalan.judul) leave=Leave::Back("/imbalan") leave_label=say!(umum.kembali)>
                <Empty text=say!(imbalan.tak_dikenal) glyph=Glyph::Award />
            </Page>
        }
        .into_any();
    };
    let leave = Callback::new(|()| {
        let _ = window().history().map(|history| history.back());
    });
    view! {
        <Page
            title=name
            leave=Leave::Call(Glyph::ChevronLeft, leave)
            leave_label=say!(umum.kembali)
            actions=move || view! { {eye()} {print()} }
        >
            <RewardView decreed=place.decreed slip=slip />
        </Page>
    }
    .into_any()
}
