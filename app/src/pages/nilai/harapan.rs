//! What the superior expects of one person in the year: words, and results of the own plan to hand down.

use domain::kinerja::limits;
use ledger::book::{Book, Standing};
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::payload::{Expectation, Plan, Stance, SuperiorResult};
use ledger::subject;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::components::{
    Button, ButtonKind, Card, CardLook, Checkbox, Glyph, IconLine, Notice, Section, Tag, TextArea, Tone,
};
use crate::desk::{Desk, Statement};
use crate::pages::kerja::parts::my_name;
use crate::pages::kerja::view::{Answered, Expected, expected};
use crate::pages::kit;
use crate::say;
use crate::words::format;

/// An expectation as written so far.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Form {
    text: String,
    /// Ids of the superior's results.
    results: Vec<String>,
}

/// What stands of the expectation.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stands {
    Nothing,
    /// One, with what the person says to it.
    One(Box<Expected>),
    /// Two or more, in their words.
    Contested(Vec<Expectation>),
}

fn stands(book: &Book, person: Id, year: i32) -> Stands {
    if let Some(expected) = expected(book, person, year) {
        return Stands::One(Box::new(expected));
    }
    match book.standing::<Expectation>(&subject::expectation(person, year)) {
        Standing::Contested(all) => Stands::Contested(all.into_iter().map(|one| one.value).collect()),
        Standing::Nothing | Standing::One(_) => Stands::Nothing,
    }
}

/// Shows the expectation and lets the superior write or change it.
pub fn section(desk: Desk, person: Id, year: i32) -> AnyView {
    let about = StoredValue::new(subject::expectation(person, year));
    let key = format!("harapan.{person}.{year}");
    let editing = RwSignal::new(desk.draft(&key).load::<Form>().is_some());
    let key = StoredValue::new(key);
    let standing = Memo::new(move |_| desk.book.with(|book| stands(book, person, year)));
    let body = move || {
        // While it is being written the form stands still, also when its own record enters the book.
        if editing.get() {
            return editor(desk, about.get_value(), key.get_value(), year, standing.get_untracked(), editing);
        }
        let edit = move |()| editing.set(true);
        match standing.get() {
            Stands::Nothing => view! {
                <p class="sub">{say!(nilai.harapan_kosong)}</p>
                <div class="line">
                    <Button label=say!(nilai.harapan_tulis) kind=ButtonKind::Outline on_press=edit />
                </div>
            }
            .into_any(),
            Stands::One(expected) => shown(*expected, edit),
            Stands::Contested(all) => {
                let texts = all.into_iter().map(|one| view! { <li>{one.text}</li> }).collect_view();
                view! {
                    <Notice title=say!(umum.dua_nilai) text=say!(nilai.dua_harapan) tone=Tone::Sogan>
                        <ul class="marks">{texts}</ul>
                        <div class="line">
                            <Button label=say!(nilai.harapan_ubah) kind=ButtonKind::Outline on_press=edit />
                        </div>
                    </Notice>
                }
                .into_any()
            }
        }
    };
    view! { <Section title=say!(nilai.harapan_tahun, tahun = year)>{body}</Section> }.into_any()
}

fn shown(of: Expected, edit: impl Fn(()) + Send + Sync + 'static) -> AnyView {
    let Expected { expectation, filing, answer, .. } = of;
    let (word, tone) = kit::filing_tag(filing);
    let results = expectation.results.into_iter().map(|one| view! { <li>{one.text}</li> }).collect::<Vec<_>>();
    let some = !results.is_empty();
    view! {
        <Card look=CardLook::Soft>
            <div class="line apart">
                <p>{expectation.text}</p>
                <Tag text=word tone=tone />
            </div>
            {some
                .then(|| {
                    view! {
                        <p class="sub">{say!(nilai.harapan_hasil)}</p>
                        <ul class="marks">{results}</ul>
                    }
                })}
        </Card>
        {answered(answer)}
        <div class="line">
            <Button label=say!(nilai.harapan_ubah) kind=ButtonKind::Text on_press=edit />
        </div>
    }
    .into_any()
}

