//! `/pegawai/:person`: everything recorded about one person with its dates, contested values side by side, and the
//! form of a new dated fact. No pay figure stands here.

mod fields;
mod form;
mod view;

use domain::calendar::Day;
use ledger::dossier::Class;
use ledger::facts::{offices, profile};
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::payload::{Fact, Withdrawal};
use ledger::policy;
use ledger::subject::Field;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use self::fields::{Sheet, codes, fields, id_of, kinds, named};
use self::form::{FactForm, Rules};
use self::view::{Entry, History, Value, histories, in_force, troubled};
use super::gather::roster;
use super::{closed, is_hr, parts, words};
use crate::components::{
    Button, ButtonKind, Card, Choice, Contested, Dialog, Empty, ErrorSummary, Facts, FieldError, Glyph, Leave, Notice,
    Page, Row, Rows, Section, SelectField, Side, Tone, dom,
};
use crate::desk::{Desk, Statement, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::format;

#[component]
pub fn Orang() -> impl IntoView {
    let desk = use_desk();
    if !is_hr(desk) {
        return closed(say!(umum.pegawai));
    }
    let params = use_params_map();
    let person = Memo::new(move |_| params.with(|params| params.get("person")?.parse::<Id>().ok()));
    let all = Memo::new(move |_| desk.book.with(|book| person.get().map(|id| histories(book, id)).unwrap_or_default()));
    let there = Memo::new(move |_| {
        all.with(|all| all.iter().any(|one| one.field == Field::Identitas && !one.entries.is_empty()))
    });
    let title = move || {
        let name = person.get().map(|id| desk.book.with(|book| words::person(book, id, desk.today())));
        if there.get() { name.unwrap_or_default() } else { say!(umum.pegawai) }
    };
    view! {
        <Page title=title leave=Leave::Back("/pegawai") leave_label=say!(umum.kembali)>
            {move || match (person.get(), there.get()) {
                (Some(id), true) => {
                    view! {
                        <Now person=id all=all />
                        <TroubledFacts person=id />
                        <Add person=id all=all />
                        <Dated person=id all=all />
                    }
                        .into_any()
                }
                _ => view! { <Empty text=say!(hr.orang_tak_ada) glyph=Glyph::Users /> }.into_any(),
            }}
        </Page>
    }
    .into_any()
}

/// What holds today, in one card.
#[component]
fn Now(person: Id, all: Memo<Vec<History>>) -> impl IntoView {
    let desk = use_desk();
    let facts = Signal::derive(move || {
        let today = desk.today();
        all.with(|all| {
            desk.book.with(|book| {
                let houses = offices(book);
                let known = all.iter().filter(|one| one.field.class() != Class::Gaji);
                let of_today = profile(book, person, today);
                known
                    .map(|one| {
                        if let Some(told) = words::running(one.field, &of_today, book, today) {
                            return (words::field(one.field), told);
                        }
                        let told = match in_force(one, today).map(|entry| (entry, entry.one())) {
                            None => say!(umum.belum_diketahui),
                            Some((_, None)) => say!(umum.dua_nilai),
                            Some((_, Some(value))) => words::fact(&value.fact, book, &houses, today).0,
                        };
                        (words::field(one.field), told)
                    })
                    .collect::<Vec<_>>()
            })
        })
    });
    view! {
        <Card title=say!(hr.hari_ini)>
            <Facts facts=facts />
        </Card>
    }
}

#[component]
fn TroubledFacts(person: Id) -> impl IntoView {
    let desk = use_desk();
    move || {
        let found = desk.book.with(|book| troubled(book, person));
        (!found.is_empty()).then(|| {
            view! {
                <Section title=say!(hr.tidak_dihitung)>
                    <Rows>
                        {found
                            .into_iter()
                            .map(|one| {
                                let (word, tone) = kit::filing_tag(ledger::book::Filing::Decided(one.verdict));
                                let title = say!(
                                    hr.sejak, apa = words::field(one.field), hari = format::day(one.from)
                                );
                                let why = one.reason.map(kit::reason);
                                view! { <Row title=title sub=why tag=word tag_tone=tone /> }
                            })
                            .collect_view()}
                    </Rows>
                </Section>
            }
        })
    }
}

/// Every date of every field. Each date stands by itself: what a sync brings for one of them leaves a choice that is
/// being made at another alone.
#[component]
fn Dated(person: Id, all: Memo<Vec<History>>) -> impl IntoView {
    let fields = Memo::new(move |_| {
        let shown = |one: &&History| one.field.class() != Class::Gaji || !one.entries.is_empty();
        all.with(|all| all.iter().filter(shown).map(|one| one.field).collect::<Vec<_>>())
    });
    view! { <For each=move || fields.get() key=|field| *field children=move |field| dates(person, field, all) /> }
}

fn dates(person: Id, field: Field, all: Memo<Vec<History>>) -> AnyView {
    let entries = Memo::new(move |_| {
        let of = |all: &Vec<History>| all.iter().find(|one| one.field == field).map(|one| one.entries.clone());
        all.with(of).unwrap_or_default()
    });
    let days = Memo::new(move |_| entries.with(|all| all.iter().map(|one| one.from).collect::<Vec<_>>()));
    let none = Memo::new(move |_| days.with(Vec::is_empty));
    let own_pay = matches!(field, Field::Keluarga | Field::Pajak | Field::Diri);
    view! {
        <Section title=words::field(field)>
            {own_pay.then(|| view! { <p class="sub">{say!(hr.berkas_gaji)}</p> })}
            {move || none.get().then(|| view! { <p class="sub">{say!(hr.belum_ada_data)}</p> })}
            <For each=move || days.get() key=|from| *from children=move |from| dated(person, field, from, entries) />
        </Section>
    }
    .into_any()
}

fn dated(person: Id, field: Field, from: Day, entries: Memo<Vec<Entry>>) -> AnyView {
    let desk = use_desk();
    let entry = Memo::new(move |_| entries.with(|all| all.iter().find(|one| one.from == from).cloned()));
    // Which values stand against one another, not how far their records have come.
    let against = Memo::new(move |_| {
        let hashes = |one: &Entry| one.values.iter().map(|value| value.hash).collect::<Vec<_>>();
        entry.with(|entry| entry.as_ref().map(hashes)).unwrap_or_default()
    });
    let body = move || {
        if against.with(|all| all.len() > 1) {
            let entry = entry.get_untracked();
            return entry.map(|entry| view! { <Decide person=person field=field entry=entry /> }).into_any();
        }
        entry
            .with(|entry| entry.as_ref().and_then(Entry::one).map(|value| stated(desk, value, person, field, from)))
            .into_any()
    };
    body.into_any()
}

fn stated(desk: Desk, value: &Value, person: Id, field: Field, from: Day) -> AnyView {
    let head = say!(hr.mulai, hari = format::day(from));
    let (title, details) = tell(desk, value, from);
    let (word, tone) = kit::filing_tag(value.filing);
    let (asked, busy) = (RwSignal::new(false), RwSignal::new(false));
    let subject = view::subject_of(person, field, from);
    let shown = StoredValue::new((subject.clone(), desk.shown(&subject)));
    let withdraw = move |()| {
        asked.set(false);
        let (subject, shown) = shown.get_value();
        let statement = Statement::new(Kind::Fact, subject, &Withdrawal::WITHDRAWN);
        kit::save(desk, vec![statement.over(&shown)], busy, || {});
    };
    let may = may_write(desk, field);
    let action = move || {
        may.then(|| {
            view! {
                <Button
                    label=say!(hr.tarik_data)
                    kind=ButtonKind::Text
                    busy=busy
                    on_press=move |()| asked.set(true)
                />
            }
        })
        .into_any()
    };
    let question = say!(hr.tarik_data_tanya, nama = words::field(field), hari = format::day(from));
    view! {
        <Rows label=head.clone()>
            <Row title=title sub=details trailing=head tag=word tag_tone=tone action=action />
        </Rows>
        <Dialog
            open=asked
            on_close=move |()| asked.set(false)
            title=say!(hr.tarik_data_judul)
            confirm=say!(hr.tarik_data)
            cancel=say!(umum.kembali)
            kind=ButtonKind::Danger
            on_confirm=withdraw
        >
            <p>{question.clone()}</p>
        </Dialog>
    }
    .into_any()
}

/// Says whether a role of the account states this field.
fn may_write(desk: Desk, field: Field) -> bool {
    desk.has_role(|role| role.writes(field))
}

fn tell(desk: Desk, value: &Value, on: Day) -> (String, String) {
    desk.book.with(|book| words::fact(&value.fact, book, &offices(book), on))
}

/// Two values of the same date, and the way to one.
#[component]
fn Decide(person: Id, field: Field, entry: Entry) -> impl IntoView {
    let desk = use_desk();
    let busy = RwSignal::new(false);
    let chosen = RwSignal::new(None::<String>);
    let from = entry.from;
    let shown = StoredValue::new(desk.shown(&view::subject_of(person, field, from)));
    let sides: Vec<Side> = entry
        .values
        .iter()
        .enumerate()
        .map(|(at, value)| {
            let (title, details) = tell(desk, value, from);
            let (word, _) = kit::filing_tag(value.filing);
            let day = Day::from_unix_days(value.recorded_at.div_euclid(86_400));
            let writer = desk.book.with(|book| writer(desk, book, &value.author));
            Side {
                value: at.to_string(),
                tag: say!(hr.nilai_ke, urutan = at + 1),
                title,
                effect: Some(details).filter(|text| !text.is_empty()),
                initials: writer.chars().take(2).collect::<String>().to_uppercase(),
                writer,
                writer_sub: format::day(day),
                quote: None,
                facts: vec![(Glyph::FileText, word)],
            }
        })
        .collect();
    let values = StoredValue::new(entry.values);
    let why_not = crate::components::Text::from(move || chosen.get().is_none().then(|| say!(hr.pilih_nilai)));
    let decide = move |()| {
        let at = chosen.get_untracked().and_then(|text| text.parse::<usize>().ok());
        let Some(fact) = at.and_then(|at| values.with_value(|all| all.get(at).map(|one| one.fact.clone()))) else {
            return;
        };
        let statement = Statement::new(Kind::Fact, view::subject_of(person, field, from), &fact);
        kit::save(desk, vec![statement.over(&shown.get_value())], busy, || {});
    };
    view! {
        <Notice tone=Tone::Mengkudu text=say!(hr.dua_nilai_jelas, hari = format::day(from)) />
        <Contested
            id=format!("nilai-{}-{from}", field.code())
            legend=say!(hr.nilai_yang_benar)
            sides=Signal::stored(sides)
            value=chosen
            on_change=move |value| chosen.set(Some(value))
        />
        <div class="line">
            <Button label=say!(hr.simpan_keputusan) busy=busy why_not=why_not on_press=decide />
        </div>
    }
}

fn writer(desk: Desk, book: &ledger::book::Book, author: &str) -> String {
    if author == desk.author() {
        return say!(hr.anda);
    }
    match ledger::subject::author_person(author) {
        Some(id) => words::person(book, id, desk.today()),
        None => say!(hr.pendiri),
    }
}

/// The form of a new dated fact.
#[component]
fn Add(person: Id, all: Memo<Vec<History>>) -> impl IntoView {
    let desk = use_desk();
    let draft = StoredValue::new(desk.draft(&format!("hr.orang.{person}")));
    let form = RwSignal::new(draft.with_value(|draft| draft.load::<FactForm>()).unwrap_or_default());
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let attempt = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let shown = StoredValue::new(desk.shown(&view::subjects_of(person)));
    let people = roster(desk, Signal::stored(desk.today()));
    let superiors = Memo::new(move |_| {
        people.lines.with(|lines| {
            lines
                .iter()
                .filter(|line| line.id != person && !line.keadaan.has_left())
                .map(|line| {
                    let post = line.jabatan.as_ref().map(|jabatan| jabatan.title.clone()).unwrap_or_default();
                    let number = line.nip.map(|nip| nip.to_string()).unwrap_or_default();
                    Choice::new(line.id.to_string(), line.name.clone()).sub(format!("{number} {post}"))
                })
                .collect::<Vec<_>>()
        })
    });
    let choices = desk.book.with_untracked(|book| parts::office_choices(desk, &offices(book)));
    let policy = desk.book.with_untracked(|book| policy::in_force(book, desk.this_month()).ok().flatten());
    let sheet = Sheet { form, errors, offices: StoredValue::new(choices), superiors: superiors.into(), policy };
    Effect::new(move |before: Option<FactForm>| {
        let now = form.get();
        if let Some(before) = before.filter(|before| *before != now) {
            if now == FactForm::default() {
                draft.with_value(crate::desk::Draft::clear);
            } else {
                // A full device shows at the next save; typing goes on.
                let _ = draft.with_value(|draft| draft.save(&now));
            }
            // What was typed anew is not wrong until the next try.
            let as_before =
                |error: &FieldError| form::FactForm::same_text(&before, &now, error.id.trim_start_matches("data-"));
            errors.update(|errors| errors.retain(as_before));
        }
        now
    });
    let standing = move |field: Field| -> Option<Fact> {
        all.with_untracked(|all| {
            let history = all.iter().find(|one| one.field == field)?;
            Some(in_force(history, desk.today())?.one()?.fact.clone())
        })
    };
    let same_day = move |field: Field, from: Day| -> Option<Fact> {
        all.with_untracked(|all| {
            let history = all.iter().find(|one| one.field == field)?;
            Some(history.entries.iter().find(|entry| entry.from == from)?.one()?.fact.clone())
        })
    };
    let choose = move |code: String| {
        shown.set_value(desk.shown(&view::subjects_of(person)));
        match form::FIELDS.into_iter().find(|field| field.code() == code) {
            Some(field) => form.set(FactForm::of(field, standing(field).as_ref())),
            None => form.set(FactForm::default()),
        }
    };
    let save = move |()| {
        let rules = Rules {
            offices: sheet.offices.with_value(|all| codes(all)),
            superiors: superiors.with_untracked(|all| codes(all)),
            today: desk.today(),
            policy,
        };
        let typed = form.get_untracked();
        // A decision stands beside those of its own month; everything else follows what stands today.
        let before = typed.field().and_then(|field| match field {
            Field::Putusan => same_day(field, typed.first_day()?),
            _ => standing(field),
        });
        match typed.read(&rules, before.as_ref()) {
            Err(wrong) => {
                let listed = wrong.into_iter().map(|(name, problem)| FieldError {
                    id: id_of(&name),
                    text: named(&name, &words::problem(&problem)),
                });
                errors.set(listed.collect());
                attempt.update(|count| *count += 1);
            }
            Ok((field, from, fact)) => {
                errors.set(Vec::new());
                let statement = Statement::new(Kind::Fact, view::subject_of(person, field, from), &fact);
                kit::save_form(desk, vec![statement.over(&shown.get_value())], busy, draft.get_value(), move || {
                    shown.set_value(desk.shown(&view::subjects_of(person)));
                    form.set(FactForm::default());
                    dom::focus_soon("tambah-data".to_owned());
                });
            }
        }
    };
    let chosen = Memo::new(move |_| form.with(FactForm::field));
    let replaces = Memo::new(move |_| {
        let (field, from) = (chosen.get()?, form.with(FactForm::first_day)?);
        // A decision joins those of its month.
        if field == Field::Putusan {
            return None;
        }
        all.with(|all| {
            let same = all.iter().find(|one| one.field == field)?.entries.iter().find(|entry| entry.from == from)?;
            Some(same.from)
        })
    });
    let count = move || say!(umum.ada_perbaikan, jumlah = errors.with(Vec::len));
    view! {
        <Section title=say!(hr.tambah_data)>
            <div id="tambah-data" tabindex="-1" class="stack">
                <ErrorSummary title=count errors=errors attempt=attempt />
                <SelectField
                    id="data-bidang"
                    label=say!(hr.apa_yang_berubah)
                    options=kinds()
                    empty=say!(hr.pilih)
                    value=Signal::derive(move || Some(form.with(|form| form.get("bidang").to_owned())))
                    on_change=choose
                />
                {fields(sheet)}
                {move || {
                    replaces
                        .get()
                        .map(|from| {
                            view! {
                                <Notice tone=Tone::Sogan text=say!(hr.mengganti, hari = format::day(from)) />
                            }
                        })
                }}
                {move || {
                    chosen
                        .get()
                        .is_some()
                        .then(|| {
                            view! {
                                <div class="line">
                                    <Button label=say!(umum.simpan) busy=busy on_press=save />
                                    <Button
                                        label=say!(umum.batalkan)
                                        kind=ButtonKind::Text
                                        on_press=move |()| form.set(FactForm::default())
                                    />
                                </div>
                            }
                        })
                }}
            </div>
        </Section>
    }
}
