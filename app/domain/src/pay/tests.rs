use super::*;
use crate::asn::{Counted, Keadaan, MasaKerja, Status};
use crate::cite::NoValue;
use crate::derive::{Derivation, Silent, Step, Value};
use crate::law::{Practice, Rulebook};
use crate::money::{Rounding, Rupiah};
use crate::outcome::Gap;
use crate::tax::{Deduction, Liability, TaxStep};
use crate::tpp::Bearer;

/// III/b, eight years, spouse, two children, tunjangan kinerja of class 6: the slip of the design pictures.
fn picture() -> PayInput {
    PayInput {
        family: Counted { spouse: true, children: 2 },
        rice_heads: 4,
        ptkp: "K/2".parse().unwrap(),
        tpp: Some(TppPart::Elsewhere(given(3_510_400))),
        ..PayInput::bare(
            "2024-05".parse().unwrap(),
            Status::Pns,
            "III/b".parse().unwrap(),
            MasaKerja::new(8, 0).unwrap(),
            Practice::central_gpp(),
        )
    }
}

fn given(amount: i64) -> Given {
    Given { amount: Rupiah::new(amount), source: "SK".into() }
}

fn slip(input: &PayInput) -> Result<Slip, Vec<Gap>> {
    month(input, Rulebook::national(), &mut Silent)
}

fn amount(slip: &Slip, code: LineCode) -> i64 {
    slip.amount(code).unwrap_or_else(|| panic!("no line {code:?}")).get()
}

fn derivation(input: &PayInput, code: LineCode) -> Derivation {
    let (_, told) = explain(input, None, Rulebook::national());
    told.into_iter().find(|root| root.step == Step::Pay(PayStep::Line(code))).unwrap()
}

fn rupiah(amount: i64) -> Option<Value> {
    Some(Value::Rupiah(Rupiah::new(amount)))
}

#[test]
fn the_health_contribution_of_the_picture_opens_down_to_its_articles() {
    let told = derivation(&picture(), LineCode::BpjsKesehatan);
    let shown: Vec<(Option<Value>, usize)> =
        told.parts.iter().map(|part| (part.value.clone(), part.parts.len())).collect();
    let exact = Some(Value::Exact("74425.8".parse().unwrap()));
    assert_eq!(shown, [(rupiah(7_442_580), 5), (rupiah(7_442_580), 0), (exact, 0), (rupiah(74_425), 0)]);
    assert_eq!(told.parts[0].cites[0].article, "Pasal 33");
    assert_eq!(told.parts[0].parts[0].cites[0].act, "PP 5/2024");
    assert!(matches!(told.parts[1].step, Step::Pay(PayStep::Ceiling { reached: false, .. })));
    assert_eq!(told.parts[3].step, Step::Rounded(Rounding::Floor));
    assert_eq!(told.parts[3].cites.len(), 1);
}

#[test]
fn a_zero_tax_line_says_which_bound_was_not_passed() {
    let slip = slip(&picture()).unwrap();
    let tax = slip.lines.iter().find(|line| line.code == LineCode::Pph21).unwrap();
    assert_eq!(
        (tax.amount, tax.zero),
        (Rupiah::ZERO, Some(ZeroReason::BelowFirstBound { upto: Rupiah::new(6_200_000) }))
    );
}

#[test]
fn tax_of_a_pns_is_paid_in_and_taken_out_and_that_of_a_pppk_is_withheld() {
    let pns = PayInput { golongan: "IV/e".parse().unwrap(), mkg: MasaKerja::new(32, 0).unwrap(), ..picture() };
    let pns = slip(&pns).unwrap();
    assert_eq!(pns.amount(LineCode::TunjanganPph), pns.amount(LineCode::Pph21));
    let pppk = PayInput {
        status: Status::Pppk,
        golongan: "XVII".parse().unwrap(),
        mkg: MasaKerja::new(32, 0).unwrap(),
        ..picture()
    };
    let pppk = slip(&pppk).unwrap();
    assert!(amount(&pppk, LineCode::Pph21) > 0);
    assert_eq!((pppk.amount(LineCode::TunjanganPph), pppk.salary.net.get() % 100), (None, 0));
}

