//! What a file would change, person by person beside what stands, and the choice to write it.

use std::sync::Arc;

use domain::asn::Nip;
use domain::tpp::{Measure, Policy};
use ledger::kind::Kind;
use ledger::payload::Recap;
use ledger::subject;
use leptos::prelude::*;

use super::days::days;
use super::plan::{Deed, Person};
use super::state::{Import, Outcome, Planned, Stage};
use super::words;
use crate::components::{
    BigTable, Button, ButtonKind, Cell, Column, Glyph, Notice, Section, Stat, TableRow, Tone, dom,
};
use crate::desk::Statement;
use crate::pages::meja::hr::rekap::work::statement;
use crate::say;
use crate::words::{derive, format};

#[component]
pub fn Preview(of: Import) -> impl IntoView {
    move || {
        match (of.outcome.get(), of.shared.policy.get()) {
        (Outcome::Nothing, _) | (_, None) => ().into_any(),
        (Outcome::NoHours(offices), _) => {
            let text = say!(hadir.tanpa_jam, kantor = offices.join(", "));
            view! { <Notice tone=Tone::Mengkudu live=true text=text /> }.into_any()
        }
        (Outcome::NoCalendar(gap), _) => {
            view! { <Notice tone=Tone::Mengkudu live=true text=say!(hadir.tanpa_kalender, hari = format::day(gap.on)) /> }
                .into_any()
        }
        (Outcome::Planned(planned), Some(policy)) => look(of, planned, policy),
    }
    }
}

fn number(count: usize) -> String {
    format::grouped(count as i64)
}

fn look(of: Import, planned: Arc<Planned>, policy: &'static Policy) -> AnyView {
    let plan = &planned.plan;
    let count = |fits: fn(&Person) -> bool| plan.people.iter().filter(|one| fits(one)).count();
    let (writes, same) = (count(Person::writes), count(|one| one.deed == Deed::Same));
    let kept_back = plan.people.len() - writes - same;
    let lists = count(|one| one.list.is_some());
    let read = planned.taken.as_ref().map_or_else(
        || say!(hadir.dihitung_tercatat, orang = number(plan.people.len())),
        |taken| {
            let file = &taken.presensi;
            say!(
                hadir.dibaca,
                berkas = taken.name.clone(),
                baris = number(file.rows),
                orang = number(file.people.len()),
                gabung = number(file.joined)
            )
        },
    );
    let unused = planned.taken.as_ref().map(|taken| taken.presensi.unused.join(", ")).filter(|all| !all.is_empty());
    let unused = unused.map(|all| view! { <p class="sub">{say!(hadir.kolom_lewat, kolom = all)}</p> });
    let silent: Vec<String> = plan.silent.iter().map(|day| format::short_day(*day)).collect();
    let silent = (!silent.is_empty()).then(|| {
        view! { <Notice tone=Tone::Sogan live=true text=say!(hadir.hari_sunyi, hari = silent.join(", ")) /> }
    });
    let strangers: Vec<String> = plan.strangers.iter().map(|nip: &Nip| nip.grouped()).collect();
    let stays: Vec<String> = policy
        .measures()
        .filter(|measure| !plan.people.iter().any(|one| one.delivered.contains_key(&measure.key)))
        .map(|measure| derive::label(&measure.label))
        .collect();
    let stays =
        (!stays.is_empty()).then(|| view! { <p class="sub">{say!(hadir.ukuran_tetap, ukuran = stays.join(", "))}</p> });
    let tone = if kept_back > 0 { Tone::Mengkudu } else { Tone::Neutral };
    let deed = if writes + lists > 0 {
        let planned = planned.clone();
        let write = move |()| write(of, &planned);
        // Days that are known are recorded before the month is over: everybody sees the own ones.
        let label = if writes > 0 {
            say!(hr.simpan_rekap, jumlah = number(writes))
        } else {
            say!(hadir.simpan_presensi, jumlah = number(lists))
        };
        view! { <Button label=label glyph=Glyph::Check on_press=write /> }.into_any()
    } else {
        view! { <Notice tone=Tone::Sogan live=true text=say!(hadir.tak_ada_disimpan) /> }.into_any()
    };
    let count_of_others = strangers.len();
    let others = listed(say!(hadir.asing_jelas, jumlah = number(count_of_others)), &strangers);
    let contested = listed(say!(hadir.dua_daftar, jumlah = number(plan.contested.len())), &plan.contested);
    let unnamed = listed(say!(hadir.tak_tersebut, jumlah = number(plan.unnamed.len())), &plan.unnamed);
    let people = people(&planned, policy);
    let leave = move |()| of.stage.set(Stage::Idle);
    view! {
        <Section title=say!(hr.pratinjau)>
            <p role="status">{read}</p>
            {unused}
            <div class="stats">
                <Stat label=say!(hadir.n_disimpan) value=number(writes) />
                <Stat label=say!(hr.n_sama) value=number(same) />
                <Stat label=say!(hadir.n_tertahan) value=number(kept_back) tone=tone />
                <Stat label=say!(hadir.n_asing) value=number(count_of_others) />
            </div>
            {silent}
            {others}
            {contested}
            {unnamed}
            {stays}
            {people}
            <div class="line">
                {deed} <Button label=say!(hr.berkas_lain) kind=ButtonKind::Text on_press=leave />
            </div>
        </Section>
    }
    .into_any()
}

