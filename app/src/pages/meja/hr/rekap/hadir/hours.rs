//! The hours of the office: five or six days, start and end, flexible minutes.

use domain::hari_kerja::{KalenderKerja, PolaKerja};
use leptos::prelude::*;

use super::form::{HoursForm, TIMES, hours_field};
use super::state::Import;
use super::words;
use crate::components::{Choice, NumberField, SelectField, Text, TextField};
use crate::say;

#[component]
pub fn HoursSection(of: Import) -> impl IntoView {
    // The fasting month is asked for only when the chosen month holds a day of it.
    let fasting = Memo::new(move |_| {
        of.shared.month.get().is_some_and(|month| month.days().any(|day| KalenderKerja::resmi().is_ramadan(day)))
    });
    let six = Memo::new(move |_| of.hours.with(|form| form.pola == PolaKerja::EnamHari));
    let options = vec![Choice::new("5", say!(hadir.lima_hari)), Choice::new("6", say!(hadir.enam_hari))];
    let rows = move || {
        let asked = |row: &str| (fasting.get() || !row.starts_with("puasa")) && (six.get() || !row.ends_with("sabtu"));
        TIMES.iter().filter(|(row, ..)| asked(row)).map(|(row, ..)| hours_row(of, row)).collect_view()
    };
    view! {
        <details class="card">
            <summary>{move || words::hours(&of.hours.get())}</summary>
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
                    error=fault(of, "jam-luwes".to_owned())
                />
            </div>
            {rows}
            <p class="sub">{say!(hadir.tanpa_gilir)}</p>
        </details>
    }
}

/// Says what is wrong with a field of hours or outages.
pub fn fault(of: Import, id: String) -> Text {
    Text::from(move || of.wrong().get(&id).copied().map(words::fault))
}

fn hours_row(of: Import, row: &'static str) -> AnyView {
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
                error=fault(of, hours_field(row, "mulai"))
            />
            <TextField
                id=hours_field(row, "selesai")
                label=format!("{}, {}", words::hours_row(row), say!(hadir.jam_selesai))
                kind="time"
                short=true
                value=end
                on_input=move |text| of.change_hours(|form| form.times.entry(row.to_owned()).or_default().1 = text)
                error=fault(of, hours_field(row, "selesai"))
            />
        </div>
    }
    .into_any()
}
