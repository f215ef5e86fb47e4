//! Learning: the entitlement of the year, programmes that answer the last assessment and why, the catalogue, enrolment.

mod program;
mod view;

pub use program::Program;

use domain::asn::Status;
use domain::growth::{Programme, Recommendation, Session, jp_year};
use ledger::book::Filing;
use leptos::prelude::*;

use crate::components::{
    ButtonKind, Card, CardLook, Cite, Empty, Glyph, Heading, IconLine, LinkButton, Meter, Page, Row, Rows, SearchField,
    Section, Tone,
};
use crate::desk::use_desk;
use crate::say;
use crate::words::{format, growth, kinerja};
use view::{Need, Place};

#[component]
pub fn Belajar() -> impl IntoView {
    let desk = use_desk();
    let sought = RwSignal::new(String::new());
    let need = Memo::new(move |_| desk.book.with(|book| view::need(book, desk.me(), desk.today())));
    view! {
        <Page title=say!(umum.belajar) own_heading=true>
            <Entitlement />
            <Section title=say!(belajar.disarankan)>
                {move || recommended(need.get())}
            </Section>
            <Section title=say!(belajar.katalog)>
                {if desk.is_solo() { no_catalogue() } else { catalogue(sought) }}
            </Section>
        </Page>
    }
}

fn catalogue(sought: RwSignal<String>) -> AnyView {
    let desk = use_desk();
    let found = move || desk.book.with(|book| view::search(view::programmes(book), &sought.get()));
    view! {
        <SearchField
            id="cari-program"
            label=say!(belajar.cari)
            value=sought
            on_input=move |text| sought.set(text)
            found=move || say!(belajar.ditemukan, jumlah = found().len())
        />
        {move || {
            let found = found();
            if found.is_empty() {
                return view! { <Empty text=say!(belajar.katalog_kosong) glyph=Glyph::BookOpen /> }.into_any();
            }
            view! { <Rows>{found.into_iter().map(row).collect_view()}</Rows> }.into_any()
        }}
    }
    .into_any()
}

/// Programmes come from an office; alone there is none.
fn no_catalogue() -> AnyView {
    view! {
        <Empty text=say!(belajar.katalog_sendiri) glyph=Glyph::BookOpen>
            <LinkButton label=say!(mulai.masuk_kantor) href="/masuk" kind=ButtonKind::Outline />
        </Empty>
    }
    .into_any()
}

/// The right to learn. Certificates are not recorded yet, so the hours reached are not known and not shown as zero.
#[component]
fn Entitlement() -> impl IntoView {
    let desk = use_desk();
    match jp_year(&[], Status::Pns, desk.today()) {
        Ok(year) => view! {
            <Heading
                text=say!(belajar.hak, jp = year.need)
                sub=say!(belajar.hak_tahun, tahun = desk.today().month().year())
            />
            <Cite text=kinerja::cite(year.cite) />
            <Meter
                label=say!(belajar.hak_meter)
                done=0
                total=u64::from(year.need)
                text=say!(belajar.jp_belum_tercatat)
            />
            <p class="sub">{say!(belajar.jp_belum_tercatat)}</p>
        }
        .into_any(),
        Err(_) => view! { <Heading text=say!(umum.belajar) sub=say!(umum.belum_diketahui) /> }.into_any(),
    }
}

fn recommended(need: Need) -> AnyView {
    let Some(period) = need.period else {
        return view! {
            <Empty text=say!(belajar.belum_dinilai) glyph=Glyph::Scale>
                <LinkButton label=say!(umum.penilaian) href="/penilaian" kind=ButtonKind::Outline />
            </Empty>
        }
        .into_any();
    };
    let follow = need.predikat.map(|predikat| growth::follow_up(domain::growth::follow_up(predikat)));
    if use_desk().is_solo() && !need.gaps.is_empty() {
        return to_grow(&need.gaps);
    }
    if need.recommended.is_empty() {
        let text = if need.gaps.is_empty() {
            let periode = format::period(period);
            if use_desk().is_solo() {
                say!(belajar.tanpa_kesenjangan_sendiri, periode = periode)
            } else {
                say!(belajar.tanpa_kesenjangan, periode = periode)
            }
        } else {
            say!(belajar.tanpa_program)
        };
        return view! {
            {follow.map(|text| view! { <p class="sub">{text}</p> })}
            <Empty text=text glyph=Glyph::CircleCheck />
        }
        .into_any();
    }
    let gaps = need.gaps;
    let cards = need.recommended.into_iter().take(5).map(move |one| card(&one, &gaps)).collect_view();
    view! {
        {follow.map(|text| view! { <p class="sub">{text}</p> })}
        {cards}
    }
    .into_any()
}

