//! Cases of a month with pay beside its salary: one look-up over everything, each part owes what it adds.

use domain::calendar::Month;
use domain::derive::{Explaining, Silent};
use domain::law::{Practice, Rulebook};
use domain::money::Rupiah;
use domain::pay::{self, Beside, BesideKind, Slip, SlipTax, TaxBearer, Totals};
use domain::tax::{self, Round};

use super::service::bare;
use super::{Work, gap};

impl Work<'_> {
    pub(super) fn payday(&mut self) -> Result<(), String> {
        let law = Rulebook::national();
        let month: Month = self.parsed("month")?;
        let gross = self.rupiah("salary_gross")?;
        let practice = match self.inputs.text("system")? {
            Some("central") | None => Practice::central_gpp(),
            Some("regional") => Practice::regional(),
            Some(other) => return Err(format!("system: {other} is neither central nor regional")),
        };
        let dtp = self.inputs.bool("dtp")? == Some(true);
        let mut input = pay::PayInput { month, ptkp: self.parsed("ptkp")?, ..bare(Rupiah::new(3_000_000), practice)? };
        if !dtp {
            input.status = domain::asn::Status::Pppk;
            input.golongan = "IX".parse().map_err(|_| "no golongan")?;
        }
        let round = Round::of(input.practice.tax);
        let alone = tax::ter_month(gross, input.ptkp, month.first(), round, law, &mut Silent).map_err(gap)?;
        let bearer = if dtp { TaxBearer::State } else { TaxBearer::Employee };
        let slip = Slip {
            month,
            lines: Vec::new(),
            salary: Totals::default(),
            tpp: None,
            total: Totals::default(),
            tax: SlipTax {
                gross,
                base: domain::law::Components::default(),
                contributions: Rupiah::ZERO,
                tax: alone.tax,
                category: alone.category,
                rate_bp: alone.bracket.map(|bracket| bracket.rate_bp),
                bearer,
            },
            tpp_held: Vec::new(),
        };
        let keys = [("arrears", BesideKind::RapelGaji), ("thr", BesideKind::Thr), ("gaji13", BesideKind::Gaji13)];
        let mut parts = Vec::new();
        for (key, kind) in keys {
            if let Some(amount) = self.inputs.int(key)? {
                parts.push(Beside { kind, gross: Rupiah::new(amount), contributions: Rupiah::ZERO, bearer });
            }
        }
        let made = pay::beside(&input, &slip, &[], &parts, law, &mut Silent).map_err(gap)?;
        if pay::beside(&input, &slip, &[], &parts, law, &mut Explaining::default()) != Ok(made.clone()) {
            return Err("silent and explained differ".into());
        }
        self.expected.check("gross", made.gross.get());
        self.expected
            .check("ter_category", made.category.map(|category| category.to_string()).unwrap_or_default().as_str());
        self.expected.check("ter_rate_bp", i64::from(made.rate_bp.unwrap_or_default()));
        self.expected.check("tax", made.tax.get());
        self.expected.check("tax_salary", alone.tax.get());
        for (key, kind) in keys {
            if let Some(part) = made.parts.iter().find(|part| part.kind == kind) {
                self.expected.check(&format!("tax_{key}"), part.tax.get());
            }
        }
        Ok(())
    }
}
