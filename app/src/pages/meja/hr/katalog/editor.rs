//! The fields of a programme; each follows its own text only.

use domain::cite::Confidence;
use domain::growth::{Area, Jalur, Kompetensi};
use domain::kinerja::Nilai;
use leptos::prelude::*;

use super::form::{ProgrammeForm, SessionForm, session_field, sure_code};
use crate::components::{
    Button, ButtonKind, Card, Checkbox, Choice, ChoiceGroup, ChoiceLook, DateField, FieldError, Glyph, NumberField,
    SelectField, Text, TextArea, TextField, dom,
};
use crate::say;
use crate::words::{derive, growth, pay};

/// The form with what is wrong in it.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// What is typed.
    pub form: RwSignal<ProgrammeForm>,
    /// What is wrong, by field.
    pub errors: Memo<Vec<FieldError>>,
    /// Ids of the sessions in which somebody is enrolled.
    pub enrolled: Memo<Vec<String>>,
}

type Reads = fn(&ProgrammeForm) -> &String;
type Writes = fn(&mut ProgrammeForm) -> &mut String;

impl Sheet {
    fn error(self, id: &str) -> Text {
        let id = id.to_owned();
        Text::from(move || {
            self.errors.with(|all| all.iter().find(|error| error.id == id).map(|error| error.text.clone()))
        })
    }

    fn value(self, get: Reads) -> Signal<String> {
        Signal::derive(move || self.form.with(|form| get(form).clone()))
    }

    fn put(self, put: Writes) -> Callback<String> {
        Callback::new(move |typed| self.form.update(|form| *put(form) = typed))
    }

    fn text(self, id: &str, label: String, hint: String, (get, put): (Reads, Writes)) -> AnyView {
        view! {
            <TextField
                id=id
                label=label
                hint=hint
                value=self.value(get)
                on_input=self.put(put)
                error=self.error(id)
            />
        }
        .into_any()
    }
}

/// Every field of a programme.
pub fn editor(of: Sheet) -> AnyView {
    let forms: Vec<Choice> = Jalur::ALL.iter().map(|one| Choice::new(one.code(), growth::form(*one))).collect();
    let sure: Vec<Choice> = [Confidence::Verified, Confidence::Single, Confidence::Recalled]
        .into_iter()
        .map(|one| Choice::new(sure_code(one), pay::capital(&derive::confidence(one))))
        .collect();
    let form = of.value(|form| &form.form);
    let sureness = of.value(|form| &form.sure);
    view! {
        {of.text("judul", say!(hr.judul), String::new(), (|form| &form.title, |form| &mut form.title))}
        {of.text("topik", say!(hr.topik), say!(hr.topik_petunjuk), (|form| &form.topic, |form| &mut form.topic))}
        {of.text(
            "penyelenggara",
            say!(belajar.penyelenggara),
            String::new(),
            (|form| &form.provider, |form| &mut form.provider),
        )}
        <SelectField
            id="bentuk"
            label=say!(belajar.bentuk)
            options=forms
            empty=say!(hr.pilih)
            value=Signal::derive(move || Some(form.get()))
            on_change=of.put(|form| &mut form.form)
            error=of.error("bentuk")
        />
        <NumberField
            id="jp"
            label=say!(belajar.jp)
            hint=say!(hr.jp_petunjuk)
            decimals=true
            value=of.value(|form| &form.jp)
            on_input=of.put(|form| &mut form.jp)
            error=of.error("jp")
        />
        <ChoiceGroup
            id="kepastian"
            legend=say!(hr.kepastian_jp)
            options=sure
            look=ChoiceLook::Plain
            value=Signal::derive(move || Some(sureness.get()))
            on_change=of.put(|form| &mut form.sure)
        />
        {areas(of)}
        {of.text(
            "teknis",
            say!(hr.teknis),
            say!(hr.teknis_petunjuk),
            (|form| &form.technical, |form| &mut form.technical),
        )}
        {of.text(
            "sasaran",
            say!(hr.sasaran),
            say!(hr.sasaran_petunjuk),
            (|form| &form.posts, |form| &mut form.posts),
        )}
        <TextArea
            id="uraian"
            label=say!(hr.uraian)
            rows=4
            value=of.value(|form| &form.description)
            on_input=of.put(|form| &mut form.description)
            error=of.error("uraian")
        />
        {sessions(of)}
    }
    .into_any()
}

