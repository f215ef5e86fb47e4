//! Tells the parts that lines and bases share. Nothing is worked out here; a silent recorder makes it nothing at all.

use super::resolve::Resolved;
use super::{LineCode, PayInput, PayStep, Post, TppPart};
use crate::cite::Cite;
use crate::derive::{Recorder, Step, Value};
use crate::law::{Component, Components};
use crate::money::{Overflow, Rupiah};
use crate::tax::{Round, exact};

/// The components of the month worked out so far.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Amounts([Rupiah; Component::ALL.len()]);

impl Amounts {
    #[inline]
    pub(super) fn get(&self, component: Component) -> Rupiah {
        self.0[component as usize]
    }

    #[inline]
    pub(super) fn set(&mut self, component: Component, amount: Rupiah) {
        self.0[component as usize] = amount;
    }

    #[inline]
    pub(super) fn sum(&self, components: Components) -> Result<Rupiah, Overflow> {
        Rupiah::sum(components.iter().map(|component| self.get(component)))
    }
}

/// Tells a base: every component of it that is not zero, then the sum.
#[inline]
pub(super) fn base<R: Recorder>(
    rec: &mut R,
    input: &PayInput,
    found: &Resolved<'_>,
    amounts: &Amounts,
    components: Components,
    of: LineCode,
    cite: &Cite,
) -> Result<Rupiah, Overflow> {
    let sum = amounts.sum(components)?;
    rec.open(|| Step::Pay(PayStep::Base { of }));
    rec.cite(cite);
    for component in components.iter().filter(|_| R::TELLS) {
        let amount = amounts.get(component);
        if amount != Rupiah::ZERO {
            part(rec, input, found, component, amount);
        }
    }
    rec.close(|| Value::Rupiah(sum));
    Ok(sum)
}

/// Tells `rate · base`, then its rounding, and returns the rounded amount.
#[inline]
pub(super) fn share<R: Recorder>(
    rec: &mut R,
    base: Rupiah,
    (rate_bp, cite): (u32, &Cite),
    round: Round<'_>,
) -> Result<Rupiah, Overflow> {
    rec.cited(|| Step::Pay(PayStep::Share { rate_bp }), cite, || exact(base, rate_bp));
    let amount = base.share_bp(rate_bp, round.rounding)?;
    round.tell(rec, amount);
    Ok(amount)
}

/// Tells one component by what decided it.
pub(super) fn part<R: Recorder>(
    rec: &mut R,
    input: &PayInput,
    found: &Resolved<'_>,
    component: Component,
    amount: Rupiah,
) {
    let value = || Value::Rupiah(amount);
    match component {
        Component::GajiPokok => {
            base_pay(rec, input, found, amount);
        }
        Component::SuamiIstri => {
            rec.cited(|| Step::Pay(PayStep::SpouseShare { rate_bp: found.spouse.0 }), found.spouse.1, value);
        }
        Component::Anak => rec.cited(
            || Step::Pay(PayStep::ChildShare { rate_bp: found.child.0, children: input.family.children }),
            found.child.1,
            value,
        ),
        Component::Jabatan => post(rec, input, found, amount),
        Component::Beras => rec.cited(
            || Step::Pay(PayStep::Rice { heads: input.rice_heads, kg_each: found.rice_kg.0 }),
            found.rice_price.1,
            value,
        ),
        Component::Pembulatan => {
            rec.open(|| Step::Pay(PayStep::RoundedUp { unit: input.practice.pembulatan }));
            if let Some(cite) = found.practice_cite {
                rec.cite(cite);
            }
            rec.close(value);
        }
        Component::BpjsPemberiKerja | Component::Jkk | Component::Jkm => {
            let cite = match component {
                Component::Jkk => found.jkk.1,
                Component::Jkm => found.jkm.1,
                _ => found.bpjs.map_or(found.jkk.1, |terms| terms.employer.1),
            };
            rec.cited(|| Step::Pay(PayStep::EmployerShare(component)), cite, value);
        }
        Component::Tpp => tpp(rec, input, amount),
    }
}

fn base_pay<R: Recorder>(rec: &mut R, input: &PayInput, found: &Resolved<'_>, amount: Rupiah) {
    rec.open(|| {
        Step::Pay(match (&input.gaji_pokok_given, found.row) {
            (Some(given), _) => PayStep::BasePayGiven { source: given.source.clone() },
            (None, row) => PayStep::TableRow {
                golongan: input.golongan,
                years: input.mkg.years(),
                row_years: row.map_or(0, |row| row.row_years),
            },
        })
    });
    if let Some(row) = found.row {
        rec.cite(row.cite);
    }
    if let Some((_, cite)) = found.cpns {
        rec.cite(cite);
    }
    rec.close(|| Value::Rupiah(amount));
}

/// Tells the post allowance.
pub(super) fn post<R: Recorder>(rec: &mut R, input: &PayInput, found: &Resolved<'_>, amount: Rupiah) {
    rec.open(|| {
        Step::Pay(match &input.post {
            Post::Umum => PayStep::PostGeneral { golongan: input.golongan },
            Post::Struktural { eselon } => PayStep::PostStructural { eselon: eselon.clone() },
            Post::Fungsional { family, level } => {
                PayStep::PostFunctional { family: family.clone(), level: level.clone() }
            }
            Post::Given { source, .. } | Post::StrukturalGiven { source, .. } => {
                PayStep::PostGiven { source: source.clone() }
            }
        })
    });
    if let Some(cite) = found.post.1 {
        rec.cite(cite);
    }
    rec.close(|| Value::Rupiah(amount));
}

/// Tells the TPP of the month as one amount.
pub(super) fn tpp<R: Recorder>(rec: &mut R, input: &PayInput, amount: Rupiah) {
    rec.leaf(
        || {
            Step::Pay(match &input.tpp {
                Some(TppPart::Elsewhere(given) | TppPart::Gross { given, .. }) => {
                    PayStep::TppGiven { source: given.source.clone() }
                }
                None => PayStep::TppByPolicy,
            })
        },
        || Value::Rupiah(amount),
    );
}
