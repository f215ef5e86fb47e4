//! Cases of a tax year: months by the effective rate, the last one by the yearly scale.

use domain::asn::Ptkp;
use domain::derive::Silent;
use domain::law::Rulebook;
use domain::money::Rupiah;
use domain::tax::{self, Deduction, LastMonth, Liability, Previous, Year, YearTax};

use super::tax::{FLOOR, on};
use super::{Work, figures, gap};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What a period of months gives.
struct Period {
    ptkp: Ptkp,
    gross: Vec<Rupiah>,
    deduction: Deduction,
    contributions: Rupiah,
    zakat: Rupiah,
    previous: Option<Previous>,
    liability: Liability,
    borne_by_state: bool,
}

/// What was worked out from it.
struct Worked {
    category: String,
    rates: Vec<i64>,
    taxes: Vec<Rupiah>,
    withheld: Rupiah,
    gross: Rupiah,
    year: YearTax,
    last: LastMonth,
}

impl Period {
    fn new(ptkp: Ptkp, gross: Vec<Rupiah>) -> Self {
        Self {
            ptkp,
            gross,
            deduction: Deduction::BiayaJabatan,
            contributions: Rupiah::ZERO,
            zakat: Rupiah::ZERO,
            previous: None,
            liability: Liability::WholeYear,
            borne_by_state: false,
        }
    }

    fn work(&self) -> Result<Worked, String> {
        let law = Rulebook::national();
        let before = self.gross.split_last().map_or(&[][..], |(_, before)| before);
        let mut taxes = Vec::new();
        let mut rates = Vec::new();
        for gross in before {
            let month = tax::ter_month(*gross, self.ptkp, on()?, FLOOR, law, &mut Silent).map_err(gap)?;
            rates.push(i64::from(month.bracket.ok_or("no bracket")?.rate_bp));
            taxes.push(month.tax);
        }
        let sum = |amounts: &[Rupiah]| Rupiah::sum(amounts.iter().copied()).map_err(|error| error.to_string());
        let (gross, withheld) = (sum(&self.gross)?, sum(&taxes)?);
        let facts = Year {
            gross,
            months: u8::try_from(self.gross.len()).map_err(|_| "too many months")?,
            deduction: self.deduction,
            contributions: self.contributions,
            zakat: self.zakat,
            previous: self.previous,
            liability: self.liability,
            ptkp: self.ptkp,
        };
        let year = tax::year(&facts, on()?, FLOOR, law, &mut Silent).map_err(gap)?;
        let last = tax::last_month(year.due, withheld, self.borne_by_state, &mut Silent).map_err(gap)?;
        let category = tax::ter_category(self.ptkp, on()?, law).map_err(gap)?.0.to_string();
        Ok(Worked { category, rates, taxes, withheld, gross, year, last })
    }
}

