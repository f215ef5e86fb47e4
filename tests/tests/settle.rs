//! Late facts about closed months: found by the solver, paid once with the next slip, worked out again by anybody.
#![allow(clippy::unwrap_used)] // Helpers of tests may stop at once, like tests.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::outcome::Gap;
use ledger::code::{Code, Fault, NoCode};
use ledger::facts::History;
use ledger::hash::Id;
use ledger::kind::Kind;
use ledger::pay_month::Closed;
use ledger::payload::{PayMonth, PayStep, Slip};
use ledger::run::Run;
use ledger::settle::{Settlement, paid};
use ledger::{sealed, subject};
use serde_json::json;
use takar_tests::shelf::{OFFICE, Shelf, WHO};

fn months(settled: &Settlement) -> Vec<String> {
    settled.back.iter().flat_map(|back| &back.due).map(|due| due.pay.month.to_string()).collect()
}

#[test]
fn a_late_promotion_is_paid_once_with_the_next_slip() {
    let mut shelf = Shelf::with_person();
    assert_eq!(shelf.close("2025-01"), Rupiah::ZERO);
    assert_eq!(shelf.close("2025-02"), Rupiah::ZERO);
    assert!(shelf.settled("2025-03".parse().unwrap()).unwrap().is_level());

    shelf.promote("III/c");
    let settled = shelf.settled("2025-03".parse().unwrap()).unwrap();
    assert_eq!(months(&settled), ["2025-01", "2025-02"]);
    // III/c less III/b at eight years is 139,000; the spouse's tenth 13,900; iuran 8 % of both 12,232, health 1 % 1,529.
    let back = settled.back.as_ref().unwrap();
    assert_eq!(back.arrears.salary, Rupiah::new(2 * (139_000 + 13_900 - 12_232 - 1_529)));
    assert_eq!(shelf.close("2025-03"), back.arrears.net);

    let after = shelf.settled("2025-04".parse().unwrap()).unwrap();
    assert!(after.is_level(), "{:?}", after.table);
    assert_eq!(shelf.close("2025-04"), Rupiah::ZERO);
}

#[test]
fn a_second_correction_is_settled_on_top_of_the_first_in_either_direction() {
    let mut shelf = Shelf::with_person();
    shelf.close("2025-01");
    shelf.promote("III/c");
    shelf.close("2025-02");
    shelf.promote("III/d");
    let settled = shelf.settled("2025-03".parse().unwrap()).unwrap();
    assert_eq!(months(&settled), ["2025-01", "2025-02"]);
    shelf.promote("III/b");
    let settled = shelf.settled("2025-03".parse().unwrap()).unwrap();
    assert_eq!((settled.back.is_none(), settled.overpaid() < Rupiah::ZERO), (true, true));
    // What was paid too much is never taken back by itself.
    assert_eq!(shelf.close("2025-03"), Rupiah::ZERO);
}

#[test]
fn the_order_in_which_facts_arrive_makes_no_difference() {
    let child =
        json!({ "field": "keluarga", "spouse": { "since": "2015-01-01" }, "children": [{ "born": "2020-03-01" }] });
    let net = |family_first: bool| {
        let mut shelf = Shelf::with_person();
        shelf.close("2025-01");
        if family_first {
            shelf.fact("2025-01-01", &child);
            shelf.promote("III/c");
        } else {
            shelf.promote("III/c");
            shelf.fact("2025-01-01", &child);
        }
        shelf.close("2025-02")
    };
    assert_eq!(net(true), net(false));
    assert!(net(true) > Rupiah::ZERO);
}

