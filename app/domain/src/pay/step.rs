//! The steps of a pay derivation: one code with the values its sentence needs.

use crate::asn::{Golongan, MasaKerja, Status};
use crate::law::Component;
use crate::money::Rupiah;

use super::{InService, LineCode};

/// Names a step of the monthly salary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PayStep {
    /// One line of the slip: the root of its derivation; the value is the line's amount.
    Line(LineCode),
    /// Rank of the person: a fact.
    Golongan(Golongan),
    /// Years of service: a fact.
    MasaKerja(MasaKerja),
    /// The pay table read at a rank and full years; the printed row may lie before.
    TableRow {
        /// Rank.
        golongan: Golongan,
        /// Full years of service.
        years: u8,
        /// Years of the printed row that is carried on.
        row_years: u8,
    },
    /// Base pay by paper.
    BasePayGiven {
        /// Paper that says so.
        source: String,
    },
    /// The share a candidate receives until appointment.
    CpnsShare {
        /// Share in basis points.
        rate_bp: u32,
    },
    /// The spouse's share of base pay.
    SpouseShare {
        /// Share in basis points.
        rate_bp: u32,
    },
    /// The children's share of base pay.
    ChildShare {
        /// Share for each child in basis points.
        rate_bp: u32,
        /// Children that count.
        children: u8,
    },
    /// Rice in money.
    Rice {
        /// Heads, the employee included.
        heads: u8,
        /// Kilograms for each head.
        kg_each: u32,
    },
    /// Price of a kilogram of rice.
    RicePrice,
    /// Kilograms of rice for each head.
    RiceKg,
    /// General allowance of a rank.
    PostGeneral {
        /// Rank.
        golongan: Golongan,
    },
    /// Structural allowance of an eselon.
    PostStructural {
        /// Eselon.
        eselon: String,
    },
    /// Functional allowance of a post.
    PostFunctional {
        /// Family of posts.
        family: String,
        /// Level, or golongan group where the table goes by rank.
        level: String,
    },
    /// The standing in service that ends the allowance of the post.
    PostStopped(InService),
    /// The standing in service whose decree names what is paid instead of income.
    ByDecree(InService),
    /// Post allowance by paper.
    PostGiven {
        /// Paper that says so.
        source: String,
    },
    /// The amount a contribution or tax is taken from; its parts follow.
    Base {
        /// What it is the base of.
        of: LineCode,
    },
    /// The rate times the base, before rounding.
    Share {
        /// Rate in basis points.
        rate_bp: u32,
    },
    /// Rate of iuran wajib with its parts.
    IwpRate {
        /// Pension, basis points.
        pensiun_bp: u32,
        /// Old-age savings, basis points.
        tht_bp: u32,
        /// Health, while it was inside, basis points.
        health_bp: u32,
    },
    /// Whether the base passes the ceiling of the health contribution; the value is the base that counts.
    Ceiling {
        /// The ceiling.
        cap: Rupiah,
        /// Whether the base was cut.
        reached: bool,
    },
    /// The part of the ceiling that the salary already used.
    CeilingUsed,
    /// Further family members at the employee's cost.
    ExtraMembers {
        /// How many.
        members: u8,
    },
    /// Contribution of the employer that counts as income.
    EmployerShare(Component),
    /// Tax borne by the state: paid in and taken out in the same amount.
    BorneByState(Status),
    /// Tax borne by the region: paid in and taken out in the same amount.
    BorneByRegion,
    /// Net pay before it is rounded up.
    NetBefore,
    /// What lifts net pay to the next multiple.
    RoundedUp {
        /// Multiple.
        unit: Rupiah,
    },
    /// Tax by an official list.
    TaxGiven {
        /// List that says so.
        source: String,
    },
    /// TPP or tunjangan kinerja by amount.
    TppGiven {
        /// Paper that says so.
        source: String,
    },
    /// TPP by the region's policy.
    TppByPolicy,
    /// The tax on salary alone.
    TaxOnSalary,
    /// The tax on salary and TPP together.
    TaxOnBoth,
    /// The share of the last month's tax that falls on TPP.
    TppShareOfTax {
        /// TPP of the month.
        tpp: Rupiah,
        /// Salary and TPP of the month.
        both: Rupiah,
    },
    /// The old flat saving of a golongan group.
    Taperum,
    /// What closed months paid too much and is still owed.
    StillOwed,
    /// Instalments that are left, the month's own among them.
    InstalmentsLeft,
    /// What a payment beside salary adds to the tax of the month.
    BesideTax(super::BesideKind),
    /// Taxable gross of a payment beside salary.
    BesideGross(super::BesideKind),
    /// Taxable gross of the month before a payment beside salary.
    MonthGross,
    /// Tax of the month before a payment beside salary.
    TaxBefore,
    /// A step of THR or gaji ke-13.
    Thr(crate::thr::ThrStep),
    /// A change that comes by itself.
    Watch(crate::watch::WatchStep),
    /// A step of back pay.
    Rapel(crate::rapel::RapelStep),
}
