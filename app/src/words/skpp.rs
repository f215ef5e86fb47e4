//! The statement that pay stops (SKPP) in words: why it is a draft, what is owed, what it follows, and why there is none.

use domain::asn::Counted;
use domain::tpp::Policy;
use ledger::skpp::{One, Skpp};

use super::format::{day, month, rupiah};
use super::{beside, gaps};
use crate::say;

/// Says why a statement is a draft; empty when it is none.
#[must_use]
pub fn draft(of: &Skpp) -> Vec<String> {
    let open: Vec<String> = of.year.open.iter().map(|open| month(*open)).collect();
    let mut reasons = Vec::new();
    if !open.is_empty() {
        reasons.push(say!(skpp.draf_terbuka, bulan = open.join(", ")));
    }
    if of.left.is_err() {
        reasons.push(say!(skpp.draf_selisih));
    }
    reasons
}

/// Says which family members count.
#[must_use]
pub fn family(of: Counted) -> String {
    match (of.spouse, of.children) {
        (false, 0) => say!(skpp.keluarga_tidak),
        (true, 0) => say!(skpp.keluarga_pasangan),
        (false, anak) => say!(skpp.keluarga_anak, anak = anak),
        (true, anak) => say!(skpp.keluarga_lengkap, anak = anak),
    }
}

/// Says what is owed either way and how it comes back.
#[must_use]
pub fn left(of: &Skpp, policy: Option<&Policy>) -> Vec<String> {
    let left = match &of.left {
        Ok(left) => left,
        Err(found) => return vec![say!(skpp.sisa_tak_tahu, sebab = why(found, policy))],
    };
    let nothing = domain::money::Rupiah::ZERO;
    let mut said = Vec::new();
    if left.short > nothing {
        said.push(say!(skpp.sisa_kurang, jumlah = rupiah(left.short)));
    }
    if left.over > nothing {
        said.push(say!(skpp.sisa_lebih, jumlah = rupiah(left.over)));
        said.push(match of.plan {
            Some((from, kali)) => say!(skpp.rencana, hari = day(from), kali = kali),
            None => say!(skpp.rencana_tidak),
        });
    }
    if said.is_empty() {
        said.push(say!(skpp.sisa_tidak));
    }
    said
}

/// Says which acts the statement follows, and what it does not know.
#[must_use]
pub fn notes(of: &Skpp) -> Vec<String> {
    let mut notes = vec![say!(skpp.susunan), say!(skpp.c_utang), say!(skpp.c_thr)];
    notes.extend(beside::heirs(of.service.keadaan, of.service.since));
    if of.year.before > 0 {
        notes.push(say!(skpp.c_luar, jumlah = of.year.before));
    }
    notes
}

/// Says why there is no statement; empty when there is one.
#[must_use]
pub fn why_not(of: &One, policy: Option<&Policy>) -> String {
    of.outcome.as_ref().err().map(|found| why(found, policy)).unwrap_or_default()
}

fn why(found: &[domain::outcome::Gap], policy: Option<&Policy>) -> String {
    found.iter().map(|gap| gaps::gap(gap, policy)).collect::<Vec<_>>().join(" ")
}
