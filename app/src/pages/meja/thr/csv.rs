//! The list of a yearly payment as a CSV: digits as text, unknown left empty, sums below.

use domain::money::Rupiah;

use super::view::{Line, sums};
use crate::pages::meja::dokumen::in_fours;
use crate::pages::meja::proses::harmless;

/// Writes the list; nothing when a sum leaves the range.
#[must_use]
pub fn csv(heads: &[String; 10], sum_word: &str, lines: &[Line]) -> Option<Vec<u8>> {
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xEF, 0xBB, 0xBF]);
    out.write_record(heads).ok()?;
    for line in lines {
        let to = line.account.as_ref();
        let account = to.map(|to| in_fours(&to.account.to_string())).unwrap_or_default();
        let bank = [to.map_or("", |to| to.bank.as_str()), account.as_str(), to.map_or("", |to| to.holder.as_str())];
        let words = [&line.nip, &line.name, &line.office].map(|text| harmless(text));
        let amounts = line.amounts.map(digits).unwrap_or_default();
        let texts = words.into_iter().chain(bank.map(harmless)).chain([harmless(&line.remark)]);
        out.write_record(texts.chain(amounts)).ok()?;
    }
    let foot = core::iter::once(sum_word.to_owned()).chain(core::iter::repeat_n(String::new(), 6));
    out.write_record(foot.chain(digits(sums(lines).ok()?))).ok()?;
    out.into_inner().ok()
}

fn digits(of: [Rupiah; 3]) -> [String; 3] {
    of.map(|amount| amount.get().to_string())
}

#[cfg(test)]
mod tests {
    use ledger::hash::Id;
    use ledger::payload::Rekening;

    use super::*;

    #[test]
    fn who_is_blocked_has_no_amount_and_is_in_no_sum_and_digits_stay_text() {
        let account = Rekening {
            bank_code: "900".parse().unwrap(),
            bank: "Bank Contoh".into(),
            account: "0012345678".parse().unwrap(),
            holder: "ANI".into(),
        };
        let line = |name: &str, account: Option<Rekening>, net: Option<i64>| Line {
            id: Id([1; 16]),
            nip: "19870415 201104 2 901".into(),
            name: name.into(),
            office: "Dinas".into(),
            account,
            remark: if net.is_none() { "Rekap belum ada".into() } else { String::new() },
            amounts: net.map(|net| [Rupiah::new(net), Rupiah::ZERO, Rupiah::new(net)]),
        };
        let heads = core::array::from_fn(|at| format!("k{at}"));
        let lines = [line("=Ani", Some(account), Some(100)), line("Budi", None, None), line("Ceri", None, Some(50))];
        let text = String::from_utf8(csv(&heads, "Jumlah", &lines).unwrap()).unwrap();
        assert!(text.contains(";'=Ani;Dinas;Bank Contoh;0012 3456 78;ANI;;100;0;100\n"), "{text}");
        assert!(text.contains(";Budi;Dinas;;;;Rekap belum ada;;;\n"), "{text}");
        assert!(text.ends_with("Jumlah;;;;;;;150;0;150\n"), "{text}");
    }
}
