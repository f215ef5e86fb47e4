//! A workbook of a spreadsheet program (.xlsx) taken apart into the rows of its one sheet: cells as people see them, days and
//! times as they are written elsewhere. Knows no column by meaning.
//!
//! A number with more digits than such a program keeps is given back with its exponent, so that a NIP that has lost its last
//! digits is named and never taken.

use roxmltree::{Document, Node};
use rust_decimal::Decimal;

use super::sheet::{FileProblem, RawRow};
use crate::pages::meja::zip::Archive;
use domain::calendar::Day;

/// How a file of this kind begins.
pub const BEGINS: &[u8] = b"PK\x03\x04";
/// Digits that a spreadsheet program keeps of a number.
const KEPT_DIGITS: usize = 15;
/// Most columns of a sheet.
const MOST_COLUMNS: usize = 16_384;
/// Where the parts lie when nothing says otherwise.
const BOOK: &str = "xl/workbook.xml";

/// Reads the rows of the one sheet that is not empty, blank rows left out.
pub fn rows(bytes: &[u8]) -> Result<Vec<RawRow>, FileProblem> {
    let archive = Archive::open(bytes).ok_or(FileProblem::BrokenWorkbook)?;
    let book = Book::read(&archive).ok_or(FileProblem::BrokenWorkbook)?;
    let mut filled = Vec::new();
    for (name, at) in &book.sheets {
        let rows = book.sheet(&archive, at).ok_or(FileProblem::BrokenWorkbook)?;
        if !rows.is_empty() {
            filled.push((name.clone(), rows));
        }
    }
    match filled.len() {
        0 => Err(FileProblem::Empty),
        1 => Ok(filled.swap_remove(0).1),
        _ => Err(FileProblem::Sheets(filled.into_iter().map(|(name, _)| name).collect())),
    }
}

/// What a cell's style makes of its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Number,
    Moment,
}

struct Book {
    /// Name and path of each sheet.
    sheets: Vec<(String, String)>,
    /// Texts that cells share.
    shared: Vec<String>,
    /// What each style shows.
    styles: Vec<Shows>,
    /// The day of number zero.
    epoch: Day,
}

impl Book {
    fn read(archive: &Archive<'_>) -> Option<Self> {
        let (book, links) = (archive.text(BOOK)?, archive.text("xl/_rels/workbook.xml.rels")?);
        let (book, links) = (Document::parse(&book).ok()?, Document::parse(&links).ok()?);
        let link = |id: &str| {
            let found = named(links.root(), "Relationship").find(|link| link.attribute("Id") == Some(id))?;
            let target = found.attribute("Target")?;
            Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
        };
        let sheets = named(book.root(), "sheet").filter_map(|sheet| {
            let id = sheet.attributes().find(|one| one.name() == "id")?.value();
            Some((sheet.attribute("name")?.to_owned(), link(id)?))
        });
        let since_1904 =
            named(book.root(), "workbookPr").any(|one| matches!(one.attribute("date1904"), Some("1" | "true")));
        // The other count takes 1900 for a leap year: its numbers are right from March 1900 on.
        let epoch = if since_1904 { Day::new(1904, 1, 1) } else { Day::new(1899, 12, 30) }?;
        let sheets: Vec<(String, String)> = sheets.collect();
        Some(Self { sheets, shared: shared(archive)?, styles: styles(archive)?, epoch })
    }

    fn sheet(&self, archive: &Archive<'_>, at: &str) -> Option<Vec<RawRow>> {
        let text = archive.text(at)?;
        let document = Document::parse(&text).ok()?;
        let (mut rows, mut line) = (Vec::new(), 0);
        for row in named(document.root(), "row") {
            line = row.attribute("r").and_then(|number| number.parse().ok()).unwrap_or(line + 1);
            let mut cells: Vec<String> = Vec::new();
            for cell in row.children().filter(|child| child.has_tag_name_of("c")) {
                let column = cell.attribute("r").and_then(column).unwrap_or(cells.len());
                if column >= MOST_COLUMNS {
                    return None;
                }
                cells.resize(cells.len().max(column), String::new());
                let said = self.cell(cell)?.trim().to_owned();
                if column < cells.len() { cells[column] = said } else { cells.push(said) }
            }
            if cells.iter().any(|cell| !cell.is_empty()) {
                rows.push(RawRow { line, cells });
            }
        }
        // Every row reaches as far as the heads: what stands in none of its last cells is empty, not missing.
        let width = rows.first().map_or(0, |heads| heads.cells.len());
        for row in &mut rows {
            row.cells.resize(row.cells.len().max(width), String::new());
        }
        Some(rows)
    }

