//! Plain cells as a workbook. Runs on a thread of its own, so it writes at once and tells how far it is.
//!
//! Words and digits are text cells, which no program takes for a formula or a number; amounts are numbers. Writes the few
//! parts that ECMA-376 asks for and nothing that a list does not need.

use super::cells::{Look, Rows};
use crate::desk;
use crate::pages::meja::zip::{Crc, Part, archive};

/// Where the rows of the list lie in the file.
const SHEET: &str = "xl/worksheets/sheet1.xml";
/// Bytes that are handed on at once.
const PIECE_BYTES: usize = 256 * 1024;
/// Rows after which the page hears how far it is.
const TOLD_EVERY: usize = 250;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Returns the parts beside the rows, each with its path; `sheet` names the tab.
fn around(sheet: &str, titles: usize) -> Vec<(&'static str, String)> {
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

/// Writes a workbook of one sheet; nothing when it would be larger than the format holds.
pub async fn workbook(cells: Vec<u8>, told: impl Fn(usize)) -> Option<Vec<u8>> {
    let mut rows = Rows::of(&cells);
    let own = rows.next()?;
    let (name, widths) = own.split_first()?;
    let titles =
        Rows::of(&cells).skip(1).take_while(|row| row.first().is_some_and(|cell| cell.0 == Look::Title)).count();
    let mut parts = Vec::new();
    for (path, text) in around(name.1, titles) {
        let mut pieces = Pieces::default();
        pieces.push(text);
        parts.push(pieces.part(path).await?);
    }
    let widths: Vec<&str> = widths.iter().map(|(_, width)| *width).collect();
    parts.push(sheet(&widths, titles, rows, told).part(SHEET).await?);
    archive(&parts)
}

/// Writes the sheet: widths, the heads that stay in view below the titles, every row; landscape on A4, as wide as one page.
fn sheet(widths: &[&str], titles: usize, rows: Rows<'_>, told: impl Fn(usize)) -> Pieces {
    let (mut pieces, mut out) = (Pieces::default(), String::new());
    let above = titles + 1;
    out.push_str(DECLARATION);
    out.push_str(&format!(
        "<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView \
         workbookViewId=\"0\"><pane ySplit=\"{above}\" topLeftCell=\"A{}\" activePane=\"bottomLeft\" \
         state=\"frozen\"/></sheetView></sheetViews><cols>",
        above + 1
    ));
    for (at, width) in (1..).zip(widths) {
        out.push_str(&format!("<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>"));
    }
    out.push_str("</cols><sheetData>");
    for (at, row) in (1..).zip(rows) {
        open_row(&mut out, at);
        for (column, (look, words)) in row.into_iter().enumerate() {
            let write = if look.is_number() { number } else { text };
            write(&mut out, column, at, look, words);
        }
        out.push_str("</row>");
        if out.len() >= PIECE_BYTES {
            pieces.push(core::mem::take(&mut out));
        }
        if at > above && (at - above).is_multiple_of(TOLD_EVERY) {
            told(at - above);
        }
    }
    out.push_str(
        "</sheetData><pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" \
         footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
    );
    pieces.push(out);
    pieces
}

/// A part of a file as it grows, with its check sum.
#[derive(Default)]
struct Pieces {
    all: Vec<Vec<u8>>,
    crc: Crc,
    size: usize,
}

impl Pieces {
    fn push(&mut self, piece: String) {
        self.crc.take(piece.as_bytes());
        self.size += piece.len();
        self.all.push(piece.into_bytes());
    }

    /// Makes the part, deflated where the browser can; nothing when it is too large for the format.
    async fn part(self, name: &'static str) -> Option<Part> {
        let size = u32::try_from(self.size).ok()?;
        let packed = desk::deflated(&self.all).await;
        let deflated = packed.is_some();
        let bytes = packed.unwrap_or_else(|| self.all.concat());
        Some(Part { name, crc: self.crc.sum(), size, deflated, bytes })
    }
}

fn open_row(out: &mut String, at: usize) {
    out.push_str(&format!("<row r=\"{at}\">"));
}

fn number(out: &mut String, column: usize, row: usize, look: Look, digits: &str) {
    open_cell(out, column, row, look);
    out.push_str("><v>");
    out.push_str(digits);
    out.push_str("</v></c>");
}

fn text(out: &mut String, column: usize, row: usize, look: Look, words: &str) {
    open_cell(out, column, row, look);
    if words.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    escape(out, words);
    out.push_str("</t></is></c>");
}

fn open_cell(out: &mut String, column: usize, row: usize, look: Look) {
    out.push_str("<c r=\"");
    push_letters(out, column);
    out.push_str(&format!("{row}\" s=\"{}\"", look as u8));
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
    use super::super::cells::tests::{cells, list};
    use super::*;

    #[test]
    fn words_and_digits_are_text_and_amounts_are_numbers() {
        let cells = cells(&list());
        let mut rows = Rows::of(cells.bytes());
        rows.next();
        let made = String::from_utf8(sheet(&["6", "34"], 1, rows, |_| {}).all.concat()).unwrap();
        assert!(made.contains("<col min=\"2\" max=\"2\" width=\"34\" customWidth=\"1\"/></cols>"), "{made}");
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
        assert!(made.contains("</row></sheetData><pageMargins"));
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
