//! `/program` and `/program/:programme`: the catalogue with its sessions and participants, and the form of a
//! programme. Seats are shown as the server derives them; nobody is moved by hand.

mod editor;
mod form;
mod view;

use domain::growth::{Programme, ProgrammeProblem, Session};
use ledger::kind::Kind;
use ledger::payload::Seat;
use ledger::subject;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};

use self::editor::{Sheet, editor};
use self::form::{Problem, ProgrammeForm, slug};
use self::view::{Participant, participants, programmes, search};
use super::{closed, is_hr, is_region_hr, words};
use crate::components::{
    Button, ButtonKind, Card, Cell, Column, Empty, ErrorSummary, FieldError, Glyph, HeadAction, Leave, Notice, Page,
    Row, Rows, SearchField, Section, Table, TableRow, Tone,
};
use crate::desk::{Draft, Statement, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::{format, growth};

#[component]
pub fn Katalog() -> impl IntoView {
    let desk = use_desk();
    if !is_hr(desk) {
        return closed(say!(umum.program));
    }
    let sought = RwSignal::new(String::new());
    let all = Memo::new(move |_| desk.book.with(programmes));
    let taking = Memo::new(move |_| desk.book.with(participants));
    let found = Memo::new(move |_| search(all.with(|(all, _)| all.clone()), &sought.get()));
    let go = use_navigate();
    let to_new = Callback::new(move |()| go("/program/baru", leptos_router::NavigateOptions::default()));
    let actions = ViewFn::from(move || {
        is_region_hr(desk)
            .then(|| view! { <HeadAction label=say!(hr.tambah_program) glyph=Glyph::Plus on_press=to_new /> })
            .into_any()
    });
    let row = move |programme: Programme| {
        let sessions = programme.sessions.iter().map(|session| {
            let people = taking.with(|all| all.get(&(programme.id.clone(), session.id.clone())).map_or(0, Vec::len));
            say!(hr.jadwal_ringkas, hari = dates(session), jumlah = people, kursi = session.quota)
        });
        let sessions: Vec<String> = sessions.collect();
        let form = match programme.jp {
            Some(jp) => say!(belajar.bentuk_jp, bentuk = growth::form(programme.form), jp = format::decimal(jp)),
            None => say!(belajar.bentuk_tanpa_jp, bentuk = growth::form(programme.form)),
        };
        let sub = if sessions.is_empty() { say!(belajar.tanpa_jadwal) } else { sessions.join("; ") };
        view! {
            <Row
                title=programme.title.clone()
                sub=format!("{form}. {sub}")
                glyph=Glyph::GraduationCap
                href=format!("/program/{}", programme.id)
            />
        }
    };
    view! {
        <Page title=say!(umum.program) actions=actions>
            {move || {
                let contested = all.with(|(_, contested)| contested.join(", "));
                (!contested.is_empty())
                    .then(|| view! { <Notice tone=Tone::Mengkudu text=say!(hr.program_dua_nilai, judul = contested) /> })
            }}
            <SearchField
                id="cari-program"
                label=say!(belajar.cari)
                value=sought
                on_input=move |text| sought.set(text)
                found=move || say!(belajar.ditemukan, jumlah = found.with(Vec::len))
            />
            {move || {
                let found = found.get();
                if found.is_empty() {
                    view! { <Empty text=say!(hr.katalog_kosong) glyph=Glyph::GraduationCap /> }.into_any()
                } else {
                    view! { <Rows label=say!(umum.program)>{found.into_iter().map(row).collect_view()}</Rows> }
                        .into_any()
                }
            }}
        </Page>
    }
    .into_any()
}

fn dates(of: &Session) -> String {
    if of.from == of.until {
        format::day(of.from)
    } else {
        say!(hr.dari_sampai, dari = format::day(of.from), sampai = format::day(of.until))
    }
}

#[component]
pub fn ProgramUbah() -> impl IntoView {
    let desk = use_desk();
    if !is_hr(desk) {
        return closed(say!(umum.program));
    }
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("programme").unwrap_or_default()));
    let title = move || match id.get().as_str() {
        "baru" => say!(hr.program_baru),
        id => desk
            .book
            .with(|book| Some(book.standing::<Programme>(&subject::programme(id)).one()?.value.title))
            .unwrap_or_else(|| say!(umum.program)),
    };
    view! {
        <Page title=title leave=Leave::Back("/program") leave_label=say!(umum.kembali)>
            {move || view! { <One id=id.get() /> }}
        </Page>
    }
    .into_any()
}

