//! The editor of the annual plan: a draft at each change, problems in words, a choice where two plans stand.

use domain::kinerja::{Period, Skp};
use ledger::book::Standing;
use ledger::kind::Kind;
use ledger::payload::{Expectation, Log, Plan};
use ledger::subject;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::editor::{Removed, Sheet, sheet};
use super::form::{Fault, PlanForm};
use super::parts;
use crate::components::{
    Button, ButtonKind, Card, CardLook, Contested, ErrorSummary, FieldError, Leave, Notice, Page, Side, Toasts, Tone,
};
use crate::desk::{Desk, Statement, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::kinerja as words;

/// Where the form came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Draft,
    Plan,
    Blank,
    /// Two plans stand; the form waits for a choice.
    Contest,
}

#[component]
pub fn Rencana() -> impl IntoView {
    let desk = use_desk();
    let year = desk.today().month().year();
    let key = format!("rencana.{year}");
    let draft = desk.draft(&key);
    let (first, origin) = begin(desk, year, draft.load());
    let form = RwSignal::new(first);
    let origin = RwSignal::new(origin);
    let kept = RwSignal::new(true);
    let done = StoredValue::new(false);
    let keep = draft.clone();
    // What stands without any typing is no draft: else a draft that was thrown away would come back as one.
    let untouched = begin(desk, year, None).0;
    Effect::new(move |before: Option<()>| {
        let outcome = form.with(|form| {
            if before.is_none() || done.get_value() {
                Ok(())
            } else if form.is_blank() || *form == untouched {
                keep.clear();
                Ok(())
            } else {
                keep.save(form)
            }
        });
        kept.set(outcome.is_ok());
    });
    let attempt = RwSignal::new(0_u32);
    let period = Period::Tahun { year };
    let errors =
        Memo::new(move |_| if attempt.get() == 0 { Vec::new() } else { form.with(|form| problems(form, period)) });
    let busy = RwSignal::new(false);
    let shown = StoredValue::new(desk.shown(&subject::plan(desk.me(), year)));
    let navigate = use_navigate();
    let clear = StoredValue::new(draft);
    let removed = StoredValue::new(None::<Removed>);
    let save = Callback::new(move |()| {
        attempt.update(|attempt| *attempt += 1);
        let Ok(plan) = form.with_untracked(|form| form.read(period)) else { return };
        let me = desk.me();
        let statement = Statement::new(Kind::Plan, subject::plan(me, year), &plan)
            .over(&shown.get_value())
            .seeing([subject::expectation(me, year)]);
        let navigate = navigate.clone();
        kit::save_form(desk, vec![statement], busy, clear.get_value(), move || {
            done.set_value(true);
            removed.set_value(None);
            navigate("/kerja", leptos_router::NavigateOptions::default());
        });
    });
    let expected = desk.book.with_untracked(|book| {
        book.standing::<Expectation>(&subject::expectation(desk.me(), year)).one().map(|stated| stated.value)
    });
    let superior = expected.as_ref().map(|one| one.results.clone()).unwrap_or_default();
    let undo = Callback::new(move |()| match removed.try_update_value(Option::take).flatten() {
        Some(Removed::Result(at, taken)) => form.update(|form| form.put_result(at, taken)),
        Some(Removed::Indicator(result, at, taken)) => form.update(|form| form.put_indicator(&result, at, taken)),
        Some(Removed::Draft(before)) => {
            form.set(before);
            origin.set(Origin::Draft);
        }
        None => {}
    });
    // The line that offers to put something back leaves with the page that can do it.
    let toasts = expect_context::<Toasts>();
    on_cleanup(move || {
        if removed.try_with_value(Option::is_some) == Some(true) {
            toasts.clear();
        }
    });
    let parts = Sheet { form, errors, superior: StoredValue::new(superior), removed, undo };
    let discard = move |()| {
        let before = form.get_untracked();
        let (fresh, from) = begin(desk, year, None);
        form.set(fresh);
        clear.with_value(crate::desk::Draft::clear);
        parts.offer_undo(Removed::Draft(before), say!(kerja.draf_dibuang));
        origin.set(from);
    };
    let head = expected.map(|one| {
        view! {
            <Card title=say!(kerja.harapan) look=CardLook::Soft>
                <p>{one.text}</p>
                <p class="sub">{say!(kerja.harapan_dari, nama = one.from)}</p>
            </Card>
        }
    });
    let body = move || match origin.get() {
        Origin::Contest => contest(desk, year, form, origin),
        from => view! {
            <ErrorSummary
                title=move || say!(umum.ada_perbaikan, jumlah = errors.with(Vec::len))
                errors=errors
                attempt=attempt
            />
            {(from == Origin::Draft)
                .then(|| {
                    view! {
                        <Notice text=say!(kerja.draf_dilanjutkan)>
                            <div class="line">
                                <Button
                                    label=say!(kerja.buang_draf)
                                    kind=ButtonKind::Text
                                    on_press=discard
                                />
                            </div>
                        </Notice>
                    }
                })}
            {sheet(parts)}
        }
        .into_any(),
    };
    let footer = move || {
        view! {
            {move || {
                (origin.get() != Origin::Contest)
                    .then(|| view! { <Button label=say!(umum.simpan) wide=true busy=busy on_press=save /> })
            }}
            {kit::draft_line(kept)}
        }
    };
    view! {
        <Page
            title=say!(kerja.judul_rencana, tahun = year)
            leave=Leave::Close("/kerja")
            leave_label=say!(umum.tutup)
            footer=footer
        >
            {head}
            {body}
        </Page>
    }
}

