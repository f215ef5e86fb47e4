//! A file of separated values or a workbook taken apart into rows, or refused as a whole with what is wrong about it.
//!
//! Finds the separator, the mark of UTF-8, quoted cells and a cut end by itself; knows no column by meaning.

use std::collections::BTreeSet;

use super::workbook;

/// Files that are taken apart, as a browser asks for them.
pub const SHEETS: &str = ".csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Most rows that are read.
pub const MOST_ROWS: usize = 20_000;

/// What a file may hold: heads by name.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'a> {
    /// Every head that may stand there.
    pub known: &'a [&'a str],
    /// Heads that must stand there.
    pub required: &'a [&'a str],
}

/// A file taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Heads in small letters, in the order of the file.
    pub heads: Vec<String>,
    /// Rows below the heads, blank ones left out.
    pub rows: Vec<RawRow>,
}

/// One row as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRow {
    /// Its line in the file, counted from 1 as spreadsheets do.
    pub line: u64,
    /// Its cells without blanks at the ends.
    pub cells: Vec<String>,
}

/// Why nothing of a file is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// Nothing stands in it.
    Empty,
    /// A workbook of the older form (.xls).
    Workbook,
    /// A workbook that is cut, damaged or locked with a password.
    BrokenWorkbook,
    /// A workbook with more than one filled sheet; their names.
    Sheets(Vec<String>),
    /// Not UTF-8.
    NotText,
    /// No known head: another kind of file.
    Foreign,
    /// Heads that must be there are not.
    Missing(Vec<String>),
    /// Heads that nothing is known of.
    Unknown(Vec<String>),
    /// Heads that stand there twice.
    Twice(Vec<String>),
    /// Heads without rows.
    NoRows,
    /// The file stops inside a row.
    CutShort {
        /// Where.
        line: u64,
    },
    /// More rows than are read at once.
    TooManyRows,
}

impl Sheet {
    /// Takes a file apart.
    ///
    /// # Errors
    /// The first thing that makes the whole file unusable.
    pub fn read(bytes: &[u8], layout: Layout<'_>) -> Result<Self, FileProblem> {
        Self::apart(bytes, |heads| check_heads(heads, layout).map(|()| heads.to_vec()))
    }

    /// Takes a file apart whose heads `name` renames to what they mean, or refuses.
    ///
    /// # Errors
    /// The first thing that makes the whole file unusable.
    pub fn apart(
        bytes: &[u8],
        name: impl FnOnce(&[String]) -> Result<Vec<String>, FileProblem>,
    ) -> Result<Self, FileProblem> {
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(FileProblem::Workbook);
        }
        if bytes.starts_with(workbook::BEGINS) {
            return Self::of(workbook::rows(bytes)?, true, name);
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = match core::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(problem) if problem.error_len().is_none() => {
                return Err(FileProblem::CutShort { line: line_of(&bytes[..problem.valid_up_to()]) });
            }
            Err(_) => return Err(FileProblem::NotText),
        };
        if text.contains('\0') {
            return Err(FileProblem::NotText);
        }
        if text.trim().is_empty() {
            return Err(FileProblem::Empty);
        }
        let (named, text, skipped) = named_separator(text);
        let separator = named.unwrap_or_else(|| separator(text));
        if let Some(line) = open_quote(text, separator) {
            return Err(FileProblem::CutShort { line: line + skipped });
        }
        Self::of(records(text, separator, skipped)?, text.ends_with(['\n', '\r']), name)
    }

    /// Takes rows, the heads first; `ends` says whether the last one is whole.
    fn of(
        mut rows: Vec<RawRow>,
        ends: bool,
        name: impl FnOnce(&[String]) -> Result<Vec<String>, FileProblem>,
    ) -> Result<Self, FileProblem> {
        let mut heads: Vec<String> = rows.remove(0).cells.iter().map(|head| head_of(head)).collect();
        while heads.last().is_some_and(String::is_empty) {
            heads.pop();
        }
        let heads = name(&heads)?;
        for row in &mut rows {
            while row.cells.len() > heads.len() && row.cells.last().is_some_and(String::is_empty) {
                row.cells.pop();
            }
        }
        match rows.last() {
            None => Err(FileProblem::NoRows),
            Some(last) if last.cells.len() < heads.len() && !ends => Err(FileProblem::CutShort { line: last.line }),
            Some(_) if rows.len() > MOST_ROWS => Err(FileProblem::TooManyRows),
            Some(_) => Ok(Self { heads, rows }),
        }
    }

    /// Says whether a head stands in the file.
    #[must_use]
    pub fn has(&self, head: &str) -> bool {
        self.heads.iter().any(|one| one == head)
    }

    /// Returns the cell of a row under a head; nothing when the file has no such head.
    #[must_use]
    pub fn cell<'r>(&self, row: &'r RawRow, head: &str) -> Option<&'r str> {
        let at = self.heads.iter().position(|one| one == head)?;
        Some(row.cells.get(at).map_or("", String::as_str))
    }

    /// Says whether a row has as many cells as there are heads.
    #[must_use]
    pub fn fits(&self, row: &RawRow) -> bool {
        row.cells.len() == self.heads.len()
    }
}

