//! `/masa/:month/:office`: one office's month. What was sealed is worked out again here before anybody decides.

use domain::calendar::Month;
use ledger::facts::offices;
use ledger::kind::Kind;
use ledger::payload::PayMonth;
use ledger::subject;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::view::{self, Shown, Stand};
use crate::components::{Empty, Glyph, Leave, More, Page, Row, Rows, Section, Stat};
use crate::desk::{Statement, use_desk};
use crate::pages::gaji::eye;
use crate::pages::meja::dua_tangan::view::Taken;
use crate::pages::meja::dua_tangan::{
    Closing, LangkahJalan, closed, head, proven, reaches, steps_taken, takes_part, told,
};
use crate::pages::meja::proses::SlipTable;
use crate::say;
use crate::words::format;

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
    let about = subject::pay_month(&place.office, month);
    let steps = about.clone();
    let history =
        Memo::new(move |_| desk.book.with(|book| Taken::all(book, book.history::<PayMonth>(&steps), desk.today())));
    let shown = Memo::new(move |_| match stand.get() {
        Stand::At(taken) => Some(desk.book.with(|book| of.with_value(|of| view::shown(book, of, &taken.said, month)))),
        Stand::Open | Stand::Apart(_) => None,
    });
    let holds = Signal::derive(move || shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.proof.holds())));
    let lines = Signal::derive(move || shown.with(|shown| shown.as_ref().map(|s| s.lines.clone()).unwrap_or_default()));
    let prefix = Signal::derive(move || of.with_value(|of| format!("/masa/{month}/{of}")));
    let submitted = Memo::new(move |_| stand.with(|stand| matches!(stand, Stand::At(_))));
    let (whole, signed) = (place.clone(), place.clone());
    let papers = format!("/dokumen/{month}/{}", place.office);
    view! {
        {move || head(say!(meja.gaji_bulan, bulan = format::month(month)), &stand.get(), None)}
        {move || shown.get().map(|shown| proof(&stand.get(), &shown))}
        <LangkahJalan
            office=place.office
            subject=about.clone()
            stand=stand
            proven=holds
            closing=Closing { word: || say!(masa.kunci), question: || say!(masa.kunci_tanya) }
            statement=move |_: &PayMonth, pay| Statement::new(Kind::PayMonth, about.clone(), &pay)
            submit_at="/proses"
        />
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

fn proof(stand: &Stand, shown: &Shown) -> AnyView {
    let Stand::At(taken) = stand else { return ().into_any() };
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
    view! {
        {sums}
        {proven(&taken.said.seal, &shown.proof, None)}
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