#[test]
fn back_pay_is_worked_out_again_from_what_was_sealed_and_a_changed_byte_is_named() {
    let law = Rulebook::national();
    let mut shelf = Shelf::with_person();
    shelf.close("2025-01");
    shelf.promote("III/c");
    shelf.close("2025-02");
    let month: Month = "2025-02".parse().unwrap();
    let seal = ledger::pay_month::standing(&shelf.book, OFFICE, month).one().unwrap().value.seal;
    let slips = sealed::slips(&shelf.book, month, &seal);
    let before = |_: &Id| paid(&shelf.book, &Closed::of(&shelf.book), &History::of(&shelf.book, WHO), month, law);
    let again = |slips: BTreeMap<Id, Slip>| sealed::again(month, &seal, slips, before, law);
    let proven = again(slips.clone());
    assert!(proven.is_proven() && proven.run.back.contains_key(&WHO));
    let mut forged = slips;
    forged.get_mut(&WHO).unwrap().back[0].pay.rice_heads = 5;
    let named = again(forged);
    assert_eq!((named.differs, named.whole), (vec![WHO], false));
}

#[test]
fn who_was_left_out_of_a_closed_month_is_owed_all_of_it() {
    let mut shelf = Shelf::with_person();
    let month: Month = "2025-01".parse().unwrap();
    let mut run = Run::new(month);
    run.add(WHO, Err(vec![Gap::NoPredikat]));
    let (seal, slips) = sealed::seal(&run, |_| None);
    assert!(slips.is_empty());
    shelf.write(Kind::PayMonth, subject::pay_month(OFFICE, month), &PayMonth { step: PayStep::Locked, seal });
    let settled = shelf.settled("2025-02".parse().unwrap()).unwrap();
    let due = shelf.case(month).unwrap().slip(Rulebook::national()).unwrap();
    let round = due.amount(domain::pay::LineCode::Pembulatan).unwrap_or_default();
    // Pembulatan and tax belong to the month of payment.
    assert_eq!(settled.back.unwrap().arrears.salary, due.salary.net.minus(round).unwrap());
}

#[test]
fn the_tax_of_the_year_is_the_same_whenever_the_promotion_became_known() {
    // Golongan IV/e at 30 years: enough to be taxed in every month.
    let high = |shelf: &mut Shelf, golongan: &str| {
        shelf.fact("2025-01-01", &json!({ "field": "golongan", "golongan": golongan, "mkg": [30, 0] }));
    };
    let year_tax = |late: bool| {
        let mut shelf = Shelf::with_person();
        high(&mut shelf, if late { "IV/a" } else { "IV/e" });
        let mut tax = Rupiah::ZERO;
        for month in 1..=12 {
            if month == 6 {
                high(&mut shelf, "IV/e");
            }
            let month: Month = format!("2025-{month:02}").parse().unwrap();
            let back = shelf.settled(month).and_then(|settled| settled.back);
            for part in back.iter().flat_map(|back| &back.arrears.tax) {
                tax = tax.plus(part.tax).unwrap();
            }
            tax = tax.plus(shelf.case(month).unwrap().slip(Rulebook::national()).unwrap().tax.tax).unwrap();
            shelf.close(&month.to_string());
        }
        tax
    };
    assert_eq!(year_tax(true), year_tax(false));
    assert!(year_tax(false) > Rupiah::ZERO);
}

#[test]
fn a_death_told_late_stops_pay_at_once_and_names_what_was_paid_too_much() {
    let mut shelf = Shelf::with_person();
    for month in ["2025-01", "2025-02", "2025-03"] {
        shelf.close(month);
    }
    let paid = shelf.case("2025-03".parse().unwrap()).unwrap().slip(Rulebook::national()).unwrap();
    shelf.stands("meninggal", "2025-01-20");
    let gaps = shelf.case("2025-04".parse().unwrap()).unwrap_err();
    assert!(Gap::not_due(&gaps).is_some(), "{gaps:?}");
    // January was due; February and March were not.
    let settled = shelf.settled_without_slip("2025-04");
    assert!(settled.back.is_none());
    let rounding = paid.amount(domain::pay::LineCode::Pembulatan).unwrap_or_default().get();
    assert_eq!(settled.overpaid().get(), -2 * (paid.total.net.get() - rounding));
}

