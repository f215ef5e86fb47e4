//! A short assessment of a peer, about two minutes. Says plainly who reads what.

use domain::kinerja::{Nilai, Period, RekanNilai};
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::payload::Peer;
use ledger::subject;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::form::PeerForm;
use super::{parts, view};
use crate::components::{Button, Choice, ChoiceGroup, ChoiceLook, Heading, Leave, Notice, Page, TextArea, Tone};
use crate::desk::{Desk, Statement, use_desk};
use crate::pages::kerja::form::{code, from_code};
use crate::pages::kit;
use crate::say;
use crate::words::{format, kinerja as words};

#[component]
pub fn Rekan() -> impl IntoView {
    let desk = use_desk();
    let (person, period) = (parts::person_param(), parts::period_param());
    let request = Memo::new(move |_| {
        let (person, period) = (person.get()?, period.get()?);
        desk.book.with(|book| view::request(book, desk.me(), person, period))
    });
    let about = Memo::new(move |_| request.with(|one| one.as_ref().map(|one| (one.name.clone(), one.title.clone()))));
    // The form follows whom it is about and nothing else of the request, least of all the own answer.
    let asked = Memo::new(move |_| request.with(|one| one.as_ref().map(|one| (one.person, one.period))));
    move || match asked.get() {
        Some((person, period)) => page(desk, person, period, about),
        None => parts::nothing_here(say!(nilai.tidak_diminta)),
    }
}

fn page(desk: Desk, person: Id, period: Period, who: Memo<Option<(String, String)>>) -> AnyView {
    let me = desk.me();
    let about = subject::peer(person, &period.to_string(), me);
    let draft = desk.draft(&format!("rekan.{person}.{period}"));
    let standing = desk.book.with_untracked(|book| book.standing::<Peer>(&about).one());
    let changed = standing.is_some();
    let first = draft.load().or_else(|| standing.map(|one| PeerForm::of(&one.value))).unwrap_or_default();
    let form = RwSignal::<PeerForm>::new(first);
    let done = StoredValue::new(false);
    let kept = RwSignal::new(true);
    let keep = draft.clone();
    Effect::new(move |before: Option<()>| {
        form.with(|form| {
            if before.is_some() && !done.get_value() {
                kept.set(if form.is_blank() {
                    keep.clear();
                    true
                } else {
                    keep.save(form).is_ok()
                });
            }
        });
    });
    let open = view::due(desk.today()).contains(&period);
    let busy = RwSignal::new(false);
    let shown = StoredValue::new(desk.shown(&about));
    let navigate = use_navigate();
    let clear = StoredValue::new(draft);
    let why_not = move || {
        if !open {
            return Some(say!(nilai.periode_ditutup));
        }
        form.with(|form| form.read().is_none()).then(|| say!(nilai.jawab_satu))
    };
    let save = move |()| {
        let Some(answer) = form.with_untracked(PeerForm::read) else { return };
        let statement = Statement::new(Kind::Peer, about.clone(), &answer).over(&shown.get_value());
        let navigate = navigate.clone();
        kit::save_form(desk, vec![statement], busy, clear.get_value(), move || {
            done.set_value(true);
            navigate("/penilaian", leptos_router::NavigateOptions::default());
        });
    };
    let save = Callback::new(save);
    let groups = Nilai::ALL.into_iter().map(|value| group(form, value)).collect_view();
    let footer = move || {
        view! {
            <Button label=say!(umum.simpan) wide=true busy=busy why_not=why_not on_press=save />
            {kit::draft_line(kept)}
        }
    };
    let name = move || who.with(|who| say!(nilai.rekan_judul, nama = who.as_ref().map_or("", |(name, _)| name)));
    let title = move || who.with(|who| who.as_ref().map(|(_, title)| title.clone()));
    view! {
        <Page
            title=say!(nilai.penilaian_rekan)
            own_heading=true
            leave=Leave::Back("/penilaian")
            leave_label=say!(umum.kembali)
            footer=footer
        >
            <Heading
                text=name
                kicker=format::period(period)
                sub=title
            />
            <Notice text=say!(nilai.rekan_rahasia) tone=Tone::Action />
            {changed.then(|| view! { <p class="sub">{say!(nilai.rekan_ubah)}</p> })}
            <div class="stack loose">{groups}</div>
            <TextArea
                id="kekuatan"
                label=say!(nilai.rekan_kekuatan_tanya)
                aside=say!(nilai.tidak_wajib)
                maxlength=1000
                rows=2
                value=Signal::derive(move || form.with(|form| form.strength.clone()))
                on_input=move |text| form.update(|form| form.strength = text)
            />
            <TextArea
                id="saran"
                label=say!(nilai.rekan_saran_tanya)
                aside=say!(nilai.tidak_wajib)
                maxlength=1000
                rows=2
                value=Signal::derive(move || form.with(|form| form.suggestion.clone()))
                on_input=move |text| form.update(|form| form.suggestion = text)
            />
        </Page>
    }
    .into_any()
}

fn group(form: RwSignal<PeerForm>, value: Nilai) -> AnyView {
    let all = [RekanNilai::DiBawah, RekanNilai::Sesuai, RekanNilai::DiAtas, RekanNilai::BelumTerlihat];
    let options: Vec<Choice> = all.iter().map(|one| Choice::new(code(one), words::rekan(*one))).collect();
    let now = Signal::derive(move || form.with(|form| form.values.get(&value).map(code)));
    let put = move |chosen: String| {
        if let Some(seen) = from_code(&chosen) {
            form.update(|form| {
                form.values.insert(value, seen);
            });
        }
    };
    view! {
        <div class="compact">
            <ChoiceGroup
                id=format!("nilai-{value}")
                legend=words::nilai(value)
                options=options
                value=now
                on_change=put
                look=ChoiceLook::Card
            />
        </div>
    }
    .into_any()
}
