use proptest::prelude::*;

use super::*;
use crate::asn::{Counted, MasaKerja, Status};
use crate::calendar::Month;
use crate::derive::{Explaining, Silent, Step, Value};
use crate::law::{Practice, Rulebook};
use crate::money::{Rounding, Rupiah};
use crate::outcome::Gap;
use crate::pay::{self, Given, LineCode, LineKind, PayInput, PayStep, Payment, Slip, TppTaxMode};
use crate::tpp::Bearer;

fn input(of: &str, status: Status, rank: &str, years: u8) -> PayInput {
    PayInput {
        family: Counted { spouse: true, children: 2 },
        rice_heads: 4,
        ptkp: "K/2".parse().unwrap(),
        ..PayInput::bare(
            of.parse().unwrap(),
            status,
            rank.parse().unwrap(),
            MasaKerja::new(years, 0).unwrap(),
            if status == Status::Pppk { Practice::regional() } else { Practice::central_gpp() },
        )
    }
}

fn slip(input: &PayInput) -> Slip {
    pay::month(input, Rulebook::national(), &mut Silent).unwrap()
}

fn tpp(amount: i64, share: Share) -> Performance {
    Performance::Tpp {
        month: Given { amount: Rupiah::new(amount), source: "SK".into() },
        share,
        tax: TppTaxMode::Final,
        borne_by: Bearer::Employee,
        rounding: Rounding::HalfUp,
    }
}

fn ask(kind: YearlyKind, year: i32, status: Status, base: &Slip) -> Ask<'_> {
    let since = Some("2020-03-01".parse().unwrap());
    Ask { kind, year, status, base, since, feast: None, excluded: None, performance: Performance::None }
}

fn missing(param: &str, year: i32) -> Gap {
    Gap::NoValue(crate::cite::NoValue {
        param: format!("{param}.{year}"),
        on: Month::new(year, 1).unwrap().first(),
        before: None,
        after: None,
    })
}

fn ask_right(ask: &Ask<'_>) -> Result<Right, Vec<Gap>> {
    right(ask, Rulebook::national(), &mut Silent)
}

fn earned(ask: &Ask<'_>) -> Earned {
    match ask_right(ask).unwrap() {
        Right::Earned(earned) => earned,
        Right::None { why, .. } => panic!("{why:?}"),
    }
}

#[test]
fn a_year_that_is_not_in_the_rule_book_is_a_gap_that_names_it() {
    let base = slip(&input("2026-05", Status::Pns, "III/b", 8));
    let thirteenth = ask_right(&ask(YearlyKind::Gaji13, 2026, Status::Pns, &base)).unwrap_err();
    let expected = ["gaji13.penerima", "gaji13.bulan_dasar", "gaji13.komponen"].map(|name| missing(name, 2026));
    assert_eq!(thirteenth, expected);
    let thr = ask_right(&ask(YearlyKind::Thr, 2023, Status::Pns, &base)).unwrap_err();
    assert!(thr.contains(&missing("thr.bulan_dasar", 2023)));
    let base = slip(&input("2026-02", Status::Pns, "III/b", 8));
    let with_tpp = Ask { performance: tpp(3_000_000, Share::Apbn), ..ask(YearlyKind::Thr, 2026, Status::Pns, &base) };
    assert_eq!(ask_right(&with_tpp), Err(vec![missing("thr.bagian_tpp", 2026)]));
}

#[test]
fn a_slip_of_another_month_and_a_share_above_the_act_are_refused() {
    let base = slip(&input("2025-03", Status::Pns, "III/b", 8));
    let wrong = |field: &str| Err(vec![Gap::OutOfRange { field: field.into() }]);
    assert_eq!(ask_right(&ask(YearlyKind::Thr, 2025, Status::Pns, &base)), wrong("bulan_dasar"));
    let base = slip(&input("2025-02", Status::Pns, "III/b", 8));
    let share = Share::Apbd { share_bp: 10_001, source: "Perbup".into() };
    let over = Ask { performance: tpp(3_000_000, share), ..ask(YearlyKind::Thr, 2025, Status::Pns, &base) };
    assert_eq!(ask_right(&over), wrong("bagian_tpp"));
    let half = Share::Apbd { share_bp: 5_000, source: "Perbup".into() };
    let half = Ask { performance: tpp(3_000_001, half), ..ask(YearlyKind::Thr, 2025, Status::Pns, &base) };
    assert_eq!(earned(&half).lines.last().unwrap().amount.get(), 1_500_001);
}

#[test]
fn nothing_is_a_known_nothing_with_its_source() {
    let base = slip(&input("2025-02", Status::Pppk, "IX", 0));
    let pppk = ask(YearlyKind::Thr, 2025, Status::Pppk, &base);
    let away = Ask { excluded: Some(Excluded::CutiDiLuarTanggungan), ..pppk.clone() };
    let Right::None { why, cite } = ask_right(&away).unwrap() else { panic!("a right") };
    assert_eq!((why, cite.act.as_str()), (NoRight::Excluded(Excluded::CutiDiLuarTanggungan), "PP 11/2025"));
    let late = Ask { since: Some("2025-02-15".parse().unwrap()), ..pppk.clone() };
    assert_eq!(ask_right(&late), Err(vec![Gap::NoFact { field: "hari_raya".into() }]));
    let on = |feast: &str| Ask { feast: Some(feast.parse().unwrap()), ..late.clone() };
    assert!(matches!(ask_right(&on("2025-03-14")).unwrap(), Right::None { why: NoRight::TooShort { least: 1 }, .. }));
    assert_eq!(earned(&on("2025-03-31")).served, Some((1, 12)));
    let unknown = Ask { since: None, ..pppk };
    assert_eq!(ask_right(&unknown), Err(vec![Gap::NoFact { field: "tmt".into() }]));
}

