use proptest::prelude::*;

use super::*;
use crate::asn::{Counted, MasaKerja, Status};
use crate::calendar::Month;
use crate::cite::NoValue;
use crate::derive::{Explaining, Silent, Step, Value};
use crate::law::{Practice, Rulebook};
use crate::money::{Rounding, Rupiah};
use crate::outcome::{Gap, Outcome};
use crate::pay::{
    self, Beside, BesideKind, Given, LineCode, PayInput, PayStep, Payment, Slip, TaxPlan, TppPart, TppTaxMode,
};
use crate::tpp::Bearer;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn input(of: &str, rank: &str, years: u8, children: u8) -> PayInput {
    PayInput {
        family: Counted { spouse: true, children },
        rice_heads: 2 + children,
        ptkp: "K/1".parse().unwrap(),
        ..PayInput::bare(
            month(of),
            if rank.contains('/') { Status::Pns } else { Status::Pppk },
            rank.parse().unwrap(),
            MasaKerja::new(years, 0).unwrap(),
            Practice::central_gpp(),
        )
    }
}

fn slip(input: &PayInput) -> Slip {
    pay::month(input, Rulebook::national(), &mut Silent).unwrap()
}

fn paid(slip: &Slip) -> Vec<PaidLine> {
    slip.lines.iter().map(PaidLine::from).collect()
}

fn span(from: &str, last: &str) -> Span {
    Span { from: month(from), last: month(last), tpp_tax: TppTaxMode::Joint }
}

fn total(table: &Table) -> &Total {
    table.total.final_value().unwrap()
}

#[test]
fn a_late_promotion_and_a_child_too_many_are_kept_apart() {
    let (law, span) = (Rulebook::national(), span("2025-01", "2025-03"));
    // January and February: III/c late, two years less known. March: a child of age was still paid.
    let due = [input("2025-01", "III/c", 8, 1), input("2025-02", "III/c", 8, 1), input("2025-03", "III/c", 8, 0)];
    let was = [input("2025-01", "III/b", 8, 1), input("2025-02", "III/b", 8, 1), input("2025-03", "III/c", 8, 1)];
    let due = due.map(|input| slip(&input));
    let was = was.map(|input| (input.month, paid(&slip(&input))));
    let mut entries: Vec<Entry<'_>> = due.iter().map(Entry::Due).collect();
    entries.extend(was.iter().map(|(month, lines)| Entry::Paid { month: *month, lines }));
    let mut rec = Explaining::default();
    let table = solve(&entries, span, &mut rec).unwrap();
    let sum = total(&table);
    // III/c less III/b at eight years: 3,426,000 - 3,287,000 = 139,000; spouse and child 12 %; iuran 8 %, health 1 %.
    let line = |code| sum.line(code).map(|line| (line.more.get(), line.less.get())).unwrap();
    assert_eq!(line(LineCode::GajiPokok), (278_000, 0));
    assert_eq!(line(LineCode::TunjanganIstriSuami), (27_800, 0));
    assert_eq!(line(LineCode::TunjanganAnak), (5_560, -68_520));
    assert_eq!(line(LineCode::TunjanganBeras), (0, -72_420));
    assert_eq!(sum.salary.arrears.months, [month("2025-01"), month("2025-02")]);
    assert_eq!(sum.salary.overpaid.months, [month("2025-03")]);
    assert_eq!(sum.salary.arrears.sums.gross.get(), 311_360);
    assert_eq!(sum.salary.overpaid.sums.gross.get(), -140_940);
    let told = rec.finish();
    assert_eq!(told.len(), 5);
    assert_eq!(told[0].step, Step::Pay(PayStep::Rapel(RapelStep::Month(month("2025-01")))));
    let net = table.months[0].difference(Payment::Salary).unwrap().net;
    assert_eq!(told[0].value, Some(Value::Rupiah(net)));
    // Nothing of the overpayment is set off against the arrears on payday.
    let payday = input("2025-04", "III/c", 8, 0);
    let made = taxed(&table, span, (&payday, &slip(&payday)), Bearer::Employee, &[], law, &mut Silent).unwrap();
    assert_eq!((made.salary, made.net), (sum.salary.arrears.sums.net, sum.salary.arrears.sums.net));
}

