//! An account as it is typed or stands in a row of a file: read into a fact, or into what is wrong at which entry.

use std::collections::BTreeMap;

use domain::asn::Nip;
use domain::calendar::Day;
use ledger::payload::{Fact, Rekening};
use serde::{Deserialize, Serialize};

use crate::pages::meja::hr::import::cells;
use crate::pages::meja::hr::import::problem::{Finding, Problem};
use crate::pages::meja::hr::import::row::{earliest, latest};
use crate::pages::meja::hr::import::sheet::{Layout, RawRow, Sheet};

/// Entries of the form, and columns of a file after `nip`.
pub const ENTRIES: [&str; 5] = ["kode_bank", "nama_bank", "nomor_rekening", "atas_nama", "berlaku"];
/// Every column of a file.
pub const COLUMNS: [&str; 6] = ["nip", "kode_bank", "nama_bank", "nomor_rekening", "atas_nama", "berlaku"];
/// What a file of accounts holds.
pub const LAYOUT: Layout<'_> = Layout { known: &COLUMNS, required: &COLUMNS };

/// Entries as typed; saved as a draft at each change.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AccountForm {
    texts: BTreeMap<String, String>,
}

/// An account with its first day.
pub type Read = (Day, Fact);
/// What is wrong, by entry.
pub type Wrong = Vec<(&'static str, Problem)>;

impl AccountForm {
    /// Begins with the account as it stands; the first day stays open.
    #[must_use]
    pub fn of(account: Option<&Rekening>) -> Self {
        let mut form = Self::default();
        if let Some(account) = account {
            form.set("kode_bank", account.bank_code.to_string());
            form.set("nama_bank", account.bank.clone());
            form.set("nomor_rekening", account.account.to_string());
            form.set("atas_nama", account.holder.clone());
        }
        form
    }

    /// Returns an entry as typed.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    /// Takes an entry.
    pub fn set(&mut self, name: &str, text: String) {
        self.texts.insert(name.to_owned(), text);
    }

    /// Reads the form.
    ///
    /// # Errors
    /// Everything that is wrong, by entry.
    pub fn read(&self, today: Day) -> Result<Read, Wrong> {
        read(|name| self.get(name), today)
    }
}

/// Reads a row of a file.
///
/// # Errors
/// Everything that is wrong in it.
pub fn row(sheet: &Sheet, row: &RawRow, today: Day) -> Result<(Nip, Read), Vec<Finding>> {
    if !sheet.fits(row) {
        let problem = Problem::Cells { found: row.cells.len(), expected: sheet.heads.len() };
        return Err(vec![Finding { line: row.line, column: "", value: row.cells.join("; "), problem }]);
    }
    let text = |name: &str| sheet.cell(row, name).unwrap_or("");
    let wrong = |(column, problem): (&'static str, Problem)| Finding {
        line: row.line,
        column,
        value: text(column).to_owned(),
        problem,
    };
    match (cells::nip(text("nip")), read(text, today)) {
        (Ok(nip), Ok(read)) => Ok((nip, read)),
        (nip, read) => {
            let all = nip.err().map(|problem| ("nip", problem)).into_iter().chain(read.err().unwrap_or_default());
            Err(all.map(wrong).collect())
        }
    }
}

fn read<'a>(text: impl Fn(&str) -> &'a str, today: Day) -> Result<Read, Wrong> {
    let mut wrong = Wrong::new();
    let bank_code = must(&text, "kode_bank", cells::digits, &mut wrong);
    let bank = must(&text, "nama_bank", cells::words(80), &mut wrong);
    let account = must(&text, "nomor_rekening", cells::digits, &mut wrong);
    let holder = must(&text, "atas_nama", cells::words(120), &mut wrong);
    let day = |text: &str| cells::day_within(text, earliest(), latest(today));
    let from = must(&text, "berlaku", day, &mut wrong);
    let made =
        (|| Some((from?, Rekening { bank_code: bank_code?, bank: bank?, account: account?, holder: holder? })))();
    made.map(|(from, account)| (from, Fact::Rekening(account))).ok_or(wrong)
}

fn must<'a, T>(
    text: &impl Fn(&str) -> &'a str,
    name: &'static str,
    read: impl Fn(&str) -> Result<T, Problem>,
    wrong: &mut Wrong,
) -> Option<T> {
    let typed = text(name).trim();
    let found = if typed.is_empty() { Err(Problem::Required) } else { read(typed) };
    found.map_err(|problem| wrong.push((name, problem))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::asn::NotANumber;

    fn today() -> Day {
        "2026-06-15".parse().unwrap()
    }

    #[test]
    fn an_account_filled_from_what_stands_reads_back_equal() {
        let account = Rekening {
            bank_code: "900".parse().unwrap(),
            bank: "Bank Contoh".into(),
            account: "0012345678".parse().unwrap(),
            holder: "SARI DEWI".into(),
        };
        let mut form = AccountForm::of(Some(&account));
        let open = form.read(today()).unwrap_err();
        assert_eq!(open, [("berlaku", Problem::Required)]);
        form.set("berlaku", "2026-07-01".into());
        assert_eq!(form.read(today()).unwrap(), ("2026-07-01".parse().unwrap(), Fact::Rekening(account)));
    }

    #[test]
    fn a_row_keeps_its_zeros_and_names_each_wrong_cell() {
        let text = "nip;kode_bank;nama_bank;nomor_rekening;atas_nama;berlaku\n\
                    19870415 201104 2 901;008;Bank;00-1234;Sari;01/07/2026\n\
                    1987;8;;12a45;Sari;kemarin\n";
        let sheet = Sheet::read(text.as_bytes(), LAYOUT).unwrap();
        let (nip, (from, fact)) = row(&sheet, &sheet.rows[0], today()).unwrap();
        assert_eq!((nip.to_string().as_str(), from.to_string().as_str()), ("198704152011042901", "2026-07-01"));
        let Fact::Rekening(account) = fact else { panic!() };
        assert_eq!((account.bank_code.as_str(), account.account.as_str()), ("008", "001234"));
        let bad = row(&sheet, &sheet.rows[1], today()).unwrap_err();
        let columns: Vec<&str> = bad.iter().map(|one| one.column).collect();
        assert_eq!(columns, ["nip", "kode_bank", "nama_bank", "nomor_rekening", "berlaku"]);
        assert_eq!(bad[3].problem, Problem::Digits(NotANumber::NotDigit('a')));
    }
}
