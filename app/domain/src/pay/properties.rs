//! What holds for every person and month, whatever the facts.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::asn::{Counted, Golongan, MasaKerja, Ptkp, Status};
use crate::calendar::Month;
use crate::derive::{Derivation, Silent, Step, Value};
use crate::law::{BpjsOnTpp, EmployerLines, Practice, PracticePreset, Rulebook};
use crate::money::{Rounding, Rupiah};
use crate::outcome::Gap;
use crate::tax::{Deduction, Liability, TaxStep};
use crate::tpp::{self, Bearer, Better};

fn given(amount: i64) -> Given {
    Given { amount: Rupiah::new(amount), source: "SK".into() }
}

fn slip(input: &PayInput) -> Result<Slip, Vec<Gap>> {
    month(input, Rulebook::national(), &mut Silent)
}

prop_compose! {
    fn practices()(
        preset in prop_oneof![Just(PracticePreset::Pusat), Just(PracticePreset::Daerah), Just(PracticePreset::DaerahPajakKeAtas)],
        own in any::<bool>(),
        split in any::<bool>(),
        printed in any::<bool>(),
    ) -> Practice {
        let known = Practice::preset(preset);
        if !own {
            return known;
        }
        Practice {
            bpjs_on_tpp: if split { BpjsOnTpp::Split } else { BpjsOnTpp::InSalarySlip },
            employer: if printed { EmployerLines::PrintedInAndOut } else { EmployerLines::NotPrinted },
            ..known
        }
    }
}

fn posts() -> impl Strategy<Value = Post> {
    prop_oneof![
        Just(Post::Umum),
        Just(Post::Struktural { eselon: "IIIa".into() }),
        Just(Post::Fungsional { family: "dokter".into(), level: "ahli_muda".into() }),
        (0i64..5_000_000).prop_map(|amount| Post::Given { amount_rp: Rupiah::new(amount), source: "SK".into() }),
    ]
}

fn tpps() -> impl Strategy<Value = Option<TppPart>> {
    let gross = (0i64..40_000_000, any::<bool>(), any::<bool>()).prop_map(|(amount, joint, region)| {
        Some(TppPart::Gross {
            given: given(amount),
            tax: if joint { TppTaxMode::Joint } else { TppTaxMode::Final },
            borne_by: if region { Bearer::Region } else { Bearer::Employee },
            rounding: Rounding::HalfUp,
        })
    });
    prop_oneof![Just(None), (0i64..40_000_000).prop_map(|amount| Some(TppPart::Elsewhere(given(amount)))), gross]
}

fn plans() -> impl Strategy<Value = TaxPlan> {
    let opening =
        (0u8..=11, 0i64..300_000_000, 0i64..40_000_000, any::<bool>()).prop_map(|(months, gross, tax, part)| {
            TaxPlan::LastMonth(Opening {
                months,
                gross: Rupiah::new(gross),
                tax: Rupiah::new(tax),
                contributions: Rupiah::new(gross / 20),
                zakat: Rupiah::ZERO,
                previous: None,
                deduction: Deduction::BiayaJabatan,
                liability: if part { Liability::PartOfYear } else { Liability::WholeYear },
            })
        });
    prop_oneof![3 => Just(TaxPlan::Ordinary), 1 => opening, 1 => (0i64..400_000).prop_map(|tax| TaxPlan::Given(given(tax)))]
}

prop_compose! {
    fn inputs()(
        golongan in (0usize..34).prop_map(|at| Golongan::all().nth(at).unwrap()),
        (years, months, cpns) in (3u8..40, 0u8..12, any::<bool>()),
        (spouse, children, extra) in (any::<bool>(), 0u8..=3, 0u8..4),
        (married, dependants) in (any::<bool>(), 0u8..=3),
        month in prop_oneof![4 => (2024i32..2027, 1u8..=12), 1 => (2019i32..2024, 1u8..=12)],
        (post, practice, tpp, tax) in (posts(), practices(), tpps(), plans()),
        taken_back in proptest::option::of((0i64..600_000, 0i64..300_000, 1u8..12)),
        before in proptest::option::of(0i64..9_000_000),
    ) -> PayInput {
        let status = match golongan {
            Golongan::Pns(_) if cpns => Status::Cpns,
            Golongan::Pns(_) => Status::Pns,
            Golongan::Pppk(_) => Status::Pppk,
        };
        PayInput {
            family: Counted { spouse, children },
            rice_heads: 1 + u8::from(spouse) + children.min(2),
            post,
            extra_bpjs_members: extra,
            ptkp: Ptkp::new(married, dependants).unwrap(),
            tax,
            tpp,
            taken_back: taken_back.map(|(salary, tpp, instalments)| TakenBack {
                salary: Rupiah::new(salary),
                tpp: Rupiah::new(tpp),
                instalments,
            }),
            before: before.map(|gross| thr(gross, status)).into_iter().collect(),
            ..PayInput::bare(Month::new(month.0, month.1).unwrap(), status, golongan, MasaKerja::new(years, months).unwrap(), practice)
        }
    }
}

