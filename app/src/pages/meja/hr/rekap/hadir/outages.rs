//! The recorded outages of the month: from when to when, whom they concern, what happened, who recorded them; and the form
//! that records another.

use ledger::attendance::Recorded;
use ledger::book::Standing;
use ledger::facts::offices;
use ledger::kind::Kind;
use ledger::payload::{Gangguan, Withdrawal};
use leptos::prelude::*;

use super::form::{Fault, OutageForm, Wrong, outage_field};
use super::state::Import;
use super::words;
use crate::components::{
    Button, ButtonKind, Card, Checkbox, Choice, DateField, Dialog, Glyph, Row, Rows, Section, Text, TextField, dom,
};
use crate::desk::{Shown, Statement};
use crate::pages::kit;
use crate::pages::meja::hr::{is_region_hr, parts, reaches};
use crate::say;
use crate::words::hadir;

/// Most letters that say what happened, or name what proves it.
const MOST_LETTERS: u32 = 120;

#[component]
pub fn Outages(of: Import) -> impl IntoView {
    let desk = of.shared.desk;
    let all = Memo::new(move |_| {
        let office = of.shared.office.get();
        of.register.with(|register| {
            let register = register.as_ref()?;
            let concerns = if office.is_empty() { register.outages.clone() } else { register.outages_of(&office) };
            Some((concerns, register.houses.clone()))
        })
    });
    let asked = RwSignal::new(None::<(Recorded, Shown)>);
    let busy = RwSignal::new(false);
    let rows = move || {
        let (all, houses) = all.get()?;
        if all.is_empty() {
            return Some(view! { <p>{say!(hadir.tanpa_gangguan)}</p> }.into_any());
        }
        let row = |one: Recorded| {
            let mine = one.office.as_deref().map_or_else(|| is_region_hr(desk), |code| reaches(desk, &houses, code));
            let sub = hadir::recorded(&one, &houses, &desk.book.with_untracked(|book| hadir::author(book, &one)));
            let title = hadir::outage(&one);
            let one = StoredValue::new(one);
            let ask = move |()| one.with_value(|one| asked.set(Some((one.clone(), desk.shown(&one.subject)))));
            let action =
                move || mine.then(|| view! { <Button label=say!(hadir.tarik) kind=ButtonKind::Text on_press=ask /> });
            view! { <Row title=title sub=sub glyph=Glyph::Clock action=action /> }.into_any()
        };
        let rows: Vec<AnyView> = all.into_iter().map(row).collect();
        Some(view! { <Rows label=say!(hadir.gangguan)>{rows}</Rows> }.into_any())
    };
    let withdraw = move |()| {
        let Some((one, shown)) = asked.get_untracked() else { return };
        let statement = Statement::new(Kind::Outage, one.subject, &Withdrawal::WITHDRAWN).over(&shown);
        kit::save(desk, vec![statement], busy, move || asked.set(None));
    };
    view! {
        <Section title=say!(hadir.gangguan)>
            <p class="sub">{say!(hadir.gangguan_jelas)}</p>
            {rows}
            <Add of=of />
        </Section>
        <Dialog
            open=Signal::derive(move || asked.with(Option::is_some))
            on_close=move |()| asked.set(None)
            title=say!(hadir.tarik_tanya)
            confirm=say!(hadir.tarik)
            cancel=say!(umum.kembali)
            busy=busy
            on_confirm=withdraw
        >
            <p>{move || asked.with(|asked| asked.as_ref().map(|(one, _)| hadir::outage(one)))}</p>
            <p>{say!(hadir.tarik_jelas)}</p>
        </Dialog>
    }
}

type Reads = fn(&OutageForm) -> &String;
type Writes = fn(&mut OutageForm) -> &mut String;

#[component]
fn Add(of: Import) -> impl IntoView {
    let open = Memo::new(move |_| of.outage.with(Option::is_some));
    let begin = move |()| {
        let Some(month) = of.shared.month.get_untracked() else { return };
        of.outage.set(Some(OutageForm::of(month, &of.shared.office.get_untracked())));
        dom::focus_soon(outage_field("dari"));
    };
    let why_not = Text::from(move || of.shared.month.get().is_none().then(|| say!(hr.bulan_salah)));
    move || {
        if open.get() {
            return form(of);
        }
        view! {
            <div class="line">
                <Button
                    label=say!(hadir.tambah_gangguan)
                    kind=ButtonKind::Outline
                    glyph=Glyph::Plus
                    why_not=why_not
                    on_press=begin
                />
            </div>
        }
        .into_any()
    }
}

fn is_recorded(of: Import, subject: &str) -> bool {
    of.shared.desk.book.with_untracked(|book| !matches!(book.peek::<Gangguan>(subject), Standing::Nothing))
}

