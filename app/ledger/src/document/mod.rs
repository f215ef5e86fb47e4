//! The lists that offices make of a run: typed columns, rows and sums, ready for a screen, a file or paper.
//!
//! Knows no sentence and no file format. Every sum follows from the rows, and the rows from the slips. What is not known
//! stays unknown and is named as lacking; nothing is guessed.

mod beside;
mod certificates;
mod list;
mod recap;
mod sipd;
mod source;
mod stopped;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeSet;

use domain::asn::{Keadaan, Status};
use domain::calendar::{Day, Month};
use domain::law::YearlyKind;
use domain::money::{Overflow, Rupiah};
use domain::pay::LineCode;
use domain::thr::ThrCode;
use rust_decimal::Decimal;

pub use beside::{reward, yearly};
pub use source::{Entry, Source, account};

use crate::certificate::Row;
use crate::hash::Id;

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Daftar gaji: every line of the salary list.
    Gaji,
    /// Daftar perhitungan TPP: from ceiling to what is paid.
    TppPerhitungan,
    /// Daftar pembayaran TPP: what is paid, and where to.
    TppPembayaran,
    /// Daftar rapel: arrears that go out with the run.
    Rapel,
    /// Rekap per office.
    RekapKantor,
    /// Rekap per criterion account of TPP.
    RekapRekening,
    /// The import sheet of SIPD for TPP, 34 columns.
    Sipd,
    /// The list for a bank.
    Bank,
    /// Yearly tax certificates, one row each. They follow from a year, not from a run.
    BuktiPotong,
    /// Statements that pay stops here, one row each. They follow from the year of the last pay, not from a run.
    Skpp,
    /// Daftar THR or gaji ke-13, of a list that was worked out or sealed, not of a run.
    Yearly(YearlyKind),
    /// Daftar imbalan: the rewards of a decree.
    Reward,
}

/// Which people stand in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Group {
    /// Everyone.
    #[default]
    All,
    /// PNS and CPNS.
    Pns,
    /// PPPK.
    Pppk,
}

impl Group {
    /// Says whether somebody of a kind stands in lists of the group.
    #[must_use]
    pub const fn holds(self, status: Status) -> bool {
        match self {
            Self::All => true,
            Self::Pns => !matches!(status, Status::Pppk),
            Self::Pppk => matches!(status, Status::Pppk),
        }
    }
}

/// Which payments a list for a bank sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Paying {
    /// Salary, TPP and arrears together.
    #[default]
    Both,
    /// Salary alone.
    Salary,
    /// TPP alone.
    Tpp,
}

/// What is chosen of a run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// Which people.
    pub group: Group,
    /// People of this office or below it; everyone when none is chosen.
    pub office: Option<String>,
    /// People with an account at this bank; everyone when none is chosen. Of a list for a bank only.
    pub bank: Option<String>,
    /// Which payments. Of a list for a bank only.
    pub paying: Paying,
}

/// What stands above a column; the app has the words, except for those that another program reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// Running number.
    No,
    /// Name with titles.
    Nama,
    /// NIP.
    Nip,
    /// Rank.
    Golongan,
    /// Post.
    Jabatan,
    /// Class of the post.
    Kelas,
    /// Eselon.
    Eselon,
    /// Office.
    Kantor,
    /// People counted.
    Pegawai,
    /// People without a final slip.
    Tertahan,
    /// A line of the slip.
    Line(LineCode),
    /// A line of THR or gaji ke-13.
    Thr(ThrCode),
    /// What a person is rewarded for.
    Untuk,
    /// Gross.
    Kotor,
    /// Deductions.
    Potongan,
    /// Gross of salary.
    GajiKotor,
    /// Deductions of salary.
    GajiPotongan,
    /// Net salary.
    GajiBersih,
    /// Ceiling of TPP.
    Pagu,
    /// Percent of the ceiling.
    Persen,
    /// Gross TPP.
    TppKotor,
    /// Effective rate of tax, in percent.
    PphPersen,
    /// Deductions of TPP.
    TppPotongan,
    /// Net TPP.
    TppBersih,
    /// Arrears of salary before tax.
    RapelGaji,
    /// Arrears of TPP before tax.
    RapelTpp,
    /// Tax on arrears.
    RapelPph,
    /// Net arrears.
    RapelBersih,
    /// What is paid out.
    Dibayar,
    /// Budget code of an account.
    KodeRekening,
    /// A criterion account.
    Kriteria,
    /// An amount.
    Jumlah,
    /// Code of the bank.
    KodeBank,
    /// Name of the bank.
    NamaBank,
    /// Number of the bank account.
    NomorRekening,
    /// Name that the bank account stands in.
    AtasNama,
    /// NIK.
    Nik,
    /// NPWP.
    Npwp,
    /// Address.
    Alamat,
    /// Tax status.
    Ptkp,
    /// First month of a period.
    MasaAwal,
    /// Last month of a period.
    MasaAkhir,
    /// Months that paid.
    BulanDibayar,
    /// Months of them that no closed run has paid.
    BulanTerbuka,
    /// Months of them that were paid before Takar.
    BulanLuar,
    /// A row of the yearly tax certificate.
    Baris(Row),
    /// How somebody left.
    Keadaan,
    /// Since when.
    Sejak,
    /// The paper that says so.
    Surat,
    /// First month that pays nothing.
    BerhentiMulai,
    /// The last month that paid.
    BulanTerakhir,
    /// Owed to the person still, before tax.
    KurangBayar,
    /// Paid too much and not returned.
    LebihBayar,
    /// Gross of the year so far.
    BrutoTahun,
    /// Pension and old-age contributions of the year so far.
    IuranTahun,
    /// Tax withheld in the year so far.
    PphTahun,
    /// Fixed words of the program that reads the file.
    Fixed(&'static str),
}

