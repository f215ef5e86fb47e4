//! One programme: what it is, for whom, when and where; enrolling and withdrawing, offline too.

use domain::growth::Session;
use ledger::kind::Kind;
use ledger::payload::{Enrolment, EnrolmentState};
use ledger::subject;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{Place, lines, place_tag, view};
use crate::components::{
    Button, ButtonKind, Card, Dialog, Empty, Facts, Glyph, IconLine, Leave, Page, Section, Tag, Toasts,
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
    view! {
        <Page
            title=move || programme.with(|p| p.as_ref().map_or_else(|| say!(umum.belajar), |p| p.title.clone()))
            leave=Leave::Back("/belajar")
            leave_label=say!(umum.kembali)
        >
            {move || {
                let Some(programme) = programme.get() else {
                    return view! { <Empty text=say!(belajar.program_tidak_ada) glyph=Glyph::BookOpen /> }.into_any();
                };
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
                let sessions = programme.sessions.clone();
                let id = programme.id.clone();
                view! {
                    {(!programme.description.is_empty()).then(|| view! { <p>{programme.description.clone()}</p> })}
                    <Card>
                        <Facts facts=facts />
                    </Card>
                    <Section title=say!(belajar.jadwal)>
                        {if sessions.is_empty() {
                            view! { <Empty text=say!(belajar.tanpa_jadwal) glyph=Glyph::Calendar /> }.into_any()
                        } else {
                            sessions
                                .into_iter()
                                .map(|session| view! { <OneSession programme=id.clone() session=session /> })
                                .collect_view()
                                .into_any()
                        }}
                    </Section>
                }
                    .into_any()
            }}
        </Page>
    }
}

fn confidence(of: domain::cite::Confidence) -> String {
    match of {
        domain::cite::Confidence::Verified => say!(umum.kepastian_verified),
        domain::cite::Confidence::Single => say!(umum.kepastian_single),
        domain::cite::Confidence::Recalled => say!(umum.kepastian_recalled),
    }
}

#[component]
fn OneSession(programme: String, session: Session) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let busy = RwSignal::new(false);
    let asked = RwSignal::new(false);
    let (programme, session_id) = (StoredValue::new(programme), StoredValue::new(session.id.clone()));
    let place = Memo::new(move |_| {
        desk.book.with(|book| {
            programme.with_value(|programme| session_id.with_value(|id| view::place(book, desk.me(), programme, id)))
        })
    });
    let over = session.from <= desk.today();
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
            {lines(&session)}
            {move || {
                let (word, tone) = place_tag(place.get());
                (!word.is_empty()).then(|| view! { <Tag text=word tone=tone /> })
            }}
            {move || match (place.get(), over, solo) {
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
