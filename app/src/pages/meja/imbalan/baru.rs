//! `/imbalan/baru`, and `/ubah` of a list that was given back: what the decree says is typed, worked out, and proposed.

use std::sync::Arc;

use domain::law::Rulebook;
use ledger::book::Standing;
use ledger::facts::{offices, profile};
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::pay_month::Hand;
use ledger::payload::{Reward, RewardList, RewardStep};
use ledger::reward::{self, Gathered, Place};
use ledger::subject;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::daftar::{PeopleTable, sums};
use super::form::{BASES, MOST_WEIGHT, Problem, Read, RewardForm, Way, amount_of, why_of};
use super::view::{self, Stand};
use super::{address, asked, is_treasurer, state};
use crate::components::{
    Button, ButtonKind, Card, Choice, ChoiceGroup, ChoiceLook, Combobox, DateField, Dialog, Empty, ErrorSummary,
    FieldError, Glyph, IconButton, Leave, Notice, NumberField, Page, Section, SelectField, Text, TextArea, TextField,
    Toasts, Tone,
};
use crate::desk::{Desk, Draft, Shown, Statement, use_desk};
use crate::pages::kit;
use crate::pages::meja::dua_tangan::closed;
use crate::pages::meja::dua_tangan::view::reaches;
use crate::pages::meja::hr::gather::roster;
use crate::pages::meja::hr::roster::Line as Person;
use crate::say;
use crate::words::{format, reward as words};

/// The form while it is filled in; cheap to copy.
#[derive(Clone, Copy)]
struct Filling {
    form: RwSignal<RewardForm>,
    draft: StoredValue<Draft>,
    kept: RwSignal<bool>,
    errors: RwSignal<Vec<FieldError>>,
    attempt: RwSignal<u32>,
    /// What was read and worked out; nothing once an entry changes.
    worked: RwSignal<Option<(Read, Gathered)>>,
}

impl Filling {
    fn new(desk: Desk, key: &str, begin: impl FnOnce() -> RewardForm) -> Self {
        let draft = desk.draft(key);
        Self {
            form: RwSignal::new(draft.load().unwrap_or_else(begin)),
            draft: StoredValue::new(draft),
            kept: RwSignal::new(true),
            errors: RwSignal::new(Vec::new()),
            attempt: RwSignal::new(0),
            worked: RwSignal::new(None),
        }
    }

    fn change(self, change: impl FnOnce(&mut RewardForm)) {
        self.form.update(change);
        self.worked.set(None);
        let saved = self.draft.with_value(|draft| self.form.with_untracked(|form| draft.save(form)));
        self.kept.set(saved.is_ok());
    }

    fn put(self, name: &str, text: String) {
        self.change(|form| form.set(name, text));
        let id = id_of(name);
        self.errors.update(|errors| errors.retain(|error| error.id != id));
    }

    fn value(self, name: &str) -> Signal<String> {
        let name = name.to_owned();
        Signal::derive(move || self.form.with(|form| form.get(&name).to_owned()))
    }

    fn input(self, name: &str) -> Callback<String> {
        let name = name.to_owned();
        Callback::new(move |text| self.put(&name, text))
    }

    fn error(self, name: &str) -> Text {
        let id = id_of(name);
        Text::from(move || {
            self.errors.with(|all| all.iter().find(|error| error.id == id).map(|error| error.text.clone()))
        })
    }

    fn refuse(self, errors: Vec<FieldError>) {
        self.errors.set(errors);
        self.attempt.update(|count| *count += 1);
    }
}

fn id_of(name: &str) -> String {
    format!("imb-{name}")
}

fn problem(of: Problem) -> String {
    match of {
        Problem::Empty => say!(imbalan.p_kosong),
        Problem::TooLong(max) => say!(imbalan.p_panjang, jumlah = max),
        Problem::Day => say!(imbalan.p_tanggal),
        Problem::NotYet => say!(imbalan.p_nanti),
        Problem::Amount => say!(imbalan.p_jumlah),
        Problem::Weight => say!(imbalan.p_bobot, jumlah = format::grouped(i64::from(MOST_WEIGHT))),
        Problem::Nobody => say!(imbalan.p_penerima),
        Problem::TooSmall => say!(imbalan.p_kecil),
    }
}

