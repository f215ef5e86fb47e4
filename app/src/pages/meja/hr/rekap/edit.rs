//! The recap of one person: the measures of the policy, and the predikat with where it comes from.

use std::collections::BTreeMap;

use domain::tpp::{Measure, MeasureKind, MeasureSource, Policy};
use ledger::kind::Kind;
use ledger::payload::{Recap, Withdrawal};
use ledger::subject;
use leptos::prelude::*;

use super::model::{self, Judged, Row, Stands};
use super::work::statement;
use super::{Shared, my_name};
use crate::components::{
    Button, ButtonKind, Choice, Dialog, ErrorSummary, FieldError, Glyph, IconLine, Notice, NumberField, Section,
    SelectField, Text, Tone,
};
use crate::desk::{Draft, Statement};
use crate::pages::kit;
use crate::pages::meja::hr::import::problem::Problem;
use crate::pages::meja::hr::roster::Line;
use crate::pages::meja::hr::words;
use crate::say;
use crate::words::{derive, format, kinerja};

fn id_of(key: &str) -> String {
    format!("ukuran-{key}")
}

#[component]
pub fn Edit(of: Shared) -> impl IntoView {
    let chosen = Memo::new(move |_| of.open.get());
    move || {
        let id = chosen.get()?;
        let found = of.rows.with_untracked(|rows| rows.iter().find(|(line, _)| line.id == id).cloned());
        let line = found?.0;
        // The list may be a moment behind the book.
        let month = of.month.get_untracked()?;
        let row = of.desk.book.with_untracked(|book| model::row(book, id, month));
        Some(view! { <Form of=of line=line row=row /> })
    }
}

