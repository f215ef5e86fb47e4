//! What many pages need in the same form: saving with its sentence, problems in words, the state of a record as a tag.

use ledger::book::Filing;
use ledger::judge::{Reason, Verdict};
use ledger::policy::Hand;
use leptos::prelude::*;

use crate::components::{Button, ButtonKind, Glyph, IconButton, IconLine, Notice, PrivacyEye, Toasts, Tone};
use crate::desk::{Desk, Draft, ServerProblem, Statement, StorageProblem, WriteProblem};
use crate::say;

/// Writes statements, then runs `then`; says "saved" only after the commit, else what went wrong and what was kept.
///
/// `busy` belongs to the form. When the form is gone by then (its page was left, or a sync has redrawn it), `then` is
/// left out: what it would close or follow is gone.
pub fn save(desk: Desk, statements: Vec<Statement>, busy: RwSignal<bool>, then: impl FnOnce() + 'static) {
    write(desk, statements, busy, || {}, then);
}

/// Does the same for a form with a draft. The draft goes with the commit, also when the form is gone: the words would
/// stand in the form again, and be written twice.
pub fn save_form(
    desk: Desk,
    statements: Vec<Statement>,
    busy: RwSignal<bool>,
    draft: Draft,
    then: impl FnOnce() + 'static,
) {
    write(desk, statements, busy, move || draft.clear(), then);
}

fn write(
    desk: Desk,
    statements: Vec<Statement>,
    busy: RwSignal<bool>,
    committed: impl FnOnce() + 'static,
    then: impl FnOnce() + 'static,
) {
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    let toasts = expect_context::<Toasts>();
    leptos::task::spawn_local(async move {
        let outcome = desk.write(statements).await;
        let there = busy.try_get_untracked().is_some();
        if there {
            busy.set(false);
        }
        match outcome {
            Ok(_) => {
                committed();
                toasts.say(say!(galat.tersimpan));
                if there {
                    then();
                }
            }
            Err(problem) => toasts.say(write_problem(&problem)),
        }
    });
}

/// Says why a statement was not written.
#[must_use]
pub fn write_problem(problem: &WriteProblem) -> String {
    match problem {
        WriteProblem::Storage(problem) => storage_problem(*problem),
        WriteProblem::TooLarge => say!(galat.terlalu_besar),
        WriteProblem::BadSubject => say!(galat.program),
    }
}

/// Says why the device could not store or read.
#[must_use]
pub fn storage_problem(problem: StorageProblem) -> String {
    match problem {
        StorageProblem::Full => say!(galat.penuh),
        StorageProblem::Refused => say!(galat.penyimpanan_ditolak),
        StorageProblem::Damaged => say!(galat.rusak),
        StorageProblem::Moved => say!(galat.tab_lain),
    }
}

/// The button that shows more of a list of so many rows; nothing when all of it is shown.
pub fn more(total: usize, shown: RwSignal<usize>) -> AnyView {
    (move || {
        let left = total.saturating_sub(shown.get());
        (left > 0).then(|| {
            let label = say!(umum.lihat_lagi, jumlah = left);
            view! { <Button label=label kind=ButtonKind::Outline on_press=move |()| shown.update(|shown| *shown += 200) /> }
        })
    })
    .into_any()
}

/// Says why the server did not do what was asked.
#[must_use]
pub fn server_problem(problem: &ServerProblem) -> String {
    match problem {
        ServerProblem::Unreachable => say!(galat.server_jauh),
        ServerProblem::SignedOut => say!(galat.keluar),
        ServerProblem::NoServer => say!(galat.tanpa_server),
        ServerProblem::Garbled => say!(galat.jawaban_aneh),
        ServerProblem::Refused { code, detail } => {
            let detail = detail.clone().unwrap_or_default();
            match code.as_str() {
                "wrong_password" => say!(galat.sandi_salah),
                "locked" => say!(galat.terkunci, detik = detail),
                "too_many" => say!(galat.terlalu_sering, detik = detail),
                "weak_password" => say!(galat.sandi_lemah, jumlah = detail),
                "busy" | "disk_full" | "read_only" | "storage" => say!(galat.server_sibuk),
                _ => say!(galat.ditolak_server, kode = code.clone()),
            }
        }
    }
}

