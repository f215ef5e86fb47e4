//! What would change a figure: each fact that a slip rests on is supposed to be otherwise, one at a time, and the slip is worked
//! out again by the same formula. Nothing is estimated; what cannot be worked out is left out.

use rust_decimal::Decimal;

use crate::asn::{Golongan, MasaKerja, PnsGolongan, Ptkp, Status};
use crate::kinerja::Predikat;
use crate::law::Rulebook;
use crate::money::{Overflow, Rupiah};
use crate::pay::{LineCode, PayInput, Slip, TppRun, promoted, silent};
use crate::tpp::{self, Better, Measure, MeasureKind};

/// Most years of service that are looked through for the next row of the pay table.
const YEARS_AHEAD: i32 = 4;

/// What is supposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lever {
    /// The candidate is appointed.
    Appointed,
    /// Service years of the next row of the pay table.
    Service(MasaKerja),
    /// The next rank, with the service years that a promotion leaves.
    Rank(Golongan),
    /// Whether the spouse counts for allowances.
    Spouse(bool),
    /// So many children count for allowances.
    Children(u8),
    /// Another family status for tax.
    TaxStatus(Ptkp),
    /// Another predikat.
    Predikat(Predikat),
    /// A measure of the policy at its best.
    Measure {
        /// Key inside the policy.
        key: String,
        /// What it is.
        from: Decimal,
        /// What is supposed.
        to: Decimal,
    },
}

/// The slip under one supposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supposed {
    /// What is supposed.
    pub lever: Lever,
    /// The slip that follows.
    pub slip: Slip,
}

/// What a supposition makes of one figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What is supposed.
    pub lever: Lever,
    /// By how much the figure differs from what it is.
    pub by: Rupiah,
}

/// Works out the slip under every supposition that can be worked out.
#[must_use]
pub fn supposed(input: &PayInput, run: Option<TppRun<'_>>, law: &Rulebook) -> Vec<Supposed> {
    let of_input = suppositions(input, law).into_iter().filter_map(|(lever, other)| {
        let slip = silent(&other, run, law).ok()?;
        Some(Supposed { lever, slip })
    });
    let of_policy = run.into_iter().flat_map(|run| of_policy(input, run, law));
    of_input.chain(of_policy).collect()
}

/// Finds what each supposition makes of a line, or of the net amount; what changes nothing is left out, the greatest
/// difference stands first.
///
/// # Errors
/// A difference that leaves the range of amounts.
pub fn effects(slip: &Slip, supposed: &[Supposed], line: Option<LineCode>) -> Result<Vec<Effect>, Overflow> {
    let figure = |of: &Slip| match line {
        Some(code) => of.amount(code).unwrap_or_default(),
        None => of.total.net,
    };
    let now = figure(slip);
    let mut found = Vec::new();
    for one in supposed {
        let by = figure(&one.slip).minus(now)?;
        if by != Rupiah::ZERO {
            found.push(Effect { lever: one.lever.clone(), by });
        }
    }
    found.sort_by_key(|effect| core::cmp::Reverse(effect.by.get().unsigned_abs()));
    Ok(found)
}

fn suppositions(input: &PayInput, law: &Rulebook) -> Vec<(Lever, PayInput)> {
    let mut all = Vec::new();
    if input.status == Status::Cpns {
        all.push((Lever::Appointed, PayInput { status: Status::Pns, ..input.clone() }));
    }
    all.extend(next_row(input, law).map(|mkg| (Lever::Service(mkg), PayInput { mkg, ..input.clone() })));
    let rank = |(golongan, mkg)| (Lever::Rank(golongan), PayInput { golongan, mkg, ..input.clone() });
    all.extend(next_rank(input, law).map(rank));
    let spouse = !input.family.spouse;
    let heads = |more: bool, input: &PayInput| {
        if more { input.rice_heads.saturating_add(1) } else { input.rice_heads.saturating_sub(1).max(1) }
    };
    let mut other = PayInput { rice_heads: heads(spouse, input), ..input.clone() };
    other.family.spouse = spouse;
    all.push((Lever::Spouse(spouse), other));
    let children = input.family.children;
    let most = law.family_limits(input.month.first()).map_or(children, |limits| limits.max_children);
    let one_more = children.checked_add(1).filter(|more| *more <= most);
    for (children, more) in [(one_more, true), (children.checked_sub(1), false)] {
        let Some(children) = children else { continue };
        let mut other = PayInput { rice_heads: heads(more, input), ..input.clone() };
        other.family.children = children;
        all.push((Lever::Children(children), other));
    }
    let dependants = input.ptkp.dependants();
    let statuses = [Ptkp::new(!input.ptkp.married, dependants), Ptkp::new(input.ptkp.married, dependants + 1)];
    for ptkp in statuses.into_iter().flatten() {
        all.push((Lever::TaxStatus(ptkp), PayInput { ptkp, ..input.clone() }));
    }
    all
}