fn form(of: Import) -> AnyView {
    let desk = of.shared.desk;
    let wrong = RwSignal::new(Wrong::new());
    let busy = RwSignal::new(false);
    let value = move |get: Reads| {
        Signal::derive(move || of.outage.with(|form| form.as_ref().map(|form| get(form).clone())).unwrap_or_default())
    };
    let put = move |part: &'static str, put: Writes| {
        Callback::new(move |typed: String| {
            of.change_outage(|form| *put(form) = typed);
            wrong.update(|wrong| wrong.retain(|id, _| *id != outage_field(part)));
        })
    };
    let error = move |part: &'static str| {
        Text::from(move || wrong.with(|wrong| wrong.get(&outage_field(part)).copied().map(words::fault)))
    };
    // Only who is HR of the whole region says something for all offices.
    let mut choices = Vec::new();
    if is_region_hr(desk) {
        choices.push(Choice::new("", say!(hadir.semua_kantor)));
    }
    choices.extend(desk.book.with_untracked(|book| parts::office_choices(desk, &offices(book))));
    if let [only] = &choices[..] {
        let code = only.value.clone();
        of.change_outage(|form| form.office = code);
    }
    let close = move |()| {
        of.outage_draft().clear();
        of.outage.set(None);
    };
    let save = move |()| {
        let Some(month) = of.shared.month.get_untracked() else { return };
        let read = of.outage.with_untracked(|form| form.as_ref().map(|form| form.read(month)));
        match read {
            None => {}
            Some(Err(found)) => {
                let first = found.keys().next().cloned();
                wrong.set(found);
                first.into_iter().for_each(dom::focus_soon);
            }
            // What is recorded is withdrawn first, never written over.
            Some(Ok((subject, _))) if is_recorded(of, &subject) => {
                wrong.set(Wrong::from([(outage_field("dari"), Fault::Taken)]));
                dom::focus_soon(outage_field("dari"));
            }
            Some(Ok((subject, outage))) => {
                let shown = desk.shown(&subject);
                let statement = Statement::new(Kind::Outage, subject, &outage).over(&shown);
                kit::save_form(desk, vec![statement], busy, of.outage_draft(), move || of.outage.set(None));
            }
        }
    };
    let closed = Memo::new(move |_| of.outage.with(|form| form.as_ref().is_some_and(|form| form.closed)));
    let time = move |part: &'static str, label: fn() -> String, get: Reads, set: Writes| {
        move || {
            let field = move || {
                view! {
                    <TextField
                        id=outage_field(part)
                        label=label()
                        kind="time"
                        short=true
                        value=value(get)
                        on_input=put(part, set)
                        error=error(part)
                    />
                }
            };
            (!closed.get()).then(field)
        }
    };
    view! {
        <Card title=say!(hadir.tambah_gangguan)>
            <Checkbox
                id=outage_field("libur")
                label=say!(hadir.kantor_libur)
                hint=say!(hadir.kantor_libur_jelas)
                checked=closed
                on_change=move |set| of.change_outage(|form| form.closed = set)
            />
            <div class="two">
                <DateField
                    id=outage_field("dari")
                    label=say!(hadir.dari_hari)
                    value=value(|one| &one.from_day)
                    on_input=put("dari", |one| &mut one.from_day)
                    error=error("dari")
                />
                {time("dari-jam", || say!(hadir.dari_jam), |one| &one.from_time, |one| &mut one.from_time)}
            </div>
            <div class="two">
                <DateField
                    id=outage_field("sampai")
                    label=say!(hadir.sampai_hari)
                    value=value(|one| &one.until_day)
                    on_input=put("sampai", |one| &mut one.until_day)
                    error=error("sampai")
                />
                {time("sampai-jam", || say!(hadir.sampai_jam), |one| &one.until_time, |one| &mut one.until_time)}
            </div>
            <TextField
                id=outage_field("sebab")
                label=say!(hadir.sebab)
                hint=say!(hadir.sebab_petunjuk)
                maxlength=MOST_LETTERS
                value=value(|one| &one.words)
                on_input=put("sebab", |one| &mut one.words)
                error=error("sebab")
            />
            <TextField
                id=outage_field("surat")
                label=say!(hadir.bukti_gangguan)
                hint=say!(hadir.bukti_gangguan_petunjuk)
                maxlength=MOST_LETTERS
                value=value(|one| &one.paper)
                on_input=put("surat", |one| &mut one.paper)
            />
            {parts::office_field(
                &outage_field("kantor"),
                say!(hadir.berlaku_untuk),
                choices,
                value(|one| &one.office),
                put("kantor", |one| &mut one.office),
                Text::Empty,
            )}
            <div class="line">
                <Button label=say!(hadir.simpan_gangguan) glyph=Glyph::Check busy=busy on_press=save />
                <Button label=say!(umum.batalkan) kind=ButtonKind::Text on_press=close />
            </div>
        </Card>
    }
    .into_any()
}
