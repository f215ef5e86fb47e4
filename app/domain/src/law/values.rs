//! The shapes of values in the rule book that are more than one number.

use serde::{Deserialize, Serialize};

use crate::asn::Ptkp;
use crate::money::Rupiah;

use super::Components;
use crate::money::Rounding;

/// Parts of iuran wajib pegawai in basis points of its base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Iwp {
    /// Pension.
    pub pensiun: u32,
    /// Old-age savings (tabungan hari tua).
    pub tht: u32,
    /// Health, while it was part of iuran wajib.
    pub kesehatan: u32,
}

impl Iwp {
    /// Returns the whole rate in basis points.
    #[must_use]
    pub const fn total_bp(self) -> u32 {
        self.pensiun + self.tht + self.kesehatan
    }

    /// Returns the part that lowers yearly taxable income, in basis points.
    #[must_use]
    pub const fn deductible_bp(self) -> u32 {
        self.pensiun + self.tht
    }
}

/// How the health contribution of a civil servant is taken. Old methods stay: old months recompute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BpjsMethod {
    /// Inside iuran wajib pegawai.
    DalamIwp,
    /// On its own, with a ceiling over salary and TPP.
    Terpisah,
}

/// How the tax of an ordinary month is found. Old methods stay: old months recompute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxMethod {
    /// The month is made a year, taxed by the yearly scale, and divided by twelve.
    Disetahunkan,
    /// The average effective rate of the month's gross (PP 58/2023).
    Ter,
}

/// A scale: the upper bound belongs to its own rate; the last rate has no bound.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "WrittenScale")]
pub struct Scale {
    upto: Vec<Rupiah>,
    rate_bp: Vec<u32>,
}

/// One bracket of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bracket {
    /// Amounts above this belong to the bracket; zero for the first.
    pub above: Rupiah,
    /// Amounts up to and including this belong to it; nothing for the last.
    pub upto: Option<Rupiah>,
    /// Rate in basis points.
    pub rate_bp: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenScale {
    upto: Vec<Rupiah>,
    rate_bp: Vec<u32>,
}

impl TryFrom<WrittenScale> for Scale {
    type Error = &'static str;

    fn try_from(WrittenScale { upto, rate_bp }: WrittenScale) -> Result<Self, Self::Error> {
        if upto.windows(2).any(|pair| pair[1] <= pair[0]) {
            return Err("bounds do not ascend");
        }
        if rate_bp.len() != upto.len() + 1 && rate_bp.len() != upto.len() {
            return Err("rates do not fit the bounds");
        }
        Ok(Self { upto, rate_bp })
    }
}

impl Scale {
    /// Returns the bracket of an amount, or nothing above a scale that ends.
    #[must_use]
    pub fn bracket(&self, amount: Rupiah) -> Option<Bracket> {
        self.at(self.upto.partition_point(|upto| *upto < amount))
    }

    /// Returns the brackets from the lowest.
    pub fn brackets(&self) -> impl Iterator<Item = Bracket> {
        (0..self.rate_bp.len()).filter_map(|at| self.at(at))
    }

    fn at(&self, at: usize) -> Option<Bracket> {
        let above = at.checked_sub(1).and_then(|before| self.upto.get(before)).copied().unwrap_or(Rupiah::ZERO);
        Some(Bracket { above, upto: self.upto.get(at).copied(), rate_bp: *self.rate_bp.get(at)? })
    }
}

/// The three tables of average effective rates (PP 58/2023 Pasal 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TerCategory {
    /// TK/0, TK/1, K/0.
    A,
    /// TK/2, TK/3, K/1, K/2.
    B,
    /// K/3.
    C,
}

impl core::fmt::Display for TerCategory {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        })
    }
}

/// TER category by PTKP status.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "std::collections::BTreeMap<Ptkp, TerCategory>")]
pub struct TerCategories([TerCategory; 8]);

impl TryFrom<std::collections::BTreeMap<Ptkp, TerCategory>> for TerCategories {
    type Error = String;

    fn try_from(written: std::collections::BTreeMap<Ptkp, TerCategory>) -> Result<Self, String> {
        let mut made = [TerCategory::A; 8];
        for ptkp in Ptkp::all() {
            made[Self::index(ptkp)] = *written.get(&ptkp).ok_or_else(|| format!("no category for {ptkp}"))?;
        }
        Ok(Self(made))
    }
}

impl TerCategories {
    const fn index(ptkp: Ptkp) -> usize {
        ptkp.married as usize * 4 + ptkp.dependants() as usize
    }

    /// Returns the category of a status.
    #[must_use]
    pub const fn of(&self, ptkp: Ptkp) -> TerCategory {
        self.0[Self::index(ptkp)]
    }
}

/// A yearly deduction: a share of the gross, capped by months worked and by the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CappedShare {
    /// Share in basis points.
    pub bp: u32,
    /// Cap for each month.
    pub bulan: Rupiah,
    /// Cap for the year.
    pub tahun: Rupiah,
}

/// Where the employee's 1 % on TPP is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BpjsOnTpp {
    /// The whole contribution in the salary slip.
    InSalarySlip,
    /// On salary in the salary slip, on the rest up to the ceiling in the TPP slip.
    Split,
}

/// Whether employer contributions appear among allowances and deductions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmployerLines {
    /// Neither side; they are listed apart.
    NotPrinted,
    /// As allowance and as deduction of the same amount: gross is larger, net is the same.
    PrintedInAndOut,
}

/// What differs between payroll systems without changing anyone's right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// Rounding of iuran wajib and Taspen contributions.
    pub iwp: Rounding,
    /// Rounding of health contributions.
    pub bpjs: Rounding,
    /// Rounding of tax.
    pub tax: Rounding,
    /// Components of the month's gross that the tax rate is looked up with.
    pub ter_base: Components,
    /// Where the employee's health contribution on TPP is taken.
    pub bpjs_on_tpp: BpjsOnTpp,
    /// Whether employer contributions are printed in and out.
    pub employer: EmployerLines,
    /// Net salary is rounded up to a multiple of this.
    pub pembulatan: Rupiah,
}

/// The presets of practice the rule book knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PracticePreset {
    /// The central payroll system (GPP).
    Pusat,
    /// Regional payroll systems.
    Daerah,
    /// A regional system that rounds the tax of a salary month up.
    DaerahPajakKeAtas,
}

/// How the tax on THR and gaji ke-13 is rounded where the tax of salary is rounded so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ThrRounding {
    floor: Rounding,
    half_up: Rounding,
    ceil: Rounding,
}

impl ThrRounding {
    /// Returns the rounding where the tax of salary is rounded as named.
    pub(crate) const fn of(self, salary: Rounding) -> Rounding {
        match salary {
            Rounding::Floor => self.floor,
            Rounding::HalfUp => self.half_up,
            Rounding::Ceil => self.ceil,
        }
    }
}