#[test]
fn study_told_late_takes_back_the_allowance_of_the_post_from_its_seventh_month_only() {
    let mut shelf = Shelf::with_person();
    for month in 1..=9 {
        shelf.close(&format!("2025-{month:02}"));
    }
    shelf.stands("tugas_belajar", "2025-01-01");
    let settled = shelf.settled("2025-10".parse().unwrap()).unwrap();
    // III/b: 185,000 in July, August and September; the health contribution of the employee falls with it.
    let differs: Vec<(String, i64)> = settled
        .table
        .months
        .iter()
        .flat_map(|row| row.lines.iter().flatten().map(move |line| (row.month, line)))
        .filter(|(_, line)| line.code == domain::pay::LineCode::TunjanganUmum && line.difference != Rupiah::ZERO)
        .map(|(month, line)| (month.to_string(), line.difference.get()))
        .collect();
    let expected = ["2025-07", "2025-08", "2025-09"].map(|month| (month.to_owned(), -185_000));
    assert_eq!(differs, expected);
}

#[test]
fn the_age_of_retirement_blocks_until_a_paper_says_how_service_goes_on() {
    let mut shelf = Shelf::with_person();
    // Born 15 April 1987: pelaksana until 58, so this one is made older.
    shelf.fact("2025-01-01", &json!({ "field": "identitas", "nip": "196704152000042901", "name": "Sri" }));
    assert!(shelf.case("2025-04".parse().unwrap()).is_ok());
    let since: Month = "2025-05".parse().unwrap();
    for month in ["2025-05", "2025-12"] {
        let gaps = shelf.case(month.parse().unwrap()).unwrap_err();
        assert!(gaps.contains(&Gap::PastRetirement { since }), "{month} {gaps:?}");
    }
    // The date of pension typed a year late does not pay on.
    shelf.stands("pensiun", "2026-05-01");
    assert!(shelf.case(since).is_err());
    shelf.stands("pensiun", "2025-05-01");
    assert!(Gap::not_due(&shelf.case(since).unwrap_err()).is_some());
}

#[test]
fn the_last_month_of_service_works_out_the_tax_of_the_year_so_far() {
    let mut shelf = Shelf::with_person();
    shelf.stands("pensiun", "2025-07-01");
    let last = shelf.case("2025-06".parse().unwrap()).unwrap();
    let domain::pay::TaxPlan::LastMonth(opening) = &last.pay.tax else { panic!("{:?}", last.pay.tax) };
    assert_eq!((opening.months, opening.liability), (5, domain::tax::Liability::WholeYear));
    let before = shelf.case("2025-05".parse().unwrap()).unwrap();
    assert_eq!(before.pay.tax, domain::pay::TaxPlan::Ordinary);
}