    fn cell(&self, cell: Node<'_, '_>) -> Option<String> {
        let child = |name: &str| cell.children().find(|child| child.has_tag_name_of(name));
        let value = || child("v").map(|value| text(value)).unwrap_or_default();
        Some(match cell.attribute("t").unwrap_or("n") {
            "s" => self.shared.get(value().trim().parse::<usize>().ok()?)?.clone(),
            "inlineStr" => child("is").map(letters).unwrap_or_default(),
            "b" => if value().trim() == "1" { "ya" } else { "tidak" }.to_owned(),
            "n" => {
                let style = cell.attribute("s").and_then(|style| style.parse::<usize>().ok()).unwrap_or(0);
                let shows = self.styles.get(style).copied().unwrap_or(Shows::Number);
                self.number(value().trim(), shows)
            }
            // A formula's text, an error, a day as text.
            _ => value(),
        })
    }

    fn number(&self, of: &str, shows: Shows) -> String {
        let Some(value) = of.parse::<Decimal>().ok().or_else(|| Decimal::from_scientific(of).ok()) else {
            return of.to_owned();
        };
        match shows {
            Shows::Moment => self.moment(value).unwrap_or_else(|| of.to_owned()),
            Shows::Number => number(of, value),
        }
    }

    /// Writes a count of days as a day, a time or both.
    fn moment(&self, value: Decimal) -> Option<String> {
        use rust_decimal::prelude::ToPrimitive as _;
        let day = Decimal::from(86_400);
        let seconds = (value * day).round().to_i64().filter(|seconds| *seconds >= 0)?;
        let (days, seconds) = (seconds / 86_400, seconds % 86_400);
        let time = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
        Some(match (days, seconds) {
            (0, _) => time,
            (_, 0) => self.epoch.plus_days(days).to_string(),
            _ => format!("{} {time}", self.epoch.plus_days(days)),
        })
    }
}

/// Writes a number as people do: a comma before the fraction, an exponent where digits were lost.
fn number(of: &str, value: Decimal) -> String {
    let plain = value.normalize().to_string();
    let digits = plain.trim_start_matches('-').bytes().filter(u8::is_ascii_digit).count();
    if digits > KEPT_DIGITS && value.fract().is_zero() {
        // As such a program shows it.
        if of.contains(['E', 'e']) {
            of.to_owned()
        } else {
            format!("{}E+{}", &plain[..KEPT_DIGITS], digits - KEPT_DIGITS)
        }
    } else {
        plain.replace('.', ",")
    }
}

fn named<'a, 'i: 'a>(root: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    root.descendants().filter(move |node| node.has_tag_name_of(name))
}

/// A name without the space it belongs to: programs write the same form in two of them.
trait Named {
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Named for Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn text(of: Node<'_, '_>) -> String {
    of.descendants().filter_map(|node| node.is_text().then(|| node.text()).flatten()).collect()
}

/// Joins the letters of a text that is written in pieces, without what only says how it is read aloud.
fn letters(of: Node<'_, '_>) -> String {
    let piece =
        |node: &Node<'_, '_>| node.has_tag_name_of("t") && !node.ancestors().any(|above| above.has_tag_name_of("rPh"));
    of.descendants().filter(piece).map(text).collect()
}

fn shared(archive: &Archive<'_>) -> Option<Vec<String>> {
    const AT: &str = "xl/sharedStrings.xml";
    if !archive.has(AT) {
        return Some(Vec::new());
    }
    let text = archive.text(AT)?;
    let document = Document::parse(&text).ok()?;
    Some(named(document.root(), "si").map(letters).collect())
}

fn styles(archive: &Archive<'_>) -> Option<Vec<Shows>> {
    const AT: &str = "xl/styles.xml";
    if !archive.has(AT) {
        return Some(Vec::new());
    }
    let text = archive.text(AT)?;
    let document = Document::parse(&text).ok()?;
    let own = |id: u32| {
        let mut formats = named(document.root(), "numFmt");
        formats
            .find(|one| one.attribute("numFmtId").and_then(|own| own.parse().ok()) == Some(id))?
            .attribute("formatCode")
    };
    let shows = |style: Node<'_, '_>| {
        let id: u32 = style.attribute("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
        let moment = match own(id) {
            Some(code) => is_moment(code),
            None => matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58),
        };
        if moment { Shows::Moment } else { Shows::Number }
    };
    let cells = named(document.root(), "cellXfs").next();
    Some(cells.into_iter().flat_map(|all| all.children().filter(|one| one.has_tag_name_of("xf"))).map(shows).collect())
}

/// Says whether a format shows days or times: a letter of them outside quotes, brackets and escapes.
fn is_moment(code: &str) -> bool {
    let (mut quoted, mut bracket, mut escaped) = (false, false, false);
    code.chars().any(|letter| {
        let plain = !quoted && !bracket && !escaped;
        escaped = !escaped && plain && matches!(letter, '\\' | '_' | '*');
        match letter {
            '"' if !bracket => quoted = !quoted,
            '[' if !quoted => bracket = true,
            ']' => bracket = false,
            _ => {}
        }
        plain && matches!(letter.to_ascii_lowercase(), 'y' | 'm' | 'd' | 'h' | 's')
    })
}

/// Reads the column of a place like `AB12`, counted from zero.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.fold(0_usize, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::pages::meja::zip::archive;
    use crate::pages::meja::zip::tests::part;