fn thr(gross: i64, status: Status) -> Beside {
    let bearer = if status == Status::Pppk { TaxBearer::Employee } else { TaxBearer::State };
    Beside { kind: BesideKind::Thr, gross: Rupiah::new(gross), contributions: Rupiah::ZERO, bearer }
}

/// Steps whose value is a parameter of the law: each must name its source.
fn is_parameter(step: &Step) -> bool {
    match step {
        Step::Pay(step) => matches!(
            step,
            PayStep::TableRow { .. }
                | PayStep::CpnsShare { .. }
                | PayStep::SpouseShare { .. }
                | PayStep::ChildShare { .. }
                | PayStep::RicePrice
                | PayStep::RiceKg
                | PayStep::PostGeneral { .. }
                | PayStep::PostStructural { .. }
                | PayStep::PostFunctional { .. }
                | PayStep::Base { .. }
                | PayStep::Share { .. }
                | PayStep::IwpRate { .. }
                | PayStep::Ceiling { .. }
                | PayStep::EmployerShare(_)
                | PayStep::Taperum
                | PayStep::BorneByState(_)
        ),
        Step::Tax(step) => matches!(
            step,
            TaxStep::Category { .. }
                | TaxStep::TerRate { .. }
                | TaxStep::Cost { .. }
                | TaxStep::PtkpSelf
                | TaxStep::PtkpMarried
                | TaxStep::PtkpDependants { .. }
                | TaxStep::Pkp { .. }
                | TaxStep::Scale
                | TaxStep::FinalRate { .. }
        ),
        Step::Tpp(_) | Step::Kinerja(_) | Step::Reward(_) | Step::Rounded(_) => false,
    }
}

fn check_tree(node: &Derivation) -> Result<(), TestCaseError> {
    prop_assert!(!is_parameter(&node.step) || !node.cites.is_empty(), "{:?} names no source", node.step);
    prop_assert!(node.value.is_some(), "{:?} has no value", node.step);
    if let (Step::Pay(PayStep::Base { .. }), Some(Value::Rupiah(sum))) = (&node.step, &node.value) {
        let parts: i64 = node
            .parts
            .iter()
            .map(|part| match part.value {
                Some(Value::Rupiah(amount)) => amount.get(),
                _ => 0,
            })
            .sum();
        prop_assert_eq!(sum.get(), parts);
    }
    node.parts.iter().try_for_each(check_tree)
}

