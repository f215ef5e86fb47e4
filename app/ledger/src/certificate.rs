//! The yearly tax certificate of a civil servant (bukti pemotongan 1721-A2): what the months of a year paid, row by row, and
//! the tax that the last month worked out.
//!
//! Works nothing out anew: closed months are their sealed slips, open ones today's facts, and the tax is the recompute of the
//! last month. Where the months do not add up to what that recompute counted, there is no certificate.
//!
//! Rows and their numbers are those of form 1721-A2 as PER-14/PJ/2013 made it (confidence: verified by several forms that
//! offices made of it, which agree; neither that act nor PER-2/PJ/2024 after it was read). From 2025 the certificate itself is
//! the BPA2 of Coretax (PER-11/PJ/2025), whose gross has the same rows without numbers and without number 8 (confidence:
//! verified by its import sheet and its screen). No row of zakat: none is paid through the payroll of Takar's records.

use std::collections::BTreeMap;

use domain::calendar::Month;
use domain::derive::Silent;
use domain::law::{Component, Rulebook};
use domain::money::{Overflow, Rupiah};
use domain::outcome::Gap;
use domain::pay::{BesideKind, LineCode, PayInput, TaxBearer, TaxPlan};
use domain::tax::{self, Round, YearTax};
use domain::thr::{Payout, ThrCode};

use crate::book::Book;
use crate::facts::{History, Profile};
use crate::hash::Id;
use crate::month::Frame;
use crate::payload::Saldo;
use crate::sealed::Paying;
use crate::settle::{PaidMonth, YearPart};

/// The rows of the form, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Row {
    /// Gaji pokok.
    GajiPokok,
    /// Tunjangan istri or suami.
    TunjanganIstri,
    /// Tunjangan anak.
    TunjanganAnak,
    /// Sum of the three above.
    GajiKeluarga,
    /// Tunjangan perbaikan penghasilan: offices enter the general allowance here (confidence: single).
    Perbaikan,
    /// Tunjangan struktural or fungsional.
    Jabatan,
    /// Tunjangan beras.
    Beras,
    /// Tunjangan khusus: none of it is paid here.
    Khusus,
    /// Tunjangan lain-lain: pembulatan and what the employer pays into insurance.
    LainLain,
    /// Regular income paid apart from salary: TPP.
    Terpisah,
    /// Gross of months paid before Takar, of which only the sum is known. Not a row of the form.
    BelumTerinci,
    /// Gross of the year.
    Bruto,
    /// Biaya jabatan or biaya pensiun.
    BiayaJabatan,
    /// Pension and old-age contributions.
    Iuran,
    /// Sum of the two above.
    Pengurangan,
    /// Net income.
    Neto,
    /// Net income of an earlier office or employer.
    NetoSebelumnya,
    /// Net income that the tax is worked out of, made a year where liability was shorter.
    NetoSetahun,
    /// Income that stays free of tax.
    Ptkp,
    /// Taxable income.
    Pkp,
    /// Tax of a year on it.
    PphPkp,
    /// Tax that an earlier office or employer certified.
    PphSebelumnya,
    /// Tax that is due here.
    PphTerutang,
    /// Tax that was withheld and settled here.
    PphDipotong,
    /// What of it was on salary.
    PphGaji,
    /// What of it was on income paid apart from salary.
    PphTerpisah,
    /// What of it months before Takar withheld, of which only the sum is known. Not a row of the form.
    PphBelumTerinci,
    /// What of it the state or the region bore, as far as it is known apart. Not a row of the form.
    PphPemerintah,
    /// What of it was taken from the employee, as far as it is known apart. Not a row of the form.
    PphPegawai,
}

impl Row {
    /// Every row, in the order of the form.
    pub const ALL: [Self; 29] = [
        Self::GajiPokok,
        Self::TunjanganIstri,
        Self::TunjanganAnak,
        Self::GajiKeluarga,
        Self::Perbaikan,
        Self::Jabatan,
        Self::Beras,
        Self::Khusus,
        Self::LainLain,
        Self::Terpisah,
        Self::BelumTerinci,
        Self::Bruto,
        Self::BiayaJabatan,
        Self::Iuran,
        Self::Pengurangan,
        Self::Neto,
        Self::NetoSebelumnya,
        Self::NetoSetahun,
        Self::Ptkp,
        Self::Pkp,
        Self::PphPkp,
        Self::PphSebelumnya,
        Self::PphTerutang,
        Self::PphDipotong,
        Self::PphGaji,
        Self::PphTerpisah,
        Self::PphBelumTerinci,
        Self::PphPemerintah,
        Self::PphPegawai,
    ];

