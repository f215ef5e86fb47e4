//! `/masa/:month/:office`: one office's month. What was sealed is worked out again here before anybody decides.

use domain::calendar::Month;
use ledger::facts::offices;
use ledger::payload::{PayMonth, PayStep};
use ledger::subject;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::count;
use super::langkah::LangkahBulan;
use super::view::{self, Shown, Stand};
use crate::components::{
    Card, Empty, Facts, Glyph, IconLine, Leave, More, Notice, Page, Row, Rows, Section, Stat, Steps, Tag, Tone,
};
use crate::desk::use_desk;
use crate::pages::gaji::eye;
use crate::pages::meja::dua_tangan::view::Taken;
use crate::pages::meja::dua_tangan::{closed, reaches, steps_taken, takes_part};
use crate::pages::meja::proses::SlipTable;
use crate::say;
use crate::words::{format, masa};

/// Month and office of the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The month.
    pub month: Month,
    /// Code of the office.
    pub office: String,
}

#[component]
pub fn BulanKantor() -> impl IntoView {
    let desk = use_desk();
    if !takes_part(desk) {
        return closed(say!(masa.judul));
    }
    let params = use_params_map();
    let place = Memo::new(move |_| {
        params.with(|params| Some(Place { month: params.get("month")?.parse().ok()?, office: params.get("office")? }))
    });
    let name = move || {
        let place = place.get()?;
        let houses = desk.book.with(offices);
        let mine = reaches(desk, &place.office);
        mine.then(|| houses.get(&place.office).map(|house| (house.name.clone(), place)))?
    };
    let name = Memo::new(move |_| name());
    let title = move || name.get().map_or_else(|| say!(masa.judul), |(name, _)| name);
    view! {
        <Page
            title=title
            leave=Leave::Back("/masa")
            leave_label=say!(umum.kembali)
            actions=move || view! { {eye()} {crate::pages::gaji::print()} }
        >
            {move || match name.get() {
                Some((_, place)) => view! { <One place=place /> }.into_any(),
                None => view! { <Empty text=say!(masa.kantor_tak_dikenal) glyph=Glyph::Calendar /> }.into_any(),
            }}
        </Page>
    }
    .into_any()
}

#[component]
fn One(place: Place) -> impl IntoView {
    let desk = use_desk();
    let Place { month, office } = place.clone();
    let of = StoredValue::new(office);
    let stand =
        Memo::new(move |_| desk.book.with(|book| of.with_value(|of| view::stand(book, of, month, desk.today()))));
    let steps = subject::pay_month(&place.office, month);
    let history =
        Memo::new(move |_| desk.book.with(|book| Taken::all(book, book.history::<PayMonth>(&steps), desk.today())));
    let shown = Memo::new(move |_| match stand.get() {
        Stand::At(taken) => Some(desk.book.with(|book| of.with_value(|of| view::shown(book, of, &taken.said, month)))),
        Stand::Open | Stand::Apart(_) => None,
    });
    let proven = Signal::derive(move || shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.proof.holds())));
    let lines = Signal::derive(move || shown.with(|shown| shown.as_ref().map(|s| s.lines.clone()).unwrap_or_default()));
    let prefix = Signal::derive(move || of.with_value(|of| format!("/masa/{month}/{of}")));
    let submitted = Memo::new(move |_| stand.with(|stand| matches!(stand, Stand::At(_))));
    let (whole, signed) = (place.clone(), place.clone());
    let papers = format!("/dokumen/{month}/{}", place.office);
    view! {
        {move || head(month, &stand.get())}
        {move || shown.get().map(|shown| proof(&stand.get(), &shown))}
        <LangkahBulan place=place stand=stand proven=proven />
        {move || shown.get().map(|shown| changed(shown, &prefix.get()))}
        <SlipTable all=lines prefix=prefix />
        {move || steps_taken(history.get(), told)}
        <super::kunci::Kunci place=signed />
        {move || {
            submitted.get().then(|| view! { <More label=say!(masa.ke_dokumen) href=papers.clone() /> })
        }}
        {move || submitted.get().then(|| view! { <super::berkas::Berkas place=whole.clone() /> })}
    }
}

fn head(month: Month, stand: &Stand) -> AnyView {
    let (word, tone) = match stand {
        Stand::Apart(_) => (say!(masa.dua_keputusan), Tone::Mengkudu),
        stand => masa::state(stand.step()),
    };
    let way = masa::way(stand.step());
    let about = match stand {
        Stand::At(taken) => count(taken.said.seal.people, taken.said.seal.left_out),
        Stand::Open | Stand::Apart(_) => String::new(),
    };
    let said = match stand {
        Stand::Apart(_) => {
            Some(view! { <Notice tone=Tone::Mengkudu text=say!(masa.dua_keputusan_jelas) /> }.into_any())
        }
        Stand::At(taken) => word_of(&taken.said.step)
            .map(|(title, text)| view! { <Notice tone=Tone::Sogan title=title text=text /> }.into_any()),
        Stand::Open => None,
    };
    view! {
        <Card>
            <div class="line">
                <h2>{say!(meja.gaji_bulan, bulan = format::month(month))}</h2>
                <Tag text=word tone=tone />
            </div>
            <p class="sub">{about}</p>
            <Steps label=say!(masa.tahap) steps=way done_word=say!(masa.selesai) />
        </Card>
        {said}
    }
    .into_any()
}

