//! One row of a file while it is read: its cells by column, and every finding in it at once.

use domain::calendar::Day;
use domain::hadir::Minute;

use super::cells;
use super::problem::{Finding, Problem};
use super::sheet::{RawRow, Sheet};

/// Reads a row cell by cell.
pub struct Reader<'a> {
    sheet: &'a Sheet,
    row: &'a RawRow,
    found: Vec<Finding>,
}

impl<'a> Reader<'a> {
    /// Begins with a row.
    ///
    /// # Errors
    /// It has more or fewer cells than there are heads, so that nothing is known of what stands where.
    pub fn begin(sheet: &'a Sheet, row: &'a RawRow) -> Result<Self, Vec<Finding>> {
        let mut reader = Self { sheet, row, found: Vec::new() };
        if !sheet.fits(row) {
            let problem = Problem::Cells { found: row.cells.len(), expected: sheet.heads.len() };
            reader.wrong("", row.cells.join("; "), problem);
            return Err(reader.found);
        }
        Ok(reader)
    }

    /// Says whether the file has one of these heads.
    #[must_use]
    pub fn has_any(&self, columns: &[&str]) -> bool {
        columns.iter().any(|column| self.sheet.has(column))
    }

    /// What stands under a head; empty when the file has no such head.
    #[must_use]
    pub fn text(&self, column: &str) -> &'a str {
        self.sheet.cell(self.row, column).unwrap_or("")
    }

    /// Names what is wrong.
    pub fn wrong(&mut self, column: &'static str, value: impl Into<String>, problem: Problem) {
        self.found.push(Finding { line: self.row.line, column, value: value.into(), problem });
    }

    /// Reads a cell that must not be empty.
    pub fn must<T>(&mut self, column: &'static str, read: impl Fn(&str) -> Result<T, Problem>) -> Option<T> {
        let text = self.text(column);
        let found = if text.is_empty() { Err(Problem::Required) } else { read(text) };
        found.map_err(|problem| self.wrong(column, text, problem)).ok()
    }

    /// Reads a cell that may be empty.
    pub fn may<T>(&mut self, column: &'static str, read: impl Fn(&str) -> Result<T, Problem>) -> Option<T> {
        if self.text(column).is_empty() { None } else { self.must(column, read) }
    }

    /// Reads a day that must be there.
    pub fn day(&mut self, column: &'static str) -> Option<Day> {
        self.must(column, cells::day)
    }

    /// Reads a time of the day that may be missing.
    pub fn minute(&mut self, column: &'static str) -> Option<Minute> {
        self.may(column, cells::minute).flatten()
    }

    /// Ends with what was understood, or with everything that is wrong.
    ///
    /// # Errors
    /// What was found, when anything was.
    pub fn end<T>(self, read: Option<T>) -> Result<T, Vec<Finding>> {
        read.filter(|_| self.found.is_empty()).ok_or(self.found)
    }
}
