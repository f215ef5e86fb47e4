//! THR and gaji ke-13 in the rule book: one act a year, every parameter by its year.

use serde::{Deserialize, Serialize};

use super::{Components, Named, Param, find, unknown, value};
use crate::asn::Status;
use crate::calendar::Month;
use crate::cite::Cite;
use crate::money::Rupiah;
use crate::outcome::Gap;

/// The two yearly payments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearlyKind {
    /// Tunjangan hari raya.
    Thr,
    /// Gaji ketiga belas.
    Gaji13,
}

/// Why somebody at work receives no yearly payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Excluded {
    /// On leave outside state cost.
    CutiDiLuarTanggungan,
    /// Paid by another employer, at home or abroad.
    DibayarInstansiLain,
}

/// Parameters of one yearly payment, each by year.
#[derive(Debug, Clone)]
pub(crate) struct Yearly {
    pub(super) base_month: Named<Param<Month>>,
    pub(super) components: Named<Param<Components>>,
    pub(super) tpp_bp: Named<Param<u32>>,
    pub(super) receivers: Named<Param<Vec<Status>>>,
    pub(super) excluded: Named<Param<Vec<Excluded>>>,
    pub(super) profession_months: Named<Param<u32>>,
    /// Nothing where no such rule is known.
    pub(super) least_months: Named<Param<u8>>,
}

/// The rules of one yearly payment in one year.
#[derive(Debug, Clone, Copy)]
pub(crate) struct YearRules<'l> {
    law: &'l Yearly,
    kind: YearlyKind,
    year: i32,
}

impl YearlyKind {
    /// Returns the prefix of its parameters.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Thr => "thr",
            Self::Gaji13 => "gaji13",
        }
    }

    /// Reads the prefix of its parameters; nothing for another text.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        [Self::Thr, Self::Gaji13].into_iter().find(|kind| kind.code() == code)
    }
}

impl super::Rulebook {
    /// Returns the rules of a yearly payment in a year; each look-up names the year when it has none.
    pub(crate) const fn yearly(&self, kind: YearlyKind, year: i32) -> YearRules<'_> {
        let law = match kind {
            YearlyKind::Thr => &self.thr,
            YearlyKind::Gaji13 => &self.gaji13,
        };
        YearRules { law, kind, year }
    }

    /// Returns the month whose pay is the measure of a yearly payment, with its source.
    ///
    /// # Errors
    /// A year that the rule book does not know, by name (`gaji13.bulan_dasar.2026`).
    pub fn yearly_base_month(&self, kind: YearlyKind, year: i32) -> Result<(Month, &Cite), Gap> {
        self.yearly(kind, year).base_month()
    }

    /// Returns the years of which the base month of a yearly payment is known, in order.
    pub fn yearly_years(&self, kind: YearlyKind) -> impl Iterator<Item = i32> {
        self.yearly(kind, 0).law.base_month.iter().filter_map(|(year, _)| year.parse().ok())
    }
}

impl<'l> YearRules<'l> {
    fn param<T>(&self, list: &'l Named<Param<T>>, name: &str) -> Result<&'l Param<T>, Gap> {
        let missing = || {
            let on = Month::new(self.year, 1).map_or_else(|| crate::calendar::Day::from_unix_days(0), Month::first);
            unknown(format!("{}.{name}.{}", self.kind.code(), self.year), on)
        };
        find(list, &self.year.to_string()).ok_or_else(missing)
    }

    fn first(&self) -> Result<crate::calendar::Day, Gap> {
        Month::new(self.year, 1).map(Month::first).ok_or_else(|| Gap::OutOfRange { field: "tahun".to_owned() })
    }

    fn read<T: Copy>(&self, list: &'l Named<Param<T>>, name: &str) -> Result<(T, &'l Cite), Gap> {
        value(self.param(list, name)?, self.first()?)
    }

    pub(crate) fn base_month(&self) -> Result<(Month, &'l Cite), Gap> {
        self.read(&self.law.base_month, "bulan_dasar")
    }

    pub(crate) fn components(&self) -> Result<(Components, &'l Cite), Gap> {
        self.read(&self.law.components, "komponen")
    }

    pub(crate) fn tpp_bp(&self) -> Result<(u32, &'l Cite), Gap> {
        self.read(&self.law.tpp_bp, "bagian_tpp")
    }

    pub(crate) fn profession_months(&self) -> Result<(u32, &'l Cite), Gap> {
        self.read(&self.law.profession_months, "bulan_tunjangan_profesi")
    }

    pub(crate) fn receives(&self, status: Status) -> Result<(bool, &'l Cite), Gap> {
        let (list, cite) = self.param(&self.law.receivers, "penerima")?.on(self.first()?)?;
        Ok((list.contains(&status), cite))
    }

    pub(crate) fn excludes(&self, why: Excluded) -> Result<(bool, &'l Cite), Gap> {
        let (list, cite) = self.param(&self.law.excluded, "bukan_penerima")?.on(self.first()?)?;
        Ok((list.contains(&why), cite))
    }

    /// The fewest months of service of a PPPK before the feast; nothing for gaji ke-13, which knows no feast.
    pub(crate) fn least_months(&self) -> Result<Option<(u8, &'l Cite)>, Gap> {
        match self.kind {
            YearlyKind::Gaji13 => Ok(None),
            YearlyKind::Thr => self.read(&self.law.least_months, "pppk_bulan_paling_sedikit").map(Some),
        }
    }

    /// The multiple that net is rounded up to.
    pub(crate) fn unit(law: &'l super::Rulebook, on: crate::calendar::Day) -> Result<(Rupiah, &'l Cite), Gap> {
        value(&law.thr_unit, on)
    }
}
