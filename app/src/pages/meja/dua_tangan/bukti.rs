//! How far a sealed run could be proven on this device, before anybody decides about it.

use ledger::payload::RunSeal;
use leptos::prelude::*;

use crate::components::{Facts, Glyph, IconLine, Notice, Section, Tone};
use crate::say;

/// How far it could be proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Payments that came out the same.
    pub same: usize,
    /// Names of people whose payment comes out differently.
    pub differs: Vec<String>,
    /// Names of people whose payment cannot be worked out here.
    pub unworkable: Vec<String>,
    /// Whether all that the seal names is here.
    pub whole: bool,
}

impl Proof {
    /// Says whether everything came out the same.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.whole && self.differs.is_empty() && self.unworkable.is_empty()
    }
}

/// Says what was proven and what was not, with the digests; `more` is what speaks against it beside that.
pub fn proven(seal: &RunSeal, proof: &Proof, more: Option<String>) -> AnyView {
    let here: String = domain::law::rules_hash().chars().take(8).collect();
    let there: String = seal.rules.to_string().chars().take(8).collect();
    let rules = (here != there && !proof.holds()).then(|| {
        view! { <IconLine glyph=Glyph::Info text=say!(masa.aturan_lain, dahulu = there, kini = here) /> }
    });
    let mut said: Vec<AnyView> = Vec::new();
    if proof.holds() {
        said.push(
            view! { <IconLine glyph=Glyph::ShieldCheck tone=Tone::Daun text=say!(masa.terbukti, jumlah = proof.same) /> }
                .into_any(),
        );
    }
    if !proof.whole {
        said.push(view! { <Notice tone=Tone::Sogan text=say!(masa.tidak_lengkap) /> }.into_any());
    }
    for (names, text) in [
        (&proof.differs, say!(masa.berbeda, jumlah = proof.differs.len(), nama = proof.differs.join(", "))),
        (
            &proof.unworkable,
            say!(masa.tak_terhitung, jumlah = proof.unworkable.len(), nama = proof.unworkable.join(", ")),
        ),
    ] {
        if !names.is_empty() {
            said.push(view! { <Notice tone=Tone::Mengkudu text=text /> }.into_any());
        }
    }
    said.extend(more.map(|text| view! { <Notice tone=Tone::Mengkudu text=text /> }.into_any()));
    let digests =
        vec![(say!(masa.sidik_masukan), seal.inputs.to_string()), (say!(masa.sidik_slip), seal.slips.to_string())];
    let short: String = seal.slips.to_string().chars().take(12).collect();
    view! {
        <Section title=say!(masa.pembuktian)>
            {said}
            {rules}
            <details class="proof">
                <summary>{say!(meja.sidik, pendek = short)}</summary>
                <Facts facts=Signal::derive(move || digests.clone()) />
            </details>
        </Section>
    }
    .into_any()
}