/// How the cells of a column are to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Words.
    Words,
    /// Digits that are no amount: kept as text, with their zeros.
    Digits,
    /// A whole number.
    Count,
    /// Rupiah, added up below.
    Rupiah,
    /// Rupiah as text with two decimals and a comma, added up below.
    AmountText,
    /// Percent.
    Percent,
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub head: Head,
    /// How its cells are to be taken.
    pub form: Form,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// There is no such thing here.
    Nothing,
    /// There should be something, and it is not recorded.
    Unknown,
    /// Words as recorded.
    Words(String),
    /// Digits kept as text.
    Digits(String),
    /// A whole number.
    Count(u64),
    /// An amount.
    Rupiah(Rupiah),
    /// Percent.
    Percent(Decimal),
    /// A line of the slip, to be worded.
    Line(LineCode),
    /// A standing in service, to be worded.
    Keadaan(Keadaan),
    /// A day.
    Day(Day),
    /// A month.
    Month(Month),
}

/// What a person lacks for a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lack {
    /// No NIP in force.
    Nip,
    /// No bank account.
    Rekening,
    /// Two bank accounts stand against one another.
    RekeningContested,
    /// No NIK.
    Nik,
    /// Day of birth or sex of the NIK are not those of the NIP.
    NikDiffers,
    /// No NPWP.
    Npwp,
    /// Neither NPWP nor NIK, which stands for it.
    NpwpNik,
    /// No address.
    Alamat,
    /// An account of TPP that the sheet has no column for; the policy names no known budget code.
    Account,
    /// Months of the year that no closed run has paid: a certificate is a draft.
    BulanTerbuka,
    /// Months paid before Takar, of which only sums are known: a certificate is a draft.
    BelumTerinci,
    /// What closed months owe cannot be worked out: a statement is a draft.
    Selisih,
    /// Tax given back, for which the sheet has no column of its own; it stands with the tax allowance.
    Refund,
}

/// A list made of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which list.
    pub kind: Kind,
    /// The month paid for; the last one of the year of certificates and statements.
    pub month: Month,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// Sums below the columns of amounts and counts of people; nothing elsewhere.
    pub totals: Vec<Cell>,
    /// Who lacks what, by name.
    pub lacks: Vec<(Id, String, BTreeSet<Lack>)>,
    /// People chosen who have no final slip, no certificate or no statement, and stand in no row.
    pub left_out: usize,
}

/// Makes a list.
///
/// # Errors
/// A sum leaves the range of amounts.
pub fn make(kind: Kind, source: &Source<'_>, choice: &Choice) -> Result<Document, Overflow> {
    let chosen = source.chosen(choice);
    let made = match kind {
        Kind::Gaji => list::gaji(&chosen),
        Kind::TppPerhitungan => list::perhitungan(&chosen),
        Kind::TppPembayaran => list::pembayaran(&chosen),
        Kind::Rapel => list::rapel(&chosen),
        Kind::Bank => list::bank(&chosen, choice),
        Kind::Sipd => sipd::sheet(&chosen),
        Kind::RekapKantor => recap::offices(source, choice, &chosen),
        Kind::RekapRekening => recap::accounts(&chosen),
        Kind::BuktiPotong => return certificates::list(source, choice),
        Kind::Skpp => return stopped::list(source, choice),
        // No run holds them; see [`yearly`] and [`reward`].
        Kind::Yearly(_) | Kind::Reward => Ok(Made::default()),
    }?;
    let Made { columns, rows, lacks } = made;
    let totals = totals(&columns, &rows)?;
    let left_out = source.blocked(choice);
    Ok(Document { kind, month: source.run.month, columns, rows, totals, lacks, left_out })
}

/// Columns and rows before they are added up.
#[derive(Default)]
struct Made {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    lacks: Vec<(Id, String, BTreeSet<Lack>)>,
}

/// Adds up each column of amounts; unknown cells add nothing and are named as lacking.
fn totals(columns: &[Column], rows: &[Vec<Cell>]) -> Result<Vec<Cell>, Overflow> {
    let total = |(at, column): (usize, &Column)| {
        let cells = || rows.iter().filter_map(move |row| row.get(at));
        Ok(match (column.form, column.head) {
            (Form::Rupiah | Form::AmountText, _) => Cell::Rupiah(Rupiah::sum(cells().filter_map(Cell::rupiah))?),
            (Form::Count, Head::Pegawai | Head::Tertahan) => Cell::Count(cells().filter_map(Cell::count).sum()),
            _ => Cell::Nothing,
        })
    };
    columns.iter().enumerate().map(total).collect()
}

impl Cell {
    /// Returns the amount, when it is one.
    #[must_use]
    pub fn rupiah(&self) -> Option<Rupiah> {
        match self {
            Self::Rupiah(amount) => Some(*amount),
            _ => None,
        }
    }

    fn count(&self) -> Option<u64> {
        match self {
            Self::Count(count) => Some(*count),
            _ => None,
        }
    }

    fn words(text: Option<String>) -> Self {
        text.map_or(Self::Unknown, Self::Words)
    }

    fn digits(text: Option<impl ToString>) -> Self {
        text.map_or(Self::Unknown, |text| Self::Digits(text.to_string()))
    }
}

impl Document {
    /// Returns the sum below a column, when the list has it.
    #[must_use]
    pub fn total(&self, head: Head) -> Option<Rupiah> {
        let at = self.columns.iter().position(|column| column.head == head)?;
        self.totals.get(at)?.rupiah()
    }
}
