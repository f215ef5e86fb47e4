//! The rule book: dated, cited values of national law, read once from the embedded law files.
//!
//! Holds no formula and no default: a value that is not here is an error that names it.

mod component;
mod entries;
mod events;
mod keadaan;
mod load;
mod table;
mod thr;
mod values;

pub use component::{Component, Components};
pub use entries::RuleEntry;
pub use events::PostKind;
pub use keadaan::SalaryDue;
pub use table::PayRow;
pub use values::{
    BpjsMethod, BpjsOnTpp, Bracket, CappedShare, EmployerLines, Iwp, Practice, PracticePreset, Scale, TaxMethod,
    TerCategories, TerCategory,
};

pub use thr::{Excluded, YearlyKind};

pub(crate) use table::{NoCell, PayTable};
pub(crate) use thr::{YearRules, Yearly};
pub(crate) use values::ThrRounding;

use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::asn::{FamilyLimits, Golongan, GolonganGroup, PppkGolongan};
use crate::calendar::Day;
use crate::cite::{Cite, NoValue, Series};
use crate::money::Rupiah;
use crate::outcome::Gap;

/// The law files as one JSON text; its digest is the rule-book hash.
const TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/law.json"));

/// Things by name, in alphabetical order.
type Named<T> = Vec<(Box<str>, T)>;

/// A dated parameter together with its name.
#[derive(Debug, Clone)]
pub(crate) struct Param<T> {
    name: Box<str>,
    series: Series<T>,
}

impl<T> Param<T> {
    /// Returns the value in force on the day with its citation, or says what is missing.
    #[inline]
    pub(crate) fn on(&self, day: Day) -> Result<(&T, &Cite), NoValue> {
        self.series.on(&self.name, day)
    }
}

/// National law as dated values, compiled for look-up.
#[derive(Debug, Clone)]
pub struct Rulebook {
    pub(crate) pns_table: Param<PayTable>,
    pub(crate) pppk_table: Param<PayTable>,
    pub(crate) cpns_share: Param<u32>,
    pub(crate) spouse_share: Param<u32>,
    pub(crate) child_share: Param<u32>,
    max_children: Param<u8>,
    child_age: Param<i32>,
    student_age: Param<i32>,
    pub(crate) rice_kg: Param<u32>,
    pub(crate) rice_price: Param<Rupiah>,
    pub(crate) umum_pns: [Param<Rupiah>; 4],
    pub(crate) umum_pppk: [Param<Rupiah>; 4],
    struktural: Named<Param<Rupiah>>,
    fungsional: Named<Named<Param<Rupiah>>>,
    pub(crate) iwp_pns: Param<Iwp>,
    pub(crate) iwp_pppk: Param<Iwp>,
    pub(crate) iwp_base: Param<Components>,
    pub(crate) bpjs_method: Param<BpjsMethod>,
    pub(crate) bpjs_employee: Param<u32>,
    pub(crate) bpjs_employer: Param<u32>,
    pub(crate) bpjs_extra: Param<u32>,
    pub(crate) bpjs_cap: Param<Rupiah>,
    pub(crate) bpjs_base: Param<Components>,
    pub(crate) jkk: Param<u32>,
    pub(crate) jkm: Param<u32>,
    pub(crate) taspen_base: Param<Components>,
    pub(crate) taperum: [Param<Rupiah>; 4],
    pub(crate) tax_method: Param<TaxMethod>,
    pub(crate) ter: [Param<Scale>; 3],
    pub(crate) ter_category: Param<TerCategories>,
    pub(crate) ter_daily: Param<Scale>,
    pub(crate) pasal17: Param<Scale>,
    pub(crate) ptkp_self: Param<Rupiah>,
    pub(crate) ptkp_married: Param<Rupiah>,
    pub(crate) ptkp_dependant: Param<Rupiah>,
    pub(crate) biaya_jabatan: Param<CappedShare>,
    pub(crate) biaya_pensiun: Param<CappedShare>,
    pub(crate) pkp_unit: Param<Rupiah>,
    pub(crate) half_gross: Param<u32>,
    pub(crate) gross_components: Param<Components>,
    pub(crate) borne_by_state: Param<Vec<crate::asn::Status>>,
    final_pns: [Param<u32>; 4],
    final_pppk: Named<Param<u32>>,
    practices: [Param<Practice>; 3],
    pub(crate) thr_rounding: Param<ThrRounding>,
    increment_years: Param<u8>,
    increment_years_pppk: Param<u8>,
    retirement: Named<Param<u8>>,
    retirement_family: Named<Param<u8>>,
    eselon_kind: Named<Param<PostKind>>,
    pension_starts: Param<u8>,
    contract_ends_at_age: Param<bool>,
    candidacy_months: Param<u8>,
    standing: Named<Param<keadaan::Effect>>,
    pub(crate) promotion: [Param<u8>; 3],
    pub(crate) thr_full_months: Param<u8>,
    thr: Yearly,
    gaji13: Yearly,
    thr_unit: Param<Rupiah>,
}

