//! Suppositions in words: what would have to be otherwise for a figure to change.

use domain::lever::Lever;
use domain::tpp::Policy;

use super::derive::label;
use super::format::decimal;
use super::kinerja::predikat;
use crate::say;

/// Says what is supposed; the policy names its measures.
#[must_use]
pub fn supposing(of: &Lever, policy: Option<&'static Policy>) -> String {
    match of {
        Lever::Appointed => say!(gaji.bila_diangkat),
        Lever::Service(mkg) => say!(gaji.bila_masa_kerja, tahun = mkg.years()),
        Lever::Rank(golongan) => say!(gaji.bila_golongan, golongan = golongan.to_string()),
        Lever::Spouse(true) => say!(gaji.bila_pasangan),
        Lever::Spouse(false) => say!(gaji.bila_tanpa_pasangan),
        Lever::Children(children) => say!(gaji.bila_anak, jumlah = *children),
        Lever::TaxStatus(ptkp) => say!(gaji.bila_ptkp, status = ptkp.to_string()),
        Lever::Predikat(to) => say!(gaji.bila_predikat, predikat = predikat(*to)),
        Lever::Measure { key, from, to } => {
            let measure = policy.and_then(|policy| policy.measures().find(|measure| measure.key == *key));
            let name = measure.map_or_else(|| key.clone(), |measure| label(&measure.label));
            say!(gaji.bila_ukuran, ukuran = name, dari = decimal(*from), ke = decimal(*to))
        }
    }
}