#[component]
fn Form(of: Shared, line: Line, row: Row) -> impl IntoView {
    let desk = of.desk;
    let Some(month) = of.month.get_untracked() else { return ().into_any() };
    let policy = of.policy.get_untracked();
    let draft = StoredValue::new(desk.draft(&format!("hr.rekap.{}.{month}", line.id)));
    let standing = row.stands.one().cloned();
    let before: BTreeMap<String, String> = standing
        .iter()
        .flat_map(|recap| &recap.measures)
        .map(|(key, value)| (key.clone(), format::decimal(*value)))
        .collect();
    let drafted = draft.with_value(Draft::load::<BTreeMap<String, String>>).filter(|drafted| *drafted != before);
    let from_draft = RwSignal::new(drafted.is_some());
    let typed = RwSignal::new(drafted.unwrap_or_else(|| before.clone()));
    let errors = RwSignal::new(Vec::<FieldError>::new());
    let attempt = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let kept = StoredValue::new(row.clone());
    let shown = StoredValue::new(desk.shown(&subject::recap(line.id, month)));
    let put = move |key: String, text: String| {
        let id = id_of(&key);
        errors.update(|errors| errors.retain(|error| error.id != id));
        typed.update(|typed| drop(typed.insert(key, text)));
        // A full device shows at the next save; typing goes on.
        let _ = typed.with_untracked(|typed| draft.with_value(|draft| draft.save(typed)));
    };
    let close = move || {
        draft.with_value(Draft::clear);
        of.open.set(None);
    };
    let discard = move |()| {
        draft.with_value(Draft::clear);
        errors.set(Vec::new());
        typed.set(before.clone());
        from_draft.set(false);
    };
    let save = move |()| match typed.with_untracked(|typed| model::read(policy, typed)) {
        Err(wrong) => {
            let listed = wrong
                .into_iter()
                .map(|(key, problem)| FieldError { id: id_of(&key), text: measure_problem(policy, &key, &problem) });
            errors.set(listed.collect());
            attempt.update(|count| *count += 1);
        }
        Ok(measures) => {
            let row = kept.get_value();
            let source = say!(hr.sumber_isian, nama = my_name(desk));
            let recap = Recap { predikat: row.predikat(), measures, source };
            let statement = statement(&row, month, &recap).over(&shown.get_value());
            kit::save_form(desk, vec![statement], busy, draft.get_value(), move || of.open.set(None));
        }
    };
    let stands = standing.is_some();
    let asked = RwSignal::new(false);
    let withdraw = move |()| {
        asked.set(false);
        let statement = Statement::new(Kind::Recap, subject::recap(line.id, month), &Withdrawal::WITHDRAWN);
        let statement = statement.over(&shown.get_value());
        kit::save_form(desk, vec![statement], busy, draft.get_value(), move || of.open.set(None));
    };
    let fields = policy
        .into_iter()
        .flat_map(Policy::measures)
        .map(|measure| field(measure, typed, errors, Callback::new(move |(key, text)| put(key, text))))
        .collect_view();
    let count = move || say!(umum.ada_perbaikan, jumlah = errors.with(Vec::len));
    let title = say!(hr.rekap_orang, nama = line.name.clone(), bulan = format::month(month));
    view! {
        <div id="ubah-rekap" tabindex="-1">
            <Section title=title>
                {move || {
                    let discard = discard.clone();
                    from_draft
                        .get()
                        .then(|| {
                            view! {
                                <Notice tone=Tone::Sogan text=say!(hr.dari_draf)>
                                    <Button label=say!(hr.buang_draf) kind=ButtonKind::Text on_press=discard />
                                </Notice>
                            }
                        })
                }}
                <ErrorSummary title=count errors=errors attempt=attempt />
                {contested(&row, policy)}
                {judged(of, &row, standing.as_ref())}
                <div class="three">{fields}</div>
                {standing.map(|recap| {
                    (!recap.source.is_empty()).then(|| {
                        view! { <p class="sub">{say!(hr.sumber_lama, sumber = recap.source)}</p> }
                    })
                })}
                <div class="line">
                    <Button label=say!(umum.simpan) busy=busy on_press=save />
                    <Button label=say!(umum.batalkan) kind=ButtonKind::Text on_press=move |()| close() />
                    {stands
                        .then(|| {
                            view! {
                                <Button
                                    label=say!(hr.tarik_rekap)
                                    kind=ButtonKind::Text
                                    busy=busy
                                    on_press=move |()| asked.set(true)
                                />
                            }
                        })}
                </div>
                <Dialog
                    open=asked
                    on_close=move |()| asked.set(false)
                    title=say!(hr.tarik_rekap)
                    confirm=say!(hr.tarik_rekap)
                    cancel=say!(umum.kembali)
                    kind=ButtonKind::Danger
                    on_confirm=withdraw
                >
                    <p>{say!(hr.tarik_rekap_tanya)}</p>
                </Dialog>
            </Section>
        </div>
    }
    .into_any()
}

fn field(
    measure: &'static Measure,
    typed: RwSignal<BTreeMap<String, String>>,
    errors: RwSignal<Vec<FieldError>>,
    put: Callback<(String, String)>,
) -> AnyView {
    let key = measure.key.as_str();
    let id = id_of(key);
    let own = id.clone();
    let error =
        Text::from(move || errors.with(|all| all.iter().find(|error| error.id == own).map(|error| error.text.clone())));
    let value = Signal::derive(move || typed.with(|typed| typed.get(key).cloned().unwrap_or_default()));
    let hint = hint(measure);
    let label = derive::label(&measure.label);
    if measure.kind == MeasureKind::Flag {
        let options = vec![Choice::new("1", say!(umum.ya)), Choice::new("0", say!(umum.tidak))];
        return view! {
            <SelectField
                id=id
                label=label
                options=options
                empty=say!(hr.belum_dicatat)
                value=Signal::derive(move || Some(value.get()))
                on_change=move |text| put.run((key.to_owned(), text))
                hint=hint
                error=error
            />
        }
        .into_any();
    }
    view! {
        <NumberField
            id=id
            label=label
            unit=unit(measure.kind)
            decimals=matches!(measure.kind, MeasureKind::Percent | MeasureKind::Number)
            value=value
            on_input=move |text| put.run((key.to_owned(), text))
            hint=hint
            error=error
        />
    }
    .into_any()
}

