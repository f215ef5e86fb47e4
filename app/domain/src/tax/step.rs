//! The steps of a tax derivation: one code with the values its sentence needs.

use crate::asn::{Golongan, Ptkp};
use crate::law::{Bracket, TerCategory};
use crate::money::Rupiah;

/// Names a step of income tax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TaxStep {
    /// The gross the rate is looked up with; its parts follow.
    Gross,
    /// The gross of the months before, from the opening balance.
    GrossBefore {
        /// Months already taxed.
        months: u8,
    },
    /// The category of effective rates that a family status belongs to.
    Category {
        /// Status at the first day of the year.
        ptkp: Ptkp,
        /// Table the rate is read from.
        category: TerCategory,
    },
    /// The effective rate of the bracket the gross lies in.
    TerRate {
        /// Table.
        category: TerCategory,
        /// Bracket that was found.
        bracket: Bracket,
    },
    /// The gross lies so little above its bracket's bound that less is left of it than of the bound itself: the value is how
    /// much less. The rate takes hold of the whole gross.
    Edge {
        /// The bound.
        bound: Rupiah,
        /// Tax at the bound.
        tax: Rupiah,
    },
    /// The rate times the whole amount, before rounding.
    Share {
        /// Rate in basis points.
        rate_bp: u32,
    },
    /// The gross of the year or period.
    YearGross {
        /// Months with pay.
        months: u8,
    },
    /// Biaya jabatan or biaya pensiun.
    Cost {
        /// Which of the two.
        deduction: super::Deduction,
        /// Share in basis points.
        rate_bp: u32,
        /// The cap for the months worked.
        cap: Rupiah,
    },
    /// Pension and old-age contributions paid by the employee.
    Contributions,
    /// Zakat and obligatory religious contributions paid through the employer.
    Zakat,
    /// Net income of the period here.
    Net,
    /// Net income from a previous employer or office, by its certificate.
    PreviousNet,
    /// Net income made a whole year.
    Annualised {
        /// Months of the period.
        months: u8,
    },
    /// Income that stays free of tax; its parts follow.
    PtkpYear(Ptkp),
    /// The part of it for the employee.
    PtkpSelf,
    /// The part of it for the marriage.
    PtkpMarried,
    /// The part of it for dependants.
    PtkpDependants {
        /// How many.
        count: u8,
        /// Amount for each.
        each: Rupiah,
    },
    /// Taxable income, dropped to the unit.
    Pkp {
        /// Multiple it is dropped to.
        unit: Rupiah,
    },
    /// The yearly scale applied to an amount; its slices follow.
    Scale,
    /// One slice of the yearly scale.
    Slice {
        /// Bounds and rate.
        bracket: Bracket,
        /// Amount inside the slice.
        amount: Rupiah,
    },
    /// Tax of the year brought back to the months of the period.
    PartOfYear {
        /// Months of the period.
        months: u8,
    },
    /// Tax already withheld by a previous employer or office.
    PreviousTax,
    /// Tax already withheld in the earlier months.
    Withheld,
    /// Tax of the last period: what the year owes less what was withheld.
    LastMonth,
    /// More was withheld than the year owes: given back to the employee.
    Refund,
    /// More was borne by the state than the year owes: not given back (PMK 168/2023 Pasal 21 ayat (2)).
    SurplusOfState,
    /// The daily rate of the bracket.
    DailyRate {
        /// Bracket that was found.
        bracket: Bracket,
    },
    /// The share of the gross that is taxed for non-employees.
    HalfGross {
        /// Share in basis points.
        share_bp: u32,
    },
    /// Wages and parts proven by documents, taken off first.
    Proven,
    /// What is taxed finally.
    FinalGross,
    /// The final rate of a rank.
    FinalRate {
        /// Rank.
        golongan: Golongan,
        /// Rate in basis points.
        rate_bp: u32,
    },
}