#[test]
fn a_month_that_cannot_be_worked_out_blocks_the_sum_and_is_never_zero() {
    let gap = Gap::NoValue(NoValue {
        param: "gaji_pokok.pns III/a 2".into(),
        on: month("2023-12").first(),
        before: None,
        after: None,
    });
    let due = slip(&input("2024-01", "III/a", 2, 0));
    let lines = paid(&due);
    let entries = [
        Entry::Blocked { month: month("2023-12"), gaps: std::slice::from_ref(&gap) },
        Entry::Paid { month: month("2023-12"), lines: &lines },
        Entry::Due(&due),
        Entry::Paid { month: month("2024-01"), lines: &lines },
        Entry::Due(&due),
    ];
    let table = solve(&entries, span("2023-12", "2024-02"), &mut Silent).unwrap();
    assert_eq!(table.months[0].lines, Err(vec![gap.clone()]));
    assert!(table.months[1].lines.as_ref().unwrap().iter().all(|line| line.difference == Rupiah::ZERO));
    let unsaid = |field: &str| Gap::NoFact { field: field.into() };
    assert_eq!(table.months[2].lines, Err(vec![unsaid("terutang"), unsaid("dibayar")]));
    assert_eq!(table.total, Outcome::Blocked(vec![gap, unsaid("terutang"), unsaid("dibayar")]));
    let other = slip(&input("2024-01", "III/a", 4, 0));
    let two = [Entry::Due(&due), Entry::Due(&other), Entry::Paid { month: due.month, lines: &[] }];
    let table = solve(&two, span("2024-01", "2024-01"), &mut Silent).unwrap();
    assert_eq!(table.gaps(), [Gap::Contested { subject: "rapel/2024-01".into() }]);
}

#[test]
fn arrears_of_a_pppk_share_one_rate_with_the_salary_of_the_month() {
    let law = Rulebook::national();
    let span = span("2025-01", "2025-05");
    let with_tpp = |of: &str, rank: &str, amount: i64| PayInput {
        practice: Practice::regional(),
        tpp: Some(TppPart::Gross {
            given: Given { amount: Rupiah::new(amount), source: "SK".into() },
            tax: TppTaxMode::Joint,
            borne_by: Bearer::Employee,
            rounding: Rounding::HalfUp,
        }),
        ..input(of, rank, 4, 1)
    };
    let months = ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05"];
    let due = months.map(|of| slip(&with_tpp(of, "X", 3_000_000)));
    let was = months.map(|of| (month(of), paid(&slip(&with_tpp(of, "IX", 2_500_000)))));
    let mut entries: Vec<Entry<'_>> = due.iter().map(Entry::Due).collect();
    entries.extend(was.iter().map(|(month, lines)| Entry::Paid { month: *month, lines }));
    let table = solve(&entries, span, &mut Silent).unwrap();
    let payday = with_tpp("2025-06", "X", 3_000_000);
    let own = slip(&payday);
    let made = taxed(&table, span, (&payday, &own), Bearer::Employee, &[], law, &mut Silent).unwrap();
    let gross: i64 = due.iter().map(|slip| slip.tax.gross.get()).sum::<i64>()
        - months.map(|of| slip(&with_tpp(of, "IX", 2_500_000)).tax.gross.get()).iter().sum::<i64>();
    let all = Rupiah::new(own.tax.gross.get() + gross);
    let round = crate::tax::Round::of(Rounding::HalfUp);
    let once = crate::tax::ter_month(all, payday.ptkp, payday.month.first(), round, law, &mut Silent).unwrap();
    let parts: i64 = made.tax.iter().map(|part| part.tax.get()).sum();
    assert_eq!(parts, once.tax.get() - own.tax.tax.get());
    assert_eq!(made.net.get(), made.salary.get() + made.tpp.get() - parts);
    assert_eq!(made.tax.len(), 2);
    // Contributions of the months lower the year's taxable income, as far as they rose.
    let iwp = |slip: &Slip| slip.amount(LineCode::Iwp).unwrap().get();
    let rose = due.iter().map(iwp).sum::<i64>()
        - months.map(|of| iwp(&slip(&with_tpp(of, "IX", 2_500_000)))).iter().sum::<i64>();
    assert!(rose > 0);
    assert_eq!(made.taxed.iter().map(|part| part.contributions.get()).sum::<i64>(), rose);
}