impl Rulebook {
    /// Returns the national rule book of this build.
    #[must_use]
    pub fn national() -> &'static Self {
        static BOOK: OnceLock<Rulebook> = OnceLock::new();
        BOOK.get_or_init(|| match Self::parse(TEXT) {
            Ok(book) => book,
            // A test of this module parses the same bytes, so a build with a bad text does not pass.
            Err(error) => unreachable!("the embedded rule book: {error}"),
        })
    }

    /// Reads the base pay of a golongan at full years of service on a day.
    ///
    /// Errors: no row for so few years, or a printed cell that was not found in a source.
    #[inline]
    pub fn base_pay(&self, golongan: Golongan, years: u8, on: Day) -> Result<PayRow<'_>, Gap> {
        let (param, column) = self.column(golongan);
        let (table, _) = param.on(on)?;
        table.read(column, years).map_err(|why| self.no_cell(why, golongan, years, on))
    }

    /// Returns the years of service of the next printed row, or nothing after the last one.
    pub fn next_row(&self, golongan: Golongan, years: u8, on: Day) -> Result<Option<u8>, Gap> {
        let (param, column) = self.column(golongan);
        let (table, _) = param.on(on)?;
        table.next_row(column, years).map_err(|why| self.no_cell(why, golongan, years, on))
    }

    fn column(&self, golongan: Golongan) -> (&Param<PayTable>, usize) {
        match golongan {
            Golongan::Pns(rank) => (&self.pns_table, rank.index()),
            Golongan::Pppk(rank) => (&self.pppk_table, usize::from(rank.number()) - 1),
        }
    }

    fn no_cell(&self, why: NoCell, golongan: Golongan, years: u8, on: Day) -> Gap {
        match why {
            NoCell::NoRow => Gap::NoRow { golongan: golongan.to_string(), mkg_years: years },
            NoCell::Missing => {
                let param = self.column(golongan).0;
                let entries = param.series.entries();
                let next = entries.partition_point(|entry| entry.from <= on);
                Gap::NoValue(NoValue {
                    param: format!("{} {golongan} {years}", param.name),
                    on,
                    before: next.checked_sub(1).and_then(|at| entries.get(at)).map(|entry| entry.from),
                    after: entries.get(next).map(|entry| entry.from),
                })
            }
        }
    }

    /// Returns the structural allowance of an eselon on a day.
    pub fn struktural(&self, eselon: &str, on: Day) -> Result<(Rupiah, &Cite), Gap> {
        match find(&self.struktural, eselon) {
            Some(param) => value(param, on),
            None => Err(unknown(format!("tunjangan_struktural.{eselon}"), on)),
        }
    }

    /// Returns the functional allowance of a post on a day.
    ///
    /// Where the table goes by golongan (guru) and the level is not in it, the golongan decides.
    pub fn fungsional(&self, family: &str, level: &str, golongan: Golongan, on: Day) -> Result<(Rupiah, &Cite), Gap> {
        let levels = find(&self.fungsional, family);
        if let Some(param) = levels.and_then(|levels| find(levels, level)) {
            return value(param, on);
        }
        let by_rank = levels.and_then(|levels| match golongan {
            Golongan::Pns(rank) => find(levels, rank.group().name()),
            Golongan::Pppk(rank) => levels
                .iter()
                .find(|(name, _)| {
                    name.strip_prefix("pppk_").is_some_and(|number| number.parse() == Ok(Golongan::Pppk(rank)))
                })
                .map(|(_, param)| param),
        });
        match (by_rank, level) {
            (Some(param), _) => value(param, on),
            (None, "") => Err(unknown(format!("tunjangan_fungsional.{family}.{golongan}"), on)),
            (None, level) => Err(unknown(format!("tunjangan_fungsional.{family}.{level}"), on)),
        }
    }

    /// Returns the general allowance of a rank on a day.
    pub fn umum(&self, golongan: Golongan, on: Day) -> Result<(Rupiah, &Cite), Gap> {
        value(
            match golongan {
                Golongan::Pns(rank) => &self.umum_pns[rank.group() as usize],
                Golongan::Pppk(rank) => &self.umum_pppk[rank.group() as usize],
            },
            on,
        )
    }

    /// Returns the final tax rate on honoraria of a rank, in basis points (PP 80/2010 Pasal 4).
    pub fn final_bp(&self, golongan: Golongan, on: Day) -> Result<(u32, &Cite), Gap> {
        match golongan {
            Golongan::Pns(rank) => value(&self.final_pns[rank.group() as usize], on),
            Golongan::Pppk(rank) => {
                let param = self.final_pppk.iter().find(|(name, _)| name.parse() == Ok(Golongan::Pppk(rank)));
                match param {
                    Some((_, param)) => value(param, on),
                    None => Err(unknown(format!("pph21.final.pppk.{rank}"), on)),
                }
            }
        }
    }

    /// Returns the ages and the cap that decide which children count on a day.
    pub fn family_limits(&self, on: Day) -> Result<FamilyLimits, Gap> {
        Ok(FamilyLimits {
            child_age_below: *self.child_age.on(on)?.0,
            student_age_below: *self.student_age.on(on)?.0,
            max_children: *self.max_children.on(on)?.0,
        })
    }

    /// Returns the years between two increments of base pay (KGB).
    pub fn increment_years(&self, on: Day) -> Result<(u8, &Cite), Gap> {
        value(&self.increment_years, on)
    }

    /// Returns a preset of practice with its source.
    pub fn practice(&self, preset: PracticePreset, on: Day) -> Result<(Practice, &Cite), Gap> {
        value(&self.practices[preset as usize], on)
    }

    /// Returns the newest settings of a preset, whatever the day.
    pub(crate) fn newest_practice(&self, preset: PracticePreset) -> Practice {
        let newest = self.practices[preset as usize].series.entries().last().and_then(|entry| entry.value);
        match newest {
            Some(practice) => practice,
            // A test of this module reads all three.
            None => unreachable!("a practice without settings"),
        }
    }

    /// Returns the source of the settings when they are those of a preset.
    #[inline]
    pub(crate) fn practice_cite(&self, practice: &Practice, on: Day) -> Option<&Cite> {
        self.practices
            .iter()
            .find_map(|preset| preset.on(on).ok().filter(|(known, _)| *known == practice))
            .map(|found| found.1)
    }

    /// Returns the families of functional posts with their levels, both in alphabetical order.
    pub fn functional_posts(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = &str>)> {
        self.fungsional.iter().map(|(family, levels)| (&**family, levels.iter().map(|(level, _)| &**level)))
    }

    /// Returns the eselon of the structural table in alphabetical order.
    pub fn eselons(&self) -> impl Iterator<Item = &str> {
        self.struktural.iter().map(|(eselon, _)| &**eselon)
    }

    /// Returns every entry of the rule book for reading, by parameter and day.
    #[must_use]
    pub fn entries(&self) -> Vec<RuleEntry> {
        load::Loader::read(TEXT).map(|loader| entries::list(&loader.0)).unwrap_or_default()
    }
}

