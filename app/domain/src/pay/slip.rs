//! The slip: ordered lines, totals that are their sums, and a digest over their bytes.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::calendar::Month;
use crate::law::{Component, Components, TerCategory};
use crate::money::{Overflow, Rupiah};

/// The lines a slip may have, in the order it shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineCode {
    /// Base pay.
    GajiPokok,
    /// Spouse allowance.
    TunjanganIstriSuami,
    /// Child allowance.
    TunjanganAnak,
    /// General allowance.
    TunjanganUmum,
    /// Structural allowance.
    TunjanganStruktural,
    /// Functional allowance.
    TunjanganFungsional,
    /// Rice in money.
    TunjanganBeras,
    /// Employer's health contribution, printed as income.
    TunjanganBpjs,
    /// Employer's accident contribution, printed as income.
    TunjanganJkk,
    /// Employer's death contribution, printed as income.
    TunjanganJkm,
    /// Tax on salary that the state bears.
    TunjanganPph,
    /// What lifts net pay to a multiple of a hundred.
    Pembulatan,
    /// Tax withheld too much in earlier months, given back.
    PengembalianPph,
    /// TPP of one account of the policy, by its place there.
    Tpp(u8),
    /// Tax on TPP that the region bears.
    TppTunjanganPph,
    /// Tax on TPP withheld too much in earlier months, given back.
    TppPengembalianPph,
    /// Iuran wajib pegawai.
    Iwp,
    /// Employee's health contribution.
    BpjsKesehatan,
    /// Health contribution for further family members.
    BpjsTambahan,
    /// Employer's health contribution, printed as deduction.
    PotonganBpjs,
    /// Employer's accident contribution, printed as deduction.
    PotonganJkk,
    /// Employer's death contribution, printed as deduction.
    PotonganJkm,
    /// Income tax on salary.
    Pph21,
    /// The old housing saving.
    Taperum,
    /// What closed months paid too much of the salary, taken back.
    KelebihanGaji,
    /// Employee's health contribution on TPP.
    TppBpjs,
    /// Income tax on TPP.
    TppPph21,
    /// Zakat on TPP.
    TppZakat,
    /// What closed months paid too much of TPP, taken back.
    TppKelebihan,
    /// Employer's health contribution.
    PemberiKerjaBpjs,
    /// Employer's accident contribution.
    PemberiKerjaJkk,
    /// Employer's death contribution.
    PemberiKerjaJkm,
    /// Employer's health contribution on TPP.
    PemberiKerjaTppBpjs,
}

/// Whether a line is added, taken off, or only listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// Added to gross.
    Earning,
    /// Taken from gross.
    Deduction,
    /// Paid by the employer, in neither total.
    Employer,
}

/// Which of the two payments a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payment {
    /// The salary list.
    Salary,
    /// The TPP list.
    Tpp,
}

/// Why a line is truly zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum ZeroReason {
    /// The month's gross lies in the first bracket.
    BelowFirstBound {
        /// Its upper bound.
        upto: Rupiah,
    },
    /// The year's income does not pass PTKP.
    BelowPtkp,
    /// Earlier months already withheld what the year owes, or more.
    AlreadyWithheld,
    /// The final rate of this rank is zero.
    ZeroRate,
    /// Salary alone filled the ceiling.
    CeilingFilled,
    /// An official list says so.
    Given,
    /// The policy measured nothing for this account.
    NothingEarned,
    /// The standing in service ends the allowance of the post.
    Stopped,
}

/// One line of a slip. Amounts are never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is.
    pub code: LineCode,
    /// Amount.
    pub amount: Rupiah,
    /// Why the amount is zero; a line without it is not zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zero: Option<ZeroReason>,
}

/// Sums of one payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Totals {
    /// Sum of earnings.
    pub gross: Rupiah,
    /// Sum of deductions.
    pub deductions: Rupiah,
    /// What is paid out.
    pub net: Rupiah,
}

/// Who bears the tax on salary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxBearer {
    /// The state: in and out in equal amounts.
    State,
    /// The employee.
    Employee,
}