/// What whoever took a step wanted to be read.
fn word_of(step: &PayStep) -> Option<(String, String)> {
    match step {
        PayStep::Submitted { note } if !note.is_empty() => Some((say!(masa.catatan), note.clone())),
        PayStep::Returned { reason } => Some((say!(masa.dikembalikan), reason.clone())),
        _ => None,
    }
}

fn proof(stand: &Stand, shown: &Shown) -> AnyView {
    let Stand::At(taken) = stand else { return ().into_any() };
    let seal = &taken.said.seal;
    let proof = &shown.proof;
    let here: String = domain::law::rules_hash().chars().take(8).collect();
    let there: String = seal.rules.to_string().chars().take(8).collect();
    let rules = (here != there && !proof.holds()).then(|| {
        view! { <IconLine glyph=Glyph::Info text=say!(masa.aturan_lain, dahulu = there, kini = here) /> }
    });
    let mut said: Vec<AnyView> = Vec::new();
    if proof.holds() {
        said.push(
            view! { <IconLine glyph=Glyph::ShieldCheck tone=Tone::Daun text=say!(masa.terbukti, jumlah = proof.same) /> }
                .into_any(),
        );
    }
    if !proof.whole {
        said.push(view! { <Notice tone=Tone::Sogan text=say!(masa.tidak_lengkap) /> }.into_any());
    }
    for (names, text) in [
        (&proof.differs, say!(masa.berbeda, jumlah = proof.differs.len(), nama = proof.differs.join(", "))),
        (
            &proof.unworkable,
            say!(masa.tak_terhitung, jumlah = proof.unworkable.len(), nama = proof.unworkable.join(", ")),
        ),
    ] {
        if !names.is_empty() {
            said.push(view! { <Notice tone=Tone::Mengkudu text=text /> }.into_any());
        }
    }
    let digests =
        vec![(say!(masa.sidik_masukan), seal.inputs.to_string()), (say!(masa.sidik_slip), seal.slips.to_string())];
    let sums = shown.totals.as_ref().map(|totals| {
        view! {
            <div class="stats">
                <Stat
                    label=say!(meja.jumlah_bersih)
                    value=format::rupiah(totals.total.net)
                    sub=say!(
                        meja.gaji_dan_tpp,
                        gaji = format::rupiah(totals.salary.net),
                        tpp = format::rupiah(totals.tpp.net)
                    )
                    private=true
                />
                <Stat
                    label=say!(meja.jumlah_potongan)
                    value=format::rupiah(totals.total.deductions)
                    sub=say!(meja.dari_kotor, kotor = format::rupiah(totals.total.gross))
                    private=true
                />
            </div>
        }
    });
    let short: String = seal.slips.to_string().chars().take(12).collect();
    view! {
        {sums}
        <Section title=say!(masa.pembuktian)>
            {said}
            {rules}
            <details class="proof">
                <summary>{say!(meja.sidik, pendek = short)}</summary>
                <Facts facts=Signal::derive(move || digests.clone()) />
            </details>
        </Section>
    }
    .into_any()
}

fn changed(shown: Shown, prefix: &str) -> AnyView {
    if shown.changed.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = shown
        .changed
        .into_iter()
        .map(|one| {
            let text = match (one.sealed.map(format::rupiah), one.now.map(format::rupiah)) {
                (Some(dari), Some(ke)) => say!(masa.dari_ke, dari = dari, ke = ke),
                (Some(dari), None) => say!(masa.kini_tertahan, dari = dari),
                (None, ke) => say!(masa.kini_masuk, ke = ke.unwrap_or_default()),
            };
            let href = one.sealed.map(|_| format!("{prefix}/{}", one.id)).unwrap_or_default();
            if href.is_empty() {
                view! { <Row title=one.name amount=text /> }.into_any()
            } else {
                view! { <Row title=one.name amount=text href=href /> }.into_any()
            }
        })
        .collect();
    view! {
        <Section title=say!(masa.berubah)>
            <p class="sub">{say!(masa.berubah_jelas)}</p>
            <Rows label=say!(masa.berubah)>{rows}</Rows>
        </Section>
    }
    .into_any()
}

/// Names a step and what was said with it.
fn told(of: &PayMonth) -> (String, Option<String>) {
    let (title, _) = masa::state(Some(&of.step));
    let words = match &of.step {
        PayStep::Paid { day, number } => {
            Some(say!(masa.dibayar_pada, hari = format::day(*day), nomor = number.clone()))
        }
        step => word_of(step).map(|(_, text)| text),
    };
    (title, words)
}
