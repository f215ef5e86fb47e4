//! A list as a CSV that spreadsheets open without harm: semicolons, UTF-8 with mark, digits as text, no formulas.
//!
//! Digits are written in groups (`0012 3456 78`), so that no program takes them for a number and drops their zeros; the
//! sheet of SIPD has them whole, as that program wants them.

use ledger::document::{Cell, Document, Form, Head, Kind};

use super::words::{amount_text, grouped_nip};
use crate::pages::meja::proses::harmless;

/// Writes the list with its heads and its row of sums; `word` words what only the app can. Nothing when the writer fails.
#[must_use]
pub fn csv(of: &Document, heads: &[String], sum_word: &str, word: impl Fn(&Cell) -> String) -> Option<Vec<u8>> {
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xEF, 0xBB, 0xBF]);
    out.write_record(heads.iter().map(|head| harmless(head))).ok()?;
    let text = |at: usize, cell: &Cell| {
        let column = of.columns.get(at);
        match cell {
            Cell::Nothing => String::new(),
            Cell::Words(words) => harmless(words),
            Cell::Digits(digits) if of.kind == Kind::Sipd => digits.clone(),
            Cell::Digits(digits) if column.is_some_and(|column| column.head == Head::Nip) => grouped_nip(digits),
            Cell::Digits(digits) => in_fours(digits),
            Cell::Rupiah(amount) if column.is_some_and(|column| column.form == Form::AmountText) => {
                amount_text(*amount)
            }
            Cell::Rupiah(amount) => amount.get().to_string(),
            Cell::Count(count) => count.to_string(),
            other => harmless(&word(other)),
        }
    };
    for row in &of.rows {
        out.write_record(row.iter().enumerate().map(|(at, cell)| text(at, cell))).ok()?;
    }
    let foot = of.totals.iter().enumerate().map(|(at, cell)| match (at, cell) {
        (1, Cell::Nothing) => sum_word.to_owned(),
        (_, cell) => text(at, cell),
    });
    out.write_record(foot).ok()?;
    out.into_inner().ok()
}

/// Parts digits into fours. Numbers with a mark of their own (`5.1.01`) and short ones without leading zero stay whole.
#[must_use]
fn in_fours(digits: &str) -> String {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain || digits.len() <= 3 {
        return digits.to_owned();
    }
    let all: Vec<char> = digits.chars().collect();
    all.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Rupiah;
    use ledger::document::Column;

    fn list(kind: Kind, form: Form) -> Document {
        let column = |head, form| Column { head, form };
        Document {
            kind,
            month: "2026-06".parse().unwrap(),
            columns: vec![
                column(Head::No, Form::Count),
                column(Head::Nama, Form::Words),
                column(Head::Nip, Form::Digits),
                column(Head::NomorRekening, Form::Digits),
                column(Head::Dibayar, form),
            ],
            rows: vec![vec![
                Cell::Count(1),
                Cell::Words("=cmd()".into()),
                Cell::Digits("198704152011042901".into()),
                Cell::Digits("0012345678".into()),
                Cell::Rupiah(Rupiah::new(1_250_000)),
            ]],
            totals: vec![
                Cell::Nothing,
                Cell::Nothing,
                Cell::Nothing,
                Cell::Nothing,
                Cell::Rupiah(Rupiah::new(1_250_000)),
            ],
            lacks: Vec::new(),
            left_out: 0,
        }
    }

    fn lines(of: &Document) -> Vec<String> {
        let heads = of.columns.iter().map(|column| format!("{:?}", column.head)).collect::<Vec<_>>();
        let bytes = csv(of, &heads, "Jumlah", |_| "tidak tercatat".into()).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with('\u{feff}'));
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn digits_stay_text_words_are_no_formulas_and_sums_stand_below() {
        let all = lines(&list(Kind::Bank, Form::Rupiah));
        assert_eq!(all[1], "1;'=cmd();19870415 201104 2 901;0012 3456 78;1250000");
        assert_eq!(all[2], ";Jumlah;;;1250000");
        let mut unknown = list(Kind::Bank, Form::Rupiah);
        unknown.rows[0][3] = Cell::Unknown;
        assert!(lines(&unknown)[1].contains(";tidak tercatat;"));
    }

    #[test]
    fn sipd_has_digits_whole_and_amounts_with_a_comma() {
        let all = lines(&list(Kind::Sipd, Form::AmountText));
        assert_eq!(all[1], "1;'=cmd();198704152011042901;0012345678;1250000,00");
    }
}