    /// The parts that gross is the sum of: row 4 is their first three again.
    pub const GROSS: [Self; 10] = [
        Self::GajiPokok,
        Self::TunjanganIstri,
        Self::TunjanganAnak,
        Self::Perbaikan,
        Self::Jabatan,
        Self::Beras,
        Self::Khusus,
        Self::LainLain,
        Self::Terpisah,
        Self::BelumTerinci,
    ];

    /// Returns the number that the form gives the row; nothing where the row is not of the form.
    #[must_use]
    pub const fn number(self) -> Option<&'static str> {
        Some(match self {
            Self::GajiPokok => "1",
            Self::TunjanganIstri => "2",
            Self::TunjanganAnak => "3",
            Self::GajiKeluarga => "4",
            Self::Perbaikan => "5",
            Self::Jabatan => "6",
            Self::Beras => "7",
            Self::Khusus => "8",
            Self::LainLain => "9",
            Self::Terpisah => "10",
            Self::Bruto => "11",
            Self::BiayaJabatan => "12",
            Self::Iuran => "13",
            Self::Pengurangan => "14",
            Self::Neto => "15",
            Self::NetoSebelumnya => "16",
            Self::NetoSetahun => "17",
            Self::Ptkp => "18",
            Self::Pkp => "19",
            Self::PphPkp => "20",
            Self::PphSebelumnya => "21",
            Self::PphTerutang => "22",
            Self::PphDipotong => "23",
            Self::PphGaji => "23A",
            Self::PphTerpisah => "23B",
            Self::BelumTerinci | Self::PphBelumTerinci | Self::PphPemerintah | Self::PphPegawai => return None,
        })
    }

    /// Returns the row that a taxed line of a slip belongs to; nothing when the line is no part of gross.
    #[must_use]
    pub const fn of(code: LineCode) -> Option<Self> {
        let Some(component) = code.component() else { return None };
        Some(match (component, code) {
            (Component::GajiPokok, _) => Self::GajiPokok,
            (Component::SuamiIstri, _) => Self::TunjanganIstri,
            (Component::Anak, _) => Self::TunjanganAnak,
            (Component::Jabatan, LineCode::TunjanganUmum) => Self::Perbaikan,
            (Component::Jabatan, _) => Self::Jabatan,
            (Component::Beras, _) => Self::Beras,
            (Component::Pembulatan | Component::BpjsPemberiKerja | Component::Jkk | Component::Jkm, _) => {
                Self::LainLain
            }
            (Component::Tpp, _) => Self::Terpisah,
        })
    }
}

/// The certificate of one person and year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// First month of the period.
    pub first: Month,
    /// Last month of the period: the one that worked the year out.
    pub last: Month,
    /// Months that paid.
    pub months: u8,
    /// Months of them that were paid before Takar, of which only sums are known.
    pub before: u8,
    /// Months of them that no closed run has paid yet: while there are any, the certificate is a draft.
    pub open: Vec<Month>,
    /// What the last month rests on: its rank and tax status are the certificate's.
    pub input: PayInput,
    /// Whether TPP was paid whose tax is final: it stands on a certificate of its own.
    pub final_tpp: bool,
    amounts: BTreeMap<Row, Rupiah>,
}

impl Certificate {
    /// Returns the amount of a row; nothing where no record speaks of it.
    #[must_use]
    pub fn amount(&self, row: Row) -> Option<Rupiah> {
        self.amounts.get(&row).copied()
    }

    /// Says why it is not ready to be handed out: months are still open, or parts of months before Takar are not known.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        !self.open.is_empty() || self.is_undivided()
    }

    /// Says whether months before Takar hold gross or tax of which only the sum is known.
    #[must_use]
    pub fn is_undivided(&self) -> bool {
        self.amounts.contains_key(&Row::BelumTerinci) || self.amounts.contains_key(&Row::PphBelumTerinci)
    }
}

/// What comes of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// A certificate.
    Made(Box<Certificate>),
    /// Months that cannot be worked out.
    Missing(Vec<Gap>),
    /// Pay stopped after this month without an end of service, so the year was never worked out.
    Unfinished(Month),
    /// The months do not add up to what the recompute of this month counted: a record came in between.
    Differs(Month),
    /// The year paid nothing.
    Nothing,
}

