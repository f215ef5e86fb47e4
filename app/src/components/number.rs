//! The way of a typed whole number: reading it and grouping its digits. Integers only, no currency sign.

/// Reads a typed whole number; dots and spaces between digits are let through, a sign may lead.
/// `None` when it is empty, holds anything else, or does not fit.
pub fn read(typed: &str) -> Option<i64> {
    let typed = typed.trim();
    let (negative, digits) = match typed.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, typed),
    };
    let mut value: i64 = 0;
    let mut seen = false;
    for sign in digits.chars() {
        match sign {
            '0'..='9' => {
                let digit = i64::from(sign.to_digit(10)?);
                value = value.checked_mul(10)?.checked_add(digit)?;
                seen = true;
            }
            '.' | ' ' | '\u{a0}' if seen => {}
            _ => return None,
        }
    }
    seen.then_some(if negative { -value } else { value })
}

/// Writes a whole number with dots: `1234567` becomes `1.234.567`, `-78000` becomes `−78.000`.
pub fn group(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 3);
    if value < 0 {
        out.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// Groups what was typed and keeps a part after the comma as it is; `None` if it is not a number.
pub fn regroup(typed: &str) -> Option<String> {
    let typed = typed.trim();
    match typed.split_once(',') {
        None => read(typed).map(group),
        Some((whole, part)) => {
            let proper = !part.is_empty() && part.chars().all(|sign| sign.is_ascii_digit());
            let whole = read(whole).map(group);
            whole.filter(|_| proper).map(|whole| format!("{whole},{part}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_number_is_grouped_and_read_back_the_same() {
        for (typed, grouped, value) in [
            ("0", "0", 0),
            ("999", "999", 999),
            ("1000", "1.000", 1_000),
            ("1.234.567", "1.234.567", 1_234_567),
            (" 12 345 ", "12.345", 12_345),
            ("-78000", "−78.000", -78_000),
            ("9223372036854775807", "9.223.372.036.854.775.807", i64::MAX),
        ] {
            assert_eq!(regroup(typed).as_deref(), Some(grouped), "{typed}");
            assert_eq!(read(grouped), Some(value), "{typed}");
        }
    }

    #[test]
    fn what_is_not_a_number_is_left_alone() {
        for typed in ["", "abc", "12a", ".5", "1,", "9223372036854775808", "--1", "1,2,3"] {
            assert_eq!(regroup(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_part_after_the_comma_stays_as_typed() {
        assert_eq!(regroup("12345,50").as_deref(), Some("12.345,50"));
        assert_eq!(read("1,5"), None);
    }
}
