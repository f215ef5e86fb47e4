//! Who signs: the form, and the block of signatures on paper.

use ledger::facts::{Profile, profile};
use ledger::hash::Id;
use leptos::prelude::*;

use super::form::{ENTRIES, Signers};
use crate::components::{TextField, fresh_id};
use crate::desk::{Desk, Draft};
use crate::say;
use crate::words::format;

/// The head of an office as a signature names it: post, name, NIP.
pub type Head = (String, String, String);

/// Whose lists are signed; cheap to copy.
#[derive(Clone, Copy)]
pub struct House {
    /// Name of the office, or of the region.
    pub name: Signal<String>,
    /// Its head, where one alone is known.
    pub head: Signal<Option<Head>>,
}

/// Finds the one person of an office whose superior is not of it.
#[must_use]
pub fn head_of(office: &str, people: &[&Profile]) -> Option<Head> {
    let post = |id: &Id| people.iter().find(|one| one.id == *id)?.jabatan.as_ref();
    let mut heads = people.iter().filter(|facts| {
        let Some(own) = facts.jabatan.as_ref().filter(|own| own.office == office) else { return false };
        own.superior.as_ref().and_then(post).is_none_or(|above| above.office != office)
    });
    let (one, other) = (heads.next()?, heads.next());
    let title = one.jabatan.as_ref()?.title.clone();
    other.is_none().then(|| (title, one.call(), one.nip.map(|nip| nip.grouped()).unwrap_or_default()))
}

/// Who signs the lists of the page; cheap to copy.
#[derive(Clone, Copy)]
pub struct Signing {
    desk: Desk,
    house: House,
    typed: RwSignal<Signers>,
    draft: StoredValue<Draft>,
}

impl Signing {
    /// Reads what was typed the last time.
    #[must_use]
    pub fn new(desk: Desk, house: House) -> Self {
        let draft = desk.draft("dokumen.tanda-tangan");
        let typed = RwSignal::new(draft.load().unwrap_or_default());
        Self { desk, house, typed, draft: StoredValue::new(draft) }
    }

    fn put(self, name: &str, text: String) {
        self.typed.update(|typed| typed.set(name, text));
        // A full device shows at the next save; typing goes on.
        let _ = self.draft.with_value(|draft| self.typed.with_untracked(|typed| draft.save(typed)));
    }

    /// What is known of an entry without anybody typing it.
    fn known(self, name: &str) -> Option<String> {
        let today = self.desk.today();
        match name {
            "tanggal" => Some(format::day(today)),
            "kepala-jabatan" => self.house.head.get().map(|(title, _, _)| title),
            "kepala-nama" => self.house.head.get().map(|(_, name, _)| name),
            "kepala-nip" => self.house.head.get().map(|(_, _, nip)| nip),
            "bendahara-jabatan" => Some(say!(dokumen.bendahara_pengeluaran)),
            "bendahara-nama" | "bendahara-nip" => {
                let person = self.desk.account.with(|account| account.as_ref().and_then(|one| one.person))?;
                let facts = self.desk.book.with(|book| profile(book, person, today));
                if name == "bendahara-nama" { facts.name } else { facts.nip.map(|nip| nip.grouped()) }
            }
            _ => None,
        }
    }

    /// Returns an entry as it goes on paper: typed, known, or dots.
    pub fn entry(self, name: &str) -> String {
        let known = self.known(name);
        self.typed.with(|typed| typed.or_dots(name, known.as_deref()))
    }
}

/// The entries that only the letter asks for.
const LETTER_ONLY: [&str; 3] = ["nomor", "nomor-spm", "alamat-kantor"];

/// The entry that only tax certificates ask for.
const CERTIFICATE_ONLY: &str = "npwp-pemotong";

fn label(name: &str) -> String {
    match name {
        "tempat" => say!(dokumen.t_tempat),
        "tanggal" => say!(dokumen.t_tanggal),
        "nomor" => say!(dokumen.t_nomor),
        "nomor-spm" => say!(dokumen.t_nomor_spm),
        "alamat-kantor" => say!(dokumen.t_alamat_kantor),
        "kepala-jabatan" => say!(dokumen.t_kepala_jabatan),
        "kepala-nama" => say!(dokumen.t_kepala_nama),
        "kepala-nip" => say!(dokumen.t_kepala_nip),
        "bendahara-jabatan" => say!(dokumen.t_bendahara_jabatan),
        "bendahara-nama" => say!(dokumen.t_bendahara_nama),
        "npwp-pemotong" => say!(bukti.t_npwp),
        _ => say!(dokumen.t_bendahara_nip),
    }
}

/// What is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// A list, by the head and the treasurer.
    List,
    /// The letter, by the head alone.
    Letter,
    /// A tax certificate, by the treasurer alone.
    Certificate,
}

/// The form, folded away below a list: what is known stands in it already.
#[component]
pub fn SignersForm(signing: Signing, on: Signed) -> impl IntoView {
    let wanted = ENTRIES.into_iter().filter(move |name| match on {
        Signed::Letter => !name.starts_with("bendahara") && *name != CERTIFICATE_ONLY,
        Signed::List => !LETTER_ONLY.contains(name) && *name != CERTIFICATE_ONLY,
        Signed::Certificate => !LETTER_ONLY.contains(name) && !name.starts_with("kepala"),
    });
    let field = move |name: &'static str| {
        let value = Signal::derive(move || {
            let typed = signing.typed.with(|typed| typed.typed(name).map(str::to_owned));
            typed.or_else(|| signing.known(name)).unwrap_or_default()
        });
        view! {
            <TextField
                id=format!("tanda-{name}")
                label=label(name)
                value=value
                on_input=move |text| signing.put(name, text)
                maxlength=160
            />
        }
    };
    let id = fresh_id("tanda");
    view! {
        <details id=id open=on == Signed::Letter>
            <summary>{say!(dokumen.tanda_tangan)}</summary>
            <div class="stack">
                <p class="sub">{say!(dokumen.tanda_tangan_jelas)}</p>
                {wanted.map(field).collect_view()}
            </div>
        </details>
    }
}

/// The block below a list on paper.
#[component]
pub fn Signatures(signing: Signing) -> impl IntoView {
    let of = move |name: &'static str| signing.entry(name);
    view! {
        <div class="signs">
            <p>
                {say!(dokumen.mengetahui)} <br /> {of("kepala-jabatan")}
                <span class="sign-room"></span> <b>{of("kepala-nama")}</b> <br />
                {say!(dokumen.nip_angka, nip = of("kepala-nip"))}
            </p>
            <p>
                {of("tempat")} ", " {of("tanggal")} <br /> {of("bendahara-jabatan")}
                <span class="sign-room"></span> <b>{of("bendahara-nama")}</b> <br />
                {say!(dokumen.nip_angka, nip = of("bendahara-nip"))}
            </p>
        </div>
    }
}

/// Who withheld the tax, below a certificate on paper.
#[component]
pub fn Withholder(signing: Signing) -> impl IntoView {
    let of = move |name: &'static str| signing.entry(name);
    view! {
        <div class="signs">
            <p>
                {say!(bukti.t_npwp)} ": " {of("npwp-pemotong")} <br /> {say!(meja.kantor)} ": " {signing.house.name.get()}
            </p>
            <p>
                {of("tempat")} ", " {of("tanggal")} <br /> {of("bendahara-jabatan")}
                <span class="sign-room"></span> <b>{of("bendahara-nama")}</b> <br />
                {say!(dokumen.nip_angka, nip = of("bendahara-nip"))}
            </p>
        </div>
    }
}