/// One person with what came of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct One {
    /// Facts of the last month that paid, or that should have.
    pub facts: Profile,
    /// The certificate, or why there is none.
    pub outcome: Outcome,
}

/// Everyone's certificates of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certified {
    /// The year's last month.
    pub december: Month,
    /// Everyone whom the year paid, or should have.
    pub people: BTreeMap<Id, One>,
}

/// The certificates of a year, made ready for everyone.
#[derive(Debug, Clone)]
pub struct Certificates {
    december: Frame,
}

impl Certificates {
    /// Gathers what all people share.
    ///
    /// # Errors
    /// A policy that is contested or unknown.
    pub fn of(book: &Book, december: Month) -> Result<Self, Vec<Gap>> {
        Ok(Self { december: Frame::of(book, december)? })
    }

    /// Makes one person's certificate, or says what keeps it from being made.
    #[must_use]
    pub fn person(&self, book: &Book, person: Id, law: &Rulebook) -> One {
        let history = History::of(book, person);
        let Some(last) = self.last(book, &history, law) else {
            return One { facts: history.on(self.december.month.first()), outcome: Outcome::Nothing };
        };
        let outcome = last.paid.and_then(|(frame, paid)| certify(&frame, book, &history, &last.facts, paid, law));
        One { facts: last.facts, outcome: outcome.unwrap_or_else(Outcome::Missing) }
    }

    /// Finds the last month of the year that paid a person, or should have; nothing when the year paid nothing.
    pub(crate) fn last(&self, book: &Book, history: &History<'_>, law: &Rulebook) -> Option<Last> {
        for number in (1..=12).rev() {
            let facts = history.on(self.december.month.plus(number - 12).first());
            if facts.name.is_none() {
                // Nobody of the region yet.
                continue;
            }
            let paid = match self.month(number).and_then(|frame| Ok((frame.paid(book, history, law)?, frame))) {
                Ok((None, _)) => continue,
                Ok((Some(paid), frame)) => Ok((frame, paid)),
                Err(gaps) => Err(self.missing(book, history, &facts, number, gaps, law)),
            };
            return Some(Last { facts, paid });
        }
        None
    }

    /// Returns what people share in the year's last month.
    pub(crate) fn december(&self) -> &Frame {
        &self.december
    }

    fn month(&self, number: i32) -> Result<Frame, Vec<Gap>> {
        match usize::try_from(number - 1) {
            Ok(at) if at < 11 => self.december.earlier_month(at),
            _ => Ok(self.december.clone()),
        }
    }

    /// Names what the months before lack too, so that everything can be asked for at once.
    fn missing(
        &self,
        book: &Book,
        history: &History<'_>,
        facts: &Profile,
        number: i32,
        found: Vec<Gap>,
        law: &Rulebook,
    ) -> Vec<Gap> {
        let mut all = Vec::new();
        let before = facts.saldo.map_or(0, |saldo| i32::from(saldo.months));
        for number in before + 1..number {
            let lacking = self.month(number).and_then(|frame| frame.paid(book, history, law)).err();
            all.extend(lacking.into_iter().flatten());
        }
        all.extend(found);
        let mut named: Vec<Gap> = Vec::new();
        for gap in all {
            if !named.contains(&gap) {
                named.push(gap);
            }
        }
        named
    }
}

/// The last month of a year that paid somebody.
pub(crate) struct Last {
    /// Facts of the month.
    pub(crate) facts: Profile,
    /// What it paid with what people share in it, or everything that keeps it from being known.
    pub(crate) paid: Result<(Frame, PaidMonth), Vec<Gap>>,
}

/// Returns the months of the year before one that paid somebody through Takar, or will, in order.
///
/// # Errors
/// Everything that keeps one of them from being worked out.
pub(crate) fn earlier(
    frame: &Frame,
    book: &Book,
    history: &History<'_>,
    facts: &Profile,
    law: &Rulebook,
) -> Result<Vec<PaidMonth>, Vec<Gap>> {
    let mut months = Vec::new();
    let before = facts.saldo.map_or(0, |saldo| saldo.months);
    for at in usize::from(before)..usize::from(frame.month.number()) - 1 {
        months.extend(frame.earlier_month(at)?.paid(book, history, law)?);
    }
    Ok(months)
}

