//! Numbers, dates and times as people in Indonesia write them: Rp5.795.334, 94,85%, Rabu, 26 Juni 2024, 09.42.

use domain::asn::MasaKerja;
use domain::calendar::{Day, Month};
use domain::money::Rupiah;
use rust_decimal::Decimal;

use super::{Locale, locale};

/// Writes a whole number with a dot every three digits and a true minus sign.
#[must_use]
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 3);
    if number < 0 {
        text.push('−');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// Writes an amount: `Rp5.795.334`, `−Rp78.000`.
#[must_use]
pub fn rupiah(amount: Rupiah) -> String {
    match amount.get() {
        n if n < 0 => format!("−Rp{}", grouped(n).trim_start_matches('−')),
        n => format!("Rp{}", grouped(n)),
    }
}

/// Writes an amount without `Rp`, for columns that say it in their head.
#[must_use]
pub fn amount(amount: Rupiah) -> String {
    grouped(amount.get())
}

/// Writes an amount as a screen reader should say it: `minus 78.000 rupiah`.
#[must_use]
pub fn spoken(amount: Rupiah) -> String {
    let sign = if amount.get() < 0 { "minus " } else { "" };
    format!("{sign}{} rupiah", grouped(amount.get()).trim_start_matches('−'))
}

/// Writes a decimal with a comma, without trailing zeros.
#[must_use]
pub fn decimal(number: Decimal) -> String {
    let text = number.normalize().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse::<i64>().map_or_else(
        |_| whole.to_owned(),
        |n| {
            if n == 0 && number.is_sign_negative() { "−0".to_owned() } else { grouped(n) }
        },
    );
    if fraction.is_empty() { whole } else { format!("{whole},{fraction}") }
}

/// Writes a percentage: `94,85%`.
#[must_use]
pub fn percent(number: Decimal) -> String {
    format!("{}%", decimal(number))
}

/// Reads a decimal as people type it: a comma or a dot before the fraction, dots every three digits.
#[must_use]
pub fn read_decimal(text: &str) -> Option<Decimal> {
    let text: String = text.trim().replace('−', "-");
    let plain = match (text.contains(','), text.matches('.').count()) {
        (true, _) => text.replace('.', "").replace(',', "."),
        (false, 1) if text.split('.').nth(1).is_some_and(|tail| tail.len() == 3) && text.len() > 4 => {
            text.replace('.', "")
        }
        (false, 0 | 1) => text,
        (false, _) => text.replace('.', ""),
    };
    let body = plain.strip_prefix('-').unwrap_or(&plain);
    let shaped =
        !body.is_empty() && body.bytes().all(|b| b.is_ascii_digit() || b == b'.') && body.matches('.').count() <= 1;
    shaped.then(|| plain.parse().ok()).flatten()
}

/// Reads an amount as people type it: `Rp1.234.567`, `1234567`. Fractions are refused.
#[must_use]
pub fn read_rupiah(text: &str) -> Option<Rupiah> {
    let text = text.trim();
    let text = text.strip_prefix("Rp").or_else(|| text.strip_prefix("rp")).unwrap_or(text);
    let negative = text.trim_start().starts_with(['-', '−']);
    let digits: String = text.chars().filter(|c| !matches!(c, '.' | ' ' | '\u{a0}' | '-' | '−')).collect();
    if digits.is_empty() || digits.len() > 15 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse::<i64>().ok().map(|n| Rupiah::new(if negative { -n } else { n }))
}

const MONTHS_ID: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS_ID: [&str; 7] = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Names a month of the year: `Mei`.
#[must_use]
pub fn month_name(number: u8) -> &'static str {
    let names = if locale() == Locale::id { MONTHS_ID } else { MONTHS_EN };
    names.get(usize::from(number).wrapping_sub(1)).copied().unwrap_or("")
}

/// Writes a month: `Mei 2024`.
#[must_use]
pub fn month(month: Month) -> String {
    format!("{} {}", month_name(month.number()), month.year())
}

