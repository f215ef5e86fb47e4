//! The run as a CSV that spreadsheets open without harm: semicolons, UTF-8 with mark, NIP as text, no formulas.
//!
//! A NIP is written in its official groups (`19870415 201104 2 901`): every program keeps that as text, and the
//! import reads it back.

use domain::money::Rupiah;

/// One person's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Number in groups, or empty when none is recorded.
    pub nip: String,
    /// Name.
    pub name: String,
    /// Rank.
    pub golongan: String,
    /// Office.
    pub office: String,
    /// Why the person is not paid, else empty.
    pub remark: String,
    /// Gross, deductions, net of the salary list; gross, deductions, net of the TPP list; net together. Nothing for who is
    /// not paid: unknown is not zero.
    pub amounts: Option<[Rupiah; 7]>,
}

/// Keeps a spreadsheet from taking words for a formula.
#[must_use]
pub fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// Writes the list with its heads and a row of sums; nothing when the writer fails or a sum leaves the range.
#[must_use]
pub fn csv(heads: &[String; 12], sum_word: &str, rows: &[Row]) -> Option<Vec<u8>> {
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xEF, 0xBB, 0xBF]);
    out.write_record(heads).ok()?;
    let mut sums = [Rupiah::ZERO; 7];
    for row in rows {
        let words = [&row.nip, &row.name, &row.golongan, &row.office, &row.remark].map(|text| harmless(text));
        let amounts = row.amounts.map(|amounts| amounts.map(|amount| amount.to_string())).unwrap_or_default();
        out.write_record(words.into_iter().chain(amounts)).ok()?;
        for (sum, amount) in sums.iter_mut().zip(row.amounts.into_iter().flatten()) {
            *sum = sum.plus(amount).ok()?;
        }
    }
    let paid = rows.iter().filter(|row| row.amounts.is_some()).count();
    let foot = [sum_word.to_owned(), paid.to_string(), String::new(), String::new(), String::new()];
    out.write_record(foot.into_iter().chain(sums.iter().map(Rupiah::to_string))).ok()?;
    out.into_inner().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, net: i64) -> Row {
        let mut amounts = [Rupiah::ZERO; 7];
        amounts[6] = Rupiah::new(net);
        Row {
            nip: "19870415 201104 2 901".into(),
            name: name.into(),
            golongan: "III/b".into(),
            office: "Dinas; Satu".into(),
            remark: String::new(),
            amounts: Some(amounts),
        }
    }

    #[test]
    fn the_nip_stays_text_names_are_no_formulas_and_sums_stand_below() {
        let heads = core::array::from_fn(|at| format!("k{at}"));
        let unpaid = Row { amounts: None, remark: "Tertahan".into(), ..row("Ani", 0) };
        let bytes = csv(&heads, "Jumlah", &[row("=cmd()", 100), row("Dewi", 250), unpaid]).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with('\u{feff}'));
        assert!(text.contains("19870415 201104 2 901;'=cmd();III/b;\"Dinas; Satu\""));
        assert!(text.contains(";Ani;III/b;\"Dinas; Satu\";Tertahan;;;;;;;\n"), "{text}");
        let last = text.lines().last().unwrap();
        assert!(last.starts_with("Jumlah;2;") && last.ends_with(";350"), "{last}");
    }
}