#[test]
fn a_candidate_receives_eighty_percent_and_family_shares_of_it() {
    let input =
        PayInput { status: Status::Cpns, golongan: "III/a".parse().unwrap(), mkg: MasaKerja::default(), ..picture() };
    let slip = slip(&input).unwrap();
    assert_eq!(amount(&slip, LineCode::GajiPokok), 2_228_560);
    assert_eq!(amount(&slip, LineCode::TunjanganIstriSuami), 222_856);
    assert_eq!(amount(&slip, LineCode::TunjanganAnak), 89_142);
}

#[test]
fn the_ceiling_lies_over_salary_and_tpp_together() {
    let with = |tpp| {
        let part = TppPart::Gross {
            given: given(tpp),
            tax: TppTaxMode::Final,
            borne_by: Bearer::Employee,
            rounding: Rounding::HalfUp,
        };
        slip(&PayInput { practice: Practice::regional(), tpp: Some(part), ..picture() }).unwrap()
    };
    let both = |slip: &Slip| amount(slip, LineCode::BpjsKesehatan) + amount(slip, LineCode::TppBpjs);
    assert_eq!(both(&with(20_000_000)), 120_000);
    assert_eq!(both(&with(8_067_820)), 120_000);
    assert!(both(&with(8_000_000)) < 120_000);
    let slip = with(20_000_000);
    assert_eq!(amount(&slip, LineCode::TppPph21), 1_000_000);
    assert_eq!(slip.tpp.unwrap().net.get(), 20_000_000 - 1_000_000 - amount(&slip, LineCode::TppBpjs));
    assert_eq!(slip.salary.net.get() % 100, 0);
}

#[test]
fn the_ceiling_says_whether_it_was_reached() {
    let reached = |tpp| {
        let (tax, borne_by, rounding) = (TppTaxMode::Final, Bearer::Employee, Rounding::HalfUp);
        let part = TppPart::Gross { given: given(tpp), tax, borne_by, rounding };
        let input = PayInput { practice: Practice::regional(), tpp: Some(part), ..picture() };
        let told = derivation(&input, LineCode::TppBpjs);
        told.parts.iter().find_map(|part| match part.step {
            Step::Pay(PayStep::Ceiling { reached, .. }) => Some(reached),
            _ => None,
        })
    };
    assert_eq!((reached(20_000_000), reached(1_000_000)), (Some(true), Some(false)));
}

#[test]
fn every_code_of_a_line_is_read_back_and_no_other_text_is_one() {
    let codes = slip(&picture()).unwrap().lines.into_iter().map(|line| line.code);
    for code in codes.chain([LineCode::Tpp(0), LineCode::Tpp(11), LineCode::TppBpjs]) {
        assert_eq!(LineCode::from_text(&code.text()), Some(code), "{code:?}");
    }
    for text in ["tpp_0", "tpp_01", "tpp_", "Tpp", "gaji", ""] {
        assert_eq!(LineCode::from_text(text), None, "{text}");
    }
}

#[test]
fn a_joint_tax_on_tpp_is_what_it_adds_to_the_tax_on_salary() {
    let part = |borne_by| TppPart::Gross {
        given: given(6_000_000),
        tax: TppTaxMode::Joint,
        borne_by,
        rounding: Rounding::HalfUp,
    };
    let input = |borne_by| PayInput { practice: Practice::central_gpp(), tpp: Some(part(borne_by)), ..picture() };
    let own = slip(&input(Bearer::Employee)).unwrap();
    // 4,221,860 and 6,000,000 together lie in 9,200,000 to 10,750,000 of table B: 1.5 %.
    assert_eq!(own.tax.gross.get(), 10_221_860 + amount(&own, LineCode::Pembulatan));
    assert_eq!((own.tax.rate_bp, amount(&own, LineCode::Pph21)), (Some(150), 0));
    assert_eq!(amount(&own, LineCode::TppPph21), own.tax.gross.get() * 150 / 10_000);
    let region = slip(&input(Bearer::Region)).unwrap();
    assert_eq!(region.amount(LineCode::TppTunjanganPph), region.amount(LineCode::TppPph21));
    assert_eq!(region.tpp.unwrap().net.get(), 6_000_000);
}

