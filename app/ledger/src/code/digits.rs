//! Bytes as decimal digits, which a QR code packs nearly as tightly as bytes and every address takes: seven bytes are
//! seventeen digits. The first four digits count the others, so that a missing end is told from a changed digit.

use super::NotACode;

/// Digits of so many bytes, by their number.
const DIGITS: [usize; 8] = [0, 3, 5, 8, 10, 13, 15, 17];
/// Digits that count the others.
const COUNT: usize = 4;

/// Writes bytes as digits; at most 4 100 bytes, which is more than any code has.
pub fn write(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(bytes.len() * 17 / 7 + 17);
    for some in bytes.chunks(7) {
        let number = some.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        digits.push_str(&format!("{number:0width$}", width = DIGITS[some.len()]));
    }
    format!("{:0COUNT$}{digits}", digits.len())
}

/// Digits as they were found.
pub struct Found {
    /// How many there should be.
    pub told: usize,
    /// How many there are.
    pub found: usize,
    /// The bytes they give, when they give any; whether the right ones, says whoever knows what they hold.
    pub bytes: Option<Vec<u8>>,
}

/// Reads digits.
///
/// # Errors
/// A text that begins with no count.
pub fn read(text: &str) -> Result<Found, NotACode> {
    let (count, digits) = text.split_at_checked(COUNT).ok_or(NotACode::Foreign)?;
    let told = number(count).and_then(|told| usize::try_from(told).ok()).ok_or(NotACode::Foreign)?;
    let bytes: Option<Vec<Vec<u8>>> = digits.as_bytes().chunks(DIGITS[7]).map(some).collect();
    Ok(Found { told, found: digits.len(), bytes: bytes.map(|some| some.concat()) })
}

fn number(digits: &str) -> Option<u64> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// Reads up to seven bytes.
fn some(digits: &[u8]) -> Option<Vec<u8>> {
    let len = DIGITS.iter().position(|many| *many == digits.len())?;
    let number = number(core::str::from_utf8(digits).ok()?)?;
    let whole = number.to_be_bytes();
    let (above, bytes) = whole.split_at(8 - len);
    above.iter().all(|byte| *byte == 0).then(|| bytes.to_vec())
}