#[test]
fn who_left_and_came_back_has_two_last_months_and_december_counts_what_each_withheld() {
    let mut shelf = Shelf::with_person();
    let post = json!({ "field": "jabatan", "title": "Kepala", "post": { "kind": "struktural", "eselon": "IIa" }, "office": OFFICE });
    shelf.fact("2025-01-01", &post);
    shelf.stands("pindah", "2025-03-01");
    shelf.stands("aktif", "2025-06-01");
    let slip = |month: &str| shelf.case(month.parse().unwrap()).unwrap().slip(Rulebook::national()).unwrap();
    // February ends a first stretch of service: what January withheld comes back, because two months owe nothing.
    assert_eq!(slip("2025-02").tax.tax.get(), -slip("2025-01").tax.tax.get());
    assert!(slip("2025-01").tax.tax > Rupiah::ZERO);
    let december = shelf.case("2025-12".parse().unwrap()).unwrap();
    let domain::pay::TaxPlan::LastMonth(opening) = &december.pay.tax else { panic!("{:?}", december.pay.tax) };
    let paid = ["2025-01", "2025-02", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10", "2025-11"];
    assert_eq!(usize::from(opening.months), paid.len());
    let withheld: i64 = paid.iter().map(|month| slip(month).tax.tax.get()).sum();
    assert_eq!(opening.tax.get(), withheld);
}

#[test]
fn an_order_for_a_post_beside_the_own_one_counts_from_its_first_full_month_to_its_last_day() {
    let mut shelf = Shelf::with_tpp();
    let own = shelf.tpp("2025-03");
    shelf.post_of_class(6);
    let lower = shelf.tpp("2025-03");
    shelf.post_of_class(9);
    let higher = shelf.tpp("2025-03");
    shelf.post_of_class(7);
    let order = |kelas: u8, until: &str| {
        let head = json!({ "field": "penugasan", "sebagai": "plt", "title": "Kepala Seksi", "kelas": kelas });
        let mut order = head;
        order["until"] = until.into();
        order["paper"] = "SP 4/2025".into();
        order
    };
    // From 10 February to 30 June: March is the first month that begins with it, and one full month has passed then.
    shelf.fact("2025-02-10", &order(6, "2025-06-30"));
    assert_eq!(["2025-02", "2025-07"].map(|month| shelf.tpp(month)), [own, own]);
    for month in ["2025-03", "2025-06"] {
        // Pasal 11 of the invented decree: a fifth of the ceiling of an equal or lower post on top.
        assert!((shelf.tpp(month) - own - lower / 5).abs() <= 1, "{month}: {} {own} {lower}", shelf.tpp(month));
    }
    shelf.fact("2025-02-10", &order(9, "2025-06-30"));
    assert_eq!((shelf.tpp("2025-02"), shelf.tpp("2025-03")), (own, higher));
}

#[test]
fn a_decision_cuts_in_its_own_months_and_one_told_late_is_found_in_the_closed_ones() {
    let mut shelf = Shelf::with_tpp();
    let own = shelf.tpp("2025-03");
    for month in 1..=4 {
        shelf.close(&format!("2025-{month:02}"));
    }
    shelf.decides("2025-03-01", Some("2025-08"));
    let cut = shelf.tpp("2025-05");
    // PP 94/2021 Pasal 8: a quarter less.
    assert!((cut - own * 3 / 4).abs() <= 1, "{cut} {own}");
    assert_eq!(["2025-02", "2025-08", "2025-09"].map(|month| shelf.tpp(month)), [own, cut, own]);
    let settled = shelf.settled("2025-05".parse().unwrap()).unwrap();
    let differs = settled
        .table
        .months
        .iter()
        .filter(|row| row.lines.iter().flatten().any(|line| line.difference != Rupiah::ZERO));
    assert_eq!(differs.map(|row| row.month.to_string()).collect::<Vec<_>>(), ["2025-03", "2025-04"]);
    assert!(settled.overpaid() < Rupiah::ZERO);
    // Without a last month it goes on until it is lifted; a second one about the same says it once.
    shelf.decides("2025-04-01", None);
    assert_eq!(["2025-05", "2025-12"].map(|month| shelf.tpp(month)), [cut, cut]);
}

#[test]
fn a_recap_that_says_otherwise_than_a_decision_blocks_the_month() {
    let mut shelf = Shelf::with_tpp();
    shelf.decides("2025-03-01", Some("2025-08"));
    let month: Month = "2025-05".parse().unwrap();
    let named = shelf.case(month).unwrap().sealed().tpp.unwrap().measures;
    let mut measures: BTreeMap<String, String> =
        named.iter().map(|(key, value)| (key.clone(), value.to_string())).collect();
    shelf.write(Kind::Recap, subject::recap(WHO, month), &json!({ "measures": measures }));
    assert!(shelf.case(month).is_ok(), "the same said twice is no contradiction");
    measures.insert("hukdis_sedang".to_owned(), "0".to_owned());
    shelf.write(Kind::Recap, subject::recap(WHO, month), &json!({ "measures": measures }));
    let gaps = shelf.case(month).unwrap_err();
    assert_eq!(gaps, [Gap::TwoSources { measure: "hukdis_sedang".to_owned() }]);
}

#[test]
fn a_standing_raises_the_flag_that_a_policy_hangs_on_it() {
    let policy = domain::tpp::named("prov-dki-jakarta", "2019-06".parse().unwrap()).unwrap();
    let raised = |keadaan| policy.raised_by(keadaan).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(raised(domain::asn::Keadaan::TugasBelajar), ["not_paid"]);
    assert!(raised(domain::asn::Keadaan::Aktif).is_empty());
}

#[test]
fn a_suspension_is_held_until_its_decree_names_an_amount_and_is_then_paid_without_recap_and_tpp() {
    let mut shelf = Shelf::with_tpp();
    let month: Month = "2025-05".parse().unwrap();
    assert!(shelf.tpp("2025-05") > 0);
    shelf.suspended("2025-04-10", None);
    let law = Rulebook::national();
    let gaps = shelf.case(month).and_then(|case| case.slip(law)).unwrap_err();
    assert_eq!(gaps, [Gap::NoFact { field: "berhenti_sementara".to_owned() }]);
    shelf.suspended("2025-04-10", Some(1_500_000));
    let case = shelf.case(month).unwrap();
    let slip = case.slip(law).unwrap();
    assert_eq!(slip.amount(domain::pay::LineCode::GajiPokok), Some(Rupiah::new(1_500_000)));
    assert_eq!((slip.tpp, slip.amount(domain::pay::LineCode::TunjanganIstriSuami)), (None, None));
    assert_eq!(case.pay.gaji_pokok_given.unwrap().source, "SK 5/2025");
    // An amount of before a second suspension is not that one's.
    let mut again = shelf.clone();
    again.stands("aktif", "2025-05-02");
    again.suspended("2025-06-10", None);
    assert_eq!(again.case("2025-07".parse().unwrap()).and_then(|case| case.slip(law)).unwrap_err(), gaps);
    // No recap stands of 2026: a suspended month asks for none.
    shelf.fact("2026-01-01", &json!({ "field": "pajak", "ptkp": "K/0" }));
    assert!(shelf.case("2026-01".parse().unwrap()).is_ok());
    // April, in which it was decreed, is paid whole; closed months and their seal are worked out again.
    assert!(shelf.tpp("2025-04") > 0);
    for month in ["2025-04", "2025-05"] {
        shelf.close(month);
    }
    // Cleared: what May withheld is owed, and paid once with June.
    shelf.stands("aktif", "2025-04-10");
    let back = shelf.settled("2025-06".parse().unwrap()).unwrap().back.unwrap();
    assert_eq!(back.due.iter().map(|due| due.pay.month.to_string()).collect::<Vec<_>>(), ["2025-05"]);
    assert!(back.arrears.salary > Rupiah::ZERO && back.arrears.tpp > Rupiah::ZERO);
}

#[test]
fn facts_of_orders_decisions_and_standings_have_their_bytes() {
    let written = [
        r#"{"field":"penugasan","sebagai":"plh","title":"Kepala Bidang","kelas":11,"until":"2026-06-30","mode":"add","share_percent":"12.5","paper":"SP 1/2026"}"#,
        r#"{"field":"penugasan","sebagai":"plt","title":"Camat","paper":"SP 2/2026"}"#,
        r#"{"field":"keadaan","keadaan":"pensiun","paper":"SK 4/2026"}"#,
        r#"{"field":"penghasilan","amount_rp":1500000,"paper":"SK 5/2026"}"#,
        r#"{"field":"putusan","decided":[{"measure":"hukdis_sedang","value":"1","until":"2026-08","paper":"SK 3/2026"}]}"#,
    ];
    for written in written {
        let fact: ledger::payload::Fact = serde_json::from_str(written).unwrap();
        assert_eq!(serde_json::to_string(&fact).unwrap(), written);
    }
}

#[test]
fn what_was_paid_too_much_comes_back_by_plan_to_the_last_rupiah_and_follows_the_facts() {
    let mut shelf = Shelf::with_person();
    shelf.promote("III/c");
    shelf.close("2025-01");
    shelf.close("2025-02");
    // The decree was withdrawn: both months paid III/c.
    shelf.promote("III/b");
    let each = 139_000 + 13_900 - 12_232 - 1_529;
    let owed = |shelf: &Shelf, month: &str| -shelf.settled(month.parse().unwrap()).unwrap().overpaid().get();
    assert_eq!(owed(&shelf, "2025-03"), 2 * each);
    // Nothing comes back by itself.
    assert_eq!(shelf.settled("2025-03".parse().unwrap()).unwrap().takes, None);
    shelf.close("2025-03");
    shelf.fact("2025-04-01", &json!({ "field": "pengembalian", "instalments": 3, "paper": "SKTJM 1/2025" }));
    let mut came = Vec::new();
    for month in ["2025-04", "2025-05", "2025-06"] {
        let net = shelf.case(month.parse().unwrap()).unwrap().slip(Rulebook::national()).unwrap().total.net;
        came.push(net.get() - shelf.run(month).paid_out.get());
    }
    assert_eq!(came, [92_759, 92_759, 92_760]);
    assert_eq!(came.iter().sum::<i64>(), 2 * each);
    let after = shelf.settled("2025-07".parse().unwrap()).unwrap();
    assert!(after.is_level() && after.takes.is_none(), "{after:?}");
    assert_eq!(after.taken, (Rupiah::new(2 * each), Rupiah::ZERO));
}

#[test]
fn a_correction_on_the_way_changes_the_instalments_that_are_left() {
    let mut shelf = Shelf::with_person();
    shelf.promote("III/d");
    shelf.close("2025-01");
    shelf.promote("III/b");
    shelf.fact("2025-02-01", &json!({ "field": "pengembalian", "instalments": 2, "paper": "SKTJM 2/2025" }));
    let whole = -shelf.settled("2025-02".parse().unwrap()).unwrap().overpaid().get();
    shelf.close("2025-02");
    assert_eq!(-shelf.settled("2025-03".parse().unwrap()).unwrap().overpaid().get(), whole - whole / 2);
    // III/c was due after all: less is owed, and the last instalment takes only that.
    shelf.promote("III/c");
    let settled = shelf.settled("2025-03".parse().unwrap()).unwrap();
    let left = -settled.overpaid().get();
    assert!(left < whole - whole / 2, "{left} of {whole}");
    assert_eq!(settled.takes.map(|takes| (takes.salary.get(), takes.instalments)), Some((left, 1)));
}

#[test]
fn the_code_of_a_slip_with_back_pay_holds_what_was_paid_before() {
    let mut shelf = Shelf::with_person();
    for month in ["2025-01", "2025-02", "2025-03"] {
        shelf.close(month);
    }
    shelf.promote("III/c");
    assert!(shelf.close("2025-04") > Rupiah::ZERO);
    let code = |shelf: &Shelf, month: &str| {
        let closed = Closed::of(&shelf.book);
        let mut code = Code::of(&shelf.book, &closed, WHO, month.parse().unwrap()).unwrap();
        code.keys.insert(Id([1; 16]), [&[4][..], &[1; 64]].concat());
        code
    };
    let fault = |code: &Code| {
        let read = Code::read(&code.digits().unwrap()).unwrap();
        let signed = vec![Some(true); read.records.len()];
        read.examine(&signed, Rulebook::national()).unwrap().fault
    };
    let whole = code(&shelf, "2025-04");
    // Slip, step and name; slip and step of the three months before.
    assert_eq!(whole.records.len(), 9);
    let digits = [code(&shelf, "2025-01"), whole.clone()].map(|code| code.digits().unwrap().len());
    assert!(digits[0] < 1_800 && digits[1] < 4_300, "{digits:?}");
    assert_eq!(fault(&whole), None);
    // What was paid in one of them is left out: the back pay comes out differently.
    let mut less = whole.clone();
    less.records.remove(3);
    assert_eq!(fault(&less), Some(Fault::Differs));
    assert_eq!(code(&shelf, "2025-01").records.len(), 3);

    // Back pay of most of a year does not fit, and says so.
    for month in 5..=11 {
        shelf.close(&format!("2025-{month:02}"));
    }
    shelf.promote("III/d");
    assert!(shelf.close("2025-12") > Rupiah::ZERO);
    assert_eq!(code(&shelf, "2025-12").digits(), Err(NoCode::TooLarge));
}
