//! The same month, explained: one derivation for each line, in the order of the slip.

use super::{Line, LineCode, LineKind, PayInput, PayStep, Slip, TppRun, month_with};
use crate::cite::Cite;
use crate::derive::{Derivation, Explaining, Step, Value};
use crate::law::Rulebook;
use crate::outcome::Gap;
use crate::tpp::TppStep;

/// Computes a month's pay and explains it.
///
/// With a slip, the derivations are one for each of its lines, in their order, and each ends with the line's amount.
/// Without one, they are the steps as far as they went.
pub fn explain(input: &PayInput, tpp: Option<TppRun<'_>>, law: &Rulebook) -> (Result<Slip, Vec<Gap>>, Vec<Derivation>) {
    let mut rec = Explaining::default();
    let slip = month_with(input, tpp, law, &mut rec);
    let mut told = rec.finish();
    let slip = match slip {
        Ok(slip) => slip,
        Err(gaps) => return (Err(gaps), told),
    };
    let root = |code| Step::Pay(PayStep::Line(code));
    // Lines that share another line's steps first, while those are still here.
    let derived: Vec<Option<Derivation>> = slip
        .lines
        .iter()
        .map(|line| {
            let own = told.iter().any(|found| found.step == root(line.code));
            (!own).then(|| derived(line, input, law, &told))
        })
        .collect();
    let mut derivations = Vec::with_capacity(slip.lines.len());
    for (line, derived) in slip.lines.iter().zip(derived) {
        let own = told.iter().position(|found| found.step == root(line.code));
        derivations.extend(derived.or_else(|| own.map(|at| told.swap_remove(at))));
    }
    (Ok(slip), derivations)
}

fn derived(line: &Line, input: &PayInput, law: &Rulebook, told: &[Derivation]) -> Derivation {
    let Line { code, amount, .. } = *line;
    let mut made = Derivation {
        step: Step::Pay(PayStep::Line(code)),
        value: Some(Value::Rupiah(amount)),
        cites: Vec::new(),
        parts: Vec::new(),
    };
    let roots =
        |wanted: LineCode| told.iter().filter(move |root| root.step == Step::Pay(PayStep::Line(wanted))).cloned();
    let policy = |wanted: &dyn Fn(&TppStep) -> bool| -> Vec<Derivation> {
        let net = told.iter().filter(|root| matches!(root.step, Step::Tpp(TppStep::Net { .. })));
        let parts = net.flat_map(|root| &root.parts);
        parts.filter(|part| matches!(&part.step, Step::Tpp(step) if wanted(step))).cloned().collect()
    };
    let borne = |step: PayStep, cite: Option<&Cite>, mut parts: Vec<Derivation>| -> Vec<Derivation> {
        parts.push(Derivation {
            step: Step::Pay(step),
            value: Some(Value::Rupiah(amount)),
            cites: cite.cloned().into_iter().collect(),
            parts: Vec::new(),
        });
        parts
    };
    made.parts = match code {
        LineCode::TunjanganPph => {
            let cite = law.borne_by_state.on(input.month.first()).ok().map(|(_, cite)| cite);
            borne(PayStep::BorneByState(input.status), cite, roots(LineCode::Pph21).collect())
        }
        LineCode::PengembalianPph | LineCode::TppPengembalianPph => roots(LineCode::Pph21).collect(),
        LineCode::PotonganBpjs => roots(LineCode::TunjanganBpjs).collect(),
        LineCode::PotonganJkk => roots(LineCode::TunjanganJkk).collect(),
        LineCode::PotonganJkm => roots(LineCode::TunjanganJkm).collect(),
        LineCode::Tpp(_) => told
            .iter()
            .filter(|root| root.step == Step::Pay(PayStep::TppByPolicy))
            .flat_map(|root| &root.parts)
            .cloned()
            .collect(),
        LineCode::TppBpjs => policy(&|step| matches!(step, TppStep::BpjsBase | TppStep::BpjsWorker)),
        LineCode::PemberiKerjaTppBpjs => policy(&|step| matches!(step, TppStep::BpjsBase | TppStep::BpjsEmployer)),
        LineCode::TppZakat => policy(&|step| matches!(step, TppStep::Zakat)),
        LineCode::TppPph21 => {
            let by_policy = policy(&|step| matches!(step, TppStep::TaxFinal));
            if by_policy.is_empty() { roots(LineCode::Pph21).collect() } else { by_policy }
        }
        LineCode::TppTunjanganPph => {
            let own: Vec<Derivation> = roots(LineCode::TppPph21).collect();
            let parts = if own.is_empty() { policy(&|step| matches!(step, TppStep::TaxFinal)) } else { own };
            borne(PayStep::BorneByRegion, None, parts)
        }
        _ => Vec::new(),
    };
    debug_assert!(!made.parts.is_empty() || code.kind() == LineKind::Employer, "{code:?} has no derivation");
    made
}