fn areas(of: Sheet) -> AnyView {
    let values = Nilai::ALL.into_iter().map(Area::Nilai).collect::<Vec<_>>();
    let competences = Kompetensi::ALL.into_iter().map(Area::Kompetensi).collect::<Vec<_>>();
    let boxes = move |all: Vec<Area>| {
        all.into_iter()
            .map(|area| {
                let code = area.to_string();
                let own = code.clone();
                view! {
                    <Checkbox
                        id=format!("bidang-{}", code.replace('/', "-"))
                        label=growth::area(&area)
                        checked=Signal::derive(move || of.form.with(|form| form.areas.contains(&own)))
                        on_change=move |on| {
                            of.form.update(|form| {
                                if on { form.areas.insert(code.clone()); } else { form.areas.remove(&code); }
                            });
                        }
                    />
                }
            })
            .collect_view()
    };
    let error = of.error("bidang");
    view! {
        <fieldset class="field" id="bidang" tabindex="-1">
            <legend class="label">{say!(hr.menjawab_apa)}</legend>
            {error.show(|error| view! { <p class="error">{error.view()}</p> }.into_any())}
            <div class="two">
                <div>{boxes(values)}</div>
                <div>{boxes(competences)}</div>
            </div>
        </fieldset>
    }
    .into_any()
}

fn sessions(of: Sheet) -> AnyView {
    let ids =
        Memo::new(move |_| of.form.with(|form| form.sessions.iter().map(|one| one.id.clone()).collect::<Vec<_>>()));
    let add = move |()| {
        if let Some(id) = of.form.try_update(ProgrammeForm::add_session) {
            dom::focus_soon(session_field(&id, "mulai"));
        }
    };
    view! {
        <h3 class="label">{say!(belajar.jadwal)}</h3>
        {move || ids.with(Vec::is_empty).then(|| view! { <p class="sub">{say!(belajar.tanpa_jadwal)}</p> })}
        <For each=move || ids.get() key=Clone::clone children=move |id| session(of, id) />
        <div class="line">
            <Button label=say!(hr.tambah_jadwal) kind=ButtonKind::Outline glyph=Glyph::Plus on_press=add />
        </div>
    }
    .into_any()
}

type ReadsIn = fn(&SessionForm) -> &String;
type WritesIn = fn(&mut SessionForm) -> &mut String;

fn session(of: Sheet, id: String) -> AnyView {
    let kept = StoredValue::new(id.clone());
    let value = move |get: ReadsIn| {
        Signal::derive(move || {
            kept.with_value(|id| {
                of.form.with(|form| form.sessions.iter().find(|one| one.id == *id).map(|one| get(one).clone()))
            })
            .unwrap_or_default()
        })
    };
    let put = move |put: WritesIn| {
        Callback::new(move |typed: String| {
            of.form.update(|form| kept.with_value(|id| form.change(id, |session| *put(session) = typed)));
        })
    };
    let name = move |part: &str| session_field(&id, part);
    let place_of =
        move || of.form.with(|form| kept.with_value(|id| form.sessions.iter().position(|one| one.id == *id)));
    let title = move || say!(hr.jadwal_ke, urutan = place_of().unwrap_or(0) + 1);
    let abroad = Signal::derive(move || {
        kept.with_value(|id| of.form.with(|form| form.sessions.iter().any(|one| one.id == *id && one.abroad)))
    });
    let set_abroad = move |on: bool| {
        of.form.update(|form| kept.with_value(|id| form.change(id, |session| session.abroad = on)));
    };
    let taken = Text::from(move || {
        let people = of.enrolled.with(|all| kept.with_value(|id| all.contains(id)));
        people.then(|| say!(hr.jadwal_berpeserta))
    });
    let drop_it = move |()| of.form.update(|form| kept.with_value(|id| form.sessions.retain(|one| one.id != *id)));
    view! {
        <Card title=title>
            <div class="two">
                <DateField
                    id=name("mulai")
                    label=say!(hr.hari_pertama)
                    value=value(|session| &session.from)
                    on_input=put(|session| &mut session.from)
                    error=of.error(&name("mulai"))
                />
                <DateField
                    id=name("selesai")
                    label=say!(hr.hari_terakhir)
                    value=value(|session| &session.until)
                    on_input=put(|session| &mut session.until)
                    error=of.error(&name("selesai"))
                />
            </div>
            <TextField
                id=name("tempat")
                label=say!(hr.tempat)
                value=value(|session| &session.place)
                on_input=put(|session| &mut session.place)
                error=of.error(&name("tempat"))
            />
            <NumberField
                id=name("kursi")
                label=say!(hr.kursi)
                value=value(|session| &session.quota)
                on_input=put(|session| &mut session.quota)
                error=of.error(&name("kursi"))
            />
            <Checkbox id=name("luar") label=say!(hr.luar_negeri) checked=abroad on_change=set_abroad />
            <div class="line">
                <Button
                    label=say!(hr.hapus_jadwal)
                    kind=ButtonKind::Text
                    glyph=Glyph::Trash
                    why_not=taken
                    on_press=drop_it
                />
            </div>
        </Card>
    }
    .into_any()
}
