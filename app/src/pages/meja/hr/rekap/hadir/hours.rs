//! The hours of the office: what is recorded, and the form that records others from the chosen month on.

use domain::hari_kerja::{KalenderKerja, PolaKerja};
use ledger::attendance::{InForce, Register};
use ledger::kind::Kind;
use leptos::prelude::*;

use super::form::{HoursForm, TIMES, hours_field};
use super::state::{Import, hours_subject};
use super::words;
use crate::components::{
    Button, Checkbox, Choice, Glyph, Notice, NumberField, Section, SelectField, Text, TextField, Tone,
};
use crate::desk::{Shown, Statement};
use crate::pages::kit;
use crate::pages::meja::hr::is_region_hr;
use crate::say;
use crate::words::{format, hadir};

#[component]
pub fn HoursSection(of: Import) -> impl IntoView {
    let found = Memo::new(move |_| {
        let office = of.shared.office.get();
        of.register.with(|register| register.as_ref().and_then(|register| register.hours(&office).ok()))
    });
    let stands = move || match found.get() {
        Some(found) => {
            let houses =
                of.register.with(|register| register.as_ref().map(|one| one.houses.clone()).unwrap_or_default());
            view! { <p>{hadir::hours(&found.hours.schedule)} "."</p> <p class="sub">{since(&found, &houses)}</p> }
                .into_any()
        }
        None => view! { <Notice tone=Tone::Sogan text=say!(hadir.jam_belum) /> }.into_any(),
    };
    view! {
        <Section title=say!(hadir.jam_kerja)>{stands} <Form of=of /></Section>
    }
}

fn since(of: &InForce, houses: &std::collections::BTreeMap<String, ledger::payload::Office>) -> String {
    let office = hadir::whose(of.office.as_deref(), houses);
    let said = say!(hadir.jam_sejak, kantor = office, bulan = format::month(of.since));
    let devices = if of.hours.devices { say!(hadir.gawai_dihitung) } else { say!(hadir.gawai_tidak) };
    format!("{said} {devices}")
}

#[component]
fn Form(of: Import) -> impl IntoView {
    let desk = of.shared.desk;
    let attempted = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let wrong = Memo::new(move |_| {
        if attempted.get() { of.hours.with(HoursForm::read).err().unwrap_or_default() } else { Default::default() }
    });
    let fault = move |id: String| Text::from(move || wrong.with(|wrong| wrong.get(&id).copied().map(words::fault)));
    // The fasting month is asked for only when the chosen month holds a day of it.
    let fasting = Memo::new(move |_| {
        of.shared.month.get().is_some_and(|month| month.days().any(|day| KalenderKerja::resmi().is_ramadan(day)))
    });
    let six = Memo::new(move |_| of.hours.with(|form| form.pola == PolaKerja::EnamHari));
    let options = vec![Choice::new("5", say!(hadir.lima_hari)), Choice::new("6", say!(hadir.enam_hari))];
    let rows = move || {
        let asked = |row: &str| (fasting.get() || !row.starts_with("puasa")) && (six.get() || !row.ends_with("sabtu"));
        TIMES.iter().filter(|(row, ..)| asked(row)).map(|(row, ..)| hours_row(of, row, fault)).collect_view()
    };
    let why_not = Text::from(move || {
        let whole = of.shared.office.with(String::is_empty) && !is_region_hr(desk);
        (of.shared.month.get().is_none())
            .then(|| say!(hr.bulan_salah))
            .or_else(|| whole.then(|| say!(hadir.pilih_kantor)))
    });
    let shown = Memo::new(move |_| {
        of.register.with(|register: &Option<Register>| register.is_some());
        hours_subject(of).map(|subject| (desk.shown(&subject), subject))
    });
    let save = move |()| {
        attempted.set(true);
        let (Ok(hours), Some((shown, subject))) = (of.hours.with_untracked(HoursForm::read), shown.get_untracked())
        else {
            return;
        };
        let shown: Shown = shown;
        let statement = Statement::new(Kind::Hours, subject, &hours).over(&shown);
        kit::save_form(desk, vec![statement], busy, of.hours_draft(), move || attempted.set(false));
    };
    let from = move || of.shared.month.get().map(|bulan| say!(hadir.catat_jam, bulan = format::month(bulan)));
    view! {
        <details class="card">
            <summary>{say!(hadir.ubah_jam)}</summary>
            <p class="sub">{say!(hadir.jam_jelas)}</p>
            <div class="two">
                <SelectField
                    id="jam-pola"
                    label=say!(hadir.pola)
                    options=options
                    value=Signal::derive(move || Some(if six.get() { "6" } else { "5" }.to_owned()))
                    on_change=move |text: String| {
                        of.change_hours(|form| {
                            form.pola = if text == "6" { PolaKerja::EnamHari } else { PolaKerja::LimaHari };
                        });
                    }
                />
                <NumberField
                    id="jam-luwes"
                    label=say!(hadir.luwes)
                    unit=say!(hr.menit)
                    hint=say!(hadir.luwes_jelas)
                    value=Signal::derive(move || of.hours.with(|form| form.flex.clone()))
                    on_input=move |text| of.change_hours(|form| form.flex = text)
                    error=fault("jam-luwes".to_owned())
                />
            </div>
            {rows}
            <Checkbox
                id="jam-gawai"
                label=say!(hadir.pakai_gawai)
                hint=say!(hadir.pakai_gawai_jelas)
                checked=Signal::derive(move || of.hours.with(|form| form.devices))
                on_change=move |yes| of.change_hours(|form| form.devices = yes)
            />
            <p class="sub">{say!(hadir.tanpa_gilir)}</p>
            <div class="line">
                <Button
                    label=move || from().unwrap_or_default()
                    glyph=Glyph::Check
                    busy=busy
                    why_not=why_not
                    on_press=save
                />
            </div>
        </details>
    }
}

fn hours_row(of: Import, row: &'static str, fault: impl Fn(String) -> Text) -> AnyView {
    let read = |form: &HoursForm| form.times.get(row).cloned().unwrap_or_default();
    let start = Signal::derive(move || of.hours.with(read).0);
    let end = Signal::derive(move || of.hours.with(read).1);
    view! {
        <div class="two">
            <TextField
                id=hours_field(row, "mulai")
                label=format!("{}, {}", words::hours_row(row), say!(hadir.jam_mulai))
                kind="time"
                short=true
                value=start
                on_input=move |text| of.change_hours(|form| form.times.entry(row.to_owned()).or_default().0 = text)
                error=fault(hours_field(row, "mulai"))
            />
            <TextField
                id=hours_field(row, "selesai")
                label=format!("{}, {}", words::hours_row(row), say!(hadir.jam_selesai))
                kind="time"
                short=true
                value=end
                on_input=move |text| of.change_hours(|form| form.times.entry(row.to_owned()).or_default().1 = text)
                error=fault(hours_field(row, "selesai"))
            />
        </div>
    }
    .into_any()
}
