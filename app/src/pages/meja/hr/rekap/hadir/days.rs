//! One person's month unfolded: each day, what it came to, and the measures it counts in.

use domain::hadir::Verdict;
use domain::tpp::{Better, Policy};
use leptos::prelude::*;

use super::plan::{Deed, Person};
use crate::components::{Cell, Column, Section, Table, TableRow};
use crate::say;
use crate::words::{derive, format, hadir};

/// The days of a person under the policy of the month.
pub fn days(person: &Person, policy: &'static Policy) -> AnyView {
    let columns = vec![
        Column::words(say!(hadir.k_hari)),
        Column::words(say!(hadir.k_presensi)),
        Column::words(say!(hadir.k_dihitung)),
    ];
    let told = person.kept.month.days.iter().filter(|one| one.verdict != Verdict::Off);
    let rows: Vec<TableRow> = told
        .map(|one| {
            let counted: Vec<String> = policy
                .measures()
                .filter(|measure| measure.better == Better::Lower)
                .filter(|measure| person.delivered.get(&measure.key).is_some_and(|got| got.days.contains(&one.day)))
                .map(|measure| derive::label(&measure.label))
                .collect();
            let day = format::long_day(one.day);
            let shift = person.kept.roster.as_ref().and_then(|roster| roster.shifts.get(&one.day));
            TableRow::new(vec![
                match shift {
                    Some(shift) => Cell::Two(day, hadir::shift(*shift)),
                    None => Cell::Words(day),
                },
                Cell::Words(hadir::verdict(&one.verdict, &person.kept, one.day)),
                Cell::Words(if counted.is_empty() { "–".to_owned() } else { counted.join(", ") }),
            ])
        })
        .collect();
    let outages = hadir::outages(&person.kept.outages);
    let title = say!(hadir.hari_orang, nama = person.listed.0.name.clone());
    let incomplete =
        matches!(person.deed, Deed::Incomplete(_)).then(|| view! { <p>{say!(hadir.belum_lengkap_jelas)}</p> });
    let outages = (!outages.is_empty())
        .then(|| view! { <p class="sub">{say!(hadir.gangguan_orang, gangguan = outages.clone())}</p> });
    view! {
        <div id="hari-orang" tabindex="-1">
            <Section title=title>
                {incomplete}
                {outages}
                <Table caption=say!(hadir.hari_demi_hari) columns=columns rows=rows hide_caption=true />
            </Section>
        </div>
    }
    .into_any()
}