#[test]
fn november_of_the_official_example_with_arrears_of_two_million() {
    // PMK 168/2023 lampiran C 1.1: 10,017,000 and arrears of 2,000,000 in November: 3 % of 12,017,000.
    let (law, mut payday) = (Rulebook::national(), input("2024-11", "III/c", 10, 1));
    payday.ptkp = "K/1".parse().unwrap();
    let mut own = slip(&payday);
    own.tax.gross = Rupiah::new(10_017_000);
    own.tax.tax = Rupiah::new(150_255);
    let arrears = Beside {
        kind: BesideKind::RapelGaji,
        gross: Rupiah::new(2_000_000),
        contributions: Rupiah::ZERO,
        bearer: crate::pay::TaxBearer::State,
    };
    let made = pay::beside(&payday, &own, &[], &[arrears], law, &mut Silent).unwrap();
    assert_eq!((made.tax.get(), made.rate_bp), (360_510, Some(300)));
    assert_eq!(made.parts[0].tax.get(), 210_255);
}

#[test]
fn the_last_instalment_takes_what_the_division_left() {
    let plan = recovery(Rupiah::new(-100_000), 3, month("2025-11"), &mut Silent).unwrap();
    let shown: Vec<(String, i64, i64)> =
        plan.instalments.iter().map(|one| (one.month.to_string(), one.amount.get(), one.left.get())).collect();
    let expected = [("2025-11", 33_333, 66_667), ("2025-12", 33_333, 33_334), ("2026-01", 33_334, 0)];
    assert_eq!(shown, expected.map(|(month, amount, left)| (month.to_owned(), amount, left)));
    assert_eq!((plan.rounding, plan.last_more.get()), (Rounding::Floor, 1));
    for (amount, count) in [(-5, 0), (-5, 6), (0, 1), (7, 1)] {
        assert!(recovery(Rupiah::new(amount), count, month("2025-11"), &mut Silent).is_err(), "{amount} {count}");
    }
}

#[test]
fn a_span_that_runs_backwards_is_a_gap() {
    assert!(solve(&[], span("2025-02", "2025-01"), &mut Silent).is_err());
}

prop_compose! {
    /// Due and paid lines of six months; a month may lack a slip, or be paid in several pieces.
    fn histories()(
        ranks in proptest::collection::vec((0usize..3, 0usize..3, 0u8..3, 0u8..3, 0u8..8), 6),
        held in 0usize..9,
    ) -> (Vec<Option<Slip>>, Vec<(Month, Vec<PaidLine>)>) {
        let names = ["III/a", "III/b", "III/c"];
        let mut due = Vec::new();
        let mut was = Vec::new();
        for (at, (now, then, child, had, pieces)) in ranks.into_iter().enumerate() {
            let of = month("2024-10").plus(i32::try_from(at).unwrap());
            let with = |rank: usize, children| PayInput { month: of, ..input("2024-10", names[rank], 8, children) };
            due.push((at != held).then(|| slip(&with(now, child))));
            let lines = paid(&slip(&with(then, had)));
            let cut = lines.len() * usize::from(pieces) / 8;
            was.push((of, lines[..cut].to_vec()));
            was.push((of, lines[cut..].to_vec()));
        }
        (due, was)
    }
}