fn december(status: Status, golongan: &str, withheld: i64) -> PayInput {
    let opening = Opening {
        months: 11,
        gross: Rupiah::new(90_000_000),
        tax: Rupiah::new(withheld),
        contributions: Rupiah::new(4_000_000),
        zakat: Rupiah::ZERO,
        previous: None,
        deduction: Deduction::BiayaJabatan,
        liability: Liability::WholeYear,
    };
    PayInput {
        month: "2024-12".parse().unwrap(),
        status,
        golongan: golongan.parse().unwrap(),
        tax: TaxPlan::LastMonth(opening),
        ..picture()
    }
}

#[test]
fn a_surplus_at_the_end_of_the_year_goes_back_to_a_pppk_and_never_to_a_pns() {
    let pppk = slip(&december(Status::Pppk, "XII", 9_000_000)).unwrap();
    assert_eq!(amount(&pppk, LineCode::PengembalianPph), -pppk.tax.tax.get());
    assert!(pppk.tax.tax < Rupiah::ZERO);
    let pns = slip(&december(Status::Pns, "III/b", 9_000_000)).unwrap();
    assert!(pns.tax.tax < Rupiah::ZERO);
    assert_eq!(pns.amount(LineCode::PengembalianPph), None);
    let zero = pns.lines.iter().find(|line| line.code == LineCode::Pph21).unwrap().zero;
    assert_eq!(zero, Some(ZeroReason::AlreadyWithheld));
}

#[test]
fn the_last_month_is_explained_as_a_year() {
    let told = derivation(&december(Status::Pns, "III/b", 100_000), LineCode::Pph21);
    let has = |wanted: fn(&Step) -> bool| told.parts.iter().any(|part| wanted(&part.step));
    assert!(has(|step| matches!(step, Step::Tax(TaxStep::GrossBefore { months: 11 }))));
    assert!(has(|step| matches!(step, Step::Tax(TaxStep::Scale))));
    assert!(has(|step| matches!(step, Step::Tax(TaxStep::LastMonth))));
}

