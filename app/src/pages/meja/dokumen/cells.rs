//! A list as plain cells: how each looks and what stands in it. Nothing of it needs the words of the app any more, so it can
//! go to a thread of its own.

use ledger::document::{Cell, Document, Form, Head};

use super::words::amount_text;

/// How a cell looks: its place in the list of formats of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Look {
    /// A line above the list.
    Title = 1,
    /// Above a column.
    Head,
    /// Words.
    Words,
    /// Digits that are no amount.
    Digits,
    /// Rupiah.
    Amount,
    /// A whole number.
    Count,
    /// Percent.
    Percent,
    /// In the row of sums.
    Sum,
    /// Rupiah in the row of sums.
    SumAmount,
}

impl Look {
    const ALL: [Self; 9] = [
        Self::Title,
        Self::Head,
        Self::Words,
        Self::Digits,
        Self::Amount,
        Self::Count,
        Self::Percent,
        Self::Sum,
        Self::SumAmount,
    ];

    /// Says whether the cell is a number; any other is text.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Amount | Self::Count | Self::Percent | Self::SumAmount)
    }
}

/// Rows of cells, one after the other: each cell its look, the length of its text, its text; each row ends with a zero. The
/// first row is that of the sheet itself: its name, then the width of each column in letters.
#[derive(Debug, Default)]
pub struct Cells {
    bytes: Vec<u8>,
}

impl Cells {
    fn push(&mut self, look: Look, text: &str) {
        self.bytes.push(look as u8);
        // A cell is far below 4 GB.
        self.bytes.extend((text.len() as u32).to_le_bytes());
        self.bytes.extend(text.as_bytes());
    }

    fn end_row(&mut self) {
        self.bytes.push(0);
    }

    /// Begins the sheet of a list: its name, titles and heads.
    pub fn begin(&mut self, list: &Document, name: &str, titles: &[String], heads: &[String]) {
        self.push(Look::Title, name);
        for column in &list.columns {
            self.push(Look::Count, &width(column.head, column.form).to_string());
        }
        self.end_row();
        for title in titles {
            self.push(Look::Title, title);
            self.end_row();
        }
        heads.iter().for_each(|head| self.push(Look::Head, head));
        self.end_row();
    }

    /// Writes one row of a list; `word` words what only the app can.
    pub fn row(&mut self, list: &Document, number: usize, word: &impl Fn(&Cell) -> String) {
        let Some(row) = list.rows.get(number) else { return };
        for (cell, column) in row.iter().zip(&list.columns) {
            match cell {
                Cell::Rupiah(amount) if column.form == Form::AmountText => {
                    self.push(Look::Digits, &amount_text(*amount));
                }
                Cell::Rupiah(amount) => self.push(Look::Amount, &amount.get().to_string()),
                Cell::Count(count) => self.push(Look::Count, &count.to_string()),
                Cell::Percent(percent) => self.push(Look::Percent, &percent.to_string()),
                Cell::Digits(digits) => self.push(Look::Digits, digits),
                Cell::Words(words) => self.push(Look::Words, words),
                other => self.push(Look::Words, &word(other)),
            }
        }
        self.end_row();
    }

    /// Writes the row of sums.
    pub fn sums(&mut self, list: &Document, sum_word: &str) {
        for (at, (cell, column)) in list.totals.iter().zip(&list.columns).enumerate() {
            match cell {
                Cell::Rupiah(amount) if column.form == Form::AmountText => self.push(Look::Sum, &amount_text(*amount)),
                Cell::Rupiah(amount) => self.push(Look::SumAmount, &amount.get().to_string()),
                Cell::Count(count) => self.push(Look::SumAmount, &count.to_string()),
                _ if at == 1 => self.push(Look::Sum, sum_word),
                _ => self.push(Look::Sum, ""),
            }
        }
        self.end_row();
    }

    /// Returns the bytes of all rows.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Reads rows that [`Cells`] wrote.
#[derive(Debug)]
pub struct Rows<'a> {
    bytes: &'a [u8],
}

