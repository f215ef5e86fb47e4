//! Cases of service years, of the ceiling and of single rates.

use domain::asn::{Golongan, MasaKerja};
use domain::calendar::{Day, Month};
use domain::derive::{Silent, Step, Value};
use domain::law::{Practice, Rulebook};
use domain::money::{Rounding, Rupiah};
use domain::pay::{self, LineCode, PayInput, PayStep, TppPart, TppTaxMode};
use domain::tax::{self, Round};
use domain::tpp::Bearer;

use super::slip::given;
use super::{Work, figures, gap, gaps};

impl Work<'_> {
    pub(super) fn service(&mut self) -> Result<MasaKerja, String> {
        let (years, months) = (self.inputs.int("mkg_years")?, self.inputs.int("mkg_months")?.unwrap_or(0));
        let years = self.need("mkg_years", years)?;
        let both = u8::try_from(years).ok().zip(u8::try_from(months).ok());
        both.and_then(|(years, months)| MasaKerja::new(years, months)).ok_or_else(|| "mkg out of range".into())
    }

    fn check_service(&mut self, mkg: MasaKerja) {
        self.expected.check("mkg_years", i64::from(mkg.years()));
        self.expected.check("mkg_months", i64::from(mkg.months()));
    }

    pub(super) fn promotion(&mut self) -> Result<(), String> {
        let (from, to): (Golongan, Golongan) = (self.parsed("golongan_from")?, self.parsed("golongan_to")?);
        let on = day("2024-05-01")?;
        let mkg = pay::promoted(from, to, self.service()?, on, Rulebook::national()).map_err(gap)?.mkg;
        self.check_service(mkg);
        Ok(())
    }

    pub(super) fn recognised(&mut self) -> Result<(), String> {
        let _: Golongan = self.parsed("golongan")?;
        let years = self.inputs.int("added_years")?.unwrap_or(0);
        let months = self.inputs.int("added_months")?.unwrap_or(0);
        let small = |number: i64| u8::try_from(number).map_err(|_| format!("added service: {number}"));
        let mkg = pay::recognised(self.service()?, small(years)?, small(months)?).map_err(gap)?;
        self.check_service(mkg);
        Ok(())
    }

    /// 1 % over salary and TPP: a salary whose contribution base is given, and TPP in its own slip.
    pub(super) fn ceiling(&mut self) -> Result<(), String> {
        let (salary, tpp) = (self.rupiah("salary_part_of_base")?, self.rupiah("tpp")?);
        let cap = self.rupiah("cap")?;
        let rounding = self.rounding()?.unwrap_or(Rounding::HalfUp);
        let practice = Practice { bpjs: rounding, ..Practice::regional() };
        let input = PayInput {
            tpp: Some(TppPart::Gross {
                given: given(tpp.get(), "kasus"),
                tax: TppTaxMode::Joint,
                borne_by: Bearer::Employee,
                rounding,
            }),
            ..bare(salary, practice)?
        };
        let (slip, told) = pay::explain(&input, None, Rulebook::national());
        let slip = slip.map_err(gaps)?;
        let amount = |code| slip.amount(code).unwrap_or(Rupiah::ZERO).get();
        let (in_salary, in_tpp) = (amount(LineCode::BpjsKesehatan), amount(LineCode::TppBpjs));
        let of_tpp = told.iter().find(|root| root.step == Step::Pay(PayStep::Line(LineCode::TppBpjs)));
        let rest = of_tpp.and_then(|root| {
            root.parts.iter().find_map(|part| match (&part.step, &part.value) {
                (Step::Pay(PayStep::Ceiling { cap: told, .. }), Some(Value::Rupiah(rest))) if *told == cap => {
                    Some(*rest)
                }
                _ => None,
            })
        });
        self.expected.check("salary_slip_1pct", in_salary);
        self.expected.check("tpp_part_of_base", rest.ok_or("no ceiling of this size is told for TPP")?.get());
        self.expected.check("tpp_slip_1pct", in_tpp);
        self.expected.check("total_1pct", in_salary + in_tpp);
        Ok(())
    }

    pub(super) fn final_tax(&mut self) -> Result<(), String> {
        let gross = self.inputs.ints("tpp_gross")?.ok_or("input missing: tpp_gross")?;
        let ranks = self.inputs.texts("golongan")?.ok_or("input missing: golongan")?;
        if self.inputs.text("practice")? != Some("final") {
            return Err("practice: only `final` is a list of rates".into());
        }
        let round = Round::of(self.rounding()?.unwrap_or(Rounding::HalfUp));
        let on = day("2024-05-01")?;
        let mut taxes = Vec::new();
        for (gross, rank) in gross.iter().zip(&ranks) {
            let rank: Golongan = rank.parse().map_err(|_| format!("golongan: {rank}"))?;
            let law = Rulebook::national();
            taxes.push(tax::final_honorarium(Rupiah::new(*gross), rank, on, round, law, &mut Silent).map_err(gap)?);
        }
        self.expected.check("tax", figures(&taxes));
        Ok(())
    }

    pub(super) fn brackets(&mut self) -> Result<(), String> {
        let on = day("2024-05-01")?;
        for (key, ptkp) in [("A", "TK/0"), ("B", "K/2"), ("C", "K/3")] {
            let Some(amounts) = self.inputs.ints(key)? else { continue };
            let ptkp = ptkp.parse().map_err(|_| "ptkp")?;
            let mut rates = Vec::new();
            for amount in amounts {
                let round = Round::of(Rounding::Floor);
                let month = tax::ter_month(Rupiah::new(amount), ptkp, on, round, Rulebook::national(), &mut Silent);
                let bracket = month.map_err(gap)?.bracket.ok_or("no bracket")?;
                rates.push(i64::from(bracket.rate_bp));
            }
            self.expected.check(&format!("{key}_rate_bp"), rates);
        }
        Ok(())
    }
}

fn day(text: &str) -> Result<Day, String> {
    text.parse().map_err(|_| format!("not a day: {text}"))
}

/// A person of whom only the contribution base matters: general allowance and base pay sum to it.
pub(super) fn bare(base: Rupiah, practice: Practice) -> Result<PayInput, String> {
    let month = Month::new(2024, 6).ok_or("no month")?;
    let golongan = "III/a".parse().map_err(|_| "no golongan")?;
    let (general, _) = Rulebook::national().umum(golongan, month.first()).map_err(gap)?;
    let own = base.minus(general).map_err(|error| error.to_string())?;
    Ok(PayInput {
        gaji_pokok_given: Some(given(own.get(), "kasus")),
        ..PayInput::bare(month, domain::asn::Status::Pns, golongan, MasaKerja::default(), practice)
    })
}
