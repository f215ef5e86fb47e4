//! A list on paper: a table whose narrow columns lie in stacks, so that it fits a sheet, written as HTML piece by piece.

use domain::tpp::Policy;
use ledger::document::{Cell, Document, Form, Head};

use super::words::{cell, sum_word};
use super::xlsx::escape;

/// Most stacks of amounts side by side.
const AMOUNTS_WIDE: usize = 12;

/// Which columns lie in one stack.
fn stacks(of: &Document) -> Vec<Vec<usize>> {
    let is_amount = |at: usize| matches!(of.columns[at].form, Form::Rupiah | Form::AmountText);
    let amounts = (0..of.columns.len()).filter(|at| is_amount(*at)).count();
    let high = amounts.div_ceil(AMOUNTS_WIDE).max(1);
    let mut stacks: Vec<Vec<usize>> = Vec::new();
    for at in 0..of.columns.len() {
        let alone = matches!(
            of.columns[at].head,
            Head::No | Head::Nama | Head::Jabatan | Head::KodeBank | Head::AtasNama | Head::Pegawai | Head::Tertahan
        );
        let fits = |stack: &Vec<usize>| match stack.last() {
            Some(0) | None => false,
            Some(last) if is_amount(at) => is_amount(*last) && stack.len() < high,
            Some(last) => !is_amount(*last) && !alone,
        };
        match stacks.last_mut().filter(|stack| fits(stack)) {
            Some(stack) => stack.push(at),
            None => stacks.push(vec![at]),
        }
    }
    stacks
}

/// A table under way.
pub struct Paper<'a> {
    of: &'a Document,
    policy: Option<&'static Policy>,
    stacks: Vec<Vec<usize>>,
}

impl<'a> Paper<'a> {
    /// Lays the columns of a list out.
    #[must_use]
    pub fn new(of: &'a Document, policy: Option<&'static Policy>) -> Self {
        Self { of, policy, stacks: stacks(of) }
    }

    /// Writes the heads, which come again on each sheet.
    pub fn heads(&self, out: &mut String, heads: &[String]) {
        out.push_str("<thead><tr>");
        for stack in &self.stacks {
            out.push_str("<th scope=\"col\">");
            lines(out, stack.iter().map(|at| heads.get(*at).map_or("", String::as_str)));
            out.push_str("</th>");
        }
        out.push_str("</tr></thead><tbody>");
    }

    /// Writes a row.
    pub fn row(&self, out: &mut String, number: usize) {
        let Some(row) = self.of.rows.get(number) else { return };
        out.push_str("<tr>");
        for stack in &self.stacks {
            self.open(out, stack);
            let words: Vec<String> = stack.iter().map(|at| self.words(row, *at)).collect();
            lines(out, words.iter().map(String::as_str));
            out.push_str("</td>");
        }
        out.push_str("</tr>");
    }

    /// Writes the sums and closes the table.
    pub fn end(&self, out: &mut String) {
        out.push_str("</tbody><tfoot><tr>");
        for stack in &self.stacks {
            self.open(out, stack);
            let words: Vec<String> = stack
                .iter()
                .map(|at| if *at == 1 { sum_word(self.of.kind) } else { self.words(&self.of.totals, *at) })
                .collect();
            lines(out, words.iter().map(String::as_str));
            out.push_str("</td>");
        }
        out.push_str("</tr></tfoot>");
    }

    fn open(&self, out: &mut String, stack: &[usize]) {
        let words = |at: &usize| matches!(self.of.columns[*at].form, Form::Words | Form::Digits);
        out.push_str(if stack.iter().any(words) { "<td>" } else { "<td class=\"num\">" });
    }

    fn words(&self, row: &[Cell], at: usize) -> String {
        row.get(at).map(|one| cell(one, self.of.columns[at], self.policy)).unwrap_or_default()
    }
}

fn lines<'a>(out: &mut String, words: impl Iterator<Item = &'a str>) {
    for (at, line) in words.enumerate() {
        if at > 0 {
            out.push_str("<br>");
        }
        escape(out, line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Rupiah;
    use ledger::document::{Column, Kind};

    fn list(amounts: usize) -> Document {
        let mut columns = vec![
            Column { head: Head::No, form: Form::Count },
            Column { head: Head::Nama, form: Form::Words },
            Column { head: Head::Nip, form: Form::Digits },
        ];
        columns.extend((0..amounts).map(|_| Column { head: Head::Jumlah, form: Form::Rupiah }));
        let mut row = vec![Cell::Count(1), Cell::Words("<b>Ani".into()), Cell::Digits("198704152011042901".into())];
        row.extend((0..amounts).map(|at| Cell::Rupiah(Rupiah::new(at as i64))));
        let totals = columns.iter().map(|_| Cell::Nothing).collect();
        Document {
            kind: Kind::Gaji,
            month: "2026-06".parse().unwrap(),
            columns,
            rows: vec![row],
            totals,
            lacks: Vec::new(),
            left_out: 0,
        }
    }

    #[test]
    fn many_amounts_lie_in_stacks_and_few_side_by_side() {
        assert_eq!(stacks(&list(3)), [vec![0], vec![1, 2], vec![3], vec![4], vec![5]]);
        let many = stacks(&list(23));
        assert_eq!(many.len(), 2 + 12);
        assert_eq!(many[2], [3, 4]);
    }

    #[test]
    fn names_are_words_on_paper_too() {
        let (made, mut out) = (list(1), String::new());
        Paper::new(&made, None).row(&mut out, 0);
        assert!(out.contains("&lt;b&gt;Ani<br>19870415 201104 2 901</td>"), "{out}");
        assert!(out.contains("<td class=\"num\">1</td>"));
    }
}
