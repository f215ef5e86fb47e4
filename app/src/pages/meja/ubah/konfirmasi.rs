//! The values that do not stand yet, chapter by chapter: an officer says of each that it holds, and by which paper.

use std::sync::Arc;

use domain::tpp::{Policy, ValueEntry, ValueRange, ValueUnit};
use leptos::prelude::*;

use super::model::Edits;
use super::sah::{Confirming, Fault, Field, Officer, Progress};
use crate::components::{
    Button, ButtonKind, Card, DateField, Glyph, IconLine, Meter, NumberField, Row, Rows, SearchField, Section,
    TextField, Tone, dom,
};
use crate::say;
use crate::words::derive::cite;
use crate::words::format::{decimal, long_day};
use crate::words::gaps::value_name;
use crate::words::policy;

/// Values from which on a search stands above the list.
const LONG: usize = 12;
/// Values of a chapter listed at first.
const SHOWN: usize = 20;
/// The id of the field that takes the value.
const VALUE: &str = "sah-nilai";

/// One value that waits, with its name.
#[derive(Debug, Clone, PartialEq)]
struct Waiting {
    chapter: String,
    name: String,
    entry: ValueEntry,
}

/// The list of what waits, and the form of the one that is open.
#[component]
pub fn Konfirmasi(
    base: Memo<Option<Arc<Policy>>>,
    edits: RwSignal<Edits>,
    officer: StoredValue<Officer>,
    progress: Memo<Progress>,
    /// The path of the value whose form is open.
    opened: RwSignal<Option<String>>,
) -> impl IntoView {
    let sought = RwSignal::new(String::new());
    let all = Memo::new(move |_| base.with(|policy| policy.as_ref().map(|policy| waiting(policy)).unwrap_or_default()));
    let found = Memo::new(move |_| {
        let words: Vec<String> = sought.get().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let fits = |one: &Waiting| {
            let text = format!("{} {}", one.chapter, one.name).to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        };
        all.with(|all| all.iter().filter(|one| fits(one)).cloned().collect::<Vec<_>>())
    });
    // The value that is open, with the form as it was left; drawn anew only when another one is opened.
    let open = Memo::new(move |_| {
        let path = opened.get()?;
        all.with(|all| all.iter().find(|one| one.entry.path == path).cloned())
    });
    let next = Callback::new(move |path: String| {
        let waits = |one: &&Waiting| edits.with_untracked(|edits| !edits.confirmations.contains_key(&one.entry.path));
        let after = all.with_untracked(|all| {
            let at = all.iter().position(|one| one.entry.path == path).unwrap_or_default();
            let mut later = all[at..].iter().chain(&all[..at]);
            later.find(waits).map(|one| one.entry.path.clone())
        });
        show(opened, after);
    });
    let chapters = move || {
        let found = found.get();
        let open = open.get();
        let mut names: Vec<String> = found.iter().map(|one| one.chapter.clone()).collect();
        names.dedup();
        let chapter = |name: String| {
            let here: Vec<Waiting> = found.iter().filter(|one| one.chapter == name).cloned().collect();
            let form = open.clone().filter(|one| one.chapter == name);
            view! {
                <h3>{name}</h3>
                {form.map(|one| view! { <Form of=one edits=edits officer=officer opened=opened next=next /> })}
                {list(here, edits, officer, opened)}
            }
        };
        names.into_iter().map(chapter).collect_view()
    };
    let many = move || all.with(|all| all.len() > LONG);
    let count = move || progress.with(|progress| (progress.done, progress.total));
    let told = move || {
        let (sudah, jumlah) = count();
        say!(ubah.sah_maju, sudah = sudah, jumlah = jumlah)
    };
    let any = Memo::new(move |_| all.with(|all| !all.is_empty()));
    move || {
        any.get().then(|| {
            view! {
                <div id="konfirmasi">
                    <Section title=say!(ubah.belum_dikonfirmasi) aside=told>
                        <p class="sub">{say!(ubah.sah_jelas)}</p>
                        <Meter
                            label=say!(ubah.belum_dikonfirmasi)
                            done=Signal::derive(move || count().0 as u64)
                            total=Signal::derive(move || count().1 as u64)
                            text=told
                        />
                        {move || {
                            many()
                                .then(|| {
                                    view! {
                                        <SearchField
                                            id="cari-konfirmasi"
                                            label=say!(ubah.cari_konfirmasi)
                                            value=sought
                                            on_input=move |text| sought.set(text)
                                            found=move || say!(ubah.nilai_ditemukan, jumlah = found.with(Vec::len))
                                        />
                                    }
                                })
                        }}
                        <div class="stack">{chapters}</div>
                    </Section>
                </div>
            }
        })
    }
}

