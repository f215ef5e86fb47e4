//! Where a month's pay stands, in words.

use std::collections::BTreeSet;

use domain::calendar::Day;
use ledger::book::Book;
use ledger::cause::Cause;
use ledger::code::Signed;
use ledger::facts::profile;
use ledger::payload::PayStep;
use ledger::subject::author_person;

use crate::components::{StepState, Tone};
use crate::say;

/// Returns the word of a step with its colour; no step means open.
#[must_use]
pub fn state(of: Option<&PayStep>) -> (String, Tone) {
    match of {
        None => (say!(masa.buka), Tone::Neutral),
        Some(PayStep::Submitted { .. }) => (say!(masa.diajukan), Tone::Action),
        Some(PayStep::Returned { .. }) => (say!(masa.dikembalikan), Tone::Mengkudu),
        Some(PayStep::Approved) => (say!(masa.disetujui), Tone::Action),
        Some(PayStep::Locked) => (say!(masa.dikunci), Tone::Sogan),
        Some(PayStep::Paid { .. }) => (say!(masa.dibayar), Tone::Daun),
    }
}

/// Returns the way of a month with what is behind it and what is ahead.
#[must_use]
pub fn way(of: Option<&PayStep>) -> Vec<(String, StepState)> {
    // A month that was returned is open again.
    let done = match of {
        None | Some(PayStep::Returned { .. }) => 0,
        Some(PayStep::Submitted { .. }) => 1,
        Some(PayStep::Approved) => 2,
        Some(PayStep::Locked) => 3,
        Some(PayStep::Paid { .. }) => 4,
    };
    steps([say!(masa.diajukan), say!(masa.disetujui), say!(masa.dikunci), say!(masa.dibayar)], done)
}

/// Returns the steps of a way of which so many are behind it.
#[must_use]
pub fn steps<const N: usize>(names: [String; N], done: usize) -> Vec<(String, StepState)> {
    let state = |at: usize| match at.cmp(&done) {
        core::cmp::Ordering::Less => StepState::Done,
        core::cmp::Ordering::Equal => StepState::Current,
        core::cmp::Ordering::Greater => StepState::Ahead,
    };
    names.into_iter().enumerate().map(|(at, name)| (name, state(at))).collect()
}

/// Returns the name of a cause for which pay differs from the month before.
#[must_use]
pub fn cause(of: Cause) -> String {
    match of {
        Cause::Joined => say!(masa.sebab_masuk),
        Cause::Left => say!(masa.sebab_keluar),
        Cause::Law => say!(masa.sebab_aturan),
        Cause::Status => say!(masa.sebab_status),
        Cause::Rank => say!(masa.sebab_golongan),
        Cause::Service => say!(masa.sebab_kgb),
        Cause::Post => say!(masa.sebab_jabatan),
        Cause::Family => say!(masa.sebab_keluarga),
        Cause::TaxStatus => say!(masa.sebab_ptkp),
        Cause::Predikat => say!(masa.sebab_predikat),
        Cause::Measures => say!(masa.sebab_kehadiran),
        Cause::YearEnd => say!(masa.sebab_akhir_tahun),
        Cause::BackPay => say!(masa.sebab_rapel),
    }
}

/// Says what a key signed.
#[must_use]
pub fn signed(what: &BTreeSet<Signed>) -> String {
    let word = |one: &Signed| match one {
        Signed::Slip => say!(kode.ttd_slip),
        Signed::Month => say!(kode.ttd_bulan),
        Signed::Name => say!(kode.ttd_nama),
    };
    let words: Vec<String> = what.iter().map(word).collect();
    say!(kode.menandatangani, apa = words.join(", "))
}

/// Names the account that signed: a person as the book knows them, the founding of the region, or the short id.
#[must_use]
pub fn signer(author: &str, book: &Book, today: Day) -> String {
    match author_person(author) {
        Some(who) => profile(book, who, today).call(),
        None => say!(kode.pendiri),
    }
}