/// Says who delivers a measure where it is not attendance, and what happens when it stays empty.
fn hint(measure: &Measure) -> String {
    let source = match measure.source {
        MeasureSource::Recap => None,
        MeasureSource::Performance => Some(say!(hr.dari_kinerja)),
        MeasureSource::Decision => Some(say!(hr.dari_keputusan)),
        MeasureSource::Unit => Some(say!(hr.dari_unit)),
        MeasureSource::Earlier => Some(say!(hr.dari_bulan_lalu)),
    };
    let empty = if measure.optional {
        Some(say!(hr.kosong_predikat))
    } else {
        measure.when_none.map(|value| say!(hr.kosong_berarti, nilai = format::decimal(value)))
    };
    [source, empty].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn unit(of: MeasureKind) -> String {
    match of {
        MeasureKind::Percent => "%".to_owned(),
        MeasureKind::Events => say!(hr.kali),
        MeasureKind::Minutes => say!(hr.menit),
        MeasureKind::Days => say!(hr.hari),
        MeasureKind::DayOfMonth | MeasureKind::Number | MeasureKind::Flag => String::new(),
        MeasureKind::Rupiah => say!(hr.rupiah),
    }
}

fn measure_problem(policy: Option<&Policy>, key: &str, problem: &Problem) -> String {
    let found = policy.and_then(|policy| policy.all_measures().iter().find(|measure| measure.key == key));
    let name = found.map(|measure| derive::label(&measure.label)).unwrap_or_default();
    let said = match (problem, found) {
        (Problem::NotTaken, Some(measure)) => {
            let (least, most) = measure.range();
            let (dari, sampai) = (format::decimal(least), format::decimal(most));
            match measure.kind {
                MeasureKind::Percent | MeasureKind::Number => say!(hr.s_antara, dari = dari, sampai = sampai),
                _ => say!(hr.s_bulat_antara, dari = dari, sampai = sampai),
            }
        }
        (problem, _) => words::problem(problem),
    };
    format!("{name}: {said}")
}

fn contested(row: &Row, policy: Option<&'static Policy>) -> Option<AnyView> {
    let Stands::Contested(all) = &row.stands else { return None };
    let sides = all.iter().map(|recap| {
        let measures = policy.into_iter().flat_map(Policy::measures).filter_map(|measure| {
            let value = recap.measures.get(&measure.key)?;
            Some(format!("{} {}", derive::label(&measure.label), format::decimal(*value)))
        });
        let parts: Vec<String> = measures.collect();
        let source = recap.source.clone();
        view! {
            <li>
                {parts.join("; ")} <small class="sub">{source}</small>
            </li>
        }
    });
    let sides = sides.collect_view();
    Some(
        view! {
            <Notice tone=Tone::Mengkudu text=say!(hr.rekap_dua_nilai)>
                <ul>{sides}</ul>
            </Notice>
        }
        .into_any(),
    )
}

/// The predikat with its source, and what the standing recap says when it differs.
fn judged(of: Shared, row: &Row, standing: Option<&Recap>) -> AnyView {
    let desk = of.desk;
    let period = of.month.get_untracked().map(model::quarter_before).map(format::period).unwrap_or_default();
    let sentence = match &row.judged {
        Judged::Missing => match row.predikat() {
            Some(kept) => say!(hr.predikat_tetap, predikat = kinerja::predikat(kept), periode = period),
            None => say!(hr.predikat_belum, periode = period),
        },
        Judged::Unclear => say!(hr.predikat_ragu, periode = period),
        Judged::One { predikat, rater, .. } => {
            let name = desk.book.with_untracked(|book| words::person(book, *rater, desk.today()));
            say!(hr.predikat_dari, predikat = kinerja::predikat(*predikat), nama = name, periode = period)
        }
    };
    let tone = if row.predikat().is_some() { Tone::Daun } else { Tone::Sogan };
    let old = standing.and_then(|recap| recap.predikat).filter(|old| Some(*old) != row.predikat());
    view! {
        <IconLine glyph=Glyph::Scale tone=tone text=sentence />
        {old.map(|old| {
            view! { <p class="sub">{say!(hr.predikat_lama, predikat = kinerja::predikat(old))}</p> }
        })}
    }
    .into_any()
}
