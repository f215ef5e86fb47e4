//! `/rekening/:person`: one person's account as it stands, and the form of a new one.

use domain::calendar::Day;
use ledger::facts::profile;
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::payload::Fact;
use ledger::subject::{self, Field};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::form::{AccountForm, ENTRIES};
use super::{Stand, closed, is_treasurer, stand};
use crate::components::{
    Button, Card, DateField, Empty, ErrorSummary, Facts, FieldError, Glyph, Leave, Notice, Page, Section, Text,
    TextField, Tone,
};
use crate::desk::{Statement, use_desk};
use crate::pages::kit;
use crate::pages::meja::hr::words;
use crate::say;

#[component]
pub fn RekeningOrang() -> impl IntoView {
    let desk = use_desk();
    if !is_treasurer(desk) {
        return closed();
    }
    let params = use_params_map();
    let person = params.with_untracked(|params| params.get("person")?.parse::<Id>().ok());
    let facts = person.map(|id| desk.book.with_untracked(|book| profile(book, id, desk.today())));
    let Some(facts) = facts.filter(|facts| facts.name.is_some()) else {
        return view! {
            <Page title=say!(rekening.judul) leave=Leave::Back("/rekening") leave_label=say!(umum.kembali)>
                <Empty text=say!(hr.orang_tak_ada) glyph=Glyph::Users />
            </Page>
        }
        .into_any();
    };
    let id = facts.id;
    let now = Memo::new(move |_| stand(desk, id));
    let nip = facts.nip.map(|nip| nip.grouped()).unwrap_or_else(|| say!(umum.belum_diketahui));
    let told = Signal::derive(move || {
        let mut told = vec![(say!(meja.nip), nip.clone())];
        match now.get() {
            Stand::One(account) => told.extend([
                (say!(rekening.bank), format!("{} ({})", account.bank, account.bank_code)),
                (say!(rekening.nomor), account.account.to_string()),
                (say!(rekening.atas_nama), account.holder),
            ]),
            Stand::None => told.push((say!(rekening.rekening), say!(rekening.belum_ada))),
            Stand::Two => told.push((say!(rekening.rekening), say!(umum.dua_nilai))),
        }
        told
    });
    view! {
        <Page title=facts.call() leave=Leave::Back("/rekening") leave_label=say!(umum.kembali)>
            <Card>
                <Facts facts=told />
            </Card>
            {move || {
                (now.get() == Stand::Two)
                    .then(|| view! { <Notice tone=Tone::Mengkudu text=say!(rekening.dua_jelas) /> })
            }}
            <Add person=id now=now />
        </Page>
    }
    .into_any()
}

fn label(name: &str) -> String {
    match name {
        "kode_bank" => say!(rekening.kode_bank),
        "nama_bank" => say!(rekening.bank),
        "nomor_rekening" => say!(rekening.nomor),
        "atas_nama" => say!(rekening.atas_nama),
        _ => say!(rekening.berlaku),
    }
}

/// The form of a new account; it begins with the one that stands.
#[component]
fn Add(person: Id, now: Memo<Stand>) -> impl IntoView {
    let desk = use_desk();
    let draft = StoredValue::new(desk.draft(&format!("rekening.{person}")));
    let standing = move || match now.get_untracked() {
        Stand::One(account) => AccountForm::of(Some(&account)),
        Stand::None | Stand::Two => AccountForm::default(),
    };
    let form = RwSignal::new(draft.with_value(|draft| draft.load()).unwrap_or_else(standing));
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let attempt = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let prefix = format!("fact/{person}/{}/", Field::Rekening.code());
    let shown = StoredValue::new((prefix.clone(), desk.shown(&prefix)));
    let put = move |name: &'static str, text: String| {
        form.update(|form| form.set(name, text));
        // A full device shows at the next save; typing goes on.
        let _ = draft.with_value(|draft| form.with_untracked(|form| draft.save(form)));
        errors.update(|errors| errors.retain(|error| error.id != format!("rek-{name}")));
    };
    let save = move |()| match form.with_untracked(|form| form.read(desk.today())) {
        Err(wrong) => {
            let listed = wrong.into_iter().map(|(name, problem)| FieldError {
                id: format!("rek-{name}"),
                text: format!("{}: {}", label(name), words::problem(&problem)),
            });
            errors.set(listed.collect());
            attempt.update(|count| *count += 1);
        }
        Ok((from, fact)) => {
            let statement = statement(person, from, &fact).over(&shown.with_value(|(_, shown)| shown.clone()));
            kit::save_form(desk, vec![statement], busy, draft.get_value(), move || {
                shown.update_value(|(prefix, shown)| *shown = desk.shown(prefix));
                form.set(standing());
            });
        }
    };
    let error = move |name: &'static str| {
        Text::from(move || {
            let id = format!("rek-{name}");
            errors.with(|all| all.iter().find(|error| error.id == id).map(|error| error.text.clone()))
        })
    };
    let field = move |name: &'static str| {
        let value = Signal::derive(move || form.with(|form| form.get(name).to_owned()));
        let id = format!("rek-{name}");
        if name == "berlaku" {
            view! {
                <DateField id=id label=label(name) value=value on_input=move |text| put(name, text) error=error(name) />
            }
            .into_any()
        } else {
            view! {
                <TextField id=id label=label(name) value=value on_input=move |text| put(name, text) error=error(name) />
            }
            .into_any()
        }
    };
    view! {
        <Section title=say!(rekening.ubah)>
            <div class="stack">
                <ErrorSummary
                    title=move || say!(umum.ada_perbaikan, jumlah = errors.with(Vec::len))
                    errors=errors
                    attempt=attempt
                />
                {ENTRIES.map(field).into_iter().collect_view()}
                <div class="line">
                    <Button label=say!(umum.simpan) busy=busy on_press=save />
                </div>
            </div>
        </Section>
    }
}

/// States an account from a day on.
pub(super) fn statement(person: Id, from: Day, fact: &Fact) -> Statement {
    Statement::new(Kind::Fact, subject::fact(person, Field::Rekening, from), fact)
}
