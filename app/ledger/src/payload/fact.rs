//! Facts about people: what they are, hold, were given and ordered, and where their money goes.

use domain::asn::{BankAccount, BankCode, Family, Golongan, Keadaan, MasaKerja, Nik, Nip, Npwp, Ptkp, Status};
use domain::calendar::{Day, Month};
use domain::money::Rupiah;
use domain::tpp::ActingMode;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::hash::Id;

/// A dated fact about a person; the subject names the field and the first day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "field", rename_all = "snake_case", deny_unknown_fields)]
pub enum Fact {
    /// Name and number.
    Identitas {
        /// Number in force.
        nip: Nip,
        /// Name with titles.
        name: String,
    },
    /// Kind of civil servant.
    Status {
        /// PNS, CPNS or PPPK.
        status: Status,
    },
    /// Rank.
    Golongan {
        /// Golongan ruang or PPPK golongan.
        golongan: Golongan,
        /// Masa kerja golongan on the first day.
        mkg: MasaKerja,
    },
    /// Post.
    Jabatan(Jabatan),
    /// Family as it counts for pay.
    Keluarga(Family),
    /// Tax status on the first day of the year.
    Pajak {
        /// PTKP.
        ptkp: Ptkp,
    },
    /// Opening balances of the year, of months paid outside Takar.
    Saldo(Saldo),
    /// What papers ask for beside name and number.
    Diri(Diri),
    /// Where pay goes to.
    Rekening(Rekening),
    /// How the person stands in service.
    Keadaan {
        /// The standing.
        keadaan: Keadaan,
        /// The paper that says so.
        paper: String,
    },
    /// What the decree of a standing names to be paid a month in place of income.
    Penghasilan {
        /// The amount a month.
        amount_rp: Rupiah,
        /// The paper that names it.
        paper: String,
    },
    /// A post held beside the own one.
    Penugasan(Penugasan),
    /// What was decided about the person from this month on.
    Putusan {
        /// One for each thing that a policy measures.
        decided: Vec<Putusan>,
    },
    /// How what closed months paid too much comes back, from the pay of this month on. Names no amount: that follows from
    /// what was due and what was paid.
    Pengembalian {
        /// Months it is spread over.
        instalments: u8,
        /// The paper in which it was agreed.
        paper: String,
    },
}

/// How somebody holds a post that is not the own one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sebagai {
    /// Pelaksana tugas: the post is vacant.
    Plt,
    /// Pelaksana harian: its holder is away for a while.
    Plh,
    /// Penjabat.
    Pj,
}

/// A post held beside the own one, by an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Penugasan {
    /// How it is held.
    pub sebagai: Sebagai,
    /// Title of the post.
    pub title: String,
    /// Its class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kelas: Option<u8>,
    /// Last day, when the order names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// How TPP of both posts meet, where the policy leaves it to the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<ActingMode>,
    /// Share in percent of the post's TPP, where the policy leaves it to the order; a decimal as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share_percent: Option<Decimal>,
    /// The order.
    pub paper: String,
}

impl Penugasan {
    /// Returns the full months it has lasted at the end of a month, when it holds on that month's first day.
    #[must_use]
    pub fn full_months(&self, from: Day, month: Month) -> Option<u32> {
        if from > month.first() || self.until.is_some_and(|until| until < month.first()) {
            return None;
        }
        let end = self.until.map_or(month.next().first(), |until| until.plus_days(1).min(month.next().first()));
        let begun = end.month().months_since(from.month());
        let full = if from.plus_months(begun) > end { begun - 1 } else { begun };
        u32::try_from(full).ok()
    }
}

/// A decision about a person that a policy measures: a punishment, a proof that is missing, an exception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Putusan {
    /// Key of the measure it delivers.
    pub measure: String,
    /// What it delivers each month; a decimal as text.
    pub value: Decimal,
    /// Last month it counts in; none: until it is lifted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Month>,
    /// The paper.
    pub paper: String,
}

/// A post as it matters for pay, assessment and training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jabatan {
    /// Title for people.
    pub title: String,
    /// Code of the post in the catalogue of posts, when it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Which allowance the post carries.
    pub post: domain::pay::Post,
    /// Class of the post, when the region has set one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kelas: Option<u8>,
    /// Office code.
    pub office: String,
    /// Direct superior; nothing when the superior is outside the region's records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superior: Option<Id>,
}

/// What was paid and withheld in the year before Takar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saldo {
    /// Gross income of the year so far.
    pub gross_rp: Rupiah,
    /// Tax withheld so far.
    pub tax_rp: Rupiah,
    /// Pension and old-age contributions so far.
    pub iwp_rp: Rupiah,
    /// Months paid so far.
    pub months: u8,
}

/// What papers ask for beside name and number; what is not known stays away.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diri {
    /// Number of the population register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nik: Option<Nik>,
    /// Number of the taxpayer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub npwp: Option<Npwp>,
    /// Address of the home, in one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// The bank account that pay goes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rekening {
    /// Code of the bank.
    pub bank_code: BankCode,
    /// Name of the bank.
    pub bank: String,
    /// Number of the account.
    pub account: BankAccount,
    /// Name that the account stands in.
    pub holder: String,
}
