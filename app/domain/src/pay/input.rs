//! What the caller brings about one person and one month: facts already resolved for the month, never guessed here.

use serde::{Deserialize, Serialize};

use crate::asn::{Counted, Golongan, Keadaan, MasaKerja, Ptkp, Status};
use crate::calendar::{Day, Month};
use crate::derive::Silent;
use crate::law::{Practice, PracticePreset, Rulebook};
use crate::money::{Overflow, Rounding, Rupiah};
use crate::outcome::Gap;
use crate::rapel::{Recovery, recovery};
use crate::tax::{Deduction, Liability, Previous, Year};
use crate::tpp::Bearer;

use super::{Beside, LineCode, Post};

/// An amount taken from a paper instead of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Amount a month.
    pub amount: Rupiah,
    /// Paper that says so.
    pub source: String,
}

/// Everything the month's pay of one person rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayInput {
    /// The month paid for.
    pub month: Month,
    /// Kind of civil servant.
    pub status: Status,
    /// Rank.
    pub golongan: Golongan,
    /// Years of service in the rank's group.
    pub mkg: MasaKerja,
    /// Spouse and children that count for allowances in the month.
    pub family: Counted,
    /// Heads that rice is paid for, the employee included.
    pub rice_heads: u8,
    /// The post, as far as a national allowance follows from it.
    pub post: Post,
    /// Further family members insured at the employee's cost.
    #[serde(default)]
    pub extra_bpjs_members: u8,
    /// How the person stands in service, when not simply at work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<InService>,
    /// Family status for tax at the first day of the year.
    pub ptkp: Ptkp,
    /// Settings of the payroll system.
    pub practice: Practice,
    /// How the month's tax is found.
    #[serde(default)]
    pub tax: TaxPlan,
    /// Base pay by paper, for months whose table row is not in the rule book. CPNS: the whole amount, before the share. In a
    /// standing whose pay its decree names: that amount, which stands for all income.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gaji_pokok_given: Option<Given>,
    /// TPP or tunjangan kinerja known by amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tpp: Option<TppPart>,
    /// What closed months paid too much and a plan takes back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back: Option<TakenBack>,
    /// What went out beside salary in the month before its TPP was measured, taxed as if there were none: the tax on TPP is
    /// what TPP adds to both.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<Beside>,
}

impl PayInput {
    /// The month of somebody at work with no family, in a general post, taxed as in any month, with nothing else paid and
    /// nothing taken back. What differs is stated over it.
    #[must_use]
    pub const fn bare(month: Month, status: Status, golongan: Golongan, mkg: MasaKerja, practice: Practice) -> Self {
        Self {
            month,
            status,
            golongan,
            mkg,
            family: Counted { spouse: false, children: 0 },
            rice_heads: 1,
            post: Post::Umum,
            extra_bpjs_members: 0,
            service: None,
            ptkp: Ptkp::SINGLE,
            practice,
            tax: TaxPlan::Ordinary,
            gaji_pokok_given: None,
            tpp: None,
            taken_back: None,
            before: Vec::new(),
        }
    }
}

/// What closed months paid too much, taken back by plan: each month its share of what is still owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenBack {
    /// Still owed of the salary before this month.
    pub salary: Rupiah,
    /// Still owed of TPP before this month.
    pub tpp: Rupiah,
    /// Instalments that are left, this month's among them.
    pub instalments: u8,
}

impl TakenBack {
    /// Divides what is still owed of each payment, the line of each first month with its plan; nothing of a payment that is
    /// owed nothing. There are never more instalments than rupiah: what is owed shrinks when facts change, the number that
    /// was agreed does not.
    ///
    /// # Errors
    /// No instalment is left (`angsuran`), or an amount leaves the range.
    pub fn plans(&self, first: Month) -> Result<Vec<(LineCode, Recovery)>, Gap> {
        let owed = [(LineCode::KelebihanGaji, self.salary), (LineCode::TppKelebihan, self.tpp)];
        let plan = |(code, owed): (LineCode, Rupiah)| {
            let instalments = u8::try_from(owed.get()).map_or(self.instalments, |rupiah| rupiah.min(self.instalments));
            Ok((code, recovery(Rupiah::ZERO.minus(owed)?, instalments, first, &mut Silent)?))
        };
        owed.into_iter().filter(|(_, owed)| *owed > Rupiah::ZERO).map(plan).collect()
    }
}

/// A standing in service with its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InService {
    /// What it is.
    pub keadaan: Keadaan,
    /// Since when.
    pub since: Day,
}

/// How the tax of the month is found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TaxPlan {
    /// A month like others: the method in force for months.
    #[default]
    Ordinary,
    /// December, or the month in which work or pension ends: the year is worked out.
    LastMonth(Opening),
    /// The amount stands on an official list and cannot be worked out from what is known here.
    Given(Given),
}

/// Balances of the months of the year before this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// Months already paid in the year, 0 to 11.
    pub months: u8,
    /// Gross of those months.
    pub gross: Rupiah,
    /// Tax withheld in those months.
    pub tax: Rupiah,
    /// Pension and old-age contributions of those months.
    pub contributions: Rupiah,
    /// Zakat paid through the employer, this month included.
    #[serde(default)]
    pub zakat: Rupiah,
    /// Certificate of a previous employer or another office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Previous>,
    /// Yearly cost that is taken off.
    pub deduction: Deduction,
    /// Whether tax liability lasted the whole year.
    pub liability: Liability,
}

/// How TPP is taxed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TppTaxMode {
    /// Final by rank, apart from salary (PP 80/2010).
    Final,
    /// Together with salary (PMK 168/2023).
    Joint,
}

/// TPP or tunjangan kinerja known by amount, without a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TppPart {
    /// Paid in another list: it only fills the base of the health contribution.
    Elsewhere(Given),
    /// Paid with this slip.
    Gross {
        /// Gross amount.
        given: Given,
        /// How it is taxed.
        tax: TppTaxMode,
        /// Who bears that tax.
        borne_by: Bearer,
        /// Rounding of a final tax.
        rounding: Rounding,
    },
}

impl Opening {
    /// Returns the year that ends with a month of this gross and these contributions, what is paid beside it included.
    pub fn year(&self, gross: Rupiah, contributions: Rupiah, ptkp: Ptkp) -> Result<Year, Overflow> {
        Ok(Year {
            gross: self.gross.plus(gross)?,
            months: self.months + 1,
            deduction: self.deduction,
            contributions: self.contributions.plus(contributions)?,
            zakat: self.zakat,
            previous: self.previous,
            liability: self.liability,
            ptkp,
        })
    }
}

impl Practice {
    /// Returns the settings of the central payroll system (GPP).
    #[must_use]
    pub fn central_gpp() -> Self {
        Self::preset(PracticePreset::Pusat)
    }

    /// Returns the settings of regional payroll systems.
    #[must_use]
    pub fn regional() -> Self {
        Self::preset(PracticePreset::Daerah)
    }

    /// Returns the newest settings of a preset.
    #[must_use]
    pub fn preset(preset: PracticePreset) -> Self {
        Rulebook::national().newest_practice(preset)
    }
}