/// What the person says to the expectation that stands.
fn answered(answer: Option<Answered>) -> AnyView {
    match answer {
        None => view! { <p class="sub">{say!(nilai.harapan_belum_dijawab)}</p> }.into_any(),
        Some(Answered { stance: Stance::Agreed, day, .. }) => {
            let words = say!(nilai.harapan_disepakati, hari = format::day(day));
            view! { <IconLine glyph=Glyph::CircleCheck tone=Tone::Daun text=words /> }.into_any()
        }
        Some(Answered { stance: Stance::ToDiscuss, reason, day, .. }) => {
            let title = say!(nilai.harapan_dibahas, hari = format::day(day));
            view! { <Notice title=title text=reason tone=Tone::Sogan /> }.into_any()
        }
    }
}

fn editor(desk: Desk, about: String, key: String, year: i32, standing: Stands, editing: RwSignal<bool>) -> AnyView {
    let mine = subject::plan(desk.me(), year);
    let own: Vec<SuperiorResult> = desk.book.with_untracked(|book| {
        let plan = book.standing::<Plan>(&mine).one().map(|stated| stated.value);
        let results = plan.into_iter().flat_map(|plan| plan.results);
        results.map(|one| SuperiorResult { plan: mine.clone(), id: one.id, text: one.text }).collect()
    });
    let before = match standing {
        Stands::One(expected) => Some(expected.expectation),
        Stands::Contested(all) => all.into_iter().next(),
        Stands::Nothing => None,
    };
    let before = before.map(|one| Form {
        text: one.text,
        results: one.results.into_iter().filter(|result| result.plan == mine).map(|result| result.id).collect(),
    });
    let draft = desk.draft(&key);
    let form = RwSignal::new(draft.load().or(before).unwrap_or_default());
    let keep = draft.clone();
    let kept = RwSignal::new(true);
    Effect::new(move |seen: Option<()>| {
        form.with(|form| {
            if seen.is_some() {
                kept.set(keep.save(form).is_ok());
            }
        });
    });
    let boxes = own
        .iter()
        .map(|one| {
            let id = StoredValue::new(one.id.clone());
            let checked = Signal::derive(move || form.with(|form| id.with_value(|id| form.results.contains(id))));
            let put = move |on: bool| {
                form.update(|form| {
                    form.results.retain(|one| *one != id.get_value());
                    if on {
                        form.results.push(id.get_value());
                    }
                });
            };
            view! { <Checkbox id=format!("turun-{}", one.id) label=one.text.clone() checked=checked on_change=put /> }
        })
        .collect_view();
    let none = own.is_empty();
    let own = StoredValue::new(own);
    let busy = RwSignal::new(false);
    let shown = StoredValue::new(desk.shown(&about));
    let about = StoredValue::new(about);
    let clear = StoredValue::new(draft);
    let save = move |()| {
        let written = form.get_untracked();
        if written.text.trim().is_empty() {
            return;
        }
        let expected = Expectation {
            from: my_name(desk),
            results: own
                .with_value(|own| own.iter().filter(|one| written.results.contains(&one.id)).cloned().collect()),
            text: written.text.trim().to_owned(),
        };
        let statement = Statement::new(Kind::Expectation, about.get_value(), &expected)
            .over(&shown.get_value())
            .seeing([subject::plan(desk.me(), year)]);
        kit::save_form(desk, vec![statement], busy, clear.get_value(), move || editing.set(false));
    };
    let cancel = move |()| {
        clear.with_value(crate::desk::Draft::clear);
        editing.set(false);
    };
    let why_not = move || form.with(|form| form.text.trim().is_empty()).then(|| say!(nilai.harapan_isi_dulu));
    view! {
        <TextArea
            id="harapan"
            label=say!(nilai.harapan_isi)
            aside=say!(nilai.dibaca_pegawai)
            maxlength=u32::try_from(limits::NOTE).unwrap_or(1000)
            value=Signal::derive(move || form.with(|form| form.text.clone()))
            on_input=move |text| form.update(|form| form.text = text)
        />
        <fieldset class="field">
            <legend class="label">{say!(nilai.harapan_turun)}</legend>
            {none.then(|| view! { <p class="sub">{say!(nilai.harapan_tanpa_rencana)}</p> })}
            {boxes}
        </fieldset>
        {move || (!kept.get()).then(kit::not_kept)}
        <div class="line">
            <Button label=say!(umum.simpan) busy=busy why_not=why_not on_press=save />
            <Button label=say!(umum.batalkan) kind=ButtonKind::Text on_press=cancel />
        </div>
    }
    .into_any()
}
