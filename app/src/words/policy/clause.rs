//! The rules of a policy as people read them: a sentence for each clause, its value, its source, and how sure it is.

use domain::cite::{Cite, Confidence};
use domain::tpp::{BandGives, Chapter, Clause, Rule, ValueEntry};

use super::rule::{quantity, remarks, said};
use super::{certainty, standing, value};
use crate::components::{Node, Source, Tone};
use crate::say;
use crate::words::derive::{cite, confidence};
use crate::words::format::decimal;

/// Names a chapter.
#[must_use]
pub fn chapter(of: Chapter) -> String {
    match of {
        Chapter::Ceiling => say!(kebijakan.bab_pagu),
        Chapter::Accounts => say!(kebijakan.bab_akun),
        Chapter::Receivers => say!(kebijakan.bab_penerima),
        Chapter::Acting => say!(kebijakan.bab_rangkap),
        Chapter::Steps => say!(kebijakan.bab_langkah),
        Chapter::Payout => say!(kebijakan.bab_bayar),
        Chapter::Holds => say!(kebijakan.bab_tahan),
        Chapter::Net => say!(kebijakan.bab_bersih),
        Chapter::Measures => say!(kebijakan.bab_ukuran),
    }
}

/// Turns clauses into the nodes of a tree. A source that holds for all of a clause stands at the clause, once.
#[must_use]
pub fn nodes(clauses: &[Clause]) -> Vec<Node> {
    clauses.iter().map(|clause| node(clause, None)).collect()
}

fn node(of: &Clause, told: Option<&Cite>) -> Node {
    let common = common_cite(of);
    let own = of.value.as_ref().map(|entry| &entry.cite);
    let here = common.or(own).filter(|here| Some(*here) != told);
    let told = common.or(told);
    let mut sources: Vec<Source> = remarks(&of.rule).into_iter().map(Source::Remark).collect();
    sources.extend(here.map(law));
    let unsure = of.value.as_ref().filter(|entry| !entry.stands()).map(standing);
    let waiting = of.parts.iter().map(open).sum::<usize>();
    let mark = unsure.map(|(word, tone)| (tone, word)).or_else(|| {
        let inside = (waiting > 0).then(|| (Tone::Sogan, say!(kebijakan.belum_pasti, jumlah = waiting)));
        // The name of an officer says more than a mark.
        let sure = here
            .filter(|cite| cite.confirmed.is_none())
            .map(|cite| cite.confidence)
            .filter(|sure| *sure != Confidence::Verified);
        inside.or_else(|| sure.map(|sure| (certainty(sure), confidence(sure))))
    });
    Node {
        sentence: said(&of.rule),
        amount: of.value.as_ref().and_then(|entry| amount(&of.rule, entry)),
        spoken: None,
        sources,
        mark,
        children: of.parts.iter().map(|part| node(part, told)).collect(),
    }
}

/// Counts the values that do not stand yet.
fn open(of: &Clause) -> usize {
    let own = of.value.as_ref().is_some_and(|entry| !entry.stands());
    usize::from(own) + of.parts.iter().map(open).sum::<usize>()
}

/// Returns the one source of all values of a clause, when it is one.
fn common_cite(of: &Clause) -> Option<&Cite> {
    fn all<'a>(of: &'a Clause, found: &mut Vec<&'a Cite>) {
        found.extend(of.value.as_ref().map(|entry| &entry.cite));
        of.parts.iter().for_each(|part| all(part, found));
    }
    let mut found = Vec::new();
    all(of, &mut found);
    let first = *found.first()?;
    found.iter().all(|one| *one == first).then_some(first)
}

fn law(of: &Cite) -> Source {
    let act = of.act.replace('%', "%25").replace(' ', "%20").replace('&', "%26").replace('#', "%23");
    Source::Law(cite(of), Some(format!("/aturan?cari={act}")))
}

/// Writes the value of a clause as it stands at its right; a missing one has a mark instead.
pub(super) fn amount(rule: &Rule, entry: &ValueEntry) -> Option<String> {
    let number = entry.value?;
    let times = || say!(kebijakan.a_kali, angka = decimal(number));
    Some(match rule {
        Rule::Band { gives: BandGives::Factor, .. }
        | Rule::UnitKind(_)
        | Rule::Addend(_)
        | Rule::Less(_)
        | Rule::Index => times(),
        Rule::Band { gives: BandGives::Points, .. } | Rule::PostPoints { .. } => {
            say!(kebijakan.a_poin, angka = decimal(number))
        }
        Rule::Band { gives: BandGives::LinearOver, .. } => say!(kebijakan.a_per, angka = decimal(number)),
        Rule::Threshold { of, .. } => quantity(number, of.kind),
        Rule::Bearer if number.is_zero() => say!(kebijakan.r_pegawai),
        Rule::Bearer => say!(kebijakan.r_daerah),
        _ => value(entry),
    })
}
