//! What the month does to TPP so far, and its days with what each takes.

use domain::hadir::{Unknown, Verdict};
use domain::tpp::{Better, Policy};
use ledger::attendance::{Kept, Running};
use leptos::prelude::*;

use crate::components::{Glyph, Row, Rows, Section, Stat};
use crate::say;
use crate::words::{derive, format, hadir};

/// The sums: TPP when everything is kept, and what the days up to today take.
pub fn effect(of: &Running) -> AnyView {
    let like = of.like.map(|month| say!(hadir.seperti_rekap, bulan = format::month(month)));
    let [full, less, left] = [of.full, of.total, of.full.minus(of.total).unwrap_or(of.full)].map(format::rupiah);
    view! {
        <Section title=say!(hadir.pengaruh)>
            <div class="stats">
                <Stat label=say!(hadir.tpp_penuh) value=full private=true />
                <Stat label=say!(hadir.berkurang) value=less private=true />
                <Stat label=say!(hadir.tpp_kini) value=left private=true />
            </div>
            <p class="sub">{say!(hadir.pengaruh_jelas)} " " {like}</p>
        </Section>
    }
    .into_any()
}

/// The days that have come, the latest first; days off and days to come are left out.
pub fn days(kept: &Kept, running: Option<&Running>, policy: Option<&'static Policy>) -> AnyView {
    let told = kept.month.days.iter().rev().filter(|one| match one.verdict {
        Verdict::Off => false,
        // What was marked on a day that still runs is shown.
        Verdict::Unknown(Unknown::Ahead) => kept.marks.contains_key(&one.day),
        _ => true,
    });
    let rows = told.map(|one| {
        let counted = policy.into_iter().flat_map(Policy::measures).filter(|measure| measure.better == Better::Lower);
        let delivered = |key: &str| running.and_then(|running| running.delivered.get(key));
        let counted: Vec<String> = counted
            .filter(|measure| delivered(&measure.key).is_some_and(|got| got.days.contains(&one.day)))
            .map(|measure| derive::label(&measure.label))
            .collect();
        let made = kept.marks.get(&one.day).map(|marks| marks.iter().map(|at| hadir::time(*at)).collect::<Vec<_>>());
        let mut sub = vec![match (&one.verdict, made) {
            (Verdict::Unknown(Unknown::Ahead), Some(made)) => say!(hadir.sedang_berjalan, jam = made.join(", ")),
            (verdict, _) => hadir::verdict(verdict, kept, one.day),
        }];
        if let Some(shift) = kept.roster.as_ref().and_then(|roster| roster.shifts.get(&one.day)) {
            sub.insert(0, hadir::shift(*shift));
        }
        if !counted.is_empty() {
            sub.push(say!(hadir.dihitung_sebagai, ukuran = counted.join(", ")));
        }
        let taken = running.and_then(|running| running.days.iter().find(|(day, _)| *day == one.day));
        let amount = taken.map(|(_, taken)| domain::money::Rupiah::ZERO.minus(*taken).unwrap_or(*taken));
        let (amount, spoken) = match amount {
            Some(amount) => (format::amount(amount), format::spoken(amount)),
            None => (String::new(), String::new()),
        };
        let glyph = if taken.is_some() { Glyph::Info } else { Glyph::Check };
        let title = format::long_day(one.day);
        if amount.is_empty() {
            view! { <Row title=title sub=sub.join(". ") glyph=glyph /> }.into_any()
        } else {
            view! { <Row title=title sub=sub.join(". ") glyph=glyph amount=amount spoken=spoken /> }.into_any()
        }
    });
    let rows: Vec<AnyView> = rows.collect();
    if rows.is_empty() {
        return view! { <p>{say!(hadir.belum_ada_hari)}</p> }.into_any();
    }
    view! {
        <Section title=say!(hadir.hari_demi_hari)>
            <Rows label=say!(hadir.hari_demi_hari)>{rows}</Rows>
        </Section>
    }
    .into_any()
}