impl<'a> Rows<'a> {
    /// Begins with the first row.
    #[must_use]
    pub const fn of(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Vec<(Look, &'a str)>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut row = Vec::new();
        loop {
            let look = match *self.take(1)? {
                [0] => return Some(row),
                [look] => *Look::ALL.get(usize::from(look) - 1)?,
                _ => return None,
            };
            let length = u32::from_le_bytes(self.take(4)?.try_into().ok()?);
            let text = self.take(usize::try_from(length).ok()?)?;
            row.push((look, core::str::from_utf8(text).ok()?));
        }
    }
}

fn width(head: Head, form: Form) -> u8 {
    match (head, form) {
        (Head::No, _) => 6,
        (Head::Nama | Head::Jabatan | Head::Kantor | Head::Kriteria | Head::Alamat, _) => 34,
        (Head::Fixed("Nama Pegawai" | "Nama Jabatan" | "Alamat"), _) => 34,
        (_, Form::Digits | Form::Words) => 20,
        (_, Form::Count | Form::Percent) => 9,
        (_, Form::Rupiah | Form::AmountText) => 15,
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use domain::money::Rupiah;
    use ledger::document::{Column, Kind};

    /// One row whose name looks like a formula.
    pub fn list() -> Document {
        let column = |head, form| Column { head, form };
        Document {
            kind: Kind::Bank,
            month: "2026-06".parse().unwrap(),
            columns: vec![
                column(Head::No, Form::Count),
                column(Head::Nama, Form::Words),
                column(Head::Nip, Form::Digits),
                column(Head::Dibayar, Form::Rupiah),
                column(Head::Fixed("Jumlah TPP"), Form::AmountText),
            ],
            rows: vec![vec![
                Cell::Count(1),
                Cell::Words("=SUM(A1) & <Sari>".into()),
                Cell::Digits("198704152011042901".into()),
                Cell::Rupiah(Rupiah::new(1_250_000)),
                Cell::Rupiah(Rupiah::new(-5)),
            ]],
            totals: vec![
                Cell::Nothing,
                Cell::Nothing,
                Cell::Nothing,
                Cell::Rupiah(Rupiah::new(1_250_000)),
                Cell::Rupiah(Rupiah::new(-5)),
            ],
            lacks: Vec::new(),
            left_out: 0,
        }
    }

    /// The list with one title.
    pub fn cells(of: &Document) -> Cells {
        let titles = ["Daftar bank".to_owned()];
        let heads: Vec<String> = ["No", "Nama", "NIP", "Dibayar", "Jumlah TPP"].map(str::to_owned).to_vec();
        let mut cells = Cells::default();
        cells.begin(of, "Daftar bank", &titles, &heads);
        cells.row(of, 0, &|_| String::new());
        cells.sums(of, "Jumlah");
        cells
    }

    #[test]
    fn rows_are_read_as_they_were_written() {
        let cells = cells(&list());
        let mut rows: Vec<_> = Rows::of(cells.bytes()).collect();
        let own = rows.remove(0);
        assert_eq!(own.iter().map(|(_, text)| *text).collect::<Vec<_>>(), ["Daftar bank", "6", "34", "20", "15", "15"]);
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[0], [(Look::Title, "Daftar bank")]);
        assert_eq!(rows[1][2], (Look::Head, "NIP"));
        let row = [
            (Look::Count, "1"),
            (Look::Words, "=SUM(A1) & <Sari>"),
            (Look::Digits, "198704152011042901"),
            (Look::Amount, "1250000"),
            (Look::Digits, "-5,00"),
        ];
        assert_eq!(rows[2], row);
        assert_eq!(
            rows[3][1..],
            [(Look::Sum, "Jumlah"), (Look::Sum, ""), (Look::SumAmount, "1250000"), (Look::Sum, "-5,00")]
        );
        // What is cut ends before the row that is not whole.
        assert_eq!(Rows::of(&cells.bytes()[..cells.bytes().len() - 1]).count(), 4);
    }
}