/// Alone there are no programmes: what the own assessment shows stands for itself.
fn to_grow(gaps: &[domain::growth::Kesenjangan]) -> AnyView {
    let row = |gap: &domain::growth::Kesenjangan| view! { <Row title=growth::area(&gap.area) sub=growth::gap(gap) /> };
    let rows: Vec<_> = gaps.iter().map(row).collect();
    view! {
        <p>{say!(belajar.kesenjangan_sendiri)}</p>
        <Rows>{rows}</Rows>
    }
    .into_any()
}

fn card(one: &Recommendation, gaps: &[domain::growth::Kesenjangan]) -> AnyView {
    let desk = use_desk();
    let Some(programme) = desk.book.with(|book| view::programme(book, &one.programme)) else { return ().into_any() };
    let session = one.next_session.as_ref().and_then(|id| programme.sessions.iter().find(|s| s.id == *id).cloned());
    let because: Vec<(String, String)> = gaps
        .iter()
        .filter(|gap| one.because.contains(&gap.id))
        .map(|gap| (growth::area(&gap.area), growth::gap(gap)))
        .collect();
    let remarks: Vec<String> = one.remarks.iter().map(growth::remark).collect();
    let href = format!("/belajar/{}", programme.id);
    let (title, about) = (programme.title.clone(), about(&programme));
    view! {
        <Card look=CardLook::Flush>
            <div class="pad stack">
                <h3>{title}</h3>
                <p class="sub">{about}</p>
                {session.map(|session| lines(&session))}
            </div>
            <div class="soft pad">
                <h4>{say!(belajar.mengapa)}</h4>
                {because
                    .into_iter()
                    .map(|(area, why)| {
                        view! {
                            <p>
                                <b>{area}</b>
                                <br />
                                {why}
                            </p>
                        }
                    })
                    .collect_view()}
                {remarks.into_iter().map(|text| view! { <p class="sub">{text}</p> }).collect_view()}
            </div>
            <div class="pad">
                <LinkButton label=say!(belajar.lihat_program) href=href wide=true />
            </div>
        </Card>
    }
    .into_any()
}

fn about(programme: &Programme) -> String {
    let form = growth::form(programme.form);
    match programme.jp {
        Some(jp) => say!(belajar.bentuk_jp, bentuk = form, jp = format::decimal(jp)),
        None => say!(belajar.bentuk_tanpa_jp, bentuk = form),
    }
}

/// Dates, place and seats of a session, each with its sign.
fn lines(session: &Session) -> AnyView {
    let dates = if session.from == session.until {
        format::long_day(session.from)
    } else {
        format!("{} – {}", format::day(session.from), format::day(session.until))
    };
    let (place, quota) = (session.place.clone(), session.quota);
    view! {
        <IconLine glyph=Glyph::Calendar text=dates />
        <IconLine glyph=Glyph::Building text=place />
        <IconLine glyph=Glyph::Users text=say!(belajar.kursi, jumlah = quota) />
    }
    .into_any()
}

fn row(programme: Programme) -> AnyView {
    let desk = use_desk();
    let places: Vec<Place> = desk.book.with(|book| {
        programme.sessions.iter().map(|session| view::place(book, desk.me(), &programme.id, &session.id)).collect()
    });
    let mine = places.into_iter().find(|place| *place != Place::Free);
    let (tag, tone) = mine.map(place_tag).unzip();
    view! {
        <Row
            title=programme.title.clone()
            sub=about(&programme)
            tag=tag
            tag_tone=tone.unwrap_or_default()
            href=format!("/belajar/{}", programme.id)
        />
    }
    .into_any()
}

fn place_tag(place: Place) -> (String, Tone) {
    match place {
        Place::Free => (String::new(), Tone::Neutral),
        Place::Enrolled(Filing::Unsent) => (say!(belajar.terdaftar_di_sini), Tone::Sogan),
        Place::Enrolled(_) => (say!(belajar.terdaftar), Tone::Action),
        Place::Confirmed => (say!(belajar.kursi_pasti), Tone::Daun),
        Place::Waiting(at) => (say!(belajar.menunggu, urutan = at), Tone::Sogan),
    }
}