/// Writes a day: `14 Juni 2024`.
#[must_use]
pub fn day(day: Day) -> String {
    let (year, month, number) = day.parts();
    format!("{number} {} {year}", month_name(month))
}

/// Writes a day without its year: `14 Juni`.
#[must_use]
pub fn short_day(day: Day) -> String {
    let (_, month, number) = day.parts();
    format!("{number} {}", month_name(month))
}

/// Writes a day with its weekday: `Jumat, 14 Juni 2024`.
#[must_use]
pub fn long_day(on: Day) -> String {
    let names = if locale() == Locale::id { DAYS_ID } else { DAYS_EN };
    let weekday = names.get(usize::from(on.weekday()).wrapping_sub(1)).copied().unwrap_or("");
    format!("{weekday}, {}", day(on))
}

/// Writes the time of a day from minutes since midnight: `09.42`.
#[must_use]
pub fn time(minutes: u32) -> String {
    format!("{:02}.{:02}", minutes / 60 % 24, minutes % 60)
}

/// Writes years of service: `8 tahun`, `8 tahun 3 bulan`.
#[must_use]
pub fn masa_kerja(mkg: MasaKerja) -> String {
    let (year, months) = if locale() == Locale::id { ("tahun", "bulan") } else { ("years", "months") };
    match mkg.months() {
        0 => format!("{} {year}", mkg.years()),
        more => format!("{} {year} {more} {months}", mkg.years()),
    }
}

/// Writes the fingerprint of a key in groups of four, as it is published and compared.
#[must_use]
pub fn fingerprint(chain: ledger::hash::Id) -> String {
    let digits = chain.to_string();
    let groups: Vec<&str> = (0..digits.len()).step_by(4).filter_map(|at| digits.get(at..at + 4)).collect();
    groups.join(" ")
}

/// Writes a period of assessment: `Triwulan II 2024`, `Tahun 2024`.
#[must_use]
pub fn period(of: domain::kinerja::Period) -> String {
    use domain::kinerja::Period;
    let indonesian = locale() == Locale::id;
    match of {
        Period::Bulan(which) => month(which),
        Period::Triwulan { year, quarter } => {
            let numeral = ["I", "II", "III", "IV"].get(usize::from(quarter).wrapping_sub(1)).copied().unwrap_or("");
            if indonesian { format!("Triwulan {numeral} {year}") } else { format!("Quarter {numeral} {year}") }
        }
        Period::Tahun { year } => {
            if indonesian {
                format!("Tahun {year}")
            } else {
                format!("Year {year}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_the_guide_says() {
        assert_eq!(rupiah(Rupiah::new(5_795_334)), "Rp5.795.334");
        assert_eq!(rupiah(Rupiah::new(-78_000)), "−Rp78.000");
        assert_eq!(rupiah(Rupiah::ZERO), "Rp0");
        assert_eq!(spoken(Rupiah::new(-78_000)), "minus 78.000 rupiah");
        assert_eq!(percent("94.850".parse().unwrap()), "94,85%");
        assert_eq!(decimal("74425.80".parse().unwrap()), "74.425,8");
        assert_eq!(long_day("2024-06-26".parse().unwrap()), "Rabu, 26 Juni 2024");
        assert_eq!(time(9 * 60 + 42), "09.42");
    }

    #[test]
    fn typed_numbers_are_read_or_refused_never_guessed() {
        let read = |text| read_decimal(text).map(|n| n.to_string());
        assert_eq!(read("92,5").as_deref(), Some("92.5"));
        assert_eq!(read("1.234,5").as_deref(), Some("1234.5"));
        assert_eq!(read("1.234").as_deref(), Some("1234"));
        assert_eq!(read("3.5").as_deref(), Some("3.5"));
        for text in ["", "dua", "1,2,3", "1e3", "--1"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read_rupiah("Rp1.234.567"), Some(Rupiah::new(1_234_567)));
        assert_eq!(read_rupiah("12,5"), None);
        assert_eq!(read_rupiah("sejuta"), None);
    }
}