/// Says whether what is typed survives the page being closed.
pub fn draft_line(kept: RwSignal<bool>) -> AnyView {
    (move || {
        if kept.get() {
            view! { <IconLine glyph=Glyph::Check text=say!(kerja.draf_sendiri) /> }.into_any()
        } else {
            not_kept()
        }
    })
    .into_any()
}

/// Returns where values of the region's policy are confirmed, or where what was proposed waits, for who moves a change
/// of policy on.
#[must_use]
pub fn confirms_at(desk: Desk) -> Option<&'static str> {
    let lends = |hand: Hand| desk.has_role(|role| hand.is_of(role));
    if lends(Hand::Proposer) { Some("/aturan/ubah") } else { lends(Hand::Signer).then_some("/aturan/perubahan") }
}

/// Says that the device did not take the draft.
pub fn not_kept() -> AnyView {
    view! { <Notice tone=Tone::Sogan live=true text=say!(kerja.draf_gagal) /> }.into_any()
}

/// Returns the tag of a record's way: its word and colour.
#[must_use]
pub fn filing_tag(filing: Filing) -> (String, Tone) {
    match filing {
        Filing::Unsent => (say!(umum.di_perangkat), Tone::Sogan),
        Filing::Received => (say!(umum.terkirim), Tone::Action),
        Filing::Decided(Verdict::Accepted) => (say!(umum.tercatat), Tone::Daun),
        Filing::Decided(Verdict::Refused(_)) => (say!(umum.ditolak), Tone::Mengkudu),
        Filing::Decided(Verdict::NeedsReview(_)) => (say!(umum.perlu_diperiksa), Tone::Sogan),
        Filing::Decided(Verdict::Deferred(_)) => (say!(umum.menunggu_pembaruan), Tone::Sogan),
    }
}

/// Says why a record does not count.
#[must_use]
pub fn reason(reason: Reason) -> String {
    match reason {
        Reason::BadSubject | Reason::WrongDossier | Reason::BadPayload => say!(galat.alasan_bentuk),
        Reason::UnknownKind => say!(galat.alasan_versi),
        Reason::UnknownBase => say!(galat.alasan_dasar),
        Reason::UnknownAuthor => say!(galat.alasan_akun),
        Reason::UnknownPerson => say!(galat.alasan_orang),
        Reason::NotOwn => say!(galat.alasan_bukan_milik),
        Reason::NotSuperior => say!(galat.alasan_bukan_atasan),
        Reason::SuperiorMoved => say!(galat.alasan_atasan_pindah),
        Reason::NotAsked => say!(galat.alasan_tidak_diminta),
        Reason::NotInRole => say!(galat.alasan_peran),
        Reason::ServerOnly => say!(galat.alasan_server),
        Reason::ClockOutside => say!(galat.alasan_jam),
        Reason::OutOfOrder => say!(galat.alasan_urutan),
        Reason::OtherRun => say!(galat.alasan_proses_lain),
        Reason::SamePerson => say!(galat.alasan_orang_sama),
    }
}

/// The eye that hides amounts, as a button for the bar of a page.
#[component]
pub fn Eye(eye: PrivacyEye) -> impl IntoView {
    move || {
        let shut = eye.hidden.get();
        let (label, glyph) =
            if shut { (say!(umum.tampilkan), Glyph::EyeOff) } else { (say!(umum.sembunyikan), Glyph::Eye) };
        let toggle = move |()| eye.hidden.update(|hidden| *hidden = !*hidden);
        view! { <IconButton label=label glyph=glyph on_press=toggle /> }
    }
}