impl Work<'_> {
    pub(super) fn year(&mut self) -> Result<(), String> {
        let ptkp = self.parsed("ptkp")?;
        let first = self.named_month("first_month")?.unwrap_or(0);
        let last = self.named_month("last_month")?.unwrap_or(11);
        let count = (last + 1).checked_sub(first).ok_or("last_month before first_month")?;
        let months = self.inputs.int("months")?;
        if months.is_some_and(|months| usize::try_from(months) != Ok(count)) {
            return Err(format!("months: {months:?} is not {count}"));
        }
        let pension = self.inputs.int("pension_per_month")?;
        let mut gross: Vec<Rupiah> = match self.inputs.ints("gross_by_month")? {
            Some(gross) if gross.len() == count => gross.into_iter().map(Rupiah::new).collect(),
            Some(_) => return Err("gross_by_month: not one for each month".into()),
            None => {
                let each = self.inputs.int("gross_per_month")?.or(pension);
                vec![Rupiah::new(self.need("gross_per_month", each)?); count]
            }
        };
        if let Some(thirteenth) = self.inputs.int("gaji13_june")? {
            let june = gross.get_mut(5).ok_or("gaji13_june: no June")?;
            *june = june.plus(Rupiah::new(thirteenth)).map_err(|error| error.to_string())?;
        }
        self.check_parts_of_gross(&gross)?;
        let per_month = |amount: Option<i64>| amount.unwrap_or(0) * i64::try_from(count).unwrap_or(0);
        let contributions = per_month(self.inputs.int("pension_contribution_per_month")?);
        let zakat = per_month(self.inputs.int("zakat_per_month")?);
        let religious = per_month(self.inputs.int("religious_contribution_per_month")?);
        let part = self.inputs.text("resident_from")?.is_some() || self.inputs.text("resident_until")?.is_some();
        if part && self.inputs.bool("resident_all_year")? == Some(true) {
            return Err("resident_all_year: and from a month".into());
        }
        self.inputs.bool("resident_all_year")?;
        let certificate = self.inputs.bool("previous_employer_certificate")? == Some(true);
        let previous = match (self.inputs.int("previous_net")?, self.inputs.int("previous_tax")?) {
            (Some(net), Some(tax)) if certificate => Some(Previous { net: Rupiah::new(net), tax: Rupiah::new(tax) }),
            (None, None) if !certificate => None,
            _ => return Err("previous_net and previous_tax belong to a certificate".into()),
        };
        let worked = Period {
            contributions: Rupiah::new(contributions),
            zakat: Rupiah::new(zakat + religious),
            previous,
            liability: if part { Liability::PartOfYear } else { Liability::WholeYear },
            borne_by_state: self.inputs.bool("dtp")? == Some(true),
            deduction: if pension.is_some() { Deduction::BiayaPensiun } else { Deduction::BiayaJabatan },
            ..Period::new(ptkp, gross)
        }
        .work()?;
        for (name, amount) in [("pension", contributions), ("zakat", zakat), ("religious", religious)] {
            self.expected.check(&format!("{name}_year"), amount);
            self.expected.check(&format!("{name}_period"), amount);
        }
        self.check_year(&worked, first, last);
        Ok(())
    }

    /// Where the parts of an ordinary month are given, the smallest month is their sum.
    fn check_parts_of_gross(&mut self, gross: &[Rupiah]) -> Result<(), String> {
        let mut sum = 0;
        for key in ["salary_per_month", "allowance_per_month", "employer_jkk_jkm_per_month"] {
            sum += self.inputs.int(key)?.unwrap_or(0);
        }
        // Paid by the employer into a pension: no income of the month.
        self.inputs.int("employer_pension_per_month_not_in_gross")?;
        let smallest = gross.iter().min().map_or(0, |amount| amount.get());
        if sum != 0 && sum != smallest {
            return Err(format!("the parts of a month sum to {sum}, the smallest month is {smallest}"));
        }
        Ok(())
    }

    fn named_month(&mut self, key: &str) -> Result<Option<usize>, String> {
        let Some(name) = self.inputs.text(key)? else { return Ok(None) };
        let found = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(name));
        found.map(Some).ok_or_else(|| format!("{key}: {name}"))
    }

    fn check_year(&mut self, worked: &Worked, first: usize, last: usize) {
        let year = &worked.year;
        let (from, to, end) = (MONTHS[first], MONTHS[last.saturating_sub(1).max(first)], MONTHS[last]);
        self.expected.check("ter_category", worked.category.as_str());
        self.expected.check("ter_rate_bp_by_month", worked.rates.clone());
        self.expected.check(&format!("tax_by_month_{from}_{to}"), figures(&worked.taxes));
        self.expected.check(&format!("tax_{from}_{to}"), worked.withheld.get());
        if let Some(rate) = worked.rates.first().filter(|rate| worked.rates.iter().all(|other| other == *rate)) {
            self.expected.check("ter_rate_bp", *rate);
        }
        if let Some(tax) = worked.taxes.first().filter(|tax| worked.taxes.iter().all(|other| other == *tax)) {
            self.expected.check(&format!("tax_per_month_{from}_{to}"), tax.get());
        }
        self.expected.check("gross_year", worked.gross.get());
        self.expected.check("gross_period", worked.gross.get());
        self.expected.check("biaya_jabatan", year.cost.get());
        self.expected.check("biaya_pensiun", year.cost.get());
        self.expected.check("net_period", year.net.get());
        self.expected.check("net_year", year.net_year.get());
        self.expected.check("net_annualised", year.net_year.get());
        self.expected.check("ptkp_year", year.ptkp.get());
        self.expected.check("pkp", year.pkp.get());
        self.expected.check("tax_on_annualised", year.scale.get());
        self.expected.check("tax_year", year.tax.get());
        self.expected.check("tax_period", year.tax.get());
        self.expected.check("tax_due_here", year.due.get());
        self.expected.check(&format!("tax_{end}"), worked.last.difference.get());
        self.expected.check("refund_paid_to_employee", worked.last.refund.get());
    }

    pub(super) fn year_of_pns(&mut self) -> Result<(), String> {
        let ptkp = self.parsed("ptkp")?;
        let fixed = self.rupiah("gaji_pokok")?.get() + self.rupiah("family_allowance")?.get();
        let performance = self.inputs.ints("tunjangan_kinerja_by_month")?.unwrap_or_default();
        let post = self.inputs.ints("tunjangan_jabatan_by_month")?.unwrap_or_default();
        let mut gross: Vec<i64> = performance.iter().zip(&post).map(|(a, b)| fixed + a + b).collect();
        for (key, month) in [("gaji13_june", 5), ("arrears_november", 10)] {
            if let Some(extra) = self.inputs.int(key)? {
                *gross.get_mut(month).ok_or("twelve months are needed")? += extra;
            }
        }
        self.expected.check("gross_by_month", gross.clone());
        let gross = gross.into_iter().map(Rupiah::new).collect();
        let borne_by_state = self.inputs.bool("dtp")? == Some(true);
        let worked = Period { borne_by_state, ..Period::new(ptkp, gross) }.work()?;
        self.check_year(&worked, 0, 11);
        Ok(())
    }

    /// The second office adds the first one's net and takes off the tax that was due there.
    pub(super) fn two_offices(&mut self) -> Result<(), String> {
        let ptkp = self.parsed("ptkp")?;
        let mut gross = |key: &str| -> Result<Vec<Rupiah>, String> {
            let found = self.inputs.ints(key)?.ok_or_else(|| format!("input missing: {key}"))?;
            Ok(found.into_iter().map(Rupiah::new).collect())
        };
        let (a_gross, b_gross) = (gross("office_a_gross_by_month")?, gross("office_b_gross_by_month")?);
        let a = Period { borne_by_state: true, ..Period::new(ptkp, a_gross) }.work()?;
        let previous = Some(Previous { net: a.year.net, tax: a.year.due });
        let b = Period { borne_by_state: true, previous, ..Period::new(ptkp, b_gross) }.work()?;
        self.expected.check("ter_category", a.category.as_str());
        self.expected.check("a_ter_rate_bp_by_month", a.rates.clone());
        self.expected.check("a_tax_by_month_jan_nov", figures(&a.taxes));
        self.expected.check("a_pkp_before_rounding", a.year.pkp_exact.get());
        self.expected.check("a_pkp", a.year.pkp.get());
        self.expected.check("a_tax_year", a.year.tax.get());
        for (office, worked) in [("a", &a), ("b", &b)] {
            self.expected.check(&format!("{office}_tax_jan_nov"), worked.withheld.get());
            self.expected.check(&format!("{office}_gross_year"), worked.gross.get());
            self.expected.check(&format!("{office}_biaya_jabatan"), worked.year.cost.get());
            self.expected.check(&format!("{office}_net_year"), worked.year.net.get());
            self.expected.check(&format!("{office}_tax_dec"), worked.last.difference.get());
        }
        self.expected.check("total_pkp_before_rounding", b.year.pkp_exact.get());
        self.expected.check("total_pkp", b.year.pkp.get());
        self.expected.check("total_tax_year", b.year.tax.get());
        Ok(())
    }

    /// Salary until May, pension from June: the pension office adds the net of the salary office.
    pub(super) fn retires(&mut self) -> Result<(), String> {
        let ptkp = self.parsed("ptkp")?;
        let salary = self.inputs.ints("salary_gross_jan_may")?.ok_or("input missing: salary_gross_jan_may")?;
        let pension = self.rupiah("pension_jun_dec")?;
        let salary = salary.into_iter().map(Rupiah::new).collect();
        let work = Period { borne_by_state: true, ..Period::new(ptkp, salary) }.work()?;
        self.expected.check("ter_category", work.category.as_str());
        self.expected.check("salary_tax_jan_apr", figures(&work.taxes));
        self.expected.check("salary_tax_jan_apr_sum", work.withheld.get());
        self.expected.check("salary_gross", work.gross.get());
        self.expected.check("biaya_jabatan", work.year.cost.get());
        self.expected.check("salary_net", work.year.net.get());
        self.expected.check("salary_pkp", work.year.pkp.get());
        self.expected.check("salary_tax_may", work.last.difference.get());
        self.expected.check("refund_paid_to_employee", work.last.refund.get());
        let rest = Period {
            deduction: Deduction::BiayaPensiun,
            previous: Some(Previous { net: work.year.net, tax: work.year.due }),
            borne_by_state: true,
            ..Period::new(ptkp, vec![pension; 7])
        }
        .work()?;
        self.expected.check("pension_gross", rest.gross.get());
        self.expected.check("biaya_pensiun", rest.year.cost.get());
        self.expected.check("pension_net", rest.year.net.get());
        self.expected.check("net_year", rest.year.net_year.get());
        self.expected.check("ptkp_year", rest.year.ptkp.get());
        self.expected.check("pkp", rest.year.pkp.get());
        self.expected.check("tax_year", rest.year.tax.get());
        self.expected.check("tax_dec", rest.last.difference.get());
        Ok(())
    }
}