proptest! {
    #[test]
    fn the_order_of_entry_never_changes_the_table(
        (due, was) in histories(), order in Just((0usize..24).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let mut entries: Vec<Entry<'_>> = due.iter().flatten().map(Entry::Due).collect();
        entries.extend(was.iter().map(|(month, lines)| Entry::Paid { month: *month, lines }));
        let shuffled: Vec<Entry<'_>> = order.iter().filter_map(|at| entries.get(*at).copied()).collect();
        prop_assert_eq!(shuffled.len(), entries.len());
        let span = span("2024-10", "2025-03");
        let mut rec = Explaining::default();
        let table = solve(&entries, span, &mut Silent).unwrap();
        prop_assert_eq!(&solve(&shuffled, span, &mut rec).unwrap(), &table);
        prop_assert!(rec.finish().len() >= 6);
    }

    #[test]
    fn both_sides_sum_to_a_full_recompute_of_all_months((due, was) in histories()) {
        prop_assume!(due.iter().all(Option::is_some));
        let mut entries: Vec<Entry<'_>> = due.iter().flatten().map(Entry::Due).collect();
        entries.extend(was.iter().map(|(month, lines)| Entry::Paid { month: *month, lines }));
        let span = span("2024-10", "2025-03");
        let table = solve(&entries, span, &mut Silent).unwrap();
        let sum = total(&table);
        let settled = |code: LineCode, amount: Rupiah| match code.kind() {
            _ if !span.settles(code) => 0,
            pay::LineKind::Earning => amount.get(),
            pay::LineKind::Deduction => -amount.get(),
            pay::LineKind::Employer => 0,
        };
        let owed: i64 = due.iter().flatten().flat_map(|slip| &slip.lines).map(|line| settled(line.code, line.amount)).sum();
        let given: i64 = was.iter().flat_map(|(_, lines)| lines).map(|line| settled(line.code, line.amount)).sum();
        let sides = sum.salary.arrears.sums.net.get() + sum.salary.overpaid.sums.net.get();
        prop_assert_eq!(sides, owed - given);
        prop_assert!(sum.salary.arrears.sums.net >= Rupiah::ZERO && sum.salary.overpaid.sums.net <= Rupiah::ZERO);
        for line in &sum.lines {
            prop_assert_eq!(line.more.get() + line.less.get(), line.due.get() - line.paid.get());
        }
    }

    #[test]
    fn instalments_sum_to_the_overpayment(amount in 1i64..1_000_000_000, count in 1u8..=60) {
        prop_assume!(amount >= i64::from(count));
        let mut rec = Explaining::default();
        let plan = recovery(Rupiah::new(-amount), count, month("2025-01"), &mut rec).unwrap();
        prop_assert_eq!(&recovery(Rupiah::new(-amount), count, month("2025-01"), &mut Silent).unwrap(), &plan);
        prop_assert_eq!(plan.instalments.iter().map(|one| one.amount.get()).sum::<i64>(), amount);
        prop_assert_eq!(plan.instalments.last().unwrap().left, Rupiah::ZERO);
        prop_assert!((0..i64::from(count)).contains(&plan.last_more.get()));
        prop_assert_eq!(rec.finish()[0].value.clone(), Some(Value::Rupiah(Rupiah::new(amount))));
    }

    #[test]
    fn parts_beside_salary_sum_to_one_look_up(
        amounts in proptest::collection::vec(0i64..60_000_000, 6), pppk in any::<bool>(), last in any::<bool>(),
        order in Just((0usize..6).collect::<Vec<_>>()).prop_shuffle(), preset in 0usize..3,
    ) {
        let kinds = [
            BesideKind::RapelGaji, BesideKind::RapelTpp, BesideKind::Thr, BesideKind::ThrTpp, BesideKind::Gaji13,
            BesideKind::Gaji13Tpp,
        ];
        let presets = [
            crate::law::PracticePreset::Pusat, crate::law::PracticePreset::Daerah,
            crate::law::PracticePreset::DaerahPajakKeAtas,
        ];
        let mut payday = input("2025-12", if pppk { "IX" } else { "III/c" }, 4, 1);
        payday.practice = Practice::preset(presets[preset]);
        if last {
            payday.tax = TaxPlan::LastMonth(pay::Opening {
                months: 11,
                gross: Rupiah::new(60_000_000),
                tax: Rupiah::new(900_000),
                contributions: Rupiah::new(2_000_000),
                zakat: Rupiah::ZERO,
                previous: None,
                deduction: crate::tax::Deduction::BiayaJabatan,
                liability: crate::tax::Liability::WholeYear,
            });
        }
        let own = slip(&payday);
        let bearer = crate::pay::TaxBearer::Employee;
        let part = |at: usize| {
            Beside { kind: kinds[at], gross: Rupiah::new(amounts[at]), contributions: Rupiah::ZERO, bearer }
        };
        let law = Rulebook::national();
        let parts: Vec<Beside> = (0..6).map(part).collect();
        let shuffled: Vec<Beside> = order.iter().map(|at| part(*at)).collect();
        let made = pay::beside(&payday, &own, &[], &parts, law, &mut Silent).unwrap();
        let mut rec = Explaining::default();
        prop_assert_eq!(&pay::beside(&payday, &own, &[], &shuffled, law, &mut rec).unwrap(), &made);
        prop_assert_eq!(made.gross.get(), own.tax.gross.get() + amounts.iter().sum::<i64>());
        prop_assert_eq!(made.parts.iter().map(|part| part.tax.get()).sum::<i64>(), made.tax.get() - own.tax.tax.get());
        prop_assert!(made.parts.iter().all(|part| part.tax >= Rupiah::ZERO));
        for (root, part) in rec.finish().iter().zip(&made.parts) {
            prop_assert_eq!(&root.value, &Some(Value::Rupiah(part.tax)));
            prop_assert!(!root.cites.is_empty());
        }
    }
}
