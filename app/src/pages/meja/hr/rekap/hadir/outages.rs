//! The outages of the month: from when to when, whom they concern, what happened.

use ledger::facts::offices;
use leptos::prelude::*;

use super::form::{MOST_OUTAGES, OutageForm, add_outage, outage_field};
use super::hours::fault;
use super::state::Import;
use crate::components::{Button, ButtonKind, Card, Choice, DateField, Glyph, Section, Text, TextField, dom};
use crate::pages::meja::hr::parts;
use crate::say;

/// Most letters that say what happened.
const MOST_LETTERS: u32 = 120;

#[component]
pub fn Outages(of: Import) -> impl IntoView {
    let ids = Memo::new(move |_| of.outages.with(|all| all.iter().map(|one| one.id).collect::<Vec<_>>()));
    let add = move |()| {
        let Some(month) = of.shared.month.get_untracked() else { return };
        let mut added = 0;
        of.change_outages(|all| added = add_outage(all, month));
        dom::focus_soon(outage_field(added, "dari"));
    };
    let why_not = Text::from(move || {
        let full = ids.with(Vec::len) >= MOST_OUTAGES;
        full.then(|| say!(hadir.gangguan_penuh, batas = MOST_OUTAGES))
            .or_else(|| of.shared.month.get().is_none().then(|| say!(hr.bulan_salah)))
    });
    view! {
        <Section title=say!(hadir.gangguan)>
            <p class="sub">{say!(hadir.gangguan_jelas)}</p>
            {move || ids.with(Vec::is_empty).then(|| view! { <p>{say!(hadir.tanpa_gangguan)}</p> })}
            <For each=move || ids.get() key=|id| *id children=move |id| outage(of, id) />
            <div class="line">
                <Button
                    label=say!(hadir.tambah_gangguan)
                    kind=ButtonKind::Outline
                    glyph=Glyph::Plus
                    why_not=why_not
                    on_press=add
                />
            </div>
        </Section>
    }
}

type Reads = fn(&OutageForm) -> &String;
type Writes = fn(&mut OutageForm) -> &mut String;

fn outage(of: Import, id: u32) -> AnyView {
    let value = move |get: Reads| {
        Signal::derive(move || {
            of.outages.with(|all| all.iter().find(|one| one.id == id).map(|one| get(one).clone())).unwrap_or_default()
        })
    };
    let put = move |put: Writes| {
        Callback::new(move |typed: String| {
            of.change_outages(|all| {
                all.iter_mut().filter(|one| one.id == id).for_each(|one| *put(one) = typed.clone())
            });
        })
    };
    let desk = of.shared.desk;
    let mut choices = vec![Choice::new("", say!(hadir.semua_terpilih))];
    choices.extend(desk.book.with_untracked(|book| parts::office_choices(desk, &offices(book))));
    let name = move |part: &str| outage_field(id, part);
    let error = move |part: &str| fault(of, outage_field(id, part));
    let place = move || of.outages.with(|all| all.iter().position(|one| one.id == id).unwrap_or(0) + 1);
    let remove = move |()| of.change_outages(|all| all.retain(|one| one.id != id));
    view! {
        <Card title=move || say!(hadir.gangguan_ke, urutan = place())>
            <div class="two">
                <DateField
                    id=name("dari")
                    label=say!(hadir.dari_hari)
                    value=value(|one| &one.from_day)
                    on_input=put(|one| &mut one.from_day)
                    error=error("dari")
                />
                <TextField
                    id=name("dari-jam")
                    label=say!(hadir.dari_jam)
                    kind="time"
                    short=true
                    value=value(|one| &one.from_time)
                    on_input=put(|one| &mut one.from_time)
                    error=error("dari-jam")
                />
            </div>
            <div class="two">
                <DateField
                    id=name("sampai")
                    label=say!(hadir.sampai_hari)
                    value=value(|one| &one.until_day)
                    on_input=put(|one| &mut one.until_day)
                    error=error("sampai")
                />
                <TextField
                    id=name("sampai-jam")
                    label=say!(hadir.sampai_jam)
                    kind="time"
                    short=true
                    value=value(|one| &one.until_time)
                    on_input=put(|one| &mut one.until_time)
                    error=error("sampai-jam")
                />
            </div>
            <TextField
                id=name("sebab")
                label=say!(hadir.sebab)
                hint=say!(hadir.sebab_petunjuk)
                maxlength=MOST_LETTERS
                value=value(|one| &one.words)
                on_input=put(|one| &mut one.words)
                error=error("sebab")
            />
            {parts::office_field(
                &name("kantor"),
                say!(hadir.berlaku_untuk),
                choices,
                value(|one| &one.office),
                put(|one| &mut one.office),
                Text::Empty,
            )}
            <div class="line">
                <Button
                    label=say!(hadir.hapus_gangguan)
                    kind=ButtonKind::Text
                    glyph=Glyph::Trash
                    on_press=remove
                />
            </div>
        </Card>
    }
    .into_any()
}
