//! A list of rewards as a CSV: digits as text, no formulas, unknown left empty, sums below.

use domain::reward::RewardPay;
use ledger::reward::totals;

use super::view::Line;
use crate::pages::meja::dokumen::in_fours;
use crate::pages::meja::proses::harmless;

/// Writes the list with its heads and a row of sums; nothing when the writer fails or a sum leaves the range.
#[must_use]
pub fn csv(heads: &[String; 10], sum_word: &str, lines: &[Line]) -> Option<Vec<u8>> {
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(vec![0xEF, 0xBB, 0xBF]);
    out.write_record(heads).ok()?;
    for line in lines {
        let to = line.account.as_ref();
        let account = to.map(|to| in_fours(&to.account.to_string())).unwrap_or_default();
        let words = [&line.nip, &line.name, &line.golongan].map(|text| harmless(text));
        let bank = [to.map_or("", |to| to.bank.as_str()), account.as_str(), to.map_or("", |to| to.holder.as_str())];
        let bank = bank.map(harmless);
        let texts = line.pay.as_ref().map(digits).unwrap_or_default();
        out.write_record(words.into_iter().chain(bank).chain([harmless(&line.why)]).chain(texts)).ok()?;
    }
    let sums = totals(lines.iter().filter_map(|line| line.pay.as_ref().ok())).ok()?;
    let foot = core::iter::once(sum_word.to_owned()).chain(core::iter::repeat_n(String::new(), 6));
    out.write_record(foot.chain(digits(&sums))).ok()?;
    out.into_inner().ok()
}

fn digits(of: &RewardPay) -> [String; 3] {
    [of.gross, of.tax, of.net].map(|amount| amount.get().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Rupiah;
    use ledger::hash::Id;
    use ledger::payload::Rekening;

    #[test]
    fn numbers_stay_text_words_are_no_formulas_and_sums_stand_below() {
        let account = Rekening {
            bank_code: "900".parse().unwrap(),
            bank: "Bank Contoh".into(),
            account: "0012345678".parse().unwrap(),
            holder: "SRI".into(),
        };
        let pay = |gross: i64, tax: i64| {
            Ok(RewardPay { gross: Rupiah::new(gross), tax: Rupiah::new(tax), net: Rupiah::new(gross - tax) })
        };
        let line = |name: &str, account, pay| Line {
            id: Id([1; 16]),
            name: name.into(),
            nip: "19870415 201104 2 901".into(),
            golongan: "III/b".into(),
            account,
            why: "Juara; dua".into(),
            pay,
        };
        let lines = [
            line("=Sri", Some(account), pay(1_000, 50)),
            line("Budi", None, pay(500, 0)),
            line("Ani", None, Err(vec![])),
        ];
        let heads = core::array::from_fn(|at| format!("k{at}"));
        let text = String::from_utf8(csv(&heads, "Jumlah", &lines).unwrap()).unwrap();
        let rows: Vec<&str> = text.lines().collect();
        assert_eq!(
            rows[1],
            "19870415 201104 2 901;'=Sri;III/b;Bank Contoh;0012 3456 78;SRI;\"Juara; dua\";1000;50;950"
        );
        assert!(rows[2].ends_with(";;;;\"Juara; dua\";500;0;500"), "{}", rows[2]);
        assert!(rows[3].ends_with(";;;;\"Juara; dua\";;;"), "who is blocked has no amount: {}", rows[3]);
        assert_eq!(rows[4], "Jumlah;;;;;;;1500;50;1450");
    }
}
