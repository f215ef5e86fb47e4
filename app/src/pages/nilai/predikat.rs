//! The superior rates: evidence first, then the matrix, then the self-assessment, so that it does not anchor.

use domain::kinerja::{Ekspektasi, Period, limits};
use ledger::facts;
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::subject;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::bukti::{evidence, results, values};
use super::form::{RateFault, RatingForm, box_of, rating_at};
use super::parts;
use super::pegawai::{head, is_mine};
use super::view::{self, Judged, Member};
use crate::components::{
    Button, Card, Cite, ErrorSummary, FieldError, Glyph, Leave, Matrix, MatrixCell, MatrixWords, Notice, Page, Section,
    Tag, TextArea, Tone,
};
use crate::desk::{Desk, Statement, use_desk};
use crate::pages::kerja::parts::fold;
use crate::pages::kerja::view::{Work, work};
use crate::pages::kit;
use crate::say;
use crate::words::{format, kinerja as words};

#[component]
pub fn Nilai() -> impl IntoView {
    let desk = use_desk();
    let (person, period) = (parts::person_param(), parts::period_param());
    let place = Memo::new(move |_| {
        let person = person.get().filter(|person| is_mine(desk, *person));
        Some((person?, period.get()?))
    });
    move || match place.get() {
        Some((person, period)) => page(desk, person, period),
        None => parts::nothing_here(say!(nilai.bukan_pegawai_anda)),
    }
}

fn page(desk: Desk, person: Id, period: Period) -> AnyView {
    let me = desk.me();
    let today = desk.today();
    let code = period.to_string();
    let profile = desk.book.with_untracked(|book| facts::profile(book, person, today));
    let work = Memo::new(move |_| desk.book.with(|book| work(book, person, period.year())));
    let team = Memo::new(move |_| desk.book.with(|book| view::team(book, me, today, period)));
    let draft = desk.draft(&format!("nilai.{person}.{period}"));
    let standing = desk.book.with_untracked(|book| view::judged(book, person, period, me));
    let loaded = draft.load::<RatingForm>();
    let contested = RwSignal::new(match (&standing, &loaded) {
        (Judged::Contested(all), None) => Some(all.clone()),
        _ => None,
    });
    let rated = standing.one().is_some();
    let form = RwSignal::new(loaded.or_else(|| standing.one().map(RatingForm::of)).unwrap_or_default());
    let done = StoredValue::new(false);
    let keep = draft.clone();
    let kept = RwSignal::new(true);
    Effect::new(move |before: Option<()>| {
        form.with(|form| {
            if before.is_some() && !done.get_value() {
                kept.set(if form.is_blank() {
                    keep.clear();
                    true
                } else {
                    keep.save(form).is_ok()
                });
            }
        });
    });
    let attempt = RwSignal::new(0_u32);
    let errors = Memo::new(move |_| {
        if attempt.get() == 0 {
            return Vec::new();
        }
        let read = work.with(|work| form.with(|form| form.read(work.plan(), work.judge(period))));
        read.err().unwrap_or_default().iter().map(problem).collect::<Vec<_>>()
    });
    let busy = RwSignal::new(false);
    let shown = StoredValue::new(desk.shown(&subject::rating(person, &code, me)));
    let navigate = use_navigate();
    let clear = StoredValue::new(draft);
    let save = Callback::new(move |()| {
        attempt.update(|attempt| *attempt += 1);
        let read = work.with_untracked(|work| form.with_untracked(|form| form.read(work.plan(), work.judge(period))));
        let Ok(judged) = read else { return };
        let next = team.with_untracked(|team| view::turn(team, person)).after;
        let statement = Statement::new(Kind::Rating, subject::rating(person, &code, me), &judged)
            .over(&shown.get_value())
            .seeing([
                subject::plan(person, period.year()),
                subject::rating(person, &code, person),
                subject::peer_summary(person, &code),
            ]);
        let navigate = navigate.clone();
        kit::save_form(desk, vec![statement], busy, clear.get_value(), move || {
            done.set_value(true);
            let to = next.map_or_else(|| "/penilaian".to_owned(), |next| format!("/penilaian/pegawai/{next}/{period}"));
            navigate(&to, NavigateOptions::default());
        });
    });
    let away = use_navigate();
    let back = Callback::new(move |()| away(&format!("/penilaian/pegawai/{person}"), NavigateOptions::default()));
    let take = Callback::new(move |judged| {
        form.set(RatingForm::of(&judged));
        contested.set(None);
    });
    let label = move || match form.with(|form| form.rating) {
        Some(rating) => say!(nilai.simpan_predikat, predikat = words::predikat(view::cell(rating))),
        None => say!(nilai.pilih_kotak_dulu),
    };
    let footer = move || {
        view! {
            <Button label=label wide=true busy=busy on_press=save />
            {kit::draft_line(kept)}
        }
    };
    let head = head(&profile, Some(format::period(period)));
    let name = StoredValue::new(first_name(&profile.call()));
    view! {
        <Page
            title=say!(nilai.penilaian_pegawai)
            own_heading=true
            leave=Leave::Call(Glyph::ChevronLeft, back)
            leave_label=say!(umum.kembali)
            actions=move || turns(team, person, period)
            footer=footer
        >
            {head}
            <ErrorSummary
                title=move || say!(umum.ada_perbaikan, jumlah = errors.with(Vec::len))
                errors=errors
                attempt=attempt
            />
            {move || contested.get().map(|all| parts::contest(desk, all, take))}
            {rated
                .then(|| {
                    view! {
                        <Notice
                            text=say!(nilai.sudah_dinilai, periode = format::period(period))
                            tone=Tone::Daun
                        />
                    }
                })}
            <div class="two">
                <div class="stack">{evidence(desk, person, period, work)} {results(form, work, period, errors)}</div>
                <div class="stack">
                    {matrix(form)} {own_view(desk, person, period, form, work, name)}
                    {words_of(form, errors)} {values(form)}
                </div>
            </div>
        </Page>
    }
    .into_any()
}