/// One programme: who takes part, and its form. The form begins with what stands when it opens.
#[component]
fn One(id: String) -> impl IntoView {
    let desk = use_desk();
    let new = id == "baru";
    let standing =
        desk.book.with_untracked(|book| Some(book.standing::<Programme>(&subject::programme(&id)).one()?.value));
    if !new && standing.is_none() {
        return view! { <Empty text=say!(belajar.program_tidak_ada) glyph=Glyph::GraduationCap /> }.into_any();
    }
    let people = (!new).then(|| view! { <People id=id.clone() /> });
    let form = if is_region_hr(desk) {
        view! { <Form id=id standing=standing /> }.into_any()
    } else {
        view! { <Notice tone=Tone::Action text=say!(hr.program_daerah) /> }.into_any()
    };
    view! {
        {people}
        {form}
    }
    .into_any()
}

/// The participants of every session, for the screen and for paper.
#[component]
fn People(id: String) -> impl IntoView {
    let desk = use_desk();
    let kept = StoredValue::new(id);
    let shown = Memo::new(move |_| {
        kept.with_value(|id| {
            desk.book.with(|book| {
                let programme = book.standing::<Programme>(&subject::programme(id)).one()?.value;
                let all = participants(book);
                let of = |session: &Session| all.get(&(id.clone(), session.id.clone())).cloned().unwrap_or_default();
                Some(programme.sessions.iter().map(|one| (one.clone(), of(one))).collect::<Vec<_>>())
            })
        })
    });
    let print = move || {
        let go = move |()| {
            let _ = window().print();
        };
        view! {
            <Button label=say!(hr.cetak_peserta) kind=ButtonKind::Outline glyph=Glyph::Printer on_press=go />
        }
        .into_any()
    };
    move || {
        let sessions = shown.get().unwrap_or_default();
        view! {
            <Section title=say!(hr.peserta) action=print>
                {if sessions.is_empty() {
                    view! { <p class="sub">{say!(belajar.tanpa_jadwal)}</p> }.into_any()
                } else {
                    sessions.into_iter().map(|(session, people)| one_session(session, people)).collect_view().into_any()
                }}
            </Section>
        }
    }
}

fn one_session(session: Session, people: Vec<Participant>) -> AnyView {
    let desk = use_desk();
    let confirmed = people.iter().filter(|one| one.seat == Some(Seat::Confirmed)).count();
    let head = dates(&session);
    let sum = say!(hr.kursi_ringkas, pasti = confirmed, kursi = session.quota, jumlah = people.len());
    let columns = vec![
        Column::numbers(say!(hr.nomor)),
        Column::words(say!(umum.nama)),
        Column::words(say!(hr.kantor)),
        Column::words(say!(hr.kursi)),
    ];
    let today = desk.today();
    let rows: Vec<TableRow> = desk.book.with(|book| {
        let houses = ledger::facts::offices(book);
        let row = |(number, one): (usize, Participant)| {
            let facts = ledger::facts::profile(book, one.id, today);
            let name = facts.name.clone().unwrap_or(one.name);
            let office = facts.jabatan.map(|jabatan| words::office(&houses, &jabatan.office));
            let (word, tone) = match one.seat {
                Some(Seat::Confirmed) => (say!(belajar.kursi_pasti), Tone::Daun),
                Some(Seat::Waiting { place }) => (say!(belajar.menunggu, urutan = place), Tone::Sogan),
                None | Some(Seat::Released) => kit::filing_tag(one.filing),
            };
            TableRow::new(vec![
                Cell::Words(number.to_string()),
                Cell::Two(name, words::nip(facts.nip)),
                Cell::Words(office.unwrap_or_else(|| say!(umum.belum_diketahui))),
                Cell::Tag(tone, word),
            ])
        };
        (1..).zip(people).map(row).collect()
    });
    let list = if rows.is_empty() {
        view! { <p class="sub">{say!(hr.belum_ada_peserta)}</p> }.into_any()
    } else {
        view! { <Table caption=head.clone() columns=columns rows=rows hide_caption=true /> }.into_any()
    };
    view! {
        <Card title=head>
            <p class="sub">{format!("{}. {sum}", session.place)}</p>
            {list}
        </Card>
    }
    .into_any()
}

