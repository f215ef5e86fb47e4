//! `/kehadiran`: the own attendance, day by day. Coming and going are marked here, with or without a signal; what each day
//! does to TPP is worked out on this device on the same day, while the rest of the month is supposed to be kept.

mod hari;
mod tandai;

use domain::calendar::Month;
use domain::law::Rulebook;
use domain::outcome::Gap;
use domain::tpp::Policy;
use ledger::attendance::{Kept, Missing, Recorded, Register, Running, running};
use ledger::book::Book;
use ledger::facts::profile;
use ledger::hash::Id;
use ledger::month::Frame;
use ledger::payload::Office;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::components::{DateField, Empty, Glyph, IconLine, Leave, Notice, Page, Row, Rows, Section, Tone};
use crate::desk::{Desk, use_desk};
use crate::pages::gaji::eye;
use crate::say;
use crate::words::{format, gaps, hadir};

/// What the page shows of a month.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    month: Month,
    kept: Result<Kept, Missing>,
    /// What the days do to TPP; nothing where no policy is in force.
    running: Result<Option<Running>, Vec<Gap>>,
    /// Outages of the office, whether the month can be judged or not.
    outages: Vec<Recorded>,
    policy: Option<Known>,
    houses: std::collections::BTreeMap<String, Office>,
}

/// A policy, compared by its place.
#[derive(Debug, Clone, Copy)]
struct Known(&'static Policy);

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.0, other.0)
    }
}

fn shown(book: &Book, me: Id, month: Month, desk: Desk) -> Option<Shown> {
    let today = desk.today();
    let on = if today.month() == month { today } else { month.first() };
    let office = profile(book, me, on).jabatan?.office;
    let register = Register::of(book, month);
    let kept = register.kept(book, me, &office, None, today);
    let frame = Frame::of(book, month);
    let policy = frame.as_ref().ok().and_then(|frame| frame.policy).map(Known);
    let running = frame.and_then(|frame| match &kept {
        Ok(kept) => running(book, &frame, me, kept, today, Rulebook::national()),
        Err(_) => Ok(None),
    });
    Some(Shown { month, kept, running, outages: register.outages_of(&office), policy, houses: register.houses })
}

#[component]
pub fn Kehadiran() -> impl IntoView {
    let desk = use_desk();
    let asked = use_query_map().with_untracked(|query| query.get("bulan"));
    let typed = RwSignal::new(asked.unwrap_or_else(|| desk.this_month().to_string()));
    let read = Memo::new(move |_| typed.get().parse::<Month>().ok().filter(|month| *month <= desk.this_month()));
    let found =
        Memo::new(move |_| read.get().and_then(|month| desk.book.with(|book| shown(book, desk.me(), month, desk))));
    let counts = Memo::new(move |_| {
        found.with(|found| found.as_ref().and_then(|one| one.kept.as_ref().ok()).map(|kept| kept.hours.hours.devices))
    });
    view! {
        <Page
            title=say!(hadir.saya)
            leave=Leave::Back("/beranda")
            leave_label=say!(umum.kembali)
            actions=move || view! { {eye()} }
        >
            {if desk.is_solo() {
                view! { <Empty text=say!(hadir.perlu_akun) glyph=Glyph::Clock /> }.into_any()
            } else {
                view! { <tandai::Tandai counts=counts /> }.into_any()
            }}
            <div class="three">
                <DateField
                    id="bulan"
                    label=say!(hr.bulan)
                    month=true
                    value=typed
                    on_input=move |text| typed.set(text)
                />
            </div>
            {move || match (read.get(), found.get()) {
                (None, _) => {
                    let text = say!(hadir.bulan_salah, bulan = format::month(desk.this_month()));
                    view! { <Notice tone=Tone::Sogan text=text /> }.into_any()
                }
                (Some(_), None) => view! { <Empty text=say!(hadir.tanpa_jabatan) glyph=Glyph::Clock /> }.into_any(),
                (Some(_), Some(found)) => month(desk, found),
            }}
        </Page>
    }
}

fn month(desk: Desk, of: Shown) -> AnyView {
    let outages = outages(desk, &of);
    let kept = match &of.kept {
        Ok(kept) => kept.clone(),
        Err(missing) => {
            let text = match missing {
                Missing::Hours => say!(hadir.jam_belum_saya),
                Missing::Contested(_) => say!(hadir.dua_catatan),
                Missing::NoCalendar(gap) => say!(hadir.tanpa_kalender, hari = format::day(gap.on)),
            };
            return view! {
                <Notice tone=Tone::Sogan text=text />
                {outages}
            }
            .into_any();
        }
    };
    let hours = hadir::judged_by(&kept);
    let source = kept.source.clone().map(|source| say!(hadir.daftar_dari, sumber = source));
    let gaps = of.running.as_ref().err().cloned().map(|found| {
        let policy = of.policy.map(|known| known.0);
        let why: Vec<String> = found.iter().map(|gap| gaps::gap(gap, policy)).collect();
        view! { <Notice tone=Tone::Sogan title=say!(hadir.tanpa_pengaruh) text=why.join(" ") /> }
    });
    let running = of.running.as_ref().ok().cloned().flatten();
    view! {
        {running.as_ref().map(hari::effect)}
        {gaps}
        {hari::days(&kept, running.as_ref(), of.policy.map(|known| known.0))}
        <p class="sub">{hours} ". " {source}</p>
        {outages}
    }
    .into_any()
}

/// The recorded outages of the month, for everybody to read.
fn outages(desk: Desk, of: &Shown) -> AnyView {
    if of.outages.is_empty() {
        return view! { <IconLine glyph=Glyph::Info text=say!(hadir.tanpa_gangguan_saya) /> }.into_any();
    }
    let rows = of.outages.iter().map(|one| {
        let sub = hadir::recorded(one, &of.houses, &desk.book.with_untracked(|book| hadir::author(book, one)));
        view! { <Row title=hadir::outage(one) sub=sub glyph=Glyph::Clock /> }
    });
    let rows = rows.collect_view();
    view! {
        <Section title=say!(hadir.gangguan)>
            <p class="sub">{say!(hadir.gangguan_saya)}</p>
            <Rows label=say!(hadir.gangguan)>{rows}</Rows>
        </Section>
    }
    .into_any()
}