/// Writes lists and recaps over what was shown.
fn write(of: Import, planned: &Planned) {
    let Some(month) = of.shared.month.get_untracked() else { return };
    let people = &planned.plan.people;
    let lists = people.iter().filter_map(|one| {
        let about = subject::attendance(one.listed.0.id, month);
        Some(Statement::new(Kind::Attendance, about, one.list.as_ref()?).over(&planned.lists))
    });
    let recaps = people.iter().filter(|one| one.writes());
    let recaps = recaps.map(|one| statement(&one.listed.1, month, &one.recap()).over(&planned.recaps));
    of.shared.writing.start(of.shared.desk, lists.chain(recaps).collect());
    of.stage.set(Stage::Idle);
}

fn listed(summary: String, names: &[String]) -> Option<AnyView> {
    let items = || names.iter().map(|name| view! { <li>{name.clone()}</li> }).collect_view();
    (!names.is_empty()).then(|| {
        view! {
            <details>
                <summary>{summary}</summary>
                <ul>{items()}</ul>
            </details>
        }
        .into_any()
    })
}

fn people(planned: &Arc<Planned>, policy: &'static Policy) -> AnyView {
    let plan = &planned.plan;
    let measures: Vec<&'static Measure> = policy
        .measures()
        .filter(|measure| plan.people.iter().any(|one| one.delivered.contains_key(&measure.key)))
        .collect();
    let mut columns = vec![Column::words(say!(umum.nama)).width(3), Column::words(say!(hr.keadaan)).width(2)];
    columns.extend(measures.iter().map(|measure| Column::numbers(derive::label(&measure.label)).width(2).wide_only()));
    let count = plan.people.len();
    let kept = StoredValue::new(planned.clone());
    let row = Callback::new(move |at: usize| {
        kept.with_value(|planned| planned.plan.people.get(at).map(|one| line(one, &measures)).unwrap_or_default())
    });
    let opened = RwSignal::new(None::<String>);
    let open = move |key: String| {
        opened.set(Some(key));
        dom::focus_soon("hari-orang".to_owned());
    };
    let unfolded = move || {
        let key = opened.get()?;
        kept.with_value(|planned| {
            let found = planned.plan.people.iter().find(|one| one.listed.0.id.to_string() == key)?;
            Some(days(found, policy))
        })
    };
    view! {
        <BigTable
            caption=say!(hadir.per_orang)
            columns=columns
            count=Signal::stored(count)
            row=row
            rows_shown=10
            on_open=open
        />
        <p class="hint">{say!(hadir.buka_orang)}</p>
        {unfolded}
    }
    .into_any()
}

fn line(of: &Person, measures: &[&'static Measure]) -> TableRow {
    let (person, row) = &of.listed;
    let (tone, word) = words::deed(&of.deed);
    let number = person.nip.map(|nip| nip.to_string()).unwrap_or_default();
    let mut cells = vec![Cell::Two(person.name.clone(), number), Cell::Tag(tone, word)];
    cells.extend(measures.iter().map(|measure| value(of, row.stands.one(), measure)));
    TableRow::new(cells).key(person.id.to_string())
}

/// The value that results, over the one of now where they differ.
fn value(of: &Person, stands: Option<&Recap>, measure: &Measure) -> Cell {
    let now = stands.and_then(|recap| recap.measures.get(&measure.key));
    match (of.delivered.get(&measure.key), now) {
        (None, None) => Cell::Words("–".to_owned()),
        (None, Some(now)) => Cell::Words(format::decimal(*now)),
        (Some(new), Some(now)) if new.value == *now => Cell::Words(format::decimal(*now)),
        (Some(new), now) => {
            let before = now.map_or_else(|| say!(hr.belum_ada), |now| format::decimal(*now));
            Cell::Two(format::decimal(new.value), say!(hr.semula, nilai = before))
        }
    }
}