#[component]
fn Form(id: String, standing: Option<Programme>) -> impl IntoView {
    let desk = use_desk();
    let navigate = use_navigate();
    let draft = StoredValue::new(desk.draft(&format!("hr.program.{id}")));
    let begin = standing
        .as_ref()
        .map_or_else(|| ProgrammeForm { sure: "recalled".into(), ..ProgrammeForm::default() }, ProgrammeForm::of);
    let drafted = draft.with_value(Draft::load::<ProgrammeForm>);
    let from_draft = RwSignal::new(drafted.as_ref().is_some_and(|drafted| *drafted != begin));
    let form = RwSignal::new(drafted.unwrap_or_else(|| begin.clone()));
    let (attempt, busy) = (RwSignal::new(0_u32), RwSignal::new(false));
    let shown = StoredValue::new(desk.shown(&subject::programme(&id)));
    let id = StoredValue::new(id);
    let begin = StoredValue::new(begin);
    let own_id = move || {
        let known = id.get_value();
        if known != "baru" {
            return known;
        }
        let taken = |slug: &str| desk.book.with_untracked(|book| !book.heads(&subject::programme(slug)).is_empty());
        form.with_untracked(|form| slug(&form.title, taken))
    };
    // Problems show from the first try on, and follow what is mended.
    let errors = Memo::new(move |_| {
        if attempt.get() == 0 {
            return Vec::new();
        }
        let wrong = form.with(|form| form.read("x")).err().unwrap_or_default();
        wrong
            .into_iter()
            .map(|(id, problem)| FieldError { text: named(&id, &sentence(&problem)), id })
            .collect::<Vec<_>>()
    });
    Effect::new(move |before: Option<ProgrammeForm>| {
        let now = form.get();
        if before.is_some_and(|before| before != now) {
            // A full device shows at the next save; typing goes on.
            let _ = draft.with_value(|draft| draft.save(&now));
        }
        now
    });
    let enrolled = Memo::new(move |_| {
        let all = desk.book.with(participants);
        let id = id.get_value();
        all.keys().filter(|(programme, _)| *programme == id).map(|(_, session)| session.clone()).collect::<Vec<_>>()
    });
    let save = move |()| {
        let own = own_id();
        match form.with_untracked(|form| form.read(&own)) {
            Err(_) => attempt.update(|count| *count += 1),
            Ok(programme) => {
                let statement =
                    Statement::new(Kind::Programme, subject::programme(&own), &programme).over(&shown.get_value());
                let navigate = navigate.clone();
                kit::save_form(desk, vec![statement], busy, draft.get_value(), move || {
                    navigate("/program", leptos_router::NavigateOptions::default());
                });
            }
        }
    };
    let discard = move |()| {
        form.set(begin.get_value());
        draft.with_value(Draft::clear);
        from_draft.set(false);
        attempt.set(0);
    };
    let count = move || say!(umum.ada_perbaikan, jumlah = errors.with(Vec::len));
    view! {
        <div class="screen-only stack">
            <Section title=say!(hr.isi_program)>
                {move || {
                    from_draft
                        .get()
                        .then(|| {
                            view! {
                                <Notice tone=Tone::Sogan text=say!(hr.dari_draf)>
                                    <Button label=say!(hr.buang_draf) kind=ButtonKind::Text on_press=discard />
                                </Notice>
                            }
                        })
                }}
                <ErrorSummary title=count errors=errors attempt=attempt />
                {editor(Sheet { form, errors, enrolled })}
                <div class="line">
                    <Button label=say!(umum.simpan) busy=busy on_press=save />
                </div>
            </Section>
        </div>
    }
}

/// Puts the name of a field before what is wrong there, so that the summary can be read by itself.
fn named(id: &str, problem: &str) -> String {
    let label = match id {
        "judul" => say!(hr.judul),
        "topik" => say!(hr.topik),
        "penyelenggara" => say!(belajar.penyelenggara),
        "bentuk" => say!(belajar.bentuk),
        "jp" => say!(belajar.jp),
        "teknis" => say!(hr.teknis),
        "uraian" => say!(hr.uraian),
        "bidang" => return problem.to_owned(),
        session => match session.rsplit('-').next() {
            Some("mulai") => say!(hr.hari_pertama),
            Some("selesai") => say!(hr.hari_terakhir),
            Some("tempat") => say!(hr.tempat),
            _ => say!(hr.kursi),
        },
    };
    format!("{label}: {problem}")
}

/// Says what keeps a programme from being published, and what to do.
fn sentence(of: &Problem) -> String {
    match of {
        Problem::Required => say!(hr.s_wajib),
        Problem::Number => say!(hr.g_angka),
        Problem::Date => say!(hr.s_tanggal),
        Problem::Technical(field) => say!(hr.g_teknis, bidang = field.clone()),
        Problem::Programme(problem) => match problem {
            ProgrammeProblem::EmptyText { .. } => say!(hr.s_wajib),
            ProgrammeProblem::TextTooLong { length, max, .. } => {
                say!(hr.g_panjang, jumlah = *length, batas = *max)
            }
            ProgrammeProblem::NoAreas => say!(hr.g_bidang),
            ProgrammeProblem::JpNotPositive { .. } => say!(hr.g_jp),
            ProgrammeProblem::EndsBeforeItBegins { .. } => say!(hr.g_selesai),
            ProgrammeProblem::NoSeats { .. } => say!(hr.g_kursi),
            ProgrammeProblem::DuplicateId { .. } => say!(hr.g_kembar),
        },
    }
}
