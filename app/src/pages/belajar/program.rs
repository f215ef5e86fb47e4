//! One programme: what it is, for whom, when and where; enrolling and withdrawing, offline too.

use domain::growth::{Programme, Session};
use ledger::kind::Kind;
use ledger::payload::{Enrolment, EnrolmentState};
use ledger::subject;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Place, lines, place_tag, view};
use crate::components::{
    Button, ButtonKind, Card, Dialog, Empty, Facts, Glyph, IconLine, Leave, LinkButton, Page, Section, Tag, Toasts,
};
use crate::desk::{Statement, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::{format, growth};

#[component]
pub fn Program() -> impl IntoView {
    let desk = use_desk();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("programme").unwrap_or_default()));
    let programme = Memo::new(move |_| desk.book.with(|book| view::programme(book, &id.get())));
    let there = Memo::new(move |_| programme.with(|one| one.as_ref().map(|one| one.id.clone())));
    view! {
        <Page
            title=move || programme.with(|p| p.as_ref().map_or_else(|| say!(umum.belajar), |p| p.title.clone()))
            leave=Leave::Back("/belajar")
            leave_label=say!(umum.kembali)
        >
            {move || match there.get() {
                Some(id) => view! { <One id=id programme=programme /> }.into_any(),
                None => {
                    view! {
                        <Empty text=say!(belajar.program_tidak_ada) glyph=Glyph::BookOpen>
                            <LinkButton label=say!(belajar.ke_belajar) href="/belajar" kind=ButtonKind::Outline />
                        </Empty>
                    }
                        .into_any()
                }
            }}
        </Page>
    }
}

/// A programme that is there; its sessions stand by themselves, so that a question that is open stays open.
#[component]
fn One(id: String, programme: Memo<Option<Programme>>) -> impl IntoView {
    let description = move || programme.with(|one| one.as_ref().map(describe));
    let sessions =
        Memo::new(move |_| programme.with(|one| one.as_ref().map(|one| one.sessions.clone())).unwrap_or_default());
    let ids = Memo::new(move |_| sessions.with(|all| all.iter().map(|one| one.id.clone()).collect::<Vec<_>>()));
    let none = Memo::new(move |_| ids.with(Vec::is_empty));
    let one = move |session: String| view! { <OneSession programme=id.clone() id=session sessions=sessions /> };
    view! {
        {description}
        <Section title=say!(belajar.jadwal)>
            {move || {
                none.get().then(|| view! { <Empty text=say!(belajar.tanpa_jadwal) glyph=Glyph::Calendar /> })
            }}
            <For each=move || ids.get() key=Clone::clone children=one />
        </Section>
    }
}

fn describe(programme: &Programme) -> AnyView {
    let jp = match programme.jp {
        Some(jp) => format!("{} ({})", format::decimal(jp), confidence(programme.jp_confidence)),
        None => say!(umum.belum_diketahui),
    };
    let areas: Vec<String> = programme.areas.iter().map(growth::area).collect();
    let facts = vec![
        (say!(belajar.penyelenggara), programme.provider.clone()),
        (say!(belajar.bentuk), growth::form(programme.form)),
        (say!(belajar.jp), jp),
        (say!(belajar.menjawab), areas.join(", ")),
    ];
    view! {
        {(!programme.description.is_empty()).then(|| view! { <p>{programme.description.clone()}</p> })}
        <Card>
            <Facts facts=facts />
        </Card>
    }
    .into_any()
}

fn confidence(of: domain::cite::Confidence) -> String {
    match of {
        domain::cite::Confidence::Verified => say!(umum.kepastian_verified),
        domain::cite::Confidence::Single => say!(umum.kepastian_single),
        domain::cite::Confidence::Recalled => say!(umum.kepastian_recalled),
    }
}

#[component]
fn OneSession(programme: String, id: String, sessions: Memo<Vec<Session>>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let busy = RwSignal::new(false);
    let asked = RwSignal::new(false);
    let (programme, session_id) = (StoredValue::new(programme), StoredValue::new(id));
    let session = Memo::new(move |_| {
        sessions.with(|all| session_id.with_value(|id| all.iter().find(|one| one.id == *id).cloned()))
    });
    let place = Memo::new(move |_| {
        desk.book.with(|book| {
            programme.with_value(|programme| session_id.with_value(|id| view::place(book, desk.me(), programme, id)))
        })
    });
    let over = Memo::new(move |_| session.with(|one| one.as_ref().is_some_and(|one| one.from <= desk.today())));
    let say_state = move |state: EnrolmentState| {
        let me = desk.me();
        let subject = programme.with_value(|p| session_id.with_value(|s| subject::enrolment(me, p, s)));
        let name = desk.account.with_untracked(|a| a.as_ref().map(|a| a.name.clone())).unwrap_or_default();
        let statement = Statement::new(Kind::Enrolment, subject, &Enrolment { state, name });
        let seen = programme.with_value(|p| subject::programme(p));
        kit::save(desk, vec![statement.seeing([seen])], busy, move || match state {
            EnrolmentState::Enrolled => toasts.say(say!(belajar.sudah_daftar)),
            EnrolmentState::Withdrawn => toasts.say(say!(belajar.sudah_batal)),
        });
    };
    let enrol = Callback::new(move |()| say_state(EnrolmentState::Enrolled));
    let withdraw = Callback::new(move |()| {
        asked.set(false);
        say_state(EnrolmentState::Withdrawn);
    });
    let solo = desk.is_solo();
    view! {
        <Card>
            {move || session.with(|one| one.as_ref().map(lines))}
            {move || {
                let (word, tone) = place_tag(place.get());
                (!word.is_empty()).then(|| view! { <Tag text=word tone=tone /> })
            }}
            {move || match (place.get(), over.get(), solo) {
                (_, _, true) => view! { <p class="sub">{say!(belajar.perlu_akun)}</p> }.into_any(),
                (_, true, _) => view! { <p class="sub">{say!(belajar.sudah_lewat)}</p> }.into_any(),
                (Place::Free, ..) => {
                    view! {
                        <Button label=say!(belajar.daftar) wide=true busy=busy on_press=enrol />
                        <IconLine glyph=Glyph::Info text=say!(belajar.siapa_memutuskan) />
                    }
                        .into_any()
                }
                _ => {
                    view! {
                        <Button
                            label=say!(belajar.batal)
                            kind=ButtonKind::Outline
                            busy=busy
                            on_press=move |()| asked.set(true)
                        />
                    }
                        .into_any()
                }
            }}
            <Dialog
                open=asked
                on_close=move |()| asked.set(false)
                title=say!(belajar.batal)
                confirm=say!(belajar.batal)
                cancel=say!(umum.kembali)
                kind=ButtonKind::Danger
                on_confirm=withdraw
            >
                <p>{say!(belajar.batal_tanya)}</p>
            </Dialog>
        </Card>
    }
}