/// The label of an entry, for the summary of what is wrong.
fn label(desk: Desk, name: &str) -> String {
    let person = |id: &str| {
        let id: Option<Id> = id.parse().ok();
        id.map(|id| desk.book.with_untracked(|book| profile(book, id, desk.today()).call())).unwrap_or_default()
    };
    match name {
        "judul" => say!(imbalan.nama_daftar),
        "nomor" => say!(imbalan.nomor),
        "tanggal" => say!(imbalan.tanggal),
        "alasan" => say!(imbalan.alasan),
        "kantor" => say!(imbalan.kantor),
        "bersama" => say!(imbalan.bersama),
        "orang" => say!(imbalan.penerima),
        name => person(name.split_once('-').map_or("", |(_, id)| id)),
    }
}

/// `/imbalan/baru`.
#[component]
pub fn ImbalanBaru() -> impl IntoView {
    let desk = use_desk();
    if !is_treasurer(desk) {
        return closed(say!(imbalan.judul));
    }
    let begin = move || {
        let mut form = RewardForm::default();
        form.set("tanggal", desk.today().to_string());
        form.set("dasar", BASES[0].1.to_owned());
        form.set("cara", Way::ALL[0].1.to_owned());
        // Who pays for one office only need not choose it.
        if let [(code, _)] = &offices_of(desk)[..] {
            form.set("kantor", code.clone());
        }
        form
    };
    let filling = Filling::new(desk, "imbalan", begin);
    view! {
        <Page title=say!(imbalan.baru) leave=Leave::Back("/imbalan") leave_label=say!(umum.kembali)>
            <Form filling=filling before=None />
        </Page>
    }
    .into_any()
}

/// `/imbalan/:office/:day/:list/ubah`: a list that was given back, to be corrected and proposed again.
#[component]
pub fn ImbalanUbah() -> impl IntoView {
    let desk = use_desk();
    if !is_treasurer(desk) {
        return closed(say!(imbalan.judul));
    }
    let returned = asked().and_then(|place| {
        let stand = desk.book.with_untracked(|book| view::stand(book, &place, desk.today()))?;
        let mine = desk.book.with_untracked(offices);
        let mine = reaches(&desk.roles(), Hand::Treasurer, &place.office, &mine);
        (mine && stand.is_returned()).then(|| (place, stand.list().clone()))
    });
    let Some((place, list)) = returned else {
        return view! {
            <Page title=say!(imbalan.perbaiki) leave=Leave::Back("/imbalan") leave_label=say!(umum.kembali)>
                <Empty text=say!(imbalan.tak_dikenal) glyph=Glyph::Award />
            </Page>
        }
        .into_any();
    };
    let begin = || {
        let again = desk.book.with_untracked(|book| reward::again(book, &place, &list.seal, Rulebook::national()));
        RewardForm::of(&place, &list, again.slips.iter().map(|(person, (slip, _))| (person, slip)))
    };
    let filling = Filling::new(desk, &format!("imbalan.{}", place.list), begin);
    view! {
        <Page title=say!(imbalan.perbaiki) leave=Leave::Back("/imbalan") leave_label=say!(umum.kembali)>
            <Form filling=filling before=Some(place) />
        </Page>
    }
    .into_any()
}

/// The offices for which the account may pay, by name.
fn offices_of(desk: Desk) -> Vec<(String, String)> {
    let houses = desk.book.with_untracked(offices);
    let roles = desk.roles();
    let mine = houses.iter().filter(|(code, _)| reaches(&roles, Hand::Treasurer, code, &houses));
    let mut mine: Vec<(String, String)> = mine.map(|(code, house)| (code.clone(), house.name.clone())).collect();
    mine.sort_by(|a, b| a.1.cmp(&b.1));
    mine
}

