//! A list as the parts of a workbook, its rows written piece by piece so that the screen stays usable.
//!
//! Words and digits are text cells, which no program takes for a formula or a number; amounts are numbers. Writes the few
//! parts that ECMA-376 asks for and nothing that a list does not need.

use ledger::document::{Cell, Document, Form, Head};

use super::words::amount_text;

/// Where the rows of the list lie in the file.
pub const SHEET: &str = "xl/worksheets/sheet1.xml";

/// Places in the list of cell formats of [`STYLES`].
mod style {
    pub const TITLE: u8 = 1;
    pub const HEAD: u8 = 2;
    pub const WORDS: u8 = 3;
    pub const DIGITS: u8 = 4;
    pub const AMOUNT: u8 = 5;
    pub const COUNT: u8 = 6;
    pub const PERCENT: u8 = 7;
    pub const SUM: u8 = 8;
    pub const SUM_AMOUNT: u8 = 9;
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// What stands around the rows.
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    /// The list.
    pub of: &'a Document,
    /// Lines above the heads; a sheet that another program reads has none.
    pub titles: &'a [String],
    /// The heads in words.
    pub heads: &'a [String],
    /// The word of the row of sums.
    pub sum_word: &'a str,
}

/// Returns the parts beside the rows, each with its path; `sheet` names the tab.
#[must_use]
pub fn around(sheet: &str, titles: usize) -> Vec<(&'static str, String)> {
    let row = titles + 1;
    let name = safe_name(sheet);
    let types = format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
         <Override PartName=\"/{SHEET}\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>\
         </Types>"
    );
    let root = format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    // The row of heads comes again on each printed page.
    let workbook = format!(
        "{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\">\
         <sheets><sheet name=\"{name}\" sheetId=\"1\" r:id=\"rId1\"/></sheets>\
         <definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'{name}'!${row}:${row}</definedName></definedNames>\
         </workbook>"
    );
    let relations = format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    vec![
        ("[Content_Types].xml", types),
        ("_rels/.rels", root),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/styles.xml", format!("{DECLARATION}<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>")),
    ]
}

/// Fonts, fills, borders and formats: 49 is text, 3 and 1 whole numbers with and without groups, 2 two decimals.
const STYLES: &str = "<fonts count=\"2\"><font><sz val=\"10\"/><name val=\"Calibri\"/></font>\
    <font><b/><sz val=\"10\"/><name val=\"Calibri\"/></font></fonts>\
    <fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
    <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFEFECE4\"/></patternFill></fill></fills>\
    <borders count=\"2\"><border/><border><left style=\"thin\"/><right style=\"thin\"/><top style=\"thin\"/><bottom style=\"thin\"/></border></borders>\
    <cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"10\"><xf/>\
    <xf fontId=\"1\" applyFont=\"1\"/>\
    <xf fontId=\"1\" fillId=\"2\" borderId=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment horizontal=\"center\" vertical=\"center\" wrapText=\"1\"/></xf>\
    <xf borderId=\"1\" applyBorder=\"1\"/>\
    <xf numFmtId=\"49\" borderId=\"1\" applyNumberFormat=\"1\" applyBorder=\"1\"/>\
    <xf numFmtId=\"3\" borderId=\"1\" applyNumberFormat=\"1\" applyBorder=\"1\"/>\
    <xf numFmtId=\"1\" borderId=\"1\" applyNumberFormat=\"1\" applyBorder=\"1\"/>\
    <xf numFmtId=\"2\" borderId=\"1\" applyNumberFormat=\"1\" applyBorder=\"1\"/>\
    <xf fontId=\"1\" borderId=\"1\" applyFont=\"1\" applyBorder=\"1\"/>\
    <xf numFmtId=\"3\" fontId=\"1\" borderId=\"1\" applyNumberFormat=\"1\" applyFont=\"1\" applyBorder=\"1\"/></cellXfs>\
    <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";

/// A tab's name has no marks that formulas use, and 31 letters at most.
fn safe_name(name: &str) -> String {
    let kept: String = name.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')).take(31).collect();
    if kept.trim().is_empty() { "Takar".to_owned() } else { kept }
}

