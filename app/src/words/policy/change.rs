//! What differs between two versions of a policy: old and new side by side, each with its place.

use domain::tpp::{Change, Difference, Policy, Rule, ValueEntry, changes as between};

use super::clause::{amount, chapter};
use super::rule::{remarks, said};
use super::standing;
use crate::say;
use crate::words::derive::{cite, paper};

/// Says everything that differs. A source that gave way to another everywhere is said once, with how often.
#[must_use]
pub fn changes(old: &Policy, new: &Policy) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut sources: Vec<((String, String), usize)> = Vec::new();
    for change in between(old, new) {
        match one(&change) {
            Said::Nothing => {}
            Said::Sentence(sentence) => sentences.push(sentence),
            Said::Source(pair) => match sources.iter_mut().find(|(known, _)| *known == pair) {
                Some((_, count)) => *count += 1,
                None => sources.push((pair, 1)),
            },
        }
    }
    sentences.extend(
        sources
            .into_iter()
            .map(|((lama, baru), jumlah)| say!(kebijakan.d_sumber, jumlah = jumlah, lama = lama, baru = baru)),
    );
    sentences
}

enum Said {
    /// It reads the same: what differs is told at another place.
    Nothing,
    Sentence(String),
    /// The old source and the new one, with the value as it was.
    Source((String, String)),
}

fn one(of: &Change) -> Said {
    let words: Vec<String> = core::iter::once(chapter(of.chapter)).chain(of.trail.iter().map(said)).collect();
    let tempat = words.join(" › ");
    Said::Sentence(match &of.what {
        Difference::Added => say!(kebijakan.d_tambah, tempat = tempat),
        Difference::Removed => say!(kebijakan.d_hapus, tempat = tempat),
        Difference::Moved => say!(kebijakan.d_pindah, tempat = tempat),
        Difference::Rule { old } => {
            let Some(new) = of.trail.last() else { return Said::Nothing };
            let (lama, baru) = (said(old), said(new));
            if lama != baru {
                let around = words[..words.len() - 1].join(" › ");
                say!(kebijakan.d_aturan, tempat = around, lama = lama, baru = baru)
            } else if remarks(old) != remarks(new) {
                let (lama, baru) = (remarks(old).join(" · "), remarks(new).join(" · "));
                say!(kebijakan.d_aturan, tempat = tempat, lama = lama, baru = baru)
            } else {
                return Said::Nothing;
            }
        }
        Difference::Value { old, new } => {
            let rule = of.trail.last();
            let (lama, baru) = (shown(rule, old.as_ref()), shown(rule, new.as_ref()));
            let officer = |entry: &Option<ValueEntry>| entry.as_ref().and_then(|entry| entry.cite.confirmed.clone());
            if let (Some(new), Some(by)) = (new, officer(new).filter(|by| officer(old).as_ref() != Some(by))) {
                let (nama, sumber) = (by.by, paper(&new.cite));
                let same = old.as_ref().is_some_and(|old| old.value == new.value);
                return Said::Sentence(if same {
                    say!(kebijakan.d_konfirmasi, tempat = tempat, nilai = baru, nama = nama, sumber = sumber)
                } else {
                    say!(
                        kebijakan.d_konfirmasi_baru,
                        tempat = tempat,
                        lama = lama,
                        baru = baru,
                        nama = nama,
                        sumber = sumber
                    )
                });
            }
            match (old, new) {
                (Some(old), Some(new)) if old.value == new.value => {
                    if old.standing == new.standing {
                        return Said::Source((cite(&old.cite), cite(&new.cite)));
                    }
                    let (lama, baru) = (standing(old).0, standing(new).0);
                    say!(kebijakan.d_kepastian, tempat = tempat, lama = lama, baru = baru)
                }
                _ => say!(kebijakan.d_nilai, tempat = tempat, lama = lama, baru = baru),
            }
        }
    })
}

fn shown(rule: Option<&Rule>, entry: Option<&ValueEntry>) -> String {
    let text = rule.zip(entry).and_then(|(rule, entry)| amount(rule, entry));
    text.unwrap_or_else(|| say!(gaji.nilai_tidak_ada))
}
