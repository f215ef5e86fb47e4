//! The list of a yearly payment as a CSV: NIP as text, unknown left empty, sums below.

use domain::money::Rupiah;

use crate::pages::meja::proses::harmless;

/// One person's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Number in groups.
    pub nip: String,
    /// Name.
    pub name: String,
    /// Office.
    pub office: String,
    /// Why nothing is paid, else empty.
    pub remark: String,
    /// Gross, deductions and net; nothing for who is blocked.
    pub amounts: Option<[Rupiah; 3]>,
}

/// Writes the list; nothing when a sum leaves the range.
#[must_use]
pub fn csv(heads: &[String; 7], sum_word: &str, rows: &[Row]) -> Option<Vec<u8>> {
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xEF, 0xBB, 0xBF]);
    out.write_record(heads).ok()?;
    let mut sums = [Rupiah::ZERO; 3];
    for row in rows {
        let words = [&row.nip, &row.name, &row.office, &row.remark].map(|text| harmless(text));
        let amounts = row.amounts.map(|amounts| amounts.map(|amount| amount.to_string())).unwrap_or_default();
        out.write_record(words.into_iter().chain(amounts)).ok()?;
        for (sum, amount) in sums.iter_mut().zip(row.amounts.into_iter().flatten()) {
            *sum = sum.plus(amount).ok()?;
        }
    }
    let foot = [sum_word.to_owned(), String::new(), String::new(), String::new()];
    out.write_record(foot.into_iter().chain(sums.iter().map(Rupiah::to_string))).ok()?;
    out.into_inner().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_blocked_has_no_amount_and_is_in_no_sum() {
        let row = |name: &str, net: Option<i64>| Row {
            nip: "19870415 201104 2 901".into(),
            name: name.into(),
            office: "Dinas".into(),
            remark: if net.is_none() { "Rekap belum ada".into() } else { String::new() },
            amounts: net.map(|net| [Rupiah::new(net), Rupiah::ZERO, Rupiah::new(net)]),
        };
        let heads = core::array::from_fn(|at| format!("k{at}"));
        let bytes = csv(&heads, "Jumlah", &[row("=Ani", Some(100)), row("Budi", None), row("Ceri", Some(50))]).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(";'=Ani;") && text.contains(";Budi;Dinas;Rekap belum ada;;;\n"), "{text}");
        assert!(text.ends_with("Jumlah;;;;150;0;150\n"), "{text}");
    }
}