/// Writes a file that spreadsheets open as they stand: UTF-8 with mark, semicolons, quotes where needed.
#[must_use]
pub fn write(heads: &[String], rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').flexible(true).from_writer(b"\xEF\xBB\xBF".to_vec());
    for row in core::iter::once(heads).chain(rows.iter().map(Vec::as_slice)) {
        // Writing to memory does not fail.
        let _ = writer.write_record(row.iter().map(|cell| safe(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// Takes the power of a formula from a cell.
fn safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t']) && cell.parse::<rust_decimal::Decimal>().is_err() {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn records(text: &str, separator: u8, skipped: u64) -> Result<Vec<RawRow>, FileProblem> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let (mut counted, mut line) = (0, 1 + skipped);
    for record in reader.records() {
        let record = record.map_err(|_| FileProblem::NotText)?;
        // The reader places a record before blank lines and before the second half of a line end.
        let placed = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(counted);
        let blank = text.as_bytes()[placed..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += text.as_bytes()[counted..placed + blank].iter().filter(|byte| **byte == b'\n').count() as u64;
        counted = placed + blank;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        rows.push(RawRow { line, cells: record.iter().map(|cell| cell.trim().to_owned()).collect() });
    }
    if rows.is_empty() { Err(FileProblem::Empty) } else { Ok(rows) }
}

fn check_heads(heads: &[String], layout: Layout<'_>) -> Result<(), FileProblem> {
    let known = |head: &String| layout.known.contains(&head.as_str());
    if !heads.iter().any(known) {
        return Err(FileProblem::Foreign);
    }
    let mut seen = BTreeSet::new();
    let twice: Vec<String> = heads.iter().filter(|head| known(head) && !seen.insert(*head)).cloned().collect();
    if !twice.is_empty() {
        return Err(FileProblem::Twice(twice));
    }
    let unknown: Vec<String> = heads.iter().filter(|head| !known(head)).cloned().collect();
    if !unknown.is_empty() {
        return Err(FileProblem::Unknown(unknown));
    }
    let missing = layout.required.iter().filter(|head| !seen.iter().any(|one| one == *head));
    let missing: Vec<String> = missing.map(|head| (*head).to_owned()).collect();
    if missing.is_empty() { Ok(()) } else { Err(FileProblem::Missing(missing)) }
}

fn head_of(cell: &str) -> String {
    let plain = cell.trim().trim_end_matches('*').trim_end().to_lowercase();
    plain.split([' ', '-', '_']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_")
}

/// Takes the line `sep=;` away, with which some programs name their separator.
fn named_separator(text: &str) -> (Option<u8>, &str, u64) {
    let Some(rest) = text.strip_prefix("sep=") else { return (None, text, 0) };
    let (named, below) = rest.split_once('\n').unwrap_or((rest, ""));
    match named.trim_end_matches('\r').as_bytes() {
        [one] if one.is_ascii() => (Some(*one), below, 1),
        _ => (None, text, 0),
    }
}

fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let count = |one: u8| first.bytes().filter(|byte| *byte == one).count();
    [b';', b',', b'\t'].into_iter().rev().max_by_key(|one| count(*one)).unwrap_or(b';')
}

fn line_of(bytes: &[u8]) -> u64 {
    1 + bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// Returns the line in which a quoted cell begins that never ends.
fn open_quote(text: &str, separator: u8) -> Option<u64> {
    let (mut line, mut opened, mut at_start) = (1, None, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if byte == b'\n' {
            line += 1;
        }
        match (opened, byte) {
            (None, b'"') if at_start => opened = Some(line),
            (Some(_), b'"') if bytes.peek() == Some(&b'"') => {
                bytes.next();
            }
            (Some(_), b'"') => opened = None,
            _ => {}
        }
        at_start = opened.is_none() && (byte == separator || byte == b'\n' || (at_start && byte == b' '));
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYOUT: Layout<'_> = Layout { known: &["nip", "nama", "mkg_tahun"], required: &["nip", "nama"] };

    fn read(text: &str) -> Result<Sheet, FileProblem> {
        Sheet::read(text.as_bytes(), LAYOUT)
    }

    #[test]
    fn separators_marks_quotes_and_blank_lines_are_understood() {
        for text in [
            "nip;nama\n1;\"Sari, S.Pd\"\n",
            "\u{feff}NIP,Nama *\r\n1,\"Sari, S.Pd\"\r\n",
            "sep=;\nnip;nama;;\n\n1;Sari, S.Pd;;\n;;;\n",
            "nip\tnama\n1\tSari, S.Pd",
        ] {
            let sheet = read(text).unwrap();
            assert_eq!(sheet.rows.len(), 1, "{text:?}");
            assert_eq!(sheet.cell(&sheet.rows[0], "nama"), Some("Sari, S.Pd"), "{text:?}");
            assert!(sheet.fits(&sheet.rows[0]) && !sheet.has("mkg_tahun"));
        }
        assert_eq!(read("sep=;\nnip;nama\n\n1;A\n").unwrap().rows[0].line, 4);
        let windows = read("nip;nama\r\n1;A\r\n\r\n2;B\r\n").unwrap();
        assert_eq!(windows.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4]);
        let two_lines = read("nip;nama\n1;\"Sari\nS.Pd\"\n2;B\n").unwrap();
        assert_eq!(two_lines.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn a_foreign_empty_or_cut_file_is_refused_as_a_whole() {
        let list = |heads: &[&str]| heads.iter().map(|head| (*head).to_owned()).collect::<Vec<_>>();
        for (text, problem) in [
            ("", FileProblem::Empty),
            (" \n\n", FileProblem::Empty),
            ("{\"takar\": 1}", FileProblem::Foreign),
            ("tanggal;jumlah\n1;2\n", FileProblem::Foreign),
            ("nip;nama\n", FileProblem::NoRows),
            ("nip;mkg tahun\n1;2\n", FileProblem::Missing(list(&["nama"]))),
            ("nip;nama;gaji\n1;2;3\n", FileProblem::Unknown(list(&["gaji"]))),
            ("nip;nama;NIP\n1;2;3\n", FileProblem::Twice(list(&["nip"]))),
            ("nip;nama\n1;A\n2", FileProblem::CutShort { line: 3 }),
            ("nip;nama\n1;\"A\n2;B\n", FileProblem::CutShort { line: 2 }),
        ] {
            assert_eq!(read(text), Err(problem), "{text:?}");
        }
        assert_eq!(Sheet::read(b"PK\x03\x04rest", LAYOUT), Err(FileProblem::BrokenWorkbook));
        assert_eq!(Sheet::read(b"\xD0\xCF\x11\xE0rest", LAYOUT), Err(FileProblem::Workbook));
        assert_eq!(Sheet::read(b"nip;nama\n1;S\xEFri\n", LAYOUT), Err(FileProblem::NotText));
        assert_eq!(Sheet::read(b"n\0i\0p\0", LAYOUT), Err(FileProblem::NotText));
        assert_eq!(Sheet::read(b"nip;nama\n1;Sar\xC3", LAYOUT), Err(FileProblem::CutShort { line: 2 }));
    }

    #[test]
    fn a_written_file_reads_back_and_holds_no_formula() {
        let heads = ["nip".to_owned(), "nama".to_owned()];
        let rows = [vec!["1".to_owned(), "=cmd(); \"x\"".to_owned()], vec!["-2".to_owned(), "B".to_owned()]];
        let bytes = write(&heads, &rows);
        assert!(bytes.starts_with(b"\xEF\xBB\xBFnip;nama\n"));
        let sheet = Sheet::read(&bytes, LAYOUT).unwrap();
        assert_eq!(sheet.cell(&sheet.rows[0], "nama"), Some("'=cmd(); \"x\""));
        assert_eq!(sheet.cell(&sheet.rows[1], "nip"), Some("-2"));
    }
}