/// The form; `before` is the list that is corrected in it.
#[component]
fn Form(filling: Filling, before: Option<Place>) -> impl IntoView {
    let desk = use_desk();
    let before = StoredValue::new(before);
    let work = move || match filling.form.with_untracked(|form| form.read(desk.today())) {
        Err(wrong) => {
            let told = |(name, of): (String, Problem)| FieldError {
                text: format!("{}: {}", label(desk, &name), problem(of)),
                id: id_of(&name),
            };
            filling.refuse(wrong.into_iter().map(told).collect());
        }
        Ok(read) => match before.with_value(|before| taken(desk, &read.place, before.as_ref())) {
            Some(text) => filling.refuse(vec![FieldError { id: id_of("nomor"), text }]),
            None => {
                filling.errors.set(Vec::new());
                let gathered = gathered(desk, &read);
                filling.worked.set(Some((read, gathered)));
            }
        },
    };
    let houses = StoredValue::new(offices_of(desk));
    let office_choices = Signal::derive(move || {
        let mine = houses.get_value().into_iter().map(|(code, name)| Choice::new(code, name));
        core::iter::once(Choice::new("", say!(imbalan.pilih_kantor))).chain(mine).collect::<Vec<_>>()
    });
    let bases = BASES.map(|(basis, code)| Choice::new(code, words::basis(basis))).to_vec();
    let ways = Way::ALL.map(|(way, code)| Choice::new(code, way_word(way))).to_vec();
    let is_pool = Memo::new(move |_| filling.form.with(|form| form.way() != Way::Each));
    let chosen =
        move |name: &'static str| Signal::derive(move || Some(filling.form.with(|form| form.get(name).to_owned())));
    view! {
        <p class="sub">{say!(imbalan.jelas)}</p>
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                work();
            }
        >
            <ErrorSummary
                title=move || say!(umum.ada_perbaikan, jumlah = filling.errors.with(Vec::len))
                errors=filling.errors
                attempt=filling.attempt
            />
            <TextField
                id="imb-judul"
                label=say!(imbalan.nama_daftar)
                value=filling.value("judul")
                on_input=filling.input("judul")
                error=filling.error("judul")
            />
            <TextField
                id="imb-nomor"
                label=say!(imbalan.nomor)
                value=filling.value("nomor")
                on_input=filling.input("nomor")
                error=filling.error("nomor")
            />
            <DateField
                id="imb-tanggal"
                label=say!(imbalan.tanggal)
                value=filling.value("tanggal")
                on_input=filling.input("tanggal")
                hint=say!(imbalan.tanggal_jelas)
                error=filling.error("tanggal")
            />
            <ChoiceGroup
                id="imb-dasar"
                legend=say!(imbalan.dasar)
                options=bases
                value=chosen("dasar")
                on_change=filling.input("dasar")
                look=ChoiceLook::Plain
            />
            <TextArea
                id="imb-alasan"
                label=say!(imbalan.alasan)
                value=filling.value("alasan")
                on_input=filling.input("alasan")
                hint=say!(imbalan.alasan_jelas)
                error=filling.error("alasan")
            />
            <SelectField
                id="imb-kantor"
                label=say!(imbalan.kantor)
                options=office_choices
                value=chosen("kantor")
                on_change=filling.input("kantor")
                error=filling.error("kantor")
            />
            <ChoiceGroup
                id="imb-cara"
                legend=say!(imbalan.cara)
                options=ways
                value=chosen("cara")
                on_change=filling.input("cara")
                look=ChoiceLook::Plain
            />
            {move || {
                is_pool
                    .get()
                    .then(|| {
                        view! {
                            <NumberField
                                id="imb-bersama"
                                label=say!(imbalan.bersama)
                                value=filling.value("bersama")
                                on_input=filling.input("bersama")
                                prefix="Rp"
                                hint=say!(imbalan.bersama_jelas)
                                error=filling.error("bersama")
                            />
                        }
                    })
            }}
            <Recipients filling=filling offices=office_choices />
            <div class="line">
                <Button label=say!(meja.hitung) submit=true glyph=Glyph::Calculator />
            </div>
            {kit::draft_line(filling.kept)}
        </form>
        <Preview filling=filling before=before />
    }
}

fn way_word(of: Way) -> String {
    match of {
        Way::Each => say!(imbalan.cara_masing),
        Way::Equal => say!(imbalan.cara_sama),
        Way::Weights => say!(imbalan.cara_bobot),
    }
}

/// Says that a decree has a list already, also under another office: one decree is not paid twice.
fn taken(desk: Desk, place: &Place, before: Option<&Place>) -> Option<String> {
    let same = |one: &Place| one.decreed == place.decreed && one.list == place.list && Some(one) != before;
    desk.book.with_untracked(|book| {
        let stand: Stand = reward::all(book).filter(same).find_map(|one| view::stand(book, &one, desk.today()))?;
        Some(say!(imbalan.p_sudah, nama = stand.list().title.clone(), keadaan = state(&stand).0))
    })
}

fn gathered(desk: Desk, read: &Read) -> Gathered {
    desk.book.with_untracked(|book| {
        reward::gather(book, read.place.decreed, &read.division, &read.why, Rulebook::national())
    })
}

