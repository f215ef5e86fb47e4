//! Masa kerja golongan: the years of service that choose the row of the pay table.

use serde::{Deserialize, Serialize};

/// Full years and further months of service; months are 0 to 11.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "(u8, u8)", into = "(u8, u8)")]
pub struct MasaKerja {
    years: u8,
    months: u8,
}

impl MasaKerja {
    /// Returns the service years, or nothing when months exceed 11 or years exceed 60.
    #[must_use]
    pub const fn new(years: u8, months: u8) -> Option<Self> {
        if months > 11 || years > 60 { None } else { Some(Self { years, months }) }
    }

    /// Returns full years.
    #[must_use]
    pub const fn years(self) -> u8 {
        self.years
    }

    /// Returns the months beyond the full years.
    #[must_use]
    pub const fn months(self) -> u8 {
        self.months
    }

    /// Adds months of service (takes away when negative), or nothing when the result leaves 0 to 60 years.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let total = i32::from(self.years) * 12 + i32::from(self.months) + months;
        let years = u8::try_from(total.div_euclid(12)).ok()?;
        Self::new(years, u8::try_from(total.rem_euclid(12)).ok()?)
    }
}

impl TryFrom<(u8, u8)> for MasaKerja {
    type Error = &'static str;

    fn try_from((years, months): (u8, u8)) -> Result<Self, Self::Error> {
        Self::new(years, months).ok_or("masa kerja: months 0 to 11, years 0 to 60")
    }
}

impl From<MasaKerja> for (u8, u8) {
    fn from(masa_kerja: MasaKerja) -> Self {
        (masa_kerja.years, masa_kerja.months)
    }
}