fn begin(desk: Desk, year: i32, draft: Option<PlanForm>) -> (PlanForm, Origin) {
    if let Some(draft) = draft {
        return (draft, Origin::Draft);
    }
    let me = desk.me();
    desk.book.with_untracked(|book| match book.standing::<Plan>(&subject::plan(me, year)) {
        Standing::Nothing => (PlanForm::new(), Origin::Blank),
        Standing::One(stated) => (form_of(book, me, &stated.value), Origin::Plan),
        Standing::Contested(_) => (PlanForm::new(), Origin::Contest),
    })
}

fn form_of(book: &ledger::book::Book, me: ledger::hash::Id, plan: &Skp) -> PlanForm {
    let log = book.items::<Log>(&subject::log(me, plan.period.year()));
    // Also what was corrected or taken back since: an id that was used once never means something else.
    let used = log.iter().filter_map(|one| one.value.entry()?.indicator.as_deref());
    PlanForm::from_plan(plan, used)
}

fn problems(form: &PlanForm, period: Period) -> Vec<FieldError> {
    let faults = form.read(period).err().unwrap_or_default();
    faults
        .iter()
        .map(|fault| {
            let text = match fault {
                Fault::Plan(problem) => words::plan_problem(problem),
                Fault::NoNumber { .. } => say!(kerja.salah_tanpa_angka),
                Fault::NotANumber { .. } => say!(kerja.salah_bukan_angka),
            };
            FieldError { id: form.place(fault), text }
        })
        .collect()
}

/// The choice between plans; the chosen one becomes the form, and saving it names every head.
fn contest(desk: Desk, year: i32, form: RwSignal<PlanForm>, origin: RwSignal<Origin>) -> AnyView {
    let me = desk.me();
    let plans =
        StoredValue::new(desk.book.with_untracked(|book| match book.standing::<Plan>(&subject::plan(me, year)) {
            Standing::Contested(plans) => plans,
            Standing::One(plan) => vec![plan],
            Standing::Nothing => Vec::new(),
        }));
    let sides: Vec<Side> = plans.with_value(|plans| parts::sides(plans, &parts::my_initials(desk)));
    let chosen = RwSignal::new(None::<String>);
    let take = move |()| {
        let wanted = chosen.get_untracked();
        let plan = plans.with_value(|plans| {
            let found = plans.iter().find(|plan| Some(plan.record.hash.to_string()) == wanted);
            found.map(|plan| plan.value.clone())
        });
        if let Some(plan) = plan {
            form.set(desk.book.with_untracked(|book| form_of(book, me, &plan)));
            origin.set(Origin::Plan);
        }
    };
    view! {
        <Notice title=say!(umum.dua_nilai) text=say!(kerja.dua_rencana) tone=Tone::Sogan />
        <Contested
            id="pilih"
            legend=say!(kerja.pilih_rencana)
            sides=sides
            value=chosen
            on_change=move |value| chosen.set(Some(value))
        />
        <div class="line">
            <Button
                label=say!(kerja.pakai_ini)
                on_press=take
                why_not=move || chosen.with(Option::is_none).then(|| say!(kerja.pilih_dulu))
            />
        </div>
    }
    .into_any()
}