fn first_name(name: &str) -> String {
    let bare = name.split(',').next().unwrap_or(name);
    bare.split_whitespace().find(|word| !word.ends_with('.')).unwrap_or(bare).to_owned()
}

fn problem(fault: &RateFault) -> FieldError {
    let (id, text) = match fault {
        RateFault::NoBox => ("kotak".to_owned(), say!(nilai.pilih_kotak)),
        RateFault::NoImprovement => ("tingkatkan".to_owned(), say!(nilai.wajib_tingkatkan)),
        RateFault::NoReason { result } => (format!("{result}-alasan"), say!(nilai.salah_alasan)),
        RateFault::Rule(problem) => ("tingkatkan".to_owned(), words::rating_problem(problem)),
    };
    FieldError { id, text }
}

/// "4/11" with the ways to the neighbours.
fn turns(team: Memo<Vec<Member>>, person: Id, period: Period) -> AnyView {
    let turn = Memo::new(move |_| team.with(|team| view::turn(team, person)));
    let body = move || {
        let turn = turn.get();
        if turn.place == 0 {
            return ().into_any();
        }
        let link = |to: Option<Id>, label: String, glyph: Glyph| {
            to.map(|to| {
                let href = format!("/penilaian/pegawai/{to}/{period}");
                view! { <crate::components::IconLink label=label glyph=glyph href=href /> }
            })
        };
        view! {
            {link(turn.before, say!(nilai.sebelumnya), Glyph::ChevronLeft)}
            <span class="num sub" aria-label=say!(nilai.ke_dari, nomor = turn.place, semua = turn.total)>
                {format!("{}/{}", turn.place, turn.total)}
            </span>
            {link(turn.after, say!(nilai.berikutnya), Glyph::ChevronRight)}
        }
        .into_any()
    };
    body.into_any()
}

/// The words of the matrix: rows from above to below, columns from below to above.
fn matrix_words() -> MatrixWords {
    let cell = |row: usize, column: usize| {
        rating_at((row, column)).map_or_else(MatrixCell::default, |rating| {
            let predikat = view::cell(rating);
            MatrixCell {
                // A name of two halves breaks between them, not inside a word.
                text: words::predikat(predikat).replace('/', "/\u{200b}"),
                spoken: format!("{}: {}", parts::both(rating), words::predikat(predikat)),
                tone: words::predikat_tone(predikat),
            }
        })
    };
    let [low, middle, high] = Ekspektasi::ALL.map(words::ekspektasi_short);
    MatrixWords {
        row_axis: say!(nilai.hasil_kerja),
        column_axis: say!(nilai.perilaku_kerja),
        rows: [high.clone(), middle.clone(), low.clone()],
        columns: [low, middle, high],
        cells: [0, 1, 2].map(|row| [0, 1, 2].map(|column| cell(row, column))),
    }
}