/// Opens the form of a value and moves there.
pub fn show(opened: RwSignal<Option<String>>, path: Option<String>) {
    if path.is_some() {
        dom::focus_soon(VALUE.to_owned());
    }
    opened.set(path);
}

fn waiting(policy: &Policy) -> Vec<Waiting> {
    let chapters = policy.waiting().into_iter().flat_map(|(chapter, entries)| {
        let chapter = policy::chapter(chapter);
        entries.into_iter().map(move |entry| (chapter.clone(), entry))
    });
    chapters.map(|(chapter, entry)| Waiting { chapter, name: value_name(&entry, Some(policy)), entry }).collect()
}

/// The values of a chapter, each with how far it is.
fn list(
    all: Vec<Waiting>,
    edits: RwSignal<Edits>,
    officer: StoredValue<Officer>,
    opened: RwSignal<Option<String>>,
) -> AnyView {
    let limit = RwSignal::new(SHOWN);
    let total = all.len();
    let all = StoredValue::new(all);
    let rows = move || {
        all.with_value(|all| all.iter().take(limit.get()).map(|one| row(one, edits, officer, opened)).collect_view())
    };
    view! {
        <Rows>{rows}</Rows>
        {crate::pages::kit::more(total, limit)}
    }
    .into_any()
}

fn row(
    of: &Waiting,
    edits: RwSignal<Edits>,
    officer: StoredValue<Officer>,
    opened: RwSignal<Option<String>>,
) -> AnyView {
    let entry = StoredValue::new(of.entry.clone());
    // What the officer said of it, once it is whole; else that it was begun, or why it waits.
    let state = Memo::new(move |_| {
        entry.with_value(|entry| {
            let one = edits.with(|edits| edits.confirmations.get(&entry.path).cloned());
            match one {
                None => {
                    let (word, tone) = policy::standing(entry);
                    (format!("{} · {}", policy::value(entry), cite(&entry.cite)), word, tone)
                }
                Some(one) => match one.check(entry, &officer.get_value()) {
                    Ok(revised) if one.done.is_some() => {
                        let value = revised.value.parse().ok();
                        let shown = ValueEntry { value, ..entry.clone() };
                        let source = revised.cite.as_ref().map(cite).unwrap_or_default();
                        (format!("{} · {source}", policy::value(&shown)), say!(ubah.sah_sudah), Tone::Daun)
                    }
                    _ => (policy::value(entry), say!(ubah.sah_setengah), Tone::Mengkudu),
                },
            }
        })
    });
    let path = of.entry.path.clone();
    let same = path.clone();
    let current = Signal::derive(move || opened.with(|opened| opened.as_ref() == Some(&same)));
    view! {
        <Row
            title=of.name.clone()
            sub=move || state.with(|state| state.0.clone())
            tag=move || state.with(|state| state.1.clone())
            tag_tone=Signal::derive(move || state.with(|state| state.2))
            current=current
            on_press=move |()| show(opened, Some(path.clone()))
        />
    }
    .into_any()
}

