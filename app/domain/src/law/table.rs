//! The pay table by golongan and years of service, compiled for look-up by index.
//!
//! Carries a printed row on until the next one (the method of PP 7/1977); works no missing cell out.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::cite::{Cite, Confidence};
use crate::money::Rupiah;

/// Years the compiled table holds; service beyond reads the last one.
const YEARS: usize = 34;

/// What one year of service of one golongan reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// Before the first printed row: nobody of this golongan has so few years.
    NoRow,
    /// The lampiran prints a row here that was not found.
    Missing,
    /// The amount, the year of its printed row, and how well it was confirmed.
    Known { amount: Rupiah, row: u8, confidence: Confidence },
}

/// A pay table as written in the law files.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenTable {
    rows: BTreeMap<String, Vec<(u8, i64)>>,
    #[serde(default)]
    single: Vec<(String, u8)>,
    #[serde(default)]
    partial: bool,
}

/// A pay table: seventeen columns of golongan, rows by full years of service.
#[derive(Debug, Clone)]
pub(crate) struct PayTable {
    columns: Vec<[Cell; YEARS]>,
    cites: [Cite; 3],
}

/// What a look-up in the pay table found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PayRow<'l> {
    /// Amount a month.
    pub amount: Rupiah,
    /// Years of service of the printed row that is carried on.
    pub row_years: u8,
    /// Source; `single` where the row is carried beyond the last printed one.
    pub cite: &'l Cite,
}

/// Why a look-up in the pay table found nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoCell {
    /// The table begins later for this golongan.
    NoRow,
    /// The cell is printed, but was not found in a source.
    Missing,
}

impl PayTable {
    /// Compiles a written table; `columns` are the golongan in their order.
    pub(super) fn compile(
        written: &WrittenTable,
        columns: impl Iterator<Item = String>,
        cite: &Cite,
    ) -> Result<Self, String> {
        let with = |confidence| Cite { confidence, ..cite.clone() };
        let mut left: Vec<&String> = written.rows.keys().collect();
        let columns = columns
            .map(|golongan| {
                let rows = written.rows.get(&golongan).ok_or_else(|| format!("no column {golongan}"))?;
                left.retain(|name| **name != golongan);
                column(written, &golongan, rows, cite.confidence)
            })
            .collect::<Result<_, _>>()?;
        if let Some(stranger) = left.first() {
            return Err(format!("{stranger} is no golongan"));
        }
        Ok(Self { columns, cites: [with(Confidence::Verified), with(Confidence::Single), with(Confidence::Recalled)] })
    }

    /// Reads the amount for a column and full years of service.
    #[inline]
    pub(crate) fn read(&self, column: usize, years: u8) -> Result<PayRow<'_>, NoCell> {
        let cells = self.columns.get(column).ok_or(NoCell::NoRow)?;
        match cells[usize::from(years).min(YEARS - 1)] {
            Cell::NoRow => Err(NoCell::NoRow),
            Cell::Missing => Err(NoCell::Missing),
            Cell::Known { amount, row, confidence } => {
                let cite = match confidence {
                    Confidence::Verified => &self.cites[0],
                    Confidence::Single => &self.cites[1],
                    Confidence::Recalled => &self.cites[2],
                };
                Ok(PayRow { amount, row_years: row, cite })
            }
        }
    }

    /// Returns the years of the next printed row after the given years; nothing after the last one.
    pub(crate) fn next_row(&self, column: usize, years: u8) -> Result<Option<u8>, NoCell> {
        let cells = self.columns.get(column).ok_or(NoCell::NoRow)?;
        for (at, cell) in (0u8..).zip(cells).skip(usize::from(years) + 1) {
            match cell {
                Cell::Known { row, .. } if *row == at => return Ok(Some(at)),
                Cell::Missing => return Err(NoCell::Missing),
                Cell::Known { .. } | Cell::NoRow => {}
            }
        }
        Ok(None)
    }
}

fn column(
    written: &WrittenTable,
    golongan: &str,
    rows: &[(u8, i64)],
    confidence: Confidence,
) -> Result<[Cell; YEARS], String> {
    if rows.windows(2).any(|pair| pair[1].0 <= pair[0].0 || pair[1].1 <= pair[0].1) {
        return Err(format!("{golongan}: rows do not ascend"));
    }
    let last = rows.last().map_or(0, |row| row.0);
    let mut cells = [Cell::NoRow; YEARS];
    for (years, cell) in (0u8..).zip(cells.iter_mut()) {
        let printed = rows.iter().rev().find(|(row, _)| *row <= years);
        *cell = match printed {
            None => Cell::NoRow,
            Some((row, _)) if written.partial && years < last && *row != years => Cell::Missing,
            Some((row, amount)) => {
                let single = *row != years && years > last
                    || written.single.iter().any(|(name, at)| name == golongan && at == row);
                let confidence = match confidence {
                    Confidence::Verified if single => Confidence::Single,
                    // In a recalled table the marked cells are the ones found in a source.
                    Confidence::Recalled if single && years <= last => Confidence::Single,
                    other => other,
                };
                Cell::Known { amount: Rupiah::new(*amount), row: *row, confidence }
            }
        };
    }
    Ok(cells)
}