/// Who receives: chosen one by one or as a whole office, each with amount, weight or contribution.
#[component]
fn Recipients(filling: Filling, #[prop(into)] offices: Signal<Vec<Choice>>) -> impl IntoView {
    let desk = use_desk();
    let all = roster(desk, Signal::stored(desk.today()));
    let office = RwSignal::new(String::new());
    // Only who the treasurer pays: the device may hold others, who stand below the same person in another role.
    let mine = Memo::new(move |_| {
        let (roles, houses) = (desk.roles(), desk.book.with_untracked(ledger::facts::offices));
        let is_mine =
            |person: &&Person| person.office().is_some_and(|office| reaches(&roles, Hand::Treasurer, office, &houses));
        all.lines.with(|lines| Arc::new(lines.iter().filter(is_mine).cloned().collect::<Vec<Person>>()))
    });
    let people = Signal::derive(move || {
        let choice = |person: &Person| {
            let nip = person.nip.map(|nip| nip.grouped()).unwrap_or_default();
            Choice::new(person.id.to_string(), person.name.clone()).sub(nip)
        };
        mine.with(|people| people.iter().map(choice).collect::<Vec<_>>())
    });
    let chosen = Memo::new(move |_| filling.form.with(|form| form.people().to_vec()));
    let add = move |ids: Vec<Id>| {
        filling.change(|form| form.add(ids));
        filling.errors.update(|errors| errors.retain(|error| error.id != id_of("orang")));
    };
    let add_office = move |()| {
        let code = office.get_untracked();
        let of_office = |person: &&Person| person.office() == Some(code.as_str());
        add(mine.with_untracked(|people| people.iter().filter(of_office).map(|person| person.id).collect()));
    };
    view! {
        <Section
            title=say!(imbalan.penerima)
            aside=move || say!(imbalan.jumlah_penerima, jumlah = format::grouped(chosen.with(Vec::len) as i64))
        >
            <div class="stack">
                <Combobox
                    id="imb-orang"
                    label=say!(imbalan.tambah_orang)
                    options=people
                    value=Signal::stored(None::<String>)
                    on_change=move |id: String| add(id.parse().into_iter().collect())
                    found=|count: usize| say!(hr.cocok, jumlah = count)
                    error=filling.error("orang")
                />
                <div class="line">
                    <SelectField
                        id="imb-satu-kantor"
                        label=say!(imbalan.tambah_kantor)
                        options=offices
                        value=Signal::derive(move || Some(office.get()))
                        on_change=move |code: String| office.set(code)
                    />
                    <Button label=say!(imbalan.tambah) kind=ButtonKind::Outline glyph=Glyph::Plus on_press=add_office />
                </div>
                <For each=move || chosen.get() key=|id| *id let:id>
                    <Recipient filling=filling id=id />
                </For>
            </div>
        </Section>
    }
}

/// One person of the list with what is typed about that one.
#[component]
fn Recipient(filling: Filling, id: Id) -> impl IntoView {
    let desk = use_desk();
    let facts = desk.book.with_untracked(|book| profile(book, id, desk.today()));
    let (name, nip) = (facts.call(), facts.nip.map(|nip| nip.grouped()).unwrap_or_default());
    let way = Memo::new(move |_| filling.form.with(RewardForm::way));
    let says_why = Memo::new(move |_| filling.form.with(RewardForm::says_why));
    let (of_amount, of_why) = (StoredValue::new(amount_of(id)), StoredValue::new(why_of(id)));
    let called = StoredValue::new(name.clone());
    let out = say!(imbalan.keluarkan, nama = name.clone());
    let amount = move || {
        let entry = of_amount.get_value();
        let (value, input, error) = (filling.value(&entry), filling.input(&entry), filling.error(&entry));
        let nama = called.get_value();
        match way.get() {
            Way::Equal => ().into_any(),
            Way::Each => {
                let label = say!(imbalan.jumlah_orang, nama = nama);
                view! {
                    <NumberField id=id_of(&entry) label=label value=value on_input=input prefix="Rp" error=error />
                }
                .into_any()
            }
            Way::Weights => {
                let label = say!(imbalan.bobot_orang, nama = nama);
                view! { <NumberField id=id_of(&entry) label=label value=value on_input=input error=error /> }.into_any()
            }
        }
    };
    let why = move || {
        let entry = of_why.get_value();
        says_why.get().then(|| {
            let label = say!(imbalan.sebab_orang, nama = called.get_value());
            let (value, input, error) = (filling.value(&entry), filling.input(&entry), filling.error(&entry));
            view! { <TextField id=id_of(&entry) label=label value=value on_input=input error=error /> }
        })
    };
    view! {
        <Card>
            <div class="line apart">
                <p>{name} <br /> <span class="sub">{nip}</span></p>
                <IconButton
                    label=out
                    glyph=Glyph::Trash
                    on_press=move |()| filling.change(|form| form.remove(id))
                />
            </div>
            {amount}
            {why}
        </Card>
    }
}