#[test]
fn everything_missing_is_named_at_once() {
    let input = PayInput {
        month: "2018-05".parse().unwrap(),
        post: Post::Fungsional { family: "pranata_sdm_aparatur".into(), level: "mahir".into() },
        golongan: "II/c".parse().unwrap(),
        mkg: MasaKerja::new(1, 0).unwrap(),
        ..picture()
    };
    let gaps = slip(&input).unwrap_err();
    let params: Vec<&str> = gaps
        .iter()
        .filter_map(|gap| match gap {
            Gap::NoValue(NoValue { param, .. }) => Some(param.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(params, ["gaji_pokok.pns", "tunjangan_fungsional.pranata_sdm_aparatur.mahir"]);
    let now = slip(&PayInput { month: "2024-05".parse().unwrap(), ..input }).unwrap_err();
    assert_eq!(now[0], Gap::NoRow { golongan: "II/c".into(), mkg_years: 1 });
}

#[test]
fn facts_that_cannot_be_are_refused_by_field() {
    let refused = |input: PayInput| match slip(&input).unwrap_err().remove(0) {
        Gap::OutOfRange { field } => field,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(PayInput { golongan: "IX".parse().unwrap(), ..picture() }), "golongan");
    assert_eq!(refused(PayInput { family: Counted { spouse: true, children: 4 }, ..picture() }), "anak");
    assert_eq!(refused(PayInput { gaji_pokok_given: Some(given(2_000_000_000_000)), ..picture() }), "gaji_pokok");
    assert_eq!(refused(PayInput { tax: TaxPlan::Given(given(-5)), ..picture() }), "pph21");
    let post = Post::Given { amount_rp: Rupiah::new(-1), source: "SK".into() };
    assert_eq!(refused(PayInput { post, ..picture() }), "tunjangan_jabatan");
}

#[test]
fn deductions_above_earnings_are_a_gap_and_not_a_slip() {
    let input = PayInput {
        status: Status::Pppk,
        golongan: "IX".parse().unwrap(),
        tax: TaxPlan::Given(given(9_000_000)),
        ..picture()
    };
    assert!(matches!(slip(&input).unwrap_err()[..], [Gap::NegativeNet { net_rp }] if net_rp < 0));
}

#[test]
fn pay_of_2019_holds_the_old_contribution_and_no_health_line() {
    let input = PayInput {
        month: "2019-01".parse().unwrap(),
        golongan: "III/a".parse().unwrap(),
        mkg: MasaKerja::default(),
        tpp: None,
        ..picture()
    };
    let slip = slip(&input).unwrap();
    assert_eq!(amount(&slip, LineCode::GajiPokok), 2_579_400);
    assert_eq!(amount(&slip, LineCode::Iwp), (2_579_400 + 257_940 + 103_176) / 10);
    assert_eq!((amount(&slip, LineCode::Taperum), slip.amount(LineCode::BpjsKesehatan)), (7_000, None));
}

#[test]
fn the_next_increment_waits_for_the_next_printed_row() {
    let next = |rank: &str, years, months| {
        let mkg = MasaKerja::new(years, months).unwrap();
        next_increment(rank.parse().unwrap(), mkg, "2024-05".parse().unwrap(), Rulebook::national()).unwrap()
    };
    let (at, amount) = next("III/b", 8, 3).unwrap();
    assert_eq!((at.to_string(), amount.get()), ("2026-02".into(), 3_390_500));
    assert_eq!(next("II/a", 0, 0).unwrap().0.to_string(), "2025-05");
    assert_eq!(next("IV/e", 32, 0), None);
}

#[test]
fn promotion_takes_years_off_only_between_groups() {
    let law = Rulebook::national();
    let on = "2024-05-01".parse().unwrap();
    let of = |from: &str, to: &str| {
        promoted(from.parse().unwrap(), to.parse().unwrap(), MasaKerja::new(9, 7).unwrap(), on, law)
            .map(|found| (found.mkg.years(), found.mkg.months()))
    };
    assert_eq!([of("II/a", "II/b"), of("II/d", "III/a"), of("III/d", "IV/a")], [Ok((9, 7)), Ok((4, 7)), Ok((9, 7))]);
    assert!(of("III/a", "II/d").is_err() && of("I/d", "III/a").is_err());
}

#[test]
fn the_digest_changes_with_one_rupiah() {
    let one = slip(&picture()).unwrap();
    let mut other = one.clone();
    assert_eq!(one.digest(), other.digest());
    other.lines[0].amount = other.lines[0].amount.plus(Rupiah::new(1)).unwrap();
    assert_ne!(one.digest(), other.digest());
}

#[test]
fn a_resolved_month_reads_back_as_it_was_written() {
    let input = december(Status::Pns, "III/b", 1);
    let text = serde_json::to_string(&input).unwrap();
    assert_eq!(serde_json::from_str::<PayInput>(&text).unwrap(), input);
}

#[test]
fn tpp_of_a_policy_is_paid_by_account_and_taxed_with_salary() {
    let policy = crate::tpp::by_key("contoh").unwrap();
    let best = policy.measures().map(|measure| match measure.better {
        crate::tpp::Better::Lower => (measure.key.as_str(), rust_decimal::Decimal::ZERO),
        crate::tpp::Better::Higher => (measure.key.as_str(), measure.max.unwrap_or(rust_decimal::Decimal::ONE_HUNDRED)),
    });
    let measures = policy.read_measures(best).unwrap();
    let month = policy.span().from.month();
    let asked = crate::tpp::Input {
        month,
        kelas: Some(9),
        post: None,
        status: Status::Pns,
        unit_kind: None,
        measures: &measures,
        predikat: None,
        acting: None,
    };
    let input = PayInput { month, practice: Practice::regional(), tpp: None, ..picture() };
    let run = TppRun { policy, input: &asked, zakat: false };
    let slip = month_with(&input, Some(run), Rulebook::national(), &mut Silent).unwrap();
    assert_eq!((amount(&slip, LineCode::Tpp(0)), amount(&slip, LineCode::Tpp(1))), (1_310_400, 1_965_600));
    // 3,932,180 of salary and 3,276,000 of TPP stay below the ceiling.
    assert_eq!((amount(&slip, LineCode::BpjsKesehatan), amount(&slip, LineCode::TppBpjs)), (39_322, 32_760));
    // Salary with employer contributions 4,410,702 and TPP: 7,686,702 in table B, 1 %.
    assert_eq!((slip.tax.gross.get(), slip.tax.rate_bp), (7_686_702, Some(100)));
    assert_eq!((amount(&slip, LineCode::Pph21), amount(&slip, LineCode::TppPph21)), (0, 76_867));
    assert_eq!(slip.tpp.unwrap().net.get(), 3_276_000 - 32_760 - 76_867);
}

/// The picture's person in a standing of service, in a month.
fn away(keadaan: Keadaan, since: &str, month: &str) -> PayInput {
    let service = InService { keadaan, since: since.parse().unwrap() };
    PayInput { month: month.parse().unwrap(), service: Some(service), ..picture() }
}

#[test]
fn study_ends_the_allowance_of_the_post_from_the_seventh_month() {
    let whole = amount(&slip(&picture()).unwrap(), LineCode::TunjanganUmum);
    let paid = |since, month| {
        let slip = slip(&away(Keadaan::TugasBelajar, since, month)).unwrap();
        slip.lines.iter().find(|line| line.code == LineCode::TunjanganUmum).map(|line| (line.amount.get(), line.zero))
    };
    let stopped = Some((0, Some(ZeroReason::Stopped)));
    assert_eq!([paid("2024-01-01", "2024-06"), paid("2024-01-01", "2024-07")], [Some((whole, None)), stopped]);
    // Six months from the middle of a month end in the middle of one, which is still paid.
    assert_eq!([paid("2024-01-15", "2024-07"), paid("2024-01-15", "2024-08")], [Some((whole, None)), stopped]);
    let told = derivation(&away(Keadaan::TugasBelajar, "2024-01-01", "2024-07"), LineCode::TunjanganUmum);
    assert!(told.parts[0].cites[0].act.contains("BKN"), "{told:?}");
}

#[test]
fn long_leave_ends_the_allowance_of_the_post_and_nothing_else() {
    let (here, away) = (slip(&picture()).unwrap(), slip(&away(Keadaan::CutiBesar, "2024-05-01", "2024-05")).unwrap());
    for code in [LineCode::GajiPokok, LineCode::TunjanganIstriSuami, LineCode::TunjanganAnak, LineCode::TunjanganBeras]
    {
        assert_eq!(here.amount(code), away.amount(code), "{code:?}");
    }
    assert_eq!(amount(&away, LineCode::TunjanganUmum), 0);
}

#[test]
fn who_is_away_without_pay_or_gone_is_owed_nothing_and_suspension_waits_for_its_decree() {
    for (keadaan, since, paid, unpaid) in [
        (Keadaan::CutiLuarTanggungan, "2024-03-02", "2024-03", "2024-04"),
        (Keadaan::Pensiun, "2024-05-01", "2024-04", "2024-05"),
        (Keadaan::Meninggal, "2024-05-13", "2024-05", "2024-06"),
        (Keadaan::Pindah, "2024-05-01", "2024-04", "2024-05"),
        // From the month after the oath, even when that is on the first (PP 11/2017 Pasal 279).
        (Keadaan::PejabatNegara, "2024-05-01", "2024-05", "2024-06"),
    ] {
        assert!(slip(&away(keadaan, since, paid)).is_ok(), "{keadaan:?}");
        let gaps = slip(&away(keadaan, since, unpaid)).unwrap_err();
        assert_eq!(Gap::not_due(&gaps), Some((keadaan, since.parse().unwrap())));
    }
    let gaps = slip(&away(Keadaan::BerhentiSementara, "2024-05-02", "2024-06")).unwrap_err();
    assert_eq!(gaps, [Gap::NoFact { field: "berhenti_sementara".into() }]);
}

#[test]
fn what_is_taken_back_is_a_line_after_tax_and_leaves_tax_and_contributions_alone() {
    let plain = month(&picture(), Rulebook::national(), &mut Silent).unwrap();
    let taken_back = Some(TakenBack { salary: Rupiah::new(100), tpp: Rupiah::new(500), instalments: 3 });
    let input = PayInput { taken_back, ..picture() };
    let slip = month(&input, Rulebook::national(), &mut Silent).unwrap();
    // A third of a hundred, dropped; no TPP is paid with this slip, so none of it comes back.
    assert_eq!(
        (slip.amount(LineCode::KelebihanGaji), slip.amount(LineCode::TppKelebihan)),
        (Some(Rupiah::new(33)), None)
    );
    assert_eq!(slip.tax, plain.tax);
    assert_eq!(slip.total.net.get(), plain.total.net.get() - 33);
    // More than the month pays is no slip with less than nothing.
    let taken_back = Some(TakenBack { salary: Rupiah::new(99_000_000), tpp: Rupiah::ZERO, instalments: 1 });
    let gaps = month(&PayInput { taken_back, ..picture() }, Rulebook::national(), &mut Silent).unwrap_err();
    assert!(matches!(gaps[..], [Gap::NegativeNet { .. }]), "{gaps:?}");
    // Facts that came later left two rupiah of a plan over six months: two instalments of one, and the month is paid.
    let left = TakenBack { salary: Rupiah::new(2), tpp: Rupiah::ZERO, instalments: 6 };
    let slip = month(&PayInput { taken_back: Some(left), ..picture() }, Rulebook::national(), &mut Silent).unwrap();
    assert_eq!(slip.amount(LineCode::KelebihanGaji), Some(Rupiah::new(1)));
    let plans = left.plans(picture().month).unwrap();
    assert_eq!(
        plans.iter().map(|(code, plan)| (*code, plan.instalments.len())).collect::<Vec<_>>(),
        [(LineCode::KelebihanGaji, 2)]
    );
}

#[test]
fn a_suspended_person_is_paid_what_the_decree_names_and_no_other_income_from_the_month_after_it() {
    let named = Given { amount: Rupiah::new(1_700_000), source: "SK 5/2024".into() };
    let suspended = |month| PayInput {
        gaji_pokok_given: Some(named.clone()),
        tpp: None,
        ..away(Keadaan::BerhentiSementara, "2024-05-02", month)
    };
    let made = slip(&suspended("2024-06")).unwrap();
    let earned = made.lines.iter().filter(|line| line.code.kind() == LineKind::Earning);
    let earned: Vec<LineCode> = earned.map(|line| line.code).collect();
    for code in
        [LineCode::TunjanganIstriSuami, LineCode::TunjanganAnak, LineCode::TunjanganUmum, LineCode::TunjanganBeras]
    {
        assert!(!earned.contains(&code), "{code:?}");
    }
    assert_eq!(amount(&made, LineCode::GajiPokok), 1_700_000);
    // Iuran wajib 8 % and the health contribution 1 % of the amount itself.
    assert_eq!((amount(&made, LineCode::Iwp), amount(&made, LineCode::BpjsKesehatan)), (136_000, 17_000));
    let told = derivation(&suspended("2024-06"), LineCode::GajiPokok);
    assert!(
        told.parts
            .iter()
            .any(|part| matches!(part.step, Step::Pay(PayStep::ByDecree(_))) && part.cites[0].article.contains("281")),
        "{told:?}"
    );
    // The month of the decree is still paid whole, family and all.
    assert!(slip(&suspended("2024-05")).unwrap().amount(LineCode::TunjanganIstriSuami).is_some());
    // A candidate is paid the amount, not a share of it.
    let candidate = PayInput { status: Status::Cpns, ..suspended("2024-06") };
    assert_eq!(amount(&slip(&candidate).unwrap(), LineCode::GajiPokok), 1_700_000);
}