/// Finds the service years at which the base pay rises next.
fn next_row(input: &PayInput, law: &Rulebook) -> Option<MasaKerja> {
    let pokok =
        |mkg: MasaKerja| silent(&PayInput { mkg, ..input.clone() }, None, law).ok()?.amount(LineCode::GajiPokok);
    let now = pokok(input.mkg)?;
    let whole = MasaKerja::new(input.mkg.years(), 0)?;
    let later = (1..=YEARS_AHEAD).filter_map(|years| whole.plus_months(years * 12));
    later.into_iter().find(|mkg| pokok(*mkg).is_some_and(|then| then > now))
}

/// Returns the next rank, with the service years that a promotion leaves.
fn next_rank(input: &PayInput, law: &Rulebook) -> Option<(Golongan, MasaKerja)> {
    let Golongan::Pns(rank) = input.golongan else { return None };
    let next = Golongan::Pns(PnsGolongan::all().nth(rank.index() + 1)?);
    let promoted = promoted(input.golongan, next, input.mkg, input.month.first(), law).ok()?;
    Some((next, promoted.mkg))
}

fn of_policy(input: &PayInput, run: TppRun<'_>, law: &Rulebook) -> Vec<Supposed> {
    let policy = run.policy;
    let with = |lever: Lever, asked: &tpp::Input<'_>| {
        let run = TppRun { input: asked, ..run };
        Some(Supposed { lever, slip: silent(input, Some(run), law).ok()? })
    };
    let mut all = Vec::new();
    if run.input.predikat.is_some() {
        for other in Predikat::ALL.into_iter().filter(|other| Some(*other) != run.input.predikat) {
            all.extend(with(Lever::Predikat(other), &tpp::Input { predikat: Some(other), ..*run.input }));
        }
    }
    let stands = policy.name_measures(run.input.measures);
    for measure in policy.measures() {
        let (Some(from), Some(to)) = (stands.get(&measure.key).copied(), best(measure)) else { continue };
        if from == to {
            continue;
        }
        let mut delivered = stands.clone();
        delivered.insert(measure.key.clone(), to);
        let read = policy.read_measures(delivered.iter().map(|(key, value)| (key.as_str(), *value)));
        let Ok(measures) = read else { continue };
        let lever = Lever::Measure { key: measure.key.clone(), from, to };
        all.extend(with(lever, &tpp::Input { measures: &measures, ..*run.input }));
    }
    all
}