    const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/other.xml"/></Relationships>"#;
    const STYLES: &str = r##"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-421]dd\ mmmm\ yyyy"/>
        <numFmt numFmtId="165" formatCode="&quot;Rp&quot;#,##0"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
        <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/></cellXfs></styleSheet>"##;
    const SHARED: &str = r#"<sst><si><t>nip</t></si><si><r><t>na</t></r><r><t>ma</t></r><rPh><t>x</t></rPh></si>
        <si><t xml:space="preserve">Sri &amp; Ana </t></si></sst>"#;

    fn sheet(rows: &str) -> String {
        format!(
            r#"<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>{rows}</x:sheetData></x:worksheet>"#
        )
    }

    fn book(sheets: &str) -> String {
        format!(
            r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>"#
        )
    }

    /// A workbook with these rows in its first sheet and those in its second.
    pub fn workbook(first: &str, second: &str) -> Vec<u8> {
        let sheets = r#"<sheet name="Data" r:id="rId1"/><sheet name="Lain" r:id="rId2"/>"#;
        archive(&[
            part(BOOK, &book(sheets), true),
            part("xl/_rels/workbook.xml.rels", LINKS, false),
            part("xl/styles.xml", STYLES, true),
            part("xl/sharedStrings.xml", SHARED, true),
            part("xl/worksheets/sheet1.xml", &sheet(first), true),
            part("xl/other.xml", &sheet(second), false),
        ])
        .unwrap()
    }

    fn read(first: &str) -> Vec<(u64, Vec<String>)> {
        rows(&workbook(first, "")).unwrap().into_iter().map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn cells_read_as_people_see_them_and_short_rows_reach_as_far_as_the_heads() {
        let rows = read(
            r#"<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="s"><x:v>1</x:v></x:c><x:c r="D1" t="inlineStr"><x:is><x:t>berlaku</x:t></x:is></x:c></x:row>
               <x:row r="3"><x:c r="B3" t="s"><x:v>2</x:v></x:c></x:row>
               <x:row r="4"/>
               <x:row r="5"><x:c r="A5" t="str"><x:f>A1</x:f><x:v> 12 </x:v></x:c><x:c r="B5" t="b"><x:v>1</x:v></x:c><x:c r="C5"><x:v>12.50</x:v></x:c><x:c r="D5" s="1"><x:v>46296</x:v></x:c></x:row>"#,
        );
        let told = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        assert_eq!(
            rows,
            [
                (1, told(["nip", "nama", "", "berlaku"])),
                (3, told(["", "Sri & Ana", "", ""])),
                (5, told(["12", "ya", "12,5", "2026-10-01"])),
            ]
        );
    }

    #[test]
    fn days_times_and_amounts_follow_their_style() {
        let cell = |style: u8, value: &str| {
            let row = format!(r#"<x:row r="1"><x:c r="A1" s="{style}"><x:v>{value}</x:v></x:c></x:row>"#);
            read(&row)[0].1[0].clone()
        };
        assert_eq!(cell(2, "46296"), "2026-10-01");
        assert_eq!(cell(3, "0.3125"), "07:30:00");
        assert_eq!(cell(1, "46296.666666666664"), "2026-10-01 16:00:00");
        assert_eq!(cell(4, "2500000"), "2500000");
        assert_eq!(cell(0, "-3"), "-3");
    }

    #[test]
    fn a_number_that_lost_its_last_digits_shows_it() {
        for value in ["1.98704152011043E+17", "198704152011042912"] {
            let row = format!(r#"<x:row><x:c r="A1"><x:v>{value}</x:v></x:c></x:row>"#);
            let told = read(&row)[0].1[0].clone();
            assert!(told.contains('E'), "{told}");
        }
    }

    #[test]
    fn two_filled_sheets_an_empty_book_and_a_cut_file_are_refused_with_their_reason() {
        let row = r#"<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>"#;
        assert_eq!(rows(&workbook(row, row)), Err(FileProblem::Sheets(vec!["Data".into(), "Lain".into()])));
        assert_eq!(rows(&workbook("", "")), Err(FileProblem::Empty));
        assert_eq!(rows(&workbook("", row)).unwrap().len(), 1);
        let whole = workbook(row, "");
        assert_eq!(rows(&whole[..whole.len() / 2]), Err(FileProblem::BrokenWorkbook));
        let far = r#"<x:row r="1"><x:c r="ZZZZ1"><x:v>1</x:v></x:c></x:row>"#;
        assert_eq!(rows(&workbook(far, "")), Err(FileProblem::BrokenWorkbook));
    }
}
