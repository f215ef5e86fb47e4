//! Amounts in Indonesian words, as letters of state write them: `seratus dua puluh lima ribu rupiah`.

use domain::money::Rupiah;

const ONES: [&str; 12] =
    ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];
const STEPS: [(u64, &str); 4] =
    [(1_000_000_000_000, "triliun"), (1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, "ribu")];

/// Writes an amount in words. Always Indonesian: the letters are.
#[must_use]
pub fn rupiah(amount: Rupiah) -> String {
    let words = match amount.get().unsigned_abs() {
        0 => "nol".to_owned(),
        number => parts(number).join(" "),
    };
    let minus = if amount < Rupiah::ZERO { "minus " } else { "" };
    format!("{minus}{words} rupiah")
}

fn parts(number: u64) -> Vec<&'static str> {
    let below = |rest: u64| if rest == 0 { Vec::new() } else { parts(rest) };
    let one = |at: u64| ONES[usize::try_from(at).unwrap_or(0).min(11)];
    if let Some((size, name)) = STEPS.into_iter().find(|(size, _)| number >= *size) {
        let mut said = if size == 1_000 && number / size == 1 { vec!["seribu"] } else { parts(number / size) };
        if said != ["seribu"] || size != 1_000 {
            said.push(name);
        }
        said.extend(below(number % size));
        return said;
    }
    match number {
        0..=11 => vec![one(number)],
        12..=19 => vec![one(number - 10), "belas"],
        20..=99 => [vec![one(number / 10), "puluh"], below(number % 10)].concat(),
        100..=199 => [vec!["seratus"], below(number - 100)].concat(),
        _ => [vec![one(number / 100), "ratus"], below(number % 100)].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_said_as_letters_of_state_say_them() {
        let cases = [
            (0, "nol rupiah"),
            (11, "sebelas rupiah"),
            (19, "sembilan belas rupiah"),
            (21, "dua puluh satu rupiah"),
            (100, "seratus rupiah"),
            (118, "seratus delapan belas rupiah"),
            (1_000, "seribu rupiah"),
            (1_001, "seribu satu rupiah"),
            (2_500, "dua ribu lima ratus rupiah"),
            (101_000, "seratus satu ribu rupiah"),
            (1_001_000, "satu juta seribu rupiah"),
            (
                3_456_789_012,
                "tiga miliar empat ratus lima puluh enam juta tujuh ratus delapan puluh sembilan ribu dua belas rupiah",
            ),
            (1_000_000_000_000, "satu triliun rupiah"),
            (-5, "minus lima rupiah"),
        ];
        for (amount, words) in cases {
            assert_eq!(rupiah(Rupiah::new(amount)), words);
        }
    }
}