impl Frame<'_> {
    /// Opens the sheet: widths, the heads that stay in view, titles and heads.
    pub fn begin(&self, out: &mut String) {
        let first = self.titles.len() + 2;
        out.push_str(DECLARATION);
        out.push_str(&format!(
            "<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView \
             workbookViewId=\"0\"><pane ySplit=\"{}\" topLeftCell=\"A{first}\" activePane=\"bottomLeft\" \
             state=\"frozen\"/></sheetView></sheetViews><cols>",
            first - 1
        ));
        for (at, column) in (1..).zip(&self.of.columns) {
            let width = width(column.head, column.form);
            out.push_str(&format!("<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>"));
        }
        out.push_str("</cols><sheetData>");
        for (at, title) in (1..).zip(self.titles) {
            open_row(out, at);
            text(out, 0, at, style::TITLE, title);
            out.push_str("</row>");
        }
        let at = self.titles.len() + 1;
        open_row(out, at);
        for (column, head) in self.heads.iter().enumerate() {
            text(out, column, at, style::HEAD, head);
        }
        out.push_str("</row>");
    }

    /// Writes one row of the list; `word` words what only the app can.
    pub fn row(&self, out: &mut String, number: usize, word: &impl Fn(&Cell) -> String) {
        let at = self.titles.len() + 2 + number;
        let Some(row) = self.of.rows.get(number) else { return };
        open_row(out, at);
        for (column, cell) in row.iter().enumerate() {
            self.cell(out, column, at, cell, word);
        }
        out.push_str("</row>");
    }

    fn cell(&self, out: &mut String, column: usize, row: usize, cell: &Cell, word: &impl Fn(&Cell) -> String) {
        let form = self.of.columns.get(column).map_or(Form::Words, |column| column.form);
        match cell {
            Cell::Rupiah(amount) if form == Form::AmountText => {
                text(out, column, row, style::DIGITS, &amount_text(*amount));
            }
            Cell::Rupiah(amount) => number(out, column, row, style::AMOUNT, &amount.get().to_string()),
            Cell::Count(count) => number(out, column, row, style::COUNT, &count.to_string()),
            Cell::Percent(percent) => number(out, column, row, style::PERCENT, &percent.to_string()),
            Cell::Digits(digits) => text(out, column, row, style::DIGITS, digits),
            Cell::Words(words) => text(out, column, row, style::WORDS, words),
            other => text(out, column, row, style::WORDS, &word(other)),
        }
    }

    /// Writes the row of sums and closes the sheet: landscape on A4, as wide as one page.
    pub fn end(&self, out: &mut String) {
        let at = self.titles.len() + 2 + self.of.rows.len();
        open_row(out, at);
        for (column, cell) in self.of.totals.iter().enumerate() {
            let form = self.of.columns.get(column).map_or(Form::Words, |column| column.form);
            match cell {
                Cell::Rupiah(amount) if form == Form::AmountText => {
                    text(out, column, at, style::SUM, &amount_text(*amount));
                }
                Cell::Rupiah(amount) => number(out, column, at, style::SUM_AMOUNT, &amount.get().to_string()),
                Cell::Count(count) => number(out, column, at, style::SUM_AMOUNT, &count.to_string()),
                _ if column == 1 => text(out, column, at, style::SUM, self.sum_word),
                _ => text(out, column, at, style::SUM, ""),
            }
        }
        out.push_str(
            "</row></sheetData><pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" \
             footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
        );
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

fn open_row(out: &mut String, at: usize) {
    out.push_str(&format!("<row r=\"{at}\">"));
}

fn number(out: &mut String, column: usize, row: usize, style: u8, digits: &str) {
    open_cell(out, column, row, style);
    out.push_str("><v>");
    out.push_str(digits);
    out.push_str("</v></c>");
}

fn text(out: &mut String, column: usize, row: usize, style: u8, words: &str) {
    open_cell(out, column, row, style);
    if words.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    escape(out, words);
    out.push_str("</t></is></c>");
}

fn open_cell(out: &mut String, column: usize, row: usize, style: u8) {
    out.push_str("<c r=\"");
    push_letters(out, column);
    out.push_str(&format!("{row}\" s=\"{style}\""));
}

/// Names a column: A to Z, AA, AB.
fn push_letters(out: &mut String, column: usize) {
    if column >= 26 {
        push_letters(out, column / 26 - 1);
    }
    out.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
}

/// Writes words so that no mark of theirs is read as one of XML or HTML; marks that neither knows are left out.
pub fn escape(out: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Rupiah;
    use ledger::document::{Column, Kind};

    fn list() -> Document {
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

    fn sheet(of: &Document, titles: &[String]) -> String {
        let heads: Vec<String> = ["No", "Nama", "NIP", "Dibayar", "Jumlah TPP"].map(str::to_owned).to_vec();
        let frame = Frame { of, titles, heads: &heads, sum_word: "Jumlah" };
        let mut out = String::new();
        frame.begin(&mut out);
        frame.row(&mut out, 0, &|_| String::new());
        frame.end(&mut out);
        out
    }

    #[test]
    fn words_and_digits_are_text_and_amounts_are_numbers() {
        let made = sheet(&list(), &["Daftar bank".into()]);
        let words = "<c r=\"B3\" s=\"3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=SUM(A1) &amp; &lt;Sari&gt;</t>";
        assert!(made.contains(words), "{made}");
        assert!(!made.contains("<f>"), "no cell is a formula");
        assert!(
            made.contains("<c r=\"C3\" s=\"4\" t=\"inlineStr\"><is><t xml:space=\"preserve\">198704152011042901</t>")
        );
        assert!(made.contains("<c r=\"D3\" s=\"5\"><v>1250000</v></c>"));
        assert!(made.contains("<t xml:space=\"preserve\">-5,00</t>"));
        assert!(made.contains("<row r=\"4\">") && made.contains(">Jumlah</t>"));
        assert!(made.contains("ySplit=\"2\" topLeftCell=\"A3\""));
    }

    #[test]
    fn columns_after_the_twenty_sixth_have_two_letters() {
        let named = [0, 25, 26, 33, 701, 702].map(|column| {
            let mut out = String::new();
            push_letters(&mut out, column);
            out
        });
        assert_eq!(named, ["A", "Z", "AA", "AH", "ZZ", "AAA"]);
    }

    #[test]
    fn a_tab_has_no_mark_of_formulas_and_at_most_31_letters() {
        assert_eq!(safe_name("Daftar 'gaji' [a]: b/c?*"), "Daftar gaji a bc");
        assert_eq!(safe_name("''"), "Takar");
        assert_eq!(safe_name(&"x".repeat(40)).len(), 31);
        let all = around("Daftar gaji", 2);
        assert!(all.iter().any(|(_, text)| text.contains("'Daftar gaji'!$3:$3")));
    }
}