fn check_lines(slip: &Slip, told: &[Derivation]) -> Result<(), TestCaseError> {
    prop_assert_eq!(slip.lines.len(), told.len());
    for (line, root) in slip.lines.iter().zip(told) {
        prop_assert_eq!(&root.step, &Step::Pay(PayStep::Line(line.code)));
        prop_assert_eq!(&root.value, &Some(Value::Rupiah(line.amount)));
        prop_assert!(!root.parts.is_empty(), "{:?} explains nothing", line.code);
        prop_assert_eq!(line.zero.is_some(), line.amount == Rupiah::ZERO);
        check_tree(root)?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn explaining_changes_nothing_and_every_line_ends_with_its_amount(input in inputs()) {
        let (explained, told) = explain(&input, None, Rulebook::national());
        prop_assert_eq!(&slip(&input), &explained);
        let Ok(slip) = explained else { return Ok(()) };
        check_lines(&slip, &told)?;
    }

    #[test]
    fn tpp_by_policy_joins_the_slip_and_is_explained_line_by_line(
        input in inputs(), kelas in 1u8..=15, final_tax in any::<bool>(), zakat in any::<bool>(),
    ) {
        let policy = tpp::by_key(if final_tax { "kota-manado" } else { "contoh" }).unwrap();
        let best = policy.measures().map(|measure| match measure.better {
            Better::Lower => (measure.key.as_str(), Decimal::ZERO),
            Better::Higher => (measure.key.as_str(), measure.max.unwrap_or(Decimal::ONE_HUNDRED)),
        });
        let measures = policy.read_measures(best).unwrap();
        let asked = tpp::Input {
            month: input.month,
            kelas: Some(kelas),
            post: None,
            status: input.status,
            unit_kind: None,
            measures: &measures,
            predikat: Some(crate::kinerja::Predikat::Baik),
            acting: None,
        };
        let run = TppRun { policy, input: &asked, zakat };
        let input = PayInput { tpp: None, ..input };
        let law = Rulebook::national();
        let (explained, told) = explain(&input, Some(run), law);
        prop_assert_eq!(&month_with(&input, Some(run), law, &mut Silent), &explained);
        let Ok(slip) = explained else { return Ok(()) };
        check_lines(&slip, &told)?;
        let gross = tpp::gross(policy, &asked, &mut Silent).unwrap();
        let paid = slip.lines.iter().filter(|line| matches!(line.code, LineCode::Tpp(_)));
        prop_assert_eq!(Rupiah::sum(paid.map(|line| line.amount)), Ok(gross.total));
        let borne = slip.amount(LineCode::TppTunjanganPph).unwrap_or_default();
        let refund = slip.amount(LineCode::TppPengembalianPph).unwrap_or_default();
        let extra = borne.plus(refund).unwrap();
        prop_assert_eq!(slip.tpp.map(|totals| totals.gross), gross.total.plus(extra).ok());
        let health = [LineCode::BpjsKesehatan, LineCode::TppBpjs].iter().filter_map(|code| slip.amount(*code));
        prop_assert!(health.map(Rupiah::get).sum::<i64>() <= 120_001);
    }

    #[test]
    fn lines_sum_to_totals_and_net_salary_is_a_multiple_of_a_hundred(input in inputs()) {
        let Ok(slip) = slip(&input) else { return Ok(()) };
        let sum = |payment, kind| -> i64 {
            let of = |line: &&Line| line.code.payment() == payment && line.code.kind() == kind;
            slip.lines.iter().filter(of).map(|line| line.amount.get()).sum()
        };
        let tpp = slip.tpp.unwrap_or_default();
        for (payment, totals) in [(Payment::Salary, slip.salary), (Payment::Tpp, tpp)] {
            prop_assert_eq!(totals.gross.get(), sum(payment, LineKind::Earning));
            prop_assert_eq!(totals.deductions.get(), sum(payment, LineKind::Deduction));
            prop_assert_eq!(totals.net.get(), totals.gross.get() - totals.deductions.get());
        }
        // What is taken back is no part of the month: it leaves the list after rounding.
        let taken = slip.amount(LineCode::KelebihanGaji).unwrap_or_default();
        prop_assert_eq!((slip.salary.net.get() + taken.get()) % 100, 0);
        prop_assert_eq!(slip.total.net, slip.salary.net.plus(tpp.net).unwrap());
        prop_assert!(slip.lines.windows(2).all(|pair| pair[0].code < pair[1].code));
        prop_assert!(slip.amount(LineCode::Pembulatan).is_none_or(|lift| (1..100).contains(&lift.get())));
        let health = [LineCode::BpjsKesehatan, LineCode::TppBpjs].iter().filter_map(|code| slip.amount(*code));
        prop_assert!(health.map(Rupiah::get).sum::<i64>() <= 120_001);
    }

    #[test]
    fn most_months_since_2024_have_a_slip(input in inputs()) {
        prop_assume!(input.month.year() >= 2024);
        if let Err(gaps) = slip(&input) {
            let expected = |gap: &Gap| matches!(gap, Gap::NegativeNet { .. } | Gap::NoValue(_) | Gap::OutOfRange { .. });
            prop_assert!(gaps.iter().all(expected), "{gaps:?}");
        }
    }
}
