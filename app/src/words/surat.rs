//! Papers that pay follows, in words: orders for posts beside the own one, and decisions that a policy measures.

use domain::calendar::Month;
use domain::tpp::{MeasureKind, Policy};
use ledger::facts::Profile;
use ledger::payload::{Penugasan, Putusan, Sebagai};

use super::{derive, format};
use crate::say;

/// Names how a post beside the own one is held.
#[must_use]
pub fn sebagai(of: Sebagai) -> &'static str {
    match of {
        Sebagai::Plt => "Plt",
        Sebagai::Plh => "Plh",
        Sebagai::Pj => "Pj",
    }
}

/// Names the post that an order is for, and says what else the order says.
#[must_use]
pub fn order(of: &Penugasan) -> (String, String) {
    let mut parts: Vec<String> = of.kelas.map(|kelas| say!(hr.kelas_angka, kelas = kelas)).into_iter().collect();
    parts.extend(of.until.map(|until| say!(hr.sampai_hari, hari = format::day(until))));
    parts.extend(of.share_percent.map(format::percent));
    parts.push(of.paper.clone());
    (format!("{} {}", sebagai(of.sebagai), of.title), parts.join(" · "))
}

/// Says what a decision delivers to the policy, and until when.
#[must_use]
pub fn decision(of: &Putusan, policy: Option<&Policy>) -> String {
    let measure = policy.and_then(|policy| policy.measures().find(|one| one.key == of.measure));
    let name = measure.map_or_else(|| of.measure.clone(), |one| derive::label(&one.label));
    let said = match measure.map(|one| one.kind) {
        Some(MeasureKind::Flag) => name,
        Some(MeasureKind::Percent) => format!("{name} {}", format::percent(of.value)),
        _ => format!("{name} {}", format::decimal(of.value)),
    };
    match of.until {
        Some(until) => say!(hr.putusan_sampai, apa = said, bulan = format::month(until)),
        None => say!(hr.putusan_terus, apa = said),
    }
}

/// Names every paper of this kind that TPP of a month follows, one sentence each.
#[must_use]
pub fn in_force(of: &Profile, month: Month, policy: Option<&Policy>) -> Vec<String> {
    let running = of.penugasan.iter().filter(|(from, order)| order.full_months(*from, month).is_some());
    let orders = running.map(|(_, one)| {
        let (post, about) = order(one);
        say!(gaji.asal_surat, apa = post, surat = about)
    });
    let decided =
        of.putusan.iter().map(|one| say!(gaji.asal_surat, apa = decision(one, policy), surat = one.paper.clone()));
    orders.chain(decided).collect()
}