fn matrix(form: RwSignal<RatingForm>) -> AnyView {
    let source = move || view! { <Cite text=domain::kinerja::predikat_cite().act.clone() /> };
    let value = Signal::derive(move || form.with(|form| form.rating.map(box_of)));
    let put = move |at: (usize, usize)| form.update(|form| form.rating = rating_at(at));
    let told = move || form.with(|form| form.rating.map(parts::both));
    view! {
        <Section title=say!(nilai.ketuk_kotak) action=source>
            <div id="kotak">
                <Matrix label=say!(nilai.ketuk_kotak) words=matrix_words() value=value on_change=put />
            </div>
            <p class="sub" aria-live="polite">
                {told}
            </p>
        </Section>
    }
    .into_any()
}

/// The self-assessment, shown once the own box is chosen.
fn own_view(
    desk: Desk,
    person: Id,
    period: Period,
    form: RwSignal<RatingForm>,
    work: Memo<Work>,
    name: StoredValue<String>,
) -> AnyView {
    let judged = Memo::new(move |_| desk.book.with(|book| view::judged(book, person, period, person)));
    let chosen = Memo::new(move |_| form.with(|form| form.rating));
    let body = move || {
        let title = say!(nilai.diri_dari, nama = name.get_value());
        let Some(own) = chosen.get() else {
            return view! {
                <Card>
                    <p class="sub">{title}</p>
                    <p>{say!(nilai.diri_nanti)}</p>
                </Card>
            }
            .into_any();
        };
        match judged.get() {
            Judged::Nothing => view! {
                <Card>
                    <p class="sub">{title}</p>
                    <p>{say!(nilai.diri_belum)}</p>
                </Card>
            }
            .into_any(),
            Judged::Contested(_) => view! { <Notice text=say!(nilai.diri_dua) tone=Tone::Sogan /> }.into_any(),
            Judged::One(judged, _) => {
                let same = judged.rating() == own;
                let tag = if same { say!(nilai.sama) } else { say!(nilai.berbeda) };
                let line = parts::both(judged.rating());
                let said = work.with(|work| parts::said(&judged, work.plan()));
                view! {
                    <Card>
                        <div class="line apart">
                            <p>
                                <span class="sub">{title}</span>
                                <br />
                                <b>{line}</b>
                            </p>
                            <Tag text=tag />
                        </div>
                        <details class="fine">
                            {fold(say!(nilai.lihat_jawaban))}
                            {said}
                        </details>
                    </Card>
                }
                .into_any()
            }
        }
    };
    body.into_any()
}

fn words_of(form: RwSignal<RatingForm>, errors: Memo<Vec<FieldError>>) -> AnyView {
    let below = move || {
        form.with(|form| {
            form.rating.is_some_and(|one| one.hasil == Ekspektasi::DiBawah || one.perilaku == Ekspektasi::DiBawah)
        })
    };
    let aside = move || if below() { say!(nilai.dibaca_pegawai) } else { say!(nilai.boleh_kosong) };
    let error = move || errors.with(|all| all.iter().find(|one| one.id == "tingkatkan").map(|one| one.text.clone()));
    view! {
        <TextArea
            id="baik"
            label=say!(nilai.yang_baik)
            aside=say!(nilai.boleh_kosong)
            rows=2
            maxlength=u32::try_from(limits::NOTE).unwrap_or(1000)
            value=Signal::derive(move || form.with(|form| form.good.clone()))
            on_input=move |text| form.update(|form| form.good = text)
        />
        <TextArea
            id="tingkatkan"
            label=say!(nilai.tingkatkan)
            aside=aside
            rows=2
            maxlength=u32::try_from(limits::NOTE).unwrap_or(1000)
            value=Signal::derive(move || form.with(|form| form.improve.clone()))
            on_input=move |text| form.update(|form| form.improve = text)
            error=error
        />
    }
    .into_any()
}
