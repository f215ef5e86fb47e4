//! What the next months will change by themselves, for everyone the account reaches, and what should have changed already.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::calendar::{Day, Month};
use domain::law::Rulebook;
use domain::outcome::Gap;
use domain::watch::Subject;
use ledger::ahead::ahead;
use ledger::facts::{offices, people, profile};
use ledger::role::Role;
use leptos::prelude::*;

use super::hr::gather::Slices;
use crate::components::{
    Choice, Empty, Glyph, Notice, Page, Row, Rows, SearchField, Section, SelectField, Skeleton, Tone,
};
use crate::desk::{Desk, use_desk};
use crate::pages::kit;
use crate::say;
use crate::words::{beside, format, gaps};

/// Rows of one month shown at first.
const SHOWN: usize = 40;

/// One change of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Coming {
    name: String,
    sub: String,
    about: String,
    subject: Subject,
    day: Day,
    month: Month,
    late: bool,
    href: Option<String>,
    text: String,
}

/// Everything that comes, and what could not be seen: subject, missing fact, people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Found {
    coming: Vec<Coming>,
    unseen: BTreeMap<(Subject, String), usize>,
}

fn reads_pay(desk: Desk) -> bool {
    desk.has_role(|role| matches!(role, Role::Treasurer(_) | Role::Approver(_)))
}

fn is_hr(desk: Desk) -> bool {
    desk.has_role(|role| matches!(role, Role::Hr(_)))
}

#[component]
pub fn Jaga() -> impl IntoView {
    let desk = use_desk();
    if !reads_pay(desk) && !is_hr(desk) {
        return view! {
            <Page title=say!(bayar.jaga)>
                <Empty text=say!(bayar.jaga_bukan) glyph=Glyph::Lock />
            </Page>
        }
        .into_any();
    }
    let span = RwSignal::new("6".to_owned());
    let kind = RwSignal::new(String::new());
    let sought = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Arc<Found>>);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        desk.book.track();
        let months = span.get().parse::<i32>().unwrap_or(6);
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        leptos::task::spawn_local(async move {
            let all = gather(desk, months, move || turn.try_get_value() == Some(mine)).await;
            if let Some(all) = all {
                let _ = found.try_set(Some(Arc::new(all)));
            }
        });
    });
    let shown = Memo::new(move |_| {
        let words: Vec<String> = sought.get().to_lowercase().split_whitespace().map(str::to_owned).collect();
        let kind = kind.get();
        let fits = |one: &&Coming| {
            (kind.is_empty() || code(one.subject) == kind) && words.iter().all(|word| one.text.contains(word.as_str()))
        };
        found.with(|found| found.iter().flat_map(|all| &all.coming).filter(fits).cloned().collect::<Vec<_>>())
    });
    let spans = ["3", "6", "12"].map(|months| Choice::new(months, say!(bayar.jaga_bulan, jumlah = months)));
    let mut kinds = vec![Choice::new("", say!(bayar.jaga_semua))];
    kinds.extend(Subject::ALL.map(|subject| Choice::new(code(subject), beside::watched(subject))));
    let body = move || {
        if found.with(Option::is_none) {
            return view! { <Skeleton label=say!(bayar.jaga_memuat) lines=6 /> }.into_any();
        }
        let all = shown.get();
        if all.is_empty() {
            return view! { <Empty text=say!(bayar.jaga_kosong) glyph=Glyph::CircleCheck /> }.into_any();
        }
        let (late, coming): (Vec<Coming>, Vec<Coming>) = all.into_iter().partition(|one| one.late);
        let mut months: BTreeMap<Month, Vec<Coming>> = BTreeMap::new();
        for one in coming {
            months.entry(one.month).or_default().push(one);
        }
        let late = (!late.is_empty()).then(|| {
            view! {
                <Section title=say!(bayar.jaga_lewat) aside=late.len().to_string()>
                    <Notice tone=Tone::Mengkudu text=say!(bayar.jaga_lewat_jelas) />
                    {group(late)}
                </Section>
            }
        });
        let months = months.into_iter().map(|(month, all)| {
            view! {
                <Section title=say!(bayar.jaga_gaji, bulan = format::month(month)) aside=all.len().to_string()>
                    {group(all)}
                </Section>
            }
        });
        view! {
            {late}
            {months.collect_view()}
        }
        .into_any()
    };
    view! {
        <Page title=say!(bayar.jaga)>
            <p class="sub">{say!(bayar.jaga_jelas)}</p>
            <div class="three">
                <SelectField
                    id="rentang"
                    label=say!(bayar.jaga_rentang)
                    options=spans.to_vec()
                    value=Signal::derive(move || Some(span.get()))
                    on_change=move |text| span.set(text)
                />
                <SelectField
                    id="jenis"
                    label=say!(bayar.jaga_jenis)
                    options=kinds
                    value=Signal::derive(move || Some(kind.get()))
                    on_change=move |text| kind.set(text)
                />
            </div>
            <SearchField
                id="cari-perubahan"
                label=say!(bayar.jaga_cari)
                value=sought
                on_input=move |text| sought.set(text)
                found=move || say!(bayar.jaga_ditemukan, jumlah = shown.with(Vec::len))
            />
            {body}
            {move || found.get().and_then(|found| unseen(&found))}
        </Page>
    }
    .into_any()
}