/// Sums of the year under way.
#[derive(Default)]
struct Tally {
    amounts: BTreeMap<Row, Rupiah>,
    part: YearPart,
    final_tpp: bool,
}

/// Sums months of a year with those paid before Takar: gross, contributions, and the tax that was withheld and settled.
///
/// # Errors
/// A sum leaves the range of amounts.
pub(crate) fn settled<'m>(
    saldo: Option<Saldo>,
    months: impl IntoIterator<Item = &'m PaidMonth>,
) -> Result<YearPart, Overflow> {
    let tally = Tally::year(saldo, months)?;
    Ok(YearPart { tax: tally.settled()?, ..tally.part })
}

impl Tally {
    /// Adds up months, and what was paid before Takar, of which only the sums are known.
    fn year<'m>(saldo: Option<Saldo>, months: impl IntoIterator<Item = &'m PaidMonth>) -> Result<Self, Overflow> {
        let mut tally = Self::default();
        if let Some(saldo) = saldo {
            tally.part = saldo.into();
            for (row, amount) in [(Row::BelumTerinci, saldo.gross_rp), (Row::PphBelumTerinci, saldo.tax_rp)] {
                if amount != Rupiah::ZERO {
                    tally.add(row, amount)?;
                }
            }
        }
        for month in months {
            tally.take(month)?;
        }
        Ok(tally)
    }

    /// Returns the tax that was withheld and settled: a surplus borne by the state is lost, not given back.
    fn settled(&self) -> Result<Rupiah, Overflow> {
        Rupiah::sum([Row::PphGaji, Row::PphTerpisah, Row::PphBelumTerinci].map(|row| self.of(row)))
    }

    fn add(&mut self, row: Row, amount: Rupiah) -> Result<(), Overflow> {
        let sum = self.amounts.entry(row).or_default();
        *sum = sum.plus(amount)?;
        Ok(())
    }

    fn of(&self, row: Row) -> Rupiah {
        self.amounts.get(&row).copied().unwrap_or_default()
    }

    /// Adds what one month paid and what was withheld of it, with its back pay, THR and gaji ke-13.
    fn take(&mut self, month: &PaidMonth) -> Result<(), Overflow> {
        self.part = self.part.plus(month.year_part()?)?;
        let Paying { slip, back } = &month.paying;
        let taxed = slip.taxed().map(|line| (line.code, line.amount));
        let arrears = back.as_ref().map(|back| &back.arrears);
        let more = arrears.iter().flat_map(|arrears| &arrears.lines).map(|line| (line.code, line.amount));
        for (row, amount) in taxed.chain(more).filter_map(|(code, amount)| Some((Row::of(code)?, amount))) {
            self.add(row, amount)?;
        }
        let line = |code| slip.amount(code).unwrap_or_default();
        self.add(Row::PphGaji, line(LineCode::Pph21).minus(line(LineCode::PengembalianPph))?)?;
        self.add(Row::PphPemerintah, line(LineCode::TunjanganPph))?;
        if slip.tax.base.contains(Component::Tpp) {
            self.add(Row::PphTerpisah, line(LineCode::TppPph21).minus(line(LineCode::TppPengembalianPph))?)?;
            self.add(Row::PphPemerintah, line(LineCode::TppTunjanganPph))?;
        } else {
            self.final_tpp |= slip.tpp.is_some();
        }
        for tax in arrears.iter().flat_map(|arrears| &arrears.tax) {
            self.add(if tax.kind.is_tpp() { Row::PphTerpisah } else { Row::PphGaji }, tax.tax)?;
            if tax.bearer == TaxBearer::State {
                self.add(Row::PphPemerintah, tax.tax)?;
            }
        }
        for paid in &month.beside {
            self.take_yearly(paid)?;
        }
        let joint =
            |arrears: &&domain::rapel::Arrears| arrears.taxed.iter().any(|beside| beside.kind == BesideKind::RapelTpp);
        self.final_tpp |= arrears.is_some_and(|one| one.tpp != Rupiah::ZERO && !joint(&one));
        Ok(())
    }
}