#[test]
fn a_teacher_without_tpp_receives_a_month_of_tunjangan_profesi() {
    let law = Rulebook::national();
    let base = slip(&input("2025-05", Status::Pns, "III/b", 8));
    let month = Given { amount: Rupiah::new(3_287_000), source: "SK".into() };
    let ask = Ask { performance: Performance::Profesi { month }, ..ask(YearlyKind::Gaji13, 2025, Status::Pns, &base) };
    let payday = input("2025-06", Status::Pns, "III/b", 8);
    let made = paid(&earned(&ask), &ask, (&payday, &slip(&payday)), &[], law, &mut Silent).unwrap();
    assert_eq!(made.amount(ThrCode::TunjanganProfesi), Some(Rupiah::new(3_287_000)));
    // 4,221,860 of the base month, 3,287,000 and 40 of rounding; net is whole, for the state bears the tax.
    assert_eq!((made.salary.net.get(), made.tpp), (7_508_900, None));
    assert_eq!(made.amount(LineCode::Pph21), made.amount(LineCode::TunjanganPph));
}

#[test]
fn only_years_with_an_act_are_offered() {
    let law = Rulebook::national();
    let years = |kind| law.yearly_years(kind).collect::<Vec<_>>();
    assert_eq!(years(YearlyKind::Thr), [2024, 2025, 2026]);
    assert_eq!(years(YearlyKind::Gaji13), [2024, 2025]);
}

proptest! {
    #[test]
    fn silent_equals_explaining_and_lines_sum_to_totals(
        thr in any::<bool>(), year in 2024i32..2026, kind in 0usize..3, years in 3u8..30, began in 0i32..20,
        gross in 0i64..20_000_000, share_bp in 0u32..=10_000, joint in any::<bool>(), region in any::<bool>(),
        plain in any::<bool>(),
    ) {
        let law = Rulebook::national();
        let status = [Status::Pns, Status::Cpns, Status::Pppk][kind];
        let rank = if status == Status::Pppk { "X" } else { "III/c" };
        let which = if thr { YearlyKind::Thr } else { YearlyKind::Gaji13 };
        let (base_month, _) = law.yearly(which, year).base_month().unwrap();
        let base = slip(&PayInput { month: base_month, ..input("2024-05", status, rank, years) });
        let since = base_month.plus(-began - 1).first();
        let performance = Performance::Tpp {
            month: Given { amount: Rupiah::new(gross), source: "SK".into() },
            share: Share::Apbd { share_bp, source: "Perbup".into() },
            tax: if joint { TppTaxMode::Joint } else { TppTaxMode::Final },
            borne_by: if region { Bearer::Region } else { Bearer::Employee },
            rounding: Rounding::HalfUp,
        };
        let performance = if plain { Performance::None } else { performance };
        let ask = Ask { since: Some(since), performance, ..ask(which, year, status, &base) };
        let payday = PayInput { month: base_month.next(), ..input("2024-05", status, rank, years) };
        let own = slip(&payday);
        let mut rec = Explaining::default();
        let explained = right(&ask, law, &mut rec).unwrap();
        prop_assert_eq!(&right(&ask, law, &mut Silent).unwrap(), &explained);
        let Right::Earned(earned) = explained else { panic!("no right") };
        let made = paid(&earned, &ask, (&payday, &own), &[], law, &mut rec).unwrap();
        prop_assert_eq!(&paid(&earned, &ask, (&payday, &own), &[], law, &mut Silent).unwrap(), &made);
        let told = rec.finish();
        for line in &earned.lines {
            let root = told.iter().find(|root| root.step == Step::Pay(PayStep::Thr(ThrStep::Line(which, line.code))));
            prop_assert_eq!(root.and_then(|root| root.value.clone()), Some(Value::Rupiah(line.amount)));
            let cited = root.is_some_and(|root| root.parts.iter().any(|part| !part.cites.is_empty()));
            prop_assert!(cited, "{:?} names no source", line.code);
        }
        let sum = |payment, kind| -> i64 {
            let of = |line: &&ThrLine| line.code.payment() == payment && line.code.kind() == kind;
            made.lines.iter().filter(of).map(|line| line.amount.get()).sum()
        };
        prop_assert_eq!(made.salary.net.get(), sum(Payment::Salary, LineKind::Earning) - sum(Payment::Salary, LineKind::Deduction));
        prop_assert_eq!(made.salary.net.get() % 100, 0);
        prop_assert!(made.lines.iter().all(|line| line.amount > Rupiah::ZERO || line.zero.is_some() || line.code == LineCode::Tpp(0).into()));
        let state = status != Status::Pppk;
        prop_assert_eq!(made.amount(LineCode::TunjanganPph).is_some(), state && made.amount(LineCode::Pph21) != Some(Rupiah::ZERO));
        let wanted = u8::try_from(began + 2).unwrap().min(12);
        prop_assert_eq!(earned.served, (!state).then_some((wanted, 12)));
        let taxed: i64 = made.taxed.iter().map(|part| part.gross.get()).sum();
        prop_assert_eq!(made.taxed_lines().map(|line| line.amount.get()).sum::<i64>(), taxed);
        for line in earned.lines.iter().filter(|line| !matches!(line.code, ThrCode::Slip(LineCode::Tpp(_)))) {
            let ThrCode::Slip(code) = line.code else { continue };
            let whole = base.amount(code).unwrap().get();
            let share = if state { whole } else { whole * i64::from(wanted) / 12 };
            prop_assert_eq!(line.amount.get(), share);
        }
    }
}