/// What came out: sums, each person, who is blocked, and the button that proposes it.
#[component]
fn Preview(filling: Filling, before: StoredValue<Option<Place>>) -> impl IntoView {
    let desk = use_desk();
    let busy = RwSignal::new(false);
    let open = RwSignal::new(None::<Shown>);
    let toasts = expect_context::<Toasts>();
    let go = use_navigate();
    let propose = Callback::new(move |()| {
        let Some(shown) = open.get_untracked() else { return };
        let Some((read, worked)) = filling.worked.get_untracked() else { return };
        let now = gathered(desk, &read);
        let again = before.with_value(|before| taken(desk, &read.place, before.as_ref()));
        if now != worked || again.is_some() {
            open.set(None);
            filling.worked.set(again.is_none().then_some((read, now)));
            return toasts.say(again.unwrap_or_else(|| say!(imbalan.berubah)));
        }
        let at = address(&read.place);
        let go = go.clone();
        kit::save_form(desk, statements(desk, read, &worked, &shown), busy, filling.draft.get_value(), move || {
            open.set(None);
            go(&at, leptos_router::NavigateOptions::default());
        });
    });
    let question = move || {
        filling.worked.with(|worked| {
            let (_, worked) = worked.as_ref()?;
            let sums = reward::totals(worked.slips.values().map(|(_, pay)| pay)).ok()?;
            Some(say!(imbalan.ajukan_tanya, orang = worked.slips.len(), bersih = format::rupiah(sums.net)))
        })
    };
    let body = move || {
        let (read, worked) = filling.worked.get()?;
        let lines = desk.book.with_untracked(|book| view::lines(book, &worked, desk.today()));
        let blocked = worked.blocked.len();
        let subject = read.place.subject();
        Some(view! {
            <Section title=say!(imbalan.pratinjau)>
                {(blocked > 0)
                    .then(|| {
                        let text = say!(imbalan.tertahan, jumlah = blocked);
                        view! { <Notice tone=Tone::Mengkudu live=true text=text /> }
                    })}
                {sums(&lines)}
                <PeopleTable lines=lines />
                {(blocked == 0)
                    .then(|| {
                        view! {
                            <div class="line">
                                <Button
                                    label=say!(masa.ajukan)
                                    busy=busy
                                    on_press=move |()| open.set(Some(desk.shown(&subject)))
                                />
                            </div>
                        }
                    })}
            </Section>
        })
    };
    view! {
        {body}
        <Dialog
            open=Signal::derive(move || open.with(Option::is_some))
            on_close=move |()| open.set(None)
            title=say!(masa.ajukan)
            confirm=say!(masa.ajukan)
            cancel=say!(umum.kembali)
            busy=busy
            on_confirm=propose
        >
            <p>{question}</p>
        </Dialog>
    }
}

/// What each person receives, where it does not stand already, and the step of the list.
fn statements(desk: Desk, read: Read, worked: &Gathered, shown: &Shown) -> Vec<Statement> {
    let Read { place, title, decree, basis, reason, .. } = read;
    let seal = reward::seal(&place, &worked.slips);
    let run = seal.run();
    let slips =
        worked.slips.iter().map(|(person, (slip, _))| (subject::reward_slip(*person, place.decreed, run), slip));
    let is_new = |subject: &str| {
        desk.book.with_untracked(|book| matches!(book.peek::<ledger::payload::RewardSlip>(subject), Standing::Nothing))
    };
    let mut statements: Vec<Statement> = slips
        .filter(|(subject, _)| is_new(subject))
        .map(|(subject, slip)| Statement::new(Kind::RewardSlip, subject, slip))
        .collect();
    let list = RewardList { title, decree, basis, reason, seal };
    let step = Reward { step: RewardStep::Proposed, list };
    statements.push(Statement::new(Kind::Reward, place.subject(), &step).over(shown));
    statements
}