fn code(of: Subject) -> &'static str {
    match of {
        Subject::Increment => "kgb",
        Subject::Children => "anak",
        Subject::Retirement => "pensiun",
        Subject::Candidacy => "cpns",
        Subject::Contract => "kontrak",
        Subject::Keadaan => "keadaan",
        Subject::Penugasan => "penugasan",
        Subject::Putusan => "putusan",
    }
}

fn group(all: Vec<Coming>) -> AnyView {
    let shown = RwSignal::new(SHOWN);
    let total = all.len();
    let rows = move || {
        let row = |one: &Coming| {
            let when = say!(bayar.jaga_mulai, hari = format::day(one.day));
            let sub = format!("{}. {}", one.about, one.sub);
            match &one.href {
                Some(href) => {
                    view! { <Row title=one.name.clone() sub=sub trailing=when href=href.clone() /> }.into_any()
                }
                None => view! { <Row title=one.name.clone() sub=sub trailing=when /> }.into_any(),
            }
        };
        all.iter().take(shown.get()).map(row).collect_view()
    };
    view! {
        <Rows>{rows}</Rows>
        {kit::more(total, shown)}
    }
    .into_any()
}

fn unseen(found: &Found) -> Option<AnyView> {
    if found.unseen.is_empty() {
        return None;
    }
    let rows = found.unseen.iter().map(|((subject, missing), people)| {
        let text = say!(
            bayar.jaga_tak_tampak_baris,
            apa = beside::watched(*subject),
            jumlah = format::grouped(*people as i64),
            kurang = missing.clone()
        );
        view! { <Row title=text glyph=Glyph::EyeOff /> }
    });
    let rows = rows.collect_view();
    Some(
        view! {
            <Section title=say!(bayar.jaga_tak_tampak)>
                <Rows>{rows}</Rows>
            </Section>
        }
        .into_any(),
    )
}

/// Looks at everyone in slices; nothing when it is asked anew meanwhile.
async fn gather(desk: Desk, months: i32, goes_on: impl Fn() -> bool) -> Option<Found> {
    let law = Rulebook::national();
    let (from, pay) = (desk.this_month(), reads_pay(desk));
    let last = from.plus(months);
    let (all, houses) = desk.book.with_untracked(|book| (people(book), offices(book)));
    let to_person = is_hr(desk);
    let mut found = Found::default();
    let mut slices = Slices::new();
    for id in all {
        let of = desk.book.with_untracked(|book| profile(book, id, from.first()));
        let Ok(report) = ahead(&of, from, last, law) else { continue };
        let office = of.office_name(&houses).to_owned();
        let sub = [of.nip.map(|nip| nip.grouped()).unwrap_or_default(), office]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        for notice in report.notices {
            let about = if pay { beside::change(&notice.change) } else { beside::change_without_pay(&notice.change) };
            found.coming.push(Coming {
                name: of.call(),
                text: format!("{} {sub} {} {about}", of.call(), sub.replace(' ', "")).to_lowercase(),
                sub: sub.clone(),
                about,
                subject: notice.change.subject(),
                day: notice.day,
                month: notice.month,
                late: notice.late,
                href: to_person.then(|| format!("/pegawai/{id}")),
            });
        }
        for unseen in report.unknown {
            for gap in unseen.missing {
                let missing = match &gap {
                    Gap::NoFact { field } => gaps::fact(field),
                    other => gaps::gap(other, None),
                };
                *found.unseen.entry((unseen.subject, missing)).or_default() += 1;
            }
        }
        slices.breathe().await;
        if !goes_on() {
            return None;
        }
    }
    found.coming.sort_by(|a, b| (a.day, &a.name).cmp(&(b.day, &b.name)));
    Some(found)
}