/// The tax of the month as the yearly balance needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlipTax {
    /// Gross that the tax is taken from, TPP included when it is taxed together.
    pub gross: Rupiah,
    /// What that gross is the sum of.
    pub base: Components,
    /// Pension and old-age contributions of the month.
    pub contributions: Rupiah,
    /// Tax of the month on that gross; negative when a surplus was found in the last month.
    pub tax: Rupiah,
    /// Table of effective rates, where one was read.
    pub category: Option<TerCategory>,
    /// Effective rate in basis points, where one was read.
    pub rate_bp: Option<u32>,
    /// Who bears the tax on salary.
    pub bearer: TaxBearer,
}

/// The pay of one person and month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// The month paid for.
    pub month: Month,
    /// Lines in the order of [`LineCode`].
    pub lines: Vec<Line>,
    /// Sums of the salary list.
    pub salary: Totals,
    /// Sums of the TPP list, when TPP is paid with this slip.
    pub tpp: Option<Totals>,
    /// Sums of both.
    pub total: Totals,
    /// Tax of the month.
    pub tax: SlipTax,
    /// Keys of the holds that keep TPP back this month; it is then no line of this slip.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tpp_held: Vec<String>,
}

impl LineCode {
    /// Reads a stable text code; nothing when no line has it.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let account = text.strip_prefix("tpp_").and_then(|number| number.parse::<u8>().ok()?.checked_sub(1));
        let code = match account {
            Some(account) => Self::Tpp(account),
            None => serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()?,
        };
        (code.text() == text).then_some(code)
    }

    /// Returns the stable text code; accounts of TPP count from one (`tpp_1`).
    #[must_use]
    pub fn text(self) -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Borrowed(match self {
            Self::GajiPokok => "gaji_pokok",
            Self::TunjanganIstriSuami => "tunjangan_istri_suami",
            Self::TunjanganAnak => "tunjangan_anak",
            Self::TunjanganUmum => "tunjangan_umum",
            Self::TunjanganStruktural => "tunjangan_struktural",
            Self::TunjanganFungsional => "tunjangan_fungsional",
            Self::TunjanganBeras => "tunjangan_beras",
            Self::TunjanganBpjs => "tunjangan_bpjs",
            Self::TunjanganJkk => "tunjangan_jkk",
            Self::TunjanganJkm => "tunjangan_jkm",
            Self::TunjanganPph => "tunjangan_pph",
            Self::Pembulatan => "pembulatan",
            Self::PengembalianPph => "pengembalian_pph",
            Self::Tpp(account) => return std::borrow::Cow::Owned(format!("tpp_{}", u16::from(account) + 1)),
            Self::TppTunjanganPph => "tpp_tunjangan_pph",
            Self::TppPengembalianPph => "tpp_pengembalian_pph",
            Self::Iwp => "iwp",
            Self::BpjsKesehatan => "bpjs_kesehatan",
            Self::BpjsTambahan => "bpjs_tambahan",
            Self::PotonganBpjs => "potongan_bpjs",
            Self::PotonganJkk => "potongan_jkk",
            Self::PotonganJkm => "potongan_jkm",
            Self::Pph21 => "pph21",
            Self::Taperum => "taperum",
            Self::KelebihanGaji => "kelebihan_gaji",
            Self::TppBpjs => "tpp_bpjs",
            Self::TppPph21 => "tpp_pph21",
            Self::TppZakat => "tpp_zakat",
            Self::TppKelebihan => "tpp_kelebihan",
            Self::PemberiKerjaBpjs => "pemberi_kerja_bpjs",
            Self::PemberiKerjaJkk => "pemberi_kerja_jkk",
            Self::PemberiKerjaJkm => "pemberi_kerja_jkm",
            Self::PemberiKerjaTppBpjs => "pemberi_kerja_tpp_bpjs",
        })
    }

    /// Says whether the line is added, taken off, or only listed.
    #[must_use]
    pub const fn kind(self) -> LineKind {
        match self {
            Self::GajiPokok
            | Self::TunjanganIstriSuami
            | Self::TunjanganAnak
            | Self::TunjanganUmum
            | Self::TunjanganStruktural
            | Self::TunjanganFungsional
            | Self::TunjanganBeras
            | Self::TunjanganBpjs
            | Self::TunjanganJkk
            | Self::TunjanganJkm
            | Self::TunjanganPph
            | Self::Pembulatan
            | Self::PengembalianPph
            | Self::Tpp(_)
            | Self::TppTunjanganPph
            | Self::TppPengembalianPph => LineKind::Earning,
            Self::Iwp
            | Self::BpjsKesehatan
            | Self::BpjsTambahan
            | Self::PotonganBpjs
            | Self::PotonganJkk
            | Self::PotonganJkm
            | Self::Pph21
            | Self::Taperum
            | Self::KelebihanGaji
            | Self::TppBpjs
            | Self::TppPph21
            | Self::TppZakat
            | Self::TppKelebihan => LineKind::Deduction,
            Self::PemberiKerjaBpjs | Self::PemberiKerjaJkk | Self::PemberiKerjaJkm | Self::PemberiKerjaTppBpjs => {
                LineKind::Employer
            }
        }
    }

    /// Returns the component of the month's gross that the line is, when it is one.
    #[must_use]
    pub const fn component(self) -> Option<Component> {
        Some(match self {
            Self::GajiPokok => Component::GajiPokok,
            Self::TunjanganIstriSuami => Component::SuamiIstri,
            Self::TunjanganAnak => Component::Anak,
            Self::TunjanganUmum | Self::TunjanganStruktural | Self::TunjanganFungsional => Component::Jabatan,
            Self::TunjanganBeras => Component::Beras,
            Self::Pembulatan => Component::Pembulatan,
            Self::TunjanganBpjs | Self::PemberiKerjaBpjs => Component::BpjsPemberiKerja,
            Self::TunjanganJkk | Self::PemberiKerjaJkk => Component::Jkk,
            Self::TunjanganJkm | Self::PemberiKerjaJkm => Component::Jkm,
            Self::Tpp(_) => Component::Tpp,
            _ => return None,
        })
    }

    /// Says which payment the line belongs to.
    #[must_use]
    pub const fn payment(self) -> Payment {
        match self {
            Self::Tpp(_)
            | Self::TppTunjanganPph
            | Self::TppPengembalianPph
            | Self::TppBpjs
            | Self::TppPph21
            | Self::TppZakat
            | Self::TppKelebihan
            | Self::PemberiKerjaTppBpjs => Payment::Tpp,
            _ => Payment::Salary,
        }
    }
}