/// Returns the best a measure can be, where it is known.
fn best(of: &Measure) -> Option<Decimal> {
    let (least, most) = of.range();
    match of.better {
        Better::Lower => Some(least),
        Better::Higher if of.max.is_some() || matches!(of.kind, MeasureKind::Percent | MeasureKind::Flag) => Some(most),
        Better::Higher => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn::Counted;
    use crate::law::Practice;
    use crate::tpp::shipped;

    fn input() -> PayInput {
        PayInput {
            family: Counted { spouse: true, children: 1 },
            rice_heads: 3,
            ptkp: Ptkp::new(true, 1).unwrap(),
            ..PayInput::bare(
                "2025-10".parse().unwrap(),
                Status::Pns,
                "III/b".parse().unwrap(),
                MasaKerja::new(9, 3).unwrap(),
                Practice::regional(),
            )
        }
    }

    fn of(input: &PayInput, line: Option<LineCode>) -> Vec<(Lever, i64)> {
        let law = Rulebook::national();
        let slip = silent(input, None, law).unwrap();
        let all = effects(&slip, &supposed(input, None, law), line).unwrap();
        all.into_iter().map(|effect| (effect.lever, effect.by.get())).collect()
    }

    #[test]
    fn each_figure_names_what_moves_it_and_by_how_much() {
        let mkg = MasaKerja::new(10, 0).unwrap();
        // PP 5/2024: III/b with 8, 10 years, and III/c with 8 years.
        let pokok = of(&input(), Some(LineCode::GajiPokok));
        let next = silent(&PayInput { mkg, ..input() }, None, Rulebook::national()).unwrap();
        let now = silent(&input(), None, Rulebook::national()).unwrap();
        let rise = next.amount(LineCode::GajiPokok).unwrap().minus(now.amount(LineCode::GajiPokok).unwrap()).unwrap();
        assert!(pokok.contains(&(Lever::Service(mkg), rise.get())) && rise > Rupiah::ZERO, "{pokok:?}");
        assert_eq!(pokok.len(), 2, "service and rank, and nothing of the family: {pokok:?}");
        assert!(matches!(pokok[0].0, Lever::Rank(_)), "{pokok:?}");
        let child = of(&input(), Some(LineCode::TunjanganAnak));
        let children: Vec<&Lever> = child.iter().map(|(lever, _)| lever).collect();
        assert!(children.contains(&&Lever::Children(2)) && children.contains(&&Lever::Children(0)), "{child:?}");
        // A third child does not count.
        let full = PayInput { family: Counted { spouse: true, children: 2 }, rice_heads: 4, ..input() };
        assert!(of(&full, None).iter().all(|(lever, _)| *lever != Lever::Children(3)));
    }

    #[test]
    fn an_appointment_adds_the_fifth_that_a_candidate_lacks() {
        let candidate = PayInput { status: Status::Cpns, ..input() };
        let whole = silent(&input(), None, Rulebook::national()).unwrap().amount(LineCode::GajiPokok).unwrap();
        let pokok = of(&candidate, Some(LineCode::GajiPokok));
        assert!(pokok.contains(&(Lever::Appointed, whole.get() / 5)), "{pokok:?}");
        assert!(of(&input(), None).iter().all(|(lever, _)| *lever != Lever::Appointed));
    }

    #[test]
    fn a_promotion_into_the_next_group_moves_service_years_and_the_end_of_the_table_moves_nothing() {
        let held = |golongan: &str, mkg: u8| {
            let mkg = MasaKerja::new(mkg, 0).unwrap();
            PayInput { golongan: golongan.parse().unwrap(), mkg, ..input() }
        };
        let law = Rulebook::national();
        let pokok = |of: &PayInput| silent(of, None, law).unwrap().amount(LineCode::GajiPokok).unwrap();
        let promoted = |golongan: &str, mkg: u8| {
            let all = supposed(&held(golongan, mkg), None, law);
            let found = all.into_iter().find(|one| matches!(one.lever, Lever::Rank(_)));
            found.map(|one| one.slip.amount(LineCode::GajiPokok).unwrap())
        };
        // II to III takes five years off, III to IV none.
        assert_eq!(promoted("II/d", 15), Some(pokok(&held("III/a", 10))));
        assert_eq!(promoted("III/d", 20), Some(pokok(&held("IV/a", 20))));
        assert_eq!(promoted("IV/e", 20), None);
        assert!(of(&held("IV/e", 32), Some(LineCode::GajiPokok)).is_empty(), "the last row of the table");
    }

    #[test]
    fn a_measure_at_its_best_never_pays_less_before_tax() {
        let law = Rulebook::national();
        let mut found = 0;
        for policy in shipped() {
            let worst = |one: &&Measure| {
                let (least, most) = one.range();
                let value = if one.better == Better::Lower { most.min(Decimal::from(2)).max(least) } else { least };
                (one.key.as_str().to_owned(), value)
            };
            let delivered: Vec<(String, Decimal)> = policy.measures().collect::<Vec<_>>().iter().map(worst).collect();
            let read = policy.read_measures(delivered.iter().map(|(key, value)| (key.as_str(), *value)));
            let Ok(measures) = read else { continue };
            let asked = tpp::Input {
                month: input().month,
                kelas: Some(7),
                post: None,
                status: Status::Pns,
                unit_kind: None,
                measures: &measures,
                predikat: Some(Predikat::Baik),
                acting: None,
            };
            let run = TppRun { policy, input: &asked, zakat: false };
            let Ok(slip) = silent(&input(), Some(run), law) else { continue };
            let gross = |of: &Slip| of.tpp.map_or(0, |tpp| tpp.gross.get());
            for one in supposed(&input(), Some(run), law) {
                if matches!(one.lever, Lever::Measure { .. }) {
                    assert!(gross(&one.slip) >= gross(&slip), "{} {:?}", policy.key(), one.lever);
                    found += 1;
                }
            }
        }
        assert!(found > 10, "{found}");
    }
}