impl Tally {
    /// Adds THR or gaji ke-13: its lines belong to the rows of what they are made of.
    fn take_yearly(&mut self, paid: &Payout) -> Result<(), Overflow> {
        for line in paid.taxed_lines() {
            let row = match line.code {
                ThrCode::Slip(code) => Row::of(code),
                ThrCode::TunjanganProfesi => Some(Row::Terpisah),
            };
            if let Some(row) = row {
                self.add(row, line.amount)?;
            }
        }
        for part in &paid.taxed {
            let tax = paid.payday.tax(part.kind);
            self.add(if part.kind.is_tpp() { Row::PphTerpisah } else { Row::PphGaji }, tax)?;
            if part.bearer == TaxBearer::State {
                self.add(Row::PphPemerintah, tax)?;
            }
        }
        self.final_tpp |= paid.has_final_tpp();
        Ok(())
    }
}

fn certify(
    frame: &Frame,
    book: &Book,
    history: &History<'_>,
    facts: &Profile,
    last: PaidMonth,
    law: &Rulebook,
) -> Result<Outcome, Vec<Gap>> {
    let TaxPlan::LastMonth(opening) = &last.case.pay.tax else { return Ok(Outcome::Unfinished(frame.month)) };
    let over = |overflow: Overflow| vec![Gap::from(overflow)];
    let before = facts.saldo.map_or(0, |saldo| saldo.months);
    let months = earlier(frame, book, history, facts, law)?;
    let mut tally = Tally::year(facts.saldo, &months).map_err(over)?;
    let counted = YearPart { gross: opening.gross, tax: opening.tax, contributions: opening.contributions };
    if tally.part != counted || usize::from(opening.months) != usize::from(before) + months.len() {
        return Ok(Outcome::Differs(frame.month));
    }
    let own = last.year_part().map_err(over)?;
    let input = &last.case.pay;
    let year = opening.year(own.gross, own.contributions, input.ptkp).map_err(over)?;
    let round = Round::of(input.practice.tax);
    let tax = tax::year(&year, frame.month.first(), round, law, &mut Silent).map_err(|gap| vec![gap])?;
    tally.take(&last).map_err(over)?;
    let final_tpp = tally.final_tpp;
    let amounts = rows(tally, &year, &tax).map_err(over)?;
    let parts = Row::GROSS.iter().filter_map(|row| amounts.get(row)).copied();
    if Rupiah::sum(parts).map_err(over)? != year.gross {
        return Ok(Outcome::Differs(frame.month));
    }
    let earliest = months.first().map_or(frame.month, |month| month.paying.slip.month);
    let open = months.iter().chain([&last]).filter(|month| !month.closed).map(|month| month.paying.slip.month);
    Ok(Outcome::Made(Box::new(Certificate {
        first: if before > 0 { frame.month.january() } else { earliest },
        last: frame.month,
        months: year.months,
        before,
        open: open.collect(),
        input: input.clone(),
        final_tpp,
        amounts,
    })))
}

/// Fills the rows that follow from others and from the year's tax.
fn rows(mut tally: Tally, year: &tax::Year, tax: &YearTax) -> Result<BTreeMap<Row, Rupiah>, Overflow> {
    // What the year paid nothing of is zero, and that is known: every month is either told by its lines or told apart.
    for row in Row::GROSS.into_iter().filter(|row| *row != Row::BelumTerinci) {
        tally.add(row, Rupiah::ZERO)?;
    }
    let family = [Row::GajiPokok, Row::TunjanganIstri, Row::TunjanganAnak].map(|row| tally.of(row));
    let settled = tally.settled()?;
    let employee = settled.minus(tally.of(Row::PphBelumTerinci))?.minus(tally.of(Row::PphPemerintah))?;
    let made = [
        (Row::GajiKeluarga, Rupiah::sum(family)?),
        (Row::Bruto, year.gross),
        (Row::BiayaJabatan, tax.cost),
        (Row::Iuran, year.contributions),
        (Row::Pengurangan, tax.cost.plus(year.contributions)?),
        (Row::Neto, tax.net),
        (Row::NetoSetahun, tax.net_year),
        (Row::Ptkp, tax.ptkp),
        (Row::Pkp, tax.pkp),
        (Row::PphPkp, tax.scale),
        (Row::PphTerutang, tax.due),
        (Row::PphTerpisah, Rupiah::ZERO),
        (Row::PphDipotong, settled),
        (Row::PphPegawai, employee),
    ];
    for (row, amount) in made {
        tally.add(row, amount)?;
    }
    if let Some(previous) = year.previous {
        tally.add(Row::NetoSebelumnya, previous.net)?;
        tally.add(Row::PphSebelumnya, previous.tax)?;
    }
    Ok(tally.amounts)
}