impl Totals {
    /// Sums the lines of one payment.
    pub(super) fn of(lines: &[Line], payment: Payment) -> Result<Self, Overflow> {
        let mut made = Self::default();
        for line in lines.iter().filter(|line| line.code.payment() == payment) {
            match line.code.kind() {
                LineKind::Earning => made.gross = made.gross.plus(line.amount)?,
                LineKind::Deduction => made.deductions = made.deductions.plus(line.amount)?,
                LineKind::Employer => {}
            }
        }
        made.net = made.gross.minus(made.deductions)?;
        Ok(made)
    }

    /// Adds other sums, or says that one left the range.
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        Ok(Self {
            gross: self.gross.plus(other.gross)?,
            deductions: self.deductions.plus(other.deductions)?,
            net: self.net.plus(other.net)?,
        })
    }
}

impl Slip {
    /// Returns the amount of a line, or nothing when the slip does not have it.
    #[must_use]
    pub fn amount(&self, code: LineCode) -> Option<Rupiah> {
        self.lines.iter().find(|line| line.code == code).map(|line| line.amount)
    }

    /// Returns the lines that the taxed gross is the sum of.
    pub fn taxed(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.code.component().is_some_and(|part| self.tax.base.contains(part)))
    }

    /// Returns SHA-256 over month and lines in their canonical bytes; part of run digests.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let mut hasher = Sha256::new();
        hasher.update(b"takar-slip-1\0");
        hasher.update(self.month.year().to_be_bytes());
        hasher.update([self.month.number()]);
        for line in &self.lines {
            hasher.update(line.code.text().as_bytes());
            hasher.update([0]);
            hasher.update(line.amount.get().to_be_bytes());
        }
        hasher.finalize().into()
    }
}