/// The form of one value.
#[component]
fn Form(
    of: Waiting,
    edits: RwSignal<Edits>,
    officer: StoredValue<Officer>,
    opened: RwSignal<Option<String>>,
    next: Callback<String>,
) -> impl IntoView {
    let Waiting { name, entry, .. } = of;
    let known = edits.with_untracked(|edits| edits.confirmations.get(&entry.path).cloned());
    // What was left half-filled says at once what it lacks.
    let tried = RwSignal::new(known.is_some());
    let form = RwSignal::new(known.unwrap_or_else(|| {
        let last = edits.with_untracked(|edits| {
            let mut done = edits.confirmations.values().filter(|one| one.done.is_some());
            edits.confirmations.get(&edits.last).or_else(|| done.next_back()).cloned()
        });
        Confirming::begin(&entry, last.as_ref())
    }));
    let of = StoredValue::new(entry.clone());
    let checked = Memo::new(move |_| of.with_value(|of| form.with(|form| form.check(of, &officer.get_value()))));
    let put = move |set: Box<dyn FnOnce(&mut Confirming)>| {
        form.update(|form| *form = form.typed(set));
        edits.update(|edits| {
            edits.confirmations.insert(of.with_value(|of| of.path.clone()), form.get_untracked());
        });
    };
    let field = move |get: fn(&Confirming) -> &String| Signal::derive(move || form.with(|form| get(form).clone()));
    let error = move |field: Field| {
        Signal::derive(move || {
            let found = checked.with(|checked| {
                let faults = checked.as_ref().err()?;
                faults.iter().find(|(at, _)| *at == field).map(|(_, fault)| *fault)
            });
            found.filter(|_| tried.get()).map(fault).unwrap_or_default()
        })
    };
    let confirm = move |()| {
        tried.set(true);
        if checked.with_untracked(Result::is_err) {
            return;
        }
        let path = of.with_value(|of| of.path.clone());
        let done = Confirming { done: Some(officer.with_value(|officer| officer.today)), ..form.get_untracked() };
        edits.update(|edits| {
            edits.last.clone_from(&path);
            edits.confirmations.insert(path.clone(), done);
        });
        next.run(path);
    };
    let cancel = move |()| {
        edits.update(|edits| {
            edits.confirmations.remove(&of.with_value(|of| of.path.clone()));
        });
        opened.set(None);
    };
    let hint = match entry.value {
        Some(value) => say!(ubah.sah_nilai_draf, nilai = decimal(value)),
        None => say!(ubah.sah_nilai_kosong),
    };
    let (prefix, unit) = match entry.unit {
        ValueUnit::Rupiah => ("Rp", ""),
        ValueUnit::Percent => ("", "%"),
        ValueUnit::Number => ("", ""),
    };
    let (word, tone) = policy::standing(&entry);
    let who = officer.with_value(|of| say!(ubah.sah_oleh, nama = of.name.clone(), hari = long_day(of.today)));
    let today = officer.with_value(|of| of.today.to_string());
    view! {
        <Card title=name tag=word tag_tone=tone>
            <p class="sub">{say!(ubah.sumber_semula, sumber = cite(&entry.cite))}</p>
            <NumberField
                id=VALUE
                label=say!(ubah.sah_nilai)
                value=field(|form| &form.value)
                on_input=move |text: String| put(Box::new(|form| form.value = text))
                hint=hint
                error=error(Field::Value)
                prefix=prefix
                unit=unit
                decimals=true
            />
            <TextField
                id="sah-dasar"
                label=say!(ubah.sah_dasar)
                value=field(|form| &form.act)
                on_input=move |text: String| put(Box::new(|form| form.act = text))
                hint=say!(ubah.sah_dasar_jelas)
                error=error(Field::Act)
                maxlength=200
            />
            <TextField
                id="sah-pasal"
                label=say!(ubah.pasal)
                value=field(|form| &form.article)
                on_input=move |text: String| put(Box::new(|form| form.article = text))
                maxlength=200
            />
            <div class="fields">
                <DateField
                    id="sah-hari"
                    label=say!(ubah.sah_hari)
                    value=field(|form| &form.signed)
                    on_input=move |text: String| put(Box::new(|form| form.signed = text))
                    max=today
                    error=error(Field::Signed)
                />
                <TextField
                    id="sah-surat"
                    label=say!(ubah.sah_surat)
                    value=field(|form| &form.letter)
                    on_input=move |text: String| put(Box::new(|form| form.letter = text))
                    hint=say!(ubah.sah_surat_jelas)
                    error=error(Field::Letter)
                    maxlength=100
                />
            </div>
            <IconLine glyph=Glyph::Info text=who />
            <div class="line">
                <Button label=say!(ubah.sah_tombol) on_press=confirm />
                <Button label=say!(ubah.sah_batal) kind=ButtonKind::Text on_press=cancel />
            </div>
        </Card>
    }
    .into_any()
}

fn fault(of: Fault) -> String {
    match of {
        Fault::NoValue => say!(ubah.sah_tanpa_nilai),
        Fault::NotANumber => say!(ubah.sah_bukan_angka),
        Fault::Outside(ValueRange::Rupiah) => say!(ubah.sah_luar_rupiah),
        Fault::Outside(ValueRange::Percent | ValueRange::AllOrNothing) => say!(ubah.sah_luar_persen),
        Fault::Outside(_) => say!(ubah.sah_luar_batas),
        Fault::NoAct => say!(ubah.sah_tanpa_dasar),
        Fault::NoPaper => say!(ubah.sah_tanpa_surat),
        Fault::NotADay => say!(ubah.sah_bukan_hari),
        Fault::Later => say!(ubah.sah_hari_nanti),
    }
}