/// Returns the SHA-256 of the embedded rule book, in hexadecimal: pay and tax law, then the rules of performance and growth.
#[must_use]
pub fn rules_hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| {
        let digest = Sha256::new().chain_update(TEXT).chain_update(crate::rules::RULES_JSON).finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    })
}

fn find<'l, T>(list: &'l [(Box<str>, T)], name: &str) -> Option<&'l T> {
    list.binary_search_by(|(key, _)| (**key).cmp(name)).ok().and_then(|at| list.get(at)).map(|(_, value)| value)
}

fn value<T: Copy>(param: &Param<T>, on: Day) -> Result<(T, &Cite), Gap> {
    Ok(param.on(on).map(|(value, cite)| (*value, cite))?)
}

fn unknown(param: String, on: Day) -> Gap {
    Gap::NoValue(NoValue { param, on, before: None, after: None })
}

impl GolonganGroup {
    /// Returns the group as written: `III`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::I => "I",
            Self::II => "II",
            Self::III => "III",
            Self::IV => "IV",
        }
    }
}

impl PppkGolongan {
    /// Returns the group of PNS ranks whose general allowance is paid: I to IV, V to VIII, IX to XII, XIII to XVII.
    #[must_use]
    pub fn group(self) -> GolonganGroup {
        match self.number() {
            ..=4 => GolonganGroup::I,
            5..=8 => GolonganGroup::II,
            9..=12 => GolonganGroup::III,
            _ => GolonganGroup::IV,
        }
    }
}

#[cfg(test)]
mod tests;
